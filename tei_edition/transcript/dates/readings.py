"""What a date says, row by row of the table: its ISO value, or why it has none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tei_edition.transcript.dates.reckoning import NO_YEAR, Calendar, is_yearless, iso, length, nearest_day
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.words import alternatives


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


def piece(m: Match, name: str) -> str:
    """What a piece of the form says, empty if it is absent."""
    return (m[name] or "") if name in m.re.groupindex else ""


def one_value(value: str | None, inferred: bool = False, doubt: str = "") -> tuple[Value, ...]:
    """A date or time as the one that is said; none if there is none."""
    return (Value(when=value, inferred=inferred and not is_yearless(value), doubt=doubt),) if value else ()


def _range(start: str | None, end: str | None, inferred: bool = False) -> tuple[Value, ...]:
    if not (start and end and start <= end):
        return ()
    return (Value(start=start, end=end, inferred=inferred and not is_yearless(start)),)


Day = tuple[int | None, int, int]


def _stretch(first: Day, last: Day, inferred: bool = False) -> Read:
    """From a day to a later one; if no calendar has one of the two, which."""
    missing = [(year, month, day) for year, month, day in (first, last) if year and not iso(year, month, day)]
    if len(missing) == 1 and (not inferred or missing[0][2] <= LONGEST_MONTH):
        return _no_day(*missing[0])
    return _range(iso(*first), iso(*last), inferred)


def _no_day(year: int, month: int, day: int) -> Read:
    return _day(year, month, day) if 1 <= month <= 12 else Impossible(f"there is no month {month}")


def _day(year: int | None, month: int, day: int, inferred: bool = False) -> Read:
    value = iso(year, month, day)
    if value is None and year is not None and 1 <= month <= 12:
        of = f" of {year}" if year else ""
        return Impossible(f"month {month}{of} has {length(year, month)} days, not {day}")
    return one_value(value, inferred)


def _year_of(m: Match, c: Calendar, month: int, day: int = 0) -> tuple[int | None, bool]:
    """The year as written, or the one that brings the month nearest; and whether it is inferred."""
    written = piece(m, "year") or piece(m, "yy")
    if piece(m, "this"):
        return (c.dated.year if c.dated else None), True
    return (c.year(written), False) if written else (c.nearest(month, day, ahead=_is_ahead(m, c)), True)


def _is_ahead(m: Match, c: Calendar) -> bool:
    """``until April``: the word before says that the day is still to come."""
    said = _words_before(m)
    return bool(said) and said[-1] in c.words.ahead


def _is_led(m: Match, c: Calendar) -> bool:
    """``on 32 May``, ``of the 32nd May``: the word before leads to a date, an article between them or not."""
    leads, said = {*c.words.dating, *c.words.beside}, _words_before(m)
    behind = said[-2:-1] if said and said[-1] in c.words.form["before-date"] else []
    return not leads.isdisjoint([*said[-1:], *behind])


def _words_before(m: Match) -> list[str]:
    """The last words before a date."""
    at = m.start("at" if "at" in m.re.groupindex else 0)
    return m.string[max(0, at - 20) : at].lower().split()


def dated(m: Match, c: Calendar) -> Read:
    """A day, its month in letters and perhaps its year, whatever their order."""
    month, day = c.month(piece(m, "month") or piece(m, "roman")), int(m["d"])
    if not month and piece(m, "roman"):
        return Impossible(f"there is no month {m['roman']}")
    if day > LONGEST_MONTH and not (piece(m, "year") or piece(m, "yy")) and not _claims_a_day(m, c):
        return ()
    year, inferred = _year_of(m, c, month, day)
    return _day(year, month, day, inferred)


def _claims_a_day(m: Match, c: Calendar) -> bool:
    """``on 32 May``, ``on May 32``; but ``in June 51`` is a month and its year, and so may ``51 June`` be."""
    if re.match(r"-?[^\W\d_]", m.string[m.end("d") :]):
        return _is_led(m, c)
    if _may_be_a_year(m["d"], c):
        return False
    month_first = m.start("month" if "month" in m.re.groupindex else "roman") < m.start("d")
    return _is_on_a_day(m, c) if month_first else _is_led(m, c)


def _is_on_a_day(m: Match, c: Calendar) -> bool:
    """``on May 32``: the word before leads to days alone, and the number is near to one."""
    said = _words_before(m)
    return int(m["d"]) < MISWRITTEN and bool(said) and said[-1] in {*c.words.beside} - {*c.words.dating}


def _may_be_a_year(number: str, c: Calendar) -> bool:
    year = c.year(number)
    return year is not None and c.anchor is not None and abs(year - c.anchor.year) <= NEAR


LONGEST_MONTH: Final = 31
MISWRITTEN: Final = 40
"""A number below this is as likely a day miswritten as one with the number of a note."""
NEAR: Final = 10
"""So near to the document's own year two figures behind a month are a year: ``June 51``."""


