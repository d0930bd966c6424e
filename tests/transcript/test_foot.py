"""The foot of a page: notes whose calls were copied as plain numbers, stand in a title, or are lost."""

from __future__ import annotations

import pytest

from tei_edition import xml
from tei_edition.encoding import inverse
from tei_edition.encoding.tei import Encoded, Encoder
from tei_edition.transcript.document import Practice
from tei_edition.transcript.readers.plain import read


def encode(text: str) -> Encoded:
    return Encoder(Practice(layout="plain")).encode(read("a.txt", text.encode()), "a")


def notes(made: Encoded) -> list[tuple[str, str, bool]]:
    """Number, words and whether it stands at a call, of every footnote."""
    found = [note for note in made.root.iter(xml.tei("note")) if note.get("type") == "footnote"]
    return [(note.get("n", ""), xml.words(note), note.getparent().tag != xml.tei("div")) for note in found]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The boat left.1 It sank.2\n\n- At noon.↩\n- Off Sund.↩\n",
            [("1", "At noon.", True), ("2", "Off Sund.", True)],
        ),
        ("The boat left.1 It sank.\n-\nAt noon.\n", [("1", "At noon.", True)]),
        ("Mr. Lind29 left the pier.\n  1. The pilot.\n", [("29", "The pilot.", True)]),
        (
            "Mr. Lind29 left.30 It rained.\n  1. The pilot.\n  2. At noon.\n",
            [("29", "The pilot.", True), ("30", "At noon.", True)],
        ),
        ("The office is closed on August 14.58\n\n  1. Not the pier.\n", [("58", "Not the pier.", True)]),
        (
            "Your 4782 came.\n\n1. Source: the log.\n2. Not found.\n",
            [("2", "Not found.", True), ("1", "Source: the log.", False)],
        ),
        ("He said «it sank»1 and left.\n\n1\nAt noon.\n", [("1", "At noon.", True)]),
        ("The boat left.\n\n  1. Source: the log.\n", [("1", "Source: the log.", False)]),
        ("It sank. (See No. 301)1\n\n1 Not found.\n", [("1", "Not found.", True)]),
        ("Holm\n\n19/VIII. 32.1\n_______\n\n1 Sent at noon.\n", [("1", "Sent at noon.", True)]),
        ("It sank.1 So it did.\n\n  1. He wrote:\n\n    “At noon.”\n", [("1", "He wrote: “At noon.”", True)]),
        (
            "Mr. Lind30 left the pier.31 It rained.\n\n30. The pilot.\n\n31. At noon.\n",
            [("30", "The pilot.", True), ("31", "At noon.", True)],
        ),
        (
            "The boat left with Lind.4 It sank.\n\n    4. The pilot. ↩\n    5. At noon. ↩\n",
            [("4", "The pilot.", True), ("5", "At noon.", False)],
        ),
    ],
    ids=[
        "dashes",
        "dash alone",
        "counted on",
        "both counted on",
        "after a day",
        "after a number",
        "guillemets",
        "uncalled",
        "behind a bracket",
        "below a rule",
        "paragraphs",
        "numbered as in the book",
        "numbered as in the book, one uncalled",
    ],
)
def test_the_notes_of_a_list_are_notes(text: str, expected: list[tuple[str, str, bool]]) -> None:
    made = encode(text)
    assert notes(made) == expected
    assert inverse.transcript(xml.parse(xml.serialize(made.root))).data.decode() == text


@pytest.mark.parametrize(
    "text",
    [
        "We ask for two things.\n\n1. The lamps must be lit.\n\n2. The boats must stay.\n",
        "The list is here:\n\n- two lamps\n- a rope\n",
        "The boat left in 1951 with 42 men.\n\n1 The lamps are out.\n",
        "We say this:\n\n  1. The lamps must be lit.\n  2. The boats must stay.\n",
        "We say this.\n\n  1. The lamps must be lit.\n\nAnd this.\n\n  1. The boats must stay.\n",
        "The section begins.\n\n1\nThe lamps.\n\n2\nThe boats.\n",
    ],
    ids=["points", "items", "a line with a number", "indented points", "points that begin again", "sections"],
)
def test_points_items_and_sections_are_no_notes(text: str) -> None:
    assert notes(encode(text)) == []


def test_the_number_of_a_telegram_is_no_call() -> None:
    made = encode("2201. The office is shut at 4 p. m.84 The pier is not.\n\n  1. Not printed.\n")
    assert notes(made) == [("84", "Not printed.", True)]
    assert notes(encode("2201. The office is shut.\n\n  1. Not printed.\n")) == [("1", "Not printed.", False)]


def test_two_numbers_that_run_on_leave_the_call_open() -> None:
    made = encode("Mr. Lind29 left and Berg41 came.\n  1. The pilot.\n")
    assert notes(made) == [("1", "The pilot.", False)]


def test_a_call_that_only_the_note_tells_is_a_doubt() -> None:
    made = encode("Your 4782 came.\n\n1. Source: the log.\n2. Not found.\n")
    assert len(list(made.root.iter(xml.tei("certainty")))) == 1
