"""Footnotes of a transcript: a call in the text and, lower down, a line that begins with the same sign."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.transcript import foot
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.foot import RAISED_DIGITS, SENTENCE_END, SIGHT, Footnote, Mark, ended
from tei_edition.transcript.signs import Table
from tei_edition.transcript.signs.row import Sign
from tei_edition.transcript.source import Line, Source
from tei_edition.transcript.words import Words, words

# how a call is written, by the row of the table of signs; the mark of the note is the same and what MARKED says
WRITTEN: Final = {
    "footnote": r"\[(?P<n>\d{1,3}|\*{1,3}|[ivxl]{1,6}|[a-z])\]",
    "footnote-raised": r"<sup>(?P<n>\d{1,3}|\*{1,3})</sup>",
    "footnote-plain": rf"(?P<n>[{RAISED_DIGITS}]{{1,3}}|(?<!\*)\*{{1,3}}(?!\*)|[†‡])",
    "footnote-strokes": r"/(?P<n>\d{1,3})/",
    "footnote-stroke": r"(?P<n>(?<!\w)[a-z])/",
    "footnote-caret": r"\[\^(?P<n>[\w-]{1,20})\]",
}
MARKED: Final = {"footnote-strokes": r"(?= ?[^\s\[(\]/])", "footnote-caret": r": (?=\S)"}
MARKED_APART: Final = r" (?=[^\s\[(\]])"
# a call touches the words before it; a letter in brackets that touches one completes it: Mari[a]
TOUCHING: Final = re.compile(r"[^\s\[(]$")
# "the consul ** left": a star may stand off the word that it belongs to
STARRED: Final = re.compile(r"[^\W\d_][.,»”)]? $")
ROMAN: Final = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")


@dataclass(frozen=True, slots=True)
class Apparatus:
    """The footnotes of a page, the spans that are no other signs, and what is amiss.

    ``beside`` are notes that begin in mid-line: they stay where they stand, as do those ``apart`` that nothing calls.
    """

    notes: tuple[Footnote, ...] = ()
    beside: tuple[Footnote, ...] = ()
    apart: tuple[Footnote, ...] = ()
    literal: tuple[Span, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def only(self, spans: Collection[Span]) -> Apparatus:
        """The notes at these spans; what calls the others stays characters, and those of a list stand apart."""
        others = [note for note in self.notes if note.note not in spans]
        apart = filter(None, map(foot.kept_apart, others))
        kept = tuple(note for note in self.notes if note.note in spans)
        return replace(self, notes=kept, apart=tuple(sorted((*self.apart, *apart), key=lambda note: note.note)))


def find(
    source: Source,
    span: Span,
    table: Table,
    aside: Sequence[Span] = (),
    language: Words | None = None,
    decided: Collection[int] = (),
    titled: str = "",
) -> Apparatus:
    """The footnotes of a document; nothing within ``aside`` is one, nor a bracket at one of the offsets ``decided``.

    A note belongs to the nearest call before it that has the same sign and no note yet. Numbers without any sign call
    notes only where all notes from the first to the last have their calls in order. A number in brackets beside a
    month of the ``language`` is a day, and after a number in words it is that number again. ``titled`` is the number of
    the call that stands in the title of the page's record.
    """
    language = language or words()
    rows = [sign for sign in table.rows if sign.name in WRITTEN]
    literal_ = sorted(aside)
    inside = (
        _clipped(line, span) for line in source.lines if line.span.start < span.end and line.span.end >= span.start
    )
    lines = [line for line in inside if not _is_within(line.span, literal_)]
    marks = {line.number: mark for line in lines for mark in _marked(line, rows)}
    calls = [call for line in lines for call in _calls(line, rows, line.number in marks)]
    calls += [call for line in lines for call in _apart(line, table, line.number in marks, language)]
    calls = [call for call in calls if call.span.start not in decided]
    paired = _paired(source, lines, marks, calls) or [*foot.called_in_brackets(source, lines, table, calls)]
    held = sorted(note.note for note in paired)
    free = [line for line in lines if not _is_within(line.span, held)]
    below = foot.read(source, span, free, table, language, titled)
    notes = (*paired, *below.called)
    apart = tuple(note for note in below.apart if table.named(note.sign.name))
    beside = () if notes or apart else tuple(_beside_each_other(lines, calls, marks, table))
    taken = {span for note in (*notes, *beside, *apart) for span in (note.mark, note.call)}
    taken |= {Span(note.mark.start, note.mark.end - 1) for note in (*beside, *apart)}
    said = (*_without_note(calls, taken), *_without_call(marks.values(), taken))
    literal = {*taken, *(d.span for d in said if d.span)}
    return Apparatus(notes, beside, apart, tuple(sorted(span for span in literal if len(span))), said)


def _clipped(line: Line, span: Span) -> Line:
    """As much of a line as the document has: a page in one run begins in mid-line."""
    cut = max(0, span.start - line.span.start)
    return replace(line, span=Span(line.span.start + cut, line.span.end), text=line.text[cut:]) if cut else line


def _is_within(span: Span, apart: Sequence[Span]) -> bool:
    """True if a line meets one of some ordered spans that lie apart."""
    at = bisect_left(apart, Span(max(span.end, span.start + 1), 0))
    return any(one.end > span.start for one in apart[max(0, at - 2) : at])


def _marked(line: Line, rows: Sequence[Sign]) -> Iterator[Mark]:
    """The mark with which a line begins, if it is one and words follow after one space."""
    for sign in rows:
        found = compiled(WRITTEN[sign.name] + MARKED.get(sign.name, MARKED_APART)).match(line.text)
        if found:
            yield Mark(found["n"], Span(line.span.start, line.span.start + found.end()), sign)
            return


# so many characters before a call tell whether it touches a word
NEAR: Final = 8


def _calls(line: Line, rows: Sequence[Sign], is_note: bool) -> Iterator[Mark]:
    for sign in rows:
        for found in compiled(WRITTEN[sign.name]).finditer(line.text):
            if found.start() == 0 and is_note:
                continue
            here = Span(line.span.start + found.start(), line.span.start + found.end())
            follows = line.text[found.end() : found.end() + 1]
            before = line.text[max(0, found.start() - NEAR) : found.start()]
            touched = before[-1:]
            completes = found["n"].isalpha() and touched.isalnum() and not ROMAN.fullmatch(found["n"])
            completes = completes and sign.name == "footnote"
            # "[Ung Holm][1]Minister": nothing that touches a bracket is the rest of a word
            runs_on = follows.isalnum() and not (touched == "]" and found["n"].isdigit() and follows.isupper())
            stands = TOUCHING.search(before) or (
                found["n"][0] == "*" and STARRED.search(before) and not follows.strip(" .,;:")
            )
            if stands and not runs_on and not completes:
                yield Mark(found["n"], here, sign, touched)


def _apart(line: Line, table: Table, is_note: bool, language: Words) -> Iterator[Mark]:
    """A number in brackets that touches nothing, ``26 [1] The``: a call too, unless it is the day of a month."""
    sign = table.named("footnote")
    months = {name.lower().rstrip(".") for names in language.months for name in names}
    counting = {*language.numerals, *language.brackets.get("counting", ())}
    for found in re.finditer(r"(?<![^\s(])\[(?P<n>\d{1,2})\](?!\w)", line.text) if sign else ():
        before = line.text[max(0, found.start() - SIGHT) : found.start()].split()[-1:]
        after = line.text[found.end() : found.end() + SIGHT].split()[:1]
        is_day = any(word.strip(".,;").lower() in months for word in (*before, *after))
        corrects = any(word.isdigit() and len(word) == len(found["n"]) for word in before)  # 51 [50]
        counted = any(word.lower().rpartition("-")[2] in counting for word in before)  # forty-one [41]
        if sign and not (found.start() == 0 and is_note) and not (is_day or corrects or counted):
            yield Mark(found["n"], Span(line.span.start + found.start(), line.span.start + found.end()), sign)


def _paired(source: Source, lines: Sequence[Line], marks: dict[int, Mark], calls: Sequence[Mark]) -> list[Footnote]:
    """Each note with the nearest call before it; a call within a note is none."""
    made: list[Footnote] = []
    waiting: dict[tuple[str, str], list[Span]] = {}
    ordered = sorted(calls, key=lambda call: call.span)
    at, end = 0, -1
    for index, line in enumerate(lines):
        mark = marks.get(line.number)
        while at < len(ordered) and ordered[at].span.start < line.span.start:
            if ordered[at].span.start >= end:
                waiting.setdefault(ordered[at].key, []).append(ordered[at].span)
            at += 1
        if mark is None or line.span.start < end:
            continue
        if waiting.get(mark.key):
            end = _end(lines, marks, index)
            note = Span(line.span.start, ended(source.text, line.span.start, end))
            made.append(Footnote(mark.number, note, mark.span, waiting[mark.key].pop(), mark.sign))
    return made


def _beside_each_other(
    lines: Sequence[Line], calls: Sequence[Mark], marks: dict[int, Mark], table: Table
) -> Iterator[Footnote]:
    """``The boat left.[1] It sank.[2] [1] At noon. [2] Off Sund.``: all calls in order, then all notes in order."""
    sign = table.named("footnote-beside")
    numbered = [call for call in (*calls, *marks.values()) if call.sign.name == "footnote" and call.number.isdigit()]
    numbered = sorted({call.span.start: call for call in numbered}.values(), key=lambda call: call.span)
    half = len(numbered) // 2
    expected = [str(number) for number in range(1, half + 1)]
    if sign is None or not half or [call.number for call in numbered] != [*expected, *expected]:
        return
    ends = {line.span.start: line for line in lines}
    starts = sorted(ends)
    begun = numbered[half:]
    for call, mark, following in zip(numbered, begun, (*begun[1:], None), strict=False):
        line = ends[starts[bisect_right(starts, mark.span.start) - 1]]
        last = following.span.start if following else line.span.end
        at = mark.span.start - line.span.start
        words_ = line.text[at : min(last, line.span.end) - line.span.start].rstrip()
        opens = re.match(r"\[\d+\] (?=[^\W\d_a-zа-яß-ÿ]|[“\"‘«„])", words_)
        if opens is None:
            return
        mark_span = Span(mark.span.start, mark.span.start + opens.end())
        yield Footnote(call.number, Span(mark.span.start, mark.span.start + len(words_)), mark_span, call.span, sign)


def _end(lines: Sequence[Line], marks: dict[int, Mark], index: int) -> int:
    """A note goes on while its sentence does, on the next lines."""
    end = lines[index].span.end
    for line in lines[index + 1 :]:
        if line.is_blank or line.number in marks or SENTENCE_END.search(lines[index].text.rstrip()):
            break
        index += 1
        end = line.span.end
    return end


def _without_note(calls: Sequence[Mark], taken: set[Span]) -> Iterator[Diagnostic]:
    for call in calls:
        if call.sign.name == "footnote" and call.span not in taken and _is_one_of_many(call, calls):
            yield Diagnostic("footnote-missing", f"no note begins with “[{call.number}]”", span=call.span)


def _is_one_of_many(call: Mark, calls: Sequence[Mark]) -> bool:
    """False for letters and digits that complete what they touch; Roman numbers of notes are more than one."""
    if call.number.isalpha() and call.before.isalpha():
        return len({one.number for one in calls if one.number.isalpha() and ROMAN.fullmatch(one.number)}) > 1
    return not call.before.isdigit()


def _without_call(marks: Iterable[Mark], taken: set[Span]) -> Iterator[Diagnostic]:
    for mark in marks:
        if mark.sign.name == "footnote" and mark.span not in taken:
            where = Span(mark.span.start, mark.span.end - 1)
            yield Diagnostic("footnote-uncalled", f"nothing calls the note “[{mark.number}]”", span=where)
