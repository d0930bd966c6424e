"""Print XML: the documents by stylesheet, the volume around them piece by piece (schema/print.xsd)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Final

from lxml import etree

from tei_edition import resources, transform, xml
from tei_edition.edition import Edition
from tei_edition.publishing.book import tables
from tei_edition.publishing.book.lines import (
    gather_marks,
    keep_together,
    leading_to,
    paragraph_before,
    place_within,
)
from tei_edition.publishing.book.words import as_tree
from tei_edition.publishing.reading import NS, Document, Entry, Reading, Register, Text, plain, r
from tei_edition.publishing.specimens import meaning, practised
from tei_edition.publishing.words import Words
from tei_edition.publishing.words import words as interface_words
from tei_edition.transcript import profiles
from tei_edition.transcript.signs import Table
from tei_edition.transcript.signs.row import Sign
from tei_edition.xml import Element

SEE_FORMS: Final = ("form", "pseudonym", "variant", "display")


@dataclass(frozen=True, slots=True)
class Writer:
    """Turns reading trees into print XML; made once for an edition.

    It knows, by page: the numbers of the documents, their answers, and the places within them pointed to.
    """

    numbers: Mapping[str, str]
    answers: Mapping[str, Sequence[str]]
    targets: Mapping[str, Sequence[str]]
    words: transform.Held

    def write(self, tree: Element, part: str, number: str = "") -> Element:
        """The print XML of one document; ``part`` is "document" or "chapter".

        Raises:
            Refusal: the stylesheet has no rule for something in the tree.
        """
        sheet = transform.stylesheet(resources.xslt("typst/print.xsl"))
        parameters: dict[str, transform.Parameter] = {
            "part": part,
            "number": number,
            "words": self.words,
            "edition": self._around(tree),
        }
        made = etree.fromstring(sheet.apply(tree, parameters).text, xml.parser())
        keep_together(made)
        for body in made.iter("body"):
            gather_marks(body)
        for table in made.iter("table"):
            tables.square(table)
        close_up_levels(made)
        point_brackets(made)
        return made

    def _around(self, tree: Element) -> Element:
        """What one document must know of the others: those it points to, and its answers."""
        own = tree.get("page", "")
        answers = self.answers.get(own, ())
        pages = dict.fromkeys((own, *answers, *(node.get("page", "") for node in tree.iter(r("link"), r("fact")))))
        edition = etree.Element("edition")
        for page in pages:
            if page in self.numbers:
                etree.SubElement(edition, "document", page=page, number=self.numbers[page])
            for target in self.targets.get(page, ()):
                etree.SubElement(edition, "target", id=f"{page}#{target}")
        for answer in answers:
            etree.SubElement(edition, "answer", to=own, page=answer)
        return edition


# the pointed brackets of papyrologists, which their databases take from East Asian type
POINTED: Final = str.maketrans("〈〉", "⟨⟩")
EAST_ASIAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def point_brackets(part: Element) -> None:
    """Brackets of East Asian type as a Latin typeface has them, where nothing else is East Asian."""
    if EAST_ASIAN.search(xml.words(part)):
        return
    for element in part.iter():
        element.text = element.text and element.text.translate(POINTED)
        element.tail = element.tail and element.tail.translate(POINTED)
        for name, value in element.attrib.items():
            element.set(name, str(value).translate(POINTED))


def close_up_levels(part: Element) -> None:
    """Headings whose levels have no gap: what stands below nothing is of the first (PDF/UA-1, 7.4.2)."""
    above: list[int] = []
    for heading in part.iter("heading"):
        level = int(heading.get("level", "1"))
        above = [*(higher for higher in above if higher < level), level]
        heading.set("level", str(len(above)))


def writer(reading: Reading, words: Mapping[str, str], numbers: Mapping[str, str] | None = None) -> Writer:
    """A writer that knows the documents in ``numbers`` (all, if it is left out) and every place pointed to."""
    known = numbers if numbers is not None else document_numbers(reading.documents)
    pages = {document.id: document.page for document in reading.documents if document.id in known}
    answers = {d.page: [pages[i] for i in d.answered_by if i in pages] for d in reading.documents if d.id in known}
    held = transform.stylesheet(resources.xslt("typst/print.xsl")).hold(as_tree(words))
    return Writer({pages[i]: known[i] for i in pages}, answers, targets(reading), held)


def document_numbers(documents: Sequence[Document]) -> dict[str, str]:
    """The number of each document in the edition: its place in the order of time, from 1."""
    return {document.id: str(number) for number, document in enumerate(documents, 1)}


def targets(reading: Reading) -> dict[str, list[str]]:
    """For each page the ids within it that a link leads to."""
    found: dict[str, set[str]] = {}
    parts: tuple[Document | Text, ...] = (*reading.documents, *reading.texts)
    for part in parts:
        for link in part.tree.iter(r("link")):
            if link.get("target") and link.get("broken") != "true":
                found.setdefault(link.get("page", part.page), set()).add(link.get("target", ""))
    return {page: sorted(ids) for page, ids in found.items()}


# ---- the volume


def front(edition: Edition, words: Mapping[str, str], isbn: str = "") -> list[Element]:
    """Half-title, title page and imprint."""
    settings = edition.settings
    half = _made("half-title", settings.title.partition(":")[0])
    page = _made("title-page")
    page.append(_made("title", settings.title))
    _add(page, "subtitle", settings.subtitle)
    for role, editors in groupby(settings.editors, key=lambda e: e.role):
        for i, editor in enumerate(editors):
            person = _made("person", editor.name)
            if i == 0:
                person.set("role", words.get(role, role))
            page.append(person)
    _add(page, "publisher", settings.publisher)
    _add(page, "place", settings.place)
    _add(page, "year", str(settings.date.year))
    return [half, page, _imprint(edition, words, isbn)]


def _imprint(edition: Edition, words: Mapping[str, str], isbn: str) -> Element:
    settings = edition.settings
    imprint = _made("imprint")
    house = ", ".join(part for part in (settings.publisher, settings.place) if part)
    dated = long_date(settings.date.year, settings.date.month, settings.date.day, words)
    version = f"{words['version']} {settings.version}, {dated}" if settings.version else dated
    for line in (settings.description, house, version, settings.base_url, f"ISBN {isbn}" if isbn else ""):
        _add(imprint, "p", line)
    if settings.licence:
        paragraph = etree.SubElement(imprint, "p")
        paragraph.text = f"{words['licence']} "
        if settings.licence.url.startswith(("https://", "http://")):
            link = etree.SubElement(paragraph, "url", href=settings.licence.url)
            link.text, link.tail = settings.licence.name, f". {words['sources-keep']}"
        else:
            paragraph.text += f"{settings.licence.name}. {words['sources-keep']}"
    return imprint


def long_date(year: int, month: int, day: int, words: Mapping[str, str]) -> str:
    """A date in words: 4 October 1951, 4. Oktober 1951, 1er octobre 1951, 1951年10月4日."""
    said = {"d": day, "m": words[f"month-{month}"], "n": month, "y": year}
    return words["date-first" if day == 1 else "date"].format_map(said)


def contents(parts: Sequence[Element], words: Mapping[str, str], *, documents_listed: bool = False) -> Element:
    """The table of contents of the parts that follow; documents that have a list of their own are one line of it."""
    out = chapter("contents", words["contents"], tag="contents")
    documents = [part for part in parts if part.tag == "document"]
    for part in parts:
        if part.tag != "document" or not documents_listed:
            _contents_line(out, part, words)
        elif part is documents[0]:
            line = etree.SubElement(out, "line", target=part.get("id", ""))
            numbers = dict.fromkeys((documents[0].get("number", ""), documents[-1].get("number", "")))
            line.text = f"{words['documents']} {'–'.join(numbers)}".strip()
    return out


def list_of_documents(parts: Sequence[Element], words: Mapping[str, str]) -> Element:
    """Every document with number, correspondents, place, date and page."""
    out = chapter("list-of-documents", words["list-of-documents"], tag="contents")
    for part in parts:
        if part.tag == "document":
            _contents_line(out, part, words)
    return out


def _contents_line(out: Element, part: Element, words: Mapping[str, str]) -> None:
    line = etree.SubElement(out, "line", target=part.get("id", ""))
    if part.get("number"):
        line.set("number", part.get("number", ""))
    said = [part.find("title"), part.find("date")] if part.tag == "document" else []
    line.text = words["mark-comma"].join(plain(piece) for piece in said if piece is not None) or part.get("title", "")


def chapter(identifier: str, title: str, *, tag: str = "chapter") -> Element:
    """An empty chapter (or index) with its running heads."""
    made = _made(tag, id=identifier, title=title)
    made.set("head-number", title)
    made.set("head-title", title)
    return made


def register_chapter(registers: Sequence[Register], used: frozenset[str], words: Mapping[str, str]) -> Element | None:
    """The registers as back matter: every entry the volume names and that says more than its name."""
    out = chapter("registers", words["registers"])
    for register in registers:
        made = _made("register", title=words[f"register-{register.kind}"])
        for entry in register.entries:
            about = [plain(d) for d in entry.tree.iterfind("r:detail", NS)]
            if about and f"{entry.register}/{entry.key}" in used:
                row = etree.SubElement(made, "entry", id=f"register:{entry.register}/{entry.key}")
                etree.SubElement(row, "name").text = entry.name
                said = words["mark-next"].join(text.rstrip(".。") for text in about)
                etree.SubElement(row, "about").text = said + words["mark-stop"]
        if len(made):
            out.append(made)
    return out if len(out) else None


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A line of an index: its path of headings, by which it sorts, a key with pages or a reference elsewhere."""

    path: tuple[str, ...]
    order: tuple[str, ...]
    key: str = ""
    see: str = ""


