"""The document's own date: what its two-digit years, and its days without a year, are read by.

What the archive's record says comes first, then a date line, then the hour at which a signal office sent it, then the
number of a file that holds a date, then the first full date of a sentence, then a month or year; at last the years of
the printed series.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from tei_edition.transcript.dates import Dating, find
from tei_edition.transcript.dates.reckoning import Calendar, is_yearless
from tei_edition.transcript.words import alternatives, words


def anchored(calendar: Calendar, record: Sequence[str], text: str, published: Sequence[str] = ()) -> Calendar:
    r"""A calendar that knows the document's own date, as far as anything tells it.

    ``record`` is what the archive's page says of the document, ``published`` where it was printed and is kept.

    >>> from tei_edition.transcript.words import words
    >>> anchored(Calendar(words()), [], "The treaty of 30 March 1856 holds.\n\nParis, 13 January 1871").anchor
    datetime.date(1871, 1, 13)
    """
    own = next(_told(calendar, record, text, published), None)
    if own is not None:
        return replace(calendar, anchor=own)
    near, vague = next(_told_roughly(calendar, record, text, published), (None, False))
    if near is not None:
        return replace(calendar, anchor=near, rough=True, vague=vague)
    supposed = next(_full([*record, text], replace(calendar, anchor=SUPPOSED)), None)
    return replace(calendar, anchor=supposed, supposed=supposed is not None)


def of_its_own(calendar: Calendar, text: str) -> Calendar:
    """A calendar for a further document of a page: its date line says when it is of, else it has the page's date."""
    own = next(_date_lines(text, calendar), None)
    return calendar if own is None else replace(calendar, anchor=own, rough=False, vague=False, supposed=False)


def _told(calendar: Calendar, record: Sequence[str], text: str, published: Sequence[str]) -> Iterator[datetime.date]:
    """All that tells the date of a document, the surest first; each is asked only when those before it say nothing."""
    yield from _full(record, calendar)
    yield from _date_lines(text, calendar)
    yield from _signalled(text, calendar)
    yield from _filed("\n".join((*record, *published, text)))
    yield from _full([text], calendar)


def _told_roughly(
    calendar: Calendar, record: Sequence[str], text: str, published: Sequence[str]
) -> Iterator[tuple[datetime.date, bool]]:
    """What tells the year of a document, or its month: a day in the middle of it; true where it is but one of several years."""
    yield from _rough(record, calendar)
    yield from _lone_years(text)
    yield from _rough([text], calendar)
    yield from _years("\n".join(published))


# "7. 8. [1897]": a year that an editor supplied is a year
SUPPLIED_YEAR: Final = re.compile(r"\[((?:1\d|20)\d\d)\]")
SUPPOSED: Final = datetime.date(1950, 1, 1)
"""In the middle of the century that two digits of a year are of, where nothing tells another."""


def _full(texts: Sequence[str], calendar: Calendar) -> Iterator[datetime.date]:
    """The full dates of texts."""
    return (datetime.date.fromisoformat(d.when[:10]) for text in texts for d in _said(text, calendar) if _is_full(d))


def _is_full(dating: Dating) -> bool:
    return len(dating.when) >= len("1951-06-30") and not dating.inferred


def _said(text: str, calendar: Calendar) -> list[Dating]:
    """The dates a text says in its own language, or else in English as the archive's page has it."""
    text = SUPPLIED_YEAR.sub(r"\1", text)
    own = [d for d in find(text, calendar, "dateline") if d.kind == "date"]
    return own or [d for d in find(text, replace(calendar, words=words()), "dateline") if d.kind == "date"]


# ------------------------------------------------------------------ date lines

LONGEST: Final = 80
"""No date line is longer, in characters."""
BEFORE: Final = 6
AFTER: Final = 3
"""So many words stand before and after the date of a date line."""
FULL_YEAR: Final = re.compile(r"(?<!\d)(?:1\d|20)\d\d")


