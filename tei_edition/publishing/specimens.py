"""An example of each editorial sign: the first place of the edition where it stands, else the table of signs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from lxml import etree

from tei_edition.publishing.frame import g
from tei_edition.publishing.reading import Document, plain
from tei_edition.transcript.signs import SIGNS as TABLE
from tei_edition.xml import Element

SIGNS: Final = re.compile(r"^(supplied|unclear|gap|surplus|sic|add|del|damaged|pseudonym)$")
NOTES: Final = frozenset({"stamp", "handwritten"})


def specimens(documents: Iterable[Document]) -> list[Element]:
    """For each sign, the first place in the edition where it stands, else the example of the table of signs."""
    found: dict[str, Element] = {}
    for document in documents:
        for node in document.tree.iter("{urn:tei-edition:reading}inline"):
            for sign in _names(node.get("kind", ""), node.get("reason", "")):
                if sign not in found:
                    found[sign] = _specimen(sign, node, document)
    for row in TABLE:
        for tag in row.tei:
            facts_of = dict(tag.attributes)
            for sign in _names(tag.name, facts_of.get("reason", "")) or _names_of_note(tag.name, facts_of):
                if sign not in found:
                    found[sign] = etree.Element(g("specimen"), sign=sign)
                    found[sign].text = row.example
    return list(found.values())


def _names(kind: str, reason: str) -> tuple[str, ...]:
    """The rows of the catalogue that may explain a sign, the closest first."""
    return (f"{kind}-{reason}", kind) if SIGNS.match(kind) else ()


def _names_of_note(name: str, facts_of: dict[str, str]) -> tuple[str, ...]:
    kind = facts_of.get("type", "")
    return (kind,) if name == "note" and kind in NOTES else ()


def _specimen(sign: str, node: Element, document: Document) -> Element:
    specimen = etree.Element(g("specimen"), sign=sign)
    specimen.text = " ".join(plain(node).split()[:6])
    line = next((a.get("line") for a in node.iterancestors() if a.get("line")), "")
    specimen.set("href", quote(f"documents/{document.page}.html") + (f"#l{line}" if line else ""))
    return specimen
