"""The TEI source as a page shows it: the characters of the file, each token with its kind."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from tei_edition.publishing.frame import g
from tei_edition.xml import Element

LONG: Final = 300_000
"""Characters from which a source is shown without colours: they would make the page several times as long."""

TOKEN: Final = re.compile(
    r"""(?P<c><!--.*?(?:-->|$)|<\?.*?(?:\?>|$))|(?P<t></?[^\s>/]+|/?>)|(?<=\s)(?P<a>[\w:.-]+)=(?P<v>"[^"]*"|'[^']*')"""
    r"""|(?P<e>&[^;\s]+;)"""
)
"""What a line of XML is made of: comment, tag, attribute and value, entity."""


def coloured(text: str) -> Element:
    """The characters of an XML file, line by line, each token with its kind; not one is lost or added."""
    source = etree.Element(g("source"))
    if len(text) > LONG:
        source.text = text
        return source
    for said in text.replace("\r\n", "\n").split("\n"):
        line = etree.SubElement(source, g("line"))
        at = 0
        for found in TOKEN.finditer(said):
            kinds = [kind for kind in "ctave" if found[kind] is not None]
            for kind in kinds:
                _append(line, said[at : found.start(kind)])
                etree.SubElement(line, g("token"), kind=kind).text = found[kind]
                at = found.end(kind)
        _append(line, said[at:])
    return source


def _append(line: Element, text: str) -> None:
    """Text after the last token of a line, or at its beginning."""
    if len(line):
        line[-1].tail = (line[-1].tail or "") + text
    else:
        line.text = (line.text or "") + text
