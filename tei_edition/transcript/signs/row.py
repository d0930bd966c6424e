"""A row of the table of signs: what is written, what it becomes, how it comes back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from tei_edition.transcript.signs.bracket import Attributes
from tei_edition.transcript.signs.facts import Facts, no_facts
from tei_edition.transcript.signs.questions import Test, always


class Form(Enum):
    """How the written sign and its TEI belong together."""

    WRAP = "the words inside are the content of the innermost element"
    EMPTY = "an empty element; the whole sign comes back from its rend attribute"
    LABEL = "a note: label up to the colon, then the text"
    LINE = "a note: the label in brackets, the text after them up to the line's end"
    AFTER = "said of the word before, which becomes the content"
    EITHER = "the word before and the words inside, two readings of one place"
    TOLD = "words that say what it is stand first and come back from its rend attribute; the rest is the content"
    TOLD_EITHER = "the same, the word before being the other reading"
    KEPT = "the characters themselves stay in the element"
    PART = "the end of the word before, written out; the outer element holds the whole word"


# two readings of a place stand on one line: ``choice`` holds no beginning of a line
ON_ONE_LINE: Final = frozenset({Form.EITHER, Form.TOLD_EITHER})


@dataclass(frozen=True, slots=True)
class Tag:
    """An element and its attributes."""

    name: str
    attributes: Attributes = ()


def tag(name: str, **attributes: str) -> Tag:
    """A row's element: ``tag("gap", reason="lost")``."""
    return Tag(name, tuple(attributes.items()))


@dataclass(frozen=True, slots=True)
class Rendition:
    """What a reader of the TEI writes before or after an element: a CSS selector and CSS content."""

    selector: str
    content: str
    scope: str = ""


def around(selector: str, opens: str, closes: str) -> tuple[Rendition, ...]:
    """The renditions that write delimiters around the elements of a selector."""
    made = (
        Rendition(selector, f'content: "{_css(opens)}"', "before"),
        Rendition(selector, f'content: "{_css(closes)}"', "after"),
    )
    return tuple(one for one, written in zip(made, (opens, closes), strict=True) if written)


def _css(text: str) -> str:
    return re.sub(r'["\\]', r"\\\g<0>", text)


@dataclass(frozen=True, slots=True)
class Sign:
    """One meaning of one written sign.

    ``tei`` lists elements from the outermost in; ``facts`` reads attributes of the first off the words;
    ``doubt`` is why the reading is only likely, empty where it is sure. ``back`` is how it is written back, where
    the renditions that every document declares do not say so; a document declares it where the sign stands in it.
    ``pattern`` finds a sign that has no delimiters. ``spaced`` ones may have a space inside their delimiters.
    """

    name: str
    meaning: str
    tei: tuple[Tag, ...]
    example: str
    example_tei: str
    test: Test = always
    form: Form = Form.WRAP
    opens: str = "["
    closes: str = "]"
    facts: Facts = no_facts
    doubt: str = ""
    back: tuple[Rendition, ...] = ()
    pattern: str = ""
    spaced: bool = False


def told(element: str) -> tuple[Rendition, ...]:
    """The way back of a sign that says itself what it is: ``[inserted above: `` stands in ``rend``."""
    selector = f"{element}[rend^='[']"
    return (Rendition(selector, 'content: attr(rend) " "', "before"), Rendition(selector, 'content: "]"', "after"))
