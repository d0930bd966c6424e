"""Dates and times in every notation, as ISO 8601 in the Gregorian calendar.

A document's own date is the anchor: it gives the century of two-digit years and the year of dates
without one. What is inferred is marked so; what is uncertain says why; what no calendar has is reported.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from tei_edition.diagnostics import Span
from tei_edition.transcript.dates.forms import Form, forms
from tei_edition.transcript.dates.notations import Notation
from tei_edition.transcript.dates.readings import Impossible, Value
from tei_edition.transcript.dates.reckoning import Calendar, Order, is_day, is_yearless, iso, nearest_day
from tei_edition.transcript.dates.tongues import forms_beside, is_foreign, spoken
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.words import Words, alternatives, words

__all__ = ["Calendar", "Dating", "Flaw", "Found", "Order", "find", "iso", "order_of", "scan", "single"]

Place = Literal["text", "dateline", "office"]


@dataclass(frozen=True, slots=True)
class Dating:
    """A date or time found in a text.

    ``when`` (or ``start`` and ``end`` for a range) are ISO 8601, ``--06-30`` where nothing tells the year;
    ``inferred`` is true where the year or month is not in the text but known; ``doubt`` says why the value is
    uncertain; ``notation`` names the row that read it.
    """

    span: Span
    kind: Literal["date", "time"]
    when: str = ""
    start: str = ""
    end: str = ""
    inferred: bool = False
    doubt: str = ""
    notation: str = field(default="", compare=False)

    @property
    def first(self) -> str:
        """The date, or the first of a range."""
        return self.when or self.start

    @property
    def attributes(self) -> tuple[tuple[str, str], ...]:
        """The TEI attributes, in the order when, from, to, evidence."""
        pairs = (("when", self.when), ("from", self.start), ("to", self.end))
        kept = tuple((name, value) for name, value in pairs if value)
        return (*kept, ("evidence", "internal")) if self.inferred else kept


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is written as a date or time, but no calendar and no clock has it."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """The dates and times of a text, in order, none overlapping another; and what only claims to be one."""

    datings: tuple[Dating, ...]
    flaws: tuple[Flaw, ...]


def find(text: str, calendar: Calendar, place: Place = "text") -> list[Dating]:
    """All dates and times of a text, in order, none overlapping another.

    ``place`` says where the text stands: a dateline may hold ``30.6``, an office note ``0230``; elsewhere
    these are numbers, unless a clock stands right beside a date.

    >>> from tei_edition.transcript.words import words
    >>> [d.when for d in find("on 24 June 1951 at 4:00", Calendar(words("en")))]
    ['1951-06-24', '04:00:00']
    """
    return list(scan(text, calendar, place).datings)


def scan(text: str, calendar: Calendar, place: Place = "text") -> Found:
    """The same, with what is written as a date but is none: ``31 June``.

    >>> from tei_edition.transcript.words import words
    >>> [f.reason for f in scan("on 31 June 1951", Calendar(words("en"))).flaws]
    ['month 6 of 1951 has 30 days, not 31']
    """
    text = RAISED.sub(lambda call: " " * len(call[0]), text)
    # the same lines are asked for their dates by several recognisers, one after the other
    return _remembered(text, calendar, place) if len(text) < SHORT else _scanned(text, calendar, place)


# "3 May 1930⁸⁶": the raised call of a note is no part of the year
RAISED: Final = re.compile(r"(?<=[^\W_])[⁰¹²³⁴-⁹]+")
SHORT: Final = 2000
"""The longest text whose dates are remembered, in characters."""


@functools.lru_cache(maxsize=256)
def _remembered(text: str, calendar: Calendar, place: Place) -> Found:
    return _scanned(text, calendar, place)


def _scanned(text: str, calendar: Calendar, place: Place) -> Found:
    search = _Search(text, calendar, place)
    asked = [one for stretch in _stretches(text, calendar.words) for one in _questions(stretch, calendar, place)]
    # a notation that comes first in the table comes first in the whole text, and the document's own language before others
    for form, stretch, reckoned in sorted(asked, key=lambda one: one[0].row):
        if stretch.may_hold(form):
            search.take(form, stretch, reckoned)
    return search.found() if asked else Found((), ())


def _questions(stretch: _Stretch, calendar: Calendar, place: Place) -> Iterator[tuple[Form, _Stretch, Calendar]]:
    """What a stretch is asked: the forms of the document's own language, then those of others that it seems to speak."""
    for form in stretch.forms(calendar.words, place):
        yield form, stretch, calendar
    for other in spoken(stretch.text, calendar.words) if stretch.has_digits else ():
        reckoned = replace(calendar, words=other)
        for form in forms_beside(calendar.words, other, place):
            yield form, stretch, reckoned


