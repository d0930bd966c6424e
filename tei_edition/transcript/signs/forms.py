"""What each form of a sign makes of a bracket: marks, which come back by rendition, and elements."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.expressions import spelled
from tei_edition.transcript.signs.bracket import Attributes, Bracket
from tei_edition.transcript.signs.questions import reading_announced
from tei_edition.transcript.signs.row import Form, Sign, Tag
from tei_edition.transcript.source import LINE_END
from tei_edition.transcript.tiling import Fate, Markup, Tile
from tei_edition.transcript.words import Words


@dataclass(frozen=True, slots=True)
class Made:
    """What a sign made: marks and elements, the outer one first."""

    marks: tuple[Tile, ...]
    markups: tuple[Markup, ...]


def apply(sign: Sign, bracket: Bracket) -> Made:
    """The marks and elements of a sign at a bracket, as its form says."""
    return _FORMS[sign.form](sign, bracket)


def _wrapped(sign: Sign, bracket: Bracket) -> Made:
    if sign.tei[-1].name == "desc" and LINE_END.search(bracket.as_written):
        if bracket.written and sign.tei[0].name == "gap":
            return _empty(sign, bracket)  # what is missing stays a gap, its words in an attribute
        sign = _described_over_lines(sign)
    return _wrap(sign, bracket.span, sign.facts(bracket))


def _described_over_lines(sign: Sign) -> Sign:
    """``desc`` cannot hold line beginnings: a description over lines is the label of a note."""
    outer = sign.tei[0] if sign.tei[0].name == "note" else Tag("note", (("type", "layout"),))
    return replace(sign, tei=(with_facts(outer, (("rend", "brackets"),)), Tag("label")))


def _wrap(sign: Sign, span: Span, facts: Attributes) -> Made:
    return Made(_delimiters(sign, span), _nest(sign, span, facts))


def _delimiters(sign: Sign, span: Span) -> tuple[Tile, Tile]:
    opening = Span(span.start, span.start + len(sign.opens))
    closing = Span(span.end - len(sign.closes), span.end)
    return Tile(opening, Fate.MARK, sign), Tile(closing, Fate.MARK, sign)


def _nest(sign: Sign, span: Span, facts: Attributes) -> tuple[Markup, ...]:
    outer, *inner = sign.tei
    return (Markup(span, with_facts(outer, facts), sign), *(Markup(span, t, sign) for t in inner))


def _empty(sign: Sign, bracket: Bracket) -> Made:
    span = bracket.span
    written = sign.opens + bracket.as_written + sign.closes
    facts = (*sign.facts(bracket), ("rend", written)) if _is_printable(written) else sign.facts(bracket)
    return Made((Tile(span, Fate.MARK, sign),), (Markup(span, with_facts(sign.tei[0], facts), sign),))


def _is_printable(text: str) -> bool:
    """An attribute may hold it, line ends too."""
    return all(character == "\n" or character.isprintable() for character in text)


def _labelled(sign: Sign, bracket: Bracket) -> Made:
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
    markups = [Markup(span, with_facts(outer, sign.facts(bracket)), sign), Markup(label, Tag("label"), sign)]
    markups += [Markup(text, _numbered(t, rest, bracket.words), sign) for t in inner if len(text)]
    return Made(tuple(mark for mark in marks if len(mark.span)), tuple(markups))


def _numbered(one: Tag, text: str, words: Words) -> Tag:
    """A stamp with a number is the registry's."""
    registered = one.name == "stamp" and spelled(r"{№}\s*\d", words).search(text)
    return with_facts(one, (("type", "registry"),)) if registered else one


def _line(sign: Sign, bracket: Bracket) -> Made:
    span = bracket.span
    whole = Span(span.start, bracket.line_end)
    marks = (
        Tile(Span(span.start, span.start + 1), Fate.MARK, sign),
        Tile(Span(span.end - 1, span.end), Fate.MARK, sign),
    )
    return Made(marks, (Markup(whole, sign.tei[0], sign), Markup(span, Tag("label"), sign)))


def _after(sign: Sign, bracket: Bracket) -> Made:
    gap = 0 if bracket.broken else len(bracket.before) - len(bracket.before.rstrip(" "))
    word = re.search(r"[\w'’-]+(?:…|[.,;:!?]?)[\"”»)]?$", bracket.before.rstrip(" "))
    start = bracket.span.start - (bracket.broken or gap) - (len(word[0]) if word else 0)
    outer = _said_after(sign.tei[0], bracket.inner, bool(gap))
    mark = Tile(Span(bracket.span.start - gap, bracket.span.end), Fate.MARK, sign)
    return Made((mark,), (Markup(Span(start, bracket.span.end), outer, sign),))


def _said_after(outer: Tag, said: str, apart: bool) -> Tag:
    """How a sign after its word is written back: the doubt touching its word or apart, words as they stand."""
    if outer.attributes == (("rend", "query"),):
        return Tag(outer.name, (("rend", "query-apart"),)) if apart else outer
    return outer if outer.attributes else Tag(outer.name, (("rend", f"[{said}]"),))


def _either(sign: Sign, bracket: Bracket) -> Made:
    choice, sic, corr = sign.tei
    return Made(_delimiters(sign, bracket.span), _two_readings(sign, bracket, choice, sic, corr))


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


def _told(sign: Sign, bracket: Bracket) -> Made:
    size, span = _introduced(bracket), bracket.span
    lead = Span(span.start, span.start + 1 + size + 1)
    marks = (Tile(lead, Fate.MARK, sign), Tile(Span(span.end - 1, span.end), Fate.MARK, sign))
    rend = ("rend", "[" + bracket.as_written[:size])
    if sign.form is Form.TOLD:
        return Made(marks, (Markup(span, with_facts(sign.tei[0], (*sign.facts(bracket), rend)), sign),))
    choice, sic, corr = sign.tei
    return Made(marks, _two_readings(sign, bracket, choice, sic, with_facts(corr, (rend,))))


def _part(sign: Sign, bracket: Bracket) -> Made:
    """``Imp(erator)``, ``v(irg)o``: the whole word belongs to it, with what else is written out in it."""
    letters, more = _of_word(sign.opens, sign.closes)
    before, after = letters.search(bracket.before), more.match(bracket.after)
    span = bracket.span
    made = _wrap(sign, span, ())
    start = span.start - (len(before[0]) if before else 0)
    whole = Markup(Span(start, span.end + (after.end() if after else 0)), sign.tei[0], sign)
    return Made(made.marks, (whole, *made.markups[1:]))


@functools.cache
def _of_word(opens: str, closes: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What of a word stands before and after a part of it that is written out; a capital begins another word."""
    written = rf"{re.escape(opens)}[^\W\d_]+{re.escape(closes)}"
    small = r"[^\W\d_A-ZÀ-ÖØ-ÞΑ-ΩА-Я]"
    before = rf"[^\W\d_]+(?:{written}{small}+)*$"
    return re.compile(before), re.compile(rf"{small}+(?:{written}{small}+)*(?:{written})?")


def _kept(sign: Sign, bracket: Bracket) -> Made:
    return Made((), _nest(sign, bracket.span, sign.facts(bracket)))


def with_facts(one: Tag, facts: Attributes) -> Tag:
    """An element with more attributes."""
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
