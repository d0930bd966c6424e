"""How words look, and what they say: a stretch of a text without the marks of what is bold, slanted, raised, struck out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei_edition.diagnostics import Span
from tei_edition.transcript.tiling import Tile


@dataclass(frozen=True, slots=True)
class Undressed:
    """A stretch without the marks of how its words look, ``3<sup>rd</sup> May`` as ``3rd May``; it knows where each stood."""

    text: str
    offsets: tuple[int, ...]
    begun: frozenset[int]
    dressed: tuple[Span, ...]

    def within(self, span: Span) -> Span | None:
        """Where a part of this text stands in the stretch, its marks with it; None if it would cut what is dressed."""
        before = self.offsets[span.start - 1] + 1 if span.start else 0
        opened = (at for at in range(before, self.offsets[span.start]) if at in self.begun)
        here = Span(next(opened, self.offsets[span.start]), self.offsets[span.end - 1] + 1)
        touched = (one for one in self.dressed if one.start < here.end and here.start < one.end)
        return here if all(here.start <= one.start or one.end <= here.end for one in touched) else None


def undressed(text: str, marks: Sequence[Tile], span: Span) -> Undressed:
    """The words of a span of a text as a reader says them; brackets stay. ``marks`` are in order."""
    near = marks[bisect_left(marks, span.start, key=_begins) : bisect_left(marks, span.end, key=_begins)]
    dress = [t for t in near if t.sign is not None and not t.sign.opens.startswith("[")]
    hidden = {at for tile in dress for at in range(tile.span.start, tile.span.end)}
    kept = [at for at in range(span.start, span.end) if at not in hidden]
    dressed = tuple(Span(one.start - span.start, one.end - span.start) for one in _paired(dress))
    words = "".join(text[at] for at in kept)
    return Undressed(words, tuple(at - span.start for at in kept), frozenset(one.start for one in dressed), dressed)


def _paired(marks: Sequence[Tile]) -> Iterator[Span]:
    """What is dressed, its marks with it: of two marks of one sign the first opens, the other closes."""
    open_: list[Tile] = []
    for mark in marks:
        if open_ and open_[-1].sign is mark.sign:
            yield Span(open_.pop().span.start, mark.span.end)
        else:
            open_.append(mark)


def _begins(tile: Tile) -> int:
    return tile.span.start
