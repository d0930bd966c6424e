"""What a headline says of sender and addressee: ``Report, Embassy of X to the Ministry of Y``.

The title of a record is one, or a first line of the document itself. A headline is [kind of document] [from] a party,
a word that leads over ("to", "an das", "à"), a party, and what it is about; where a language tells the parties by their
case, see ``cases``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from tei_edition.transcript.cases import by_case
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.parties import WHERE, is_party, is_told, parties, sealed, unsealed, vocabulary
from tei_edition.transcript.recognisers.address import handed_on
from tei_edition.transcript.recognisers.names import is_capitals, looks_like_name
from tei_edition.transcript.words import Words, alternatives, number_sign


@dataclass(frozen=True, slots=True)
class Headline:
    """Sender and addressee as a headline names them; what it does not say is empty.

    ``place`` is where it came from, where the headline says that beside the sender: ``Cable from X, from N.``;
    ``destination`` is where it went, where a headline names the addressee alone: ``12. To N. in X``;
    ``via`` is who passes it on: ``A to B (via C)``, ``A to C, for B``.
    ``is_told`` is true where more than capitals tell it: a line of the text is no headline without.
    """

    sender: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    place: str = ""
    destination: str = ""
    via: tuple[str, ...] = ()
    is_told: bool = field(default=True, compare=False)

    def __bool__(self) -> bool:
        return bool(self.sender or self.addressee)

    @property
    def is_complete(self) -> bool:
        """It names both sides."""
        return bool(self.sender and self.addressee)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns of one language."""

    lead: re.Pattern[str]
    whence: re.Pattern[str]
    leading_over: re.Pattern[str]
    ends: re.Pattern[str]
    possessive: re.Pattern[str]
    sender: re.Pattern[str]
    addressee: re.Pattern[str]
    author: re.Pattern[str]
    origin: re.Pattern[str]
    office_first: re.Pattern[str]
    written: re.Pattern[str]
    dated: re.Pattern[str]
    written_at: re.Pattern[str]


_INITIALLED: Final = r"(?:M\.|MM\.|Herrn?|Mr\.)?\s?(?:[^\W\d_a-z]\.[ -]?)*[^\W\d_a-z][\w'’-]+"
# a party is named without commas, but for its holder: "le Ministre à X, A. Holm,"
_PARTY: Final = (
    rf"[^,;:]{{2,150}}?(?:\s*\([^)]*\)|,\s(?=(?:M\.\s)?(?:[^\W\d_a-z]\.|M\.\s))(?:{_INITIALLED})(?=,|\s?\d?$))?"
)
_PLACE: Final = r"[^\W\d_a-z][\w'’.-]*(?:[ -][^\W\d_a-z][\w'’-]*){0,2}"
# how little a divider may have for itself: "Ambassador to Arland" leads over to nobody
_LEAST: Final = -1


def _any(choices: tuple[str, ...]) -> str:
    return f"(?i:{alternatives(choices)})"


def _dates(words: Words) -> str:
    """A date behind a party: ``, 5 September 1776``, ``vom 2. Mai``, ``, April 12, 1945``."""
    month = alternatives(words.month_names)
    before = alternatives((*words.form["before-date"], *words.form["headline-dated"]))
    day = r"\d{1,2}(?:[.]|st|nd|rd|th|er)?"
    return rf",?\s+(?:{before}\s+)?(?:{day}\s+{month}|{month}\s+{day}(?!\w)|{month}\s+\d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{day}\s*$)"


def _day(words: Words) -> str:
    """A whole date: ``3 May 1930``, ``May 3, 1930``, or a month of a year."""
    month = alternatives(words.month_names)
    return rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{month}(?:\s+\d{{1,2}})?,?\s+\d{{4}}"


