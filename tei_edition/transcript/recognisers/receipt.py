"""When a document was sent and came in, and in which series, as an office notes it."""

from __future__ import annotations

import re
from typing import Final

from tei_edition.transcript.dates import find
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.recognisers.names import (
    LEADERS,
    SHORT,
    is_capitals,
    is_office_name,
    looks_like_name,
    says_kind,
)
from tei_edition.transcript.units import Context, Unit

# so many words tell what was done with a telegram before the time follows
DEED: Final = 12


def is_receipt(unit: Unit, context: Context) -> bool:
    """``From BEIJING Received 11:20``, ``Sent by wire on 4.5.49 at 03:15``."""
    if _is_timed(unit, context):
        return True
    text = LEADERS.sub(" ", unit.text)
    begins = worded(r"{from}(?:\s*:)?\s+\S", context.words).match(text)
    if begins and len(text) < SHORT:
        rest = text[begins.end() - 1 :]
        is_open = rest.split()[-1].lower() in context.words.function  # "FROM THE REPUBLIC OF": a caption
        if is_open or says_kind(rest, context.words) or not without_dates(rest, context, "dateline"):
            return False  # "FROM THE JOURNAL OF A. HOLM", "from 3 May 1930": it came from nowhere
        said = worded(r"<received>", context.words).search(rest) or find(rest, context.calendar, "office")
        named = looks_like_name(rest.rstrip(".")) or is_office_name(rest, context.words)
        return bool(said) or is_capitals(rest) or context.known.is_place(rest) or named
    if _is_lettered(unit, context):
        return True
    return goes_on_receipt(unit, context) and bool(worded(r"<received>", context.words).match(unit.text))


def _is_lettered(unit: Unit, context: Context) -> bool:
    """``D. 8:30 P.M.``, ``R. 10 P.M.``, ``ON/24/25/X/51``: dispatched and received; nothing but hour or days beside it."""
    found = spelled(r"{dispatch-marks|receipt-marks}(?:\s+|(?<=/))(?=\d)", context.words).match(unit.text)
    if found is None:
        return False
    said = unit.text[found.end() :]
    told = [d for d in find(said, context.calendar, "office") if d.kind == "time" or found[0].endswith("/")]
    return bool(told) and not without_dates(said, context, "office")


def _is_timed(unit: Unit, context: Context) -> bool:
    """What the office did with it and, at the end of the line, when; ``Received your letter of 3.5`` is no such line."""
    if len(unit.text) >= SHORT:
        return False
    words = context.words
    announced = worded(r"\(?{received|sent}(?!\w)", words).match(unit.text)
    if not announced:
        return False
    said = unit.text[announced.end() :]
    dates = find(said, context.calendar, "office")
    if not dates or worded(r"<links.your|links.my>", words).search(said):
        return False
    return not re.search(r"\w", said[dates[-1].span.end :]) and len(said[: dates[0].span.start].split()) <= DEED


def is_received(unit: Unit, context: Context) -> bool:
    """``Received: 4 May at 19:25; printed: 5 May``: when it came in, as the foot of a telegram says it."""
    return worded(r"\(?{received}(?!\w)", context.words).match(unit.text) is not None and _is_timed(unit, context)


def goes_on_receipt(unit: Unit, context: Context) -> bool:
    """``Received 17:20 13.8.1951`` or a date alone, after the origin."""
    if len(unit.text) >= SHORT:
        return False
    announced = worded(r"{received|sent}\b(?:\s+(?:at|on))?[:\s]*", context.words).match(unit.text)
    rest = unit.text[announced.end() :] if announced else unit.text
    if not re.search(r"\d", rest):
        return False
    # "18:45 Received 4.5 20:50": the hour of the line above, and what came next
    left = worded(r"<received|sent>", context.words).sub("", without_dates(rest, context, "office"))
    return not left.strip(" .,;:") or bool(announced and find(rest, context.calendar, "office"))


def is_series(unit: Unit, context: Context) -> bool:
    """``SERIES "G" T``."""
    return len(unit.text) < 60 and bool(worded(r"<series>", context.words).match(unit.text))


def without_dates(text: str, context: Context, place: str) -> str:
    """What is left of a text when dates, times and the points between them are taken out."""
    rest = text
    for dating in reversed(find(text, context.calendar, place)):  # type: ignore[arg-type]
        rest = rest[: dating.span.start] + rest[dating.span.end :]
    return rest.strip(" .,;:()/-–—")
