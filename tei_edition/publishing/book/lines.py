"""Lines: what no line may divide, and the marks by which the press finds the lines it has made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from math import ceil
from typing import Final

from lxml import etree

from tei_edition.xml import Element

# ---- what stays together

BEFORE_NUMBER: Final = (
    *("No.", "Nos.", "N°", "Nº", "№", "Nr.", "nr."),
    *("f.", "ff.", "op.", "d.", "l.", "ll.", "p.", "pp.", "vol.", "fol.", "ark.", "Bd.", "Bl.", "S.", "§"),
)
AFTER_NUMBER: Final = ("mm", "cm", "m", "km", "kg", "g", "t", "ha", "%", "°")
LONGEST_WORD: Final = 40
"""Characters after which a word must be divisible anywhere, or it would run into the margin."""

PIECE: Final = 10
"""Characters between the places where such a word can be divided."""

NBSP: Final = "\u00a0"
ANYWHERE: Final = "\u200b"


WIDE: Final = (
    "\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
"""Scripts whose lines end between any two characters, but for marks that begin or end none: the engine knows which."""


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


TOGETHER: Final = re.compile(
    rf"(?<![\w.])(?P<before>{_any(BEFORE_NUMBER)}) (?=\d)|(?P<after>\d) (?=(?:{_any(AFTER_NUMBER)})(?!\w))"
)
# one of these is in all that it finds, and in few texts: they are looked for first, in a tenth of the time
BEFORE_A_NUMBER: Final = re.compile(rf"[{re.escape(''.join({word[-1] for word in BEFORE_NUMBER}))}] \d")
AFTER_A_NUMBER: Final = re.compile(rf"\d [{re.escape(''.join({word[0] for word in AFTER_NUMBER}))}]")
# an address is divided after its own marks: a hyphen would be read as part of it
DIVIDED_ADDRESS: Final = re.compile(r"([/.?&=_-])(?=\w)")
LONG: Final = re.compile(rf"[^\s{ANYWHERE}{WIDE}]{{{LONGEST_WORD + 1},}}")


def together(text: str) -> str:
    """Text in which no line ends within f. 45, No. 12 or 85 mm, and every word can be divided somewhere.

    >>> together("f. 45, a gun of 85 mm") == "f.\u00a045, a gun of 85\u00a0mm"
    True
    """
    if BEFORE_A_NUMBER.search(text) or AFTER_A_NUMBER.search(text):
        text = TOGETHER.sub(lambda found: f"{found['before'] or found['after']}{NBSP}", text)
    if _longest_word(text) <= LONGEST_WORD:
        return text
    return LONG.sub(lambda found: re.sub(rf"(.{{{PIECE}}})(?!$)", rf"\1{ANYWHERE}", found[0]), text)


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def keep_together(root: Element) -> None:
    """The same for every text below an element; an address may be divided after a slash or a full stop."""
    for element in root.iter():
        if element.text:
            element.text = (
                DIVIDED_ADDRESS.sub(rf"\1{ANYWHERE}", element.text) if element.tag == "url" else together(element.text)
            )
        if element.tail and element is not root:
            element.tail = together(element.tail)


def paragraph_before(closing: Element) -> Element | None:
    """The paragraph that ends where a signature or date follows, at the end of an enclosed telegram too."""
    after = closing.getnext()
    if closing.tag == "salute" and after is not None and after.tag == "p":
        return None  # it opens what follows
    before = closing.getprevious()
    if before is not None and before.tag == "enclosed":
        before = next(iter(before.findall("p")[-1:]), None)
    return before if before is not None and before.tag == "p" else None


LEADING: Final = ("heading", "caption", "salute")
"""Blocks that never end a page: they stay with what they lead to."""


def leading_to(paragraph: Element) -> Element | None:
    """The first of the blocks that lead to a paragraph with a note; of a document without summary, it begins with its head.

    The engine keeps them with the paragraph, but lets them stand when the paragraph finds room and its note does not.
    """
    body = paragraph.getparent()
    if body is None or body.tag not in ("body", "chapter") or paragraph.find(".//note") is None:
        return None
    run = list(takewhile(lambda block: block.tag in LEADING, paragraph.itersiblings(preceding=True)))
    first = run[-1] if run else paragraph
    document = body.getparent()
    if document is not None and body.tag == "body" and first.getprevious() is None and document.find("summary") is None:
        return document
    return first if run else None


# ---- places within what may run over several pages

LONG_BLOCK: Final = 1200
"""Characters of a block that may fill most of a page."""
BETWEEN_PLACES: Final = 600
"""Characters from one place within such a block to the next."""


def place_within(block: Element, name: str) -> None:
    """Places within a long block, behind a word each, so that a page is found on which no block begins."""
    if len("".join(map(str, block.itertext()))) < LONG_BLOCK:
        return
    behind, count = 0, 0
    for owner, is_tail in [(block, False), *((child, True) for child in block)]:
        if is_tail and owner.tag != "note":
            behind += len("".join(map(str, owner.itertext(with_tail=False))))
        (first, *others), behind = parted(_text(owner, is_tail=is_tail), behind)
        _put(owner, first, is_tail=is_tail)
        at = block.index(owner) + 1 if is_tail else 0
        for n, text in enumerate(others):
            count += 1
            mark = etree.Element("target", id=f"{name}.{count}")
            mark.tail = text
            block.insert(at + n, mark)


def parted(text: str, behind: int, most: int = BETWEEN_PLACES) -> tuple[list[str], int]:
    """A text in parts, and how far its end is from the last parting; it begins so many characters ``behind`` one.

    >>> parted("one two three four", 0, 6)
    (['one two', ' three', ' four'], 5)
    """
    parts, start = [], 0
    for word in re.finditer(r"\S(?=\s)", text):
        if behind + word.end() - start >= most:
            parts.append(text[start : word.end()])
            start, behind = word.end(), 0
    return [*parts, text[start:]], behind + len(text) - start


# ---- the marks that find lines

LINED: Final = frozenset(
    ("p", "caption", "salute", "dateline", "signature", "routing", "line", "label", "words", "head", "item", "row")
)
"""Elements of the text that begin a line; a row of a table counts as one line."""

HOLDING: Final = LINED - {"row"} | {"cell"}

WIDE_WORD: Final = re.compile(rf"[{WIDE}]")
WORD: Final = re.compile(rf"\s*(?:[{WIDE}]|[^\s{WIDE}{ANYWHERE}]+{ANYWHERE}?|{ANYWHERE})")

PLUMB: Final = "\ufdd0"
"""The mark that finds a line, within the text: a code point that no text may have (Unicode 23.7, noncharacters)."""

LONG_FOR_A_LINE: Final = 15
INDENT: Final = 4
"""Characters by which the first line of a paragraph is shorter."""
UNEVEN: Final = re.compile(rf"[{WIDE}{ANYWHERE}]|[^\S ]")
"""Scripts without spaces, and spaces of other kinds: to be gone through word by word."""
BLANK: Final = re.compile(r"[\t\n\r]")
CAPITAL, FOREIGN, SPACED = 0.5, 0.2, 1.3
"""How much wider than a small Latin letter a capital and a letter of another script are, and a letter-spaced one."""


def gather_marks(body: Element) -> None:
    """Marks that stand between two blocks, as a new leaf does, go into the first line after them."""
    waiting: list[Element] = []
    for element in list(body.iter()):
        if element.tag == "marks":
            waiting.append(element)
        elif waiting and element.tag in HOLDING:
            for n, mark in enumerate([mark for marks in waiting for mark in marks]):
                mark.tail = None
                element.insert(n, mark)
                last = mark
            last.tail, element.text = element.text, None
            for marks in waiting:
                _remove(marks)
            waiting = []


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def hang_plumbs(body: Element, most: int, in_paragraphs: int = 0) -> None:
    """Marks in the text of a document: between two of them lie no more than ``most`` characters of the usual width.

    A line of so many has one. A mark follows a word: before it, it would stay on the line above. The last line of a
    block may be as short as it likes, for a mark stands at its end; and so may the first, for one stands after its
    first word. The lines of a paragraph are full but for its last: there ``in_paragraphs`` counts, if it is given.
    """
    for element in body.iter(*LINED):
        if element.tag == "row":
            _mark_first_word(element)
        elif element.tag == "p" and in_paragraphs:
            _mark_lines(element, in_paragraphs, INDENT)
        else:
            _mark_lines(element, most, most)


def _mark_first_word(row: Element) -> None:
    """A row is one line of the count, however many its cells have."""
    for owner, is_tail, _ in _slots(row):
        text = _text(owner, is_tail=is_tail)
        if first := WORD.match(text):
            _put(owner, text[: first.end()] + PLUMB + text[first.end() :], is_tail=is_tail)
            return


def _mark_lines(element: Element, most: int, begun: int) -> None:
    behind: float = begun
    follows = False
    for owner, is_tail, width in list(_slots(element)):
        if owner.tag == "turnover" and is_tail:
            _close_line(owner.getprevious(), owner.getparent())
            behind, follows = begun, False
        text = _text(owner, is_tail=is_tail)
        if text.strip():
            text, behind = plumbed(text, behind, most, width, follows=follows)
            _put(owner, text, is_tail=is_tail)
            follows = True
    if follows or element.xpath("boolean(normalize-space())"):
        _close_line(element[-1] if len(element) else None, element)


def _close_line(last: Element | None, parent: Element | None) -> None:
    """A mark behind the last word before a place, unless there is one."""
    owner, is_tail = (parent, False) if last is None else (last, True)
    if owner is not None and not (text := _text(owner, is_tail=is_tail)).endswith(PLUMB):
        _put(owner, text + PLUMB, is_tail=is_tail)


def plumbed(text: str, behind: float, most: int, width: float = 1, *, follows: bool = False) -> tuple[str, float]:
    """A text with its marks, and how many characters its end is behind the last of them.

    It begins so many ``behind`` the mark before; ``follows`` if there is a word before it to bear a mark.

    >>> plumbed("one two three four", 9, 12)[0].replace(PLUMB, "|")
    'one| two three| four'
    """
    if width == 1 and behind < most and most > 2 * LONG_FOR_A_LINE and _is_even(text):
        return _plumbed_by_line(text, behind, most, follows=follows)
    pieces: list[str] = []
    start = 0
    for word in WORD.finditer(text):
        length = _length(word[0]) * width
        if behind and follows and (behind + length > most or length > LONG_FOR_A_LINE):
            pieces.append(text[start : word.start()])
            start, behind = word.start(), 0
        behind += length
        follows = True
    pieces.append(text[start:])
    return PLUMB.join(pieces), behind


def _is_even(text: str) -> bool:
    """Words of the usual length and script, with spaces between them."""
    return _longest_word(text) < LONG_FOR_A_LINE and not (BLANK.search(text) if text.isascii() else UNEVEN.search(text))


def _plumbed_by_line(text: str, behind: float, most: int, *, follows: bool) -> tuple[str, float]:
    """The same for words of the usual length with spaces between them: not word by word, but from mark to mark."""
    pieces: list[str] = []
    start = 0
    while True:
        reach = start + int(most - behind) + 1
        more = _more(text[start:reach])
        if behind + len(text) - start + more <= most:
            break
        first = start + (not behind or not follows)
        # no mark stands before the first word; between two marks there is always a word
        at = text.rfind(" ", first, max(reach - ceil(more), first + (LONG_FOR_A_LINE if first else 1)))
        if at < 0:
            at = start if behind and follows else text.find(" ", first)
        if at < 0:
            break
        pieces.append(text[start:at])
        start, behind, follows = at, 0, True
    pieces.append(text[start:])
    return PLUMB.join(pieces), behind + len(text) - start + more


def _length(word: str) -> float:
    """How many small Latin letters take the room of a word and the space before it."""
    if not word.isascii() and WIDE_WORD.search(word):
        return 2
    return len(word) + _more(word)


def _more(text: str) -> float:
    """How many characters more than it has a text is wide."""
    if text.isascii():
        return 0 if text.islower() else CAPITAL * sum(map(str.isupper, text))
    return CAPITAL * sum(map(str.isupper, text)) + FOREIGN * (len(text) - sum(map(str.isascii, text)))


def _slots(element: Element, width: float = 1) -> Iterator[tuple[Element, bool, float]]:
    """Where an element has text, in order: the element it belongs to, whether it follows that, how wide it is set."""
    inside = SPACED if element.tag in ("spaced", "sc") else width
    yield element, False, inside
    for child in element:
        if child.tag != "note":
            yield from _slots(child, inside)
        yield child, True, inside


def _text(owner: Element, *, is_tail: bool) -> str:
    return (owner.tail if is_tail else owner.text) or ""


def _put(owner: Element, text: str, *, is_tail: bool) -> None:
    if is_tail:
        owner.tail = text
    else:
        owner.text = text
