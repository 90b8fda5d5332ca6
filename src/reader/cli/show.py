"""Print articles clean, with who is in them and who said what. Nothing is stored."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.article import Article, Fingerprint
from reader.cli.common import (
    add_model,
    add_paths,
    emit,
    emit_json,
    expand,
    link_words,
    missing,
    nothing_in,
    settings,
    shown_as,
    warn,
)
from reader.errors import UsageError
from reader.records import Record, article_from, article_record, entity_from, fingerprint_from, quote_from
from reader.text.safe import safe_name
from reader.workers.pool import WorkerPool

if TYPE_CHECKING:
    from reader.config.settings import Settings

FORMATS = ("text", "markdown", "json", "jsonl")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    add_paths(parser, required=True, words="files or folders; - reads standard input")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--removed", action="store_true", help="show removed lines in place, each with its reason")
    parser.add_argument("--no-rules", action="store_true", help="as the program reads it, without your own decisions")
    parser.add_argument("--no-analysis", action="store_true", help="only the text, without entities and quotes")
    parser.add_argument("--width", type=int, metavar="N", help="wrap at N cells (default: the terminal's; 0: never)")
    add_model(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the articles and return 0, or 1 when some input failed or none held an article."""
    steps = ["clean"] if arguments.no_analysis else ["clean", "entities", "quotes"]
    chosen = settings().speaking(arguments.model)
    articles = Articles(arguments.paths, steps, chosen, rules=not arguments.no_rules)
    if arguments.format == "json":
        _print_array(articles)
    elif arguments.format == "jsonl":
        for file, index, article in articles:
            emit_json(article_record(article, file=file, index=index))
    elif arguments.format == "markdown":
        from reader.export.markdown import article_markdown

        for number, (_, _, article) in enumerate(articles):
            emit(("\n" if number else "") + article_markdown(article))
    else:
        print_texts(articles, width=arguments.width, removed=arguments.removed)
    return 1 if articles.failed or not articles.count else 0


def print_texts(articles: Articles, *, width: int | None, removed: bool = False) -> None:
    """Print articles as plain text, one after the other, wrapped for a terminal and whole lines for a pipe."""
    from reader.export.text import article_text

    if width is None:
        width = min(shutil.get_terminal_size().columns, 80) if sys.stdout.isatty() else 0
    for number, (_, _, article) in enumerate(articles):
        emit(("\n" + "─" * 8 + "\n\n" if number else "") + article_text(article, width=width, removed=removed))


def _print_array(articles: Articles) -> None:
    """Print a JSON array, one article at a time, so that memory stays flat."""
    opened = False
    for file, index, article in articles:
        sys.stdout.write(",\n" if opened else "[\n")
        opened = True
        emit_json(article_record(article, file=file, index=index))
    sys.stdout.write("]\n" if opened else "[]\n")


