"""A new edition folder converts, verifies and validates at once, and nothing is ever overwritten."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei_edition.cli import main
from tei_edition.convert import convert, diagnostics
from tei_edition.diagnostics import Refusal, Severity
from tei_edition.edition import open_edition
from tei_edition.hand_work.merge import Fate
from tei_edition.starter import begin
from tei_edition.validation import validate
from tei_edition.verify import verify


def test_a_new_edition_converts_and_is_proved_and_valid(tmp_path: Path) -> None:
    begin(tmp_path / "new")
    outcome = convert(open_edition(tmp_path / "new"))
    assert [one.fate for one in outcome.converted] == [Fate.NEW]
    assert [d for d in diagnostics(outcome) if d.severity is not Severity.INFO] == []
    assert all(one.is_proved for one in verify(open_edition(tmp_path / "new")))
    assert [d for d in validate([tmp_path / "new"]) if d.severity is Severity.ERROR] == []


def test_a_new_edition_has_what_the_manual_says(tmp_path: Path) -> None:
    made = {path.relative_to(tmp_path).as_posix() for path in begin(tmp_path)}
    assert made >= {
        "edition.toml",
        ".gitattributes",
        "registers/persons.xml",
        "registers/places.xml",
        "registers/orgs.xml",
        "texts/introduction.xml",
    }
    assert any(path.startswith("transcripts/") for path in made)
    assert all((tmp_path / path).is_file() for path in made)


def test_line_ends_of_transcripts_survive_a_checkout(tmp_path: Path) -> None:
    begin(tmp_path)
    assert "transcripts/* -text" in (tmp_path / ".gitattributes").read_text().splitlines()


def test_its_date_is_the_day_it_was_made(tmp_path: Path) -> None:
    begin(tmp_path)
    assert abs((datetime.date.today() - open_edition(tmp_path).settings.date).days) <= 1


def test_the_sample_shows_what_the_converter_knows(tmp_path: Path) -> None:
    begin(tmp_path)
    convert(open_edition(tmp_path))
    (document,) = open_edition(tmp_path).documents
    text = document.read_text()
    for sign in (
        "<supplied",
        'type="stamp"',
        "correspDesc",
        'type="copies"',
        "<time",
        "registers/persons.xml#",
        "<dateline",
    ):
        assert sign in text


def test_an_edition_is_not_begun_twice(tmp_path: Path) -> None:
    begin(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(Refusal) as refusal:
        begin(tmp_path)
    assert refusal.value.diagnostics[0].code == "edition-exists"
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", [".gitattributes", "registers/persons.xml", "texts/introduction.xml"])
def test_a_file_in_the_way_is_named_and_nothing_is_made(name: str, tmp_path: Path) -> None:
    target = tmp_path / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("mine")
    with pytest.raises(Refusal) as refusal:
        begin(tmp_path)
    assert name in refusal.value.diagnostics[0].message
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [target]
    assert target.read_text() == "mine"


def test_a_folder_with_other_things_in_it_may_become_an_edition(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    begin(tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "edition.toml").is_file()


def test_an_edition_may_begin_without_the_sample_and_is_valid(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["init", "--empty", str(tmp_path / "new")])
    assert result.exit_code == 0
    assert list((tmp_path / "new" / "transcripts").iterdir()) == []
    assert not (tmp_path / "new" / "registers").exists()
    assert list(validate([tmp_path / "new"])) == []
    (tmp_path / "new" / "transcripts" / "a.txt").write_text("Kessel, 3 May 1950\n\nDear Olsen,\n\nThe boat is late.\n")
    assert [one.fate for one in convert(open_edition(tmp_path / "new")).converted] == [Fate.NEW]
    assert list(validate([tmp_path / "new"])) == []
