"""What the title of a record says of sender and addressee: ``Report, Embassy of X to the Ministry of Y``."""

from __future__ import annotations

import re
from typing import Final

from tei_edition.transcript.recognisers import looks_like_name
from tei_edition.transcript.words import Words, alternatives, number_sign, whole

# a party is named without commas; what follows one of these words is no name any more
_ENDS: Final = r"(?=$|[,;(]|\.$|\s[-–—]\s|\s(?:via|on|about|regarding|concerning|transmitting|containing|with|reporting|in\s+response|dated)\b)"
_PARTY: Final = r"[^,;]{2,110}?(?:\s*\([^)]*\))?"
_FROM_TO: Final = re.compile(rf"\bfrom\s+(?P<from>{_PARTY})\s+to\s+(?P<to>{_PARTY}){_ENDS}", re.IGNORECASE)
_BY_TO: Final = re.compile(rf"(?:by|of)\s+(?P<from>{_PARTY})\s+to\s+(?P<to>{_PARTY}){_ENDS}", re.IGNORECASE)
_TO_FROM: Final = re.compile(rf"\bto\s+(?P<to>{_PARTY})\s+from\s+(?P<from>{_PARTY}){_ENDS}", re.IGNORECASE)
_PLAIN: Final = re.compile(rf"(?:^|,\s*)(?P<from>{_PARTY})\s+to\s+(?P<to>{_PARTY}){_ENDS}", re.IGNORECASE)
_FROM: Final = re.compile(rf"\bfrom\s+(?P<from>{_PARTY}){_ENDS}", re.IGNORECASE)
_TO: Final = re.compile(rf"\bto\s+(?P<to>{_PARTY}){_ENDS}", re.IGNORECASE)
# words of an office's or a person's designation that may be small
_SMALL: Final = frozenset(
    {"of", "in", "the", "for", "and", "at", "to", "de", "du", "des", "la", "le", "von", "van", "y", "&"}
)


def from_and_to(title: str, words: Words) -> dict[str, str]:
    """Sender and addressee as a title names them; what it does not say is left out.

    >>> from tei_edition.transcript.words import words
    >>> from_and_to("Report, Embassy of Arland in Borland to the Ministry", words())
    {'from': 'Embassy of Arland in Borland', 'to': 'Ministry'}
    """
    title = re.sub(
        r",?\s+['‘“\"](?=\w).*$", "", title
    )  # what the document is about stands in quotation marks at the end
    title = re.sub(rf"\s*\({whole(words.form['status'])}s?\)$", "", title, flags=re.IGNORECASE)
    # "Ambassador to X", "Mission of X to Y" hold a "to" of their own, which divides nothing
    posts, abroad = whole((*words.offices_held, *words.form["posts"])), whole(words.form["posts"])
    title = re.sub(rf"({posts}\s+)to(?=\s)", rf"\1{_OWN}", title, flags=re.IGNORECASE)
    of = re.sub(rf"({abroad}\s+of\s+\w+\s+)to(?=\s.*\sto\s)", rf"\1{_OWN}", title, flags=re.IGNORECASE)
    kind = alternatives(tuple(word for choices in words.kinds.values() for word in choices))
    made = re.match(rf"(?:[\w-]+\s+)?{kind}\s+(?=(?:by|of)\s)", of, re.IGNORECASE)
    by_to = _BY_TO.match(of, made.end()) if made else None
    for found in (by_to, *(pattern.search(of) for pattern in (_FROM_TO, _TO_FROM, _PLAIN))):
        if found and all(_is_party(found[side], words) for side in ("from", "to")):
            return {side: _named(found[side]) for side in ("from", "to")}
    begins = re.match(rf"(?:[\w-]+\s+)?{kind}\b(?:\s+{number_sign(words)}\s*\S+)?\s*", title, re.IGNORECASE)
    rest = title[begins.end() :] if begins else ""
    return {
        side: _named(found[side])
        for side, pattern in (("from", _FROM), ("to", _TO))
        if (found := pattern.match(rest)) and _is_party(found[side], words)
    }


_OWN: Final = "\uf000to"


def _named(text: str) -> str:
    return re.sub(r"^the\s+", "", text.strip().replace(_OWN, "to"), flags=re.IGNORECASE)


def _is_party(text: str, words: Words) -> bool:
    """A name, or the designation of an office or its holder: words with capitals, small ones only between them."""
    plain = re.sub(r"\s*\([^)]*\)$", "", _named(text))
    if looks_like_name(plain):
        return True
    said = plain.split()
    capitals = all(re.sub(r"^[dl]['’]", "", word)[:1].isupper() or word.lower() in _SMALL for word in said)
    titles = (*words.honorifics, *words.ranks, *words.offices_held)
    office = re.search(rf"{whole(words.form['offices'])}|{whole(titles)}", plain, re.IGNORECASE)
    return bool(said) and capitals and said[-1].lower() not in _SMALL and (office is not None or len(said) <= 6)


def joined(name: str) -> str:
    """A letter-spaced name as it is read: ``S U N D`` → ``SUND``."""
    return re.sub(r"(?<!\w)[^\W\d_](?: [^\W\d_](?!\w)){2,}", lambda m: m[0].replace(" ", ""), name)
