"""The TEI source as a page shows it: the characters of the file, each token with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from tei_edition.publishing.frame import g
from tei_edition.xml import Element

LONG: Final = 300_000
"""Characters from which a source is shown without colours: they would make the page several times as long."""

TOKEN: Final = re.compile(
    r"""(?P<c><!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z))|(?P<t></?[^\s>/]+|/?>)|(?<=\s)(?P<a>[\w:.-]+)=(?P<v>"[^"]*"|'[^']*')"""
    r"""|(?P<e>&[^;\s]+;)""",
    re.DOTALL,
)
"""What XML is made of: comment, tag, attribute and value, entity; a comment may run over many lines."""


def coloured(text: str) -> Element:
    """The characters of an XML file, line by line, each token with its kind; not one is lost or added."""
    source = etree.Element(g("source"))
    if len(text) > LONG:
        source.text = text
        return source
    line = etree.SubElement(source, g("line"))
    for kind, said in _tokens(text.replace("\r\n", "\n")):
        for n, part in enumerate(said.split("\n")):
            if n:
                line = etree.SubElement(source, g("line"))
            if not kind:
                _append(line, part)
            elif part:
                etree.SubElement(line, g("token"), kind=kind).text = part
    return source


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Each token with its kind, and with none what stands between tokens."""
    at = 0
    for found in TOKEN.finditer(text):
        for kind in "ctave":
            if found[kind] is not None:
                yield "", text[at : found.start(kind)]
                yield kind, found[kind]
                at = found.end(kind)
    yield "", text[at:]


def _append(line: Element, text: str) -> None:
    """Text after the last token of a line, or at its beginning."""
    if len(line):
        line[-1].tail = (line[-1].tail or "") + text
    else:
        line.text = (line.text or "") + text
