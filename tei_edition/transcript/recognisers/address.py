"""To whom a document goes, from whom and by way of whom, and how the addressee is called upon."""

from __future__ import annotations

import functools
import re
from typing import Final

from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.recognisers.names import (
    CALL_AFTER_NAME,
    FILE_MARK,
    LONG,
    QUOTES,
    SHORT,
    is_capitals,
    is_office_name,
    looks_like_name,
)
from tei_edition.transcript.recognisers.service import is_service
from tei_edition.transcript.units import Context, Unit
from tei_edition.transcript.words import Words


def is_address(unit: Unit, context: Context) -> bool:
    """``To Comrade FILIPPOV``, ``BEIJING - Comrade KRASOVSKY``, a place alone."""
    supplied = unit.sign is None and re.match(r"\[[^\W\d_]+\s[^\]]+\]\s", context.source.slice(unit.span))
    said = unit.text if supplied else unit.bare or unit.text  # "[To Consul Anna] Holm"
    text = unmarked(said.lstrip(QUOTES), context.words)
    labelled = worded(r"{headline-to}\s*:\s", context.words).match(text) is not None
    if len(text) > (LONG if labelled else SHORT) or text.endswith("!"):
        return False
    if heads_address(said, context.words):
        return True
    if text != said and spelled(MEMORANDUM, context.words).match(said):
        return True
    if worded(r"<copies>", context.words).match(text):
        return False
    to = worded(r"{addressed}\b[:\s]+(?P<who>.+)$", context.words).match(text)
    if to:
        who = re.sub(CALL_AFTER_NAME, "", to["who"])
        if FILE_MARK.fullmatch(who):
            return False
        if text[:1].isupper():  # "To the CPSU CC"
            who = worded(r"^{headline-articles}\s+", context.words).sub("", who)
        place_or_office, *persons = addressed_apart(who, context.words)
        if persons:
            return is_addressee(persons[0], context) and _names_one(place_or_office, context)
        first = who.partition(", ")[0] if ":" in text else who  # "To: A. Holm, Minister of Tides"
        return is_addressee(who, context) or looks_like_name(first.rstrip(".:,"))
    if is_addressed_office(text, context.words):
        return True
    if not said.startswith(tuple(QUOTES)) and is_in_dative(text, context.words):
        return True
    if placed(text, context.words):
        return True
    handed = handed_on(text, context.words)
    if handed and is_capitals(handed["via"]) and _is_titled_or_known(handed["who"], context):
        return True
    place, dash, who = re.sub(r"\s*(?:--|[–—])\s*", " - ", text).partition(" - ")
    if dash and not who.strip():
        return is_capitals(place) and place[-1:] != ","  # "ESTEEMED SIR,--"
    if dash:
        town = place.partition(",")[0].strip()  # "Vessk, Harbour Office - to Cde. HOLM"
        return (context.known.is_place(town) or is_capitals(place)) and is_addressee(who, context)
    return context.known.is_place(text) and is_capitals(text)


def addressed_apart(text: str, words: Words) -> list[str]:
    """``Vessk, to Cdes. Holm and Berg``, ``the Harbour Office (to comrade Holm)``: a place or an office, and who is there.

    >>> from tei_edition.transcript.words import words
    >>> addressed_apart("the Harbour Office, to comrade Anna Holm", words())
    ['the Harbour Office', 'comrade Anna Holm']
    """
    pieces = worded(r"(?:,|;|\s\()\s*{headline-to}\s+(?=<honorifics>\s)", words).split(text)
    return [piece.strip(" )") for piece in pieces] if len(pieces) > 1 else pieces


def _names_one(text: str, context: Context) -> bool:
    return is_addressee(text, context) or looks_like_name(text)


# "XIV.--To", "14. To", "Letter XIV. To", "No. 14. To"
NUMBERED_LETTER: Final = (
    r"^(?:(?i:{kinds.letter}|{№})\s)?(?:\d{1,4}[a-z]?|(?-i:[IVXLCDM]{1,8}))(?:[.:]\s?(?:--|[-–—])?|\s?(?:--|[–—]))\s*"
    r"(?=(?i:{headline-to})\s)"
)


# "MEMORANDUM FOR: the Director": the kind, in capitals, before whom it is for; "for the record" is for nobody
MEMORANDUM: Final = r"^(?=[^\W\d_a-z]{4})(?i:{kinds.memorandum})\s+(?!(?i:{addressed}\s*:?\s*{filed}\W*$))(?=(?i:{addressed})(?:\s*:|\s|$))"


