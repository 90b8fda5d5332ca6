"""The cleaning gold as lines with labels: shared by the scripts that measure and that train."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.text.normalise import words

BLOCKS = (
    *("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "blockquote", "figcaption", "figure", "pre"),
    *("section", "article", "ul", "ol", "header", "footer", "aside", "nav", "br", "form", "label", "button", "option"),
    *("dt", "dd"),
)


@dataclass
class Text:
    """One whole page's text: its lines and the label of each (body, drop, meta or mixed)."""

    site: str
    title: str
    lines: list[str]
    labels: list[str]


def half_of(site: str) -> str:
    """Return "A" or "B" by a hash of a site's name."""
    return "AB"[int(hashlib.md5(site.encode(), usedforsecurity=False).hexdigest(), 16) % 2]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def texts(gold: Path) -> list[Text]:
    """Return the raw texts of the text gold, and the pages of the HTML gold as lines, labelled by their gold body."""
    found = [
        Text(row["site"], row["title"], [b["text"] for b in row["blocks"]], [b["label"] for b in row["blocks"]])
        for row in rows(gold / "text.jsonl.gz")
        if row["mode"] == "raw"
    ]
    for row in rows(gold / "html.jsonl.gz"):
        if row["gold"]["body"] and "<" in row["html"]:
            lines = page_lines(row["html"])
            title = row["gold"].get("title") or ""
            meta = [text for key in ("title", "dek", "byline", "caption") for text in (row["meta"] or {}).get(key, [])]
            found.append(Text(row["site"], title, lines, labels_of(lines, row["gold"]["body"], [*meta, title])))
    return found


def page_lines(html: str) -> list[str]:
    """Return a page's text, one line for each element that begins a line."""
    from lxml import etree
    from lxml import html as markup

    root = markup.document_fromstring(html.encode("utf-8"), parser=markup.HTMLParser(encoding="utf-8"))
    etree.strip_elements(root, "script", "style", "noscript", "template", "head", with_tail=False)
    for element in root.iter(*BLOCKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(str(part) for part in root.itertext()).split("\n"))
    return [line for line in lines if line]


def labels_of(lines: list[str], body: list[str], meta: list[str]) -> list[str]:
    inside, beside = coverage(lines, body), coverage(lines, meta)
    return [
        "meta" if not words(line) or in_meta >= 0.8 else "body" if share >= 0.8 else "drop" if share < 0.5 else "mixed"
        for line, share, in_meta in zip(lines, inside, beside, strict=True)
    ]


def coverage(lines: list[str], texts_: list[str]) -> list[float]:
    """Return for each line the share of its words that are in runs of three in `texts_`, or 1 for a whole line."""
    whole: set[tuple[str, ...]] = set()
    runs: set[tuple[str, ...]] = set()
    for text in texts_:
        found = tuple(words(text))
        whole.add(found)
        runs.update(found[at : at + 3] for at in range(len(found) - 2))
    shares: list[float] = []
    for line in lines:
        found = tuple(words(line))
        covered = {place for at in range(len(found) - 2) if found[at : at + 3] in runs for place in range(at, at + 3)}
        shares.append(float(found in whole) if len(found) < 4 else len(covered) / len(found))
    return shares
