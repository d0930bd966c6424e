"""Printed sources as citations name them: a title, perhaps with editor, imprint and pages.

The words of a citation ("Reprinted in", "pp.", "edited by") are said in ``archives.toml``; its forms are here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.encoding.archives import shelfmarks
from tei_edition.encoding.citations import behind_publisher, sentences
from tei_edition.encoding.repositories import citing, phrased
from tei_edition.transcript.words import alternatives


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed source in its own words, and where in them its parts stand: title, editor, pages."""

    text: str
    title: Span
    editor: Span | None = None
    pages: Span | None = None

    @property
    def parts(self) -> list[tuple[str, Span]]:
        """The parts that it names, in the order of the words."""
        named = (("title", self.title), ("editor", self.editor), ("pages", self.pages))
        return sorted(((name, span) for name, span in named if span is not None), key=lambda part: part[1])

    def said(self, span: Span) -> str:
        """The words of a part."""
        return self.text[span.start : span.end]


CAPITAL: Final = r"[^\W\d_a-zà-ÿа-я]"
NAMED: Final = rf"{CAPITAL}[\w.'’-]*(?: {CAPITAL}[\w.'’-]*){{1,2}}"
PERSON: Final = rf"(?P<editor>{NAMED})"
YEAR: Final = r"(?:1[5-9]|20)\d\d"
TOWN: Final = rf"{CAPITAL}[\w.'’-]*(?:[ -]{CAPITAL}[\w.'’-]*){{0,2}}"
# "(Vessk, 2005)", "Vessk: Harbour Press, 2005", "Harbour Press, Vessk, 2005"
IMPRINT: Final = rf"\(?(?:{TOWN}\s?:\s*\(?[^,;:()]{{2,60}}\)?|{TOWN}(?:, {TOWN})?),\s*{YEAR}\)?"
PAGES: Final = r"{pages} ?(?P<pages>\d+(?:\s*[-–—]\s*\d+)?)"
# the stop of a short word is its own: "1931–1936 гг."
JOINT: Final = r"(?:,|(?<=\w{4})\.|(?<=\W)\.)?"
TITLE: Final = r"(?P<title>[^\W\d_][^;]{3,260}?)"
BEHIND_TITLE: Final = rf"(?:, {{edited-by}} {PERSON})?(?:{JOINT} {IMPRINT})?"

# "Volume XI", "Document No. 96": behind a title in quotation marks
VOLUME: Final = r"{volume} (?:{number} )?[\w-]+"

# "Edited by Anna Holm Papers of the Harbour pg. 12-14"
EDITOR_FIRST: Final = rf"(?<!, ){{editor}} (?P<editor>{NAMED}?),? (?P<title>\S.*?),? {PAGES}"
# "Papers of the Harbour, edited by Anna Holm, pp. 12-14"
EDITOR_BEHIND: Final = (
    rf"(?P<title>[^\W\d_][^;“”]{{3,200}}?), {{edited-by}} {PERSON}(?:,? {{others}})?"
    rf"(?:, {VOLUME})?(?:{JOINT} {IMPRINT})?,? {PAGES}"
)
# one document of a volume: "Document 10 in Holm, The Harbour and Its Boats (2008), pp. 191-201"
NUMBERED: Final = rf"{{document}} (?:{{number}} )?\d+ {{in}} (?P<title>[^\W\d_][^;“”]{{3,200}}?){JOINT} {PAGES}"
# "Harbour Bulletin, Issue 4, p. 43", "Papers of the Harbour. Vessk: Harbour Press, 2005 pp. 12-14"
PAGED: Final = rf"(?:{{in}}:? )?{TITLE}{BEHIND_TITLE}{JOINT} {PAGES}\.?$"
# "A. Holm, Works, Volume 4, page 130. Harbour Press, Vessk, 1953", "Works, pages 33-34. Harbour Press, 1966"
PAGED_FIRST: Final = rf"{TITLE}{JOINT} {PAGES}(?:[.,;] (?:{IMPRINT}|{TOWN}(?: {TOWN})?,? {YEAR}(?:, {TOWN})?))\.?$"
# the same with an imprint, which tells it from an archive's reference whatever its capitals say
BOOK: Final = rf"(?:{{see}} )?(?P<title>[^\W\d_].{{3,260}}?)(?:{JOINT}|;)(?: [-–—])? {IMPRINT}[.,]{{0,2}} {PAGES}\.?$"
# "Papers of the Harbour, vol. 7 (Vessk: Harbour Press, 2018), 37-39": the imprint in brackets needs no word for pages
BRACKETED: Final = rf"(?P<title>[^\W\d_][^;“”]{{3,260}}?) \({TOWN}\s?: [^;:()]{{2,80}}, {YEAR}\), (?P<pages>\d+(?:[-–—]\d+)?)(?=[.;]|$)"
# "Papers of the Harbour. Vessk: Harbour Press, 2005": without pages
IMPRINTED: Final = rf"(?P<title>[^\W\d_].{{3,260}}?)(?:\.|[.,;]? [-–—]) {TOWN}\s?: [^,;:()]{{2,60}}, {YEAR}\.?$"
# "Papers of the Harbour. 12. Harbour Press, Vessk, 1949"
PUBLISHED: Final = rf"{TITLE}\. {TOWN}, [^,;:()]{{2,60}}, {YEAR}\.?$"
# "Papers of the Harbour, Volume XI, 277, Harbour Press, 1964": of one that names a volume the publisher will do
OF_VOLUME: Final = rf"(?=.*(?<!\w){{volumes}}\s?[\dIVXL]){TITLE}[.,] {TOWN}, {YEAR}\.?$"
# "Tidal Working Paper 22, “Seventy Talks”": a number of a series, and no archive beside it
SERIAL: Final = rf"(?P<title>{CAPITAL}[^;:]{{2,80}}?{{series}}\b[^;]{{0,120}}?)\.?[”\"]?\.?$"
# the same behind an archive's reference, with its number: "…, J 2/202. Tidal Working Paper No. 5, “The Sea's Edge”"
SERIAL_BEHIND: Final = (
    rf"(?<=\. )(?P<title>{CAPITAL}[\w-]*(?: [\w-]+){{0,4}}? {{series}},? (?:{{volume}} ?|#)?\d[\w/-]*"
    r"(?:, [“\"][^“”]+?\.?[”\"](?=\.?(?:\s|$)))?)"
)
# "A. Holm, “Papers of the Harbour”, Harbour Press, Vessk, 2005": who wrote it, and no archive beside it
QUOTED: Final = (
    rf"\[?(?:{CAPITAL}\.\s?){{0,3}}{TOWN}(?:['’]s|,) [“\"«](?P<title>[^“”\"«»]+)[”\"»].{{0,120}}?, {IMPRINT}(?=\W*$|;)"
)
# the forms in the order in which they are asked: of the whole, behind the publisher of the record, where no archive is named
SURE: Final = (BOOK, IMPRINTED, PAGED_FIRST)
BEHIND: Final = (BRACKETED, EDITOR_BEHIND, NUMBERED)
WITHOUT_ARCHIVE: Final = (PAGED, QUOTED, SERIAL)
IMPRINT_ALONE: Final = (PUBLISHED, OF_VOLUME)


