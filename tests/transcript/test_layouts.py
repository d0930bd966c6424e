"""Which layout a page has, and what of it is the archive's record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tei_edition.diagnostics import Refusal
from tei_edition.edition import open_edition
from tei_edition.practice import encoder
from tei_edition.transcript.decisions import Decisions
from tei_edition.transcript.document import Practice, transcribe
from tei_edition.transcript.layout import GENERIC, Label, Lead, fit, known, load, recognise, shipped
from tei_edition.transcript.readers import read as read_file
from tei_edition.transcript.readers.plain import read
from tei_edition.transcript.source import Source
from tei_edition.transcript.zones import divide

PLAIN = next(one for one in shipped() if one.name == GENERIC)
CASES = Path(__file__).resolve().parents[1] / "cases"
SHEET = """1962 Speeches/Documents

Title: A telegram

Author: Marit Sund

Date: 3 May 1962 Source: http://archive.example/document/77

Description: On lamps and

oil

The document begins here and says what it says.
"""


def page(text: str) -> Source:
    return read("a.txt", text.encode())


def field(text: str, name: str) -> str:
    source = page(text)
    return divide(source, recognise(source, shipped()).layout).value(source, name)


def document(text: str) -> str:
    source = page(text)
    return source.slice(divide(source, recognise(source, shipped()).layout).document)


@pytest.mark.parametrize("layout", shipped(), ids=lambda layout: layout.name)
def test_every_shipped_layout_has_golden_cases(layout) -> None:
    assert list((CASES / layout.name).glob("*/transcript.*"))


@pytest.mark.parametrize("case", sorted(CASES.glob("*/*/transcript.*")), ids=lambda c: "/".join(c.parts[-3:-1]))
def test_a_page_is_recognised(case: Path) -> None:
    assert recognise(read_file(case), shipped()).layout.name == case.parent.parent.name


def test_a_page_like_no_other_is_plain() -> None:
    assert recognise(page("Dear Anna,\n\nthe boat is late.\n"), shipped()).layout.name == GENERIC


def test_a_fit_says_on_which_lines_it_rests() -> None:
    sheet = next(layout for layout in shipped() if layout.name == "speeches-documents")
    assert [line for _, line in fit(sheet, page(SHEET)).found] == [1, 3]
    assert not fit(sheet, page("Title: A telegram\n")).fits


def test_a_layout_named_like_one_that_is_shipped_is_used_and_said(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(LAYOUT.replace('"harbour"', '"plain"'))
    found = known([path])
    assert [one.title for one in found.layouts if one.name == "plain"] == ["Harbour book"]
    assert [(d.code, d.file) for d in found.diagnostics] == [("layout-shadowed", str(path))]
    assert "comes with the tool" in found.diagnostics[0].message


def test_of_two_layouts_with_one_name_the_first_is_used(tmp_path: Path) -> None:
    paths = [tmp_path / "a.toml", tmp_path / "b.toml"]
    for path in paths:
        path.write_text(LAYOUT.replace("Harbour book", path.stem))
    found = known(paths)
    assert [one.title for one in found.layouts if one.name == "harbour"] == ["a"]
    assert str(paths[1]) in found.diagnostics[0].message


def test_a_layout_may_be_asked_for_by_name() -> None:
    assert recognise(page("anything"), shipped(), "speeches-documents").layout.name == "speeches-documents"


def test_a_layout_that_is_not_there_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal) as refusal:
        recognise(page("anything"), shipped(), "no-such")
    told = refusal.value.diagnostics[0]
    assert told.code == "layout-unknown"
    assert "speeches-documents" in told.advice


def test_a_label_may_stand_in_the_middle_of_a_line() -> None:
    assert field(SHEET, "date") == "3 May 1962"
    assert field(SHEET, "source") == "http://archive.example/document/77"


def test_a_description_runs_over_an_empty_line_while_its_sentence_does() -> None:
    assert field(SHEET, "abstract") == "On lamps and oil"
    assert document(SHEET).startswith("The document begins here")


def test_a_description_that_has_ended_leaves_the_next_line_to_the_document() -> None:
    ended = SHEET.replace("On lamps and", "On lamps.")
    assert field(ended, "abstract") == "On lamps."
    assert document(ended).startswith("oil")


def test_a_line_may_be_half_document_half_citation() -> None:
    text = SHEET + "\nMARIT SUND\n\nNo. 12 3.5.62 Source: TSAO, f. 1, op. 2, d. 3, l. 4.\n"
    assert document(text).rstrip().endswith("No. 12 3.5.62")
    assert "TSAO, f. 1, op. 2, d. 3, l. 4." in divide(page(text), recognise(page(text), shipped()).layout).values(
        page(text), "source"
    )


def test_the_word_source_inside_the_document_ends_nothing() -> None:
    text = SHEET + "\nThe source: a spring.\n\n" + "More words of the document follow here.\n\n" * 4
    assert document(text).rstrip().endswith("More words of the document follow here.")


def test_markdown_dress_is_no_part_of_a_value() -> None:
    text = SHEET.replace("Title: A telegram", "**Title:** *A telegram*")
    assert field(text, "title") == "A telegram"


def test_an_omission_ends_the_document_only_where_the_page_goes_on() -> None:
    page_words = "\nThe summary.\nRights\nAll rights.\n"
    text = "May 3, 1962\nA title\nOne line of the document.\n[....]\nAnother line of the document.\n"
    assert "Another line" in document(text + "###" + page_words)


PAGE = """3 May 1962

