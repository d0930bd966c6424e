"""Find the names of a register in a text: in capitals, letter-spaced, inflected; ambiguity is never resolved silently."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.registers.inflection import inflected, unaccented
from tei_edition.registers.register import Entry, Name

# a letter-spaced name is one word: S H T Y K O V, B e r l i n
SPACED: Final = r"(?<![\w.])[^\W\d_a-zа-я](?:[ \u00a0][^\W\d_](?![\w.]|['’](?!s\b))){2,}"
TOKEN: Final = re.compile(rf"{SPACED}|\w+|[^\w\s]")
APOSTROPHES: Final = frozenset("'’ʼ`")
Token = tuple[str, Span]
# no name reaches over so many others
NEAR: Final = 32


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: where, whose it may be (more than one if the registers do not tell), and as what.

    ``by_forename`` is true where a forename or initial before the name told its bearers apart, ``by_ending`` where a
    Latin name has an ending that the register has not: Brandts may be the Brandts, or someone called Brandts.
    ``other_initials`` stand before the name and are not its bearer's.
    """

    span: Span
    entries: tuple[Entry, ...]
    name: Name
    by_forename: bool = False
    by_ending: bool = False
    other_initials: str = ""

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
    _shares: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        forms: dict[str, list[tuple[tuple[str, ...], Entry, Name]]] = defaultdict(list)
        for entry in self.entries:
            for name in entry.names:
                tokens = tuple(word for word, _ in _tokens(name.text))
                if tokens and not (name.role == "main" and "," in tokens):  # a sort form is not how texts write
                    for key in _keys(tokens[0]):
                        forms[key].append((tokens, entry, name))
        for choices in forms.values():
            choices.sort(key=lambda choice: -len(choice[0]))
        object.__setattr__(self, "_forms", dict(forms))
        bearers: dict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            for name in entry.names:
                bearers[name.text.casefold()].add(entry.file + entry.identifier)
        object.__setattr__(self, "_shares", any(len(some) > 1 for some in bearers.values()))

    @property
    def shares(self) -> bool:
        """True if two entries share a name, so that a text may have to decide."""
        return self._shares

    def find(self, text: str) -> list[Match]:
        """All mentions in order, an outer one before those inside it.

        A shorter name inside a longer one counts only if it is another's: "Volunteer Forces in Korea" holds
        Korea, "Mao Zedong" does not hold Mao.
        """
        tokens = _tokens(text) if self._forms else []
        found: list[Match] = []
        for index in range(len(tokens)):
            if _folded(tokens[index][0]) not in self._forms:
                continue
            for match in self._at(tokens, index):
                whole = _with_forenames(match, tokens[max(0, index - 4) : index])
                fitting = next((one for one in (whole, match) if _fits_among(one, found[-NEAR:])), None)
                if fitting is not None:
                    found.append(fitting)
        return sorted(found, key=lambda m: (m.span.start, -m.span.end))

    def _at(self, tokens: Sequence[Token], index: int) -> Iterator[Match]:
        """The matches that begin at a token, the longest first; equal ones are one match with several bearers."""
        by_size: dict[int, list[tuple[bool, Entry, Name]]] = defaultdict(list)
        for form, entry, name in self._forms.get(_folded(tokens[index][0]), ()):
            written = [word for word, _ in tokens[index : index + len(form)]]
            if len(written) == len(form) and _is_written(form, written):
                exact = all(_is_alike(one, other) for one, other in zip(form, written, strict=True))
                by_size[len(form)].append((exact, entry, name))
        for size in sorted(by_size, reverse=True):
            span = Span(tokens[index][1].start, tokens[index + size - 1][1].end)
            exactly = [one for one in by_size[size] if one[0]]
            # Kims is Kims before it is more than one Kim
            kept = exactly or by_size[size]
            bearers = tuple({entry.identifier + entry.file: entry for _, entry, _ in kept}.values())
            told = _by_forename(bearers, tokens[max(0, index - 4) : index])
            ending = not exactly and _is_latin(kept[0][2].text)
            yield Match(span, told, kept[0][2], len(told) < len(bearers), ending)

    def whole(self, text: str) -> Match | None:
        """The match that is the whole text, if one is; quotation marks and end marks aside."""
        core = text.strip(' .,;:!?"“”„«»()')
        return next((m for m in self.find(core) if m.span == Span(0, len(core))), None)

    def entry(self, reference: str) -> Entry | None:
        """The entry of a pointer such as ``persons.xml#berg``; an identifier alone will do where it is the only one."""
        file, _, identifier = reference.rpartition("#")
        found = [e for e in self.entries if e.identifier == identifier and file.rpartition("/")[2] in {"", e.file}]
        return found[0] if len(found) == 1 else None

    def near(self, reference: str) -> str:
        """The pointer that a misspelt one may mean, empty if none is near."""
        names = {e.identifier: f"{e.file}#{e.identifier}" for e in self.entries}
        found = difflib.get_close_matches(reference.rpartition("#")[2], names, 1)
        return names[found[0]] if found else ""

    def is_place(self, text: str) -> bool:
        """True if the text is the name of a place."""
        match = self.whole(text)
        return match is not None and match.entries[0].element in {"placeName", "geogName"}

    def is_person(self, text: str) -> bool:
        """True if the text is the name of a person."""
        match = self.whole(text)
        return match is not None and match.entries[0].element == "persName"


