"""Minutes and conversations: the steps for those present, those who speak and what happens meanwhile."""

from __future__ import annotations

import re
from dataclasses import replace

from tei_edition.diagnostics import Span
from tei_edition.transcript import meetings
from tei_edition.transcript.blocks import Kind, Layer
from tei_edition.transcript.meetings import Label, is_meanwhile, is_present
from tei_edition.transcript.recognisers.names import is_run_of_names
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.form import is_fragment, is_point
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.stations import HEADS, ROUTES, Station, kind_by


def speech(walk: Walk, index: int, unit: Unit) -> bool:
    """``Berger: What of the lamps?``: a name, and what is said."""
    label = walk.dialogue.labels.get(index)
    if label is None:
        return _meanwhile(walk, index, unit)
    return not walk.enclosed and speak(walk, unit, label)


def speak(walk: Walk, unit: Unit, label: Label) -> bool:
    """A speaker, and what is said on the same line."""
    walk.station = Station.BODY
    walk.put(Kind.SPEAKER, Span(unit.span.start, label.end))
    walk.blocks[-1] = replace(walk.blocks[-1], doubt=label.doubt)
    rest = walk.context.source.text[label.end : unit.span.end]
    if rest.strip():
        walk.put(Kind.PARAGRAPH, Span(unit.span.end - len(rest.lstrip()), unit.span.end))
        walk.blocks[-1] = replace(walk.blocks[-1], spoken=True)
    walk.speaking = True
    return True


def label_length(walk: Walk, unit: Unit) -> int:
    """Up to the colon; the whole of a line that has none."""
    found = re.match(r"[^:]*:(?:\*\*|</[ubi]>)?", walk.context.source.slice(unit.span))
    return found.end() if found else len(unit.span)


def _meanwhile(walk: Walk, index: int, unit: Unit) -> bool:
    """``(Laughter.)``, once somebody has spoken and if somebody still will."""
    if not walk.speaking or index > walk.dialogue.last or not is_meanwhile(unit):
        return False
    walk.put(Kind.STAGE, unit.span)
    walk.blocks[-1] = replace(walk.blocks[-1], spoken=_says_already(walk))
    return True


def _says_already(walk: Walk) -> bool:
    return any(block.spoken for block in walk.blocks[-2:])


def goes_on_speaking(walk: Walk, index: int, unit: Unit) -> bool:
    """The words below a name that stands alone, or more of a speech before the next one."""
    if not walk.speaking or walk.enclosed:
        return False
    if walk.blocks[-1].kind is Kind.SPEAKER:
        return True
    walk.speaking = walk.dialogue.names_each and index < walk.dialogue.last and not is_point(unit, walk.context)
    return walk.speaking


def attendance(walk: Walk, index: int, unit: Unit) -> bool:
    """``Present: A. Holm, B. Lund``, on one line or over several."""
    if walk.station > Station.BODY or walk.enclosed:
        return False
    listing = bool(walk.blocks) and walk.blocks[-1].kind in {Kind.PRESENT_HEAD, Kind.PRESENT_ITEM}
    if listing and unit.text[:1].islower() and is_fragment(unit) and walk.blocks[-1].kind is Kind.PRESENT_ITEM:
        return walk.go_on(unit)  # the rest of what somebody is
    if listing and is_present(unit, walk.context) and not kind_by((*HEADS, *ROUTES), unit, walk.context):
        return walk.put(Kind.PRESENT_ITEM, unit.span, walk.blocks[-1].layer)
    if walk.lists_on(Kind.PRESENT) and is_run_of_names(unit.text):
        return walk.go_on(unit)
    found = meetings.attendance(walk.context.source.slice(unit.span), walk.context.words)
    named = found is not None and bool(found["rest"].strip())
    if not (named or (found is not None and _present_follow(walk, index, 1)) or _heads_side(walk, index, unit)):
        return False
    above = walk.station < Station.OPENER
    walk.station = Station.ROUTING if above else Station.BODY
    layer = Layer.ROUTING if above else Layer.MESSAGE
    return walk.put(Kind.PRESENT if named else Kind.PRESENT_HEAD, unit.span, layer)


def _heads_side(walk: Walk, index: int, unit: Unit) -> bool:
    """``On the Soviet side:``, ``from the Harbour Office:``, and two of them below."""
    return meetings.is_side(unit.text, walk.context.words) and _present_follow(walk, index, 2)


def _present_follow(walk: Walk, index: int, least: int) -> bool:
    after = walk.units[index + 1 : index + 1 + least]
    return len(after) == least and all(is_present(one, walk.context) for one in after)
