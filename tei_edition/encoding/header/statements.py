"""Title and publication of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tei_edition.encoding import citations
from tei_edition.encoding.correspondence.act import Party, who_to_whom
from tei_edition.encoding.header.elements import add, add_party
from tei_edition.encoding.header.given import Given
from tei_edition.encoding.languages import name_of, written
from tei_edition.transcript.blocks import Kind
from tei_edition.xml import ID, Element


def title_statement(given: Given, statement: Element) -> None:
    """The ``titleStmt``: title, authors, who translated, encoded and edited."""
    captions = (given.value("title"), given.cited_title(), _caption(given), _short(given), _heading(given))
    title = next(filter(None, captions), given.identifier)
    add(statement, "title", title, type="main")
    short = _short(given)
    if short:
        add(statement, "title", short, type="short")
    for party in _unique(p for c in given.correspondences for p in c.act.sender):
        add_party(add(statement, "author"), party, given.identifier)
    language = name_of(given.language()) or given.language()
    done = f"{language} translation" if given.is_translation() else "transcript"
    transcriber = _transcriber(given) or "not named in the transcript"
    _responsible(given, statement, "tr", f"{done} and square brackets", transcriber)
    _responsible(given, statement, "enc", "TEI encoding", "tei-edition")
    for key, name, role in given.imprint.editors:
        _responsible(given, statement, key, role, name)


def _responsible(given: Given, statement: Element, key: str, role: str, name: str) -> None:
    responsible = add(statement, "respStmt")
    responsible.set(ID, f"{given.identifier}-{key}")
    add(responsible, "resp", role)
    add(responsible, "name", name)


def _transcriber(given: Given) -> str:
    """Who translated or transcribed: as the record says in a place of its own or in a citation, or the edition."""
    named = given.value("translator") or given.value("transcriber")
    cited = map(citations.translator, (*given.values("source"), *given.values("citation")))
    return named or next(filter(None, cited), "") or given.imprint.translator


def _caption(given: Given) -> str:
    """The form's own caption, where the record has no title; a number alone is none, where anything else heads it."""
    blocks = (block for part in given.understood.parts for block in part.blocks if block.kind is Kind.TITLE)
    captions = [" ".join(given.understood.document.source.slice(block.span).split()) for block in blocks]
    worded = (caption for caption in captions if re.search(r"[^\W\d_]{4}", caption))
    numbered = not (_short(given) or _heading(given))
    return next(worded, next(iter(captions), "") if numbered else "")


def _heading(given: Given) -> str:
    """``XIV.--To Mrs. Holm``: the address that heads a letter, where nothing else does."""
    blocks = (block for part in given.understood.parts for block in part.blocks)
    said = ((block, " ".join(given.understood.document.said(block.span).split())) for block in blocks)
    first = next(((block, text) for block, text in said if re.search(r"[^\W\d_]\W+[^\W\d_]", text)), None)
    return first[1] if first and first[0].kind is Kind.ADDRESS else ""


def _short(given: Given) -> str:
    """``Mao Zedong to Stalin, 30 June 1951``, for each document of the page."""
    said = []
    for one in given.correspondences:
        act = one.act
        names = who_to_whom(act, given.imprint.language)
        date = written(act.sent.dating.first, given.imprint.language) if act.sent else ""
        if act.sender and act.addressee:
            said.append(", ".join(filter(None, (names, date))))
    return "; ".join(said)


def publication_statement(given: Given, statement: Element) -> None:
    """The ``publicationStmt``: by whom, when and on what terms."""
    imprint = given.imprint
    add(statement, "publisher", imprint.publisher or imprint.title or "not named")
    if imprint.place:
        add(statement, "pubPlace", imprint.place)
    if imprint.date:
        add(statement, "date", written(imprint.date.isoformat(), "en"), when=imprint.date.isoformat())
    add(statement, "idno", given.identifier, type="local")
    availability = add(statement, "availability", status="restricted" if imprint.licence else "unknown")
    if not imprint.licence:
        add(availability, "p", "No licence has been assigned to this encoding.")
        return
    licence = add(availability, "licence")
    if imprint.licence_url:
        licence.set("target", imprint.licence_url)
    add(licence, "p", imprint.licence)


def _unique(parties: Iterable[Party]) -> list[Party]:
    return list({p.key: p for p in parties}.values())
