"""Links go through cleaning with their blocks, whatever these become."""

from __future__ import annotations

from cleaning_samples import BODY, TITLE

from reader.article import Draft, Link, RawBlock, Role
from reader.cleaning import clean


def _block(text: str, hint: Role | None = None, *, main: bool | None = True, dropped: str | None = None) -> RawBlock:
    link = Link(0, len(text.split()[0]), f"https://vale.example/{len(text)}")
    return RawBlock(text, hint, dropped, main=main, links=(link,))


def test_every_block_keeps_its_links_whatever_it_becomes() -> None:
    blocks = (
        _block(TITLE, Role.TITLE),
        _block("By Tom Ek", Role.BYLINE),
        *(_block(text) for text in BODY),
        _block("What now", Role.SUBHEAD),
        _block("- Wait.", Role.LIST),
        _block("The mill on Monday.", Role.CAPTION),
        _block("Sign up for our newsletter and get the best stories in your inbox every morning."),
        _block("Read next: a goat in the library", main=False, dropped="related"),
        _block(BODY[-1] + " It was late.", main=True),
    )
    article = clean(Draft("html", blocks, title=TITLE, authors=("Tom Ek",)))
    assert [(block.text, block.links) for block in article.blocks] == [(block.text, block.links) for block in blocks]
    roles = {block.role for block in article.blocks}
    assert {Role.TITLE, Role.PARAGRAPH, Role.SUBHEAD, Role.LIST, Role.CAPTION, Role.REMOVED} <= roles


def test_a_judgement_does_not_depend_on_where_links_lead() -> None:
    blocks = (_block(TITLE, Role.TITLE), *(_block(text) for text in BODY))
    bare = tuple(RawBlock(block.text, block.hint, main=block.main) for block in blocks)
    linked, plain = (clean(Draft("html", draft, title=TITLE)) for draft in (blocks, bare))
    assert linked.text == plain.text
    assert [block.role for block in linked.blocks] == [block.role for block in plain.blocks]
