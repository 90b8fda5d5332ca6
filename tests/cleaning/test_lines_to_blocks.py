from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article import RawBlock, Role
from reader.cleaning.blocks import Piece, pieces


def blocks(text: str) -> list[Piece]:
    return pieces([RawBlock(line) for line in text.split("\n")])


def texts(text: str) -> list[str]:
    return [piece.text for piece in blocks(text)]


WRAPPED = """\
The new tram line to Saltby opened on a wet Sunday, eleven months late
and two stops short, but with enough passengers to fill the first nine
cars of the day. The last two stops will open when the sea wall stands.

The operator says that nobody should expect them before the next winter
has passed, as the concrete has to dry for at least a hundred days."""


def test_hard_wrapped_lines_are_joined() -> None:
    found = texts(WRAPPED)
    assert len(found) == 2
    assert "eleven months late and two stops short, but with enough passengers" in found[0]


def test_a_paragraph_a_line_stays_a_paragraph_a_line() -> None:
    lines = ["The ferry left at noon.", "It was late", "Nobody on the quay seemed to mind very much about it."]
    assert texts("\n".join(lines)) == lines


def test_a_word_broken_at_a_line_end_is_mended() -> None:
    broken = WRAPPED.replace("eleven months late\nand", "eleven months late in-\ndeed and")
    assert "late indeed and two" in texts(broken)[0]


def test_a_compound_at_a_line_end_keeps_its_hyphen() -> None:
    broken = WRAPPED.replace("wet Sunday, eleven months late\nand", "Sunday after a delay so well-\nknown and")
    assert "so well-known and two stops" in texts(broken)[0]


def test_list_items_are_blocks_of_their_own_with_their_continuation() -> None:
    items = "- a shelter at the lane,\n- the machine, which was sent to\n  the wrong town,\n- toilets."
    found = blocks(f"Three things are missing:\n\n{items}")
    assert [piece.text for piece in found[1:]] == [
        "- a shelter at the lane,",
        "- the machine, which was sent to the wrong town,",
        "- toilets.",
    ]
    assert {piece.role for piece in found[1:]} == {Role.LIST}


def test_a_sentence_broken_by_a_line_end_is_joined_where_blank_lines_part_paragraphs() -> None:
    assert texts("Notes\n\nThis is about Alice Farrow\nwho visited Lisbon\nlast week. Farrow met the mayor.")[1] == (
        "This is about Alice Farrow who visited Lisbon last week. Farrow met the mayor."
    )


def test_neighbouring_lines_without_evidence_are_not_joined() -> None:
    assert texts("Intro text here.\n\nHanne Brook\nHanne Brook waits at the quay.")[1:] == [
        "Hanne Brook",
        "Hanne Brook waits at the quay.",
    ]


def test_a_poem_keeps_its_lines() -> None:
    poem = "The tide comes in,\nthe tide goes out,\nand no one counts\nthe stones about."
    assert texts(f"He read this aloud at the quay.\n\n{poem}\n\nThen he went home.")[1] == poem


def test_code_and_tables_keep_their_lines() -> None:
    code = "    for boat in boats:\n        count(boat)\n    return total(boats)"
    table = "Boat | Crew | Year\nMinnow | 3 | 1999\nHeron | 5 | 2004"
    found = blocks(f"This is how.\n\n{code}\n\n{table}")
    assert (found[1].role, found[1].text) == (Role.CODE, code)
    assert (found[2].role, found[2].text) == (Role.TABLE, table)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=90), max_size=30))
def test_no_character_is_lost_but_spaces_and_line_end_hyphens(lines: list[str]) -> None:
    got = "".join("".join(piece.text.split()) for piece in pieces([RawBlock(line) for line in lines]))
    assert got.replace("-", "") == "".join("".join(line.split()) for line in lines).replace("-", "")


COLUMN = """Some two thousand towns-
people lined the banks of the
river yesterday to see the new
bridge opened by the Lord Lieu-
tenant, Sir Godfrey Harcastle.
The bridge replaces the one that
was swept away in the flood.

"It is a bridge for our grand-
children," said Sir Godfrey."""


def test_a_narrow_newspaper_column_that_breaks_words_is_joined() -> None:
    assert texts(COLUMN) == [
        "Some two thousand townspeople lined the banks of the river yesterday to see the new bridge opened by the Lord "
        "Lieutenant, Sir Godfrey Harcastle. The bridge replaces the one that was swept away in the flood.",
        '"It is a bridge for our grandchildren," said Sir Godfrey.',
    ]


def test_narrow_lines_that_break_no_words_stay_as_they_are() -> None:
    menu = "Soup of the day with bread\nHerring in oatmeal\nApple tart and cream\nTea for two"
    assert texts(menu) == menu.split("\n")
