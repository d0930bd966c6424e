"""Which opening delimiter belongs to which closing one; what pairs with none is told and stays characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.transcript.signs.bracket import SIGHT, Bracket, Known, NothingKnown
from tei_edition.transcript.source import Source
from tei_edition.transcript.words import Words
from tei_edition.transcript.wrapping import UNWRAPPED, Wrapping

# a note may run over lines and empty lines; anything else in brackets closes on its line
NOTES: Final = ("stamp", "handwritten", "marginal", "resolution", "translator")
# how many lines a note may run on after brackets that closed too early
REACH: Final = 8
# how far off a bracket may close inside a paragraph, in characters
RUNNING: Final = 400
CLOSES: Final = re.compile(r"[^\[\]]*\]")
# how deep brackets nest
DEEP: Final = 24
# how far off a note may close, in characters
FAR: Final = 4000
# no label of a note is longer
LABEL: Final = 80
# a line no longer than this is not full: no sentence runs on from it
SHORT: Final = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening and a closing delimiter and all between; ``surplus`` are odd closing brackets inside."""

    span: Span
    surplus: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where signs are sought: a part of a transcript, its language, what is known, which line ends are inside paragraphs."""

    source: Source
    span: Span
    words: Words
    known: Known = field(default_factory=NothingKnown)
    wrapped: Wrapping = UNWRAPPED

    def bracket(self, span: Span, opens: int = 1, closes: int = 1) -> Bracket:
        """What stands between delimiters of so many characters, with as much of its line as any question needs."""
        text = self.source.text
        first, last = self.source.line_at(span.start), self.source.line_at(span.end - 1)
        end = last.span.start + len(last.text.rstrip())
        alone = end == span.end and not text[first.span.start : span.start].strip()
        return Bracket(
            span,
            text[span.start + opens : span.end - closes],
            text[max(first.span.start, span.start - SIGHT) : span.start],
            text[span.end : min(last.span.end, span.end + SIGHT)],
            self.words,
            self.known,
            max(end, span.end),
            alone and not _runs_on(self.source, first.number),
            opens == closes == 2 and text.startswith("[[", span.start),
        )

    def lines(self, span: Span) -> tuple[int, int]:
        """The numbers of the first and the last line of a span."""
        return self.source.position(span.start).line, self.source.position(span.end - 1).line


# ------------------------------------------------------------------ square brackets


def squares(stretch: Stretch) -> tuple[list[Pair], list[Diagnostic]]:
    """Pair square brackets, outer ones before those inside; those that stay odd are diagnostics."""
    pairs, odd, lost = _paired(stretch)
    kept, buried = _within_reason(sorted(pairs, key=lambda pair: (pair.span.start, -pair.span.end)))
    missed = [opening for row in lost for opening in row]
    unopened = [at for at in odd if not _stretched(stretch, kept, at, missed)]
    said = [Diagnostic("sign-unopened", "“]” closes nothing", span=Span(at, at + 1)) for at in unopened]
    return kept, [*(one for row in lost for one in _unclosed(row)), *buried, *said]


def _paired(stretch: Stretch) -> tuple[list[Pair], list[int], list[list[int]]]:
    """The pairs, the brackets that close nothing, and those that nothing closes, a row for each line on which they were lost."""
    source, span = stretch.source, stretch.span
    stack: list[int] = []
    pairs: list[Pair] = []
    odd: list[int] = []
    lost: list[list[int]] = []
    for found in re.finditer(r"[\[\]]|\r\n|\n|\r", source.text[span.start : span.end]):
        at = span.start + found.start()
        if found[0] == "[":
            stack.append(at)
        elif found[0] == "]" and stack:
            pairs.append(Pair(Span(stack.pop(), at + 1)))
        elif found[0] == "]":
            odd.append(at)
        elif stack and not _runs_over(stretch, at):
            kept = [opening for opening in stack if _may_run_on(stretch, opening, at)]
            lost.append([opening for opening in stack if opening not in kept])
            stack = kept
    return pairs, odd, [*lost, stack]


def _within_reason(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Diagnostic]]:
    """Brackets nested deeper than any editor means stay characters: XML itself does not nest without end."""
    kept: list[Pair] = []
    open_: list[int] = []
    said: list[Diagnostic] = []
    for pair in pairs:
        while open_ and open_[-1] <= pair.span.start:
            open_.pop()
        open_.append(pair.span.end)
        if len(open_) <= DEEP:
            kept.append(pair)
        elif len(open_) == DEEP + 1:
            here = Span(pair.span.start, pair.span.start + 1)
            said.append(Diagnostic("sign-unclosed", "brackets are nested too deep", span=here))
    return kept, said


def _runs_over(stretch: Stretch, at: int) -> bool:
    """Inside a paragraph a bracket closes on a later line, if nothing else opens before it does."""
    source = stretch.source
    number = source.position(at).line
    end = min(stretch.span.end, at + RUNNING)
    found = CLOSES.match(source.text, at, end) if number < len(source.lines) else None
    last = source.position(found.end() - 1).line if found else number
    lines = source.lines[number - 1 : last]
    return found is not None and all(stretch.wrapped.runs_on(above, line, source) for above, line in pairwise(lines))


def _may_run_on(stretch: Stretch, opening: int, at: int) -> bool:
    """A bracket that begins like a note may close on a later line, if it closes at all."""
    text = stretch.source.text
    close = text.find("]", at, min(stretch.span.end, opening + FAR))
    if at - opening > FAR or close < 0:
        return False
    # on a line of its own a label may itself run over the line's end
    begins_line = not text[text.rfind("\n", 0, opening) + 1 : opening].strip()
    reach = close if begins_line and "[" not in text[at:close] else at
    said = text[opening + 1 : min(reach, opening + LABEL)]
    return begins_note(Bracket(Span(opening, opening), said, "", "", stretch.words))


def unclosed_notes(stretch: Stretch, diagnostics: Sequence[Diagnostic]) -> list[Span]:
    """``[handwritten: to the file``: brackets that begin a line like a note with a label and never close."""
    source, found = stretch.source, []
    for one in diagnostics:
        if one.code != "sign-unclosed" or one.span is None or source.text[one.span.start] != "[":
            continue
        line = source.line_at(one.span.start)
        here = Span(one.span.start, line.span.start + len(line.text.rstrip()))
        bracket = stretch.bracket(here, 1, 0)
        if not bracket.before.strip() and any(bracket.is_labelled(kind) for kind in NOTES):
            found.append(here)
    return found


def doubled(pairs: Sequence[Pair]) -> tuple[list[Pair], frozenset[Span]]:
    """``[[11]]`` is one pair with two brackets on each side: the outer pairs alone, and the spans of those that are double."""
    spans = {pair.span for pair in pairs}
    outer = {s for s in spans if Span(s.start + 1, s.end - 1) in spans}
    inner = {Span(s.start + 1, s.end - 1) for s in outer} - outer
    twice = frozenset(s for s in outer if Span(s.start + 1, s.end - 1) in inner)
    kept = [
        pair for pair in pairs if not (pair.span in inner and Span(pair.span.start - 1, pair.span.end + 1) in twice)
    ]
    return kept, twice


def begins_note(bracket: Bracket) -> bool:
    """True of what begins like a stamp or a note."""
    return any(bracket.begins(kind) or bracket.is_labelled(kind) for kind in NOTES)


# more than so many are told once, with their number
FEW: Final = 3


def _unclosed(odd: list[int]) -> list[Diagnostic]:
    if len(odd) > FEW:
        said = f"{len(odd)} times “[” is never closed, here for the first time"
        return [Diagnostic("sign-unclosed", said, span=Span(odd[0], odd[0] + 1))]
    return [Diagnostic("sign-unclosed", "“[” is never closed on its line", span=Span(at, at + 1)) for at in odd]


def _stretched(stretch: Stretch, pairs: list[Pair], at: int, lost: Sequence[int]) -> bool:
    """A note that closed too early runs on to an odd ``]`` at a line's end, if none opens between; its own is surplus."""
    if stretch.source.text[at + 1 : stretch.source.line_at(at).span.end].strip():
        return False
    line = stretch.source.position(at).line
    for index in reversed(range(len(pairs))):
        pair = pairs[index]
        if pair.span.end > at:
            continue
        if line - stretch.lines(pair.span)[0] > 10 * REACH:
            return False
        if begins_note(stretch.bracket(pair.span)):
            if not _closed_early(stretch, pair, line) or any(pair.span.end <= opening < at for opening in lost):
                return False
            pairs[index] = Pair(Span(pair.span.start, at + 1), (*pair.surplus, pair.span.end - 1))
            return True
    return False


