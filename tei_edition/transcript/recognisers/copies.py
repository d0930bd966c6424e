"""The list of copies: its head, its recipients in every form, which copy this is."""

from __future__ import annotations

import re
from typing import Final

from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.headlines import unbracketed
from tei_edition.transcript.recognisers.address import is_addressee, is_salute
from tei_edition.transcript.recognisers.captions import CAPTION
from tei_edition.transcript.recognisers.names import (
    LONG,
    SHORT,
    is_office_code,
    is_office_name,
    is_run_of_names,
    looks_like_name,
)
from tei_edition.transcript.recognisers.service import is_service
from tei_edition.transcript.units import Context, Unit

# how many copies one in a list gets
COUNT: Final = r"\s*(?:\(\d{1,3}\)|[-–:]\s*\d{1,3})"
ITEM: Final = (
    r"(?:{copy|copies}\s*{№}(?:\s?{number})?\s*\d+[-–,:. ]*(?:\d+[-–,:. ]*)?(?:{to}\b)?"  # "Copies NºNº 2-3 to"
    r"|[-–]?\s*{to}\s)"
)
LISTED: Final = (
    r"(?:\d{1,2}(?:[.)]|(?:st|nd|rd|th)?\s?[-–—](?:\s?{to}\s(?:the\s)?)?)"  # "1.", "2 – ", "3rd - to the "
    r"|[-–—•*]|(?i:{№})\s*\d{1,3}[.:)]?\s)\s*(?P<who>.+?)[.,;]?"
)
WHOSE: Final = r"(?:{to}\s\S.*|{copy|filed}\.?)"
NUMBERED: Final = (
    r"{№}\s*\d{1,2}\s*[-–—:]\s*" + WHOSE + r"|{copy}\s*{№}\s*\d{1,2}[.,:]?(?:\s*[-–—]?\s*(?:" + WHOSE + r"|{copies}))?"
)


def is_copies(unit: Unit, context: Context) -> bool:
    """``Copies: Stalin (2), Molotov``, ``Distribution list - 3 copies: …``, ``Copies to Cde. Stalin`` or ``FYI: Holm, Berg``."""
    if informs(unit, context):
        return True
    begins = worded(r"{copies}(?:\b[^:.;!?]{0,40}:|\s+{to}\b)", context.words).match(unit.text)
    return bool(begins) and not worded(r"{copy}\s*{№}", context.words).match(unit.text)


def informs(unit: Unit, context: Context) -> bool:
    """``(FYI: Holm, Berg)``, ``Forwarded to Liu [Shaoqi] and the Ministry of Tides``: names and nothing else behind it."""
    lead = r"\(?{informed}(?:\s*:|\s+{to}(?!\w)\s*:?)\s+(?P<who>[^:;!?]+?)\)?\.?"
    told = len(unit.text) < LONG or ":" in unit.text
    found = worded(lead, context.words).fullmatch(unbracketed(unit.text)) if told else None
    named = spelled(r",?\s+(?:{and})\s+|,\s+", context.words).split(found["who"]) if found else []
    return bool(named) and all(is_recipient(re.sub(r"\s*\([^()]*\)?$", "", name), context) for name in named)


def is_copies_item(unit: Unit, context: Context) -> bool:
    """``to Cde. Molotov`` or ``Copy N° 2 to the file``, in a list of copies."""
    return len(unit.text) < LONG and bool(worded(ITEM, context.words).match(unit.text))


