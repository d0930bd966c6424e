"""What an editor of letters and telegrams asks: does this become the right TEI?"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tei_edition import xml
from tei_edition.encoding import inverse
from tei_edition.encoding.header.imprint import Imprint
from tei_edition.encoding.tei import Encoded, Encoder, identifier_of
from tei_edition.registers.matching import Matcher
from tei_edition.registers.register import load
from tei_edition.transcript.document import Practice
from tei_edition.transcript.layout import shipped
from tei_edition.transcript.readers.plain import read

REGISTERS = Path(__file__).resolve().parents[1] / "cases" / "registers"
MATCHER = Matcher(load(sorted(REGISTERS.glob("*.xml"))))
ENCODER = Encoder(Practice(known=MATCHER), MATCHER, Imprint(title="Papers of nowhere", date=datetime.date(2020, 1, 1)))
NS = {"t": xml.TEI}


def encode(text: str) -> Encoded:
    return ENCODER.encode(read("a.txt", text.encode()), "a")


def markup(element: etree._Element) -> str:
    """An element as written, without namespace, identifiers and the registers' path."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns="[^"]+"| xml:id="[^"]+"', "", text).replace("../registers/", "").replace("\n", " ")


def at(made: Encoded, path: str) -> list[str]:
    found = xml.parse(xml.serialize(made.root)).getroot().xpath(path, namespaces=NS)
    return [markup(node) if isinstance(node, etree._Element) else str(node) for node in found]


def paragraph(text: str) -> str:
    return at(encode(f"{text}\n\nMore words follow in another paragraph of the same document.\n"), "//t:text//t:p")[0]


TELEGRAM = """MINISTRY OF TIDES

TELEGRAM No. 12

{routing}

To Comrade KALLAS

The boat has come and the men are well, but the harbour is still frozen over.

{closing}
"""


def telegram(routing: str = "SERIES 4", closing: str = "MARIT SUND\n\n3 May 1950") -> Encoded:
    return encode(TELEGRAM.format(routing=routing, closing=closing))


# ------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("text", "tei"),
    [
        (
            "We saw Comrade Sund there.",
            '<persName ref="persons.xml#sund"><roleName type="honorific">Comrade</roleName> Sund</persName>',
        ),
        (
            "We saw Cde. Sund there.",
            '<persName ref="persons.xml#sund"><roleName type="honorific"><abbr>Cde.</abbr></roleName> Sund</persName>',
        ),
        (
            "We saw Major General Sund there.",
            '<persName ref="persons.xml#sund"><roleName type="rank">Major General</roleName> Sund</persName>',
        ),
        (
            "We saw Comrade Major Sund there.",
            '<persName ref="persons.xml#sund"><roleName type="honorific">Comrade</roleName> '
            '<roleName type="rank">Major</roleName> Sund</persName>',
        ),
        (
            "We saw GRANIT there.",
            '<persName ref="persons.xml#vessk"><addName type="pseudonym">GRANIT</addName></persName>',
        ),
        (
            "We saw GRANIT [Vessk] there.",
            '<persName ref="persons.xml#vessk"><addName type="pseudonym">GRANIT</addName> '
            '<supplied reason="explanation">Vessk</supplied></persName>',
        ),
        (
            "We saw [Marit] Sund there.",
            '<persName ref="persons.xml#sund"><supplied reason="explanation">Marit</supplied> Sund</persName>',
        ),
        ("We saw SUND there.", '<persName ref="persons.xml#sund">SUND</persName>'),
        ("Sund's boat sank.", '<persName ref="persons.xml#sund">Sund</persName>\'s boat'),
        ("It lies at the Skerries.", '<geogName ref="places.xml#skerries">Skerries</geogName>'),
        (
            "The II Desk [Office] SD knows.",
            '<orgName ref="orgs.xml#desk-sd">II Desk <supplied reason="explanation">Office</supplied> SD</orgName>',
        ),
    ],
)
def test_a_name_is_linked_with_its_title_and_its_identification(text: str, tei: str) -> None:
    assert tei in paragraph(text)


