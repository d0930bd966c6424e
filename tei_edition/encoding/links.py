"""Other documents a document speaks of: "your telegram of 24 June", "my No. 3107", "I send you the telegram of ..."."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.encoding.correspondence.act import Act, Party
from tei_edition.encoding.languages import written
from tei_edition.encoding.legible import Legible, legible, within
from tei_edition.encoding.nest import Doubt
from tei_edition.encoding.references import Spoken, Whose, references
from tei_edition.encoding.understanding import Part, Understood
from tei_edition.transcript.blocks import Block, Kind
from tei_edition.transcript.dates import Dating
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.signs.row import Tag
from tei_edition.transcript.tiling import Markup
from tei_edition.transcript.words import Words

Relation = Literal["replyTo", "enclosure", ""]


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the edition that others may speak of; ``target`` is the pointer to it from another file.

    ``numbers`` are those the offices gave it, as its form and its record have them.
    """

    file: str
    target: str
    senders: frozenset[str]
    addressees: frozenset[str]
    date: str
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """A document spoken of: ``target`` is empty where the edition does not hold exactly one that fits.

    ``relation`` is empty for a document that is only mentioned. ``span`` is what speaks of it, ``fitting`` how many
    documents of the edition would fit, ``is_open`` true where it should have a target and has none; ``doubt`` says why
    it may be none.
    """

    relation: Relation
    text: str
    target: str = ""
    span: Span = field(default=Span(0, 0), compare=False)
    fitting: int = field(default=0, compare=False)
    doubt: str = field(default="", compare=False)

    @property
    def is_open(self) -> bool:
        """True if it names a document by date or number and the edition does not hold exactly one."""
        return self.relation != "enclosure" and not self.target


@dataclass(frozen=True, slots=True)
class Sought:
    """What a document spoken of must have: its date, its number, and who sent it to whom before the one that speaks."""

    whose: Whose
    date: str
    number: str
    senders: frozenset[str]
    addressees: frozenset[str]
    sent: str = ""


def known_as(parties: Iterable[Party], words: Words) -> frozenset[str]:
    """What tells parties in two documents: the register's entry, else the name without capitals and titles.

    Example: ``CAPTAIN RUK`` who signs one telegram is the ``Captain Ruk`` to whom another goes.
    """
    titles = worded(r"(?:<honorifics|ranks>\s+)+(?=\S)", words)
    return frozenset(p.key if p.entry else titles.sub("", p.key, count=1) for p in parties)


def sought(said: Iterable[Spoken | Link], act: Act, words: Words) -> Iterator[Sought]:
    """What to look for, of all that a message says of other documents."""
    ours, theirs = known_as(act.sender, words), known_as(act.addressee, words)
    sent = act.sent.dating.first if act.sent else ""
    for one in said:
        if isinstance(one, Spoken):
            yield Sought(one.whose, one.date, one.number, ours, theirs, sent)


class Catalogue:
    """The documents of an edition, found by date or number without asking each.

    Example: ``Catalogue(known).fitting(sought, "letter-3.xml")``
    """

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_date: dict[str, list[Known]] = defaultdict(list)
        self._by_number: dict[str, list[Known]] = defaultdict(list)
        for one in known:
            self._by_date[one.date].append(one)
            for number in {form for full in one.numbers for form in (full, full.partition("/")[0])}:
                self._by_number[number].append(one)

    def fitting(self, wanted: Sought, file: str) -> list[Known]:
        """The documents that may be meant in a file, in the order of the catalogue."""
        row = self._by_date.get(wanted.date, []) if wanted.date else self._by_number.get(wanted.number, [])
        return [one for one in row if _fits(one, wanted, file)]


def spoken_of(understood: Understood, part: Part) -> list[Spoken | Link]:
    """What a message says of other documents, in order; what it encloses is a link already."""
    words = understood.document.practice.words
    said: list[Spoken | Link] = []
    marks = sorted(tile.span for tile in understood.document.signs.marks)
    form, paragraphs = part.of(*FORM), part.of(Kind.PARAGRAPH, Kind.POSTSCRIPT)
    for block in (*form, *paragraphs):
        view = legible(understood.document.source.text, block.span, within(marks, block.span))
        said += references(view, _times(part, block), words, is_first=block in (*form, *paragraphs[:1]))
        said += [Link("enclosure", text, span=span) for text, span in _enclosing(view, part, block, words)]
    return said


def links(
    understood: Understood, said: Sequence[Spoken | Link], act: Act, catalogue: Catalogue, file: str
) -> list[Link]:
    """The documents a message speaks of, in order, each resolved if exactly one of the edition fits."""
    practice = understood.document.practice
    wanted = sought(said, act, practice.words)
    found: list[Link] = []
    for one in said:
        if isinstance(one, Link):
            found.append(one)
            continue
        fitting = catalogue.fitting(next(wanted), file)
        if fitting or one.is_sure:
            found.append(_link(one, fitting, practice.language, practice.words, file))
    return found


def _times(part: Part, block: Block) -> list[tuple[Dating, Span]]:
    return sorted((*part.datings_in(block, "date"), *part.datings_in(block, "time")), key=lambda row: row[1])


def listed(found: Sequence[Link]) -> list[Link]:
    """The same, each document once: the first that speaks of it, as an answer if any does."""
    first: dict[str, Link] = {}
    for link in found:
        key = link.target or link.text
        if key not in first or (link.relation == "replyTo" and not first[key].relation):
            first[key] = replace(link, span=first.get(key, link).span)
    return list(first.values())


