"""Text and signs → tiles, and the proof that the tiles are the whole text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.transcript.signs import (
    LOOSE,
    UNBALANCED,
    Attributes,
    Bracket,
    Form,
    Known,
    NothingKnown,
    Sign,
    Tag,
    classify,
    paired,
)
from tei_edition.transcript.source import Source
from tei_edition.transcript.words import Words, number_sign


class Fate(Enum):
    """What becomes of a stretch of the transcript."""

    TEXT = "stands in the TEI as it is"
    MARK = "became markup and comes back by a declared rendition"
    BREAK = "ends a line"
    LAYOUT = "is the record's or the page's: kept in the residue"


@dataclass(frozen=True, slots=True)
class Tile:
    """A stretch of the transcript and its fate; a MARK knows its sign."""

    span: Span
    fate: Fate
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Tiling:
    """All tiles of a source.

    Raises:
        ValueError: a character is missing or counted twice.
    """

    source: Source
    tiles: tuple[Tile, ...]

    def __post_init__(self) -> None:
        at = 0
        for tile in self.tiles:
            if tile.span.start != at or tile.span.end <= at:
                raise ValueError(f"tiles do not meet at {at}: {tile}")
            at = tile.span.end
        if at != len(self.source.text):
            raise ValueError(f"the tiles end at {at}, the text at {len(self.source.text)}")

    def of(self, *fates: Fate) -> Iterator[Tile]:
        """The tiles of some fates, in order."""
        return (tile for tile in self.tiles if tile.fate in fates)


@dataclass(frozen=True, slots=True)
class Markup:
    """An element over a stretch of the transcript; of two with one span the earlier in order is the outer."""

    span: Span
    tag: Tag
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Signs:
    """What the signs of a stretch of text say: tiles that are no text, and elements."""

    marks: tuple[Tile, ...]
    markups: tuple[Markup, ...]
    brackets: tuple[tuple[Bracket, Sign], ...]
    diagnostics: tuple[Diagnostic, ...]


# a note may run over lines and empty lines; anything else in brackets closes on its line
NOTES: Final = frozenset({"stamp", "handwritten", "marginal", "resolution", "translator"})
# what the web puts into brackets is no editor's: [email protected], addresses
OF_THE_WEB: Final = re.compile(r"^e-?mail\s*protected$|\w@\w|https?://", re.IGNORECASE)
# how many lines a note may run on after brackets that closed too early
REACH: Final = 8


@dataclass(frozen=True, slots=True)
class _Pair:
    span: Span
    surplus: tuple[int, ...] = ()  # odd closing brackets inside


def read_signs(
    source: Source,
    span: Span,
    words: Words,
    known: Known | None = None,
    off: frozenset[str] = frozenset(),
    chosen: Mapping[int, Sign] | None = None,
    literal: tuple[Span, ...] = (),
) -> Signs:
    """Find and tell apart every sign within a span.

    ``off`` names rows that are passed over; ``chosen`` gives the row for a bracket at an offset where an
    editor has decided. Brackets that do not pair stay characters, with a diagnostic.
    """
    known = known or NothingKnown()
    pairs, diagnostics = _pairs(source, span, words)
    read = _Reading(literal)
    for pair in pairs:
        bracket = _bracket(source, pair.span, words, known)
        if OF_THE_WEB.search(bracket.text):
            continue
        sign = (chosen or {}).get(bracket.span.start) or classify(bracket, off)
        if read.take(sign, bracket):
            for offset in pair.surplus:
                read.markups.append(Markup(Span(offset, offset + 1), UNBALANCED.tei[0], UNBALANCED))
    read.sort()
    for pair_span, sign in _paired(source, span, off):
        if not read.is_torn(pair_span):
            read.add(_wrap(sign, pair_span, ()))
    for sign, written in LOOSE:
        for found in written.finditer(source.text, span.start, span.end):
            # a group "at" is the sign itself where the pattern needs what stands before it
            group = "at" if found.groupdict().get("at") else 0
            span_found = Span(*found.span(group))
            if not read.is_torn(span_found):
                read.add(_apply(sign, Bracket(span_found, found[group], "", "", _NO_WORDS)))
    marks = tuple(sorted(read.marks, key=lambda t: t.span))
    return Signs(marks, tuple(read.markups), tuple(read.told), tuple(diagnostics))


class _Reading:
    """What has been read so far; a sign inside an empty element or a description is none."""

    def __init__(self, literal: tuple[Span, ...]) -> None:
        self.marks: list[Tile] = []
        self.markups: list[Markup] = []
        self.told: list[tuple[Bracket, Sign]] = []
        self.literal = literal
        self.opaque = -1
        self.holes: list[Span] = []
        self.edges: list[int] = []
        self.spans: list[Span] = []

    def take(self, sign: Sign, bracket: Bracket) -> bool:
        """Brackets come in order, an outer one before those inside it."""
        if bracket.span.start < self.opaque or any(
            span.start <= bracket.span.start < span.end for span in self.literal
        ):
            return False
        if sign.form is Form.EMPTY or sign.tei[-1].name == "desc":
            self.opaque = bracket.span.end
            self.holes.append(bracket.span)
        made = _apply(sign, bracket)
        self.add(made)
        # a note that runs to the line's end is longer than its brackets
        self.told.append((replace(bracket, span=made.markups[0].span) if sign.form is Form.LINE else bracket, sign))
        return True

    def add(self, made: _Made) -> None:
        self.marks += made.marks
        self.markups += made.markups

    def sort(self) -> None:
        """Ready to be asked what is torn: the edges of the brackets, in order."""
        self.edges = sorted(edge for m in self.markups for edge in (m.span.start, m.span.end - 1))
        self.spans = sorted({m.span for m in self.markups}, key=lambda s: (s.start, -s.end))

    def is_torn(self, span: Span) -> bool:
        """True if a sign there would cross a bracket, or stands where nothing is markup."""
        if any(hole.start < span.end and span.start < hole.end for hole in self._near(self.holes, span)):
            return True
        if any(one.start < span.end and span.start < one.end for one in self.literal):
            return True
        if bisect_left(self.edges, span.start) == bisect_left(self.edges, span.end):
            return False
        return any(one.crosses(span) for one in self.spans)

    @staticmethod
    def _near(spans: list[Span], span: Span) -> list[Span]:
        at = bisect_left(spans, Span(span.start, 0))
        return spans[max(0, at - 1) : at + 2]


def tile(source: Source, special: Iterable[Tile]) -> Tiling:
    """The tiling of a whole source: the special tiles, line ends, and text for all the rest."""
    tiles: list[Tile] = []
    at = 0
    for one in _with_breaks(source, sorted(special, key=lambda t: t.span)):
        if one.span.start > at:
            tiles.append(Tile(Span(at, one.span.start), Fate.TEXT))
        tiles.append(one)
        at = one.span.end
    if at < len(source.text):
        tiles.append(Tile(Span(at, len(source.text)), Fate.TEXT))
    return Tiling(source, tuple(tiles))


def _with_breaks(source: Source, special: Sequence[Tile]) -> list[Tile]:
    breaks = [
        Tile(Span(line.span.end, after.span.start), Fate.BREAK)
        for line, after in zip(source.lines, source.lines[1:], strict=False)
    ]
    inside = [t for t in special if len(t.span)]
    return sorted([*inside, *breaks], key=lambda t: t.span)


# ------------------------------------------------------------------ pairing


def _pairs(source: Source, span: Span, words: Words) -> tuple[list[_Pair], list[Diagnostic]]:
    """Pair square brackets; those that stay odd are diagnostics."""
    stack: list[int] = []
    pairs: list[_Pair] = []
    odd: list[int] = []
    diagnostics: list[Diagnostic] = []
    text = source.text
    for found in re.finditer(r"[\[\]]|\r\n|\n|\r", text[span.start : span.end]):
        at = span.start + found.start()
        if found[0] == "[":
            stack.append(at)
        elif found[0] == "]" and stack:
            pairs.append(_Pair(Span(stack.pop(), at + 1)))
        elif found[0] == "]":
            odd.append(at)
        else:
            kept = [o for o in stack if _may_run_on(text, o, span, words)]
            diagnostics += [_unclosed(o) for o in stack if o not in kept]
            stack = kept
    diagnostics += [_unclosed(o) for o in stack]
    pairs.sort(key=lambda pair: (pair.span.start, -pair.span.end))
    for at in odd:
        longer = _stretch(source, pairs, at, words)
        if longer is None:
            diagnostics.append(Diagnostic("sign-unopened", "“]” closes nothing", span=Span(at, at + 1)))
    return pairs, diagnostics


def _may_run_on(text: str, opening: int, span: Span, words: Words) -> bool:
    """A bracket that begins its line, or begins like a note, may close on a later line, if it closes at all."""
    head = text[opening + 1 : opening + 80]
    probe = Bracket(Span(opening, opening), head, "", "", words)
    if not any(probe.begins(kind) for kind in NOTES):
        return False
    return text.find("]", opening, min(span.end, opening + 4000)) >= 0


def _unclosed(at: int) -> Diagnostic:
    return Diagnostic("sign-unclosed", "“[” is never closed on its line", span=Span(at, at + 1))


def _stretch(source: Source, pairs: list[_Pair], at: int, words: Words) -> _Pair | None:
    """A note that closed too early runs on to an odd ``]`` at a line's end; its own ``]`` is surplus."""
    if source.text[at + 1 : source.line_at(at).span.end].strip():
        return None
    line = source.position(at).line
    for index in reversed(range(len(pairs))):
        pair = pairs[index]
        if pair.span.end > at or not any(
            _bracket(source, pair.span, words, NothingKnown()).begins(kind) for kind in NOTES
        ):
            continue
        first, last = source.position(pair.span.start).line, source.position(pair.span.end - 1).line
        doubled = source.text[pair.span.end - 2] == "]"
        ends_line = source.line_at(pair.span.end - 1).text.rstrip().endswith("]")
        if line - last > REACH or not ends_line or (last == first and not doubled):
            return None
        longer = _Pair(Span(pair.span.start, at + 1), (*pair.surplus, pair.span.end - 1))
        pairs[index] = longer
        return longer
    return None


