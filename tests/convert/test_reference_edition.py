"""The reference edition: five transcripts, six telegrams, and every fact in its place."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tei_edition import xml
from tei_edition.convert import convert, diagnostics
from tei_edition.diagnostics import Severity
from tei_edition.edition import open_edition
from tei_edition.hand_work.merge import Fate
from tei_edition.validation import validate
from tei_edition.verify import verify, verify_document

NS = {"t": xml.TEI}
DOCUMENTS = ["telegram-21039", "telegram-21334", "telegram-22834", "telegram-24547", "telegram-3777"]
# the transcripts as they came; a checkout that changes their line ends would be noticed here
DIGESTS = {
    "telegram-24547": "3f9d637e57df61206642d0869893448bcee445b3002f4eccff4c1d2819c9a00d",
}


@pytest.fixture(scope="module")
def trees(reference: Path) -> dict[str, etree._Element]:
    return {name: xml.read(reference / "documents" / f"{name}.xml").getroot() for name in DOCUMENTS}


@pytest.fixture
def copy(reference: Path, tmp_path: Path) -> Path:
    ignore = shutil.ignore_patterns("dist")
    return Path(shutil.copytree(reference, tmp_path / "xml", ignore=ignore))


def test_there_are_five_transcripts_and_five_documents(reference: Path) -> None:
    edition = open_edition(reference)
    assert [path.stem for path in edition.transcripts] == DOCUMENTS
    assert [path.stem for path in edition.documents] == DOCUMENTS


def test_converting_changes_no_byte(copy: Path) -> None:
    before = {p: p.read_bytes() for p in copy.rglob("*") if p.is_file()}
    outcome = convert(open_edition(copy))
    assert [one.fate for one in outcome.converted] == [Fate.SAME] * 5
    assert {p: p.read_bytes() for p in copy.rglob("*") if p.is_file()} == before


def test_a_conversion_from_nothing_gives_the_same_documents(copy: Path, reference: Path) -> None:
    shutil.rmtree(copy / "documents")
    shutil.rmtree(copy / ".generated")
    outcome = convert(open_edition(copy))
    assert [d for d in diagnostics(outcome) if d.severity is not Severity.INFO] == []
    for name in DOCUMENTS:
        made, stands = (root / "documents" / f"{name}.xml" for root in (copy, reference))
        assert made.read_bytes() == stands.read_bytes()


def test_every_transcript_comes_back(reference: Path) -> None:
    assert [one.is_proved for one in verify(open_edition(reference))] == [True] * 5


def test_every_transcript_comes_back_from_its_tei_alone(reference: Path, tmp_path: Path) -> None:
    for name in DOCUMENTS:
        alone = tmp_path / f"{name}.xml"
        alone.write_bytes((reference / "documents" / f"{name}.xml").read_bytes())
        one = verify_document(alone)
        assert one.is_proved
        assert one.digest == hashlib.sha256((reference / "transcripts" / f"{name}.txt").read_bytes()).hexdigest()


def test_a_transcript_is_as_it_came(reference: Path) -> None:
    for name, digest in DIGESTS.items():
        assert hashlib.sha256((reference / "transcripts" / f"{name}.txt").read_bytes()).hexdigest() == digest


def test_every_document_and_register_is_valid(reference: Path, faults: Callable[[bytes], list[str]]) -> None:
    edition = open_edition(reference)
    for path in (*edition.documents, *edition.registers, *edition.texts):
        assert faults(path.read_bytes()) == []


def test_no_rule_and_no_reference_is_broken(reference: Path) -> None:
    assert [d for d in validate([reference]) if d.severity is Severity.ERROR] == []


def test_line_ends_of_transcripts_survive_a_checkout(reference: Path) -> None:
    assert "transcripts/* -text" in (reference / ".gitattributes").read_text().splitlines()


# ------------------------------------------------------------------ facts


def found(trees: dict[str, etree._Element], path: str) -> list[str]:
    nodes = [node for root in trees.values() for node in root.xpath(path, namespaces=NS)]
    return [str(node) if isinstance(node, str) else xml.words(node) for node in nodes]


def one(trees: dict[str, etree._Element], name: str, path: str) -> list[str]:
    return found({name: trees[name]}, path)


def test_there_are_six_documents_in_five_files(trees: dict[str, etree._Element]) -> None:
    assert {name: len(one(trees, name, "//t:div[@type = 'document']")) for name in DOCUMENTS} == {
        "telegram-21039": 1,
        "telegram-21334": 1,
        "telegram-22834": 1,
        "telegram-24547": 2,
        "telegram-3777": 1,
    }


def test_each_document_has_its_correspondence(trees: dict[str, etree._Element]) -> None:
    sent = found(trees, "//t:correspDesc[not(@type)]/t:correspAction[@type = 'sent']/t:date/@when")
    assert sorted(sent) == ["1951-06-21", "1951-06-24", "1951-06-30", "1951-08-13", "1951-10-04", "1951-10-07"]
    senders = Counter(found(trees, "//t:correspDesc[not(@type)]/t:correspAction[@type = 'sent']/t:persName"))
    assert senders == {"Mao Zedong": 4, "Stalin": 2}


@pytest.mark.parametrize(
    ("phenomenon", "path", "count"),
    [
        ("enclosed telegrams", "//t:floatingText", 1),
        ("stamps", "//t:note[@type = 'stamp']", 2),
        ("handwritten notes", "//t:note[@type = 'handwritten']", 1),
        ("odd brackets", "//t:surplus", 1),
        ("doubtful digits", "//t:text//t:unclear", 1),
        ("lost digits", "//t:gap[@reason = 'illegible']", 1),
        ("signatures not transcribed", "//t:gap[@unit = 'signature']", 1),
        ("omissions", "//t:gap[@rend = '[....]']", 1),
        ("raised letters", "//t:text//t:hi[@rend = 'sup']", 2),
        ("quotations over paragraphs", "//t:quote[@next]", 1),
        ("supplied words", "//t:text//t:supplied", 19),
        ("grounds that cannot be told", "//t:text//t:supplied[@reason = 'undefined']", 3),
        ("bullets", "//t:p[@rend = 'bullet']", 4),
        ("rules", "//t:milestone", 2),
        ("corrections in the text", "//t:text//t:choice", 2),
        ("corrections in abstracts", "//t:abstract//t:choice", 2),
        ("issuing offices", "//t:head[@type = 'issuer']", 4),
        ("square brackets left", "//t:text//text()[contains(., '[')]", 0),
    ],
)
def test_how_often_each_phenomenon_occurs(
    trees: dict[str, etree._Element], phenomenon: str, path: str, count: int
) -> None:
    assert len(found(trees, path)) == count


def test_a_register_number_with_lost_and_doubtful_digits(trees: dict[str, etree._Element]) -> None:
    numbers = one(trees, "telegram-24547", "//t:head[@type = 'title']/t:num")
    assert numbers == ["24547", "57"]
    assert one(trees, "telegram-24547", "//t:head/t:num/t:gap/@quantity") == ["2"]


def test_the_telegram_quoted_whole_has_sender_addressee_and_date(trees: dict[str, etree._Element]) -> None:
    enclosed = "//t:correspDesc[@type = 'enclosed']"
    assert one(trees, "telegram-22834", f"{enclosed}/t:correspAction[@type = 'sent']/t:persName") == ["Li Kenong"]
    assert one(trees, "telegram-22834", f"{enclosed}/t:correspAction/t:date/@when") == ["1951-08-12"]
    assert one(trees, "telegram-22834", f"{enclosed}//t:correspAction[@type = 'received']/t:persName") == ["Mao Zedong"]


def test_one_transmits_and_another_receives(trees: dict[str, etree._Element]) -> None:
    actions = "//t:correspDesc/t:correspAction[@type = '{}']/t:persName"
    assert one(trees, "telegram-3777", actions.format("transmitted")) == ["Krasovsky"]
    assert one(trees, "telegram-3777", actions.format("received")) == ["Mao Zedong"]


def test_answers_point_to_what_they_answer(trees: dict[str, etree._Element]) -> None:
    answers = {
        name: one(trees, name, "//t:correspContext/t:ref[@type = 'replyTo']/@target")
        for name in ("telegram-3777", "telegram-21334", "telegram-24547")
    }
    assert answers == {
        "telegram-3777": ["telegram-21039.xml#telegram-21039-t1"],
        "telegram-21334": ["telegram-3777.xml#telegram-3777-t1"],
        "telegram-24547": ["#telegram-24547-t1"],
    }


def test_leaves_misread_as_numerals_are_corrected_by_the_editors(trees: dict[str, etree._Element]) -> None:
    assert one(trees, "telegram-21039", "//t:msIdentifier//t:idno[@type = 'listy']") == ["ll. 64-65"]
    assert one(trees, "telegram-21039", "//t:msDesc//t:note/@resp") == ["#telegram-21039-ed"]


def test_two_shelfmarks_are_one_description(trees: dict[str, etree._Element]) -> None:
    assert one(trees, "telegram-21334", "//t:msDesc//t:repository") == ["APRF", "RGASPI"]
    assert len(one(trees, "telegram-21334", "//t:msDesc")) == 1


def test_every_reference_leads_to_an_entry(trees: dict[str, etree._Element], reference: Path) -> None:
    entries = {
        f"../registers/{path.name}#{identifier}"
        for path in open_edition(reference).registers
        for identifier in xml.read(path).getroot().xpath("//@xml:id")
    }
    assert set(found(trees, "//t:text//@ref")) <= entries


def test_every_entry_of_the_registers_is_mentioned_or_belongs_to_the_header(
    trees: dict[str, etree._Element], reference: Path
) -> None:
    used = {ref.partition("#")[2] for ref in found(trees, "//@ref")}
    for path in open_edition(reference).registers:
        root = xml.read(path).getroot()
        entries = set(root.xpath("//t:person/@xml:id | //t:place/@xml:id | //t:org/@xml:id", namespaces=NS))
        assert entries - used == set()


def test_a_pseudonym_is_an_added_name(trees: dict[str, etree._Element]) -> None:
    assert {name.upper() for name in found(trees, "//t:addName[@type = 'pseudonym']")} == {"FILIPPOV"}
    refs = set(found(trees, "//t:persName[t:addName]/@ref"))
    assert refs == {"../registers/persons.xml#stalin"}
