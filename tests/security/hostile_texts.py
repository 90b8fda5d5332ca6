"""Hostile plain text, Markdown and records: terminal sequences, markup, encodings, shapes."""

# ruff: noqa: E501 - samples stand on one line, as they are in their files

from __future__ import annotations

import base64
import json
import random
import zlib
from collections.abc import Iterator

from hostile_cases import EITHER, ESC, REASON, Case, case, json_line, last_words, page, paragraphs, plain, record

SEQUENCES = {
    "osc-title-bel": f"{ESC}]0;weir\x07",
    "osc-title-st": f"{ESC}]2;weir{ESC}\\",
    "osc-clipboard": f"{ESC}]52;p;d2Vpcg=={ESC}\\",
    "osc-colour-query": f"{ESC}]11;?\x07",
    "osc-link": f"{ESC}]8;id=1;file:///etc/weir{ESC}\\press{ESC}]8;;{ESC}\\",
    "osc-notify": f"{ESC}]777;notify;weir;gate{ESC}\\",
    "osc-iterm-file": f"{ESC}]1337;File=name=d2Vpcg==:AAAA\x07",
    "osc-open": f"{ESC}]0;no end",
    "csi-clear": f"{ESC}[3J{ESC}[2J{ESC}[1;1H",
    "csi-scroll-region": f"{ESC}[5;10r{ESC}[10S",
    "csi-device-status": f"{ESC}[5n{ESC}[c{ESC}[>0q",
    "csi-window": f"{ESC}[8;1;1t{ESC}[21t",
    "csi-modes": f"{ESC}[?1000h{ESC}[?2004h{ESC}[?25l{ESC}[20h",
    "csi-kitty-keys": f"{ESC}[>31u{ESC}[>4;2m",
    "csi-colon": f"{ESC}[38:5:196m{ESC}[4:3m",
    "csi-intermediate": f"{ESC}[!p{ESC}[1$}}",
    "sgr-hidden": f"{ESC}[8mghost{ESC}[0m",
    "dcs-settings": f'{ESC}P$q"p{ESC}\\',
    "dcs-sixel": f"{ESC}Pq#1~~@@{ESC}\\",
    "dcs-termcap": f"{ESC}P+q544e{ESC}\\",
    "apc-graphics": f"{ESC}_Ga=T,f=100;AAAA{ESC}\\",
    "pm-sos": f"{ESC}^p{ESC}\\{ESC}Xs{ESC}\\",
    "reset": f"{ESC}c{ESC}[!p",
    "charset-locking": f"{ESC}(0{ESC})0{ESC}n{ESC}o",
    "keypad": f"{ESC}={ESC}>{ESC}7{ESC}8{ESC}D{ESC}M",
    "c1-csi": "\x9b2J\x9b31m",
    "c1-osc-st": "\x9d2;weir\x9c",
    "c1-dcs-pm-apc": "\x90q\x9c\x9ep\x9c\x9fa\x9c\x98s\x9c",
    "c1-index": "\x84\x85\x88\x8d\x8e\x8f",
    "c0-all": "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32)))),
    "carriage": "real words\rfake words",
    "backspace": "secret\b\b\b\b\b\bpublic",
    "del": "we\x7fir",
    "nested": f"{ESC}{ESC}[{ESC}]0;{ESC}[2J\x07{ESC}\\",
    "split": f"{ESC}\n[2J{ESC}\t[31m",
}
HIDDEN = {
    "overrides": "weir \u202dtxt\u202c \u202eexe\u202c \u202atxt\u202b",
    "isolates": "gate \u2066a\u2067b\u2068c\u2069",
    "marks": "sill \u200e\u200f\u061c",
    "zero-width": "cl\u200bay\u2060st\ufeffone\u180e",
    "invisible-operators": "x\u2061y\u2062z\u2063w\u2064",
    "deprecated-format": "a\u206ab\u206fc",
    "annotation": "\ufff9base\ufffaover\ufffb",
    "tags": "flag\U000e0001\U000e0068\U000e007f",
    "shy": "rebuilt be\u00adfore",
    "separators": "one\u2028two\u2029three\x85four",
    "zalgo": "W" + "\u0316\u0353\u0300" * 500 + "eir",
    "zalgo-hebrew": "\u05d0" + "\u05b0\u0591" * 300,
}
MARKUP = (
    "[/b] the weir",
    "[/ open",
    "[@click=app.quit]press me[/]",
    "[@click=screen.dismiss()]here[/]",
    "[TODO] gate [red]",
    "[link=file:///etc/weir]read[/link]",
    "[$error]dear[/] $5",
    "[type=x, v={'a[0]'}]",
    "ends in \\",
    "\\[b] \\\\[i]",
    "[on] [bold not] [#zzz]",
    ":warning: :weir:",
    "[[wiki]] [[[deep]]]",
    "[b]unclosed",
    "{x} %s ${HOME} {0!r}",
    "[auto @click=app.bell]",
    "[bold",
    "]]>[<![CDATA[",
    "[#ff0000 on blue]x[/]",
)


