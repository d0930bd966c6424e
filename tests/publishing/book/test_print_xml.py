"""What a document says in print XML, and that nothing of it is lost on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from harbour import TEI, Made
from lxml import etree

from tei_edition import resources, xml
from tei_edition.publishing.book import print_xml
from tei_edition.publishing.book.words import words
from tei_edition.publishing.reading import NAMESPACE, read_tree
from tei_edition.xml import Element

XSD = etree.XMLSchema(etree.parse(resources.schema("print.xsd")))
READING = etree.parse(resources.schema("reading.xsd"))


def kinds(element: str) -> list[str]:
    values = READING.xpath(
        f"//xs:element[@name='{element}']//xs:attribute[@name='kind']//xs:enumeration/@value",
        namespaces={"xs": "http://www.w3.org/2001/XMLSchema"},
    )
    return [str(v) for v in values]


def plain_writer() -> print_xml.Writer:
    return print_xml.Writer({}, {}, {}, print_xml.as_tree(words("en")))


def printed(body: str, part: str = "document") -> Element:
    tree = etree.fromstring(
        f'<document xmlns="{NAMESPACE}" id="d-t1" page="d" file="documents/d.xml" n="1" of="1" lang="en">'
        f'<metadata><fact name="title">A title</fact></metadata><body tei="text">{body}</body></document>'
    )
    return plain_writer().write(tree, part, "1")


def from_tei(body: str) -> Element:
    source = f"<TEI {TEI} xml:id='d'><teiHeader/><text xml:id='d-t1'><body>{body}</body></text></TEI>"
    tree = read_tree(xml.parse(source.encode()), "documents/d.xml")
    return plain_writer().write(tree[0], "document", "1")


def text(element: Element | None) -> str:
    assert element is not None
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


@pytest.mark.parametrize("kind", kinds("inline"))
def test_every_inline_of_the_reading_tree_has_a_rule(kind: str) -> None:
    document = printed(f'<paragraph tei="p">a <inline tei="x" kind="{kind}">word</inline> b</paragraph>')
    assert XSD.validate(document.getroottree()) or "No matching global" in str(XSD.error_log)
    shown = "a b" if kind == "surplus" else "a word b"
    assert text(document.find("body")) == shown


@pytest.mark.parametrize("kind", kinds("block"))
def test_every_block_of_the_reading_tree_has_a_rule(kind: str) -> None:
    assert text(printed(f'<block tei="x" kind="{kind}">word</block>').find("body")) == "word"


@pytest.mark.parametrize("kind", kinds("note"))
@pytest.mark.parametrize(
    "where", ["<section tei='div' kind='message' depth='1'>{}</section>", "<paragraph tei='p'>a {} b</paragraph>"]
)
def test_every_note_of_the_reading_tree_has_a_rule(kind: str, where: str) -> None:
    note = f'<note tei="note" kind="{kind}" n="1">word</note>'
    assert ("word" in text(printed(where.format(note)).find("body"))) == (kind != "layout")


@pytest.mark.parametrize("kind", kinds("section") + kinds("list"))
def test_every_section_and_list_of_the_reading_tree_has_a_rule(kind: str) -> None:
    body = (
        f'<list tei="list" kind="{kind}"><item tei="item">word</item></list>'
        if kind in kinds("list")
        else f'<section tei="div" kind="{kind}" depth="1"><paragraph tei="p">word</paragraph></section>'
    )
    assert text(printed(body).find("body")) == "word"


@pytest.mark.parametrize("kind", kinds("break"))
@pytest.mark.parametrize("where", ["{}", "<paragraph tei='p'>a{}b</paragraph>"])
def test_every_break_of_the_reading_tree_has_a_rule(kind: str, where: str) -> None:
    assert printed(where.format(f'<break tei="lb" kind="{kind}" source-n="2"/>')).find("body") is not None


def test_a_block_inside_a_paragraph_splits_it_and_keeps_the_order() -> None:
    body = printed(
        '<paragraph tei="p">before <list tei="list" kind="plain"><item tei="item">one</item></list> after</paragraph>'
    )
    assert [(e.tag, text(e)) for e in body.find("body")] == [("p", "before"), ("list", "one"), ("p", "after")]
    assert body.find("body")[2].get("flush") == "true"


def test_a_stamp_keeps_its_lines_and_its_label_apart() -> None:
    stamp = from_tei(
        "<div><note type='stamp'><label>Stamp:</label> <stamp>RETURN<lb/>to Unit IV</stamp></note></div>"
    ).find(".//stamp")
    assert text(stamp.find("label")) == "Stamp:"
    assert stamp.find("words/turnover") is not None


def test_a_correction_stands_in_the_text_and_its_source_in_the_apparatus() -> None:
    document = from_tei("<p>written <choice><sic>I</sic><corr>in</corr></choice> March</p>")
    entry = document.find("apparatus/entry")
    assert text(document.find("body")) == "written in March"
    assert (text(entry.find("lemma")), text(entry.find("reading"))) == ("in", "transcript I")


def test_a_corrected_comma_comes_with_the_word_before_it() -> None:
    document = from_tei("<p>gaining time<choice><sic>,</sic><corr>.</corr></choice> We</p>")
    assert text(document.find("apparatus/entry/lemma")) == "time."


def test_the_apparatus_says_how_much_is_illegible() -> None:
    document = from_tei("<p>No. 57<gap reason='illegible' quantity='2' unit='char' rend='??'/></p>")
    assert text(document.find("body")) == "No. 57??"
    assert text(document.find("apparatus/entry/reading")) == "2 characters illegible"


def test_an_unmatched_bracket_is_told_of_and_not_printed() -> None:
    document = from_tei("<p>the Department<surplus reason='unbalanced'>]</surplus> says</p>")
    assert text(document.find("body")) == "the Department says"
    assert text(document.find("apparatus/entry")) == "Departmentfollowed in the transcript by an unmatched ]"


def test_what_is_noted_of_a_footnote_names_the_footnote() -> None:
    document = from_tei(
        "<p>a <unclear>b</unclear><note type='editorial'>one</note> c<note type='editorial'>see <unclear>d</unclear></note></p>"
    )
    assert [entry.get("at") for entry in document.iterfind("apparatus/entry")] == [None, "n.\u00a02"]


def test_a_mark_follows_the_first_word() -> None:
    lemma = from_tei("<p>a <unclear>doubtful reading</unclear> b</p>").find(".//query")
    assert (lemma.text, lemma[0].tail) == ("doubtful", " reading")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("see f. 45, ll. 90", "f.\u00a045"), ("telegram No. 12", "No.\u00a012"), ("a gun of 85 mm calibre", "85\u00a0mm")],
)
def test_no_line_ends_between_an_abbreviation_and_its_number(written: str, kept: str) -> None:
    assert kept in "".join(from_tei(f"<p>{written}</p>").find("body").itertext())


def test_the_whole_volume_is_valid_print_xml(made: Made, tmp_path: Path) -> None:
    by = print_xml.writer(made.reading, words("en"))
    book = print_xml.book("t", "en", ["a"], "page")
    book.extend(print_xml.front(made.edition, words("en"), "978-0-00-000000-2"))
    book.extend(by.write(d.tree, "document", "1") for d in made.reading.documents)
    book.extend(print_xml.text_chapter(t, by) for t in made.reading.texts)
    XSD.assertValid(etree.ElementTree(book))


def test_a_reply_names_the_document_and_leaves_the_page_to_the_ledger(made: Made) -> None:
    by = print_xml.writer(made.reading, words("en"))
    first, second = (by.write(d.tree, "document") for d in made.reading.documents)
    answer, question = first.find("source[@kind='relations']/see"), second.find("source[@kind='relations']/see")
    assert (answer.get("target"), text(answer)) == ("telegram-2", "document 2,")
    assert question.get("target") == "telegram-1"


def test_a_pseudonym_refers_to_the_main_entry_and_an_unnamed_person_is_left_out(made: Made) -> None:
    persons = next(r for r in made.reading.registers if r.name == "persons")
    index = print_xml.index(persons, frozenset({"persons/hoff", "persons/brandt"}), words("en"))
    assert index is not None
    assert [text(e) for e in index.iter("entry")] == ["Brandt, Oskar", "Gullsee Hoff, Lena", "Hoff, Lena"]


def test_a_paragraph_in_another_language_says_so() -> None:
    body = from_tei("<p xml:lang='en'>one</p><p xml:lang='ar'>وصلتنا <foreign xml:lang='en'>two</foreign></p>").find(
        "body"
    )
    assert [p.get("lang") for p in body] == ["en", "ar"]
    assert body.find(".//language").get("code") == "en"


def test_documents_that_answer_are_named_one_after_the_other() -> None:
    writer = print_xml.Writer({"d": "1", "e": "2", "f": "3"}, {"d": ["e", "f"]}, {}, print_xml.as_tree(words("en")))
    source = f"<TEI {TEI} xml:id='d'><teiHeader/><text xml:id='d-t1'><body><p>a</p></body></text></TEI>"
    tree = read_tree(xml.parse(source.encode()), "documents/d.xml")
    document = writer.write(tree[0], "document", "1")
    assert text(document.find("source[@kind='relations']")) == "Answered by document 2,; document 3,."


def test_pointed_brackets_are_printed_as_a_latin_typeface_has_them() -> None:
    """Papyrologists write them with East Asian brackets, which no Latin typeface has; in Chinese they stay."""
    greek = etree.fromstring("<p>νει<mark before='〈'/>ν〉 καὶ</p>")
    chinese = etree.fromstring("<p>〈史記〉</p>")
    print_xml.point_brackets(greek)
    print_xml.point_brackets(chinese)
    assert etree.tostring(greek, encoding="unicode") == '<p>νει<mark before="⟨"/>ν⟩ καὶ</p>'
    assert chinese.text == "〈史記〉"
