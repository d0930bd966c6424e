"""Lists of copies: their heads, their items and where they go on."""

from __future__ import annotations

import re

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Kind, Layer
from tei_edition.transcript.recognisers import (
    COUNT,
    SHORT,
    is_address,
    is_bare_recipient,
    is_copies_item,
    is_listed_copy,
    is_note,
    is_numbered_copy,
    is_run_of_copies,
)
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.stations import ROUTES, Station, kind_by


def numbered_copies(walk: Walk, index: int, unit: Unit) -> bool:
    """``Nº 2 – to Holm`` ⏎ ``Nº 3 – to Berg``: above a message such lines come at least in twos."""
    if walk.station > Station.ROUTING or not is_numbered_copy(unit, walk.context):
        return False
    beside = (*walk.units[max(walk.began, index - 1) : index], *walk.units[index + 1 : index + 2])
    if not any(is_numbered_copy(one, walk.context) for one in beside):
        return False
    walk.station = Station.ROUTING
    return walk.put(Kind.COPIES_ITEM, unit.span, Layer.ROUTING)


def goes_on_list(walk: Walk) -> bool:
    """The last block is an item of a list above the message."""
    return bool(walk.blocks) and walk.blocks[-1].kind is Kind.COPIES_ITEM and walk.blocks[-1].layer is Layer.ROUTING


def more_addresses(walk: Walk, index: int) -> bool:
    """Something of the routing, or another address, still follows: this line is no address itself."""
    for unit in walk.units[index + 1 : index + 30]:
        if is_copies_item(unit, walk.context) or kind_by(ROUTES, unit, walk.context) or is_note(unit):
            return True
        if not is_address(unit, walk.context):
            return False
    return False


def goes_on_copies(walk: Walk, unit: Unit) -> bool:
    """A list of copies whose line ends with a comma, or with the colon of its head, goes on with the next line."""
    if not walk.blocks or walk.blocks[-1].kind is not Kind.COPIES:
        return False
    said = walk.context.source.slice(walk.blocks[-1].span).rstrip()
    if said.endswith(":") or (re.search(COUNT + "|,", said) and not said.endswith((".", ","))):
        return is_run_of_copies(unit, walk.context)
    return said.endswith(",") and len(unit.text) < SHORT


def copies_over_lines(walk: Walk, unit: Unit) -> bool:
    """``Copies to Cde. Stalin`` with more of them below: the head is the first word."""
    raw = walk.context.source.slice(unit.span)
    head = re.match(r"\w+", raw)
    size = head.end() if head else 0
    walk.put(Kind.COPIES_HEAD, Span(unit.span.start, unit.span.start + size), Layer.ROUTING)
    rest = size + len(raw[size:]) - len(raw[size:].lstrip())
    return walk.put(Kind.COPIES_ITEM, Span(unit.span.start + rest, unit.span.end), Layer.ROUTING)


def items_follow(walk: Walk, index: int) -> bool:
    """The next line is an item of a list."""
    after = walk.units[index + 1 : index + 2]
    return bool(after) and (is_copies_item(after[0], walk.context) or is_listed_copy(after[0], walk.context))


def recipients_follow(walk: Walk, index: int) -> bool:
    """Items with numbers or counts, or two bare names at least."""
    after = walk.units[index + 1 : index + 3]
    bare = len(after) > 1 and all(is_bare_recipient(one, walk.context) for one in after)
    return bare or items_follow(walk, index)


def goes_on_names(walk: Walk, unit: Unit) -> bool:
    """One name more in a list that names one on each line."""
    if not in_list(walk) or not is_bare_recipient(unit, walk.context):
        return False
    above = walk.blocks[-1]
    return above.kind is Kind.COPIES_HEAD or not re.search(r"\d", walk.context.source.slice(above.span))


def in_list(walk: Walk) -> bool:
    """The last block is of a list, its head or an item."""
    return bool(walk.blocks) and walk.blocks[-1].kind in {Kind.COPIES_HEAD, Kind.COPIES_ITEM}
