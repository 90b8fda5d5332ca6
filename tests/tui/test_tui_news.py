"""News from the indexer: rows come and texts change, but neither the cursor nor the open article moves."""

from __future__ import annotations

from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from tui_desk import RunDesk, bridge, screen_text, short, shows

from reader.article import Article, Block, FoundFile, Role
from reader.config.settings import Settings
from reader.errors import LibraryError
from reader.indexing import (
    AnalysisReady,
    ArticleReady,
    Event,
    Finished,
    NamesChanged,
    Progress,
    RowsChanged,
    Trouble,
)
from reader.library.library import Library
from reader.library.model import ReadState, Sort
from reader.library.query import Query
from reader.tui.application import ReaderApp
from reader.tui.desk.folders import known_folders, remember
from reader.tui.messages import Indexed


class Idle:
    """An indexer that does nothing."""

    def start(self) -> None:
        """Nothing runs."""

    def stop(self, timeout: float = 2.0) -> None:
        """Nothing runs."""

    def rescan(self) -> None:
        """Nothing runs."""

    def prioritise(self, ids: object) -> None:
        """Nothing runs."""


async def tell(app: ReaderApp, pilot: object, *events: Event) -> None:
    for event in events:
        app.post_message(Indexed(event))
    await pilot.pause(0.06)  # type: ignore[attr-defined] # a Pilot


async def test_new_rows_above_do_not_move_the_cursor_on_the_screen(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("j", "j", "j")
        view = app.desk.list
        current, line = view.current, view.cursor * view.row_height - view.top
        files = [FoundFile(f"/articles/new{number}.html", 10, number) for number in range(5)]
        for number, file in enumerate(files):
            library.store(file, [replace(short(number), published="2026-01-01", title=f"New {number}")], version=1)
        await tell(app, pilot, RowsChanged())
        assert view.current == current
        assert len(view.ids) == 18
        assert view.cursor == 8
        assert view.cursor * view.row_height - view.top == line


async def test_a_newer_text_keeps_the_place_in_the_open_article(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "space", "space")
        place = app.desk.view.position
        article = bridge()
        longer = replace(article, blocks=(Block("A new first paragraph.", Role.PARAGRAPH), *article.blocks), quotes=())
        library.store(FoundFile("/articles/00.html", 101, 1), [longer], version=1)
        await tell(app, pilot, ArticleReady(app.desk.opened.id), RowsChanged())
        reading = app.desk.opened.reading
        assert reading is not None
        assert reading.article.blocks[0].text == "A new first paragraph."
        part, start, end = reading.page.row(app.desk.view.top)
        assert place.context.split()[0] in reading.page.parts[part].text[start:end]


async def test_names_and_quotes_appear_when_they_are_found(run_desk: RunDesk, library: Library) -> None:
    article = bridge()
    bare = replace(article, entities=(), quotes=(), title="Just saved", published="2026-02-02")
    (number,) = library.store(FoundFile("/articles/fresh.html", 10, 1), [bare], version=1)
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "tab")
        assert "names and quotes not found yet" in screen_text(app)
        await tell(app, pilot, Progress(found=1, done=1, to_analyse=1))
        assert "looking for names and quotes" in screen_text(app)
        library.store_analysis(number, article.entities, article.quotes, version=1)
        await tell(app, pilot, AnalysisReady(number))
        text = screen_text(app)
        assert "Odile Farrant" in text
        assert "looking for names" not in text


async def test_names_that_did_not_come_are_no_longer_promised(run_desk: RunDesk, library: Library) -> None:
    bare = replace(bridge(), entities=(), quotes=(), title="Just saved", published="2026-02-02")
    library.store(FoundFile("/articles/fresh.html", 10, 1), [bare], version=1)
    async with run_desk((140, 24)) as (app, pilot):
        await tell(app, pilot, Progress(found=1, done=1, to_analyse=1), Trouble("The model is missing."))
        await tell(app, pilot, Finished("1 file: 1 read.", Progress(found=1, done=1, analysed=1, to_analyse=1)))
        text = screen_text(app)
        assert "looking for names" not in text
        assert "Not looked at yet." in text


async def test_the_open_article_stays_in_a_list_of_unread_ones_until_it_is_left(
    run_desk: RunDesk, library: Library
) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("f", *"is:unread", "enter", "enter", "G")
        article = app.desk.opened.id
        assert library.rows([article])[0].state is ReadState.READ
        await tell(app, pilot, RowsChanged())
        assert article in app.desk.list.ids
        assert app.desk.list.current == article


