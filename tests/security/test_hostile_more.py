"""P1, P7: terminal pictures, hidden writing, odd documents: the text comes out, and nothing in it acts."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path

import pytest

from reader.cli import main

ESC = "\x1b"
LAST = "The note of the parish ended with the word sluicegate."
BODY = (
    "The lock keeper of Ostervik said on Monday that the sluice would open before the frost.",
    "“Nobody has waited longer than the millers,” said Runa Teil, who keeps the books.",
    LAST,
)
ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)


def text(before: str) -> str:
    return "Sluice waits\n\n" + before + "\n\n" + "\n\n".join(BODY) + "\n"


def page(before: str, head: str = "", after: str = "") -> str:
    body = "".join(f"<p>{line}</p>" for line in BODY)
    top = f"<html><head><meta charset=utf-8><title>Sluice</title>{head}</head><body>{before}"
    return f"{top}<article><h1>Sluice</h1>{body}</article>{after}</body></html>"


def mail(subject: str) -> str:
    word = base64.b64encode(subject.encode()).decode()
    return (
        f"Subject: =?utf-8?B?{word}?=\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=x-unknown-9\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{base64.encodebytes(page('').encode()).decode()}"
    )


STORY = "\n\n".join(BODY)
CASES: dict[str, str | bytes] = {
    "kitty.txt": text(f"{ESC}_Ga=T,f=100;AAAA{ESC}\\ a picture"),
    "sixel.txt": text(f"{ESC}Pq#0;2;0;0;0#0~~@@vv{ESC}\\ a picture"),
    "request.txt": text(f'{ESC}P$q"p{ESC}\\ \x90+q544e\x9c {ESC}c'),
    "link.txt": text(f"{ESC}]8;;http://evil.example{ESC}\\press here{ESC}]8;;{ESC}\\"),
    "clipboard.txt": text(f"{ESC}]52;c;AAAA\x07 {ESC}]1337;File=inline=1:AAAA\x07"),
    "c1.txt": text("\u009b2J\u009d0;title\u009c\u0090x\u009c"),
    "references.html": page("<p>&#27;]52;c;x&#7; &#x9b;31m &#155; &#128; &#0; &#xD800; &#1114111;</p>"),
    "escapes.json": json.dumps({"title": "Sluice \u001b[2J", "text": STORY + "\u009b31m\u202e"}),
    "quoted.md": '---\ntitle: "Sluice \\x1b]0;x\\a"\nauthor: "R\\u202Euna"\n---\n\n' + STORY,
    "subject.mhtml": mail(f"{ESC}[2JSluice"),
    "tags.txt": text("tags \U000e0041\U000e0042\U000e007f hidden"),
    "turned.txt": text("\u2066\u202eturned\u202c\u2069 \u061c\u200e\u200f"),
    "flood.txt": text("a" + "\u0301" * 5000 + " " + "\u0e33" * 3000 + " " + "x\ufe0f\ufe00\U000e0100" * 500),
    "families.txt": text("\U0001f469\u200d\U0001f469\u200d\U0001f467" * 500),
    "halves.txt": text("\ud800 \udfff \uffff\ufdd0\U0010ffff"),
    "ends.txt": text("one\u2028two\u2029three\x85four\x0bfive\x0csix\x1c\x1d\x1e"),
    "bold.html": page("<b>" * 9000),
    "cells.html": page("<table><tr><td>" * 3000),
    "options.html": page("<select><option>" * 4000),
    "data.html": page("", after=f"<script type='application/ld+json'>{'[' * 50_000}</script>"),
    "elsewhere.html": page("<frameset><frame src=/etc/passwd></frameset>", head="<base href='file:///etc/'>"),
    "entities.html": page("<!DOCTYPE a [<!ENTITY a 'aaaa'>" + "<!ENTITY b '&a;&a;&a;'>" * 50 + "]>&b;"),
    "anchors.md": "---\na: &a [x]\n" + "".join(f"k{n}: [*a,*a]\n" for n in range(300)) + "---\n\n" + STORY,
    "objects.md": "---\ntitle: !!python/object/apply:os.abort []\n---\n\n" + STORY,
    "braces.md": "---\ntitle: " + "{a: " * 900 + "\n---\n\n" + STORY,
    "open.md": "---\ntitle: Sluice\n\n" + STORY,
    "deep.md": ">" * 3000 + " deep\n\n" + "- " * 2000 + "x\n\n" + STORY,
    "ticks.md": "`" * 20_001 + "\n\n" + STORY,
    "numbers.json": '{"title": "Sluice", "date": 1e400, "author": [[["R"]]], "text": ' + json.dumps(STORY) + "}",
    "days.json": json.dumps({"title": "Sluice", "date": "9" * 4000, "tags": {"a": 1}, "text": STORY}),
    "mixed.jsonl": json.dumps({"title": "Sluice", "text": STORY}) + '\n{"title": "half\n[1,2\nNaN\n{"text": 5}',
    "members.txt.gz": gzip.compress(text("").encode()[:100]) + gzip.compress(text("").encode()[100:]) + b"\0\0\0",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("more")
    for name, data in CASES.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    return folder


def test_p7_every_text_comes_out_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["show", "--no-analysis", "--format", "jsonl", str(folder)])
    found: dict[str, str] = {}
    for line in capsys.readouterr().out.splitlines():
        article = json.loads(line)
        name = Path(article["file"]).name
        found[name] = found.get(name, "") + "\n" + " ".join(article["text"].split())
    assert [name for name in CASES if LAST not in found.get(name, "")] == []


@pytest.mark.parametrize("form", ["text", "markdown", "jsonl"])
def test_p1_nothing_of_them_acts_in_any_form(folder: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    main(["show", "--no-analysis", "--removed", "--format", form, str(folder)])
    said = capsys.readouterr()
    assert ACTS.search(said.out) is None
    assert ACTS.search(said.err) is None
    assert len(said.out) > 10_000
