"""The end of a message: closing words, signature, number, place and date, together on a line or each alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.dates import find, runs_on
from tei_edition.transcript.dress import undressed
from tei_edition.transcript.recognisers.address import is_label
from tei_edition.transcript.recognisers.captions import CAPTION, any_kind, begins_with_kind
from tei_edition.transcript.recognisers.letter import is_dateline, says_farewell
from tei_edition.transcript.recognisers.names import (
    INITIALS,
    NAME_WORD,
    QUOTES,
    SHORT,
    is_capitals,
    is_designation,
    is_office_name,
    joined,
    looks_like_name,
    titles,
)
from tei_edition.transcript.recognisers.receipt import without_dates
from tei_edition.transcript.units import Context, Unit
from tei_edition.transcript.words import Words, alternatives, number_sign, whole

OPENING_QUOTE: Final = re.compile(rf"[{QUOTES}]")
CLOSING_QUOTE: Final = re.compile(rf"[{QUOTES}]\s?\.?$")
# the call of a note behind a date line
CALL: Final = re.compile(r"(?:(?<=\w[.,])[(\[]\d{1,2}[)\]]|(?<=\b1[5-9]\d\d)\d{1,2}|(?<=\b20\d\d)\d{1,2})(?=\.?\s*$)")


def is_valediction(unit: Unit, context: Context) -> bool:
    """``Greetings.``."""
    text = unit.text.strip(" .,!;")
    if text.lower() in {v.lower() for v in context.words.valedictions} or says_farewell(unit.text, context.words):
        return True
    return len(unit.text) < 60 and unit.text.endswith((",", "!")) and bool(_valediction(unit.text, context.words))


def _valediction(text: str, words: Words) -> re.Match[str] | None:
    """Closing words at the beginning of a line."""
    return re.match(rf"{whole(words.valedictions)}[^.!]{{0,30}}[.,!]?\s*", text, re.IGNORECASE)


def is_postscript(unit: Unit, context: Context) -> bool:
    """``P.S. Burn this.``: still the author's."""
    return bool(re.match(rf"{alternatives(context.words.form['postscript'])}(?!\w)", unit.text, re.IGNORECASE))


def is_authority(unit: Unit, context: Context) -> bool:
    """``By order of the Minister``: stands above the signature of another."""
    orders = alternatives(context.words.form["by-order"])
    return len(unit.text) < CAPTION and bool(re.fullmatch(rf"{orders}(?!\w)[^.!?;]*", unit.text, re.IGNORECASE))


# "– Sund – 423 –": who sent a telegram, and its number, between dashes
DASHED: Final = re.compile(
    rf"[-–—]\s*(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{0,3}})\s*[-–—]\s*(?P<number>\d{{1,6}})\s*[-–—]"
)


def _led_number(text: str, context: Context) -> re.Match[str] | None:
    """``Telegramm 148 Vessk, den 3. Mai 1930``, ``(No. 12.) Vessk, May 3, 1930``: kind and number before place and date.

    A year is no number.
    """
    return next(filter(None, (sought.match(text) for sought in _leading_number(context.words))), None)


