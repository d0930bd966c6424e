"""Which line ends stand inside a paragraph: those of a text wrapped at a width, or all up to an empty line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from tei_edition.transcript.source import LINE_END, Line, Source, Span

# how the paragraphs of a page are told: by its lines' width, or by empty lines alone
Paragraphs = Literal["auto", "empty-line"]
LABEL: Final = re.compile(r"\s*(?:[-*] )?(?:\d{1,3}[.)]|[a-zа-я]\)|\([0-9a-z]{1,3}\)|[IVX]{1,5}[.)])\s")
# "Comrade Holm: They are out.", below the end of a sentence
SPOKEN: Final = re.compile(r"\s*[^\W\d_a-zà-ÿа-я][^:.!?()]{1,40}:\s")
# the call of a note may touch the stop
SENTENCE_END: Final = re.compile(r"[.!?:;…]['\"”’»)\]]*(?:(?<=[^\W\d_]{2}[.!?;])\d{1,2})?$|^\W*$")
STOPPED: Final = re.compile(r"[^\W\d_]{2}[.!?][\"”»)’]*\s*$")
WIDTHS: Final = range(40, 111)
# one line of so many may be two that lost the hyphen between them
JOINED: Final = 10
# a paragraph of one line may be as long: such lines are wrapped only where their sentences run on
WIDE_PAGES: Final = range(111, 151)
# a line that fills so much of the width runs on, and so much if it breaks off behind a small word
FULL: Final = 0.7
BROKEN_OFF: Final = 0.58
WHITE: Final = " \t\u00a0"
# so many full lines are no chance
SEVERAL: Final = 3
# "Telegramm 148          Vessk, den 3. Mai 1930": a line of a form, which no text runs on from
WIDE: Final = re.compile(r"\S {4,}\S")
# "Origin: Embassy in Vessk", of which several stand one below the other
FIELD: Final = re.compile(r"\s*[^\W\d_a-zà-ÿа-я][\w ]{1,20}:\s+\S")
# "SUBJECT: the ferry": a line of a form, in capitals
LABELLED: Final = re.compile(r"\s*[^\W\d_a-zà-ÿа-я]{2,}(?: [^\W\d_a-zà-ÿа-я]{2,}){0,3}:\s+\S")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a page breaks its lines: ``width`` is that of a hard-wrapped text, 0 if it is none."""

    width: int = 0
    paragraphs: Paragraphs = "auto"

    def runs_on(self, above: Line, line: Line, source: Source) -> bool:
        """True if a line goes on with the paragraph of the one above it."""
        over_page = "\f" in source.text[above.span.end : line.begins]
        next_one = line.number == above.number + 1
        if self.paragraphs == "empty-line":
            return next_one and not over_page
        if not self.width:
            return False
        adjacent = next_one or (over_page and not SENTENCE_END.search(above.text.rstrip()))
        spoken = SPOKEN.match(line.text) and SENTENCE_END.search(above.text.rstrip())
        apart = spoken or LABEL.match(line.text) or (_is_in_capitals(line.text) and not _is_in_capitals(above.text))
        long = self._is_filled(above.text) and not WIDE.search(above.text)
        return adjacent and long and not apart and not self._ends_label(above, line)

    def _is_filled(self, text: str) -> bool:
        *_, last = text.split() or [""]
        return len(text) > self.width * (BROKEN_OFF if last.isalpha() and last.islower() else FULL)

    def _ends_label(self, above: Line, line: Line) -> bool:
        """``SUBJECT: the ferry``, above what had room beside it, or above another such line."""
        if FIELD.match(above.text) and FIELD.match(line.text):
            return True
        small = line.text[:1].islower()
        return LABELLED.match(above.text) is not None and not small and not _is_full(above, line, self.width)


# lines as they stand
UNWRAPPED: Final = Wrapping()


def wrapping(lines: Sequence[Line], paragraphs: Paragraphs = "auto") -> Wrapping:
    """How these lines are broken; ``lines`` are the filled ones of a document."""
    lengths = [len(line.text) for line in lines if not _is_of_a_form(line)]
    longest = _longest(lengths)
    full = [(a, b) for a, b in pairwise(lines) if b.number == a.number + 1 and len(a.text) > longest * FULL]
    running = sum(_goes_on(above, line) for above, line in full)
    # lines of any width that run on, or a width that no line goes beyond
    told = longest in (*WIDTHS, *WIDE_PAGES) and 2 * running >= len(full)
    told = told or (longest in WIDTHS and longest == max(lengths))
    wrapped = told and len(full) >= SEVERAL and len(full) * 4 >= len(lines)
    return Wrapping(longest if wrapped else 0, paragraphs)


