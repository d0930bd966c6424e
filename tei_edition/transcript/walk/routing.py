"""Above the message: copies, receipt, series, and the lines of the form that stand below the address."""

from __future__ import annotations

import re

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Kind, Layer
from tei_edition.transcript.dates import find
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.recognisers.address import is_address, is_sender_line
from tei_edition.transcript.recognisers.captions import is_title
from tei_edition.transcript.recognisers.copies import (
    heads_copies,
    informs,
    is_copies,
    is_copies_item,
    is_copy_number,
    is_listed_copy,
    is_titled_recipient,
)
from tei_edition.transcript.recognisers.names import is_capitals
from tei_edition.transcript.recognisers.receipt import goes_on_receipt
from tei_edition.transcript.recognisers.service import is_service
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.copies import (
    copies_over_lines,
    goes_on_copies,
    goes_on_list,
    in_list,
    items_follow,
    more_addresses,
    titled_recipient_follows,
)
from tei_edition.transcript.walk.form import begins_with_kind, names_both
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.stations import HEADS, OPENERS, ROUTES, Station, kind_by
from tei_edition.transcript.wrapping import SENTENCE_END


def routing(walk: Walk, index: int, unit: Unit) -> bool:
    """What was done with the paper before it was read: copies, receipt, series."""
    if walk.station is Station.OPENER:
        return _form_below_address(walk, index, unit)
    if walk.station > Station.ROUTING:
        return False
    if goes_on_list(walk) and is_copies_item(unit, walk.context) and more_addresses(walk, index):
        return walk.put(Kind.COPIES_ITEM, unit.span, Layer.ROUTING)
    if in_list(walk) and is_listed_copy(unit, walk.context):
        return walk.put(Kind.COPIES_ITEM, unit.span, Layer.ROUTING)
    if goes_on_copies(walk, unit) or _goes_on_receipt(walk, unit):
        return walk.go_on(unit)
    if _is_numbered_list(walk, unit):
        return True
    kind = kind_by(ROUTES, unit, walk.context)
    if kind is None and heads_copies(unit, walk.context) and items_follow(walk, index):
        kind = Kind.COPIES  # "Produced in 6 copies for:"
    if kind is Kind.RECEIPT and is_sender(walk, index, unit):
        return False
    if kind is Kind.RECEIPT and walk.station is Station.HEAD and names_both(unit, walk.context):
        return walk.put(Kind.TITLE, unit.span)  # "From A. Holm to K. Berg, 5 January 1807"
    if kind is None and walk.station is Station.ROUTING and kind_by(HEADS, unit, walk.context):
        kind = Kind.OFFICE  # captions stand above the routing; here it is a line like the others
    if kind is None:
        return False
    walk.station = Station.ROUTING
    if kind is Kind.COPIES and heads_copies(unit, walk.context) and items_follow(walk, index):
        return walk.put(Kind.COPIES_HEAD, unit.span, Layer.ROUTING)
    over_lines = not re.search(r":\s*\S", unit.text) and not informs(unit, walk.context)
    if kind is Kind.COPIES and over_lines and items_follow(walk, index):
        return copies_over_lines(walk, unit)
    return walk.put(kind, unit.span, Layer.ROUTING)


def _is_numbered_list(walk: Walk, unit: Unit) -> bool:
    """``No. 12/7 Copies: Comrades Holm, Berg``: the paper's number, and on its line who got copies."""
    words, raw = walk.context.words, walk.context.source.slice(unit.span)
    found = spelled(r"(?P<number>(?i:{№})\s*[^\W\d_]{0,2}\d[\w/-]*)[.,;]?\s+(?=(?i:{copies})\s*:\s*\S)", words).match(
        raw
    )
    if found is None:
        return False
    walk.station = Station.ROUTING
    walk.put(Kind.OFFICE, Span(unit.span.start, unit.span.start + found.end("number")), Layer.ROUTING)
    return walk.put(Kind.COPIES, Span(unit.span.start + found.end(), unit.span.end), Layer.ROUTING)


def _form_below_address(walk: Walk, index: int, unit: Unit) -> bool:
    """Marks of secrecy, copies and receipt below the address are the form's too, as long as nobody has spoken."""
    if walk.enclosed or walk.has_text():
        return False
    if is_service(unit, walk.context) or is_copy_number(unit, walk.context):
        return walk.put(Kind.SERIES, unit.span, Layer.ROUTING)
    if index >= walk.text_begins:
        return False
    if in_list(walk) and is_titled_recipient(unit, walk.context):
        return walk.put(Kind.COPIES_ITEM, unit.span, Layer.ROUTING)
    if is_copies(unit, walk.context) and titled_recipient_follows(walk, index):
        return copies_over_lines(walk, unit)
    says_kind = is_title(unit, walk.context) or begins_with_kind(unit, walk.context)
    kind = kind_by(ROUTES, unit, walk.context) or (Kind.OFFICE if says_kind else None)
    if kind is None or is_sender(walk, index, unit) or kind_by(OPENERS, unit, walk.context):
        return False
    return walk.put(kind, unit.span, Layer.ROUTING)


def _goes_on_receipt(walk: Walk, unit: Unit) -> bool:
    if not walk.blocks or walk.blocks[-1].kind is not Kind.RECEIPT:
        return False
    said = walk.context.source.slice(walk.blocks[-1].span)
    named = is_address(unit, walk.context) or is_copies_item(unit, walk.context)
    dated = any(d.kind == "date" for d in find(said, walk.context.calendar, "office"))
    cut = re.search(r"\d", said) and not SENTENCE_END.search(said)
    if unit.text[:1].islower() and len(unit.text) < 60 and cut and not named and not dated:
        return True  # the line was broken in mid-phrase
    announced = worded(r"{received|sent}(?!\w)", walk.context.words).match(unit.text)
    if not goes_on_receipt(unit, walk.context):
        return False
    told = find(said, walk.context.calendar, "office")
    first = next(iter(find(unit.text, walk.context.calendar, "office")), None)
    hour = first is not None and first.kind == "time" and first.span.start == 0
    return bool(announced) or not any(d.kind == ("time" if hour else "date") for d in told)


def is_sender(walk: Walk, index: int, unit: Unit) -> bool:
    """``From: Anna Holm``; beside a line ``To: …`` the name may be one word."""
    words = walk.context.words
    if is_sender_line(walk.context.source.slice(unit.span), words):
        return True
    near = [*walk.units[max(0, index - 1) : index], *walk.units[index + 1 : index + 2]]
    beside = any(worded(r"{to}\s*:\s", words).match(one.text) for one in near)
    from_one = worded(r"{from}\s*:\s+(?P<who>\w[^\d:]*)\d?", words).fullmatch(unit.text)
    return beside and from_one is not None and is_capitals(from_one["who"])
