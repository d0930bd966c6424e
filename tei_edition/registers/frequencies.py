"""How usual a word is in a language: the only place that knows wordfreq."""

from __future__ import annotations

import functools
from typing import Final

from wordfreq import available_languages, zipf_frequency

# on Zipf's scale: 3 is once in a million words
USUAL: Final = 3.3


@functools.lru_cache(maxsize=65_536)
def is_usual(word: str, language: str = "en", least: float = USUAL) -> bool:
    """True if a word is met at least as often as ``least`` says, with or without a capital.

    >>> is_usual("although"), is_usual("Shtykov")
    (True, False)
    """
    tag = language.partition("-")[0].lower()
    return zipf_frequency(word, tag if tag in available_languages() else "en") >= least
