"""The notations of dates and times: THE table. What a row means is said here, how a language writes it in its words.

A form reads as it is written: ``{d} {month}[,] {year}``. Braces hold what varies (see :data:`PIECES`), square brackets
what may be absent, ``(a|b)`` a choice, ``<…>`` the date itself where a word must stand before it. A space is white
space, ``~`` a space or none, ``-`` any dash, ``'`` any apostrophe; a backslash takes the meaning from the next sign.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from tei_edition.transcript import traps
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.reckoning import NO_YEAR, Calendar, is_yearless, iso, length, nearest_day
from tei_edition.transcript.traps import Trap
from tei_edition.transcript.words import Words, alternatives, parts_of_the_day


@dataclass(frozen=True, slots=True)
class Value:
    """What a date says: one day or hour, or beginning and end, as ISO 8601.

    ``part`` is the stretch of the match it belongs to, where the match holds several dates.
    """

    when: str = ""
    start: str = ""
    end: str = ""
    inferred: bool = False
    doubt: str = ""
    part: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Impossible:
    """Why what is written as a date is none."""

    reason: str


Match = re.Match[str]
Read = tuple[Value, ...] | Impossible
Maker = Callable[[Match, Calendar], Read]


@dataclass(frozen=True, slots=True)
class Notation:
    """One way to write a date or time: what it says, where it is read, and what only looks like it.

    ``forms`` are those that all languages share; a language's own stand in its table of words under the same name.
    ``digits`` is true where nothing but digits and their separators tells the date.
    """

    name: str
    make: Maker
    forms: tuple[str, ...] = ()
    kind: Literal["date", "time"] = "date"
    places: frozenset[str] = frozenset()
    digits: bool = False
    unless: tuple[Trap, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form, ready to be looked for; ``keyword`` stands in every text that it matches.

    ``sought`` is its regular expression, ``begins`` that of its first word or number, empty if it may begin anywhere.
    """

    notation: Notation
    row: int
    written: str
    sought: str
    keyword: str
    begins: str
    needs_month: bool
    needs_digits: bool

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds the form: compiled when a text first asks for it, since few of a language's forms are ever met."""
        return compiled(self.sought)

    @property
    def opening(self) -> re.Pattern[str]:
        """What finds each place where a form that begins alike may begin."""
        return compiled(self.begins)


# ------------------------------------------------------------------ what the rows say


def _said(m: Match, name: str) -> str:
    """What a piece of the form says, empty if it is absent."""
    return (m[name] or "") if name in m.re.groupindex else ""


def _when(value: str | None, inferred: bool = False, doubt: str = "") -> tuple[Value, ...]:
    return (Value(when=value, inferred=inferred and not is_yearless(value), doubt=doubt),) if value else ()


def _range(start: str | None, end: str | None, inferred: bool = False) -> tuple[Value, ...]:
    if not (start and end and start <= end):
        return ()
    return (Value(start=start, end=end, inferred=inferred and not is_yearless(start)),)


def _day(year: int | None, month: int, day: int, inferred: bool = False) -> Read:
    value = iso(year, month, day)
    if value is None and year is not None and 1 <= month <= 12:
        of = f" of {year}" if year else ""
        return Impossible(f"month {month}{of} has {length(year, month)} days, not {day}")
    return _when(value, inferred)


def _year_of(m: Match, c: Calendar, month: int, day: int = 0) -> tuple[int | None, bool]:
    """The year as written, or the one that brings the month nearest; and whether it is inferred."""
    written = _said(m, "year") or _said(m, "yy")
    if _said(m, "this"):
        return (c.dated.year if c.dated else None), True
    return (c.year(written), False) if written else (c.nearest(month, day, ahead=_is_ahead(m, c)), True)


def _is_ahead(m: Match, c: Calendar) -> bool:
    """``until April``: the word before says that the day is still to come."""
    at = m.start("at" if "at" in m.re.groupindex else 0)
    words = m.string[max(0, at - 20) : at].lower().split()
    return bool(words) and words[-1] in c.words.ahead


def _dated(m: Match, c: Calendar) -> Read:
    """A day, its month in letters and perhaps its year, whatever their order."""
    if int(m["d"]) > LONGEST_MONTH and not (_said(m, "year") or _said(m, "yy")):
        return ()  # "June 51" is a month and its year, or nothing
    month, day = c.month(_said(m, "month") or _said(m, "roman")), int(m["d"])
    year, inferred = _year_of(m, c, month, day)
    return _day(year, month, day, inferred)


LONGEST_MONTH: Final = 31
NEAR: Final = 10
"""So near to the document's own year two figures behind a month are a year: ``June 51``."""


def _before_a_note(m: Match, c: Calendar) -> Read:
    """``September 211``, ``October 82``: no month has such a day; the last figure is the number of a note."""
    number, month, day = m["d"] + m["note"], c.month(m["month"]), int(m["d"])
    year = c.year(number) if len(number) == 2 else None
    if int(number) <= LONGEST_MONTH or (year and c.anchor and abs(year - c.anchor.year) <= NEAR):
        return ()
    read = _day(c.nearest(month, day), month, day, inferred=True)
    return () if isinstance(read, Impossible) else read


def _iso(m: Match, _: Calendar) -> Read:
    return _when(iso(int(m["year"]), int(m["mm"]), int(m["day"])))


