"""Each screen of what the reader decides, as it stands in 80 columns and 20 lines."""

from __future__ import annotations

import re

import pytest
from tui_desk import RunDesk, screen_text

from reader.library.library import Library

PAGE = """
┊ 1 hidden: share 1

Mayor Odile Farrant cut the ribbon on Monday.
“The bridge was never unsafe,” said Farrant.
◆ On which Monday?

┊ 1 hidden: your rule 1
"""

MENU = """
Odile Farrant

person · 3 mentions

▌ r Rename
  t Another type
  m Same as another name
  s Split off a writing of it
  h Hide

A capital letter does it in all articles of the folder.
Enter or its letter does it   Esc goes back
"""

TYPES = """
Odile Farrant

What is it?

  p A person
▌ o An organisation
  l A place
  x Something else, in no list

Enter or its letter does it   Esc goes back
"""

MERGE = """
The same as “Odile Farrant”

type to search

▌  Tamás Weill

Enter takes both together under this name   ↑ ↓ choose   Esc goes back
"""

NOTES = """
Highlights and notes

▌ ◆ Mayor Odile Farrant cut the ribbon on Monday.
▌   On which Monday?

  ◇ We carried every stone by hand,

Enter goes there   e changes   d removes   y copies all   ↑ ↓ choose   Esc
goes back
"""

RULES = """
What you decided

▌  Hide the line “What it cost” in one article
▌  DAY

   Call “Tamas Weill” “Tamás Weill” in one article
   DAY

d takes it back   ↑ ↓ choose   Esc goes back
"""


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("enter", PAGE),
        ("enter l m", MENU),
        ("enter l m t", TYPES),
        ("enter l m m", MERGE),
        ("enter H", NOTES),
        ("enter R", RULES),
    ],
    ids=["page", "menu", "types", "merge", "notes", "rules"],
)
async def test_the_screens_stand_as_they_were_drawn(
    run_desk: RunDesk, library: Library, keys: str, expected: str
) -> None:
    article = library.ids()[0]
    library.add_note(article, 3, 0, 45, "On which Monday?")
    library.add_note(article, 17, 1, 32)
    library.hide_line(article, 4)
    library.rename_name(article, "Tamas Weill", "PERSON", "Tamás Weill")
    async with run_desk((80, 20)) as (app, pilot):
        await pilot.press(*keys.split())
        await pilot.pause()
        lines = [re.sub(r"\d{4}-\d\d-\d\d$", "DAY", line.rstrip()) for line in screen_text(app).splitlines()]
        wanted = [line for line in expected.split("\n") if line]
        at = 0
        for line in wanted:
            found = next((n for n in range(at, len(lines)) if line in lines[n]), None)
            assert found is not None, f"{line!r} does not stand below line {at} of\n" + "\n".join(lines)
            at = found + 1
