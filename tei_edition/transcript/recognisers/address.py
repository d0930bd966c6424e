"""To whom a document goes, from whom and by way of whom, and how the addressee is called upon."""

from __future__ import annotations

import functools
import re

from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.recognisers.names import (
    CALL_AFTER_NAME,
    NAME_WORD,
    QUOTES,
    SHORT,
    is_capitals,
    is_office_name,
    looks_like_name,
    titles,
)
from tei_edition.transcript.recognisers.service import is_service
from tei_edition.transcript.units import Context, Unit
from tei_edition.transcript.words import Words, alternatives, number_sign, whole


def is_address(unit: Unit, context: Context) -> bool:
    """``To Comrade FILIPPOV``, ``BEIJING - Comrade KRASOVSKY``, a place alone."""
    text = unnumbered((unit.bare or unit.text).lstrip(QUOTES), context.words)
    if len(text) > SHORT or text.endswith("!"):
        return False
    if heads_address(text, context.words):
        return True
    if re.match(whole(context.words.form["copies"]), text, re.IGNORECASE):
        return False
    to = re.match(rf"{alternatives(context.words.form['addressed'])}\b[:\s]+(?P<who>.+)$", text, re.IGNORECASE)
    if to:
        who = re.sub(CALL_AFTER_NAME, "", to["who"])
        if text[:1].isupper():  # "To the CPSU CC"
            article = rf"^{alternatives(context.words.form['headline-articles'])}\s+"
            who = compiled(article, re.IGNORECASE).sub("", who)
        first = who.partition(", ")[0] if ":" in text else who  # "To: A. Holm, Minister of Tides"
        return is_addressee(who, context) or looks_like_name(first.rstrip(".:,"))
    if is_addressed_office(text, context.words):
        return True
    if placed(text, context.words):
        return True
    handed = handed_on(text, context.words)
    if handed and is_capitals(handed["via"]) and _is_titled_or_known(handed["who"], context):
        return True
    place, dash, who = re.sub(r"\s*(?:--|[–—])\s*", " - ", text).partition(" - ")
    if dash and not who.strip():
        return is_capitals(place)
    if dash:
        return (context.known.is_place(place.strip()) or is_capitals(place)) and is_addressee(who, context)
    return context.known.is_place(text) and is_capitals(text)


def unnumbered(text: str, words: Words) -> str:
    """An address without the number that an office wrote before it, and without the office whose head it is for.

    ``Nº 62/b to Cde. HOLM``, ``62/b to HOLM``; ``to the HARBOUR OFFICE - to Cde. HOLM``.
    """
    to = f"(?i:{alternatives(words.form['headline-to'])})"
    number = rf"(?:{number_sign(words)}\s*\d[\w/-]*|\d+/\w+)\s+"
    office = rf"{to}\s+(?:the\s+)?[^\W\d_a-z][^\d.,:a-z]*?\s+(?:[-–—]\s+)?"
    return re.sub(rf"^(?:{number})?(?:{office})?(?={to}\s)", "", text)


def placed(text: str, words: Words) -> re.Match[str] | None:
    """``Vessk, to Comrade HOLM.``, ``Vessk. Cde. Holm``: the place, and behind it somebody with a title."""
    titled = rf"(?:{whole((*words.honorifics, *words.ranks))}\s+)+"
    to = f"(?i:{alternatives(words.form['addressed'])})"
    name = rf"{NAME_WORD}(?:\s{NAME_WORD}){{0,3}}"
    sought = (
        rf"(?P<place>[^\W\d_a-z]\w{{2,}}(?:\s{NAME_WORD})?)(?:,\s+{to}|\.(?:\s+{to})?)\s+(?P<who>{titled}{name})[.,:]?"
    )
    return re.fullmatch(sought, text)


def _is_titled_or_known(who: str, context: Context) -> bool:
    return re.match(whole(titles(context.words)), who, re.IGNORECASE) is not None or context.known.is_person(who)


