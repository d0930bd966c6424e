"""Which line ends stand inside a paragraph: those of a text wrapped at a width, or all up to an empty line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from tei_edition.transcript.source import Line, Source

# how the paragraphs of a page are told: by its lines' width, or by empty lines alone
Paragraphs = Literal["auto", "empty-line"]
LABEL: Final = re.compile(r"\s*(?:[-*] )?(?:\d{1,3}[.)]|[a-zа-я]\)|\([0-9a-z]{1,3}\)|[IVX]{1,5}[.)])\s")
# the call of a note may touch the stop
SENTENCE_END: Final = re.compile(r"[.!?:;…]['\"”’»)\]]*(?:(?<=[^\W\d_]{2}[.!?;])\d{1,2})?$|^\W*$")
WIDTHS: Final = range(40, 111)
# a line that fills so much of the width runs on
FULL: Final = 0.7
# "Telegramm 148          Vessk, den 3. Mai 1930": a line of a form, which no text runs on from
WIDE: Final = re.compile(r"\S {4,}\S")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a page breaks its lines: ``width`` is that of a hard-wrapped text, 0 if it is none."""

    width: int = 0
    paragraphs: Paragraphs = "auto"

    def runs_on(self, above: Line, line: Line, source: Source) -> bool:
        """True if a line goes on with the paragraph of the one above it."""
        over_page = "\f" in source.text[above.span.end : line.begins]
        next_one = line.number == above.number + 1
        if self.paragraphs == "empty-line":
            return next_one and not over_page
        if not self.width:
            return False
        adjacent = next_one or (over_page and not SENTENCE_END.search(above.text.rstrip()))
        apart = LABEL.match(line.text) or (_is_in_capitals(line.text) and not _is_in_capitals(above.text))
        return adjacent and not WIDE.search(above.text) and len(above.text) > self.width * FULL and not apart


# lines as they stand
UNWRAPPED: Final = Wrapping()


def wrapping(lines: Sequence[Line], paragraphs: Paragraphs = "auto") -> Wrapping:
    """How these lines are broken; ``lines`` are the filled ones of a document."""
    longest = max((len(line.text) for line in lines), default=0)
    runs = sum(b.number == a.number + 1 and len(a.text) > longest * FULL for a, b in pairwise(lines))
    wrapped = longest in WIDTHS and runs >= 3 and runs * 4 >= len(lines)
    return Wrapping(longest if wrapped else 0, paragraphs)


def _is_in_capitals(text: str) -> bool:
    """``A. LINCOLN.``, ``GENERAL McCLELLAN:``: capitals, but for a letter of a name."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.9 * len(letters)
