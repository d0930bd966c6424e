"""Files for machines: Atom feed, sitemap, BEACON, CITATION.cff, and the theme's colours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from lxml import etree

from tei_edition.edition import Edition, Theme
from tei_edition.publishing.chronology import periods
from tei_edition.publishing.reading import Document, Reading, facts, plain
from tei_edition.publishing.site import title, without
from tei_edition.publishing.words import words
from tei_edition.settings import text_of
from tei_edition.xml import Element

ATOM: Final = "http://www.w3.org/2005/Atom"
SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS: Final = 200
"""Entries of the feed: what changed last."""


def files(edition: Edition, reading: Reading) -> Iterator[tuple[str, bytes]]:
    """What a site offers to machines: (path in the site, bytes)."""
    seen = without(reading, edition.settings.site.off)
    yield "feed.xml", _xml(feed(edition, seen))
    if edition.settings.base_url:
        yield "sitemap.xml", _xml(sitemap(edition, seen))
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {address(edition, 'sitemap.xml')}\n".encode()
        for name, text in beacons(edition, seen):
            yield f"beacon-{name}.txt", text.encode()
    yield "CITATION.cff", citation(edition).encode()
    css = stylesheet(edition)
    if css:
        yield "assets/theme.css", css.encode()
    # a host must serve the folder as it is
    yield ".nojekyll", b""


def address(edition: Edition, path: str) -> str:
    """The address of a page on the web; its path alone if edition.toml has no base_url."""
    base = edition.settings.base_url
    return f"{base.rstrip('/')}/{quote(path)}" if base else quote(path)


def changed(document: Document, edition: Edition) -> str:
    """The day of the last change of a document, as its revisionDesc says; else the edition's date."""
    said = [f.get("when", "") for f in facts(document.tree, "changed")]
    return said[0] if said and len(said[0]) == len("2026-01-01") else edition.settings.date.isoformat()


# ---- Atom (RFC 4287)


def feed(edition: Edition, reading: Reading) -> Element:
    """An Atom feed: one entry a document, the last changed first; of many documents, the newest."""
    settings, catalogue = edition.settings, words(edition.settings.languages.interface)
    days = {d.id: changed(d, edition) for d in reading.documents}
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=_default(ATOM))
    _add(root, "title", settings.title)
    _add(root, "id", address(edition, "") or f"urn:tei-edition:{quote(settings.title)}")
    _add(root, "updated", f"{max(days.values(), default=settings.date.isoformat())}T00:00:00Z")
    if settings.base_url:
        _add(root, "link", href=address(edition, "feed.xml"), rel="self")
    for editor in settings.editors or ():
        _add(_add(root, "author"), "name", editor.name)
    if not settings.editors:
        _add(_add(root, "author"), "name", settings.publisher or settings.title)
    for document in sorted(reading.documents, key=lambda d: days[d.id], reverse=True)[:NEWS]:
        entry = _add(root, "entry")
        path = f"documents/{document.page}.html"
        _add(entry, "title", title(document, catalogue))
        _add(entry, "id", address(edition, path) if settings.base_url else f"urn:tei-edition:{quote(document.id)}")
        _add(entry, "updated", f"{days[document.id]}T00:00:00Z")
        _add(entry, "link", href=address(edition, path))
        abstract = facts(document.tree, "abstract")
        if abstract:
            _add(entry, "summary", plain(abstract[0]))
    return root


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    element = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}", attrib=attributes)
    element.text = text
    return element


def _default(namespace: str) -> dict[str, str]:
    # the key None is lxml's way to a default namespace; its stubs know only strings
    return {None: namespace}  # type: ignore[dict-item]


def _xml(root: Element) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


# ---- sitemap (sitemaps.org 0.9)


def sitemap(edition: Edition, reading: Reading) -> Element:
    """Every page that has an address of its own."""
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap=_default(SITEMAP))
    for document in reading.documents:
        url = _add(root, "url")
        _add(url, "loc", address(edition, f"documents/{document.page}.html"))
        _add(url, "lastmod", changed(document, edition))
    paths = ["index.html", "signs.html", *(f"texts/{t.page}.html" for t in reading.texts)]
    paths += [f"years/{p.page}.html" for p in periods(reading.documents)]
    for register in reading.registers:
        paths += [f"{register.name}/index.html", *(f"{register.name}/{e.key}.html" for e in register.entries)]
    for path in paths:
        _add(_add(root, "url"), "loc", address(edition, path))
    return root


