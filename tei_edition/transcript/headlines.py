"""What a headline says of sender and addressee: ``Report, Embassy of X to the Ministry of Y``.

The title of a record is one, or a first line of the document itself.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tei_edition.transcript.recognisers import is_designation, looks_like_name, titles
from tei_edition.transcript.words import Words, alternatives, number_sign, whole


@dataclass(frozen=True, slots=True)
class Headline:
    """Sender and addressee as a headline names them; what it does not say is empty.

    ``place`` is where it came from, where the headline says that beside the sender: ``Cable from X, from N.``.
    """

    sender: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    place: str = ""

    @property
    def is_complete(self) -> bool:
        """It names both sides."""
        return bool(self.sender and self.addressee)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns of one language: both sides named, and one of them."""

    both: tuple[re.Pattern[str], ...]
    made: re.Pattern[str]
    begins: re.Pattern[str]
    sender: re.Pattern[str]
    addressee: re.Pattern[str]
    author: re.Pattern[str]
    origin: re.Pattern[str]
    office_first: re.Pattern[str]
    more: re.Pattern[str]


# where a name ends: at the words of what it is about, of its date, of its way
_ABOUT: Final = r"via|on|about|regarding|concerning|transmitting|containing|with|reporting|in\s+response|dated|re|for\s+(?:the\s+period\s+)?\d|über|betreffend|vom\s+\d+|du\s+\d+|daté"
_ENDS: Final = rf"(?=\s?\d?$|[,;(:]|\.$|\s[-–—/]\s|\s(?i:{_ABOUT})(?!\w))"
_INITIALLED: Final = r"(?:M\.|MM\.|Herrn?|Mr\.)?\s?(?:[^\W\d_a-z]\.[ -]?)*[^\W\d_a-z][\w'’-]+"
# a party is named without commas, but for its holder: "le Ministre à X, A. Holm,"
_PARTY: Final = (
    rf"[^,;:]{{2,150}}?(?:\s*\([^)]*\)|,\s(?=(?:M\.\s)?(?:[^\W\d_a-z]\.|M\.\s))(?:{_INITIALLED})(?=,|\s?\d?$))?"
)


def _any(choices: tuple[str, ...]) -> str:
    return f"(?i:{alternatives(choices)})"


def _kinds(words: Words) -> str:
    return _any(tuple(word for choices in words.kinds.values() for word in choices))


@functools.lru_cache(maxsize=8)
def _patterns(words: Words) -> _Patterns:
    form, kind = words.form, _kinds(words)
    source, to, by = (_any(form[f"headline-{name}"]) for name in ("from", "to", "by"))
    sender, addressee = rf"(?P<sender>{_PARTY})", rf"(?P<addressee>{_PARTY})"
    of_kind = rf"(?:[\w-]+\s+){{0,2}}?{kind}(?:\s+{number_sign(words)}\s*\S+)?,?\s+"
    # "from" is a word of many uses in French, where it is "de"
    whence = rf"\b{source}" if words.language == "en" else rf"^{of_kind}{source}"
    both = (
        rf"{whence}\s+{sender},?\s+{to}\s+{addressee}{_ENDS}",
        rf"\b{to}\s+{addressee},?\s+{source}\s+{sender}{_ENDS}" if words.language == "en" else r"(?!)",
        rf"^(?:{kind}\s+)?{sender}['’]s\s+(?:[\w-]+\s+){{0,2}}{kind}\s+{to}\s+{addressee}{_ENDS}",
        rf"(?:^|[,:]\s*)(?!{kind}\s+{to}\s){sender},?\s+{to}\s+{addressee}{_ENDS}",
    )
    rest = (
        rf"(?:[\w-]+\s+)?{kind}\s+(?={by}\s)",
        rf"(?:[\w-]+\s+){{0,2}}?{kind}\b(?:\s+{number_sign(words)}\s*\S+)?\s*",
        rf"{source}\s+{sender}{_ENDS}",
        rf"{to}\s+{addressee}{_ENDS}",
        rf"(?:^|.*?\b)(?:{_any(words.kinds['diary'])}\s+{by}\s+|(?:[\w-]+\s+){{0,3}}?{kind}\s+{_any(form['headline-by'][:1])}\s+){sender}{_ENDS}",
        rf"(?P<place>{_PARTY}),\s+(?={source}\s)",
        rf"^{sender},\s+(?:[Aa]n?\s+)?(?:[\w-]+\s+)?{kind}\b",
        rf"(?P<rest>(?:,\s+{_PARTY})*?,?\s+{_any(form['and'])}\s+{_PARTY}){_ENDS}",
    )
    return _Patterns(tuple(map(re.compile, both)), *map(re.compile, rest))


