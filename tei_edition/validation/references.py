"""Pointers between files: every one leads to something, of the right kind, inside the edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.validation.sheet import Sheet
from tei_edition.validation.vocabulary import Vocabulary, nearest

SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# what a name may point to: a place is no person, even if the pointer resolves
KINDS: Final[dict[str, frozenset[str]]] = {
    "persName": frozenset({"person", "personGrp"}),
    "orgName": frozenset({"org"}),
    "repository": frozenset({"org", "place"}),
    "institution": frozenset({"org"}),
    "placeName": frozenset({"place"}),
    "geogName": frozenset({"place"}),
    "settlement": frozenset({"place"}),
    "country": frozenset({"place"}),
    "region": frozenset({"place"}),
    "district": frozenset({"place"}),
}


class Fate(Enum):
    """What became of a pointer to a file."""

    FOUND = auto()
    MISSING = auto()
    OUTSIDE = auto()


@dataclass(frozen=True, slots=True)
class Target:
    """The file that a pointer leads to."""

    path: Path
    fate: Fate


@dataclass(slots=True)
class Library:
    """The ids of every file that something points to; each file is read once.

    ``home`` is the folder that no pointer may leave.
    """

    home: Path
    _ids: dict[Path, dict[str, str] | None] = field(default_factory=dict)
    _reported: set[Path] = field(default_factory=set)
    _targets: dict[tuple[Path, str], Target] = field(default_factory=dict)

    def target(self, folder: Path, file: str) -> Target:
        """The file that a relative pointer from a folder leads to; asked of the disk once."""
        if (folder, file) not in self._targets:
            path = (folder / unquote(file)).resolve()
            inside = path.is_relative_to(self.home)
            fate = Fate.OUTSIDE if not inside else Fate.FOUND if path.is_file() else Fate.MISSING
            self._targets[folder, file] = Target(path, fate)
        return self._targets[folder, file]

    def miss(self, path: Path) -> None:
        """Note a file that could not be read and has had its message: pointers to it need none."""
        self._ids[path.resolve()] = None
        self._reported.add(path.resolve())

    def is_reported(self, path: Path) -> bool:
        """True if the file has had its message."""
        return path in self._reported

    def add(self, sheet: Sheet) -> None:
        """Take the ids of a file that has been read already."""
        self._ids[sheet.path.resolve()] = _ids_of(sheet.root)

    def ids(self, path: Path) -> dict[str, str] | None:
        """The ids in a file and the elements that bear them; None if it cannot be read as XML."""
        if path not in self._ids:
            try:
                self._ids[path] = _ids_of(xml.read(path).getroot())
            except Refusal:
                self._ids[path] = None
        return self._ids[path]


def _ids_of(root: xml.Element) -> dict[str, str]:
    return {e.get(xml.ID, ""): xml.local(e) for e in root.iter("*") if xml.ID in e.attrib}


def dangling(sheet: Sheet, vocabulary: Vocabulary, library: Library) -> Iterator[Diagnostic]:
    """Pointers to other files that lead nowhere, outside, or to the wrong kind of thing."""
    prefixes = _prefixes(sheet.root)
    here = library.ids(sheet.path.resolve()) or {}
    for element in sheet.root.iter("*"):
        for name, pointer in _pointers(element, vocabulary):
            whole = _expanded(pointer, prefixes)
            # whether a pointer within the file resolves is asked by the rules of the schema
            if whole.startswith("#"):
                yield from _of_wrong_kind(sheet, element, name, pointer, here.get(whole[1:], ""))
            elif not SCHEME.match(whole):
                yield from _followed(sheet, element, name, pointer, whole, library)


def _pointers(element: xml.Element, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    facts = vocabulary.elements.get(xml.local(element))
    for name, value in element.attrib.items():
        if facts and name in facts.pointers:
            yield from ((str(name), pointer) for pointer in str(value).split())


def _followed(
    sheet: Sheet, element: xml.Element, name: str, pointer: str, whole: str, library: Library
) -> Iterator[Diagnostic]:
    file, _, identifier = whole.partition("#")
    target = library.target(sheet.path.parent, file)
    if target.fate is Fate.OUTSIDE:
        yield sheet.diagnostic("pointer-outside", element, f"“{pointer}” leads out of the edition folder")
    elif target.fate is Fate.MISSING:
        yield sheet.diagnostic("pointer-dangling", element, f"there is no file “{file}” that {name} points to")
    elif identifier:
        yield from _found(sheet, element, name, pointer, library.ids(target.path), library.is_reported(target.path))


def _found(
    sheet: Sheet, element: xml.Element, name: str, pointer: str, ids: dict[str, str] | None, is_reported: bool
) -> Iterator[Diagnostic]:
    file, _, identifier = pointer.partition("#")
    if ids is None and not is_reported:
        yield sheet.diagnostic("pointer-unreadable", element, f"“{file}” that {name} points to cannot be read as XML")
    elif ids is not None and identifier not in ids:
        near = nearest(identifier, ids)
        message = f"nothing in “{file}” has the xml:id “{identifier}” that {name} points to"
        yield sheet.diagnostic("pointer-dangling", element, message, f"Did you mean “{near}”?" if near else "")
    else:
        yield from _of_wrong_kind(sheet, element, name, pointer, (ids or {}).get(identifier, ""))


def _of_wrong_kind(sheet: Sheet, element: xml.Element, name: str, pointer: str, found: str) -> Iterator[Diagnostic]:
    kinds = KINDS.get(xml.local(element)) if name == "ref" else None
    if kinds and found and found not in kinds:
        wanted = " or ".join(sorted(kinds))
        said = f"{xml.local(element)} points to “{pointer}”, but that is a {found}, not a {wanted}"
        yield sheet.diagnostic("pointer-kind", element, said)


Prefix = tuple[re.Pattern[str], str]


def _prefixes(root: xml.Element) -> dict[str, Prefix]:
    return {
        d.get("ident", ""): (_pattern(d.get("matchPattern", "")), d.get("replacementPattern", ""))
        for d in root.iter(xml.tei("prefixDef"))
    }


def _pattern(written: str) -> re.Pattern[str]:
    try:
        return re.compile(written)
    except re.error:
        return re.compile("(?!)")


def _expanded(pointer: str, prefixes: dict[str, Prefix]) -> str:
    """``pers:stalin`` → ``../registers/persons.xml#stalin``, if the header declares the prefix."""
    prefix, _, rest = pointer.partition(":")
    if prefix not in prefixes:
        return pointer
    pattern, replacement = prefixes[prefix]
    found = pattern.fullmatch(rest)
    return re.sub(r"\$(\d)", lambda n: found[int(n[1])] or "", replacement) if found else pointer
