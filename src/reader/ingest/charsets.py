"""Names of character encodings as files declare them, brought to the few codecs that text is read with.

Files lie by habit: "iso-8859-1" is Windows-1252 in practice, "gb2312" is GB 18030. The groups are those of the
WHATWG Encoding Standard. UTF-7 and everything that is no text encoding is not known here.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

# a codec as Python's registry calls it: the one to read with. Supersets replace what they contain.
_READ_AS: Final = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    # the bytes of a declaration that can be read are no UTF-16
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "cp1252": "cp1252",
    "cp1250": "cp1250",
    "cp1251": "cp1251",
    "cp1253": "cp1253",
    "cp1254": "cp1254",
    "iso8859-9": "cp1254",
    "cp1255": "cp1255",
    "cp1256": "cp1256",
    "cp1257": "cp1257",
    "cp1258": "cp1258",
    "cp874": "cp874",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "iso8859-2": "iso8859-2",
    "iso8859-3": "iso8859-3",
    "iso8859-4": "iso8859-4",
    "iso8859-5": "iso8859-5",
    "iso8859-6": "iso8859-6",
    "iso8859-7": "iso8859-7",
    "iso8859-8": "iso8859-8",
    "iso8859-10": "iso8859-10",
    "iso8859-13": "iso8859-13",
    "iso8859-14": "iso8859-14",
    "iso8859-15": "iso8859-15",
    "iso8859-16": "iso8859-16",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "cp866": "cp866",
    "cp437": "cp437",
    "cp850": "cp850",
    "mac-roman": "mac-roman",
    "mac-cyrillic": "mac-cyrillic",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cp950": "big5hkscs",
    "shift_jis": "cp932",
    "shift_jis_2004": "cp932",
    "shift_jisx0213": "cp932",
    "cp932": "cp932",
    "euc_jp": "euc_jp",
    "euc_jis_2004": "euc_jp",
    "euc_jisx0213": "euc_jp",
    "iso2022_jp": "iso2022_jp_2",
    "iso2022_jp_2": "iso2022_jp_2",
    "iso2022_kr": "iso2022_kr",
    "hz": "hz",
    "euc_kr": "cp949",
    "cp949": "cp949",
    "johab": "johab",
}
# labels of the standard that Python's registry does not know
_LABELS: Final = {
    name: codec
    for codec, names in {
        "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
        "cp1250": "x-cp1250",
        "cp1251": "x-cp1251",
        "cp1252": "x-cp1252",
        "cp1254": "x-cp1254",
        "cp874": "dos-874 windows-874",
        "iso8859-2": "iso88592",
        "iso8859-7": "iso88597 sun_eu_greek",
        "iso8859-8": "visual logical iso88598 iso-8859-8-e iso-8859-8-i csiso88598e csiso88598i",
        "iso8859-15": "csisolatin9 iso885915",
        "koi8-r": "koi koi8",
        "koi8-u": "koi8-ru",
        "mac-roman": "mac csmacintosh x-mac-roman",
        "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
        "gb18030": "csgb2312 gb_2312 gb_2312-80 x-gbk",
        "big5hkscs": "cn-big5 x-x-big5",
        "cp932": "windows-31j x-sjis",
        "euc_jp": "cseucpkdfmtjapanese x-euc-jp",
        "cp949": "cseuckr csksc56011987 iso-ir-149 ks_c_5601-1989 ksc_5601 windows-949",
    }.items()
    for name in names.split()
}
GUESSED: Final = (
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp866",
    "koi8-r", "koi8-u", "iso8859-2", "iso8859-5", "iso8859-7", "macroman", "gb18030", "big5hkscs", "cp932",
    "euc_jis_2004", "cp949",
)  # fmt: skip
"""The encodings that are looked for where a file declares none: those of news texts, so that rare ones cannot win."""

_LABEL: Final = re.compile(r"[a-z0-9][a-z0-9_.:-]{1,39}", re.ASCII)


def codec_of(label: str) -> str | None:
    """Return the codec for a declared charset, None for an unknown name or one that must not be honoured."""
    label = label.strip().lower()
    if not _LABEL.fullmatch(label):
        return None
    if label in _LABELS:
        return _LABELS[label]
    try:
        return _READ_AS.get(codecs.lookup(label).name)
    except LookupError:
        return None
