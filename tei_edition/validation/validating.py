"""One report on many files: well-formedness, schema, rules and references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tei_edition import edition, xml
from tei_edition.diagnostics import Diagnostic, Position
from tei_edition.validation import odd, parsing, references, report, rules, schema, streaming
from tei_edition.validation.references import Library
from tei_edition.validation.report import Report
from tei_edition.validation.schema import Schema
from tei_edition.validation.sheet import Sheet

__all__ = ["check", "files", "validate"]

SKIPPED: Final = frozenset({"dist", "node_modules"})


def validate(paths: Sequence[Path] = ()) -> list[Diagnostic]:
    """Validate files, folders and edition folders; by default the edition you stand in.

    Returns:
        What is wrong, by file and line; empty if all is well.

    Raises:
        Refusal: there is nothing to validate, or the schema cannot be used.

    Example: ``validate([Path("xml")])``
    """
    return list(check(paths).diagnostics)


def check(paths: Sequence[Path] = ()) -> Report:
    """The same as a report that names the files looked at and can be written in several forms."""
    found = groups(paths)
    said = [*empty(paths), *(d for group in found for d in _checked(group))]
    return report.of((file for group in found for file in group.files), said)


def empty(paths: Sequence[Path]) -> Iterator[Diagnostic]:
    """A message for each folder in which there is nothing to validate."""
    for path in paths or (edition.open_edition().root,):
        if path.is_dir() and next(files(path), None) is None:
            yield Diagnostic("nothing-to-validate", "there is no XML file in this folder", str(path))


@dataclass(frozen=True, slots=True)
class Group:
    """Files that share a schema and a folder that no pointer may leave."""

    home: Path
    schema: Schema
    files: tuple[Path, ...]


def groups(paths: Sequence[Path]) -> list[Group]:
    """What to validate, and by which schema.

    Raises:
        Refusal: without a path, there is no edition here.
    """
    found: dict[Path, list[Path]] = {}
    for path in paths or (edition.open_edition().root,):
        for file in files(path):
            found.setdefault(schema.home_of(file), []).append(file)
    return [Group(home, schema.of(home), tuple(dict.fromkeys(inside))) for home, inside in found.items()]


def files(path: Path) -> Iterator[Path]:
    """The XML files that a path stands for: itself, an edition's, or all below a folder."""
    if schema.is_edition(path):
        folder = edition.Edition(path, edition.open_edition(path).settings)
        yield from (*folder.documents, *folder.registers, *folder.texts)
    elif path.is_dir():
        yield from (f for f in sorted(path.rglob("*.xml")) if not _is_skipped(f.relative_to(path)))
    else:
        yield path


def _is_skipped(path: Path) -> bool:
    return any(part.startswith(".") or part in SKIPPED for part in path.parts)


def _checked(group: Group) -> Iterator[Diagnostic]:
    library = Library(group.home, is_edition=schema.is_edition(group.home))
    large = [file for file in group.files if streaming.is_large(file)]
    read = {file: parsing.read(file) for file in group.files if file not in large}
    for file, one in read.items():
        if isinstance(one, Sheet):
            library.add(one)
        else:
            library.miss(file)
    found = [d for one in read.values() for d in _of_one(one, group.schema, library)]
    streamed = [d for file in large for d in streaming.faults(file, group.schema)]
    yield from _uncompiled(group)
    yield from sorted([*found, *streamed], key=_order)


def _uncompiled(group: Group) -> Iterator[Diagnostic]:
    """An edition's own ODD that nobody has compiled, or that has changed since, is not in force."""
    odds = sorted((group.home / "schema").glob("*.odd")) if schema.is_edition(group.home) else []
    if group.schema == schema.shipped():
        said = [(path, f"“{path.name}” has not been compiled, so our own schema is used") for path in odds]
    elif group.schema.vocabulary.odd in map(odd.digest, odds):
        said = []
    else:
        said = [(path, f"“{path.name}” or what it imports has changed since it was compiled") for path in odds]
    for path, message in said:
        yield Diagnostic("schema-stale", message, str(path), hint=f"Run: tei-edition schema compile {path}")


def _of_one(sheet: Sheet | Diagnostic, by: Schema, library: Library) -> Iterator[Diagnostic]:
    if isinstance(sheet, Diagnostic):
        yield sheet
        return
    yield from schema.faults(sheet, by)
    yield from rules.broken(sheet, by.rules)
    yield from references.dangling(sheet, by.vocabulary, library)
    yield from _misnamed(sheet)


def _misnamed(sheet: Sheet) -> Iterator[Diagnostic]:
    name = sheet.root.get(xml.ID)
    if name and sheet.root.tag == xml.tei("TEI") and name != sheet.path.stem:
        message = f"the xml:id is “{name}”, but the file is “{sheet.path.name}”"
        yield sheet.diagnostic("id-filename", sheet.root, message, f"Name the file {name}.xml, or mend the xml:id.")


def _order(diagnostic: Diagnostic) -> tuple[str, Position, str]:
    return diagnostic.file, diagnostic.position or Position(0), diagnostic.code
