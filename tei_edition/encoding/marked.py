"""The marks and the tags of a transcript in their order: what stands at a place is found without a look at the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tei_edition.diagnostics import Span
from tei_edition.encoding.legible import Legible, legible, within
from tei_edition.transcript.document import Document
from tei_edition.transcript.tiling import Markup


@dataclass(frozen=True, slots=True)
class Marked:
    """A transcript and its signs; made once a document, for the readers of names and of dates."""

    text: str
    marks: tuple[Span, ...]
    markups: tuple[Markup, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, document: Document) -> Marked:
        """The signs of a document, of two that begin together the longer first."""
        signs = document.signs
        ordered = sorted(signs.markups, key=lambda m: (m.span.start, -m.span.end))
        marks = tuple(sorted(tile.span for tile in signs.marks))
        return cls(document.source.text, marks, tuple(ordered), tuple(m.span.start for m in ordered))

    def near(self, span: Span, before: int, after: int = 0) -> Sequence[Markup]:
        """The tags that begin inside a span, or so many characters before or after it."""
        starts = self.starts
        return self.markups[bisect_left(starts, span.start - before) : bisect_left(starts, span.end + after)]

    def legible(self, span: Span, hidden: Iterable[Span] = ()) -> Legible:
        """A span without its marks, and without what else is hidden."""
        marks = within(self.marks, span)
        aside = tuple(hidden)
        return legible(self.text, span, sorted((*marks, *aside)) if aside else marks)
