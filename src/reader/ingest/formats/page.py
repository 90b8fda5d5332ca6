"""Web pages: from bytes to the page reader, or to the text reader when there is no page in them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from reader.article import Draft
from reader.ingest.decoding import decode
from reader.ingest.formats.plain_lines import damage, text_draft
from reader.ingest.reading import Reading
from reader.text.references import unescape

_HEAD: Final = 8_192
_DECLARED: Final = re.compile(
    rb"<meta\b[^<>]{0,500}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})"
    rb"|<\?xml\b[^<>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[a-zA-Z!/?]")
_FEED: Final = re.compile(r"\s{0,99}(?:<\?xml[^<>]{0,200}>\s{0,99})?<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_ESCAPED: Final = re.compile(
    r"(<(?:content|content:encoded|description|summary)(?:\s[^<>]{0,300})?>)(\s{0,99}&lt;[^<]*)(?=</)", re.IGNORECASE
)


def read(data: bytes) -> Reading:
    """Return the one draft of a saved web page."""
    decoded = decode(data, declared_charset(data))
    draft = page_draft(decoded.text)
    return Reading((replace(draft, warnings=draft.warnings + damage(decoded)),))


def page_draft(html: str, url: str | None = None) -> Draft:
    """Return the draft of a page. What has no tags at all is plain text."""
    if not _TAG.search(html):
        return text_draft(html)
    if _FEED.match(html):
        # the articles of a feed are markup in markup
        html = _ESCAPED.sub(lambda entry: entry[1] + unescape(entry[2]), html)
    # the page reader brings heavy libraries
    from reader.ingest.formats.html import read_page

    return read_page(html, url)


def declared_charset(data: bytes) -> str | None:
    """Return the charset that a page names in a meta element or its XML declaration, None when it names none."""
    match = _DECLARED.search(data[:_HEAD])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None
