"""ODT: the words of an OpenDocument text (ODF 1.3), as a package or as one flat XML file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.transcript.readers.container import Container
from tei_edition.transcript.readers.extracted import Extract, Run, Style, written
from tei_edition.transcript.readers.numbering import BULLET, Counters, Level
from tei_edition.transcript.source import Source
from tei_edition.xml import Element, local

MEDIA: Final = "application/vnd.oasis.opendocument.text"
# what is left out, and what one of it is called
DROPPED: Final[Mapping[str, str]] = {
    "annotation": "comment",
    "image": "image",
    "object": "object",
    "plugin": "object",
    "script": "script",
}
# what has no words of the document's
SILENT: Final = frozenset(
    "annotation-end tracked-changes forms sequence-decls variable-decls user-field-decls title desc ruby-text".split()
)


def read(name: str, data: bytes, encoding: str = "") -> Source:  # noqa: ARG001
    """The text of an ODT file.

    Raises:
        Refusal: broken, protected by a password, too large, hostile, or no text document.
    """
    container = Container(name, data)
    manifest = container.tree("META-INF/manifest.xml")
    if manifest is not None and any(local(e) == "encryption-data" for e in manifest.iter()):
        raise Refusal(Diagnostic("file-encrypted", "a password protects this file", name))
    content = container.needed("content.xml")
    styles = container.tree("styles.xml")
    return _Reader([root for root in (content, styles) if root is not None]).read(name, data, MEDIA)


def read_flat(name: str, data: bytes, encoding: str = "") -> Source:  # noqa: ARG001
    """The text of a flat ODT file (``.fodt``); raises Refusal as ``read`` does."""
    root = xml.parse(data, name).getroot()
    return _Reader([root]).read(name, data, f"{MEDIA}-flat-xml")


def _value(element: Element, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")


class _Reader:
    """Reads one document: the tree with its text, and that with further styles."""

    def __init__(self, roots: Sequence[Element]) -> None:
        self.roots = roots
        self.styles = _Styles(roots)
        self.counters = Counters(dict(_lists(roots)))
        self.extract = Extract()
        self.depth: list[str] = []
        self.boxes: list[Element] = []

    def read(self, name: str, data: bytes, media: str) -> Source:
        """The whole document, its notes last."""
        body = next((e for e in self.roots[0].iter() if local(e) == "text" and _parent_is(e, "body")), None)
        if body is None:
            raise Refusal(Diagnostic("transcript-binary", "this is a sheet or slides, not a document", name))
        self._blocks(body)
        for root in self.roots:
            self._page_furniture(root)
        deleted = sum(local(e) == "deletion" for e in self.roots[0].iter())
        self.extract.drop("deletion that was tracked", deleted)
        return self.extract.source(name, data, media)

    def _page_furniture(self, root: Element) -> None:
        for element in root.iter():
            if local(element) in {"header", "footer"} and _parent_is(element, "master-page") and xml.words(element):
                self.extract.drop(f"page {local(element)}")

    # -- blocks

    def _blocks(self, parent: Element) -> None:
        for element in parent:
            name = local(element)
            if name in {"p", "h"}:
                self._paragraph(element)
            elif name == "list":
                self._list(element)
            elif name == "table":
                self._table(element)
            elif name in DROPPED:
                self.extract.drop(DROPPED[name])
            elif name not in SILENT:
                self._blocks(element)

    def _paragraph(self, element: Element, lead: str = "") -> None:
        style = _value(element, "style-name")
        if self.styles.breaks(style, "break-before"):
            self.extract.page_break()
        level = self.styles.heading(element)
        marks = "#" * min(6, int(level)) + " " if level.isdecimal() else ""
        self.extract.paragraph(list(self._runs(element)), marks or lead)
        if self.styles.breaks(style, "break-after"):
            self.extract.page_break()
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._blocks(box)

    def _list(self, element: Element) -> None:
        """A list; one inside another goes by the style of the outer, unless it names its own."""
        self.depth.append(_value(element, "style-name") or (self.depth[-1] if self.depth else ""))
        for item in element:
            count = _value(item, "start-value")
            label = ""
            if local(item) == "list-item":
                label = self.counters.label(self.depth[-1], len(self.depth) - 1, int(count) if count.isdecimal() else 0)
            for block in item:
                if local(block) in {"p", "h"}:
                    self._paragraph(block, label)
                    label = ""  # the further paragraphs of an item have no number
                elif local(block) == "list":
                    self._list(block)
                else:
                    self._blocks(block)
        self.depth.pop()

    def _table(self, table: Element) -> None:
        rows = [[c for c in row if local(c) == "table-cell"] for row in table.iter() if local(row) == "table-row"]
        self.extract.table(rows, self._cell, self._blocks)

    def _cell(self, cell: Element) -> str:
        return " ".join(filter(None, (written(self._runs(p)) for p in _paragraphs(cell))))

    # -- runs

    def _runs(self, parent: Element, styles: frozenset[Style] = frozenset()) -> Iterator[Run]:
        yield Run(_folded(parent.text), styles)
        for element in parent:
            yield from self._run(element, styles)
            yield Run(_folded(element.tail), styles)

    def _run(self, element: Element, styles: frozenset[Style]) -> Iterator[Run]:
        name = local(element)
        if name == "s":
            count = _value(element, "c")
            yield Run(" " * min(int(count) if count.isdecimal() else 1, 100), styles)
        elif name == "tab":
            yield Run(" ", styles)
        elif name == "line-break":
            yield Run("\n", styles)
        elif name == "note":
            yield Run(self._note(element))
        elif name == "text-box":
            self.boxes.append(element)
        elif name in DROPPED:
            self.extract.drop(DROPPED[name])
        elif name and name not in SILENT:
            own = self.styles.of(_value(element, "style-name")) if name == "span" else frozenset()
            yield from self._runs(element, styles | own)

    def _note(self, note: Element) -> str:
        number = self.extract.call()
        body = next((e for e in note if local(e) == "note-body"), None)
        self.extract.note(number, self._cell(body) if body is not None else "")
        return f"[{number}]"


def _paragraphs(parent: Element) -> Iterator[Element]:
    """The paragraphs of a cell or note, those of another note inside them aside."""
    for child in parent:
        if local(child) in {"p", "h"}:
            yield child
        elif local(child) not in SILENT and local(child) not in DROPPED:
            yield from _paragraphs(child)


def _parent_is(element: Element, name: str) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) == name


def _folded(text: str | None) -> str:
    """White space as ODF reads it (section 6.1.2): any run of it is one space."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


