"""What the schema allows, in the words of its ODD: for messages, and for “did you mean”."""

from __future__ import annotations

import difflib
import functools
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

# more names than this tell an editor nothing
NAMES_SHOWN: Final = 12
POINTER: Final = "teidata.pointer"
# attributes that hold an address but lead to nothing in the edition
NO_LINKS: Final = frozenset({"xml:base", "name", "property"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What one element may hold."""

    about: str
    text: bool
    children: frozenset[str]
    required: tuple[str, ...]
    attributes: dict[str, str | list[str]]
    pointers: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The elements and datatypes of a schema, and the elements with which a file begins.

    ``odd`` is the digest of the ODD it was compiled from; empty if that is not known.
    """

    odd: str
    start: tuple[str, ...]
    elements: dict[str, Facts]
    datatypes: dict[str, str]

    def parents(self, child: str) -> list[str]:
        """The elements in which another may stand."""
        return [name for name, facts in self.elements.items() if child in facts.children]


@functools.lru_cache(maxsize=8)
def vocabulary(path: Path) -> Vocabulary:
    """The vocabulary that the ODD compiler wrote."""
    return parse(path.read_text(encoding="utf-8"))


def parse(text: str) -> Vocabulary:
    """The same from the text of the file."""
    data: dict[str, Any] = json.loads(text)
    elements = {name: _facts(facts) for name, facts in data["elements"].items()}
    return Vocabulary(data.get("odd", ""), tuple(data["start"]), elements, data["datatypes"])


def _facts(data: dict[str, Any]) -> Facts:
    attributes = data["attributes"]
    pointers = frozenset(name for name, kind in attributes.items() if kind == POINTER) - NO_LINKS
    children = frozenset(data["children"])
    return Facts(data["about"], data["text"], children, tuple(data["required"]), attributes, pointers)


def nearest(word: str, *choices: Iterable[str]) -> str:
    """The name most like a misspelt one; the first group of choices that has one decides. Empty if none is near.

    >>> nearest("suplied", ["supplied", "surplus"])
    'supplied'
    """
    for names in choices:
        folded = {name.lower(): name for name in sorted(names)}
        found = difflib.get_close_matches(word.lower(), list(folded), 5, 0.7)
        if found:
            # two letters exchanged is the commonest slip of all: lable is label, not table
            exchanged = [name for name in found if sorted(name) == sorted(word.lower())]
            return folded[(exchanged or found)[0]]
    return ""


def listed(names: Iterable[str], last: str = "or") -> str:
    """Names as a sentence needs them.

    >>> listed(["p", "ab", "list"])
    'ab, list or p'
    """
    words = sorted(set(names))
    if len(words) > NAMES_SHOWN:
        return f"{', '.join(words[:NAMES_SHOWN])} {last} {len(words) - NAMES_SHOWN} others"
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
