"""Dates and times in every notation, as ISO 8601 in the Gregorian calendar.

A document's own date is the anchor: it gives the century of two-digit years and the year of dates
without one. What is inferred is marked so; what cannot be is left alone.
"""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from tei_edition.diagnostics import Span
from tei_edition.transcript.words import Words, alternatives


@dataclass(frozen=True, slots=True)
class Dating:
    """A date or time found in a text.

    ``when`` (or ``start`` and ``end`` for a range) are ISO 8601; ``inferred`` is true where the year or
    month is not in the text; ``notation`` names the row that read it.
    """

    span: Span
    kind: Literal["date", "time"]
    when: str = ""
    start: str = ""
    end: str = ""
    inferred: bool = False
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
class Calendar:
    """What is known about time where a text was written."""

    words: Words
    anchor: datetime.date | None = None
    order: Literal["day-month", "month-day"] = "day-month"

    def year(self, written: str) -> int | None:
        """A year as written: ``51`` is the one nearest the anchor; None if nothing tells the century."""
        digits = written.lstrip("'’")
        number = int(digits)
        if len(digits) > 2:
            return number
        if self.anchor is None:
            return None
        century = self.anchor.year // 100 * 100
        return min((century - 100 + number, century + number, century + 100 + number), key=self._distance)

    def _distance(self, year: int) -> int:
        return abs(year - (self.anchor.year if self.anchor else 0))

    def nearest(self, month: int, day: int = 15) -> int | None:
        """The year that brings a month nearest to the anchor."""
        if self.anchor is None:
            return None
        anchor = self.anchor

        def distance(year: int) -> int:
            last = calendar.monthrange(year, month)[1]
            return abs((datetime.date(year, month, min(day, last)) - anchor).days)

        years = [y for y in (anchor.year - 1, anchor.year, anchor.year + 1) if 1 <= y <= 9999]
        return min(years, key=distance)

    def month(self, written: str) -> int:
        """A month by its name or its Roman numeral."""
        folded = written.rstrip(".").lower()
        for number, names in enumerate(self.words.months, 1):
            if folded in {n.lower() for n in names}:
                return number
        return ROMAN.index(folded.upper()) + 1


ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

Maker = Callable[[re.Match[str], Calendar], dict[str, str | bool] | None]


@dataclass(frozen=True, slots=True)
class Notation:
    """One way to write a date: a pattern with named groups, and what it says.

    A group ``at`` is the date itself where the pattern needs a word before it.
    """

    name: str
    pattern: str
    make: Maker
    example: str
    kind: Literal["date", "time"] = "date"
    places: frozenset[str] = frozenset()  # only there: "dateline", "office"


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """``iso(1951, 6, 30)`` → ``1951-06-30``; None for what no calendar has."""
    if year is None or not 1 <= year <= 9999:
        return None
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _when(value: str | None, inferred: bool = False) -> dict[str, str | bool] | None:
    return {"when": value, "inferred": inferred} if value else None


def _range(start: str | None, end: str | None, inferred: bool = False) -> dict[str, str | bool] | None:
    return {"start": start, "end": end, "inferred": inferred} if start and end and start <= end else None


def _iso(m: re.Match[str], _: Calendar) -> dict[str, str | bool] | None:
    return _when(iso(int(m["y"]), int(m["m"]), int(m["d"])))


def _full(m: re.Match[str], c: Calendar) -> dict[str, str | bool] | None:
    """Day, month, year, whatever their order."""
    return _when(iso(c.year(m["y"]), c.month(m["M"]), int(m["d"])))


def _numeric(m: re.Match[str], c: Calendar) -> dict[str, str | bool] | None:
    first, second = int(m["d"]), int(m["m"])
    day, month = (first, second) if c.order == "day-month" else (second, first)
    return _when(iso(c.year(m["y"]), month, day))


def _day_month(m: re.Match[str], c: Calendar) -> dict[str, str | bool] | None:
    month, day = c.month(m["M"]), int(m["d"])
    return _when(iso(c.nearest(month, day), month, day), inferred=True)


def _day_month_numeric(m: re.Match[str], c: Calendar) -> dict[str, str | bool] | None:
    month, day = int(m["m"]), int(m["d"])
    return _when(iso(c.nearest(month, day), month, day), inferred=True) if 1 <= month <= 12 else None


