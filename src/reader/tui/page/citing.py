"""What is taken along, in words: notes with the article that they are on."""

from __future__ import annotations

from collections.abc import Sequence

from reader.article import Article
from reader.library.model import ArticleRow, Note
from reader.text.safe import safe_line
from reader.tui.page.wording import date


def as_markdown(article: Article, row: ArticleRow, notes: Sequence[Note]) -> str:
    """Return the notes as Markdown: the article's title and source, then each passage with what was written about it.

    Line ends inside a passage stay, everything else that a terminal or an editor could act on is gone.
    """
    source = ", ".join(safe_line(fact) for fact in (article.byline, article.site, date(article.published)) if fact)
    lines = [f"# {safe_line(article.title or row.title)}"]
    lines += [f"\n{fact}" for fact in (source, safe_line(article.url or "")) if fact]
    for note in notes:
        lines.append("\n" + "\n".join(f"> {safe_line(line)}" for line in note.passage.splitlines() if line.strip()))
        if note.words:
            lines.append(f"\n{safe_line(note.words)}")
    return "\n".join(lines) + "\n"
