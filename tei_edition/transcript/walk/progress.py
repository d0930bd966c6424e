"""How far the walk has come: the station, the document, and the blocks made so far."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import LAYERS, Block, Kind, Layer
from tei_edition.transcript.meetings import Dialogue, dialogue
from tei_edition.transcript.recognisers.cable import Role, heading
from tei_edition.transcript.units import Context, Unit
from tei_edition.transcript.walk.beginnings import Beginnings
from tei_edition.transcript.walk.endings import Endings
from tei_edition.transcript.walk.quotations import Quotations
from tei_edition.transcript.walk.stations import Station
from tei_edition.transcript.wrapping import SENTENCE_END


class Walk:
    """What the steps share: the units of a page, where the walk is among them, and what it made of those before."""

    def __init__(self, context: Context, units: Sequence[Unit]) -> None:
        self.context, self.units = context, units
        self.beginnings, self.endings = Beginnings(context, units), Endings(context, units)
        self.quotations = Quotations(units, self.endings)
        self.blocks: list[Block] = []
        self.station = Station.HEAD
        self.document, self.began = 0, 0
        self.takes_leave = -1  # the document whose writer has signed, and may still add to it
        self.enclosed_until = -1
        self.enclosed_opener = False
        self.rule = ""
        self.headline_until = -1
        self.speaking = False
        # what is asked about all that came before is answered once
        self._heard, self._spoken_in = 0, -1

    @functools.cached_property
    def dialogue(self) -> Dialogue:
        """Who begins to speak where."""
        return dialogue(self.units, self.context)

    @functools.cached_property
    def cable(self) -> dict[int, Role]:
        """What the lines of cables' headings say, by their numbers."""
        return heading([line for unit in self.units for line in unit.lines], self.context.words)

    def put_all(self, parts: Sequence[tuple[Kind, Span]], opening: bool = False) -> bool:
        """The parts of a line, each a block of the message."""
        for kind, span in parts:
            self.put(kind, span, Layer.MESSAGE, opening)
        return True

    def put(self, kind: Kind, span: Span, layer: Layer | None = None, opening: bool = False) -> bool:
        """A block more; always true: the unit has found its place."""
        inside = self.enclosed and kind is not Kind.RULE
        where = layer or LAYERS[kind]
        self.blocks.append(Block(kind, span, where, self.document, inside, opening, rule=self.rule))
        return True

    def go_on(self, unit: Unit) -> bool:
        """The last block goes on to the end of a unit."""
        last = self.blocks[-1]
        self.blocks[-1] = replace(last, span=Span(last.span.start, unit.span.end))
        return True

    def lists_on(self, kind: Kind) -> bool:
        """The last block is of that kind and stops at a comma: it goes on with the next line."""
        last = self.blocks[-1] if self.blocks else None
        return last is not None and last.kind is kind and self.context.source.slice(last.span).rstrip().endswith(",")

    def is_right_below(self, unit: Unit) -> bool:
        """No empty line stands between the last block and the unit."""
        last = self.blocks[-1] if self.blocks else None
        return last is not None and self.context.source.position(last.span.end).line + 1 == unit.lines[0].number

    def layer_here(self) -> Layer:
        """The layer of what has none of its own, by the station."""
        if self.station in {Station.HEAD, Station.ROUTING}:
            return Layer.ROUTING if self.station is Station.ROUTING else Layer.HEAD
        return Layer.PROCESSING if self.station is Station.PROCESSING else Layer.MESSAGE

    def layer_of_note(self) -> Layer:
        """A note after the routing but before the address is the office's; inside the message it stays there."""
        return self.layer_here() if self.station is not Station.CLOSER else Layer.PROCESSING

    def has_text(self) -> bool:
        """Somebody has said something in this document already."""
        if self.enclosed or not self.blocks:
            return self.enclosed
        last = self.blocks[-1]
        while self._heard < len(self.blocks) - 1:  # only the last may still grow
            block = self.blocks[self._heard]
            self._spoken_in = block.document if self._says_something(block) else self._spoken_in
            self._heard += 1
        return self.document == self._spoken_in or (last.document == self.document and self._says_something(last))

    def _says_something(self, block: Block) -> bool:
        """A line such as "Department X" is a paragraph for want of a better word, but no message."""
        if block.kind is not Kind.PARAGRAPH:
            return False
        said = self.context.source.slice(block.span)
        return len(said) > 40 or bool(SENTENCE_END.search(said))

    def is_signed(self) -> bool:
        """Somebody has signed this document."""
        return any(b.kind is Kind.SIGNED and b.document == self.document for b in reversed(self.blocks[-8:]))

    def is_above_headline(self, index: int) -> bool:
        """Between the first line of a document and the headline that heads it."""
        return self.station <= Station.ROUTING and self.began <= index < self.beginnings.headline_of(self.began)

    @property
    def enclosed(self) -> bool:
        """Inside a telegram that is quoted whole."""
        return self.enclosed_until >= 0

    @property
    def text_begins(self) -> int:
        """The first unit of this document that is no line of a form: where somebody begins to speak."""
        return self.beginnings.text_of(self.began)
