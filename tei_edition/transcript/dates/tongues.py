"""Dates in another language than the document's: notes, quotations, the second half of a page.

The name of a month with a day or a year is a date in whatever language it stands. A language of another script than
the document's is read with all its forms, since none of its words can be a word of the document.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Final

from tei_edition.transcript.dates.forms import Form, forms
from tei_edition.transcript.words import Words, dated_languages

# the language that is read whole on a page of the other script, and the letters that tell it
SCRIPTS: Final = (("en", re.compile(r"[A-Za-z]")), ("ru", re.compile(r"[А-Яа-яЁё]")))
WORD: Final = re.compile(r"[^\W\d_]+")


def spoken(text: str, own: Words) -> tuple[Words, ...]:
    """The other languages in which a text, in small letters, may say a date.

    >>> from tei_edition.transcript.words import words
    >>> [w.language for w in spoken("le 10 novembre 1918, 5 juin", words("de"))]
    ['fr', 'it']
    """
    named = _named(own)
    said = {language for token in set(WORD.findall(text)) for language in named.get(token, ())}
    said |= {language for language, letters in _of_other_script(own).items() if letters.search(text)}
    return tuple(other for other in dated_languages() if other.language in said)


@functools.cache
def _of_other_script(own: Words) -> Mapping[str, re.Pattern[str]]:
    """The languages that are read whole beside one's own."""
    january = own.months[0][0] if own.months else "January"
    return {language: letters for language, letters in SCRIPTS if not letters.search(january)}


@functools.cache
def _named(own: Words) -> Mapping[str, tuple[str, ...]]:
    """The names of months that the document's own language does not have, and whose they are."""
    known = _month_names(own)
    found: dict[str, list[str]] = {}
    for other in dated_languages():
        if other.language != own.language:
            for name in _month_names(other) - known:
                found.setdefault(name, []).append(other.language)
    return {name: tuple(languages) for name, languages in found.items()}


@functools.cache
def _month_names(words: Words) -> frozenset[str]:
    return frozenset(name.rstrip(".").lower() for name in words.month_names)


@functools.cache
def forms_beside(own: Words, other: Words, place: str) -> tuple[Form, ...]:
    """The forms of another language that are read at a place of a page."""
    is_whole = other.language in _of_other_script(own)
    return tuple(
        form
        for form in forms(other)
        if (is_whole or (form.needs_month and form.needs_digits))
        and (not form.notation.places or place in form.notation.places)
    )


def is_foreign(match: re.Match[str], own: Words, other: Words) -> bool:
    """True if what a form of another language found is a date in that language.

    A month that the document's own language has too says nothing. A day or a year alone beside a month is one only if
    the month is spelt as its language does: ``3 juin``, but not ``3 Juin``.
    """
    letters = _of_other_script(own).get(other.language)
    if letters is not None:
        return bool(letters.search(match[0]))
    months = [name for name in (_group(match, "month"), _group(match, "month2")) if name]
    if all(name.rstrip(".").lower() in _month_names(own) for name in months):
        return False
    is_full = any(_group(match, day) for day in DAYS) and any(_group(match, year) for year in YEARS)
    return is_full or all(_is_spelt(name, other) for name in months)


DAYS: Final = ("d", "days", "d2")
YEARS: Final = ("year", "year2", "yy")


def _group(match: re.Match[str], name: str) -> str:
    return (match[name] or "") if name in match.re.groupindex else ""


def _is_spelt(name: str, words: Words) -> bool:
    """True if a month is written out as its language writes it, or in capitals."""
    names = [name for name in words.month_names if not name.endswith(".")]
    return name in names or name in {full.upper() for full in names}
