from __future__ import annotations

from reader.ingest import read_bytes

EXPORT = """
                               1 of 3 DOCUMENTS



                             The Valley Post

                            March 5, 2024 Tuesday
                                 Late Edition

Mill by the river closes after
sixty years

BYLINE: Ann Lee and Bo Ray

SECTION: LOCAL; Pg. 4

LENGTH: 62 words

The mill by the river closed on Friday, and the
last loaf went to the inn.


NOTE: The inn stays open, the owner said.

LOAD-DATE: March 6, 2024

LANGUAGE: ENGLISH

GRAPHIC: Photo of the mill


                     Copyright 2024 Valley Media
                              All Rights Reserved



                               2 of 3 DOCUMENTS



                             The Valley Post

                            March 7, 2024 Thursday

Inn stays open

LENGTH: 0 words

LOAD-DATE: March 7, 2024




                               3 of 3 DOCUMENTS


                             The Valley Post

Weir repaired

The weir was repaired before the flood.

                     Copyright 2024 Valley Media
"""


def test_each_document_of_an_export_is_an_article_and_the_first_is_not_lost() -> None:
    reading = read_bytes(EXPORT.encode(), "export.TXT")
    assert [draft.title for draft in reading.drafts] == ["Mill by the river closes after sixty years", "Weir repaired"]


def test_the_head_of_a_document_becomes_metadata() -> None:
    draft = read_bytes(EXPORT.encode(), "a.txt").drafts[0]
    assert draft.authors == ("Ann Lee", "Bo Ray")
    assert (draft.published, draft.site, draft.language) == ("2024-03-05", "The Valley Post", "en")


def test_the_text_of_a_document_ends_before_its_last_fields_and_an_empty_line_does_not_end_it() -> None:
    text = [block.text for block in read_bytes(EXPORT.encode(), "a.txt").drafts[0].blocks]
    assert text[0] == "The mill by the river closed on Friday, and the"
    assert text[-1] == "NOTE: The inn stays open, the owner said."


def test_a_document_without_fields_keeps_its_text() -> None:
    draft = read_bytes(EXPORT.encode(), "a.txt").drafts[1]
    assert [block.text for block in draft.blocks] == ["The weir was repaired before the flood."]


def test_a_document_without_text_is_named() -> None:
    assert [problem.where for problem in read_bytes(EXPORT.encode(), "a.txt").problems] == ["article 2"]


def test_a_text_that_only_speaks_of_documents_is_one_article() -> None:
    text = "Archive opens\n\nThe clerk found 2 of 57 DOCUMENTS in the mill.\n"
    assert len(read_bytes(text.encode(), "a.txt").drafts) == 1
    assert len(read_bytes(text.encode(), "a.txt").drafts[0].blocks) == 3
