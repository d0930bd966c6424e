"""Entries proposed for the registers: gathered, grouped, written beside what the editor has, never into a register."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei_edition import naming, xml
from tei_edition.cli import main
from tei_edition.edition import Edition, open_edition
from tei_edition.registers.register import load

LETTER = """TELEGRAM No. 3

Copies: Hladik (2), Krenek

To Comrade TOLVIK

Today FALKE [Otto Lind] met Foreign Minister Ruk Sen Tal in Vellmouth. Although it rained, Ruk Sen Tal [Ruk Seon-tal] spoke
of the Ministry of Tides. Tolvik was told by telegram, and Marit Sund too.

PETRA HOLM

3 May 1962
"""


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    (tmp_path / "edition.toml").write_text('title = "Papers"\ndate = 2020-01-01\n')
    for folder in ("transcripts", "registers"):
        (tmp_path / folder).mkdir()
    (tmp_path / "transcripts" / "a.txt").write_text(LETTER)
    (tmp_path / "transcripts" / "b.txt").write_text(LETTER.replace("Although it rained", "However it snowed"))
    (tmp_path / "registers" / "persons.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson><person xml:id="sund"><persName type="main">Marit Sund'
        "</persName></person></listPerson></standOff></TEI>"
    )
    return open_edition(tmp_path)


def named(edition: Edition) -> dict[str, naming.Proposal]:
    return {p.name: p for p in naming.propose(edition)}


def test_persons_places_and_organizations_are_proposed(edition: Edition) -> None:
    kinds = {name: p.sort for name, p in named(edition).items()}
    assert kinds["Ruk Sen Tal"] == kinds["Hladik"] == kinds["Krenek"] == "person"
    assert kinds["Vellmouth"] == "place"
    assert kinds["Ministry of Tides"] == "org"


def test_what_a_register_knows_and_ordinary_words_are_not_proposed(edition: Edition) -> None:
    found = set(named(edition))
    assert not {"Marit Sund", "Although", "However", "Today", "TELEGRAM"} & found


def test_spellings_of_one_name_are_one_proposal(edition: Edition) -> None:
    found = named(edition)
    assert "TOLVIK" in found["Tolvik"].forms
    assert "Ruk Seon-tal" in found["Ruk Sen Tal"].forms


def test_somebody_who_signs_with_initials_is_proposed_with_the_name_in_the_text(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text('title = "Papers"\ndate = 2020-01-01\n')
    (tmp_path / "transcripts").mkdir()
    letter = "Kessel, 3 May 1950\n\nDear Olsen,\n\nThe boat of Comrade Brandt is late.\n\nJ. BRANDT\n"
    (tmp_path / "transcripts" / "a.txt").write_text(letter)
    found = named(open_edition(tmp_path))
    assert found["Brandt"].forms == ("BRANDT", "Brandt", "J. BRANDT")
    assert found["Olsen"].forms == ("Olsen",)  # and no “Dear Olsen”


def test_a_name_in_brackets_makes_the_other_a_pseudonym(edition: Edition) -> None:
    assert named(edition)["Otto Lind"].pseudonyms == ("FALKE",)


def test_the_pseudonym_of_somebody_a_register_knows_is_no_name_of_its_own(edition: Edition) -> None:
    (edition.root / "transcripts" / "c.txt").write_text("Today FALKE [Marit Sund] came.\n")
    (edition.root / "transcripts" / "a.txt").unlink()
    (edition.root / "transcripts" / "b.txt").unlink()
    found = named(edition)
    assert found["Marit Sund"].pseudonyms == ("FALKE",)
    assert "FALKE" not in found


def test_a_proposal_says_how_often_and_where(edition: Edition) -> None:
    place = named(edition)["Vellmouth"]
    assert place.count == 2
    assert [(p.document, p.line) for p in place.places] == [("a", 7), ("b", 7)]
    assert "in Vellmouth" in place.places[0].words


def test_rare_names_can_be_left_out(edition: Edition) -> None:
    (edition.root / "transcripts" / "c.txt").write_text("We met Comrade Kaplun, and nobody else was there today.\n")
    assert "Kaplun" in {p.name for p in naming.propose(edition)}
    assert "Kaplun" not in {p.name for p in naming.propose(edition, least=2)}


def test_the_proposals_are_valid_tei_and_read_like_a_register(
    edition: Edition, faults: Callable[[bytes], list[str]], tmp_path: Path
) -> None:
    data = naming.as_tei(naming.propose(edition), edition)
    assert faults(data) == []
    (tmp_path / "p.xml").write_bytes(data)
    entries = {e.identifier: e for e in load([tmp_path / "p.xml"])}
    assert entries["vellmouth"].element == "placeName"
    assert "FALKE" in [n.text for n in entries["otto-lind"].names if n.role == "pseudonym"]


def test_proposals_are_no_register(edition: Edition) -> None:
    naming.write(edition, naming.propose(edition))
    assert [p.name for p in edition.registers] == ["persons.xml"]
    assert "Vellmouth" in named(edition)


def test_what_an_editor_has_begun_to_edit_stays(edition: Edition) -> None:
    first = naming.write(edition, naming.propose(edition))
    assert (first.fate, first.path.name) == ("written", "proposals.xml")
    assert naming.write(edition, naming.propose(edition)).fate == "unchanged"
    first.path.write_text(first.path.read_text().replace("Vellmouth", "Vellmouth-on-Sea"))
    mine = first.path.read_bytes()
    (edition.root / "transcripts" / "c.txt").write_text("We met Comrade Kaplun, and nobody else was there today.\n")
    second = naming.write(edition, naming.propose(edition))
    assert (second.fate, second.path.name) == ("beside", "proposals.proposed.xml")
    assert [d.code for d in second.diagnostics] == ["proposals-edited"]
    assert first.path.read_bytes() == mine
    assert xml.read(second.path) is not None


@pytest.mark.parametrize("form", ["text", "tei", "json"])
def test_the_command_shows_the_proposals_in_each_form(edition: Edition, form: str) -> None:
    result = CliRunner().invoke(main, ["names", str(edition.root), "--format", form, "--dry-run"])
    assert result.exit_code == 0
    assert "Vellmouth" in result.stdout
    assert not (edition.root / "registers" / "proposals.xml").exists()
    if form == "json":
        assert {row["kind"] for row in json.loads(result.stdout)} == {"person", "place", "org"}


def test_the_command_writes_the_proposals(edition: Edition) -> None:
    result = CliRunner().invoke(main, ["names", str(edition.root)])
    assert result.exit_code == 0
    assert (edition.root / "registers" / "proposals.xml").exists()