def is_listed_copy(unit: Unit, context: Context) -> bool:
    """``1. Berg``, ``2 – Holm``, ``Nr. 3 Krenek``, ``Brandt – 2 copies``: one recipient below the head of a list of copies."""
    counted = worded(r"\S.*\s[-–—]\s\d{1,3}\s<copy|copies-made>[.,;]?", context.words)
    if len(unit.text) < SHORT and counted.fullmatch(unit.text):
        return True
    raw = context.source.slice(unit.span)
    said = re.sub(r"\s\[[^\]]*\]$", "", raw)  # what the editor says of a recipient is not he
    found = spelled(LISTED, context.words).fullmatch(unit.text if said == raw else said)
    if found and worded(r"{filed}", context.words).fullmatch(found["who"]):
        return True
    who = re.sub(r"\s*(?:\(\d+\)|[-–:]\s*\d+(?:\s\w+)?)$", "", found["who"]) if found else ""
    titled = spelled(r"<titles>\s", context.words).match(who)
    return bool(who) and len(unit.text) < SHORT and (bool(titled) or is_addressee(who, context) or looks_like_name(who))


def is_numbered_copy(unit: Unit, context: Context) -> bool:
    """``Nº 3 – to Holm``, ``Copy Nº 8 to file``, ``Copy Nº 2``: whose one copy is, in a list without a head."""
    return len(unit.text) < CAPTION and bool(worded(NUMBERED, context.words).fullmatch(unit.text))


def is_bare_recipient(unit: Unit, context: Context) -> bool:
    """``Molotov``, ``Cdes. Stalin``, ``Department of Tides``: below the head of a list, a line that only names somebody."""
    if re.search(r"\d|[.:;!?]$", unit.text) or len(unit.text) >= CAPTION or is_service(unit, context):
        return False
    name = worded(r"^(?:<honorifics>\s+)+", context.words).sub("", unit.text.rstrip(","))
    return looks_like_name(name) or is_office_name(name, context.words)


def is_titled_recipient(unit: Unit, context: Context) -> bool:
    """``Cde. Berg``, ``Admiral Holm``: a title and a name, and nobody is called upon."""
    titled = spelled(r"<honorifics|ranks>\s", context.words).match(unit.text)
    return bool(titled) and is_bare_recipient(unit, context) and not is_salute(unit, context)


def is_run_of_copies(unit: Unit, context: Context) -> bool:
    """``Berg - 2, 8MDGS - 1, the file - 1.``: recipients with commas between, each or most with a count."""
    pieces = [piece.strip(" .;") for piece in re.split(r"[,;]\s*", unit.text)]
    named = [re.sub(COUNT + "$", "", piece).strip() for piece in pieces]
    counted = sum(name != piece for name, piece in zip(named, pieces, strict=True))
    return 2 * counted >= len(pieces) and counted > 0 and all(is_recipient(name, context) for name in named)


def is_run_of_titled(unit: Unit, context: Context) -> bool:
    """``Cdes. Holm, Berg and Krenek``: titles before several names, and nothing else."""
    several = worded(r"<honorifics>.*(?:,|<and>)", context.words).match(unit.text)
    return several is not None and is_run_of_names(unit.text)


def is_recipient(text: str, context: Context) -> bool:
    """A name, an office, or the code of one: who stands in a list of copies."""
    filed = worded(r"{filed}", context.words).fullmatch(text)
    return bool(filed) or is_office_code(text) or looks_like_name(text) or is_addressee(text, context)


def heads_copies(unit: Unit, context: Context) -> bool:
    """``Copies:``, ``Distribution list - 11 copies:``: the head of a list of copies and nothing else."""
    # words before it: but none before an abbreviation, "cc", which may be a committee's
    led = r"(?:(?:\w+\s+){0,3}(?!\w\w\b))?"
    head = worded(led + r"{copies|copies-made}\b(?P<rest>[^.;!?]{0,40}:?)", context.words)
    text = re.sub(r"\((\w{1,3})\)", r"\1", unit.text)  # "sent (to):"
    found = head.fullmatch(text)
    return found is not None and (not found["rest"] or text.endswith((":", "to", "for", "s")))


def is_copy_number(unit: Unit, context: Context) -> bool:
    """``Copy No. 1``, ``Copy. 1`` and nothing else: which copy this is."""
    return bool(worded(r"(?:{service}[.,]?\s+)?{copy}(?:\s*{№}\s*|[.:]?\s+)\d+\.?", context.words).fullmatch(unit.text))
