"""The LaTeX export: text stays text, and where TeX is installed it compiles."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tei_edition.edition import open_edition
from tei_edition.exchange.latex import write_latex
from tei_edition.publishing.reading import read_edition

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
HOSTILE = r"\input{/etc/passwd} \write18{id} 100% $x_1^2$ #1 ~ &amp; {a} [b] ^^5c \\[1cm] a--b"
PERSONS = f"""<TEI {TEI}><teiHeader/><standOff><listPerson><person xml:id="hoff"><persName type="main">Hoff! Lena @ "x" | y</persName>
</person></listPerson></standOff></TEI>"""
LETTER = f"""<TEI {TEI} xml:id="letter_1" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Crates &amp; lamps</title></titleStmt>
</fileDesc></teiHeader><text xml:id="letter_1-t1"><body><div type="document"><note type="stamp"><label>Stamp:</label>
<stamp>RETURN<lb/>[to] Unit IV</stamp></note><div type="message"><p>{HOSTILE}</p>
<p><persName ref="../registers/persons.xml#hoff">Hoff</persName> has <choice><sic>fourty</sic><corr>forty</corr></choice>
<del>men</del>.<note type="editorial">So the register_.</note></p><pb n="2"/><p>End.</p>
<list><item>[one]</item><item>two</item></list><table><row><cell>a</cell><cell>b</cell></row></table></div></div></body></text></TEI>"""


@pytest.fixture(scope="module")
def latex(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("latex")
    for name, text in {
        "edition.toml": 'title = "Crates & 100% Lamps"\nsubtitle = "a_b"\ndate = 2026-11-21\n',
        "registers/persons.xml": PERSONS,
        "documents/letter_1.xml": LETTER,
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    edition = open_edition(folder)
    return write_latex(edition, read_edition(edition), folder)


def test_text_that_looks_like_tex_is_escaped(latex: Path) -> None:
    text = latex.read_text()
    assert r"\textbackslash{}input\{/etc/passwd\}" in text
    assert r"100\% \$x\_1\textasciicircum{}2\$ \#1 \textasciitilde{} \& \{a\} {[}b{]}" in text
    body = text.partition(r"\begin{document}")[2]
    assert r"\input" not in body
    assert r"\write" not in body


def test_a_correction_is_an_apparatus_entry_with_its_lemma(latex: Path) -> None:
    assert r"forty\edtext{}{\lemma{forty}\Afootnote{\emph{transcript} fourty}}" in latex.read_text()


def test_the_index_is_that_of_the_register(latex: Path, tmp_path: Path) -> None:
    forms = '<persName type="index">Harbour office > Hoff, Lena</persName><persName type="pseudonym">GULL</persName>'
    shutil.copytree(latex.parent / "documents", tmp_path / "documents")
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers/persons.xml").write_text(PERSONS.replace("</person>", f"{forms}</person>"), "utf-8")
    (tmp_path / "edition.toml").write_text((latex.parent / "edition.toml").read_text(), "utf-8")
    edition = open_edition(tmp_path)
    text = write_latex(edition, read_edition(edition), tmp_path).read_text()
    assert r"\index{harbour office@Harbour office!hoff lena@Hoff, Lena}" in text
    assert r"\index{gull@Gull|see{Harbour office}}" in text


def test_the_words_of_the_index_are_those_of_the_language(latex: Path, tmp_path: Path) -> None:
    for part in ("registers", "documents"):
        shutil.copytree(latex.parent / part, tmp_path / part)
    settings = 'title = "Lampen"\ndate = 2026-11-21\n[languages]\ninterface = "de"\n'
    (tmp_path / "edition.toml").write_text(settings, encoding="utf-8")
    edition = open_edition(tmp_path)
    text = write_latex(edition, read_edition(edition), tmp_path).read_text()
    assert r"\renewcommand{\indexname}{Register}" in text
    assert r"\renewcommand{\seename}{siehe}" in text
    assert text.count(r"\tableofcontents") == 1


def test_every_numbered_block_is_closed(latex: Path) -> None:
    text = latex.read_text()
    assert text.count("\\pstart\n") == len(re.findall(r"\\pend$", text, re.MULTILINE)) > 3
    assert text.count(r"\beginnumbering") == text.count(r"\endnumbering") == 1


@pytest.mark.parametrize(
    ("start", "turn", "runs_on"),
    [("run-on", "clearpage", 1), ("page", "clearpage", 0), ("recto", "cleardoublepage", 0)],
)
def test_documents_begin_as_the_settings_say(latex: Path, tmp_path: Path, start: str, turn: str, runs_on: int) -> None:
    for part in ("registers", "documents"):
        shutil.copytree(latex.parent / part, tmp_path / part)
    (tmp_path / "documents/letter_2.xml").write_text(LETTER.replace("letter_1", "letter_2"), encoding="utf-8")
    settings = f'title = "Lamps"\ndate = 2026-11-21\n[book]\nstart = "{start}"\n'
    (tmp_path / "edition.toml").write_text(settings, encoding="utf-8")
    edition = open_edition(tmp_path)
    text = write_latex(edition, read_edition(edition), tmp_path).read_text()
    assert rf"\newcommand{{\EditionTurn}}{{\{turn}}}" in text
    assert text.count("\\EditionRunOn\n") == runs_on


@pytest.mark.skipif(shutil.which("lualatex") is None, reason="TeX is not installed")
def test_it_compiles(latex: Path) -> None:
    command = ["lualatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", latex.name]
    done = subprocess.run(command, cwd=latex.parent, capture_output=True, text=True, check=False, errors="replace")
    if "reledmac.sty' not found" in done.stdout:
        pytest.skip("reledmac is not installed")
    assert done.returncode == 0, done.stdout[-2000:]
