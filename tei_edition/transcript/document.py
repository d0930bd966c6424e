"""A transcript read: zones, signs and blocks of one page, with what was doubtful on the way."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from tei_edition.diagnostics import Diagnostic, Refusal, Span
from tei_edition.transcript import dates, footnotes, leaves, profiles, zones
from tei_edition.transcript.anchors import anchored
from tei_edition.transcript.blocks import Block, Kind, Layer
from tei_edition.transcript.dates import Calendar, Order
from tei_edition.transcript.decisions import NONE, Decisions, Settled, kind_of, settle, unfit_block, unfit_choice
from tei_edition.transcript.dress import undressed
from tei_edition.transcript.expressions import compiled, worded
from tei_edition.transcript.foot import Footnote
from tei_edition.transcript.footnotes import Apparatus
from tei_edition.transcript.languages import language_of
from tei_edition.transcript.layout import Fit, Layout, recognise, shipped
from tei_edition.transcript.pairing import Stretch
from tei_edition.transcript.signs import DOCUMENTARY, Table
from tei_edition.transcript.signs.bracket import Known, NothingKnown
from tei_edition.transcript.signs.delimited import PAGE_ALONE
from tei_edition.transcript.signs.reading import Signs, read_signs
from tei_edition.transcript.signs.renditions import HEADINGS
from tei_edition.transcript.source import Source
from tei_edition.transcript.tiling import Fate, Tile
from tei_edition.transcript.units import Context, plain_words
from tei_edition.transcript.walk import read_blocks
from tei_edition.transcript.words import Words, words
from tei_edition.transcript.wrapping import wrapping
from tei_edition.transcript.zones import Zones

READ_AHEAD: Final = 20_000
"""How much of a text is read for its own date, in characters."""
# blocks that write no words of their own
UNWRITTEN: Final = frozenset({Kind.RULE, Kind.NOTE, Kind.OMISSION, Kind.ENDNOTE})


@dataclass(frozen=True, slots=True)
class Practice:
    """How transcripts are read: language, layouts, signs passed over, and what the registers know.

    ``language`` holds where neither the layout of a page nor a decision names another.
    ``signs`` names the profile of signs in force, one of ``profiles``; empty: the layout's, or the documentary one.
    ``everywhere`` are the decisions that hold in every transcript; ``taught`` the edition's own tables of words.
    """

    language: str = "en"
    layouts: tuple[Layout, ...] = field(default_factory=shipped)
    layout: str = "auto"
    signs_off: tuple[str, ...] = ()
    known: Known = field(default_factory=NothingKnown)
    everywhere: Decisions = NONE
    date_order: Order = ""
    signs: str = ""
    profiles: tuple[Table, ...] = field(default_factory=profiles.shipped)
    taught: tuple[Words, ...] = ()

    @property
    def words(self) -> Words:
        """The words of the language: those the edition teaches, else the tool's."""
        spoken = self.language.partition("-")[0].lower()
        return next((own for own in self.taught if own.language == spoken), None) or words(self.language)

    def table(self, layout: Layout) -> Table:
        """The signs in force on a page of a layout.

        Raises:
            Refusal: the practice or the layout names a profile that does not exist.
        """
        wanted = self.signs or layout.signs or profiles.DEFAULT
        found = next((one for one in self.profiles if one.name == wanted), None)
        if found is None:
            names = ", ".join(sorted(one.name for one in self.profiles))
            said = f"the layout “{layout.name}” asks for signs “{wanted}”" if not self.signs else f"no signs “{wanted}”"
            raise Refusal(Diagnostic("profile-unknown", said, hint=f"There are: {names}."))
        return found.without((*self.signs_off, *layout.signs_off))


@dataclass(frozen=True, slots=True)
class Document:
    """One transcript, read. ``fit`` says which layout and why; ``calendar`` is anchored at its own date.

    ``numbered`` are the numbers of lines that the page itself gives, by their place in the transcript.
    """

    source: Source
    fit: Fit
    zones: Zones
    signs: Signs
    blocks: tuple[Block, ...]
    calendar: Calendar
    settled: Settled
    practice: Practice
    diagnostics: tuple[Diagnostic, ...]
    table: Table = DOCUMENTARY
    numbered: Mapping[int, str] = field(default_factory=dict)

    def said(self, span: Span) -> str:
        """The words of a span without the marks of how they look; brackets stay."""
        return undressed(self.source.text, self.signs.marks, span).text

    def value(self, name: str) -> str:
        """What the record says under a field, empty if nothing."""
        return self.zones.value(self.source, name)


