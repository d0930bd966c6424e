"""Plates: the pictures of a book, as files that can be printed. One that cannot is refused with the place that names it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Position, Refusal
from tei_edition.edition import Edition
from tei_edition.publishing.pictures import named_at, size

KINDS: Final[Mapping[str, bytes]] = {
    ".png": b"\x89PNG",
    ".jpg": b"\xff\xd8",
    ".jpeg": b"\xff\xd8",
    ".gif": b"GIF8",
    ".webp": b"RIFF",
    ".svg": b"<",
}
"""How a file of each kind begins."""
MOST_BYTES: Final = 50_000_000
MOST_PIXELS: Final = 100_000_000
"""Width times height: an A3 sheet at 600 dots an inch has 70 million. Each takes four bytes of memory."""


def inside(edition: Edition, name: str, code: str) -> Path:
    """A file of the edition folder; nothing outside is ever read. Raises Refusal with this code."""
    home = edition.root.resolve()
    path = (home / name).resolve()
    if not path.is_relative_to(home):
        raise Refusal(Diagnostic(code, f"“{name}” lies outside the edition folder", "edition.toml"))
    if not path.is_file():
        raise Refusal(Diagnostic(code, f"there is no “{name}” in the edition folder", "edition.toml"))
    return path


def picture_path(edition: Edition, name: str) -> Path:
    """Where a picture lies, by its path in the edition folder.

    Raises:
        Refusal: it is outside the folder, not there, or cannot be printed; with the file and line that name it.
    """
    try:
        path = inside(edition, name, "book-picture")
    except Refusal as refusal:
        raise _refused(edition, name, refusal.diagnostics[0].message) from None
    if reason := unprintable(path):
        raise _refused(edition, name, f"“{name}” {reason}")
    return path


def unprintable(path: Path) -> str:
    """Why a picture cannot be printed; empty if it can."""
    start = KINDS.get(path.suffix.lower())
    if start is None:
        return "is of a kind that cannot be printed"
    if (weight := path.stat().st_size) > MOST_BYTES:
        return f"is larger than {MOST_BYTES // 1_000_000} MB: it has {weight / 1_000_000:.0f}"
    with path.open("rb") as file:
        begins = file.read(200).lstrip().startswith(start)
    measured = size(path)
    if not begins or (measured is None and start != KINDS[".svg"]):
        return "is not what its name says, or torn"
    width, height = measured or (0, 0)
    if width * height > MOST_PIXELS:
        return f"has {width} × {height} pixels: more than {MOST_PIXELS // 1_000_000} million"
    return ""


def _refused(edition: Edition, name: str, said: str) -> Refusal:
    file, position = _place(edition, name)
    return Refusal(Diagnostic("book-picture", said, file, position))


def _place(edition: Edition, name: str) -> tuple[str, Position | None]:
    """The first document or text that names a picture, and where; the picture itself if none is found."""
    for path in (*edition.documents, *edition.texts):
        if found := named_at(xml.read_bytes(path).decode("utf-8", "replace"), name):
            return str(path), found
    return name, None
