"""The foot of a page: its notes in a row at the end, whose calls have lost their form in copying or stand in its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.signs import Table
from tei_edition.transcript.signs.footnotes import apart, restarted
from tei_edition.transcript.signs.row import Sign
from tei_edition.transcript.source import Line, Source
from tei_edition.transcript.words import Words, whole

RAISED_DIGITS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN: Final = str.maketrans(RAISED_DIGITS, "0123456789")
SENTENCE_END: Final = re.compile(r"[.!?:;…]['\"”’»)\]]*$")
# the link back to the call, as a page's text has it after a note
RETURN: Final = re.compile(r"(?:\s*↩\ufe0e?|(?<=[.!?:;”\"’)\]])\s+Back)+\s*$")
_BEFORE: Final = r"(?:(?<=[^\W\d_])|(?<=[^\d\s][.,;:!?”\"’)\]»›])|(?<=\d{4}[.,;]))"
# a number that was raised before the page was copied: it touches a word, or the point or quotation mark after one
GLUED: Final = re.compile(_BEFORE + r"(?P<n>[1-9]\d{0,2})(?![\w/])(?![.,:]\d)")
LETTERED: Final = re.compile(_BEFORE + r"(?P<n>[1-9]\d{0,2}[a-z]?)(?![\w/])(?![.,:]\d)")
# the same, where only the note that waits for it tells that it was raised: "1 May 19482", "(No. 301)1", a number
# after a name or a date at a line's end, and after dots
LIKELY: Final = re.compile(
    r"(?:(?<=(?<!\d)1\d{3})|(?<=\d[)\]”»])|(?<=(?<!\d)20\d\d)|(?<=\. \. )|(?<=… ))(?P<n>[1-9]\d?)(?![\w/])(?![.,:]\d)"
    r"|(?:(?<=[^\W\d_]{3} )|(?<=[-./]\d\d )|(?<=[-./]\d{4} ))(?P<end>[1-9]\d?)(?=[ \t]*$)",
    re.MULTILINE,
)
# the same after a day, "August 14.58", and after a number, "your 4782": only where the notes are surely such
AFTER_DAY: Final = re.compile(r"(?<=\d[.,;])(?P<n>[1-9]\d{0,2})(?=[ \t]*$)", re.MULTILINE)
AFTER_NUMBER: Final = r"(?<![\w.,:/–-])(?<!^)(?!(?:1\d|20)\d\d(?!\d))\d{{1,4}}(?P<n>{number})(?![\w/])(?![.,:]\d)"
ONLY_LIKELY: Final = "the number may be the document's own"
# how the notes of such calls begin; where the number stands alone the words follow on a line of their own
BEGUN: Final = {
    "footnote-bare-bracketed": re.compile(r"\[(?P<n>[1-9]\d{0,2})\] (?=\S)"),
    # "2 135 nachm.": a note may begin with a number, but "1 000 tons" is none
    "footnote-bare": re.compile(r"(?P<n>(?!1 \d)[1-9]\d{0,2}) (?=[^\W\d_]|[“\"‘'(\[]|\d{1,4} [^\W\d_])"),
    "footnote-bare-touching": re.compile(r"(?P<n>[1-9]\d?)(?=[^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ])"),
    "footnote-bare-stop": re.compile(r"(?P<n>0|[1-9]\d{0,2})\. (?=\S)"),
    "footnote-bare-line": re.compile(r"(?P<n>[1-9]\d{0,2})$"),
    "footnote-item-line": re.compile(r"- (?P<n>[1-9]\d{0,2})$"),
}
# the same where a list has lost its numbers
DASHED: Final = {"footnote-dash": re.compile(r"[-–•] (?=\S)"), "footnote-dash-line": re.compile(r"[-–•]$")}
ALONE: Final = frozenset({"footnote-bare-line", "footnote-item-line", "footnote-dash-line"})
# lists that count from 1 whatever the numbers in the text
RESTARTING: Final = frozenset({"footnote-bare-stop", *DASHED})
# a line drawn between a page's text and its notes
RULED: Final = re.compile(r"\s*[_—–-]{5,}\s*")
# so many spaces stand before the items of a list in a page's text
INDENTED: Final = 2
# what the first note of a document is where it tells the source
SOURCED: Final = re.compile(r"\s*\[?Source\b")
# so many characters before a number tell what it counts
SIGHT: Final = 24
# what has a number of its own at a line's end
NUMBERED: Final = ("part", "section", "article", "chapter", "point", "paragraph", "document", "page", "volume", "annex")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, from its mark to its end, and where it is called: empty at the mark where nothing on the page calls it."""

    number: str
    note: Span
    mark: Span
    call: Span
    sign: Sign


