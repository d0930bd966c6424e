"""Lines → blocks: what each line of a document is, by its words and its place.

A document runs heads → routing (copies, receipt, series) → message (address, paragraphs, signature) →
processing (notes of the office). The recognisers are small questions asked of one unit of lines; the
:class:`_Reader` walks the stations and never goes back, but for a second document on the same page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.dates import Calendar, find
from tei_edition.transcript.signs import Form, Known, Sign
from tei_edition.transcript.source import Line, Source
from tei_edition.transcript.tiling import Signs
from tei_edition.transcript.words import Words, alternatives, number_sign, whole


class Kind(Enum):
    """What a block is; the value is its name in the manual."""

    ISSUER = "issuing office"
    TITLE = "caption with the number"
    STATUS = "caption of the copy"
    COPIES = "list of copies on one line"
    COPIES_HEAD = "head of a list of copies"
    COPIES_ITEM = "one copy"
    RECEIPT = "origin and receipt"
    SERIES = "series"
    ADDRESS = "address"
    SALUTE = "salutation"
    PARAGRAPH = "paragraph"
    VALEDICTION = "closing words"
    SIGNED = "signature"
    REGISTRY = "number"
    DATELINE = "date of writing"
    NOTE = "stamp or note"
    OMISSION = "omission"
    POSTSCRIPT = "postscript"
    RULE = "rule"
    DECIPHERED = "note on deciphering"
    PRINTED = "note on printing"
    VERIFIED = "note on checking"
    COPIES_MADE = "number of copies made"
    OFFICE = "another note of the office"


class Layer(Enum):
    """The three layers of a document that never mix, and its captions."""

    HEAD = "head"
    ROUTING = "routing"
    MESSAGE = "message"
    PROCESSING = "processing"


LAYERS: Final[dict[Kind, Layer]] = {
    **dict.fromkeys((Kind.ISSUER, Kind.TITLE, Kind.STATUS), Layer.HEAD),
    **dict.fromkeys((Kind.COPIES, Kind.RECEIPT, Kind.SERIES), Layer.ROUTING),
    **dict.fromkeys((Kind.ADDRESS, Kind.SALUTE, Kind.PARAGRAPH, Kind.VALEDICTION), Layer.MESSAGE),
    **dict.fromkeys((Kind.SIGNED, Kind.REGISTRY, Kind.DATELINE, Kind.POSTSCRIPT), Layer.MESSAGE),
    **dict.fromkeys((Kind.DECIPHERED, Kind.PRINTED, Kind.VERIFIED, Kind.COPIES_MADE, Kind.OFFICE), Layer.PROCESSING),
}
CLOSING: Final = frozenset({Kind.VALEDICTION, Kind.SIGNED, Kind.REGISTRY, Kind.DATELINE})


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document: a line, part of a line, or several lines.

    ``document`` counts the documents of a page from 0; ``enclosed`` is true inside a telegram quoted whole;
    ``opening`` tells an opener's date line from a closer's.
    """

    kind: Kind
    span: Span
    layer: Layer
    document: int = 0
    enclosed: bool = False
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together, and how they read without their editorial signs."""

    span: Span
    lines: tuple[Line, ...]
    text: str
    bare: str  # without identifications in brackets too
    sign: Sign | None = None  # the sign that is the whole unit, if one is


@dataclass(frozen=True, slots=True)
class Context:
    """What the recognisers may ask."""

    source: Source
    words: Words
    known: Known
    calendar: Calendar
    signs: Signs


# ------------------------------------------------------------------ units

SENTENCE_END: Final = re.compile(r"[.!?:;…]['\"”’»)\]]*$|^\W*$")
WRAP_WIDTHS: Final = range(40, 111)


def units(context: Context, span: Span) -> list[Unit]:
    """The filled lines of a span as units: a note over several lines is one, so is a wrapped paragraph."""
    lines = [ln for ln in context.source.lines if span.start <= ln.span.start < span.end and not ln.is_blank]
    wrapped = _wrap_width(lines)
    signs = {bracket.span: sign for bracket, sign in context.signs.brackets}
    brackets = sorted(signs)
    grouped: list[list[Line]] = []
    reach = at = 0
    for line in lines:
        if grouped and (line.span.start < reach or _continues_wrapped(grouped, line, wrapped)):
            grouped[-1].append(line)
        else:
            grouped.append([line])
        while at < len(brackets) and brackets[at].start < line.span.end:
            reach = max(reach, brackets[at].end)
            at += 1
    view = _View(context.source.text, context.signs)
    return [_unit(context.source, group, span, signs, view) for group in grouped]


def _wrap_width(lines: Sequence[Line]) -> int:
    """The width a text is hard-wrapped at, 0 if it is not."""
    longest = max((len(line.text) for line in lines), default=0)
    runs = sum(b.number == a.number + 1 and len(a.text) > longest * 0.7 for a, b in pairwise(lines))
    return longest if longest in WRAP_WIDTHS and runs >= 3 and runs * 4 >= len(lines) else 0


def _continues_wrapped(grouped: Sequence[Sequence[Line]], line: Line, width: int) -> bool:
    if not width or not grouped:
        return False
    before = grouped[-1][-1]
    return line.number == before.number + 1 and len(before.text) > width * 0.7 and not LABEL.match(line.text)


def _unit(source: Source, group: Sequence[Line], span: Span, signs: Mapping[Span, Sign], view: _View) -> Unit:
    raw = Span(group[0].span.start, min(group[-1].span.end, span.end))
    text = source.slice(raw)
    left = len(text) - len(text.lstrip())
    own = Span(raw.start + left, raw.start + max(left, len(text.rstrip())))
    return Unit(own, tuple(group), view.without_marks(own), view.without_names(own), signs.get(own))


class _View:
    """A text as it reads without marks, or without identifications too."""

    def __init__(self, text: str, signs: Signs) -> None:
        self.text = text
        self.marks = [tile.span for tile in signs.marks]
        explained = [b.span for b, s in signs.brackets if ("reason", "explanation") in s.tei[0].attributes]
        self.hidden = _merged([*self.marks, *explained])

    def without_marks(self, span: Span) -> str:
        return self._without(span, self.marks)

    def without_names(self, span: Span) -> str:
        return self._without(span, self.hidden)

    def _without(self, span: Span, holes: Sequence[Span]) -> str:
        kept, at = [], span.start
        for hole in holes[bisect_left(holes, Span(span.start, 0)) :]:
            if hole.start >= span.end:
                break
            kept.append(self.text[at : hole.start])
            at = max(at, hole.end)
        kept.append(self.text[at : span.end])
        return " ".join("".join(kept).split())


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those inside another left out."""
    made: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not made or span.start >= made[-1].end:
            made.append(span)
    return made


