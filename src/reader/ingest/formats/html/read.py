"""A page to a draft: one parse, one walk, trafilatura's opinion, and our own verdict on every block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader.article import HEAD_ROLES, Draft, RawBlock, Role
from reader.ingest.formats.anchors import linked as linked_text
from reader.ingest.formats.html.anchors import linked
from reader.ingest.formats.html.bodies import find_body
from reader.ingest.formats.html.cards import foreign
from reader.ingest.formats.html.evidence import Evidence, gather
from reader.ingest.formats.html.jsonld import LinkedData, read_linked_data
from reader.ingest.formats.html.judge import CAPTION, Verdict, judge
from reader.ingest.formats.html.live import with_posts
from reader.ingest.formats.html.metadata import Found, Metadata, descriptions, meta_values, read_metadata, saved_from
from reader.ingest.formats.html.naming import ELSEWHERE, region_of
from reader.ingest.formats.html.opinion import (
    MAX_CHARACTERS,
    MAX_ELEMENTS,
    MAX_TABLE_DEPTH,
    article_lines,
    coverage,
    kept_blocks,
    runs_of_three,
)
from reader.ingest.formats.html.page import Page
from reader.ingest.formats.html.parse import parse
from reader.ingest.formats.html.plain import plain_paragraphs, text_size
from reader.ingest.formats.html.prefilter import MAX_DEPTH, filtered, flattened, prefilter
from reader.ingest.formats.html.roles import head_roles, looks_like_byline, looks_like_date
from reader.ingest.formats.html.state import stated_article
from reader.ingest.formats.html.unread import Unread, find_unread, told
from reader.ingest.formats.html.walk import walk
from reader.text.normalise import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEAST: Final = 0.1
"""Below this share of the page's estimated text the tree is not trusted; after a parser limit, below the next."""
_LEAST_AFTER_LIMIT: Final = 0.8
_STATED_WORDS: Final = 40
"""A page with fewer words of prose may keep its article in its data, where it has at least so many."""
_HIDDEN: Final = (
    "About {} words stand in the page where it shows no text (attributes, comments): they are among the removed lines."
)
_LOST: Final = "About {} words of the page were found by a simpler reading only: they are among the removed lines."

_EMPTY: Final = Metadata(None, (), None, None, None, None, ())


def read_page(html: str, url: str | None = None) -> Draft:
    """Return the draft of a saved page: all its visible text as blocks in page order, those of the article with
    `main` True, the others with a reason code in `dropped` where one is known.

    `url` is the page's address where the caller knows it. Never raises on account of the page: what the parser
    cannot read comes as plain paragraphs, with a warning that begins "plain extraction".
    """
    whole = filtered(html)
    address = url or saved_from(html)
    source, root, page, limited = _tree(whole.source)
    if root is None:
        return _plain_draft(source, _EMPTY, address, "the page cannot be parsed")
    data = read_linked_data(root, address)
    if not data.body and page.containers[0].prose < _STATED_WORDS:
        paragraphs = stated_article(html)
        data = replace(data, body="\n".join(text for text, _ in paragraphs), links=tuple(paragraphs))
    estimate = text_size(source)
    found = sum(len("".join(block.text.split())) for block in page.blocks)
    if found < _LEAST * estimate or (limited and found < _LEAST_AFTER_LIMIT * estimate):
        metadata = read_metadata(root, meta_values(root), data, Found(), address)
        return _plain_draft(source, metadata, address, "the parser left most of the page's text out")
    return _with_unread(_draft(root, page, data, source, address), find_unread(whole, page, estimate - found))


def _with_unread(draft: Draft, unread: Unread) -> Draft:
    """Return `draft` with what its page does not show as lines that are left out, and a warning that says so."""
    return told(told(draft, unread.hidden, _HIDDEN), unread.lost, _LOST)


def _tree(source: str) -> tuple[str, HtmlElement | None, Page, bool]:
    """Parse and walk a pre-filtered page, once more after flattening when it is too deep for the parser or others."""
    root, limited = parse(source)
    page = walk(root) if root is not None else Page()
    if limited or page.depth > MAX_DEPTH:
        source = flattened(source)
        root, limited = parse(source)
        page = walk(root) if root is not None else Page()
    return source, root, page, limited


def examine(html: str, url: str | None = None) -> tuple[Evidence, dict[int, Role], str | None] | None:
    """Return what a verdict on a page's blocks rests on: evidence, head lines, title. For training and measuring."""
    source, root, page, _ = _tree(prefilter(html))
    if root is None:
        return None
    data = read_linked_data(root, url)
    evidence, metadata, roles = _evidence(root, page, data, source, url, [])
    return evidence, roles, metadata.title


def _evidence(
    root: HtmlElement, page: Page, data: LinkedData, source: str, address: str | None, warnings: list[str]
) -> tuple[Evidence, Metadata, dict[int, Role]]:
    kept = with_posts(page, _kept(root, page, source, address, warnings), stated=data.live)
    others = page.under(foreign(page))
    kept = [is_kept and not others[block.container] for block, is_kept in zip(page.blocks, kept, strict=True)]
    metas = meta_values(root)
    evidence = gather(page, kept, data.body, descriptions(metas, data))
    metadata = read_metadata(root, metas, data, _found(evidence), address)
    return evidence, metadata, head_roles(evidence, metadata.title, metadata.authors)


