"""The walk: from station to station through a page, each unit of lines becoming a block.

It never goes back, but for a second document on the same page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Block, Kind
from tei_edition.transcript.expressions import worded
from tei_edition.transcript.recognisers.closing import signer_in_brackets
from tei_edition.transcript.units import Context, Unit, units
from tei_edition.transcript.walk.above import before_opener, release, subject, venue
from tei_edition.transcript.walk.asides import aside
from tei_edition.transcript.walk.body import body
from tei_edition.transcript.walk.cable import cable
from tei_edition.transcript.walk.captions import head, heading
from tei_edition.transcript.walk.closer import closing
from tei_edition.transcript.walk.copies import numbered_copies, run_of_numbered
from tei_edition.transcript.walk.decided import decided
from tei_edition.transcript.walk.enclosure import enclosure
from tei_edition.transcript.walk.minutes import attendance, speech
from tei_edition.transcript.walk.office import office
from tei_edition.transcript.walk.one_run import parted
from tei_edition.transcript.walk.opener import opener
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.routing import routing
from tei_edition.transcript.walk.stations import HEADS, Station, kind_by

# in this order a unit of words is asked what it is; the names stand in the answers of ``explain``
STEPS: Final[tuple[Callable[[Walk, int, Unit], bool], ...]] = (
    cable,
    speech,
    attendance,
    run_of_numbered,
    numbered_copies,
    subject,
    venue,
    release,
    head,
    routing,
    heading,
    enclosure,
    opener,
    before_opener,
    closing,
    office,
    body,
)


# what may stand between the lines of a list
ASIDE: Final = frozenset({Kind.NOTE, Kind.PAGE, Kind.OMISSION, Kind.RULE})


def read_blocks(context: Context, span: Span) -> list[Block]:
    """The blocks of the document part of a page, in order; every filled line is in one of them."""
    walk = Walk(context, parted(context, units(context, span)))
    for index, unit in enumerate(walk.units):
        _take(walk, index, unit)
    return _with_pages(context, span, [_listed(walk.blocks, at) for at in range(len(walk.blocks))])


def _listed(blocks: Sequence[Block], at: int) -> Block:
    """The head of a list that no item followed after all is a line of the office."""
    if blocks[at].kind is not Kind.COPIES_HEAD:
        return blocks[at]
    below = next((block.kind for block in blocks[at + 1 :] if block.kind not in ASIDE), None)
    return blocks[at] if below is Kind.COPIES_ITEM else replace(blocks[at], kind=Kind.OFFICE)


def _take(walk: Walk, index: int, unit: Unit) -> None:
    walk.rule = "sign"
    if _begins_document(walk, index, unit):
        walk.document += 1
        walk.began = index
        walk.station = Station.HEAD
    if not aside(walk, unit) and not decided(walk, unit):
        _words(walk, index, unit)
    if index == walk.enclosed_until:
        walk.enclosed_until = -1
        walk.station = Station.BODY


def _words(walk: Walk, index: int, unit: Unit) -> None:
    for step in STEPS:
        walk.rule = step.__name__
        if step(walk, index, unit):
            return


def _begins_document(walk: Walk, index: int, unit: Unit) -> bool:
    """Captions come again after a message has closed."""
    if walk.enclosed or index <= walk.headline_until:
        return False
    if walk.station >= Station.BODY and walk.has_text() and walk.beginnings.heads_document(index):
        return True
    if walk.station not in {Station.CLOSER, Station.PROCESSING} or _heads_notes(walk, index, unit):
        return False
    kind = kind_by(HEADS, unit, walk.context)
    # "DEPARTMENT OF TIDES (A. HOLM)" below a signature
    signs = walk.blocks[-1].kind is Kind.SIGNED and bool(signer_in_brackets(unit.text, walk.context.words))
    return kind is not None and not signs and walk.beginnings.message_follows(index)


def _heads_notes(walk: Walk, index: int, unit: Unit) -> bool:
    """``NOTE``, right above the first of them."""
    below = walk.units[index + 1 : index + 2]
    heads = worded(r"\W*{notes-head}\W*", walk.context.words).fullmatch(unit.text)
    return heads is not None and bool(below) and re.match(r"\W?1\W", below[0].text) is not None


def _with_pages(context: Context, span: Span, blocks: Sequence[Block]) -> list[Block]:
    """The breaks between pages that no block holds, each before the block that begins the page."""
    made: list[Block] = []
    at = span.start
    for block in blocks:
        between = context.source.text[at : block.span.start]
        made += [
            replace(block, kind=Kind.PAGE, span=Span(at + i, at + i + 1), rule="form feed")
            for i, character in enumerate(between)
            if character == "\f"
        ]
        made.append(block)
        at = max(at, block.span.end)
    return made
