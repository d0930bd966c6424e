"""Blocks → the text of the TEI: structure from the blocks, markup within lines from signs, names, dates, numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from lxml import etree

from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.encoding.names import Mention, Reader, ranks_apart
from tei_edition.encoding.numbers import BULLET, Direction, numbers, point
from tei_edition.encoding.quotations import quotations
from tei_edition.encoding.residue import printable
from tei_edition.registers.matching import Matcher
from tei_edition.transcript.blocks import CLOSING, QUOTES, Block, Kind, Layer, by_document, looks_like_name
from tei_edition.transcript.dates import Dating, find
from tei_edition.transcript.decisions import Correction
from tei_edition.transcript.document import Document
from tei_edition.transcript.signs import Tag, tag
from tei_edition.transcript.tiling import Fate, Markup, Tile, Tiling, tile
from tei_edition.transcript.words import alternatives, whole
from tei_edition.xml import ID, LANG, Element, root, tei

AFTER_CLOSER: Final = frozenset({Kind.NOTE, Kind.OMISSION, Kind.RULE, Kind.POSTSCRIPT})
OPENING: Final = frozenset({Kind.ADDRESS, Kind.SALUTE})
HANDS: Final = frozenset({"handwritten", "marginal", "resolution"})


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a page, with what was recognised in it; ``number`` counts from 1."""

    number: int
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    datings: tuple[tuple[Block, Dating, Span], ...]
    direction: Direction
    kind: str
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
    diagnostics: list[Diagnostic] = []
    for number, blocks in by_document(document.blocks):
        direction, kind = direction_of(document, blocks), kind_of(document, blocks)
        mentions, datings = [], []
        for block in blocks:
            if block.kind is Kind.RULE:
                continue
            names = reader.read(block.span)
            mentions += nest.add_mentions(names.mentions)
            diagnostics += names.diagnostics or _unnamed(document, block, names.mentions)
            nest.add_numbers(numbers(document.source.text, block, document.practice.words, direction))
            datings += nest.add_datings(block, reader)
            nest.add_ranks(reader, block, names.mentions, identifier)
        parts.append(Part(number + 1, tuple(blocks), tuple(mentions), tuple(datings), direction, kind))
    nest.add_points()
    nest.add_quotations(identifier)
    special = (*document.signs.marks, *nest.marks, *_layout(document))
    tiling = tile(document.source, special)
    corrections = {placed.span: placed.decision for placed in document.settled.corrections}
    found = (document, tuple(parts), tuple(nest.markups), tiling, corrections, tuple(diagnostics))
    return Understood(*found, doubts=tuple(nest.doubts))


# blocks that name somebody, and nothing but somebody
NAMING: Final = frozenset({Kind.SIGNED, Kind.ADDRESS, Kind.SALUTE, Kind.COPIES, Kind.COPIES_ITEM})
BY_SOMEBODY: Final = frozenset({Kind.DECIPHERED, Kind.PRINTED, Kind.VERIFIED})


def _unnamed(document: Document, block: Block, mentions: Sequence[Mention]) -> Iterator[Diagnostic]:
    """Who signs, receives or typed, where no register knows the name: for the editor's list."""
    text = document.source.text
    if block.kind is Kind.COPIES:
        found = copies_on_one_line(text, block.span)
        spans = found[1] if found else [block.span]
    elif block.kind in NAMING:
        spans = [block.span]
    elif block.kind in BY_SOMEBODY:
        by = re.search(r"\bby\s+(?P<name>[^\W\d_]\S+(?:\s[^\W\d_a-z]\S*)*)", text[block.span.start : block.span.end])
        spans = [Span(block.span.start + by.start("name"), block.span.start + by.end("name"))] if by else []
    else:
        spans = []
    words = document.practice.words
    leading = alternatives((*words.form["addressed"], *words.honorifics, *words.ranks, *words.salutations))
    for span in spans:
        name = re.sub(
            rf"^(?:{leading}(?:\s+|$))+", "", text[span.start : span.end].strip(QUOTES + " ,.:;!"), flags=re.IGNORECASE
        )
        name = re.sub(r"\s*(?:\[[^\]]*\]|\(\d+\))", "", name).strip(" ,.:;!")
        if looks_like_name(name) and not any(m.span.start < span.end and span.start < m.span.end for m in mentions):
            at = max(span.start, text.find(name, span.start, span.end))
            yield Diagnostic("name-unknown", f"“{name}” is in no register", span=Span(at, span.end))


