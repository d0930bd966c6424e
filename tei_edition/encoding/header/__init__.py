"""The TEI header of a transcript: its record, its archive, the acts of communication, how it was encoded."""

from __future__ import annotations

from tei_edition.diagnostics import Diagnostic
from tei_edition.encoding.header.declarations import encoding_description
from tei_edition.encoding.header.elements import add
from tei_edition.encoding.header.given import Given
from tei_edition.encoding.header.profile import profile_description
from tei_edition.encoding.header.sources import SourceDescription
from tei_edition.encoding.header.statements import publication_statement, title_statement
from tei_edition.encoding.residue import printable
from tei_edition.transcript.decisions import said_of
from tei_edition.xml import ID, SPACE, Element, root


def build(given: Given) -> tuple[Element, list[Diagnostic]]:
    """The ``teiHeader``, and what an editor should look at; the residue is put in when the text is known."""
    header = root("teiHeader")
    sources = SourceDescription(given)
    file = add(header, "fileDesc")
    title_statement(given, add(file, "titleStmt"))
    edition = printable(" ".join(filter(None, (given.imprint.title, given.imprint.version))))
    if edition:
        add(add(file, "editionStmt"), "edition", edition)
    publication_statement(given, add(file, "publicationStmt"))
    sources.add(add(file, "sourceDesc"))
    encoding_description(given, add(header, "encodingDesc"))
    profile_description(given, add(header, "profileDesc"))
    residue = add(header, "xenoData", type="transcript-residue", source=f"#{given.identifier}-src")
    residue.set(ID, f"{given.identifier}-residue")
    residue.set(SPACE, "preserve")
    _revision(given, add(header, "revisionDesc"))
    return header, sources.said


def _revision(given: Given, revision: Element) -> None:
    """That it was encoded, and each decision of an editor: by whom, what, why."""
    change = add(revision, "change", "Encoded from the transcript.", who=f"#{given.identifier}-enc")
    if given.imprint.date:
        change.set("when", given.imprint.date.isoformat())
    for one in given.understood.document.settled.applied:
        add(revision, "change", said_of(one), who=f"#{given.acting(one.editor)}")
