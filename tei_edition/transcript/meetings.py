"""Minutes and conversations: who was there, and who says what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.expressions import compiled, spelled, worded
from tei_edition.transcript.recognisers.names import is_designation, looks_like_name
from tei_edition.transcript.tiling import Markup
from tei_edition.transcript.units import Context, Unit, is_ordinal_point
from tei_edition.transcript.words import Words, alternatives, whole
from tei_edition.transcript.wrapping import SENTENCE_END

# so long a label may be
LABEL: Final = 70
# so many paragraphs from one who speaks another may be who speaks but once
BESIDE: Final = 2
# a designation that ends with a stop has no more words
LONGEST: Final = 6
# so many words without a capital only a sentence has
SMALL: Final = 3
# so many units a title and the list of those present stand within
ABOVE: Final = 16
ASIDE: Final = r"(?:\s*(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]))"
MARK: Final = r"(?:\*\*|</?[ubi]>|[*_])?"
# Stalin: …, **Comrade Holm** [Lund]: …, Holm (smiling): …, M. Lund.— …
LABELLED: Final = re.compile(
    rf"{MARK}(?P<who>[^\W\d_][^:\n()\[\]]{{0,{LABEL}}}?){ASIDE}{{0,2}}{MARK}(?:\s?:|\.\s?[—–])(?:\*\*|</[ubi]>)?(?=\s|$|(?<=[—–]))"
)
# Comrade Holm. They are out.
STOPPED: Final = re.compile(rf"(?P<who>[^\W\d_][^:\n()\[\]!?]{{0,{LABEL}}}?)\.(?=\s[^\W\d_a-zа-я])")
CAPITAL: Final = r"(?-i:[^\W\d_a-zà-ÿа-я])"
CAPITAL_FIRST: Final = re.compile(r"[^\W\d_a-zà-ÿа-я]\w+\s")
# behind the name: "Holm, A.V.", "Lund, B. Ia."
INITIALS: Final = re.compile(r"(?:[^\W\d_a-z][^\W\d_A-Z]?\.\s?){1,3}")
# "A. Holm:", "N. S. Lund:"
INITIALLED: Final = re.compile(r"(?:[^\W\d_a-zà-ÿа-я]\.\s?){1,3}[^\W\d_a-zà-ÿа-я][\w'’-]{2,}")
# "Harbour: Comrade Holm": whose side somebody is on
SIDE: Final = re.compile(r"[^\W\d_][\w-]*(?: [\w-]+){0,3}:\s+")
ITEM: Final = re.compile(r"^(?:\d{1,2}[.)]|[-–—•*])\s+")
SAID_MEANWHILE: Final = re.compile(r"\([^()]{2,240}\)\.?")
UNSURE: Final = "nothing but its form says that somebody speaks here"


@dataclass(frozen=True, slots=True)
class Label:
    """The words before what somebody says end at ``end``, an offset of the source; ``doubt`` if they are only likely such."""

    end: int
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    end: int
    key: str
    is_sure: bool
    is_weak: bool
    says: bool


# ------------------------------------------------------------------ who speaks


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The units in which somebody begins to speak; ``last`` is the last of them, -1 if there is none.

    ``names_each`` is true where every other paragraph, at least, names its speaker: one without a name goes on with
    the speech.
    """

    labels: Mapping[int, Label]
    last: int
    names_each: bool


def dialogue(units: Sequence[Unit], context: Context) -> Dialogue:
    """Who begins to speak where on a page."""
    found = labels(units, context)
    last = max(found, default=-1)
    return Dialogue(found, last, bool(found) and 2 * len(found) > last - min(found))


def labels(units: Sequence[Unit], context: Context) -> dict[int, Label]:
    """The units in which somebody begins to speak, by their index; none where nobody answers.

    A label is a name, a title or an office, or "Question"; it recurs, is titled, or stands among those present.
    """
    present = frozenset(_those_present(units, context.words))
    found = {index: one for index, unit in enumerate(units) if (one := _candidate(unit, context, present))}
    found = {index: one for index, one in found.items() if one.says or _says_below(units, index, found)}
    again = _without_colon(units, found)
    found |= again
    firm = {index: one for index, one in found.items() if not one.is_weak}
    met = Counter(one.key for one in firm.values())
    returning = {key for key, times in met.items() if times > 1}
    # beside a list of those present one who speaks is enough: a page may stop before the answer
    enough = 1 if present else 2
    answered = bool(again) and len({one.key for one in firm.values()}) > 1
    if sum(one.is_sure for one in firm.values()) < enough and len(returning) < 2 and not answered:
        return {}
    sure = {index for index, one in firm.items() if one.is_sure or one.key in returning}
    speeches = _with_neighbours(sure, found)
    doubt = "" if present or _is_minuted(units, context.words) or _is_asked(firm.values(), context.words) else UNSURE
    return {index: Label(one.end, doubt) for index, one in found.items() if index in speeches}


