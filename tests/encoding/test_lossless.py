"""The lossless promise, for any text at all: it converts, it is valid, and it comes back byte for byte."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei_edition import xml
from tei_edition.encoding import inverse
from tei_edition.encoding.tei import Encoded, Encoder
from tei_edition.registers.matching import Matcher
from tei_edition.registers.register import load
from tei_edition.transcript.document import Practice
from tei_edition.transcript.layout import shipped
from tei_edition.transcript.readers.plain import read
from tei_edition.transcript.signs import ALL

REGISTERS = Path(__file__).resolve().parents[1] / "cases" / "registers"
MATCHER = Matcher(load(sorted(REGISTERS.glob("*.xml"))))
CAPTIONS = """CIPHERED TELEGRAM No. 512|COPY OF AN OUTGOING TELEGRAM|SECOND DEPARTMENT|CABLE N° 57??|MEMORANDUM No. 8|
Copies: Vessk (2), Sund|Copies to Cde. Vessk|to Cde. Sund|From KARELHOLM Received 11:20|30.6.1951|SERIES "G" T|
To Comrade GRANIT [Vessk]|To GRANIT|LINDHAVEN - Comrade HOLLIS|[LINDHAVEN]|Dear Comrade Sund,|Comrade GRANIT!|Greetings.|
MARIT SUND|V.M.|No. 3260|N° 57??|No. 8[7]1 21.6.51|30.6|4 October|-----|-----  |Deciphered by X 0020 5 October|Printed by Y|
Verified: Major [signature] 0500 (Hollis)|Two copies printed.|Copy N° 1 to Cde. Vessk|[Handwritten note at the top]|
[Stamp: RETURN|No. 7]]|[Stamp at the bottom:|[page 2]|[....]|[signature]|"To Comrade Odo Kallas.|ODO KALLAS 5:30."|
1. The first point.|a) A letter.|- 3. A bullet.|Your telegram of 3 March has come.|I send you the telegram of Comrade Kallas.|
A sentence that is rather long and ends here with more than fifty characters.|lower case goes on|He said: "It begins.|
and ends." So it was.""".replace("\n", "").split("|")
CAPTIONS += ["| a | b |", "|---|---|", "| 12 May | [c] |", "| a |  |", "A call.[1] Here.", "[1] A note."]
LABELS = """1951 Speeches/Documents|Title: x|**Title:** x|Author: Marit Sund|Date: 3 May 1950 Source:. http://a.example/document/7|
Description: On lamps and|Source: TSAO, f. 4, op. 1, d. 3, ll. 6-7.|June 30, 1951|**A bold title|over two lines**|Citation:|
"A title," 1951, KOA, f. 1, op. 2, d. 3|<https://a.example/document/8>|Summary:|Original Language:|Russian|Contents:|###|
Author(s):|Document Information|Rights|[email protected]""".replace("\n", "").split("|")
PIECES = """[|]|[]|[[|]]|[?]|[Stamp: |[Handwritten: |....|?| [sic]|<sup>|</sup>|<u>|</u>|**|~~|"|“|”|«|»|(|)|'|1.|a)|- |-----|Sund|GRANIT|
Karelholm|Skerry Guard in Vastra|Brandt|Comrade |Cde. |30.6.51|4 October|in October|of this year|11:20|0230|word|A Word|&|<|>|]]>|-->|
&amp;|{|}|\\|%|Com[rade]|[con]currently|8[7]1|57??|These [Thses]|[Alan] Sund|[2 words illegible]|[text missing]|[ ]|é|日本|🚢|e\u0301|
\u202e|\u200f|\ufb01|[1]|.[1]|[1] A note|<sup>2</sup>|<sup>2</sup> A note|¹|¹ A note|*|* A note|[inserted above: x]|[sic!]|[sic: a ward]|
[crossed out: x]|~~x~~ [inserted above: y]|[column 2]|[molniruite]|_x_|<i>x</i>|<sub>2</sub>|[Ed. note—x]""".replace(
    "\n", ""
).split("|")
SPACES = [
    " ",
    "  ",
    "\t",
    "\u00a0",
    "\u2003",
    "\u200b",
    "\ufeff",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\x0b",
    "\x0c",
    "\x00",
    "\x1f",
    "\x7f",
    "\x85",
]
SPACES += ["\u2028", "\ufffe", "\ufffd"]

