"""Watching folders for changes, in a thread of its own. Only here watchfiles is imported."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from typing import Final

_QUIET: Final = 200
"""Milliseconds without a change after which a burst counts as over."""

_BURST: Final = 1000
"""Milliseconds after which it is told of even when it goes on."""

_WAKE: Final = 1000
"""Milliseconds after which a quiet watch looks whether it should end."""


class Watch:
    """Calls `changed` when something may have come, changed or gone at or under the paths, until `stop`.

    `failed` is called once with a reason when the system cannot watch them; then nothing else is. Both are called in
    threads of the watch. What exactly changed is not told: a look at the folder finds it, whatever was missed.
    """

    def __init__(self, paths: Sequence[str], changed: Callable[[], None], failed: Callable[[str], None]) -> None:
        self._changed = changed
        self._failed = failed
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        folders = tuple(path for path in paths if os.path.isdir(path))
        files = tuple(path for path in paths if path not in folders)
        # a program that saves a file puts another one in its place: its folder is what can be watched
        parents = tuple(sorted({os.path.dirname(path) for path in files if os.path.isdir(os.path.dirname(path))}))
        watched = ((folders, True, frozenset[str]()), (parents, False, frozenset(files)))
        self._threads = [
            threading.Thread(target=self._run, args=what, name="watch", daemon=True) for what in watched if what[0]
        ]

    def start(self) -> None:
        """Begin; return at once."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End; return at once, a thread may take a moment more."""
        self._stopped.set()

    def _run(self, places: Sequence[str], below: bool, only: frozenset[str]) -> None:
        try:
            from watchfiles import watch

            changes = watch(
                *places,
                watch_filter=lambda _change, path: _matters(path, places, only),
                debounce=_BURST,
                step=_QUIET,
                stop_event=self._stopped,
                rust_timeout=_WAKE,
                recursive=below,
                raise_interrupt=False,
                ignore_permission_denied=True,
            )
            for _ in changes:
                if self._stopped.is_set():
                    return
                self._changed()
        except (ImportError, OSError, RuntimeError) as error:
            with self._lock:
                tell = not self._stopped.is_set()
                self._stopped.set()
            if tell:
                self._failed(_reason(error))


def _matters(path: str, places: Sequence[str], only: frozenset[str]) -> bool:
    """Return whether a change there can change the list: not under hidden names, which are never read."""
    if only:
        return path in only
    for place in places:
        if path.startswith(place):
            return not any(part.startswith(".") for part in path[len(place) :].split(os.sep))
    return True


def _reason(error: Exception) -> str:
    if isinstance(error, ImportError):
        return "the package watchfiles is missing"
    words = str(error)
    if "watch limit" in words or "No space left" in words or "max_user_watches" in words:
        return "the system has no room for so many watches"
    return words.partition("\n")[0][:120] or type(error).__name__
