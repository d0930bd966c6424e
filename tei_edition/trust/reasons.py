"""What was decided on a line of a transcript, read off a conversion: which rule, which TEI, what doubt, what instead."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from tei_edition.convert import Recorded
from tei_edition.diagnostics import Span
from tei_edition.edition import FILE, Edition
from tei_edition.encoding.names import Mention
from tei_edition.encoding.nest import DECIDED, Doubt
from tei_edition.registers.matching import Matcher
from tei_edition.registers.register import Entry
from tei_edition.transcript.blocks import Block, Kind, Layer
from tei_edition.transcript.decisions import BlockName, kind_of
from tei_edition.transcript.signs.bracket import Bracket
from tei_edition.transcript.signs.row import Sign, Tag
from tei_edition.transcript.source import Line
from tei_edition.transcript.walk.stations import HEADS, NOTES_OF_OFFICE, OPENERS, ROUTES, STANDS, Station
from tei_edition.xml import ID, Element, local


@dataclass(frozen=True, slots=True)
class Change:
    """What to write to have it otherwise, and into which file."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on a line: what of the transcript, by which rule, as which TEI.

    ``column`` counts from 1; ``what`` is a kind of decision; ``doubt`` is empty where it is sure; ``instead`` names what
    else it could be.
    """

    what: str
    words: str
    line: int
    column: int
    span: Span
    rule: str
    because: str
    tei: str
    doubt: str = ""
    instead: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def decisions_on(edition: Edition, recorded: Recorded, line: Line) -> list[Decision]:
    """All decisions on a line, in its order, an outer one before those inside it."""
    found = _Reader(edition, recorded, line).decisions()
    return sorted(found, key=lambda one: (one.span.start, -one.span.end))


class _Reader:
    """Reads the decisions on one line off what a conversion recognised."""

    def __init__(self, edition: Edition, recorded: Recorded, line: Line) -> None:
        self.edition, self.line, self.encoded = edition, line, recorded.encoded
        self.document, self.understood = self.encoded.document, self.encoded.understood
        self.source = self.document.source
        self.file = str(edition.decisions(self.encoded.identifier))
        self.doubts = {doubt.target: doubt for doubt in self.understood.doubts}
        self.matcher = self.document.practice.known

    def decisions(self) -> Iterator[Decision]:
        """All decisions on the line."""
        yield from self._record()
        yield from self._blocks()
        yield from self._brackets()
        yield from self._other_signs()
        yield from self._dates()
        yield from self._names()
        yield from self._links()
        yield from self._corrections()

    def _is_here(self, span: Span) -> bool:
        return span.start < self.line.span.end and self.line.span.start < span.end

    def _make(self, what: str, span: Span, rule: str, because: str, tei: str, **more: Any) -> Decision:
        here = Span(max(span.start, self.line.span.start), min(span.end, self.line.span.end))
        column = self.source.position(here.start).column
        words = self.source.slice(here)
        return Decision(what, words, self.line.number, column, span, rule, because, tei, **more)

    def _decided(self, table: str, **values: str | int) -> Change:
        """A decision to write into the transcript's own file."""
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
        return Change(self.file, "\n".join((f"[[{table}]]", *lines)))

    def _settings(self, text: str) -> Change:
        return Change(str(self.edition.root / FILE), text)

    def _words(self, span: Span) -> dict[str, str | int]:
        """The words of a decision, and which of them if they stand on the line more than once."""
        words = self.source.slice(span)
        if "\n" in words:  # a line has only some of them: sought in the whole transcript
            return {"words": words}
        before, after = (r"(?<!\w)" if words[:1].isalnum() else ""), (r"(?!\w)" if words[-1:].isalnum() else "")
        found = [m.start() for m in re.finditer(f"{before}{re.escape(words)}{after}", self.line.text)]
        at = span.start - self.line.span.start
        which: dict[str, str | int] = {"line": self.line.number, "words": words}
        return {**which, "occurrence": found.index(at) + 1} if len(found) > 1 and at in found else which

    # -- the record

    def _record(self) -> Iterator[Decision]:
        name = self.document.fit.layout.name
        entries = [(e, s) for e in self.document.zones.entries for s in e.spans if self._is_here(s)]
        for entry, span in entries:
            rule = f"layout {name}, {entry.rule}" if entry.rule else f"layout {name}"
            because = f"{entry.field} of the record" if entry.field else "a value of the page that is not used"
            field = [self._decided("header", field=entry.field, value="…")] if entry.field else []
            tei = FIELDS.get(entry.field, "")
            yield self._make("record", span, rule, because, tei, changes=(*field, self._layout()))
        if not entries and self.line.text.strip() and not any(self._is_here(b.span) for b in self.document.blocks):
            because = "no part of the document, but a label, a rule or the page's own words"
            tei = '<xenoData type="transcript-residue">'
            yield self._make("record", self.line.span, f"layout {name}", because, tei, changes=(self._layout(),))

    def _layout(self) -> Change:
        fits = self.document.fit.layout.name
        others = ", ".join(one.name for one in self.document.practice.layouts if one.name != fits)
        return Change(self.file, f'layout = "…"   # {others}')

    # -- blocks

    def _blocks(self) -> Iterator[Decision]:
        for block in self.document.blocks:
            if self._is_here(block.span):
                first = self.source.position(block.span.start).line
                because = block.kind.value
                because += f", from line {first} on" if first != self.line.number else ""
                change = () if block.kind in BY_SIGNS else (self._block_change(block, first),)
                rule = f"decision in {self.file}" if block.rule == "decision" else _recogniser(block)
                more: dict[str, Any] = {"doubt": block.doubt, "changes": change}
                yield self._make("block", block.span, rule, because, self._element(first), **more)

    def _block_change(self, block: Block, line: int) -> Change:
        """A decision on the block, with the kinds that may stand there."""
        before = [one for one in self.document.blocks if one.document == block.document and one.span < block.span]
        reached = (station for station in map(_station_after, reversed(before)) if station is not None)
        station = next(reached, Station.HEAD)
        # what goes on needs a block before it, who speaks a colon, the head of copies a copy
        idle = {
            "copies-head",
            *(() if before else ("continued",)),
            *(() if ":" in self._first_line(block) else ("speaker",)),
        }
        kinds = ", ".join(n for n in get_args(BlockName) if n not in idle and _may_stand(n, block, station))
        made = self._decided("block", line=line, kind="…")
        return Change(made.file, f"{made.text}   # {kinds}")

    def _first_line(self, block: Block) -> str:
        return self.source.line_at(block.span.start).text

    def _element(self, line: int) -> str:
        """The start tag of the element with which a line begins."""
        name = f"{self.encoded.identifier}-l{line}"
        found = (e for e in self.encoded.root.iter() if isinstance(e.tag, str) and e.get(ID) == name)
        return next(map(start_tag, found), "")

    # -- signs

    def _brackets(self) -> Iterator[Decision]:
        decided = self.document.settled.grounds
        for bracket, sign in self.document.signs.brackets:
            if not self._is_here(bracket.span):
                continue
            markups = [m for m in self.document.signs.markups if m.sign is sign and m.span == bracket.span]
            is_decided = bracket.span.start in decided
            others = () if is_decided else tuple(row.name for row in self._further_rows(bracket, sign))
            yield self._make(
                "sign",
                bracket.span,
                f"decision in {self.file}" if is_decided else f"sign {sign.name}",
                sign.meaning,
                _tags(m.tag for m in markups) or _tags(sign.tei),
                doubt="" if is_decided else self._doubt(bracket.span) or sign.doubt,
                instead=others,
                changes=(*self._bracket_change(bracket, others), *self._off(bracket, sign)),
            )

    def _further_rows(self, bracket: Bracket, fired: Sign) -> Iterator[Sign]:
        """The rows further down the table whose test holds as well, and that make something else."""
        for row in self.document.table.squares:
            if row.tei != fired.tei and row is not self.document.table.fallback and row.test(bracket):
                yield row

    def _bracket_change(self, bracket: Bracket, others: Sequence[str]) -> Iterator[Change]:
        """A decision on what stands in a pair of brackets on one line."""
        whole = f"[{bracket.inner}]"
        if bracket.inner.strip() and self.source.slice(bracket.span) == whole and "\n" not in whole:
            named = self._words(bracket.span)
            yield self._decided("bracket", **{**named, "words": bracket.inner}, sign=others[0] if others else "…")

    def _off(self, bracket: Bracket, sign: Sign) -> Iterator[Change]:
        """The row put off, where another or none makes something else of it."""
        table = self.document.table
        below = table.without([sign.name]).classify(bracket)
        if below is None or below.tei != sign.tei:
            yield self._settings(f'[conversion]\nsigns_off = ["{sign.name}"]')

    def _other_signs(self) -> Iterator[Decision]:
        """Signs with delimiters of their own, or none."""
        told = {bracket.span for bracket, _ in self.document.signs.brackets}
        for markup in self.document.signs.markups:
            sign = markup.sign
            if sign is None or sign.opens.startswith("[") or markup.span in told or not self._is_here(markup.span):
                continue
            off = self._settings(f'[conversion]\nsigns_off = ["{sign.name}"]')
            tei = _tags([markup.tag])
            yield self._make("sign", markup.span, f"sign {sign.name}", sign.meaning, tei, changes=(off,))

    def _doubt(self, span: Span) -> str:
        """Why an element over a stretch is only likely; empty if it is sure."""
        names = [v for m in self.understood.markups if m.span == span for k, v in m.tag.attributes if k == "xml:id"]
        names.append(f"{self.encoded.identifier}-l{self.source.position(span.start).line}")
        found: Doubt | None = next((self.doubts[name] for name in names if name in self.doubts), None)
        return found.reason if found else ""

    # -- dates, names, links, corrections

    def _dates(self) -> Iterator[Decision]:
        found = ((dating, span) for part in self.understood.parts for _, dating, span in part.datings)
        for dating, span in found:
            if self._is_here(span):
                is_decided = dating.notation == DECIDED
                rule = f"decision in {self.file}" if is_decided else f"notation {dating.notation}"
                because = "what it does not say is inferred from the document's date" if dating.inferred else ""
                tags = (m.tag for m in self.understood.markups if m.span == span and m.tag.name == dating.kind)
                change = self._decided("date", **self._words(span), value="…")
                doubt = self._doubt(span)
                yield self._make(dating.kind, span, rule, because, _tags(tags), doubt=doubt, changes=(change,))

    def _names(self) -> Iterator[Decision]:
        for mention in (m for part in self.understood.parts for m in part.mentions if self._is_here(m.span)):
            core = mention.core if len(mention.core) else mention.span
            others = tuple(_pointer(e) for e in self._bearers(core) if e is not mention.entry)
            change = self._decided("name", **self._words(core), ref=others[0] if others else "none")
            tags = _tags(m.tag for m in mention.markups)
            yield self._make(
                "name",
                mention.span,
                f"decision in {self.file}" if self._is_named(mention) else f"register {_pointer(mention.entry)}",
                mention.entry.display,
                tags,
                doubt=self._doubt(mention.span),
                instead=others,
                changes=(change,),
            )

    def _is_named(self, mention: Mention) -> bool:
        return any(mention.span.holds(one.span) for one in self.document.settled.names)

    def _bearers(self, core: Span) -> Sequence[Entry]:
        found = self.matcher.whole(self.source.slice(core)) if isinstance(self.matcher, Matcher) else None
        return found.entries if found else ()

    def _links(self) -> Iterator[Decision]:
        document = str(self.edition.document(self.encoded.identifier))
        for link in (link for one in self.encoded.correspondences for link in one.links if self._is_here(link.span)):
            doubt = "" if link.target else "no document of the edition fits, or more than one"
            target = f' target="{link.target}"' if link.target else ""
            change = Change(document, f'<ref type="{link.relation}" target="…">{link.text}</ref>')
            tei = f'<ref type="{link.relation}"{target}>'
            yield self._make("link", link.span, "a document spoken of", link.text, tei, doubt=doubt, changes=(change,))

    def _corrections(self) -> Iterator[Decision]:
        for placed in self.document.settled.corrections:
            if self._is_here(placed.span):
                because = f"read as “{placed.decision.reading}”"
                rule = f"decision in {self.file}"
                yield self._make("correction", placed.span, rule, because, "<choice><sic/><corr/></choice>")


