"""Numbers that mean something: of the register, of copies, of a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from tei_edition.diagnostics import Span
from tei_edition.encoding.points import POINT
from tei_edition.transcript.blocks import Block, Kind, Layer
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.recognisers.names import FILED, IN_GROUPS
from tei_edition.transcript.signs.row import tag
from tei_edition.transcript.tiling import Markup
from tei_edition.transcript.words import Words, alternatives, number_sign, numbers_sign, whole

Direction = Literal["incoming", "outgoing", ""]
# digits, letters, strokes; a doubtful digit may stand in brackets, a lost one as a question mark
NUMBER: Final = (
    rf"(?P<n>{IN_GROUPS}|(?:\(\d{{2,4}}\)\s?|[A-Z][A-Za-z]?[\s-]|[^\W\d_a-zа-я](?=\d+/))?"
    r"\d(?:[\w/?-]|\.(?=\d{3}(?!\d))|\[[\w?]{1,3}\])*)"
)


def numbers(text: str, block: Block, words: Words, direction: Direction) -> list[Markup]:
    """The elements for the numbers of a block: ``num`` and ``seg``, by the kind of block."""
    made = list(_copies(text, block, words))
    spans = [m.span for m in made]
    registered = _registry(text, block, words, direction)
    made += [markup for markup in registered if not any(span.holds(markup.span) for span in spans)]
    return [*made, *_counts(text, block, words)]


def of_title(title: str, words: Words) -> str:
    """The number that the title of a record gives its document, empty if none.

    >>> from tei_edition.transcript.words import words
    >>> of_title("Telegram from Vessk, No.84.504, Urgent", words()), of_title("Item 2 of Protocol No. 5", words())
    ('84.504', '')
    """
    number = r"(?P<n>\d[\w./-]*\w|\d)(?![\w])"
    kind = r"(?:[\w-]+\s+){0,2}?(?:{kinds})(?!\w)"
    at_once = worded(rf"{kind}\s+(?:{{№}}\s*|(?=\d[\d.]{{3}})(?!(?:1[5-9]|20)\d\d\b)){number}", words).match(title)
    apart = worded(rf"{kind}.*?[,\[]\s*(?:{{kinds}}\s+)?{{№}}\s*{number}", words).match(title)
    found = at_once or (apart if not _is_of_another(title[: apart.start("n")] if apart else "", words) else None)
    return found["n"] if found else ""


def _registry(text: str, block: Block, words: Words, direction: Direction) -> Iterator[Markup]:
    here = text[block.span.start : block.span.end]
    caption = block.layer in {Layer.HEAD, Layer.ROUTING} and block.kind is not Kind.NOTE  # "Special no. 62"
    sign = rf"(?i:{numbers_sign(words)})" if caption else numbers_sign(words)
    if block.kind not in _REGISTERED and not _is_entry(here, block, words):
        return
    signed = [
        *re.finditer(rf"{sign}\s*(?:\[[^\[\]:]*:\s*)?{NUMBER}", here),
        *_second(here, words),
        *_in_brackets(here, block),
        *_before_address(here, block, words),
    ]
    alone = [*_alone(here, block), *_of_cable(here, block)]
    if block.kind in {Kind.TITLE, Kind.REGISTRY}:
        alone += _after_kind(here, words)
    for match in signed or alone:
        if _is_of_another(here[: match.start()], words):
            continue
        span = _moved(match.span("n"), block)
        subtype = _subtype(text[block.span.start : span.start], block, words, direction)
        yield Markup(span, tag("num", type="registry", **({"subtype": subtype} if subtype else {})))


def _is_of_another(before: str, words: Words) -> bool:
    """``In reply to No. 3107``, ``your telegram No. 62``: the number of a document that is spoken of; ``Document No. 3``: a book's."""
    spoken_of = worded(r"<links.answering|links.your>(?:\s+[^\W\d]+\.?){0,2}[\s.:]*$", words)
    return bool(spoken_of.search(before) or worded(r"(?:^|[,;]\s*)<numbered-in-a-book>\s*$", words).search(before))


