"""What a line of the header was read from, and which field of the record decides it otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tei_edition import xml
from tei_edition.transcript.layout import Field
from tei_edition.transcript.zones import Zones
from tei_edition.xml import Element, local


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the header by its ``path``, what it is read from, and the fields that an editor may decide.

    Where ``is_recorded``, those fields count that the record of the page has, if it has any of them.
    """

    path: str
    said: str
    fields: tuple[Field, ...] = ()
    is_recorded: bool = False

    @property
    def is_act(self) -> bool:
        """Who wrote to whom, where and when: read from the document before its record."""
        return not self.is_recorded and not {"title", "abstract", "language"}.intersection(self.fields)


WHO: Final = r"/(?:persName|orgName)"
WHEN: Final = r"/(?:date|time)"
ROWS: Final = (
    Row(r"title\[main\]$", "the title of the record, else a caption or the first words", ("title",)),
    Row(r"title\[short\]$", "sender, addressee and day of sending", ("author", "addressee", "dispatch")),
    Row(r"titleStmt/author", "who sends: the signature, else the form, the record or the title", ("author",)),
    Row(r"respStmt\[translation\]", "the record, else edition.toml", ("translator", "transcriber")),
    Row(rf"\[sent\]{WHO}", "the signature, else the form, the record or the title", ("author",)),
    Row(r"\[sent\]/placeName", "the lines that date it, the form, the record or the title", ("place",)),
    Row(rf"\[sent\]{WHEN}", "the lines that date it, the form, the record or the title", ("dispatch",)),
    Row(r"\[sent\]$", "signature, lines of date, form, record and title", ("author", "place", "dispatch")),
    Row(rf"\[received to\]{WHO}", "the address, the salutation, the record or the title", ("addressee",)),
    Row(r"\[received to\]/placeName", "the address, the lines of receipt, the record or the title", ("destination",)),
    Row(rf"\[received to\]{WHEN}", "the lines of receipt, else the record", ("receipt",)),
    Row(r"\[received to\]$", "address, salutation and lines of receipt", ("addressee", "destination", "receipt")),
    Row(r"\[received cc\]", "the lists of copies in the text: ask for a line of theirs"),
    Row(r"\[transmitted\]", "the lines of the address and the title: ask for a line of theirs"),
    Row(r"correspContext", "the documents it speaks of: ask for the line that does, or put @target on the ref"),
    Row(r"correspDesc$", "signature, address, lines of date and receipt", ("author", "addressee", "dispatch", "receipt")),
    Row(r"creation", "the day of sending", ("dispatch",)),
    Row(r"abstract", "the summary on the page", ("abstract",)),
    Row(r"classDecl|textClass", "caption, record and title, else the form", ("kind",)),
    Row(r"msContents", "what the record says of the original", ("language",)),
    Row(r"msDesc", "the archive's reference on the page", ("source", "citation"), is_recorded=True),
    Row(r"bibl\[printed\]", "the record", ("printed", "citation", "source"), is_recorded=True),
    Row(
        r"bibl\[record\]",
        "the record of the page",
        ("title", "citation", "date", "author", "series", "number", "url", "record", "rights"),
        is_recorded=True,
    ),
)  # fmt: skip


def begun_on(root: Element, line: int) -> Element:
    """The outermost element that begins on a line, else the last one that begins before it."""
    begun = [e for e in root.iter() if isinstance(e.tag, str) and xml.line_of(e) <= line]
    return next((e for e in begun if xml.line_of(e) == line), begun[-1] if begun else root)


def row_of(element: Element) -> Row | None:
    """What the header's table says of an element; None of what stands in every document or comes from edition.toml."""
    above = [e for e in (element, *element.iterancestors()) if local(e) not in {"TEI", "teiHeader"}]
    path = "/".join(map(_step, reversed(above)))
    return next((row for row in ROWS if re.search(row.path, path)), None)


def _step(element: Element) -> str:
    kind = " ".join(filter(None, map(element.get, ("type", "subtype"))))
    if local(element) == "respStmt" and (element.get(xml.ID) or "").endswith("-tr"):
        kind = "translation"
    return f"{local(element)}[{kind}]" if kind else local(element)


def fields_of(row: Row, zones: Zones) -> Sequence[Field]:
    """The fields of the record by which it is decided otherwise."""
    had = {entry.field for entry in zones.entries} | zones.given.keys()
    present = tuple(field for field in row.fields if field in had)
    return present if row.is_recorded and present else row.fields
