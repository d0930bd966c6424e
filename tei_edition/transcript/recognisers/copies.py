"""The list of copies: its head, its recipients in every form, which copy this is."""

from __future__ import annotations

import re
from typing import Final

from tei_edition.transcript.recognisers.address import is_addressee, is_salute
from tei_edition.transcript.recognisers.captions import CAPTION
from tei_edition.transcript.recognisers.names import (
    LONG,
    SHORT,
    is_office_code,
    is_office_name,
    is_run_of_names,
    looks_like_name,
    titles,
)
from tei_edition.transcript.recognisers.service import is_service
from tei_edition.transcript.units import Context, Unit
from tei_edition.transcript.words import alternatives, number_sign, numbers_sign, whole

# how many copies one in a list gets
COUNT: Final = r"\s*(?:\(\d{1,3}\)|[-–:]\s*\d{1,3})"


def is_copies(unit: Unit, context: Context) -> bool:
    """``Copies: Stalin (2), Molotov``, ``Distribution list - 3 copies: …`` or ``Copies to Cde. Stalin``."""
    heads = alternatives(context.words.form["copies"])
    numbered = rf"{alternatives(context.words.form['copy'])}\s*{number_sign(context.words)}"
    to = alternatives(context.words.form["to"])
    begins = re.match(rf"{heads}(?:\b[^:.;!?]{{0,40}}:|\s+{to}\b)", unit.text, re.IGNORECASE)
    return bool(begins) and not re.match(numbered, unit.text, re.IGNORECASE)


def is_copies_item(unit: Unit, context: Context) -> bool:
    """``to Cde. Molotov`` or ``Copy N° 2 to the file``, in a list of copies."""
    to = alternatives(context.words.form["to"])
    noun = alternatives((*context.words.form["copy"], *context.words.form["copies"]))
    copy = rf"{noun}\s*{numbers_sign(context.words)}\s*\d+[-–,:. ]*(?:\d+[-–,:. ]*)?(?:{to}\b)?"
    return len(unit.text) < LONG and bool(re.match(rf"(?:{copy}|[-–]?\s*{to}\s)", unit.text, re.IGNORECASE))


def is_listed_copy(unit: Unit, context: Context) -> bool:
    """``1. Berg``, ``2 – Holm``, ``Nr. 3 Krenek``, ``Brandt – 2 copies``: one recipient below the head of a list of copies."""
    form = context.words.form
    counted = rf"\S.*\s[-–—]\s\d{{1,3}}\s{whole((*form['copy'], *form['copies-made']))}[.,;]?"
    if len(unit.text) < SHORT and re.fullmatch(counted, unit.text, re.IGNORECASE):
        return True
    to = alternatives(form["to"])
    number = rf"(?:\d{{1,2}}(?:[.)]|(?:st|nd|rd|th)?\s?[-–—](?:\s?{to}\s(?:the\s)?)?)|[-–—•*]|(?i:{number_sign(context.words)})\s*\d{{1,3}}[.:)]?\s)"
    raw = re.sub(r"\s\[[^\]]*\]$", "", context.source.slice(unit.span))
    listed = (
        unit.text if raw == context.source.slice(unit.span) else raw
    )  # what the editor says of a recipient is not he
    found = re.fullmatch(rf"{number}\s*(?P<who>.+?)[.,;]?", listed)
    if found and re.fullmatch(alternatives(form["filed"]), found["who"], re.IGNORECASE):
        return True
    who = re.sub(r"\s*(?:\(\d+\)|[-–:]\s*\d+(?:\s\w+)?)$", "", found["who"]) if found else ""
    titled = re.match(rf"{whole(titles(context.words))}\s", who)
    return bool(who) and len(unit.text) < SHORT and (bool(titled) or is_addressee(who, context) or looks_like_name(who))


