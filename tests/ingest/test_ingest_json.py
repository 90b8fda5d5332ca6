from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clock import takes_less
from reader.article import Draft, Role
from reader.errors import UnreadableError
from reader.ingest import Reading, read_bytes
from reader.ingest.formats.json_bodies import with_paragraphs

TEXT = "The mill by the river closed on Friday.\n“We baked for sixty years,” said Ann Lee.\nThe inn stays open."
PARAGRAPHS = TEXT.split("\n")


def read(value: object, name: str = "a.json") -> Reading:
    return read_bytes((value if isinstance(value, str) else json.dumps(value)).encode(), name)


def one(value: object) -> Draft:
    (draft,) = read(value).drafts
    return draft


def shown(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks if block.text and block.hint is not Role.TITLE]


def refused(value: object, name: str = "a.json") -> UnreadableError:
    with pytest.raises(UnreadableError) as error:
        read(value, name)
    assert error.value.message.endswith(".")
    return error.value


EXPORTS = {
    "trafilatura": {
        "title": "Mill closes", "author": "Ann Lee; Bo Ray", "hostname": "post.example", "date": "2024-03-05",
        "fingerprint": "0", "id": None, "raw_text": "Menu " + TEXT, "text": TEXT, "language": "en", "comments": "No.",
        "source": "https://post.example/mill", "source-hostname": "Valley Post", "excerpt": "x", "tags": "mill;river",
    },
    "news-please": {
        "authors": ["Ann Lee", "Bo Ray"], "date_download": "2024-06-01 10:00:00", "date_publish": "2024-03-05 10:00:00",
        "description": "x", "language": "en", "source_domain": "Valley Post", "maintext": TEXT, "title": "Mill closes",
        "url": "https://post.example/mill",
    },
    "newspaper4k": {
        "url": "https://post.example/mill", "title": "Mill closes", "authors": ["Ann Lee", "Bo Ray"], "text": TEXT,
        "publish_date": "2024-03-05T10:00:00+00:00", "meta_lang": "en", "meta_site_name": "Valley Post", "summary": "",
    },
    "cc_news": {
        "title": "Mill closes", "text": TEXT, "domain": "Valley Post", "date": "2024-03-05 00:00:00", "lang": "en",
        "url": "https://post.example/mill", "image_url": "", "author": "By Ann Lee and Bo Ray",
    },
    "wallabag": {
        "title": "Mill closes", "url": "https://post.example/mill", "tags": [], "is_archived": 0, "language": "en",
        "content": "".join(f"<p>{part}</p>" for part in PARAGRAPHS), "published_at": "2024-03-05T10:00:00+0000",
        "created_at": "2024-06-01", "published_by": ["Ann Lee", "Bo Ray"], "domain_name": "Valley Post",
    },
    "wordpress": {
        "id": 7, "date": "2024-03-05T10:00:00", "link": "https://post.example/mill", "site": "Valley Post",
        "title": {"rendered": "Mill closes"}, "lang": "en", "author": [{"name": "Ann Lee"}, {"name": "Bo Ray"}],
        "content": {"rendered": "".join(f"<p>{part}</p>\n" for part in PARAGRAPHS), "protected": False},
    },
    "schema.org": {
        "@type": "NewsArticle", "headline": "Mill closes", "datePublished": "2024-03-05T10:00:00Z", "articleBody": TEXT,
        "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ray"}], "inLanguage": "en",
        "publisher": {"@type": "Organization", "name": "Valley Post"}, "url": "https://post.example/mill",
    },
    "scraper": {
        "headline": "Mill closes", "byline": "By Ann Lee, Bo Ray", "pubDate": "Tue, 05 Mar 2024 10:00:00 +0000",
        "lang": "en_GB", "source": {"id": None, "name": "Valley Post"}, "link": "https://post.example/mill",
        "body": PARAGRAPHS,
    },
}  # fmt: skip


@pytest.mark.parametrize("program", EXPORTS)
def test_the_exports_of_known_programs_give_the_same_article(program: str) -> None:
    draft = one(EXPORTS[program])
    assert draft.title == "Mill closes"
    assert draft.authors == ("Ann Lee", "Bo Ray")
    assert (draft.published or "")[:10] == "2024-03-05"
    assert draft.site == "Valley Post"
    assert draft.url == "https://post.example/mill"
    assert (draft.language or "")[:2] == "en"
    assert shown(draft) == PARAGRAPHS