def _month_year(m: re.Match[str], c: Calendar) -> dict[str, str | bool] | None:
    return _when(iso(c.year(m["y"]), c.month(m["M"])))


def _month(m: re.Match[str], c: Calendar) -> dict[str, str | bool] | None:
    month = c.month(m["M"])
    return _when(iso(c.nearest(month), month), inferred=True)


def _month_this_year(m: re.Match[str], c: Calendar) -> dict[str, str | bool] | None:
    year, month = c.anchor.year if c.anchor else None, c.month(m["M"])
    day = int(m["d"]) if m["d"] else None
    return _when(iso(year, month, day), inferred=True)


def _months(m: re.Match[str], c: Calendar) -> dict[str, str | bool] | None:
    first, last = c.month(m["M"]), c.month(m["N"])
    year = c.year(m["y"]) if m["y"] else c.nearest(first)
    if year is None:
        return None
    return _range(iso(year, first), iso(year + (last < first), last), inferred=not m["y"])


def _month_to_year_end(m: re.Match[str], c: Calendar) -> dict[str, str | bool] | None:
    first = c.month(m["M"])
    year = c.nearest(first)
    return _range(iso(year, first), iso(year, 12), inferred=True)


def _years(m: re.Match[str], _: Calendar) -> dict[str, str | bool] | None:
    first = int(m["y"])
    last = int(m["z"]) if len(m["z"]) == 4 else first // 100 * 100 + int(m["z"])
    return _range(iso(first), iso(last)) if last > first else None


def _year(m: re.Match[str], c: Calendar) -> dict[str, str | bool] | None:
    return _when(iso(c.year(m["y"])))


def _half_year(m: re.Match[str], c: Calendar) -> dict[str, str | bool] | None:
    year, part = c.year(m["y"]), c.words.ordinals.get(m["o"].lower(), 0)
    months = {1: (1, 6), 2: (7, 12), -1: (7, 12)}.get(part)
    return _range(iso(year, months[0]), iso(year, months[1])) if months else None


def _first_days(m: re.Match[str], c: Calendar) -> dict[str, str | bool] | None:
    month = c.month(m["M"])
    year = c.year(m["y"]) if m["y"] else c.nearest(month)
    number = int(m["n"]) if m["n"].isdigit() else c.words.numerals.get(m["n"].lower(), 0)
    part = c.words.ordinals.get(m["o"].lower())
    if year is None or not number or part not in {1, -1}:
        return None
    length = calendar.monthrange(year, month)[1]
    first, last = (1, number) if part == 1 else (length - number + 1, length)
    return _range(iso(year, month, first), iso(year, month, last), inferred=not m["y"])


def _days(m: re.Match[str], c: Calendar) -> dict[str, str | bool] | None:
    month = c.month(m["M"])
    year = c.year(m["y"]) if m["y"] else c.nearest(month)
    return _range(iso(year, month, int(m["d"])), iso(year, month, int(m["e"])), inferred=not m["y"])


def _clock(m: re.Match[str], _: Calendar) -> dict[str, str | bool] | None:
    hour = int(m["h"])
    minute = int(m["min"] or 0) if "min" in m.re.groupindex else 0
    half = (m["half"] or "").replace(".", "").replace(" ", "").lower() if "half" in m.re.groupindex else ""
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    zone = "Z" if "zone" in m.re.groupindex and m["zone"] else ""
    return _when(f"{hour:02}:{minute:02}:00{zone}") if hour < 24 and minute < 60 else None


