"""The text of a file that is not text: written in the conventions that the table of signs reads.

A word processor's file or a web page becomes lines: a paragraph a line, an empty line after it; ``**bold**``, ``*italic*``,
``<u>underlined</u>``, ``~~struck out~~``, ``<sup>raised</sup>``; ``# Heading``; ``| a | b |`` for the row of a table;
``[1]`` for the call of a footnote and ``[1] Its text.`` at the end; a form feed where a page breaks.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, Literal, TypeVar

from tei_edition.diagnostics import Diagnostic
from tei_edition.transcript.source import Origin, Source

Style = Literal["struck", "underlined", "bold", "italic", "raised", "lowered"]
# from the outermost to the innermost
SIGNS: Final[tuple[tuple[Style, str, str], ...]] = (
    ("struck", "~~", "~~"),
    ("underlined", "<u>", "</u>"),
    ("bold", "**", "**"),
    ("italic", "*", "*"),
    ("raised", "<sup>", "</sup>"),
    ("lowered", "<sub>", "</sub>"),
)
# what slants a part of a word, where a star would be none
WITHIN_WORD: Final = ("<i>", "</i>")
PAGE: Final = "\f"
# what may not stand in a line: it would end it, or XML has no way to write it
CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0d\x0e-\x1f\ufffe\uffff]")
SPACES: Final = re.compile(r"[ \t]+")
_Cell = TypeVar("_Cell")


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style, or in several at once."""

    text: str
    styles: frozenset[Style] = frozenset()


def written(runs: Iterable[Run]) -> str:
    """Runs with their signs, properly nested; a sign neither begins nor ends with a space, nor runs over a line end.

    >>> bold = frozenset({"bold"})
    >>> written([Run("To ", bold), Run("Holm", bold), Run(" and Sund")])
    '**To Holm** and Sund'
    """
    return "\n".join(SPACES.sub(" ", _nested(line, SIGNS)).strip(" ") for line in _lines(runs))