Telegram, Sund to Holm

The lamps have not come and nobody at the station can say where they are, or who has sent them.

{last}

{end}Document Information

Source

ELVER STATE ARCHIVE, f. 2, op. 1, d. 9, l. 4

Rights

Free to read.
"""


@pytest.mark.parametrize(
    ("last", "end", "summary"),
    [
        ("M. Sund", "The station asks for lamps, and for oil.\n\n", "The station asks for lamps, and for oil."),
        ("They may be lost.", "Sund tells Holm that lamps are lost.\n\n", "Sund tells Holm that lamps are lost."),
        ("M. Sund", "", ""),
    ],
    ids=["after a signature", "it names whom the title names", "none at all"],
)
def test_a_summary_before_the_first_label_is_the_records(last: str, end: str, summary: str) -> None:
    assert field(PAGE.format(last=last, end=end), "abstract") == summary


def test_the_last_paragraph_of_a_long_document_is_no_summary() -> None:
    text = "nobody knows more of this than the harbour master, who keeps the book in which all lamps stand"
    assert document(PAGE.format(last=text.replace("lamps", "masts"), end=text + ".\n\n")).rstrip().endswith("stand.")


def test_a_summary_may_stand_before_the_date() -> None:
    text = "Sund asks Holm for lamps and oil.\n" + PAGE.format(last="M. Sund", end="")
    assert field(text, "abstract") == "Sund asks Holm for lamps and oil."
    assert field(text, "title") == "Telegram, Sund to Holm"


def test_a_page_without_any_record_is_all_document() -> None:
    assert document("Only\n\nthis.\n").strip() == "Only\n\nthis."


LAYOUT = """name = "harbour"
title = "Harbour book"
[recognise]
all = ['^HARBOUR BOOK']
[[leads]]
field = "title"
line = '^HARBOUR BOOK'
[[labels]]
words = ["Keeper"]
field = "author"
value = "beside"
[back]
begins = ['^FINIS$']
first = "rights"
"""


def test_a_new_archive_needs_one_toml_and_no_code(tmp_path: Path) -> None:
    path = tmp_path / "harbour.toml"
    path.write_text(LAYOUT)
    text = "HARBOUR BOOK 7\nKeeper: Anna Holm\nThe tide was high.\nFINIS\nCopy freely.\n"
    made = transcribe(page(text), Practice(layouts=(load(path), *shipped())))
    assert made.fit.layout.name == "harbour"
    assert [made.value(name) for name in ("title", "author", "rights")] == [
        "HARBOUR BOOK 7",
        "Anna Holm",
        "Copy freely.",
    ]
    assert made.source.slice(made.zones.document) == "The tide was high."


def test_the_line_that_ends_the_document_may_be_a_label(tmp_path: Path) -> None:
    path = tmp_path / "harbour.toml"
    path.write_text(
        LAYOUT.replace("'^FINIS$'", "'^Cite as:'")
        + """[[back.labels]]