def terminal_cases() -> Iterator[Case]:
    """Sequences that terminals act on, in title and text of each format, and in every field of a record."""
    for name, payload in {**SEQUENCES, **HIDDEN}.items():
        kind = "terminal" if name in SEQUENCES else "hidden"
        mark = f"{kind} {name}"
        title = f"Weir {payload} news" if "\n" not in payload else "Weir news"
        text = "\n\n".join([title, *paragraphs(mark, 2)[:2], f"Between {payload} words.", last_words(mark)])
        yield case(kind, name, f"{kind}/{name}.txt", text, [last_words(mark)], never=[payload])
    every = "".join(SEQUENCES.values()).replace("\n", "")
    mark = "record"
    fields = dict.fromkeys(("title", "author", "source", "section", "language", "description"), f"Weir {every} gate")
    fields |= {"date": f"2026-05-04{ESC}[2J", "url": f"https://weir.example/{ESC}]52;c;QQ==\x07", "tags": every}
    yield case("terminal", "record", "terminal/record.json", json_line(mark, **fields), [last_words(mark)])
    mark = "references"
    references = "".join(f"&#{code};&#x{code:x};" for code in (*range(1, 32), *range(127, 160)))
    html = page(mark, title=f"Weir {references} news", inside=f"<p>Between {references} words.</p>")
    yield case("terminal", "references", "terminal/references.html", html, [last_words(mark)])
    mark = "attributes"
    html = page(
        mark,
        head=f'<meta name="author" content="Bram {ESC}[31m &#27;[2J"><meta property="og:site_name" content="R\x9b2J">',
        inside=f'<img alt="{ESC}]0;x\x07" src="a"><a href="https://weir.example/&#27;]0;x" title="\x9d">more</a>',
    )
    yield case("terminal", "attributes", "terminal/attributes.html", html, [last_words(mark)])
    mark = "front matter"
    text = f'---\ntitle: "Weir \\x1b]0;x\\a \\u009b2J news"\nauthor: Bram {ESC}[31m\ntags: ["\\e[2J"]\n---\n\n'
    text += "\n\n".join([f"# Weir {ESC}[2J news", *paragraphs(mark)])
    yield case("terminal", "front-matter", "terminal/front.md", text, [last_words(mark)])
    mark = "subject"
    word = base64.b64encode(f"{ESC}]0;weir\x07 news".encode()).decode()
    yield case(
        "terminal",
        "subject",
        "terminal/subject.mhtml",
        f'Subject: =?utf-8?B?{word}?=\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        f"Content-Type: text/html; charset=utf-8\nContent-Location: https://weir.example/=1b]0;x\n\n{page(mark)}\n--b--\n",
        [last_words(mark)],
    )


def markup_cases() -> Iterator[Case]:
    """What Textual and rich take for markup, in a title, a name, a text and a file's name."""
    for number, words in enumerate(MARKUP):
        mark = f"markup {number}"
        fields = {"title": words, "author": words, "source": words, "tags": [words]}
        text = "\n\n".join([words, *paragraphs(mark)])
        data = json.dumps({**fields, "text": text})
        yield case("markup", str(number), f"markup/{number}.json", data, [last_words(mark), words])
        name = words.replace("/", "_")
        yield case("markup", f"name-{number}", f"markup/{name}.txt", plain(f"name {number}"), [f"name {number}"])


