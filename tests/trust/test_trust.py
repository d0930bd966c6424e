"""Every inference can be asked for its reason, is listed while it is doubtful, and can be decided otherwise."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from tei_edition import settings, xml
from tei_edition.cli import main
from tei_edition.convert import convert, diagnostics
from tei_edition.diagnostics import Refusal
from tei_edition.edition import Settings, open_edition
from tei_edition.transcript.decisions import Decisions
from tei_edition.transcript.layout import Layout
from tei_edition.trust.explain import Explained, as_text, explain
from tei_edition.trust.review import Item, review

from .conftest import decide

MakeEdition = Callable[..., Path]
TEXT = """Title: Letter about the boat
Author: Odo Kallas

Vastra, 3 May 1950

Dear Sund,

All of [Seven] boats are late on 4 May and the Nobody pier ] is cold.

Comrade Stranger came at 10.

Then the rain stopped us

ODO KALLAS
"""


@pytest.fixture
def edition(edition_of: Callable[[str], Path]) -> Path:
    return edition_of(TEXT)


def text(root: Path) -> str:
    return (root / "documents" / "a.xml").read_text("utf-8")


# ------------------------------------------------------------------ decisions


def test_a_block_is_what_the_editor_says(edition: Path) -> None:
    assert decide(edition, '[[block]]\nline = 12\nkind = "postscript"\n') in ([], ["decision-unfit"])
    assert decide(edition, '[[block]]\nline = 10\nkind = "continued"\n') == []
    assert '<lb xml:id="a-l10"/>' in text(edition)
    assert decide(edition, '[[block]]\nline = 14\nkind = "paragraph"\n') == []
    assert '<p xml:id="a-l14">' in text(edition)


def test_a_block_that_cannot_stand_there_is_reported(edition: Path) -> None:
    assert decide(edition, '[[block]]\nline = 10\nkind = "issuer"\n') == ["decision-unfit"]
    assert decide(edition, '[[block]]\nline = 9\nkind = "signed"\n') == ["decision-unfit"]
    assert decide(edition, '[[block]]\nline = 900\nkind = "signed"\n') == ["decision-unfit"]


@pytest.mark.parametrize(
    ("value", "tei"),
    [
        ("1951-05-04", '<date when="1951-05-04">4 May</date>'),
        ("1951-05", '<date when="1951-05">4 May</date>'),
        ("1951-05-04/1951-05-06", '<date from="1951-05-04" to="1951-05-06">4 May</date>'),
        ("none", "late on 4 May and"),
    ],
)
def test_a_date_says_what_the_editor_says(value: str, tei: str, edition: Path) -> None:
    assert decide(edition, f'[[date]]\nline = 8\nwords = "4 May"\nvalue = "{value}"\n') == []
    assert tei in text(edition)


def test_words_that_no_notation_knows_may_be_a_date(edition: Path) -> None:
    assert decide(edition, '[[date]]\nline = 12\nwords = "the rain"\nvalue = "1950-05-05"\n') == []
    assert '<date when="1950-05-05">the rain</date>' in text(edition)


def test_a_name_is_whose_the_editor_says(edition: Path) -> None:
    assert decide(edition, '[[name]]\nline = 8\nwords = "Nobody"\nref = "persons.xml#sund"\n') == []
    assert '<persName ref="../registers/persons.xml#sund">Nobody</persName>' in text(edition)
    assert decide(edition, '[[name]]\nwords = "Sund"\nref = "none"\n') == []
    assert "Dear Sund," in text(edition)


def test_an_entry_that_no_register_has_is_reported_with_the_near_one(edition: Path) -> None:
    decide(edition, '[[name]]\nline = 8\nwords = "Nobody"\nref = "persons.xml#sundd"\n')
    (told,) = [d for d in diagnostics(convert(open_edition(edition))) if d.code == "decision-unfit"]
    assert told.advice == "Did you mean “persons.xml#sund”?"
    assert told.where.endswith("decisions/a.toml:2:1")


def test_a_name_the_editor_has_decided_is_no_unknown_one(edition: Path) -> None:
    assert "Stranger" in " ".join(d.message for d in diagnostics(convert(open_edition(edition))))
    decide(edition, '[[name]]\nwords = "Stranger"\nref = "none"\n')
    assert "Stranger" not in " ".join(d.message for d in diagnostics(convert(open_edition(edition))))


def test_a_field_of_the_record_says_what_the_editor_says(edition: Path) -> None:
    assert decide(edition, '[[header]]\nfield = "title"\nvalue = "Another title"\n') == []
    assert '<title type="main">Another title</title>' in text(edition)


def test_a_layout_may_be_chosen_for_one_transcript(edition: Path) -> None:
    assert decide(edition, 'layout = "digital-archive-labels"\n') == []
    assert [one.layout for one in convert(open_edition(edition)).converted] == ["digital-archive-labels"]
    assert decide(edition, 'layout = "digital-archive-label"\n') == ["decision-unfit"]


def test_a_sign_profile_may_be_chosen_for_one_transcript(edition: Path) -> None:
    assert decide(edition, 'signs = "leiden"\n') == []
    assert 'reason="lost" rend="restored">Seven' in text(edition)
    assert decide(edition, 'signs = "leyden"\n') == ["decision-unfit"]


def test_a_decision_whose_words_moved_says_where_they_are(edition: Path) -> None:
    decide(edition, '[[bracket]]\nline = 7\nwords = "Seven"\nsign = "unclear"\n')
    (told,) = [d for d in diagnostics(convert(open_edition(edition))) if d.code == "decision-unfit"]
    assert "write line = 8" in told.advice


def test_what_edition_toml_decides_holds_everywhere_where_it_fits(edition: Path) -> None:
    with (edition / "edition.toml").open("a") as file:
        file.write(
            '[[conversion.words]]\nwords = "4 May"\ndate = "none"\n[[conversion.words]]\nwords = "not there"\nref = "none"\n'
            '[[conversion.words]]\nwords = "Seven"\nsign = "unclear"\n[conversion.header]\nlanguage = "Russian"\n'
        )
    assert decide(edition, "") == ["decision-unfit"]  # "not there"
    assert "late on 4 May" in text(edition)
    assert "<unclear" in text(edition)
    assert decide(edition, '[[date]]\nwords = "4 May"\nvalue = "1950-05-04"\n') == ["decision-unfit"]  # "not there"
    assert '<date when="1950-05-04">4 May</date>' in text(edition)


def test_each_decision_stands_in_the_list_of_changes(edition: Path) -> None:
    decide(edition, '[[date]]\nline = 8\nwords = "4 May"\nvalue = "none"\nreason = "A club."\n')
    assert "Line 8: “4 May” is no date. A club." in text(edition)


# ------------------------------------------------------------------ explain


def asked(root: Path, line: int, column: int = 0, file: str = "transcripts/a.txt") -> Explained:
    return explain(root / file, line, column)


def test_each_decision_on_a_line_has_its_rule(edition: Path) -> None:
    rules = {one.what: one.rule for one in asked(edition, 8).decisions}
    assert rules["sign"].startswith("sign ")
    assert rules["date"].startswith("notation ")
    assert "its place" in rules["block"]
    named = [one for one in asked(edition, 6).decisions if one.what == "name"]
    assert named[0].rule == "register persons.xml#sund"


def test_what_to_write_is_true(edition: Path) -> None:
    """The lines that explain shows, written as they stand, change what they say they change."""
    (date,) = [one for one in asked(edition, 8).decisions if one.what == "date"]
    assert decide(edition, date.changes[0].text.replace("…", "none")) == []
    assert [one for one in asked(edition, 8).decisions if one.what == "date"] == []
    (sign,) = [one for one in asked(edition, 8).decisions if one.what == "sign"]
    assert sign.doubt
    assert decide(edition, sign.changes[0].text.replace("…", "unclear")) == []
    (sign,) = [one for one in asked(edition, 8).decisions if one.what == "sign"]
    assert sign.rule.startswith("decision in ")
    assert sign.doubt == ""


def test_a_column_asks_for_the_innermost_decision(edition: Path) -> None:
    column = TEXT.splitlines()[7].index("4 May") + 2
    (one,) = asked(edition, 8, column).decisions
    assert (one.what, one.words) == ("date", "4 May")


def test_a_line_of_the_record_names_the_key_of_the_layout(edition: Path) -> None:
    decide(edition, 'layout = "digital-archive-labels"\n')
    kinds = {(one.what, one.because) for one in asked(edition, 1).decisions}
    assert any(what == "record" for what, _ in kinds)


def test_a_line_of_the_tei_leads_to_the_transcript(edition: Path) -> None:
    lines = text(edition).splitlines()
    at = next(n for n, line in enumerate(lines, 1) if 'xml:id="a-l8"' in line)
    assert asked(edition, at, file="documents/a.xml").line == 8
    column = lines[at - 1].index(">4 May") + 2
    found = asked(edition, at, column, "documents/a.xml")
    assert [one.words for one in found.decisions] == ["4 May"]


def test_a_line_of_the_header_leads_to_the_signature(edition: Path) -> None:
    lines = text(edition).splitlines()
    at = next(n for n, line in enumerate(lines, 1) if "<author>" in line)
    assert asked(edition, at, file="documents/a.xml").line in {2, 14}


def test_explain_reads_well(edition: Path) -> None:
    said = as_text(asked(edition, 8))
    assert "“[Seven]”" in said
    assert "closes nothing" in said
    assert "Traceback" not in said
    result = CliRunner().invoke(main, ["explain", f"{edition}/transcripts/a.txt:8", "--format", "json"])
    assert {row["what"] for row in json.loads(result.stdout)["decisions"]} >= {"sign", "date", "block"}


@pytest.mark.parametrize("place", ["a.txt", "transcripts/a.txt:99", "edition.toml:1", "transcripts/b.txt:1"])
def test_a_place_that_is_none_is_refused_in_plain_words(place: str, edition: Path) -> None:
    result = CliRunner().invoke(main, ["explain", f"{edition}/{place}"])
    assert result.exit_code == 2
    assert "error: " in result.stderr


# ------------------------------------------------------------------ review


def listed(root: Path) -> list[Item]:
    return review(open_edition(root))


def test_the_least_certain_comes_first(edition: Path) -> None:
    found = listed(edition)
    assert [item.sure for item in found] == sorted(item.sure for item in found)
    codes = [item.code for item in found]
    assert codes.index("sign-unopened") < codes.index("name-unknown")
    assert "certainty" in codes


def test_a_certainty_taken_out_of_the_tei_does_not_come_back(edition: Path) -> None:
    path = edition / "documents" / "a.xml"
    tree = xml.read(path)
    for certainty in [*tree.getroot().iter(xml.tei("standOff"))]:
        certainty.getparent().remove(certainty)
    path.write_bytes(xml.serialize(tree))
    assert "certainty" not in [item.code for item in listed(edition)]


def test_a_bracket_decided_is_not_listed(edition: Path) -> None:
    before = len([item for item in listed(edition) if item.words == "Seven"])
    decide(edition, '[[bracket]]\nline = 8\nwords = "Seven"\nsign = "supplied"\n')
    after = len([item for item in listed(edition) if item.words == "Seven"])
    assert (before, after) == (1, 0)


def test_a_name_tagged_by_hand_is_not_listed(edition: Path) -> None:
    assert "Stranger" in [item.words for item in listed(edition)]
    path = edition / "documents" / "a.xml"
    path.write_text(text(edition).replace("Stranger", "<persName>Stranger</persName>"))
    assert "Stranger" not in [item.words for item in listed(edition)]


def test_what_is_settled_is_not_listed(edition: Path) -> None:
    decide(edition, '[[settled]]\ncode = "name-unknown"\nline = 10\n[[settled]]\ncode = "sign-unopened"\n')
    assert {"name-unknown", "sign-unopened"} & {item.code for item in listed(edition)} == set()


def test_the_manual_names_each_key_of_the_list_for_other_programs(edition: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "review.md").read_text("utf-8")
    keys = re.findall(r"^\| `(\w+)` \|", page.partition("The keys of an object")[2], re.MULTILINE)
    rows = json.loads(CliRunner().invoke(main, ["review", str(edition), "--format", "json"]).stdout)
    assert [list(row) for row in rows] == [keys] * len(rows)
    assert [row["sure"] for row in rows] == sorted(row["sure"] for row in rows)


def test_a_decision_that_does_not_fit_comes_first(edition: Path) -> None:
    decide(edition, '[[date]]\nline = 8\nwords = "5 May"\nvalue = "none"\n')
    assert listed(edition)[0].code == "decision-unfit"


def test_review_writes_nothing_and_says_when_all_is_done(edition: Path, make_edition: MakeEdition) -> None:
    before = {p: p.read_bytes() for p in edition.rglob("*") if p.is_file()}
    result = CliRunner().invoke(main, ["review", str(edition)])
    assert result.exit_code == 0
    assert "to look at" in result.stdout
    assert {p: p.read_bytes() for p in edition.rglob("*") if p.is_file()} == before
    calm = make_edition({"transcripts/b.txt": "Nothing here.\n"}, name="calm")
    convert(open_edition(calm))
    assert CliRunner().invoke(main, ["review", str(calm)]).stdout == "Nothing is left to look at.\n"


def test_the_preview_has_the_list_of_its_page(edition: Path) -> None:
    from threading import Thread

    from tei_edition.preview import Preview, server

    with server(Preview(edition), 0) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{http.server_address[1]}/_review.json"
        found = json.loads(urlopen(f"{address}?a").read())
        none = json.loads(urlopen(f"{address}?nobody").read())
        http.shutdown()
    assert "sign-unopened" in [row["code"] for row in found]
    assert none == []


# ------------------------------------------------------------------ settings


HEAD = 'title = "x"\ndate = 2020-01-01\n'
LIBRARY = (
    "Input should",
    "pydantic",
    "valid string",
    "valid integer",
    "Value error",
    "unable to",
    "constrained",
    "literal",
)


@pytest.mark.parametrize(
    ("kind", "toml", "line", "said", "advice"),
    [
        (Settings, "date = 2020-01-01\ntitle = 3\n", 2, "“title”: must be text in quotation marks", "It is 3 now."),
        (Settings, 'title = "x"\ndate = "yesterday"\n', 2, "must be a date such as 2026-05-01", '"yesterday"'),
        (Settings, HEAD + '[book]\npaper = "A5"\n', 4, "there is no “A5”", "Did you mean “a5”? There are: a4, a5"),
        (Settings, HEAD + "[book.paper]\nwidth = 5\nheight = 200\n", 4, "must be 90 or more", "It is 5 now."),
        (Settings, HEAD + '[book]\nfonts = "Junicode"\n', 4, "must be a list in square brackets", "Junicode"),
        (Settings, HEAD + "[book]\nfonts = []\n", 4, "must name at least 1", "docs/edition-toml.md"),
        (Settings, HEAD + '[book]\nfont_size = "large"\n', 4, "must be a number", '"large"'),
        (Settings, HEAD + "site = 3\n", 3, "must be a table", "It is 3 now."),
        (Settings, HEAD + '[site.theme]\nacent = "red"\n', 4, "there is no setting “site.theme.acent”", "“accent”"),
        (Settings, HEAD + "[book]\nzoom = 3\n", 4, "no setting “book.zoom”", "There are: apparatus, attach, bleed"),
        (Settings, HEAD + '[[editors]]\nname = "A"\n', 3, "“editors.1.key” is missing", "key = …"),
        (Settings, HEAD + 'base_url = "example.org"\n', 3, "not an address", "docs/edition-toml.md"),
        (Layout, 'name = "x"\ntitle = "x"\n[[leads]]\nfield = "titel"\nline = "x"\n', 4, "“titel”", "docs/layouts.md"),
        (Decisions, '[[block]]\nline = 3\nkind = "sined"\n', 3, "there is no “sined”", "Did you mean “signed”?"),
        (Decisions, '[[date]]\nwords = "x"\nvalue = "5 July"\n', 3, "write 1951-06-30", "docs/decisions.md"),
        (Decisions, '[[date]]\nwords = "x"\nvalue = "1951-02-30"\n', 3, "not a date or time", "docs/decisions.md"),
    ],
)
def test_a_mistake_in_toml_is_told_in_our_words(kind: type, toml: str, line: int, said: str, advice: str) -> None:
    with pytest.raises(Refusal) as refusal:
        settings.parse(toml, kind, "a.toml")
    (told,) = refusal.value.diagnostics
    assert said in told.message
    assert advice in told.advice
    assert told.position is not None
    assert told.position.line == line
    assert not any(word in told.message + told.advice for word in LIBRARY)


def test_a_page_that_the_site_does_not_have_cannot_be_left_out(edition: Path) -> None:
    with (edition / "edition.toml").open("a") as file:
        file.write('[site]\noff = ["serach"]\n')
    with pytest.raises(Refusal) as refusal:
        open_edition(edition)
    (told,) = refusal.value.diagnostics
    assert told.where.endswith("edition.toml:4:1")
    assert "Did you mean “search”?" in told.advice
