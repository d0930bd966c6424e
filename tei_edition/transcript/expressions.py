"""Regular expressions that speak a language's words, each compiled once: there are more than ``re`` remembers.

A form of these names the words it needs as the tables have them: ``{from}`` is any of them, ``<from>`` any as a whole
word, ``{copy|copies}`` any of both rows. ``{№}`` is the sign of a number, ``{NAME}`` a word as names have them,
``{NAMES}`` up to four of these. All else is a regular expression.
"""

from __future__ import annotations

import functools
import re
from typing import Final

from tei_edition.transcript.words import Words, alternatives, number_sign, whole

MANY: Final = 8192
"""More than the tables of all languages and layouts make; what a document makes goes first."""
NAME: Final = r"(?:(?:[^\W\d_a-zа-яß-öø-ÿ]\.){1,4}[^\W\d_a-zа-яß-öø-ÿ][\w'’-]+|(?:[^\W\d_a-zа-яß-öø-ÿ]\.){2,4}|[^\W\d_a-zа-яß-öø-ÿ][\w'’-]*(?:\.-[^\W\d_a-zа-яß-öø-ÿ][\w'’-]*|\.?)|d['’][^\W\d_a-zа-яß-öø-ÿ][\w'’-]*|(?:a[dlnrstz]|ash|e[dlrstz]|o[lrs]|u[dl]|ush)-[^\W\d_a-zа-яß-öø-ÿ][\w'’-]+|van|von|de|der|den|la|le|du|dos|di|da|zu|al|bin|ibn|and|&)"
PLACEHOLDER: Final = re.compile(
    r"\{(?P<any>[a-z][a-z.|-]*)\}|(?<!\?P)(?<!\\g)<(?P<whole>[a-z][a-z.|-]*)>|\{(?P<piece>№|NAMES?)\}"
)
NAMES: Final = {"NAME": NAME, "NAMES": rf"{NAME}(?:\s{NAME}){{0,3}}"}
ROWS: Final = {"kinds": ("every-kind",), "titles": ("honorifics", "ranks", "offices-held")}
"""What several rows of a table are called together."""


@functools.lru_cache(maxsize=MANY)
def compiled(expression: str, flags: int = 0) -> re.Pattern[str]:
    """An expression that a table makes, ready to be asked.

    >>> bool(compiled("(?:holm|berg)", re.IGNORECASE).fullmatch("HOLM"))
    True
    """
    return re.compile(expression, flags)


@functools.cache
def worded(form: str, words: Words) -> re.Pattern[str]:
    r"""A form in the words of a language, whatever their capitals.

    >>> from tei_edition.transcript.words import words
    >>> worded(r"<from>\s+(?P<who>\w+)", words("en")).match("FROM Holm")["who"]
    'Holm'
    """
    return compiled(expression(form, words), re.IGNORECASE)


@functools.cache
def spelled(form: str, words: Words) -> re.Pattern[str]:
    """The same, letter by letter: only so do capitals tell a ``{NAME}``."""
    return compiled(expression(form, words))


def expression(form: str, words: Words) -> str:
    """A form as a regular expression; ``KeyError`` if it names a row that no table has."""

    def written(found: re.Match[str]) -> str:
        if found["piece"]:
            return NAMES.get(found["piece"]) or number_sign(words)
        names = (found["any"] or found["whole"]).split("|")
        choices = tuple(word for name in names for word in _row(name, words))
        return alternatives(choices) if found["any"] else whole(choices)

    return PLACEHOLDER.sub(written, form)


def _row(name: str, words: Words) -> tuple[str, ...]:
    """``copies`` of the words of a form, ``brackets.sic`` and ``links.your`` of other tables, ``honorifics`` a row of its own."""
    if name in ROWS:
        return tuple(word for row in ROWS[name] for word in _row(row, words))
    table, _, row = name.rpartition(".")
    choices = (
        getattr(words, table or "form")[row] if table or name in words.form else getattr(words, name.replace("-", "_"))
    )
    return tuple(choices)
