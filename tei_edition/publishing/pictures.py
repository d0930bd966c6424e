"""Pictures: their size, from the first bytes of a file, that no page moves when one arrives; and where one is named."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from tei_edition.diagnostics import Position

HEAD: Final = 256 * 1024
"""Bytes in which the size stands; a photograph may carry a thumbnail and a profile before it."""

Size = tuple[int, int]


def size(path: Path) -> Size | None:
    """Width and height in pixels of a PNG, GIF, JPEG or WebP file; None if it is none of them, or broken.

    Example: ``size(Path("facsimiles/1r.jpg")) == (1200, 1800)``
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    for signature, read in READERS:
        if head.startswith(signature):
            try:
                return read(head)
            except (struct.error, IndexError):
                return None
    return None


def named_at(text: str, name: str) -> Position | None:
    r"""Where an attribute of a TEI file names a picture, by the last part of its path; None if none does.

    >>> named_at("<p>A\n<graphic url='../facsimiles/1r.png'/></p>", "facsimiles/1r.png")
    Position(line=2, column=15)
    """
    last = PurePosixPath(name).name
    written = rf"(?:{re.escape(last)}|{re.escape(quote(last))})"
    found = re.search(rf"""=\s*(["'])(?P<address>[^"'<]*?(?<![^/"']){written})\1""", text)
    if not found:
        return None
    at = found.start("address")
    return Position(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _png(head: bytes) -> Size | None:
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def _gif(head: bytes) -> Size | None:
    width, height = struct.unpack("<HH", head[6:10])
    return width, height


def _webp(head: bytes) -> Size | None:
    form = head[12:16]
    if form == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if form == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", head[26:30])
    return width & 0x3FFF, height & 0x3FFF


# the markers that begin a frame (ITU T.81, table B.1); C4, C8 and CC are tables
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def _jpeg(head: bytes) -> Size | None:
    at = 2
    while at + 9 < len(head):
        marker, length = head[at + 1], int.from_bytes(head[at + 2 : at + 4], "big")
        if marker in FRAMES:
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


READERS: Final[tuple[tuple[bytes, Callable[[bytes], Size | None]], ...]] = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"GIF8", _gif),
    (b"\xff\xd8", _jpeg),
    (b"RIFF", _webp),
)
