"""Dates and times in every notation, and what only looks like one. The writer's own date is 30 June 1951."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import Literal

import pytest

from tei_edition.transcript.dates import Calendar, Notation, find, iso, notations, single
from tei_edition.transcript.words import words

ENGLISH = words("en")
WRITTEN = datetime.date(1951, 6, 30)
Place = Literal["text", "dateline", "office"]

# what each notation's own example must say: value, or beginning and end; ! where the text does not say it all
EXAMPLES = {
    "first days of a month": "1951-10-01/1951-10-10!",
    "half of a year": "1954-01/1954-06",
    "month to the year's end": "1951-07/1951-12!",
    "of this year": "1951-06!",
    "days of a month": "1951-07-05/1951-07-06!",
    "day, month, year": "1951-08-13",
    "month, day, year": "1951-06-30",
    "year-month-day": "1951-06-30",
    "numbers with stops": "1951-06-24",
    "numbers with strokes": "1950-10-14",
    "Roman month": "1950-03-24",
    "months of a year": "1952-04/1952-06",
    "day and month": "1951-10-04!",
    "month and day": "1951-06-21!",
    "month and year": "1952-07",
    "month alone": "1951-10!",
    "years": "1952/1953",
    "year with apostrophe": "1952",
    "year": "1951",
    "day and month in numbers": "1951-06-30!",
    "clock": "11:20:00",
    "hours and minutes": "20:05:00",
    "clock with a stop": "17:30:00",
    "hour of the day": "13:00:00",
    "Zulu time": "14:25:00Z",
    "clock without colon": "02:30:00",
}


def read(text: str, place: Place = "text", anchor: datetime.date | None = WRITTEN) -> list[str]:
    """Every date of a text as ``value``, or ``from/to``, with ``!`` where it is inferred."""
    found = find(text, Calendar(ENGLISH, anchor), place)
    return [(d.when or f"{d.start}/{d.end}") + "!" * d.inferred for d in found]


def place_of(notation: Notation) -> Place:
    return "dateline" if "dateline" in notation.places else "office" if "office" in notation.places else "text"


@pytest.mark.parametrize("notation", notations(ENGLISH), ids=lambda notation: notation.name)
def test_the_example_of_a_notation_has_its_value(notation: Notation) -> None:
    assert read(notation.example, place_of(notation)) == [EXAMPLES[notation.name]]


def test_every_notation_has_its_example_checked() -> None:
    assert {notation.name for notation in notations(ENGLISH)} == set(EXAMPLES)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 24.6.51 and", ["1951-06-24"]),
        ("30.6.1951", ["1951-06-30"]),
        ("13 August 1951", ["1951-08-13"]),
        ("13th of August 1951", ["1951-08-13"]),
        ("21 june 1951", ["1951-06-21"]),
        ("JUNE 30, 1951", ["1951-06-30"]),
        ("Sept. 3, 1950", ["1950-09-03"]),
        ("29 February 1952", ["1952-02-29"]),
        ("16.XII.1947", ["1947-12-16"]),
        ("8.II.1950", ["1950-02-08"]),
        ("10.1.1949", ["1949-01-10"]),
        ("13 September of this year", ["1951-09-13!"]),
        ("the last 3 days of February 1952", ["1952-02-27/1952-02-29"]),
        ("the second half of '54", ["1954-07/1954-12"]),
        ("October-March 1952", ["1952-10/1953-03"]),
        ("1952-53", ["1952/1953"]),
        ("in 1951, 1952 and 1953", ["1951", "1952", "1953"]),
        ("5-6 July 1950", ["1950-07-05/1950-07-06"]),
        ("8:12 a.m.", ["08:12:00"]),
        ("12:05 p.m.", ["12:05:00"]),
        ("12:05 a.m.", ["00:05:00"]),
        ("4:00", ["04:00:00"]),
        ("1345 5 October", ["13:45:00", "1951-10-05!"]),
        ("in May", ["1951-05!"]),
        ("17 June 1788", ["1788-06-17"]),
        ("3 March 2004", ["2004-03-03"]),
    ],
)
def test_a_date_is_read_as_it_is_written(text: str, value: list[str]) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "may come and may go",
        "we march on",
        "3.14 of them",
        "version 1.2.3",
        "31.2.1951",
        "32.1.51",
        "30.13.51",
        "30 February 1951",
        "25:71",
        "24:00",
        "0230 tons",
        "57??",
        "5-6 boats",
        "1/6 of all",
        "route 66",
        "No. 3107",
        "12,1951 men",
        "f. 45, op. 1",
        "1953-1952",
        "38th parallel",
        "",
    ],
)
def test_what_is_no_date_stays_text(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ("30.6", "text", []),
        ("30.6", "dateline", ["1951-06-30!"]),
        ("0430", "text", []),
        ("0430", "office", ["04:30:00"]),
        ("2560", "office", []),
    ],
)
def test_bare_numbers_are_dates_only_where_dates_stand(text: str, place: Place, value: list[str]) -> None:
    assert read(text, place) == value


def test_a_date_without_a_year_is_the_one_nearest_to_the_document() -> None:
    assert read("28 December", anchor=datetime.date(1952, 1, 5)) == ["1951-12-28!"]
    assert read("3 January", anchor=datetime.date(1951, 12, 30)) == ["1952-01-03!"]


def test_a_date_without_a_year_stays_text_where_nothing_tells_the_year() -> None:
    assert read("4 October", anchor=None) == []


def test_two_digits_of_a_year_are_of_the_century_of_the_document() -> None:
    assert read("24.6.51", anchor=datetime.date(1849, 1, 1)) == ["1851-06-24"]
    assert read("24.6.51", anchor=None) == []


def test_the_first_of_january_may_belong_to_another_century() -> None:
    assert read("31.12.99", anchor=datetime.date(1900, 1, 2)) == ["1899-12-31"]


def test_a_date_knows_its_letters_and_no_more() -> None:
    text = "Received on 24 June 1951, at night"
    (found,) = find(text, Calendar(ENGLISH, WRITTEN))
    assert text[found.span.start : found.span.end] == "24 June 1951"


def test_the_month_alone_leaves_its_preposition_outside() -> None:
    (found,) = find("until October", Calendar(ENGLISH, WRITTEN))
    assert "until October"[found.span.start : found.span.end] == "October"


def test_american_order_is_a_matter_of_the_calendar() -> None:
    american = Calendar(ENGLISH, WRITTEN, "month-day")
    assert [d.when for d in find("10/14/50", american)] == ["1950-10-14"]


def test_no_two_dates_overlap() -> None:
    text = "on 5 and 6 July 1951, 24.6.51, April-June 1952 and in the first half of '54 at 11:20"
    spans = [d.span for d in find(text, Calendar(ENGLISH, WRITTEN))]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ((1951, 6, 30), "1951-06-30"),
        ((988,), "0988"),
        ((1951, 13), None),
        ((1900, 2, 29), None),
        ((2000, 2, 29), "2000-02-29"),
        ((0,), None),
        ((None, 1, 1), None),
    ],
)
def test_only_days_that_a_calendar_has_are_days(parts: tuple[int, ...], value: str | None) -> None:
    assert iso(*parts) == value


def test_a_record_line_says_one_date() -> None:
    dating = single("Moscow, 3 June 1950 (copy)", Calendar(ENGLISH))
    assert dating is not None
    assert dating.when == "1950-06-03"
    assert single("no date at all", Calendar(ENGLISH)) is None
