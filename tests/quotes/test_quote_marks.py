from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.quotes.marks import find_runs, single_is_primary
from reader.text.sentences import paragraphs


def runs(text: str) -> list[str]:
    return [text[run.start : run.end] for found in find_runs(text, paragraphs(text)) for run in found]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"One," he said. "Two."', ["One,", "Two."]),
        ("“One,” he said. “Two.”", ["One,", "Two."]),
        ('“One," he said. "Two.”', ["One,", "Two."]),
        ("“One,’’ he said.", ["One,"]),
        ("«Un», dit-il.", ["Un"]),
        ("»Eins«, sagte er.", ["Eins"]),
        ("„Eins“, sagte er. „Zwei”", ["Eins", "Zwei"]),
        ("”Ett”, sade han.", ["Ett"]),
        ("「一」と言った", ["一"]),
        ("“A “nested” word,” he said.", ["A “nested” word,"]),
        ("“A ‘nested’ word,” he said.", ["A ‘nested’ word,"]),
    ],
)
def test_marks_of_every_style_pair(text: str, inside: list[str]) -> None:
    assert runs(text) == inside


def test_a_missing_closing_mark_ends_with_its_paragraph() -> None:
    text = "“We stayed.\n\nHe left. “Bye,” he said."
    assert runs(text) == ["We stayed.", "Bye,"]


def test_a_missing_closing_mark_ends_before_its_attribution() -> None:
    assert runs('"We stayed, Roe said. She left.') == ["We stayed,"]


def test_a_missing_opening_mark_begins_with_its_paragraph() -> None:
    assert runs('We stayed for an hour," she said.') == ["We stayed for an hour,"]


def test_a_lone_mark_takes_no_text_from_other_paragraphs() -> None:
    assert runs('A " here.\n\n"Fine," she said.') == ["Fine,"]


def test_inches_are_no_marks() -> None:
    assert runs('It is 6" wide and 4" thick.') == []
    assert runs('"It is 6" wide," she said.') == ['It is 6" wide,']


def test_an_attribute_of_markup_is_no_quotation() -> None:
    assert runs('<a class="link" id="top">') == []


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("‘It’s ours ’til noon,’ said Ann.", ["It’s ours ’til noon,"]),
        ("‘The owners’ plan failed,’ said Ann.", ["The owners’ plan failed,"]),
        ("'Don't go,' said Ann. 'It's the '90s again.'", ["Don't go,", "It's the '90s again."]),
        ("‘He said “no” twice,’ said Ann.", ["He said “no” twice,"]),
    ],
)
def test_british_single_marks_and_apostrophes(text: str, inside: list[str]) -> None:
    assert single_is_primary(text)
    assert runs(text) == inside


def test_apostrophes_alone_make_no_single_style() -> None:
    assert not single_is_primary("The owners’ plan isn’t ours, it’s the ’90s again.")
    assert not single_is_primary("“She told me, ‘Go home,’ and I did,” Ann said.")


@given(st.text(alphabet="ab “”\"'‘’„«».,\n5", max_size=120))
def test_runs_lie_inside_their_paragraph_in_order_and_never_overlap(text: str) -> None:
    spans = paragraphs(text)
    for (start, end), found in zip(spans, find_runs(text, spans), strict=True):
        position = start
        for run in found:
            assert position <= run.start < run.end <= end
            position = run.end
