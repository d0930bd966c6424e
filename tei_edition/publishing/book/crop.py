"""Crop marks for the printer: the engine makes the bleed, pikepdf the marks. The only place that knows pikepdf."""

from __future__ import annotations

import importlib
import io
from typing import Any, Final

from tei_edition.diagnostics import Diagnostic, Refusal

MM: Final = 72 / 25.4
SLUG: Final = 8 * MM
LENGTH: Final = 5 * MM
GAP: Final = 1 * MM


def with_crop_marks(data: bytes) -> bytes:
    """The same PDF with marks at each corner of the trim; boxes for media, bleed and trim.

    Raises:
        Refusal: pikepdf is not installed.
    """
    try:
        pikepdf: Any = importlib.import_module("pikepdf")
    except ImportError:
        raise Refusal(Diagnostic("book-crop-marks", "“book.crop_marks”: pikepdf is not installed")) from None
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            _mark(pikepdf, page)
        pdf.save(out, deterministic_id=True, preserve_pdfa=True)
    return out.getvalue()


def _mark(pikepdf: Any, page: Any) -> None:
    trim = [float(edge) for edge in page.TrimBox]
    media = [float(edge) for edge in page.MediaBox]
    page.BleedBox = pikepdf.Array(media)
    page.MediaBox = pikepdf.Array([media[0] - SLUG, media[1] - SLUG, media[2] + SLUG, media[3] + SLUG])
    if "/CropBox" in page:
        del page["/CropBox"]
    offset = trim[0] - media[0] + GAP
    # marks are no text: screen readers pass over artifacts
    content = "\n".join(["/Artifact BMC q 0.25 w 0 G", *_strokes(trim, offset), "Q EMC"])
    page.contents_add(content.encode(), prepend=False)


def _strokes(trim: list[float], offset: float) -> list[str]:
    strokes = []
    for x, right in ((trim[0], -1), (trim[2], 1)):
        for y, up in ((trim[1], -1), (trim[3], 1)):
            strokes.append(f"{x + right * offset:.2f} {y:.2f} m {x + right * (offset + LENGTH):.2f} {y:.2f} l S")
            strokes.append(f"{x:.2f} {y + up * offset:.2f} m {x:.2f} {y + up * (offset + LENGTH):.2f} l S")
    return strokes
