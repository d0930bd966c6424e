"""The reading tree of an edition: read once, in the order of time, for all writers.

``schema/reading.xsd`` says what the tree is and which view shows what.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal
from urllib.parse import unquote

from lxml import etree

from tei_edition import resources, transform, xml
from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.edition import Edition
from tei_edition.encoding.inverse import delimiters
from tei_edition.publishing.pictures import named_at
from tei_edition.workers import Serial
from tei_edition.xml import Element, Tree

NAMESPACE: Final = "urn:tei-edition:reading"
NS: Final = {"r": NAMESPACE}
Kind = Literal["person", "place", "organization", "name"]


def r(name: str) -> str:
    """The qualified name of an element of the reading tree.

    >>> r("note")
    '{urn:tei-edition:reading}note'
    """
    return f"{{{NAMESPACE}}}{name}"


UNSAID: Final = frozenset({"source", "variant", "comment"})
"""Roles of alternatives that the reading view does not have."""

APART: Final = frozenset(map(r, ("break", "paragraph", "block", "item", "cell", "heading")))
"""Elements that end the word before them."""


@dataclass(frozen=True, slots=True)
class Party:
    """A sender or addressee: the name as the header writes it, and its register entry, if any."""

    name: str
    register: str = ""
    key: str = ""

    @property
    def identity(self) -> tuple[str, str]:
        """What makes two parties one: the register entry, else the name."""
        return (self.register, self.key) if self.key else ("", self.name)


@dataclass(frozen=True, slots=True)
class Reply:
    """One document answers another, or says so of one that is not in the edition (``document`` empty)."""

    said: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: a page of the site, a chapter of the book.

    ``id`` is the id of its TEI text, ``page`` its file name without ending, ``file`` the TEI file in the edition
    folder, ``when`` the ISO date it sorts by (empty: undated, last). ``data`` is its reading tree, serialized, so
    that it travels to other processes. ``previous``, ``following`` and the replies are ids of documents.
    """

    id: str
    page: str
    file: str
    title: str
    when: str
    senders: tuple[Party, ...]
    addressees: tuple[Party, ...]
    data: bytes
    previous: str = ""
    following: str = ""
    previous_between: str = ""
    following_between: str = ""
    answers: tuple[Reply, ...] = ()
    answered_by: tuple[str, ...] = ()

    @property
    def tree(self) -> Element:
        """The ``document`` element, parsed anew at each call."""
        return etree.fromstring(self.data)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a register entry is named: ``anchor`` is the id in the reading tree, ``line`` 0 if unknown."""

    document: str
    anchor: str
    form: str
    before: str
    after: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a register; ``name`` sorts, ``display`` reads. Mentions stand in the order of time."""

    key: str
    register: str
    name: str
    display: str
    data: bytes
    mentions: tuple[Mention, ...] = ()

    @property
    def tree(self) -> Element:
        """The ``entry`` element, with its name forms, details and authorities."""
        return etree.fromstring(self.data)