# ------------------------------------------------------------------ recognisers: one question each

LABEL: Final = re.compile(r"\s*(?:- )?(?:\d{1,3}[.)]|[a-zа-я]\)|\([0-9a-z]{1,3}\)|[IVX]{1,5}[.)])\s")
RULE: Final = re.compile(r"([-_*=–—])(?:\s?\1){2,}")
QUOTES: Final = '"“”„«»'
OPENING_QUOTE: Final = re.compile(rf"[{QUOTES}]")
CLOSING_QUOTE: Final = re.compile(rf"[{QUOTES}]\s?\.?$")
INITIALS: Final = re.compile(r"(?:[^\W\d_]\.\s?){1,4}")
SHORT, LONG = 120, 160


def is_capitals(text: str) -> bool:
    """Letters, and none of them small (the ordinal endings of ``2nd`` aside)."""
    letters = [c for c in re.sub(r"\d+(?:st|nd|rd|th)\b", "", text) if c.isalpha()]
    return len(letters) > 1 and not any(c.islower() for c in letters)


def is_rule(unit: Unit, context: Context) -> bool:
    """A rule drawn with characters, and no sign among them."""
    return bool(RULE.fullmatch(unit.text)) and context.source.slice(unit.span) == unit.text


def is_title(unit: Unit, context: Context) -> bool:
    """``CIPHERED TELEGRAM No. 21334``: a kind of document and a number, in the form of a caption."""
    kinds = tuple(word for choices in context.words.kinds.values() for word in choices)
    caption = re.match(rf"(?:[\w'’-]+\s+){{0,4}}?{whole(kinds)}(?P<rest>.*)$", unit.text, re.IGNORECASE)
    if not caption or len(unit.text) > SHORT or is_address(unit, context):
        return False
    head = unit.text[: caption.start("rest")]
    numbered = re.match(rf"\s*{number_sign(context.words)}\s*\d", caption["rest"])
    if len(head.split()) <= 4 and head[:1].isupper() and re.fullmatch(r"[.:]?|\s*\S+\s*\d[\w/?-]*\.?", caption["rest"]):
        return True  # "Ciphered Telegram.", "Letter No. 4": a caption and nothing else
    return is_capitals(head) and (bool(numbered) or is_capitals(unit.text))


def is_service(unit: Unit, context: Context) -> bool:
    """``TOP SECRET``, ``Strictly secret.``, ``Special No. 62``: secrecy and haste."""
    service = alternatives(context.words.form["service"])
    number = rf"(?:\s+{number_sign(context.words)}\s*\d[\w/-]*)?"
    return bool(re.fullmatch(rf"{service}{number}(?:[.,;]?\s+{service})*[.!]?", unit.text.strip("[] "), re.IGNORECASE))


