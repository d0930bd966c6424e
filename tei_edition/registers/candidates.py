"""Names in running text that no register knows: found by their capitals, told by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from tei_edition.diagnostics import Span
from tei_edition.registers.frequencies import is_usual
from tei_edition.transcript.lexicon import is_word
from tei_edition.transcript.words import Words, alternatives, whole

Sort = Literal["person", "place", "org"]

UPPER: Final = r"[^\W\d_a-zа-яёß-öø-ÿāăąćčďđēęěğħīĭıķĺľłńņňōőœŕřśşšţťūůűźżž]"
WORD: Final = rf"(?:{UPPER}[\w]*(?:['’][^\W\d_s]\w*)?(?:[-‐–][^\W\d_]\w*)*)"
INITIALS: Final = rf"(?:{UPPER}[a-z]?\.\s?)"
PARTICLE: Final = r"(?:van|von|de|der|den|du|di|da|del|la|le|al|el|bin|ibn|zu)"
SPACE: Final = r"[ \u00a0\n]"
# initials and words with capitals, particles between them
OWNING: Final = r"(?:['’]s?(?=[ \u00a0-]))?"
SEQUENCE: Final = re.compile(
    rf"(?<![\w.]){INITIALS}{{0,3}}{WORD}(?:{OWNING}(?:{SPACE}(?:{PARTICLE}{SPACE})*|[-–]){INITIALS}{{0,2}}{WORD})*"
)
# an abbreviation: MfS, DPRK
SHORT: Final = re.compile(rf"(?=(?:\w*{UPPER}){{2}})\w{{2,6}}")
SPACED: Final = re.compile(rf"(?<!\w){UPPER}(?: {UPPER}){{2,}}(?!\w)")
ENDS: Final = re.compile(r"(?:^|[.!?:;]['\"”’»)\]]*\s+|\n\s*|[\"“„«(]\s*|[-–•]\s+|\d[.)]\s+)$")
# the last part of a compound noun has so many letters, and is so usual
LEAST_NOUN: Final = 4
COMPOUNDING: Final = 3.6
# no forename is so usual
FORENAME: Final = 4.6


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is no name, and what is a place's: asked of resources that know a language's words."""

    language: str
    places: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()  # languages and peoples, days, months
    articles: frozenset[str] = (
        frozenset()
    )  # where every noun has a capital: what stands before a noun, hardly before a name

    def is_place(self, name: str) -> bool:
        """True for a country or a large city."""
        return name.casefold() in self.places

    def is_noun(self, word: str) -> bool:
        """True where every noun has a capital and this is one: the language has it, or one that it ends with."""
        if not self.articles:
            return False
        plain = word.casefold()
        ends = (plain[at:] for at in range(3, len(plain) - LEAST_NOUN + 1))
        return is_word(word, self.language) or any(is_usual(end, self.language, COMPOUNDING) for end in ends)

    def is_no_name(self, word: str) -> bool:
        """True for a word that has its capital by custom: Korean, Monday, March."""
        return word.casefold() in self.others


@dataclass(frozen=True, slots=True)
class Candidate:
    """A likely name: its words, where they stand, what it may be the name of, and what says so."""

    text: str
    span: Span
    sort: Sort
    cue: str
    pseudonym: str = ""
    variant: str = ""
    weight: int = field(default=1, compare=False)


def candidates(text: str, words: Words, lexicon: Lexicon) -> Iterator[Candidate]:
    """The likely names of a stretch of text, in order.

    Example: ``[c.text for c in candidates("I met Comrade Ruk in Karelholm.", words(), Lexicon("en"))]``
    """
    finder = _Finder(text, words, lexicon)
    for match in sorted((*SPACED.finditer(text), *SEQUENCE.finditer(text)), key=lambda m: (m.start(), -m.end())):
        yield from finder.of(Span(*match.span()))