def _stops(m: Match, c: Calendar) -> Read:
    """``24.6.51``: the day first, but where the month is first with strokes it may be so here."""
    first, second, year = int(m["day"]), int(m["mm"]), c.year(m["yy"])
    if c.order == "month-day" and first != second and iso(year, first, second):
        other = iso(year, second, first)
        return _either(iso(year, first, second) or "", other, c) if other else _when(iso(year, first, second))
    day, month = first, second
    value = iso(year, month, day)
    if value or year is None:
        return _when(value)
    plausible = 1 <= month <= 12 and 1 <= day <= 31
    return _day(year, month, day) if plausible else _no_month(m, f"there is no month {month}")


def _no_month(m: Match, reason: str) -> Read:
    # with two digits of a year it may be a number of any other kind
    return Impossible(reason) if len(m["yy"]) == 4 and int(m["day"]) <= 31 else ()


def _strokes(m: Match, c: Calendar) -> Read:
    """``14/10/50``: by the order declared or told by the document; else the day first, in doubt."""
    first, second, year = int(m["day"]), int(m["mm"]), c.year(m["yy"])
    if year is None:
        return ()
    day_first, month_first = iso(year, second, first), iso(year, first, second)
    if day_first and month_first and day_first != month_first:
        told = {"day-month": day_first, "month-day": month_first}.get(c.order)
        return _when(told) if told else _either(day_first, month_first, c)
    value = day_first or month_first
    return _when(value) if value else _no_month(m, "neither number is a month that has such a day")


def _either(day_first: str, month_first: str, c: Calendar) -> Read:
    """Of two readings the one nearer to the document's own date, in doubt."""
    nearer = min((day_first, month_first), key=c.distance)
    return _when(nearer, doubt=f"day and month may have changed places: {day_first} or {month_first}")


def _day_month_numeric(m: Match, c: Calendar) -> Read:
    first, second = int(m["day"]), int(m["mm"])
    day, month = (second, first) if c.order == "month-day" and second > 12 >= first else (first, second)
    if "/" in m[0] and first <= 12 and (c.order == "month-day" or 12 < second <= LONGEST_MONTH):
        day, month = second, first
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ()
    return _day(c.nearest(month, day), month, day, inferred=True)


def _numeric_range(m: Match, c: Calendar) -> Read:
    last = c.year(m["yy2"])
    first = c.year(_said(m, "yy")) if _said(m, "yy") else last
    return _range(iso(first, int(m["mm"]), int(m["day"])), iso(last, int(m["mm2"]), int(m["day2"])))


SOME_YEAR: Final = 1900
"""Any year in which days can be counted."""


def _old_and_new_style(m: Match, c: Calendar) -> Read:
    """``18/31 July 1914``: one day in two calendars; the later is the Gregorian."""
    month = c.month(m["month"])
    year, inferred = _year_of(m, c, month, int(m["day2"]))
    old_month = c.month(_said(m, "month2")) or month
    counted = year or SOME_YEAR
    new = iso(counted, month, int(m["day2"]))
    old = iso(counted - (old_month > month), old_month, int(m["day"]))
    if year is None or new is None or old is None:
        return ()
    apart = date.fromisoformat(new) - date.fromisoformat(old)
    return _when(iso(year, month, int(m["day2"])), inferred) if timedelta(10) <= apart <= timedelta(13) else ()


def _of_year(offset: int) -> Maker:
    """``13 September of this year``: reckoned from the document's own."""

    def make(m: Match, c: Calendar) -> Read:
        if c.dated is None:
            return ()
        year, month = c.dated.year + offset, c.month(_said(m, "month") or _said(m, "roman"))
        day = _said(m, "d")
        return _day(year, month, int(day), inferred=True) if day else _when(iso(year, month), inferred=True)

    return make


def _of_its_name(offset: int) -> Maker:
    """``last May``, ``le 5 mai dernier``: the one before the document's own date, or the one after."""

    def make(m: Match, c: Calendar) -> Read:
        if c.dated is None:
            return ()
        month, day = c.month(m["month"]), _said(m, "d")
        now, then = (c.dated.month, c.dated.day), (month, int(day or c.dated.day))
        year = c.dated.year - (then >= now) if offset < 0 else c.dated.year + (then <= now)
        return _day(year, month, int(day), inferred=True) if day else _when(iso(year, month), inferred=True)

    return make


def _of_month(offset: int) -> Maker:
    """``the 5th instant``: the month of the document's own date, the one before, the one after."""

    def make(m: Match, c: Calendar) -> Read:
        if c.dated is None or c.rough:
            return ()
        year, month = divmod(c.dated.year * 12 + c.dated.month - 1 + offset, 12)
        return _day(year, month + 1, int(m["d"]), inferred=True)

    return make


def _day_in_words(m: Match, c: Calendar) -> Read:
    """``the fifth of May``."""
    month, day = c.month(m["month"]), c.words.days[" ".join(m["word"].lower().split())]
    year, inferred = _year_of(m, c, month, day)
    return _day(year, month, day, inferred)


def _day_alone(m: Match, c: Calendar) -> Read:
    """``on the 25th``: of the month that brings it nearest to the document's own date."""
    return _when(nearest_day(int(m["d"]), c.dated), inferred=True) if c.dated else ()


def _date_time_group(m: Match, c: Calendar) -> Read:
    """``301200Z JUN 51``: day and hour in one number, as signal offices write it."""
    hour = f"T{m['hour']}:{m['minute']}:00Z"
    number = int(m["d"])
    if not _said(m, "month"):
        day = nearest_day(number, c.dated) if c.dated else None
        return _when(day and day + hour, inferred=True)
    month = c.month(m["month"])
    year, inferred = _year_of(m, c, month, number)
    day = iso(year, month, number) if year else None
    return _when(day and day + hour, inferred)


