"""JSON lines: one article a line, as most scrapers and data sets write them."""

from __future__ import annotations

from reader.ingest.decoding import decode
from reader.ingest.formats.json_articles import reading_of
from reader.ingest.formats.json_values import lines
from reader.ingest.reading import Reading


def read(data: bytes) -> Reading:
    """Return a draft for each line that holds an article, and a problem for each that does not."""
    return reading_of(lines(decode(data).text))
