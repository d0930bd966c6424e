"""The text: paragraphs, and those that a page's end broke in two."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.form import is_point
from tei_edition.transcript.walk.minutes import goes_on_speaking
from tei_edition.transcript.walk.progress import Walk
from tei_edition.transcript.walk.stations import Station
from tei_edition.transcript.wrapping import SENTENCE_END

END: Final = 200
"""Characters at the end of a paragraph that tell whether its sentence ends there."""


def body(walk: Walk, index: int, unit: Unit) -> bool:
    """A paragraph, or the rest of one."""
    if not walk.enclosed and not (walk.station is Station.OPENER and index < walk.text_begins):
        walk.station = Station.BODY
    if _is_broken_off(walk, unit):
        while walk.blocks[-1].rule == "page":
            walk.blocks.pop()  # the sentence runs over the end of the page
        return walk.go_on(unit)
    spoken = goes_on_speaking(walk, index, unit)
    walk.put(Kind.PARAGRAPH, unit.span)
    walk.blocks[-1] = replace(walk.blocks[-1], spoken=spoken)
    return True


def _is_broken_off(walk: Walk, unit: Unit) -> bool:
    """The last paragraph stopped in mid-sentence, and this line goes on with a small letter or it ended on "the"."""
    last_said = next((block for block in reversed(walk.blocks) if block.rule != "page"), None)
    if last_said is None or last_said.kind is not Kind.PARAGRAPH or last_said.enclosed != walk.enclosed:
        return False
    # its end tells; the whole of it, read again for every page it runs over, would cost the square of its length
    end = walk.context.source.text[max(last_said.span.start, last_said.span.end - END) : last_said.span.end]
    between = Span(last_said.span.end, unit.span.start)
    if any(between.holds(note.note) for note in walk.context.signs.footnotes):
        return False  # the foot of a page stands between
    if SENTENCE_END.search(end) or is_point(unit, walk.context) or last_said.rule == "heading":
        return False
    last = next(iter(end.lower().split()[-1:]), "")
    return (len(end) > 12 and unit.text[:1].islower()) or last in walk.context.words.function
