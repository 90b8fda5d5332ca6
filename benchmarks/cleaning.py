"""Measure the cleaner on gold data: texts with residue, whole pages' texts, folders of one site, and saved pages.

usage: cleaning.py GOLD [--only text|html|folder] [--limit N]

GOLD is the folder with text.jsonl.gz and html.jsonl.gz. Columns: precision and recall of hidden residue blocks (a
block is right when its label says so), share of body words lost, share of shown words that are residue, shares of
texts without any loss and perfectly clean, and articles a second of processor time.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaning_gold import Text, coverage, labels_of, page_lines, rows
from reader.article import BODY_ROLES, Article, Draft, RawBlock
from reader.cleaning import clean
from reader.cleaning.fingerprints import FolderLines, hide_folder_lines
from reader.text.normalise import words

FOLDER = 5
"""So many pages of a site make a folder."""


@dataclass
class Score:
    """Counts over the texts of one row of the table."""

    texts: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    body_words: int = 0
    lost_words: int = 0
    residue_words: int = 0
    whole: int = 0
    perfect: int = 0
    seconds: float = 0.0

    def add(self, labels: Sequence[str], sizes: Sequence[int], shown: Sequence[bool]) -> None:
        wrong = missed = 0
        for label, size, visible in zip(labels, sizes, shown, strict=True):
            if label == "drop":
                self.right += not visible
                missed += visible
                self.residue_words += size if visible else 0
            elif label == "body":
                wrong += not visible
                self.body_words += size
                self.lost_words += 0 if visible else size
        self.texts += 1
        self.wrong += wrong
        self.missed += missed
        self.whole += wrong == 0
        self.perfect += wrong == missed == 0

    def line(self, name: str) -> str:
        hidden, residue, texts = self.right + self.wrong or 1, self.right + self.missed or 1, self.texts or 1
        shown = self.body_words - self.lost_words + self.residue_words or 1
        return (
            f"{name:26} {self.texts:5} {self.right / hidden:9.3f} {self.right / residue:7.3f}"
            f" {self.lost_words / (self.body_words or 1):7.4f} {self.residue_words / shown:8.4f}"
            f" {self.whole / texts:8.3f} {self.perfect / texts:7.3f} {texts / self.seconds if self.seconds else 0:6.0f}"
        )


def shown_lines(lines: Sequence[str], article: Article) -> list[bool]:
    """Return for each line of a text whether the body shows it. Blocks are lines or several of them joined, in order,
    so that the place of a line among the characters says in which block it went."""
    owner: list[bool] = []
    for block in article.blocks:
        owner.extend([block.role in BODY_ROLES] * len("".join(block.text.split())))
    shown: list[bool] = []
    place = 0
    for line in lines:
        size = len("".join(line.split()))
        middle = place + size // 2
        shown.append(owner[middle] if size and middle < len(owner) else True)
        place += size
    return shown


def draft_of(lines: Sequence[str], title: str | None, url: str | None = None) -> Draft:
    return Draft("text", tuple(RawBlock(line) for text in lines for line in text.split("\n")), title=title, url=url)


def score_texts(gold: Path, limit: int | None) -> dict[str, Score]:
    table: dict[str, Score] = defaultdict(Score)
    for number, row in enumerate(rows(gold / "text.jsonl.gz")):
        if limit is not None and number >= limit:
            break
        lines = [block["text"] for block in row["blocks"]]
        draft = draft_of(lines, row["title"])
        start = time.process_time()
        article = clean(draft)
        spent = time.process_time() - start
        labels, sizes = [block["label"] for block in row["blocks"]], [block["n"] for block in row["blocks"]]
        shown = shown_lines(lines, article)
        for name in (row["mode"], f"{row['mode']} {row['source']}", f"{row['mode']} {row['variant']}"):
            table[name].add(labels, sizes, shown)
            table[name].seconds += spent
    return table


def score_folders(gold: Path, limit: int | None) -> dict[str, Score]:
    """Score whole pages' texts of the sites that have several pages, without and with the lines that they share."""
    sites: dict[str, list[Text]] = defaultdict(list)
    for row in rows(gold / "html.jsonl.gz"):
        if row["source"] == "fundus80" and row["gold"]["body"] and len(sites[row["site"]]) < FOLDER:
            lines = page_lines(row["html"])
            meta = [text for key in ("title", "dek", "byline", "caption") for text in (row["meta"] or {}).get(key, [])]
            labels = labels_of(lines, row["gold"]["body"], [*meta, row["gold"].get("title") or ""])
            sites[row["site"]].append(Text(row["site"], row["gold"].get("title") or "", lines, labels))
    alone, together = Score(), Score()
    for site, pages in list(sites.items())[:limit]:
        if len(pages) < FOLDER:
            continue
        articles = [clean(draft_of(page.lines, page.title, f"https://{site}/")) for page in pages]
        lines = FolderLines()
        for article in articles:
            lines.add(article)
        for page, article in zip(pages, articles, strict=True):
            sizes = [len(words(line)) for line in page.lines]
            alone.add(page.labels, sizes, shown_lines(page.lines, article))
            together.add(page.labels, sizes, shown_lines(page.lines, hide_folder_lines(article, lines)))
    return {"pages of a folder, alone": alone, "with the folder's lines": together}


def score_pages(gold: Path, limit: int | None) -> dict[str, Score]:
    """Score saved pages through the page reader: paragraphs of the gold that are missing, lines shown that are none."""
    from reader.ingest import read_html

    table: dict[str, Score] = defaultdict(Score)
    for number, row in enumerate(rows(gold / "html.jsonl.gz")):
        if limit is not None and number >= limit:
            break
        if not row["gold"]["body"] or "<" not in row["html"]:
            continue
        draft = read_html(row["html"], row["url"])
        start = time.process_time()
        article = clean(draft)
        spent = time.process_time() - start
        body = [line for line in article.text.split("\n") if words(line)]
        meta = [text for key in ("title", "dek", "byline", "caption") for text in (row["meta"] or {}).get(key, [])]
        labels = ["body"] * len(row["gold"]["body"])
        found = [share >= 0.8 for share in coverage(row["gold"]["body"], body)]
        extra = labels_of(body, row["gold"]["body"], [*meta, row["gold"].get("title") or ""])
        residue = [line for line, label in zip(body, extra, strict=True) if label == "drop"]
        table[f"pages {row['source']}"].add(
            [*labels, *["drop"] * len(residue)],
            [len(words(line)) for line in (*row["gold"]["body"], *residue)],
            [*found, *[True] * len(residue)],
        )
        table[f"pages {row['source']}"].seconds += spent
    return table


def show(table: Iterable[tuple[str, Score]]) -> None:
    print(f"{'':26} texts dropPrec dropRec    lost  residue  no-loss   clean  per s")
    for name, score in table:
        print(score.line(name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--only", choices=["text", "html", "folder"])
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    for name, run in (("text", score_texts), ("folder", score_folders), ("html", score_pages)):
        if arguments.only in (None, name):
            show(sorted(run(arguments.gold, arguments.limit).items()))


if __name__ == "__main__":
    main()
