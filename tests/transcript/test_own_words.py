"""A language the tool does not know: an edition teaches it by one TOML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tei_edition.convert import convert, diagnostics
from tei_edition.diagnostics import Refusal
from tei_edition.edition import open_edition
from tei_edition.transcript.words import Words, words
from tei_edition.transcript.words.own import completed

SWEDISH = """
language = "sv"
months = [["januari"], ["februari"], ["mars"], ["april"], ["maj"], ["juni"], ["juli"], ["augusti"], ["september"],
  ["oktober"], ["november"], ["december"]]
dating = ["i"]
ranks = ["Kapten"]
[form]
to = ["till"]
addressed = ["till"]
before-date = ["den"]
address-heads = ["Till"]
[brackets]
illegible = ["oläsligt"]
"""
LETTER = "Vastra, den 3 augusti 1912\n\nTill kapten BERG\n\nBåten kom i maj 1911 med [oläsligt] lådor [sic] och rep.\n"
MakeEdition = Callable[..., Path]


def swedish(make_edition: MakeEdition, **tables: str) -> Path:
    return make_edition(
        {
            "edition.toml": 'title = "Brev"\ndate = 2026-01-01\n[languages]\ntranscripts = "sv"\n',
            "transcripts/brev.txt": LETTER,
            **{f"languages/{name}.toml": text for name, text in tables.items()},
        }
    )


def test_an_edition_teaches_its_language(make_edition: MakeEdition) -> None:
    root = swedish(make_edition, svenska=SWEDISH)
    outcome = convert(open_edition(root))
    made = (root / "documents" / "brev.xml").read_text("utf-8")
    assert '<gap reason="illegible"><desc>oläsligt</desc></gap>' in made
    assert '<date when="1911-05">maj 1911</date>' in made
    assert '<date type="sent" when="1912-08-03">3 augusti 1912</date></dateline>' in made
    assert "<addrLine" in made
    assert '<language ident="sv">Swedish</language>' in made
    assert not [d for d in diagnostics(outcome) if d.code == "words-missing"]


def test_what_an_edition_does_not_say_of_its_language_is_english(make_edition: MakeEdition) -> None:
    root = swedish(make_edition, sv=SWEDISH)
    convert(open_edition(root))
    assert '<sic rend="sic">lådor</sic>' in (root / "documents" / "brev.xml").read_text("utf-8")


def test_a_language_nobody_taught_is_told_and_read_with_english_words(make_edition: MakeEdition) -> None:
    outcome = convert(open_edition(swedish(make_edition)))
    (told,) = [d for d in diagnostics(outcome) if d.code == "words-missing"]
    assert "Swedish" in told.message
    assert "languages/sv.toml" in told.hint
    assert not outcome.failed


def test_a_table_saved_anew_holds_at_the_next_conversion(make_edition: MakeEdition) -> None:
    root = swedish(make_edition, sv=SWEDISH.replace("oläsligt", "oläslig"))
    convert(open_edition(root))
    (root / "languages" / "sv.toml").write_text(SWEDISH, "utf-8")
    convert(open_edition(root))
    assert '<gap reason="illegible"><desc>oläsligt</desc></gap>' in (root / "documents" / "brev.xml").read_text("utf-8")


def test_a_language_there_is_not_is_refused(make_edition: MakeEdition) -> None:
    root = swedish(make_edition)
    file = root / "edition.toml"
    file.write_text(file.read_text("utf-8").replace('"sv"', '"xqz"'), "utf-8")
    with pytest.raises(Refusal, match="no language “xqz”"):
        convert(open_edition(root))


def test_a_mistake_in_a_table_is_told_with_its_line(make_edition: MakeEdition) -> None:
    root = swedish(make_edition, sv=SWEDISH.replace("dating", "datin"))
    with pytest.raises(Refusal) as refused:
        convert(open_edition(root))
    said = refused.value.diagnostics
    assert any(d.position and d.position.line == 5 and "datin" in d.message for d in said)


@pytest.mark.parametrize("group", ["kinds", "form", "brackets", "units", "dates"])
def test_a_group_of_words_is_completed_row_by_row(group: str) -> None:
    own = Words(language="sv", months=(), dating=(), **{group: {"added": ("tillagt",)}})  # type: ignore[arg-type]
    whole = getattr(completed(own), group)
    assert whole["added"] == ("tillagt",)
    assert set(getattr(words("en"), group)) < set(whole)


def test_a_table_for_a_language_of_the_tool_adds_to_the_tools_own() -> None:
    """An editor of early modern letters writes the Latin months, and need not copy all of German."""
    months = tuple((f"Monat{number}",) for number in range(12))
    own = completed(Words(language="de", months=months, brackets={"stamp": ("Petschaft",)}))
    assert own.brackets["stamp"] == (*words("de").brackets["stamp"], "Petschaft")
    assert own.months[1] == (*words("de").months[1], "Monat1")
    assert own.dating == words("de").dating


def test_a_few_words_are_a_table(make_edition: MakeEdition) -> None:
    root = make_edition(
        {
            "edition.toml": 'title = "Briefe"\ndate = 2026-01-01\n[languages]\ntranscripts = "de"\n',
            "languages/de.toml": 'language = "de"\n[brackets]\nillegible = ["nit zu lesen"]\n',
            "transcripts/a.txt": "Wien, den 3. Mai 1912\n\nEs ist [nit zu lesen] und [unleserlich] im Haus.\n",
        }
    )
    convert(open_edition(root))
    assert (root / "documents" / "a.xml").read_text("utf-8").count('<gap reason="illegible">') == 2