def _is_entry(here: str, block: Block, words: Words) -> bool:
    """``Incoming Nº 3425/shs 12 October 1949`` in a stamp that nothing closes, ``Nº 62/b to Cde. HOLM``: an office's entry."""
    way = rf"(?:{whole(words.form['incoming'])}|{whole(words.form['outgoing'])})\s+"
    lead = way if block.kind is Kind.PARAGRAPH else ""
    number = rf"(?:{number_sign(words)}\s*\d|\d+/\w+\s)" if not lead else rf"{number_sign(words)}\s*\d"
    entered = re.match(rf"{lead}{number}", here, re.IGNORECASE)
    return block.kind in {Kind.PARAGRAPH, Kind.ADDRESS} and bool(entered) and len(here) < ENTRY


def _second(caption: str, words: Words) -> Iterator[re.Match[str]]:
    """``NºNº 1533 1534``: the second number behind a sign that is written twice."""
    twice = rf"{number_sign(words)}\s?{alternatives(words.form['number'])}\s*\d[\w/-]*(?:,\s?|\s){NUMBER}$"
    return re.finditer(twice, caption)


def _in_brackets(caption: str, block: Block) -> Iterator[re.Match[str]]:
    """``HOLM to BERG 6 May 1949 (50/III)``: a number with a stroke in brackets at the end of a caption."""
    found = re.search(r"\((?P<n>\d+/[\dIVXLC]+)\)\W*$", caption)
    if found and block.kind in {Kind.STATUS, Kind.TITLE}:
        yield found


def _before_address(line: str, block: Block, words: Words) -> Iterator[re.Match[str]]:
    """``62/b to HOLM``: a number with a stroke before the addressee."""
    found = spelled(r"(?P<n>\d+/\w+)\s+(?i:{headline-to})\s", words).match(line)
    if found and block.kind is Kind.ADDRESS:
        yield found


def _alone(caption: str, block: Block) -> Iterator[re.Match[str]]:
    """``13.144``, ``PR/11/57 (Vessk)``: a line of the captions that is a number, and no year; a number before a date."""
    found = re.fullmatch(
        r"\s*(?!(?:1[5-9]|20)\d\d\s*(?:$|-))(?P<n>\d{1,3}[.,]\d{3}|\d{3,6}(?:-(?:[^\W\d_]{1,3}|\d{1,4}))?)\s*", caption
    )
    found = found or FILED.fullmatch(caption)
    if found and block.kind in {Kind.ISSUER, Kind.STATUS, Kind.OFFICE} and block.layer is not Layer.PROCESSING:
        yield found
    dated = re.match(r"(?P<n>\d{3,6}(?:/\w+)?)\s+(?=\d{1,2}[. /-]\s?(?:\d{1,2}|[IVX]+|[^\W\d]{3,})[., /-])", caption)
    if dated and block.kind is Kind.DATELINE:  # "1689 15.II.63"
        yield dated
    dashed = re.fullmatch(r"(?P<n>\d{1,6})\s*[-–—]", caption)
    if dashed and block.kind is Kind.REGISTRY:
        yield dashed


def _of_cable(marks: str, block: Block) -> Iterator[re.Match[str]]:
    """``C O N F I D E N T I A L SECTION 01 OF 02 VESSK 1234``: the number of a post behind the marks of secrecy."""
    found = re.search(r"(?<=[A-Z]\s)(?P<n>\d{3,6})(?!\S)", marks)
    if found and block.rule == "cable" and block.kind is Kind.SERIES:
        yield found


