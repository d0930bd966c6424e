"""Recognisers: small questions asked of one unit of lines.

A document runs heads → routing (copies, receipt, series) → message (address, paragraphs, signature) →
processing (notes of the office); what a line is, is told by its words here and by its place in the walk.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.dates import find, runs_on
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.signs import Form
from tei_edition.transcript.units import Context, Unit
from tei_edition.transcript.words import Words, alternatives, number_sign, numbers_sign, whole

RULE: Final = re.compile(r"([-_*=–—])(?:\s?\1){2,}")
QUOTES: Final = '"“”„«»'
OPENING_QUOTE: Final = re.compile(rf"[{QUOTES}]")
CLOSING_QUOTE: Final = re.compile(rf"[{QUOTES}]\s?\.?$")
# capitals: "a." numbers a point, "г." says that it was a year
INITIALS: Final = re.compile(r"(?:[^\W\d_a-zа-яё]\.\s?){1,4}")
SHORT, LONG = 120, 160
# the call of a note behind a date line
CALL: Final = re.compile(r"(?:(?<=\w[.,])[(\[]\d{1,2}[)\]]|(?<=\b1[5-9]\d\d)\d{1,2}|(?<=\b20\d\d)\d{1,2})(?=\.?\s*$)")
# no line that only says what is signed or called is longer
CAPTION: Final = 80
# a caption that ends with a stop has no more words
CAPTION_WORDS: Final = 6
# so many capitals has the second half of a caption that begins with a small letter
CAPITALS: Final = 2
# where a word begins that is no initial: the "I" of "I. V. Holm" is no pronoun
NO_INITIAL: Final = r"(?<!\w)(?!\w\.)"
# a verb in small letters, a month with a capital
MONTHS_TOO: Final = frozenset({"May"})
# the call of a note behind a name: "BERG 1 and HOLM2"
CALL_AFTER_NAME: Final = r"(?<=[^\W\d_])\s?\d{1,2}(?=[\s,;.:]|$)"
ENDINGS: Final = re.compile(r"(?<!\d)\d{1,3}(?:st|nd|rd|th)\b")
# how many copies one in a list gets
COUNT: Final = r"\s*(?:\(\d{1,3}\)|[-–:]\s*\d{1,3})"
# so many words tell what was done with a telegram before the time follows
DEED: Final = 12


def is_capitals(text: str) -> bool:
    """Letters, and none of them small (the ordinal endings of ``2nd`` aside)."""
    said = ENDINGS.sub("", text)
    return not any(c.islower() and c.isalpha() for c in said) and sum(map(str.isalpha, said)) > 1


def is_heading(unit: Unit, context: Context) -> bool:
    """``## The pier``: a heading as Markdown writes it."""
    return context.source.text[unit.span.start] == "#" and unit.text[:1] != "#"


def is_rule(unit: Unit, context: Context) -> bool:
    """A rule drawn with characters, and no sign among them."""
    return bool(RULE.fullmatch(unit.text)) and context.source.slice(unit.span) == unit.text


def is_title(unit: Unit, context: Context) -> bool:
    """``CIPHERED TELEGRAM No. 21334``: a kind of document and a number, in the form of a caption."""
    if len(unit.text.split()) <= 9 and _is_numbered_caption(unit, context):
        return True
    if len(unit.text) > SHORT:
        return False
    kinds = context.words.every_kind
    text = joined(unit.text)
    caption = re.match(rf"(?:[\w'’-]+\s+){{0,4}}?{whole(kinds)}(?P<rest>.*)$", text, re.IGNORECASE)
    if not caption or is_address(unit, context):
        return False
    head = text[: caption.start("rest")]
    numbered = re.match(rf"\s*{number_sign(context.words)}\s*\d", caption["rest"])
    speaks = re.search(whole((*context.words.pronouns, *context.words.links["your"])), head, re.IGNORECASE)
    short = len(head.split()) <= 4 and head[:1].isupper() and not speaks
    if short and re.fullmatch(r"[.:]?|\s*\S+\s*\d[\w/?-]*\.?", caption["rest"]):
        return True  # "Ciphered Telegram.", "Letter No. 4": a caption and nothing else
    return is_capitals(head) and (bool(numbered) or is_capitals(unit.text))


def _is_numbered_caption(unit: Unit, context: Context) -> bool:
    """``PHONOGRAM No. 5``: some noun in capitals and a number, but no line of copies, receipt or series."""
    form = context.words.form
    others = (*form["copies"], *form["from"], *form["received"], *form["sent"], *form["series"], *form["addressed"])
    lead, number = alternatives(others), number_sign(context.words)
    noun = re.match(rf"(?!(?i:{lead})\b)(?P<noun>[^\W\d_][\w'’ -]*?)\s+{number}\s*\d", unit.text)
    return noun is not None and is_capitals(noun["noun"]) and not is_service(unit, context)


def names_kind(unit: Unit, context: Context) -> bool:
    """``Telegram to the Director``: begins with what kind of document it is; ``Editor's note`` does not."""
    edited = re.match(rf"{alternatives(context.words.brackets['translator'])}(?!\w)[^:]*:", unit.text, re.IGNORECASE)
    noted = edited is not None and not re.match(r"(?i:note|document)\b", unit.text)
    return not noted and says_kind(unit.text, context.words)


