"""The words of the interface: every language whole, dates as people write them."""

from __future__ import annotations

import re

import pytest

from tei_edition import resources, xml
from tei_edition.publishing.words import languages, words


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_language_that_is_offered_is_complete(language: str) -> None:
    assert [key for key, said in words(language).table if not said.strip()] == []


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_translation_has_the_facts_of_the_original(language: str) -> None:
    def facts(said: str) -> set[str]:
        return set(re.findall(r"{\w+}", said))

    original = {k: facts(v) for k, v in words("en").table if not k.startswith("date.")}
    translated = {k: facts(v) for k, v in words(language).table if not k.startswith("date.")}
    assert translated == original


def test_eight_languages_are_offered() -> None:
    assert set(languages()) == {"en", "de", "fr", "es", "it", "pl", "ru", "zh"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "3 March 1921"),
        ("de", "3. März 1921"),
        ("fr", "3 mars 1921"),
        ("es", "3 de marzo de 1921"),
        ("it", "3 marzo 1921"),
        ("pl", "3 marca 1921"),
        ("ru", "3 марта 1921"),
        ("zh", "1921年3月3日"),
    ],
)
def test_a_day_is_written_as_the_language_does(language: str, said: str) -> None:
    assert words(language).date("1921-03-03") == said


@pytest.mark.parametrize(
    ("language", "day", "said"),
    [
        ("en", "--03-03", "3 March"),
        ("de", "--03-03", "3. März"),
        ("fr", "--03-01", "1er mars"),
        ("es", "--03-01", "1 de marzo"),
        ("it", "--03-01", "1º marzo"),
        ("zh", "--03-03", "3月3日"),
        ("en", "--13-03", "--13-03"),
        ("en", "--03", "--03"),
    ],
)
def test_a_day_of_no_known_year_is_written_without_one(language: str, day: str, said: str) -> None:
    assert words(language).date(day) == said


@pytest.mark.parametrize("tag", ["de-AT", "DE", "de"])
def test_a_regional_tag_is_served_by_its_language(tag: str) -> None:
    assert words(tag).language == "de"


def test_an_unknown_language_is_served_in_english() -> None:
    assert words("tlh").say("search") == "Search"


@pytest.mark.parametrize("odd", ["", "1921-13-01", "spring 1921", "-0044-03-15", "1921"])
def test_what_is_no_date_stays_as_it_is(odd: str) -> None:
    assert words("en").date(odd) == odd


def test_every_word_the_stylesheets_say_is_in_the_catalogue() -> None:
    known = {key for key, _ in words("en").table}
    asked: set[str] = set()
    for path in resources.xslt("html").glob("*.xsl"):
        for value in xml.read(path).xpath("//@* | //text()"):
            asked |= set(re.findall(r"h:say\([^,()]+(?:\([^()]*\))?, '([^']+)'\s*[,)]", str(value)))
    assert sorted(asked - known) == []


def test_the_first_of_a_month_is_written_as_the_language_does() -> None:
    assert words("fr").date("1921-03-01") == "1er mars 1921"
    assert words("de").date("1921-03-01") == "1. März 1921"