def direction_of(document: Document, blocks: Sequence[Block]) -> Direction:
    """Incoming or outgoing, as the issuing office saw it; empty where nothing says so.

    A caption says so; a line of receipt says incoming; an address that begins with a place, outgoing.
    """
    words, source = document.practice.words, document.source
    for block in blocks:
        if block.kind in {Kind.STATUS, Kind.TITLE}:
            text = source.slice(block.span).lower()
            for direction in ("outgoing", "incoming"):
                if any(re.search(rf"\b{re.escape(w)}\b", text) for w in words.form[direction] if w == direction):
                    return direction
    if any(b.kind is Kind.RECEIPT and not b.enclosed for b in blocks):
        return "incoming"
    addresses = [b for b in blocks if b.kind is Kind.ADDRESS and not b.enclosed]
    if addresses and any(b.kind is Kind.TITLE for b in blocks):
        first = re.split(r"\s[-–]\s", source.slice(addresses[0].span), maxsplit=1)[0].strip("[] ")
        if document.practice.known.is_place(first):
            return "outgoing"
    return ""


def kind_of(document: Document, blocks: Sequence[Block]) -> str:
    """Telegram, letter, report, ...: by the words of the caption, else of the record's title; empty if neither says."""
    captions = [document.source.slice(b.span) for b in blocks if b.kind in {Kind.TITLE, Kind.STATUS}]
    for text in (*captions, document.value("title")):
        for kind, choices in document.practice.words.kinds.items():
            if any(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) for word in choices):
                return kind
    return ""


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


class _Nest:
    """Elements over the transcript that nest in each other; what would cross is left out."""

    def __init__(self, document: Document, identifier: str) -> None:
        self.document, self.identifier = document, identifier
        self.doubts: list[Doubt] = []
        self.text = document.source.text
        self.marks: list[Tile] = []
        self.markups: list[Markup] = []
        self.starts: list[tuple[int, int, Markup]] = []
        self.widest = 0
        for markup in document.signs.markups:
            self._put(self._doubted_sign(markup))
        for placed in document.settled.corrections:
            self.add([Markup(placed.span, Tag("choice")), Markup(placed.span, Tag("sic"))])

    def _doubted_sign(self, markup: Markup) -> Markup:
        """A sign that is only likely gets an identifier, and the doubt is recorded apart; what an editor decided is sure."""
        sign = markup.sign
        decided = any(markup.span.start <= at < markup.span.end for at in self.document.settled.grounds)
        if sign is None or not sign.doubt or decided or markup.tag.name != sign.tei[0].name:
            return markup
        return self._with_doubt(markup, Doubt("", "name", "medium", sign.doubt))

    def _with_doubt(self, markup: Markup, doubt: Doubt) -> Markup:
        target = f"{self.identifier}-doubt{len(self.doubts) + 1}"
        self.doubts.append(replace(doubt, target=target))
        return replace(markup, tag=Tag(markup.tag.name, (*markup.tag.attributes, ("xml:id", target))))

    def _put(self, markup: Markup) -> None:
        self.markups.append(markup)
        row = (markup.span.start, len(self.markups), markup)
        self.starts.insert(bisect_left(self.starts, row[:2], key=lambda r: r[:2]), row)
        self.widest = max(self.widest, len(markup.span))

    def _near(self, span: Span) -> Iterator[Markup]:
        first = bisect_left(self.starts, span.start - self.widest, key=lambda r: r[0])
        for start, _, markup in self.starts[first:]:
            if start >= span.end:
                return
            yield markup

    def fits(self, span: Span) -> bool:
        """True if no element there would be crossed or filled by void."""
        if not len(span) or not self.text[span.start : span.end].strip():
            return False
        return not any(
            m.span.crosses(span) or (m.tag.name in {"gap", "pb"} and m.span == span) for m in self._near(span)
        )

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
            if mention.is_doubted:
                first = self._with_doubt(
                    first, Doubt("", "value", "low", "the transcript itself is not sure of the name")
                )
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

    def is_number(self, span: Span) -> bool:
        """True if a number of the register or of copies stands there: it is no time."""
        return any(m.tag.name == "num" and m.span.holds(span) for m in self._near(span))

    def add_datings(self, block: Block, reader: Reader) -> list[tuple[Block, Dating, Span]]:
        legible = reader.legible(block.span)
        kept = []
        for dating in find(legible.text, self.document.calendar, _place(block)):
            span = legible.source_span(dating.span.start, dating.span.end)
            attributes = (*self._type(block, legible.text[: dating.span.start]), *dating.attributes)
            if not self.is_number(span) and self.add([Markup(span, Tag(dating.kind, attributes))]):
                kept.append((block, dating, span))
        return kept

    def _type(self, block: Block, before: str) -> tuple[tuple[str, str], ...]:
        """Only receipt and signature say whose date it is; of a receipt's dates each is of the nearest word before it."""
        if block.kind is Kind.DATELINE:
            return (("type", "sent"),)
        if block.kind is not Kind.RECEIPT:
            return ()
        form = self.document.practice.words.form
        sent = [m.end() for m in re.finditer(whole(form["sent"]), before, re.IGNORECASE)]
        received = [m.end() for m in re.finditer(whole(form["received"]), before, re.IGNORECASE)]
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
            _, label, bullet = point(self.text, block.span, "")
            if label is not None:
                self.add([Markup(label, Tag("label"))])
            if bullet:
                width = len(BULLET.match(self.text, block.span.start)[0])  # type: ignore[index]
                self.marks.append(Tile(Span(block.span.start, block.span.start + width), Fate.MARK))

        for block in self.document.blocks:
            if block.kind is Kind.COPIES:
                self.marks += [Tile(Span(at, at + 1), Fate.MARK) for at in _commas(self.text, block.span)]

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


