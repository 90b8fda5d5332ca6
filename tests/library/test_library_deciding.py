"""Lines and names that the user decided about, and passages that were noted: kept, followed, undone, found again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from library_samples import VERSION, article, fill, found, quoted_article

from reader.article import Article, Role
from reader.decisions import Decision, Kind, Reach
from reader.errors import UsageError
from reader.library.library import Library
from reader.library.model import Note
from reader.library.placing import NOWHERE, placed
from reader.library.query import parse

FOLLOW = "Follow us wherever you are"
LETTER = "Sign up for our letter"


def followed(text: str = "The mill burnt.", **more: str) -> Article:
    return article(f"{text}\n\n{FOLLOW}", **more)  # type: ignore[arg-type]  # title, url and so on as `article` has them


def block_of(library: Library, number: int, line: str) -> int:
    shown = library.article(number)
    assert shown is not None
    return [block.text for block in shown.blocks].index(line)


def text_of(library: Library, number: int) -> str:
    shown = library.article(number)
    assert shown is not None
    return shown.text


def names(library: Library, number: int) -> list[tuple[str, str]]:
    shown = library.article(number)
    assert shown is not None
    return [(entity.name, entity.type) for entity in shown.entities]


def passages(library: Library, number: int) -> list[tuple[str, str]]:
    """Return the words that each note is drawn on, and its own words."""
    shown = library.article(number)
    assert shown is not None
    return [
        (shown.blocks[note.anchor.block].text[note.anchor.offset : note.anchor.offset + note.length], note.words)
        for note in library.notes(number)
    ]


# lines


def test_a_line_is_hidden_here_only(library: Library) -> None:
    one, two = fill(library, {"/n/a": followed("A."), "/n/b": followed("B.")})
    assert library.hide_line(one, block_of(library, one, FOLLOW)) == f"Hide the line “{FOLLOW}” in one article"
    assert text_of(library, one) == "A."
    assert text_of(library, two) == f"B.\n\n{FOLLOW}"
    stored = library.stored_article(one)
    assert stored is not None
    assert FOLLOW in stored.text, "the program's own reading is untouched"


def test_a_line_is_hidden_wherever_the_site_has_it(library: Library) -> None:
    here, there, elsewhere = fill(
        library,
        {
            "/n/a": followed("A.", url="https://www.ven.example/a"),
            "/m/b": followed("B.", url="http://ven.example/b"),
            "/n/c": followed("C.", url="https://other.example/c"),
        },
    )
    library.hide_line(here, block_of(library, here, FOLLOW), reach=Reach.SITE)
    assert [text_of(library, number) for number in (here, there)] == ["A.", "B."]
    assert FOLLOW in text_of(library, elsewhere)


def test_a_line_is_hidden_in_a_folder_and_those_below(library: Library) -> None:
    here, below, beside = fill(library, {"/n/a": followed("A."), "/n/sub/b": followed("B."), "/nn/c": followed("C.")})
    library.hide_line(here, block_of(library, here, FOLLOW), reach=Reach.FOLDER)
    assert [text_of(library, number) for number in (here, below)] == ["A.", "B."]
    assert FOLLOW in text_of(library, beside)


def test_a_site_is_called_as_it_calls_itself_a_host_as_it_is(library: Library) -> None:
    here, hosted = fill(
        library,
        {
            "/n/a": followed("A.", site="The Ven Valley Post"),
            "/n/b": followed("B.", site="The Ven Valley Post", url="https://www.ven.example/b"),
        },
    )
    block = block_of(library, here, FOLLOW)
    said = f"ide lines like “{FOLLOW}” from The Ven Valley Post"
    assert library.hide_line(here, block, reach=Reach.SITE) == f"H{said}"
    (rule,) = library.decisions(here)
    assert rule.place == "the ven valley post"
    assert library.sentence(rule) == f"h{said}"
    assert library.drop_decision(rule.number) == f"Taken back: h{said}"
    assert library.hide_line(hosted, block, reach=Reach.SITE).endswith(" from ven.example")
    assert library.add_decision(Decision(Kind.HIDE_LINE, Reach.SITE, "no such post", "x")).endswith("no such post")


def test_a_removed_line_is_kept(library: Library) -> None:
    (one,) = fill(library, {"/n/a": article()})
    library.keep_line(one, block_of(library, one, LETTER))
    assert text_of(library, one).endswith(LETTER)


def test_a_site_without_an_address_is_known_by_its_name(library: Library) -> None:
    with_address, by_name = fill(library, {"/n/a": followed("A.", url="https://ven.example/a"), "/n/b": followed("B.")})
    library.add_decision(Decision(Kind.HIDE_LINE, Reach.SITE, "ven post", FOLLOW))
    assert [text_of(library, number) for number in (with_address, by_name)] == ["A.", "B."]


def test_what_makes_no_sense_is_said(library: Library) -> None:
    (one, nameless) = fill(library, {"/n/a": followed(), "/n/b": article("B.", site=None)})
    title = block_of(library, one, "Bridge shut")
    acts: list[Callable[[], object]] = [
        lambda: library.hide_line(one, title),
        lambda: library.hide_line(one, block_of(library, one, LETTER)),
        lambda: library.keep_line(one, block_of(library, one, FOLLOW)),
        lambda: library.hide_line(one, 99),
        lambda: library.hide_line(one, -1),
        lambda: library.hide_line(999, 0),
        lambda: library.hide_line(nameless, 1, reach=Reach.SITE),
        lambda: library.drop_decision(7),
        lambda: library.add_decision(Decision(Kind.HIDE_LINE, Reach.ARTICLE, "", FOLLOW)),
        lambda: library.add_decision(Decision(Kind.HIDE_LINE, Reach.SITE, "ven.example", " ")),
    ]
    for act in acts:
        with pytest.raises(UsageError):
            act()
    assert library.decisions() == []
    assert library.undo() is None


def test_the_opposite_of_a_rule_takes_it_back(library: Library) -> None:
    (one,) = fill(library, {"/n/a": followed()})
    block = block_of(library, one, FOLLOW)
    library.hide_line(one, block)
    assert library.keep_line(one, block).startswith("Taken back: hide the line")
    assert library.decisions() == []
    assert FOLLOW in text_of(library, one)


def test_the_opposite_in_a_folder_below_leaves_the_wider_rule(library: Library) -> None:
    above, below = fill(library, {"/n/a": followed("A."), "/n/sub/b": followed("B.")})
    block = block_of(library, above, FOLLOW)
    library.hide_line(above, block, reach=Reach.FOLDER)
    library.keep_line(below, block, reach=Reach.FOLDER)
    assert text_of(library, above) == "A."
    assert FOLLOW in text_of(library, below)


def test_a_rule_for_the_site_holds_where_the_line_was_kept_before(library: Library) -> None:
    (one,) = fill(library, {"/n/a": article(url="https://ven.example/a")})
    block = block_of(library, one, LETTER)
    library.keep_line(one, block)
    library.hide_line(one, block, reach=Reach.SITE)
    assert LETTER not in text_of(library, one), "what is done is seen"
    library.undo()
    assert LETTER in text_of(library, one)


def test_what_was_decided_here_can_be_extended_to_the_site(library: Library) -> None:
    one, two = fill(
        library,
        {"/n/a": followed("A.", url="https://ven.example/a"), "/n/b": followed("B.", url="https://ven.example/b")},
    )
    block = block_of(library, one, FOLLOW)
    library.hide_line(one, block)
    library.hide_line(one, block, reach=Reach.SITE)
    assert text_of(library, two) == "B."
    assert library.hide_line(one, block, reach=Reach.SITE).startswith("Nothing changed")


def test_a_wider_rule_that_a_nearer_one_overrules_is_refused(library: Library) -> None:
    (one,) = fill(library, {"/n/a": article(url="https://ven.example/a")})
    block = block_of(library, one, LETTER)
    library.keep_line(one, block, reach=Reach.SITE)
    with pytest.raises(UsageError, match="Another rule"):
        library.hide_line(one, block, reach=Reach.FOLDER)


def test_places_that_a_search_found_are_those_of_the_text_that_is_shown(library: Library) -> None:
    (one,) = fill(library, {"/n/a": article(f"{FOLLOW}\n\nThe miller slept.")})
    library.hide_line(one, block_of(library, one, FOLLOW))
    ((start, end),) = library.search(parse("miller"))[0].anchors
    assert text_of(library, one)[start:end] == "miller"
    assert library.search(parse("wherever"))[0].anchors == ()


def test_places_that_a_search_found_follow_the_nearest_rule_of_each_article(library: Library) -> None:
    text = f"{FOLLOW}\n\nThe miller slept."
    one, two, three, four = fill(
        library,
        {
            "/n/a": article(text, url="https://ven.example/a"),
            "/n/b": article(text, url="https://ven.example/b"),
            "/m/c": article(text, url="https://ven.example/c"),
            "/m/d": article(text, url="https://halm.example/d"),
        },
    )
    block = block_of(library, one, FOLLOW)
    library.hide_line(three, block, reach=Reach.FOLDER)
    library.hide_line(one, block, reach=Reach.SITE)
    library.keep_line(two, block)
    found = {hit.row.id: hit.anchors for hit in library.search(parse("miller"))}
    for number in (one, two, three, four):
        ((start, end),) = found[number]
        assert text_of(library, number)[start:end] == "miller"
    assert found[two] != found[one] == found[three] == found[four]


# names


def test_a_name_and_its_quotes_are_as_decided(library: Library) -> None:
    (one,) = fill(library, {"/n/a": quoted_article()}, analysed=1)
    assert library.rename_name(one, "Ada Brun", "PERSON", " Ada  Berg ") == "Call “Ada Brun” “Ada Berg” in one article"
    assert names(library, one)[0] == ("Ada Berg", "PERSON")
    shown = library.article(one)
    assert shown is not None
    assert shown.quotes[0].speaker == "Ada Berg"
    library.retype_name(one, "Ven Works", "ORG", "PLACE")
    library.hide_name(one, "Ada Berg", "PERSON")
    assert names(library, one) == [("Ven Works", "PLACE")]
    for _ in range(3):
        library.undo()
    assert names(library, one) == [("Ada Brun", "PERSON"), ("Ven Works", "ORG")]


def test_a_decision_on_a_name_that_makes_no_sense_is_said(library: Library) -> None:
    (one,) = fill(library, {"/n/a": quoted_article()}, analysed=1)
    acts: list[Callable[[], object]] = [
        lambda: library.rename_name(one, "Ida Berg", "PERSON", "I. Berg"),
        lambda: library.rename_name(one, "Ada Brun", "PERSON", "  "),
        lambda: library.retype_name(one, "Ada Brun", "PERSON", "RIVER"),
        lambda: library.merge_names(one, "Ada Brun", "PERSON", "Ada Brun"),
        lambda: library.merge_names(one, "Ada Brun", "PERSON", "Ven Works"),
        lambda: library.split_name(one, "Ada Brun", "PERSON", "Tom"),
        lambda: library.split_name(one, "Ada Brun", "PERSON", "Ada Brun"),
        lambda: library.hide_name(one, "Ven Works", "PLACE"),
    ]
    for act in acts:
        with pytest.raises(UsageError):
            act()
    assert library.decisions() == []


# notes


def test_a_passage_is_highlighted_noted_changed_and_dropped(library: Library) -> None:
    (one,) = fill(library, {"/n/a": article("The bridge over the Ven is shut.\n\nIt leaks.")})
    assert library.notes(one) == []
    library.add_note(one, 2, 3, 8)
    library.add_note(one, 1, 4, 10, " look at this ")
    assert passages(library, one) == [("bridge", "look at this"), ("leaks", "")]
    library.edit_note(library.notes(one)[0].number, "and at that")
    assert passages(library, one) == [("bridge", "and at that"), ("leaks", "")]
    library.drop_note(library.notes(one)[1].number)
    assert passages(library, one) == [("bridge", "and at that")]
    states = []
    while library.undo():
        states.append(passages(library, one))
    assert states == [
        [("bridge", "and at that"), ("leaks", "")],
        [("bridge", "look at this"), ("leaks", "")],
        [("leaks", "")],
        [],
    ]
    while library.redo():
        pass
    assert passages(library, one) == [("bridge", "and at that")]


def test_a_note_that_makes_no_sense_is_said(library: Library) -> None:
    (one,) = fill(library, {"/n/a": article("Two words.")})
    acts: list[Callable[[], object]] = [
        lambda: library.add_note(one, 1, 3, 3),
        lambda: library.add_note(one, 1, 3, 4),
        lambda: library.add_note(one, 1, 90, 99),
        lambda: library.add_note(one, 9, 0, 3),
        lambda: library.add_note(999, 0, 0, 3),
        lambda: library.add_note(one, 1, 0, 3, "x" * 20_001),
        lambda: library.edit_note(5, "x"),
        lambda: library.drop_note(5),
    ]
    for act in acts:
        with pytest.raises(UsageError):
            act()
    assert library.notes(one) == []
    assert library.undo() is None


def test_a_note_stays_on_its_words_when_the_file_is_saved_again(library: Library) -> None:
    fill(library, {"/n/a": article("The Ven rose. The Ven fell.\n\nIt leaks.")})
    one = library.find("/n/a") or 0
    library.add_note(one, 1, 14, 21, "fell")
    fill(library, {"/n/a": article("First of all.\n\nUpdate: The Ven rose. The Ven fell.\n\nIt leaks.")})
    (note,) = library.notes(one)
    assert (note.anchor.block, note.anchor.offset) == (2, len("Update: The Ven rose. "))
    fill(library, {"/n/a": article("All is written anew.")})
    (note,) = library.notes(one)
    assert (note.placed, note.length, note.passage) == (False, 0, "The Ven")


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (["a", "the Ven rose"], (1, 4, 3)),
        (["a", "Ven, Ven, the Ven"], (1, 5, 3)),
        (["x Ven", "b", "the Ven rose"], (2, 4, 3)),
        (["a", "b"], NOWHERE),
        ([], NOWHERE),
    ],
)
def test_a_passage_is_found_again(texts: list[str], place: tuple[int, int, int]) -> None:
    assert placed(texts, 1, 4, "Ven") == place


def test_a_passage_is_found_again_whatever_its_spacing() -> None:
    where = placed(["a", "So  the river\nVen rose high."], 5, 70, "the river Ven  rose")
    assert where == (1, 4, 18)
    assert placed(["xx", "yy"], -3, 10**12, "x\ty") == NOWHERE


def test_noted_articles_come_newest_first_and_can_be_narrowed(library: Library) -> None:
    old, new, none = fill(
        library,
        {
            "/n/old": article("The mill burnt.", published="2024-01-01", title="Old"),
            "/n/new": article("The Ven rose.", published="2026-01-01", title="New"),
            "/n/none": article("Nothing here.", published="2025-01-01", title="None"),
        },
    )
    library.add_note(old, 1, 4, 8)
    library.add_note(new, 1, 4, 7, "why")
    library.set_archived([old], True)
    assert [(row.title, len(notes)) for row, notes in library.noted()] == [("New", 1), ("Old", 1)]
    assert [row.title for row, _ in library.noted(parse("mill is:all"))] == ["Old"]
    library.set_scope(["/n/new"])
    assert [row.title for row, _ in library.noted()] == ["New"]
    assert none


def test_notes_of_a_file_that_is_gone_are_counted_and_come_back_with_it(library: Library) -> None:
    (one,) = fill(library, {"/n/a": article("The mill burnt.")})
    library.add_note(one, 1, 4, 8)
    library.sync(["/n"], [], [], version=VERSION)
    assert list(library.noted()) == []
    assert library.notes_without_article() == 1
    fill(library, {"/n/b": article("The mill burnt.")})
    assert [row.path for row, _ in library.noted()] == ["/n/b"]
    assert library.notes_without_article() == 0


# both, and the article


def decide_all(library: Library) -> int:
    """Hide a line, rename a person and note a passage in /n/a.txt."""
    number = library.find("/n/a.txt")
    assert number is not None
    library.hide_line(number, block_of(library, number, "The bridge over the Ven is shut."))
    library.rename_name(number, "Ada Brun", "PERSON", "Ada Berg")
    leak = block_of(library, number, "“It leaks,” said Ada Brun of the Ven Works.")
    library.add_note(number, leak, 1, 9, "really?")
    return number


def decided(library: Library, path: str) -> None:
    number = library.find(path)
    assert number is not None
    assert text_of(library, number) == "“It leaks,” said Ada Brun of the Ven Works."
    assert names(library, number)[0] == ("Ada Berg", "PERSON")
    assert passages(library, number) == [("It leaks", "really?")]


@pytest.mark.parametrize("index_deleted", [False, True])
@pytest.mark.parametrize("new", ["/n/renamed.txt", "/m/elsewhere/a.txt", "/n/a.txt"])
def test_what_was_decided_follows_a_file_that_is_renamed_or_moved(
    paths: tuple[Path, Path], new: str, index_deleted: bool
) -> None:
    with Library.open(*paths) as library:
        fill(library, {"/n/a.txt": quoted_article(), "/n/b.txt": article("The Ven rose.")}, analysed=1)
        decide_all(library)
        decided(library, "/n/a.txt")
    if index_deleted:
        paths[0].unlink()
    with Library.open(*paths) as library:
        library.sync(["/n", "/m"], [found(new, 7, 7), found("/n/b.txt")], [], version=VERSION)
        fill(library, {new: quoted_article(), "/n/b.txt": article("The Ven rose.")}, analysed=1)
        decided(library, new)
        other = library.find("/n/b.txt")
        assert other is not None
        assert library.decisions(other) == []
        assert library.notes(other) == []


def test_what_was_decided_reaches_into_the_next_session_and_can_be_undone_there(paths: tuple[Path, Path]) -> None:
    with Library.open(*paths) as library:
        fill(library, {"/n/a.txt": quoted_article()}, analysed=1)
        decide_all(library)
    with Library.open(*paths) as library:
        decided(library, "/n/a.txt")
        assert [library.undo() for _ in range(4)][3] is None
        assert library.decisions() == []
    with Library.open(*paths, read_only=True) as library:
        assert library.notes(library.find("/n/a.txt") or 0) == []


def test_two_readers_see_each_others_decisions(paths: tuple[Path, Path]) -> None:
    with Library.open(*paths) as one, Library.open(*paths) as two:
        fill(one, {"/n/a.txt": quoted_article()}, analysed=1)
        decide_all(one)
        decided(two, "/n/a.txt")
        two.undo()
        assert one.notes(one.find("/n/a.txt") or 0) == []


def test_a_decision_is_seen_inside_a_batch(library: Library) -> None:
    (one,) = fill(library, {"/n/a": followed()})
    library.hide_line(one, block_of(library, one, FOLLOW))
    with library.batch():
        assert text_of(library, one) == "The mill burnt."


def test_a_decision_is_dropped_by_its_number(library: Library) -> None:
    (one,) = fill(library, {"/n/a": followed()})
    library.hide_line(one, block_of(library, one, FOLLOW))
    (decision,) = library.decisions()
    assert library.decisions(one) == [decision]
    assert library.drop_decision(decision.number).startswith("Taken back: hide the line")
    assert library.decisions() == []
    with pytest.raises(UsageError):
        library.drop_decision(decision.number)
    library.undo()
    assert library.decisions() == [decision]


def test_marks_notes_and_decisions_share_one_log(library: Library) -> None:
    (one,) = fill(library, {"/n/a": followed()})
    acts: list[Callable[[], object]] = [
        lambda: library.toggle_star([one]),
        lambda: library.add_note(one, 1, 0, 3),
        lambda: library.hide_line(one, block_of(library, one, FOLLOW)),
        lambda: library.add_tag([one], "mill"),
    ]

    def state() -> tuple[bool, list[Note], list[Decision], tuple[str, ...]]:
        (row,) = library.rows([one])
        return row.starred, library.notes(one), library.decisions(), row.tags

    history = []
    for act in acts:
        history.append(state())
        act()
    end = state()
    for before in reversed(history):
        library.undo()
        assert state() == before
    while library.redo():
        pass
    assert state() == end


def test_a_kept_line_stays_out_of_the_analysis(library: Library) -> None:
    """The program's own text is what is analysed: what it finds is stored by its own offsets."""
    (one,) = fill(library, {"/n/a": article()})
    library.keep_line(one, block_of(library, one, LETTER))
    stored = library.stored_article(one)
    assert stored is not None
    assert [block.role for block in stored.blocks if block.text == LETTER] == [Role.REMOVED]
    assert library.store_analysis(one, [], [], version=5, text=stored.text)