def index(register: Register, used: frozenset[str], words: Mapping[str, str]) -> Element | None:
    """The index of one register: an entry for each name the volume holds, and references from other forms.

    The register decides: a form of type "index" is the heading (levels parted by " > ", empty = left out), one of
    type "sort" the place in the alphabet.
    """
    lines: dict[tuple[tuple[str, ...], str], IndexLine] = {}
    for entry in register.entries:
        key = f"{entry.register}/{entry.key}"
        path = index_path(entry)
        if key in used and path:
            order = index_order(entry, path)
            lines[order, ""] = IndexLine(path, order, key)
            for form in other_forms(entry):
                lines[(sort_key(form),), form] = IndexLine((form,), (sort_key(form),), see=path[0])
    if not lines:
        return None
    out = chapter(f"index-{register.name}", words[f"index-{register.kind}"], tag="index")
    initial = ""
    for line in sorted((*lines.values(), *_missing_headings(lines.values())), key=lambda line: line.order):
        if line.order[0][:1] != initial:
            initial = line.order[0][:1]
            etree.SubElement(out, "letter", n=initial)
        out.append(_see(line.path[0], line.see, words) if line.see else _index_entry(line))
    return out


def index_path(entry: Entry) -> tuple[str, ...]:
    """The headings under which an entry stands; empty if the register leaves it out."""
    given = _form(entry, "index")
    if given is None:
        return (entry.name,)
    return tuple(part.strip() for part in given.split(">") if part.strip())


