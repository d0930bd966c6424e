"""Names of languages as tags, of countries and capitals: the only place that knows babel."""

from __future__ import annotations

import datetime
import functools
import zoneinfo
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date


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


def _locale(language: str) -> Locale:
    """What Babel knows of a language, English where it knows nothing."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


# of the time zones those named after cities, not after parts of a country
REGIONS: Final = frozenset({"Africa", "America", "Asia", "Atlantic", "Europe", "Pacific"})


@functools.cache
def places(language: str) -> frozenset[str]:
    """Countries, and the cities that give time zones their names, in small letters."""
    own = _locale(language)
    cities = [zone["city"] for one in (own, Locale("en")) for zone in one.time_zones.values() if zone.get("city")]
    capitals = [
        name.rpartition("/")[2].replace("_", " ")
        for name in zoneinfo.available_timezones()
        if name.partition("/")[0] in REGIONS
    ]
    return frozenset(name.casefold() for name in (*own.territories.values(), *cities, *capitals))


@functools.cache
def customary(language: str) -> frozenset[str]:
    """Words with a capital by custom that are no names: languages and peoples, days; in small letters."""
    own = _locale(language)
    peoples = {word for name in own.languages.values() for word in name.split()}
    days = {name for width in ("wide", "abbreviated") for name in own.days["format"][width].values()}
    return frozenset(word.casefold().strip("()") for word in (*peoples, *days))


def is_country_or_city(name: str, language: str = "en") -> bool:
    """True for a country or a city that gives a time zone its name: most capitals, by no means all.

    >>> is_country_or_city("Bucharest"), is_country_or_city("Anna Holm")
    (True, False)
    """
    return name.strip(" .").casefold() in places(language)


def written(when: str, language: str = "en") -> str:
    """An ISO date as a language writes it, months in full: ``1951-06-30`` → ``30 June 1951``."""
    if len(when) != 10:
        return when
    pattern = "d MMMM yyyy" if language.partition("-")[0] == "en" else "long"
    try:
        return format_date(datetime.date.fromisoformat(when), pattern, locale=language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return when
