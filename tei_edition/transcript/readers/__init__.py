"""One file a format: each turns bytes into a Source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from tei_edition.transcript.readers import plain
from tei_edition.transcript.source import Source
from tei_edition.xml import read_bytes

READERS: Final[dict[str, Callable[[str, bytes], Source]]] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".md": plain.read,
    ".markdown": plain.read,
}


def read(path: Path) -> Source:
    """Read a transcript; the reader is chosen by the ending of the file's name, plain text by default.

    Raises:
        Refusal: the file is missing or cannot be read.
    """
    reader = READERS.get(path.suffix.lower(), plain.read)
    return reader(path.name, read_bytes(path))
