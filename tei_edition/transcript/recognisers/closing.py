"""The end of a message: closing words, signature, number, place and date, together on a line or each alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.dates import Dating, find, runs_on
from tei_edition.transcript.dress import undressed
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.recognisers.address import is_label
from tei_edition.transcript.recognisers.captions import CAPTION, begins_with_kind, is_title
from tei_edition.transcript.recognisers.letter import is_dateline, says_farewell, with_supplied
from tei_edition.transcript.recognisers.names import (
    IN_GROUPS,
    INITIALLED,
    INITIALS,
    QUOTES,
    SHORT,
    is_capitals,
    is_designation,
    is_office_name,
    joined,
    looks_like_name,
)
from tei_edition.transcript.recognisers.receipt import without_dates
from tei_edition.transcript.units import Context, Unit
from tei_edition.transcript.words import Words

# so many letters have small words that names have too: "An", "To", "de"
SMALLEST: Final = 2
OPENING_QUOTE: Final = re.compile(rf"[{QUOTES}]")
CLOSING_QUOTE: Final = re.compile(rf"[{QUOTES}]\s?\.?$")
# the call of a note behind a date line
CALL: Final = re.compile(
    r"(?:[⁰¹²³⁴-⁹]+|(?<=\w[.,])[(\[]\d{1,2}[)\]]|(?<=\b1[5-9]\d\d)\d{1,2}|(?<=\b20\d\d)\d{1,2})(?=\.?\s*$)"
)


def is_valediction(unit: Unit, context: Context) -> bool:
    """``Greetings.``."""
    text = unit.text.strip(" .,!;")
    if text.lower() in {v.lower() for v in context.words.valedictions} or says_farewell(unit.text, context.words):
        return True
    return len(unit.text) < 60 and unit.text.endswith((",", "!")) and bool(_valediction(unit.text, context.words))


def _valediction(text: str, words: Words) -> re.Match[str] | None:
    """Closing words at the beginning of a line."""
    return worded(r"<valedictions>[^.!]{0,30}[.,!]?\s*", words).match(text)


def is_postscript(unit: Unit, context: Context) -> bool:
    """``P.S. Burn this.``: still the author's."""
    return bool(worded(r"{postscript}(?!\w)", context.words).match(unit.text))


def is_authority(unit: Unit, context: Context) -> bool:
    """``By order of the Minister``: stands above the signature of another."""
    return len(unit.text) < CAPTION and bool(worded(r"{by-order}(?!\w)[^.!?;]*", context.words).fullmatch(unit.text))


# "signed Anna Holm", "/-/ Anna Holm": what says that a name is a signature
SIGNED: Final = r"^(?:\(?<brackets.signature>\s?[:.)]*|{signature-marks})\s*"
# "– Sund – 423 –": who sent a telegram, and its number, between dashes
DASHED: Final = r"[-–—]\s*(?P<name>{NAMES})\s*[-–—]\s*(?P<number>\d{1,6})\s*[-–—]"


