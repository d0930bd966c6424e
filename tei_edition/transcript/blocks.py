"""Blocks: the pieces a document is made of, and the layers they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from tei_edition.diagnostics import Span


class Kind(Enum):
    """What a block is; the value is its name in the manual."""

    ISSUER = "issuing office"
    TITLE = "caption with the number"
    STATUS = "caption of the copy"
    HEADING = "heading"
    COPIES = "list of copies on one line"
    COPIES_HEAD = "head of a list of copies"
    COPIES_ITEM = "one copy"
    RECEIPT = "origin and receipt"
    SERIES = "series"
    ADDRESS = "address"
    SALUTE = "salutation"
    PRESENT = "list of those present on one line"
    PRESENT_HEAD = "head of a list of those present"
    PRESENT_ITEM = "one of those present"
    SPEAKER = "who speaks"
    STAGE = "what happens meanwhile"
    PARAGRAPH = "paragraph"
    VALEDICTION = "closing words"
    AUTHORITY = "by whose order it is signed"
    SIGNED = "signature"
    REGISTRY = "number"
    DATELINE = "date of writing"
    NOTE = "stamp or note"
    OMISSION = "omission"
    INSIDE_ADDRESS = "address below the message"
    POSTSCRIPT = "postscript"
    RULE = "rule"
    PAGE = "page break"
    DECIPHERED = "note on deciphering"
    PRINTED = "note on printing"
    VERIFIED = "note on checking"
    COPIES_MADE = "number of copies made"
    OFFICE = "another note of the office"
    FOOTNOTE = "footnote"
    ENDNOTE = "note at the foot that nothing calls"
    TABLE = "row of a table"


class Layer(Enum):
    """The three layers of a document that never mix, and its captions."""

    HEAD = "head"
    ROUTING = "routing"
    MESSAGE = "message"
    PROCESSING = "processing"


LAYERS: Final[dict[Kind, Layer]] = {
    **dict.fromkeys((Kind.ISSUER, Kind.TITLE, Kind.STATUS, Kind.HEADING), Layer.HEAD),
    **dict.fromkeys((Kind.COPIES, Kind.RECEIPT, Kind.SERIES), Layer.ROUTING),
    **dict.fromkeys((Kind.ADDRESS, Kind.SALUTE, Kind.PARAGRAPH, Kind.VALEDICTION), Layer.MESSAGE),
    **dict.fromkeys((Kind.SPEAKER, Kind.STAGE, Kind.INSIDE_ADDRESS), Layer.MESSAGE),
    **dict.fromkeys((Kind.AUTHORITY, Kind.SIGNED, Kind.REGISTRY, Kind.DATELINE, Kind.POSTSCRIPT), Layer.MESSAGE),
    **dict.fromkeys((Kind.DECIPHERED, Kind.PRINTED, Kind.VERIFIED, Kind.COPIES_MADE, Kind.OFFICE), Layer.PROCESSING),
}
CLOSING: Final = frozenset(
    {Kind.VALEDICTION, Kind.AUTHORITY, Kind.SIGNED, Kind.REGISTRY, Kind.DATELINE, Kind.INSIDE_ADDRESS}
)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document: a line, part of a line, or several lines.

    ``document`` counts the documents of a page from 0; ``enclosed`` is true inside a telegram quoted whole;
    ``opening`` tells an opener's date line from a closer's; ``spoken`` is true of what the speaker before it says;
    ``rule`` is the step of the walk that made it; ``doubt`` says why it is only likely what it is taken for.
    """

    kind: Kind
    span: Span
    layer: Layer
    document: int = 0
    enclosed: bool = False
    opening: bool = False
    spoken: bool = False
    doubt: str = field(default="", compare=False)
    rule: str = field(default="", compare=False)


def by_document(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Block]]]:
    """The blocks of each document of a page."""
    for number in sorted({b.document for b in blocks}):
        yield number, [b for b in blocks if b.document == number]
