"""Hostile pages: bombs of depth, attributes and size, entities, broken markup, mail archives, compression."""

# ruff: noqa: E501 - samples stand on one line, as they are in their files

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator

from hostile_cases import EITHER, REASON, Case, case, last_words, page, paragraphs, plain


def bomb_cases() -> Iterator[Case]:
    """Small pages that cost naive parsers minutes, gigabytes, or the article."""
    deep = {
        name: tag * count
        for name, tag, count in (
            ("div-250", "<div>", 250),
            ("div-300", "<div>", 300),
            ("div-2100", "<div>", 2_100),
            ("div-60000", "<div>", 60_000),
            ("section", "<section>", 900),
            ("blockquote", "<blockquote>", 1_500),
            ("list", "<ul><li>", 1_500),
            ("table", "<table><tr><td>", 900),
            ("span", "<span>", 5_000),
            ("font", "<font>", 4_000),
            ("inline", "<b><i><u>", 2_000),
            ("custom", "<x-weir>", 3_000),
            ("details", "<details><summary>", 1_200),
            ("form", "<form><fieldset>", 2_000),
            ("dl", "<dl><dd>", 1_000),
            ("svg", "<svg><g>", 1_500),
            ("a", "<a href=x>", 3_000),
            ("p", "<p>", 20_000),
        )
    }
    for name, before in deep.items():
        yield case("bomb", f"deep-{name}", f"bomb/deep-{name}.html", page(name, before=before), [last_words(name)])
        if name in ("list", "table", "inline", "blockquote", "custom"):
            mark = f"after {name}"
            yield case(
                "bomb", f"deep-after-{name}", f"bomb/after-{name}.html", page(mark, after=before), [last_words(mark)]
            )
    for name, before, after in (
        ("svg-open", "<svg>", "<svg></svg>"),
        ("svg-shut-late", "<div><svg viewBox='0 0 1 1'>", "</svg></div><svg><path/></svg>"),
        ("comment-odd", "<!-- a -- b --!><!-->", "<!-- c -->"),
        ("script-in-attribute", "<a title='<script>'>x</a>", "<script>1</script>"),
        (
            "markup-in-attribute",
            '<a data-html="<p>x</p><svg><!-- <style>" href=y>x</a>',
            "<svg></svg><style></style><!-- -->",
        ),
        ("quote-open", '<a href="x>y</a>', '<p class="z">w</p>'),
    ):
        yield case("bomb", name, f"bomb/{name}.html", page(name, before=before, after=after), [last_words(name)])
    floods = {
        "attributes": ("before", "<div " + " ".join(f"a{n}=1" for n in range(30_000)) + ">x</div>"),
        "same-attribute": ("before", "<div " + "a=1 " * 40_000 + ">x</div>"),
        "value": ("before", f'<div data-x="{"A" * 10_500_000}">x</div>'),
        "image": ("inside", f'<img src="data:image/png;base64,{"QUJD" * 300_000}">'),
        "css-image": ("inside", f'<p style="background:url(data:image/png;base64,{"QUJD" * 200_000})">x</p>'),
        "br": ("inside", "<br>" * 100_000),
        "br-mixed": ("inside", "<br/> <BR >\n<br class=x>" * 30_000),
        "hr": ("inside", "<hr>" * 50_000),
        "comments": ("inside", "<!--" * 20_000),
        "comment-open": ("after", "<!-- never shut " + "x" * 100_000),
        "cdata": ("inside", "<![CDATA[" * 8_000),
        "marked": ("inside", "<![<![" * 8_000),
        "less-than": ("after", "<" * 150_000),
        "ampersands": ("inside", "<p>" + "&" * 100_000 + "</p>"),
        "references": ("inside", "<p>" + "&#120;" * 60_000 + "</p>"),
        "huge-reference": ("inside", "<p>&#" + "9" * 50_000 + ";</p>"),
        "quotes-open": ("inside", '<a href="' + "x" * 50_000),
        "doctypes": ("before", "<!DOCTYPE html>" * 10_000),
        "processing": ("before", "<?weir " * 20_000),
        "close-tags": ("before", "</div>" * 60_000),
        "scripts": ("inside", "<script>x</script>" * 15_000),
        "script-open": ("after", "<script>var weir = '</p>';"),
        "style-open": ("after", "<style>p { color: red"),
        "textarea-open": ("after", "<textarea>" + "x" * 1000),
        "noscript": ("inside", "<noscript>" * 2_000),
        "select": ("inside", "<select>" + "<option>x" * 20_000 + "</select>"),
        "cells": ("inside", "<table><tr>" + "<td>1" * 8_000 + "</table>"),
        "rows": ("inside", "<table>" + "<tr><td>1<td>2" * 8_000 + "</table>"),
        "links": ("after", "".join(f'<a href="/{n}">more {n}</a>' for n in range(8_000))),
        "paragraphs": (
            "inside",
            "".join(f"<p>Plank {n} of the old sill was lifted by hand.</p>" for n in range(4_000)),
        ),
        "one-paragraph": ("inside", f"<p>{'The water rose and fell again. ' * 25_000}</p>"),
        "same-paragraphs": ("inside", "<p>The water rose and fell again at the weir.</p>" * 5_000),
        "metas": ("head", '<meta charset="utf-8">' + '<meta name="author" content="Bram Okoro">' * 8_000),
        "json-ld": ("head", '<meta charset="utf-8"><script type="application/ld+json">' + "[" * 20_000 + "</script>"),
        "json-ld-many": (
            "head",
            '<meta charset="utf-8">' + '<script type="application/ld+json">{"@type":"X"}</script>' * 2_000,
        ),
        "ids": ("inside", "".join(f"<i id={n}>x</i>" for n in range(10_000))),
        "templates": ("inside", "<template>" * 500 + "GHOST" + "</template>" * 500),
        "frames": ("inside", "<iframe srcdoc='&lt;p&gt;x'></iframe>" * 5_000),
        "nul": ("inside", "<p>we\0ir</p>" * 1_000),
    }
    for name, (place, flood) in floods.items():
        html = page(name, **{place: flood})
        yield case("bomb", name, f"bomb/{name}.html", html, [last_words(name)], never=["var weir", "color: red"])


