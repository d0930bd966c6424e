"""Where a telegram that is quoted whole ends."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from tei_edition.transcript.recognisers.closing import CLOSING_QUOTE, OPENING_QUOTE
from tei_edition.transcript.units import Unit
from tei_edition.transcript.walk.endings import Endings


class Quotations:
    """The quotation marks of a page, and the signatures inside them."""

    def __init__(self, units: Sequence[Unit], endings: Endings) -> None:
        self.units, self.endings = units, endings

    def end_of(self, index: int) -> int | None:
        """The line with the closing mark: the first that signs, else the first with which the marks are even."""
        first = bisect_right(self._quotes_closed, index)
        if first == len(self._quotes_closed):
            return self._signed_end(index)
        at = bisect_right(self._closing_signed, index)
        if at < len(self._closing_signed):
            return self._closing_signed[at]
        even = self._closed_by_parity[self._marks_before[index] % 2]
        at = bisect_right(even, index)
        return even[at] if at < len(even) else self._quotes_closed[first]

    @functools.cached_property
    def _quotes_closed(self) -> list[int]:
        """The units that end with a quotation mark."""
        return [index for index, unit in enumerate(self.units) if CLOSING_QUOTE.search(unit.text)]

    @functools.cached_property
    def _closing_signed(self) -> list[int]:
        """Those of them that sign."""
        return [index for index in self._quotes_closed if self.endings.parts(index) is not None]

    def _signed_end(self, index: int) -> int | None:
        """Where the closing mark never comes: the first signature with its date, if another signs the whole below."""
        end = next((i for i in range(index + 1, self.endings.last_signature) if self.endings.signs(i)), None)
        while (
            end is not None
            and end + 1 < len(self.units)
            and self.endings.parts(end + 1)
            and not self.endings.signs(end + 1)
        ):
            end += 1
        return end if end is not None and self.is_signed_after(end) else None

    @functools.cached_property
    def _closed_by_parity(self) -> tuple[list[int], list[int]]:
        """Those after which an even number of marks has stood, and those after which an odd one has."""
        made: tuple[list[int], list[int]] = ([], [])
        for index in self._quotes_closed:
            made[self._marks_before[index + 1] % 2].append(index)
        return made

    @functools.cached_property
    def _marks_before(self) -> list[int]:
        """How many quotation marks stand before each unit, and before the end."""
        return list(accumulate((len(OPENING_QUOTE.findall(unit.text)) for unit in self.units), initial=0))

    def is_signed_after(self, index: int) -> bool:
        """Somebody else signs below: what is quoted is not the message itself."""
        return index < self.endings.last_signature
