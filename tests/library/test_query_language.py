from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_samples import fill, quoted_article

from reader.errors import UsageError
from reader.library.library import Library
from reader.library.model import Sort
from reader.library.query import Field, Query, QueryError, Term, parse, quoted

T = Term


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("", []),
        ("   ", []),
        ("budget", [[T(Field.TEXT, "budget")]]),
        ("city hall", [[T(Field.TEXT, "city")], [T(Field.TEXT, "hall")]]),
        ('"city hall"', [[T(Field.TEXT, "city hall", phrase=True)]]),
        ("“city hall”", [[T(Field.TEXT, "city hall", phrase=True)]]),
        ('say"city hall"', [[T(Field.TEXT, "say")], [T(Field.TEXT, "city hall", phrase=True)]]),
        ("strik*", [[T(Field.TEXT, "strik", prefix=True)]]),
        ('"city ha"*', [[T(Field.TEXT, "city ha", phrase=True, prefix=True)]]),
        ("-football", [[T(Field.TEXT, "football", negated=True)]]),
        ("NOT football", [[T(Field.TEXT, "football", negated=True)]]),
        ("NOT -football", [[T(Field.TEXT, "football")]]),
        ("flood OR storm", [[T(Field.TEXT, "flood"), T(Field.TEXT, "storm")]]),
        ("a1 AND a2", [[T(Field.TEXT, "a1")], [T(Field.TEXT, "a2")]]),
        ("x1 flood OR storm OR rain", [[T(Field.TEXT, "x1")], [T(Field.TEXT, w) for w in ("flood", "storm", "rain")]]),
        ("flood or storm", [[T(Field.TEXT, "flood")], [T(Field.TEXT, "or")], [T(Field.TEXT, "storm")]]),
        ("co-op", [[T(Field.TEXT, "co-op")]]),
        ("don't", [[T(Field.TEXT, "don't")]]),
        ("Title:mill", [[T(Field.TITLE, "mill")]]),
        ('person:"Ada Brun"', [[T(Field.PERSON, "Ada Brun", phrase=True)]]),
        ("-person:brun", [[T(Field.PERSON, "brun", negated=True)]]),
        ("said:brun OR is:starred", [[T(Field.SAID, "brun"), T(Field.IS, "starred")]]),
        ("after:2024", [[T(Field.AFTER, "2024-01-01")]]),
        ("before:2024-5", [[T(Field.BEFORE, "2024-05-01")]]),
        ("before:2024-05-31", [[T(Field.BEFORE, "2024-05-31")]]),
        ("is:Unread", [[T(Field.IS, "unread")]]),
        ("path:/n/2024", [[T(Field.PATH, "/n/2024")]]),
        ("https://ven.example/a", [[T(Field.TEXT, "https://ven.example/a")]]),
        ("12:30", [[T(Field.TEXT, "12:30")]]),
        ("Note: this", [[T(Field.TEXT, "Note:")], [T(Field.TEXT, "this")]]),
        ("— - … 😀 mill", [[T(Field.TEXT, "mill")]]),
        ("a\x00b", [[T(Field.TEXT, "a")], [T(Field.TEXT, "b")]]),
    ],
)
def test_a_query_is_read_as_meant(text: str, groups: list[list[Term]]) -> None:
    assert [list(group) for group in parse(text).groups] == groups


def test_an_order_is_no_condition() -> None:
    assert parse("mill sort:rank") == Query(((T(Field.TEXT, "mill"),),), Sort.RANK, "mill sort:rank")
    assert parse("sort:oldest").empty


def test_the_words_to_mark_are_those_that_are_wanted() -> None:
    query = parse('mill -flood title:"old town" person:brun')
    assert [term.value for term in query.words] == ["mill", "old town"]