@functools.lru_cache(maxsize=64)
def printed(text: str) -> Printed | None:
    """The printed source that a citation names; None if it names none.

    >>> found = printed("Edited by Anna Holm Papers of the Harbour Office pg. 12-14")
    >>> found.said(found.title), found.said(found.pages)
    ('Papers of the Harbour Office', '12-14')
    >>> found = printed("Harbour Bulletin, Issue 4, pp. 60-61")
    >>> found.said(found.title)
    'Harbour Bulletin, Issue 4'
    >>> printed("Island Archive, Vessk, 1901") is None
    True
    """
    told = next(filter(None, map(_led().fullmatch, _sentences(text))), None)
    behind = behind_publisher(text)
    found = told or _first(SURE, text) or phrased(EDITOR_FIRST).search(text) or _first(BEHIND, behind)
    marks = shelfmarks(text) if found is None else []
    if found is None and not any(piece.kind for mark in marks for piece in mark.pieces):
        found = _first(WITHOUT_ARCHIVE, text) or (None if marks else _first(IMPRINT_ALONE, text))
    found = found or phrased(SERIAL_BEHIND).search(text)
    return _as_printed(found) if found else None


def _first(forms: Sequence[str], text: str) -> re.Match[str] | None:
    """What the first form finds that a citation has."""
    return next(filter(None, (phrased(form).match(text) for form in forms)), None)


def is_all_printed(text: str) -> bool:
    """True where a printed source is all that a citation names: what looks like an archive in it is its imprint."""
    found = printed(text)
    return found is not None and len(found.text) >= len(text.strip(" .;"))


def _sentences(text: str) -> Iterator[str]:
    return (text[span.start : span.end].strip() for span in sentences(text))


@functools.cache
def _led() -> re.Pattern[str]:
    """``Also published in Papers of the Harbour``: words that lead to a title, whatever else is told of it."""
    title = rf"[“\"«]?{TITLE}(?:[,.]?[”\"»](?:,? {VOLUME}){{0,2}})?"
    return phrased(rf"{alternatives(citing().names.printed)}:? {title}{BEHIND_TITLE}(?:{JOINT} {PAGES})?\.?")


def _as_printed(found: re.Match[str]) -> Printed:
    text = found[0].rstrip(".")
    spans = {name: Span(*found.span(name)) for name, value in found.groupdict().items() if value}
    placed = {name: Span(span.start - found.start(), span.end - found.start()) for name, span in spans.items()}
    return Printed(text, placed["title"], placed.get("editor"), placed.get("pages"))
