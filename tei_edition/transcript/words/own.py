"""Languages that an edition teaches the tool: a table of words in TOML each, in its folder ``languages/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

from tei_edition import settings
from tei_edition.transcript.words import Words, words

# tables of which each row stands for itself: what an own table does not say is looked up in the one below it
BY_ROW: Final = frozenset({"kinds", "form", "brackets", "places", "units", "links", "letter", "dates"})


def load(path: Path) -> Words:
    """The words of a language in a TOML file of the edition; what it does not say is that of the tool's table, or English.

    Raises:
        Refusal: a diagnostic for each mistake, with its line.
    """
    return completed(settings.load(path, Words))


def completed(own: Words) -> Words:
    """A table with the words below it where it says nothing.

    >>> polish = Words(language="pl", months=(("stycznia",),), dating=("w",), brackets={"stamp": ("stempel",)})
    >>> completed(polish).brackets["stamp"], completed(polish).brackets["sic"]
    (('stempel',), ('sic',))
    """
    below = words(own.language)
    return replace(own, **{field.name: _said(field.name, own, below) for field in fields(Words)})


def _said(name: str, own: Words, below: Words) -> Any:
    mine, theirs = getattr(own, name), getattr(below, name)
    if name in BY_ROW and isinstance(mine, Mapping):
        return {**theirs, **mine}
    return mine or theirs
