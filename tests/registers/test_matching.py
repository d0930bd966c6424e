"""Names of the registers in a text: forms, capitals, the longest first, and no guess between two bearers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.diagnostics import Refusal
from tei_edition.registers.matching import Matcher
from tei_edition.registers.register import Entry, Name, load

REGISTERS = Path(__file__).resolve().parents[1] / "cases" / "registers"


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load(sorted(REGISTERS.glob("*.xml"))))


def found(matcher: Matcher, text: str) -> list[tuple[str, str]]:
    return [(text[m.span.start : m.span.end], "|".join(e.identifier for e in m.entries)) for m in matcher.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Comrade Sund came", [("Sund", "sund")]),
        ("Marit Sund came", [("Marit Sund", "sund")]),
        ("MARIT SUND", [("MARIT SUND", "sund")]),
        ("sund is a strait", []),
        ("Sund's boat", [("Sund", "sund")]),
        ("Sundry things", []),
        ("the Sund-Kallas letter", [("Sund", "sund"), ("Kallas", "kallas")]),
        ("to GRANIT (Vessk)", [("GRANIT", "vessk"), ("Vessk", "vessk")]),
        ("GRANIT is hard", [("GRANIT", "vessk")]),
        ("granit is hard, Granit is not a name", []),
        ("Captain North wrote", [("Captain North", "vessk")]),
        ("Captain\nNorth wrote", [("Captain\nNorth", "vessk")]),
        ("captain North wrote", []),
        ("Lindhafen and Lindhaven", [("Lindhafen", "lindhaven"), ("Lindhaven", "lindhaven")]),
        ("Sen Tal, not Ruk", []),
        ("Sen Tal Ruk", [("Sen Tal Ruk", "sen-tal-ruk")]),
        ("", []),
    ],
)
def test_a_name_is_found_as_the_register_writes_it(matcher: Matcher, text: str, names: list[tuple[str, str]]) -> None:
    assert found(matcher, text) == names


def test_a_name_inside_anothers_name_counts_too(matcher: Matcher) -> None:
    assert found(matcher, "Skerry Guard in Vastra") == [
        ("Skerry Guard in Vastra", "skerry-guard"),
        ("Vastra", "vastra"),
    ]


def test_a_shorter_form_inside_the_longer_of_the_same_bearer_does_not_count(matcher: Matcher) -> None:
    assert found(matcher, "General Staff of the Coastal Army") == [
        ("General Staff of the Coastal Army", "general-staff")
    ]


def test_a_name_that_two_share_is_not_resolved(matcher: Matcher) -> None:
    (match,) = matcher.find("Brandt came")
    assert match.entry is None
    assert {e.identifier for e in match.entries} == {"brandt-anton", "brandt-berta"}


def test_the_longer_form_tells_two_of_one_name_apart(matcher: Matcher) -> None:
    assert found(matcher, "Berta Brandt came") == [("Berta Brandt", "brandt-berta")]


def test_a_sort_form_is_not_how_texts_write(matcher: Matcher) -> None:
    assert found(matcher, "Sund, Marit") == [("Sund", "sund")]


def test_a_short_name_is_not_an_abbreviation() -> None:
    matcher = Matcher((Entry("un", "orgName", "orgs.xml", (Name("UN", "form"),)),))
    assert matcher.find("Un has come") == []
    assert len(matcher.find("the UN has met")) == 1


def test_what_is_a_place_and_what_a_person(matcher: Matcher) -> None:
    assert matcher.is_place("KARELHOLM")
    assert matcher.is_place("“Northern Skerries”.")
    assert not matcher.is_place("in Karelholm")
    assert matcher.is_person("GRANIT")
    assert not matcher.is_person("Karelholm")


def test_a_pseudonym_keeps_its_real_name(matcher: Matcher) -> None:
    (match,) = matcher.find("GRANIT")
    assert match.name.role == "pseudonym"
    assert match.entry is not None
    assert match.entry.display == "Ilmar Vessk"


def test_an_entry_knows_how_documents_point_to_it() -> None:
    sund = next(e for e in load([REGISTERS / "persons.xml"]) if e.identifier == "sund")
    assert sund.reference == "../registers/persons.xml#sund"
    assert sund.given == ("Marit",)
    assert [name.role for name in sund.names] == ["main", "display", "form", "form"]


def test_kinds_of_places_are_told_apart() -> None:
    kinds = {e.identifier: e.element for e in load([REGISTERS / "places.xml"])}
    assert kinds == {"karelholm": "placeName", "lindhaven": "placeName", "vastra": "placeName", "skerries": "geogName"}


def test_the_register_may_be_large_and_the_text_finds_its_names() -> None:
    entries = tuple(Entry(f"p{n}", "persName", "p.xml", (Name(f"Name{n} Of", "form"),)) for n in range(5000))
    assert [m.entry.identifier for m in Matcher(entries).find("x Name7 Of, Name4999 Of") if m.entry] == ["p7", "p4999"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("<TEI><", "xml-syntax"), ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "xml-doctype"), ("", "xml-syntax")],
)
def test_a_broken_register_is_refused(text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "persons.xml").write_text(text)
    with pytest.raises(Refusal) as refusal:
        load([tmp_path / "persons.xml"])
    assert refusal.value.diagnostics[0].code == code
    assert refusal.value.diagnostics[0].position is not None


def test_an_entry_without_id_or_name_is_no_entry(tmp_path: Path) -> None:
    (tmp_path / "persons.xml").write_text(
        '<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person><persName>A</persName></person>'
        '<person xml:id="b"/><person xml:id="c"><persName> </persName></person></listPerson>'
    )
    assert load([tmp_path / "persons.xml"]) == ()


def test_forms_for_the_index_of_the_book_are_not_sought(tmp_path: Path) -> None:
    register = tmp_path / "persons.xml"
    register.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="oak"><persName type="main">Oak, Peter</persName>'
        '<persName type="index">Typists &gt; Oak</persName><persName type="sort">oak peter</persName></person></TEI>',
        "utf-8",
    )
    assert [name.text for entry in load([register]) for name in entry.names] == ["Oak, Peter"]


# ------------------------------------------------------------------ as texts write names


def person(identifier: str, *forms: str, given: tuple[str, ...] = ()) -> Entry:
    return Entry(identifier, "persName", "persons.xml", tuple(Name(f, "form") for f in forms), given=given)


@pytest.mark.parametrize(
    ("form", "text", "words"),
    [
        ("Kallas", "K A L L A S", "K A L L A S"),
        ("Kallas", "signed K A L L A S, Karelholm", "K A L L A S"),
        ("Kallas", "KALLAS'S boat", "KALLAS"),
        ("Prokófyev", "to Prokofyev", "Prokofyev"),
        ("O'Dea", "from O’Dea", "O’Dea"),
        ("Берг", "от Берга и Бергу", "Берга Бергу"),
        ("Корейский", "Корейскому и Корейским", "Корейскому Корейским"),
        ("Иван Берг", "Ивана Берга", "Ивана Берга"),
        ("Москва", "в Москве, из Москвы", "Москве Москвы"),
        ("Brandt", "die Antwort Brandts", "Brandts"),
    ],
)
def test_a_name_is_found_in_capitals_spaced_without_accents_and_inflected(form: str, text: str, words: str) -> None:
    matches = Matcher((person("x", form),)).find(text)
    assert " ".join(text[m.span.start : m.span.end] for m in matches) == words


@pytest.mark.parametrize("text", ["A B C D", "Bergen", "берг", "Brandtsen", "Мост", "K. A. L. L. A. S."])
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert Matcher((person("a", "Berg", "Берг", "Brandt", "Мос", "Kallas"),)).find(text) == []


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("A. Brandt came", "brandt-anton"),
        ("B. K. Brandt came", "brandt-berta"),
        ("Anton Brandt came", "brandt-anton"),
        ("C. Brandt came", None),
        ("Brandt came", None),
    ],
)
def test_a_forename_or_initial_tells_two_of_one_name_apart(matcher: Matcher, text: str, bearer: str | None) -> None:
    (match,) = matcher.find(text)
    assert (match.entry.identifier if match.entry else None) == bearer


def test_forenames_belong_to_the_name() -> None:
    matcher = Matcher((person("sund", "Sund", given=("Marit",)),))
    text = "M. K. Sund and Marit Sund and N. Sund"
    assert [text[m.span.start : m.span.end] for m in matcher.find(text)] == ["M. K. Sund", "Marit Sund", "Sund"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("N. Sund", "N."), ("M. Sund", ""), ("Marit Sund", ""), ("N. Marit Sund", ""), ("Н. Sund", "")],
)
def test_initials_that_are_not_the_bearers_are_told(text: str, told: str) -> None:
    matcher = Matcher((person("sund", "Sund", "Marit Sund", given=("Marit",)),))
    (match,) = matcher.find(text)
    assert match.other_initials == told


def test_an_ending_the_register_has_not_is_told() -> None:
    matcher = Matcher((person("wood", "Wood"),))
    assert [m.by_ending for m in matcher.find("Wood and Woods")] == [False, True]
    assert [m.by_ending for m in Matcher((person("b", "Берг"),)).find("Берга")] == [False]


NAMES = ["Kallas", "Sen Tal Ruk", "Vessk", "Ilmar Vessk", "Marit Sund", "Zell"]
FRAMES = ["{}", "Comrade {}", "Cde. {},", "to Marshal {}.", "“{}”", "{}'s men", "({})", "Gen. {} came", "the {}’s boat"]


@given(st.sampled_from(NAMES), st.sampled_from(FRAMES), st.sampled_from(["as it is", "capitals", "spaced"]))
def test_a_name_of_the_register_is_found_in_any_frame(name: str, frame: str, dress: str) -> None:
    matcher = Matcher(load(sorted(REGISTERS.glob("*.xml"))))
    shown = (
        name
        if dress == "as it is"
        else name.upper()
        if dress == "capitals"
        else "  ".join(map(" ".join, name.upper().split()))
    )
    if dress == "spaced" and len(name.split()) > 1:
        return  # a letter-spaced name of several words has no one way to be written
    text = frame.format(shown)
    assert [text[m.span.start : m.span.end] for m in matcher.find(text)] == [shown]


@given(st.text(alphabet=st.sampled_from("SUNDsund Vesk.'’AB-КМос\n\t[]"), max_size=60))
def test_matches_lie_in_the_text_in_order_and_never_cross(text: str) -> None:
    matcher = Matcher((person("s", "Sund", given=("Anna",)), person("v", "Vessk"), person("m", "Мос")))
    spans = [m.span for m in matcher.find(text)]
    assert spans == sorted(spans, key=lambda s: (s.start, -s.end))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert not any(a.crosses(b) for a in spans for b in spans)
