"""Parties: whom the registers know, who is only words, whom the record and the title name."""

from __future__ import annotations

import re
from typing import Literal

from tei_edition.encoding.correspondence.act import Party
from tei_edition.encoding.languages import is_country_or_city
from tei_edition.encoding.titles import Titles, readings, seated
from tei_edition.encoding.understanding import Part, Understood
from tei_edition.registers.matching import Matcher
from tei_edition.registers.register import Entry
from tei_edition.transcript.blocks import Block
from tei_edition.transcript.expressions import compiled, spelled, worded
from tei_edition.transcript.headlines import Headline, completed, from_and_to
from tei_edition.transcript.parties import pieces, several
from tei_edition.transcript.recognisers.cable import post
from tei_edition.transcript.recognisers.names import is_capitals, is_designation, looks_like_name
from tei_edition.transcript.words import alternatives, whole


class Parties:
    """Tells the parties of one transcript: who the registers know, who is only words, whom the title names."""

    def __init__(self, understood: Understood, matcher: Matcher) -> None:
        self.document, self.matcher = understood.document, matcher
        self.words = self.document.practice.words
        self.titles = Titles(self.document)

    def is_designation(self, text: str) -> bool:
        """``Ambassador``, ``Deputy Minister of Trade``, ``Chief, Harbour Section``: what the signer is, not who."""
        held, comma, who = text.partition(" , " if " , " in text else ", ")
        # "Consul, A. Holm" says who
        parted = comma and is_designation(held, self.words) and not re.search(r"(?<!\w)[^\W\d_]\.", who)
        return bool(parted) or is_designation(text, self.words)

    def by_record(self, field: str, part: Part) -> tuple[Party, ...]:
        """What the record says where the document does not, for the page's first document only."""
        if part.number > 1:
            return ()
        values = self.document.zones.values(self.document.source, field)
        texts = [one for value in values for text in value.split(";") for one in self._listed(text.strip())]
        found = [self._recorded_party(text) for text in texts if text]
        return tuple({p.key: p for p in found}.values())

    def _listed(self, text: str) -> list[str]:
        """``A. Holm, K. Berg``: several, where each has more than a last name or the registers know one; ``Holm, Anna`` is one."""
        rows = [row.strip() for row in text.split(",")]
        if len(rows) == 1 or self.matcher.whole(text) or not all(map(looks_like_name, rows)):
            return several(text, self.words)
        held = any(worded(r"<offices|offices-held|titles>", self.words).search(row) for row in rows)
        full = all(" " in row or "." in row for row in rows)
        known = [self.matcher.whole(row) for row in rows]
        persons = any(one and one.entry and one.entry.element == "persName" for one in known)
        return rows if (full or persons) and not held else [text]

    def _recorded_party(self, text: str) -> Party:
        match = self.matcher.whole(text)
        entry = match.entry if match else None
        return Party(entry.display if entry else text, entry, inferred=True, is_office=self.is_office(text))

    def is_office(self, text: str) -> bool:
        """``Embassy of X``, ``the Ministry``: an office by its word, not a person."""
        form = self.words.form
        compound = rf"\w{alternatives(form['office-endings'])}(?!\w)" if form["office-endings"] else r"(?!)"
        offices = whole((*form["offices"], *form["headline-into"]))
        return compiled(rf"{offices}|{compound}", re.IGNORECASE).search(text) is not None

    def says_sender(self, block: Block) -> bool:
        """``From: HOLM``, ``FM AMEMBASSY VESSK``: where ``From:`` leads to a place the line is one of receipt."""
        said = self.document.said(block.span)
        of_cable = block.rule == "cable" and spelled(r"{cable-from}:?\s", self.words).match(said)
        return bool(of_cable or worded(r"{from}\s*:", self.words).match(said))

    def of_cable(self, block: Block) -> Party:
        """The office in a line of a cable's heading, as the registers have it, where they do."""
        text = post(self.document.said(block.span), self.words)
        match = self.matcher.whole(text)
        entry = match.entry if match else None
        return Party(entry.display if entry else text, entry, is_office=True)

    def both_sides(self, block: Block) -> Headline:
        """``To Minister Berg from Ambassador Holm``, in one line of the address; any other line names neither."""
        line = completed(self.document.said(block.span), self.words)
        turned = spelled(r"(?i:{headline-to}\s.*\s{from})\s", self.words).match(line)
        return from_and_to(line, self.words) if turned else Headline()

    def untitled(self, text: str) -> str:
        """A name without the titles before it, but for those that tell a woman from her husband: ``Mrs. Holm``."""
        return worded(r"^(?:(?!<letter.ladies>)<honorifics|ranks>\s+)+", self.words).sub("", text).strip()

    def without_service(self, text: str) -> str:
        """``BERG 2, URGENT, EYES ONLY``, ``THE MINISTER MOST SECRET``: the name without the call of a note and the marks of haste and secrecy."""
        parted = r"[,;]\d{0,2}\s*|\s" if is_capitals(text) else r"[,;]\d{0,2}\s*"
        plain = worded(rf"(?:(?:{parted}){{service}})+$", self.words).sub("", text)
        return re.sub(r"(?<=[^\W\d_])\d{1,2}$|(?<=[^\W\da-z_]{2})\s\d{1,2}$", "", plain).strip(" ,;")

    def titled(self, side: Literal["sender", "addressee"], part: Part) -> tuple[Party, ...]:
        """``NAME to NAME``, in the record's title; where nothing in the document says it."""
        headline = self.titles.said(part)
        names = headline.sender if side == "sender" else headline.addressee
        # "Telegram from X", "Telegram from X to Warsaw": a person or a place, nothing tells
        whither = all(is_country_or_city(name, self.document.practice.language) for name in headline.addressee)
        alone = side == "sender" and whither and not headline.place and part.kind == "telegram"
        inferred = self.titles.is_recorded(part)
        return tuple(
            party
            for text in names
            for party in self._identified(text, part, inferred) or self.titled_party(text, alone, inferred)
        )

    def _identified(self, name: str, part: Part, inferred: bool) -> tuple[Party, ...]:
        """``Ostler [Holm] to Berg``: whom the bracket behind a name of the title names, where a register has him."""
        found = re.search(rf"{re.escape(name)}\s+\[(?P<who>[^\[\]]+)\]", self.titles.of(part))
        match = self.matcher.whole(found["who"]) if found else None
        entry = match.entry if match else None
        known = entry is not None and entry.element == "persName" and self.entry_of(name) is None
        return (Party(entry.display, entry, inferred=inferred),) if entry and known else ()

    def titled_party(self, text: str, alone: bool, inferred: bool) -> tuple[Party, ...]:
        """The party that a title names: a known one, else a person or an office, but no place."""
        text = seated(text, self.words)[0]
        name = self.untitled(re.sub(r"\s*\([^)]*\)$", "", text))
        match = self.matcher.whole(name) or self.matcher.whole(text)
        if match and match.entry and match.entry.element not in {"persName", "orgName"}:
            return ()
        entry = self.entry_of(text)
        if entry:
            return (Party(entry.display, entry, inferred=inferred),)
        if is_country_or_city(name, self.document.practice.language) or (alone and " " not in name):
            return ()
        held = worded(r"<offices-held|headline-held>", self.words).search(text)
        first, *beside = pieces(text)  # "A. Holm, Arland Embassy": a person, and where he is
        office = self.is_office(first if beside and looks_like_name(first) else text) and not held
        # "the Ambassador in X (N.)", "the Ministry (N.)": the bracket says who; of a plain name it says who is meant, or where
        shown = name if looks_like_name(name) and not held and not office else text
        return (Party(shown, inferred=inferred, is_office=office),)

    def entry_of(self, text: str) -> Entry | None:
        """The entry of a party by any of the names it may go by: the Consul in X (Holm) is Holm."""
        found = (self.matcher.whole(name) for name in readings(text, self.words))
        entries = (m.entry for m in found if m and m.entry and m.entry.element in {"persName", "orgName"})
        return next(entries, None)
