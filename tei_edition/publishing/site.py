"""The website: one picklable job a page, made from the reading tree by the stylesheets of ``xslt/html/``."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final
from urllib.parse import quote

from lxml import etree

from tei_edition import resources, transform, xml
from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.edition import FILE, Edition
from tei_edition.publishing.book.plates import KINDS, inside
from tei_edition.publishing.chronology import Period, periods
from tei_edition.publishing.frame import NAMESPACE, frame, g
from tei_edition.publishing.pictures import size
from tei_edition.publishing.places import chart
from tei_edition.publishing.reading import Document, Entry, Mention, Party, Reading, Register, Text, facts, plain
from tei_edition.publishing.source import coloured
from tei_edition.publishing.specimens import practice, practised, specimens
from tei_edition.publishing.words import Words, languages
from tei_edition.publishing.words import words as catalogue
from tei_edition.settings import position, text_of
from tei_edition.xml import Element

NAMED: Final = 12
"""Documents that a register names for an entry; the entry's own pages have them all."""

ROWS: Final = 250
"""Documents and mentions on one page of an entry."""

SHORT: Final = 600
"""Entries of a register that are listed with what is said of them; a longer list has names alone."""

PAIRS: Final = 60
"""Pairs of correspondents that the start page counts, the busiest first."""


LARGE: Final = 1_000_000
"""Bytes of a document's tree from which its view line by line is a page of its own."""