class Articles:
    """The articles of files, folders and standard input in order: (path as given, number in the file, article).

    What fails is told on standard error and counted in `failed`; `count` counts articles. Reading and analysis are jobs
    of their own: a file of many articles may take long, and a failing analysis costs no text. With `rules` the articles
    are as the user decided: that is read from the marks, if there are any.
    """

    def __init__(
        self, paths: Iterable[str], steps: list[str], chosen: Settings | None = None, *, rules: bool = True
    ) -> None:
        self._paths = list(paths)
        self._later = [step for step in steps if step != "clean"]
        self._models: Record = {"model": chosen.model, "models": dict(chosen.models)} if chosen else {}
        self._rules = rules
        self.failed = 0
        self.count = 0

    def __iter__(self) -> Iterator[tuple[str, int, Article]]:
        if not self._rules:
            yield from self._read()
            return
        from reader.config.paths import state_paths
        from reader.library.lookup import Lookup

        with Lookup(state_paths().marks) as lookup:
            for message in lookup.warnings:
                warn(message)
            for file, index, article in self._read():
                yield file, index, lookup.shown(article, None if file == "-" else file, index)

    def _read(self) -> Iterator[tuple[str, int, Article]]:
        requests = list(self._requests())
        if not requests and not self.failed:
            warn(nothing_in(self._paths))
        with WorkerPool(min(2, len(requests)) or 1) as pool:
            if _is_collection(requests):
                requests = self._without_repeated_lines(pool, requests)
            read = (item for request, answer in pool.map(requests) for item in self._articles(request, answer))
            if not self._later:
                yield from ((file, index, article_from(record)) for file, index, record in read)
                return
            jobs = (self._analysis(file, index, record) for file, index, record in read)
            for request, answer in pool.map(jobs):
                yield request["file"], request["index"], _analysed(request["article"], answer)

    def _analysis(self, file: str, index: int, record: Record) -> Record:
        asked = {"job": "analyse", "steps": self._later, **self._models}
        return {**asked, "article": record, "file": file, "index": index}

    def _requests(self) -> Iterator[Record]:
        for path in self._paths:
            common = {"job": "read", "steps": ["clean"]}
            if path == "-":
                yield {**common, "data": read_standard_input().decode("latin-1"), "name": ""}
            elif not os.path.lexists(path):
                self.failed += 1
                warn(missing(path))
            elif link := link_words(path):
                self.failed += 1
                warn(link)
            else:
                for file in expand([path]):
                    yield {**common, "path": file}

    def _without_repeated_lines(self, pool: WorkerPool, requests: Sequence[Record]) -> list[Record]:
        """Return the requests with the lines that are to be hidden because a site's other articles have them too.

        Every file is read twice for that, so that memory stays flat: only fingerprints are kept in between.
        """
        from reader.cleaning.fingerprints import FolderLines

        lines = FolderLines()
        found: list[list[Fingerprint]] = []
        for _, answer in pool.map({**request, "lines": True} for request in requests):
            found.append([fingerprint_from(record) for record in answer.get("fingerprints", [])])
            for fingerprint in found[-1]:
                lines.add(fingerprint)
        return [
            {**request, "hidden": [sorted(lines.shared(fingerprint)) for fingerprint in fingerprints]}
            for request, fingerprints in zip(requests, found, strict=True)
        ]

    def _articles(self, request: Record, answer: Record) -> Iterator[tuple[str, int, Record]]:
        file = shown_as(request["path"], self._paths) if "path" in request else "-"
        if error := answer.get("error"):
            self.failed += 1
            warn(f"{safe_name(file)}: {error['message']} {error['hint']}")
            return
        for problem in answer["problems"]:
            self.failed += 1
            warn(f"{safe_name(file)}: {problem}")
        for index, record in enumerate(answer["articles"]):
            self.count += 1
            yield file, index, record


def _analysed(record: Record, answer: Record) -> Article:
    """Return an article with its entities and quotes, or with a warning why it has none: the text is never lost."""
    article = article_from(record)
    if error := answer.get("error"):
        words = f"Names and quotes are missing. {error['message']} {error['hint']}".strip()
        return replace(article, warnings=(*article.warnings, words))
    problems = (answer["problem"],) if answer["problem"] else ()
    return replace(
        article,
        model=answer["model"],
        warnings=(*article.warnings, *problems),
        entities=tuple(entity_from(entity) for entity in answer["entities"]),
        quotes=tuple(quote_from(quote) for quote in answer["quotes"]),
    )


def _is_collection(requests: Sequence[Record]) -> bool:
    """Tell whether several articles may come, so that lines can repeat: several files, or a file of records."""
    return len(requests) > 1 or any(".json" in request.get("path", "")[-10:] for request in requests)


MAX_INPUT = 64 << 20
"""Most bytes that are taken from standard input as one document."""


def read_standard_input() -> bytes:
    """Return all of standard input. Raises UsageError when it is a terminal or too long."""
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("Nothing is piped into standard input.", hint="Give a path, or pipe an article in.")
    data = sys.stdin.buffer.read(MAX_INPUT + 1)
    if len(data) > MAX_INPUT:
        raise UsageError("Standard input holds more than 64 MB.")
    return data