def test_the_sections_of_fundus_become_subheads_and_paragraphs() -> None:
    body = {
        "summary": ["The mill is closed."],
        "sections": [
            {"headline": [], "paragraphs": ["It closed on Friday."]},
            {"headline": ["The inn"], "paragraphs": ["It stays open.", "So far."]},
        ],
    }
    record = {"title": "Mill closes", "publishing_date": "2024-03-05 10:00:00+01:00", "body": body, "topics": ["Mills"]}
    draft = one([record])
    assert [(block.hint, block.text) for block in draft.blocks] == [
        (Role.STANDFIRST, "The mill is closed."),
        (None, "It closed on Friday."),
        (Role.SUBHEAD, "The inn"),
        (None, "It stays open."),
        (None, "So far."),
    ]
    assert (draft.published, draft.tags) == ("2024-03-05T10:00:00+01:00", ("Mills",))


def test_a_list_and_an_object_that_holds_a_list_give_each_article() -> None:
    articles = [{"title": "One", "text": "It closed."}, {"title": "Two", "text": "It opened."}]
    for value in (articles, {"articles": articles}, {"status": "ok", "response": {"results": articles}}):
        assert [draft.title for draft in read(value).drafts] == ["One", "Two"]


def test_an_article_inside_a_wrapper_is_found() -> None:
    hits = {"hits": {"hits": [{"_id": "1", "_source": {"title": "One", "body": "It closed."}}]}}
    assert (one(hits).title, one(hits).site) == ("One", None)
    assert one({"webTitle": "One", "fields": {"bodyText": "It closed."}}).title == "One"


def test_one_line_end_between_paragraphs_becomes_an_empty_line() -> None:
    assert with_paragraphs(TEXT) == "\n\n".join(PARAGRAPHS)
    assert with_paragraphs(TEXT.replace("\n", "\r\n")) == "\n\n".join(PARAGRAPHS)


def test_hard_wrapped_lines_and_texts_with_empty_lines_stay() -> None:
    wrapped = "The mill by the river closed on\nFriday after sixty years, and the\ninn stays open."
    assert with_paragraphs(wrapped) == wrapped
    assert with_paragraphs("One.\n\nTwo\nlines.") == "One.\n\nTwo\nlines."


def test_a_teaser_gives_way_to_the_whole_text_under_another_name() -> None:
    assert shown(one({"text": "The mill by the river…", "content": TEXT * 3}))[0] == PARAGRAPHS[0]


def test_a_link_under_the_name_of_a_text_is_no_text() -> None:
    assert refused({"title": "Mill", "article": "https://post.example/mill"}).code == "no-text"


def test_a_comparison_in_plain_text_is_no_markup() -> None:
    assert shown(one({"text": "If a < b and b > c, the mill <closes>."})) == ["If a < b and b > c, the mill <closes>."]


def test_markup_of_interfaces_in_any_field_stays_letter_for_letter() -> None:
    odd = "[@click=app.quit]press[/] [TODO] :smile: [/"
    draft = one({"title": odd, "author": odd, "tags": [odd], "text": odd})
    assert (draft.title, draft.authors, draft.tags, shown(draft)) == (odd, (odd,), (odd,), [odd])


@pytest.mark.parametrize(
    "field",
    [
        {"title": ["One", 1, None]},
        {"title": 7, "headline": "One"},
        {"title": "One", "author": {"name": 7}, "date": 17, "tags": {"a": 1}, "url": False, "language": ["xx", 1]},
        {"title": "One", "authors": [None, ["x"], {"name": None}], "published": {"$date": []}, "source": 5},
    ],
)
def test_values_of_the_wrong_type_are_passed_over(field: dict[str, object]) -> None:
    draft = one({"text": TEXT, **field})
    assert (draft.title, draft.authors, draft.published) == ("One", (), None)


def test_addresses_are_no_authors_and_wild_addresses_no_links() -> None:
    draft = one({"text": TEXT, "authors": ["Ann Lee", "https://social.example/ann", "desk@post.example", "Ann Lee"]})
    assert draft.authors == ("Ann Lee",)
    for url in ("javascript:alert(1)", "file:///etc/passwd", "-x", "http://"):
        assert one({"text": TEXT, "url": url}).url is None


def test_names_are_split_only_where_each_part_is_a_name() -> None:
    assert one({"text": TEXT, "author": "Ann Lee, Bo Ray"}).authors == ("Ann Lee", "Bo Ray")
    assert one({"text": TEXT, "author": "By Ann Lee, Bo Ray and Cy Dorn"}).authors == ("Ann Lee", "Bo Ray", "Cy Dorn")
    assert one({"text": TEXT, "author": "Lee, Ann"}).authors == ("Lee, Ann",)
    assert one({"text": TEXT, "author": "Arts and Leisure"}).authors == ("Arts and Leisure",)


