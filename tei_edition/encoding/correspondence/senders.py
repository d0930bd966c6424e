"""Who wrote."""

from __future__ import annotations

import re

from tei_edition.encoding.correspondence.act import Party, registered
from tei_edition.encoding.correspondence.parties import Parties
from tei_edition.encoding.understanding import Part
from tei_edition.transcript.blocks import Block, Kind
from tei_edition.transcript.headlines import completed
from tei_edition.transcript.recognisers.address import is_sender_line
from tei_edition.transcript.recognisers.closing import signer_in_brackets
from tei_edition.transcript.recognisers.names import QUOTES, joined, looks_like_name
from tei_edition.transcript.words import number_sign, whole


class Senders(Parties):
    """Who wrote: by the signature, a line of the form, the record or the title."""

    def signers(self, part: Part, enclosed: bool) -> tuple[Party, ...]:
        """Who signed it: persons, or what they are where no line says who."""
        found: list[Party] = []
        for block in part.of(Kind.SIGNED, enclosed=enclosed):
            named = part.mentions_in(block, "persName", "orgName")
            found += [registered(m) for m in named] or self._in_words(block)
        persons = [p for p in found if p.entry or not self.is_designation(p.text)]
        return tuple({p.key: p for p in persons or found}.values())

    def named_by_title(self, part: Part) -> tuple[Party, ...]:
        """Persons whom the title names as senders."""
        return tuple(p for p in self.titled("sender", part) if p.entry or (looks_like_name(p.text) and not p.is_office))

    def of_initials(self, signer: Party, part: Part) -> tuple[Party, ...]:
        """``A. H.`` below a letter from Anna Holm: the one whom the title names so."""
        letters = re.sub(r"[\W\d_]", "", signer.text)
        named = self.named_by_title(part)
        own = "".join(word[0] for word in named[0].text.split() if word[0].isupper()) if len(named) == 1 else ""
        return named if letters and letters == own else ()

    def _in_words(self, block: Block) -> list[Party]:
        """A signature no register knows, in its own words."""
        text = completed(self.document.said(block.span), self.words).strip(" ,;–—-" + QUOTES)
        text = text if re.search(r"(?:^|[\s.])\w\.$", text) else text.rstrip(" .")
        text = joined(re.sub(rf"^\(?{whole(self.words.brackets['signature'])}[:.)]*\s*", "", text, flags=re.IGNORECASE))
        text = signer_in_brackets(text, self.words) or re.sub(r"^\(([^()]+)\)$", r"\1", text)
        if re.fullmatch(number_sign(self.words), text):
            return []  # "Nº [handwritten: 328/ag] [signature]"
        return [Party(text, is_office=self.is_office(text))] if text else []

    def announced(self, part: Part) -> tuple[Party, ...]:
        """``From: Anna Holm``: a line of the form that says who sends."""
        found: list[Party] = []
        for block in part.of(Kind.ADDRESS):
            line = self.document.said(block.span)
            if is_sender_line(line, self.words):
                named = [registered(m) for m in part.mentions_in(block, "persName", "orgName")]
                found += named or self._in_words_of(line.partition(":")[2])
        return tuple({p.key: p for p in found}.values())

    def _in_words_of(self, text: str) -> list[Party]:
        name = joined(self.without_service(completed(text, self.words).strip(" ,;." + QUOTES)))
        return [Party(name, is_office=self.is_office(name))] if name else []
