from __future__ import annotations

import re

import pytest

from reader.cleaning.cue_patterns import anchors, parse, pattern
from reader.cleaning.features import shape


def fits(entry: str, text: str) -> bool:
    return re.match(pattern(parse(entry)), shape(text).key) is not None


@pytest.mark.parametrize(
    ("entry", "text", "right"),
    [
        ("^ join (now|to (read|continue)) $", "Join to read", True),
        ("^ join (now|to (read|continue)) $", "Join now", True),
        ("^ join (now|to (read|continue)) $", "Join read", False),
        ("^ join (now|to (read|continue)) $", "Join continue", False),
        ("^ join (as [a|our] (member|friend)|now) $", "Join as our friend", True),
        ("^ join (as [a|our] (member|friend)|now) $", "Join as friend", True),
        ("^ #(m|h|min) [ago] $", "5m ago", True),
        ("^ #(m|h|min) [ago] $", "h ago", False),
        ("^ newsletter(s) $", "Newsletters", True),
        ("^ newsletter(s) $", "Newsletterx", False),
    ],
)
def test_choices_may_hold_choices(entry: str, text: str, right: bool) -> None:
    assert fits(entry, text) is right


def test_the_words_that_find_an_entry_are_those_of_all_its_choices() -> None:
    rare, common = anchors(parse("^ join (briefly|to (read|continue)) $"), {"join", "to"})
    assert (set(rare), common) == ({"briefly", "read", "continue"}, ("join",))
    assert anchors(parse("^ * [maybe] # $"), ()) == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("^ join (now|to (read)", "not closed"),
        ("^ join now) ...", "closes nothing"),
        ("^ join (now] ...", "closed by"),
        ("^ join (now|) ...", "empty choice"),
        ("^ join | now ...", "outside a choice"),
        ("^ join (now ... here) ...", "gap inside a choice"),
        ("^ join#(1) ...", "ending"),
        ("", "nothing to look for"),
    ],
)
def test_an_entry_that_cannot_be_read_is_refused_by_name(entry: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault) as caught:
        parse(entry)
    assert entry in str(caught.value)
