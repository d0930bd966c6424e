"""Tables as a grid: every row as wide as the table, no cell beyond it; their figures; and the type that holds them."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from tei_edition.publishing.reading import plain
from tei_edition.xml import Element

MOST_COLUMNS: Final = 40
SMALL: Final = 1 / 0.8
SMALLER: Final = SMALL / 0.82
"""How many more characters a line holds in the type of tables, and in the smaller one."""
GAP: Final = 2
"""Characters that the space between two columns takes."""
FIGURE: Final = re.compile(r"[−–-]?\s?\d[\d\s.,:/½¼¾]*%?")
FEWEST_FIGURES: Final = 2
LONGEST_UNDIVIDED: Final = 12
"""Characters of a word that hyphenation will divide."""


def square(table: Element) -> int:
    """Make a table a full grid: short rows filled up, spans cut at its edges; returns its columns."""
    rows = list(table.iterchildren("row"))
    free = _grid(rows)
    width = max((len(row) for row in free), default=0)
    for row, taken in zip(rows, free, strict=True):
        for _ in range(width - len(taken)):
            etree.SubElement(row, "cell")
    table.set("columns", str(max(1, width)))
    _tell_figures(rows)
    return width


def _tell_figures(rows: list[Element]) -> None:
    """Cells of a column of figures are told to be such, its heading too: figures stand below each other by their ends."""
    if any(cell.get("columns") or cell.get("rows") for row in rows for cell in row):
        return
    for column in zip(*(row.iterchildren("cell") for row in rows), strict=False):
        said = [text for cell in column if cell.get("label") != "true" and (text := plain(cell))]
        if len(said) >= FEWEST_FIGURES and all(map(FIGURE.fullmatch, said)):
            for cell in column:
                cell.set("figure", "true")


def _grid(rows: list[Element]) -> list[list[int]]:
    """For each row the columns that its cells and those from above take; spans are cut to what there is room for."""
    taken: list[set[int]] = [set() for _ in rows]
    for n, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("cell"):
            while column in taken[n]:
                column += 1
            wide = min(int(cell.get("columns", "1")), MOST_COLUMNS)
            while wide > 1 and any(c in taken[n] for c in range(column, column + wide)):
                wide -= 1
            high = min(int(cell.get("rows", "1")), len(rows) - n)
            for below in range(n, n + high):
                taken[below] |= set(range(column, column + wide))
            _span(cell, "columns", wide)
            _span(cell, "rows", high)
            column += wide
    return _whole(rows, taken)


def _whole(rows: list[Element], taken: list[set[int]]) -> list[list[int]]:
    # a hole left of something from above would let the cells of the next row move into it
    for row, columns in zip(rows, taken, strict=True):
        width = max(columns, default=-1) + 1
        for _ in range(width - len(columns)):
            etree.SubElement(row, "cell")
        columns |= set(range(width))
    return [sorted(columns) for columns in taken]


def _span(cell: Element, name: str, number: int) -> None:
    if number > 1:
        cell.set(name, str(number))
    elif name in cell.attrib:
        del cell.attrib[name]


def fit(table: Element, characters: int) -> str:
    """How a table stands in lines of so many characters: "page", "small", or "rows" if it is wider than the page."""
    needed = [0] * int(table.get("columns", "1"))
    for row in table.iterchildren("row"):
        for n, cell in enumerate(row.iterchildren("cell")):
            if n < len(needed) and not cell.get("columns"):
                needed[n] = max(needed[n], min(LONGEST_UNDIVIDED, _longest(cell)))
    wanted = sum(needed) + GAP * len(needed)
    if wanted <= characters * SMALL:
        return "page"
    return "small" if wanted <= characters * SMALLER else "rows"


def _longest(cell: Element) -> int:
    return max(map(len, plain(cell).split()), default=0)
