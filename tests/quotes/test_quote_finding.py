from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clock import grows_less
from reader.article import Entity, Role
from reader.quotes import find_quotes

WORDS = ["Roe", "Ann", "said", "told", "that", "she", "the", "company", "and", "who", "not", "5", "U.S."]
MARKS = ['"', "“", "”", "‘", "’", "«", "»", ",", ".", "?", ":", "—", "(", ")", "\n", "\n\n"]


def test_every_quote_is_an_exact_slice_in_text_order_without_outer_marks() -> None:
    text = 'Ann Roe said: "One." She left.\n\n“Two,” she added, “and three.”'
    quotes = find_quotes(text)
    assert [text[quote.start : quote.end] for quote in quotes] == ["One.", "Two,", "and three."]
    assert [quote.speaker_mention for quote in quotes] == ["Ann Roe", "she", "she"]
    assert {quote.speaker for quote in quotes} == {"Ann Roe"}
    assert [quote.cue for quote in quotes] == ["said", "added", "added"]


def test_the_paragraphs_of_one_quote_continue_it() -> None:
    text = (
        "“We counted,” Dag Ruud said. “It was late.\n\n“Then we slept.\n\n“In the end we left.”"
        "\n\n“Not I,” Ola Berg said."
    )
    assert [(quote.continues, quote.speaker) for quote in find_quotes(text)] == [
        (False, "Dag Ruud"),
        (True, "Dag Ruud"),
        (True, "Dag Ruud"),
        (True, "Dag Ruud"),
        (False, "Ola Berg"),
    ]


def test_a_speaker_who_is_an_entity_gets_exactly_its_name() -> None:
    text = "“We apologise,” Southmere said. “So do I,” said Ida Quill."
    entities = (
        Entity("Southmere Water plc", "ORG", ((16, 25),), aliases=("Southmere",)),
        Entity("Ida M. Quill", "PERSON", ((48, 57),), aliases=("Ida Quill",)),
    )
    assert [quote.speaker for quote in find_quotes(text, entities=entities)] == ["Southmere Water plc", "Ida M. Quill"]


def test_an_entity_whose_name_contradicts_the_mention_is_not_used() -> None:
    text = "“We stay,” Owen Stroud said."
    wrong = Entity("Emma Stroud", "PERSON", ((11, 22),))
    assert find_quotes(text, entities=(wrong,))[0].speaker == "Owen Stroud"


def test_a_place_entity_does_not_speak() -> None:
    text = "“We stay,” Norway said."
    place = Entity("Kingdom of Norway", "PLACE", ((11, 17),), aliases=("Norway",))
    assert find_quotes(text, entities=(place,))[0].speaker == "Norway"


def test_a_block_quotation_needs_no_marks() -> None:
    text = "On Monday Tov Linden wrote to the owners:\n\nPlease return the keys by the end of June."
    start = text.index("Please")
    quotes = find_quotes(text, roles=((start, len(text), Role.QUOTATION),))
    assert [(text[q.start : q.end], q.speaker, q.type) for q in quotes] == [(text[start:], "Tov Linden", "direct")]
    assert find_quotes(text) == ()


def test_tables_and_code_hold_no_speech() -> None:
    text = 'print("Roe said, it is fine")'
    assert find_quotes(text, roles=((0, len(text), Role.CODE),)) == ()


def test_the_confidence_tells_a_verb_from_a_guess() -> None:
    sure = find_quotes("“The pier is closed for good,” Orla Venn said.")[0]
    guess = find_quotes("Orla Venn shook her head. “The pier is closed for good.”")[0]
    nobody = find_quotes("“The pier is closed for good, and so is the road.”")[0]
    assert sure.confidence > guess.confidence
    assert (nobody.speaker, nobody.speaker_mention, nobody.cue) == (None, None, None)


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "“", '"', "“”", "’", "said", "\x00\x1b[31m", "\ud800"])
def test_odd_texts_have_no_quotes(text: str) -> None:
    assert find_quotes(text) == ()


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(WORDS + MARKS), max_size=60))
def test_any_mixture_of_words_and_marks_gives_clean_slices(parts: list[str]) -> None:
    text = " ".join(parts)
    quotes = find_quotes(text)
    assert quotes == find_quotes(text)
    for quote in quotes:
        inside = text[quote.start : quote.end]
        assert inside
        assert inside == inside.strip()
        assert "\n" not in inside
        assert 0 <= quote.confidence <= 1
        assert (quote.speaker_mention or "") in text
    starts = [quote.start for quote in quotes]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "piece",
    [
        "“a ",
        "said ",
        "Roe said, ",
        "Roe said that ",
        '"Hello there," he said.\n',
        "He said it was so. ",
        '" ',
        "‘a ",
        "(",
        "A. ",
    ],
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    text = piece * (80_000 // len(piece))
    find_quotes(text[:5_000])
    assert grows_less(10, lambda count: find_quotes(text[:count]), 20_000, 80_000, floor=0.05)


def test_importing_the_room_is_cheap() -> None:
    code = "import sys, reader.quotes; print('reader.quotes.finder' in sys.modules, 'spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_position_is_dimmed_and_says_so_and_what_was_said_is_not() -> None:
    (held,) = find_quotes("Orla Venn believes that the lock is safe.")
    assert held.rule == "indirect-position"
    assert held.confidence < 0.5
    (said,) = find_quotes("Orla Venn said that the lock is safe.")
    assert said.rule == "indirect-that"
    assert said.confidence >= 0.5


def test_she_is_never_a_place_that_was_named_on_the_way() -> None:
    text = (
        "Edda Vale kept the ferry.\n\nThe bell was ringing at Nether Moss for the end of school.\n\n"
        "“I shan’t see it,” she said."
    )
    at = text.index("Nether Moss")
    entities = (
        Entity("Edda Vale", "PERSON", ((0, 9),)),
        Entity("Nether Moss", "PLACE", ((at, at + len("Nether Moss")),)),
    )
    (quote,) = find_quotes(text, entities=entities)
    assert quote.speaker == "Edda Vale"
