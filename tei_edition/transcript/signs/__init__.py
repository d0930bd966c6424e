"""THE table of editorial signs: one row a meaning, readable both ways.

A row says what is written, the test that tells it from its neighbours, what it becomes in TEI and an
example that is both a test and a line of the manual. :data:`RENDITIONS` is the way back: each document
declares it in its ``tagsDecl``, so that the transcript comes back from the TEI alone.

Rows are tried from top to bottom; the first whose test holds is the one that fires.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from tei_edition.transcript.signs.bracket import Bracket
from tei_edition.transcript.signs.delimited import DELIMITED, FORM_FEED, LOST_DIGITS, OMITTED, PAGE_ALONE, UNBALANCED
from tei_edition.transcript.signs.footnotes import APART, BESIDE, FOOTNOTES
from tei_edition.transcript.signs.renditions import RENDITIONS
from tei_edition.transcript.signs.row import ON_ONE_LINE, Rendition, Sign
from tei_edition.transcript.signs.squares import OPEN_NOTES, SQUARES

ALL: Final[tuple[Sign, ...]] = (
    *SQUARES,
    *DELIMITED,
    *OPEN_NOTES.values(),
    *FOOTNOTES,
    *dict.fromkeys(APART.values()),
    BESIDE,
    LOST_DIGITS,
    OMITTED,
    UNBALANCED,
    FORM_FEED,
    PAGE_ALONE,
)
# the notes of the documentary table that never close are told by their labels
OPEN_NAMES: Final = frozenset(sign.name for sign in OPEN_NOTES.values())
BY_NAME: Final[dict[str, Sign]] = {sign.name: sign for sign in ALL}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows in force, in the order in which they are tried; ``declared`` is what every document declares.

    ``fallback`` is the row for square brackets that no other row claims; without one they stay characters.
    """

    name: str
    rows: tuple[Sign, ...]
    declared: tuple[Rendition, ...] = RENDITIONS
    title: str = ""
    description: str = ""
    fallback: Sign | None = BY_NAME["supplied"]
    squares: tuple[Sign, ...] = field(init=False, repr=False)
    delimited: tuple[Sign, ...] = field(init=False, repr=False)
    loose: tuple[Sign, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        squares = tuple(s for s in self.rows if s.opens.startswith("[") and s.closes)
        delimited = tuple(s for s in self.rows if s.opens and not s.opens.startswith("["))
        object.__setattr__(self, "squares", squares)
        object.__setattr__(self, "delimited", delimited)
        object.__setattr__(self, "loose", tuple(s for s in self.rows if s.pattern and not s.opens))

    @property
    def doubles(self) -> bool:
        """Two brackets on each side are one sign, where no row has them for something else."""
        return self.named("unclear-double") is not None and not any(s.opens.startswith("[[") for s in self.rows)

    def without(self, names: Iterable[str]) -> Table:
        """The same table, some rows passed over."""
        off = frozenset(names)
        return replace(self, rows=tuple(s for s in self.rows if s.name not in off)) if off else self

    def named(self, name: str) -> Sign | None:
        """The row of that name."""
        return next((s for s in self.rows if s.name == name), None)

    def classify(self, bracket: Bracket) -> Sign | None:
        """The row that fires for something in square brackets."""
        rows = (s for s in self.squares if s.form not in ON_ONE_LINE or not bracket.broken)
        return next((s for s in rows if s.test(bracket)), self.fallback)

    @property
    def unclosed(self) -> Sign | None:
        """The row for a square bracket that never closes: it ends with its line."""
        return next((s for s in self.rows if s.opens == "[" and not s.closes and s.name not in OPEN_NAMES), None)

    def renditions(self, fired: Iterable[Sign]) -> tuple[Rendition, ...]:
        """What a document declares in which these signs stand."""
        own = (one for sign in fired for one in sign.back)
        return tuple(dict.fromkeys((*self.declared, *own)))


DOCUMENTARY: Final = Table("documentary", ALL)
