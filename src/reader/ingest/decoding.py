"""Bytes to text: which encoding a file is in, or that it is no text at all.

The order is the one that gave back the most exact texts when it was measured: byte order mark, NUL pattern of
UTF-16 and UTF-32, strict UTF-8, EBCDIC by its spaces, nearly valid UTF-8, the charset that the file declares, a
statistical guess over 64 KB, and Windows-1252 with U+FFFD at last.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from reader.errors import UnreadableError
from reader.ingest.charsets import GUESSED, codec_of
from reader.ingest.mending import appended, is_nearly_utf8, mended, pieced, undoubled, without_controls

_MULTIBYTE: Final = frozenset({"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "johab"})
_SAMPLE: Final = 65_536
_HEAD: Final = 4_096
_SEARCHED: Final = 4_000_000
"""How many bytes are looked through for those that are no ASCII."""
_DRAW: Final = 0.9
"""The share of the best confidence from which Windows-1252 is as good a guess."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it starts with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# how binary files start; only what no article can start with
_MAGIC: Final = tuple(
    (re.compile(start, re.DOTALL), what)
    for start, what in (
        (rb"%PDF-\d", "a PDF document"),
        (rb"PK\x03\x04", "a ZIP archive, a .docx or an .epub"),
        (rb"\x1f\x8b", "a gzip archive"),
        (rb"BZh[1-9]1AY", "a bzip2 archive"),
        (rb"\xfd7zXZ\x00", "an xz archive"),
        (rb"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (rb"Rar!\x1a\x07", "a RAR archive"),
        (rb"\x28\xb5\x2f\xfd", "a Zstandard archive"),
        (rb"\x04\x22\x4d\x18|\x1f\x9d|LZIP\x01", "a compressed archive"),
        (rb"\x89PNG\r\n", "a PNG image"),
        (rb"\xff\xd8\xff", "a JPEG image"),
        (rb"GIF8[79]a", "a GIF image"),
        (rb"II\*\x00|MM\x00\*", "a TIFF image"),
        (rb"RIFF.{4}(?:WEBP|WAVE|AVI )", "an image, a sound or a film"),
        (rb"OggS\x00|fLaC\x00|ID3[\x02-\x04]", "a sound"),
        (rb"\x00\x00\x00.ftyp", "a film or an image"),
        (rb"\x7fELF|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe", "a program"),
        (rb"SQLite format 3\x00", "a SQLite database"),
        (rb"bplist00", "a binary property list"),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (rb"\x93NUMPY|\x89HDF\r\n|PAR1\x15", "a table of numbers"),
        (rb"\{\\rtf\d", "an RTF document"),
        (rb"%!PS-Adobe", "a PostScript document"),
        (rb"<\?xml[^<>]{0,200}>\s{0,20}<!DOCTYPE plist|<plist\b", "a property list, as web archives of Safari are"),
    )
)
_BINARY_HINT: Final = "Save the article as text, HTML, Markdown or JSON."

# C0 without TAB, LF, VT, FF, CR and ESC, and DEL
_CONTROLS: Final = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
_MANY_CONTROLS: Final = 0.2
_MANY_CONTROLS_BESIDE_BAD_UTF8: Final = 0.05

_PADDING: Final = bytes(16)
_NUL_RUN: Final = re.compile(rb"\x00{4,}")
_ENDS: Final = b"\x00\x1a"
"""What stands behind the end of a text: padding, and the sign by which DOS knew that end."""
_WIDE: Final = frozenset({"utf-16-le", "utf-16-be"})
_LEAST_SENSE: Final = 0.5
_PRINTED: Final = bytes([9, 10, 13, *range(32, 127)])
_NARROW: Final = 0.9
_LEAST_NARROW: Final = 32
# the space and the letters of EBCDIC, which has other signs where ASCII has these
_EBCDIC_SPACE: Final = 0x40
_SPACE_SHARE: Final = 0.08
_EBCDIC_LETTERS: Final = bytes([*range(0x81, 0x8A), *range(0x91, 0x9A), *range(0xA2, 0xAA)])
_LETTER_SHARE: Final = 0.5

# cut only where 60 bytes are ASCII: the second byte of a character may be ASCII too
_AROUND_HIGH: Final = re.compile(rb"[\x00-\x7f]{0,60}(?:[\x80-\xff]+[\x00-\x7f]{0,60})+")
# letters in Windows encodings, controls in those of ISO 8859
_C1: Final = re.compile(rb"[\x80-\x9f]")
_ESCAPES: Final = re.compile(rb"\x1b\$[@AB]|\x1b\$\)C|\x1b\([IJ]|~\{")
_EASTERN: Final = re.compile("[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PLAUSIBLE: Final = re.compile(
    "[\t\n\r -~\u00a0-\u024f\u0370-\u06ff\u0900-\u0e7f\u2010-\u201f\u2026\u20ac\u3000-\u30ff\u3400-\u9fff"
    "\uac00-\ud7af\uff00-\uffef\ufeff]"
)
_MAC_ACCENTS: Final = re.compile(rb"[A-Za-z][\x80-\x9f]")
_WINDOWS_ACCENTS: Final = re.compile(rb"[A-Za-z][\xc0-\xff]")
# accents of DOS inside a word, where the other encodings of the West have low quotation marks, or capitals
_DOS_ACCENTS: Final = re.compile(rb"[a-z][\x81\x82\x84](?=[a-z])")
_WESTERN: Final = frozenset({"mac-roman", "cp1252", "cp1250", "cp1254", "cp1257", "cp1258"})
# the euro by a number, and the French ligature in a word: Windows-1252 has ¤ and ½ there
_LATIN_9: Final = re.compile(rb"\d[ \xa0]?\xa4|\xa4[ \xa0]?\d|[a-z][\xbc\xbd](?=[a-z])")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and the name of the codec that gave it; `damaged` when some bytes made no sense in it."""

    text: str
    encoding: str
    damaged: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text in `data`, without a byte order mark or padding of NULs; `declared` is the charset it names.

    Never fails on text of any encoding. Raises UnreadableError (code "binary") for what is no text.
    """
    data = _unpadded(data)
    if not data:
        return Decoded("", "utf-8")
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], codec, declared)
    return _unmarked(data, declared)


