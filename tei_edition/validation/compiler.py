"""ODD → XML Schema, RELAX NG, Schematron and its stylesheet, and what messages say is allowed."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lxml import etree

from tei_edition import resources, transform, xml
from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.edition import OUR_SCHEMA, Edition, own_schema
from tei_edition.validation import manual, odd

__all__ = ["Compiled", "associate", "compile_odd", "install", "write"]

SCHEMATRON: Final = "http://purl.oclc.org/dsdl/schematron"
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
    files = dict(_schemas(flat.tree, flat.name, odd.digest(path)))
    mistakes = (*odd.ambiguities(files[f"{flat.name}.xsd"], flat), *_unruly(files[f"{flat.name}-rules.xsl"], flat))
    if mistakes:
        raise Refusal(*mistakes)
    return Compiled(flat.name, files | manual.pages(flat.tree))


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


def _schemas(flat: xml.Tree, name: str, digest: str) -> Iterator[tuple[str, bytes]]:
    for suffix, stylesheet in WRITERS.items():
        yield f"{name}{suffix}", _written_by(stylesheet, flat)
    yield f"{name}-rules.xsl", _written_by("rules.xsl", _rules(flat))
    yield f"{name}-allowed.json", _written_by("allowed.xsl", flat, {"digest": digest})
    yield "xml.xsd", resources.schema("xml.xsd").read_bytes()


def _unruly(stylesheet: bytes, flat: odd.Flat) -> Iterator[Diagnostic]:
    """Rules whose tests are no XPath, each at its line in the ODD."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.xsl"
        path.write_bytes(stylesheet)
        try:
            transform.Stylesheet(path)
        except Refusal as refusal:
            for said in refusal.diagnostics:
                yield _unruly_rule(stylesheet, said, flat)


def _unruly_rule(stylesheet: bytes, said: Diagnostic, flat: odd.Flat) -> Diagnostic:
    before = b"\n".join(stylesheet.split(b"\n")[: said.position.line if said.position else 0])
    number = before.count(b'<xsl:template name="said:')
    rules = [e for e in flat.tree.iter(xml.tei("constraintSpec")) if _patterns(e)]
    numbered = [e.get("ident", "") for e in rules for _ in range(_patterns(e))]
    ident = numbered[number - 1] if 0 < number <= len(numbered) else ""
    # the parser's own account, without the place in a file that nobody sees
    reason = re.sub(r"^.*?(XP\w\w\d{4}|XT\w\w\d{4}):?\s*|\s*(Error in \{|(on|at) line \d+).*$", "", said.message)
    return flat.mistake(ident, f"the rule “{ident}” cannot be compiled: {reason}")


def _patterns(spec: xml.Element) -> int:
    """How many patterns a declaration of rules becomes."""
    own = spec.findall(f"{xml.tei('constraint')}/{{{SCHEMATRON}}}pattern")
    return len(own) + (spec.find(f"{xml.tei('constraint')}/{{{SCHEMATRON}}}rule") is not None)


def _rules(flat: xml.Tree) -> xml.Tree:
    return etree.fromstring(_written_by("sch.xsl", flat), xml.parser()).getroottree()


def _written_by(stylesheet: str, source: xml.Tree, parameters: Mapping[str, str] = MappingProxyType({})) -> bytes:
    return transform.stylesheet(resources.xslt(f"odd/{stylesheet}")).apply(source, parameters).text.encode()
