"""What a pass of typesetting found out, turned into what the next pass needs to know.

The template marks lines, lemmas, names and places; a pass tells where each mark landed (:class:`Facts`);
the :class:`Ledger` holds line numbers, page ranges, folios and what stands around each page. Pure functions: no engine
here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import pairwise
from typing import Any, Final, Literal, NamedTuple

from tei_edition.publishing.book.lines import leading_to, paragraph_before
from tei_edition.xml import Element

PageKind = Literal["bare", "blank", "opening", "middle"]
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


SAME_LINE: Final = 2.5
"""Points by which two marks may differ in height and stand on one line: raised type, another size."""

BODY_END: Final = "end:body:"
"""Before the id of a document: the place of its apparatus."""

LINES_CARRIED: Final = {False: 2, True: 4}
"""Lines that go over with a signature, and with an apparatus or what leads to a note."""

MOST_CARRIED: Final = 6
"""Lines; what stands alone even so is left alone, and no room stays empty for it."""

Scope = Literal["document", "page", "none"]


class Plumb(NamedTuple):
    """A mark that finds a line: its document, page, and the height of the line's foot in points."""

    document: str
    page: int
    y: float


class Line(NamedTuple):
    """A line of text with its number."""

    document: str
    number: int
    page: int
    y: float


class LemmaEdge(NamedTuple):
    """Where a lemma begins or ends."""

    key: str
    edge: Literal["start", "end"]
    page: int
    y: float


class Place(NamedTuple):
    """Where something that can be pointed to stands; pages count from 1, front matter included."""

    id: str
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one pass reports."""

    plumbs: tuple[Plumb, ...] = ()
    lemmas: tuple[LemmaEdge, ...] = ()
    mentions: tuple[tuple[str, int], ...] = ()
    places: tuple[Place, ...] = ()
    leaves: tuple[tuple[str, int, float], ...] = ()
    """Number of the leaf, page, height."""
    notes: tuple[tuple[str, int], ...] = ()
    calls: tuple[tuple[str, int], ...] = ()
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the volume with running heads of its own; ``opens`` if it begins a page."""

    id: str
    number: str
    date: str
    title: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """What the ledger must know of the print XML: its units in order, and the paragraph of each note."""

    units: tuple[Unit, ...]
    paragraph_of_note: Mapping[str, str] = field(default_factory=dict)
    closings: Mapping[str, str] = field(default_factory=dict)
    """The place of each signature, apparatus and the like, and that of the block before it."""
    noted: Mapping[str, str] = field(default_factory=dict)
    """The place of each paragraph with a note, and that of the salutation, heading or document that leads to it."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the template reads as ledger.json."""

    places: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    index: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    pages: Sequence[Mapping[str, Any]] = ()
    loose: Mapping[str, int] = field(default_factory=dict)
    carried: Mapping[str, int] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON; nothing in it is copied."""
        return {part.name: getattr(self, part.name) for part in fields(self)}


def read_facts(data: Mapping[str, Any]) -> Facts:
    """Facts from the JSON that a pass writes."""
    return Facts(
        plumbs=tuple(Plumb(document, page, round(y, 2)) for document, page, heights in data["plumbs"] for y in heights),
        lemmas=tuple(map(LemmaEdge._make, data["lemmas"])),
        mentions=tuple((key, page) for key, page in data["mentions"]),
        places=tuple(map(Place._make, data["places"])),
        leaves=tuple((n, page, y) for n, page, y in data["leaves"]),
        notes=tuple((key, page) for key, page in data["notes"]),
        calls=tuple((key, page) for key, page in data["calls"]),
        pages=data["pages"],
    )


def outline(book: Element) -> Outline:
    """The outline of a book in print XML."""
    units = tuple(
        Unit(
            id=unit.get("id", ""),
            number=unit.get("head-number", ""),
            date=unit.get("head-date", ""),
            title=unit.get("head-title", ""),
            opens=unit.get("continues") != "true",
        )
        for unit in book.iter("contents", "chapter", "document", "index")
    )
    notes = {
        note.get("key", ""): paragraph.get("key", "") for paragraph in book.iter("p") for note in paragraph.iter("note")
    }
    closings = {
        closing.get("place", ""): before.get("place", "")
        for closing in book.iter("signature", "dateline", "salute")
        if (before := paragraph_before(closing)) is not None and before.get("closes") == "true"
    }
    noted = {
        str(paragraph.get("place", "")): str(leading.get("leads") or leading.get("id", ""))
        for paragraph in book.iter("p")
        if (leading := leading_to(paragraph)) is not None
    }
    return Outline(units, notes, {**closings, **_apparatus(book)}, noted)


def _apparatus(book: Element) -> dict[str, str]:
    """The place of each apparatus, and that of the last block before it."""
    found = {}
    for document in book.iter("document"):
        placed = document.findall("body//*[@place]")
        if document.find("apparatus") is not None and placed:
            found[f"{BODY_END}{document.get('id')}"] = placed[-1].get("place", "")
    return found


def ledger(facts: Facts, outline: Outline, before: Ledger, scope: Scope, step: int = 5) -> Ledger:
    """The ledger after a pass; lines are counted through each ``scope``, every ``step``-th has its number printed."""
    main = next((place.page for place in facts.places if place.id == "main"), 1)
    found = lines(facts.plumbs, scope)
    margins = in_margins(found if scope != "none" else (), facts.leaves, step)
    return Ledger(
        places={p.id: {"page": p.page, "y": p.y, "folio": folio(p.page, main)} for p in facts.places},
        lines=lemma_lines(facts.lemmas, found),
        index=index(facts.mentions, main),
        pages=[{**page, **margins.get(n, {})} for n, page in enumerate(pages(facts, outline.units, main), 1)],
        # once loosened a paragraph stays so, or the passes would never settle
        loose={**before.loose, **{key: 1 for key in _strays(facts, outline) if key}},
        carried={**before.carried, **_carried(_left_alone(facts, outline), outline, before.carried)},
    )


def with_index(facts: Facts, alone: Facts) -> Facts:
    """The facts of a volume, its indexes as long as they are when typeset alone with their page numbers."""
    places = {place.id: place for place in alone.places if place.id != "main"}
    starts = [place.page for place in facts.places if place.id in places]
    if not starts:
        return facts
    offset = min(starts) - min(place.page for place in places.values())
    moved = [place._replace(page=place.page + offset) for place in places.values()]
    kept = [place for place in facts.places if place.id not in places]
    # what follows the indexes moves with them
    end, before = alone.pages + offset, max(starts)
    after = [p._replace(page=p.page + end - before) if p.page > before else p for p in kept]
    return replace(facts, places=(*after, *moved), pages=facts.pages + end - before)


def roman(number: int) -> str:
    """A roman numeral in small letters.

    >>> roman(14)
    'xiv'
    """
    out = ""
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        out += sign * count
    return out


def folio(page: int, main: int) -> str:
    """The number printed on a page; front matter, before page ``main``, is counted in roman numerals.

    >>> folio(3, 5), folio(5, 5)
    ('iii', '1')
    """
    return roman(page) if page < main else str(page - main + 1)


def ranges(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Numbers merged into closed ranges, in order, each once.

    >>> ranges([8, 3, 4, 5, 4])
    ((3, 5), (8, 8))
    """
    wanted = sorted(set(numbers))
    starts = wanted[:1] + [b for a, b in pairwise(wanted) if b != a + 1]
    ends = [a for a, b in pairwise(wanted) if b != a + 1] + wanted[-1:]
    return tuple(zip(starts, ends, strict=True))


