"""The questions that tell the meaning of a bracket."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from typing import Final

from tei_edition.transcript.expressions import compiled, spelled, worded
from tei_edition.transcript.signs.bracket import LISTED, SIGHT, Bracket, said_for
from tei_edition.transcript.signs.facts import amount
from tei_edition.transcript.words import whole

Test = Callable[[Bracket], bool]


def always(bracket: Bracket) -> bool:  # noqa: ARG001
    """The delimiters alone tell."""
    return True


DOTS: Final = re.compile(r"[\s.…·]+")
DASHES: Final = re.compile(r"[\s_—–-]{2,}|—")
CAPITAL: Final = re.compile(r"[^\W\d_]")
# no longer is a word that two languages share by chance
SHARED: Final = 4
# capitals are no shortened name any more
LONGEST_ACRONYM: Final = 7
NUMERIC_DATE: Final = re.compile(r"(?<![\w.])\d{1,2}[./-](?:\d{1,2}|[IVX]{1,4})(?:[./-]\d{2,4})?\.? $")
# an office in front of a name is told in no more words
MOST_WORDS: Final = 6
POSSESSIVE: Final = ("'s", "’s")


def is_capital(word: str) -> bool:
    """True if the first letter of a word is a capital."""
    first = CAPITAL.search(word)
    return first is not None and first[0].isupper()


def is_labelled(kind: str) -> Test:
    """A note whose text follows a label: ``[Stamp: …]``."""
    return lambda b: b.is_labelled(kind)


def is_described(kind: str) -> Test:
    """A thing that is described, not transcribed: ``[Handwritten note at the top]``; no word that cannot be read."""
    return lambda b: (
        b.label_length == 0
        and (b.begins(kind) or b.describes(kind) or (_fills_its_lines(b) and b.mentions(kind)))
        and not _says_otherwise(b)
    )


def _fills_its_lines(b: Bracket) -> bool:
    """``[the handwritten original follows, with a signature]``: nothing else on its lines, and few words."""
    return not b.before.strip() and not b.after.strip() and len(b.text.split()) <= 20


def _says_otherwise(b: Bracket) -> bool:
    return b.describes("layout") or (b.mentions("illegible") and _names_a_unit(b))


def announces(kind: str) -> Test:
    """``[stamp] SECRET!``, ``and [in pencil:] Berg``: the word alone in brackets, and text after it on its line."""
    return lambda b: (
        b.is_one_of(kind) and bool(b.after.strip()) and (b.text.endswith(":") or not b.before.rstrip()[-1:].isalpha())
    )


def is_dots(b: Bracket) -> bool:
    """Only dots inside, and more than a full stop."""
    return bool(DOTS.fullmatch(b.inner)) and b.inner.strip() not in {"", ".", "·"}


def is_blank(b: Bracket) -> bool:
    """Nothing but spaces or dashes inside, or the word for it."""
    return not b.inner.strip() or bool(DASHES.fullmatch(b.inner))


def is_query(b: Bracket) -> bool:
    """``word[?]``: the word before is doubted."""
    return b.text == "?" and bool(b.adjacent_word) and b.adjacent_word.lower() not in b.words.function


def is_wanting_query(b: Bracket) -> bool:
    """``Can the boat leave [?]``: a question that has no mark; its words ask, and a new sentence follows, or none."""
    return _words_that_ask(b) > 3


def may_want_query(b: Bracket) -> bool:
    """``Will it hold [?]``: a word that is doubted, or the mark of so short a question."""
    return is_query(b) and _words_that_ask(b) > 0


def _words_that_ask(b: Bracket) -> int:
    """How many words the question has at whose end a mark stands in brackets; 0 if nothing asks."""
    follows = re.match(r"\s*(?:\.?$|[(\[]?[^\W\d_a-zà-ÿа-я])", b.after)
    said = re.search(r"(?:^|[.;:!?]['\"”’»)]?\s+)(?P<clause>[^.;:!?]*)$", b.before[-SIGHT:].rstrip())
    lead = re.findall(r"[\w']+", said["clause"].lower()) if said and len(b.before) < SIGHT else []
    asks = bool(lead) and lead[0] in b.words.brackets.get("asking", ())
    return len(lead) if b.text == "?" and follows is not None and asks else 0


def is_lone_query(b: Bracket) -> bool:
    """``[?]`` with no word before it."""
    return b.text in {"?", "??", "???", "(?)"}


def is_queried(b: Bracket) -> bool:
    """``[word?]``: read, with doubt."""
    return b.inner.endswith("?") and len(b.text) > 1 and len(b.text.split()) <= 4


def is_short(b: Bracket) -> bool:
    """Few words, or words that begin like a remark, or that measure something: no words of a sentence."""
    size = len(b.text.split())
    return size <= 4 or bool(amount(b)) or (size <= 12 and (is_capital(b.text) or _names_a_unit(b)))


def _names_a_unit(b: Bracket) -> bool:
    said = tuple(w for choices in b.words.units.values() for w in choices)
    return bool(said) and bool(compiled(whole(said), re.IGNORECASE).search(b.text))


def is_lacking(kind: str) -> Test:
    """Says that something is not there: ``[one line missing]``, ``[Text omitted.]``."""
    return lambda b: b.is_one_of(kind) or (b.mentions(kind) and is_short(b) and not _is_of_a_sentence(b))


def is_struck_out(b: Bracket) -> bool:
    """``[two words crossed out]``: so much is struck out; ``[crossed out]`` alone speaks of what is there."""
    return is_lacking("crossed-out")(b) and not b.is_one_of("crossed-out") and _names_a_unit(b)


def _is_of_a_sentence(b: Bracket) -> bool:
    """``[the lost]``, ``[of the missing]``: words of a sentence."""
    first = re.match(r"[\w']+", b.text)
    little = first is not None and first[0].islower() and first[0] in {*b.words.function, *b.words.pronouns}
    return little and not _names_a_unit(b)


def is_left_out(b: Bracket) -> bool:
    """``[Here follows a list.]``, ``[the rest is not reproduced here]``: the transcript leaves something out."""
    little = len(b.text.split()) <= 3 and _is_of_a_sentence(b)
    if _goes_on_so(b):
        return not b.after.strip(" .,")
    return b.begins("editorial") or (b.mentions("editorial") and len(b.text.split()) <= 30 and not little)


def _goes_on_so(b: Bracket) -> bool:
    """``I have [etc.]``: at a line's end closing words that everybody knows, elsewhere more of what was named."""
    return b.is_one_of("and-so-on")