# the date-time group of a cable, up to the last figure of its year
OF_GROUP: Final = re.compile(r"\d{6}Z\s+[A-Z]{3}\s+\d$")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a note begins with, or what calls it."""

    number: str
    span: Span
    sign: Sign
    before: str = ""  # what it touches: "195[6]" is a number completed, if no note begins with it

    @property
    def key(self) -> tuple[str, str]:
        """What a note and its call have in common."""
        return self.sign.name, self.number.translate(PLAIN)


@dataclass(frozen=True, slots=True)
class Foot:
    """The notes a page ends with; ``called`` stand at their calls, ``apart`` are those that nothing on the page calls."""

    called: tuple[Footnote, ...] = ()
    apart: tuple[Footnote, ...] = ()


@dataclass(frozen=True, slots=True)
class _Call:
    number: str
    span: Span
    doubt: str = ""


def read(source: Source, span: Span, lines: Sequence[Line], table: Table, language: Words, titled: str = "") -> Foot:
    """The notes at the foot of a document: all that their calls tell, and of a sure foot the others too.

    ``titled`` is the number of the call with which the title of the page's record ends. A foot is sure where its notes
    have the form of a page's list, begin with their source, or are all called.
    """
    if any(SOURCED.match(line.text) and RETURN.search(line.text) for line in lines):
        return Foot()  # the list has lost its numbers: what is numbered above are the document's points
    for run in (_numbered, _dashed, _counted_on):
        begun = run(lines, table)
        found = _called_from(source, span, lines, begun, language, titled) if begun else None
        if found:
            return found
    return Foot()


def _called_from(
    source: Source, span: Span, lines: Sequence[Line], begun: Sequence[tuple[int, Mark]], language: Words, titled: str
) -> Foot | None:
    """The notes that begin on these lines, with their calls; None if they are no sure foot."""
    first = 1 if titled else 0
    number = begun[0][1].number
    text = _Text(source.text, Span(span.start, begun[0][1].span.start), language)
    listed = _is_listed(source.text, lines, begun) or (bool(titled) and _is_no_point(begun[:1]))
    if number not in {"0", "1"}:  # "500. The boats …" is a telegram's number, if neither its title nor each line tells
        listed = (
            titled == number
            or begun[0][1].sign.name == "footnote-item-line"
            or all(RETURN.search(lines[at].text) for at, _ in begun)
        )
    wanted = [mark.number for _, mark in begun[first:]] if titled in {"", number} else []
    calls = text.calls(wanted, listed=False)
    is_whole = titled in {"", number} and all(calls)
    if not listed and not (is_whole and _is_no_point(begun, bool(titled))):
        return None
    if not all(calls) or not wanted:
        restarts = begun[0][1].sign.name in RESTARTING and number == "1" and not any(calls)
        calls = (text.restarted(len(begun) - first, titled) if restarts else []) or text.calls(wanted, listed=True)
        calls = calls or [None] * (len(begun) - first)
    notes = [*([None] if titled else []), *calls]
    made = [_footnote(source, lines, begun, at, call, listed) for at, call in enumerate(notes) if at < len(begun)]
    return Foot(tuple(one for one in made if len(one.call)), tuple(one for one in made if not len(one.call)))


# how the notes of a foot begin, and the row of those that numbers in brackets call
CALLED_IN_BRACKETS: Final = {
    "footnote-bare": "footnote-bracketed-call",
    "footnote-bare-stop": "footnote-bracketed-call-stop",
}


def called_in_brackets(
    source: Source, lines: Sequence[Line], table: Table, calls: Sequence[Mark]
) -> Iterator[Footnote]:
    """``The boat left.[1]`` above ``1 At noon.``: each number once in brackets, then all as the foot's bare numbers."""
    numbered = _numbered(lines, table)
    kind = numbered[-1][1].sign.name if numbered else ""
    sign = table.named(CALLED_IN_BRACKETS.get(kind, ""))
    begun = [(at, mark) for at, mark in numbered if mark.sign.name == kind]
    above = [
        call for call in calls if call.sign.name == "footnote" and begun and call.span.end <= begun[0][1].span.start
    ]
    if sign is None or not begun or [call.number for call in above] != [mark.number for _, mark in begun]:
        return
    for at, ((_, mark), call) in enumerate(zip(begun, above, strict=True)):
        note = Span(mark.span.start, ended(source.text, mark.span.start, _end(lines, begun, at, listed=True)))
        yield Footnote(mark.number, note, mark.span, call.span, sign)


