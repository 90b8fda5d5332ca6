"""Taking something along: a copy, the original, the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import Quote
from reader.text.safe import safe_line
from reader.tui.actions import Pane
from reader.tui.page.wording import date, opening

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen


def copy(desk: LibraryScreen) -> None:
    """Send what is selected or chosen, else the paragraph in sight, to the terminal's clipboard."""
    selected = desk.get_selected_text() or desk.chosen.text
    text = selected or desk.view.paragraph
    if not text:
        desk.say("There is nothing to copy here.")
        return
    desk.app.copy_to_clipboard(text)
    what = "Passage" if desk.chosen.text else "Selection" if selected else "Paragraph"
    desk.say(f"{what} sent to the terminal's clipboard: {desk.signs.left}{opening(text, 40)}{desk.signs.right}")
    desk.clear_selection()
    desk.chosen.put(None)


def copy_quote(desk: LibraryScreen) -> None:
    """Send the quote that was jumped to, else the first one in sight, with its speaker and source."""
    reading = desk.opened.reading
    if reading is None:
        return
    item = desk.sidebar.current if desk.pane is Pane.SIDEBAR else None
    quote = item if isinstance(item, Quote) else reading.quote_at(*desk.view.place)
    if quote is None and desk.view.walk("quotes", 1):
        quote = reading.quote_at(*desk.view.place)
    if quote is None:
        desk.say("Nobody is quoted in this article.")
        return
    words: str = safe_line(reading.article.text[quote.start : quote.end])
    if quote.type != "indirect":
        words = f"“{words}”"
    article = reading.article
    source = ", ".join(
        part for part in (article.title or reading.row.title, article.site, date(article.published)) if part
    )
    citation = f"{words} – {quote.speaker or 'unattributed'}, {source}"
    if article.url:
        citation += f", {article.url}"
    desk.app.copy_to_clipboard(citation)
    desk.say(f"Quote with its source sent to the terminal's clipboard: {quote.speaker or 'no speaker named'}")


def original(desk: LibraryScreen) -> None:
    """Show the article's address and open it in the browser when that is confirmed."""
    reading = desk.opened.reading
    url = reading.article.url if reading else None
    if not url:
        desk.say("The file does not say where this article comes from.")
        return
    open_link(desk, url)


def open_link(desk: LibraryScreen, url: str, words: str = "") -> None:
    """Show an address in full, with the `words` that lead to it, and open it in the browser when that is confirmed."""
    from reader.tui.links import LinkError, check

    try:
        address = check(url)
    except LinkError as error:
        desk.say(f"{error} {url}", alarm=True)
        return
    from reader.tui.screens.link import LinkScreen

    desk.app.push_screen(LinkScreen(address, words), lambda confirmed: _open(desk, address) if confirmed else None)


def _open(desk: LibraryScreen, address: str) -> None:
    from reader.tui.links import LinkError, open_address

    try:
        program = open_address(address)
    except LinkError as error:
        desk.say(str(error), alarm=True)
    else:
        desk.say(f"Sent to {program}.")
