"""A file as validation sees it: read once, with exact places and lines of the transcript."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Position

LINE_ID: Final = re.compile(r"-l(\d+)$")
# a second parse for columns is not worth its time on files of this size
BYTES_WITH_COLUMNS: Final = 100_000_000


@dataclass(slots=True)
class Sheet:
    """One XML file; ``name`` is its path as the editor gave it."""

    name: str
    path: Path
    data: bytes
    tree: xml.Tree
    _places: dict[xml.Element, Position] = field(default_factory=dict)

    @property
    def root(self) -> xml.Element:
        """The outermost element."""
        return self.tree.getroot()

    def position(self, element: xml.Element) -> Position:
        """Where the start tag of an element begins."""
        if not self._places and len(self.data) <= BYTES_WITH_COLUMNS:
            self._places = dict(zip(self.root.iter("*"), _start_tags(self.data), strict=False))
        return self._places.get(element) or Position(xml.line_of(element) or 1)

    def at(self, path: str | None) -> xml.Element:
        """The element at an XPath as libxml2 gives it in its messages; the outermost if it cannot be found."""
        found = self.tree.xpath(path) if path else []
        first = found[0] if isinstance(found, list) and found else None
        return first if isinstance(first, xml.Element) else self.root

    def transcript_line(self, element: xml.Element) -> int:
        """The line of the transcript that an element stands on; 0 in the header and where there is none."""
        if not any(xml.local(a) == "text" for a in _upwards(element)):
            return 0
        before = itertools.takewhile(lambda e: e is not element, self.root.iter("*"))
        for near in itertools.chain(_upwards(element), element.iter("*"), reversed(list(before))):
            found = LINE_ID.search(near.get(xml.ID, ""))
            if found:
                return int(found[1])
        return 0

    def diagnostic(self, code: str, element: xml.Element, message: str, hint: str = "") -> Diagnostic:
        """A message about an element, with its places filled in."""
        return Diagnostic(
            code,
            message,
            self.name,
            self.position(element),
            hint=hint,
            transcript_line=self.transcript_line(element),
            about=xml.local(element),
        )


def _upwards(element: xml.Element) -> Iterator[xml.Element]:
    yield element
    yield from element.iterancestors()


def _start_tags(data: bytes) -> list[Position]:
    # lxml knows the line on which a start tag ends; expat where it begins
    places: list[Position] = []
    parser = expat.ParserCreate()

    def begin(_name: str, _attributes: object) -> None:
        places.append(Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = begin
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        # lxml has read the file: the lines it knows must do
        return []
    return places
