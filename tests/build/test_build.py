"""Building: what is made, and what is never lost."""

from __future__ import annotations

import errno
import os
import pickle
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei_edition.building import build
from tei_edition.cli import main
from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.edition import Edition, open_edition
from tei_edition.preview import Preview
from tei_edition.publishing import site

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letter {n}</title></titleStmt>'
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    "<text><body><p>Words of letter {n}.</p></body></text></TEI>"
)


def edition(path: Path, letters: int = 2) -> Edition:
    (path / "documents").mkdir(parents=True)
    (path / "edition.toml").write_text('title = "Test"\ndate = 2026-01-01\n[site]\noff = ["search"]\n', "utf-8")
    for n in range(letters):
        (path / "documents" / f"letter-{n}.xml").write_text(TEI.replace("{n}", str(n)), "utf-8")
    return open_edition(path)


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_is_full_or_closed_is_told(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = edition(tmp_path)
    build(opened, book=False)
    before = files(tmp_path / "dist")

    def refused(path: Path, _: bytes) -> int:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, "write_bytes", refused)
    with pytest.raises(Refusal) as refusal:
        build(opened, book=False)
    assert refusal.value.diagnostics[0].code == "file-unwritable"
    assert os.strerror(number) in refusal.value.diagnostics[0].message
    monkeypatch.undo()
    assert files(tmp_path / "dist") == before


def test_a_build_tells_what_it_made(tmp_path: Path) -> None:
    outcome = build(edition(tmp_path), book=False)
    assert outcome.made == (tmp_path / "dist/site/index.html",)
    assert outcome.made[0].is_file()
    assert (outcome.documents, outcome.failed) == (2, False)


def test_building_twice_makes_the_same_bytes(tmp_path: Path) -> None:
    folder = edition(tmp_path)
    build(folder, book=False)
    first = files(tmp_path / "dist/site")
    build(folder, book=False)
    assert files(tmp_path / "dist/site") == first


def test_a_failed_build_keeps_the_previous_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = edition(tmp_path)
    build(folder, book=False)
    before = files(tmp_path / "dist")

    def fails(job: site.Job) -> site.Made:
        raise Refusal(Diagnostic("xslt-failed", "no", job.path))

    monkeypatch.setattr(site, "make", fails)
    with pytest.raises(Refusal):
        build(folder, book=False)
    assert files(tmp_path / "dist") == before


def test_a_page_that_is_no_more_goes(tmp_path: Path) -> None:
    folder = edition(tmp_path)
    build(folder, book=False)
    (tmp_path / "documents/letter-1.xml").unlink()
    build(folder, book=False)
    assert not (tmp_path / "dist/site/documents/letter-1.html").exists()


def test_any_executor_makes_the_same_pages(tmp_path: Path) -> None:
    class Remote(Executor):
        """Jobs and results travel as bytes, as to another machine."""

        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            work, given, named = pickle.loads(pickle.dumps((fn, args, kwargs)))
            future: Future[object] = Future()
            future.set_result(pickle.loads(pickle.dumps(work(*given, **named))))
            return future

    build(edition(tmp_path / "a"), book=False)
    build(edition(tmp_path / "b"), book=False, executor=Remote())
    assert files(tmp_path / "a/dist/site") == files(tmp_path / "b/dist/site")


def test_an_edition_without_documents_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        build(edition(tmp_path, letters=0), book=False)
    assert [d.code for d in refused.value.diagnostics] == ["nothing-to-build"]


def test_progress_counts_every_document_and_page(tmp_path: Path) -> None:
    steps: dict[str, tuple[int, int]] = {}
    build(edition(tmp_path), book=False, progress=lambda step, done, total: steps.update({step: (done, total)}))
    assert steps["read"] == (2, 2)
    assert steps["site"][0] == steps["site"][1] > 2


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    edition(tmp_path)
    done = CliRunner().invoke(main, ["build", str(tmp_path), "--no-book"])
    assert done.exit_code == 0
    assert "Test: 2 documents" in done.output
    assert str(Path("dist/site/index.html")) in done.output


def test_the_command_refuses_a_folder_that_is_no_edition(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["build", str(tmp_path)])
    assert done.exit_code == 2
    assert "edition-missing" in done.output


def test_a_document_left_out_makes_the_exit_code_one(tmp_path: Path) -> None:
    edition(tmp_path)
    (tmp_path / "documents/broken.xml").write_text("<TEI>", "utf-8")
    done = CliRunner().invoke(main, ["build", str(tmp_path), "--no-book"])
    assert done.exit_code == 1
    assert "broken.xml" in done.output
    assert (tmp_path / "dist/site/index.html").is_file()


def test_a_long_document_is_no_hardship(tmp_path: Path) -> None:
    folder = edition(tmp_path, letters=1)
    long = "".join(f"<p>Paragraph {n} of a long letter with &lt;signs&gt; &amp; words.</p>" for n in range(8_000))
    text = TEI.replace("<p>Words of letter {n}.</p>", long).replace("{n}", "9")
    (tmp_path / "documents/long.xml").write_text(text, "utf-8")
    build(folder, book=False, executor=ThreadPoolExecutor(1))
    made = (tmp_path / "dist/site/documents/long.html").read_text("utf-8")
    assert "Paragraph 7999 of" in made


DRAFT = '</fileDesc><revisionDesc status="draft"><change>begun</change></revisionDesc>'


def with_a_draft(path: Path, letters: int = 2) -> Edition:
    folder = edition(path, letters)
    first = folder.documents[0]
    first.write_text(first.read_text("utf-8").replace("</fileDesc>", DRAFT), "utf-8")
    return folder


def test_a_draft_is_left_out_and_named(tmp_path: Path) -> None:
    outcome = build(with_a_draft(tmp_path))
    assert outcome.documents == 1
    assert ("draft-left-out", "documents/letter-0.xml") in {(d.code, d.file) for d in outcome.diagnostics}
    made = files(tmp_path / "dist")
    assert not [name for name in made if "letter-0" in name]
    assert not [name for name, data in made.items() if b"Words of letter 0" in data]


def test_a_draft_is_built_where_it_is_asked_for(tmp_path: Path) -> None:
    folder = with_a_draft(tmp_path)
    outcome = build(folder, book=False, drafts=True)
    assert (outcome.documents, [d.code for d in outcome.diagnostics]) == (2, ["draft-shown"])
    toml = tmp_path / "edition.toml"
    toml.write_text("drafts = true\n" + toml.read_text("utf-8"), "utf-8")
    assert build(open_edition(tmp_path), book=False).documents == 2


def test_the_proof_has_the_drafts(tmp_path: Path) -> None:
    assert build(with_a_draft(tmp_path), proof=True).documents == 2


def test_nothing_but_drafts_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="every document is a draft"):
        build(with_a_draft(tmp_path, letters=1))


def test_the_preview_shows_drafts(tmp_path: Path) -> None:
    with_a_draft(tmp_path)
    preview = Preview(tmp_path, lambda _: None)
    preview.rebuild()
    assert (tmp_path / "dist/site/documents/letter-0.html").is_file()
    assert [(d.code, d.file) for d in preview.diagnostics] == [("draft-shown", "documents/letter-0.xml")]