def _decade(m: Match, c: Calendar) -> Read:
    """``the 1950s``, ``the '20s``."""
    first = c.year(m["decade"])
    return _range(iso(first), iso(first + 9)) if first else ()


def _month(m: Match, c: Calendar) -> Read:
    month, short = c.month(m["month"]), _said(m, "year")
    if len(short) == 2 and int(short) <= LONGEST_MONTH:
        return ()  # "June 30" is a day
    year, inferred = _year_of(m, c, month)
    return _when(iso(year, month), inferred)


def _months(m: Match, c: Calendar) -> Read:
    first, last = c.month(m["month"]), c.month(m["month2"])
    end, begin = _said(m, "year2"), _said(m, "year")
    year = c.year(begin or end) if begin or end else c.nearest(first)
    if year is None:
        return ()
    if end and begin:
        return _range(iso(year, first), iso(c.year(end), last))
    if _said(m, "this") and c.dated:
        year = c.dated.year
    if year == NO_YEAR:
        return _range(iso(year, first), iso(year, last))
    # "October-March 1952" begins in the year before, "October 1952-March" ends in the year after
    start = year - 1 if end and last < first else year
    return _range(iso(start, first), iso(start + (last < first), last), inferred=not (begin or end))


def _listed_months(m: Match, c: Calendar) -> Read:
    """``May and June`` are one stretch; ``May and October`` are two months."""
    first, last = c.month(m["month"]), c.month(m["month2"])
    if first < last and last - first > 1:
        written = _said(m, "year2") or _said(m, "year")
        year = c.year(written) if written else c.nearest(last)
        year = c.dated.year if _said(m, "this") and c.dated else year
        parts = (m.span("month"), (m.start("month2"), m.end("at" if "at" in m.re.groupindex else 0)))
        values = zip((first, last), parts, (True, not written), strict=True)
        return tuple(Value(iso(year, n) or "", inferred=i and bool(year), part=p) for n, p, i in values)
    return _months(m, c)


def _month_to_year_end(m: Match, c: Calendar) -> Read:
    first = c.month(m["month"])
    year, inferred = _year_of(m, c, first)
    return _range(iso(year, first), iso(year, 12), inferred)


def _years(m: Match, _: Calendar) -> Read:
    first, written = int(m["year"]), m["year2"].lstrip("'’‘")
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    # "1912/13" is a year from summer to summer; "1912/45" something else
    follows = last == first + 1 if "/" in m[0] else last > first
    return _range(iso(first), iso(last)) if follows else ()


def _year(m: Match, c: Calendar) -> Read:
    return _when(iso(c.year(m["year"])))


def _season(m: Match, c: Calendar) -> Read:
    """``spring of 1953`` says the year, ``winter of 1950-51`` two: where a season begins no two countries agree."""
    if _said(m, "this"):
        return _when(iso(c.dated.year), inferred=True) if c.dated else ()
    return _years(m, c) if _said(m, "year2") else _year(m, c)


def _share(parts: int) -> Maker:
    """A half or a quarter of a year."""

    def make(m: Match, c: Calendar) -> Read:
        part = c.words.ordinals.get(m["ordinal"].lower(), 0)
        number, months = parts if part == -1 else part, 12 // parts
        written = _said(m, "year")
        year = c.year(written) if written else c.dated.year if c.dated else None
        if not 1 <= number <= parts:
            return ()
        last = number * months
        return _range(iso(year, last - months + 1), iso(year, last), inferred=not written)

    return make


def _first_days(m: Match, c: Calendar) -> Read:
    month = c.month(m["month"])
    year, inferred = _year_of(m, c, month)
    said = _said(m, "number").lower()
    number = int(said) if said.isdigit() else c.words.numerals.get(said, 0)
    part = c.words.ordinals.get(m["ordinal"].lower())
    if year is None or not 1 <= number <= length(year, month) or part not in {1, -1}:
        return ()
    last = number if part == 1 else length(year, month)
    return _range(iso(year, month, last - number + 1), iso(year, month, last), inferred)


def _half_month(m: Match, c: Calendar) -> Read:
    month = c.month(m["month"])
    year, inferred = _year_of(m, c, month)
    part = c.words.ordinals.get(m["ordinal"].lower(), 0)
    if year is None or part not in {1, 2, -1}:
        return ()
    first, last = (1, 15) if part == 1 else (16, length(year, month))
    return _range(iso(year, month, first), iso(year, month, last), inferred)


def _ten_days(m: Match, c: Calendar) -> Read:
    """A third of a month, as Russian counts them."""
    month = c.month(m["month"])
    year, inferred = _year_of(m, c, month)
    part = c.words.ordinals.get(m["ordinal"].lower(), 0)
    number = 3 if part == -1 else part
    if year is None or not 1 <= number <= 3:
        return ()
    last = length(year, month) if number == 3 else number * 10
    return _range(iso(year, month, number * 10 - 9), iso(year, month, last), inferred)


def _days(m: Match, c: Calendar) -> Read:
    month, last = c.month(_said(m, "month") or _said(m, "roman")), int(m["d2"])
    year, inferred = _year_of(m, c, month, last)
    return _range(iso(year, month, int(m["d"])), iso(year, month, last), inferred)


def _days_in_numbers(m: Match, c: Calendar) -> Read:
    """``13. und 14. 2.``: the number of the month stands with the last day only."""
    month, first, last = int(m["mm"]), int(m["d"]), int(m["d2"])
    if not 1 <= month <= 12:
        return ()
    year, inferred = _year_of(m, c, month, last)
    return _range(iso(year, month, first), iso(year, month, last), inferred)