def _commas(text: str, span: Span) -> list[int]:
    """The commas between copies that come back by a rendition."""
    found = copies_on_one_line(text, span)
    return [item.end - 1 for item in found[1][:-1]] if found else []


# ------------------------------------------------------------------ writing


@dataclass(slots=True)
class Hands:
    """The hands met so far: an identifier and a description each."""

    identifier: str
    notes: list[tuple[str, str]] = field(default_factory=list)

    def next(self, description: str) -> str:
        """The identifier of a new hand."""
        name = f"{self.identifier}-hand{len(self.notes) + 1}"
        self.notes.append((name, description))
        return name


class Writer:
    """Writes the text of one transcript."""

    def __init__(self, understood: Understood, identifier: str, responsible: dict[str, str]) -> None:
        self.understood, self.identifier, self.responsible = understood, identifier, responsible
        self.source = understood.document.source
        self.tiles = understood.tiling.tiles
        self.tile_starts = [t.span.start for t in self.tiles]
        ordered = enumerate(understood.markups)
        self.markups = [
            m for _, m in sorted(ordered, key=lambda r: (r[1].span.start, -r[1].span.end, _rank(r[1]), r[0]))
        ]
        self.markup_starts = [m.span.start for m in self.markups]
        self.hands = Hands(identifier)
        self.pending = False
        self.current = ""

    # -- structure

    def text(self) -> Element:
        """The ``text`` element, with a ``group`` where the page holds more than one document."""
        parts = self.understood.parts
        language = self.understood.document.practice.language
        if len(parts) == 1:
            text = self._text(parts[0], f"#{self.identifier}-corresp")
            text.set(LANG, language)
            return text
        outer = root("text")
        outer.set(ID, f"{self.identifier}-text")
        outer.set(LANG, language)
        if not parts:
            etree.SubElement(etree.SubElement(outer, tei("body")), tei("p"))
            return outer
        group = etree.SubElement(outer, tei("group"))
        for part in parts:
            group.append(self._text(part, f"#{self.identifier}-corresp{part.number}"))
        return outer

    def _text(self, part: Part, correspondence: str) -> Element:
        text = root("text")
        text.set(ID, f"{self.identifier}-t{part.number}")
        for name, value in (("type", part.kind), ("subtype", part.direction)):
            if value:
                text.set(name, value)
        text.set("decls", correspondence)
        body = etree.SubElement(text, tei("body"))
        div = etree.SubElement(body, tei("div"), type="document")
        div.set(ID, f"{self.identifier}-doc{part.number}")
        if len(self.understood.parts) > 1:
            div.set("n", str(part.number))
        self._document(div, part)
        return text

    def _document(self, div: Element, part: Part) -> None:
        blocks = list(part.blocks)
        trailing: list[Block] = []
        while blocks and blocks[-1].kind is Kind.OMISSION:
            trailing.insert(0, blocks.pop())
        for layer, group in _runs(blocks):
            if layer is Layer.HEAD:
                self._blocks(div, group)
            elif layer is Layer.MESSAGE:
                self._message(etree.SubElement(div, tei("div"), type="message"), group, part)
            else:
                self._office(div, layer, group)
        self._blocks(div, trailing)

    def _office(self, div: Element, layer: Layer, group: Sequence[Block]) -> None:
        first = next((i for i, b in enumerate(group) if b.kind is not Kind.RULE), len(group))
        self._blocks(div, group[:first])
        if group[first:]:
            self._blocks(etree.SubElement(div, tei("div"), type=layer.value), group[first:])

    def _message(self, div: Element, blocks: Sequence[Block], part: Part) -> None:
        """Opener, text and closer; lines like those of an opener or closer in mid-text are paragraphs."""
        first = next((i for i, b in enumerate(blocks) if not _opens(b)), len(blocks))
        last = max((i for i, b in enumerate(blocks) if _is_text(b)), default=-1)
        if last < first:
            first, last = (
                (first, len(blocks) - 1) if not any(b.kind in CLOSING for b in blocks[first:]) else (0, len(blocks) - 1)
            )
        if first:
            self._opener(div, blocks[:first])
        at = first
        while at <= last:
            if blocks[at].enclosed:
                end = next((i for i in range(at, last + 1) if not blocks[i].enclosed), last + 1)
                self._enclosed(div, blocks[at:end], part)
                at = end
            else:
                self._blocks(div, [_as_text(blocks[at])])
                at += 1
        after = [b for b in blocks[last + 1 :] if b.kind is not Kind.POSTSCRIPT]
        if any(b.kind in CLOSING for b in after):
            closer = etree.SubElement(div, tei("closer"))
            self._blocks(closer, after)
        else:
            self._blocks(div, after)
        for block in blocks[last + 1 :]:
            if block.kind is Kind.POSTSCRIPT:
                self._fill(etree.SubElement(etree.SubElement(div, tei("postscript")), tei("p")), block)

    def _opener(self, div: Element, blocks: Sequence[Block]) -> None:
        opener = etree.SubElement(div, tei("opener"))
        address: Element | None = None
        for block in blocks:
            if block.kind is Kind.ADDRESS:
                address = etree.SubElement(opener, tei("address")) if address is None else address
                self._block(address, block)
            else:
                address = None
                self._block(opener, block)

    def _enclosed(self, div: Element, blocks: Sequence[Block], part: Part) -> None:
        number = 1 + sum(1 for _ in div.iter(tei("floatingText")))
        suffix = f"enc{number}" if len(self.understood.parts) == 1 else f"enc{part.number}-{number}"
        floating = etree.SubElement(div, tei("floatingText"), type="telegram", subtype="enclosed")
        floating.set(ID, f"{self.identifier}-{suffix}")
        floating.set("decls", f"#{self.identifier}-corresp-{suffix}")
        inner = etree.SubElement(etree.SubElement(floating, tei("body")), tei("div"), type="message")
        current, self.current = self.current, ""
        self._message(inner, [_released(b) for b in blocks], part)
        self.current = current

    def _blocks(self, parent: Element, blocks: Sequence[Block]) -> None:
        items: Element | None = None
        for block in blocks:
            if block.kind is Kind.COPIES_HEAD:
                items = etree.SubElement(parent, tei("list"), type="copies")
                self._fill(etree.SubElement(items, tei("head")), block)
            elif block.kind is Kind.COPIES_ITEM and items is not None:
                self._item(items, block)
            else:
                items = None
                self._block(parent, block)

    def _item(self, items: Element, block: Block) -> None:
        item = etree.SubElement(items, tei("item"))
        copy = next((m for m in self._markups_in(block.span) if ("type", "copy") in m.tag.attributes), None)
        if copy is not None:
            item.set("n", dict(copy.tag.attributes)["value"])
        self._fill(item, block)

    # -- one block

    def _block(self, parent: Element, block: Block) -> None:
        if block.kind is Kind.RULE:
            rule = etree.SubElement(parent, tei("milestone"), unit="section", rend="rule")
            rule.set(ID, f"{self.identifier}-l{self.source.position(block.span.start).line}")
        elif block.kind in {Kind.NOTE, Kind.OMISSION}:
            self._sign_block(parent, block)
        elif block.kind is Kind.COPIES:
            self._copies(parent, block)
        elif block.kind is Kind.PARAGRAPH:
            self._paragraph(parent, block)
        else:
            name, attributes = ELEMENTS[block.kind]
            self._fill(etree.SubElement(parent, tei(name), attributes), block)
            if block.kind is Kind.SIGNED and _is_initials(self.source.slice(block.span)):
                parent[-1].set("rend", "initials")

    def _sign_block(self, parent: Element, block: Block) -> None:
        """A note or gap that fills its lines is the block itself."""
        count = len(parent)
        self.pending = False
        self._content(parent, block.span.start, block.span.end, self._markups_in(block.span))
        if len(parent) > count:
            self._line_id(parent[count], block.span.start)

    def _copies(self, parent: Element, block: Block) -> None:
        found = copies_on_one_line(self.source.text, block.span)
        if found is None:
            self._fill(etree.SubElement(parent, tei("ab")), block)
            return
        head, items = found
        made = etree.SubElement(parent, tei("list"), type="copies", rend="inline")
        heading = etree.SubElement(made, tei("head"))
        self._line_id(heading, head.start)
        self._content(heading, head.start, head.end, self._markups_in(head))
        for span in items:
            item = etree.SubElement(made, tei("item"))
            self._line_id(item, span.start)
            self._content(item, span.start, span.end, self._markups_in(span))

    def _paragraph(self, parent: Element, block: Block) -> None:
        number, _, bullet = point(self.source.text, block.span, self.current)
        paragraph = etree.SubElement(parent, tei("p"))
        if number:
            paragraph.set("n", number)
            self.current = number if number[-1:].isdigit() or number.isupper() else self.current
        if bullet:
            paragraph.set("rend", "bullet")
        self._fill(paragraph, block)

    def _fill(self, element: Element, block: Block) -> None:
        self.pending = False
        self._line_id(element, block.span.start)
        self._content(element, block.span.start, block.span.end, self._markups_in(block.span))

    def _line_id(self, element: Element, offset: int) -> None:
        """The element with which a line begins has the line's number in its id."""
        line = self.source.line_at(offset)
        if not self.source.text[line.span.start : offset].strip():
            element.set(ID, f"{self.identifier}-l{line.number}")

    # -- inside a block

    def _markups_in(self, span: Span) -> list[Markup]:
        first = bisect_left(self.markup_starts, span.start)
        last = bisect_left(self.markup_starts, span.end)
        return [m for m in self.markups[first:last] if m.span.end <= span.end]

    def _content(self, parent: Element, start: int, end: int, markups: Sequence[Markup]) -> None:
        at, index = start, 0
        while index < len(markups):
            markup = markups[index]
            inside = index + 1
            while inside < len(markups) and markup.span.holds(markups[inside].span):
                inside += 1
            self._characters(parent, at, markup.span.start)
            self._element(parent, markup, markups[index + 1 : inside])
            at, index = markup.span.end, inside
        self._characters(parent, at, end)

    def _element(self, parent: Element, markup: Markup, inner: Sequence[Markup]) -> None:
        if self.source.text[markup.span.start] not in "\r\n":
            self._break(parent, markup.span.start)
        element = etree.SubElement(parent, tei(markup.tag.name))
        for name, value in markup.tag.attributes:
            element.set(ID if name == "xml:id" else name, printable(value))
        if markup.tag.name == "note" and element.get("type") in HANDS:
            element.set("hand", f"#{self.hands.next(_hand(element))}")
        self._content(element, markup.span.start, markup.span.end, inner)
        correction = self.understood.corrections.get(markup.span)
        if markup.tag.name == "choice" and markup.sign is None and correction is not None:
            element.append(corrected(correction, self.responsible))

    def _characters(self, parent: Element, start: int, end: int) -> None:
        if end <= start:
            return
        index = max(0, bisect_left(self.tile_starts, start + 1) - 1)
        for one in self.tiles[index:]:
            if one.span.start >= end:
                return
            piece = Span(max(start, one.span.start), min(end, one.span.end))
            if one.fate is Fate.BREAK:
                self.pending = True
            elif one.fate is Fate.TEXT and len(piece):
                text = self.source.slice(piece)
                if text.strip():
                    self._break(parent, piece.start)
                append(parent, printable(text))

    def _break(self, parent: Element, offset: int) -> None:
        """A line of the transcript that begins inside a block is a ``lb`` with its id."""
        if self.pending:
            self.pending = False
            append(parent, "\n")
            line = etree.SubElement(parent, tei("lb"))
            line.set(ID, f"{self.identifier}-l{self.source.line_at(offset).number}")


