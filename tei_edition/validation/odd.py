"""Read an ODD: merge what it imports, and find its mistakes with their lines."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from tei_edition import resources, transform, xml
from tei_edition.diagnostics import Diagnostic, Position, Refusal

ODD: Final = "urn:tei-edition:odd"
LINE: Final = f"{{{ODD}}}line"
FILE: Final = f"{{{ODD}}}file"
KNOWN: Final = f"{{{ODD}}}known"
OURS: Final = "tei-edition.odd"
SPECS: Final = tuple(map(xml.tei, ("elementSpec", "classSpec", "macroSpec", "dataSpec", "constraintSpec")))


@dataclass(frozen=True, slots=True)
class Flat:
    """An ODD that imports nothing any more; ``places`` are the file and line of each declaration, by its ident."""

    tree: xml.Tree
    name: str
    places: dict[str, tuple[str, Position]]

    def mistake(self, ident: str, message: str, hint: str = "") -> Diagnostic:
        """A mistake in one declaration, at its line."""
        file, position = self.places.get(ident, ("", Position(1)))
        return Diagnostic("odd-mistake", message, file, position, hint=hint)


def flatten(path: Path) -> Flat:
    """An ODD with all that it imports merged in, its mistakes looked for.

    Raises:
        Refusal: it cannot be read, imports in a circle, or has mistakes, each with its line.
    """
    flat = _merged(path, ())
    mistakes = tuple(_mistakes(flat))
    if mistakes:
        raise Refusal(*mistakes)
    places = {e.get("ident", ""): (e.get(FILE, ""), Position(int(e.get(LINE, "1")))) for e in flat.iter(*SPECS)}
    etree.strip_attributes(flat, LINE, FILE, KNOWN)
    return Flat(flat, str(_schema(flat).get("ident")), places)


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


def digest(path: Path) -> str:
    """A digest of an ODD and of all that it imports; empty if one of them cannot be read."""
    known = hashlib.sha256()
    through: set[Path] = set()
    while path.resolve() not in through:
        through.add(path.resolve())
        try:
            tree = xml.read(path)
            known.update(xml.read_bytes(path))
            source = _schema(tree).get("source")
            if not source:
                return known.hexdigest()
            path = _imported(source, path)
        except Refusal:
            return ""
    return ""


def _imported(source: str, path: Path) -> Path:
    if re.match(r"[a-z]{2,}:", source):
        said = f"source is “{source}”; an ODD is imported from a file beside yours, or “{OURS}”, which is ours"
        raise Refusal(Diagnostic("odd-mistake", said, str(path)))
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


def ambiguities(schema: bytes, flat: Flat) -> Iterator[Diagnostic]:
    """Content models in which a parser could not tell which part an element belongs to."""
    document = etree.fromstring(schema, xml.parser(), base_url=str(resources.schema("tei-edition.xsd")))
    try:
        etree.XMLSchema(document)
    except etree.XMLSchemaParseError as error:
        models: list[str] = []
        for entry in error.error_log:
            name = _component(document, entry.line)
            if "not determinist" in entry.message:
                models.append(name)
            else:
                said = re.sub(r"{[^}]*}", "", entry.message)
                yield flat.mistake(name, f"“{name}” cannot be compiled: {said}")
        yield from _ambiguous(models, flat)


def _component(schema: xml.Element, line: int) -> str:
    """The declaration whose part of a compiled schema a line belongs to."""
    return [e.get("name", "") for e in schema.iterchildren() if xml.line_of(e) <= line and e.get("name")][-1]


def _ambiguous(models: list[str], flat: Flat) -> Iterator[Diagnostic]:
    """One mistake for each cause: a model that is wrong in itself, or an element that spoils many."""
    said = "the same element may follow in two ways"
    classes = Classes(flat.tree)
    spoilt: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for model in models:
        # a model without a culprit of its own answers for itself
        culprits = [(i, tuple(found)) for i, found in classes.ways(model).items() if len(found) > 1] or [(model, ())]
        for culprit in culprits:
            spoilt.setdefault(culprit, []).append(model)
    for (ident, found), many in spoilt.items():
        names = [f"“{way}”" for way in dict.fromkeys(found)]
        hint = f"“{ident}” may follow as part of {' and of '.join(names)}." if names else ""
        if names == [f"“{ident}”"]:
            hint = f"“{ident}” is named twice."
        if len(many) == 1:
            yield flat.mistake(many[0], f"the content of “{many[0]}” is ambiguous: {said}", hint)
        else:
            message = f"“{ident}” makes the content of “{many[0]}” and {len(many) - 1} others ambiguous: {said}"
            yield flat.mistake(ident, message, hint)


class Classes:
    """What the references in content models stand for."""

    def __init__(self, tree: xml.Tree) -> None:
        self._specs: dict[str, xml.Element] = {}
        self._inside: dict[str, list[str]] = {}
        self._known: dict[str, list[str]] = {}
        for spec in tree.iter(*SPECS):
            ident = spec.get("ident", "")
            self._specs.setdefault(ident, spec)
            for member in spec.iterfind(f"{xml.tei('classes')}/{xml.tei('memberOf')}"):
                self._inside.setdefault(member.get("key", ""), []).append(ident)

    def ways(self, ident: str) -> dict[str, list[str]]:
        """The elements that a content model admits, each with the references by which it does."""
        ways: dict[str, list[str]] = {}
        for reference in self._specs[ident].iterfind(f"{xml.tei('content')}//*[@key]"):
            key = reference.get("key", "")
            if reference.tag == xml.tei("macroRef"):
                for name, found in self.ways(key).items():
                    ways.setdefault(name, []).extend(found)
            else:
                for name in self.members(key):
                    ways.setdefault(name, []).append(key)
        return ways

    def members(self, key: str) -> list[str]:
        """The elements that an element or a class stands for; twice what is a member twice."""
        if key not in self._known:
            spec = self._specs.get(key)
            own = [key] if spec is not None and spec.tag == xml.tei("elementSpec") else []
            self._known[key] = own + [name for one in self._inside.get(key, ()) for name in self.members(one)]
        return self._known[key]