@functools.lru_cache(maxsize=8)
def _patterns(words: Words) -> _Patterns:
    form, kind = words.form, _any(words.every_kind)
    source, to, by = (_any(form[f"headline-{name}"]) for name in ("from", "to", "by"))
    about = _any(form["headline-about"])
    sender = rf"(?P<sender>{_PARTY})"
    ends = rf"(?i:{_dates(words)}|[;:]|[.]?\s?[–—/]+\s?|\s-+\s|[.]?\s+\[|\.\s+\(|\s\({alternatives(form['received'])}\s|,?\s+(?:{about}(?!\w)|(?:for|für|pour)\s+\d)|(?<=\w\w)\.$)"
    end = rf"(?=\s?\d?$|[,;(:]|\.$|\s[-–—/]\s|\s(?:{about}(?!\w)|(?:for|für|pour)\s+\d))"
    secret = rf"(?:{_any(form['service'])}(?:,|\s+{_any(form['and'])})?\s+)*"
    some = r"(?:[\w-]+\s+){0,2}?"
    rest = (
        rf"(?:{_any(form['status'])}\s+(?:(?:of|from|de|du|d['’]|von|aus|из)\s+)?(?:(?:an?|the)\s+)?)?{secret}{some}{kind}(?!\w)(?:\s+{_any(form['service'])}(?!\w))*(?:\s+(?:{number_sign(words)})?\s*\d\S*)?[,.:]?\s*",
        rf"(?:^|(?<!\w)){source}(?:\s+|(?<=['’]))",
        rf"(?<![\w-]){to}(?:\s+|(?<=['’]))",
        ends,
        rf"^(?:{_any(form['status'])}s?\s+{source}\s+|{kind}\s+)?(?!(?:{by}|{kind}|{_any(form['status'])})\s){sender}['’]s\s+(?:[\w-]+\s+){{0,2}}{kind}(?!\w)(?:\s+{to}\s+(?P<addressee>.+)$)?",
        rf"{source}\s+{sender}{end}",
        rf"{to}\s+(?P<addressee>.+)$",
        rf"(?:^|.*?\b)(?:{_any(words.kinds['diary'])}\s+{by}\s+|(?:[\w-]+\s+){{0,3}}?{kind}\s+{_any(form['headline-by'][:1])}\s+){sender}{end}",
        rf"(?P<place>{_PARTY}),\s+(?={source}\s)",
        rf"^{sender},\s+(?:[Aa]n?\s+)?(?:[\w-]+\s+)?{kind}\b",
        # the record of a talk is written by one and sent to nobody; so is what somebody prepared
        rf"^(?:{some}{_any(words.kinds['minutes'])},\s+{by}|(?:[\w-]+\s+){{1,5}}[Pp]repared\s+(?:{by}|in))\s+(?P<sender>.+)$",
        rf"(?i:,?\s*\[?{_day(words)}\]?\d?)",
        # "… to the Consul in Vessk. Sund, May 3, 1930", "… (Sund, May 3, 1930)", "…, Sund, Monday, May 3": where and when
        rf"(?:(?<=\w\w)|(?<=\)))(?:[.;]\s+|\s\((?=[^()]*\)\.?$))(?P<place>{_PLACE})(?=(?i:{_dates(words)}))|,\s+(?P<town>{_PLACE})(?=,\s+{_any(words.letter['day'])}(?i:{_dates(words)}))",
    )
    return _Patterns(*map(re.compile, rest))


@functools.lru_cache(maxsize=1024)
def from_and_to(title: str, words: Words) -> Headline:
    """Sender and addressee as a title names them.

    >>> from tei_edition.transcript.words import words
    >>> from_and_to("Report, Embassy of Arland in Borland to the Ministry", words()).addressee
    ('Ministry',)
    >>> from_and_to("M. Holm, Ministre des Ports, à M. Berg, Ambassadeur à Vessk", words("fr")).addressee
    ('M. Berg, Ambassadeur à Vessk',)
    """
    if "dative" in words.form:
        return Headline(*by_case(title, words))
    numbered = _numbered_side(title, words)
    if numbered:
        return numbered
    core, place = sealed(_core(title, words), words), ""
    written_at = _patterns(words).written_at.search(core)
    if written_at:
        core, place = core[: written_at.start()], written_at["place"] or written_at["town"]
    said = _unsealed(_said(core, words))
    return replace(said, place=place or said.place) if said else said


def _unsealed(said: Headline) -> Headline:
    sender, addressee, via = (tuple(map(unsealed, names)) for names in (said.sender, said.addressee, said.via))
    return replace(said, sender=sender, addressee=addressee, place=unsealed(said.place), via=via)


def _said(core: str, words: Words) -> Headline:
    written = _patterns(words).written.match(core)
    if written:
        return Headline(_addressees(written["sender"], words))
    core, via = _without_way(core, words)
    owned = _possessive(core, words)
    both = owned if owned and owned.is_complete else _both_sides(core, words)
    said = both or owned or _one_side(core, words) or _dated_side(core, words)
    return replace(said, via=(*said.via, *via)) if via and said else said


def _without_way(core: str, words: Words) -> tuple[str, tuple[str, ...]]:
    """``A to B (via C)``, ``A to B via C``: a headline without its way, and who passes it on."""
    way = _any(words.form["headline-via"])
    found = [*re.finditer(rf"\s*\((?:{way})\s+(?P<who>[^()]+)\)", core)]
    if not found:
        behind = re.search(rf",?\s+(?:{way})\s+(?P<who>[^\W\d_a-z].*)$", core)
        return core, _addressees(behind["who"], words) if behind else ()
    kept = re.sub(rf"\s*\((?:{way})\s+[^()]+\)", "", core)
    return kept, tuple(name for one in found for name in _addressees(one["who"], words))


