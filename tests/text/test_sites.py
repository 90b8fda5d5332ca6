"""Addresses of sites: what they are known by, and what does not belong to them."""

from __future__ import annotations

import pytest

from reader.text.sites import without_tracking


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://ledger.example/a?utm_source=mail", "https://ledger.example/a"),
        ("https://ledger.example/a?id=7&utm_medium=x&page=2&fbclid=Ab#top", "https://ledger.example/a?id=7&page=2#top"),
        ("https://ledger.example/a?UTM_Campaign=x&gclid=1#c", "https://ledger.example/a#c"),
    ],
)
def test_what_only_tells_who_sent_a_visitor_is_no_part_of_an_address(url: str, kept: str) -> None:
    assert without_tracking(url) == kept


@pytest.mark.parametrize(
    "url",
    [
        "https://ledger.example/a",
        "https://ledger.example/a?",
        "https://ledger.example/a?ref=homepage&id=fbclid",
        "https://ledger.example/utm_source=1?nutm_source=2",
        "https://ledger.example/a#?utm_source=mail",
        "https://ledger.example/a?next=%2Fb%3Futm_source%3Dx",
    ],
)
def test_every_other_parameter_stays(url: str) -> None:
    assert without_tracking(url) == url
