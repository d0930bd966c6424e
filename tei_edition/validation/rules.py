"""Run the rules of the ODD, Schematron compiled to XSLT, and say where they are broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree

from tei_edition import transform, xml
from tei_edition.codes import CODES
from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.validation.sheet import Sheet

SAID: Final = "{urn:tei-edition:said}message"
# the words that Schematron schemas use for what need not be mended
MILD: Final = frozenset({"warning", "warn", "info", "information", "nonfatal"})


def broken(sheet: Sheet, stylesheet: Path) -> Iterator[Diagnostic]:
    """The rules that a file breaks.

    Raises:
        Refusal: the stylesheet of the rules is missing or in error.
    """
    compiled = transform.stylesheet(stylesheet)
    try:
        said = compiled.apply(sheet.tree).text
    except Refusal as refusal:
        # a file that breaks the schema can break the rules' own XPath
        yield Diagnostic("rules-failed", refusal.diagnostics[0].message, sheet.name)
        return
    if "<said:message " in said:
        yield from (_message(sheet, m) for m in etree.fromstring(said.encode(), xml.parser()).iter(SAID))


def _message(sheet: Sheet, message: xml.Element) -> Diagnostic:
    words = xml.words(message)
    element = _at(sheet.root, message.get("path", "0"))
    rule = message.get("rule", "")
    mild = message.get("role", "").lower() in MILD
    if rule in CODES:
        return sheet.diagnostic(rule, element, words)
    # a rule of an edition's own ODD: its name is the editor's, not one of ours
    told = sheet.diagnostic("rule-doubted" if mild else "rule-broken", element, words, f"Rule “{rule}”.")
    return replace(told, about=rule)


def _at(root: xml.Element, path: str) -> xml.Element:
    """The element at child numbers from the root: ``0/2/1``."""
    element = root
    for number in path.partition("/@")[0].split("/")[1:]:
        element = next(child for i, child in enumerate(element.iterchildren("*")) if i == int(number))
    return element
