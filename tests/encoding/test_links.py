"""Documents that speak of each other: which are found in the edition, which stay open."""

from __future__ import annotations

import datetime

import pytest

from tei_edition.encoding.links import Known
from tei_edition.encoding.tei import Encoded, Encoder
from tei_edition.registers.matching import Matcher
from tei_edition.transcript.document import Practice
from tei_edition.transcript.readers.plain import read
from tei_edition.xml import serialize

TEI = "{http://www.tei-c.org/ns/1.0}"
# Lund and Berg write to each other; the letter read is Berg's, of 30 June 1951
LUND, BERG = frozenset({"lund"}), frozenset({"berg"})


def letter(name: str, sender: frozenset[str], to: frozenset[str], date: str, *numbers: str) -> Known:
    return Known(f"{name}.xml", f"{name}.xml#{name}-t1", sender, to, date, frozenset(numbers))


CATALOGUE = (
    letter("theirs-june", LUND, BERG, "1951-06-24", "3107"),
    letter("theirs-may", LUND, BERG, "1951-05-03", "3110/sh"),
    letter("ours", BERG, LUND, "1951-06-20", "62"),
    letter("twin-1", LUND, BERG, "1951-06-01"),
    letter("twin-2", LUND, BERG, "1951-06-01"),
    letter("others", LUND, frozenset({"holm"}), "1951-06-10", "77"),
    letter("later", LUND, BERG, "1951-07-04", "99"),
)

PAGES = {
    "en": "To LUND\n\nOne paragraph stands first.\n\n{}\n\nBERG\n30 June 1951\n",
    "de": "An LUND\n\nErst ein Absatz.\n\n{}\n\nBERG\n30. Juni 1951\n",
    "fr": "à LUND\n\nD'abord un alinéa.\n\n{}\n\nBERG\n30 juin 1951\n",
    "ru": "для LUND\n\nСначала абзац.\n\n{}\n\nBERG\n30 июня 1951 г.\n",
}


def encoded(text: str, language: str = "en") -> Encoded:
    page = read("a.txt", PAGES[language].format(text).encode())
    return Encoder(Practice(language=language), Matcher(())).encode(page, "a", catalogue=CATALOGUE)


def inline(made: Encoded) -> list[tuple[str, str, str]]:
    """Each reference in the text: its words, its type, the file it leads to."""
    refs = made.root.find(f"{TEI}text").iter(f"{TEI}ref")  # type: ignore[union-attr]
    return [
        (" ".join("".join(r.itertext()).split()), r.get("type", ""), r.get("target", "").partition(".xml")[0])
        for r in refs
    ]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "We received your telegram of 24 June. Good.",
            [("your telegram of 24 June", "replyTo", "theirs-june")],
        ),
        ("en", "In reply to your letter No. 3107 we agree.", [("your letter No. 3107", "replyTo", "theirs-june")]),
        (
            "en",
            "As your telegram No. 3107 of 24 June says.",
            [("your telegram No. 3107 of 24 June", "", "theirs-june")],
        ),
        ("en", "Compare my telegram to you of 20 June.", [("my telegram to you of 20 June", "", "ours")]),
        ("en", "Our No. 62 still stands.", [("Our No. 62", "", "ours")]),
        ("en", "The boats are out. Mytel 62, June 20, holds.", [("Mytel 62, June 20", "", "ours")]),
        ("en", "We see it so. Reurtel 3107, June 24, is plain.", [("Reurtel 3107, June 24", "", "theirs-june")]),
        (
            "en",
            "Embtel 62, June 20, and Deptel 3107 speak of it.",
            [("Embtel 62, June 20", "", "ours"), ("Deptel 3107", "", "theirs-june")],
        ),
        ("en", "Reply to your 24 June telegram follows.", [("your 24 June telegram", "replyTo", "theirs-june")]),
        (
            "en",
            "I have received your two telegrams (of 24.6.51 and 3.5.51).",
            [("24.6.51", "replyTo", "theirs-june"), ("3.5.51", "replyTo", "theirs-may")],
        ),
        (
            "en",
            "Your numbers 3107 and 3110 are here.",
            [("numbers 3107", "", "theirs-june"), ("3110", "", "theirs-may")],
        ),
        ("en", "Your 3107, June 24, 5 p.m., is clear.", [("Your 3107, June 24, 5 p.m.", "", "theirs-june")]),
        ("en", "We discussed the letter of 20 June.", [("the letter of 20 June", "", "ours")]),
        ("de", "Auf Ihr Telegramm vom 24. Juni.", [("Ihr Telegramm vom 24. Juni", "replyTo", "theirs-june")]),
        ("de", "Mein Schreiben Nr. 62 gilt.", [("Mein Schreiben Nr. 62", "", "ours")]),
        ("fr", "En réponse à votre lettre du 24 juin.", [("votre lettre du 24 juin", "replyTo", "theirs-june")]),
        ("fr", "Comme dit notre télégramme du 20 juin.", [("notre télégramme du 20 juin", "", "ours")]),
        ("ru", "Получили Вашу телеграмму от 24 июня.", [("Вашу телеграмму от 24 июня", "replyTo", "theirs-june")]),
        ("ru", "В ответ на Ваш № 3107 сообщаем.", [("Ваш № 3107", "replyTo", "theirs-june")]),
        ("en", "In reply to No. 3107 we agree.", [("No. 3107", "replyTo", "theirs-june")]),
        ("de", "In Antwort auf Nr. 3107 stimmen wir zu.", [("Nr. 3107", "replyTo", "theirs-june")]),
        ("fr", "En réponse à n° 3107 nous sommes d'accord.", [("n° 3107", "replyTo", "theirs-june")]),
        ("ru", "В ответ на № 3107 сообщаем.", [("№ 3107", "replyTo", "theirs-june")]),
    ],
)
def test_a_document_spoken_of_is_found_in_the_edition(
    language: str, text: str, found: list[tuple[str, str, str]]
) -> None:
    made = encoded(text, language)
    assert inline(made) == found
    assert not [d for d in made.diagnostics if d.code == "link-open"]


