"""Transcripts in files that are not text: what is read from them, what is left out, and what is refused."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition import xml
from tei_edition.convert import convert
from tei_edition.diagnostics import Refusal
from tei_edition.edition import open_edition
from tei_edition.transcript.readers import FORMATS, format_of, read_data
from tei_edition.transcript.readers.container import LARGEST
from tei_edition.transcript.readers.extracted import Extract, Run, written
from tei_edition.transcript.readers.numbering import Counters, Level, letters, roman
from tei_edition.verify import verify
from tei_edition.xml import tei

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
RELATIONS = f'<Relationships xmlns="x"><Relationship Type="{RELATION}" Target="%s"/></Relationships>'
# a word of any letters, but for those that are signs and those that XML cannot hold
WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5)


def written_by(library: str) -> Any:
    """What writes a file of a word processor; the test is skipped where it is not installed."""
    return pytest.importorskip(library, reason="pip install python-docx odfpy")


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def docx(body: str, target: str = "word/document.xml", **parts: str) -> bytes:
    """A DOCX file by hand, as small as one can be: the content of its body, and further parts."""
    further = {f"word/{name}.xml": f'<w:{name} xmlns:w="{W}">{content}</w:{name}>' for name, content in parts.items()}
    main = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"_rels/.rels": RELATIONS % target, target: main, **further})


def word(document: object) -> bytes:
    target = io.BytesIO()
    document.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


def text(name: str, data: bytes) -> str:
    return read_data(name, data).text


def refused(name: str, data: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        read_data(name, data)
    told = refusal.value.diagnostics[0]
    assert told.file == name
    assert told.advice
    return told.code


# ------------------------------------------------------------------ which format


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"words", "plain text"),
        ("a", b"words", "plain text"),
        ("a.md", b"# words", "plain text"),
        ("a.html", b"<p>words", "HTML"),
        ("a.txt", b"<!DOCTYPE html><p>words", "HTML"),
        ("a.txt", b"\xef\xbb\xbf<html><p>words", "HTML"),
        ("a.bin", docx("<w:p/>"), "DOCX"),
        ("a.txt", b"PK is how some telegrams begin", "plain text"),
    ],
)
def test_the_bytes_tell_the_format_and_else_the_name(name: str, data: bytes, kind: str) -> None:
    assert format_of(name, data).name == kind


@pytest.mark.parametrize(
    ("data", "code", "advice"),
    [
        (b"%PDF-1.7 ...", "transcript-binary", "pdftotext -layout"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "transcript-binary", "DOCX"),
        (b"\xd0\xcf\x11\xe0..." + "EncryptedPackage".encode("utf-16-le"), "file-encrypted", "password"),
        (b"{\\rtf1 words}", "transcript-binary", "DOCX"),
        (b"\x89PNG\r\n", "transcript-binary", "Transcribe"),
        (zipped({"a.txt": "words"}), "transcript-binary", "Unpack"),
        (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;", "transcript-binary", "HTML"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_what_is_no_transcript_is_refused_with_what_to_do(name: str, data: bytes, code: str, advice: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_data(name, data)
    assert refusal.value.diagnostics[0].code == code
    assert advice in refusal.value.diagnostics[0].advice


# ------------------------------------------------------------------ DOCX


def test_a_word_processors_styles_become_signs() -> None:
    made = written_by("docx").Document()
    made.add_heading("Ciphered telegrams", 1)
    line = made.add_paragraph("To Comrade ")
    line.add_run("HOLM ").bold = True
    line.add_run("[Anna]")
    line = made.add_paragraph("The 8")
    line.add_run("th").font.superscript = True
    line.add_run(" day ").add_text("is ")
    line.add_run("not").underline = True
    line.add_run(" gone").font.strike = True
    assert text("a.docx", word(made)) == (
        "# Ciphered telegrams\n\nTo Comrade **HOLM** [Anna]\n\nThe 8<sup>th</sup> day is <u>not</u> ~~gone~~\n"
    )


def test_numbers_that_word_writes_are_text() -> None:
    made = written_by("docx").Document()
    for style, said in (("List Number", "One"), ("List Number", "Two"), ("List Bullet", "Three")):
        made.add_paragraph(said, style=style)
    assert text("a.docx", word(made)) == "1. One\n\n2. Two\n\n- Three\n"


NUMBERING = """<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"""


@pytest.mark.parametrize(
    ("items", "labels"),
    [
        ("10 10 10", ["1.", "2.", "3."]),
        ("10 20 10", ["1.", "2.", "3."]),  # two lists of one form go on counting
        ("10 30 30 10", ["1.", "5.", "6.", "7."]),  # one that begins anew does so once
        ("30 31 31 20 21", ["5.", "a)", "b)", "6.", "a)"]),
    ],
)
def test_lists_of_word_count_as_on_the_page(items: str, labels: list[str]) -> None:
    """An item is the number of its list and its depth."""
    numbered = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    )
    body = "".join(numbered.format(item[1], item[0]) for item in items.split())
    assert text("a.docx", docx(body, numbering=NUMBERING)).split() == [s for label in labels for s in (label, "x")]


def test_tables_and_page_breaks_of_word_are_kept() -> None:
    made = written_by("docx").Document()
    made.add_paragraph("Before").add_run().add_break(written_by("docx.enum.text").WD_BREAK.PAGE)
    table = made.add_table(2, 2)
    for index, cell in enumerate(("a", "b", "c", "d")):
        table.cell(index // 2, index % 2).text = cell
    assert text("a.docx", word(made)) == "Before\n\n\f| a | b |\n| c | d |\n"


def test_a_footnote_of_word_has_its_call_and_its_text() -> None:
    body = (
        '<w:p><w:r><w:t>Words</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t> go on.</w:t></w:r></w:p>'
    )
    notes = '<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Not in the original.</w:t></w:r></w:p></w:footnote>'
    assert text("a.docx", docx(body, footnotes=notes)) == "Words[1] go on.\n\n[1] Not in the original.\n"


def test_what_word_holds_besides_text_is_counted() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>kept</w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        '<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    source = read_data("a.docx", docx(body, header1="<w:p><w:r><w:t>Page 1</w:t></w:r></w:p>", comments=""))
    assert source.text == "kept\n"
    assert [d.code for d in source.said] == ["reader-dropped"]
    for said in ("1 comment", "1 deletion that was tracked", "1 hidden passage", "1 page header"):
        assert said in source.said[0].message


def test_the_words_of_a_text_box_stand_once_after_their_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
    shape = (
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing>'
        f"<x:txbx xmlns:x='x'>{box}</x:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>before {{}}</w:t></w:r><w:r>{shape}</w:r></w:p><w:p><w:r><w:t>after</w:t></w:r></w:p>"
    assert text("a.docx", docx(body)) == "before {}\n\nboxed\n\nafter\n"


@given(PARAGRAPHS)
def test_every_word_comes_through_word_in_order(paragraphs: list[str]) -> None:
    made = written_by("docx").Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    assert text("a.docx", word(made)).split() == " ".join(paragraphs).split()


# ------------------------------------------------------------------ ODT


@given(PARAGRAPHS)
def test_every_word_comes_through_opendocument_in_order(paragraphs: list[str]) -> None:
    made = written_by("odf.opendocument").OpenDocumentText()
    for paragraph in paragraphs:
        made.text.addElement(written_by("odf.text").P(text=paragraph))
    assert text("a.odt", word(made)).split() == " ".join(paragraphs).split()


ODF = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def flat(body: str, styles: str = "") -> bytes:
    head = "<?xml version='1.0'?><office:document xmlns:office="
    space = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    inside = f"<office:automatic-styles {ODF} xmlns:s='s' xmlns:fo='fo'>{styles}</office:automatic-styles>"
    return f"{head}'{space}'>{inside}<office:body {ODF}><office:text>{body}</office:text></office:body></office:document>".encode()


def test_opendocument_styles_notes_and_breaks_become_signs() -> None:
    styles = (
        '<s:style s:name="B"><s:text-properties fo:font-weight="bold"/></s:style>'
        '<s:style s:name="N"><s:paragraph-properties fo:break-before="page"/></s:style>'
    )
    body = (
        '<t:h t:outline-level="2">Head</t:h><t:p>To<t:s/><t:span t:style-name="B">HOLM</t:span><t:note>'
        "<t:note-citation>x</t:note-citation><t:note-body><t:p>Anna.</t:p></t:note-body></t:note><t:line-break/>here</t:p>"
        '<t:p t:style-name="N">Next</t:p>'
    )
    assert text("a.fodt", flat(body, styles)) == "## Head\n\nTo **HOLM**[1]\nhere\n\n\fNext\n\n[1] Anna.\n"


def test_a_note_in_a_note_has_the_next_number() -> None:
    inner = "<t:note><t:note-body><t:p>inner</t:p></t:note-body></t:note>"
    body = f"<t:p>a<t:note><t:note-body><t:p>outer{inner}</t:p></t:note-body></t:note></t:p>"
    assert text("a.fodt", flat(body)) == "a[1]\n\n[1] outer[2]\n\n[2] inner\n"


# ------------------------------------------------------------------ web pages


def page(body: str) -> str:
    return text("a.html", f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>".encode())


def test_a_page_gives_the_words_of_its_main_content() -> None:
    said = page("<nav>Home</nav><header>Site</header><main><h2>Letter</h2><p>Dear<br>Anna</p></main><footer>x</footer>")
    assert said == "## Letter\n\nDear\nAnna\n"


def test_what_stands_beside_the_text_is_no_part_of_it_but_a_note_is() -> None:
    said = page("<main><p>Anna Holm</p><aside><h4>Persons</h4>Lund, Jan</aside></main>")
    note = page('<main><p>Anna Holm</p><aside role="doc-footnote">At noon.</aside></main>')
    assert (said, note) == ("Anna Holm\n", "Anna Holm\n\nAt noon.\n")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>document.write('evil')</script>",
        "<style>evil</style>",
        "<template>evil</template>",
        "<p hidden>evil</p>",
        "<p style='display: none'>evil</p>",
        "<iframe srcdoc='evil'></iframe>",
        "<img src='http://evil/' alt='evil'>",
        "<form>evil</form>",
        "<!-- evil -->",
    ],
)
def test_nothing_of_a_page_but_its_words_is_taken(hostile: str) -> None:
    assert page(f"<p>good</p>{hostile}<p>words</p>") == "good\n\nwords\n"


def test_the_notes_of_a_page_stand_at_their_calls_and_at_the_end() -> None:
    said = page(
        '<p>We agree<a href="#fn1" id="r1"><sup>1</sup></a> to that.<sup><a href="#fn2">2</a></sup></p>'
        '<div class="footnotes"><ol><li id="fn1">Source: a box. <a href="#r1">↩</a></li>'
        '<li id="fn2"><p>Not printed.</p></li></ol></div>'
    )
    assert said == "We agree[1] to that.[2]\n\n[1] Source: a box.\n\n[2] Not printed.\n"


def test_lists_and_tables_of_a_page_read_as_they_look() -> None:
    said = page("<ol start=3><li>three<li>four</ol><ul><li><p>dash</p></ul><table><tr><td>a<td>b<tr><td>c<td>d</table>")
    assert said == "3. three\n\n4. four\n\n- dash\n\n| a | b |\n| c | d |\n"


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    said = page(f"<table><tr><td><p>left</p><p>more</p><p>{'x' * 400}</p></td><td><p>right</p></td></tr></table>")
    assert "|" not in said


def test_a_page_in_an_old_encoding_is_read_as_it_says() -> None:
    data = '<html><head><meta charset="windows-1251"></head><body><p>Товарищ Холм</p></body></html>'.encode("cp1251")
    assert text("a.htm", data) == "Товарищ Холм\n"


def test_spaces_that_may_not_break_and_soft_hyphens_stay() -> None:
    assert page("<p>No.&nbsp;5 Lind&shy;haven</p>") == "No.\u00a05 Lind\u00adhaven\n"


@given(PARAGRAPHS)
def test_every_word_comes_through_a_page_in_order(paragraphs: list[str]) -> None:
    said = page("".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs))
    assert said.split() == " ".join(paragraphs).split()


def test_an_empty_page_and_one_too_deep_are_refused() -> None:
    assert refused("a.html", b"<html><body><script>draw()</script></body></html>") == "page-without-words"
    assert refused("a.html", b"<html><body>" + b"<div>" * 5000 + b"words") == "page-broken"


# ------------------------------------------------------------------ the doors


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    assert (
        refused(
            "a.docx",
            zipped({"_rels/.rels": RELATIONS % "word/document.xml", "word/document.xml": b" " * (LARGEST + 1)}),
        )
        == "archive-too-large"
    )


@pytest.mark.parametrize("size", [60, 200, -30])
def test_a_damaged_file_is_refused(size: int) -> None:
    assert refused("a.docx", docx("<w:p><w:r><w:t>words</w:t></w:r></w:p>")[:size]) == "archive-broken"


def test_a_text_named_like_a_word_processors_file_is_refused() -> None:
    assert refused("a.docx", b"just words") == "archive-broken"


def test_a_zip_archive_named_like_a_word_processors_file_is_refused() -> None:
    assert refused("a.docx", zipped({"a.txt": "words"})) == "archive-broken"


def test_a_file_with_a_password_is_refused() -> None:
    data = bytearray(docx("<w:p/>"))
    at = data.index(b"PK\x01\x02")
    while at >= 0:  # the flag of every part in the directory
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    assert refused("a.docx", bytes(data)) == "file-encrypted"


@pytest.mark.parametrize("kind", ["docx", "odt", "fodt"])
def test_a_doctype_in_a_word_processors_file_is_refused(kind: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    main = f"{bomb}<office:document><body><text>&b;&c;</text></body></office:document>"
    data = {
        "docx": lambda: zipped({"_rels/.rels": RELATIONS % "word/document.xml", "word/document.xml": main}),
        "odt": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": main}),
        "fodt": lambda: f"<?xml version='1.0'?>{main}".encode(),
    }[kind]()
    assert refused(f"a.{kind}", data) in {"xml-doctype", "xml-syntax"}


def test_slides_are_no_transcript() -> None:
    data = zipped({"_rels/.rels": RELATIONS % "ppt/presentation.xml", "word/x.xml": "<x/>"})
    assert refused("a.docx", data) == "transcript-binary"


# ------------------------------------------------------------------ runs and numbers


def test_signs_nest_and_never_hold_a_space_at_their_edge() -> None:
    both = frozenset({"bold", "underlined"})
    runs = [Run("a ", frozenset({"underlined"})), Run("b ", both), Run("c", frozenset({"bold"}))]
    assert written(runs) == "<u>a **b**</u> **c**"  # type: ignore[arg-type]


def test_a_part_of_a_word_is_slanted_by_tags() -> None:
    """``w*hich*`` would be characters: a star is a sign only beside a space or a mark."""
    slanted, struck = frozenset({"italic"}), frozenset({"italic", "struck"})
    assert written([Run("Paper w"), Run("hich", slanted), Run(" will")]) == "Paper w<i>hich</i> will"  # type: ignore[arg-type]
    assert written([Run("the "), Run("Marit", slanted), Run(", a boat")]) == "the *Marit*, a boat"  # type: ignore[arg-type]
    assert written([Run("un", struck), Run("do")]) == "~~*un*~~do"  # type: ignore[arg-type]
    assert written([Run("Un ", slanted), Run("do")]) == "*Un* do"  # type: ignore[arg-type]
    assert written([Run("a", frozenset({"bold"})), Run("b", slanted)]) == "**a**<i>b</i>"  # type: ignore[arg-type]


def test_a_sign_closes_on_its_line() -> None:
    assert written([Run("one\ntwo", frozenset({"bold"}))]) == "**one**\n**two**"


def test_a_row_after_another_is_of_the_same_table() -> None:
    made = Extract()
    made.row(["a", "b"])
    made.row(["c\nd", ""])
    assert made.text == "| a | b |\n| c d |  |\n"


def test_numbers_are_written_as_word_processors_write_them() -> None:
    assert [roman(n) for n in (1, 4, 9, 40, 1949)] == ["i", "iv", "ix", "xl", "mcmxlix"]
    assert [letters(n) for n in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    counters = Counters({"1": {0: Level("decimal", "%1."), 1: Level("lowerLetter", "%1.%2)", 3)}})
    assert [counters.label("1", depth) for depth in (0, 1, 1, 0, 1)] == ["1. ", "1.c) ", "1.d) ", "2. ", "2.c) "]
    assert counters.label("none", 0) == ""


# ------------------------------------------------------------------ into an edition


def test_the_promise_holds_for_the_text_and_the_header_tells_of_the_file(make_edition: Callable[..., Path]) -> None:
    body = "".join(
        f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>" for said in ("Dear Anna,", "the boat is late.", "MARIT SUND")
    )
    root = make_edition({"transcripts/letter-1.docx": docx(body)})
    edition = open_edition(root)
    assert not convert(edition).failed
    assert all(v.is_proved for v in verify(edition))
    tree = xml.read(edition.document("letter-1"))
    types = [e.get("type") for e in tree.iter(tei("idno")) if (e.get("type") or "").startswith(("SHA", "media"))]
    assert types == ["SHA-256", "SHA-256-file", "media-type"]
    (root / "transcripts" / "letter-1.docx").write_bytes(docx(body.replace("late", "early")))
    assert [d.code for v in verify(edition) for d in v.diagnostics] == ["transcript-changed"]


def test_every_format_has_a_name_and_an_ending() -> None:
    assert len({f.name for f in FORMATS}) == len(FORMATS)
    assert all(f.suffixes for f in FORMATS)


FLAT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3">'
    '<office:automatic-styles><style:style style:name="T1" style:family="text">'
    '<style:text-properties style:text-position="sub 58%"/></style:style></office:automatic-styles>'
    '<office:body><office:text><text:p text:style-name="Title">A letter</text:p>'
    '<text:p>Of H<text:span text:style-name="T1">2</text:span>O.</text:p></office:text></office:body></office:document>'
)
LOWERED = '<w:p><w:r><w:t>H</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r></w:p>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(LOWERED)),
        ("a.fodt", FLAT.encode()),
        ("a.html", b"<!DOCTYPE html><p>H<sub>2</sub>O"),
        ("a.html", b'<!DOCTYPE html><p>H<span style="vertical-align: sub">2</span>O'),
    ],
)
def test_what_is_lowered_says_so(name: str, data: bytes) -> None:
    assert "H<sub>2</sub>" in read_data(name, data).text


def test_the_title_of_an_odt_is_a_heading() -> None:
    styled = FLAT.replace(
        "<office:automatic-styles>",
        '<office:styles><style:style style:name="Title" style:family="paragraph"/></office:styles><office:automatic-styles>',
    )
    assert read_data("a.fodt", styled.encode()).text.startswith("# A letter\n")