def is_heading_left_out(b: Bracket) -> bool:
    """``[…] [Vietnam]``: after dots, and the last on its line: what the part that is left out was about."""
    dots = re.search(r"\[[\s.…·]+\]\s*$", b.before)
    return dots is not None and not b.after.strip(" .;,") and is_capital(b.text) and len(b.text.split()) <= 30


def is_doubled_reading(b: Bracket) -> bool:
    """``[[11]] September``, ``[[5]]7``: figures or letters in double brackets, hard to read in a stamp or a note."""
    short = len(b.text.split()) == 1 and len(b.text) <= 12
    return b.is_double and short and (b.text[:1].isdigit() or b.touches_before or b.touches_after)


def _is_done_by(b: Bracket) -> bool:
    """``[crossed out by Holm]``, ``[added by Holm]``, ``[von Holm gestrichen]``: by whom what stands before was struck out or written in."""
    done, by = "{brackets.crossed-out|brackets.inserted}", r"{headline-by}(?:\s[\w.'’-]+){1,3}"
    return worded(rf"{done}\s{by}|{by}\s{done}", b.words).fullmatch(b.text.strip(" .")) is not None


def is_in_a_hand(b: Bracket) -> bool:
    """``[added in Holm's hand]``: in whose hand what stands before is written."""
    said = said_for(b.words, "hand-of")
    ends = bool(said) and compiled(rf"{said}[.)]?$", re.IGNORECASE).search(b.text) is not None
    return ends and b.label_length == 0 and len(b.text.split()) <= 8


def is_remark_on_layout(b: Bracket) -> bool:
    """``[emphasis added]``, ``[phrase in English in original]``: how the original looks."""
    said = said_for(b.words, "of-original")
    ends = bool(said) and bool(compiled(rf"(?<!\w){said}[.)]?$", re.IGNORECASE).search(b.text))
    told = (
        b.begins("layout")
        or b.describes("layout")
        or b.is_one_of("crossed-out")
        or b.is_one_of("written-in")
        or _is_done_by(b)
    )
    if b.is_one_of("sic"):
        return False
    return len(b.text.split()) <= 9 and (told or ends) and not b.text.endswith("?")


def is_illegible(b: Bracket) -> bool:
    """Says that something cannot be read."""
    return b.mentions("illegible") and len(b.text.split()) <= 8