def _marked(data: bytes, codec: str, declared: str | None) -> Decoded:
    """Return what follows a byte order mark, which programs set before texts of other encodings as well."""
    sample = data[:_HEAD]
    if codec == "utf-8" or (codec in _WIDE and _is_narrow(sample)):
        return _unmarked(data, declared)
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        if _sense(sample, codec) < _LEAST_SENSE:
            return _unmarked(data, declared)
    narrow = _narrow_end(data) if codec in _WIDE else len(data)
    if narrow < len(data):
        first, rest = _checked(data[:narrow], codec), _unmarked(data[narrow:], None)
        return Decoded(first.text + rest.text, codec, first.damaged or rest.damaged)
    return _checked(data, codec)


def _narrow_end(data: bytes) -> int:
    """Return where UTF-16 ends and text of one byte a letter begins that was appended to it, else the end."""
    last = data.rfind(b"\x00")
    start = last + 1 + (last + 1) % 2
    return start if last >= 0 and _is_narrow(data[start : start + _HEAD]) else len(data)


def _is_narrow(sample: bytes) -> bool:
    """Return whether `sample` is text of one byte a letter; read as UTF-16 it would be Chinese."""
    if len(sample) < _LEAST_NARROW or b"\x00" in sample:
        return False
    return _is_utf8(sample) or len(sample.translate(None, _PRINTED)) < (1 - _NARROW) * len(sample)


