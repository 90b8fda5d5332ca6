"""Full sentences that belong to the page: boxes, calls to read something else, stories listed below the text."""

from __future__ import annotations

from collections.abc import Callable

from cleaning_samples import BODY, TITLE

from reader.article import Article, Role

Told = Callable[..., Article]


def reasons(article: Article) -> dict[str, str | None]:
    return {block.text: block.reason for block in article.blocks}


def test_what_a_newsletter_promises_between_its_label_and_its_small_print_is_hidden(story: Told) -> None:
    promise = "The stories that matter on the coast, chosen by our editors."
    seen = reasons(
        story("Sign up to Tideline", promise, "Privacy Notice: newsletters may contain information on charities.", at=3)
    )
    assert seen[promise] == "newsletter"
    assert seen["Sign up to Tideline"] == "newsletter"


def test_a_paragraph_between_a_newsletter_and_an_advert_stays(story: Told) -> None:
    article = story("Sign up to Tideline", "The ferry company was not asked.", "Advertisement", at=3)
    assert "The ferry company was not asked." in article.text


def test_a_sentence_that_tells_what_somebody_said_stays_inside_a_box(story: Told) -> None:
    said = "Brook said that the board would meet again."
    article = story("Sign up to Tideline", said, "Enter your email address", at=3)
    assert said in article.text


def test_a_label_with_a_call_to_read_something_else_is_hidden(story: Told) -> None:
    seen = reasons(story("Books for the Long Evenings", "Discover new novels, poems and one good cookbook.", at=3))
    assert seen["Books for the Long Evenings"] == "related"
    assert seen["Discover new novels, poems and one good cookbook."] == "related"


def test_advice_keeps_its_orders(cleaned: Told) -> None:
    lines = [
        "How to winter a small boat",
        *BODY[:2],
        "Look underneath",
        "Watch for blisters in the paint.",
        *BODY[2:4],
        "Ask around",
        "Listen to those who moor beside you.",
        *BODY[4:],
    ]
    article = cleaned(*lines)
    assert "Watch for blisters in the paint." in article.text
    assert "Listen to those who moor beside you." in article.text


LISTED = (
    "Related stories",
    "Old ferry sold for scrap in Mundham",
    "Nobody bid for the boat at the third auction, so a breaker took it for the price of its brass.",
    "Ida Moll",
    "Winter market moves indoors at Corley",
    "Stallholders have complained about the draught since the roof was mended the wrong way round.",
    "Per Lund",
    "School bus finds a new driver for Wend",
    "The last one retired in June after thirty years and, by her own count, one flat tyre.",
)


def test_sentences_of_stories_that_are_listed_below_the_text_are_hidden(cleaned: Told) -> None:
    article = cleaned(TITLE, *BODY, *BODY_MORE, *LISTED)
    assert all(line not in article.text for line in LISTED)
    assert all(line in article.text for line in (*BODY, *BODY_MORE))


def test_last_paragraphs_between_adverts_are_no_list(cleaned: Told) -> None:
    parted = [line for text in BODY_MORE for line in ("Advertisement", text)]
    article = cleaned(TITLE, *BODY, *parted, "Advertisement")
    assert all(line in article.text for line in BODY_MORE)


def test_a_german_sentence_ends_with_its_closing_mark(story: Told) -> None:
    quote = "„Wir haben eine halbe Brücke bestellt und eine halbe Brücke bekommen, und das reicht uns.“"
    seen = story("Lesen Sie auch", quote, at=3)
    assert quote in seen.text


def test_a_dateline_that_stands_alone_and_again_below_is_shown_once(cleaned: Told) -> None:
    opening = f"SALTBY, Jan 20 (Coast Wire) - {BODY[0]}"
    article = cleaned(TITLE, "Jan 20 (Coast Wire) -", opening, *BODY[1:])
    assert article.text.startswith(opening)


def test_a_line_that_ends_with_a_dash_stays_when_it_says_something_else(cleaned: Told) -> None:
    article = cleaned(TITLE, *BODY[:3], "And then, at dusk –", *BODY[3:])
    assert "And then, at dusk –" in article.text


def test_captions_that_say_so_stay_captions(story: Told) -> None:
    article = story("Image source, Saltby Museum", "Image caption, The bridge in 1911, half open", at=1)
    roles = {block.text: block.role for block in article.blocks}
    assert roles["Image source, Saltby Museum"] is Role.CAPTION
    assert roles["Image caption, The bridge in 1911, half open"] is Role.CAPTION


BODY_MORE = (
    "The survey was paid for by three families whose forebears had kept the bridge since the year of its opening.",
    "Its authors rowed under the span at low water and tapped each of the two hundred and six rivets with a hammer.",
    "Four of them rang dull and will be drilled out in March, before the wind turns and the herring boats come home.",
)


def test_a_caption_with_its_credit_behind_a_bar_stays_a_caption(story: Told) -> None:
    caption = "The bridge on Tuesday, with its new lamps. | COAST POST"
    roles = {block.text: block.role for block in story(caption, at=1).blocks}
    assert roles[caption] is Role.CAPTION


def test_a_section_above_a_byline_in_small_letters_is_hidden(cleaned: Told) -> None:
    article = cleaned(TITLE, "Harbour", "by Ida Moll", *BODY)
    assert article.text.startswith(BODY[0])
    assert article.byline == "Ida Moll"


def test_a_line_that_ends_with_an_order_to_write_in_is_contact(story: Told) -> None:
    seen = reasons(story("Please send any corrections to desk@coastpost.example."))
    assert seen["Please send any corrections to desk@coastpost.example."] == "contact"


def test_a_story_about_corrections_keeps_its_sentences(story: Told) -> None:
    line = "The clerk had to send the corrections to the printer by boat, as the road was under water."
    assert line in story(line, at=3).text
