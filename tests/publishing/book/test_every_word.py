"""Letter by letter: a document's text is in its PDF and in the EPUB, whole and in order, its notes apart."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from harbour import FILES as HARBOUR
from harbour import FIRST, write_edition
from lxml import etree
from pdf_pages import apparatus, astray, numbered_lines, pieces, read_pdf

from tei_edition.edition import Edition, open_edition
from tei_edition.publishing.book import make_book, paper, volume
from tei_edition.publishing.book.words import words
from tei_edition.publishing.epub import make_epub
from tei_edition.publishing.reading import Reading, read_edition
from tei_edition.xml import Element, local

REFERENCE = Path(__file__).parents[3] / "xml"
INSIDE_A_LINE = ("p", "ab", "item", "cell", "salute", "signed", "seg", "hi", "head")
CALLED = ("handwritten", "marginal", "resolution", "footnote", "editorial", "translator", "gloss", "comment")
MM = 72 / 25.4


def letters(text: str) -> str:
    """What counts of a text: its letters and digits, without case, for the captions are set in small capitals."""
    return re.sub(r"[\W_]", "", text.replace("\u00ad", "")).casefold()


@dataclass
class Read:
    """The text of a TEI document as a reader would read it aloud, and its notes."""

    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def read(self, element: Element) -> None:
        self.text.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str) and not self._apart(child):
                self.read(child)
            self.text.append(child.tail or "")

    def _apart(self, element: Element) -> bool:
        """True for what is not read where it stands: a note called by its number, what a correction replaces."""
        name, parent = local(element), element.getparent()
        if name == "note" and element.get("type") in CALLED and parent is not None and local(parent) in INSIDE_A_LINE:
            note = Read()
            note.read(element)
            self.notes.append("".join(note.text))
            self.text.append(str(len(self.notes)))
            return True
        corrected = name == "sic" and parent is not None and parent.find("{*}corr") is not None
        return corrected or name == "surplus"


def read(file: Path, n: int) -> Read:
    """The ``n``-th document of a TEI file."""
    texts = [t for t in etree.parse(file).getroot().iter("{*}text") if t.find("{*}group") is None]
    made = Read()
    made.read(texts[n])
    return made


@dataclass(frozen=True)
class Made:
    edition: Edition
    reading: Reading
    pdfs: dict[str, Path]
    epub: Path


def make(edition: Edition, target: Path) -> Made:
    reading = read_edition(edition)
    files = make_book(edition, reading, target)
    (epub,) = make_epub(edition, reading, target)
    return Made(edition, reading, {file.stem: file for file in files[1:]}, epub)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = tmp_path_factory.mktemp("reference")
    shutil.copytree(REFERENCE, root / "xml", ignore=shutil.ignore_patterns("dist"))
    with (root / "xml/edition.toml").open("a", encoding="utf-8") as file:
        file.write('\n[book]\npaper = "6x9in"\nline_step = 1\n')
    return make(open_edition(root / "xml"), root / "out")


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = tmp_path_factory.mktemp("harbour")
    # the leaf in the margin is no word of the text
    files = {**HARBOUR, "documents/telegram-1.xml": FIRST.replace('<pb n="91"/>', "")}
    return make(write_edition(root / "edition", files), root / "out")


def body_of_pages(pdf: Path, trim: paper.Trim) -> str:
    """The letters of all pages within the block of text, in the order in which they are set."""
    out = []
    for number in range(len(read_pdf(pdf).pages)):
        left = trim.inside if number % 2 == 0 else trim.outside
        right = trim.width - (trim.outside if number % 2 == 0 else trim.inside)
        out += [
            piece.text
            for piece in pieces(pdf, number)
            if left * MM - 8 <= piece.x <= right * MM + 2
            and trim.bottom * MM - 12 <= piece.y <= (trim.height - trim.top) * MM
        ]
    return letters("".join(out))


def within(shown: str, wanted: str, closings: tuple[str, ...]) -> str:
    """Empty if ``wanted`` stands whole in ``shown``, up to its end or what may follow; else where the two part."""
    start = shown.find(wanted[:24])
    assert start >= 0, f"the text does not begin with {wanted[:24]}"
    rest = shown[start:]
    same = next((n for n, (a, b) in enumerate(zip(rest, wanted, strict=False)) if a != b), min(len(rest), len(wanted)))
    if same == len(wanted) and (rest[same:] == "" or rest[same:].startswith(closings)):
        return ""
    return f"wanted …{wanted[max(0, same - 30) : same + 30]}… shown …{rest[max(0, same - 30) : same + 30]}…"


def documents(folder: Path) -> list[tuple[str, int]]:
    """Every document of a folder: its file and its place in it."""
    found = []
    for path in sorted(folder.glob("*.xml")):
        texts = [t for t in etree.parse(path).getroot().iter("{*}text") if t.find("{*}group") is None]
        found += [(path.name, n) for n in range(len(texts))]
    return found


def page_of(made: Made, file: str, n: int) -> str:
    return [d.page for d in made.reading.documents if d.file.endswith(f"/{file}")][n]


@pytest.mark.parametrize(("file", "n"), documents(REFERENCE / "documents"))
def test_every_letter_of_the_reference_edition_is_in_its_pdf(reference: Made, file: str, n: int) -> None:
    wanted = letters("".join(read(REFERENCE / "documents" / file, n).text))
    shown = body_of_pages(reference.pdfs[page_of(reference, file, n)], paper.trim(reference.edition.settings.book))
    assert not within(shown, wanted, ("textualnotes",))


def test_no_page_of_the_reference_edition_begins_below_a_head_or_within_an_address(tmp_path: Path) -> None:
    shutil.copytree(REFERENCE, tmp_path / "xml", ignore=shutil.ignore_patterns("dist"))
    with (tmp_path / "xml/edition.toml").open("a", encoding="utf-8") as file:
        file.write('\n[book]\npaper = "a5"\ndocuments = false\n')
    edition = open_edition(tmp_path / "xml")
    reading = read_edition(edition)
    make_book(edition, reading, tmp_path)
    begun = {row["at"] for row in json.loads((tmp_path / "pages.json").read_bytes())}
    book = volume.whole_book(edition, reading, dict(words("en")))
    first = [next(block.get("place") for block in body.iter() if block.get("place")) for body in book.iter("body")]
    within = [line.get("place") for address in book.iter("address") for line in list(address)[1:]]
    assert len(first) == 6
    assert len(within) > 2
    assert begun.isdisjoint([*first, *within])


def test_every_textual_note_of_the_reference_edition_names_its_line(reference: Made) -> None:
    trim = paper.trim(reference.edition.settings.book)
    found = {name: (apparatus(pdf), numbered_lines(pdf, trim)) for name, pdf in reference.pdfs.items()}
    assert sum(len(entries) for entries, _ in found.values()) >= 7
    assert {name: wrong for name, (entries, lines) in found.items() if (wrong := astray(entries, lines))} == {}


def text_in_epub(made: Made, page: str) -> tuple[str, list[str]]:
    """The text of a document in the EPUB, and its notes without their numbers."""
    with zipfile.ZipFile(made.epub) as archive:
        pages = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")]
    article = next(a for p in pages if (a := p.find(".//{*}article")) is not None and a.get("id") == f"i-{page}")
    notes = []
    for note in article.findall(".//{*}aside[@role='doc-footnote']/{*}p"):
        note[0].text = ""
        notes.append(letters("".join(note.itertext())))
    body = article.find("{*}div[@class='text']")
    assert body is not None
    return letters("".join(body.itertext())), notes


@pytest.mark.parametrize(("file", "n"), documents(REFERENCE / "documents"))
def test_every_letter_of_the_reference_edition_is_in_the_epub(reference: Made, file: str, n: int) -> None:
    shown, notes = text_in_epub(reference, page_of(reference, file, n))
    # where a document speaks of another, a note names it: its number is the edition's
    calls = len(notes)
    wanted = letters("".join(read(REFERENCE / "documents" / file, n).text))
    assert without_calls(shown, wanted, calls) == wanted
    assert all(re.fullmatch(r"document\d+", note) for note in notes)


def without_calls(shown: str, wanted: str, calls: int) -> str:
    """The text without the numbers of so many notes, each found where the two texts part."""
    for call in range(1, calls + 1):
        at = next((n for n, (a, b) in enumerate(zip(shown, wanted, strict=False)) if a != b), len(wanted))
        # a number may follow a figure that begins like it: 21 and its note 1
        at = shown.rindex(str(call), 0, at + len(str(call)))
        shown = shown[:at] + shown[at + len(str(call)) :]
    return shown


def test_every_letter_and_every_note_of_the_harbour_is_in_pdf_and_epub(harbour: Made) -> None:
    source = read(harbour.edition.root / "documents" / "telegram-1.xml", 0)
    assert source.notes
    wanted = letters("".join(source.text))
    shown, notes = text_in_epub(harbour, "telegram-1")
    assert shown == wanted
    assert [note.startswith(letters(said)) for note, said in zip(notes, source.notes, strict=True)] == [True]
    pages = body_of_pages(harbour.pdfs["telegram-1"], paper.trim(harbour.edition.settings.book))
    for n, said in enumerate(source.notes, 1):
        # a note stands once, at a page's foot, with its number
        assert pages.count(f"{n}{letters(said)}") == 1
        pages = pages.replace(f"{n}{letters(said)}", "")
    assert not within(pages, wanted, ("textualnotes",))
