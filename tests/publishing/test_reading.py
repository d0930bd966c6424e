"""What the reading tree decides, once for all writers."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei_edition import resources
from tei_edition.edition import Edition
from tei_edition.publishing.reading import Reading, facts, plain, r, read_edition, read_tree

from .conftest import folder_with, tei

SCHEMA = etree.XMLSchema(etree.parse(str(resources.schema("reading.xsd"))))
NS = {"r": "urn:tei-edition:reading"}


def tree_of(body: str) -> etree._Element:
    return read_tree(etree.fromstring(tei(body)), "documents/x.xml")


def wrapped(document: etree._Element) -> etree._Element:
    root = etree.Element(r("reading"), file="x", id="x")
    root.append(document)
    return root


def test_documents_stand_in_the_order_of_time_not_of_file_names(tmp_path: Path) -> None:
    def dated(day: str) -> str:
        return tei("<p>x</p>", f'<profileDesc><creation><date when="{day}"/></creation></profileDesc>')

    edition = folder_with(
        tmp_path / "e", {"a": dated("1903-02-01"), "b": dated("1903"), "c": dated("1899-12-31"), "d": tei("<p/>")}
    )
    assert [d.page for d in read_edition(edition).documents] == ["c", "b", "a", "d"]


def test_a_file_with_two_texts_is_two_documents(reading: Reading) -> None:
    assert [d.page for d in reading.documents if d.file == "documents/letter-c.xml"] == ["letter-c-1", "letter-c-2"]


def test_each_document_of_a_group_has_its_own_correspondents(reading: Reading) -> None:
    second = reading.document("letter-c-t2")
    assert (second.senders[0].name, second.addressees[0].name, second.when) == ("Ivo Kerr", "Ruth Lund", "1921-06-03")


def test_a_reply_is_known_from_both_ends(reading: Reading) -> None:
    answer = reading.document("letter-b-t1")
    assert [a.document for a in answer.answers] == ["letter-a-t1", ""]
    assert reading.document("letter-a-t1").answered_by == ("letter-b-t1",)


def test_a_reply_to_what_the_edition_lacks_keeps_its_words(reading: Reading) -> None:
    assert reading.document("letter-b-t1").answers[1].said == "letter of 30 April"


def test_neighbours_are_those_in_time(reading: Reading) -> None:
    assert [(d.previous, d.following) for d in reading.documents][1] == ("letter-a-t1", "letter-c-t1")


def test_every_reading_tree_is_valid(reading: Reading) -> None:
    for document in (*reading.documents, *reading.texts):
        SCHEMA.assertValid(wrapped(document.tree))


def test_a_supplied_word_keeps_its_brackets_as_facts() -> None:
    (sign,) = tree_of('<p>a <supplied reason="subaudible">b</supplied></p>').iterfind(".//r:inline", NS)
    assert (sign.get("kind"), sign.get("reason"), sign.get("before"), sign.get("after")) == (
        "supplied",
        "subaudible",
        "[",
        "]",
    )


@pytest.mark.parametrize(
    ("sign", "before", "shown", "after"),
    [
        ('<unclear rend="brackets">x</unclear>', "[", None, "]"),
        ('<unclear rend="query">x</unclear>', None, None, "[?]"),
        ('<unclear rend="brackets-query">x</unclear>', "[", None, "?]"),
        ('<gap reason="lost"><desc>one line</desc></gap>', "[", None, "]"),
        ('<gap reason="illegible" rend="??"/>', None, "??", None),
        ("<gap/>", None, "[…]", None),
        ("<surplus>x</surplus>", None, None, None),
    ],
)
def test_a_sign_says_what_stood_in_the_transcript(sign: str, before: str, shown: str, after: str) -> None:
    (inline,) = tree_of(f"<p>{sign}</p>").iterfind(".//r:inline", NS)
    assert [inline.get(n) for n in ("before", "shown", "after")] == [before, shown, after]


def test_a_correction_of_ours_has_a_number_and_one_of_the_transcript_has_none() -> None:
    body = '<p><choice><sic>I</sic><corr>in</corr></choice> <choice><sic>These</sic><corr rend="brackets">There</corr></choice></p>'
    assert [a.get("n") for a in tree_of(body).iterfind(".//r:alternate", NS)] == ["1", None]


def test_notes_are_numbered_in_the_order_of_reading() -> None:
    body = (
        '<p>a<note type="editorial">1</note> <choice><sic>x</sic><corr>y</corr></choice><note place="foot">3</note></p>'
    )
    numbered = tree_of(body).xpath("//@n[parent::r:note or parent::r:alternate]", namespaces=NS)
    assert numbered == ["1", "2", "3"]


def test_a_correction_in_the_abstract_takes_no_number_from_the_text(reading: Reading) -> None:
    tree = reading.document("letter-a-t1").tree
    assert not tree.xpath("r:metadata//r:alternate/@n", namespaces=NS)
    assert tree.xpath("r:body//r:*[@n][self::r:note or self::r:alternate]/@n", namespaces=NS) == ["1", "2", "3"]


def test_a_pseudonym_is_a_mention_of_the_person(reading: Reading) -> None:
    (persons,) = [x for x in reading.registers if x.name == "persons"]
    kerr = next(e for e in persons.entries if e.key == "kerr")
    assert "THE OTTER [Kerr]" in [m.form for m in kerr.mentions]


def test_a_mention_knows_its_line_and_its_words_around(reading: Reading) -> None:
    (places,) = [x for x in reading.registers if x.name == "places"]
    (mention,) = [m for m in places.entries[0].mentions if m.document == "letter-a-t1"]
    assert (mention.line, mention.form) == (5, "Ellery")
    assert mention.before.endswith("The crane is at ")


def test_a_name_without_register_entry_is_no_link(reading: Reading) -> None:
    tree = reading.document("letter-a-t1").tree
    assert [n.get("known") for n in tree.iter(r("inline")) if n.get("key") == "nobody"] == ["false"]


def test_register_entries_are_sorted_and_read_the_natural_way_round(reading: Reading) -> None:
    persons = reading.registers[0]
    assert [(e.name, e.display) for e in persons.entries] == [
        ("Dahl", "Dahl"),
        ("Kerr, Ivo", "Ivo Kerr"),
        ("Lund, Ruth", "Ruth Lund"),
    ]


def test_a_link_between_documents_leads_to_a_page(reading: Reading) -> None:
    links = {plain(x): x for x in reading.document("letter-a-t1").tree.iter(r("link"))}
    assert (links["the answer"].get("kind"), links["the answer"].get("page")) == ("document", "letter-b")


def test_a_broken_link_is_marked_and_reported(reading: Reading) -> None:
    links = {plain(x): x for x in reading.document("letter-a-t1").tree.iter(r("link"))}
    assert links["the lost one"].get("broken") == "true"
    assert [d.code for d in reading.diagnostics] == ["link-broken"]
    assert "missing.xml" in reading.diagnostics[0].message


def test_the_second_of_two_documents_with_one_id_is_left_out_and_named(tmp_path: Path) -> None:
    twice = tei("<p>x</p>").replace("<text>", '<text xml:id="same">')
    reading = read_edition(folder_with(tmp_path / "e", {"a": twice, "b": twice}))
    assert [d.page for d in reading.documents] == ["a"]
    assert [(d.code, d.file) for d in reading.diagnostics] == [("id-doubled", "documents/b.xml")]


def test_a_file_that_is_no_xml_does_not_stop_the_others(tmp_path: Path) -> None:
    reading = read_edition(folder_with(tmp_path / "e", {"a": tei("<p>x</p>"), "b": "<TEI>"}))
    assert [d.page for d in reading.documents] == ["a"]
    assert [d.code for d in reading.diagnostics] == ["xml-syntax"]


@pytest.mark.parametrize(
    ("url", "said"),
    [("no.png", "there is no image"), ("../../../outside.png", "lies outside the edition folder")],
)
def test_an_image_that_cannot_be_used_is_reported_and_says_why(tmp_path: Path, url: str, said: str) -> None:
    (tmp_path / "outside.png").write_bytes(b"")
    reading = read_edition(folder_with(tmp_path / "e", {"a": tei(f'<figure><graphic url="{url}"/></figure>')}))
    (told,) = reading.diagnostics
    assert told.code == "image-missing"
    assert said in told.message


def test_an_unknown_element_is_generic_keeps_its_name_and_is_counted() -> None:
    tree = tree_of("<p>a <flibbet>two words</flibbet></p>")
    assert [n.get("tei") for n in tree.iter(r("inline")) if n.get("kind") == "generic"] == ["flibbet"]
    (loss,) = tree.iterfind("r:unknown", NS)
    assert dict(loss.attrib) == {"tei": "flibbet", "count": "1", "words": "2"}


def test_a_pointer_to_a_program_is_no_link() -> None:
    (link,) = tree_of('<p><ref target="javascript:alert(1)">x</ref></p>').iter(r("link"))
    assert link.get("kind") == "none"
    assert link.get("href") is None


def test_white_space_between_lines_is_one_space() -> None:
    body = "<p>one  two\n      <lb/>three<!-- no --> four </p>"
    (paragraph,) = tree_of(body).iter(r("paragraph"))
    assert [paragraph.text, paragraph[0].tail] == ["one two", "three four"]


def test_a_break_within_a_word_says_so() -> None:
    (line,) = tree_of('<p>har<lb break="no"/>bour</p>').iter(r("break"))
    assert line.get("within") == "word"


def test_a_change_of_language_carries_its_direction(reading: Reading) -> None:
    (foreign,) = [n for n in reading.document("letter-b-t1").tree.iter(r("inline")) if n.get("kind") == "foreign"]
    assert (foreign.get("lang"), foreign.get("dir")) == ("ar", "rtl")


def test_facts_of_the_header_are_plain_to_a_writer(reading: Reading) -> None:
    tree = reading.document("letter-a-t1").tree
    assert plain(facts(tree, "shelfmark")[0]) == "Island Record Office, f. 12, ll. 4-5"
    assert plain(facts(tree, "abstract")[0]) == "About the cranes of the harbour."
    assert plain(facts(tree, "number")[0]) == "41?"


def test_reading_needs_no_registers(tmp_path: Path) -> None:
    edition: Edition = folder_with(tmp_path / "e", {"a": tei('<p><persName ref="p.xml#x">X</persName></p>')})
    assert read_edition(edition).registers == ()
