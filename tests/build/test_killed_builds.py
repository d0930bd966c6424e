"""A build that is killed at any moment leaves the site as it was or as it should be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tei_edition import folders
from tei_edition.folders import recover, replacing
from tei_edition.xml import ABANDONED

KilledAt = Callable[[int, Callable[[Callable[[], None]], object]], int]
KILLED = 9
OLD = {"index.html": b"old", "documents/a.html": b"old a", "documents/gone.html": b"old gone"}
NEW = {"index.html": b"new", "documents/a.html": b"new a", "signs.html": b"new signs"}
# what changes a folder, as Python tells those who audit it
CHANGING = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree", "open"})


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def fill(folder: Path, content: dict[str, bytes]) -> None:
    for name, data in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def replace_watched(target: Path, reached: Callable[[], None], *, at_once: bool) -> None:
    """Replace a folder; every call that changes anything is told, before it, the exchange also after it."""
    exchanged: Callable[[Path, Path], bool] = folders._exchanged

    def watched(one: Path, other: Path) -> bool:
        reached()
        done = at_once and exchanged(one, other)
        reached()
        return done

    folders._exchanged = watched  # type: ignore[assignment]
    sys.addaudithook(lambda event, _: reached() if event in CHANGING else None)
    with replacing(target) as fresh:
        fill(fresh, NEW)


def begun(root: Path, at: int) -> Path:
    fill(root / str(at) / "site", OLD)
    return root / str(at) / "site"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize("at_once", [True, False], ids=["in one step", "in two steps"])
def test_killed_at_any_call_the_folder_is_the_old_or_the_new(
    at_once: bool, tmp_path: Path, killed_at: KilledAt
) -> None:
    if at_once and not folders._exchanged(begun(tmp_path, -1), begun(tmp_path, -2)):
        pytest.skip("this system cannot exchange two folders in one step")
    at, ended, states = 0, KILLED, []
    while ended == KILLED:
        at += 1
        target = begun(tmp_path, at)
        ended = killed_at(at, partial(replace_watched, target, at_once=at_once))
        if not at_once:
            recover(target)  # as the next build does
        states.append(files(target))
        assert ended in {0, KILLED}
        assert states[-1] in (OLD, NEW), f"killed at call {at}"
    assert states == sorted(states, key=lambda state: state == NEW), "what was new is old again"
    assert states[0] == OLD
    assert states[-1] == NEW
    assert at > 8


def test_what_a_killed_build_began_goes_when_nobody_writes_on_it(tmp_path: Path) -> None:
    target = begun(tmp_path, 1)
    left, running = target.parent / ".site-left", target.parent / ".site-running"
    fill(left, NEW)
    fill(running, NEW)
    before = left.stat().st_mtime - ABANDONED - 1
    os.utime(left, (before, before))
    recover(target)
    assert sorted(path.name for path in target.parent.iterdir()) == [".site-running", "site"]
    assert files(target) == OLD


def test_after_an_error_the_old_folder_stays_and_nothing_beside_it(tmp_path: Path) -> None:
    target = begun(tmp_path, 1)
    with pytest.raises(FileNotFoundError), replacing(target) as fresh:
        fresh.joinpath("no", "such", "folder.html").write_bytes(b"")
    assert files(target) == OLD
    assert list(target.parent.iterdir()) == [target]


# a build that dies at its n-th change below dist/; it prints how many there are
BUILD = """
import os, sys
root, at = sys.argv[1], int(sys.argv[2])
from tei_edition.cli import main
count = 0
def audit(event, arguments):
    global count
    if event not in {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree", "open"}:
        return
    if not str(arguments[0]).startswith(root + "/dist"):
        return
    if event == "open" and not (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR):
        return
    count += 1
    if count == at:
        os._exit(9)
sys.addaudithook(audit)
main(["build", root, "--no-book"], standalone_mode=False)
print(count)
"""
LETTER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>'
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    "<text><body><p>{words}</p></body></text></TEI>"
)


def build(root: Path, at: int = 0) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BUILD, str(root), str(at)], capture_output=True, text=True, check=False
    )


def test_a_site_is_the_old_or_the_new_wherever_its_build_is_killed(tmp_path: Path) -> None:
    first = tmp_path / "first"
    (first / "documents").mkdir(parents=True)
    (first / "edition.toml").write_text('title = "Test"\ndate = 2026-01-01\n[site]\noff = ["search"]\n')
    letter = first / "documents" / "a.xml"
    letter.write_text(LETTER.replace("{words}", "Words as they were."))
    assert build(first).returncode == 0
    letter.write_text(LETTER.replace("{words}", "Words as they are."))
    old = files(first / "dist" / "site")
    whole = shutil.copytree(first, tmp_path / "whole")
    calls = int(build(whole).stdout.split()[-1])
    new = files(whole / "dist" / "site")
    assert old != new
    for at in (1, 2, calls // 2, calls - 1, calls):
        root = shutil.copytree(first, tmp_path / f"{at}")
        assert build(root, at).returncode == KILLED
        assert files(root / "dist" / "site") in (old, new), f"killed at change {at} of {calls}"
