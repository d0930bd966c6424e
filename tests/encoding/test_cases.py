"""Golden cases: a transcript, and the whole TEI that it must become.

``pytest --accept`` writes them anew; read the difference as an editor would before committing it.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from tei_edition import settings, xml
from tei_edition.diagnostics import Diagnostic, as_text
from tei_edition.edition import Settings
from tei_edition.encoding import inverse
from tei_edition.encoding.header.imprint import Imprint
from tei_edition.encoding.tei import Encoded, Encoder
from tei_edition.registers.matching import Matcher
from tei_edition.registers.register import load as load_registers
from tei_edition.transcript import decisions
from tei_edition.transcript.document import Practice
from tei_edition.transcript.readers import read

CASES = Path(__file__).resolve().parents[1] / "cases"
TRANSCRIPTS = sorted(path for path in CASES.glob("*/*/transcript.*"))
FOLDERS = [path.parent for path in TRANSCRIPTS]
# cases whose files say what should come, though it does not yet
OPEN: dict[str, str] = {}
IMPRINT = Imprint(
    title="Papers of nowhere",
    publisher="nobody",
    date=datetime.date(2020, 1, 1),
    editors=(("ed", "The editor", "editor"),),
)


def practice(case: Path, matcher: Matcher) -> Practice:
    """As the case's own edition.toml declares it, if it has one: language, signs, order of dates."""
    file = case / "edition.toml"
    if not file.exists():
        return Practice(known=matcher)
    declared = settings.load(file, Settings)
    order = declared.conversion.date_order
    language, signs = declared.languages.transcripts, declared.conversion.signs
    return Practice(language=language, known=matcher, date_order=order, signs=signs)


@functools.cache
def encoded(case: Path) -> Encoded:
    own = case / "registers"
    matcher = Matcher(load_registers(sorted((own if own.is_dir() else CASES / "registers").glob("*.xml"))))
    encoder = Encoder(practice(case, matcher), matcher, IMPRINT)
    decided = case / "decisions.toml"
    source = read(transcript_of(case))
    return encoder.encode(source, case.name, decisions.load(decided), str(decided))


def transcript_of(case: Path) -> Path:
    return next(path for path in TRANSCRIPTS if path.parent == case)


def said(diagnostics: tuple[Diagnostic, ...]) -> str:
    return "".join(as_text(d.at(Path(d.file).name)) + "\n" for d in diagnostics)


def named(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


def open_case(case: Path) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=OPEN[named(case)])] if named(case) in OPEN else []


@pytest.mark.parametrize("case", [pytest.param(case, id=named(case), marks=open_case(case)) for case in FOLDERS])
def test_a_transcript_becomes_the_tei_that_was_agreed(case: Path, request: pytest.FixtureRequest) -> None:
    made = encoded(case)
    document, messages = xml.serialize(made.root), said(made.diagnostics)
    if request.config.getoption("--accept") and named(case) not in OPEN:
        (case / "document.xml").write_bytes(document)
        (case / "diagnostics.txt").write_text(messages, "utf-8")
    assert document.decode() == (case / "document.xml").read_text("utf-8")
    assert messages == (case / "diagnostics.txt").read_text("utf-8")


@pytest.mark.parametrize("case", FOLDERS, ids=named)
def test_a_golden_document_is_of_its_layout_valid_and_gives_its_transcript_back(
    case: Path, faults: Callable[[bytes], list[str]]
) -> None:
    made = encoded(case)
    assert faults((case / "document.xml").read_bytes()) == []
    assert made.document.fit.layout.name == case.parent.name
    tree = xml.read(case / "document.xml")
    restored = inverse.transcript(tree)
    assert restored.data == read(transcript_of(case)).data
    assert restored.is_proved