def index_order(entry: Entry, path: tuple[str, ...]) -> tuple[str, ...]:
    """What an entry sorts by: its own sort form in place of its last heading."""
    own = _form(entry, "sort")
    return (*(sort_key(part) for part in path[:-1]), sort_key(own or path[-1]))


def _form(entry: Entry, kind: str) -> str | None:
    return next((plain(form) for form in entry.tree.iterfind("r:form", NS) if form.get("type") == kind), None)


def _missing_headings(lines: Iterable[IndexLine]) -> list[IndexLine]:
    known = {line.order for line in lines}
    wanted = {line.order[:-1]: line.path[:-1] for line in lines if len(line.order) > 1}
    return [IndexLine(path, order) for order, path in wanted.items() if order not in known]


def _index_entry(line: IndexLine) -> Element:
    row = _made("entry", key=line.key, sort=line.order[-1])
    if len(line.path) > 1:
        row.set("level", str(len(line.path)))
    etree.SubElement(row, "name").text = line.path[-1]
    return row


def _see(form: str, name: str, words: Mapping[str, str]) -> Element:
    row = _made("entry", key="", sort=sort_key(form))
    etree.SubElement(row, "name").text = form
    see = etree.SubElement(row, "see")
    sign = etree.SubElement(see, "i")
    sign.text, sign.tail = words["see"], f" {name}"
    return row


