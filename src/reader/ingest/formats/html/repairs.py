"""Mistakes in a page's source that make a parser swallow text: quotes that never close, tags full of sentences."""

from __future__ import annotations

import re
from typing import Final

from reader.ingest.formats.prose import running_text

_VALUE: Final = re.compile(r"""=\s{0,20}(?:"[^"<>]{0,2000}+[<>]|'[^'<>]{0,2000}+[<>])""")
"""A value in which a sign of markup stands before its closing quote."""
_LONGEST_TAG: Final = 4_000
_BLOCK: Final = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|article|section|table|blockquote|body)[\s>]", re.IGNORECASE)
_WORDY_TAG: Final = re.compile(r"""<(?=[a-zA-Z/!][^<>"]{100})(?:[^<>"=]++|=(?!["'\s]))++""")
_RAW: Final = re.compile(r"</?no(?:frames|embed)\b[^<>]{0,200}>", re.IGNORECASE)
"""What stands in these is markup that parsers leave as it is."""
_TOKEN: Final = re.compile(
    r"""<[^\s"'<>/=]+|[^\s"'<>/=]+(?:\s*(?P<equals>=)\s*(?:"[^"]*"?|'[^']*'?|[^\s"'<>]*))?|[\s"'/=]+"""
)
"""What a tag consists of, one piece after the other: its name, attributes with their values, and what parts them."""
_CODE: Final = re.compile(r"[({;]|=\Z")
_AFTER_VALUE: Final = frozenset(" \t\r\n\f/>")


def with_closed_quotes(html: str) -> str:
    """Return `html` with a closing quote for each attribute that has none and would take in what follows its tag, and
    with references for the signs of markup in the values of the others.

    A value is held for unclosed when no quote follows, when the next one opens another value or is glued to a word, or
    when the value runs over the end of its tag and on over blocks of the page. Linear in the length of `html`.
    """
    parts: list[str] = []
    done = at = read = 0
    while match := _VALUE.search(html, at):
        sign = at = match.end()
        sign -= 1
        opened = html.rfind("<", max(done, match.start() - _LONGEST_TAG), match.start())
        # what was read of a tag is not read again for its next value
        read = _read_to(html, max(opened, read), match.start()) if opened >= 0 and html[opened + 1].isalpha() else -1
        if read != match.start():
            read = max(read, 0)
            continue
        quote = html[read + 1 : sign].lstrip()[0]
        close = html.find(quote, sign)
        if _is_unclosed(html, read, sign, close):
            parts.append(html[done:sign] + quote + (">" if html[sign] == "<" else ""))
            done = sign
        else:
            # for readings that look for tags only
            parts.append(html[done:sign] + html[sign:close].replace("<", "&lt;").replace(">", "&gt;"))
            done = close
            at = close + 1
    parts.append(html[done:])
    return "".join(parts)


def _read_to(html: str, start: int, end: int) -> int:
    """Return `end` when a value begins there for one who reads the tag from `start` on, else where he stops."""
    at = start
    while at < end and (token := _TOKEN.match(html, at)):
        if token.end() > end:
            return end if token.start("equals") == end else at
        at = token.end()
    return at


def _is_unclosed(html: str, start: int, sign: int, close: int) -> bool:
    if close < 0 or html[close + 1 : close + 2] not in _AFTER_VALUE:
        return True
    if html[close - 1] == "=" and html.find("<", sign, close) >= 0:
        return True
    is_code = _CODE.search(html, start, sign) is not None
    return html[sign] == ">" and not is_code and _BLOCK.search(html, sign, close) is not None


def with_wordy_tags_as_text(html: str) -> str:
    """Return `html` with a reference in place of the sign that opens a tag full of sentences ("3 <b and then ...") and
    of one that opens a tag at the end of the page which is never shut."""
    html = _WORDY_TAG.sub(lambda tag: f"&lt;{tag.group()[1:]}" if running_text(tag.group()) else tag.group(), html)
    last = html.rfind("<")
    if html.find(">", last) < 0 <= last and running_text(html[last:]):
        return f"{html[:last]}&lt;{html[last + 1 :]}"
    return html


def without_raw_parts(html: str) -> str:
    """Return `html` without the tags around what it has for browsers that know no frames or players."""
    return _RAW.sub(" ", html)
