"""Words that are looked for without the index are found where the index finds them."""

from __future__ import annotations

import sqlite3
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reader.library.query import parse
from reader.library.wordspans import plain_words, word_spans

SIGNS = [
    chr(code) for code in (*range(0x20, 0x180), *range(0x2010, 0x2045), 0x20AC, 0x4E00, 0x430, 0x301, 0x1F600, 0x200D)
]


def by_index(text: str, query: str) -> list[tuple[int, int]]:
    """Return what `highlight` marks, in characters."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')")
    connection.execute("INSERT INTO t VALUES (?)", (text,))
    row = connection.execute("SELECT highlight(t, 0, '\x02', '\x03') FROM t WHERE t MATCH ?", (query,)).fetchone()
    connection.close()
    found, at = [], 0
    if row is not None:
        first, *rest = row[0].split("\x02")
        at = len(first)
        for part in rest:
            inside, _, outside = part.partition("\x03")
            found.append((at, at + len(inside)))
            at += len(inside) + len(outside)
    return found


def here(text: str, *words: tuple[bytes, bool]) -> list[tuple[int, int]] | None:
    return word_spans(text.encode("utf-8"), words)


def test_every_sign_beside_a_word_parts_it_or_belongs_to_it_as_in_the_index() -> None:
    for sign in SIGNS:
        for text in (f"the weir{sign} shut", f"the {sign}weir shut", f"a weir{sign}weir b"):
            found = here(text, (b"weir", False))
            assert found is None or found == by_index(text, "weir"), (hex(ord(sign)), text)
            found = here(text, (b"wei", True))
            assert found is None or found == by_index(text, '"wei" *'), (hex(ord(sign)), text)


def test_what_the_index_takes_for_a_plain_letter_is_left_to_it() -> None:
    for letter in (chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00), *range(0x300, 0x370))):
        plain = unicodedata.normalize("NFD", letter)[0].casefold()
        if plain in "weir" or unicodedata.combining(letter):
            assert here(f"a wéir{letter}", (b"weir", False)) is None


@given(st.text(st.sampled_from("weirWEIR  .,_-'“”’1é漢"), max_size=60))
def test_a_text_has_the_words_that_the_index_finds(text: str) -> None:
    for words, query in (
        ([(b"we", False)], "we"),
        ([(b"we", True)], '"we" *'),
        ([(b"i", False), (b"we", False)], "i OR we"),
    ):
        found = here(text, *words)
        assert found is None or found == by_index(text, query)


def test_phrases_and_other_letters_are_not_plain_and_titles_mark_no_text() -> None:
    assert plain_words(parse("bridge weir*").words) == [(b"bridge", False), (b"weir", True)]
    assert plain_words(parse('"long weir"').words) is None
    assert plain_words(parse("café").words) is None
    assert plain_words(parse("title:bridge").words) == []
