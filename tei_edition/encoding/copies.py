"""To whom copies went, and how many: lists on one line, over lines, at a document's end; announced against listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.encoding.languages import is_country_or_city
from tei_edition.encoding.names import Mention
from tei_edition.encoding.on_one_line import copies_on_one_line
from tei_edition.encoding.source_notes import NOTING, Remark, reached, remarks
from tei_edition.encoding.understanding import Part, Understood
from tei_edition.registers.register import Entry
from tei_edition.transcript.blocks import Block, Kind, Layer
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.headlines import in_full, unbracketed
from tei_edition.transcript.recognisers.cable import post
from tei_edition.transcript.recognisers.copies import COUNT
from tei_edition.transcript.recognisers.names import is_office_code, is_office_name, joined, looks_like_name
from tei_edition.transcript.words import whole

NUMBER: Final = (
    r"^(?:(?i:(?:{copy|copies}\s*)?{№}(?:\s?{number})?)\s*\d+(?:\s?[-–]\s?\d+)?[-–,:. ]*"  # "Copies Nº 2-3: "
    r"|\d{1,2}(?:[.)]|(?:st|nd|rd|th)?\s?[-–—])|[-–—•*]|(?i:{№})\s*\d{1,3}[.:)]?\s)\s*"
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who got copies: an entry of the registers, or only words; ``count`` is 0 where the list says no number.

    ``inferred`` is true where no list of the document names him, but the note on its source.
    """

    text: str
    entry: Entry | None = None
    is_office: bool = False
    count: int = 0
    inferred: bool = False

    @property
    def key(self) -> str:
        """What tells two recipients apart."""
        return self.entry.identifier if self.entry else self.text.casefold()