def says_kind(text: str, words: Words) -> bool:
    """The same, of any text."""
    kinds = words.every_kind
    return bool(re.match(rf"(?:[\w'’-]+\s+){{0,2}}?{whole(kinds)}", joined(text), re.IGNORECASE))


def is_service(unit: Unit, context: Context) -> bool:
    """``TOP SECRET``, ``Strictly secret.``, ``Special No. 62``: secrecy and haste."""
    service = alternatives(context.words.form["service"])
    label = rf"(?:{alternatives(context.words.form['service-labels'])}\s*:\s*)?"
    sign, again = number_sign(context.words), alternatives(context.words.form["number"])
    number = rf"(?:\s+{sign}\s*(?:\d[\w/–-]*|{again}\s*\d[\w/–-]*(?:(?:,\s?|\s)\d[\w/–-]*)?))?"
    between = r"(?:[.,;]?\s+|\s?[-–—/,;]\s?)"
    letter = r"(?-i:\s+[\"“”«»]?[A-ZА-Я][\"“”«»]?(?:\s[A-ZА-Я])?)?"  # "TOP PRIORITY T": the letter of the series
    marks = rf"{label}{service}{number}(?:{between}{service})*{letter}(?:[.]|\s?!)?"
    return bool(re.fullmatch(marks, unit.text.strip("[] "), re.IGNORECASE))


def is_status(unit: Unit, context: Context) -> bool:
    """``COPY OF AN OUTGOING TELEGRAM``: says what kind of copy this is, in capitals and without a number."""
    if is_service(unit, context):
        return True
    if len(unit.text) > SHORT or not is_capitals(unit.text) or re.search(r"\d", unit.text):
        return False
    return bool(re.match(whole(context.words.form["status"]), unit.text, re.IGNORECASE))


def is_issuer(unit: Unit, context: Context) -> bool:
    """An office, in capitals, or the motto above it."""
    if compiled(alternatives(context.words.form["mottos"]) + r"\W*", re.IGNORECASE).fullmatch(unit.text):
        return True
    if len(unit.text) > SHORT or not is_capitals(unit.text) or is_address(unit, context):
        return False
    return bool(re.search(whole(context.words.form["offices"]), unit.text, re.IGNORECASE))


def is_post_abroad(text: str, words: Words) -> bool:
    """``Embassy of Arland in Borland``, ``Arland Embassy to the BDR``: one office in another country, and nothing else."""
    name = r"(?:the\s+)?[^\W\d_a-zà-ÿа-я][\w.'’-]*(?:\s[^\W\d_a-zà-ÿа-я][\w.'’-]*){0,4}"
    posts = f"(?i:{alternatives(words.form['posts'])})"
    post = rf"(?:{name}\s)?{posts}(?:\s(?:of|in|to|at)\s{name}){{1,2}}"
    offices = re.findall(whole(words.form["offices"]), text, re.IGNORECASE)
    return bool(re.fullmatch(post, text)) and len(offices) == 1


# capitals, then figures: "VESSK 54416 11 30 26 XI 63"
WIRE: Final = re.compile(
    r"(?P<place>[^\W\d_a-zà-ÿа-я]{3,}(?:[ -][^\W\d_a-zà-ÿа-я]{2,}){0,2})\s+(?P<said>[\d\sIVX.:/-]+)"
)


def is_wire_line(unit: Unit, context: Context) -> bool:
    """``VESSK 54416 11 30 26 XI 63``: a place in capitals, the telegraph's numbers, and the day at the end."""
    found = WIRE.fullmatch(unit.text)
    if found is None or begins_with_kind(unit.text, context.words) or is_service(unit, context):
        return False
    dates = [d for d in find(found["said"], context.calendar, "office") if d.kind == "date"]
    lead = (*context.words.form["copy"], *context.words.form["series"], *context.words.form["service"])
    named = re.match(whole(lead), unit.text, re.IGNORECASE)
    return bool(dates) and not found["said"][dates[-1].span.end :].strip(" .") and not named


def is_copies(unit: Unit, context: Context) -> bool:
    """``Copies: Stalin (2), Molotov``, ``Distribution list - 3 copies: …`` or ``Copies to Cde. Stalin``."""
    heads = alternatives(context.words.form["copies"])
    numbered = rf"{alternatives(context.words.form['copy'])}\s*{number_sign(context.words)}"
    to = alternatives(context.words.form["to"])
    begins = re.match(rf"{heads}(?:\b[^:.;!?]{{0,40}}:|\s+{to}\b)", unit.text, re.IGNORECASE)
    return bool(begins) and not re.match(numbered, unit.text, re.IGNORECASE)


def is_copies_item(unit: Unit, context: Context) -> bool:
    """``to Cde. Molotov`` or ``Copy N° 2 to the file``, in a list of copies."""
    to = alternatives(context.words.form["to"])
    noun = alternatives((*context.words.form["copy"], *context.words.form["copies"]))
    copy = rf"{noun}\s*{numbers_sign(context.words)}\s*\d+[-–,:. ]*(?:\d+[-–,:. ]*)?(?:{to}\b)?"
    return len(unit.text) < LONG and bool(re.match(rf"(?:{copy}|[-–]?\s*{to}\s)", unit.text, re.IGNORECASE))


