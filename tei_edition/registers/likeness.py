"""Spellings of one name: the only place that knows rapidfuzz."""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz import fuzz

from tei_edition.registers.inflection import inflected, unaccented

# one letter in eight may differ; romanisations of one name differ more, but stand side by side in brackets
ALIKE: Final = 88
ROMANISED: Final = 60


def plain(name: str) -> str:
    """A name without capitals, accents, hyphens and stops, for comparing."""
    return " ".join(re.findall(r"\w+", unaccented(name).casefold().replace("-", "")))


def is_alike(one: str, other: str) -> bool:
    """True for two spellings or endings of one name.

    >>> is_alike("Vyshinsky", "Vyshinskyy"), is_alike("Kim Il", "Kim Ir Sen"), is_alike("Holm", "Helm")
    (True, False, False)
    """
    a, b = plain(one), plain(other)
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return True
    words, others = a.split(), b.split()
    if len(words) != len(others):
        return False
    if all(x == y or x in inflected(y) or y in inflected(x) for x, y in zip(words, others, strict=True)):
        return True
    return min(len(a), len(b)) >= 7 and fuzz.ratio(a, b) >= ALIKE


def is_romanisation(one: str, other: str) -> bool:
    """True for two romanisations of one name: as many syllables, most letters the same.

    >>> is_romanisation("Pak Heon-yeong", "Pak Hon Yong"), is_romanisation("Filippov", "Stalin")
    (True, False)
    """
    a, b = plain(one).replace(" ", ""), plain(other).replace(" ", "")
    return fuzz.ratio(a, b) >= ROMANISED