def _footnote(
    source: Source, lines: Sequence[Line], begun: Sequence[tuple[int, Mark]], at: int, call: _Call | None, listed: bool
) -> Footnote:
    mark = begun[at][1]
    end = _end(lines, begun, at, listed)
    note = Span(mark.span.start, ended(source.text, mark.span.start, end))
    if call is None:
        return Footnote(mark.number, note, mark.span, Span(mark.span.start, mark.span.start), apart(mark.sign.name))
    plain = mark.sign.name not in BEGUN or call.number == mark.number
    sign = mark.sign if plain else restarted(mark.number)
    return Footnote(call.number, note, mark.span, call.span, replace(sign, doubt=call.doubt or sign.doubt))


def kept_apart(note: Footnote) -> Footnote | None:
    """A note of a list whose call cannot hold it, as one that nothing calls; None if it is of no list."""
    (restart,) = [value for name, value in note.sign.tei[0].attributes if name == "rend"] or [""]
    number = restart.removeprefix("restarted-") if note.sign.name == "footnote-restarted" else note.number
    name = "footnote-bare-stop" if note.sign.name == "footnote-restarted" else note.sign.name
    if name not in BEGUN and name not in DASHED:
        return None
    at = Span(note.mark.start, note.mark.start)
    return Footnote(number, note.note, note.mark, at, apart(name))


def ended(text: str, start: int, end: int) -> int:
    """Where the words of a note end: without the link back to its call."""
    said = text[start:end].rstrip()
    return start + len(RETURN.sub("", said).rstrip())


# ------------------------------------------------------------------ how the notes begin


def _numbered(lines: Sequence[Line], table: Table) -> list[tuple[int, Mark]]:
    """The last lines that begin with 1, 2, 3 and so on, or with 0, each with its index; what stands between is a note's."""
    numbered = _with_number(lines, table)
    last = max((at for at, (_, mark) in enumerate(numbered) if mark.number == "1"), default=len(numbered))
    if 0 < last < len(numbered) and numbered[last - 1][1].number == "0":
        last -= 1
    chain: list[tuple[int, Mark]] = []
    for index, mark in numbered[last:]:
        if not chain or int(mark.number) == int(chain[-1][1].number) + 1:
            chain.append((index, mark))
    return chain


def _counted_on(lines: Sequence[Line], table: Table) -> list[tuple[int, Mark]]:
    """The same where a book counts its notes on from page to page: the last lines that begin with 48, 49, 50."""
    chain: list[tuple[int, Mark]] = []
    for index, mark in reversed(_with_number(lines, table)):
        if chain and int(mark.number) + 1 != int(chain[0][1].number):
            break
        chain.insert(0, (index, mark))
    return chain if chain and chain[0][1].number not in {"0", "1"} else []


def _with_number(lines: Sequence[Line], table: Table) -> list[tuple[int, Mark]]:
    rows = [(sign, BEGUN[sign.name]) for sign in table.rows if sign.name in BEGUN]
    return [(index, mark) for index in range(len(lines)) for mark in _marks_of(lines, index, rows)]


def _dashed(lines: Sequence[Line], table: Table) -> list[tuple[int, Mark]]:
    """The last lines that begin with a dash and end with the link back to their calls, or begin with it alone."""
    rows = [(sign, DASHED[sign.name]) for sign in table.rows if sign.name in DASHED]
    found = [(index, mark) for index in range(len(lines)) for mark in _marks_of(lines, index, rows)]
    ends = [*(index for index, _ in found[1:]), len(lines)]
    chain: list[tuple[int, Mark]] = []
    for (index, mark), end in reversed(list(zip(found, ends, strict=False))):
        said = " ".join(line.text for line in lines[index:end]).rstrip()
        if mark.sign.name not in ALONE and not RETURN.search(said):
            break
        chain.insert(0, (index, mark))
    return [(index, replace(mark, number=str(number))) for number, (index, mark) in enumerate(chain, 1)]


