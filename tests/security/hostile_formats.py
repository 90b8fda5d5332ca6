"""Hostile cases of other makes: shift states, odd archives, shapes of JSON, Markdown bombs, metadata full of escapes.

What must become of each was written down before any was tried.
"""

# ruff: noqa: E501 - samples stand on one line, as they are in their files

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import plistlib
import tarfile
import zipfile
from collections.abc import Iterator

from hostile_cases import EITHER, ESC, REASON, Case, case, json_line, last_words, page, paragraphs, plain, record
from hostile_pages import mail

RED = f"{ESC}[31m"
COPY = f"{ESC}]52;c;eA==\x07"
TURN = "\u202e"
DIRTY = f"Bram {RED}\x9b2J{TURN}\x07\u2066{COPY}Okoro"
NEVER = ("\x1b", "\x9b", "\x07", TURN, "\u2066")

PERSIAN = "او گفت که می\u200cخواهد سد را پیش از بهار دوباره بسازد."
HINDI = "नदी बोर्ड ने सोमवार को कहा कि क्\u200dष और श्\u200dर के बाँध वसंत से पहले बनेंगे।"
JAPANESE = "川の委員会は月曜日の夜、古い堰を春の増水の前に造り直すことを決めた。"
KOREAN = "강 위원회는 월요일 저녁 낡은 보를 다시 짓기로 결정했다고 밝혔다."
RUSSIAN = "Речной совет решил в понедельник починить старую плотину до весеннего паводка."