def open_links(found: Iterable[Link], understood: Understood) -> Iterator[Diagnostic]:
    """The documents spoken of that the edition does not hold, or not one alone."""
    for link in found:
        if link.is_open:
            words = " ".join(understood.document.source.slice(link.span).split())
            why = (
                f"{link.fitting} documents of this edition fit" if link.fitting else "no document of this edition fits"
            )
            yield Diagnostic("link-open", f"“{words}”: {why}", span=link.span)


FORM: Final = frozenset({Kind.TITLE, Kind.STATUS, Kind.ISSUER, Kind.SERIES, Kind.RECEIPT, Kind.REGISTRY, Kind.OFFICE})
"""The lines of a form that may speak of another document."""
NUMBERED: Final = frozenset({Kind.TITLE, Kind.REGISTRY, Kind.SERIES, Kind.RECEIPT})


def numbers_of(understood: Understood, part: Part) -> frozenset[str]:
    """The numbers that the offices gave a document: on its form, and in the title of its record."""
    spans = [b.span for b in part.blocks if b.kind in NUMBERED and not b.enclosed]
    document = understood.document
    nums = (m.span for m in understood.markups if ("type", "registry") in m.tag.attributes and m.tag.name == "num")
    found = {document.source.slice(n).strip() for n in nums if any(span.holds(n) for span in spans)}
    number = spelled(r"{№}\s{0,2}(\d[\w/-]*)", document.practice.words)
    titles = number.findall(document.value("title")) if part.number == 1 else []
    recorded = document.zones.values(document.source, "number") if part.number == 1 else ()
    return frozenset((*found, *titles, *recorded))


def with_references(understood: Understood, found: Iterable[Link], identifier: str) -> Understood:
    """The same, with a ``ref`` around the words that speak of another document, where no element would be crossed."""
    markups, doubts = list(understood.markups), list(understood.doubts)
    nearest = _Near(markups)
    for link in found:
        if link.relation == "enclosure" or not nearest.admits(link.span):
            continue
        doubted = f"{identifier}-doubt{len(doubts) + 1}" if link.doubt and not link.target else ""
        if doubted:
            doubts.append(Doubt(doubted, "name", "medium", link.doubt))
        attributes = (("type", link.relation), ("target", link.target), ("xml:id", doubted))
        markups.append(Markup(link.span, Tag("ref", tuple((name, value) for name, value in attributes if value))))
    return replace(understood, markups=tuple(markups), doubts=tuple(doubts))


class _Near:
    """The elements around a place."""

    def __init__(self, markups: Sequence[Markup]) -> None:
        self.ordered = sorted(markups, key=lambda m: m.span.start)
        self.starts = [m.span.start for m in self.ordered]
        self.widest = max((len(m.span) for m in markups), default=0)

    def admits(self, span: Span) -> bool:
        """True if an element there would cross no other."""
        near = self.ordered[bisect_left(self.starts, span.start - self.widest) : bisect_left(self.starts, span.end)]
        return not any(m.span.crosses(span) for m in near)


# ------------------------------------------------------------------ which document is meant


def _fits(known: Known, wanted: Sought, file: str) -> bool:
    """True if a document has the date or number spoken of, and passed between the two in the right direction."""
    if wanted.date and known.date != wanted.date:
        return False
    if wanted.number and not any(_same_number(wanted.number, n) for n in known.numbers):
        return False
    if wanted.sent and known.date > wanted.sent:
        return False
    came = bool(known.senders & wanted.addressees and known.addressees & wanted.senders)
    went = bool(known.senders & wanted.senders and known.addressees & wanted.addressees)
    own = bool(wanted.sent) and known.date == wanted.sent and went and known.file == file
    return not own and {"your": came, "my": went, "": came or went}[wanted.whose]


def _same_number(spoken: str, known: str) -> bool:
    """``3107`` is ``3107/sh`` too: the letters after the stroke name the office."""
    return spoken == known or spoken == known.partition("/")[0]


def _link(spoken: Spoken, fitting: Sequence[Known], language: str, words: Words, file: str) -> Link:
    target = ""
    if len(fitting) == 1:
        one = fitting[0]
        target = one.target if one.file != file else f"#{one.target.partition('#')[2]}"
    relation: Relation = "replyTo" if spoken.is_answered else ""
    return Link(relation, _said_of(spoken, language, words), target, spoken.span, len(fitting), spoken.doubt)


def _said_of(spoken: Spoken, language: str, words: Words) -> str:
    """``telegram No. 3107 of 21 June 1951``."""
    kind = _one(spoken.kind) if language.startswith("en") else spoken.kind
    numbered = f"{words.form['number'][0]} {spoken.number}" if spoken.number else ""
    dated = f"{words.links['of'][0]} {written(spoken.date, language)}" if spoken.date else ""
    return " ".join(filter(None, (kind, numbered, dated)))


def _one(kind: str) -> str:
    """Of several, one.

    >>> _one("telegrams"), _one("despatches"), _one("note")
    ('telegram', 'despatch', 'note')
    """
    return re.sub(r"(?<=[cs]h)es$|s$", "", kind.lower())


def _enclosing(view: Legible, part: Part, block: Block, words: Words) -> Iterator[tuple[str, Span]]:
    """``I send you for familiarization the telegram of Comrade Kim Il Sung``."""
    sends = r"\b{links.enclosing}\b.{0,60}?\bthe\s+(?P<kind>{links.message})\b.{0,20}?\b(?:of|from)\s+"
    for match in worded(sends, words).finditer(view.text):
        persons = [m for m in part.mentions_in(block, "persName") if view.index(m.span.start) == match.end()]
        if persons:
            yield f"{_one(match['kind'])} of {persons[0].entry.display}", block.span
