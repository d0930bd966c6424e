"""The commands convert, verify and init: exit codes, and messages that an editor understands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tei_edition.cli import main

MakeEdition = Callable[..., Path]
LETTER = "Vastra, 3 May 1950\n\nDear Anna,\n\nThe boat is late.\n\nODO KALLAS\n"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output + result.stderr
    return result


def refused(*arguments: str | Path) -> str:
    """What is said by a command that ends with 2, each message with its advice."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert re.search(r"\[[a-z-]+\]\n  \S", result.stderr)
    return result.stderr


@pytest.fixture
def edition(make_edition: MakeEdition) -> Path:
    return make_edition({"transcripts/a.txt": LETTER})


# ------------------------------------------------------------------ what they do


def test_convert_says_what_was_done(edition: Path) -> None:
    result = run("convert", edition)
    assert result.exit_code == 0
    assert "1 transcript read" in result.stdout
    assert "1 made: a" in result.stdout
    assert "1 unchanged: a" in run("convert", edition).stdout


def test_convert_takes_the_folder_you_stand_in(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(edition)
    assert run("convert").exit_code == 0
    assert run("verify").stdout == "1 of 1 transcripts come back byte for byte\n"


def test_convert_takes_the_folder_xml_below(make_edition: MakeEdition, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_edition({"transcripts/a.txt": LETTER}, name="xml")
    monkeypatch.chdir(root.parent)
    assert run("convert").exit_code == 0
    assert (root / "documents" / "a.xml").is_file()


def test_messages_may_be_json(edition: Path) -> None:
    (edition / "transcripts" / "a.txt").write_text("an odd ] bracket\n")
    rows = json.loads(run("convert", edition, "--format", "json").stdout)
    assert [row["code"] for row in rows] == ["sign-unopened"]
    assert json.loads(run("verify", edition, "--format", "json").stdout) == []


def test_quiet_leaves_out_what_is_only_said(edition: Path) -> None:
    (edition / "transcripts" / "a.txt").write_text("Comrade Nobody said ] it.\n")
    assert "name-unknown" in run("convert", edition).stderr
    told = run("convert", edition, "--quiet").stderr
    assert "name-unknown" not in told
    assert "sign-unopened" in told


def test_a_dry_run_shows_and_does_not_write(edition: Path) -> None:
    result = run("convert", edition, "--dry-run")
    assert "+<TEI" in result.stdout
    assert not (edition / "documents").exists()


@pytest.mark.parametrize("command", ["convert", "verify"])
def test_an_edition_with_nothing_in_it_is_said_to_be_empty(command: str, make_edition: MakeEdition) -> None:
    assert "nothing-to-convert" in refused(command, make_edition())


def test_a_page_of_which_no_line_is_the_documents_is_an_error(make_edition: MakeEdition) -> None:
    toml = 'name = "all"\ntitle = "All"\n[recognise]\nall = ["^BOOK"]\n[back]\nbegins = ["^BOOK"]\nfirst = "abstract"\n'
    root = make_edition({"transcripts/a.txt": "BOOK\n\nwords\n", "layouts/all.toml": toml})
    result = run("convert", root)
    assert result.exit_code == 1
    assert "[document-empty]" in result.stderr


def test_only_converts_one(edition: Path) -> None:
    (edition / "transcripts" / "b.txt").write_text("x")
    assert "1 made: b" in run("convert", edition, "--only", edition / "transcripts" / "b.txt").stdout


def test_a_conflict_makes_convert_fail(edition: Path) -> None:
    (edition / "documents").mkdir()
    (edition / "documents" / "a.xml").write_text("<mine/>")
    result = run("convert", edition)
    assert result.exit_code == 1
    assert "merge-conflict" in result.stderr
    assert "a proposal lies beside it: a" in result.stdout


def test_verify_fails_where_a_word_was_changed(edition: Path) -> None:
    run("convert", edition)
    path = edition / "documents" / "a.xml"
    path.write_text(path.read_text().replace("boat is late", "ship is late"))
    result = run("verify", edition)
    assert result.exit_code == 1
    assert "line 5 of the transcript" in result.stderr
    assert "0 of 1" in result.stdout


def test_init_says_what_to_do_next(tmp_path: Path) -> None:
    result = run("init", tmp_path / "new")
    assert result.exit_code == 0
    assert "edition.toml" in result.stdout
    assert f"tei-edition convert {tmp_path / 'new'}" in result.stdout
    assert run("convert", tmp_path / "new").exit_code == 0
    assert run("verify", tmp_path / "new").exit_code == 0


# ------------------------------------------------------------------ bad input


@pytest.mark.parametrize("command", ["convert", "verify"])
def test_no_edition(command: str, tmp_path: Path) -> None:
    said = refused(command, tmp_path / "nowhere")
    assert "edition-missing" in said
    assert "tei-edition init" in said


@pytest.mark.parametrize("command", ["convert", "verify"])
def test_no_edition_where_you_stand(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "edition-missing" in refused(command)


@pytest.mark.parametrize("command", ["convert", "verify"])
@pytest.mark.parametrize(
    ("toml", "line", "said"),
    [
        ('title = "x\ndate = 2020-01-01\n', 1, "toml-syntax"),
        ('title = "x"\ndate = 2020-13-01\n', 2, "toml-syntax"),
        ('title = "x"\ndate = "yesterday"\n', 2, "“date”"),
        ("date = 2020-01-01\n", 1, "the setting “title” is missing"),
        ('title = "x"\ndate = 2020-01-01\npublihser = "y"\n', 3, "Did you mean “publisher”?"),
        ('title = "x"\ndate = 2020-01-01\n[conversion]\nlayuot = "y"\n', 4, "conversion.layuot"),
        ("title = 3\ndate = 2020-01-01\n", 1, "“title”"),
        ("", 1, "is missing"),
        ("\x00", 1, "toml-syntax"),
    ],
)
def test_settings_with_a_mistake(make_edition: MakeEdition, command: str, toml: str, line: int, said: str) -> None:
    root = make_edition({"edition.toml": toml})
    told = refused(command, root)
    assert said in told
    assert f"edition.toml:{line}" in told


@pytest.mark.parametrize(
    ("line", "said", "hint"),
    [
        ("date = 2026-13-01", "“2026-13-01” is no date", "2026-05-01"),
        ("date = 2026-5-1  # soon", "“2026-5-1” is no date", "2026-05-01"),
        ("date = 1 May 2026", "“1 May 2026” is no date", "2026-05-01"),
        ("date = “2026-05-01”", "other quotation marks", '"…"'),
        ("subtitle = Letters of the pier", "without quotation marks", '"Letters of the pier"'),
        ("drafts = True", "neither true nor false", "small letters"),
        ('title = "y"', "the same key stands twice", ""),
    ],
)
def test_what_toml_cannot_read_is_said_in_words_that_help(
    make_edition: MakeEdition, line: str, said: str, hint: str
) -> None:
    told = refused("convert", make_edition({"edition.toml": f'title = "x"\n{line}\ndate = 2026-05-01\n'}))
    assert "edition.toml:2:" in told
    assert said in told
    assert hint in told


@pytest.mark.parametrize("command", [("convert",), ("layouts", "--edition")])
@pytest.mark.parametrize(
    ("line", "said", "hint"),
    [
        ('signs = "leidn"', "there is no sign profile “leidn”", "Did you mean “leiden”?"),
        ('signs_off = ["bol"]', "there is no sign “bol”", "Did you mean “bold”?"),
        ('language = "zz"', "there is no language “zz”", "There are: de, en, fr, ru."),
    ],
)
def test_a_layout_that_names_what_there_is_not_is_refused_with_its_line(
    edition: Path, command: tuple[str, ...], line: str, said: str, hint: str
) -> None:
    (edition / "layouts").mkdir()
    (edition / "layouts" / "harbour.toml").write_text(f'name = "harbour"\ntitle = "Harbour"\n{line}\n')
    told = refused(*command, edition)
    assert f"{Path('layouts') / 'harbour.toml'}:3:1" in told
    assert said in told
    assert hint in told


def test_settings_that_are_no_text(make_edition: MakeEdition) -> None:
    assert "toml-syntax" in refused("convert", make_edition({"edition.toml": b"\xff\xfe\x00title"}))


def test_settings_that_are_a_folder(make_edition: MakeEdition) -> None:
    root = make_edition()
    (root / "edition.toml").unlink()
    (root / "edition.toml").mkdir()
    assert "edition-missing" in refused("convert", root)


@pytest.mark.parametrize(
    ("register", "code", "line"),
    [
        ("<TEI>\n<person>\n</TEI>", "xml-syntax", 3),
        ('<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<TEI>&a;</TEI>', "xml-doctype", 1),
        ("", "xml-syntax", 1),
        ("\x00\x01", "xml-syntax", 1),
        ("not xml at all", "xml-syntax", 1),
        ('<?xml version="1.0" encoding="no-such"?><TEI/>', "xml-syntax", 1),
    ],
)
def test_a_register_that_cannot_be_read(edition: Path, register: str, code: str, line: int) -> None:
    (edition / "registers").mkdir()
    (edition / "registers" / "persons.xml").write_text(register)
    told = refused("convert", edition)
    assert code in told
    assert f"persons.xml:{line}" in told
    assert not (edition / "documents").exists()


def test_a_file_of_any_bytes_is_a_transcript(edition: Path) -> None:
    (edition / "transcripts" / "b.bin").write_bytes(bytes(range(256)))
    assert run("convert", edition).exit_code == 0
    assert run("verify", edition).stdout == "2 of 2 transcripts come back byte for byte\n"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a picture"),
        (b"PK\x03\x04" + b"\x00" * 60, "a ZIP archive"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        (rb"{\rtf1\ansi The boat.}", "an RTF file"),
    ],
)
def test_a_file_that_is_no_text_is_named_and_the_others_are_converted(edition: Path, data: bytes, kind: str) -> None:
    (edition / "transcripts" / "b.txt").write_bytes(data)
    result = run("convert", edition)
    assert result.exit_code == 1
    assert f"this is {kind}" in result.stderr
    assert "1 made: a" in result.stdout
    assert "1 not read: b" in result.stdout
    assert [path.name for path in (edition / "documents").iterdir()] == ["a.xml"]


def test_a_transcript_that_may_not_be_read_is_named(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    result = run("convert", edition)
    assert result.exit_code == 1
    assert "file-unreadable" in result.stderr
    assert "Permission denied" in result.stderr


def test_a_document_that_another_program_holds_is_named_and_the_others_are_written(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (edition / "transcripts" / "b.txt").write_text("Dear Anna,\n\nthe boat is late.\n")
    run("convert", edition)
    old = (edition / "documents" / "a.xml").read_bytes()
    settings = (edition / "edition.toml").read_text()
    (edition / "edition.toml").write_text(settings.replace("2020-01-01", "2021-02-02"))
    replace = Path.replace

    def held(path: Path, target: Path) -> Path:
        if Path(target).name == "a.xml" and Path(target).parent.name == "documents":
            raise PermissionError(13, "The process cannot access the file")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", held)
    result = run("convert", edition)
    assert result.exit_code == 1
    assert "file-unwritable" in result.stderr
    assert "1 not written: a" in result.stdout
    assert (edition / "documents" / "a.xml").read_bytes() == old
    assert b"2021-02-02" in (edition / "documents" / "b.xml").read_bytes()
    monkeypatch.undo()
    run("convert", edition)
    assert b"2021-02-02" in (edition / "documents" / "a.xml").read_bytes()
    assert [p for p in edition.rglob(".*") if p.suffix in {".part", ".next"}] == []


def test_a_link_that_leads_out_of_the_edition_is_no_transcript(edition: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (edition / "transcripts" / "b.txt").symlink_to(tmp_path / "secret.txt")
    run("convert", edition)
    assert [path.name for path in (edition / "documents").iterdir()] == ["a.xml"]


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[[correct]\n", "toml-syntax"),
        ('[[correct]]\nline = 1\nwords = "a"\n', "reading"),
        ("[[corect]]\nline = 1\n", "Did you mean “correct”?"),
    ],
)
def test_decisions_with_a_mistake(edition: Path, toml: str, said: str) -> None:
    (edition / "decisions").mkdir()
    (edition / "decisions" / "a.toml").write_text(toml)
    told = refused("convert", edition)
    assert said in told
    assert "decisions/a.toml:1" in told or "decisions/a.toml" in told
    assert not (edition / "documents").exists()


def test_a_layout_of_the_edition_with_a_mistake(edition: Path) -> None:
    (edition / "layouts").mkdir()
    (edition / "layouts" / "own.toml").write_text('name = "own"\ntitel = "x"\n')
    assert "Did you mean “title”?" in refused("convert", edition)


def test_the_leads_that_fitted_no_line_are_named(edition: Path) -> None:
    """A lead tried too early is passed over: its author is told, or would look for the fault in the pattern."""
    (edition / "layouts").mkdir()
    (edition / "layouts" / "own.toml").write_text(
        "name = 'own'\ntitle = 'Own'\n[recognise]\nall = ['^Deed 7']\n"
        "[[leads]]\nfield = 'date'\nline = '^1951'\n[[leads]]\nfield = 'title'\nline = '^Deed'\n"
    )
    (edition / "transcripts" / "b.txt").write_text("Deed 7\n1951\n\nThe tide was high.\n")
    said = run("layouts", edition / "transcripts" / "b.txt", "--edition", edition).stdout
    assert "no line for the lead date: ^1951" in said
    assert "lead title" not in said


def test_a_web_page_is_shown_as_the_text_that_patterns_are_held_against(edition: Path) -> None:
    page = edition / "transcripts" / "b.html"
    page.write_text("<html><body><main><h2>Deed 7</h2><p>The <b>tide</b><br>was high.</p></main></body></html>")
    said = run("layouts", page, "--text").stdout.splitlines()
    assert said[:4] == ["1  ## Deed 7", "2", "3  The **tide**", "4  was high."]


def test_a_document_that_is_not_well_formed_does_not_stop_verify(edition: Path) -> None:
    (edition / "transcripts" / "b.txt").write_text("x")
    run("convert", edition)
    (edition / "documents" / "a.xml").write_text("<TEI>")
    result = run("verify", edition)
    assert result.exit_code == 1
    assert "xml-syntax" in result.stderr
    assert "1 of 2" in result.stdout


def test_only_a_transcript_that_is_not_there(edition: Path) -> None:
    result = run("convert", edition, "--only", "gone.txt")
    assert result.exit_code == 1
    assert "gone.txt" in result.stderr


def test_init_where_an_edition_is(edition: Path) -> None:
    assert "edition-exists" in refused("init", edition)


def test_init_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    refused("init", tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_documents_in_the_way_of_a_folder(edition: Path) -> None:
    (edition / "documents").write_text("a file, not a folder")
    result = run("convert", edition)
    assert result.exit_code == 1
    assert "file-unwritable" in result.stderr
    assert "1 not written: a" in result.stdout


def test_an_unknown_command_is_named() -> None:
    result = run("covnert")
    assert result.exit_code == 2
    assert "covnert" in result.stderr
