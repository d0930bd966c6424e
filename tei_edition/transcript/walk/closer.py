"""What closes a message: closing words, authority, signature, date and number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import CLOSING, Kind
from tei_edition.transcript.expressions import worded
from tei_edition.transcript.recognisers.address import heads_address
from tei_edition.transcript.recognisers.captions import is_title
from tei_edition.transcript.recognisers.closing import (
    closing_parts,
    heads_text,
    is_authority,
    is_valediction,
    says_signed,
    signs,
)
from tei_edition.transcript.recognisers.copies import heads_copies
from tei_edition.transcript.recognisers.furniture import is_emptied, is_note, is_rule, is_source
from tei_edition.transcript.recognisers.letter import begins_address, goes_on_address
from tei_edition.transcript.recognisers.names import INITIALLED, INITIALS, SHORT, is_capitals, is_designation
from tei_edition.transcript.recognisers.office import closes_message
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.copies import recipients_follow, run_follows
from tei_edition.transcript.walk.form import is_point
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.stations import HEADS, NOTES_OF_OFFICE, Station, kind_by
from tei_edition.transcript.wrapping import SENTENCE_END

# so many characters of sentences are a message, not a remark below one
MUCH: Final = 400


def closing(walk: Walk, index: int, unit: Unit) -> bool:
    """Closing words, authority, signature, number and date below the text."""
    if not _may_close(walk, index):
        return False
    left = walk.station is Station.CLOSER and walk.takes_leave == walk.document
    kind = _kind_by_words(walk, index, unit, left)
    if kind in {Kind.VALEDICTION, Kind.AUTHORITY}:
        _close(walk)
    if kind is not None:
        return walk.put(kind, unit.span)
    station = _station_of_others(walk, index, unit)
    if station is not None:
        walk.station = station
        return False
    if _is_place_below_date(walk, unit):
        return walk.put(Kind.DATELINE, unit.span)
    parts = _parts(walk, index, unit)
    if not parts or not _is_close(walk, index, unit, parts, left):
        return False
    _close(walk)
    return walk.put_all(parts)


def _may_close(walk: Walk, index: int) -> bool:
    """Something has been said that could close."""
    if walk.station not in {Station.OPENER, Station.BODY, Station.CLOSER}:
        return False
    if index < walk.text_begins and not walk.enclosed and not walk.document:
        return False
    return walk.has_text() or not walk.beginnings.message_follows(index)


def _kind_by_words(walk: Walk, index: int, unit: Unit, left: bool) -> Kind | None:
    """What a line is by its own words, whatever else closes; ``left`` where the writer took leave above."""
    if left and _adds(walk, unit):
        return Kind.POSTSCRIPT
    if is_valediction(unit, walk.context) and (left or _closes(walk, index) or _takes_leave(walk, index)):
        return Kind.VALEDICTION
    if _is_address(walk, unit):
        return Kind.INSIDE_ADDRESS
    return Kind.AUTHORITY if is_authority(unit, walk.context) and _signature_follows(walk, index) else None


def _station_of_others(walk: Walk, index: int, unit: Unit) -> Station | None:
    """Where the message has ended, and its author signs no more."""
    if walk.station is Station.CLOSER and closes_message(unit, walk.context):
        return Station.CLOSER  # "Deciphered on 3 May at 13:30": the office's, though it has a day
    if walk.station is Station.BODY and not walk.enclosed and _is_noted(walk, index, unit):
        return Station.CLOSER  # nobody signs, but the office's notes begin
    if _is_distribution(walk, index, unit):
        return Station.CLOSER  # who got it signs nothing
    if unit.sign is not None and walk.is_signed() and walk.blocks[-1].kind is Kind.NOTE:
        return Station.PROCESSING  # who signed the stamp below the author's signature
    return None


def _parts(walk: Walk, index: int, unit: Unit) -> Sequence[tuple[Kind, Span]]:
    """Signature, date and number of a line; none where it is a title or heads a text."""
    parts = closing_parts(unit, walk.context, lenient=_may_be_signature(walk, index, unit)) or ()
    if _is_place_beside_date(walk, index, parts):
        return [(Kind.DATELINE, unit.span)]
    signed = any(kind is Kind.SIGNED for kind, _ in parts)
    titled = is_title(unit, walk.context) and not signs(unit, walk.context)
    return () if signed and (titled or heads_text(unit.text, walk.context.words)) else parts


def _is_close(walk: Walk, index: int, unit: Unit, parts: Sequence[tuple[Kind, Span]], left: bool) -> bool:
    """No paragraph follows, or a word says it; a date, a number or a name by its form only is a weak sign of a close."""
    closes = left or _closes(walk, index) or says_signed(unit.text, walk.context.words)
    if not closes or (_is_caption_of_text(walk, index, parts) and not left):
        return False
    weak = not walk.endings.signs(index) or _is_in_capitals(walk, index, unit)
    return not (weak and _speaks_on(walk, index))


def _is_place_below_date(walk: Walk, unit: Unit) -> bool:
    """``Vessk`` right below the day, both below who signed: where it was written, for nobody signs there again."""
    above = walk.blocks[-1] if walk.blocks else None
    if above is None or above.kind is not Kind.DATELINE or above.opening or not walk.is_signed():
        return False
    words = unit.text.strip(" .").split(" ")
    plain = len(words) <= 2 and all(word.isalpha() and word.istitle() for word in words)
    return plain and unit.sign is None and not walk.context.known.is_person(unit.text)


def _takes_leave(walk: Walk, index: int) -> bool:
    """``Ever yours,`` ⏎ ``A. Holm`` ⏎ more, but less than before: the letter has closed, the rest was added to it."""
    if walk.enclosed or walk.station is not Station.BODY:
        return False
    below = (one for one in walk.units[index + 1 : index + 4] if not is_valediction(one, walk.context))
    name = next(below, None)
    parts = closing_parts(name, walk.context, lenient=True) if name is not None else None
    signed = any(kind is Kind.SIGNED for kind, _ in parts or ())
    before = walk.endings.said[index] - walk.endings.said[walk.began]
    after = walk.endings.said[-1] - walk.endings.said[index]
    if signed and after < before:
        walk.takes_leave = walk.document
        return True
    return False


def _adds(walk: Walk, unit: Unit) -> bool:
    """A sentence below the signature of a letter that has closed: its writer's still."""
    words = walk.context.words
    closes = is_valediction(unit, walk.context) or closing_parts(unit, walk.context, lenient=True)
    noted = kind_by((*HEADS, *NOTES_OF_OFFICE), unit, walk.context) or is_rule(unit, walk.context)
    addressed = begins_address(unit.text, words) or heads_address(unit.text, words)
    small = unit.text[:1].islower()  # the rest of another line
    return walk.is_signed() and not (closes or noted or addressed or small) and bool(SENTENCE_END.search(unit.text))


