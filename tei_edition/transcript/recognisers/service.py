"""The marks of service: secrecy and haste."""

from __future__ import annotations

from typing import Final

from tei_edition.transcript.expressions import worded
from tei_edition.transcript.units import Context, Unit

SERVICE: Final = (
    r"(?:{service-labels}\s*:\s*)?{service}"
    r"(?:\s+{№}\s*(?:\d[\w/–-]*|{number}\s*\d[\w/–-]*(?:(?:,\s?|\s)\d[\w/–-]*)?))?"
    r"(?:(?:[.,;]?\s+|\s?[-–—/,;]\s?){service})*"
    r"(?-i:\s+[\"“”«»]?[A-ZА-Я][\"“”«»]?(?:\s[A-ZА-Я])?)?"  # "TOP PRIORITY T": the letter of the series
    r"(?:[.]|\s?!)?"
)


def is_service(unit: Unit, context: Context) -> bool:
    """``TOP SECRET``, ``Strictly secret.``, ``Special No. 62``: secrecy and haste."""
    return bool(worded(SERVICE, context.words).fullmatch(unit.text.strip("[] ")))
