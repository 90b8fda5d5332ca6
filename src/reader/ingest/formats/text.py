"""Plain text: the lines of the file as they are, or the articles of an export that holds several."""

from __future__ import annotations

from reader.ingest.decoding import decode
from reader.ingest.formats import nexis, nexis_uni
from reader.ingest.formats.plain_lines import damage, text_draft
from reader.ingest.reading import Reading


def read(data: bytes) -> Reading:
    """Return the draft of a text file, or those of an export with several."""
    decoded = decode(data)
    if nexis.is_export(decoded.text):
        return nexis.articles(decoded.text)
    if nexis_uni.is_export(decoded.text):
        return nexis_uni.articles(decoded.text)
    return Reading((text_draft(decoded.text, warnings=damage(decoded)),))
