"""One file a format: each turns bytes into a Source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.transcript.readers import plain
from tei_edition.transcript.source import Source
from tei_edition.xml import read_bytes

READERS: Final[dict[str, Callable[[str, bytes, str], Source]]] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".md": plain.read,
    ".markdown": plain.read,
}


# how files begin that are no text, whatever their name
BINARY: Final = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a word processor's file or a ZIP archive",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"{\\rtf": "an RTF file",
}


def read(path: Path, encoding: str = "") -> Source:
    """Read a transcript; the reader is chosen by the ending of the file's name, plain text by default.

    Without an ``encoding`` the bytes tell: byte order mark, UTF-8, or detection.

    Raises:
        Refusal: the file is missing, cannot be read, or is no text.
    """
    data = read_bytes(path)
    kind = next((kind for magic, kind in BINARY.items() if data.startswith(magic)), "")
    if kind:
        raise Refusal(Diagnostic("transcript-binary", f"this is {kind}, not a text", str(path)))
    return READERS.get(path.suffix.lower(), plain.read)(path.name, data, encoding)
