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
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any, Final, Self

from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.publishing.book import ledger as ledgers
from tei_edition.publishing.book.ledger import Facts, Ledger, Outline, Scope

STANDARDS: Final = ("a-3a", "ua-1")
MOST_PASSES: Final = 8
MOST_MEMORY: Final = 1500
"""Megabytes at which the process is ended after a pass and a fresh one takes its place."""
ROOM_AT_ONCE: Final = {"MALLOC_TOP_PAD_": str(64 << 20), "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
"""The engine asks for memory in millions of small pieces: fetched 64 MB at a time, in large pages where the system has
them, it costs a quarter less. What the user has set wins."""
LOG: Final = "press.log"
ONE_PASS: Final = Path(__file__).with_name("one_pass.py")


@dataclass(frozen=True, slots=True)
class Job:
    """One pass over one or more formes below ``root``; ``ahead`` of the others it only gets to know what is there."""

    root: str
    formes: tuple[str, ...]
    fonts: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    timestamp: int = 0
    pdf: bool = False
    ahead: bool = False
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
        self._answers: SimpleQueue[str] = SimpleQueue()
        self._awaited = 0

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error and self._process:
            self._process.kill()
        self._end()

    def idle(self) -> bool:
        """Whether it waits for work."""
        while self._awaited and not self._answers.empty():
            self._next()
        return not self._awaited

    def set_ahead(self, job: Job) -> None:
        """Let it set what is there so far, and do not wait: a pass over the whole has less to do then.

        What it refuses it refuses again when the whole is set.
        """
        with suppress(BrokenPipeError):
            self._tell(replace(job, ahead=True))

    def run(self, job: Job) -> dict[str, Facts]:
        """One pass; the facts of each forme, while the PDFs, if it makes any, are still being written.

        Raises:
            EngineError: the engine refused a forme.
            Refusal: the process ended early.
        """
        self.finish()
        with suppress(BrokenPipeError):
            self._tell(job)
        found = self._next()
        if found["error"]:
            raise EngineError(**found["error"])
        return {name: ledgers.read_facts(facts) for name, facts in found["facts"].items()}

    def finish(self) -> None:
        """Wait until all that was asked for lies on the disk.

        Raises:
            EngineError: the engine refused a forme.
            Refusal: the process ended early.
        """
        memory = 0
        while self._awaited:
            said = self._next()
            memory = said.get("memory", 0)
            if said["error"] and not said["ahead"]:
                raise EngineError(**said["error"])
        if memory > MOST_MEMORY:
            self._end()

    def _begin(self) -> subprocess.Popen[str]:
        with (self._root / LOG).open("w", encoding="utf-8") as file:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", str(ONE_PASS)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=file,
                text=True,
                encoding="utf-8",
                env=ROOM_AT_ONCE | os.environ,
            )
        self._process, self._answers, self._awaited = process, SimpleQueue(), 0
        Thread(target=_listen, args=(process, self._answers), daemon=True).start()
        return process

    def _tell(self, job: Job) -> None:
        process = self._process or self._begin()
        assert process.stdin is not None
        # what it has found, and the end
        self._awaited += 2
        process.stdin.write(json.dumps(asdict(job)) + "\n")
        process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        answer = self._answers.get()
        self._awaited -= 1
        if answer:
            said: dict[str, Any] = json.loads(answer)
            return said
        process = self._process
        self._end()
        said_last = (self._root / LOG).read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]
        reason = said_last or f"exit code {process.returncode if process else 0}"
        raise Refusal(Diagnostic("book-press", f"the typesetting process ended early: {reason}"))

    def _end(self) -> None:
        if self._process is not None:
            # it ends when nothing more comes in
            assert self._process.stdin is not None
            with suppress(BrokenPipeError):
                self._process.stdin.close()
            self._process.wait()
            self._process, self._awaited = None, 0


def _listen(process: subprocess.Popen[str], answers: SimpleQueue[str]) -> None:
    """Take in what the process says as it says it, lest it wait; at its end, nothing."""
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            answers.put(line)
    answers.put("")


def print_formes(
    press: Press, formes: Sequence[Forme], job: Job, progress: Callable[[int], object] | None = None
) -> tuple[Printed, ...]:
    """Typeset formes that lie side by side in the folder of the press until their pages are stable.

    The ``job`` says how, but for the formes. ``progress`` is called with the number of each pass when it begins.

    Raises:
        EngineError: the engine refused one (an unknown element, a character no font has, a broken picture).
    """
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
        press.finish()
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
        write_ledger(forme.folder, known[forme.folder.name])
        (forme.folder / "book.pdf").unlink(missing_ok=True)
    # every pass but the first may be the last
    asked = replace(job, formes=tuple(forme.folder.name for forme in formes), pdf=not first)
    found = press.run(asked)
    out = []
    for forme in formes:
        name = forme.folder.name
        after = ledgers.ledger(found[name], forme.outline, known[name], forme.scope, forme.step)
        out.append((forme, _with_index(press, forme, found[name], known[name], after, asked) if first else after))
    return out


def _with_index(press: Press, forme: Forme, facts: Facts, before: Ledger, first: Ledger, job: Job) -> Ledger:
    """The first ledger with the indexes at their full length: they alone are typeset again, not the whole volume.

    It comes from the ledger ``before`` too: the documents stand where they stood, and nothing more goes over with a close.
    """
    if not forme.has_index:
        return first
    write_ledger(forme.folder, first)
    name = forme.folder.name
    alone = press.run(replace(job, formes=(name,), pdf=False, book="index.xml"))[name]
    return ledgers.ledger(ledgers.with_index(facts, alone), forme.outline, before, forme.scope, forme.step)


def _print(press: Press, job: Job, formes: Sequence[Forme]) -> None:
    """The PDFs of formes whose last pass only looked."""
    left = [forme for forme in formes if not (forme.folder / "book.pdf").is_file()]
    if left:
        press.run(replace(job, formes=tuple(forme.folder.name for forme in left), pdf=True))
        press.finish()


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """What the pass before found, for the template."""
    data = ledger.as_data()
    # files of their own: whatever asks only how paragraphs are set does not change with the pages
    paragraphs = {name: data.pop(name) for name in ("loose", "carried")}
    for name, part in (("ledger", data), ("paragraphs", paragraphs)):
        text = json.dumps(part, ensure_ascii=False, sort_keys=True)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
