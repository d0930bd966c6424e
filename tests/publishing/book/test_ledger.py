"""What a pass found out, and what the next one is told."""

import pytest
from lxml import etree

from tei_edition.publishing.book import ledger
from tei_edition.publishing.book.ledger import Facts, Ledger, LemmaEdge, Line, Outline, Place, Plumb, Unit


@pytest.mark.parametrize(
    ("pages", "merged"),
    [
        ([], ()),
        ([4], ((4, 4),)),
        ([8, 8, 8, 9], ((8, 9),)),
        ([12, 3, 4, 5, 13, 20], ((3, 5), (12, 13), (20, 20))),
    ],
)
def test_pages_that_follow_each_other_are_one_range(pages: list[int], merged: tuple[tuple[int, int], ...]) -> None:
    assert ledger.ranges(pages) == merged


def test_front_matter_has_roman_folios() -> None:
    assert [ledger.folio(page, 15) for page in (1, 4, 9, 14, 15, 16)] == ["i", "iv", "ix", "xiv", "1", "2"]


def test_a_range_never_runs_from_roman_into_arabic() -> None:
    assert [r["label"] for r in ledger.index([("k", 3), ("k", 4), ("k", 5), ("k", 6)], 5)["k"]] == ["iii–iv", "1–2"]


def test_a_lemma_over_two_lines_names_both() -> None:
    lines = (Line("a", 1, 1, 100), Line("a", 2, 1, 113), Line("b", 1, 1, 200), Line("b", 2, 2, 50))
    lemmas = (
        LemmaEdge("x", "start", 1, 112.0),
        LemmaEdge("x", "end", 1, 112.0),
        LemmaEdge("y", "start", 1, 201),
        LemmaEdge("y", "end", 2, 49),
    )
    assert ledger.lemma_lines(lemmas, lines) == {"x": "2", "y": "1–2"}


MARKS = (Plumb("a", 1, 100), Plumb("a", 1, 100.2), Plumb("a", 1, 113), Plumb("b", 1, 200), Plumb("a", 2, 50))


@pytest.mark.parametrize(("scope", "numbers"), [("document", [1, 2, 1, 3]), ("page", [1, 2, 3, 1])])
def test_lines_are_counted_through_a_document_or_a_page(scope: ledger.Scope, numbers: list[int]) -> None:
    assert [line.number for line in ledger.lines(MARKS, scope)] == numbers


def test_the_margin_has_every_second_number_and_each_leaf() -> None:
    found = ledger.in_margins(ledger.lines(MARKS, "document"), [("91", 2, 50)], 2)
    assert found == {1: {"numbers": [[113, "2"]]}, 2: {"leaves": [[50, "91"]]}}


UNITS = (
    Unit("contents", "Contents", "", "Contents", True),
    Unit("a", "Document 1", "3 March", "A to B", True),
    Unit("b", "Document 2", "5 March", "B to A", True),
)


def test_an_opening_page_has_a_folio_and_no_head_and_a_blank_page_neither() -> None:
    places = [
        Place("contents", 3, 62),
        Place("end:contents", 3, 400),
        Place("a", 5, 62),
        Place("end:a", 6, 400),
        Place("b", 9, 62),
    ]
    kinds = [p["kind"] for p in ledger.pages(Facts(places=tuple(places), pages=9), UNITS, 5)]
    assert kinds == ["bare", "bare", "opening", "blank", "opening", "middle", "blank", "blank", "opening"]


def test_left_heads_name_what_begins_the_page_and_right_heads_what_ends_it() -> None:
    units = tuple(Unit(u.id, u.number, u.date, u.title, False) for u in UNITS)
    places = [Place("a", 2, 62), Place("end:a", 3, 400), Place("b", 2, 9), Place("end:b", 3, 400)]
    heads = ledger.pages(Facts(places=tuple(places), pages=3), units, 1)
    assert [heads[1]["number"], heads[2]["number"]] == ["Document 1", "Document 2"]


def test_a_note_before_its_call_loosens_the_paragraph_for_good() -> None:
    outline = Outline((), {"n1": "p1", "n2": "p2"})
    facts = Facts(notes=(("n1", 3), ("n2", 4)), calls=(("n1", 4), ("n2", 4)))
    after = ledger.ledger(facts, outline, Ledger(loose={"p0": 1}), "document")
    assert dict(after.loose) == {"p0": 1, "p1": 1}


def test_an_apparatus_does_not_stand_alone_on_a_page() -> None:
    book = etree.fromstring(
        '<book><document id="a"><body><p place="a:1">x</p></body><apparatus title="t"/></document></book>'
    )
    facts = Facts(places=(Place("a:1", 3, 300), Place("end:body:a", 4, 62)), plumbs=(Plumb("a", 3, 300),))
    after = ledger.ledger(facts, ledger.outline(book), Ledger(), "document")
    assert after.carried["a:1"] == 4


def test_what_was_to_run_on_and_begins_a_page_has_no_running_head() -> None:
    units = (UNITS[1], Unit("b", "Document 2", "5 March", "B to A", False))
    places = [Place("a", 1, 62), Place("end:a", 1, 400), Place("b", 2, 80), Place("end:b", 2, 400)]
    assert [p["kind"] for p in ledger.pages(Facts(places=tuple(places), pages=2), units, 1)] == ["opening"] * 2


def test_a_document_that_ends_at_the_foot_of_a_page_is_not_on_the_next() -> None:
    units = tuple(Unit(u.id, u.number, u.date, u.title, False) for u in UNITS)
    places = [Place("a", 2, 62), Place("end:a", 4, 62), Place("b", 4, 62), Place("end:b", 4, 400)]
    heads = ledger.pages(Facts(places=tuple(places), pages=4), units, 1)
    assert [head["number"] for head in heads[1:]] == ["Document 1", "Document 1", "Document 2"]


def test_a_paragraph_gives_up_lines_to_a_signature_that_would_stand_alone() -> None:
    outline = Outline((), {}, {"a:9": "a:8"})
    places = (Place("a:8", 3, 300), Place("a:9", 4, 62))
    alone = ledger.ledger(
        Facts(places=places, plumbs=(Plumb("a", 3, 300), Plumb("a", 4, 62))), outline, Ledger(), "document"
    )
    assert alone.carried["a:8"] == 2
    still = ledger.ledger(Facts(places=places, plumbs=(Plumb("a", 4, 62),)), outline, alone, "document")
    assert still.carried["a:8"] == 4
    followed = ledger.ledger(
        Facts(places=places, plumbs=(Plumb("a", 4, 50), Plumb("a", 4, 62))), outline, Ledger(), "document"
    )
    assert not followed.carried


def test_what_stands_alone_whatever_goes_over_leaves_no_room_empty() -> None:
    outline = Outline((), {}, {"a:9": "a:8"})
    facts = Facts(places=(Place("a:8", 3, 300), Place("a:9", 4, 62)), plumbs=(Plumb("a", 4, 62),))
    rooms, known = [], Ledger()
    for _ in range(5):
        known = ledger.ledger(facts, outline, known, "document")
        rooms.append(known.carried["a:8"])
    assert rooms == [2, 4, 6, 0, 0]


def test_a_document_goes_over_with_first_words_whose_note_found_no_room() -> None:
    book = etree.fromstring('<book><document id="a"><body><p place="a:1"><note/></p></body></document></book>')
    facts = Facts(places=(Place("a", 3, 300), Place("a:1", 4, 62)))
    assert set(ledger.ledger(facts, ledger.outline(book), Ledger(), "document").carried) == {"a"}
