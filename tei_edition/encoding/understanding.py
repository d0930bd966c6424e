"""What a transcript says, block by block: names, dates, numbers, points and quotations as elements that nest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from tei_edition.diagnostics import START, Diagnostic, Span
from tei_edition.encoding.datings import DateReader
from tei_edition.encoding.kinds import kind_by_form, kind_told
from tei_edition.encoding.names import Mention, Reader
from tei_edition.encoding.nest import Doubt, Nest
from tei_edition.encoding.numbers import Direction, closing_number, numbers, opening_number
from tei_edition.encoding.unregistered import unregistered
from tei_edition.registers.matching import Matcher
from tei_edition.transcript.blocks import Block, Kind, Layer, by_document
from tei_edition.transcript.dates import Dating
from tei_edition.transcript.decisions import Correction
from tei_edition.transcript.document import Document
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.tiling import Fate, Markup, Tile, Tiling, tile


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a page, with what was recognised in it; ``number`` counts from 1.

    ``by_form`` is true where no word says its kind, only the form of a letter.
    """

    number: int
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    datings: tuple[tuple[Block, Dating, Span], ...]
    direction: Direction
    kind: str
    by_form: bool = False
    _ends: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ends", tuple(b.span.end for b, _, _ in self.datings))

    def of(self, *kinds: Kind, enclosed: bool = False) -> list[Block]:
        """Its blocks of some kinds, those of an enclosed telegram apart."""
        return [b for b in self.blocks if b.kind in kinds and b.enclosed == enclosed]

    def mentions_in(self, block: Block, *elements: str) -> list[Mention]:
        """The outermost names of a block, of some elements if any are given."""
        first = bisect_left(self.mentions, block.span.start, key=lambda m: m.span.start)
        last = bisect_left(self.mentions, block.span.end, key=lambda m: m.span.start)
        inside = [m for m in self.mentions[first:last] if block.span.holds(m.span)]
        outer = [m for m in inside if not any(o.span.holds(m.span) and o is not m for o in inside)]
        return [m for m in outer if not elements or m.entry.element in elements]

    def datings_in(self, block: Block, kind: Literal["date", "time"]) -> list[tuple[Dating, Span]]:
        """The dates or times of a block, with their spans in the source."""
        first = bisect_left(self._ends, block.span.end)
        last = bisect_left(self._ends, block.span.end + 1)
        return [(d, span) for b, d, span in self.datings[first:last] if b.span == block.span and d.kind == kind]


@dataclass(frozen=True, slots=True)
class Understood:
    """A transcript with all that was recognised in it, ready to be written as TEI."""

    document: Document
    parts: tuple[Part, ...]
    markups: tuple[Markup, ...]
    tiling: Tiling
    corrections: dict[Span, Correction]
    diagnostics: tuple[Diagnostic, ...]
    doubts: tuple[Doubt, ...] = ()