def corrected(correction: Correction, responsible: dict[str, str]) -> Element:
    """The ``corr`` of an editor's decision."""
    made = root("corr")
    made.text = printable(correction.reading)
    made.set("resp", f"#{responsible.get(correction.editor, responsible[''])}")
    made.set("cert", correction.certainty)
    return made


def append(parent: Element, text: str) -> None:
    """Put text at the end of an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _rank(markup: Markup) -> int:
    """Of elements with one span a quotation is outside; the rest stand in the order they were found."""
    return 0 if markup.tag.name == "quote" else 1


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[Layer, list[Block]]]:
    """The blocks of each layer, in order."""
    group: list[Block] = []
    for block in blocks:
        if group and block.layer is not group[-1].layer:
            yield group[-1].layer, group
            group = []
        group.append(block)
    if group:
        yield group[-1].layer, group


def _opens(block: Block) -> bool:
    return not block.enclosed and (block.kind in OPENING or block.opening)


def _is_text(block: Block) -> bool:
    """Blocks that must stand before a closer."""
    return block.enclosed or not (block.kind in CLOSING or block.kind in AFTER_CLOSER)


def _as_text(block: Block) -> Block:
    return replace(block, kind=Kind.PARAGRAPH) if block.kind in CLOSING | OPENING | {Kind.POSTSCRIPT} else block


def _released(block: Block) -> Block:
    return replace(block, enclosed=False)


def _is_initials(text: str) -> bool:
    return bool(re.fullmatch(r"(?:[^\W\d_]\.\s?){1,4}", text.strip()))


def _hand(note: Element) -> str:
    place = note.get("place")
    where = f" at the {place}" if place in {"top", "bottom"} else " in the margin" if place == "margin" else ""
    what = {"handwritten": "handwritten note", "marginal": "note", "resolution": "resolution"}[
        note.get("type", "marginal")
    ]
    return f"Unidentified hand of a {what}{where}."


ELEMENTS: Final[dict[Kind, tuple[str, dict[str, str]]]] = {
    Kind.ISSUER: ("head", {"type": "issuer"}),
    Kind.TITLE: ("head", {"type": "title"}),
    Kind.STATUS: ("head", {"type": "status"}),
    Kind.COPIES_ITEM: ("ab", {"type": "copies"}),
    Kind.RECEIPT: ("ab", {"type": "receipt"}),
    Kind.SERIES: ("ab", {"type": "series"}),
    Kind.ADDRESS: ("addrLine", {}),
    Kind.SALUTE: ("salute", {}),
    Kind.VALEDICTION: ("salute", {}),
    Kind.SIGNED: ("signed", {}),
    Kind.REGISTRY: ("seg", {"type": "registry"}),
    Kind.DATELINE: ("dateline", {}),
    Kind.DECIPHERED: ("ab", {"type": "deciphered"}),
    Kind.PRINTED: ("ab", {"type": "printed"}),
    Kind.VERIFIED: ("ab", {"type": "verified"}),
    Kind.COPIES_MADE: ("ab", {"type": "copies"}),
    Kind.OFFICE: ("ab", {}),
    Kind.POSTSCRIPT: ("p", {}),
}
