from __future__ import annotations

import random

import pytest
from cleaning_samples import BODY

from reader.article import Article, Block, Role
from reader.cleaning.fingerprints import FolderLines, hide_folder_lines, line_hashes, site_key

NOTE = "The Courier was founded in 1902 and has reported on the coast in every year since then."
MENU = "Tides Weather Ferries Notices"


def article(number: int, *, title: str | None = None, site: str = "courier.example", extra: str = "") -> Article:
    one, two, three = (chr(97 + number + step) for step in range(3))
    body = (
        f"Boat number {one}{number} left {two}quay for the {three}bank on the first fine day of the spring tides.",
        f"Its skipper, a {one}man from the {two}hills, had never seen water wider than the {three}pond before.",
    )
    lines = [MENU, f"{number + 3} comments so far", *body, *([extra] if extra else []), NOTE]
    blocks = tuple(Block(line, Role.PARAGRAPH) for line in lines)
    return Article(blocks, title=title or f"Boat {chr(97 + number)} leaves", url=f"https://www.{site}/boats/{number}")


def folder(*articles: Article) -> FolderLines:
    lines = FolderLines()
    for one in articles:
        lines.add(one)
    return lines


def test_lines_that_two_of_five_stories_share_are_hidden() -> None:
    articles = [article(number) for number in range(5)]
    shown = hide_folder_lines(articles[0], folder(*articles))
    assert shown.text == "\n\n".join(block.text for block in articles[0].blocks[2:4])
    assert [block.reason for block in shown.blocks if not block.shown] == [
        "folder-line",
        "folder-line",
        "standing-note",
    ]


def test_numbers_do_not_tell_lines_apart() -> None:
    assert line_hashes(article(1)) & line_hashes(article(2)) == line_hashes(
        Article((Block(MENU, Role.PARAGRAPH), Block("9 comments so far", Role.PARAGRAPH), Block(NOTE, Role.PARAGRAPH)))
    )


def test_a_copy_of_a_story_counts_once() -> None:
    one, copy = article(1), article(1)
    assert hide_folder_lines(one, folder(one, copy)) == one


def test_the_same_text_under_another_headline_counts_once() -> None:
    one, copy = article(1), article(1, title="Off goes boat b")
    assert hide_folder_lines(one, folder(one, copy)) == one


def test_another_sites_lines_do_not_count() -> None:
    one, other = article(1), article(2, site="herald.example")
    assert hide_folder_lines(one, folder(one, other)) == one


def test_counts_do_not_depend_on_order_and_can_be_taken_back() -> None:
    articles = [article(number) for number in range(12)]
    shuffled = articles.copy()
    random.Random(4).shuffle(shuffled)
    forward, backward = folder(*articles[:8]), folder(*shuffled)
    for one in articles[8:]:
        backward.remove(one)
    assert all(forward.shared(one) == backward.shared(one) for one in articles)


def test_taking_back_what_was_never_added_changes_nothing() -> None:
    lines = folder(article(1), article(2))
    lines.remove(article(3))
    assert lines.shared(article(1)) == folder(article(1), article(2)).shared(article(1))


def test_above_five_stories_two_are_not_enough() -> None:
    articles = [article(number, extra=BODY[3] if number < 2 else "") for number in range(8)]
    assert BODY[3] in hide_folder_lines(articles[0], folder(*articles)).text


def test_a_quotation_in_the_middle_of_the_body_stays() -> None:
    quote = '"We would rather mend it than mourn it," said Hanne Brook, who chairs the board of the harbour.'
    blocks = [Block(text, Role.PARAGRAPH) for text in (*BODY[:2], quote, *BODY[3:5])]
    one = Article(tuple(blocks), title="One", url="https://courier.example/1")
    assert quote in hide_folder_lines(one, line_hashes(one)).text


def quoting(line: str, at: int) -> Article:
    """A story with a line that its file sets as a quotation before paragraph `at`."""
    blocks = [Block(text, Role.PARAGRAPH) for text in BODY]
    blocks.insert(at, Block(line, Role.QUOTATION))
    return Article(tuple(blocks), title="One", url="https://courier.example/1")


