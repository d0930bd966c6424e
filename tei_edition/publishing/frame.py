"""What every page of a site carries: what the edition says of itself, its menu, and the words of the interface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from lxml import etree

from tei_edition.edition import Edition
from tei_edition.publishing.reading import Reading
from tei_edition.publishing.words import Words
from tei_edition.xml import Element

NAMESPACE: Final = "urn:tei-edition:page"


def g(name: str) -> str:
    """The qualified name of an element of a page.

    >>> g("item")
    '{urn:tei-edition:page}item'
    """
    return f"{{{NAMESPACE}}}{name}"


def frame(edition: Edition, reading: Reading, words: Words) -> tuple[bytes, ...]:
    """The parts that all pages share, serialized: edition, menu, words."""
    parts = (_edition(edition), _menu(edition, reading, words), _catalogue(words))
    return tuple(etree.tostring(part, encoding="UTF-8") for part in parts)


def has_theme(edition: Edition) -> bool:
    """True if the edition brings CSS of its own, or colours in edition.toml."""
    site = edition.settings.site
    return site.theme is not None or (edition.root / "theme" / "site.css").is_file()


def _edition(edition: Edition) -> Element:
    settings = edition.settings
    licence = settings.licence
    element = etree.Element(
        g("edition"),
        title=settings.title,
        subtitle=settings.subtitle,
        publisher=settings.publisher,
        place=settings.place,
        version=settings.version,
        date=settings.date.isoformat(),
        description=settings.description,
        base=settings.base_url and settings.base_url.rstrip("/") + "/",
        licence=licence.name if licence else "",
        attrib={"licence-url": licence.url if licence else ""},
    )
    if settings.site.imprint:
        element.set("imprint", settings.site.imprint)
    if settings.site.logo:
        element.set("logo", f"assets/{Path(settings.site.logo).name}")
    if has_theme(edition):
        element.set("theme", "true")
    if "charts" in settings.site.off:
        element.set("charts", "off")
    for editor in settings.editors:
        etree.SubElement(element, g("editor"), name=editor.name, role=editor.role)
    return element


def _menu(edition: Edition, reading: Reading, words: Words) -> Element:
    menu = etree.Element(g("menu"))
    for href, label in _items(edition, reading, words):
        etree.SubElement(menu, g("item"), href=href, label=label)
    return menu


def _items(edition: Edition, reading: Reading, words: Words) -> Iterator[tuple[str, str]]:
    yield "index.html", words.say("chronology")
    yield from ((quote(f"texts/{t.page}.html"), t.title) for t in reading.texts)
    for register in reading.registers:
        if register.entries:
            yield f"{register.name}/index.html", words.say(register.kind)
    if "search" not in edition.settings.site.off:
        yield "search.html", words.say("search")


def _catalogue(words: Words) -> Element:
    catalogue = etree.Element(g("words"))
    for key, said in words.table:
        etree.SubElement(catalogue, g("word"), key=key).text = said
    return catalogue