def is_listed_copy(unit: Unit, context: Context) -> bool:
    """``1. Berg``, ``2 – Holm``, ``Nr. 3 Krenek``, ``Brandt – 2 copies``: one recipient below the head of a list of copies."""
    form = context.words.form
    counted = rf"\S.*\s[-–—]\s\d{{1,3}}\s{whole((*form['copy'], *form['copies-made']))}[.,;]?"
    if len(unit.text) < SHORT and re.fullmatch(counted, unit.text, re.IGNORECASE):
        return True
    to = alternatives(form["to"])
    number = rf"(?:\d{{1,2}}(?:[.)]|(?:st|nd|rd|th)?\s?[-–—](?:\s?{to}\s(?:the\s)?)?)|[-–—•*]|(?i:{number_sign(context.words)})\s*\d{{1,3}}[.:)]?\s)"
    raw = re.sub(r"\s\[[^\]]*\]$", "", context.source.slice(unit.span))
    listed = (
        unit.text if raw == context.source.slice(unit.span) else raw
    )  # what the editor says of a recipient is not he
    found = re.fullmatch(rf"{number}\s*(?P<who>.+?)[.,;]?", listed)
    if found and re.fullmatch(alternatives(form["filed"]), found["who"], re.IGNORECASE):
        return True
    who = re.sub(r"\s*(?:\(\d+\)|[-–:]\s*\d+(?:\s\w+)?)$", "", found["who"]) if found else ""
    titled = re.match(rf"{whole(titles(context.words))}\s", who)
    return (
        bool(who) and len(unit.text) < SHORT and (bool(titled) or _is_addressee(who, context) or looks_like_name(who))
    )


def is_numbered_copy(unit: Unit, context: Context) -> bool:
    """``Nº 3 – to Holm``, ``Copy Nº 8 to file``, ``Copy Nº 2``: whose one copy is, in a list without a head."""
    form = context.words.form
    to, heads = alternatives(form["to"]), alternatives(form["copies"])
    copy, alone = alternatives(form["copy"]), alternatives((*form["copy"], *form["filed"]))
    sign = number_sign(context.words)
    whose = rf"(?:{to}\s\S.*|{alone}\.?)"
    dashed = rf"{sign}\s*\d{{1,2}}\s*[-–—:]\s*{whose}"
    spoken = rf"{copy}\s*{sign}\s*\d{{1,2}}[.,:]?(?:\s*[-–—]?\s*(?:{whose}|{heads}))?"
    return len(unit.text) < CAPTION and bool(re.fullmatch(rf"{dashed}|{spoken}", unit.text, re.IGNORECASE))


def is_bare_recipient(unit: Unit, context: Context) -> bool:
    """``Molotov``, ``Cdes. Stalin``, ``Department of Tides``: below the head of a list, a line that only names somebody."""
    if re.search(r"\d|[.:;!?]$", unit.text) or len(unit.text) >= CAPTION or is_service(unit, context):
        return False
    name = re.sub(rf"^(?:{whole(context.words.honorifics)}\s+)+", "", unit.text.rstrip(","), flags=re.IGNORECASE)
    return looks_like_name(name) or is_office_name(name, context.words)


def is_titled_recipient(unit: Unit, context: Context) -> bool:
    """``Cde. Berg``, ``Admiral Holm``: a title and a name, and nobody is called upon."""
    titled = re.match(rf"{whole((*context.words.honorifics, *context.words.ranks))}\s", unit.text)
    return bool(titled) and is_bare_recipient(unit, context) and not is_salute(unit, context)


def is_run_of_copies(unit: Unit, context: Context) -> bool:
    """``Berg - 2, 8MDGS - 1, the file - 1.``: recipients with commas between, each or most with a count."""
    pieces = [piece.strip(" .;") for piece in re.split(r"[,;]\s*", unit.text)]
    named = [re.sub(COUNT + "$", "", piece).strip() for piece in pieces]
    counted = sum(name != piece for name, piece in zip(named, pieces, strict=True))
    return 2 * counted >= len(pieces) and counted > 0 and all(is_recipient(name, context) for name in named)


def is_run_of_names(text: str) -> bool:
    """``Lund, Berg, Krenek,``: nothing but names, as the second line of a list has them."""
    pieces = [piece.strip() for piece in re.split(r"[,;]", text.rstrip(" .,;"))]
    return len(text) <= 2 * SHORT and all(map(looks_like_name, pieces))


def is_recipient(text: str, context: Context) -> bool:
    """A name, an office, or the code of one: who stands in a list of copies."""
    filed = re.fullmatch(alternatives(context.words.form["filed"]), text, re.IGNORECASE)
    return bool(filed) or is_office_code(text) or looks_like_name(text) or _is_addressee(text, context)


def is_office_code(text: str) -> bool:
    """``8MDGS``, ``8 MDGS``, ``8th MD``: capitals after a figure, the short name of an office."""
    return bool(re.fullmatch(r"\d{1,3}(?:st|nd|rd|th)?[ -]?(?:[^\W\d_a-zà-ÿа-я]{1,6}[/ -]?){1,3}", text))


def heads_copies(unit: Unit, context: Context) -> bool:
    """``Copies:``, ``Distribution list - 11 copies:``: the head of a list of copies and nothing else."""
    heads = alternatives((*context.words.form["copies"], *context.words.form["copies-made"]))
    found = re.fullmatch(rf"(?:\w+\s+){{0,3}}{heads}\b(?P<rest>[^.;!?]{{0,40}}:?)", unit.text, re.IGNORECASE)
    return found is not None and (not found["rest"] or unit.text.endswith((":", "to", "for", "s")))


