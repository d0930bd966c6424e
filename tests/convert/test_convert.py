"""Convert an edition: what is made, what is kept, and what an editor is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from lxml import etree

from tei_edition import xml
from tei_edition.convert import convert, diagnostics
from tei_edition.diagnostics import Refusal, Severity
from tei_edition.edition import open_edition
from tei_edition.hand_work.merge import Fate
from tei_edition.verify import verify

MakeEdition = Callable[..., Path]
NS = {"t": xml.TEI}

LETTER = "Vastra, 3 May 1950\n\nDear Sund,\n\nThe boat is late and the pier is cold.\n\nODO KALLAS\n"
ANSWER = """Karelholm, 9 May 1950

Dear Kallas,

I have received your letter of 3 May 1950. The boat has come.

MARIT SUND
"""


@pytest.fixture
def edition(make_edition: MakeEdition, registers: dict[str, bytes]) -> Path:
    return make_edition({"transcripts/a.txt": LETTER, "transcripts/b.txt": ANSWER, **registers})


def run(root: Path, **options: object):
    return convert(open_edition(root), **options)


def fates(root: Path, **options: object) -> list[Fate]:
    return [one.fate for one in run(root, **options).converted]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


# ------------------------------------------------------------------ what is made


def test_each_transcript_becomes_a_document_and_a_base(edition: Path) -> None:
    assert fates(edition) == [Fate.NEW, Fate.NEW]
    for name in ("a.xml", "b.xml"):
        assert (edition / "documents" / name).read_bytes() == (edition / ".generated" / name).read_bytes()


def test_the_transcripts_are_never_written_to(edition: Path) -> None:
    before = snapshot(edition / "transcripts")
    run(edition)
    assert snapshot(edition / "transcripts") == before


def test_converting_again_changes_nothing(edition: Path) -> None:
    run(edition)
    before = snapshot(edition)
    assert fates(edition) == [Fate.SAME, Fate.SAME]
    assert snapshot(edition) == before


def test_documents_are_called_after_their_transcripts(make_edition: MakeEdition) -> None:
    root = make_edition({"transcripts/057.txt": "x", "transcripts/letter 3.md": "y", "transcripts/.hidden": "z"})
    run(root)
    made = sorted(path.name for path in (root / "documents").iterdir())
    assert made == ["d057.xml", "letter-3.xml"]
    for path in (root / "documents").iterdir():
        assert xml.read(path).getroot().get(xml.ID) == path.stem


def test_two_transcripts_of_one_name_are_told(make_edition: MakeEdition) -> None:
    outcome = run(make_edition({"transcripts/a.txt": "x", "transcripts/a.md": "y"}))
    assert [d.code for d in outcome.diagnostics] == ["id-collision"]
    assert outcome.failed
    assert len(outcome.converted) == 1


def test_names_that_differ_in_capitals_only_are_told(make_edition: MakeEdition) -> None:
    outcome = run(make_edition({"transcripts/B.txt": "x\n", "transcripts/b.txt": "y\n"}))
    assert [(d.code, d.where.rpartition("/")[2]) for d in outcome.diagnostics] == [("id-collision", "b.txt")]
    assert "but for capital letters" in outcome.diagnostics[0].message
    assert [one.identifier for one in outcome.converted] == ["B"]


@pytest.mark.parametrize("name", ["two  spaces.txt", "no\u00a0break.txt", "tab\there.txt", "-dash.txt", "qu\"o'te.txt"])
def test_a_file_of_any_name_comes_back(name: str, make_edition: MakeEdition) -> None:
    root = make_edition({f"transcripts/{name}": "Dear Sund,\n"})
    assert not run(root).failed
    assert all(one.is_proved for one in verify(open_edition(root)))


@pytest.mark.parametrize(
    ("data", "is_odd"),
    [(b"SQLite format 3\0" + b"\0" * 200, True), (b"Dear Sund,\0\nThe boat is late.\n", False), (b"\f\x1a", False)],
)
def test_what_hardly_is_a_text_is_told(data: bytes, is_odd: bool, make_edition: MakeEdition) -> None:
    (one,) = run(make_edition({"transcripts/a.txt": data})).converted
    assert ("transcript-odd" in {d.code for d in one.diagnostics}) is is_odd


def test_only_some_transcripts_may_be_converted(edition: Path) -> None:
    run(edition, transcripts=[edition / "transcripts" / "b.txt"])
    assert [path.name for path in (edition / "documents").iterdir()] == ["b.xml"]


def test_a_transcript_that_is_not_there_is_told(edition: Path) -> None:
    outcome = run(edition, transcripts=[edition / "transcripts" / "gone.txt"])
    assert [d.code for d in outcome.diagnostics] == ["file-missing"]
    assert outcome.failed


def test_an_edition_without_transcripts_makes_nothing(make_edition: MakeEdition) -> None:
    outcome = run(make_edition())
    assert outcome.converted == ()
    assert not outcome.failed


def test_a_dry_run_writes_nothing_and_shows_the_difference(edition: Path) -> None:
    before = snapshot(edition)
    outcome = run(edition, dry_run=True)
    assert snapshot(edition) == before
    assert all("+<TEI" in one.difference for one in outcome.converted)


def test_processes_make_the_same_bytes_as_one(edition: Path) -> None:
    run(edition)
    serial = snapshot(edition / "documents")
    for path in (edition / "documents").iterdir():
        path.unlink()
    with ProcessPoolExecutor(2) as executor:
        run(edition, executor=executor)
    assert snapshot(edition / "documents") == serial


def test_progress_counts_to_the_end(edition: Path) -> None:
    told: list[tuple[str, int, int]] = []
    run(edition, progress=lambda step, done, total: told.append((step, done, total)))
    assert ("reading", 2, 2) in told


# ------------------------------------------------------------------ documents that speak of each other


def test_an_answer_points_to_the_letter_it_answers(edition: Path) -> None:
    run(edition)
    root = xml.read(edition / "documents" / "b.xml").getroot()
    assert root.xpath("//t:correspContext/t:ref[@type = 'replyTo']/@target", namespaces=NS) == ["a.xml#a-t1"]
    assert root.xpath("//t:text//t:ref[@type = 'replyTo']/@target", namespaces=NS) == ["a.xml#a-t1"]


def test_two_letters_that_fit_leave_the_link_open(edition: Path) -> None:
    (edition / "transcripts" / "c.txt").write_text(LETTER)
    run(edition)
    root = xml.read(edition / "documents" / "b.xml").getroot()
    assert root.xpath("//t:ref[@type = 'replyTo']/@target", namespaces=NS) == []
    assert root.xpath("string(//t:ref[@type = 'replyTo'])", namespaces=NS) == "letter of 3 May 1950"


def test_only_one_transcript_still_knows_the_others(edition: Path) -> None:
    run(edition, transcripts=[edition / "transcripts" / "b.txt"])
    root = xml.read(edition / "documents" / "b.xml").getroot()
    assert root.xpath("//t:correspContext/t:ref[@type = 'replyTo']/@target", namespaces=NS) == ["a.xml#a-t1"]
    assert root.xpath("//t:text//t:ref[@type = 'replyTo']/@target", namespaces=NS) == ["a.xml#a-t1"]


# ------------------------------------------------------------------ hand work


def test_what_an_editor_changed_stays(edition: Path) -> None:
    run(edition)
    target = edition / "documents" / "a.xml"
    edit(target, "The boat is late", "<!-- checked -->The boat is late")
    before = target.read_bytes()
    assert fates(edition)[0] is Fate.KEPT
    assert target.read_bytes() == before


def test_new_text_comes_into_a_document_nobody_touched(edition: Path) -> None:
    run(edition)
    edit(edition / "registers" / "places.xml", ">Vastra<", ">Nowhere<")
    assert fates(edition)[0] is Fate.UPDATED
    assert "#vastra" not in (edition / "documents" / "a.xml").read_text()


def test_changes_of_both_sides_are_merged(edition: Path) -> None:
    run(edition)
    target = edition / "documents" / "a.xml"
    edit(target, "The boat is late", "<!-- checked -->The boat is late")
    edit(edition / "edition.toml", "Papers of nowhere", "Papers of somewhere")
    assert fates(edition)[0] is Fate.MERGED
    text = target.read_text()
    assert "<!-- checked -->" in text
    assert "Papers of somewhere" in text
    assert fates(edition)[0] is Fate.KEPT


def test_where_both_changed_the_same_lines_the_editors_file_stays(edition: Path) -> None:
    run(edition)
    target = edition / "documents" / "a.xml"
    edit(target, "Dear <persName", "Dear <persName cert='high'")
    before = target.read_bytes()
    edit(edition / "registers" / "persons.xml", 'xml:id="sund"', 'xml:id="sund-marit"')
    outcome = run(edition)
    assert outcome.converted[0].fate is Fate.CONFLICT
    assert outcome.failed
    assert target.read_bytes() == before
    assert "#sund-marit" in (edition / "documents" / "a.proposed.xml").read_text()
    conflict = next(d for d in outcome.converted[0].diagnostics if d.code == "merge-conflict")
    assert "cert='high'" in conflict.message
    assert "sund-marit" in conflict.message


def test_a_conflict_is_told_at_the_line_of_the_editors_file(edition: Path) -> None:
    test_where_both_changed_the_same_lines_the_editors_file_stays(edition)
    conflict = next(d for d in run(edition).converted[0].diagnostics if d.code == "merge-conflict")
    assert conflict.position is not None
    assert "cert='high'" in (edition / "documents" / "a.xml").read_text().splitlines()[conflict.position.line - 1]


def test_a_conflict_stays_one_until_the_editor_ends_it(edition: Path) -> None:
    test_where_both_changed_the_same_lines_the_editors_file_stays(edition)
    assert fates(edition)[0] is Fate.CONFLICT
    proposal = edition / "documents" / "a.proposed.xml"
    proposal.replace(edition / "documents" / "a.xml")
    assert fates(edition)[0] is Fate.MERGED
    assert fates(edition)[0] is Fate.SAME
    assert not proposal.exists()


def test_a_proposal_is_no_document_of_the_edition(edition: Path) -> None:
    test_where_both_changed_the_same_lines_the_editors_file_stays(edition)
    assert [path.name for path in open_edition(edition).documents] == ["a.xml", "b.xml"]


def test_a_file_that_convert_did_not_make_is_not_overwritten(edition: Path) -> None:
    target = edition / "documents" / "a.xml"
    target.parent.mkdir()
    target.write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'>mine</TEI>")
    outcome = run(edition)
    assert outcome.converted[0].fate is Fate.CONFLICT
    assert "mine" in target.read_text()


def test_a_broken_file_is_not_overwritten(edition: Path) -> None:
    run(edition)
    target = edition / "documents" / "a.xml"
    target.write_text("<TEI>half a fi")
    edit(edition / "edition.toml", "Papers of nowhere", "Papers of somewhere")
    assert fates(edition)[0] is Fate.CONFLICT
    assert target.read_text() == "<TEI>half a fi"


def test_a_merge_that_would_lose_a_word_is_a_conflict(edition: Path) -> None:
    run(edition)
    target = edition / "documents" / "a.xml"
    edit(target, "The boat is late", "The ship is late")
    edit(edition / "edition.toml", "Papers of nowhere", "Papers of somewhere")
    before = target.read_bytes()
    outcome = run(edition)
    assert outcome.converted[0].fate is Fate.CONFLICT
    assert target.read_bytes() == before


def test_a_changed_register_is_seen_in_the_same_process(edition: Path) -> None:
    run(edition)
    edit(edition / "registers" / "persons.xml", ">Kallas<", ">Kallass<")
    edit(edition / "registers" / "persons.xml", ">Odo Kallas<", ">Odo Kallass<")
    run(edition)
    assert "#kallas" not in (edition / "documents" / "a.xml").read_text()


# ------------------------------------------------------------------ settings


def test_the_settings_stand_in_the_header(edition: Path) -> None:
    (edition / "edition.toml").write_text(
        'title = "Harbour & pier"\ndate = 2021-03-04\npublisher = "The press"\nplace = "Vastra"\nversion = "2.0"\n'
        '[licence]\nname = "CC BY 4.0"\nurl = "https://creativecommons.org/licenses/by/4.0/"\n'
        '[conversion]\ntranslator = "Anna Holm"\n[languages]\ntranscripts = "en-GB"\n'
    )
    run(edition)
    root = xml.read(edition / "documents" / "a.xml").getroot()

    def said(path: str) -> str:
        return str(root.xpath(f"string(//t:teiHeader{path})", namespaces=NS))

    assert said("//t:editionStmt/t:edition") == "Harbour & pier 2.0"
    assert said("//t:publicationStmt/t:publisher") == "The press"
    assert said("//t:publicationStmt/t:pubPlace") == "Vastra"
    assert said("//t:publicationStmt/t:date/@when") == "2021-03-04"
    assert said("//t:publicationStmt//t:licence/@target") == "https://creativecommons.org/licenses/by/4.0/"
    assert said("//t:respStmt[contains(@xml:id, '-tr')]/t:name") == "Anna Holm"
    assert said("//t:revisionDesc/t:change/@when") == "2021-03-04"
    assert root.get(xml.LANG) == "en-GB"


def test_a_decision_is_applied_with_its_editor(edition: Path) -> None:
    with (edition / "edition.toml").open("a") as file:
        file.write('[[editors]]\nkey = "ah"\nname = "Anna Holm"\n')
    (edition / "decisions").mkdir()
    (edition / "decisions" / "a.toml").write_text(
        '[[correct]]\nline = 5\nwords = "cold"\nreading = "old"\neditor = "ah"\n'
    )
    outcome = run(edition)
    assert [d for d in outcome.converted[0].diagnostics if d.severity is not Severity.INFO] == []
    text = (edition / "documents" / "a.xml").read_text()
    assert '<choice><sic>cold</sic><corr resp="#a-ah" cert="high">old</corr></choice>' in text
    assert '<respStmt xml:id="a-ah"><resp>editor</resp><name>Anna Holm</name></respStmt>' in text
    assert all(v.is_proved for v in verify(open_edition(edition)))


def test_words_of_the_settings_that_stand_in_no_transcript_are_told(edition: Path) -> None:
    with (edition / "edition.toml").open("a") as file:
        file.write(
            '[[conversion.words]]\nwords = "cold"\nref = "none"\n[[conversion.words]]\nwords = "lukewarm"\nref = "none"\n'
        )
    unfit = [d for d in run(edition).diagnostics if d.code == "decision-unfit"]
    assert [d.message for d in unfit] == ["“lukewarm” stands in no transcript"]
    assert unfit[0].position is not None
    assert unfit[0].position.line == 7
    only = convert(open_edition(edition), [edition / "transcripts" / "a.txt"])
    assert [d for d in only.diagnostics if d.code == "decision-unfit"] == []


def test_the_editions_own_layout_is_used(edition: Path) -> None:
    (edition / "layouts").mkdir()
    (edition / "layouts" / "pier.toml").write_text(
        'name = "pier"\ntitle = "Pier"\n[recognise]\nall = ["^Vastra"]\n[[leads]]\nfield = "date"\nline = "^Vastra"\n'
    )
    outcome = run(edition)
    assert [one.layout for one in outcome.converted] == ["pier", "plain"]


def test_a_layout_wanted_that_is_not_there_is_refused(edition: Path) -> None:
    with (edition / "edition.toml").open("a") as file:
        file.write('[conversion]\nlayout = "no-such"\n')
    with pytest.raises(Refusal) as refusal:
        run(edition)
    assert refusal.value.diagnostics[0].code == "layout-unknown"
    assert not (edition / "documents").exists()


def test_an_encoding_that_had_to_be_guessed_is_told(make_edition: MakeEdition) -> None:
    root = make_edition({"transcripts/a.txt": "The façade of the café – closed.\n".encode("windows-1252") * 5})
    assert "encoding-detected" in {d.code for d in diagnostics(run(root))}


def test_the_encoding_may_be_said_in_the_settings(edition: Path) -> None:
    with (edition / "edition.toml").open("a") as file:
        file.write('[conversion]\nencoding = "koi8-r"\n')
    (edition / "transcripts" / "a.txt").write_bytes("Пароход опоздал.\n".encode("koi8-r"))
    run(edition)
    assert "Пароход опоздал." in (edition / "documents" / "a.xml").read_text("utf-8")
    assert all(one.is_proved for one in verify(open_edition(edition)))


def test_an_encoding_that_is_not_there_is_refused(edition: Path) -> None:
    with (edition / "edition.toml").open("a") as file:
        file.write('[conversion]\nencoding = "no-such"\n')
    with pytest.raises(Refusal):
        run(edition)


def test_an_empty_transcript_is_told(edition: Path) -> None:
    (edition / "transcripts" / "a.txt").write_text("\n \n")
    outcome = run(edition)
    assert [d.code for d in outcome.converted[0].diagnostics] == ["transcript-empty"]
    assert all(one.is_proved for one in verify(open_edition(edition)))


def test_decisions_that_belong_to_no_transcript_are_told(make_edition: MakeEdition) -> None:
    root = make_edition({"transcripts/057.txt": "x", "decisions/057.toml": "", "decisions/other.toml": ""})
    told = [d for d in run(root).diagnostics if d.code == "decision-stray"]
    assert told[0].advice == "Call it d057.toml."
    assert len(told) == 2


def test_a_document_whose_transcript_is_gone_is_told_and_kept(edition: Path) -> None:
    run(edition)
    (edition / "transcripts" / "b.txt").unlink()
    assert "document-stray" in {d.code for d in run(edition).diagnostics}
    assert (edition / "documents" / "b.xml").exists()


def test_messages_name_the_transcript_and_the_place(edition: Path) -> None:
    (edition / "transcripts" / "a.txt").write_text("one\n\nan odd ] bracket\n")
    told = next(d for d in diagnostics(run(edition)) if d.code == "sign-unopened")
    assert told.file.endswith("transcripts/a.txt")
    assert told.where.endswith("a.txt:3:8")


# ------------------------------------------------------------------ whole or not at all


def test_a_write_that_fails_leaves_the_old_file(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(edition)
    before = snapshot(edition)
    edit(edition / "edition.toml", "Papers of nowhere", "Papers of somewhere")
    settings = (edition / "edition.toml").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    told = [d for d in diagnostics(run(edition)) if d.code == "file-unwritable"]
    assert told
    assert all("No space left" in d.message for d in told)
    assert snapshot(edition) == {**before, "edition.toml": settings}


WRITER = """
import sys
from pathlib import Path
from tei_edition.xml import write_atomically
path = Path(sys.argv[1])
print("ready", flush=True)
while True:
    for letter in (b"a", b"b"):
        write_atomically(path, letter * 200_000)