def odd_encoding_cases() -> Iterator[Case]:
    """Encodings with states, marks at odd places, bytes that fit nowhere."""

    def one(
        name: str,
        data: str | bytes,
        *words: str,
        ending: str = "txt",
        want: str = "opens",
        never: tuple[str, ...] = NEVER,
    ) -> Case:
        return case(
            "odd-encoding",
            name,
            f"odd-encoding/{name}.{ending}",
            data,
            words or [last_words(name)],
            never=never,
            want=want,
        )

    yield one("utf-7", plain("utf-7") + "\n\n+AGEAYgBj- +ABs-[2J +ADw-script+AD4-\n", never=(*NEVER, "<script>"))
    # the state is never shut again, and the escape back to ASCII is missing
    shifted = f"{JAPANESE}\n\n{JAPANESE}".encode("iso2022-jp")
    yield one(
        "jp-open",
        f"{last_words('jp-open')}\n\n".encode() + shifted.removesuffix(b"\x1b(B"),
        last_words("jp-open"),
        JAPANESE,
    )
    yield one("jp-cut", f"{last_words('jp-cut')}\n\n".encode() + shifted[:-5], last_words("jp-cut"), JAPANESE)
    yield one(
        "jp-page",
        page("jp-page", inside=f"<p>{JAPANESE}</p>", head='<meta charset="iso-2022-jp">').encode("iso2022-jp"),
        last_words("jp-page"),
        JAPANESE,
        ending="html",
    )
    yield one("jp-kana", f"{plain('jp-kana')}\n\n{JAPANESE} ｶﾞｰﾄ\n".encode("iso2022-jp-ext"), last_words("jp-kana"))
    yield one("kr-state", f"{plain('kr-state')}\n\n{KOREAN}\n".encode("iso2022-kr"), last_words("kr-state"), KOREAN)
    yield one(
        "hz-state",
        f"{plain('hz-state')}\n\n河务委员会星期一晚上决定，旧河堰将在春汛之前重建。\n".encode("hz"),
        last_words("hz-state"),
        "旧河堰将在春汛之前重建",
    )
    yield one("ebcdic", plain("ebcdic").replace("“", '"').replace("”", '"').encode("cp037"), want=EITHER)
    yield one(
        "ebcdic-page",
        page("ebcdic-page").replace("“", '"').replace("”", '"').encode("cp500"),
        ending="html",
        want=EITHER,
    )
    yield one("utf-16-odd", plain("utf-16-odd").encode("utf-16-le") + b"x")
    yield one(
        "utf-16-halves",
        b"\xfe\xff"
        + "Weir \ud800\udbff \udc00 rises\n\n".encode("utf-16-be", "surrogatepass")
        + plain("utf-16-halves").encode("utf-16-be"),
    )
    yield one(
        "utf-32-beyond",
        b"\xff\xfe\0\0" + b"\x00\x00\x11\x00\xff\xff\xff\x7f" + plain("utf-32-beyond").encode("utf-32-le"),
    )
    yield one(
        "marks-within", f"\ufeff\ufeff{plain('marks-within')}\ufeff\n\ufeff{RED} more", last_words("marks-within")
    )
    yield one(
        "joined-files",
        plain("joined-files").encode("utf-8-sig") + RUSSIAN.encode("utf-8-sig"),
        last_words("joined-files"),
        RUSSIAN,
    )
    yield one(
        "two-encodings",
        f"{plain('two-encodings')}\n\n{RUSSIAN}\n\n".encode() + "Die Brücke öffnet später für alle.".encode("cp1252"),
        last_words("two-encodings"),
        RUSSIAN,
        "Die Brücke öffnet später für alle.",
    )
    yield one(
        "wrong-half",
        page("wrong-half", head='<meta charset="utf-16">', inside="<p>Das Café am Wehr schließt.</p>"),
        last_words("wrong-half"),
        "Das Café am Wehr schließt.",
        ending="html",
    )
    yield one(
        "label-twice",
        page(
            "label-twice",
            head='<meta charset="utf-8; charset=windows-1251">',
            inside="<p>Das Café am Wehr schließt.</p>",
        ),
        last_words("label-twice"),
        "Das Café am Wehr schließt.",
        ending="html",
    )
    yield one(
        "label-cp1251",
        page("label-cp1251", head="<meta charset=utf-8>", inside=f"<p>{RUSSIAN}</p><p>{RUSSIAN}</p>")
        .replace("“", "")
        .replace("”", "")
        .encode("cp1251"),
        last_words("label-cp1251"),
        RUSSIAN,
        ending="html",
    )
    yield one("nuls-before", b"\0" * 4096 + plain("nuls-before").encode())
    yield one("nuls-after", plain("nuls-after").encode() + b"\0" * 1_000_000)
    yield one("nul-lines", plain("nul-lines").replace("\n\n", "\n\0\n"))
    yield one("ends-mixed", plain("ends-mixed").replace("\n\n", "\r\r\n\n\r\u2028\x85\x0b\x0c", 3))
    yield one("md-utf-16", f"---\ntitle: Café\n---\n\n{plain('md-utf-16')}".encode("utf-16"), ending="md")
    yield one(
        "json-cp1252",
        json.dumps(record("json-cp1252", title="Café"), ensure_ascii=False).encode("cp1252"),
        last_words("json-cp1252"),
        "Café",
        ending="json",
    )
    yield one(
        "jsonl-utf-16",
        (json_line("jsonl-utf-16") + "\n" + json_line("second")).encode("utf-16-be"),
        last_words("jsonl-utf-16"),
        last_words("second"),
        ending="jsonl",
    )
    yield one("persian", f"{PERSIAN}\n\n{plain('persian')}", PERSIAN, last_words("persian"))
    yield one("hindi", f"{HINDI}\n\n{plain('hindi')}", HINDI, last_words("hindi"))
    yield one("hebrew", f"\u200f{'ה' * 3} {TURN}abc\u202c\n\n{plain('hebrew')}", "ההה abc", last_words("hebrew"))
    yield one(
        "flags",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f \U0001f1eb\U0001f1ee \U0001f468\U0001f3fd\u200d\U0001f33e\n\n"
        + plain("flags"),
        "\U0001f1eb\U0001f1ee \U0001f468\U0001f3fd\u200d\U0001f33e",
        last_words("flags"),
        never=("\U000e0067",),
    )


