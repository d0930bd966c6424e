"""The notations of dates and times: THE table. What a row means is said here, how a language writes it in its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from tei_edition.transcript.dates import clocks, readings, traps
from tei_edition.transcript.dates.readings import Maker
from tei_edition.transcript.dates.traps import Trap


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
        readings.date_time_group,
        ("{dd}{hhmm}~{zone}[ {month}[ {yy}]]",),
        digits=True,
        unless=NUMBER,
    ),
    Notation("old and new style", readings.old_and_new_style),
    Notation("first days of a month", readings.first_days),
    Notation("ten days of a month", readings.ten_days),
    Notation("half of a month", readings.half_month),
    Notation("half of a year", readings.share_of_a_year(2)),
    Notation("quarter of a year", readings.share_of_a_year(4)),
    Notation("month to the year's end", readings.month_to_year_end),
    Notation("days across months", readings.across_months),
    Notation("days of a month", readings.days, unless=(traps.numbered, traps.clocked)),
    Notation(
        "days of a Roman month",
        readings.days,
        ("{d}[.]~-~{d2}(.|/| )~{roman}(.|/|-| )~{yy}", "{d}[.]~-~{d2}[.]~{ROMAN}.", "{d}[.]~-~{d2}(.|/){ROMAN}"),
        digits=True,
        unless=NUMBER,
    ),
    Notation(
        "range in numbers",
        readings.numeric_range,
        ("{day}.{mm}[.{yy}]~-~{day2}.{mm2}.{yy2}", "{day}.~{mm}.~-~{day2}.~{mm2}.~{yy2}"),
        digits=True,
        unless=NUMBER,
    ),
    Notation(
        "days of a month in numbers",
        readings.days_in_numbers,
        ("{d}.~-~{d2}.~{mm}.~{yy}", "{d}(~-~|/){d2}.{mm}.{yy}"),
        digits=True,
        unless=NUMBER,
    ),
    Notation(
        "days of an entry",
        readings.days_in_numbers,
        ("<{d}-{d2}/{mm}>~:",),
        digits=True,
        unless=(*NUMBER, traps.inside),
    ),
    Notation("listed days", readings.listed_days, unless=(traps.numbered,)),
    Notation("between months", readings.months),
    Notation("listed months", readings.listed_months),
    Notation("of this year", readings.of_year(0)),
    Notation("of last year", readings.of_year(-1)),
    Notation("of next year", readings.of_year(1)),
    Notation("last of its name", readings.of_its_name(-1)),
    Notation("next of its name", readings.of_its_name(1)),
    Notation("of this month", readings.of_month(0)),
    Notation("of last month", readings.of_month(-1)),
    Notation("of next month", readings.of_month(1)),
    Notation("day, month, year", readings.dated, unless=(traps.numbered, traps.clocked)),
    Notation("month, day, year", readings.dated, unless=(traps.clocked,)),
    Notation("month, day, year with a stop or a stroke", readings.dated, unless=(traps.clocked, traps.unended)),
    Notation("year, month, day", readings.dated, unless=(traps.numbered, traps.counted, traps.clocked)),
    Notation(
        "year before month and day",
        readings.dated,
        unless=(traps.numbered, traps.counted, traps.clocked, traps.of_message, traps.distant),
    ),
    Notation("year and Roman month", readings.dated, ("{year} {ROMAN} {bare}",), digits=True, unless=NUMBER),
    Notation(
        "year-month-day",
        readings.year_first,
        ("{year}-{mm}-{day}", "{year}.~{mm}.~{day}", "{year}/{mm}/{day}"),
        digits=True,
        unless=NUMBER,
    ),
    Notation(
        "numbers with stops",
        readings.with_stops,
        ("{day}.~{mm}.~{yy}", "{day}.{mm} .{yyyy}"),
        digits=True,
        unless=NUMBER,
    ),
    Notation("numbers with stroke and hyphen", readings.with_stops, ("{day}/{mm}-{yy}",), digits=True, unless=NUMBER),
    Notation(
        "numbers with strokes",
        readings.with_strokes,
        ("{day}/{mm}/{yy}", "{day}/{mm} {yyyy}"),
        digits=True,
        unless=NUMBER,
    ),
    Notation("numbers with hyphens", readings.with_strokes, ("{day}-{mm}-{yyyy}",), digits=True, unless=NUMBER),
    Notation(
        "numbers with hyphens, short",
        readings.with_strokes,
        ("{day}-{mm}-{yy}",),
        places=DATELINE,
        digits=True,
        unless=NUMBER,
    ),
    Notation(
        "days of sending and receipt",
        readings.both_days,
        ("{d}/{d2}/{roman}/{yy}", "ON/<{d}/{d2}/{roman}/{yy}>"),
        places=OFFICE,
        digits=True,
    ),
    Notation(
        "Roman month",
        readings.dated,
        ("{d}(.|/|-| )~{roman}(.|/|~-| )~{yy}", "{d}.~{roman}.~{yy}", "{d}(.|/){numeral}(.|/){yyyy}"),
        digits=True,
        unless=NUMBER,
    ),
    Notation(
        "day, month, year of a date line", readings.dated, places=DATELINE, unless=(traps.numbered, traps.counted)
    ),
    Notation("months of a year", readings.months),
    Notation("day in words", readings.day_in_words, unless=NAME),
    Notation("day and month", readings.dated, unless=(*NAME, traps.of_another_day)),
    Notation("month and day", readings.dated, unless=NAME),
    Notation("month and day before a note", readings.before_a_note, unless=(*NAME, traps.counted)),
    Notation("part of a month", readings.one_month),
    Notation("month and year", readings.one_month, unless=(traps.quoted,)),
    Notation("month alone", readings.one_month, ("{lead} <{Month}>",), unless=(traps.named, traps.forename)),
    Notation("season of a year", readings.season, unless=(traps.quantity,)),
    # before the years: of 1000 to 1130 hours the first is none
    Notation(
        "two clocks",
        clocks.two_clocks,
        ("{hour}:{minute}~-~{hour2}:{minute2}[~{part}]",),
        kind="time",
        unless=(*NUMBER, traps.ratio),
    ),
    Notation(
        "two clocks beside a date",
        clocks.two_clocks,
        kind="time",
        places=ROUND,
        unless=(*NUMBER, traps.ratio),
    ),
    Notation(
        "years",
        readings.years,
        ("{year}~-~{year2}", "{year}/{year2}"),
        digits=True,
        unless=(*NUMBER, traps.clocked, traps.quantity),
    ),
    Notation("decade", readings.decade),
    Notation(
        "year alone",
        readings.one_year,
        ("{year}",),
        places=TEXT,
        digits=True,
        unless=(traps.accompanied, traps.distant),
    ),
    Notation(
        "year of a date line",
        readings.one_year,
        ("{year}",),
        places=frozenset({"dateline"}),
        digits=True,
        unless=(*NUMBER, traps.unplaced),
    ),
    Notation("year with apostrophe", readings.one_year, ("'{two}",), digits=True),
    Notation("year", readings.one_year, (r"\(<{year}>\)",), unless=(traps.quantity, traps.remote, traps.hourly)),
    Notation("Roman day and month", readings.dated, ("{d}(.|/){ROMAN}",), digits=True, unless=NUMBER),
    Notation("day and month with stops", readings.day_month_numeric, digits=True, unless=NUMBER),
    Notation(
        "day and month in numbers",
        readings.day_month_numeric,
        ("{day}.{mm}[.]", "{day}/{mm}"),
        places=DATELINE,
        digits=True,
        unless=(*NUMBER, traps.clocked),
    ),
    Notation(
        "day of an entry",
        readings.day_month_numeric,
        ("<{day}~/~{mm}>~:", "<{day}.~{mm}.>~:", "<{day}.{0m}.>"),
        digits=True,
        unless=(*NUMBER, traps.inside),
    ),
    Notation(
        "day and month after a word",
        readings.day_month_numeric,
        digits=True,
        unless=(*NUMBER, traps.quantity, traps.fraction),
    ),
    Notation("day alone", readings.day_alone, unless=(*NUMBER, traps.attributive)),
    Notation("Zulu time", clocks.clock, ("{hhmm}~{zone}", "{hour}:{minute}~{zone}"), kind="time", unless=NUMBER),
    Notation(
        "clock",
        clocks.clock,
        ("{hour}:{minute}:{second}[~{part}]", "{hour}:{minute}[~{part}]"),
        kind="time",
        digits=True,
        unless=(*NUMBER, traps.ratio),
    ),
    Notation("half past", clocks.past_the_hour(30), kind="time"),
    Notation("half to", clocks.past_the_hour(-30), kind="time"),
    Notation("quarter past", clocks.past_the_hour(15), kind="time"),
    Notation("quarter to", clocks.past_the_hour(-15), kind="time"),
    Notation("clock with a word", clocks.clock, kind="time", unless=(*NUMBER, traps.adrift)),
    Notation("hour with a word", clocks.hour_in_words, kind="time", unless=(traps.adrift,)),
    Notation("clock of four digits", clocks.clock, kind="time", unless=(*NUMBER, traps.attributive)),
    Notation("hours and minutes", clocks.clock, kind="time", places=BESIDE, unless=(traps.numbered, traps.lasting)),
    Notation("noon", clocks.noon, kind="time"),
    Notation("midnight", clocks.midnight, kind="time"),
    Notation("noon beside a date", clocks.noon, ("{noon}",), kind="time", places=BESIDE),
    Notation("midnight beside a date", clocks.midnight, ("{midnight}",), kind="time", places=BESIDE),
    Notation(
        "clock without colon",
        clocks.clock,
        ("{hhmm}",),
        kind="time",
        places=OFFICE,
        digits=True,
        unless=(*NUMBER, traps.unannounced, traps.own_year),
    ),
    Notation(
        "clock with a stop beside a date",
        clocks.clock,
        ("{hour}.{minute}",),
        kind="time",
        places=ROUND,
        digits=True,
        unless=(*NUMBER, traps.of_message, traps.counted),
    ),
    Notation(
        "clock beside a date",
        clocks.clock,
        ("{hhmm}",),
        kind="time",
        places=ROUND,
        digits=True,
        unless=(*NUMBER, traps.of_message),
    ),
)
