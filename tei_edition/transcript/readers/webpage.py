"""HTML: the words of a saved web page. Nothing of it is run, fetched or believed; the page's furniture is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree, html

from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.transcript.readers import plain
from tei_edition.transcript.readers.extracted import Extract, Run, Style
from tei_edition.transcript.readers.numbering import FORMATS
from tei_edition.transcript.source import Source
from tei_edition.xml import Element, local, words

MEDIA: Final = "text/html"
CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
HEAD: Final = 4096
# elements that end a line before and after themselves
BLOCKS: Final = frozenset(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table tbody td tfoot th
    thead tr ul caption legend""".split()
)
STYLES: Final[Mapping[str, Style]] = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "cite": "italic",
    "u": "underlined",
    "ins": "underlined",
    "s": "struck",
    "strike": "struck",
    "del": "struck",
    "sup": "raised",
    "sub": "lowered",
}
CSS: Final[tuple[tuple[str, Style], ...]] = (
    (r"font-weight:\s*(bold|[6-9]00)", "bold"),
    (r"font-style:\s*(italic|oblique)", "italic"),
    (r"text-decoration[\w-]*:[^;]*underline", "underlined"),
    (r"text-decoration[\w-]*:[^;]*line-through", "struck"),
    (r"vertical-align:\s*super", "raised"),
    (r"vertical-align:\s*sub", "lowered"),
)
# what is left out without a word: it has none, or none for a reader
SILENT: Final = frozenset("head script style template link meta base title wbr colgroup col noscript".split())
# what is left out, and what one of it is called
DROPPED: Final[Mapping[str, str]] = {
    "img": "image",
    "picture": "image",
    "svg": "image",
    "canvas": "image",
    "video": "video",
    "audio": "sound",
    "iframe": "frame",
    "object": "object",
    "embed": "object",
    "applet": "object",
    "math": "formula",
    "form": "form",
    "button": "form",
    "input": "form",
    "select": "form",
    "textarea": "form",
    "dialog": "form",
    "nav": "menu",
    "menu": "menu",
}
# what stands around the main content
FRAME: Final[Mapping[str, str]] = {"nav": "menu", "header": "page header", "footer": "page footer", "aside": "sidebar"}
FURNITURE: Final[Mapping[str, str]] = {
    "navigation": "menu",
    "banner": "page header",
    "contentinfo": "page footer",
    "search": "form",
    "menu": "menu",
}
CONTENT: Final[tuple[Callable[[Element], list[Element]], ...]] = (
    lambda root: list(root.iter("main")),
    lambda root: [e for e in root.iter() if e.get("role") == "main"],
    lambda root: [e for e in root.iter() if e.get("id") in {"main-content", "content", "main"}],
    lambda root: list(root.iter("article")),
    lambda root: list(root.iter("body")),
)
# a link back from a note to its call
BACK: Final = re.compile(r"[\s\u21a9\u21b5\u2191\u2b06\u21d1^\ufe0e\ufe0f\[\]]*|(?:back|return|top)", re.IGNORECASE)
CALL: Final = re.compile(r"[\[(]?\s*(\d{1,4}|[*†‡§]{1,3}|[a-z]|[ivx]{1,5})\s*[\])]?")
NOTE_HOLDERS: Final = frozenset({"li", "p", "div", "dd", "dt", "section", "aside", "td", "tr", "span"})


def read(name: str, data: bytes, encoding: str = "") -> Source:
    """The text of a saved page.

    Raises:
        Refusal: it cannot be read to its end, or has no words.
    """
    page = _decoded(name, data, encoding)
    source = _Reader(_parsed(name, page.text)).read(name, data)
    source = replace(source, said=(*page.said, *source.said))
    if not source.text.strip():
        raise Refusal(Diagnostic("page-without-words", "this web page has no words of its own", name))
    return source


def _decoded(name: str, data: bytes, encoding: str) -> Source:
    """The page's own text: by its encoding as it states it, else as plain text is read."""
    declared = CHARSET.search(data[:HEAD])
    return plain.read(name, data, encoding or _codec(declared[1] if declared else b""))