CENTURY: Final = "nothing on the page tells the century"
"""The doubt about every date of a page that writes its years with two digits only."""


# ------------------------------------------------------------------ where to look

REACH: Final = 13
"""How near to a date its clock stands, in characters."""
MARGIN: Final = 60
"""No form reaches further from a digit or the name of a month, in characters."""


class _Stretch:
    """A part of a text that may hold a date; nothing that could be one lies across its ends."""

    def __init__(self, whole: str, start: int, end: int, month: re.Pattern[str]) -> None:
        self.whole, self.start, self.end = whole, start, end
        self.text = whole[start:end].lower()
        self.has_digits, self.has_month = bool(DIGIT.search(self.text)), bool(month.search(self.text))
        self._begins: dict[str, list[int]] = {}

    def forms(self, words: Words, place: Place) -> tuple[Form, ...]:
        """The forms that may be here."""
        return _admitted(words, place, self.has_digits, self.has_month)

    def matches(self, form: Form) -> Iterator[re.Match[str]]:
        """What a form finds, looked for only where what it begins with stands; none overlapping another."""
        pattern = form.pattern
        if not form.begins:
            yield from pattern.finditer(self.whole, self.start, self.end)
            return
        at = self.start
        for begin in self._where(form):
            if begin >= at and (match := pattern.match(self.whole, begin, self.end)):
                yield match
                at = match.end()

    def may_hold(self, form: Form) -> bool:
        """The words that a form cannot do without stand here, and what it begins with too."""
        return form.keyword in self.text and (not form.begins or bool(self._where(form)))

    def _where(self, form: Form) -> list[int]:
        """Where the opening of a form stands: asked once for all the forms that share it."""
        begins = self._begins.get(form.begins)
        if begins is None:
            begins = [match.start() for match in form.opening.finditer(self.whole, self.start, self.end)]
            self._begins[form.begins] = begins
        return begins


DIGIT: Final = re.compile(r"\d")


@functools.cache
def _admitted(words: Words, place: Place, has_digits: bool, has_month: bool) -> tuple[Form, ...]:
    """The forms that may be read at a place, in a text with or without digits and names of months."""
    return tuple(
        form
        for form in forms(words)
        if (has_digits or not form.needs_digits)
        and (has_month or not form.needs_month)
        and (not form.notation.places or {place, "beside a date"} & form.notation.places)
    )


