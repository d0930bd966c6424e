"""What the words of a sign say of it: a place, an amount, a number."""

from __future__ import annotations

import re
from collections.abc import Callable

from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.signs.bracket import Attributes, Bracket
from tei_edition.transcript.words import alternatives, whole

Facts = Callable[[Bracket], Attributes]


def no_facts(bracket: Bracket) -> Attributes:  # noqa: ARG001
    """Nothing is read off the words."""
    return ()


def place(bracket: Bracket) -> Attributes:
    """Where a stamp or note stands, from the words of its label or description: ``place="bottom"``."""
    said = bracket.inner[: bracket.label_length] or bracket.text
    for name, choices in bracket.words.places.items():
        if compiled(whole(choices), re.IGNORECASE).search(said):
            return (("place", name),)
    return ()


def amount(bracket: Bracket) -> Attributes:
    """``2 words illegible`` → quantity 2, unit word; without a number nothing is said."""
    for unit, choices in bracket.words.units.items():
        counted = compiled(rf"(?<!\w)(\d+|[^\W\d_]+)\s+{alternatives(choices)}(?!\w)", re.IGNORECASE)
        found = counted.search(bracket.text)
        if found:
            number = found[1] if found[1].isdigit() else bracket.words.numerals.get(found[1].lower())
            if number:
                return (("quantity", str(number)), ("unit", unit))
    return ()


def length(bracket: Bracket) -> Attributes:
    """As many characters as there are marks: ``??`` → quantity 2, unit char."""
    return (("quantity", str(len(bracket.inner))), ("unit", "char"))


def page_number(bracket: Bracket) -> Attributes:
    """The number of a page marker, as ``n``: ``page 2`` → 2, ``page two`` → 2, ``л. 90об.`` → 90об."""
    counted = (bracket.words.numerals.get(word.lower()) for word in re.findall(r"[^\W\d_]+", bracket.text))
    spelled = next(filter(None, counted), None)
    if spelled and not re.search(r"\d", bracket.text):
        return (("n", str(spelled)),)
    found = re.search(r"\d+(?:\s?(?:[a-zA-Z]|об)\b)?|\b[ivxlc]+$", bracket.text)
    return (("n", "".join(found[0].split())),) if found else ()


def above(bracket: Bracket) -> Attributes:
    """Where something was inserted; above the line, if the words say no other place."""
    said = bracket.inner[: bracket.label_length]
    found = re.search(r"(?<!\w)(above|below|margin|over|inline)", said, re.IGNORECASE)
    named = found[1].lower() if found else ""
    return (("place", {"": "inline", "over": "above"}.get(named, named)),)