def _listed_days(m: Match, c: Calendar) -> Read:
    """``5 and 6 July`` are one stretch; ``5, 9 and 12 July`` are three days."""
    numbers = list(re.finditer(r"\d+", m["days"]))
    month, days = c.month(m["month"]), [int(n[0]) for n in numbers]
    year, inferred = _year_of(m, c, month, days[-1])
    values = [iso(year, month, day) for day in days]
    if None in values or days != sorted(set(days)):
        return ()
    if days[-1] - days[0] == len(days) - 1:
        return _range(values[0], values[-1], inferred)
    base = m.start("days")
    starts = [base + n.start() for n in numbers]
    ends = [base + n.end() for n in numbers]
    starts[0], ends[-1] = m.start(), m.end()
    spans = zip(starts, ends, strict=True)
    # only with the last of them stands the month
    marks = (inferred or n < len(days) - 1 for n in range(len(days)))
    read = zip(values, marks, spans, strict=True)
    return tuple(Value(v or "", inferred=i and bool(year), part=s) for v, i, s in read)


def _both_days(m: Match, c: Calendar) -> Read:
    """``24/25/X/62``: the days on which an office says it was sent and came in."""
    month, year = c.month(m["roman"]), c.year(m["yy"])
    sent, came = (iso(year, month, int(m[day])) for day in ("d", "d2"))
    if sent is None or came is None or came < sent:
        return ()
    return Value(sent, part=m.span("d")), Value(came, part=(m.start("d2"), m.end()))


def _across(m: Match, c: Calendar) -> Read:
    """``30 June-3 July 1951``."""
    first, last = c.month(m["month"]), c.month(m["month2"])
    end, begin = _said(m, "year2"), _said(m, "year")
    year = c.year(end or begin) if end or begin else c.nearest(first, int(m["d"]))
    if year is None or (year == NO_YEAR and last < first):
        return ()
    start = c.year(begin) if begin else year - (last < first) * bool(end)
    stop = year if end else year + (last < first)
    return _range(iso(start, first, int(m["d"])), iso(stop, last, int(m["d2"])), inferred=not (begin or end))


def _clock(m: Match, c: Calendar) -> Read:
    hour, minute, second = int(m["hour"]), int(_said(m, "minute") or 0), int(_said(m, "second") or 0)
    part = _part_of_the_day(m, c)
    hour = _of_the_day(hour, part) if part else hour
    zone = "Z" if _said(m, "zone") else ""
    if (hour, minute, second) == (24, 0, 0):
        return _when(f"24:00:00{zone}")
    if hour > 23 or minute > 59 or second > 59:
        return Impossible("no day has such an hour")
    return _when(f"{hour:02}:{minute:02}:{second:02}{zone}")


def _two_clocks(m: Match, c: Calendar) -> Read:
    """``14.30 bis 17.15 Uhr``, ``11 to 1 p.m.``: two times, the word stands with the last only."""
    hours, minutes = [int(m["hour"]), int(m["hour2"])], [int(_said(m, n) or 0) for n in ("minute", "minute2")]
    if part := _part_of_the_day(m, c):
        # of "11 to 1 p.m." the first is in the morning
        hours = [h if h % 12 > hours[1] % 12 else _of_the_day(h, part) for h in hours]
    if max(hours) > 23 or max(minutes) > 59:
        return ()
    spans = ((m.start("hour"), m.end("minute" if _said(m, "minute") else "hour")), (m.start("hour2"), m.end()))
    read = zip(hours, minutes, spans, strict=True)
    return tuple(Value(f"{hour:02}:{minute:02}:00", part=span) for hour, minute, span in read)


def _part_of_the_day(m: Match, c: Calendar) -> str:
    said, parts = " ".join(_said(m, "part").split()), c.words.day_parts
    return parts.get(said) or parts.get(said.lower(), "")


def _of_the_day(hour: int, part: str) -> int:
    """The hour of 24 that an hour of 12 is in a part of the day; at night twelve is midnight and two is two."""
    if not 1 <= hour <= 12:
        return hour
    if part == "night":
        return 0 if hour == 12 else hour + 12 if hour > 6 else hour
    return hour % 12 + (12 if part == "afternoon" else 0)


def _past(minutes: int) -> Maker:
    """``half past six`` is so many minutes after the hour, ``halb sechs`` before it."""

    def make(m: Match, c: Calendar) -> Read:
        said, part = (_said(m, "number") or m["hour"]).lower(), _part_of_the_day(m, c)
        hour = int(said) if said.isdigit() else c.words.numerals.get(said, 0)
        whole = (hour - (minutes < 0)) % 12 or 12 if part else hour - (minutes < 0)
        whole = _of_the_day(whole, part) if part else whole
        return _when(f"{whole:02}:{minutes % 60:02}:00") if 0 <= whole < 24 else ()

    return make


def _hour_in_words(m: Match, c: Calendar) -> Read:
    said = m["number"].lower()
    hour = int(said) if said.isdigit() else c.words.numerals.get(said, 99)
    part = _part_of_the_day(m, c)
    hour = _of_the_day(hour, part) if part else hour
    return _when(f"{hour:02}:00:00") if hour < 24 else ()


def _noon(_: Match, __: Calendar) -> Read:
    return _when("12:00:00")


def _midnight(_: Match, __: Calendar) -> Read:
    return _when("00:00:00")


# ------------------------------------------------------------------ the table

