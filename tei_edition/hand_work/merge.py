"""Hand work is never lost: what the converter wrote then, what stands now, what it writes today."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from merge3 import Merge3

from tei_edition.diagnostics import Diagnostic, Position
from tei_edition.differences import words_that_differ

# a comment, a tag whole (its attributes speak of one thing), a word, white space, a character
TOKEN: Final = re.compile(rb"""<!--.*?-->|<(?:[^<>"']|"[^"]*"|'[^']*')*>|\s+|[\w\x80-\xff]+|.""", re.DOTALL)

MOST_PLACES: Final = 3
"""So many places of a conflict are named in its message."""

Sound = Callable[[bytes], tuple[Diagnostic, ...]]


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


def merge(base: bytes | None, mine: bytes | None, new: bytes, is_sound: Sound) -> Merge:
    """Merge what was generated (``base``), what stands now (``mine``) and what is generated today.

    Line by line; where both changed one line, word by word and tag by tag. ``is_sound`` says what is wrong with a
    merged file; anything wrong is a conflict. In a conflict ``data`` is the proposal: the file merged, with the
    converter's side where both changed the same words or tags.
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


def _three_ways(base: bytes, mine: bytes, new: bytes, is_sound: Sound) -> Merge:
    texts = tuple(data.splitlines(True) for data in (base, mine, new))
    fine, conflicts = _merged(texts, within_lines=True)
    wrong = () if conflicts else is_sound(fine)
    if not conflicts and not wrong:
        return Merge(Fate.SAME if fine == mine else Fate.MERGED, fine)
    if wrong:
        fine, conflicts = _merged(texts, within_lines=False)
    return Merge(Fate.CONFLICT, fine, tuple(conflicts) or wrong)


def _merged(texts: tuple[list[bytes], ...], within_lines: bool) -> tuple[bytes, list[Diagnostic]]:
    was, ours, theirs = texts
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
            first, last, start, end, begin, stop = ends
            sides = (was[first:last], ours[start:end], theirs[begin:stop])
            both = _within_lines(*sides) if within_lines else None
            if both is None:
                conflicts.append(_conflict(start + 1, sides, len(merged) + 1))
            merged += sides[2] if both is None else both
    return b"".join(merged), conflicts


def _within_lines(was: Sequence[bytes], ours: Sequence[bytes], theirs: Sequence[bytes]) -> list[bytes] | None:
    """The two sides of a few lines as one, None where both changed the same words or tags."""
    if not was or not ours or not theirs:
        return None  # what one removed and the other changed is for an editor
    merged: list[bytes] = []
    sides: list[list[bytes]] = [TOKEN.findall(b"".join(side)) for side in (was, ours, theirs)]
    for kind, *ends in Merge3(sides[0], sides[1], sides[2], is_cherrypick=False).merge_regions():
        if kind == "conflict":
            return None
        merged += sides[_SIDE[kind]][ends[0] : ends[1]]
    return b"".join(merged).splitlines(True)


_SIDE: Final = {"unchanged": 0, "same": 1, "a": 1, "b": 2}


def _conflict(line: int, sides: tuple[Sequence[bytes], ...], proposed: int) -> Diagnostic:
    """Where both changed the same; what only one of them changed on the line is no matter of dispute."""
    was, mine, new = (" ".join(b"".join(side).decode("utf-8", "replace").split()) for side in sides)
    differing = words_that_differ(mine, new, most=len(mine) + len(new) + 1)
    both = [(a, b) for a, b in differing if not ((a and a in was) or (b and b in was))]
    places = (both or differing)[:MOST_PLACES]
    said = "; ".join(f"you have “{_short(a)}”, the converter now has “{_short(b)}”" for a, b in places)
    message = f"{said or 'white space differs'} (line {proposed} of the proposal)"
    return Diagnostic("merge-conflict", message, position=Position(line))


def _short(text: str) -> str:
    return f"{text[:120]} …" if len(text) > 120 else text
