"""Text and signs → tiles, and the proof that the tiles are the whole text."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import Final

from tei_edition.diagnostics import START, Diagnostic, Span
from tei_edition.transcript.expressions import compiled, spelled
from tei_edition.transcript.foot import Footnote
from tei_edition.transcript.footnotes import Apparatus
from tei_edition.transcript.pairing import FAR, Nesting, Pair, bracket_at, doubled, others, squares, unclosed_notes
from tei_edition.transcript.signs import DOCUMENTARY, Table
from tei_edition.transcript.signs.bracket import Attributes, Bracket, Known, NothingKnown
from tei_edition.transcript.signs.delimited import UNBALANCED
from tei_edition.transcript.signs.look_alikes import is_index, is_of_the_web
from tei_edition.transcript.signs.questions import reading_announced
from tei_edition.transcript.signs.row import Form, Sign, Tag
from tei_edition.transcript.signs.squares import DOUBLED, OPEN_NOTES
from tei_edition.transcript.source import LINE_END, Source
from tei_edition.transcript.words import Words
from tei_edition.transcript.wrapping import UNWRAPPED, Wrapping


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


class Unproved(ValueError):
    """Tiles that are not the whole text, each character once; ``at`` is the offset where they part."""

    def __init__(self, at: int) -> None:
        super().__init__(f"tiles do not meet at {at}")
        self.at = at


@dataclass(frozen=True, slots=True)
class Tiling:
    """All tiles of a source.

    Raises:
        Unproved: a character is missing or counted twice.
    """

    source: Source
    tiles: tuple[Tile, ...]

    def __post_init__(self) -> None:
        at = 0
        for tile in self.tiles:
            if tile.span.start != at or tile.span.end <= at:
                raise Unproved(at)
            at = tile.span.end
        if at != len(self.source.text):
            raise Unproved(at)

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
    footnotes: tuple[Footnote, ...] = ()
    endnotes: tuple[Footnote, ...] = ()

    def with_marks(self, marks: Iterable[Tile]) -> Signs:
        """The same signs, with more marks among them."""
        return replace(self, marks=tuple(sorted((*self.marks, *marks), key=lambda tile: tile.span)))

    def with_footnotes(self, apparatus: Apparatus) -> Signs:
        """The same, with footnotes: their calls and marks come back by renditions."""
        noted = apparatus.notes
        spans = [(span, note.sign) for note in noted for span in (note.mark, note.call)]
        marks = sorted((*self.marks, *(Tile(span, Fate.MARK, sign) for span, sign in spans)), key=lambda t: t.span)
        calls = [Markup(note.call, _called(note), note.sign) for note in noted]
        said = (*self.diagnostics, *apparatus.diagnostics)
        held = [note for note in apparatus.beside if not any(one.span.crosses(note.note) for one in self.markups)]
        below = [note for note in apparatus.apart if not any(one.span.crosses(note.note) for one in self.markups)]
        marks = sorted(
            (*marks, *(Tile(one.mark, Fate.MARK, one.sign) for one in (*held, *below))), key=lambda t: t.span
        )
        calls += [Markup(note.note, _called(note), note.sign) for note in (*held, *below)]
        return Signs(tuple(marks), (*self.markups, *calls), self.brackets, said, noted, tuple(below))

    def with_pages(self, brackets: Iterable[Bracket], sign: Sign) -> Signs:
        """The same, with numbers of pages that stand alone on their lines."""
        told = [(bracket, sign) for bracket in brackets]
        made = [_apply(sign, bracket) for bracket, _ in told]
        marks = sorted((*self.marks, *(tile for one in made for tile in one.marks)), key=lambda tile: tile.span)
        markups = (*self.markups, *(markup for one in made for markup in one.markups))
        return replace(self, marks=tuple(marks), markups=markups, brackets=(*self.brackets, *told))

    def holding(self, notes: Iterable[Footnote]) -> Iterator[Footnote]:
        """The notes whose call stands where an element may, and into which no sign runs from outside."""
        void = sorted(bracket.span for bracket, sign in self.brackets if _is_void(sign))
        long = sorted(bracket.span for bracket, _ in self.brackets if LINE_END.search(bracket.as_written))
        written = sorted(tile.span for tile in self.marks)
        for note in notes:
            if any(one.start < end.end for end in (note.mark, note.call) for one in _meeting(written, end)):
                continue  # the star that ends *slanted* words calls no note
            torn = (one for one in _meeting(long, note.note) if one.crosses(note.note) or one.holds(note.note))
            if next(torn, None) is None and not any(one.holds(note.call) for one in _meeting(void, note.call)):
                yield note


def _is_void(sign: Sign) -> bool:
    """True where a note could not stand: in a description, a stamp, another note."""
    return sign.form is Form.EMPTY or sign.tei[-1].name in {"desc", "stamp"} or sign.tei[0].name == "note"


def _meeting(spans: Sequence[Span], span: Span) -> Iterator[Span]:
    """Those of some ordered spans that could meet another; none is longer than a note may be."""
    first = bisect_left(spans, span.start - FAR, key=START)
    return (one for one in spans[first : bisect_left(spans, span.end, key=START)] if one.end > span.start)


def _called(note: Footnote) -> Tag:
    return _with(note.sign.tei[0], (("n", note.number),))


def read_signs(
    source: Source,
    span: Span,
    words: Words,
    known: Known | None = None,
    table: Table = DOCUMENTARY,
    chosen: Mapping[int, Sign] | None = None,
    literal: tuple[Span, ...] = (),
    wrapped: Wrapping = UNWRAPPED,
) -> Signs:
    """Find and tell apart every sign within a span.

    ``table`` has the rows in force; ``chosen`` gives the row for a bracket at an offset where an editor has decided;
    within ``literal`` nothing is a sign; ``wrapped`` tells which line ends stand inside a paragraph. Brackets that do not pair stay characters, with a diagnostic.
    """
    known = known or NothingKnown()
    pairs, diagnostics = squares(source, span, words, wrapped) if table.squares else ([], [])
    read = _Reading(literal)
    pairs, twice = doubled(pairs) if table.doubles else (pairs, frozenset())
    open_ = {span: Pair(span) for span in unclosed_notes(source, diagnostics, words)}
    for pair in sorted((*pairs, *open_.values()), key=lambda p: (p.span.start, -p.span.end)):
        size = 2 if pair.span in twice else 1
        bracket = bracket_at(source, pair.span, words, known, size, 0 if pair.span in open_ else size)
        if _is_inside_paragraph(source, pair.span, wrapped):
            bracket = bracket.on_one_line()
        bracket = _among_lines(source, bracket, wrapped)
        # where brackets restore what is lost, each letter counts
        if is_of_the_web(bracket) or (table.fallback is not None and is_index(bracket)):
            continue
        sign = (chosen or {}).get(bracket.span.start) or table.classify(bracket)
        sign = _as_written(sign, table, pair.span in open_, bracket.is_double) if sign is not None else None
        if sign is not None and not _is_cut(sign, bracket) and read.take(sign, bracket):
            for offset in pair.surplus:
                read.markups.append(Markup(Span(offset, offset + 1), UNBALANCED.tei[0], UNBALANCED))
    diagnostics = _read_unclosed(source, span, words, known, table, read, pairs, diagnostics)
    diagnostics += _read_others(source, span, words, known, table, read)
    read.markups += _substitutions(source.text, read.markups)
    marks = tuple(sorted(read.marks, key=lambda t: t.span))
    return Signs(marks, tuple(read.markups), tuple(read.told), tuple(diagnostics))


def _is_inside_paragraph(source: Source, span: Span, wrapped: Wrapping) -> bool:
    """True of what stands on several lines, all of which run on."""
    first, last = source.position(span.start).line, source.position(span.end - 1).line
    return last > first and all(wrapped.runs_on(*pair, source) for pair in pairwise(source.lines[first - 1 : last]))


def _among_lines(source: Source, bracket: Bracket, wrapped: Wrapping) -> Bracket:
    """The same with what stands above and below, where the lines of a paragraph break right before or after it."""
    if bracket.is_apart:
        return bracket
    first, last = source.position(bracket.span.start).line, source.position(bracket.span.end - 1).line
    own, end = source.lines[first - 1], source.lines[last - 1]
    above, below = source.lines[first - 2 : first - 1], source.lines[last : last + 1]
    starts, ends = not bracket.before.strip(), not bracket.after.strip()
    if starts and above and wrapped.runs_on(above[0], own, source):
        said = above[0].text.rstrip()
        bracket = bracket.below(said, bracket.span.start - above[0].span.start - len(said))
    if ends and below and wrapped.runs_on(end, below[0], source):
        bracket = bracket.above(below[0].text.strip())
    return bracket


def _is_cut(sign: Sign, bracket: Bracket) -> bool:
    """True where a line ends inside the words that its rendition writes on one: ``[sic,`` and below it ``probably``."""
    opens, closes = len(sign.opens) - 1, max(0, len(bracket.written) - len(sign.closes) + 1)
    fixed = bracket.written[: max(0, opens)] + bracket.written[closes:]
    return sign.form is not Form.EMPTY and LINE_END.search(fixed) is not None


def _read_unclosed(
    source: Source,
    span: Span,
    words: Words,
    known: Known,
    table: Table,
    read: _Reading,
    pairs: Sequence[Pair],
    diagnostics: list[Diagnostic],
) -> list[Diagnostic]:
    """Where a practice closes no bracket at a line's end: what each holds; then none is missed."""
    sign = table.unclosed
    if sign is None:
        return diagnostics
    closed = {pair.span.start for pair in pairs}
    for at in (m.start() for m in re.compile(r"\[").finditer(source.text, span.start, span.end)):
        line = source.line_at(at)
        here = Span(at, line.span.start + len(line.text.rstrip()))
        if at not in closed and here.end - at > 1:
            read.take(sign, bracket_at(source, here, words, known, 1, 0))
    return [one for one in diagnostics if one.code != "sign-unclosed"]


def _as_written(sign: Sign, table: Table, is_open: bool, is_double: bool) -> Sign | None:
    """The row for a bracket that never closes, or the same row with two brackets on each side."""
    if is_open:
        return table.named(OPEN_NOTES[sign.name].name) if sign.name in OPEN_NOTES else None
    if not is_double:
        return sign
    sign = sign if sign.form in {Form.WRAP, Form.EMPTY} else table.fallback or sign
    opens, closes = "[" + sign.opens, sign.closes + "]"
    if sign.form is Form.EMPTY:
        return replace(sign, opens=opens, closes=closes)
    *outer, last = sign.tei
    said = " ".join(filter(None, (dict(last.attributes).get("rend", ""), "doubled")))
    rest = tuple((name, value) for name, value in last.attributes if name != "rend")
    inner = Tag(last.name, (*rest, ("rend", said)))
    return replace(sign, opens=opens, closes=closes, tei=(*outer, inner), back=(*sign.back, *DOUBLED))


def _substitutions(text: str, markups: Sequence[Markup]) -> list[Markup]:
    """Struck out, and something else written in right after it: one act."""
    added = {m.span.start: m for m in markups if m.tag.name == "add"}
    made = []
    for struck in (m for m in markups if m.tag.name == "del"):
        end = struck.span.end
        after = added.get(end) or (added.get(end + 1) if text[end : end + 1] == " " else None)
        if after is not None:
            made.append(Markup(Span(struck.span.start, after.span.end), Tag("subst")))
    return made


def _read_others(
    source: Source, span: Span, words: Words, known: Known, table: Table, read: _Reading
) -> list[Diagnostic]:
    """Signs with delimiters of their own, and those that a pattern finds; one that crosses a bracket is none."""
    kinds = {(sign.opens, sign.closes) for sign in table.delimited}
    spaced = {(sign.opens, sign.closes) for sign in table.delimited if sign.spaced}
    found = others(source, span, kinds, spaced)
    rows = [(here, _row(source, here, kind, words, known, table)) for here, kind in found]
    rows += [(here, sign) for sign in table.loose for here in _found(source, span, sign)]
    nesting = Nesting(m.span for m in read.markups)
    kept: list[tuple[Span, Sign]] = []
    diagnostics: list[Diagnostic] = []
    end = -1
    for here, sign in sorted(((h, s) for h, s in rows if s is not None), key=lambda r: (r[0].start, -r[0].end)):
        if read.is_void(here) or here.start < end:
            continue
        if nesting.is_crossed_by(here):
            said = f"“{sign.opens}” and a bracket cross each other"
            diagnostics.append(Diagnostic("sign-crossed", said, span=Span(here.start, here.start + len(sign.opens))))
            continue
        if not sign.opens:
            end = here.end
        kept.append((here, sign))
    for here, sign in kept:
        size = (len(sign.opens), len(sign.closes))
        bracket = bracket_at(source, here, words, known, *size)
        read.add(_apply(sign, bracket))
        if sign.tei[0].name in STANDING and bracket.is_apart:
            read.told.append((bracket, sign))
    return diagnostics


# what may be a block of its own where it stands alone
STANDING: Final = frozenset({"note", "gap", "space", "pb", "cb"})


def _row(source: Source, here: Span, kind: tuple[str, str], words: Words, known: Known, table: Table) -> Sign | None:
    """The first row with these delimiters whose test holds."""
    bracket = bracket_at(source, here, words, known, len(kind[0]), len(kind[1]))
    rows = (sign for sign in table.delimited if (sign.opens, sign.closes) == kind)
    return next((sign for sign in rows if sign.test(bracket)), None)


def _found(source: Source, span: Span, sign: Sign) -> Iterator[Span]:
    for found in compiled(sign.pattern).finditer(source.text[span.start : span.end]):
        group = "at" if found.groupdict().get("at") else 0
        if found.end(group) > found.start(group):
            yield Span(span.start + found.start(group), span.start + found.end(group))


class _Reading:
    """What has been read so far; a sign inside an empty element or a description is none."""

    def __init__(self, literal: tuple[Span, ...]) -> None:
        self.marks: list[Tile] = []
        self.markups: list[Markup] = []
        self.told: list[tuple[Bracket, Sign]] = []
        self.literal = sorted(literal)
        self.opaque = -1
        self.holes: list[Span] = []
        self.expanded: set[Span] = set()

    def take(self, sign: Sign, bracket: Bracket) -> bool:
        """Brackets come in order, an outer one before those inside it."""
        if bracket.span.start < self.opaque or self._is_literal(bracket.span):
            return False
        if sign.form in {Form.EMPTY, Form.AFTER} or sign.tei[-1].name == "desc":
            self.opaque = bracket.span.end
            self.holes.append(bracket.span)
        made = _apply(sign, bracket)
        self.add(made)
        # a note that runs to the line's end is longer than its brackets
        self.told.append((replace(bracket, span=made.markups[0].span) if sign.form is Form.LINE else bracket, sign))
        return True

    def add(self, made: _Made) -> None:
        self.marks += made.marks
        self.markups += (markup for markup in made.markups if self._is_new(markup))

    def _is_new(self, markup: Markup) -> bool:
        """Of a word with several parts written out the whole is one element."""
        if markup.sign is None or markup.sign.form is not Form.PART or markup.tag != markup.sign.tei[0]:
            return True
        known = markup.span in self.expanded
        self.expanded.add(markup.span)
        return not known

    def is_void(self, span: Span) -> bool:
        """True where nothing is markup."""
        near = self._near(self.holes, span)
        return any(hole.start < span.end and span.start < hole.end for hole in near) or self._is_literal(span)

    def _is_literal(self, span: Span) -> bool:
        """True where characters stay characters; a sign around such a stretch is still one."""
        around = (one for one in self._near(self.literal, span) if one == span or not span.holds(one))
        return any(one.start < span.end and span.start < one.end for one in around)

    @staticmethod
    def _near(spans: Sequence[Span], span: Span) -> Sequence[Span]:
        """Those of some spans that lie apart which could meet another."""
        first = max(0, bisect_left(spans, span.start, key=START) - 1)
        return spans[first : bisect_left(spans, span.end, key=START)]


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
    breaks = [Tile(Span(line.span.end, after.span.start), Fate.BREAK) for line, after in pairwise(source.lines)]
    inside = [piece for one in special if len(one.span) for piece in _by_lines(one, source)]
    return sorted([*inside, *breaks], key=lambda t: t.span)


def _by_lines(one: Tile, source: Source) -> Iterator[Tile]:
    """A mark that runs over lines, in the part of each."""
    if one.fate is not Fate.MARK:
        yield one
        return
    first, last = source.position(one.span.start).line, source.position(one.span.end - 1).line
    for line in source.lines[first - 1 : last]:
        here = Span(max(one.span.start, line.span.start), min(one.span.end, line.span.end))
        if here.start < here.end:
            yield replace(one, span=here)


# ------------------------------------------------------------------ from a row to tiles and elements


@dataclass(frozen=True, slots=True)
class _Made:
    marks: tuple[Tile, ...]
    markups: tuple[Markup, ...]


def _apply(sign: Sign, bracket: Bracket) -> _Made:
    return _FORMS[sign.form](sign, bracket)


def _wrapped(sign: Sign, bracket: Bracket) -> _Made:
    if sign.tei[-1].name == "desc" and LINE_END.search(bracket.as_written):
        if bracket.written and sign.tei[0].name == "gap":
            return _empty(sign, bracket)  # what is missing stays a gap, its words in an attribute
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
    written = sign.opens + bracket.as_written + sign.closes
    facts = (*sign.facts(bracket), ("rend", written)) if _is_printable(written) else sign.facts(bracket)
    return _Made((Tile(span, Fate.MARK, sign),), (Markup(span, _with(sign.tei[0], facts), sign),))


def _is_printable(text: str) -> bool:
    """An attribute may hold it, line ends too."""
    return all(character == "\n" or character.isprintable() for character in text)


def _labelled(sign: Sign, bracket: Bracket) -> _Made:
    span = bracket.span
    size = bracket.label_length or bracket.dashed_label_length or bracket.inner.find(":") + 1
    # square brackets pair one by one: what else belongs to the delimiters still stands inside
    lead = len(sign.opens) - 1 if sign.opens.startswith("[") else 0
    begin = span.start + len(sign.opens)
    label = Span(begin, begin + size - lead)
    rest = bracket.inner[size:]
    text = Span(label.end + len(rest) - len(rest.lstrip(" \t")), span.end - len(sign.closes))
    marks = (Tile(Span(span.start, label.start), Fate.MARK, sign), Tile(Span(text.end, span.end), Fate.MARK, sign))
    outer, *inner = sign.tei
    markups = [Markup(span, _with(outer, sign.facts(bracket)), sign), Markup(label, Tag("label"), sign)]
    markups += [Markup(text, _numbered(t, rest, bracket.words), sign) for t in inner if len(text)]
    return _Made(tuple(mark for mark in marks if len(mark.span)), tuple(markups))


def _numbered(one: Tag, text: str, words: Words) -> Tag:
    """A stamp with a number is the registry's."""
    registered = one.name == "stamp" and spelled(r"{№}\s*\d", words).search(text)
    return _with(one, (("type", "registry"),)) if registered else one


def _line(sign: Sign, bracket: Bracket) -> _Made:
    span = bracket.span
    whole = Span(span.start, bracket.line_end)
    marks = (
        Tile(Span(span.start, span.start + 1), Fate.MARK, sign),
        Tile(Span(span.end - 1, span.end), Fate.MARK, sign),
    )
    return _Made(marks, (Markup(whole, sign.tei[0], sign), Markup(span, Tag("label"), sign)))


def _after(sign: Sign, bracket: Bracket) -> _Made:
    gap = 0 if bracket.broken else len(bracket.before) - len(bracket.before.rstrip(" "))
    word = re.search(r"[\w'’-]+(?:…|[.,;:!?]?)[\"”»)]?$", bracket.before.rstrip(" "))
    start = bracket.span.start - (bracket.broken or gap) - (len(word[0]) if word else 0)
    outer = _said_after(sign.tei[0], bracket.inner, bool(gap))
    mark = Tile(Span(bracket.span.start - gap, bracket.span.end), Fate.MARK, sign)
    return _Made((mark,), (Markup(Span(start, bracket.span.end), outer, sign),))


def _said_after(outer: Tag, said: str, apart: bool) -> Tag:
    """How a sign after its word is written back: the doubt touching its word or apart, words as they stand."""
    if outer.attributes == (("rend", "query"),):
        return Tag(outer.name, (("rend", "query-apart"),)) if apart else outer
    return outer if outer.attributes else Tag(outer.name, (("rend", f"[{said}]"),))


def _either(sign: Sign, bracket: Bracket) -> _Made:
    span = bracket.span
    marks = (
        Tile(Span(span.start, span.start + len(sign.opens)), Fate.MARK, sign),
        Tile(Span(span.end - len(sign.closes), span.end), Fate.MARK, sign),
    )
    choice, sic, corr = sign.tei
    return _Made(marks, _two_readings(sign, bracket, choice, sic, corr))


def _two_readings(sign: Sign, bracket: Bracket, choice: Tag, sic: Tag, corr: Tag) -> tuple[Markup, ...]:
    word = bracket.adjacent_word
    at = bracket.span.start - len(bracket.before) + bracket.before.rfind(word)
    return (
        Markup(Span(at, bracket.span.end), choice, sign),
        Markup(Span(at, at + len(word)), sic, sign),
        Markup(bracket.span, corr, sign),
    )


def _introduced(bracket: Bracket) -> int:
    """Characters up to and with the word that says what the sign is."""
    return reading_announced(bracket) or bracket.label_length


def _told(sign: Sign, bracket: Bracket) -> _Made:
    size, span = _introduced(bracket), bracket.span
    lead = Span(span.start, span.start + 1 + size + 1)
    marks = (Tile(lead, Fate.MARK, sign), Tile(Span(span.end - 1, span.end), Fate.MARK, sign))
    rend = ("rend", "[" + bracket.as_written[:size])
    if sign.form is Form.TOLD:
        return _Made(marks, (Markup(span, _with(sign.tei[0], (*sign.facts(bracket), rend)), sign),))
    choice, sic, corr = sign.tei
    return _Made(marks, _two_readings(sign, bracket, choice, sic, _with(corr, (rend,))))


def _part(sign: Sign, bracket: Bracket) -> _Made:
    """``Imp(erator)``, ``v(irg)o``: the whole word belongs to it, with what else is written out in it."""
    letters, more = _of_word(sign.opens, sign.closes)
    before, after = letters.search(bracket.before), more.match(bracket.after)
    span = bracket.span
    made = _wrap(sign, span, ())
    start = span.start - (len(before[0]) if before else 0)
    whole = Markup(Span(start, span.end + (after.end() if after else 0)), sign.tei[0], sign)
    return _Made(made.marks, (whole, *made.markups[1:]))


@functools.cache
def _of_word(opens: str, closes: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What of a word stands before and after a part of it that is written out; a capital begins another word."""
    written = rf"{re.escape(opens)}[^\W\d_]+{re.escape(closes)}"
    small = r"[^\W\d_A-ZÀ-ÖØ-ÞΑ-ΩА-Я]"
    before = rf"[^\W\d_]+(?:{written}{small}+)*$"
    return re.compile(before), re.compile(rf"{small}+(?:{written}{small}+)*(?:{written})?")


def _kept(sign: Sign, bracket: Bracket) -> _Made:
    return _Made((), _nest(sign, bracket.span, sign.facts(bracket)))


def _with(one: Tag, facts: Attributes) -> Tag:
    return Tag(one.name, (*one.attributes, *facts))


_FORMS: Final = {
    Form.WRAP: _wrapped,
    Form.EMPTY: _empty,
    Form.LABEL: _labelled,
    Form.LINE: _line,
    Form.AFTER: _after,
    Form.EITHER: _either,
    Form.TOLD: _told,
    Form.TOLD_EITHER: _told,
    Form.KEPT: _kept,
    Form.PART: _part,
}
