"""A TEI file that an XML editor has re-indented: its white space as convert wrote it, its tags as they stand now.

An XML editor breaks lines and indents where it thinks that white space means nothing. What ``convert`` wrote tells
where it does: between two characters that stood together there no space is put, and between two that stood apart
one is kept, outside the innermost tags.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from tei_edition import xml
from tei_edition.encoding.tei import CONTAINERS, indent
from tei_edition.xml import ID, Element, local

PIECE: Final = re.compile(r"[ \t\r\n]+|[^ \t\r\n]+")
# of these only the elements are content: white space between them never means a space
ONLY_ELEMENTS: Final = frozenset({"choice", "subst", "app", *CONTAINERS})
# a stretch that is compared character by character is no longer than this
LONGEST: Final = 3000


def as_generated(mine: bytes, generated: bytes) -> bytes:
    """``mine`` with the white space and the order of attributes of ``generated`` wherever their words are the same.

    Raises:
        Refusal: one of the two is not well-formed.
    """
    tree, pattern = xml.parse(mine), xml.parse(generated)
    words, model = _Words(tree.getroot()), _Words(pattern.getroot())
    _restore(words, model)
    words.write()
    indent(tree.getroot())
    return xml.serialize(tree)


@dataclass(slots=True)
class _Gap:
    """White space (or none) at one place: the piece of a text it is, and how deep in the tree."""

    text: str
    slot: int
    piece: int
    depth: int
    parent: Element
    is_edge: bool = False


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag between two words."""

    name: str
    opens: bool
    element: Element


@dataclass(slots=True)
class _Joint:
    """What stands between two characters that are no white space."""

    gaps: list[_Gap] = field(default_factory=list)
    tags: list[_Tag] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """True if white space divides the two."""
        return any(gap.text for gap in self.gaps)

    @property
    def shape(self) -> list[tuple[str, bool]]:
        """The tags, to be compared."""
        return [(tag.name, tag.opens) for tag in self.tags]


class _Words:
    """All characters of a document that are no white space, and the joints between them."""

    def __init__(self, root: Element) -> None:
        self.slots: list[tuple[Element, bool]] = []
        self.pieces: list[list[str]] = []
        self.joints: dict[int, _Joint] = {}
        self.blocks: list[int] = []
        self.size = 0
        solid: list[str] = []
        for element, tag, text, tail, depth in _events(root):
            if tag is not None:
                self._joint().tags.append(tag)
                parent = element.getparent()
                if local(element if parent is None else parent) in CONTAINERS or local(element) in CONTAINERS:
                    self.blocks.append(self.size)
            solid += self._read(element, text, tail, depth)
        self.solid = "".join(solid)

    def _joint(self) -> _Joint:
        return self.joints.setdefault(self.size, _Joint())

    def _read(self, element: Element, text: str, tail: bool, depth: int) -> Iterator[str]:
        found = PIECE.findall(text)
        if not found or not found[0].isspace():
            found.insert(0, "")
        if len(found) % 2 == 0:
            found.append("")
        slot = len(self.slots)
        self.slots.append((element, tail))
        self.pieces.append(found)
        parent = element.getparent() if tail else element
        for index, piece in enumerate(found):
            if index % 2:
                self.size += len(piece)
                yield piece
            else:
                edge = (index == 0 and not tail) or (index == len(found) - 1 and _is_last(element, tail))
                gap = _Gap(piece, slot, index, depth, element if parent is None else parent, edge)
                self._joint().gaps.append(gap)

    def put(self, gap: _Gap, text: str) -> None:
        """Write white space into its place."""
        self.pieces[gap.slot][gap.piece] = text

    def write(self) -> None:
        """Put the texts back into the tree."""
        for (element, tail), pieces in zip(self.slots, self.pieces, strict=True):
            text = "".join(pieces) or None
            if tail:
                element.tail = text
            else:
                element.text = text


def _is_last(element: Element, tail: bool) -> bool:
    """True where an end tag follows."""
    return element.getnext() is None if tail else not len(element)


def _events(root: Element) -> Iterator[tuple[Element, _Tag | None, str, bool, int]]:
    """Each tag with the text after it, in order; comments and instructions are tags that hold nothing."""
    stack: list[tuple[Element, bool, int]] = [(root, True, 0)]
    while stack:
        element, opens, depth = stack.pop()
        if not isinstance(element.tag, str):
            yield element, _Tag("#", True, element), element.tail or "", True, depth
        elif opens:
            yield element, _Tag(element.tag, True, element), element.text or "", False, depth + 1
            stack.append((element, False, depth))
            stack.extend((child, True, depth + 1) for child in reversed(element))
        else:
            tail = "" if element is root else element.tail or ""
            yield element, _Tag(element.tag, False, element), tail, True, depth


