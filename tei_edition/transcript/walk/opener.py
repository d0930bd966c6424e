"""What opens a message: whom it is for, its number, its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Kind, Layer
from tei_edition.transcript.expressions import compiled, spelled, worded
from tei_edition.transcript.recognisers.address import (
    heads_address,
    is_address,
    is_addressed_office,
    is_label,
    is_salute,
)
from tei_edition.transcript.recognisers.captions import is_caption_like, names_kind
from tei_edition.transcript.recognisers.closing import closing_parts
from tei_edition.transcript.recognisers.letter import begins_address, goes_on_address, is_street, place_before_day
from tei_edition.transcript.recognisers.names import (
    SHORT,
    is_capitals,
    is_designation,
    is_office_name,
    is_run_of_names,
    looks_like_name,
)
from tei_edition.transcript.recognisers.office import is_registry
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.captions import another_line
from tei_edition.transcript.walk.form import (
    ABOVE,
    goes_from_to,
    is_another_signed,
    is_dated,
    is_fragment,
    is_of_form,
    names_both,
    opens_caption,
    reads_as_caption,
)
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.routing import is_sender
from tei_edition.transcript.walk.stations import HEADS, OPENERS, ROUTES, Station, kind_by
from tei_edition.transcript.words import alternatives

# so many lines an address has below its head, and a paper's head for its street
ADDRESS_LINES: Final = 6
STREETS: Final = 3
WORD_OF_NAME: Final = re.compile(r"[^\W\d_]+")


def opener(walk: Walk, index: int, unit: Unit) -> bool:
    """Address, salutation, number and date above the text."""
    begun = walk.station > Station.OPENER and (walk.station is not Station.BODY or walk.has_text())
    if begun and _is_remark_above_address(walk, index, unit):
        walk.blocks[-1] = replace(walk.blocks[-1], kind=Kind.OFFICE, layer=Layer.ROUTING)
        begun = False
    if begun and not walk.enclosed_opener:
        return False
    if not begun and _is_letterhead(walk, index, unit):
        if _is_town_above_day(walk, index, unit):
            return _opens_with(walk, unit, Kind.DATELINE)
        routed = walk.station <= Station.ROUTING
        return another_line(walk, unit) if routed else walk.put(Kind.DATELINE, unit.span, opening=True)
    if not begun and _says_where(walk, index, unit):
        return _opens_with(walk, unit, Kind.DATELINE)
    if not begun and walk.station is Station.ROUTING and unit.text.endswith(","):
        # "Director Holm," above "to Minister Berg", below lines of the office
        walk.headline_until = walk.beginnings.headline_end(index)
        if walk.headline_until > index:
            return another_line(walk, unit)
    if not begun and _is_sender_below(walk):
        return walk.go_on(unit)
    lists_on = walk.lists_on(Kind.ADDRESS) and is_run_of_names(unit.text) and not _is_at_an_office(walk, index)
    if not begun and lists_on:
        return walk.go_on(unit)
    kind = Kind.ADDRESS if _addresses(walk, index, unit, begun) else kind_by(OPENERS, unit, walk.context)
    walk.enclosed_opener = kind is not None and walk.enclosed
    if kind is not None:
        walk.station = walk.station if walk.enclosed else Station.OPENER
        return walk.put(kind, unit.span)
    return not begun and text_follows(walk, index) and _number_day_or_name(walk, index, unit)


def _opens_with(walk: Walk, unit: Unit, kind: Kind) -> bool:
    walk.station = Station.OPENER
    return walk.put(kind, unit.span, opening=True)


def _addresses(walk: Walk, index: int, unit: Unit, begun: bool) -> bool:
    """Who sends, whom it is for, and what an address goes on with."""
    if walk.station <= Station.OPENER and (is_sender(walk, index, unit) or _heads_sender(walk, index, unit)):
        return True
    if not begun and index > walk.began and (goes_from_to(unit, walk.context) or _is_above_sender(walk, index, unit)):
        return True
    if not begun and _is_below_sender(walk, index, unit):
        return True
    goes_on = _goes_on_address(walk, index) or _is_rank_of_addressee(walk, index, unit) or _is_at_an_office(walk, index)
    return goes_on or (not begun and _is_addressed(walk, index, unit))


def _is_below_sender(walk: Walk, index: int, unit: Unit) -> bool:
    """``To: SecTides Vessk 3436`` right below ``From: Embassy Sund``: whom it is for, whatever the name looks like."""
    to = worded(r"{addressed}\s*:\s+.*[^\W\d_]{4}", walk.context.words).match(unit.text)
    return bool(to) and index > walk.began and is_sender(walk, index - 1, walk.units[index - 1])


def _heads_sender(walk: Walk, index: int, unit: Unit) -> bool:
    """``FROM:`` alone, above a name."""
    below = walk.units[index + 1 : index + 2]
    alone = worded(r"{from}\s*:", walk.context.words).fullmatch(unit.text)
    return alone is not None and bool(below) and below[0].sign is None and looks_like_name(below[0].text)


def _is_sender_below(walk: Walk) -> bool:
    """The last line is that one."""
    above = walk.blocks[-1] if walk.blocks and walk.blocks[-1].kind is Kind.ADDRESS else None
    said = walk.context.source.slice(above.span) if above else ""
    return worded(r"{from}\s*:", walk.context.words).fullmatch(said) is not None


def _is_above_sender(walk: Walk, index: int, unit: Unit) -> bool:
    """``Berg`` right above ``From: Consul HOLM``, below the lines of receipt: whom it is for."""
    below = walk.units[index + 1 : index + 2]
    sends = bool(below) and is_sender(walk, index + 1, below[0])
    return sends and walk.station is Station.ROUTING and unit.sign is None and looks_like_name(unit.text)


def _number_day_or_name(walk: Walk, index: int, unit: Unit) -> bool:
    """What has the form of a closing line stands above the text."""
    if is_registry(unit, walk.context):
        if not _is_among_captions(walk, index):
            return _opens_with(walk, unit, Kind.REGISTRY)
        return walk.put(Kind.TITLE, unit.span) if walk.station is Station.HEAD else another_line(walk, unit)
    parts = closing_parts(unit, walk.context) or ()
    kinds = {kind for kind, _ in parts}
    if kinds in (set(), {Kind.SIGNED, Kind.DATELINE}) and _begins_with_place(walk, unit):
        if _is_among_captions(walk, index):
            return bool(kinds) and walk.put(Kind.DATELINE, unit.span, Layer.HEAD, opening=True)
        return _opens_with(walk, unit, Kind.DATELINE)
    if _ends_with_place(walk, parts):
        return _opens_with(walk, unit, Kind.DATELINE)
    if kinds <= {Kind.DATELINE, Kind.REGISTRY}:
        return bool(kinds) and _day_above(walk, index, unit, parts)
    if is_label(unit.text, walk.context.words):
        return False
    if unit.sign is not None:
        return another_line(walk, unit)  # a signature under a stamp, above all text
    return kinds == {Kind.SIGNED} and _name_above(walk, index, unit)


def _day_above(walk: Walk, index: int, unit: Unit, parts: Sequence[tuple[Kind, Span]]) -> bool:
    if _is_among_captions(walk, index):
        if walk.station is Station.ROUTING:
            return another_line(walk, unit)
        if all(kind is Kind.DATELINE for kind, _ in parts):
            return walk.put(Kind.DATELINE, unit.span, Layer.HEAD, opening=True)
    walk.station = Station.OPENER
    return walk.put_all(parts, opening=True)


def _name_above(walk: Walk, index: int, unit: Unit) -> bool:
    """A name before any text is whom it is for."""
    lead, words = unit.text.split()[0].lower(), walk.context.words
    if lead in words.function and lead not in words.form["to"]:
        return another_line(walk, unit)  # "OF A. HOLM": the rest of a caption
    if is_capitals(unit.text) and _says_more(walk, unit):
        return another_line(walk, unit)  # "THE ICE IN THE HARBOUR": what it is about
    above = captions_follow(walk, index) or _address_follows(walk, index)
    if above or is_another_signed(unit, walk.context):
        return False
    walk.station = Station.OPENER
    return walk.put(Kind.ADDRESS, unit.span)


def _is_letterhead(walk: Walk, index: int, unit: Unit) -> bool:
    """``Legation of Arland,`` right above place and date: where it was written, nobody's address."""
    further = walk.units[index + 1 : index + 1 + STREETS]
    # "Legation of Arland," "Eastern Borland," "Vessk, May 3": what ends with a comma goes on
    below = list(dropwhile(lambda one: one.text.endswith(",") and not re.search(r"\d", one.text), further))
    if not unit.text.endswith(",") or unit.sign is not None or not below or not is_dated(below[0], walk.context):
        return False
    placed = spelled(r"(?:{№}[^\]]*\]\s?)?{NAME}(?:\s{NAME}){0,2},", walk.context.words).match(below[0].text)
    # "Department of Tides. Vessk,", "Vessk, near Sund," above the day alone
    place = place_before_day(below[0].text, walk.context.words, walk.context.calendar)
    office = r"[^\d]*(?i:<offices>)[^\d]*[.,]\s{NAME}(?:\s{NAME})?,"
    own = place == "" and spelled(rf"{office}|{{NAMES}},(?:\s{{NAMES}},)?", walk.context.words).fullmatch(unit.text)
    greets = is_salute(unit, walk.context) and not is_addressed_office(unit.text, walk.context.words)
    return bool(placed or own) and not greets and reads_as_caption(unit, walk.context, below_caption=True)


