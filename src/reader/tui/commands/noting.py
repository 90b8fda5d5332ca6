"""Highlights and notes on passages of the open article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.safe import safe_line
from reader.tui.commands.deciding import carry_out
from reader.tui.commands.passages import tell
from reader.tui.page.wording import opening

if TYPE_CHECKING:
    from reader.library.model import Note
    from reader.tui.page.passages import Passage
    from reader.tui.screens.library import LibraryScreen


def highlight(desk: LibraryScreen) -> None:
    """Highlight what is chosen, or take its highlight away; with nothing chosen, that of the note jumped to."""
    note = desk.chosen.note
    if note is not None and _seen(desk):
        _drop(desk, note)
        return
    passages = _chosen(desk)
    if not passages:
        return
    article, library = desk.opened.id, desk.library

    def mark() -> str:
        said = [library.add_note(article, passage.block, passage.start, passage.end) for passage in passages]
        return said[0] if len(said) == 1 else f"Highlighted in {len(said)} paragraphs, one after the other"

    carry_out(desk, mark)


def write(desk: LibraryScreen) -> None:
    """Write a note on what is chosen, or change the one that is there."""
    note = desk.chosen.note
    if note is not None and _seen(desk):
        edit(desk, note)
        return
    passages = _chosen(desk)
    if not passages:
        return
    passage, article = passages[0], desk.opened.id

    def answer(words: str) -> None:
        if words.strip():
            carry_out(desk, lambda: desk.library.add_note(article, passage.block, passage.start, passage.end, words))

    desk.asking.ask("Note", answer, placeholder="what you want to remember about it")


def edit(desk: LibraryScreen, note: Note) -> None:
    """Ask for other words of a note; none make it a highlight."""

    def answer(words: str) -> None:
        if words.strip() != note.words:
            carry_out(desk, lambda: desk.library.edit_note(note.number, words))

    desk.asking.ask("Note", answer, value=safe_line(note.words), placeholder="no words: a highlight alone")


def following(desk: LibraryScreen) -> None:
    """Jump to the next highlight or note."""
    _walk(desk, desk.take_count())


def preceding(desk: LibraryScreen) -> None:
    """Jump to the previous highlight or note."""
    _walk(desk, -desk.take_count())


def show_all(desk: LibraryScreen, cursor: int = 0) -> None:
    """List the highlights and notes of the article: go to one, change it, remove it, copy them all."""
    reading = desk.opened.reading
    if reading is None or not reading.notes:
        desk.say(
            f"No notes here yet: {desk.key('passage.choose')} chooses a passage,"
            f" {desk.key('note.highlight')} highlights it, {desk.key('note.write')} writes a note."
        )
        return
    from reader.tui.screens.listing import Item, ListScreen

    notes = reading.notes

    def act(answer: tuple[str, int] | None) -> None:
        if answer is None:
            return
        verb, at = answer
        match verb:
            case "open":
                show(desk, at)
            case "edit":
                edit(desk, notes[at])
            case "drop":
                if _drop(desk, notes[at]) and len(notes) > 1:
                    show_all(desk, at)
            case _:
                from reader.tui.page.citing import as_markdown

                desk.app.copy_to_clipboard(as_markdown(reading.row, notes))
                desk.say(f"{len(notes)} {'note' if len(notes) == 1 else 'notes'} sent to the terminal's clipboard.")

    signs = desk.signs
    items = [
        Item(
            note.passage,
            note.words if note.placed else f"{note.words} (no longer in the text)".strip(),
            signs.note if note.words else signs.highlight,
        )
        for note in notes
    ]
    keys = {
        "enter": ("open", "goes there"),
        "e": ("edit", "changes"),
        "d": ("drop", "removes"),
        "y": ("copy", "copies all"),
    }
    desk.app.push_screen(ListScreen("Highlights and notes", items, keys, signs, cursor), act)


def show(desk: LibraryScreen, number: int) -> None:
    """Jump to a note of the article; a hidden line that it is on is shown."""
    from reader.tui.actions import Pane

    reading = desk.opened.reading
    if reading is None:
        return
    desk.opened.mark_place()
    if not reading.notes[number].placed:
        desk.say("Its words are no longer in the text.")
        return
    if not reading.layers["notes"].groups[number]:
        desk.view.set_revealed(revealed=True)
    desk.panes.go(Pane.ARTICLE)
    desk.view.land("notes", number)
    _tell(desk, number)


def _walk(desk: LibraryScreen, steps: int) -> None:
    if not desk.view.walk("notes", steps):
        show_all(desk)
        return
    reading = desk.opened.reading
    if reading is not None:
        _tell(desk, reading.layers["notes"].here)


def _tell(desk: LibraryScreen, number: int) -> None:
    reading = desk.opened.reading
    if reading is None:
        return
    note = reading.notes[number]
    words = f": {opening(note.words, 60)}" if note.words else ""
    kind = "Note" if note.words else "Highlight"
    keys = f"{desk.key('note.write')} changes, {desk.key('note.highlight')} removes it"
    desk.say(f"{kind} {number + 1} of {len(reading.notes)}{words} {desk.signs.dash} {keys}")


def _drop(desk: LibraryScreen, note: Note) -> bool:
    return carry_out(desk, lambda: desk.library.drop_note(note.number))


def _chosen(desk: LibraryScreen) -> list[Passage]:
    """Return what is chosen and seen to be so; when there is nothing, choose something for the next key."""
    passages = desk.chosen.passages
    if passages and _seen(desk):
        return passages
    if passages or desk.chosen.begin():
        tell(desk)
    else:
        desk.say("There is no text to choose from.")
    return []


def _seen(desk: LibraryScreen) -> bool:
    return bool(desk.selections) or desk.chosen.show()
