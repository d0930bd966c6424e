"""Find the names of a register in a text: capitals, titles aside; ambiguity is never resolved silently."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.registers.register import Entry, Name

TOKEN: Final = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: where, whose it may be (more than one if the registers do not tell), and as what."""

    span: Span
    entries: tuple[Entry, ...]
    name: Name

    @property
    def entry(self) -> Entry | None:
        """The bearer, None where two or more share the name."""
        return self.entries[0] if len(self.entries) == 1 else None


@dataclass(frozen=True, slots=True)
class Matcher:
    """All names of some registers, ready to be sought; cost grows with the text, not with the registers.

    Example: ``Matcher(load(paths)).find("Comrade Berg has returned")``
    """

    entries: tuple[Entry, ...]
    _forms: dict[str, list[tuple[tuple[str, ...], Entry, Name]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        forms: dict[str, list[tuple[tuple[str, ...], Entry, Name]]] = defaultdict(list)
        for entry in self.entries:
            for name in entry.names:
                tokens = tuple(TOKEN.findall(name.text))
                if tokens and not (name.role == "main" and "," in tokens):  # a sort form is not how texts write
                    forms[tokens[0].casefold()].append((tokens, entry, name))
        for choices in forms.values():
            choices.sort(key=lambda choice: -len(choice[0]))
        object.__setattr__(self, "_forms", dict(forms))

    def find(self, text: str) -> list[Match]:
        """All mentions in order, an outer one before those inside it.

        A shorter name inside a longer one counts only if it is another's: "Volunteer Forces in Korea" holds
        Korea, "Mao Zedong" does not hold Mao.
        """
        tokens = [(m[0], Span(*m.span())) for m in TOKEN.finditer(text)]
        found: list[Match] = []
        for index in range(len(tokens)):
            for match in self._at(tokens, index):
                if _fits_among(match, found):
                    found.append(match)
        return sorted(found, key=lambda m: (m.span.start, -m.span.end))

    def _at(self, tokens: Sequence[tuple[str, Span]], index: int) -> Iterator[Match]:
        """The matches that begin at a token, the longest first; equal ones are one match with several bearers."""
        by_size: dict[int, list[tuple[Entry, Name]]] = defaultdict(list)
        for form, entry, name in self._forms.get(tokens[index][0].casefold(), ()):
            written = [word for word, _ in tokens[index : index + len(form)]]
            if len(written) == len(form) and all(map(_same, form, written)):
                by_size[len(form)].append((entry, name))
        for size in sorted(by_size, reverse=True):
            span = Span(tokens[index][1].start, tokens[index + size - 1][1].end)
            bearers = tuple({entry.identifier + entry.file: entry for entry, _ in by_size[size]}.values())
            yield Match(span, bearers, by_size[size][0][1])

    def whole(self, text: str) -> Match | None:
        """The match that is the whole text, if one is; quotation marks and end marks aside."""
        core = text.strip(' .,;:!?"“”„«»()')
        return next((m for m in self.find(core) if m.span == Span(0, len(core))), None)

    def is_place(self, text: str) -> bool:
        """True if the text is the name of a place."""
        match = self.whole(text)
        return match is not None and match.entries[0].element in {"placeName", "geogName"}

    def is_person(self, text: str) -> bool:
        """True if the text is the name of a person."""
        match = self.whole(text)
        return match is not None and match.entries[0].element == "persName"


def _same(form: str, written: str) -> bool:
    """Capitals may be more than the form's, never fewer at a word's beginning: Korea, KOREA, not korea."""
    if form == written:
        return True
    if form.casefold() != written.casefold():
        return False
    if form[0].isupper() and not written[0].isupper():
        return False
    # what a register writes in capitals is a code name or an abbreviation: CAPTAIN is no captain, UN not Un
    return not form.isupper() or len(form) == 1


def _fits_among(match: Match, found: Iterable[Match]) -> bool:
    bearers = {e.identifier for e in match.entries}
    for other in found:
        if other.span.crosses(match.span) or other.span == match.span:
            return False
        if other.span.holds(match.span) and bearers & {e.identifier for e in other.entries}:
            return False
    return True
