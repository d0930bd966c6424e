"""Transcripts of archival documents in, a scholarly edition out.

The line as functions, each also a command::

    source = read("transcripts/telegram-12.txt")   # bytes, decoded once
    document = encode(source, edition="my-edition") # TEI that gives the transcript back
    write(document, "telegram-12.xml")
    validate(["telegram-12.xml"])                   # messages with lines
    build("my-edition")                             # website and book
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei_edition.building import Outcome
    from tei_edition.diagnostics import Diagnostic
    from tei_edition.transcript.source import Source
    from tei_edition.xml import Element, Tree

__all__ = ["build", "encode", "read", "validate", "write"]

# each function imports its station when it is called: a reader of transcripts need not load a typesetter


def read(path: str | Path) -> Source:
    """Read a transcript: its bytes, its encoding and its text.

    Raises:
        Refusal: the file is missing or cannot be read.

    Example: ``read("xml/transcripts/telegram-3777.txt").encoding``
    """
    from tei_edition.transcript.readers import read as read_transcript

    return read_transcript(Path(path))


def encode(source: Source, *, edition: str | Path | None = None, identifier: str | None = None) -> Element:
    """Encode a transcript as TEI, from which it can be restored byte for byte.

    With an ``edition`` folder its registers, decisions, layouts and settings are used; ``identifier`` is the
    document's ``xml:id``, by default made of the file's name. Returns the ``TEI`` element.

    Raises:
        Refusal: the edition's settings, registers or decisions cannot be read.
    """
    from tei_edition.edition import open_edition
    from tei_edition.encoding.tei import Encoder, identifier_of
    from tei_edition.practice import encoder
    from tei_edition.transcript import decisions
    from tei_edition.xml import associated, parse, serialize

    name = identifier or identifier_of(Path(source.name).stem)
    if edition is None:
        return Encoder().encode(source, name).root
    opened = open_edition(Path(edition))
    decided = opened.decisions(name)
    made = encoder(opened).encode(source, name, decisions.load(decided), str(decided)).root
    # with the lines that lead an XML editor to the schema, as convert writes them
    return parse(associated(serialize(made), opened.schema)).getroot()


def write(document: Element | Tree, path: str | Path) -> None:
    """Write a TEI document, whole or not at all: at any moment either the old or the new file stands."""
    from tei_edition.xml import serialize, write_atomically

    write_atomically(Path(path), serialize(document))


def validate(paths: Sequence[str | Path]) -> list[Diagnostic]:
    """Validate TEI files or edition folders: what is wrong, on which line, and what to do; empty if nothing is."""
    from tei_edition.validation import validate as validate_paths

    return list(validate_paths([Path(path) for path in paths]))


def build(edition: str | Path) -> Outcome:
    """Make the website and the book of an edition folder, in its ``dist/``.

    Raises:
        Refusal: there is nothing to build, or a stylesheet failed; what was built before is untouched.
    """
    from tei_edition.building import build as build_edition
    from tei_edition.edition import open_edition

    return build_edition(open_edition(Path(edition)))
