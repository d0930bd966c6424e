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
from tei_edition.transcript.recognisers.names import (
    AUTHOR,
    INITIALLED,
    is_capitals,
    is_designation,
    looks_like_name,
    says_kind,
)
from tei_edition.transcript.words import Words


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


_INITIALLED: Final = r"(?:M\.|MM\.|Herrn?|Mr\.)?\s?(?:[^\W\d_a-z]\.[ -]?)*[^\W\d_a-z][\w'’-]+"
# a party is named without commas, but for its holder: "le Ministre à X, A. Holm,"
_PARTY: Final = (
    rf"[^,;:]{{2,150}}?(?:\s*\([^)]*\)|,\s(?=(?:M\.\s)?(?:[^\W\d_a-z]\.|M\.\s))(?:{_INITIALLED})(?=,|\s?\d?$))?"
)
_PLACE: Final = r"[^\W\d_a-z][\w'’.-]*(?:[ -][^\W\d_a-z][\w'’-]*){0,2}"
# no headline has more characters
LONGEST_HEADLINE: Final = 360
# how little a divider may have for itself: "Ambassador to Arland" leads over to nobody
_LEAST: Final = -1

_SENDER: Final = rf"(?P<sender>{_PARTY})"
# "the Embassy of Arland, Vessk (Holm)": a post has its town behind a comma
_SEATED: Final = rf"(?P<sender>[^,;:]{{2,150}}?(?i:{{posts}}),\s(?!(?i:{{service}}|{{kinds}})(?!\w)){_PLACE}(?:\s\([^)]*\))?|{_PARTY})"
_ABOUT: Final = r"(?:(?i:{headline-about})(?!\w)|(?:for|für|pour)\s+\d)"
_NTH: Final = r"\d{1,2}(?:[.]|st|nd|rd|th|er)?"
# a date behind a party: ", 5 September 1776", "vom 2. Mai", ", April 12, 1945"
_DATE: Final = (
    rf",?\s+(?:{{before-date|headline-dated}}\s+)?(?:{_NTH}\s+{{month-names}}|{{month-names}}\s+{_NTH}(?!\w)"
    rf"|{{month-names}}\s+\d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{_NTH}\s*$)"
)
_ENDS: Final = (
    rf"(?i:{_DATE}|[;:]|[.]?\s?[–—/]+\s?|\s-+\s|[.]?\s+\[|\.\s+\(|\s\({{received}}\s|,?\s+{_ABOUT}|(?<=\w\w)\.$)"
)
_END: Final = rf"(?=\s?\d?$|[,;(:]|\.$|\s[-–—/]\s|\s{_ABOUT}|\s(?i:{{headline-from}})\s)"
_LEAD: Final = (
    r"(?:(?i:{status})\s+(?:(?:of|from|de|du|d['’]|von|aus|из)\s+)?(?:(?:an?|the)\s+)?)?"
    r"(?:(?i:{service})(?:,|\s+(?i:{and}))?\s+)*(?:[\w-]+\s+){0,2}?(?i:{kinds})(?!\w)"
    r"(?:,?\s+(?i:{service})(?!\w))*(?:\s+(?i:{№})?\s*\d\S*)?[,.:]?\s*"
)
# "Notice No. 12 from the Council", "Opinions from the Ministry": any word, and an office behind "from"
_ANY_LEAD: Final = (
    r"(?:[^\W\d_a-z]\w+\s){1,3}(?:(?i:{№})\s*\d\S*\s)?"
    r"(?=(?i:{headline-from})\s(?:[Tt]he\s)?(?:[^\W\d_a-z][\w-]*\s){0,3}(?:of\s(?:[Tt]he\s)?(?:[^\W\d_a-z][\w-]*\s?){1,3})?(?<!\w)(?i:<offices|offices-held>))"
)
_WHENCE: Final = r"(?:^|(?<!\w))(?i:{headline-from})(?:\s+|(?<=['’]))"
_LEADING_OVER: Final = r"(?<![\w-])(?i:{headline-to})(?:\s+|(?<=['’]))"
_POSSESSIVE: Final = (
    r"^(?:(?i:{status})s?\s+(?i:{headline-from})\s+|(?i:{kinds})\s+)?"
    rf"(?!(?:(?i:{{headline-by}})|(?i:{{kinds}})|(?i:{{status}}))\s){_SENDER}['’]s\s+"
    r"(?:[\w-]+\s+){0,2}(?i:{kinds})(?!\w)(?:\s+(?i:{headline-to})\s+(?P<addressee>.+)$)?"
)
_FROM: Final = rf"(?i:{{headline-from}})\s+{_SEATED}{_END}"
_TO: Final = r"(?i:{headline-to})(?:\s+|(?<=['’]))(?P<addressee>.+)$"
_AUTHOR: Final = (
    r"(?:^|.*?\b)(?:(?i:{kinds.diary})\s+(?i:{headline-by})\s+"
    rf"|(?:[\w-]+\s+){{0,3}}?(?i:{{kinds}})\s+(?i:{{headline-author}})\s+){_SEATED}{_END}"
)
# "Cable of A. Holm", "Report of Ambassador Holm": what is written, and a name
_OF: Final = (
    r"(?:[\w-]+\s+){0,3}?(?i:{kinds.telegram|kinds.letter|kinds.message|kinds.report|kinds.memorandum|kinds.statement})\s+"
    rf"(?i:{{headline-by}})\s+(?=(?i:<titles>)\s+{{NAME}}|{INITIALLED.pattern}){_SEATED}{_END}"
)
_ORIGIN: Final = rf"(?P<place>{_PARTY}),?\s+(?=(?i:{{headline-from}})\s)"
_OFFICE_FIRST: Final = (
    rf"^{_SEATED},\s+(?:[Aa]n?\s+)?(?:[\w-]+\s+)?(?i:{{kinds}})\b"
    r"(?:\s+(?i:{headline-to})\s+(?P<addressee>.+)$)?"
)
# the record of a talk is written by one and sent to nobody; so is what somebody prepared
_WRITTEN: Final = (
    r"^(?:(?:[\w-]+\s+){0,2}?(?i:{kinds.minutes}),\s+(?i:{headline-by})"
    r"|(?:[\w-]+\s+){1,5}[Pp]repared\s+(?:(?i:{headline-by})|in))\s+(?P<sender>.+)$"
)
# a whole date, or a month of a year: "[3 May 1930]", "May 3, 1930"
_WHOLE_DATE: Final = r"(?i:,?\s*\[?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?{month-names}(?:\s+\d{1,2})?,?\s+\d{4}\]?\d?)"
# ", May 3", ", Sunday, May 3"; what stood in brackets is gone: ", Sunday [May 3]"
_BEFORE_DAY: Final = rf"(?=(?:,?\s(?i:{{letter.day}}))?(?i:{_DATE})|,(?:\s(?i:{{letter.day}}))?\s?\.?$)"
# "… to the Consul in Vessk. Sund, May 3, 1930", "… (Sund, May 3, 1930)", "…, Sund, Monday, May 3": where and when
_DAY: Final = r"(?i:,\s+(?:\d{1,2}(?:st|nd|rd|th)?\s+{month-names}|{month-names}\s+\d{1,2}(?:st|nd|rd|th)?),?\s+\d{4})"
_WRITTEN_AT: Final = (
    rf"(?:(?<=\w\w)|(?<=\)))(?:[.;]\s+|\s\((?=[^()]*\)\.?$))(?P<place>{_PLACE}){_BEFORE_DAY}"
    rf"|,\s+(?P<town>{_PLACE})(?=,\s+(?i:{{letter.day}})(?i:{_DATE}))"
    # "… to the Consul, Sund, May 3, 1930": what somebody holds is no place, nor is a day or a mark
    rf"|,\s+(?P<at>(?!(?i:<titles|offices|kinds|status|service|letter.day>|\w\.)){_PLACE})(?<=\w)(?={_DAY})"
)
# "Telegram from Vessk to Sund, A. Holm to K. Berg": from where to where, before who to whom
_WAY: Final = (
    r"(?P<lead>.*?\b)(?i:{headline-from})\s+(?P<place>{NAME}(?:\s{NAME})?)\s+"
    r"(?i:{headline-to})\s+(?P<destination>{NAME}(?:\s{NAME})?),\s+(?=\S.*\s(?i:{headline-to})\s)"
)


