"""Numbers that a word processor writes before paragraphs: 1., a), (iii), bullets. They are text to whoever reads the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """4 → iv."""
    made = ""
    for value, letters in ROMAN:
        made += letters * (number // value)
        number %= value
    return made


def letters(number: int) -> str:
    """1 → a, 27 → aa: as word processors count, the letter again."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "lowerLetter": letters,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "none": lambda _: "",
    # ODF
    "1": str,
    "a": letters,
    "A": lambda n: letters(n).upper(),
    "i": roman,
    "I": lambda n: roman(n).upper(),
    "": lambda _: "",
}
BULLET: Final = "bullet"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: ``%1.%2.`` with the formats of its levels."""

    form: str
    text: str
    start: int = 1


@dataclass(slots=True)
class Counters:
    """Counts the paragraphs of each list; ``labels`` come out as on the page.

    ``together`` names the list by which another is counted too; ``restarts`` has the numbers that a list begins with
    when it is met first, by the depth.
    """

    levels: Mapping[str, Mapping[int, Level]]
    together: Mapping[str, str] = field(default_factory=dict)
    restarts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    reached: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, name: str, depth: int, count: int = 0) -> str:
        """The label of the next paragraph of a list, with a space after it; empty if it has none.

        ``count`` sets the number instead.
        """
        levels = self.levels.get(name, {})
        level = levels.get(depth)
        if level is None:
            return ""
        reached = self.reached[self.together.get(name, name)]
        if (name, depth) not in self.begun:
            self.begun.add((name, depth))
            count = count or self.restarts.get(name, {}).get(depth, 0)
        for deeper in [d for d in reached if d > depth]:
            del reached[deeper]
        reached[depth] = count or reached.get(depth, level.start - 1) + 1
        if level.form == BULLET:
            return "- "
        label = re.sub(r"%([1-9])", lambda m: self._number(levels, reached, int(m[1]) - 1), level.text)
        return f"{label.strip()} " if label.strip() else ""

    def _number(self, levels: Mapping[int, Level], reached: Mapping[int, int], depth: int) -> str:
        level = levels.get(depth)
        if level is None:
            return ""
        number = reached.get(depth, level.start)
        return FORMATS.get(level.form, str)(number) if 0 < number < 100_000 else str(number)
