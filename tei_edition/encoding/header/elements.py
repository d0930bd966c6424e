"""Elements of a header: added, in mixed content, naming a party."""

from __future__ import annotations

from lxml import etree

from tei_edition.encoding.correspondence.act import Party
from tei_edition.encoding.residue import printable
from tei_edition.xml import Element, tei


def add_party(parent: Element, party: Party, identifier: str) -> Element:
    """A party by its name, with its entry in the registers and whether only the record has it."""
    made = add(parent, party.element, party.text)
    if party.entry:
        made.set("ref", party.entry.reference)
    if party.inferred:
        made.set("source", f"#{identifier}-rec")
    return made


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """A child at the end, its text and attributes as XML can hold them."""
    made = etree.SubElement(parent, tei(name))
    for key, value in attributes.items():
        made.set(key, printable(value))
    if text:
        made.text = printable(text)
    return made


def inline(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """An element after a space, in mixed content."""
    if len(parent):
        parent[-1].tail = " "
    return add(parent, name, text, **attributes)


def listed(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """An element after a comma."""
    if len(parent):
        parent[-1].tail = ", "
    return add(parent, name, text, **attributes)


def folded(text: str) -> str:
    """White space folded, one space kept at either end."""
    folded = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + folded + (" " if folded and text[-1:].isspace() else "")