# "Your brother, — Karl Berg": closing words, a dash, and who signs
DASHED_NAME: Final = r"(?P<said>[^.:;!?\d]{3,60}?)[,.]?\s?(?:--|[—–])\s?(?={NAMES}\.?$)"
UNNUMBERED: Final = r"(?!(?:1[5-9]|20)\d\d\b)"  # a year is no number
NUMBER: Final = r"(?:{№}\s*)?" + UNNUMBERED + r"\d(?:[\w/.-]*\w)?"
# "Telegramm 148 Vessk, den 3. Mai 1930"
KIND_AND_NUMBER: Final = r"\s*(?i:{kinds})\s+" + NUMBER + r"(?=\s+\S.*\d)"
# "(No. 12.) Vessk, May 3, 1930", "St. S. Nr. 12 Vessk, den 3. Mai 1930"
NUMBER_BEFORE_PLACE: Final = (
    r"\s*\(?(?:(?:[^\W\d_]{1,4}\.\s?){1,3}(?={№}))?(?:(?i:{kinds})|{№}\s*\d[\w/-]*)[.,]?\)?[.,]?"
    r"(?:,?\s+(?:(?i:{unnumbered})|" + NUMBER + r"|[^\W\d_a-z]{1,3}\d[\w/-]*|\[[^\]]*\](?!,)|\([^)]{1,30}\)))*[.,]?"
    r"(?:(?=\s+\[?{NAME}(?:\s{NAME}){0,2}\]?,\s.*\d)|(?<=\)\.)(?=\s+(?i:{before-date})\s+\d))"
)
# an incoming number is an office's
# the thousands of a number may stand apart: "No. 56 349"
NUMBER_ALONE: Final = (
    r"(?:(?i:{outgoing})\s+)?{№}\s*(?:\(\d{2,4}\)\s?)?(?:" + IN_GROUPS + r"|[^\W\d_a-zа-я]?\d[\w/?\[\]-]*(?:\.\])?)"
)
# "7.XII.1945 г.": what says that it was a year
AFTER_YEAR: Final = r"(?<=\d{4})\s?{after-year}\s*$"
# "TOP SECRET      LONDON, 6 May 1945", "SECRET [Vessk], May 6, 1945", "12 августа 1939 г. Секретно": marks of secrecy on the date's line
BESIDE_DATE: Final = r"^\s*(?i:{service})(?:\s{2,}|[.,;]\s+|(?<=[A-Z]{4})\s(?=\[?[A-Z][a-z]))(?=\[?[^\W\d_])|(?<=\d|[.,;])\s+(?i:{service})\.?\s*$"
# "Vessk, ____ November 1962": where the day was to be filled in
BLANK: Final = re.compile(r"_{2,}")
# "Date: 3 May 1890": the label of a form
LABELLED: Final = r"\s*(?i:{labels})\s*:\s*"
# "Vessk, May 3, 1890. (Received May 19.)": what an edition adds to a date line
RECEIVED_IN_BRACKETS: Final = r"\s\((?i:{received})(?!\w)[^()]*\d[^()]*\)\.?\s*$"
# "Nº 13-op (1 page)": how long it is, beside its number
PAGES_BESIDE: Final = r"(?<=[\w])\s\(\d{1,3}\s(?i:{brackets.page|units.page})\)\.?\s*$"
# "The Hague, 8 November 1893": the place of writing before a date, a comma between
PLACE_BEFORE: Final = r"(?:^\s*(?P<whole>(?:(?i:<posts>)\s[^,\d]{2,40},\s)?{NAMES}(?:,\s{NAMES}){0,2})|(?P<place>{NAMES}))\s?,\s*(?:{before-date}\s+)?$"
DAY_ALONE: Final = re.compile(r"\s*(\d{1,2}[./]\s?(?:\d{1,2}|[IVX]{1,4}))\.?\s*")
# "[place not declassified], June 8, 1954": a gap in its stead
WITHHELD_PLACE: Final = r"^\[[^\[\]]*(?i:<brackets.withheld>)[^\[\]]*\],\s(?=.*\d)"
# "[Vessk, September 16, 1944.]": an editor supplied place and day
SUPPLIED_LINE: Final = re.compile(r"^\[(?P<said>[^\[\]]*\d[^\[\]]*)\](?P<after>\.?)$")


def closing_parts(unit: Unit, context: Context, lenient: bool = False) -> Sequence[tuple[Kind, Span]] | None:
    """A line that ends a message, cut into closing words, name, number and date: ``No. 3107 21.6.51``.

    ``lenient`` takes for a name what only looks like one. None if anything is left that is none of these.
    """
    return context.once(_closing_parts, unit, lenient)


@dataclass(slots=True)
class _Cut:
    """A line from which pieces are cut: spaces stand where one was, so that the others keep their places."""

    rest: str
    pieces: list[tuple[Kind, Span]] = field(default_factory=list)

    def take(self, kind: Kind, span: Span) -> None:
        self.pieces.append((kind, span))
        self.blank(span)

    def blank(self, span: Span) -> None:
        self.rest = self.rest[: span.start] + " " * len(span) + self.rest[span.end :]