TEXT: Final = frozenset({"text"})
DATELINE: Final = frozenset({"dateline", "office"})
OFFICE: Final = frozenset({"office"})
ROUND: Final = frozenset({"beside a date"})
BESIDE: Final = DATELINE | ROUND

NUMBER: Final = (traps.numbered, traps.counted)
NAME: Final = (traps.named, traps.quoted, traps.numbered)

NOTATIONS: Final = (
    Notation(
        "date-time group",
        _date_time_group,
        ("{dd}{hhmm}~{zone}[ {month}[ {yy}]]",),
        digits=True,
        unless=NUMBER,
    ),
    Notation("old and new style", _old_and_new_style),
    Notation("first days of a month", _first_days),
    Notation("ten days of a month", _ten_days),
    Notation("half of a month", _half_month),
    Notation("half of a year", _share(2)),
    Notation("quarter of a year", _share(4)),
    Notation("month to the year's end", _month_to_year_end),
    Notation("days across months", _across),
    Notation("days of a month", _days, unless=(traps.numbered, traps.clocked)),
    Notation(
        "days of a Roman month",
        _days,
        ("{d}[.]~-~{d2}(.|/| )~{roman}(.|/|-| )~{yy}", "{d}[.]~-~{d2}[.]~{ROMAN}.", "{d}[.]~-~{d2}(.|/){ROMAN}"),
        digits=True,
        unless=NUMBER,
    ),
    Notation(
        "range in numbers",
        _numeric_range,
        ("{day}.{mm}[.{yy}]~-~{day2}.{mm2}.{yy2}", "{day}.~{mm}.~-~{day2}.~{mm2}.~{yy2}"),
        digits=True,
        unless=NUMBER,
    ),
    Notation(
        "days of a month in numbers",
        _days_in_numbers,
        ("{d}.~-~{d2}.~{mm}.~{yy}", "{d}(~-~|/){d2}.{mm}.{yy}"),
        digits=True,
        unless=NUMBER,
    ),
    Notation("days of an entry", _days_in_numbers, ("<{d}-{d2}/{mm}>~:",), digits=True, unless=(*NUMBER, traps.inside)),
    Notation("listed days", _listed_days, unless=(traps.numbered,)),
    Notation("between months", _months),
    Notation("listed months", _listed_months),
    Notation("of this year", _of_year(0)),
    Notation("of last year", _of_year(-1)),
    Notation("of next year", _of_year(1)),
    Notation("last of its name", _of_its_name(-1)),
    Notation("next of its name", _of_its_name(1)),
    Notation("of this month", _of_month(0)),
    Notation("of last month", _of_month(-1)),
    Notation("of next month", _of_month(1)),
    Notation("day, month, year", _dated, unless=(traps.numbered, traps.clocked)),
    Notation("month, day, year", _dated, unless=(traps.clocked,)),
    Notation(
        "year-month-day",
        _iso,
        ("{year}-{mm}-{day}", "{year}.{mm}.{day}", "{year}/{mm}/{day}"),
        digits=True,
        unless=NUMBER,
    ),
    Notation("numbers with stops", _stops, ("{day}.~{mm}.~{yy}",), digits=True, unless=NUMBER),
    Notation("numbers with stroke and hyphen", _stops, ("{day}/{mm}-{yy}",), digits=True, unless=NUMBER),
    Notation(
        "numbers with strokes",
        _strokes,
        ("{day}/{mm}/{yy}", "{day}/{mm} {yyyy}"),
        digits=True,
        unless=NUMBER,
    ),
    Notation("numbers with hyphens", _strokes, ("{day}-{mm}-{yyyy}",), digits=True, unless=NUMBER),
    Notation(
        "numbers with hyphens, short", _strokes, ("{day}-{mm}-{yy}",), places=DATELINE, digits=True, unless=NUMBER
    ),
    Notation(
        "days of sending and receipt",
        _both_days,
        ("{d}/{d2}/{roman}/{yy}", "ON/<{d}/{d2}/{roman}/{yy}>"),
        places=OFFICE,
        digits=True,
    ),
    Notation(
        "Roman month",
        _dated,
        ("{d}(.|/|-| )~{roman}(.|/|-| )~{yy}", "{d}.~{roman}.~{yy}"),
        digits=True,
        unless=NUMBER,
    ),
    Notation("day, month, short year", _dated, places=DATELINE, unless=(traps.numbered, traps.counted)),
    Notation("months of a year", _months),
    Notation("day in words", _day_in_words, unless=NAME),
    Notation("day and month", _dated, unless=NAME),
    Notation("month and day", _dated, unless=NAME),
    Notation("month and day before a note", _before_a_note, unless=(*NAME, traps.counted)),
    Notation("part of a month", _month),
    Notation("month and year", _month, unless=(traps.quoted,)),
    Notation("month alone", _month, ("{lead} <{Month}>",), unless=(traps.named, traps.forename)),
    Notation("season of a year", _season, unless=(traps.quantity,)),
    # before the years: of 1000 to 1130 hours the first is none
    Notation(
        "two clocks",
        _two_clocks,
        ("{hour}:{minute}~-~{hour2}:{minute2}[~{part}]",),
        kind="time",
        unless=(*NUMBER, traps.ratio),
    ),
    Notation(
        "two clocks beside a date",
        _two_clocks,
        kind="time",
        places=ROUND,
        unless=(*NUMBER, traps.ratio),
    ),
    Notation(
        "years",
        _years,
        ("{year}-{year2}", "{year}/{year2}"),
        digits=True,
        unless=(*NUMBER, traps.clocked, traps.quantity),
    ),
    Notation("decade", _decade),
    Notation("year alone", _year, ("{year}",), places=TEXT, digits=True, unless=(traps.accompanied, traps.distant)),
    Notation("year with apostrophe", _year, ("'{two}",), digits=True),
    Notation("year", _year, (r"\(<{year}>\)",), unless=(traps.quantity, traps.remote, traps.hourly)),
    Notation("Roman day and month", _dated, ("{d}(.|/){ROMAN}",), digits=True, unless=NUMBER),
    Notation("day and month with stop and stroke", _day_month_numeric, digits=True, unless=NUMBER),
    Notation(
        "day and month in numbers",
        _day_month_numeric,
        ("{day}.{mm}[.]", "{day}/{mm}"),
        places=DATELINE,
        digits=True,
        unless=NUMBER,
    ),
    Notation(
        "day of an entry",
        _day_month_numeric,
        ("<{day}~/~{mm}>~:", "<{day}.~{mm}.>~:", "<{day}.{0m}.>"),
        digits=True,
        unless=(*NUMBER, traps.inside),
    ),
    Notation("day and month after a word", _day_month_numeric, digits=True, unless=(*NUMBER, traps.quantity)),
    Notation("day alone", _day_alone, unless=(*NUMBER, traps.attributive)),
    Notation("Zulu time", _clock, ("{hhmm}~{zone}", "{hour}:{minute}~{zone}"), kind="time", unless=NUMBER),
    Notation(
        "clock",
        _clock,
        ("{hour}:{minute}:{second}[~{part}]", "{hour}:{minute}[~{part}]"),
        kind="time",
        digits=True,
        unless=(*NUMBER, traps.ratio),
    ),
    Notation("half past", _past(30), kind="time"),
    Notation("half to", _past(-30), kind="time"),
    Notation("quarter past", _past(15), kind="time"),
    Notation("quarter to", _past(-15), kind="time"),
    Notation("clock with a word", _clock, kind="time", unless=(*NUMBER, traps.adrift)),
    Notation("hour with a word", _hour_in_words, kind="time", unless=(traps.adrift,)),
    Notation("clock of four digits", _clock, kind="time", unless=(*NUMBER, traps.attributive)),
    Notation("hours and minutes", _clock, kind="time", places=BESIDE, unless=(traps.numbered, traps.lasting)),
    Notation("noon", _noon, kind="time"),
    Notation("midnight", _midnight, kind="time"),
    Notation("noon beside a date", _noon, ("{noon}",), kind="time", places=BESIDE),
    Notation("midnight beside a date", _midnight, ("{midnight}",), kind="time", places=BESIDE),
    Notation(
        "clock without colon",
        _clock,
        ("{hhmm}",),
        kind="time",
        places=OFFICE,
        digits=True,
        unless=(*NUMBER, traps.unannounced),
    ),
    Notation(
        "clock with a stop beside a date",
        _clock,
        ("{hour}.{minute}",),
        kind="time",
        places=ROUND,
        digits=True,
        unless=(*NUMBER, traps.of_message, traps.counted),
    ),
    Notation(
        "clock beside a date",
        _clock,
        ("{hhmm}",),
        kind="time",
        places=ROUND,
        digits=True,
        unless=(*NUMBER, traps.of_message),
    ),
)


