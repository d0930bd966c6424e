"""The captions of a form: issuing office, kind and number, headline, heading."""

from __future__ import annotations

import re
from typing import Final

from tei_edition.transcript.blocks import Kind, Layer
from tei_edition.transcript.expressions import spelled
from tei_edition.transcript.recognisers.address import is_salute
from tei_edition.transcript.recognisers.captions import is_post_abroad, is_wire_line
from tei_edition.transcript.recognisers.copies import is_copy_number
from tei_edition.transcript.recognisers.furniture import is_heading
from tei_edition.transcript.recognisers.names import says_kind
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.form import (
    NUMBER_ALONE,
    heads_a_letter,
    is_dated,
    is_dated_title,
    is_labelled,
    reads_as_caption,
    says_about,
)
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.stations import HEADS, OPENERS, ROUTES, Station, kind_by
from tei_edition.transcript.wrapping import SENTENCE_END

# "Vessk, 3 May": where and when, whatever the title above says
PLACED: Final = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)?,\s")


def head(walk: Walk, index: int, unit: Unit) -> bool:
    """Captions and headlines above all else."""
    if index <= walk.headline_until:
        return walk.go_on(unit)
    if walk.station is not Station.HEAD:
        return False
    if _goes_on_caption(walk, index, unit) or _goes_on_title(walk, unit):
        return walk.go_on(unit)
    if is_wire_line(unit, walk.context):
        return walk.put(Kind.DATELINE, unit.span, Layer.HEAD, opening=True)
    if _is_issuing_post(walk, index, unit):
        return walk.put(Kind.ISSUER, unit.span)
    walk.headline_until = walk.beginnings.headline_end(index) if index < walk.text_begins else -1
    if walk.headline_until >= index:
        return walk.put(Kind.TITLE, unit.span)
    titled = heads_a_letter(unit, walk.context) or (index == walk.began and is_dated_title(unit, walk.context))
    kind = Kind.TITLE if titled else kind_by(HEADS, unit, walk.context)
    if kind is None and is_copy_number(unit, walk.context):
        kind = Kind.STATUS
    if kind is None and walk.is_above_headline(index) and NUMBER_ALONE.fullmatch(unit.text):
        kind = Kind.TITLE
    return kind is not None and walk.put(kind, unit.span)


def _goes_on_caption(walk: Walk, index: int, unit: Unit) -> bool:
    """``RECORD OF A CONVERSATION`` ⏎ ``with the consul``: a caption left open, or a line that begins with a small letter."""
    last = walk.blocks[-1] if walk.blocks else None
    if last is None or last.kind is not Kind.TITLE or last.rule == "decision" or index >= walk.text_begins:
        return False
    said = walk.context.source.slice(last.span).rstrip()
    is_open = said.split()[-1].lower() in walk.context.words.function
    named = says_kind(" ".join(said.split()), walk.context.words)  # a number alone is no caption that goes on
    first = unit.text.split()[0].lower()
    # "MEMORANDUM" alone, above "THE HARBOUR OFFICE"
    apart = " " not in said and first in walk.context.words.form["headline-articles"]
    small = unit.text[:1].islower() or (first in walk.context.words.function and not apart)
    tells = named and says_about(unit, walk.context)
    runs_on = is_open or tells or (named and small and not SENTENCE_END.search(said))
    town = spelled(r"{town}\s?(?=[^\W\d_a-zа-я]){NAME}$", walk.context.words).match(unit.text)  # "г. Весск"
    own = unit.sign is not None or town or is_labelled(unit) or kind_by((*ROUTES, *OPENERS), unit, walk.context)
    return runs_on and not own and (tells or reads_as_caption(unit, walk.context, below_caption=True))


def _goes_on_title(walk: Walk, unit: Unit) -> bool:
    """``RECORD OF A TALK WITH ANNA`` ⏎ ``HOLM on 3 May``: line by line what the record's title says."""
    last = walk.blocks[-1] if walk.blocks else None
    if last is None or last.kind is not Kind.TITLE or last.rule == "decision" or unit.sign is not None:
        return False
    said = walk.context.source.slice(last.span)
    placed = is_dated(unit, walk.context) and PLACED.match(unit.text)
    whole = SENTENCE_END.search(said) or NUMBER_ALONE.fullmatch(said)
    return not placed and not whole and walk.context.is_of_title(f"{said} {unit.text}")


def _is_issuing_post(walk: Walk, index: int, unit: Unit) -> bool:
    """An office abroad above all captions: it issued what stands below, unless that greets it."""
    above = [b for b in walk.blocks if b.document == walk.document and b.kind not in {Kind.NOTE, Kind.STATUS}]
    after = walk.units[index + 1 : index + 2]
    greets = bool(after) and is_salute(after[0], walk.context)
    return not above and bool(after) and not greets and is_post_abroad(unit.text, walk.context.words)


def heading(walk: Walk, _: int, unit: Unit) -> bool:
    """A heading above all else, or one in the text: there a paragraph says in its rend that it is one."""
    if not is_heading(unit, walk.context) or walk.station > Station.BODY:
        return False
    if walk.station is Station.HEAD:
        return walk.put(Kind.HEADING, unit.span)
    if not walk.enclosed:
        walk.station = Station.BODY
    return walk.put(Kind.PARAGRAPH, unit.span)


def another_line(walk: Walk, unit: Unit) -> bool:
    """A line of the form that no recogniser knows: a caption, or, below the captions, of the routing."""
    if walk.station is Station.HEAD and not is_labelled(unit):
        numbered = spelled(r"{№}\s*\d", walk.context.words).search(unit.text)
        return walk.put(Kind.STATUS if walk.blocks or numbered else Kind.ISSUER, unit.span)
    walk.station = Station.ROUTING
    return walk.put(Kind.OFFICE, unit.span, Layer.ROUTING)
