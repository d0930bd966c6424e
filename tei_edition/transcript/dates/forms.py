"""The forms of a notation in one language, as expressions that find it.

A form reads as it is written: ``{d} {month}[,] {year}``. Braces hold what varies (see :data:`PIECES`), square brackets
what may be absent, ``(a|b)`` a choice, ``<…>`` the date itself where a word must stand before it. A space is white
space, ``~`` a space or none, ``-`` any dash, ``'`` any apostrophe; a backslash takes the meaning from the next sign.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from tei_edition.transcript.dates.notations import NOTATIONS, Notation
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.words import Words, alternatives, parts_of_the_day


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


YEAR: Final = r"1\d{3}|20\d\d"
ROMAN: Final = r"(?:[XХ][IІ]{1,2}|[IІ][XХ]|[IІ]V|V[IІ]{1,3}|V|[IІ]{1,3}|[XХ])"
_NONE: Final = "\0"


@functools.cache
def _pieces(words: Words) -> dict[str, str]:
    """What the braces of a form stand for, in one language."""
    ending = f"(?:{_endings_of_days(words)})?"
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
        "bare": r"(?P<d>\d{1,2})",  # without the stop of an ordinal, which may end the sentence
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
        "numeral": "(?P<roman>(?-i:[IVXІХУ]{1,6}))",
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


def _endings_of_days(words: Words) -> str:
    """What may follow the number of a day; an ending of letters may have come apart when it lost its raising: ``4 th``."""
    apart = tuple(ending for ending in words.day_endings if len(ending) > 1 and ending.isalpha())
    touching = alternatives(words.day_endings or (_NONE,))
    return rf"{touching}|\s{alternatives(apart)}(?!\w)" if apart else touching


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


NOT_DIGITS: Final = r"\{(?:word|ordinal|number|part|lead|this|zone|noon|midnight|[Mm]onth2?|roman|ROMAN|numeral)\}"


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
