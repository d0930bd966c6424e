"""The press: pages from print XML, in passes, in a process of its own.

A *forme* is a folder with all a book needs: book.xml, settings.json, ledger.json, paragraphs.json, pictures, attachments;
the template lies beside the formes. The engine sees nothing outside that folder.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.publishing.book import ledger as ledgers
from tei_edition.publishing.book.ledger import Facts, Ledger, Outline, Scope

STANDARDS: Final = ("a-3a", "ua-1")
MOST_PASSES: Final = 6
MOST_MEMORY: Final = 1500
"""Megabytes at which the process is ended after a pass and a fresh one takes its place."""
ROOM_AT_ONCE: Final = {"MALLOC_TOP_PAD_": str(64 << 20), "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
"""The engine asks for memory in millions of small pieces: fetched 64 MB at a time, in large pages where the system has
them, it costs a quarter less. What the user has set wins."""
LOG: Final = "press.log"
ONE_PASS: Final = Path(__file__).with_name("one_pass.py")


@dataclass(frozen=True, slots=True)
class Job:
    """One pass over one or more formes below ``root``."""

    root: str
    formes: tuple[str, ...]
    fonts: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
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
    scope: Scope = "document"
    step: int = 5
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


class Press:
    """The typesetting process: it remembers what it has set, and is replaced when it has grown too large.

    It gets ready while what it is to set is still being written. Formes lie side by side in the folder ``root``.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def run(self, job: Job) -> dict[str, Facts]:
        """One pass; the facts of each forme.

        Raises:
            EngineError: the engine refused a forme.
            Refusal: the process ended early.
        """
        order = self._root / "job.json"
        order.write_text(json.dumps(asdict(job)), encoding="utf-8")
        self._tell(str(order))
        report = json.loads((self._root / "report.json").read_text(encoding="utf-8"))
        if report["error"]:
            raise EngineError(**report["error"])
        if report["memory"] > MOST_MEMORY:
            self._end()
        return {name: ledgers.read_facts(facts) for name, facts in report["facts"].items()}

    def _begin(self) -> subprocess.Popen[str]:
        with (self._root / LOG).open("w", encoding="utf-8") as file:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", str(ONE_PASS)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=file,
                text=True,
                encoding="utf-8",
                env=ROOM_AT_ONCE | os.environ,
            )
        return self._process

    def _tell(self, order: str) -> None:
        process = self._process or self._begin()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            self._end()
            said = (self._root / LOG).read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]
            reason = said or f"exit code {process.returncode}"
            raise Refusal(Diagnostic("book-press", f"the typesetting process ended early: {reason}"))

    def _end(self) -> None:
        if self._process is not None:
            # it ends when nothing more comes in
            self._process.communicate()
            self._process = None


def print_formes(
    press: Press,
    formes: Sequence[Forme],
    *,
    fonts: Sequence[Path] = (),
    families: Sequence[str] = (),
    timestamp: int = 0,
    progress: Callable[[int], object] | None = None,
) -> tuple[Printed, ...]:
    """Typeset formes that lie side by side in the folder of the press until their pages are stable.

    ``progress`` is called with the number of each pass when it begins.

    Raises:
        EngineError: the engine refused one (an unknown element, a character no font has, a broken picture).
    """
    root = formes[0].folder.parent
    job = Job(str(root), (), tuple(str(folder.resolve()) for folder in fonts), tuple(families), timestamp)
    known = {forme.folder.name: Ledger() for forme in formes}
    passes = dict.fromkeys(known, 0)
    waiting = list(formes)
    for number in range(1, MOST_PASSES + 1):
        if progress:
            progress(number)
        unsettled = []
        for forme, after in _one_pass(press, job, waiting, known, first=number == 1):
            passes[forme.folder.name] = number
            if number == 1 or after != known[forme.folder.name]:
                unsettled.append(forme)
            known[forme.folder.name] = after
        waiting = unsettled
        if not waiting:
            break
    _print(press, job, formes)
    return tuple(
        Printed(f.folder / "book.pdf", known[f.folder.name], passes[f.folder.name], f not in waiting) for f in formes
    )


def _one_pass(
    press: Press, job: Job, formes: Sequence[Forme], known: dict[str, Ledger], *, first: bool
) -> list[tuple[Forme, Ledger]]:
    for forme in formes:
        _write_ledger(forme, known[forme.folder.name])
        (forme.folder / "book.pdf").unlink(missing_ok=True)
    # every pass but the first may be the last
    asked = replace(job, formes=tuple(forme.folder.name for forme in formes), pdf=not first)
    found = press.run(asked)
    out = []
    for forme in formes:
        name = forme.folder.name
        after = ledgers.ledger(found[name], forme.outline, known[name], forme.scope, forme.step)
        out.append((forme, _with_index(press, forme, found[name], after, asked) if first else after))
    return out


def _with_index(press: Press, forme: Forme, facts: Facts, first: Ledger, job: Job) -> Ledger:
    """The first ledger with the indexes at their full length: they alone are typeset again, not the whole volume."""
    if not forme.has_index:
        return first
    _write_ledger(forme, first)
    name = forme.folder.name
    alone = press.run(replace(job, formes=(name,), pdf=False, book="index.xml"))[name]
    return ledgers.ledger(ledgers.with_index(facts, alone), forme.outline, first, forme.scope, forme.step)


def _print(press: Press, job: Job, formes: Sequence[Forme]) -> None:
    """The PDFs of formes whose last pass only looked."""
    left = [forme for forme in formes if not (forme.folder / "book.pdf").is_file()]
    if left:
        press.run(replace(job, formes=tuple(forme.folder.name for forme in left), pdf=True))


def _write_ledger(forme: Forme, ledger: Ledger) -> None:
    data = ledger.as_data()
    # files of their own: whatever asks only how paragraphs are set does not change with the pages
    paragraphs = {name: data.pop(name) for name in ("loose", "carried")}
    for name, part in (("ledger", data), ("paragraphs", paragraphs)):
        text = json.dumps(part, ensure_ascii=False, sort_keys=True)
        (forme.folder / f"{name}.json").write_text(text, encoding="utf-8")