def before_a_note(m: Match, c: Calendar) -> Read:
    """``September 211``, ``October 82``: no month has such a day; the last figure is the number of a note."""
    number, month, day = m["d"] + m["note"], c.month(m["month"]), int(m["d"])
    if int(number) < MISWRITTEN or (len(number) == 2 and _may_be_a_year(number, c)):
        return ()
    read = _day(c.nearest(month, day), month, day, inferred=True)
    return () if isinstance(read, Impossible) else read


def year_first(m: Match, c: Calendar) -> Read:
    """``1951-06-30``."""
    year, month, day = int(m["year"]), int(m["mm"]), int(m["day"])
    return one_value(iso(year, month, day)) or _refused(m, c, year, month, day)


def _refused(m: Match, c: Calendar, year: int, month: int, day: int) -> Read:
    """Why there is no such day; of what may as well be a number of any other kind nothing is said."""
    are_days = max(month, day) <= LONGEST_MONTH
    return _no_day(year, month, day) if are_days or _is_led(m, c) else ()


def with_stops(m: Match, c: Calendar) -> Read:
    """``24.6.51``: the day first, but where the month is first with strokes it may be so here."""
    first, second, year = int(m["day"]), int(m["mm"]), c.year(m["yy"])
    if c.order == "month-day" and first != second and iso(year, first, second):
        other = iso(year, second, first)
        return _either(iso(year, first, second) or "", other, c) if other else one_value(iso(year, first, second))
    day, month = first, second
    value = iso(year, month, day)
    if value and year and _is_rather_the_month_first(value, iso(year, first, second), c):
        return _either(value, iso(year, first, second) or "", c)
    if value or year is None:
        return one_value(value)
    if _may_be_a_year(m["day"], c) and first > LONGEST_MONTH and len(m["yy"]) == 2:
        return one_value(iso(c.year(m["day"]), month, int(m["yy"])))  # "80. 10. 02."
    is_month, is_day = 1 <= month <= 12, 1 <= day <= LONGEST_MONTH
    # with two digits of a year it may be a number of any other kind
    claims = (is_month or is_day) and len(m["yy"]) == 4
    return _no_day(year, month, day) if claims or (is_month and is_day) else ()


def _is_rather_the_month_first(day_first: str, month_first: str | None, c: Calendar) -> bool:
    """``11.03.1962`` on a page of 3 November 1962: read otherwise it is the page's own day or the next, and not months away."""
    if c.order or c.rough or c.dated is None or month_first is None:
        return False
    return c.distance(month_first) <= DAYS_OF_SENDING and c.distance(day_first) > PARTED


DAYS_OF_SENDING: Final = 3
"""So many days lie between the date of a document and what its office notes of it."""
PARTED: Final = 31
"""Further apart than this, in days, no office notes anything of it."""


def with_strokes(m: Match, c: Calendar) -> Read:
    """``14/10/50``: by the order declared or told by the document; else the day first, in doubt."""
    first, second, year = int(m["day"]), int(m["mm"]), c.year(m["yy"])
    if year is None:
        return ()
    day_first, month_first = iso(year, second, first), iso(year, first, second)
    if day_first and month_first and day_first != month_first:
        told = {"day-month": day_first, "month-day": month_first}.get(c.order)
        return one_value(told) if told else _either(day_first, month_first, c)
    value = day_first or month_first
    if value or len(m["yy"]) < 4:
        return one_value(value)
    return _refused(m, c, year, second, first)


def _either(day_first: str, month_first: str, c: Calendar) -> Read:
    """Of two readings the one nearer to the document's own date, in doubt."""
    nearer = min((day_first, month_first), key=c.distance)
    return one_value(nearer, doubt=f"day and month may have changed places: {day_first} or {month_first}")