@dataclass(frozen=True, slots=True)
class Register:
    """A register file, its entries in sorting order; ``name`` is the stem of the file."""

    name: str
    kind: Kind
    title: str
    file: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the edition itself, such as the introduction; ``data`` is its ``document`` element."""

    id: str
    page: str
    file: str
    title: str
    data: bytes

    @property
    def tree(self) -> Element:
        """The ``document`` element, parsed anew at each call."""
        return etree.fromstring(self.data)


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """A TEI element that no rule knows: shown as generic text, ``count`` times, ``words`` words."""

    file: str
    element: str
    count: int
    words: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole edition, read: documents in the order of time, registers, texts, and what to tell the editor."""

    documents: tuple[Document, ...]
    registers: tuple[Register, ...]
    texts: tuple[Text, ...]
    losses: tuple[Loss, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def document(self, identifier: str) -> Document:
        """A document by its id; KeyError if there is none."""
        return next(d for d in self.documents if d.id == identifier)


# ---- reading one file: a job, picklable, with nothing but strings and bytes


@dataclass(frozen=True, slots=True)
class _Job:
    path: str
    file: str
    # a job says what it works on: one that is equal has the same result
    digest: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    file: str
    id: str
    documents: tuple[bytes, ...] = ()
    losses: tuple[Loss, ...] = ()
    refusal: tuple[Diagnostic, ...] = ()


def read_tree(tree: Tree | Element, file: str, entries: Iterable[str] = ()) -> Element:
    """The reading tree of one TEI file.

    ``file`` is its path in the edition folder, with slashes; ``entries`` what the registers hold, as
    ``persons#stalin``. Raises Refusal if the stylesheet fails.
    """
    sheet = transform.stylesheet(resources.xslt("reading/reading.xsl"))
    made = etree.fromstring(
        sheet.apply(_written(tree), {"file": file, "entries": " ".join(entries)}).text, xml.parser()
    )
    for picture in made.iter(r("graphic"), r("break")):
        if picture.get("file"):
            # TEI names it by an address (RFC 3986, 2.1), the disk by its letters
            picture.set("file", unquote(picture.get("file", "")))
    return made


DECLARED: Final = "urn:tei-edition:declared"
"""Namespace of the attributes ``before`` and ``after``: what the file's renditions write around an element."""


def _written(tree: Tree | Element) -> Tree | Element:
    """The same file with what its renditions declare written on each element; the file itself if it declares nothing."""
    root = tree if isinstance(tree, Element) else tree.getroot()
    if root.find(f".//{xml.tei('tagsDecl')}/{xml.tei('rendition')}[@scope]") is None:
        return tree
    copied = deepcopy(root)
    # declared once at the top: a declaration on each element would be one too many for a long document
    etree.cleanup_namespaces(copied, top_nsmap={"declared": DECLARED}, keep_ns_prefixes=["declared"])
    for where, said in zip(("before", "after"), delimiters(copied), strict=True):
        for element, text in said.items():
            element.set(f"{{{DECLARED}}}{where}", text)
    return copied


def _read(job: _Job) -> _Read:
    stem = Path(job.file).stem
    try:
        tree = read_tree(xml.read(Path(job.path)), job.file, job.entries)
    except Refusal as refusal:
        return _Read(job.file, stem, refusal=tuple(d if d.file else d.at(job.path) for d in refusal.diagnostics))
    losses = tuple(
        Loss(job.file, u.get("tei", ""), int(u.get("count", 0)), int(u.get("words", 0)))
        for u in tree.iterchildren(r("unknown"))
    )
    documents = tuple(etree.tostring(d, encoding="UTF-8", with_tail=False) for d in tree.iterchildren(r("document")))
    return _Read(job.file, tree.get("id", stem), documents, losses)


# ---- the whole edition


def read_edition(
    edition: Edition, *, executor: Executor | None = None, progress: Callable[[str], object] | None = None
) -> Reading:
    """Read an edition: registers, documents, texts; decide order, replies, links and mentions.

    A file that cannot be read is left out and reported among ``diagnostics``. ``progress`` is called with the
    name of each file when it has been read.

    Example: ``read_edition(open_edition(Path("xml"))).documents[0].title``
    """
    workers = executor or Serial()
    registers, diagnostics = _registers(edition, workers)
    entries = tuple(f"{entry.register}#{entry.key}" for register in registers for entry in register.entries)
    jobs = [_Job(str(p), _inside(edition, p), _digest(p), entries) for p in (*edition.documents, *edition.texts)]
    reads: list[_Read] = []
    for read in workers.map(_read, jobs):
        reads.append(read)
        if progress:
            progress(read.file)
    diagnostics.extend(d for read in reads for d in read.refusal)
    unique, doubled = _one_of_each_id(reads)
    diagnostics.extend(doubled)
    pages = _pages(unique)
    whole = frozenset(i for read in unique for i in (read.id, *(_attribute(d, "id") for d in read.documents)))
    documents: list[Document] = []
    texts: list[Text] = []
    for read in unique:
        for data in read.documents:
            tree = etree.fromstring(data)
            diagnostics.extend(_resolve(tree, pages, whole, edition))
            if read.file.startswith("texts/"):
                texts.append(_text(tree))
            else:
                documents.append(_document(tree))
    ordered = _replies(_neighbours(sorted(documents, key=lambda d: (not d.when, d.when, d.page))))
    known = _mentions(ordered)
    registers = tuple(
        replace(
            register,
            entries=tuple(replace(e, mentions=tuple(known.get((e.register, e.key), ()))) for e in register.entries),
        )
        for register in registers
    )
    losses = tuple(sorted(loss for read in reads for loss in read.losses))
    return Reading(ordered, registers, tuple(texts), losses, tuple(diagnostics))


def _digest(path: Path) -> str:
    return hashlib.sha256(xml.read_bytes(path)).hexdigest()


def _inside(edition: Edition, path: Path) -> str:
    return path.relative_to(edition.root).as_posix()


def _registers(edition: Edition, workers: Executor) -> tuple[tuple[Register, ...], list[Diagnostic]]:
    jobs = [_Job(str(p), _inside(edition, p), _digest(p), ()) for p in edition.registers]
    read = list(workers.map(_read_register, jobs))
    registers = tuple(found for found in read if isinstance(found, Register))
    return registers, [d for found in read if isinstance(found, tuple) for d in found]


def _read_register(job: _Job) -> Register | tuple[Diagnostic, ...]:
    try:
        return read_register(Path(job.path), job.file)
    except Refusal as refusal:
        return refusal.diagnostics


def read_register(path: Path, file: str) -> Register:
    """A register, its entries in sorting order, without mentions. Raises Refusal if it cannot be read."""
    sheet = transform.stylesheet(resources.xslt("reading/registers.xsl"))
    tree = etree.fromstring(sheet.apply(xml.read(path), {"name": path.stem}).text, xml.parser())
    kind: Kind = tree.get("kind", "name")  # type: ignore[assignment]  # closed by the stylesheet
    entries = tuple(
        Entry(e.get("key", ""), path.stem, e.get("name", ""), e.get("display", ""), etree.tostring(e, encoding="UTF-8"))
        for e in tree.iterchildren(r("entry"))
    )
    return Register(path.stem, kind, tree.findtext(r("title")) or path.stem, file, entries)


def _one_of_each_id(reads: Iterable[_Read]) -> tuple[list[_Read], list[Diagnostic]]:
    """Two documents with one id would be one page: the second is left out."""
    owner: dict[str, str] = {}
    kept, diagnostics = [], []
    for read in reads:
        ids = [i for data in read.documents for i in {_attribute(data, "id"), _attribute(data, "page")}]
        rival = next((owner[i] for i in ids if owner.get(i, read.file) != read.file), None)
        if rival:
            said = f"“{ids[0]}” is already the id of “{rival}”; this document is left out"
            diagnostics.append(Diagnostic("id-doubled", said, read.file))
            continue
        owner.update(dict.fromkeys(ids, read.file))
        kept.append(read)
    return kept, diagnostics


def _attribute(data: bytes, name: str) -> str:
    return etree.fromstring(data).get(name, "")


def _pages(reads: Iterable[_Read]) -> dict[tuple[str, str], str]:
    """(file, id) → page, for every id of every document; the id "" is the file itself."""
    pages: dict[tuple[str, str], str] = {}
    for read in reads:
        for data in read.documents:
            tree = etree.fromstring(data)
            page = tree.get("page", "")
            pages.setdefault((read.file, ""), page)
            pages.setdefault((read.file, read.id), page)
            pages.update({(read.file, node.get("id", "")): page for node in tree.iter() if node.get("id")})
    return pages


def _resolve(
    tree: Element, pages: Mapping[tuple[str, str], str], whole: frozenset[str], edition: Edition
) -> list[Diagnostic]:
    """Give every pointer its page; one that leads nowhere is marked and reported."""
    file, page = tree.get("file", ""), tree.get("page", "")
    diagnostics = []
    for node in tree.iter(r("link"), r("fact")):
        target, other = node.get("target", ""), node.get("file", "")
        if not (target or other):
            continue
        found = pages.get((other or file, target))
        if found is None:
            node.set("broken", "true")
            where = f"{other}#{target}" if target else other
            said = plain(node)
            diagnostics.append(
                Diagnostic("link-broken", f"“{where}”, pointed to by “{said}”, is not in the edition", file)
            )
        elif node.tag == r("fact") or found != page:
            node.set("page", found)
            if (other or file).startswith("texts/"):
                node.set("folder", "texts")
            if target in whole:
                node.set("whole", "true")
            if node.tag == r("link"):
                node.set("kind", "document")
    for graphic in tree.iter(r("graphic"), r("break")):
        picture = graphic.get("file")
        if picture and (said := _why_no_image(edition.root, picture)):
            graphic.set("broken", "true")
            text = xml.read_bytes(edition.root / file).decode("utf-8", "replace")
            diagnostics.append(Diagnostic("image-missing", said, file, named_at(text, picture)))
    return diagnostics


def _why_no_image(root: Path, file: str) -> str:
    """Why a file of an image cannot be used; empty if it lies in the edition folder."""
    path = (root / file).resolve()
    if not path.is_relative_to(root.resolve()):
        return f"the image “{file}” lies outside the edition folder"
    return "" if path.is_file() else f"there is no image “{file}” in the edition folder"


# ---- one document


def facts(tree: Element, name: str) -> tuple[Element, ...]:
    """The facts of a name in the metadata of a document. Example: ``facts(document.tree, "sender")``."""
    return tuple(tree.iterfind(f"r:metadata/r:fact[@name='{name}']", NS))


def plain(element: Element) -> str:
    """The words of an element as the reading view has them, runs of white space as one space."""
    return " ".join("".join(_said(element)).split())


def _said(element: Element) -> Iterator[str]:
    yield element.get("before", "") + (element.text or "") + element.get("shown", "")
    for child in element:
        if child.get("role") not in UNSAID and child.tag != r("note"):
            yield " " if child.tag in APART else ""
            yield from _said(child)
        yield child.tail or ""
    yield element.get("after", "")


def _parties(tree: Element, name: str) -> tuple[Party, ...]:
    return tuple(Party(plain(f), f.get("register", ""), f.get("key", "")) for f in facts(tree, name))


def _title(tree: Element) -> str:
    """The short title; a document that shares its file with others is named by its own sender and addressee."""
    given = [plain(f) for name in ("short-title", "title") for f in facts(tree, name)]
    senders, addressees = _parties(tree, "sender"), _parties(tree, "addressee")
    if tree.get("of") == "1" and given:
        return given[0]
    if senders and addressees:
        names = f"{', '.join(p.name for p in senders)} → {', '.join(p.name for p in addressees)}"
        return f"{names}, {tree.get('when', '')}".rstrip(", ")
    heading = tree.find(".//r:body//r:heading", NS)
    own = plain(heading) if heading is not None else ""
    return own or (given[0] if given else tree.get("id", ""))


def _document(tree: Element) -> Document:
    return Document(
        id=tree.get("id", ""),
        page=tree.get("page", ""),
        file=tree.get("file", ""),
        title=_title(tree),
        when=tree.get("when", ""),
        senders=_parties(tree, "sender"),
        addressees=_parties(tree, "addressee"),
        data=etree.tostring(tree, encoding="UTF-8"),
        answers=tuple(
            Reply(plain(f), f.get("page", "") and f"{f.get('page')}#{f.get('target', '')}")
            for f in facts(tree, "reply-to")
        ),
    )


def _text(tree: Element) -> Text:
    given = [plain(f) for f in facts(tree, "title")]
    identifier, page = tree.get("id", ""), tree.get("page", "")
    return Text(
        identifier, page, tree.get("file", ""), given[0] if given else page, etree.tostring(tree, encoding="UTF-8")
    )


# ---- between documents


def _neighbours(documents: list[Document]) -> list[Document]:
    """Previous and next in time, and between the same two parties, whoever wrote."""
    between: dict[frozenset[tuple[str, str]], list[str]] = defaultdict(list)
    for document in documents:
        if document.senders and document.addressees:
            between[_correspondents(document)].append(document.id)
    linked = []
    for i, document in enumerate(documents):
        exchange = between.get(_correspondents(document), [])
        at = exchange.index(document.id) if document.id in exchange else -1
        linked.append(
            replace(
                document,
                previous=documents[i - 1].id if i else "",
                following=documents[i + 1].id if i + 1 < len(documents) else "",
                previous_between=exchange[at - 1] if at > 0 else "",
                following_between=exchange[at + 1] if 0 <= at < len(exchange) - 1 else "",
            )
        )
    return linked


def _correspondents(document: Document) -> frozenset[tuple[str, str]]:
    return frozenset(p.identity for p in (*document.senders, *document.addressees))


def _replies(documents: list[Document]) -> tuple[Document, ...]:
    """A reply is said in its header; "answered by" follows from it."""
    by_page = {d.page: d.id for d in documents}
    answered: dict[str, list[str]] = defaultdict(list)
    resolved = []
    for document in documents:
        answers = tuple(replace(a, document=by_page.get(a.document.partition("#")[0], "")) for a in document.answers)
        for answer in answers:
            if answer.document:
                answered[answer.document].append(document.id)
        resolved.append(replace(document, answers=answers))
    return tuple(replace(d, answered_by=tuple(dict.fromkeys(answered.get(d.id, ())))) for d in resolved)


CONTEXT: Final = 70
"""Characters of context on each side of a mention."""

BLOCKS: Final = frozenset(map(r, ("paragraph", "block", "heading", "item", "cell", "note")))


def _mentions(documents: Iterable[Document]) -> dict[tuple[str, str], list[Mention]]:
    found: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for document in documents:
        body = document.tree.find(r("body"))
        for node in body.iter(r("inline")) if body is not None else ():
            if node.get("known") == "true":
                found[node.get("register", ""), node.get("key", "")].append(_mention(node, document.id))
    return found


def _mention(node: Element, document: str) -> Mention:
    block = next((a for a in node.iterancestors() if a.tag in BLOCKS), node.getparent())
    before, form, after = _around(block if block is not None else node, node)
    line = next((int(n.get("line", 0)) for n in _backwards(node) if n.get("line")), 0)
    return Mention(document, node.get("id", ""), form, _tail(before), _head(after), line)


def _backwards(node: Element) -> Iterable[Element]:
    """The element, then everything that begins before it, nearest first, within its block's reach."""
    yield node
    step: Element | None = node
    while step is not None:
        yield from step.itersiblings(preceding=True)
        step = step.getparent()
        if step is not None:
            yield step


def _around(block: Element, node: Element) -> tuple[str, str, str]:
    """The words of the reading view before, of and after a node within its block."""
    parts = {"before": [""], "form": [""], "after": [""]}
    state = "before"

    def visit(element: Element) -> None:
        nonlocal state
        if element is node:
            state = "form"
        parts[state].append(element.get("before", "") + (element.text or "") + element.get("shown", ""))
        for child in element:
            if child.get("role") not in UNSAID and not (child.tag == r("note") and child is not node):
                parts[state].append(" " if child.tag == r("break") else "")
                visit(child)
            parts[state].append(child.tail or "")
        parts[state].append(element.get("after", ""))
        if element is node:
            state = "after"

    visit(block)
    before, form, after = ("".join(parts[key]) for key in ("before", "form", "after"))
    return before, re.sub(r"\s+", " ", form).strip(), after


def _tail(text: str) -> str:
    plain_text = re.sub(r"\s+", " ", text)
    return plain_text if len(plain_text) <= CONTEXT else "…" + plain_text[-CONTEXT:].partition(" ")[2]


def _head(text: str) -> str:
    plain_text = re.sub(r"\s+", " ", text)
    return plain_text if len(plain_text) <= CONTEXT else plain_text[:CONTEXT].rpartition(" ")[0] + "…"
