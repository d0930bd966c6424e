"""The harbour edition on disk, and the book made of it once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from harbour import FILES, SETTINGS, Made, write_edition

from tei_edition.edition import Edition
from tei_edition.publishing.book import make_book
from tei_edition.publishing.reading import read_edition


@pytest.fixture
def edition_of(tmp_path: Path) -> Callable[..., Edition]:
    """An edition with some files replaced: ``edition_of(settings="...", **{"documents/a.xml": "..."})``."""

    def make(book: str = "", **replaced: str) -> Edition:
        files = {**FILES, **replaced}
        if book:
            files["edition.toml"] = f"{SETTINGS}\n[book]\n{book}"
        return write_edition(tmp_path / "edition", files)

    return make


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("harbour")
    edition = write_edition(folder / "edition", {**FILES, "edition.toml": f"{SETTINGS}\n[book]\nline_step = 1\n"})
    reading = read_edition(edition)
    files = make_book(edition, reading, folder / "book")
    return Made(edition, reading, folder / "book", files)