def is_signature(b: Bracket) -> bool:
    """Says that a signature is there."""
    return len(b.text.split()) <= 10 and (b.begins("signature") or b.describes("signature"))


def is_illegible_signature(b: Bracket) -> bool:
    """Says that a signature is there and cannot be read."""
    return is_signature(b) and b.mentions("illegible")


def is_sic(b: Bracket) -> bool:
    """``word [sic]``."""
    said = re.search(r"[\w)”\"'».,;:!?…](?P<apart> ?)$", b.before)
    plain = b.inner == " ".join(b.inner.split())
    return b.is_one_of("sic") and plain and said is not None and (bool(said["apart"]) or b.inner == "sic")


def is_exclaimed(b: Bracket) -> bool:
    """``word [!]``: so in the document, and wrong."""
    return b.inner in {"!", "?!", "!?"} and bool(b.adjacent_word)


def is_sic_and_more(b: Bracket) -> bool:
    """``[sic—1957]``: something is said besides, in few words."""
    plain = b.as_written == " ".join(b.inner.split())
    return plain and b.begins("sic") and len(b.text.split()) <= 6 and bool(re.search(r"\w[)”\"'»]? ?$", b.before))


def is_remark_on_sic(b: Bracket) -> bool:
    """``[sic, the rest is missing]``: so in the document, and more than a word is said of it."""
    return bool(re.match(r"sic(?:!?$|!?[,;:–—-])", b.text, re.IGNORECASE)) and len(b.text.split()) <= 15


def is_sic_with_reading(b: Bracket) -> bool:
    """``word [sic: ward]``: so in the document, and what is meant."""
    return reading_announced(b) > 0 and len(b.text.split()) <= 9 and bool(b.adjacent_word)


def reading_announced(b: Bracket) -> int:
    """Characters of what leads to the reading that is meant, ``sic, read:``; 0 if nothing does."""
    said = said_for(b.words, "sic-reading")
    intro = rf"(?P<intro>sic[,;:!]?\s+{said}:?|sic[,;:]|sic\s?[–—-]|{said}:?)\s+\S"
    found = compiled(intro, re.IGNORECASE).match(b.inner)
    return found.end("intro") if found else 0


def is_page(b: Bracket) -> bool:
    """``[page 2]``, ``[S. 2]``, ``[page two]``, ``[Page 2 of the original]``; ``[0012]`` on a line of its own."""
    if b.is_apart and re.fullmatch(r"0\d{1,3}", b.text):
        return True  # no number of the text begins with nought
    counted = "|".join(map(re.escape, b.words.numerals)) or r"\0"
    side = rf"(?:[a-z]|,?\s*{said_for(b.words, 'page-side')})"
    of_how_many = rf"(?:\s+{said_for(b.words, 'page-of')}\s+(?:[^\d]{{3,30}}|\d+))"
    number = rf"\W*(?:\d+|(?:{counted})(?!\w))\s?{side}?{of_how_many}?"
    said = said_for(b.words, "page")
    page = compiled(rf"(?:{said_for(b.words, 'page-end')} )?{said}{number}", re.IGNORECASE)
    return bool(said) and page.fullmatch(b.text) is not None


def is_column(b: Bracket) -> bool:
    """``[column 2]``, ``[left column]``."""
    said = said_for(b.words, "column")
    return bool(said) and bool(compiled(rf"(?:[\w-]+\s)?{said}\W*\d*", re.IGNORECASE).fullmatch(b.text))


def is_reading_inside_a_word(b: Bracket) -> bool:
    """``8[7]1``: letters or digits touch both sides, so something was seen there; of ``c[omrade]s`` most is written out."""
    return b.touches_before and b.touches_after and not _writes_most_of_a_word(b)


def _writes_most_of_a_word(b: Bracket) -> bool:
    before, after = re.search(r"[^\W\d_]*$", b.before), re.match(r"[^\W\d_]*", b.after)
    around = len(before[0] if before else "") + len(after[0] if after else "")
    inner = b.inner.rstrip(".-")
    return inner.isalpha() and inner.islower() and len(inner) > around


def is_part_of_a_word(b: Bracket) -> bool:
    """``Com[rade]``, ``[con]currently``, ``[19]46``: a word or a number is completed."""
    initial = bool(re.search(r"(?<!\w)[^\W\d_]\.$", b.before)) and b.inner.islower()  # "R.[ostow]"
    return (b.touches_before or b.touches_after or initial) and bool(re.fullmatch(r"[^\W_]+[.-]?", b.inner))


