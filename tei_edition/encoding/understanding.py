"""What a transcript says, block by block: names, dates, numbers, points and quotations as elements that nest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from tei_edition.diagnostics import START, Diagnostic, Span
from tei_edition.encoding.datings import UNSURE, DateReader
from tei_edition.encoding.kinds import kind_by_form, kind_told
from tei_edition.encoding.languages import tag_of
from tei_edition.encoding.legible import Legible
from tei_edition.encoding.names import Mention, Reader, ranks_apart
from tei_edition.encoding.numbers import (
    BULLET,
    Direction,
    closing_number,
    numbers,
    opening_number,
    point,
    run_in_heading,
)
from tei_edition.encoding.quotations import quotations
from tei_edition.encoding.source_notes import NOTING, RECEIPT, remarks
from tei_edition.registers.matching import Matcher
from tei_edition.transcript.blocks import Block, Kind, Layer, by_document
from tei_edition.transcript.dates import CENTURY, Dating
from tei_edition.transcript.decisions import NO, Correction
from tei_edition.transcript.document import Document
from tei_edition.transcript.expressions import compiled, worded
from tei_edition.transcript.meetings import present_on_one_line
from tei_edition.transcript.recognisers.names import QUOTES, is_designation, looks_like_name
from tei_edition.transcript.signs.renditions import STARRED
from tei_edition.transcript.signs.row import Tag, tag
from tei_edition.transcript.tiling import Fate, Markup, Tile, Tiling, tile
from tei_edition.transcript.words import Words
from tei_edition.xml import LANG


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


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is only likely: the identifier of the element, what about it, how sure, and why."""

    target: str
    locus: Literal["name", "value"]
    cert: Literal["high", "medium", "low"]
    reason: str


def understand(document: Document, matcher: Matcher, identifier: str) -> Understood:
    """Recognise names, dates, numbers, points and quotations in every block of a transcript."""
    reader = Reader(document, matcher)
    nest = _Nest(document, identifier)
    parts: list[Part] = []
    diagnostics: list[Diagnostic] = [*reader.unknown_bearers()]
    dates = DateReader(document, reader.marked)
    for number, blocks in by_document(document.blocks):
        direction, told = direction_of(document, blocks), kind_told(document, blocks)
        kind = told or kind_by_form(document, blocks)
        mentions, datings = [], []
        nest.add_numbers(opening_number(document.source.text, blocks, kind))
        nest.add_numbers(closing_number(document.source.text, blocks, document.practice.words))
        for block in blocks:
            if block.kind is Kind.RULE:
                continue
            names = reader.read(block.span)
            mentions += nest.add_mentions(names.mentions)
            unnamed = names.diagnostics or _unnamed(document, block, names.mentions)
            diagnostics += [d for d in unnamed if d.span is None or not reader.is_decided(d.span)]
            nest.add_numbers(numbers(document.source.text, block, document.practice.words, direction))
            nest.add_remarks(block)
            datings += nest.add_datings(block, reader, dates)
            nest.add_ranks(reader, block, names.mentions, identifier)
        by_form = kind != told
        way: Direction = "" if kind in UNSENT else direction
        parts.append(Part(number + 1, tuple(blocks), tuple(mentions), tuple(datings), way, kind, by_form))
    if not parts and document.value("title"):
        parts.append(Part(1, (), (), (), "", kind_told(document, ())))  # the page holds the record alone
    nest.add_points()
    nest.add_quotations(identifier)
    nest.add_speakers()
    special = (*_marks(document), *nest.marks, *_layout(document))
    tiling = tile(document.source, special)
    corrections = {placed.span: placed.decision for placed in document.settled.corrections}
    found = (document, tuple(parts), tuple(nest.markups), tiling, corrections, (*diagnostics, *nest.said))
    return Understood(*found, doubts=tuple(nest.doubts))


# what nobody sends: an incoming number on it is of an office that read it
UNSENT: Final = frozenset({"diary", "minutes", "protocol"})
DECIDED: Final = "decision"
"""The notation of a date whose value an editor gave."""

# blocks that name somebody, and nothing but somebody
NAMING: Final = frozenset({Kind.SIGNED, Kind.ADDRESS, Kind.SALUTE, Kind.COPIES, Kind.COPIES_ITEM})
BY_SOMEBODY: Final = frozenset({Kind.DECIPHERED, Kind.PRINTED, Kind.VERIFIED})


