"""Words that speak of another document: whose it is, its kind, its date and its number."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tei_edition.diagnostics import Span
from tei_edition.encoding.legible import Legible
from tei_edition.transcript.dates import Dating
from tei_edition.transcript.dates.reckoning import is_day
from tei_edition.transcript.words import Words, alternatives, number_sign

Whose = Literal["your", "my", ""]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said of another document.

    ``whose`` is ``your`` for one from the addressee, ``my`` for one from the sender, empty where the words do not say.
    ``is_sure`` is false where only finding the document proves that one is meant: ``the telegram of 24 June``.
    ``doubt`` says why it may be none.
    """

    span: Span
    whose: Whose
    kind: str
    date: str = ""
    number: str = ""
    is_answered: bool = False
    is_sure: bool = True
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Opening:
    """What leads to a number or date: where it stands, whose document it tells, and of what kind.

    ``names_item`` is true where the words before the number are no part of what names the document.
    """

    start: int
    end: int
    whose: Whose
    kind: str = ""
    is_answered: bool = False
    is_sure: bool = True
    names_item: bool = False
    doubt: str = ""


# what stands for each character of a date and of a time while a text is searched
DATE: Final = "\ue000"
TIME: Final = "\ue001"
TELEGRAM: Final = "telegram"
"""What ``Embtel`` and ``Deptel`` are."""
SENTENCE: Final = 80
ITS_OWN: Final = "it may be the number of this document itself"
"""The doubt about a number that only ``Ref.`` leads to."""
FEW_WORDS: Final = re.compile(r"\s*(?:\S+\s+){0,2}(?:\S+\s*)?")
"""How far before its reference a word of receipt or reply may stand, in characters."""


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The patterns of one language: a phrase up to what it names, one item, what joins two, and a word of receipt.

    ``answering`` is a phrase that names no kind of document, ``heading`` one with which a line of the form may begin.
    """

    opening: re.Pattern[str]
    answering: re.Pattern[str]
    heading: re.Pattern[str]
    item: re.Pattern[str]
    joint: re.Pattern[str]
    postposed: re.Pattern[str]
    receipt: re.Pattern[str]


@functools.cache
def _phrases(words: Words) -> _Phrases:
    link = words.links
    message, of, to, the, numbers = (alternatives(link[name]) for name in ("message", "of", "to", "the", "numbers"))
    sign = number_sign(words)
    telegrams = alternatives(link.get("telegrams", ("\0",)))
    whose = rf"(?P<your>{alternatives(link['your'])})|(?P<my>{alternatives(link['my'])})|(?P<the>{the})|(?P<wire>{telegrams})"
    marked = rf"(?P<sign>{sign}|(?<!\w){numbers}(?!\w))\s{{0,2}}"
    number = rf"(?:{marked})?(?P<number>\d(?:[\w/-]{{0,10}}\w)?)(?![.,]?\d)"
    dated = rf"(?:[\s,]{{0,3}}(?:{of}\s{{1,3}})?(?P<dated>{DATE}+))?"
    time = rf"(?:[\s,]{{1,3}}{TIME}+)?"
    adjectives = r"(?:[^\W\d]+\s{1,3}){0,2}?"
    kind = rf"(?P<kind>{message})(?!\w)(?:\s{{1,3}}{to}(?!\w))?[\s,]{{0,3}}\(?"
    named = rf"(?=\d|{DATE}|{of}\s|{sign}|{numbers}\s)"
    of_your = rf"(?:(?P<your>{alternatives(link['your'])})\s{{1,3}})?"
    patterns = (
        rf"(?<!\w)(?:{whose})\s{{1,3}}(?:{adjectives}{kind})?{named}",
        rf"(?<!\w){alternatives(link['answering'])}\s{{1,3}}(?={sign}|{numbers}\s)",
        rf"(?:^|\s{{2}})\W{{0,3}}{of_your}(?:{alternatives(link['reference'])})(?!\w)(?:\s?[.:]\s{{0,2}}(?=\d)|[\s.:]{{1,3}}(?={sign}|{numbers}\s))",
        rf"(?:{number}{dated}|(?:{of}\s{{1,3}})?(?P<date>{DATE}+)){time}",
        rf"[\s,]{{0,3}}(?:{alternatives(words.joining)}\s{{1,3}}|(?<=,\s))",
        rf"(?<!\w)(?:{whose})\s{{1,3}}(?P<date>{DATE}+)\s{{1,3}}(?P<kind>{message})(?!\w)",
        rf"(?<!\w){alternatives(link['received'])}(?!\w)[^.!?]{{0,{SENTENCE}}}$",
    )
    return _Phrases(*(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


def references(
    view: Legible, times: Sequence[tuple[Dating, Span]], words: Words, *, is_first: bool = False
) -> Iterator[Spoken]:
    """The documents that a paragraph or a line of the form speaks of, in order.

    ``times`` are its dates and times with their places in the source; ``is_first`` is true for the paragraph with
    which a message begins, and for a line of the form: "Your 62, October 25" is what it answers.
    """
    masked, dates = _masked(view, times)
    phrases = _phrases(words)
    found = [*_postposed(view, masked, dates, phrases)]
    for opening in (*_openings(masked, phrases, is_first), *_headings(masked, phrases, is_first)):
        found += _items(view, masked, dates, phrases, opening)
    yield from sorted(found, key=lambda spoken: spoken.span)


def _openings(masked: str, phrases: _Phrases, is_first: bool) -> Iterator[_Opening]:
    """``your telegram of``, ``Embtel``, ``the letter No.``; ``in reply to No.``."""
    for match in phrases.opening.finditer(masked):
        answered = _is_answered(masked, match, phrases, is_first)
        kind = match["kind"] or (TELEGRAM if match["wire"] else "")
        if kind or not match["the"]:
            sure, listed = not match["the"] or answered, "(" in match[0]
            yield _Opening(*match.span(), _whose(match, answered), kind, answered, sure, listed)
    for match in phrases.answering.finditer(masked):
        yield _Opening(*match.span(), "your", is_answered=True, names_item=True)


def _headings(masked: str, phrases: _Phrases, is_first: bool) -> Iterator[_Opening]:
    """``Your ref.: 3107``, ``Ref. No. 3107``: whose it is, a bare word does not say."""
    for found in phrases.heading.finditer(masked) if is_first else ():
        if found["your"]:
            yield _Opening(*found.span(), "your", is_answered=True, names_item=True)
        else:
            yield _Opening(*found.span(), "", names_item=True, doubt=ITS_OWN)


def _masked(view: Legible, times: Sequence[tuple[Dating, Span]]) -> tuple[str, dict[int, str]]:
    """The text with its dates and times covered, and what each date says, by where it begins."""
    pieces, dates, at = [], {}, 0
    for dating, span in times:
        start, end = view.index(span.start), view.index(span.end)
        if start < at:
            continue
        pieces += [view.text[at:start], (DATE if dating.kind == "date" else TIME) * (end - start)]
        at = end
        if is_day(dating.when):
            dates[start] = dating.when
    return "".join((*pieces, view.text[at:])), dates


def _items(view: Legible, masked: str, dates: dict[int, str], phrases: _Phrases, opening: _Opening) -> Iterator[Spoken]:
    """What follows the opening: dates, numbers, numbers with their dates."""
    items = list(_listed(masked, phrases, opening))
    signed = opening.names_item or any(item["sign"] for item in items)
    for item in items:
        said = dates.get(item.start("date") if item["date"] else item.start("dated"), "")
        number = item["number"] or ""
        if not (said or number) or not (opening.kind or (number and (signed or item["dated"]))):
            continue
        alone = len(items) == 1 and not opening.names_item
        start = opening.start if alone else item.start("date") if item["date"] else item.start()
        span = view.source_span(start, item.end())
        answered, sure = opening.is_answered, opening.is_sure
        yield Spoken(span, opening.whose, opening.kind, said, number, answered, sure, opening.doubt)


def _listed(masked: str, phrases: _Phrases, opening: _Opening) -> Iterator[re.Match[str]]:
    """``of 24 June and 28 June``, ``3107 and 3110``: a bare number only where the first item is one."""
    at, numbers = opening.end, False
    while (item := phrases.item.match(masked, at)) is not None:
        if item.start() > opening.end and item["number"] and not item["sign"] and not numbers:
            return
        yield item
        numbers = numbers or bool(item["number"])
        joint = phrases.joint.match(masked, item.end())
        if joint is None or joint.end() == item.end():
            return
        at = joint.end()


def _postposed(view: Legible, masked: str, dates: dict[int, str], phrases: _Phrases) -> Iterator[Spoken]:
    """``your 26 September telegram``."""
    for match in phrases.postposed.finditer(masked):
        said = dates.get(match.start("date"), "")
        answered = _is_answered(masked, match, phrases, is_first=False)
        if said:
            span = view.source_span(match.start(), match.end())
            sure = not match["the"] or answered
            yield Spoken(span, _whose(match, answered), match["kind"], said, "", answered, sure)


def _is_answered(masked: str, match: re.Match[str], phrases: _Phrases, is_first: bool) -> bool:
    """A document that was received, or with which a message begins; never the sender's own, nor one that may be."""
    if match["my"] or match["wire"]:
        return False
    before = masked[max(0, match.start() - SENTENCE) : match.start()]
    begins = is_first and bool(match["your"]) and match.start() <= _few_words(masked)
    return begins or bool(phrases.receipt.search(before))


def _few_words(text: str) -> int:
    """Where the fourth word of a text begins."""
    few = FEW_WORDS.match(text)
    return few.end() if few else 0


def _whose(match: re.Match[str], answered: bool) -> Whose:
    return "your" if match["your"] or answered else "my" if match["my"] else ""