def _closed_early(stretch: Stretch, note: Pair, line: int) -> bool:
    """It ends a line not far above, with two brackets, or right above after more than one line."""
    first, last = stretch.lines(note.span)
    doubled = stretch.source.text[note.span.end - 2] == "]"
    near = line - last <= 1 and last > first
    ends_line = stretch.source.line_at(note.span.end - 1).text.rstrip().endswith("]")
    return line - last <= REACH and ends_line and (doubled or near)


def _runs_on(source: Source, line: int) -> bool:
    """True if the line before, by its number from 1, is none that a sentence or a block ends with."""
    before = source.lines[line - 2].text.rstrip() if line > 1 else ""
    return len(before) > SHORT and not before.endswith((".", "!", "?", ":", ";", "”", '"', "]", ")"))


# ------------------------------------------------------------------ other delimiters

Delimiters = tuple[str, str]


def others(
    stretch: Stretch, kinds: Iterable[Delimiters], spaced: Container[Delimiters] = ()
) -> list[tuple[Span, Delimiters]]:
    """Pairs of other delimiters, closed on the same line, something between them; one that would cross another is none.

    Inside those that are ``spaced`` a space may stand at either end.
    """
    wanted = sorted(set(kinds))
    if not wanted:
        return []
    marks = sorted({mark for kind in wanted for mark in kind}, key=len, reverse=True)
    token = re.compile("|".join(map(re.escape, marks)) + r"|\r\n|\n|\r")
    text, span = stretch.source.text, stretch.span
    found: list[tuple[Span, Delimiters]] = []
    open_: list[tuple[int, Delimiters]] = []
    for match in token.finditer(text, span.start, span.end):
        at, mark = match.start(), match[0]
        if mark[0] in "\r\n":
            open_ = []
            continue
        closed = _closed(text, open_, at, mark, spaced)
        if closed is not None:
            found.append((Span(open_[closed][0], match.end()), open_[closed][1]))
            del open_[closed:]
            continue
        opened = next((kind for kind in wanted if kind[0] == mark), None)
        if opened is not None and len(open_) < DEEP and _may_open(text, at, opened, opened in spaced):
            open_.append((at, opened))
    return sorted(found, key=lambda one: (one[0].start, -one[0].end))


