"""What an office notes below a message: who deciphered and typed it, how many copies, under which number."""

from __future__ import annotations

import re
from collections.abc import Callable

from tei_edition.transcript.dates import find
from tei_edition.transcript.recognisers.names import SHORT
from tei_edition.transcript.units import Context, Unit
from tei_edition.transcript.words import alternatives, number_sign, whole


def _office_note(kind: str) -> Callable[[Unit, Context], bool]:
    def asks(unit: Unit, context: Context) -> bool:
        said = re.compile(rf"{whole(context.words.form[kind])}\s*(?:by\b|:|\b)", re.IGNORECASE)
        return bool(said.match(unit.text) or said.match(_behind_date(unit.text, context)))

    return asks


def _behind_date(text: str, context: Context) -> str:
    """``4 May 1950 Authenticated: (Holm)``: what follows the day with which a line begins, empty if it begins with none."""
    first = next(iter(find(text, context.calendar, "office") if text[:1].isdigit() else ()), None)
    return text[first.span.end :].strip(" ,") if first and first.kind == "date" and not first.span.start else ""


def closes_message(unit: Unit, context: Context) -> bool:
    """``Deciphered at 0400 4 May. Four copies printed``: what an office notes below a message, signed or not."""
    made = rf"(?:\d{{1,3}}|{alternatives(tuple(context.words.numerals))})\s+{alternatives(context.words.form['copies-made'])}"
    if re.fullmatch(rf"{made}[.:]?", unit.text, re.IGNORECASE):
        return True
    if len(unit.text) >= SHORT or not re.search(r"\d|:|\bby\b", unit.text):
        return False
    noted = is_deciphered(unit, context) or is_printed(unit, context) or is_verified(unit, context)
    return noted or bool(re.match(rf"{made}(?!\w)", unit.text, re.IGNORECASE))


is_deciphered = _office_note("deciphered")
is_printed = _office_note("printed")
is_verified = _office_note("verified")


def is_office_note(unit: Unit, context: Context) -> bool:
    """``Spravka: …``: a note that its first word announces."""
    return bool(re.match(rf"{alternatives(context.words.form['office-notes'])}(?!\w)", unit.text, re.IGNORECASE))


def is_copies_made(unit: Unit, context: Context) -> bool:
    """``N° 1585 Eight copies printed.``."""
    return len(unit.text) < SHORT and bool(
        re.search(whole(context.words.form["copies-made"]), unit.text, re.IGNORECASE)
    )


def is_registry(unit: Unit, context: Context) -> bool:
    """``No. 3260`` or ``To No. 483/sh.`` and nothing else."""
    form = context.words.form
    lead = alternatives((*form["addressed"], *form["outgoing"], *form["incoming"]))
    number = re.sub(r"\s\[\d{1,2}\]$", "", unit.text)  # the call of a note
    return bool(
        re.fullmatch(
            rf"(?i:{lead}:?\s+)?{number_sign(context.words)}\s*(?:\(\d{{2,4}}\)\s?|[A-Z][A-Za-z]?\s)?[\w/?.\[\]-]+",
            number,
        )
    )
