"""Tiles of a text, and the proof that they are the whole of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from tei_edition.diagnostics import Span
from tei_edition.transcript.signs.row import Sign, Tag
from tei_edition.transcript.source import Source


class Fate(Enum):
    """What becomes of a stretch of the transcript."""

    TEXT = "stands in the TEI as it is"
    MARK = "became markup and comes back by a declared rendition"
    BREAK = "ends a line"
    LAYOUT = "is the record's or the page's: kept in the residue"


@dataclass(frozen=True, slots=True)
class Tile:
    """A stretch of the transcript and its fate; a MARK knows its sign."""

    span: Span
    fate: Fate
    sign: Sign | None = None


class Unproved(ValueError):
    """Tiles that are not the whole text, each character once; ``at`` is the offset where they part."""

    def __init__(self, at: int) -> None:
        super().__init__(f"tiles do not meet at {at}")
        self.at = at


@dataclass(frozen=True, slots=True)
class Tiling:
    """All tiles of a source.

    Raises:
        Unproved: a character is missing or counted twice.
    """

    source: Source
    tiles: tuple[Tile, ...]

    def __post_init__(self) -> None:
        at = 0
        for tile in self.tiles:
            if tile.span.start != at or tile.span.end <= at:
                raise Unproved(at)
            at = tile.span.end
        if at != len(self.source.text):
            raise Unproved(at)

    def of(self, *fates: Fate) -> Iterator[Tile]:
        """The tiles of some fates, in order."""
        return (tile for tile in self.tiles if tile.fate in fates)


@dataclass(frozen=True, slots=True)
class Markup:
    """An element over a stretch of the transcript; of two with one span the earlier in order is the outer."""

    span: Span
    tag: Tag
    sign: Sign | None = None


def tile(source: Source, special: Iterable[Tile]) -> Tiling:
    """The tiling of a whole source: the special tiles, line ends, and text for all the rest."""
    tiles: list[Tile] = []
    at = 0
    for one in _with_breaks(source, sorted(special, key=lambda t: t.span)):
        if one.span.start > at:
            tiles.append(Tile(Span(at, one.span.start), Fate.TEXT))
        tiles.append(one)
        at = one.span.end
    if at < len(source.text):
        tiles.append(Tile(Span(at, len(source.text)), Fate.TEXT))
    return Tiling(source, tuple(tiles))


def _with_breaks(source: Source, special: Sequence[Tile]) -> list[Tile]:
    breaks = [Tile(Span(line.span.end, after.span.start), Fate.BREAK) for line, after in pairwise(source.lines)]
    inside = [piece for one in special if len(one.span) for piece in _by_lines(one, source)]
    return sorted([*inside, *breaks], key=lambda t: t.span)


def _by_lines(one: Tile, source: Source) -> Iterator[Tile]:
    """A mark that runs over lines, in the part of each."""
    if one.fate is not Fate.MARK:
        yield one
        return
    first, last = source.position(one.span.start).line, source.position(one.span.end - 1).line
    for line in source.lines[first - 1 : last]:
        here = Span(max(one.span.start, line.span.start), min(one.span.end, line.span.end))
        if here.start < here.end:
            yield replace(one, span=here)