def _is_town_above_day(walk: Walk, index: int, unit: Unit) -> bool:
    """``Vessk,``, ``SUND, E. B.,``, right above the day alone, and no office: where the letter was written."""
    context, below = walk.context, walk.units[index + 1]
    alone = place_before_day(below.text, context.words, context.calendar) == ""
    other = worded(r".*<offices|posts|titles>", context.words).match(unit.text) or context.known.is_person(unit.text)
    return alone and not other


def _says_where(walk: Walk, index: int, unit: Unit) -> bool:
    """``12 Quay Street`` above a day or a salutation, no address above it: where a letter was written."""
    below = walk.units[index + 1 : index + 1 + STREETS]
    addressed = bool(walk.blocks) and walk.blocks[-1].kind is Kind.ADDRESS
    if addressed or unit.sign is not None or not is_street(unit.text, walk.context.words):
        return False
    letter = next((one for one in below if not is_street(one.text, walk.context.words)), None)
    return letter is not None and (is_dated(letter, walk.context) or is_salute(letter, walk.context))


def _begins_with_place(walk: Walk, unit: Unit) -> bool:
    """``Vessk 11 March 1781``, above the text: nobody signs there, it is where the letter was written."""
    context = walk.context
    place = place_before_day(unit.text, context.words, context.calendar) or ""
    joined = re.search(r"[^\W\d_A-Z][^\W\d_a-z]", place)  # "SirVessk": two words that lost their space
    if not place or joined or context.known.is_person(place):
        return False
    return not names_kind(unit, context) and not worded(r"<titles>", context.words).match(place)


