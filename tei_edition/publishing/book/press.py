"""The press: pages from print XML, in passes, each in a process of its own.

A *forme* is a folder with everything a book needs: book.xml, settings.json, ledger.json, pictures and attachments;
the template lies beside the formes. The engine sees nothing outside that folder.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.publishing.book import ledger as ledgers
from tei_edition.publishing.book.ledger import Facts, Ledger, Outline

STANDARDS = ("a-3a", "ua-1")
MOST_PASSES = 6
ONE_PASS = Path(__file__).with_name("one_pass.py")


@dataclass(frozen=True, slots=True)
class Job:
    """One pass over one or more formes below ``root``."""

    root: str
    formes: tuple[str, ...]
    fonts: tuple[str, ...] = ()
    timestamp: int = 0
    pdf: bool = False
    book: str = "book.xml"
    standards: tuple[str, ...] = STANDARDS


@dataclass(frozen=True, slots=True)
class Forme:
    """A folder ready for the press, and what the ledger must know about the book in it.

    With an index there is a second book in it, ``index.xml``, that holds the indexes alone.
    """

    folder: Path
    outline: Outline
    scope: str = "document"
    has_index: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """Finished pages: where the PDF lies, the last ledger, and how many passes it took."""

    pdf: Path
    ledger: Ledger
    passes: int
    settled: bool


class EngineError(Exception):
    """The engine refused a forme; the message is its own."""

    def __init__(self, forme: str, message: str, hints: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.forme = forme
        self.hints = tuple(hints)


def print_formes(
    formes: Sequence[Forme],
    *,
    fonts: Sequence[Path] = (),
    timestamp: int = 0,
    progress: Callable[[int], None] | None = None,
) -> tuple[Printed, ...]:
    """Typeset formes that lie side by side in one folder until their pages are stable.

    Raises:
        EngineError: the engine refused one (an unknown element, a character no font has, a broken picture).
    """
    root = formes[0].folder.parent
    known = {forme.folder.name: Ledger() for forme in formes}
    passes = dict.fromkeys(known, 0)
    waiting = list(formes)
    for number in range(1, MOST_PASSES + 1):
        for forme in waiting:
            _write_ledger(forme, known[forme.folder.name])
        names = tuple(forme.folder.name for forme in waiting)
        # the first pass only looks: nobody needs its PDF
        job = Job(str(root), names, tuple(str(f.resolve()) for f in fonts), timestamp, pdf=number > 1)
        found = run_pass(job)
        unsettled = []
        for forme in waiting:
            name = forme.folder.name
            passes[name] = number
            after = ledgers.ledger(found[name], forme.outline, known[name], forme.scope)
            if number == 1 or after != known[name]:
                unsettled.append(forme)
            known[name] = _with_index(forme, found[name], after, job) if number == 1 else after
        waiting = unsettled
        if progress:
            progress(number)
        if not waiting:
            break
    return tuple(
        Printed(f.folder / "book.pdf", known[f.folder.name], passes[f.folder.name], f not in waiting) for f in formes
    )


def _with_index(forme: Forme, facts: Facts, first: Ledger, job: Job) -> Ledger:
    """The first ledger with the indexes at their full length: they alone are typeset again, not the whole volume."""
    if not forme.has_index:
        return first
    _write_ledger(forme, first)
    name = forme.folder.name
    alone = run_pass(replace(job, formes=(name,), pdf=False, book="index.xml"))[name]
    return ledgers.ledger(ledgers.with_index(facts, alone), forme.outline, first, forme.scope)


def _write_ledger(forme: Forme, ledger: Ledger) -> None:
    text = json.dumps(ledger.as_data(), ensure_ascii=False, sort_keys=True)
    (forme.folder / "ledger.json").write_text(text, encoding="utf-8")


def run_pass(job: Job) -> dict[str, Facts]:
    """One pass in a process of its own, which gives all its memory back when it ends."""
    order = Path(job.root) / "job.json"
    order.write_text(json.dumps(asdict(job)), encoding="utf-8")
    command = [sys.executable, "-P", str(ONE_PASS), str(order)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2] or f"exit code {done.returncode}"
        raise Refusal(Diagnostic("book-press", f"the typesetting process ended early: {last}"))
    report = json.loads((Path(job.root) / "report.json").read_text(encoding="utf-8"))
    if report["error"]:
        raise EngineError(**report["error"])
    return {name: ledgers.read_facts(facts) for name, facts in report["facts"].items()}
