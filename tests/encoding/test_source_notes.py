"""What a documentary edition's note on the source says beside it."""

import pytest

from tei_edition.diagnostics import Span
from tei_edition.encoding.source_notes import reached, remarks
from tei_edition.transcript.words import words


def said(note: str) -> list[tuple[str, str]]:
    """Each remark of a note, by kind."""
    return [(one.kind, note[one.span.start : one.span.end]) for one in remarks(note, Span(0, len(note)), words())]


@pytest.mark.parametrize(
    ("marks", "kinds"),
    [
        ("Secret", ["classification"]),
        ("Limited Official Use; Immediate; Exdis", ["classification", "precedence", "caption"]),
        ("Secret, Priority Limit Distribution", ["classification", "precedence", "caption"]),
        ("Top Secret; Nodis/Gull Plus", ["classification", "caption"]),
        ("Secret; Eyes Only for the Director", ["classification", "caption"]),
        ("Secret; Sea Gull Plus; [codeword not declassified]", ["classification", "caption", "caption"]),
        ("No classification marking", ["classification"]),
    ],
)
def test_a_sentence_of_marks_gives_each_of_them(marks: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in said(f"Source: Harbour Files, 12. {marks}.")] == kinds


@pytest.mark.parametrize(
    "note",
    [
        "Source: Harbour Files, 12. Secret cables say more.",  # a sentence that begins so is none
        "Source: Harbour Files, Confidential Series.",
        "Secret; Niact. Drafted by Holm.",  # no note on the source
        "Source: Harbour Files. The boats that Holm had drafted and cleared were late.",
    ],
)
def test_what_only_looks_like_a_mark_is_none(note: str) -> None:
    assert said(note) == []


def test_two_verbs_of_one_clause_nest() -> None:
    found = said("Source: Harbour Files. Drafted and approved by A. Holm, cleared by Berg.")
    assert found == [
        ("drafted", "Drafted and approved by A. Holm"),
        ("approved", "approved by A. Holm"),
        ("cleared", "cleared by Berg"),
    ]


def test_a_letter_ends_the_source_where_a_mark_follows() -> None:
    assert said("Source: Harbour Files, POL 27 N. Secret. Drafted by K. Holm.") == [
        ("classification", "Secret"),
        ("drafted", "Drafted by K. Holm"),
    ]


def test_an_hour_keeps_its_stop() -> None:
    assert ("receipt", "Received at 3:42 p.m.") in said("Source: Harbour Files. Received at 3:42 p.m. Drafted by Holm.")


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("Repeated for information to Vessk, Sund for the pilots, and USUN", ["Vessk", "Sund", "USUN"]),
        ("Also sent to Holm and Marta Berg, who had asked for it", ["Holm", "Marta Berg"]),
        ("Repeated by pouch", []),
    ],
)
def test_a_clause_names_whom_it_reached(clause: str, names: list[str]) -> None:
    assert [clause[name.start : name.end] for name in reached(clause, words())] == names


def test_what_is_said_behind_a_stroke_or_bracket_is_no_name() -> None:
    clause = "Also sent to Vessk; Sund was asked to pass it on"
    assert [clause[name.start : name.end] for name in reached(clause, words())] == ["Vessk"]


def test_marks_stand_in_one_sentence() -> None:
    assert said("Source: Harbour Files, 12. Secret; Priority. Confidential.") == [
        ("classification", "Secret"),
        ("precedence", "Priority"),
    ]
