"""The entries of an edition's registers that nothing in it points to: told, never taken out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tei_edition import xml
from tei_edition.edition import Edition
from tei_edition.registers.register import Entry, load


def unmentioned(edition: Edition) -> tuple[Entry, ...]:
    """The entries that no document, no text and no other entry points to, in the order of the registers.

    None where the edition has no documents yet, since nothing could point to them.

    Raises:
        Refusal: a register, document or text cannot be read.
    """
    if not edition.documents:
        return ()
    pointed = {target for path in (*edition.documents, *edition.texts, *edition.registers) for target in _targets(path)}
    return tuple(entry for entry in load(edition.registers) if (entry.file, entry.identifier) not in pointed)


def _targets(path: Path) -> Iterator[tuple[str, str]]:
    """The file and the identifier that each pointer of a file names."""
    for element in xml.read(path).getroot().iter():
        for value in element.attrib.values() if isinstance(element.tag, str) else ():
            for pointer in str(value).split():
                file, sign, identifier = pointer.partition("#")
                if sign:
                    yield file.rpartition("/")[2] or path.name, identifier