def transcribe(
    source: Source,
    practice: Practice | None = None,
    decisions: Decisions = NONE,
    decided_in: str = "",
    literal: Sequence[Span] = (),
) -> Document:
    """Read a transcript; never fails, whatever the text.

    ``literal`` are spans in which signs stay characters (the converter's last resort).

    Raises:
        Refusal: only if the practice names a layout that does not exist.
    """
    practice = practice or Practice()
    fit, table = _chosen(source, practice, decisions)
    settled = settle(decisions, source, decided_in, practice.everywhere, table)
    zone = replace(zones.divide(source, fit.layout), given=settled.header)
    said = settled.language or fit.layout.language
    practice = replace(practice, language=said or language_of(source.slice(zone.document), practice.language))
    calendar = _calendar(source, zone, practice, fit.layout)
    page = _Page(source, zone, practice, fit.layout, table, settled, calendar, (*literal, *zone.furniture))
    signs, blocks = page.read()
    unfit = (
        *_unfit_choices(settled, practice, decided_in),
        *_unfit_blocks(decisions, settled, source, blocks, decided_in),
    )
    diagnostics = (*settled.diagnostics, *unfit, *signs.diagnostics)
    numbered = dict(number for _, number in page.numbered())
    return Document(source, fit, zone, signs, blocks, calendar, settled, practice, diagnostics, table, numbered)


def _chosen(source: Source, practice: Practice, decisions: Decisions) -> tuple[Fit, Table]:
    """The layout and the signs of a page, as an editor decided them, else as the practice has them."""
    layouts, tables = _names(practice)
    fit = recognise(source, practice.layouts, decisions.layout if decisions.layout in layouts else practice.layout)
    signs = decisions.signs if decisions.signs in tables else practice.signs
    return fit, replace(practice, signs=signs).table(fit.layout)


def _names(practice: Practice) -> tuple[set[str], set[str]]:
    """What layouts and what profiles of signs there are."""
    return {one.name for one in practice.layouts}, {one.name for one in practice.profiles}


