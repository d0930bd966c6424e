"""What no line may divide, and the marks that find the lines."""

from __future__ import annotations

import pytest
from lxml import etree

from tei_edition.publishing.book import lines


def hung(xml: str, most: int = 10, in_paragraphs: int = 0) -> str:
    body = etree.fromstring(f"<body>{xml}</body>")
    lines.hang_plumbs(body, most, in_paragraphs)
    shown = etree.tostring(body, encoding="unicode").removeprefix("<body>").removesuffix("</body>")
    return shown.replace(lines.PLUMB, "|")


@pytest.mark.parametrize(
    ("written", "set_so"),
    [
        ("see f. 45, ll. 90", "see f.\u00a045, ll.\u00a090"),
        ("a gun of 85 mm calibre", "a gun of 85\u00a0mm calibre"),
        ("a roof. 45 men", "a roof. 45 men"),
        ("85 mmx", "85 mmx"),
    ],
)
def test_no_line_ends_between_an_abbreviation_and_its_number(written: str, set_so: str) -> None:
    assert lines.together(written) == set_so


def test_a_word_longer_than_a_line_can_be_divided() -> None:
    assert lines.together("x" * 45) == "\u200b".join(("x" * 10, "x" * 10, "x" * 10, "x" * 10, "x" * 5))


def test_chinese_is_divided_by_its_own_rules_or_lines_would_begin_with_commas() -> None:
    assert lines.together("港口的冰已经融化，" * 9) == "港口的冰已经融化，" * 9


def test_the_first_and_the_last_word_of_a_block_have_a_mark_and_none_stands_before_a_word() -> None:
    assert hung("<p>one two three four five</p>") == "<p>one| two three| four five|</p>"


def test_each_line_of_a_stamp_has_a_mark() -> None:
    assert hung("<words>A<turnover/>to B<turnover/>C</words>") == "<words>A|<turnover/>to| B|<turnover/>C|</words>"


def test_what_stands_at_the_page_foot_has_none() -> None:
    assert hung("<p>one<note>two three four five</note> six</p>") == "<p>one<note>two three four five</note>| six|</p>"


def test_marks_count_through_what_is_inside_the_line() -> None:
    assert hung("<p>one <i>two three</i> four</p>") == "<p>one <i>|two three</i>| four|</p>"


def test_chinese_has_marks_without_spaces() -> None:
    assert hung("<p>" + "漢" * 11 + "</p>") == "<p>漢|" + "漢" * 5 + "|" + "漢" * 5 + "|</p>"


def test_a_full_line_of_a_paragraph_has_a_mark_however_its_words_fall() -> None:
    words = " ".join("word" * (1 + n % 3) for n in range(40))
    shown = hung(f"<p>{words}</p>", in_paragraphs=20).removeprefix("<p>").removesuffix("|</p>")
    assert max(map(len, shown.split("|"))) <= 20
    assert min(map(len, shown.split("|")[1:-1])) > 8


def test_capitals_and_letter_spaced_words_take_more_room() -> None:
    assert hung("<p>one two three four</p>", in_paragraphs=18) == "<p>one two three| four|</p>"
    assert hung("<p>ONE TWO THREE FOUR</p>", in_paragraphs=18) == "<p>ONE TWO| THREE FOUR|</p>"
    assert hung("<p><spaced>one two three four</spaced></p>", in_paragraphs=18) == (
        "<p><spaced>one two| three four</spaced>|</p>"
    )


def test_a_row_of_a_table_is_one_line() -> None:
    row = "<table><row><cell/><cell>one two three</cell><cell>four</cell></row></table>"
    assert hung(row) == "<table><row><cell/><cell>one| two three</cell><cell>four</cell></row></table>"


def test_a_new_leaf_between_two_paragraphs_stands_in_the_line_that_begins_it() -> None:
    body = etree.fromstring('<body><p>one</p><marks><leaf n="2"/></marks><stamp><words>two</words></stamp></body>')
    lines.gather_marks(body)
    assert etree.tostring(body) == b'<body><p>one</p><stamp><words><leaf n="2"/>two</words></stamp></body>'


@pytest.mark.parametrize(
    ("document", "leads"),
    [
        ("<document><body><salute/><p><note/></p></body></document>", "document"),
        ("<document><summary/><body><salute/><p><note/></p></body></document>", "salute"),
        ("<document><summary/><body><p><note/></p></body></document>", None),
        ("<document><body><address/><salute/><p><note/></p></body></document>", "salute"),
        ("<document><body><p/><heading/><salute/><p><note/></p></body></document>", "heading"),
        ("<document><body><p/><heading/><p/></body></document>", None),
    ],
)
def test_what_leads_to_a_paragraph_with_a_note_begins_with_the_first_heading(document: str, leads: str | None) -> None:
    found = [lines.leading_to(p) for p in etree.fromstring(document).iter("p")]
    assert next((lead.tag for lead in found if lead is not None), None) == leads


def test_a_salutation_before_words_opens_and_after_them_closes() -> None:
    body = etree.fromstring("<body><p/><salute/><p/><salute/></body>")
    assert [lines.paragraph_before(salute) is body[2] for salute in body.iter("salute")] == [False, True]