def _without_colon(units: Sequence[Unit], found: Mapping[int, _Candidate]) -> dict[int, _Candidate]:
    """``ANNA HOLM`` alone above what is said, where a label ``ANNA HOLM:`` stands elsewhere."""
    dress = " :*_"
    named = {units[index].text.strip(dress): one for index, one in found.items() if units[index].text.endswith(":")}
    made: dict[int, _Candidate] = {}
    for index, (unit, below) in enumerate(pairwise(units)):
        one = named.get(unit.text.strip(dress))
        if one and index not in found and unit.sign is None and below.sign is None and _is_saying(below.text):
            made[index] = replace(one, end=unit.span.end)
    return made


def _with_neighbours(sure: Collection[int], found: Mapping[int, _Candidate]) -> set[int]:
    """Who speaks once, among those who surely speak or right beside one of them."""
    made = set(sure)
    for ordered in (sorted(found), sorted(found, reverse=True)):
        for index in ordered:
            between = min(sure, default=index) < index < max(sure, default=index)
            if between or any(abs(index - other) <= BESIDE for other in made):
                made.add(index)
    return made


def _candidate(unit: Unit, context: Context, present: Collection[str]) -> _Candidate | None:
    """A unit that begins with what may be a label."""
    raw = context.source.slice(unit.span)
    found = LABELLED.match(raw)
    stopped = found is None
    found = found or STOPPED.match(raw)
    if found is None or not found["who"][0].isupper() or is_ordinal_point(raw, context.words):
        return None
    who = re.sub(r"[*_]|</?[ubi]>", "", found["who"]).strip()
    core = spelled(r"^(?:<titles>\s*)+", context.words).sub("", who).strip()
    key = re.sub(r"\W", "", (core or who).split()[-1]).casefold()
    asked = who.rstrip(".") in context.words.form["asked"]
    titled = core != who and (not core or looks_like_name(core))
    titled = titled or is_designation(re.sub(r"^(?:The|Der|Die|Le|La|L['’])\s*", "", who), context.words)
    initialled = not stopped and INITIALLED.fullmatch(who) is not None
    is_sure = asked or titled or initialled or key in present or context.known.is_person(core)
    if stopped and not ((titled and core) or key in present):
        return None
    weak = stopped and key not in present
    if not (is_sure or looks_like_name(who)) or _is_of_form(who, context) or len(who.split()) > 6:
        return None
    label = Span(unit.span.start, unit.span.start + found.end())
    if any(markup.span.crosses(label) for markup in _markups_at(context, label)):
        return None
    said = raw[found.end() :].strip()
    return _Candidate(label.end, key, is_sure, weak, _is_saying(said))


def _is_saying(said: str) -> bool:
    """A sentence, or the beginning of one; names and offices are none."""
    said = re.sub(r"\[[^\[\]]*\]", "", said).strip()
    small = re.findall(r"(?<!\w)[^\W\d_A-ZА-Я]\w+", said)
    ends = SENTENCE_END.search(said) is not None and re.search(r"\w", said) is not None
    return len(small) >= SMALL or ends


def _markups_at(context: Context, label: Span) -> Iterator[Markup]:
    return (m for m in context.signs.markups if m.span.start < label.end and label.start < m.span.end)


def _is_of_form(who: str, context: Context) -> bool:
    """``Subject``, ``Copies to Holm``, ``Moscow``: words of a form, and places, speak no word."""
    words = context.words
    said = {
        phrase.casefold().rstrip(".") for table in (words.kinds, words.form) for row in table.values() for phrase in row
    }
    said -= {phrase.casefold().rstrip(".") for phrase in (*words.form["asked"], *words.form["offices"])}
    form = words.form
    leads = (*form["addressed"], *form["from"], *form["received"], *form["sent"], *form["copies"], *form["service"])
    leads = (*leads, *form["subject"], *form["present"], *words.salutations)
    begins = compiled(rf"{alternatives(leads)}(?!\w)", re.IGNORECASE).match(who)
    return who.casefold().rstrip(".") in said or begins is not None or context.known.is_place(who)


def _says_below(units: Sequence[Unit], index: int, found: Mapping[int, _Candidate]) -> bool:
    """A label alone on its line, and what is said below it."""
    alone = units[index].text.rstrip(" *_").endswith((":", "—", "–"))
    below = units[index + 1] if index + 1 < len(units) else None
    if not alone or below is None or index + 1 in found or below.sign is not None:
        return False
    return _is_saying(below.text)


