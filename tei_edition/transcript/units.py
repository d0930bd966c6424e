"""Lines → units: the lines that belong together, and how they read without their editorial signs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar, cast

from tei_edition.diagnostics import START, Span
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.dates import Calendar, runs_on
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.recognisers import cable
from tei_edition.transcript.signs.bracket import Known
from tei_edition.transcript.signs.reading import Signs
from tei_edition.transcript.signs.row import Sign
from tei_edition.transcript.source import Line, Source
from tei_edition.transcript.tiling import Fate
from tei_edition.transcript.words import Words, alternatives, number_sign
from tei_edition.transcript.wrapping import Paragraphs, wrapping

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together, and how they read without their editorial signs."""

    span: Span
    lines: tuple[Line, ...]
    text: str
    bare: str  # without identifications in brackets too
    sign: Sign | None = None  # the sign that is the whole unit, if one is


@dataclass(frozen=True, slots=True)
class Context:
    """What the recognisers may ask; ``decided`` are the kinds of blocks by their line, None for one that goes on.

    ``title`` is the record's, in plain words: a document says it again above its text.
    """

    source: Source
    words: Words
    known: Known
    calendar: Calendar
    signs: Signs
    decided: Mapping[int, Kind | None] = field(default_factory=dict)
    paragraphs: Paragraphs = "auto"
    title: str = ""
    _answers: dict[tuple[object, ...], object] = field(default_factory=dict, repr=False)

    def once(self, asks: Callable[..., T], unit: Unit, *more: bool) -> T:
        """What a recogniser says of a unit: many steps of the walk ask the same, and it is answered once."""
        key = (asks, unit.span.start, *more)
        if key not in self._answers:
            self._answers[key] = asks(unit, self, *more)
        return cast(T, self._answers[key])

    def is_of_title(self, text: str) -> bool:
        """Several words that stand together in the record's title: ``with the Consul of Arland``."""
        said = plain_words(text)
        return said.count(" ") >= OF_TITLE and f" {said} " in f" {self.title} "


def plain_words(text: str) -> str:
    """The words alone, small: ``RECORD of a talk[1], 3 May`` → ``record of a talk 3 may``."""
    return " ".join(re.findall(r"\w+", re.sub(r"\[\d{1,3}\]", " ", text.casefold())))


def is_ordinal_point(text: str, words: Words) -> bool:
    """``First. The barges.``: a word that numbers a paragraph, with a stop or colon after it."""
    return ordinal_point(text, words) is not None


def ordinal_point(text: str, words: Words) -> re.Match[str] | None:
    """The word itself is the group ``word``, with its stop the group ``label``."""
    ordinals = alternatives(tuple(words.points) or ("\0",))
    return compiled(rf"(?P<label>(?P<word>{ordinals})[.:)])\s+(?=\S)", re.IGNORECASE).match(text)


# so many blanks between words that are no chance
OF_TITLE = 2
# so far into a run without line ends its captions may stand, and none is longer
IN_FRONT, CAPTION = 400, 120


def units(context: Context, span: Span) -> list[Unit]:
    """The filled lines of a span as units: a note over several lines is one, so is a wrapped paragraph."""
    aside = {tile.span for tile in context.signs.marks if tile.fate is Fate.LAYOUT}
    notes = (*context.signs.footnotes, *context.signs.endnotes)
    noted = {n for note in notes for n in _numbers(context.source, note.note)}
    lines = [
        line
        for line in context.source.lines
        if line.span.end > span.start
        and line.span.start < span.end
        and not line.is_blank
        and Span(line.begins, line.span.end) not in aside
    ]
    lines = [line for line in lines if line.number not in noted]
    alone = cable.heading(lines, context.words)
    wrapped = wrapping([line for line in lines if line.number not in alone], context.paragraphs)
    signs = {bracket.span: sign for bracket, sign in context.signs.brackets}
    brackets = sorted(signs)
    grouped: list[list[Line]] = []
    reach = at = 0
    for line in lines:
        apart = line.number in context.decided or line.number in alone or line.number - 1 in alone
        led = grouped and alone.get(grouped[-1][-1].number) == "lead"  # "FM" above "AMEMBASSY VESSK"
        on = led or (
            not apart
            and (
                (grouped and wrapped.runs_on(grouped[-1][-1], line, context.source))
                or _continues_a_date(grouped, line, context)
            )
        )
        if grouped and (line.span.start < reach or on):
            grouped[-1].append(line)
        else:
            grouped.append([line])
        while at < len(brackets) and brackets[at].start < line.span.end:
            reach = max(reach, brackets[at].end)
            at += 1
    view = _View(context.source.text, context.signs)
    if len(lines) == 1 and not context.decided:
        return [_unit(context.source, lines, part, signs, view) for part in _parts_of_one_run(context, lines[0], span)]
    return [_unit(context.source, group, span, signs, view) for group in grouped]


