"""An edition as volumes and single documents: print XML, a forme each, and the PDFs that come off the press."""

from __future__ import annotations

import calendar
import copy
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from lxml import etree

from tei_edition import resources, xml
from tei_edition.diagnostics import Diagnostic, Position, Refusal
from tei_edition.edition import Edition
from tei_edition.publishing.book import changes, crop, grey, ledger, paper, press, print_xml, tables
from tei_edition.publishing.book.galleys import Galleys
from tei_edition.publishing.book.lines import hang_plumbs
from tei_edition.publishing.book.page_list import page_list
from tei_edition.publishing.book.plates import inside, picture_path
from tei_edition.publishing.book.queries import Query
from tei_edition.publishing.book.queries import chapter as list_of_queries
from tei_edition.publishing.book.words import words
from tei_edition.publishing.reading import Document, Reading
from tei_edition.settings import position
from tei_edition.xml import Element

SINGLES_IN_ONE_PASS: Final = 100
SHARED_PAGE: Final = 60
MISSING_GLYPH: Final = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
UNKNOWN_FAMILY: Final = re.compile(r"unknown font family: (.+)")

Progress = Callable[[str, int, int], object]
"""Called with "pages" as documents become print XML and "book" as files are set; how many, of how many."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A book to be made: its file name, the title of the part if there are several, its documents."""

    name: str
    title: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all formes of one edition share."""

    edition: Edition
    reading: Reading
    trim: paper.Trim
    words: dict[str, str]
    folder: Path
    proofing: bool = False
    since: str = ""
    queries: tuple[Query, ...] = ()
    say: Callable[[Diagnostic], object] = lambda _: None
    tell: Progress = lambda *_: None

    @property
    def page(self) -> dict[str, Any]:
        """What the template must know of the page."""
        return paper.page_settings(self.edition.settings.book, self.trim, proofing=self.proofing)


def make_book(
    edition: Edition,
    reading: Reading,
    target: Path,
    progress: Progress | None = None,
    *,
    proof: bool = False,
    since: str = "",
    queries: Sequence[Query] = (),
    say: Callable[[Diagnostic], object] | None = None,
) -> tuple[Path, ...]:
    """Make the volumes and, if the settings ask for them, a PDF of each document; returns the files made.

    ``progress`` is told of every document that is ready for the press, and of every file. ``proof`` makes the editor's proof instead:
    wide margins, every line numbered, doubtful readings marked, and the changes since the version ``since`` (a tag
    or commit of the folder's git history) and the open ``queries`` listed at its end. ``say`` is told what an editor should look at.

    Raises:
        Refusal: a character no font has, a picture that cannot be printed, a setting that cannot be used.
    """
    book = edition.settings.book
    made: list[Path] = []
    trim = paper.trim(book)
    with (
        tempfile.TemporaryDirectory(prefix="tei-edition-book-") as folder,
        press.Press(Path(folder)) as at_press,
    ):
        shop = Workshop(
            edition,
            reading,
            paper.proof(trim) if proof else trim,
            dict(words(edition.settings.languages.interface)),
            Path(folder),
            proof,
            since if proof else "",
            tuple(queries) if proof else (),
            say or (lambda _: None),
            progress or (lambda *_: None),
        )
        _lay_out_template(shop)
        ledgers: list[tuple[str, ledger.Ledger]] = []
        wanted = volumes(edition, reading, proof=proof)
        files = len(wanted) + (len(reading.documents) if book.documents and not proof else 0)
        for volume in wanted:
            shop.tell("book", len(made), files)
            forme = volume_forme(shop, volume, at_press)
            (printed,) = _deliver(shop, at_press, [(forme, f"{volume.name}.pdf")], target)
            made.append(printed.pdf)
            ledgers.append((volume.title, printed.ledger))
        if not proof:
            xml.write_atomically(target / "pages.json", json.dumps(page_list(ledgers), indent=0).encode())
        if book.documents and not proof:
            for batch in _batches(shop):
                shop.tell("book", len(made), files)
                made.extend(printed.pdf for printed in _deliver(shop, at_press, batch, target))
        shop.tell("book", len(made), files)
    if not proof:
        _remove_others(target, made)
    return tuple(made)


def _remove_others(target: Path, made: Iterable[Path]) -> None:
    """A document that left the edition leaves no PDF behind."""
    kept = set(made)
    for path in (*target.glob("*.pdf"), *target.glob("documents/*.pdf")):
        if path not in kept and not path.name.endswith("-proof.pdf"):
            path.unlink()


# ---- what there is to make


def volumes(edition: Edition, reading: Reading, *, proof: bool = False) -> tuple[Volume, ...]:
    """The volumes of an edition: one, or one a year, or so many documents each."""
    stem = file_stem(edition.settings.title) + ("-proof" if proof else "")
    split = edition.settings.book.volumes
    if split == "one" or not reading.documents:
        return (Volume(stem, "", reading.documents),)
    if split == "year":
        years = dict.fromkeys(document.when[:4] for document in reading.documents)
        return tuple(
            Volume(f"{stem}-{year or 'undated'}", year, tuple(d for d in reading.documents if d.when[:4] == year))
            for year in years
        )
    starts = range(0, len(reading.documents), int(split))
    parts = [reading.documents[start : start + int(split)] for start in starts]
    return tuple(Volume(f"{stem}-{n}", str(n), part) for n, part in enumerate(parts, 1))


def file_stem(title: str) -> str:
    """A title as a file name.

    >>> file_stem("Telegrams between A and B, 1951: I/II")
    'telegrams-between-a-and-b-1951'
    """
    head = title.partition(":")[0]
    return re.sub(r"[^a-z0-9]+", "-", print_xml.sort_key(head))[:60].strip("-") or "book"


# ---- formes


def volume_forme(shop: Workshop, volume: Volume, at_press: press.Press) -> press.Forme:
    """The forme of a volume; the press may begin with its documents as they come."""
    folder = _empty_forme(shop, volume.name)
    frame = volume_frame(shop, volume)
    frame.append(etree.Element("main"))
    galleys = Galleys(at_press, _job(shop), folder, frame)

    def set_up(part: Element) -> None:
        _dress(shop, part, folder)
        if part.tag == "document":
            galleys.take(part)

    return _forme(shop, folder, volume_book(shop, volume, set_up), volume.documents)


def volume_frame(shop: Workshop, volume: Volume) -> Element:
    """A volume with nothing in it yet."""
    settings = shop.edition.settings
    title = f"{settings.title} {volume.title}".strip()
    return print_xml.book(title, settings.languages.interface, [e.name for e in settings.editors], settings.book.start)


def volume_book(shop: Workshop, volume: Volume, each: Callable[[Element], object] = lambda _: None) -> Element:
    """A volume in print XML: front matter, texts, documents, registers, indexes.

    ``each`` is called with every part of it that has text, as soon as it is written, the documents first.
    """
    book = shop.edition.settings.book
    numbers = print_xml.document_numbers(shop.reading.documents)
    here = {document.id: numbers[document.id] for document in volume.documents}
    by = print_xml.writer(shop.reading, shop.words, here)

    def named(parts: list[Element]) -> list[Element]:
        for part in parts:
            print_xml.name_places(part)
            each(part)
        return parts

    documents: list[Element] = []
    for d in volume.documents:
        document = by.write(d.tree, "document", numbers[d.id])
        if book.start == "run-on" and documents:
            document.set("continues", "true")
        documents += named([document])
        shop.tell("pages", len(documents), len(volume.documents))
    texts = [print_xml.text_chapter(text, by) for text in shop.reading.texts]
    if book.signs and (signs := print_xml.signs_chapter(shop.edition, shop.reading, shop.words)) is not None:
        texts.append(signs)
    named(texts)
    back = _back_matter(shop, print_xml.mentions([*texts, *documents]))
    if shop.queries and (asked := list_of_queries(shop.queries, shop.reading, shop.words)) is not None:
        back.append(asked)
    if shop.since:
        back.append(changes.chapter(shop.edition, shop.reading, shop.since, shop.words))
    named(back)
    root = volume_frame(shop, volume)
    root.extend(part for part in print_xml.front(shop.edition, shop.words, book.isbn) if part.tag in book.front)
    if "contents" in book.front:
        listed = "documents" in book.front
        root.append(print_xml.contents([*texts, *documents, *back], shop.words, documents_listed=listed))
    if "documents" in book.front and documents:
        root.append(print_xml.list_of_documents(documents, shop.words))
    etree.SubElement(root, "main")
    root.extend([*texts, *documents, *back])
    return root


def whole_book(edition: Edition, reading: Reading, vocabulary: dict[str, str]) -> Element:
    """The whole edition in print XML, whatever volumes it is printed in, for writers other than the press."""
    shop = Workshop(edition, reading, paper.trim(edition.settings.book), vocabulary, Path())
    return volume_book(shop, Volume("", "", reading.documents))


def document_forme(shop: Workshop, document: Document, number: str) -> press.Forme:
    """The forme of a single document."""
    settings = shop.edition.settings
    by = print_xml.writer(shop.reading, shop.words, {document.id: number})
    part = by.write(document.tree, "document", number)
    title, authors = part.get("head-title", ""), [editor.name for editor in settings.editors]
    root = print_xml.book(title, settings.languages.interface, authors, "page")
    root.append(etree.Element("main"))
    root.append(part)
    folder = _empty_forme(shop, document.page)
    print_xml.name_places(part)
    _dress(shop, part, folder)
    return _forme(shop, folder, root, (document,))


def _back_matter(shop: Workshop, used: frozenset[str]) -> list[Element]:
    book, registers = shop.edition.settings.book, shop.reading.registers
    chapter = print_xml.register_chapter(registers, used, shop.words) if book.registers else None
    indexes = [print_xml.index(register, used, shop.words) for register in registers] if book.index else []
    made = [part for part in indexes if part is not None]
    for one, before in zip(made[1:], made, strict=False):
        # a long index begins a page; short ones share it
        one.set("continues", str(len(before) + len(one) < SHARED_PAGE).lower())
    return [part for part in (chapter, *made) if part is not None]


def _empty_forme(shop: Workshop, name: str) -> Path:
    """A folder that holds no more than the settings of the page."""
    folder = shop.folder / name
    folder.mkdir()
    date = shop.edition.settings.date
    marks = {"comma": shop.words["mark-comma"], "next": shop.words["mark-next"]}
    settings = shop.page | {"year": date.year, "month": date.month, "day": date.day} | marks
    (folder / "settings.json").write_text(json.dumps(settings, sort_keys=True), encoding="utf-8")
    return folder


def _dress(shop: Workshop, part: Element, folder: Path) -> None:
    """Make a part ready for the press: its pictures in the folder, its tables measured, its lines marked."""
    book, page = shop.edition.settings.book, shop.page
    if book.apparatus == "none":
        etree.strip_elements(part, "apparatus", with_tail=False)
    _pictures(shop.edition, part, folder)
    characters = paper.characters(shop.trim, page["size"])
    for table in part.iter("table"):
        table.set("fit", tables.fit(table, characters))
    if page["line_numbers"] != "none":
        for body in part.iter("body"):
            # a page of one's own may set paragraphs in lines of any length
            hang_plumbs(body, characters * 5 // 8, 0 if book.template else characters * 7 // 10)


def _forme(shop: Workshop, folder: Path, root: Element, documents: Sequence[Document]) -> press.Forme:
    """The forme of a book whose parts are ready for the press."""
    if shop.edition.settings.book.attach:
        root.extend(_attachments(shop.edition, documents, folder))
    (folder / "book.xml").write_bytes(one_part_a_line(root))
    has_index = root.find("index") is not None
    if has_index:
        (folder / "index.xml").write_bytes(one_part_a_line(indexes_alone(root)))
    return press.Forme(folder, ledger.outline(root), shop.page["line_numbers"], shop.page["line_step"], has_index)


def indexes_alone(root: Element) -> Element:
    """A book of nothing but the indexes of another."""
    alone = etree.Element(root.tag, {str(name): str(value) for name, value in root.attrib.items()})
    etree.SubElement(alone, "main")
    alone.extend(copy.deepcopy(part) for part in root.iterchildren("index"))
    return alone


def one_part_a_line(root: Element) -> bytes:
    """The print XML, one part a line, so that a line number names a document."""
    head = etree.Element(root.tag, {str(name): str(value) for name, value in root.attrib.items()})
    lines = [etree.tostring(part, encoding="UTF-8", with_tail=False) for part in root]
    opening, closing = etree.tostring(head, encoding="UTF-8").removesuffix(b"/>") + b">", b"</book>"
    return b"\n".join([opening, *lines, closing]) + b"\n"


def _lay_out_template(shop: Workshop) -> None:
    for name in ("book.typ", "page.typ"):
        shutil.copy(resources.xslt(f"typst/{name}"), shop.folder / name)
    own = shop.edition.settings.book.template
    if own:
        try:
            source = inside(shop.edition, own, "book-template")
        except Refusal as refusal:
            said = refusal.diagnostics[0].message
            raise Refusal(_of_setting(shop.edition, "book-template", "template", said)) from None
        shutil.copy(source, shop.folder / "page.typ")


def _pictures(edition: Edition, part: Element, folder: Path) -> None:
    for n, picture in enumerate(part.iter("picture")):
        path = picture_path(edition, picture.get("file", ""))
        local = f"{part.get('id')}-{n}{path.suffix.lower()}"
        shutil.copy(path, folder / local)
        if edition.settings.book.greyscale:
            grey.turn_grey(folder / local)
        picture.set("file", local)


def _attachments(edition: Edition, documents: Iterable[Document], folder: Path) -> Iterable[Element]:
    # two documents of one file travel as that file, once
    for file in dict.fromkeys(document.file for document in documents):
        name = Path(file).name
        shutil.copy(inside(edition, file, "file-outside"), folder / name)
        yield print_xml.attachment(name, f"TEI P5: {Path(file).stem}")


# ---- printing


def _batches(shop: Workshop) -> Iterator[list[tuple[press.Forme, str]]]:
    """The single documents, as many at a time as one process sets."""
    documents = shop.reading.documents
    numbers = print_xml.document_numbers(documents)
    for start in range(0, len(documents), SINGLES_IN_ONE_PASS):
        some = documents[start : start + SINGLES_IN_ONE_PASS]
        yield [(document_forme(shop, d, numbers[d.id]), f"documents/{d.page}.pdf") for d in some]


def _job(shop: Workshop) -> press.Job:
    """How the press sets the formes of this edition."""
    date = shop.edition.settings.date
    timestamp = calendar.timegm((date.year, date.month, date.day, 0, 0, 0))
    fonts = tuple(str(folder) for folder in _font_folders(shop.edition))
    return press.Job(str(shop.folder), (), fonts, tuple(shop.edition.settings.book.fonts), timestamp)


def _deliver(
    shop: Workshop, at_press: press.Press, batch: Sequence[tuple[press.Forme, str]], target: Path
) -> list[press.Printed]:
    try:
        printed = press.print_formes(at_press, [forme for forme, _ in batch], _job(shop))
    except press.EngineError as error:
        raise Refusal(*explain(error, shop.edition)) from None
    made = []
    for one, (_, name) in zip(printed, batch, strict=True):
        if not one.settled:
            shop.say(
                Diagnostic("book-unsettled", f"the page numbers of “{name}” still change after {one.passes} passes")
            )
        path = target / name
        data = one.pdf.read_bytes()
        if shop.edition.settings.book.crop_marks:
            data = crop.with_crop_marks(data)
        xml.write_atomically(path, data)
        made.append(replace(one, pdf=path))
        shutil.rmtree(one.pdf.parent)
    return made


def _of_setting(edition: Edition, code: str, key: str, said: str) -> Diagnostic:
    """What is wrong with a setting of the book, with its file, line and key."""
    path = edition.root / "edition.toml"
    text = xml.read_bytes(path).decode("utf-8", "replace")
    return Diagnostic(code, f"“book.{key}”: {said}", str(path), position(text, ("book", key)))


def _font_folders(edition: Edition) -> list[Path]:
    folders = []
    for name in edition.settings.book.font_folders:
        # an absolute path is the editor's own word: fonts of a package lie outside the edition
        folder = (edition.root / name).resolve()
        if not folder.is_dir():
            raise Refusal(_of_setting(edition, "book-font", "font_folders", f"there is no folder “{name}”"))
        folders.append(folder)
    return folders


# ---- what went wrong


def explain(error: press.EngineError, edition: Edition) -> list[Diagnostic]:
    """The engine's error in an editor's words: which character, which document, which line."""
    characters = sorted({c for text in MISSING_GLYPH.findall(str(error)) for c in text if not c.isspace()})
    if family := UNKNOWN_FAMILY.search(str(error)):
        return [_of_setting(edition, "book-font", "fonts", f"no font folder has the family “{family[1]}”")]
    if not characters:
        said = " ".join(str(error).split())
        if edition.settings.book.template:
            return [_of_setting(edition, "book-template", "template", f"the page cannot be set: {said}")]
        return [Diagnostic("book-press", f"{error.forme}: {said}")]
    return [_missing(character, edition) for character in characters]


def _missing(character: str, edition: Edition) -> Diagnostic:
    said = f"no font has “{character}” (U+{ord(character):04X})"
    # written as itself or by its number
    written = re.compile(rf"{re.escape(character)}|&#0*{ord(character)};|&#x0*{ord(character):x};", re.IGNORECASE)
    for path in (*edition.documents, *edition.texts, *edition.registers, edition.root / "edition.toml"):
        text = xml.read_bytes(path).decode("utf-8", "replace") if path.is_file() else ""
        for number, line in enumerate(text.splitlines(), 1):
            if found := written.search(line):
                return Diagnostic("book-glyph", said, str(path), Position(number, found.start() + 1))
    return _missing_in_words(character, said, edition)


def _missing_in_words(character: str, said: str, edition: Edition) -> Diagnostic:
    """A character that no file of the edition has stands in a word that the book itself brings."""
    language = edition.settings.languages.interface
    whole = next((word for word in words(language).values() if character in word), "")
    if not whole:
        return Diagnostic("book-glyph", said)
    path = edition.root / "edition.toml"
    text = xml.read_bytes(path).decode("utf-8", "replace")
    said = f"{said}, which the book needs for “{whole}” in the language “{language}”"
    return Diagnostic("book-glyph", said, str(path), position(text, ("languages", "interface")))
