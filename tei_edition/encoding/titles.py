"""The titles of a page: the record's, or the headlines of its documents, and whom they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from tei_edition.encoding.citations import quoted_title
from tei_edition.encoding.languages import is_city
from tei_edition.encoding.understanding import Part
from tei_edition.transcript.blocks import Block, Kind, Layer
from tei_edition.transcript.document import Document
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.headlines import LONGEST_HEADLINE, Headline, completed, from_and_to
from tei_edition.transcript.languages import known
from tei_edition.transcript.parties import OF_INITIALS, bearer, pieces, vocabulary
from tei_edition.transcript.recognisers.names import looks_like_name
from tei_edition.transcript.words import Words, words

# so many of a page's first lines may be its headline, whatever they are
HEADLINES: Final = 4
# lines that have their own way of saying who, and from where
OTHERS: Final = frozenset(
    {Kind.NOTE, Kind.FOOTNOTE, Kind.RECEIPT, Kind.ADDRESS, Kind.SALUTE, Kind.COPIES, Kind.COPIES_HEAD, Kind.COPIES_ITEM}
)
NAMELESS: Final = Headline()


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of one page."""

    document: Document

    @property
    def recorded(self) -> str:
        """The record's title, or that of its citation; empty if it has none."""
        cited = map(quoted_title, self.document.zones.values(self.document.source, "citation"))
        return self.document.value("title") or next(filter(None, cited), "")

    def of(self, part: Part) -> str:
        """The title of one of the page's documents: the record's is that of the first."""
        recorded = self.recorded if part.number == 1 else ""
        return recorded or self._headline(part)[0]

    def said(self, part: Part) -> Headline:
        """Whom the title of a document names; where the record's names nobody, its own headline is asked."""
        recorded = self.recorded if part.number == 1 else ""
        named = self._read(recorded) if recorded else NAMELESS
        return named or self._headline(part)[1] or named

    def venue(self, part: Part) -> str:
        """``Record of a Talk with N., Warsaw``, ``Talks of 3 May 1950 in Warsaw``: the town where people met, as a headline says it."""
        heads = (self.document.said(block.span) for block in self._above(part) if block.layer is Layer.HEAD)
        table = self.document.practice.words
        for line in (self.recorded if part.number == 1 else "", *heads):
            met = worded(r"<occasions>", table).search(line) if len(line) <= LONGEST_HEADLINE else None
            found = spelled(VENUE, table).finditer(" ".join(line.split()), met.end()) if met else ()
            named = (one["town"].rstrip("'’") for one in found)  # where the quoted title ends
            towns = [town for town in named if is_city(town, table.language)]
            if towns:
                return towns[-1]
        return ""

    def is_recorded(self, part: Part) -> bool:
        """The record says it, not the document itself."""
        recorded = self.recorded if part.number == 1 else ""
        named = self._read(recorded) if recorded else NAMELESS
        return bool(named) or bool(named.place and not self._headline(part)[1])

    def _tables(self) -> Iterator[Words]:
        """The words of the document's language; the archive's page may have its title in English, or another."""
        own = self.document.practice.words
        yield own
        if own.language != "en":
            yield from (words(one) for one in ("en", *known()) if one != own.language)

    def _read(self, title: str) -> Headline:
        said = [from_and_to(completed(title, table), table) for table in self._tables()]
        return next(filter(None, said), said[0])

    def _headline(self, part: Part) -> tuple[str, Headline]:
        """``The Consul in X (N.) to the Ministry``: the line above the text that says both, and what it says.

        A caption may name one side alone: ``Memorandum by N.``.
        """
        alone = ("", NAMELESS)
        for block in self._above(part):
            text = " ".join(self.document.source.slice(block.span).strip(" .*_#").split())
            line = re.sub(r"(?<=[^\W\d_])\d{1,2}$", "", text)  # the call of a note may touch the last word
            said = self._line(line) if len(line) <= LONGEST_HEADLINE else NAMELESS
            if said.is_complete and said.is_told:
                return line, said
            if not alone[0] and said and not said.is_complete and block.layer is Layer.HEAD:
                alone = (line, said)
        return alone

    def _line(self, line: str) -> Headline:
        said = [from_and_to(completed(line, table), table) for table in self._tables()]
        both = (one for one in said if one.is_complete and one.is_told)
        # "To A. Holm [3 May 1930]": the bracket is what tells it
        return next(both, said[0] or from_and_to(line, self.document.practice.words))

    def _above(self, part: Part) -> list[Block]:
        """The lines above a document's text."""
        above = list(takewhile(lambda b: b.kind not in {Kind.PARAGRAPH, Kind.SPEAKER}, part.blocks))
        first = [b for b in part.blocks[:HEADLINES] if b not in above] if part.number == 1 else []
        return [b for b in (*above, *first) if b.kind not in OTHERS and b.layer is not Layer.PROCESSING]


