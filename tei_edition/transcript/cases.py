"""Headlines of languages that tell parties by their case: ``Телеграмма посла в X министру Y``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.parties import LONGEST
from tei_edition.transcript.words import Words, alternatives

# kinds of documents that somebody sends to somebody
SENT: Final = ("telegram", "letter", "memorandum", "report", "note", "message", "order", "instruction", "directive")

_INITIALS: Final = r"(?:[^\W\d_a-zа-яё][а-яё]?\.[ -]?){1,3}"
_CAPITAL: Final = r"[^\W\d_a-zа-яё][\w’'-]+"
_NAME: Final = rf"{_INITIALS}\s?{_CAPITAL}"
# "К. Хольм", "Карл Хольм", "Хольм К."
_SOMEBODY: Final = rf"(?:{_CAPITAL}\s){{0,2}}(?:{_NAME}|{_CAPITAL}(?:\s{_INITIALS})?)"
_JOINT: Final = r"(?:,\s|\s{and}\s)"

# asked whatever the capitals: what stands before the parties
_LEAD: Final = (
    rf"(?:[\w-]+\s+){{0,4}}?{{{'|'.join(f'kinds.{kind}' for kind in SENT)}}}(?!\w)"
    r"(?:\s+{№}\s*\S+)?,?\s+(?:{headline-by}\s+(?!\d))?"
)
_WHENCE: Final = r"{headline-by}\s+(?!\d)"
_SERVICE: Final = r"(?:<service>(?:\s+{and})?\s+|{and}\s+)+{headline-by}\s+"
# a title in its case, with its adjectives; an office to which something goes
_DATIVE: Final = r"(?:^|(?<=[\s,]))(?:[\w-]+{adjective-dative}\s+)*<dative>"
_INTO: Final = r"(?:^|(?<=\s)){headline-in}\s+(?=(?:(?!{headline-in}\s)[\w-]+\s+){0,2}?<headline-into>)"
_GENITIVE: Final = r"<genitive>"
_OFFICE: Final = r"(?:[\w-]+{adjective-genitive}\s+)*<genitive>"
_ENDS: Final = (
    r",?\s+(?:{headline-about}(?![\w.])|(?:{headline-by}\s+)?\d{1,2}\s+{month-names}|\d{1,2}\.\d{1,2}\.\d{2,4}"
    r"|[—–]\s|\[|<service>)|\s?\*|[;:]|\.\s+\d|(?<=\w\w)\.$"
)

# asked with their capitals, which tell names: where a second one begins
_INITIALLED: Final = rf"^(?P<sender>.*?{_NAME}(?:\s\([^)]*\))?),?\s+(?={_NAME})"
_PLAIN: Final = (
    rf"^(?P<sender>(?:{_CAPITAL}\s)*?[^\W\d_a-zа-яё][\w’'-]*{{genitive-endings}})\s"
    rf"(?=(?:{_CAPITAL}\s)*?{_CAPITAL}{{dative-endings}}(?!\w))"
)
_DASHED: Final = rf"^(?P<sender>{_SOMEBODY}(?:{_JOINT}{_SOMEBODY})*)\s[—–-]\s(?={_SOMEBODY}{{dative-endings}}(?!\w))"
_NAMED: Final = rf"^(?P<sender>{_NAME})\s+(?={_NAME}(?i:{{dative-endings}})(?!\w))"
_NAMES: Final = rf"(?:{_SOMEBODY}|{_CAPITAL}){_JOINT}(?:{_SOMEBODY}{_JOINT})*{_SOMEBODY}"


@functools.lru_cache(maxsize=4)
def _given(words: Words) -> re.Pattern[str]:
    """A name in the dative, as far as its ending tells: of the endings those that no genitive has."""
    form = words.form
    only = tuple(end for end in form["dative-endings"] if end not in form["genitive-endings"])
    return re.compile(rf"(?:{_INITIALS}\s?|(?:{_CAPITAL}\s){{0,2}}){_CAPITAL}{alternatives(only)}")


def by_case(title: str, words: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sender and addressee as a title names them, in the case in which it does.

    >>> from tei_edition.transcript.words import words
    >>> by_case("Телеграмма посла в Весске министру портов", words("ru"))
    (('посла в Весске',), ('министру портов',))
    >>> by_case("Письмо К. Хольму", words("ru"))
    ((), ('К. Хольму',))
    >>> by_case("Хольм, Берг — Лунду 3 мая 1930 г.", words("ru"))
    (('Хольм', 'Берг'), ('Лунду',))
    """
    title = spelled(r"^(?:\d{1,4}[.]?\s+|{№}\s*\d+[.]?\s+)", words).sub("", title.strip())
    lead = worded(_LEAD, words).match(title) or worded(_SERVICE, words).match(title)
    rest = title[lead.end() :] if lead else title
    whence = worded(_WHENCE, words).match(rest)
    rest = rest[whence.end() :] if whence else rest
    for start, end in _dividers(rest, bool(lead), words):
        sender, addressee = _ended(rest[:start], words), _ended(rest[end:], words)
        if addressee and not sender and lead:
            return (), _each(addressee, words)
        if addressee and _is_sender(sender, words) and len(sender.split()) <= LONGEST:
            return _each(sender, words), _each(addressee, words)
    alone = _ended(rest, words) if lead else ""
    if _given(words).fullmatch(alone):
        return (), (alone,)
    return ((alone,), ()) if worded(_OFFICE, words).match(alone) else ((), ())


def _dividers(rest: str, led: bool, words: Words) -> Iterator[tuple[int, int]]:
    """Where the addressee may begin: at a title in the dative, at an office, at a second name."""
    found = [(m.start(), m.start()) for m in worded(_DATIVE, words).finditer(rest)]
    found += [(m.start(), m.end()) for m in worded(_INTO, words).finditer(rest)]
    yield from sorted(found)
    for form in (_INITIALLED, _PLAIN) if led else (_DASHED, _NAMED):
        second = spelled(form, words).match(rest)
        if second:
            yield second.end("sender"), second.end()


def _each(text: str, words: Words) -> tuple[str, ...]:
    """``Хольм, Берг и Лунд``: those of a list of names; a title beside a name makes no list."""
    titled = worded(_GENITIVE, words).search(text) or worded(_DATIVE, words).search(text)
    listed = spelled(_NAMES, words).fullmatch(text) and not titled
    return tuple(spelled(_JOINT, words).split(text)) if listed else (text,)


def _is_sender(text: str, words: Words) -> bool:
    """A title in the genitive, or a name."""
    return bool(worded(_GENITIVE, words).search(text)) or bool(re.match(rf"{_INITIALS}|{_CAPITAL}", text))


def _ended(text: str, words: Words) -> str:
    """Up to what it is about, its date, or the call of a note."""
    end = worded(_ENDS, words).search(text)
    return re.sub(r"(?<=[^\W\d_])\d{1,2}$", "", text[: end.start() if end else None].strip(" ,"))
