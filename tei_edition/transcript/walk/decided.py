"""What an editor says a line begins."""

from __future__ import annotations

from tei_edition.transcript.blocks import LAYERS, Kind, Layer
from tei_edition.transcript.meetings import Label
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.minutes import label_length, speak
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.stations import STANDS, Station


def decided(walk: Walk, unit: Unit) -> bool:
    """An editor has said what begins on this line; False where that cannot stand here."""
    number = unit.lines[0].number
    if number not in walk.context.decided:
        return False
    walk.rule = "decision"
    kind = walk.context.decided[number]
    if kind is None:
        if not walk.blocks:
            return False
        return walk.go_on(unit)
    first, last, after = STANDS[kind]
    if not first <= walk.station <= last:
        return False
    walk.speaking = False
    if kind is Kind.SPEAKER:
        return speak(walk, unit, Label(unit.span.start + label_length(walk, unit)))
    opening = walk.station < Station.BODY and kind in {Kind.DATELINE, Kind.REGISTRY}
    if after is Station.ROUTING and walk.station >= Station.BODY:
        after = Station.PROCESSING  # a list of copies after the message is the office's
    is_above = after is Station.ROUTING
    if not walk.enclosed:
        walk.station = Station.OPENER if opening else after
    layer = Layer.PROCESSING if walk.station is Station.PROCESSING else LAYERS.get(kind, Layer.ROUTING)
    layer = Layer.ROUTING if is_above else layer
    return walk.put(kind, unit.span, layer, opening)
