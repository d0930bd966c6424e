"""No word of the source is missing from the page, whatever TEI it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tei_edition import resources
from tei_edition.building import build
from tei_edition.cli.build import loss_report
from tei_edition.edition import open_edition
from tei_edition.publishing import reading, site
from tei_edition.publishing.reading import Reading, read_edition, read_tree

from .conftest import ISLAND, ROOT, folder_with, tei
from .conservation import shown_by, text_of, words, words_of

NAMES = (Path(__file__).parent / "tei_elements.txt").read_text("utf-8").split()
FRAME = {"TEI", "teiCorpus", "teiHeader", "text", "body", "front", "back", "group", "standOff", "xenoData", "fileDesc"}
FRAME |= {"facsimile", "sourceDoc", "floatingText"}
READINGS = {"app", "rdgGrp", "choice"}
SCHEMA = etree.XMLSchema(etree.parse(str(resources.schema("reading.xsd"))))


def pages_of(edition_root: Path) -> dict[str, tuple[str, str]]:
    """file → (its TEI text, the HTML of its pages)"""
    edition = open_edition(edition_root)
    read = read_edition(edition)
    maker = site._Site(edition, read)
    made = {d.page: (d.file, site.make(maker.document(d)).html.decode()) for d in read.documents}
    return {page: ((edition_root / file).read_text("utf-8"), html) for page, (file, html) in made.items()}


FORMS = {
    "in the line": "<p>one before{n} <{n}>in{n}</{n}> after{n} two</p>",
    "between paragraphs": "<p>one</p><{n}>in{n}</{n}><p>two</p>",
    "around paragraphs": "<div><{n}><p>first{n}</p><{n}>inner{n}</{n}><p>second{n}</p></{n}></div>",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_element_of_tei_shows_its_words(form: str, tmp_path: Path) -> None:
    names = [n for n in NAMES if n not in FRAME | READINGS]
    body = "".join(f"<div>{FORMS[form].replace('{n}', n)}</div>" for n in names)
    folder_with(tmp_path / "e", {"all": tei(body)})
    source, html = pages_of(tmp_path / "e")["all"]
    text = etree.fromstring(source).find("{*}text")
    assert words(text_of(text)) == shown_by(html, "diplomatic")
    assert set(words(" ".join(text.itertext()))) <= set(words_of(html))


COMMON = "p div head list item label table row cell note hi supplied persName quote q lg l sp speaker stage figure figDesc lb pb"
COMMON += (
    " ref gap unclear closer opener floatingText body bibl cit ab seg del add stamp choice sic corr app lem rdg graphic"
)


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.one_of(st.sampled_from(COMMON.split()), st.sampled_from(sorted(set(NAMES) - FRAME)))
    return st.builds(lambda name, inner: f"<{name}>{''.join(inner)}</{name}>", names, st.lists(children, max_size=4))


TREES = st.recursive(st.sampled_from([" {w} ", "{w}", "\n"]), _element, max_leaves=14)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TREES, min_size=1, max_size=4))
def test_any_nesting_of_tei_shows_its_words_and_is_a_valid_reading_tree(parts: list[str]) -> None:
    body = "".join(f"<div>{part}</div>" for part in parts)
    for n in range(body.count("{w}")):
        body = body.replace("{w}", f"w{n}w", 1)
    source = etree.fromstring(tei(body))
    tree = read_tree(source, "documents/x.xml")
    SCHEMA.assertValid(tree)
    document = reading._document(tree[0])
    maker = site._Site(open_edition(ISLAND), Reading((document,), (), ()))
    html = site.make(maker.document(document)).html.decode()
    assert set(words(" ".join(source.find("{*}text").itertext()))) <= set(words_of(html))


def _reference() -> list[Path]:
    return sorted((ROOT / "xml" / "documents").glob("*.xml"))


@pytest.mark.parametrize("name", [p.stem for p in _reference()])
def test_the_reference_edition_shows_every_word_in_order(name: str) -> None:
    pages = {page: html for page, (_, html) in pages_of(ROOT / "xml").items() if page.startswith(name)}
    source = etree.parse(ROOT / "xml" / "documents" / f"{name}.xml").getroot()
    texts = [t for t in source.iter("{*}text") if t.find("{*}group") is None]
    for text, page in zip(texts, sorted(pages), strict=True):
        assert words(text_of(text)) == shown_by(pages[page], "diplomatic")


@pytest.mark.parametrize("name", ["letter-a", "letter-b"])
def test_blocks_of_a_letter_follow_one_another_as_in_the_tei(name: str) -> None:
    source, html = pages_of(ISLAND)[name]
    text = etree.fromstring(source.encode()).find("{*}text")
    assert words(text_of(text)) == shown_by(html, "diplomatic")


def test_a_build_counts_what_no_rule_knows(tmp_path: Path) -> None:
    edition = folder_with(
        tmp_path / "e",
        {"a": tei("<p>one <zzz>two three</zzz></p>"), "b": tei("<p><zzz>four</zzz> <yyy/></p>")},
        '[site]\noff = ["search"]\n',
    )
    report = loss_report(build(edition, book=False).losses)
    assert [line.split() for line in report[2:]] == [["zzz", "2", "3", "2"], ["yyy", "1", "0", "1"]]


def test_a_build_without_losses_is_silent() -> None:
    assert loss_report(()) == []
