from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.safe import safe, safe_line, safe_name

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


@given(st.text(st.characters()))
def test_nothing_that_a_terminal_acts_on_comes_through(text: str) -> None:
    assert not FORBIDDEN.search(safe(text))


@given(st.text(st.characters()))
def test_the_gate_is_idempotent(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@given(st.text(st.characters(categories=("L", "N", "P", "Zs"))))
def test_letters_digits_and_punctuation_are_kept(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\x1b[31mb", "a\u241b[31mb"),
        ("a\x9b31mb", "a\ufffd31mb"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("Hoch\u00adspannung", "Hochspannung"),
        ("a\u202eb", "ab"),
        ("x" + "\u0301" * 40, "x" + "\u0301" * 8),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("a\u200db", "ab"),
    ],
)
def test_examples(dirty: str, clean: str) -> None:
    assert safe(dirty) == clean


def test_a_line_is_one_line() -> None:
    assert safe_line("  a\n\tb \x00") == "a b \u2400"


@given(st.binary())
def test_any_file_name_is_one_safe_line(name: bytes) -> None:
    shown = safe_name(name)
    assert "\n" not in shown
    assert "\t" not in shown
    assert not FORBIDDEN.search(shown)


def test_a_file_name_shows_every_byte() -> None:
    assert safe_name(b"a\xff\nb") == "a\\xff\u240ab"
    assert safe_name("a\u202eb") == "a<202E>b"
