from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, Block, Entity, Link, Quote, Role, slices
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


LINKED = Block("See the report.", Role.PARAGRAPH, links=(Link(4, 14, "https://vale.example/report"),))


def test_links_survive_the_way_through_json() -> None:
    article = Article(blocks=(LINKED, Block("Sign up", Role.REMOVED, "newsletter", 0.9)))
    record = article_record(article)
    assert record["blocks"][0]["links"] == [{"start": 4, "end": 14, "target": "https://vale.example/report"}]
    assert article_from(json.loads(json.dumps(record))) == article


def test_a_record_that_says_nothing_of_links_has_none() -> None:
    record = article_record(Article(blocks=(LINKED,)))
    del record["blocks"][0]["links"]
    assert article_from(record).blocks == (Block("See the report.", Role.PARAGRAPH),)


@given(st.text(st.sampled_from("ab \n\té"), max_size=60), st.integers(1, 9_000))
def test_a_text_in_slices_keeps_its_words_whole(piece: str, times: int) -> None:
    text = piece * times
    found = list(slices(text))
    assert "".join(found) == text
    assert [word for part in found for word in part.split()] == text.split()