HEADS = {
    "en": "TELEGRAM No. 45\n\n{}\n\n" + PAGES["en"],
    "de": "TELEGRAMM Nr. 45\n\n{}\n\n" + PAGES["de"],
    "fr": "TÉLÉGRAMME No 45\n\n{}\n\n" + PAGES["fr"],
    "ru": "ТЕЛЕГРАММА № 45\n\n{}\n\n" + PAGES["ru"],
}


def headed(line: str, language: str = "en") -> Encoded:
    page = read("a.txt", HEADS[language].format(line, "The boats are out.").encode())
    return Encoder(Practice(language=language), Matcher(())).encode(page, "a", catalogue=CATALOGUE)


@pytest.mark.parametrize(
    ("language", "line", "found"),
    [
        ("en", "In reply to No. 3107", ("No. 3107", "replyTo", "theirs-june")),
        ("en", "Your No. 3107", ("Your No. 3107", "replyTo", "theirs-june")),
        ("en", "Your ref.: 3107", ("3107", "replyTo", "theirs-june")),
        ("en", "Ref. No. 3107", ("No. 3107", "", "theirs-june")),
        ("en", "Ref: 62", ("62", "", "ours")),
        ("en", "Reference: your telegram No. 3107 of 24 June", ("your telegram No. 3107 of 24 June", "replyTo", "theirs-june")),
        ("de", "Bezug: Nr. 3107", ("Nr. 3107", "", "theirs-june")),
        ("fr", "Réf. : n° 3107", ("n° 3107", "", "theirs-june")),
        ("ru", "На № 3107", ("№ 3107", "", "theirs-june")),
    ],
)  # fmt: skip
def test_a_line_of_the_form_speaks_of_another_document(language: str, line: str, found: tuple[str, str, str]) -> None:
    made = headed(line, language)
    assert inline(made) == [found]
    listed = made.root.find(f"{TEI}teiHeader").iter(f"{TEI}ref")  # type: ignore[union-attr]
    assert [r.get("target", "").partition(".xml")[0] for r in listed] == [found[2]]


@pytest.mark.parametrize("line", ["In reply to No. 5", "Your No. 5", "Your ref.: 5/sh", "Ref. No. 5"])
def test_a_number_at_the_head_that_fits_nothing_stays_open(line: str) -> None:
    made = headed(line)
    assert [target for _, _, target in inline(made)] == [""]
    assert [d.position and d.position.line for d in made.diagnostics if d.code == "link-open"] == [3]


