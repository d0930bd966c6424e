"""What only an editor can know: a decision names a line, words and, where needed, which of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei_edition import settings
from tei_edition.diagnostics import Refusal
from tei_edition.transcript.decisions import NONE, Decisions, load, settle
from tei_edition.transcript.profiles import shipped
from tei_edition.transcript.readers.plain import read

SOURCE = read("a.txt", b"first line\nthe pier, the pier and the piers [x] [x]\n")


def decided(toml: str) -> Decisions:
    return settings.parse(toml, Decisions, "a.toml")


@pytest.mark.parametrize(
    ("words", "occurrence", "column"),
    [("pier", 1, 5), ("pier", 2, 15), ("pier", -1, 15), ("pier", -2, 5), ("piers", 0, 28), (",", 0, 9), ("and", 1, 20)],
)
def test_a_correction_finds_its_words(words: str, occurrence: int, column: int) -> None:
    toml = f'[[correct]]\nline = 2\nwords = "{words}"\nreading = "x"\noccurrence = {occurrence}\n'
    (placed,) = settle(decided(toml), SOURCE).corrections
    place = SOURCE.position(placed.span.start)
    assert (place.line, place.column) == (2, column)


@pytest.mark.parametrize(
    ("line", "words", "occurrence"),
    [
        (2, "pier", 0),
        (2, "pier", 3),
        (2, "pier", -3),
        (2, "quay", 0),
        (1, "pier", 0),
        (0, "pier", 1),
        (99, "pier", 1),
        (-1, "pier", 1),
        (2, "pie", 0),
        (2, "", 0),
    ],
)
def test_a_decision_that_does_not_fit_is_reported_never_guessed(line: int, words: str, occurrence: int) -> None:
    toml = f'[[correct]]\nline = {line}\nwords = "{words}"\nreading = "x"\noccurrence = {occurrence}\n'
    made = settle(decided(toml), SOURCE)
    assert made.corrections == ()
    assert [d.code for d in made.diagnostics] == ["decision-unfit"]


def test_the_ground_of_a_bracket_is_chosen_by_the_name_of_a_sign() -> None:
    made = settle(decided('[[bracket]]\nline = 2\nwords = "x"\nsign = "unclear"\noccurrence = 2\n'), SOURCE)
    assert [(SOURCE.position(at).column, sign.name) for at, sign in made.grounds.items()] == [(38, "unclear")]


def test_a_sign_may_be_a_row_of_the_profile_in_force() -> None:
    leiden = next(table for table in shipped() if table.name == "leiden")
    lost = decided('[[bracket]]\nwords = "x"\nsign = "lost-unknown"\n')
    made = settle(lost, SOURCE, table=leiden)
    assert {sign.name for sign in made.grounds.values()} == {"lost-unknown"}
    assert [d.code for d in settle(lost, SOURCE).diagnostics] == ["decision-unfit"]


def test_a_documentary_row_means_nothing_where_the_profile_has_none() -> None:
    leiden = next(table for table in shipped() if table.name == "leiden")
    made = settle(decided('[[bracket]]\nwords = "x"\nsign = "supplied-words"\n'), SOURCE, table=leiden)
    assert made.grounds == {}
    assert [d.code for d in made.diagnostics] == ["decision-unfit"]


def test_a_sign_that_is_in_no_table_is_reported() -> None:
    made = settle(decided('[[bracket]]\nline = 2\nwords = "x"\nsign = "guess"\noccurrence = 1\n'), SOURCE)
    assert "guess" in made.diagnostics[0].message
    assert made.grounds == {}


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == NONE


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        ('[[correct]]\nline = "two"\nwords = "a"\nreading = "b"\n', 2),
        ('[[correct]]\nline = 2\nwords = "a"\n', 1),
        ('[[correct]]\nline = 2\nwords = "a"\nreading = "b"\ncertainty = "sure"\n', 5),
        ('[[correct]]\nline = 2\nwords = "a"\nreading = "b"\n\n[[corect]]\nline = 3\n', 6),
        ('[[correct]]\nline = 2\nwords = "a\n', 3),
    ],
)
def test_a_mistake_in_a_decision_is_told_with_its_line(toml: str, line: int, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(toml)
    with pytest.raises(Refusal) as refusal:
        load(path)
    told = refusal.value.diagnostics[0]
    assert told.position is not None
    assert told.position.line == line


def test_a_decision_that_does_not_fit_is_told_at_its_own_place(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(
        '[[correct]]\nline = 1\nwords = "first"\nreading = "x"\n\n[[correct]]\nline = 1\nwords = "quay"\nreading = "x"\n'
    )
    (told,) = settle(load(path), SOURCE, str(path)).diagnostics
    assert told.position is not None
    assert told.position.line in {6, 7}
