"""Who wrote."""

from __future__ import annotations

import math
import re
from typing import Final

from tei_edition.encoding.correspondence.act import Party, registered
from tei_edition.encoding.correspondence.parties import Parties
from tei_edition.encoding.understanding import Part
from tei_edition.transcript.blocks import Block, Kind
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.headlines import completed
from tei_edition.transcript.parties import several
from tei_edition.transcript.recognisers.closing import SIGNED, signer_behind_office, signer_in_brackets
from tei_edition.transcript.recognisers.names import QUOTES, joined, looks_like_name


class Senders(Parties):
    """Who wrote: by the signature, a line of the form, the record or the title."""

    def of(self, part: Part) -> tuple[Party, ...]:
        """Who wrote it: who signed, else whom a line of the form, the record or the title names; of a cable its office too."""
        offices = [self.of_cable(b) for b in part.of(Kind.ADDRESS) if b.rule == "cable" and self.says_sender(b)]
        return tuple({p.key: p for p in (*self._named(part), *offices)}.values())

    def _named(self, part: Part) -> tuple[Party, ...]:
        signed = self.signers(part, enclosed=False)
        if not signed:
            said = self._announced(part) or self.by_record("author", part) or self.titled("sender", part)
            return said or self._recorders(part)
        if all(p.entry is None and self.is_designation(p.text) for p in signed):
            return self._named_by_title(part) or signed  # the title says who the "Ambassador" is
        if len(signed) == 1 and signed[0].entry is None:
            return self._in_full(signed[0], part) or self._announced_in_full(signed[0], part) or signed
        return signed

    def signers(self, part: Part, enclosed: bool) -> tuple[Party, ...]:
        """Who signed it: persons, or what they are where no line says who."""
        found: list[Party] = []
        ends = math.inf if enclosed else self._enclosure(part)
        for block in (one for one in part.of(Kind.SIGNED, enclosed=enclosed) if one.span.start < ends):
            named = part.mentions_in(block, "persName", "orgName")
            found += [registered(m) for m in named] or self._in_words(block, part)
        persons = [p for p in found if p.entry or not self.is_designation(p.text)]
        return tuple({p.key: p for p in persons or found}.values())

    def _enclosure(self, part: Part) -> float:
        """Where a paper begins that was sent along, ``Enclosure`` alone below the text: its signer sent nothing."""
        heads = worded(r"\[?{enclosure}(?:\s(?:{№}\s?)?\d{1,2})?\]?[:.]?", self.words)
        text = next((block.span.start for block in part.of(Kind.PARAGRAPH)), math.inf)
        below = (block for block in part.blocks if block.span.start > text)
        return next((b.span.start for b in below if heads.fullmatch(self.document.said(b.span).strip())), math.inf)

    def _named_by_title(self, part: Part) -> tuple[Party, ...]:
        """Persons whom the title names as senders."""
        return tuple(p for p in self.titled("sender", part) if p.entry or (looks_like_name(p.text) and not p.is_office))

    def _in_full(self, signer: Party, part: Part) -> tuple[Party, ...]:
        """``A. H.``, ``Anna`` below a letter from Anna Holm: the one whom the title names so."""
        named = self._named_by_title(part)
        if len(named) == 1 and is_short_for(signer.text, named[0].text):
            return named
        titled = self.titled("sender", part)
        last = signer_in_brackets(titled[0].text, self.words) if len(titled) == 1 else ""
        return titled if last and ends_with_initial(signer.text, last) else ()

    def _announced_in_full(self, signer: Party, part: Part) -> tuple[Party, ...]:
        """``A. H.``, below ``From: Anna Holm``: the one whom that line names."""
        announced = tuple(self._announced(part))
        return announced if len(announced) == 1 and is_short_for(signer.text, announced[0].text) else ()

    def _in_words(self, block: Block, part: Part) -> list[Party]:
        """A signature no register knows, in its own words."""
        # letter-spaced names are one word each: B e r g   H o l m
        text = completed(joined(self.document.said(block.span)), self.words).strip(" ,;–—-" + QUOTES)
        text = text if re.search(r"(?:^|[\s.])\w\.$", text) else text.rstrip(" .")
        text = worded(SIGNED, self.words).sub("", text)
        text = signer_behind_office(text, self.words) or text
        text = signer_in_brackets(text, self.words) or re.sub(r"^\(([^()]+)\)$", r"\1", text)
        text = re.sub(r"(?<=[^\W\d_]{2})\d{1,2}$", "", text)  # the call of a note
        if spelled(r"{№}", self.words).fullmatch(text):
            return []  # "Nº [handwritten: 328/ag] [signature]"
        names = self._together(self._without_farewell(text), part)
        return [Party(name, is_office=self.is_office(name)) for name in names if name]

    def _together(self, text: str, part: Part) -> list[str]:
        """``Holm, Berg, Lund``: each of those who sign together; of two without an "and" the title must name both."""
        named = several(text, self.words) if "&" not in text else [text]
        pieces = text.split(", ")
        titled = {name.casefold() for name in self.titles.said(part).sender}
        return pieces if len(named) == 1 and len(pieces) > 1 and titled.issuperset(map(str.casefold, pieces)) else named

    def _without_farewell(self, text: str) -> str:
        """``Dein Karl``, ``Ваш Хольм``: the name behind the closing words."""
        return spelled(r"^(?i:<letter.closing|valedictions>\s+)+(?=[^\W\d_a-zа-яß-öø-ÿ])", self.words).sub("", text)

    def _recorders(self, part: Part) -> tuple[Party, ...]:
        """``Recorded by A. Holm``, ``Interpreter, recorder: Anna Holm``: who wrote down what was said, on a line of its own."""
        said = spelled(r"(?i:{recorded-by})(?::\s*|\s+(?=[^\W\d_a-z]))(?P<who>[^:;]+?)\.?", self.words)
        lines = (block for block in part.blocks if block.kind in RECORDING and not block.enclosed)
        found = ((block, said.fullmatch(self.document.said(block.span).strip("[] "))) for block in lines)
        for block, line in found:
            if line and (who := re.sub(r"\s*\([^()]*\)$", "", line["who"])) and looks_like_name(who):
                named = part.mentions_in(block, "persName")
                return tuple(map(registered, named[-1:])) or tuple(self._in_words_of(who))
        return ()

    def _announced(self, part: Part) -> tuple[Party, ...]:
        """``From: Anna Holm``: a line of the form that says who sends."""
        found: list[Party] = []
        for block in part.of(Kind.ADDRESS):
            if self.says_sender(block) and block.rule != "cable":
                named = [registered(m) for m in part.mentions_in(block, "persName", "orgName")]
                found += named or self._in_words_of(self.document.said(block.span).partition(":")[2])
            found += [p for name in self.both_sides(block).sender for p in self.titled_party(name, False, False)]
        return tuple({p.key: p for p in found}.values())

    def _in_words_of(self, text: str) -> list[Party]:
        name = joined(self.without_service(completed(text, self.words).strip(" ,;." + QUOTES)))
        return [Party(name, is_office=self.is_office(name))] if name else []