def _unfit_choices(settled: Settled, practice: Practice, file: str) -> Iterator[Diagnostic]:
    """A decision on a layout or signs that do not exist."""
    layouts, tables = _names(practice)
    yield from unfit_choice("layout", settled.layout, layouts, file)
    yield from unfit_choice("signs", settled.signs, tables, file)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page in its zones, and all that its signs and blocks are read by; in ``plain`` spans signs stay characters."""

    source: Source
    zone: Zones
    practice: Practice
    layout: Layout
    table: Table
    settled: Settled
    calendar: Calendar
    plain: tuple[Span, ...]

    def read(self) -> tuple[Signs, tuple[Block, ...]]:
        """Signs and blocks; a footnote that no block can hold stays text, and the page is read again."""
        kinds = {number: kind_of(one.kind) for number, one in self.settled.blocks.items()}
        call = _call_of_title(self.source, self.zone)
        words, grounds = self.practice.words, self.settled.grounds
        apparatus = footnotes.find(self.source, self.zone.document, self.table, self.plain, words, grounds, call)
        while True:
            signs, apparatus = self._signs(apparatus)
            known = self.practice.known
            title = plain_words(self.zone.value(self.source, "title"))
            context = Context(self.source, words, known, self.calendar, signs, kinds, self.layout.paragraphs, title)
            blocks = tuple(read_blocks(context, self.zone.document))
            placed = tuple(_footnote_blocks(blocks, signs.footnotes))
            if len(placed) == len(apparatus.notes):
                return signs, (*_with_endnotes(blocks, signs.endnotes), *placed)
            apparatus = apparatus.only({block.span for block in placed})

    def numbered(self) -> Iterator[tuple[Tile, tuple[int, str]]]:
        """The numbers that the page's own edition gives its lines, each with the line's number in the transcript."""
        sought = compiled(self.layout.line_numbers)
        for line in self.source.lines if self.layout.line_numbers else ():
            found = sought.match(line.text) if self.zone.document.holds(line.span) else None
            if found and found["n"] and found.end() < len(line.text):
                yield Tile(Span(line.span.start, line.span.start + found.end()), Fate.LAYOUT), (line.number, found["n"])

    def _signs(self, apparatus: Apparatus) -> tuple[Signs, Apparatus]:
        """All that is no word of the document, and the notes that no sign cuts."""
        source, zone, practice = self.source, self.zone, self.practice
        aside = (*self.plain, *apparatus.literal)
        grounds = self.settled.grounds
        filled = [line for line in source.lines if zone.document.holds(line.span) and not line.is_blank]
        wrapped = wrapping(filled, self.layout.paragraphs)
        stretch = Stretch(source, zone.document, practice.words, practice.known, wrapped)
        signs = read_signs(stretch, self.table, grounds, aside)
        numbers = (tile for tile, _ in self.numbered())
        signs = signs.with_marks((*_aside(zone), *_headings(source, zone, self.plain), *numbers))
        apparatus = apparatus.only({note.note for note in signs.holding(apparatus.notes)})
        signs = signs.with_footnotes(apparatus)
        signs = signs.with_marks(_notes_head(source, zone, (*signs.footnotes, *signs.endnotes), practice))
        return _with_pages(source, zone, practice, self.table, signs, self.plain), apparatus


def _notes_head(source: Source, zone: Zones, notes: Sequence[Footnote], practice: Practice) -> Iterator[Tile]:
    """``Notes``, right above the first of them, or at the end with none below: a label of the page."""
    first = min((note.note.start for note in notes), default=None)
    last = source.position(zone.document.end).line if first is None else source.position(first).line - 1
    above = (line for line in reversed(source.lines[:last]) if not line.is_blank)
    line = next(above, None)
    head = worded(r"\W*{notes-head}\W*", practice.words)
    if line is not None and zone.document.holds(line.span) and head.fullmatch(line.text):
        yield Tile(Span(line.begins, line.span.end), Fate.LAYOUT)


def _with_pages(
    source: Source, zone: Zones, practice: Practice, table: Table, signs: Signs, plain: Sequence[Span]
) -> Signs:
    """The signs of a document, with the numbers of its pages that stand alone on their lines."""
    sign = table.named(PAGE_ALONE.name)
    noted = (note.note for note in (*signs.footnotes, *signs.endnotes))
    aside = (*plain, *noted, *(bracket.span for bracket, _ in signs.brackets))
    found = leaves.find(source, zone.document, practice.words, aside) if sign else []
    stretch = Stretch(source, zone.document, practice.words, practice.known)
    numbers = (stretch.bracket(span, 0, 0) for span in found)
    return signs.with_pages(numbers, sign) if sign else signs


# the call of a note right after a title: ``…Department of State1``, with a space, in brackets, raised, between strokes
CALL_OF_TITLE: Final = re.compile(r"\s?(?:\[|<sup>|/)?(?P<n>0|[1-9]\d{0,2})(?:\]|</sup>|/)?[^\w\n]*$", re.MULTILINE)


# the same between two pieces of it
CALL_WITHIN: Final = re.compile(r"\s?\[?(?P<n>[1-9]\d{0,2})\]?\s?")


def _call_of_title(source: Source, zone: Zones) -> str:
    """The first number that stands in the record's title or right after it, empty if none does."""
    titles = [entry.spans for entry in zone.entries if entry.field == "title" and entry.spans]
    gaps = ((one.end, other.start) for spans in titles for one, other in pairwise(spans))
    within = (CALL_WITHIN.fullmatch(source.text, *gap) for gap in gaps)
    ends = (CALL_OF_TITLE.match(source.text, spans[-1].end) for spans in titles)
    found = next(filter(None, (*within, *ends)), None)
    return found["n"] if found else ""


def _with_endnotes(blocks: Sequence[Block], notes: Sequence[Footnote]) -> list[Block]:
    """A block for each note at the foot that nothing calls, in its place."""
    made = list(blocks)
    for note in notes:
        at = bisect_right([block.span.start for block in made], note.note.start)
        beside = made[max(0, at - 1) : at + 1][:1]  # above all blocks it is of the layer of the first
        layer, number = (beside[0].layer, beside[0].document) if beside else (Layer.MESSAGE, 0)
        made.insert(at, Block(Kind.ENDNOTE, note.note, layer, number, rule="sign"))
    return made


