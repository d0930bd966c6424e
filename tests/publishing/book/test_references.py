"""A reference to another document, in print and in the EPUB: its number, its page, a link."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from pdf_pages import joined, page_texts

from tei_edition.building import build
from tei_edition.edition import open_edition

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>Letter</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
<profileDesc><correspDesc><correspAction type="sent"><persName>{sender}</persName><date when="{when}"/></correspAction>
<correspAction type="received"><persName>Bask</persName></correspAction></correspDesc></profileDesc></teiHeader>
<text xml:id="{id}-t1"><body><div xml:id="{id}-doc1" type="document">{body}</div></body></text></TEI>"""
FILLING = "<p>The ice lay on the harbour until the pilot came.</p>" * 150
ASKING = (
    '<p>I have <ref target="late.xml#late-t1">your letter</ref>, and <ref target="late.xml">all of it</ref>, '
    'and <ref target="late.xml#late-l9">its end</ref>.</p>' + FILLING
)
ANSWERING = f'<p>A beginning.</p>{FILLING}<p xml:id="late-l9">An end at last.</p>'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("references")
    (root / "documents").mkdir()
    (root / "edition.toml").write_text('title = "Ice"\ndate = 2026-01-01\n[site]\noff = ["search"]\n', "utf-8")
    for identifier, when, body in (("early", "1921-03-01", ASKING), ("late", "1921-03-02", ANSWERING)):
        text = LETTER.format(id=identifier, sender=identifier.title(), when=when, body=body)
        (root / "documents" / f"{identifier}.xml").write_text(text, "utf-8")
    build(open_edition(root))
    return root / "dist"


def test_a_reference_prints_the_number_and_the_page_of_what_it_names(built: Path) -> None:
    texts = page_texts(built / "book" / "ice.pdf")
    first = next(i for i, text in enumerate(texts) if "Early to Bask" in text and "The ice lay" in text)

    def folio(words: str) -> int:
        return next(i for i, text in enumerate(texts) if i >= first and words in joined(text)) - first + 1

    said = joined(texts[first])
    begins, ends = folio("Late to Bask"), folio("An end at last")
    assert ends > begins > 1
    assert re.findall(r"\d\s*Document 2, p\. (\d+)\.", said) == [str(begins), str(begins), str(ends)]
    assert "(document" not in said, "the author's words and the editor's never mix"


def test_a_reference_in_an_epub_leads_to_the_other_chapter(built: Path) -> None:
    with zipfile.ZipFile(next((built / "epub").glob("*.epub"))) as book:
        pages = {name: etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")}
    here = next(page for page in pages.values() if "all of it" in "".join(map(str, page.itertext())))
    links = here.xpath("//*[local-name()='p']/*[local-name()='a'][starts-with(., 'Document')]/@href")
    assert isinstance(links, list)
    assert len(links) == 3
    for link in map(str, links):
        file, _, place = link.partition("#")
        target = next(page for name, page in pages.items() if name.endswith(file))
        assert "A beginning." in "".join(map(str, target.itertext()))
        assert target.xpath("//@id[. = $place]", place=place)