lines = st.sampled_from([*CAPTIONS, *LABELS, *(sign.example for sign in ALL), "", "", " "])
pages = st.tuples(st.sampled_from(["\n", "\n\n", "\r\n", "\r"]), st.lists(lines, max_size=20)).map(
    lambda p: p[0].join(p[1])
)
mixtures = st.lists(st.sampled_from([*PIECES, *SPACES, *CAPTIONS, *LABELS]), max_size=24).map("".join)


def encode(data: bytes, layout: str = "auto") -> Encoded:
    return Encoder(Practice(known=MATCHER, layout=layout), MATCHER).encode(read("a.txt", data), "a")


@pytest.fixture(scope="module")
def proves(faults: Callable[[bytes], list[str]]) -> Callable[..., None]:
    """Convert, serialize, parse, restore, validate."""

    def prove(data: bytes, layout: str = "auto") -> None:
        made = encode(data, layout)
        document = xml.serialize(made.root)
        restored = inverse.transcript(xml.parse(document))
        assert restored.data == data
        assert restored.diagnostics == ()
        assert hashlib.sha256(data).hexdigest() == restored.statement.digest
        assert faults(document) == []

    return prove


@given(st.text(max_size=60))
def test_any_text_comes_back(proves: Callable[..., None], text: str) -> None:
    proves(text.encode("utf-8", "replace"))


@given(st.binary(max_size=80))
def test_any_bytes_come_back(proves: Callable[..., None], data: bytes) -> None:
    proves(data)


@given(pages)
def test_any_page_of_lines_comes_back(proves: Callable[..., None], text: str) -> None:
    proves(text.encode())


@given(mixtures)
def test_any_mixture_of_signs_comes_back(proves: Callable[..., None], text: str) -> None:
    proves(text.encode())


@given(pages, st.sampled_from([layout.name for layout in shipped()]))
def test_any_page_comes_back_by_any_layout(proves: Callable[..., None], text: str, layout: str) -> None:
    proves(text.encode(), layout)


def test_a_note_above_all_captions_comes_back(proves: Callable[..., None]) -> None:
    proves("The boat left.29 It sank.\n\n1. At noon.↩\nCIPHERED TELEGRAM No. 512".encode(), "digital-archive-labels")


@given(pages, st.sampled_from(["utf-8-sig", "utf-16", "utf-16-be", "utf-32", "windows-1252"]))
def test_any_encoding_comes_back(proves: Callable[..., None], text: str, encoding: str) -> None:
    proves(text.encode(encoding, "replace"))


@given(st.one_of(pages, mixtures))
def test_every_character_is_in_one_tile(text: str) -> None:
    made = encode(text.encode())
    document = made.document
    source = document.source
    marks = [tile.span for tile in document.signs.marks]
    assert all(0 <= span.start < span.end <= len(source.text) for span in marks)
    assert all(a.end <= b.start for a, b in pairwise(marks))


@given(st.one_of(pages, mixtures))
def test_the_same_transcript_becomes_the_same_bytes(text: str) -> None:
    first, second = (xml.serialize(encode(text.encode()).root) for _ in range(2))
    assert first == second


@given(st.one_of(pages, mixtures))
def test_every_message_has_a_place_in_the_transcript(text: str) -> None:
    made = encode(text.encode())
    count = len(made.document.source.lines)
    assert all(d.position is not None and 1 <= d.position.line <= count for d in made.diagnostics)


@given(st.one_of(pages, mixtures), st.data())
def test_a_changed_word_is_found_and_shown_at_its_line(text: str, data: st.DataObject) -> None:
    """Put another word in the place of any word of the TEI's text: the restored transcript is another."""
    root = xml.parse(xml.serialize(encode(text.encode()).root)).getroot()
    places = list(_words(root))
    if not places:
        return
    element, attribute, start, end = data.draw(st.sampled_from(places))
    said = getattr(element, attribute)
    setattr(element, attribute, said[:start] + "changed" + said[end:])
    restored = inverse.transcript(xml.parse(xml.serialize(root)))
    assert not restored.is_proved


def _words(root: etree._Element) -> Iterator[tuple[etree._Element, str, int, int]]:
    """Each word of the document's own text: its element, text or tail, and where it stands."""
    text = root.find(xml.tei("text"))
    assert text is not None
    for element in text.iter():
        for attribute in ("text", "tail") if element is not text else ("text",):
            for match in re.finditer(r"\w+", getattr(element, attribute) or ""):
                yield element, attribute, *match.span()


# ------------------------------------------------------------------ the kinds of rows


