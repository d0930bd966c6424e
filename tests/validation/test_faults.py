"""Is a mistake reported at its line, in words that name it?"""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import HARBOUR
from faults import FAULTS, Fault

from tei_edition import resources, xml
from tei_edition.diagnostics import Diagnostic, Refusal, as_text
from tei_edition.validation import schema, validate

GOLDEN = Path(__file__).parent / "faults.txt"


def sown(edition: Path, fault: Fault) -> int:
    """Put a fault into a copy of the edition; returns the line on which it is to be reported."""
    path = edition / fault.file
    text = path.read_text(encoding="utf-8")
    assert fault.old in text, f"“{fault.old}” stands no longer in {fault.file}"
    at = text.index(fault.at or fault.old)
    path.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")
    return text.count("\n", 0, at) + 1 + fault.below


@dataclass(frozen=True)
class Sown:
    """A fault in a copy of the edition: the line on which it is to be reported, and all that was found."""

    path: Path
    line: int
    found: list[Diagnostic]


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> dict[str, Sown]:
    done = {}
    for fault in FAULTS:
        edition = tmp_path_factory.mktemp("sown") / "harbour"
        shutil.copytree(HARBOUR, edition)
        line = sown(edition, fault)
        done[fault.name] = Sown(edition / fault.file, line, validate([edition]))
    return done


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.name)
def test_a_fault_is_reported_at_its_line_and_named(fault: Fault, results: dict[str, Sown]):
    result = results[fault.name]
    here = [d for d in result.found if d.position and d.position.line == result.line and d.file == str(result.path)]
    assert any(fault.tells in f"{d.message} {d.advice}" for d in here), [as_text(d) for d in result.found]


def test_there_are_faults_of_many_kinds():
    assert len({f.name for f in FAULTS}) == len(FAULTS) >= 40


# ---- side by side with others


def ours(result: Sown) -> list[str]:
    return [f"{d.position.line}: {d.message}. {d.advice}" for d in result.found]


def xmlschemas(path: Path) -> list[str]:
    try:
        errors = list(schema._explainer(resources.schema("tei-edition.xsd")).iter_errors(xml.read(path)))
    except Refusal:
        return []
    return [re.sub(r"\{[^}]*\}", "", f"{e.elem.sourceline}: {e.reason}")[:300] for e in errors if e.elem is not None]


def jings(path: Path) -> list[str]:
    said = subprocess.run(
        ["jing", str(resources.schema("tei-edition.rng")), str(path)], capture_output=True, text=True, check=False
    )
    return [re.sub(r"^.*?:(\d+):\d+: (?:fatal|error): ", r"\1: ", line)[:300] for line in said.stdout.splitlines()]


def section(voice: str, messages: list[str]) -> list[str]:
    return [f"{voice:<10}{m}" for m in messages or ["nothing"]]


def test_messages_are_as_accepted(results: dict[str, Sown], request):
    accept = request.config.getoption("--accept")
    golden = GOLDEN.read_text(encoding="utf-8").rstrip("\n").split("\n\n") if GOLDEN.is_file() else []
    known = {part.split("\n")[0]: part for part in golden}
    found = []
    for name, result in results.items():
        # what jing says is written down when it is at hand, and kept when it is not
        others = [line for line in known.get(f"== {name}", "").split("\n") if line.startswith("jing")]
        if accept and shutil.which("jing"):
            others = section("jing", jings(result.path))
        lines = [*section("ours", ours(result)), *section("xmlschema", xmlschemas(result.path))]
        found.append("\n".join([f"== {name}", *lines, *others]))
    if accept:
        GOLDEN.write_text("\n\n".join(found) + "\n", encoding="utf-8")
    assert "\n\n".join(found) + "\n" == GOLDEN.read_text(encoding="utf-8")
