"""Every action of the interface: one table that feeds the keys, the footer, the command palette and the help."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from reader.config.keymap import Keymap, resolve


class Pane(StrEnum):
    """The three panes."""

    LIST = "list"
    ARTICLE = "article"
    SIDEBAR = "sidebar"


EVERYWHERE: Final = frozenset(Pane)
LIST: Final = frozenset({Pane.LIST})
ARTICLE: Final = frozenset({Pane.ARTICLE})
SIDEBAR: Final = frozenset({Pane.SIDEBAR})
NOT_SIDEBAR: Final = LIST | ARTICLE


class Action(NamedTuple):
    """One thing that the user can do.

    `id` is public: settings name it to give it other keys. `keys` are Textual's names of keys, `title` says what it
    does, `group` heads it in the help, `where` holds the panes in which it works. `run` names a function of a module
    in `reader.tui.commands`. `hint` is its word in the footer of the panes in `hinted`, most useful first by `rank`.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    group: str
    run: str
    where: frozenset[Pane] = EVERYWHERE
    hint: str = ""
    hinted: frozenset[Pane] = frozenset()
    rank: int = 50


# fmt: off
ACTIONS: Final[tuple[Action, ...]] = (
    # moving
    Action("move.down", ("j", "down"), "Down a line or row", "Move", "moves.down"),
    Action("move.up", ("k", "up"), "Up a line or row", "Move", "moves.up"),
    Action("move.page-down", ("space", "pagedown"), "Down a page", "Move",
           "moves.page_down", hint="page", hinted=ARTICLE, rank=10),
    Action("move.page-up", ("b", "pageup"), "Up a page", "Move", "moves.page_up"),
    Action("move.half-down", ("ctrl+d",), "Down half a page", "Move", "moves.half_down"),
    Action("move.half-up", ("ctrl+u",), "Up half a page", "Move", "moves.half_up"),
    Action("move.top", ("g", "home"), "To the top", "Move", "moves.top"),
    Action("move.bottom", ("G", "end"), "To the end; 20G: to row 20, or 20 per cent", "Move",
           "moves.bottom"),
    Action("move.next-paragraph", ("]",), "Next paragraph", "Move", "moves.next_paragraph", NOT_SIDEBAR),
    Action("move.previous-paragraph", ("[",), "Previous paragraph", "Move", "moves.previous_paragraph", NOT_SIDEBAR),
    Action("move.next-heading", ("}",), "Next heading", "Move", "moves.next_heading", NOT_SIDEBAR),
    Action("move.previous-heading", ("{",), "Previous heading", "Move", "moves.previous_heading", NOT_SIDEBAR),
    Action("link.next", (";",), "Next link in the text; Enter opens it", "Move", "links.following", NOT_SIDEBAR),
    Action("link.previous", ("&",), "Previous link in the text", "Move", "links.preceding", NOT_SIDEBAR),
    # panes
    Action("open", ("enter",), "Open what is under the cursor", "Panes",
           "panes.enter", hint="open", hinted=LIST, rank=1),
    Action("sidebar.show", ("enter",), "Show it in the text", "Panes",
           "panes.enter", frozenset(), "show in text", SIDEBAR, 1),
    Action("back", ("q",), "Back one pane; from the list: quit", "Panes",
           "panes.back", hint="back", hinted=ARTICLE | SIDEBAR, rank=42),
    Action("cancel", ("escape",), "End the search, the filter, the selection; back", "Panes", "panes.cancel"),
    Action("pane.next", ("tab",), "Next pane", "Panes", "panes.following", hint="panes", hinted=EVERYWHERE, rank=40),
    Action("pane.previous", ("shift+tab",), "Previous pane", "Panes", "panes.preceding"),
    Action("pane.left", ("h", "left"), "Pane to the left", "Panes", "panes.left"),
    Action("pane.right", ("l", "right"), "Pane to the right; in the sidebar: next tab", "Panes", "panes.right"),
    Action("pane.list", ("1",), "The list", "Panes", "panes.to_list"),
    Action("pane.article", ("2",), "The article", "Panes", "panes.to_article"),
    Action("pane.sidebar", ("3",), "People, places and quotes", "Panes", "panes.to_sidebar"),
    Action("sidebar.next-tab", ("]",), "Next tab of the sidebar", "Panes",
           "panes.next_tab", SIDEBAR, "tabs", SIDEBAR, 4),
    Action("sidebar.previous-tab", ("[",), "Previous tab of the sidebar", "Panes", "panes.previous_tab", SIDEBAR),
    Action("pane.toggle-sidebar", ("s",), "Show or hide the sidebar", "Panes",
           "panes.toggle_sidebar", hint="people & quotes", hinted=NOT_SIDEBAR, rank=14),
    Action("pane.toggle-list", ("\\",), "Show or hide the list", "Panes", "panes.toggle_list"),
    Action("pane.zen", ("z",), "The article alone, or all panes again", "Panes", "panes.zen"),
    # articles
    Action("go.next", ("n",), "Next unread article; while a search is on: next match", "Articles",
           "articles.onward", hint="next unread", hinted=NOT_SIDEBAR, rank=12),
    Action("go.previous", ("p",), "Previous unread article; while a search is on: previous match", "Articles",
           "articles.backward"),
    Action("go.previous-match", ("N",), "Previous match", "Articles", "articles.backward"),
    Action("article.next", ("J",), "Next article", "Articles", "articles.following"),
    Action("article.previous", ("K",), "Previous article", "Articles", "articles.preceding"),
    Action("history.back", ("ctrl+o", "alt+left"), "Back to where you were", "Articles", "articles.history_back"),
    Action("history.forward", ("ctrl+i", "alt+right"), "Forward again", "Articles", "articles.history_forward"),
    Action("article.copies", ("C",), "Copies of this story: open one, or mark all as read", "Articles",
           "looking.copies"),
    Action("list.sort", ("S",), "Sort the list another way", "Articles", "articles.sort"),
    # people and quotes
    Action("quote.next", (")",), "Next quote", "People and quotes",
           "jumps.next_quote", hint="next quote", hinted=ARTICLE, rank=16),
    Action("quote.previous", ("(",), "Previous quote", "People and quotes", "jumps.previous_quote"),
    Action("mention.next", (">", "."), "Next mention of the picked name", "People and quotes",
           "jumps.next_mention", hint="next mention", hinted=SIDEBAR, rank=6),
    Action("mention.previous", ("<", ","), "Previous mention", "People and quotes", "jumps.previous_mention"),
    Action("entity.everywhere", ("w",), "All articles that name the picked person or place", "People and quotes",
           "jumps.everywhere", hint="in all articles", hinted=SIDEBAR, rank=8),
    Action("name.change", ("m",), "Rename, merge, split or hide this name, or give it another type",
           "People and quotes", "deciding.name", SIDEBAR, "change name", SIDEBAR, 7),
    Action("quote.doubtful", ("X",), "Show or fold the doubtful quotes of the sidebar", "People and quotes",
           "looking.doubtful"),
    # highlights and notes
    Action("passage.choose", ("v",), "Choose a sentence; again: its quote, its paragraph", "Highlights and notes",
           "passages.choose", ARTICLE, "choose passage", ARTICLE, 27),
    Action("note.highlight", ("m",), "Highlight what is chosen, or take the highlight or note away",
           "Highlights and notes", "noting.highlight", ARTICLE),
    Action("note.write", ("M",), "Write a note on what is chosen, or change it", "Highlights and notes",
           "noting.write", ARTICLE),
    Action("note.next", ("'",), "Next highlight or note", "Highlights and notes", "noting.following", NOT_SIDEBAR),
    Action("note.previous", ('"',), "Previous highlight or note", "Highlights and notes",
           "noting.preceding", NOT_SIDEBAR),
    Action("note.list", ("H",), "All highlights and notes of this article", "Highlights and notes",
           "noting.show_all"),
    # states
    Action("state.read", ("r",), "Mark read or unread", "Mark",
           "states.toggle_read", hint="read", hinted=LIST, rank=20),
    Action("state.star", ("*",), "Star, or take the star away", "Mark",
           "states.star", hint="star", hinted=NOT_SIDEBAR, rank=22),
    Action("state.tag", ("t",), "Tag, or take a tag away", "Mark", "states.tag", hint="tag", hinted=LIST, rank=30),
    Action("state.archive", ("a",), "Archive, or bring back", "Mark", "states.archive"),
    Action("state.read-all", ("A",), "Mark everything in the list as read", "Mark", "states.read_all"),
    Action("undo", ("u",), "Undo the last mark", "Mark", "states.undo", hint="undo", hinted=LIST, rank=34),
    Action("redo", ("U",), "Redo it", "Mark", "states.redo"),
    # finding
    Action("find.here", ("/",), "Find in this article; in the list: filter as you type", "Find",
           "finding.here", hint="find", hinted=NOT_SIDEBAR, rank=18),
    Action("find.library", ("ctrl+f",), "Search all articles", "Find",
           "finding.library", hint="search all", hinted=LIST, rank=24),
    Action("find.filter", ("f",), "Filter the list by a query, such as is:unread", "Find",
           "finding.filter_list", hint="filter", hinted=LIST, rank=26),
    Action("find.overview", ("W",), "Overview: over time, by site, who is named and quoted most", "Find",
           "looking.overview", hint="overview", hinted=LIST, rank=25),
    # the text
    Action("text.removed", ("x",), "Show or fold the hidden lines", "Text",
           "text.removed", hint="hidden lines", hinted=ARTICLE, rank=13),
    Action("line.decide", ("d",), "Hide the chosen paragraph; one that is hidden: show it from now on", "Text",
           "deciding.line", ARTICLE),
    Action("line.decide-all", ("D",), "Hide or show all lines like it from this site", "Text",
           "deciding.line_everywhere", ARTICLE),
    Action("rules.list", ("R",), "What you decided about this article; take it back", "Text", "deciding.rules"),
    Action("text.narrower", ("-",), "Narrower text", "Text", "text.narrower"),
    Action("text.wider", ("+", "="), "Wider text", "Text", "text.wider"),
    Action("text.theme", ("c",), "Next colour theme", "Text", "text.theme"),
    Action("text.details", ("i",), "Where this article comes from", "Text", "text.details"),
    # out
    Action("copy", ("y",), "Copy the selection or the paragraph", "Take along",
           "taking.copy", hint="copy", hinted=ARTICLE, rank=28),
    Action("copy.quote", ("Y",), "Copy the quote with speaker and source", "Take along", "taking.copy_quote"),
    Action("out.browser", ("o",), "Open the original in the browser", "Take along",
           "taking.original", hint="original", hinted=ARTICLE, rank=32),
    Action("out.links", ("L",), "Links and addresses of this article", "Take along", "looking.links"),
    Action("out.editor", ("e",), "Open the file in your editor", "Take along", "outside.editor"),
    Action("out.pager", ("P",), "Read the article in your pager", "Take along", "outside.pager"),
    Action("out.pipe", ("|",), "Pipe the article to a command", "Take along", "outside.pipe"),
    # the program
    Action("help", ("?",), "All keys", "Program", "program.keys", hint="all keys", hinted=EVERYWHERE, rank=5),
    Action("palette", (":", "ctrl+p"), "Find an action by its name", "Program", "program.palette"),
    Action("rescan", ("f5",), "Look for new and changed files", "Program", "program.rescan"),
    Action("folder.add", ("F",), "Open another folder", "Program", "program.add_folder"),
    Action("suspend", ("ctrl+z",), "Back to the shell; `fg` comes back here", "Program", "program.suspend"),
    Action("quit", ("Q",), "Quit", "Program", "program.leave", hint="quit", hinted=LIST, rank=44),
)
# fmt: on

