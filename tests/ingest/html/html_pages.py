"""Pages for the tests of this folder, put together from made-up sentences."""

from __future__ import annotations

from reader.article import Draft, Role

STORY = (
    "The ferry company of Marlow Sound runs its last evening boat at nine until the ice is gone, it said on Monday.",
    "“We cannot ask a crew to look for floes in the dark,” said Ines Halloran, who has steered the boat for ten years.",
    "Shops on the island open an hour earlier from now on, so that nobody has to wait for bread until the second boat.",
    "The council will meet the company again in March, and the school has asked for a place at the table this time.",
)
MENU = "<nav><ul>" + "".join(f'<li><a href="/{x}">{x}</a></li>' for x in ("Home", "Harbour", "Letters")) + "</ul></nav>"
FOOT = '<footer><p><a href="/t">Terms of use</a></p><p>Marlow Sound Gazette, all rights reserved</p></footer>'


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts or STORY)


def page(body: str, *, title: str = "Last boat at nine", head: str = "") -> str:
    """Return a whole page with a menu, `body` inside <main><article> under an h1, and a footer."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} - Marlow Sound Gazette</title>{head}</head><body>{MENU}'
        f"<main><article><h1>{title}</h1>{body}</article></main>{FOOT}</body></html>"
    )


def shown(draft: Draft) -> list[str]:
    """Return the texts that the reader of the page holds for the article's body."""
    heads = {Role.TITLE, Role.BYLINE, Role.DATE, Role.CAPTION}
    return [block.text for block in draft.blocks if block.main and block.hint not in heads]


def everything(draft: Draft) -> str:
    return "\n".join(block.text for block in draft.blocks)