@dataclass(frozen=True, slots=True, order=True)
class _Divider:
    """Where a headline leads over from one party to the other, and how much speaks for it."""

    score: int
    start: int
    end: int


def _both_sides(core: str, words: Words) -> Headline | None:
    """``[Letter from] A to B``, ``[Letter] to B from A``: the dividers in the order of what speaks for them."""
    patterns = _patterns(words)
    lead = patterns.lead.match(core)
    rest = core[lead.end() :] if lead else core
    said = re.match(_any(words.form["headline-by"]) + r"\s+", rest) if lead else None
    whence = patterns.whence.match(rest) or said
    rest = rest[whence.end() :] if whence else rest
    first = patterns.leading_over.match(rest)
    if first and not whence:
        return _turned(rest[first.end() :], words)
    for divider in sorted(_dividers(rest, words), key=lambda d: (-d.score, d.start)):
        sender = _senders(rest[: divider.start], words)
        via, addressee = _handed_on(rest[divider.end :], words)
        if sender and addressee and divider.score >= _LEAST:
            told = bool(lead or whence) or all(is_told(name, words) for name in (*sender, *addressee))
            return Headline(sender, addressee, via=via, is_told=told or is_capitals(core))
    return None


def _turned(rest: str, words: Words) -> Headline | None:
    """``To B from A``: in English alone; "de" and "von" say too much else."""
    for found in _patterns(words).whence.finditer(rest) if words.language == "en" else ():
        addressee = _addressees(rest[: found.start()].rstrip(" ,"), words)
        sender = _addressees(rest[found.end() :], words)
        if sender and addressee:
            return Headline(sender, addressee)
    return None


def _dividers(rest: str, words: Words) -> Iterator[_Divider]:
    """Every word that could lead over, brackets apart: a comma before it speaks for it, a title after it too."""
    known = vocabulary(words)
    found = [m for m in _patterns(words).leading_over.finditer(rest) if m.start() and not _in_brackets(rest, m.start())]
    for one in found:
        before = rest[: one.start()].rstrip()
        titled = known.titled.match(rest, one.end()) is not None
        # "Ambassador to X", "Mission of X to Y", "Ministre de X à Y" hold such a word of their own
        own = known.abroad.search(before) is not None
        yield _Divider(2 * before.endswith(",") + 2 * titled - 3 * own, one.start(), one.end())


def _in_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


def _senders(said: str, words: Words) -> tuple[str, ...]:
    """The parties before a divider: after the last "from", else all of it, else what stands after a comma."""
    closed = said.rstrip().endswith(",")
    said = said.rstrip(" ,")
    for start in _starts(said, words):
        found, left = parties(said[start:], words, closed=closed)
        if found and not left and not _patterns(words).ends.search(said, start):
            return found
    return ()


def _starts(said: str, words: Words) -> Iterator[int]:
    if words.language == "en":
        yield from (m.end() for m in reversed(list(_patterns(words).whence.finditer(said))))
    yield 0
    yield from (m.end() for m in re.finditer(r"[,:]\s+(?![^(]*\))", said))


def _addressees(said: str, words: Words) -> tuple[str, ...]:
    return parties(_before_end(said, words), words)[0]


