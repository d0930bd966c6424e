"""Another project's Schematron: its includes, abstract patterns and phases; rules inside a RELAX NG or XSD."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Final

from lxml import etree

from tei_edition import resources, transform, xml
from tei_edition.diagnostics import Diagnostic, Refusal

ISO: Final = "http://purl.oclc.org/dsdl/schematron"
# Schematron 1.5, which older schemas have inside
OLD: Final = "http://www.ascc.net/xml/schematron"
DEEPEST: Final = 20
PARTS: Final = ("ns", "let", "phase", "pattern", "diagnostics")


def stylesheet(schema: xml.Tree, path: Path, phase: str = "") -> str:
    """A Schematron schema as the stylesheet that finds what it forbids; ``path`` is where its includes start from.

    Raises:
        Refusal: an include cannot be read, or there is no such phase.
    """
    whole = copy.deepcopy(schema)
    _include(whole.getroot(), path, 0)
    known = {e.get("id") for e in whole.iter(f"{{{ISO}}}phase")} | {"", "#ALL"}
    if phase not in known:
        said = f"the Schematron has no phase “{phase}”"
        raise Refusal(Diagnostic("schema-unreadable", said, str(path)))
    expanded = transform.stylesheet(resources.xslt("odd/schematron.xsl")).apply(whole, {"phase": phase}).text
    flat = etree.fromstring(expanded.encode(), xml.parser()).getroottree()
    return transform.stylesheet(resources.xslt("odd/rules.xsl")).apply(flat).text


def is_schematron(root: xml.Element) -> bool:
    """True for the root of a Schematron schema."""
    return bool(root.tag == f"{{{ISO}}}schema")


def embedded(schema: xml.Element) -> xml.Tree | None:
    """The Schematron rules inside a RELAX NG or XML Schema, as a schema of their own; None if there are none."""
    found = [e for e in schema.iter(f"{{{ISO}}}*", f"{{{OLD}}}*") if _is_part(e)]
    if not any(xml.local(e) in {"pattern", "rule"} for e in found):
        return None
    made = etree.Element(f"{{{ISO}}}schema", nsmap={None: ISO})  # type: ignore[dict-item]
    for part in sorted((copy.deepcopy(e) for e in found), key=lambda e: xml.local(e) not in {"ns", "let"}):
        part.tail = None
        holder = etree.SubElement(made, f"{{{ISO}}}pattern") if xml.local(part) == "rule" else made
        holder.append(part)
    for element in made.iter(f"{{{OLD}}}*"):
        element.tag = f"{{{ISO}}}{xml.local(element)}"
    return made.getroottree()


def _is_part(element: xml.Element) -> bool:
    """True for what stands in a foreign schema directly, not inside another part."""
    parent = element.getparent()
    inside = parent is not None and str(parent.tag).startswith((f"{{{ISO}}}", f"{{{OLD}}}"))
    return not inside and xml.local(element) in {*PARTS, "rule"}


def _include(element: xml.Element, path: Path, depth: int) -> None:
    if depth > DEEPEST:
        raise Refusal(Diagnostic("schema-unreadable", "the includes of this Schematron never end", str(path)))
    for asked in list(element.iter(f"{{{ISO}}}include", f"{{{ISO}}}extends")):
        href = asked.get("href", "")
        parent = asked.getparent()
        if not href or parent is None:
            continue
        file, _, identifier = href.partition("#")
        target = path.parent / file if file else path
        brought = copy.deepcopy(_named(xml.read(target).getroot(), identifier, target))
        _include(brought, target, depth + 1)
        parts = list(brought) if xml.local(asked) == "extends" or is_schematron(brought) else [brought]
        at = parent.index(asked)
        parent.remove(asked)
        parent[at:at] = parts


def _named(root: xml.Element, identifier: str, path: Path) -> xml.Element:
    if not identifier:
        return root
    for element in root.iter("*"):
        if identifier in {element.get("id"), element.get(xml.ID)}:
            return element
    raise Refusal(Diagnostic("schema-unreadable", f"“{path}” has no part “{identifier}”", str(path)))
