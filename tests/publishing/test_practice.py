"""What is drawn around a sign: what the file declares, else the house's; in every view and every output."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree, html

from tei_edition.building import build
from tei_edition.convert import convert
from tei_edition.edition import open_edition
from tei_edition.publishing.book import print_xml
from tei_edition.publishing.reading import read_tree
from tei_edition.publishing.specimens import practised
from tei_edition.xml import Element

from .conftest import tei

STONE = """Harbour stone of Vyborg
12 May 1951

To Comrade BERG

dis [mani]bus man<i>bus sacrum{rum} Imp(erator) Caesar ⟦Geta⟧ pater

The ship [...] came with [c. 5] men [perhaps?] there and (vac.) left \\above/ the line +++ manibụṣ

OLSEN
"""
BRIEF = """An den Genossen BERG

12. Mai 1951

Die Abrüsstung [!] ist wie folgt (...) und der <neue> Minister sagt, dass [wir] die [unleserlich] Kisten brauchen.

OLSEN
"""
SIGNS = {
    "leiden": "dis [mani]bus man<i>bus sacrum{rum} Imp(erator) Caesar ⟦Geta⟧ pater [...] [c. 5] [perhaps?] (vac.) \\above/ +++",
    "german": "Abrüsstung [!] (...) <neue> [wir] [unleserlich]",
}


FORM = """name = "stone"
title = "A stone"
description = "Inscriptions of the harbour."
signs = "leiden"

