"""DOCX: the words of a word processor's document, as Word, LibreOffice and others save it (ECMA-376)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final

from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.transcript.readers.container import Container
from tei_edition.transcript.readers.extracted import PAGE, Extract, Run, Style, written
from tei_edition.transcript.readers.numbering import BULLET, Counters, Level
from tei_edition.transcript.source import Source
from tei_edition.xml import Element, local, words

MEDIA: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFF: Final = frozenset({"0", "false", "off", "none"})
# elements whose content is the document's, whoever has put them around it
TRANSPARENT: Final = frozenset(
    """sdt sdtContent hyperlink smartTag customXml fldSimple ins moveTo dir bdo ruby rubyBase Choice AlternateContent
    r drawing pict inline anchor graphic graphicData wsp wgp txbx shape rect textbox group object""".split()
)
# where an image hangs
PICTURES: Final = frozenset({"pic", "blipFill"})
# what is left out, and what one of it is called
DROPPED: Final[Mapping[str, str]] = {
    "del": "deletion that was tracked",
    "moveFrom": "passage that was moved",
    "commentReference": "comment",
    "blip": "image",
    "imagedata": "image",
    "oMath": "formula",
    "rt": "ruby text",
}
# characters that have elements of their own
CHARACTERS: Final[Mapping[str, str]] = {
    "tab": " ",
    "ptab": " ",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
    "cr": "\n",
}


def read(name: str, data: bytes, encoding: str = "") -> Source:  # noqa: ARG001
    """The text of a DOCX file.

    Raises:
        Refusal: broken, protected by a password, too large, hostile, or no document but a sheet or slides.
    """
    container = Container(name, data)
    return _Reader(container, _main_part(container)).read()


def _value(element: Element | None, name: str = "val") -> str:
    """An attribute by its local name: strict and transitional files have different namespaces."""
    if element is None:
        return ""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")


def _child(element: Element | None, name: str) -> Element | None:
    return next((c for c in element if local(c) == name), None) if element is not None else None


def _main_part(container: Container) -> str:
    relations = container.tree("_rels/.rels")
    for one in relations if relations is not None else ():
        if _value(one, "Type").endswith("/officeDocument"):
            target = _value(one, "Target").lstrip("/")
            if not re.search(r"(^|/)document\d*\.xml$", target):
                raise Refusal(
                    Diagnostic("transcript-binary", "this is a sheet or slides, not a document", container.name)
                )
            return target
    raise container.broken("it names no document")


class _Reader:
    """Reads one document; what it counts and collects on the way is its own."""

    def __init__(self, container: Container, main: str) -> None:
        self.container, self.main = container, main
        self.styles = _Styles(self._part("styles"))
        self.counters = _counters(self._part("numbering"))
        self.extract = Extract()
        self.calls: dict[tuple[str, str], int] = {}
        self.boxes: list[Element] = []

    def read(self) -> Source:
        """The whole document, its notes last."""
        root = self.container.needed(self.main)
        body = _child(root, "body")
        if body is None:
            raise self.container.broken("the document has no body")
        self._blocks(body)
        self._notes("footnotes")
        self._notes("endnotes")
        for part in self.container.names():
            running = re.search(r"/(header|footer)\d*\.xml$", part)
            if running and words(self.container.needed(part)):
                self.extract.drop(f"page {running[1]}")
        return self.extract.source(self.container.name, self.container.data, MEDIA)

    def _part(self, kind: str) -> Element | None:
        return self.container.tree(posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))

    # -- blocks

    def _blocks(self, parent: Element) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name in DROPPED:
                self.extract.drop(DROPPED[name])
            elif name in TRANSPARENT:
                self._blocks(element)

    def _paragraph(self, paragraph: Element) -> None:
        properties = _child(paragraph, "pPr")
        style = _value(_child(properties, "pStyle"))
        if _is_on(_child(properties, "pageBreakBefore")):
            self.extract.page_break()
        runs = list(self._runs(paragraph))
        level = self.styles.heading(style)
        lead = "#" * level + " " if level else self._label(properties, style)
        self.extract.paragraph(runs, lead)
        if _ends_page(_child(properties, "sectPr")):
            self.extract.page_break()
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._blocks(box)

    def _label(self, properties: Element | None, style: str) -> str:
        numbered = _child(properties, "numPr")
        numbered = numbered if numbered is not None else self.styles.numbered(style)
        name = _value(_child(numbered, "numId"))
        depth = _value(_child(numbered, "ilvl"))
        return self.counters.label(name, int(depth) if depth.isdecimal() else 0) if name else ""

    def _table(self, table: Element) -> None:
        rows = [list(_inside(row, "tc")) for row in _inside(table, "tr")]
        self.extract.table(rows, self._cell, self._blocks)

    def _cell(self, cell: Element) -> str:
        return " ".join(filter(None, (written(self._runs(p)) for p in _paragraphs(cell))))

    # -- runs

    def _runs(self, parent: Element, styles: frozenset[Style] = frozenset()) -> Iterator[Run]:
        for element in parent:
            name = local(element)
            if name == "r":
                properties = _child(element, "rPr")
                if _is_on(_child(properties, "vanish")):
                    self.extract.drop("hidden passage")
                else:
                    yield from self._runs(element, self.styles.of(properties))
            elif name == "t":
                yield Run((element.text or "").replace("\n", " "), styles)
            elif name == "br":
                yield Run(PAGE if _value(element, "type") == "page" else "\n", styles)
            elif name in CHARACTERS:
                yield Run(CHARACTERS[name], styles)
            elif name == "sym":
                yield Run(self._symbol(element), styles)
            elif name in {"footnoteReference", "endnoteReference"}:
                yield Run(self._call(name.removesuffix("Reference") + "s", _value(element, "id")))
            elif name == "txbxContent":
                self.boxes.append(element)  # the words of a box stand after the paragraph it hangs on
            elif name in DROPPED:
                self.extract.drop(DROPPED[name])
            elif name in TRANSPARENT or name in PICTURES:
                yield from self._runs(element, styles)

    def _symbol(self, element: Element) -> str:
        """A character of a symbol font has no meaning outside the font."""
        code = _value(element, "char")
        number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{2,5}", code) else 0
        if number < 0x20 or 0xD800 <= number <= 0xF8FF or number > 0xFFFD:
            self.extract.drop("character of a symbol font")
            return ""
        return chr(number)

    def _call(self, kind: str, identifier: str) -> str:
        if (kind, identifier) not in self.calls:
            self.calls[kind, identifier] = self.extract.call()
        return f"[{self.calls[kind, identifier]}]"

    def _notes(self, kind: str) -> None:
        root = self._part(kind)
        notes = {_value(note, "id"): note for note in root} if root is not None else {}
        called = [(i, n) for (k, i), n in self.calls.items() if k == kind]
        for identifier, number in called:
            note = notes.get(identifier)
            if note is not None:
                self.extract.note(number, self._cell(note))


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The children of a name, through whatever wraps them."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in TRANSPARENT:
            yield from _inside(child, name)


def _paragraphs(parent: Element) -> Iterator[Element]:
    """The paragraphs of a cell or note, those of a box that hangs on one of them aside."""
    for child in parent:
        if local(child) == "p":
            yield child
        elif local(child) not in DROPPED:
            yield from _paragraphs(child)


def _is_on(toggle: Element | None) -> bool:
    return toggle is not None and _value(toggle) not in OFF


def _ends_page(section: Element | None) -> bool:
    return section is not None and _value(_child(section, "type")) not in {"continuous", "nextColumn"}


# ------------------------------------------------------------------ styles and numbers

TOGGLES: Final[tuple[tuple[str, Style], ...]] = (
    ("b", "bold"),
    ("i", "italic"),
    ("u", "underlined"),
    ("strike", "struck"),
    ("dstrike", "struck"),
)


SHIFTS: Final[Mapping[str, Style]] = {"superscript": "raised", "subscript": "lowered"}


class _Styles:
    """The styles of a document, each with those it is based on."""

    def __init__(self, root: Element | None) -> None:
        found = [s for s in root if local(s) == "style"] if root is not None else []
        self.by_name = {_value(style, "styleId"): style for style in found}

    def _chain(self, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while name in self.by_name and name not in seen:
            seen.add(name)
            yield self.by_name[name]
            name = _value(_child(self.by_name[name], "basedOn"))

    def heading(self, name: str) -> int:
        """The level of a heading, 0 for other paragraphs; the title is of level 1."""
        for style in self._chain(name):
            called = _value(_child(style, "name")).lower()
            level = re.fullmatch(r"heading ([1-9])", called)
            if level or called == "title":
                return int(level[1]) if level else 1
        return 0

    def numbered(self, name: str) -> Element | None:
        """The numbering that belongs to a style."""
        found = (_child(_child(style, "pPr"), "numPr") for style in self._chain(name))
        return next((one for one in found if one is not None), None)

    def of(self, properties: Element | None) -> frozenset[Style]:
        """The styles of a run: what it says itself, else what its character style says."""
        chain = [properties, *(_child(s, "rPr") for s in self._chain(_value(_child(properties, "rStyle"))))]
        styles: set[Style] = {style for name, style in TOGGLES if _is_on(_first(chain, name))}
        shifted = SHIFTS.get(_value(_first(chain, "vertAlign")))
        return frozenset(styles | {shifted} if shifted else styles)


def _first(chain: list[Element | None], name: str) -> Element | None:
    return next((found for one in chain if (found := _child(one, name)) is not None), None)


def _counters(root: Element | None) -> Counters:
    """The lists of a document by their numId."""
    if root is None:
        return Counters({})
    abstract = {_value(a, "abstractNumId"): _levels(a) for a in root if local(a) == "abstractNum"}
    lists, together, restarts = {}, {}, {}
    for one in (child for child in root if local(child) == "num"):
        name, like = _value(one, "numId"), _value(_child(one, "abstractNumId"))
        overrides = [o for o in one if local(o) == "lvlOverride"]
        lists[name] = dict(abstract.get(like, {}))
        for override in overrides:
            lists[name] |= _levels(override)
        # ECMA-376, 17.9.15: lists of one form go on counting, unless one begins anew
        together[name] = f"abstract {like}"
        restarts[name] = dict(_restarts(overrides))
    return Counters(lists, together, restarts)


def _restarts(overrides: list[Element]) -> Iterator[tuple[int, int]]:
    """By the depth, the number with which a list begins anew."""
    for override in overrides:
        depth, start = _value(override, "ilvl"), _value(_child(override, "startOverride"))
        if depth.isdecimal() and start.isdecimal():
            yield int(depth), int(start)


def _levels(parent: Element) -> dict[int, Level]:
    levels = {}
    for level in parent:
        depth = _value(level, "ilvl")
        if local(level) == "lvl" and depth.isdecimal():
            start = _value(_child(level, "start"))
            form = _value(_child(level, "numFmt")) or "decimal"
            text = "" if form == BULLET else _value(_child(level, "lvlText"))
            levels[int(depth)] = Level(form, text, int(start) if start.isdecimal() else 1)
    return levels
