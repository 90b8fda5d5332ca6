from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, Block, Entity, Quote, Role
from reader.decisions import Decision, Kind, Reach, apply, in_turn, sentence
from reader.decisions.lines import REASON, Moves
from reader.decisions.mentions import Writings

SIGN_UP = "Sign up for the Ven Post letter"


def rule(kind: Kind, line: str, reach: Reach = Reach.ARTICLE, number: int = 0) -> Decision:
    place = {Reach.ARTICLE: "", Reach.SITE: "ven.example", Reach.FOLDER: "/n"}[reach]
    return Decision(kind, reach, place, line, number=number)


def hide(line: str, reach: Reach = Reach.ARTICLE, number: int = 0) -> Decision:
    return rule(Kind.HIDE_LINE, line, reach, number)


def keep(line: str, reach: Reach = Reach.ARTICLE, number: int = 0) -> Decision:
    return rule(Kind.KEEP_LINE, line, reach, number)


def lines(*texts: str, removed: tuple[str, ...] = ()) -> Article:
    return Article(
        blocks=tuple(
            Block(text, Role.REMOVED if text in removed else Role.PARAGRAPH, "newsletter" if text in removed else None)
            for text in texts
        )
    )


def words_of(article: Article) -> list[list[str]]:
    return [[article.text[start:end] for start, end in entity.mentions] for entity in article.entities]


def test_a_hidden_line_says_whose_rule_it_is() -> None:
    article = apply(lines("The mill burnt.", "Follow us."), [hide("Follow us.")])
    assert article.blocks[1] == Block("Follow us.", Role.REMOVED, REASON, 1.0)
    assert article.text == "The mill burnt."


def test_a_kept_line_is_a_paragraph_again() -> None:
    article = apply(lines("The mill burnt.", SIGN_UP, removed=(SIGN_UP,)), [keep(SIGN_UP)])
    assert article.blocks[1] == Block(SIGN_UP, Role.PARAGRAPH)


def test_a_line_that_is_hidden_and_kept_again_is_what_it_was() -> None:
    article = Article(blocks=(Block("Heights of the Ven", Role.SUBHEAD, level=3),))
    assert apply(article, [hide("Heights of the Ven"), keep("Heights of the Ven")]) is article


@pytest.mark.parametrize("other", ["SIGN UP  for the\tVen Post letter", "Sign up for the Ven Post letter!"])
def test_case_spacing_and_signs_make_no_other_line(other: str) -> None:
    assert not apply(lines(other), [hide(SIGN_UP)]).text


def test_numbers_make_no_other_line_unless_it_is_a_sentence() -> None:
    assert not apply(lines("12 comments"), [hide("7 comments")]).text
    sentence_of = "The board sold {} tickets for the ferry to Marrow."
    assert apply(lines(sentence_of.format(12)), [hide(sentence_of.format(13))]).text


@pytest.mark.parametrize("other", ["Sign up for the Ven Post letter and read on", "Sign up", "for the Ven Post letter"])
def test_a_part_of_a_line_is_another_line(other: str) -> None:
    assert apply(lines(other), [hide(SIGN_UP)]).text == other


@pytest.mark.parametrize("line", ["18:30", "* * *", "2024", "日本語の行", "x" * 5000])
def test_lines_without_words_and_very_long_ones_are_like_themselves_only(line: str) -> None:
    article = lines(line, "18:45", "- - -", "2025", "日本語", "x" * 5001, "The mill burnt.")
    assert [block.text for block in apply(article, [hide(line)]).blocks if not block.shown] == [line]


def test_the_headline_is_never_hidden() -> None:
    article = Article(blocks=(Block("Bridge shut", Role.TITLE), Block("Bridge shut", Role.PARAGRAPH)))
    assert [block.role for block in apply(article, [hide("Bridge shut")]).blocks] == [Role.TITLE, Role.REMOVED]


def test_the_last_word_counts() -> None:
    article = lines("Follow us.")
    assert apply(article, [hide("Follow us."), keep("Follow us.")]).text
    assert not apply(article, [keep("Follow us."), hide("Follow us.")]).text


def test_what_is_for_one_article_goes_before_what_is_for_its_site_and_its_folder() -> None:
    decisions = [
        keep("a", Reach.ARTICLE, 1),
        hide("a", Reach.SITE, 2),
        hide("a", Reach.FOLDER, 3),
        Decision(Kind.RENAME, Reach.ARTICLE, "", "Brun", "PERSON", "Ada Brun", 4),
        Decision(Kind.HIDE_NAME, Reach.FOLDER, "/n", "Ada Brun", "PERSON", None, 5),
    ]
    assert [decision.number for decision in in_turn(decisions)] == [3, 2, 1, 4, 5], "names stay in the order of time"


def named() -> Article:
    texts = ("Ada Brun spoke.", SIGN_UP, "“It leaks,” said Brun.", "Brun left for Ven.")
    article = lines(*texts, removed=(SIGN_UP,))
    text = article.text
    brun = [(at, at + 4) for at in range(len(text)) if text.startswith("Brun", at) and text[at - 4 : at - 1] != "Ada"]
    return replace(
        article,
        entities=(
            Entity("Ada Brun", "PERSON", ((0, 8), *brun), ("Brun",)),
            Entity("Ven", "PLACE", ((text.index("Ven"), text.index("Ven") + 3),)),
            Entity("Bridge Fund", "ORG", ()),
        ),
        quotes=(
            Quote(text.index("It leaks"), text.index(",”") + 1, "direct", "Ada Brun", "Brun"),
            Quote(text.index("Brun left"), len(text), "indirect", "Ada Brun", "Brun", continues=True),
        ),
    )


