"""Properties that hold for whatever is put in: no exception but ours, no character that acts, nothing lost."""

# ruff: noqa: E501 - strategies stand on one line

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hostile_cases import last_words, paragraphs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.article import Article, FoundFile
from reader.cleaning import clean
from reader.entities import find_entities
from reader.entities.tagger import RuleTagger
from reader.errors import ReaderError, UnreadableError
from reader.ingest import Reading, read_bytes
from reader.ingest.decoding import decode
from reader.ingest.formats.front_matter import split
from reader.library.library import Library
from reader.library.model import Sort
from reader.library.query import QueryError, parse
from reader.library.recency import when
from reader.quotes import find_quotes
from reader.records import article_record
from reader.text.dates import parse_date
from reader.text.safe import safe, safe_line, safe_name
from reader.tui.links import LinkError, check
from reader.tui.safety import drawn

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
TWO_HUNDRED = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ESCAPES = st.from_regex(
    r"\A(?:[ -~\u0400-\u0420]{0,6}(?:\x1b(?:\[[0-9:;<=>?]{0,6}[ -/]{0,2}[@-~]|[\]PX^_][ -~]{0,8}(?:\x07|\x1b\\|\x9c)?|[ -~])"
    r"|[\x80-\x9f][ -~]{0,5}|[\x00-\x1f\x7f]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069]|\ud83d|\U000e0041)){0,5}\Z"
)
ANY = st.one_of(st.text(st.characters()), ESCAPES)


def outcome(data: bytes, name: str) -> Reading | UnreadableError:
    """Return the articles in `data`, or the reason why there are none."""
    try:
        return read_bytes(data, name)
    except UnreadableError as error:
        return error


ENDINGS = ("txt", "html", "md", "json", "jsonl", "mhtml", "xhtml", "")


@given(st.one_of(ANY, st.from_regex(r"\A\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?)?)?\Z")))
@TWO_HUNDRED
def test_p14_a_day_that_no_calendar_has_is_put_in_no_place_and_stops_no_list(published: str) -> None:
    found = when(published)
    if found is not None:
        assert found.minutes >= 0
        assert date.fromisoformat(found.day).isoformat() == found.day


@given(ANY)
@TWO_HUNDRED
def test_p1_whatever_is_written_the_gates_let_nothing_through_that_acts(text: str) -> None:
    for shown in (safe(text), safe_line(text), safe_name(text)):
        assert not FORBIDDEN.search(shown)
    assert "\n" not in safe_line(text) + safe_name(text) + drawn(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", drawn(text))
    assert safe(safe(text)) == safe(text)
    letters = [char for char in text if char.isascii() and char.isalnum()]
    assert [char for char in safe(text) if char.isascii() and char.isalnum()] == letters


@given(
    st.one_of(st.binary(max_size=400), ANY.map(lambda text: text.encode("utf-8", "surrogatepass"))),
    st.sampled_from(ENDINGS),
)
@TWO_HUNDRED
def test_p6_any_bytes_are_an_article_or_a_reason_and_hold_nothing_that_acts(data: bytes, ending: str) -> None:
    got = outcome(data, f"a.{ending}" if ending else "a")
    if isinstance(got, UnreadableError):
        assert got.code
        assert got.message.endswith(".")
        return
    for draft in got.drafts:
        article = clean(draft)
        for text in _strings(article_record(article)):
            assert not FORBIDDEN.search(text)


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    return [text for item in value for text in _strings(item)] if isinstance(value, list) else []


@given(
    st.binary(max_size=300), st.sampled_from([None, "utf-8", "shift_jis", "utf-7", "rot13", "x" * 50, "iso-2022-jp"])
)
@TWO_HUNDRED
def test_p12_decoding_never_fails_but_on_what_is_no_text(data: bytes, declared: str | None) -> None:
    try:
        text = decode(data, declared).text
    except UnreadableError as error:
        if error.code != "binary":
            raise
        return
    assert not re.search("[\ud800-\udfff]", text)


TAGS = st.sampled_from(
    [
        "div",
        "p",
        "span",
        "b",
        "section",
        "table",
        "tr",
        "td",
        "ul",
        "li",
        "blockquote",
        "a",
        "pre",
        "center",
        "font",
        "x-y",
        "svg",
        "form",
    ]
)
TREES = st.recursive(
    st.sampled_from(["", "x", "&amp;", "<br>", "&#27;", "<img src=x>", "<!-- c -->", "<script>1</script>", "</div>", "<p>"]),
    lambda inner: st.builds(
        lambda tag, count, parts, shut: f"<{tag}>" * count + "".join(parts) + (f"</{tag}>" * count if shut else ""),
        TAGS, st.sampled_from([1, 1, 1, 2, 30, 400]), st.lists(inner, max_size=4), st.booleans(),
    ),
    max_leaves=8,
)  # fmt: skip


@given(TREES, TREES)
@TWO_HUNDRED
def test_p7_an_article_is_not_lost_in_whatever_tree_stands_around_it(before: str, after: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs("tree"))
    html = f"<html><head><title>Weir</title></head><body>{before}<article><h1>Weir</h1>{body}</article>{after}</body></html>"
    (draft,) = read_bytes(html.encode(), "a.html").drafts
    assert last_words("tree") in "\n".join(" ".join(block.text.split()) for block in draft.blocks)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), ANY),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.one_of(st.sampled_from(["title", "text", "author", "date", "url", "tags", "content"]), ANY),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=12,
)


