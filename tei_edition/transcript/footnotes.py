"""Footnotes of a transcript: a call in the text and, lower down, a line that begins with the same sign."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.transcript.signs import Sign, Table
from tei_edition.transcript.source import Line, Source

RAISED_DIGITS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN: Final = str.maketrans(RAISED_DIGITS, "0123456789")
# how a call is written, by the row of the table of signs; the mark of the note is the same and one space
WRITTEN: Final = {
    "footnote": r"\[(?P<n>\d{1,3}|\*{1,3})\]",
    "footnote-raised": r"<sup>(?P<n>\d{1,3}|\*{1,3})</sup>",
    "footnote-plain": rf"(?P<n>[{RAISED_DIGITS}]{{1,3}}|(?<!\*)\*{{1,3}}(?!\*)|[†‡])",
}
SENTENCE_END: Final = re.compile(r"[.!?:;…]['\"”’»)\]]*$")
# a call touches the words before it
TOUCHING: Final = re.compile(r"[^\s\[(]$")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, from its mark to its end, and where it is called."""

    number: str
    note: Span
    mark: Span
    call: Span
    sign: Sign


@dataclass(frozen=True, slots=True)
class Apparatus:
    """The footnotes of a page, the spans that are no other signs, and what is amiss."""

    notes: tuple[Footnote, ...] = ()
    literal: tuple[Span, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def only(self, spans: Collection[Span]) -> Apparatus:
        """The notes at these spans; what calls the others stays characters."""
        return replace(self, notes=tuple(note for note in self.notes if note.note in spans))


@dataclass(frozen=True, slots=True)
class _Mark:
    number: str
    span: Span
    sign: Sign
    follows_a_digit: bool = False  # "195[6]" is a number completed, if no note begins with it

    @property
    def key(self) -> tuple[str, str]:
        return self.sign.name, self.number.translate(PLAIN)


def find(source: Source, span: Span, table: Table, aside: Sequence[Span] = ()) -> Apparatus:
    """The footnotes of a document; nothing within ``aside`` is one.

    A note belongs to the nearest call before it that has the same sign and no note yet.
    """
    rows = [sign for sign in table.rows if sign.name in WRITTEN]
    apart = sorted(aside)
    lines = [ln for ln in source.lines if span.start <= ln.span.start < span.end and not _is_within(ln.span, apart)]
    marks = {line.number: mark for line in lines for mark in _marked(line, rows)}
    calls = [call for line in lines for call in _calls(line, rows, line.number in marks)]
    notes = tuple(_paired(source, lines, marks, calls))
    taken = {span for note in notes for span in (note.mark, note.call)}
    said = (*_without_note(calls, taken), *_without_call(marks.values(), taken))
    literal = {*taken, *(d.span for d in said if d.span)}
    return Apparatus(notes, tuple(sorted(literal)), said)


def _is_within(span: Span, apart: Sequence[Span]) -> bool:
    """True if a line meets one of some ordered spans that lie apart."""
    at = bisect_left(apart, Span(max(span.end, span.start + 1), 0))
    return any(one.end > span.start for one in apart[max(0, at - 2) : at])


def _marked(line: Line, rows: Sequence[Sign]) -> Iterator[_Mark]:
    """The mark with which a line begins, if it is one and words follow after one space."""
    for sign in rows:
        found = re.match(WRITTEN[sign.name] + r" (?=[^\s\[(\]])", line.text)
        if found:
            yield _Mark(found["n"], Span(line.span.start, line.span.start + found.end()), sign)
            return


# so many characters before a call tell whether it touches a word
NEAR: Final = 8


def _calls(line: Line, rows: Sequence[Sign], is_note: bool) -> Iterator[_Mark]:
    for sign in rows:
        for found in re.finditer(WRITTEN[sign.name], line.text):
            if found.start() == 0 and is_note:
                continue
            here = Span(line.span.start + found.start(), line.span.start + found.end())
            follows = line.text[found.end() : found.end() + 1]
            before = line.text[max(0, found.start() - NEAR) : found.start()]
            if TOUCHING.search(before) and not follows.isalnum():
                yield _Mark(found["n"], here, sign, line.text[found.start() - 1].isdigit())


def _paired(source: Source, lines: Sequence[Line], marks: dict[int, _Mark], calls: Sequence[_Mark]) -> list[Footnote]:
    """Each note with the nearest call before it; a call within a note is none."""
    made: list[Footnote] = []
    waiting: dict[tuple[str, str], list[Span]] = {}
    ordered = sorted(calls, key=lambda call: call.span)
    at, end = 0, -1
    for index, line in enumerate(lines):
        mark = marks.get(line.number)
        while at < len(ordered) and ordered[at].span.start < line.span.start:
            if ordered[at].span.start >= end:
                waiting.setdefault(ordered[at].key, []).append(ordered[at].span)
            at += 1
        if mark is None or line.span.start < end:
            continue
        if waiting.get(mark.key):
            end = _end(lines, marks, index)
            note = Span(line.span.start, line.span.start + len(source.text[line.span.start : end].rstrip()))
            made.append(Footnote(mark.number, note, mark.span, waiting[mark.key].pop(), mark.sign))
    return made


def _end(lines: Sequence[Line], marks: dict[int, _Mark], index: int) -> int:
    """A note goes on while its sentence does, on the next lines."""
    end = lines[index].span.end
    for line in lines[index + 1 :]:
        if line.is_blank or line.number in marks or SENTENCE_END.search(lines[index].text.rstrip()):
            break
        index += 1
        end = line.span.end
    return end


def _without_note(calls: Sequence[_Mark], taken: set[Span]) -> Iterator[Diagnostic]:
    for call in calls:
        if call.sign.name == "footnote" and call.span not in taken and not call.follows_a_digit:
            yield Diagnostic("footnote-missing", f"no note begins with “[{call.number}]”", span=call.span)


def _without_call(marks: Iterable[_Mark], taken: set[Span]) -> Iterator[Diagnostic]:
    for mark in marks:
        if mark.sign.name == "footnote" and mark.span not in taken:
            where = Span(mark.span.start, mark.span.end - 1)
            yield Diagnostic("footnote-uncalled", f"nothing calls the note “[{mark.number}]”", span=where)