def _marks_of(lines: Sequence[Line], index: int, rows: Sequence[tuple[Sign, re.Pattern[str]]]) -> Iterator[Mark]:
    line = lines[index]
    indented = len(line.text) - len(line.text.lstrip(" "))
    for sign, pattern in rows:
        found = pattern.match(line.text.rstrip(), indented)
        if found and (sign.name not in ALONE or _beside(lines, index) > index):
            here = Span(line.span.start + indented, line.span.start + found.end())
            yield Mark(found.groupdict().get("n") or "", here, sign)


def _beside(lines: Sequence[Line], index: int) -> int:
    """The line with the words of a note whose number stands alone; the same line where nothing follows."""
    return next((i for i in range(index + 1, min(index + 4, len(lines))) if not lines[i].is_blank), index)


def _is_listed(text: str, lines: Sequence[Line], begun: Sequence[tuple[int, Mark]]) -> bool:
    """The notes have the form of a list in a page's text, stand below a rule, or the first tells the source: called or not."""
    if begun[0][1].sign.name in {*DASHED, "footnote-item-line"} or SOURCED.match(text, begun[0][1].span.end):
        return True
    above = next((line.text for line in reversed(lines[: begun[0][0]]) if not line.is_blank), "")
    if RULED.fullmatch(above):
        return True
    indented = all(lines[i].text.startswith(" " * INDENTED) and not lines[i].text.isspace() for i, _ in begun)
    points = above.rstrip().endswith(":")  # "the following:" leads to points of the document
    return (indented and not points and not _begins_again(lines, begun)) or any(
        RETURN.search(line.text) for line in lines[begun[0][0] :]
    )


def _begins_again(lines: Sequence[Line], begun: Sequence[tuple[int, Mark]]) -> bool:
    """``  1. The boats`` stands above ``  1. The lamps``: points whose numbers a copy has lost, and no notes."""
    first, mark = begun[0]
    written = " " * INDENTED + lines[first].text[: mark.span.end - lines[first].span.start].strip() + " "
    return any(line.text.startswith(written) for line in lines[:first])


def _is_no_point(begun: Sequence[tuple[int, Mark]], titled: bool = True) -> bool:
    """``1. The boats are out.`` may be a point of the document, if only the title could call it."""
    return not titled or len(begun) > 1 or begun[0][1].sign.name != "footnote-bare-stop"


def _end(lines: Sequence[Line], begun: Sequence[tuple[int, Mark]], at: int, listed: bool) -> int:
    """Where a note ends: at the next one in a list, else with its sentence."""
    index, mark = begun[at]
    last = begun[at + 1][0] if at + 1 < len(begun) else len(lines)
    said = _beside(lines, index) if mark.sign.name in ALONE else index
    if not listed:
        return _sentence_end(lines[said:last])
    stretch = _unbroken(lines[index:last])
    if at + 1 == len(begun):
        stretch = _of_last(stretch, said - index)
    return max(line.span.end for line in stretch if not line.is_blank)


def _sentence_end(lines: Sequence[Line]) -> int:
    """A note goes on while its sentence does, on the next lines."""
    for line, after in pairwise(lines):
        if after.is_blank or SENTENCE_END.search(line.text.rstrip()):
            return line.span.end
    return lines[-1].span.end


