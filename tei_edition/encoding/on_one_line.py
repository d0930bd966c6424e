"""What stands on one line and is several things: copies, those present, the cells of a row."""

from __future__ import annotations

import re

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Block, Kind
from tei_edition.transcript.meetings import present_on_one_line
from tei_edition.transcript.words import Words


def copies_on_one_line(text: str, span: Span) -> tuple[Span, list[Span]] | None:
    """Head and items of ``Copies: Stalin (2), Molotov``; None if it is no such list."""
    found = re.match(r"[^:]{1,40}:", text[span.start : span.end])
    if not found:
        return None
    head = Span(span.start, span.start + found.end())
    rest = text[head.end : span.end]
    items, at = [], head.end
    for piece in re.split(r"(?<=,)(?=\s)", rest):
        lead = len(piece) - len(piece.lstrip())
        items.append(Span(at + lead, at + len(piece.rstrip())))
        at += len(piece)
    return (head, items) if all(len(i) for i in items) else None


def strokes(text: str, row: Span) -> list[Span]:
    """The strokes of a row of a table with the spaces around them: what stands between is a cell."""
    found = re.finditer(r" *\|(?: +(?=\|)| *)", text[row.start : row.end])
    return [Span(row.start + m.start(), row.start + m.end()) for m in found]


def commas(text: str, block: Block, words: Words) -> list[int]:
    """The commas between copies, or those present, that come back by a rendition."""
    if block.kind is Kind.COPIES:
        found = copies_on_one_line(text, block.span)
    else:
        found = present_on_one_line(text, block.span, words)
    ends = [item.end - 1 for item in found[1][:-1]] if found else []
    return ends if all(text[at] == "," for at in ends) else []
