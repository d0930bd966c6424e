"""Check again whenever a file is saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from tei_edition.validation import validating
from tei_edition.validation.report import Report

SECONDS_BETWEEN: Final = 0.5
State = dict[Path, tuple[int, int]]


def watch(
    check: Callable[[], Report],
    paths: Sequence[Path],
    tell: Callable[[Report], None],
    rounds: Iterator[object] | None = None,
) -> None:
    """Check, tell, and check again after each change until interrupted; ``rounds`` may end it sooner."""
    before: State | None = None
    for _ in rounds or iter(int, 1):
        now = state(paths)
        if now != before:
            tell(check())
            before = now
        else:
            time.sleep(SECONDS_BETWEEN)


def state(paths: Sequence[Path]) -> State:
    """When each file was last changed, and its size; a file that has vanished is left out."""
    return {
        file: (file.stat().st_mtime_ns, file.stat().st_size)
        for group in validating.groups(paths)
        for file in group.files
        if file.is_file()
    }