def _says_more(walk: Walk, unit: Unit) -> bool:
    """An article or a small word, which no name has, among capitals."""
    words = walk.context.words
    return not {*words.articles, *words.function}.isdisjoint(WORD_OF_NAME.findall(unit.text.lower()))


def _ends_with_place(walk: Walk, parts: Sequence[tuple[Kind, Span]]) -> bool:
    """``11 March 1781, Vessk``, above the text: nobody signs there either."""
    if [kind for kind, _ in parts] != [Kind.DATELINE, Kind.SIGNED]:
        return False
    day, name = (walk.context.source.slice(span).strip() for _, span in parts)
    plain = day.endswith(",") and len(name.split()) <= 2 and not walk.context.known.is_person(name)
    return plain and not worded(r"<titles>", walk.context.words).match(name)


def _is_addressed(walk: Walk, index: int, unit: Unit) -> bool:
    """``Herrn Dr. Holm``, ``Mr. Karl Berg``, above the text and no salutation: whom it is for."""
    named = unit.sign is None and begins_address(unit.text, walk.context.words)
    greets = is_salute(unit, walk.context) or _is_among_captions(walk, index)
    return named and not greets and text_follows(walk, index) and unit.text[-1:] not in ":;"


def _is_among_captions(walk: Walk, index: int) -> bool:
    """A date or number between the captions of a form: more of them come before any text."""
    return walk.station <= Station.ROUTING and captions_follow(walk, index)


def _goes_on_address(walk: Walk, index: int) -> bool:
    """A short line right below ``An den`` or ``To:`` alone, or below the lines that stand there; a place below ``Mr. Holm``."""
    words, placed = walk.context.words, True
    for line in range(index, 0, -1):
        unit, above = walk.units[line], walk.units[line - 1]
        headed = heads_address(above.text, words)
        apart = unit.lines[0].number != above.lines[-1].number + 1
        apart = apart and not (headed and names_kind(above, walk.context))  # "MEMORANDUM FOR:", an empty line, "HOLM"
        placed = placed and goes_on_address(unit.text) and not _greets_or_dates(walk, unit)
        if apart or index - line > ADDRESS_LINES or not (placed or is_fragment(unit)):
            return False
        begun = placed and begins_address(above.text, words) and not names_both(above, walk.context)
        if headed or begun:
            return True
    return False


def _is_at_an_office(walk: Walk, index: int) -> bool:
    """``C. Karl Berg`` ⏎ ``Ministry of Tides`` ⏎ ``Vessk``, between the day and the text: whom it is for, where he is found."""
    if walk.enclosed or index >= walk.text_begins or not _is_dated_above(walk):
        return False
    names = range(index, max(index - ADDRESS_LINES, 0), -1)
    first = next((at for at in names if at + 1 < len(walk.units) and _names_and_office(walk, at)), None)
    between = range(index if first is None else first + 1, index + 1)
    return first is not None and all(
        is_office_name(_plain(walk, at), walk.context.words)
        or (goes_on_address(_plain(walk, at)) and not _greets_or_dates(walk, walk.units[at]))
        for at in between
    )


