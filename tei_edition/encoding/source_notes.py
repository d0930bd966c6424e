"""What the first note of a documentary edition says beside the source: marks of secrecy and haste, copies, receipt, hands.

``Source: Harbour Files, 611.93. Top Secret; Priority. Drafted by Holm and approved by Berg. Repeated to Vessk.``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.signs.row import tag
from tei_edition.transcript.tiling import Markup
from tei_edition.transcript.words import Words

MARKS: Final = ("classification", "precedence", "caption")
"""What a mark says: how secret, how urgent, whom it may reach."""
DEEDS: Final = ("drafted", "cleared", "approved", "initialed", "repeated", "copies", "receipt")
"""What a clause tells of the document's way."""

# what a note ends with: its stop, its bracket, the link back to its call
_END: Final = re.compile(r"\.?\]?[\s↩\ufe0e]*$")
# "p.m": the stop behind it is its own
_ABBREVIATED: Final = re.compile(r"\.\w$")
# a word for a circle of readers or an operation: "RYBAT", "No Foreign Dissem", "[codeword not declassified]"
_CODEWORD: Final = re.compile(r"[A-Z0-9][\w/’'&-]*(?: [A-Z0-9][\w/’'&-]*){0,4}|\[[^\[\]]+\]")
# a name, up to a bracket or to what is said of it
_REACHED: Final = r"(?:(?i:{headline-articles})\s+)?(?P<name>[^\W\d_a-z].*?)(?=\s\(|;|,?\s(?i:<handling.behind>)|\)?$)"


NOTING: Final = frozenset({Kind.FOOTNOTE, Kind.ENDNOTE, Kind.NOTE, Kind.PARAGRAPH, Kind.OFFICE})
"""Where a note on the source may stand: one that has lost its number is a paragraph, or a line of the office."""

RECEIPT: Final = tag("seg", type="receipt")
"""What holds the day and the hour at which it came in."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a note on the source says, and where; ``kind`` is one of ``MARKS`` or ``DEEDS``."""

    kind: str
    span: Span

    @property
    def markup(self) -> Markup:
        """Its element."""
        return Markup(self.span, tag("seg", type=self.kind))

    def moved(self, by: int) -> Remark:
        """The same in a text before which so many characters stand."""
        return Remark(self.kind, self.span.moved(by))


def remarks(text: str, note: Span, words: Words) -> Iterator[Remark]:
    """What a note says of the document's marks and ways, in order; nothing where it is no note on the source.

    >>> from tei_edition.transcript.words import words
    >>> said = "Source: Harbour Files, 12. Secret; Eyes Only. Drafted by Holm; cleared by Berg."
    >>> [said[one.span.start : one.span.end] for one in remarks(said, Span(0, len(said)), words())]
    ['Secret', 'Eyes Only', 'Drafted by Holm', 'cleared by Berg']
    """
    said = text[note.start : note.end]
    lead = worded(r"[\s\d.\[\]]*{handling.source}\s*:\s*", words).match(said)
    marked = False
    for at, sentence in _sentences(said, lead.end(), words) if lead else ():
        found = [] if marked else _marks(sentence, words)
        marked = marked or bool(found)
        yield from (one.moved(note.start + at) for one in found or _deeds(sentence, words))


def _sentences(said: str, at: int, words: Words) -> Iterator[tuple[int, str]]:
    """Each sentence without its stop, and where it begins; initials end none, unless a mark or a verb follows."""
    begins = "|".join(f"handling.{kind}" for kind in (*MARKS, *DEEDS))
    stop = spelled(rf"\.[”\"’]?\s+(?=[A-Z\d\[“])(?:(?<!\s[A-Z]\.\s)|(?=(?i:<{begins}>)))", words)
    ends = [(found.start(), found.end()) for found in stop.finditer(said, at)]
    for end, after in (*ends, (len(_END.sub("", said)), len(said))):
        yield at, said[at : end + bool(_ABBREVIATED.search(said, at, end))]
        at = after