def is_punctuation(b: Bracket) -> bool:
    """``["]``, ``[,]``: a mark that is wanting."""
    return bool(re.fullmatch(r"[\"“”„«»'’,.;:!()/-]{1,2}", b.inner))


def is_correction(b: Bracket) -> bool:
    """``These [There]``: one other word, near the one before in letters, but neither name nor gloss."""
    said, before = b.text, b.adjacent_word.replace("’", "'")
    if len(said) < 3 or not said.isalpha() or not before.replace("'", "").isalpha() or said.lower() == before.lower():
        return False
    if b.known.is_person(said) or b.known.is_place(said) or b.known.is_person(before) or before.isupper():
        return False
    if difflib.SequenceMatcher(None, said.lower(), before.lower()).ratio() < 0.7 or not b.is_word(said):
        return False
    if is_pronoun(b) and said.islower() and b.is_word(before):
        return False  # "then [they]": whom the other language leaves out
    if is_capital(before) and is_capital(said) and _names_a_people(said, b) and not b.is_word(before):
        return True  # "Chineese [Chinese]"
    # of two capitalized words only those that begin a sentence can be anything but names
    return not is_capital(before) if not is_capital(said) else b.begins_sentence and b.is_word(before)


def _names_a_people(word: str, b: Bracket) -> bool:
    return spelled(r"[A-Z][a-z]+{brackets.people-endings}", b.words).fullmatch(word) is not None


def is_slanted_correction(b: Bracket) -> bool:
    """``grounds [*groups*]``, ``80 [*87*]``: slanted by the editor, and one word for one."""
    word = b.text.rstrip("?").strip()
    return b.is_slanted and bool(re.fullmatch(r"[\w'-]+", word)) and bool(b.adjacent_word) and b.before.endswith(" ")


def is_slanted_doubt(b: Bracket) -> bool:
    """``July [*August?*]``: the same, and a doubt about it."""
    return is_slanted_correction(b) and b.text.endswith("?")


def is_slanted_remark(b: Bracket) -> bool:
    """``[*Page 3 has parts of documents 5 and 6*]``: slanted by the editor, and longer than any reading."""
    return b.is_slanted and len(b.text.split()) > MOST_WORDS


def is_corrected_number(b: Bracket) -> bool:
    """``1951 [1950]``: another number of as many digits."""
    said, before = b.text, b.adjacent_word
    return said.isdigit() and before.isdigit() and b.before.endswith(" ") and len(said) == len(before) > 1


def is_gloss(b: Bracket) -> bool:
    """``[i.e. the Chinese one]``: says itself that it explains; ``[that is]`` alone is of the sentence."""
    return b.begins("gloss") and not b.is_all("sentence")


def is_original(b: Bracket) -> bool:
    """``[glavnyi khoziain]``: words that are none of the transcript's language, and no name."""
    if b.words.language != LISTED or _goes_on_so(b):
        return False
    if _without_remark(b) not in {"", b.text}:
        return True
    said = re.findall(r"[^\W\d_]+(?:['’`-][^\W\d_]*)*", b.text)
    telling = [word for word in said if len(word) > 2 or not word.isascii()]  # "de pé": no English word has an accent
    if not telling or len(said) > 6 or not re.fullmatch(r"[^\W\d_][\w\s'’`.,-]*", b.text):
        return False
    foreign = [word for word in telling if _is_no_word(word, b)]
    if len(said) == 1 and foreign == said and is_capital(said[0]):
        return _translates(b.adjacent_word, said[0], b) or _heads_a_form(b.adjacent_word, said[0], b)
    # "Telegrama para cifra": a short word may be one of either language
    others = [word for word in telling if word not in foreign]
    shared = not others or (len(foreign) > len(others) and max(map(len, others)) <= SHARED)
    return any(word.islower() for word in foreign) and shared


def _heads_a_form(before: str, said: str, b: Bracket) -> bool:
    """``LETTERGRAM [CORREOGRAMA]``: a word of the language in capitals, and a foreign one too long for a shortened name."""
    is_word = b.is_word(before.lower()) or before.lower() in b.words.every_kind
    return before.isupper() and said.isupper() and len(said) > LONGEST_ACRONYM and is_word


def _without_remark(b: Bracket) -> str:
    """``OS – sic`` → ``OS``: what the transcript gives of the original, without its remark that it is so."""
    return compiled(rf"\s?[–—-]\s?{said_for(b.words, 'sic')}[.!]?$", re.IGNORECASE).sub("", b.text)


