"""Hiding the lines that a site's articles share, once its articles are in the library."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader.article import Fingerprint, FoundFile

if TYPE_CHECKING:
    from reader.library.library import Library

_COUNTED: Final = 2000
"""Newest articles of a site in which repeated lines are counted: enough to find any, few enough to take no time."""


def hide_repeated(library: Library, read_again: Callable[[FoundFile], None]) -> Iterator[int | None]:
    """Hide the lines that are shared in the articles that came, and in their sites' newest ones, wherever they are due.

    Yield after each article its id when its text changed, else None; the caller may stop in between, the rest stays
    due. What is to be shown again was judged without its neighbours: only the file knows how, and `read_again` gets it.
    """
    from reader.cleaning.fingerprints import FolderLines

    for site in library.sites_due():
        due = library.fingerprints_due(site)
        stored = library.fingerprints_of_site(site, _COUNTED)
        lines = FolderLines()
        for _, fingerprint, _ in stored:
            lines.add(fingerprint)
        counted_ids = {article_id for article_id, _, _ in stored}
        for article_id, fingerprint, hidden in (*stored, *(item for item in due if item[0] not in counted_ids)):
            # what the cleaner has hidden anyway needs no second look
            shared = lines.shared(fingerprint) & fingerprint.shown
            changed = False
            if shared != hidden:
                if hidden <= shared:
                    changed = _hide(library, article_id, fingerprint, shared)
                elif (file := library.file_of(article_id)) is not None:
                    read_again(file)
            yield article_id if changed else None
        library.site_done(site)


def _hide(library: Library, article_id: int, fingerprint: Fingerprint, shared: frozenset[int]) -> bool:
    from reader.cleaning.fingerprints import hide_folder_lines

    article = library.stored_article(article_id)
    if article is None:
        return False
    cleaner = hide_folder_lines(replace(article, entities=(), quotes=()), shared)
    library.replace_text(article_id, cleaner, fingerprint, shared)
    return cleaner.text != article.text


def counted(fingerprint: Fingerprint, file: FoundFile) -> Fingerprint:
    """Return the fingerprint under the name by which it is counted: the folder where the site is not known."""
    if fingerprint.site:
        return fingerprint
    # the index holds no name with bytes that are no UTF-8
    folder = os.fsencode(os.path.dirname(file.path)).decode("utf-8", "backslashreplace")
    return replace(fingerprint, site=folder)
