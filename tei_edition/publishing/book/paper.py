"""Trim sizes: what a page measures, and the type that suits it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.edition import Book, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Trim:
    """A page after cutting, in millimetres, with its margins; type size and line pitch in points."""

    width: float
    height: float
    inside: float
    outside: float
    top: float
    bottom: float
    size: float
    pitch: float


TRIMS: Final[Mapping[str, Trim]] = {
    # the measure holds about 65 characters; the outer margin holds the line numbers
    "a5": Trim(width=148, height=210, inside=18, outside=24, top=22, bottom=25, size=10, pitch=13),
    "6x9in": Trim(width=152.4, height=228.6, inside=19, outside=26, top=24, bottom=28, size=10.25, pitch=13.5),
    "b5": Trim(width=176, height=250, inside=23, outside=33, top=27, bottom=33, size=11, pitch=14.5),
    "a4": Trim(width=210, height=297, inside=32, outside=48, top=34, bottom=44, size=11.5, pitch=15.5),
}
BUNDLED: Final = ("Libertinus Serif", "New Computer Modern", "New Computer Modern Math", "DejaVu Sans Mono")
SMALLEST: Final = 90.0
MM_PER_POINT: Final = 25.4 / 72
CHARACTER: Final = 0.45
"""Width of a character of running text, as a part of the type size."""
WIDEST_PROOF_MARGIN: Final = 30.0


def trim(book: Book) -> Trim:
    """The trim of a book; an own paper gets margins and type in proportion, where it sets none.

    Raises:
        Refusal: an own paper is too small to hold a line of text.
    """
    if isinstance(book.paper, str):
        return TRIMS[book.paper]
    return _own(book.paper)


def _own(paper: Paper) -> Trim:
    near = min(TRIMS.values(), key=lambda known: abs(known.width - paper.width))
    scale = paper.width / near.width
    given = {name: value for name in ("inside", "outside", "top", "bottom") if (value := getattr(paper, name))}
    made = replace(
        near,
        width=paper.width,
        height=paper.height,
        inside=round(near.inside * scale, 2),
        outside=round(near.outside * scale, 2),
        top=round(near.top * paper.height / near.height, 2),
        bottom=round(near.bottom * paper.height / near.height, 2),
    )
    made = replace(made, **given)
    measure, column = made.width - made.inside - made.outside, made.height - made.top - made.bottom
    if measure < SMALLEST / 2 or column < SMALLEST / 2:
        said = f"“book.paper”: the margins leave {measure:.0f} × {column:.0f} mm for the text"
        raise Refusal(Diagnostic("book-paper", said, "edition.toml"))
    return made


def characters(made: Trim, size: float) -> int:
    """How many characters a line of type of this size holds, about.

    >>> characters(TRIMS["a5"], 10)
    66
    """
    return int((made.width - made.inside - made.outside) / MM_PER_POINT / (size * CHARACTER))


def proof(made: Trim) -> Trim:
    """The same pages with wide margins, for the editor's pencil: what stands on page 7 of the book is on page 7 here."""
    extra = WIDEST_PROOF_MARGIN
    wide = replace(made, width=made.width + 2 * extra, outside=made.outside + 2 * extra)
    return replace(wide, height=made.height + extra, bottom=made.bottom + extra)


def page_settings(book: Book, made: Trim, *, proofing: bool = False) -> dict[str, Any]:
    """What the template reads as settings.json about the page."""
    return {
        "width": made.width,
        "height": made.height,
        "inside": made.inside,
        "outside": made.outside,
        "top": made.top,
        "bottom": made.bottom,
        "size": book.font_size or made.size,
        "pitch": (book.font_size * made.pitch / made.size) if book.font_size else made.pitch,
        "bleed": max(book.bleed, 3.0) if book.crop_marks else book.bleed,
        # what the first lacks comes from the next; no other font on the machine is ever used
        "fonts": [*book.fonts, *(face for face in BUNDLED if face not in book.fonts)],
        "line_numbers": "document" if proofing and book.line_numbers == "none" else book.line_numbers,
        "line_step": 1 if proofing else book.line_step,
        "start": book.start,
        "index_columns": book.index_columns,
        "proof": proofing,
    }
