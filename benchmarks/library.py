"""Time the library at size, beside a bare FTS5 script on the same articles, and print a table with ratios.

    python benchmarks/library.py [--articles 100000] [--keep FOLDER]

Milliseconds are CPU time, the median of several runs, and those of the clock where a disk is waited for (*); the
ratios travel better between machines. The articles are made up of
invented words: about 700 of them each, a title, a site, a date, two names and one quote.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.article import Anchor, Article, Block, Entity, FoundFile, Quote, Role
from reader.library.library import Library
from reader.library.model import ReadState, Sort
from reader.library.query import parse
from reader.text.copies import bands

SITES = ("Ven Post", "Orrin Courier", "The Halm Gazette", "Tessel Wire")
PEOPLE = ("Ada Brun", "Tomas Vell", "Ines Quarry", "Bo Lindqvist", "Mara Osei", "Piet Haas")


def paragraphs(rng: random.Random, count: int) -> list[str]:
    """Return paragraphs of words whose frequencies fall as in a language; "bridge" is in most articles."""
    syllables = [a + b for a in "bdfghklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "os")]
    vocabulary = ["".join(rng.choices(syllables, k=rng.choice((2, 2, 3, 4)))) for _ in range(40_000)]
    weights = [1 / (rank + 3) ** 0.95 for rank in range(len(vocabulary))]
    made = []
    for number in range(count):
        words = rng.choices(vocabulary, weights, k=110)
        if number % 4 == 0:
            words[rng.randrange(110)] = "bridge"
        if number % 400 == 0:
            words[rng.randrange(110)] = "lighthouse"
        made.append(" ".join(words).capitalize() + ".")
    return made


def articles(count: int) -> Iterator[tuple[FoundFile, Article]]:
    rng = random.Random(11)
    pool = paragraphs(rng, 4000)
    for number in range(count):
        person, other = rng.sample(PEOPLE, 2)
        first = f"“It will hold,” said {person}. {other} kept silent about number {number}."
        body = [first, *rng.choices(pool, k=6)]
        title = f"{rng.choice(pool)[:50]} {number}"
        day = f"{rng.randint(1990, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        start = first.index(person)
        second = first.index(other, start + len(person))
        article = Article(
            blocks=(
                Block(title, Role.TITLE),
                *(Block(text, Role.PARAGRAPH) for text in body),
                Block("Sign up for the letter.", Role.REMOVED, "newsletter", 0.9),
            ),
            title=title,
            site=rng.choice(SITES),
            url=f"https://ven.example/{number}",
            published=f"{day}T{rng.randint(0, 23):02}:{rng.randint(0, 59):02}:00Z",
            entities=(
                Entity(person, "PERSON", ((start, start + len(person)),)),
                Entity(other, "PERSON", ((second, second + len(other)),)),
            ),
            quotes=(Quote(1, 13, "direct", person, person, "said", "after"),),
        )
        yield FoundFile(f"/ven/{number % 100:02}/{number:06}.html", 9000 + number, 10**18 + number), article


def build(path: Path, count: int) -> tuple[float, float, int]:
    """Fill both databases; return the CPU seconds that each took (not for making the articles) and the text's bytes."""
    bare = sqlite3.connect(path / "bare.db", isolation_level=None)
    bare.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000;"
        "CREATE TABLE article (id INTEGER PRIMARY KEY, published, title, text);"
        "CREATE INDEX newest ON article (published, id);"
        "CREATE VIRTUAL TABLE fts USING fts5(title, text, content='article', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2');"
    )
    ours = bares = 0.0
    texts = 0
    with Library.open(path / "index.db", path / "marks.db") as library:
        batch: list[tuple[FoundFile, Article]] = []
        made = articles(count)
        while True:
            batch = [item for _, item in zip(range(500), made, strict=False)]
            if not batch:
                break
            for _, article in batch:
                _ = article.text, article.words
            texts += sum(len(article.text.encode()) for _, article in batch)
            signatures = [bands(article.title, article.text) for _, article in batch]
            rows = [(a.published, a.title, a.text) for _, a in batch]
            start = time.process_time()
            bare.execute("BEGIN")
            for row in rows:
                number = bare.execute("INSERT INTO article (published, title, text) VALUES (?, ?, ?)", row).lastrowid
                bare.execute("INSERT INTO fts (rowid, title, text) VALUES (?, ?, ?)", (number, row[1], row[2]))
            bare.execute("COMMIT")
            middle = time.process_time()
            with library.batch():
                for (file, article), signature in zip(batch, signatures, strict=True):
                    library.store(file, [article], version=1, analysed=1, bands=[signature])
            bares += middle - start
            ours += time.process_time() - middle
    bare.close()
    return ours, bares, texts


def median(work: Callable[[], object], clock: Callable[[], float], runs: int = 9) -> float:
    """Return the median milliseconds of a call, the first of them (cold caches) left out."""
    work()
    times = []
    for _ in range(runs):
        start = clock()
        work()
        times.append((clock() - start) * 1000)
    return statistics.median(times)


def bare_search(connection: sqlite3.Connection, match: str, order: str) -> object:
    sql = f"SELECT rowid, snippet(fts, 1, '[', ']', '…', 24) FROM fts WHERE fts MATCH ? ORDER BY {order} LIMIT 50"
    return connection.execute(sql, (match,)).fetchall()