def other_forms(entry: Entry) -> tuple[str, ...]:
    """Forms of a name under which a reader might look it up: those that begin otherwise than the main one.

    A form all in capitals is the same name; one that begins with the same word stands beside it anyway.
    """
    found: dict[str, str] = {}
    main = sort_key(entry.name)
    for form in entry.tree.iterfind("r:form", NS):
        name = plain(form)
        if form.get("type") not in SEE_FORMS or not name:
            continue
        shown = name.title() if name.isupper() and len(name) > 3 and form.get("type") == "pseudonym" else name
        key = sort_key(shown)
        words = key.split()
        # a form of the same words in another order, or of some of them, leads nobody astray
        if set(words) <= set(main.split()) or (words and main.startswith(words[0])):
            continue
        if words[-1:] and words[-1] in main.split():
            continue
        found.setdefault(key, shown)
    return tuple(found.values())


def sort_key(name: str) -> str:
    """Alphabetical order: without accents, case and punctuation.

    >>> sort_key("Élan, Józef") == sort_key("elan jozef")
    True
    """
    base = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(c if c.isalnum() else " " for c in base if not unicodedata.combining(c))
    return " ".join(kept.split())


def book(title: str, language: str, authors: Sequence[str], start: str) -> Element:
    """An empty book."""
    made = _made("book", title=title, lang=language, start=start)
    for author in authors:
        _add(made, "author", author)
    return made


def mentions(parts: Sequence[Element]) -> frozenset[str]:
    """Every register key that the parts name."""
    return frozenset(m.get("key", "") for part in parts for m in part.iter("mention"))


def signs_chapter(edition: Edition, reading: Reading, words: Mapping[str, str]) -> Element | None:
    """The signs and abbreviations that the documents use, from the table of signs and the registers."""
    out = chapter("signs", words["signs"])
    for title, rows in (("signs-used", signs_used(edition)), ("abbreviations", abbreviations(reading))):
        if rows:
            etree.SubElement(out, "heading", level="1").text = words[title]
            made = etree.SubElement(out, "signs")
            for form, meaning in rows:
                sign = etree.SubElement(made, "sign")
                etree.SubElement(sign, "form").text = form.translate(POINTED)
                etree.SubElement(sign, "meaning").text = meaning
    return out if len(out) else None


def signs_used(edition: Edition) -> list[tuple[str, str]]:
    """Example and meaning of every bracket that the edition's TEI holds, in the order of the table of signs."""
    tables: dict[str, tuple[Table, set[str]]] = {}
    for path, table in practised(edition).items():
        found = tables.setdefault(table.name, (table, set()))[1]
        found |= _held(xml.read(path).getroot(), table, found)
    said = interface_words(edition.settings.languages.interface)
    rows = dict.fromkeys(row for table, found in tables.values() for row in _explained(table, found, said))
    # a form feed is a sign to a machine, none to a reader
    return [(example, meaning) for example, meaning in rows if example.isprintable()]


def _held(root: Element, table: Table, found: Collection[str]) -> set[str]:
    """The names of the rows whose elements a document holds, beside those found before."""
    here = {element.tag for element in root.iter(*{xml.tei(sign.tei[0].name) for sign in table.rows})}
    rows = (sign for sign in table.rows if sign.name not in found and xml.tei(sign.tei[0].name) in here)
    return {sign.name for sign in rows if _holds(root, sign)}


def _explained(table: Table, found: Collection[str], said: Words) -> Iterator[tuple[str, str]]:
    """Example and meaning of the rows of these names; of several that mean one TEI the last, most general, says it best."""
    own = profiles.own_rows(table)
    shown = (sign for sign in table.rows if sign.name in found and (sign in own or sign.opens in ("[", "")))
    last = {(sign.tei, sign in own and sign.opens): sign for sign in shown}
    yield from ((" ".join(sign.example.split("\n")), meaning(sign, table, said)) for sign in last.values())


