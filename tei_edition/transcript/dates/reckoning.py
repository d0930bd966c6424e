"""Days, months and years as a document reckons them: what its own date and language say of the rest."""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from dataclasses import dataclass
from typing import Final, Literal

from tei_edition.transcript.words import Words, alternatives

Order = Literal["day-month", "month-day", ""]

# Russian typewriters write the numerals with letters of their own
CYRILLIC: Final = str.maketrans("ХІУ", "XIV")
ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# of what lies further ahead of its own date than this, in years, no document speaks by number
AHEAD: Final = 60
# the year of a day or month whose year nothing tells: ISO has it too, as --05-03
NO_YEAR: Final = 0
# who leaves the year out means this year, unless the day, or the middle of the month, is further away than this, in days
SAME_YEAR: Final = 240
HALF_A_YEAR: Final = 200
PASSED: Final = 60


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known about time where a text was written.

    ``anchor`` is the document's own date, ``supposed`` true where its century is, ``rough`` where only its month or
    year is known, ``vague`` where only some years are of which it is one; ``order`` says how ``3/5/93`` is read, empty
    where nothing tells.
    """

    words: Words
    anchor: datetime.date | None = None
    order: Order = ""
    supposed: bool = False
    rough: bool = False
    vague: bool = False

    @property
    def dated(self) -> datetime.date | None:
        """The anchor, where its year is known."""
        return None if self.vague else self.anchor

    def year(self, written: str) -> int | None:
        """A year as written: ``51`` is the one nearest the anchor; None if nothing tells the century."""
        digits = written.lstrip("'’‘")
        number = int(digits)
        if len(digits) > 2:
            return number if self.may_speak_of(number) else None
        if self.anchor is None:
            return None
        century = self.anchor.year // 100 * 100
        return min((century - 100 + number, century + number, century + 100 + number), key=self._distance)

    def may_speak_of(self, year: int) -> bool:
        """False of a year so far ahead of the document that it would not be told by number."""
        return self.anchor is None or year <= self.anchor.year + AHEAD

    def _distance(self, year: int) -> int:
        return abs(year - (self.anchor.year if self.anchor else 0))

    def distance(self, day: str) -> int:
        """How many days lie between an ISO date and the anchor; 0 without an anchor."""
        return abs((datetime.date.fromisoformat(day) - self.anchor).days) if self.anchor else 0

    def nearest(self, month: int, day: int = 0, *, ahead: bool = False) -> int:
        """The year of a day or month without one: the anchor's own, but across the turn of a year the nearest.

        ``ahead`` is true where the day is still to come. Where nothing tells the year it is ``NO_YEAR``.
        """
        anchor = self.dated
        if anchor is None:
            return NO_YEAR

        def distance(year: int) -> int:
            return abs((datetime.date(year, month, min(day or 15, length(year, month))) - anchor).days)

        has_passed = ahead and (month, day or 31) < (anchor.month, anchor.day)
        if distance(anchor.year) <= (PASSED if has_passed else SAME_YEAR if day else HALF_A_YEAR):
            return anchor.year
        years = [y for y in (anchor.year - 1, anchor.year, anchor.year + 1) if 1 <= y <= 9999]
        return min(years, key=distance)

    def month(self, written: str) -> int:
        """A month by its name or its Roman numeral; 0 if it is neither."""
        folded = written.rstrip(".").lower()
        numeral = folded.upper().translate(CYRILLIC)
        return _numbers(self.words).get(folded) or (ROMAN.index(numeral) + 1 if numeral in ROMAN else 0)


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """``iso(1951, 6, 30)`` → ``1951-06-30``, ``iso(NO_YEAR, 6, 30)`` → ``--06-30``; None for what no calendar has."""
    if year is None or not NO_YEAR <= year <= 9999:
        return None
    begun = "-" if year == NO_YEAR else f"{year:04}"
    if month is None:
        return begun if year else None
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{begun}-{month:02}"
    return f"{begun}-{month:02}-{day:02}" if 1 <= day <= length(year, month) else None


def nearest_day(day: int, to: datetime.date) -> str | None:
    """The day of that number nearest to a date, as ISO 8601; None if there is none near.

    >>> nearest_day(25, datetime.date(1951, 7, 3))
    '1951-06-25'
    """
    months = (divmod(to.year * 12 + to.month - 1 + offset, 12) for offset in (-1, 0, 1))
    days = (value for year, month in months if year and (value := iso(year, month + 1, day)))
    return min(days, key=lambda value: abs(datetime.date.fromisoformat(value) - to), default=None)


def is_yearless(value: str) -> bool:
    """``--06-30``, ``--06``: a day or month of which nothing tells the year."""
    return value.startswith("--")


def is_day(value: str) -> bool:
    """``1951-06-30`` and ``--06-30`` say a day; ``1951-06`` does not."""
    return len(value) == 10 or (is_yearless(value) and len(value) == 7)


@functools.cache
def _numbers(words: Words) -> dict[str, int]:
    """The names of the months, without stop and in small letters, and their numbers."""
    return {n.rstrip(".").lower(): number for number, names in enumerate(words.months, 1) for n in names}


def begins_with_day(text: str, words: Words) -> bool:
    """``13. September``: where days are written with a stop, one before its month is no label of a point."""
    if re.match(r"\s*\d{1,2}\.\s?[IVXХІУ]{1,4}\.\s?\d", text):
        return True  # "18. IV. 1919"
    if "." not in words.day_endings:
        return False
    names = tuple(name.rstrip(".") for name in words.month_names)
    return bool(re.match(rf"\s*\d{{1,2}}\.\s{alternatives(names)}(?!\w)", text))


def length(year: int, month: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(year, month)[1]
