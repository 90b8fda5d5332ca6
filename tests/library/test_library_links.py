"""Links of an article in the index."""

from __future__ import annotations

import json
from dataclasses import replace

from library_samples import VERSION, found, quoted_article

from reader.article import Article, Block, Link, Role
from reader.decisions.lines import apply_lines
from reader.decisions.model import Decision, Kind, Reach
from reader.library import shelf
from reader.library.library import Library

BRIDGE = Block("The bridge is shut.", Role.PARAGRAPH, links=(Link(4, 10, "https://ven.example/bridge"),))
RELATED = Block("Read: the weir", Role.REMOVED, "related", 0.9, links=(Link(6, 14, "https://ven.example/weir"),))
TITLE = Block("Leak", Role.TITLE)


def test_links_come_back_as_they_were_stored_those_of_hidden_lines_too(library: Library) -> None:
    two = replace(BRIDGE, links=(*BRIDGE.links, Link(14, 18, "mailto:ada@ven.example")))
    stored = Article(blocks=(TITLE, two, RELATED, BRIDGE), title="Leak")
    (number,) = library.store(found("/n/a"), [stored], version=VERSION, analysed=2)
    assert library.article(number) == stored
    beginning = library.beginning(number)
    assert beginning is not None
    assert beginning.article == stored


def test_what_was_stored_before_there_were_links_is_still_read() -> None:
    # as the version before wrote it: five values a block
    rows = json.loads('[["title","Leak",null,1.0,0],["paragraph",19,null,1.0,0],["removed","Share","share",0.8,0]]')
    assert shelf._blocks(rows, "The bridge is shut.") == (
        TITLE,
        replace(BRIDGE, links=()),
        Block("Share", Role.REMOVED, "share", 0.8),
    )


def test_a_block_without_links_is_stored_as_before() -> None:
    plain = json.loads(shelf.layout(Article(blocks=(TITLE, replace(BRIDGE, links=())))))
    assert plain["blocks"] == [["title", "Leak", None, 1.0, 0], ["paragraph", 19, None, 1.0, 0]]


def test_an_article_that_is_read_anew_gains_its_links_and_keeps_its_names_and_quotes(library: Library) -> None:
    before = quoted_article("Ada Brun")
    (number,) = library.store(found("/n/a"), [before], version=VERSION, analysed=2)
    blocks = tuple(
        replace(block, links=(Link(4, 10, "https://ven.example/bridge"),))
        if block.text.startswith("The bridge")
        else block
        for block in before.blocks
    )
    library.store(
        found("/n/a"), [replace(before, blocks=blocks, entities=(), quotes=())], version=VERSION + 1, analysed=0
    )
    after = library.article(number)
    assert after is not None
    assert [link.target for block in after.blocks for link in block.links] == ["https://ven.example/bridge"]
    assert (after.entities, after.quotes) == (before.entities, before.quotes)


def test_a_line_that_the_reader_keeps_or_hides_keeps_its_links() -> None:
    article = Article(blocks=(TITLE, BRIDGE, RELATED))
    decided = apply_lines(
        article,
        [
            Decision(Kind.KEEP_LINE, Reach.ARTICLE, "", RELATED.text),
            Decision(Kind.HIDE_LINE, Reach.ARTICLE, "", BRIDGE.text),
        ],
    )
    assert [block.role for block in decided.blocks] == [Role.TITLE, Role.REMOVED, Role.PARAGRAPH]
    assert [block.links for block in decided.blocks] == [(), BRIDGE.links, RELATED.links]
