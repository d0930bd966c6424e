"""Lines: what no line may divide, and the marks by which the press finds the lines it has made."""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


TOGETHER: Final = re.compile(
    rf"(?<![\w.])(?P<before>{_any(BEFORE_NUMBER)}) (?=\d)|(?P<after>\d) (?=(?:{_any(AFTER_NUMBER)})(?!\w))"
)
# an address is divided after its own marks: a hyphen would be read as part of it
DIVIDED_ADDRESS: Final = re.compile(r"([/.?&=_-])(?=\w)")
LONG: Final = re.compile(rf"[^\s{ANYWHERE}]{{{LONGEST_WORD + 1},}}")


def together(text: str) -> str:
    """Text in which no line ends within f. 45, No. 12 or 85 mm, and every word can be divided somewhere.

    >>> together("f. 45, a gun of 85 mm") == "f.\u00a045, a gun of 85\u00a0mm"
    True
    """
    kept = TOGETHER.sub(lambda found: f"{found['before'] or found['after']}{NBSP}", text)
    return LONG.sub(lambda found: re.sub(rf"(.{{{PIECE}}})(?!$)", rf"\1{ANYWHERE}", found[0]), kept)


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
    before = closing.getprevious()
    if before is not None and before.tag == "enclosed":
        before = next(iter(before.findall("p")[-1:]), None)
    return before if before is not None and before.tag == "p" else None


# ---- the marks that find lines

LINED: Final = frozenset(
    ("p", "caption", "salute", "dateline", "signature", "routing", "line", "label", "words", "head", "item", "row")
)
"""Elements of the text that begin a line; a row of a table counts as one line."""

HOLDING: Final = LINED - {"row"} | {"cell"}

WIDE: Final = (
    "\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
"""Scripts whose lines end between any two characters."""
WIDE_WORD: Final = re.compile(rf"[{WIDE}]")
WORD: Final = re.compile(rf"\s*(?:[{WIDE}]|[^\s{WIDE}{ANYWHERE}]+{ANYWHERE}?|{ANYWHERE})")


LONG_FOR_A_LINE: Final = 15


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


def hang_plumbs(body: Element, every: int) -> None:
    """Marks in the text of a document, so close that each line of at least twice ``every`` characters has one.

    A mark follows a word: before it, it would stay on the line above. The last line of a paragraph may be as short as
    it likes: a mark stands at its end.
    """
    for element in body.iter(*LINED):
        if element.tag == "row":
            _mark_first_word(element)
        else:
            _mark_lines(element, every)


def _mark_first_word(row: Element) -> None:
    """A row is one line of the count, however many its cells have."""
    for owner, is_tail in _slots(row):
        text = (owner.tail if is_tail else owner.text) or ""
        if text.strip():
            first, *rest = plumbed(text, 1, 1)[0]
            _put(owner, [first, "".join(rest)], is_tail=is_tail)
            return


def _mark_lines(element: Element, every: int) -> None:
    behind = every
    for owner, is_tail in list(_slots(element)):
        if owner.tag == "turnover" and is_tail:
            behind = every
        text = (owner.tail if is_tail else owner.text) or ""
        if text.strip():
            pieces, behind = plumbed(text, behind, every)
            _put(owner, pieces, is_tail=is_tail)
    for turnover in list(element.iter("turnover")):
        if not _is_marked(turnover.getprevious()):
            turnover.addprevious(etree.Element("plumb"))
    if element.xpath("boolean(normalize-space())") and not _is_marked(element[-1] if len(element) else None):
        element.append(etree.Element("plumb"))


def _is_marked(before: Element | None) -> bool:
    return before is not None and before.tag == "plumb" and not before.tail


def plumbed(text: str, behind: int, every: int) -> tuple[list[str], int]:
    """A text in pieces, a mark to stand between each and the next; and how many characters the last is behind.

    >>> plumbed("one two three four", 9, 9)
    (['one', ' two three', ' four'], 5)
    """
    pieces: list[str] = []
    start = 0
    for word in WORD.finditer(text):
        length = len(word[0]) * (2 if WIDE_WORD.search(word[0]) else 1)
        if behind and length > LONG_FOR_A_LINE and word.start() > start:
            pieces.append(text[start : word.start()])
            start, behind = word.start(), 0
        behind += length
        if behind >= every:
            pieces.append(text[start : word.end()])
            start, behind = word.end(), 0
    return [*pieces, text[start:]], behind


def _slots(element: Element) -> Iterator[tuple[Element, bool]]:
    """Where an element has text, in order: each with the element it belongs to, and whether it follows that."""
    yield element, False
    for child in element:
        if child.tag != "note":
            yield from _slots(child)
        yield child, True


def _put(owner: Element, pieces: list[str], *, is_tail: bool) -> None:
    parent = owner.getparent() if is_tail else owner
    if parent is None:
        return
    at = parent.index(owner) + 1 if is_tail else 0
    if is_tail:
        owner.tail = pieces[0]
    else:
        owner.text = pieces[0]
    for n, piece in enumerate(pieces[1:]):
        plumb = etree.Element("plumb")
        plumb.tail = piece
        parent.insert(at + n, plumb)
