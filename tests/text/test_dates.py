from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clock import takes_less
from reader.text.dates import parse_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("20240305T101500Z", "2024-03-05T10:15:00+00:00"),
        ("2024-03-05 10:00:00", "2024-03-05T10:00:00"),
        ("2024-03-05T10:00:00.123+0100", "2024-03-05T10:00:00+01:00"),
        ("2024-03-05T10:00:00-05:00[America/New_York]", "2024-03-05T10:00:00-05:00"),
        ("Tue, 05 Mar 2024 10:00:00 +0000", "2024-03-05T10:00:00+00:00"),
        ("Tuesday, 05-Mar-24 10:00:00 GMT", "2024-03-05T10:00:00+00:00"),
        ("Tue Mar  5 10:00:00 2024", "2024-03-05T10:00:00"),
        ("March 5, 2024", "2024-03-05"),
        ("Mar. 5th, 2024", "2024-03-05"),
        ("Tuesday, March 5, 2024 at 10:15 PM EST", "2024-03-05T22:15:00-05:00"),
        ("10:15 a.m. EST, Tuesday March 5, 2024", "2024-03-05T10:15:00-05:00"),
        ("Sept. 11, 2021, 12:46 AM ET", "2021-09-11T00:46:00"),
        ("5. März 2024, 14:30 Uhr", "2024-03-05T14:30:00"),
        ("le 1er février 2024 à 10h30", "2024-02-01T10:30:00"),
        ("5 de marzo de 2024", "2024-03-05"),
        ("5 gennaio 2024", "2024-01-05"),
        ("5 de março de 2024", "2024-03-05"),
        ("5 maart 2024", "2024-03-05"),
        ("2024年3月5日 10:00", "2024-03-05T10:00:00"),
        ("２０２４-０３-０５", "2024-03-05"),
    ],
)
def test_a_date_as_it_is_written_becomes_iso(written: str, expected: str) -> None:
    assert parse_date(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("31/12/2024", "2024-12-31"),
        ("12/31/2024", "2024-12-31"),
        ("5/5/2024", "2024-05-05"),
        ("5.3.2024", "2024-03-05"),
        ("3/5/2024 10:15 AM", "2024-03-05T10:15:00"),
    ],
)
def test_numbers_are_read_day_or_month_first_only_when_one_reading_is_possible(written: str, expected: str) -> None:
    assert parse_date(written) == expected


@pytest.mark.parametrize("written", ["3/5/2024", "03-05-2024 14:00"])
def test_an_ambiguous_order_is_unknown_rather_than_guessed(written: str) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize(
    "value",
    ["", "yesterday", "2 hours ago", "March 2024", "2024", "0000-00-00", "-0044-03-15", "9999-12-31", "2024-02-30",
     "292277026596-12-04", "Tue, 99 Foo 2024", "1e309", "9" * 6000, None, True, 0, 17, float("nan"), float("inf"),
     10**400, 99_999_999_999_999_999, b"2024-03-05", object(), [], {}, [[[[["2024-03-05"]]]]]],
)  # fmt: skip
def test_what_states_no_day_is_unknown(value: object) -> None:
    assert parse_date(value) is None


def test_an_impossible_time_or_zone_costs_only_itself() -> None:
    assert parse_date("2024-03-05T25:00:00") == "2024-03-05"
    assert parse_date("2024-03-05T10:00:00+99:99") == "2024-03-05T10:00:00"


def test_midnight_without_a_zone_means_that_no_time_was_known() -> None:
    assert parse_date("2024-03-05 00:00:00") == "2024-03-05"
    assert parse_date("2024-03-05T00:00:00Z") == "2024-03-05T00:00:00+00:00"


@pytest.mark.parametrize("unit", [1, 10**3, 10**6, 10**9])
def test_moments_since_1970_are_read_in_any_unit(unit: int) -> None:
    assert parse_date(1_709_632_800 * unit) == "2024-03-05T10:00:00+00:00"
    assert parse_date(str(1_709_632_800 * unit)) == "2024-03-05T10:00:00+00:00"


def test_values_of_other_programs_are_read() -> None:
    assert parse_date(datetime(2024, 3, 5, 10, 0, tzinfo=UTC)) == "2024-03-05T10:00:00+00:00"
    assert parse_date(date(2024, 3, 5)) == "2024-03-05"
    assert parse_date(20240305) == "2024-03-05"
    assert parse_date({"$date": 1_709_632_800_000}) == "2024-03-05T10:00:00+00:00"
    assert parse_date([None, "2024-03-05"]) == "2024-03-05"


def test_the_first_date_counts_and_a_later_time_is_not_lent_to_it() -> None:
    assert parse_date("Published March 5, 2024; last updated here on March 6, 2024 10:00") == "2024-03-05"


@given(
    st.one_of(
        st.text(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.from_regex(r"\d+[-/. ]\w+[-/. ]\d+")
    )
)
def test_any_value_gives_a_day_that_python_reads_back_or_nothing(value: object) -> None:
    found = parse_date(value)
    assert found is None or 1500 <= datetime.fromisoformat(found).year <= 2100


@pytest.mark.parametrize("piece", ["1 ", "5 March ", "2024-", "1:00 ", "a.m. ", "12/", "may "])
def test_a_long_value_costs_no_more_than_a_short_one(piece: str) -> None:
    value = piece * 200_000
    assert takes_less(0.2, lambda: parse_date(value))


@pytest.mark.parametrize(
    "value", ["1970-01-01T00:00:00Z", "1970-01-01T00:00:00+00:00", {"$date": "1970-01-01T00:00:00.000Z"}]
)
def test_the_first_moment_of_unix_time_is_no_date(value: object) -> None:
    assert parse_date(value) is None


def test_new_year_of_1970_is_a_date() -> None:
    assert parse_date("1 January 1970") == "1970-01-01"
    assert parse_date("1970-01-01T00:00:01Z") == "1970-01-01T00:00:01+00:00"