def understand(document: Document, matcher: Matcher, identifier: str) -> Understood:
    """Recognise names, dates, numbers, points and quotations in every block of a transcript."""
    names, nest = Reader(document, matcher), Nest(document, identifier)
    reading = _Reading(document, names, DateReader(document, names.marked), nest, [*names.unknown_bearers()])
    parts = [reading.part(number + 1, blocks) for number, blocks in by_document(document.blocks)]
    if not parts and any(map(document.value, ("title", "contents", "abstract"))):
        parts = [Part(1, (), (), (), "", kind_told(document, ()))]  # the page holds the record alone
    nest.add_points()
    nest.add_quotations()
    nest.add_speakers()
    tiling = tile(document.source, (*_marks(document), *nest.marks, *_layout(document)))
    corrections = {placed.span: placed.decision for placed in document.settled.corrections}
    said = (*reading.said, *nest.said)
    return Understood(document, tuple(parts), tuple(nest.markups), tiling, corrections, said, tuple(nest.doubts))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What reads the blocks of one page, the elements found so far, and what is to be said to the editor."""

    document: Document
    names: Reader
    dates: DateReader
    nest: Nest
    said: list[Diagnostic]

    def part(self, number: int, blocks: Sequence[Block]) -> Part:
        """One document of the page, the elements of its blocks added to the nest."""
        text, words = self.document.source.text, self.document.practice.words
        direction, told = direction_of(self.document, blocks), kind_told(self.document, blocks)
        kind = told or kind_by_form(self.document, blocks)
        self.nest.add_all(opening_number(text, blocks, kind, words))
        self.nest.add_all(closing_number(text, blocks, words))
        found = [self._found(block, direction) for block in blocks if block.kind is not Kind.RULE]
        mentions = tuple(mention for one, _ in found for mention in one)
        datings = tuple(dating for _, one in found for dating in one)
        way: Direction = "" if kind in UNSENT else direction
        return Part(number, tuple(blocks), mentions, datings, way, kind, by_form=kind != told)

    def _found(self, block: Block, direction: Direction) -> tuple[list[Mention], list[tuple[Block, Dating, Span]]]:
        """The names and the dates of a block; which element is put first decides which is the outer one."""
        names = self.names.read(block.span)
        mentions = self.nest.add_mentions(names.mentions)
        unknown = names.diagnostics or unregistered(self.document, block, names.mentions)
        self.said.extend(one for one in unknown if one.span is None or not self.names.is_decided(one.span))
        self.nest.add_all(numbers(self.document.source.text, block, self.document.practice.words, direction))
        self.nest.add_remarks(block)
        datings = self.nest.add_datings(block, self.names, self.dates)
        self.nest.add_ranks(self.names, block, names.mentions)
        return mentions, datings


# what nobody sends: an incoming number on it is of an office that read it
UNSENT: Final = frozenset({"diary", "minutes", "protocol"})
WAYS: Final[tuple[Direction, ...]] = ("outgoing", "incoming")


def direction_of(document: Document, blocks: Sequence[Block]) -> Direction:
    """Incoming or outgoing, as the issuing office saw it; empty where nothing says so.

    A caption says so; a line of receipt above the message says incoming; an address that begins with a place, outgoing.
    """
    words, source = document.practice.words, document.source
    for block in blocks:
        if block.kind in {Kind.STATUS, Kind.TITLE}:
            text = source.slice(block.span).lower()
            for direction in WAYS:
                if direction in words.form[direction] and compiled(rf"\b{direction}\b").search(text):
                    return direction
    if any(b.kind is Kind.RECEIPT and b.layer is not Layer.PROCESSING and not b.enclosed for b in blocks):
        return "incoming"
    addresses = [b for b in blocks if b.kind is Kind.ADDRESS and not b.enclosed]
    if addresses and any(b.kind is Kind.TITLE for b in blocks):
        first = re.split(r"\s[-–]\s", source.slice(addresses[0].span), maxsplit=1)[0].strip("[] ")
        if document.practice.known.is_place(first):
            return "outgoing"
    return ""


def _marks(document: Document) -> Iterator[Tile]:
    """The marks of signs; a running head or form feed between blocks is layout like all that stands there."""
    within = sorted(block.span for block in document.blocks)
    for mark in document.signs.marks:
        aside = mark.fate is Fate.LAYOUT or not document.source.slice(mark.span).strip()
        if not aside or any(span.holds(mark.span) for span in _around(within, mark.span)):
            yield mark


def _around(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """The last of some ordered spans that begin before another."""
    at = bisect_left(spans, span.start + 1, key=START)
    return spans[max(0, at - 2) : at]


def _layout(document: Document) -> Iterator[Tile]:
    """What is no part of the document: the record, rules, and white space between blocks."""
    source = document.source
    blocks = [b.span for b in document.blocks if b.kind is not Kind.RULE]
    at = 0
    for span in (*sorted(blocks), Span(len(source.text), len(source.text))):
        if span.start > at:
            first = source.position(at).line
            for line in source.lines[first - 1 :]:
                if line.span.start >= span.start:
                    break
                piece = Span(max(at, line.span.start), min(span.start, line.span.end))
                if piece.end > piece.start:
                    yield Tile(piece, Fate.LAYOUT)
        at = max(at, span.end)