def signs(unit: Unit, context: Context) -> bool:
    """Somebody signs there; ``PHONOGRAM No. 5`` does not, the kind of a document signs nothing."""
    signed = [span for kind, span in closing_parts(unit, context) or () if kind is Kind.SIGNED]
    return any(not is_title(unit, context) or _is_known(context, span) for span in signed)


def _is_known(context: Context, span: Span) -> bool:
    return context.known.is_person(context.source.slice(span).strip(" .,;"))


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
    words = context.words
    dashed = spelled(DASHED, words).fullmatch(raw)
    if worded(r"{subject}\s*:", words).match(raw):
        return []  # "Subject: the talk of 3 May 1930"
    if dashed:
        return [(Kind.SIGNED, Span(*dashed.span("name"))), (Kind.REGISTRY, Span(*dashed.span("number")))]
    if is_dateline(raw, words, context.calendar) and not begins_with_kind(raw, words):
        return [(Kind.DATELINE, Span(0, len(raw)))]
    cut = _Cut(_without_additions(raw, words))
    _cut_valediction(cut, raw, words)
    _cut_number(cut, words)
    dates = find(cut.rest, context.calendar, "dateline")
    labelled = spelled(LABELLED, words).match(cut.rest)
    if labelled and dates and dates[0].span.start == labelled.end():
        cut.blank(Span(*labelled.span()))
    _cut_town(cut, words)
    whole = _cut_date(cut, dates, context) and _cut_name(cut, context, lenient or bool(dates))
    return _touching(sorted(cut.pieces, key=lambda p: p[1])) if whole else []


def _without_additions(raw: str, words: Words) -> str:
    """The line without what stands beside place, date and name: brackets around them, calls of notes, secrecy, pages, receipt."""
    rest = spelled(WITHHELD_PLACE, words).sub(_spaces, raw)
    rest = with_supplied(rest) if re.search(r"\d", raw) else rest
    rest = SUPPLIED_LINE.sub(r" \g<said> \g<after>", rest)
    rest = spelled(AFTER_YEAR, words).sub(_spaces, CALL.sub(_spaces, rest))
    rest = BLANK.sub(_spaces, rest)
    if re.search(r"\d", rest):
        rest = spelled(BESIDE_DATE, words).sub(_spaces, rest)
    rest = spelled(PAGES_BESIDE, words).sub(_spaces, rest)
    return spelled(RECEIVED_IN_BRACKETS, words).sub(_spaces, rest, count=1)


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _cut_valediction(cut: _Cut, raw: str, words: Words) -> None:
    closing = _valediction(raw, words)
    named = spelled(r"(?i:<valedictions>)(?:[^.!]{0,30},)??\s+(?={NAMES}\.?$)", words).match(raw)
    parted = spelled(DASHED_NAME, words).match(raw)
    if parted and says_farewell(parted["said"], words):
        closing = parted
    elif named:  # "Ever yours, A. HOLM"
        closing = named
    elif closing and closing.end() == len(raw):  # "With greetings, ANNA HOLM May 3"
        closing = worded(r"<valedictions>[^.!,]{0,30},\s+", words).match(raw)
    if closing and closing.end() < len(raw):
        cut.take(Kind.VALEDICTION, Span(0, len(closing[0].rstrip())))
        cut.blank(Span(*closing.span()))


def _cut_number(cut: _Cut, words: Words) -> None:
    number = spelled(NUMBER_BEFORE_PLACE, words).match(cut.rest) or spelled(KIND_AND_NUMBER, words).match(cut.rest)
    number = number or spelled(NUMBER_ALONE, words).search(cut.rest)
    if number:
        cut.take(Kind.REGISTRY, Span(*number.span()))


def _cut_town(cut: _Cut, words: Words) -> None:
    """``10 июня 1968 г. № 13 г. Весск``, ``г. Весск``: the town that a word tells, beside a number of the office or alone."""
    beside = r"(?<=\s)" if cut.pieces else r"^\s*"
    town = spelled(beside + r"{town}\s?(?=[^\W\d_a-zа-я]){NAME}(?:[\s-]{NAME})?\s*$", words).search(cut.rest)
    if town:
        cut.take(Kind.DATELINE, Span(*town.span()))


