"""Who signs, and how much is said before: what each line would close a message with."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import accumulate

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.recognisers.closing import closing_parts
from tei_edition.transcript.units import Context, Unit
from tei_edition.transcript.walk.form import length_of_speech


class Endings:
    """The units of a page by what they would close a message with, each asked once."""

    def __init__(self, context: Context, units: Sequence[Unit]) -> None:
        self.context, self.units = context, units

    def parts(self, index: int) -> Sequence[tuple[Kind, Span]] | None:
        """What a unit would close a message with."""
        return closing_parts(self.units[index], self.context)

    def signs(self, index: int) -> bool:
        """Somebody signs there."""
        return any(kind is Kind.SIGNED for kind, _ in self.parts(index) or ())

    @functools.cached_property
    def last_signature(self) -> int:
        """The last unit that signs, -1 if none does."""
        return next((index for index in reversed(range(len(self.units))) if self.signs(index)), -1)

    @functools.cached_property
    def said(self) -> list[int]:
        """How many characters of sentences stand before each unit, and before the end."""
        return list(accumulate((length_of_speech(unit, self.context) for unit in self.units), initial=0))
