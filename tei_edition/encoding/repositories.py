"""Which names are those of archives, collections and publishers of records; the table of how archives are cited.

What parts, class marks and phrases there are is said in ``archives.toml``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import ClassVar, Final

from tei_edition import settings
from tei_edition.settings import STRICT, Pattern, Strictness
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.words import alternatives


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A named part of a reference: the words before its number (``f. 45``) or after it (``4. doboz``).

    It is one only where a part of a kind in ``among`` came before it, and none of ``unless``; ``misread`` is what its
    word should read. A ``single`` one has no range: ``p. 16-42`` are pages, ``p. 17`` a papka.
    """

    __pydantic_config__: ClassVar[Strictness] = STRICT
    kind: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    misread: str = ""
    single: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A mark known by how it looks; ``alone`` if it needs no archive's name beside it."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    kind: str
    pattern: Pattern
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Words that tell the names of archives, collections and publishers of records, and what leads to a printed source."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    archives: tuple[str, ...]
    collections: tuple[str, ...]
    publishers: tuple[str, ...]
    missing: tuple[str, ...]
    credits: tuple[str, ...]
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """How archives are cited; see ``archives.toml``. ``number`` is how the number of a part looks."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    parts: tuple[Part, ...]
    shapes: tuple[Shape, ...]
    number: Pattern
    names: Names
    phrases: Mapping[str, tuple[str, ...]]


@functools.cache
def citing() -> Citing:
    """The table that comes with the tool."""
    file = resources.files("tei_edition.encoding") / "archives.toml"
    return settings.parse(file.read_text("utf-8"), Citing, file.name)


PHRASE: Final = re.compile(r"\{(?P<row>[a-z][a-z-]*)\}")


@functools.cache
def phrased(form: str) -> re.Pattern[str]:
    r"""A regular expression that names the phrases of citations it needs: ``{pages}`` is any of the table's.

    >>> phrased(r"{pages} (\d+)").match("pp. 12")[1]
    '12'
    """
    return re.compile(PHRASE.sub(lambda found: alternatives(citing().phrases[found["row"]]), form))


IsArchive = Callable[[str], bool]
"""Says whether a name is that of an archive the registers know."""
# an abbreviation of capitals, each with its stop
STOPPED: Final = re.compile(r"(?<!\w)(?:[A-ZА-Я]\.){3,6}$")


def is_archive_name(name: str) -> bool:
    """True for an abbreviation in capitals (``APRF``, ``SAPMO-BArch``) or a name with an archive's word in it.

    >>> is_archive_name("PRC FMA"), is_archive_name("City Archive of Riga"), is_archive_name("A letter")
    (True, True, False)
    """
    plain = name.strip(" .,;:()")
    if says(plain, citing().names.publishers):
        return False
    short = re.fullmatch(r"(?=(?:\w*[A-ZА-Я]){2})[\w&]{2,9}(?:[- /](?=(?:\w*[A-ZА-Я]){2})[\w&]{2,9}){0,3}", plain)
    bracketed = re.search(r"\((?=(?:\w*[A-ZА-Я]){2})[\w /-]{2,12}\)$", name.strip(" .,;:"))
    return bool(short or bracketed or STOPPED.fullmatch(f"{plain}.")) or says(plain, citing().names.archives)


def says(name: str, words: tuple[str, ...]) -> bool:
    """True if one of the words stands in a name; ``-archiv`` is the end of a longer one."""
    begun = {False: r"(?<!\w)", True: r"(?<=\w)"}
    return any(compiled(rf"{begun[word[0] == '-']}{re.escape(word.lstrip('-'))}(?!\w)").search(name) for word in words)


def is_publisher(name: str) -> bool:
    """True for the name of something that publishes records: ``Island Digital Archive``."""
    return says(name, citing().names.publishers)


def is_collection(words: str) -> bool:
    """``Central Files``, ``National Security File``: a single file is one only by its name."""
    return says(words, citing().names.collections) or phrased(r"[^\W\d_] {single-file}$").search(words) is not None