def _after_kind(caption: str, words: Words) -> Iterator[re.Match[str]]:
    """``TELEGRAM 066.621``, ``Cablegram K33 (extract)``: a caption whose number has no sign before it, and is no year."""
    pattern = r"(?:[\w'’-]+\s)?{kinds}\s+(?!(?:1[5-9]|20)\d\d\W*$)(?P<n>(?-i:[A-Z]{0,3})\d(?:[\w/?.-]*\w)?)(?:\s(?:\([^()]*\)|\[\d+\]))*\W*"
    found = worded(pattern, words).fullmatch(caption)
    if found:
        yield found


_REGISTERED: Final = frozenset(
    {
        Kind.ISSUER,
        Kind.RECEIPT,
        Kind.SERIES,
        Kind.TITLE,
        Kind.STATUS,
        Kind.REGISTRY,
        Kind.DATELINE,
        Kind.NOTE,
        Kind.COPIES_MADE,
        Kind.DECIPHERED,
        Kind.PRINTED,
        Kind.VERIFIED,
        Kind.OFFICE,
    }
)


def _subtype(before: str, block: Block, words: Words, direction: Direction) -> str:
    """Whose number it is, as far as the words or the place of the number say so."""
    if block.kind is Kind.TITLE:
        return direction
    if block.kind in {Kind.RECEIPT, Kind.SERIES, Kind.STATUS, Kind.ISSUER, Kind.ADDRESS}:
        return ""
    if block.kind is Kind.OFFICE and block.layer is Layer.ROUTING:
        return ""
    if block.kind in {Kind.REGISTRY, Kind.DATELINE}:
        # after the signature stands the sender's own number
        return _way_said(before, words) or ("" if block.opening else "outgoing")
    said = _way_said(before, words)
    return said if said or block.kind is Kind.NOTE else "print"


def _way_said(before: str, words: Words) -> str:
    """``Outgoing No.``, ``Incoming``: what the words right before a number say."""
    said = worded(r"(<incoming>|<outgoing>)\W*\w*\W*$", words).search(before)
    if not said:
        return ""
    return "incoming" if worded(r"<incoming>", words).match(said[1]) else "outgoing"


def _copies(text: str, block: Block, words: Words) -> Iterator[Markup]:
    """``Copy N° 2``: one copy among several; in a list of copies the item says so itself."""
    if block.kind not in {
        Kind.ISSUER,
        Kind.TITLE,
        Kind.STATUS,
        Kind.RECEIPT,
        Kind.COPIES_MADE,
        Kind.COPIES_ITEM,
        Kind.OFFICE,
        Kind.SERIES,
    }:
        return
    here = text[block.span.start : block.span.end]
    alone = worded(r"<copy>[.:]?\s+(?P<n>\d+)(?:\s{of-copies}\s\d+)?\.?", words).fullmatch(here)
    alone = alone or worded(r"{№}\s*(?P<n>\d+)\s{of-copies}\s\d+\s<copies-made>", words).fullmatch(here)
    numbered = worded(r"<copy>\s*{№}\s*(?P<n>\d+)(?:\s+{to}\s[^.;]*)?", words)
    for match in [alone] if alone else numbered.finditer(here):
        if block.kind is not Kind.COPIES_ITEM:
            yield Markup(_moved(match.span(), block), tag("seg", type="copy"))
        yield Markup(_moved(match.span("n"), block), tag("num", type="copy", value=match["n"]))


def closing_number(text: str, blocks: Sequence[Block], words: Words) -> Iterator[Markup]:
    """``… of the pier. Nº 91/sh``: the sender's number after the last sentence of a paragraph, a remark behind it or none."""
    sign = number_sign(words)
    ended = rf"(?:\w{{4}}[.!?]|[\"”’»]\.?)\s+{sign}\s*{NUMBER}\s*(?:\[[^\[\]]*\]\.?)?$"
    for block in _said(blocks):
        found = re.search(ended, text[block.span.start : block.span.end])
        if found:
            yield Markup(_moved(found.span("n"), block), tag("num", type="registry", subtype="outgoing"))


