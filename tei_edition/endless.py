"""Patterns that take for ever: what repeats is repeated, so that a line can be divided among the rounds in too many ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

# the parser that re itself uses: nothing else reads patterns as re does
from re import _constants as names  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# repetitions that may give back what they took
REPEATS = frozenset({names.MAX_REPEAT, names.MIN_REPEAT})


def is_endless(pattern: str) -> bool:
    r"""True of a pattern that repeats what repeats itself, with nothing between that each round needs.

    >>> is_endless(r"(a+)+b"), is_endless(r"(?:\w+\s*)*"), is_endless(r"(?:,\s*\w+)+"), is_endless(r"(\w+\s)+")
    (True, True, False, False)
    """
    return any(_is_ambiguous(part) for part in _parts(parser.parse(pattern)))


def _parts(items: Iterable[Any]) -> Iterator[Any]:
    """Every part of a pattern, those within others too."""
    for item in items:
        yield item
        for inner in _within(item):
            yield from _parts(inner)


def _within(item: Any) -> list[Any]:
    """The patterns that a part holds: of a group, a repetition, an alternative, a look ahead."""
    name, value = item
    if name is names.BRANCH:
        return list(value[1])
    held = value if isinstance(value, tuple) else (value,)
    return [one for one in held if isinstance(one, parser.SubPattern)]


def _is_ambiguous(item: Any) -> bool:
    return _goes_on(item) and any(_is_loose(body) for body in _within(item))


def _goes_on(item: Any) -> bool:
    name, value = item
    return name in REPEATS and value[1] is names.MAXREPEAT


def _is_loose(body: Any) -> bool:
    """A round may be any part of one long stretch: something goes on in it, and it needs nothing else."""
    items = list(body)
    if len(items) == 1 and items[0][0] in {names.SUBPATTERN, names.BRANCH}:
        return any(map(_is_loose, _within(items[0])))
    needed = [item for item in items if not _may_be_empty(item)]
    return any(map(_goes_on, items)) and all(map(_goes_on, needed)) and len(needed) <= 1


def _may_be_empty(item: Any) -> bool:
    name, value = item
    if name in REPEATS or name is names.POSSESSIVE_REPEAT:
        return bool(value[0] == 0 or value[2].getwidth()[0] == 0)
    if name is names.SUBPATTERN:
        return bool(value[-1].getwidth()[0] == 0)
    if name is names.BRANCH:
        return any(branch.getwidth()[0] == 0 for branch in value[1])
    return bool(name in {names.AT, names.ASSERT, names.ASSERT_NOT})