def _handed_on(said: str, words: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """``C, for B``: who passes it on, and for whom it is; of a plain addressee nobody passes it on."""
    found = handed_on(_before_end(said, words), words)
    addressee = _addressees(found["who"], words) if found else ()
    return ((found["via"],), addressee) if found and addressee else ((), _addressees(said, words))


def _before_end(said: str, words: Words) -> str:
    """Up to what it is about, its date, its way, or the call of a note."""
    end = next((m.start() for m in _patterns(words).ends.finditer(said) if not _in_brackets(said, m.start())), None)
    return re.sub(r"(?<=[^\W\d_])\s?\d$|[.,]$(?<!\w\.)", "", said[:end].rstrip())


def _possessive(core: str, words: Words) -> Headline | None:
    """``N.'s note to M.``; ``N.'s diary`` names one side alone."""
    found = _patterns(words).possessive.search(core)
    sender = _senders(found["sender"], words) if found else ()
    addressee = _addressees(found["addressee"] or "", words) if found else ()
    return Headline(sender, addressee) if sender else None


def _dated_side(core: str, words: Words) -> Headline:
    """``To A. Holm, 3 May 1930``, ``From A. Holm [3 May 1930]``: one side, as an edition of somebody's letters heads them."""
    patterns = _patterns(words)
    said = re.fullmatch(rf"(?P<who>.+?)\s*(?:{patterns.dated.pattern})", core)
    if said is None or words.language != "en":
        return Headline()
    first, from_him = patterns.leading_over.match(core), patterns.whence.match(core)
    lead = first or from_him
    found, left = parties(said["who"][lead.end() :], words) if lead else ((), "")
    if not found or left:
        return Headline()
    return Headline((), found) if first else Headline(found)


def _numbered_side(title: str, words: Words) -> Headline:
    """``12. To A. Holm in Vessk.``: a number and whom it is for, as an edition of one writer's letters heads them."""
    found = re.match(rf"\d{{1,4}}[a-z]?\.\s+(?:{_patterns(words).leading_over.pattern})(?P<who>.+?)\.?$", title)
    addressee, left = parties(found["who"], words) if found else ((), "")
    where = WHERE.search(found["who"]) if found else None
    place = re.sub(r"^\s\S+\s", "", where[0]) if where else ""
    return Headline((), addressee, destination=place) if addressee and not left else Headline()


def _one_side(core: str, words: Words) -> Headline:
    """``Cable from the Embassy in X``, ``Memorandum by N.``, ``Journal of N.``, ``Embassy in X, Report on Y``."""
    patterns = _patterns(words)
    begins = patterns.lead.match(core)
    rest = core[begins.end() :] if begins else ""
    sender, addressee = patterns.sender.match(rest), patterns.addressee.match(rest)
    if sender:
        place = patterns.origin.match(sender["sender"] + rest[sender.end() :])
        second = patterns.sender.match(rest, sender.end() + len(", ")) if place else None
        if second and is_party(second["sender"], words):
            return Headline(_addressees(second["sender"], words), place=_addressees(sender["sender"], words)[0])
        return Headline(_addressees(sender["sender"], words))
    if addressee:
        return Headline((), _addressees(addressee["addressee"], words))
    author = patterns.author.match(core)
    if author:
        return Headline(_addressees(author["sender"], words))
    office = patterns.office_first.match(core)
    if office and worded(r"<offices>", words).search(office["sender"]):
        return Headline(_addressees(office["sender"], words))
    return Headline()


_NUMBERED: Final = (
    r"(?:\d{{1,4}}[A-Za-z]?\.\s+|\d{{1,4}}\s+(?=[^\W\d_a-z])|(?i:Doc(?:ument)?\.?|{sign})\s*\d+[.:,]?\s+)"
)
_DATED: Final = (
    r"(?:\d{4}-\d\d-\d\d,?\s+|\d{1,2}\.?\s[^\W\d_]+\s\d{4}\s*[/|:–—-]\s*|[^\W\d_]{3,9}\s\d{1,2},\s\d{4}[:,]?\s+)"
)


def _core(title: str, words: Words) -> str:
    """A title without its number, its date in front, and what it is about in quotation marks at its end."""
    title = re.sub(rf"^(?:{_DATED}|{_NUMBERED.format(sign=number_sign(words))}(?:{_DATED})?)", "", title)
    title = re.sub(r",?\s+['‘“\"](?=\w).*$", "", title)
    return worded(r"\s*\((?:<status>s?|\d+)\)$", words).sub("", title)


def unbracketed(text: str) -> str:
    """Words in brackets that complete a word are kept, others left out: ``Com[rade] F. Kuznets [Ostler]``."""
    text = re.sub(r"(?<=\w)\[(\w+)\]|\[(\w+)\](?=\w)", lambda m: m[1] or m[2], text)
    return re.sub(r"\s*\[[^\]]*\]", "", text)


def completed(text: str, words: Words) -> str:
    """A name with what brackets add to it, other brackets left out: ``[Anna] Holm``, ``the Director [Anna Holm]``.

    >>> from tei_edition.transcript.words import words
    >>> completed("[Harbour Director Anna] Holm and Berg [Krenek]", words())
    'Anna Holm and Berg'
    """
    joint = _any((*words.form["and"], *words.form["addressed"], *words.honorifics, *words.form["from"]))
    text = re.sub(rf"\[({_any(words.form['headline-via'])}\s[^\[\]]+)\]", r"(\1)", text)
    before = rf"(?P<lead>^|[,:;]\s*|(?<!\w){joint}:?\s+)\[(?P<said>[^\[\]]+)\](?=\s+[^\W\d_a-z])"
    text = re.sub(before, lambda m: m["lead"] + _forename(m["said"], words), text)
    text = spelled(r"(?P<held>(?i:<offices-held>))\s+\[(?P<said>[^\[\]]+)\]", words).sub(
        lambda m: f"{m['held']} {m['said']}" if looks_like_name(m["said"]) else m["held"], text
    )
    return " ".join(unbracketed(text).split())


def _forename(said: str, words: Words) -> str:
    """What a bracket before a name gives of the name itself: ``Harbour Director Anna`` → ``Anna``."""
    held = list(worded(r"<titles|offices>", words).finditer(said))
    name = said[held[-1].end() :].strip() if held else said.strip()
    return name if name and looks_like_name(name) and len(name.split()) <= 2 else ""
