"""Names that stand where somebody signs, receives or speaks, and that no register knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.encoding.names import Mention
from tei_edition.encoding.on_one_line import copies_on_one_line
from tei_edition.transcript.blocks import Block, Kind
from tei_edition.transcript.document import Document
from tei_edition.transcript.expressions import worded
from tei_edition.transcript.recognisers.names import QUOTES, is_designation, looks_like_name
from tei_edition.transcript.words import Words

# blocks that name somebody, and nothing but somebody
NAMING: Final = frozenset({Kind.SIGNED, Kind.ADDRESS, Kind.SALUTE, Kind.COPIES, Kind.COPIES_ITEM})
BY_SOMEBODY: Final = frozenset({Kind.DECIPHERED, Kind.PRINTED, Kind.VERIFIED})
# "2) Holm [of the pilots] (3)": the number of an item, a remark, how many copies
BESIDE_NAME: Final = re.compile(r"^(?:\d{1,2}[.)]|[-–—•*])\s+|\s*(?:\[[^\]]*\]|\(\d+\))")


def unregistered(document: Document, block: Block, mentions: Sequence[Mention]) -> Iterator[Diagnostic]:
    """Who signs, receives or typed, where no register knows the name: for the editor's list."""
    text, words = document.source.text, document.practice.words
    for span in _named(document, block):
        name = _plain(text[span.start : span.end], words)
        known = any(one.span.start < span.end and span.start < one.span.end for one in mentions)
        if looks_like_name(name) and not is_designation(name, words) and not known:
            at = max(span.start, text.find(name, span.start, span.end))
            yield Diagnostic("name-unknown", f"“{name}” is in no register", span=Span(at, span.end))


def _named(document: Document, block: Block) -> list[Span]:
    """Where a block says who somebody is, by what kind of block it is."""
    if block.kind is Kind.COPIES:
        found = copies_on_one_line(document.source.text, block.span)
        return found[1] if found else [block.span]
    if block.kind is Kind.SPEAKER:
        return [block.span] if _speaks_first(document, block) else []
    if block.kind in BY_SOMEBODY:
        return _by_whom(document.source.slice(block.span), block.span)
    return [block.span] if block.kind in NAMING else []


def _by_whom(said: str, line: Span) -> list[Span]:
    """``Deciphered by Holm``: the name behind "by"."""
    by = re.search(r"\bby\s+(?P<name>[^\W\d_]\S+(?:\s[^\W\d_a-z]\S*)*)", said)
    return [Span(*by.span("name")).moved(line.start)] if by else []


def _plain(said: str, words: Words) -> str:
    """The name alone, without what calls upon him and what stands beside it."""
    called = worded(r"^(?:{addressed|copies|honorifics|ranks|salutations}(?:\s+|$))+", words)
    return BESIDE_NAME.sub("", called.sub("", said.strip(QUOTES + " ,.:;!"))).strip(" ,.:;!")


def _speaks_first(document: Document, block: Block) -> bool:
    """A speaker is asked for once, and "Question" never."""
    said = document.source.slice(block.span)
    first = next(b for b in document.blocks if b.kind is Kind.SPEAKER and document.source.slice(b.span) == said)
    return first is block and said.strip(" :.*") not in document.practice.words.form["asked"]