def _is_dated_above(walk: Walk) -> bool:
    return any(b.kind is Kind.DATELINE and b.opening and b.document == walk.document for b in walk.blocks)


def _plain(walk: Walk, at: int) -> str:
    return walk.units[at].text.rstrip(" ,.")


def _names_and_office(walk: Walk, at: int) -> bool:
    """A person's name, and below it an office's."""
    words, name = walk.context.words, _plain(walk, at)
    person = looks_like_name(name) and " " in name and not is_office_name(name, words)
    return person and is_office_name(_plain(walk, at + 1), words)


def _greets_or_dates(walk: Walk, unit: Unit) -> bool:
    """What ends an address above it: a salutation, a day, a number."""
    return any(asks(unit, walk.context) for asks in (is_salute, is_dated, is_registry))


def _is_remark_above_address(walk: Walk, index: int, unit: Unit) -> bool:
    """``Please have the desk study this.`` ⏎ ``To the Ministry of Tides:``: what an office wrote above the address."""
    above = walk.blocks[-1] if walk.blocks else None
    if above is None or above.kind is not Kind.PARAGRAPH or walk.station is not Station.BODY:
        return False
    short = len(above.span) < 2 * SHORT and above.rule != "decision" and above.document == walk.document
    to = compiled(rf"{alternatives(walk.context.words.form['to'][:1])}\s", re.IGNORECASE).match(unit.text)
    names = short and bool(to) and unit.text.endswith(":") and is_address(unit, walk.context)
    return names and walk.beginnings.message_follows(index) and not _says_before(walk)


def _says_before(walk: Walk) -> bool:
    """A paragraph of this document stands above the last one."""
    return any(b.kind is Kind.PARAGRAPH and b.document == walk.document for b in walk.blocks[:-1])


def _is_rank_of_addressee(walk: Walk, index: int, unit: Unit) -> bool:
    """``Deputy Minister of Tides``, or ``Comrade HOLM A.B.``, right below a line of the address: what the addressee is, and who."""
    below = not walk.enclosed and bool(walk.blocks) and walk.blocks[-1].kind is Kind.ADDRESS
    short = is_fragment(unit) and is_caption_like(unit.text, walk.context.words) and text_follows(walk, index)
    if not below or not short:
        return False
    titled = spelled(r"<titles>\s{NAMES}\.?", walk.context.words).fullmatch(unit.text)
    ranks = unit.text[:1].isupper() and is_designation(unit.text, walk.context.words)
    return bool(titled) or ranks or _ends_address(walk, index, unit)


def _ends_address(walk: Walk, index: int, unit: Unit) -> bool:
    """``the Republic of Arland``, below ``Chairman of``, and ``Vessk``, the town, right below both."""
    above = walk.blocks[-1].span
    said = walk.context.source.slice(above).rpartition("\n")[2].split()
    beside = walk.context.source.position(above.end).line + 1 == unit.lines[0].number
    town = looks_like_name(unit.text) and " " not in unit.text and len(unit.text) > 2
    goes_on = said[-1].lower() in walk.context.words.function or town
    return beside and index < walk.text_begins and goes_on and not _greets_or_dates(walk, unit)


def _address_follows(walk: Walk, index: int) -> bool:
    """``To the Ministry of Tides`` comes below more lines of the form: a name above those is the paper's."""
    to = worded(r"{address-heads}\s", walk.context.words)
    for at, unit in enumerate(walk.units[index + 1 : index + ABOVE]):
        if at and to.match(unit.text) and is_address(unit, walk.context):
            return True
        if not is_of_form(unit, walk.context):
            return False
    return False


def text_follows(walk: Walk, index: int) -> bool:
    """The page goes on below."""
    return index + 1 < len(walk.units)


def captions_follow(walk: Walk, index: int) -> bool:
    """Captions or routing still come before any text: a name here is the office's, not the addressee's."""
    if walk.is_above_headline(index):
        return True
    for unit in walk.units[index + 1 : index + ABOVE]:
        if (
            kind_by((*HEADS, *ROUTES), unit, walk.context)
            or names_both(unit, walk.context)
            or opens_caption(unit, walk.context)
            or (names_kind(unit, walk.context) and is_address(unit, walk.context))  # "MEMORANDUM FOR THE DIRECTOR"
        ):
            return True
        if not is_of_form(unit, walk.context):
            return False
    return False