@functools.lru_cache(maxsize=1024)
def from_and_to(title: str, words: Words) -> Headline:
    """Sender and addressee as a title names them.

    >>> from tei_edition.transcript.words import words
    >>> from_and_to("Report, Embassy of Arland in Borland to the Ministry", words()).addressee
    ('Ministry',)
    >>> from_and_to("M. Holm, Ministre des Ports, à M. Berg, Ambassadeur à Vessk", words("fr")).addressee
    ('M. Berg, Ambassadeur à Vessk',)
    """
    if words.form["dative"]:
        return Headline(*by_case(title, words))
    numbered = _numbered_side(title, words)
    if numbered:
        return numbered
    core, place = sealed(_core(title, words), words), ""
    from_place_to_place = spelled(_WAY, words).match(core) if words.language == "en" else None
    if from_place_to_place:
        told = from_and_to(unsealed(from_place_to_place["lead"] + core[from_place_to_place.end() :]), words)
        if told.is_complete:
            return replace(told, place=from_place_to_place["place"], destination=from_place_to_place["destination"])
    written_at = spelled(_WRITTEN_AT, words).search(core)
    if written_at and not _names_holder(core, written_at, words):
        core, place = core[: written_at.start()], next(filter(None, written_at.groups()))
    said = _unsealed(_said(core, words) or _author_of_quoted(title, core, words))
    return replace(said, place=place or said.place)


