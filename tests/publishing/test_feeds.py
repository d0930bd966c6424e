"""What a site offers to machines."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tei_edition.edition import Theme
from tei_edition.publishing.feeds import _properties

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_the_feed_has_an_entry_for_each_document(site: Path) -> None:
    feed = etree.parse(site / "feed.xml")
    assert len(feed.findall("a:entry", ATOM)) == 4
    assert feed.findtext("a:entry/a:updated", None, ATOM) == "2026-01-15T00:00:00Z"


def test_the_sitemap_names_pages_that_are_there(site: Path) -> None:
    places = etree.parse(site / "sitemap.xml").xpath("//*[local-name()='loc']/text()")
    base = "https://letters.example/island/"
    assert all((site / str(p).removeprefix(base)).is_file() for p in places)
    assert f"{base}persons/lund.html" in places


def test_a_beacon_file_leads_from_an_authority_to_the_person(site: Path) -> None:
    text = (site / "beacon-wikidata.txt").read_text("utf-8")
    assert text.startswith("#FORMAT: BEACON\n#PREFIX: http://www.wikidata.org/entity/\n")
    assert "\nQ1||https://letters.example/island/persons/lund.html\n" in text


def test_the_citation_file_names_the_editor(site: Path) -> None:
    text = (site / "CITATION.cff").read_text("utf-8")
    assert '  - name: "Ada Birch"\n' in text
    assert 'version: "0.9"' in text


def test_a_theme_is_custom_properties() -> None:
    css = _properties(Theme(accent="#123456", dark_accent="#abcdef"))
    assert ":root{--accent:#123456;}" in css
    assert ':root[data-colours="dark"]{--accent:#abcdef;}' in css


def test_a_colour_cannot_become_a_rule() -> None:
    css = _properties(Theme(accent="red} body{display:none"))
    assert "body{" not in css
