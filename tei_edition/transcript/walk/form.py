"""Which lines are a form's, and which are somebody's words: what one line says by itself."""

from __future__ import annotations

import re
from typing import Final

from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.dates import find
from tei_edition.transcript.dates.reckoning import begins_with_day
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.headlines import LONGEST_HEADLINE, completed, from_and_to
from tei_edition.transcript.meetings import attendance
from tei_edition.transcript.recognisers.captions import CAPTION, NO_INITIAL, is_caption_like, names_kind
from tei_edition.transcript.recognisers.closing import closing_parts
from tei_edition.transcript.recognisers.copies import heads_copies
from tei_edition.transcript.recognisers.furniture import is_note, is_rule
from tei_edition.transcript.recognisers.names import FILED, SHORT, says_kind
from tei_edition.transcript.units import Context, Unit, is_ordinal_point
from tei_edition.transcript.walk.stations import HEADS, NOTES_OF_OFFICE, OPENERS, ROUTES, kind_by
from tei_edition.transcript.wrapping import LABEL, SENTENCE_END

EMPTY_LABEL: Final = re.compile(r"[^\W\d][^:.!?]{1,20}:")
# no title is longer
TITLE: Final = 300
# a sentence before the kind of document
BEHIND_SUBJECT: Final = re.compile(r"[^.!?]{12,160}[.!?]\s+(?=[^\W\d_a-zа-я])")
# what ends a sentence; the stop of an initial does not: "Comrade HOLM A.B."
STOPPED: Final = re.compile(r"(?:[!?;:]|(?<!\b[^\W\d_a-zà-ÿа-я])\.)\W*$")
# so many lines may stand above an address or a salutation
ABOVE: Final = 16
# a headline runs over no more lines
HEADLINE_LINES: Final = 4
# a number that stands alone above a headline: "2.", "No. 26", "№ 403", "DCCXXVII"
NUMBER_ALONE: Final = re.compile(
    r"(?:\(\d+\)\s?)?(?:[^\W\d_]{1,4}[.°º]?\s?|[#№]\s?)?\d{1,4}[a-z]?\.?|[IVXLCDM]{2,9}\.?"
)
# a label has no more words, a sentence that is told by its verbs no fewer
WORDS_OF_LABEL, WORDS_OF_SPEECH = 4, 8


def is_fragment(unit: Unit) -> bool:
    """A short line that is no sentence."""
    return unit.sign is None and len(unit.text) <= 90 and not STOPPED.search(unit.text)


def is_phrase(unit: Unit) -> bool:
    """No sentence, as long as a title may be."""
    return unit.sign is None and len(unit.text) <= TITLE and not STOPPED.search(unit.text)


def is_labelled(unit: Unit) -> bool:
    """``Subject: the ferry``, ``890. Subject: the ferry``, or ``Subject:`` left empty: a line of the form."""
    return bool(re.match(r"(?:\d{1,6}\.\s)?[^\W\d][^:.]{1,20}:(?:\s|$)", unit.text))


def speaks(unit: Unit, context: Context) -> bool:
    """A sentence, as far as verbs, pronouns and a stop within tell."""
    words, text = context.words, unit.text
    within = re.search(r"[^\W\d_]{4,}\d?[.!?]\s+[^\W\d_a-zà-ÿа-я]", text)
    spoken = spelled(r"(?<![\w'’]){brackets.sentence|pronouns}(?![\w'’.])", words)
    return len(text.split()) >= WORDS_OF_SPEECH and bool(within or spoken.search(text))


def dates_itself(unit: Unit, context: Context) -> bool:
    """``3 May 1962 / Cable from Vessk``: a day, a stroke or a dash, and the kind of document that is of that day."""
    first = next(iter(find(unit.text, context.calendar, "office") if unit.text[:1].isdigit() else ()), None)
    if first is None or first.span.start or len(first.when) != len("1962-05-03"):
        return False
    behind = re.match(r"\s*[/|–—]\s*", unit.text[first.span.end :])
    return behind is not None and says_kind(unit.text[first.span.end + behind.end() :], context.words)