def _marks(sentence: str, words: Words) -> list[Remark]:
    """``Secret, Priority Limit Distribution; RYBAT``: all of a sentence that begins with a mark, or nothing."""
    found: list[Remark] = []
    for piece in re.finditer(r"[^;,\s](?:[^;,]*[^;,\s])?", sentence) if _mark(sentence, 0, words) else ():
        marks = _marks_together(piece[0], words)
        if not marks:
            return []
        found += [one.moved(piece.start()) for one in marks]
    return found


def _marks_together(said: str, words: Words) -> list[Remark]:
    """``Priority Limit Distribution``: marks that no comma parts; what the tables have not may stand behind, or alone."""
    found: list[Remark] = []
    at = 0
    while mark := _mark(said, at, words):
        found.append(mark)
        at = mark.span.end + len(said[mark.span.end :]) - len(said[mark.span.end :].lstrip())
    rest = Span(at, len(said))
    if _CODEWORD.fullmatch(said, at):
        return [*found, Remark("caption", rest)]
    if found and worded(r"[/-]\S|<handling.behind>\s", words).match(
        said, at
    ):  # "Nodis/Plus", "Eyes Only for the Director"
        return [*found[:-1], Remark(found[-1].kind, Span(found[-1].span.start, rest.end))]
    return [] if len(rest) else found


def _mark(said: str, at: int, words: Words) -> Remark | None:
    """The longest mark that begins here."""
    matches = [(kind, worded(rf"<handling.{kind}>", words).match(said, at)) for kind in MARKS]
    found = [Remark(kind, Span(*match.span())) for kind, match in matches if match]
    return max(found, key=lambda one: len(one.span), default=None)


def _deeds(sentence: str, words: Words) -> Iterator[Remark]:
    """``Drafted and approved by Holm, cleared by Berg; repeated to Vessk``: a clause a verb, of two verbs the first around the second."""
    verbs = [*_verbs(sentence, words)]
    if not verbs or verbs[0][1].start():
        return
    ends = [found.start() for _, found in verbs[1:]] + [len(sentence)]
    shared: list[tuple[str, int]] = []
    for (kind, found), end in zip(verbs, ends, strict=True):
        shared.append((kind, found.start("verb")))
        if sentence[found.end() : end].strip(" ,;"):
            yield from (Remark(one, Span(start, len(sentence[:end].rstrip(" ,;")))) for one, start in shared)
            shared = []


def _verbs(sentence: str, words: Words) -> Iterator[tuple[str, re.Match[str]]]:
    """The verbs of a sentence with what they are, each where a clause may begin."""
    every = "|".join(f"handling.{kind}" for kind in DEEDS)
    form = rf"(?:^|[;,]\s+(?:{{and}}\s+)?|\s+{{and}}\s+)(?P<verb><{every}>)"
    for found in worded(form, words).finditer(sentence):
        yield next(kind for kind in DEEDS if worded(rf"{{handling.{kind}}}", words).fullmatch(found["verb"])), found


def reached(clause: str, words: Words) -> list[Span]:
    """The names of those to whom it went, in a clause of the kind ``repeated`` or ``copies``.

    >>> from tei_edition.transcript.words import words
    >>> said = "Repeated Priority to Vessk, Sund for the pilots, and the Harbour Office"
    >>> [said[name.start : name.end] for name in reached(said, words())]
    ['Vessk', 'Sund', 'Harbour Office']
    """
    led = spelled(r"\s(?i:{headline-to})\s+", words).search(clause)
    joints = [*spelled(r",?\s+(?i:{and})\s+|,\s+", words).finditer(clause, led.end())] if led else []
    starts = [led.end(), *(joint.end() for joint in joints)] if led else []
    name = spelled(_REACHED, words)
    found: list[Span] = []
    for start, end in zip(starts, [*(joint.start() for joint in joints), len(clause)], strict=False):
        said = name.match(clause, start, end)
        if said is None:
            break  # "…, who had asked for it"
        found.append(Span(*said.span("name")))
    return found
