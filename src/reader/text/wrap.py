"""Text measured, wrapped and cut by terminal cells.

Widths are those of rich's cell table, which Textual draws by, so that a line measured here fills the same cells on
the screen. Most text of most languages takes one cell a character; that is told by one scan and wrapped by
`str.rfind`, fifty times faster than a loop over characters.
"""

from __future__ import annotations

import re
from typing import Final

Line = tuple[int, int]
"""The start and the end of one line in the text that was wrapped."""

# Blocks of characters that are one cell wide in every table: Latin, Greek, Cyrillic without its combining marks,
# general punctuation without its zero-width part, currency signs, letter-like signs, arrows' neighbours, box drawing.
_NARROW: Final = (
    "\\t\\n\\x20-\\x7e\\xa0-\\xac\\xae-\\u02ff\\u0370-\\u0482\\u048a-\\u052f\\u1e00-\\u1fff"
    "\\u2010-\\u2027\\u2030-\\u205e\\u2070-\\u20bf\\u2100-\\u2189\\u2500-\\u25fc"
)
_MAYBE_WIDE: Final = re.compile(f"[^{_NARROW}]")
# Scripts that take two cells a character and may be broken between any two of them.
_IDEOGRAPHIC: Final = (
    "\\u3041-\\u3096\\u30a1-\\u30fa\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff60\\u3001-\\u3029"
)
_TOKEN: Final = re.compile(f"(?P<space>[ \\t]+)|(?P<wide>[{_IDEOGRAPHIC}]+)|(?P<word>[^ \\t{_IDEOGRAPHIC}]+)")
# Signs that do not begin a line in Chinese and Japanese setting.
_NO_START: Final = frozenset("、。〉》」』】〕〗〙〛！），．：；？］｝｠ーぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_LATE_BREAKS: Final = ("-", "/", "–", "_", "&", ".", "=")
"""Where a word longer than a line is broken, rather than in its middle: addresses, chains of hyphens."""


def cells(text: str) -> int:
    """Return how many terminal cells `text` takes; a tab counts as one."""
    if text.isascii() or not _MAYBE_WIDE.search(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text) + text.count("\t")


def is_narrow(text: str) -> bool:
    """Return whether every character of `text` takes exactly one cell. False may be said of narrow text too."""
    return text.isascii() or not _MAYBE_WIDE.search(text)


def wrap(text: str, width: int) -> list[Line]:
    """Return the lines of `text`, none wider than `width` cells, as offsets; at least one.

    Line ends in the text are kept as breaks, the white space at a break belongs to no line, a word longer than a
    line is cut. Everything but white space is in exactly one line. A character wider than `width` stands alone.
    """
    width = max(1, width)
    lines: list[Line] = []
    narrow = is_narrow(text)
    start = 0
    while True:
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        if stop - start <= width and narrow:
            lines.append((start, stop))
        elif narrow:
            _wrap_narrow(text, start, stop, width, lines)
        else:
            _wrap_wide(text, start, stop, width, lines)
        if end < 0:
            return lines
        start = end + 1


def _wrap_narrow(text: str, start: int, stop: int, width: int, lines: list[Line]) -> None:
    rfind = text.rfind
    dashed = text.find("—", start, stop) >= 0
    while stop - start > width:
        limit = start + width
        cut = rfind(" ", start, limit + 1)
        # a dash between words may end a line: it comes later than the last space, so the line is fuller
        dash = rfind("—", start, limit) + 1 if dashed else 0
        if dash > cut and dash > start + 1:
            lines.append((start, dash))
            start = dash
        elif cut > start:
            lines.append((start, cut))
            start = cut + 1
        elif cut == start:
            start += 1
            continue
        else:
            cut = max(rfind(sign, start + 1, limit) for sign in _LATE_BREAKS) + 1
            cut = cut if cut > start + width // 2 else limit
            lines.append((start, cut))
            start = cut
        while start < stop and text[start] == " ":
            start += 1
    if start < stop or not lines or lines[-1][1] < start - 1:
        lines.append((start, stop))


def _wrap_wide(text: str, start: int, stop: int, width: int, lines: list[Line]) -> None:
    begin = end = start
    used = 0
    gap = 0
    count = len(lines)
    for token in _TOKEN.finditer(text, start, stop):
        first, last = token.span()
        if token.lastgroup == "space":
            gap = last - first if end > begin else 0
            continue
        if token.lastgroup == "wide":
            at = first
            while at < last:
                room = (width - used - gap) // 2
                if room <= 0 and end > begin:
                    lines.append((begin, end))
                    begin, used, gap = at, 0, 0
                    room = max(1, width // 2)
                room = max(1, room)
                if end == begin:
                    begin = at
                stay = min(room, last - at)
                end = at + stay
                used += gap + 2 * stay
                gap = 0
                at = end
                # a closing sign hangs at the end of the full line rather than begin the next one
                if at < last and text[at] in _NO_START and stay > 1 and used >= width - 1:
                    at = end = end - 1
                    used -= 2
                    lines.append((begin, end))
                    begin, used = end, 0
            continue
        size = cells(text[first:last])
        if used + gap + size <= width:
            if end == begin:
                begin = first
            end = last
            used += gap + size
            gap = 0
            continue
        if end > begin:
            lines.append((begin, end))
        begin = end = first
        used = gap = 0
        if size <= width:
            end, used = last, size
            continue
        for piece_first, piece_last, piece_size in clusters(text, first, last, width):
            if used + piece_size > width and end > begin:
                lines.append((begin, end))
                begin, used = piece_first, 0
            end = piece_last
            used += piece_size
    if end > begin or len(lines) == count:
        lines.append((begin, max(begin, end)))


def clusters(text: str, start: int, stop: int, widest: int = 2) -> list[tuple[int, int, int]]:
    """Return the characters as a reader sees them in `text[start:stop]`: (start, end, cells) each.

    Letters stay with their marks, emoji families together, as Unicode's grapheme clusters have it; a cluster of
    more than `widest` cells is taken apart.
    """
    import regex

    found: list[tuple[int, int, int]] = []
    for match in regex.finditer(r"\X", text, pos=start, endpos=stop):
        first, last = match.span()
        size = cells(match.group())
        if size <= widest or last - first == 1:
            found.append((first, last, size))
        else:
            found.extend((at, at + 1, cells(text[at])) for at in range(first, last))
    return found


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """Return `text` when it takes at most `width` cells, else its beginning with an ellipsis."""
    if width <= 0:
        return ""
    if is_narrow(text):
        if len(text) <= width:
            return text
        return text[: max(0, width - len(ellipsis))].rstrip() + ellipsis[:width]
    if cells(text) <= width:
        return text
    used = cut = 0
    # no cluster is of interest beyond the first `width` cells; marks are at most eight a letter
    for first, last, size in clusters(text, 0, min(len(text), 12 * width + 12)):
        if used + size > width - cells(ellipsis):
            cut = first
            break
        used += size
        cut = last
    return text[:cut].rstrip() + ellipsis[:width]


def pad(text: str, width: int) -> str:
    """Return `text` cut or filled with spaces to exactly `width` cells."""
    text = fit(text, width)
    return text + " " * max(0, width - cells(text))
