"""Hand work is never lost: what the converter wrote then, what stands now, what it writes today."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from merge3 import Merge3

from tei_edition.diagnostics import Diagnostic, Position


class Fate(Enum):
    """What a conversion means for a file."""

    NEW = "made"
    SAME = "unchanged"
    UPDATED = "updated"
    KEPT = "kept as edited"
    MERGED = "merged with your changes"
    REFUSED = "not read"
    CONFLICT = "left as it is; a proposal lies beside it"


@dataclass(frozen=True, slots=True)
class Merge:
    """The outcome for one file: what to write into it, or only beside it."""

    fate: Fate
    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


def merge(
    base: bytes | None, mine: bytes | None, new: bytes, is_sound: Callable[[bytes], tuple[Diagnostic, ...]]
) -> Merge:
    """Merge line by line what was generated (``base``), what stands now (``mine``) and what is generated today.

    ``is_sound`` says what is wrong with a merged file; anything wrong is a conflict. In a conflict ``data`` is
    the proposal: today's text.
    """
    if mine is None:
        return Merge(Fate.NEW, new)
    if mine == new:
        return Merge(Fate.SAME, new)
    if base is not None and mine == base:
        return Merge(Fate.UPDATED, new)
    if base is not None and base == new:
        return Merge(Fate.KEPT, mine)
    if base is None:
        message = "the file was not made by convert, or .generated/ is gone: there is nothing to merge by"
        return Merge(Fate.CONFLICT, new, (Diagnostic("merge-conflict", message, position=Position(1)),))
    return _three_ways(base, mine, new, is_sound)


def _three_ways(base: bytes, mine: bytes, new: bytes, is_sound: Callable[[bytes], tuple[Diagnostic, ...]]) -> Merge:
    merged: list[bytes] = []
    conflicts: list[Diagnostic] = []
    line = 1
    merger = Merge3(base.splitlines(True), mine.splitlines(True), new.splitlines(True), is_cherrypick=False)
    for group in merger.merge_groups():
        if group[0] == "conflict":
            _, _, ours, theirs = group
            conflicts.append(_conflict(line, ours, theirs))
            merged += ours
            line += len(ours)
        else:
            merged += group[1]
            # lines that only today's text changed are not in the editor's file
            line += len(group[1]) if group[0] != "b" else 0
    if conflicts:
        return Merge(Fate.CONFLICT, new, tuple(conflicts))
    data = b"".join(merged)
    wrong = is_sound(data)
    if wrong:
        return Merge(Fate.CONFLICT, new, wrong)
    return Merge(Fate.SAME if data == mine else Fate.MERGED, data)


def _conflict(line: int, ours: Sequence[bytes], theirs: Sequence[bytes]) -> Diagnostic:
    def shown(lines: Sequence[bytes]) -> str:
        text = " ".join(b"".join(lines).decode("utf-8", "replace").split())
        return f"“{text[:160]}…”" if len(text) > 160 else f"“{text}”" if text else "nothing"

    message = f"you have {shown(ours)}, the converter now has {shown(theirs)}"
    return Diagnostic("merge-conflict", message, position=Position(line))


def difference(old: bytes, new: bytes, name: str) -> str:
    """A unified diff, for --dry-run."""
    before, after = (data.decode("utf-8", "replace").splitlines(True) for data in (old, new))
    return "".join(difflib.unified_diff(before, after, f"{name} (now)", f"{name} (after)", n=1))
