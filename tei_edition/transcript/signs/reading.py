"""Every sign of a stretch of text, found and told apart: what is no text, and the elements it becomes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from tei_edition.diagnostics import START, Diagnostic, Span
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.foot import Footnote
from tei_edition.transcript.footnotes import Apparatus
from tei_edition.transcript.pairing import FAR, Nesting, Pair, Stretch, doubled, others, squares, unclosed_notes
from tei_edition.transcript.signs import DOCUMENTARY, Table
from tei_edition.transcript.signs.bracket import Bracket
from tei_edition.transcript.signs.delimited import UNBALANCED
from tei_edition.transcript.signs.forms import Made, apply, with_facts
from tei_edition.transcript.signs.look_alikes import is_index, is_of_the_web
from tei_edition.transcript.signs.row import Form, Sign, Tag
from tei_edition.transcript.signs.squares import DOUBLED, OPEN_NOTES
from tei_edition.transcript.source import LINE_END
from tei_edition.transcript.tiling import Fate, Markup, Tile


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
        beside, apart = map(self._uncrossed, (apparatus.beside, apparatus.apart))
        called = [(span, note) for note in apparatus.notes for span in (note.mark, note.call)]
        called += [(note.mark, note) for note in (*beside, *apart)]
        calls = [Markup(note.call, _numbered(note), note.sign) for note in apparatus.notes]
        calls += [Markup(note.note, _numbered(note), note.sign) for note in (*beside, *apart)]
        return replace(
            self.with_marks(Tile(span, Fate.MARK, note.sign) for span, note in called),
            markups=(*self.markups, *calls),
            diagnostics=(*self.diagnostics, *apparatus.diagnostics),
            footnotes=apparatus.notes,
            endnotes=apart,
        )

    def _uncrossed(self, notes: Iterable[Footnote]) -> tuple[Footnote, ...]:
        """The notes that no element crosses."""
        return tuple(note for note in notes if not any(one.span.crosses(note.note) for one in self.markups))

    def with_pages(self, brackets: Iterable[Bracket], sign: Sign) -> Signs:
        """The same, with numbers of pages that stand alone on their lines."""
        told = [(bracket, sign) for bracket in brackets]
        made = [apply(sign, bracket) for bracket, _ in told]
        markups = (*self.markups, *(markup for one in made for markup in one.markups))
        marked = self.with_marks(tile for one in made for tile in one.marks)
        return replace(marked, markups=markups, brackets=(*self.brackets, *told))

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


def _numbered(note: Footnote) -> Tag:
    return with_facts(note.sign.tei[0], (("n", note.number),))


def read_signs(
    stretch: Stretch,
    table: Table = DOCUMENTARY,
    chosen: Mapping[int, Sign] | None = None,
    literal: tuple[Span, ...] = (),
) -> Signs:
    """Find and tell apart every sign of a stretch.

    ``table`` has the rows in force; ``chosen`` gives the row for a bracket at an offset where an editor has decided;
    within ``literal`` nothing is a sign. Brackets that do not pair stay characters, with a diagnostic.
    """
    pairs, diagnostics = squares(stretch) if table.squares else ([], [])
    pairs, twice = doubled(pairs) if table.doubles else (pairs, frozenset())
    unclosed = frozenset(unclosed_notes(stretch, diagnostics))
    read = _Read(stretch, table, chosen or {}, literal)
    for pair in sorted((*pairs, *map(Pair, unclosed)), key=lambda p: (p.span.start, -p.span.end)):
        read.square(pair, is_open=pair.span in unclosed, is_double=pair.span in twice)
    if table.unclosed is not None:
        _read_unclosed(stretch, table.unclosed, read, pairs)
        diagnostics = [one for one in diagnostics if one.code != "sign-unclosed"]  # then none is missed
    diagnostics += _read_others(stretch, table, read)
    read.markups += _substitutions(stretch.source.text, read.markups)
    marks = tuple(sorted(read.marks, key=lambda t: t.span))
    return Signs(marks, tuple(read.markups), tuple(read.told), tuple(diagnostics))


def _is_inside_paragraph(stretch: Stretch, span: Span) -> bool:
    """True of what stands on several lines, all of which run on."""
    source = stretch.source
    first, last = stretch.lines(span)
    lines = pairwise(source.lines[first - 1 : last])
    return last > first and all(stretch.wrapped.runs_on(*pair, source) for pair in lines)


def _among_lines(stretch: Stretch, bracket: Bracket) -> Bracket:
    """The same with what stands above and below, where the lines of a paragraph break right before or after it."""
    if bracket.is_apart:
        return bracket
    source, runs_on = stretch.source, stretch.wrapped.runs_on
    first, last = stretch.lines(bracket.span)
    above, below = source.lines[first - 2 : first - 1], source.lines[last : last + 1]
    starts, ends = not bracket.before.strip(), not bracket.after.strip()
    if starts and above and runs_on(above[0], source.lines[first - 1], source):
        said = above[0].text.rstrip()
        bracket = bracket.below(said, bracket.span.start - above[0].span.start - len(said))
    if ends and below and runs_on(source.lines[last - 1], below[0], source):
        bracket = bracket.above(below[0].text.strip())
    return bracket


def _is_cut(sign: Sign, bracket: Bracket) -> bool:
    """True where a line ends inside the words that its rendition writes on one: ``[sic,`` and below it ``probably``."""
    opens, closes = len(sign.opens) - 1, max(0, len(bracket.written) - len(sign.closes) + 1)
    fixed = bracket.written[: max(0, opens)] + bracket.written[closes:]
    return sign.form is not Form.EMPTY and LINE_END.search(fixed) is not None


def _read_unclosed(stretch: Stretch, sign: Sign, read: _Read, pairs: Sequence[Pair]) -> None:
    """Where a practice closes no bracket at a line's end: what each holds."""
    source, span = stretch.source, stretch.span
    closed = {pair.span.start for pair in pairs}
    for at in (m.start() for m in compiled(r"\[").finditer(source.text, span.start, span.end)):
        line = source.line_at(at)
        here = Span(at, line.span.start + len(line.text.rstrip()))
        if at not in closed and here.end - at > 1:
            read.take(sign, stretch.bracket(here, 1, 0))


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


def _read_others(stretch: Stretch, table: Table, read: _Read) -> list[Diagnostic]:
    """Signs with delimiters of their own, and those that a pattern finds; one that crosses a bracket is none."""
    nesting = Nesting(m.span for m in read.markups)
    kept: list[tuple[Span, Sign]] = []
    diagnostics: list[Diagnostic] = []
    end = -1
    for here, sign in sorted(_others(stretch, table), key=lambda r: (r[0].start, -r[0].end)):
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
        bracket = stretch.bracket(here, len(sign.opens), len(sign.closes))
        read.add(apply(sign, bracket))
        if sign.tei[0].name in STANDING and bracket.is_apart:
            read.told.append((bracket, sign))
    return diagnostics


def _others(stretch: Stretch, table: Table) -> Iterator[tuple[Span, Sign]]:
    """Where signs with delimiters of their own stand, and those that a pattern finds, each with its row."""
    kinds = {(sign.opens, sign.closes) for sign in table.delimited}
    spaced = {(sign.opens, sign.closes) for sign in table.delimited if sign.spaced}
    rows = ((here, _row(stretch, here, kind, table)) for here, kind in others(stretch, kinds, spaced))
    yield from ((here, sign) for here, sign in rows if sign is not None)
    yield from ((here, sign) for sign in table.loose for here in _found(stretch, sign))


# what may be a block of its own where it stands alone
STANDING: Final = frozenset({"note", "gap", "space", "pb", "cb"})


def _row(stretch: Stretch, here: Span, kind: tuple[str, str], table: Table) -> Sign | None:
    """The first row with these delimiters whose test holds."""
    bracket = stretch.bracket(here, len(kind[0]), len(kind[1]))
    rows = (sign for sign in table.delimited if (sign.opens, sign.closes) == kind)
    return next((sign for sign in rows if sign.test(bracket)), None)


def _found(stretch: Stretch, sign: Sign) -> Iterator[Span]:
    span = stretch.span
    for found in compiled(sign.pattern).finditer(stretch.source.slice(span)):
        group = "at" if found.groupdict().get("at") else 0
        if found.end(group) > found.start(group):
            yield Span(span.start + found.start(group), span.start + found.end(group))


class _Read:
    """What has been read so far; a sign inside an empty element or a description is none."""

    def __init__(self, stretch: Stretch, table: Table, chosen: Mapping[int, Sign], literal: tuple[Span, ...]) -> None:
        self.stretch, self.table, self.chosen = stretch, table, chosen
        self.marks: list[Tile] = []
        self.markups: list[Markup] = []
        self.told: list[tuple[Bracket, Sign]] = []
        self.literal = sorted(literal)
        self.opaque = -1
        self.holes: list[Span] = []
        self.expanded: set[Span] = set()

    def square(self, pair: Pair, *, is_open: bool, is_double: bool) -> None:
        """Square brackets: the row that an editor chose, else the first whose test holds."""
        size = 2 if is_double else 1
        bracket = self.stretch.bracket(pair.span, size, 0 if is_open else size)
        if _is_inside_paragraph(self.stretch, pair.span):
            bracket = bracket.on_one_line()
        bracket = _among_lines(self.stretch, bracket)
        # where brackets restore what is lost, each letter counts
        if is_of_the_web(bracket) or (self.table.fallback is not None and is_index(bracket)):
            return
        sign = self.chosen.get(bracket.span.start) or self.table.classify(bracket)
        sign = _as_written(sign, self.table, is_open, bracket.is_double) if sign is not None else None
        if sign is not None and not _is_cut(sign, bracket) and self.take(sign, bracket):
            odd = (Span(offset, offset + 1) for offset in pair.surplus)
            self.markups += (Markup(span, UNBALANCED.tei[0], UNBALANCED) for span in odd)

    def take(self, sign: Sign, bracket: Bracket) -> bool:
        """Brackets come in order, an outer one before those inside it."""
        if bracket.span.start < self.opaque or self._is_literal(bracket.span):
            return False
        if sign.form in {Form.EMPTY, Form.AFTER} or sign.tei[-1].name == "desc":
            self.opaque = bracket.span.end
            self.holes.append(bracket.span)
        made = apply(sign, bracket)
        self.add(made)
        # a note that runs to the line's end is longer than its brackets
        self.told.append((replace(bracket, span=made.markups[0].span) if sign.form is Form.LINE else bracket, sign))
        return True

    def add(self, made: Made) -> None:
        """Keep what a sign made."""
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