def _cut_date(cut: _Cut, dates: Sequence[Dating], context: Context) -> bool:
    """False if what is dated is no line of place and day."""
    if not dates:
        alone = DAY_ALONE.fullmatch(cut.rest)
        if alone:  # a date, though nothing tells its year
            cut.take(Kind.DATELINE, Span(*alone.span(1)))
        return True
    if any(dating.start for dating in dates):
        return False  # a stretch of time is what it is about
    span = _with_place(cut.rest, Span(dates[0].span.start, dates[-1].span.end), context.words)
    between = without_dates(cut.rest[span.start : span.end], context, "dateline")
    between = spelled(r"(?:,?\s+|^){before-date}$", context.words).sub("", between)  # "Berlin, den 3. Mai"
    if not all(_is_where(one, context) for one in between.split(", ") if one):
        return False
    cut.take(Kind.DATELINE, span)
    return True


def _is_where(text: str, context: Context) -> bool:
    """``Vessk``, ``Legation of the Free Isles``: what may stand before a day; ``and Soundings`` goes on from the line above."""
    if worded(r"{and}\s", context.words).match(text):
        return False
    post = spelled(r"(?i:<posts>)\s", context.words).match(text)
    return bool(post) or context.known.is_place(text) or looks_like_name(text)


def _cut_name(cut: _Cut, context: Context, lenient: bool) -> bool:
    """False if what is left is nobody's name."""
    name = cut.rest.strip(" ,;|" + QUOTES)
    name = name if INITIALS.fullmatch(name) else name.strip(" .,;" + QUOTES)
    if not name:
        return True
    said = joined(" ".join(name.split()))
    if len(said) == 1 or re.match(r"\d{1,3}\.\s", said):
        return False  # the torn end of a page; "1. Drafted by A. Holm", a note that nothing calls
    if not is_signature(said, context) and not (lenient and _may_sign(said, context.words)):
        return False
    at = cut.rest.index(name)
    cut.take(Kind.SIGNED, Span(at, at + len(name)))
    return True


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
    behind = PLACE_BEHIND.match(text, dates.end) if FULL_YEAR_ENDS.search(text[: dates.end]) else None
    if behind and not text[: dates.start].strip():
        return Span(dates.start, behind.end("place"))
    place = spelled(PLACE_BEFORE, words).search(text[: dates.start])
    if place:
        return Span(place.start("whole" if place["whole"] else "place"), dates.end)
    alone = spelled(r"(?<!\w)(?i:{before-date})\s+$", words).search(text[: dates.start])  # "Le 19 juillet 1914"
    return Span(alone.start(), dates.end) if alone else dates


# "23 August 1969, Vessk"
PLACE_BEHIND: Final = re.compile(r",\s+(?P<place>[^\W\d_a-zà-ÿа-я][\w'’-]{2,}(?:[ -][^\W\d_a-zà-ÿа-я][\w'’-]+)?)\s*$")
FULL_YEAR_ENDS: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d$")


def _may_sign(name: str, words: Words) -> bool:
    name = re.sub(r"^\(signed\)\s*", "", name, flags=re.IGNORECASE)
    name = re.sub(r"^\(([^()]+)\)$", r"\1", name)  # "(Holm)", below the closing words
    plain = re.sub(r"\s*\[[^\]]*\]", "", name).strip()
    if plain.casefold() in {noun.rstrip(".") for noun in words.not_dates.get("numbered", ())}:
        return False  # "Vol. No. 17"
    if worded(r"<service|copy|status|received|sent|copies|labels>", words).match(plain) or begins_with_kind(
        plain, words
    ):
        return False
    if plain.rpartition(" ")[2].lower() in words.function:
        return False  # "the Embassy of Arland, Vessk, on": the day follows
    if plain.casefold() in {word.casefold() for word in words.pronouns}:
        return False  # "… grüßen" above "Sie."
    return looks_like_name(plain) or is_office_name(plain, words)


