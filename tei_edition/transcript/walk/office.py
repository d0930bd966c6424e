"""What the office wrote below a message."""

from __future__ import annotations

from tei_edition.transcript.blocks import Kind, Layer
from tei_edition.transcript.recognisers.closing import is_postscript
from tei_edition.transcript.recognisers.copies import heads_copies, is_listed_copy
from tei_edition.transcript.recognisers.names import SHORT, is_designation
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.copies import (
    goes_on_copies,
    goes_on_names,
    in_list,
    items_follow,
    recipients_follow,
    run_follows,
)
from tei_edition.transcript.walk.form import is_fragment
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.stations import NOTES_OF_OFFICE, Station, kind_by


def office(walk: Walk, index: int, unit: Unit) -> bool:
    """Postscript, offices held, lists of copies and notes below a signature."""
    if walk.station not in {Station.CLOSER, Station.PROCESSING} or walk.enclosed:
        return False
    if walk.station is Station.CLOSER and is_postscript(unit, walk.context):
        return walk.put(Kind.POSTSCRIPT, unit.span)
    if walk.blocks[-1].kind is Kind.SIGNED and len(unit.text) < SHORT:
        if not unit.text[:1].islower() and is_designation(unit.text, walk.context.words):
            return walk.put(Kind.SIGNED, unit.span)
        if _goes_on_designation(walk, unit):
            return walk.go_on(unit)
    walk.station = Station.PROCESSING
    if goes_on_copies(walk, unit):
        return walk.go_on(unit)
    if (in_list(walk) and is_listed_copy(unit, walk.context)) or goes_on_names(walk, unit):
        return walk.put(Kind.COPIES_ITEM, unit.span, Layer.PROCESSING)
    kind = kind_by(NOTES_OF_OFFICE, unit, walk.context) or Kind.OFFICE
    heads = heads_copies(unit, walk.context) and recipients_follow(walk, index)
    if heads or (kind is Kind.COPIES_MADE and items_follow(walk, index)):
        return walk.put(Kind.COPIES_HEAD, unit.span, Layer.PROCESSING)
    if heads_copies(unit, walk.context) and run_follows(walk, index):
        kind = Kind.COPIES
    if kind is Kind.COPIES_ITEM and not in_list(walk):
        kind = Kind.COPIES_MADE
    return walk.put(kind, unit.span, Layer.PROCESSING)


def _goes_on_designation(walk: Walk, unit: Unit) -> bool:
    """``DEPUTY MINISTER OF TIDES`` ⏎ ``of the Republic``: what a signer is, over two lines."""
    words = walk.context.words
    said = " ".join(walk.context.source.slice(walk.blocks[-1].span).split())
    small = unit.text.split()[0] in words.function
    return small and is_fragment(unit) and is_designation(said, words)
