"""Validate by another project's schema: RELAX NG in either syntax, XML Schema 1.0 or 1.1, Schematron.

Nobody knows how long a foreign schema takes: it is read and run in a child process, and ended at a limit.
"""

from __future__ import annotations

import json
import re
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
from tei_edition.validation import parsing, report, rules, schematron, validating
from tei_edition.validation.relaxng import RNG, simplify
from tei_edition.validation.report import Report
from tei_edition.validation.sheet import Sheet

SECONDS: Final = 120
XSD: Final = "{http://www.w3.org/2001/XMLSchema}schema"
MIN_VERSION: Final = "{http://www.w3.org/2007/XMLSchema-versioning}minVersion"
# libxml2 tells of a fault once where it is and again for every element around it
ECHOES: Final = ("failed to validate content", "has extra content", "failed to validate attributes")

# what a RELAX NG in the compact syntax takes from other files
OTHERS: Final = re.compile(r"""^[^#]*\b(?:include|external)\s+["']""", re.MULTILINE)

Check = Callable[[Sheet], Iterable[Diagnostic]]


def check(paths: Sequence[Path], schemas: Sequence[Path], seconds: int = SECONDS, phase: str = "") -> Report:
    """Validate by foreign schemas instead of ours; one report on all of them. ``phase`` is Schematron's.

    Example: ``check([Path("letters")], [Path("tei_all.rng")], seconds=60)``
    """
    files = tuple(file for group in validating.groups(paths) for file in group.files)
    found = [*validating.empty(paths)] + [d for schema in schemas for d in _in_a_child(schema, files, seconds, phase)]
    return report.of(files, found)


def _in_a_child(schema: Path, files: Sequence[Path], seconds: int, phase: str) -> list[Diagnostic]:
    command = [sys.executable, "-m", "tei_edition.validation.foreign", str(schema), phase]
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
    # our manual does not explain another project's schema
    return Diagnostic(position=position, **row | {"about": ""})


# ---- in the child


def run(schema: Path, files: Iterable[Path], phase: str = "") -> Iterator[Diagnostic]:
    """Validate files by a schema in this process, without a limit."""
    try:
        checks = tuple(_checks(schema, phase))
    except Refusal as refusal:
        yield from (replace(parsing.plain(d), code="schema-unreadable") for d in refusal.diagnostics)
        return
    for file in files:
        read = parsing.read(file)
        if isinstance(read, Sheet):
            for one in checks:
                yield from one(read)
        else:
            yield read


def _checks(schema: Path, phase: str) -> Iterator[Check]:
    """What a schema asks of a file: its grammar, and the rules that stand in it."""
    root = _compact(schema) if schema.suffix.lower() == ".rnc" else xml.read(schema).getroot()
    if schematron.is_schematron(root):
        yield _rules(root.getroottree(), schema, phase)
        return
    yield _grammar(root, schema)
    rules_inside = schematron.embedded(root)
    if rules_inside is not None:
        yield _rules(rules_inside, schema, phase)


def _grammar(root: xml.Element, schema: Path) -> Check:
    if root.tag == XSD:
        return _xsd11(schema) if root.get(MIN_VERSION) == "1.1" else _xsd10(schema)
    if root.tag.startswith(RNG):
        return _relaxng(root, schema)
    said = f"“{xml.local(root)}” begins no RELAX NG, XML Schema or Schematron"
    raise Refusal(Diagnostic("schema-unreadable", said, str(schema)))


def _compact(schema: Path) -> xml.Element:
    """A RELAX NG in the compact syntax, as XML."""
    import rnc2rng  # type: ignore[import-untyped]

    text = xml.read_bytes(schema).decode("utf-8-sig", "replace")
    # the library would fetch what is included, from anywhere, and forget what the include changes of it
    if OTHERS.search(text):
        said = "this compact RELAX NG includes other files; make one RELAX NG (XML) of it, for instance with trang"
        raise Refusal(Diagnostic("schema-unreadable", said, str(schema)))
    try:
        written = rnc2rng.dumps(rnc2rng.loads(text))
    except (rnc2rng.parser.ParseError, AssertionError, AttributeError, LookupError, ValueError) as error:
        # its parser falls over a file that ends too soon
        said = str(error) if isinstance(error, rnc2rng.parser.ParseError) else "something is missing at its end"
        said = f"this compact RELAX NG cannot be read: {' '.join(said.split())}"
        raise Refusal(Diagnostic("schema-unreadable", said, str(schema))) from None
    return etree.fromstring(written.encode(), xml.parser())


def _relaxng(root: xml.Element, schema: Path) -> Check:
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


def _rules(schema: xml.Tree, path: Path, phase: str) -> Check:
    stylesheet = schematron.stylesheet(schema, path, phase)
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
    json.dump([asdict(d) for d in run(Path(sys.argv[1]), named, sys.argv[2])], sys.stdout)