def test_mentions_and_quotes_point_to_the_same_words_after_a_line_went() -> None:
    article = apply(named(), [hide("Ada Brun spoke.")])
    assert words_of(article) == [["Brun", "Brun"], ["Ven"], []]
    assert article.text[article.quotes[0].start : article.quotes[0].end] == "It leaks,"


def test_names_are_found_in_a_line_that_came_back() -> None:
    article = apply(named(), [keep(SIGN_UP)])
    assert words_of(article) == [["Ada Brun", "Brun", "Brun"], ["Ven", "Ven"], []]
    assert article.entities[1].count == 2


def test_an_entity_whose_last_mention_was_hidden_goes_and_one_of_the_headline_stays() -> None:
    article = apply(named(), [hide("Brun left for Ven.")])
    assert [entity.name for entity in article.entities] == ["Ada Brun", "Bridge Fund"]


def test_a_quote_whose_beginning_is_hidden_goes_on_from_nothing() -> None:
    article = apply(named(), [hide("“It leaks,” said Brun.")])
    assert [quote.continues for quote in article.quotes] == [False]


def test_a_writing_that_two_share_says_of_neither() -> None:
    people = [Entity("Ada Brun", "PERSON", (), ("Brun",)), Entity("Tom Brun", "PERSON", (), ("Brun",))]
    text = "Brun and Tom Brun"
    assert list(Writings(people).find(text, 0, len(text))) == [(1, (9, 17))]


def test_only_whole_words_are_names_and_the_longest_is_taken() -> None:
    known = Writings([Entity("Ven", "PLACE", ()), Entity("Ven Works", "ORG", (), ("V.W.",))])
    text = "Venice, Ven Works, Ven-side, Vens, Ven Workshop, V.W., Ven"
    found = [(number, text[start:end]) for number, (start, end) in known.find(text, 0, len(text))]
    assert found == [(1, "Ven Works"), (0, "Ven"), (0, "Ven"), (1, "V.W."), (0, "Ven")]


WORDS = st.sampled_from(["Ada Brun", "Brun", "Ven", "leaks", "the", "12", "Tom", "\n"])
ROLES = st.sampled_from([Role.PARAGRAPH, Role.REMOVED, Role.TITLE, Role.CAPTION, Role.LIST, Role.BYLINE])
BLOCKS = st.lists(st.builds(Block, st.lists(WORDS, max_size=5).map(" ".join), ROLES), min_size=1, max_size=7)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    article = Article(blocks=tuple(draw(BLOCKS)))
    places = [span for span in article.spans if span and span[1] > span[0]]

    def spans() -> list[tuple[int, int]]:
        found = set()
        for _ in range(draw(st.integers(0, 4)) if places else 0):
            low, high = draw(st.sampled_from(places))
            start = draw(st.integers(low, high - 1))
            found.add((start, draw(st.integers(start + 1, high))))
        return sorted(found)

    return replace(
        article,
        entities=(Entity("Ada Brun", "PERSON", tuple(spans()), ("Brun",)), Entity("Ven", "PLACE", tuple(spans()))),
        quotes=tuple(Quote(start, end, "direct", "Ada Brun") for start, end in spans()),
    )


@st.composite
def decided(draw: st.DrawFn) -> tuple[Article, list[Decision]]:
    article = draw(articles())
    texts = st.sampled_from([block.text for block in article.blocks])
    kinds = st.sampled_from([Kind.HIDE_LINE, Kind.KEEP_LINE])
    return article, draw(st.lists(st.builds(rule, kinds, texts, st.sampled_from(Reach)), max_size=4))


@given(articles())
def test_to_apply_nothing_changes_nothing(article: Article) -> None:
    assert apply(article, []) is article


@given(decided())
def test_every_place_keeps_its_words(case: tuple[Article, list[Decision]]) -> None:
    article, decisions = case
    after = apply(article, decisions)
    moves = Moves(article, after)
    assert [block.text for block in after.blocks] == [block.text for block in article.blocks], "nothing is deleted"
    was = {entity.name: entity for entity in article.entities}
    for entity in after.entities:
        before = was[entity.name].mentions
        moved = [(span, moves(*span)) for span in before]
        carried = [new for _, new in moved if new]
        assert all(after.text[slice(*new)] == article.text[slice(*old)] for old, new in moved if new)
        assert set(carried) <= set(entity.mentions)
        for start, end in set(entity.mentions) - set(carried):
            assert after.text[start:end] in (entity.name, *entity.aliases), "what is new is a whole name"
    for quote, span in zip(article.quotes, (moves(quote.start, quote.end) for quote in article.quotes), strict=True):
        if span:
            assert after.text[span[0] : span[1]] == article.text[quote.start : quote.end]
            assert span in [(other.start, other.end) for other in after.quotes]
    assert len(after.quotes) <= len(article.quotes)


@given(decided())
def test_to_apply_twice_is_to_apply_once(case: tuple[Article, list[Decision]]) -> None:
    article, decisions = case
    once = apply(article, decisions)
    assert apply(once, decisions).blocks == once.blocks


def test_a_decision_can_be_read() -> None:
    assert sentence(hide("Sign up for\nour letter", Reach.SITE)) == (
        "hide lines like “Sign up for our letter” from ven.example"
    )
    assert sentence(keep("a" * 300, Reach.FOLDER)).startswith("keep lines like “aaaa")
    assert len(sentence(keep("a" * 300, Reach.FOLDER))) < 120