def odd_archive_cases() -> Iterator[Case]:
    """Archives of every make under the names of articles, and web archives that keep to no rule."""

    def web(name: str, data: str | bytes, want: str = "opens") -> Case:
        return case("odd-archive", name, f"odd-archive/{name}.mhtml", data, [last_words(name)], never=NEVER, want=want)

    yield web("folded", mail("folded", kind='\r\n multipart/related;\r\n\ttype="text/html";\r\n boundary="gate"'))
    yield web(
        "boundary-signs",
        mail("boundary-signs", kind='multipart/related; boundary="g(a)[t]e+?*"').replace("--gate", "--g(a)[t]e+?*"),
    )
    yield web(
        "boundary-long",
        mail("boundary-long", kind=f'multipart/related; boundary="{"g" * 5_000}"').replace(
            "--gate", "--" + "g" * 5_000
        ),
    )
    yield web("line-feeds", mail("line-feeds").replace("\r\n", "\n"))
    yield web("before-it", "\n\n" + mail("before-it"))
    yield web(
        "alternative",
        mail(
            "alternative",
            kind='multipart/alternative; boundary="gate"',
            first="--gate\r\nContent-Type: text/plain\r\n\r\nNo pictures here.\r\n",
        ),
    )
    inner = mail("inner").partition("\r\n\r\n")[2].replace("--gate", "--in")
    yield web(
        "inner",
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="out"\r\n\r\n--out\r\nContent-Type: multipart/alternative; boundary="in"\r\n\r\n{inner}\r\n--out--\r\n',
    )
    noisy = base64.encodebytes(page("noisy").encode()).decode().replace("\n", " *\r\n")
    yield web(
        "noisy",
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="gate"\r\n\r\n--gate\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{noisy}\r\n--gate--\r\n',
    )
    yield web(
        "subject-utf-7",
        mail("subject-utf-7").replace(
            "Subject: Weir", "Subject: =?utf-7?Q?+ABs-[2J?= =?utf-8?Q?=1B]0;x=07=E2=80=AE?= =?x-none?B?/w?="
        ),
    )
    yield web(
        "binary-part",
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="gate"\r\n\r\n--gate\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: binary\r\n\r\n'
        + page("binary-part", inside="<p>\0\xff</p>").encode()
        + b"\r\n--gate\r\nContent-Type: image/png\r\n\r\n\x89PNG\0\0\r\n--gate--\r\n",
    )
    yield web("parameter", mail("parameter").replace("charset=utf-8", "charset*=us-ascii'en'utf-8"))

    def named(name: str, data: bytes, want: str = REASON, *words: str) -> Case:
        return case("odd-archive", name, f"odd-archive/{name}", data, words, never=NEVER, want=want)

    text = plain("packed").encode()
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("weir.html", page("packed"))
    roll = io.BytesIO()
    with tarfile.open(fileobj=roll, mode="w") as archive_:
        member = tarfile.TarInfo("../../outside/owned.txt")
        member.size = len(text)
        archive_.addfile(member, io.BytesIO(text))
    yield named(
        "page.webarchive", plistlib.dumps({"WebMainResource": {"WebResourceData": text}}, fmt=plistlib.FMT_BINARY)
    )
    yield named(
        "page-webarchive.html", plistlib.dumps({"WebMainResource": {"WebResourceData": text}}, fmt=plistlib.FMT_BINARY)
    )
    yield named("zip.md", pack.getvalue())
    yield named("zip.json", pack.getvalue())
    yield named("xz.txt", lzma.compress(text))
    yield named("bz2.html", bz2.compress(text))
    yield named("zstd.txt", b"\x28\xb5\x2f\xfd\x24" + text[:60] + b"\0\xff" * 50)
    yield named("seven.md", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(range(256)))
    yield named("lz4.txt", b"\x04\x22\x4d\x18\x64\x40\xa7" + bytes(range(128, 256)) * 4)
    yield named("tar.txt", roll.getvalue(), EITHER)
    yield named("word.doc.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    packed = gzip.compress(text, mtime=0)
    yield named("head-only.txt.gz", packed[:10])
    yield named("empty.txt.gz", gzip.compress(b"", mtime=0))
    yield named("sum-wrong.txt.gz", packed[:-8] + b"\1\2\3\4" + packed[-4:])
    yield named("inside-wrong.txt.gz", packed[:30] + b"\xff" * 20 + packed[50:])
    named_inside = io.BytesIO()
    with gzip.GzipFile(f"we{RED}ir", "wb", fileobj=named_inside, mtime=0) as stream:
        stream.write(text)
    yield named("named-inside.txt.gz", named_inside.getvalue(), "opens", last_words("packed"))
    yield named("rest.txt.gz", packed + b"\0" * 700 + b"rest", "opens", last_words("packed"))
    yield named("not-packed.txt.gz", text, "opens", last_words("packed"))
    yield named("PAGE.HTML.GZ", gzip.compress(page("packed").encode("utf-16"), mtime=0), "opens", last_words("packed"))
    yield named("zip.txt.gz", gzip.compress(pack.getvalue(), mtime=0))
    yield named(
        "lines.jsonl.gz",
        gzip.compress(f"{json_line('packed')}\n{json_line('second')}".encode(), mtime=0),
        "opens",
        last_words("packed"),
        last_words("second"),
    )


def odd_json_cases() -> Iterator[Case]:
    """Objects with keys twice, numbers that are none, structures of strange make, lines with too much around them."""

    def one(name: str, data: str | bytes, want: str = "opens", *words: str, ending: str = "json") -> Case:
        wanted = words or ((last_words(name),) if want != REASON else ())
        return case("odd-json", name, f"odd-json/{name}.{ending}", data, wanted, never=NEVER, want=want)

    text = json.dumps("\n\n".join(paragraphs("twice-empty")))
    yield one("twice-empty", f'{{"title": "Weir", "text": {text}, "text": ""}}')
    yield one("twice-null", f'{{"title": "Weir", "text": {text.replace("twice-empty", "twice-null")}, "text": null}}')
    yield one(
        "numbers",
        '{"a": NaN, "b": Infinity, "c": -0.0, "d": 1e999, "e": -Infinity, "f": 0x10, ' + json_line("numbers")[1:],
        EITHER,
    )
    yield one("numbers-plain", '{"a": NaN, "b": Infinity, "c": -0.0, "d": 1E-999, ' + json_line("numbers-plain")[1:])
    yield one("deep-aside", '{"x": ' + '{"a":[' * 50_000 + "]}" * 50_000 + ", " + json_line("deep-aside")[1:], EITHER)
    yield one("letters", json.dumps({"title": "Weir", "text": list("The weir is shut. " * 50)}), EITHER, "T")
    yield one(
        "numbered",
        json.dumps({"title": "Weir", "text": {str(n): line for n, line in enumerate(paragraphs("numbered"))}}),
    )
    yield one("mixed-list", json.dumps({"title": "Weir", "text": [None, 7, {}, [], *paragraphs("mixed-list"), True]}))
    yield one("html-entities", json_line("html-entities", title="Weir &#27;[31m &amp;#x9b;2J &lt;b&gt;"))
    yield one("key-dirty", json.dumps({"title": "Weir", DIRTY: DIRTY, "text": "\n\n".join(paragraphs("key-dirty"))}))
    yield one("upper-keys", json.dumps({"TITLE": "Weir", "Body_Text": "\n\n".join(paragraphs("upper-keys"))}))
    yield one("comments", "// saved by hand\n" + json_line("comments"), EITHER)
    yield one("single-quotes", "{'title': 'Weir', 'text': 'The weir is shut.'}", REASON)
    yield one("trailing-comma", json_line("trailing-comma")[:-1] + ",}", EITHER)
    yield one("callback", f"weir({json_line('callback')});", EITHER)
    yield one(
        "records",
        "\x1e" + json_line("records") + "\n\x1e" + json_line("second") + "\n",
        "opens",
        last_words("records"),
        last_words("second"),
    )
    yield one("glued", json_line("glued") + json_line("second"), "opens", last_words("glued"), last_words("second"))
    yield one("half-pairs", '{"title": "\\ud83d\\ude00 \\ud83d \\udc00\\ud800", ' + json_line("half-pairs")[1:])
    yield one(
        "many",
        json.dumps([record(f"many {n}") for n in range(1_500)]),
        "opens",
        last_words("many 0"),
        last_words("many 1499"),
    )
    yield one(
        "no-article",
        json.dumps({"type": "FeatureCollection", "features": [{"geometry": {"coordinates": [[1, 2]] * 500}}]}),
        REASON,
    )
    yield one(
        "all-dirty",
        json.dumps(
            record(
                "all-dirty",
                title=DIRTY,
                author=[DIRTY, DIRTY],
                date=DIRTY,
                url=f"https://a.example/{RED}",
                site=DIRTY,
                language=DIRTY,
                tags=[DIRTY],
            )
        ),
    )
    yield one(
        "long-fields",
        json.dumps(
            record(
                "long-fields",
                title="w" * 2_000_000,
                author="Ada Brun, " * 100_000,
                tags=["t" * 1_000] * 5_000,
                url="https://a.example/" + "x" * 1_000_000,
            )
        ),
    )
    yield one(
        "pretty-lines",
        "[\n" + json_line("pretty-lines") + ",\n" + json_line("second") + "\n]\n",
        "opens",
        last_words("pretty-lines"),
        last_words("second"),
        ending="jsonl",
    )
    yield one(
        "comma-lines",
        json_line("comma-lines") + ",\n" + json_line("second") + ",\n",
        "opens",
        last_words("comma-lines"),
        last_words("second"),
        ending="jsonl",
    )
    yield one(
        "marked-lines",
        "\ufeff" + json_line("marked-lines") + "\r\n\ufeff" + json_line("second"),
        "opens",
        last_words("marked-lines"),
        last_words("second"),
        ending="jsonl",
    )
    yield one(
        "return-lines",
        json_line("return-lines") + "\r" + json_line("second") + "\r",
        "opens",
        last_words("return-lines"),
        last_words("second"),
        ending="jsonl",
    )
    yield one(
        "long-line",
        json_line("long-line", x="w " * 2_500_000) + "\n" + json_line("second"),
        "opens",
        last_words("long-line"),
        last_words("second"),
        ending="jsonl",
    )


def odd_markdown_cases() -> Iterator[Case]:
    """What makes Markdown and its front matter slow, deep, or lose its article."""
    body = plain("md")
    for name, before in {
        "tick-ladder": " ".join("`" * n for n in range(1, 400)),
        "references": "".join(f"[w{n}]: /w{n}\n" for n in range(5_000)) + "\n" + "[w1] " * 20_000,
        "setext": "weir\n" * 20_000 + "===",
        "emphasis": "a**b" * 10_000,
        "emphasis-open": "**_" * 10_000 + "weir",
        "autolinks": "<a@" * 15_000,
        "link-open": "[a](<b" * 8_000,
        "link-nest": "[" * 3_000 + "w" + "](x)" * 3_000,
        "image-nest": "![" * 1_500 + "w" + "](x)" * 1_500,
        "html-open": "<div " * 8_000,
        "comment-ladder": "<!-- " * 8_000,
        "cells": "| " * 3_000 + "\n" + "|-" * 3_000 + "\n" + ("| w " * 3_000 + "\n") * 3,
        "item-ladder": "".join(f"{' ' * (2 * n)}- item {n}\n" for n in range(120)),
        "quote-list": "> - " * 400 + "w",
        "fence-open": "```weir " + "w" * 20_000 + "\nx\n```",
        "footnotes": "".join(f"[^{n}]: note {n}\n\n" for n in range(2_000)),
        "escapes": "\\" * 50_001,
        "highlight": "==w" * 15_000,
        "wiki": "[[w|" * 10_000,
        "percent": "%% w " * 10_000,
    }.items():  # fmt: skip
        text = f"# Weir\n\n{paragraphs('')[0]}\n\n{before}\n\n{body.replace('The md ledger', f'The md {name} ledger')}"
        yield case("odd-markdown", name, f"odd-markdown/{name}.md", text, [last_words(f"md {name}")], never=NEVER)
    for name, front in {
        "yaml-escapes": f'title: "\\e[31m \\x9b2J \\u202e"\nauthor: "{DIRTY}"\ndate: "\\a"\ntags: ["\\e]0;x\\a"]\nurl: "https://a.example/\\e"',
        "yaml-merge": "a: &a {b: c}\nd: &d\n  <<: *a\n  e: *a\ntitle: Weir",
        "yaml-itself": "a: &a [*a]\ntitle: Weir",
        "yaml-twice": "title: Weir\ntitle: Other\ntitle: [a, b]",
        "yaml-binary": "title: !!binary gIGC\ndate: !!timestamp 2024-13-45\nauthor: !!set {a, b}",
        "yaml-directive": "%YAML 9.9\ntitle: Weir",
        "yaml-tabs": "title:\tWeir\n\tauthor: x",
        "yaml-long": "title: " + "w" * 60_000,
        "yaml-keys": "\n".join(f"k{n}: v" for n in range(5_000)) + "\ntitle: Weir",
    }.items():  # fmt: skip
        text = f"---\n{front}\n---\n\n{plain(name)}"
        yield case("odd-markdown", name, f"odd-markdown/{name}.md", text, [last_words(name)], never=NEVER)
    for name, front in {
        "toml-deep": "a = " + "[" * 3_000 + "]" * 3_000 + '\ntitle = "Weir"',
        "toml-escapes": 'title = "\\u001b[31m\\u009b2J\\u202e"\nauthors = ["\\u0007x"]',
        "toml-dates": "date = 2024-13-45\ntitle = 'Weir'",
    }.items():
        text = f"+++\n{front}\n+++\n\n{plain(name)}"
        yield case("odd-markdown", name, f"odd-markdown/{name}.md", text, [last_words(name)], never=NEVER)
    yield case(
        "odd-markdown",
        "front-only-rule",
        "odd-markdown/rule.md",
        f"---\n{'w: ' * 40_000}\n{plain('rule')}",
        [last_words("rule")],
    )


def odd_page_cases() -> Iterator[Case]:
    """Metadata full of escapes, tables and lists beyond measure, pages in other clothes."""

    def one(name: str, data: str | bytes, *words: str, ending: str = "html", never: tuple[str, ...] = ()) -> Case:
        return case(
            "odd-page", name, f"odd-page/{name}.{ending}", data, words or [last_words(name)], never=(*NEVER, *never)
        )

    coded = "Bram &#27;[31m&#x1b;]0;x&#7;&#x9b;2J&#155;&#x202e;&#8294; Okoro"
    fields = (
        "og:title",
        "author",
        "og:site_name",
        "keywords",
        "article:published_time",
        "og:url",
        "twitter:title",
        "description",
    )
    metas = "".join(
        f'<meta name="{name}" property="{name}" content="{value}">' for name in fields for value in (coded, DIRTY)
    )
    yield one(
        "metas-dirty",
        page(
            "metas-dirty",
            title=coded,
            head=f'<meta charset="utf-8">{metas}<link rel=canonical href="https://a.example/{coded}">',
        ),
    )
    linked = json.dumps(
        {
            "@type": "NewsArticle",
            "headline": DIRTY,
            "author": {"name": DIRTY},
            "datePublished": DIRTY,
            "publisher": {"name": DIRTY},
            "keywords": [DIRTY],
            "inLanguage": DIRTY,
            "url": DIRTY,
        }
    )
    yield one(
        "data-dirty",
        page("data-dirty", head=f'<meta charset="utf-8"><script type="application/ld+json">{linked}</script>'),
    )
    yield one(
        "text-dirty",
        page(
            "text-dirty",
            inside=f"<p>{coded} {DIRTY}</p><ul><li>{DIRTY}</ul><table><tr><td>{DIRTY}<td>{coded}<tr><td>a<td>b</table><pre>{DIRTY}</pre><figure><figcaption>{DIRTY}</figcaption></figure><blockquote>{coded}</blockquote><h2>{DIRTY}</h2>",
        ),
    )
    days = (
        "0000-00-00",
        "9999999999999999",
        "-1",
        "2024-02-30T25:61:61Z",
        "٢٠٢٤-٠١-٠١",
        "1" * 500_000,
        "\x00",
        "2024-01-01T00:00:00+99:99",
        "Octember 45",
    )
    for number, day in enumerate(days):
        name = f"day-{number}"
        yield one(
            name,
            page(
                name,
                head=f'<meta charset="utf-8"><meta property="article:published_time" content="{day}">',
                before=f'<time datetime="{day}">{day[:40]}</time>',
            ),
        )
    grid = "<table>" + "".join(f"<tr>{''.join(f'<td>{r} by {c}' for c in range(200))}" for r in range(200)) + "</table>"
    yield one("grid", page("grid", inside=grid), last_words("grid"), "199 by 199")
    yield one(
        "row",
        page("row", inside="<table><tr><td>a<td>b<tr>" + "".join(f"<td>cell {n}" for n in range(20_000)) + "</table>"),
        last_words("row"),
        "cell 19999",
    )
    yield one(
        "span-wide",
        page("span-wide", inside="<table><tr><td colspan=999999999 rowspan=99999999>a<td>b<tr><td>c<td>d</table>"),
    )
    ladder = "<ul>" + "".join(f"<li>rung {n} of the ladder is loose<ul>" for n in range(150))
    yield one("ladder", page("ladder", inside=ladder), last_words("ladder"), "rung 149 of the ladder is loose")
    yield one(
        "ladder-deep",
        page("ladder-deep", inside="<ul>" + "".join(f"<li>rung {n} of the ladder is loose<ul>" for n in range(2_500))),
        last_words("ladder-deep"),
        "rung 2499 of the ladder is loose",
    )
    yield one(
        "numbers",
        page("numbers", inside="<ol start=999999999999999999><li value=-5e9>one<li value='٣'>two<li>three</ol>"),
    )
    yield one(
        "terms",
        page("terms", inside="<dl>" + "".join(f"<dt>term {n}<dd>told {n}" for n in range(5_000)) + "</dl>"),
        last_words("terms"),
        "told 4999",
    )
    yield one(
        "classes",
        page(
            "classes",
            body=f' class="{"w " * 60_000}" id="{"w" * 60_000}"',
            inside=f'<p class="{"sidebar-" * 20_000}">x</p>',
        ),
    )
    yield one(
        "prefixed",
        '<?xml version="1.0"?><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body>'
        + "".join(f"<h:p>{line}</h:p>" for line in paragraphs("prefixed"))
        + "</h:body></h:html>",
        ending="xhtml",
    )
    feed = "".join(
        f"<item><title>Weir {n}</title><description><![CDATA[{''.join(f'<p>{line}</p>' for line in paragraphs(f'feed {n}'))}]]></description></item>"
        for n in range(3)
    )
    yield one(
        "feed",
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Weir</title>{feed}</channel></rss>',
        last_words("feed 0"),
        last_words("feed 2"),
    )
    yield one("two-pages", page("two-pages") + page("second page"), last_words("two-pages"), last_words("second page"))
    yield one(
        "short-tags",
        page("short-tags", inside="<p/The keeper said no./ <b<i>bold</b</i> <>x</> </ p> <p\n\n\n>He left.</p\n>"),
        last_words("short-tags"),
        "He left.",
    )
    yield one(
        "references",
        page(
            "references",
            inside="<p>&foo; &#xFFFFFFFFFF; &#0; &#xD800; &#x110000; &amp;#27; &NotEqualTilde; &#128;5 &ltno&gt</p>",
        ),
        last_words("references"),
        "€5",
    )
    yield one("no-tags", plain("no-tags"))
    yield one("page-in-text", page("page-in-text"), ending="txt", never=("<p>",))
    yield one("page-in-md", page("page-in-md"), ending="md", never=("<p>",))
    yield one(
        "base",
        page(
            "base",
            head='<meta charset="utf-8"><base href="javascript:alert(1)//">',
            inside='<a href="//[::1">x</a><a href="http://[">y</a>',
        ),
    )
    zalgo = "w" + "\u0335\u0489" * 20_000 + "\u0e49" * 5_000 + "\ufe0f" * 5_000
    yield one("zalgo", page("zalgo", title=zalgo, inside=f"<p>{zalgo}</p>"))
    yield one("joiners", page("joiners", inside="<p>" + "\U0001f469\u200d" * 30_000 + "\U0001f1e6" * 30_000 + "</p>"))
    yield one(
        "ruby",
        page("ruby", inside="<p><ruby>堰<rp>(</rp><rt>せき</rt><rp>)</rp></ruby>は閉じた。</p>"),
        last_words("ruby"),
        "堰",
    )