def test_a_pseudonym_may_stand_in_brackets_after_the_name() -> None:
    assert (
        'Vessk <supplied reason="explanation"><addName type="pseudonym">GRANIT</addName></supplied></persName>'
        in paragraph("We saw Vessk [GRANIT] there.")
    )


def test_an_identification_that_names_another_is_no_part_of_the_name() -> None:
    assert (
        '<addName type="pseudonym">GRANIT</addName></persName> <supplied reason="explanation">'
        '<persName ref="persons.xml#sund">Sund</persName></supplied>' in paragraph("We saw GRANIT [Sund] there.")
    )


@pytest.mark.parametrize("text", ["sund is a strait, we learnt.", "Sundry boats came in.", "The vastra wind blew."])
def test_a_word_that_only_looks_like_a_name_stays_text(text: str) -> None:
    assert "ref=" not in paragraph(text)


def test_a_name_that_two_entries_share_is_told_and_left_untagged() -> None:
    made = encode("Brandt was there.\n")
    assert at(made, "//t:text//t:persName") == []
    (told,) = made.diagnostics
    assert told.code == "name-ambiguous"
    assert "brandt-anton" in told.message
    assert told.position is not None
    assert (told.position.line, told.position.column) == (1, 1)


def test_a_name_that_two_share_is_not_called_unknown_besides() -> None:
    assert [d.code for d in encode("Comrade Brandt was there.\n").diagnostics] == ["name-ambiguous"]


def test_initials_of_somebody_else_make_a_name_a_doubt() -> None:
    made = encode("We met N. Sund in the street.\n")
    assert at(made, "//t:standOff/t:certainty/@cert") == ["low"]


def test_a_name_that_a_title_announces_and_no_register_knows_is_listed() -> None:
    assert [d.code for d in encode("We met Comrade Unknown in the street.\n").diagnostics] == ["name-unknown"]


def test_a_name_the_transcript_doubts_is_tagged_and_the_doubt_stands_apart() -> None:
    made = encode("There is a reference to a possible Cde. Zell in the file.\n")
    target = at(made, "//t:text//t:persName/@xml:id")
    assert at(made, "//t:standOff/t:certainty/@target") == [f"#{target[0]}"]
    assert at(made, "//t:standOff/t:certainty/@locus") == ["value"]


def test_a_name_after_a_completed_title_is_tagged() -> None:
    assert "sund" in "".join(at(encode("Com[rade] Sund arrived at the pier.\n"), "//t:text//t:persName/@ref"))


def test_mister_is_an_abbreviation() -> None:
    assert "<abbr>Mr.</abbr>" in paragraph("We saw Mr. Hollis there.")


# ------------------------------------------------------------------ brackets and other marks


def test_a_hidden_mail_address_is_no_bracket() -> None:
    made = encode("Write to [email protected] for more about the boats.\n")
    assert at(made, "//t:text//t:supplied") == []


def test_a_raised_ordinal_is_no_markup_left_in_the_text() -> None:
    assert '8<hi rend="sup">th</hi> floor' in paragraph("We live on the 8<sup>th</sup> floor.")


def test_a_digit_read_with_doubt_stays_inside_its_number() -> None:
    (number,) = at(telegram("SERIES 4", "MARIT SUND\n\nNo. 8[7]1"), "//t:closer//t:num")
    assert number == '<num type="registry" subtype="outgoing">8<unclear rend="brackets">7</unclear>1</num>'


def test_lost_digits_are_counted() -> None:
    (number,) = at(encode("CABLE No. 57??\n\nThe boat has come and the men are well again.\n"), "//t:head/t:num")
    assert '<gap reason="illegible" quantity="2" unit="char" rend="??"/>' in number


def test_a_stamp_inside_the_message_keeps_its_lines_and_the_odd_bracket() -> None:
    made = encode(
        TELEGRAM.format(routing="SERIES 4", closing="")
        + "[Stamp at the bottom:\n\nRETURN\n\nto the II Desk of the SD [Desk]]\n\nNo. 7/k]\n\n"
        + "Another paragraph of the message follows the stamp here, to its end.\n\nMARIT SUND\n"
    )
    (stamp,) = at(made, "//t:note[@type = 'stamp']")
    assert stamp.count("<lb/>") == 3
    assert '<surplus reason="unbalanced">]</surplus>' in stamp
    assert at(made, "//t:div[@type = 'message']/t:note/@place") == ["bottom"]