@functools.cache
def notations(words: Words) -> tuple[Notation, ...]:
    """All notations in one language, the longer first: the first that fits a place takes it."""
    full = tuple(names[0] for names in words.months)
    short = tuple(name for names in words.months for name in names[1:]) or (_NONE,)
    anyhow = rf"(?i:{alternatives(full)}\b|{alternatives(short)}\b\.?)"
    # without a day or a year beside it only a capital tells May from may
    capitals = tuple(name.upper() for name in full)
    capital = rf"(?:{alternatives(full)}\b|{alternatives(capitals)}\b|{alternatives(short)}\b\.?)"
    month, capital_month = f"(?P<M>{anyhow})", f"(?P<M>{capital})"
    roman = f"(?P<M>{alternatives(ROMAN)})"
    lead = rf"(?i:\b(?:{'|'.join(map(re.escape, words.dating))})\s+)"
    ordinal = f"(?P<o>(?i:{alternatives(tuple(words.ordinals) or (_NONE,))}))"
    number = rf"(?P<n>\d{{1,2}}|(?i:{alternatives(tuple(words.numerals) or (_NONE,))}))"
    this_year = f"(?i:{alternatives(words.this_year or (_NONE,))})"
    day, year = r"(?P<d>\d{1,2})(?:st|nd|rd|th|d)?", r"(?P<y>1\d{3}|20\d\d)"
    return (
        Notation(
            "first days of a month",
            rf"{ordinal}\s+{number}\s+days\s+of\s+{capital_month}(?:,?\s+{year})?",
            _first_days,
            "first 10 days of October",
        ),
        Notation(
            "half of a year",
            rf"{ordinal}\s+half\s+of\s+(?P<y>(?<=\s)\d{{4}}|['’]\d\d)",
            _half_year,
            "first half of '54",
        ),
        Notation(
            "month to the year's end",
            rf"{capital_month}\s+to\s+the\s+end\s+of\s+the\s+year",
            _month_to_year_end,
            "July to the end of the year",
        ),
        Notation(
            "of this year", rf"(?:{day}\s+)?{capital_month}\s+of\s+{this_year}", _month_this_year, "June of this year"
        ),
        Notation(
            "days of a month",
            rf"{day}\s?(?:-|–|to|and)\s?(?P<e>\d{{1,2}})\s+{month}(?:,?\s+{year})?",
            _days,
            "5 and 6 July",
        ),
        Notation(
            "day, month, year", rf"{day}(?:\s+of)?[\s.]{{1,2}}{month}[.,\s]{{1,2}}{year}", _full, "13 August 1951"
        ),
        Notation("month, day, year", rf"{month}\s+{day},?\s+{year}", _full, "June 30, 1951"),
        Notation("year-month-day", r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", _iso, "1951-06-30"),
        Notation(
            "numbers with stops", r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})", _numeric, "24.6.51"
        ),
        Notation("numbers with strokes", r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4}|\d{2})", _numeric, "14/10/50"),
        Notation("Roman month", rf"{day}[./ -]{{1,2}}{roman}[./ -]{{1,2}}(?P<y>\d{{4}}|\d{{2}})", _full, "24.III.50"),
        Notation(
            "months of a year",
            rf"{capital_month}\s?(?:-|–|\bto\b)\s?(?P<N>{capital})(?:,?\s+{year})?",
            _months,
            "April-June 1952",
        ),
        Notation("day and month", rf"{day}(?:\s+of)?\s+{month}", _day_month, "4 October"),
        Notation("month and day", rf"{month}\s+{day}(?![\d:])", _day_month, "June 21"),
        Notation("month and year", rf"{month},?\s+(?:of\s+)?{year}", _month_year, "July 1952"),
        Notation("month alone", rf"{lead}(?P<at>{capital_month})", _month, "in October"),
        Notation("years", rf"{year}(?:-|–)(?P<z>\d{{4}}|\d{{2}})", _years, "1952-1953"),
        Notation("year with apostrophe", r"['’](?P<y>\d{2})", _year, "'52"),
        Notation("year", rf"{lead}(?:the\s+year\s+)?(?P<at>{year})", _year, "in 1951"),
        Notation(
            "day and month in numbers",
            r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.?",
            _day_month_numeric,
            "30.6",
            places=frozenset({"dateline", "office"}),
        ),
        Notation(
            "clock", r"(?P<h>\d{1,2}):(?P<min>\d{2})(?:\s?(?P<half>[ap]\.?\s?m\.?))?", _clock, "11:20", kind="time"
        ),
        Notation(
            "hours and minutes",
            r"(?P<h>\d{1,2})\s+(?:hours?|hrs?\.?|h\.)(?:,?\s+(?:and\s+)?(?P<min>\d{1,2})\s+(?:minutes?|mins?\.?))?",
            _clock,
            "20 hours 05 minutes",
            kind="time",
            places=frozenset({"office", "dateline", "beside a date"}),
        ),
        Notation(
            "clock with a stop",
            r"(?P<h>1[0-2]|[1-9])\.(?P<min>[0-5]\d)\s?(?P<half>[ap]\.?\s?m\.?)",
            _clock,
            "5.30 p.m.",
            kind="time",
        ),
        Notation("hour of the day", r"(?P<h>1[0-2]|[1-9])\s?(?P<half>[ap]\.?\s?m\.?)", _clock, "1 p.m.", kind="time"),
        Notation(
            "Zulu time",
            r"(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)(?:(?P<zone>Z|\s?GMT)|\s?hours)",
            _clock,
            "1425Z",
            kind="time",
        ),
        Notation(
            "clock without colon", r"(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)", _clock, "0230", kind="time", places=OFFICE
        ),
    )


