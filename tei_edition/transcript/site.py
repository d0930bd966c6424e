"""What a site or a saved file puts above the record of a page: its name, its menu, the number of a page, a file name."""

from __future__ import annotations

import functools
import re
from typing import Final

from tei_edition.transcript.expressions import compiled, worded
from tei_edition.transcript.words import words

# a line of a menu is no longer, and has no more words
LENGTH: Final = 60
WORDS: Final = 7
# so many lines of a site may stand above a record
MOST: Final = 25
# a year belongs to a date or to a title; a menu has no stops
TELLING: Final = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|[.!?:;,]\s*$|^\W*$")
# what a pattern that takes any line would take
ANY: Final = (
    "Search this site",
    "The boats lay where they had been since the beginning of spring, and nobody came to them.",
)


@functools.cache
def takes_any(pattern: str) -> bool:
    """True of a pattern that tells no line from others."""
    return any(map(compiled(pattern).search, ANY))


def is_of_a_site(text: str) -> bool:
    """``Home``, ``Page 1 of 3``, ``berg.txt``: short, without a year, and no word that only a headline has."""
    said = worded(r"<headline-to|from|every-kind>", words()).search(text)
    return len(text) <= LENGTH and len(text.split()) <= WORDS and said is None and TELLING.search(text) is None