def is_copy_number(unit: Unit, context: Context) -> bool:
    """``Copy No. 1`` and nothing else: which copy this is."""
    copy = alternatives(context.words.form["copy"])
    secret = rf"(?:{alternatives(context.words.form['service'])}[.,]?\s+)?"
    return bool(re.fullmatch(rf"{secret}{copy}\s*{number_sign(context.words)}\s*\d+\.?", unit.text, re.IGNORECASE))


def is_receipt(unit: Unit, context: Context) -> bool:
    """``From BEIJING Received 11:20``, ``Sent by wire on 4.5.49 at 03:15``."""
    if _is_timed(unit, context):
        return True
    start = alternatives(context.words.form["from"])
    received = whole(context.words.form["received"])
    begins = re.match(rf"{start}(?:\s*:)?\s+\S", unit.text, re.IGNORECASE)
    if begins and len(unit.text) < SHORT:
        rest = unit.text[begins.end() - 1 :]
        if says_kind(rest, context.words):
            return False  # "FROM THE JOURNAL OF A. HOLM"
        said = re.search(received, rest, re.IGNORECASE) or find(rest, context.calendar, "office")
        named = looks_like_name(rest.rstrip(".")) or is_office_name(rest, context.words)
        return bool(said) or is_capitals(rest) or context.known.is_place(rest) or named
    if _is_lettered(unit, context):
        return True
    return goes_on_receipt(unit, context) and bool(re.match(received, unit.text, re.IGNORECASE))


def _is_lettered(unit: Unit, context: Context) -> bool:
    """``D. 8:30 P.M.``, ``R. 10 P.M.``, ``ON/24/25/X/51``: dispatched and received; nothing but hour or days beside it."""
    marks = (*context.words.form["dispatch-marks"], *context.words.form["receipt-marks"])
    found = re.match(rf"{alternatives(marks)}(?:\s+|(?<=/))(?=\d)", unit.text)
    if found is None:
        return False
    said = unit.text[found.end() :]
    told = [d for d in find(said, context.calendar, "office") if d.kind == "time" or found[0].endswith("/")]
    return bool(told) and not _without_dates(said, context, "office")


def _is_timed(unit: Unit, context: Context) -> bool:
    """What the office did with it and, at the end of the line, when; ``Received your letter of 3.5`` is no such line."""
    if len(unit.text) >= SHORT:
        return False
    words = context.words
    arrived = alternatives((*words.form["received"], *words.form["sent"]))
    announced = re.match(rf"\(?{arrived}(?!\w)", unit.text, re.IGNORECASE)
    if not announced:
        return False
    possessive = whole((*words.links.get("your", ()), *words.links.get("my", ())))
    said = unit.text[announced.end() :]
    dates = find(said, context.calendar, "office")
    if not dates or re.search(possessive, said, re.IGNORECASE):
        return False
    return not re.search(r"\w", said[dates[-1].span.end :]) and len(said[: dates[0].span.start].split()) <= DEED


def goes_on_receipt(unit: Unit, context: Context) -> bool:
    """``Received 17:20 13.8.1951`` or a date alone, after the origin."""
    if len(unit.text) >= SHORT:
        return False
    arrived = alternatives((*context.words.form["received"], *context.words.form["sent"]))
    announced = re.match(rf"{arrived}\b(?:\s+(?:at|on))?[:\s]*", unit.text, re.IGNORECASE)
    rest = unit.text[announced.end() :] if announced else unit.text
    if not re.search(r"\d", rest):
        return False
    return not _without_dates(rest, context, "office") or bool(announced and find(rest, context.calendar, "office"))


def is_series(unit: Unit, context: Context) -> bool:
    """``SERIES "G" T``."""
    return len(unit.text) < 60 and bool(re.match(whole(context.words.form["series"]), unit.text, re.IGNORECASE))


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
        return _is_addressee(who, context) or looks_like_name(first.rstrip(".:,"))
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
        return (context.known.is_place(place.strip()) or is_capitals(place)) and _is_addressee(who, context)
    return context.known.is_place(text) and is_capitals(text)


def unnumbered(text: str, words: Words) -> str:
    """``Nº 62/b to Cde. HOLM``: an address without the number that an office wrote before it."""
    return re.sub(
        rf"^{number_sign(words)}\s*\d[\w/-]*\s+(?=(?i:{alternatives(words.form['headline-to'])})\s)", "", text
    )


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


def is_caption_like(text: str, words: Words) -> bool:
    """Short, and no sentence: neither a verb nor a pronoun, and no stop at the end that ends one."""
    said = re.findall(r"[^\W\d_]+", text)
    capitals = sum(word[0].isupper() for word in said)
    if len(text) > SHORT or (text[:1].islower() and capitals < CAPITALS):
        return False
    spoken = {word.casefold() for word in (*words.brackets["sentence"], *words.pronouns)}
    # "US" is no pronoun, "May" no verb
    words_alone = re.findall(rf"{NO_INITIAL}[^\W\d_]+", text)
    told = {
        word.casefold() for word in words_alone if word not in MONTHS_TOO and not (word.isupper() and len(word) > 1)
    }
    return spoken.isdisjoint(told) and not _ends_sentence(text, said, words)


