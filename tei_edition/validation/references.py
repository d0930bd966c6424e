"""Pointers between files: every one leads to something, of the right kind, inside the edition."""

from __future__ import annotations

import functools
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

NOTHING: Final = re.compile("(?!)")
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

    ``home`` is the folder that no pointer is followed out of; only in an edition is leaving it a mistake.
    """

    home: Path
    is_edition: bool = True
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
    return {name: xml.local(e) for e in root.iter("*") if (name := e.get(xml.ID)) is not None}


@functools.lru_cache(maxsize=8)
def _pointer_names(vocabulary: Vocabulary) -> frozenset[str]:
    """The names of all attributes that point on some element."""
    return frozenset(name for facts in vocabulary.elements.values() for name in facts.pointers)


@dataclass(frozen=True, slots=True)
class Pointer:
    """One pointer: where it stands, how it is written, and what it says without its prefix."""

    element: xml.Element
    attribute: str
    written: str
    whole: str

    @property
    def file(self) -> str:
        """The file that it names; empty within the file."""
        return self.whole.partition("#")[0]

    @property
    def identifier(self) -> str:
        """The xml:id that it names; empty if it points to a whole file."""
        return self.whole.partition("#")[2]


def dangling(sheet: Sheet, vocabulary: Vocabulary, library: Library) -> Iterator[Diagnostic]:
    """Pointers to other files that lead nowhere, outside, or to the wrong kind of thing."""
    here = library.ids(sheet.path.resolve()) or {}
    for pointer in _pointers(sheet.root, vocabulary):
        # whether a pointer within the file resolves is asked by the rules of the schema
        if not pointer.file:
            yield from _of_wrong_kind(sheet, pointer, here.get(pointer.identifier, ""))
        elif not SCHEME.match(pointer.whole):
            yield from _followed(sheet, pointer, library)


def _pointers(root: xml.Element, vocabulary: Vocabulary) -> Iterator[Pointer]:
    prefixes = _prefixes(root)
    names = _pointer_names(vocabulary)
    for element in root.iter("*"):
        # most elements have no pointer: asked before anything that costs more
        facts = None if names.isdisjoint(element.keys()) else vocabulary.elements.get(xml.local(element))
        for name, value in element.attrib.items() if facts else ():
            if facts and name in facts.pointers:
                yield from (Pointer(element, str(name), w, _expanded(w, prefixes)) for w in str(value).split())


def _followed(sheet: Sheet, pointer: Pointer, library: Library) -> Iterator[Diagnostic]:
    target = library.target(sheet.path.parent, pointer.file)
    if target.fate is Fate.OUTSIDE:
        said = f"“{pointer.written}” leads out of the edition folder"
        yield from [sheet.diagnostic("pointer-outside", pointer.element, said)] if library.is_edition else []
    elif target.fate is Fate.MISSING:
        said = f"there is no file “{pointer.file}” that {pointer.attribute} points to"
        yield sheet.diagnostic("pointer-dangling", pointer.element, said)
    elif pointer.identifier and not library.is_reported(target.path):
        yield from _found(sheet, pointer, library.ids(target.path))


def _found(sheet: Sheet, pointer: Pointer, ids: dict[str, str] | None) -> Iterator[Diagnostic]:
    if ids is None:
        said = f"“{pointer.file}” that {pointer.attribute} points to cannot be read as XML"
        yield sheet.diagnostic("pointer-unreadable", pointer.element, said)
    elif pointer.identifier not in ids:
        near = nearest(pointer.identifier, ids)
        said = f"nothing in “{pointer.file}” has the xml:id “{pointer.identifier}” that {pointer.attribute} points to"
        yield sheet.diagnostic("pointer-dangling", pointer.element, said, f"Did you mean “{near}”?" if near else "")
    else:
        yield from _of_wrong_kind(sheet, pointer, ids[pointer.identifier])


def _of_wrong_kind(sheet: Sheet, pointer: Pointer, found: str) -> Iterator[Diagnostic]:
    name = xml.local(pointer.element)
    kinds = KINDS.get(name) if pointer.attribute == "ref" else None
    if kinds and found and found not in kinds:
        said = f"{name} points to “{pointer.written}”, but that is a {found}, not a {' or '.join(sorted(kinds))}"
        yield sheet.diagnostic("pointer-kind", pointer.element, said)


Prefix = tuple[re.Pattern[str], str]


def _prefixes(root: xml.Element) -> dict[str, Prefix]:
    return {
        d.get("ident", ""): (_pattern(d.get("matchPattern", "")), d.get("replacementPattern", ""))
        for d in root.iter(xml.tei("prefixDef"))
    }


def _pattern(written: str) -> re.Pattern[str]:
    # a pattern comes from a file: one that could keep us busy for years matches nothing
    if sum(written.count(sign) for sign in "+*{") > 1:
        return NOTHING
    try:
        return re.compile(written)
    except re.error:
        return NOTHING


def _expanded(pointer: str, prefixes: dict[str, Prefix]) -> str:
    """``pers:marten`` → ``../registers/persons.xml#marten``, if the header declares the prefix."""
    prefix, _, rest = pointer.partition(":")
    pattern, replacement = prefixes.get(prefix, (NOTHING, ""))
    found = pattern.fullmatch(rest)
    if found is None:
        return pointer
    groups = dict(enumerate(found.groups(""), 1))
    return re.sub(r"\$(\d)", lambda n: groups.get(int(n[1]), ""), replacement)
