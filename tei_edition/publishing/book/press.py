"""The press: pages from print XML, in passes, each in a process of its own. The only place that knows typst.

A *forme* is a folder with everything a volume needs: book.typ, page.typ, book.xml, settings.json, pictures and
attachments. The engine sees nothing outside it.

Run as a module it makes one pass: ``python -m tei_edition.publishing.book.press JOB.json``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.publishing.book import ledger as ledgers
from tei_edition.publishing.book.ledger import Facts, Ledger, Outline

STANDARDS = ("a-3a", "ua-1")
MOST_PASSES = 6
QUERY = """{
  let at(mark) = { let p = mark.location().position(); (p.page, p.y.pt()) }
  (
    lines: query(<line>).map(m => (..m.value, ..at(m))),
    lemmas: query(<lemma>).map(m => (..m.value, ..at(m))),
    mentions: query(<mention>).map(m => (m.value, m.location().page())),
    places: query(<place>).map(m => (m.value, ..at(m))),
    notes: query(<entry>).map(m => (m.value, m.location().page())),
    calls: query(<call>).map(m => (m.value, m.location().page())),
    pages: query(<last-page>).map(m => m.location().page()).at(0, default: 0),
  )
}"""


@dataclass(frozen=True, slots=True)
class Job:
    """One pass over one or more formes below ``root``."""

    root: str
    formes: tuple[str, ...]
    fonts: tuple[str, ...] = ()
    timestamp: int = 0
    pdf: bool = False
    standards: tuple[str, ...] = STANDARDS


@dataclass(frozen=True, slots=True)
class Forme:
    """A folder ready for the press, and what the ledger must know about the book in it."""

    folder: Path
    outline: Outline
    scope: str = "document"


@dataclass(frozen=True, slots=True)
class Printed:
    """Finished pages: where the PDF lies, the last ledger, and how many passes it took."""

    pdf: Path
    ledger: Ledger
    passes: int


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
            known[name] = after
        waiting = unsettled
        if progress:
            progress(number)
        if not waiting:
            break
    return tuple(Printed(f.folder / "book.pdf", known[f.folder.name], passes[f.folder.name]) for f in formes)


def _write_ledger(forme: Forme, ledger: Ledger) -> None:
    text = json.dumps(ledger.as_data(), ensure_ascii=False, sort_keys=True)
    (forme.folder / "ledger.json").write_text(text, encoding="utf-8")


def run_pass(job: Job) -> dict[str, Facts]:
    """One pass in a process of its own, which gives all its memory back when it ends."""
    order = Path(job.root) / "job.json"
    order.write_text(json.dumps(asdict(job)), encoding="utf-8")
    command = [sys.executable, "-m", __name__, str(order)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2] or f"exit code {done.returncode}"
        raise Refusal(Diagnostic("book-press", f"the typesetting process ended early: {last}"))
    report = json.loads((Path(job.root) / "report.json").read_text(encoding="utf-8"))
    if report["error"]:
        raise EngineError(**report["error"])
    return {name: ledgers.read_facts(facts) for name, facts in report["facts"].items()}


@dataclass(slots=True)
class _Report:
    facts: dict[str, Any] = field(default_factory=dict)
    error: dict[str, Any] | None = None


def _work(job: Job) -> _Report:
    import typst

    report = _Report()
    root = Path(job.root)
    compiler: Any = None
    for name in job.formes:
        inputs = {"forme": name}
        try:
            if compiler is None:
                # the fonts are loaded once for all formes
                compiler = typst.Compiler(
                    str(root / "book.typ"),
                    root=str(root),
                    font_paths=list(job.fonts),
                    ignore_system_fonts=True,
                    sys_inputs=inputs,
                )
            if job.pdf or len(job.formes) > 1:
                pdf = compiler.compile(
                    sys_inputs=inputs, pdf_standards=list(job.standards), timestamp=job.timestamp, pdf_tags=True
                )
                (root / name / "book.pdf").write_bytes(pdf)
            facts = json.loads(compiler.eval(QUERY))
            report.facts[name] = facts
        except RuntimeError as error:  # the class of all the engine's errors
            report.error = {"forme": name, "message": str(error), "hints": list(getattr(error, "hints", ()))}
            break
    return report


def main(arguments: Sequence[str]) -> int:
    """Run one job; the answer is report.json beside the job."""
    order = Path(arguments[0])
    data = json.loads(order.read_text(encoding="utf-8"))
    job = Job(
        root=data["root"],
        formes=tuple(data["formes"]),
        fonts=tuple(data["fonts"]),
        timestamp=data["timestamp"],
        pdf=data["pdf"],
        standards=tuple(data["standards"]),
    )
    report = _work(job)
    text = json.dumps(asdict(report), ensure_ascii=False)
    order.with_name("report.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
