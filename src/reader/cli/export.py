"""Write articles as Markdown or JSON, or their quotes as CSV, to standard output or into a folder.

With --query the articles are those of the library that the search finds, under PATH when one is given.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from reader.article import Article
from reader.cli.common import (
    add_model,
    add_paths,
    emit,
    emit_json,
    library_for,
    parse_query,
    settings,
    shown_as,
    warn,
)
from reader.cli.show import Articles
from reader.errors import ReaderError, UsageError
from reader.export.citations import cited_quotes
from reader.export.csv_quotes import csv_header, csv_row
from reader.export.markdown import article_markdown
from reader.records import article_record
from reader.text.safe import safe_name

FORMATS = ("markdown", "json", "csv")


class ExportError(ReaderError):
    """A file could not be written to its end."""

    title = "Not exported"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    add_paths(parser, words="files or folders; - reads standard input")
    parser.add_argument("--query", "-q", default="", help="only articles that this search finds, from the library")
    parser.add_argument("--no-update", action="store_true", help="with --query: do not look at the files")
    parser.add_argument("--format", choices=FORMATS, default="markdown", help="default: markdown; csv is of quotes")
    parser.add_argument("--output", "-o", metavar="FOLDER", help="write one Markdown file an article into this folder")
    add_model(parser)


def run(arguments: argparse.Namespace) -> int:
    """Export and return 0, or 1 when some input failed or nothing was there."""
    if arguments.output and arguments.format != "markdown":
        raise UsageError("Only Markdown is written into a folder.", hint="Redirect standard output instead.")
    if not arguments.paths and not arguments.query.strip():
        raise UsageError("Nothing was named to export.", hint="Give a path, or --query to export from the library.")
    articles: Articles | FoundArticles
    if arguments.query.strip():
        articles = FoundArticles(arguments.paths, arguments.query, not arguments.no_update, arguments.model)
    else:
        articles = Articles(arguments.paths, ["clean", "entities", "quotes"], settings().speaking(arguments.model))
    if arguments.output:
        _write_folder(articles, Path(arguments.output))
    elif arguments.format == "json":
        for file, index, article in articles:
            emit_json(article_record(article, file=file, index=index))
    elif arguments.format == "csv":
        emit(csv_header())
        for file, index, article in articles:
            for quote in cited_quotes(article, file, index):
                emit(csv_row(quote, safe_name(file)))
    else:
        for number, (_, _, article) in enumerate(articles):
            emit(("\n" if number else "") + article_markdown(article))
    return 1 if articles.failed or not articles.count else 0


class FoundArticles:
    """The articles of the library that a search finds, in its order, as `Articles` gives those of files."""

    def __init__(self, paths: Sequence[str], query: str, update: bool, model: str | None) -> None:
        self._paths = list(paths)
        self._query = parse_query(query)
        self._update = update
        self._model = model
        self.failed = 0
        self.count = 0

    def __iter__(self) -> Iterator[tuple[str, int, Article]]:
        with library_for(self._paths, update=self._update, model=self._model) as library:
            for number in library.ids(self._query):
                (row,) = library.rows([number]) or (None,)
                article = library.article(number)
                if row is not None and article is not None:
                    self.count += 1
                    yield shown_as(row.path, self._paths), row.position, article


def _write_folder(articles: Articles | FoundArticles, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{safe_name(os.fspath(folder))} cannot be made: {error.strerror}.") from error
    taken: set[str] = set()
    for file, index, article in articles:
        for name in _names(article, file, index):
            if name not in taken and _write_new(folder / name, article_markdown(article) + "\n"):
                taken.add(name)
                break
        else:
            warn(f"{safe_name(file)}: no free file name was found in the folder.")


def _names(article: Article, file: str, index: int) -> Iterator[str]:
    """Yield file names for an article, the plainest first."""
    words = re.sub(r"[^\w]+", "-", (article.title or Path(file).stem).casefold()).strip("-")[:60] or "article"
    stem = "-".join(part for part in ((article.published or "")[:10], words) if part)
    yield f"{stem}.md"
    for number in range(2, 1000):
        yield f"{stem}-{number + index}.md"


def _write_new(path: Path, text: str) -> bool:
    """Write a file that is not there yet; return False when it is: nothing of the user's is overwritten."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        # half an article would pass for a whole one
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise ExportError(f"{safe_name(os.fspath(path))} cannot be written: {error.strerror}.") from error
    return True
