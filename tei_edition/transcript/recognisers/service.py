"""The marks of service: secrecy and haste."""

from __future__ import annotations

import re

from tei_edition.transcript.units import Context, Unit
from tei_edition.transcript.words import alternatives, number_sign


def is_service(unit: Unit, context: Context) -> bool:
    """``TOP SECRET``, ``Strictly secret.``, ``Special No. 62``: secrecy and haste."""
    service = alternatives(context.words.form["service"])
    label = rf"(?:{alternatives(context.words.form['service-labels'])}\s*:\s*)?"
    sign, again = number_sign(context.words), alternatives(context.words.form["number"])
    number = rf"(?:\s+{sign}\s*(?:\d[\w/–-]*|{again}\s*\d[\w/–-]*(?:(?:,\s?|\s)\d[\w/–-]*)?))?"
    between = r"(?:[.,;]?\s+|\s?[-–—/,;]\s?)"
    letter = r"(?-i:\s+[\"“”«»]?[A-ZА-Я][\"“”«»]?(?:\s[A-ZА-Я])?)?"  # "TOP PRIORITY T": the letter of the series
    marks = rf"{label}{service}{number}(?:{between}{service})*{letter}(?:[.]|\s?!)?"
    return bool(re.fullmatch(marks, unit.text.strip("[] "), re.IGNORECASE))