def day_month_numeric(m: Match, c: Calendar) -> Read:
    """``30.6``, ``6/30``: day and month in figures, of the year that brings them nearest."""
    first, second = int(m["day"]), int(m["mm"])
    day, month = (second, first) if _is_month_first(first, second, c) else (first, second)
    if first <= 12 and _tells_the_month_first(m, c, second):
        day, month = second, first
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ()
    return _day(c.nearest(month, day), month, day, inferred=True)


def _tells_the_month_first(m: Match, c: Calendar, second: int) -> bool:
    """``6/30``, ``on 4.24. at 0:30``: no month has the second number; with a stop an hour must follow."""
    if "/" in m[0] and c.order == "month-day":
        return True
    beside = compiled(rf"\.?,?\s{alternatives(c.words.beside or (chr(0),))}\s\d", re.IGNORECASE)
    return 12 < second <= LONGEST_MONTH and ("/" in m[0] or beside.match(m.string, m.end()) is not None)


def _is_month_first(first: int, second: int, c: Calendar) -> bool:
    """``01.05`` beside ``01.03.1962``: where the month comes first, of two readings the one nearer to the document's date."""
    if c.order != "month-day" or first > 12 or second > 12 or c.dated is None:
        return c.order == "month-day" and first <= 12 < second
    day_first, month_first = (
        iso(c.nearest(month, day), month, day) for month, day in ((second, first), (first, second))
    )
    return month_first is not None and (day_first is None or c.distance(month_first) < c.distance(day_first))


def numeric_range(m: Match, c: Calendar) -> Read:
    """``3.5.-7.6.51``: from day to day, the year of the first perhaps absent."""
    last = c.year(m["yy2"])
    first = c.year(piece(m, "yy")) if piece(m, "yy") else last
    days = (first, int(m["mm"]), int(m["day"])), (last, int(m["mm2"]), int(m["day2"]))
    # with two digits of a year they may be numbers of any other kind
    return _stretch(*days) if len(m["yy2"]) == 4 else _range(iso(*days[0]), iso(*days[1]))


SOME_YEAR: Final = 1900
"""Any year in which days can be counted."""


def old_and_new_style(m: Match, c: Calendar) -> Read:
    """``18/31 July 1914``: one day in two calendars; the later is the Gregorian."""
    month = c.month(m["month"])
    year, inferred = _year_of(m, c, month, int(m["day2"]))
    old_month = c.month(piece(m, "month2")) or month
    counted = year or SOME_YEAR
    new = iso(counted, month, int(m["day2"]))
    old = iso(counted - (old_month > month), old_month, int(m["day"]))
    if year is None or new is None or old is None:
        return ()
    apart = date.fromisoformat(new) - date.fromisoformat(old)
    return one_value(iso(year, month, int(m["day2"])), inferred) if timedelta(10) <= apart <= timedelta(13) else ()


def of_year(offset: int) -> Maker:
    """``13 September of this year``: reckoned from the document's own."""

    def make(m: Match, c: Calendar) -> Read:
        if c.dated is None:
            return ()
        year, month = c.dated.year + offset, c.month(piece(m, "month") or piece(m, "roman"))
        day = piece(m, "d")
        return _day(year, month, int(day), inferred=True) if day else one_value(iso(year, month), inferred=True)

    return make


def of_its_name(offset: int) -> Maker:
    """``last May``, ``le 5 mai dernier``: the one before the document's own date, or the one after."""

    def make(m: Match, c: Calendar) -> Read:
        if c.dated is None:
            return ()
        month, day = c.month(m["month"]), piece(m, "d")
        now, then = (c.dated.month, c.dated.day), (month, int(day or c.dated.day))
        year = c.dated.year - (then >= now) if offset < 0 else c.dated.year + (then <= now)
        return _day(year, month, int(day), inferred=True) if day else one_value(iso(year, month), inferred=True)

    return make


def of_month(offset: int) -> Maker:
    """``the 5th instant``: the month of the document's own date, the one before, the one after."""

    def make(m: Match, c: Calendar) -> Read:
        if c.dated is None or c.rough:
            return ()
        year, month = divmod(c.dated.year * 12 + c.dated.month - 1 + offset, 12)
        return _day(year, month + 1, int(m["d"]), inferred=True)

    return make


def day_in_words(m: Match, c: Calendar) -> Read:
    """``the fifth of May``."""
    month, day = c.month(m["month"]), c.words.days[" ".join(m["word"].lower().split())]
    year, inferred = _year_of(m, c, month, day)
    return _day(year, month, day, inferred)


