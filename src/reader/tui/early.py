"""The first frame: list and article as the program will show them, written to the terminal before Textual is imported.

Importing Textual takes most of the time from a command to a screen. Rows and text are there much sooner, so they are
painted with a dozen escape sequences; the program then enters the same alternate screen and paints over them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from colorsys import rgb_to_hls
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TextIO

from reader.errors import ReaderError
from reader.text.safe import safe
from reader.text.wrap import cells, fit
from reader.tui.desk.shown import FIRST_ROWS, beginning
from reader.tui.page.beginning import opening_lines
from reader.tui.page.colours import COLOURS, NAMES, PLAIN, words_of
from reader.tui.page.rows import Piece, first_in_sight, row_height, row_lines
from reader.tui.page.wording import ASCII, UNICODE

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.library.library import Library

LIST_WIDTH: Final = {120: 34, 80: 30}
"""The list's cells by the columns from which they hold; below, the list has them all. As in the style sheet."""

SIDE_WIDTH: Final = 32
THREE_FROM: Final = 120
"""The sidebar's cells, and the columns from which it stands beside the article."""

_ENTER: Final = "\x1b[?1049h\x1b[?25l\x1b[2J"
_LEAVE: Final = "\x1b[0m\x1b[?25h\x1b[?1049l"
_NAMES_OF_COLOURS: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_SPACES: Final = dict.fromkeys(map(ord, "\n\t\u00a0"), " ")
_ATTRIBUTES: Final = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7"}


