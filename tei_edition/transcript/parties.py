"""Parties as headings name them: a person, an office or its holder, with what is said of them between commas."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.recognisers.names import INITIALLED, ORDINAL, is_designation, looks_like_name, titles
from tei_edition.transcript.words import Words, alternatives, in_any_language, whole

# no designation has more words, no name of an office without a word that tells one
LONGEST, UNTOLD = 24, 6
# words of an office's or a person's designation that may be small
SMALL: Final = frozenset(in_any_language("small"))
# a comma outside brackets
COMMA: Final = re.compile(r",\s+(?![^(]*\))")
BRACKET: Final = re.compile(r"\s*\([^)]*\)$")
# whose somebody is: "A. Holm of the Harbour Office"
BELONGING: Final = re.compile(r"(?P<name>(?:[^\W\d_a-z]\.\s?)+[^\W\d_a-z][\w'’-]+)\s+of\s+(?:the\s+)?[^\W\d_a-z].*")
# a place behind a plain name: "Berg in Vessk"
WHERE: Final = re.compile(rf"\s(?i:{alternatives(in_any_language('where'))})\s[^\W\d_a-z][\w'’ -]*$")
# what a name may begin with in small letters: "d'Affaires", "os-Sund"
PARTICLE: Final = re.compile(r"^(?:[dl]['’]|[^\W\d_]{2,3}-(?=[^\W\d_a-z]))")
# "Minister of Tides of Arland A.B. Holm": who stands right behind what he is; "secretary of A.B. Holm" is another
OF_INITIALS: Final = re.compile(rf"\s[^\W\d_a-zа-я][\w'’-]+\s(?P<name>{INITIALLED.pattern})$")
# what stands for a blank within the designation of one party
SEAL: Final = "\ue000"
_PROPER: Final = r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3}"
# "for Tidal, Northern, and Island Affairs", "in Arland, Borland, and Norland"
LISTED: Final = rf"(?:(?<=\bfor )|(?<=\bin )|(?<=\bof )){_PROPER}(?:, {_PROPER})+,? {{and}} {_PROPER}"
# "the Adviser on Tidal Relations (Holm)"
CONCERNED: Final = (
    r"(?i:<offices-on>) on (?:the )?(?=[^\W\d_a-z][^,;:]*(?:\(| {headline-to} )|[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)+$)"
)


def bearer(text: str) -> str:
    """The name of somebody without what he belongs to: ``A. Holm of the Harbour Office`` → ``A. Holm``."""
    found = BELONGING.fullmatch(text)
    return found["name"] if found else text


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language that tell a party, ready to be sought."""

    held: re.Pattern[str]
    titled: re.Pattern[str]
    abroad: re.Pattern[str]
    joint: re.Pattern[str]
    article: re.Pattern[str]
    verb: re.Pattern[str]
    kind: re.Pattern[str]
    again: re.Pattern[str]


@functools.lru_cache(maxsize=8)
def vocabulary(words: Words) -> Vocabulary:
    """The words that tell a party, in one language."""
    form = words.form
    held = whole((*titles(words), *form["offices"], *form["headline-held"]))
    if form["office-endings"]:  # "Generalkonsulat", "Hafenamt"
        held = rf"(?:{held}|\w{alternatives(form['office-endings'])}(?!\w))"
    articles = alternatives(form["headline-articles"])
    article = rf"(?:{articles}(?:\s+|(?<=['’])))"
    home = alternatives(form["headline-at-home"])
    abroad = rf"(?:^|\s)(?!{home})(?:[\w-]+\s)??{whole((*form['posts'], *form['headline-abroad']))}"
    said = alternatives((*words.brackets["sentence"], *words.pronouns))
    to = alternatives(form["headline-to"])
    sought = (
        held,
        rf"{article}?(?:(?!{to}\s)[\w.'’-]+\s+){{0,3}}?{held}",
        rf"{abroad}(?:\s+(?:of|de|du|d['’])\s?(?:la\s+|l['’])?[\w'’-]+(?:\s+[\w'’-]+)?)?$",
        rf",?\s+{alternatives(form['and'])}\s+",
        article,
        rf"(?<![\w'’])(?!(?-i:[^\W\d_a-z]{{2}})){said}(?![\w'’.])",  # "US" is no pronoun
        rf"(?:(?:[\w-]+\s+)?{alternatives(words.every_kind)}|{alternatives((*form['status'], *form['copies']))})(?!\w)",
        rf"{alternatives(form['and'])}\s+(?:{to}\s+)?",
    )
    return Vocabulary(*(re.compile(one, re.IGNORECASE) for one in sought))


