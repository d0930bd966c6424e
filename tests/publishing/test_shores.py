"""Scripts, directions and pictures: what a text asks for, its page does."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei_edition.publishing.pictures import size
from tei_edition.publishing.places import chart
from tei_edition.publishing.reading import Entry

from .conftest import SHORES, page, said

READING = "//div[contains(@class, 'view reading')]"


@pytest.mark.parametrize(
    ("letter", "language", "direction", "writing"),
    [
        ("yokohama", "ja", "ltr", "vertical-rl"),
        ("peking", "lzh", "ltr", "vertical-rl"),
        ("cairo", "ar", "rtl", None),
        ("haifa", "he", "rtl", None),
        ("quay", "en", "ltr", None),
    ],
)
def test_a_text_runs_as_its_language_asks(
    shores: Path, letter: str, language: str, direction: str, writing: str | None
) -> None:
    (text,) = page(shores, f"documents/{letter}.html").xpath(READING)
    assert (text.get("lang"), text.get("dir"), text.get("data-writing")) == (language, direction, writing)


def test_a_script_that_knows_no_lines_across_runs_down(shores: Path) -> None:
    (word,) = page(shores, "documents/quay.html").xpath(f"{READING}//*[@lang = 'mn-Mong']")
    assert word.get("data-writing") == "vertical-lr"


def test_a_vertical_text_can_be_moved_by_keys(shores: Path) -> None:
    (text,) = page(shores, "documents/yokohama.html").xpath(READING)
    assert (text.get("tabindex"), text.get("role")) == ("0", "group")


def test_notes_are_in_the_language_of_the_text_and_words_of_ours_in_ours(shores: Path) -> None:
    letter = page(shores, "documents/cairo.html")
    (notes,) = letter.xpath("//section[@class='notes']/ol")
    assert (notes.get("lang"), notes.get("dir")) == ("ar", "rtl")
    assert letter.xpath(f"{READING}//aside/span[@class='what']/@lang") == ["en"]


def test_a_doubt_is_marked_and_gives_its_reason(shores: Path) -> None:
    (doubted,) = page(shores, "documents/quay.html").xpath(f"{READING}//*[@data-doubt]")
    assert doubted.text_content() == "Haifa"
    assert doubted.get("title") == "In doubt; the name is read with doubt"


def test_brackets_of_what_is_no_translation_are_not_a_translators(shores: Path) -> None:
    meanings = said(page(shores, "documents/quay.html").xpath("//section[@class='key']//dd"))
    assert "Identification or explanation in the transcript" in meanings


def test_a_letter_named_in_the_line_is_a_link_and_a_lost_one_keeps_its_words(shores: Path) -> None:
    letter = page(shores, "documents/quay.html")
    assert letter.xpath(f"{READING}//a[text() = 'answer to the letter of 3 June']/@href") == [
        "../documents/cairo.html#l1"
    ]
    assert letter.xpath(f"name({READING}//*[text() = 'letter of May'])") == "span"


def test_a_picture_of_the_edition_stands_beside_the_text_in_its_size(shores: Path) -> None:
    (picture,) = page(shores, "documents/quay.html").xpath("//div[@class='facsimiles']//img")
    assert (picture.get("width"), picture.get("height")) == ("300", "420")
    assert picture.get("alt") == "Facsimile of page 1r"
    assert (shores / "documents" / picture.get("src")).resolve().is_file()


def test_a_picture_of_another_host_is_a_link_until_it_is_asked_for(shores: Path) -> None:
    (link,) = page(shores, "documents/quay.html").xpath("//a[contains(@class, 'absent')]")
    assert link.get("href") == "https://iiif.example/images/1v/full/max/0/default.jpg"
    assert link.get("data-screen") == "https://iiif.example/images/1v/full/!1200,1800/0/default.jpg"
    assert link.xpath(".//img") == []


def test_a_missing_picture_leaves_the_page_whole(shores: Path) -> None:
    letter = page(shores, "documents/quay.html")
    assert len(letter.xpath("//div[@class='facsimiles']/figure")) == 2
    assert "The end." in letter.text_content()


def test_markup_in_a_text_is_text(shores: Path) -> None:
    letter = page(shores, "documents/quay.html")
    assert "<script>alert(1)</script>" in letter.text_content()
    assert "alert(1)" not in "".join(letter.xpath("//script/text()"))


HEADS = {
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(8) + (300).to_bytes(4, "big") + (420).to_bytes(4, "big"), (300, 420)),
    "gif": (b"GIF89a" + (30).to_bytes(2, "little") + (42).to_bytes(2, "little"), (30, 42)),
    "jpeg": (
        b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc4\x00\x04ab\xff\xc2\x00\x0b\x08\x01\xa4\x01\x2c" + bytes(9),
        (300, 420),
    ),
    "webp": (b"RIFF" + bytes(4) + b"WEBPVP8X" + bytes(8) + b"\x2b\x01\x00\xa3\x01\x00", (300, 420)),
    "none": (b"no picture", None),
    "cut": (b"\x89PNG\r\n\x1a\n", None),
}


@pytest.mark.parametrize("form", HEADS)
def test_the_size_of_a_picture_is_read_from_its_head(form: str, tmp_path: Path) -> None:
    head, expected = HEADS[form]
    (tmp_path / "p").write_bytes(head)
    assert size(tmp_path / "p") == expected


def test_the_size_of_a_real_picture() -> None:
    assert size(SHORES / "facsimiles/1r.png") == (300, 420)


def located(key: str, geo: str) -> Entry:
    tree = etree.Element("entry", geo=geo)
    return Entry(key, "places", key, key, etree.tostring(tree))


def test_a_map_shows_the_places_and_room_around() -> None:
    drawn = chart([located("moscow", "55.8 37.6"), located("beijing", "39.9, 116.4")])
    assert drawn is not None
    west, east, south, north = (float(drawn.get(side, "")) for side in ("west", "east", "south", "north"))
    assert west < 37.6 < 116.4 < east
    assert south < 39.9 < 55.8 < north
    assert [p.get("key") for p in drawn if p.get("key")] == ["moscow", "beijing"]


@pytest.mark.parametrize("geo", ["", "somewhere", "95 10", "10", "1e3 2", "10 -190", "POINT(1 2)"])
def test_what_is_no_place_on_earth_is_on_no_map(geo: str) -> None:
    assert chart([located("x", geo)]) is None


@pytest.mark.parametrize("geo", ["90 180", "-90 -180", "0 0"])
def test_the_ends_of_the_earth_are_on_it(geo: str) -> None:
    assert chart([located("x", geo)]) is not None