def unmarked(text: str, words: Words) -> str:
    """An address without the number or mark of secrecy before it, and without the office whose head it is for.

    ``Nº 62/b to Cde. HOLM``, ``62/b to HOLM``; ``PRIVATE FOR MR. HOLM``; ``to the HARBOUR OFFICE - to Cde. HOLM``;
    ``XIV.--To Mrs. Holm``, as an edition of letters numbers them; ``MEMORANDUM FOR: the Director``.
    """
    text = spelled(MEMORANDUM, words).sub("", text)
    text = spelled(NUMBERED_LETTER, words).sub("", text)
    text = spelled(r"^(?i:{service})[:,]?\s+(?=(?i:{addressed})\s)", words).sub("", text)
    number = r"(?:{№}\s*\d[\w/-]*|\d+/\w+)\s+"
    office = r"(?i:{headline-to})\s+(?:the\s+)?[^\W\d_a-z][^\d.,:a-z]*?\s+(?:[-–—]\s+)?"
    return spelled(f"^(?:{number})?(?:{office})?" + r"(?=(?i:{headline-to})\s)", words).sub("", text)


PLACED: Final = (
    r"(?P<place>[^\W\d_a-z]\w{2,}(?:\s{NAME})?)(?:,\s+(?i:{addressed})|\.(?:\s+(?i:{addressed}))?)"
    r"\s+(?P<who>(?:(?i:<honorifics|ranks>)\s+)+{NAMES})[.,:]?"
)


def placed(text: str, words: Words) -> re.Match[str] | None:
    """``Vessk, to Comrade HOLM.``, ``Vessk. Cde. Holm``: the place, and behind it somebody with a title."""
    return spelled(PLACED, words).fullmatch(text)


# what may stand before somebody in the dative: his office, and a dash
BEFORE_DATIVE: Final = r"(?:[^\W\d_a-zа-я][^:;—–]{1,60}?\s(?:--|[-–—])\s)"
DATIVE: Final = (
    BEFORE_DATIVE + r"?(?i:<dative>)\s(?:[^.:;!?—–]{1,80}\s)?(?:(?i:{honorifics})\s)?{NAME}(?:\s?{NAME}){0,2}[.,:]?"
)


def is_in_dative(text: str, words: Words) -> bool:
    """``Товарищу ХОЛЬМУ А. Б.``, ``Порт — товарищу ХОЛЬМУ``: the case says whom it is for, and no word says more."""
    if not words.form["dative"] or spelled(DATIVE, words).fullmatch(text) is None:
        return False
    spoken = {*words.brackets["sentence"], *words.pronouns}
    return spoken.isdisjoint(re.findall(r"[\w'’]+", text.lower()))


def _is_titled_or_known(who: str, context: Context) -> bool:
    return worded(r"<titles>", context.words).match(who) is not None or context.known.is_person(who)


HANDED_ON: Final = (
    r"(?:(?P<place>(?:{NAME}\s)?{NAME}),\s+)?"
    r"(?:<honorifics|ranks>\s+)?(?P<via>(?:{NAME}\s)?{NAME}),?\s+(?i:{handed-on})\s+"
    r"(?P<who>(?:<honorifics|ranks>\s+)*(?:{NAME}\s)?{NAME}(?:\s(?:{NAME}\s)?{NAME})?)"
)


def handed_on(text: str, words: Words) -> re.Match[str] | None:
    """``VESSK, HOLM for Marshal BERG``: the place, who passes it on, and for whom it is; an office is nobody's name."""
    found = spelled(HANDED_ON, words).fullmatch(text)
    if found is None or spelled(r"<and>", words).search(found["who"]):
        return None
    return None if worded(r"<offices|offices-held|headline-held>", words).search(found["via"]) else found


def heads_address(text: str, words: Words) -> bool:
    """``An den``, ``To:``, ``MEMORANDUM FOR``: the head of an address and nothing else; whom it is for stands below."""
    head = rf"(?i:{{address-heads}})\s*:?|{MEMORANDUM}(?i:{{addressed}})\s*:?"
    return bool(spelled(head, words).fullmatch(text.strip()))


def heads_subject(text: str, words: Words) -> bool:
    """``SUBJECT``, ``Ref:``: the head of what a paper is about and nothing else."""
    return bool(worded(r"{subject}\s*:?", words).fullmatch(text.strip()))


def is_label(text: str, words: Words) -> bool:
    """``PARTICIPANTS``, ``Subject:``: a label of a form and nothing else."""
    return bool(worded(r"{labels|subject}\s*:?", words).fullmatch(text.strip()))