def day_alone(m: Match, c: Calendar) -> Read:
    """``on the 25th``: of the month that brings it nearest to the document's own date."""
    return one_value(nearest_day(int(m["d"]), c.dated), inferred=True) if c.dated else ()


def date_time_group(m: Match, c: Calendar) -> Read:
    """``301200Z JUN 51``: day and hour in one number, as signal offices write it."""
    hour = f"T{m['hour']}:{m['minute']}:00Z"
    number = int(m["d"])
    if not piece(m, "month"):
        day = nearest_day(number, c.dated) if c.dated else None
        return one_value(day and day + hour, inferred=True)
    month = c.month(m["month"])
    year, inferred = _year_of(m, c, month, number)
    day = iso(year, month, number) if year else None
    return one_value(day and day + hour, inferred)


def decade(m: Match, c: Calendar) -> Read:
    """``the 1950s``, ``the '20s``."""
    first = c.year(m["decade"])
    return _range(iso(first), iso(first + 9)) if first else ()


def one_month(m: Match, c: Calendar) -> Read:
    """``May 1951``, ``in May``: a month."""
    month, short = c.month(m["month"]), piece(m, "year")
    if len(short) == 2 and int(short) <= LONGEST_MONTH:
        return ()  # "June 30" is a day
    if len(short) == 2 and _is_rather_a_day(m, short, c):
        return _no_day(c.nearest(month), month, int(short))
    year, inferred = _year_of(m, c, month)
    return one_value(iso(year, month), inferred)


def _is_rather_a_day(m: Match, number: str, c: Calendar) -> bool:
    """``of May 32`` far from 1932: the word before leads to days as well, and no day is so high."""
    leads_to_days = _words_before(m)[-1:] and _words_before(m)[-1] in c.words.beside
    return bool(leads_to_days) and number.isdigit() and int(number) < MISWRITTEN and not _may_be_a_year(number, c)


def months(m: Match, c: Calendar) -> Read:
    """``October 1952-March``, ``October-March 1953``: from month to month."""
    first, last = c.month(m["month"]), c.month(m["month2"])
    end, begin = piece(m, "year2"), piece(m, "year")
    year = c.year(begin or end) if begin or end else c.nearest(first)
    if year is None:
        return ()
    if end and begin:
        return _range(iso(year, first), iso(c.year(end), last))
    if piece(m, "this") and c.dated:
        year = c.dated.year
    if year == NO_YEAR:
        return _range(iso(year, first), iso(year, last))
    # "October-March 1952" begins in the year before, "October 1952-March" ends in the year after
    start = year - 1 if end and last < first else year
    return _range(iso(start, first), iso(start + (last < first), last), inferred=not (begin or end))


def listed_months(m: Match, c: Calendar) -> Read:
    """``May and June`` are one stretch; ``May and October`` are two months."""
    first, last = c.month(m["month"]), c.month(m["month2"])
    if first < last and last - first > 1:
        written = piece(m, "year2") or piece(m, "year")
        year = c.year(written) if written else c.nearest(last)
        year = c.dated.year if piece(m, "this") and c.dated else year
        parts = (m.span("month"), (m.start("month2"), m.end("at" if "at" in m.re.groupindex else 0)))
        values = zip((first, last), parts, (True, not written), strict=True)
        return tuple(Value(iso(year, n) or "", inferred=i and bool(year), part=p) for n, p, i in values)
    return months(m, c)


def month_to_year_end(m: Match, c: Calendar) -> Read:
    """``from June to the end of 1951``."""
    first = c.month(m["month"])
    year, inferred = _year_of(m, c, first)
    return _range(iso(year, first), iso(year, 12), inferred)


def years(m: Match, _: Calendar) -> Read:
    """``1951-53``, ``1912/13``: from year to year."""
    first, written = int(m["year"]), m["year2"].lstrip("'’‘")
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    if len(written) == 2 and m.string[m.end("year") :][:1].isspace():
        return ()  # "1951 - 60 boats"
    # "1912/13" is a year from summer to summer; "1912/45" something else
    follows = last == first + 1 if "/" in m[0] else last > first
    return _range(iso(first), iso(last)) if follows else ()