# ------------------------------------------------------------------ footnotes

FOOTNOTE = '<note type="footnote" place="foot" n="1">At noon.</note>'


@pytest.mark.parametrize(
    ("text", "tei"),
    [
        ("The boat left.[1] It sank.\n\n[1] At noon.\n", f"left.{FOOTNOTE} It sank."),
        (
            "The boat left.<sup>1</sup> It sank.\n\n<sup>1</sup> At noon.\n",
            'left.<note type="footnote" place="foot" rend="raised" n="1">At noon.</note> It sank.',
        ),
        (
            "The boat left.* It sank.\n\n* At noon.\n",
            'left.<note type="footnote" place="foot" rend="plain" n="*">At noon.</note> It sank.',
        ),
        ("The boat left.[1] It sank.\n\n[1] At noon\nor so.\n", "At noon <lb/>or so.</note>"),
        ("The [boat[1] is] here.\n\n[1] At noon.\n", f'<supplied reason="subaudible">boat{FOOTNOTE} is</supplied>'),
    ],
)
def test_a_footnote_stands_at_its_call(text: str, tei: str) -> None:
    made = encode(text)
    assert tei in "".join(at(made, "//t:text//t:p")).replace('At <time when="12:00:00">noon</time>', "At noon")
    assert [d.code for d in made.diagnostics] == []


def test_a_footnote_has_the_identifier_of_its_own_line() -> None:
    made = encode("The boat left.[1] It sank.[2]\n\n[1] At noon.\n\n[2] In the bay.\n")
    assert at(made, "//t:note/@xml:id") == ["a-l3", "a-l5"]
    assert at(made, "//t:note/@n") == ["1", "2"]


def test_notes_that_begin_again_on_each_page_belong_to_the_nearest_call() -> None:
    text = "One page ends.[1]\n\n[1] Its foot.\n\nAnother page ends.[1]\n\n[1] The other foot.\n"
    assert at(encode(text), "//t:p/t:note/text()") == ["Its foot.", "The other foot."]


def test_a_page_cut_in_mid_sentence_by_its_foot_keeps_both_parts() -> None:
    made = encode("The page goes[1] on and on until it is cut off in the\n\n[1] The foot.\n\nmiddle of it.\n")
    assert len(at(made, "//t:text//t:p")) == 2


def test_a_call_without_note_and_a_note_without_call_stay_text_and_are_told() -> None:
    made = encode("A treaty,[3] which had lapsed.\n\n[1] A first thing in a row of things.\n")
    assert at(made, "//t:text//t:note") == []
    assert [d.code for d in made.diagnostics] == ["footnote-missing", "footnote-uncalled"]


# ------------------------------------------------------------------ tables, changes, words of the original


def test_a_table_of_strokes_is_a_table() -> None:
    made = encode("The list is as follows.\n\n| wagons | 12 |\n|---|---|\n| crates | [forty] |\n\nMore words.\n")
    (table,) = at(made, "//t:text//t:table")
    assert " ".join(table.split()) == (
        '<table rend="md"> <row> <cell>wagons</cell> <cell>12</cell> </row> <row> <cell>crates</cell> '
        '<cell><supplied reason="subaudible">forty</supplied></cell> </row> </table>'
    )
    assert at(made, "//t:row/@xml:id") == ["a-l3", "a-l5"]


@pytest.mark.parametrize("line", ["|a|b|", "| a | b | c", "| a |", "||"])
def test_strokes_that_make_no_row_stay_text(line: str) -> None:
    assert at(encode(f"The list is as follows.\n\n{line}\n\nMore words.\n"), "//t:table") == []