def _is_of_a_form(line: Line) -> bool:
    """A line with a gap in it, or one that stands far in: a signature, a heading in the middle."""
    return WIDE.search(line.text) is not None or 3 * _indented(line) > len(line.text)


def _goes_on(above: Line, line: Line) -> bool:
    """A small letter begins the line; in a text of capitals alone the one above it ends no sentence."""
    if _is_in_capitals(above.text) and _is_in_capitals(line.text):
        return not SENTENCE_END.search(above.text.rstrip())
    return line.text[:1].islower()


def _longest(lengths: Sequence[int]) -> int:
    """The longest line's length; a few that are two, joined where a hyphen stood, or a site's remark, are left out."""
    single = [length for length in lengths if length < WIDTHS.stop]
    few = (len(lengths) - len(single)) * JOINED <= len(lengths)
    return max(single if few else lengths, default=0)


def unwrapped(
    source: Source, apart: Sequence[re.Pattern[str]] = (), whole: Sequence[re.Pattern[str]] = ()
) -> tuple[Line, ...]:
    """The lines of a page as its record is read: without margins, those that are wrapped as one.

    Each line end within one is a space. A line runs on where the first word of the next one had no room on it, so that
    what stands in short lines of its own (a date, a title, the labels of a record) is left as it is; so is a line that
    one of ``apart`` finds, and what follows one that a pattern of ``whole`` matches to its end.
    """
    margin = min((_indented(line) for line in source.lines if not line.is_blank), default=0)
    lines = [_bare(line, margin) for line in source.lines]
    width = _width(lines)
    made: list[Line] = []
    for above, line in zip((None, *lines), lines, strict=False):
        runs = above is not None and width and _is_full(above, line, width)
        if above is not None and runs and not _is_parted(above, line, apart, whole):
            span = Span(made[-1].span.start, line.span.end)
            made[-1] = Line(made[-1].number, span, LINE_END.sub(" ", source.slice(span)))
        else:
            made.append(line)
    return tuple(made)


def _is_parted(above: Line, line: Line, apart: Sequence[re.Pattern[str]], whole: Sequence[re.Pattern[str]]) -> bool:
    return any(_ends(one, above.text) for one in whole) or any(one.search(line.text) for one in apart)


def _ends(pattern: re.Pattern[str], text: str) -> bool:
    """The pattern matches the text to its end, and would match no longer one."""
    return pattern.fullmatch(text) is not None and pattern.fullmatch(f"{text} and more") is None


def _indented(line: Line) -> int:
    """How many characters of white space stand before a line's words."""
    return len(line.text) - len(line.text.lstrip(WHITE))


def _bare(line: Line, margin: int) -> Line:
    """A line without the margin of its page and the white space at its end; the form feed of a page stays."""
    text = line.text[margin:].rstrip(WHITE)
    start = line.span.start + margin
    return Line(line.number, Span(start, start + len(text)), text) if text else line


def _width(lines: Sequence[Line]) -> int:
    """The width at which a page is wrapped, 0 if it is not: several lines are full, and sentences run on from most."""
    filled = [line for line in lines if not line.is_blank and "://" not in line.text]
    longest = max((len(line.text) for line in filled), default=0)
    if longest not in WIDTHS:
        return 0
    full = [line for above, line in pairwise(lines) if _is_full(above, line, longest)]
    running = sum(line.text[:1].islower() for line in full)
    told = len(full) >= SEVERAL and 2 * running >= len(full)
    return longest if told else wrapping(filled).width


def _is_full(above: Line, line: Line, width: int) -> bool:
    """The first word of the line had no room on the one above it."""
    if above.is_blank or line.is_blank or "\f" in line.text or WIDE.search(above.text) or LABEL.match(line.text):
        return False
    if STOPPED.search(above.text) and not line.text[:1].islower():
        return False  # paragraphs of one long line each look alike
    first = line.text.split()[0]
    room = len(above.text.rstrip()) + len(" ") + len(first) <= width
    return not room and not (_is_in_capitals(line.text) and not _is_in_capitals(above.text))


def _is_in_capitals(text: str) -> bool:
    """``A. LINCOLN.``, ``GENERAL McCLELLAN:``: capitals, but for a letter of a name."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.9 * len(letters)
