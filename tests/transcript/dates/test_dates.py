"""Dates and times in every notation, and what only looks like one. The writer's own date is 30 June 1951."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from writing import first, write

from tei_edition.transcript.anchors import anchored
from tei_edition.transcript.dates import CENTURY, Calendar, Order, Place, find, iso, order_of, runs_on, scan, single
from tei_edition.transcript.dates.forms import Form, forms
from tei_edition.transcript.dates.notations import NOTATIONS, Notation
from tei_edition.transcript.dates.reckoning import ROMAN
from tei_edition.transcript.words import Words, words

ENGLISH = words("en")
LANGUAGES = ("en", "de", "fr", "ru")
CASES = Path(__file__).resolve().parents[2] / "cases" / "plain"
WRITTEN = datetime.date(1951, 6, 30)


def read(
    text: str,
    place: Place = "text",
    anchor: datetime.date | None = WRITTEN,
    language: str = "en",
    order: Order = "",
) -> list[str]:
    """Every date of a text as ``value``, or ``from/to``, with ``!`` where it is inferred and ``?`` where in doubt."""
    found = find(text, Calendar(words(language), anchor, order), place)
    return [(d.when or f"{d.start}/{d.end}") + "!" * d.inferred + "?" * bool(d.doubt) for d in found]


def place_of(notation: Notation) -> Place:
    return "office" if "office" in notation.places else "dateline" if "dateline" in notation.places else "text"


# ------------------------------------------------------------------ every notation, written and read back


def day_of(p: Mapping[str, str], year: str) -> str:
    return (
        f"{year}-{p['MM']}-{p['DD']}"
        if {"d", "dd", "bare", "nth", "q", "day", "days"} & set(p["used"].split())
        else f"{year}-{p['MM']}"
    )


def inferred(p: Mapping[str, str], value: str) -> str:
    return value + "!" * (not {"year", "yy", "yyyy", "year2", "two"} & set(p["used"].split()))


def part_of_the_day(p: Mapping[str, str]) -> int:
    """The hour that the facts mean, with the part of the day if the form names one."""
    hour = int(p["hour"]) if "hour" in p["used"].split() else int(p["number-value"])
    if "part" not in p["used"].split():
        return 0 if hour == 24 else hour
    part = p["part-kind"]
    if part == "night":
        return 0 if hour == 12 else hour + 12 if hour > 6 else hour
    return hour % 12 + 12 * (part == "afternoon")


def past(p: Mapping[str, str], minutes: int) -> str:
    hour = 10 - (minutes < 0)
    is_late = "part" in p["used"].split() and p["part-kind"] == "afternoon"
    return f"{hour + 12 * is_late:02}:{minutes % 60:02}:00"


def listed_months(p: Mapping[str, str]) -> str:
    first, last = f"{p['Y']}-{p['MM']}", f"{p['Y']}-{p['MM2']}"
    if int(p["MM2"]) == int(p["MM"]) + 1:
        return inferred(p, f"{first}/{last}")
    return f"{first}! {inferred(p, last)}"


def clock(p: Mapping[str, str]) -> str:
    minute = p["minute"] if {"minute", "minutes", "hhmm"} & set(p["used"].split()) else "00"
    if "0hmm" in p["used"].split():
        return f"{int(p['hour']) % 10:02}:{p['minute']}:00"
    if "hhmm" not in p["used"].split():
        return f"{part_of_the_day(p):02}:{minute}:00"
    is_of_twelve = "part" in p["used"].split() and 1 <= int(p["hour"]) <= 12
    hour = part_of_the_day({**p, "used": p["used"] + " hour"}) if is_of_twelve else int(p["hour"])
    return f"{hour:02}:{minute}:00"


def two_clocks(p: Mapping[str, str]) -> str:
    used = p["used"].split()
    hhmm = {"hhmm", "hhmm2"} & set(used)
    first, last = (p[f"minute{n}"] if hhmm or f"minute{n}" in used else "00" for n in ("", "2"))
    hours = [int(p["hour"]) % 10 if "0hmm" in used else int(p["hour"]), int(p["hour2"])]
    if "part" in used and p["part-kind"] == "afternoon":
        hours = [h + 12 if 0 < h < 12 and h % 12 <= hours[1] % 12 else h for h in hours]
    if "part" in used and p["part-kind"] == "morning":
        hours = [0 if h == 12 and hours[1] == 12 else h for h in hours]
    return f"{hours[0]:02}:{first}:00 {hours[1]:02}:{last}:00"


def share(p: Mapping[str, str], parts: int) -> str:
    each, number = 12 // parts, min(int(p["ordinal-number"]), parts)
    number = parts if int(p["ordinal-number"]) < 0 else number
    return inferred(p, f"{p['Y']}-{(number - 1) * each + 1:02}/{p['Y']}-{number * each:02}")


def stretch(p: Mapping[str, str], start: str, end: str) -> str:
    return inferred(p, f"{p['Y']}-{p['MM']}-{start}/{p['Y']}-{p['MM']}-{end}")


def last_of(p: Mapping[str, str]) -> int:
    after = datetime.date(int(p["Y"]) + int(p["MM"]) // 12, int(p["MM"]) % 12 + 1, 1)
    return (after - datetime.timedelta(1)).day


# what each notation must say of the pieces it was written with: the oracle, in words of its own
MEANING: dict[str, Callable[[Mapping[str, str]], str]] = {
    "old and new style": lambda p: inferred(p, f"{p['Y']}-{p['MM2' if 'month2' in p['used'] else 'MM']}-{p['new']}"),
    "first days of a month": lambda p: stretch(p, "01", f"{int(p['number-value']):02}"),
    "ten days of a month": lambda p: stretch(p, "01", "10"),
    "half of a month": lambda p: stretch(p, "01", "15"),
    "half of a year": lambda p: share(p, 2),
    "quarter of a year": lambda p: share(p, 4),
    "month to the year's end": lambda p: inferred(p, f"{p['Y']}-{p['MM']}/{p['Y']}-12"),
    "of this year": lambda p: day_of(p, p["Y"]) + "!",
    "of last year": lambda p: day_of(p, f"{int(p['Y']) - 1}") + "!",
    "of next year": lambda p: day_of(p, f"{int(p['Y']) + 1}") + "!",
    "day in words": lambda p: inferred(p, day_of({**p, "used": p["used"] + " d"}, p["Y"])),
    "date-time group": lambda p: (
        f"{p['Y']}-{p['MM']}-{p['DD']}T{int(p['hour']):02}:{p['minute']}:00Z" + "!" * ("yy" not in p["used"].split())
    ),
    "listed months": listed_months,
    "decade": lambda p: f"{p['Y'][:3]}0/{p['Y'][:3]}9",
    "day alone": lambda p: f"{p['Y']}-{p['MM']}-{p['DD']}!",
    "clock of four digits": lambda p: clock(p),
    "noon beside a date": lambda p: "12:00:00",
    "midnight beside a date": lambda p: "00:00:00",
    "year before month and day": lambda p: day_of(p, p["Y"]),
    "last of its name": lambda p: day_of(p, f"{int(p['Y']) - 1}") + "!",
    "next of its name": lambda p: day_of(p, f"{int(p['Y']) + 1}") + "!",
    "numbers with stroke and hyphen": lambda p: day_of(p, p["Y"]),
    "day and month with stops": lambda p: day_of(p, p["Y"]) + "!",
    "of this month": lambda p: day_of(p, p["Y"]) + "!",
    "of last month": lambda p: p["last-month"] + "!",
    "of next month": lambda p: p["next-month"] + "!",
    "days across months": lambda p: inferred(p, f"{p['Y']}-{p['MM']}-{p['DD']}/{p['Y']}-{p['MM2']}-{p['DD2']}"),
    "days of a month": lambda p: stretch(p, p["DD"], p["DD2"]),
    "days of a Roman month": lambda p: stretch(p, p["DD"], p["DD2"]),
    "days of a month in numbers": lambda p: stretch(p, p["DD"], p["DD2"]),
    "two clocks": two_clocks,
    "two clocks beside a date": two_clocks,
    "month and day before a note": lambda p: f"{p['Y']}-{p['MM']}-{p['DD']}!",
    "day, month, year of a date line": lambda p: day_of(p, p["Y"]),
    "days of sending and receipt": lambda p: f"{p['Y']}-{p['MM']}-{p['DD']} {p['Y']}-{p['MM']}-{p['DD2']}",
    "listed days": lambda p: stretch(p, p["DD"], p["DD+1"]),
    "day, month, year": lambda p: day_of(p, p["Y"]),
    "month, day, year": lambda p: day_of(p, p["Y"]),
    "month, day, year with a stop or a stroke": lambda p: day_of(p, p["Y"]),
    "year-month-day": lambda p: day_of(p, p["Y"]),
    "year, month, day": lambda p: day_of(p, p["Y"]),
    "year and Roman month": lambda p: day_of(p, p["Y"]),
    "range in numbers": lambda p: f"{p['Y']}-{p['MM']}-{p['DD']}/{p['Y']}-{p['MM2']}-{p['DD2']}",
    "numbers with stops": lambda p: day_of(p, p["Y"]),
    "numbers with strokes": lambda p: day_of(p, p["Y"]),
    "numbers with hyphens": lambda p: day_of(p, p["Y"]),
    "numbers with hyphens, short": lambda p: day_of(p, p["Y"]),
    "Roman month": lambda p: day_of(p, p["Y"]),
    "between months": lambda p: inferred(p, f"{p['Y']}-{p['MM']}/{p['Y']}-{p['MM2']}"),
    "months of a year": lambda p: inferred(p, f"{p['Y']}-{p['MM']}/{p['Y']}-{p['MM2']}"),
    "day and month": lambda p: day_of(p, p["Y"]) + "!",
    "month and day": lambda p: day_of(p, p["Y"]) + "!",
    "part of a month": lambda p: inferred(p, f"{p['Y']}-{p['MM']}"),
    "month and year": lambda p: inferred(p, f"{p['Y']}-{p['MM']}"),
    "month alone": lambda p: f"{p['Y']}-{p['MM']}!",
    "years": lambda p: f"{p['Y']}/{int(p['Y']) + 1}",
    "year with apostrophe": lambda p: p["Y"],
    "year": lambda p: p["Y"],
    "season of a year": lambda p: inferred(
        p, f"{p['Y']}/{int(p['Y']) + 1}" if "year2" in p["used"].split() else p["Y"]
    ),
    "year alone": lambda p: p["Y"],
    "year of a date line": lambda p: p["Y"],
    "day of an entry": lambda p: day_of(p, p["Y"]) + "!",
    "days of an entry": lambda p: stretch(p, p["DD"], p["DD2"]),
    "Roman day and month": lambda p: day_of(p, p["Y"]) + "!",
    "day and month in numbers": lambda p: day_of(p, p["Y"]) + "!",
    "day and month after a word": lambda p: day_of(p, p["Y"]) + "!",
    "Zulu time": lambda p: f"{int(p['hour']):02}:{p['minute']}:00Z",
    "clock": lambda p: clock(p)[:6] + (p["second"] if "second" in p["used"].split() else "00"),
    "clock with a word": clock,
    "hour with a word": clock,
    "half past": lambda p: past(p, 30),
    "half to": lambda p: past(p, -30),
    "quarter past": lambda p: past(p, 15),
    "quarter to": lambda p: past(p, -15),
    "hours and minutes": clock,
    "noon": lambda p: "12:00:00",
    "midnight": lambda p: "00:00:00",
    "clock beside a date": lambda p: f"{int(p['hour']):02}:{p['minute']}:00",
    "clock with a stop beside a date": lambda p: f"{int(p['hour']):02}:{p['minute']}:00",
    "clock without colon": lambda p: f"{int(p['hour']):02}:{p['minute']}:00",
}


def pieces(language: Words, on: datetime.date, until: datetime.date, hour: int, minute: int) -> dict[str, str]:
    """All that a form may ask for, of one day and a later one of the same year, and of one time."""
    months, part = language.months, next(iter(language.day_parts))
    ordinal = next(iter(language.ordinals))
    numeral = next(n for n, value in language.numerals.items() if value == 10)
    apart = (on.day - 13, on.day) if on.day > 13 else (on.day, on.day + 13)
    year = f"{on.year:04}"
    later = on.replace(day=28) + datetime.timedelta(7)
    before = on.replace(day=1) - datetime.timedelta(1)
    return {
        "d": str(on.day), "bare": str(on.day), "dd": f"{on.day:02}", "nth": f"{on.day}{language.day_endings[0]}", "decade": f"{year[:3]}0", "q": f"“{on.day}”", "dnote": f"{on.day:02}1", "day": str(on.day), "d2": str(until.day), "day2": str(until.day),
        "days": f"{on.day} {language.joining[0]} {on.day + 1}", "mm": f"{on.month:02}", "0m": f"{on.month:02}", "mm2": f"{until.month:02}",
        "month": months[on.month - 1][0], "Month": months[on.month - 1][0],
        "month2": months[until.month - 1][0], "Month2": months[until.month - 1][0],
        "roman": ROMAN[on.month - 1], "ROMAN": ROMAN[on.month - 1], "numeral": ROMAN[on.month - 1],
        "year": year, "year2": year, "two": year[2:], "yyyy": year, "yy": year[2:], "yy2": year,
        "ordinal": ordinal, "ordinal-number": str(language.ordinals[ordinal]), "number": numeral, "number-value": "10",
        "lead": language.dating[0], "hour": str(hour), "minute": f"{minute:02}", "minutes": f"{minute:02}", "hour2": f"{23 - hour}", "minute2": "45", "second": "07",
        "hhmm": f"{hour:02}{minute:02}", "0hmm": f"{hour % 10:02}{minute:02}", "hhmm2": f"{23 - hour:02}45", "zone": "Z", "part": part, "part-kind": language.day_parts[part],
        "word": next((w for w, day in language.days.items() if day == on.day), next(iter(language.days))),
        "this": language.this_year[0], "noon": language.noon[0], "midnight": language.midnight[0],
        "Y": year, "MM": f"{on.month:02}", "DD": f"{on.day:02}", "DD+1": f"{on.day + 1:02}",
        "MM2": f"{until.month:02}", "DD2": f"{until.day:02}", "old": str(apart[0]), "new": f"{apart[1]:02}",
        "last-month": f"{before:%Y-%m}-{on.day:02}", "next-month": f"{later:%Y-%m}-{on.day:02}",
    }  # fmt: skip


# what tells two times or days at once
SEVERAL = {"two clocks", "days of sending and receipt"}


def fitted(form: Form, given_pieces: dict[str, str]) -> dict[str, str]:
    """Pieces that a notation asks of each other: a second day of the same month, a day thirteen days later."""
    p, name = dict(given_pieces), form.notation.name
    if name == "old and new style" and "month2" in form.written:
        # written "19 July/1 August": the month that is named last is the later one
        p |= {"day": p["DD"], "day2": p["new-day"], "month": p["month2"], "month2": p["month"], "new": p["new-day"]}
        p["MM2"] = p["new-month"]
        p["month"] = p["new-month-name"]
    elif name == "old and new style":
        p |= {"day": p["old"], "d": p["old"], "day2": str(int(p["new"])), "d2": str(int(p["new"]))}
    if name in {"days of a month", "days of a Roman month", "days of a month in numbers", "days of an entry", *SEVERAL}:
        p |= {"d2": str(int(p["DD"]) + 1), "DD2": p["DD+1"]}
    if name == "day in words":
        p["DD"] = f"{p['word-day']:0>2}"
    if name == "month and year" and "two" in form.written and int(p["two"]) < 32:
        p |= {"two": "'" + p["two"]}
    if name in {"years", "season of a year"}:
        p["year2"] = str(int(p["Y"]) + 1)
    if name in {"half past", "half to", "quarter past", "quarter to", "hour with a word"}:
        return p | {"number": "10", "hour": "10"}
    if name == "two clocks" and "part" in form.written:
        p |= {"hour": str(int(p["hour"]) % 9 + 1), "hour2": "11"}
    elif "hhmm" not in form.written and ("part" in form.written or name in {"clock with a word", "hours and minutes"}):
        p["hour"] = str(int(p["hour"]) % 12 or 12)
    return p


def written(form: Form, language: Words, p: dict[str, str], choose: Callable[[int], int] = first) -> tuple[str, str]:
    """A date in a form, and what it must say."""
    start = datetime.date(int(p["Y"]), int(p["MM"]), int(p["DD"]))
    new = start + datetime.timedelta(13)
    p |= {
        "word-day": str(language.days[p["word"]]),
        "new-day": f"{new.day:02}",
        "new-month": f"{new.month:02}",
        "new-month-name": language.months[new.month - 1][0],
    }
    p = fitted(form, p)
    text, used = write(form.written, p, choose)
    return text, MEANING[form.notation.name]({**p, "used": " ".join(used)})


EVERY = [(language, form) for language in LANGUAGES for form in forms(words(language))]


def name_of(case: tuple[str, Form]) -> str:
    return f"{case[0]}: {case[1].notation.name}: {case[1].written}"


@pytest.mark.parametrize("case", EVERY, ids=name_of)
def test_a_date_written_in_any_form_is_read_back(case: tuple[str, Form]) -> None:
    language, form = case
    on, until = datetime.date(1951, 5, 4), datetime.date(1951, 9, 12)
    text, value = written(form, words(language), pieces(words(language), on, until, 8, 20))
    assert " ".join(read_form(form, text, on, language)) == value, text


def read_form(form: Form, text: str, on: datetime.date, language: str) -> list[str]:
    """What is read where the form is; what must stand beside a date is put beside one."""
    if form.notation.name == "year of a date line":
        return read(f"Vessk, {text}", "dateline", on, language, "day-month")
    if form.notation.places != {"beside a date"}:
        return read(text, place_of(form.notation), on, language, "day-month")
    return read(f"4.5.{on.year}, {text}", "text", on, language, "day-month")[1:]


def test_a_month_without_a_year_is_of_the_same_year_for_half_of_one() -> None:
    late = datetime.date(1967, 12, 22)
    assert read("after the plenum in June, and in February", anchor=late) == ["1967-06!", "1968-02!"]


def test_what_an_office_notes_may_be_the_pages_own_day_with_the_month_first() -> None:
    third = datetime.date(1962, 11, 3)
    assert read("Sent on 11.03.1962, received on 11.04.1962", anchor=third) == ["1962-11-03?", "1962-11-04?"]
    assert read("Sent on 11.03.1962", anchor=datetime.date(1962, 3, 20)) == ["1962-03-11"]
    assert read("Sent on 11.03.1962", anchor=third, order="day-month") == ["1962-03-11"]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_any_date_in_any_form_and_spelling_is_read_back(language: str, data: st.DataObject) -> None:
    table = words(language)
    form = data.draw(st.sampled_from(forms(table)))
    on = data.draw(
        st.dates(datetime.date(1810, 1, 1), datetime.date(1999, 8, 31)).filter(lambda d: d.day < 28 and d.month < 9)
    )
    until = data.draw(st.dates(datetime.date(on.year, on.month + 1, 1), datetime.date(on.year, 12, 28)))
    facts = pieces(table, on, until, data.draw(st.integers(0, 23)), data.draw(st.integers(0, 59)))
    text, value = written(form, table, facts, lambda count: data.draw(st.integers(0, count - 1)))
    assert " ".join(read_form(form, text, on, language)) == value, text


EXAMPLES = [
    (language, notation, words(language).date_examples[notation.name])
    for language in LANGUAGES
    for notation in NOTATIONS
    if notation.name in words(language).date_examples
]


@pytest.mark.parametrize(("language", "notation", "example"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_the_example_of_a_notation_is_read_by_it(language: str, notation: Notation, example: str) -> None:
    found = find(example, Calendar(words(language), WRITTEN), place_of(notation))
    assert found[-1].notation == notation.name
    assert len(found) == 1 or "beside a date" in notation.name or notation.name in SEVERAL


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notation_of_a_language_has_its_example(language: str) -> None:
    written_here, shared = set(words(language).dates), {n.name for n in NOTATIONS if n.forms}
    assert written_here <= set(words(language).date_examples) <= written_here | shared
    assert language != "en" or shared <= set(words(language).date_examples)


@pytest.mark.parametrize(("language", "notation", "example"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_every_example_stands_in_a_golden_case(language: str, notation: Notation, example: str) -> None:
    transcript = CASES / f"dates-{language}" / "transcript.txt"
    assert example in transcript.read_text("utf-8")


def test_every_notation_has_a_form_and_a_meaning() -> None:
    written_somewhere = {form.notation.name for _, form in EVERY}
    assert written_somewhere == set(MEANING) == {notation.name for notation in NOTATIONS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_of_dates_names_only_notations_that_there_are(language: str) -> None:
    assert set(words(language).dates) <= {notation.name for notation in NOTATIONS}


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_any_text_is_read_without_a_stumble(language: str, data: st.DataObject) -> None:
    table = words(language)
    vocabulary = [n for row in table.months for n in row] + [*table.dating, *table.ordinals, *table.day_parts]
    token = st.one_of(
        st.sampled_from([*vocabulary, "№ ", "/", ".", "-", "–", ":", ", ", "'", "(", ")", "XII", "Z", "\n", "\u00a0"]),
        st.integers(0, 2100).map(str),
        st.text(max_size=4),
    )
    text = "".join(a + b for a, b in data.draw(st.lists(st.tuples(token, st.sampled_from(["", " "])), max_size=40)))
    found = scan(
        text,
        Calendar(table, data.draw(st.one_of(st.none(), st.dates()))),
        data.draw(st.sampled_from(["text", "dateline", "office"])),
    )
    spans = [d.span for d in found.datings]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)


# ------------------------------------------------------------------ as it is written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 24.6.51 and", ["1951-06-24"]),
        ("30.6.1951", ["1951-06-30"]),
        ("13 August 1951", ["1951-08-13"]),
        ("13th of August 1951", ["1951-08-13"]),
        ("“13” August 1951", ["1951-08-13"]),
        ("21 june 1951", ["1951-06-21"]),
        ("JUNE 30, 1951", ["1951-06-30"]),
        ("June 21st, 1951", ["1951-06-21"]),
        ("13.June.1951", ["1951-06-13"]),
        ("Sept. 3, 1950", ["1950-09-03"]),
        ("on Feb. 22. 1951. We", ["1951-02-22"]),
        ("Feb. 27. '51", ["1951-02-27"]),
        ("March 4 '51 P M", ["1951-03-04"]),
        ("Dec 1st/51, we", ["1951-12-01"]),
        ("Sunday, 24 June 1951", ["1951-06-24"]),
        ("29 February 1952", ["1952-02-29"]),
        ("16.XII.1947", ["1947-12-16"]),
        ("8.II.1950", ["1950-02-08"]),
        ("24.III.50", ["1950-03-24"]),
        ("14/III-38", ["1938-03-14"]),
        ("10.1.1949", ["1949-01-10"]),
        ("13 September of this year", ["1951-09-13!"]),
        ("on the fifth of May", ["1951-05-05!"]),
        ("October 26, 1937—noon", ["1937-10-26", "12:00:00"]),
        ("on May 13 this year", ["1951-05-13!"]),
        ("since last May, by next June", ["1951-05!", "1952-06!"]),
        ("between 10 and 15 July", ["1951-07-10/1951-07-15!"]),
        ("at half past three in the afternoon", ["15:30:00"]),
        ("Bled (1–2.VIII.1947) and 28-29.XI. on", ["1947-08-01/1947-08-02", "1951-11-28/1951-11-29!"]),
        ("on 2-6.IV.56, to: 2.-6.IV.", ["1956-04-02/1956-04-06", "1951-04-02/1951-04-06!"]),
        ("[V. Ch. 10/XII]", ["1951-12-10!"]),
        ("the term of 1912/13", ["1912/1913"]),
        ("the 5th instant, the 12th ult.", ["1951-06-05!", "1951-05-12!"]),
        ("the last 3 days of February 1952", ["1952-02-27/1952-02-29"]),
        ("the second half of '54", ["1954-07/1954-12"]),
        ("in the second quarter of 1952", ["1952-04/1952-06"]),
        ("October-March 1952", ["1951-10/1952-03"]),
        ("October 1951-March", ["1951-10/1952-03"]),
        ("December-February", ["1951-12/1952-02!"]),
        ("1952-53", ["1952/1953"]),
        ("in 1951, 1952 and 1953", ["1951", "1952", "1953"]),
        ("5-6 July 1950", ["1950-07-05/1950-07-06"]),
        ("the night of 5-6 July", ["1951-07-05/1951-07-06!"]),
        ("from 5 to 9 May", ["1951-05-05/1951-05-09!"]),
        ("5, 6 and 7 July", ["1951-07-05/1951-07-07!"]),
        ("5, 9 and 12 July 1950", ["1950-07-05!", "1950-07-09!", "1950-07-12"]),
        ("30 June - 3 July 1951", ["1951-06-30/1951-07-03"]),
        ("from 28 December to 3 January 1950", ["1949-12-28!", "1950-01-03"]),
        ("mid-January 1952", ["1952-01"]),
        ("early March 1952, the end of May", ["1952-03", "1951-05!"]),
        ("18/31 July 1914", ["1914-07-31"]),
        ("19 July/1 August 1914", ["1914-08-01"]),
        ("your telegram of 30.1", ["1951-01-30!"]),
        ("Received 19:55", ["19:55:00"]),
        ("at 20 hours 05 minutes", ["20:05:00"]),
        ("14.15 hours", ["14:15:00"]),
        ("at exactly 0500 local time, broadcast at 0545 reputedly", ["05:00:00", "05:45:00"]),
        ("of 12 December2 that, 25 March3", ["1951-12-12!", "1951-03-25!"]),
        ("(Embtel 1077, September 211) and October 82 to", ["1951-09-21!", "1951-10-08!"]),
        ("our telegram, May 32, and October 31", ["1951-10-31!"]),
        ("in the night of July 5/6, 1951", ["1951-07-05/1951-07-06"]),
        ("sent on 4.24. at 0:30 hours, a rate of 4.24. At", ["1951-04-24!", "00:30:00"]),
        ("PYONGYANG, 51. 06. 12.", ["1951-06-12"]),
        ("1951. 06. 12., your 1400 June 12", ["1951-06-12", "1951-06-12!"]),
        ("the 4 th of June. It was the 1 st June 1951", ["1951-06-04!", "1951-06-01"]),
        ("your letter of the 27th telling me of the 7th Fleet", ["1951-06-27!"]),
        ("Yours of the 23rd came at half past eleven o'clock at night", ["1951-06-23!", "23:30:00"]),
        ("a letter of the 18th century, your letter of 18th but", ["1951-06-18!"]),
        ("on the 24th (after supper), from the 26th were two", ["1951-06-24!", "1951-06-26!"]),
        ("(1905 -1969), 1953 – 1956, 1951 - 60 boats", ["1905/1969", "1953/1956", "1951"]),
        ("on 12JUN51 at 17.30 h", ["1951-06-12", "17:30:00"]),
        ("January 3, 1948-7 p. m.", ["1948-01-03", "19:00:00"]),
        ("at 2 yesterday afternoon", ["14:00:00"]),
        ("with 1700hs, from 19hs00", ["17:00:00", "19:00:00"]),
        ("on 27 February 1951, from 9.00 to 9.40", ["1951-02-27", "09:00:00", "09:40:00"]),
        ("8:12 a.m.", ["08:12:00"]),
        ("13:30 p.m.", ["13:30:00"]),
        ("12:05 p.m.", ["12:05:00"]),
        ("12:05 a.m.", ["00:05:00"]),
        ("4:00", ["04:00:00"]),
        ("until 24:00", ["24:00:00"]),
        ("at 5 o'clock in the afternoon", ["17:00:00"]),
        ("11:20 Moscow time", ["11:20:00"]),
        ("at noon on 5 July", ["12:00:00", "1951-07-05!"]),
        ("1345 5 October", ["13:45:00", "1951-10-05!"]),
        ("on 30 June 1951, 1120", ["1951-06-30", "11:20:00"]),
        ("in the spring of 1953, summer 1952", ["1953", "1952"]),
        ("the winter of 1950-51, the fall of '51 he", ["1950/1951", "1951"]),
        ("the autumn of this year", ["1951!"]),
        ("after a meeting 1947 in Vastra", ["1947"]),
        ("on 2–3.7.51 and 5/6.7.51", ["1951-07-02/1951-07-03", "1951-07-05/1951-07-06"]),
        ("in May", ["1951-05!"]),
        ("17 June 1788", ["1788-06-17"]),
        ("3 March 2004", ["2004-03-03"]),
        ("on 5 July 2090 men", ["1951-07-05!"]),
    ],
)
def test_a_date_is_read_as_it_is_written(text: str, value: list[str]) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "in der Nacht vom 5. zum 6. Juli 1941", ["1941-07-05/1941-07-06"]),
        ("de", "um 11 Uhr 30, gegen 5 Uhr nachmittags", ["11:30:00", "17:00:00"]),
        ("de", "vom 30.1. und am 3. d. M.", ["1951-01-30!", "1951-06-03!"]),
        ("fr", "le 1er mai, à 11 h 30, vers 5 heures du soir", ["1951-05-01!", "11:30:00", "17:00:00"]),
        ("fr", "les dix premiers jours d'octobre", ["1951-10-01/1951-10-10!"]),
        ("fr", "du 12/25 juillet 1914", ["1914-07-25"]),
        ("ru", "в 11 часов 20 минут 30 июня 1951 г.", ["11:20:00", "1951-06-30"]),
        ("ru", "в ночь с 5 на 6 июля, в 2 часа ночи", ["1951-07-05/1951-07-06!", "02:00:00"]),
        ("de", "um 05:40 PM, um 7:40 am 3. Mai", ["17:40:00", "07:40:00", "1951-05-03!"]),
        ("de", "im Frühjahr 1953, Winter 1950/51", ["1953", "1950/1951"]),
        ("fr", "au printemps de 1953, à 5:40 PM", ["1953", "17:40:00"]),
        ("ru", "весной 1953 г., летом с. г.", ["1953", "1951!"]),
        ("ru", "24.Х.50 г., в первой декаде октября", ["1950-10-24", "1951-10-01/1951-10-10!"]),
    ],
)
def test_other_languages_have_forms_of_their_own(language: str, text: str, value: list[str]) -> None:
    assert read(text, language=language) == value


# ------------------------------------------------------------------ what is none


@pytest.mark.parametrize(
    "text",
    [
        "may come and may go",
        "we march on",
        "3.14 of them",
        "version 1.2.3",
        "verse 3.4.5",
        "section 3.4.50",
        "see vol. 89, pp. 1080–1081, 1108–1109 and 1110–1115",
        "32.1.51",
        "30.13.51",
        "25:71",
        "0230 tons",
        "57??",
        "5-6 boats",
        "1/6 of all",
        "route 66",
        "No. 3107",
        "No. 24.6.51",
        "No. 24.6.51/sh",
        "No. 72/III",
        "12,1951 men",
        "f. 45, op. 1",
        "893.00/10–2847",
        "Lot 54–D270",
        "1953-1952",
        "38th parallel",
        "about 1200 rifles",
        "in 1500 villages",
        "$3.50 and 10.12.50 rubles",
        "3.5%",
        "tel. 24-6-51",
        "scale 1:25 000",
        "1:50,000",
        "a vote of 12:10",
        "3:1",
        'the Group "17 November"',
        "the 1 May factory",
        "17 November Street",
        "of August Holm",
        "within 5 hours",
        "the fall of 1200 feet",
        "in reply your 1813",
        "on the Minister 2 yesterday afternoon",
        "May 213 men",
        "it rose from 9.00 to 9.40",
        "from 1900 to 0600",
        "the commander of the 8th A[rmy]",
        "and of 3/4 of them",
        "they won 12:10",
        "from 2000 to 2200",
        "Incoming (64) You (1052)",
        "",
    ],
)
def test_what_is_no_date_stays_text(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["from 1930 to 1945", "the rising (1848)", "in 1950 or 1949"])
def test_years_beside_each_other_or_in_brackets_remain_years(text: str) -> None:
    assert read(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "die Straße des 17. Juni, Nr. 24.6.51, 5 Uhren"),
        ("fr", "rue du 4 septembre, no 24.6.51, il y a 5 heures"),
        ("ru", "завод имени 1 Мая, № 24.6.51, через 5 часов"),
    ],
)
def test_names_and_numbers_are_no_dates_in_other_languages(language: str, text: str) -> None:
    assert read(text, language=language) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("31 June", "text"),
        ("30 February 1951", "text"),
        ("29 Feb 1951", "text"),
        ("31.2.1951", "text"),
        ("30.13.1951", "text"),
        ("31.6.51", "text"),
        ("13/13/1951", "text"),
        ("25:70", "office"),
        ("24 June 1951 25:70", "text"),
        ("at 25:70 by the pier", "text"),
        ("13:75 p.m.", "text"),
        ("35.6.1951", "text"),
        ("00.05.1951", "text"),
        ("31.XIII.1951", "text"),
        ("1951-02-30", "text"),
        ("1951-13-02", "text"),
        ("on 32 May", "text"),
        ("on May 32", "text"),
        ("of May 32", "text"),
        ("on the 32nd May", "text"),
        ("on May 32nd", "text"),
        ("32 May 1951", "text"),
        ("on 35/6/1951", "text"),
        ("5-35 May 1951", "text"),
        ("5-31 June", "text"),
        ("5.10.1950-35.11.1950", "text"),
    ],
)
def test_what_no_calendar_and_no_clock_has_is_reported_and_stays_text(text: str, place: Place) -> None:
    found = scan(text, Calendar(ENGLISH, WRITTEN), place)
    assert len(found.flaws) == 1
    flaw = found.flaws[0].span
    assert not any(d.span.start < flaw.end and flaw.start < d.span.end for d in found.datings)


@pytest.mark.parametrize(
    "text",
    [
        "12.45.1951/3",
        "35/6/1951",
        "12/45/1951",
        "No. 35.6.1951",
        "No. 1951-13-02",
        "1951-45-02",
        "version 1.25.70",
        "1.25-3.45.70",
        "25:70",
        "Matthew 25:70",
        "1:99",
        "72/XIII",
        "Rule 32 May not",
        "in 51 June",
        "the 32 May boats",
    ],
)
def test_a_number_of_another_kind_is_no_impossible_date(text: str) -> None:
    assert scan(text, Calendar(ENGLISH, WRITTEN)).flaws == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "am 32. Mai"), ("de", "um 25:70"), ("de", "vom 35.6.1951"), ("de", "31.XIII.1951"),
        ("fr", "le 32 mai"), ("fr", "à 25:70"), ("fr", "le 31 juin 1951"),
        ("ru", "от 32 мая"), ("ru", "в 25:70"), ("ru", "31 июня 1951 г."), ("ru", "31.ХІІІ.1951"),
    ],
)  # fmt: skip
def test_no_calendar_has_it_in_any_language(language: str, text: str) -> None:
    assert len(scan(text, Calendar(words(language), WRITTEN)).flaws) == 1


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ("30.6", "text", []),
        ("30.6", "dateline", ["1951-06-30!"]),
        ("0430", "text", []),
        ("0430", "office", ["04:30:00"]),
        ("2560", "office", []),
        ("Received 1120", "office", ["11:20:00"]),
        ("Augt 19th 51", "dateline", ["1951-08-19"]),
        ("Jan. 5. 1807.", "dateline", ["1807-01-05"]),
        ("We met on Jan. 5. 1807 was dry.", "text", ["1951-01-05!"]),
        ("July 21 53 men", "text", ["1951-07-21!"]),
        ("within 12 hours", "office", []),
        ("1320 pieces of artillery", "office", []),
        ("published on the web: 2003 April", "office", []),
        ("BEIJING 1120 30.6.1951", "office", ["11:20:00", "1951-06-30"]),
        ("your 1813 July 21", "text", ["1951-07-21!"]),
        ("whether Embtel 1053 Apr 5 is", "text", ["1951-04-05!"]),
        ("20 hours 05 minutes", "office", ["20:05:00"]),
        ("3-4-50", "text", []),
        ("3-4-50", "dateline", ["1950-04-03?"]),
        ("3/4-50", "text", ["1950-04-03"]),
    ],
)
def test_bare_numbers_are_dates_only_where_dates_stand(text: str, place: Place, value: list[str]) -> None:
    assert read(text, place) == value


def test_no_zone_is_invented() -> None:
    assert read("1425Z and 14:25 GMT, 14:25 Moscow time") == ["14:25:00Z", "14:25:00Z", "14:25:00"]


# ------------------------------------------------------------------ the document's own date


def test_who_leaves_the_year_out_means_the_year_of_the_document() -> None:
    assert read("the decree of March 13th", anchor=datetime.date(1937, 10, 28)) == ["1937-03-13!"]


def test_across_the_turn_of_a_year_a_date_without_one_is_the_nearest() -> None:
    assert read("28 December", anchor=datetime.date(1952, 1, 5)) == ["1951-12-28!"]
    assert read("3 January", anchor=datetime.date(1951, 12, 30)) == ["1952-01-03!"]


def test_what_is_still_to_come_is_of_the_next_year() -> None:
    assert read("closed until 3 May", anchor=datetime.date(1843, 11, 30)) == ["1844-05-03!"]
    assert read("closed on 3 May", anchor=datetime.date(1843, 11, 30)) == ["1843-05-03!"]


def test_a_month_without_a_year_is_the_nearest() -> None:
    assert read("perhaps in April", anchor=datetime.date(1843, 11, 30)) == ["1844-04!"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4 October", ["--10-04"]),
        ("29 February", ["--02-29"]),
        ("in October", ["--10"]),
        ("5 to 9 May", ["--05-05/--05-09"]),
        ("5, 9 and 12 July", ["--07-05", "--07-09", "--07-12"]),
        ("May-June", ["--05/--06"]),
        ("in May and October", ["--05", "--10"]),
        ("30 June - 3 July", ["--06-30/--07-03"]),
        ("18/31 July", ["--07-31"]),
        ("the first half of June", ["--06-01/--06-15"]),
        ("30 December - 3 January", ["--12-30", "--01-03"]),
        ("the 5th instant, on the 25th", []),
        ("24.6.51", []),
    ],
)
def test_a_date_without_a_year_says_none_where_nothing_tells_the_year(text: str, value: list[str]) -> None:
    assert read(text, anchor=None) == value


def test_no_calendar_has_the_thirtieth_of_february_in_any_year() -> None:
    assert [f.reason for f in scan("30 February", Calendar(ENGLISH)).flaws] == ["month 2 has 29 days, not 30"]


def test_two_digits_of_a_year_are_of_the_century_of_the_document() -> None:
    assert read("24.6.51", anchor=datetime.date(1849, 1, 1)) == ["1851-06-24"]
    assert read("24.6.51", anchor=None) == []


def test_the_first_of_january_may_belong_to_another_century() -> None:
    assert read("31.12.99", anchor=datetime.date(1900, 1, 2)) == ["1899-12-31"]


# ------------------------------------------------------------------ day and month


def test_a_number_over_twelve_tells_day_from_month() -> None:
    assert read("10/14/50 and 14/10/50") == ["1950-10-14", "1950-10-14"]


def test_where_both_may_be_the_month_the_reading_nearer_to_the_document_is_taken_in_doubt() -> None:
    assert read("3/5/51") == ["1951-05-03?"]
    assert read("6/8/51") == ["1951-06-08?"]
    assert read("5/5/51") == ["1951-05-05"]


def test_stops_in_a_document_that_has_the_month_first_are_in_doubt() -> None:
    assert read("13.10.50 and 7.01.51", order="month-day") == ["1950-10-13", "1951-07-01?"]


@pytest.mark.parametrize(("order", "value"), [("month-day", "1950-03-05"), ("day-month", "1950-05-03")])
def test_an_order_that_is_declared_leaves_no_doubt(order: Order, value: str) -> None:
    assert read("3/5/50", order=order) == [value]


@pytest.mark.parametrize(
    ("text", "order"),
    [("on 10/14/50 and 3/5/50", "month-day"), ("14/10/50", "day-month"), ("3/5/50", ""), ("10/14/50, 14/10/50", "")],
)
def test_plain_dates_of_a_document_tell_how_it_writes_the_others(text: str, order: Order) -> None:
    assert order_of(text) == order


# ------------------------------------------------------------------ the words


def test_a_date_knows_its_letters_and_no_more() -> None:
    text = "Received on 24 June 1951, at night"
    (found,) = find(text, Calendar(ENGLISH, WRITTEN))
    assert text[found.span.start : found.span.end] == "24 June 1951"


def test_the_month_alone_leaves_its_preposition_outside() -> None:
    (found,) = find("until October", Calendar(ENGLISH, WRITTEN))
    assert "until October"[found.span.start : found.span.end] == "October"


def test_no_two_dates_overlap() -> None:
    text = "on 5 and 6 July 1951, 24.6.51, April-June 1952 and in the first half of '54 at 11:20"
    spans = [d.span for d in find(text, Calendar(ENGLISH, WRITTEN))]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ((1951, 6, 30), "1951-06-30"),
        ((988,), "0988"),
        ((1951, 13), None),
        ((1900, 2, 29), None),
        ((2000, 2, 29), "2000-02-29"),
        ((0,), None),
        ((None, 1, 1), None),
        ((0, 6, 30), "--06-30"),
        ((0, 6), "--06"),
        ((0, 6, 31), None),
    ],
)
def test_only_days_that_a_calendar_has_are_days(parts: tuple[int, ...], value: str | None) -> None:
    assert iso(*parts) == value


def test_a_record_line_says_one_date() -> None:
    dating = single("Moscow, 3 June 1950 (copy)", Calendar(ENGLISH))
    assert dating is not None
    assert dating.when == "1950-06-03"
    assert single("no date at all", Calendar(ENGLISH)) is None


def test_an_english_record_of_a_german_letter_is_read() -> None:
    dating = single("May 3, 1911", Calendar(words("de")))
    assert dating is not None
    assert dating.when == "1911-05-03"


@pytest.mark.parametrize(
    ("above", "below", "runs"),
    [
        ("Washington, November", "2, 1950—noon.", True),
        ("Washington, November 2,", "1950—noon.", True),
        ("Washington, November 2, 1950", "293. Send the lamps.", False),
        ("Washington, November 2", "293. Send the lamps.", False),
        ("Copy 5", "May 1951", False),
        ("Budapest, November 1, 1956—9", "p.m.", True),
        ("We meet in May", "5 boats came", False),
        ("in May", "we come", False),
    ],
)
def test_a_date_may_run_from_one_line_into_the_next(above: str, below: str, runs: bool) -> None:
    assert runs_on(above, below, Calendar(ENGLISH, WRITTEN)) is runs


# ------------------------------------------------------------------ what tells the document's own date


@pytest.mark.parametrize(
    ("record", "text", "day", "rough"),
    [
        (["May 3, 1911"], "Vastra, 5 May 1950", "1911-05-03", False),
        ([], "The treaty of 30 March 1856 holds.\n\nParis, 13 January 1871", "1871-01-13", False),
        ([], "signed on 16 April 1856,\nhe wrote", "1856-04-16", False),
        ([], "Declassified 22 May 2009 P 091603Z NOV 77 FM VASTRA", "1977-11-09", False),
        ([], "612.00/3–2749: Telegram\n\nThe treaty of 30 March 1856 holds.", "1949-03-27", False),
        ([], "811.001 Holm, A. B./10–2347: Telegram\n\nYours of October 8.", "1947-10-23", False),
        ([], "Hollis/7-148\n\nYours of July 12.", "1948-07-01", False),
        ([], "812.00/13–3249: Telegram\n\nIn May 1950 he came.", "1950-05-15", True),
        ([], "1893\n\nApril\n\nIn 1850 he came.", "1893-07-01", True),
        ([], "He came in 1850.", "1850-07-01", True),
    ],
)
def test_the_surest_that_is_said_of_it_dates_a_document(record: list[str], text: str, day: str, rough: bool) -> None:
    calendar = anchored(Calendar(ENGLISH), record, text)
    assert (str(calendar.anchor), calendar.rough, calendar.supposed) == (day, rough, False)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Foreign Relations of Arland, 1952, Volume II", "1952-07-12"),
        ("Foreign Relations of Arland, 1952–1954, Volume II", "--07-12"),
        ("Arland Archives, Central Files 1952–54, POL 23", "--07-12"),
    ],
)
def test_a_printed_series_tells_the_year_of_a_page_if_it_is_of_one_year(printed: str, day: str) -> None:
    calendar = anchored(Calendar(ENGLISH), [], "Yours of July 12.", [printed])
    assert [d.when for d in find("Yours of July 12 came on 24.6.53.", calendar)][:1] == [day]


def test_several_years_spoken_of_tell_the_century_alone() -> None:
    text = "Yours of July 12 came on 24.6.53. See the Arland Papers, 1931–1941."
    calendar = anchored(Calendar(ENGLISH), [], text)
    assert [d.when for d in find(text, calendar)][:2] == ["--07-12", "1953-06-24"]


def test_nothing_tells_the_date_of_a_page_without_a_year() -> None:
    assert anchored(Calendar(ENGLISH), [], "Yours of July 12 came on the 25th.").anchor is None


def test_two_digits_of_a_year_alone_leave_the_century_in_doubt() -> None:
    calendar = anchored(Calendar(ENGLISH), [], "Yours of July 12 came on 24.6.93.")
    found = find("Yours of July 12 came on 24.6.93.", calendar)
    assert [(d.when, d.doubt) for d in found] == [("1993-07-12", CENTURY), ("1993-06-24", CENTURY)]


def test_a_day_of_this_month_is_none_where_the_month_is_not_known() -> None:
    calendar = anchored(Calendar(ENGLISH), [], "1893")
    assert find("the 5th instant, the 12th ult., on the 25th", calendar) == []
    assert [d.when for d in find("on 3 May, and on the 25th", calendar)] == ["1893-05-03", "1893-05-25"]


@pytest.mark.parametrize("written", ["Received May 3—7 a.m.", "Received May 3—7:30 p.m.", "Received May 3-7 o'clock"])
def test_the_hour_behind_a_day_is_no_second_day(written: str) -> None:
    assert [d.end for d in find(written, Calendar(ENGLISH, WRITTEN), "office") if d.kind == "date"] == [""]


def test_a_letter_before_the_hour_is_no_shelfmark() -> None:
    found = find("D. 9:20 P.M.", Calendar(ENGLISH, WRITTEN), "office")
    assert [d.when for d in found] == ["21:20:00"]


def test_a_day_alone_is_of_the_month_just_spoken_of() -> None:
    assert read("On 12 March he came, on the 14th he left.") == ["1951-03-12!", "1951-03-14!"]
    assert read("On the 14th he left.", anchor=datetime.date(1951, 7, 3)) == ["1951-07-14!"]
    assert read("On the 25th he left.", anchor=datetime.date(1951, 7, 3)) == ["1951-06-25!"]