def names_one(unit: Unit, context: Context) -> bool:
    """``Telegram to the consuls.``: sender or addressee, at least."""
    said = from_and_to(completed(unit.text, context.words), context.words)
    return bool(said.sender or said.addressee)


def names_both(unit: Unit, context: Context) -> bool:
    """``A. Holm to K. Berg``: sender and addressee."""
    words = context.words
    return len(unit.text) <= LONGEST_HEADLINE and from_and_to(completed(unit.text, words), words).is_complete


def goes_from_to(unit: Unit, context: Context) -> bool:
    """``To Minister Berg from Ambassador Holm``: one line of an address that names both sides."""
    turned = spelled(r"(?i:{headline-to}\s.*\s{from})\s+(?=[^\W\d_a-z\[])", context.words).match(unit.text)
    return turned is not None and names_both(unit, context)


def is_another_signed(unit: Unit, context: Context) -> bool:
    """``(Signé) Holm``, ``/-/ Holm``, or a letter alone: nobody's address."""
    return len(unit.text) <= 2 or bool(
        worded(r"\(?<brackets.signature>|{signature-marks}", context.words).match(unit.text)
    )


def heads_a_letter(unit: Unit, context: Context) -> bool:
    """``From A. Holm   2 July 1866``: as an edition of somebody's letters heads them; a place has no initials."""
    text = context.source.slice(unit.span)
    said = from_and_to(" ".join(text.split()), context.words) if len(text) < SHORT else None
    names = (*said.sender, *said.addressee) if said else ()
    return len(names) == 1 and bool(re.match(r"(?:[^\W\d_a-z]\.\s?){1,3}[^\W\d_a-z]\w", names[0]))


def has_pronoun(text: str, context: Context) -> bool:
    """``I gave him a letter from the consul to send on``: a pronoun, and no headline."""
    return any(word in context.words.pronouns for word in re.findall(rf"{NO_INITIAL}[^\W\d_]+", text))


def is_dated(unit: Unit, context: Context) -> bool:
    """A date, with a number or without, and nothing else."""
    kinds = {kind for kind, _ in closing_parts(unit, context) or ()}
    return Kind.DATELINE in kinds and kinds <= {Kind.DATELINE, Kind.REGISTRY}


def is_dated_title(unit: Unit, context: Context) -> bool:
    """``Resolution of the Committee "On the lamps". Minutes No. 3, 10 May 1933``: begins with its kind, ends with its day.

    What it is about may stand before the kind: ``The pilots are ready. From a speech of A. Holm. 10 May 1933``.
    """
    subject = BEHIND_SUBJECT.match(unit.text)
    named = names_kind(unit, context) or (subject and says_kind(unit.text[subject.end() :], context.words))
    if len(unit.text) > TITLE or not named or has_pronoun(unit.text, context):
        return False
    days = [
        d
        for d in find(unit.text, context.calendar, "dateline")
        if d.kind == "date" and len(d.when) == len("1933-05-10")
    ]
    after = worded(r"\s?{after-year}?\W*", context.words)
    return bool(days) and after.fullmatch(unit.text[days[-1].span.end :]) is not None


def is_translated(unit: Unit, context: Context) -> bool:
    """``Translated from the English.``, ``Copy.``: a few words that say what this text is."""
    what = worded(r"{status|brackets.translated}(?!\w)", context.words)
    return len(unit.text.split()) <= WORDS_OF_LABEL and bool(what.match(unit.text))


def introduces(unit: Unit, context: Context) -> bool:
    """``Visit him and say the following:``: the text begins; a caption or a label says so in fewer words."""
    said = unit.text.split()
    labelled = names_kind(unit, context) or heads_copies(unit, context)
    labelled = labelled or attendance(unit.text, context.words) is not None
    labelled = labelled or worded(r".*<brackets.stamp>:", context.words).fullmatch(unit.text) is not None
    return unit.text[-1:] == ":" and len(said) > WORDS_OF_LABEL and said[-1][:1].islower() and not labelled