def import_ms() -> float:
    """Return the CPU milliseconds that importing the facade takes in a fresh interpreter, from compiled files."""
    code = "import time; t = time.process_time(); import reader.library.library; print(time.process_time() - t)"
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache, "PYTHONDONTWRITEBYTECODE": ""}
        command = [sys.executable, "-c", code]
        runs = [subprocess.run(command, capture_output=True, check=True, env=environment) for _ in range(6)]
    return min(float(run.stdout) for run in runs[1:]) * 1000


def report(path: Path, count: int) -> None:
    bare = sqlite3.connect(path / "bare.db")
    rows: list[tuple[str, float, float | None]] = [("import reader.library.library", import_ms(), None)]
    paths = (path / "index.db", path / "marks.db")
    rows.append(("open and close", median(lambda: Library.open(*paths).close(), time.process_time), None))
    with Library.open(*paths) as library:

        def line(name: str, work: Callable[[], object], other: Callable[[], object] | None = None) -> None:
            clock = time.perf_counter if name.endswith("*") else time.process_time
            rows.append((name, median(work, clock), None if other is None else median(other, clock)))

        everything = library.ids()
        line(
            "first_rows(50)",
            lambda: library.first_rows(50),
            lambda: bare.execute(
                "SELECT id, published, title FROM article ORDER BY published DESC, id DESC LIMIT 50"
            ).fetchall(),
        )
        line(
            "ids(), all of them",
            library.ids,
            lambda: bare.execute("SELECT id FROM article ORDER BY published DESC, id DESC").fetchall(),
        )
        line("ids(sort=title)", lambda: library.ids(sort=Sort.TITLE))
        line("rows(50 in the middle)", lambda: library.rows(everything[count // 2 : count // 2 + 50]))
        line("count()", library.count, lambda: bare.execute("SELECT count(*) FROM article").fetchone())
        line("article()", lambda: library.article(everything[count // 3]))
        for name, text, match in (
            ("common word", "bridge", '"bridge"'),
            ("common word and rare one", "bridge lighthouse", '"bridge" AND "lighthouse"'),
            ("rare word", "lighthouse", '"lighthouse"'),
            ("phrase", '"it will hold"', '"it will hold"'),
            ("prefix", "lighth*", '"lighth" *'),
        ):
            query = parse(text)
            line(
                f"newest 50, {name}",
                lambda query=query: library.search(query),  # type: ignore[misc]  # a default argument has no type
                lambda match=match: bare_search(bare, match, "rowid DESC"),  # type: ignore[misc]  # likewise
            )
        common = parse("bridge")
        line("count, common word", lambda: library.count(common))
        line("ids, common word", lambda: library.ids(common))
        line(
            "ranked 50, common word",
            lambda: library.search(common, sort=Sort.RANK),
            lambda: bare_search(bare, '"bridge"', "rank"),
        )
        for text in ("person:brun", 'said:"ada brun" bridge', "is:unread", "after:2024-11 bridge", "path:/ven/07/"):
            query = parse(text)
            line(f"newest 50, {text}", lambda query=query: library.search(query))  # type: ignore[misc]  # likewise
        line("entity_counts()", library.entity_counts)
        line("entity_counts, common word", lambda: library.entity_counts(query=common))
        line("quotes(speaker)", lambda: library.quotes(speaker="Ada Brun"))
        line("set_state of one and undo *", lambda: (library.set_state(everything[:1], ReadState.READ), library.undo()))
        line("save_position *", lambda: library.save_position(everything[0], Anchor(1, 2, "x"), fraction=0.5))
        start = time.perf_counter()
        library.set_state(everything, ReadState.READ)
        rows.append(("set_state of all *", (time.perf_counter() - start) * 1000, None))
        line("ids(), all of them marked", library.ids)
        line("newest 50, common word, all marked", lambda: library.search(common))
        line("is:unread, none is", lambda: library.ids(parse("is:unread")))
        library.set_scope(["/ven/07"])
        line("ids(), one folder of a hundred", library.ids)
        line("first_rows(50), one folder of a hundred", lambda: library.first_rows(50))
        line("newest 50, common word, one folder", lambda: library.search(common))
        library.set_scope([])
        files = [FoundFile(f"/ven/{n % 100:02}/{n:06}.html", 9000 + n, 10**18 + n) for n in range(count)]
        line("sync, nothing changed", lambda: library.sync(["/ven"], files, [], version=1))
    bare.close()
    print(f"\n{'':42} {'reader ms':>10} {'bare ms':>10} {'ratio':>7}")
    for name, mine, other in rows:
        beside = f"{other:10.2f} {mine / other:7.2f}" if other is not None else ""
        print(f"{name:42} {mine:10.2f} {beside}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="folder in which the databases stay; used again when they are there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        path = options.keep or Path(temporary)
        path.mkdir(parents=True, exist_ok=True)
        if not (path / "bare.db").exists():
            ours, bare, texts = build(path, options.articles)
            print(f"{options.articles} articles: {options.articles / ours:.0f} a CPU second with names and quotes,")
            print(f"bare FTS5 {options.articles / bare:.0f}: {ours / bare:.2f} times its time")
            for name in ("index.db", "bare.db"):
                size = (path / name).stat().st_size
                print(f"{name}: {size / 1e6:.0f} MB, {size / texts:.2f} times the text")
        report(path, options.articles)


if __name__ == "__main__":
    main()