def test_whether_a_bare_ref_is_of_another_document_is_doubted_where_none_fits() -> None:
    made = headed("Ref. No. 5")
    (doubt,) = made.root.iter(f"{TEI}certainty")
    (ref,) = made.root.find(f"{TEI}text").iter(f"{TEI}ref")  # type: ignore[union-attr]
    assert doubt.get("target") == f"#{ref.get('{http://www.w3.org/XML/1998/namespace}id')}"


def test_the_number_of_a_document_that_is_answered_is_not_the_document_s_own() -> None:
    made = headed("In reply to No. 3107")
    assert [num.text for num in made.root.iter(f"{TEI}num")] == ["45"]


@pytest.mark.parametrize("line", ["Our ref.: 45", "Re 5 boats", "Series No. 5"])
def test_what_speaks_of_no_other_document_at_the_head_is_no_reference(line: str) -> None:
    assert inline(headed(line)) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("We received your telegram of 25 June.", "no document"),
        ("We received your telegram of 1 June.", "2 documents"),  # either of the twins
        ("See my telegram of 24 June.", "no document"),  # that one is theirs
        ("We received your letter No. 77.", "no document"),  # sent to somebody else
        ("We received your letter of 4 July.", "no document"),  # written later
    ],
)
def test_where_none_or_several_fit_the_reference_stays_open_and_is_listed(text: str, reason: str) -> None:
    made = encoded(text)
    assert [target for _, _, target in inline(made)] == [""]
    (said,) = [d for d in made.diagnostics if d.code == "link-open"]
    assert reason in said.message
    assert said.position is not None
    assert said.position.line == 5


@pytest.mark.parametrize(
    "text",
    [
        "We discussed the letter of 3 February.",  # nothing says that it passed between the two
        "Your answer was clear, and our 3 divisions stand.",
        "In our letters we spoke of 12 boats.",
        "Your house of 1 June.",
        "The telegram has 3107 words.",
    ],
)
def test_what_speaks_of_no_document_is_no_reference(text: str) -> None:
    made = encoded(text)
    assert inline(made) == []
    assert not [d for d in made.diagnostics if d.code == "link-open"]


def test_the_header_has_each_document_once_and_an_answer_as_such() -> None:
    made = encoded("We received your telegram of 24 June. What your telegram of 24 June says is true.")
    refs = list(made.root.find(f"{TEI}teiHeader").iter(f"{TEI}ref"))  # type: ignore[union-attr]
    assert [(r.get("type"), r.get("target"), r.text) for r in refs] == [
        ("replyTo", "theirs-june.xml#theirs-june-t1", "telegram of 24 June 1951")
    ]


def test_a_document_knows_its_own_numbers_and_parties() -> None:
    page = "CIPHERED TELEGRAM No. 21\n\nTo LUND\n\nAll is well.\n\nBERG\nNo. 3260\n30 June 1951\n"
    (known,) = Encoder().encode(read("b.txt", page.encode()), "b").known
    assert known.numbers == {"21", "3260"}
    assert (known.senders, known.addressees, known.date) == (BERG, LUND, "1951-06-30")


def test_a_party_is_the_same_with_and_without_title_and_capitals() -> None:
    page = "To Captain Lund\n\nAll is well.\n\nCOMRADE BERG\n30 June 1951\n"
    (known,) = Encoder().encode(read("b.txt", page.encode()), "b").known
    assert (known.senders, known.addressees) == (BERG, LUND)


def test_a_reference_that_would_cross_another_element_stays_in_the_header() -> None:
    made = encoded('We received your [telegram of] 24 June and "your letter of 3 May" too.')
    assert b"<ref" in serialize(made.root)
    assert made.root.find(f"{TEI}text") is not None


def test_a_reference_and_the_transcript_come_back() -> None:
    from tei_edition.encoding import inverse
    from tei_edition.xml import parse

    made = encoded("We received your telegram of 24 June, and your two letters (of 24.6.51 and 1.6.51).")
    assert inverse.transcript(parse(serialize(made.root))).is_proved


def test_dates_of_a_reply_are_after_what_it_answers() -> None:
    made = encoded("We received your telegram of 24 June.")
    (act,) = [one.act for one in made.correspondences]
    assert act.sent is not None
    assert datetime.date.fromisoformat(act.sent.dating.first) > datetime.date(1951, 6, 24)
