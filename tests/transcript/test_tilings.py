"""The proof that no character is lost and none invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.diagnostics import Span
from tei_edition.transcript.readers.plain import read
from tei_edition.transcript.tiling import Fate, Tile, Tiling, tile

SOURCE = read("a.txt", b"one [two]\nthree")


def test_tiles_that_cover_the_source_are_a_tiling() -> None:
    tiling = Tiling(SOURCE, (Tile(Span(0, 4), Fate.TEXT), Tile(Span(4, 15), Fate.MARK)))
    assert [t.span for t in tiling.of(Fate.MARK)] == [Span(4, 15)]


@pytest.mark.parametrize(
    "spans",
    [
        [(0, 4), (5, 15)],  # a character is missing
        [(0, 5), (4, 15)],  # a character counts twice
        [(0, 14)],  # the last is missing
        [(0, 16)],  # one is invented
        [(1, 15)],  # the first is missing
        [(0, 0), (0, 15)],  # a tile of nothing
        [],
    ],
)
def test_a_gap_or_an_overlap_is_no_tiling(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="tiles"):
        Tiling(SOURCE, tuple(Tile(Span(*span), Fate.TEXT) for span in spans))


def test_line_ends_are_tiles_of_their_own() -> None:
    assert [(t.fate, t.span.start, t.span.end) for t in tile(SOURCE, []).tiles] == [
        (Fate.TEXT, 0, 9),
        (Fate.BREAK, 9, 10),
        (Fate.TEXT, 10, 15),
    ]


@given(st.text(alphabet="a[]\r\n\x00 é", max_size=40))
def test_any_text_is_tiled_whole(text: str) -> None:
    # named: of a few characters with zeros between them no one can tell
    source = read("a.txt", text.encode(), "utf-8")
    tiling = tile(source, [])
    assert "".join(source.slice(t.span) for t in tiling.tiles) == text