async def test_progress_stands_on_the_status_line_and_goes_when_all_is_done(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await tell(app, pilot, Progress(found=2000, done=412, unchanged=20))
        assert app.desk.status.work == "reading files 412/1,980"
        await tell(app, pilot, Progress(found=10, done=10, analysed=3, to_analyse=10))
        assert app.desk.status.work == "names and quotes 3/10…"
        done = Progress(found=10, done=10, analysed=10, to_analyse=10)
        await tell(app, pilot, Finished("10 files: 10 read, 0 unchanged.", done))
        assert app.desk.status.work == ""
        assert app.desk.status.said == "10 files: 10 read, 0 unchanged."


async def test_trouble_is_said_once_and_the_work_goes_on(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await tell(app, pilot, Trouble("Names are missing: [/b] no model."))
        assert "Names are missing: [/b] no model." in screen_text(app)


async def test_a_burst_of_the_same_news_counts_once() -> None:
    assert Indexed(RowsChanged()).can_replace(Indexed(RowsChanged()))
    assert Indexed(Progress()).can_replace(Indexed(Progress(found=1)))
    assert not Indexed(ArticleReady(1)).can_replace(Indexed(ArticleReady(2)))
    assert not Indexed(Progress()).can_replace(Indexed(RowsChanged()))


async def test_the_first_run_asks_for_a_folder_and_then_reads_it(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []

    class Fake(Idle):
        def __init__(self, paths: tuple[str, ...]) -> None:
            self.paths = paths

        def start(self) -> None:
            started.append(self.paths)

    monkeypatch.delenv("NO_COLOR", raising=False)
    with Library.open(None, None) as empty:
        app = ReaderApp(empty, lambda paths, _tell: Fake(tuple(paths)), Settings())  # type: ignore[arg-type,return-value] # a stand-in
        async with app.run_test(size=(100, 30)) as pilot:
            assert await shows(app, pilot, "Open a folder of saved articles")
            await pilot.press(*"/no/such/place", "enter")
            assert await shows(app, pilot, "There is no file or folder /no/such/place.")
            await pilot.press("ctrl+a", "ctrl+k", *str(tmp_path), "enter")
            await pilot.pause(0.1)
            assert started == [(str(tmp_path),)]
        # without a path the folders of the last time are looked at, never nothing: that would empty the library
        started.clear()
        again = ReaderApp(empty, lambda paths, _tell: Fake(tuple(paths)), Settings())  # type: ignore[arg-type,return-value] # a stand-in
        async with again.run_test(size=(100, 30)) as pilot:
            await pilot.pause(0.1)
            assert started == [(str(tmp_path),)]


def test_an_empty_article_has_no_status() -> None:
    from reader.library.model import ArticleRow, Stage
    from reader.tui.page.reading import Reading
    from reader.tui.page.status import reading_status
    from reader.tui.page.wording import UNICODE

    row = ArticleRow(1, "/x", 0, "x", None, None, None, 0, Stage.CLEAN)
    assert reading_status(Reading(row, Article(blocks=()), "/x"), 1.0, UNICODE) == []


async def test_a_library_that_is_being_filled_begins_at_its_newest_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    with Library.open(None, None) as library:
        app = ReaderApp(library, lambda _paths, _tell: Idle(), Settings(), paths=["/articles"])  # type: ignore[arg-type,return-value] # a stand-in
        async with app.run_test(size=(140, 30)) as pilot:
            for number in (9, 5, 1):  # the newest comes last
                library.store(FoundFile(f"/articles/{number}.html", 10, 1), [short(number)], version=1)
                await tell(app, pilot, RowsChanged())
            assert app.desk.list.cursor == 0
            assert "number 1 " in app.desk.list.current_row.title  # type: ignore[union-attr] # there is one
            await pilot.press("j")
            chosen = app.desk.list.current
            library.store(FoundFile("/articles/0.html", 10, 1), [short(0)], version=1)
            await tell(app, pilot, RowsChanged())
            assert app.desk.list.current == chosen


def test_folders_are_remembered_outermost_first_and_only_while_they_are_there(library: Library, tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    gone = tmp_path / "gone"
    remember(library, [str(inner)])
    remember(library, [str(tmp_path / "a"), str(gone)])
    assert known_folders(library) == (str(tmp_path / "a"),)
    gone.mkdir()
    assert known_folders(library) == (str(tmp_path / "a"), str(gone))


def test_folders_that_cannot_be_read_back_are_none(library: Library) -> None:
    for text in ("no json", "{}", "[1, null]"):
        library.put_setting("tui.folders", text)
        assert known_folders(library) == ()


async def test_one_file_opens_straight_in_the_reading_pane(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "one.html"
    path.write_text("x", "utf-8")
    library.set_scope([str(path)])
    app = ReaderApp(library, lambda _paths, _tell: Idle(), Settings(), paths=[str(path)])  # type: ignore[arg-type,return-value] # a stand-in
    async with app.run_test(size=(140, 30)) as pilot:
        await pilot.pause(0.1)
        assert app.desk.pane == "list"
        library.store(FoundFile(str(path), 1, 1), [bridge()], version=1)
        await tell(app, pilot, RowsChanged())
        assert app.desk.pane == "article"
        assert "Mayor Odile Farrant" in screen_text(app)


async def test_a_library_that_fails_is_said_and_the_program_reads_on(
    run_desk: RunDesk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("enter")

        def broken(*_arguments: object, **_options: object) -> None:
            raise LibraryError("The disk is full.", hint="Free some space.")

        for name in ("set_state", "toggle_star", "save_position", "put_setting", "ids", "rows", "search", "add_tag"):
            monkeypatch.setattr(library, name, broken)
        for keys in (
            ["r"],
            ["asterisk"],
            ["S"],
            ["J"],
            ["t", "x", "enter"],
            ["f", "z", "enter"],
            ["q", "G"],
            ["enter"],
        ):
            app.desk.say("")
            await pilot.press(*keys)
            assert app.is_running
        await pilot.press("asterisk")
        assert app.desk.status.said == "The disk is full. Free some space."
        await pilot.press("Q")
        await pilot.pause()
        assert app.return_code == 0


async def test_a_library_that_answers_nothing_still_starts_and_quits(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise LibraryError("The library is locked by another program.")

    for name in ("get_setting", "first_rows", "ids", "rows", "put_setting", "position", "article"):
        monkeypatch.setattr(library, name, broken)
    app = ReaderApp(library, None, Settings(), paths=["/articles"])
    async with app.run_test(size=(140, 30)) as pilot:
        assert await shows(app, pilot, "The library is locked by another program.")
        await pilot.press("j", "enter", "question_mark", "escape", "Q")
        await pilot.pause()
        assert app.return_code == 0


async def test_f5_looks_again_without_starting_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []

    class Counting(Idle):
        def start(self) -> None:
            looks.append("start")

        def rescan(self) -> None:
            looks.append("rescan")

    app = ReaderApp(library, lambda _paths, _tell: Counting(), Settings(), paths=["/articles"])  # type: ignore[arg-type,return-value] # a stand-in
    async with app.run_test(size=(140, 30)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("f5")
        assert looks == ["start", "rescan"]
        assert app.desk.status.said == "Looking for new and changed files."


@pytest.mark.parametrize(("query", "looks"), [("", 0), ("person:farrant", 1)])
async def test_names_that_come_are_no_reason_to_look_at_all_rows_again_unless_a_query_asks_for_them(
    run_desk: RunDesk, library: Library, monkeypatch: pytest.MonkeyPatch, query: str, looks: int
) -> None:
    async with run_desk((140, 30)) as (app, pilot):
        app.desk.shown.set_query(query)
        app.desk.refresh_rows()
        asked: list[object] = []
        ids = library.ids

        def counted(query: Query | None = None, sort: Sort = Sort.NEWEST) -> array[int]:
            asked.append(query)
            return ids(query, sort)

        monkeypatch.setattr(library, "ids", counted)
        await tell(app, pilot, NamesChanged(), NamesChanged(), NamesChanged())
        assert len(asked) == looks


async def test_rows_are_looked_at_again_when_the_keys_rest(
    run_desk: RunDesk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.desk.news.REST", 0.15)
    async with run_desk((140, 30)) as (app, pilot):
        await pilot.press("j")
        library.store(FoundFile("/articles/new.html", 10, 1), [short(3)], version=1)
        app.post_message(Indexed(RowsChanged()))
        for _ in range(4):
            await pilot.press("j")
            assert len(app.desk.list.ids) == 13
        for _ in range(60):
            if len(app.desk.list.ids) == 14:
                break
            await pilot.pause(0.02)
        assert len(app.desk.list.ids) == 14


def test_news_of_names_take_no_news_of_rows_away() -> None:
    assert not Indexed(RowsChanged()).can_replace(Indexed(NamesChanged()))
    assert not Indexed(NamesChanged()).can_replace(Indexed(RowsChanged()))