def _parsed(name: str, text: str) -> Element:
    # an XML declaration is no part of HTML, and lxml refuses text with one; NUL would end the text
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", "")
    parser = html.HTMLParser(no_network=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text or "<p/>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refusal(Diagnostic("page-without-words", f"this web page cannot be read: {error}", name)) from None
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        said = parser.error_log.filter_from_fatals()[0].message.partition(":")[0]
        raise Refusal(Diagnostic("page-broken", f"the page cannot be read to its end: {said}", name))
    return root


def _codec(declared: bytes) -> str:
    """What browsers read for a name (Encoding Standard): latin-1 is windows-1252."""
    name = declared.decode("ascii", "replace").lower()
    return "windows-1252" if name in {"iso-8859-1", "latin1", "us-ascii", "ascii"} else name


@dataclass(slots=True)
class _Reader:
    root: Element
    extract: Extract = field(default_factory=Extract)
    notes: dict[str, int] = field(default_factory=dict)
    holders: dict[Element, int] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    lead: str = ""

    def read(self, name: str, data: bytes) -> Source:
        """The main content of the page, then its notes."""
        content = _content(self.root)
        self._find_notes(content)
        for element in self.root.iter(*FRAME):
            if not _is_within(element, content):
                self.extract.drop(FRAME[local(element)])
        self._block(content)
        self._flush()
        for holder, number in self.holders.items():
            self.extract.note(number, self._note_text(holder))
        return self.extract.source(name, data, MEDIA)

    # -- notes

    def _find_notes(self, content: Element) -> None:
        """Links to a place below, whose text is a number or a star, call a note."""
        targets = {e.get("id") or e.get("name"): e for e in content.iter() if e.get("id") or e.get("name")}
        order = {element: at for at, element in enumerate(content.iter())}
        for link in content.iter("a"):
            target = (link.get("href") or "").partition("#")
            call = CALL.fullmatch(words(link))
            place = targets.get(target[2]) if target[2] and not target[0].startswith("mailto:") else None
            if call is None or place is None or order[place] < order[link]:
                continue
            holder = _holder(place, link)
            if holder is not None:
                if holder not in self.holders:
                    self.holders[holder] = self.extract.call()
                self.notes[target[2]] = self.holders[holder]

    def _note_text(self, holder: Element) -> str:
        """What a note says, without its own number and the links back."""
        reader = replace(self, runs=[], extract=Extract(), holders={})
        reader._block(holder)
        reader._flush()
        text = " ".join(reader.extract.blocks)
        for what, count in reader.extract.dropped.items():
            self.extract.drop(what, count)
        return re.sub(r"^(?:- |#+ )?(?:\[?\d{1,4}\]?[.)]?(?=\s)|<sup>\d{1,4}</sup>|\[\d{1,4}\]\.?)?\s*", "", text)

    # -- blocks

    def _block(self, element: Element) -> None:
        self._text(element.text, frozenset(), is_kept(element))
        for child in element:
            self._element(child, frozenset(), is_kept(element))

    def _element(self, element: Element, styles: frozenset[Style], kept: bool) -> None:
        """One element and the text after it."""
        name = local(element)
        if not name or element in self.holders:
            pass  # a comment; a note, which comes at the end
        elif _what_is_dropped(element):
            self.extract.drop(_what_is_dropped(element))
        elif name not in SILENT:
            self._inside(name, element, styles, kept or is_kept(element))
        self._text(element.tail, styles, kept)

    def _inside(self, name: str, element: Element, styles: frozenset[Style], kept: bool) -> None:
        if name == "br":
            self.runs.append(Run("\n"))
        elif name == "hr":
            self._flush()
            self.extract.paragraph([Run("-----")])
        elif name == "table" and _is_data(element):
            self._flush()
            for row in element.iter("tr"):
                self.extract.row([self._cell(cell) for cell in row.iterchildren("td", "th")])
        elif name == "a" and self._called(element):
            self.runs.append(Run(f"[{self._called(element)}]"))
        elif name == "a" and _leads_back(element):
            return
        elif name in BLOCKS:
            self._flush()
            self.lead = _lead(element) or self.lead
            self._children(element, styles, kept)
            self._flush()
            self.lead = ""
        else:
            self._children(element, styles | _styles(element), kept)

    def _children(self, element: Element, styles: frozenset[Style], kept: bool) -> None:
        self._text(element.text, styles, kept)
        for child in element:
            self._element(child, styles, kept)

    def _called(self, link: Element) -> int:
        """The number of the note that a link calls, 0 if it calls none."""
        return self.notes.get((link.get("href") or "").partition("#")[2], 0) if _is_call(link) else 0

    def _text(self, text: str | None, styles: frozenset[Style], kept: bool) -> None:
        if not text:
            return
        if kept:
            self.runs.append(Run(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(8), styles))
            return
        folded = re.sub(r"[ \t\r\n\f]+", " ", text)
        if folded.strip(" ") or (self.runs and not self.runs[-1].text.endswith((" ", "\n"))):
            self.runs.append(Run(folded, styles))

    def _flush(self) -> None:
        runs, self.runs = self.runs, []
        if any(run.text.strip() for run in runs):
            lead, self.lead = self.lead, ""
            self.extract.paragraph(runs, lead)

    def _cell(self, cell: Element) -> str:
        reader = replace(self, runs=[], extract=Extract(), lead="")
        reader._block(cell)
        reader._flush()
        for what, count in reader.extract.dropped.items():
            self.extract.drop(what, count)
        return " ".join(reader.extract.blocks)


def _content(root: Element) -> Element:
    """The element with the page's main content: the first kind of which there is exactly one with words."""
    for sought in CONTENT:
        found = [e for e in sought(root) if words(e)]
        if len(found) == 1:
            return found[0]
    return root


def _is_within(element: Element, content: Element) -> bool:
    return element is content or content in element.iterancestors()


def _what_is_dropped(element: Element) -> str:
    """What an element is called if it is left out, empty if it is not."""
    name = local(element)
    if name in DROPPED:
        return DROPPED[name]
    if (element.get("role") or "") in FURNITURE:
        return FURNITURE[element.get("role") or ""]
    if name == "aside" and not _is_of_the_text(element):
        return FRAME[name]
    if name == "div" and element.get("title") in {"header", "footer"}:  # as word processors write HTML
        return f"page {element.get('title')}"
    style = re.sub(r"\s", "", element.get("style") or "").lower()
    if element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style:
        return "hidden passage"
    classes = set((element.get("class") or "").lower().split())
    if classes & {"sr-only", "visually-hidden", "skip-link", "breadcrumb", "breadcrumbs", "noprint", "mw-editsection"}:
        return "hidden passage"
    return ""


def _is_of_the_text(aside: Element) -> bool:
    """A note, or what stands within an article or a paragraph, is; what stands beside those is the page's."""
    inside = any(local(e) in {"article", "p"} for e in aside.iterancestors())
    return inside or (aside.get("role") or "").startswith("doc-")


def is_kept(element: Element) -> bool:
    """True if white space counts inside an element."""
    return local(element) in {"pre", "listing", "xmp"} or "white-space:pre" in re.sub(
        r"\s", "", element.get("style") or ""
    )


def _styles(element: Element) -> frozenset[Style]:
    css = element.get("style") or ""
    found = {style for pattern, style in CSS if re.search(pattern, css, re.IGNORECASE)} if css else set()
    own = STYLES.get(local(element))
    return frozenset(found | {own}) if own else frozenset(found)


def _lead(element: Element) -> str:
    """What stands before the words of a heading or of the item of a list."""
    name = local(element)
    if re.fullmatch(r"h[1-6]", name):
        return "#" * int(name[1]) + " "
    parent = element.getparent()
    if name != "li" or parent is None:
        return ""
    if local(parent) != "ol":
        return "- "
    start = parent.get("start") or "1"
    before = sum(1 for _ in element.itersiblings("li", preceding=True))
    value = element.get("value") or ""
    number = int(value) if value.isdecimal() else (int(start) if start.isdecimal() else 1) + before
    return f"{FORMATS.get(parent.get('type') or '1', str)(number)}. " if 0 < number < 100_000 else "- "


def _is_data(table: Element) -> bool:
    """A table of data has rows with several short cells; others only lay out the page."""
    if any(True for _ in table.iterdescendants("table")):
        return False
    rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
    several = [row for row in rows if len(row) > 1]
    blocks = sum(1 for _ in table.iter("p", "div", "ul", "ol", "h1", "h2", "h3"))
    return bool(several) and blocks <= 2 * len(rows) and max(len(words(c)) for r in several for c in r) < 400


def _is_call(link: Element) -> bool:
    return CALL.fullmatch(words(link)) is not None


def _leads_back(link: Element) -> bool:
    href = link.get("href") or ""
    return href.startswith("#") and BACK.fullmatch(words(link)) is not None


def _holder(place: Element, link: Element) -> Element | None:
    """The element with the whole text of a note: the target itself, or what an empty target stands in."""
    for element in (place, *place.iterancestors()):
        if element in link.iterancestors() or local(element) in {"body", "main", "article", "ol", "ul", "table"}:
            return None
        if local(element) in NOTE_HOLDERS and len(words(element)) > 4:
            return element
    return None
