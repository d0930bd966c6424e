"""The proof: each transcript comes back from its TEI alone, and a changed word is shown at its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tei_edition.convert import convert
from tei_edition.diagnostics import Diagnostic
from tei_edition.edition import open_edition
from tei_edition.verify import Verified, verify, verify_document

TEXT = "Vastra, 3 May 1950\n\nDear Anna,\n\nThe three  boats are late and [the] pier is cold.\n\nTEN boats sank.\n\nODO KALLAS\n"


@pytest.fixture
def edition(make_edition: Callable[..., Path]) -> Path:
    root = make_edition({"transcripts/a.txt": TEXT})
    convert(open_edition(root))
    return root


def told(root: Path) -> list[Diagnostic]:
    return [d for one in verify(open_edition(root)) for d in one.diagnostics]


def change(root: Path, old: str, new: str) -> None:
    path = root / "documents" / "a.xml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_an_untouched_edition_is_proved(edition: Path) -> None:
    (one,) = verify(open_edition(edition))
    assert isinstance(one, Verified)
    assert one.is_proved
    assert one.transcript == "a.txt"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("boats sank", "ships sank", 7),
        ("boats sank", "boats", 7),
        ("boats sank", "boats sank twice", 7),
        ("TEN boats sank.", "TEN boats  sank.", None),  # white space in TEI is folded
        ("boats are late", "ships are late", 5),
        (">the</supplied>", ">a</supplied>", 5),
        ("Dear Anna", "Dear Hanna", 3),
    ],
)
def test_a_changed_word_is_shown_at_its_line(edition: Path, old: str, new: str, line: int | None) -> None:
    change(edition, old, new)
    found = told(edition)
    if line is None:
        assert found == []
        return
    (one,) = found
    assert one.code == "restored-differs"
    assert f"line {line} of the transcript" in one.message
    assert one.position is not None
    text = (edition / "documents" / "a.xml").read_text().splitlines()
    assert f'xml:id="a-l{line}"' in text[one.position.line - 1]


def test_both_readings_are_shown(edition: Path) -> None:
    change(edition, "boats sank", "ships sank")
    (one,) = told(edition)
    assert "ships" in one.message
    assert "boats" in one.message


def test_a_bracket_taken_away_is_noticed(edition: Path) -> None:
    change(edition, '<supplied reason="subaudible">the</supplied>', "the")
    assert [d.code for d in told(edition)] == ["restored-differs"]


def test_a_line_taken_away_is_noticed(edition: Path) -> None:
    change(edition, '<p xml:id="a-l7">TEN boats sank.</p>', "")
    assert [d.code for d in told(edition)] == ["restored-differs"]


def test_a_correction_and_an_editorial_note_change_nothing(edition: Path) -> None:
    change(
        edition,
        "TEN boats",
        '<choice><sic>TEN</sic><corr resp="#a-enc">Ten</corr></choice> boats'
        '<note type="editorial" resp="#a-enc">An editor’s note.</note>',
    )
    assert told(edition) == []


def test_names_and_dates_tagged_by_hand_change_nothing(edition: Path) -> None:
    change(edition, "Dear Anna", 'Dear <persName ref="../registers/persons.xml#a">Anna</persName>')
    assert told(edition) == []


def test_a_changed_residue_is_noticed(edition: Path) -> None:
    change(edition, "three  boats", "three   boats")
    assert [d.code for d in told(edition)] == ["restored-differs"]


def test_a_changed_line_count_is_noticed(edition: Path) -> None:
    change(edition, 'quantity="10"', 'quantity="11"')
    assert "restored-differs" in {d.code for d in told(edition)}


def test_a_changed_digest_is_noticed(edition: Path) -> None:
    text = (edition / "documents" / "a.xml").read_text()
    digest = text.split('type="SHA-256">')[1][:64]
    change(edition, digest, "0" * 64)
    assert told(edition) != []


def test_a_changed_transcript_is_named(edition: Path) -> None:
    with (edition / "transcripts" / "a.txt").open("a") as file:
        file.write("One more line.\n")
    (one,) = told(edition)
    assert one.code == "transcript-changed"
    assert one.file.endswith("a.txt")


def test_a_missing_transcript_is_named(edition: Path) -> None:
    (edition / "transcripts" / "a.txt").unlink()
    (one,) = told(edition)
    assert one.code == "transcript-missing"
    assert "a.txt" in one.message


def test_a_transcript_without_a_document_is_named(edition: Path) -> None:
    (edition / "transcripts" / "b.txt").write_text("x")
    assert [d.code for d in told(edition)] == ["document-missing"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<TEI", "xml-syntax"),
        (b"", "xml-syntax"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "xml-syntax"),
        (b"<!DOCTYPE TEI><TEI/>", "xml-doctype"),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "residue-broken"),
        (b"<html/>", "residue-broken"),
    ],
)
def test_a_document_that_cannot_be_read_is_told(edition: Path, content: bytes, code: str) -> None:
    (edition / "documents" / "a.xml").write_bytes(content)
    assert told(edition)[0].code == code


@pytest.mark.parametrize("row", ["x", "1=[", "1=3", '1=["a"]', '1=["a", 2, "c"]', "=x", "|x", "1x|"])
def test_a_broken_row_of_the_residue_is_told(edition: Path, row: str) -> None:
    change(edition, "</xenoData>", f"{row}\n</xenoData>")
    assert [d.code for d in told(edition)] == ["residue-broken"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">utf-8<", ">no-such-encoding<"),
        (">utf-8<", ">ascii; rm -rf<"),
        ('quantity="10"', 'quantity="-1"'),
        ('quantity="10"', 'quantity="many"'),
        ('<note type="line-end">LF</note>', '<note type="line-end">LF</note> <note type="byte-order-mark">XYZ</note>'),
        ('quantity="10"', 'quantity="²"'),
        (">LF<", ">NEL<"),
        ('xml:id="a-l7"', 'xml:id="a-l99999999"'),
    ],
)
def test_a_header_that_says_nonsense_is_told_without_a_traceback(edition: Path, old: str, new: str) -> None:
    change(edition, old, new)
    if new == ">NEL<":
        assert told(edition) == []  # read as LF
    else:
        assert told(edition) != []


def test_one_document_may_be_verified_without_its_edition(edition: Path) -> None:
    path = edition / "documents" / "a.xml"
    assert verify_document(path).is_proved
    change(edition, "boats sank", "ships sank")
    assert [d.code for d in verify_document(path).diagnostics] == ["restored-differs"]


def test_a_renditions_selector_that_nobody_understands_is_passed_over(edition: Path) -> None:
    change(edition, "selector=\"sic[rend~='sic']\"", 'selector="sic[[["')
    assert told(edition) == []


def test_what_is_no_text_is_named_for_what_it_is(edition: Path) -> None:
    (edition / "transcripts" / "scan.txt").write_bytes(b"%PDF-1.7 and more")
    (message,) = told(edition)
    assert message.code == "transcript-binary"
    assert "a PDF" in message.message
    assert "pdftotext" in message.advice