# fields of the record and where they stand in the header
FIELDS: Final = {
    "title": '<title type="main">',
    "date": '<bibl type="record"><date>; where the document has no date, <correspAction type="sent">',
    "author": '<bibl type="record"><author>; where nobody signs, <correspAction type="sent">',
    "series": '<bibl type="record"><title level="s">',
    "citation": '<bibl type="record">, <msDesc>',
    "source": "<msDesc>, <bibl>",
    "url": '<idno type="URL">',
    "record": '<idno type="record">',
    "abstract": "<abstract>",
    "rights": "<availability>",
    "language": "<textLang>",
    "contents": "<language>",
    "addressee": 'where the document addresses nobody, <correspAction type="received" subtype="to">',
    "place": 'where the document does not say it, <placeName> of <correspAction type="sent">',
    "destination": 'where the document does not say it, <placeName> of <correspAction type="received" subtype="to">',
    "dispatch": 'where the document does not say it, <date> and <time> of <correspAction type="sent">',
    "receipt": 'where the document does not say it, <date> and <time> of <correspAction type="received" subtype="to">',
    "kind": "<catRef>",
    "number": '<bibl type="record"><idno type="registry">',
    "printed": '<bibl type="printed">',
    "translator": "<respStmt>",
    "transcriber": "<respStmt>",
}
# what signs, pages and tables make: a decision on its sign changes it, none on the block
BY_SIGNS: Final = frozenset({Kind.NOTE, Kind.OMISSION, Kind.RULE, Kind.PAGE, Kind.FOOTNOTE, Kind.ENDNOTE, Kind.TABLE})