@dataclass(frozen=True, slots=True)
class Job:
    """A page to make: where it goes in the site, and its ``g:page``, serialized. ``sheet`` is the stylesheet.

    ``frame`` is what all pages share; ``source`` the file whose text the page shows, ``digest`` says which text.
    """

    path: str
    page: bytes
    sheet: str
    frame: tuple[bytes, ...] = ()
    source: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A page that was made."""

    path: str
    html: bytes


def make(job: Job) -> Made:
    """Make one page; raises Refusal, naming the page, if the stylesheet stops."""
    page = etree.fromstring(job.page, xml.parser())
    page.extend(etree.fromstring(part) for part in job.frame)
    if job.source:
        page.append(coloured(xml.read_bytes(Path(job.source)).decode("utf-8-sig", "replace")))
    html = transform.stylesheet(Path(job.sheet)).apply(page, {}).text
    return Made(job.path, html.encode())


def jobs(edition: Edition, reading: Reading) -> Iterator[Job]:
    """Every page of the site, the documents first."""
    site = _Site(edition, reading)
    for document in site.reading.documents:
        yield site.document(document)
        if is_large(document):
            yield site.lines(document)
    yield from (site.text(t) for t in site.reading.texts)
    for register in site.reading.registers:
        yield site.register(register)
        for entry in register.entries:
            yield from site.entry(register, entry)
    yield site.start()
    yield from site.periods()
    yield site.signs()
    if "search" not in edition.settings.site.off:
        yield site.search()
    yield from site.sources()


class _Site:
    """What all pages of a site share, and the pages."""

    def __init__(self, edition: Edition, reading: Reading) -> None:
        self.edition, self.reading = edition, without(reading, edition.settings.site.off)
        self.words: Words = catalogue(edition.settings.languages.interface)
        self.by_id = {d.id: d for d in reading.documents}
        self.titles = {d.id: title(d, self.words) for d in reading.documents}
        self.shorts = {d.id: self._short(d) for d in reading.documents}
        self.entries = {(r.name, e.key): e for r in self.reading.registers for e in r.entries}
        self.spans = periods(reading.documents)
        self.sent, self.received = (
            _by_party(reading.documents, lambda d: d.senders),
            _by_party(reading.documents, lambda d: d.addressees),
        )
        self.frame = frame(edition, self.reading, self.words)
        own = edition.root / "theme" / "site.xsl"
        self.sheet = str(own if own.is_file() else resources.xslt("html/page.xsl"))

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
        page.extend(matter)
        return Job(path, etree.tostring(page, encoding="UTF-8"), self.sheet, self.frame)

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
        self._measure(tree)
        self._turn(tree)
        said = {"translated": "true"} if is_translated(tree) else {}
        if self.titles[document.id] != document.title:
            said["titled"] = "true"
        if is_large(document):
            said["lines"] = quote(f"lines/{document.page}.html")
        if ends_with_date(document, self.words):
            said["date"] = self.words.date(document.when)
        return self._page(
            "document",
            f"documents/{document.page}.html",
            self.titles[document.id],
            [tree, *near],
            **said,
            tei=quote(f"tei/{document.file}"),
            source=quote(f"source/{Path(document.file).stem}.html"),
        )

    def lines(self, document: Document) -> Job:
        """The view line by line of a document that is too large for one page."""
        tree = document.tree
        self._turn(tree)
        return self._page(
            "lines",
            f"lines/{document.page}.html",
            self.titles[document.id],
            [tree],
            tei=quote(f"tei/{document.file}"),
            reading=quote(f"../documents/{document.page}.html"),
        )

    def _measure(self, tree: Element) -> None:
        """Write its size on every picture of the edition."""
        for node in tree.iter("{*}graphic", "{*}break"):
            file = node.get("file", "")
            found = size(self.edition.root / file) if file and not node.get("broken") else None
            if found:
                node.set("pixels-wide", str(found[0]))
                node.set("pixels-high", str(found[1]))

    def _turn(self, tree: Element) -> None:
        """Write from top to bottom what is in a language that edition.toml sets so."""
        asked = tuple(tag.lower() for tag in self.edition.settings.site.vertical)
        for node in tree.iter() if asked else ():
            language = node.get("lang", "").lower()
            if language and any(language == tag or language.startswith(f"{tag}-") for tag in asked):
                node.set("writing", node.get("writing") or "vertical-rl")

    @staticmethod
    def _is_next(document: Document, role: str, identifier: str) -> bool:
        # said once: the neighbour in time is often the neighbour in the exchange
        return identifier == (document.previous if role.startswith("previous") else document.following)

    def _near(self, role: str, identifier: str, said: str = "") -> Element:
        near = etree.Element(g("near"), role=role, title=self.titles.get(identifier, said))
        if identifier in self.by_id:
            own = self.by_id[identifier].tree
            if (
                self.titles[identifier] == self.by_id[identifier].title
                and own.get("lang", self.words.language) != self.words.language
            ):
                near.set("lang", own.get("lang", ""))
            near.set("short", self.words.date(self.by_id[identifier].when) or self.titles[identifier])
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
        long = len(register.entries) > SHORT
        matter = [self._listed(entry, long) for entry in register.entries]
        drawn = chart(register.entries)
        matter.extend([] if drawn is None else [drawn])
        return self._page("register", f"{register.name}/index.html", self.words.say(register.kind), matter)

    def _listed(self, entry: Entry, long: bool) -> Element:
        element = etree.Element(g("entry"), key=entry.key, name=entry.name, initial=initial(entry.name))
        if long:
            return element
        note = entry.tree.find("r:detail[@tei='note']", {"r": "urn:tei-edition:reading"})
        if note is not None:
            element.set("note", plain(note))
        named = list(dict.fromkeys(m.document for m in entry.mentions))
        element.set("more", str(max(0, len(named) - NAMED)))
        shown = frozenset(named[:NAMED])
        element.extend(self._mention(m) for m in entry.mentions if m.document in shown)
        return element

    def entry(self, register: Register, entry: Entry) -> Iterator[Job]:
        """The page of an entry, and further ones if it is named more often than a page can say."""
        me = (register.name, entry.key)
        rows = [
            *(self._item(d, "sent-by") for d in self.sent.get(me, ())),
            *(self._item(d, "received-by") for d in self.received.get(me, ())),
            *(self._mention(m) for m in entry.mentions),
        ]
        total = max(1, -(-len(rows) // ROWS))
        titled = {"register-title": self.words.say(register.kind), "register": quote(register.name)}
        for n in range(1, total + 1):
            leaf = f"/{n}" if n > 1 else ""
            matter = [entry.tree, *rows[(n - 1) * ROWS : n * ROWS]]
            leaves = {"leaf": str(n), "leaves": str(total), "key": quote(entry.key)} if total > 1 else {}
            yield self._page(
                "entry", f"{register.name}/{entry.key}{leaf}.html", entry.display, matter, **titled, **leaves
            )

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
        for answer in document.answered_by if not role else ():
            item.append(self._near("answered-by", answer))
            item[-1].tag = g("answer")
        return item

    def start(self) -> Job:
        matter = [*self._pairs()]
        if self.spans:
            matter.extend(self._period(p) for p in self.spans)
        else:
            matter.extend(self._item(d) for d in self.reading.documents)
        dated = [d.when for d in self.reading.documents if d.when]
        extent = {"first": self.words.date(dated[0]), "last": self.words.date(dated[-1])} if dated else {}
        extent["count"] = str(len(self.reading.documents))
        return self._page("start", "index.html", self.edition.settings.title, matter, **extent)

    def _pairs(self) -> Iterator[Element]:
        """Who wrote to whom, and how often, the busiest first."""
        letters = Counter(
            (self._end(sender), self._end(addressee))
            for d in self.reading.documents
            for sender in d.senders
            for addressee in d.addressees
        )
        for (sender, addressee), count in letters.most_common(PAIRS):
            pair = etree.Element(g("pair"), count=str(count))
            for end, (name, href) in (("from", sender), ("to", addressee)):
                pair.set(end, name)
                if href:
                    pair.set(f"{end}-href", href)
            yield pair

    def _end(self, party: Party) -> tuple[str, str]:
        """A correspondent: the name of the register and the way to it, else the name alone."""
        entry = self.entries.get(party.identity)
        return (entry.display, quote(f"{entry.register}/{entry.key}.html")) if entry else (party.name, "")

    def periods(self) -> Iterator[Job]:
        """The pages of the chronology, where the start page alone would be too long."""
        around: Sequence[Period | None] = (None, *self.spans, None)
        for (before, period), (_, after) in pairwise(pairwise(around)):
            if period is None:
                continue
            near = [
                etree.Element(g("near"), role=role, title=self._named(other), href=quote(f"years/{other.page}.html"))
                for role, other in (("previous", before), ("following", after))
                if other is not None
            ]
            items = [self._item(d) for d in period.documents]
            yield self._page("period", f"years/{period.page}.html", self._named(period), [*items, *near])

    def _period(self, period: Period) -> Element:
        return etree.Element(
            g("period"),
            href=quote(f"years/{period.page}.html"),
            year=period.when[:4],
            title=self._named(period),
            short=self._month(period),
            count=str(len(period.documents)),
        )

    def _month(self, period: Period) -> str:
        month = self.words.say(f"nominative.{int(period.when[5:7])}") if period.when[5:7].isdigit() else period.when
        return f"{month} ({period.part})".strip() if period.part else month

    def _named(self, period: Period) -> str:
        name = self.words.date(period.when) or self.words.say("undated")
        return f"{name} ({period.part})" if period.part else name

    def signs(self) -> Job:
        translated = {"translated": "true"} if any(is_translated(d.tree) for d in self.reading.documents) else {}
        tables = list({table.name: table for table in practised(self.edition).values()}.values())
        found = [*specimens(self.reading.documents), *practice(tables, self.words)]
        intro = self.words.say(
            "signs.intro" if not tables or any(one.fallback for one in tables) else "signs.intro.own"
        )
        return self._page("signs", "signs.html", self.words.say("signs"), found, intro=intro, **translated)

    def search(self) -> Job:
        return self._page("search", "search.html", self.words.say("search"))

    # ---- the TEI source

    def sources(self) -> Iterator[Job]:
        sheet = str(resources.xslt("html/source.xsl"))
        for file in dict.fromkeys(d.file for d in self.reading.documents):
            path = self.edition.root / file
            job = self._page("source", f"source/{path.stem}.html", path.name)
            digest = hashlib.sha256(xml.read_bytes(path)).hexdigest()
            yield replace(job, sheet=sheet, frame=(), source=str(path), digest=digest)


def is_large(document: Document) -> bool:
    """True if both views of a document on one page would be more than a browser likes."""
    return len(document.data) > LARGE


def _by_party(
    documents: Iterable[Document], parties: Callable[[Document], tuple[Party, ...]]
) -> dict[tuple[str, str], list[Document]]:
    found: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents:
        for identity in dict.fromkeys(p.identity for p in parties(document)):
            found[identity].append(document)
    return found


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
    """The title of a document: its own; one that only says who wrote to whom and when, in the words of the interface."""
    if not (document.senders and document.addressees):
        return document.title
    made = {_letter(document, catalogue(language)) for language in languages()}
    alone = document.tree.get("of") == "1"
    return document.title if alone and document.title not in made else _letter(document, words)


def _letter(document: Document, words: Words) -> str:
    letter = words.say("letter", **_ends(document))
    return words.say("letter.dated", letter=letter, date=words.date(document.when)) if document.when else letter


def _ends(document: Document) -> dict[str, str]:
    return {"from": ", ".join(p.name for p in document.senders), "to": ", ".join(p.name for p in document.addressees)}


def ends_with_date(document: Document, words: Words) -> bool:
    """True if the title ends with the date of the document: a line may break before it, not within."""
    return bool(document.when) and title(document, words).endswith(words.date(document.when))


TRANSLATION: Final = re.compile(r"translat|übersetz|traduc|tradui|перевод|翻译|翻譯|譯者|译者", re.IGNORECASE)


def is_translated(tree: Element) -> bool:
    """True if a document says that it is a translation: by its languages, or by who answers for it."""
    original = [f.get("type", "").partition("-")[0] for f in facts(tree, "original-language")]
    said = [f.get("type", "") for f in facts(tree, "responsibility")] + [plain(f) for f in facts(tree, "language")]
    here = tree.get("lang", "").partition("-")[0]
    return any(o and here and o != here for o in original) or any(TRANSLATION.search(s) for s in said)


def initial(name: str) -> str:
    """The letter a name stands under.

    >>> initial("Édouard"), initial("38th parallel"), initial("毛泽东")
    ('E', '0–9', '毛')
    """
    first = unicodedata.normalize("NFD", name.strip())[:1].upper()
    return "0–9" if first.isdigit() else first or "–"


def has_theme(edition: Edition) -> bool:
    """True if the edition brings CSS of its own, or colours in edition.toml."""
    site = edition.settings.site
    return site.theme is not None or (edition.root / "theme" / "site.css").is_file()


def copies(edition: Edition, reading: Reading) -> Iterator[tuple[str, Path]]:
    """Files that go into the site as they are: (path in the site, file)."""
    for path in (*edition.documents, *edition.texts, *edition.registers):
        yield f"tei/{path.relative_to(edition.root).as_posix()}", path
    # what the xml-model lines of the files point to
    for model in (edition.root / "schema" / f"{edition.schema}{suffix}" for suffix in xml.MODELS):
        if model.is_file():
            yield f"tei/schema/{model.name}", model
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
    if seal := logo(edition):
        yield f"assets/{seal.name}", seal


LOGOS: Final = (*sorted(KINDS), ".avif")


def logo(edition: Edition) -> Path | None:
    """The picture for the head of each page; None if edition.toml names none.

    Raises:
        Refusal: it is not there, outside the edition folder, or no picture.
    """
    name = edition.settings.site.logo
    if not name:
        return None
    try:
        seal = inside(edition, name, "setting-invalid")
    except Refusal as refusal:
        raise _no_logo(edition, refusal.diagnostics[0].message) from None
    if seal.suffix.lower() not in LOGOS:
        raise _no_logo(edition, f"“{name}” is no picture that browsers show")
    return seal


def _no_logo(edition: Edition, said: str) -> Refusal:
    file = edition.root / FILE
    hint = f"Name a file in the edition folder: {', '.join(LOGOS)}."
    place = position(text_of(file), ("site", "logo"))
    return Refusal(Diagnostic("setting-invalid", f"“site.logo”: {said}", str(file), place, hint=hint))
