"""Blocks → the text of the TEI: structure from the blocks, markup within lines from signs, names, dates, numbers."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from lxml import etree

from tei_edition.diagnostics import Span
from tei_edition.encoding.on_one_line import copies_on_one_line, strokes
from tei_edition.encoding.points import point
from tei_edition.encoding.residue import printable
from tei_edition.encoding.understanding import Part, Understood
from tei_edition.transcript.blocks import CLOSING, Block, Kind, Layer
from tei_edition.transcript.decisions import Correction
from tei_edition.transcript.meetings import present_on_one_line
from tei_edition.transcript.signs.footnotes import FOOTNOTES
from tei_edition.transcript.signs.renditions import HEADINGS
from tei_edition.transcript.signs.row import Form, Sign
from tei_edition.transcript.tiling import Fate, Markup
from tei_edition.xml import ID, LANG, Element, append, root, tei

AFTER_CLOSER: Final = frozenset({Kind.NOTE, Kind.OMISSION, Kind.RULE, Kind.PAGE, Kind.POSTSCRIPT, Kind.ENDNOTE})
OPENING: Final = frozenset({Kind.ADDRESS, Kind.SALUTE})
# the heads of lists over several lines, and what kind of list each begins
LISTS: Final = {Kind.COPIES_HEAD: "copies", Kind.PRESENT_HEAD: "present"}
ITEMS: Final = frozenset({Kind.COPIES_ITEM, Kind.PRESENT_ITEM})
# what may stand between items and in a speech
BETWEEN: Final = frozenset({Kind.PAGE, Kind.NOTE, Kind.OMISSION})
OUTER: Final = ("quote", "ref")
# what may stand after all layers of a document
AT_END: Final = frozenset({Kind.OMISSION, Kind.ENDNOTE})
HANDS: Final = frozenset({"handwritten", "marginal", "resolution"})
CALLS: Final = frozenset(sign.name for sign in FOOTNOTES)


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
        self.numbered = dict(understood.document.numbered)
        ordered = enumerate(understood.markups)
        self.markups = [
            m for _, m in sorted(ordered, key=lambda r: (r[1].span.start, -r[1].span.end, _rank(r[1]), r[0]))
        ]
        self.markup_starts = [m.span.start for m in self.markups]
        self.hands = Hands(identifier)
        self.renamed: dict[str, str] = {}  # of a doubt whose element begins a line: its id names the line
        placed = {block.span: block for part in understood.parts for block in part.blocks}
        noted = understood.document.signs.footnotes
        self.footnotes = {note.call: placed[note.note] for note in noted if note.note in placed}
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
        blocks = [block for block in part.blocks if block.kind is not Kind.FOOTNOTE]
        trailing: list[Block] = []
        while blocks and blocks[-1].kind in AT_END:
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
        while blocks and blocks[0].kind is Kind.PAGE:
            self._page(div, blocks[0])
            blocks = blocks[1:]
        first = _opening_run(blocks)
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
                end = next((i for i in range(at, last + 1) if blocks[i].enclosed), last + 1)
                self._blocks(div, [_as_text(block) for block in blocks[at:end]])
                at = end
        self._close(div, blocks[last + 1 :])

    def _close(self, div: Element, blocks: Sequence[Block]) -> None:
        """Closers and postscripts in the order of their lines: who adds a postscript may take leave again."""
        for is_added, run in itertools.groupby(blocks, key=lambda b: b.kind is Kind.POSTSCRIPT):
            group = list(run)
            if is_added:
                for block in group:
                    self._fill(etree.SubElement(etree.SubElement(div, tei("postscript")), tei("p")), block)
            else:
                closes = any(block.kind in CLOSING for block in group)
                self._blocks(etree.SubElement(div, tei("closer")) if closes else div, group)

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
        """Blocks in order; items stand in the list whose head comes before them, speeches with their speaker."""
        holder: Element | None = None
        for index, block in enumerate(blocks):
            if block.kind in LISTS:
                holder = etree.SubElement(parent, tei("list"), type=LISTS[block.kind])
                self._fill(etree.SubElement(holder, tei("head")), block)
            elif block.kind is Kind.SPEAKER and _goes_on(blocks, index + 1):
                holder = self._speech(parent, block)
            elif block.kind is Kind.INSIDE_ADDRESS:
                if holder is None or holder.tag != tei("address"):
                    holder = etree.SubElement(parent, tei("address"))
                self._block(holder, block)
            elif holder is not None and block.kind in ITEMS and holder.tag == tei("list"):
                self._item(holder, block)
            elif holder is not None and (block.spoken or (block.kind in BETWEEN and _goes_on(blocks, index + 1))):
                self._block(holder, block)
            else:
                holder = None
                self._block(parent, _unheaded(block))

    def _speech(self, parent: Element, block: Block) -> Element:
        """What one speaker says; ``who`` points to the register."""
        speech = etree.SubElement(parent, tei("sp"))
        speaker = etree.SubElement(speech, tei("speaker"))
        self._fill(speaker, block)
        who = dict.fromkeys(name.get("ref", "") for name in speaker.iter(tei("persName")))
        if any(who):
            speech.set("who", " ".join(filter(None, who)))
        return speech

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
        elif block.kind in {Kind.NOTE, Kind.OMISSION, Kind.ENDNOTE}:
            self._sign_block(parent, block)
        elif block.kind is Kind.PAGE:
            self._page(parent, block)
        elif block.kind in {Kind.COPIES, Kind.PRESENT}:
            self._on_one_line(parent, block)
        elif block.kind is Kind.PARAGRAPH:
            self._paragraph(parent, block)
        elif block.kind is Kind.TABLE:
            self._row(parent, block)
        else:
            name, attributes = ELEMENTS[block.kind]
            self._fill(etree.SubElement(parent, tei(name), attributes), block)
            if block.kind is Kind.SIGNED and _is_initials(self.source.slice(block.span)):
                parent[-1].set("rend", "initials")

    def _page(self, parent: Element, block: Block) -> None:
        """A break before the line that begins the page; that line has the id."""
        self.pending = False
        self._content(parent, block.span.start, block.span.end, self._markups_in(block.span))

    def _sign_block(self, parent: Element, block: Block) -> None:
        """A note or gap that fills its lines is the block itself."""
        count = len(parent)
        self.pending = False
        self._content(parent, block.span.start, block.span.end, self._markups_in(block.span))
        if len(parent) > count:
            self._line_id(parent[count], block.span.start)

    def _on_one_line(self, parent: Element, block: Block) -> None:
        """A list of copies or of those present; commas between items come back by rule, semicolons stand."""
        present = block.kind is Kind.PRESENT
        words = self.understood.document.practice.words
        text = self.source.text
        found = present_on_one_line(text, block.span, words) if present else copies_on_one_line(text, block.span)
        if found is None:
            self._fill(etree.SubElement(parent, tei("ab")), block)
            return
        head, items = found
        made = etree.SubElement(parent, tei("list"), type="present" if present else "copies")
        if not present or all(text[item.end - 1] == "," for item in items[:-1]):
            made.set("rend", "inline")
        heading = etree.SubElement(made, tei("head"))
        self._line_id(heading, head.start)
        self._content(heading, head.start, head.end, self._markups_in(head))
        for span in items:
            item = etree.SubElement(made, tei("item"))
            self._line_id(item, span.start)
            self._content(item, span.start, span.end, self._markups_in(span))

    def _row(self, parent: Element, block: Block) -> None:
        """A row of the table before, or of a new one."""
        last = parent[-1] if len(parent) else None
        rows = last if last is not None and last.tag == tei("table") else None
        rows = etree.SubElement(parent, tei("table"), rend="md") if rows is None else rows
        row = etree.SubElement(rows, tei("row"))
        self.pending = False
        self._line_id(row, block.span.start)
        for before, after in pairwise(strokes(self.source.text, block.span)):
            cell = etree.SubElement(row, tei("cell"))
            self._content(cell, before.end, after.start, self._markups_in(Span(before.end, after.start)))

    def _paragraph(self, parent: Element, block: Block) -> None:
        number, _, bullet = point(self.source.text, block.span, self.current, self.understood.document.practice.words)
        paragraph = etree.SubElement(parent, tei("p"))
        if number:
            paragraph.set("n", number)
            self.current = number if number[-1:].isdigit() or number.isupper() else self.current
        if bullet:
            paragraph.set("rend", "bullet-star" if bullet == "*" else "bullet")
        self._fill(paragraph, block)

    def _fill(self, element: Element, block: Block) -> None:
        self.pending = False
        self._line_id(element, block.span.start)
        heading = self._heading_at(block.span.start)
        if heading is not None:
            element.set("rend", heading.name)
        self._content(element, block.span.start, block.span.end, self._markups_in(block.span))

    def _heading_at(self, offset: int) -> Sign | None:
        """The mark of a heading with which a block begins."""
        sign = self.tiles[bisect_left(self.tile_starts, offset + 1) - 1].sign
        return sign if sign in HEADINGS.values() else None

    def _line_id(self, element: Element, offset: int) -> None:
        """The element with which a line begins has the line's number in its id."""
        line = self.source.line_at(offset)
        own = max(line.span.start, self.understood.document.zones.document.start)
        if not self.source.text[own:offset].strip():
            identifier = f"{self.identifier}-l{line.number}"
            self.renamed[element.get(ID, "")] = identifier
            element.set(ID, identifier)

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
        is_call = markup.sign is not None and markup.sign.name in CALLS
        note = self.footnotes.get(markup.span) if is_call else None
        if note is not None:
            self._footnote(element, note)
            return
        if markup.tag.name == "note" and element.get("type") in HANDS:
            element.set("hand", f"#{self.hands.next(_hand(element))}")
        self._content(element, markup.span.start, markup.span.end, inner)
        correction = self.understood.corrections.get(markup.span)
        if markup.tag.name == "choice" and markup.sign is None and correction is not None:
            element.append(corrected(correction, self.responsible))

    def _footnote(self, element: Element, block: Block) -> None:
        """A footnote stands at its call; its lines are its own."""
        pending = self.pending
        self._fill(element, block)
        self.pending = pending

    def _characters(self, parent: Element, start: int, end: int) -> None:
        if end <= start:
            return
        index = max(0, bisect_left(self.tile_starts, start + 1) - 1)
        for at in range(index, len(self.tiles)):  # no slice: it would copy the rest of the page
            one = self.tiles[at]
            if one.span.start >= end:
                return
            piece = Span(max(start, one.span.start), min(end, one.span.end))
            if one.fate is Fate.BREAK:
                self.pending = True
            elif one.sign is not None and one.sign.form is Form.AFTER:
                self._break(parent, piece.start)  # the mark may begin the line below the word it is said of
            elif one.fate is Fate.TEXT and len(piece):
                text = self.source.slice(piece)
                if text.strip():
                    self._break(parent, piece.start)
                elif self.pending and self.source.line_at(piece.start).is_blank:
                    continue  # a line of spaces inside a paragraph: the residue has it
                append(parent, printable(text))

    def _break(self, parent: Element, offset: int) -> None:
        """A line of the transcript that begins inside a block is a ``lb`` with its id."""
        if self.pending:
            self.pending = False
            append(parent, "\n")
            number = self.source.line_at(offset).number
            line = etree.SubElement(parent, tei("lb"))
            line.set(ID, f"{self.identifier}-l{number}")
            if number in self.numbered:
                line.set("n", self.numbered.pop(number))
        elif self.numbered and (number := self.source.line_at(offset).number) in self.numbered:
            etree.SubElement(parent, tei("lb"), n=self.numbered.pop(number))