def encoding_cases() -> Iterator[Case]:
    """Texts in many encodings, declared and not, and such as lie about theirs."""
    english = "Café at the weir\n\n“It opened,” said Zoë — naïvely, for 5 €…\n\n"
    french = (
        "L’écluse d’Ottermouth\n\nLe conseil a décidé lundi soir de réparer l’écluse avant l’été. « Elle a déjà cédé deux "
        "fois », a déclaré la maire, qui regrettait le coût élevé. Où trouver les pierres ? Près du lac, répond-elle.\n\n"
    )
    german = (
        "Das Wehr wird erneuert\n\nDer Flussverband beschloss am Montag, das alte Wehr größtenteils abzureißen. „Für die "
        "Müller wäre es schöner früher geschehen“, sagte der Wärter. Die Brücke bleibt bis März geöffnet.\n\n"
    )
    russian = (
        "Плотину починят\n\nРечной совет решил в понедельник починить старую плотину до весеннего паводка. «Мы ждали "
        "одиннадцать лет», — сказал смотритель. Камень привезут на баржах с озера.\n\n"
    )
    polish = "Jaz będzie gotów\n\nZarząd rzeki postanowił, że źródło zostanie oczyszczone, a śluza naprawiona już wkrótce.\n\n"
    greek = "Το φράγμα\n\nΤο συμβούλιο του ποταμού αποφάσισε τη Δευτέρα να επισκευάσει το παλιό φράγμα πριν από την άνοιξη.\n\n"
    chinese = "河堰重建\n\n河务委员会星期一晚上决定，旧河堰将在春汛之前重建。看守人说，他们已经用泥土修补了十一年。\n\n"
    japanese = "堰の改修\n\n川の委員会は月曜日の夜、古い堰を春の増水の前に造り直すことを決めた。番人は十一年も粘土で直してきたと語った。\n\n"
    korean = (
        "보를 다시 짓다\n\n강 위원회는 월요일 저녁 봄철 홍수가 오기 전에 낡은 보를 다시 짓기로 결정했다고 밝혔다.\n\n"
    )
    samples = {
        "en": (english, ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")),
        "fr": (french * 3, ("utf-8", "cp1252", "latin-1", "iso8859-15")),
        "de": (german * 3, ("utf-8", "cp1252", "utf-16-be")),
        "ru": (russian * 3, ("utf-8", "koi8-r", "cp1251", "utf-16-le", "iso8859-5")),
        "pl": (polish * 4, ("utf-8", "cp1250", "iso8859-2")),
        "el": (greek * 4, ("utf-8", "cp1253", "iso8859-7")),
        "zh": (chinese * 3, ("utf-8", "gb18030", "utf-16-le")),
        "ja": (japanese * 3, ("utf-8", "shift-jis", "euc-jp", "iso2022-jp")),
        "ko": (korean * 4, ("utf-8", "cp949")),
    }
    for language, (text, encodings) in samples.items():
        for encoding in encodings:
            mark = f"{language} {encoding}"
            # what an encoding has no sign for is not in the file
            data = (text + last_words(mark)).encode(encoding, "ignore")
            words = [last_words(mark), data.decode(encoding).split("\n\n")[1]]
            yield case("encoding", mark.replace(" ", "-"), f"encoding/{language}-{encoding}.txt", data, words)
    for name, head, encoding in (
        ("declared", '<meta charset="windows-1251">', "cp1251"),
        ("declared-late", '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ("lies", '<meta charset="windows-1251">', "utf-8"),
        ("utf7", '<meta charset="utf-7">', "utf-8"),
        ("unknown", '<meta charset="x-weir-1">', "utf-8"),
        ("codec-of-python", '<meta charset="rot13">', "utf-8"),
    ):
        html = page(name, head=head, inside=f"<p>{russian.split(chr(10))[2]}</p>")
        words = [last_words(name), "починить старую плотину"]
        data = html.encode(encoding, "xmlcharrefreplace")
        yield case("encoding", f"page-{name}", f"encoding/{name}.html", data, words)
    yield case("encoding", "one-bad-byte", "encoding/bad.txt", plain("bad").encode() + b"\n\nLate caf\xe9.\n", ["bad"])
    yield case("encoding", "cut", "encoding/cut.txt", plain("cut").encode() + "堰".encode()[:2], [last_words("cut")])
    forms = (
        b"Weir \xc0\x9b31m \xe0\x80\x9b \xed\xa0\xbd\xed\xb8\x80 \xf8\x88\x80\x80\x80 news\n\n"
        + plain("forms").encode()
    )
    yield case("encoding", "overlong", "encoding/overlong.txt", forms, [last_words("forms")], never=["\x9b31m"])
    yield case(
        "encoding", "nul", "encoding/nul.txt", plain("nul").replace("weir", "we\0ir"), [last_words("nul")], never=["\0"]
    )
    for name, end in (("cr", "\r"), ("crlf", "\r\n"), ("nel", "\x85"), ("ps", "\u2029"), ("vt", "\x0b")):
        text = plain(name).replace("\n\n", end + end).replace("\n", end)
        yield case("encoding", f"ends-{name}", f"encoding/{name}.txt", text, [last_words(name)])


def shape_cases() -> Iterator[Case]:
    """Texts of odd shapes: long lines, floods of one sign, files of other kinds."""
    floods = {
        "spaces": " " * 400_000,
        "newlines": "\n" * 400_000,
        "tabs": "\t" * 200_000,
        "letters": "a" * 400_000,
        "quotes": "“" * 20_000 + " said " * 3_000 + '"' * 20_001,
        "apostrophes": "'" * 60_000,
        "dots": "." * 60_000,
        "brackets": "(" * 30_000 + "[" * 30_000,
        "initials": "A. " * 15_000 + "Mr " * 8_000,
        "at": "a@" * 30_000,
        "address": "http://" + "a." * 30_000 + "/?" + "&a=" * 20_000,
        "dashes": "-" * 100_000,
        "commas": "A, " * 30_000,
        "emoji": "\U0001f98a" * 20_000,
        "combining": "e\u0301" * 50_000,
        "zwj": "\U0001f468\u200d" * 20_000,
        "digits": "1,2." * 20_000,
        "caps": "THE WEIR " * 10_000,
        "names": "Ada Brun and " * 8_000,
        "lines": "x\n" * 20_000,
        "bullets": "* " * 30_000,
        "hashes": "#" * 50_000,
        "cjk": "堰" * 60_000,
        "arabic": "سد " * 30_000,
        "backslash": "\\" * 60_000,
        "said": "he said she said " * 8_000,
    }
    for name, flood in floods.items():
        text = f"{last_words(name)}\n\n{flood}\n\n{plain(name + ' end')}"
        yield case("shape", name, f"shape/{name}.txt", text, [last_words(name), last_words(name + " end")])
    for name, flood in {
        "quotes": "> " * 3_000,
        "lists": "- " * 2_000,
        "links": "[" * 10_000,
        "images": "![" * 8_000,
        "stars": "*a_" * 8_000,
        "ticks": "`" * 20_000,
        "angles": "<" * 20_000,
        "entities": "&amp" * 20_000,
        "table": "|" * 10_000 + "\n" + "|-" * 5_000,
        "rules": "---\n" * 8_000,
        "references": "".join(f"[{n}]: /{n}\n" for n in range(4_000)),
    }.items():
        mark = f"md {name}"
        text = f"# Weir\n\n{paragraphs('')[0]}\n\n{flood}\n\n{last_words(mark)}\n"
        yield case("shape", f"md-{name}", f"shape/md-{name}.md", text, [last_words(mark)])
    bomb = "a: &a [w,w,w,w,w,w,w,w]\n" + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 8)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    yield case("shape", "yaml-bomb", "shape/bomb.md", f"---\n{bomb}---\n\n{plain('yaml')}", [last_words("yaml")])
    tag = "---\ntitle: !!python/object/apply:os.system ['touch weir-owned']\n---\n\n"
    yield case("shape", "yaml-tag", "shape/tag.md", tag + plain("tag"), [last_words("tag")])
    yield case(
        "shape", "yaml-open", "shape/open.md", "---\ntitle: never shut\n\n" + plain("open"), [last_words("open")]
    )
    deep = "---\na: " + "[" * 3_000 + "\n---\n\n" + plain("deep yaml")
    yield case("shape", "yaml-deep", "shape/deep.md", deep, [last_words("deep yaml")])
    noise = random.Random(5).randbytes(60_000)
    for name, data in {
        "pdf.txt": b"%PDF-1.4\n%\xe2\xe3\n" + noise,
        "elf.html": b"\x7fELF\x02" + noise,
        "png.html": b"\x89PNG\r\n\x1a\n" + noise,
        "zip.txt": b"PK\x03\x04" + noise,
        "noise.txt": noise,
        "sqlite.json": b"SQLite format 3\0" + b"\0" * 4000,
        "nuls.txt": b"\0" * 5000,
        "zlib.md": zlib.compress(noise),
        "wasm.txt": b"\0asm\1\0\0\0" + noise,
        "empty.txt": b"",
        "blank.md": b" \n\t\xc2\xa0\n",
        "empty.html": b"",
        "tags.html": b"<html><body><div></div></body></html>",
    }.items():
        yield case("wrong-type", name, f"wrong/{name}", data, want=REASON)


def record_cases() -> Iterator[Case]:
    """JSON and JSON lines, whole and broken, and dates that no calendar has."""

    def one(name: str, data: str | bytes, want: str = "opens", **kwargs: list[str]) -> Case:
        return case(
            "json",
            name,
            f"json/{name}.json",
            data,
            kwargs.get("words", [last_words(name)] if want == "opens" else []),
            want=want,
        )

    yield one(
        "surrogate", '{"title": "half \\udc3d", "text": ' + json.dumps("\n\n".join(paragraphs("surrogate"))) + "}"
    )
    yield one("nul", json_line("nul", title="a\0b"))
    yield one("bom", "\ufeff" + json_line("bom"))
    yield one("utf-16", json_line("utf-16").encode("utf-16"))
    yield one("utf-32", json_line("utf-32").encode("utf-32"))
    yield one("nan", json_line("nan", score=float("nan"), worst=float("-inf")))
    yield one("big-int", '{"id": ' + "7" * 9000 + ", " + json_line("big-int")[1:])
    yield one("big-float", '{"id": 1e99999, ' + json_line("big-float")[1:])
    yield one("twice", '{"text": "first", ' + json_line("twice")[1:])
    yield one(
        "types", json_line("types", title=[None, 1, "Weir"], author={"name": 7}, url=False, tags=3.5, date={"a": []})
    )
    yield one("long-keys", json_line("long-keys", **{"k" * 50_000: 1}))
    yield one("many-keys", json_line("many-keys", **{f"k{n}": n for n in range(20_000)}))
    yield one("nested", json.dumps({"data": {"items": [{"article": record("nested")}]}}), EITHER)
    yield one("deep-list", "[" * 60_000 + "]" * 60_000, REASON)
    yield one("deep-object", '{"a":' * 4_000 + "1" + "}" * 4_000, REASON)
    yield one("deep-in-article", '{"x": ' + "[" * 900 + "]" * 900 + ", " + json_line("deep-in-article")[1:], EITHER)
    yield one("cut", json_line("cut")[:-30], REASON)
    yield one("empty", "", REASON)
    yield one("settings", '{"tabSize": 4, "theme": "weir"}', REASON)
    yield one("null", '{"title": "Weir", "text": null}', REASON)
    yield one("scalar", "7", REASON)
    yield one("html", json.dumps({"title": "Weir", "html": page("html", before="<div>" * 800)}))
    dates: tuple[object, ...] = (
        "0000-00-00",
        "0001-01-01",
        "9999-12-31T23:59:59Z",
        "-0044-03-15",
        "2026-02-31",
        "292277026596-12-04",
        "1e400",
        "2026-05-04T10:00:00+99:99",
        "Mon, 99 Foo 2026",
        "2026-05-04T24:61:61",
        "١٢٣٤-٠٥-٠٤",
        "",
        "🦊",
        "9" * 5000,
        1e300,
        -1,
        99999999999999999999,
        True,
        [],
        {},
        "2026-05-04T10:00:00.123456789123456789Z",
        "May 4",
        "\x1b[2J2026",
    )
    for number, date in enumerate(dates):
        yield case(
            "dates",
            str(number),
            f"dates/{number}.json",
            json_line(f"date {number}", date=date),
            [last_words(f"date {number}")],
        )
    good = [json_line(f"line {n}") for n in range(6)]
    for name, text, count in (
        ("bad-line", "\n".join([*good[:2], '{"title": "torn', *good[2:4]]) + "\n", 4),
        ("blank", "\r\n\r\n".join(good[:3]) + "\r\n\n\n", 3),
        ("separators", good[0].replace("weir", "we\u2028ir\x85") + "\n" + good[1], 2),
        ("torn-tail", good[0] + "\n" + good[1][:70], 1),
        ("array", json.dumps([record("line 0"), record("line 1")]), 2),
        ("scalars", "1\nnull\n" + good[0] + '\n"x"\n', 1),
        ("deep-line", "[" * 50_000 + "\n" + good[0] + "\n", 1),
        ("long-line", json_line("line 9", html="x" * 3_000_000) + "\n" + good[1], 2),
        ("nul-line", "\0\n" + good[0] + "\n", 1),
    ):
        words = [last_words("line 0")] if count else []
        if name == "long-line":
            words = [last_words("line 1")]
        yield case("jsonl", name, f"jsonl/{name}.jsonl", text, words)
    data = good[0].encode() + b"\n\xff\xfe\x00binary\x00\n" + good[1].encode() + b"\n"
    yield case("jsonl", "binary-line", "jsonl/binary.jsonl", data, [last_words("line 0"), last_words("line 1")])
