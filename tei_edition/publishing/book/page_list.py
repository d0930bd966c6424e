"""The list of printed pages, for readers of other forms of the book: what begins on each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tei_edition.publishing.book.ledger import Ledger

EMPTY: Final = frozenset({"bare", "blank"})
"""Kinds of pages that nobody cites."""
NO_PLACES: Final = ("end:", "register:")
IN_EACH_VOLUME: Final = ("contents", "list-of-documents", "registers", "index-")
"""Parts that each of several volumes has for itself, and a reading of the whole edition once."""

Row = dict[str, str]


def page_list(volumes: Sequence[tuple[str, Ledger]]) -> list[Row]:
    """A row a page: the place that begins it, its folio and, of several volumes, the title of the volume.

    Example: ``[{"at": "letter-3:12", "folio": "7", "volume": "1931"}]``
    """
    if len(volumes) == 1:
        return page_starts(volumes[0][1])
    rows: list[Row] = []
    before: set[str] = set()
    for title, ledger in volumes:
        here = [row for row in page_starts(ledger) if not row["at"].startswith(IN_EACH_VOLUME)]
        rows += [{**row, "volume": title} for row in here if _part(row) not in before]
        before |= set(map(_part, here))
    return rows


def _part(row: Row) -> str:
    return row["at"].partition(":")[0]


def page_starts(ledger: Ledger) -> list[Row]:
    """For each page the first paragraph or part that begins on it: its place and the folio.

    A page on which nothing begins has the place of the page after it, or at the end of the one before.
    """
    first: dict[int, tuple[float, str]] = {}
    for name, place in ledger.places.items():
        if name != "main" and "#" not in name and not name.startswith(NO_PLACES):
            page, at = place["page"], (place["y"], name)
            # a part begins before its own first paragraph, at the same height
            first[page] = min(first.get(page, at), at)
    held = [n for n, page in enumerate(ledger.pages, 1) if page["kind"] not in EMPTY]
    return list(_rows(held, {page: name for page, (_, name) in first.items()}, ledger))


def _rows(held: Sequence[int], first: dict[int, str], ledger: Ledger) -> Iterable[Row]:
    last = ""
    for page in held:
        after = (first[later] for later in held if later >= page and later in first)
        last = first.get(page) or next(after, last)
        if last:
            yield {"at": last, "folio": ledger.pages[page - 1]["folio"]}