def corrected(correction: Correction, responsible: dict[str, str]) -> Element:
    """The ``corr`` of an editor's decision."""
    made = root("corr")
    made.text = printable(correction.reading)
    made.set("resp", f"#{responsible.get(correction.editor, responsible[''])}")
    made.set("cert", correction.certainty)
    return made


def _rank(markup: Markup) -> int:
    """Of elements with one span a quotation is outside, then a reference; the rest stand in the order they were found."""
    return OUTER.index(markup.tag.name) if markup.tag.name in OUTER else len(OUTER)


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


def _opening_run(blocks: Sequence[Block]) -> int:
    """How many blocks open a message; a note among them does not end them."""
    run = itertools.takewhile(lambda b: _opens(b[1]) or b[1].kind is Kind.NOTE, enumerate(blocks, 1))
    return max((number for number, block in run if _opens(block)), default=0)


def _opens(block: Block) -> bool:
    return not block.enclosed and (block.kind in OPENING or block.opening)


def _is_text(block: Block) -> bool:
    """Blocks that must stand before a closer."""
    return block.enclosed or not (block.kind in CLOSING or block.kind in AFTER_CLOSER)


def _goes_on(blocks: Sequence[Block], index: int) -> bool:
    """True if an item or more of a speech comes next, whatever stands between."""
    after = next((block for block in blocks[index:] if block.kind not in BETWEEN), None)
    return after is not None and (after.spoken or after.kind in ITEMS)