def is_numbered_copy(unit: Unit, context: Context) -> bool:
    """``Nº 3 – to Holm``, ``Copy Nº 8 to file``, ``Copy Nº 2``: whose one copy is, in a list without a head."""
    form = context.words.form
    to, heads = alternatives(form["to"]), alternatives(form["copies"])
    copy, alone = alternatives(form["copy"]), alternatives((*form["copy"], *form["filed"]))
    sign = number_sign(context.words)
    whose = rf"(?:{to}\s\S.*|{alone}\.?)"
    dashed = rf"{sign}\s*\d{{1,2}}\s*[-–—:]\s*{whose}"
    spoken = rf"{copy}\s*{sign}\s*\d{{1,2}}[.,:]?(?:\s*[-–—]?\s*(?:{whose}|{heads}))?"
    return len(unit.text) < CAPTION and bool(re.fullmatch(rf"{dashed}|{spoken}", unit.text, re.IGNORECASE))


def is_bare_recipient(unit: Unit, context: Context) -> bool:
    """``Molotov``, ``Cdes. Stalin``, ``Department of Tides``: below the head of a list, a line that only names somebody."""
    if re.search(r"\d|[.:;!?]$", unit.text) or len(unit.text) >= CAPTION or is_service(unit, context):
        return False
    name = re.sub(rf"^(?:{whole(context.words.honorifics)}\s+)+", "", unit.text.rstrip(","), flags=re.IGNORECASE)
    return looks_like_name(name) or is_office_name(name, context.words)


def is_titled_recipient(unit: Unit, context: Context) -> bool:
    """``Cde. Berg``, ``Admiral Holm``: a title and a name, and nobody is called upon."""
    titled = re.match(rf"{whole((*context.words.honorifics, *context.words.ranks))}\s", unit.text)
    return bool(titled) and is_bare_recipient(unit, context) and not is_salute(unit, context)


def is_run_of_copies(unit: Unit, context: Context) -> bool:
    """``Berg - 2, 8MDGS - 1, the file - 1.``: recipients with commas between, each or most with a count."""
    pieces = [piece.strip(" .;") for piece in re.split(r"[,;]\s*", unit.text)]
    named = [re.sub(COUNT + "$", "", piece).strip() for piece in pieces]
    counted = sum(name != piece for name, piece in zip(named, pieces, strict=True))
    return 2 * counted >= len(pieces) and counted > 0 and all(is_recipient(name, context) for name in named)


def is_run_of_titled(unit: Unit, context: Context) -> bool:
    """``Cdes. Holm, Berg and Krenek``: titles before several names, and nothing else."""
    several = rf"{whole(context.words.honorifics)}.*(?:,|{whole(context.words.form['and'])})"
    return re.match(several, unit.text, re.IGNORECASE) is not None and is_run_of_names(unit.text)


def is_recipient(text: str, context: Context) -> bool:
    """A name, an office, or the code of one: who stands in a list of copies."""
    filed = re.fullmatch(alternatives(context.words.form["filed"]), text, re.IGNORECASE)
    return bool(filed) or is_office_code(text) or looks_like_name(text) or is_addressee(text, context)


def heads_copies(unit: Unit, context: Context) -> bool:
    """``Copies:``, ``Distribution list - 11 copies:``: the head of a list of copies and nothing else."""
    heads = alternatives((*context.words.form["copies"], *context.words.form["copies-made"]))
    found = re.fullmatch(rf"(?:\w+\s+){{0,3}}{heads}\b(?P<rest>[^.;!?]{{0,40}}:?)", unit.text, re.IGNORECASE)
    return found is not None and (not found["rest"] or unit.text.endswith((":", "to", "for", "s")))


def is_copy_number(unit: Unit, context: Context) -> bool:
    """``Copy No. 1``, ``Copy. 1`` and nothing else: which copy this is."""
    copy = alternatives(context.words.form["copy"])
    secret = rf"(?:{alternatives(context.words.form['service'])}[.,]?\s+)?"
    said = rf"{secret}{copy}(?:\s*{number_sign(context.words)}\s*|[.:]?\s+)\d+\.?"
    return bool(re.fullmatch(said, unit.text, re.IGNORECASE))