class _Finder:
    def __init__(self, text: str, words: Words, lexicon: Lexicon) -> None:
        self.text, self.words, self.lexicon = text, words, lexicon
        form = words.form
        self.title = re.compile(rf"(?:{whole((*words.honorifics, *words.ranks))}\s*)+$", re.IGNORECASE)
        self.role = re.compile(rf"{whole(words.offices_held)}\s*$", re.IGNORECASE)
        self.offices = re.compile(whole(form["offices"]), re.IGNORECASE)
        self.roles = re.compile(whole((*words.honorifics, *words.ranks, *words.offices_held)), re.IGNORECASE)
        self.where = re.compile(
            r"(?<!\w)(?:in|from|at|near|to|into|через|из|в|во|nach|aus|bei|à|depuis)\s+(?:the\s+)?$"
        )
        self.states = re.compile(whole(form["states"]))
        self.posts = re.compile(whole(form["posts"]), re.IGNORECASE)
        self.form = _words_of_forms(words)
        self.custom = {w.casefold() for w in (*words.function, *words.pronouns, *words.salutations)}
        self.reached = 0

    def of(self, span: Span) -> Iterator[Candidate]:
        if span.start < self.reached:
            return
        for part in self._parted(span):
            found = self._told(part) if len(part) else None
            if found is not None:
                self.reached = max(self.reached, found.span.end)
                yield found

    def _parted(self, span: Span) -> Iterator[Span]:
        """What belongs together: an office goes on over small words, a name ends where it owns something."""
        if SPACED.fullmatch(self.text, span.start, span.end):
            yield span
            return
        span = self._trimmed(span)
        said = self.text[span.start : span.end]
        state = self.states.search(said)
        if state:
            realm = self._going_on(Span(span.start, span.start + state.end()), said[: state.end()])
            yield realm
            yield from self._parted(Span(min(realm.end, span.end), span.end))
            return
        office = self.offices.search(said)
        if office:
            yield self._going_on(span, said)
            return
        at = span.start
        for owning in re.finditer(r"['’]s?\s", said):
            yield self._trimmed(Span(at, span.start + owning.start()))
            at = span.start + owning.end()
        yield self._trimmed(Span(at, span.end))

    def _going_on(self, span: Span, said: str) -> Span:
        """``Ministry of Foreign Affairs``; a post abroad is in or to somewhere: ``Embassy in Arland``."""
        small = "of|for|in|to" if self.posts.search(said.split()[-1]) else "of|for"
        names = rf"{WORD}(?:{SPACE}(?:and{SPACE})?{WORD})*"
        more = re.match(rf"(?:{SPACE}(?:{small}){SPACE}(?:the{SPACE})?{names})+", self.text[span.end :])
        return Span(span.start, span.end + more.end()) if more else span

    def _trimmed(self, span: Span) -> Span:
        """Without titles, and the ordinary words that have a capital only because a sentence begins."""
        role = None if self.offices.search(self.text[span.start : span.end]) else self._role_in(span)
        if role is not None:
            return Span(role, span.end)
        while len(span):
            first = re.match(r"\S+\s*", self.text[span.start : span.end])
            if first is None:
                break
            word = first[0].strip().rstrip(".")
            if self._is_custom(word) or self._begins_sentence(word, span):
                span = Span(span.start + first.end(), span.end)
            else:
                break
        return span

    def _role_in(self, span: Span) -> int | None:
        """Where the name begins after ``Vice Foreign Minister``; its end where nothing follows."""
        found = list(self.roles.finditer(self.text, span.start, span.end))
        if not found:
            return None
        after = re.compile(r"[.\s]*").match(self.text, found[-1].end(), span.end)
        return after.end() if after else found[-1].end()

    def _is_custom(self, word: str) -> bool:
        """Function words, pronouns and what a letter greets with are never a name's first."""
        return word.casefold() in self.custom

    def _begins_sentence(self, word: str, span: Span) -> bool:
        begins = bool(ENDS.search(self.text[max(0, span.start - 8) : span.start])) or span.start == 0
        single = " " not in self.text[span.start : span.end].strip()
        usual = is_usual(word, self.lexicon.language, 3.3 if single else 4.9)
        return begins and usual and not self.lexicon.is_place(word) and not self.title.search(self._before(span))

    def _before(self, span: Span) -> str:
        return self.text[max(0, span.start - 80) : span.start]

    def _told(self, span: Span) -> Candidate | None:
        name = " ".join(self.text[span.start : span.end].split()).strip(" .,;:-")
        if SPACED.fullmatch(name):
            name = name.replace(" ", "")
        before = self._before(span)
        said = [w for w in re.findall(r"[^\W\d_]+", name) if len(w) > 1]
        if not said or self._is_nothing(name, said):
            return None
        if self.states.search(name):
            return Candidate(name, span, "place", "a state's word", weight=4) if len(said) > 1 else None
        if self.offices.search(name):
            return Candidate(name, span, "org", "an office's word", weight=3) if len(said) > 1 else None
        if self.title.search(before):
            return Candidate(name, span, "person", f"title: {self.title.search(before)[0].strip()}", weight=4)  # type: ignore[index]
        if self.role.search(before):
            return Candidate(name, span, "person", "an office held, before the name", weight=3)
        if re.match(rf"{INITIALS}", name):
            return Candidate(name, span, "person", "initials", weight=4)
        return self._by_surroundings(name, span, before, said)

    def _by_surroundings(self, name: str, span: Span, before: str, said: list[str]) -> Candidate | None:
        if self.lexicon.is_place(name):
            return Candidate(name, span, "place", "a country or large city", weight=5)
        if self._is_common_noun(name, said, before):
            return None
        if SHORT.fullmatch(name) and (not name.isupper() or not is_usual(name, self.lexicon.language, 4.6)):
            return Candidate(name, span, "org", "an abbreviation", weight=2)
        if len(said) > 1 and not name.isupper() and all(is_usual(word, self.lexicon.language, 4.4) for word in said):
            return Candidate(name, span, "org", "words with capitals", weight=1)
        if len(said) == 1 and is_usual(said[0], self.lexicon.language, 5.0):
            return None  # a common word with a capital: Government, Party
        if self.where.search(before) and len(said) <= 2:
            return Candidate(name, span, "place", "after a preposition of place", weight=1)
        return Candidate(name, span, "person", "capitals", weight=1)

    def _is_common_noun(self, name: str, said: list[str], before: str) -> bool:
        """Where nouns have capitals: words of the language, or words behind an article."""
        if not self.lexicon.articles or name.isupper():
            return False
        lead = re.search(r"([^\W\d_]+)\s+$", before)
        behind = lead is not None and lead[1].casefold() in self.lexicon.articles
        last = [word.rpartition("-")[2] for word in name.split()]  # DDR-Bürger is a Bürger, Ost-Berlin is Berlin
        if "-" in name and len(last) == 1:
            return behind or (self.lexicon.is_noun(last[0]) and not self.lexicon.is_place(last[0]))
        if len(said) == 2 and not behind and not any(word.isupper() for word in said):
            return is_usual(said[0], self.lexicon.language, FORENAME)  # two nouns side by side are hardly words
        return behind or all(self.lexicon.is_noun(word) for word in said)

    def _is_nothing(self, name: str, said: list[str]) -> bool:
        """Only titles and offices held, a people's or a day's name, or a Roman numeral."""
        rest = self.roles.sub("", name).strip(" .,-")
        if not rest or re.fullmatch(r"[IVXLC]+", name) or all(word.casefold() in self.form for word in said):
            return True
        if self.lexicon.is_place(name) or self.offices.search(name) or self.states.search(name):
            return False
        # Korean, Koreans, the Korean Question
        customary = [self.lexicon.is_no_name(w) or self.lexicon.is_no_name(w.removesuffix("s")) for w in said]
        usual = all(is_usual(word, self.lexicon.language, 3.0) for word in said)
        return all(customary) or (any(customary) and usual)