def _unheaded(block: Block) -> Block:
    """What has lost the list or the words it belongs to is a paragraph."""
    return replace(block, kind=Kind.PARAGRAPH) if block.kind in {Kind.SPEAKER, Kind.PRESENT_ITEM} else block


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
    Kind.HEADING: ("head", {}),
    Kind.COPIES_ITEM: ("ab", {"type": "copies"}),
    Kind.RECEIPT: ("ab", {"type": "receipt"}),
    Kind.SERIES: ("ab", {"type": "series"}),
    Kind.ADDRESS: ("addrLine", {}),
    Kind.INSIDE_ADDRESS: ("addrLine", {}),
    Kind.SALUTE: ("salute", {}),
    Kind.VALEDICTION: ("salute", {}),
    Kind.AUTHORITY: ("signed", {}),
    Kind.SIGNED: ("signed", {}),
    Kind.REGISTRY: ("seg", {"type": "registry"}),
    Kind.DATELINE: ("dateline", {}),
    Kind.DECIPHERED: ("ab", {"type": "deciphered"}),
    Kind.PRINTED: ("ab", {"type": "printed"}),
    Kind.VERIFIED: ("ab", {"type": "verified"}),
    Kind.COPIES_MADE: ("ab", {"type": "copies"}),
    Kind.OFFICE: ("ab", {}),
    Kind.POSTSCRIPT: ("p", {}),
    Kind.STAGE: ("stage", {}),
}
