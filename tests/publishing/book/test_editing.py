"""What the editor steers: the index by the register, the signs, the proof and its changes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from harbour import FIRST, PERSONS, Made
from pdf_pages import joined, page_texts

from tei_edition.diagnostics import Refusal
from tei_edition.edition import Edition
from tei_edition.publishing.book import changes, make_book, print_xml
from tei_edition.publishing.book.queries import Query
from tei_edition.publishing.book.words import words
from tei_edition.publishing.reading import plain, read_edition
from tei_edition.xml import Element

USED = frozenset({"persons/hoff", "persons/brandt"})


def index_lines(edition: Edition) -> list[str]:
    register = next(r for r in read_edition(edition).registers if r.name == "persons")
    made = print_xml.index(register, USED, words("en"))
    return [] if made is None else [row(e) for e in made.iter("entry")]


def row(entry: Element) -> str:
    return "  " * (int(entry.get("level", "1")) - 1) + plain(entry)


def with_form(edition_of: Callable[..., Edition], form: str) -> Edition:
    text = PERSONS.replace("<note>Harbour master.</note>", f"{form}<note>Harbour master.</note>")
    return edition_of(**{"registers/persons.xml": text})


def test_an_entry_can_be_left_out_of_the_index(edition_of: Callable[..., Edition]) -> None:
    assert index_lines(with_form(edition_of, '<persName type="index"/>')) == ["Brandt, Oskar"]


def test_an_entry_can_stand_below_another(edition_of: Callable[..., Edition]) -> None:
    lines = index_lines(with_form(edition_of, '<persName type="index">Harbour office > Hoff, Lena</persName>'))
    assert lines == ["Brandt, Oskar", "Gullsee Harbour office", "Harbour office", "  Hoff, Lena"]


def test_an_entry_can_sort_otherwise_than_it_reads(edition_of: Callable[..., Edition]) -> None:
    lines = index_lines(with_form(edition_of, '<persName type="sort">Aaa</persName>'))
    assert lines[0] == "Hoff, Lena"


def test_the_list_of_signs_holds_those_that_occur_and_no_others(made: Made) -> None:
    meanings = [meaning for _, meaning in print_xml.signs_used(made.edition)]
    assert any("digits" in meaning for meaning in meanings)
    assert not any("margin" in meaning for meaning in meanings)


def test_changes_are_whole_blocks_with_what_was_and_what_is() -> None:
    found = list(changes.compare(["one", "two", "three"], ["one", "2", "three", "four"]))
    assert found == [changes.Change("two", "2"), changes.Change("", "four")]


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
    subprocess.run(command, check=True, capture_output=True)


def test_the_proof_lists_what_changed_since_a_version(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    edition = edition_of()
    git(edition.root, "init")
    git(edition.root, "add", "-A")
    git(edition.root, "commit", "-m", "first")
    git(edition.root, "tag", "v1")
    path = edition.root / "documents/telegram-1.xml"
    path.write_text(FIRST.replace("Send forty men.", "Send fifty men."), encoding="utf-8")
    (edition.root / "documents/telegram-2.xml").unlink()
    (pdf,) = make_book(edition, read_edition(edition), tmp_path / "out", proof=True, since="v1")
    last = joined(page_texts(pdf)[-1])
    assert "Changes since v1" in last
    assert "Send forty fifty men." in last
    assert re.search(r"No longer in the edition.*telegram-2\.xml", last, re.IGNORECASE), last


def test_the_proof_lists_what_changed_in_headers_texts_and_registers(
    edition_of: Callable[..., Edition], tmp_path: Path
) -> None:
    edition = edition_of()
    git(edition.root, "init")
    git(edition.root, "add", "-A")
    git(edition.root, "commit", "-m", "first")
    first, persons = edition.root / "documents/telegram-1.xml", edition.root / "registers/persons.xml"
    header = FIRST.replace("About crates and lamps.", "About crates.").replace(
        'when="1931-03-03">1931', 'when="1931-03-04">1931'
    )
    first.write_text(header, encoding="utf-8")
    places = edition.root / "registers/places.xml"
    persons.write_text(PERSONS.replace("Harbour master.", "Master of the harbour."), encoding="utf-8")
    places.unlink()
    text = edition.root / "texts/introduction.xml"
    text.write_text(text.read_text("utf-8").replace("is short", "is long"), encoding="utf-8")
    reading = read_edition(edition)
    found = changes.changes_since(edition, reading, "HEAD")
    assert found["telegram-1-t1"] == (
        changes.Change("Sent: 1931-03-03", "Sent: 1931-03-03 (1931-03-04)"),
        changes.Change("Summary: About crates and lamps.", "Summary: About crates."),
    )
    assert [change.after.endswith("is long.") for change in found[reading.texts[0].id]] == [True]
    assert changes.registers_since(edition, reading, "HEAD") == (
        changes.Change("Hoff, Lena: GULL; Hoff; Harbour master.", "Hoff, Lena: GULL; Hoff; Master of the harbour."),
        changes.Change("Port Lorne: PORT LORNE", ""),
    )
    (pdf,) = make_book(edition, reading, tmp_path / "out", proof=True, since="HEAD")
    last = joined(page_texts(pdf)[-1])
    assert "Summary: About crates and lamps. crates." in last
    assert re.search(r"REGISTERS\s*Hoff, Lena: GULL; Hoff; ", last, re.IGNORECASE)


def test_the_proof_lists_what_is_open_by_document_and_line(made: Made, tmp_path: Path) -> None:
    asked = (Query("telegram-2", 7, "“Brandt” is in no register"), Query("telegram-1", 0, "a reply is not found"))
    (pdf,) = make_book(made.edition, made.reading, tmp_path, proof=True, queries=asked)
    last = joined(page_texts(pdf)[-1])
    assert re.search(
        "Open queries DOCUMENT 1 a reply is not found DOCUMENT 2 Transcript, line 7 “Brandt” is in no",
        last,
        re.IGNORECASE,
    )


def test_a_book_that_is_no_proof_has_no_queries(made: Made, tmp_path: Path) -> None:
    asked = (Query("telegram-2", 7, "“Brandt” is in no register"),)
    files = make_book(made.edition, made.reading, tmp_path, queries=asked)
    assert [f.read_bytes() for f in files] == [f.read_bytes() for f in made.files]


@pytest.mark.parametrize("version", ["v9", "--output=x", ""])
def test_a_version_that_is_not_there_is_refused(edition_of: Callable[..., Edition], version: str) -> None:
    edition = edition_of()
    git(edition.root, "init")
    with pytest.raises(Refusal) as caught:
        changes.changes_since(edition, read_edition(edition), version)
    assert caught.value.diagnostics[0].code == "book-version"
    assert f"“{version}”" in caught.value.diagnostics[0].message
