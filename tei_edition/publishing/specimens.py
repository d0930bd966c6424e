"""An example of each editorial sign: the first place of the edition where it stands, and the rows of its practice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from lxml import etree

from tei_edition import xml
from tei_edition.edition import Edition
from tei_edition.publishing.frame import g
from tei_edition.publishing.reading import Document, plain, r
from tei_edition.publishing.words import Words
from tei_edition.transcript import layout, profiles
from tei_edition.transcript.signs import Table
from tei_edition.transcript.signs.row import Sign
from tei_edition.xml import Element

SIGNS: Final = re.compile(r"^(supplied|unclear|gap|surplus|sic|add|del|damaged|pseudonym|space)$")
KINDS: Final = {"expan": "expansion", "pb": "page-begins", "cb": "page-begins", "choice": "corrected"}
"""TEI names whose rows in the catalogue are called otherwise."""
SIGNED: Final = (r("inline"), r("note"), r("alternate"))
NOTES: Final = frozenset({"stamp", "handwritten"})


def specimens(documents: Iterable[Document]) -> list[Element]:
    """For each sign that stands in the edition, the first place where it does."""
    found: dict[str, Element] = {}
    for document in documents:
        for node in document.tree.iter(*SIGNED):
            for sign in _names_of(node):
                if sign not in found:
                    found[sign] = _specimen(sign, node, document)
    return list(found.values())


def practice(tables: Sequence[Table], words: Words) -> list[Element]:
    """The rows that profiles of signs bring themselves, each with its example and meaning."""
    made = []
    for table in tables:
        for row in profiles.own_rows(table):
            element = etree.Element(g("row"), name=row.name, meaning=meaning(row, table, words))
            element.text = row.example
            made.append(element)
    return made


def practised(edition: Edition) -> dict[Path, Table]:
    """The table of signs in force in each document, as it declares it: a layout or a decision may have chosen another.

    Where a document declares none that is known, it is that of edition.toml.
    """
    usual = profiles.chosen(edition.settings.conversion.signs, edition.signs)
    if not _may_differ(edition):
        return dict.fromkeys(edition.documents, usual)
    known = (*(profiles.load(path) for path in edition.signs), *profiles.shipped())
    return {path: _declared(xml.read(path).getroot(), known) or usual for path in edition.documents}


def _may_differ(edition: Edition) -> bool:
    """True where a layout or an editor's decision may have chosen other signs than edition.toml: then documents are read."""
    return (edition.root / "decisions").is_dir() or any(layout.load(path).signs for path in edition.layouts)


def _declared(root: Element, known: Iterable[Table]) -> Table | None:
    """The table all of whose renditions a document declares; of several the one that says most."""
    said = {(e.get("selector"), e.text, e.get("scope", "")) for e in root.iter(xml.tei("rendition"))}
    fit = (table for table in known if said.issuperset((o.selector, o.content, o.scope) for o in table.declared))
    return max(fit, key=lambda table: len(table.declared), default=None)


def meaning(row: Sign, table: Table, words: Words) -> str:
    """What a sign means, in the language of the interface where the row is of a table that comes with the tool."""
    if words.language == "en" or table not in profiles.shipped():
        return row.meaning
    keys = (f"sign.{name}" for name in _names_of_row(row))
    return next((words.say(key) for key in keys if words.knows(key)), row.meaning)


def _names_of(node: Element) -> tuple[str, ...]:
    """The rows of the catalogue that may explain an inline: the stylesheet's ``h:sign``."""
    kind, delimited = node.get("kind", ""), bool(node.get("before") or node.get("after"))
    if node.tag == r("note"):
        return (kind,) if kind in NOTES else ()
    if node.tag == r("alternate"):
        return ("apparatus" if kind == "choice" else kind,)
    if kind == "surplus" and delimited:
        return ("surplus-signed",)
    if kind == "expansion":
        inner = node.iter(r("inline"))
        return (kind,) if any(i.get("kind") == kind and i.get("before") for i in inner) else ()
    if kind == "space" and not node.get("shown"):
        return ()
    return _names(kind, node.get("reason", "")) or (("doubt",) if node.get("doubt") else ())


def _names_of_row(row: Sign) -> tuple[str, ...]:
    names: list[str] = []
    for tag in row.tei:
        facts_of = dict(tag.attributes)
        if tag.name in KINDS:
            names.append(KINDS[tag.name])
        elif tag.name == "surplus" and "reason" not in facts_of:
            names.append("surplus-signed")
        else:
            names.extend(_names(tag.name, facts_of.get("reason", "")) or _names_of_note(tag.name, facts_of))
    return tuple(names)


def _names(kind: str, reason: str) -> tuple[str, ...]:
    """The rows of the catalogue that may explain a sign, the closest first."""
    return (f"{kind}-{reason}", kind) if SIGNS.match(kind) else ()


def _names_of_note(name: str, facts_of: dict[str, str]) -> tuple[str, ...]:
    kind = facts_of.get("type", "")
    return (kind,) if name == "note" and kind in NOTES else ()


def _short(node: Element) -> str:
    """The first words of a place; of a note in brackets they are closed again."""
    words = plain(node).split()
    text = " ".join(words[:6]) + (" …" if len(words) > 6 else "")
    return f"{text}]" if text.startswith("[") and "]" not in text else text


def _specimen(sign: str, node: Element, document: Document) -> Element:
    specimen = etree.Element(g("specimen"), sign=sign)
    specimen.text = _short(node)
    line = next((a.get("line") for a in node.iterancestors() if a.get("line")), "")
    specimen.set("href", quote(f"documents/{document.page}.html") + (f"#l{line}" if line else ""))
    return specimen
