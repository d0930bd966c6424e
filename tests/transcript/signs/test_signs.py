"""The table of signs: each row's example becomes the TEI beside it, and comes back."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from tei_edition import xml
from tei_edition.encoding import inverse
from tei_edition.encoding.tei import Encoded, Encoder
from tei_edition.transcript.document import Practice
from tei_edition.transcript.readers.plain import read
from tei_edition.transcript.signs import ALL
from tei_edition.transcript.signs.renditions import RENDITIONS
from tei_edition.transcript.signs.row import Sign

# what other tables tag, and what ties an element to its place, is no part of a sign
OTHERS = ("num", "seg", "date", "time", "persName", "roleName", "placeName", "orgName", "p", "head", "ab")
TIES = (xml.ID, "hand")


class Harbour:
    """A register that knows one place and one person."""

    def is_place(self, text: str) -> bool:
        return text == "HARBOUR"

    def is_person(self, text: str) -> bool:
        return text == "Lind"


def encode(text: str, *off: str) -> Encoded:
    practice = Practice(layout="plain", signs_off=off, known=Harbour())
    return Encoder(practice).encode(read("a.txt", text.encode()), "a")


def inside(made: Encoded) -> str:
    """The text of a document as a string, with the tags of signs alone."""
    text = xml.parse(xml.serialize(made.root)).getroot().find(xml.tei("text"))
    assert text is not None
    for element in text.iter():
        for name in TIES:
            element.attrib.pop(name, None)
    etree.strip_tags(text, *(xml.tei(name) for name in OTHERS))
    return re.sub(r' xmlns="[^"]+"', "", etree.tostring(text, encoding="unicode"))


@pytest.mark.parametrize("sign", ALL, ids=lambda sign: sign.name)
def test_the_example_of_a_sign_becomes_its_tei(sign: Sign) -> None:
    made = encode(f"{sign.example}\n")
    assert canonical(sign.example_tei) in canonical_text(inside(made))


@pytest.mark.parametrize("sign", ALL, ids=lambda sign: sign.name)
def test_the_example_of_a_sign_is_read_by_its_own_row(sign: Sign) -> None:
    fired = {markup.sign.name for markup in encode(f"{sign.example}\n").document.signs.markups if markup.sign}
    assert sign.name in fired


@pytest.mark.parametrize("sign", ALL, ids=lambda sign: sign.name)
def test_the_example_of_a_sign_comes_back(sign: Sign) -> None:
    made = encode(f"{sign.example}\n")
    restored = inverse.transcript(xml.parse(xml.serialize(made.root)))
    assert restored.data.decode() == f"{sign.example}\n"
    assert restored.is_proved


# a form feed, and the link of a page's text from a note back to its call, are no part of any text
OF_THE_PAGE = re.compile(r"[\f↩]")


@pytest.mark.parametrize("sign", [s for s in ALL if not OF_THE_PAGE.search(s.example)], ids=lambda sign: sign.name)
def test_no_sign_needs_the_residue_to_come_back(sign: Sign) -> None:
    made = encode(f"{sign.example}\n")
    residue = next(x for x in made.root.iter(xml.tei("xenoData")) if x.get("type") == "transcript-residue")
    assert (residue.text or "").strip() == ""


def canonical(fragment: str) -> str:
    return canonical_text(
        re.sub(r' xmlns="[^"]+"', "", etree.tostring(etree.fromstring(f"<x>{fragment}</x>"), encoding="unicode"))[3:-4]
    )


def canonical_text(markup: str) -> str:
    """Attributes in the order of the alphabet, line breaks as spaces."""

    def ordered(tag: re.Match[str]) -> str:
        attributes = " ".join(sorted(re.findall(r'[\w:]+="[^"]*"', tag[2])))
        return f"<{tag[1]} {attributes}{tag[3]}>" if attributes else f"<{tag[1]}{tag[3]}>"

    return re.sub(r'<(\w+)((?:\s+[\w:]+="[^"]*")*)\s*(/?)>', ordered, markup)


@pytest.mark.parametrize("sign", [s for s in ALL if s.doubt], ids=lambda sign: sign.name)
def test_a_doubt_points_to_the_element_it_is_about(sign: Sign) -> None:
    made = encode(f"{sign.example}\n").root
    (doubt,) = made.iter(xml.tei("certainty"))
    ids = {element.get(xml.ID): element.tag for element in made.iter()}
    assert ids[doubt.get("target", "").removeprefix("#")] == xml.tei(sign.tei[0].name)


def test_names_of_signs_are_unique() -> None:
    assert len({sign.name for sign in ALL}) == len(ALL)


def test_every_sign_says_what_it_means() -> None:
    assert [sign.name for sign in ALL if not sign.meaning or not sign.example] == []


def test_what_a_document_declares_is_what_the_table_says() -> None:
    made = encode("a [sic] word")
    declared = [(r.get("selector"), r.text, r.get("scope", "")) for r in made.root.iter(xml.tei("rendition"))]
    assert declared == [(r.selector, r.content, r.scope) for r in RENDITIONS]


@pytest.mark.parametrize("name", ["bold", "deleted", "superscript"])
def test_a_sign_switched_off_stays_characters(name: str) -> None:
    sign = next(sign for sign in ALL if sign.name == name)
    text = inside(encode(f"{sign.example}\n", name))
    assert sign.opens in text.replace("&lt;", "<").replace("&gt;", ">")


def test_a_bracket_whose_row_is_switched_off_falls_to_the_next() -> None:
    assert 'reason="subaudible">?' in inside(encode("([?])", "doubted"))


@pytest.mark.parametrize(
    ("text", "tei"),
    [
        ("the word [?] is", '<unclear rend="query-apart">word</unclear>'),
        ("and [three letters illegible]", '<gap quantity="3" reason="illegible" unit="char">'),
        ("with [one line missing]", '<gap quantity="1" reason="lost" unit="line">'),
        ("so […] on", '<gap extent="unknown" reason="editorial" rend="[…]"/>'),
        ("so [....] on", '<gap extent="unknown" reason="editorial" rend="[....]"/>'),
        ("[Stamp at the bottom: No]", '<note place="bottom" rend="brackets" type="stamp">'),
        ("of the [SEVEN?] men", '<unclear rend="brackets-query">SEVEN</unclear>'),
        ("J. H[art] came", 'J. H<supplied reason="subaudible">art</supplied> came'),
        ("Kailan Berg [Holm] spoke", '<supplied reason="explanation">Holm</supplied>'),
        ("a [[b] c] d", '<supplied reason="subaudible"><supplied reason="subaudible">b</supplied> c</supplied>'),
    ],
)
def test_what_stands_in_brackets_decides(text: str, tei: str) -> None:
    assert tei in canonical_text(inside(encode(text)))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("an opening [ only", "sign-unclosed"),
        ("a closing ] only", "sign-unopened"),
        ("one [ and\n\nthe ] other", "sign-unclosed"),
    ],
)
def test_a_bracket_that_pairs_with_none_stays_and_is_told(text: str, code: str) -> None:
    made = encode(text)
    assert code in {d.code for d in made.diagnostics}
    assert "supplied" not in inside(made)


def test_a_bracket_that_pairs_with_none_is_told_where_it_stands() -> None:
    (told,) = encode("first line\n\nsecond ] line\n").diagnostics
    assert told.position is not None
    assert (told.position.line, told.position.column) == (3, 8)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kim [Kim and Pak can sail] at noon", "supplied-sentence"),
        ("the main master [glavnyi khoziain] will go", "original"),
        ("[faded image of a stamp: To be returned]", "stamp"),
        ("[Round seal of the Council]", "stamp-described"),
        ("[handwritten signature]", "signature"),
        ("[Stalin’s handwritten comment in the margin: to be discussed]", "handwritten"),
        ("[in blue pencil: agreed]", "handwritten"),
        ("[Marginal note by Lind: no]", "marginal"),
        ("[Translator’s note: a play on words]", "translator"),
        ("[Ed. note—a line is struck out]", "translator"),
        ("[the last page of the document is missing]", "lost"),
        ("[approximately two pages are omitted]", "summarised"),
        ("of [garbled group] boats", "illegible"),
        ("the boats of the [missing] men", "lost"),
        ("This is so [emphasis in original].", "layout"),
        ("[Page 2 of the original]", "page"),
        ("Beiping [Beijing] is near", "explanation-after"),
        ("“Seryozha” [Sergei Lund] knows", "explanation-after"),
        ("VKP(b) [Party] knows", "explanation-after"),
        ("VKP/b/ [Party] knows", "explanation-after"),
        ("the KChZhD [Chinese Railway, which crosses Manchuria] is", "explanation-expansion"),
        ("from [Vastra,] May 3", "supplied"),
        ("see 80 [*87*] and", "slanted-correction"),
        ("see 80 [*Danish boats*] and", "supplied"),
        ("see [*illegible*] and", "illegible"),
        ("we recieved [*sic*] it", "sic-otherwise"),
        ("to c[omrade]s and others", "supplied-letters"),
        ("ma[n]y others", "unclear"),
        ("together with [former Danish military representative] Lund", "explanation-office"),
        ("the former [member of the council] of", "supplied-words"),
        ("near Sh… [sic] and", "sic"),
        ("near (Vessk) [sic, should be Vastra] and", "sic-otherwise"),
        ("so it ends… [sic, the rest is missing]", "sic-remark"),
        ("der Krieg dauert noch annulieren[sic!] und", "sic-exclaimed-touching"),
        ("[The] Americans came", "supplied-words"),
        ("[To:] Comrade Berg", "supplied-words"),
        ("they [the Americans] do not", "explanation-of-pronoun"),
        ("they [have] a boat", "supplied-words"),
        ("we [Danes] have a boat", "explanation-of-pronoun"),
        ("we [Danes have] a boat", "supplied-sentence"),
        ("a boat [that is] open", "supplied-words"),
        ("with forty-one [41] boats", "explanation-of-number"),
        ("with 41 [forty-one] boats", "explanation-of-number"),
        ("with all [410] boats", "supplied-figures"),
        ("on his feet [de pé] again", "original"),
        ("the boat [!] left", "sic-otherwise"),
        ("the boat left[!]", "supplied-mark"),
        ("[Trans. note-- a play on words]", "translator"),
        ("[a map is attached]", "remark-apart"),
        ("[Enclosure]", "remark-apart"),
        ("Here [a map is attached]", "supplied-words"),
        ("[It was sent on 3 May.]", "translator-sentence"),
        ("Berg left. [It was sent.]", "supplied-sentence"),
        ("of [Seven] boats", "supplied"),
        ("to the [old] boats", "supplied-words"),
        ("to the [Danes] and others", "supplied"),
        ("[applause]", "layout"),
        ("on 23.10. [October 23] at noon", "explanation-of-number"),
        ("on 24.X.62 [24 October] at noon", "explanation-of-number"),
        ("before the [Danish mid-term] elections", "explanation-whose"),
        ("the [Danish side is] said", "supplied-sentence"),
        ("a cable [Telegrama para cifra] came", "original"),
        ("the Organs [Organismos] of it", "original"),
        ("the pilot, [Anna Lund,] who came", "explanation-of-phrase"),
        ("Mari[a] went ashore", "supplied-letters"),
        ("Mari[a]. It sank", "supplied-letters"),
        ("during the 20th [CPSU] Congress", "explanation-before"),
        ("the 13th [Army] Corps", "supplied"),
        ("The [Polish] side", "explanation-whose"),
        ("in the [Soviet] is", "supplied"),
        ("on [17 December] at noon", "supplied-figures"),
        ("by [19]46 all", "supplied-letters"),
        ("that [Lind] has come", "person-in-brackets"),
        ("I [sic] x", "sic"),
        ("the President's brother [Robert Lind] came", "explanation-of-phrase"),
        ("our friends [the Danes] asked", "explanation-of-phrase"),
        ("As a rule [the Danish Ministry] wants more", "supplied-words"),
        ("the Chineese [Chinese] side", "correction"),
        ("this country [Albania] is far", "explanation-of-phrase"),
        ("the old [Polish] border", "explanation-whose"),
        ("your letter [of 27 October].", "supplied-words"),
        ("the Special Department [OO – SIC] knows", "original"),
        ("to watch [ponablyudat – SIC] it", "original"),
        ("in the district [okrug'] of it", "original"),
        ("LETTERGRAM [CORREOGRAMA]", "original"),
        ("the leader [Rus. vozhd] of it", "original-told"),
        ("the leader [in Russian: vozhd] of it", "original-told"),
        ("Chou [En-lai] came", "explanation-after"),
        ("in the okrug [district] of it", "explanation-of-word"),
        ("The VVS [air force] flew", "explanation-expansion"),
        ("The US [air force] flew", "supplied-words"),
        ("in spite of the SPD [the] fact is", "supplied-words"),
        ("and Nikolai [the Danish embassy] and others", "explanation-of-name"),
        ("and Nikolai [the Danish] embassy", "supplied-words"),
        ("The partners [Canadian and Danish delegates] left", "explanation-of-name"),
        ("the ambassador [in Vastra Anna Lind] left", "explanation-of-holder"),
        ("the ambassador [in Vastra] left", "supplied-words"),
        ("with 20 [million] tons", "supplied-words"),
        ("known to Berg [Lind stated], too", "supplied-sentence"),
        ("from [columnist] J. Lind", "explanation-office"),
        ("guarantees of not leaving [Vastra] now", "supplied"),
        ("his brother [Enoch O., known as Doc] left", "explanation-of-phrase"),
        ("the boat left. [sic] Then", "sic"),
        ("he must[struck-through]be here", "layout"),
        ("the boat [crossed out by Lind] left", "layout"),
        ("the boat [added by Lind] left", "layout"),
        ("the boats [added in Lind's hand] left", "handwritten-described"),
        ("he said [in Danish] that", "layout"),
        ("the plan [see note 5] is", "translator-signed"),
        ("the plan. [Footnote in the source text.]", "translator-signed"),
        ("[AA: A1608, 41/1/1]", "source-mark"),
        ("[in Stalin's hand: for me]", "handwritten"),
        ("[added in pencil: not]", "inserted"),
        ("[deleted by hand: and the Danes]", "crossed-out"),
        ("[Translated by Anna Lund, Archive]", "translator-signed"),
        ("the year 1857 [sic—1957] was", "sic-otherwise"),
        ("must go [emphasis in the Russian original]", "layout"),
        ("[There follows a list of names.]", "summarised"),
        ("Peking [Beijing] Radio said", "explanation-after"),
        ("“word” [sic] x", "sic"),
        ("[Штамп: вх. № 5]", "stamp"),
        ("и [неразборчиво] дом", "illegible"),
        ("das [unleserlich] Haus", "illegible"),
        ("[Handschriftlich: an die Akten]", "handwritten"),
        ("[S. 2]", "page"),
        ("mot [illisible] ici", "illegible"),
    ],
)
def test_a_bracket_is_told_by_its_words_and_by_what_stands_around_it(text: str, name: str) -> None:
    assert [sign.name for _, sign in encode(text).document.signs.brackets] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "write to [email protected] today",
        "write to office[at]harbour[dot]org today",
        "write to office [at] harbour [dot] org today",
        "see [the record](https://a.example/1) today",
        "![a picture](boat.png)",
        "write to [email&#160;protected] today",
        "Letters of the pier[edit]",
        "it was so[citation needed] once",
        "to read more [log in] here [link] or [PDF]",
        "[Download] and [edit] and [show more]",
        "[Print] | [Share] [Next]",
        "die Liste [bearbeiten] und [mehr anzeigen]",
    ],
)
def test_what_the_web_puts_in_brackets_is_no_sign(text: str) -> None:
    assert encode(text).document.signs.brackets == ()


@pytest.mark.parametrize("text", ["the value x[i] is", "of list[n] and v[i+1]", "the cell m[i, j]"])
def test_the_index_of_a_value_is_no_sign(text: str) -> None:
    assert encode(text).document.signs.brackets == ()


@pytest.mark.parametrize(
    "text",
    ["the [link] between them", "he will [reply] soon", "i[n] the boat", "he has take[n] it", "two boat[s] came"],
)
def test_words_that_a_site_has_too_are_supplied_in_a_sentence(text: str) -> None:
    assert [sign.tei[0].name for _, sign in encode(text).document.signs.brackets] == ["supplied"]


@pytest.mark.parametrize(
    ("call", "is_one"),
    [
        ("the port1 is open", True),
        ("on 4 May 19501 they left", True),
        ("1/X-33 1", True),
        ("To the Consul 1", True),
        ("and . . . . 1 left", True),
        ("Copy No. 1", False),
        ("Section 1", False),
        ("with 1 boat", False),
        ("the port1 and the pier1", False),
        ("To the Consul 1\n\nTo the Pilot 1", False),
    ],
)
def test_a_number_calls_the_note_that_waits_for_it_or_stays_text(call: str, is_one: bool) -> None:
    made = encode(f"The boats are here.\n\n{call}\n\nAll is well.\n\n1 So the log.\n")
    assert bool(made.document.signs.footnotes) is is_one


def test_a_sign_that_crosses_a_bracket_stays_characters_and_is_told() -> None:
    made = encode("the [boat <u>is] here</u> now")
    assert [d.code for d in made.diagnostics] == ["sign-crossed"]
    assert "&lt;u&gt;" in inside(made)


@pytest.mark.parametrize("text", ["2 ** 3", "a ~~ b", "x <u> y", "a < b and c > d", "** **", "~~~~~"])
def test_delimiters_with_nothing_between_are_characters(text: str) -> None:
    made = encode(text)
    restored = inverse.transcript(xml.parse(xml.serialize(made.root)))
    assert restored.data.decode() == text


def test_many_unclosed_brackets_of_a_line_are_told_once_with_their_number() -> None:
    made = encode("The sea " + "[ and the wind " * 300)
    said = [d.message for d in made.diagnostics if d.code == "sign-unclosed"]
    assert len(said) == 1
    assert said[0].startswith("300 ")
