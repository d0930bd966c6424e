"""Names that no register knows: told by capitals and by what stands around them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.diagnostics import Span
from tei_edition.registers.candidates import Lexicon, candidates, pairs
from tei_edition.registers.likeness import is_alike, is_romanisation
from tei_edition.transcript.words import words

ENGLISH = Lexicon("en", frozenset({"karelholm"}), frozenset({"karelian", "monday", "march"}))


def found(text: str, language: str = "en") -> list[tuple[str, str]]:
    lexicon = ENGLISH if language == "en" else Lexicon(language)
    return [(c.text, c.sort) for c in candidates(text, words(language), lexicon)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I met Comrade Ruk today.", [("Ruk", "person")]),
        ("He asked Foreign Minister Tolvik to wait.", [("Tolvik", "person")]),
        ("The letter of A.M. Tolvik has come.", [("A.M. Tolvik", "person")]),
        ("We have seen Sen Tal Ruk here.", [("Sen Tal Ruk", "person")]),
        ("S H T O L V I K", [("SHTOLVIK", "person")]),
        ("It came from Vellmouth on Monday.", [("Vellmouth", "place")]),
        ("Karelholm is far.", [("Karelholm", "place")]),
        ("the Ministry of Tides and Harbours met", [("Ministry of Tides and Harbours", "org")]),
        ("our Embassy in Karelholm wrote", [("Embassy in Karelholm", "org")]),
        ("the Karelian Workers' Party met", [("Karelian Workers' Party", "org")]),
        ("the People's Republic of Norland is", [("People's Republic of Norland", "place")]),
        ("a man of the XKDR here", [("XKDR", "org")]),
        ("Tolvik's boat and Ruk's men", [("Tolvik", "person"), ("Ruk", "person")]),
    ],
)
def test_a_name_is_told_by_what_stands_around_it(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Although the boat came, nobody spoke.",
        "Following this we left. However, it rained.",
        "The Karelian boats came on Monday in March.",
        "Comrade Ambassador, I have nothing to say.",
        "The Deputy Minister thanked us.",
        "I remain. We agree. You know it.",
        "Point IV of the list",
        "nothing with a capital here",
    ],
)
def test_ordinary_words_with_capitals_are_no_names(text: str) -> None:
    assert found(text) == []


def test_russian_names_are_found_by_their_titles() -> None:
    assert found("Я видел тов. Берга и посла Ковалева.", "ru") == [("Берга", "person"), ("Ковалева", "person")]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("to FALKE [Otto Lind] today", ("FALKE", "Otto Lind")),
        ("Ri Won-beom [Ri Won Bom] came", ("Ri Won-beom", "Ri Won Bom")),
        ("he said [that it rains]", None),
    ],
)
def test_a_name_in_brackets_after_a_name_is_a_pair(text: str, pair: tuple[str, str] | None) -> None:
    bracket = Span(text.index("["), text.index("]") + 1)
    assert [(a, b) for a, b, _ in pairs(text, [bracket])] == ([pair] if pair else [])


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("Tolvik", "TOLVIK", True), ("Tolvinsky", "Tolvinskyy", True), ("Ruk", "Ruks", False), ("Holm", "Helm", False)],
)
def test_spellings_of_one_name_are_alike(one: str, other: str, alike: bool) -> None:
    assert is_alike(one, other) is alike


def test_another_romanisation_is_no_pseudonym() -> None:
    assert is_romanisation("Pak Heon-yeong", "Pak Hon Yong")
    assert not is_romanisation("FALKE", "Otto Lind")


@given(st.text(alphabet=st.sampled_from("ABab. '-[]\nМосЯ’é(5,"), max_size=80))
def test_candidates_lie_in_the_text_and_never_overlap(text: str) -> None:
    spans = [c.span for c in candidates(text, words(), ENGLISH)]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


GERMAN = Lexicon("de", frozenset({"berlin"}), frozenset(), frozenset(words("de").articles))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Er gab der Freude über Verlauf und Ergebnisse des Besuchs Ausdruck.", []),
        ("Zwei DDR-Bürger haben um Unterstützung gebeten.", []),
        ("Der Solidarbeitrag ist eine Angelegenheit der Staatsführung.", []),
        ("Gestern kam Genosse Tolvik nach Berlin.", [("Tolvik", "person"), ("Berlin", "place")]),
        ("Das Gespräch hat Ansgar Vellmund geführt.", [("Ansgar Vellmund", "person")]),
        ("So schreibt E. Vellmund in seinem Brief.", [("E. Vellmund", "person")]),
    ],
)
def test_where_every_noun_has_a_capital_a_common_noun_is_no_name(text: str, names: list[tuple[str, str]]) -> None:
    assert [(c.text, c.sort) for c in candidates(text, words("de"), GERMAN)] == names
