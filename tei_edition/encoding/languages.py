"""Names of languages as tags, of countries and capitals: the only place that knows babel."""

from __future__ import annotations

import datetime
import functools
import re
import zoneinfo
from collections.abc import Mapping
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton

from tei_edition.transcript.dates.reckoning import is_day, is_yearless
from tei_edition.transcript.words import words


@functools.cache
def _names(language: str) -> dict[str, str]:
    return {name.casefold(): code for code, name in Locale.parse(language).languages.items()}


def tag_of(name: str, language: str = "en") -> str:
    """The BCP 47 tag of a language by its name in another; empty if it is no language.

    >>> tag_of("Russian")
    'ru'
    """
    try:
        return _names(language.replace("-", "_")).get(name.strip().casefold(), "").replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return ""


def name_of(tag: str, language: str = "en") -> str:
    """The name of a language in another by its BCP 47 tag; empty if there is no such language.

    >>> name_of("es"), name_of("de-AT"), name_of("tlhx")
    ('Spanish', 'Austrian German', '')
    """
    names: Mapping[str, str] = _locale(language).languages
    return names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0].lower(), "")


def _locale(language: str) -> Locale:
    """What Babel knows of a language, English where it knows nothing."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


# of the time zones those named after cities, not after parts of a country
REGIONS: Final = frozenset({"Africa", "America", "Asia", "Atlantic", "Europe", "Pacific"})


@functools.cache
def cities(language: str) -> frozenset[str]:
    """The cities that give time zones their names, and further seats of governments and posts, in small letters."""
    zones = (zone for one in (_locale(language), Locale("en")) for zone in one.time_zones.values())
    capitals = (
        name.rpartition("/")[2].replace("_", " ")
        for name in zoneinfo.available_timezones()
        if name.partition("/")[0] in REGIONS
    )
    named = (*(zone["city"] for zone in zones if zone.get("city")), *capitals, *words(language).form["seats"])
    return frozenset(name.casefold() for name in named) - countries(language)


@functools.cache
def countries(language: str) -> frozenset[str]:
    """Countries and territories, in small letters."""
    return frozenset(name.casefold() for name in _locale(language).territories.values())


@functools.cache
def places(language: str) -> frozenset[str]:
    """Countries and cities, in small letters."""
    return cities(language) | countries(language)


@functools.cache
def customary(language: str) -> frozenset[str]:
    """Words with a capital by custom that are no names: languages and peoples, days; in small letters."""
    own = _locale(language)
    peoples = {word for name in own.languages.values() for word in name.split()}
    days = {name for width in ("wide", "abbreviated") for name in own.days["format"][width].values()}
    return frozenset(word.casefold().strip("()") for word in (*peoples, *days))


def is_country_or_city(name: str, language: str = "en") -> bool:
    """True for a country or a city as far as known: most capitals, by no means all cities.

    >>> is_country_or_city("Bucharest"), is_country_or_city("Anna Holm")
    (True, False)
    """
    return name.strip(" .").casefold() in places(language)


def is_city(name: str, language: str = "en") -> bool:
    """True for a city where a government or its posts have their seat, as far as known.

    >>> is_city("Bucharest"), is_city("Romania")
    (True, False)
    """
    return name.strip(" .").casefold() in cities(language)


A_LEAP_YEAR: Final = 2000
"""A year that has every day."""


MONTH: Final = re.compile(r"\d{4}-\d\d")
"""A month of a year, as ISO 8601 has it."""


def written(when: str, language: str = "en") -> str:
    """An ISO date as a language writes it, months in full: ``1951-06-30`` → ``30 June 1951``, ``--06-30`` → ``30 June``, ``1951-06`` → ``June 1951``.

    Of a day with its hour the day is written.
    """
    when = when.partition("T")[0]
    is_month = MONTH.fullmatch(when) is not None
    if not is_day(when) and not is_month:
        return when
    is_english, locale = language.partition("-")[0] == "en", language.replace("-", "_")
    try:
        if is_month:
            first = datetime.date.fromisoformat(f"{when}-01")
            return (
                format_date(first, "MMMM yyyy", locale)
                if is_english
                else format_skeleton("yMMMM", first, locale=locale)
            )
        if is_yearless(when):
            day = datetime.date(A_LEAP_YEAR, *map(int, when[2:].split("-")))
            return format_date(day, "d MMMM", locale) if is_english else format_skeleton("MMMMd", day, locale=locale)
        return format_date(datetime.date.fromisoformat(when), "d MMMM yyyy" if is_english else "long", locale=locale)
    except (UnknownLocaleError, ValueError):
        return when