# ---- BEACON: one file an authority


AUTHORITIES: Final = {
    "Wikidata": "http://www.wikidata.org/entity/",
    "GND": "https://d-nb.info/gnd/",
    "VIAF": "https://viaf.org/viaf/",
    "GeoNames": "https://sws.geonames.org/",
}


def beacons(edition: Edition, reading: Reading) -> Iterator[tuple[str, str]]:
    """BEACON files: which identifiers of an authority the registers have, and where they lead."""
    for name, prefix in AUTHORITIES.items():
        rows = [
            f"{identifier}||{address(edition, f'{entry.register}/{entry.key}.html')}"
            for register in reading.registers
            for entry in register.entries
            for identifier in _identifiers(entry.tree, name)
        ]
        if rows:
            head = [
                "#FORMAT: BEACON",
                f"#PREFIX: {prefix}",
                f"#NAME: {edition.settings.title}",
                f"#FEED: {address(edition, f'beacon-{name.lower()}.txt')}",
                f"#TIMESTAMP: {edition.settings.date.isoformat()}",
            ]
            yield name.lower(), "\n".join([*head, "", *rows, ""])


def _identifiers(entry: Element, authority: str) -> list[str]:
    nodes = entry.iter("{urn:tei-edition:reading}authority")
    said = ((n.text or "").strip().rstrip("/").rpartition("/")[2] for n in nodes if n.get("type") == authority)
    return [identifier for identifier in said if identifier and "|" not in identifier]


# ---- CITATION.cff 1.2.0


def citation(edition: Edition) -> str:
    """How to cite the whole edition. A JSON string is a YAML string, so every value is quoted that way."""
    settings = edition.settings
    rows = ["cff-version: 1.2.0", 'message: "Please cite this edition as below."', "type: dataset"]
    rows.append(f"title: {_yaml(settings.title)}")
    rows.append("authors:")
    rows += [f"  - name: {_yaml(e.name)}" for e in settings.editors] or [
        f"  - name: {_yaml(settings.publisher or settings.title)}"
    ]
    rows.append(f"date-released: {settings.date.isoformat()}")
    for key, value in (
        ("version", settings.version),
        ("url", settings.base_url),
        ("license-url", settings.licence.url if settings.licence else ""),
        ("abstract", settings.description),
    ):
        if value:
            rows.append(f"{key}: {_yaml(value)}")
    return "\n".join([*rows, ""])


def _yaml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# ---- the theme


PROPERTIES: Final = {
    "accent": "--accent",
    "paper": "--paper",
    "ink": "--ink",
    "font": "--serif",
    "typewriter": "--typewriter",
}


def stylesheet(edition: Edition) -> str:
    """The theme of edition.toml as custom properties, then the edition's own theme/site.css."""
    theme, own = edition.settings.site.theme, edition.root / "theme" / "site.css"
    rules = _properties(theme) if theme else ""
    return rules + (text_of(own) if own.is_file() else "")


def _properties(theme: Theme) -> str:
    light = "".join(f"{name}:{_value(getattr(theme, key))};" for key, name in PROPERTIES.items() if getattr(theme, key))
    dark = "".join(
        f"{PROPERTIES[key]}:{_value(getattr(theme, f'dark_{key}'))};"
        for key in ("accent", "paper", "ink")
        if getattr(theme, f"dark_{key}")
    )
    dark_rules = (
        f'@media (prefers-color-scheme:dark){{:root:not([data-colours="light"]){{{dark}}}}}'
        f'\n:root[data-colours="dark"]{{{dark}}}\n'
    )
    return f":root{{{light}}}\n{dark_rules if dark else ''}"


def _value(text: str) -> str:
    # a value of a property, never a rule of its own
    return "".join(c for c in text if c not in "{};<>\\")
