"""The sidebar says what found the names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tui_desk import bridge

from reader.tui.page.aside import Tab, aside, spoken
from reader.tui.page.wording import UNICODE


@pytest.mark.parametrize(
    ("model", "language", "words"),
    [
        ("fr_core_news_sm", "fr", "found by fr_core_news_sm"),
        ("rules", "de-AT", "found by rules, no model for “de”"),
        ("rules", "en", "found by rules, without a model"),
        (None, "en", ""),
    ],
)
def test_below_the_names_stands_what_found_them(model: str | None, language: str, words: str) -> None:
    article = replace(bridge(), model=model, language=language)
    assert spoken(article) == words
    lines = [line for line in aside(article, Tab.PEOPLE, 60, UNICODE).lines if line.item < 0]
    assert " ".join(line.left for line in lines).strip() == words


def test_it_is_wrapped_and_stands_below_no_quotes_and_no_empty_list() -> None:
    article = replace(bridge(), model="rules", language="de")
    assert max(len(line.left) for line in aside(article, Tab.PEOPLE, 20, UNICODE).lines) <= 20
    assert "rules" not in " ".join(line.left for line in aside(article, Tab.QUOTES, 60, UNICODE).lines)
    assert aside(replace(article, entities=()), Tab.PEOPLE, 60, UNICODE).lines == ()
