"""What transcripts of a language say: months, titles, captions, the words inside brackets. Tables, no code."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib import resources
from importlib.resources.abc import Traversable
from typing import ClassVar, Final

from tei_edition import settings
from tei_edition.settings import KEBAB, Strictness

MONTHS: Final = range(1, 13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language's words, by what they mean; see ``en.toml``."""

    __pydantic_config__: ClassVar[Strictness] = KEBAB
    language: str
    months: tuple[tuple[str, ...], ...] = ()
    dating: tuple[str, ...] = ()
    days: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    articles: tuple[str, ...] = ()
    points: Mapping[str, int] = field(default_factory=dict)
    numerals: Mapping[str, int] = field(default_factory=dict)
    this_year: tuple[str, ...] = ()
    not_months: tuple[str, ...] = ()
    forenames: tuple[str, ...] = ()
    day_endings: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    day_parts: Mapping[str, str] = field(default_factory=dict)
    noon: tuple[str, ...] = ()
    midnight: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    dates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_examples: Mapping[str, str] = field(default_factory=dict)
    not_dates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    honorifics: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    offices_held: tuple[str, ...] = ()
    abbreviated: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    doubting: tuple[str, ...] = ()
    valedictions: tuple[str, ...] = ()
    salutations: tuple[str, ...] = ()
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    brackets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    letter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    handling: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ValueError where the months are not twelve."""
        if self.months and len(self.months) != len(MONTHS):
            raise ValueError(f"“months” has {len(self.months)} lists instead of twelve: one for each month, in order")

    def __hash__(self) -> int:
        return hash(self.language)

    @property
    def every_kind(self) -> tuple[str, ...]:
        """The words for all kinds of documents."""
        return _every_kind(self)

    @property
    def month_names(self) -> tuple[str, ...]:
        """The names of all months, the short ones too, in the order of the table."""
        return tuple(name for row in self.months for name in row)


@functools.cache
def _every_kind(words: Words) -> tuple[str, ...]:
    return tuple(word for choices in words.kinds.values() for word in choices)


@functools.cache
def words(language: str = "en") -> Words:
    """The words of a language by its BCP 47 tag, English ones where its table says nothing; English if it has none."""
    own = _table(language.partition("-")[0].lower())
    english = _table("en")
    if own is None or english is None:
        return english or Words(language="en", months=(), dating=())
    return replace(
        own,
        kinds={**english.kinds, **own.kinds},
        form={**english.form, **own.form},
        brackets={**english.brackets, **own.brackets},
        places={**english.places, **own.places},
        units={**english.units, **own.units},
        links={**english.links, **own.links},
        letter={**english.letter, **own.letter},
        handling={**english.handling, **own.handling},
    )


def has_words(language: str) -> bool:
    """True if there is a table for the language."""
    return _table(language.partition("-")[0].lower()) is not None


@functools.cache
def dated_languages() -> tuple[Words, ...]:
    """The languages whose dates are known: those with a table of words, English first, then those with dates alone."""
    own, others = (_languages(folder) for folder in (resources.files(__name__), resources.files(__name__) / "dates"))
    whole = (words(language) for language in sorted(own, key=lambda name: (name != "en", name)))
    return (*whole, *(table for name in others if (table := _table(f"dates/{name}"))))


@functools.cache
def in_any_language(row: str) -> tuple[str, ...]:
    """The words of a row in every language that has it: what is cited may be in another language than the page.

    Example: ``in_any_language("small")`` has *of*, *von* and *de*.
    """
    return tuple(dict.fromkeys(word for table in dated_languages() for word in getattr(table, row)))


def _languages(folder: Traversable) -> list[str]:
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))


def _table(language: str) -> Words | None:
    file = resources.files(__name__) / f"{language}.toml"
    return settings.parse(file.read_text("utf-8"), Words, file.name) if file.is_file() else None


@functools.cache
def alternatives(choices: tuple[str, ...]) -> str:
    r"""A regular expression for any of the words, longest first, spaces of any width.

    >>> alternatives(("Lt.", "Lieutenant General"))
    '(?:Lieutenant\\s+General|Lt\\.)'
    """
    ordered = sorted(choices, key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, c.split())) for c in ordered) + ")"


def whole(choices: Iterable[str]) -> str:
    """The same as whole words: no letter or digit touches either side."""
    return rf"(?<!\w){alternatives(tuple(choices))}(?!\w)"


def parts_of_the_day(words: Words) -> str:
    """A regular expression for the words that tell morning from afternoon; ``PM`` in capitals only."""
    exact = [part for part in words.day_parts if part.isupper()]
    free = tuple(part for part in words.day_parts if not part.isupper())
    return f"(?:{'|'.join([f'(?-i:{part})' for part in exact] + [alternatives(free or (chr(0),))])})"


def number_sign(words: Words) -> str:
    """A regular expression for the signs of a number."""
    return rf"(?<!\w){alternatives(words.form['number'])}(?:(?<![A-Za-z])|(?![^\W\d_]))"


def numbers_sign(words: Words) -> str:
    """The sign of a number, written once or twice: ``NºNº 4 5``."""
    return rf"{number_sign(words)}(?:\s?{alternatives(words.form['number'])})?"