@pytest.mark.parametrize("between", [" ", ""])
def test_what_is_struck_out_and_written_in_is_one_act(between: str) -> None:
    said = paragraph(f"with ~~ten~~{between}[inserted above: twelve] wagons")
    assert (
        f'<subst><del rend="strikethrough">ten</del>{between}<add place="above" rend="[inserted above:">twelve</add></subst>'
        in said
    )


RECORD = (
    "June 30, 1951\n\n**A telegram**\n\nCitation:\n\n“A telegram,” June 30, 1951, KOA\n\nOriginal Language:\n\n{}\n\n"
)


def test_a_word_of_the_original_has_the_language_of_the_record() -> None:
    text = RECORD.format("Russian") + "Contents:\n\nTranslation - English\n\nSend a flash cable [molniruite] at once.\n"
    made = Encoder(Practice(known=MATCHER, layout="digital-archive-labels"), MATCHER).encode(
        read("a.txt", text.encode()), "a"
    )
    assert at(made, "//t:text//t:supplied[@reason = 'original']/@xml:lang") == ["ru-Latn"]
    assert at(made, "//t:certainty") == []


def test_a_word_of_the_original_whose_language_nobody_names_is_doubted() -> None:
    made = encode("Send a flash cable [molniruite] at once, and tell them of it.\n")
    assert at(made, "//t:text//t:supplied/@xml:lang") == []
    assert len(at(made, "//t:standOff/t:certainty")) == 1


def test_a_person_alone_in_brackets_is_named() -> None:
    assert '<persName ref="persons.xml#sund"><supplied reason="undefined">Sund</supplied></persName>' in paragraph(
        "We learnt that [Sund] has come."
    )


def test_an_enclosed_telegram_that_never_closes_ends_with_its_signature() -> None:
    quoted = '"Comrade KALLAS!\n\nThe men are well, but the harbour is still frozen over.\n\nHOLLIS\n\n3 May 1950\n\n'
    made = encode(
        "TELEGRAM No. 12\n\nTo Comrade KALLAS\n\nI send you the telegram that Comrade Hollis has written to us.\n\n"
        + quoted
        + "I ask you to give us your opinion of this telegram at once.\n\nMARIT SUND\n\n4 May 1950\n"
    )
    assert len(at(made, "//t:floatingText//t:signed")) == 1
    assert at(made, "//t:div[@type = 'document']/t:div/t:closer/t:dateline/t:date/@when") == ["1950-05-04"]


# ------------------------------------------------------------------ the parts of a document


@pytest.mark.parametrize(
    ("routing", "path", "tei"),
    [
        ("Copies: Vessk (2), Sund", "//t:list[@type = 'copies'][@rend = 'inline']/t:item", 2),
        ("Copies to Cde. Vessk\n\nto Cde. Sund\n\nto Cde. Hollis", "//t:list[@type = 'copies'][not(@rend)]/t:item", 3),
        ("From VASTRA Received 11:20 3.5.1950", "//t:ab[@type = 'receipt']/t:time[@when = '11:20:00']", 1),
        ("From VASTRA\nReceived 11:20 3.5.1950", "//t:ab[@type = 'receipt']/t:lb", 1),
        ("From [VASTRA] received at 0230 3 May 1950", "//t:ab/t:placeName/t:supplied[@reason = 'undefined']", 1),
        ('SERIES "G" T', "//t:ab[@type = 'series']", 1),
        ("SERIES 4\n\n[Stamp: No. 4/k]", "//t:div[@type = 'routing']/t:note/t:stamp[@type = 'registry']", 1),
    ],
)
def test_the_office_layer_is_routing(routing: str, path: str, tei: int) -> None:
    assert len(at(telegram(routing), path)) == tei