def _bracket(source: Source, span: Span, words: Words, known: Known) -> Bracket:
    first, last = source.line_at(span.start), source.line_at(span.end - 1)
    return Bracket(
        span,
        source.text[span.start + 1 : span.end - 1],
        source.text[first.span.start : span.start],
        source.text[span.end : last.span.end],
        words,
        known,
    )


def _paired(source: Source, span: Span, off: frozenset[str]) -> Iterator[tuple[Span, Sign]]:
    """Signs with delimiters of their own, closed on the same line; a longer one hides what it overlaps."""
    taken: list[Span] = []
    for sign in paired(off):
        written = re.escape(sign.opens) + r"(?=\S)([^\r\n]*?\S)" + re.escape(sign.closes)
        for found in re.finditer(written, source.text[span.start : span.end]):
            here = Span(span.start + found.start(), span.start + found.end())
            if not any(other.crosses(here) for other in taken):
                taken.append(here)
                yield here, sign


_NO_WORDS: Final = Words(language="", months=(), dating=())


# ------------------------------------------------------------------ from a row to tiles and elements


@dataclass(frozen=True, slots=True)
class _Made:
    marks: tuple[Tile, ...]
    markups: tuple[Markup, ...]


def _apply(sign: Sign, bracket: Bracket) -> _Made:
    return _FORMS[sign.form](sign, bracket)


