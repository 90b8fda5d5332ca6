from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.text.sentences import SOFT_DOT, paragraphs, soften, split_sentences


def split(text: str, quoted: list[tuple[int, int]] | None = None) -> list[str]:
    soft = soften(text)
    return [text[start:end] for start, end in split_sentences(soft, 0, len(soft), quoted or [])]


def test_titles_and_initials_end_no_sentence() -> None:
    assert split("Mr. Holm met Sen. J. K. Rowan. They left.") == ["Mr. Holm met Sen. J. K. Rowan.", "They left."]


def test_an_abbreviation_before_a_usual_first_word_ends_its_sentence() -> None:
    assert split("It is made by Tarn Inc. The firm is old.") == ["It is made by Tarn Inc.", "The firm is old."]
    assert split("Tarn Inc. shares fell.") == ["Tarn Inc. shares fell."]


def test_a_full_stop_inside_a_quotation_splits_nothing() -> None:
    text = "“We lost. It hurt.” The crowd left."
    assert split(text, [(1, text.index("”"))]) == ["“We lost. It hurt.”", "The crowd left."]


def test_decimals_and_german_ordinals_split_nothing() -> None:
    assert split("Am 3. März kam er mit 3.5 Litern.") == ["Am 3. März kam er mit 3.5 Litern."]


def test_a_short_common_word_is_no_abbreviation() -> None:
    assert split("He said no. Then he left.") == ["He said no.", "Then he left."]


def test_a_line_end_always_ends_a_paragraph() -> None:
    text = "One\n\n  \nTwo\r\nThree"
    assert [text[start:end] for start, end in paragraphs(text)] == ["One", "Two", "Three"]


def test_a_non_breaking_space_is_a_space_in_the_softened_copy() -> None:
    assert soften("Mr.\u00a0Holm") == f"Mr{SOFT_DOT} Holm"


@given(st.text(alphabet="ab AB.?!“”\n'’Mr", max_size=200))
def test_softening_keeps_the_length_and_sentences_are_slices_in_order(text: str) -> None:
    soft = soften(text)
    assert len(soft) == len(text)
    spans = split_sentences(soft, 0, len(soft))
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(soft[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(soft.split())
