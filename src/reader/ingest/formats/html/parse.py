"""A page's source to a tree, with what the parser complained about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LIMIT_ERRORS: Final = ("depth", "huge", "too long", "limit", "memory")


def parse(html: str) -> tuple[HtmlElement | None, bool]:
    """Return the tree of a pre-filtered page, None when there is none, and whether the parser met a limit of its
    own, so that text may be missing from the tree."""
    from lxml import etree
    from lxml.html import HtmlElement, HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    # all elements are of one class: lxml asks Python for the class of each otherwise, a seventh of the time of a page
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        root = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, False
    limited = any(
        entry.level_name == "FATAL" or any(word in entry.message.casefold() for word in _LIMIT_ERRORS)
        for entry in parser.error_log
        if entry.level_name == "FATAL" or "limit" in entry.message.casefold() or "depth" in entry.message.casefold()
    )
    return root, limited
