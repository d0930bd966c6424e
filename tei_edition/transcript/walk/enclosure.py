"""A telegram quoted whole inside another."""

from __future__ import annotations

from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.recognisers.closing import OPENING_QUOTE
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.stations import OPENERS, Station, kind_by


def enclosure(walk: Walk, index: int, unit: Unit) -> bool:
    """A quotation mark before an address or a salutation, or before a text that is signed."""
    begun = walk.station in {Station.OPENER, Station.BODY}
    if not begun or walk.enclosed or not OPENING_QUOTE.match(unit.text):
        return False
    kind = kind_by(OPENERS, unit, walk.context)
    end = walk.quotations.end_of(index)
    signed = end is not None and walk.endings.parts(end) is not None
    if walk.station is Station.OPENER and not (signed and end is not None and walk.quotations.is_signed_after(end)):
        return False
    if end is None or not (kind or (signed and _is_introduced(walk))):
        return False
    walk.station = Station.BODY
    walk.enclosed_until, walk.enclosed_opener = end, kind is not None
    return walk.put(kind or Kind.PARAGRAPH, unit.span)


def _is_introduced(walk: Walk) -> bool:
    return walk.context.source.slice(walk.blocks[-1].span).rstrip().endswith(":")
