"""What stands where on the pages of a PDF: words with their places, gathered into lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tei_edition.publishing.book.paper import Trim


def read_pdf(pdf: Path) -> Any:
    """A PDF to be looked into; the test is skipped where nothing can read one."""
    return pytest.importorskip("pypdf", reason="pip install pypdf").PdfReader(pdf)


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

    read_pdf(pdf).pages[page].extract_text(visitor_text=visit)
    return found


@dataclass(frozen=True)
class Shape:
    """A filled outline: its colour (0 is black, 1 white) and its edges in points from the foot of the page."""

    colour: float
    left: float
    right: float
    bottom: float
    top: float


def shapes(pdf: Path, page: int) -> list[Shape]:
    reader = read_pdf(pdf)
    found: list[Shape] = []
    move, colour, points = [1.0, 0, 0, 1, 0, 0], 0.0, []
    from pypdf.generic import ContentStream

    for operands, operator in ContentStream(reader.pages[page].get_contents(), reader).operations:
        if operator == b"cm":
            move = [float(n) for n in operands]
        elif operator == b"scn":
            colour = float(operands[0])
        elif operator in (b"m", b"l"):
            x, y = map(float, operands)
            points.append((x * move[0] + move[4], y * move[3] + move[5]))
        elif operator in (b"f", b"S"):
            xs, ys = zip(*points, strict=True)
            found += [Shape(colour, min(xs), max(xs), min(ys), max(ys))] if operator == b"f" else []
            points = []
    return found


def page_texts(pdf: Path) -> list[str]:
    return [page.extract_text() for page in read_pdf(pdf).pages]


def joined(text: str) -> str:
    """One line of text: soft hyphens and line ends gone, spaces folded."""
    text = text.replace("\u00ad", "").replace("\u00a0", " ").replace("\u2010\n", "").replace("-\n", "")
    return re.sub(r"\s+", " ", text)


def numbered_lines(pdf: Path, trim: Trim) -> dict[int, str]:
    """Every line of the text by the number printed in the margin beside it."""
    lines: dict[int, str] = {}
    for number, _ in enumerate(read_pdf(pdf).pages):
        left, right = (trim.inside, trim.outside) if number % 2 == 0 else (trim.outside, trim.inside)
        rows = pieces(pdf, number)
        margin = [
            p for p in rows if p.text.strip().isdigit() and not left * MM - 1 <= p.x <= (trim.width - right) * MM + 1
        ]
        for mark in margin:
            near = [p for p in rows if abs(p.y - mark.y) < 3 and p is not mark]
            lines[int(mark.text)] = " ".join(p.text for p in sorted(near, key=lambda p: p.x))
    return lines


def apparatus(pdf: Path) -> list[tuple[int, str]]:
    """The entries of the textual notes of a document: the line and the first word of the lemma."""
    # what stands in the margins comes after the page
    pages = re.sub(r"(?m)^(\d+|\[\d+\])$", "", "\n".join(page_texts(pdf)))
    head, _, notes = joined(pages).casefold().rpartition("textual notes")
    found = re.findall(r"(\d+)(?:–\d+)? ([^\]∥]{1,40})\]", notes) if head else []
    return [(int(line), lemma.split()[0]) for line, lemma in found]


def astray(entries: list[tuple[int, str]], lines: dict[int, str]) -> list[tuple[int, str]]:
    """The entries whose lemma does not stand on their line."""
    # letter-spaced capitals come out of a PDF one by one
    return [(n, word) for n, word in entries if word not in re.sub(r"\s", "", lines.get(n, "")).casefold()]