def _unnamed(document: Document, block: Block, mentions: Sequence[Mention]) -> Iterator[Diagnostic]:
    """Who signs, receives or typed, where no register knows the name: for the editor's list."""
    text = document.source.text
    if block.kind is Kind.COPIES:
        found = copies_on_one_line(text, block.span)
        spans = found[1] if found else [block.span]
    elif block.kind is Kind.SPEAKER:
        spans = [block.span] if _speaks_first(document, block) else []
    elif block.kind in NAMING:
        spans = [block.span]
    elif block.kind in BY_SOMEBODY:
        by = re.search(r"\bby\s+(?P<name>[^\W\d_]\S+(?:\s[^\W\d_a-z]\S*)*)", text[block.span.start : block.span.end])
        spans = [Span(block.span.start + by.start("name"), block.span.start + by.end("name"))] if by else []
    else:
        spans = []
    words = document.practice.words
    for span in spans:
        name = worded(r"^(?:{addressed|copies|honorifics|ranks|salutations}(?:\s+|$))+", words).sub(
            "", text[span.start : span.end].strip(QUOTES + " ,.:;!")
        )
        name = re.sub(r"^(?:\d{1,2}[.)]|[-–—•*])\s+|\s*(?:\[[^\]]*\]|\(\d+\))", "", name).strip(" ,.:;!")
        if (
            looks_like_name(name)
            and not is_designation(name, words)
            and not any(m.span.start < span.end and span.start < m.span.end for m in mentions)
        ):
            at = max(span.start, text.find(name, span.start, span.end))
            yield Diagnostic("name-unknown", f"“{name}” is in no register", span=Span(at, span.end))


def _speaks_first(document: Document, block: Block) -> bool:
    """A speaker is asked for once, and "Question" never."""
    said = document.source.slice(block.span)
    first = next(b for b in document.blocks if b.kind is Kind.SPEAKER and document.source.slice(b.span) == said)
    return first is block and said.strip(" :.*") not in document.practice.words.form["asked"]


def direction_of(document: Document, blocks: Sequence[Block]) -> Direction:
    """Incoming or outgoing, as the issuing office saw it; empty where nothing says so.

    A caption says so; a line of receipt says incoming; an address that begins with a place, outgoing.
    """
    words, source = document.practice.words, document.source
    for block in blocks:
        if block.kind in {Kind.STATUS, Kind.TITLE}:
            text = source.slice(block.span).lower()
            for direction in ("outgoing", "incoming"):
                if any(compiled(rf"\b{re.escape(w)}\b").search(text) for w in words.form[direction] if w == direction):
                    return direction
    if any(b.kind is Kind.RECEIPT and not b.enclosed for b in blocks):
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


# elements that hold no words of their own
VOID: Final = frozenset({"gap", "pb", "cb", "space", "subst", "choice"})


