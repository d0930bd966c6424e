"""Headlines of languages that tell parties by their case: ``Телеграмма посла в X министру Y``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tei_edition.transcript.expressions import spelled
from tei_edition.transcript.parties import LONGEST
from tei_edition.transcript.words import Words, alternatives, number_sign, whole

_INITIALS: Final = r"(?:[^\W\d_a-zа-яё][а-яё]?\.[ -]?){1,3}"
_CAPITAL: Final = r"[^\W\d_a-zа-яё][\w’'-]+"
# kinds of documents that somebody sends to somebody
SENT: Final = ("telegram", "letter", "memorandum", "report", "note", "message", "order", "instruction", "directive")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns of one language."""

    lead: re.Pattern[str]
    whence: re.Pattern[str]
    secret: re.Pattern[str]
    dative: re.Pattern[str]
    into: re.Pattern[str]
    genitive: re.Pattern[str]
    office: re.Pattern[str]
    initialled: re.Pattern[str]
    plain: re.Pattern[str]
    dashed: re.Pattern[str]
    named: re.Pattern[str]
    given: re.Pattern[str]
    ends: re.Pattern[str]
    names: re.Pattern[str]
    joint: re.Pattern[str]


@functools.lru_cache(maxsize=4)
def _patterns(words: Words) -> _Patterns:
    form = words.form
    kind = alternatives(tuple(word for name in SENT for word in words.kinds.get(name, ())))
    adjectives, ending = _adjectives(form["adjective-dative"]), alternatives(form["dative-endings"])
    source, into = alternatives(form["headline-by"]), alternatives(form["headline-in"])
    name = rf"{_INITIALS}\s?{_CAPITAL}"
    some = rf"(?:{_CAPITAL}\s){{0,2}}(?:{name}|{_CAPITAL}(?:\s{_INITIALS})?)"
    both = alternatives(form["and"])
    joint = rf"(?:,\s|\s{both}\s)"
    month = alternatives(words.month_names)
    about = alternatives(form["headline-about"])
    rows = (
        (rf"(?:[\w-]+\s+){{0,4}}?{kind}(?!\w)(?:\s+{number_sign(words)}\s*\S+)?,?\s+(?:{source}\s+(?!\d))?", True),
        (rf"{source}\s+(?!\d)", True),
        (rf"(?:{whole(form['service'])}(?:\s+{both})?\s+|{both}\s+)+{source}\s+", True),
        (rf"(?:^|(?<=[\s,])){adjectives}{whole(form['dative'])}", True),
        (rf"(?:^|(?<=\s)){into}\s+(?=(?:(?!{into}\s)[\w-]+\s+){{0,2}}?{whole(form['headline-into'])})", True),
        (whole(form["genitive"]), True),
        (_adjectives(form["adjective-genitive"]) + whole(form["genitive"]), True),
        (rf"^(?P<sender>.*?{name}(?:\s\([^)]*\))?),?\s+(?={name})", False),
        (
            rf"^(?P<sender>(?:{_CAPITAL}\s)*?[^\W\d_a-zа-яё][\w’'-]*{alternatives(form['genitive-endings'])})\s(?=(?:{_CAPITAL}\s)*?{_CAPITAL}{ending}(?!\w))",
            False,
        ),
        (rf"^(?P<sender>{some}(?:{joint}{some})*)\s[—–-]\s(?={some}{ending}(?!\w))", False),
        (rf"^(?P<sender>{name})\s+(?={_INITIALS}\s?{_CAPITAL}(?i:{ending})(?!\w))", False),
        # of the endings those that no genitive has
        (rf"(?:{_INITIALS}\s?|(?:{_CAPITAL}\s){{0,2}}){_CAPITAL}{alternatives(_only(form))}", False),
        (
            rf",?\s+(?:{about}(?![\w.])|(?:{source}\s+)?\d{{1,2}}\s+{month}|\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}|[—–]\s|\[|{whole(form['service'])})|\s?\*|[;:]|\.\s+\d|(?<=\w\w)\.$",
            True,
        ),
        (rf"(?:{some}|{_CAPITAL}){joint}(?:{some}{joint})*{some}", False),
        (joint, False),
    )
    return _Patterns(*(re.compile(said, re.IGNORECASE if any_case else 0) for said, any_case in rows))


def _only(form: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The endings of the dative alone."""
    return tuple(end for end in form["dative-endings"] if end not in form["genitive-endings"])


def _adjectives(endings: tuple[str, ...]) -> str:
    """Adjectives before a title, in its case."""
    return rf"(?:[\w-]+{alternatives(endings)}\s+)*"


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
    patterns = _patterns(words)
    title = spelled(r"^(?:\d{1,4}[.]?\s+|{№}\s*\d+[.]?\s+)", words).sub("", title.strip())
    lead = patterns.lead.match(title) or patterns.secret.match(title)
    rest = title[lead.end() :] if lead else title
    whence = patterns.whence.match(rest)
    rest = rest[whence.end() :] if whence else rest
    for start, end in _dividers(rest, bool(lead), patterns):
        sender, addressee = _ended(rest[:start], patterns), _ended(rest[end:], patterns)
        if addressee and not sender and lead:
            return (), _each(addressee, patterns)
        if addressee and _is_sender(sender, patterns) and len(sender.split()) <= LONGEST:
            return _each(sender, patterns), _each(addressee, patterns)
    alone = _ended(rest, patterns) if lead else ""
    if patterns.given.fullmatch(alone):
        return (), (alone,)
    return ((alone,), ()) if patterns.office.match(alone) else ((), ())


def _dividers(rest: str, led: bool, patterns: _Patterns) -> Iterator[tuple[int, int]]:
    """Where the addressee may begin: at a title in the dative, at an office, at a second name."""
    found = [(m.start(), m.start()) for m in patterns.dative.finditer(rest)]
    found += [(m.start(), m.end()) for m in patterns.into.finditer(rest)]
    yield from sorted(found)
    for pattern in (patterns.initialled, patterns.plain) if led else (patterns.dashed, patterns.named):
        second = pattern.match(rest)
        if second:
            yield second.end("sender"), second.end()


def _each(text: str, patterns: _Patterns) -> tuple[str, ...]:
    """``Хольм, Берг и Лунд``: those of a list of names; a title beside a name makes no list."""
    listed = patterns.names.fullmatch(text) and not patterns.genitive.search(text) and not patterns.dative.search(text)
    return tuple(patterns.joint.split(text)) if listed else (text,)


def _is_sender(text: str, patterns: _Patterns) -> bool:
    """A title in the genitive, or a name."""
    return bool(patterns.genitive.search(text)) or bool(re.match(rf"{_INITIALS}|{_CAPITAL}", text))


def _ended(text: str, patterns: _Patterns) -> str:
    """Up to what it is about, its date, or the call of a note."""
    end = patterns.ends.search(text)
    return re.sub(r"(?<=[^\W\d_])\d{1,2}$", "", text[: end.start() if end else None].strip(" ,"))
