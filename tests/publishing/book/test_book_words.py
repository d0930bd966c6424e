"""The words the book adds, in each of its languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from harbour import INTRODUCTION, SECOND, SETTINGS
from pdf_pages import joined, page_texts

from tei_edition.diagnostics import Refusal
from tei_edition.edition import Edition
from tei_edition.publishing.book import make_book, print_xml, volume
from tei_edition.publishing.book.words import ENGLISH, LANGUAGES, words
from tei_edition.publishing.reading import read_edition
from tei_edition.publishing.words import languages


def edition_in(edition_of: Callable[..., Edition], language: str, book: str = "") -> Edition:
    settings = f'{SETTINGS}\n[languages]\ninterface = "{language}"\n[book]\ndocuments = false\n{book}'
    return edition_of(**{"edition.toml": settings})


def test_the_book_speaks_every_language_of_the_site() -> None:
    assert set(LANGUAGES) == set(languages())


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_language_of_the_book_has_every_word(language: str) -> None:
    assert set(LANGUAGES[language]) == set(ENGLISH)
    assert all(LANGUAGES[language].values())


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_pattern_has_the_same_facts_in_each_language(language: str) -> None:
    assert set(re.findall(r"\{\w+\}", words(language)["from-to"])) == {"{from}", "{to}"}
    for key in ("date", "date-first"):
        facts = set(re.findall(r"\{\w+\}", words(language)[key]))
        assert facts in ({"{d}", "{m}", "{y}"}, {"{d}", "{n}", "{y}"})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1 October 1951"),
        ("de", "1. Oktober 1951"),
        ("fr", "1er octobre 1951"),
        ("es", "1 de octubre de 1951"),
        ("it", "1º ottobre 1951"),
        ("pl", "1 października 1951 r."),
        ("ru", "1 октября 1951 г."),
        ("zh", "1951年10月1日"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(language: str, said: str) -> None:
    assert print_xml.long_date(1951, 10, 1, words(language)).replace("\u00a0", " ") == said


OURS = {
    "ru": ("Содержание", "Указатель имён", "Brandt — Hoff", "3 марта 1931 г.", "Gull. см. Hoff, Lena", "с. 3"),
    "es": ("Índice general", "Índice de personas", "Brandt a Hoff", "3 de marzo de 1931", "Gull. véase Hoff, Lena"),
    "it": ("Sommario", "Indice delle persone", "Brandt a Hoff", "3 marzo 1931", "Gull. vedi Hoff, Lena"),
    "pl": ("Spis treści", "Indeks osób", "Brandt — Hoff", "3 marca 1931 r.", "Gull. zob. Hoff, Lena"),
}


@pytest.mark.parametrize("language", sorted(OURS))
def test_a_book_speaks_its_language_throughout(
    edition_of: Callable[..., Edition], tmp_path: Path, language: str
) -> None:
    edition = edition_in(edition_of, language)
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    texts = page_texts(pdf)
    shown = joined(" ".join(texts))
    for said in OURS[language]:
        assert said in shown, said
    here = set(words(language).values())
    english = [w for key, w in ENGLISH.items() if len(w) > 4 and "{" not in w and not key.startswith(("month", "unit"))]
    heads = "\n".join(line for text in texts for line in text.splitlines()[:2])
    strange = [word for word in english if word not in here and re.search(rf"(?m)^{re.escape(word)}\b", heads)]
    assert strange == []


def test_a_word_of_the_book_that_no_font_has_is_said_to_be_one(
    edition_of: Callable[..., Edition], tmp_path: Path
) -> None:
    edition = edition_in(edition_of, "zh")
    with pytest.raises(Refusal) as caught:
        make_book(edition, read_edition(edition), tmp_path)
    (diagnostic,) = caught.value.diagnostics
    assert "U+" in diagnostic.message
    assert "“zh”" in diagnostic.message
    assert diagnostic.position is not None
    assert "interface" in (edition.root / "edition.toml").read_text("utf-8").splitlines()[diagnostic.position.line - 1]


def heads_in(edition: Edition, language: str) -> list[str]:
    """The source notes, dates and register entries of a book, as it says them in a language."""
    root = volume.whole_book(edition, read_edition(edition), dict(words(language)))
    return ["".join(part.itertext()) for part in root.iter("source", "date", "about", "line")]


def test_the_marks_of_a_chinese_book_are_chinese(edition_of: Callable[..., Edition]) -> None:
    heads = heads_in(edition_of(), "zh")
    assert "抄本：Telegram, Quay Records。" in heads
    assert "答复：telegram of 3 March（文献\u00a01，）。" in heads
    assert "Port Lorne，1931年3月5日" in heads
    assert "Harbour master。" in heads


def test_the_marks_of_a_latin_script_stay(edition_of: Callable[..., Edition]) -> None:
    heads = heads_in(edition_of(), "en")
    assert "Transcript: Telegram, Quay Records." in heads
    assert "Replies to telegram of 3 March (document\u00a01,)." in heads
    assert "Port Lorne, 5\u00a0March 1931" in heads


@pytest.mark.parametrize(("said", "language"), [("<abstract>", "de"), ('<abstract xml:lang="fr">', "fr")])
def test_a_summary_is_hyphenated_in_its_language(edition_of: Callable[..., Edition], said: str, language: str) -> None:
    text = SECOND.replace('xml:lang="en"', 'xml:lang="de"').replace("<abstract>", said)
    edition = edition_of(**{"documents/telegram-2.xml": text})
    root = volume.whole_book(edition, read_edition(edition), dict(words("en")))
    assert [summary.get("lang") for summary in root.iter("summary")] == ["en", language]


def test_an_introduction_is_hyphenated_in_its_language(edition_of: Callable[..., Edition]) -> None:
    edition = edition_of(**{"texts/introduction.xml": INTRODUCTION.replace('xml:lang="en"', 'xml:lang="pl"')})
    root = volume.whole_book(edition, read_edition(edition), dict(words("en")))
    assert [part.get("lang") for part in root.iter("chapter") if part.get("id") == "introduction"] == ["pl"]


def test_the_index_has_the_marks_of_the_language(
    edition_of: Callable[..., Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = {**words("en"), "mark-comma": " ~ ", "mark-next": " ^ "}
    monkeypatch.setattr(volume, "words", lambda _: marks)
    edition = edition_of("documents = false\n")
    texts = page_texts(make_book(edition, read_edition(edition), tmp_path)[0])
    index = next(text for text in texts if "Index of persons" in text[:60])
    assert re.search(r"Brandt, Oskar ~ \d", index)
    assert "Gull ^ see Hoff" in index
