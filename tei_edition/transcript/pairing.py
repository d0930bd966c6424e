"""Which opening delimiter belongs to which closing one; what pairs with none is told and stays characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
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
# a line no longer than this is not full: no sentence runs on from it
SHORT: Final = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening and a closing delimiter and all between; ``surplus`` are odd closing brackets inside."""

    span: Span
    surplus: tuple[int, ...] = ()


# ------------------------------------------------------------------ square brackets


def squares(
    source: Source, span: Span, words: Words, wrapped: Wrapping = UNWRAPPED
) -> tuple[list[Pair], list[Diagnostic]]:
    """Pair square brackets, outer ones before those inside; those that stay odd are diagnostics."""
    stack: list[int] = []
    pairs: list[Pair] = []
    odd: list[int] = []
    lost: list[int] = []
    diagnostics: list[Diagnostic] = []
    text = source.text
    for found in re.finditer(r"[\[\]]|\r\n|\n|\r", text[span.start : span.end]):
        at = span.start + found.start()
        if found[0] == "[":
            stack.append(at)
        elif found[0] == "]" and stack:
            pairs.append(Pair(Span(stack.pop(), at + 1)))
        elif found[0] == "]":
            odd.append(at)
        elif stack:
            running = _runs_over(source, at, span, wrapped)
            kept = [o for o in stack if running or _may_run_on(text, o, at, span, words)]
            lost += [o for o in stack if o not in kept]
            diagnostics += _unclosed([o for o in stack if o not in kept])
            stack = kept
    lost += stack
    diagnostics += _unclosed(stack)
    pairs.sort(key=lambda pair: (pair.span.start, -pair.span.end))
    pairs, buried = _within_reason(pairs)
    diagnostics += buried
    for at in odd:
        longer = _stretch(source, pairs, at, words, lost)
        if longer is None:
            diagnostics.append(Diagnostic("sign-unopened", "“]” closes nothing", span=Span(at, at + 1)))
    return pairs, diagnostics


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
            said.append(
                Diagnostic(
                    "sign-unclosed", "brackets are nested too deep", span=Span(pair.span.start, pair.span.start + 1)
                )
            )
    return kept, said


def _runs_over(source: Source, at: int, span: Span, wrapped: Wrapping) -> bool:
    """Inside a paragraph a bracket closes on a later line, if nothing else opens before it does."""
    number = source.position(at).line
    found = CLOSES.match(source.text, at, min(span.end, at + RUNNING)) if number < len(source.lines) else None
    last = source.position(found.end() - 1).line if found else number
    lines = source.lines[number - 1 : last]
    return found is not None and all(wrapped.runs_on(above, line, source) for above, line in pairwise(lines))


def _may_run_on(text: str, opening: int, at: int, span: Span, words: Words) -> bool:
    """A bracket that begins like a note may close on a later line, if it closes at all."""
    close = text.find("]", at, min(span.end, opening + FAR))
    if at - opening > FAR or close < 0:
        return False
    # on a line of its own a label may itself run over the line's end
    begins_line = not text[text.rfind("\n", 0, opening) + 1 : opening].strip()
    reach = close if begins_line and "[" not in text[at:close] else at
    return begins_note(Bracket(Span(opening, opening), text[opening + 1 : min(reach, opening + 80)], "", "", words))


def unclosed_notes(source: Source, diagnostics: Sequence[Diagnostic], words: Words) -> list[Span]:
    """``[handwritten: to the file``: brackets that begin a line like a note with a label and never close."""
    found = []
    for one in diagnostics:
        if one.code != "sign-unclosed" or one.span is None or source.text[one.span.start] != "[":
            continue
        line = source.line_at(one.span.start)
        here = Span(one.span.start, line.span.start + len(line.text.rstrip()))
        bracket = bracket_at(source, here, words, NothingKnown(), 1, 0)
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


def _stretch(source: Source, pairs: list[Pair], at: int, words: Words, lost: Sequence[int]) -> Pair | None:
    """A note that closed too early runs on to an odd ``]`` at a line's end, if none opens between; its own is surplus."""
    if source.text[at + 1 : source.line_at(at).span.end].strip():
        return None
    line = source.position(at).line
    for index in reversed(range(len(pairs))):
        pair = pairs[index]
        if pair.span.end > at:
            continue
        first, last = source.position(pair.span.start).line, source.position(pair.span.end - 1).line
        if line - first > 10 * REACH:
            return None
        if not begins_note(bracket_at(source, pair.span, words, NothingKnown())):
            continue
        doubled = source.text[pair.span.end - 2] == "]"
        ends_line = source.line_at(pair.span.end - 1).text.rstrip().endswith("]")
        near = line - last <= 1 and last > first
        if line - last > REACH or not ends_line or not (doubled or near):
            return None
        if any(pair.span.end <= opening < at for opening in lost):
            return None
        longer = Pair(Span(pair.span.start, at + 1), (*pair.surplus, pair.span.end - 1))
        pairs[index] = longer
        return longer
    return None


def bracket_at(source: Source, span: Span, words: Words, known: Known, opens: int = 1, closes: int = 1) -> Bracket:
    """What stands between delimiters of so many characters, with as much of its line as any question needs."""
    first, last = source.line_at(span.start), source.line_at(span.end - 1)
    end = last.span.start + len(last.text.rstrip())
    alone = end == span.end and not source.text[first.span.start : span.start].strip()
    return Bracket(
        span,
        source.text[span.start + opens : span.end - closes],
        source.text[max(first.span.start, span.start - SIGHT) : span.start],
        source.text[span.end : min(last.span.end, span.end + SIGHT)],
        words,
        known,
        max(end, span.end),
        alone and not _runs_on(source, first.number),
        opens == closes == 2 and source.text.startswith("[[", span.start),
    )


def _runs_on(source: Source, line: int) -> bool:
    """True if the line before, by its number from 1, is none that a sentence or a block ends with."""
    before = source.lines[line - 2].text.rstrip() if line > 1 else ""
    return len(before) > SHORT and not before.endswith((".", "!", "?", ":", ";", "”", '"', "]", ")"))


# ------------------------------------------------------------------ other delimiters

Delimiters = tuple[str, str]


def others(
    source: Source, span: Span, kinds: Iterable[Delimiters], spaced: Container[Delimiters] = ()
) -> list[tuple[Span, Delimiters]]:
    """Pairs of other delimiters, closed on the same line, something between them; one that would cross another is none.

    Inside those that are ``spaced`` a space may stand at either end.
    """
    wanted = sorted(set(kinds))
    if not wanted:
        return []
    marks = sorted({mark for kind in wanted for mark in kind}, key=len, reverse=True)
    token = re.compile("|".join(map(re.escape, marks)) + r"|\r\n|\n|\r")
    found: list[tuple[Span, Delimiters]] = []
    open_: list[tuple[int, Delimiters]] = []
    for match in token.finditer(source.text, span.start, span.end):
        mark = match[0]
        if mark[0] in "\r\n":
            open_ = []
            continue
        closed = _closed(source.text, open_, match.start(), mark, spaced)
        if closed is not None:
            start, kind = open_[closed]
            del open_[closed:]
            found.append((Span(start, match.end()), kind))
            continue
        kind_opened = next((kind for kind in wanted if kind[0] == mark), None)
        fits = len(open_) < DEEP and kind_opened is not None
        if (
            fits
            and kind_opened is not None
            and _may_open(source.text, match.start(), kind_opened, kind_opened in spaced)
        ):
            open_.append((match.start(), kind_opened))
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
