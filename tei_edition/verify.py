"""Prove that nothing is lost: restore each transcript from its TEI alone and compare, byte for byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Position, Refusal
from tei_edition.differences import words_that_differ
from tei_edition.edition import Edition
from tei_edition.encoding import inverse
from tei_edition.encoding.inverse import Restored
from tei_edition.encoding.tei import identifier_of
from tei_edition.hand_work import reformatted
from tei_edition.transcript.readers import read
from tei_edition.xml import Tree


@dataclass(frozen=True, slots=True)
class Verified:
    """One document: whether its transcript comes back, and what differs.

    ``is_reformatted`` is true where an XML editor has put white space between words and tags, so that spaces come from
    what convert wrote last.
    """

    document: Path
    transcript: str
    digest: str
    diagnostics: tuple[Diagnostic, ...]
    is_reformatted: bool = False

    @property
    def is_proved(self) -> bool:
        """Every byte comes back."""
        return not self.diagnostics


def verify(edition: Edition) -> tuple[Verified, ...]:
    """Verify every document of an edition, and that every transcript has one.

    Example: ``all(v.is_proved for v in verify(open_edition(Path("xml"))))``
    """
    verified = [verify_document(path, edition) for path in edition.documents]
    named = {v.transcript for v in verified}
    verified += [
        Verified(edition.document(identifier_of(path.stem)), path.name, "", _missing(path, edition))
        for path in edition.transcripts
        if path.name not in named and not edition.document(identifier_of(path.stem)).exists()
    ]
    return tuple(verified)


def _missing(path: Path, edition: Edition) -> tuple[Diagnostic, ...]:
    """Why a transcript has no document: nobody converted it, or it is something that no reader reads."""
    try:
        read(path, edition.settings.conversion.encoding)
    except Refusal as refusal:
        return refusal.diagnostics
    return (Diagnostic("document-missing", f"“{path.name}” has no TEI document", str(path)),)


def verify_document(path: Path, edition: Edition | None = None) -> Verified:
    """Verify one document; with its edition, against the transcript file as well as against the digest it states."""
    made: Restored | None = None
    refused: tuple[Diagnostic, ...] = ()
    try:
        made = restored(xml.read(path), path)
    except Refusal as refusal:
        refused = refusal.diagnostics
    proved = made is not None and made.is_proved
    smooth = None if proved or edition is None else _smooth(path, made, edition.generated(path.stem))
    made = smooth or made
    if made is None:
        return Verified(path, "", "", refused)
    statement = made.statement
    diagnostics = list(made.diagnostics)
    differs = hashlib.sha256(made.data).hexdigest() != statement.digest
    if edition is not None:
        diagnostics += _against_file(path, made, edition)
    if differs and not diagnostics:
        message = "what the TEI gives back has another digest than the transcript it was made from"
        diagnostics.append(Diagnostic("restored-differs", message, str(path), Position(1)))
    return Verified(path, statement.filename, statement.digest, tuple(diagnostics), smooth is not None)


def _smooth(path: Path, made: Restored | None, generated: Path) -> Restored | None:
    """What a re-indented document gives with the spaces that convert wrote; None if it gives the same."""
    try:
        data = reformatted.as_generated(xml.read_bytes(path), xml.read_bytes(generated))
        smooth = restored(xml.parse(data, str(path)), path)
    except Refusal:
        return None
    if made is None:
        return smooth if smooth.is_proved else None
    if smooth.lines == made.lines:
        return None
    return replace(smooth, sources=made.sources, diagnostics=tuple(_at_home(smooth, made)))


def _at_home(smooth: Restored, made: Restored) -> Iterator[Diagnostic]:
    """What still differs, at the lines of the file as it is."""
    for one in smooth.diagnostics:
        yield replace(one, position=Position(made.sources.get(one.transcript_line, 1)))


def restored(tree: Tree, path: Path) -> Restored:
    """The transcript that a document gives back."""
    return inverse.transcript(tree, str(path))


def _against_file(path: Path, made: Restored, edition: Edition) -> list[Diagnostic]:
    """Compare with the transcript file line by line, so that a changed word is shown where it stands."""
    name = made.statement.filename
    file = _file_called(Path(name).name, edition)
    if file is None:
        return [Diagnostic("transcript-missing", f"there is no “{name}” in transcripts/", str(path), Position(1))]
    data = xml.read_bytes(file)
    if data == made.data:
        return []
    statement = made.statement
    if hashlib.sha256(data).hexdigest() != (statement.file_digest or statement.digest):
        message = f"“{file.name}” has changed since the TEI was made"
        return [Diagnostic("transcript-changed", message, str(file), Position(1))]
    try:
        source = read(file, edition.settings.conversion.encoding)
    except Refusal as refusal:
        return list(refusal.diagnostics)
    if source.data == made.data:
        return []
    if hashlib.sha256(source.data).hexdigest() != statement.digest:
        message = f"“{file.name}” is the same, but other text is read from it than when the TEI was made"
        return [Diagnostic("transcript-changed", message, str(file), Position(1))]
    return _changed_lines(path, made, [line.text for line in source.lines])


def _file_called(name: str, edition: Edition) -> Path | None:
    """The transcript of this name; XML does not tell several spaces, or a tab, from one."""
    file = edition.root / "transcripts" / name
    if name and file.is_file():
        return file
    return next((path for path in edition.transcripts if " ".join(path.name.split()) == name), None)


def _changed_lines(path: Path, made: Restored, lines: list[str]) -> list[Diagnostic]:
    said = {d.position.line for d in made.diagnostics if d.position}
    found = []
    for number, (has, wanted) in enumerate(zip(made.lines, lines, strict=False), 1):
        at = made.sources.get(number, 1)
        if has != wanted and at not in said:
            places = words_that_differ(has, wanted)
            shown = "; ".join(f"the TEI has “{mine}”, the transcript “{other}”" for mine, other in places)
            message = f"line {number} of the transcript: {shown}"
            found.append(Diagnostic("restored-differs", message, str(path), Position(at), transcript_line=number))
    if len(made.lines) != len(lines):
        message = f"the TEI gives {len(made.lines)} lines back, the transcript has {len(lines)}"
        found.append(Diagnostic("restored-differs", message, str(path), Position(1)))
    return found
