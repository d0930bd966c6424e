"""Is a very large file validated as it is read, with lines, and without keeping it?"""

from pathlib import Path

import pytest

from tei_edition.validation import streaming, validate


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch):
    monkeypatch.setattr(streaming, "BYTES_STREAMED", 5000)


def found(edition: Path, old: str = "", new: str = "") -> list[tuple[str, int]]:
    letter = edition / "documents" / "letter-12.xml"
    text = letter.read_text(encoding="utf-8")
    assert old in text
    letter.write_text(text.replace(old, new, 1), encoding="utf-8")
    said = [d for d in validate([letter]) if d.code != "file-large"]
    return [(d.code, d.position.line if d.position else 0) for d in said]


def test_a_sound_file_is_only_said_to_be_large(edition: Path):
    assert [d.code for d in validate([edition / "documents" / "letter-12.xml"])] == ["file-large"]


def test_what_the_schema_forbids_is_found_at_its_line(edition: Path):
    assert found(edition, 'type="receipt"', 'type="reciept"')[:1] == [("schema-value", 100)]


def test_an_element_that_nobody_knows_is_found(edition: Path):
    assert found(edition, "<label>1.</label>", "<lable>1.</lable>") == [("schema-element-unknown", 108)]


def test_an_id_that_stands_twice_is_found(edition: Path):
    assert ("id-duplicate", 115) in found(edition, 'xml:id="letter-12-l16"', 'xml:id="letter-12-l15"')


def test_a_tag_that_is_not_closed_is_found(edition: Path):
    assert found(edition, "Captain</roleName>", "Captain")[-1][0] == "xml-syntax"


def test_a_doctype_is_refused(edition: Path):
    assert found(edition, "<TEI ", '<!DOCTYPE TEI SYSTEM "http://localhost:9/x.dtd"><TEI ') == [("xml-doctype", 2)]
