"""Texts that went through wrong hands come out as they were meant, and texts that only look so stay as they are."""

from __future__ import annotations

import pytest

from clock import grows_less
from reader.errors import UnreadableError
from reader.ingest import read_bytes
from reader.ingest.decoding import decode

MILL = "The miller’s café closed on Friday. “We baked for sixty years – no more,” said Inès Calloway.\n"
FRENCH = "Le meunier a fermé vendredi : « C’était décidé », a déclaré Inès, très émue, près du café.\n"
RUSSIAN = "Староста объявил в пятницу, что мельницу закроют. Мы пекли хлеб шестьдесят лет, сказал он.\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xef\xbb\xbf", "cp1252"),
        (b"\xff\xfe", "utf-8"),
        (b"\xfe\xff", "utf-8"),
        (b"\xfe\xff", "cp1252"),
        (b"\xff\xfe\0\0", "utf-16-le"),
        (b"\xef\xbb\xbf\xef\xbb\xbf", "utf-8"),
    ],
)
def test_a_byte_order_mark_before_another_encoding_is_not_believed(mark: bytes, encoding: str) -> None:
    assert decode(mark + (MILL * 3).encode(encoding)).text == MILL * 3


@pytest.mark.parametrize("text", [RUSSIAN, "村长星期五宣布，磨坊将要关闭。", "丰N中0国", MILL, "ab"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_that_tells_the_truth_is_believed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(("text", "other"), [(FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")])
def test_lines_of_two_encodings_in_one_file_are_each_read_in_their_own(text: str, other: str) -> None:
    data = b"".join(text.encode(other if number % 2 else "utf-8") for number in range(10))
    assert decode(data).text == text * 10
    (draft,) = read_bytes(data, "mill.txt").drafts
    assert draft.warnings == ("The file is in more than one encoding; each part was read in what fits it best.",)


def test_one_line_that_is_valid_utf8_by_chance_does_not_make_a_file_of_two_encodings() -> None:
    # these bytes are "ТУФХ" in KOI8-R as well as two characters of UTF-8
    chance = b"\xd4\xb5\xc6\xa8\n"
    assert decode((RUSSIAN * 8).encode("koi8-r") + chance).text.startswith(RUSSIAN)


@pytest.mark.parametrize("times", [1, 2])
def test_a_text_that_was_encoded_again_and_again_is_mended(times: int) -> None:
    text = FRENCH
    for _ in range(times):
        text = text.encode().decode("latin-1")
    assert decode(text.encode()).text == FRENCH
    assert decode((MILL + text).encode()).text == MILL + FRENCH


def test_quotation_marks_that_became_controls_are_quotation_marks_and_other_controls_stay_none() -> None:
    wrong = MILL.encode("cp1252").decode("latin-1").encode()
    assert decode(wrong).text == MILL
    assert decode("a \x9b2J b \x85 c".encode()).text == "a \x9b2J b \x85 c"


def test_the_signs_of_a_mark_that_was_taken_for_letters_go() -> None:
    assert decode(("\u00ef\u00bb\u00bf" + MILL).encode()).text == MILL


@pytest.mark.parametrize("order", [("utf-8", "utf-16-le"), ("utf-16", "utf-8")])
def test_what_a_shell_appends_in_another_width_is_read(order: tuple[str, str]) -> None:
    assert decode(MILL.encode(order[0]) + MILL.encode(order[1])).text == MILL * 2


def test_records_that_are_filled_up_with_nuls_are_lines() -> None:
    lines = ["The mill closed on Friday.", "We baked for sixty years, said Ann.", "The inn stays open."]
    data = b"".join(line.encode().ljust(120, b"\0") for line in lines)
    assert decode(data).text.split("\n") == lines
    assert decode(MILL.encode() + b"\x1a" * 90).text == MILL


@pytest.mark.parametrize(
    "data",
    [
        b"\r\n \n%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"\x93NUMPY\x01\0v\0{'descr': '<f8'}" + bytes(300),
        b"\0\0\0\1Bud1\0\0\x10\0" + bytes(3000) + b"\0\0\0\x0b\0n\0o\0t\0e\0sIlocblob" + bytes(900),
        b'<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "x">\n<plist><dict></dict></plist>',
    ],
)
def test_what_is_no_article_is_still_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError) as error:
        decode(data)
    assert error.value.code == "binary"


@pytest.mark.parametrize(
    "line", [FRENCH.encode() + FRENCH.encode("cp1252"), "Ã©Ã©Ã© €\n".encode(), "\x93a\x94\n".encode(), b"a\0\0\0\0\0"]
)
def test_p23_mending_takes_linear_time(line: bytes) -> None:
    assert grows_less(10, lambda count: decode(line * count), 5_000, 20_000, floor=0.02)