def index(mentions: Iterable[tuple[str, int]], main: int) -> dict[str, list[dict[str, Any]]]:
    """For each register key its page references, ranges merged: label and the page it leads to."""
    found: dict[str, list[int]] = {}
    for key, page in mentions:
        found.setdefault(key, []).append(page)
    # a range never runs from roman into arabic numbers
    return {
        key: [_reference(part, main) for half in _halves(numbers, main) for part in ranges(half)]
        for key, numbers in found.items()
    }


def _halves(numbers: list[int], main: int) -> tuple[list[int], list[int]]:
    return [n for n in numbers if n < main], [n for n in numbers if n >= main]


def _reference(part: tuple[int, int], main: int) -> dict[str, Any]:
    start, end = (folio(page, main) for page in part)
    return {"label": start if start == end else f"{start}–{end}", "page": part[0]}


def lines(plumbs: Iterable[Plumb], scope: Scope) -> tuple[Line, ...]:
    """The lines that the marks stand on, counted from 1 through each document or each page.

    >>> [line.number for line in lines([Plumb("a", 1, 50), Plumb("a", 1, 50.1), Plumb("a", 1, 63)], "document")]
    [1, 2]
    """
    plumbs = tuple(plumbs)
    order = {document: n for n, document in enumerate(dict.fromkeys(plumb.document for plumb in plumbs))}
    found: list[Line] = []
    counts: dict[str | int, int] = {}
    last = Plumb("", 0, 0)
    for plumb in sorted(plumbs, key=lambda p: (p.page, order[p.document], p.y)):
        document, page, y = plumb
        if page != last.page or document != last.document or y - last.y >= SAME_LINE:
            counted = page if scope == "page" else document
            counts[counted] = counts.get(counted, 0) + 1
            found.append(Line(document, counts[counted], page, y))
            last = plumb
    return tuple(found)


