"""Which of the languages with a table of words a page is written in."""

from __future__ import annotations

import functools
import re
from collections import Counter
from importlib import resources
from typing import Final

from tei_edition.transcript.words import words

# so much of a page is read
READ: Final = 20_000
# a language has so many of its small words on a page, and so many times those of the one declared
FEWEST, TIMES = 6, 3
# a page in another script than the declared language's needs fewer
FEWEST_OF_SCRIPT: Final = 2
CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")


def language_of(text: str, declared: str) -> str:
    """The language of a page: the declared one, unless another has many more of its small words there.

    >>> language_of("Der Hafen ist zu, und die Boote sind auf dem Weg von der Insel zu uns mit den Leuten.", "en")
    'de'
    >>> language_of("The harbour is closed.", "de-AT")
    'de-AT'
    """
    own = declared.partition("-")[0].lower()
    # a letter alone may be one of a word that is letter-spaced
    counted = Counter(re.findall(r"[^\W\d_]{2,}", text[:READ].casefold()))
    small = _small_words()
    if own not in small:
        return declared
    # what both languages have tells nothing of either
    found = {language: sum(counted[word] for word in said - small[own]) for language, said in small.items()}
    best = max(found, key=lambda language: found[language])
    found[own] = sum(counted[word] for word in small[own] - small[best])
    if _is_cyrillic(text[:READ]) and not any(CYRILLIC.search(word) for word in words(own).pronouns):
        return best if best != own and found[best] >= FEWEST_OF_SCRIPT else declared
    return best if found[best] >= max(FEWEST, TIMES * found[own]) and best != own else declared


def _is_cyrillic(text: str) -> bool:
    """More than half of its letters are."""
    return 2 * len(CYRILLIC.findall(text)) > sum(character.isalpha() for character in text)


@functools.cache
def known() -> tuple[str, ...]:
    """The languages with a table of words."""
    folder = resources.files("tei_edition.transcript.words")
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


@functools.cache
def _small_words() -> dict[str, frozenset[str]]:
    """The small words of each language."""
    tables = {language: words(language) for language in known()}
    return {name: frozenset(w.casefold() for w in (*t.function, *t.pronouns)) for name, t in tables.items()}
