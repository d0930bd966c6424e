"""A transcript as it came: bytes, decoded once, never normalised."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final, Literal

from tei_edition.diagnostics import Diagnostic, Position, Span

__all__ = ["Ending", "Line", "Origin", "Position", "Source", "Span"]

Ending = Literal["LF", "CRLF", "CR"]
# a character that ends a line, or part of one
LINE_END: Final = re.compile(r"[\r\n]")
ENDINGS: Final[dict[Ending, str]] = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line, counted from 1, without its line end."""

    number: int
    span: Span
    text: str

    @property
    def is_blank(self) -> bool:
        """True for a line of white space only, non-breaking spaces included."""
        return not self.text.strip()

    @property
    def begins(self) -> int:
        """The offset after the form feeds that a page begins with."""
        return self.span.start + len(self.text) - len(self.text.lstrip("\f"))


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a text was extracted from: its media type and its SHA-256 digest."""

    media: str
    digest: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file and its text.

    ``text`` is without the byte order mark; offsets are code points. ``data`` is the proof:
    ``source.encoded(source.text) == source.data`` always holds. For a file that is no text, ``data`` is the text that
    was extracted from it, and ``origin`` tells of the file; ``said`` is what its reader has to tell.
    """

    name: str
    data: bytes
    encoding: str
    text: str
    mark: bytes = b""
    origin: Origin | None = None
    said: tuple[Diagnostic, ...] = ()
    ending: Ending = field(init=False)
    lines: tuple[Line, ...] = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ending", ending_of(self.text))
        object.__setattr__(self, "lines", tuple(_lines(self.text, ENDINGS[self.ending])))
        object.__setattr__(self, "_starts", tuple(line.span.start for line in self.lines))
        if self.encoded(self.text) != self.data:
            raise ValueError(f"{self.name}: the text does not give the bytes back")

    def encoded(self, text: str) -> bytes:
        """Text as the bytes of this file: its encoding, with its byte order mark."""
        return self.mark + text.encode(self.encoding, errors_of(self.encoding))

    def position(self, offset: int) -> Position:
        """Line and column (both from 1) of an offset."""
        at = bisect_right(self._starts, offset) - 1
        return Position(at + 1, offset - self._starts[at] + 1)

    def line_at(self, offset: int) -> Line:
        """The line an offset lies in; the line end belongs to the line it ends."""
        return self.lines[self.position(offset).line - 1]

    def slice(self, span: Span) -> str:
        """The characters of a span."""
        return self.text[span.start : span.end]


def errors_of(codec: str) -> str:
    """How what is no character is read and written: halves of pairs in UTF-16 and UTF-32 stay what they are."""
    return "surrogatepass" if re.match(r"utf[-_]?(?:16|32)", codec, re.IGNORECASE) else "strict"


def ending_of(text: str) -> Ending:
    """The line end a text is read by: CRLF or CR only where no other kind occurs, else LF."""
    feeds = text.count("\n")
    if feeds and feeds == text.count("\r\n"):
        return "CRLF"
    return "CR" if not feeds and "\r" in text else "LF"


def _lines(text: str, ending: str) -> list[Line]:
    lines, start = [], 0
    for number, line in enumerate(text.split(ending), 1):
        lines.append(Line(number, Span(start, start + len(line)), line))
        start += len(line) + len(ending)
    return lines