def _is_place_beside_date(walk: Walk, index: int, parts: Sequence[tuple[Kind, Span]]) -> bool:
    """``Vessk 3 May 1950`` below or right above who signed: nobody signs there again, it was written there."""
    if [kind for kind, _ in parts] != [Kind.SIGNED, Kind.DATELINE]:
        return False
    name = walk.context.source.slice(parts[0][1]).strip(" .,")
    signed = walk.blocks[-1].kind is Kind.SIGNED or _signature_follows(walk, index)
    return signed and not INITIALS.search(name) and not walk.context.known.is_person(name)


def _is_address(walk: Walk, unit: Unit) -> bool:
    """``à Monsieur Berg,`` ⏎ ``VESSK.`` below who signed: to whom it is written, and where."""
    above = walk.blocks[-1] if walk.blocks else None
    if above is None or walk.enclosed or unit.sign is not None:
        return False
    if above.kind is Kind.INSIDE_ADDRESS:
        return goes_on_address(unit.text) and walk.is_right_below(unit)
    words = walk.context.words
    return above.kind in CLOSING and (begins_address(unit.text, words) or heads_address(unit.text, words))


def _is_noted(walk: Walk, index: int, unit: Unit) -> bool:
    """The office's first note below a message that nobody signs."""
    return walk.has_text() and _closes(walk, index) and closes_message(unit, walk.context)


def _is_distribution(walk: Walk, index: int, unit: Unit) -> bool:
    """``Distributed to`` below a message that nobody signs, its recipients below it."""
    if walk.station is not Station.BODY or walk.enclosed or not walk.has_text():
        return False
    listed = recipients_follow(walk, index) or run_follows(walk, index)
    return listed and heads_copies(unit, walk.context) and _closes(walk, index)


def _is_in_capitals(walk: Walk, index: int, unit: Unit) -> bool:
    """``NEW HARBOUR``, ``CONTENTS``: capitals before any sentence, that no register knows and no word calls a signature."""
    if walk.endings.said[index] > walk.endings.said[walk.began]:
        return False
    named = walk.context.known.is_person(unit.text.strip(" .,")) or says_signed(unit.text, walk.context.words)
    return unit.sign is None and not named and is_capitals(unit.text) and "." not in unit.text


