"""Time what a large library asks of the whole program, each beside its peer in the same run, and print a table.

    python benchmarks/scale.py [--files 100000] [--pages FOLDER] [--library FOLDER] [--only NAME,...]

Measures: rescan (against `find -printf`), copies (stories a second, recall, false pairs), command (`reader search`
against `python -c pass`, in the library that `benchmarks/library.py --keep FOLDER` made), text (reading, cleaning and
indexing a folder of saved pages against trafilatura with metadata), workers (two against one, by the clock), names
(the tagger against spaCy's own pipe). Seconds are CPU time of this process and its children unless said otherwise.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.config.settings import Settings
from reader.indexing import bring_up_to_date
from reader.indexing.looking import look
from reader.library.library import Library
from reader.text.copies import SHARED, alike, bands, shingles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "library"))
from copied_stories import Press

Row = tuple[str, str, str]


def cpu(who: int = resource.RUSAGE_SELF) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def spent(work: Callable[[], object]) -> float:
    """Return the CPU seconds of a call, those of its child processes that ended in it too."""
    before = cpu() + cpu(resource.RUSAGE_CHILDREN)
    work()
    return cpu() + cpu(resource.RUSAGE_CHILDREN) - before


def rescan(place: Path, files: int) -> Iterator[Row]:
    root = place / "files"
    for number in range(files):
        folder = root / f"{number // 1000:03}"
        if number % 1000 == 0:
            folder.mkdir(parents=True)
        (folder / f"article-{number:06}.txt").write_bytes(b"x")
    find = ["find", str(root), "-printf", "%s %T@ %p\n"]
    with Library.open(place / "rescan.db", place / "rescan-marks.db") as library:

        def once() -> None:
            seen = look([str(root)], lambda: False)
            assert seen is not None
            library.sync(seen.roots, seen.found, seen.skipped, version=1)

        once()
        with library.batch():
            seen = look([str(root)], lambda: False)
            for file in () if seen is None else seen.found:
                library.store_failure(file, "empty", "It is empty.", version=1)
        mine = statistics.median(spent(once) for _ in range(5))
    with open(os.devnull, "wb") as null:
        peer = statistics.median(spent(lambda: subprocess.run(find, stdout=null, check=True)) for _ in range(5))
    yield f"unchanged rescan of {files:,} files", f"{mine * 1000:.0f} ms", f"{mine / peer:.2f} times find -printf"


def copies(stories: int) -> Iterator[Row]:
    made = [(number, "\n\n".join(paragraphs)) for number, paragraphs in Press(23).corpus(stories, 0.2)]
    bands("", made[0][1])
    start = cpu()
    signatures = [bands("", text) for _, text in made]
    seconds = cpu() - start
    table: dict[int, list[int]] = defaultdict(list)
    pairs: dict[tuple[int, int], int] = defaultdict(int)
    for at, signature in enumerate(signatures):
        for value in signature:
            for other in table[value]:
                pairs[other, at] += 1
            table[value].append(at)
    sets = [shingles("", text) for _, text in made]
    believed = [(a, b) for (a, b), count in pairs.items() if count >= SHARED and alike(sets[a], sets[b])]
    false = sum(made[a][0] != made[b][0] for a, b in believed)
    firsts = {number: at for at, (number, _) in reversed(list(enumerate(made)))}
    true = {(firsts[number], at) for at, (number, _) in enumerate(made) if firsts[number] != at}
    yield "near-copies, articles a second and core", f"{len(made) / seconds:,.0f}", f"{len(true)} known copies"
    yield "  found with their first, false pairs", f"{len(true & set(believed)) / len(true):.3f}", f"{false} false"


def command(library: Path) -> Iterator[Row]:
    environment = {**os.environ, "READER_HOME": str(library), "PYTHONDONTWRITEBYTECODE": ""}
    program = Path(sys.executable).with_name("reader")

    def run(*arguments: str) -> None:
        subprocess.run(arguments, env=environment, capture_output=True, check=True)

    with tempfile.TemporaryDirectory() as cache:
        environment["PYTHONPYCACHEPREFIX"] = cache
        times = {}
        for name, arguments in (
            ("pass", (sys.executable, "-c", "pass")),
            ("search", (str(program), "search", "bridge")),
        ):
            run(*arguments)
            times[name] = statistics.median(spent(lambda arguments=arguments: run(*arguments)) for _ in range(15))  # type: ignore[misc]  # a default argument has no type
    mine, peer = times["search"], times["pass"]
    yield "reader search WORD, as a command", f"{mine * 1000:.0f} ms", f"{mine / peer:.1f} times python -c pass"


def index(folder: Path, place: Path, workers: int) -> tuple[float, float]:
    """Return the seconds by the clock and of CPU that reading a folder takes, texts only."""
    start = time.perf_counter()

    def work() -> None:
        with tempfile.TemporaryDirectory(dir=place) as home, Library.open(Path(home, "i"), Path(home, "m")) as library:
            settings = Settings(workers=workers)
            bring_up_to_date(library.companion, [str(folder)], settings, lambda _event: None, analyse=False)

    seconds = spent(work)
    return time.perf_counter() - start, seconds


def text(folder: Path, place: Path) -> Iterator[Row]:
    import trafilatura

    pages = sorted(folder.rglob("*.html"))
    data = [page.read_text("utf-8", "replace") for page in pages]
    for page in data[:3]:
        trafilatura.bare_extraction(page, with_metadata=True)
    peer = spent(lambda: [trafilatura.bare_extraction(page, with_metadata=True) for page in data])
    fast = spent(lambda: [trafilatura.bare_extraction(page, with_metadata=True, fast=True) for page in data])
    only = place / "pages"
    only.mkdir()
    for number, page in enumerate(pages):
        (only / f"{number}.html").write_bytes(page.read_bytes())
    _, mine = index(only, place, 1)
    yield (
        f"clean and index {len(pages):,} pages, a second and core",
        f"{len(pages) / mine:.0f}",
        f"{peer / mine:.2f} of trafilatura's (fast: {fast / mine:.2f})",
    )


def workers(folder: Path, place: Path) -> Iterator[Row]:
    one = statistics.median(index(folder, place, 1)[0] for _ in range(3))
    two = statistics.median(index(folder, place, 2)[0] for _ in range(3))
    yield "two workers, by the clock *", f"{two:.1f} s", f"{two / one:.2f} of one worker's"


def names(stories: int) -> Iterator[Row]:
    from reader.entities.tagger import load_tagger

    tagger = load_tagger(None)
    nlp = getattr(tagger, "_pipeline", None)
    texts = [paragraphs for _, paragraphs in Press(5).corpus(stories, 0)]
    tagger.tag(texts[0])
    mine = spent(lambda: [tagger.tag(paragraphs) for paragraphs in texts])
    if nlp is None:
        yield "names in bulk", f"{mine:.1f} s", "no spaCy pipe to compare with"
        return
    peer = spent(lambda: list(nlp.pipe(paragraph for paragraphs in texts for paragraph in paragraphs)))
    yield "names in bulk", f"{mine:.1f} s", f"{peer / mine:.2f} of nlp.pipe's speed"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--pages", type=Path, help="folder of saved pages")
    parser.add_argument("--library", type=Path, help="folder with index.db and marks.db of a large library")
    parser.add_argument("--only", default="rescan,copies,names,command,text,workers")
    options = parser.parse_args()
    chosen = options.only.split(",")
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        measures: list[tuple[str, Callable[[], Iterator[Row]]]] = [
            ("rescan", lambda: rescan(place, options.files)),
            ("copies", lambda: copies(options.stories)),
            ("names", lambda: names(60)),
        ]
        if options.library:
            measures.append(("command", lambda: command(options.library)))
        if options.pages:
            measures += [
                ("text", lambda: text(options.pages, place)),
                ("workers", lambda: workers(options.pages, place)),
            ]
        for name, measure in measures:
            if name in chosen:
                for what, value, beside in measure():
                    print(f"{what:52} {value:>10}   {beside}", flush=True)


if __name__ == "__main__":
    main()