"""


def test_a_file_is_whole_whenever_its_writer_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    for wait in (0.002, 0.005, 0.011, 0.017):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        while not path.exists():
            time.sleep(0.001)
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        data = path.read_bytes()
        assert data in {b"a" * 200_000, b"b" * 200_000}


def test_what_a_killed_writer_leaves_is_no_document_and_goes_when_nobody_can_be_writing_it(edition: Path) -> None:
    run(edition)
    left, fresh = (edition / "documents" / name for name in (".a.xml.x7z.part", ".b.xml.y8z.part"))
    for part in (left, fresh):
        part.write_bytes(b"<TEI")
    os.utime(left, (0, 0))
    assert [path.name for path in open_edition(edition).documents] == ["a.xml", "b.xml"]
    run(edition)
    assert not left.exists()
    assert fresh.exists()


# ------------------------------------------------------------------ messages as JSON


def test_every_message_can_be_written_as_json(edition: Path) -> None:
    from tei_edition.diagnostics import as_json

    (edition / "transcripts" / "a.txt").write_text("Comrade Nobody said ] it.\n")
    rows = json.loads(as_json(diagnostics(run(edition))))
    assert {row["code"] for row in rows} >= {"sign-unopened", "name-unknown"}
    assert all(row["line"] for row in rows if row["file"].endswith(".txt"))


def test_a_document_is_indented_one_block_a_line(edition: Path) -> None:
    run(edition)
    root = etree.parse(edition / "documents" / "a.xml").getroot()
    lines = [p.sourceline for p in root.iter(xml.tei("p"), xml.tei("signed"), xml.tei("dateline"), xml.tei("salute"))]
    assert len(set(lines)) == len(lines)


def test_of_many_warnings_of_one_kind_the_first_are_told_and_the_others_counted(make_edition: MakeEdition) -> None:
    root = make_edition({"transcripts/a.txt": "a] " * 5000})
    told = [d for d in diagnostics(convert(open_edition(root))) if d.code == "sign-unopened"]
    assert len(told) == 21
    assert told[-1].message.startswith("4980 more")
    assert told[-1].position is not None
    assert told[-1].position.column > (told[-2].position.column if told[-2].position else 0)