def in_margins(
    lines: Iterable[Line], leaves: Iterable[tuple[str, int, float]], step: int
) -> dict[int, dict[str, list[list[Any]]]]:
    """What stands in the margins of each page, with its height: every ``step``-th line number, each new leaf."""
    out: dict[int, dict[str, list[list[Any]]]] = {}
    for line in lines:
        if line.number % step == 0:
            out.setdefault(line.page, {}).setdefault("numbers", []).append([line.y, str(line.number)])
    for n, page, y in leaves:
        out.setdefault(page, {}).setdefault("leaves", []).append([y, n])
    return out


def lemma_lines(lemmas: Iterable[LemmaEdge], lines: Iterable[Line]) -> dict[str, str]:
    """For each lemma the line, or lines, on which it stands: "12" or "12–13"."""
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    edges: dict[str, list[int]] = {}
    for lemma in lemmas:
        near = _nearest(by_page.get(lemma.page, []), lemma.y)
        if near is not None:
            edges.setdefault(lemma.key, []).append(near.number)
    return {key: _span(numbers[0], numbers[-1]) for key, numbers in edges.items()}


def _nearest(lines: list[Line], y: float) -> Line | None:
    return min(lines, key=lambda line: abs(line.y - y), default=None)


def _span(start: int, end: int) -> str:
    return str(start) if start == end else f"{start}–{end}"


def _strays(facts: Facts, outline: Outline) -> set[str]:
    """Paragraphs with a note that landed on another page than its call."""
    landed = dict(facts.notes)
    return {outline.paragraph_of_note.get(key, "") for key, page in facts.calls if landed.get(key, page) < page}


def _carried(alone: Iterable[str], outline: Outline, before: Mapping[str, int]) -> dict[str, int]:
    """How many lines go over with what would stand alone: an apparatus takes more room, or all of a last form line.

    Room at the foot of the page may have taken the lines that were to go over: then it is two lines more.
    """
    return {
        place: _more_room(before[place]) if place in before else LINES_CARRIED[_wants_more(begun, outline)]
        for begun in alone
        for place in ((outline.noted[begun],) if begun in outline.noted else (begun, outline.closings[begun]))
    }


def _wants_more(begun: str, outline: Outline) -> bool:
    return begun.startswith(BODY_END) or begun in outline.noted


def _more_room(lines: int) -> int:
    """What is too much for its page would stand empty on the next: then there is none."""
    return lines + 2 if 0 < lines < MOST_CARRIED else 0


def _left_alone(facts: Facts, outline: Outline) -> set[str]:
    """What would begin a page alone, for what is before it ends the page before: signatures, apparatus, noted words."""
    at = {place.id: place for place in facts.places}
    return {
        closing
        for closing, paragraph in (*outline.closings.items(), *outline.noted.items())
        if closing in at
        and paragraph in at
        and at[closing].page == at[paragraph].page + 1
        and not any(p.page == at[closing].page and p.y < at[closing].y - SAME_LINE for p in facts.plumbs)
    }


def pages(facts: Facts, units: Sequence[Unit], main: int) -> list[dict[str, str]]:
    """What the head and foot of each page must show."""
    at = {place.id: place for place in facts.places}
    top = min((place.y for place in facts.places if place.y), default=0.0)
    spans = [(u, at[u.id].page, _last_page(at[u.id], at.get(f"end:{u.id}"), top)) for u in units if u.id in at]
    on_page: dict[int, list[tuple[Unit, int]]] = {}
    for unit, start, end in spans:
        for page in range(start, end + 1):
            on_page.setdefault(page, []).append((unit, start))
    body = min((start for _, start, _ in spans), default=facts.pages + 1)
    return [_page(page, on_page.get(page, []), page < body, folio(page, main)) for page in range(1, facts.pages + 1)]


def _last_page(start: Place, end: Place | None, top: float) -> int:
    """The page on which a unit ends; an end at the very top of a page belongs to the page before."""
    if end is None:
        return start.page
    return end.page - 1 if end.page > start.page and end.y <= top + 1 else end.page


def _page(page: int, here: list[tuple[Unit, int]], before_body: bool, number: str) -> dict[str, str]:
    if not here:
        return _head("bare" if before_body else "blank", number, None)
    # what is meant to run on may still be the first on its page
    opening = here[0][1] == page or any(unit.opens and start == page for unit, start in here)
    # as in a dictionary: the left page names what it begins with, the right page what it ends with
    unit = here[-1 if page % 2 else 0][0]
    return _head("opening" if opening else "middle", number, unit)


def _head(kind: PageKind, number: str, unit: Unit | None) -> dict[str, str]:
    words = (unit.number, unit.date, unit.title) if unit else ("", "", "")
    return {"kind": kind, "folio": number, "number": words[0], "date": words[1], "title": words[2]}
