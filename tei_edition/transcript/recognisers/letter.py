"""What letters have and forms have not: place and day on a line of their own, a street, closing words of one's own."""

from __future__ import annotations

import functools
import re
from typing import Final

from tei_edition.transcript.dates import Calendar, find
from tei_edition.transcript.expressions import compiled, expression, spelled, worded
from tei_edition.transcript.languages import known
from tei_edition.transcript.recognisers.names import SHORT, joined
from tei_edition.transcript.words import Words, alternatives
from tei_edition.transcript.words import words as tables

# closing words, and the place before a day, have no more words
FEW: Final = 8
MANY: Final = 14
# nor a place without a number
PLACE: Final = 4
# closing words are no longer
FAREWELL: Final = 60
WORD: Final = re.compile(r"[^\W\d_][\w'’]*")
# "270. Our 269, July 12": a telegram's number, and that of another
OF_ANOTHER: Final = r"\d{1,6}\.\s<links.your|links.my|links.telegrams>\s"
# "[Vessk,] 3 May": what an editor supplied
SUPPLIED: Final = re.compile(r"^(\s*)\[([^\[\]\d]{2,40})\]")
SUPPLIED_YEAR: Final = re.compile(r"\[(\d{4})\]")
# "Vessk, 1792", "Vessk, autumn 1881": all that some letters say of their day
OF_A_YEAR: Final = frozenset({"year of a date line", "season of a year"})
# "à Vessk", "au château de Vessk", behind a day
PLACE_BEHIND: Final = r"(?i:{letter.at})\s+(?P<place>(?:[^\W\d_]+\s(?:de|d['’]|of|von)\s?)?{NAMES})"


def says_farewell(text: str, words: Words) -> bool:
    """``Stets Dein``, ``Mit herzlichen Grüßen``, ``Votre affectueusement dévoué``: closing words and no sentence."""
    said = WORD.findall(text)
    if not said or len(said) > FEW or len(text) > FAREWELL or re.search(r"\d|[;:?]\s+\S|[^\W\d_]{4,}\.\s+\S", text):
        return False
    own = {word.casefold() for word in words.letter["closing"]}
    spoken = {word.casefold() for word in (*words.brackets["sentence"], *words.pronouns)} - own
    folded = [word.casefold() for word in said]
    # "Ihr Brief": a noun that closes nothing
    plain = all(word in own or said[at][0].islower() for at, word in enumerate(folded) if at)
    # "Your much obliged servant"
    rest = folded[1:] if folded[0] in words.letter["closing-leads"] else folded
    return plain and not own.isdisjoint(folded) and spoken.isdisjoint(rest)


def begins_address(text: str, words: Words) -> bool:
    """``Herrn Dr. Holm``, ``à Monsieur Berg``, ``Mr. Holm.``: the first line of the address of a letter."""
    begun = spelled(r"(?:(?i:{headline-to})\s+)?{letter.addressing}(?:\s+(?=[^\W\d_])|$)", words).match(text)
    spoken = {word.casefold() for word in (*words.brackets["sentence"], *words.pronouns)}
    said = [word.casefold() for word in WORD.findall(text)]
    return begun is not None and len(said) <= MANY and text[-1:] != "!" and spoken.isdisjoint(said)


def goes_on_address(text: str) -> bool:
    """``12 Quay Street``, ``Vessk.``: nothing but capitals and numbers."""
    return 0 < len(text.split()) <= FEW and bool(WORD.search(text)) and text[-1:] != "!" and _is_address(text)


def is_dateline(text: str, words: Words, calendar: Calendar) -> bool:
    """``Vessk, Sunday May 3``, ``Vessk den 3. Mai 1930``: what stands between place and day says that it is a place."""
    text = joined(with_supplied(text))
    place = place_before_day(text, words, calendar)
    if not place or (len(place.split()) > PLACE and not re.search(r"\d", place)):
        return False
    if spelled(r"{№}\s*\d", words).search(text):
        return False  # "No. 274 Vessk, 3 May": its number is no place
    behind = text[text.index(place) + len(place) :]
    joint = compiled(rf"[,.]?\s*(?:,|(?i:{_beside_day()})(?!\w))").match(behind)
    return joint is not None and _joints().isdisjoint(word.casefold() for word in WORD.findall(place))


def with_supplied(text: str) -> str:
    """A line without the brackets around the place that it begins with, or around its year; all else stands where it stood."""
    return SUPPLIED_YEAR.sub(r"\1  ", SUPPLIED.sub(r"\1 \2 ", text))