def named(text: str, words: Words) -> str:
    """A party without the article before it."""
    text = text.strip()
    found = vocabulary(words).article.match(text)
    return text[found.end() :].strip() if found else text


def pieces(text: str) -> list[str]:
    """What stands between the commas of a phrase, those in brackets apart."""
    return [piece.strip() for piece in COMMA.split(text) if piece.strip()]


def sealed(text: str, words: Words) -> str:
    """A headline in which no comma, "and" or "on" of an office's own designation parts or ends anything.

    >>> from tei_edition.transcript.words import words
    >>> sealed("the Director for Tides, Piers, and Lamps", words()).split(" ")[-1].split(SEAL)
    ['Tides,', 'Piers,', 'and', 'Lamps']
    """
    whole = spelled(r"(?<!\w)(?i:{headline-whole})(?!\w)", words)  # "the Secretary to the Cabinet"
    for pattern in (spelled(LISTED, words), spelled(CONCERNED, words), whole):
        text = pattern.sub(lambda found: found[0].replace(" ", SEAL), text)
    return text


def unsealed(text: str) -> str:
    """The same with its blanks."""
    return text.replace(SEAL, " ")


def is_party(text: str, words: Words) -> bool:
    """A name, or the designation of an office or its holder: words with capitals, small ones only between them."""
    known = vocabulary(words)
    plain = BRACKET.sub("", named(text, words))
    said = plain.split()
    if worded(r"(?:.*['’]s\s+)?(?:[\w'’-]+\s+)?<occasions>", words).match(plain):
        return False
    if (
        not any(word[:1].isalpha() for word in said)
        or known.kind.fullmatch(plain)
        or said[-1].lower() in SMALL
        or len(said) > LONGEST
    ):
        return False  # "Letter to N."
    capitals = all(PARTICLE.sub("", w)[:1].isupper() or ORDINAL.fullmatch(w) or w.lower() in SMALL for w in said)
    if _is_no_name(plain, words):
        return False
    if known.held.search(plain):
        # an adjective is small: "den schweizerischen Gesandten", "the plenipotentiary representative"
        near = words.language != "en" or known.titled.match(plain) is not None
        return capitals or (near and not known.verb.search(plain))
    single = sum(w[:1].isupper() or w[:1].isdigit() for w in said) < 2 and "-" not in plain
    if single and named(text, words) != text.strip():
        return False  # "the Documents"
    bracket = BRACKET.search(text)
    if single and bracket and not looks_like_name(bracket[0].strip(" ()")):
        return False  # "Documents (2)", but "Berg (Holm)"
    return looks_like_name(plain) or (capitals and (len(said) <= UNTOLD or OF_INITIALS.search(plain) is not None))


def _is_no_name(plain: str, words: Words) -> bool:
    """``Regarding Holm's Request``, ``Convene a Conference``, ``Secret. Copy``: words that no party begins with."""
    about = spelled(r"(?i:{headline-about})\s(?!-)", words).match(plain)
    verb = spelled(r"[^\W\d_a-z]\w+\s{headline-articles}\s", words).match(plain) if words.language == "en" else None
    marked = worded(r"<service>\s?[.,;:!]", words).match(plain)
    return bool(about or verb or marked)


def is_told(text: str, words: Words) -> bool:
    """More than one word with a capital could be: an office, a title, initials, two names, a bracket."""
    known, plain = vocabulary(words), named(text, words)
    initials = re.search(r"(?<!\w)[^\W\d_]\.", plain)
    return bool(known.held.search(plain) or initials) or (plain == text.strip() and len(plain.split()) > 1)


def parties(text: str, words: Words, *, closed: bool = False) -> tuple[tuple[str, ...], str]:
    """The parties that a phrase begins with, and what is left of it; none where it begins with no party.

    ``closed`` says that a comma ends the phrase: then a place may stand behind a name in it.

    >>> from tei_edition.transcript.words import words
    >>> parties("Mr. A. Holm, Minister of Tides, about boats", words())
    (('Mr. A. Holm, Minister of Tides',), 'about boats')
    """
    listed = _listed(text, words)
    if listed:
        return listed, ""
    found: list[list[str]] = []
    parts = pieces(text)
    for index, piece in enumerate(parts):
        again = vocabulary(words).again.match(piece)
        if not found or again:
            piece = piece[again.end() :] if again and found else piece
            if not is_party(piece, words):
                return _written(found, words), ", ".join(parts[index:])
            found.append([piece])
        elif _is_apposition(piece, found[-1], words, closed):
            found[-1].append(piece)
        else:
            return _written(found, words), ", ".join(parts[index:])
    return _written(found, words), ""