def _lines(runs: Iterable[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        # Markdown has no sign for both at once
        styles = run.styles - {"italic"} if "bold" in run.styles else run.styles
        first, *others = CONTROLS.sub("", run.text).replace(PAGE, f"\n{PAGE}").split("\n")
        lines[-1].append(Run(first, styles))
        lines += [[Run(text, styles)] for text in others]
    return lines


def _nested(runs: Sequence[Run], signs: Sequence[tuple[Style, str, str]], before: str = "", after: str = "") -> str:
    """Runs with the signs of their styles; ``before`` and ``after`` are the characters beside them."""
    if not signs:
        return "".join(run.text for run in runs)
    (style, opens, closes), *inner = signs
    groups = [(styled, list(group)) for styled, group in groupby(runs, key=lambda run: style in run.styles)]
    follow = [opens[0] if styled else "".join(run.text for run in group)[:1] for styled, group in groups[1:]]
    said = ""
    for (styled, group), right in zip(groups, [*follow, after], strict=True):
        left = said[-1:] or before
        text = _nested(group, inner, opens[-1], closes[0]) if styled else _nested(group, inner, left, right)
        said += (
            _around(text, *_delimiters(style, (opens, closes), (left or " ") + text[:1], text[-1:] + (right or " ")))
            if styled
            else text
        )
    return said


def _delimiters(style: Style, usual: tuple[str, str], left: str, right: str) -> tuple[str, str]:
    """A star touches no word on its outer side, and no other star: where it would, tags stand.

    ``left`` and ``right`` are the characters on both sides of either edge.
    """
    touches = _adheres(left) or _adheres(right[::-1])
    return WITHIN_WORD if style == "italic" and touches else usual


def _adheres(edge: str) -> bool:
    """The outer character is a letter, a digit, a stroke or a star, and the inner one no space."""
    outer, inner = edge[:1], edge[1:]
    return bool(inner) and not inner.isspace() and (outer.isalnum() or outer in {"/", "*"})


def _around(text: str, opens: str, closes: str) -> str:
    core = text.strip()
    if not core:
        return text
    left = len(text) - len(text.lstrip())
    return text[:left] + opens + core + closes + text[left + len(core) :]


@dataclass(slots=True)
class Extract:
    """Gathers the text of a file, paragraph by paragraph, and counts what is left out."""

    blocks: list[str] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)
    breaks: bool = False

    def paragraph(self, runs: Iterable[Run], lead: str = "") -> None:
        """A paragraph, with what stands before it: ``# ``, ``- ``, ``1. ``. One without words is no paragraph."""
        text = written(runs)
        first, *others = [line for line in text.split("\n") if line.strip()] or [""]
        before, _, after = text.partition(first) if first.strip(PAGE) else (text, "", "")
        self.breaks = self.breaks or PAGE in before or first.startswith(PAGE)
        if first:
            self._put("\n".join([lead + first.lstrip(PAGE), *others]))
            self.breaks = after.rstrip(" \n").endswith(PAGE)

    def table(
        self, rows: Sequence[Sequence[_Cell]], said: Callable[[_Cell], str], blocks: Callable[[_Cell], None]
    ) -> None:
        """Rows of cells, each said as one text; a table of one column only frames its blocks."""
        framed = all(len(cells) <= 1 for cells in rows)
        for cells in rows:
            if framed:
                for cell in cells:
                    blocks(cell)
            else:
                self.row([said(cell) for cell in cells])

    def row(self, cells: Sequence[str]) -> None:
        """A row of a table; rows stand right below each other."""
        row = "| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |"
        if self.blocks and self.blocks[-1].lstrip(PAGE).startswith("| ") and not self.breaks:
            self.blocks[-1] += f"\n{row}"
        else:
            self._put(row)

    def page_break(self) -> None:
        """A new page begins with the next paragraph."""
        self.breaks = True

    def call(self) -> int:
        """The number of the next footnote, by the order of their calls."""
        self.notes[len(self.notes) + 1] = ""
        return len(self.notes)

    def note(self, number: int, text: str) -> None:
        """The text of a footnote, to stand at the end."""
        self.notes[number] = " ".join(text.split())

    def drop(self, what: str, count: int = 1) -> None:
        """So many things of a kind are left out; ``what`` names one of them."""
        if count:
            self.dropped[what] += count

    def _put(self, text: str) -> None:
        self.blocks.append(f"{PAGE}{text}" if self.breaks and self.blocks else text)
        self.breaks = False

    @property
    def text(self) -> str:
        """The whole text, with a line end after the last line; empty if there are no words."""
        notes = (f"[{number}] {text}".rstrip() for number, text in sorted(self.notes.items()))
        return "".join(f"{block}\n\n" for block in (*self.blocks, *notes))[:-1]

    def source(self, name: str, data: bytes, media: str) -> Source:
        """The source: this text, and the digest of the file it was taken from."""
        text = self.text
        origin = Origin(media, hashlib.sha256(data).hexdigest())
        said = (Diagnostic("reader-dropped", self._left_out(), name),) if self.dropped else ()
        return Source(name, text.encode(), "utf-8", text, origin=origin, said=said)

    def _left_out(self) -> str:
        counted = (f"{count} {one if count == 1 else plural(one)}" for one, count in sorted(self.dropped.items()))
        return f"not taken over: {', '.join(counted)}"


def plural(noun: str) -> str:
    """Of what is counted: image, images; a phrase changes its first noun.

    >>> plural("image"), plural("page header"), plural("deletion that was tracked")
    ('images', 'page headers', 'deletions that were tracked')
    """
    head, relative, rest = noun.partition(" that was ")
    made = f"{head[:-1]}ies" if head.endswith("y") and head[-2:-1] not in "aeiou" else f"{head}s"
    return f"{made} that were {rest}" if relative else made
