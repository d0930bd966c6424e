"""What stands on a page and says nothing: rules, marks of headings, the lines of a table; and signs that fill their lines."""

from __future__ import annotations

import re
from typing import Final

from tei_edition.transcript.signs.row import Form
from tei_edition.transcript.units import Context, Unit

RULE: Final = re.compile(r"([-_*=–—#])(?:\s?\1){2,}")


def is_heading(unit: Unit, context: Context) -> bool:
    """``## The pier``: a heading as Markdown writes it."""
    return context.source.text[unit.span.start] == "#" and unit.text[:1] != "#"


def is_rule(unit: Unit, context: Context) -> bool:
    """A rule drawn with characters, and no sign among them."""
    return bool(RULE.fullmatch(unit.text)) and context.source.slice(unit.span) == unit.text


# a row of a table as Markdown writes it: a space on both sides of each stroke, or it would not come back
TABLE_ROW: Final = re.compile(r"\|(?: +[^|\s](?:[^|]*[^|\s])? +\|| +\|){2,}")
TABLE_RULE: Final = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+")
# what is left of an empty row of a page's table
STROKES: Final = re.compile(r"\|(?:\s*\|)*")


def is_table_row(unit: Unit, context: Context) -> bool:
    """``| wagons | 12 |``."""
    return len(unit.lines) == 1 and bool(TABLE_ROW.fullmatch(context.source.slice(unit.span)))


def is_empty_row(unit: Unit, context: Context) -> bool:
    """``|``: an empty row of a table, the page's alone."""
    return len(unit.lines) == 1 and bool(STROKES.fullmatch(context.source.slice(unit.span)))


def is_table_rule(unit: Unit, context: Context) -> bool:
    """``|---|---|``: the line under the head of a table."""
    return len(unit.lines) == 1 and bool(TABLE_RULE.fullmatch(context.source.slice(unit.span)))


def is_note(unit: Unit) -> bool:
    """A stamp or a note that fills its lines."""
    return unit.sign is not None and unit.sign.tei[0].name == "note"


def is_emptied(unit: Unit) -> bool:
    """A sign that stands for text that is not there: ``[....]``."""
    return unit.sign is not None and unit.sign.form is Form.EMPTY


# the abbreviation of a part of a shelfmark, or of a page, and a number
PART_OF_SOURCE: Final = re.compile(r"(?:^|\s)(?:Ф|ф|Оп|оп|Л|С|Стр|стр|F|f|Op|op|fol|Bl|S|pp?)\.\s?\d[\d–-]*\W*$")


def is_source(text: str) -> bool:
    """``RGASPI. F. 558. Op. 1. D. 54. L. 4.``, ``Переписка. С. 46.``: a line that says where a text is from."""
    return (
        PART_OF_SOURCE.search(text) is not None
        or re.search(r"(?:Ф|ф|F|f)\.\s?\d+.*(?:Оп|оп|Op|op)\.\s?\d", text) is not None
    )
