"""Read an ODD: merge what it imports, and find its mistakes with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from tei_edition import resources, transform, xml
from tei_edition.diagnostics import Diagnostic, Position, Refusal

ODD: Final = "urn:tei-edition:odd"
LINE: Final = f"{{{ODD}}}line"
FILE: Final = f"{{{ODD}}}file"
OURS: Final = "tei-edition.odd"


def flatten(path: Path) -> xml.Tree:
    """An ODD with all that it imports merged in, its mistakes looked for.

    Raises:
        Refusal: it cannot be read, imports in a circle, or has mistakes, each with its line.
    """
    flat = _merged(path, ())
    mistakes = tuple(_mistakes(flat))
    if mistakes:
        raise Refusal(*mistakes)
    etree.strip_attributes(flat, LINE, FILE)
    return flat


def name(flat: xml.Tree) -> str:
    """The name of the schema, and of the files it compiles to."""
    return str(_schema(flat).get("ident"))


def _schema(tree: xml.Tree) -> xml.Element:
    found = tree.find(f".//{xml.tei('schemaSpec')}")
    if found is None:
        raise Refusal(Diagnostic("odd-mistake", "there is no schemaSpec in this file"))
    return found


def _merged(path: Path, through: tuple[Path, ...]) -> xml.Tree:
    home = path.resolve()
    if home in through:
        raise Refusal(Diagnostic("odd-mistake", f"“{path}” imports itself", str(path)))
    tree = xml.read(path)
    _remember_places(tree, path)
    try:
        source = _schema(tree).get("source")
    except Refusal as refusal:
        raise Refusal(*(d.at(path) for d in refusal.diagnostics)) from None
    base = _merged(_imported(source, path), (*through, home)) if source else None
    parameters: dict[str, transform.Parameter] = {"base": base} if base is not None else {}
    merged = transform.stylesheet(resources.xslt("odd/10-import.xsl")).apply(tree, parameters)
    return etree.fromstring(merged.text.encode(), xml.parser()).getroottree()


def _imported(source: str, path: Path) -> Path:
    # an edition's own ODD names ours without knowing where it was installed
    beside = path.parent / source
    return beside if beside.is_file() or source != OURS else resources.schema(OURS)


def _remember_places(tree: xml.Tree, path: Path) -> None:
    for element in tree.iter(f"{{{xml.TEI}}}*"):
        element.set(LINE, str(element.sourceline))
        element.set(FILE, str(path))


def _mistakes(flat: xml.Tree) -> Iterator[Diagnostic]:
    said = transform.stylesheet(resources.xslt("odd/20-check.xsl")).apply(flat).text
    for mistake in etree.fromstring(said.encode(), xml.parser()).iter("mistake"):
        yield Diagnostic(
            "odd-mistake",
            mistake.text or "",
            mistake.get("file", ""),
            Position(int(mistake.get("line") or 1)),
        )


def ambiguities(schema: bytes, path: Path) -> Iterator[Diagnostic]:
    """Content models in which a parser could not tell which part an element belongs to."""
    document = etree.fromstring(schema, xml.parser(), base_url=str(resources.schema("tei-edition.xsd")))
    try:
        etree.XMLSchema(document)
    except etree.XMLSchemaParseError as error:
        for entry in error.error_log:
            yield Diagnostic("odd-mistake", _ambiguity(entry.message, document, entry.line), str(path))


def _ambiguity(message: str, schema: xml.Element, line: int) -> str:
    if "not determinist" not in message:
        return f"the schema cannot be compiled: {re.sub(r'{[^}]*}', '', message)}"
    names = [e.get("name", "") for e in schema.iterchildren() if xml.line_of(e) <= line and e.get("name")]
    return f"the content of “{names[-1]}” is ambiguous: the same element may follow in two ways"
