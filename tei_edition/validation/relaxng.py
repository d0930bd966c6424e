"""RELAX NG made simple enough for libxml2, which can think for minutes about a grammar as TEI's tools write it.

The grammar accepts the same documents before and after: groups and choices of one part are folded away,
and definitions that say nothing (``empty``) or forbid everything (``notAllowed``) are put in where they are used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from lxml import etree

from tei_edition import xml

RNG: Final = "{http://relaxng.org/ns/structure/1.0}"
EMPTY, FORBIDDEN = f"{RNG}empty", f"{RNG}notAllowed"
TRIVIAL: Final = frozenset({EMPTY, FORBIDDEN})
NAME_CLASSES: Final = frozenset({f"{RNG}name", f"{RNG}anyName", f"{RNG}nsName"})


def simplify(grammar: xml.Element) -> xml.Element:
    """A simpler grammar for the same documents; the one given is left as it is."""
    simple = _patterns_only(grammar)
    known: dict[str, str] = {}
    while True:
        _fold(simple, known)
        trivial = _trivial(simple)
        if trivial.keys() <= known.keys():
            return simple
        known |= trivial


def _patterns_only(grammar: xml.Element) -> xml.Element:
    # annotations are another namespace's; white space between patterns is nobody's
    copy: xml.Element = etree.fromstring(
        etree.tostring(grammar), etree.XMLParser(remove_comments=True, remove_pis=True)
    )
    foreign = [e for e in copy.iter("*") if not e.tag.startswith(RNG)]
    for element in foreign:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in copy.iter("*"):
        element.tail = None
        if len(element):
            element.text = None
    return copy


def _trivial(grammar: xml.Element) -> dict[str, str]:
    return {
        define.get("name", ""): define[0].tag
        for define in grammar.iter(f"{RNG}define")
        if len(define) == 1 and define[0].tag in TRIVIAL and not define.get("combine")
    }


def _fold(grammar: xml.Element, known: dict[str, str]) -> None:
    for owner in list(grammar.iter(f"{RNG}start", f"{RNG}define")):
        owner[:] = [_simple(child, known) for child in owner]
        if len(owner) == 0:
            owner.append(_made(EMPTY))


def _simple(pattern: xml.Element, known: dict[str, str]) -> xml.Element:
    if pattern.tag == f"{RNG}ref":
        fate = known.get(pattern.get("name", ""))
        return _made(fate) if fate else pattern
    if pattern.tag in NAME_CLASSES or pattern.tag in {f"{RNG}data", f"{RNG}value"}:
        return pattern
    parts = [_simple(child, known) for child in pattern]
    fold = FOLDS.get(pattern.tag, _kept)
    return fold(pattern, parts)


def _made(tag: str, parts: Iterable[xml.Element] = ()) -> xml.Element:
    element = etree.Element(tag)
    element.extend(list(parts))
    return element


def _flat(parts: Iterable[xml.Element], tag: str) -> list[xml.Element]:
    return [inner for part in parts for inner in (list(part) if part.tag == tag else [part])]


def _sequence(pattern: xml.Element, parts: list[xml.Element]) -> xml.Element:
    if any(part.tag == FORBIDDEN for part in parts):
        return _made(FORBIDDEN)
    full = [part for part in _flat(parts, pattern.tag) if part.tag != EMPTY]
    if len(full) == 1:
        return full[0]
    return _made(pattern.tag if full else EMPTY, full)


def _choice(pattern: xml.Element, parts: list[xml.Element]) -> xml.Element:
    possible = [part for part in _flat(parts, pattern.tag) if part.tag != FORBIDDEN]
    full = [part for part in possible if part.tag != EMPTY]
    if not full:
        return _made(EMPTY if possible else FORBIDDEN)
    chosen = full[0] if len(full) == 1 else _made(pattern.tag, full)
    return chosen if len(full) == len(possible) else _made(f"{RNG}optional", [chosen])


def _repeated(pattern: xml.Element, parts: list[xml.Element]) -> xml.Element:
    inner = _sequence(etree.Element(f"{RNG}group"), parts)
    if inner.tag == EMPTY:
        return inner
    if inner.tag == FORBIDDEN:
        return inner if pattern.tag == f"{RNG}oneOrMore" else _made(EMPTY)
    return _made(pattern.tag, [inner])


def _kept(pattern: xml.Element, parts: list[xml.Element]) -> xml.Element:
    full = [part for part in parts if part.tag != EMPTY] or parts[:1]
    pattern[:] = _flat(full, f"{RNG}group") if pattern.tag == f"{RNG}element" else full
    return pattern


FOLDS: Final[dict[str, Callable[[xml.Element, list[xml.Element]], xml.Element]]] = {
    f"{RNG}group": _sequence,
    f"{RNG}interleave": _sequence,
    f"{RNG}choice": _choice,
    f"{RNG}optional": _repeated,
    f"{RNG}zeroOrMore": _repeated,
    f"{RNG}oneOrMore": _repeated,
}
