"""Which words a TEI text has, and which words its page shows: what must be equal."""

from __future__ import annotations

import re

from lxml import html

from tei_edition.xml import Element, local

APART = {"note", "noteGrp"}
"""Compared apart: a page may move them."""

UNREAD = {"corr", "reg", "expan", "rdg", "rdgGrp", "teiHeader", "standOff", "xenoData"}
"""What the diplomatic text leaves to notes; only where another reading stands beside it."""

MARKS = "ln permalink mark call pb shown what note"
"""Classes of what is ours on the page, and of notes, which are compared apart."""


def words(text: str) -> list[str]:
    """The words of a text, whatever separates them."""
    return re.findall(r"\w+", text)


def text_of(node: Element) -> str:
    """The running text of a TEI element: every word but those of notes and of the other readings."""
    parts = [node.text or ""]
    for child in node:
        if not isinstance(child.tag, str):
            parts.append(child.tail or "")
            continue
        apart = local(child) in APART or _is_other_reading(child)
        parts.append(" " if apart else text_of(child))
        parts.append(child.tail or "")
    return _spaced(node, "".join(parts))


def _is_other_reading(node: Element) -> bool:
    parent = node.getparent()
    if parent is None or local(parent) not in {"choice", "app", "rdgGrp"}:
        return local(node) in {"teiHeader", "standOff", "xenoData"}
    sources = [c for c in parent if local(c) in {"sic", "orig", "abbr", "lem"}]
    return node is not (sources[0] if sources else parent[0])


def _spaced(node: Element, text: str) -> str:
    joined = {"hi", "c", "w", "g", "am", "ex", "supplied", "unclear", "num", "seg", "surplus", "pc", "m", "add", "del"}
    return text if local(node) in joined else f" {text} "


def shown_by(page: str, view: str) -> list[str]:
    """The words of a view of a page, without line numbers and other marks of ours."""
    tree = html.fromstring(page)
    (root,) = tree.xpath(f"//div[contains(concat(' ', @class, ' '), ' view {view} ')]")
    for node in list(root.iter()):
        classes = (node.get("class") or "").split() if isinstance(node.tag, str) else []
        if set(classes) & set(MARKS.split()):
            _drop(node)
    for node in root.iter("div", "p", "br", "li", "td", "th", "tr", "pre", "figure", "span"):
        if node.tag != "span" or "d" in (node.get("class") or "").split():
            node.tail = " " + (node.tail or "")
            node.text = " " + (node.text or "")
    return words(root.text_content())


def _drop(node: Element) -> None:
    node.text = " " if node.tag == "div" or " " in (node.text or "") else None
    for child in list(node):
        node.remove(child)


def words_of(page: str) -> list[str]:
    """Every word of a page, tooltips and descriptions of images among them."""
    tree = html.fromstring(page)
    told = [node.get(name) or "" for node in tree.iter() for name in ("title", "alt", "aria-label")]
    texts = [str(part) for part in tree.itertext()]
    # joined both ways: a word may run over elements, a block ends one
    return words(" ".join(["".join(texts), *texts, *told]))