def reads_as_caption(unit: Unit, context: Context, below_caption: bool) -> bool:
    """No sentence; below the kind of document a small letter may begin the next line: ``for the period 3 to 9 May``."""
    if FILED.fullmatch(unit.text) or _is_remark(unit, context):
        return True
    small = below_caption and unit.text[:1].islower() and len(unit.text) < CAPTION
    text = unit.text[:1].upper() + unit.text[1:] if small else unit.text
    return is_caption_like(text, context.words)


def _is_remark(unit: Unit, context: Context) -> bool:
    """``(Not yet reviewed by the Director)``: a line in brackets, in which nobody speaks."""
    held = re.fullmatch(r"\([^()]+\)", unit.text)
    return held is not None and len(unit.text) < CAPTION and not has_pronoun(unit.text, context)


def is_long_caption(unit: Unit, context: Context) -> bool:
    """``Record of Conversation from …``, of more words than captions have: it begins with the kind of document, and no stop ends it."""
    if not SHORT < len(unit.text) <= 2 * SHORT or re.search(r"[^\W\d_]{3,}[.!?:;]\W*$", unit.text):
        return False
    return names_kind(unit, context) and is_caption_like(unit.text[:SHORT], context.words)


def says_about(unit: Unit, context: Context) -> bool:
    """``about the Talks of A. Holm with K. Berg on 3 May 1950 in Vessk``, below the kind of document alone: what it is about."""
    led = worded(r"<accounts-of|headline-about>\s", context.words).match(unit.text)
    plain = unit.sign is None and len(unit.text) <= 2 * SHORT and not STOPPED.search(unit.text)
    return led is not None and plain and not speaks(unit, context)


def begins_with_kind(unit: Unit, context: Context) -> bool:
    """``RECORD OF A CONVERSATION``, ``from the journal of``: a short line that begins with a kind of document."""
    return len(unit.text) < CAPTION and is_fragment(unit) and names_kind(unit, context)


def opens_caption(unit: Unit, context: Context) -> bool:
    """``from the journal of``: the kind of the document, and a caption left open."""
    last = unit.text.split()[-1].lower() if unit.text else ""
    return len(unit.text) < CAPTION and last in context.words.function and names_kind(unit, context)


def is_of_any_form(unit: Unit, context: Context, below_caption: bool = False) -> bool:
    """A caption, a line of the routing, an address or a salutation, a rule, or whatever reads as a caption."""
    about = len(unit.text) <= SHORT and worded(r"{subject}\s*:\s", context.words).match(unit.text)
    known = kind_by((*HEADS, *ROUTES, *OPENERS), unit, context) or unit.sign is not None or about
    said = introduces(unit, context) or (len(unit.lines) > 1 and speaks(unit, context))
    captioned = not said and (
        reads_as_caption(unit, context, below_caption) or (below_caption and context.is_of_title(unit.text))
    )
    return bool(known) or is_rule(unit, context) or captioned or is_translated(unit, context)


def is_of_form(unit: Unit, context: Context) -> bool:
    """Nothing that opens a message, and no sentence."""
    known = kind_by((*HEADS, *ROUTES), unit, context) or is_rule(unit, context) or unit.sign
    empty = EMPTY_LABEL.fullmatch(unit.text)
    return bool(known or empty) or is_fragment(unit) or closing_parts(unit, context) is not None


def is_point(unit: Unit, context: Context) -> bool:
    """Begins with the label of a point, and not with a day: ``13. September``."""
    if is_ordinal_point(unit.text, context.words):
        return True
    return bool(LABEL.match(unit.text)) and not begins_with_day(unit.text, context.words)


def length_of_speech(unit: Unit, context: Context) -> int:
    """How many characters of a unit are sentences of somebody, and no form's."""
    if is_note(unit) or is_rule(unit, context) or kind_by((*ROUTES, *NOTES_OF_OFFICE), unit, context):
        return 0
    return len(unit.text) if len(unit.text) > 30 and SENTENCE_END.search(unit.text) else 0
