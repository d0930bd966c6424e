"""The description of the encoding, its prose and its renditions."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import ClassVar

from tei_edition import settings
from tei_edition.encoding.header.elements import add
from tei_edition.encoding.header.given import Given
from tei_edition.settings import KEBAB, Strictness
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.signs.renditions import TABLES
from tei_edition.transcript.signs.row import Rendition
from tei_edition.transcript.tiling import Fate
from tei_edition.xml import ID, Element, tei


@dataclass(frozen=True, slots=True)
class Declaration:
    """An element of the ``editorialDecl`` and what it says."""

    element: str
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prose:
    """What every header says of the encoding: ``declarations.toml``."""

    __pydantic_config__: ClassVar[Strictness] = KEBAB
    project: str
    restoring: str
    calling: str
    by_its_form: str
    editorial: tuple[Declaration, ...]


@functools.cache
def _prose() -> Prose:
    file = resources.files(__package__) / "declarations.toml"
    return settings.parse(file.read_text("utf-8"), Prose, file.name)


def encoding_description(given: Given, description: Element) -> None:
    """The ``encodingDesc``: how the transcript was encoded and how it comes back."""
    prose = _prose()
    document = given.understood.document
    add(add(description, "projectDesc"), "p", prose.project)
    editorial = add(description, "editorialDecl")
    for one in prose.editorial:
        add(add(editorial, one.element, **one.attributes), "p", one.text)
    (interpretation,) = editorial.findall(tei("interpretation"))
    if document.table.title:
        add(interpretation, "p", f"Signs of the transcript: {document.table.title}. {document.table.description}")
    if any(part.by_form for part in given.understood.parts):
        add(interpretation, "p", prose.by_its_form)
    declarations = add(description, "tagsDecl")
    for rendition in _renditions(given):
        scope = {"scope": rendition.scope} if rendition.scope else {}
        add(declarations, "rendition", rendition.content, scheme="css", selector=rendition.selector, **scope)
    restoring = add(description, "refsDecl")
    add(restoring, "p", prose.restoring)
    if document.signs.footnotes or document.signs.endnotes:
        add(restoring, "p", prose.calling)
    _taxonomy(given, description)


def _taxonomy(given: Given, description: Element) -> None:
    kinds = given.categories()
    if kinds:
        taxonomy = add(add(description, "classDecl"), "taxonomy")
        taxonomy.set(ID, f"{given.identifier}-doctype")
        for key, label in kinds.items():
            category = add(taxonomy, "category")
            category.set(ID, f"{given.identifier}-{key}")
            add(category, "catDesc", label)


def _renditions(given: Given) -> tuple[Rendition, ...]:
    """How the signs of this document are written back."""
    document = given.understood.document
    signs = [m.sign for m in document.signs.markups]
    signs += [mark.sign for mark in given.understood.tiling.of(Fate.MARK)]
    fired = dict.fromkeys(sign for sign in signs if sign is not None)
    tables = any(block.kind is Kind.TABLE for block in document.blocks)
    return (*document.table.renditions(fired), *(TABLES if tables else ()))
