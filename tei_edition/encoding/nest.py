"""Elements over the transcript that nest in each other, with what is doubtful in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.encoding.datings import UNSURE, DateReader
from tei_edition.encoding.languages import tag_of
from tei_edition.encoding.legible import Legible
from tei_edition.encoding.names import Mention, Reader, ranks_apart
from tei_edition.encoding.on_one_line import commas, strokes
from tei_edition.encoding.points import bullet_width, point, run_in_heading
from tei_edition.encoding.quotations import quotations
from tei_edition.encoding.source_notes import NOTING, RECEIPT, remarks
from tei_edition.transcript.blocks import Block, Kind, Layer
from tei_edition.transcript.dates import CENTURY, Dating
from tei_edition.transcript.decisions import NO
from tei_edition.transcript.document import Document
from tei_edition.transcript.expressions import worded
from tei_edition.transcript.signs.renditions import STARRED
from tei_edition.transcript.signs.row import Tag, tag
from tei_edition.transcript.tiling import Fate, Markup, Tile
from tei_edition.transcript.words import Words
from tei_edition.xml import LANG


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is only likely: the identifier of the element, what about it, how sure, and why."""

    target: str
    locus: Literal["name", "value"]
    cert: Literal["high", "medium", "low"]
    reason: str


DECIDED: Final = "decision"
"""The notation of a date whose value an editor gave."""


# elements that hold no words of their own
VOID: Final = frozenset({"gap", "pb", "cb", "space", "subst", "choice"})


