"""Where one document of a page ends and the next begins."""

from __future__ import annotations

from collections.abc import Callable

from tei_edition.transcript.blocks import Kind

LAMPS = "I report that the lamps of the northern light are worn out, and that we had to put out four of them."
BOATS = "The barges that came on Tuesday carry timber, and nobody at the harbour was told where it should go."
Walked = Callable[[str], list[tuple[int, Kind, str]]]


def documents_of(found: list[tuple[int, Kind, str]], words: str) -> list[int]:
    return [document for document, _, said in found if said == words]


def test_captions_after_a_signature_begin_another_document(walked: Walked) -> None:
    found = walked(f"TELEGRAM No. 12\n\n{LAMPS}\n\nA. HOLM\n\nTELEGRAM No. 13\n\n{BOATS}\n\nK. BERG\n")
    assert documents_of(found, "A. HOLM") == [0]
    assert documents_of(found, "TELEGRAM No. 13") == [1]
    assert documents_of(found, "K. BERG") == [1]


def test_captions_that_nothing_follows_begin_no_document(walked: Walked) -> None:
    found = walked(f"TELEGRAM No. 12\n\n{LAMPS}\n\nA. HOLM\n\nTELEGRAM No. 13\n")
    assert {document for document, _, _ in found} == {0}


def test_a_numbered_headline_of_both_sides_begins_a_document_though_nobody_signed(walked: Walked) -> None:
    head = "The Consul in Vessk (Holm) to the Minister of Tides (Berg)"
    found = walked(f"2.\n\n{head}\n\nVessk, 3 May 1950\n\n{LAMPS}\n\n3.\n\n{head}\n\nVessk, 4 May 1950\n\n{BOATS}\n")
    assert documents_of(found, LAMPS) == [0]
    assert documents_of(found, "3.") == [1]
    assert documents_of(found, BOATS) == [1]


def test_a_sentence_about_a_letter_is_no_headline(walked: Walked) -> None:
    said = "I gave him a letter from the Consul in Vessk to the Minister of Tides"
    found = walked(f"TELEGRAM No. 12\n\n{LAMPS}\n\n{said}\n\n3 May 1950\n\n{BOATS}\n\nA. HOLM\n")
    assert {document for document, _, _ in found} == {0}
    assert Kind.TITLE not in [kind for _, kind, words in found if words.startswith("I gave")]
