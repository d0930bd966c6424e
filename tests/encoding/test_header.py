"""What the header says: of the record, the archive, the acts of communication and the kind of document."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from tei_edition import settings, xml
from tei_edition.encoding.archives import shelfmarks
from tei_edition.encoding.citations import addresses, quoted_title, record_number
from tei_edition.encoding.header.imprint import Imprint
from tei_edition.encoding.languages import tag_of, written
from tei_edition.encoding.printed import printed
from tei_edition.encoding.tei import Encoder
from tei_edition.registers.matching import Matcher
from tei_edition.registers.register import load
from tei_edition.transcript.decisions import Decisions
from tei_edition.transcript.document import Practice
from tei_edition.transcript.readers.plain import read

REGISTERS = Path(__file__).resolve().parents[1] / "cases" / "registers"
MATCHER = Matcher(load(sorted(REGISTERS.glob("*.xml"))))
IMPRINT = Imprint(title="Papers of nowhere", date=datetime.date(2020, 1, 1), editors=(("ed", "The editor", "editor"),))
ENCODER = Encoder(Practice(known=MATCHER), MATCHER, IMPRINT)
NS = {"t": xml.TEI}

SHEET = """1962 Speeches/Documents

Title: {title}

Author: Marit Sund

Date: 3 May 1962 Source: {source}

Description: {description}

TELEGRAM No. 12

Copies: {copies}

From KARELHOLM Received 11:20 4.5.1962

To Comrade GRANIT

The boat has come and the men are well, but the harbour is still frozen over.

MARIT SUND