def _wrapped(sign: Sign, bracket: Bracket) -> _Made:
    if sign.tei[-1].name == "desc" and re.search(r"[\r\n]", bracket.inner):
        sign = _described_over_lines(sign)
    return _wrap(sign, bracket.span, sign.facts(bracket))


def _described_over_lines(sign: Sign) -> Sign:
    """``desc`` cannot hold line beginnings: a description over lines is the label of a note."""
    outer = sign.tei[0] if sign.tei[0].name == "note" else Tag("note", (("type", "layout"),))
    return replace(sign, tei=(_with(outer, (("rend", "brackets"),)), Tag("label")))


def _wrap(sign: Sign, span: Span, facts: Attributes) -> _Made:
    opening = Span(span.start, span.start + len(sign.opens))
    closing = Span(span.end - len(sign.closes), span.end)
    marks = (Tile(opening, Fate.MARK, sign), Tile(closing, Fate.MARK, sign))
    return _Made(marks, _nest(sign, span, facts))


def _nest(sign: Sign, span: Span, facts: Attributes) -> tuple[Markup, ...]:
    outer, *inner = sign.tei
    return (Markup(span, _with(outer, facts), sign), *(Markup(span, t, sign) for t in inner))


def _empty(sign: Sign, bracket: Bracket) -> _Made:
    span = bracket.span
    written = "[" + bracket.inner + "]" if sign.opens else bracket.inner
    facts = (*sign.facts(bracket), ("rend", written)) if written.isprintable() else sign.facts(bracket)
    return _Made((Tile(span, Fate.MARK, sign),), (Markup(span, _with(sign.tei[0], facts), sign),))