def handed_on(text: str, words: Words) -> re.Match[str] | None:
    """``VESSK, HOLM for Marshal BERG``: the place, who passes it on, and for whom it is; an office is nobody's name."""
    name = rf"(?:{NAME_WORD}\s)?{NAME_WORD}"
    titled = rf"(?:{whole((*words.honorifics, *words.ranks))}\s+)"
    on = f"(?i:{alternatives(words.form['handed-on'])})"
    found = re.fullmatch(
        rf"(?:(?P<place>{name}),\s+)?{titled}?(?P<via>{name}),?\s+{on}\s+(?P<who>{titled}*{name}(?:\s{name})?)", text
    )
    held = whole((*words.form["offices"], *words.offices_held, *words.form["headline-held"]))
    several = found is not None and re.search(whole(words.form["and"]), found["who"])
    return found if found and not several and not re.search(held, found["via"], re.IGNORECASE) else None


def heads_address(text: str, words: Words) -> bool:
    """``An den``, ``To:``, ``À Monsieur``: the head of an address and nothing else; whom it is for stands below."""
    return bool(re.fullmatch(rf"{alternatives(words.form['address-heads'])}\s*:?", text.strip(), re.IGNORECASE))


def is_label(text: str, words: Words) -> bool:
    """``PARTICIPANTS``, ``Subject:``: a label of a form and nothing else."""
    labels = (*words.form["labels"], *words.form["subject"])
    return bool(re.fullmatch(rf"{alternatives(labels)}\s*:?", text.strip(), re.IGNORECASE))


def is_sender_line(text: str, words: Words) -> bool:
    """``From: Anna Holm``, ``FROM: [Director] HOLM2``: a form's line that says who sends; ``From: Vessk`` may be a place.

    A title, an office, a bracket before the name or a second word tell a person from a place.
    """
    found = re.match(rf"{alternatives(words.form['from'])}\s*:\s+(?P<who>\S.*)$", text.strip(), re.IGNORECASE)
    if found is None or re.search(r"\d{3}|\d:\d|:", found["who"]):
        return False
    who = re.sub(r"\d{1,2}$", "", found["who"]).strip(" .,;")
    plain = re.sub(r"^\[[^\]]*\]\s*", "", who)
    titled = re.match(rf"{whole(titles(words))}(?!\w)", plain, re.IGNORECASE)
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
    return verbs.isdisjoint(said) and re.search(whole(words.form["offices"]), lead, re.IGNORECASE) is not None


def is_addressee(who: str, context: Context) -> bool:
    """A title, a name of the registers, or a name in capitals, and hardly more."""
    who = who.strip().strip(QUOTES + ".,:;")
    titled = re.match(whole(titles(context.words)), who, re.IGNORECASE)
    named = bool(titled) or is_capitals(who) or context.known.is_person(who) or is_office_name(who, context.words)
    return len(who.split()) <= 12 and named


def is_salute(unit: Unit, context: Context) -> bool:
    """``Comrade FILIPPOV!``, ``Dear Comrade Stalin,``."""
    text = (unit.bare or unit.text).lstrip(QUOTES)
    words = context.words
    if _calls_by_name(words).fullmatch(text):
        return True
    if len(text) > 80 or text[-1:] not in "!,:." or is_service(unit, context):
        return False
    core = text.rstrip("!,:. ")
    dear = re.match(whole(words.salutations), text, re.IGNORECASE) and text[-1:] in "!,:"
    small = text[:1].lower() + text[1:]  # a title may be small in the table and begin a line here
    held = re.match(whole(titles(words)), text) or (words.language != "en" and re.match(whole(titles(words)), small))
    titled = held and (text[-1:] != "." or looks_like_name(core))
    named = text[-1:] in "!," and (context.known.is_person(core) or (text[-1:] == "!" and looks_like_name(core)))
    return bool(dear) or (bool(titled) and len(text.split()) <= 8) or named


@functools.cache
def _calls_by_name(words: Words) -> re.Pattern[str]:
    """``My dear Holm``, ``Monsieur``, with nothing behind it: the salutation of a letter that has no comma."""
    name = r"(?:\s[^\W\d_a-zа-яß-öø-ÿ][\w'’-]*\.?)"
    alone = alternatives(words.letter["called"])
    return re.compile(rf"(?i:{alternatives(words.salutations)}){name}{{1,3}}|{alone}")
