"""Nothing from a file acts: not on the terminal, not as markup, not as a program."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest
import rich.control
import textual.content
from rich.text import Text
from textual.content import Content
from tui_desk import RunDesk, screen_text

from reader import tui
from reader.article import Article, Block, Entity, FoundFile, Quote, Role
from reader.library.library import Library
from reader.tui.links import LinkError, browser, check, open_address
from reader.tui.safety import drawn, strip_controls_everywhere

SOURCES = sorted(Path(tui.__file__).parent.rglob("*.py"))
TAKES_MARKUP = {
    "Static",
    "Label",
    "Button",
    "Checkbox",
    "RadioButton",
    "Collapsible",
    "Tab",
    "Option",
    "Markdown",
    "Tooltip",
}


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_widgets_get_content_and_never_a_string(path: Path) -> None:
    for call in calls(path):
        name = name_of(call)
        assert name not in ("from_markup", "from_ansi", "Markdown", "notify"), f"{path.name}:{call.lineno}"
        assert not any(word.arg == "markup" and not _is_false(word.value) for word in call.keywords), path.name
        if name in TAKES_MARKUP or name == "update":
            for value in [*call.args, *(word.value for word in call.keywords if word.arg == "content")]:
                is_content = isinstance(value, ast.Call) and name_of(value) == "Content"
                assert is_content or name == "update", f"{path.name}:{call.lineno}: {name} gets a string"
                assert not isinstance(value, ast.JoinedStr | ast.Constant), f"{path.name}:{call.lineno}"
        if name in ("border_title", "tooltip"):
            pytest.fail(f"{path.name}:{call.lineno}")


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_shell_no_titles_no_tooltips(path: Path) -> None:
    source = path.read_text("utf-8")
    assert "shell=True" not in source
    assert "os.system" not in source
    assert "webbrowser" not in source
    assert not re.search(r"\.(?:tooltip|border_title|border_subtitle)\s*=", source)


def test_the_private_tables_that_strip_controls_are_where_they_were() -> None:
    strip_controls_everywhere()
    bad = "a\x1b]0;x\x07b\x9bc\u202ed\x00e"
    assert Content(bad).plain == "a]0;xbcde"
    assert Text(bad).plain == "a]0;xbcde"
    assert 0x1B in textual.content._CONTROL_STRIP_TRANSLATE
    assert 0x1B in rich.control._CONTROL_STRIP_TRANSLATE


def test_a_drawn_line_keeps_its_length_and_holds_no_control() -> None:
    bad = "a\x1b[2Jb\tc\nd\x85\u202ee"
    assert drawn(bad) == "a [2Jb c d  e"
    assert len(drawn(bad)) == len(bad)


HOSTILE = "\x1b]52;c;aGFoYQ==\x07 [@click=app.quit]sale[/] [/b] [TODO] [$primary] \x9b31m \u202e[[x]] \\"


def hostile() -> Article:
    blocks = tuple(Block(f"{role} {HOSTILE}", role, reason=HOSTILE) for role in Role)
    article = Article(
        blocks=blocks,
        title=f"Title {HOSTILE}",
        byline=HOSTILE,
        site=HOSTILE,
        url="https://x.example/[@click=app.quit]",
        published="2027-01-01",
        tags=(HOSTILE,),
        warnings=(HOSTILE,),
        confidence=0.1,
    )
    return Article(
        blocks=blocks,
        title=article.title,
        byline=HOSTILE,
        site=HOSTILE,
        published="2027-01-01",
        warnings=(HOSTILE,),
        confidence=0.1,
        entities=(Entity(HOSTILE, "PERSON", ((0, 5),), aliases=(HOSTILE, "x"), note=HOSTILE),),
        quotes=(Quote(0, 8, "direct", speaker=HOSTILE, cue=HOSTILE),),
    )


async def test_hostile_text_is_shown_letter_for_letter_in_every_view(run_desk: RunDesk, library: Library) -> None:
    # straight into the library, as if the first gate had been forgotten
    library.store(FoundFile("/articles/h\x1b[31m.html", 9, 9), [hostile()], version=1, analysed=1)
    library.store_failure(FoundFile("/articles/f.html", 9, 9), "empty", f"Failed {HOSTILE}", version=1)
    async with run_desk((140, 40)) as (app, pilot):
        written: list[str] = []
        assert app._driver is not None
        app._driver.write = written.append  # type: ignore[assignment] # the only way to see the bytes
        turn = "right_square_bracket"
        await pilot.press(*["enter", "x", "i", "y", "right_parenthesis", "Y", "3", "enter"], turn, turn, turn, "enter")
        assert "[@click=app.quit]sale[/] [/b] [TODO] [$primary]" in screen_text(app)
        for y in range(0, 38, 4):
            for x in range(1, 140, 23):
                await pilot.click(offset=(x, y))
        await pilot.press("1")
        await pilot.pause(0.35)
        await pilot.press("ctrl+f", *"sale")
        await pilot.pause(0.2)
        await pilot.press("escape", "G")
        await pilot.pause(0.04)
        assert app.is_running
        assert app.return_code is None
        output = "".join(written)
        assert "\x1b]0;" not in output
        assert "\x9b" not in output
        assert "\u202e" not in output
        assert "aGFoYQ" not in output.replace("]52;c;aGFoYQ==", "")
        assert "\x1b]52;c;aGFoYQ==" not in output


# links


@pytest.mark.parametrize(
    "url",
    [
        "https://tarn-courier.example/a?b=c&d=%20#e",
        "http://x.example:8080/",
        "mailto:desk@tarn-courier.example",
        "HTTPS://X.EXAMPLE/",
    ],
)
def test_web_and_mail_addresses_pass_unchanged(url: str) -> None:
    assert check(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "javascript://x.example/%0aalert(1)",
        "ftp://x.example/a",
        "data:text/html,x",
        "--help",
        "-https://x.example",
        "https://-x.example/",
        "https://",
        "https:///path",
        "https://good.example@evil.example/",
        "https://x.example/a b",
        "https://x.example/a\nb",
        'https://x.example/"',
        "https://x.example/`id`",
        "https://x.example/\x1b]0;x\x07",
        "https://x.example:99999999/",
        "https://[::1/",
        "mailto:-x@y.example",
        "mailto:",
        "",
        "https://x.example/" + "a" * 5000,
        "vbscript:x",
        "//x.example/",
    ],
)
def test_anything_else_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(LinkError) as caught:
        check(url)
    assert caught.value.message.endswith((".", ":"))


def test_the_browser_gets_the_address_as_one_word_and_no_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "browse"
    out = tmp_path / "out"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > {out}.new && mv {out}.new {out}\n')
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{script} --new %s")
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def popen(*args: object, **options: object) -> subprocess.Popen[bytes]:
        process = real(*args, **options)  # type: ignore[call-overload] # passed on as they came
        started.append(process)
        return process  # type: ignore[no-any-return] # it is one

    monkeypatch.setattr(subprocess, "Popen", popen)
    url = "https://x.example/$(touch%20x);a&b'c*"
    assert open_address(url) == "browse"
    started[0].wait(10)
    assert out.read_text().splitlines() == ["2", "--new", url]


def test_without_a_browser_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "no-such-browser %s")
    monkeypatch.setenv("PATH", "/nowhere")
    assert browser() is None
    with pytest.raises(LinkError, match="Set BROWSER"):
        open_address("https://x.example/")


async def test_the_original_opens_only_after_its_address_was_shown_and_confirmed(
    run_desk: RunDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def browse(url: str) -> str:
        opened.append(url)
        return "browse"

    monkeypatch.setattr("reader.tui.links.open_address", browse)
    async with run_desk() as (app, pilot):
        await pilot.press("enter", "o")
        assert "https://tarn-courier.example/bridge" in screen_text(app)
        await pilot.press("escape")
        assert opened == []
        await pilot.press("o", "enter")
        await pilot.pause()
        assert opened == ["https://tarn-courier.example/bridge"]
        assert app.desk.status.said == "Sent to browse."


async def test_reading_starts_no_program_and_opens_no_connection(run_desk: RunDesk) -> None:
    import sys

    seen: list[str] = []
    watching = True

    def hook(event: str, _arguments: tuple[object, ...]) -> None:
        if watching and event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "socket.connect"):
            seen.append(event)

    sys.addaudithook(hook)
    try:
        async with run_desk() as (_, pilot):
            await pilot.press(
                "enter", "space", "x", "right_parenthesis", "3", "enter", "J", "y", "question_mark", "escape"
            )
    finally:
        watching = False
    assert seen == []
