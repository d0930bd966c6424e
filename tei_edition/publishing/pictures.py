"""The size of a picture, from the first bytes of its file: a page that knows it does not move when it arrives."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Final

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