def _unmarked(data: bytes, declared: str | None) -> Decoded:
    refuse_binary(data)
    if b"\x00" in data and (at := appended(data)) and _is_narrow(data[:at][-_HEAD:]):
        first, rest = _unmarked(data[:at], declared), _checked(data[at:], "utf-16-le")
        return Decoded(first.text + rest.text, first.encoding, first.damaged or rest.damaged)
    controls = _control_share(data)
    if (b"\x00" in data or controls > _MANY_CONTROLS) and (wide := _wide_codec(data)):
        return _checked(data, wide)
    data = data.rstrip(_ENDS)
    if controls > _MANY_CONTROLS and _NUL_RUN.search(data, 0, _SAMPLE):
        # records of a fixed length, filled up
        lines = _NUL_RUN.sub(b"\n", data)
        data = lines if _is_narrow(lines[:_HEAD]) else data
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_controls(data, _MANY_CONTROLS_BESIDE_BAD_UTF8)
        return _legacy(data, error.start, declared)
    _refuse_controls(data, _MANY_CONTROLS)
    return _seven_bit(data) or _repaired(text)


def _repaired(text: str) -> Decoded:
    """Return text of valid UTF-8, what went wrong before it was written put right."""
    return Decoded(text if text.isascii() else without_controls(undoubled(text)), "utf-8")


