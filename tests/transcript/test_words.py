"""Other languages: their months, their titles, what stands inside their brackets."""

from __future__ import annotations

import datetime

import pytest

from tei_edition.encoding import inverse
from tei_edition.encoding.tei import Encoder
from tei_edition.transcript.dates import Calendar, find
from tei_edition.transcript.document import Practice
from tei_edition.transcript.readers.plain import read
from tei_edition.transcript.words import Words, has_words, in_any_language, words
from tei_edition.xml import parse, serialize

LANGUAGES = ("en", "de", "fr", "ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_has_twelve_months(language: str) -> None:
    table = words(language)
    assert len(table.months) == 12
    names = [name.casefold() for month in table.months for name in month]
    assert len(names) == len(set(names)), "one name for two months"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_table_leaves_out_is_looked_up_in_english(language: str) -> None:
    table, english = words(language), words("en")
    for name in ("kinds", "form", "brackets", "places", "units", "links", "letter"):
        assert set(getattr(english, name)) <= set(getattr(table, name))


def test_a_language_without_a_table_is_known_as_such() -> None:
    assert has_words("de-AT")
    assert not has_words("tlh")
    assert isinstance(words("tlh"), Words)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "am 3. Mai 1911 und im Juni 1912", ["1911-05-03", "1912-06"]),
        ("fr", "le 3 mai 1911, en juin 1912", ["1911-05-03", "1912-06"]),
        ("ru", "получена 30 июня 1951 года, в октябре 1952", ["1951-06-30", "1952-10"]),
    ],
)
def test_months_are_read_in_the_language_of_the_transcript(language: str, text: str, values: list[str]) -> None:
    assert [d.when for d in find(text, Calendar(words(language), datetime.date(1951, 1, 1)))] == values


@pytest.mark.parametrize(
    ("language", "written", "tei"),
    [
        ("de", "sie [unleserlich] war", '<gap reason="illegible"><desc>unleserlich</desc></gap>'),
        ("de", "und [S. 2] weiter", '<pb n="2" rend="[S. 2]"/>'),
        ("de", "dann [gingen] sie", '<supplied reason="subaudible">gingen</supplied>'),
        ("ru", "письмо [неразборчиво] было", '<gap reason="illegible"><desc>неразборчиво</desc></gap>'),
        ("ru", "и [мы] пошли", '<supplied reason="subaudible">мы</supplied>'),
        ("ru", "было [подпись]", '<gap reason="editorial" unit="signature" quantity="1"><desc>подпись</desc></gap>'),
        ("fr", "le mot [illisible] était", '<gap reason="illegible"><desc>illisible</desc></gap>'),
        ("fr", "et [nous] allons", '<supplied reason="subaudible">nous</supplied>'),
    ],
)
def test_brackets_say_the_same_in_other_languages(language: str, written: str, tei: str) -> None:
    source = read("a.txt", written.encode())
    data = serialize(Encoder(Practice(language=language)).encode(source, "a").root)
    assert tei in data.decode()
    assert inverse.transcript(parse(data)).is_proved


def test_a_russian_stamp_is_a_stamp() -> None:
    source = read("a.txt", "[Штамп: Секретно № 5]\n\nПисьмо получено.\n".encode())
    data = serialize(Encoder(Practice(language="ru")).encode(source, "a").root).decode()
    assert '<label>Штамп:</label> <stamp type="registry">Секретно № <num type="registry">5</num></stamp>' in data


def test_small_words_of_designations_are_those_of_every_language() -> None:
    assert {"of", "von", "de", "van", "y"} <= set(in_any_language("small"))
    assert "Gesandter" not in in_any_language("small")