def is_status(unit: Unit, context: Context) -> bool:
    """``COPY OF AN OUTGOING TELEGRAM``: says what kind of copy this is, in capitals and without a number."""
    if is_service(unit, context):
        return True
    if not is_capitals(unit.text) or len(unit.text) > SHORT or re.search(r"\d", unit.text):
        return False
    return bool(re.match(whole(context.words.form["status"]), unit.text, re.IGNORECASE))


def is_issuer(unit: Unit, context: Context) -> bool:
    """An office, in capitals."""
    if not is_capitals(unit.text) or len(unit.text) > SHORT or is_address(unit, context):
        return False
    return bool(re.search(whole(context.words.form["offices"]), unit.text, re.IGNORECASE))


def is_copies(unit: Unit, context: Context) -> bool:
    """``Copies: Stalin (2), Molotov`` or ``Copies to Cde. Stalin``."""
    heads = alternatives(context.words.form["copies"])
    numbered = rf"{alternatives(context.words.form['copy'])}\s*{number_sign(context.words)}"
    begins = re.match(rf"{heads}(?:\s*:|\s+{alternatives(context.words.form['to'])}\b)", unit.text, re.IGNORECASE)
    return bool(begins) and not re.match(numbered, unit.text, re.IGNORECASE)


def is_copies_item(unit: Unit, context: Context) -> bool:
    """``to Cde. Molotov`` or ``Copy N° 2 to the file``, in a list of copies."""
    to = alternatives(context.words.form["to"])
    copy = rf"{alternatives(context.words.form['copy'])}\s*{number_sign(context.words)}\s*\d+[-–,:. ]*(?:{to}\b)?"
    return len(unit.text) < LONG and bool(re.match(rf"(?:{copy}|[-–]?\s*{to}\s)", unit.text, re.IGNORECASE))


def is_receipt(unit: Unit, context: Context) -> bool:
    """``From BEIJING Received 11:20``."""
    start = alternatives(context.words.form["from"])
    received = whole(context.words.form["received"])
    begins = re.match(rf"{start}\s+\S", unit.text, re.IGNORECASE)
    if begins and len(unit.text) < SHORT:
        rest = unit.text[begins.end() - 1 :]
        said = re.search(received, rest, re.IGNORECASE) or find(rest, context.calendar, "office")
        return bool(said) or is_capitals(rest) or context.known.is_place(rest) or looks_like_name(rest.rstrip("."))
    return goes_on_receipt(unit, context) and bool(re.match(received, unit.text, re.IGNORECASE))


def goes_on_receipt(unit: Unit, context: Context) -> bool:
    """``Received 17:20 13.8.1951`` or a date alone, after the origin."""
    arrived = alternatives((*context.words.form["received"], *context.words.form["sent"]))
    announced = re.match(rf"{arrived}\b(?:\s+(?:at|on))?[:\s]*", unit.text, re.IGNORECASE)
    rest = unit.text[announced.end() :] if announced else unit.text
    if len(unit.text) >= SHORT or not re.search(r"\d", rest):
        return False
    return not _without_dates(rest, context, "office") or bool(announced and find(rest, context.calendar, "office"))


def is_series(unit: Unit, context: Context) -> bool:
    """``SERIES "G" T``."""
    return len(unit.text) < 60 and bool(re.match(whole(context.words.form["series"]), unit.text, re.IGNORECASE))


def is_address(unit: Unit, context: Context) -> bool:
    """``To Comrade FILIPPOV``, ``BEIJING - Comrade KRASOVSKY``, a place alone."""
    text = (unit.bare or unit.text).lstrip(QUOTES)
    if len(text) > SHORT or text.endswith("!"):
        return False
    to = re.match(rf"{alternatives(context.words.form['addressed'])}\b[:\s]+(?P<who>.+)$", text, re.IGNORECASE)
    if to:
        return _is_addressee(to["who"], context) or looks_like_name(to["who"].rstrip(".:,"))
    place, dash, who = re.sub(r"\s*(?:--|[–—])\s*", " - ", text).partition(" - ")
    if dash and not who.strip():
        return is_capitals(place)
    if dash:
        return (context.known.is_place(place.strip()) or is_capitals(place)) and _is_addressee(who, context)
    return context.known.is_place(text) and is_capitals(text)


def _is_addressee(who: str, context: Context) -> bool:
    """A title, a name of the registers, or a name in capitals, and hardly more."""
    who = who.strip().strip(QUOTES + ".,:;")
    titled = re.match(whole(titles(context.words)), who)
    return len(who.split()) <= 12 and (bool(titled) or is_capitals(who) or context.known.is_person(who))