@given(JSON)
@TWO_HUNDRED
def test_p13_any_json_is_articles_or_a_reason(value: object) -> None:
    got = outcome(json.dumps(value).encode(), "a.json")
    assert got.code if isinstance(got, UnreadableError) else got.drafts


@given(st.lists(st.one_of(st.none(), JSON.map(json.dumps), ANY), min_size=1, max_size=8))
@TWO_HUNDRED
def test_p13_each_good_line_is_an_article_and_each_bad_one_is_named(lines: list[str | None]) -> None:
    good = json.dumps({"title": "Weir", "text": "\n\n".join(paragraphs("line"))})
    rows = [good if line is None else re.sub(r"[\r\n]", " ", line) for line in [None, *lines]]
    reading = read_bytes("\n".join(rows).encode("utf-8", "surrogatepass"), "a.jsonl")
    drafts = [draft for draft in reading.drafts if any(last_words("line") in block.text for block in draft.blocks)]
    assert len(drafts) >= rows.count(good)
    for problem in reading.problems:
        assert problem.where
        assert problem.message


@given(st.one_of(ANY, st.integers(), st.floats(), st.dates().map(str), st.datetimes().map(str), st.lists(ANY)))
@TWO_HUNDRED
def test_p14_any_date_is_a_day_of_the_calendar_or_unknown(value: object) -> None:
    found = parse_date(value)
    if found is not None:
        moment = when(found)
        assert moment is not None
        date.fromisoformat(moment.day)


@given(
    st.lists(
        st.one_of(st.none(), ANY, st.sampled_from(["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"])),
        max_size=8,
    )
)
@settings(max_examples=50, deadline=None)
def test_p14_articles_of_any_dates_are_listed_in_every_order(dates: list[str | None]) -> None:
    with Library.open(None, None) as library:
        file = FoundFile("/a.jsonl", 1, 1)
        library.sync(["/a.jsonl"], [file], [], version=1)
        ids = library.store(
            file, [Article(blocks=(), title=str(n), published=day) for n, day in enumerate(dates)], version=1
        )
        for sort in Sort:
            if sort is not Sort.RANK:
                assert sorted(library.ids(None, sort)) == sorted(ids) or not dates
        assert len(library.rows(ids)) == len(dates)


@given(st.one_of(ANY, st.text('":-*^()ANDORNEAR tixle:is#<>=2024 ', max_size=30)))
@TWO_HUNDRED
def test_any_query_is_understood_or_told_why_and_searches(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    assert list(EMPTY.ids(query)) == []


EMPTY = Library.open(None, None)


@given(st.one_of(ANY, st.text("“”\"'‘’«»„,.!? \nsaidAdBrun:—", max_size=120)))
@TWO_HUNDRED
def test_names_and_quotes_of_any_text_lie_inside_it(text: str) -> None:
    entities = find_entities(text, tagger=RuleTagger())
    for entity in entities:
        assert all(0 <= start < end <= len(text) for start, end in entity.mentions)
    quotes = find_quotes(text, entities=entities)
    assert all(0 <= quote.start < quote.end <= len(text) for quote in quotes)


@given(st.one_of(ANY, st.text("-—:\n 'title[]{}&*!|>\t#", max_size=80)))
@TWO_HUNDRED
def test_any_front_matter_leaves_the_text_below_it(head: str) -> None:
    text = f"---\n{head}\n---\n\n{last_words('head')}\n"
    _, body = split(text)
    assert last_words("head") in body


@given(st.one_of(ANY, st.from_regex(r"\A(?:https?|mailto|file|javascript|-):?/{0,3}[!-~]{0,20}\Z")))
@TWO_HUNDRED
def test_p5_an_address_that_may_be_opened_is_plain_and_of_the_web_or_mail(text: str) -> None:
    try:
        url = check(text)
    except LinkError:
        return
    assert url == text.strip()
    assert re.match(r"(?i)(?:https?://|mailto:)[^-]", url)
    assert url.isascii()
    assert not re.search(r"[\s\"<>\\^`{|}\x00-\x1f\x7f]", url)


@pytest.mark.slow
def test_p1_a_hundred_thousand_generated_texts_let_nothing_through() -> None:
    import random

    chance = random.Random(11)
    pieces = [
        "\x1b[",
        "\x1b]0;",
        "\x9b",
        "\x9d",
        "\x07",
        "\x1b\\",
        "\u202e",
        "\u2066",
        "\x00",
        "\x7f",
        "a",
        "weir ",
        "\n",
        "\r",
        "\t",
        "\ud800",
    ]
    for _ in range(100_000):
        text = "".join(
            chance.choice(pieces) if chance.random() < 0.6 else chr(chance.randrange(0x110000))
            for _ in range(chance.randrange(30))
        )
        for shown in (safe(text), safe_line(text), safe_name(text)):
            assert not FORBIDDEN.search(shown)
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", drawn(text))


def test_every_error_of_ours_is_one_sentence() -> None:
    kinds: list[type[ReaderError]] = [ReaderError, *ReaderError.__subclasses__()]
    for kind in kinds:
        assert kind.title
        assert not FORBIDDEN.search(kind.title)
