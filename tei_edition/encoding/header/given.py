"""What a header is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei_edition.diagnostics import Span
from tei_edition.encoding import citations
from tei_edition.encoding.body import Hands
from tei_edition.encoding.correspondence.act import Act
from tei_edition.encoding.header.imprint import Imprint
from tei_edition.encoding.languages import tag_of
from tei_edition.encoding.links import Link
from tei_edition.encoding.numbers import of_title
from tei_edition.encoding.residue import printable
from tei_edition.encoding.understanding import Understood
from tei_edition.registers.matching import Matcher
from tei_edition.transcript.decisions import Placed
from tei_edition.transcript.languages import known
from tei_edition.transcript.zones import Entry as Value


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The acts of one document of a page: its own, those it encloses, and the documents it speaks of."""

    act: Act
    enclosed: tuple[Act, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What one header is made from: the document as it was understood, its record, the registers, the edition."""

    identifier: str
    understood: Understood
    correspondences: Sequence[Correspondence]
    matcher: Matcher
    imprint: Imprint
    hands: Hands
    responsible: dict[str, str]

    def acting(self, editor: str) -> str:
        """The identifier of who is responsible for a decision."""
        return self.responsible.get(editor, self.responsible[""])

    def cited_title(self) -> str:
        """The title that a citation quotes; empty if none does."""
        return next(filter(None, map(citations.quoted_title, self.values("citation"))), "")

    def is_translation(self) -> bool:
        """True where the edition or the record says so; a transcript alone does not tell."""
        said = self.value("contents").lower()
        foreign = tag_of(self.value("language"), self.language()) not in {"", self.language()}
        stated = "translat" in said or any(
            citations.translated_from(text) or citations.translator(text)
            for text in (*self.values("source"), *self.values("citation"))
        )
        named = bool(self.value("translator") or self.imprint.translator)
        return self.imprint.is_translation or named or stated or foreign

    def source_texts(self) -> list[tuple[str, str, tuple[Span, ...]]]:
        """The texts that may name archives, corrected as an editor decided, with where they stand."""
        document = self.understood.document
        given = document.zones.given
        decided = [(name, text, ()) for name in ("source", "citation") for text in given.get(name, ())]
        entries = (e for e in document.zones.entries if e.field in {"source", "citation"} and e.field not in given)
        return [*decided, *((entry.field, self._corrected_words(entry), entry.spans) for entry in entries)]

    def _corrected_words(self, entry: Value) -> str:
        source = self.understood.document.source
        pieces = []
        for span in entry.spans:
            at, text = span.start, ""
            for placed in self.corrections_in(span):
                text += source.text[at : placed.span.start] + placed.decision.reading
                at = placed.span.end
            pieces.append(text + source.text[at : span.end])
        return " ".join(" ".join(pieces).split())

    def corrections_in(self, span: Span) -> list[Placed]:
        """The editor's corrections in a span, in order."""
        corrections = self.understood.document.settled.corrections
        return sorted((p for p in corrections if span.holds(p.span)), key=lambda p: p.span)

    def original_language(self) -> tuple[str, str]:
        """The language of the original in the record's words, and its tag; both empty if it does not say."""
        translated = map(citations.translated_from, (*self.values("source"), *self.values("citation")))
        name = self.value("language") or next(filter(None, translated), "")
        first = name.partition(",")[0].partition("(")[0]  # "Russian, typescript, 3 pp."
        # the archive's page may be in English or another language, whatever the document is in
        tongues = dict.fromkeys((self.language(), "en", *known()))
        tags = (tag_of(said, language) for language in tongues for said in (name, first))
        language = next(filter(None, tags), "")
        return (name, language) if language else ("", "")

    def categories(self) -> dict[str, str]:
        """The kinds of document on this page: an identifier and a description each."""
        kinds: dict[str, str] = {}
        for part, one in zip(self.understood.parts, self.correspondences, strict=True):
            if part.kind:
                label = " ".join(filter(None, (part.direction, part.kind)))
                kinds[label.replace(" ", "-")] = label
            if one.enclosed:
                kinds["enclosed-telegram"] = "telegram quoted in full inside another"
        return kinds

    def values(self, name: str) -> list[str]:
        """What the record says under a name, as XML can hold it."""
        document = self.understood.document
        return [printable(v) for v in document.zones.values(document.source, name) if v]

    def numbers(self) -> list[str]:
        """The numbers that the record has, under a label, or in its title where no line of the document has it."""
        titled = of_title(self.value("title") or self.cited_title(), self.understood.document.practice.words)
        nums = (m.span for m in self.understood.markups if m.tag.name == "num")
        own = {self.understood.document.source.slice(span) for span in nums}
        return [*self.values("number"), *([titled] if titled and titled not in own else [])]

    def value(self, name: str) -> str:
        """The first of these; empty if there is none."""
        return next(iter(self.values(name)), "")

    def language(self) -> str:
        """The language of the transcript."""
        return self.understood.document.practice.language