def _ends_sentence(text: str, said: Sequence[str], words: Words) -> bool:
    """A stop after a whole word, and more before it than capitals and small words: ``The boat sank.``."""
    if not re.search(r"[^\W\d_]{3,}[.!?;]\W*$", text):
        return False
    small = {*words.function, *words.form["to"], *words.form["before-date"], "of", "in", "for", "and"}
    return len(said) > CAPTION_WORDS or any(word[:1].islower() and word not in small for word in said)


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


def _is_addressee(who: str, context: Context) -> bool:
    """A title, a name of the registers, or a name in capitals, and hardly more."""
    who = who.strip().strip(QUOTES + ".,:;")
    titled = re.match(whole(titles(context.words)), who, re.IGNORECASE)
    named = bool(titled) or is_capitals(who) or context.known.is_person(who) or is_office_name(who, context.words)
    return len(who.split()) <= 12 and named


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
    return bool(said) and capitals and re.search(whole(words.form["offices"]), text, re.IGNORECASE) is not None


def is_designation(text: str, words: Words) -> bool:
    """``Ambassador``, ``Deputy Minister of Trade``: what a signer is, not who."""
    found = list(re.finditer(whole((*words.offices_held, *words.ranks)), text, re.IGNORECASE))
    rest = text[found[-1].end() :].split() if found else ["?"]
    return not rest or rest[0].lower() in {"of", "in", "for", "to", "at", *words.function}


def titles(words: Words) -> tuple[str, ...]:
    """All titles that may stand before a name: honorifics, ranks, offices."""
    return (*words.honorifics, *words.ranks, *words.offices_held)


NAME_WORD: Final = r"(?:(?:[^\W\d_a-zа-яß-öø-ÿ]\.){1,4}[^\W\d_a-zа-яß-öø-ÿ][\w'’-]+|(?:[^\W\d_a-zа-яß-öø-ÿ]\.){2,4}|[^\W\d_a-zа-яß-öø-ÿ][\w'’-]*(?:\.-[^\W\d_a-zа-яß-öø-ÿ][\w'’-]*|\.?)|van|von|de|der|den|la|le|du|di|da|zu|al|bin|ibn|and|&)"


def looks_like_name(text: str) -> bool:
    """One to six words, each with a capital or an initial (particles aside): a name, as far as form goes."""
    return len(text) <= 50 and bool(re.fullmatch(rf"{NAME_WORD}(?:,?\s{NAME_WORD}){{0,5}}", text.strip()))


def joined(name: str) -> str:
    """A letter-spaced name as it is read: ``S U N D`` → ``SUND``."""
    return re.sub(r"(?<!\w)[^\W\d_](?: [^\W\d_](?!\w)){2,}", lambda m: m[0].replace(" ", ""), name)


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
    """``My dear Holm``, with nothing behind it: the salutation of a letter that has no comma."""
    return re.compile(rf"(?i:{alternatives(words.salutations)})(?:\s[^\W\d_a-zа-яß-öø-ÿ][\w'’-]*\.?){{1,3}}")


def is_valediction(unit: Unit, context: Context) -> bool:
    """``Greetings.``."""
    text = unit.text.strip(" .,!;")
    if text.lower() in {v.lower() for v in context.words.valedictions}:
        return True
    return len(unit.text) < 60 and unit.text.endswith((",", "!")) and bool(_valediction(unit.text, context.words))


def _valediction(text: str, words: Words) -> re.Match[str] | None:
    """Closing words at the beginning of a line."""
    return re.match(rf"{whole(words.valedictions)}[^.!]{{0,30}}[.,!]?\s*", text, re.IGNORECASE)


def _office_note(kind: str) -> Callable[[Unit, Context], bool]:
    def asks(unit: Unit, context: Context) -> bool:
        said = re.compile(rf"{whole(context.words.form[kind])}\s*(?:by\b|:|\b)", re.IGNORECASE)
        return bool(said.match(unit.text) or said.match(_behind_date(unit.text, context)))

    return asks


def _behind_date(text: str, context: Context) -> str:
    """``4 May 1950 Authenticated: (Holm)``: what follows the day with which a line begins, empty if it begins with none."""
    first = next(iter(find(text, context.calendar, "office") if text[:1].isdigit() else ()), None)
    return text[first.span.end :].strip(" ,") if first and first.kind == "date" and not first.span.start else ""


def closes_message(unit: Unit, context: Context) -> bool:
    """``Deciphered at 0400 4 May. Four copies printed``: what an office notes below a message, signed or not."""
    made = rf"(?:\d{{1,3}}|{alternatives(tuple(context.words.numerals))})\s+{alternatives(context.words.form['copies-made'])}"
    if re.fullmatch(rf"{made}[.:]?", unit.text, re.IGNORECASE):
        return True
    if len(unit.text) >= SHORT or not re.search(r"\d|:|\bby\b", unit.text):
        return False
    noted = is_deciphered(unit, context) or is_printed(unit, context) or is_verified(unit, context)
    return noted or bool(re.match(rf"{made}(?!\w)", unit.text, re.IGNORECASE))


is_deciphered = _office_note("deciphered")
is_printed = _office_note("printed")
is_verified = _office_note("verified")


def is_office_note(unit: Unit, context: Context) -> bool:
    """``Spravka: …``: a note that its first word announces."""
    return bool(re.match(rf"{alternatives(context.words.form['office-notes'])}(?!\w)", unit.text, re.IGNORECASE))