class Nest:
    """Elements over the transcript that nest in each other; what would cross is left out."""

    def __init__(self, document: Document, identifier: str) -> None:
        self.document, self.identifier = document, identifier
        self.doubts: list[Doubt] = []
        self.said: list[Diagnostic] = []
        self.text = document.source.text
        self.filling = {b.span for b in document.blocks if b.kind in {Kind.NOTE, Kind.OMISSION, Kind.ENDNOTE}}
        self.marks: list[Tile] = []
        self.markups: list[Markup] = []
        self.starts: list[tuple[int, int, Markup]] = []
        self.widest = 0
        for markup in document.signs.markups:
            self._put(self._doubted_sign(self._of_original(markup)))
        for placed in document.settled.corrections:
            self.add([Markup(placed.span, Tag("choice")), Markup(placed.span, Tag("sic"))])

    def _of_original(self, markup: Markup) -> Markup:
        """A word of the original has its language, if the record says which; where it does not, it is only likely one."""
        if ("reason", "original") not in markup.tag.attributes:
            return markup
        language = original_language(self.document)
        if not language:
            return self._with_doubt(markup, Doubt("", "value", "medium", "no dictionary of the language has the word"))
        return replace(markup, tag=Tag(markup.tag.name, (*markup.tag.attributes, (LANG, language))))

    def _doubted_sign(self, markup: Markup) -> Markup:
        """A sign that is only likely gets an identifier, and the doubt is recorded apart; what an editor decided is sure."""
        sign = markup.sign
        decided = any(markup.span.start <= at < markup.span.end for at in self.document.settled.grounds)
        if sign is None or not sign.doubt or decided or markup.tag.name != sign.tei[0].name:
            return markup
        return self._with_doubt(markup, Doubt("", "name", "medium", sign.doubt))

    def _with_doubt(self, markup: Markup, doubt: Doubt) -> Markup:
        if markup.span in self.filling:  # what fills its line has the line's id
            self._doubt_line(markup.span, doubt)
            return markup
        target = f"{self.identifier}-doubt{len(self.doubts) + 1}"
        self.doubts.append(replace(doubt, target=target))
        return replace(markup, tag=Tag(markup.tag.name, (*markup.tag.attributes, ("xml:id", target))))

    def _doubt_line(self, span: Span, doubt: Doubt) -> None:
        number = self.document.source.position(span.start).line
        self.doubts.append(replace(doubt, target=f"{self.identifier}-l{number}"))

    def add_speakers(self) -> None:
        """Who speaks by the form of the line alone is in doubt."""
        for block in self.document.blocks:
            if block.doubt and block.kind is Kind.SPEAKER:
                self._doubt_line(block.span, Doubt("", "name", "medium", block.doubt))

    def _put(self, markup: Markup) -> None:
        self.markups.append(markup)
        row = (markup.span.start, len(self.markups), markup)
        self.starts.insert(bisect_left(self.starts, row[:2], key=lambda r: r[:2]), row)
        self.widest = max(self.widest, len(markup.span))

    def _near(self, span: Span) -> Iterator[Markup]:
        first = bisect_left(self.starts, span.start - self.widest, key=lambda r: r[0])
        for index in range(first, len(self.starts)):  # no slice: it would copy the rest of the page
            start, _, markup = self.starts[index]
            if start >= span.end:
                return
            yield markup

    def fits(self, span: Span) -> bool:
        """True if no element there would be crossed or filled by void."""
        if not len(span) or not self.text[span.start : span.end].strip():
            return False
        return not any(m.span.crosses(span) or (m.tag.name in VOID and m.span == span) for m in self._near(span))

    def add(self, markups: Iterable[Markup]) -> bool:
        """Add elements that belong together, all or none."""
        group = list(markups)
        if not all(self.fits(m.span) for m in group):
            return False
        for markup in group:
            self._put(markup)
        return True

    def add_mentions(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Add names, and return them as they were put: a title that would cross something is left out."""
        kept = []
        for mention in mentions:
            wrapped = self._around_place(mention)
            if not all(self.fits(m.span) for m in wrapped.markups):
                wrapped = wrapped.bare()  # better the name without its title than no name
                if not self.fits(wrapped.span):
                    continue
            first, *inner = wrapped.markups
            if mention.doubt:
                first = self._with_doubt(first, Doubt("", "value", mention.cert, mention.doubt))
            self.add([first, *inner])
            kept.append(wrapped)
        return kept

    def _around_place(self, mention: Mention) -> Mention:
        """A name that is all a bracket of unknown ground holds stands around it: ``[BEIJING]``."""
        wide = Span(mention.span.start - 1, mention.span.end + 1)
        for markup in self._near(wide) if wide.start >= 0 else ():
            if markup.span == wide and ("reason", "undefined") in markup.tag.attributes:
                outer = Markup(wide, mention.markups[0].tag)
                self.markups.remove(markup)  # the name is put first: of two with one span the earlier is the outer
                self.starts = [row for row in self.starts if row[2] is not markup]
                return Mention(wide, mention.entry, (outer, markup))
        return mention

    def add_all(self, markups: Iterable[Markup]) -> None:
        """Add elements that do not depend on each other, those that fit."""
        for markup in markups:
            self.add([markup])

    def add_remarks(self, block: Block) -> None:
        """What a note on the source says of marks of secrecy, copies, receipt and hands."""
        if block.kind in NOTING:
            self.add_all(one.markup for one in remarks(self.text, block.span, self.document.practice.words))

    def is_number(self, span: Span) -> bool:
        """True if a number of the register or of copies stands there: it is no time."""
        return any(m.tag.name == "num" and m.span.holds(span) for m in self._near(span))

    def add_datings(self, block: Block, reader: Reader, dates: DateReader) -> list[tuple[Block, Dating, Span]]:
        """Add the dates and times of a block, and return those that fit."""
        legible = reader.legible(block.span)
        kept = []
        for dating, span in self._dated(block, legible, dates):
            attributes = (*self._type(block, span, legible.before(span.start)), *dating.attributes)
            decided = dating.notation == DECIDED
            if not decided and (self.is_number(span) or not self.fits(span)):
                continue
            markup = Markup(span, Tag(dating.kind, attributes))
            if self.add([self._doubted_date(markup, dating)]):
                kept.append((block, dating, span))
        return kept

    def _doubted_date(self, markup: Markup, dating: Dating) -> Markup:
        """A date that can be read otherwise has its doubt recorded apart."""
        if not dating.doubt:
            return markup
        if dating.doubt not in {UNSURE, CENTURY}:
            self.said.append(Diagnostic("date-ambiguous", dating.doubt, span=markup.span))
        return self._with_doubt(markup, Doubt("", "value", "low", dating.doubt))

    def _dated(self, block: Block, legible: Legible, dates: DateReader) -> Iterator[tuple[Dating, Span]]:
        """The dates and times of a block, as found or as an editor decided."""
        decided = [one for one in self.document.settled.dates if block.span.holds(one.span)]
        read = dates.read(block.span, _place(block), block.document)
        for reason, span in read.flaws:
            if not self.is_number(span) and not any(one.span.holds(span) for one in decided):
                self.said.append(Diagnostic("date-impossible", f"“{self._words(span)}”: {reason}", span=span))
        for dating, span in read.datings:
            if not any(one.span.start < span.end and span.start < one.span.end for one in decided):
                yield dating, span
        for one in decided:
            if one.decision.value != NO:
                within = Span(legible.index(one.span.start), legible.index(one.span.end))
                yield _decided(one.decision.value, within), one.span

    def _words(self, span: Span) -> str:
        return " ".join(self.text[span.start : span.end].split())

    def _type(self, block: Block, span: Span, before: str) -> tuple[tuple[str, str], ...]:
        """Only receipt and signature say whose date it is."""
        words = self.document.practice.words
        if any(markup.tag == RECEIPT and markup.span.holds(span) for markup in self._near(span)):
            return (("type", "received"),)
        if block.kind is Kind.DATELINE:
            arrived = worded(r"(?<!\w){received}(?!\w)", words).search(before)
            return (("type", "received" if arrived else "sent"),)
        way = _way(self._words(block.span), before, words) if block.kind is Kind.RECEIPT else ""
        return (("type", way),) if way else ()

    def add_ranks(self, reader: Reader, block: Block, mentions: Sequence[Mention]) -> None:
        """Ranks that stand apart from the name they belong to, and the identifier by which they point to it."""
        for span, bearer in ranks_apart(reader.legible(block.span), self.document.practice.words, mentions):
            target = f"{self.identifier}-{bearer.entry.identifier}"
            named = next((m for m in self.markups if m.span == bearer.span and m.tag.name == "persName"), None)
            if named is None or any(value == target for m in self.markups for _, value in m.tag.attributes):
                continue
            self._replace(named, Markup(named.span, Tag("persName", (*named.tag.attributes, ("xml:id", target)))))
            self.add([Markup(span, tag("roleName", type="rank", corresp=f"#{target}"))])

    def _replace(self, old: Markup, new: Markup) -> None:
        self.markups[self.markups.index(old)] = new
        self.starts = [(s, n, new if m is old else m) for s, n, m in self.starts]

    def add_points(self) -> None:
        """Labels and headings of paragraphs; bullets, commas of lists and strokes of tables, which come back by rule."""
        words = self.document.practice.words
        for block in self.document.blocks:
            if block.kind is Kind.PARAGRAPH:
                self._add_point(block.span, words)
        for block in self.document.blocks:
            if block.kind in {Kind.COPIES, Kind.PRESENT}:
                self.marks += [Tile(Span(at, at + 1), Fate.MARK) for at in commas(self.text, block, words)]
            elif block.kind is Kind.TABLE:
                self.marks += [Tile(span, Fate.MARK) for span in strokes(self.text, block.span)]

    def _add_point(self, paragraph: Span, words: Words) -> None:
        _, label, bullet = point(self.text, paragraph, "", words)
        heading = run_in_heading(self.text, paragraph, words)
        if label is not None:
            self.add([Markup(label, Tag("label"))])
        elif heading is not None and not self._is_known(heading):
            self.add([Markup(heading, tag("label", type="heading"))])
        if bullet:
            mark = Span(paragraph.start, paragraph.start + bullet_width(self.text, paragraph.start))
            self.marks.append(Tile(mark, Fate.MARK, STARRED if bullet == "*" else None))

    def _is_known(self, span: Span) -> bool:
        """A name of the registers heads nothing: ``BEIJING. We have learned``."""
        words, known = self.text[span.start : span.end].rstrip(" .:—–"), self.document.practice.known
        return known.is_place(words) or known.is_person(words)

    def add_quotations(self) -> None:
        """Quotations; one that other words interrupt is as many elements, each with its neighbours."""
        for number, parts in enumerate(quotations(self.text, self.document.blocks), 1):
            names = [f"{self.identifier}-q{number}{chr(97 + i)}" for i in range(len(parts))]
            spans = [self._after_label(span) for span in parts]
            for index, span in enumerate(spans) if all(map(self.fits, spans)) else ():
                links = [("xml:id", names[index])]
                links += [("prev", f"#{names[index - 1]}")] if index else []
                links += [("next", f"#{names[index + 1]}")] if index + 1 < len(names) else []
                self._put(Markup(span, Tag("quote", tuple(links))))  # it is outside names that fill it

    def _after_label(self, span: Span) -> Span:
        for markup in self._near(span):
            if markup.tag.name == "label" and markup.span.start == span.start:
                rest = self.text[markup.span.end : span.end]
                return Span(markup.span.end + len(rest) - len(rest.lstrip()), span.end)
        return span


def _way(receipt: str, before: str, words: Words) -> Literal["sent", "received", ""]:
    """Of a receipt's dates each is of the nearest word before it, or of the mark that it touches; empty: the office's own."""
    mark = next(iter(before.split()[-1:]), "")
    if mark in words.form["dispatch-marks"] and mark not in words.form["receipt-marks"]:
        return "sent"
    if worded(r"{from}(?!\w|\s*:)(?!.*{received})", words).match(receipt):
        return "sent"  # "From Vessk 3 May 1950": when it left there
    rows: tuple[tuple[Literal["received", "sent", ""], str], ...] = (
        ("received", "received"),
        ("sent", "sent"),
        ("", "deciphered|printed|verified"),  # "Received on 3 May, printed on 4 May"
    )
    last = {way: max((m.end() for m in worded(rf"<{row}>", words).finditer(before)), default=-1) for way, row in rows}
    return max(last, key=lambda way: last[way])


def _decided(value: str, span: Span) -> Dating:
    """A date or time with the value an editor gave it."""
    if ":" in value:
        return Dating(span, "time", when=value if len(value) == 8 else f"{value}:00", notation=DECIDED)
    start, until, end = value.partition("/")
    if until:
        return Dating(span, "date", start=start, end=end, notation=DECIDED)
    return Dating(span, "date", when=value, notation=DECIDED)


# scripts of their own: what stands in Latin letters is transliterated
TRANSLITERATED: Final = frozenset("ru uk be bg mk sr zh ja ko el ar fa he hy ka mn kk th hi".split())


def original_language(document: Document) -> str:
    """The language of the original by the record, marked as in Latin letters where it has others; empty if unsaid."""
    said = next(iter(document.zones.values(document.source, "language")), "")
    language = tag_of(said.split(",")[0].strip())
    return f"{language}-Latn" if language in TRANSLITERATED else language


def _place(block: Block) -> Literal["text", "dateline", "office"]:
    if block.kind is Kind.DATELINE:
        return "dateline"
    return "office" if block.layer in {Layer.ROUTING, Layer.PROCESSING} or block.kind is Kind.NOTE else "text"
