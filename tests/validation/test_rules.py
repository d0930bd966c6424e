"""Do the rules ask what the field asks, and stay silent where nothing is wrong?"""

from pathlib import Path

import pytest

from tei_edition.validation import validate

SENT = '<date when="1931-05-02" evidence="internal">2 May</date>'


def codes(edition: Path, old: str, new: str) -> set[str]:
    letter = edition / "documents" / "letter-12.xml"
    text = letter.read_text(encoding="utf-8")
    assert old in text
    letter.write_text(text.replace(old, new, 1), encoding="utf-8")
    return {d.code for d in validate([letter])}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("24.6.51", "1951-06-24"),
        ("30.6.1951", "1951-06-30"),
        ("30.6", "1951-06-30"),
        ("6.30.51", "1951-06-30"),
        ("5.6.51", "1951-05-06"),
        ("13 August 1951", "1951-08-13"),
        ("June 21", "1951-06-21"),
        ("21 june 1951", "1951-06-21"),
        ("June 1951", "1951-06"),
        ("June 1951", "1951-06-30"),
        ("1951", "1951"),
        ("'52", "1952"),
        ("the first ten days of October", "1951-10"),
        ("24.III.50", "1950-03-24"),
        ("05/10/50", "1950-10-05"),
    ],
)
def test_a_value_that_fits_its_words_is_let_pass(words: str, value: str, edition: Path):
    assert codes(edition, SENT, f'<date when="{value}">{words}</date>') == set()


@pytest.mark.parametrize(
    ("words", "value"),
    [("24.6.51", "1951-07-24"), ("13 August 1951", "1951-08-14"), ("June 21", "1951-07-21"), ("1951", "1952")],
)
def test_a_value_that_does_not_fit_is_reported(words: str, value: str, edition: Path):
    assert codes(edition, SENT, f'<date when="{value}">{words}</date>') == {"date-disagrees"}


def test_a_misprinted_date_in_a_choice_is_let_pass(edition: Path):
    date = '<date when="1931-05-02"><choice><sic>32 May</sic><corr resp="#letter-12-enc">2 May</corr></choice></date>'
    assert codes(edition, SENT, date) == set()


def test_a_letter_received_in_the_month_it_was_sent_is_let_pass(edition: Path):
    assert codes(edition, '<date when="1931-05-04">4 May 1931</date>', '<date when="1931-05">May</date>') == set()


@pytest.mark.parametrize(
    ("sent", "received", "found"),
    [
        ("1950-11-14", "1950-11-13", set()),  # an hour after midnight, where it is evening yet at the other end
        ("1951-01-01", "1950-12-31", set()),
        ("1950-11", "1950-10-31", set()),
        ("1950-11-14", "1950-11-12", {"received-before-sent"}),
        ("1950-11", "1950-10", {"received-before-sent"}),
    ],
)
def test_clocks_apart_explain_one_day_and_no_more(sent: str, received: str, found: set[str], edition: Path):
    letter = edition / "documents" / "letter-12.xml"
    text = letter.read_text(encoding="utf-8")
    day = '<date when="1931-05-03">3 May 1931</date>'
    assert day in text
    letter.write_text(text.replace(day, f'<date when="{sent}"/>'), encoding="utf-8")
    assert codes(edition, '<date when="1931-05-04">4 May 1931</date>', f'<date when="{received}"/>') == found


def test_pages_of_a_book_are_no_period(edition: Path):
    assert codes(edition, 'from="12" to="14"', 'from="1999" to="1012"') == set()


def test_a_bracket_in_a_header_title_is_let_pass(edition: Path):
    assert codes(edition, '<title level="a">Telegram No. 12', '<title level="a">Telegram [No. 12]') == set()


def test_a_bracket_in_a_text_of_the_editors_is_let_pass(edition: Path):
    introduction = edition / "texts" / "introduction.xml"
    text = introduction.read_text(encoding="utf-8")
    introduction.write_text(text.replace("Dates are as written.", "Dates [sic] are as written."), encoding="utf-8")
    assert validate([introduction]) == []


def test_a_footnote_may_stand_at_its_call(harbour: Path):
    assert 'place="foot" xml:id="letter-12-l33"' in (harbour / "documents" / "letter-12.xml").read_text(
        encoding="utf-8"
    )
    assert validate([harbour / "documents" / "letter-12.xml"]) == []


def test_a_prefix_is_followed_to_the_register(edition: Path):
    letter = edition / "documents" / "letter-12.xml"
    declared = (
        '<listPrefixDef><prefixDef ident="pers" matchPattern="(.+)" replacementPattern="../registers/persons.xml#$1"/>'
        "</listPrefixDef><classDecl>"
    )
    text = letter.read_text(encoding="utf-8").replace("<classDecl>", declared)
    text = text.replace("../registers/persons.xml#oak", "pers:oak")
    letter.write_text(text, encoding="utf-8")
    assert validate([letter]) == []
    letter.write_text(text.replace("pers:oak", "pers:oka", 1), encoding="utf-8")
    assert [d.code for d in validate([letter])] == ["pointer-dangling"]
