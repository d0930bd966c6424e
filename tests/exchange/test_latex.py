"""The LaTeX export: text stays text, and where TeX is installed it compiles."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tei_edition.edition import Edition, open_edition
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
    assert r"\index[index-persons]{harbour office@Harbour office!hoff lena@Hoff, Lena}" in text
    assert r"\index[index-persons]{gull@Gull|see{Harbour office}}" in text


def test_the_words_of_the_index_are_those_of_the_language(latex: Path, tmp_path: Path) -> None:
    for part in ("registers", "documents"):
        shutil.copytree(latex.parent / part, tmp_path / part)
    settings = 'title = "Lampen"\ndate = 2026-11-21\n[languages]\ninterface = "de"\n'
    (tmp_path / "edition.toml").write_text(settings, encoding="utf-8")
    edition = open_edition(tmp_path)
    text = write_latex(edition, read_edition(edition), tmp_path).read_text()
    assert r"\makeindex[name=index-persons,title={Personenregister}]" in text
    assert r"\EditionKnows[main]{edition-de}{de}" in text
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


def edition_like(latex: Path, folder: Path, **replaced: str) -> Edition:
    for part in ("registers", "documents"):
        shutil.copytree(latex.parent / part, folder / part)
    shutil.copy(latex.parent / "edition.toml", folder)
    for name, text in replaced.items():
        (folder / name).write_text(text, encoding="utf-8")
    return open_edition(folder)


# a black point
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
PLACES = f"""<TEI {TEI}><teiHeader/><standOff><listPlace><place xml:id="lorne"><placeName type="main">Port Lorne</placeName></place>
</listPlace></standOff></TEI>"""
IN_LANGUAGES = (
    LETTER.replace("letter_1", "letter_2")
    .replace('xml:lang="en"', 'xml:lang="de"')
    .replace("<p>End.</p>", '<p xml:lang="ru">Конец.</p><p>In <placeName ref="../registers/places.xml#lorne">Lorne</placeName>, '
    '<foreign xml:lang="fr">voilà</foreign>, <foreign xml:lang="x-code">QRT</foreign>.</p>')
)  # fmt: skip


@pytest.fixture(scope="module")
def of_many_languages(latex: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    files = {"registers/places.xml": PLACES, "documents/letter_2.xml": IN_LANGUAGES}
    edition = edition_like(latex, folder, **files)
    return write_latex(edition, read_edition(edition), folder)


def test_a_text_in_another_language_says_so(of_many_languages: Path) -> None:
    text = of_many_languages.read_text("utf-8")
    assert text.count(r"{\EditionSpeaks{edition-de}") == 1
    assert r"{\EditionSpeaks{edition-ru}\EditionLeaf{2}Конец.}" in text
    assert r"\EditionLanguage{edition-fr}{\emph{voilà}}" in text
    assert r"\emph{QRT}." in text.replace(r"{\emph{QRT}}", "")
    known = re.findall(r"\\EditionKnows(?:\[main\])?\{edition-(\w+)\}", text.partition(r"\begin{document}")[0])
    assert sorted(known) == ["de", "en", "fr", "ru"]
    assert known[-1] == "en"


def test_each_register_has_its_own_index(of_many_languages: Path) -> None:
    text = of_many_languages.read_text("utf-8")
    assert re.findall(r"\\makeindex\[name=([\w-]+),", text) == ["index-persons", "index-places"]
    assert re.findall(r"\\printindex\[([\w-]+)\]", text) == ["index-persons", "index-places"]
    assert r"\index[index-places]{port lorne@Port Lorne}" in text


def test_a_picture_that_tex_reads_lies_beside_the_file(latex: Path, tmp_path: Path) -> None:
    figure = "<figure><graphic url='../facsimiles/pier.{}'/><figDesc>The pier</figDesc></figure>"
    letter = LETTER.replace("<p>End.</p>", figure.format("png") + figure.format("gif"))
    edition = edition_like(latex, tmp_path, **{"documents/letter_1.xml": letter})
    (tmp_path / "facsimiles").mkdir()
    (tmp_path / "facsimiles/pier.png").write_bytes(PNG)
    (tmp_path / "facsimiles/pier.gif").write_bytes(b"GIF89a" + bytes(20))
    path = write_latex(edition, read_edition(edition), tmp_path / "latex")
    assert (path.parent / "picture-1.png").read_bytes() == PNG
    text = path.read_text("utf-8")
    assert r"\EditionPicture{picture-1.png}" in text
    assert text.count(r"\EditionRemark{The pier}") == 1


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, errors="replace")
    missing = re.search(r"(reledmac|imakeidx|babel|fontspec)\.sty' not found", done.stdout)
    if missing:
        pytest.skip(f"{missing[1]} is not installed")
    assert done.returncode == 0, done.stdout[-2000:]
    return done.stdout


@pytest.mark.skipif(shutil.which("lualatex") is None, reason="TeX is not installed")
def test_it_compiles_in_its_languages_with_an_index_of_each_register(of_many_languages: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pip install pypdf")
    folder = of_many_languages.parent
    compile_it = ("lualatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", of_many_languages.name)
    run(folder, *compile_it)
    for name in ("index-persons", "index-places"):
        run(folder, "makeindex", "-q", name)
    run(folder, *compile_it)
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(of_many_languages.with_suffix(".pdf")).pages)
    assert re.search(r"Index of persons\s+Hoff", text)
    assert re.search(r"Index of places\s+Port Lorne, \d", text)
    assert "Missing character" not in of_many_languages.with_suffix(".log").read_text("utf-8", "replace")
