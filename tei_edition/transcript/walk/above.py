"""Short lines above an address, a salutation or the text, which no recogniser knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tei_edition.transcript.blocks import Kind, Layer
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.recognisers.address import heads_subject, is_address, is_label, is_salute
from tei_edition.transcript.recognisers.captions import names_kind
from tei_edition.transcript.recognisers.closing import closing_parts
from tei_edition.transcript.recognisers.furniture import is_emptied
from tei_edition.transcript.recognisers.names import FILE_MARK, SHORT
from tei_edition.transcript.recognisers.office import is_registry
from tei_edition.transcript.recognisers.service import is_service
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.captions import another_line
from tei_edition.transcript.walk.form import (
    ABOVE,
    EMPTY_LABEL,
    is_dated,
    is_fragment,
    is_labelled,
    is_of_form,
    is_phrase,
    names_both,
)
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.stations import OPENERS, Station, kind_by

# one word with a capital, or a town with the number of its post: "KARELHOLM-11004"
ONE_WORD: Final = re.compile(
    r"[^\W\d_a-zà-ÿа-я][^\W\d_A-ZА-Я]{2,}(?:\s[A-Z]\.?\s?[A-Z]\.?)?\W?|[^\W\d_a-zà-ÿа-я][^\W\d_]+(?:\s[^\W\d_a-zà-ÿа-я][^\W\d_]+)?[\s-]\d{5,6}"
)


def subject(walk: Walk, index: int, unit: Unit) -> bool:
    """``SUBJECT`` alone, and what stands below it: what the paper is about, neither its caption nor anybody's name."""
    if walk.enclosed or walk.station > Station.BODY or walk.has_text():
        return False
    below = index > walk.began and heads_subject(walk.units[index - 1].text, walk.context.words)
    said = below and is_phrase(unit) and not is_salute(unit, walk.context)
    if not said and not heads_subject(unit.text, walk.context.words):
        return False
    if walk.station >= Station.OPENER:
        return walk.put(Kind.PARAGRAPH, unit.span)
    walk.station = Station.ROUTING
    return walk.put(Kind.OFFICE, unit.span, Layer.ROUTING)


def venue(walk: Walk, index: int, unit: Unit) -> bool:
    """``PLACE:`` alone, above all text, and the lines right below it: where they met."""
    if walk.enclosed or walk.station > Station.OPENER or index >= walk.text_begins:
        return False
    if worded(r"{place-labels}\s*:", walk.context.words).fullmatch(unit.text):
        walk.station = max(walk.station, Station.ROUTING)
        return walk.put(Kind.OFFICE, unit.span, Layer.ROUTING)
    above = walk.blocks[-1] if walk.blocks else None
    if above is None or above.rule != "venue" or not is_fragment(unit) or not walk.is_right_below(unit):
        return False
    return not is_labelled(unit) and kind_by(OPENERS, unit, walk.context) is None and walk.go_on(unit)


def release(walk: Walk, index: int, unit: Unit) -> bool:
    """``DECLASSIFIED`` ⏎ ``MR 05-21; by ho, 8/4/05``: what was stamped on the copy when it was opened, above or below all text."""
    closes = walk.station > Station.OPENER and not walk.beginnings.message_follows(index)
    stands = closes or walk.station <= Station.ROUTING
    if walk.enclosed or not stands or not _is_of_release(walk, unit):
        return False
    if not closes:
        return another_line(walk, unit)
    walk.station = Station.PROCESSING
    return walk.put(Kind.OFFICE, unit.span, Layer.PROCESSING)


def _is_of_release(walk: Walk, unit: Unit) -> bool:
    """A line of such a stamp, or one with a number right below another; ``I replied. [2 lines not declassified]`` is none."""
    if len(unit.text) > SHORT or any(unit.span.holds(bracket.span) for bracket, _ in walk.context.signs.brackets):
        return False
    goes_on = bool(walk.blocks) and walk.blocks[-1].rule == "release" and walk.is_right_below(unit)
    said = worded(r".*<release>", walk.context.words).match(unit.text)
    return bool(said) or (goes_on and re.search(r"\d", unit.text) is not None)


