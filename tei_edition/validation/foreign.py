"""Validate by another project's schema: RELAX NG, XML Schema 1.0 or 1.1, Schematron.

Nobody knows how long a foreign schema takes: it is read and run in a child process, and ended at a limit.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from lxml import etree

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Position, Refusal
from tei_edition.validation import compiler, parsing, report, rules, validating
from tei_edition.validation.relaxng import RNG, simplify
from tei_edition.validation.report import Report
from tei_edition.validation.sheet import Sheet

SECONDS: Final = 120
XSD: Final = "{http://www.w3.org/2001/XMLSchema}schema"
MIN_VERSION: Final = "{http://www.w3.org/2007/XMLSchema-versioning}minVersion"
SCHEMATRON: Final = "{http://purl.oclc.org/dsdl/schematron}"
# libxml2 tells of a fault once where it is and again for every element around it
ECHOES: Final = ("failed to validate content", "has extra content", "failed to validate attributes")

Check = Callable[[Sheet], Iterable[Diagnostic]]


def check(paths: Sequence[Path], schemas: Sequence[Path], seconds: int = SECONDS) -> Report:
    """Validate by foreign schemas instead of ours; one report on all of them.

    Example: ``check([Path("letters")], [Path("tei_all.rng")], seconds=60)``
    """
    files = tuple(file for group in validating.groups(paths) for file in group.files)
    found = [d for schema in schemas for d in _in_a_child(schema, files, seconds)]
    return report.of(files, found)


def _in_a_child(schema: Path, files: Sequence[Path], seconds: int) -> list[Diagnostic]:
    command = [sys.executable, "-m", "tei_edition.validation.foreign", str(schema)]
    names = "\n".join(str(file) for file in files)
    try:
        # the interpreter and the module are ours; the paths are data on its standard input
        done = subprocess.run(command, input=names, capture_output=True, text=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return [Diagnostic("schema-timeout", f"the schema was not done after {seconds} seconds", str(schema))]
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2] or f"it ended with code {done.returncode}"
        return [Diagnostic("schema-unreadable", f"the schema could not be run: {last}", str(schema))]
    return [_revived(row) for row in json.loads(done.stdout)]


def _revived(row: dict[str, Any]) -> Diagnostic:
    position = Position(**row.pop("position")) if row["position"] else row.pop("position")
    row.pop("span")
    return Diagnostic(position=position, **row)


# ---- in the child


def run(schema: Path, files: Iterable[Path]) -> Iterator[Diagnostic]:
    """Validate files by a schema in this process, without a limit."""
    try:
        checks = _reader(schema)(schema)
    except Refusal as refusal:
        yield from (replace(parsing.plain(d), code="schema-unreadable") for d in refusal.diagnostics)
        return
    for file in files:
        read = parsing.read(file)
        if isinstance(read, Sheet):
            yield from checks(read)
        else:
            yield read


def _reader(schema: Path) -> Callable[[Path], Check]:
    root = xml.read(schema).getroot()
    if root.tag == XSD:
        return _xsd11 if root.get(MIN_VERSION) == "1.1" else _xsd10
    if root.tag.startswith(RNG):
        return _relaxng
    if root.tag == f"{SCHEMATRON}schema":
        return _schematron
    said = f"“{xml.local(root)}” begins no RELAX NG, XML Schema or Schematron"
    raise Refusal(Diagnostic("schema-unreadable", said, str(schema)))


def _relaxng(schema: Path) -> Check:
    root = xml.read(schema).getroot()
    simple = etree.fromstring(etree.tostring(simplify(root)), xml.parser(), base_url=str(schema.resolve()))
    try:
        grammar = etree.RelaxNG(simple)
    except etree.RelaxNGError as error:
        raise Refusal(Diagnostic("schema-unreadable", f"this RELAX NG cannot be used: {error}", str(schema))) from None
    return lambda sheet: [] if grammar.validate(sheet.tree) else _logged(sheet, _entries(grammar))


def _xsd10(schema: Path) -> Check:
    try:
        compiled = etree.XMLSchema(etree.parse(str(schema), xml.parser()))
    except etree.XMLSchemaParseError as error:
        raise Refusal(Diagnostic("schema-unreadable", f"this XSD cannot be used: {error}", str(schema))) from None
    return lambda sheet: [] if compiled.validate(sheet.tree) else _logged(sheet, _entries(compiled))


def _xsd11(schema: Path) -> Check:
    import xmlschema

    try:
        compiled = xmlschema.XMLSchema11(str(schema), defuse="always", allow="local")
    except xmlschema.XMLSchemaException as error:
        raise Refusal(Diagnostic("schema-unreadable", f"this XSD 1.1 cannot be used: {error}", str(schema))) from None

    def checks(sheet: Sheet) -> Iterator[Diagnostic]:
        for error in compiled.iter_errors(sheet.tree):
            element = error.elem if isinstance(error.elem, xml.Element) else sheet.root
            yield sheet.diagnostic("schema-invalid", element, _plain(f"{xml.local(element)}: {error.reason}"))

    return checks


def _schematron(schema: Path) -> Check:
    stylesheet = compiler.stylesheet_of_rules(schema)
    with tempfile.NamedTemporaryFile("w", suffix=".xsl", encoding="utf-8", delete=False) as kept:
        kept.write(stylesheet)
    return lambda sheet: rules.broken(sheet, Path(kept.name))


def _entries(validator: Any) -> list[Any]:
    return list(validator.error_log)


def _logged(sheet: Sheet, entries: list[Any]) -> Iterator[Diagnostic]:
    telling = [e for e in entries if not any(echo in e.message for echo in ECHOES)]
    for entry in telling or entries:
        element = sheet.at(entry.path)
        message = sheet.diagnostic("schema-invalid", element, _plain(entry.message))
        # RELAX NG messages know their line, not their element
        yield message if entry.path else message.at(sheet.name, Position(max(entry.line, 1)))


def _plain(message: str) -> str:
    spaces = ("{http://www.tei-c.org/ns/1.0}", "{http://www.w3.org/XML/1998/namespace}")
    for space in spaces:
        message = message.replace(space, "")
    return " ".join(message.split())


if __name__ == "__main__":
    named = [Path(line) for line in sys.stdin.read().split("\n") if line]
    json.dump([asdict(d) for d in run(Path(sys.argv[1]), named)], sys.stdout)