# ------------------------------------------------------------------ forms

YEAR: Final = r"1\d{3}|20\d\d"
ROMAN: Final = r"(?:[XХ][IІ]{1,2}|[IІ][XХ]|[IІ]V|V[IІ]{1,3}|V|[IІ]{1,3}|[XХ])"
_NONE: Final = "\0"


@functools.cache
def _pieces(words: Words) -> dict[str, str]:
    """What the braces of a form stand for, in one language."""
    ending = f"(?:{alternatives(words.day_endings or (_NONE,))})?"
    day = rf"\d{{1,2}}{ending}"
    joining = alternatives(words.joining or (_NONE,))
    any_month, exact_month = _months_of(words, exact=False), _months_of(words, exact=True)
    number = rf"(?:\d{{1,2}}|{alternatives(tuple(words.numerals) or (_NONE,))})(?![^\W½])"
    return {
        "d": rf"(?P<d>\d{{1,2}}){ending}",
        "q": r"[\"“„«](?P<d>\d{1,2})[\"”“»]",
        "dnote": r"(?P<d>\d{1,2})(?=(?P<note>\d)(?!\w|[.,:/]\d))",
        "d2": rf"(?P<d2>\d{{1,2}}){ending}",
        "nth": rf"(?P<d>\d{{1,2}}){ending.rstrip('?')}",
        "dd": r"(?P<d>[0-3]\d)",
        "decade": r"(?P<decade>(?:(?:1[5-9]|20)\d|['’‘]?\d)0)",
        "days": rf"(?P<days>{day}(?:,\s{{1,4}}{day}){{0,9}},?\s{{1,4}}{joining}\s{{1,4}}{day})",
        "day": r"(?P<day>\d{1,2})",
        "day2": r"(?P<day2>\d{1,2})",
        "mm": r"(?P<mm>\d{1,2})",
        "0m": r"(?P<mm>0[1-9])",
        "mm2": r"(?P<mm2>\d{1,2})",
        "month": f"(?P<month>{any_month})",
        "month2": f"(?P<month2>{any_month})",
        "Month": f"(?P<month>{exact_month})",
        "Month2": f"(?P<month2>{exact_month})",
        "roman": f"(?P<roman>{ROMAN})",
        "ROMAN": f"(?P<roman>(?-i:{ROMAN}))",
        "year": rf"(?P<year>{YEAR}|['’‘]\d\d)",
        "year2": rf"(?P<year2>{YEAR}|['’‘]?\d\d)",
        "two": r"(?P<year>\d\d)",
        "yyyy": rf"(?P<yy>{YEAR})",
        "yy": rf"(?P<yy>{YEAR}|['’‘]?\d\d)",
        "yy2": rf"(?P<yy2>{YEAR}|\d\d)",
        "ordinal": f"(?P<ordinal>{alternatives(tuple(words.ordinals) or (_NONE,))})",
        "number": f"(?P<number>{number})",
        "word": f"(?P<word>{alternatives(tuple(words.days) or (_NONE,))})",
        "this": f"(?P<this>{alternatives(words.this_year or (_NONE,))})",
        "lead": rf"\b{alternatives(words.dating or (_NONE,))}",
        "hour": r"(?P<hour>\d{1,2})",
        "minute": r"(?P<minute>\d{2})",
        "hour2": r"(?P<hour2>\d{1,2})",
        "minute2": r"(?P<minute2>\d{2})",
        "minutes": r"(?P<minute>\d{1,2})",
        "second": r"(?P<second>\d{2})",
        "hhmm": r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)",
        "0hmm": r"(?P<hour>0\d)(?P<minute>[0-5]\d)",
        "hhmm2": r"(?P<hour2>[01]\d|2[0-4])(?P<minute2>[0-5]\d)",
        "zone": "(?P<zone>(?-i:Z|GMT|UTC|G\\.M\\.T\\.))",
        "part": f"(?P<part>{parts_of_the_day(words)})",
        "noon": alternatives(words.noon or (_NONE,)),
        "midnight": alternatives(words.midnight or (_NONE,)),
    }


