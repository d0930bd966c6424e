"""Which words a language has: the only place that knows pyspellchecker, and only its lists of words."""

from __future__ import annotations

import functools
import gzip
import json
import re
from importlib import resources
from typing import Final

# endings and beginnings with which a list of words need not list every word
ENDINGS: Final = ("s", "es", "ed", "d", "ing", "ly", "ness", "er", "ers", "less", "like", "ist", "ists", "ism", "ation")
BEGINNINGS: Final = ("re", "un", "non", "pre", "de", "anti", "co", "over", "under", "inter", "sub", "counter", "self")
SHORTEST: Final = 3


def is_word(word: str, language: str) -> bool:
    """True if a language has the word, and True of every word where no list of its words is known.

    >>> is_word("telegram", "en"), is_word("molniruite", "en"), is_word("molniruite", "tlh")
    (True, False, True)
    """
    listed = _listed(language.partition("-")[0].lower())
    if not listed:
        return True
    parts = re.findall(r"[^\W\d_]+", word.lower())
    return all(len(part) < SHORTEST or _is_listed(part, listed) for part in parts)


def _is_listed(word: str, listed: frozenset[str]) -> bool:
    if word in listed:
        return True
    american = re.sub(r"is(e|ed|es|ing|ation|ations)$", r"iz\1", word)
    stems = [word.removesuffix(e) for e in ENDINGS if word.endswith(e)]
    stems += [word.removeprefix(b) for b in BEGINNINGS if word.startswith(b)]
    stems += [stem + "e" for stem in stems]
    return american in listed or any(len(stem) > SHORTEST and stem in listed for stem in stems)


@functools.cache
def _listed(language: str) -> frozenset[str]:
    file = resources.files("spellchecker") / "resources" / f"{language}.json.gz"
    if not language.isalpha() or not file.is_file():
        return frozenset()
    return frozenset(json.loads(gzip.decompress(file.read_bytes())))