def _unpadded(data: bytes) -> bytes:
    """Return `data` without the NULs that a system puts before what it could not write to the end."""
    if not data.startswith(_PADDING):
        return data
    text = data.lstrip(b"\x00")
    # the first bytes of a wide character may be NUL
    return data[(len(data) - len(text)) // 4 * 4 :] if text else data


def refuse_binary(data: bytes) -> None:
    """Raise UnreadableError (code "binary") when `data` starts like a known binary format."""
    # programs for PDF and RTF bear empty lines before them
    head = data[:_HEAD].lstrip(b" \t\r\n\x0c")
    for start, what in _MAGIC:
        if start.match(head):
            raise UnreadableError(f"The file is {what}, not text.", _BINARY_HINT, code="binary")


def _control_share(data: bytes) -> float:
    # a file that was cut off by a crash may end in NULs; they say nothing about the rest
    sample = data[:_SAMPLE].rstrip(_ENDS)
    return 1 - len(sample.translate(None, _CONTROLS)) / len(sample) if sample else 1.0


def _refuse_controls(data: bytes, share: float) -> None:
    if _control_share(data) > share:
        raise UnreadableError("The file holds binary data, not text.", _BINARY_HINT, code="binary")


def _checked(data: bytes, codec: str) -> Decoded:
    """Return `data` in a codec that a mark or a pattern gave away; binary data that only looks so is refused."""
    text = data.decode(codec, "replace")
    sample = text[:_SAMPLE].rstrip("\x00")
    odd = sum(char < "\t" or char == "\ufffd" or "\x0e" <= char < "\x1b" for char in sample)
    if odd > 8 and odd > _MANY_CONTROLS * len(sample):
        raise UnreadableError("The file holds binary data, not text.", _BINARY_HINT, code="binary")
    return Decoded(text.rstrip("\x00"), codec, damaged="\ufffd" in text)


def _wide_codec(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 when the places of the NULs give it away, else None."""
    sample = data[:_HEAD]
    size = len(sample)
    lanes = [sample[lane::4].count(0) / max(1, len(sample[lane::4])) for lane in range(4)]
    if size >= 8 and lanes[3] == 1 and lanes[2] > 0.9 and lanes[0] < 0.5:
        return "utf-32-le"
    if size >= 8 and lanes[0] == 1 and lanes[1] > 0.9 and lanes[3] < 0.5:
        return "utf-32-be"
    even, odd = sample[::2].count(0) / (size / 2), sample[1::2].count(0) / max(1, size // 2)
    if odd >= 0.2 and even <= 0.05:
        return "utf-16-le"
    if even >= 0.2 and odd <= 0.05:
        return "utf-16-be"
    # other scripts than Latin have few NULs: see which order makes sense, where UTF-8 makes none
    if _is_utf8(sample) and _control_share(sample) <= _MANY_CONTROLS:
        return None
    likely = max(("utf-16-le", "utf-16-be"), key=lambda codec: _sense(sample, codec))
    return likely if _sense(sample, likely) > 0.93 else None


def _sense(sample: bytes, codec: str) -> float:
    text = sample[: len(sample) // 2 * 2].decode(codec, "replace")
    return len(_PLAUSIBLE.findall(text)) / max(1, len(text))


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _seven_bit(data: bytes) -> Decoded | None:
    """Return text in an encoding that writes East Asian characters as escapes in ASCII, else None."""
    if not data.isascii() or not _ESCAPES.search(data):
        return None
    for codec in ("iso2022_jp_2", "iso2022_kr", "hz"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _EASTERN.search(text):
            return Decoded(text, codec)
    return None


def _legacy(data: bytes, first_bad: int, declared: str | None) -> Decoded:
    """Return text that is no strict UTF-8. `first_bad` is where UTF-8 first fails."""
    if _is_ebcdic(data[:_SAMPLE]):
        return Decoded(data.decode("cp1140").replace("\x85", "\n"), "cp1140")
    codec = codec_of(declared) if declared else None
    if codec in _MULTIBYTE and (decoded := _strict(data, codec)):
        return decoded
    text = pieced(data, _guess)
    if text is not None:
        return Decoded(_repaired(text).text, "utf-8", damaged=True)
    if _nearly_utf8(data, first_bad):
        return Decoded(mended(data), "utf-8", damaged=True)
    if codec and codec != "utf-8" and (decoded := _strict(data, codec)):
        return decoded
    return _settled(data, _guess(data))


def _is_ebcdic(sample: bytes) -> bool:
    if sample.count(_EBCDIC_SPACE) < _SPACE_SHARE * len(sample) or sample.count(b" ") > 0.01 * len(sample):
        return False
    return len(sample) - len(sample.translate(None, _EBCDIC_LETTERS)) > _LETTER_SHARE * len(sample)


def _strict(data: bytes, codec: str) -> Decoded | None:
    try:
        return Decoded(data.decode(codec).rstrip("\x00"), codec)
    except UnicodeDecodeError:
        return None


def _nearly_utf8(data: bytes, first_bad: int) -> bool:
    """Return whether most of what is not ASCII is UTF-8, at the start and around the first fault."""
    around = max(0, first_bad - _SAMPLE)
    return is_nearly_utf8(data[:_SAMPLE] + data[max(_SAMPLE, around) : first_bad + _SAMPLE])


def _guess(data: bytes) -> str:
    """Return the codec that a statistical detector finds in 64 KB of what stands around bytes that are no ASCII."""
    import chardet

    sample = b" ".join(_AROUND_HIGH.findall(data, 0, _SEARCHED))[:_SAMPLE] or data[:_SAMPLE]
    among = [name for name in GUESSED if not (name.startswith("iso8859") and _C1.search(sample))]
    ranked = [
        (codec, found["confidence"])
        for found in chardet.detect_all(sample, ignore_threshold=True, compat_names=False, include_encodings=among)
        if found["encoding"] and (codec := codec_of(found["encoding"]))
    ]
    if not ranked:
        return "cp1252"
    best, confidence = ranked[0]
    if best in _WESTERN and len(_DOS_ACCENTS.findall(sample)) > 1:
        return "cp850"
    if best == "mac-roman" and len(_MAC_ACCENTS.findall(sample)) <= len(_WINDOWS_ACCENTS.findall(sample)):
        # the two differ in where the accents stand; the detector mixes them up on short texts
        return "cp1252"
    # on a few letters the detector's order is chance; the most common encoding wins a draw
    if dict(ranked).get("cp1252", 0.0) < _DRAW * confidence:
        return best
    return "iso8859-15" if _LATIN_9.search(sample) and not _C1.search(data) else "cp1252"


def _settled(data: bytes, codec: str) -> Decoded:
    """Return `data` in the guessed codec, or in Windows-1252 when the guess leaves much without sense."""
    text = data.decode(codec, "replace")
    lost = text.count("\ufffd")
    if lost > 0.02 * len(text) and codec != "cp1252":
        codec = "cp1252"
        text = data.decode(codec, "replace")
    return Decoded(text.rstrip("\x00"), codec, damaged="\ufffd" in text)