def is_short_for(signed: str, name: str) -> bool:
    """``A. H.``, ``Anna``, ``A.``: the name in short, its words in their order, but for the last name.

    >>> is_short_for("A. H.", "Anna Holm"), is_short_for("Anna", "Anna Holm"), is_short_for("B. Holm", "Anna Holm")
    (True, True, False)
    """
    said = re.findall(r"[^\W\d_]+", signed)
    said = list(said[0]) if len(said) == 1 and said[0].isupper() and len(said[0]) <= SHORTEST else said
    named = re.findall(r"[^\W\d_]+", name)
    rest = iter(named)
    told = bool(said) and len(said) <= len(named) and said[-1] != named[-1]
    return told and all(any(_begins(word, one) for one in rest) for word in said)


def ends_with_initial(signed: str, last_name: str) -> bool:
    """``CBH``, below what the title gives to the Director (Holm): initials, of which the last is the last name's.

    >>> ends_with_initial("CBH", "Holm"), ends_with_initial("CBK", "Holm"), ends_with_initial("Cobh", "Holm")
    (True, False, False)
    """
    letters = re.sub(r"[\s.]", "", signed)
    return letters.isupper() and 1 < len(letters) <= SHORTEST and last_name.startswith(letters[-1])


# lines that may say who wrote a record
RECORDING: Final = frozenset({Kind.PARAGRAPH, Kind.OFFICE, Kind.STATUS, Kind.PRESENT, Kind.PRINTED, Kind.SPEAKER})
# so many letters without a stop may be initials: "AH"
SHORTEST: Final = 3


def _begins(word: str, name: str) -> bool:
    return word == name or (len(word) == 1 and name.startswith(word))