def _speaks_on(walk: Walk, index: int) -> bool:
    """Far more is still said before the next captions than has been said: the message has hardly begun."""
    if walk.enclosed:
        return False
    at = bisect_right(walk.beginnings.captions, index)
    end = walk.beginnings.captions[at] if at < len(walk.beginnings.captions) else len(walk.units)
    before = walk.endings.said[index] - walk.endings.said[walk.began]
    after = walk.endings.said[end] - walk.endings.said[index + 1]
    return after > MUCH and after > 2 * before


def _signature_follows(walk: Walk, index: int) -> bool:
    after = walk.units[index + 1 : index + 2]
    parts = closing_parts(after[0], walk.context, lenient=True) if after else None
    return any(kind is Kind.SIGNED for kind, _ in parts or ()) and _closes(walk, index)


def _may_be_signature(walk: Walk, index: int, unit: Unit) -> bool:
    """A name by its form only: after a paragraph, and at the message's end or before its date or number."""
    before = walk.blocks[-1].kind if walk.blocks else None
    if _is_of_several(walk, index) or _is_named_below(walk):
        return True
    if before not in {Kind.PARAGRAPH, Kind.VALEDICTION, Kind.AUTHORITY}:
        return False
    after = walk.units[index + 1] if index + 1 < len(walk.units) else None
    dated = after is not None and (
        closing_parts(after, walk.context) is not None or is_designation(after.text, walk.context.words)
    )
    if dated or before is not Kind.PARAGRAPH:
        return True
    ends = after is None or is_rule(after, walk.context) or is_note(after) or is_emptied(after)
    ends = ends or bool(kind_by((*HEADS, *NOTES_OF_OFFICE), after, walk.context) if after else None)
    ends = ends or bool(after and is_source(after.text))
    last = unit.text.rstrip(".") in walk.context.words.letter["end"]
    return ends and not last


def _is_named_below(walk: Walk) -> bool:
    """``[signed]`` ⏎ ``A. Holm``: below the word for a signature stands whose it is."""
    above = walk.blocks[-1] if walk.blocks else None
    said = walk.context.source.slice(above.span) if above is not None and above.kind is Kind.SIGNED else ""
    return worded(r"\[\s?<brackets.signature>\s?\]", walk.context.words).fullmatch(said) is not None


def _is_of_several(walk: Walk, index: int) -> bool:
    """``A. Holm`` ⏎ ``K. Berg``: names with initials, one below the other, sign together."""
    above, here, below = (_is_initialled(walk, at) for at in (index - 1, index, index + 1))
    return index > 0 and here and (below or (above and walk.blocks[-1].kind is Kind.SIGNED))


def _is_initialled(walk: Walk, at: int) -> bool:
    return at < len(walk.units) and INITIALLED.fullmatch(walk.units[at].text) is not None


def _close(walk: Walk) -> None:
    if not walk.enclosed:
        walk.station = Station.CLOSER


def _is_caption_of_text(walk: Walk, index: int, parts: Sequence[tuple[Kind, Span]]) -> bool:
    """A number or date closes a message only after a signature, or at its very end."""
    signed = any(b.kind in CLOSING and b.document == walk.document for b in walk.blocks[-3:])
    names = any(kind is Kind.SIGNED for kind, _ in parts)
    return not signed and not names and _paragraphs_follow(walk, index)


def _closes(walk: Walk, index: int) -> bool:
    return not _paragraphs_follow(walk, index)


def _paragraphs_follow(walk: Walk, index: int) -> bool:
    """A paragraph of this message still comes, before the next captions, rule or note of the office."""
    stop = walk.enclosed_until + 1 if walk.enclosed else len(walk.units)
    if index < walk.dialogue.last < stop:
        return True
    for unit in walk.units[index + 1 : stop]:
        if is_rule(unit, walk.context) or is_note(unit) or is_emptied(unit) or is_source(unit.text):
            return False
        if kind_by(HEADS, unit, walk.context) or kind_by(NOTES_OF_OFFICE, unit, walk.context):
            return False
        named = INITIALS.fullmatch(unit.text) or INITIALLED.fullmatch(unit.text)  # "V. Holm" is no fifth point
        if len(unit.text) > SHORT or (is_point(unit, walk.context) and not named):
            return True
        if closing_parts(unit, walk.context, lenient=True) is None and not is_valediction(unit, walk.context):
            return len(unit.text) > 50 and SENTENCE_END.search(unit.text) is not None
    return False