def _date_lines(text: str, calendar: Calendar) -> Iterator[datetime.date]:
    """The dates of lines that hold hardly more: ``Paris, le 13 janvier 1871``."""
    for line in text.splitlines():
        if len(line.strip()) <= LONGEST and FULL_YEAR.search(line):
            yield from (
                datetime.date.fromisoformat(d.when[:10])
                for d in _said(line, calendar)
                if _is_full(d) and _is_date_line(line, d, calendar)
            )


def _is_date_line(line: str, dating: Dating, calendar: Calendar) -> bool:
    before, after = line[: dating.span.start].split(), re.findall(r"\w[\w/]*", line[dating.span.end :])
    articles = {word.lower() for word in calendar.words.form["before-date"]}
    while before and before[-1].lower() in articles:
        before.pop()
    # a word in small letters leads from a sentence to its date: "the treaty of 30 March 1856"
    spoken_of = bool(before) and before[-1][:1].islower() and before[-1][-1:] not in ",.:;)"
    return not spoken_of and len(before) <= BEFORE and len(after) <= AFTER


# ------------------------------------------------------------------ files and books

# "795.00/6–2550": in the decimal files of the Department of State the month, the day and the year follow the subject
FILED: Final = re.compile(
    r"(?<![\w/.])(?:\d{3}[A-Z]?(?:\.\w+)*(?:\s[A-Z][^/\n\d]{1,40})?|[A-Z]\w+)\s?/\s?(?P<month>\d{1,2})[–-](?P<day>\d{1,2})(?P<year>[3-7]\d)(?!\d)"
)


def _filed(text: str) -> Iterator[datetime.date]:
    """The dates in the numbers of files."""
    for found in FILED.finditer(text):
        try:
            yield datetime.date(1900 + int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            continue


def _signalled(text: str, calendar: Calendar) -> Iterator[datetime.date]:
    """The days at which a signal office sent a message: ``091603Z NOV 77``; no such group is older than this century."""
    said = find(text, replace(calendar, anchor=SUPPOSED), "office") if GROUP.search(text) else ()
    return (
        datetime.date.fromisoformat(d.when[:10]) for d in said if d.notation == "date-time group" and not d.inferred
    )


# seven signs that every such group has: day, hour, minute, and the zone
GROUP: Final = re.compile(r"(?<!\d)\d{6}Z")


def _rough(texts: Sequence[str], calendar: Calendar) -> Iterator[tuple[datetime.date, bool]]:
    """The middle of a month or year that texts speak of: enough to tell the century, and the nearest year."""
    for text in texts:
        for said in (d for d in _said(text, calendar) if d.first and not is_yearless(d.first)):
            yield _middle(said.first), bool(said.end) and said.start[:4] != said.end[:4]


# the year stands once, above the days of a diary
LONE_YEAR: Final = re.compile(r"^\W*((?:1[6-9]|20)\d\d)\W*$", re.MULTILINE)


def _lone_years(text: str) -> Iterator[tuple[datetime.date, bool]]:
    """The years that fill a line."""
    return ((_middle(found[1]), False) for found in LONE_YEAR.finditer(text))


def _years(text: str) -> Iterator[tuple[datetime.date, bool]]:
    """The years of a printed series: ``frus1950v07``, or ``Foreign Relations, 1952–1954``, which tells but the century."""
    series = re.compile(
        rf"(?:(?<![\w.]){alternatives(SERIES)}\D{{0,60}}?)(?P<year>(?:1\d|20)\d\d)(?!\d)(?P<until>\s?[-–]\s?\d{{2}})?",
        re.IGNORECASE,
    )
    return ((_middle(found["year"]), bool(found["until"])) for found in series.finditer(text))


SERIES: Final = ("Foreign Relations", "frus", "FRUS", "Documents", "Akten", "Documents diplomatiques", "Документы")


def _middle(said: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{said}-07-01"[:10] if len(said) == 4 else f"{said}-15"[:10])
