"""Pictures of the screen as SVG that say the same on every machine, and what differs between two of them."""

from __future__ import annotations

import re
from html import unescape
from itertools import zip_longest
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from reader.text.wrap import cells

_CLASS: Final = re.compile(r"\.terminal-\d+-(r\d+) \{ ([^}]*)\}")
_RECT: Final = re.compile(r'<rect fill="([^"]+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"')
_TEXT: Final = re.compile(r'<text class="terminal-\d+-(r\d+)" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')
_CELL: Final = 12.2
_LINE: Final = 24.4
_WIDTH, _HEIGHT, _BASE = 10, 20, 15


class Run(NamedTuple):
    """Some cells of a line that look alike: where they begin, what they say, how they look."""

    cell: int
    text: str
    look: str


def picture(exported: str, width: int, height: int) -> str:
    """Return what Textual's export shows, without its fonts, its numbers and its order: one line of text a row."""
    looks = {name: _look(css) for name, css in _CLASS.findall(exported)}
    grounds: list[list[tuple[int, int, str]]] = [[] for _ in range(height)]
    runs: list[list[Run]] = [[] for _ in range(height)]
    for fill, x, y, wide in _RECT.findall(exported):
        row = int(float(y) // _LINE)
        grounds[row].append((round(float(x) / _CELL), round(float(wide) / _CELL), fill))
    for name, x, y, text in _TEXT.findall(exported):
        row = int(float(y) // _LINE)
        runs[row].append(Run(round(float(x) / _CELL), unescape(text).replace("\xa0", " "), looks[name]))
    rows = [_row(number, grounds[number], runs[number]) for number in range(height)]
    size = f'width="{width * _WIDTH}" height="{height * _HEIGHT}"'
    font = 'font-family="monospace" font-size="16.6" xml:space="preserve"'
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}>', *rows, "</svg>", ""])


def _look(css: str) -> str:
    """Return the declarations of a class as attributes, in one order."""
    found = dict(part.split(":", 1) for part in css.replace(" ", "").split(";") if ":" in part)
    return " ".join(f'{name}="{found[name]}"' for name in sorted(found))


def _row(number: int, grounds: list[tuple[int, int, str]], runs: list[Run]) -> str:
    drawn = [f'<g id="row-{number + 1}">']
    # neighbours of one colour are one: how text was cut into pieces does not show
    merged: list[tuple[int, int, str]] = []
    for cell, size, fill in sorted(grounds):
        if merged and merged[-1][2] == fill and merged[-1][0] + merged[-1][1] == cell:
            merged[-1] = (merged[-1][0], merged[-1][1] + size, fill)
        else:
            merged.append((cell, size, fill))
    for cell, size, fill in merged:
        place = f'x="{cell * _WIDTH}" y="{number * _HEIGHT}" width="{size * _WIDTH}" height="{_HEIGHT}"'
        drawn.append(f'<rect {place} fill="{fill}"/>')
    joined: list[Run] = []
    for run in sorted(runs):
        if not run.text.strip():
            continue
        lead = len(run.text) - len(run.text.lstrip())
        joined.append(Run(run.cell + lead, run.text.strip(), run.look))
    for cell, text, look in joined:
        # no font's own width: every sign stands in its cell
        place = f'x="{cell * _WIDTH}" y="{number * _HEIGHT + _BASE}" textLength="{cells(text) * _WIDTH}"'
        drawn.append(f"<text {place} {look}>{escape(text)}</text>")
    return "".join([*drawn, "</g>"])


def words(picture_: str) -> list[str]:
    """Return what stands on each row of a picture."""
    rows = []
    for row in re.findall(r'<g id="row-\d+">(.*)</g>', picture_):
        line = ""
        for x, text in re.findall(r'<text x="(\d+)"[^>]*>([^<]*)</text>', row):
            line = line.ljust(int(x) // _WIDTH) + unescape(text)
        rows.append(line)
    return rows


def differences(before: str, after: str) -> str:
    """Return which rows of two pictures differ, and whether in words or in looks only; empty when none does."""
    told = []
    rows = zip_longest(before.split("\n"), after.split("\n"), fillvalue="")
    said = zip_longest(words(before), words(after), fillvalue="")
    for number, ((old, new), (was, now)) in enumerate(zip(list(rows)[1:], said, strict=False), 1):
        if old == new:
            continue
        if was != now:
            told.append(f"row {number}, before: {was}\nrow {number}, now:    {now}")
        else:
            gone, come = (set(re.findall(r"<(?:rect|text)[^>]*>[^<]*", one)) for one in (old, new))
            told.append(f"row {number} looks otherwise: {was.strip()}")
            told.extend(f"  was {each}" for each in sorted(gone - come)[:3])
            told.extend(f"  is  {each}" for each in sorted(come - gone)[:3])
    if not told and before != after:
        told.append("the size differs")
    return "\n".join(told)