# ------------------------------------------------------------------ styles and numbers


class _Styles:
    """The automatic and named styles of a document, each with its parents."""

    def __init__(self, roots: Sequence[Element]) -> None:
        found = (e for root in roots for e in root.iter() if local(e) == "style" and _value(e, "name"))
        # an automatic style of the text goes before one of the page that has the same name
        self.by_name = {_value(style, "name"): style for style in reversed(list(found))}

    def _chain(self, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while name in self.by_name and name not in seen:
            seen.add(name)
            yield self.by_name[name]
            name = _value(self.by_name[name], "parent-style-name")

    def _says(self, name: str, properties: str, key: str) -> str:
        for style in self._chain(name):
            for child in style:
                if local(child) == properties and _value(child, key):
                    return _value(child, key)
        return ""

    def heading(self, element: Element) -> str:
        """The level of a heading, empty for other paragraphs; the title is of level 1."""
        if local(element) == "h":
            return _value(element, "outline-level") or "1"
        style = _value(element, "style-name")  # some programs name the style and do not write it
        return "1" if "Title" in {style, *(_value(s, "name") for s in self._chain(style))} else ""

    def breaks(self, name: str, where: str) -> bool:
        """True if a paragraph style begins or ends a page."""
        return self._says(name, "paragraph-properties", where) == "page"

    def of(self, name: str) -> frozenset[Style]:
        """What the style of a span means."""
        styles: set[Style] = set()
        for key, is_meant, style in MEANINGS:
            said = self._says(name, "text-properties", key)
            if said and is_meant(said):
                styles.add(style)
        return frozenset(styles)


MEANINGS: Final[tuple[tuple[str, Callable[[str], bool], Style], ...]] = (
    ("font-weight", lambda said: said == "bold" or (said.isdecimal() and int(said) >= 600), "bold"),
    ("font-style", lambda said: said in {"italic", "oblique"}, "italic"),
    ("text-underline-style", lambda said: said != "none", "underlined"),
    ("text-line-through-style", lambda said: said != "none", "struck"),
    ("text-position", lambda said: said.startswith("super") or bool(re.match(r"[1-9]\d*%", said)), "raised"),
    ("text-position", lambda said: said.startswith("sub") or bool(re.match(r"-[1-9]\d*%", said)), "lowered"),
)


def _lists(roots: Sequence[Element]) -> Iterator[tuple[str, dict[int, Level]]]:
    """The list styles of a document, by name."""
    for style in (e for root in reversed(roots) for e in root.iter() if local(e) == "list-style"):
        levels = {}
        for level in style:
            depth = _value(level, "level")
            if depth.isdecimal() and int(depth) > 0:
                levels[int(depth) - 1] = _level(level, int(depth))
        yield _value(style, "name"), levels


def _level(level: Element, depth: int) -> Level:
    if local(level) != "list-level-style-number":
        return Level(BULLET, "")
    shown, start = _value(level, "display-levels"), _value(level, "start-value")
    first = max(1, depth - (int(shown) if shown.isdecimal() else 1) + 1)
    numbers = ".".join(f"%{number}" for number in range(first, depth + 1))
    form = _value(level, "num-format")
    text = f"{_value(level, 'num-prefix')}{numbers}{_value(level, 'num-suffix')}" if form else ""
    return Level(form, text, int(start) if start.isdecimal() else 1)
