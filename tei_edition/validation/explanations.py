"""What a validator found, in the words of an editor: what is wrong, what is allowed, what was meant.

xmlschema and libxml2 word the same few findings each in its own way; ``FINDINGS`` knows both. A finding
has a kind, and each kind one function that puts it into words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic
from tei_edition.validation.sheet import Sheet
from tei_edition.validation.vocabulary import Vocabulary, listed, nearest

XML_PREFIX: Final = f"{{{xml.XML}}}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the element it is at, the name it is about, and what a validator expected there."""

    kind: str
    element: xml.Element
    name: str = ""
    value: str = ""
    expected: tuple[str, ...] = ()


# kind, wording of xmlschema, wording of libxml2
FINDINGS: Final = tuple(
    (kind, re.compile(wording, re.DOTALL))
    for kind, wording in (
        ("misplaced", r"^Unexpected child with tag '(?P<name>[^']+)'"),
        ("misplaced", r"This element is not expected"),
        ("incomplete", r"content of element '[^']*' is not complete|Missing child element"),
        ("stray", r"character data between child elements not allowed|Character content .*is not allowed"),
        ("attribute", r"^'(?P<name>[^']+)' attribute not allowed|The attribute '(?P<name2>[^']+)' is not allowed"),
        (
            "lacking",
            r"missing required attribute '(?P<name>[^']+)'|attribute '(?P<name2>[^']+)' is required but missing",
        ),
        ("twice", r"duplicated xs:ID value|is not a valid value of the atomic type 'xs:ID'.*not unique|duplicate ID"),
        ("value", r"^attribute (?P<name>[^=]+)='(?P<value>.*?)':"),
        ("value", r"attribute '(?P<name>[^']+)'.*?The value '(?P<value>[^']*)'"),
        ("value", r"attribute '(?P<name>[^']+)': '(?P<value>[^']*)' is not a valid value"),
        ("root", r"No matching global declaration|is not an element of the schema|not found|no matching"),
    )
)


def of_xmlschema(
    sheet: Sheet, vocabulary: Vocabulary, errors: Iterable[Any], log: Iterable[Any] = ()
) -> Iterator[Diagnostic]:
    """The errors of xmlschema, put into words; ``log`` is what libxml2 said of the same file."""
    lacking = {sheet.at(e.path): _names(e.message) for e in log if "Missing child element" in e.message}
    for error in errors:
        element = error.elem
        child = getattr(error, "invalid_child", None)
        if child is not None and getattr(error, "invalid_tag", None):
            element = child
        finding = _finding(element, error.reason or "", _names(error.reason or ""))
        if finding.kind == "incomplete":
            # each of the two names more than is wanted; what both name is
            both = tuple(name for name in finding.expected if name in lacking.get(element, ()))
            finding = replace(finding, expected=both or finding.expected)
        yield from _words(sheet, vocabulary, finding)


def of_libxml2(sheet: Sheet, vocabulary: Vocabulary, log: Iterable[Any]) -> Iterator[Diagnostic]:
    """The error log of libxml2, put into words."""
    for entry in log:
        element = sheet.at(entry.path)
        finding = _finding(element, entry.message, _names(entry.message))
        yield from _words(sheet, vocabulary, finding)


