"""Hand work is never lost: what the converter wrote then, what stands now, what it writes today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from merge3 import Merge3

from tei_edition.diagnostics import Diagnostic, Position
from tei_edition.differences import words_that_differ


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
    the proposal: the file merged, with the converter's side where both changed the same lines.
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
    was, ours, theirs = (data.splitlines(True) for data in (base, mine, new))
    merged: list[bytes] = []
    conflicts: list[Diagnostic] = []
    for kind, *ends in Merge3(was, ours, theirs, is_cherrypick=False).merge_regions():
        if kind == "unchanged":
            merged += was[ends[0] : ends[1]]
        elif kind in {"same", "a"}:
            merged += ours[ends[0] : ends[1]]
        elif kind == "b":
            merged += theirs[ends[0] : ends[1]]
        else:
            _, _, start, end, begin, stop = ends
            conflicts.append(_conflict(start + 1, ours[start:end], theirs[begin:stop], len(merged) + 1))
            merged += theirs[begin:stop]
    data = b"".join(merged)
    if conflicts:
        return Merge(Fate.CONFLICT, data, tuple(conflicts))
    wrong = is_sound(data)
    if wrong:
        return Merge(Fate.CONFLICT, data, wrong)
    return Merge(Fate.SAME if data == mine else Fate.MERGED, data)


def _conflict(line: int, ours: Sequence[bytes], theirs: Sequence[bytes], proposed: int) -> Diagnostic:
    mine, new = (" ".join(b"".join(side).decode("utf-8", "replace").split()) for side in (ours, theirs))
    places = words_that_differ(mine, new)
    said = "; ".join(f"you have “{_short(a)}”, the converter now has “{_short(b)}”" for a, b in places)
    message = f"{said or 'white space differs'} (line {proposed} of the proposal)"
    return Diagnostic("merge-conflict", message, position=Position(line))


def _short(text: str) -> str:
    return f"{text[:120]} …" if len(text) > 120 else text
