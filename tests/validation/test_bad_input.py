"""Does every file that is no sound XML give a message with a code, and nothing worse?"""

import os
from pathlib import Path

import pytest

from tei_edition.codes import CODES
from tei_edition.validation import report, validate, validating

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
BOMB = (
    "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(8))
    + "]><a>&i;</a>"
)
SECRET = "the key is under the mat"

INPUTS = {
    "an empty file": (b"", "xml-syntax"),
    "plain text": (b"No. 12 from Saltmouth\n", "xml-syntax"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00", "xml-syntax"),
    "a DOCTYPE": (b"<!DOCTYPE TEI><TEI/>", "xml-doctype"),
    "an entity bomb": (BOMB.encode(), "xml-"),
    "an external DTD": (b'<!DOCTYPE TEI SYSTEM "http://localhost:9/tei.dtd"><TEI/>', "xml-doctype"),
    "the wrong encoding": (f'<?xml version="1.0" encoding="UTF-8"?>{TEI}caf\xe9</TEI>'.encode("latin-1"), "xml-syntax"),
    "an unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><TEI/>', "xml-syntax"),
    "half a file": (f"{TEI}<teiHeader><fileDesc>".encode(), "xml-syntax"),
    "another vocabulary": (b"<html><body/></html>", "schema-namespace"),
    "an unknown root": (b'<TEl xmlns="http://www.tei-c.org/ns/1.0"/>', "schema-element-unknown"),
    "a root that is no file": (b'<p xmlns="http://www.tei-c.org/ns/1.0">x</p>', "schema-"),
    "three hundred levels": (f"{TEI}{'<div>' * 300}{'</div>' * 300}</TEI>".encode(), ""),
    "a NUL": (f"{TEI}\x00</TEI>".encode(), "xml-syntax"),
    "UTF-16 that is none": (b'<?xml version="1.0" encoding="UTF-16"?><TEI/>', "xml-syntax"),
}


@pytest.mark.parametrize("name", INPUTS)
def test_bad_input_becomes_a_message(name: str, tmp_path: Path):
    data, code = INPUTS[name]
    path = tmp_path / "letter.xml"
    path.write_bytes(data)
    found = validate([path])
    assert found
    assert any(d.code.startswith(code) for d in found), found
    assert all(d.code in CODES and d.file == str(path) for d in found)


@pytest.mark.parametrize("data", [bytes(range(256)), b"\x1b[2Jcleared", "<TEI/>".encode("utf-16")])
def test_a_file_cannot_command_the_terminal(data: bytes, tmp_path: Path):
    path = tmp_path / "letter.xml"
    path.write_bytes(data)
    said = report.render(validating.check([path]), "text")
    assert all(c == "\n" or c.isprintable() for c in said)


def test_an_external_entity_is_not_read(tmp_path: Path):
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    path = tmp_path / "letter.xml"
    path.write_text(f'<!DOCTYPE a [<!ENTITY x SYSTEM "secret.txt">]>{TEI}&x;</TEI>', encoding="utf-8")
    found = validate([path])
    assert [d.code for d in found] == ["xml-doctype"]
    assert SECRET not in str(found)


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    report = validating.check([tmp_path / "gone.xml"])
    assert [d.code for d in report.diagnostics] == ["file-missing"]
    assert report.exit_code == 2


def test_a_folder_named_like_a_file_is_looked_into(tmp_path: Path):
    folder = tmp_path / "letters.xml"
    folder.mkdir()
    (folder / "letter.xml").write_text("<TEI>", encoding="utf-8")
    assert [(d.code, d.file) for d in validate([folder])] == [("xml-syntax", str(folder / "letter.xml"))]


def test_an_empty_folder_is_not_said_to_be_valid(tmp_path: Path):
    report = validating.check([tmp_path])
    assert [d.code for d in report.diagnostics] == ["nothing-to-validate"]
    assert report.exit_code == 2


def test_an_edition_without_documents_is_not_said_to_be_valid(tmp_path: Path):
    (tmp_path / "edition.toml").write_text('title = "x"\ndate = 2026-01-01\n', encoding="utf-8")
    assert validating.check([tmp_path]).exit_code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path):
    path = tmp_path / "locked.xml"
    path.write_text("<TEI/>", encoding="utf-8")
    path.chmod(0)
    assert [d.code for d in validate([path])] == ["file-unreadable"]


def test_a_file_that_vanishes_in_between_is_named(edition: Path, monkeypatch):
    group = validating.groups([edition])[0]
    (edition / "registers" / "orgs.xml").unlink()
    monkeypatch.setattr(validating, "groups", lambda _paths: [group])
    assert "file-missing" in {d.code for d in validate([edition])}


def test_a_pointer_cannot_make_a_file_outside_be_read(edition: Path):
    outside = edition.parent / "outside.xml"
    outside.write_text(f"{TEI}{SECRET}</TEI>", encoding="utf-8")
    letter = edition / "documents" / "letter-12.xml"
    text = letter.read_text(encoding="utf-8").replace("letter-13.xml#letter-13-t1", "../../outside.xml#x")
    letter.write_text(text, encoding="utf-8")
    assert [d.code for d in validate([edition])] == ["pointer-outside"]


def test_a_link_out_of_the_folder_is_not_followed(edition: Path):
    outside = edition.parent / "outside.xml"
    outside.write_text("not XML", encoding="utf-8")
    (edition / "documents" / "link.xml").symlink_to(outside)
    assert validate([edition]) == []


def test_a_schematron_rule_cannot_read_files(edition: Path):
    # a document is data: nothing in it is run, not even where a rule evaluates it
    letter = edition / "documents" / "letter-12.xml"
    text = letter.read_text(encoding="utf-8").replace("Dear Captain!", "doc('/etc/passwd') {unparsed-text('x')}")
    letter.write_text(text, encoding="utf-8")
    assert validate([edition]) == []
