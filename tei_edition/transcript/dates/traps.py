"""What looks like a date and is none: numbers of the registry, sections, sums, names of streets and of movements."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Final

from tei_edition.transcript.dates.reckoning import Calendar
from tei_edition.transcript.expressions import NAME, compiled
from tei_edition.transcript.words import Words, alternatives, number_sign, parts_of_the_day

Trap = Callable[[str, re.Match[str], Calendar], bool]

NEAR: Final = 40
"""How many characters beside a date are looked at."""
SPAN_OF_MEMORY: Final = 90
"""A number within so many years before the document's own year is a year, whatever follows."""
RANGE: Final = re.compile(r"\d+\s?[-–—]\s?\d+")
QUOTES: Final = {'"': '"', "“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'", "‹": "›"}


def numbered(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``No. 24.6.51``, ``section 3.4.50``, ``Nr. 5``: the sign or word of a number stands right before.

    Of a range it may stand before others: ``pp. 1080–1081, 1108–1109``.
    """
    if ":" in match[0] and _parts(calendar.words).search(match[0]):
        return False  # "D. 9:20 p.m.": nothing else is written so
    before = _before(text, match)
    before = _ranges(calendar.words).sub("", before) if RANGE.search(match[0]) else before
    return bool(_numbering(calendar.words).search(before))


def counted(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``10.12.50 rubles``: a unit stands right after."""
    return bool(_units(calendar.words).match(_after(text, match)))


def named(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``the 1 May factory``, ``Straße des 17. Juni``: a day without a year as the name of something."""
    if match.re.groupindex.get("year") and match["year"]:
        return False
    before, after = _named(calendar.words)
    return bool(before.search(_before(text, match)) or after.match(_after(text, match)))


def quoted(text: str, match: re.Match[str], _: Calendar) -> bool:
    """``"17 November"``: all that stands between quotation marks is the date; so it is a name."""
    start, end = _span(match)
    opening = text[start - 1 : start]
    return bool(opening) and opening in QUOTES and text[end : end + 1] in tuple(QUOTES[opening])


def forename(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``of August Holm``: a month that is a forename too, before a name."""
    name = match["month"].lower()
    return name in calendar.words.forenames and bool(re.match(r"\s[A-ZÀ-ÞА-Я][\w'’-]+", _after(text, match)))


def lasting(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``within 12 hours``, ``dans les 12 heures``: so long it takes, and no hour of the day."""
    return bool(_lasting(calendar.words).search(_before(text, match)))


def adrift(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``the minister 2 yesterday afternoon``: no word leads from the sentence to the hour."""
    part = (match["part"] or "") if "part" in match.re.groupindex else ""
    is_led = part.lower() in calendar.words.not_dates.get("spoken-of", ())
    return is_led and not compiled(rf"(?<!\w){_beside(calendar.words)}\s+$", re.IGNORECASE).search(_before(text, match))


def ratio(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``1:25 000``, ``by 12:10``: a scale or the count of votes."""
    before = _ratios(calendar.words).search(_before(text, match))
    return bool(before) or bool(re.match(r"\s\d{3}(?!\d)", _after(text, match)))


def quantity(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``about 1200 rifles``: far from the document's own year a number with a noun after it counts something."""
    if not counted(text, match, calendar) and (_is_near(match, calendar) or _is_short(match)):
        return False
    rest = _after(text, match)
    return not compiled(rf"\s*(?:$|[^\w\s]|{_following(calendar.words)}\b)", re.IGNORECASE).match(rest)


def unended(text: str, match: re.Match[str], _: Calendar) -> bool:
    """``on Jan. 5. 1807 was dry``: words go on after the year, with which a sentence may begin."""
    return re.match(r"\s*(?:$|[.,;:)\]])|\s*\n", _after(text, match)) is None


def fraction(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``3/4 of them``: a part of something, and no day."""
    shared = compiled(rf"\s{_words(calendar.words, 'shared')}(?!\w)", re.IGNORECASE)
    return "/" in match[0] and shared.match(_after(text, match)) is not None


def attributive(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``of the 7th Fleet``, ``at 1938 prices``: a noun follows, of which the number is a part; ``0500`` is none of anything."""
    if re.fullmatch(r"0\d{3}", match["at"] if "at" in match.re.groupindex else match[0]):
        return False
    rest = _after(text, match)
    if _letters_of(calendar.words).search(_before(text, match)) and re.match(r"\s[a-zà-ÿ]{3,}(?!\.)", rest):
        # "your letter of the 27th telling me", but "a letter of the 18th century"
        return compiled(rf"\s{_words(calendar.words, 'ordered')}(?!\w)", re.IGNORECASE).match(rest) is not None
    ended = rf"\s*(?:$|[.;:)(\]!?]|,(?!\s*\d)|[-–—]\s|{_leading_on(calendar.words)}(?![\w\[]))"
    return not compiled(ended, re.IGNORECASE).match(rest)


def inside(text: str, match: re.Match[str], _: Calendar) -> bool:
    """``a part of 3/4: the rest``: words stand before it in its line."""
    start = _span(match)[0]
    return bool(text[text.rfind("\n", 0, start) + 1 : start].strip(" \t•*-–—"))


def accompanied(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``1914 rifles``: other words stand in its line, before it or after it."""
    end = _span(match)[1]
    return inside(text, match, calendar) or bool(text[end:].partition("\n")[0].strip(" \t.,:;*"))


def unplaced(text: str, match: re.Match[str], _: Calendar) -> bool:
    """``in Vessk, 1914 rifles``: no place with a comma stands before it alone in its line, or something behind it."""
    start, end = _span(match)
    before, behind = text[text.rfind("\n", 0, start) + 1 : start], text[end:].partition("\n")[0]
    return PLACED.fullmatch(before) is None or bool(behind.strip(" \t.,:;*_)]"))


PLACED: Final = re.compile(rf"\W*{NAME}(?:\s{NAME}){{0,2}},\s(?:[\[(]\s?)?")
"""What stands before the year of a date line: "Vessk, 1792"."""


def distant(_: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``1585``: what stands alone far from the document's own year is a number of any kind."""
    return not _is_near(match, calendar) or (
        calendar.anchor is not None and abs(int(match["year"]) - calendar.anchor.year) > CLOSE
    )


CLOSE: Final = 5
"""A number that stands alone is a year if it lies within so many years of the document's own."""


def remote(_: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``Incoming (64) You (1052)``: a number in brackets, centuries away from the document's own year."""
    anchor = calendar.anchor
    bracketed = match[0].startswith("(") and match["year"].isdigit()
    return bracketed and anchor is not None and anchor.year - int(match["year"]) > LONG_PAST


LONG_PAST: Final = 300
"""So many years before the document's own a number in brackets tells no year."""


def hourly(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``from 1900 to 0600``, ``from 2000 to 2200``: what it goes on to is no year, so both are hours."""
    other = compiled(r"\s+[^\W\d_]{1,5}\s+(\d{4})(?!\d)").match(_after(text, match))
    if other is None or not match["year"].isdigit():
        return False
    return other[1].startswith("0") or not calendar.may_speak_of(int(other[1]))


def clocked(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``3 August 1035 hours``, ``3. August 1035 vorm.``, ``May 3—7:30 a.m.``: what stands where a year or another day stands is the hour."""
    # "March 4 '89 P M": no hour is written so
    return not _is_short(match) and bool(_clocks(calendar.words).match(_after(text, match)))


def of_message(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``your 1813 July 21``, ``Embtel 1053 Apr 5``: the number of a telegram stands before its date."""
    word = re.search(r"([^\W\d_]+)\.?\s+$", _before(text, match))
    return word is not None and (word[1].lower() in _numbered_by(calendar.words) or word[1].endswith("tel"))


def of_another_day(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``telegram 27 of January 15``: the number of a telegram, and the day behind the month."""
    day_behind = re.match(r"\s(?:[1-9]|[12]\d|3[01])(?![\d:./])", _after(text, match))
    return day_behind is not None and of_message(text, match, calendar)


def unannounced(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``2003 April``, ``1320 pieces``: four digits that neither fill a line nor follow a word of sending or receiving."""
    announced = _announcing(calendar.words).search(_before(text, match).rpartition("\n")[2])
    return not announced and accompanied(text, match, calendar)


def own_year(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """``1940`` below a letter of that year: the year once more, unless a word of sending or receiving stands before it."""
    announced = _announcing(calendar.words).search(_before(text, match).rpartition("\n")[2])
    return calendar.anchor is not None and match[0] == str(calendar.anchor.year) and not announced


def _is_near(match: re.Match[str], calendar: Calendar) -> bool:
    groups = match.re.groupindex
    if "year" not in groups or not match["year"].isdigit():
        return False
    now = calendar.anchor.year if calendar.anchor else 2000
    return now - SPAN_OF_MEMORY <= int(match["year"]) <= now + SPAN_OF_MEMORY // 4


def _is_short(match: re.Match[str]) -> bool:
    """``'52``: what has an apostrophe is a year."""
    return "year" in match.re.groupindex and bool(match["year"]) and not match["year"].isdigit()


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("at" if "at" in match.re.groupindex else 0)


def _before(text: str, match: re.Match[str]) -> str:
    start = _span(match)[0]
    return text[max(0, start - NEAR) : start]


def _after(text: str, match: re.Match[str]) -> str:
    end = match.end("note") if "note" in match.re.groupindex else _span(match)[1]
    return text[end : end + NEAR]


def _words(words: Words, kind: str) -> str:
    return alternatives(words.not_dates.get(kind, ()) or ("\0",))


@functools.cache
def _ranges(words: Words) -> re.Pattern[str]:
    """Ranges of numbers one after another, up to the end."""
    return re.compile(rf"(?:{RANGE.pattern}(?:,|,?\s{alternatives(words.joining)})\s)+$")


@functools.cache
def _numbering(words: Words) -> re.Pattern[str]:
    # "V. Ch. 10/XII": after an initial it is a name that is shortened
    word = r"(?<!\w)(?<!(?-i:[A-ZА-Я])\.\s)"
    return re.compile(rf"(?:{number_sign(words)}|{word}{_words(words, 'numbered')})\s*$", re.IGNORECASE)


@functools.cache
def _units(words: Words) -> re.Pattern[str]:
    return re.compile(rf"\s*{_words(words, 'counted')}(?!\w)", re.IGNORECASE)


@functools.cache
def _named(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = rf"(?<!\w){_words(words, 'before')}\s*$"
    return re.compile(before, re.IGNORECASE), re.compile(rf"\s*{_words(words, 'after')}(?!\w)", re.IGNORECASE)


@functools.cache
def _leading_on(words: Words) -> str:
    said = (*words.function, *words.pronouns, *words.day_parts, *words.beside, *words.brackets.get("sentence", ()))
    return alternatives(tuple(word for word in said if word not in words.joining) or ("\0",))


@functools.cache
def _clocks(words: Words) -> re.Pattern[str]:
    hours = alternatives(words.hours or ("\0",))
    return re.compile(rf"(?:[:.]\d\d)?\s?(?:{parts_of_the_day(words)}|{hours})(?!\w)", re.IGNORECASE)


@functools.cache
def _parts(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d]){parts_of_the_day(words)}(?!\w)", re.IGNORECASE)


@functools.cache
def _numbered_by(words: Words) -> frozenset[str]:
    """The words that a number belongs to."""
    said = (word for kind in ("message", "your", "my", "numbers") for word in words.links[kind])
    return frozenset(word.lower() for word in said)


@functools.cache
def _letters_of(words: Words) -> re.Pattern[str]:
    """A letter, and what leads from it to its day."""
    leading = rf"(?:\s{alternatives(words.links['of'])})?(?:\s{alternatives(words.form['before-date'])})?"
    said = alternatives((*words.links["message"], *words.links["letters"]))
    return re.compile(rf"(?<!\w){said}{leading}\s+$", re.IGNORECASE)


@functools.cache
def _announcing(words: Words) -> re.Pattern[str]:
    said = (word for kind in ("sent", "received", "deciphered", "printed", "verified") for word in words.form[kind])
    return re.compile(rf"(?<!\w)(?:{alternatives(tuple(said))}(?!\w)|{_beside(words)}\s+$)", re.IGNORECASE)


@functools.cache
def _beside(words: Words) -> str:
    return alternatives(words.beside or ("\0",))


@functools.cache
def _ratios(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_words(words, 'ratio')}\s*$", re.IGNORECASE)


@functools.cache
def _lasting(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_words(words, 'lasting')}\s+$", re.IGNORECASE)


@functools.cache
def _following(words: Words) -> str:
    return alternatives((*words.function, *words.pronouns, *words.joining))