def is_postscript(unit: Unit, context: Context) -> bool:
    """``P.S. Burn this.``: still the author's."""
    return bool(re.match(rf"{alternatives(context.words.form['postscript'])}(?!\w)", unit.text, re.IGNORECASE))


def is_authority(unit: Unit, context: Context) -> bool:
    """``By order of the Minister``: stands above the signature of another."""
    orders = alternatives(context.words.form["by-order"])
    return len(unit.text) < CAPTION and bool(re.fullmatch(rf"{orders}(?!\w)[^.!?;]*", unit.text, re.IGNORECASE))


def is_copies_made(unit: Unit, context: Context) -> bool:
    """``N° 1585 Eight copies printed.``."""
    return len(unit.text) < SHORT and bool(
        re.search(whole(context.words.form["copies-made"]), unit.text, re.IGNORECASE)
    )


def is_registry(unit: Unit, context: Context) -> bool:
    """``No. 3260`` or ``To No. 483/sh.`` and nothing else."""
    form = context.words.form
    lead = alternatives((*form["addressed"], *form["outgoing"], *form["incoming"]))
    number = re.sub(r"\s\[\d{1,2}\]$", "", unit.text)  # the call of a note
    return bool(
        re.fullmatch(
            rf"(?i:{lead}:?\s+)?{number_sign(context.words)}\s*(?:\(\d{{2,4}}\)\s?|[A-Z][A-Za-z]?\s)?[\w/?.\[\]-]+",
            number,
        )
    )


# a row of a table as Markdown writes it: a space on both sides of each stroke, or it would not come back
TABLE_ROW: Final = re.compile(r"\|(?: +[^|\s](?:[^|]*[^|\s])? +\|| +\|){2,}")
TABLE_RULE: Final = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+")
# what is left of an empty row of a page's table
STROKES: Final = re.compile(r"\|(?:\s*\|)*")


def is_table_row(unit: Unit, context: Context) -> bool:
    """``| wagons | 12 |``."""
    return len(unit.lines) == 1 and bool(TABLE_ROW.fullmatch(context.source.slice(unit.span)))


def is_empty_row(unit: Unit, context: Context) -> bool:
    """``|``: an empty row of a table, the page's alone."""
    return len(unit.lines) == 1 and bool(STROKES.fullmatch(context.source.slice(unit.span)))


def is_table_rule(unit: Unit, context: Context) -> bool:
    """``|---|---|``: the line under the head of a table."""
    return len(unit.lines) == 1 and bool(TABLE_RULE.fullmatch(context.source.slice(unit.span)))


def is_note(unit: Unit) -> bool:
    """A stamp or a note that fills its lines."""
    return unit.sign is not None and unit.sign.tei[0].name == "note"


def is_emptied(unit: Unit) -> bool:
    """A sign that stands for text that is not there: ``[....]``."""
    return unit.sign is not None and unit.sign.form is Form.EMPTY


def _without_dates(text: str, context: Context, place: str) -> str:
    """What is left of a text when dates, times and the points between them are taken out."""
    rest = text
    for dating in reversed(find(text, context.calendar, place)):  # type: ignore[arg-type]
        rest = rest[: dating.span.start] + rest[dating.span.end :]
    return rest.strip(" .,;:()/-–—")


# "– Sund – 423 –": who sent a telegram, and its number, between dashes
DASHED: Final = re.compile(
    rf"[-–—]\s*(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{0,3}})\s*[-–—]\s*(?P<number>\d{{1,6}})\s*[-–—]"
)


def _led_number(text: str, context: Context) -> re.Match[str] | None:
    """``Telegramm 148 Vessk, den 3. Mai 1930``, ``(No. 12.) Vessk, May 3, 1930``: kind and number before place and date.

    A year is no number.
    """
    return next(filter(None, (sought.match(text) for sought in _leading_number(context.words))), None)


