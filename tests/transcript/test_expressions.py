"""Do the forms of the recognisers speak of words that every language has?"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import tei_edition
from tei_edition.transcript.expressions import PLACEHOLDER, expression, spelled, worded
from tei_edition.transcript.words import words

PACKAGE = Path(tei_edition.__file__).parent
LANGUAGES = ("en", "de", "fr", "ru")


def forms() -> list[str]:
    """Every string with a placeholder in it, in the modules that read forms; prose, markup and other formats are none."""
    texts = (p.read_text("utf-8") for p in sorted(PACKAGE.rglob("*.py")))
    readers = (ast.parse(text) for text in texts if re.search(r"expressions import.*(?:spelled|worded)", text))
    strings = (n.value for tree in readers for n in ast.walk(tree) if isinstance(n, ast.Constant))
    said = {s for s in strings if isinstance(s, str) and PLACEHOLDER.search(s)}
    return sorted(s for s in said if not any(mark in s for mark in ("``", "</", "{{")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_name_only_words_that_every_language_has(language: str) -> None:
    assert len(forms()) > 100
    assert [form for form in forms() if PLACEHOLDER.search(expression(form, words(language)))] == []


def test_a_form_that_names_words_nobody_has_is_refused() -> None:
    with pytest.raises((KeyError, AttributeError)):
        expression("{no-such-row}", words("en"))


def test_a_whole_word_is_no_part_of_another() -> None:
    assert worded("<sent>", words("en")).search("it was SENT at noon")
    assert not worded("<sent>", words("en")).search("sentries")


def test_what_is_spelled_keeps_its_capitals() -> None:
    assert spelled("{NAME}", words("en")).fullmatch("Holm")
    assert not spelled("{NAME}", words("en")).fullmatch("holm")


def test_quantifiers_and_groups_stay_what_they_are() -> None:
    assert expression(r"(?P<who>\w{2,3})(?<!x)", words("en")) == r"(?P<who>\w{2,3})(?<!x)"
    assert re.compile(expression("(?:{copy|copies})?<to>", words("de")))