def _months_of(words: Words, *, exact: bool) -> str:
    """The names of the months; only in capitals or as the table has them where ``exact`` or where they are words too."""
    names = [name for row in words.months for name in row]
    free = [n for n in names if not exact and n.lower() not in words.not_months]
    written = list(dict.fromkeys(spelt for n in names for spelt in (n, n.upper(), n.capitalize())))
    branches = [f"(?-i:{_names(written)})", *([_names(free)] if free else [])]
    return f"(?:{'|'.join(branches)})"


def _names(names: list[str]) -> str:
    """Names as whole words; the stop of an abbreviation may be absent."""
    whole = tuple(n for n in names if not n.endswith("."))
    short = tuple(n.rstrip(".") for n in names if n.endswith("."))
    end = r"(?![^\W\d])"  # but the number of a note may touch it
    branches = [rf"{alternatives(whole)}{end}" if whole else "", rf"{alternatives(short)}{end}\.?" if short else ""]
    return "|".join(filter(None, branches))


SIGNS: Final = {
    "[": "(?:",
    "]": ")?",
    "(": "(?:",
    ")": ")",
    "|": "|",
    "<": "(?P<at>",
    ">": ")",
    "~": r"\s?",
    "-": "[-–—‑]",
    "'": "['’‘]",
}
TOKEN: Final = re.compile(r"\{(?P<piece>\w+)\}|\\(?P<plain>.)|(?P<space>\s+)|(?P<other>.)")


def expression(form: str, words: Words) -> str:
    """A form as a regular expression, without regard to capitals."""
    pieces, made = _pieces(words), []
    for token in TOKEN.finditer(form):
        if token["piece"]:
            made.append(pieces[token["piece"]])
        elif token["space"]:
            made.append(r"\s{1,4}")
        else:
            made.append(re.escape(token["plain"]) if token["plain"] else SIGNS.get(token[0], re.escape(token[0])))
    return f"(?i:{''.join(made)})"


# "August 3, 1939-3:47 p.m.": an hour after the year
BEFORE_DIGITS: Final = (
    r"(?:(?<![\w./:–-])|(?<=(?:1[5-9]|20)\d\d[-–])(?=\d{1,2}(?::\d\d)?\s?[ap]\.?\s?m))(?<!\d,)(?<![$€£§])(?<![$€£§]\s)"
)
AFTER_DIGITS: Final = r"(?!\w|[-–/:]\w|[.,]\d|\s?[%°$€£₽‰])"
# "5 May 19142": the number of a note touches the year of a day or month
AFTER_YEAR: Final = (
    rf"(?:{AFTER_DIGITS}|(?<=(?:1[5-9]|20)\d\d)(?=\d{{1,2}}(?!\w|[.,]\d)|[-–]\d{{1,2}}(?::\d\d)?\s?[ap]\.?\s?m))"
)
BEFORE_DAY: Final = r"(?:(?<![\w./:$€£])(?<!\d[,–-])(?<!\w-)|(?<=(?:1[5-9]|20)\d\d[-–])(?=\d{1,2}\s?[ap]\.?\s?m))"
BEFORE_WORD: Final = r"(?<!\w)"
AFTER_NUMBER: Final = r"(?!\w|-[^\W\d]|[/:]\d)"
# "12 December2", "25 octobre dernier3": it may touch a word too
AFTER_WORD: Final = rf"(?:{AFTER_NUMBER}|(?=\d{{1,2}}(?!\w|[.,/:]\d)))"