def test_one_bad_line_costs_one_line_and_is_named() -> None:
    good = json.dumps({"text": TEXT})
    reading = read(f'{good}\n\n{{"title": "broken",\n{good}\r\n"a word"\n{{"title": "empty"}}\n{good}', "a.jsonl")
    assert len(reading.drafts) == 3
    assert [problem.where for problem in reading.problems] == ["line 3", "line 5", "line 6"]


def test_a_bad_first_line_costs_one_line_too() -> None:
    reading = read(f"# made by a scraper\n{json.dumps({'text': TEXT})}\n", "a.jsonl")
    assert (len(reading.drafts), [problem.where for problem in reading.problems]) == (1, ["line 1"])


def test_a_separator_of_unicode_inside_a_string_does_not_end_a_line() -> None:
    line = json.dumps({"title": "one\u2028two\x85three", "text": TEXT}, ensure_ascii=False)
    assert read(line + "\n" + line, "a.ndjson").drafts[1].title == "one two three"


def test_a_bad_line_has_its_number_once() -> None:
    line = json.dumps({"title": "One", "text": TEXT})
    [problem] = read(f"{line}\n{{bad\n{line}", "a.jsonl").problems
    assert problem.where == "line 2"
    assert "column 2" in problem.message
    assert "line 1" not in problem.message


def test_other_forms_of_json_under_either_name_are_read() -> None:
    article = {"title": "One", "text": TEXT, "tags": ["a", "b"]}
    assert len(read(json.dumps([article, article]), "a.jsonl").drafts) == 2
    assert len(read(json.dumps([article, article], indent=2), "a.jsonl").drafts) == 2
    assert len(read(json.dumps(article) + "\n{broken\n" + json.dumps(article), "a.json").drafts) == 2
    assert len(read(json.dumps(article, indent=1) + "\n" + json.dumps(article, indent=1), "a.json").drafts) == 2


def test_a_list_that_breaks_off_keeps_the_whole_articles() -> None:
    reading = read(json.dumps([{"text": TEXT}, {"text": TEXT}, {"text": TEXT}])[:-30])
    assert (len(reading.drafts), [problem.where for problem in reading.problems]) == (2, ["article 3"])


def test_a_half_written_object_gives_the_place() -> None:
    error = refused(json.dumps({"text": TEXT})[:-20])
    assert error.code == "bad-json"
    assert "line 1, column" in error.message
    assert error.hint


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 5_000 + "1" + "}" * 5_000, "nothing", "{", '{"a": 1} trailing {']
)
def test_what_is_no_json_gives_a_reason(text: str) -> None:
    assert refused(text).code in ("bad-json", "no-text")


@pytest.mark.parametrize(
    "value", [{}, [], 5, '"words"', None, {"tabSize": 4}, {"title": "Mill", "text": None}, [[[[[[1]]]]]]]
)
def test_json_without_an_article_gives_a_reason(value: object) -> None:
    assert refused(value).code == "no-text"


def test_odd_but_common_json_is_read() -> None:
    assert one(f'{{"score": NaN, "x": -Infinity, "id": {"9" * 6000}, "text": "It closed."}}').blocks
    assert shown(one('{"text": "first", "text": "It closed."}')) == ["It closed."]
    assert shown(one('\ufeff{"text": "It\tclosed."}')) == ["It\tclosed."]
    assert one('{"text": "It closed \\ud83d here."}').blocks[0].text == "It closed \ufffd here."


def test_very_many_bad_lines_are_counted_at_the_end() -> None:
    reading = read("\n".join([json.dumps({"text": TEXT}), *["{"] * 3_000]), "a.jsonl")
    assert len(reading.problems) == 1_001
    assert reading.problems[-1].message == "2000 more parts of the file could not be read."