def is_sender_line(text: str, words: Words) -> bool:
    """``From: Anna Holm``, ``FROM: [Director] HOLM2``: a form's line that says who sends; ``From: Vessk`` may be a place.

    A title, an office, a bracket before the name or a second word tell a person from a place.
    """
    found = worded(r"{from}\s*:\s+(?P<who>\S.*)$", words).match(text.strip())
    if found is None or re.search(r"\d{3}|\d:\d|:", found["who"]):
        return False
    who = re.sub(r"\d{1,2}$", "", found["who"]).strip(" .,;")
    plain = re.sub(r"^\[[^\]]*\]\s*", "", who)
    titled = worded(r"<titles>(?!\w)", words).match(plain)
    if titled or plain != who:
        return True
    return is_office_name(plain, words) or (len(plain.split()) > 1 and looks_like_name(plain))


def is_addressed_office(text: str, words: Words) -> bool:
    """``Ministry of Tides and all embassies,``: an office called upon, with a comma or a colon, and no verb."""
    said = re.findall(r"[\w'’]+", text)
    verbs = {*words.brackets.get("sentence", ()), *words.pronouns} - {"all", "our", "your", "this", "both"}
    if (
        text[-1:] not in ",:"
        or ":" in text[:-1]
        or not 2 <= len(said) <= 14
        or not text[:1].isupper()
        or re.search(r"\d", text)
    ):
        return False
    if text[-1] == ":" and said[-1][:1].islower():
        return False  # "The consulate wires today:"
    lead = " ".join(said[:5])
    return verbs.isdisjoint(said) and worded(r"<offices>", words).search(lead) is not None


def is_addressee(who: str, context: Context) -> bool:
    """A title, a name of the registers, or a name in capitals, and hardly more."""
    who = who.strip().strip(QUOTES + ".,:;")
    titled = worded(r"<titles>", context.words).match(who)
    named = bool(titled) or is_capitals(who) or context.known.is_person(who) or is_office_name(who, context.words)
    return len(who.split()) <= 12 and named


def is_salute(unit: Unit, context: Context) -> bool:
    """``Comrade FILIPPOV!``, ``Dear Comrade Stalin,``."""
    text = re.sub(r"(?<=[,.:;])\s?(?:--|[–—])$", "", (unit.bare or unit.text).lstrip(QUOTES))  # "Dear Sir,--"
    words = context.words
    if _calls_by_name(words).fullmatch(text):
        return True
    if len(text) > 80 or text[-1:] not in "!,:." or is_service(unit, context) or SAID_ON.search(text):
        return False
    core = text.rstrip("!,:. ")
    dear = worded(r"<salutations>", words).match(text) and text[-1:] in "!,:"
    small = text[:1].lower() + text[1:]  # a title may be small in the table and begin a line here
    held = spelled(r"<titles>", words).match(text) or (
        words.language != "en" and spelled(r"<titles>", words).match(small)
    )
    titled = held and (text[-1:] != "." or looks_like_name(core))
    named = text[-1:] in "!," and (context.known.is_person(core) or (text[-1:] == "!" and looks_like_name(core)))
    return bool(dear) or (bool(titled) and len(text.split()) <= 8) or named


# "Dear Sir,--I came": what a salutation runs into
SAID_ON: Final = re.compile(r"[,:;.]\s?(?:--|[–—])\s?\w")
# with a dash behind it, or with a comma behind a word or none
GREETED: Final = (
    r"[‘'\"“]?(?:<salutations|letter.called>(?:\s\w+)?\s?[:.,]\s"
    r"|(?:<salutations|letter.called>|(?:<honorifics>\s)+(?={NAME}))(?:\s[\w.'’]+){0,4}?(?:[,:;.]?\s?(?:--|[–—])|[,:;.]\s-\s))"
)


def begins_with_greeting(text: str, words: Words) -> bool:
    """``Sir: I have the honor``, ``My dear Holm,--I came``: the salutation runs into the text."""
    return worded(GREETED, words).match(f"{text} ") is not None


@functools.cache
def _calls_by_name(words: Words) -> re.Pattern[str]:
    """``My dear Holm``, ``Monsieur``, with nothing behind it: the salutation of a letter that has no comma."""
    return spelled(r"(?i:{salutations})(?:\s[^\W\d_a-zа-яß-öø-ÿ][\w'’-]*\.?){1,3}|{letter.called}", words)
