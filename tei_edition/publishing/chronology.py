"""The order of time on many pages: what one page cannot list is listed by year, by month, or in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from tei_edition.publishing.reading import Document

PAGEFUL: Final = 300
"""Documents that one page lists."""


@dataclass(frozen=True, slots=True)
class Period:
    """The documents of one page of the chronology.

    ``when`` is the year or month, as ISO writes it; empty: undated. ``part`` counts the pages of one that is
    still too long, from 1; 0 if it is whole.
    """

    when: str
    documents: tuple[Document, ...]
    part: int = 0

    @property
    def page(self) -> str:
        """The file name of its page, without ending. Example: ``1951-06``, ``undated``, ``1951-06_2``."""
        return (self.when or "undated") + (f"_{self.part}" if self.part else "")


def periods(documents: Sequence[Document]) -> tuple[Period, ...]:
    """The pages a chronology needs; none if the start page can list all documents itself."""
    return tuple(_years(documents)) if len(documents) > PAGEFUL else ()


def _years(documents: Iterable[Document]) -> Iterator[Period]:
    for year, found in _by(documents, lambda d: _start(d, len("1951"))):
        yield from [Period(year, found)] if len(found) <= PAGEFUL else _months(found)


def _months(documents: Iterable[Document]) -> Iterator[Period]:
    for month, found in _by(documents, lambda d: _start(d, len("1951-06"))):
        yield from [Period(month, found)] if len(found) <= PAGEFUL else _parts(month, found)


def _parts(when: str, documents: Sequence[Document]) -> Iterator[Period]:
    for part, first in enumerate(range(0, len(documents), PAGEFUL), start=1):
        yield Period(when, tuple(documents[first : first + PAGEFUL]), part)


def _by(documents: Iterable[Document], key: Callable[[Document], str]) -> Iterator[tuple[str, tuple[Document, ...]]]:
    # what has no such date comes last, wherever it sorts
    ordered = sorted(documents, key=lambda d: not key(d))
    return ((when, tuple(found)) for when, found in groupby(ordered, key))


def _start(document: Document, length: int) -> str:
    # a year before our era or a date in words has no such parts
    return document.when[:length] if document.when[:4].isdigit() else ""
