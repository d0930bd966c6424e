"""Numbers of pages and leaves that stand alone on a line: told by running in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.source import Line, Source
from tei_edition.transcript.words import Words, alternatives
from tei_edition.transcript.wrapping import SENTENCE_END

# a page has more than that between its number and the next
LEAST: Final = 200
# no caption is longer
LINE: Final = 60
# a number in this range, with nothing around it, may be a year
YEARS: Final = range(1500, 2100)


@dataclass(frozen=True, slots=True)
class _Number:
    """``is_marked``: dashes or a word around it say that it is a page's."""

    line: Line
    value: int
    is_marked: bool
    breaks_off: bool

    @property
    def span(self) -> Span:
        text = self.line.text
        lead = len(text) - len(text.lstrip())
        return Span(self.line.span.start + lead, self.line.span.start + len(text.rstrip()))


def find(source: Source, span: Span, words: Words, aside: Iterable[Span] = ()) -> list[Span]:
    """Where the numbers of pages stand in a document; nothing within ``aside`` is one.

    ``- 2 -`` or ``p. 2`` is one if a sentence runs over it, or another in order with it; ``91`` alone only in order,
    where the first numbers no section or a sentence runs over one of them.
    """
    apart = sorted(aside)
    furthest = list(accumulate((one.end for one in apart), max))
    numbers = [n for n in _numbers(source, span, words) if not _is_within(n.span.start, apart, furthest)]
    return [number.span for chain in _chains(numbers) if _are_pages(chain) for number in chain]


def _is_within(offset: int, apart: Sequence[Span], furthest: Sequence[int]) -> bool:
    """True in one of some ordered spans; ``furthest`` is where those up to each have ended."""
    before = bisect_right(apart, offset, key=lambda one: one.start)
    return before > 0 and furthest[before - 1] > offset


def _numbers(source: Source, span: Span, words: Words) -> Iterator[_Number]:
    page = alternatives(words.brackets["page"])
    alone = compiled(
        rf"(?P<dash>[-–—]\s?)?(?P<word>{page}\s?)?(?P<n>\d{{1,4}})(?:\s?(?:об\.?|ob\.?|[rv]))?(?P<end>\s?[-–—])?\.?",
        re.IGNORECASE,
    )
    before = ""
    lines = [
        one for one in source.lines if not one.is_blank and span.start <= one.span.start and one.span.end <= span.end
    ]
    for line, after in zip(lines, [one.text.strip() for one in lines[1:]] + [""][: len(lines)], strict=True):
        text = line.text.strip()
        found = alone.fullmatch(text)
        marked = found is not None and bool((found["dash"] and found["end"]) or found["word"])
        bare = found is not None and text.isdigit() and int(found["n"]) not in YEARS
        if found is not None and (marked or bare):
            yield _Number(line, int(found["n"]), marked, _runs_over(before, after))
        else:
            before = text


def _runs_over(before: str, after: str) -> bool:
    """A sentence goes on over a number: it stopped in mid-line, or goes on with a small letter."""
    stopped = bool(before) and not SENTENCE_END.search(before)
    return stopped and (len(before) > LINE or after[:1].islower())


def _chains(numbers: Sequence[_Number]) -> Iterator[list[_Number]]:
    """Numbers each one more than the one before, with a page's text between."""
    chain: list[_Number] = []
    for number in numbers:
        follows = bool(chain) and number.value == chain[-1].value + 1
        if chain and not follows:
            yield chain
            chain = []
        chain.append(number)
    if chain:
        yield chain


def _are_pages(chain: Sequence[_Number]) -> bool:
    far = all(after.line.span.start - before.line.span.end > LEAST for before, after in pairwise(chain))
    runs_over = any(number.breaks_off for number in chain)
    if all(number.is_marked for number in chain):
        return far and (runs_over or len(chain) > 1)
    return far and len(chain) > 1 and (runs_over or chain[0].value > 1)
