"""Numbered points of a text: their labels, the bullets before them, headings in the line of a paragraph."""

from __future__ import annotations

import functools
import re
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.dates.reckoning import begins_with_day
from tei_edition.transcript.expressions import worded
from tei_edition.transcript.units import ordinal_point
from tei_edition.transcript.words import Words

# so far above and below an item another is looked for
NEAR: Final = 400
# a heading has more letters than "STOP"
SHORTEST: Final = 5
# a point's own sign, with the bullet that may stand before it
POINT: Final = re.compile(
    r"""(?P<bullet>[-–•*]\s+)?
    (?P<label>
        (?P<n>\d{1,3})[.)]            # 12. 12)
      | (?P<a>[a-zа-я])\)             # a)
      | \((?P<b>[0-9a-z]{1,3})\)      # (a) (12)
      | (?P<r>[IVX]{1,5})[.)]         # IV. IV)
    )(?=\s)""",
    re.VERBOSE,
)
BULLET: Final = re.compile(r"(?P<bullet>[-*])\s")
# a heading in the line of its paragraph: TRANSPORT. The barges …, or with a dash: Transport.— The barges …
RUN_IN: Final = re.compile(
    r"(?P<capitals>[^\W\d_a-zа-яёß-öø-ÿ]{2,}(?:[ ,'’-]+[^\W\d_a-zа-яёß-öø-ÿ]{2,}){0,6})[.:](?=\s[^\W\d_][^\W\d_A-ZА-Я])"
    r"|(?P<dashed>[^\W\d_][^.!?:\d\n]{2,60})\.\s?[—–](?=\s?[^\W\d_])"
)


def bullet_width(text: str, start: int) -> int:
    """How many characters the bullet has with which a paragraph begins, and the space behind it."""
    found = BULLET.match(text, start)
    return found.end() - start if found else 0


def _bullet(text: str, span: Span) -> str:
    """A dash, or one of several stars one below the other: a star alone may be a footnote's."""
    found = BULLET.match(text, span.start, span.end)
    if found is None or found["bullet"] == "-":
        return found["bullet"] if found else ""
    above = text[: span.start].rstrip() if span.start < NEAR else text[span.start - NEAR : span.start].rstrip()
    follows = text[span.end : span.end + NEAR].lstrip().startswith("* ")
    return "*" if follows or above.rpartition("\n")[2].startswith("* ") else ""


def run_in_heading(text: str, span: Span, words: Words) -> Span | None:
    """Where a heading stands with which a paragraph begins; a word of the form, such as URGENT, is none."""
    found = RUN_IN.match(text[span.start : span.end])
    said = (found["capitals"] or found["dashed"]) if found else ""
    if found is None or len(said) < SHORTEST or not said[0].isupper() or said.casefold() in _of_forms(words):
        return None
    if worded(r"<salutations|honorifics|ranks|offices-held>", words).match(said):
        return None  # MY DEAR COUNSELOR: it calls upon somebody
    return Span(span.start, span.start + found.end())


@functools.cache
def _of_forms(words: Words) -> frozenset[str]:
    """The words that stand on forms."""
    return frozenset(phrase.casefold().rstrip(".") for row in words.form.values() for phrase in row)


def point(text: str, span: Span, current: str, words: Words) -> tuple[str, Span | None, str]:
    """The number of a paragraph, where its label stands, and the bullet that stands before it, empty if none does.

    ``current`` is the number of the point that a letter belongs to: ``a)`` after ``1.`` is ``1a``.
    """
    written = text[span.start : span.end]
    found = POINT.match(written)
    spelled = ordinal_point(written, words)
    if spelled is not None:
        label = Span(span.start + spelled.start("label"), span.start + spelled.end("label"))
        return str(words.points[spelled["word"].lower()]), label, ""
    if found is None or begins_with_day(written, words):
        return "", None, _bullet(text, span)
    letter = found["a"] or found["b"] or ""
    number = found["n"] or found["r"] or (letter if letter.isdigit() else f"{current}{letter}")
    label = Span(span.start + found.start("label"), span.start + found.end("label"))
    bullet = _bullet(text, span)
    return number, label, bullet if found["bullet"] == f"{bullet} " else ""