def titles(words: Words) -> tuple[str, ...]:
    """All titles that may stand before a name: honorifics, ranks, offices."""
    return (*words.honorifics, *words.ranks, *words.offices_held)


NAME_WORD: Final = r"(?:[^\W\d_a-zа-яß-öø-ÿ][\w'’-]*\.?|van|von|de|der|den|la|le|du|di|da|zu|al|bin|ibn|and|&)"


def looks_like_name(text: str) -> bool:
    """One to six words, each with a capital or an initial (particles aside): a name, as far as form goes."""
    return len(text) <= 50 and bool(re.fullmatch(rf"{NAME_WORD}(?:,?\s{NAME_WORD}){{0,5}}", text.strip()))


def is_salute(unit: Unit, context: Context) -> bool:
    """``Comrade FILIPPOV!``, ``Dear Comrade Stalin,``."""
    text = (unit.bare or unit.text).lstrip(QUOTES)
    if len(text) > 80 or text[-1:] not in "!,:.":
        return False
    words = context.words
    core = text.rstrip("!,:. ")
    dear = re.match(whole(words.salutations), text, re.IGNORECASE) and text[-1:] in "!,:"
    titled = re.match(whole(titles(words)), text) and (text[-1:] != "." or looks_like_name(core))
    named = text[-1:] in "!," and (context.known.is_person(core) or (text[-1:] == "!" and looks_like_name(core)))
    return bool(dear) or (bool(titled) and len(text.split()) <= 8) or named


def is_valediction(unit: Unit, context: Context) -> bool:
    """``Greetings.``."""
    text = unit.text.strip(" .,!;")
    if text.lower() in {v.lower() for v in context.words.valedictions}:
        return True
    return len(unit.text) < 60 and unit.text.endswith((",", "!")) and bool(_valediction(unit.text, context.words))


def _valediction(text: str, words: Words) -> re.Match[str] | None:
    """Closing words at the beginning of a line."""
    return re.match(rf"{whole(words.valedictions)}[^.!]{{0,30}}[.,!]?\s*", text, re.IGNORECASE)


def _office_note(kind: str) -> Callable[[Unit, Context], bool]:
    def asks(unit: Unit, context: Context) -> bool:
        return bool(re.match(rf"{whole(context.words.form[kind])}\s*(?:by\b|:|\b)", unit.text, re.IGNORECASE))

    return asks


is_deciphered = _office_note("deciphered")
is_printed = _office_note("printed")
is_verified = _office_note("verified")


def is_office_note(unit: Unit, context: Context) -> bool:
    """``Spravka: …``: a note that its first word announces."""
    return bool(re.match(rf"{alternatives(context.words.form['office-notes'])}(?!\w)", unit.text, re.IGNORECASE))


def is_postscript(unit: Unit, context: Context) -> bool:
    """``P.S. Burn this.``: still the author's."""
    return bool(re.match(rf"{alternatives(context.words.form['postscript'])}(?!\w)", unit.text, re.IGNORECASE))


def is_copies_made(unit: Unit, context: Context) -> bool:
    """``N° 1585 Eight copies printed.``."""
    return len(unit.text) < SHORT and bool(
        re.search(whole(context.words.form["copies-made"]), unit.text, re.IGNORECASE)
    )


def is_registry(unit: Unit, context: Context) -> bool:
    """``No. 3260`` or ``To No. 483/sh.`` and nothing else."""
    to = alternatives(context.words.form["addressed"])
    return bool(re.fullmatch(rf"(?i:{to}\s+)?{number_sign(context.words)}\s*[\w/?.\[\]-]+", unit.text))


def is_note(unit: Unit) -> bool:
    """A stamp or a note that fills its lines."""
    return unit.sign is not None and unit.sign.tei[0].name == "note"


def is_emptied(unit: Unit) -> bool:
    """A sign that stands for text that is not there: ``[....]``."""
    return unit.sign is not None and unit.sign.form is Form.EMPTY


def _without_dates(text: str, context: Context, place: str) -> str:
    """What is left of a text when dates, times and the points between them are taken out."""
    rest = text
    for dating in reversed(find(text, context.calendar, place)):  # type: ignore[arg-type]
        rest = rest[: dating.span.start] + rest[dating.span.end :]
    return rest.strip(" .,;:()")


# ------------------------------------------------------------------ closing lines


