"""A stretch of a transcript as it reads with marks taken out, each character still knowing its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tei_edition.diagnostics import START, Span

LINE_ENDS: Final = {ord("\r"): " ", ord("\n"): " "}


@dataclass(frozen=True, slots=True)
class Legible:
    """Text to be searched: ``text`` and, for each of its characters, the offset in the source.

    A line end reads as one space.
    """

    text: str
    offsets: tuple[int, ...]

    def source_span(self, start: int, end: int) -> Span:
        """The stretch of the source that a stretch of this text stands for."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def before(self, offset: int) -> str:
        """The text up to a source offset."""
        return self.text[: bisect_left(self.offsets, offset)]

    def index(self, offset: int) -> int:
        """Where a source offset stands in this text."""
        return bisect_left(self.offsets, offset)


def legible(text: str, span: Span, hidden: Iterable[Span]) -> Legible:
    """Take the hidden spans out of a span of the source text; ``hidden`` in order, nested ones allowed."""
    pieces: list[str] = []
    offsets: list[int] = []
    at = span.start
    for hole in (*hidden, Span(span.end, span.end)):
        end = max(at, min(hole.start, span.end))
        pieces.append(text[at:end])
        offsets.extend(range(at, end))
        at = max(at, min(hole.end, span.end))
    return Legible("".join(pieces).translate(LINE_ENDS), tuple(offsets))


def within(spans: Sequence[Span], span: Span) -> list[Span]:
    """Those of some ordered spans that begin within a span."""
    return list(spans[bisect_left(spans, span.start, key=START) : bisect_left(spans, span.end, key=START)])
