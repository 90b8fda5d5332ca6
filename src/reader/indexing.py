"""Keeping the library true to the folders: discover, compare, have workers read and analyse, store.

Runs in its own thread, so that an interface stays answering keys. It alone writes to the index.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.article import Fingerprint, FoundFile, SkippedFile
from reader.errors import ReaderError
from reader.library.model import Stage
from reader.records import Record, article_from, article_record, entity_from, fingerprint_from, quote_from

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.library.library import Library
    from reader.workers.pool import WorkerPool


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """Rows of the list came, went or changed."""


@dataclass(frozen=True, slots=True)
class ArticleReady:
    """The clean text of this article is in the library."""

    id: int


@dataclass(frozen=True, slots=True)
class AnalysisReady:
    """The entities and quotes of this article are in the library."""

    id: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work has come. Counts are files, but `analysed` and `to_analyse`, which are articles."""

    found: int = 0
    done: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    analysed: int = 0
    to_analyse: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Finished:
    """All work is done; `summary` is a sentence with the counts."""

    summary: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something went wrong that the user should know, in a sentence. The work goes on where it can."""

    message: str


Event = RowsChanged | ArticleReady | AnalysisReady | Progress | Finished | Trouble

_IN_FLIGHT = 8
"""Jobs handed to each worker pool at a time; few, so that what the user opens next need not wait behind many."""

_FRONT, _OPENED, _CLEAN, _ANALYSE = 0, 1, 5, 7
"""Priorities: text of the opened article, its analysis, other texts, other analyses."""

_COUNTED = 2000
"""Newest articles of a site in which repeated lines are counted: enough to find any, few enough to take no time."""

_EVERY_SECONDS = 0.25
"""How often the list and the progress are told to the listener."""


class Indexer:
    """Brings the library up to date with files and folders, in a thread of its own.

    `open_library` is called in that thread and must give a library of its own. `listener` is called there too, with
    each event. With `analyse` False only texts are read, entities and quotes are left for later.
    """

    def __init__(
        self,
        open_library: Callable[[], Library],
        paths: Sequence[str],
        settings: Settings,
        listener: Callable[[Event], None],
        *,
        analyse: bool = True,
    ) -> None:
        self._open_library = open_library
        self._paths = tuple(paths)
        self._settings = settings
        self._listener = listener
        self._analyse = analyse
        self._inbox: queue.SimpleQueue[Callable[[_Run], None]] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the work and return at once."""
        self._thread = threading.Thread(target=self.run, name="indexer", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 2.0) -> None:
        """End the work; what was stored stays. Waits at most `timeout` seconds."""
        self._stopped.set()
        self._inbox.put(lambda _run: None)
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def prioritise(self, ids: Sequence[int]) -> None:
        """Do these articles next, the first one first."""
        wanted = tuple(ids)
        self._inbox.put(lambda run: run.prioritise(wanted))

    def rescan(self) -> None:
        """Look at the folders again once the work at hand allows."""
        self._inbox.put(lambda run: run.scan(self._paths))

    def run(self) -> None:
        """Do all the work in the calling thread and return when it is done or stopped."""
        from reader.workers.pool import WorkerPool

        try:
            library = self._open_library()
        except ReaderError as error:
            self._listener(Trouble(error.message))
            return
        with library, WorkerPool(self._settings.workers) as pool:
            library.set_scope(self._paths)
            run = _Run(library, pool, self._settings.model, self._listener, self._inbox, analyse=self._analyse)
            try:
                run.scan(self._paths)
                self._loop(run)
            except ReaderError as error:
                self._listener(Trouble(error.message))
            except Exception:
                self._listener(Trouble("Reading stopped: a fault in the program. `reader doctor` names the log."))
                raise

    def _loop(self, run: _Run) -> None:
        while not self._stopped.is_set():
            run.feed()
            if run.idle:
                run.finish()
                if self._thread is None:
                    return
                # the interface may still ask for a rescan
                self._inbox.get()(run)
                continue
            try:
                self._inbox.get(timeout=_EVERY_SECONDS)(run)
            except queue.Empty:
                run.tell()


