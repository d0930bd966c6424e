"""Random documents of a RELAX NG grammar, and documents with one thing changed."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from itertools import count

from lxml import etree

from tei_edition import xml
from tei_edition.validation.relaxng import NAME_CLASSES, RNG

WORDS = ("twelve ", "crates ", "of lamp oil", "x & y ")
IMPOSSIBLE = 99
DEEPEST = 9
SIZES = (5, 10, 15, 20, 120)
# one value for each datatype; patterns that narrow a type have values of their own
VALUES: dict[str, tuple[str, ...]] = {
    "date": ("1931-05-03",),
    "gYear": ("1931",),
    "gYearMonth": ("1931-05",),
    "gMonth": ("--05",),
    "gDay": ("---03",),
    "gMonthDay": ("--05-03",),
    "time": ("11:20:00",),
    "dateTime": ("1931-05-03T11:20:00",),
    "duration": ("P1D",),
    "boolean": ("true", "false"),
    "language": ("en", "et", "zh-Hans"),
    "anyURI": ("#a", "b.xml#c", "https://example.org/d"),
    "nonNegativeInteger": ("3",),
    "decimal": ("1.5",),
    "double": ("0.5",),
    "NCName": ("name",),
    "Name": ("name",),
    "token": ("word",),
    "string": ("some words",),
}
NARROWED: dict[str, tuple[str, ...]] = {
    r"[a-z][a-z0-9\+\.\-]*": ("pers",),
    r"[\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}": ("1.0",),
    r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|ch|rem|vw|vh|vmin|vmax)": ("3px",),
    r"-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?": ("1,2",),
}


class Instances:
    """Random documents; the seed decides which."""

    def __init__(self, grammar: etree._Element, seed: int) -> None:
        self.namespace = grammar.get("ns", "")
        self.random = random.Random(seed)
        self.defines = {d.get("name"): list(d) for d in grammar.iter(f"{RNG}define")}
        self.start = list(grammar.find(f"{RNG}start"))
        self.depths: dict[str, int] = dict.fromkeys(self.defines, IMPOSSIBLE)
        self.used: dict[str, int] = dict.fromkeys(self.defines, 0)
        self._measure()
        # lxml makes a new object for a node that nobody holds: hold them, or the table below is of no use
        self.nodes = [n for part in (*self.defines.values(), self.start) for p in part for n in p.iter("*")]
        self.depth_of = {node: self._depth(node) for node in self.nodes if node.tag not in NAME_CLASSES}

    def document(self) -> etree._Element:
        """The next document."""
        self.size, self.ids, self.in_list = 0, count(1), False
        # many small ones for speed, some large ones for what stands deep inside
        self.largest = self.random.choice(SIZES)
        holder = etree.Element("holder")
        self._all(self.start, holder, 0)
        return etree.fromstring(etree.tostring(holder[0]))

    # ---- how deep a pattern must go at least, so that documents end

    def _measure(self) -> None:
        while True:
            found = {name: self._depth_of(parts) for name, parts in self.defines.items()}
            if found == self.depths:
                return
            self.depths = found

    def _depth_of(self, patterns: list[etree._Element]) -> int:
        return max((self._depth(p) for p in patterns), default=0)

    def _depth(self, pattern: etree._Element) -> int:
        kind = pattern.tag.removeprefix(RNG)
        if kind in {"optional", "zeroOrMore", "text", "empty", "data", "value", "list"}:
            return 0
        if kind in {"notAllowed", "param"}:
            return IMPOSSIBLE
        if kind == "ref":
            return self.depths[pattern.get("name")]
        if kind == "element":
            return min(IMPOSSIBLE, 1 + self._depth_of(_parts(pattern)))
        if kind == "choice":
            return min(self._depth(p) for p in pattern)
        return self._depth_of(_parts(pattern))

    # ---- one pattern after the other

    def _all(self, patterns: list[etree._Element], parent: etree._Element, depth: int) -> None:
        for pattern in patterns:
            getattr(self, f"_{pattern.tag.removeprefix(RNG)}")(pattern, parent, depth)

    def _is_tight(self, depth: int) -> bool:
        return depth >= DEEPEST or self.size > self.largest

    def _is_new(self, pattern: etree._Element) -> bool:
        return len(pattern) == 1 and self.used.get(pattern[0].get("name"), 1) == 0

    def _element(self, pattern: etree._Element, parent: etree._Element, depth: int) -> None:
        self.size += 1
        child = etree.SubElement(parent, f"{{{self.namespace}}}{pattern.get('name')}")
        self._all(_parts(pattern), child, depth + 1)

    def _attribute(self, pattern: etree._Element, parent: etree._Element, depth: int) -> None:
        holder = etree.Element("holder")
        self._all(_parts(pattern), holder, depth)
        parent.set(pattern.get("name").replace("xml:", f"{{{xml.XML}}}"), (holder.text or "").strip())

    def _ref(self, pattern: etree._Element, parent: etree._Element, depth: int) -> None:
        self.used[pattern.get("name")] += 1
        self._all(self.defines[pattern.get("name")], parent, depth)

    def _choice(self, pattern: etree._Element, parent: etree._Element, depth: int) -> None:
        possible = [p for p in pattern if self.depth_of[p] < IMPOSSIBLE and not (self.in_list and _is_blank(p))]
        if not possible:
            return
        if self._is_tight(depth):
            least = min(self.depth_of[p] for p in possible)
            possible = [p for p in possible if self.depth_of[p] == least]
        # what has seldom been chosen comes first, so that every element has its turn
        weights = [1 / (1 + self.used.get(p.get("name"), 0)) for p in possible]
        self._all(self.random.choices(possible, weights), parent, depth)

    def _group(self, pattern: etree._Element, parent: etree._Element, depth: int) -> None:
        self._all(list(pattern), parent, depth)

    def _optional(self, pattern: etree._Element, parent: etree._Element, depth: int) -> None:
        likely = 0.12 if pattern[0].tag == f"{RNG}attribute" else 0 if self._is_tight(depth) else 0.4
        likely = 1 if self._is_new(pattern) else likely
        if self.random.random() < likely and all(self.depth_of[p] < IMPOSSIBLE for p in pattern):
            self._all(list(pattern), parent, depth)

    def _zeroOrMore(self, pattern: etree._Element, parent: etree._Element, depth: int, least: int = 0) -> None:  # noqa: N802
        more = int(self._is_new(pattern)) if self._is_tight(depth) else self.random.choice((0, 1, 1, 2, 3))
        for _ in range(least + more):
            self._all(list(pattern), parent, depth)

    def _oneOrMore(self, pattern: etree._Element, parent: etree._Element, depth: int) -> None:  # noqa: N802
        self._zeroOrMore(pattern, parent, depth, 1)

    def _list(self, pattern: etree._Element, parent: etree._Element, depth: int) -> None:
        self.in_list = True
        self._all(list(pattern), parent, depth)
        self.in_list = False

    def _text(self, _pattern: etree._Element, parent: etree._Element, _depth: int) -> None:
        _append(parent, self.random.choice(WORDS))

    def _empty(self, _pattern: etree._Element, _parent: etree._Element, _depth: int) -> None:
        return

    def _value(self, pattern: etree._Element, parent: etree._Element, _depth: int) -> None:
        _append(parent, f"{pattern.text or ''}{' ' if self.in_list else ''}")

    def _data(self, pattern: etree._Element, parent: etree._Element, _depth: int) -> None:
        kind = pattern.get("type")
        narrowed = next((p.text for p in pattern if p.get("name") == "pattern"), None)
        values = NARROWED.get(narrowed) or VALUES.get(kind) or (f"id{next(self.ids)}",)
        _append(parent, f"{self.random.choice(values)}{' ' if self.in_list else ''}")


def _parts(pattern: etree._Element) -> list[etree._Element]:
    return [child for child in pattern if child.tag not in NAME_CLASSES and child.tag.startswith(RNG)]


def _is_blank(pattern: etree._Element) -> bool:
    values = [pattern] if pattern.tag == f"{RNG}value" else list(pattern) if pattern.tag == f"{RNG}choice" else []
    return bool(values) and all(v.tag == f"{RNG}value" and not v.text for v in values)


def _append(parent: etree._Element, words: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words


# ---- one change


def mutant(document: etree._Element, chance: random.Random, names: list[str]) -> etree._Element:
    """A copy of a document with one thing changed."""
    changed = copy.deepcopy(document)
    inner = [e for e in changed.iter("*") if e.getparent() is not None]
    MUTATIONS[chance.randrange(len(MUTATIONS))](chance.choice(inner), chance, names)
    return changed


def _dropped(element: etree._Element, _chance: random.Random, _names: list[str]) -> None:
    element.getparent().remove(element)


def _doubled(element: etree._Element, _chance: random.Random, _names: list[str]) -> None:
    twin = copy.deepcopy(element)
    for inner in twin.iter("*"):
        inner.attrib.pop(xml.ID, None)
    element.addnext(twin)


def _renamed(element: etree._Element, chance: random.Random, names: list[str]) -> None:
    element.tag = xml.tei(chance.choice(names))


def _exchanged(element: etree._Element, _chance: random.Random, _names: list[str]) -> None:
    following = element.getnext()
    if following is not None:
        following.addnext(element)


def _with_text(element: etree._Element, _chance: random.Random, _names: list[str]) -> None:
    element.text = f"stray {element.text or ''}"


def _without_attributes(element: etree._Element, _chance: random.Random, _names: list[str]) -> None:
    for name in list(element.attrib):
        del element.attrib[name]


def _with_attribute(element: etree._Element, chance: random.Random, _names: list[str]) -> None:
    element.set(chance.choice(("type", "when", "ref", "reason", "n", "hand", "target", "unit")), "word")


def _moved(element: etree._Element, chance: random.Random, _names: list[str]) -> None:
    elsewhere = [e for e in element.getroottree().iter("*") if element not in [e, *e.iterancestors()]]
    chance.choice(elsewhere).append(element)


Mutation = Callable[[etree._Element, random.Random, list[str]], None]
MUTATIONS: tuple[Mutation, ...] = (
    _dropped,
    _doubled,
    _renamed,
    _exchanged,
    _with_text,
    _without_attributes,
    _with_attribute,
    _moved,
)
