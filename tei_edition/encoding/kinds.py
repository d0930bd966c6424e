"""What kind of document it is: telegram, letter, minutes, decree, ... by its caption, else by the record's title."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from tei_edition.encoding.citations import quoted_title
from tei_edition.transcript.blocks import Block, Kind, Layer
from tei_edition.transcript.document import Document
from tei_edition.transcript.expressions import worded
from tei_edition.transcript.headlines import from_and_to
from tei_edition.transcript.languages import known
from tei_edition.transcript.recognisers.address import begins_with_greeting, unmarked
from tei_edition.transcript.recognisers.captions import begins_with_kind
from tei_edition.transcript.recognisers.names import SHORT, joined
from tei_edition.transcript.words import Words, alternatives, words

# "From the diary of N.: record of a conversation" is a record that stands in a diary
WEAK: Final = frozenset({"diary", "message"})
# what a record of a conversation may be called in its caption
GENERAL: Final = frozenset({"note", "memorandum", "report"})
# what a telegram may carry: how it went is its kind, "Cable from N., 'A Brief Report on the Talks'"
CARRIED: Final = frozenset({*WEAK, "report", "note", "memorandum", "instruction", "statement", "minutes"})
# what a letter has not
OF_FORMS: Final = frozenset({Kind.RECEIPT, Kind.REGISTRY, Kind.COPIES, Kind.COPIES_HEAD, Kind.SERIES, Kind.OFFICE})
# the language of archives' pages, whatever the document's
PAGE: Final = "en"


def kind_told(document: Document, blocks: Sequence[Block]) -> str:
    """The kind of a document by the first text that says it, a weak one where no other does; empty if none does.

    What the record calls its kind, or an editor, holds before all; a word that no language has for a kind is one of its own.
    """
    called = document.value("kind")
    if _is_left_out(document):
        return ""
    if called:
        known = (_kind_said(called, table) for table in (document.practice.words, words(PAGE)))
        return next(filter(None, known), "") or "-".join(re.findall(r"[^\W_]+", called.casefold()))
    if any(block.rule == "cable" and block.kind is Kind.DATELINE for block in blocks):
        return "telegram"
    captions = [joined(text).strip(" .:*_#") for text in _captions(document, blocks)]
    texts = [_kind_said(text, document.practice.words) for text in captions]
    if (
        document.practice.words.language != PAGE
    ):  # the archive's page has English words for a document in another language
        texts += [_kind_said(text, words(PAGE)) for text in _of_record(document)]
    texts.append(_labelled(document))
    said = [kind for kind in texts if kind]
    kind = next((kind for kind in said if kind not in WEAK), next(iter(said), ""))
    # "Note" alone, above "on a conversation with N.", which the title says in full
    bare = all(" " not in text for text, said_so in zip(captions, texts, strict=False) if said_so == kind)
    if kind in GENERAL and bare and "minutes" in said:
        return "minutes"
    # "Secret Telegram from N."
    telegram = worded(r"(?:\w+\s+)?{kinds.telegram}(?!\w)", document.practice.words)
    carries = kind in CARRIED and "telegram" in said and telegram.match(document.value("title"))
    return "telegram" if carries else kind


def _labelled(document: Document) -> str:
    """What the record's own label says, in whatever language the page was read: ``Lettre (L)``."""
    label = document.value("contents")
    return next(filter(None, (_kind_said(label, words(language)) for language in known())), "") if label else ""


def kind_by_form(document: Document, blocks: Sequence[Block]) -> str:
    """Where people met and who speaks is named, they are minutes. A letter greets somebody, and somebody signs it or heads it: ``From A. Holm to K. Berg``; nobody notes the hour it came.

    So is a letter what has ``To K. Berg``, a place or day, and nothing that forms have.
    """
    if _is_left_out(document):
        return ""
    own = {block.kind for block in blocks if not block.enclosed}
    above = {block.kind for block in takewhile(lambda b: b.kind is not Kind.PARAGRAPH, blocks)}
    if any(_notes_a_day(document, block) for block in blocks if block.kind is Kind.RECEIPT):
        return ""
    addressed = above.isdisjoint(OF_FORMS) and _is_addressed_and_dated(document, blocks)
    if Kind.SPEAKER in own and any(
        worded(r"<occasions>", document.practice.words).search(t) for t in _heads(document, blocks)
    ):
        return "minutes"
    greets = Kind.SALUTE in own or _greets_at_once(document, blocks)
    headed = (from_and_to(text, document.practice.words) for text in _heads(document, blocks))
    told = not own.isdisjoint({Kind.SIGNED, Kind.VALEDICTION}) or any(one.is_complete for one in headed)
    return "letter" if addressed or (greets and told) else ""


