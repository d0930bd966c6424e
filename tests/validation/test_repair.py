"""Is what --fix repairs only what can mean one thing, and is nothing else touched?"""

from pathlib import Path

import pytest

from tei_edition.validation import validate
from tei_edition.validation.repair import repair

REPAIRS = {
    "a date without zeros": ('<date when="1931-05-01">', '<date when="1931-5-1">'),
    "a time without seconds": ('when="02:30:00">0230', 'when="2:30">0230'),
    "a value in capitals": ('<supplied reason="subaudible">we', '<supplied reason="Subaudible">we'),
    "a pointer without its hash": ('corr resp="#letter-12-enc"', 'corr resp="letter-12-enc"'),
    "an ampersand alone": ("Twelve crates &amp; lids", "Twelve crates & lids"),
    "a plain DOCTYPE": ("?>\n<TEI ", "?>\n<!DOCTYPE TEI>\n<TEI "),
    "a name in the wrong case": (
        '<persName ref="../registers/persons.xml#oak">Oak</persName> <gap',
        '<persname ref="../registers/persons.xml#oak">Oak</persname> <gap',
    ),
}


@pytest.mark.parametrize("name", REPAIRS)
def test_a_safe_repair_brings_the_file_back_byte_for_byte(name: str, edition: Path):
    sound, broken = REPAIRS[name]
    letter = edition / "documents" / ("letter-13.xml" if sound.startswith("<date") else "letter-12.xml")
    before = letter.read_text(encoding="utf-8").replace("Twelve crates came", "Twelve crates &amp; lids came")
    letter.write_text(before.replace(sound, broken), encoding="utf-8")
    assert broken in letter.read_text(encoding="utf-8")
    changes = repair([edition])
    assert [str(c) for c in changes]
    assert letter.read_text(encoding="utf-8") == before
    assert validate([edition]) == []


def test_a_sound_edition_is_not_touched(edition: Path):
    before = {p: p.stat().st_mtime_ns for p in edition.rglob("*.xml")}
    assert repair([edition]) == []
    assert {p: p.stat().st_mtime_ns for p in edition.rglob("*.xml")} == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('type="receipt"', 'type="reciept"'),
        ("persons.xml#vale", "persons.xml#vael"),
        ('when="1931-05-02"', 'when="1931-02-30"'),
        ("<label>1.</label>", "<lable>1.</lable>"),
        ("</signed>", ""),
    ],
)
def test_what_could_mean_two_things_is_left_to_the_editor(old: str, new: str, edition: Path):
    letter = edition / "documents" / "letter-12.xml"
    letter.write_text(letter.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    before = letter.read_bytes()
    assert repair([edition]) == []
    assert letter.read_bytes() == before


def test_a_doctype_that_declares_something_is_left(edition: Path):
    letter = edition / "documents" / "letter-12.xml"
    text = letter.read_text(encoding="utf-8").replace("<TEI ", '<!DOCTYPE TEI [<!ENTITY a "b">]>\n<TEI ', 1)
    letter.write_text(text, encoding="utf-8")
    assert repair([edition]) == []
