"""Title and publication of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tei_edition.encoding import archives
from tei_edition.encoding.correspondence.act import Party
from tei_edition.encoding.header.elements import add, add_party
from tei_edition.encoding.header.given import Given
from tei_edition.encoding.languages import name_of, written
from tei_edition.transcript.blocks import Kind
from tei_edition.xml import ID, Element


@dataclass(frozen=True, slots=True)
class FileStatements:
    """The statements of the ``fileDesc``: titles, persons responsible, publication."""

    given: Given

    def titles(self, statement: Element) -> None:
        """The ``titleStmt``: title, authors, who translated, encoded and edited."""
        title = (
            self.given.value("title")
            or self.given.cited_title()
            or self._caption()
            or self._short()
            or self.given.identifier
        )
        add(statement, "title", title, type="main")
        short = self._short()
        if short:
            add(statement, "title", short, type="short")
        for party in _unique(p for c in self.given.correspondences for p in c.act.sender):
            add_party(add(statement, "author"), party, self.given.identifier)
        translator = add(statement, "respStmt")
        translator.set(ID, f"{self.given.identifier}-tr")
        language = name_of(self.given.language()) or self.given.language()
        done = (
            f"{language} translation and square brackets"
            if self.given.is_translation()
            else "transcript and square brackets"
        )
        add(translator, "resp", done)
        add(translator, "name", self._transcriber() or "not named in the transcript")
        encoder = add(statement, "respStmt")
        encoder.set(ID, f"{self.given.identifier}-enc")
        add(encoder, "resp", "TEI encoding")
        add(encoder, "name", "tei-edition")
        for key, name, role in self.given.imprint.editors:
            editor = add(statement, "respStmt")
            editor.set(ID, f"{self.given.identifier}-{key}")
            add(editor, "resp", role)
            add(editor, "name", name)

    def _transcriber(self) -> str:
        """Who translated or transcribed: as the record says in a place of its own or in a citation, or the edition."""
        named = self.given.value("translator") or self.given.value("transcriber")
        cited = map(archives.translator, (*self.given.values("source"), *self.given.values("citation")))
        return named or next(filter(None, cited), "") or self.given.imprint.translator

    def _caption(self) -> str:
        """The form's own caption, where the record has no title; a number alone is none, where there is another."""
        blocks = (block for part in self.given.understood.parts for block in part.blocks if block.kind is Kind.TITLE)
        captions = [" ".join(self.given.understood.document.source.slice(block.span).split()) for block in blocks]
        worded = (caption for caption in captions if re.search(r"[^\W\d_]{4}", caption))
        return next(worded, next(iter(captions), ""))

    def _short(self) -> str:
        """``Mao Zedong to Stalin, 30 June 1951``, for each document of the page."""
        said = []
        for one in self.given.correspondences:
            act = one.act
            names = " to ".join(" and ".join(p.text for p in side) for side in (act.sender, act.addressee) if side)
            date = written(act.sent.dating.first, self.given.imprint.language) if act.sent else ""
            if act.sender and act.addressee:
                said.append(", ".join(filter(None, (names, date))))
        return "; ".join(said)

    def publication(self, statement: Element) -> None:
        """The ``publicationStmt``: by whom, when and on what terms."""
        add(statement, "publisher", self.given.imprint.publisher or self.given.imprint.title or "not named")
        if self.given.imprint.place:
            add(statement, "pubPlace", self.given.imprint.place)
        if self.given.imprint.date:
            add(
                statement,
                "date",
                written(self.given.imprint.date.isoformat(), "en"),
                when=self.given.imprint.date.isoformat(),
            )
        add(statement, "idno", self.given.identifier, type="local")
        if self.given.imprint.licence:
            licence = add(add(statement, "availability", status="restricted"), "licence")
            if self.given.imprint.licence_url:
                licence.set("target", self.given.imprint.licence_url)
            add(licence, "p", self.given.imprint.licence)
        else:
            availability = add(statement, "availability", status="unknown")
            add(availability, "p", "No licence has been assigned to this encoding.")


def _unique(parties: Iterable[Party]) -> list[Party]:
    return list({p.key: p for p in parties}.values())