No. 77 3.5.62
"""


def sheet(decisions: str = "", **fields: str):
    said = {"title": "A telegram [of Sund]", "source": "x", "description": "On boats.", "copies": "Vessk (2), Sund"}
    text = SHEET.format(**{**said, **fields})
    decided = settings.parse(decisions, Decisions, "a.toml")
    return ENCODER.encode(read("a.txt", text.encode()), "a", decided).root


def page(text: str, decisions: str = ""):
    return ENCODER.encode(read("a.txt", text.encode()), "a", settings.parse(decisions, Decisions, "a.toml")).root


def at(root, path: str) -> list[str]:
    found = root.xpath(f"//t:teiHeader{path}", namespaces=NS)
    return [str(node) if isinstance(node, str) else xml.words(node) for node in found]


# ------------------------------------------------------------------ the record


def test_a_title_keeps_its_brackets_and_has_a_short_form() -> None:
    root = sheet()
    assert at(root, "//t:titleStmt/t:title[@type = 'main']") == ["A telegram [of Sund]"]
    assert at(root, "//t:titleStmt/t:title[@type = 'short']") == ["Marit Sund to Ilmar Vessk, 3 May 1962"]


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Marit Sund an "), ("ru", "Marit Sund — "), ("en", "Marit Sund to ")]
)
def test_the_short_title_is_in_the_language_of_the_interface(language: str, said: str) -> None:
    encoder = Encoder(Practice(known=MATCHER), MATCHER, replace(IMPRINT, language=language))
    root = encoder.encode(
        read("a.txt", b"To Comrade BERG\n\nThe boat has come.\n\nMARIT SUND\n\n3 May 1962\n"), "a"
    ).root
    assert said in at(root, "//t:titleStmt/t:title[@type = 'short']")[0]


def test_the_author_is_the_sender() -> None:
    assert at(sheet(), "//t:titleStmt/t:author/t:persName/@ref") == ["../registers/persons.xml#sund"]


def test_nobody_is_made_a_translator_where_nothing_says_translation() -> None:
    assert "translation" not in " ".join(at(sheet(), "//t:respStmt/t:resp")).lower()


@pytest.mark.parametrize(("field", "done"), [("translator", "translation"), ("transcriber", "transcript")])
def test_who_translated_or_transcribed_is_named_and_nobody_is_made_the_sender(field: str, done: str) -> None:
    root = sheet(f'[[header]]\nfield = "{field}"\nvalue = "Ida Quist"\n')
    named = "//t:respStmt[t:name = 'Ida Quist']/t:resp"
    assert done in " ".join(at(root, named)).lower()
    assert "Ida Quist" not in at(root, "//t:titleStmt/t:author") + at(root, "//t:correspAction//t:persName")


def test_a_record_says_to_whom_and_whence_where_the_document_does_not() -> None:
    record = "Title: A note\nDate: 3 May 1950\nRecipient: Ida Quist\nPlace: Kessel\n\n"
    root = page(record + "The boat has come and the men are well.\n")
    assert at(root, "//t:correspAction[@subtype = 'to']/t:persName[@source]") == ["Ida Quist"]
    assert at(root, "//t:correspAction[@type = 'sent']/t:placeName[@source]") == ["Kessel"]


def test_a_date_stands_in_the_header_without_the_marks_of_its_look() -> None:
    root = page("Kessel, 3<sup>rd</sup> May 1951\n\nDear Anna,\n\nThe boat has come and the men are well.\n")
    assert at(root, "//t:correspAction[@type = 'sent']/t:date") == ["3rd May 1951"]


RECORDED = """
[[header]]
field = "{}"
value = "{}"
"""


@pytest.mark.parametrize(
    ("field", "value", "path", "found"),
    [
        ("kind", "Tombstone of a pilot", "//t:catRef/@target", ["#a-tombstone-of-a-pilot"]),
        ("kind", "Letter", "//t:catRef/@target", ["#a-letter"]),
        ("number", "44/b", "//t:bibl[@type = 'record']/t:idno[@type = 'registry']", ["44/b"]),
        ("destination", "Lodvik", "//t:correspAction[@type = 'received']/t:placeName", ["Lodvik"]),
        ("printed", "Harbour Papers, vol. 2", "//t:bibl[@type = 'printed']", ["Harbour Papers, vol. 2"]),
    ],
)
def test_what_no_page_says_by_itself_may_be_said_of_it(field: str, value: str, path: str, found: list[str]) -> None:
    root = page("To Comrade BERG\n\nThe boat has come and the men are well.\n", RECORDED.format(field, value))
    assert at(root, path) == found


def test_the_heading_of_notes_that_are_not_there_signs_nothing() -> None:
    root = page("To Captain Berg\n\nThe boat has come and the men are well.\n\nFootnotes\n")
    assert at(root, "//t:correspAction[@type = 'sent']") == []


def test_the_address_of_a_record_ends_with_its_number() -> None:
    root = sheet(source="http://archive.example/document/4711")
    assert at(root, "//t:bibl[@type = 'record']/t:idno[@type = 'URL']") == ["http://archive.example/document/4711"]
    assert at(root, "//t:bibl[@type = 'record']/t:idno[@type = 'record']") == ["4711"]


def test_a_printed_source_has_editor_title_and_pages() -> None:
    root = sheet(source="Edited by Karin Alm New papers on boats pg. 31-34")
    bibl = "//t:bibl[@type = 'printed']"
    assert at(root, bibl) == ["Edited by Karin Alm New papers on boats pg. 31-34"]
    assert at(root, f"{bibl}/t:editor") == ["Karin Alm"]
    assert at(root, f"{bibl}/t:title[@level = 'm']") == ["New papers on boats"]
    assert at(root, f"{bibl}/t:biblScope/@from") + at(root, f"{bibl}/t:biblScope/@to") == ["31", "34"]


def test_a_shelfmark_can_be_read_and_parsed() -> None:
    root = sheet(source="TSAO, f. 31, op. 4, d. 207, ll. 6-8.")
    assert at(root, "//t:msIdentifier/t:repository") == ["TSAO"]
    assert at(root, "//t:msIdentifier/t:idno[@type = 'shelfmark']") == ["f. 31, op. 4, d. 207, ll. 6-8"]
    assert at(root, "//t:msIdentifier//t:idno[@type = 'delo']") == ["d. 207"]


def test_a_correction_in_an_abstract_stands_beside_what_was_read() -> None:
    decision = '[[correct]]\nline = 9\nwords = "baots"\nreading = "boats"\neditor = "ed"\n'
    root = sheet(decision, description="On baots.")
    assert at(root, "//t:abstract//t:choice/t:sic") == ["baots"]
    assert at(root, "//t:abstract//t:choice/t:corr[@resp = '#a-ed']") == ["boats"]


def test_a_correction_in_a_shelfmark_is_noted_with_what_was_read() -> None:
    decision = '[[correct]]\nline = 7\nwords = "II."\nreading = "ll."\neditor = "ed"\n'
    root = sheet(decision, source="TSAO, f. 31, op. 4, d. 207, II. 6-8.")
    assert at(root, "//t:msIdentifier//t:idno[@type = 'listy']") == ["ll. 6-8"]
    (note,) = at(root, "//t:msDesc//t:note[@resp = '#a-ed']")
    assert "II." in note


# ------------------------------------------------------------------ acts of communication


def test_sender_addressee_dates_and_copies() -> None:
    root = sheet()
    action = "//t:correspDesc/t:correspAction"
    assert at(root, f"{action}[@type = 'sent']/t:placeName") == ["Karelholm"]
    assert at(root, f"{action}[@type = 'sent']/t:date/@when") == ["1962-05-03"]
    assert at(root, f"{action}[@subtype = 'to']/t:persName/@ref") == ["../registers/persons.xml#vessk"]
    assert at(root, f"{action}[@subtype = 'to']/t:date/@when") == ["1962-05-04"]
    assert at(root, f"{action}[@subtype = 'to']/t:time/@when") == ["11:20:00"]
    assert at(root, f"{action}[@subtype = 'cc']/t:persName") == ["Ilmar Vessk", "Marit Sund"]
    assert at(root, f"{action}[@subtype = 'cc']/t:note") == ["Ilmar Vessk: 2 copies"]


def test_a_telegram_with_a_receipt_came_in() -> None:
    root = sheet()
    assert root.xpath("//t:text/@subtype", namespaces=NS) == ["incoming"]
    assert at(root, "//t:textClass/t:catRef/@target") == ["#a-incoming-telegram"]


@pytest.mark.parametrize(
    ("caption", "kind"),
    [
        ("TELEGRAM No. 4", "telegram"),
        ("LETTER No. 4", "letter"),
        ("MEMORANDUM No. 4", "memorandum"),
        ("RECORD OF CONVERSATION No. 4", "minutes"),
        ("REPORT No. 4", "report"),
        ("PROTOCOL No. 4", "protocol"),
        ("DECREE No. 4", "decree"),
        ("ORDER No. 4", "order"),
        ("DIRECTIVE No. 4", "directive"),
        ("RESOLUTION No. 4", "resolution"),
        ("INSTRUCTION No. 4", "instruction"),
        ("NOTE No. 4", "note"),
    ],
)
def test_the_kind_of_document_is_read_off_its_caption(caption: str, kind: str) -> None:
    text = f"{caption}\n\nThe boat has come and the men are well, but the harbour is frozen.\n"
    root = ENCODER.encode(read("a.txt", text.encode()), "a").root
    assert root.xpath("//t:text/@type", namespaces=NS) == [kind]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Report, Harbour Office to the Ministry, with a letter", "report"),
        ("From the Diary of M. Sund, Record of Conversation with Berg", "minutes"),
        ("From the Diary of M. Sund", "diary"),
        ("Cable from Karelholm", "telegram"),
        ("Secret Cable from Karelholm, 'A Brief Report of the Talks'", "telegram"),
        ("Discussion between Berg and Holm", "minutes"),
        ("Summary of a Harbour Office Meeting", "minutes"),
        ("Note of the Harbour Office about the talks", "note"),
        ("On the harbour", ""),
    ],
)
def test_the_kind_of_document_is_the_first_the_title_says(title: str, kind: str) -> None:
    text = SHEET.format(title=title, source="x", description="On boats.", copies="Vessk").replace(
        "TELEGRAM No. 12\n\n", ""
    )
    root = ENCODER.encode(read("a.txt", text.encode()), "a").root
    assert root.xpath("string(//t:text/@type)", namespaces=NS) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dear Karl,\n\nThe boat has come and the men are well.\n\nYours,\nAnna Holm\n", "letter"),
        ("Mr. Holm to Mr. Berg.\n\nSir: The boat has come and the men are well.\n", "letter"),
        ("Comrades!\n\nThe boat has come and the men are well, but the harbour is frozen.\n", ""),
        ("The boat has come and the men are well, but the harbour is frozen.\n\nAnna Holm\n", ""),
    ],
    ids=["greeted and signed", "headed by both", "a speech", "nobody greeted"],
)
def test_a_letter_is_told_by_whom_it_greets_and_who_signs(text: str, kind: str) -> None:
    root = ENCODER.encode(read("a.txt", text.encode()), "a").root
    assert root.xpath("string(//t:text/@type)", namespaces=NS) == kind


@pytest.mark.parametrize(
    ("copies", "recipients", "note"),
    [
        ("Copies: Vessk (2), Sund", ["Ilmar Vessk", "Marit Sund"], "Ilmar Vessk: 2 copies"),
        ("Copies: Vessk - 2, Sund-1", ["Ilmar Vessk", "Marit Sund"], "Ilmar Vessk: 2 copies; Marit Sund: 1 copy"),
        ("Copies: Hladik (3) and Krenek", ["Hladik", "Krenek"], "Hladik: 3 copies"),
        ("Copies to Comrades Hladik, Krenek and Sund", ["Hladik", "Krenek", "Marit Sund"], ""),
        ("Copies:\n\n1. Hladik\n\n2. Sund", ["Hladik", "Marit Sund"], ""),
        ("Copies:\n\n- Hladik (2)\n\n- Sund", ["Hladik", "Marit Sund"], "Hladik: 2 copies"),
        (
            "Distribution - 3 copies: Hladik - 2, Sund - 1",
            ["Hladik", "Marit Sund"],
            "Hladik: 2 copies; Marit Sund: 1 copy; 3 copies announced",
        ),
    ],
)
def test_copies_are_listed_with_their_numbers(copies: str, recipients: list[str], note: str) -> None:
    text = SHEET.format(title="A telegram", source="x", description="On boats.", copies="@").replace(
        "Copies: @", copies
    )
    root = ENCODER.encode(read("a.txt", text.encode()), "a").root
    action = "//t:correspDesc/t:correspAction[@subtype = 'cc']"
    assert at(root, f"{action}/t:persName") == recipients
    assert at(root, f"{action}/t:note") == ([note] if note else [])


def test_copies_announced_and_listed_are_compared() -> None:
    text = SHEET.format(title="A telegram", source="x", description="On boats.", copies="@")
    said = ENCODER.encode(
        read("a.txt", text.replace("Copies: @", "Copies - 9 copies: Hladik - 2, Sund").encode()), "a"
    ).diagnostics
    assert [d.message for d in said if d.code == "copies-announced"] == ["9 copies announced, 3 listed"]
    assert [
        d.code
        for d in ENCODER.encode(
            read("a.txt", text.replace("Copies: @", "Copies - 3 copies: Hladik - 2, Sund").encode()), "a"
        ).diagnostics
        if d.code == "copies-announced"
    ] == []


def test_of_two_of_one_name_the_document_decides_and_the_doubt_is_recorded() -> None:
    text = "Dear Anna,\n\nBerta Brandt has come to the harbour. I have seen Brandt there.\n"
    root = ENCODER.encode(read("a.txt", text.encode()), "a").root
    assert root.xpath("//t:p//t:persName/@ref", namespaces=NS) == ["../registers/persons.xml#brandt-berta"] * 2
    assert root.xpath("//t:certainty/@cert", namespaces=NS) == ["medium"]
    both = ENCODER.encode(read("a.txt", b"Dear Anna,\n\nI have seen Brandt there today, and nobody else came.\n"), "a")
    assert both.root.xpath("//t:p//t:persName", namespaces=NS) == []
    assert [d.message for d in both.diagnostics if d.code == "name-ambiguous"] == [
        "“Brandt” may be brandt-anton, brandt-berta"
    ]


def test_a_publisher_that_no_register_knows_is_kept_as_text() -> None:
    text = '3 May 1962\n\n**A telegram**\n\nCitation:\n\n"A telegram," May 3, 1962, Island Digital Archive, TSAO, f. 4, d. 5.\n\nSummary:\n\nOn boats.\n\nThe boat has come and the men are well.\n'
    root = ENCODER.encode(read("a.txt", text.encode()), "a").root
    assert at(root, "//t:bibl[@type = 'record']/t:publisher/t:orgName") == ["Island Digital Archive"]


def test_a_source_no_pattern_knows_stays_one_shelfmark() -> None:
    root = sheet(source="Shelf 12 in the second room")
    assert at(root, "//t:msIdentifier/t:idno[@type = 'shelfmark']") == ["Shelf 12 in the second room"]


def test_a_signers_office_is_not_his_name() -> None:
    text = "Dear Anna,\n\nThe boat has come and the men are well.\n\nPetra Lind\n\nDeputy Minister of Tides\n"
    root = ENCODER.encode(read("a.txt", text.encode()), "a").root
    assert at(root, "//t:correspAction[@type = 'sent']/t:persName") == ["Petra Lind"]


def parties(text: str) -> tuple[str, str]:
    root = ENCODER.encode(read("a.txt", text.encode()), "a").root
    said = root.xpath("//t:correspAction", namespaces=NS)
    by = {a.get("type"): "; ".join("".join(e.itertext()) for e in a if e.tag.endswith("Name")) for a in said}
    return by.get("sent", ""), by.get("received", "")


BODY = "The boat has come and the men are well, but the harbour is still frozen over."


@pytest.mark.parametrize(
    ("text", "sender", "addressee"),
    [
        (
            f"The Consul in Arland (Holm) to the Ministry of Tides\n\n{BODY}\n",
            "Consul in Arland (Holm)",
            "Ministry of Tides",
        ),
        (f"To Comrade BERG\n\n{BODY}\n\nSigned: Anna Holm\n", "Anna Holm", "BERG"),
        (f"To Comrade BERG\n\n{BODY}\n\nAMBASSADOR IN ARLAND (A. HOLM)\n", "A. HOLM", "BERG"),
        (
            f"Harbour Committee and Department of Ice,\n\n{BODY}\n\nHOLM\n",
            "HOLM",
            "Harbour Committee and Department of Ice",
        ),
        (f"Dear Comrade Lindqvist,\n\n{BODY}\n\nHOLM\n", "HOLM", "Lindqvist"),
    ],
)
def test_a_plain_page_says_who_wrote_to_whom(text: str, sender: str, addressee: str) -> None:
    assert parties(text) == (sender, addressee)


def test_the_number_of_a_caption_may_stand_without_a_sign() -> None:
    root = ENCODER.encode(read("a.txt", f"TELEGRAM 066.621\n\nTo Comrade BERG\n\n{BODY}\n".encode()), "a").root
    assert root.xpath("string(//t:head/t:num)", namespaces=NS) == "066.621"


def test_a_page_without_names_says_so() -> None:
    root = ENCODER.encode(read("a.txt", b"Nothing is said of anybody here.\n"), "a").root
    assert at(root, "//t:correspDesc/t:note") == ["Neither sender nor addressee is named."]


@pytest.mark.parametrize(
    "signature",
    ["O. K.", "V.M."],
)
def test_initials_keep_their_stops(signature: str) -> None:
    text = f"Dear Anna,\n\nThe boat has come and the men are well again.\n\nYours,\n\n{signature}\n"
    root = ENCODER.encode(read("a.txt", text.encode()), "a").root
    assert at(root, "//t:correspAction[@type = 'sent']/t:persName") == [signature]


def test_the_date_of_the_header_is_never_todays() -> None:
    bare = Encoder().encode(read("a.txt", b"text"), "a").root
    today = datetime.date.today().isoformat()
    assert today not in xml.serialize(bare).decode()


# ------------------------------------------------------------------ citations


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("APRF, f. 45, op. 1, d. 339, ll. 90-91.", ["f. 45", "op. 1", "d. 339", "ll. 90-91"]),
        (
            "AVP, fond 0100, opis 40, delo 7, papka 248, listy 39-44",
            ["fond 0100", "opis 40", "delo 7", "papka 248", "listy 39-44"],
        ),
        ("APRF: F. 45, Op. 1, D. 331, Ll. 119", ["F. 45", "Op. 1", "D. 331", "Ll. 119"]),
        ("nothing of the kind", []),
        ("op. 1 alone", []),
    ],
)
def test_an_archive_reference_is_taken_apart(text: str, pieces: list[str]) -> None:
    assert [piece.text for mark in shelfmarks(text) for piece in mark.pieces] == pieces


def test_each_archive_keeps_its_own_reference() -> None:
    two = shelfmarks("TSAO, f. 7, op. 2, d. 118, ll. 12-13, and KOA, f. 90, op. 1, d. 3, l. 44.")
    assert [mark.repository for mark in two] == ["TSAO", "KOA"]


def test_what_is_no_printed_source_is_none() -> None:
    assert printed("See page 3") is None
    assert printed("") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see <https://a.example/x/1>.", ["https://a.example/x/1"]),
        ("www.a.example/x, and http://b.example.", ["www.a.example/x", "http://b.example"]),
        ("no address", []),
    ],
)
def test_web_addresses_end_before_the_punctuation(text: str, found: list[str]) -> None:
    assert addresses(text) == found


def test_a_record_number_is_the_last_of_its_address() -> None:
    assert record_number("https://a.example/document/110372/") == "110372"
    assert record_number("https://a.example/about") == ""


def test_a_citation_begins_with_its_title() -> None:
    assert quoted_title("“A letter,” 3 May 1962, TSAO") == "A letter"
    assert quoted_title("no title") == ""


@pytest.mark.parametrize(
    ("name", "tag"), [("Russian", "ru"), ("swedish", "sv"), ("Chinese", "zh"), ("no language", "")]
)
def test_a_language_is_known_by_its_name(name: str, tag: str) -> None:
    assert tag_of(name) == tag


@pytest.mark.parametrize(
    ("when", "language", "text"),
    [
        ("1951-06-30", "en", "30 June 1951"),
        ("1951-06-30", "de", "30. Juni 1951"),
        ("1951", "en", "1951"),
        ("--06-30", "en", "30 June"),
        ("--06-30", "de", "30. Juni"),
        ("--06-30", "xx", "--06-30"),
        ("1951-06-30", "xx", "1951-06-30"),
    ],
)
def test_a_date_is_written_as_a_language_writes_it(when: str, language: str, text: str) -> None:
    assert written(when, language) == text