def residue(text: str | bytes) -> str:
    made = encode(text if isinstance(text, bytes) else text.encode())
    holder = next(x for x in made.root.iter(xml.tei("xenoData")) if x.get("type") == "transcript-residue")
    return (holder.text or "").strip("\n")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("One line.\n\nAnother.\n", ""),
        ("Two  spaces.\n", '1="Two  spaces."'),
        ("\tA tab.\n", '1="\\tA tab."'),
        ("A space at the end. \n", '1="A space at the end. "'),
        ("A form\x0cfeed.\n", '1="A form\\ffeed."'),
        ("A \x00 byte.\n", '1="A \\u0000 byte."'),
        ("# A heading\n\nThe text.\n", "1|# A heading"),
        ("The text.\n\n   \n", '3="   "'),
        ("The text.\n\n-----  \n", '3=["-----  ", "", ""]'),
    ],
)
def test_the_residue_holds_what_the_text_does_not_give(text: str, rows: str) -> None:
    assert residue(text) == rows


def test_a_citation_after_the_documents_words_is_appended() -> None:
    text = (
        "1962 Speeches/Documents\n\nTitle: x\n\nThe document says what it says and ends.\n\n"
        "MARIT SUND\n\nNo. 12 3.5.62 Source: TSAO, f. 1, op. 2, d. 3, l. 4.\n"
    )
    assert "9| Source: TSAO, f. 1, op. 2, d. 3, l. 4." in residue(text).splitlines()


@pytest.mark.parametrize(
    ("data", "encoding", "ending", "mark"),
    [
        (b"a\nb", "utf-8", "LF", ""),
        (b"\xef\xbb\xbfa\r\nb", "utf-8", "CRLF", "EFBBBF"),
        (b"a\rb", "utf-8", "CR", ""),
        ("a\nb".encode("utf-16"), "utf-16-le", "LF", "FFFE"),
    ],
)
def test_the_header_says_how_the_file_was_written(data: bytes, encoding: str, ending: str, mark: str) -> None:
    root = encode(data).root
    bibl = next(b for b in root.iter(xml.tei("bibl")) if b.get("type") == "transcript")
    said = {child.get("type"): child.text for child in bibl}
    assert (said["encoding"], said["line-end"], said.get("byte-order-mark", "")) == (encoding, ending, mark)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\r",
        b"\r\n\r\n",
        b"\x00",
        b"a\r\nb\rc\nd",
        b"[" * 300,
        b"[" * 120 + b"]" * 120,
        b"]" * 300,
        b"[a " * 400 + b"]" * 400,
        b"<u>a " * 400 + b"</u>" * 400,
        b"| a " * 300 + b"|",
        b"a.[1] " * 200 + b"\n\n[1] b",
        b"\n" * 500,
        b"word " * 3000,
        b"[a\n" * 200,
        "“".encode() * 100,
        b"**a** " * 200,
        b"<sup>" * 100,
    ],
)
def test_strange_files_come_back(proves: Callable[..., None], data: bytes) -> None:
    proves(data)


PARAGRAPH = (
    "The boats of the northern harbour lie where they lay in April, [two words illegible] of them without a mast, and "
    "the keeper says that nobody has come. [Here follows a list of the boats and of their owners.] He has asked the "
    "office twice, [inserted by hand: in vain,] for oil and for rope, and was told [Page 212] that both are on the way. "
    "The committee [text not declassified] will meet before the winter, and the second boat [of the two that were "
    "promised] will then have been paid. [Stamp: registry of the harbour, No. 7] Nobody doubts it any more."
)
SIGNS = ("gap", "add", "pb", "supplied", "stamp", "surplus", "note")


def _signs(text: str) -> list[str]:
    made = encode(f"To Comrade HOLM\n\n{text}\n\nSUND\n".encode())
    return [xml.local(one) for one in made.root.iter(*map(xml.tei, SIGNS)) if one.get("type") != "transcript"]


@pytest.mark.parametrize("width", range(46, 96, 5))
def test_where_lines_break_changes_no_sign(width: int) -> None:
    assert _signs("\n".join(textwrap.wrap(PARAGRAPH, width))) == _signs(PARAGRAPH)


@given(st.lists(st.sampled_from([sign.example.replace("\n", " ") for sign in ALL]), min_size=3), st.integers(44, 90))
def test_any_sign_comes_back_wherever_its_lines_break(examples: list[str], width: int) -> None:
    text = "\n".join(textwrap.wrap(" ".join(examples), width)).encode()
    tree = xml.parse(xml.serialize(encode(text).root), "a.xml")
    assert inverse.transcript(tree).data == text
