from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.references import unescape


@given(st.text("&#x0123456789abcdefABCDEF;agmplt ", max_size=30))
def test_references_of_sane_length_are_decoded_as_python_does(text: str) -> None:
    expected = html.unescape(text)
    assert unescape(text) == expected


@pytest.mark.parametrize("digits", ["9" * 5_000, "x" + "f" * 5_000, "9" * 8, "xfffffffff"])
def test_a_number_beyond_unicode_costs_only_itself(digits: str) -> None:
    assert unescape(f"a &amp; b &#{digits}; c &eacute;") == "a & b \ufffd c é"


def test_leading_zeros_do_not_make_a_reference_long() -> None:
    assert unescape("&#0000000000000000000065;&#x00000000000000041;") == "AA"
