"""``import tei_edition``: the line as functions."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import tei_edition
from tei_edition import xml
from tei_edition.diagnostics import Refusal
from tei_edition.verify import verify_document

TEXT = "Vastra, 3 May 1950\n\nDear Comrade Sund,\n\nThe [old] boat is late.\n\nODO KALLAS\n"


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    path = tmp_path / "letter 7.txt"
    path.write_text(TEXT)
    return path


def test_the_line_has_the_functions_it_promises() -> None:
    assert set(tei_edition.__all__) >= {"read", "encode", "write", "validate", "build"}
    for name in tei_edition.__all__:
        assert (getattr(tei_edition, name).__doc__ or "").strip()


def test_a_transcript_goes_down_the_line(transcript: Path, tmp_path: Path) -> None:
    source = tei_edition.read(transcript)
    document = tei_edition.encode(source)
    target = tmp_path / "out" / "letter-7.xml"
    tei_edition.write(document, target)
    assert xml.read(target).getroot().get(xml.ID) == "letter-7"
    assert verify_document(target).is_proved
    assert [d for d in tei_edition.validate([target]) if d.severity == "error"] == []


def test_paths_may_be_strings(transcript: Path, tmp_path: Path) -> None:
    document = tei_edition.encode(tei_edition.read(str(transcript)), identifier="x")
    tei_edition.write(document, str(tmp_path / "x.xml"))
    assert xml.read(tmp_path / "x.xml").getroot().get(xml.ID) == "x"


def test_with_an_edition_its_registers_are_used(
    transcript: Path, make_edition: Callable[..., Path], registers: dict[str, bytes]
) -> None:
    root = make_edition(registers)
    document = tei_edition.encode(tei_edition.read(transcript), edition=root)
    assert "persons.xml#sund" in xml.serialize(document).decode()


def test_an_edition_is_converted_as_one_by_one(make_edition: Callable[..., Path]) -> None:
    from tei_edition.convert import convert
    from tei_edition.edition import open_edition

    root = make_edition({"transcripts/a.txt": TEXT})
    convert(open_edition(root))
    alone = tei_edition.encode(tei_edition.read(root / "transcripts" / "a.txt"), edition=root)
    assert xml.serialize(alone) == (root / "documents" / "a.xml").read_bytes()


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="there is no file"):
        tei_edition.read(tmp_path / "gone.txt")


def test_an_edition_that_is_none_is_refused(transcript: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        tei_edition.encode(tei_edition.read(transcript), edition=tmp_path / "nowhere")


def test_reading_a_transcript_loads_no_typesetter() -> None:
    code = (
        "import sys, tei_edition, pathlib; "
        "tei_edition.read(pathlib.Path(sys.argv[1])); "
        "print([m for m in ('typst', 'saxonche', 'xmlschema') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, __file__], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_edition_may_be_built_twice(make_edition: Callable[..., Path]) -> None:
    from tei_edition.convert import convert
    from tei_edition.edition import open_edition

    root = make_edition({"transcripts/a.txt": TEXT})
    convert(open_edition(root))
    first = tei_edition.build(root)
    assert tei_edition.build(root).documents == first.documents
