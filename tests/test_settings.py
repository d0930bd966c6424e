"""Every key of edition.toml: a value that cannot be meant is refused at its own line."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tei_edition import edition, settings
from tei_edition.building import build
from tei_edition.convert import convert
from tei_edition.diagnostics import Diagnostic, Position, Refusal
from tei_edition.edition import Settings, open_edition
from tei_edition.publishing.words import languages
from tei_edition.transcript.decisions import Decisions
from tei_edition.transcript.layout import Layout

HEAD = 'title = "x"\ndate = 2020-01-01\n'
# each table of edition.toml: how it is opened, what it holds, and what it cannot do without
TABLES: tuple[tuple[str, type[Any], str], ...] = (
    ("", edition.Settings, ""),
    ("[[editors]]", edition.Editor, 'key = "mq"\nname = "M"\n'),
    ("[licence]", edition.Licence, 'name = "CC"\n'),
    ("[languages]", edition.Languages, ""),
    ("[conversion]", edition.Conversion, ""),
    ("[[conversion.words]]", edition.Meaning, 'words = "pier"\n'),
    ("[site]", edition.Site, ""),
    ("[site.theme]", edition.Theme, ""),
    ("[book]", edition.Book, ""),
    ("[book.paper]", edition.Paper, "width = 150\nheight = 220\n"),
)
KEYS = [(opened, field, needed) for opened, kind, needed in TABLES for field in dataclasses.fields(kind)]
# no setting has a value of this kind: a time of the day, a list of lists, a text that no XML can hold
NEVER = ("07:32:00", "[[1]]", r'"\u0000"')


def refused(toml: str, kind: type[Any] = Settings) -> Diagnostic:
    with pytest.raises(Refusal) as refusal:
        settings.parse(toml, kind, "a.toml")
    (told,) = refusal.value.diagnostics
    return told


def written(opened: str, key: str, needed: str, value: str) -> str:
    """An edition.toml whose last line is the key with this value."""
    head = HEAD if opened else "".join(one for one in HEAD.splitlines(keepends=True) if not one.startswith(f"{key} ="))
    rest = "".join(one for one in needed.splitlines(keepends=True) if not one.startswith(f"{key} ="))
    return f"{head}{opened}\n{rest}{key} = {value}"


@pytest.mark.parametrize("value", NEVER)
@pytest.mark.parametrize(("opened", "field", "needed"), KEYS, ids=[f"{opened}{f.name}" for opened, f, _ in KEYS])
def test_a_value_of_the_wrong_kind_is_refused_at_its_line(
    opened: str, field: dataclasses.Field[Any], needed: str, value: str
) -> None:
    toml = written(opened, field.name, needed, value)
    told = refused(toml)
    assert told.position == Position(toml.count("\n") + 1, 1)
    assert field.name in told.message


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("drafts = 1", "must be true or false"),
        ('[book]\nmake = "false"', "must be true or false"),
        ("[book]\nline_step = true", "must be a whole number"),
        ("[book]\nfont_size = true", "must be a number"),
        ("[book]\nvolumes = true", "must be a whole number"),
        ('[licence]\nname = " "', "must not be empty"),
        ('[licence]\nname = "CC"\nurl = "by-nc"', "not an address"),
        ('[languages]\ninterface = "sw"', "no words of the site in “sw”: there are de, en"),
        ('[site]\nvertical = ["in Chinese"]', "not a language"),
        ('[book]\nfonts = [""]', "must not be empty"),
        ('[[editors]]\nname = "M"\nkey = "M Q"', "not a short name"),
        ('[[editors]]\nname = "M"\nkey = "enc"', "each document has a part of its own called “enc”"),
        ('[[editors]]\nname = "M"\nkey = "l12"', "each document has a part of its own"),
        ('[[conversion.words]]\nsign = ""\nwords = ""', "must not be empty"),
    ],
)
def test_what_cannot_be_meant_is_not_taken_for_something_else(toml: str, said: str) -> None:
    told = refused(HEAD + toml)
    assert said in told.message
    assert told.position == Position(3 + toml.count("\n"), 1)


@pytest.mark.parametrize("date", ["0", "86400", "1.5", "true"])
def test_a_number_is_no_date(date: str) -> None:
    assert "such as 2026-05-01" in refused(f'title = "x"\ndate = {date}\n').message


def test_two_editors_have_two_keys() -> None:
    one = '[[editors]]\nkey = "mq"\nname = "M"\n'
    assert "two editors have the key “mq”" in refused(HEAD + one * 2).message


def test_the_words_of_the_site_are_there_in_each_language_that_may_be_named() -> None:
    assert sorted(settings.INTERFACES) == sorted(languages())
    assert (
        settings.parse(HEAD + '[languages]\ninterface = "de-AT"\n', Settings, "a.toml").languages.interface == "de-AT"
    )


def test_a_word_boundary_in_double_quotation_marks_is_explained() -> None:
    told = refused('name = "a"\ntitle = "A"\n\n[[leads]]\nline = "\\bFrom"\n', Layout)
    assert told.position == Position(5, 1)
    assert "U+0008" in told.message
    assert "write patterns in '…'" in told.advice


def test_a_backslash_in_double_quotation_marks_is_explained() -> None:
    told = refused('name = "a"\ntitle = "A"\n[[leads]]\nline = "\\d+"\n', Layout)
    assert told.position is not None
    assert told.position.line == 4
    assert "single quotation marks" in told.advice


@pytest.mark.parametrize("pattern", ["(a+)+$", r"^(\w+\s*)+:", "(?:a|b+)*", r"(?=(x*)*)y", "((a+?))+"])
def test_a_pattern_that_takes_for_ever_is_refused(pattern: str) -> None:
    told = refused(f"name = 'a'\ntitle = 'A'\n[recognise]\nall = ['^ok', '{pattern}']\n", Layout)
    assert told.position == Position(4, 1)
    assert "what repeats is repeated" in told.message


@pytest.mark.parametrize(
    "pattern", [r"(\w+\s)+", r"(?:,\s*\w+)+", "(a|b)+", "(?:a+){2}", r"(?:\w+)?", r"(.*\n)*", "(?>a+)+b"]
)
def test_a_pattern_whose_rounds_need_something_of_their_own_may_stand(pattern: str) -> None:
    toml = f"name = 'a'\ntitle = 'A'\n[recognise]\nall = ['{pattern}']\n"
    assert settings.parse(toml, Layout, "a.toml").recognise.all == (pattern,)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[recognise]\nwithin = 0", "must be 1 or more"),
        ("[[labels]]\nwords = []", "must name at least 1"),
        ("[[labels]]\nwords = ['']", "must not be empty"),
        ("[[labels]]\nwords = ['From']\nparagraphs = 0", "must be 1 or more"),
        ("[[leads]]\nline = ''", "must not be empty"),
    ],
)
def test_a_layout_says_nothing_empty(toml: str, said: str) -> None:
    head = "name = 'a'\ntitle = 'A'\n"
    told = refused(head + toml, Layout)
    assert said in told.message
    assert told.position == Position(3 + toml.count("\n"), 1)


def test_no_layout_is_called_auto() -> None:
    assert "take another name" in refused("name = 'auto'\ntitle = 'A'\n", Layout).message


def test_a_form_feed_may_stand_in_a_pattern() -> None:
    assert settings.parse('name = "a"\ntitle = "A"\n[[leads]]\nline = "\\fPage"\n', Layout, "a.toml").leads


@pytest.mark.parametrize(
    ("text", "location", "line"),
    [
        ('[[words]]\nwords = "a"\n[[words]]\n\nwords = 3', ("words", 1, "words"), 5),
        ('[[a.words]]\nwords = "a"', ("a", "words", 0, "words"), 2),
        ("[[a]]\nb = 1\n[[a.c]]\nd = 1\n[[a]]\n[[a.c]]\nd = 2", ("a", 1, "c", 0, "d"), 7),
        ("[[labels]]\nwords = ['a', 2]\n[[labels]]\nwords = ['b']", ("labels", 0, "words", 1), 2),
        ("[site]\nmake = true\n[book]\nmake = 3", ("book", "make"), 4),
        ("book.paper.width = 3", ("book", "paper", "width"), 1),
        ("book = { paper = 3 }", ("book", "paper"), 1),
        ('"title" = 3', ("title",), 1),
        ("note = '''\n[book]\nmake = 1\n'''\n[book]\nmake = 3", ("book", "make"), 6),
        ("[[a]]\nb = 1\n[[a]]\nc = 1", ("a", 0, "c"), 1),
        ("# [book]\n[book] # of the book\n  paper = 3", ("book", "paper"), 3),
        ("a = 1", ("b",), 1),
    ],
)
def test_a_key_is_found_in_its_own_table(text: str, location: settings.Location, line: int) -> None:
    assert settings.position(text, location).line == line


@pytest.mark.parametrize(
    ("line", "logo", "said"),
    [
        ('logo = "seal.svg"', "", "there is no “seal.svg”"),
        ('logo = "../seal.svg"', "../seal.svg", "lies outside the edition folder"),
        ('logo = "seal.txt"', "seal.txt", "no picture"),
        ('logo = "theme"', "theme/seal.svg", "there is no “theme”"),
    ],
)
def test_a_logo_is_a_picture_in_the_edition_folder(
    line: str, logo: str, said: str, make_edition: Callable[..., Path]
) -> None:
    files = {"transcripts/a.txt": "Dear Sund,\n", "edition.toml": f"{HEAD}[site]\n{line}\n[book]\nmake = false\n"}
    root = make_edition({**files, **({logo: "<svg/>"} if logo else {})})
    convert(open_edition(root))
    with pytest.raises(Refusal) as refusal:
        build(open_edition(root))
    (told,) = refusal.value.diagnostics
    assert said in told.message
    assert told.where.endswith("edition.toml:4:1")
    assert not (root / "dist" / "site").exists()


def test_a_file_in_another_encoding_is_told_with_its_line(make_edition: Callable[..., Path]) -> None:
    toml = 'name = "a"\ntitle = "Büro"\n'.encode("latin-1")
    root = make_edition({"transcripts/a.txt": "x\n", "signs/a.toml": toml})
    with pytest.raises(Refusal) as refusal:
        convert(open_edition(root))
    (told,) = refusal.value.diagnostics
    assert told.where.endswith("a.toml:2")
    assert "Save it as UTF-8" in told.advice


@pytest.mark.parametrize("toml", ["line = true", 'line = "5"', "line = 5.0"])
def test_the_line_of_a_decision_is_a_whole_number(toml: str) -> None:
    told = refused(f'[[correct]]\nwords = "a"\nreading = "b"\n{toml}\n', Decisions)
    assert "must be a whole number" in told.message
    assert told.position == Position(4, 1)
