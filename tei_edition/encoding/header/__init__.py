"""The TEI header of a transcript: its record, its archive, the acts of communication, how it was encoded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tei_edition.diagnostics import Diagnostic
from tei_edition.encoding.header.declarations import EncodingDescription
from tei_edition.encoding.header.elements import add
from tei_edition.encoding.header.given import Given
from tei_edition.encoding.header.profile import Profile
from tei_edition.encoding.header.sources import SourceDescription
from tei_edition.encoding.header.statements import FileStatements
from tei_edition.encoding.residue import printable
from tei_edition.transcript.decisions import said_of
from tei_edition.xml import ID, SPACE, Element, root


@dataclass(frozen=True, slots=True)
class Header:
    """Builds a header; made once a document."""

    given: Given
    said: list[Diagnostic] = field(default_factory=list)

    def build(self) -> Element:
        """The ``teiHeader``; the residue is put in afterwards, when the text is known."""
        header = root("teiHeader")
        description = add(header, "fileDesc")
        FileStatements(self.given).titles(add(description, "titleStmt"))
        if self.given.imprint.version or self.given.imprint.title:
            edition = add(add(description, "editionStmt"), "edition")
            edition.text = printable(" ".join(filter(None, (self.given.imprint.title, self.given.imprint.version))))
        FileStatements(self.given).publication(add(description, "publicationStmt"))
        SourceDescription(self.given, said=self.said).add(add(description, "sourceDesc"))
        EncodingDescription(self.given).add(add(header, "encodingDesc"))
        Profile(self.given).add(add(header, "profileDesc"))
        residue = add(header, "xenoData", type="transcript-residue", source=f"#{self.given.identifier}-src")
        residue.set(ID, f"{self.given.identifier}-residue")
        residue.set(SPACE, "preserve")
        revision = add(header, "revisionDesc")
        change = add(revision, "change", "Encoded from the transcript.", who=f"#{self.given.identifier}-enc")
        if self.given.imprint.date:
            change.set("when", self.given.imprint.date.isoformat())
        for editor, said in self._decided():
            add(revision, "change", said, who=f"#{self.given.responsible.get(editor, self.given.responsible[''])}")
        return header

    def _decided(self) -> Iterator[tuple[str, str]]:
        """Each decision in words: by whom, what, why."""
        for one in self.given.understood.document.settled.applied:
            yield one.editor, said_of(one)
