"""Entries of the registers that nothing points to: told, and left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei_edition.cli import main
from tei_edition.convert import convert
from tei_edition.edition import Edition, open_edition
from tei_edition.unmentioned import unmentioned

PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>
<person xml:id="berg"><persName>Berg</persName></person>
<person xml:id="lind"><persName>Lind</persName></person>
<person xml:id="sund"><persName>Sund</persName><note><ref target="#lind">her brother</ref></note></person>
</listPerson></standOff></TEI>
"""


@pytest.fixture
def edition(make_edition: Callable[[dict[str, str]], Path]) -> Edition:
    files = {"transcripts/a.txt": "We met Comrade Berg at the pier today.\n", "registers/persons.xml": PERSONS}
    return open_edition(make_edition({"edition.toml": 'title = "x"\ndate = 2020-01-01\n', **files}))


def test_an_entry_that_no_document_mentions_is_told(edition: Edition) -> None:
    convert(edition)
    assert [entry.identifier for entry in unmentioned(edition)] == ["sund"]


def test_nothing_is_told_before_there_are_documents(edition: Edition) -> None:
    assert unmentioned(edition) == ()


def test_the_command_tells_them_and_changes_no_register(edition: Edition) -> None:
    convert(edition)
    result = CliRunner().invoke(main, ["names", str(edition.root)])
    assert "1 entry of the registers in no document\n  persons.xml: sund\n" in result.stdout
    assert (edition.root / "registers" / "persons.xml").read_text() == PERSONS