def _unbroken(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines up to one that belongs to something else."""
    for at, (line, after) in enumerate(pairwise(lines), 1):
        if after.number != line.number + 1:
            return lines[:at]
    return lines


def _of_last(lines: Sequence[Line], said: int) -> Sequence[Line]:
    """The last note of a list: up to the last link back, or as far as its paragraphs are indented like a list's."""
    back = max((at for at, line in enumerate(lines) if RETURN.search(line.text)), default=-1)
    if back >= said:
        return lines[: back + 1]
    end = next((at for at, line in enumerate(lines[said + 1 :], said + 1) if line.is_blank), len(lines))
    deep = next((at for at, line in enumerate(lines[end:], end) if not line.is_blank and line.text[:3].strip()), None)
    return lines[: deep if deep is not None else len(lines)] if deep != end else lines[:end]


# ------------------------------------------------------------------ where they are called


class _Text:
    """The text above the foot, in which the calls are sought."""

    def __init__(self, text: str, span: Span, language: Words) -> None:
        self.text, self.span = text, span
        self.glued, self.likely = self._numbers(GLUED), self._numbers(LIKELY)
        counted = (*language.form["number"], *language.form["copy"], *NUMBERED)
        self.counted = compiled(rf"{whole(counted)}\.?\s*$", re.IGNORECASE)
        months = whole(name.rstrip(".") for row in language.months for name in row)
        self.dated = compiled(rf"{months}\.?\s[0-3]$", re.IGNORECASE)
        self.month = compiled(rf"\s{months}", re.IGNORECASE)

    def calls(self, numbers: Sequence[str], listed: bool) -> list[_Call | None]:
        """The call of each number, in order; None where there is none or it could be two."""
        return _in_order([self._possible(number, listed) for number in numbers])

    def restarted(self, count: int, titled: str) -> list[_Call | None]:
        """The calls of notes whose list counts from 1 where the book counts on: the only numbers that run so."""
        begins = [int(titled) + 1] if titled.isdigit() and titled != "1" else self._firsts()
        for pattern in (LETTERED, AFTER_DAY) if count == 1 and not titled else (GLUED,):
            runs = [self._run(pattern, first, count) for first in ([0] if pattern is not GLUED else begins)]
            found = [run for run in runs if run]
            if found:
                return list(found[0]) if len(found) == 1 else []
        return []

    def _firsts(self) -> list[int]:
        return sorted(number for number in map(int, self.glued) if number > 1)

    def _run(self, pattern: re.Pattern[str], first: int, count: int) -> list[_Call | None]:
        """The calls from one number on; of a single note the only number there is."""
        if not first:
            every = [call for calls in self._numbers(pattern).values() for call in calls]
            doubt = ONLY_LIKELY if pattern is AFTER_DAY else ""
            return [replace(every[0], doubt=doubt)] if len(every) == 1 else []
        run = _in_order([self.glued.get(str(number), []) for number in range(first, first + count)])
        return run if all(run) else []

    def _possible(self, number: str, listed: bool) -> list[_Call]:
        """Where a number may call: the surest kind there is of it."""
        glued = self.glued.get(number, [])
        usual = [call for call in glued if not self.text[call.span.start - 1].isupper()]
        if usual or glued:
            return usual or glued
        likely = [call for call in self.likely.get(number, []) if not self._counts(call)]
        if not likely and listed:
            sought = compiled(AFTER_NUMBER.format(number=number), re.MULTILINE)
            plain = (call for call in self._numbers(sought).get(number, []) if not self._dates(call))
            likely = [*self._numbers(AFTER_DAY).get(number, []), *plain]
        return [replace(call, doubt=ONLY_LIKELY) for call in likely]

    def _counts(self, call: _Call) -> bool:
        """``Part 1``: the number is of what stands before it."""
        before = self.text[max(0, call.span.start - SIGHT) : call.span.start]
        return self.counted.search(before) is not None

    def _dates(self, call: _Call) -> bool:
        """``January 21``, ``22 August``, ``150817Z APR 71``: the number is the rest of a day or of a year."""
        if self.month.match(self.text, call.span.end):
            return True
        before = self.text[max(0, call.span.start - SIGHT) : call.span.start]
        return len(call.number) == 1 and bool(self.dated.search(before) or OF_GROUP.search(before))

    def _numbers(self, pattern: re.Pattern[str]) -> Mapping[str, list[_Call]]:
        """Where a pattern finds each number."""
        found: dict[str, list[_Call]] = {}
        for match in pattern.finditer(self.text, self.span.start, self.span.end):
            group = match.lastgroup or "n"
            found.setdefault(match[group], []).append(_Call(match[group], Span(*match.span(group))))
        return found


def _in_order(choices: Sequence[Sequence[_Call]]) -> list[_Call | None]:
    """One of each row, each after the one before: those that could be no other, None for the rest."""
    earliest, latest = _first_fits(choices), _last_fits(choices)
    return [one if one == other else None for one, other in zip(earliest, latest, strict=True)]


def _first_fits(choices: Sequence[Sequence[_Call]]) -> list[_Call | None]:
    made: list[_Call | None] = []
    after = -1
    for row in choices:
        fit = min((call for call in row if call.span.start > after), key=lambda c: c.span, default=None)
        after = fit.span.start if fit else after
        made.append(fit)
    return made


def _last_fits(choices: Sequence[Sequence[_Call]]) -> list[_Call | None]:
    made: list[_Call | None] = []
    before: int | None = None
    for row in reversed(choices):
        ahead = [call for call in row if before is None or call.span.start < before]
        fit = max(ahead, key=lambda c: c.span, default=None)
        before = fit.span.start if fit else before
        made.append(fit)
    return made[::-1]
