"""ODD → XML Schema, RELAX NG, Schematron and its stylesheet, and what messages say is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from tei_edition import resources, transform, xml
from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.edition import OUR_SCHEMA, Edition, own_schema
from tei_edition.validation import manual, odd

__all__ = ["Compiled", "associate", "compile_odd", "install", "write"]

WRITERS: Final = {".xsd": "xsd.xsl", ".rng": "rng.xsl", ".sch": "sch.xsl"}


@dataclass(frozen=True, slots=True)
class Compiled:
    """What an ODD compiles to: file names and their bytes, in the order in which they are made."""

    name: str
    files: dict[str, bytes]


def compile_odd(path: Path) -> Compiled:
    """Compile an ODD.

    Raises:
        Refusal: the ODD cannot be read or has mistakes, each with its line.

    Example: ``write(compile_odd(Path("schema/tei-edition.odd")), Path("schema"))``
    """
    flat = odd.flatten(path)
    name = odd.name(flat)
    files = dict(_schemas(flat, name))
    mistakes = tuple(odd.ambiguities(files[f"{name}.xsd"], path))
    if mistakes:
        raise Refusal(*mistakes)
    return Compiled(name, files | manual.pages(flat))


def write(compiled: Compiled, folder: Path) -> tuple[Path, ...]:
    """Write the files of a compiled ODD into a folder; those that are already as they should be stay untouched."""
    written = []
    for name, data in compiled.files.items():
        target = folder / name
        if not target.is_file() or target.read_bytes() != data:
            xml.write_atomically(target, data)
            written.append(target)
    for page in (folder / manual.FOLDER).glob("*.html") if f"{manual.FOLDER}/index.html" in compiled.files else ():
        # a page whose element has gone would still be found by a search
        if f"{manual.FOLDER}/{page.name}" not in compiled.files:
            page.unlink()
    return tuple(written)


def install(folder: Path) -> tuple[Path, ...]:
    """Copy our compiled schema into an edition's ``schema/``, where the xml-model lines of its files point.

    Returns:
        The files that were written; none if they are already there, or if the edition has a schema of its own.
    """
    if own_schema(folder):
        return ()
    names = [f"{OUR_SCHEMA}{suffix}" for suffix in xml.MODELS]
    shipped = Compiled(OUR_SCHEMA, {name: resources.schema(name).read_bytes() for name in names})
    return write(shipped, folder / "schema")


def associate(edition: Edition) -> tuple[Path, ...]:
    """Give every file of an edition the lines by which an XML editor finds its schema; returns the files changed.

    Example: ``associate(open_edition(Path("xml")))``
    """
    changed = []
    for path in (*edition.documents, *edition.registers, *edition.texts):
        data = xml.read_bytes(path)
        tied = xml.associated(data, edition.schema)
        if tied != data:
            xml.write_atomically(path, tied)
            changed.append(path)
    return tuple(changed)


def _schemas(flat: xml.Tree, name: str) -> Iterator[tuple[str, bytes]]:
    for suffix, stylesheet in WRITERS.items():
        yield f"{name}{suffix}", _written_by(stylesheet, flat)
    yield f"{name}-rules.xsl", _written_by("rules.xsl", _rules(flat))
    yield f"{name}-allowed.json", _written_by("allowed.xsl", flat)
    yield "xml.xsd", resources.schema("xml.xsd").read_bytes()


def _rules(flat: xml.Tree) -> xml.Tree:
    return etree.fromstring(_written_by("sch.xsl", flat), xml.parser()).getroottree()


def _written_by(stylesheet: str, source: xml.Tree) -> bytes:
    return transform.stylesheet(resources.xslt(f"odd/{stylesheet}")).apply(source).text.encode()


def stylesheet_of_rules(schematron: Path) -> str:
    """A Schematron schema as the stylesheet that finds what it forbids.

    Raises:
        Refusal: it is no Schematron, or its tests are no XPath.
    """
    tree = xml.read(schematron)
    if xml.local(tree.getroot()) != "schema":
        raise Refusal(Diagnostic("schema-unreadable", "this is no Schematron schema", str(schematron)))
    return transform.stylesheet(resources.xslt("odd/rules.xsl")).apply(tree).text
