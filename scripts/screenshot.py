"""Draw the interface on the sample articles as an SVG: `python scripts/screenshot.py [FILE]`.

Needs the sample articles and a spaCy model. The picture holds no fonts and no links: what shows it needs no network.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import tempfile
from pathlib import Path

from reader.config.settings import Settings
from reader.indexing import bring_up_to_date
from reader.library.library import Library

ROOT = Path(__file__).resolve().parents[1]
FONTS = "'Fira Code', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"


async def picture(library: Library, theme: str, size: tuple[int, int], opened: str, keys: list[str]) -> str:
    """Return the SVG of the interface at a size, with the article of this title open and these keys pressed."""
    from reader.tui.application import ReaderApp

    app = ReaderApp(library, None, Settings(theme=theme), paths=[str(ROOT / "sample_articles")])
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)
        for row in library.rows(library.ids()):
            if opened.lower() in row.title.lower():
                app.desk.list.select(row.id)
        await pilot.pause(0.3)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.4 if key.isdigit() else 0.05)
        app.desk.say("")
        await pilot.pause(0.1)
        return app.export_screenshot(title="reader")


def without_fonts(svg: str) -> str:
    """Return the picture without the web fonts that it would fetch."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    return re.sub(r"font-family:\s*(Fira Code|arial)[^;]*;", f"font-family: {FONTS};", svg)


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=ROOT / "docs" / "screenshot.svg")
    parser.add_argument("--theme", default="reader-dark")
    parser.add_argument("--size", default="132x36", help="columns x lines")
    parser.add_argument("--article", default="harbour is filling", help="words of the title that is to be open")
    parser.add_argument("--keys", default="enter ) ) 3 enter", help="keys to press, apart by spaces")
    arguments = parser.parse_args()
    names = {")": "right_parenthesis", "(": "left_parenthesis", ">": "greater_than_sign", "]": "right_square_bracket"}
    keys = [names.get(key, key) for key in arguments.keys.split()]
    columns, lines = (int(number) for number in arguments.size.split("x"))
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as home:
        index, marks = Path(home, "index.db"), Path(home, "marks.db")
        with Library.open(index, marks) as library:
            samples = str(ROOT / "sample_articles")
            bring_up_to_date(library.companion, [samples], Settings(), lambda _event: None)
            svg = asyncio.run(picture(library, arguments.theme, (columns, lines), arguments.article, keys))
    arguments.file.parent.mkdir(parents=True, exist_ok=True)
    arguments.file.write_text(without_fonts(svg), "utf-8")
    print(arguments.file)


if __name__ == "__main__":
    main()
