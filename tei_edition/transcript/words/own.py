"""Languages that an edition teaches the tool: a table of words in TOML each, in its folder ``languages/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

from tei_edition import settings
from tei_edition.transcript.words import Words, words

# tables of which each row stands for itself: what an own table does not say is looked up in the one below it
BY_ROW: Final = frozenset({"kinds", "form", "brackets", "places", "units", "links", "letter", "handling", "dates"})


def load(path: Path) -> Words:
    """The words of a language in a TOML file of the edition, beside the tool's; what neither says is English.

    Raises:
        Refusal: a diagnostic for each mistake, with its line.
    """
    return completed(settings.load(path, Words))


def completed(own: Words) -> Words:
    """A table with the words below it: those of the tool's own table besides, those of English where it says nothing.

    >>> german = Words(language="de", brackets={"stamp": ("Petschaft",)})
    >>> completed(german).brackets["stamp"][:2], completed(german).brackets["stamp"][-1]
    (('Stempel', 'Eingangsstempel'), 'Petschaft')
    >>> polish = Words(language="pl", brackets={"stamp": ("stempel",)})
    >>> completed(polish).brackets["stamp"], completed(polish).brackets["sic"]
    (('stempel',), ('sic',))
    """
    below = words(own.language)
    said = _beside if below.language == own.language else _said
    return replace(own, **{field.name: said(field.name, own, below) for field in fields(Words)})


def _beside(name: str, own: Words, below: Words) -> Any:
    """What an edition adds to a language that the tool knows."""
    mine, theirs = getattr(own, name), getattr(below, name)
    if isinstance(mine, Mapping):
        return {key: _added(mine.get(key), theirs.get(key)) for key in {**theirs, **mine}}
    if name == "months" and len(mine) == len(theirs):
        return tuple(_added(*rows) for rows in zip(mine, theirs, strict=True))
    return _added(mine, theirs) if isinstance(mine, tuple) else mine


def _added(mine: Any, theirs: Any) -> Any:
    """Words beside the tool's, each once; of a single value one's own."""
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        return tuple(dict.fromkeys((*theirs, *mine)))
    return theirs if mine is None else mine


def _said(name: str, own: Words, below: Words) -> Any:
    mine, theirs = getattr(own, name), getattr(below, name)
    if name in BY_ROW and isinstance(mine, Mapping):
        return {**theirs, **mine}
    return mine or theirs
