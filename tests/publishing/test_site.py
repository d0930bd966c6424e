"""The pages: what a reader, a library program and a machine find on them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import etree

from tei_edition.building import build
from tei_edition.edition import open_edition
from tei_edition.publishing.reading import read_edition
from tei_edition.publishing.site import initial, jobs, make

from .conftest import folder_with, page, said, tei


def pages(site: Path) -> list[str]:
    return sorted(str(p.relative_to(site)) for p in site.rglob("*.html"))


def test_the_start_page_lists_documents_in_the_order_of_time(site: Path) -> None:
    found = page(site, "index.html").xpath("//ol[@class='documents']/li/a/@href")
    assert found == [f"documents/letter-{x}.html" for x in ("a", "b", "c-1", "c-2")]


def test_every_link_of_every_page_leads_somewhere(site: Path) -> None:
    ids = {p: set(page(site, p).xpath("//@id")) for p in pages(site)}
    astray = []
    for path in pages(site):
        for href in page(site, path).xpath("//@href | //@src"):
            if re.match(r"[a-z]+:", href):
                continue
            file, fragment = urldefrag(href)
            target = (site / path).parent.joinpath(file).resolve() if file else (site / path).resolve()
            inside = str(target.relative_to(site.resolve()))
            if not target.is_file() or (fragment and fragment not in ids.get(inside, ())):
                astray.append((path, href))
    assert astray == []


def test_no_page_asks_anything_of_another_site(site: Path) -> None:
    for path in pages(site):
        loaded = page(site, path).xpath(
            "//*[self::script or self::img or self::iframe]/@src | //link[@rel='stylesheet']/@href"
        )
        assert [x for x in loaded if re.match(r"([a-z]+:)?//", x)] == []
    assert "//" not in re.sub(r"/\*.*?\*/", "", (site / "assets/edition.css").read_text("utf-8"), flags=re.S)


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for path in pages(site):
        ids = page(site, path).xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_a_line_of_the_transcript_has_an_address(site: Path) -> None:
    assert page(site, "documents/letter-a.html").xpath("//*[@id='l6' or @id='l5']/@id") == ["l5", "l6"]
    assert page(site, "documents/letter-a.html").xpath("//*[@id='d-l6']")


def test_the_reading_text_has_the_correction_and_the_note_has_the_transcript(site: Path) -> None:
    letter = page(site, "documents/letter-a.html")
    (corrected,) = letter.xpath("//div[contains(@class,'view reading')]//*[contains(@class,'correction')]")
    assert corrected.text_content() == "is"
    assert any("“ist”" in note for note in said(letter.xpath("//section[@class='notes']//li")))


def test_the_diplomatic_text_has_what_the_transcript_has(site: Path) -> None:
    text = " ".join(said(page(site, "documents/letter-a.html").xpath("//div[contains(@class,'view diplomatic')]")))
    assert "The crane ist" in text
    assert "Nobody]" in text


def test_the_reading_text_leaves_out_what_is_superfluous(site: Path) -> None:
    (text,) = said(page(site, "documents/letter-a.html").xpath("//div[contains(@class,'view reading')]"))
    assert "Nobody." in text


def test_stamps_fold_and_notes_of_the_office_fold(site: Path) -> None:
    letter = page(site, "documents/letter-a.html")
    assert len(letter.xpath("//div[contains(@class,'view reading')]//details[contains(@class,'stamp')]")) == 1
    assert len(letter.xpath("//div[contains(@class,'view reading')]//details[contains(@class,'office')]")) == 1
    assert len(letter.xpath("//div[contains(@class,'view reading')]//details[contains(@class,'copies')]")) == 1


def test_a_picture_may_have_any_letters_in_its_name(tmp_path: Path) -> None:
    edition = folder_with(tmp_path, {"a": tei('<figure><graphic url="the%20pier%20%231.png"/></figure>')})
    (tmp_path / "documents/the pier #1.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    reading = read_edition(edition)
    (made,) = (make(job) for job in jobs(edition, reading) if job.path == "documents/a.html")
    assert reading.diagnostics == ()
    assert b'src="../documents/the%20pier%20%231.png"' in made.html


def test_a_title_that_only_says_who_wrote_to_whom_is_said_in_the_language_of_the_site(tmp_path: Path) -> None:
    parties = (
        '<profileDesc><correspDesc><correspAction type="sent"><persName>Berg</persName><date when="1921-03-01"/>'
        '</correspAction><correspAction type="received"><persName>Olsen</persName></correspAction></correspDesc></profileDesc>'
    )
    made = tei("<p>x</p>", parties).replace("A title", "Berg to Olsen, 1 March 1921")
    given = tei("<p>x</p>", parties).replace("A title", "The long letter")
    settings = '[languages]\ninterface = "de"\n'
    edition = folder_with(tmp_path, {"one": made, "two": given}, settings)
    made_of = {job.path: etree.fromstring(job.page) for job in jobs(edition, read_edition(edition))}
    assert made_of["documents/one.html"].get("title") == "Berg an Olsen, 1. März 1921"
    assert made_of["documents/two.html"].get("title") == "The long letter"


def test_signs_are_explained_where_they_stand_and_in_a_key(site: Path) -> None:
    letter = page(site, "documents/letter-b.html")
    assert letter.xpath("//div[contains(@class,'view reading')]//*[@data-sign='supplied-subaudible']/@title") != []
    assert "[I]" in said(letter.xpath("//section[@class='key']//dt"))


def test_a_pseudonym_leads_to_the_person(site: Path) -> None:
    links = page(site, "documents/letter-b.html").xpath("//a[@href='../persons/kerr.html']")
    assert "THE OTTER [Kerr]" in said(links)


def test_a_person_page_shows_each_mention_in_its_words(site: Path) -> None:
    mentions = said(page(site, "persons/kerr.html").xpath("//section[@class='mentions']//li"))
    assert "Dear Mr Kerr," in mentions


def test_a_person_page_lists_what_they_sent_and_received(site: Path) -> None:
    hrefs = page(site, "persons/lund.html").xpath("//ol[@class='documents']//a/@href")
    assert hrefs == [f"../documents/letter-{x}.html" for x in ("a", "c-1", "b", "c-2")]


def test_a_person_whom_no_text_names_says_so(site: Path) -> None:
    assert "Not named in the text of a document." in said(page(site, "persons/dahl.html").xpath("//p"))


def test_an_answer_is_linked_from_both_letters(site: Path) -> None:
    (asked,) = page(site, "documents/letter-a.html").xpath("//dl[@class='replies']//a/@href")
    assert asked == "../documents/letter-b.html"
    answer = page(site, "documents/letter-b.html").xpath("//dl[@class='replies']")[0]
    assert answer.xpath(".//a/@href") == ["../documents/letter-a.html"]
    assert "letter of 30 April (not in this edition)" in said(answer.xpath(".//dd"))


def test_a_text_without_a_link_keeps_its_words(site: Path) -> None:
    (lost,) = page(site, "documents/letter-a.html").xpath(
        "//div[contains(@class,'view reading')]//*[contains(@class,'broken')]"
    )
    assert (lost.tag, lost.text_content()) == ("span", "the lost one")


def test_special_characters_stay_characters(site: Path) -> None:
    assert "<crowns> & more" in page(site, "documents/letter-b.html").text_content()


def test_a_change_of_language_says_so(site: Path) -> None:
    (foreign,) = page(site, "documents/letter-b.html").xpath("//div[contains(@class,'view reading')]//*[@lang='ar']")
    assert foreign.get("dir") == "rtl"


HIGHWIRE = {
    "citation_title": ["Ivo Kerr to Ruth Lund, 9 May 1921"],
    "citation_author": ["Ivo Kerr"],
    "citation_publication_date": ["1921/05/09"],
    "citation_archive": ["Island Record Office, f. 12, ll. 4-5"],
    "citation_public_url": ["https://letters.example/island/documents/letter-b.html"],
    "citation_inbook_title": ["Letters of the Harbour Board"],
}


@pytest.mark.parametrize("name", HIGHWIRE)
def test_a_reference_manager_finds(site: Path, name: str) -> None:
    assert page(site, "documents/letter-b.html").xpath(f"//meta[@name='{name}']/@content") == HIGHWIRE[name]


def test_json_ld_says_who_wrote_to_whom(site: Path) -> None:
    (text,) = page(site, "documents/letter-b.html").xpath("//script[@type='application/ld+json']/text()")
    facts = json.loads(text)
    assert (facts["@type"], facts["sender"][0]["name"], facts["recipient"][0]["name"]) == (
        "Message",
        "Ivo Kerr",
        "Ruth Lund",
    )
    assert facts["dateCreated"] == "1921-05-09"


def test_the_citation_comes_in_four_forms(site: Path) -> None:
    letter = page(site, "documents/letter-b.html")
    (cited,) = said(letter.xpath("//p[@class='citation']"))
    assert cited.startswith(
        "Ivo Kerr to Ruth Lund, 9 May 1921, Island Record Office, f. 12, ll. 4-5, in Letters of the Harbour Board, ed. Ada Birch"
    )
    bibtex, ris, csl = (n.text_content() for n in letter.xpath("//section[@class='cite']//pre"))
    assert bibtex.startswith("@incollection{letter-b,")
    assert "TI  - Ivo Kerr to Ruth Lund, 9 May 1921" in ris
    assert json.loads(csl)[0]["issued"] == {"date-parts": [[1921, 5, 9]]}


def test_the_tei_is_there_to_take(site: Path) -> None:
    (href,) = page(site, "documents/letter-a.html").xpath("//link[@type='application/tei+xml']/@href")
    taken = (site / "documents" / href).resolve().read_bytes()
    assert taken == (Path(__file__).parent / "island/documents/letter-a.xml").read_bytes()


def test_the_coloured_source_is_the_source(site: Path) -> None:
    shown = page(site, "source/letter-b.html").xpath("//pre")[0].text_content()
    assert shown.rstrip() == (Path(__file__).parent / "island/documents/letter-b.xml").read_text("utf-8").rstrip()


def test_an_introduction_links_into_the_documents(site: Path) -> None:
    assert "../documents/letter-a.html" in page(site, "texts/introduction.html").xpath("//article//a/@href")


def test_the_chart_has_a_table_of_the_same_facts(site: Path) -> None:
    rows = [
        said(row.xpath("td"))
        for row in page(site, "index.html").xpath("//section[contains(@class,'network')]//tbody/tr")
    ]
    assert sorted(rows) == [["Ivo Kerr", "Ruth Lund", "2"], ["Ruth Lund", "Ivo Kerr", "2"]]


def test_places_with_coordinates_have_a_map_and_its_table(site: Path) -> None:
    places = page(site, "places/index.html")
    (drawn,) = places.xpath("//section[contains(@class, 'map')]//*[local-name() = 'svg']//*[local-name() = 'a']/@href")
    assert drawn == "ellery.html"
    rows = [said(row.xpath("td")) for row in places.xpath("//section[contains(@class, 'map')]//tbody/tr")]
    assert [row[:2] for row in rows] == [["Port Ellery", "54.1° N, 3.2° W"]]
    assert page(site, "persons/index.html").xpath("//section[contains(@class, 'map')]") == []


def test_a_correspondent_in_a_chart_leads_to_the_person(site: Path) -> None:
    chart = page(site, "index.html").xpath("//section[contains(@class, 'network')]//*[local-name() = 'svg']")[0]
    assert set(chart.xpath(".//*[local-name() = 'a']/@href")) == {"persons/kerr.html", "persons/lund.html"}


SENT = '<profileDesc><correspDesc><correspAction type="sent"><persName>{}</persName><date when="{}"/></correspAction></correspDesc></profileDesc>'


def test_the_months_below_the_line_of_time_do_not_run_into_each_other(tmp_path: Path) -> None:
    """Russian months are long: of two years every sixth is named."""
    days = ("1932-06-13", "1932-08-19", "1934-09-29")
    letters = {f"d{n}": tei("<p>x</p>", SENT.format(f"Holm {n % 2}", day)) for n, day in enumerate(days)}
    edition = folder_with(tmp_path / "e", letters, '[languages]\ninterface = "ru"\n[site]\noff = ["search"]\n')
    build(edition, book=False)
    chart = page(tmp_path / "e/dist/site", "index.html").xpath(
        "//section[contains(@class, 'timeline')]//*[@class='tick'][@x]"
    )
    assert said(chart) == ["декабрь 1932", "июнь 1933", "декабрь 1933", "июнь 1934"]


def test_the_list_says_what_answers_a_letter(site: Path) -> None:
    answered = page(site, "index.html").xpath("//li[a/@href = 'documents/letter-c-1.html']/p[@class='answer']/a/@href")
    assert answered == ["documents/letter-c-2.html"]


def test_a_page_tells_its_language(tmp_path: Path) -> None:
    edition = folder_with(
        tmp_path / "e", {"a": tei("<p>x</p>")}, '[languages]\ninterface = "ru"\n[site]\noff = ["search"]\n'
    )
    build(edition, book=False)
    start = page(edition.dist / "site", "index.html")
    assert start.get("lang") == "ru"
    assert "Хронология" in said(start.xpath("//nav//a"))


def test_a_register_can_be_switched_off(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(Path(__file__).parent / "island", tmp_path / "e")
    with (tmp_path / "e/edition.toml").open("a", encoding="utf-8") as file:
        file.write('\n[site]\noff = ["places", "search", "introduction"]\n')
    edition = open_edition(tmp_path / "e")
    build(edition, book=False)
    site = edition.dist / "site"
    assert not (site / "places").exists()
    assert "Places" not in said(page(site, "index.html").xpath("//nav//a"))
    assert page(site, "documents/letter-a.html").xpath("//a[contains(@href, 'places')]") == []


def test_an_edition_overrides_a_template_without_copying_it(tmp_path: Path) -> None:
    edition = folder_with(
        tmp_path / "e", {"a": tei('<p>x<note place="foot">n</note></p>')}, '[site]\noff = ["search"]\n'
    )
    (edition.root / "theme").mkdir()
    (edition.root / "theme/site.xsl").write_text(
        '<xsl:package version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:h="urn:tei-edition:html"'
        ' xmlns:g="urn:tei-edition:page" xmlns="http://www.w3.org/1999/xhtml">'
        '<xsl:use-package name="urn:tei-edition:html" package-version="1.0"><xsl:override>'
        '<xsl:template match="g:page" mode="h:footer"><footer id="ours">Our house</footer></xsl:template>'
        "</xsl:override></xsl:use-package>"
        '<xsl:output method="html" version="5.0" indent="no" include-content-type="no"/>'
        '<xsl:mode on-no-match="fail"/>'
        '<xsl:template match="/"><xsl:apply-templates select="g:page" mode="h:page"/></xsl:template>'
        "</xsl:package>",
        "utf-8",
    )
    build(edition, book=False)
    assert said(page(edition.dist / "site", "documents/a.html").xpath("//footer[@id='ours']")) == ["Our house"]


def test_a_file_name_with_spaces_and_signs_is_reached(tmp_path: Path) -> None:
    edition = folder_with(tmp_path / "e", {"letter #1 50%": tei("<p>x</p>")}, '[site]\noff = ["search"]\n')
    build(edition, book=False)
    (href,) = page(edition.dist / "site", "index.html").xpath("//ol[@class='documents']//a/@href")
    assert (edition.dist / "site" / unquote(href)).is_file()
    assert "#" not in href


@pytest.mark.parametrize(("name", "letter"), [("Édouard", "E"), ("38th parallel", "0–9"), ("毛泽东", "毛"), ("", "–")])
def test_a_name_stands_under_its_letter(name: str, letter: str) -> None:
    assert initial(name) == letter
