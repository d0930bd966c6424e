"""The encoding manual: pages in HTML, made from the ODD."""

from __future__ import annotations

from typing import Final

from lxml import etree

from tei_edition import resources, transform, xml

FOLDER: Final = "manual"


def pages(flat: xml.Tree) -> dict[str, bytes]:
    """The pages of the manual of a flat ODD, by file name, and their stylesheet."""
    said = transform.stylesheet(resources.xslt("odd/manual.xsl")).apply(flat).text
    made = {
        f"{FOLDER}/{page.get('name', '')}": _html(page[0])
        for page in etree.fromstring(said.encode(), xml.parser()).iterchildren("page")
    }
    return {**made, f"{FOLDER}/manual.css": resources.xslt("odd/manual.css").read_bytes()}


def _html(root: xml.Element) -> bytes:
    root.tail = None
    return etree.tostring(root, method="html", encoding="UTF-8", doctype="<!DOCTYPE html>") + b"\n"