def _is_no_word(word: str, b: Bracket) -> bool:
    """A word that the language does not have; ``oblast'`` ends with the sign of a soft consonant."""
    is_soft = word[-1] in "'’`" and word[-2:-1] not in "sS"
    return is_soft or not (word.isascii() and all(map(b.is_word, re.findall(r"\w+", word))))


def names_its_language(b: Bracket) -> bool:
    """``[Russian: vozhd]``, ``[Rus. vozhd]``, ``[in the original: vozhd]``: the words of the original, and whose they are."""
    tongues = "|".join(said_for(b.words, kind) for kind in ("written-in", "tongue"))
    said = rf"(?:{tongues})(?:\s?:|(?<=\.))\s?[^\W\d_]"
    return len(b.text.split()) <= 8 and compiled(said, re.IGNORECASE).match(b.text) is not None


def _translates(before: str, said: str, b: Bracket) -> bool:
    """``Organs [Organismos]``: a word of the language, no name, that resembles the foreign one."""
    if len(said) < 6 or not b.is_word(before) or b.known.is_person(said) or b.known.is_place(said):
        return False
    return difflib.SequenceMatcher(None, said.lower(), before.lower()).ratio() >= 0.7


def is_apposition(b: Bracket) -> bool:
    """``the Secretary of State, [Dean Rusk,] said``: a name between commas."""
    said = re.findall(r"[^\W\d_][\w'’.-]*", b.text)
    plain = {*b.words.function, *(p.lower() for p in b.words.pronouns), *b.words.brackets.get("sentence", ())}
    named = len(said) > 1 and all(map(is_capital, said)) and said[0].lower() not in plain
    return named and b.before.rstrip().endswith(",") and (b.text.endswith(",") or b.after.startswith(","))


def is_number_again(b: Bracket) -> bool:
    """``two hundred [200]``, ``41 [forty-one]``, ``23.10. [October 23]``: the number or the date before, otherwise."""
    if NUMERIC_DATE.search(b.before[-SIGHT:]) and _is_day_of_a_month(b):
        return True
    before = re.search(r"(?:^|\s)([\w-]+) $", b.before[-SIGHT:])
    if before is None:
        return False
    if b.text.replace(",", "").isdigit():
        return _counts(before[1], b)
    # "20 [million] tons": so many of them, and not the number again
    of_many = b.text.lower().split()[:1] and b.text.lower().split()[0] in b.words.brackets.get("magnitudes", ())
    return before[1].isdigit() and not of_many and _counts(b.text, b)


def _is_day_of_a_month(b: Bracket) -> bool:
    """``October 23``, ``24 October 1962``: figures and the name of a month."""
    months = {name.lower().rstrip(".") for names in b.words.months for name in names}
    said = re.findall(r"\w+", b.text.lower())
    named = [word for word in said if word in months]
    return len(named) == 1 and len(said) > 1 and all(word.isdigit() for word in said if word not in months)


def _counts(text: str, b: Bracket) -> bool:
    """True of numbers in words: ``forty-one``, ``two hundred``."""
    counting = {*b.words.numerals, *b.words.brackets.get("counting", ())}
    said = [word for word in re.findall(r"[^\W\d_]+", text.lower()) if word not in b.words.joining]
    return bool(said) and all(word in counting for word in said)


def is_remark_apart(b: Bracket) -> bool:
    """``[the map is attached]``, ``[Enclosure to the letter]`` on lines of its own: said of the document, not in it."""
    size = len(b.text.split())
    if not b.is_apart or size > 30:
        return False
    heads = worded(r"<enclosure|status>", b.words).match(b.text)
    return bool(heads) or (size > 2 and is_lower_case(b))


def is_line_of_form(b: Bracket) -> bool:
    """``[Received May 3, 9 p.m.]``, ``[Telegram—Paraphrase]`` on lines of its own: what a form says, or an edition for it.

    When it was received may stand behind the day on which it was sent, too.
    """
    received = worded(r"{received}(?!\w).*\d", b.words).match(b.text)
    kind = worded(r"{kinds}(?:\W+{kinds|status})*\W*", b.words).fullmatch(b.text)
    return (_fills_its_lines(b) and bool(kind or received)) or (received is not None and _is_behind_a_day(b))


def _is_behind_a_day(b: Bracket) -> bool:
    """``Vessk, May 3, 1943—3 p.m. [Received 3:15 p.m.]``: at the end of a line, behind a year and perhaps an hour."""
    day = re.search(r"\d{4}(?:\s?[—–-]\s?[\w.: ]{2,12})?[.,]?\s*$", b.before)
    return day is not None and not b.after.strip()


