"""What a publication says of itself at its article's edges, and what stands below a text by its form alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cleaning_samples import BODY, TITLE

from reader.article import Article, Block
from reader.cleaning import clean
from reader.cleaning.bylines import read_byline

Story = Callable[..., Article]

STORIES = ("• Ferry to Little Oxholm sold to a circus", "• Why the mayor of Brent grows leeks in his bath")


def hidden(article: Article) -> dict[str, str | None]:
    return {block.text: block.reason for block in article.blocks if not block.shown}


OF_ITSELF = [
    ("Tidewater Echo is a nonprofit newsroom that covers the coast from Oxholm to the border.", "rights"),
    ("Saltby Echo is a nonprofit newsroom that covers the coast from Oxholm to the border.", "rights"),
    ("This story was produced in collaboration with Open Harbour, a group of eleven local papers.", "rights"),
    (
        "Ines Tolland teaches law in Brent. The opinions in this column are his own and not those of the paper.",
        "rights",
    ),
    ("Nothing published here should be considered investment advice or a recommendation to buy.", "rights"),
    ("The Echo's reporting on ports is supported by a grant from the Lindqvist Foundation.", "donate"),
    ("Stay with Channel Nine for updates on this story, and stream us on Roku and Fire TV.", "app"),
]


@pytest.mark.parametrize(("line", "reason"), OF_ITSELF)
def test_what_a_publication_says_of_itself_goes_from_the_end(story: Story, line: str, reason: str) -> None:
    article = story(line)
    assert article.text == "\n\n".join(BODY)
    assert hidden(article)[line] == reason


@pytest.mark.parametrize("line", [line for line, _ in OF_ITSELF[:1]])
def test_between_paragraphs_the_same_sentence_is_the_story_s(story: Story, line: str) -> None:
    assert line in story(line, at=3).text


@pytest.mark.parametrize(
    "line",
    [
        "The bridge project is funded by a grant from the Lindqvist Foundation, the board said at the meeting.",
        "The survey is supported by a grant of the harbour fund and will be repeated in two years.",
        "Anyone who saw the damage being done can be heard by the harbour police, which can be reached on 101.",
        "Donations can be made at the harbour office, which had taken in six hundred crowns by Tuesday night.",
    ],
)
def test_the_last_sentence_of_a_story_about_money_or_witnesses_stays(story: Story, line: str) -> None:
    assert line in story(line).text


def test_a_story_about_a_nonprofit_newsroom_stays_whole(cleaned: Story) -> None:
    body = (
        "The Brent Lantern, a nonprofit newsroom that began in a shoe shop, will close at the end of the month.",
        "Its editor, Ida Moll, told the staff on Monday that two foundations had ended their grants in the spring.",
        "The Lantern is a nonprofit newsroom that six people ran, and it had some nine hundred members at the end.",
        "Membership had peaked three years ago, when the paper found out who owned the empty houses by the river.",
        "The archive of the Lantern is a gift to the county library, which will keep it open to everybody.",
    )
    article = cleaned("Newsroom in Brent shuts after eight years", *body)
    assert article.text == "\n\n".join(body)


CALLS = [
    "We apologize, but this video has failed to load.",
    "Have you been affected by the closure? Share your story with us by email.",
    "Please keep comments relevant and civil. Comments may take up to an hour to appear on the site.",
    "Subscribe to Harbour Talk wherever you get your podcasts.",
    "A post shared by Saltby Harbour (@saltbyharbour)",
    "If you buy something through links in our stories, we may earn a small commission.",
    "You can save this article by registering for free here.",
    "This story has not been edited by our staff and is published from a syndicated feed.",
    "Have we got something wrong? Tell us, or write to the editor.",
    "The best of our stories, every day, in your in-box.",
    "Media contact: Ida Moll, press office, +1 555 0142",
]


@pytest.mark.parametrize("place", [2, None])
@pytest.mark.parametrize("line", CALLS)
def test_a_call_goes_wherever_it_stands(story: Story, line: str, place: int | None) -> None:
    assert line not in story(line, at=place).text


@pytest.mark.parametrize(
    "line",
    [
        "A video shared by residents shows the bridge moving in the wind on the night of the storm.",
        "Dealers earn a ten percent commission on every berth that they sell, according to the board's report.",
        "Were you affected by the closure of the ferry?",
        "Tell us about your first summer on the bridge.",
        "Did you make this model of the bridge yourself?",
        "Could you tell us the story of the old pivot?",
        "Posts that were abusive were removed by the network within a day, the police said on Thursday.",
        "This device does not support more than four tonnes, so lorries have to go round by the viaduct.",
        "You can see more of the coast from the tower than from the hill behind the church.",
        "The data are stored for a year and shared with third parties, which the policy of the port allows.",
        "Members get two free crossings a week and can bring a dog, a bicycle or a grandmother.",
        "Seek legal advice from somebody who knows the law of the sea before you moor for the winter.",
    ],
)
def test_a_sentence_of_the_story_in_such_words_stays(story: Story, line: str) -> None:
    assert line in story(line, at=3).text


@pytest.mark.parametrize(
    ("line", "opening"),
    [
        ("Haben Sie einen Fehler entdeckt?", BODY[0]),
        ("Der Link wurde in die Zwischenablage kopiert.", BODY[0]),
        ("Tu navegador está configurado para bloquear JavaScript.", BODY[0]),
    ],
)
def test_english_texts_show_no_german_or_spanish_rule_at_work(story: Story, line: str, opening: str) -> None:
    """The cues of a language are asked in its texts alone."""
    assert opening in story(line, at=3).text


GERMAN = (
    "Der Hafenrat von Salzby hat am Dienstag beschlossen, die alte Drehbrücke für zwei weitere Winter offen zu halten.",
    "Ingenieure hatten im Mai gewarnt, dass der Zapfen verschlissen sei, doch die Lager lassen sich noch ersetzen.",
    "Die Reparatur wird nach einem Bericht, den der Rat in der vergangenen Woche vorlegte, ein Fünftel kosten.",
    "Autos werden in dieser Zeit über das Viadukt geleitet, was den Weg in die Stadt um vier Kilometer verlängert.",
    "Die Händler am Kai fürchten um das Geschäft im Sommer, wenn die Brücke noch länger geschlossen bleibt.",
)


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Haben Sie einen Fehler entdeckt?", True),
        ("Die Artikel-URL wurde erfolgreich in Ihrer Zwischenablage gespeichert.", True),
        ("Haben Sie einen Rat für junge Ingenieure, die an einer Drehbrücke arbeiten wollen?", False),
    ],
)
def test_german_calls_go_and_a_question_of_an_interview_stays(cleaned: Story, line: str, goes: bool) -> None:
    article = cleaned("Drehbrücke in Salzby bleibt offen", *GERMAN[:3], line, *GERMAN[3:])
    assert (line not in article.text) is goes


@pytest.mark.parametrize("line", ["6.42pm", "17 November", "Monday, 4 March"])
def test_a_day_or_hour_above_a_paragraph_is_its_heading(story: Story, line: str) -> None:
    assert line in story(line, at=3).text


@pytest.mark.parametrize("line", ["Updated 5 March 2024, 10:32 GMT", "15.47 GMT", "0:00 / 0:00"])
def test_a_page_s_stamp_in_the_same_place_goes(story: Story, line: str) -> None:
    assert line not in story(line, at=3).text


def test_the_hours_of_a_live_report_go(cleaned: Story) -> None:
    lines = [line for at, text in enumerate(BODY) for line in (f"{at + 1}:15pm", text)]
    assert cleaned(TITLE, *lines).text == "\n\n".join(BODY)


def test_headlines_with_bullets_below_the_text_go(story: Story) -> None:
    assert story(*STORIES).text == "\n\n".join(BODY)


@pytest.mark.parametrize(
    "lines",
    [
        ("The board named two other bridges that will be looked at in the spring:", *STORIES),
        ("• Mend the pivot of the swing bridge before the winter", "• Send cars over the viaduct in the meantime"),
        (STORIES[0],),
        ("• 3 pounds of grease from a good ship chandler", "• 2 bearings of the old kind that nobody makes"),
    ],
    ids=["announced", "about the story", "one", "ingredients"],
)
def test_a_list_of_the_article_s_own_stays(story: Story, lines: tuple[str, ...]) -> None:
    assert lines[-1] in story(*lines).text


def test_a_text_with_lists_keeps_its_last_one(story: Story) -> None:
    first = ("• Bearings that fit the pivot", "• A diver who knows the harbour")
    article = story(*first, at=2)
    lines = [block.text for block in article.blocks if block.shown]
    again = clean_lines(TITLE, *lines[1:], *STORIES)
    assert STORIES[0] in again.text


def clean_lines(*lines: str) -> Article:
    from reader.article import Draft, RawBlock

    return clean(Draft("text", tuple(RawBlock(line) for line in lines)))


def test_a_trail_of_sections_above_the_text_goes(story: Story) -> None:
    line = "Home » Harbour » Swing bridge"
    assert line in hidden(story(line, at=0))


def test_the_source_of_a_pull_quote_goes_with_it(story: Story) -> None:
    quote = "“We would rather mend it than mourn it,”"
    article = story(quote, "— Hanne Brook", at=4)
    assert article.text == "\n\n".join(BODY)


def test_a_dash_and_a_name_below_a_paragraph_stay(story: Story) -> None:
    assert "— Hanne Brook" in story("— Hanne Brook", at=4).text


def test_a_label_that_asks_does_not_end_the_article(story: Story) -> None:
    below = "The board will meet again in October to hear what the bearings cost."
    article = story("Share this story with somebody who crosses the bridge?", below)
    assert below in article.text


def test_a_sentence_after_an_author_s_name_is_no_byline() -> None:
    assert read_byline("Author Ida Moll, from Saltby, said that she began to write on the bridge at night.") is None
    assert read_byline("Author: Ida Moll, from Saltby") is not None


def test_a_note_that_opens_with_the_writer_s_name_goes_from_the_end(cleaned: Story) -> None:
    note = "Ida Moll grew up in Brent and rides the night bus for fun."
    article = cleaned(TITLE, "By Ida Moll", *BODY, note)
    assert hidden(article) == {note: "bio"}


def test_the_same_name_in_the_middle_of_the_text_is_part_of_the_story(cleaned: Story) -> None:
    line = "Ida Moll crossed the bridge on foot that night and counted forty lamps that did not burn."
    assert line in cleaned(TITLE, "By Ida Moll", *BODY[:3], line, *BODY[3:]).text


def test_a_paragraph_between_two_calls_is_no_promise_of_theirs(story: Story) -> None:
    promo = ("We have more newsletters", BODY[3], "Sign up for our free morning briefing and never miss a story.")
    article = clean_lines(TITLE, *BODY[:3], *promo, *BODY[4:])
    assert article.text == "\n\n".join(BODY)


def test_much_said_about_the_site_below_a_short_article_does_not_show_it_all(story: Story) -> None:
    own = (
        "Sign up for our free morning briefing and get the news of the coast in your inbox every weekday.",
        "This story was first published by Open Harbour and is republished here under a Creative Commons licence.",
        "If you value independent reporting, please consider making a donation to our newsroom today.",
    )
    article = clean_lines(TITLE, *BODY[:4], *own)
    assert article.text == "\n\n".join(BODY[:4])


def test_blocks_keep_their_order(story: Story) -> None:
    lines = [*STORIES]
    blocks: tuple[Block, ...] = story(*lines).blocks
    assert [block.text for block in blocks] == [TITLE, *BODY, *lines]