_NONE: Final = "\0"
OFFICE: Final = frozenset({"office", "beside a date"})
BEFORE: Final = r"(?<![\w./:–-])(?<!\d,)"
AFTER: Final = r"(?![\w–]|[-/:]\w|[.,]\d)"


@functools.cache
def _compiled(words: Words) -> tuple[tuple[Notation, re.Pattern[str]], ...]:
    return tuple((n, re.compile(f"{BEFORE}{n.pattern}{AFTER}")) for n in notations(words))


def find(text: str, calendar: Calendar, place: Literal["text", "dateline", "office"] = "text") -> list[Dating]:
    """All dates and times of a text, in order, none overlapping another.

    ``place`` says where the text stands: a dateline may hold ``30.6``, an office note ``0230``; elsewhere
    these are numbers, unless a clock stands right beside a date.

    >>> from tei_edition.transcript.words import words
    >>> [d.when for d in find("on 24 June 1951 at 4:00", Calendar(words("en")))]
    ['1951-06-24', '04:00:00']
    """
    found: list[Dating] = []
    refused: list[Span] = []
    for notation, pattern in _compiled(calendar.words):
        if notation.places and place not in notation.places and "beside a date" not in notation.places:
            continue
        for match in pattern.finditer(text):
            span = Span(*match.span("at" if "at" in pattern.groupindex else 0))
            if any(span.start < other.span.end and other.span.start < span.end for other in found):
                continue
            if any(span.start < other.end and other.start < span.end for other in refused):
                continue
            if notation.places and place not in notation.places and not _beside_a_date(text, span, found):
                continue
            made = notation.make(match, calendar)
            if made is not None:
                found.append(_dating(span, notation, made))
            elif "d" in pattern.groupindex and "M" in pattern.groupindex:
                refused.append(span)  # 30 February is no date, and its February no month
    found = [*found, *_further_years(text, calendar, found)]
    return sorted(found, key=lambda d: d.span)


def _dating(span: Span, notation: Notation, made: dict[str, str | bool]) -> Dating:
    values = {name: str(value) for name, value in made.items() if name != "inferred"}
    return Dating(span, notation.kind, inferred=bool(made.get("inferred")), notation=notation.name, **values)


def _beside_a_date(text: str, span: Span, found: list[Dating]) -> bool:
    """Only a space (or ``on``) stands between the span and a date."""
    for other in found:
        between = (
            text[span.end : other.span.start] if other.span.start >= span.end else text[other.span.end : span.start]
        )
        if (
            other.kind == "date"
            and len(other.first) == 10
            and between.strip() in {"", "on", "at", ","}
            and len(between) < 5
        ):
            return True
    return False


def _further_years(text: str, calendar: Calendar, found: list[Dating]) -> Iterator[Dating]:
    """``1951, '52 and 1953``: a year in a row of years needs no word before it."""
    spans = [d.span for d in found if d.kind == "date" and len(d.first) == 4]
    for match in re.finditer(rf"{BEFORE}(?P<y>1\d{{3}}|20\d\d){AFTER}", text):
        span = Span(*match.span())
        joined = any(
            re.fullmatch(r",?\s+(?:and\s+|or\s+)?", text[s.end : span.start]) for s in spans if s.end < span.start
        )
        if joined and not any(span.start < d.span.end and d.span.start < span.end for d in found):
            year = calendar.year(match["y"])
            if year:
                spans.append(span)
                yield Dating(span, "date", when=f"{year:04}", notation="year in a row of years")


def single(text: str, calendar: Calendar) -> Dating | None:
    """The date of a text that says one, None if there is none: for date lines of records."""
    return next((d for d in find(text, calendar, "dateline") if d.kind == "date" and d.when), None)