STEPS: Final = {
    "cable": "in the heading of a cable, by the date-time group and the words below it",
    "head": "among the captions of the form",
    "routing": "above the message",
    "enclosure": "where a telegram is quoted whole",
    "opener": "before the text of the message",
    "closing": "after the text of the message",
    "office": "below the message",
    "body": "in the text, where no recogniser claims it",
    "sign": "as a sign that fills its line",
    "page": "as the number of a page",
    "speech": "in minutes or a conversation, before what somebody says",
    "before_opener": "above the address or the text",
    "subject": "as what the message is about",
    "venue": "as where those present met",
    "release": "as what was stamped on the copy when it was opened",
    "heading": "as a heading of the text",
    "run_of_numbered": "in a run of numbered lines",
    "numbered_copies": "in a numbered list of copies",
    "form feed": "as the end of a page",
    "attendance": "in minutes or a conversation, among those present",
}


def _may_stand(name: str, block: Block, station: Station) -> bool:
    """True of another kind of block that may begin where one does."""
    kind = kind_of(name)
    if kind is None:
        return True
    first, last, _ = STANDS[kind]
    return kind is not block.kind and first <= station <= last


def _station_after(block: Block) -> Station | None:
    """How far a document has come with a block; None of one that tells nothing."""
    if block.layer is Layer.PROCESSING:
        return Station.PROCESSING
    if block.opening:
        return Station.OPENER
    return STANDS[block.kind][2] if block.kind in STANDS else None


def _recogniser(block: Block) -> str:
    """What told a block's kind, and at which step of the walk."""
    tables = (*HEADS, *ROUTES, *OPENERS, *NOTES_OF_OFFICE)
    names = (asks.__name__ for kind, asks in tables if kind is block.kind and asks.__name__.startswith("is_"))
    name = "" if block.rule in {"body", "closing"} else next(names, "").removeprefix("is_").replace("_", "-")
    place = STEPS.get(block.rule, block.rule)
    return f"recogniser {name}, {place}" if name else f"its place {place}"


def _pointer(entry: Entry) -> str:
    return f"{entry.file}#{entry.identifier}"


def start_tag(element: Element) -> str:
    """The start tag of an element, as an editor sees it."""
    names = {str(name): str(value) for name, value in element.attrib.items()}
    written = {("xml:id" if name == ID else name): value for name, value in names.items()}
    return f"<{local(element)}{''.join(f' {name}={json.dumps(value)}' for name, value in written.items())}>"


def _tags(tags: Iterable[Tag]) -> str:
    """Start tags, from the outermost in."""
    return "".join(
        f"<{one.name}{''.join(f' {k}={json.dumps(v, ensure_ascii=False)}' for k, v in one.attributes)}>" for one in tags
    )
