"""Validate a very large file while it is read, in bounded memory: the schema and the ids, not the rules.

Only a file that turns out to be invalid is read whole, since a stream cannot tell on which line a fault is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Position
from tei_edition.validation import parsing, schema
from tei_edition.validation.schema import Schema

# the tree of a file of this size takes some 200 MB
BYTES_STREAMED: Final = 20_000_000


def is_large(path: Path) -> bool:
    """True if a file is better read in a stream."""
    return path.is_file() and path.stat().st_size > BYTES_STREAMED


def faults(path: Path, by: Schema) -> Iterator[Diagnostic]:
    """What the schema forbids in a file, with its lines, and ids that stand twice.

    Example: ``list(faults(Path("corpus.xml"), schema.shipped()))``
    """
    yield Diagnostic(
        "file-large", "this file is read in a stream: schema and ids are checked, rules are not", str(path)
    )
    doctype = parsing.doctype(path)
    if doctype is not None:
        yield doctype
        return
    events = etree.iterparse(
        str(path),
        events=("start", "end"),
        schema=schema.compiled(by.file(".xsd")),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
    )
    try:
        yield from _doubled(events, str(path))
    except etree.XMLSyntaxError:
        read = parsing.read(path)
        yield from [read] if isinstance(read, Diagnostic) else schema.faults(read, by)


def _doubled(events: Any, name: str) -> Iterator[Diagnostic]:
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
