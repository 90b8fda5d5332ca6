from __future__ import annotations

from collections.abc import Callable

import pytest
from cleaning_samples import BODY, TITLE

from reader.article import Article, Draft, RawBlock, Role
from reader.cleaning import clean

Story = Callable[..., Article]


def hidden(article: Article) -> dict[str, str | None]:
    return {block.text: block.reason for block in article.blocks if not block.shown}


def test_a_clean_story_stays_whole(story: Story) -> None:
    article = story()
    assert article.text == "\n\n".join(BODY)
    assert hidden(article) == {}
    assert article.confidence == 1.0


@pytest.mark.parametrize("place", [1, 3, None])
@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Advertisement", "advert"),
        ("Sign up for our free morning briefing and never miss a story.", "newsletter"),
        ("Read more: Ferry timetable redrawn", "related"),
        ("Subscribe for full access to the Courier. Cancel anytime.", None),
        ("Listen to this article (4 min)", "player"),
        ("Share Tweet Email Print", "share"),
        ("Updated 5 March 2024, 10:32 GMT", None),
    ],
)
def test_residue_goes_wherever_it_stands(story: Story, line: str, reason: str | None, place: int | None) -> None:
    article = story(line, at=place)
    assert article.text == "\n\n".join(BODY)
    assert reason is None or hidden(article)[line] == reason


def test_nothing_is_deleted(story: Story) -> None:
    lines = ("Advertisement", "Most read", "Ferry delayed for a third day", "© 2024 Courier Media")
    assert [block.text for block in story(*lines).blocks] == [TITLE, *BODY, *lines]


def test_a_sentence_that_quotes_somebody_about_a_newsletter_stays(story: Story) -> None:
    line = '"Sign up for the newsletter, they told us, and nobody ever wrote," said Hanne Brook of the harbour board.'
    assert line in story(line, at=3).text


def test_an_article_about_newsletters_keeps_its_sentences(cleaned: Callable[..., Article]) -> None:
    body = (
        "The three newsletters of the valley have found more subscribers than its last printed paper ever had.",
        "Each newsletter lands in an inbox before breakfast, and most subscribers open it within the hour.",
        "Readers who join a newsletter stay for years, according to the university that counted the emails.",
        "Publishers ask you to subscribe to a newsletter because an inbox is cheaper than a printing press.",
        "The oldest newsletter of the valley began as an email to forty subscribers about a flooded cellar.",
    )
    assert cleaned("How newsletters took the valley", *body).text == "\n\n".join(body)


def test_headlines_after_a_label_go_with_it(story: Story) -> None:
    lines = ("Related stories", "Ferry timetable redrawn for the winter", "Lighthouse keeper retires after forty years")
    assert set(lines) <= set(hidden(story(*lines, at=4)))


def test_a_subhead_between_paragraphs_stays(story: Story) -> None:
    article = story("What happens next", at=3)
    assert [block.role for block in article.blocks if block.text == "What happens next"] == [Role.SUBHEAD]


def test_a_list_without_a_label_stays(story: Story) -> None:
    lines = ("- new bearings for the pivot", "- a handrail on the north side", "- lamps along the quay")
    article = story(*lines, at=4)
    assert [block.text for block in article.blocks if block.role is Role.LIST] == list(lines)


def test_results_above_the_text_stay(cleaned: Callable[..., Article]) -> None:
    rows = tuple(f"{place} Rider Number{place} {5000 - place} 5 1 17" for place in range(1, 12))
    article = cleaned("Final standings of the harbour cup", *rows, BODY[0], BODY[1])
    assert all(row in article.text for row in rows)


def test_corrections_and_editors_notes_stay(story: Story) -> None:
    notes = (
        "Correction: An earlier version of this story misstated the year of the second survey.",
        "Editor's note: this story was updated after the vote to add the board's statement.",
    )
    article = story("Most read", *notes)
    assert all(note in article.text for note in notes)


def test_wire_credits_and_notes_about_the_writer_go(story: Story) -> None:
    credit = "(Reporting by Sunita Rao in Saltby; Editing by Karl Benn)"
    bio = "Sunita Rao is a reporter for the Courier who covers the coast. She lives in North Averley."
    assert hidden(story(credit)) == {credit: "bio"}
    assert hidden(story(bio)) == {bio: "bio"}


def test_a_person_who_is_a_reporter_stays_in_the_story(story: Story) -> None:
    line = "Ida Moll is a reporter who lost her way on the bridge last winter and wrote a book about the night."
    assert line in story(line, at=2).text


def test_after_a_tail_label_short_lines_go(story: Story) -> None:
    lines = ("Most popular", "Ferry timetable redrawn", "Weather", "Sport")
    assert set(lines) <= set(hidden(story(*lines)))


def test_prose_after_read_more_is_not_cut_off(story: Story) -> None:
    article = story("Read more", at=2)
    assert article.text == "\n\n".join(BODY)