def _words_of_forms(words: Words) -> frozenset[str]:
    """Words that captions, notes of the office and brackets are made of."""
    tables = (words.kinds, words.form, words.brackets, words.places)
    said = {word for table in tables for choices in table.values() for choice in choices for word in choice.split()}
    offices = {word for choice in words.form["offices"] for word in choice.split()}
    return frozenset(word.casefold().strip(".:") for word in said - offices)


def pairs(text: str, brackets: list[Span], language: str = "en") -> Iterator[tuple[str, str, Span]]:
    """Names with a name in brackets after them: ``FILIPPOV [Stalin]`` → FILIPPOV, Stalin, and where they stand."""
    for bracket in brackets:
        inside = text[bracket.start + 1 : bracket.end - 1].strip()
        before = text[max(0, bracket.start - 60) : bracket.start]
        name = re.search(rf"({INITIALS}{{0,3}}{WORD}(?:{SPACE}{WORD}){{0,3}})\s?$", before)
        if name and SEQUENCE.fullmatch(inside) and len(inside.split()) <= 4:
            own = _own_words(name[1].split(), language)
            yield " ".join(own), inside, Span(bracket.start - len(name[0]), bracket.end)


def _own_words(words: list[str], language: str) -> list[str]:
    """The words of a name without those that only begin the sentence: ``Today FALKE`` → FALKE."""
    if words[-1].isupper() and not all(word.isupper() for word in words):
        return [word for word in words if word.isupper()]
    while len(words) > 1 and is_usual(words[0], language, 4.9):
        words = words[1:]
    return words


def leading(words: Words) -> re.Pattern[str]:
    """Titles at the beginning of a name."""
    titles = (*words.honorifics, *words.ranks)
    return re.compile(rf"^(?:{alternatives(titles)}\s+)+", re.IGNORECASE)
