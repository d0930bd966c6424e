"""TEI → transcript: the oracle of the lossless promise, from the TEI alone.

The rules are the document's own: line ids (``…-lN``), the renditions its ``tagsDecl`` declares, the rows
of its residue, and the line count, encoding and digest its ``sourceDesc`` states.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cssselect import GenericTranslator, SelectorError, parse
from cssselect.parser import Element as Selector
from cssselect.parser import Selector as ParsedSelector
from cssselect.xpath import XPathExpr
from lxml import etree

from tei_edition.diagnostics import Diagnostic, Position, Refusal
from tei_edition.encoding import residue
from tei_edition.encoding.residue import Row, folded, printable
from tei_edition.transcript.source import ENDINGS, errors_of
from tei_edition.xml import ID, TEI, Element, Tree, has_text, line_of, local, tei, words

LINE: Final = re.compile(r"-l(\d+)$")
CONTENT: Final = re.compile(r"content:\s*(?P<parts>.+?);?\s*$", re.DOTALL)
PART: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|attr\(([\w:-]+)\)')


@dataclass(frozen=True, slots=True)
class Statement:
    """What a document says of its transcript; ``file_digest`` only where the text was extracted from a file."""

    filename: str
    digest: str
    lines: int
    encoding: str
    ending: str
    mark: bytes
    file_digest: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """A transcript given back: its lines, its bytes, and what speaks against them.

    ``sources`` tells on which line of the TEI file a line of the transcript begins.
    """

    statement: Statement
    lines: tuple[str, ...]
    data: bytes
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[int, int]

    @property
    def is_proved(self) -> bool:
        """The bytes have the digest that the document states, and no words differ."""
        return not self.diagnostics and hashlib.sha256(self.data).hexdigest() == self.statement.digest


class _Translator(GenericTranslator):
    """CSS selectors on TEI elements."""

    def xpath_element(self, selector: Selector) -> XPathExpr:
        xpath = super().xpath_element(selector)
        if xpath.element != "*":
            xpath.element = f"tei:{xpath.element}"
        return xpath


@functools.lru_cache(maxsize=512)
def _xpaths(selector: str) -> tuple[etree.XPath, ...]:
    """A path for each selector of a list: what a union finds would be sorted, at great cost among many siblings."""
    try:
        return tuple(map(_xpath, parse(selector)))
    except (SelectorError, etree.XPathError, ValueError):
        return ()


def _xpath(selector: ParsedSelector) -> etree.XPath:
    path = _Translator().selector_to_xpath(selector, prefix="descendant-or-self::")
    # a name in a sibling test stands without its prefix: *[name() = 'x']
    path = re.sub(r"name\(\) = '(?:tei:)?(\w+)'", r"local-name() = '\1'", path)
    return etree.XPath(path, namespaces={"tei": TEI})


def transcript(tree: Tree, file: str = "") -> Restored:
    """Restore the transcript of a document.

    Raises:
        Refusal: the document does not state its transcript, or its residue cannot be read.
    """
    root = tree.getroot()
    statement = statement_of(root, file)
    rows = _rows(root, file)
    given, sources = given_lines(root)
    lines: list[str] = []
    diagnostics: list[Diagnostic] = []
    for number in range(1, statement.lines + 1):
        text, problem = _line(given.get(number, ""), rows.get(number, ()))
        lines.append(text)
        if problem:
            position = Position(sources.get(number, 1))
            diagnostics.append(
                Diagnostic(
                    "restored-differs", f"line {number} of the transcript: {problem}", file, position, None, "", number
                )
            )
    for number in sorted(set(given) - set(range(1, statement.lines + 1))):
        message = f"the TEI has a line {number}, the transcript only {statement.lines} lines"
        diagnostics.append(Diagnostic("restored-differs", message, file, Position(sources.get(number, 1))))
    text = statement.ending.join(lines)
    return Restored(statement, tuple(lines), _encoded(text, statement), tuple(diagnostics), sources)


def statement_of(root: Element, file: str = "") -> Statement:
    """What the header says of the transcript."""
    bibl = next((b for b in root.iter(tei("bibl")) if b.get("type") == "transcript"), None)
    if bibl is None:
        raise Refusal(Diagnostic("residue-broken", "the header names no transcript (bibl of type transcript)", file))
    values = {child.get("type", ""): words(child) for child in bibl}
    measure = next((m for m in bibl.iter(tei("measure")) if m.get("unit") == "line"), None)
    count = measure.get("quantity", "") if measure is not None else ""
    if not re.fullmatch(r"[0-9]{1,8}", count):
        raise Refusal(Diagnostic("residue-broken", "the header does not say how many lines the transcript has", file))
    ending = values.get("line-end", "LF")
    return Statement(
        values.get("filename", ""),
        values.get("SHA-256", ""),
        int(count),
        values.get("encoding", "utf-8"),
        ENDINGS.get(ending, "\n"),  # type: ignore[call-overload]
        _mark(values.get("byte-order-mark", ""), file),
        values.get("SHA-256-file", ""),
    )


def _mark(hexadecimal: str, file: str) -> bytes:
    try:
        return bytes.fromhex(hexadecimal)
    except ValueError:
        raise Refusal(Diagnostic("residue-broken", f"“{hexadecimal}” is no byte order mark", file)) from None


def _encoded(text: str, statement: Statement) -> bytes:
    try:
        return statement.mark + text.encode(statement.encoding, errors_of(statement.encoding))
    except (UnicodeError, LookupError):
        return b""


def _rows(root: Element, file: str) -> Mapping[int, tuple[Row, ...]]:
    found = next((x for x in root.iter(tei("xenoData")) if x.get("type") == "transcript-residue"), None)
    return residue.read(found.text or "", file) if found is not None else {}


def _line(given: str, rows: tuple[Row, ...]) -> tuple[str, str]:
    """One line of the transcript, and what is wrong with it."""
    appended = "".join(row.appended for row in rows if row.whole is None)
    whole = next((row.whole for row in rows if row.whole is not None), None)
    if whole is None:
        return given + appended, ""
    text = "".join(whole)
    expected = folded(printable(whole[1]))
    if expected != given:
        return text, f"the TEI has “{given}” where the residue has “{expected}”"
    return text, ""


# ------------------------------------------------------------------ the words the TEI gives for each line


def given_lines(root: Element) -> tuple[dict[int, str], dict[int, int]]:
    """The text of each line by its number, white space folded, and the line of the file it begins on."""
    text = root.find(tei("text"))
    if text is None:
        return {}, {}
    collector = _Collector(*_renditions(root, text))
    collector.element(text)
    return {n: folded("".join(pieces)) for n, pieces in collector.lines.items()}, collector.sources


class _Collector:
    """Walks the text and writes each numbered line, with what the renditions put before and after."""

    def __init__(self, said: Mapping[str, dict[Element, str]], hidden: set[Element]) -> None:
        self.before, self.after, self.opening = said["before"], said["after"], said["first-line"]
        self.hidden = hidden
        self.lines: dict[int, list[str]] = {}
        self.sources: dict[int, int] = {}
        self.current = 0
        self.bare: set[Element] = set()

    def element(self, top: Element) -> None:
        """Depth first without recursion: a transcript may nest deep."""
        stack: list[tuple[Element, bool, int]] = [(top, False, 0)]
        while stack:
            element, done, line = stack.pop()
            if done:
                self._leave(element, line)
                if element is not top and not self._is_indentation(element):
                    self._write(element.tail)
                continue
            if not isinstance(element.tag, str) or element in self.hidden:
                self._write(element.tail)
                continue
            stack.append((element, True, self.current))
            self._enter(element)
            stack.extend((child, False, 0) for child in reversed(element))

    def _enter(self, element: Element) -> None:
        called = local(element) == "note" and element.get("type") == "footnote"
        if called:
            self._declare(self.before.get(element))  # the call stands on the line of the call
        found = LINE.search(element.get(ID) or "")
        if found:
            self.current = int(found[1])
            self.lines.setdefault(self.current, [])
            self.sources.setdefault(self.current, line_of(element))
        before = self.opening.get(element) if called else self.before.get(element)
        if before and before.startswith(","):
            self._close_up()
        self._declare(before)
        if len(element) and not has_text(element):
            self.bare.add(element)  # only elements inside: white space at its edges is an editor's indentation
        else:
            self._write(element.text)

    def _is_indentation(self, element: Element) -> bool:
        """White space after the last of elements that stand alone in their parent."""
        return element.getnext() is None and element.getparent() in self.bare

    def _leave(self, element: Element, line: int) -> None:
        self._declare(self.after.get(element))
        if local(element) == "note" and element.get("type") == "footnote":
            self.current = line  # a footnote stands at its call; the call's line goes on

    def _close_up(self) -> None:
        """A declared comma stands right after the text before it, however the file is indented."""
        pieces = self.lines.get(self.current, [])
        while pieces and not pieces[-1].strip():
            pieces.pop()
        if pieces:
            pieces[-1] = pieces[-1].rstrip()

    def _declare(self, text: str | None) -> None:
        """What a rendition writes: a sign that runs over the lines of its paragraph has their ends in it."""
        for number, piece in enumerate((text or "").split("\n")):
            if number and self.current:
                self.current += 1
                self.lines.setdefault(self.current, [])
            self._write(piece)

    def _write(self, text: str | None) -> None:
        if text and self.current:
            self.lines[self.current].append(text)


def delimiters(root: Element) -> tuple[Mapping[Element, str], Mapping[Element, str]]:
    """What the document's own renditions write before and after each of its elements.

    Example: ``before, after = delimiters(root); before.get(supplied)`` is ``"["``.
    """
    said, _ = _renditions(root, root)
    return said["before"], said["after"]


def _renditions(root: Element, text: Element) -> tuple[dict[str, dict[Element, str]], set[Element]]:
    """What the document's own renditions put before, after and at the first line of which elements; what they hide."""
    said: dict[str, dict[Element, str]] = {"before": {}, "after": {}, "first-line": {}}
    hidden: set[Element] = set()
    for rendition in root.iter(tei("rendition")):
        paths = _xpaths(rendition.get("selector", ""))
        css = rendition.text or ""
        chosen = dict.fromkeys(element for path in paths for element in _elements(path, text))
        if re.search(r"display:\s*none", css):
            hidden.update(chosen)
            continue
        content = CONTENT.search(css)
        where = said.get(rendition.get("scope", ""))
        if content is None or where is None:
            continue
        for element in chosen:
            where[element] = where.get(element, "") + _content(content["parts"], element)
    return said, hidden


def _elements(path: etree.XPath, text: Element) -> list[Element]:
    found = path(text)
    return [node for node in found if isinstance(node, Element)] if isinstance(found, list) else []


def _content(parts: str, element: Element) -> str:
    made = []
    for string, attribute in PART.findall(parts):
        made.append((element.get(attribute) or "") if attribute else re.sub(r"\\(.)", r"\1", string))
    return "".join(made)