def test_when_most_would_go_nothing_goes_and_the_reader_is_told(cleaned: Callable[..., Article]) -> None:
    lines = (
        "Sign up for our daily newsletter and get the best stories of the coast in your inbox every single morning.",
        "Subscribe to our weekly newsletter to receive our guide to the tides straight to your inbox on Fridays.",
        "Get our weekend newsletter in your inbox and read what our readers liked best in the week that was.",
    )
    article = cleaned(*lines)
    assert all(line in article.text for line in lines)
    assert article.warnings
    assert article.confidence < 0.5


def test_labels_above_the_text_go_and_a_standfirst_stays(cleaned: Callable[..., Article]) -> None:
    standfirst = "The board in Saltby chose repair over a new bridge, against the engineers' first advice."
    article = cleaned("Local news", TITLE, standfirst, "Kim Ode", *BODY)
    assert "Local news" not in article.text
    assert article.text.startswith(standfirst)


def test_a_page_reader_that_drops_a_block_is_believed() -> None:
    blocks = (
        RawBlock("Home News Sport", main=False, dropped="menu"),
        *(RawBlock(text, main=True) for text in BODY),
        RawBlock("Ferry timetable redrawn for the winter months to come", main=False),
    )
    article = clean(Draft("html", blocks, title=TITLE))
    assert article.text == "\n\n".join(BODY)
    assert [block.reason for block in article.blocks if not block.shown] == ["menu", "page"]


def test_of_what_a_page_reader_keeps_only_plain_wording_goes() -> None:
    blocks = (
        RawBlock("Claim", main=True),
        *(RawBlock(text, main=True) for text in BODY),
        RawBlock("Sign up for our daily newsletter", main=True),
    )
    article = clean(Draft("html", blocks, title=TITLE))
    assert article.text == "\n\n".join(("Claim", *BODY))


def test_the_roles_that_a_format_states_are_kept() -> None:
    blocks = (
        RawBlock(TITLE, hint=Role.TITLE, level=1),
        RawBlock(BODY[0]),
        RawBlock("The second survey", hint=Role.SUBHEAD, level=2),
        *(RawBlock(text) for text in BODY[1:]),
        RawBlock("pivot = worn", hint=Role.CODE),
    )
    article = clean(Draft("markdown", blocks))
    roles = [block.role for block in article.blocks]
    assert (article.title, roles[0], roles[2], roles[-1]) == (TITLE, Role.TITLE, Role.SUBHEAD, Role.CODE)
    assert article.blocks[2].level == 2


def test_a_whole_pages_text_loses_its_menus_and_keeps_its_story(cleaned: Callable[..., Article]) -> None:
    above = ("Home", "News", "Sport", "Weather", "Log in", "Subscribe", "Search", "Menu", "Newsletters", "E-paper")
    teasers = tuple(f"Ferry number {n} delayed again this week" for n in range(14))
    below = (
        "Share",
        "Comments",
        "Most read",
        *teasers,
        "Privacy policy",
        "Terms of use",
        "Contact us",
        "© 2024 Courier",
    )
    article = cleaned(*above, "Follow us on Facebook", TITLE, *BODY, *below, title=TITLE)
    assert article.text == "\n\n".join(BODY)


def test_german_residue_goes(cleaned: Callable[..., Article]) -> None:
    body = (
        "Der Hafenausschuss von Saltby hat am Dienstag beschlossen, die alte Brücke offen zu halten.",
        "Die Ingenieure hatten im Mai gewarnt, dass der Zapfen abgenutzt ist, doch er kann ersetzt werden.",
        "Autos werden in der Zwischenzeit über den Viadukt geleitet, was den Weg in die Stadt verlängert.",
    )
    article = cleaned("Brücke bleibt offen", body[0], "Anzeige", body[1], "Lesen Sie auch: Fähre fällt aus", body[2])
    assert article.text == "\n\n".join(body)
    assert article.language == "de"


def test_an_empty_draft_is_an_empty_article() -> None:
    for kind in ("text", "html", "markdown", "json"):
        assert clean(Draft(kind, ())).text == ""
        assert clean(Draft(kind, (RawBlock(""), RawBlock("  ")))).text == ""


def test_a_long_headline_in_capitals_between_paragraphs_goes_and_a_subhead_in_capitals_stays(story: Story) -> None:
    teaser, subhead = "FERRY CREWS DELIGHTED WITH THE NEW COFFEE ON BOARD THE HERON", "WHAT HAPPENS NEXT"
    article = story(teaser, at=3)
    assert hidden(article) == {teaser: "teaser"}
    assert subhead in story(subhead, at=3).text


def test_the_list_after_tags_goes(story: Story) -> None:
    assert set(hidden(story("Tags", "harbour, swing bridge, Saltby, ferry"))) == {
        "Tags",
        "harbour, swing bridge, Saltby, ferry",
    }


def test_a_name_alone_between_hidden_lines_goes(story: Story) -> None:
    lines = ("Advertisement", "Sunita Rao", "Read more: Ferry delayed")
    assert set(hidden(story(*lines, at=3))) == set(lines)


def test_a_name_between_paragraphs_stays(story: Story) -> None:
    assert "Sunita Rao" in story("Sunita Rao", at=3).text


def test_a_headline_printed_twice_on_one_line_goes(story: Story) -> None:
    line = "Ferry crews get new coffee Ferry crews get new coffee"
    assert hidden(story(line, at=4)) == {line: "teaser"}
