"""What a citation says: archive references, printed sources, addresses of records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tei_edition.diagnostics import Span

# fond, opis, delo, papka, listy, in full or abbreviated, each with its number
PARTS: Final = (
    ("fond", r"(?:[Ff]ond|[Ff]\.)"),
    ("opis", r"(?:[Oo]pis'?|[Oo]p\.)"),
    ("delo", r"(?:[Dd]elo|[Dd]\.)"),
    ("papka", r"(?:[Pp]apka|[Pp]\.|[Pp]ap\.)"),
    ("listy", r"(?:[Ll]ist[yi]?|[Ll]{1,2}\.|II\.)"),
)
VALUE: Final = r"\s*[0-9][\w./–-]*(?:\s*(?:ob\.|,\s*(?=\d+(?:[-–]\d+)?(?:\s*[,.;]|$))[0-9–-]+))?"
PART: Final = re.compile("|".join(rf"(?P<{name}>{word}{VALUE})" for name, word in PARTS))
BETWEEN: Final = re.compile(r"[,;]?\s*(?:and\s+)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a shelfmark: its kind (fond, opis, delo, papka, listy) and its words, with what follows them."""

    kind: str
    text: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Shelfmark:
    """A Russian archive reference: ``APRF, f. 45, op. 1, d. 339, ll. 90-91``; ``span`` is in the text given."""

    repository: str
    pieces: tuple[Piece, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed source: ``Edited by NAME Title pg. 12-14``, split where each part stands."""

    before: str
    editor: str
    title: str
    pages_prefix: str
    pages: str
    first: str
    last: str


def shelfmarks(text: str) -> list[Shelfmark]:
    """All archive references of a text, in order.

    >>> [p.text for p in shelfmarks("APRF, f. 45, op. 1, d. 339, ll. 64-65.")[0].pieces]
    ['f. 45', 'op. 1', 'd. 339', 'll. 64-65']
    """
    return list(_shelfmarks(text))


def _shelfmarks(text: str) -> Iterator[Shelfmark]:
    group: list[re.Match[str]] = []
    for match in PART.finditer(text):
        if match.start() and (text[match.start() - 1].isalnum()):
            continue
        joined = group and BETWEEN.fullmatch(text[group[-1].end() : match.start()])
        again = group and match.lastgroup in {m.lastgroup for m in group}
        if group and (not joined or again):
            yield from _shelfmark(text, group)
            group = []
        group.append(match)
    yield from _shelfmark(text, group)


def _shelfmark(text: str, group: list[re.Match[str]]) -> Iterator[Shelfmark]:
    if len(group) < 2:
        return
    start = group[0].start()
    repository = re.search(r"(?:^|[,;:.]\s+|\band\s+)(?P<name>[^,;:.]{2,80}?)\s*[,:]?\s*$", text[:start])
    ends = [m.end() for m in group]
    nexts = [*(m.start() for m in group[1:]), ends[-1]]
    pieces = tuple(
        Piece(m.lastgroup or "", m[0].rstrip(".,;"), text[end - (len(m[0]) - len(m[0].rstrip(".,;"))) : after])
        for m, end, after in zip(group, ends, nexts, strict=True)
    )
    pieces = (*pieces[:-1], Piece(pieces[-1].kind, pieces[-1].text))
    name = repository["name"].strip() if repository else ""
    name = re.sub(r"^(?:and|see)\s+", "", name)
    begin = repository.start("name") if repository else start
    yield Shelfmark(name, pieces, Span(begin, ends[-1]))


PRINTED: Final = re.compile(
    r"(?P<before>(?:[Ee]dited|[Ee]d\.|[Ee]ds\.)(?: by)? )(?P<editor>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,2}?)"
    r"(?:,)? (?P<title>\S.*?),? (?P<prefix>pgs?\.|pp?\.|pages?|S\.) ?(?P<pages>(?P<first>\d+)(?:\s*[-–]\s*(?P<last>\d+))?)"
)


def printed(text: str) -> Printed | None:
    """A printed source with editor, title and pages; None if the text is none.

    >>> printed("Edited by Anna Holm Papers of the Harbour Office pg. 12-14").title
    'Papers of the Harbour Office'
    """
    found = PRINTED.search(text)
    if found is None:
        return None
    return Printed(
        found["before"],
        found["editor"],
        found["title"],
        found["prefix"],
        found["pages"],
        found["first"],
        found["last"] or found["first"],
    )


URL: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"”]+[^\s<>\"”.,;)]")


def addresses(text: str) -> list[str]:
    """The web addresses of a text."""
    return URL.findall(text)


def record_number(address: str) -> str:
    """The number a record's address ends with: ``…/document/110372`` → ``110372``; empty if there is none."""
    found = re.search(r"/(\d+)/?$", address)
    return found[1] if found else ""


QUOTED: Final = re.compile(r"[\"“„](?P<title>.+?)[,.]?[\"”“](?=[,.]|\s|$)")


def quoted_title(text: str) -> str:
    """The title a citation gives in quotation marks, empty if none."""
    found = QUOTED.search(text)
    return found["title"] if found else ""


TRANSLATED: Final = re.compile(
    r"\b[Tt]ranslated\b(?: for [A-Z]\w+)?(?: from (?:the )?(?P<language>[A-Z]\w+))?(?: for [A-Z]\w+)?"
    r"(?: by (?P<name>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|van|von|de|der))*?(?: [A-Z][\w'’-]+)))?(?=[.,;]|$|\s)"
)


def translator(text: str) -> str:
    """Who translated, where a citation says so; empty if it does not.

    >>> translator("Translated for CWIHP from Russian by Anna Holm.")
    'Anna Holm'
    """
    return next((m["name"] for m in TRANSLATED.finditer(text) if m["name"]), "")


def translated_from(text: str) -> str:
    """The name of the language a text was translated from, empty if the citation does not say."""
    return next((m["language"] for m in TRANSLATED.finditer(text) if m["language"]), "")