def _restore(words: _Words, model: _Words) -> None:
    """Every joint of ``words`` as the same joint of ``model`` is, as far as the characters around it are the same."""
    matches = _Matches(_same(words, model), words.size, model.size)
    for at, joint in words.joints.items():
        where = matches.joint(at)
        if where is None:
            _fold(words, joint)
            continue
        like = model.joints.get(where, _Joint())
        if not joint.tags and not _is_an_editors(joint):
            continue  # a person put these spaces between two words
        if joint.shape == like.shape and len(joint.gaps) == len(like.gaps):
            for gap, wanted in zip(joint.gaps, like.gaps, strict=True):
                words.put(gap, wanted.text)
            for tag, same in zip(joint.tags, like.tags, strict=True):
                _in_order(tag.element, same.element)
        elif joint.tags:
            _set_apart(words, joint, like)


def _is_an_editors(joint: _Joint) -> bool:
    """Line breaks, and many spaces made one, are an XML editor's."""
    return all("\n" in gap.text or gap.text in {"", " "} for gap in joint.gaps)


class _Matches:
    """Which joint of one text is which of the other: its neighbours must be the same characters, side by side."""

    def __init__(self, found: Sequence[tuple[int, int, int]], size: int, other: int) -> None:
        self.found = sorted(found)
        self.starts = [start for start, _, _ in self.found]
        self.ends = {0: 0, size: other}

    def joint(self, at: int) -> int | None:
        """The joint before the character with this number."""
        if at in self.ends:
            return self.ends[at]
        before, after = self._character(at - 1), self._character(at)
        return after if before is not None and after == before + 1 else None

    def _character(self, at: int) -> int | None:
        index = bisect_right(self.starts, at) - 1
        start, other, size = self.found[index] if index >= 0 else (0, 0, 0)
        return other + at - start if at < start + size else None


def _fold(words: _Words, joint: _Joint) -> None:
    """Beside words that were put in: line breaks are an XML editor's, spaces are a person's."""
    for gap in joint.gaps:
        if "\n" in gap.text:
            empty = gap.is_edge or local(gap.parent) in ONLY_ELEMENTS
            words.put(gap, "" if empty else " ")


def _set_apart(words: _Words, joint: _Joint, like: _Joint) -> None:
    """Tags were put in or taken out: one space or none, as it was, outside the innermost tags."""
    filled = [gap for gap in joint.gaps if gap.text] or joint.gaps
    kept = min(filled, key=lambda gap: gap.depth) if like.is_open and filled else None
    for gap in joint.gaps:
        words.put(gap, "")
    if kept is not None:
        follows = joint.tags[-1]
        words.put(kept, "\n" if follows.opens and local(follows.element) == "lb" else " ")


def _in_order(element: Element, like: Element) -> None:
    """The attributes in the order that convert writes."""
    if isinstance(element.tag, str) and list(element.attrib) != list(like.attrib):
        values = {str(name): str(value) for name, value in element.attrib.items()}
        order = [str(name) for name in like.attrib if name in values]
        element.attrib.clear()
        element.attrib.update([(name, values[name]) for name in (*order, *(n for n in values if n not in order))])


# ------------------------------------------------------------------ which characters are the same


def _same(words: _Words, model: _Words) -> list[tuple[int, int, int]]:
    """Stretches of the same characters: where in each, how long."""
    cuts = [sorted({0, *w.blocks, w.size}) for w in (words, model)]
    found: list[tuple[int, int, int]] = []
    for a, b, same in _aligned(words.solid, model.solid, cuts[0], cuts[1]):
        found += [(a[0], b[0], a[1] - a[0])] if same else _same_words(words, model, a, b)
    return [one for one in found if one[2]]


def _same_words(words: _Words, model: _Words, a: tuple[int, int], b: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
    """The same, word by word, within stretches that are not."""
    cuts = []
    for one, (start, end) in ((words, a), (model, b)):
        cuts.append([start, *sorted(at for at in one.joints if start < at < end), end])
    for left, right, same in _aligned(words.solid, model.solid, cuts[0], cuts[1]):
        if same:
            yield left[0], right[0], left[1] - left[0]
        elif max(left[1] - left[0], right[1] - right[0]) <= LONGEST:
            pieces = words.solid[left[0] : left[1]], model.solid[right[0] : right[1]]
            for match in SequenceMatcher(None, *pieces, autojunk=False).get_matching_blocks():
                yield left[0] + match.a, right[0] + match.b, match.size


def _aligned(
    one: str, other: str, cuts: Sequence[int], others: Sequence[int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int], bool]]:
    """Two texts, cut into pieces, laid beside each other: stretches of each, and whether they are the same."""
    pieces, others_pieces = _pieces(one, cuts), _pieces(other, others)
    for kind, a, b, c, d in SequenceMatcher(None, pieces, others_pieces, autojunk=False).get_opcodes():
        yield (cuts[a], cuts[b]), (others[c], others[d]), kind == "equal"


def _pieces(text: str, cuts: Sequence[int]) -> list[str]:
    return [text[a:b] for a, b in pairwise(cuts)]


def lines_of(data: bytes, name: str = "") -> dict[str, int]:
    """The line of the file on which each element with an identifier begins."""
    root = xml.parse(data, name).getroot()
    return {e.get(ID, ""): xml.line_of(e) for e in root.iter() if isinstance(e.tag, str) and e.get(ID)}