@functools.cache
def _leading_number(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    form, sign, kinds = words.form, number_sign(words), _kinds(words)
    number = rf"(?:{sign}\s*)?(?!(?:1[5-9]|20)\d\d\b)\d[\w/-]*"
    unnumbered = rf"(?i:{alternatives(form['unnumbered'])})"
    numbered = rf"(?:{unnumbered}|{number}|[^\W\d_a-z]{{1,3}}\d[\w/-]*|\[[^\]]*\]|\([^)]{{1,30}}\))"
    place = rf"\[?{NAME_WORD}(?:\s{NAME_WORD}){{0,2}}\]?,\s"
    lead = rf"\s*\(?(?:(?i:{kinds})|{sign}\s*\d[\w/-]*)[.,]?\)?[.,]?(?:\s+{numbered})*[.,]?"
    dated = rf"(?i:{alternatives(form['before-date'])})\s+\d"
    plain = rf"\s*(?i:{kinds})\s+{number}(?=\s+\S.*\d)"
    return re.compile(plain), re.compile(rf"{lead}(?:(?=\s+{place}.*\d)|(?<=\)\.)(?=\s+{dated}))")


@functools.cache
def _kinds(words: Words) -> str:
    """A regular expression for the kinds of documents."""
    return alternatives(words.every_kind)


@functools.cache
def _after_year(words: Words) -> re.Pattern[str]:
    """``7.XII.1945 г.``: what says that it was a year."""
    return re.compile(rf"(?<=\d{{4}})\s?{alternatives(words.form['after-year'])}\s*$")


@functools.cache
def _beside_date(words: Words) -> re.Pattern[str]:
    """``TOP SECRET      LONDON, 6 May 1945``, ``12 августа 1939 г. Секретно``: marks of secrecy on the date's line."""
    service = rf"(?i:{alternatives(words.form['service'])})"
    return re.compile(rf"^\s*{service}(?:\s{{2,}}|[.,;]\s+)(?=\[?[^\W\d_])|(?<=\d|[.,;])\s+{service}\.?\s*$")


@functools.cache
def _received_in_brackets(words: Words) -> re.Pattern[str]:
    """``Vessk, May 3, 1890. (Received May 19.)``: what an edition adds to a date line."""
    return re.compile(rf"\s\((?i:{alternatives(words.form['received'])})(?!\w)[^()]*\d[^()]*\)\.?\s*$")


def _article(words: Words) -> str:
    """What stands between place and date: ``Berlin, den 3. Mai``."""
    return rf",?\s+{alternatives(words.form['before-date'])}$"


# "[Washington,] February 1"; the pieces of the line stand where they stood
SUPPLIED_PLACE: Final = re.compile(r"^\[(?P<place>[^\W\d_a-z][^\[\]\d]{1,30},?)\](?P<after>,?\s)(?=.*\d)")


def closing_parts(unit: Unit, context: Context, lenient: bool = False) -> Sequence[tuple[Kind, Span]] | None:
    """A line that ends a message, cut into closing words, name, number and date: ``No. 3107 21.6.51``.

    ``lenient`` takes for a name what only looks like one. None if anything is left that is none of these.
    """
    return context.once(_closing_parts, unit, lenient)


def _closing_parts(unit: Unit, context: Context, lenient: bool) -> Sequence[tuple[Kind, Span]] | None:
    raw = context.source.slice(unit.span)
    if len(unit.text) > SHORT or (len(unit.lines) > 1 and not _breaks_within_a_date(unit, context)):
        return None
    if unit.sign is not None and ("unit", "signature") in unit.sign.tei[0].attributes:
        return [(Kind.SIGNED, unit.span)]
    dashed = DASHED.fullmatch(raw)
    if dashed:
        parts = [(Kind.SIGNED, Span(*dashed.span("name"))), (Kind.REGISTRY, Span(*dashed.span("number")))]
        return _stretch(parts, unit.span, raw)
    pieces: list[tuple[Kind, Span]] = []
    rest = re.sub(r"\[(\d{4})\]", r" \1 ", raw)  # a year that the editor supplied is a year
    rest = SUPPLIED_PLACE.sub(r" \g<place>\g<after> ", rest)  # so is a place before the date
    rest = CALL.sub(lambda m: " " * len(m[0]), rest)
    rest = _after_year(context.words).sub(lambda m: " " * len(m[0]), rest)
    if re.search(r"\d", rest):
        rest = _beside_date(context.words).sub(lambda m: " " * len(m[0]), rest)
    arrived = _received_in_brackets(context.words).search(rest)
    rest = _blank(rest, arrived.span()) if arrived else rest
    closing = _valediction(raw, context.words)
    if closing and closing.end() < len(raw):
        pieces.append((Kind.VALEDICTION, Span(0, len(closing[0].rstrip()))))
        rest = _blank(rest, closing.span())
    sign = number_sign(context.words)
    outgoing = alternatives(context.words.form["outgoing"])  # an incoming number is an office's
    plain = rf"(?:(?i:{outgoing})\s+)?{sign}\s*(?:\(\d{{2,4}}\)\s?)?\d[\w/?\[\]-]*(?:\.\])?"
    number = _led_number(rest, context) or re.search(plain, rest)
    if number:
        pieces.append((Kind.REGISTRY, Span(*number.span())))
        rest = _blank(rest, number.span())
    dates = find(rest, context.calendar, "dateline")
    bare = re.fullmatch(r"\s*(\d{1,2}[./]\s?(?:\d{1,2}|[IVX]{1,4}))\.?\s*", rest) if not dates else None
    if bare:  # a date, though nothing tells its year
        pieces.append((Kind.DATELINE, Span(*bare.span(1))))
        rest = _blank(rest, bare.span(1))
    if any(dating.start for dating in dates):
        return None  # a stretch of time is what it is about
    if dates:
        span = _with_place(rest, Span(dates[0].span.start, dates[-1].span.end), context.words)
        between = re.sub(_article(context.words), "", _without_dates(rest[span.start : span.end], context, "dateline"))
        named = all(context.known.is_place(one) or looks_like_name(one) for one in between.split(", "))
        if between and not named:
            return None
        pieces.append((Kind.DATELINE, span))
        rest = _blank(rest, (span.start, span.end))
    name = rest.strip(" ,;|" + QUOTES)
    name = name if INITIALS.fullmatch(name) else name.strip(" .,;" + QUOTES)
    if name:
        said = joined(" ".join(name.split()))
        if len(said) == 1:
            return None  # the torn end of a page
        if not is_signature(said, context) and not ((lenient or dates) and _may_sign(said, context.words)):
            return None
        at = rest.index(name)
        pieces.append((Kind.SIGNED, Span(at, at + len(name))))
    return _stretch(_touching(sorted(pieces, key=lambda p: p[1])), unit.span, raw) if pieces else None


def _touching(pieces: list[tuple[Kind, Span]]) -> list[tuple[Kind, Span]]:
    """``No. 102.]Vessk, May 3, 1880``: a number that touches place and date is of their line."""
    if len(pieces) < 2 or pieces[0][0] is not Kind.REGISTRY or pieces[0][1].end < pieces[1][1].start:
        return pieces
    return [(pieces[1][0], Span(pieces[0][1].start, pieces[1][1].end)), *pieces[2:]]


def _breaks_within_a_date(unit: Unit, context: Context) -> bool:
    """``Washington, November`` above ``2, 1950``: one date line that takes two lines."""
    return len(unit.lines) == 2 and runs_on(unit.lines[0].text, unit.lines[1].text, context.calendar)


def _with_place(text: str, dates: Span, words: Words) -> Span:
    """``The Hague, 8 November 1893``: the place of writing before a date, a comma between."""
    article = alternatives(words.form["before-date"])
    name = rf"{NAME_WORD}(?:\s{NAME_WORD}){{0,3}}"
    place = re.search(
        rf"(?:^\s*(?P<whole>{name}(?:,\s{name}){{1,2}})|(?P<place>{name})),\s*(?:{article}\s+)?$", text[: dates.start]
    )
    if place:
        return Span(place.start("whole" if place["whole"] else "place"), dates.end)
    alone = re.search(rf"(?<!\w)(?i:{article})\s+$", text[: dates.start])  # "Le 19 juillet 1914"
    return Span(alone.start(), dates.end) if alone else dates


def _may_sign(name: str, words: Words) -> bool:
    name = re.sub(r"^\(signed\)\s*", "", name, flags=re.IGNORECASE)
    name = re.sub(r"^\(([^()]+)\)$", r"\1", name)  # "(Holm)", below the closing words
    plain = re.sub(r"\s*\[[^\]]*\]", "", name).strip()
    form = words.form
    lead = whole((*form["service"], *form["copy"], *form["status"], *form["received"], *form["sent"], *form["copies"]))
    if re.match(lead, plain, re.IGNORECASE) or begins_with_kind(plain, words):
        return False
    return looks_like_name(plain) or is_office_name(plain, words)


def is_signature(name: str, context: Context) -> bool:
    """A name in capitals, one of the registers, or initials; an identification may follow in brackets."""
    plain = re.sub(r"\[[^\]]*\]", "", name).strip()
    signed = whole(context.words.brackets.get("signature", ("signed",)))
    said = re.sub(rf"^\(?{signed}[:.)]+\s*", "", plain, flags=re.IGNORECASE)
    if said != plain and looks_like_name(said):
        return True  # "Signed: Anna Holm"
    plain = re.sub(rf"^\(?{signed}[:.)]*\s*", "", plain, flags=re.IGNORECASE) or name.strip("[]")
    if context.known.is_person(plain) or signer_in_brackets(plain, context.words):
        return True
    if begins_with_kind(plain, context.words):
        return False
    form = context.words.form
    leads = (*form["addressed"], *form["from"], *form["received"], *form["sent"], *form["copies"], *form["series"])
    if re.match(rf"{alternatives(leads)}(?:\s|:|$)", plain, re.IGNORECASE) or is_label(plain, context.words):
        return False
    initials = bool(INITIALS.fullmatch(plain))
    titled = re.match(whole(titles(context.words)), plain) and looks_like_name(plain)
    capitals = is_capitals(plain) and looks_like_name(plain) and not re.search(r"\d", plain)
    other = re.search(whole(context.words.form["offices"]), plain, re.IGNORECASE) or re.fullmatch(
        alternatives(context.words.form["service"]), plain, re.IGNORECASE
    )
    return initials or bool(titled) or (capitals and not other)


def signer_in_brackets(text: str, words: Words) -> str:
    """``AMBASSADOR IN ARLAND (A. HOLM)``, ``(A. Holm)``: the name in the brackets; empty if the line is no such."""
    found = re.fullmatch(r"(?P<held>[^()]*?)\s*\((?P<name>[^()]+)\)", text)
    if (
        found is None
        or not looks_like_name(found["name"])
        or re.search(whole(words.form["status"]), found["name"], re.IGNORECASE)
    ):
        return ""
    held = found["held"]
    initialled = bool(re.match(r"[^\W\d_]{1,2}\.", found["name"])) or is_capitals(found["name"])
    named = not held and initialled
    # "DEPARTMENT OF TIDES (A. HOLM)": the office, and its head's initials
    office = bool(held) and is_capitals(held) and bool(re.match(r"[^\W\d_]{1,2}\.", found["name"]))
    return found["name"] if named or office or (held and is_designation(held, words) and looks_like_name(held)) else ""


def begins_with_kind(text: str, words: Words) -> bool:
    """``RECORD OF A CONVERSATION``: a caption, no name."""
    return re.match(rf"{_kinds(words)}(?!\w)", text, re.IGNORECASE) is not None


def _blank(text: str, span: tuple[int, int]) -> str:
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]


def _stretch(pieces: list[tuple[Kind, Span]], unit: Span, raw: str) -> list[tuple[Kind, Span]]:
    """Let the pieces meet: each takes the punctuation up to the next, spaces at its end left out."""
    made = []
    for index, (kind, span) in enumerate(pieces):
        start = 0 if index == 0 else span.start
        end = pieces[index + 1][1].start if index + 1 < len(pieces) else len(raw)
        end = start + len(raw[start:end].rstrip())
        made.append((kind, Span(unit.start + start, unit.start + end)))
    return made