BY_ID: Final[Mapping[str, Action]] = {action.id: action for action in ACTIONS}

_GOING: Final = frozenset({"Move", "Articles", "People and quotes", "Highlights and notes"})
_ONCE: Final = frozenset(
    {
        "article.copies",
        "list.sort",
        "entity.everywhere",
        "name.change",
        "quote.doubtful",
        "passage.choose",
        "note.highlight",
        "note.write",
        "note.list",
    }
)

COUNTED: Final = frozenset(action.id for action in ACTIONS if action.group in _GOING and action.id not in _ONCE)
"""The actions that a number before the key repeats."""

_NAMES: Final = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "f5": "F5",
    "alt+left": "Alt+←",
    "alt+right": "Alt+→",
}


def keymap(wanted: Mapping[str, str]) -> Keymap:
    """Return the keys in force, with the user's own in place of the defaults."""
    real = [action for action in ACTIONS if action.where]
    return resolve(
        {action.id: action.keys for action in real},
        {action.id: action.where for action in real},
        wanted,
    )


def key_name(key: str) -> str:
    """Return a key as people read it: "ctrl+f" is "Ctrl+F", "escape" is "Esc", a sign is itself."""
    if key in _NAMES:
        return _NAMES[key]
    return "+".join(word.capitalize() for word in key.split("+")) if len(key) > 1 else key


def keys_of(action: Action, keys: Keymap) -> str:
    """Return all keys of an action as people read them."""
    return "  ".join(key_name(key) for key in keys.keys.get(action.id, action.keys))


def hints(pane: Pane, keys: Keymap) -> list[tuple[str, str]]:
    """Return (key, word) of what is most useful in a pane, most useful first."""
    chosen = sorted((action for action in ACTIONS if action.hint and pane in action.hinted), key=lambda a: a.rank)
    return [(key_name(keys.keys.get(action.id, action.keys)[0]), action.hint) for action in chosen]