def _is_apposition(piece: str, said: Sequence[str], words: Words, closed: bool) -> bool:
    """What somebody is, after the name, or the name, after what somebody is; in a phrase that a comma ends, a place."""
    known = vocabulary(words)
    if known.kind.match(piece) or worded(r".*\s<kinds>", words).fullmatch(piece) or not is_party(piece, words):
        return False  # "Economic Policy Report"
    if known.held.search(piece):
        return True
    named_so = looks_like_name(BRACKET.sub("", piece))
    designated = bool(known.held.search(said[-1])) and (len(BRACKET.sub("", piece).split()) <= 3 or "." in piece)
    return named_so and (closed or designated)


def _written(found: Sequence[Sequence[str]], words: Words) -> tuple[str, ...]:
    rows = [", ".join((_without_place(named(row[0], words), words), *row[1:])) for row in found]
    return tuple(name for row in rows for name in _joined_by_and(row, words))


def _without_place(name: str, words: Words) -> str:
    """``Berg in Vessk``: where he is belongs to no name; ``Consul in Vessk`` says who he is."""
    return name if vocabulary(words).held.search(name) else WHERE.sub("", name)


def _listed(text: str, words: Words) -> tuple[str, ...]:
    """``A, B and C``: empty unless each is a party, and none only says what another is."""
    joints = list(vocabulary(words).joint.finditer(text))
    divided = [p for p in re.split(r",\s+", text[: joints[-1].start()]) if p] if joints else []
    rows = [*divided, text[joints[-1].end() :]] if joints else []
    if len(rows) < 3 or any(not is_party(row, words) or COMMA.search(row) for row in rows):
        return ()
    if any(vocabulary(words).joint.search(row) for row in rows[:-1]):
        return ()  # "President Berg, Threats and Promises and Arland": what it is about
    return () if any(is_designation(row, words) for row in rows) else tuple(named(row, words) for row in rows)


def _joined_by_and(party: str, words: Words) -> list[str]:
    """``A and B``, ``A of the Ministry and B of the Bank`` are two, where both are names and neither only says what somebody is."""
    held = vocabulary(words).held
    rows = vocabulary(words).joint.split(party)
    if len(rows) == 1 or "&" in party or "," in party:
        return [party]
    plain = [worded(r"^(?:<titles>\s+)+", words).sub("", named(row, words)) for row in rows]
    if all(bearer(row) != row for row in plain) or _is_held_by_each(rows, words):
        return [named(row, words) for row in rows]
    names = all(looks_like_name(BRACKET.sub("", named(row, words))) for row in rows)
    several = names and not any(is_designation(row, words) for row in rows)
    office = any(worded(r"<offices>", words).search(row) for row in rows)
    called = worded(r"<honorifics>\s", words).match(rows[0])  # "Comrade Holm and Comrade Berg"
    titled = held.match(rows[0]) is None or len(rows[0].split()) > 2 or called is not None
    return [named(row, words) for row in rows] if several and not office and titled else [party]


def _is_held_by_each(rows: Sequence[str], words: Words) -> bool:
    """``Minister Anna Holm`` and ``Chief of the Harbour Office Karl Berg``: an office and who holds it, twice."""
    by_article = all(worded(r"<offices-held>", words).search(row) for row in rows) and vocabulary(words).article.match(
        rows[-1]  # "the Deputy Commissar of Tides Holm and the Consul in Vessk Berg"
    )
    if by_article and len(rows) == 2:
        return True
    by_name = OF_INITIALS.search(rows[0]) or (looks_like_name(rows[0]) and not is_designation(rows[0], words))
    each = all(worded(r"(?:[\w-]+\s+)?<offices-held>\s", words).match(row) for row in rows)
    return len(rows) == 2 and bool(by_name) and each


def several(text: str, words: Words) -> list[str]:
    """The parties of one line: ``A, B and C``, ``A and B``; one where they are no list of names.

    >>> from tei_edition.transcript.words import words
    >>> several("Anna Holm, Karl Berg and Jan Krenek", words()), several("Holm, Director of Tides", words())
    (['Anna Holm', 'Karl Berg', 'Jan Krenek'], ['Holm, Director of Tides'])
    """
    rows = [piece for piece in worded(r"(?:,?\s+{and}\s+|,\s+)", words).split(text) if piece.strip(" ,")]
    together = worded(r"\s{and}\s", words).search(text)
    names = all(looks_like_name(named(row, words)) and not is_designation(row, words) for row in rows)
    names = names and {*words.articles, *words.function}.isdisjoint(" ".join(rows).casefold().split())
    if len(rows) > 1 and names and (together or len(rows) > 2):
        return [named(row, words) for row in rows]
    return [text]