def readings(text: str, words: Words) -> Iterator[str]:
    """The names that a party may go by, the fullest first: ``the Consul in X (Holm)`` → itself, ``Holm``.

    >>> from tei_edition.transcript.words import words
    >>> list(readings("Deputy Minister Anna Holm", words()))
    ['Deputy Minister Anna Holm', 'Anna Holm']
    """
    plain = re.sub(r"\s*\([^)]*\)$", "", text)
    untitled = spelled(r"^(?:.*\s)?(?i:<titles>)\s+(?=[^\W\d_a-z])", words).sub("", plain)
    shown = re.search(r"\((?P<name>[^()]+)\)$", text)
    behind = OF_INITIALS.search(plain)
    rows = [
        plain,
        text,
        shown["name"].strip() if shown else "",
        untitled,
        bearer(untitled),
        behind["name"] if behind else "",
        *pieces(plain),
    ]
    named = [row for row in rows if row and (row in {plain, text} or looks_like_name(row))]
    yield from dict.fromkeys(row for row in named if not vocabulary(words).held.fullmatch(row))


def seated(text: str, words: Words) -> tuple[str, str]:
    """A party without the town where it sits, and that town, empty if the words name none.

    A town stands in brackets, behind a comma, or behind "in" where the party is a post abroad, or holds one.

    >>> from tei_edition.transcript.words import words
    >>> seated("Holm (Warsaw)", words()), seated("Arland Embassy, Vessk (Holm)", words())
    (('Holm', 'Warsaw'), ('Arland Embassy (Holm)', 'Vessk'))
    >>> seated("Arland Embassy in Warsaw", words())
    ('Arland Embassy in Warsaw', 'Warsaw')
    >>> seated("the Consul at Vessk (Holm)", words())[1], seated("the Consul in Vessk", words())[1]
    ('Vessk', '')
    """
    named = re.fullmatch(r"(?P<who>[^()]+?)\s*\((?P<town>[^()]+)\)", text)
    if named and is_city(named["town"], words.language):
        return named["who"], named["town"]
    beside = re.fullmatch(r"(?P<who>.+),\s(?P<town>[^,()]+?)(?P<bracket>\s*\([^()]+\))?", text)
    of_post = (
        beside is not None and worded(r"<posts>$", words).search(beside["who"]) and _may_be_town(beside["town"], words)
    )
    if beside and (of_post or is_city(beside["town"], words.language)):
        return beside["who"] + (beside["bracket"] or ""), beside["town"]
    person = spelled(r"[^,()]+\s(?i:{headline-inside})\s(?P<town>{NAME})", words).fullmatch(text)
    if person and is_city(person["town"], words.language):
        return text, person["town"]  # "Count Holm in Vessk"
    within = spelled(SEATED, words).match(text)
    sure = within is not None and (within["sure"] or is_city(within["town"], words.language))
    return text, (within["sure"] or within["town"]) if within and sure else ""


# a town behind a comma, a date or a post, where a title ends or goes on with a date: ", Vessk", "on 3 May 1950 in Vessk",
# "at the Arland Embassy in Vessk"
VENUE: Final = (
    r"(?:,\s(?:(?i:{headline-inside})\s)?|\d\s(?i:{headline-inside})\s"
    r"|\s(?i:{headline-at|headline-inside})\s(?:[\w.'’-]+\s){0,4}?(?i:<posts>)\s(?:[\w.'’-]+\s){0,4}?(?i:{headline-inside})\s)"
    r"(?P<town>{NAME}(?:\s{NAME}){0,2}?)(?=['’”\"]?\s*(?:[.,]?$|[(\[]|,?\s(?:(?i:{headline-about})\s)?(?:\d|{month-names})))"
)


def _may_be_town(name: str, words: Words) -> bool:
    """A name, but nobody's: ``Comrade Holm`` behind an embassy is who it has sent."""
    return looks_like_name(name) and not worded(r"<titles>\s", words).match(name)


# "the Consul at Vessk" is in a town, "the Consul in Vessk" may be in a country
SEATED: Final = (
    r".*?(?!(?i:{headline-at-home})(?!\w))(?i:<posts|post-holders>)(?:\s[^,()]+?)??\s(?:(?i:{headline-at})\s(?P<sure>{NAME}(?:\s{NAME})?)"
    r"|(?i:{headline-inside})\s(?P<town>{NAME}(?:\s{NAME}){0,2}))(?=\s*\(|,|\.?$)"
)
