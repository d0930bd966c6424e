"""Dates in another language than the document's: whose month it is, and when a word is none."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tei_edition.transcript.dates import Calendar, find
from tei_edition.transcript.dates.notations import NOTATIONS
from tei_edition.transcript.words import Words, dated_languages, has_words, words

CASE = Path(__file__).resolve().parents[2] / "cases" / "plain" / "dates-of-other-languages" / "transcript.txt"
WRITTEN = datetime.date(1951, 6, 30)
DATES_ALONE = [one for one in dated_languages() if not has_words(one.language)]
EXAMPLES = [(one, notation, example) for one in DATES_ALONE for notation, example in one.date_examples.items()]


def read(text: str, language: str = "en") -> list[str]:
    found = find(text, Calendar(words(language), WRITTEN))
    return [(d.when or f"{d.start}/{d.end}") + "!" * d.inferred for d in found]


def test_no_name_of_a_month_is_of_two_months_in_two_languages() -> None:
    months: dict[str, set[int]] = {}
    for language in dated_languages():
        assert len(language.months) == 12, language.language
        for number, names in enumerate(language.months, 1):
            for name in names:
                months.setdefault(name.rstrip(".").casefold(), set()).add(number)
    assert not {name: numbers for name, numbers in months.items() if len(numbers) > 1}


@pytest.mark.parametrize(
    ("tongue", "notation", "example"), EXAMPLES, ids=lambda value: getattr(value, "language", value)
)
def test_the_example_of_a_language_is_read_on_an_english_page(tongue: Words, notation: str, example: str) -> None:
    values = {
        "day, month, year": {"1951-08-13", "1951-07-13"},
        "day and month": {"1951-10-04"},
        "month and year": {"1952-07"},
    }
    (found,) = find(example, Calendar(words("en"), WRITTEN))
    assert found.notation == notation, tongue.language
    assert found.when in values[notation]
    assert (found.span.start, found.span.end) == (0, len(example))
    assert example in CASE.read_text("utf-8")


@pytest.mark.parametrize("tongue", DATES_ALONE, ids=lambda one: one.language)
def test_a_language_with_dates_alone_names_only_notations_that_there_are(tongue: Words) -> None:
    assert set(tongue.date_examples) <= set(tongue.dates) <= {notation.name for notation in NOTATIONS}


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        (
            "de",
            "le 10 novembre 1918 et le 11 novembre, du 5 au 9 juin 1950",
            ["1918-11-10", "1951-11-11!", "1950-06-05/1950-06-09"],
        ),
        ("de", "1er mai 1919", ["1919-05-01"]),
        (
            "fr",
            "13. August 1951, May 5, 1951, 5. März, March 7",
            ["1951-08-13", "1951-05-05", "1951-03-05!", "1951-03-07!"],
        ),
        ("en", "le 24 MARS 1951, 24 Mars 1951, juillet 1952", ["1951-03-24", "1951-03-24", "1952-07"]),
        ("en", "Получена 3 июля в 7 часов вечера, в октябре 1951 г.", ["1951-07-03!", "19:00:00", "1951-10"]),
        ("en", "Buenos Aires, agosto 6 de 1941", ["1941-08-06"]),
        ("ru", "received on 3 July at 5 p.m., in 1950", ["1951-07-03!", "17:00:00", "1950"]),
    ],
)
def test_a_date_is_read_in_whatever_language_it_stands(language: str, text: str, values: list[str]) -> None:
    assert read(text, language) == values


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "General Juin and 3 Juin, 5 Mars, Juin 1943"),
        ("en", "it mars them, 2 set, maj. 3, luty"),
        ("fr", "you may 5 times, they march 3 miles"),
        ("de", "5 may come, march 7 miles"),
        ("ru", "I am 25."),
    ],
)
def test_a_word_that_another_language_calls_a_month_is_none(language: str, text: str) -> None:
    assert read(text, language) == []


def test_the_documents_own_language_comes_first() -> None:
    (found,) = find("am 13. August 1951", Calendar(words("de"), WRITTEN))
    assert (found.when, found.notation) == ("1951-08-13", "day, month, year")