def _tokens(text: str) -> list[Token]:
    return [(_joined(m[0]), Span(*m.span())) for m in TOKEN.finditer(text)]


def _joined(token: str) -> str:
    """``S H T Y K O V`` → ``SHTYKOV``; other words as they are."""
    return token if token.isalnum() else "".join(token.split())


def _folded(word: str) -> str:
    return "'" if word in APOSTROPHES else word.casefold().replace("ё", "е")


def _keys(word: str) -> frozenset[str]:
    """What a name's first word may look like in a text, in small letters."""
    return frozenset(_folded(form) for one in {word, unaccented(word)} for form in (*inflected(one), one))


def _is_written(form: Sequence[str], written: Sequence[str]) -> bool:
    """True if the words are a name's: Latin ones with an ending only on the last, Russian ones on each."""
    last = len(form) - 1
    return all(
        _same(one, other, ending=index == last or not one.isascii())
        for index, (one, other) in enumerate(zip(form, written, strict=True))
    )


def _is_alike(form: str, written: str) -> bool:
    """True if a word has no other ending than the register's."""
    return _folded(written) in {_folded(form), _folded(unaccented(form))}


def _same(form: str, written: str, ending: bool = False) -> bool:
    """Capitals may be more than the form's, never fewer at a word's beginning: Korea, KOREA, not korea."""
    if form == written or (form in APOSTROPHES and written in APOSTROPHES):
        return True
    if not _is_alike(form, written) and not (ending and _folded(written) in _keys(form)):
        return False
    if form[0].isupper() and not written[0].isupper():
        return False
    # what a register writes in capitals is a code name or an abbreviation: CAPTAIN is no captain, UN not Un
    return not form.isupper() or len(form) == 1


def _is_latin(text: str) -> bool:
    return not re.search(r"[Ѐ-ӿ]", text)


def _by_forename(bearers: tuple[Entry, ...], before: Sequence[Token]) -> tuple[Entry, ...]:
    """Of several bearers the one whose forename or initial stands before the name: ``A. Brandt``, ``Anton Brandt``."""
    told = [entry for entry in bearers if _forenames(entry, before)] if len(bearers) > 1 else []
    return (told[0],) if len(told) == 1 else bearers


def _forenames(entry: Entry, before: Sequence[Token]) -> int:
    """How many tokens before a name are its bearer's forenames or initials: ``A.`` two, ``N. V.`` four, ``Anton`` one."""
    words = [word for word, _ in before]
    size = _initials(words)
    if size:  # of "N. V. Brandt" the first initial is the forename's
        return size if any(given.startswith(words[-size]) for given in entry.given) else 0
    for given in sorted(entry.given, key=len, reverse=True):
        written = given.split()
        if words[-len(written) :] == written:
            return len(written)
    return 0


def _initials(words: Sequence[str]) -> int:
    """How many tokens at the end are initials with their stops."""
    size = 0
    while len(words) - size > 1 and words[-1 - size] == "." and _is_initial(words[-2 - size]):
        size += 2
    return size


def _other_initials(entry: Entry, name: Name, before: Sequence[Token]) -> str:
    """The initials before a surname that are not its bearer's; where the register has forenames to compare."""
    words = [word for word, _ in before]
    size = _initials(words)
    alone = not any(given in name.text for given in entry.given)
    comparable = size and alone and any(_is_latin(given) == _is_latin(words[-size]) for given in entry.given)
    return "".join(words[-size:]) if comparable else ""


def _is_initial(word: str) -> bool:
    return word[:1].isupper() and (len(word) == 1 or word in {"Yu", "Ya", "Ts", "Zh", "Sh", "Ch", "Kh"})


def _with_forenames(match: Match, before: Sequence[Token]) -> Match:
    """The match with the forenames or initials that stand before it and are its bearer's."""
    if match.entry is None or match.entry.element != "persName":
        return match
    size = _forenames(match.entry, before)
    if size:
        return replace(match, span=Span(before[-size][1].start, match.span.end))
    return replace(match, other_initials=_other_initials(match.entry, match.name, before))


def _fits_among(match: Match, found: Iterable[Match]) -> bool:
    bearers = {e.identifier for e in match.entries}
    for other in found:
        if other.span.crosses(match.span) or other.span == match.span:
            return False
        if other.span.holds(match.span) and bearers & {e.identifier for e in other.entries}:
            return False
    return True