class Copies:
    """The copies of one document of a page."""

    def __init__(self, understood: Understood, part: Part) -> None:
        self.document, self.part = understood.document, part
        self.words = self.document.practice.words
        counts = ((m.span, dict(m.tag.attributes)) for m in understood.markups if m.tag.name == "num")
        self._counted = [(span, int(a["value"])) for span, a in counts if a.get("type") == "copies"]
        self.recipients = tuple(self._recipients())

    # -- who

    def _recipients(self) -> Iterator[Recipient]:
        for block in self.part.of(Kind.COPIES, Kind.COPIES_ITEM, Kind.NOTE):
            if block.rule == "cable":
                yield Recipient(post(self.document.source.slice(block.span), self.words), is_office=True)
                continue
            for span in self._items(block) if block.kind is not Kind.NOTE else self._distributed(block):
                yield from self._of_item(block, span)
        yield from self._noted()

    def _noted(self) -> Iterator[Recipient]:
        """``Repeated to Vessk and Sund``, ``Also sent to Berg``, in the note on the source."""
        for block in self.part.of(*NOTING):
            for remark in remarks(self.document.source.text, block.span, self.words):
                if remark.kind in {"repeated", "copies"}:
                    yield from self._reached(block, remark)

    def _reached(self, block: Block, remark: Remark) -> Iterator[Recipient]:
        """Posts, or whom the clause names."""
        source = self.document.source
        for span in reached(source.slice(remark.span), self.words):
            name = span.moved(remark.span.start)
            said, known = source.slice(name), self._named(block, name)
            yield from (Recipient(m.entry.display, m.entry, inferred=True) for m in known)
            if not known:
                post_there = remark.kind == "repeated" or is_country_or_city(said, self.document.practice.language)
                yield Recipient(said, is_office=post_there or self._is_office(block, said), inferred=True)

    def _distributed(self, block: Block) -> list[Span]:
        """``[Translator's note: Distribution of this cable was as follows: Holm, Berg]``: an editor's note says who got it."""
        said = self.document.source.slice(block.span)
        lead = worded(r"\[?{brackets.translator}[^:]*:\s*{copies}(?!\w)[^:.;!?]{0,60}:\s*(?=\S)", self.words).match(
            said
        )
        end = len(said.rstrip("] .")) if lead else 0
        return self._at_commas(Span(block.span.start + lead.end(), block.span.start + end)) if lead else []

    def _items(self, block: Block) -> list[Span]:
        if block.kind is not Kind.COPIES:
            return [block.span]
        found = copies_on_one_line(self.document.source.text, block.span)
        return [s for s in (found[1] if found else self._after_head(block.span)) if not self._is_apposition(block, s)]

    def _is_apposition(self, block: Block, item: Span) -> bool:
        """``to Berg, Chief of the General Staff``: what somebody is, behind the comma after him."""
        said = self.document.source.slice(item)
        held = spelled(r"<offices-held>\s+(?:of|for)\s", self.words).match(said)
        return bool(held) and self.document.source.text[block.span.start : item.start].rstrip().endswith(",")

    def _after_head(self, span: Span) -> list[Span]:
        """``Copies to Comrades A, B and C``: what follows the words that announce, at its commas."""
        text = self.document.source.slice(span)
        lead = worded(r"\(?(?>{copies|informed})(?!\w)\s*:?\s*(?:{to}\s+)?", self.words).match(text)
        return self._at_commas(Span(span.start + (lead.end() if lead else 0), span.end))

    def _at_commas(self, span: Span) -> list[Span]:
        at, spans = span.start, []
        for piece in re.split(r"(?<=,)(?=\s)", self.document.source.slice(span)):
            left = len(piece) - len(piece.lstrip())
            spans.append(Span(at + left, at + len(piece.rstrip())))
            at += len(piece)
        return spans

    def _of_item(self, block: Block, item: Span) -> Iterator[Recipient]:
        pieces = list(self._divided(item))
        for span in pieces if all(self._named(block, p) or self._in_words(p) for p in pieces) else [item]:
            count = sum(self._counts(span))
            named = self._named(block, span)
            yield from (Recipient(m.entry.display, m.entry, count=count) for m in named)
            for text in self._in_words(span) if not named else ():
                yield Recipient(text, is_office=self._is_office(block, text), count=count)

    def _is_office(self, block: Block, text: str) -> bool:
        """An office by its word, by its code, or by its letters: ``MFA`` in a list whose persons have small letters."""
        letters = bool(re.fullmatch(r"[^\W\d_]{2,5}", text)) and text.isupper()
        listed = self.document.source.slice(block.span).partition(":")[2]
        persons = re.search(r"(?<!\w)[^\W\d_][a-zà-ÿа-я]{2,}", listed)
        place = self.document.practice.known.is_place(text)  # the post there
        return is_office_name(text, self.words) or is_office_code(text) or place or bool(letters and persons)

    def _counts(self, span: Span) -> list[int]:
        return [value for at, value in self._counted if span.holds(at)]

    def _divided(self, item: Span) -> Iterator[Span]:
        """``Hladik (3) and Krenek``, ``Hladik - 3,Krenek``, ``to Hladik | to Krenek |``: two in one item."""
        text = self.document.source.slice(item).rstrip(" |")
        at = 0
        for match in spelled(r"\s+{and}\s+|,(?=[^\W\d_])|\s*\|\s*", self.words).finditer(text):
            yield Span(item.start + at, item.start + match.start())
            at = match.end()
        yield Span(item.start + at, item.start + len(text))

    def _named(self, block: Block, span: Span) -> list[Mention]:
        mentions = self.part.mentions_in(block, "persName", "orgName")
        return [m for m in mentions if span.holds(m.span) and self._fills(m, span)]

    def _fills(self, mention: Mention, span: Span) -> bool:
        """A name that is most of what the item says, the copy's number and the like aside."""
        said = re.sub(r"\(\d+\)|[-–]\s*\d+|[.,;]+$|^\d{1,2}[.)]", "", self.document.source.slice(span))
        said = worded(r"^{addressed}\s+", self.words).sub("", said)
        numbered = bool(re.search(r"\d", said))
        rest = worded(r"^.*?\b{to}\s+(?:the\s+)?", self.words).sub("", said, count=1) if numbered else said
        return len(mention.span) * 2 > len(rest.strip())

    def _in_words(self, span: Span) -> list[str]:
        """A recipient no register knows; in a list over lines only where nothing but a name stands there."""
        text = " ".join(self.document.source.slice(span).split())
        text = re.sub(r"^\[(\d{1,2}\s?[-–—.)])\]", r"\1", text)  # a number that the editor supplied
        if not is_office_code(re.sub(COUNT + r"[.,;]*$", "", text)):
            text = spelled(NUMBER, self.words).sub("", text)
        text = re.sub(r"\s*(?:\(\d+\)|[-–:]\s*\d+(?:\s\w+)?)?[.,;:]*$", "", re.sub(r"^([^()]+)\)$", r"\1", text))
        form = self.words.form
        leads = (*self.words.honorifics, *form["to"], *form["addressed"], *form["and"], "the")
        name = joined(
            re.sub(rf"^(?:{whole(leads)}\s+)+", "", unbracketed(in_full(text, self.words)).strip(), flags=re.IGNORECASE)
        )
        copy = worded(r"{copy|filed|copies}", self.words).fullmatch(name)
        named = looks_like_name(name) or is_office_name(name, self.words) or is_office_code(name)
        return [name] if not copy and named else []

    # -- how many

    @property
    def unique(self) -> tuple[Recipient, ...]:
        """Each recipient once, in order."""
        return tuple({r.key: r for r in reversed(self.recipients)}.values())[::-1]

    @property
    def note(self) -> str:
        """How many copies, where the list says so: ``2 copies``, ``Stalin: 2 copies``; names listed twice."""
        many = len(self.unique) > 1
        said = [f"{r.text}: {_copies(r.count)}" if many else _copies(r.count) for r in self.recipients if r.count]
        listed = [r for r in self.recipients if not r.inferred]
        named = [r.key for r in listed]
        twice = sorted({r.text for r in listed if named.count(r.key) > 1})
        said += [f"{name} is named more than once in the list" for name in twice]
        said += [f"{_copies(value)} printed" for value in self._made()]
        said += (
            [f"{_copies(self.announced)} announced"] if self.announced and self.announced not in self._made() else []
        )
        return "; ".join(said)

    @property
    def announced(self) -> int:
        """The number of copies that the head of the list announces, 0 if it announces none."""
        inline = next(iter(self._inline()), 0)
        return inline or next(iter(self._in_heads()), 0)

    def _made(self) -> list[int]:
        """Numbers of copies that the office noted when they were made."""
        heads = [b for b in self.part.of(Kind.COPIES_MADE, Kind.COPIES_HEAD) if b.layer is Layer.PROCESSING]
        return [value for block in heads for value in self._counts(block.span)]

    def _inline(self) -> Iterator[int]:
        for block in self.part.of(Kind.COPIES):
            first = next(iter(self._items(block)), block.span)
            yield from (value for span, value in self._counted if block.span.holds(span) and span.end <= first.start)

    def _in_heads(self) -> Iterator[int]:
        for block in self.part.of(Kind.COPIES_HEAD):
            yield from self._counts(block.span)

    def _held(self, item: Span) -> int:
        """``copies NºNº 1-2 to Berg``: how many one item gives, 1 where it names no range."""
        numbered = spelled(r"{№}(?:\s?{number})?\s*(\d{1,2})\s?[-–]\s?(\d{1,2})(?!\w)", self.words)
        found = numbered.search(self.document.source.slice(item))
        return max(1, int(found[2]) - int(found[1]) + 1) if found else 1

    def disagreement(self) -> Iterator[Diagnostic]:
        """More or fewer copies announced than listed."""
        blocks = self.part.of(Kind.COPIES, Kind.COPIES_ITEM)
        # the file is no recipient, but it got its copy
        listed = sum(sum(self._counts(item)) or self._held(item) for block in blocks for item in self._items(block))
        heads = self.part.of(Kind.COPIES, Kind.COPIES_HEAD)
        if self.announced and listed and self.announced != listed and heads:
            said = f"{_copies(self.announced)} announced, {listed} listed"
            yield Diagnostic("copies-announced", said, span=heads[0].span)


def _copies(count: int) -> str:
    return f"{count} {'copy' if count == 1 else 'copies'}"
