"""Tables as full grids, in the type that fits."""

from __future__ import annotations

import pytest
from lxml import etree

from tei_edition.publishing.book import tables


def squared(rows: str) -> list[str]:
    table = etree.fromstring(f"<table>{rows}</table>")
    tables.square(table)
    return [" ".join(_cell(c) for c in row) for row in table]


def _cell(cell: etree._Element) -> str:
    spans = "x".join(cell.get(name, "1") for name in ("columns", "rows"))
    return f"{cell.text or '-'}{'' if spans == '1x1' else ':' + spans}"


def test_a_short_row_is_filled_up() -> None:
    assert squared("<row><cell>a</cell><cell>b</cell></row><row><cell>c</cell></row>") == ["a b", "c -"]


def test_a_span_takes_its_place_in_the_rows_below() -> None:
    rows = '<row><cell rows="2">a</cell><cell>b</cell></row><row><cell>c</cell></row>'
    assert squared(rows) == ["a:1x2 b", "c"]


def test_a_span_ends_with_the_last_row() -> None:
    rows = '<row><cell rows="9" columns="2">a</cell></row><row><cell>b</cell></row>'
    assert squared(rows) == ["a:2x2 -", "b"]


def test_a_span_never_covers_a_cell_from_above() -> None:
    rows = '<row><cell>a</cell><cell rows="2">b</cell></row><row><cell columns="2">c</cell></row>'
    assert squared(rows) == ["a b:1x2", "c"]


@pytest.mark.parametrize(("words", "fits"), [(6, "page"), (11, "small"), (30, "rows")])
def test_a_table_stands_in_the_type_that_holds_it(words: int, fits: str) -> None:
    table = etree.fromstring(f"<table><row>{'<cell>waggons</cell>' * words}</row></table>")
    tables.square(table)
    assert tables.fit(table, 66) == fits


def figures(rows: str) -> list[str]:
    table = etree.fromstring(f"<table>{rows}</table>")
    tables.square(table)
    return ["".join("f" if cell.get("figure") else "-" for cell in row) for row in table]


def test_a_column_of_figures_is_told_to_be_one_with_its_heading() -> None:
    head = '<row><cell label="true">Unit</cell><cell label="true">Men</cell></row>'
    rows = "<row><cell>4</cell><cell>1,200</cell></row><row><cell>IV</cell><cell>7 %</cell></row>"
    assert figures(head + rows) == ["-f", "-f", "-f"]


@pytest.mark.parametrize("second", ["twelve", "12 men", "No. 12", "12th"])
def test_a_column_with_words_is_none(second: str) -> None:
    assert figures(f"<row><cell>11</cell></row><row><cell>{second}</cell></row>") == ["-", "-"]
