from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clock import takes_less
from reader.errors import UnreadableError
from reader.ingest.charsets import codec_of
from reader.ingest.decoding import decode

ENGLISH = "The miller’s café closed on Friday. “We baked for sixty years – no more,” said Inès Calloway.\n"
PASSAGES = {
    "cp1252": ENGLISH,
    "cp1250": "Starosta ogłosił w piątek, że młyn zostanie zamknięty. „Piekliśmy chleb przez sześćdziesiąt lat”.\n",
    "cp1251": "Староста объявил в пятницу, что мельницу закроют. «Мы пекли хлеб шестьдесят лет», — сказал он.\n",
    "koi8-r": "Староста объявил в пятницу, что мельницу закроют. Мы пекли хлеб шестьдесят лет, сказал он.\n",
    "cp866": "Староста объявил в пятницу, что мельницу закроют. Мы пекли хлеб шестьдесят лет, сказал он.\n",
    "cp1253": "Ο δήμαρχος ανακοίνωσε την Παρασκευή ότι ο μύλος θα κλείσει. «Ψήναμε ψωμί εξήντα χρόνια», είπε.\n",
    "cp1254": "Muhtar cuma günü değirmenin kapanacağını açıkladı. “Altmış yıl ekmek pişirdik” dedi.\n",
    "gb18030": "村长星期五宣布，磨坊将要关闭。“我们烤了六十年面包，”他说。村民们感到难过。\n",
    "big5": "村長星期五宣布，磨坊將要關閉。「我們烤了六十年麵包，」他說。村民們感到難過。\n",
    "cp932": "村長は金曜日、水車小屋を閉めると発表した。「六十年パンを焼きました」と話した。\n",
    "euc_jp": "村長は金曜日、水車小屋を閉めると発表した。「六十年パンを焼きました」と話した。\n",
    "iso2022_jp": "村長は金曜日、水車小屋を閉めると発表した。「六十年パンを焼きました」と話した。\n",
    "cp949": "촌장은 금요일에 방앗간을 닫겠다고 밝혔다. “육십 년 동안 빵을 구웠다”고 말했다.\n",
    "utf-16-le": ENGLISH,
    "utf-16-be": "Староста объявил в пятницу, что мельницу закроют. Мы пекли хлеб шестьдесят лет.\n",
    "utf-16": ENGLISH,
    "utf-32": ENGLISH,
    "utf-32-le": ENGLISH,
    "utf-8-sig": ENGLISH,
}


@pytest.mark.parametrize("encoding", PASSAGES)
def test_an_undeclared_encoding_is_found_to_the_letter(encoding: str) -> None:
    text = PASSAGES[encoding] * 3
    assert decode(text.encode(encoding)).text == text


def test_one_short_line_of_windows_1252_keeps_its_quotation_marks() -> None:
    assert decode("“No,” said Zoë.".encode("cp1252")).text == "“No,” said Zoë."


def test_an_accent_after_64_kilobytes_of_ascii_is_still_found() -> None:
    text = "The mill is closed. " * 10_000 + "Староста объявил в пятницу, что мельницу закроют."
    assert decode(text.encode("cp1251")).text == text


def test_clean_utf8_wins_over_a_declaration_that_lies() -> None:
    assert decode(ENGLISH.encode(), "iso-8859-1").text == ENGLISH


def test_a_declaration_wins_over_a_guess() -> None:
    text = "Öl"
    assert decode(text.encode("iso8859-15"), "iso-8859-15").encoding == "iso8859-15"
    assert decode("Čas".encode("cp1250"), "windows-1250").text == "Čas"


def test_iso_8859_1_is_read_as_windows_1252_like_every_browser_does() -> None:
    assert decode("“Öl”".encode("cp1252"), "ISO-8859-1").text == "“Öl”"


@pytest.mark.parametrize(
    "label", ["utf-7", "x-nonesuch", "rot13", "idna", "base64", "cp037", "", "a" * 90, "\x00", "é"]
)
def test_a_charset_that_must_not_be_honoured_is_unknown(label: str) -> None:
    assert codec_of(label) is None


def test_one_wrong_byte_leaves_the_rest_of_a_file_alone() -> None:
    data = (ENGLISH * 2).encode() + b"a late caf\xe9\n"
    decoded = decode(data)
    assert decoded.text == ENGLISH * 2 + "a late café\n"
    assert decoded.damaged


def test_a_last_character_cut_in_half_costs_only_itself() -> None:
    assert decode(ENGLISH.encode() + "麦".encode()[:2]).text == ENGLISH + "\ufffd"