def one_year(m: Match, c: Calendar) -> Read:
    """``(1951)``, ``'51``: a year."""
    return one_value(iso(c.year(m["year"])))


def season(m: Match, c: Calendar) -> Read:
    """``spring of 1953`` says the year, ``winter of 1950-51`` two: where a season begins no two countries agree."""
    if piece(m, "this"):
        return one_value(iso(c.dated.year), inferred=True) if c.dated else ()
    return years(m, c) if piece(m, "year2") else one_year(m, c)


def share_of_a_year(parts: int) -> Maker:
    """A half or a quarter of a year."""

    def make(m: Match, c: Calendar) -> Read:
        part = c.words.ordinals.get(m["ordinal"].lower(), 0)
        number, months = parts if part == -1 else part, 12 // parts
        written = piece(m, "year")
        year = c.year(written) if written else c.dated.year if c.dated else None
        if not 1 <= number <= parts:
            return ()
        last = number * months
        return _range(iso(year, last - months + 1), iso(year, last), inferred=not written)

    return make


def first_days(m: Match, c: Calendar) -> Read:
    """``the first three days of May``, ``the last ten days of June``."""
    month = c.month(m["month"])
    year, inferred = _year_of(m, c, month)
    said = piece(m, "number").lower()
    number = int(said) if said.isdigit() else c.words.numerals.get(said, 0)
    part = c.words.ordinals.get(m["ordinal"].lower())
    if year is None or not 1 <= number <= length(year, month) or part not in {1, -1}:
        return ()
    last = number if part == 1 else length(year, month)
    return _range(iso(year, month, last - number + 1), iso(year, month, last), inferred)


def half_month(m: Match, c: Calendar) -> Read:
    """``the first half of June``."""
    month = c.month(m["month"])
    year, inferred = _year_of(m, c, month)
    part = c.words.ordinals.get(m["ordinal"].lower(), 0)
    if year is None or part not in {1, 2, -1}:
        return ()
    first, last = (1, 15) if part == 1 else (16, length(year, month))
    return _range(iso(year, month, first), iso(year, month, last), inferred)


def ten_days(m: Match, c: Calendar) -> Read:
    """A third of a month, as Russian counts them."""
    month = c.month(m["month"])
    year, inferred = _year_of(m, c, month)
    part = c.words.ordinals.get(m["ordinal"].lower(), 0)
    number = 3 if part == -1 else part
    if year is None or not 1 <= number <= 3:
        return ()
    last = length(year, month) if number == 3 else number * 10
    return _range(iso(year, month, number * 10 - 9), iso(year, month, last), inferred)


def days(m: Match, c: Calendar) -> Read:
    """``5-7 June 1951``: from day to day in one month."""
    month, last = c.month(piece(m, "month") or piece(m, "roman")), int(m["d2"])
    year, inferred = _year_of(m, c, month, last)
    return _stretch((year, month, int(m["d"])), (year, month, last), inferred)


def days_in_numbers(m: Match, c: Calendar) -> Read:
    """``13. und 14. 2.``: the number of the month stands with the last day only."""
    month, first, last = int(m["mm"]), int(m["d"]), int(m["d2"])
    if not 1 <= month <= 12:
        return ()
    year, inferred = _year_of(m, c, month, last)
    return _stretch((year, month, first), (year, month, last), inferred)


def listed_days(m: Match, c: Calendar) -> Read:
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


def both_days(m: Match, c: Calendar) -> Read:
    """``24/25/X/62``: the days on which an office says it was sent and came in."""
    month, year = c.month(m["roman"]), c.year(m["yy"])
    sent, came = (iso(year, month, int(m[day])) for day in ("d", "d2"))
    if sent is None or came is None or came < sent:
        return ()
    return Value(sent, part=m.span("d")), Value(came, part=(m.start("d2"), m.end()))


def across_months(m: Match, c: Calendar) -> Read:
    """``30 June-3 July 1951``."""
    first, last = c.month(m["month"]), c.month(m["month2"])
    end, begin = piece(m, "year2"), piece(m, "year")
    year = c.year(end or begin) if end or begin else c.nearest(first, int(m["d"]))
    if year is None or (year == NO_YEAR and last < first):
        return ()
    start = c.year(begin) if begin else year - (last < first) * bool(end)
    stop = year if end else year + (last < first)
    return _stretch((start, first, int(m["d"])), (stop, last, int(m["d2"])), inferred=not (begin or end))
