"""The description of the sources: transcript, record, print, archive."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.encoding import archives
from tei_edition.encoding.citations import addresses, cited_date, publisher, record_number
from tei_edition.encoding.header.elements import add, inline, listed
from tei_edition.encoding.header.given import Given
from tei_edition.encoding.printed import Printed, is_all_printed, printed
from tei_edition.encoding.residue import printable
from tei_edition.transcript.dates import single
from tei_edition.transcript.decisions import Placed
from tei_edition.xml import ID, Element, append, root

# what the header says elsewhere and points to the record for
SAID_ELSEWHERE: Final = ("abstract", "addressee", "place", "destination", "dispatch", "receipt")
UNVERIFIED: Final = "The record gives this shelfmark beside the first; whether both are one object was not verified."


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """The ``sourceDesc``: the transcript itself, the record, what is printed, the archive's shelfmarks."""

    given: Given
    used_corrections: list[Placed] = field(default_factory=list)
    said: list[Diagnostic] = field(default_factory=list)

    def add(self, description: Element) -> None:
        """Write the sources, the transcript first."""
        description.append(self._transcript())
        record, citations = self._record()
        if len(record):
            description.append(record)
        sources = [*self.given.values("source"), *citations]
        declared = [printed(text) or text for text in self.given.values("printed")]
        named = _apart(*filter(None, map(printed, sources)), *declared)
        for number, one in enumerate(named, 1):
            description.append(self._printed(one, number))
        found = [
            mark for name, text, spans in self.given.source_texts() for mark in self._shelfmarks(name, text, spans)
        ]
        marks = archives.of_one_archive(found)
        if marks:
            description.append(self._manuscript(marks))
        elif self.given.original_language()[1]:  # no archive is named: the record says it
            name, language = self.given.original_language()
            bibl = next((one for one in description if one.get("type") == "record"), None)
            if bibl is not None:
                inline(bibl, "textLang", name, mainLang=language)

    def _transcript(self) -> Element:
        source = self.given.understood.document.source
        bibl = self._bibl("transcript", "src")
        inline(bibl, "idno", source.name, type="filename")
        inline(bibl, "idno", hashlib.sha256(source.data).hexdigest(), type="SHA-256")
        if source.origin:  # the text was extracted: that digest is the text's, this one the file's
            inline(bibl, "idno", source.origin.digest, type="SHA-256-file")
            inline(bibl, "idno", source.origin.media, type="media-type")
        count = len(source.lines)
        extent = inline(bibl, "extent")
        add(extent, "measure", f"{count} lines" if count != 1 else "1 line", unit="line", quantity=str(count))
        inline(bibl, "note", source.encoding, type="encoding")
        inline(bibl, "note", source.ending, type="line-end")
        if source.mark:
            inline(bibl, "note", source.mark.hex().upper(), type="byte-order-mark")
        return bibl

    def _record(self) -> tuple[Element, list[str]]:
        """The record on the archive's page, and citations that may name other sources."""
        bibl = self._bibl("record", "rec")
        citations = self.given.values("citation")
        for name, text, attributes in self._described(citations):
            listed(bibl, name, text, **attributes)
        self._record_publisher(bibl, citations)
        self._record_numbers(bibl, citations)
        rights = self.given.values("rights")
        if rights:
            availability = add(bibl, "availability", status="unknown")
            for paragraph in rights:
                add(availability, "p", paragraph)
        noted = any(party.inferred for one in self.given.correspondences for party in one.act.copies)
        if not len(bibl) and (noted or any(map(self.given.values, SAID_ELSEWHERE))):
            # it stands on the transcript's own page
            inline(bibl, "idno", self.given.understood.document.source.name, type="filename")
        return bibl, citations

    def _bibl(self, kind: str, suffix: str) -> Element:
        bibl = root("bibl")
        bibl.set("type", kind)
        bibl.set(ID, f"{self.given.identifier}-{suffix}")
        return bibl

    def _described(self, citations: Sequence[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
        """What the record says the document is: elements, their text and attributes, in the order of a citation."""
        series = " ".join(self.given.values("series"))
        if series:
            yield "title", series, {"level": "s"}
        title = self.given.value("title") or self.given.cited_title()
        if title:
            yield "title", title, {"level": "a"}
        for author in self.given.values("author"):
            yield "author", author, {}
        date = self.given.value("date") or next(filter(None, map(cited_date, citations)), "")
        if date:
            dated = single(date, self.given.understood.document.calendar)
            yield "date", date, {"when": dated.when} if dated else {}

    def _record_numbers(self, bibl: Element, citations: Sequence[str]) -> None:
        """Addresses of the record, with the number that one has; and numbers that no address has."""
        texts = (*self.given.values("url"), *self.given.values("source"), *citations)
        numbered: list[str] = []
        for address in dict.fromkeys(a for text in texts for a in addresses(text)):
            listed(bibl, "idno", address, type="URL")
            number = record_number(address)
            if number:
                numbered.append(number)
                inline(bibl, "idno", number, type="record")
        for number in self.given.values("record"):
            if number not in numbered:
                inline(bibl, "idno", number, type="record")
        for number in self.given.numbers():
            inline(bibl, "idno", number, type="registry")

    def _record_publisher(self, bibl: Element, citations: Sequence[str]) -> None:
        """The publisher of the page: an organization of that kind in the citation, else in the statement of rights.

        One that no register knows is kept in the citation's words.
        """
        for text in (*citations, *self.given.values("rights")):
            for match in self.given.matcher.find(text):
                if match.entry and match.entry.element == "orgName" and match.entry.kind == "publisher":
                    holder = listed(bibl, "publisher")
                    add(holder, "orgName", text[match.span.start : match.span.end], ref=match.entry.reference)
                    return
        named = next(filter(None, (publisher(text, self._is_archive) for text in citations)), "")
        if named:
            add(listed(bibl, "publisher"), "orgName", named)
            cited = (spans for name, _, spans in self.given.source_texts() if name == "citation")
            said = f"“{named}”, publisher of the record, is in no register"
            self._list("archive-unknown", said, next(cited, ()))

    def _list(self, code: str, message: str, spans: tuple[Span, ...]) -> None:
        """Something for the editor's list, where it stands."""
        self.said.append(Diagnostic(code, message, span=spans[0] if spans else None))

    def _is_archive(self, name: str) -> bool:
        match = self.given.matcher.whole(name)
        return match is not None and match.entries[0].element == "orgName" and match.entries[0].kind != "publisher"

    def _printed(self, found: Printed | str, number: int) -> Element:
        """A printed source, divided as far as it can be."""
        bibl = self._bibl("printed", "print" + (str(number) if number > 1 else ""))
        if isinstance(found, str):
            bibl.text = printable(found)
            return bibl
        at = 0
        for name, span in found.parts:
            append(bibl, printable(found.text[at : span.start]))
            self._part_of_printed(bibl, name, found.said(span))
            at = span.end
        append(bibl, printable(found.text[at:]))
        return bibl

    def _part_of_printed(self, bibl: Element, name: str, said: str) -> None:
        if name == "title":
            add(bibl, "title", said, level="m")
        elif name == "pages":
            numbers = re.findall(r"\d+", said)
            add(bibl, "biblScope", said, unit="page", **{"from": numbers[0], "to": numbers[-1]})
        else:
            match = self.given.matcher.whole(said)
            known = match.entry if match and match.entry and match.entry.element == "persName" else None
            editor = add(bibl, "editor", "" if known else said)
            if known:
                add(editor, "persName", said, ref=known.reference)

    def _shelfmarks(self, name: str, text: str, spans: tuple[Span, ...]) -> list[archives.Shelfmark]:
        found = [] if is_all_printed(text) else archives.shelfmarks(text, self._is_archive)
        if found:
            self.used_corrections.extend([p for span in spans for p in self.given.corrections_in(span)])
        elif name == "source" and archives.is_unread(text) and printed(text) is None:
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

    def _manuscript(self, marks: Sequence[archives.Shelfmark]) -> Element:
        """One description: the further shelfmarks are alternatives, as nothing shows two objects."""
        description = root("msDesc")
        description.set(ID, f"{self.given.identifier}-ms")
        identifier = add(description, "msIdentifier")
        self._shelfmark(identifier, marks[0])
        for mark in (mark for mark in marks[1:] if mark.pieces):  # an archive alone gives no number to find it by
            other = add(identifier, "altIdentifier")
            self._shelfmark(other, mark)
            add(other, "note", UNVERIFIED)
        name, language = self.given.original_language()
        if language:
            item = add(add(description, "msContents"), "msItem")
            add(item, "textLang", name, mainLang=language)
        if self.used_corrections:
            info = add(add(description, "additional"), "adminInfo")
            for placed in self.used_corrections:
                decision = placed.decision
                reason = f" {decision.reason}" if decision.reason else ""
                note = f"The transcript reads “{decision.words}”, corrected to “{decision.reading}” in the shelfmark.{reason}"
                add(info, "note", note, resp=f"#{self.given.acting(decision.editor)}")
        return description

    def _shelfmark(self, parent: Element, mark: archives.Shelfmark) -> None:
        if mark.repository:
            repository = add(parent, "repository", mark.repository)
            match = self.given.matcher.whole(mark.repository)
            if match and match.entry and match.entry.element == "orgName":
                repository.set("ref", match.entry.reference)
        if not mark.pieces:
            return
        idno = add(parent, "idno", type="shelfmark")
        for piece in mark.pieces:
            if piece.kind:
                add(idno, "idno", piece.text, type=piece.kind).tail = piece.after or None
            else:
                append(idno, printable(piece.text + piece.after))


def _apart(*sources: Printed | str) -> list[Printed | str]:
    """Printed sources in order, each once: the same citation with other marks is the same."""
    named: dict[str, Printed | str] = {}
    for one in sources:
        text = one if isinstance(one, str) else one.text
        named.setdefault("".join(filter(str.isalnum, text)).casefold(), one)
    return list(named.values())