def cut(context: Context, unit: Unit, at: Sequence[int]) -> list[Unit]:
    """A unit cut at some offsets, in order; a piece without words is none."""
    signs = {bracket.span: sign for bracket, sign in context.signs.brackets}
    view = _View(context.source.text, context.signs)
    spans = [Span(a, b) for a, b in pairwise([unit.span.start, *at, unit.span.end])]
    return [_unit(context.source, unit.lines, s, signs, view) for s in spans if context.source.slice(s).strip()]


def _parts_of_one_run(context: Context, line: Line, span: Span) -> list[Span]:
    """A document that lost its line ends: the captions before its text, as far as marks of secrecy, copy and number tell them."""
    run = Span(max(span.start, line.span.start), min(span.end, line.span.end))
    text = context.source.slice(run)
    ends, at = [0], 0
    for mark in _marks(context.words).finditer(text, 0, IN_FRONT) if len(text) > IN_FRONT else ():
        between = text[at : mark.start()].strip()
        if len(between) > CAPTION or re.search(r"[^\W\d_]{2}[.;:]\s+[^\W\d_][^\W\d_A-ZА-Я]", between):
            break
        ends += [mark.start()] if between else []
        at = mark.end()
        ends.append(at)
    return [Span(run.start + a, run.start + b) for a, b in pairwise([*ends, len(text)]) if text[a:b].strip()]


def _marks(words: Words) -> re.Pattern[str]:
    """``TOP SECRET``, ``Copy No. 3``, ``No. 41/s``: what only a form has; a word of haste or secrecy begins large."""
    service = alternatives(
        tuple(dict.fromkeys(case(one) for one in words.form["service"] for case in (str.upper, _large)))
    )
    number, copy = number_sign(words), alternatives(words.form["copy"])
    motto = alternatives(words.form["mottos"])
    numbered = rf"(?:(?i:{copy})\s+)?{number}\s*[\w/-]*\d[\w/-]*(?=\s)"
    return re.compile(rf"(?<!\w)(?:{service}!?(?!\w)|(?i:{motto})!?|{numbered})")


def _large(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def _numbers(source: Source, span: Span) -> range:
    """The numbers of the lines of a span."""
    return range(source.position(span.start).line, source.position(span.end - 1).line + 1)


def _continues_a_date(grouped: Sequence[Sequence[Line]], line: Line, context: Context) -> bool:
    """``Washington, November`` above ``2, 1950``."""
    above = grouped[-1][-1] if grouped else None
    adjacent = above is not None and line.number == above.number + 1
    return above is not None and adjacent and runs_on(above.text, line.text, context.calendar)


def _unit(source: Source, group: Sequence[Line], span: Span, signs: Mapping[Span, Sign], view: _View) -> Unit:
    raw = Span(max(group[0].span.start, span.start), min(group[-1].span.end, span.end))
    text = source.slice(raw)
    left = len(text) - len(text.lstrip())
    own = Span(raw.start + left, raw.start + max(left, len(text.rstrip())))
    return Unit(own, tuple(group), view.without_marks(own), view.without_names(own), signs.get(own))


class _View:
    """A text as it reads without marks, or without identifications too."""

    def __init__(self, text: str, signs: Signs) -> None:
        self.text = text
        self.marks = [tile.span for tile in signs.marks]
        explained = [b.span for b, s in signs.brackets if ("reason", "explanation") in s.tei[0].attributes]
        self.hidden = _merged([*self.marks, *explained])

    def without_marks(self, span: Span) -> str:
        return self._without(span, self.marks)

    def without_names(self, span: Span) -> str:
        return self._without(span, self.hidden)

    def _without(self, span: Span, holes: Sequence[Span]) -> str:
        kept, at = [], span.start
        for index in range(bisect_left(holes, span.start, key=START), len(holes)):
            hole = holes[index]
            if hole.start >= span.end:
                break
            kept.append(self.text[at : hole.start])
            at = max(at, hole.end)
        kept.append(self.text[at : span.end])
        return " ".join("".join(kept).split())


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those inside another left out."""
    made: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not made or span.start >= made[-1].end:
            made.append(span)
    return made
