"""Archive references of many countries, taken apart: the archive, and the parts of its mark.

What parts and class marks there are is said in ``archives.toml``; here they are only put together.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.encoding.citations import URL, says_translated, sentences
from tei_edition.encoding.repositories import (
    STOPPED,
    IsArchive,
    citing,
    is_archive_name,
    is_collection,
    is_publisher,
    phrased,
    says,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a shelfmark: its kind (fond, box, decimal-file, ...; empty for words), its words, what follows them."""

    kind: str
    text: str
    after: str = ""
    misread: str = ""


@dataclass(frozen=True, slots=True)
class Shelfmark:
    """An archive reference: ``APRF, f. 45, op. 1, d. 339, ll. 90-91``."""

    repository: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The reference without the archive's name."""
        return "".join(piece.text + piece.after for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _Found:
    """A numbered part in a text."""

    kind: str
    span: Span
    alone: bool = False
    misread: str = ""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What stands between two commas: words before its parts, and the parts."""

    span: Span
    lead: Span
    found: tuple[_Found, ...]

    def words(self, text: str) -> str:
        """The words before its parts; empty if it begins with a part."""
        return text[self.lead.start : self.lead.end]


def shelfmarks(text: str, is_archive: IsArchive = lambda _: False) -> list[Shelfmark]:
    """All archive references of a text, in order; ``is_archive`` says whether a name is a known archive's.

    >>> [p.text for p in shelfmarks("APRF, f. 45, op. 1, d. 339, ll. 64-65.")[0].pieces]
    ['f. 45', 'op. 1', 'd. 339', 'll. 64-65']
    >>> shelfmarks("MOL, XIX-J-1-j Korea, 4. doboz, 5/a.")[0].repository
    'MOL'
    """
    return [mark for stretch in sentences(text) for mark in _references(text, stretch, is_archive)]


@functools.cache
def _sought() -> re.Pattern[str]:
    """One expression for all parts and shapes; the group names are their places in the table."""
    shapes = [rf"(?P<s{i}>(?<![\w/]){shape.pattern}(?![\w]))" for i, shape in enumerate(citing().shapes)]
    named = _any(word for part in citing().parts for word in part.before)
    follow = _any(word for part in citing().parts for word in part.after)
    # "fond (f.) 45": the word, and how it is shortened
    before = rf"(?P<b>(?<![\w])(?P<word>{named})\s*(?:\([a-z]{{1,3}}\.\)\s)?(?P<value>{citing().number}))"
    after = rf"(?P<a>(?<![\w/–-])\d[\w/–-]*\.?\s?(?P<tail>{follow})(?!\w))"
    return re.compile("|".join([*shapes, before, after]))


def _any(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first."""
    return "|".join(_word(word) for word in sorted(dict.fromkeys(words), key=len, reverse=True))


def _word(word: str) -> str:
    """A word with a stop may stand close to its number, another may not; long ones are written large or small."""
    spaced = r"\s+".join(map(re.escape, word.split()))
    whole = spaced if word.endswith((".", "'", "’")) else rf"{spaced}(?![\w.'’])"
    return f"(?i:{whole})" if _is_long(word) else whole


def _is_long(word: str) -> bool:
    return len(word) > 3 and word.isalpha()


def _is_written(word: str, choices: tuple[str, ...]) -> bool:
    return word in choices or any(_is_long(c) and c.casefold() == word.casefold() for c in choices)


def _references(text: str, stretch: Span, is_archive: IsArchive) -> Iterator[Shelfmark]:
    """One reference after another: an archive's name after parts, or a part of a kind that is there, begins a new one."""
    group: list[_Chunk] = []
    for chunk in _chunks(text, stretch):
        if group and _titles_file(text, group[-1], chunk):
            break
        if group and _begins_another(text, group, chunk, is_archive):
            yield from _reference(text, group, is_archive)
            group = []
        group.append(chunk)
    yield from _reference(text, group, is_archive)


def _titles_file(text: str, before: _Chunk, chunk: _Chunk) -> bool:
    """``Issue 220: Relations of Arland and some of its neighbours, May 3, 1978``: what a file is called, commas and all."""
    words = chunk.words(text).split()
    return bool(before.found) and text[before.span.end] == ":" and len(words) >= TITLE_WORDS and not chunk.found


# so many words are a title, no name of an archive or of a part
TITLE_WORDS: Final = 8
# "List 60 and AVPRF, Fond 5": the name of another archive parts, too
_BETWEEN: Final = r"(,[”\"]\s+|,\s*|:\s+|\s+(?={and}\s+[A-ZА-Я]{3,}(?:,|\s*$)))"


def _chunks(text: str, stretch: Span) -> Iterator[_Chunk]:
    at = stretch.start
    kinds: list[str] = []
    for piece in phrased(_BETWEEN).split(text[stretch.start : stretch.end]):
        span = Span(at, at + len(piece))
        at = span.end
        if not piece.strip(" ,:") or phrased(r"\W*{label}\W*").fullmatch(piece):
            continue
        found = _parts_in(text, span, kinds)
        lead = _trimmed(text, Span(span.start, found[0].span.start if found else span.end))
        if kinds and len(lead) and is_archive_name(text[lead.start : lead.end]):
            found, kinds = _parts_in(text, span, ()), []
        kinds = [*kinds, *(f.kind for f in found)]
        yield _Chunk(span, lead, found)


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    begins = phrased(LED_TO).match(words)
    start = span.start + (begins.end() if begins else 0)
    ends = len(words.rstrip(" .,;:"))
    ends += bool(STOPPED.search(words[: ends + 1]))  # the last stop of "A.M.A.E." is its own
    return Span(start, max(start, span.start + ends))


# "and", "see also", "A copy was found in", "from the": what leads to a reference
LED_TO: Final = r"(?i:\s*(?:{leading}\s+|(?:[^,;:\d]*\b{lying}\s+)?{within}\s+(?:{definite}\s+)?)?)"


def _parts_in(text: str, span: Span, before: Sequence[str]) -> tuple[_Found, ...]:
    made: list[_Found] = []
    for match in _sought().finditer(text, span.start, span.end):
        found = _as_part(match, [*before, *(f.kind for f in made)])
        if found is not None:
            made.append(found)
    return tuple(made)


def _as_part(match: re.Match[str], before: Sequence[str]) -> _Found | None:
    end = match.end() if match[0].endswith("ob.") else match.start() + len(match[0].rstrip(".,;"))
    if match["b"] or match["a"]:
        for part in citing().parts:
            named = _is_written(match["word"], part.before) if match["b"] else match["tail"] in part.after
            among = not part.among or bool(set(part.among) & set(before))
            ranged = part.single and match["b"] and re.search(r"\d\s?[-–]\s?\d", match["value"])
            if named and among and not ranged and not set(part.unless) & set(before):
                return _Found(part.kind, Span(match.start(), end if match["b"] else match.end()), misread=part.misread)
        return _restarted(match, end)
    shape = next(s for i, s in enumerate(citing().shapes) if match[f"s{i}"])
    return _Found(shape.kind, Span(match.start(), end), shape.alone)


def _restarted(match: re.Match[str], end: int) -> _Found | None:
    """A part that may not follow those before it begins another reference: a second fond."""
    for part in citing().parts:
        if match["b"] and _is_written(match["word"], part.before) and not part.among:
            return _Found(part.kind, Span(match.start(), end), misread=part.misread)
    return None


def _begins_another(text: str, group: Sequence[_Chunk], chunk: _Chunk, is_archive: IsArchive) -> bool:
    held = {f.kind for one in group for f in one.found}
    if not held:
        return False
    if chunk.found and chunk.found[0].kind in held and chunk.found[0].kind in _FIRST:
        return True
    name = chunk.words(text)
    return bool(name) and (is_archive(name) or (bool(chunk.found or _is_joined(text, chunk)) and is_archive_name(name)))


_FIRST: Final = frozenset({"fond", "record-group", "decimal-file", "lot", "class", "archive-number"})


def _is_joined(text: str, chunk: _Chunk) -> bool:
    """``and RGASPI``: another archive is announced."""
    return bool(phrased(r"\s*{and}\s").match(text[chunk.span.start : chunk.span.end]))


def _reference(text: str, group: Sequence[_Chunk], is_archive: IsArchive) -> Iterator[Shelfmark]:
    """The reference a run of chunks makes, if it is one: an archive with a part, two parts, or a mark known alone."""
    group = _from_archive(text, group, is_archive)
    found = [f for chunk in group for f in chunk.found]
    if not group:
        return
    repository, held = _repository(text, group)
    if not repository:
        repository, held = _named_last(text, held, is_archive)
    collected = _collected(text, held)
    named = bool(repository.strip()) and (is_archive(repository) or is_archive_name(repository))
    kinds = {f.kind for f in found}
    strong = any(f.alone for f in found) or (len(kinds) > 1 and bool(kinds - _OF_BOOKS)) or (named and bool(found))
    if strong or (named and repository and not found) or collected:
        yield Shelfmark(repository, tuple(_pieces(text, held)))


# books have these too
_OF_BOOKS: Final = frozenset({"volume", "page", "part", "leaf", "item", "series", "document-number"})


def _collected(text: str, held: Sequence[_Chunk]) -> bool:
    """``Defense Files``, ``Department of State, Bureau Files``: no archive is named, but a collection, perhaps behind its keeper."""
    words = [c.words(text) for c in held]
    kept = len(words) > 1 and words[0] and words[1].endswith(citing().names.collections)
    return bool(words) and (bool(kept) or says(words[0], citing().names.collections))


def _from_archive(text: str, group: Sequence[_Chunk], is_archive: IsArchive) -> list[_Chunk]:
    """What stands before the archive's name (a publisher, a date) is no part of the reference."""
    first = next((i for i, c in enumerate(group) if c.found), len(group))
    leads = [c.words(text) for c in group[: first + 1]]
    if leads and first == len(group) and is_collection(leads[0]) and any(map(is_archive_name, leads[1:])):
        return list(group)  # "Papers of A. Holm, Harbour Archive"
    published = [i for i, lead in enumerate(leads) if is_publisher(lead)]
    begin = published[-1] + 1 if published else 0
    named = [i for i in range(begin, len(leads)) if leads[i] and (is_archive(leads[i]) or is_archive_name(leads[i]))]
    if named:
        return list(group[named[0] :])
    if first == len(group):
        return list(group[begin:]) if _collected(text, group[begin:]) else []
    textual = [i for i in range(begin, first + 1) if leads[i] and not re.search(r"\d", leads[i])]
    # a collection has a keeper: "Department of State, Central Files", "Department of State, Bureau Meetings: Lot 61 D 417"
    collected = bool(textual) and (
        says(leads[textual[-1]], citing().names.collections) or _is_opened(text, group, textual[-1])
    )
    keeper = textual[-2:] if collected else textual[-1:]
    return list(group[keeper[0] if keeper else first :])


def _is_opened(text: str, group: Sequence[_Chunk], at: int) -> bool:
    """``Bureau Meetings: Lot 61``: a colon leads from a name to what it holds."""
    return at + 1 < len(group) and text[group[at].span.end : group[at + 1].span.start].startswith(":")


def _repository(text: str, group: Sequence[_Chunk]) -> tuple[str, list[_Chunk]]:
    """The archive's name and what follows it; its place or abbreviation in brackets belongs to it."""
    head, *rest = group
    name = head.words(text)
    if head.found:
        first = head.found[0].span.start
        return name, [_Chunk(Span(first, head.span.end), Span(first, first), head.found), *rest]
    if says(name, citing().names.collections) and not is_archive_name(name):
        return "", list(group)
    if rest and not rest[0].found and _ABBREVIATION.search(rest[0].words(text)):
        return text[head.lead.start : rest[0].lead.end], rest[1:]
    return name, rest


# "National Archive, Vessk (NAV)"
_ABBREVIATION: Final = re.compile(r"\([^)]*[A-Z]{2}[^)]*\)$")


def _named_last(text: str, held: list[_Chunk], is_archive: IsArchive) -> tuple[str, list[_Chunk]]:
    """``FO 371/4, The National Archives``: an archive named after its mark."""
    leads = [c.words(text) for c in held]
    last = (i for i in range(1, len(held)) if not held[i].found and (is_archive(leads[i]) or is_archive_name(leads[i])))
    at = next(last, None)
    marked = any(c.found for c in held[:at]) or is_collection(leads[0])
    if at is None or not marked or any(c.found for c in held[at:]):
        return "", held
    return leads[at], held[:at]


def of_one_archive(marks: Sequence[Shelfmark]) -> list[Shelfmark]:
    """The same, an archive named alone and the mark after it as one: they stood under two labels."""
    made: list[Shelfmark] = []
    for mark in marks:
        before = made[-1] if made else None
        alone = before is not None and before.repository and not any(piece.kind for piece in before.pieces)
        if before is not None and alone and not mark.repository:
            kept = tuple(replace(piece, after=piece.after or ", ") for piece in before.pieces)
            made[-1] = Shelfmark(before.repository, (*kept, *mark.pieces))
        else:
            made.append(mark)
    return made


def _pieces(text: str, chunks: Sequence[_Chunk]) -> Iterator[Piece]:
    """The parts and the words between them, each with what separates it from the next.

    Words at the end without a number are left out, but for those below a collection or a box, which name a folder.
    """
    spans: list[tuple[str, Span, str]] = []
    for chunk in chunks:
        if len(chunk.lead):
            spans.append((_kind_of_words(chunk.words(text), spans), chunk.lead, ""))
        spans += [(f.kind, f.span, f.misread) for f in chunk.found]
        rest = _behind(text, chunk)
        if len(rest):
            spans.append(("", rest, ""))
    foldered = any(kind in _OF_FOLDERS for kind, *_ in spans)
    while len(spans) > 1 and not spans[-1][0] and not _belongs(text[spans[-1][1].start : spans[-1][1].end], foldered):
        spans.pop()
    if len(spans) == 1 and not spans[0][0] and text[spans[0][1].start].islower():
        return  # "TSAO, was given to the Harbour Office in 1994"
    for index, (kind, span, misread) in enumerate(spans):
        after = text[span.end : spans[index + 1][1].start] if index + 1 < len(spans) else ""
        yield Piece(kind, text[span.start : span.end], after, misread)


# what holds folders that have a title
_OF_FOLDERS: Final = frozenset({"collection", "box", "lot"})


def _behind(text: str, chunk: _Chunk) -> Span:
    """The words behind the last part of a chunk: ``Vol. II [2 of 2]``."""
    start = chunk.found[-1].span.end if chunk.found else chunk.span.end
    words = text[start : chunk.span.end]
    if not words.strip(" .,;:"):
        return Span(start, start)
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip(" .,;:")))


