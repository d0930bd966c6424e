"""Hand work is never lost: what the converter wrote then, what stands now, what it writes today."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from merge3 import Merge3

from tei_edition.diagnostics import Diagnostic, Position
from tei_edition.hand_work import proposal
from tei_edition.hand_work.proposal import Dispute, Piece

# a comment, a tag whole (its attributes speak of one thing), a word, white space, a character
TOKEN: Final = re.compile(rb"""<!--.*?-->|<(?:[^<>"']|"[^"]*"|'[^']*')*>|\s+|[\w\x80-\xff]+|.""", re.DOTALL)

BESIDE: Final = 2
"""So many tokens on either side of what is in dispute are shown with it: a space and a word."""

_Sides = tuple[Sequence[bytes], ...]
"""The same lines as they were, as the editor has them, as they are generated today."""
_Place = list[tuple[int, int]]
"""Where something stands among the tokens of each side."""
Sound = Callable[[bytes], tuple[Diagnostic, ...]]


class Fate(Enum):
    """What a conversion means for a file."""

    NEW = "made"
    SAME = "unchanged"
    UPDATED = "updated"
    KEPT = "kept as edited"
    MERGED = "merged with your changes"
    REFUSED = "not read"
    UNWRITTEN = "not written"
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
    converter's side where both changed the same words or tags, and before them a comment that shows both sides.
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
    pieces = list(_merged(*texts, within_lines=True))
    is_open = any(piece.disputes for piece in pieces)
    wrong = is_sound(_text(pieces))
    if not is_open and not wrong:
        fine = _text(pieces)
        return Merge(Fate.SAME if fine == mine else Fate.MERGED, fine)
    if wrong:  # tags of both sides on one line may cross: the converter's line is whole
        pieces = list(_merged(*texts, within_lines=False))
    disputed = any(piece.disputes for piece in pieces)
    return Merge(Fate.CONFLICT, proposal.shown(pieces), tuple(proposal.told(pieces)) if disputed else wrong)


def _text(pieces: Sequence[Piece]) -> bytes:
    return b"".join(piece.data for piece in pieces)


def _merged(was: list[bytes], ours: list[bytes], theirs: list[bytes], *, within_lines: bool) -> Iterator[Piece]:
    for kind, *ends in Merge3(was, ours, theirs, is_cherrypick=False).merge_regions():
        if kind == "conflict":
            first, last, start, end, begin, stop = ends
            sides = (was[first:last], ours[start:end], theirs[begin:stop])
            yield _settled(start + 1, sides, within_lines)
        else:
            side = (was, ours, theirs)[_SIDE[kind]]
            yield Piece(b"".join(side[ends[0] : ends[1]]))


def _settled(line: int, sides: _Sides, within_lines: bool) -> Piece:
    """Lines that both sides changed, as one; where both changed the same words or tags, as the converter has them."""
    if not within_lines or not all(sides):
        # what one removed and the other changed is for an editor
        return Piece(b"".join(sides[2]), (Dispute(line, *(_said(side) for side in sides)),))
    tokens = [TOKEN.findall(b"".join(side)) for side in sides]
    merged: list[bytes] = []
    places: list[_Place] = []
    for kind, *ends in Merge3(tokens[0], tokens[1], tokens[2], is_cherrypick=False).merge_regions():
        if kind == "conflict":
            merged += tokens[2][ends[4] : ends[5]]
            places = _joined(places, list(zip(ends[::2], ends[1::2], strict=True)))
        else:
            merged += tokens[_SIDE[kind]][ends[0] : ends[1]]
    return Piece(b"".join(merged), tuple(Dispute(line, *_beside(tokens, place)) for place in places))


def _joined(places: list[_Place], place: _Place) -> list[_Place]:
    """Places that share their neighbours are one: the tags around a word."""
    if places and place[0][0] - places[-1][0][1] < 2 * BESIDE:
        return [*places[:-1], [(a, d) for (a, _), (_, d) in zip(places[-1], place, strict=True)]]
    return [*places, place]


def _beside(tokens: Sequence[Sequence[bytes]], place: _Place) -> Iterator[str]:
    """What each side has at a place, with its neighbours."""
    for side, (start, end) in zip(tokens, place, strict=True):
        yield _said(side[max(0, start - BESIDE) : end + BESIDE])


def _said(tokens: Sequence[bytes]) -> str:
    return " ".join(b"".join(tokens).decode("utf-8", "replace").split())


_SIDE: Final = {"unchanged": 0, "same": 1, "a": 1, "b": 2}
