"""What a name looks like, of a person or an office, in the registers or not."""

from __future__ import annotations

import re
from typing import Final

from tei_edition.transcript.expressions import NAME, spelled, worded
from tei_edition.transcript.words import Words

QUOTES: Final = '"“”„«»'
# capitals: "a." numbers a point, "г." says that it was a year
INITIALS: Final = re.compile(r"(?:[^\W\d_a-zа-яё]\.\s?){1,4}")
# "K. Berg", "Yu. A. Holm"
INITIALLED: Final = re.compile(r"(?:[^\W\d_a-zа-яё][^\W\d_A-ZА-ЯЁ]?\.\s?){1,3}[^\W\d_a-zа-яё][\w'’-]+\.?")
SHORT, LONG = 120, 160
# the call of a note behind a name: "BERG 1 and HOLM2"
CALL_AFTER_NAME: Final = r"(?<=[^\W\d_])\s?\d{1,2}(?=[\s,;.:]|$)"
# "56 349": a number in groups of three
IN_GROUPS: Final = r"\d{1,3}(?: \d{3})+(?![\w/])"
# dots that lead from one entry of a form to the next: "From…Vessk……received on …"
LEADERS: Final = re.compile(r"\s*(?:…|\.{3,})[….]*\s*")
# so wide a gap divides columns; a tab does, too
COLUMN: Final = re.compile(r" {8,}|\t")
# "III/210/72911": what an office files a paper by
FILE_MARK: Final = re.compile(r"(?=\S*\d)[\w.-]+(?:/[\w.-]+)+")
# the same as a line of its own, with a town or an abbreviation beside it: "PR/11/57 (Vessk)", "vvs 282/78"
FILED: Final = re.compile(rf"(?P<n>(?:[^\W\d_]{{2,4}} )?{FILE_MARK.pattern}(?:\(\w+\))?)(?:\s\(\w+\)|\s?[–—]\s?\w+)?")
ENDINGS: Final = re.compile(r"(?<!\d)\d{1,3}(?:st|nd|rd|th)\b")


def is_capitals(text: str) -> bool:
    """Letters, and none of them small (the ordinal endings of ``2nd`` aside)."""
    said = ENDINGS.sub("", text)
    return not any(c.islower() and c.isalpha() for c in said) and sum(map(str.isalpha, said)) > 1


def is_run_of_names(text: str) -> bool:
    """``Lund, Berg, Krenek,``: nothing but names, as the second line of a list has them."""
    pieces = [piece.strip() for piece in re.split(r"[,;]", text.rstrip(" .,;"))]
    return len(text) <= 2 * SHORT and all(map(looks_like_name, pieces))


def is_office_code(text: str) -> bool:
    """``8MDGS``, ``8 MDGS``, ``8th MD``: capitals after a figure, the short name of an office."""
    return bool(re.fullmatch(r"\d{1,3}(?:st|nd|rd|th)?[ -]?(?:[^\W\d_a-zà-ÿа-я]{1,6}[/ -]?){1,3}", text))


# "the 3rd Unit", "14 Division"
ORDINAL: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th|er|e|\.)?")


def is_office_name(text: str, words: Words) -> bool:
    """``the Ministry of Foreign Affairs``, ``10th Department``: an office's word, and capitals but for small words."""
    plain = re.sub(r"\s*\([^()]*\)$", "", text.strip())  # "(First Directorate)": a part of it
    said = re.sub(r"^the\s+", "", plain, flags=re.IGNORECASE).split()
    small = {*words.form["to"], *words.function, "of", "in", "for", "and"}
    capitals = all(
        word[:1].isupper()
        or (ORDINAL.fullmatch(word) and not (word.isdigit() and word == said[0]))
        or word.lower() in small
        for word in said
    )
    return bool(said) and capitals and worded(r"<offices>", words).search(text) is not None


def is_designation(text: str, words: Words) -> bool:
    """``Ambassador``, ``Deputy Minister of Trade``: what a signer is, not who."""
    found = list(worded(r"<offices-held|ranks>", words).finditer(text))
    rest = text[found[-1].end() :].split() if found else ["?"]
    return not rest or rest[0].lower() in {"of", "in", "for", "to", "at", *words.function}


def titles(words: Words) -> tuple[str, ...]:
    """All titles that may stand before a name: honorifics, ranks, offices."""
    return (*words.honorifics, *words.ranks, *words.offices_held)


def looks_like_name(text: str) -> bool:
    """One to six words, each with a capital or an initial (particles aside): a name, as far as form goes."""
    return len(text) <= 50 and bool(re.fullmatch(rf"{NAME}(?:,?\s{NAME}){{0,5}}", text.strip()))


# "Anna Holm: Letter to Karl Berg"
AUTHOR: Final = r"{NAME}(?:\s{NAME}){1,3}:\s+"


def says_kind(text: str, words: Words) -> bool:
    """``Telegram to the Director``, ``Anna Holm: Telegram``: begins with what kind of document it is."""
    return bool(worded(r"(?:[\w'’-]+\s+){0,2}?<kinds>", words).match(spelled(AUTHOR, words).sub("", joined(text), 1)))


def joined(name: str) -> str:
    """A letter-spaced name as it is read: ``S U N D`` → ``SUND``."""
    return re.sub(r"(?<!\w)[^\W\d_](?: [^\W\d_](?!\w)){2,}", lambda m: m[0].replace(" ", ""), name)