def is_street(text: str, words: Words) -> bool:
    """``Hafengasse 7``, ``12 Quay Street``, ``St. Anne's Street,``, ``Wien XVIII.``: a house, a street, a town's district, no sentence."""
    few = 2 <= len(text.split()) <= FEW and _is_address(text)
    found = [*_street(words).finditer(text)] if few else []
    numbered = re.search(r"\d|(?<!\w)[IVX]+\.?$", text)
    return bool(found) and (bool(numbered) or not text[found[-1].end() :].strip(" .,"))


@functools.cache
def _street(words: Words) -> re.Pattern[str]:
    plain = tuple(word for word in words.letter["streets"] if word[0] != "-")
    ends = tuple(word[1:] for word in words.letter["streets"] if word[0] == "-")
    return re.compile(
        rf"(?<!\w){alternatives(plain)}(?!\w)|\w{alternatives(ends or (chr(0),))}(?!\w)|\s(?-i:[IVX]+)\.?$",
        re.IGNORECASE,
    )


@functools.cache
def _joints() -> frozenset[str]:
    """What joins the words of an address, in any language: "cor. West", "S. W.", "bei Wien", "près Paris"."""
    return frozenset(word for one in known() for word in tables(one).letter["joints"])


def _is_address(text: str) -> bool:
    """Capitals, numbers and the small words between them."""
    return all(word[0].isupper() or word.casefold() in _joints() for word in WORD.findall(text))


def place_before_day(text: str, words: Words, calendar: Calendar) -> str | None:
    """The place on a line that has place and day and nothing else, empty where it has the day alone; None for any other.

    >>> from tei_edition.transcript.words import words
    >>> place_before_day("Vessk, Sunday May 3 1930", words(), Calendar(words()))
    'Vessk'
    >>> place_before_day("February 17th February, 1767.", words(), Calendar(words()))
    ''
    """
    text = joined(with_supplied(text))
    datings = find(text, calendar, "dateline") if len(text) < SHORT and re.search(r"\d", text) else []
    days = [d for d in datings if d.kind == "date" and (len(d.when) > len("1930") or d.notation in OF_A_YEAR)]
    if not days or any(dating.start for dating in datings) or worded(OF_ANOTHER, words).match(text):
        return None
    rest = text[max(dating.span.end for dating in datings) :].strip(" .,;:-–—()[]?")
    rest = "" if compiled(rf"(?i:{_beside_day()})").fullmatch(rest) else rest
    before = without_day(text[: min(dating.span.start for dating in datings)], words)
    if before.casefold() in {month.casefold() for month in words.month_names}:
        before = ""  # "February 17th February 1767": written twice, no place
    here = spelled(PLACE_BEHIND, words).fullmatch(rest) if not before else None
    if here:
        return here["place"]
    house = bool(re.search(r"\d", rest)) and len(rest.split()) <= FEW and _is_address(rest)
    behind = (not rest or house or is_street(rest, words)) and not re.search(r"[()\[\]<>]", before)
    return before if behind and len(before.split()) <= MANY and _is_address(before) else None


@functools.cache
def _beside_day() -> str:
    """``Sunday``, ``den``, ``Date:``: a letter may be dated in another language than it is written in."""
    return "|".join(expression("{letter.day|before-date|labels}", tables(one)) for one in known())


def without_day(text: str, words: Words) -> str:
    """What stands before a day without ``Sunday``, ``den``, ``evening``."""
    beside = compiled(rf"(?:(?:^|[\s,.(])\(?(?i:{_beside_day()})[.,:;)]*)+\s*$")
    rest = beside.sub("", text.rstrip(" [(")).strip(" .,;:-–—([")
    return spelled(r"^(?i:{letter.at})\s+(?=[^\W\d_a-z])", words).sub("", rest)


def town(place: str, words: Words) -> str:
    """A place without street and house: ``12 Quay Street, Vessk`` → ``Vessk``; all of it where nothing is left."""
    pieces = [piece.strip() for piece in place.split(",")]
    kept = ", ".join(piece for piece in pieces if not re.search(r"\d", piece) and not _street(words).search(piece))
    behind = spelled(r"^.*(?<!\w){letter.streets}(?!\w)[\s,.]*", words).sub("", place) if not kept else ""
    return next((one for one in (kept, behind) if re.search(r"[^\W\d_]{3}", one)), place)  # "S. W." is no town
