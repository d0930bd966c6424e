"""Lists of copies: their heads, their items and where they go on."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Kind, Layer
from tei_edition.transcript.expressions import worded
from tei_edition.transcript.recognisers.address import is_address
from tei_edition.transcript.recognisers.copies import (
    COUNT,
    is_bare_recipient,
    is_copies_item,
    is_listed_copy,
    is_numbered_copy,
    is_run_of_copies,
    is_run_of_titled,
    is_titled_recipient,
)
from tei_edition.transcript.recognisers.furniture import is_empty_row, is_note
from tei_edition.transcript.recognisers.names import SHORT
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.stations import ROUTES, Station, kind_by


def numbered_copies(walk: Walk, index: int, unit: Unit) -> bool:
    """``Nº 2 – to Holm`` ⏎ ``Nº 3 – to Berg``: above a message such lines come at least in twos."""
    if walk.station > Station.ROUTING or not is_numbered_copy(unit, walk.context):
        return False
    above = (one for one in reversed(walk.units[walk.began : index]) if not is_empty_row(one, walk.context))
    below = (one for one in walk.units[index + 1 :] if not is_empty_row(one, walk.context))
    beside = (*islice(above, 1), *islice(below, 1))
    if not any(is_numbered_copy(one, walk.context) for one in beside):
        return False
    walk.station = Station.ROUTING
    return walk.put(Kind.COPIES_ITEM, unit.span, Layer.ROUTING)


def run_of_numbered(walk: Walk, _: int, unit: Unit) -> bool:
    """``Copy Nº 1 to Holm Copy Nº 2 to Berg from VESSK received 10:15``: a list whose lines were lost, and what follows."""
    if walk.station > Station.ROUTING:
        return False
    words, raw = walk.context.words, walk.context.source.slice(unit.span)
    starts = [found.start() for found in worded(r"{copy}\s*{№}\s*\d{1,2}\s+{to}\s", words).finditer(raw)]
    if len(starts) < 2 or starts[0]:
        return False
    walk.station = Station.ROUTING
    came = worded(r"\s(?={from}\s+\S+\s+{received}\s)", words)
    receipt = came.search(raw, starts[-1])
    end = receipt.end() if receipt else len(raw)
    for start, after in pairwise((*starts, end)):
        size = len(raw[start:after].rstrip())
        walk.put(Kind.COPIES_ITEM, Span(unit.span.start + start, unit.span.start + start + size), Layer.ROUTING)
    return not receipt or walk.put(Kind.RECEIPT, Span(unit.span.start + end, unit.span.end), Layer.ROUTING)


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
    if said.endswith(":") and is_run_of_titled(unit, walk.context):
        return True
    if said.endswith(":") or (re.search(COUNT + "|,", said) and not said.endswith((".", ","))):
        return is_run_of_copies(unit, walk.context)
    return said.endswith(",") and len(unit.text) < SHORT


def copies_over_lines(walk: Walk, unit: Unit) -> bool:
    """``Copies to Cde. Holm``, ``Copy: Cde. Holm`` with more of them below: the head is the first word."""
    raw = walk.context.source.slice(unit.span)
    head = re.match(r"\w+:?", raw)
    size = head.end() if head else 0
    walk.put(Kind.COPIES_HEAD, Span(unit.span.start, unit.span.start + size), Layer.ROUTING)
    rest = size + len(raw[size:]) - len(raw[size:].lstrip())
    return walk.put(Kind.COPIES_ITEM, Span(unit.span.start + rest, unit.span.end), Layer.ROUTING)


def items_follow(walk: Walk, index: int) -> bool:
    """The next line is an item of a list."""
    after = walk.units[index + 1 : index + 2]
    return bool(after) and (is_copies_item(after[0], walk.context) or is_listed_copy(after[0], walk.context))


def run_follows(walk: Walk, index: int) -> bool:
    """``Excerpts were sent to:`` ⏎ ``Cdes. Holm, Berg and Krenek``: all of them on the next line."""
    after = walk.units[index + 1 : index + 2]
    return bool(after) and is_run_of_titled(after[0], walk.context)


def recipients_follow(walk: Walk, index: int) -> bool:
    """Items with numbers or counts, or two bare names at least."""
    after = walk.units[index + 1 : index + 3]
    bare = len(after) > 1 and all(is_bare_recipient(one, walk.context) for one in after)
    return bare or items_follow(walk, index)


def titled_recipient_follows(walk: Walk, index: int) -> bool:
    """``Copy: Cde. Holm`` ⏎ ``Cde. Berg``: below the address another name is another copy's."""
    after = walk.units[index + 1 : index + 2]
    return bool(after) and is_titled_recipient(after[0], walk.context)


def goes_on_names(walk: Walk, unit: Unit) -> bool:
    """One name more in a list that names one on each line."""
    if not in_list(walk) or not is_bare_recipient(unit, walk.context):
        return False
    above = walk.blocks[-1]
    return above.kind is Kind.COPIES_HEAD or not re.search(r"\d", walk.context.source.slice(above.span))


def in_list(walk: Walk) -> bool:
    """The last block is of a list, its head or an item."""
    return bool(walk.blocks) and walk.blocks[-1].kind in {Kind.COPIES_HEAD, Kind.COPIES_ITEM}