def closing_parts(unit: Unit, context: Context, lenient: bool = False) -> list[tuple[Kind, Span]] | None:
    """A line that ends a message, cut into closing words, name, number and date: ``No. 3107 21.6.51``.

    ``lenient`` takes for a name what only looks like one. None if anything is left that is none of these.
    """
    raw = context.source.slice(unit.span)
    if len(unit.text) > SHORT or len(unit.lines) > 1:
        return None
    if unit.sign is not None and ("unit", "signature") in unit.sign.tei[0].attributes:
        return [(Kind.SIGNED, unit.span)]
    pieces: list[tuple[Kind, Span]] = []
    rest = raw
    closing = _valediction(raw, context.words)
    if closing and closing.end() < len(raw):
        pieces.append((Kind.VALEDICTION, Span(0, len(closing[0].rstrip()))))
        rest = _blank(rest, closing.span())
    number = re.search(rf"{number_sign(context.words)}\s*\d[\w/?\[\]-]*", rest)
    if number:
        pieces.append((Kind.REGISTRY, Span(*number.span())))
        rest = _blank(rest, number.span())
    dates = find(rest, context.calendar, "dateline")
    bare = re.fullmatch(r"\s*(\d{1,2}[./]\s?(?:\d{1,2}|[IVX]{1,4}))\.?\s*", rest) if not dates else None
    if bare:  # a date, though nothing tells its year
        pieces.append((Kind.DATELINE, Span(*bare.span(1))))
        rest = _blank(rest, bare.span(1))
    if dates:
        span = _with_place(rest, Span(dates[0].span.start, dates[-1].span.end))
        between = re.sub(r",?\s+the$", "", _without_dates(rest[span.start : span.end], context, "dateline"))
        if between and not context.known.is_place(between) and not looks_like_name(between):
            return None
        pieces.append((Kind.DATELINE, span))
        rest = _blank(rest, (span.start, span.end))
    name = rest.strip(" ,;" + QUOTES)
    name = name if INITIALS.fullmatch(name) else name.strip(" .,;" + QUOTES)
    if name:
        if not is_signature(name, context) and not ((lenient or dates) and _may_sign(name)):
            return None
        at = rest.index(name)
        pieces.append((Kind.SIGNED, Span(at, at + len(name))))
    return _stretch(sorted(pieces, key=lambda p: p[1]), unit.span, raw) if pieces else None


def _with_place(text: str, dates: Span) -> Span:
    """``The Hague, 8 November 1893``: the place of writing before a date, a comma between."""
    place = re.search(rf"(?P<place>{NAME_WORD}(?:\s{NAME_WORD}){{0,3}}),\s*(?:the\s+)?$", text[: dates.start])
    return Span(place.start("place"), dates.end) if place else dates


def _may_sign(name: str) -> bool:
    name = re.sub(r"^\(signed\)\s*", "", name, flags=re.IGNORECASE)
    return looks_like_name(re.sub(r"\s*\[[^\]]*\]", "", name))


def is_signature(name: str, context: Context) -> bool:
    """A name in capitals, one of the registers, or initials; an identification may follow in brackets."""
    plain = re.sub(r"\[[^\]]*\]", "", name).strip()
    signed = whole(context.words.brackets.get("signature", ("signed",)))
    plain = re.sub(rf"^\(?{signed}[:.)]*\s*", "", plain, flags=re.IGNORECASE) or name.strip("[]")
    if context.known.is_person(plain):
        return True
    if re.match(rf"{alternatives(context.words.form['addressed'])}\s", plain, re.IGNORECASE):
        return False
    initials = bool(INITIALS.fullmatch(plain))
    titled = re.match(whole(titles(context.words)), plain) and looks_like_name(plain)
    capitals = is_capitals(plain) and looks_like_name(plain) and not re.search(r"\d", plain)
    other = re.search(whole(context.words.form["offices"]), plain, re.IGNORECASE) or re.fullmatch(
        alternatives(context.words.form["service"]), plain, re.IGNORECASE
    )
    return initials or bool(titled) or (capitals and not other)


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


# ------------------------------------------------------------------ the walk


class _Station(Enum):
    HEAD = 0
    ROUTING = 1
    OPENER = 2
    BODY = 3
    CLOSER = 4
    PROCESSING = 5


Recogniser = Callable[[Unit, Context], bool]

HEADS: Final[tuple[tuple[Kind, Recogniser], ...]] = (
    (Kind.STATUS, is_status),
    (Kind.TITLE, is_title),
    (Kind.ISSUER, is_issuer),
)
ROUTES: Final[tuple[tuple[Kind, Recogniser], ...]] = (
    (Kind.COPIES, is_copies),
    (Kind.RECEIPT, is_receipt),
    (Kind.SERIES, is_series),
    (Kind.SERIES, is_service),
)
OPENERS: Final[tuple[tuple[Kind, Recogniser], ...]] = ((Kind.ADDRESS, is_address), (Kind.SALUTE, is_salute))
NOTES_OF_OFFICE: Final[tuple[tuple[Kind, Recogniser], ...]] = (
    (Kind.COPIES, is_copies),
    (Kind.OFFICE, is_office_note),
    (Kind.POSTSCRIPT, is_postscript),
    (Kind.DECIPHERED, is_deciphered),
    (Kind.VERIFIED, is_verified),
    (Kind.PRINTED, is_printed),
    (Kind.COPIES_ITEM, is_copies_item),
    (Kind.COPIES_MADE, is_copies_made),
    (Kind.COPIES_MADE, is_registry),
)