def _names_holder(core: str, found: re.Match[str], words: Words) -> bool:
    """``to the Director of Tides, Holm, May 3``: behind what somebody is stands who he is, and no place."""
    named = found["at"] and is_designation(spelled(_LEADING_OVER, words).split(core[: found.start()])[-1], words)
    return bool(named) and not core[: found.start()].endswith(")")


def _author_of_quoted(title: str, core: str, words: Words) -> Headline:
    """``Office of Tides, 'The Ice at Vessk'``: who wrote what the quotation marks hold."""
    found, left = parties(core, words) if _QUOTED_END.search(title) else ((), "")
    named = bool(found) and not left and all(is_told(one, words) for one in found)
    met = len(found) > 1 and worded(r"<kinds.minutes>", words).search(title)  # those who talked wrote nothing
    return Headline(found) if named and not met and not worded(r"<kinds|status>", words).search(core) else Headline()


def _unsealed(said: Headline) -> Headline:
    sender, addressee, via = (tuple(map(unsealed, names)) for names in (said.sender, said.addressee, said.via))
    return replace(said, sender=sender, addressee=addressee, place=unsealed(said.place), via=via)


def _said(core: str, words: Words) -> Headline:
    authored = spelled(rf"(?P<sender>{AUTHOR})(?P<rest>.+)", words).fullmatch(core)
    if authored and says_kind(core, words):
        return Headline((authored["sender"].rstrip(" :"),), _said(authored["rest"], words).addressee)
    written = spelled(_WRITTEN, words).match(core)
    if written:
        return Headline(_addressees(written["sender"], words))
    core, via = _without_way(core, words)
    owned = _possessive(core, words)
    both = owned if owned and owned.is_complete else _both_sides(core, words)
    said = both or owned or _one_side(core, words) or _dated_side(core, words)
    return replace(said, via=(*said.via, *via)) if via and said else said


def _without_way(core: str, words: Words) -> tuple[str, tuple[str, ...]]:
    """``A to B (via C)``, ``A to B via C``: a headline without its way, and who passes it on."""
    # a line or a pouch, by which it goes, is nobody: "Telephone message via VCh"
    via = r"(?i:{headline-via})\s+(?!(?i:{means})(?!\w))"
    way = spelled(rf"\s*\({via}(?P<who>[^()]+)\)", words)
    found = [*way.finditer(core)]
    if not found:
        behind = spelled(rf",?\s+{via}(?P<who>[^\W\d_a-z].*)$", words).search(core)
        return core, _addressees(behind["who"], words) if behind else ()
    return way.sub("", core), tuple(name for one in found for name in _addressees(one["who"], words))


@dataclass(frozen=True, slots=True, order=True)
class _Divider:
    """Where a headline leads over from one party to the other, and how much speaks for it."""

    score: int
    start: int
    end: int


def _both_sides(core: str, words: Words) -> Headline | None:
    """``[Letter from] A to B``, ``[Letter] to B from A``: the dividers in the order of what speaks for them."""
    lead = spelled(_LEAD, words).match(core)
    rest = core[lead.end() :] if lead else core
    said = spelled(r"(?i:{headline-by})\s+", words).match(rest) if lead else None
    whence = spelled(_WHENCE, words).match(rest) or said
    rest = rest[whence.end() :] if whence else rest
    first = spelled(_LEADING_OVER, words).match(rest)
    if first and not whence:
        return _turned(rest[first.end() :], words)
    about = _about(rest, words)
    for divider in sorted(_dividers(rest, words), key=lambda d: (d.start > about, -d.score, d.start)):
        sender = _senders(rest[: divider.start], words)
        via, addressee = _handed_on(rest[divider.end :], words)
        if sender and addressee and divider.score >= _LEAST:
            told = bool(lead or whence) or all(is_told(name, words) for name in (*sender, *addressee))
            return Headline(sender, addressee, via=via, is_told=told or is_capitals(core))
    return None


def _about(rest: str, words: Words) -> int:
    """Where it begins to say what it is about: ``… regarding a letter from Berg to Krenek`` names no sides there."""
    found = spelled(rf"(?<=\s){_ABOUT}", words).search(rest)
    return found.start() if found else len(rest)


