"""Dates of a block, with the editorial signs that stand inside them: ``27 [26?] October``, ``28 [sic] November``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tei_edition.diagnostics import START, Span
from tei_edition.encoding.legible import legible, within
from tei_edition.encoding.marked import Marked
from tei_edition.transcript.anchors import of_its_own
from tei_edition.transcript.blocks import by_document
from tei_edition.transcript.dates import Calendar, Dating, Place, scan
from tei_edition.transcript.document import Document
from tei_edition.transcript.tiling import Markup

REACH: Final = 60
"""No sign inside a date is longer, in characters."""
# "25 June 1788(?)"
ASKED: Final = re.compile(r"\s?[(\[]\s?\?\s?[)\]]")
ASIDE: Final = frozenset({"gap", "del", "note", "pb", "surplus"})
UNSURE: Final = "the transcript itself is not sure of this date"


@dataclass(frozen=True, slots=True)
class Dated:
    """The dates of a block and what only claims to be one, each with its place in the source."""

    datings: tuple[tuple[Dating, Span], ...]
    flaws: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads dates through the signs of a document; made once a document."""

    document: Document
    marked: Marked
    _aside: list[Span] = field(init=False, repr=False)
    _calendars: Mapping[int, Calendar] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_aside", sorted(m.span for m in self.marked.markups if self._is_aside(m)))
        object.__setattr__(self, "_calendars", dict(_calendars(self.document)))

    def _is_aside(self, markup: Markup) -> bool:
        """Words that are no part of the date they stand in: another reading of the day, what is deleted or described."""
        if markup.tag.name in ASIDE or ("reason", "explanation") in markup.tag.attributes:
            return True
        text = self.marked.text
        if markup.tag.name == "sic":
            return any(m.tag.name == "corr" and m.span.start >= markup.span.end for m in self._near(markup.span, 1))
        number = re.fullmatch(r"\[\d{1,4}\??\]", text[markup.span.start : markup.span.end])
        return bool(number) and bool(re.search(r"\d\s$", text[max(0, markup.span.start - 2) : markup.span.start]))

    def _near(self, span: Span, after: int = 0) -> Sequence[Markup]:
        return self.marked.near(span, REACH, after)

    def read(self, span: Span, place: Place, number: int = 0) -> Dated:
        """The dates of a span: read with and without what stands aside, of two that meet the longer.

        ``number`` says which of the page's documents the span is in, counted from 0: each has its own date.
        """
        aside = within(self._aside, span)
        views = [self.marked.legible(span), *([self.marked.legible(span, aside)] if aside else [])]
        found: list[tuple[Dating, Span]] = []
        flaws: dict[Span, str] = {}
        for view in views:
            read = scan(view.text, self._calendars.get(number, self.document.calendar), place)
            found += [(d, self._whole(view.source_span(d.span.start, d.span.end))) for d in read.datings]
            flaws |= {view.source_span(f.span.start, f.span.end): f.reason for f in read.flaws}
        kept = found if len(views) == 1 else list(_longest(found))
        datings = tuple((self._doubted(d, own), own) for d, own in sorted(kept, key=lambda row: row[1]))
        sound = ((reason, own) for own, reason in flaws.items() if not any(_meet(own, s) for _, s in kept))
        return Dated(datings, tuple(sound))

    def _whole(self, span: Span) -> Span:
        """A date that begins or ends inside a sign takes in its marks: ``[19]46``, ``28 November [sic]``."""
        for markup in self._near(span):
            if not markup.span.crosses(span):
                continue
            over = (
                Span(span.end, markup.span.end) if markup.span.end > span.end else Span(markup.span.start, span.start)
            )
            if not self._text_of(over).strip():
                span = Span(min(span.start, markup.span.start), max(span.end, markup.span.end))
        return span

    def _text_of(self, span: Span) -> str:
        hidden = sorted((*self._touching(self.marked.marks, span), *self._touching(self._aside, span)))
        return legible(self.marked.text, span, hidden).text

    def _touching(self, spans: Sequence[Span], span: Span) -> list[Span]:
        first = bisect_left(spans, span.start - REACH, key=START)
        return [s for s in spans[first : bisect_left(spans, span.end, key=START)] if s.end > span.start]

    def _doubted(self, dating: Dating, span: Span) -> Dating:
        """A date of which a part is hardly legible, or has two readings, or which a question mark follows, is in doubt."""
        inside = [m for m in self._near(span) if span.holds(m.span)]
        two = any(self._is_aside(m) and m.tag.name in {"unclear", "supplied", "corr"} for m in inside)
        asked = ASKED.match(self.marked.text, span.end)
        if two or asked or any(m.tag.name == "unclear" for m in inside):
            return replace(dating, doubt=dating.doubt or UNSURE)
        return dating


def _calendars(document: Document) -> Iterator[tuple[int, Calendar]]:
    """How each document of a page reckons: the first by the page's date, the others by a date line of their own."""
    for at, (number, blocks) in enumerate(by_document(document.blocks)):
        said = "\n".join(document.source.slice(block.span) for block in blocks) if at else ""
        yield number, of_its_own(document.calendar, said)


def _longest(found: Sequence[tuple[Dating, Span]]) -> Iterator[tuple[Dating, Span]]:
    """Of dates that meet the longest, the earlier found if they are alike."""
    taken: list[Span] = []
    for dating, span in sorted(found, key=lambda row: -len(row[1])):
        at = bisect_left(taken, span)
        if not any(_meet(span, other) for other in taken[max(0, at - 1) : at + 1]):
            taken.insert(at, span)
            yield dating, span


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