[recognise]
within = 2
all = ['^Harbour stone']
"""


def test_a_layout_may_choose_the_signs_that_the_pages_of_signs_explain(tmp_path: Path) -> None:
    for name, text in {"transcripts/one.txt": STONE, "transcripts/two.txt": BRIEF, "layouts/stone.toml": FORM}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "edition.toml").write_text('title = "Test"\ndate = 2026-01-01\n', "utf-8")
    convert(open_edition(tmp_path))
    edition = open_edition(tmp_path)
    assert [table.name for table in practised(edition).values()] == ["leiden", "documentary"]
    explained = dict(print_xml.signs_used(edition))
    assert explained["dis ⟦manibus⟧ sacrum"] == "erased in the document"
    assert explained["send a flash cable [molniruite] at noon"] == "the word of the original, in our letters"


def made(root: Path, profile: str, language: str, text: str) -> Path:
    (root / "transcripts").mkdir(parents=True)
    (root / "transcripts" / "one.txt").write_text(text, "utf-8")
    settings = f'[languages]\ntranscripts = "{language}"\n[conversion]\nsigns = "{profile}"\n[site]\noff = ["search"]\n'
    (root / "edition.toml").write_text(f'title = "Test"\ndate = 2026-01-01\n{settings}', "utf-8")
    convert(open_edition(root))
    build(open_edition(root))
    return root / "dist"


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("practice")
    return {
        "leiden": made(root / "leiden", "leiden", "en", STONE),
        "german": made(root / "german", "german", "de", BRIEF),
    }


def words_of(path: Path, selector: str) -> str:
    (found,) = html.parse(path).getroot().cssselect(selector)
    return " ".join(found.text_content().split())


@pytest.mark.parametrize("profile", sorted(SIGNS))
@pytest.mark.parametrize("view", ["reading", "diplomatic"])
def test_a_page_draws_the_signs_that_the_document_declares(editions: dict[str, Path], profile: str, view: str) -> None:
    said = words_of(editions[profile] / "site/documents/one.html", f".view.{view}")
    assert [sign for sign in SIGNS[profile].split() if sign not in said] == []
    assert "[<" not in said
    assert "[i]" not in said


@pytest.mark.parametrize("profile", sorted(SIGNS))
def test_print_draws_the_signs_that_the_document_declares(editions: dict[str, Path], profile: str) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pip install pypdf")
    said = " ".join(page.extract_text() for page in pypdf.PdfReader(editions[profile] / "book/documents/one.pdf").pages)
    said = " ".join(said.split())
    assert [sign for sign in SIGNS[profile].split() if sign not in said] == []


@pytest.mark.parametrize("profile", sorted(SIGNS))
def test_an_epub_draws_the_signs_that_the_document_declares(editions: dict[str, Path], profile: str) -> None:
    (file,) = (editions[profile] / "epub").glob("*.epub")
    with zipfile.ZipFile(file) as book:
        pages = [etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")]
    said = " ".join("".join(map(str, page.itertext())) for page in pages)
    assert [sign for sign in SIGNS[profile].split() if sign not in said] == []


def test_the_key_below_a_text_shows_its_signs_with_their_delimiters(editions: dict[str, Path]) -> None:
    key = html.parse(editions["leiden"] / "site/documents/one.html").getroot().cssselect(".key dt")
    said = {dt.text_content() for dt in key}
    assert said >= {"[mani]", "<i>", "{rum}", "Imp(erator)", "⟦Geta⟧", "(vac.)", "\\above/", "+++", "[...]"}


def test_the_page_of_signs_explains_the_practice_of_the_transcripts(editions: dict[str, Path]) -> None:
    rows = html.parse(editions["leiden"] / "site/signs.html").getroot().cssselect(".practice > div")
    said = {row.cssselect("dt")[0].text_content(): row.cssselect("dd")[0].text_content() for row in rows}
    assert said["dis ⟦manibus⟧ sacrum"] == "Erased in the document"
    assert said["Imp(erator) Caesar"] == "An abbreviation written out"


def test_the_page_of_signs_shows_none_that_does_not_occur(editions: dict[str, Path]) -> None:
    shown = html.parse(editions["german"] / "site/signs.html").getroot().cssselect(".signs:not(.practice) dt")
    assert {dt.text_content() for dt in shown} == {"[wir]", "<neue>", "[unleserlich]", "(...)", "Abrüsstung [!]"}


# ---- what a file of another's making declares


def inline(body: str, declared: str, kind: str) -> Element:
    head = f"<encodingDesc><tagsDecl>{declared}</tagsDecl></encodingDesc>" if declared else ""
    tree = read_tree(etree.fromstring(tei(body, head)), "documents/one.xml")
    return next(i for i in tree.iter("{urn:tei-edition:reading}inline") if i.get("kind") == kind)


def rendition(selector: str, scope: str, content: str) -> str:
    return f"<rendition scheme='css' selector='{selector}' scope='{scope}'>content: \"{content}\"</rendition>"


def test_without_a_declaration_what_is_supplied_stands_in_square_brackets() -> None:
    found = inline("<p>a <supplied>b</supplied></p>", "", "supplied")
    assert (found.get("before"), found.get("after")) == ("[", "]")


def test_a_declaration_for_another_reason_leaves_the_house_signs() -> None:
    declared = rendition("supplied[reason~=omitted]", "before", "‹") + rendition(
        "supplied[reason~=omitted]", "after", "›"
    )
    found = inline("<p>a <supplied reason='lost'>b</supplied></p>", declared, "supplied")
    assert (found.get("before"), found.get("after")) == ("[", "]")
    found = inline("<p>a <supplied reason='omitted'>b</supplied></p>", declared, "supplied")
    assert (found.get("before"), found.get("after")) == ("‹", "›")


def test_markdown_that_is_declared_is_no_sign() -> None:
    declared = rendition("del[rend~=strikethrough]", "before", "~~") + rendition(
        "del[rend~=strikethrough]", "after", "~~"
    )
    found = inline("<p>a <del rend='strikethrough'>b</del></p>", declared, "del")
    assert (found.get("before"), found.get("after")) == (None, None)


def test_a_long_document_may_hold_thousands_of_signs() -> None:
    declared = rendition("supplied", "before", "‹") + rendition("supplied", "after", "›")
    head = f"<encodingDesc><tagsDecl>{declared}</tagsDecl></encodingDesc>"
    body = f"<p>{'a <supplied>b</supplied> ' * 5000}</p>"
    tree = read_tree(etree.fromstring(tei(body, head)), "documents/one.xml")
    found = [i for i in tree.iter("{urn:tei-edition:reading}inline") if i.get("before") == "‹"]
    assert len(found) == 5000


def test_a_selector_that_is_none_is_passed_over() -> None:
    found = inline("<p>a <supplied>b</supplied></p>", rendition("supplied[[", "before", "x"), "supplied")
    assert found.get("before") == "["
