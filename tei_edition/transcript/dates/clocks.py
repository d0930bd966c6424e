"""What an hour says, row by row of the table."""

from __future__ import annotations

from tei_edition.transcript.dates.readings import Impossible, Maker, Match, Read, Value, one_value, piece
from tei_edition.transcript.dates.reckoning import Calendar


def clock(m: Match, c: Calendar) -> Read:
    """``11:20``, ``4.30 p.m.``, ``0230Z``: an hour in figures."""
    hour, minute, second = int(m["hour"]), int(piece(m, "minute") or 0), int(piece(m, "second") or 0)
    part = _part_of_the_day(m, c)
    hour = _of_the_day(hour, part) if part else hour
    zone = "Z" if piece(m, "zone") else ""
    if (hour, minute, second) == (24, 0, 0):
        return one_value(f"24:00:00{zone}")
    if hour > 23 or minute > 59 or second > 59:
        return Impossible("no day has such an hour")
    return one_value(f"{hour:02}:{minute:02}:{second:02}{zone}")


def two_clocks(m: Match, c: Calendar) -> Read:
    """``14.30 bis 17.15 Uhr``, ``11 to 1 p.m.``: two times, the word stands with the last only."""
    hours, minutes = [int(m["hour"]), int(m["hour2"])], [int(piece(m, n) or 0) for n in ("minute", "minute2")]
    if part := _part_of_the_day(m, c):
        # of "11 to 1 p.m." the first is in the morning
        hours = [h if h % 12 > hours[1] % 12 else _of_the_day(h, part) for h in hours]
    if max(hours) > 23 or max(minutes) > 59:
        return ()
    spans = ((m.start("hour"), m.end("minute" if piece(m, "minute") else "hour")), (m.start("hour2"), m.end()))
    read = zip(hours, minutes, spans, strict=True)
    return tuple(Value(f"{hour:02}:{minute:02}:00", part=span) for hour, minute, span in read)


def _part_of_the_day(m: Match, c: Calendar) -> str:
    said, parts = " ".join(piece(m, "part").split()), c.words.day_parts
    return parts.get(said) or parts.get(said.lower(), "")


def _of_the_day(hour: int, part: str) -> int:
    """The hour of 24 that an hour of 12 is in a part of the day; at night twelve is midnight and two is two."""
    if not 1 <= hour <= 12:
        return hour
    if part == "night":
        return 0 if hour == 12 else hour + 12 if hour > 6 else hour
    return hour % 12 + (12 if part == "afternoon" else 0)


def past_the_hour(minutes: int) -> Maker:
    """``half past six`` is so many minutes after the hour, ``halb sechs`` before it."""

    def make(m: Match, c: Calendar) -> Read:
        said, part = (piece(m, "number") or m["hour"]).lower(), _part_of_the_day(m, c)
        hour = int(said) if said.isdigit() else c.words.numerals.get(said, 0)
        whole = (hour - (minutes < 0)) % 12 or 12 if part else hour - (minutes < 0)
        whole = _of_the_day(whole, part) if part else whole
        return one_value(f"{whole:02}:{minutes % 60:02}:00") if 0 <= whole < 24 else ()

    return make


def hour_in_words(m: Match, c: Calendar) -> Read:
    """``at six in the evening``."""
    said = m["number"].lower()
    hour = int(said) if said.isdigit() else c.words.numerals.get(said, 99)
    part = _part_of_the_day(m, c)
    hour = _of_the_day(hour, part) if part else hour
    return one_value(f"{hour:02}:00:00") if hour < 24 else ()


def noon(_: Match, __: Calendar) -> Read:
    """``12 noon``."""
    return one_value("12:00:00")


def midnight(_: Match, __: Calendar) -> Read:
    """``at midnight``."""
    return one_value("00:00:00")