def is_signature(name: str, context: Context) -> bool:
    """A name in capitals, one of the registers, or initials; an identification may follow in brackets."""
    plain = re.sub(r"\[[^\]]*\]", "", name).strip()
    if says_signed(plain, context.words):
        return True
    plain = worded(SIGNED, context.words).sub("", plain) or name.strip("[]")
    if context.known.is_person(plain) or signer_in_brackets(plain, context.words):
        return True
    if begins_with_kind(plain, context.words):
        return False
    form = worded(r"{addressed|from|received|sent|copies|series}(?:\s|:|$)", context.words)
    if form.match(plain) or is_label(plain, context.words):
        return False
    initials = bool(INITIALS.fullmatch(plain)) and not worded(r"{postscript}", context.words).fullmatch(plain)
    named = spelled(r"<titles>", context.words).match(plain) and looks_like_name(plain)
    titled = bool(named) or bool(signer_behind_office(plain, context.words))
    capitals = is_capitals(plain) and looks_like_name(plain) and not re.search(r"\d", plain)
    other = worded(r"<offices>", context.words).search(plain) or worded(r"{service}", context.words).fullmatch(plain)
    return initials or titled or (capitals and not other)


def heads_text(text: str, words: Words) -> bool:
    """``THE ICE QUESTION``, ``ON TALKS WITH ARLAND``: capitals with an article or a small word of more than two letters, as headings have.

    What somebody is may have one, too: ``COUNSELLOR OF THE TIDES DEPARTMENT``.
    """
    small = {word for word in (*words.articles, *words.function) if len(word) > SMALLEST} - {*words.form["and"]}
    held = worded(r"<offices-held|ranks>", words).search(text)
    return held is None and is_capitals(text) and not small.isdisjoint(text.lower().split())


def says_signed(text: str, words: Words) -> bool:
    """``Signed: Anna Holm``, ``/-/ Anna Holm``: the word or mark itself says that a name follows which signs."""
    said = worded(r"^(?:\(?<brackets.signature>\s?[:.)]+|{signature-marks})\s*", words).sub("", text)
    return said != text and looks_like_name(said)


def signer_in_brackets(text: str, words: Words) -> str:
    """``AMBASSADOR IN ARLAND (A. HOLM)``, ``(A. Holm)``, ``/A. Holm/``: the name there; empty if the line is no such."""
    found = re.fullmatch(r"(?P<held>[^()]*?)\s*\((?P<name>[^()]+)\)", re.sub(r"/([^/()]+)/$", r"(\1)", text))
    if found is None or not looks_like_name(found["name"]) or worded(r"<status>", words).search(found["name"]):
        return ""
    held = found["held"]
    initialled = bool(re.match(r"[^\W\d_]{1,2}\.", found["name"])) or is_capitals(found["name"])
    named = not held and initialled
    # "DEPARTMENT OF TIDES (A. HOLM)": the office, and its head's initials
    office = bool(held) and is_capitals(held) and bool(re.match(r"[^\W\d_]{1,2}\.", found["name"]))
    return found["name"] if named or office or (held and is_designation(held, words) and looks_like_name(held)) else ""


def signer_behind_office(text: str, words: Words) -> str:
    """``Director of the Pier (b) A. Holm``: the name with initials behind what somebody is; empty if the line is no such."""
    plain = len(text) < CAPTION and not re.search(r"\d", text)
    behind = spelled(rf"(?i:<offices-held>)(?:\s[^,;:]*)?\s(?P<name>{INITIALLED.pattern})", words)
    found = behind.fullmatch(text) if plain else None
    return found["name"] if found else ""


def _stretch(pieces: list[tuple[Kind, Span]], unit: Span, raw: str) -> list[tuple[Kind, Span]]:
    """Let the pieces meet: each takes the punctuation up to the next, spaces at its end left out."""
    made = []
    for index, (kind, span) in enumerate(pieces):
        start = 0 if index == 0 else span.start
        end = pieces[index + 1][1].start if index + 1 < len(pieces) else len(raw)
        end = start + len(raw[start:end].rstrip())
        made.append((kind, Span(unit.start + start, unit.start + end)))
    return made