def from_and_to(title: str, words: Words) -> Headline:
    """Sender and addressee as a title names them.

    >>> from tei_edition.transcript.words import words
    >>> from_and_to("Report, Embassy of Arland in Borland to the Ministry", words()).addressee
    ('Ministry',)
    >>> from_and_to("Cable, Holm to Berg, Krenek, and Sund", words()).addressee
    ('Berg', 'Krenek', 'Sund')
    """
    core = _core(title, words)
    patterns = _patterns(words)
    made = patterns.made.match(core)
    for found in _both_sides(core, made, words):
        sender, addressee = _parties(core, found, "sender", words), _parties(core, found, "addressee", words)
        if sender and addressee:
            return Headline(sender, addressee)
    return _one_side(core, words)


def _both_sides(core: str, made: re.Match[str] | None, words: Words) -> Iterator[re.Match[str]]:
    """What could name both, the more explicit first: ``Memorandum by N. to M.`` before ``N. to M.``."""
    if made:
        by, to = _any(words.form["headline-by"]), _any(words.form["headline-to"])
        written = rf"{by}\s+(?P<sender>{_PARTY}),?\s+{to}\s+(?P<addressee>{_PARTY}){_ENDS}"
        found = re.compile(written).match(core, made.end())
        if found:
            yield found
    for pattern in _patterns(words).both:
        found = pattern.search(core)
        if found:
            yield found


def _one_side(core: str, words: Words) -> Headline:
    """``Cable from the Embassy in X``, ``Memorandum by N.``, ``Journal of N.``, ``Embassy in X, Report on Y``."""
    patterns = _patterns(words)
    begins = patterns.begins.match(core)
    rest = core[begins.end() :] if begins else ""
    sender, addressee = patterns.sender.match(rest), patterns.addressee.match(rest)
    if sender:
        place = patterns.origin.match(sender["sender"] + rest[sender.end() :])
        second = patterns.sender.match(rest, sender.end() + len(", ")) if place else None
        if second and _is_party(second["sender"], words):
            return Headline(_parties(rest, second, "sender", words), place=_named(sender["sender"]))
        return Headline(_parties(rest, sender, "sender", words))
    if addressee and rest:
        return Headline((), _parties(rest, addressee, "addressee", words))
    author = patterns.author.match(core)
    if author:
        return Headline(_parties(core, author, "sender", words))
    office = patterns.office_first.match(core)
    if office and re.search(whole(words.form["offices"]), office["sender"], re.IGNORECASE):
        return Headline(_parties(core, office, "sender", words))
    return Headline()


_OWN: Final = "\uf000"
_NUMBERED: Final = r"(?:\d{{1,4}}[a-z]?\.|(?:Doc(?:ument)?\.?|{sign})\s*\d+[.:,]?)\s+"
_DATED: Final = r"(?:\d{1,2}\.?\s[^\W\d_]+\s\d{4}\s*[/|:–—-]\s*|[^\W\d_]{3,9}\s\d{1,2},\s\d{4}[:,]?\s+)"


def _core(title: str, words: Words) -> str:
    """A title without its number, its date in front, what it is about, and the "to" that belongs to a post."""
    title = re.sub(rf"^(?:{_NUMBERED.format(sign=number_sign(words))})?(?:{_DATED})?", "", title, flags=re.IGNORECASE)
    # what the document is about stands in quotation marks at the end
    title = re.sub(r",?\s+['‘“\"](?=\w).*$", "", title)
    title = re.sub(rf"\s*\((?:{whole(words.form['status'])}s?|\d+)\)$", "", title, flags=re.IGNORECASE)
    # "Ambassador to X", "Mission of X to Y" hold a "to" of their own, which divides nothing
    posts, abroad = whole((*words.offices_held, *words.form["posts"])), whole(words.form["posts"])
    # but what begins with one and says "to" but once is from him: "The Minister to the Consul"
    own = r"to(?=\s)" if re.match(rf"(?:[\w-]+\s+){{0,2}}?{_kinds(words)}\b", title) else r"to(?=\s.*\sto\s)"
    title = re.sub(rf"({posts}\s+){own}", rf"\1{_OWN}to", title, flags=re.IGNORECASE)
    title = re.sub(rf"({posts}\s+(?:de|d['’]|du)\s?\S+\s+)à(?=\s.*\s(?:à|au|aux)\s)", rf"\1{_OWN}à", title)
    return re.sub(rf"({abroad}\s+of\s+\w+\s+)to(?=\s.*\sto\s)", rf"\1{_OWN}to", title, flags=re.IGNORECASE)


