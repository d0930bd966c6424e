"""A folder that is replaced whole: at any moment the old or the new one stands on disk. The only place that knows ctypes."""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from tei_edition.xml import ABANDONED

OLD: Final = ".old"
# of linux/fcntl.h and linux/fs.h
AT_FDCWD: Final = -100
RENAME_EXCHANGE: Final = 2


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new folder, hidden beside the old one, that takes its place when it is whole; after an error the old one stays.

    If the process is killed, what it had begun stays beside it under its hidden name: :func:`recover`.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield fresh
        fresh.chmod(0o755)
        _put(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def recover(target: Path) -> None:
    """Put back the folder that a killed process had moved aside; remove what such ones began, once nobody can be writing on it."""
    aside = sorted(target.parent.glob(f".{target.name}-*{OLD}"), key=_written)
    if aside and not target.exists():
        aside.pop().rename(target)
    for left in target.parent.glob(f".{target.name}-*"):
        if time.time() - _written(left) > ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


def _written(folder: Path) -> float:
    """When something was last put into a folder."""
    with suppress(FileNotFoundError):
        return folder.stat().st_mtime
    return time.time()


def _put(fresh: Path, target: Path) -> None:
    """Exchange two folders in one step; where the system has no such step, the old one is moved aside first."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchanged(fresh, target):
        _put_by_two_steps(fresh, target)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange the names of two folders at once (Linux); False where that cannot be done, and nothing has been."""
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    done: int = renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
    return done == 0


def _put_by_two_steps(fresh: Path, target: Path) -> None:
    old = fresh.with_name(f"{fresh.name}{OLD}")
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