def _is_minuted(units: Sequence[Unit], words: Words) -> bool:
    minutes = whole(words.kinds["minutes"])
    return any(compiled(minutes, re.IGNORECASE).search(unit.text) for unit in units[:ABOVE])


def _is_asked(found: Collection[_Candidate], words: Words) -> bool:
    asked = {re.sub(r"\W", "", word).casefold() for word in words.form["asked"]}
    return all(one.key in asked for one in found if one.is_sure) and any(one.is_sure for one in found)


def is_meanwhile(unit: Unit) -> bool:
    """``(Laughter.)``: a line in round brackets and nothing else."""
    return SAID_MEANWHILE.fullmatch(unit.text) is not None


# ------------------------------------------------------------------ who was there


def attendance(text: str, words: Words) -> re.Match[str] | None:
    """``Present: A. Holm``: the head of a list of those present in ``head``, the rest of the line in ``rest``.

    ``Attended by A. Holm, B. Lund`` needs no colon.
    """
    heads, leads = alternatives(words.form["present"]), alternatives(words.form["present-by"])
    return compiled(
        rf"(?P<head>{MARK}(?:{heads}(?!\w)(?:[^:.;!?]{{0,40}}{MARK}:{MARK}|(?=\s*$))|{leads},?(?=\s+{CAPITAL})))\s*(?P<rest>.*)$",
        re.IGNORECASE | re.DOTALL,
    ).match(text)


def is_side(text: str, words: Words) -> bool:
    """``On the Soviet side:``, ``from the Harbour Office:``: whose side those below are on."""
    headed = rf"{MARK}(?:{{from}}\s[^:.;!?]{{2,40}}|[^:.;!?]{{2,40}}<sides>[^:.;!?]{{0,25}}){MARK}:{MARK}"
    return worded(headed, words).fullmatch(text) is not None


def present_on_one_line(text: str, span: Span, words: Words) -> tuple[Span, list[Span]] | None:
    """Head and persons of ``Present: A. Holm, director; B. Lund``; None if it is no such list.

    An office held, and initials, stay with the name before them.
    """
    found = attendance(text[span.start : span.end], words)
    if found is None or not found["rest"].strip():
        return None
    mark = ";" if ";" in found["rest"] else ","
    items: list[Span] = []
    for piece in compiled(rf"[^{mark}]+(?:{mark}|$)").finditer(found["rest"]):
        said = piece[0].strip()
        lead = len(piece[0]) - len(piece[0].lstrip())
        start = span.start + found.start("rest") + piece.start() + lead
        behind = not said[:1].isupper() or INITIALS.fullmatch(said.rstrip(" ,;"))
        if items and (behind or is_designation(said.rstrip(" ,;."), words)):
            items[-1] = Span(items[-1].start, start + len(said))
        elif said:
            items.append(Span(start, start + len(said)))
    return Span(span.start, span.start + found.end("head")), items


def is_present(unit: Unit, context: Context) -> bool:
    """``Mr. A. Holm, Director``: one of those present, on a line below the head."""
    text = ITEM.sub("", unit.text)
    form = context.words.form
    heads = {phrase.casefold() for phrase in (*form.get("labels", ()), *form["subject"])}
    if len(text) > 2 * LABEL or unit.sign is not None or text.endswith(":") or text.casefold() in heads:
        return False
    name = re.split(r"\s*(?:[,;(\[]|\s[-–—]\s)", SIDE.sub("", text, count=1), maxsplit=1)[0].rstrip(".")
    bare = spelled(r"^(?:<titles>\s*)+", context.words).sub("", name).strip()
    if bare != name and (looks_like_name(bare) or CAPITAL_FIRST.match(bare)):
        return SENTENCE_END.search(unit.text) is None or looks_like_name(bare)  # "Comrade Holm Head of the Pier"
    told = len(text.split()) > LONGEST and SENTENCE_END.search(text) is not None  # "Welcome by the Director, …."
    return looks_like_name(name) or (is_designation(name, context.words) and not told)


def _those_present(units: Sequence[Unit], words: Words) -> Iterator[str]:
    """The last words of the names of those present, without regard to capitals."""
    for index, unit in enumerate(units[: 2 * ABOVE]):
        found = attendance(unit.text, words)
        if found is None:
            continue
        listed = (
            [found["rest"]] if found["rest"].strip() else [one.text for one in units[index + 1 : index + 1 + ABOVE]]
        )
        for line in listed:
            for piece in re.split(r"[,;]|\s[-–—]\s|\s(?:and|und|et|и)\s", line):
                name = re.sub(r"\([^)]*\)", "", ITEM.sub("", piece.strip())).strip(" .")
                if looks_like_name(name):
                    yield re.sub(r"\W", "", name.split()[-1]).casefold()
