from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.article import Article, Block, Entity, Quote, Role
from reader.cleaning import clean
from reader.export.citations import cited_quotes
from reader.export.csv_lines import csv_line
from reader.export.csv_quotes import COLUMNS, csv_header, csv_row
from reader.export.markdown import article_markdown, escape
from reader.export.text import article_text
from reader.ingest import read_bytes

BODY = "“It leaks,” said Ada Brun."
ARTICLE = Article(
    blocks=(
        Block("Bridge shut", Role.TITLE),
        Block("Advertisement", Role.REMOVED, "advert", 0.9),
        Block(BODY, Role.PARAGRAPH),
        Block("The bridge on Monday.", Role.CAPTION),
        Block("What now", Role.SUBHEAD, level=3),
        Block("- Wait.", Role.LIST, level=1),
        Block("Road | Open\nA1 | no", Role.TABLE),
    ),
    title="Bridge shut",
    byline="Tom Ek",
    site="The Saltby Echo",
    published="2026-03-05T10:00:00Z",
    entities=(Entity("Ada Brun", "PERSON", ((17, 25),)),),
    quotes=(Quote(1, 10, "direct", "Ada Brun", "Ada Brun", "said", "after"),),
)


def test_text_is_heading_body_then_people_and_quotes() -> None:
    assert article_text(ARTICLE).split("\n\n") == [
        "Bridge shut\nTom Ek · The Saltby Echo · 2026-03-05",
        BODY,
        "[caption] The bridge on Monday.",
        "What now",
        "- Wait.",
        "Road | Open\nA1 | no",
        "[1 block removed]",
        "People: Ada Brun (1)",
        "Quotes:\nAda Brun: “It leaks,”",
    ]


def test_a_quote_that_is_less_than_likely_is_said_to_be_doubtful_and_no_other() -> None:
    for confidence, credit in ((0.49, "Ada Brun (doubtful)"), (0.5, "Ada Brun")):
        article = replace(ARTICLE, quotes=(replace(ARTICLE.quotes[0], confidence=confidence),))
        assert article_text(article).endswith(f"Quotes:\n{credit}: “It leaks,”")
        assert f"— {credit}, Tom Ek" in article_markdown(article)


def test_removed_lines_are_printed_with_their_reason_on_request() -> None:
    assert "[removed: advert, 90 % sure] Advertisement" in article_text(ARTICLE, removed=True)
    assert "Advertisement" not in article_text(ARTICLE)


def test_wrapped_text_keeps_to_the_width() -> None:
    assert max(map(len, article_text(ARTICLE, width=20).split("\n"))) <= 20


def test_markdown_has_a_front_matter_that_yaml_reads() -> None:
    _, head, _ = article_markdown(ARTICLE).split("---\n", 2)
    assert yaml.safe_load(head)["author"] == "Tom Ek"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60))
def test_markdown_shows_any_line_letter_for_letter(line: str) -> None:
    line = " ".join(line.split())
    tokens = MarkdownIt("commonmark").parse(escape(line))
    shown = "".join(
        child.content if child.type in ("text", "text_special") else f"<{child.type}>"
        for token in tokens
        for child in token.children or ()
    )
    # an HTML entity in the text is the one thing that CommonMark still reads
    if "&" not in line:
        assert shown == line


def test_csv_has_one_row_a_quote_and_every_column() -> None:
    quote = next(cited_quotes(ARTICLE, "a.txt", 0))
    rows = list(csv.DictReader(io.StringIO(f"{csv_header()}\n{csv_row(quote, 'a.txt')}")))
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["words"] == "It leaks,"
    assert rows[0]["speaker"] == "Ada Brun"


def test_a_name_that_begins_like_a_formula_is_text_in_every_csv() -> None:
    assert csv_line(("=cmd()", "ORG", "@x", "1")) == "'=cmd(),ORG,'@x,1"
    assert csv_line(("Ada-Brun", "a,b")) == 'Ada-Brun,"a,b"'


def test_a_cell_never_begins_like_a_formula() -> None:
    article = Article(blocks=(Block("=1+1", Role.PARAGRAPH),), quotes=(Quote(0, 4, "direct"),))
    assert "'=1+1" in csv_row(next(cited_quotes(article, "a.txt", 0)), "a.txt")


INDIRECT = replace(
    ARTICLE, quotes=(Quote(1, 10, "indirect", "the owner", "its owner", "said", "fronted"), *ARTICLE.quotes)
)


@pytest.mark.parametrize(
    "article", [ARTICLE, INDIRECT, replace(ARTICLE, quotes=())], ids=["direct", "indirect", "none"]
)
def test_an_article_that_was_exported_reads_as_it_did_without_the_list_of_its_quotes(article: Article) -> None:
    # a caption that is no more than words in italics comes back as a paragraph
    article = replace(article, blocks=tuple(block for block in article.blocks if block.role is not Role.CAPTION))
    (draft,) = read_bytes(article_markdown(article).encode(), "a.md").drafts
    again = clean(draft)
    assert (again.title, again.byline, again.site) == (article.title, article.byline, article.site)
    assert (again.published or "")[:10] == (article.published or "")[:10]
    assert again.text == article.text
    assert sum(block.reason == "quotes" for block in again.blocks) == (1 + 2 * len(article.quotes)) * bool(
        article.quotes
    )


def test_quotations_under_a_heading_of_an_article_stay() -> None:
    story = "# Bridge shut\n\nThe bridge is shut.\n\n## Quotes\n\n> It leaks.\n\n> It always did."
    (draft,) = read_bytes(story.encode(), "a.md").drafts
    assert not any(block.dropped for block in draft.blocks)
