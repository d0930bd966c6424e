"""Pictures in shades of grey, for a printer with one ink. The only place that knows Pillow."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from tei_edition.diagnostics import Diagnostic, Refusal


def turn_grey(path: Path) -> None:
    """Rewrite a picture in shades of grey, in place; drawings (SVG) are left to the printer.

    Raises:
        Refusal: Pillow is not installed, or it cannot read the picture.
    """
    if path.suffix == ".svg":
        return
    try:
        images: Any = importlib.import_module("PIL.Image")
    except ImportError:
        raise Refusal(Diagnostic("book-greyscale", "“book.greyscale”: Pillow is not installed")) from None
    try:
        with images.open(path) as picture:
            kind, grey = picture.format, picture.convert("L")
    except (OSError, ValueError, images.DecompressionBombError) as error:
        raise Refusal(Diagnostic("book-picture", f"a picture cannot be read: {error}", path.name)) from None
    grey.save(path, format=kind)
