"""What a citation says beside an archive's reference: title, date, publisher, translator, addresses of records.

The words of all these are said in ``archives.toml``; here are the forms.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.encoding.repositories import IsArchive, citing, is_publisher, phrased
from tei_edition.transcript.expressions import compiled

URL: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"”]+[^\s<>\"”.,;)]")
QUOTED: Final = re.compile(r"\W{0,3}?[\"“„](?P<title>.+?)[,.]?[\"”“](?=[,.]|\s|$)")
# a reference in brackets behind the pages of a printed source: "pp. 504-09 (TSAO, f. 45, op. 1)"
_BRACKETED: Final = re.compile(r"(?<=\d)\s\((?P<held>[A-ZА-Я]{2,}[^()]*\d[^()]*)\)")
# a stop before a word with a capital, but no initial's
_ENDS: Final = r"(?<!\s[A-Z])\.\s+(?=(?:[^\W\d_a-zа-я][a-zа-яà-ÿ]{2,}[ ,.]|{indefinite} ))|;\s*"
# "May 3, 1962", "3 May 1962", "1962", right behind the title
_DATE: Final = re.compile(r"[\W_]*(?P<date>(?:\w+\.? )?(?:\d{1,2},? )?(?:\w+,? )?\d{4})(?!\d)")
# who translated: "Anna van Holm"
_NAME: Final = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|{particles}))*?(?: [A-Z][\w'’-]+)"
# "for CWIHP", "for the Harbour History Project"
_FOR: Final = r"(?: {on-behalf} (?:{definite} )?[A-Z][\w.'’-]*(?: (?:{small} )*[A-Z][\w.'’-]*){0,6})?"
# "Translated and edited for CWIHP from the original Russian into English by Anna Holm and Karl Berg"
_TRANSLATED: Final = (
    rf"\b{{translated}}(?:,? (?:{{and}} )?{{further-work}})*{_FOR}"
    r"(?: {from} (?:{definite} )?(?:{original} )?(?P<language>[A-Z]\w+))?(?: {into} [A-Z]\w+)?"
    rf"{_FOR}(?: {{by}} (?P<name>{_NAME}(?:(?:, (?:{{and}} )?| {{and}} ){_NAME})*))?(?=[.,;]|$|\s)"
)
# the publisher is one of so many names behind the title
FEW: Final = 6


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a citation that may hold a reference; titles in quotation marks, addresses and credits hold none."""
    title = QUOTED.match(text)
    at = title.end() if title else 0
    cuts = [Span(*m.span()) for m in URL.finditer(text)]
    cuts += [
        Span(m.start(), m.end()) for m in phrased(_ENDS).finditer(text) if not _is_abbreviated(text[: m.start() + 1])
    ]
    cuts += [Span(m.start(), m.start("led")) for m in _turns().finditer(text)]
    for m in _BRACKETED.finditer(text):
        cuts += [Span(m.start(), m.start("held")), Span(m.end("held"), m.end())]
    for cut in [*sorted(cuts), Span(len(text), len(text))]:
        if cut.start > at and not _credited().match(text, at):
            yield Span(at, cut.start)
        at = max(at, cut.end)


@functools.cache
def _turns() -> re.Pattern[str]:
    """Where a citation turns to credits or to a printed source in mid-sentence: ``…, published in``, ``… obtained by``."""
    led = "|".join(map(re.escape, citing().names.printed))
    return re.compile(rf",?\s(?P<led>{_credited().pattern}|(?<=,\s)(?:{led})\s)")


@functools.cache
def _credited() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(rf"(?i:{re.escape(one)})(?!\w)" for one in citing().names.credits) + ")")


def _is_abbreviated(before: str) -> bool:
    words = (word for part in citing().parts for word in (*part.before, *part.after) if word.endswith("."))
    return any(compiled(rf"(?<!\w){re.escape(word)}$").search(before) for word in words)


def addresses(text: str) -> list[str]:
    """The web addresses of a text."""
    return URL.findall(text)


def record_number(address: str) -> str:
    """The number a record's address ends with: ``…/document/110372`` → ``110372``; empty if there is none."""
    found = re.search(r"/(\d+)/?$", address)
    return found[1] if found else ""


def quoted_title(text: str) -> str:
    """The title a citation gives in quotation marks, empty if none."""
    found = QUOTED.search(text)
    return found["title"] if found else ""


def cited_date(citation: str) -> str:
    """The date a citation gives after the title, in its own words; empty if none.

    >>> cited_date("“A letter,” May 3, 1962, Island Digital Archive")
    'May 3, 1962'
    """
    title = QUOTED.match(citation) or QUOTED.search(citation)
    found = _DATE.match(citation, title.end()) if title else None
    return found["date"] if found else ""


def publisher(citation: str, is_archive: IsArchive = lambda _: False) -> str:
    """The publisher of the record that a citation names between date and archive; empty if it names none.

    >>> publisher("“A letter,” 3 May 1962, Island Digital Archive, TSAO, f. 4, d. 5.")
    'Island Digital Archive'
    """
    title = QUOTED.match(citation)
    rest = citation[title.end() :] if title else citation
    names = [name.strip() for name in re.split(r",\s*", rest)]
    numbered = re.compile(r"\d")
    plain = (name for name in names[:FEW] if is_publisher(name) and not numbered.search(name))
    return next((name for name in plain if not is_archive(name)), "")


def translator(text: str) -> str:
    """Who translated, where a citation says so; empty if it does not.

    >>> translator("Translated for CWIHP from Russian by Anna Holm.")
    'Anna Holm'
    >>> translator("Translated by Anna Holm and Karl Berg.")
    'Anna Holm and Karl Berg'
    >>> translator("Translated and edited for the Harbour History Project by Rosa Lind"), translator("Trans. by Anna Holm")
    ('Rosa Lind', 'Anna Holm')
    """
    return next((m["name"] for m in phrased(_TRANSLATED).finditer(text) if m["name"]), "")


def translated_from(text: str) -> str:
    """The name of the language a text was translated from, empty if the citation does not say."""
    return next((m["language"] for m in phrased(_TRANSLATED).finditer(text) if m["language"]), "")


def behind_publisher(citation: str) -> str:
    """What a citation says after the publisher of the record."""
    named = publisher(citation)
    return citation[citation.rfind(named) + len(named) :].lstrip(" ,") if named else citation


def says_translated(text: str) -> bool:
    """True where a text says that it, or another, is a translation."""
    return phrased(_TRANSLATED).search(text) is not None