def _holds(root: Element, sign: Sign) -> bool:
    outer, *inner = sign.tei
    return any(
        all(element.get(name) == value for name, value in outer.attributes)
        and all(element.find(f".//{xml.tei(tag.name)}") is not None for tag in inner)
        for element in root.iter(xml.tei(outer.name))
    )


ABBREVIATION: Final = re.compile(r"[\w(]*[A-ZА-Я][\w()]*[A-ZА-Я][\w()]*( [A-ZА-Я]{2,5})?")


def abbreviations(reading: Reading) -> list[tuple[str, str]]:
    """Short forms that the registers of organizations resolve and the documents use."""
    known = {
        short: entry.name
        for register in reading.registers
        if register.kind == "organization"
        for entry in register.entries
        for form in entry.tree.iterfind("r:form", NS)
        if ABBREVIATION.fullmatch(short := plain(form)) and len(short) <= LONGEST_ABBREVIATION
    }
    text = " ".join(plain(document.tree) for document in reading.documents) if known else ""
    rows = {short: name for short, name in known.items() if short in text}
    return sorted(rows.items(), key=lambda row: sort_key(row[0]))


LONGEST_ABBREVIATION: Final = 10
CLOSING: Final = ("signature", "dateline", "salute")
CLOSING_LINE: Final = 40
"""Characters of a paragraph that may be a line of the close, such as [....]."""
LONGEST_CLOSE: Final = 6
AFTER_CLOSE: Final = ("office", "rule", "stamp", "hand", "remark", "marks")
PLACED: Final = (
    *("p", "heading", "caption", "salute", "dateline", "signature", "routing", "words", "item", "line", "cell"),
    *("form", "about"),
)


def name_places(part: Element) -> None:
    """Name whatever a page can begin with, so that it can be said of each page what begins it.

    A paragraph before a signature is told so: it may have to give up lines, lest the signature stand alone.
    """
    if part.tag == "index":
        for n, name in enumerate(part.iter("name"), 1):
            name.set("place", f"{part.get('id')}:{n}")
        return
    for n, block in enumerate(part.iter(PLACED), 1):
        block.set("place", f"{part.get('id')}:{n}")
        place_within(block, f"{part.get('id')}:{n}")
    for closing in part.iter(CLOSING):
        before = paragraph_before(closing)
        if before is not None:
            before.set("closes", "true")
        _keep_close(closing)
    for paragraph in part.iter("p"):
        leading = leading_to(paragraph)
        if leading is not None and leading is not part:
            leading.set("leads", leading.get("place", ""))
    ends = part.findall("body/*[last()]") if part.find("apparatus") is not None else []
    if ends and ends[-1].tag == "p":
        ends[-1].set("closes", "true")


def _keep_close(closing: Element) -> None:
    """No line of a close begins a page alone: name, number and date go over together."""
    run = [closing, *takewhile(_closes, closing.itersiblings())]
    after = run[-1].getnext()
    if len(run) <= LONGEST_CLOSE and (after is None or after.tag in AFTER_CLOSE):
        for line in run[:-1]:
            line.set("kept", "true")


def _closes(block: Element) -> bool:
    return block.tag in (*CLOSING, "routing") or (block.tag == "p" and len(plain(block)) <= CLOSING_LINE)


def text_chapter(text: Text, by: Writer) -> Element:
    """An introduction or another text of the edition as a chapter."""
    return by.write(text.tree, "chapter")


def attachment(file: str, about: str) -> Element:
    """A TEI file that travels inside the PDF."""
    return _made("attachment", file=file, about=about)


def _made(tag: str, text: str = "", **attributes: str) -> Element:
    element = etree.Element(tag, attributes)
    if text:
        element.text = text
    return element


def _add(parent: Element, tag: str, text: str) -> None:
    if text:
        etree.SubElement(parent, tag).text = text