def _turned(rest: str, words: Words) -> Headline | None:
    """``To B from A``: in English alone; "de" and "von" say too much else."""
    for found in spelled(_WHENCE, words).finditer(rest) if words.language == "en" else ():
        addressee = _addressees(rest[: found.start()].rstrip(" ,"), words)
        sender = _addressees(rest[found.end() :], words)
        if sender and addressee:
            return Headline(sender, addressee)
    return None


def _dividers(rest: str, words: Words) -> Iterator[_Divider]:
    """Every word that could lead over, brackets apart: a comma before it speaks for it, a title after it too."""
    known = vocabulary(words)
    found = [m for m in spelled(_LEADING_OVER, words).finditer(rest) if m.start() and not _in_brackets(rest, m.start())]
    for one in found:
        before = rest[: one.start()].rstrip()
        if len(found) == 1 and spelled(r"(?i:<headline-aides>)$", words).search(before):
            continue  # "Dr. Holm, Assistant to the President": nobody sends anything there
        titled = known.titled.match(rest, one.end()) is not None
        # "Ambassador to X", "Mission of X to Y", "Ministre de X à Y" hold such a word of their own
        own = known.abroad.search(before) is not None
        # "the Aide to the Adviser (Holm) to the Director": a bracket closes the first party
        closed = before.endswith((",", ")"))
        yield _Divider(2 * closed + 2 * titled - 3 * own, one.start(), one.end())


def _in_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


def _senders(said: str, words: Words) -> tuple[str, ...]:
    """The parties before a divider: after the last "from", else all of it, else what stands after a comma."""
    closed = said.rstrip().endswith(",")
    said = said.rstrip(" ,")
    for start in _starts(said, words):
        found, left = parties(said[start:], words, closed=closed)
        if found and not left and not spelled(_ENDS, words).search(said, start):
            return found
    return ()


def _starts(said: str, words: Words) -> Iterator[int]:
    if words.language == "en":
        yield from (m.end() for m in reversed(list(spelled(_WHENCE, words).finditer(said))))
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
    end = next((m.start() for m in spelled(_ENDS, words).finditer(said) if not _in_brackets(said, m.start())), None)
    return re.sub(r"(?<=[^\W\d_])\s?\d$|[.,]$(?<!\w\.)", "", said[:end].rstrip())


def _possessive(core: str, words: Words) -> Headline | None:
    """``N.'s note to M.``; ``N.'s diary`` names one side alone."""
    found = spelled(_POSSESSIVE, words).search(core)
    sender = _senders(found["sender"], words) if found else ()
    addressee = _addressees(found["addressee"] or "", words) if found else ()
    return Headline(sender, addressee) if sender else None


def _dated_side(core: str, words: Words) -> Headline:
    """``To A. Holm, 3 May 1930``, ``From A. Holm [3 May 1930]``: one side, as an edition of somebody's letters heads them."""
    said = spelled(rf"(?P<who>.+?)\s*(?:{_WHOLE_DATE})", words).fullmatch(core)
    if said is None or words.language != "en":
        return Headline()
    first, from_him = spelled(_LEADING_OVER, words).match(core), spelled(_WHENCE, words).match(core)
    lead = first or from_him
    found, left = parties(said["who"][lead.end() :], words) if lead else ((), "")
    if not found or left:
        return Headline()
    return Headline((), found) if first else Headline(found)


def _numbered_side(title: str, words: Words) -> Headline:
    """``12. To A. Holm in Vessk.``: a number and whom it is for, as an edition of one writer's letters heads them."""
    found = spelled(rf"\d{{1,4}}[a-z]?\.\s+(?:{_LEADING_OVER})(?P<who>.+?)\.?$", words).match(title)
    addressee, left = parties(found["who"], words) if found else ((), "")
    where = WHERE.search(found["who"]) if found else None
    place = re.sub(r"^\s\S+\s", "", where[0]) if where else ""
    return Headline((), addressee, destination=place) if addressee and not left else Headline()