def _footnote_blocks(blocks: Sequence[Block], notes: Sequence[Footnote]) -> Iterator[Block]:
    """A block for each footnote whose call stands in a block, and which none runs across."""
    ordered = sorted(blocks, key=lambda block: block.span)
    starts = [block.span.start for block in ordered]
    for note in notes:
        at = bisect_right(starts, note.call.start) - 1
        around = ordered[max(0, bisect_right(starts, note.note.start) - 1) :][:1]
        held = at >= 0 and ordered[at].span.holds(note.call) and ordered[at].kind not in UNWRITTEN
        if held and not any(block.span.end > note.note.start for block in around):
            yield Block(Kind.FOOTNOTE, note.note, ordered[at].layer, ordered[at].document)


def _aside(zone: Zones) -> Iterator[Tile]:
    """Heads and feet of pages are the page's, wherever in a sentence they fall."""
    return (Tile(span, Fate.LAYOUT) for span in zone.furniture)


# a number sign and a space before words; "# 600428/sh" and "# P12/7" are numbers
HEADING: Final = re.compile(r"(?P<marks>#{1,6}) (?![^\W\d_]{1,3}\d[\w-]*(?:/|\s*$))(?=[^\W\d_]|[“\"‘'(])")


def _headings(source: Source, zone: Zones, plain: Sequence[Span]) -> Iterator[Tile]:
    """The marks of headings, as Markdown writes them."""
    for line in source.lines:
        found = HEADING.match(line.text)
        if found and zone.document.holds(line.span) and not any(line.span.holds(one) for one in plain):
            mark = Span(line.span.start, line.span.start + found.end())
            yield Tile(mark, Fate.MARK, HEADINGS[len(found["marks"])])


def _unfit_blocks(
    decisions: Decisions, settled: Settled, source: Source, blocks: Sequence[Block], file: str
) -> Iterator[Diagnostic]:
    """Decisions on blocks that the walk could not follow."""
    begun: dict[int, set[Kind]] = {}
    for block in blocks:
        begun.setdefault(source.position(block.span.start).line, set()).add(block.kind)
    for number, one in settled.blocks.items():
        if kind_of(one.kind) not in begun.get(number, ()) if one.kind != "continued" else number in begun:
            yield unfit_block(one, file, decisions.block.index(one))


STOPPED: Final = re.compile(r"(?<![\w.])(\d{1,2})\.(\d{1,2})\.((?:1[5-9]|20)\d\d|\d\d)(?![\w-]|\.\d)")
# so many days at most lie between the record's date and the hour a telegram was sent or came in
BESIDE: Final = 10


def _order_told(text: str, record: Sequence[str]) -> Order:
    """``10.30.1962``, or ``11.03.62`` on a page of November 2: dates with stops whose months come first."""
    said = (d for line in record for d in dates.find(line, Calendar(words()), "dateline") if d.kind == "date")
    days = [datetime.date.fromisoformat(d.when) for d in said if len(d.when) == 10]
    told = {order for found in STOPPED.finditer(text) for order in _told_by(found, days)}
    return "month-day" if told == {"month-day"} else ""


def _told_by(written: re.Match[str], days: Sequence[datetime.date]) -> Iterator[Order]:
    """The order a date leaves no choice of, or in which it is the record's date, or one beside it."""
    first, second = int(written[1]), int(written[2])
    if max(first, second) > 12:
        yield "day-month" if first > 12 else "month-day"
        return
    for calendar in (Calendar(words(), anchor=day) for day in days if first != second):
        year = calendar.year(written[3])
        read: dict[Order, str | None] = {
            "day-month": dates.iso(year, second, first),
            "month-day": dates.iso(year, first, second),
        }
        yield from (order for order, when in read.items() if when and calendar.distance(when) <= BESIDE)


def _calendar(source: Source, zone: Zones, practice: Practice, layout: Layout) -> Calendar:
    """How the document reckons: by what is declared, by the country of its language, else by its own plain dates."""
    american = practice.language.lower().endswith("-us")
    declared = practice.date_order or layout.date_order or ("month-day" if american else "")
    text = source.slice(zone.document)
    record = [said for name in ("date", "citation", "title") for said in zone.values(source, name)]
    order = declared or dates.order_of(text) or _order_told(text, record)
    published = [said for name in ("series", "source", "record", "url") for said in zone.values(source, name)]
    return anchored(Calendar(practice.words, order=order), record, text[:READ_AHEAD], published)