@functools.cache
def _leading_number(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    form, sign, kinds = words.form, number_sign(words), any_kind(words)
    number = rf"(?:{sign}\s*)?(?!(?:1[5-9]|20)\d\d\b)\d[\w/-]*"
    unnumbered = rf"(?i:{alternatives(form['unnumbered'])})"
    numbered = rf"(?:{unnumbered}|{number}|[^\W\d_a-z]{{1,3}}\d[\w/-]*|\[[^\]]*\]|\([^)]{{1,30}}\))"
    place = rf"\[?{NAME_WORD}(?:\s{NAME_WORD}){{0,2}}\]?,\s"
    lead = rf"\s*\(?(?:(?i:{kinds})|{sign}\s*\d[\w/-]*)[.,]?\)?[.,]?(?:\s+{numbered})*[.,]?"
    dated = rf"(?i:{alternatives(form['before-date'])})\s+\d"
    plain = rf"\s*(?i:{kinds})\s+{number}(?=\s+\S.*\d)"
    return re.compile(plain), re.compile(rf"{lead}(?:(?=\s+{place}.*\d)|(?<=\)\.)(?=\s+{dated}))")


@functools.cache
def _after_year(words: Words) -> re.Pattern[str]:
    """``7.XII.1945 г.``: what says that it was a year."""
    return re.compile(rf"(?<=\d{{4}})\s?{alternatives(words.form['after-year'])}\s*$")


@functools.cache
def _beside_date(words: Words) -> re.Pattern[str]:
    """``TOP SECRET      LONDON, 6 May 1945``, ``12 августа 1939 г. Секретно``: marks of secrecy on the date's line."""
    service = rf"(?i:{alternatives(words.form['service'])})"
    return re.compile(rf"^\s*{service}(?:\s{{2,}}|[.,;]\s+)(?=\[?[^\W\d_])|(?<=\d|[.,;])\s+{service}\.?\s*$")


@functools.cache
def _received_in_brackets(words: Words) -> re.Pattern[str]:
    """``Vessk, May 3, 1890. (Received May 19.)``: what an edition adds to a date line."""
    return re.compile(rf"\s\((?i:{alternatives(words.form['received'])})(?!\w)[^()]*\d[^()]*\)\.?\s*$")


def _article(words: Words) -> str:
    """What stands between place and date: ``Berlin, den 3. Mai``."""
    return rf"(?:,?\s+|^){alternatives(words.form['before-date'])}$"


# "[Washington,] February 1"; the pieces of the line stand where they stood
SUPPLIED_PLACE: Final = re.compile(r"^\[(?P<place>[^\W\d_a-z][^\[\]\d]{1,30},?)\](?P<after>,?\s)(?=.*\d)")


def closing_parts(unit: Unit, context: Context, lenient: bool = False) -> Sequence[tuple[Kind, Span]] | None:
    """A line that ends a message, cut into closing words, name, number and date: ``No. 3107 21.6.51``.

    ``lenient`` takes for a name what only looks like one. None if anything is left that is none of these.
    """
    return context.once(_closing_parts, unit, lenient)


def _closing_parts(unit: Unit, context: Context, lenient: bool) -> Sequence[tuple[Kind, Span]] | None:
    if len(unit.text) > SHORT or (len(unit.lines) > 1 and not _breaks_within_a_date(unit, context)):
        return None
    if unit.sign is not None and ("unit", "signature") in unit.sign.tei[0].attributes:
        return [(Kind.SIGNED, unit.span)]
    plain = undressed(context.source.text, context.signs.marks, unit.span)
    placed = [(kind, plain.within(span)) for kind, span in _pieces(plain.text, context, lenient)]
    whole_ones = [(kind, span) for kind, span in placed if span is not None]
    is_cut = len(whole_ones) < len(placed)
    return _stretch(whole_ones, unit.span, context.source.slice(unit.span)) if placed and not is_cut else None


def _pieces(raw: str, context: Context, lenient: bool) -> Sequence[tuple[Kind, Span]]:
    """The parts of a line that ends a message; none if anything is left that is no such part."""
    dashed = DASHED.fullmatch(raw)
    if dashed:
        return [(Kind.SIGNED, Span(*dashed.span("name"))), (Kind.REGISTRY, Span(*dashed.span("number")))]
    if is_dateline(raw, context.words, context.calendar) and not begins_with_kind(raw, context.words):
        return [(Kind.DATELINE, Span(0, len(raw)))]
    pieces: list[tuple[Kind, Span]] = []
    rest = re.sub(r"\[(\d{4})\]", r" \1 ", raw)  # a year that the editor supplied is a year
    rest = SUPPLIED_PLACE.sub(r" \g<place>\g<after> ", rest)  # so is a place before the date
    rest = CALL.sub(lambda m: " " * len(m[0]), rest)
    rest = _after_year(context.words).sub(lambda m: " " * len(m[0]), rest)
    if re.search(r"\d", rest):
        rest = _beside_date(context.words).sub(lambda m: " " * len(m[0]), rest)
    arrived = _received_in_brackets(context.words).search(rest)
    rest = _blank(rest, arrived.span()) if arrived else rest
    closing = _valediction(raw, context.words)
    if closing and closing.end() < len(raw):
        pieces.append((Kind.VALEDICTION, Span(0, len(closing[0].rstrip()))))
        rest = _blank(rest, closing.span())
    sign = number_sign(context.words)
    outgoing = alternatives(context.words.form["outgoing"])  # an incoming number is an office's
    plain = rf"(?:(?i:{outgoing})\s+)?{sign}\s*(?:\(\d{{2,4}}\)\s?)?\d[\w/?\[\]-]*(?:\.\])?"
    number = _led_number(rest, context) or re.search(plain, rest)
    if number:
        pieces.append((Kind.REGISTRY, Span(*number.span())))
        rest = _blank(rest, number.span())
    dates = find(rest, context.calendar, "dateline")
    bare = re.fullmatch(r"\s*(\d{1,2}[./]\s?(?:\d{1,2}|[IVX]{1,4}))\.?\s*", rest) if not dates else None
    if bare:  # a date, though nothing tells its year
        pieces.append((Kind.DATELINE, Span(*bare.span(1))))
        rest = _blank(rest, bare.span(1))
    if any(dating.start for dating in dates):
        return []  # a stretch of time is what it is about
    if dates:
        span = _with_place(rest, Span(dates[0].span.start, dates[-1].span.end), context.words)
        between = re.sub(_article(context.words), "", without_dates(rest[span.start : span.end], context, "dateline"))
        named = all(context.known.is_place(one) or looks_like_name(one) for one in between.split(", "))
        if between and not named:
            return []
        pieces.append((Kind.DATELINE, span))
        rest = _blank(rest, (span.start, span.end))
    name = rest.strip(" ,;|" + QUOTES)
    name = name if INITIALS.fullmatch(name) else name.strip(" .,;" + QUOTES)
    if name:
        said = joined(" ".join(name.split()))
        if len(said) == 1:
            return []  # the torn end of a page
        if not is_signature(said, context) and not ((lenient or dates) and _may_sign(said, context.words)):
            return []
        at = rest.index(name)
        pieces.append((Kind.SIGNED, Span(at, at + len(name))))
    return _touching(sorted(pieces, key=lambda p: p[1]))


def _touching(pieces: list[tuple[Kind, Span]]) -> list[tuple[Kind, Span]]:
    """``No. 102.]Vessk, May 3, 1880``: a number that touches place and date is of their line."""
    if len(pieces) < 2 or pieces[0][0] is not Kind.REGISTRY or pieces[0][1].end < pieces[1][1].start:
        return pieces
    return [(pieces[1][0], Span(pieces[0][1].start, pieces[1][1].end)), *pieces[2:]]


def _breaks_within_a_date(unit: Unit, context: Context) -> bool:
    """``Washington, November`` above ``2, 1950``: one date line that takes two lines."""
    return len(unit.lines) == 2 and runs_on(unit.lines[0].text, unit.lines[1].text, context.calendar)


def _with_place(text: str, dates: Span, words: Words) -> Span:
    """``The Hague, 8 November 1893``: the place of writing before a date, a comma between."""
    article = alternatives(words.form["before-date"])
    name = rf"{NAME_WORD}(?:\s{NAME_WORD}){{0,3}}"
    place = re.search(
        rf"(?:^\s*(?P<whole>{name}(?:,\s{name}){{1,2}})|(?P<place>{name})),\s*(?:{article}\s+)?$", text[: dates.start]
    )
    if place:
        return Span(place.start("whole" if place["whole"] else "place"), dates.end)
    alone = re.search(rf"(?<!\w)(?i:{article})\s+$", text[: dates.start])  # "Le 19 juillet 1914"
    return Span(alone.start(), dates.end) if alone else dates


def _may_sign(name: str, words: Words) -> bool:
    name = re.sub(r"^\(signed\)\s*", "", name, flags=re.IGNORECASE)
    name = re.sub(r"^\(([^()]+)\)$", r"\1", name)  # "(Holm)", below the closing words
    plain = re.sub(r"\s*\[[^\]]*\]", "", name).strip()
    form = words.form
    lead = whole((*form["service"], *form["copy"], *form["status"], *form["received"], *form["sent"], *form["copies"]))
    if re.match(lead, plain, re.IGNORECASE) or begins_with_kind(plain, words):
        return False
    return looks_like_name(plain) or is_office_name(plain, words)


def is_signature(name: str, context: Context) -> bool:
    """A name in capitals, one of the registers, or initials; an identification may follow in brackets."""
    plain = re.sub(r"\[[^\]]*\]", "", name).strip()
    signed = whole(context.words.brackets.get("signature", ("signed",)))
    said = re.sub(rf"^\(?{signed}[:.)]+\s*", "", plain, flags=re.IGNORECASE)
    if said != plain and looks_like_name(said):
        return True  # "Signed: Anna Holm"
    plain = re.sub(rf"^\(?{signed}[:.)]*\s*", "", plain, flags=re.IGNORECASE) or name.strip("[]")
    if context.known.is_person(plain) or signer_in_brackets(plain, context.words):
        return True
    if begins_with_kind(plain, context.words):
        return False
    form = context.words.form
    leads = (*form["addressed"], *form["from"], *form["received"], *form["sent"], *form["copies"], *form["series"])
    if re.match(rf"{alternatives(leads)}(?:\s|:|$)", plain, re.IGNORECASE) or is_label(plain, context.words):
        return False
    initials = bool(INITIALS.fullmatch(plain))
    titled = re.match(whole(titles(context.words)), plain) and looks_like_name(plain)
    capitals = is_capitals(plain) and looks_like_name(plain) and not re.search(r"\d", plain)
    other = re.search(whole(context.words.form["offices"]), plain, re.IGNORECASE) or re.fullmatch(
        alternatives(context.words.form["service"]), plain, re.IGNORECASE
    )
    return initials or bool(titled) or (capitals and not other)


def signer_in_brackets(text: str, words: Words) -> str:
    """``AMBASSADOR IN ARLAND (A. HOLM)``, ``(A. Holm)``: the name in the brackets; empty if the line is no such."""
    found = re.fullmatch(r"(?P<held>[^()]*?)\s*\((?P<name>[^()]+)\)", text)
    if (
        found is None
        or not looks_like_name(found["name"])
        or re.search(whole(words.form["status"]), found["name"], re.IGNORECASE)
    ):
        return ""
    held = found["held"]
    initialled = bool(re.match(r"[^\W\d_]{1,2}\.", found["name"])) or is_capitals(found["name"])
    named = not held and initialled
    # "DEPARTMENT OF TIDES (A. HOLM)": the office, and its head's initials
    office = bool(held) and is_capitals(held) and bool(re.match(r"[^\W\d_]{1,2}\.", found["name"]))
    return found["name"] if named or office or (held and is_designation(held, words) and looks_like_name(held)) else ""


def _blank(text: str, span: tuple[int, int]) -> str:
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]


def _stretch(pieces: list[tuple[Kind, Span]], unit: Span, raw: str) -> list[tuple[Kind, Span]]:
    """Let the pieces meet: each takes the punctuation up to the next, spaces at its end left out."""
    made = []
    for index, (kind, span) in enumerate(pieces):
        start = 0 if index == 0 else span.start
        end = pieces[index + 1][1].start if index + 1 < len(pieces) else len(raw)
        end = start + len(raw[start:end].rstrip())
        made.append((kind, Span(unit.start + start, unit.start + end)))
    return made
