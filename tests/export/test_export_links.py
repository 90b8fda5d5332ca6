"""Links in what is exported: Markdown has them as links, plain text has their words."""

from __future__ import annotations

from unicodedata import normalize
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, Block, Link, Role
from reader.export.markdown import article_markdown, escape
from reader.export.text import article_text
from reader.ingest import read_bytes
from reader.text.safe import safe


def _linked(text: str, role: Role, *links: tuple[str, str], level: int = 0) -> Block:
    found = (Link(text.index(words), text.index(words) + len(words), target) for words, target in links)
    return Block(text, role, level=level, links=tuple(found))


STORY = Article(
    blocks=(
        _linked("The [old] mill burned.", Role.PARAGRAPH, ("[old] mill", "https://vale.example/a_(b)?x=1&amp;y=*2*")),
        _linked("What now", Role.SUBHEAD, ("now", "https://vale.example/now"), level=2),
        _linked("- Wait for it.", Role.LIST, ("Wait", "https://vale.example/wait"), level=1),
        _linked("2. Go\nhome.", Role.LIST, ("Go\nhome", "https://vale.example/go"), level=1),
        _linked("“It burned”,\nshe said.", Role.QUOTATION, ("burned", "mailto:ada@vale.example")),
        _linked("Road | Open\nA1 | no, never", Role.TABLE, ("Open", "https://vale.example/o"), ("never", "https://n.example/")),
        _linked("The mill.", Role.CAPTION, ("mill", "https://vale.example/photo")),
        _linked("See [x](y) there.", Role.CODE, ("there", "https://vale.example/code")),
    ),
    title="The mill",
)  # fmt: skip


def test_markdown_has_links_in_every_kind_of_block_but_code() -> None:
    text = article_markdown(STORY)
    for expected in (
        r"The [\[old\] mill](https://vale.example/a_%28b%29?x=1&amp;amp;y=*2*) burned.",
        "## What [now](https://vale.example/now)",
        "- [Wait](https://vale.example/wait) for it.",
        "2. [Go home](https://vale.example/go).",
        "> “It [burned](mailto:ada@vale.example)”,\n> she said.",
        "| Road | [Open](https://vale.example/o) |",
        "| A1 | no, [never](https://n.example/) |",
        "*The [mill](https://vale.example/photo).*",
        "```\nSee [x](y) there.\n```",
    ):
        assert expected in text


def test_plain_text_has_the_words_alone() -> None:
    assert "https://vale.example" not in article_text(STORY)
    assert "The [old] mill burned." in article_text(STORY)


def test_a_number_at_the_start_of_a_line_shows_without_a_sign_before_it() -> None:
    assert escape("1984. A year.") == "1984\\. A year."
    assert escape("- no list") == "\\- no list"


WORDS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"], exclude_characters="&"), min_size=1, max_size=8
)
TARGETS = st.sampled_from(
    ["https://vale.example/", "https://vale.example/a_(b)", "https://vale.example/?a=1&lt;b=2", "mailto:a@b.example",
     "https://vale.example/[x]*_~'!$", "https://vale.example/#%20"]
)  # fmt: skip


@given(st.lists(st.tuples(WORDS, st.none() | TARGETS), min_size=1, max_size=6))
def test_what_was_exported_is_read_back_with_the_same_links(pieces: list[tuple[str, str | None]]) -> None:
    text, links = "The", []
    for words, target in pieces:
        # reading composes letters: some signs for Chinese words stand for others
        words = normalize("NFC", safe(words))
        text += " "
        if target and words.strip():
            links.append(Link(len(text), len(text) + len(words), target))
        text += words
    article = Article(blocks=(Block(f"{text} end.", Role.PARAGRAPH, links=tuple(links)),), title="T")
    (draft,) = read_bytes(article_markdown(article).encode(), "a.md").drafts
    back = [(block.text[link.start : link.end], link.target) for block in draft.blocks for link in block.links]
    assert len(back) == len(links)
    for (words, target), link in zip(back, links, strict=True):
        assert "".join(words.split()) == "".join(text[link.start : link.end].split())
        assert unquote(target) == unquote(link.target)