@pytest.mark.parametrize(
    ("text", "position", "length", "words"),
    [
        ('mill "city hall', 5, 10, "no closing quotation mark"),
        ("mill “city", 5, 5, "no closing quotation mark"),
        ("OR mill", 0, 2, "nothing before this OR"),
        ("mill OR", 5, 2, "nothing behind this OR"),
        ("mill OR OR flood", 8, 2, "nothing before this OR"),
        ("mill persn:brun", 5, 6, "no field “persn:”"),
        ("person:", 0, 7, "“person:” needs a value"),
        ("-title: mill", 0, 7, "“title:” needs a value"),
        ("is:red", 3, 3, "“is:” knows unread,"),
        ("sort:age", 5, 3, "“sort:” knows newest,"),
        ("-sort:rank", 0, 10, "order can be neither"),
        ("after:2024-13", 6, 7, "“2024-13” is no date"),
        ("after:2024-02-30", 6, 10, "is no date"),
        ("before:yesterday", 7, 9, "write 2024, 2024-05 or 2024-05-31"),
        ("a" * 2001, 2000, 1, "2000 characters"),
        ("a " * 101, 200, 1, "100 parts"),
    ],
)
def test_a_fault_is_shown_where_it_is(text: str, position: int, length: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert isinstance(error, UsageError)
    assert words in error.sentence
    assert (error.position, error.length) == (position, length)
    sentence, query, mark = error.message.split("\n")
    assert sentence == error.sentence
    assert query[mark.index("^") : mark.index("^") + 5] == text[position : position + 5]


def test_a_fault_names_the_field_that_was_meant() -> None:
    with pytest.raises(QueryError) as caught:
        parse("persn:brun")
    assert "person:" in caught.value.hint


def test_the_mark_stands_under_wide_characters() -> None:
    with pytest.raises(QueryError) as caught:
        parse("東京 is:x")
    _, query, mark = caught.value.message.split("\n")
    assert query == "  東京 is:x"
    assert mark == "          ^"


@pytest.mark.parametrize("value", ["Ada Brun", 'Ada "Bo" Brun', "“Halm”", "OR", "-x", "is:read", "*"])
def test_a_name_is_quoted_so_that_it_is_read_back(value: str) -> None:
    for field in (Field.PERSON, Field.TEXT):
        groups = parse(quoted(field, value)).groups
        if any(char.isalnum() for char in value):
            ((term,),) = groups
            assert term.field is field
            assert "".join(filter(str.isalnum, term.value)) == "".join(filter(str.isalnum, value))


def test_an_equals_sign_asks_for_the_whole_name() -> None:
    ((term,),) = parse('-person:="Ada Brun"').groups
    assert term == Term(Field.PERSON, "Ada Brun", phrase=True, negated=True, exact=True)
    assert parse(quoted(Field.SAID, "Ada  Brun", exact=True)).groups == (
        (term._replace(field=Field.SAID, negated=False),),
    )
    # nothing stands for the mark in a phrase: the words are asked for instead
    assert quoted(Field.PERSON, 'Ada "Bo" Brun', exact=True) == 'person:"Ada Bo Brun"'
    ((other,),) = parse("title:=ven").groups
    assert not other.exact


WORDS = "OR NOT AND NEAR( ) ^ title: is:read before:2024 person: said:a {a b} mill sort:rank site:x path:% ;-- é 東 😀"
PIECES = st.sampled_from([*WORDS.split(), *"\"“”«*-':+", "\x00", "\ud800"])
ANYTHING = st.lists(PIECES | st.text(max_size=4), max_size=8).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
)


@given(st.lists(ANYTHING, min_size=1, max_size=5))
def test_whatever_is_typed_finds_something_nothing_or_says_what_is_wrong(texts: list[str]) -> None:
    with Library.open(None, None) as library:
        fill(library, {"/n/a": quoted_article()}, analysed=1)
        for text in texts:
            query = understood(text)
            if query is not None:
                assert len(library.search(query)) == len(library.ids(query)) == library.count(query)


def understood(text: str) -> Query | None:
    """Return the query, or None after a look at the error."""
    fault: QueryError
    try:
        return parse(text)
    except QueryError as error:
        fault = error
    assert 0 <= fault.position <= len(text)
    assert all(line.isprintable() for line in fault.message.split("\n"))
    return None