@pytest.mark.parametrize(
    ("closing", "path"),
    [
        ("MARIT SUND", "//t:closer/t:signed/t:persName"),
        ("MARIT SUND\n\n3 May 1950", "//t:closer/t:dateline/t:date[@type = 'sent']"),
        ("Greetings.\n\nMARIT SUND", "//t:closer/t:salute"),
        ("MARIT SUND\n\nNo. 12 3.5.1950", "//t:closer/t:seg[@type = 'registry']/t:num[@subtype = 'outgoing']"),
        ("V. M.", "//t:closer/t:signed[@rend = 'initials']"),
        (
            "MARIT SUND\n\n-----\nDeciphered by Tamm 0020 5 May",
            "//t:div[@type='processing']/t:ab[@type='deciphered']/t:time",
        ),
        ("MARIT SUND\n\n-----\nPrinted by Tamm", "//t:div[@type = 'processing']/t:ab[@type = 'printed']"),
        ("MARIT SUND\n\n-----\nEight copies printed.", "//t:ab[@type = 'copies']/t:num[@value = '8']"),
        ("MARIT SUND\n\n-----\nVerified: Major [signature] 0500 (Hollis)", "//t:ab[@type = 'verified']/t:gap/t:desc"),
        ("MARIT SUND\n\n-----\nx", "//t:milestone[@rend = 'rule']"),
    ],
)
def test_the_end_of_a_message_is_told_apart(closing: str, path: str) -> None:
    assert len(at(telegram(closing=closing), path)) == 1


def test_a_rank_belongs_to_the_name_in_brackets_after_it() -> None:
    made = telegram(closing="MARIT SUND\n\n-----\nVerified: Major [signature] 0500 (Hollis)")
    target = at(made, "//t:ab[@type = 'verified']//t:persName/@xml:id")[0]
    assert at(made, "//t:ab[@type = 'verified']/t:roleName/@corresp") == [f"#{target}"]


def test_numbered_points_and_their_letters_have_their_numbers() -> None:
    text = "1. The first point is about boats and about nothing else at all.\n\na) One.\n\nb) Two.\n\n2. The second.\n"
    assert at(encode(text), "//t:text//t:p/@n") == ["1", "1a", "1b", "2"]


def test_a_bullet_is_a_rendition_and_its_number_a_label() -> None:
    assert '<p n="3" rend="bullet"><label>3.</label> Of all' in paragraph("- 3. Of all the boats only one came.")


def test_a_quotation_over_two_paragraphs_is_one_in_two_parts() -> None:
    made = encode('He said: "The boat is here and it is laden.\n\nSend for it." I agree with this.\n')
    assert len(at(made, "//t:quote[@next]")) == len(at(made, "//t:quote[@prev]")) == 1
    assert at(made, "//t:quote[@next]/@next")[0] == "#" + at(made, "//t:quote[@prev]/@xml:id")[0]


def test_a_quotation_that_is_never_closed_is_none() -> None:
    assert at(encode('He said: "The boat is here and laden.\n\nSend for it. I agree.\n'), "//t:quote") == []


def test_a_paragraph_broken_in_mid_sentence_is_one() -> None:
    made = encode("The boat has come and the men are well, and they have seen the\n\nharbour from afar.\n")
    assert len(at(made, "//t:text//t:p")) == 1
    assert at(made, "//t:text//t:p/t:lb/@xml:id") == ["a-l3"]


@pytest.mark.parametrize("after", ["Harbour from afar.", "1. harbour from afar."])
def test_a_paragraph_that_begins_anew_is_its_own(after: str) -> None:
    made = encode(f"The boat has come and the men are well, and they have seen much\n\n{after}\n")
    assert len(at(made, "//t:text//t:p")) == 2


def test_a_line_that_ends_on_an_article_goes_on_even_with_a_capital() -> None:
    made = encode("The boat has come and the men are well, and they have seen the\n\nPolish harbour from afar.\n")
    assert len(at(made, "//t:text//t:p")) == 1


def test_a_second_document_on_the_page_has_its_own_text_and_correspondence() -> None:
    made = encode(TELEGRAM.format(routing="SERIES 4", closing="MARIT SUND") * 2)
    assert at(made, "//t:group/t:text/@xml:id") == ["a-t1", "a-t2"]
    assert at(made, "//t:group/t:text/@decls") == ["#a-corresp1", "#a-corresp2"]
    assert len(at(made, "//t:correspDesc")) == 2