class FirstFrame:
    """Paints once and takes it back at the end, when the program has not done so itself."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        self._settings = settings
        self._signs = ASCII if settings.ascii else UNICODE
        colours = _colours_of(os.environ)
        self._rgb = colours > 256
        # sixteen colours are the terminal's own anyway
        wanted = PLAIN if os.environ.get("NO_COLOR") else "ansi" if colours == 16 else settings.theme
        self.theme = wanted if wanted in (*NAMES, PLAIN) else NAMES[0]
        self._entered = False

    def paint(self, stream: TextIO | None) -> None:
        """Paint the list on a terminal; nothing on anything else, or when the library does not answer."""
        if stream is None or not stream.isatty():
            return
        try:
            size = os.get_terminal_size(stream.fileno())
            text = self.frame(size.columns, size.lines)
        except (OSError, ReaderError):
            return
        self._entered = True
        stream.write(_ENTER + text)
        stream.flush()

    def hand_over(self) -> None:
        """Leave the screen to the program, which cleans up after itself."""
        self._entered = False

    def leave(self, stream: TextIO | None) -> None:
        """Give the terminal back as it was, when the program did not come to take it over."""
        if self._entered and stream is not None:
            stream.write(_LEAVE)
            stream.flush()

    def frame(self, columns: int, lines: int) -> str:
        """Return the escape sequences and the text that paint the first frame on `columns` times `lines` cells."""
        if columns < 8 or lines < 4:
            return ""
        width = next((cells_ for least, cells_ in LIST_WIDTH.items() if columns >= least), columns)
        flat, bare = lines < 16, lines < 16 or columns < 60
        head, foot = (0 if flat else 2), (1 if bare else 2)
        height = lines - head - foot
        depth = row_height(width, height)
        sort, cursor = beginning(self._library)
        rows = self._library.first_rows(FIRST_ROWS, None, sort)
        here = next((number for number, row in enumerate(rows) if row.id == cursor), 0)
        skip = depth * first_in_sight(0, here, max(1, height // depth), depth)
        body = [
            line
            for number, row in enumerate(rows[: (skip + height) // depth + 1])
            for line in row_lines(row, width - 1, depth, self._signs, cursor=number == here)
        ]
        painted: list[list[Piece]] = [[("  ", ""), ("Articles", "head--here")], []][:head]
        painted.extend(body[skip : skip + height])
        page: list[list[Piece]] = []
        middle = columns - width - (SIDE_WIDTH if columns >= THREE_FROM else 0)
        if rows and columns > width:
            above = 0 if flat else 1
            page = [[]] * above
            page += opening_lines(
                self._library, rows[here], self._settings, self._signs, middle - 1, lines - foot - above
            )
        return self._paint_panes(painted, page, (width, middle, columns - width - middle), lines, foot)

    def _paint_panes(
        self, rows: list[list[Piece]], page: list[list[Piece]], widths: tuple[int, int, int], lines: int, foot: int
    ) -> str:
        width, middle, side = widths
        ground = {name: self._sgr(f"on {COLOURS[self.theme][name]}") for name in ("paper", "shade", "lift-soft")}
        out: list[str] = []
        for at in range(lines - foot):
            out.append(f"\x1b[{at + 1};1H\x1b[0m{ground['shade']}")
            out.append(self._line(rows[at] if at < len(rows) else [], width, ground["shade"]))
            out.append(self._line(page[at] if at < len(page) else [], middle, ground["paper"]))
            out.append(f"{ground['shade']}{' ' * side}")
        for at in range(lines - foot, lines):
            name = "lift-soft" if at == lines - foot else "shade"
            out.append(f"\x1b[{at + 1};1H\x1b[0m{ground[name]}{' ' * sum(widths)}")
        return "".join(out) + "\x1b[0m\x1b[1;1H"

    def _line(self, pieces: Iterable[Piece], width: int, ground: str) -> str:
        out: list[str] = []
        used = 0
        for text, name in pieces:
            # the gate again: this writes to the terminal with nothing in between
            text = fit(safe(text).translate(_SPACES), width - used)
            out.append(f"\x1b[0m{ground}{self._sgr(words_of(name, self.theme)) if name else ''}{text}")
            used += cells(text)
        return "".join(out) + f"\x1b[0m{ground}{' ' * (width - used)}"

    def _sgr(self, words: str) -> str:
        return sequence(words, rgb=self._rgb)


@lru_cache(maxsize=128)
def sequence(words: str, *, rgb: bool = True) -> str:
    """Return the escape sequence for a look in rich's words; without `rgb` in the 256 colours of xterm."""
    codes: list[str] = []
    base = 30
    for word in words.split():
        word = word.removeprefix("ansi_")
        if word == "on":
            base = 40
        elif word in _ATTRIBUTES:
            codes.append(_ATTRIBUTES[word])
        elif word == "default":
            codes.append(str(base + 9))
        elif word.startswith("#"):
            red, green, blue = (int(word[at : at + 2], 16) for at in (1, 3, 5))
            number = f"2;{red};{green};{blue}" if rgb else f"5;{_nearest(red, green, blue)}"
            codes.append(f"{base + 8};{number}")
        else:
            bright = word.startswith("bright_")
            number_ = _NAMES_OF_COLOURS.index(word.removeprefix("bright_"))
            codes.append(str(base + number_ + (60 if bright else 0)))
    return f"\x1b[{';'.join(codes)}m" if codes else ""


def _nearest(red: int, green: int, blue: int) -> int:
    """Return the colour of xterm's 256 that rich, and so the program, takes for an RGB one."""
    _, light, saturation = rgb_to_hls(red / 255, green / 255, blue / 255)
    if saturation < 0.15:
        grey = round(light * 25)
        return 16 if grey == 0 else 231 if grey == 25 else 231 + grey
    sixths = (value / 95 if value < 95 else 1 + (value - 95) / 40 for value in (red, green, blue))
    high, middle, low = (round(value) for value in sixths)
    return 16 + 36 * high + 6 * middle + low


def _colours_of(environment: Mapping[str, str]) -> int:
    """Return how many colours the terminal has, as rich tells it from COLORTERM and TERM: 16, 256 or more."""
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return 1 << 24
    return 256 if environment.get("TERM", "").lower().rpartition("-")[2] in ("256color", "kitty") else 16
