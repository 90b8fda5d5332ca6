"""Words that a Markdown parser leaves out without telling: what looks like the target of a link, cells that no head
stands over, comments."""

from __future__ import annotations

import re
from typing import Final

from reader.ingest.formats.markup import plain_blocks
from reader.ingest.formats.prose import running_text

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_TARGET: Final = re.compile(r"[ >\t]*\[([^\[\]\n]{1,200})\]:[ \t]*(\S{1,200})[ \t]*(?:[\"'(].{0,500}[\"')][ \t]*)?")
_USED: Final = re.compile(r"\[([^\[\]\n]{1,200})\](?!:)")
_ADDRESS: Final = re.compile(r"[/#:@<&=%]|\.\w")
_NUMBERED: Final = re.compile(r"\^\d{1,4}")
_RULE: Final = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_LEAST: Final = 150
"""Shorter comments hold a sentence at most."""
_PIPE: Final = re.compile(r"(?<!\\)\|")


def without_losses(text: str) -> str:
    """Return Markdown `text` with signs escaped where the parser would take words for something that is not shown:
    "[Ann]: Never." defines a link, and a row's cells beyond those of the table's head are dropped. Linear."""
    has_targets = "]:" in text
    has_tables = "|" in text and "-" in text
    if not (has_targets or has_tables):
        return text
    used = {match[1].casefold() for match in _USED.finditer(text)} if has_targets else set()
    lines = text.split("\n")
    fence = ""
    columns = 0
    for number, line in enumerate(lines):
        if opened := _FENCE.match(line):
            sign = opened[1]
            if not fence:
                fence = sign
            elif sign.startswith(fence) and not line.strip(" \t`~"):
                fence = ""
        elif not fence:
            if has_targets and _holds_words(lines, number, used):
                lines[number] = line.replace("[", "\\[", 1)
            if has_tables:
                columns = _columns(lines, number, columns)
                if columns and line.count("|") >= columns:
                    lines[number] = _with_last_cell(line, columns)
    return "\n".join(lines)


def _holds_words(lines: list[str], number: int, used: set[str]) -> bool:
    """Return whether a line reads like the target of a link and is none. The target may stand on the next line."""
    line = lines[number]
    if "]:" not in line:
        return False
    if line.rstrip().endswith("]:") and number + 1 < len(lines):
        line = f"{line.rstrip()} {lines[number + 1].strip()}"
    match = _TARGET.fullmatch(line)
    if match is None:
        return False
    label = match[1]
    if label.startswith("^"):
        return _NUMBERED.fullmatch(label) is None
    return label.casefold() not in used and _ADDRESS.search(match[2].rstrip(".,;:!?…")) is None


def _columns(lines: list[str], number: int, columns: int) -> int:
    """Return how many columns the table has in which a line stands, 0 when it is in none."""
    line = _parts(lines[number])[1]
    if not line.strip():
        return 0
    if not columns and number and "|" in lines[number - 1] and "-" in line and _RULE.fullmatch(line):
        head, rule = len(_cells(_parts(lines[number - 1])[1])), len(_cells(line))
        return rule if head == rule else 0
    return columns


def _parts(line: str) -> tuple[str, str]:
    """Return the signs of quotations and the spaces that a line begins with, and the rest of it."""
    rest = line.lstrip("> \t")
    return line[: len(line) - len(rest)], rest


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _PIPE.split(line.strip().strip("|"))]


def _with_last_cell(line: str, columns: int) -> str:
    """Return a row whose last cell holds all that stands beyond the columns of its table."""
    start, row = _parts(line)
    cells = _cells(row)
    if len(cells) <= columns:
        return line
    last = " \\| ".join(cells[columns - 1 :])
    return f"{start}| {' | '.join([*cells[: columns - 1], last])} |"


def commented(text: str) -> list[str]:
    """Return the running text in the comments of HTML that Markdown holds."""
    found: list[str] = []
    at = text.find("<!--")
    while at >= 0:
        end = text.find("-->", at + 4)
        if end < 0:
            return found
        if end - at > _LEAST:
            paragraphs = text[at + 4 : end].split("\n\n")
            found.extend(run for part in paragraphs for block in plain_blocks(part) for run in running_text(block))
        at = text.find("<!--", end)
    return found
