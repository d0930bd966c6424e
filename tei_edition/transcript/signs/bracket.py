"""Something between two delimiters, and what a reader sees around it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from tei_edition.diagnostics import Span
from tei_edition.transcript.expressions import spelled
from tei_edition.transcript.lexicon import is_word
from tei_edition.transcript.source import LINE_END
from tei_edition.transcript.words import Words, alternatives, words

Attributes = tuple[tuple[str, str], ...]
# as much of the line before and after a bracket as any question needs
SIGHT: Final = 260
# a label is no longer than this
LABEL: Final = 60
# languages that inflect and compound have more words than any list: what is not listed may still be a word
LISTED: Final = "en"
OTHER_LANGUAGES: Final = ("en", "de", "fr", "ru")
# what stands behind the number of a page can be mistaken for no word of the text
BEHIND_PAGES: Final = ("page-side", "page-of")
WORD: Final = re.compile(r"\w+")
# all that stands inside is slanted: the words of an editor
SLANTED: Final = re.compile(r"(?P<mark>[*_])(?P<said>[^*_]+)(?P=mark)")


class Known(Protocol):
    """What the registers know; signs come before registers, so they only ask."""

    def is_place(self, text: str) -> bool:
        """True if the text is the name of a place in the registers."""

    def is_person(self, text: str) -> bool:
        """True if the text is the name of a person in the registers."""


class NothingKnown:
    """Registers that know no name."""

    def is_place(self, text: str) -> bool:  # noqa: ARG002
        """No place is known."""
        return False

    def is_person(self, text: str) -> bool:  # noqa: ARG002
        """No person is known."""
        return False


@functools.cache
def said_for(language: Words, kind: str) -> str:
    """A regular expression for the words of a kind; empty if there are none.

    Words of other languages count too, where the transcript's own language does not have them for something else.
    """
    own = language.brackets.get(kind, ())
    others = (words(name).brackets.get(kind, ()) for name in OTHER_LANGUAGES if name != language.language)
    foreign = tuple(
        w for choices in others for w in choices if w not in own and _is_foreign(w, language.language, kind)
    )
    return alternatives((*own, *foreign)) if own or foreign else ""


def _is_foreign(phrase: str, language: str, kind: str) -> bool:
    """A word of another language that cannot be mistaken for one of this; of pages the abbreviations too."""
    if kind in BEHIND_PAGES:
        return True
    if kind == "page":
        return phrase.endswith(".") or not is_word(phrase, language)
    return len(phrase) > 3 and any(not is_word(word, language) for word in phrase.split())


@functools.cache
def _beginning(language: Words, kind: str) -> re.Pattern[str] | None:
    said = said_for(language, kind)
    return re.compile(rf"{said}(?!\w)", re.IGNORECASE) if said else None


@functools.cache
def _anywhere(language: Words, kind: str) -> re.Pattern[str] | None:
    said = said_for(language, kind)
    return re.compile(rf"(?<!\w){said}(?!\w)", re.IGNORECASE) if said else None


@functools.cache
def _leads(language: Words, kind: str) -> frozenset[str] | None:
    """The first words of the phrases of a kind: where none of them stands, the phrase need not be sought."""
    own = language.brackets.get(kind, ())
    others = (words(name).brackets.get(kind, ()) for name in OTHER_LANGUAGES if name != language.language)
    firsts = [WORD.search(phrase.lower()) for phrase in (*own, *(w for choices in others for w in choices))]
    return None if None in firsts else frozenset(found[0] for found in firsts if found)


@dataclass(frozen=True, slots=True)
class Bracket:
    """Something between two delimiters, with what a reader sees around it.

    ``before`` and ``after`` are the rest of its line as far as it matters; ``span`` holds the delimiters, ``inner``
    does not; ``line_end`` is where the words of its line end. ``is_apart``: nothing else stands on its lines, and no
    sentence runs on to them; ``is_double``: it has two brackets on each side. ``written`` is what is inside as the lines
    have it, where ``inner`` has no line ends. ``broken`` is how many characters part it from the last word of the line
    above, where a paragraph runs on from there; ``runs_on``: its words go on in the line below. ``text`` is the words
    inside, white space folded, apostrophes straight, without the marks that slant all of them (``is_slanted``).
    """

    span: Span
    inner: str
    before: str
    after: str
    words: Words
    known: Known = field(default_factory=NothingKnown)
    line_end: int = 0
    is_apart: bool = False
    is_double: bool = False
    written: str = ""
    broken: int = 0
    runs_on: bool = False
    is_slanted: bool = field(default=False, init=False, repr=False, compare=False)
    text: str = field(init=False, repr=False, compare=False)
    _said: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        said = " ".join(self.inner.split())
        slanted = SLANTED.fullmatch(said)
        text = (slanted["said"] if slanted else said).replace("’", "'")
        object.__setattr__(self, "is_slanted", slanted is not None)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "_said", frozenset(WORD.findall(text.lower())))

    def on_one_line(self) -> Bracket:
        """The same as it is read where the lines of a paragraph break inside it."""
        return replace(self, inner=LINE_END.sub(" ", self.inner), written=self.inner)

    def below(self, line: str, apart: int) -> Bracket:
        """The same at the beginning of its line, whose paragraph runs on from the words of another, so far apart."""
        return replace(self, before=line[-SIGHT:] + " ", broken=apart)

    def above(self, line: str) -> Bracket:
        """The same at the end of its line, whose paragraph runs on with the words of another."""
        return replace(self, after=" " + line[:SIGHT], runs_on=True)

    @property
    def as_written(self) -> str:
        """What is inside with the line ends that it has in the transcript."""
        return self.written or self.inner

    @property
    def _last(self) -> str:
        """What stands before it since the last space but one at its end: no word goes back further."""
        return self.before[self.before.rfind(" ", 0, max(0, len(self.before) - 1)) + 1 :]

    @property
    def word_before(self) -> str:
        """The word that touches the bracket or stands one space before it; closing marks may stand between."""
        found = re.search(r"""([\w'’./-]*\w(?:\(\w{1,3}\)|/)?[.]?)["”»)'’]{0,2}\s?$""", self._last)
        return found[1] if found else ""

    @property
    def adjacent_word(self) -> str:
        """The word before with nothing but a space between."""
        found = re.search(r"([\w'’-]+[.]?) ?$", self._last)
        return found[1] if found else ""

    @property
    def word_after(self) -> str:
        """The word after the bracket."""
        found = re.match(r"\s*([\w'’-]+)", self.after)
        return found[1] if found else ""

    @property
    def touches_before(self) -> bool:
        """A letter or digit stands right before it."""
        return self.before[-1:].isalnum()

    @property
    def touches_after(self) -> bool:
        """A letter or digit stands right after it."""
        return self.after[:1].isalnum()

    @property
    def begins_sentence(self) -> bool:
        """The word before it begins a sentence, or the line."""
        return bool(re.search(r"""(?:^|[.!?:]["”»)]*\s+|^["“„«]|\s["“„«])[\w'’-]+\s?$""", self.before[-SIGHT:]))

    def may_say(self, kind: str) -> bool:
        """False where no phrase of that kind can stand in it: the quick question before the slow one."""
        leads = _leads(self.words, kind)
        return leads is None or not leads.isdisjoint(self._said)

    def begins(self, kind: str) -> bool:
        """True if it begins with one of the words of that kind, whole."""
        pattern = _beginning(self.words, kind) if self.may_say(kind) else None
        return pattern is not None and pattern.match(self.text) is not None

    def is_one_of(self, kind: str) -> bool:
        """True if it is one of the words of that kind and nothing else, final marks aside."""
        pattern = _beginning(self.words, kind) if self.may_say(kind) else None
        return pattern is not None and pattern.fullmatch(self.text.rstrip(" .!:")) is not None

    def mentions(self, kind: str) -> bool:
        """True if it has one of the words of that kind anywhere."""
        return self._found(kind, self.text) is not None

    def describes(self, kind: str) -> bool:
        """True if it is a short description of such a thing: the word, and nothing but adjectives before it."""
        found = self._found(kind, self.text)
        if found is None or len(self.text.split()) > 12:
            return False
        before = re.findall(r"[\w'-]+", self.text[: found.start()].lower())
        after = self.text[found.end() :]
        plain = {*self.words.function, *(p.lower() for p in self.words.pronouns)}
        leads = len(before) <= 4 and not any(word in plain or word.isdigit() for word in before)
        # "the first mark of the man": of somebody it tells, and describes nothing
        return leads and not spelled(r"\s+{brackets.page-of}\s+{brackets.determiners}\s+[a-z]", self.words).match(after)

    def is_labelled(self, kind: str) -> bool:
        """True if a label with one of the words of that kind begins it."""
        size = self.label_length
        return size > 0 and self._found(kind, self.inner[:size].replace("’", "'")) is not None

    def _found(self, kind: str, text: str) -> re.Match[str] | None:
        pattern = _anywhere(self.words, kind) if self.may_say(kind) else None
        return pattern.search(text) if pattern is not None else None

    @property
    def label_length(self) -> int:
        """Characters up to and with the colon of a label, 0 if there is none within 60 characters."""
        return self.inner.find(":", 0, LABEL) + 1

    @property
    def dashed_label_length(self) -> int:
        """The same, where a dash may stand for the colon: ``Ed. note—a line is struck out``."""
        found = re.match(r"[^:\[\]]{2,40}?(?:\s-|\s?(?:--|[–—]))(?=\s?\S)", self.inner)
        return self.label_length or (found.end() if found else 0)

    def is_all(self, *kinds: str) -> bool:
        """True if each of its words is one of those kinds: ``[and in the]``."""
        plain = {w for kind in kinds for w in self.words.brackets.get(kind, ())}
        plain |= {*self.words.function, *(p.lower() for p in self.words.pronouns)}
        said = re.findall(r"[\w']+", self.text.lower())
        return bool(said) and all(word in plain for word in said)

    def has_word(self, kind: str) -> bool:
        """True if a word of that kind of the transcript's own language stands in it, written small as they are."""
        return not set(self.words.brackets.get(kind, ())).isdisjoint(re.findall(r"[\w']+", self.text))

    def is_word(self, word: str) -> bool:
        """True if the transcript's language has the word."""
        return is_word(word, self.words.language)
