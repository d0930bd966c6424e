"""A document that has lost its line ends: what opens and what closes its message, each a unit of its own."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.recognisers.address import is_address, is_salute
from tei_edition.transcript.recognisers.captions import is_title
from tei_edition.transcript.recognisers.closing import closing_parts, signs
from tei_edition.transcript.units import Context, Unit, cut
from tei_edition.transcript.words import Words, alternatives, whole

# no salutation stands further from the beginning, and no closing words, name and date begin further from the end
LONGEST: Final = 120
# where a salutation may end, and where the closing words may begin
CALLED: Final = re.compile(r"[!,:](?=\s+[\"“„«]?[^\W\d_a-zà-ÿа-я])")
SENTENCE: Final = re.compile(r"(?<=[.!?])[\"”»]?\s+(?=[^\W\d_a-zà-ÿа-я(\[])")


def parted(context: Context, units: Sequence[Unit]) -> list[Unit]:
    """The units of a document of one line, what opens and what closes it cut off where both are plain."""
    if not units or len({line.number for unit in units for line in unit.lines}) > 1 or context.decided:
        return list(units)
    *captions, text = units
    return [*captions, *cut(context, text, [*_opening(context, text), *_closing(context, text)])]


def _opening(context: Context, text: Unit) -> Sequence[int]:
    """Where ``Dear Sund,`` or ``To Captain Ruk:`` begins and ends, a caption or date line before it or nothing."""
    raw = context.source.slice(Span(text.span.start, min(text.span.end, text.span.start + LONGEST)))
    for begin in (0, *(found.start() for found in _calls(context.words).finditer(raw))):
        for end in (found.end() for found in CALLED.finditer(raw, begin)):
            at = [text.span.start + offset for offset in ((begin, end) if begin else (end,))]
            *before, head, _ = cut(context, text, at)
            if _is_called(context, head) and all(_may_stand_above(context, one) for one in before):
                return at
    return ()


@functools.cache
def _calls(words: Words) -> re.Pattern[str]:
    """What a salutation or an address begins with."""
    begins = (*words.salutations, *words.form["address-heads"])
    return re.compile(rf"(?<=\s){alternatives(tuple(one[:1].upper() + one[1:] for one in begins))}(?!\w)")


def _is_called(context: Context, head: Unit) -> bool:
    """After a comma only who is called ``Dear``: other names before one are those of a sentence."""
    if head.text.endswith(","):
        return bool(re.match(whole(context.words.salutations), head.text, re.IGNORECASE))
    return is_salute(head, context) or is_address(head, context)


def _may_stand_above(context: Context, unit: Unit) -> bool:
    kinds = {kind for kind, _ in closing_parts(unit, context) or ()}
    return is_title(unit, context) or (bool(kinds) and kinds <= {Kind.DATELINE, Kind.REGISTRY})


def _closing(context: Context, text: Unit) -> Sequence[int]:
    """Where closing words or a signature begin at the end of the text."""
    begin = max(text.span.start, text.span.end - LONGEST)
    raw = context.source.slice(Span(begin, text.span.end))
    for at in (begin + found.end() for found in SENTENCE.finditer(raw)):
        last = cut(context, text, [at])[-1]
        if signs(last, context) and len(re.findall(r"[^\W\d_]", last.text)) > 1:  # "Comrade L. I.", a page that stops
            return (at,)
    return ()