@functools.cache
def _seeds(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = tuple(name.rstrip(".") for name in words.month_names)
    month = rf"(?<![^\W\d]){alternatives(names)}(?![^\W\d])" if names else "(?!)"
    other = alternatives((*words.noon, *words.midnight, *words.hours, *words.this_year) or ("\0",))
    return re.compile(rf"\d+|{month}|(?<!\w){other}", re.IGNORECASE), re.compile(month, re.IGNORECASE)


def _stretches(text: str, words: Words) -> Iterator[_Stretch]:
    seed, month = _seeds(words)
    start = end = -1
    for match in seed.finditer(text):
        if start < 0:
            start = max(0, match.start() - MARGIN)
        elif match.start() - end > 2 * MARGIN:
            yield _Stretch(text, start, min(end + MARGIN, len(text)), month)
            start = match.start() - MARGIN
        end = match.end()
    if start >= 0:
        yield _Stretch(text, start, min(end + MARGIN, len(text)), month)


# ------------------------------------------------------------------ the search


class _Search:
    """Collects what the forms find; each character belongs to one date at most."""

    def __init__(self, text: str, calendar: Calendar, place: Place) -> None:
        self.text, self.calendar, self.place = text, calendar, place
        self.taken = bytearray(len(text))
        self.datings: list[Dating] = []
        self.flaws: list[Flaw] = []
        # where full dates begin and end, for a clock that stands right beside one
        self.begins: set[int] = set()
        self.ends: set[int] = set()

    def take(self, form: Form, stretch: _Stretch, reckoned: Calendar) -> None:
        """Keep what a form finds, unless it was found before or is a trap; ``reckoned`` has the words of its language."""
        notation, own = form.notation, self.calendar.words
        for match in stretch.matches(form):
            span = Span(*match.span("at" if "at" in form.pattern.groupindex else 0))
            if self.taken.find(1, span.start, span.end) >= 0 or not self._belongs(notation, span):
                continue
            if any(trap(self.text, match, self.calendar) for trap in notation.unless):
                continue
            if reckoned.words is not own and not is_foreign(match, own, reckoned.words):
                continue
            read = notation.make(match, reckoned)
            if isinstance(read, Impossible):
                self._refuse(notation, span, read)
            else:
                self._keep(notation, span, read)

    def _belongs(self, notation: Notation, span: Span) -> bool:
        if not notation.places or self.place in notation.places:
            return True
        return "beside a date" in notation.places and self._is_beside_a_date(span)

    def _keep(self, notation: Notation, span: Span, values: Sequence[Value]) -> None:
        for value in values:
            own = Span(*value.part) if value.part else span
            self.taken[own.start : own.end] = b"\1" * len(own)
            doubt = value.doubt or (CENTURY if self.calendar.supposed and notation.kind == "date" else "")
            said = (value.when, value.start, value.end, value.inferred, doubt)
            self.datings.append(Dating(own, notation.kind, *said, notation=notation.name))
            if notation.kind == "date" and is_day(value.when or value.start):
                self.begins.add(own.start)
                self.ends.add(own.end)

    def _refuse(self, notation: Notation, span: Span, impossible: Impossible) -> None:
        """30 February is no date, and its February no month; 25:70 is a clock's only where clocks stand."""
        if notation.kind == "time" and notation.digits and not self._is_said_of_a_clock(span):
            return
        self.taken[span.start : span.end] = b"\1" * len(span)
        self.flaws.append(Flaw(span, impossible.reason))

    def _is_said_of_a_clock(self, span: Span) -> bool:
        return self.place != "text" or self._is_beside_a_date(span)

    def _is_beside_a_date(self, span: Span) -> bool:
        """Only a space, a comma or a short word such as ``on`` stands between the span and a date."""
        words = alternatives(self.calendar.words.beside or ("\0",))
        after = compiled(rf"[,;—–]?\s*(?:{words}\s*)?[,;]?\s*", re.IGNORECASE)
        # "Cable 2345, 14 April": what a comma parts from the date is a number
        before = compiled(rf"\s*(?:{words}\s*)?", re.IGNORECASE)
        ends = (end for end in range(span.start, span.start - REACH, -1) if end in self.ends)
        begins = (begin for begin in range(span.end + 1, span.end + REACH) if begin in self.begins)
        return any(after.fullmatch(self.text, end, span.start) for end in ends) or any(
            before.fullmatch(self.text, span.end, begin) for begin in begins
        )

    def found(self) -> Found:
        """Everything in order, years that stand in a row included."""
        ordered = sorted((*self.datings, *self._further_years()), key=lambda d: d.span)
        ordered = list(_with_months(ordered, known=not self.calendar.rough))
        return Found(tuple(self._with_years(ordered)), tuple(sorted(self.flaws, key=lambda f: f.span)))

    def _further_years(self) -> Iterator[Dating]:
        """``1951, '52 and 1953``: a year in a row of years needs no word before it."""
        joining = alternatives(self.calendar.words.joining or ("\0",))
        row = compiled(rf"(?:,\s+|,?\s+{joining}\s+)(?P<year>1\d{{3}}|20\d\d)(?![\w–]|[-/:]\w|[.,]\d)")
        years = (d for d in self.datings if d.kind == "date" and len(d.first) == 4 and not is_yearless(d.first))
        for first in list(years):
            at = first.span.end
            while (match := row.match(self.text, at)) and not any(self.taken[match.start("year") : match.end()]):
                year = self.calendar.year(match["year"])
                if year is None:
                    break
                own = Span(*match.span("year"))
                self.taken[own.start : own.end] = b"\1" * len(own)
                yield Dating(own, "date", when=f"{year:04}", notation="year in a row of years")
                at = match.end()

    def _with_years(self, datings: Sequence[Dating]) -> Iterator[Dating]:
        """``from 28 June to 3 July 1951``: the first of two joined dates has the year of the second."""
        joining = alternatives((*self.calendar.words.joining, *self.calendar.words.until) or ("\0",))
        between = compiled(rf"\s*(?:[-–—]|,?\s{joining})\s*(?:\w{{1,4}}\s)?", re.IGNORECASE)
        for index, one in enumerate(datings):
            after = datings[index + 1] if index + 1 < len(datings) else None
            if (
                after
                and _lacks_the_year_of(one, after)
                and between.fullmatch(self.text, one.span.end, after.span.start)
            ):
                year = int(after.when[:4]) - (one.when[5:] > after.when[5:])
                when = f"{year:04}{one.when[4:]}"
                yield replace(one, when=when) if iso(*map(int, when.split("-"))) else one
            else:
                yield one


def _with_months(datings: Sequence[Dating], *, known: bool) -> Iterator[Dating]:
    """``On 12 May he came, on the 14th he left``: a day alone is of the month that was spoken of just before.

    ``known`` is true if the document's own month is; else a day of which none was spoken is none.
    """
    spoken: Dating | None = None
    for one in datings:
        kept = one
        if one.notation == "day alone" and spoken and one.span.start - spoken.span.end < SPOKEN:
            kept = replace(one, when=_told_on(int(one.when[-2:]), spoken.first) or one.when)
        elif one.notation == "day alone" and not known:
            continue
        yield kept
        if kept.kind == "date" and len(kept.first) == 10:
            spoken = kept


def _told_on(day: int, spoken: str) -> str | None:
    """A day after the one spoken of, as a story goes on; or the nearest, if the month is over."""
    before = datetime.date.fromisoformat(spoken)
    return iso(before.year, before.month, day) if day >= before.day else nearest_day(day, before)


SPOKEN: Final = 300
"""So far on a month is still spoken of, in characters."""


def _lacks_the_year_of(one: Dating, after: Dating) -> bool:
    dates = one.kind == after.kind == "date" and len(one.when) >= 7 and len(after.when) >= 7
    return dates and one.inferred and not after.inferred


# ------------------------------------------------------------------ what a document says of itself


def single(text: str, calendar: Calendar) -> Dating | None:
    """The date of a text that says one, None if there is none: for date lines of records, in English if not in its own."""
    for language in (calendar, replace(calendar, words=words())):
        found = next((d for d in find(text, language, "dateline") if d.kind == "date" and d.when), None)
        if found is not None:
            return found
    return None


def runs_on(above: str, below: str, calendar: Calendar) -> bool:
    """True if a date that says its year begins in one line and ends in the next, or the hour behind it.

    >>> from tei_edition.transcript.words import words
    >>> runs_on("Washington, November", "2, 1950—noon.", Calendar(words("en")))
    True
    """
    head = above.rstrip()
    if len(head) > MARGIN or not _open_ended(calendar.words).search(head):
        return False
    joined = f"{head} {below.lstrip()[:MARGIN]}"
    said = (d for d in find(joined, calendar, "dateline") if not d.inferred)
    return any(d.span.start < len(head) < d.span.end - 1 for d in said)


@functools.cache
def _open_ended(words: Words) -> re.Pattern[str]:
    """A line that ends with a month, or with a month and what may stand behind it: its day, its year, an hour."""
    names = alternatives(tuple(name.rstrip(".") for name in words.month_names) or ("\0",))
    return re.compile(rf"(?<!\w){names}\.?(?:\s+\d[\w,.\s—–:-]*)?,?$", re.IGNORECASE)


STROKES: Final = re.compile(r"(?<![\w./:–-])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?![\w–]|[-/:]\w|[.,]\d)")


def order_of(text: str) -> Order:
    """The order of day and month in the dates of a text that leave no choice; empty if none does, or if they disagree.

    >>> order_of("3/5/93, then 4/30/93")
    'month-day'
    """
    told: set[Order] = set()
    for match in STROKES.finditer(text):
        first, second = int(match[1]), int(match[2])
        if first <= 12 < second <= 31:
            told.add("month-day")
        if second <= 12 < first <= 31:
            told.add("day-month")
    return told.pop() if len(told) == 1 else ""
