"""Read a file for validation: a sheet, or one message that says why it is none."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Position, Refusal
from tei_edition.validation.sheet import Sheet

# libxml2's wording, an editor's wording
PLAIN: Final = tuple(
    (re.compile(said), meant)
    for said, meant in (
        (
            r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)",
            r"“\1”, opened on line \2, is not closed before “</\3>”",
        ),
        (
            r"Premature end of data in tag (\S+) line (\d+)",
            r"the file ends, but “\1”, opened on line \2, is not closed",
        ),
        (r"Premature end of data", r"the file ends in the middle"),
        (r"Start tag expected, '<' not found", r"this is not XML: it does not begin with “<”"),
        (r"Document is empty.*", r"the file is empty"),
        (r"Attribute (\S+) redefined", r"the attribute “\1” stands twice on one element"),
        (r"Entity '(\S+)' not defined", r"“&\1;” is not defined; write the character itself"),
        (r"xmlParseEntityRef: no name", r"“&” stands alone; write “&amp;”"),
        (r"EntityRef: expecting ';'", r"“&” begins nothing; write “&amp;”"),
        (r"StartTag: invalid element name", r"“<” begins no tag; write “&lt;”"),
        (r"AttValue: \" or ' expected", r"the value of an attribute stands in quotation marks"),
        (r"Specification mandates? value for attribute (\S+)", r"the attribute “\1” has no value"),
        (r"Couldn't find end of Start Tag (\S+).*", r"the tag “\1” is not ended by “>”"),
        (
            r"Namespace prefix (\S+) (?:on|for) (?:\S+ on )?(\S+) is not defined.*",
            r"the prefix “\1” of “\2” is not declared",
        ),
        (r"PCDATA invalid Char value (\d+)", r"the character number \1 is not allowed in XML"),
        (
            r"(?:Input is not proper UTF-8|Invalid bytes in character encoding).*",
            r"the file is not in the encoding it claims",
        ),
        (r"Extra content at the end of the document", r"something stands after the end of the outermost element"),
        (r"Excessive depth in document: (\d+).*", r"elements stand more than \1 deep in each other"),
        (r"ID (\S+) already defined", r"the xml:id “\1” stands twice"),
    )
)


DOCTYPE: Final = re.compile(rb"<!DOCTYPE\b")
BYTES_BEFORE_ROOT: Final = 4096


def read(file: Path) -> Sheet | Diagnostic:
    """Read a file; whatever is wrong with it becomes a message, never an exception."""
    data = b""
    try:
        data = xml.read_bytes(file)
        return Sheet(str(file), file, data, xml.parse(data, str(file)))
    except Refusal as refusal:
        # a DOCTYPE fails in many ways: what it asks for is missing, forbidden or too large
        return _doctype(file, data) or plain(_no_text(refusal.diagnostics[0], data))


def doctype(file: Path) -> Diagnostic | None:
    """A message if a file has a DOCTYPE; its beginning alone is read."""
    with file.open("rb") as opened:
        return _doctype(file, opened.read(BYTES_BEFORE_ROOT))


def _doctype(file: Path, data: bytes) -> Diagnostic | None:
    found = DOCTYPE.search(data[:BYTES_BEFORE_ROOT])
    if found is None:
        return None
    line = data.count(b"\n", 0, found.start()) + 1
    return Diagnostic("xml-doctype", "a DOCTYPE is not accepted", str(file), Position(line))


def _no_text(diagnostic: Diagnostic, data: bytes) -> Diagnostic:
    # to the parser a file that begins with a NUL is an empty one
    begins_wrongly = data.strip() and diagnostic.message.startswith("Document is empty")
    return replace(diagnostic, message="Start tag expected, '<' not found") if begins_wrongly else diagnostic


def plain(diagnostic: Diagnostic) -> Diagnostic:
    """The parser's message in plain words."""
    for said, meant in PLAIN:
        found = said.search(diagnostic.message)
        if found:
            return replace(diagnostic, message=found.expand(meant))
    return diagnostic