def entity_cases() -> Iterator[Case]:
    """Entities that expand, include other files, or decode to what terminals act on."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs("entity"))
    laughs = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    for name, declared, used in (
        ("laughs", laughs, "&a9;"),
        ("quadratic", f'<!ENTITY a "{"ha" * 20_000}">', "&a;" * 10_000),
        ("file", '<!ENTITY a SYSTEM "../../outside/secret.txt">', "&a;"),
        ("file-url", '<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
        ("parameter", '<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;', "&a;"),
        ("recursive", '<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"),
    ):
        for ending in ("xhtml", "html"):
            data = (
                f'<?xml version="1.0"?>\n<!DOCTYPE html [{declared}]>\n<html xmlns="http://www.w3.org/1999/xhtml"><head>'
                f"<title>Weir</title></head><body><article>{body}<p>{used}</p></article></body></html>"
            )
            yield case(
                "entity",
                f"{name}-{ending}",
                f"entity/{name}.{ending}",
                data,
                [last_words("entity")],
                never=["OUTSIDE", "root:", "hahahahaha"],
            )
    yield case(
        "entity",
        "xinclude",
        "entity/xinclude.xhtml",
        page(
            "xinclude",
            inside='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="../../outside/secret.txt" parse="text"/>',
        ),
        [last_words("xinclude")],
        never=["OUTSIDE"],
    )
    yield case(
        "entity",
        "remote",
        "entity/remote.html",
        page(
            "remote",
            head='<base href="file:///"><meta http-equiv=refresh content="0;url=http://127.0.0.1:9"><link rel=stylesheet href="http://127.0.0.1:9/x">',
            inside='<img src="http://127.0.0.1:9/pixel"><object data="file:///etc/passwd"></object><iframe src="/etc/passwd"></iframe>',
        ),
        [last_words("remote")],
        never=["root:"],
    )


def mail(
    mark: str,
    *,
    kind: str = 'multipart/related; boundary="gate"',
    coding: str = "8bit",
    shut: bool = True,
    first: str = "",
    rest: str = "",
    charset: str = "utf-8",
) -> str:
    """Return a page as a browser saves it with its parts."""
    return (
        f"From: <Saved by a browser>\r\nSubject: Weir\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n{first}--gate\r\n"
        f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n{page(mark)}\r\n{rest}"
        + ("--gate--\r\n" if shut else "")
    )


def archive_cases() -> Iterator[Case]:
    """Archives: mail with too many or broken parts, compression bombs, names that climb."""
    image = "--gate\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lG\r\n"
    climbing = (
        '--gate\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename="../../outside/owned.html"\r\n'
        "Content-Location: file:///etc/passwd\r\n\r\n<p>x</p>\r\n"
    )
    nest = "x"
    for n in range(150):
        nest = f"--n{n}\r\nContent-Type: multipart/mixed; boundary=n{n + 1}\r\n\r\n{nest}\r\n"
    for name, saved in {
        "whole": mail("whole"),
        "open": mail("open", shut=False),
        "image-first": mail("image-first", first=image),
        "parts": mail("parts", rest=image * 5_000),
        "climbing": mail("climbing", rest=climbing),
        "nested": mail("nested", rest=nest),
        "charset": mail("charset", charset="x-none"),
        "headers": "".join(f"X-Weir-{n}: {'y' * 50}\r\n" for n in range(10_000)) + mail("headers"),
        "long-header": f"X-Weir: {'y' * 500_000}\r\n" + mail("long-header"),
        "no-boundary": mail("no-boundary", kind="multipart/related"),
        "qp": mail("qp", coding="quoted-printable"),
        "coding-unknown": mail("coding-unknown", coding="x-weir"),
    }.items():
        want = EITHER if name == "no-boundary" else "opens"
        yield case("mail", name, f"mail/{name}.mhtml", saved, [last_words(name)], want=want)
    yield case("mail", "base64-broken", "mail/b64.mhtml", mail("b64", coding="base64"), want=EITHER)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../outside/owned.txt", "climbed")
    for name, data, want in (
        ("bomb.html.gz", gzip.compress(b" " * 40_000_000, 9, mtime=0), REASON),
        ("cut.txt.gz", gzip.compress(plain("gz").encode(), mtime=0)[:-9], REASON),
        ("ok.txt.gz", gzip.compress(plain("gz").encode(), mtime=0), "opens"),
        ("twice.txt.gz", gzip.compress(gzip.compress(plain("gz").encode(), mtime=0), mtime=0), EITHER),
        ("book.epub", packed.getvalue(), REASON),
        ("zip.html", packed.getvalue(), REASON),
    ):
        yield case("archive", name, f"archive/{name}", data, [last_words("gz")] if want == "opens" else [], want=want)