words = ["Cite as"]
field = "citation"
value = "beside"
"""
    )
    text = "HARBOUR BOOK 7\nKeeper: Anna Holm\nThe tide was high.\nCite as: Harbour Book, no. 7\n"
    made = transcribe(page(text), Practice(layouts=(load(path), *shipped())))
    assert made.value("citation") == "Harbour Book, no. 7"
    assert made.source.slice(made.zones.document) == "The tide was high."


def test_labels_may_be_items_of_a_list_with_their_values(tmp_path: Path) -> None:
    path = tmp_path / "harbour.toml"
    labels = [("From", "author", ""), ("To", "addressee", ""), ("Sent from", "place", "^(?!- unstated)")]
    rows = (f"[[back.labels]]\nwords=['{w}']\nfield='{f}'\nvalue='below'\nline='{p}'\n" for w, f, p in labels)
    path.write_text(LAYOUT + "".join(rows))
    text = "HARBOUR BOOK 7\nKeeper: Ida\nThe tide was high.\nFINIS\n- From\n- Anna Holm\n- To\n- Olaf Berg\n- Sent from\n- unstated\n"
    made = transcribe(page(text), Practice(layouts=(load(path), *shipped())))
    assert [made.value(name) for name in ("addressee", "place")] == ["Olaf Berg", ""]
    assert made.zones.values(made.source, "author") == ("Ida", "Anna Holm")
    assert made.source.slice(made.zones.document) == "The tide was high."


@pytest.mark.parametrize(
    ("wrong", "line", "said"),
    [
        (LAYOUT.replace("'^HARBOUR BOOK']", "'(']"), 4, "not a regular expression"),
        (LAYOUT.replace('field = "author"', 'field = "writer"'), 10, "author"),
        (LAYOUT.replace('value = "beside"', 'vaule = "beside"'), 11, "vaule"),
        (LAYOUT.replace('title = "Harbour book"', "title = "), 2, ""),
        ('title = "nameless"\n', 1, "name"),
        (LAYOUT.replace("'^HARBOUR BOOK']", "'(?&head)']"), 4, "there is no “head” in the table [patterns]"),
        ("patterns = { head = '(' }\n" + LAYOUT, 1, "not a regular expression"),
        ("patterns = { head = 3 }\n" + LAYOUT, 1, "patterns.head"),
        (LAYOUT.replace('"harbour"', '"the harbour"'), 1, "letters, digits and hyphens"),
        ("front = '(?P<keeper>x)'\n" + LAYOUT, 1, "keeper"),
        (LAYOUT.replace("'^HARBOUR BOOK'\n[[labels", "'^(?P<keeper>x)'\n[[labels"), 5, "keeper"),
        ("line_numbers = '^[0-9]+ '\n" + LAYOUT, 1, "(?P<n>…)"),
    ],
)
def test_a_mistake_in_a_layout_is_told_with_its_line(wrong: str, line: int, said: str, tmp_path: Path) -> None:
    path = tmp_path / "harbour.toml"
    path.write_text(wrong)
    with pytest.raises(Refusal) as refusal:
        load(path)
    told = refusal.value.diagnostics[0]
    assert told.position is not None
    assert told.position.line == line
    assert said in f"{told.message} {told.advice}"


def test_a_pattern_with_a_name_stands_wherever_the_name_does(tmp_path: Path) -> None:
    path = tmp_path / "harbour.toml"
    path.write_text(
        "patterns = { head = 'HARBOUR (BOOK|ROLL)' }\n" + LAYOUT.replace("'^HARBOUR BOOK']", "'^(?&head) [0-9]']")
    )
    made = load(path)
    assert made.recognise.all == ("^(?:HARBOUR (BOOK|ROLL)) [0-9]",)
    assert recognise(page("HARBOUR ROLL 7\nKeeper: Anna Holm\nThe tide was high.\n"), (made, *shipped())).layout is made


def test_a_mistake_in_a_named_pattern_is_told_once_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "harbour.toml"
    path.write_text("patterns = { head = '(' }\n" + LAYOUT.replace("'^HARBOUR BOOK']", "'(?&head)', '^(?&head)']"))
    with pytest.raises(Refusal) as refusal:
        load(path)
    assert [told.position.line for told in refusal.value.diagnostics if told.position] == [1]


def test_a_layout_names_the_language_of_its_pages() -> None:
    pages = replace(PLAIN, language="de")
    made = transcribe(page("Berlin, den 3. Mai 1950\n\nWir bitten um zwei Boote.\n"), Practice(layouts=(pages,)))
    assert made.practice.words.language == "de"
    assert made.calendar.anchor == date(1950, 5, 3)


def test_a_decision_on_the_language_holds_before_the_layout() -> None:
    pages = replace(PLAIN, language="de")
    made = transcribe(page("Paris, le 3 mai 1950\n"), Practice(layouts=(pages,)), Decisions(language="fr"))
    assert made.practice.language == "fr"


def test_a_language_is_written_as_its_tag(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('name = "own"\ntitle = "Own"\nlanguage = "Deutsch!"\n', "utf-8")
    with pytest.raises(Refusal, match="not a language"):
        load(file)


def test_a_group_of_an_unknown_name_is_refused_with_the_one_that_is_meant() -> None:
    with pytest.raises(ValueError, match="did you mean"):
        Lead(field="title", line="^Dokument (?P<wert>.*)$")


GROUPS = (
    LAYOUT
    + """[[back.labels]]