def _labelled(sign: Sign, bracket: Bracket) -> _Made:
    span, size = bracket.span, bracket.label_length
    label = Span(span.start + 1, span.start + 1 + size)
    rest = bracket.inner[size:]
    text = Span(label.end + len(rest) - len(rest.lstrip(" \t")), span.end - 1)
    marks = (Tile(Span(span.start, label.start), Fate.MARK, sign), Tile(Span(text.end, span.end), Fate.MARK, sign))
    outer, *inner = sign.tei
    markups = [Markup(span, _with(outer, sign.facts(bracket)), sign), Markup(label, Tag("label"), sign)]
    markups += [Markup(text, _numbered(t, rest, bracket.words), sign) for t in inner if len(text)]
    return _Made(marks, tuple(markups))


def _numbered(one: Tag, text: str, words: Words) -> Tag:
    """A stamp with a number is the registry's."""
    registered = one.name == "stamp" and re.search(rf"{number_sign(words)}\s*\d", text)
    return _with(one, (("type", "registry"),)) if registered else one


def _line(sign: Sign, bracket: Bracket) -> _Made:
    span = bracket.span
    whole = Span(span.start, span.end + len(bracket.after.rstrip()))
    marks = (
        Tile(Span(span.start, span.start + 1), Fate.MARK, sign),
        Tile(Span(span.end - 1, span.end), Fate.MARK, sign),
    )
    return _Made(marks, (Markup(whole, sign.tei[0], sign), Markup(span, Tag("label"), sign)))


def _after(sign: Sign, bracket: Bracket) -> _Made:
    gap = len(bracket.before) - len(bracket.before.rstrip(" "))
    word = re.search(r"[\w'’-]+$", bracket.before.rstrip(" "))
    start = bracket.span.start - gap - (len(word[0]) if word else 0)
    outer = sign.tei[0]
    if gap and outer.name == "unclear":
        outer = Tag(outer.name, (("rend", "query-apart"),))
    mark = Tile(Span(bracket.span.start - gap, bracket.span.end), Fate.MARK, sign)
    return _Made((mark,), (Markup(Span(start, bracket.span.end), outer, sign),))


def _either(sign: Sign, bracket: Bracket) -> _Made:
    word = bracket.word_before
    at = bracket.span.start - len(bracket.before) + bracket.before.rfind(word)
    choice, sic, corr = sign.tei
    markups = (
        Markup(Span(at, bracket.span.end), choice, sign),
        Markup(Span(at, at + len(word)), sic, sign),
        Markup(bracket.span, corr, sign),
    )
    span = bracket.span
    marks = (
        Tile(Span(span.start, span.start + len(sign.opens)), Fate.MARK, sign),
        Tile(Span(span.end - len(sign.closes), span.end), Fate.MARK, sign),
    )
    return _Made(marks, markups)


def _with(one: Tag, facts: Attributes) -> Tag:
    return Tag(one.name, (*one.attributes, *facts))


_FORMS: Final = {
    Form.WRAP: _wrapped,
    Form.EMPTY: _empty,
    Form.LABEL: _labelled,
    Form.LINE: _line,
    Form.AFTER: _after,
    Form.EITHER: _either,
}
