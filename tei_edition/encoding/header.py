"""The TEI header of a transcript: its record, its archive, the acts of communication, how it was encoded."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.encoding import archives
from tei_edition.encoding.body import Hands, corrected
from tei_edition.encoding.correspondence.act import Act, Party, When
from tei_edition.encoding.languages import name_of, tag_of, written
from tei_edition.encoding.links import Link
from tei_edition.encoding.residue import printable
from tei_edition.encoding.understanding import Understood
from tei_edition.registers.matching import Matcher
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.dates import single
from tei_edition.transcript.decisions import Placed, said_of
from tei_edition.transcript.reckoning import is_yearless
from tei_edition.transcript.signs import TABLES, Rendition
from tei_edition.transcript.tiling import Fate
from tei_edition.transcript.zones import Entry as Value
from tei_edition.xml import ID, SPACE, Element, append, root, tei


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What the edition says of itself in each header."""

    title: str = ""
    publisher: str = ""
    place: str = ""
    date: datetime.date | None = None
    licence: str = ""
    licence_url: str = ""
    version: str = ""
    translator: str = ""
    is_translation: bool = False
    editors: tuple[tuple[str, str, str], ...] = ()  # key, name, role
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The acts of one document of a page: its own, those it encloses, and the documents it speaks of."""

    act: Act
    enclosed: tuple[Act, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(slots=True)
class Header:
    """Builds a header; made once a document."""

    identifier: str
    understood: Understood
    correspondences: Sequence[Correspondence]
    matcher: Matcher
    imprint: Imprint
    hands: Hands
    responsible: dict[str, str]
    used_corrections: list[Placed] = field(default_factory=list)
    said: list[Diagnostic] = field(default_factory=list)

    def build(self) -> Element:
        """The ``teiHeader``; the residue is put in afterwards, when the text is known."""
        header = root("teiHeader")
        description = _add(header, "fileDesc")
        self._titles(_add(description, "titleStmt"))
        if self.imprint.version or self.imprint.title:
            edition = _add(_add(description, "editionStmt"), "edition")
            edition.text = printable(" ".join(filter(None, (self.imprint.title, self.imprint.version))))
        self._publication(_add(description, "publicationStmt"))
        self._source(_add(description, "sourceDesc"))
        self._encoding(_add(header, "encodingDesc"))
        self._profile(_add(header, "profileDesc"))
        residue = _add(header, "xenoData", type="transcript-residue", source=f"#{self.identifier}-src")
        residue.set(ID, f"{self.identifier}-residue")
        residue.set(SPACE, "preserve")
        revision = _add(header, "revisionDesc")
        change = _add(revision, "change", "Encoded from the transcript.", who=f"#{self.identifier}-enc")
        if self.imprint.date:
            change.set("when", self.imprint.date.isoformat())
        for editor, said in self._decided():
            _add(revision, "change", said, who=f"#{self.responsible.get(editor, self.responsible[''])}")
        return header

    def _decided(self) -> Iterator[tuple[str, str]]:
        """Each decision in words: by whom, what, why."""
        for one in self.understood.document.settled.applied:
            yield one.editor, said_of(one)

    # -- fileDesc

    def _titles(self, statement: Element) -> None:
        title = self._value("title") or self._cited_title() or self._caption() or self._short() or self.identifier
        _add(statement, "title", title, type="main")
        short = self._short()
        if short:
            _add(statement, "title", short, type="short")
        for party in _unique(p for c in self.correspondences for p in c.act.sender):
            _party(_add(statement, "author"), party, self.identifier)
        translator = _add(statement, "respStmt")
        translator.set(ID, f"{self.identifier}-tr")
        language = name_of(self._language()) or self._language()
        done = (
            f"{language} translation and square brackets"
            if self._is_translation()
            else "transcript and square brackets"
        )
        _add(translator, "resp", done)
        _add(translator, "name", self._transcriber() or "not named in the transcript")
        encoder = _add(statement, "respStmt")
        encoder.set(ID, f"{self.identifier}-enc")
        _add(encoder, "resp", "TEI encoding")
        _add(encoder, "name", "tei-edition")
        for key, name, role in self.imprint.editors:
            editor = _add(statement, "respStmt")
            editor.set(ID, f"{self.identifier}-{key}")
            _add(editor, "resp", role)
            _add(editor, "name", name)

    def _transcriber(self) -> str:
        """Who translated or transcribed: as the record says in a place of its own or in a citation, or the edition."""
        named = self._value("translator") or self._value("transcriber")
        cited = map(archives.translator, (*self._values("source"), *self._values("citation")))
        return named or next(filter(None, cited), "") or self.imprint.translator

    def _cited_title(self) -> str:
        return next(filter(None, map(archives.quoted_title, self._values("citation"))), "")

    def _is_translation(self) -> bool:
        """True where the edition or the record says so; a transcript alone does not tell."""
        said = self._value("contents").lower()
        foreign = tag_of(self._value("language"), self._language()) not in {"", self._language()}
        stated = "translat" in said or any(
            archives.translated_from(text) or archives.translator(text)
            for text in (*self._values("source"), *self._values("citation"))
        )
        named = bool(self._value("translator") or self.imprint.translator)
        return self.imprint.is_translation or named or stated or foreign

    def _caption(self) -> str:
        """The form's own caption, where the record has no title; a number alone is none, where there is another."""
        blocks = (block for part in self.understood.parts for block in part.blocks if block.kind is Kind.TITLE)
        captions = [" ".join(self.understood.document.source.slice(block.span).split()) for block in blocks]
        worded = (caption for caption in captions if re.search(r"[^\W\d_]{4}", caption))
        return next(worded, next(iter(captions), ""))

    def _short(self) -> str:
        """``Mao Zedong to Stalin, 30 June 1951``, for each document of the page."""
        said = []
        for one in self.correspondences:
            act = one.act
            names = " to ".join(" and ".join(p.text for p in side) for side in (act.sender, act.addressee) if side)
            date = written(act.sent.dating.first, self.imprint.language) if act.sent else ""
            if act.sender and act.addressee:
                said.append(", ".join(filter(None, (names, date))))
        return "; ".join(said)

    def _publication(self, statement: Element) -> None:
        _add(statement, "publisher", self.imprint.publisher or self.imprint.title or "not named")
        if self.imprint.place:
            _add(statement, "pubPlace", self.imprint.place)
        if self.imprint.date:
            _add(statement, "date", written(self.imprint.date.isoformat(), "en"), when=self.imprint.date.isoformat())
        _add(statement, "idno", self.identifier, type="local")
        if self.imprint.licence:
            licence = _add(_add(statement, "availability", status="restricted"), "licence")
            if self.imprint.licence_url:
                licence.set("target", self.imprint.licence_url)
            _add(licence, "p", self.imprint.licence)
        else:
            availability = _add(statement, "availability", status="unknown")
            _add(availability, "p", "No licence has been assigned to this encoding.")

    def _source(self, description: Element) -> None:
        description.append(self._transcript())
        record, citations = self._record()
        if len(record):
            description.append(record)
        sources = [*self._values("source"), *citations]
        for number, one in enumerate(filter(None, map(archives.printed, sources)), 1):
            description.append(self._printed(one, number))
        found = [mark for name, text, spans in self._source_texts() for mark in self._shelfmarks(name, text, spans)]
        marks = archives.of_one_archive(found)
        if marks:
            description.append(self._manuscript(marks))
        elif self._original_language()[1]:  # no archive is named: the record says it
            name, language = self._original_language()
            bibl = next((one for one in description if one.get("type") == "record"), None)
            if bibl is not None:
                _inline(bibl, "textLang", name, mainLang=language)

    def _transcript(self) -> Element:
        source = self.understood.document.source
        bibl = root("bibl")
        bibl.set("type", "transcript")
        bibl.set(ID, f"{self.identifier}-src")
        _inline(bibl, "idno", source.name, type="filename")
        _inline(bibl, "idno", hashlib.sha256(source.data).hexdigest(), type="SHA-256")
        if source.origin:  # the text was extracted: that digest is the text's, this one the file's
            _inline(bibl, "idno", source.origin.digest, type="SHA-256-file")
            _inline(bibl, "idno", source.origin.media, type="media-type")
        count = len(source.lines)
        extent = _inline(bibl, "extent")
        _add(extent, "measure", f"{count} lines" if count != 1 else "1 line", unit="line", quantity=str(count))
        _inline(bibl, "note", source.encoding, type="encoding")
        _inline(bibl, "note", source.ending, type="line-end")
        if source.mark:
            _inline(bibl, "note", source.mark.hex().upper(), type="byte-order-mark")
        return bibl

    def _record(self) -> tuple[Element, list[str]]:
        """The record on the archive's page, and citations that may name other sources."""
        bibl = root("bibl")
        bibl.set("type", "record")
        bibl.set(ID, f"{self.identifier}-rec")
        citations = self._values("citation")
        pieces: list[tuple[str, str, dict[str, str]]] = []
        series = " ".join(self._values("series"))
        if series:
            pieces.append(("title", series, {"level": "s"}))
        title = self._value("title") or self._cited_title()
        if title:
            pieces.append(("title", title, {"level": "a"}))
        pieces += [("author", author, {}) for author in self._values("author")]
        date = self._value("date") or next(filter(None, map(archives.cited_date, citations)), "")
        if date:
            dated = single(date, self.understood.document.calendar)
            pieces.append(("date", date, {"when": dated.when} if dated else {}))
        for name, text, attributes in pieces:
            self._separate(bibl)
            _add(bibl, name, text, **attributes)
        self._record_publisher(bibl, citations)
        numbered: list[str] = []
        for address in dict.fromkeys(
            a for t in (*self._values("url"), *self._values("source"), *citations) for a in archives.addresses(t)
        ):
            self._separate(bibl)
            _add(bibl, "idno", address, type="URL")
            number = archives.record_number(address)
            if number:
                numbered.append(number)
                _inline(bibl, "idno", number, type="record")
        for number in self._values("record"):
            if number not in numbered:  # the address has it already
                _inline(bibl, "idno", number, type="record")
        rights = self._values("rights")
        if rights:
            availability = _add(bibl, "availability", status="unknown")
            for paragraph in rights:
                _add(availability, "p", paragraph)
        return bibl, citations

    def _separate(self, bibl: Element) -> None:
        if len(bibl):
            bibl[-1].tail = ", "

    def _record_publisher(self, bibl: Element, citations: Sequence[str]) -> None:
        """The publisher of the page: an organization of that kind in the citation, else in the statement of rights.

        One that no register knows is kept in the citation's words.
        """
        for text in (*citations, *self._values("rights")):
            for match in self.matcher.find(text):
                if match.entry and match.entry.element == "orgName" and match.entry.kind == "publisher":
                    self._separate(bibl)
                    publisher = _add(bibl, "publisher")
                    _add(publisher, "orgName", text[match.span.start : match.span.end], ref=match.entry.reference)
                    return
        named = next(filter(None, (archives.publisher(text, self._is_archive) for text in citations)), "")
        if named:
            self._separate(bibl)
            _add(_add(bibl, "publisher"), "orgName", named)
            said = f"“{named}”, publisher of the record, is in no register"
            self._list(
                "archive-unknown",
                said,
                next((spans for name, _, spans in self._source_texts() if name == "citation"), ()),
            )

    def _list(self, code: str, message: str, spans: tuple[Span, ...] = (), hint: str = "") -> None:
        """Something for the editor's list, where it stands."""
        self.said.append(Diagnostic(code, message, span=spans[0] if spans else None, hint=hint))

    def _is_archive(self, name: str) -> bool:
        match = self.matcher.whole(name)
        return match is not None and match.entries[0].element == "orgName" and match.entries[0].kind != "publisher"

    def _printed(self, found: archives.Printed, number: int) -> Element:
        bibl = root("bibl")
        bibl.set("type", "printed")
        bibl.set(ID, f"{self.identifier}-print" + (str(number) if number > 1 else ""))
        bibl.text = found.before
        title = root("title")
        title.text = printable(found.title)
        title.set("level", "m")
        if found.joint:
            bibl.append(title)
            title.tail = found.joint
        if found.editor:
            editor = _add(bibl, "editor")
            match = self.matcher.whole(found.editor)
            if match and match.entry and match.entry.element == "persName":
                _add(editor, "persName", found.editor, ref=match.entry.reference)
            else:
                editor.text = found.editor
            editor.tail = " "
        if not found.joint:
            bibl.append(title)
        bibl[-1].tail = f" {found.pages_prefix} "
        _add(bibl, "biblScope", found.pages, unit="page", **{"from": found.first, "to": found.last})
        return bibl

    def _source_texts(self) -> list[tuple[str, str, tuple[Span, ...]]]:
        """The texts that may name archives, corrected as an editor decided, with where they stand."""
        document = self.understood.document
        given = document.zones.given
        decided = [(name, text, ()) for name in ("source", "citation") for text in given.get(name, ())]
        entries = (e for e in document.zones.entries if e.field in {"source", "citation"} and e.field not in given)
        return [*decided, *((entry.field, self._corrected_words(entry), entry.spans) for entry in entries)]

    def _corrected_words(self, entry: Value) -> str:
        source = self.understood.document.source
        pieces = []
        for span in entry.spans:
            at, text = span.start, ""
            for placed in self._corrections_in(span):
                text += source.text[at : placed.span.start] + placed.decision.reading
                at = placed.span.end
            pieces.append(text + source.text[at : span.end])
        return " ".join(" ".join(pieces).split())

    def _corrections_in(self, span: Span) -> list[Placed]:
        corrections = self.understood.document.settled.corrections
        return sorted((p for p in corrections if span.holds(p.span)), key=lambda p: p.span)

    def _shelfmarks(self, name: str, text: str, spans: tuple[Span, ...]) -> list[archives.Shelfmark]:
        found = archives.shelfmarks(text, self._is_archive)
        if found:
            self.used_corrections += [p for span in spans for p in self._corrections_in(span)]
        elif name == "source" and archives.is_unread(text):
            found = [archives.unread(text)]
            self._list("shelfmark-unknown", f"“{text}” is kept as it stands", spans)
        for mark in found:
            self._look_at(mark, spans)
        return found

    def _look_at(self, mark: archives.Shelfmark, spans: tuple[Span, ...]) -> None:
        """What an editor should look at: an archive that no register knows, an abbreviation that was misread."""
        if mark.repository and not self._is_archive(mark.repository):
            self._list("archive-unknown", f"“{mark.repository}” is in no register", spans)
        for piece in mark.pieces:
            if piece.misread:
                said = f"“{piece.text}” should probably begin with “{piece.misread}”"
                self._list("leaves-misread", said, spans)

    def _original_language(self) -> tuple[str, str]:
        """The language of the original in the record's words, and its tag; both empty if it does not say."""
        translated = map(archives.translated_from, (*self._values("source"), *self._values("citation")))
        name = self._value("language") or next(filter(None, translated), "")
        first = name.partition(",")[0].partition("(")[0]  # "Russian, typescript, 3 pp."
        page = "en"  # the archive's page may be in English, whatever the document is in
        tags = (tag_of(said, language) for said in (name, first) for language in (self._language(), page))
        language = next(filter(None, tags), "")
        return (name, language) if language else ("", "")

    def _manuscript(self, marks: Sequence[archives.Shelfmark]) -> Element:
        """One description: the further shelfmarks are alternatives, as nothing shows two objects."""
        description = root("msDesc")
        description.set(ID, f"{self.identifier}-ms")
        identifier = _add(description, "msIdentifier")
        self._shelfmark(identifier, marks[0])
        for mark in marks[1:]:
            other = _add(identifier, "altIdentifier")
            self._shelfmark(other, mark)
            _add(
                other,
                "note",
                "The record gives this shelfmark beside the first; whether both are one object was not verified.",
            )
        name, language = self._original_language()
        if language:
            item = _add(_add(description, "msContents"), "msItem")
            _add(item, "textLang", name, mainLang=language)
        if self.used_corrections:
            info = _add(_add(description, "additional"), "adminInfo")
            for placed in self.used_corrections:
                decision = placed.decision
                reason = f" {decision.reason}" if decision.reason else ""
                note = f"The transcript reads “{decision.words}”, corrected to “{decision.reading}” in the shelfmark.{reason}"
                who = self.responsible.get(decision.editor, self.responsible[""])
                _add(info, "note", note, resp=f"#{who}")
        return description

    def _shelfmark(self, parent: Element, mark: archives.Shelfmark) -> None:
        if mark.repository:
            repository = _add(parent, "repository", mark.repository)
            match = self.matcher.whole(mark.repository)
            if match and match.entry and match.entry.element == "orgName":
                repository.set("ref", match.entry.reference)
        if not mark.pieces:
            return
        idno = _add(parent, "idno", type="shelfmark")
        for piece in mark.pieces:
            if piece.kind:
                _add(idno, "idno", piece.text, type=piece.kind).tail = piece.after or None
            else:
                append(idno, printable(piece.text + piece.after))

    # -- encodingDesc

    def _encoding(self, description: Element) -> None:
        project = _add(description, "projectDesc")
        for text in PROJECT:
            _add(project, "p", text)
        editorial = _add(description, "editorialDecl")
        for name, attributes, text in EDITORIAL:
            _add(_add(editorial, name, **attributes), "p", text)
        table = self.understood.document.table
        if table.title:
            _add(
                editorial.findall(tei("interpretation"))[0],
                "p",
                f"Signs of the transcript: {table.title}. {table.description}",
            )
        declarations = _add(description, "tagsDecl")
        for rendition in self._renditions():
            scope = {"scope": rendition.scope} if rendition.scope else {}
            _add(declarations, "rendition", rendition.content, scheme="css", selector=rendition.selector, **scope)
        restoring = _add(description, "refsDecl")
        _add(restoring, "p", RESTORING)
        if self.understood.document.signs.footnotes or self.understood.document.signs.endnotes:
            _add(restoring, "p", CALLING)
        kinds = self._categories()
        if kinds:
            taxonomy = _add(_add(description, "classDecl"), "taxonomy")
            taxonomy.set(ID, f"{self.identifier}-doctype")
            for key, label in kinds.items():
                category = _add(taxonomy, "category")
                category.set(ID, f"{self.identifier}-{key}")
                _add(category, "catDesc", label)

    def _renditions(self) -> tuple[Rendition, ...]:
        """How the signs of this document are written back."""
        document = self.understood.document
        signs = [m.sign for m in document.signs.markups]
        signs += [mark.sign for mark in self.understood.tiling.of(Fate.MARK)]
        fired = dict.fromkeys(sign for sign in signs if sign is not None)
        tables = any(block.kind is Kind.TABLE for block in document.blocks)
        return (*document.table.renditions(fired), *(TABLES if tables else ()))

    def _categories(self) -> dict[str, str]:
        """The kinds of document on this page: an identifier and a description each."""
        kinds: dict[str, str] = {}
        for part, one in zip(self.understood.parts, self.correspondences, strict=True):
            if part.kind:
                label = " ".join(filter(None, (part.direction, part.kind)))
                kinds[label.replace(" ", "-")] = label
            if one.enclosed:
                kinds["enclosed-telegram"] = "telegram quoted in full inside another"
        return kinds

    # -- profileDesc

    def _profile(self, description: Element) -> None:
        self._creation(description)
        self._abstract(description)
        usage = _add(description, "langUsage")
        contents = " (translation)" if self._is_translation() else ""
        language = self._language()
        _add(usage, "language", f"{name_of(language) or language}{contents}", ident=language)
        kinds = self._categories()
        if kinds:
            targets = " ".join(f"#{self.identifier}-{key}" for key in kinds)
            _add(_add(description, "textClass"), "catRef", scheme=f"#{self.identifier}-doctype", target=targets)
        many = len(self.correspondences) > 1
        for number, one in enumerate(self.correspondences, 1):
            suffix = f"corresp{number}" if many else "corresp"
            main = self._act(description, one.act, suffix, one.links, one.enclosed, number if many else 0)
            if number == 1 and (many or one.enclosed):
                main.set("default", "true")
        if self.hands.notes:
            notes = _add(description, "handNotes")
            for name, text in self.hands.notes:
                _add(notes, "handNote", text, scope="minor").set(ID, name)

    def _creation(self, description: Element) -> None:
        said = sorted(c.act.sent.dating.first for c in self.correspondences if c.act.sent)
        # days of no known year have no order among the others
        dates = [day for day in said if not is_yearless(day)] or (said if len(set(said)) == 1 else [])
        if not dates:
            return
        creation = _add(description, "creation")
        words = " to ".join(dict.fromkeys(written(d, self.imprint.language) for d in (dates[0], dates[-1])))
        if dates[0] == dates[-1]:
            _add(creation, "date", words, when=dates[0])
        else:
            _add(creation, "date", words, **{"from": dates[0], "to": dates[-1]})

    def _abstract(self, description: Element) -> None:
        zones = self.understood.document.zones
        decided = zones.given.get("abstract")
        entries = [e for e in zones.entries if e.field == "abstract" and e.spans and decided is None]
        if not entries and not decided:
            return
        abstract = _add(description, "abstract", source=f"#{self.identifier}-rec")
        for text in decided or ():
            _add(abstract, "p", text)
        for entry in entries:
            self._corrected_paragraph(_add(abstract, "p"), entry)

    def _corrected_paragraph(self, paragraph: Element, entry: Value) -> None:
        """Words of the record with the editor's corrections beside them."""
        source = self.understood.document.source
        paragraph.text = ""
        for index, span in enumerate(entry.spans):
            at = span.start
            append(paragraph, printable(" " if index else ""))
            for placed in self._corrections_in(span):
                append(paragraph, printable(_folded(source.text[at : placed.span.start])))
                choice = _add(paragraph, "choice")
                _add(choice, "sic", source.slice(placed.span))
                choice.append(corrected(placed.decision, self.responsible))
                at = placed.span.end
            append(paragraph, printable(_folded(source.text[at : span.end])))

    def _act(
        self, description: Element, act: Act, suffix: str, links: Sequence[Link], enclosed: Sequence[Act], number: int
    ) -> Element:
        made = _add(description, "correspDesc")
        made.set(ID, f"{self.identifier}-{suffix}")
        self._actions(made, act)
        inside = {party.text for one in enclosed for party in one.sender}
        announced = [
            k for k in links if k.relation == "enclosure" and any(k.text.endswith(f" of {name}") for name in inside)
        ]
        context = [(link.relation, link.target, link.text) for link in links if link not in announced]
        names = [f"enc{number}-{i}" if number else f"enc{i}" for i in range(1, len(enclosed) + 1)]
        context += [
            ("enclosure", f"#{self.identifier}-{n}", _said(a, self.imprint.language))
            for n, a in zip(names, enclosed, strict=True)
        ]
        if context:
            where = _add(made, "correspContext")
            for relation, target, text in context:
                _add(where, "ref", text, **{n: v for n, v in (("type", relation), ("target", target)) if v})
        if not len(made):
            _add(made, "note", "Neither sender nor addressee is named.")
        for name, inner in zip(names, enclosed, strict=True):
            other = _add(description, "correspDesc", type="enclosed")
            other.set(ID, f"{self.identifier}-corresp-{name}")
            self._actions(other, inner)
            if not len(other):
                _add(other, "note", "Neither sender nor addressee is named.")
        return made

    def _actions(self, made: Element, act: Act) -> None:
        sent = [*act.sender, *([act.origin] if act.origin else [])]
        self._action(made, sent, (act.sent, act.sent_time), type="sent")
        via = [*act.via, *([act.via_place] if act.via_place else [])]
        self._action(made, via, (), type="transmitted")
        to = [*act.addressee, *([act.destination] if act.destination else [])]
        self._action(made, to, (act.received, act.received_time), type="received", subtype="to")
        self._action(made, act.copies, (), note=act.copies_note if act.copies else "", type="received", subtype="cc")

    def _action(
        self, made: Element, parties: Sequence[Party], times: Iterable[When | None], note: str = "", **kind: str
    ) -> None:
        dated = [when for when in times if when is not None]
        if not parties and not dated:
            return
        action = _add(made, "correspAction", **kind)
        for party in parties:
            _party(action, party, self.identifier)
        for when in dated:
            attributes = dict(when.dating.attributes)
            element = _add(action, when.dating.kind, when.text)
            for name, value in attributes.items():
                element.set(name, value)
            if when.inferred:
                element.set("source", f"#{self.identifier}-rec")
        if note:
            _add(action, "note", note)

    # -- the record

    def _values(self, name: str) -> list[str]:
        document = self.understood.document
        return [printable(v) for v in document.zones.values(document.source, name) if v]

    def _value(self, name: str) -> str:
        return next(iter(self._values(name)), "")

    def _language(self) -> str:
        return self.understood.document.practice.language