def is_mark_apart(b: Bracket) -> bool:
    """``[AA: A1608, 41/1/1]`` on a line of its own: letters and numbers under which an archive has the document."""
    words = re.findall(r"[^\W\d_]{4,}", b.text)
    numbered = re.search(r"\d+/\d+|[A-Z]{1,4}\s?:\s?[A-Z]?\d", b.text)
    return _fills_its_lines(b) and numbered is not None and not any(word.islower() for word in words)


def is_sentence_apart(b: Bracket) -> bool:
    """``[The letter was sent on 3 May.]`` on lines of its own: a whole sentence, of the translator's or the editor's."""
    return b.is_apart and is_capital(b.text) and bool(re.search(r"[.!]['\"”»)]?$", b.text)) and is_sentence(b)


def tells_whose(b: Bracket) -> bool:
    """``the [Polish] side``: a capital within a sentence is a name's, and a noun follows."""
    said = re.findall(r"[^\W\d_][\w'’.-]*", b.text)
    before, after = b.word_before.lower(), b.word_after
    small = {*b.words.function, *b.words.pronouns, *b.words.brackets.get("sentence", ())}
    if b.words.language != LISTED or not said or len(said) > 4 or not is_capital(said[0]) or not small.isdisjoint(said):
        return False
    if after in small or not after.islower() or not re.match(r"\s\w", b.after) or _counts(b.text, b):
        return False
    lead = re.findall(r"[\w'’-]+|[.,;:!?]", b.before.lower())[-4:]
    return bool(before) and b.before.endswith(" ") and _is_determined(lead, b)


def _is_determined(lead: list[str], b: Bracket) -> bool:
    """True if a noun is announced: ``the``, ``our``, ``Holm's``."""
    determiners = b.words.brackets["determiners"]
    return any(word in determiners or word.endswith(POSSESSIVE) for word in lead)


def is_pronoun(b: Bracket) -> bool:
    """A pronoun the other language leaves out."""
    return b.text.lower() in {p.lower() for p in b.words.pronouns}


def is_function_word(b: Bracket) -> bool:
    """``[The]``, ``[And in]``: small words of the language, whatever their first letter."""
    return b.is_all("sentence")


def is_label(b: Bracket) -> bool:
    """``[To:]``, ``[Mao Zedong:]``: the head of what follows."""
    return b.text.endswith(":") and len(b.text.split()) <= 5 and bool(b.after.strip())


def is_sentence(b: Bracket) -> bool:
    """``[Kim and Pak can travel]``: it has a verb of its own."""
    return len(b.text.split()) > 1 and b.has_word("sentence")


def is_lower_case(b: Bracket) -> bool:
    """Begins with a small letter: words the sentence needs."""
    first = CAPITAL.search(b.text)
    return first is not None and first[0].islower()


def is_referent(b: Bracket) -> bool:
    """``he [Mao]``, ``they [the Americans]``: whom or what the pronoun before means."""
    before = b.word_before.lower()
    if before not in {w.lower() for w in b.words.brackets.get("referring", ())} or not b.before.endswith(" "):
        return False
    article = spelled(r"{brackets.definite|brackets.placing}\s+\w", b.words).match(b.text)
    return (is_capital(b.text) or bool(article)) and not is_pronoun(b) and not is_sentence(b)


def explains_a_phrase(b: Bracket) -> bool:
    """``the leader of the party [Anna Holm]``, ``our friends [the Danes]``: a name after a noun and its article."""
    # "brother [Enoch Holm, known as Doc]": what follows a comma says more of him
    said = re.findall(r"[^\W\d_][\w'’.-]*", b.text if b.is_apart else b.text.partition(",")[0])
    article = {*b.words.brackets["definite"]}
    named = [word for word in said if word.lower() not in {*article, *b.words.function}]
    if not named or not all(is_capital(word) for word in named) or not b.word_before[:1].islower():
        return False
    if said[0].lower() in {w.lower() for w in b.words.function} - article:
        return False
    small = {*b.words.function, *(p.lower() for p in b.words.pronouns), *b.words.brackets.get("sentence", ())}
    if b.word_before.lower() in small or not b.before.endswith(" "):
        return False
    lead = re.findall(r"[\w'’-]+|[.,;:!?]", b.before.lower())[-6:-1]
    headed = _is_determined(lead, b) or b.word_before in {
        held.lower() for held in b.words.offices_held
    }  # "and minister [Anna Holm]"
    if _lacks_a_subject(b) or _is_acted_upon(b):
        return False
    return headed and (_is_rounded(b) or len(named) > 1 or said[0].lower() in article)