def opening_number(text: str, blocks: Sequence[Block], kind: str, words: Words) -> Iterator[Markup]:
    """``1286. We have learned …``, ``No. 86. We …``, ``Todep 384. …``, ``342 – WEDNESDAY – …``: a telegram's number.

    A point's number is shorter; one of one digit or two is the telegram's where no other paragraph has the next. Where
    nothing says what kind of document it is, no other may have any.
    """
    paragraphs = [*_labelled(text, blocks), *_said(blocks)] if kind in {"telegram", ""} else []
    yield from _before_stop(text, paragraphs, words, is_telegram=bool(kind))
    for block in paragraphs[:2]:
        dashed = re.match(r"(\d{2,6})\s[–—-]\s(?=[^\W\d_a-zà-ÿа-я]{3})", text[block.span.start : block.span.end])
        if dashed:
            yield Markup(_moved(dashed.span(1), block), tag("num", type="registry"))


def _before_stop(text: str, paragraphs: Sequence[Block], words: Words, *, is_telegram: bool) -> Iterator[Markup]:
    """``1286. We have learned …``, ``No. 86. We …``: the number of the telegram, and of no point in it."""
    for block in paragraphs[:1]:
        numbered = worded(r"(?P<sign>{№}\s*|<telegram-series>\s)?(?P<n>\d{1,6})\.\s(?=\S)", words)
        found = numbered.match(text[block.span.start : block.span.end])
        points = (POINT.match(text, other.span.start) for other in paragraphs[1:])
        labels = {int(label["n"]) for label in points if label is not None and label["n"]}
        number = int(found["n"]) if found else 0
        is_long = number > 99 or (found is not None and found["sign"] is not None)
        alone = number > 1 and number + 1 not in labels
        if found and (is_long or alone if is_telegram else is_long and not labels):
            yield Markup(_moved(found.span("n"), block), tag("num", type="registry"))


def _labelled(text: str, blocks: Sequence[Block]) -> list[Block]:
    """``2613. Subject: the ferry``, above the first paragraph: a telegram's first words in the form of a label."""
    lines = (b for b in blocks if b.kind is Kind.OFFICE and b.layer is Layer.ROUTING and not b.enclosed)
    return [b for b in lines if re.match(r"\d{3,6}\.\s[^\W\d][^:.]{1,20}:\s", text[b.span.start : b.span.end])][:1]


def _said(blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs of the message itself."""
    return [block for block in blocks if block.kind is Kind.PARAGRAPH and not block.enclosed]


def _counts(text: str, block: Block, words: Words) -> Iterator[Markup]:
    """``Eight copies printed.``, ``Stalin (2)``."""
    here = text[block.span.start : block.span.end]
    numeral = alternatives(tuple(words.numerals) or ("\0",))
    if block.kind in {Kind.COPIES_MADE, Kind.COPIES_HEAD, Kind.COPIES, Kind.DECIPHERED, Kind.PRINTED}:
        made = alternatives(words.form["copies-made"])
        for match in re.finditer(rf"(?<!\w)(?P<n>\d{{1,3}}|{numeral})\s+{made}", here, re.IGNORECASE):
            value = match["n"] if match["n"].isdigit() else str(words.numerals[match["n"].lower()])
            yield Markup(_moved(match.span("n"), block), tag("num", type="copies", value=value))
    if block.kind in {Kind.COPIES, Kind.COPIES_ITEM}:
        for match in re.finditer(r"\((?P<n>\d{1,3})\)|(?<=\w)\s?[-–]\s?(?P<m>\d{1,2})(?=\s*(?:,|$))", here):
            group = "n" if match["n"] else "m"
            yield Markup(_moved(match.span(group), block), tag("num", type="copies", value=match[group]))


def _moved(span: tuple[int, int], block: Block) -> Span:
    return Span(block.span.start + span[0], block.span.start + span[1])


# no entry of a register is longer
ENTRY: Final = 60