def _said(act: Act, language: str) -> str:
    names = " to ".join(" and ".join(p.text for p in side) for side in (act.sender, act.addressee) if side)
    date = written(act.sent.dating.first, language) if act.sent else ""
    return ", ".join(filter(None, (f"telegram of {names}" if names else "telegram", date)))


def _unique(parties: Iterable[Party]) -> list[Party]:
    return list({p.key: p for p in parties}.values())


def _party(parent: Element, party: Party, identifier: str) -> Element:
    made = _add(parent, party.element, party.text)
    if party.entry:
        made.set("ref", party.entry.reference)
    if party.inferred:
        made.set("source", f"#{identifier}-rec")
    return made


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    made = etree.SubElement(parent, tei(name))
    for key, value in attributes.items():
        made.set(key, printable(value))
    if text:
        made.text = printable(text)
    return made


def _inline(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """An element after a space, in mixed content."""
    if len(parent):
        parent[-1].tail = " "
    return _add(parent, name, text, **attributes)


def _folded(text: str) -> str:
    """White space folded, one space kept at either end."""
    folded = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + folded + (" " if folded and text[-1:].isspace() else "")


PROJECT: Final = (
    "Encoded from the transcript named in the source description; the archival document itself has not been seen.",
)

EDITORIAL: Final[tuple[tuple[str, dict[str, str], str], ...]] = (
    (
        "correction",
        {"status": "medium", "method": "markup"},
        "Nothing is corrected silently. An evident error of scanning or keying is corrected only by an editor named in "
        "resp, side by side with the reading of the transcript, as sic and corr in a choice.",
    ),
    (
        "normalization",
        {"method": "markup"},
        "Spelling, capitals and forms of names are those of the transcript. Dates, times and names are normalized in "
        'attributes only. A date whose year or month is inferred carries evidence="internal".',
    ),
    ("quotation", {"marks": "all"}, "Quotation marks are kept as characters, in the form the transcript gives them."),
    ("hyphenation", {"eol": "none"}, "Line ends of the transcript are recorded; words are not joined across them."),
    (
        "segmentation",
        {},
        "Each document is a div of type document. Its heads are the captions of the form; div type routing holds "
        "distribution, origin, receipt and series; div type message the letter or telegram proper; div type processing "
        "the notes of the office. Numbered points are paragraphs with a label, since a point may run over several "
        "paragraphs and its end is not marked.",
    ),
    (
        "interpretation",
        {},
        "Tags are the converter's inference from the form and the words of the transcript and from the registers; where "
        "one is in doubt, a certainty element says so. Square brackets in the transcript are not the author's but the translator's or transcriber's. They are "
        "not kept as characters but stand for one of the following. supplied: words added, subaudible where the sentence "
        "needs them, explanation where they identify, undefined where the ground cannot be told. unclear: a doubtful "
        "reading. gap: something not transcribed, not legible or lost, with desc where the transcript describes it. note: "
        "a stamp or a note by another hand, its text after a label that is not its own. A bracket that pairs with "
        "no other stays a character, or is surplus. Round brackets and quotation marks belong to the document. Square "
        "brackets in titles and bibliographic strings of the header are left as characters.",
    ),
    (
        "stdVals",
        {},
        "Dates and times follow ISO 8601 in the Gregorian calendar. No time zone is assumed where none is given.",
    ),
)

CALLING: Final = (
    "What a rendition puts before a footnote is its call and stands on the line of the call; what one puts at its first "
    "line stands at the beginning of the footnote's own line."
)

RESTORING: Final = (
    "An identifier ending in -l and a number marks the element with which that line of the transcript begins; an "
    "identifier without it has no such meaning. What is no part of the document (labels, the archive's page, rules) is "
    "kept in the xenoData of type transcript-residue, a row a line. To restore the transcript, write each numbered line "
    "from the text with the renditions of the tagging declaration applied and white space folded; append the text of a "
    "row “number|text” to the line of that number; where a row is “number=” and a JSON string, that string is the line, "
    "and its words are those of the text; where it is a JSON list of three strings, together they are the line, and the "
    "words of the second are those of the text. Every other line is empty. After a footnote, which stands at its call, "
    "the line of the call goes on. Stop at the number of lines given as the extent of the transcript, join the lines by "
    "the line end and encode them in the encoding that the source description names."
)