def _heads(document: Document, blocks: Sequence[Block]) -> Iterator[str]:
    """The record's title and the document's own."""
    yield document.value("title")
    yield from (document.source.slice(b.span) for b in blocks if b.kind in {Kind.TITLE, Kind.ISSUER})


def _is_addressed_and_dated(document: Document, blocks: Sequence[Block]) -> bool:
    """``To Mrs. Holm`` above all else, and right below it where and when."""
    heads = [block for block in blocks if block.kind is not Kind.TITLE and not _is_number(document, block)][:2]
    to = worded(r"{headline-to}\s", document.practice.words)
    addressed = bool(heads) and heads[0].kind is Kind.ADDRESS
    return (
        addressed
        and to.match(unmarked(document.said(heads[0].span), document.practice.words)) is not None
        and [block.kind for block in heads[1:]] == [Kind.DATELINE]
    )


def _is_number(document: Document, block: Block) -> bool:
    """``361.``, above all else."""
    return block.layer is Layer.HEAD and re.search(r"[^\W\d_]", document.said(block.span)) is None


def _is_left_out(document: Document) -> bool:
    """True where an editor has decided that the kind is not to be said."""
    return "kind" in document.settled.fields and not document.value("kind")


def _notes_a_day(document: Document, block: Block) -> bool:
    """``Received 14.6.51 12:00``; but ``From Anna Holm`` is a letter's heading."""
    return re.search(r"\d", document.source.slice(block.span)) is not None


def _greets_at_once(document: Document, blocks: Sequence[Block]) -> bool:
    """``Sir: I have the honor``: the salutation runs into the text."""
    said = (document.said(block.span) for block in blocks if block.kind is Kind.PARAGRAPH)
    first = next((one for one in said if not re.fullmatch(r"\[[^\[\]]*\]", one)), "")  # "[From the Harbour Papers.]"
    return begins_with_greeting(first, document.practice.words)


def _captions(document: Document, blocks: Sequence[Block]) -> Iterator[str]:
    """Its captions, the record's title, a citation's title, and what stands after a file's number: ``…: Telegram``.

    A title that begins with a numbered document's kind, ``7. Telegram From …``, says it before all captions.
    """
    title = document.value("title")
    if worded(r"\d{1,4}[a-z]?\.\s+(?:\w+\s+){0,3}?{kinds}(?!\w)", document.practice.words).match(title):
        yield title
    addresses = (document.source.slice(b.span) for b in blocks if b.kind is Kind.ADDRESS)
    yield from (said for said in addresses if begins_with_kind(said, document.practice.words))  # "MEMORANDUM FOR: N."
    for kind in (Kind.TITLE, Kind.STATUS):
        yield from (document.source.slice(b.span) for b in blocks if b.kind is kind)
    routing = (b for b in blocks if b.kind is Kind.OFFICE and b.layer is Layer.ROUTING and b.rule != "subject")
    yield from (document.source.slice(b.span) for b in routing)
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

    ``Item 2 of Protocol No. 5`` names another document, of which this one is a part; ``[3-4 illegible letters]`` none.
    """
    unread = worded(r"\[[^\[\]]*<brackets.illegible>[^\[\]]*\]", language)
    text = _elsewhere(language).sub(" ", unread.sub(" ", text))
    sought = (*_sought(language), ("minutes", _of_session(language)))
    found = [(m.start(), -len(m[0]), kind) for kind, pattern in sought for m in pattern.finditer(text)]
    strong = [one for one in found if one[2] not in WEAK]
    return min(strong or found)[2] if found else ""


def _elsewhere(language: Words) -> re.Pattern[str]:
    return worded(r"(?<!\w){points-of}\s+(?:{№}\s*)?\d+,?\s+(?:of\s+)?(?:the\s+)?{kinds}(?!\w)", language)


@functools.lru_cache(maxsize=8)
def _sought(language: Words) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile(rf"(?<!\w){alternatives(choices)}(?!\w)", re.IGNORECASE))
        for kind, choices in language.kinds.items()
    )


def _of_session(language: Words) -> re.Pattern[str]:
    """``Summary of a Central Committee Meeting``: an account of what was said when people met."""
    return worded(r"<accounts>\s+{accounts-of}(?:\s+(?!{accounts-of}\s)[\w.'’-]+){0,4}?\s+<sessions>", language)
