"""How a name's word may be written in a text: with another ending, without its accents. Safe rules, no dictionary."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

# a Russian name's last letters and the endings that stand for them in the other cases; the first that fits counts
RUSSIAN: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("ский", ("ского", "скому", "ским", "ском", "ская", "скую", "ской", "ские", "ских", "скими")),
    ("цкий", ("цкого", "цкому", "цким", "цком", "цкая", "цкую", "цкой", "цкие", "цких", "цкими")),
    ("ый", ("ого", "ому", "ым", "ом", "ая", "ую", "ой", "ые", "ых", "ыми")),
    ("ой", ("ого", "ому", "ым", "ом", "ая", "ую", "ой", "ые", "ых", "ыми")),
    ("ий", ("ия", "ию", "ием", "ии", "его", "ему", "им", "ем", "ого", "ому", "ом")),
    ("й", ("я", "ю", "ем", "е", "и")),
    ("ия", ("ии", "ию", "ией", "иею")),
    ("ова", ("овой", "ову", "овою", "овы", "ове")),
    ("ева", ("евой", "еву", "евою", "евы", "еве")),
    ("ина", ("иной", "ину", "иною", "ины", "ине")),
    ("я", ("и", "е", "ю", "ей", "ею")),
    ("а", ("ы", "и", "е", "у", "ой", "ою", "ей")),
    ("ь", ("я", "ю", "ем", "ём", "е", "и", "ью")),
    ("", ("а", "у", "ом", "ем", "ым", "е", "ы", "ых", "ам", "ами", "ов")),
)
CYRILLIC: Final = re.compile(r"[а-яё]+")
# a genitive or plural; shorter words than four letters are too often others
LATIN: Final = re.compile(r"[^\W\d_]{4,}")


@functools.lru_cache(maxsize=65_536)
def inflected(word: str) -> frozenset[str]:
    """The forms of a word in small letters, its own among them.

    >>> sorted(inflected("Берг"))[:3]
    ['берг', 'берга', 'бергам']
    >>> sorted(inflected("Brandt"))
    ['brandt', 'brandts']
    """
    small = word.casefold().replace("ё", "е")
    if CYRILLIC.fullmatch(small):
        return frozenset({small, *_russian(small)})
    if LATIN.fullmatch(small) and not small.endswith(("s", "x", "z")):
        return frozenset({small, f"{small}s"})
    return frozenset({small})


def _russian(small: str) -> list[str]:
    for ending, others in RUSSIAN:
        stem = small.removesuffix(ending)
        if small.endswith(ending) and len(stem) >= 2:
            if not ending and small[-1] in "аеиоуыэю":
                return []  # Мао, Тито: never inflected
            return [stem + other for other in others]
    return []


@functools.lru_cache(maxsize=65_536)
def unaccented(word: str) -> str:
    """A word in Latin letters without their accents; others as they are.

    >>> unaccented("Károly"), unaccented("Йемен")
    ('Karoly', 'Йемен')
    """
    if not any("LATIN" in unicodedata.name(c, "") for c in word):
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