class _Nest:
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

    def add_numbers(self, markups: Iterable[Markup]) -> None:
        for markup in markups:
            self.add([markup])

    def add_remarks(self, block: Block) -> None:
        """What a note on the source says of marks of secrecy, copies, receipt and hands."""
        if block.kind in NOTING:
            self.add_numbers(one.markup for one in remarks(self.text, block.span, self.document.practice.words))

    def is_number(self, span: Span) -> bool:
        """True if a number of the register or of copies stands there: it is no time."""
        return any(m.tag.name == "num" and m.span.holds(span) for m in self._near(span))

    def add_datings(self, block: Block, reader: Reader, dates: DateReader) -> list[tuple[Block, Dating, Span]]:
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
        """Only receipt and signature say whose date it is; of a receipt's dates each is of the nearest word before it."""
        if any(markup.tag == RECEIPT and markup.span.holds(span) for markup in self._near(span)):
            return (("type", "received"),)
        words = self.document.practice.words
        if block.kind is Kind.DATELINE:
            arrived = worded(r"\({received}(?!\w)", words).search(before)
            return (("type", "received" if arrived else "sent"),)
        if block.kind is not Kind.RECEIPT:
            return ()
        marked = {mark: kind for kind in ("dispatch", "receipt") for mark in words.form[f"{kind}-marks"]}
        if marked.get(next(iter(before.split()[-1:]), "")) == "dispatch":
            return (("type", "sent"),)
        if worded(r"{from}(?!\w|\s*:)(?!.*{received})", words).match(self._words(block.span)):
            return (("type", "sent"),)  # "From Vessk 3 May 1950": when it left there
        sent = [m.end() for m in worded(r"<sent>", words).finditer(before)]
        received = [m.end() for m in worded(r"<received>", words).finditer(before)]
        return (("type", "sent" if max(sent, default=-1) > max(received, default=-1) else "received"),)

    def add_ranks(self, reader: Reader, block: Block, mentions: Sequence[Mention], identifier: str) -> None:
        legible = reader.legible(block.span)
        for span, bearer in ranks_apart(legible, self.document.practice.words, mentions):
            target = f"{identifier}-{bearer.entry.identifier}"
            tagged = next((m for m in self.markups if m.span == bearer.span and m.tag.name == "persName"), None)
            if tagged is not None and not any(value == target for m in self.markups for _, value in m.tag.attributes):
                self._replace(
                    tagged, Markup(tagged.span, Tag("persName", (*tagged.tag.attributes, ("xml:id", target))))
                )
                self.add([Markup(span, tag("roleName", type="rank", corresp=f"#{target}"))])

    def _replace(self, old: Markup, new: Markup) -> None:
        self.markups[self.markups.index(old)] = new
        self.starts = [(s, n, new if m is old else m) for s, n, m in self.starts]

    def add_points(self) -> None:
        """Labels of numbered paragraphs, and the bullets that stand before them."""
        for block in self.document.blocks:
            if block.kind is not Kind.PARAGRAPH:
                continue
            _, label, bullet = point(self.text, block.span, "", self.document.practice.words)
            if label is not None:
                self.add([Markup(label, Tag("label"))])
            heading = run_in_heading(self.text, block.span, self.document.practice.words)
            if label is None and heading is not None and not self._is_known(heading):
                self.add([Markup(heading, tag("label", type="heading"))])
            if bullet:
                width = len(BULLET.match(self.text, block.span.start)[0])  # type: ignore[index]
                mark = Span(block.span.start, block.span.start + width)
                self.marks.append(Tile(mark, Fate.MARK, STARRED if bullet == "*" else None))

        for block in self.document.blocks:
            if block.kind in {Kind.COPIES, Kind.PRESENT}:
                commas = _commas(self.text, block, self.document.practice.words)
                self.marks += [Tile(Span(at, at + 1), Fate.MARK) for at in commas]

        for block in self.document.blocks:
            if block.kind is Kind.TABLE:
                self.marks += [Tile(span, Fate.MARK) for span in strokes(self.text, block.span)]

    def _is_known(self, span: Span) -> bool:
        """A name of the registers heads nothing: ``BEIJING. We have learned``."""
        words, known = self.text[span.start : span.end].rstrip(" .:—–"), self.document.practice.known
        return known.is_place(words) or known.is_person(words)

    def add_quotations(self, identifier: str) -> None:
        for number, parts in enumerate(quotations(self.text, self.document.blocks), 1):
            names = [f"{identifier}-q{number}{chr(97 + i)}" for i in range(len(parts))]
            spans = [self._after_label(span) for span in parts]
            if all(self.fits(span) for span in spans):
                for index, span in enumerate(spans):
                    links = [("xml:id", names[index])]
                    links += [("prev", f"#{names[index - 1]}")] if index else []
                    links += [("next", f"#{names[index + 1]}")] if index + 1 < len(names) else []
                    # the quotation is outside names that fill it
                    self._put(Markup(span, Tag("quote", tuple(links))))

    def _after_label(self, span: Span) -> Span:
        for markup in self._near(span):
            if markup.tag.name == "label" and markup.span.start == span.start:
                rest = self.text[markup.span.end : span.end]
                return Span(markup.span.end + len(rest) - len(rest.lstrip()), span.end)
        return span


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


def copies_on_one_line(text: str, span: Span) -> tuple[Span, list[Span]] | None:
    """Head and items of ``Copies: Stalin (2), Molotov``; None if it is no such list."""
    found = re.match(r"[^:]{1,40}:", text[span.start : span.end])
    if not found:
        return None
    head = Span(span.start, span.start + found.end())
    rest = text[head.end : span.end]
    items, at = [], head.end
    for piece in re.split(r"(?<=,)(?=\s)", rest):
        lead = len(piece) - len(piece.lstrip())
        items.append(Span(at + lead, at + len(piece.rstrip())))
        at += len(piece)
    return (head, items) if all(len(i) for i in items) else None


def strokes(text: str, row: Span) -> list[Span]:
    """The strokes of a row of a table with the spaces around them: what stands between is a cell."""
    found = re.finditer(r" *\|(?: +(?=\|)| *)", text[row.start : row.end])
    return [Span(row.start + m.start(), row.start + m.end()) for m in found]


def _commas(text: str, block: Block, words: Words) -> list[int]:
    """The commas between copies, or those present, that come back by a rendition."""
    if block.kind is Kind.COPIES:
        found = copies_on_one_line(text, block.span)
    else:
        found = present_on_one_line(text, block.span, words)
    ends = [item.end - 1 for item in found[1][:-1]] if found else []
    return ends if all(text[at] == "," for at in ends) else []
