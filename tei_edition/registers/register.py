"""Registers of persons, places and organizations: TEI files that an editor writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from tei_edition.xml import ID, Element, local, read, tei, words

Role = Literal["main", "display", "form", "pseudonym"]
NAMES: Final = ("persName", "placeName", "geogName", "orgName")
# forms that only the index of the book needs: no text uses them
FOR_THE_BOOK: Final = frozenset({"index", "sort"})
ENTRIES: Final = ("person", "personGrp", "place", "org")


@dataclass(frozen=True, slots=True)
class Name:
    """A form of a name and what it is to its bearer."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, place or organization.

    ``element`` is the TEI element that tags a mention; ``file`` the register's file name; ``kind`` its
    @type; ``given`` its forenames, which may stand in brackets before the name.
    """

    identifier: str
    element: str
    file: str
    names: tuple[Name, ...]
    kind: str = ""
    given: tuple[str, ...] = ()

    @property
    def display(self) -> str:
        """The name for headers and headings: of type display, else the first form not all in capitals, else main."""
        order = {"display": 0, "form": 1, "main": 2, "pseudonym": 4}
        return min(self.names, key=lambda n: order[n.role] + 2 * (n.role == "form" and n.text.isupper())).text

    @property
    def reference(self) -> str:
        """The pointer from a document: ``../registers/persons.xml#stalin``."""
        return f"../registers/{self.file}#{self.identifier}"


def load(paths: Iterable[Path]) -> tuple[Entry, ...]:
    """All entries of some register files, in order.

    Raises:
        Refusal: a file is not well-formed.
    """
    return tuple(entry for path in paths for entry in _entries(read(path).getroot(), path.name))


def _entries(root: Element, file: str) -> Iterator[Entry]:
    for element in root.iter(*(tei(name) for name in ENTRIES)):
        names = [child for child in element if local(child) in NAMES]
        forms = tuple(_names(names))
        if forms and element.get(ID):
            given = tuple(words(f) for n in names for f in n.iter(tei("forename")))
            yield Entry(element.get(ID, ""), local(names[0]), file, forms, element.get("type", ""), given)


def _names(elements: Iterable[Element]) -> Iterator[Name]:
    for element in elements:
        role = element.get("type", "form")
        text = words(element)
        if text and role not in FOR_THE_BOOK:
            yield Name(text, role if role in {"main", "display", "pseudonym"} else "form")  # type: ignore[arg-type]
