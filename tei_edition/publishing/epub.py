"""The EPUB 3.3: print XML → XHTML in a zip, the same bytes for the same input.

Pages of the printed book come from ``pages.json``, which :func:`tei_edition.publishing.book.make_book` leaves
beside its PDFs; without it the EPUB has no page list. Of several volumes a page is named with its volume.
"""

from __future__ import annotations

import io
import json
import re
import uuid
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from tei_edition import resources, transform, xml
from tei_edition.edition import Edition, Settings
from tei_edition.publishing.book import volume
from tei_edition.publishing.book.plates import picture_path
from tei_edition.publishing.book.words import as_tree, words
from tei_edition.publishing.reading import Reading
from tei_edition.xml import Element

OPF: Final = "http://www.idpf.org/2007/opf"
DC: Final = "http://purl.org/dc/elements/1.1/"
NAMES: Final[dict[str, str]] = {None: OPF, "dc": DC}  # type: ignore[dict-item]  # the stubs know no default namespace
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
NAMESPACE: Final = uuid.UUID("8a3c1f0e-5b0d-5c57-9d0f-6f2f8f0c7d11")
TYPES: Final[Mapping[str, str]] = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
CONTAINER: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
# what a reader who cannot see the page wants to know beforehand (EPUB Accessibility 1.1)
ACCESSIBILITY: Final = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "index"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityHazard", "none"),
)
WITH_PICTURES: Final = (
    ("schema:accessMode", "visual"),
    ("schema:accessibilityFeature", "alternativeText"),
)
WITH_PAGES: Final = (
    ("schema:accessibilityFeature", "pageBreakMarkers"),
    ("schema:accessibilityFeature", "pageNavigation"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the publication."""

    name: str
    data: bytes
    in_spine: bool = False


def make_epub(
    edition: Edition, reading: Reading, target: Path, progress: Callable[..., None] | None = None
) -> tuple[Path, ...]:
    """Make the EPUB of the whole edition in the folder ``target``; returns the file made.

    Raises:
        Refusal: a picture that cannot be shown.
    """
    language = edition.settings.languages.interface
    vocabulary = words(language)
    book = volume.whole_book(edition, reading, dict(vocabulary))
    pictures = list(_pictures(edition, book))
    pages = _pages(edition)
    sheet = transform.stylesheet(resources.xslt("epub/epub.xsl"))
    tree = sheet.apply(book, {"pages": pages, "words": as_tree(vocabulary)}).text
    files = etree.fromstring(tree, xml.parser())
    navigation = _page(files.find("navigation/*"))
    texts = [Part(f.get("name", ""), _page(f[0]), in_spine=True) for f in files.iterfind("file")]
    style = Part("book.css", resources.xslt("epub/book.css").read_bytes())
    # the contents are read after the title page
    parts = [*texts[:1], Part("nav.xhtml", navigation, in_spine=True), *texts[1:], style, *pictures]
    has_pages = b'epub:type="page-list"' in navigation
    package = package_document(edition.settings, parts, has_pages=has_pages, has_pictures=bool(pictures))
    path = target / f"{volume.file_stem(edition.settings.title)}.epub"
    xml.write_atomically(path, pack(parts, package))
    if progress:
        progress(path.name)
    return (path,)


def _page(element: Element | None) -> bytes:
    if element is None:
        return b""
    etree.cleanup_namespaces(element)
    body = etree.tostring(element, encoding="UTF-8", with_tail=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n' + body + b"\n"


def _pictures(edition: Edition, book: Element) -> Iterable[Part]:
    for n, picture in enumerate(book.iter("picture")):
        path = picture_path(edition, picture.get("file", ""))
        name = f"picture-{n}{path.suffix.lower()}"
        picture.set("file", name)
        yield Part(name, path.read_bytes())


def _pages(edition: Edition) -> Element:
    """Where the pages of the printed book begin, if the book was made."""
    root = etree.Element("pages")
    path = edition.dist / "book" / "pages.json"
    if path.is_file():
        for row in json.loads(path.read_text(encoding="utf-8")):
            label = ", ".join(part for part in (row.get("volume", ""), row["folio"]) if part)
            name = re.sub(r"[^\w.]+", "-", label)
            etree.SubElement(root, "page", at=row["at"], folio=label, id=f"page-{name}")
    return root


# ---- the package


def package_document(
    settings: Settings, parts: Iterable[Part], *, has_pages: bool, has_pictures: bool = False
) -> bytes:
    """package.opf: metadata, every file, and their order."""
    package = etree.Element(f"{{{OPF}}}package", nsmap=NAMES)
    package.set("version", "3.0")
    package.set("unique-identifier", "id")
    package.set(xml.LANG, settings.languages.interface)
    said = (*ACCESSIBILITY, *(WITH_PICTURES if has_pictures else ()), *(WITH_PAGES if has_pages else ()))
    _metadata(etree.SubElement(package, f"{{{OPF}}}metadata"), settings, said, has_pages=has_pages)
    manifest = etree.SubElement(package, f"{{{OPF}}}manifest")
    spine = etree.SubElement(package, f"{{{OPF}}}spine")
    for n, part in enumerate(parts):
        item = etree.SubElement(manifest, f"{{{OPF}}}item", id=f"f{n}", href=part.name)
        item.set("media-type", TYPES[Path(part.name).suffix])
        if part.name == "nav.xhtml":
            item.set("properties", "nav")
        if part.in_spine:
            etree.SubElement(spine, f"{{{OPF}}}itemref", idref=f"f{n}")
    return xml.serialize(package)


def _metadata(
    metadata: Element, settings: Settings, accessibility: Iterable[tuple[str, str]], *, has_pages: bool
) -> None:
    _dc(metadata, "identifier", identifier(settings)).set("id", "id")
    _dc(metadata, "title", settings.title)
    _dc(metadata, "language", settings.languages.interface)
    for editor in settings.editors:
        _dc(metadata, "creator", editor.name)
    for name, value in (("publisher", settings.publisher), ("description", settings.description)):
        if value:
            _dc(metadata, name, value)
    _dc(metadata, "date", settings.date.isoformat())
    if settings.licence:
        _dc(metadata, "rights", " ".join(part for part in (settings.licence.name, settings.licence.url) if part))
    _meta(metadata, "dcterms:modified", f"{settings.date.isoformat()}T00:00:00Z")
    for name, value in accessibility:
        _meta(metadata, name, value)
    _meta(metadata, "schema:accessibilitySummary", words(settings.languages.interface)["accessibility"])
    if has_pages:
        _dc(metadata, "source", f"{settings.title}, {settings.publisher or settings.date.year}").set("id", "printed")
        source = _meta(metadata, "source-of", "pagination")
        source.set("refines", "#printed")


def identifier(settings: Settings) -> str:
    """The ISBN, or a UUID that depends on title, address and version only."""
    if settings.book.isbn:
        return f"urn:isbn:{settings.book.isbn.replace('-', '')}"
    name = "\n".join((settings.base_url, settings.title, settings.version))
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, name)}"


def _dc(metadata: Element, name: str, text: str) -> Element:
    element = etree.SubElement(metadata, f"{{{DC}}}{name}")
    element.text = text
    return element


def _meta(metadata: Element, name: str, text: str) -> Element:
    element = etree.SubElement(metadata, f"{{{OPF}}}meta", property=name)
    element.text = text
    return element


def pack(parts: Iterable[Part], package: bytes) -> bytes:
    """The zip: mimetype first and stored, everything dated 1980, so that equal input gives equal bytes."""
    out = io.BytesIO()
    rows = [("META-INF/container.xml", CONTAINER), ("EPUB/package.opf", package)]
    rows += [(f"EPUB/{part.name}", part.data) for part in parts]
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(_dated("mimetype", zipfile.ZIP_STORED), b"application/epub+zip")
        for name, data in rows:
            archive.writestr(_dated(name, zipfile.ZIP_DEFLATED), data)
    return out.getvalue()


def _dated(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EARLIEST)
    info.compress_type = method
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info