def _one_side(core: str, words: Words) -> Headline:
    """``Cable from the Embassy in X``, ``Memorandum by N.``, ``Journal of N.``, ``Embassy in X, Report on Y``."""
    begins = spelled(_LEAD, words).match(core) or spelled(_ANY_LEAD, words).match(core)
    rest = core[begins.end() :] if begins else ""
    sender, addressee = spelled(_FROM, words).match(rest), spelled(_TO, words).match(rest)
    if sender:
        place = spelled(_ORIGIN, words).match(rest, sender.start("sender"))
        second = spelled(_FROM, words).match(rest, place.end()) if place else None
        first = _addressees(sender["sender"], words)
        if first and is_designation(first[-1], words):  # "Ambassador to Arland, Anna Holm, on …"
            named = _addressees(rest[sender.start("sender") :], words)
            first = named if " " in named[-1].rpartition(", ")[2] else first  # one word may be the town
        if first and second and is_party(second["sender"], words):
            return Headline(_addressees(second["sender"], words), place=first[0])
        return Headline(first)
    if addressee:
        return Headline((), _addressees(addressee["addressee"], words))
    met = worded(r"(?:\w+\s+)?<occasions>", words).match(core)  # "Sondersitzung des Hafenrats": it wrote nothing
    author = spelled(_AUTHOR, words).match(core) or spelled(_OF, words).match(core) if not met else None
    if author:
        return Headline(_addressees(author["sender"], words))
    office = spelled(_OFFICE_FIRST, words).match(core)
    if office and worded(r"<offices|offices-held|headline-held>", words).search(office["sender"]):
        return Headline(_addressees(office["sender"], words), _addressees(office["addressee"] or "", words))
    return Headline()


# "12. ", "2. — ", "I, 57. ": the volume may stand before the number
_NUMBERED: Final = r"(?:(?:[IVX]{1,5},\s)?\d{1,4}[A-Za-z]?\.\s+(?:[—–]\s+)?|\d{1,4}\s+(?=[^\W\d_a-z])|(?i:Doc(?:ument)?\.?|{№})\s*\d+[.:,]?\s+)"
_DATED: Final = (
    r"(?:\d{4}-\d\d-\d\d,?\s+|\d{1,2}\.?\s[^\W\d_]+\s\d{4}\s*[/|:–—-]\s*|[^\W\d_]{3,9}\s\d{1,2},\s\d{4}[:,]?\s+)"
)


# what it is about in quotation marks: ", 'The Ice at Vessk'"
_QUOTED_END: Final = re.compile(r",?\s+['‘“\"](?=\w).*$")


def _core(title: str, words: Words) -> str:
    """A title without its number, its date in front, and what it is about in quotation marks at its end."""
    title = spelled(rf"^(?:{_DATED}|{_NUMBERED}(?:{_DATED})?)", words).sub("", title)
    title = spelled(r",(?=\s{districts}(?!\w))", words).sub("", title)  # "Vessk, D.C." is one name
    title = _QUOTED_END.sub("", title)
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
    >>> completed("Cdes. Liu [Shaoqi], Holm [Ostler] and Berg [Karl Berg]", words())
    'Cdes. Liu Shaoqi, Holm and Karl Berg'
    """
    text = spelled(r"\[((?i:{headline-via})\s[^\[\]]+)\]", words).sub(r"(\1)", text)
    joint = r"(?<!\w)(?i:{and|addressed|honorifics|from}):?\s+"
    before = spelled(rf"(?P<lead>^|[,:;]\s*|{joint})\[(?P<said>[^\[\]]+)\](?=\s+[^\W\d_a-z])", words)
    text = before.sub(lambda m: m["lead"] + _forename(m["said"], words), text)
    text = spelled(r"(?P<held>(?i:<offices-held>))\s+\[(?P<said>[^\[\]]+)\]", words).sub(
        lambda m: f"{m['held']} {m['said']}" if looks_like_name(m["said"]) else m["held"], text
    )
    return " ".join(unbracketed(in_full(text, words)).split())


def in_full(text: str, words: Words) -> str:
    """Names that a bracket behind them completes, in full: ``Berg [Karl Berg]``, ``Liu [Shaoqi]``; ``Holm [Ostler]`` are two.

    >>> from tei_edition.transcript.words import words
    >>> in_full("Liu [Shaoqi] and Holm [Ostler]", words())
    'Liu Shaoqi and Holm [Ostler]'
    """
    named = spelled(r"(?<![\w'’])(?P<name>{NAME})\s+\[(?P<said>{NAMES})\]", words)
    return named.sub(lambda found: _one_name(found, words), text)


def _one_name(found: re.Match[str], words: Words) -> str:
    name, said = found["name"], found["said"]
    if name in said.split():
        return said
    return f"{name} {said}" if name in words.form["family-first"] else found[0]


def _forename(said: str, words: Words) -> str:
    """What a bracket before a name gives of the name itself: ``Harbour Director Anna`` → ``Anna``."""
    held = list(worded(r"<titles|offices>", words).finditer(said))
    name = said[held[-1].end() :].strip() if held else said.strip()
    return name if name and looks_like_name(name) and len(name.split()) <= 2 else ""
