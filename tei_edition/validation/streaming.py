"""Validate a very large file while it is read, in bounded memory: the schema and the ids, not the rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Position, Refusal
from tei_edition.validation import explanations, parsing
from tei_edition.validation.schema import Schema, compiled, shipped

# the tree of a file of this size takes some 200 MB
BYTES_STREAMED: Final = 20_000_000


def is_large(path: Path) -> bool:
    """True if a file is better read in a stream."""
    return path.is_file() and path.stat().st_size > BYTES_STREAMED


def faults(path: Path, schema: Schema | None = None) -> Iterator[Diagnostic]:
    """What the schema forbids in a file, with its lines, and ids that stand twice.

    Example: ``list(faults(Path("corpus.xml")))``
    """
    name = str(path)
    yield Diagnostic("file-large", "this file is read in a stream: schema and ids are checked, rules are not", name)
    doctype = parsing.doctype(path)
    if doctype is not None:
        yield doctype
        return
    events = etree.iterparse(
        str(path),
        events=("start", "end"),
        schema=compiled((schema or shipped()).file(".xsd")),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
    )
    try:
        yield from _ids(events, name)
    except (etree.XMLSyntaxError, Refusal) as error:
        yield from _errors(events, error, name)


def _ids(events: Any, name: str) -> Iterator[Diagnostic]:
    known: set[str] = set()
    for event, element in events:
        identifier = element.get(xml.ID) if event == "start" else None
        if identifier in known:
            said = f"the xml:id “{identifier}” stands on another element already"
            yield Diagnostic("id-duplicate", said, name, Position(xml.line_of(element)))
        elif identifier:
            known.add(identifier)
        if event == "end":
            _forget(element)


def _forget(element: xml.Element) -> None:
    # what has been read is let go of, the element and all before it
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _errors(events: Any, error: Exception, name: str) -> Iterator[Diagnostic]:
    entries = [entry for entry in events.error_log if "SCHEMA" in entry.type_name]
    for entry in entries:
        yield explanations.without_element(entry.message, name, entry.line)
    if not entries:
        position = getattr(error, "position", None) or (1, 0)
        said = Diagnostic("xml-syntax", getattr(error, "msg", None) or str(error), name, Position(*position))
        yield parsing.plain(said)
