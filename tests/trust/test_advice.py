"""What explain says to write has the effect it names, for every kind of decision."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree

from tei_edition import xml
from tei_edition.convert import convert, encoded
from tei_edition.edition import open_edition
from tei_edition.transcript.layout import Field
from tei_edition.trust.explain import Explained, as_text, explain
from tei_edition.trust.reasons import FIELDS, Change

from .conftest import decide

MakeEdition = Callable[..., Path]
# a page that says everything itself: its record, its form, who to whom, where and when
PAGE = """Title: Telegram from Kallas to Sund
Author: Odo Kallas
Date: 3 May 1950
Language: Russian
Source: Island Archive, f. 3, op. 2, d. 1, l. 4

CIPHERED TELEGRAM No. 118

Copies: Sund (2), Holm
From VASTRA Received 12:20 4 May 1950

To Comrade SUND

Your boats [and] the boats [and] barges of [Seven] wait since 2
May for coal.[1] They are [illegible] now [sic] or [two].

Nothing else is known of {them}.

[Stamp: Office of the port]

ODO KALLAS

3 May 1950

Typed by Brand

[1] So he says.
"""


@pytest.fixture
def edition(edition_of: Callable[[str], Path]) -> Path:
    return edition_of(PAGE)


def header(root: Path, path: str) -> list[str]:
    found = xml.read(root / "documents" / "a.xml").xpath(path, namespaces={"t": "http://www.tei-c.org/ns/1.0"})
    return [xml.words(one) if isinstance(one, etree._Element) else str(one) for one in found]


SENT, TO = "//t:correspAction[@type = 'sent']", "//t:correspAction[@subtype = 'to']"
DECIDED = {
    "title": ("Another title", "//t:titleStmt/t:title[@type = 'main']", ["Another title"]),
    "author": ("Ida Quist; Lauri Holm", f"{SENT}/t:persName", ["Ida Quist", "Lauri Holm"]),
    "addressee": ("Ida Quist", f"{TO}/t:persName", ["Ida Quist"]),
    "place": ("Kessel", f"{SENT}/t:placeName", ["Kessel"]),
    "destination": ("Kessel", f"{TO}/t:placeName", ["Kessel"]),
    "dispatch": ("6 June 1950, 10:20", f"{SENT}/*/@when", ["1950-06-06", "10:20:00"]),
    "receipt": ("7 June 1950, 11:30", f"{TO}/*/@when", ["1950-06-07", "11:30:00"]),
    "kind": ("letter", "//t:catDesc", ["incoming letter"]),
    "source": ("Pier Archive, f. 9", "//t:msIdentifier/t:repository", ["Pier Archive"]),
    "language": ("Polish", "//t:textLang/@mainLang", ["pl"]),
    "abstract": ("On coal.", "//t:abstract/t:p", ["On coal."]),
    "number": ("44/b", "//t:bibl[@type = 'record']/t:idno[@type = 'registry']", ["44/b"]),
    "printed": ("The Island Papers, 1999, pp. 3-4", "//t:bibl[@type = 'printed']/t:biblScope", ["3-4"]),
}


@pytest.mark.parametrize("field", DECIDED)
def test_what_an_editor_decides_of_the_header_holds_whatever_the_document_says(field: str, edition: Path) -> None:
    value, path, expected = DECIDED[field]
    assert header(edition, path) != expected
    assert decide(edition, f'[[header]]\nfield = "{field}"\nvalue = "{value}"\n') == []
    assert header(edition, path) == expected


@pytest.mark.parametrize("field", ["author", "addressee", "dispatch", "receipt", "kind", "source", "language"])
def test_a_field_of_the_header_may_be_left_out(field: str, edition: Path) -> None:
    _, path, _ = DECIDED[field]
    assert header(edition, path) != []
    assert decide(edition, f'[[header]]\nfield = "{field}"\nvalue = ""\n') == []
    assert header(edition, path) == []


def test_an_hour_that_is_decided_leaves_the_day_as_it_is(edition: Path) -> None:
    decide(edition, '[[header]]\nfield = "dispatch"\nvalue = "10:20"\n')
    assert header(edition, f"{SENT}/*/@when") == ["1950-05-03", "10:20:00"]


def test_what_edition_toml_says_of_every_page_holds_only_where_a_document_says_nothing(edition: Path) -> None:
    with (edition / "edition.toml").open("a") as file:
        file.write('[conversion.header]\nauthor = "Ida Quist"\ndestination = "Kessel"\n')
    convert(open_edition(edition))
    assert header(edition, f"{SENT}/t:persName") == ["Odo Kallas"]
    assert header(edition, f"{TO}/t:placeName") == ["Kessel"]


def test_every_field_of_the_record_says_where_it_goes() -> None:
    assert set(FIELDS) == set(filter(None, get_args(Field)))


# ------------------------------------------------------------------ a line of the header


@pytest.mark.parametrize(
    ("begins", "fields"),
    [
        ('<title type="main"', ["title"]),
        ('<title type="short"', ["author", "addressee", "dispatch"]),
        ("<author>", ["author"]),
        ('<correspAction type="sent"', ["author", "place", "dispatch"]),
        ('<correspAction type="received" subtype="to"', ["addressee", "destination", "receipt"]),
        ("<catRef", ["kind"]),
        ("<creation", ["dispatch"]),
        ("<msIdentifier", ["source"]),
        ("<msItem", ["language"]),
        ('<bibl type="record"', ["title", "date", "author"]),
    ],
)
def test_a_line_of_the_header_names_the_fields_that_decide_it(begins: str, fields: list[str], edition: Path) -> None:
    told = of_header(edition, begins)
    assert told.decisions[0].what == "header"
    assert [re.findall(r'field = "(\w+)"', change.text) for change in told.decisions[0].changes] == [
        [f] for f in fields
    ]
    assert f'field = "{fields[0]}"' in as_text(told)


def of_header(root: Path, begins: str) -> Explained:
    lines = (root / "documents" / "a.xml").read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines, 1) if line.strip().startswith(begins))
    return explain(root / "documents" / "a.xml", at)


def test_the_sender_in_the_header_leads_to_the_signature(edition: Path) -> None:
    assert of_header(edition, "<author>").text == "ODO KALLAS"
    assert of_header(edition, "<creation").text == "3 May 1950"


def test_a_certainty_leads_to_the_line_it_speaks_of(edition: Path) -> None:
    told = of_header(edition, "<certainty")
    assert any(one.doubt for one in told.decisions)


def test_a_field_that_was_decided_says_so(edition: Path) -> None:
    decide(edition, '[[header]]\nfield = "author"\nvalue = "Ida Quist"\n')
    assert of_header(edition, "<author>").decisions[0].rule.startswith("decision in ")


# ------------------------------------------------------------------ everything it says to write


def test_every_change_that_is_shown_has_an_effect(edition: Path) -> None:
    """Each line, each decision, each change: written as it stands, with a word for the dots, it makes other TEI."""
    before = made(edition)
    tried = set()
    for number in range(1, len(PAGE.splitlines()) + 1):
        for one in explain(edition / "transcripts" / "a.txt", number).decisions:
            for change in filter(lambda c: not c.file.endswith(".xml"), one.changes):
                for text in filled(change):
                    tried.add((one.what, text.splitlines()[0].partition(" ")[0]))
                    said, after = with_change(edition, change.file, text)
                    assert said == [], f"line {number}, {one.words}: {text}"
                    assert after != before, f"line {number}, {one.words}: {text} changes nothing"
    assert tried >= {
        ("record", "[[header]]"),
        ("block", "[[block]]"),
        ("sign", "[[bracket]]"),
        ("sign", "[conversion]"),
        ("date", "[[date]]"),
        ("name", "[[name]]"),
    }


def filled(change: Change) -> Iterator[str]:
    """The words to write with something for the dots: of kinds of blocks each one that is named."""
    kinds = re.search(r'kind = "…"   # (.*)', change.text)
    for kind in kinds[1].split(", ") if kinds else ():
        yield change.text.replace("…", kind)
    if kinds is None and not change.text.startswith("layout"):
        value = {"[[date]]": "none", "[[header]]": "6 June 1950", "[[bracket]]": "original"}
        yield change.text.replace("…", value.get(change.text.splitlines()[0], "…"))


def made(root: Path) -> bytes:
    """The TEI without its list of changes."""
    root_ = encoded(open_edition(root), "a", linked=False).encoded.root
    return re.sub(rb"<revisionDesc.*?</revisionDesc>", b"", etree.tostring(root_), flags=re.DOTALL)


def with_change(root: Path, file: str, text: str) -> tuple[list[str], bytes]:
    """What is said, and the TEI, with something written into a file of the edition; the file is put back."""
    path = Path(file)
    old = path.read_text("utf-8") if path.exists() else ""
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{old}\n{text}\n", "utf-8")
    said = [d.message for d in encoded(open_edition(root), "a", linked=False).diagnostics if d.code == "decision-unfit"]
    after = made(root)
    path.write_text(old, "utf-8")
    return said, after


def test_no_rule_is_told_by_the_name_of_its_code(edition: Path) -> None:
    rules = {one.rule for n in range(1, 26) for one in explain(edition / "transcripts" / "a.txt", n).decisions}
    assert not any("_" in rule for rule in rules if "decision in" not in rule)


def test_the_notes_of_a_list_are_text_where_their_row_is_off(make_edition: MakeEdition) -> None:
    text = "Dear Sund,\n\nThe boat left.\n\nODO KALLAS\n\n1. Source: the log.\n\n2. At noon.\n"
    root = make_edition({"transcripts/a.txt": text})
    (sign,) = [d for d in explain(root / "transcripts" / "a.txt", 7).decisions if d.what == "sign"]
    before = made(root)
    said, after = with_change(root, sign.changes[0].file, sign.changes[0].text)
    assert said == []
    assert before.count(b'type="footnote"') == after.count(b'type="footnote"') + 2