def _first(rows: Sequence[tuple[Kind, Recogniser]], unit: Unit, context: Context) -> Kind | None:
    return next((kind for kind, asks in rows if asks(unit, context)), None)


class _Reader:
    """Walks the units of a page from station to station."""

    def __init__(self, context: Context, found: Sequence[Unit]) -> None:
        self.context, self.units = context, found
        self.blocks: list[Block] = []
        self.station = _Station.HEAD
        self.document = 0
        self.enclosed_until = -1
        self.enclosed_opener = False

    def walk(self) -> list[Block]:
        for index, unit in enumerate(self.units):
            self._take(index, unit)
        return self.blocks

    # -- one unit

    def _take(self, index: int, unit: Unit) -> None:
        if self._begins_document(index, unit):
            self.document += 1
            self.station = _Station.HEAD
        if is_emptied(unit) and not self.enclosed:
            self._put(Kind.OMISSION, unit.span, self._layer_here())
        elif is_note(unit):
            self._put(Kind.NOTE, unit.span, self._layer_of_note())
        elif is_rule(unit, self.context):
            self._put(Kind.RULE, unit.span, Layer.PROCESSING if self.station.value >= 4 else self._layer_here())
            if self.station is _Station.CLOSER:
                self.station = _Station.PROCESSING
        else:
            self._words(index, unit)
        if index == self.enclosed_until:
            self.enclosed_until = -1
            self.station = _Station.BODY

    @property
    def enclosed(self) -> bool:
        return self.enclosed_until >= 0

    def _words(self, index: int, unit: Unit) -> None:
        steps = (self._head, self._routing, self._enclosure, self._opener, self._closing, self._office, self._body)
        for step in steps:
            if step(index, unit):
                return

    def _put_all(self, parts: Sequence[tuple[Kind, Span]], opening: bool = False) -> bool:
        for kind, span in parts:
            self._put(kind, span, Layer.MESSAGE, opening)
        return True

    def _put(self, kind: Kind, span: Span, layer: Layer | None = None, opening: bool = False) -> bool:
        inside = self.enclosed and kind is not Kind.RULE
        where = layer or LAYERS[kind]
        self.blocks.append(Block(kind, span, where, self.document, inside, opening))
        return True

    def _layer_here(self) -> Layer:
        if self.station in {_Station.HEAD, _Station.ROUTING}:
            return Layer.ROUTING if self.station is _Station.ROUTING else Layer.HEAD
        return Layer.PROCESSING if self.station is _Station.PROCESSING else Layer.MESSAGE

    def _layer_of_note(self) -> Layer:
        """A note after the routing but before the address is the office's; inside the message it stays there."""
        return self._layer_here() if self.station is not _Station.CLOSER else Layer.PROCESSING

    # -- stations

    def _begins_document(self, index: int, unit: Unit) -> bool:
        """Captions come again after a message has closed."""
        if self.station not in {_Station.CLOSER, _Station.PROCESSING} or self.enclosed:
            return False
        kind = _first(HEADS, unit, self.context)
        return kind is not None and self._message_follows(index)

    def _message_follows(self, index: int) -> bool:
        return any(len(unit.text) > 30 and not is_capitals(unit.text) for unit in self.units[index + 1 :])

    def _head(self, _: int, unit: Unit) -> bool:
        if self.station is not _Station.HEAD:
            return False
        kind = _first(HEADS, unit, self.context)
        if kind is None:
            return False
        return self._put(kind, unit.span)

    def _routing(self, index: int, unit: Unit) -> bool:
        if self.station.value > _Station.ROUTING.value:
            return False
        if self._goes_on_list() and is_copies_item(unit, self.context) and self._more_addresses(index):
            return self._put(Kind.COPIES_ITEM, unit.span, Layer.ROUTING)
        if self._goes_on_copies(unit) or self._goes_on_receipt(unit):
            self.blocks[-1] = replace(self.blocks[-1], span=Span(self.blocks[-1].span.start, unit.span.end))
            return True
        kind = _first(ROUTES, unit, self.context)
        if kind is None:
            return False
        self.station = _Station.ROUTING
        if kind is Kind.COPIES and not re.match(r"\w+\s*:", unit.text) and self._items_follow(index):
            return self._copies_over_lines(unit)
        return self._put(kind, unit.span)

    def _copies_over_lines(self, unit: Unit) -> bool:
        """``Copies to Cde. Stalin`` with more of them below: the head is the first word."""
        raw = self.context.source.slice(unit.span)
        head = re.match(r"\w+", raw)
        size = head.end() if head else 0
        self._put(Kind.COPIES_HEAD, Span(unit.span.start, unit.span.start + size), Layer.ROUTING)
        rest = size + len(raw[size:]) - len(raw[size:].lstrip())
        return self._put(Kind.COPIES_ITEM, Span(unit.span.start + rest, unit.span.end), Layer.ROUTING)

    def _items_follow(self, index: int) -> bool:
        after = self.units[index + 1 : index + 2]
        return bool(after) and is_copies_item(after[0], self.context)

    def _goes_on_list(self) -> bool:
        return bool(self.blocks) and self.blocks[-1].kind is Kind.COPIES_ITEM and self.blocks[-1].layer is Layer.ROUTING

    def _more_addresses(self, index: int) -> bool:
        """Something of the routing, or another address, still follows: this line is no address itself."""
        for unit in self.units[index + 1 : index + 30]:
            if is_copies_item(unit, self.context) or _first(ROUTES, unit, self.context) or is_note(unit):
                return True
            if not is_address(unit, self.context):
                return False
        return False

    def _goes_on_copies(self, unit: Unit) -> bool:
        """A list of copies whose line ends with a comma goes on with the next line."""
        if not self.blocks or self.blocks[-1].kind is not Kind.COPIES:
            return False
        said = self.context.source.slice(self.blocks[-1].span)
        return said.rstrip().endswith(",") and len(unit.text) < SHORT

    def _goes_on_receipt(self, unit: Unit) -> bool:
        if not self.blocks or self.blocks[-1].kind is not Kind.RECEIPT:
            return False
        said = self.context.source.slice(self.blocks[-1].span)
        if unit.text[:1].islower() and len(unit.text) < 60 and re.search(r"\d", said) and not SENTENCE_END.search(said):
            return True  # the line was broken in mid-phrase
        arrived = alternatives((*self.context.words.form["received"], *self.context.words.form["sent"]))
        announced = re.match(rf"{arrived}(?!\w)", unit.text, re.IGNORECASE)
        if not goes_on_receipt(unit, self.context):
            return False
        return bool(announced) or not any(d.kind == "date" for d in find(said, self.context.calendar, "office"))

    def _opener(self, index: int, unit: Unit) -> bool:
        if self.station.value > _Station.OPENER.value and not self.enclosed_opener:
            return False
        kind = _first(OPENERS, unit, self.context)
        if kind is not None:
            if not self.enclosed:
                self.station = _Station.OPENER
            self.enclosed_opener = self.enclosed
            return self._put(kind, unit.span)
        self.enclosed_opener = False
        if is_registry(unit, self.context) and self.station is not _Station.BODY and self._text_follows(index):
            self.station = _Station.OPENER
            return self._put(Kind.REGISTRY, unit.span, opening=True)
        parts = closing_parts(unit, self.context)
        kinds = {kind for kind, _ in parts or ()}
        if not kinds or self.station is _Station.BODY or not self._text_follows(index):
            return False
        if kinds <= {Kind.DATELINE, Kind.REGISTRY}:
            self.station = _Station.OPENER
            return self._put_all(parts or (), opening=True)
        if kinds == {Kind.SIGNED}:  # a name before any text is whom it is for
            self.station = _Station.OPENER
            return self._put(Kind.ADDRESS, unit.span)
        return False

    def _text_follows(self, index: int) -> bool:
        return index + 1 < len(self.units)

    def _enclosure(self, index: int, unit: Unit) -> bool:
        """A quotation mark before an address or a salutation, after words that introduce it."""
        if self.station is not _Station.BODY or self.enclosed or not OPENING_QUOTE.match(unit.text):
            return False
        kind = _first(OPENERS, unit, self.context)
        end = self._enclosure_end(index)
        if kind is None or end is None:
            return False
        self.enclosed_until, self.enclosed_opener = end, True
        return self._put(kind, unit.span)

    def _enclosure_end(self, index: int) -> int | None:
        for later in range(index + 1, len(self.units)):
            if CLOSING_QUOTE.search(self.units[later].text):
                return later
        return None

    def _closing(self, index: int, unit: Unit) -> bool:
        if self.station not in {_Station.OPENER, _Station.BODY, _Station.CLOSER}:
            return False
        if is_valediction(unit, self.context) and self._closes(index):
            self._close()
            return self._put(Kind.VALEDICTION, unit.span)
        parts = closing_parts(unit, self.context, lenient=self._may_be_signature(index, unit))
        if not parts or not self._closes(index) or self._is_caption_of_text(index, parts):
            return False
        self._close()
        return self._put_all(parts)

    def _may_be_signature(self, index: int, unit: Unit) -> bool:
        """A name by its form only: after a paragraph, and at the message's end or before its date or number."""
        before = self.blocks[-1].kind if self.blocks else None
        if before not in {Kind.PARAGRAPH, Kind.VALEDICTION}:
            return False
        after = self.units[index + 1] if index + 1 < len(self.units) else None
        dated = after is not None and closing_parts(after, self.context) is not None
        if dated or before is Kind.VALEDICTION:
            return True
        ends = after is None or is_rule(after, self.context) or is_note(after) or is_emptied(after)
        ends = ends or bool(_first((*HEADS, *NOTES_OF_OFFICE), after, self.context) if after else None)
        return ends and (not unit.text.endswith(".") or len(unit.text.split()) > 1)

    def _close(self) -> None:
        if not self.enclosed:
            self.station = _Station.CLOSER

    def _is_caption_of_text(self, index: int, parts: Sequence[tuple[Kind, Span]]) -> bool:
        """A number or date closes a message only after a signature, or at its very end."""
        signed = any(b.kind in CLOSING and b.document == self.document for b in self.blocks[-3:])
        names = any(kind is Kind.SIGNED for kind, _ in parts)
        return not signed and not names and self._paragraphs_follow(index)

    def _closes(self, index: int) -> bool:
        return not self._paragraphs_follow(index)

    def _paragraphs_follow(self, index: int) -> bool:
        """A paragraph of this message still comes, before the next captions, rule or note of the office."""
        stop = self.enclosed_until + 1 if self.enclosed else len(self.units)
        for unit in self.units[index + 1 : stop]:
            if is_rule(unit, self.context) or is_note(unit) or is_emptied(unit):
                return False
            if _first(HEADS, unit, self.context) or _first(NOTES_OF_OFFICE, unit, self.context):
                return False
            if len(unit.text) > SHORT or (LABEL.match(unit.text) and not INITIALS.fullmatch(unit.text)):
                return True
            if closing_parts(unit, self.context, lenient=True) is None and not is_valediction(unit, self.context):
                return len(unit.text) > 50 and SENTENCE_END.search(unit.text) is not None
        return False

    def _office(self, index: int, unit: Unit) -> bool:
        if self.station not in {_Station.CLOSER, _Station.PROCESSING} or self.enclosed:
            return False
        if self.station is _Station.CLOSER and is_postscript(unit, self.context):
            return self._put(Kind.POSTSCRIPT, unit.span)
        self.station = _Station.PROCESSING
        if self._goes_on_copies(unit):
            self.blocks[-1] = replace(self.blocks[-1], span=Span(self.blocks[-1].span.start, unit.span.end))
            return True
        kind = _first(NOTES_OF_OFFICE, unit, self.context) or Kind.OFFICE
        if kind is Kind.COPIES_MADE and self._items_follow(index):
            return self._put(Kind.COPIES_HEAD, unit.span, Layer.PROCESSING)
        if kind is Kind.COPIES_ITEM and not self._in_list():
            kind = Kind.COPIES_MADE
        return self._put(kind, unit.span, Layer.PROCESSING)

    def _in_list(self) -> bool:
        return bool(self.blocks) and self.blocks[-1].kind in {Kind.COPIES_HEAD, Kind.COPIES_ITEM}

    def _body(self, _: int, unit: Unit) -> bool:
        if not self.enclosed:
            self.station = _Station.BODY
        if self._is_broken_off(unit):
            self.blocks[-1] = replace(self.blocks[-1], span=Span(self.blocks[-1].span.start, unit.span.end))
            return True
        return self._put(Kind.PARAGRAPH, unit.span)

    def _is_broken_off(self, unit: Unit) -> bool:
        """The last paragraph stopped in mid-sentence and this line goes on with a small letter."""
        if not self.blocks or self.blocks[-1].kind is not Kind.PARAGRAPH or self.blocks[-1].enclosed != self.enclosed:
            return False
        before = self.context.source.slice(self.blocks[-1].span)
        return (
            len(before) > 30
            and not SENTENCE_END.search(before)
            and unit.text[:1].islower()
            and not LABEL.match(unit.text)
        )


def read_blocks(context: Context, span: Span) -> list[Block]:
    """The blocks of the document part of a page, in order; every filled line is in one of them."""
    return _Reader(context, units(context, span)).walk()


def by_document(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Block]]]:
    """The blocks of each document of a page."""
    for number in sorted({b.document for b in blocks}):
        yield number, [b for b in blocks if b.document == number]