def _closed(
    text: str, open_: Sequence[tuple[int, Delimiters]], at: int, mark: str, spaced: Container[Delimiters]
) -> int | None:
    """The index of the innermost open delimiter that this one closes."""
    for index in reversed(range(max(0, len(open_) - 12), len(open_))):
        start, (opens, closes) = open_[index]
        if closes == mark:
            inner = text[start + len(opens) : at]
            filled = bool(inner.strip()) and ((opens, closes) in spaced or not inner[-1].isspace())
            return index if filled and (len(mark) > 1 or opens != closes or _stands_free(text, at, at + 1)) else None
    return None


def _may_open(text: str, at: int, kind: Delimiters, is_spaced: bool) -> bool:
    """Something follows at once; a single mark that opens and closes alike touches no word before it."""
    opens, closes = kind
    after = text[at + len(opens) : at + len(opens) + 1]
    if not after or (after.isspace() and not is_spaced):
        return False
    return len(opens) > 1 or opens != closes or _stands_free(text, at, at - 1)


def _stands_free(text: str, at: int, outside: int) -> bool:
    """A single mark: none of its kind beside it, and no word or stroke of an address on its outer side."""
    if text[at] in {text[at + 1 : at + 2], text[at - 1 : at]}:
        return False
    beside = text[outside : outside + 1] if outside >= 0 else ""
    return not (beside.isalnum() or beside == "/")


# ------------------------------------------------------------------ what lies in what


class Nesting:
    """Spans that nest in each other; asked whether another would cross one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._edges: list[int] = [0]
        self._inside: list[int] = [-1]
        ordered = sorted(set(spans), key=lambda s: (s.start, -s.end))
        open_: list[int] = []
        for index, span in enumerate(ordered):
            while open_ and ordered[open_[-1]].end <= span.start:
                self._leave(ordered, open_)
            open_.append(index)
            self._mark(span.start, index)
        while open_:
            self._leave(ordered, open_)

    def _leave(self, ordered: Sequence[Span], open_: list[int]) -> None:
        left = open_.pop()
        self._mark(ordered[left].end, open_[-1] if open_ else -1)

    def _mark(self, at: int, inside: int) -> None:
        self._edges.append(at)
        self._inside.append(inside)

    def is_crossed_by(self, span: Span) -> bool:
        """True if the span begins within one of them and ends without, or the other way round."""
        return self._innermost(span.start) != self._innermost(span.end - 1)

    def _innermost(self, at: int) -> int:
        return self._inside[bisect_right(self._edges, at) - 1]
