"""Is a file checked again when it is saved?"""

from pathlib import Path

from tei_edition.validation import validating, watching


def test_a_saved_file_is_checked_again(edition: Path, monkeypatch):
    monkeypatch.setattr(watching, "SECONDS_BETWEEN", 0)
    letter = edition / "documents" / "letter-12.xml"
    said: list[str] = []

    def rounds():
        yield
        yield
        letter.write_text(letter.read_text(encoding="utf-8").replace("<salute", "<salut", 1), encoding="utf-8")
        yield
        yield

    watching.watch(lambda: validating.check([edition]), [edition], lambda r: said.append(r.summary), rounds())
    assert said == ["6 files: valid", "6 files: 1 error"]
