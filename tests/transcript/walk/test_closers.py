"""Who signs a message, and what below it is the office's."""

from __future__ import annotations

from collections.abc import Callable

from tei_edition.transcript.blocks import Kind

LAMPS = "I report that the lamps of the northern light are worn out, and that we had to put out four of them."
BOATS = "The barges that came on Tuesday carry timber, and nobody at the harbour was told where it should go."
Walked = Callable[[str], list[tuple[int, Kind, str]]]


def kind_of(found: list[tuple[int, Kind, str]], words: str) -> Kind:
    return next(kind for _, kind, said in found if said == words)


def test_name_and_date_below_the_last_paragraph_close_the_message(walked: Walked) -> None:
    found = walked(f"TELEGRAM No. 12\n\n{LAMPS}\n\nA. HOLM\n\n3 May 1950\n")
    assert (kind_of(found, "A. HOLM"), kind_of(found, "3 May 1950")) == (Kind.SIGNED, Kind.DATELINE)


def test_a_name_that_paragraphs_follow_signs_nothing(walked: Walked) -> None:
    found = walked(f"TELEGRAM No. 12\n\n{LAMPS}\n\nA. HOLM\n\n{BOATS}\n\nK. BERG\n")
    assert kind_of(found, "A. HOLM") is not Kind.SIGNED
    assert kind_of(found, "K. BERG") is Kind.SIGNED


def test_those_a_message_was_distributed_to_sign_nothing(walked: Walked) -> None:
    found = walked(f"TELEGRAM No. 12\n\n{LAMPS}\n\nDistributed to:\n\nHolm\n\nBerg\n")
    assert kind_of(found, "Distributed to:") is Kind.COPIES_HEAD
    assert [kind for _, kind, _ in found].count(Kind.COPIES_ITEM) == 2
    assert Kind.SIGNED not in [kind for _, kind, _ in found]


def test_a_telegram_quoted_whole_ends_with_its_own_signature(walked: Walked) -> None:
    found = walked(
        f'TELEGRAM No. 12\n\nTo Comrade BERG\n\nI was sent this:\n\n"To Comrade LUND\n\n{LAMPS}\n\nSUND\n\n'
        f'3 May 1950"\n\n{BOATS}\n\nA. HOLM\n'
    )
    assert (kind_of(found, "SUND"), kind_of(found, "A. HOLM")) == (Kind.SIGNED, Kind.SIGNED)
    assert kind_of(found, BOATS) is Kind.PARAGRAPH


def test_a_note_that_nothing_calls_signs_nothing(walked: Walked) -> None:
    note = "1. Drafted by Anna Holm, Director of the Harbour Office"
    found = walked(f"TELEGRAM No. 12\n\n{LAMPS}\n\n{note}\n")
    assert kind_of(found, note) is not Kind.SIGNED


def test_a_date_after_which_most_is_still_to_be_said_closes_nothing(walked: Walked) -> None:
    said = f"{LAMPS} {BOATS} {LAMPS}"
    found = walked(f"TELEGRAM No. 12\n\nThe pier holds.\n\nVessk, 3 May 1950\n\nNo. 7\n\n{said}\n\n{said}\n\nA. HOLM\n")
    assert kind_of(found, said) is Kind.PARAGRAPH
    assert kind_of(found, "A. HOLM") is Kind.SIGNED
