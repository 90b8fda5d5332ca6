"""The indexer: a thread that keeps the library true to some folders, and tells a listener how it goes."""

from __future__ import annotations

import queue
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from reader.errors import ReaderError
from reader.indexing.events import Event, Trouble

if TYPE_CHECKING:
    from types import FrameType

    from reader.config.settings import Settings
    from reader.indexing.run import Run
    from reader.indexing.watching import Watch
    from reader.library.library import Library

_EVERY_SECONDS: Final = 0.25
"""How often the list and the progress are told to the listener."""

_BATCH_SECONDS: Final = 0.15
"""How long results are gathered before they are committed: many in one transaction are several times faster."""

_REST: Final = 20
"""A look at the folders is followed by so many times its length without another one: five per cent of a core."""


class Indexer:
    """Brings the library up to date with files and folders, in a thread of its own, and then watches them.

    `open_library` is called in that thread and must give a library of its own. `listener` is called there too, with
    each event. With `analyse` False only texts are read, entities and quotes are left for later. With `watch` False
    the folders are looked at once, and when `rescan` asks for it. With `forget` even a folder that holds nothing any
    more loses its articles: see `reader.indexing.missing`.
    """

    def __init__(
        self,
        open_library: Callable[[], Library],
        paths: Sequence[str],
        settings: Settings,
        listener: Callable[[Event], None],
        *,
        analyse: bool = True,
        watch: bool = True,
        forget: bool = False,
    ) -> None:
        self._open_library = open_library
        self._paths = tuple(paths)
        self._settings = settings
        self._listener = listener
        self._analyse = analyse
        self._watches = watch
        self._forget = forget
        self._inbox: queue.SimpleQueue[Callable[[Run], None]] = queue.SimpleQueue()
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

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stopped.is_set()

    def prioritise(self, ids: Sequence[int]) -> None:
        """Do these articles next, the first one first."""
        wanted = tuple(ids)
        self._inbox.put(lambda run: run.prioritise(wanted))

    def rescan(self) -> None:
        """Look at the folders again once the work at hand allows."""
        self._inbox.put(lambda run: run.ask_for_look())

    def run(self) -> None:
        """Do all the work in the calling thread and return when it is done or stopped."""
        from reader.indexing.run import Run
        from reader.workers.pool import WorkerPool

        try:
            library = self._open_library()
        except ReaderError as error:
            self._listener(Trouble(error.message))
            return
        watch: Watch | None = None
        with library, WorkerPool(self._settings.workers) as pool:
            library.set_scope(self._paths)
            run = Run(
                library,
                pool,
                self._paths,
                self._settings,
                self._listener,
                self._inbox.put,
                self._stopped.is_set,
                analyse=self._analyse,
                forget=self._forget,
            )
            try:
                if self._watches and self._thread is not None:
                    # before the first look, so that nothing is missed between the two
                    watch = self._watch()
                run.ask_for_look()
                self._loop(run)
            except ReaderError as error:
                self._listener(Trouble(error.message))
            except Exception:
                # raised again for the log; without a word on screen the work would just seem to go on
                self._listener(Trouble("Reading stopped: a fault in the program. `reader doctor` names the log."))
                raise
            finally:
                if watch is not None:
                    watch.stop()

    def _watch(self) -> Watch:
        from reader.indexing.watching import Watch

        def changed() -> None:
            self._inbox.put(lambda run: run.ask_for_look(_REST))

        def failed(reason: str) -> None:
            words = f"New files show up only when the folder is opened again: it cannot be watched ({reason})."
            self._inbox.put(lambda _run: self._listener(Trouble(words)))

        watch = Watch(self._paths, changed, failed)
        watch.start()
        return watch

    def _loop(self, run: Run) -> None:
        while not self._stopped.is_set():
            run.feed()
            if run.idle:
                run.finish()
                if self._thread is None:
                    return
            try:
                first = self._inbox.get(timeout=run.patience(_EVERY_SECONDS))
            except queue.Empty:
                run.tell()
                continue
            self._take(run, first)

    def _take(self, run: Run, first: Callable[[Run], None]) -> None:
        """Do what waits in the inbox, the results of workers in one transaction."""
        until = time.monotonic() + _BATCH_SECONDS
        with run.batch():
            first(run)
            while not self._stopped.is_set() and (left := until - time.monotonic()) > 0:
                run.feed_texts()
                try:
                    # an idle worker's next answer comes within moments, and goes into the same transaction
                    self._inbox.get(timeout=min(left, 0.02))(run)
                except queue.Empty:
                    break
        run.tell()


def bring_up_to_date(
    open_library: Callable[[], Library],
    paths: Iterable[str],
    settings: Settings,
    listener: Callable[[Event], None],
    *,
    analyse: bool = True,
    forget: bool = False,
) -> None:
    """Bring the library up to date with `paths` in the calling thread and return when all is done.

    Ctrl+c ends it within a second, with everything stored that was done, and raises KeyboardInterrupt.
    """
    indexer = Indexer(open_library, tuple(paths), settings, listener, analyse=analyse, watch=False, forget=forget)
    with _stopped_by_interrupt(indexer):
        indexer.run()


@contextmanager
def _stopped_by_interrupt(indexer: Indexer) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield  # whoever handles it otherwise, or ignores it, has a reason
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)  # the second one ends everything at once
        indexer.stop()

    signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if indexer.stopped:
        raise KeyboardInterrupt