def _draft(root: HtmlElement, page: Page, data: LinkedData, source: str, address: str | None) -> Draft:
    warnings: list[str] = []
    evidence, metadata, roles = _evidence(root, page, data, source, address, warnings)
    verdicts = judge(evidence, roles, metadata.title)
    regions = _regions(page)
    blocks = [
        _raw(evidence, index, verdicts[index], roles.get(index), regions[block.container])
        for index, block in enumerate(page.blocks)
    ]
    blocks = linked(blocks, page.blocks, root)
    blocks.extend(_stated_only(evidence, verdicts, data, warnings))
    if not any(block.main and block.hint not in HEAD_ROLES for block in blocks):
        # nothing reads as an article: the cleaner, which sees all drafts, has the last word
        blocks = [replace(block, main=None) for block in blocks]
        warnings.append("No part of the page reads like an article: what is shown was chosen by its words alone.")
    return _assemble(tuple(blocks), metadata, tuple(warnings))


def _kept(root: HtmlElement, page: Page, source: str, address: str | None, warnings: list[str]) -> list[bool]:
    body = find_body(page)
    if body.sure:
        return body.kept
    lines = None
    too_large = len(source) > MAX_CHARACTERS or page.elements > MAX_ELEMENTS
    if too_large or page.table_depth() > MAX_TABLE_DEPTH:
        warnings.append("The page is very large or entangled: its article was found by a simpler method.")
    else:
        lines = article_lines(root, address)
    return kept_blocks(page.blocks, lines) if lines else body.kept


def _found(evidence: Evidence) -> Found:
    """Gather what the text shows of title, authors and date, the places nearest above the body first."""
    blocks = evidence.page.blocks
    start = evidence.first if evidence.first >= 0 else len(blocks)
    visible = [i for i in range(len(blocks)) if not evidence.hidden[i]]
    ordered = sorted(visible, key=lambda i: (i > start, abs(start - i)))
    headings = [i for i in ordered if blocks[i].hint is Role.SUBHEAD and i <= start + 1]
    # pages for printing and old ones have no heading of the first level
    top = [i for i in ordered if blocks[i].level == 1 and blocks[i].hint is Role.SUBHEAD] or headings[:1]
    plausible = [i for i in ordered if evidence.reason[i] not in ELSEWHERE]
    return Found(
        headlines=[blocks[i].text for i in top][:20],
        bylines=[blocks[i].text for i in plausible if looks_like_byline(evidence, i)][:20],
        dates=[blocks[i].text for i in plausible if looks_like_date(evidence, i)][:20],
    )


def _regions(page: Page) -> list[str]:
    """Return for each container the part of the page that it is, or that the nearest one around it is."""
    regions: list[str] = []
    for container in page.containers:
        above = regions[container.parent] if container.parent >= 0 else ""
        regions.append(region_of(container.kind) or above)
    return regions


def _raw(evidence: Evidence, index: int, verdict: Verdict, role: Role | None, region: str) -> RawBlock:
    block = evidence.page.blocks[index]
    hint = role or _hint(evidence, index, verdict)
    # a caption of the article is part of it, though no part of its body
    main = verdict.main or role is not None or (hint is Role.CAPTION and verdict.reason == CAPTION)
    return RawBlock(
        text=block.text,
        hint=hint,
        dropped=None if main else verdict.reason,
        link_density=round(block.link_density, 3),
        region=region,
        main=main,
        level=block.level,
    )


def _hint(evidence: Evidence, index: int, verdict: Verdict) -> Role | None:
    """Return the role that a block's tags state, or the names of its containers where the tags say nothing."""
    block = evidence.page.blocks[index]
    mark = evidence.mark[index]
    if mark == "caption" and block.hint is None:
        return Role.CAPTION
    if mark == "standfirst" and verdict.main and block.hint in (None, Role.SUBHEAD):
        return Role.STANDFIRST
    return block.hint


def _stated_only(evidence: Evidence, verdicts: list[Verdict], data: LinkedData, warnings: list[str]) -> list[RawBlock]:
    """Return JSON-LD's article body as blocks when the page itself does not show it."""
    stated = words(data.body)
    if len(stated) < _STATED_WORDS:
        return []
    shown = [word for block, verdict in zip(evidence.page.blocks, verdicts, strict=True) if verdict.main
             for word in block.words]  # fmt: skip
    if len(shown) > 0.5 * len(stated) or coverage(stated, set(runs_of_three(shown))) > 0.5:
        return []
    warnings.append("The page does not show its article; the text is from its data.")
    links = dict(data.links)
    lines = (" ".join(line.split()) for line in data.body.split("\n"))
    return [RawBlock(text=line, main=True, links=links.get(line, ())) for line in lines if line]


def _plain_draft(source: str, metadata: Metadata, address: str | None, why: str) -> Draft:
    blocks = tuple(RawBlock(text=text, links=links) for text, links in linked_text(source, plain_paragraphs))
    warnings = (f"plain extraction: {why}",) if blocks else ()
    draft = _assemble(blocks, metadata, warnings)
    return draft if draft.url else _with_url(draft, address)


def _with_url(draft: Draft, address: str | None) -> Draft:
    return replace(draft, url=address)


def _assemble(blocks: tuple[RawBlock, ...], metadata: Metadata, warnings: tuple[str, ...]) -> Draft:
    return Draft(
        kind="html",
        blocks=blocks,
        title=metadata.title,
        authors=metadata.authors,
        published=metadata.published,
        site=metadata.site,
        url=metadata.url,
        language=metadata.language,
        tags=metadata.tags,
        warnings=warnings,
    )
