"""Write docs/keys.md from the interface's table of actions: `python scripts/keys.py`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from reader.tui.actions import ACTIONS, key_name

TARGET = Path(__file__).resolve().parents[1] / "docs" / "keys.md"

HEAD = """# Keys

Made from the table of actions (`src/reader/tui/actions.py`) by `python scripts/keys.py`; `?` shows the same in the
program, searchable. A number before a key repeats it: `10j` goes ten rows down. The last column is the name by which
`config.toml` gives an action other keys:

```toml
[keys]
"state.star" = "B, ctrl+s"
```
"""


def page() -> str:
    """Return the page: a table for each group, in the order of the actions."""
    lines = [HEAD]
    real = [action for action in ACTIONS if action.where]
    for group, actions in groupby(real, key=lambda action: action.group):
        lines += [f"\n## {group}\n", "| keys | what | name |", "|---|---|---|"]
        for action in actions:
            keys = " ".join(f"`{key_name(key)}`".replace("|", "\\|") for key in action.keys)
            lines.append(f"| {keys} | {action.title} | `{action.id}` |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(page(), "utf-8")
    print(TARGET)