def test_a_short_sentence_set_as_a_quotation_in_the_middle_stays() -> None:
    line = "We will stand here until it is mended."
    shared = line_hashes(Article((Block(line, Role.QUOTATION),)))
    assert line in hide_folder_lines(quoting(line, 3), shared).text


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("Sign up for our weekly letter about the coast.", 3),
        ("Help us to keep the lamps of the coast burning.", 3),
        ("More about the bridge", 3),
        ("We will stand here until it is mended.", len(BODY)),
    ],
)
def test_a_box_set_as_a_quotation_or_one_at_the_end_goes(line: str, at: int) -> None:
    shared = line_hashes(Article((Block(line, Role.QUOTATION),)))
    assert line not in hide_folder_lines(quoting(line, at), shared).text


def test_the_title_is_never_hidden() -> None:
    one = Article((Block("Notices", Role.TITLE), Block("Notices", Role.PARAGRAPH)), title="Notices")
    assert hide_folder_lines(one, line_hashes(one)).blocks[0].role is Role.TITLE


def test_hashes_are_the_same_in_every_run() -> None:
    assert line_hashes(Article((Block("Tides and weather", Role.PARAGRAPH),))) == {7975250964353690846}


def test_a_broken_address_is_no_site() -> None:
    assert site_key(Article((), url="http://[broken")) == ""


def guessed(*lines: str, frame: int = 12) -> tuple[Article, frozenset[int]]:
    """An article whose page has `frame` lines of its site and `lines` that only the scorer held for residue."""
    site = tuple(Block(f"{chr(97 + at)}site menu", Role.REMOVED, "menu", 0.9) for at in range(frame))
    guesses = tuple(Block(line, Role.REMOVED, "unlike-article", 0.93) for line in lines)
    whole = Article((*site, Block(BODY[0], Role.PARAGRAPH), *guesses, Block(BODY[1], Role.PARAGRAPH)), title="Boats")
    return whole, line_hashes(Article(site))


def test_short_lines_that_no_other_story_has_are_given_back_where_the_frame_is_known() -> None:
    lines = ("Hanne Brook", "Tove Lind", "Jens Moll", "Else Marn")
    whole, shared = guessed(*lines)
    assert all(line in hide_folder_lines(whole, shared).text for line in lines)
    unknown, shared = guessed(*lines, frame=3)
    assert not any(line in hide_folder_lines(unknown, shared).text for line in lines)


def test_a_scrap_or_what_the_rules_hid_is_not_given_back() -> None:
    whole, shared = guessed("Hanne Brook")
    assert "Hanne Brook" not in hide_folder_lines(whole, shared).text
    whole, shared = guessed(*BODY[2:4])
    advert = Block("Harbour cruises at half the price", Role.REMOVED, "advert", 0.95)
    whole = Article((*whole.blocks, advert), title="Boats")
    text = hide_folder_lines(whole, shared).text
    assert BODY[3] in text
    assert advert.text not in text


def headed(*lines: str) -> tuple[Article, frozenset[int]]:
    """An article of a known frame with `lines` between its paragraphs that only the scorer held for headlines."""
    whole, shared = guessed()
    guesses = [Block(line, Role.REMOVED, "teaser", 0.9) for line in lines]
    return Article((*whole.blocks[:-1], *guesses, whole.blocks[-1]), title="Boats"), shared


def test_a_headline_alone_between_paragraphs_is_a_subhead_where_the_frame_is_known() -> None:
    whole, shared = headed("What the survey found below the water")
    assert "What the survey found below the water" in hide_folder_lines(whole, shared).text


def test_two_headlines_in_a_row_stay_hidden() -> None:
    whole, shared = headed("Old ferry sold for scrap", "Winter market moves indoors")
    text = hide_folder_lines(whole, shared).text
    assert "Old ferry sold for scrap" not in text
    assert "Winter market moves indoors" not in text
