"""The marks of service: secrecy and haste."""

from __future__ import annotations

from typing import Final

from tei_edition.transcript.expressions import worded
from tei_edition.transcript.recognisers.names import COLUMN
from tei_edition.transcript.units import Context, Unit

SERVICE: Final = (
    r"(?:{service-labels}\s*:\s*)?{service}"
    r"(?:\s+{№}\s*(?:\d[\w/–-]*|{number}\s*\d[\w/–-]*(?:(?:,\s?|\s)\d[\w/–-]*)?))?"
    r"(?:(?:[.,;]?\s+|\s?[-–—/,;]\s?){service})*"
    r"(?-i:\s+[\"“”«»]?[A-ZА-Я][\"“”«»]?(?:\s[A-ZА-Я])?)?"  # "TOP PRIORITY T": the letter of the series
    r"(?:[.:]|\s?!)?"
)
# "SECRET—URGENT SUBSTITUTION": a word that is no mark, in capitals behind two that are
ANOTHER: Final = r"{service}(?:[.,;]?\s+|\s?[-–—/,;]\s?){service}\s+(?-i:[^\W\d_a-zà-ÿа-я]{3,})"


def is_service(unit: Unit, context: Context) -> bool:
    """``TOP SECRET``, ``Strictly secret.``, ``(Special No. 62)``: secrecy and haste, alone or in the first column."""
    first, *further = COLUMN.split(context.source.slice(unit.span), maxsplit=1)
    text = (first if further else unit.text).strip("[]() ")
    marks = worded(SERVICE, context.words).fullmatch(text) or worded(ANOTHER, context.words).fullmatch(text)
    return marks is not None
