"""The captions of a form: its kind and number, what copy it is, the office at its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tei_edition.transcript.dates import find
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.recognisers.address import is_address
from tei_edition.transcript.recognisers.names import SHORT, is_capitals, joined, says_kind
from tei_edition.transcript.recognisers.service import is_service
from tei_edition.transcript.units import Context, Unit
from tei_edition.transcript.words import Words

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


def is_title(unit: Unit, context: Context) -> bool:
    """``CIPHERED TELEGRAM No. 21334``: a kind of document and a number, in the form of a caption."""
    if len(unit.text.split()) <= 9 and _is_numbered_caption(unit, context):
        return True
    if len(unit.text) > SHORT:
        return False
    text = joined(unit.text)
    caption = worded(r"(?:[\w'’-]+\s+){0,4}?<kinds>(?P<rest>.*)$", context.words).match(text)
    if not caption or answers(text, context.words) or is_address(unit, context):
        return False
    head = text[: caption.start("rest")]
    numbered = spelled(r"\s*{№}\s*\d", context.words).match(caption["rest"])
    speaks = worded(r"<pronouns|links.your>", context.words).search(head)
    short = len(head.split()) <= 4 and head[:1].isupper() and not speaks
    if short and re.fullmatch(r"[.:]?|\s*\S+\s*\d[\w/?-]*\.?", caption["rest"]):
        return True  # "Ciphered Telegram.", "Letter No. 4": a caption and nothing else
    return is_capitals(head) and (bool(numbered) or is_capitals(unit.text))


def answers(text: str, words: Words) -> bool:
    """``In reply to your telegram No. 12``, ``Im Anschluß an Telegramm Nr. 12``: another document is meant."""
    return worded(r"<links.answering|links.reference>\s", words).match(text) is not None


def _is_numbered_caption(unit: Unit, context: Context) -> bool:
    """``PHONOGRAM No. 5``: some noun in capitals and a number, but no line of copies, receipt or series."""
    other = r"(?!(?i:{copies|from|received|sent|series|addressed})\b)"
    noun = spelled(other + r"(?P<noun>[^\W\d_][\w'’ -]*?)\s+{№}\s*\d", context.words).match(unit.text)
    return noun is not None and is_capitals(noun["noun"]) and not is_service(unit, context)


def names_kind(unit: Unit, context: Context) -> bool:
    """``Telegram to the Director``: begins with what kind of document it is; ``Editor's note`` does not."""
    edited = worded(r"{brackets.translator}(?!\w)[^:]*:", context.words).match(unit.text)
    noted = edited is not None and not re.match(r"(?i:note|document)\b", unit.text)
    return not noted and says_kind(unit.text, context.words)


def is_status(unit: Unit, context: Context) -> bool:
    """``COPY OF AN OUTGOING TELEGRAM``: says what kind of copy this is, in capitals and without a number."""
    if is_service(unit, context):
        return True
    if len(unit.text) > SHORT or not is_capitals(unit.text) or re.search(r"\d", unit.text):
        return False
    return bool(worded(r"<status>", context.words).match(unit.text))


def is_issuer(unit: Unit, context: Context) -> bool:
    """An office, in capitals, or the motto above it."""
    if worded(r"{mottos}\W*", context.words).fullmatch(unit.text):
        return True
    if len(unit.text) > SHORT or not is_capitals(unit.text) or is_address(unit, context):
        return False
    return bool(worded(r"<offices>", context.words).search(unit.text))


def is_post_abroad(text: str, words: Words) -> bool:
    """``Embassy of Arland in Borland``, ``Arland Embassy to the BDR``: one office in another country, and nothing else."""
    name = r"(?:the\s+)?[^\W\d_a-zà-ÿа-я][\w.'’-]*(?:\s[^\W\d_a-zà-ÿа-я][\w.'’-]*){0,4}"
    post = spelled(rf"(?:{name}\s)?(?i:{{posts}})(?:\s(?:of|in|to|at)\s{name}){{1,2}}", words).fullmatch(text)
    return post is not None and len(worded(r"<offices>", words).findall(text)) == 1


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
    named = worded(r"<copy|series|service>", context.words).match(unit.text)
    return bool(dates) and not found["said"][dates[-1].span.end :].strip(" .") and not named


def is_caption_like(text: str, words: Words) -> bool:
    """Short, and no sentence: neither a verb nor a pronoun, and no stop at the end that ends one."""
    said = re.findall(r"[^\W\d_]+", text)
    capitals = sum(word[0].isupper() for word in said)
    if len(text) > SHORT or (text[:1].islower() and capitals < CAPITALS):
        return False
    spoken = {word.casefold() for word in (*words.brackets["sentence"], *words.pronouns)}
    # "US" is no pronoun, "May" no verb, the first half of "All-Island" no word
    words_alone = re.findall(rf"{NO_INITIAL}(?<!-)[^\W\d_]+(?![\w-])", text)
    told = {
        word.casefold() for word in words_alone if word not in MONTHS_TOO and not (word.isupper() and len(word) > 1)
    }
    return spoken.isdisjoint(told) and not _ends_sentence(text, said, words)


def _ends_sentence(text: str, said: Sequence[str], words: Words) -> bool:
    """A stop after a whole word, and more before it than capitals and small words: ``The boat sank.``."""
    if not re.search(r"[^\W\d_]{3,}\)?[.!?;]\W*$", text):
        return False
    small = {*words.function, *words.form["to"], *words.form["before-date"], "of", "in", "for", "and"}
    return len(said) > CAPTION_WORDS or any(word[:1].islower() and word not in small for word in said)


def begins_with_kind(text: str, words: Words) -> bool:
    """``RECORD OF A CONVERSATION``: a caption, no name."""
    return worded(r"{kinds}(?!\w)", words).match(text) is not None
