"""What stands where on the pages of a PDF: words with their places, gathered into lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader

MM = 72 / 25.4


@dataclass(frozen=True)
class Piece:
    x: float
    y: float
    size: float
    text: str


def pieces(pdf: Path, page: int) -> list[Piece]:
    found: list[Piece] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            found.append(Piece(tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5], size * abs(tm[3]), text))

    PdfReader(pdf).pages[page].extract_text(visitor_text=visit)
    return found


def page_texts(pdf: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(pdf).pages]


def joined(text: str) -> str:
    """One line of text: soft hyphens and line ends gone, spaces folded."""
    text = text.replace("\u00ad", "").replace("\u00a0", " ").replace("\u2010\n", "").replace("-\n", "")
    return re.sub(r"\s+", " ", text)
