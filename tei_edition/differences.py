"""What differs between two texts, said in few words."""

from __future__ import annotations

import difflib


def words_that_differ(ours: str, theirs: str, most: int = 3) -> list[tuple[str, str]]:
    """The places where two lines differ, a word on either side for context; at most so many.

    >>> words_that_differ("the three boats left", "the ten boats left")
    [('the three boats', 'the ten boats')]
    """
    mine, other = ours.split(" "), theirs.split(" ")
    matcher = difflib.SequenceMatcher(None, mine, other, autojunk=False)
    places = [
        (" ".join(mine[max(0, a - 1) : b + 1]), " ".join(other[max(0, c - 1) : d + 1]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
    return places[:most]


def unified(old: bytes, new: bytes, name: str) -> str:
    """A unified diff of two files, for --dry-run."""
    before, after = (data.decode("utf-8", "replace").splitlines(True) for data in (old, new))
    return "".join(difflib.unified_diff(before, after, f"{name} (now)", f"{name} (after)", n=1))