def test_overlong_forms_and_lone_surrogates_never_become_characters() -> None:
    text = decode(ENGLISH.encode() + b"\xc0\x9b31m \xed\xa0\x80").text
    assert text == ENGLISH + "\ufffd31m \ufffd"


def test_an_emoji_that_was_encoded_twice_by_a_database_is_mended() -> None:
    assert decode(ENGLISH.encode() + b"\xed\xa0\xbd\xed\xb8\x80").text == ENGLISH + "😀"


def test_utf8_that_was_taken_for_windows_1252_is_mended_as_a_whole() -> None:
    twice = "Café, naïve, déjà".encode().decode("cp1252").encode()
    assert decode(twice).text == "Café, naïve, déjà"


def test_real_text_that_looks_doubly_encoded_in_one_place_stays() -> None:
    text = "The letter Ã© stands in this manual, and so does é."
    assert decode(text.encode()).text == text


def test_nuls_at_the_end_of_a_file_are_padding() -> None:
    assert decode(ENGLISH.encode() + b"\x00" * 9_000).text == ENGLISH


def test_a_few_nuls_inside_do_not_make_a_text_binary() -> None:
    assert decode(b"The m\x00ill is closed, and so is the old bridge.").text.startswith("The m\x00ill")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04" + b"word" * 40,
        b"\x89PNG\r\n\x1a\n" + b"A" * 40,
        b"\xff\xd8\xff\xe0" + b"A" * 40,
        b"SQLite format 3\x00",
        b"\x7fELF\x02\x01",
        b"\x00" * 500,
        bytes(range(256)) * 20,
        b"{\\rtf1\\ansi hello}",
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableError) as refused:
        decode(data)
    assert refused.value.code == "binary"
    assert refused.value.message.endswith(".")


@given(st.binary(max_size=600))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableError):
        decode(data).text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@pytest.mark.parametrize("start", ["RIFFs and chords", "ID3 tags explained", "PK, the initials", "GIF89 turns thirty"])
def test_an_article_may_start_with_the_letters_of_a_binary_format(start: str) -> None:
    assert decode(start.encode()).text == start


@pytest.mark.parametrize(
    "unit", [b"\xff", b"a\xe9", b"\x81\x40", b"\xed\xa0\xbd\xed\xb8\x80\xff", b"~{", b"\x1b$B", b"\xc3\xa9\xff "]
)
def test_megabytes_of_nonsense_decode_in_a_second(unit: bytes) -> None:
    def work() -> None:
        with contextlib.suppress(UnreadableError):
            decode(unit * (2_000_000 // len(unit)))

    assert takes_less(3, work)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (
            "Der Wärter der Schleuse sagte, daß das Tor vor dem Frost öffnen würde. Für die Müller wäre es schön.",
            "cp437",
        ),
        ("Les portes s'ouvriront à Noël, a déclaré très tôt le maire. Le préfet de l'été passé était là.", "cp850"),
        ("Le maire a déclaré lundi que la porte coûtera 300 € et s'ouvrira à Noël. Sa sœur était là.", "iso8859-15"),
    ],
)
def test_old_western_encodings_are_told_by_what_stands_inside_words(text: str, codec: str) -> None:
    assert decode(f"{text}\n\n{text}".encode(codec)).text == f"{text}\n\n{text}"


@pytest.mark.parametrize(
    "text",
    [
        "Il a dit „oui” au maire – et non‚ à 3½ heures, pour 20 £ ou 30 €. Très bien, l’été est là.",
        "Señor Núñez dijo que «el año» costó 10 € más; la cigüeña volvió. ¿Y mañana? Café, ½ litro.",
    ],
)
def test_windows_quotation_marks_and_fractions_are_not_taken_for_dos_or_latin_9(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


def test_nuls_before_a_text_are_padding_and_a_wide_text_stays_aligned() -> None:
    assert decode(bytes(64) + b"The weir is shut.").text == "The weir is shut."
    assert decode(bytes(64) + "The weir is shut.".encode("utf-16-be")).text == "The weir is shut."


def test_ebcdic_is_told_by_its_spaces() -> None:
    text = "The weir at Ottermouth is shut until the spring.\nNobody has a key.\n"
    assert decode(text.encode("cp037") * 3).text == text * 3
    western = "Die Brücke wird später geöffnet, sagte der Wärter am Wehr.\n"
    assert decode(western.encode("cp1252") * 3).text == western * 3
