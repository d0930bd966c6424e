"""Quotations that open in one paragraph and close in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Block, Kind

OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'
# how many paragraphs a quotation may run over
REACH = 12


def quotations(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Span, ...]]:
    """The parts of each quotation over two or more paragraphs, one span a paragraph, marks included."""
    paragraphs = [b for b in blocks if b.kind is Kind.PARAGRAPH]
    index = 0
    while index < len(paragraphs):
        first = paragraphs[index]
        start = _left_open(text, first.span)
        found = _closed_later(text, paragraphs, index) if start is not None else None
        if start is None or found is None:
            index += 1
            continue
        last, end = found
        middle = (p.span for p in paragraphs[index + 1 : last])
        yield (Span(start, first.span.end), *middle, Span(paragraphs[last].span.start, end))
        index = last


def _left_open(text: str, span: Span) -> int | None:
    """Where a quotation opens that the paragraph does not close."""
    opened: list[int] = []
    for at in range(span.start, span.end):
        if text[at] in OPENING or (text[at] == STRAIGHT and _opens(text, at, span)):
            opened.append(at)
        elif opened and text[at] in CLOSING + STRAIGHT:
            opened.pop()
    return opened[0] if opened else None


def _closed_later(text: str, paragraphs: Sequence[Block], index: int) -> tuple[int, int] | None:
    for later in range(index + 1, min(index + 1 + REACH, len(paragraphs))):
        block = paragraphs[later]
        if (block.document, block.enclosed) != (paragraphs[index].document, paragraphs[index].enclosed):
            return None
        for at in range(block.span.start, block.span.end):
            if text[at] in OPENING or (text[at] == STRAIGHT and _opens(text, at, block.span)):
                if at > block.span.start:
                    return None  # another quotation begins: this one was never closed
            elif text[at] in CLOSING + STRAIGHT:
                return later, at + 1
    return None


def _opens(text: str, at: int, span: Span) -> bool:
    """A straight mark opens after a space or bracket and before a word."""
    before = text[at - 1] if at > span.start else " "
    after = text[at + 1] if at + 1 < span.end else " "
    return (before.isspace() or before in "([—-") and not after.isspace()
