from __future__ import annotations

import json

from reader.article import Article, Block, Entity, Quote, Role
from reader.records import article_from, article_record

ARTICLE = Article(
    blocks=(
        Block("Bridge shut", Role.TITLE),
        Block("The bridge is shut.", Role.PARAGRAPH),
        Block("Sign up", Role.REMOVED, "newsletter", 0.9),
        Block("“It leaks,” said Ada Brun.", Role.PARAGRAPH),
    ),
    title="Bridge shut",
    entities=(Entity("Ada Brun", "PERSON", ((37, 45),)),),
    quotes=(Quote(22, 31, "direct", "Ada Brun", "Ada Brun", "said", "after"),),
)


def test_text_is_the_shown_body_joined_by_blank_lines() -> None:
    assert ARTICLE.text == "The bridge is shut.\n\n“It leaks,” said Ada Brun."
    assert ARTICLE.spans == (None, (0, 19), None, (21, 47))


def test_an_article_survives_the_way_through_json() -> None:
    assert article_from(json.loads(json.dumps(article_record(ARTICLE)))) == ARTICLE


def test_a_quote_is_the_slice_of_the_text_that_it_names() -> None:
    quote = article_record(ARTICLE)["quotes"][0]
    assert quote["text"] == ARTICLE.text[quote["start"] : quote["end"]] == "It leaks,"
