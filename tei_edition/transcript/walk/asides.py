"""What is nobody's words: notes, omissions, rules and tables."""

from __future__ import annotations

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Kind, Layer
from tei_edition.transcript.recognisers.furniture import (
    is_emptied,
    is_empty_row,
    is_note,
    is_rule,
    is_table_row,
    is_table_rule,
)
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.stations import Station


def aside(walk: Walk, unit: Unit) -> bool:
    """An omission, a note, a rule or a row of a table; false if the unit is none of them."""
    if is_emptied(unit) and not walk.enclosed:
        walk.rule = "page" if unit.sign is not None and unit.sign.tei[0].name == "pb" else walk.rule
        return walk.put(Kind.OMISSION, unit.span, walk.layer_here())
    remarks = [unit.span] if is_note(unit) else _remarks(walk, unit)
    for span in remarks:
        walk.put(Kind.NOTE, span, walk.layer_of_note())
    return bool(remarks) or _rule(walk, unit) or _row(walk, unit)


def _rule(walk: Walk, unit: Unit) -> bool:
    if not is_rule(unit, walk.context):
        return False
    walk.put(Kind.RULE, unit.span, Layer.PROCESSING if walk.station >= Station.CLOSER else walk.layer_here())
    if walk.station is Station.CLOSER:
        walk.station = Station.PROCESSING
    return True


def _remarks(walk: Walk, unit: Unit) -> list[Span]:
    """``[letterhead of the harbour office] [Translator's note: …]``: notes that fill a line together, above the message."""
    if walk.station > Station.ROUTING:
        return []
    inside = [(b.span, s) for b, s in walk.context.signs.brackets if unit.span.holds(b.span)]
    notes = [span for span, sign in inside if sign.tei[0].name == "note"]
    outer = [span for span in notes if not any(one != span and one.holds(span) for one in notes)]
    said = sum(map(len, outer)) + len(outer) - 1
    return outer if len(outer) > 1 and said >= len(unit.span) else []


def _row(walk: Walk, unit: Unit) -> bool:
    """A row, or the line under a table's head; that one and empty rows are the page's, and come back from the residue."""
    if is_empty_row(unit, walk.context):
        return True
    if is_table_rule(unit, walk.context):
        return is_table_row(unit, walk.context) or (bool(walk.blocks) and walk.blocks[-1].kind is Kind.TABLE)
    if not is_table_row(unit, walk.context):
        return False
    walk.station = max(walk.station, Station.BODY)
    return walk.put(Kind.TABLE, unit.span, walk.layer_here())
