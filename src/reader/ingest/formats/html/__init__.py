"""HTML pages: one reading of all their text, and a judgement of what the article is."""

from __future__ import annotations

from reader.ingest.formats.html.read import read_page

__all__ = ["read_page"]