class _Run:
    """The state of one indexer's work; lives in its thread."""

    def __init__(
        self,
        library: Library,
        pool: WorkerPool,
        model: str | None,
        listener: Callable[[Event], None],
        inbox: queue.SimpleQueue[Callable[[_Run], None]],
        *,
        analyse: bool,
    ) -> None:
        from reader import pipeline

        self._library = library
        self._pool = pool
        self._model = model
        self._listener = listener
        self._inbox = inbox
        self._text_version = pipeline.text_version()
        self._analysis_version = pipeline.analysis_version() if analyse else 0
        self._analyse = analyse
        self._files: deque[FoundFile] = deque()
        self._articles: deque[int] = deque()
        self._asked: set[int] = set()
        self._in_flight = 0
        self._reading = 0
        self._touched: dict[str, list[int]] = {}
        self._progress = Progress()
        self._started = time.monotonic()
        self._told = 0.0
        self._rows_changed = False
        self._finished = False

    @property
    def idle(self) -> bool:
        """Whether nothing is waited for and nothing is left to do."""
        return not (self._in_flight or self._files or self._articles or self._touched)

    def scan(self, paths: Sequence[str]) -> None:
        """Compare the folders with the library and queue what is new or changed."""
        from reader.ingest.folder import discover

        found: list[FoundFile] = []
        skipped: list[SkippedFile] = []
        for item in discover(paths):
            if isinstance(item, FoundFile):
                found.append(item)
            else:
                skipped.append(item)
        plan = self._library.sync(paths, found, skipped, version=self._text_version)
        waiting = {file.path for file in self._files}
        self._files.extend(file for file in (*plan.new, *plan.changed) if file.path not in waiting)
        self._progress = replace(
            self._progress,
            found=len(found) + len(skipped),
            unchanged=len(found) - len(plan.new) - len(plan.changed),
            skipped=len(skipped),
            done=0,
        )
        self._rows_changed = True
        self._finished = False
        self._look_for_analysis()
        self.tell(force=True)

    def prioritise(self, ids: Sequence[int]) -> None:
        """Put the files of these articles, or their analysis, before everything else."""
        for row in reversed(self._library.rows(ids)):
            if row.stage is Stage.LISTED:
                first = [file for file in self._files if file.path == row.path]
                for file in first:
                    self._files.remove(file)
                    self._files.appendleft(file)
                if not first:
                    self._pool.promote(row.path, _FRONT)
            elif row.stage is Stage.CLEAN and self._analyse:
                if row.id in self._asked:
                    self._pool.promote(row.id, _OPENED)
                else:
                    self._ask_analysis(row.id, _OPENED)

    def feed(self) -> None:
        """Hand the workers as much as they should have at a time: texts first, then analyses."""
        while self._files and self._in_flight < _IN_FLIGHT:
            self._ask_text(self._files.popleft())
        if self._touched and not self._files and not self._reading:
            self._hide_repeated_lines()
        while not self._files and self._articles and self._in_flight < _IN_FLIGHT:
            article_id = self._articles.popleft()
            if article_id not in self._asked:
                self._ask_analysis(article_id, _ANALYSE)
        if self._analyse and not self._files and not self._articles and self._in_flight < _IN_FLIGHT:
            self._look_for_analysis()

    def tell(self, *, force: bool = False) -> None:
        """Tell the listener of changed rows and of the progress, a few times a second at most."""
        now = time.monotonic()
        if not force and now - self._told < _EVERY_SECONDS:
            return
        self._told = now
        if self._rows_changed:
            self._rows_changed = False
            self._listener(RowsChanged())
        self._listener(replace(self._progress, seconds=now - self._started))

    def finish(self) -> None:
        """Tell the listener once that everything is done."""
        if self._finished:
            return
        self._finished = True
        self.tell(force=True)
        progress = replace(self._progress, seconds=time.monotonic() - self._started)
        self._listener(Finished(summary_sentence(progress), progress))

    def _ask_text(self, file: FoundFile) -> None:
        self._in_flight += 1
        self._reading += 1
        self._pool.submit(
            {"job": "read", "path": file.path, "steps": ["clean"], "lines": True},
            lambda answer: self._inbox.put(lambda run: run.take_text(file, answer)),
            priority=_CLEAN,
            key=file.path,
        )

    def _ask_analysis(self, article_id: int, priority: int) -> None:
        article = self._library.article(article_id)
        if article is None:
            return
        self._asked.add(article_id)
        self._in_flight += 1
        record = article_record(replace(article, entities=(), quotes=()))
        text = article.text
        self._pool.submit(
            {"job": "analyse", "article": record, "steps": ["entities", "quotes"], "model": self._model},
            lambda answer: self._inbox.put(lambda run: run.take_analysis(article_id, text, answer)),
            priority=priority,
            key=article_id,
        )

    def take_text(self, file: FoundFile, answer: Record) -> None:
        """Store what a worker read from a file."""
        self._in_flight -= 1
        self._reading -= 1
        error = answer.get("error")
        failed = self._progress.failed
        if error is not None:
            failed += 1
            message = f"{error['message']} {error['hint']}".strip()
            self._library.store_failure(file, error["code"], message, version=self._text_version)
        else:
            articles = [article_from(record) for record in answer["articles"]]
            prints = [_counted(fingerprint_from(record), file) for record in answer["fingerprints"]]
            ids = self._library.store(
                file, articles, problems=answer["problems"], version=self._text_version, prints=prints
            )
            for article_id, fingerprint in zip(ids, prints, strict=False):
                self._touched.setdefault(fingerprint.site, []).append(article_id)
            if self._analyse:
                self._progress = replace(self._progress, to_analyse=self._progress.to_analyse + len(ids))
            for article_id in ids:
                self._asked.discard(article_id)
                self._listener(ArticleReady(article_id))
        self._progress = replace(self._progress, done=self._progress.done + 1, failed=failed)
        self._rows_changed = True
        self.tell()

    def take_analysis(self, article_id: int, text: str, answer: Record) -> None:
        """Store the entities and quotes that a worker found."""
        self._in_flight -= 1
        error = answer.get("error")
        if error is not None:
            self._listener(Trouble(f"Names and quotes are missing for one article: {error['message']}"))
        else:
            self._library.store_analysis(
                article_id,
                [entity_from(record) for record in answer["entities"]],
                [quote_from(record) for record in answer["quotes"]],
                version=self._analysis_version,
                text=text,
            )
            self._listener(AnalysisReady(article_id))
        self._progress = replace(self._progress, analysed=self._progress.analysed + 1)
        self._rows_changed = True
        self.tell()

    def _hide_repeated_lines(self) -> None:
        """Hide the lines that a site's articles share, in the articles that came and in the site's newest ones."""
        from reader.cleaning.fingerprints import FolderLines

        touched, self._touched = self._touched, {}
        for site, ids in touched.items():
            stored = self._library.fingerprints_of_site(site, _COUNTED)
            lines = FolderLines()
            for _, fingerprint, _ in stored:
                lines.add(fingerprint)
            counted = {article_id for article_id, _, _ in stored}
            stored += self._library.fingerprints([article_id for article_id in ids if article_id not in counted])
            for article_id, fingerprint, hidden in stored:
                shared = lines.shared(fingerprint)
                if shared != hidden:
                    self._hide_lines(article_id, fingerprint, hidden, shared)

    def _hide_lines(
        self, article_id: int, fingerprint: Fingerprint, hidden: frozenset[int], shared: frozenset[int]
    ) -> None:
        from reader.cleaning.fingerprints import hide_folder_lines

        if not hidden <= shared:
            # what is to be shown again was judged without its neighbours: only the file knows how
            file = self._library.file_of(article_id)
            if file is not None and file not in self._files:
                self._files.append(file)
            return
        article = self._library.article(article_id)
        if article is not None:
            cleaner = hide_folder_lines(replace(article, entities=(), quotes=()), shared)
            self._library.replace_text(article_id, cleaner, fingerprint, shared)
            if cleaner.text != article.text:
                self._asked.discard(article_id)
                self._listener(ArticleReady(article_id))

    def _look_for_analysis(self) -> None:
        if not self._analyse:
            return
        waiting = self._library.pending(version=self._analysis_version, limit=500)
        self._articles.extend(article_id for article_id in waiting if article_id not in self._asked)
        self._progress = replace(
            self._progress,
            to_analyse=max(self._progress.to_analyse, self._progress.analysed + len(self._articles)),
        )


def _counted(fingerprint: Fingerprint, file: FoundFile) -> Fingerprint:
    """Return the fingerprint under the name by which it is counted: the folder where the site is not known."""
    return fingerprint if fingerprint.site else replace(fingerprint, site=os.path.dirname(file.path))


def summary_sentence(progress: Progress) -> str:
    """Return the counts of a finished run as one sentence."""
    parts = [f"{progress.done - progress.failed:,} read", f"{progress.unchanged:,} unchanged"]
    if progress.skipped:
        parts.append(f"{progress.skipped:,} skipped")
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    files = "file" if progress.found == 1 else "files"
    return f"{progress.found:,} {files}: {', '.join(parts)}."


def bring_up_to_date(
    open_library: Callable[[], Library],
    paths: Iterable[str],
    settings: Settings,
    listener: Callable[[Event], None],
    *,
    analyse: bool = True,
) -> None:
    """Bring the library up to date with `paths` in the calling thread and return when all is done."""
    Indexer(open_library, tuple(paths), settings, listener, analyse=analyse).run()
