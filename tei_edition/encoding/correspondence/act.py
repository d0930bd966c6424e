"""One act of communication, its parties and its times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tei_edition.encoding.names import Mention
from tei_edition.registers.register import Entry
from tei_edition.transcript.dates import Dating
from tei_edition.transcript.parties import bearer


@dataclass(frozen=True, slots=True)
class Party:
    """Someone or somewhere: an entry of the registers, or only words.

    ``inferred`` is true where the document itself does not say so, only its record.
    """

    text: str
    entry: Entry | None = None
    inferred: bool = False
    is_place: bool = False
    is_office: bool = False

    @property
    def element(self) -> str:
        """The TEI element that names it."""
        if self.entry:
            return self.entry.element
        return "placeName" if self.is_place else "orgName" if self.is_office else "persName"

    @property
    def key(self) -> str:
        """What tells two parties apart."""
        return self.entry.identifier if self.entry else self.text.casefold()


def registered(mention: Mention) -> Party:
    """The party whose entry in the registers a mention names."""
    return Party(mention.entry.display, mention.entry)


@dataclass(frozen=True, slots=True)
class When:
    """A date or time as written and as read; ``inferred`` is true where only the record has it."""

    text: str
    dating: Dating
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """To whom a document goes, and by way of whom, each with his place."""

    to: tuple[Party, ...] = ()
    place: Party | None = None
    via: tuple[Party, ...] = ()
    via_place: Party | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act of communication, as far as the document says."""

    sender: tuple[Party, ...] = ()
    origin: Party | None = None
    sent: When | None = None
    sent_time: When | None = None
    via: tuple[Party, ...] = ()
    via_place: Party | None = None
    addressee: tuple[Party, ...] = ()
    destination: Party | None = None
    received: When | None = None
    received_time: When | None = None
    copies: tuple[Party, ...] = ()
    copies_note: str = ""


def are_alike(one: Party, other: Party) -> bool:
    """The same bearer, or the same last name."""
    last = [bearer(party.text).split()[-1:] for party in (one, other)]
    return one.key == other.key or [w.casefold() for w in last[0]] == [w.casefold() for w in last[1]]


# what stands between two parties of one side, and between the sides; where a language has cases, a dash
BETWEEN: Final[Mapping[str, tuple[str, str]]] = {
    "en": (" and ", " to "),
    "de": (" und ", " an "),
    "fr": (" et ", " à "),
    "es": (" y ", " a "),
    "it": (" e ", " a "),
    "pl": (" i ", " — "),
    "ru": (" и ", " — "),
    "zh": ("、", " — "),
}


def who_to_whom(act: Act, language: str = "en") -> str:
    """``Holm and Berg to Lind``, in a language of the interface; empty if neither side is named.

    >>> who_to_whom(Act(sender=(Party("Holm"), Party("Berg")), addressee=(Party("Lind"),)), "de")
    'Holm und Berg an Lind'
    """
    of_one_side, to = BETWEEN.get(language.partition("-")[0], BETWEEN["en"])
    return to.join(of_one_side.join(p.text for p in side) for side in (act.sender, act.addressee) if side)
