"""Measure the cleaner on gold data: texts with residue, whole pages' texts, folders of one site, and saved pages.

usage: cleaning.py GOLD [--only text|html|folder] [--limit N] [--peers]

GOLD is the folder with text.jsonl.gz and html.jsonl.gz. Columns: precision and recall of hidden residue blocks (a
block is right when its label says so), share of body words lost, share of shown words that are residue, shares of
texts without any loss and perfectly clean, and articles a second of processor time. Sites are in half A or B by a
hash of their names; later rules were written from A alone, but B's counts chose among them, and the scorer of whole
pages has seen all sites (see train_cleaning.py for unseen ones). "gone" is what of the lost words stands
nowhere else in the shown text: copies and pull quotes are hidden on purpose. With --peers other tools are measured in
the same run (see cleaning_peers.py), on texts and on pages.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaning_gold import Text, coverage, half_of, labels_of, page_lines, rows
from cleaning_peers import PagePeer, TextPeer, page_peers, text_peers
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
    gone_words: int = 0
    residue_words: int = 0
    whole: int = 0
    perfect: int = 0
    seconds: float = 0.0

    def add(
        self,
        labels: Sequence[str],
        sizes: Sequence[int],
        shown: Sequence[bool],
        seconds: float = 0.0,
        copies: Sequence[bool] = (),
    ) -> None:
        wrong = missed = 0
        self.seconds += seconds
        copies = copies or [False] * len(labels)
        for label, size, visible, copied in zip(labels, sizes, shown, copies, strict=True):
            if label == "drop":
                self.right += not visible
                missed += visible
                self.residue_words += size if visible else 0
            elif label == "body":
                wrong += not visible
                self.body_words += size
                self.lost_words += 0 if visible else size
                self.gone_words += 0 if visible or copied else size
        self.texts += 1
        self.wrong += wrong
        self.missed += missed
        self.whole += wrong == 0
        self.perfect += wrong == missed == 0

    def line(self, name: str) -> str:
        hidden, residue, texts = self.right + self.wrong or 1, self.right + self.missed or 1, self.texts or 1
        shown = self.body_words - self.lost_words + self.residue_words or 1
        body = self.body_words or 1
        rates = (
            f"{self.right / hidden:9.3f} {self.right / residue:7.3f}",
            f"{self.lost_words / body:7.4f} {self.gone_words / body:7.4f} {self.residue_words / shown:8.4f}",
            f"{self.whole / texts:8.3f} {self.perfect / texts:7.3f}",
            f"{texts / self.seconds if self.seconds else 0:6.0f}",
        )
        return f"{name:32} {self.texts:5} {' '.join(rates)}"


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


def copied_lines(lines: Sequence[str], article: Article) -> list[bool]:
    """Return for each line whether its words stand in one run in the shown body."""
    body = f" {' '.join(words(article.text))} "
    return [f" {' '.join(words(line))} " in body for line in lines]


def draft_of(lines: Sequence[str], title: str | None, url: str | None = None) -> Draft:
    return Draft("text", tuple(RawBlock(line) for text in lines for line in text.split("\n")), title=title, url=url)


def score_texts(gold: Path, limit: int | None, peers: dict[str, TextPeer]) -> dict[str, Score]:
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
        shown, copies = shown_lines(lines, article), copied_lines(lines, article)
        for name in ("", f" half {half_of(row['site'])}", f" {row['source']}", f" {row['variant']}"):
            table[row["mode"] + name].add(labels, sizes, shown, spent, copies)
        for name, peer in peers.items():
            start = time.process_time()
            shown = peer(lines)
            table[f"{row['mode']} by {name}"].add(labels, sizes, shown, time.process_time() - start)
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
            for score, seen in ((alone, article), (together, hide_folder_lines(article, lines))):
                copies = copied_lines(page.lines, seen)
                score.add(page.labels, sizes, shown_lines(page.lines, seen), copies=copies)
    return {"pages of a folder, alone": alone, "with the folder's lines": together}


def score_pages(gold: Path, limit: int | None, peers: dict[str, PagePeer]) -> dict[str, Score]:
    """Score saved pages through the page reader: paragraphs of the gold that are missing, lines shown that are none."""
    from reader.ingest import read_html

    def ours(page: str, url: str) -> list[str]:
        return clean(read_html(page, url)).text.split("\n")

    table: dict[str, Score] = defaultdict(Score)
    for number, row in enumerate(rows(gold / "html.jsonl.gz")):
        if limit is not None and number >= limit:
            break
        if not row["gold"]["body"] or "<" not in row["html"]:
            continue
        tools: dict[str, PagePeer] = {"": lambda page, row=row: ours(page, row["url"]), **peers}
        meta = [text for key in ("title", "dek", "byline", "caption") for text in (row["meta"] or {}).get(key, [])]
        for tool, article_of in tools.items():
            start = time.process_time()
            body = [line for line in article_of(row["html"]) if words(line)]
            spent = time.process_time() - start
            labels = ["body"] * len(row["gold"]["body"])
            found = [share >= 0.8 for share in coverage(row["gold"]["body"], body)]
            extra = labels_of(body, row["gold"]["body"], [*meta, row["gold"].get("title") or ""])
            residue = [line for line, label in zip(body, extra, strict=True) if label == "drop"]
            table[f"pages {row['source']}{' by ' if tool else ''}{tool}"].add(
                [*labels, *["drop"] * len(residue)],
                [len(words(line)) for line in (*row["gold"]["body"], *residue)],
                [*found, *[True] * len(residue)],
                spent,
            )
    return table


def show(table: Iterable[tuple[str, Score]]) -> None:
    print(f"{'':32} texts dropPrec dropRec    lost    gone  residue  no-loss   clean  per s")
    for name, score in table:
        print(score.line(name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--only", choices=["text", "html", "folder"])
    parser.add_argument("--limit", type=int)
    parser.add_argument("--peers", action="store_true", help="measure other tools as well")
    arguments = parser.parse_args()
    gold, limit = arguments.gold, arguments.limit
    if arguments.only in (None, "text"):
        show(sorted(score_texts(gold, limit, text_peers() if arguments.peers else {}).items()))
    if arguments.only in (None, "folder"):
        show(score_folders(gold, limit).items())
    if arguments.only in (None, "html"):
        show(sorted(score_pages(gold, limit, page_peers() if arguments.peers else {}).items()))


if __name__ == "__main__":
    main()