def _is_acted_upon(b: Bracket) -> bool:
    """``the talk of leaving [Vastra]``: what is done to the name, after a small word, and no noun with its article."""
    lead = re.findall(r"[\w'’-]+", b.before[-SIGHT:].lower())[-2:]
    small = {*b.words.function, *b.words.beside, "not"}.difference(b.words.brackets["determiners"])
    return len(lead) == 2 and lead[1].endswith("ing") and lead[0] in small


def names_who_holds_it(b: Bracket) -> bool:
    """``the ambassador [in Vastra Anna Holm] said``: where somebody serves whose office stands before, and his name."""
    small, *named = b.text.split() or [""]
    held = {word.lower() for word in b.words.offices_held}
    serves = b.word_before.lower() in held and small in {*b.words.beside, *b.words.function}
    return serves and len(named) >= 3 and all(map(str.isalpha, named)) and all(map(is_capital, named))


def explains_a_name(b: Bracket) -> bool:
    """``Nikolai [the Danish embassy] and``, ``the envoys [Danish delegates to the port] found``: after a name or a noun what is meant."""
    article = spelled(r"{brackets.definite}\s[^\W\d_]", b.words).match(b.text)
    if b.has_word("sentence") or not b.before.endswith(" "):
        return False
    if article:
        return follows_a_name(b) and _is_rounded(b) and is_capital(b.text[article.end() - 1 :])
    lead = re.findall(r"[\w'’-]+|[.,;:!?]", b.before.lower())[-2:]
    headed = (
        len(lead) == 2
        and lead[0] in b.words.brackets["determiners"]
        and lead[1] not in {*b.words.function, *b.words.pronouns}
    )
    people, *more = b.text.split()
    said = _names_a_people(people, b) and any(word.islower() and len(word) > SHARED for word in more)
    return headed and b.word_before.islower() and said


def _is_rounded(b: Bracket) -> bool:
    """No noun follows of which the words in the bracket could be a part."""
    small = {*b.words.function, *(p.lower() for p in b.words.pronouns), *b.words.brackets.get("sentence", ())}
    return not b.word_after or b.word_after.lower() in small or bool(re.match(r"\s?[,.;:!?)]", b.after))


def _lacks_a_subject(b: Bracket) -> bool:
    """``As a rule [the Ministry] wants``: a preposition's phrase begins the clause, and a verb follows."""
    said = re.search(r"(?:^|[.;:!?]\s)[\s\"“„«]*(?P<lead>[^.,;:!?]*)$", b.before[-SIGHT:])
    lead = said["lead"].lower().split() if said else []
    small = {*b.words.function, *(p.lower() for p in b.words.pronouns)}
    rows = b.words.brackets
    verb = b.word_after.islower() and (b.word_after not in small or b.word_after in rows["being"])
    phrase = 3 <= len(lead) <= 4 and lead[0] in {*b.words.function, *b.words.beside, *rows["leading"]}
    headed = phrase and lead[0] not in rows["determiners"] and lead[1] in rows["determiners"]
    return headed and verb and b.text.partition(" ")[0] in rows["definite"]


def is_expansion(b: Bracket) -> bool:
    """``CC [central committee]``, ``Cde. [Comrade]``: what the abbreviation before stands for."""
    before, said = b.word_before, re.findall(r"[^\W\d_]+", b.text)
    letters = re.sub(r"\W|\d", "", before)
    if re.fullmatch(r"[^\W\d_]{3,}", before) and _stands_for_words(before, b):
        return True
    if not said or not 1 < len(letters) <= 6 or not b.before.endswith(" "):
        return False
    named = len(said) > 1 and all(map(is_capital, said[1:]))
    if letters.isupper() and said[0] in b.words.brackets["definite"] and named:
        return True  # "the MID [the Foreign Ministry]": letters of another language
    if letters.isupper() and b.text.islower() and 1 < len(said) <= 4 and not _is_known_short(letters, b):
        return not b.has_word("sentence") and is_lower_case(b) and not {*said} & {*b.words.function, *b.words.beside}
    if letters.isupper() and len(said) > 1:
        own = "".join(w[0] for w in said if w.lower() not in b.words.function).upper()
        return own[:1] == letters[:1] and len(own) in {len(letters), len(letters) - 1, len(letters) + 1}
    return before.endswith(".") and said[0].lower().startswith(letters[:1].lower()) and letters[-1:].lower() in said[0]


