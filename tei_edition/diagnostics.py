"""What the tool has to tell an editor: a code, a place, a plain sentence and what to do."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from typing import Final

from tei_edition.codes import CODES, Severity

__all__ = ["START", "Diagnostic", "Position", "Refusal", "Severity", "Span", "abridged", "as_json", "as_text", "worst"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in the text of a transcript.

    Example: ``Span(3, 7)`` covers four characters.
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def moved(self, by: int) -> Span:
        """The same range in a text before which so many characters stand."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: Span) -> bool:
        """True if the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def crosses(self, other: Span) -> bool:
        """True if the two overlap and neither holds the other."""
        overlap = self.start < other.end and other.start < self.end
        return overlap and not self.holds(other) and not other.holds(self)


START: Final = attrgetter("start")
"""By what ordered spans are searched: numbers are compared far sooner than spans."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place as people count: line and column from 1, column 0 where only the line is known."""

    line: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message to the editor.

    ``code`` is a key of :data:`tei_edition.codes.CODES`; ``file`` the path as the editor knows it;
    ``span`` a place in a transcript, ``position`` a line and column in ``file``; ``hint`` overrides
    the advice that belongs to the code; ``transcript_line`` is the line of the transcript that the place
    stands for (0: none); ``about`` the element concerned, whose page of the encoding manual helps.
    """

    code: str
    message: str
    file: str = ""
    position: Position | None = None
    span: Span | None = None
    hint: str = ""
    transcript_line: int = 0
    about: str = ""

    @property
    def severity(self) -> Severity:
        """How bad it is, by its code."""
        return CODES[self.code].severity

    @property
    def advice(self) -> str:
        """What to do about it."""
        return self.hint or CODES[self.code].advice

    def at(self, file: str | Path, position: Position | None = None) -> Diagnostic:
        """The same message with its place filled in."""
        return replace(self, file=str(file), position=position or self.position)

    @property
    def where(self) -> str:
        """``file:line:column``, as far as it is known."""
        if self.position is None:
            return self.file
        column = f":{self.position.column}" if self.position.column else ""
        return f"{self.file}:{self.position.line}{column}"


class Refusal(Exception):
    """The tool cannot go on; the diagnostics say why and what to do. Raised for bad input, never for bugs."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics = diagnostics


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The gravest severity among the messages, None if there is none."""
    order = list(Severity)
    return min((d.severity for d in diagnostics), key=order.index, default=None)


# more warnings of one kind than these nobody reads one by one
MANY: Final = 20


def abridged(diagnostics: Iterable[Diagnostic], most: int = MANY) -> tuple[Diagnostic, ...]:
    """Of the warnings on one file the first few of each kind, and how many more there are; all errors and remarks.

    >>> [d.message for d in abridged([Diagnostic("sign-unopened", "no [", "a.txt")] * 9, most=2)]
    ['no [', 'no [', '7 more of this kind']
    """
    said = list(diagnostics)
    counts = Counter(d.code for d in said if d.severity is Severity.WARNING)
    seen: Counter[str] = Counter()
    kept = []
    for one in said:
        seen[one.code] += 1
        if counts[one.code] <= most or seen[one.code] <= most:
            kept.append(one)
        elif seen[one.code] == most + 1:
            kept.append(replace(one, message=f"{counts[one.code] - most} more of this kind"))
    return tuple(kept)


def as_text(diagnostic: Diagnostic) -> str:
    """``file:3:5: error: message [code]`` and, below it, what to do.

    >>> print(as_text(Diagnostic("file-missing", "there is no file “a.txt”", "a.txt")))
    a.txt: error: there is no file “a.txt” [file-missing]
      Check the path; names are case-sensitive.
    """
    place = f"{diagnostic.where}: " if diagnostic.where else ""
    head = f"{place}{diagnostic.severity.value}: {_sayable(diagnostic.message)} [{diagnostic.code}]"
    return f"{head}\n  {diagnostic.advice}" if diagnostic.advice else head


def _sayable(text: str) -> str:
    """Half a character, which a broken file may have, can be neither printed nor written."""
    return text.encode("utf-8", "replace").decode()


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON array with one object a message: code, severity, message, file, line, column, transcriptLine, hint."""
    return json.dumps(as_rows(diagnostics), ensure_ascii=False, indent=1)


def as_rows(diagnostics: Iterable[Diagnostic]) -> list[dict[str, str | int | None]]:
    """What :func:`as_json` writes, for a writer that has more to say of each message."""
    return [
        {
            "code": d.code,
            "severity": d.severity.value,
            "message": _sayable(d.message),
            "file": d.file,
            "line": d.position.line if d.position else None,
            "column": d.position.column or None if d.position else None,
            "transcriptLine": d.transcript_line or None,
            "hint": d.advice,
        }
        for d in diagnostics
    ]
