"""A process that is killed at any system call by which it writes leaves each file as it was or as it should be."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tei_edition.cli import main

KilledAt = Callable[[int, Callable[[Callable[[], None]], object]], int]
MakeEdition = Callable[..., Path]
TEXT = "Vastra, 3 May 1950\n\nDear Sund,\n\nThe boat of Odo Brand is [very] late.\n\nNothing else is known.\n\nODO KALLAS\n"
REISSUED = TEXT.replace("Dear Sund,\n", "Dear Sund,\n\nA paragraph was forgotten.\n")
DECIDED = '[[correct]]\nline = 7\nwords = "known"\nreading = "new"\n'

KILLED, IN_PLACE = 9, 77
# what changes files, as Python tells those who audit it
CHANGING = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.link", "os.symlink"}
)


class Torn:
    """A file whose words reach the disk in two halves."""

    def __init__(self, handle: int, reached: Callable[[], None]) -> None:
        self.handle, self.reached = handle, reached

    def __enter__(self) -> Torn:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.handle)

    def fileno(self) -> int:
        return self.handle

    def flush(self) -> None:
        self.reached()

    def write(self, data: bytes) -> None:
        for half in (data[: len(data) // 2], data[len(data) // 2 :]):
            self.reached()
            os.write(self.handle, half)


def run_watched(command: tuple[str, ...], root: Path, reached: Callable[[], None]) -> None:
    """A command of which every system call that changes a file below a folder is told, before it."""

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        if event in CHANGING and str(arguments[0]).startswith(str(root)):
            reached()
        if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(str(root)):
            writes = int(arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR)
            if writes and not Path(arguments[0]).name.startswith("."):
                os._exit(IN_PLACE)
            if writes:
                reached()

    os.fdopen = lambda handle, *_: Torn(handle, reached)  # type: ignore[assignment]
    os.fsync = lambda _: reached()
    sys.addaudithook(audit)
    CliRunner().invoke(main, [one.format(root=root) for one in command])


def carried_out(command: tuple[str, ...], root: Path) -> Path:
    """The folder after the whole command."""
    CliRunner().invoke(main, [one.format(root=root) for one in command])
    return root


def laid_ready(root: Path) -> list[tuple[str, bytes]]:
    """What waits for its document: see ``hand_work.fate.put``."""
    return [(str(path.relative_to(root)), path.read_bytes()) for path in sorted(root.rglob(".*.next"))]


def files(root: Path) -> dict[str, bytes]:
    """Everything an editor sees in an edition folder."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def first(root: Path) -> None:
    """Nothing has been converted yet."""


def merging(root: Path) -> None:
    """The editor has changed the document and decided a word, and the archive has reissued the transcript."""
    decided = root / "decisions" / "a.toml"
    decided.parent.mkdir()
    decided.write_text(DECIDED)
    carried_out(("convert", "{root}"), root)
    edit(root / "documents" / "a.xml", "The boat", "<hi>The boat</hi>")
    (root / "transcripts" / "a.txt").write_text(REISSUED)


def conflicting(root: Path) -> None:
    """The editor and the converter want something else on one line."""
    carried_out(("convert", "{root}"), root)
    edit(root / "documents" / "a.xml", 'reason="subaudible">very', 'reason="explanation">very')
    (root / "decisions").mkdir()
    (root / "decisions" / "a.toml").write_text('[[bracket]]\nline = 5\nwords = "very"\nsign = "original"\n')


def settling(root: Path) -> None:
    """The conflict has been worked in by hand."""
    conflicting(root)
    carried_out(("convert", "{root}"), root)


def proposing(root: Path) -> None:
    """Names were proposed before, and there are others now."""
    carried_out(("names", "{root}"), root)
    (root / "transcripts" / "a.txt").write_text(TEXT.replace("Odo Brand", "Comrade Lisa Strand"))


def proposing_beside(root: Path) -> None:
    """The editor works on the names proposed before."""
    proposing(root)
    edit(root / "registers" / "proposals.xml", "<standOff>", "<standOff><!-- mine -->")


def untied(root: Path) -> None:
    """The documents are not tied to the schema yet, and one has a mistake that can be mended."""
    carried_out(("convert", "{root}"), root)
    shutil.rmtree(root / "schema")
    edit(root / "documents" / "a.xml", "<salute ", "<Salute ")
    edit(root / "documents" / "a.xml", "</salute>", "</Salute>")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")


WRITING = {
    "convert": (first, ("convert", "{root}")),
    "merge": (merging, ("convert", "{root}")),
    "conflict": (conflicting, ("convert", "{root}")),
    "settle": (settling, ("convert", "{root}", "--settled", "a")),
    "names": (proposing, ("names", "{root}")),
    "names beside": (proposing_beside, ("names", "{root}")),
    "install": (untied, ("schema", "install", "{root}")),
    "repair": (untied, ("validate", "--fix", "{root}")),
    "init": (first, ("init", "{root}/new")),
}


@pytest.mark.parametrize("name", WRITING)
def test_killed_at_any_system_call_each_file_is_the_old_or_the_new(
    name: str,
    make_edition: MakeEdition,
    registers: dict[str, bytes],
    killed_at: KilledAt,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # what is killed here is a process, not the machine
    prepare, command = WRITING[name]
    begun = make_edition({"transcripts/a.txt": TEXT, **registers}, "begun")
    prepare(begun)
    old = files(begun)
    new = files(carried_out(command, shutil.copytree(begun, tmp_path / "whole")))
    assert new != old, "the command writes nothing"
    at, ended, state = 0, KILLED, frozenset()
    while ended == KILLED:
        at += 1
        root = shutil.copytree(begun, tmp_path / f"{at}")
        ended = killed_at(at, partial(run_watched, command, root))
        assert ended in {0, KILLED}, "a file was written in place" if ended == IN_PLACE else ended
        for path, data in files(root).items():
            assert data in {old.get(path), new.get(path)}, f"killed at call {at}: {path} is neither the old nor the new"
        assert set(old) & set(new) <= set(files(root)), f"killed at call {at}: a file is gone"
        before, state = state, frozenset({*files(root).items(), *laid_ready(root)})
        if name != "init" and state != before:
            assert files(carried_out(command, root)) == new, (
                f"killed at call {at}, the next run does not end as it should"
            )
            assert laid_ready(root) == []
    assert at > 4