def test_thousands_of_articles_take_a_moment() -> None:
    many = [{"title": "One", "text": TEXT}] * 5_000
    assert len(read(many).drafts) == 5_000
    assert takes_less(4, lambda: read(many))


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["text", "body", "title", "author", "date", "url", "source", "tags", "articles", "fields", "x"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(_JSON)
def test_any_json_gives_articles_or_a_reason(value: object) -> None:
    try:
        reading = read(json.dumps(value))
    except UnreadableError as error:
        assert error.code in ("no-text", "bad-json")  # noqa: PT017 - either outcome is right
    else:
        assert all(any(map(str.isalnum, "".join(block.text for block in draft.blocks))) for draft in reading.drafts)


def test_a_key_that_stands_twice_loses_no_text() -> None:
    first, second = "The weir is shut. " * 20, "The ferry is late. " * 20
    (draft,) = read_bytes(
        f'{{"title": "A", "title": "B", "text": "{first}", "text": "{second}"}}'.encode(), "a.json"
    ).drafts
    text = " ".join(block.text for block in draft.blocks)
    assert first.strip() in text
    assert second.strip() in text
    assert draft.title == "B"
    (draft,) = read_bytes(f'{{"text": "{first}", "text": ""}}'.encode(), "a.json").drafts
    assert draft.blocks[0].text == first.strip()


def test_lines_may_end_in_commas_or_returns() -> None:
    one, two = '{"text": "The weir is shut."}', '{"text": "The ferry is late."}'
    for data in (f"[\n{one},\n{{torn\n{two}\n]\n", f"{one}\r{two}\r"):
        drafts = read_bytes(data.encode(), "a.jsonl").drafts
        assert [draft.blocks[0].text for draft in drafts] == ["The weir is shut.", "The ferry is late."]


NEWSAPI = {
    "source": {"id": None, "name": "Tarrant Daily"},
    "author": "Kit Vane",
    "title": "Bank closes last branch in Tarrant - Tarrant Daily",
    "url": "https://tarrant.example/bank?utm_source=api",
    "publishedAt": "2025-07-01T12:00:00Z",
    "content": "The last bank in Tarrant closed its doors on Monday after 130 years\u2026 [+2311 chars]",
}
WITHDRAWN = {
    **dict.fromkeys(("title", "description", "content"), "[Removed]"),
    "source": {"id": None, "name": "[Removed]"},
    "publishedAt": "1970-01-01T00:00:00Z",
}


def test_an_article_that_its_site_withdrew_is_named_and_no_article() -> None:
    reading = read({"status": "ok", "articles": [NEWSAPI, WITHDRAWN]})
    assert [draft.authors for draft in reading.drafts] == [("Kit Vane",)]
    assert [problem.where for problem in reading.problems] == ["article 2"]
    assert one({"title": "A day", "text": "Removed from the list was the mill. [Removed] stood on its door."}).title


def test_a_text_that_breaks_off_says_how_much_is_missing() -> None:
    draft = one(NEWSAPI)
    assert shown(draft) == ["The last bank in Tarrant closed its doors on Monday after 130 years\u2026"]
    assert any("2311 more characters" in warning for warning in draft.warnings)
    untouched = "He wrote [+2311 chars] and left."
    assert shown(one({"title": "A day", "text": untouched})) == [untouched]


@pytest.mark.parametrize("mark", [" - ", " | ", " \u2013 ", " \u00b7 "])
def test_a_title_ends_before_the_name_of_its_site(mark: str) -> None:
    record = {"text": TEXT, "sitename": "Tarrant Daily"}
    assert one({**record, "title": f"Bank closes{mark}Tarrant Daily"}).title == "Bank closes"
    assert one({**record, "title": f"Bank closes{mark}Tarrant Weekly"}).title == f"Bank closes{mark}Tarrant Weekly"
    assert one({**record, "title": "Why we left Tarrant Daily"}).title == "Why we left Tarrant Daily"
    assert one({**record, "title": "Tarrant Daily"}).title == "Tarrant Daily"


def test_an_address_does_not_say_who_sent_its_reader() -> None:
    assert one(NEWSAPI).url == "https://tarrant.example/bank"


def test_a_broken_line_says_what_is_wrong_in_a_sentence() -> None:
    good = json.dumps({"title": "A", "text": TEXT})
    (problem,) = read(good + '\n{"title": "cut off in the mid\n' + good, "a.jsonl").problems
    assert problem.message == "This line is not valid JSON: unterminated string starting at column 11."


def test_the_site_of_a_feed_is_its_title() -> None:
    items = [{"id": "1", "url": "https://moor.example/peat", "title": "Peat", "content_text": TEXT}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Moor Notes", "items": items}
    assert one(feed).site == "Moor Notes"
    assert one({**feed, "version": "2"}).site == "moor.example"


def test_wordpress_names_site_and_author_in_the_head_of_its_page() -> None:
    post = {
        "id": 91,
        "link": "https://fen.example/eel",
        "title": {"rendered": "Eels return"},
        "content": {"rendered": f"<p>{TEXT}</p>"},
        "author": 3,
        "yoast_head_json": {"author": "Lou Marsh", "og_site_name": "Fen Times"},
    }
    draft = one([post])
    assert (draft.site, draft.authors, draft.title) == ("Fen Times", ("Lou Marsh",), "Eels return")
    assert one([{**post, "yoast_head_json": "none"}]).site == "fen.example"
