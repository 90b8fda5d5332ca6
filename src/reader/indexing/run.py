"""The state of one indexer's work: what is to be read and analysed, what the workers have, what is told."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader.article import FoundFile
from reader.indexing.events import (
    AnalysisReady,
    ArticleReady,
    Event,
    Finished,
    NamesChanged,
    Progress,
    RowsChanged,
    Trouble,
    summary_sentence,
)
from reader.indexing.lines import counted, hide_repeated
from reader.indexing.looking import glance, look
from reader.indexing.missing import forget_mounts, keep_missing, note_mounts
from reader.indexing.pace import Pace
from reader.library.model import Stage
from reader.pipeline import CHOICES
from reader.records import Record, article_from, article_record, entity_from, fingerprint_from, quote_from
from reader.text import copies

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.library.library import Library
    from reader.workers.pool import WorkerPool

_IN_FLIGHT: Final = 8
"""Analyses handed to the workers at a time; few, so that what the user opens next need not wait behind many."""

_TEXTS_IN_FLIGHT: Final = 64
_BYTES_IN_FLIGHT: Final = 2_000_000
"""Texts take a hundredth of that time: more of them keep the workers busy while results are stored."""

_FIRST: Final = 200
"""Rows that a list has when a folder is opened for the first time, while the rest of the folder is looked at."""

_FRONT, _OPENED, _CLEAN, _ANALYSE = 0, 1, 5, 7
"""Priorities: text of the opened article, its analysis, other texts, other analyses."""

_PENDING: Final = 500
_EVERY_SECONDS: Final = 0.25
_LONGEST_REST: Final = 60.0


class Run:
    """Lives in the indexer's thread. `later` puts a call into its inbox from any thread."""

    def __init__(
        self,
        library: Library,
        pool: WorkerPool,
        paths: Sequence[str],
        chosen: Settings,
        listener: Callable[[Event], None],
        later: Callable[[Callable[[Run], None]], None],
        stopped: Callable[[], bool],
        *,
        analyse: bool,
        forget: bool = False,
    ) -> None:
        from reader import pipeline

        self._library = library
        self._pool = pool
        self._paths = paths
        self._models: Record = {"model": chosen.model, "models": dict(chosen.models)}
        self._problems: set[str] = set()
        self._listener = listener
        self._later = later
        self._stopped = stopped
        self._text_version = pipeline.text_version() * 100 + copies.VERSION
        self._analysis_version = pipeline.analysis_version(**self._models) if analyse else 0
        self._analyse = analyse
        self._forget = forget
        self._lines_due = True
        self._files: deque[FoundFile] = deque()
        self._reading: set[FoundFile] = set()
        self._again: set[str] = set()
        self._articles: deque[int] = deque()
        self._wanted: tuple[int, ...] = ()
        self._asked: set[int] = set()
        self._texts = 0
        self._bytes = 0
        self._analyses = 0
        self._look_at: float | None = None
        self._looked: tuple[float, float] = (0.0, 0.0)
        self._asked_to_look = False
        self._missing: tuple[tuple[str, ...], ...] = ((), ())
        self._pace = Pace()
        self._progress = Progress()
        self._started = time.monotonic()
        self._told = 0.0
        self._ready: list[Event] = []
        self._rows_changed = self._names_changed = False
        self._finished = False

    @property
    def idle(self) -> bool:
        """Whether nothing is waited for and nothing is left to do."""
        return not (
            self._texts
            or self._analyses
            or self._files
            or self._articles
            or self._wanted
            or self._lines_due
            or self._look_at is not None
        )

    def patience(self, busy: float) -> float | None:
        """Return how long to wait for the inbox: `busy` seconds, for ever when there is nothing to do or to tell."""
        if self._look_at is not None:
            return max(0.0, min(busy, self._look_at - time.monotonic()))
        return None if self.idle else busy

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make one transaction of what is stored inside; the listener hears of it when it is done."""
        with self._library.batch():
            yield
        ready, self._ready = self._ready, []
        for event in ready:
            self._listener(event)

    # looking at the folders

    def ask_for_look(self, rest: float = 0.0) -> None:
        """Look at the folders soon: not before `rest` times the length of the last look has gone by since.

        Without a rest somebody asked for it, and hears that it is done even when nothing has changed.
        """
        began, took = self._looked
        self._asked_to_look = self._asked_to_look or not rest
        due = max(time.monotonic(), began + took + min(rest * took, _LONGEST_REST))
        self._look_at = due if self._look_at is None else min(due, self._look_at)

    def _look(self) -> None:
        """Compare the folders with the library and queue what is new or changed."""
        self._look_at = None
        began = time.monotonic()
        if not self._looked[0]:
            self._begin()
        seen = look(self._paths, self._stopped)
        if seen is None:
            return
        if not self._forget:
            seen = keep_missing(self._library, seen)
        missing = (seen.absent, seen.emptied)
        if any(missing) and missing != self._missing:
            self._listener(Trouble(seen.words))
        self._missing = missing
        version = self._text_version
        plan = self._library.sync(seen.roots, seen.found, seen.skipped, version=version) if seen.roots else None
        (forget_mounts if self._forget else note_mounts)(self._library, self._paths)
        todo = plan.todo if plan is not None else ()
        waiting = {file.path for file in self._files}
        self._files.extend(file for file in todo if file.path not in waiting and file not in self._reading)
        self._progress = replace(
            self._progress,
            found=len(seen.found) + len(seen.skipped),
            unchanged=len(seen.found) - len(todo),
            skipped=len(seen.skipped),
            done=0,
            failed=0,
        )
        if self._asked_to_look or (plan is not None and plan.changes_rows) or todo:
            self._rows_changed = True
            self._finished = False
        self._asked_to_look = False
        self._looked = (began, time.monotonic() - began)
        self._look_for_analysis()
        self.tell(force=True)

    def _begin(self) -> None:
        """Where nothing is known yet, list and read the first files before all the others are looked at."""
        if any(self._library.knows(path) for path in self._paths):
            return
        seen = glance(self._paths, _FIRST)
        if seen.found:
            self._files.extend(self._library.sync(seen.roots, seen.found, (), version=self._text_version).todo)
            self._rows_changed = True
            self.feed_texts()
            self.tell(force=True)

    # handing out work

    def prioritise(self, ids: Sequence[int]) -> None:
        """Put the files of these articles, or their analysis, before everything else, at the next `feed`."""
        self._wanted = tuple(ids)

    def _bring_forward(self) -> None:
        wanted, self._wanted = self._wanted, ()
        for row in reversed(self._library.rows(wanted)):
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
        if self._look_at is not None and time.monotonic() >= self._look_at:
            self._look()
        if self._wanted:
            self._bring_forward()
        self.feed_texts()
        if self._lines_due and not self._files and not self._texts:
            self._hide_repeated_lines()
        while not self._files and self._articles and self._analyses + self._texts < _IN_FLIGHT:
            article_id = self._articles.popleft()
            if article_id not in self._asked:
                self._ask_analysis(article_id, _ANALYSE)
        if self._analyse and not self._files and not self._articles and self._analyses < _IN_FLIGHT:
            self._look_for_analysis()

    def feed_texts(self) -> None:
        """Hand the workers files to read; looks at nothing in the library."""
        while self._files and self._texts < _TEXTS_IN_FLIGHT and self._bytes < _BYTES_IN_FLIGHT:
            self._ask_text(self._files.popleft())

    def _ask_text(self, file: FoundFile) -> None:
        self._texts += 1
        self._reading.add(file)
        self._bytes += file.size
        self._pool.submit(
            {"job": "read", "path": file.path, "steps": ["clean"], "text_once": True, "lines": True, "bands": True},
            lambda answer: self._later(lambda run: run.take_text(file, answer)),
            priority=_CLEAN,
            key=file.path,
            weight=file.size,
        )

    def _ask_analysis(self, article_id: int, priority: int) -> None:
        article = self._library.stored_article(article_id)
        if article is None:
            return
        self._asked.add(article_id)
        self._analyses += 1
        record = article_record(replace(article, entities=(), quotes=()))
        del record["text"]  # the blocks have it too
        text = article.text
        self._pool.submit(
            {"job": "analyse", "article": record, "steps": ["entities", "quotes"], **self._models},
            lambda answer: self._later(lambda run: run.take_analysis(article_id, text, answer)),
            priority=priority,
            key=article_id,
        )

    def _look_for_analysis(self) -> None:
        if not self._analyse:
            return
        waiting = self._library.pending(version=self._analysis_version, limit=_PENDING, choices=CHOICES)
        self._articles.extend(article_id for article_id in waiting if article_id not in self._asked)
        self._progress = replace(
            self._progress,
            to_analyse=max(self._progress.to_analyse, self._progress.analysed + len(self._articles)),
        )

    # taking results; part of a batch

    def take_text(self, file: FoundFile, answer: Record) -> None:
        """Store what a worker read from a file."""
        self._texts -= 1
        self._reading.discard(file)
        self._bytes -= file.size
        error = answer.get("error")
        failed = self._progress.failed
        if error is not None:
            failed += 1
            message = f"{error['message']} {error['hint']}".strip()
            self._library.store_failure(file, error["code"], message, version=self._text_version)
        else:
            articles = [article_from(record) for record in answer["articles"]]
            prints = [counted(fingerprint_from(record), file) for record in answer["fingerprints"]]
            ids = self._library.store(
                file,
                articles,
                problems=answer["problems"],
                version=self._text_version,
                prints=prints,
                bands=answer["bands"],
            )
            self._lines_due = True
            if self._analyse:
                self._progress = replace(self._progress, to_analyse=self._progress.to_analyse + len(ids))
            self._asked.difference_update(ids)
            self._ready += [ArticleReady(article_id) for article_id in ids]
        # a file that is read once more for its repeated lines was counted before
        done = self._progress.done + (file.path not in self._again)
        self._again.discard(file.path)
        self._progress = replace(self._progress, done=done, failed=failed)
        self._rows_changed = True

    def take_analysis(self, article_id: int, text: str, answer: Record) -> None:
        """Store the entities and quotes that a worker found."""
        self._analyses -= 1
        error = answer.get("error")
        if error is not None:
            self._ready.append(Trouble(f"Names and quotes are missing for one article: {error['message']}"))
        else:
            self._library.store_analysis(
                article_id,
                [entity_from(record) for record in answer["entities"]],
                [quote_from(record) for record in answer["quotes"]],
                version=self._analysis_version,
                text=text,
                model=answer["model"],
            )
            self._ready.append(AnalysisReady(article_id))
            if answer["problem"] and answer["problem"] not in self._problems:
                # the same for every article: said once
                self._problems.add(answer["problem"])
                self._ready.append(Trouble(answer["problem"]))
        self._progress = replace(self._progress, analysed=self._progress.analysed + 1)
        self._names_changed = True

    def _hide_repeated_lines(self) -> None:
        known = {file.path for file in self._files}

        def read_again(file: FoundFile) -> None:
            if file.path not in known and os.path.lexists(file.path):
                known.add(file.path)
                self._again.add(file.path)
                self._files.append(file)

        changes = hide_repeated(self._library, read_again)
        while self._lines_due and not self._stopped():
            until = time.monotonic() + _EVERY_SECONDS
            with self.batch():
                for article_id in changes:
                    if article_id is not None:
                        self._asked.discard(article_id)
                        self._ready.append(ArticleReady(article_id))
                        self._rows_changed = True
                    if time.monotonic() > until or self._stopped():
                        break
                else:
                    self._lines_due = False
            self.tell()

    # telling

    def tell(self, *, force: bool = False) -> None:
        """Tell the listener of changed rows and of the progress, a few times a second at most."""
        now = time.monotonic()
        if not force and now - self._told < _EVERY_SECONDS:
            return
        self._told = now
        if self._rows_changed:
            self._listener(RowsChanged())
        elif self._names_changed:
            self._listener(NamesChanged())
        self._rows_changed = self._names_changed = False
        self._listener(self._paced(now))

    def _paced(self, now: float) -> Progress:
        progress = self._progress
        files = progress.found - progress.unchanged - progress.skipped
        if progress.done < files:
            rate, left = self._pace.take("files", now, progress.done, files)
        else:
            rate, left = self._pace.take("articles", now, progress.analysed, progress.to_analyse)
        return replace(progress, seconds=now - self._started, rate=rate, left=left)

    def finish(self) -> None:
        """Tell the listener once that everything is done."""
        if self._finished:
            return
        self._finished = True
        self.tell(force=True)
        progress = replace(self._progress, seconds=time.monotonic() - self._started)
        self._listener(Finished(summary_sentence(progress), progress))