def _edges(form: str, notation: Notation) -> tuple[str, str]:
    """What must not stand before and after."""
    first = form.lstrip("[(<\\")
    if notation.digits and first.startswith(("{", "'")):
        return BEFORE_DIGITS, AFTER_DIGITS
    before = BEFORE_DAY if first.startswith(("{d", "{n", "{h", "{y")) else BEFORE_WORD
    if form.endswith("{dnote}"):
        return before, ""
    if not re.search(r"\{(?:mm|yy|year|hour|minutes?)\d?\}[>\])]*\.?[>\])]*$", form):
        return before, AFTER_WORD if re.search(r"(?:\{[Mm]onth2?\}|\{part\}|[^\W\d_])[>\])]*$", form) else AFTER_NUMBER
    return before, AFTER_YEAR if re.search(r"\{month\d?\}.*\{year\d?\}[>\])]*$", form, re.IGNORECASE) else AFTER_DIGITS


def _glance(form: str) -> str:
    """A first look, far cheaper than what must not stand before: forms that begin with a number begin with a digit."""
    first = re.match(r"\{(?:d|dd|nth|days|day|mm|yy|hour|hhmm|0hmm)\}", form)
    return r"(?=\d)" if first else ""


# a piece, a word or a choice without choices in it; the words around a date itself are not looked at
FIRST: Final = re.compile(r"<?(?P<first>\{\w+\}|[^\W\d_]+|\([^()\[\]<>]*\)|')")


def _opening(form: str, words: Words) -> str:
    """What a form begins with, wherever no word runs into it; empty if that may be anything."""
    if _glance(form.lstrip("<")):
        return _places(r"\d")
    first = FIRST.match(form)
    return _places(expression(first["first"], words)) if first else ""


def _places(expression: str) -> str:
    """Each place where an expression stands, not within a word; nothing is taken, so that places may overlap."""
    return rf"(?<!\w)(?={expression})"


NOT_DIGITS: Final = r"\{(?:word|ordinal|number|part|lead|this|zone|noon|midnight|[Mm]onth2?|roman|ROMAN)\}"


def _needed(form: str) -> str:
    """What no text of the form can do without: nothing in brackets, nothing that is a choice."""
    inner = re.compile(r"\[[^][]*\]|(?<!\\)\([^()]*\)")
    while inner.search(form):
        form = inner.sub("\0", form)
    return form


def _form(row: int, written: str, words: Words) -> Form:
    notation = NOTATIONS[row]
    before, after = _edges(written, notation)
    needed = _needed(written)
    plain = re.findall(r"[^\W\d_]{2,}", re.sub(r"\{\w+\}", "\0", needed))
    return Form(
        notation,
        row,
        written,
        _glance(written) + before + expression(written, words) + after,
        keyword=max(plain, key=len, default="").lower(),
        begins=_opening(written, words),
        needs_month=bool(re.search(r"\{[Mm]onth", needed)),
        needs_digits=bool(re.search(r"\{\w+\}", re.sub(NOT_DIGITS, "", needed))),
    )


@functools.cache
def forms(words: Words) -> tuple[Form, ...]:
    """All forms of all notations in one language, in the order in which they are tried."""
    rows = enumerate(NOTATIONS)
    return tuple(_form(row, said, words) for row, n in rows for said in (*words.dates.get(n.name, ()), *n.forms))


# ------------------------------------------------------------------ the way back

Choose = Callable[[int], int]
"""Of so many possibilities, which; of two for what may be absent the second writes it."""


def first(possibilities: int) -> int:  # noqa: ARG001
    """The plainest way to write a form: the first choice, and nothing that may be absent."""
    return 0


def write(form: str, pieces: Mapping[str, str], choose: Choose = first) -> tuple[str, dict[str, str]]:
    """A date written in a form, and the pieces that it took.

    >>> write("{d} {month}[,] {year}", {"d": "5", "month": "May", "year": "1951"})
    ('5 May 1951', {'d': '5', 'month': 'May', 'year': '1951'})
    """
    tokens = [(token.lastgroup or "", token[token.lastgroup or 0]) for token in TOKEN.finditer(form)]
    used: dict[str, str] = {}

    def alternative(at: int, writes: bool) -> tuple[str, int]:
        """What stands from here to the next bar or closing bracket, and where that is."""
        made = []
        while at < len(tokens) and tokens[at] not in {("other", ")"), ("other", "]"), ("other", "|")}:
            text, at = item(at, writes)
            made.append(text)
        return "".join(made), at

    def item(at: int, writes: bool) -> tuple[str, int]:
        kind, said = tokens[at]
        if kind == "other" and said in "[(":
            return group(at + 1, writes, optional=said == "[")
        if kind == "piece" and writes:
            used[said] = pieces[said]
        text = pieces[said] if kind == "piece" else {"~": " " * choose(2), "<": "", ">": ""}.get(said, said)
        return text if kind != "space" else " ", at + 1

    def group(at: int, writes: bool, *, optional: bool) -> tuple[str, int]:
        count = 1 if optional else _bars(tokens, at) + 1
        chosen = choose(2) - 1 if optional else choose(count)
        made, number = "", 0
        while True:
            text, at = alternative(at, writes and number == chosen)
            made = text if number == chosen else made
            if tokens[at][1] != "|":
                return made, at + 1
            at, number = at + 1, number + 1

    return alternative(0, writes=True)[0], used


def _bars(tokens: Sequence[tuple[str, str]], at: int) -> int:
    """How many bars part the choice that begins here."""
    depth = count = 0
    for kind, said in tokens[at:]:
        if kind == "other" and said in "[(":
            depth += 1
        elif kind == "other" and said in ")]":
            if depth == 0:
                break
            depth -= 1
        elif kind == "other" and said == "|" and depth == 0:
            count += 1
    return count