def test_a_letter_begins_with_place_and_date() -> None:
    made = encode("Lindhaven, 30 November 1843\n\nDear Anton,\n\nThe light at the pier is out again.\n\nMARIT SUND\n")
    assert at(made, "//t:opener/t:dateline/t:date/@when") == ["1843-11-30"]
    assert at(made, "//t:opener/t:dateline/t:placeName/@ref") == ["../registers/places.xml#lindhaven"]


@pytest.mark.parametrize(
    "greeting",
    [
        "Dear Anton,",
        "Dear Comrade Kallas,",
        "Comrade GRANIT!",
        "Gentlemen:",
        "My dear Anton,",
    ],
)
def test_a_greeting_is_a_salute(greeting: str) -> None:
    made = encode(f"{greeting}\n\nThe light at the pier is out again, and nobody knows why.\n\nMARIT SUND\n")
    assert len(at(made, "//t:opener/t:salute")) == 1


@pytest.mark.parametrize(
    "signature",
    ["O. K.", "V. M.", "V.M."],
)
def test_initials_after_the_closing_words_are_a_signature(signature: str) -> None:
    made = encode(f"Dear Anna,\n\nThe light at the pier is out again.\n\nYours,\n\n{signature}\n")
    assert len(at(made, "//t:closer/t:salute")) == 1
    assert at(made, "//t:closer/t:signed/@rend") == ["initials"]


def test_a_signature_that_cannot_be_read_is_a_signature() -> None:
    made = encode(
        "The light at the pier is out again, and nobody knows why.\n\nYours faithfully,\n\n[signature illegible]\n"
    )
    assert len(at(made, "//t:closer/t:signed/t:gap")) == 1


# ------------------------------------------------------------------ names of files


@pytest.mark.parametrize(
    ("stem", "identifier"),
    [
        ("telegram-3777", "telegram-3777"),
        ("057", "d057"),
        ("letter 3", "letter-3"),
        ("Brief über Öl", "Brief-über-Öl"),
        ("-a-", "a"),
        ("...", "document"),
        ("a:b", "a-b"),
        ("№ 4", "d4"),
    ],
)
def test_an_identifier_is_made_of_the_file_name(stem: str, identifier: str) -> None:
    assert identifier_of(stem) == identifier


@pytest.mark.parametrize(
    "stem",
    [
        "²x",
        "ªº",
        *("\u0301a", "a\u0301", "·a", "٣", "日本", "a b", "x" * 300, "\u200bz", "Ⅷ", "ℵ"),
    ],
)
def test_every_identifier_is_an_ncname(stem: str) -> None:
    etree.fromstring(f'<x xmlns:n="u"><n:{identifier_of(stem)}/></x>')


# ------------------------------------------------------------------ lines that are the document's own


def lined(text: str, **layout: str) -> Encoded:
    plain = next(one for one in shipped() if one.name == "plain")
    practice = Practice(known=MATCHER, layouts=(replace(plain, **layout),), signs="leiden")
    return Encoder(practice, MATCHER, ENCODER.imprint).encode(read("a.txt", text.encode()), "a")


STONE = "dis manibus\nLuci fili [bene\nmerenti] fecit\n\nHic situs est et dormit.\n"


def test_where_a_layout_says_so_only_an_empty_line_ends_a_paragraph() -> None:
    made = lined(STONE, paragraphs="empty-line")
    assert at(made, "//t:text//t:p") == [
        '<p>dis manibus <lb/>Luci fili <supplied reason="lost" rend="restored">bene <lb/>merenti</supplied> fecit</p>',
        "<p>Hic situs est et dormit.</p>",
    ]
    assert inverse.transcript(xml.parse(xml.serialize(made.root))).data == STONE.encode()


def test_the_numbers_that_an_edition_gives_its_lines_are_those_of_the_lines() -> None:
    text = "1 DIS MANIBVS\nLVCI FILI\n3 FECIT\n"
    made = lined(text, paragraphs="empty-line", line_numbers=r"^(?P<n>\d+) ")
    assert at(made, "//t:text//t:p") == ['<p><lb n="1"/>DIS MANIBVS <lb/>LVCI FILI <lb n="3"/>FECIT</p>']
    assert inverse.transcript(xml.parse(xml.serialize(made.root))).data == text.encode()
