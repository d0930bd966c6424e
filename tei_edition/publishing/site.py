"""The website: one picklable job a page, made from the reading tree by the stylesheets of ``xslt/html/``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import quote

from lxml import etree

from tei_edition import resources, transform, xml
from tei_edition.diagnostics import Diagnostic
from tei_edition.edition import Edition
from tei_edition.publishing.reading import Document, Entry, Mention, Reading, Register, Text, facts, plain
from tei_edition.publishing.words import Words, words
from tei_edition.transcript.signs import SIGNS as TABLE
from tei_edition.xml import Element

NAMESPACE: Final = "urn:tei-edition:page"


def g(name: str) -> str:
    """The qualified name of an element of a page."""
    return f"{{{NAMESPACE}}}{name}"


@dataclass(frozen=True, slots=True)
class Job:
    """A page to make: where it goes in the site, and its ``g:page``, serialized. ``sheet`` is the stylesheet."""

    path: str
    page: bytes
    sheet: str


@dataclass(frozen=True, slots=True)
class Made:
    """A page that was made."""

    path: str
    html: bytes


def make(job: Job) -> Made:
    """Make one page; raises Refusal, naming the page, if the stylesheet stops."""
    html = transform.stylesheet(Path(job.sheet)).apply(etree.fromstring(job.page), {}).text
    return Made(job.path, html.encode())


def jobs(edition: Edition, reading: Reading) -> Iterator[Job]:
    """Every page of the site, the documents first."""
    site = _Site(edition, reading)
    yield from (site.document(d) for d in site.reading.documents)
    yield from (site.text(t) for t in site.reading.texts)
    for register in site.reading.registers:
        yield site.register(register)
        yield from (site.entry(register, e) for e in register.entries)
    yield site.start()
    yield site.signs()
    if "search" not in edition.settings.site.off:
        yield site.search()
    yield from site.sources()


class _Site:
    """What all pages of a site share, and the pages."""

    def __init__(self, edition: Edition, reading: Reading) -> None:
        self.edition, self.reading = edition, without(reading, edition.settings.site.off)
        self.words: Words = words(edition.settings.languages.interface)
        self.by_id = {d.id: d for d in reading.documents}
        self.titles = {d.id: title(d, self.words) for d in reading.documents}
        self.shorts = {d.id: self._short(d) for d in reading.documents}
        self.frame = self._frame()
        own = edition.root / "theme" / "site.xsl"
        self.sheet = str(own if own.is_file() else resources.xslt("html/page.xsl"))

    # ---- the frame

    def _frame(self) -> tuple[bytes, ...]:
        settings = self.edition.settings
        licence = settings.licence
        edition = etree.Element(
            g("edition"),
            title=settings.title,
            subtitle=settings.subtitle,
            publisher=settings.publisher,
            place=settings.place,
            version=settings.version,
            date=settings.date.isoformat(),
            description=settings.description,
            base=settings.base_url and settings.base_url.rstrip("/") + "/",
            licence=licence.name if licence else "",
            attrib={"licence-url": licence.url if licence else ""},
        )
        if settings.site.imprint:
            edition.set("imprint", settings.site.imprint)
        if settings.site.logo:
            edition.set("logo", f"assets/{Path(settings.site.logo).name}")
        if has_theme(self.edition):
            edition.set("theme", "true")
        if "charts" in settings.site.off:
            edition.set("charts", "off")
        for editor in settings.editors:
            etree.SubElement(edition, g("editor"), name=editor.name, role=editor.role)
        menu = etree.Element(g("menu"))
        for href, label in self._menu():
            etree.SubElement(menu, g("item"), href=href, label=label)
        catalogue = etree.Element(g("words"))
        for key, said in self.words.table:
            etree.SubElement(catalogue, g("word"), key=key).text = said
        return tuple(etree.tostring(part, encoding="UTF-8") for part in (edition, menu, catalogue))

    def _menu(self) -> Iterator[tuple[str, str]]:
        yield "index.html", self.words.say("chronology")
        yield from ((quote(f"texts/{t.page}.html"), t.title) for t in self.reading.texts)
        for register in self.reading.registers:
            if register.entries:
                yield f"{register.name}/index.html", self.words.say(register.kind)
        if "search" not in self.edition.settings.site.off:
            yield "search.html", self.words.say("search")

    def _page(self, kind: str, path: str, title: str, matter: Iterable[Element] = (), **facts: str) -> Job:
        page = etree.Element(
            g("page"),
            attrib=facts,
            kind=kind,
            path=quote(path),
            title=title,
            lang=self.words.language,
            root="../" * path.count("/"),
            nsmap={"g": NAMESPACE},
        )
        page.extend(etree.fromstring(part) for part in self.frame)
        page.extend(matter)
        return Job(path, etree.tostring(page, encoding="UTF-8"), self.sheet)

    def _short(self, document: Document) -> str:
        """How a register names a document: its date and number."""
        number = facts(document.tree, "number")
        date = self.words.date(document.when) or self.titles[document.id]
        return f"{date} ({plain(number[0])})" if number else date

    # ---- documents and texts

    def document(self, document: Document) -> Job:
        near = [
            self._near(role, identifier)
            for role, identifier in (
                ("previous", document.previous),
                ("following", document.following),
                ("previous-between", document.previous_between),
                ("following-between", document.following_between),
            )
            if identifier and not (role.endswith("between") and self._is_next(document, role, identifier))
        ]
        near.extend(self._near("answers", a.document, a.said) for a in document.answers)
        near.extend(self._near("answered-by", identifier) for identifier in document.answered_by)
        tree = document.tree
        near.extend(self._elsewhere(name, fact) for name in ("enclosure", "related") for fact in facts(tree, name))
        return self._page(
            "document",
            f"documents/{document.page}.html",
            self.titles[document.id],
            [tree, *near],
            tei=quote(f"tei/{document.file}"),
            source=quote(f"source/{Path(document.file).stem}.html"),
        )

    @staticmethod
    def _is_next(document: Document, role: str, identifier: str) -> bool:
        # said once: the neighbour in time is often the neighbour in the exchange
        return identifier == (document.previous if role.startswith("previous") else document.following)

    def _near(self, role: str, identifier: str, said: str = "") -> Element:
        near = etree.Element(g("near"), role=role, title=self.titles.get(identifier, said))
        if identifier in self.by_id:
            near.set("href", quote(f"documents/{self.by_id[identifier].page}.html"))
        return near

    def _elsewhere(self, role: str, fact: Element) -> Element:
        near = self._near(role, "", plain(fact))
        if fact.get("page"):
            line = re.search(r"-(l[1-9][0-9]*)$", fact.get("target", ""))
            near.set("href", quote(f"documents/{fact.get('page')}.html") + (f"#{line[1]}" if line else ""))
        return near

    def text(self, text: Text) -> Job:
        return self._page("text", f"texts/{text.page}.html", text.title, [text.tree], tei=quote(f"tei/{text.file}"))

    # ---- registers

    def register(self, register: Register) -> Job:
        entries = []
        for entry in register.entries:
            element = etree.Element(g("entry"), key=entry.key, name=entry.name, initial=initial(entry.name))
            note = entry.tree.find("r:detail[@tei='note']", {"r": "urn:tei-edition:reading"})
            if note is not None:
                element.set("note", plain(note))
            element.extend(self._mention(m) for m in entry.mentions)
            entries.append(element)
        return self._page("register", f"{register.name}/index.html", self.words.say(register.kind), entries)

    def entry(self, register: Register, entry: Entry) -> Job:
        me = (register.name, entry.key)
        sent = [d for d in self.reading.documents if me in {p.identity for p in d.senders}]
        received = [d for d in self.reading.documents if me in {p.identity for p in d.addressees}]
        matter = [
            entry.tree,
            *(self._item(d, "sent-by") for d in sent),
            *(self._item(d, "received-by") for d in received),
            *(self._mention(m) for m in entry.mentions),
        ]
        path = f"{register.name}/{entry.key}.html"
        return self._page("entry", path, entry.display, matter, **{"register-title": self.words.say(register.kind)})

    def _mention(self, mention: Mention) -> Element:
        document = self.by_id[mention.document]
        return etree.Element(
            g("mention"),
            href=quote(f"documents/{document.page}.html"),
            title=self.titles[document.id],
            short=self.shorts[document.id],
            anchor=mention.anchor,
            form=mention.form,
            before=mention.before,
            after=mention.after,
        )

    # ---- start, signs, search

    def _item(self, document: Document, role: str = "") -> Element:
        tree = document.tree
        item = etree.Element(
            g("item"),
            href=quote(f"documents/{document.page}.html"),
            title=self.titles[document.id],
            when=document.when,
            role=role,
            attrib={
                "from": ", ".join(p.name for p in document.senders),
                "to": ", ".join(p.name for p in document.addressees),
            },
        )
        for name in ("number", "abstract"):
            found = facts(tree, name)
            if found:
                item.set(name, plain(found[0]))
        return item

    def start(self) -> Job:
        return self._page(
            "start", "index.html", self.edition.settings.title, [self._item(d) for d in self.reading.documents]
        )

    def signs(self) -> Job:
        return self._page("signs", "signs.html", self.words.say("signs"), specimens(self.reading.documents))

    def search(self) -> Job:
        return self._page("search", "search.html", self.words.say("search"))

    # ---- the TEI source

    def sources(self) -> Iterator[Job]:
        for file in dict.fromkeys(d.file for d in self.reading.documents):
            source = coloured(xml.read_bytes(self.edition.root / file).decode("utf-8-sig", "replace"))
            path = f"source/{Path(file).stem}.html"
            job = self._page("source", path, Path(file).name, [source])
            yield Job(path, job.page, str(resources.xslt("html/source.xsl")))


def without(reading: Reading, off: Iterable[str]) -> Reading:
    """The edition without the registers and texts that its settings switch off: names of theirs are no links."""
    hidden = frozenset(off)
    if not hidden & {*(r.name for r in reading.registers), *(t.page for t in reading.texts)}:
        return reading
    return replace(
        reading,
        documents=tuple(replace(d, data=_unlinked(d.data, hidden)) for d in reading.documents),
        registers=tuple(r for r in reading.registers if r.name not in hidden),
        texts=tuple(replace(t, data=_unlinked(t.data, hidden)) for t in reading.texts if t.page not in hidden),
    )


def _unlinked(data: bytes, hidden: frozenset[str]) -> bytes:
    tree = etree.fromstring(data)
    for node in tree.iter():
        if node.get("register") in hidden:
            node.set("known", "false")
        if node.get("folder") == "texts" and node.get("page") in hidden:
            node.set("broken", "true")
    return etree.tostring(tree, encoding="UTF-8")


def title(document: Document, words: Words) -> str:
    """The title of a document in the words of the interface: its short title, else who wrote to whom and when."""
    tree = document.tree
    if tree.get("of") == "1" or not (document.senders and document.addressees):
        return document.title
    letter = words.say(
        "letter",
        **{"from": ", ".join(p.name for p in document.senders), "to": ", ".join(p.name for p in document.addressees)},
    )
    return words.say("letter.dated", letter=letter, date=words.date(document.when)) if document.when else letter


def initial(name: str) -> str:
    """The letter a name stands under.

    >>> initial("Édouard"), initial("38th parallel"), initial("毛泽东")
    ('E', '0–9', '毛')
    """
    first = unicodedata.normalize("NFD", name.strip())[:1].upper()
    return "0–9" if first.isdigit() else first or "–"


SIGNS: Final = re.compile(r"^(supplied|unclear|gap|surplus|sic|add|del|damaged|pseudonym)$")
NOTES: Final = frozenset({"stamp", "handwritten"})


def specimens(documents: Iterable[Document]) -> list[Element]:
    """For each sign, the first place in the edition where it stands, else the example of the table of signs."""
    found: dict[str, Element] = {}
    for document in documents:
        for node in document.tree.iter("{urn:tei-edition:reading}inline"):
            for sign in _names(node.get("kind", ""), node.get("reason", "")):
                if sign not in found:
                    found[sign] = _specimen(sign, node, document)
    for row in TABLE:
        for tag in row.tei:
            facts_of = dict(tag.attributes)
            for sign in _names(tag.name, facts_of.get("reason", "")) or _names_of_note(tag.name, facts_of):
                if sign not in found:
                    found[sign] = etree.Element(g("specimen"), sign=sign)
                    found[sign].text = row.example
    return list(found.values())


def _names(kind: str, reason: str) -> tuple[str, ...]:
    """The rows of the catalogue that may explain a sign, the closest first."""
    return (f"{kind}-{reason}", kind) if SIGNS.match(kind) else ()


def _names_of_note(name: str, facts_of: dict[str, str]) -> tuple[str, ...]:
    kind = facts_of.get("type", "")
    return (kind,) if name == "note" and kind in NOTES else ()


def _specimen(sign: str, node: Element, document: Document) -> Element:
    specimen = etree.Element(g("specimen"), sign=sign)
    specimen.text = " ".join(plain(node).split()[:6])
    line = next((a.get("line") for a in node.iterancestors() if a.get("line")), "")
    specimen.set("href", quote(f"documents/{document.page}.html") + (f"#l{line}" if line else ""))
    return specimen


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


def has_theme(edition: Edition) -> bool:
    """True if the edition brings CSS of its own, or colours in edition.toml."""
    site = edition.settings.site
    return site.theme is not None or (edition.root / "theme" / "site.css").is_file()


def copies(edition: Edition, reading: Reading) -> Iterator[tuple[str, Path]]:
    """Files that go into the site as they are: (path in the site, file)."""
    for path in (*edition.documents, *edition.texts, *edition.registers):
        yield f"tei/{path.relative_to(edition.root).as_posix()}", path
    assets = resources.xslt("html/assets")
    for path in sorted(assets.rglob("*")):
        if path.is_file():
            yield f"assets/{path.relative_to(assets).as_posix()}", path
    trees = [*(d.tree for d in reading.documents), *(t.tree for t in reading.texts)]
    for tree in trees:
        for node in tree.iter("{*}graphic", "{*}break"):
            picture = node.get("file")
            if picture and (edition.root / picture).is_file():
                yield picture, edition.root / picture
    if edition.settings.site.logo:
        logo = edition.root / edition.settings.site.logo
        yield f"assets/{logo.name}", logo


def missing(edition: Edition) -> list[Diagnostic]:
    """What the settings name and the folder lacks."""
    logo = edition.settings.site.logo
    if logo and not (edition.root / logo).is_file():
        return [Diagnostic("image-missing", f"there is no image “{logo}”", str(edition.root / "edition.toml"))]
    return []
