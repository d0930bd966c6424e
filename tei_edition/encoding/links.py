"""Other documents a document speaks of: "your telegram of 24 June", "I send you the telegram of ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from tei_edition.diagnostics import Span
from tei_edition.encoding.correspondence import Act
from tei_edition.encoding.languages import written
from tei_edition.encoding.legible import Legible, legible, within
from tei_edition.encoding.understanding import Part, Understood
from tei_edition.transcript.blocks import Block, Kind
from tei_edition.transcript.words import Words, alternatives

Relation = Literal["replyTo", "enclosure"]


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the edition that others may speak of; ``target`` is the pointer to it from another file."""

    file: str
    target: str
    senders: frozenset[str]
    addressees: frozenset[str]
    date: str


@dataclass(frozen=True, slots=True)
class Link:
    """A document spoken of: ``target`` is empty where the edition does not hold exactly one that fits; ``span`` the block."""

    relation: Relation
    text: str
    target: str = ""
    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class _Spoken:
    relation: Relation
    kind: str
    date: str
    date_text: str


def links(understood: Understood, part: Part, act: Act, catalogue: Iterable[Known], file: str) -> list[Link]:
    """The documents a message speaks of as answered, each resolved if exactly one fits."""
    words = understood.document.practice.words
    known = list(catalogue)
    found: dict[str, Link] = {}
    marks = sorted(tile.span for tile in understood.document.signs.marks)
    for block in part.of(Kind.PARAGRAPH):
        view = legible(understood.document.source.text, block.span, within(marks, block.span))
        for spoken in _answered(view, part, block, words):
            target = _resolve(spoken, act, known, file)
            text = f"{spoken.kind} of {spoken.date_text}"
            found.setdefault(text, Link("replyTo", text, target, block.span))
        for text in _enclosing(view, part, block, words):
            found.setdefault(text, Link("enclosure", text, span=block.span))
    return list(found.values())


def _answered(view: Legible, part: Part, block: Block, words: Words) -> Iterator[_Spoken]:
    """``your telegram of 24 June``, ``your two telegrams (of …  and …)``, ``we have received the 26 September telegram``."""
    message = alternatives(words.links["message"])
    your = rf"\b{alternatives(words.links['your'])}\s+(?:[\w-]+\s+){{0,2}}?(?P<kind>{message})\b[\s,(]*(?:of|from|dated)\s+"
    received = rf"\b{alternatives(words.links['received'])}\s+(?:the|your)\s+$"
    dates = [
        (d, s, view.index(s.start), view.index(s.end)) for d, s in part.datings_in(block, "date") if len(d.when) == 10
    ]
    for match in re.finditer(your, view.text, re.IGNORECASE):
        at = match.end()
        for dating, _, start, end in dates:
            if start < match.end() or not re.fullmatch(r"[\s,]*(?:(?:and|,)\s+(?:of\s+)?)?", view.text[at:start]):
                continue
            yield _Spoken("replyTo", _one(match["kind"]), dating.when, written(dating.when))
            at = end
    for dating, _, start, end in dates:
        after = re.match(rf"\s+(?P<kind>{message})\b", view.text[end:], re.IGNORECASE)
        if after and re.search(received, view.text[:start], re.IGNORECASE):
            yield _Spoken("replyTo", _one(after["kind"]), dating.when, written(dating.when))


def _enclosing(view: Legible, part: Part, block: Block, words: Words) -> Iterator[str]:
    """``I send you for familiarization the telegram of Comrade Kim Il Sung``."""
    message = alternatives(words.links["message"])
    sends = rf"\b{alternatives(words.links['enclosing'])}\b.{{0,60}}?\bthe\s+(?P<kind>{message})\b.{{0,20}}?\b(?:of|from)\s+"
    for match in re.finditer(sends, view.text, re.IGNORECASE):
        persons = [m for m in part.mentions_in(block, "persName") if view.index(m.span.start) == match.end()]
        if persons:
            yield f"{_one(match['kind'])} of {persons[0].entry.display}"


def _resolve(spoken: _Spoken, act: Act, known: list[Known], file: str) -> str:
    """The pointer to the one document from our addressee to our sender of that date; empty if none or several."""
    ours, theirs = {p.key for p in act.sender}, {p.key for p in act.addressee}
    fitting = [k for k in known if k.date == spoken.date and k.senders & theirs and k.addressees & ours]
    if len(fitting) != 1:
        return ""
    one = fitting[0]
    return one.target if one.file != file else f"#{one.target.partition('#')[2]}"


def _one(kind: str) -> str:
    return kind.lower().removesuffix("s")
