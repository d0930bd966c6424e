"""What an office notes below a message: who deciphered and typed it, how many copies, under which number."""

from __future__ import annotations

import re
from collections.abc import Callable

from tei_edition.transcript.dates import find
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.recognisers.names import SHORT
from tei_edition.transcript.units import Context, Unit


def _office_note(kind: str) -> Callable[[Unit, Context], bool]:
    def asks(unit: Unit, context: Context) -> bool:
        said = worded(rf"<{kind}>\s*(?:by\b|:|\b)", context.words)
        return bool(said.match(unit.text) or said.match(_behind_date(unit.text, context)))

    return asks


def _behind_date(text: str, context: Context) -> str:
    """``4 May 1950 Authenticated: (Holm)``: what follows the day with which a line begins, empty if it begins with none."""
    first = next(iter(find(text, context.calendar, "office") if text[:1].isdigit() else ()), None)
    return text[first.span.end :].strip(" ,") if first and first.kind == "date" and not first.span.start else ""


def closes_message(unit: Unit, context: Context) -> bool:
    """``Deciphered at 0400 4 May. Four copies printed``: what an office notes below a message, signed or not."""
    if worded(r"(?:\d{1,3}|{numerals})\s+{copies-made}[.:]?", context.words).fullmatch(unit.text):
        return True
    if len(unit.text) >= SHORT or not re.search(r"\d|:|\bby\b", unit.text):
        return False
    noted = is_deciphered(unit, context) or is_printed(unit, context) or is_verified(unit, context)
    return noted or bool(worded(r"(?:\d{1,3}|{numerals})\s+{copies-made}(?!\w)", context.words).match(unit.text))


is_deciphered = _office_note("deciphered")
is_printed = _office_note("printed")
is_verified = _office_note("verified")


def is_office_note(unit: Unit, context: Context) -> bool:
    """``Spravka: …``: a note that its first word announces."""
    return bool(worded(r"{office-notes}(?!\w)", context.words).match(unit.text))


def is_copies_made(unit: Unit, context: Context) -> bool:
    """``N° 1585 Eight copies printed.``."""
    return len(unit.text) < SHORT and bool(worded(r"<copies-made>", context.words).search(unit.text))


def is_registry(unit: Unit, context: Context) -> bool:
    """``No. 3260`` or ``To No. 483/sh.`` and nothing else."""
    number = re.sub(r"\s\[\d{1,2}\]$", "", unit.text)  # the call of a note
    sought = r"(?i:{addressed|outgoing|incoming}:?\s+)?{№}\s*(?:\(\d{2,4}\)\s?|[A-Z][A-Za-z]?\s)?[\w/?.\[\]-]+"
    held = r"(?i:{kinds})(?:\s\({№}|\.)\s?\d[\w/-]*\.?\)"  # "Telegram (No. 34)"
    return bool(spelled(f"{sought}|{held}", context.words).fullmatch(number))