def _stands_for_words(before: str, b: Bracket) -> bool:
    """``KChZhD [Chinese Changchun Railway, which crosses the land]``: capitals at both ends of a word, and a name."""
    mixed = not before.isupper() and before[0].isupper() and before[-1].isupper()
    named = re.findall(r"[^\W\d_]+", b.text.partition(",")[0])
    return mixed and len(named) > 1 and all(map(is_capital, named))


def _is_known_short(letters: str, b: Bracket) -> bool:
    """``US``, ``NATO``: letters that the language itself has, which need no telling."""
    return b.is_word(letters.lower()) or b.is_word(letters)


def explains_a_foreign_word(b: Bracket) -> bool:
    """``obkom [oblast committee]``: the word before is none of the language, and no name."""
    before = b.word_before
    foreign = b.words.language == LISTED and not b.is_word(before)
    foreign = foreign or before in b.words.brackets.get("borrowed", ())
    return before.islower() and before.isalpha() and len(before) > 3 and foreign


def follows_a_name(b: Bracket) -> bool:
    """``FILIPPOV [Stalin]``: after a capitalized word, and no place that stands for itself."""
    before = b.word_before
    if before.lower() in {word.lower() for word in (*b.words.function, *b.words.pronouns)}:
        return False  # "The [Polish] side": a capital begins the sentence, no name
    ends_sentence = before.endswith(".") and len(before) > 2 and before not in b.words.abbreviated
    # "BERG [VESSK]": the place of a form; "Reval [Tallinn]" is another name of one
    placed = b.known.is_place(b.text) and (before.isupper() or b.known.is_person(before))
    return is_capital(before) and not ends_sentence and b.before.endswith(" ") and not placed


def is_place_before_day(b: Bracket) -> bool:
    """``[Vastra,] May 3``: with a comma, at the beginning of its line, and a day follows."""
    day = b.word_after in b.words.month_names or b.word_after[:1].isdigit()
    return is_capital(b.text) and b.text.endswith(",") and not b.before.strip() and day


def precedes_a_name(b: Bracket) -> bool:
    """``[Alan] Kirk``: a capitalized word follows."""
    if b.text.split()[-1:] and b.text.split()[-1].lower() in b.words.function:
        return False  # "the [Danish attack on] Vell"
    if b.word_after in b.words.month_names or re.search(r"\d\.$", b.text):
        return False  # "[Vastra,] May 3", "[No. 5, May 2.] My cable"
    numbered = bool(re.match(r"\d", b.word_before)) and not b.text.isupper()  # "the 13th [Army] Corps"
    return is_capital(b.word_after) and not b.known.is_place(b.text) and not numbered


def names_the_next(b: Bracket) -> bool:
    """``[attaché in Geneva Ota] Krenek``: its last word is a forename, and a person follows; ``[minister] Krenek``."""
    said = b.text.split()
    callings = {*b.words.brackets.get("callings", ()), *map(str.lower, (*b.words.offices_held, *b.words.ranks))}
    plain = {*b.words.function, *(p.lower() for p in b.words.pronouns)}
    if b.text[:1].islower() and said[-1] in callings and len(said) <= MOST_WORDS and said[0] not in plain:
        return is_capital(b.word_after) and not b.has_word("sentence")
    if len(said) < 2 or not is_capital(said[-1]) or not is_capital(b.word_after):
        return False
    noun = said[0] not in plain or (said[0] == "the" and len(said) > 2 and said[1].islower())
    leads = said[0].islower() and noun and not b.has_word("sentence")
    return leads or b.known.is_person(b.word_after)


def is_known_place(b: Bracket) -> bool:
    """``[BEIJING]``: a place of the registers, whatever the ground of the bracket."""
    return b.known.is_place(b.text)


def is_known_person(b: Bracket) -> bool:
    """``[Krenek]``: a person of the registers, alone in the bracket, with nobody before or after it to explain."""
    return b.known.is_person(b.text)


def is_signed_by_editor(b: Bracket) -> bool:
    """``[a proverb – trans.]``: the translator or editor signs at its end."""
    said = said_for(b.words, "by-editor")
    return bool(said) and bool(compiled(rf"(?:--?|[–—;,.(])\s?{said}[.)]*$", re.IGNORECASE).search(b.text))
