"""The heading of a cable, and the heads of its further pages."""

from __future__ import annotations

from typing import Final

from tei_edition.transcript.blocks import Kind, Layer
from tei_edition.transcript.expressions import spelled
from tei_edition.transcript.recognisers.cable import Role, is_marked
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.copies import copies_over_lines
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.stations import Station

# what a line of the heading is, on which layer, and where the walk is then
PUT: Final[dict[Role, tuple[Kind, Layer, Station]]] = {
    "routing": (Kind.OFFICE, Layer.ROUTING, Station.ROUTING),
    "group": (Kind.DATELINE, Layer.MESSAGE, Station.OPENER),
    "from": (Kind.ADDRESS, Layer.MESSAGE, Station.OPENER),
    "to": (Kind.ADDRESS, Layer.MESSAGE, Station.OPENER),
    "copies": (Kind.COPIES_ITEM, Layer.ROUTING, Station.OPENER),
    "marks": (Kind.SERIES, Layer.ROUTING, Station.BODY),
    "about": (Kind.OFFICE, Layer.ROUTING, Station.BODY),
}


def cable(walk: Walk, index: int, unit: Unit) -> bool:
    """``FM AMEMBASSY VESSK``, ``INFO AMEMBASSY SUND``: what the line says by its place in the heading."""
    role = walk.cable.get(unit.lines[-1].number)
    if role is None:
        return False
    if role == "page":
        return walk.put(Kind.OFFICE, unit.span, Layer.MESSAGE)
    if role in {"routing", "group"} and walk.has_text():  # the next cable of the page
        walk.document, walk.began, walk.station = walk.document + 1, index, Station.HEAD
    if walk.station is Station.HEAD and role == "routing" and is_marked(unit.text, walk.context.words):
        return walk.put(Kind.STATUS, unit.span)
    kind, layer, walk.station = PUT[role]
    if role == "copies" and spelled(r"{cable-info}\s", walk.context.words).match(unit.text):
        return copies_over_lines(walk, unit)
    return walk.put(kind, unit.span, layer, opening=kind is Kind.DATELINE)
