"""Names of languages as tags: the only place that knows babel."""

from __future__ import annotations

import datetime
import functools

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


def written(when: str, language: str = "en") -> str:
    """An ISO date as a language writes it, months in full: ``1951-06-30`` → ``30 June 1951``."""
    if len(when) != 10:
        return when
    pattern = "d MMMM yyyy" if language.partition("-")[0] == "en" else "long"
    try:
        return format_date(datetime.date.fromisoformat(when), pattern, locale=language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return when
