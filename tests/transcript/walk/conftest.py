"""What the tests of the walk share: the blocks of a page, each with its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.document import transcribe
from tei_edition.transcript.readers import read_data

Found = list[tuple[int, Kind, str]]


@pytest.fixture
def walked() -> Callable[[str], Found]:
    """Number of the document, kind and words of each block of a text."""

    def walk(text: str) -> Found:
        made = transcribe(read_data("letter.txt", text.encode()))
        return [(one.document, one.kind, made.source.slice(one.span)) for one in made.blocks]

    return walk