def _named(text: str) -> str:
    return re.sub(
        r"^(?:(?:the|an?|der|die|das|den|dem|le|la|les)\s+|l['’])",
        "",
        text.strip().replace(_OWN, ""),
        flags=re.IGNORECASE,
    )


def _parties(title: str, found: re.Match[str], side: str, words: Words) -> tuple[str, ...]:
    """All that stand on one side: ``A and B``, ``A, B, and C``; empty if one of them is no party."""
    first = found[side]
    if not _is_party(first, words):
        return ()
    last = found.end(side) == found.end()
    more = _patterns(words).more.match(title, found.end(side)) if last else None
    pieces = [first, *_divided(more["rest"], words)] if more else [first]
    if len(pieces) > 1 and not all(_is_party(piece, words) for piece in pieces):
        pieces = [first]
    return tuple(_named(name) for piece in pieces for name in _joined_by_and(piece, words))


def several(text: str, words: Words) -> list[str]:
    """The parties of one line: ``A, B and C``, ``A and B``; one where they are no list of names.

    >>> from tei_edition.transcript.words import words
    >>> several("Anna Holm, Karl Berg and Jan Krenek", words()), several("Holm, Director of Tides", words())
    (['Anna Holm', 'Karl Berg', 'Jan Krenek'], ['Holm, Director of Tides'])
    """
    pieces = _divided(text, words)
    joint = re.search(rf"\s{alternatives(words.form['and'])}\s", text)
    names = all(looks_like_name(_named(p)) and not is_designation(p, words) for p in pieces)
    if len(pieces) > 1 and names and (joint or len(pieces) > 2):
        return [_named(p) for p in pieces]
    return [text]


def _divided(listed: str, words: Words) -> list[str]:
    joint = alternatives(words.form["and"])
    return [piece for piece in re.split(rf"(?:,?\s+{joint}\s+|,\s+)", listed) if piece.strip(" ,")]


def _joined_by_and(party: str, words: Words) -> list[str]:
    """``A and B`` are two, where both are names and neither only says what somebody is."""
    pieces = re.split(rf"\s+{alternatives(words.form['and'])}\s+", party)
    names = all(looks_like_name(_named(piece)) and not is_designation(piece, words) for piece in pieces)
    office = re.search(whole(words.form["offices"]), party, re.IGNORECASE)
    return pieces if len(pieces) > 1 and names and not office else [party]


# words of an office's or a person's designation that may be small
_SMALL: Final = frozenset(
    "of in the for and at to a de du des d' en à la le les l' von van vom im am zu zum der die das den dem des und für beim y et &".split()
)


def _is_party(text: str, words: Words) -> bool:
    """A name, or the designation of an office or its holder: words with capitals, small ones only between them."""
    plain = re.sub(r"\s*\([^)]*\)$", "", _named(text))
    plain = re.sub(rf",\s{_INITIALLED}$", "", plain)
    if re.fullmatch(rf"(?:[\w-]+\s+)?{_kinds(words)}", plain):
        return False  # "Letter to N."
    if looks_like_name(plain):
        return True
    said = plain.split()
    held = re.search(rf"{whole(words.form['offices'])}|{whole(titles(words))}", plain, re.IGNORECASE)
    capitals = all(re.sub(r"^[dl]['’]", "", word)[:1].isupper() or word.lower() in _SMALL for word in said)
    # in German and French an adjective is small: "den schweizerischen Gesandten"
    designated = words.language != "en" and held is not None and len(said) <= LONGEST
    if not said or said[-1].lower() in _SMALL or not (capitals or designated):
        return False
    return held is not None or len(said) <= 6


# no designation has more words
LONGEST: Final = 18


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
    before = rf"(?P<lead>^|[,:;]\s*|(?<!\w){joint}:?\s+)\[(?P<said>[^\[\]]+)\](?=\s+[^\W\d_a-z])"
    text = re.sub(before, lambda m: m["lead"] + _forename(m["said"], words), text)
    after = rf"(?P<held>(?i:{whole(words.offices_held)}))\s+\[(?P<said>[^\[\]]+)\]"
    text = re.sub(after, lambda m: f"{m['held']} {m['said']}" if looks_like_name(m["said"]) else m["held"], text)
    return " ".join(unbracketed(text).split())


def _forename(said: str, words: Words) -> str:
    """What a bracket before a name gives of the name itself: ``Harbour Director Anna`` → ``Anna``."""
    held = list(re.finditer(whole((*titles(words), *words.form["offices"])), said, re.IGNORECASE))
    name = said[held[-1].end() :].strip() if held else said.strip()
    return name if name and looks_like_name(name) and len(name.split()) <= 2 else ""
