"""A proposal beside a file in conflict: both sides stand in it, and what each was changed from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Position, Refusal

LONGEST: Final = 400
"""Of longer sides only the stretch that differs is shown, in characters."""
AROUND: Final = 60
"""So many characters are shown on either side of it."""

# what stands first in each comment, by which it is found again
MARK: Final = b"<!-- tei-edition: conflict "
COMMENT: Final = re.compile(rb"(?m)^[ \t]*" + re.escape(MARK) + rb".*?-->[ \t]*\r?\n?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Dispute:
    """Words or tags that both sides changed, with their neighbours; ``line`` is that of the editor's file."""

    line: int
    was: str
    mine: str
    new: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a merged file, and what is in dispute in it."""

    data: bytes
    disputes: tuple[Dispute, ...] = ()


def shown(pieces: Sequence[Piece]) -> bytes:
    """The merged file with a comment before each stretch in dispute; without them where no comment may stand."""
    marked = b"".join(mark + piece.data for piece, mark in zip(pieces, _marks(pieces), strict=True))
    plain = b"".join(piece.data for piece in pieces)
    return plain if _is_well_formed(plain) and not _is_well_formed(marked) else marked


def _is_well_formed(data: bytes) -> bool:
    try:
        xml.parse(data)
    except Refusal:
        return False
    return True


def _marks(pieces: Sequence[Piece]) -> Iterator[bytes]:
    number, total = 0, sum(len(piece.disputes) for piece in pieces)
    for piece in pieces:
        mark = b""
        for dispute in piece.disputes:
            number += 1
            mark += MARK + _comment(dispute, number, total).encode() + b" -->\n"
        yield mark


def _comment(dispute: Dispute, number: int, total: int) -> str:
    was, mine, new = (side.replace("--", "- -") for side in cut(dispute.was, dispute.mine, dispute.new))
    return (
        f"{number} of {total}\n"
        f"  it was before:     {was}\n"
        f"  you have:          {mine}\n"
        f"  the converter has: {new}\n"
        f"  Below stands what the converter has."
    )


def cut(*sides: str) -> tuple[str, ...]:
    """Long sides without what they have in common at both ends, but for a few words.

    >>> cut("one", "two")
    ('one', 'two')
    """
    if max(map(len, sides)) <= LONGEST:
        return sides
    head = _in_common(sides)
    tail = _in_common([side[head:][::-1] for side in sides])
    begin, keep = max(0, head - AROUND), max(0, tail - AROUND)
    return tuple(("… " if begin else "") + side[begin : len(side) - keep] + (" …" if keep else "") for side in sides)


def _in_common(sides: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda each: len(set(each)) == 1, zip(*sides, strict=False)))


def told(pieces: Sequence[Piece]) -> Iterator[Diagnostic]:
    """A message for each stretch in dispute: the lines of the file and of the proposal, and all three texts."""
    line = 1
    for piece, mark in zip(pieces, _marks(pieces), strict=True):
        for dispute in piece.disputes:
            was, mine, new = (_short(side) for side in cut(dispute.was, dispute.mine, dispute.new))
            said = f"you have “{mine}”, the converter now has “{new}”; it was “{was}” before"
            said = "white space differs" if mine == new else said
            yield Diagnostic("merge-conflict", f"{said} (line {line} of the proposal)", position=Position(dispute.line))
        line += (mark + piece.data).count(b"\n")


def _short(text: str) -> str:
    return f"{text[:120]} …" if len(text) > 120 else text


def without_marks(data: bytes) -> bytes:
    """A file that was a proposal, without its comments: it is taken as it stands."""
    return COMMENT.sub(b"", data) if MARK in data else data