def of_root(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """A file that begins with an element that belongs inside one."""
    name = xml.local(sheet.root)
    if name not in vocabulary.start:
        message = f"a file begins with {listed(f'“{n}”' for n in vocabulary.start)}, not with “{name}”"
        yield sheet.diagnostic("schema-element-misplaced", sheet.root, message)


def _finding(element: xml.Element, reason: str, expected: tuple[str, ...]) -> Finding:
    for kind, wording in FINDINGS:
        found = wording.search(reason)
        if found:
            said = found.groupdict()
            name = said.get("name") or said.get("name2") or ""
            return Finding(kind, element, _attribute_name(name), said.get("value") or "", expected)
    return Finding("other", element, value=reason)


def _names(reason: str) -> tuple[str, ...]:
    # ('t:p' | 't:ab') expected; Expected is one of ( {…}p, {…}ab )
    listing = re.search(r"(?:Tag|Expected is)\b(.*)", reason, re.DOTALL)
    return tuple(re.findall(r"(?:t:|\})([\w.-]+)", listing[1])) if listing else ()


def _attribute_name(name: str) -> str:
    return name.replace(XML_PREFIX, "xml:").rpartition("}")[2]


def _words(sheet: Sheet, vocabulary: Vocabulary, finding: Finding) -> Iterator[Diagnostic]:
    # the rules tell of a doubled xml:id, and where the first one stands
    if finding.kind != "twice":
        code, message, hint = WORDS[finding.kind](finding, vocabulary)
        yield sheet.diagnostic(code, finding.element, message, hint)


Wording = tuple[str, str, str]


def _misplaced(finding: Finding, vocabulary: Vocabulary) -> Wording:
    element, parent = finding.element, finding.element.getparent()
    name, around = xml.local(element), xml.local(parent) if parent is not None else ""
    if element.tag != xml.tei(name):
        return _foreign(element)
    if name not in vocabulary.elements:
        return _unknown(name, around, vocabulary)
    if name in vocabulary.elements[around].children:
        return _disorderly(finding, name, around)
    return (
        "schema-element-misplaced",
        f"“{name}” may not stand in “{around}”",
        f"{_allowed_in(around, vocabulary)} “{name}” may stand in {listed(vocabulary.parents(name))}.",
    )


def _foreign(element: xml.Element) -> Wording:
    space = element.tag.rpartition("}")[0].lstrip("{")
    said = f"in the namespace “{space}”" if space else "in no namespace"
    return "schema-namespace", f"“{xml.local(element)}” is {said}, so it is no element of TEI", ""


def _unknown(name: str, around: str, vocabulary: Vocabulary) -> Wording:
    here = vocabulary.elements[around].children if around in vocabulary.elements else frozenset()
    near = nearest(name, here, vocabulary.elements)
    hint = f"Did you mean “{near}”?" if near else _allowed_in(around, vocabulary)
    return "schema-element-unknown", f"there is no element “{name}”", hint


def _disorderly(finding: Finding, name: str, around: str) -> Wording:
    before = next(finding.element.itersiblings("*", preceding=True), None)
    place = f"after “{xml.local(before)}”" if before is not None else "at the beginning"
    wanted = [n for n in finding.expected if n != name]
    hint = (
        f"Here may stand {listed(wanted)}."
        if wanted
        else f"The order in “{around}” is fixed; see its page in the manual."
    )
    return "schema-element-misplaced", f"“{name}” may stand in “{around}”, but not {place}", hint


def _allowed_in(name: str, vocabulary: Vocabulary) -> str:
    facts = vocabulary.elements.get(name)
    if facts is None:
        return ""
    if not facts.children:
        return f"“{name}” holds text only." if facts.text else f"“{name}” holds nothing."
    return f"“{name}” may hold {'text, ' if facts.text else ''}{listed(facts.children)}."


def _incomplete(finding: Finding, vocabulary: Vocabulary) -> Wording:
    name = xml.local(finding.element)
    if not finding.expected:
        return "schema-element-missing", f"something is missing in “{name}”", _allowed_in(name, vocabulary)
    what = listed(f"“{n}”" for n in finding.expected)
    last = next(finding.element.iterchildren("*", reversed=True), None)
    place = f" after “{xml.local(last)}”" if last is not None else ""
    return "schema-element-missing", f"“{name}” is not complete: {what} is missing{place}", ""


def _stray(finding: Finding, vocabulary: Vocabulary) -> Wording:
    element = finding.element
    name = xml.local(element)
    pieces = [element.text, *(child.tail for child in element)]
    words = next((" ".join(piece.split()) for piece in pieces if piece and piece.strip()), "")
    shown = f"{words[:40]}…" if len(words) > 40 else words
    return (
        "schema-text-stray",
        f"“{shown}” stands directly in “{name}”, which holds no text",
        _allowed_in(name, vocabulary),
    )


def _attribute(finding: Finding, vocabulary: Vocabulary) -> Wording:
    name, element = finding.name, xml.local(finding.element)
    facts = vocabulary.elements.get(element)
    known = facts.attributes if facts else {}
    near = nearest(name, known)
    elsewhere = [n for n, f in vocabulary.elements.items() if name in f.attributes]
    if elsewhere:
        message = f"“{element}” has no attribute “{name}”"
        hint = f"Attributes of “{element}”: {listed(_own(known), 'and')}."
    else:
        message = f"there is no attribute “{name}”"
        hint = f"Did you mean “{near}”?" if near else f"Attributes of “{element}”: {listed(_own(known), 'and')}."
    return "schema-attribute-unknown", message, hint


def _own(attributes: dict[str, Any]) -> list[str]:
    # those that every element has say little about this one
    common = {"xml:base", "xml:space", "sameAs", "style", "rendition", "ana", "change", "facs", "source", "corresp"}
    return [name for name in attributes if name not in common]


def _lacking(finding: Finding, vocabulary: Vocabulary) -> Wording:
    element = xml.local(finding.element)
    message = f"“{element}” needs the attribute “{finding.name}”"
    return "schema-attribute-missing", message, _possible(element, finding.name, vocabulary)


def _value(finding: Finding, vocabulary: Vocabulary) -> Wording:
    element, name = xml.local(finding.element), finding.name
    shown = finding.value or finding.element.get(name.replace("xml:", XML_PREFIX), "")
    message = f"“{shown}” is no possible value of “{name}” on “{element}”"
    return "schema-value", message, _possible(element, name, vocabulary, shown)


def _possible(element: str, attribute: str, vocabulary: Vocabulary, value: str = "") -> str:
    facts = vocabulary.elements.get(element)
    kind = facts.attributes.get(attribute, "") if facts else ""
    if isinstance(kind, str):
        return vocabulary.datatypes.get(kind, "")
    near = nearest(value, kind) if value else ""
    return " ".join(filter(None, (f"Did you mean “{near}”?" if near else "", f"Possible: {listed(kind)}.")))


def _root(finding: Finding, vocabulary: Vocabulary) -> Wording:
    if finding.element.tag != xml.tei(xml.local(finding.element)):
        return _foreign(finding.element)
    return _unknown(xml.local(finding.element), "", vocabulary)


def _other(finding: Finding, _vocabulary: Vocabulary) -> Wording:
    said = re.sub(r"\{[^}]*\}", "", finding.value)
    return "schema-invalid", " ".join(said.split()), ""


WORDS: Final[dict[str, Callable[[Finding, Vocabulary], Wording]]] = {
    "misplaced": _misplaced,
    "incomplete": _incomplete,
    "stray": _stray,
    "attribute": _attribute,
    "lacking": _lacking,
    "value": _value,
    "root": _root,
    "other": _other,
}
