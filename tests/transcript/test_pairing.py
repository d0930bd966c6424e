"""Which bracket belongs to which: notes that close too early, brackets nested too deep."""

from __future__ import annotations

from tei_edition.diagnostics import Span
from tei_edition.transcript.pairing import DEEP, Stretch, doubled, squares
from tei_edition.transcript.readers.plain import read
from tei_edition.transcript.words import words


def stretch(text: str) -> Stretch:
    source = read("a.txt", text.encode())
    return Stretch(source, Span(0, len(source.text)), words())


def paired(text: str) -> list[str]:
    return [text[pair.span.start : pair.span.end] for pair in squares(stretch(text))[0]]


def test_the_outer_bracket_comes_before_those_inside() -> None:
    assert paired("a [b [c] d] e") == ["[b [c] d]", "[c]"]


def test_a_bracket_closes_on_its_line_unless_it_begins_a_note() -> None:
    assert paired("the [boat\n\nis] late") == []
    assert paired("[Stamp: Office\n\nof the port]") == ["[Stamp: Office\n\nof the port]"]


def test_a_note_that_closed_too_early_runs_on_to_the_odd_bracket() -> None:
    assert paired("[handwritten: see [3]]\nand file it]") == ["[handwritten: see [3]]\nand file it]", "[3]"]


def test_brackets_nested_deeper_than_anybody_means_stay_characters() -> None:
    found, said = squares(stretch("[" * 30 + "a" + "]" * 30))
    assert len(found) == DEEP
    assert [one.message for one in said] == ["brackets are nested too deep"]


def test_two_brackets_on_each_side_are_one_sign() -> None:
    pairs, _ = squares(stretch("a [[11]] b"))
    kept, twice = doubled(pairs)
    assert [pair.span for pair in kept] == [Span(2, 8)]
    assert twice == {Span(2, 8)}


def test_many_open_brackets_of_one_line_are_told_once() -> None:
    _, said = squares(stretch("[a [b [c [d"))
    assert [one.message for one in said] == ["4 times “[” is never closed, here for the first time"]