words = ["Kept"]
line = '^(?P<source>.*?); (?P<kind>[a-z]+)$'
[[mentions]]
line = '^From (?P<place>[A-Z][a-z]+)'
"""
)


def test_one_line_may_say_several_things(tmp_path: Path) -> None:
    """A group that is named like a field is its value: of a lead, of a label, of a line of the document."""
    path = tmp_path / "harbour.toml"
    path.write_text(
        GROUPS.replace("'^HARBOUR BOOK'\n[[labels", "'^HARBOUR BOOK (?P<number>[0-9]+), (?P<date>.*)'\n[[labels")
    )
    text = "HARBOUR BOOK 7, 3 May 1951\nKeeper: Ida\nFrom Vessk by boat.\nFINIS\nKept: Room 4; typescript\n"
    made = transcribe(page(text), Practice(layouts=(load(path), *shipped())))
    said = {name: made.value(name) for name in ("title", "number", "date", "place", "source", "kind")}
    assert said == {
        "title": "HARBOUR BOOK 7, 3 May 1951",
        "number": "7",
        "date": "3 May 1951",
        "place": "Vessk",
        "source": "Room 4",
        "kind": "typescript",
    }
    assert made.source.slice(made.zones.document) == "From Vessk by boat."


@pytest.mark.parametrize(
    ("line", "author"), [("Keeper:Ida Quist", "Ida Quist"), ("Keeper://ida", ""), ("The Keeper:Ida", "")]
)
def test_the_colon_of_a_label_may_touch_its_value(line: str, author: str, tmp_path: Path) -> None:
    path = tmp_path / "harbour.toml"
    path.write_text(LAYOUT)
    made = transcribe(page(f"HARBOUR BOOK 7\n{line}\nThe tide was high.\n"), Practice(layouts=(load(path), *shipped())))
    assert made.value("author") == author


def test_a_line_that_is_no_field_itself_says_what_its_groups_say(tmp_path: Path) -> None:
    path = tmp_path / "harbour.toml"
    path.write_text(
        LAYOUT.replace("field = \"title\"\nline = '^HARBOUR BOOK'", "line = '^HARBOUR BOOK (?P<record>[0-9]+)'")
    )
    made = transcribe(page("HARBOUR BOOK 7\nThe tide was high.\n"), Practice(layouts=(load(path), *shipped())))
    assert (made.value("title"), made.value("record")) == ("", "7")


def test_the_colon_after_a_label_is_none_of_its_words() -> None:
    assert Label(words=("Fundstelle:", "Quelle :")).words == ("Fundstelle", "Quelle")


def test_a_layout_switches_off_only_signs_that_there_are(make_edition: Callable[..., Path]) -> None:
    layout = 'name = "harbour"\ntitle = "Harbour"\nsigns_off = ["blod"]\n'
    root = make_edition({"edition.toml": 'title = "x"\ndate = 2020-01-01\n', "layouts/harbour.toml": layout})
    with pytest.raises(Refusal) as refusal:
        encoder(open_edition(root))
    assert "bold" in refusal.value.diagnostics[0].hint
