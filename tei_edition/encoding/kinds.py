"""What kind of document it is: telegram, letter, minutes, decree, ... by its caption, else by the record's title."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from tei_edition.encoding.archives import quoted_title
from tei_edition.transcript.blocks import Block, Kind, Layer
from tei_edition.transcript.document import Document
from tei_edition.transcript.recognisers.names import SHORT
from tei_edition.transcript.words import Words, alternatives, number_sign, words

# "From the diary of N.: record of a conversation" is a record that stands in a diary
WEAK: Final = frozenset({"diary", "message"})
# the language of archives' pages, whatever the document's
PAGE: Final = "en"


def kind_of(document: Document, blocks: Sequence[Block]) -> str:
    """The kind of a document by the first text that says it, a weak one where no other does; empty if none does.

    What the record calls its kind, or an editor, holds before all; a word that no language has for a kind is one of its own.
    """
    called = document.value("kind")
    if called:
        known = (_kind_said(called, table) for table in (document.practice.words, words(PAGE)))
        return next(filter(None, known), "") or "-".join(re.findall(r"[^\W_]+", called.casefold()))
    texts = [_kind_said(text, document.practice.words) for text in _captions(document, blocks)]
    if (
        document.practice.words.language != PAGE
    ):  # the archive's page has English words for a document in another language
        texts += [_kind_said(text, words(PAGE)) for text in _of_record(document)]
    said = [kind for kind in texts if kind]
    return next((kind for kind in said if kind not in WEAK), next(iter(said), ""))


def _captions(document: Document, blocks: Sequence[Block]) -> Iterator[str]:
    """Its captions, the record's title, a citation's title, and what stands after a file's number: ``…: Telegram``."""
    for kind in (Kind.TITLE, Kind.STATUS):
        yield from (document.source.slice(b.span) for b in blocks if b.kind is kind)
    yield from (document.source.slice(b.span) for b in blocks if b.kind is Kind.OFFICE and b.layer is Layer.ROUTING)
    yield from (document.source.slice(b.span) for b in blocks if b.kind is Kind.REGISTRY and b.opening)
    yield from (document.source.slice(b.span) for b in blocks if b.kind in {Kind.ISSUER, Kind.HEADING})
    yield from _of_record(document)
    sources = [e.spans[0].start for e in document.zones.entries if e.field == "source" and e.spans]
    lines = (document.source.line_at(at).text for at in sources)
    yield from (line.rpartition(": ")[2] for line in lines if ": " in line and len(line) < SHORT)


def _of_record(document: Document) -> Iterator[str]:
    yield document.value("title")
    yield document.value("contents")
    yield from map(quoted_title, document.zones.values(document.source, "citation"))


def _kind_said(text: str, language: Words) -> str:
    """The kind whose word comes first, the longest of those; a weak one only where it is alone.

    ``Item 2 of Protocol No. 5`` names another document, of which this one is a part.
    """
    text = _elsewhere(language).sub(" ", text)
    found = [(m.start(), -len(m[0]), kind) for kind, sought in _sought(language) for m in sought.finditer(text)]
    strong = [one for one in found if one[2] not in WEAK]
    return min(strong or found)[2] if found else ""


@functools.lru_cache(maxsize=8)
def _elsewhere(language: Words) -> re.Pattern[str]:
    points = alternatives(language.form["points-of"])
    kinds = alternatives(language.every_kind)
    return re.compile(
        rf"(?<!\w){points}\s+(?:{number_sign(language)}\s*)?\d+,?\s+(?:of\s+)?(?:the\s+)?{kinds}(?!\w)", re.IGNORECASE
    )


@functools.lru_cache(maxsize=8)
def _sought(language: Words) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile(rf"(?<!\w){alternatives(choices)}(?!\w)", re.IGNORECASE))
        for kind, choices in language.kinds.items()
    )