def _kind_of_words(words: str, before: Sequence[tuple[str, Span, str]]) -> str:
    """A number with no name is a part of what came before; more leaves are leaves."""
    if is_collection(words):
        return "collection"
    if not re.match(r"[\w/.–-]*\d", words) or len(words.split()) > 2:
        return ""
    return before[-1][0] if before and before[-1][0] in {"listy", "leaf", "page"} else "part"


def _belongs(words: str, foldered: bool) -> bool:
    """``Fond and Opis not given``, ``C 6844``: the reference says what it does not say, or a mark of no known shape, or a folder's title."""
    return (
        (foldered and phrased(FOLDER).match(words) is not None)
        or MARKED.fullmatch(words) is not None
        or says(words, citing().names.missing)
        or is_collection(words)
    )


# a title begins large, or with a number, and says nothing of itself
FOLDER: Final = r"[\"“‘’(\[/]?[A-Z\d](?!.*\b{verbs}\b)"
# a few capitals or none, and a number with no word beside it: "MS 12", "bMS 649/193(19)"
MARKED: Final = re.compile(r"(?:[a-z]?[A-Z]{1,5}[ ./-]?){1,2}\d[\w/.–()-]*")


def is_unread(text: str) -> bool:
    """True for a source with a number in it that is neither a reference known nor an address.

    >>> is_unread("Shelf 12, second room"), is_unread("Gift of Anna Holm")
    (True, False)
    """
    rest = URL.sub("", text)
    return bool(re.search(r"\d", rest)) and not says_translated(rest)


def unread(text: str) -> Shelfmark:
    """A source that no pattern knows, as one mark."""
    return Shelfmark("", (Piece("", text.rstrip(" .")),))