def before_opener(walk: Walk, index: int, unit: Unit) -> bool:
    """A short line above the address or the salutation: a title, a line of the address, or the form's."""
    above = is_fragment(unit) or EMPTY_LABEL.fullmatch(unit.text)
    if walk.enclosed or walk.station > Station.OPENER:
        return False
    if index < walk.text_begins and _is_place_of_date(walk, index, unit):
        layer = Layer.HEAD if walk.station is Station.HEAD else Layer.MESSAGE
        walk.station = walk.station if layer is Layer.HEAD else Station.OPENER
        return walk.put(Kind.DATELINE, unit.span, layer, opening=True)
    between = _fragments_to_opener(walk, index) if above else None
    if between is None:
        return _above_text(walk, index, unit)
    if walk.station is Station.HEAD and names_kind(unit, walk.context):
        return walk.put(Kind.TITLE, unit.span)
    if walk.station < Station.OPENER and walk.beginnings.headline_end(index) == index:
        return another_line(walk, unit)  # sender and addressee, below the form's first lines
    addressed = _is_inside_address(walk, between) or _is_within_address(walk)
    if addressed and not is_labelled(unit) and not _is_filed(walk, unit):
        walk.station = Station.OPENER
        return walk.put(Kind.ADDRESS, unit.span)
    if walk.station is Station.OPENER:
        return _above_text(walk, index, unit)
    return another_line(walk, unit)


def _above_text(walk: Walk, index: int, unit: Unit) -> bool:
    """A line that is no sentence, before any sentence: the form's, even where no address or salutation follows."""
    if walk.station > Station.OPENER or index >= walk.text_begins:
        return False
    labelled = is_labelled(unit) and (is_fragment(unit) or is_label(unit.text, walk.context.words))
    if walk.station is Station.OPENER and not labelled:
        return False
    if walk.station is Station.HEAD and names_kind(unit, walk.context):
        return walk.put(Kind.TITLE, unit.span)
    return another_line(walk, unit)


def _is_place_of_date(walk: Walk, index: int, unit: Unit) -> bool:
    """One word with a capital, and next to it, marks of secrecy, numbers and omissions aside, a date: where it was written."""
    if not ONE_WORD.fullmatch(unit.text) or worded(r"(?:{status|copies}|{labels}$)", walk.context.words).match(
        unit.text
    ):
        return False
    further = walk.units[index + 1 : index + ABOVE]
    after = [u for u in further if not is_emptied(u) and not is_service(u, walk.context)][:1]
    before = [u for u in walk.units[max(0, index - 2) : index] if not is_registry(u, walk.context)][-1:]
    several = any(ONE_WORD.fullmatch(one.text) for one in after)  # an address of a word a line
    beside = [*after, *([] if several else before)]
    return any(is_dated(one, walk.context) for one in beside)


def _fragments_to_opener(walk: Walk, index: int) -> list[Unit] | None:
    """The short lines between this one and the address or salutation; None if a sentence comes first."""
    between: list[Unit] = []
    for unit in walk.units[index + 1 : index + ABOVE]:
        if kind_by(OPENERS, unit, walk.context):
            return [*between, unit]
        if not is_of_form(unit, walk.context):
            return None
        between.append(unit)
    return None


def _is_within_address(walk: Walk) -> bool:
    """Below a line of the address, while another, or the salutation, is still to come."""
    return walk.station is Station.OPENER and walk.blocks[-1].kind is Kind.ADDRESS


def _is_filed(walk: Walk, unit: Unit) -> bool:
    """``D/4``, ``Copy filed on 417/153``: by what an office files the paper, no line of an address."""
    return bool(spelled(rf"(?:(?i:{{copies}})\s.*?)?{FILE_MARK.pattern}", walk.context.words).fullmatch(unit.text))


def _is_inside_address(walk: Walk, between: Sequence[Unit]) -> bool:
    """Right above a salutation, with no date, title or form between."""
    *lines, opener = between
    titled = spelled(r"<titles>\s", walk.context.words)  # "Comrade Berg", who only could have signed
    others = [unit for unit in lines if not titled.match(unit.text) or is_dated(unit, walk.context)]
    dated = any(closing_parts(unit, walk.context) for unit in others)
    dated = dated or any(names_kind(unit, walk.context) for unit in lines)
    headed = any(names_both(unit, walk.context) for unit in lines)
    return not dated and not headed and is_salute(opener, walk.context) and not is_address(opener, walk.context)
