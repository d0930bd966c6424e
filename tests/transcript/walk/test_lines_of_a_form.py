"""Lines above and beside a message: copies, tables, notes, what is said meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tei_edition.transcript.blocks import Kind

LAMPS = "I report that the lamps of the northern light are worn out, and that we had to put out four of them."
Walked = Callable[[str], list[tuple[int, Kind, str]]]


def test_numbered_copies_above_a_message_come_at_least_in_twos(walked: Walked) -> None:
    one = walked(f"TELEGRAM\n\nNº 2 – to Holm\n\n{LAMPS}\n")
    two = walked(f"TELEGRAM\n\nNº 2 – to Holm\nNº 3 – to Berg\n\n{LAMPS}\n")
    assert Kind.COPIES_ITEM not in [kind for _, kind, _ in one]
    assert [kind for _, kind, _ in two].count(Kind.COPIES_ITEM) == 2


def test_a_line_under_the_head_of_a_table_is_the_pages(walked: Walked) -> None:
    found = walked(f"{LAMPS}\n\n| boats | men |\n|---|---|\n| 4 | 12 |\n")
    assert [said for _, kind, said in found if kind is Kind.TABLE] == ["| boats | men |", "| 4 | 12 |"]


@pytest.mark.parametrize(("line", "happens"), [("(Laughter.)", True), ("Laughter.", False)])
def test_brackets_between_speeches_say_what_happens_meanwhile(walked: Walked, line: str, happens: bool) -> None:
    found = walked(f"Berg: What of the lamps?\n\nHolm: Worn out.\n\n{line}\n\nBerg: All?\n\nHolm: All of them.\n")
    assert (Kind.STAGE in [kind for _, kind, _ in found]) is happens


def test_a_sentence_goes_on_over_the_end_of_a_page(walked: Walked) -> None:
    found = walked("We had to put out four of the\n\f\nlamps, since they were worn out and no oil was left.\n")
    assert [said.split()[-1] for _, kind, said in found if kind is Kind.PARAGRAPH] == ["left."]


def test_what_stands_below_subject_is_nobodys_name(walked: Walked) -> None:
    text = "May 3, 1950\n\nSUBJECT\n\nMajor Holm's Lamps\n\nThe lamps of the northern light are worn out, and we had to put out four of them.\n"
    assert [said for _, kind, said in walked(text) if kind in {Kind.ADDRESS, Kind.TITLE, Kind.SIGNED}] == []
