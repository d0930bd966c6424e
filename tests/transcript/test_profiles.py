"""Sign profiles: Leiden, German, French, an edition's own; each row is read, written, and comes back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei_edition import settings, xml
from tei_edition.convert import convert
from tei_edition.diagnostics import Refusal
from tei_edition.edition import open_edition
from tei_edition.encoding import inverse
from tei_edition.encoding.tei import Encoded, Encoder
from tei_edition.transcript.document import Practice
from tei_edition.transcript.profiles import Profile, compiled, shipped
from tei_edition.transcript.readers.plain import read
from tei_edition.transcript.signs import Table
from tei_edition.transcript.signs.footnotes import APART, FOOTNOTES
from tei_edition.transcript.signs.row import Sign

ROWS = [(table.name, sign) for table in shipped() for sign in table.rows if not sign.example_tei]
OWN = """
name = "harbour"
title = "The harbour office"
off = ["bold"]
first = ["supplied-words"]

[[sign]]
name = "{name}"
meaning = "named by the office"
element = "{element}"
attributes = {{ {attributes} }}
form = "{form}"
opens = "{opens}"
closes = "{closes}"
pattern = '{pattern}'
word = "{word}"
example = "{example}"
"""
USUAL = {
    "name": "named",
    "element": "supplied",
    "attributes": 'reason = "explanation"',
    "form": "words",
    "opens": "(",
    "closes": ")",
    "pattern": "[A-Z].*",
    "word": "",
    "example": "to BERGER (Holm) there",
}


def own(**changed: str) -> str:
    return OWN.format(**{**USUAL, **changed})


def table(text: str) -> Table:
    return compiled(settings.parse(text, Profile, "harbour.toml"), text, "harbour.toml")


def encode(text: str, signs: str, tables: tuple[Table, ...] = shipped()) -> Encoded:
    return Encoder(Practice(layout="plain", signs=signs, profiles=tables)).encode(read("a.txt", text.encode()), "a")


def paragraph(made: Encoded) -> str:
    found = next(made.root.iter(xml.tei("p")), None)
    text = made.root.find(xml.tei("text"))
    assert text is not None
    body = next((p for p in text.iter(xml.tei("p"))), found)
    assert body is not None
    return re.sub(r' xmlns="[^"]+"| xml:id="[^"]+"', "", etree.tostring(body, encoding="unicode", with_tail=False))


@pytest.mark.parametrize(("profile", "sign"), ROWS, ids=lambda value: getattr(value, "name", value))
def test_a_row_reads_its_example_and_gives_it_back(
    profile: str, sign: Sign, faults: Callable[[bytes], list[str]]
) -> None:
    made = encode(f"{sign.example}\n", profile)
    document = xml.serialize(made.root)
    assert sign.name in {m.sign.name for m in made.document.signs.markups if m.sign}
    assert inverse.transcript(xml.parse(document)).is_proved
    assert faults(document) == []
    residue = next(x for x in made.root.iter(xml.tei("xenoData")) if x.get("type") == "transcript-residue")
    assert (residue.text or "").strip() == ""


@pytest.mark.parametrize(
    ("text", "tei"),
    [
        ("dis [mani]bus sacrum", '<supplied reason="lost" rend="restored">mani</supplied>bus'),
        ("dis man<i>bus sacrum", '<supplied reason="omitted" rend="omitted">i</supplied>'),
        ("dis man〈i〉bus sacrum", 'rend="omitted-cjk">i</supplied>'),
        ("dis man⟨i⟩bus sacrum", 'rend="omitted-pointed">i</supplied>'),
        ("[--- mani]bus", '<gap reason="lost" extent="unknown" rend="---"/> mani</supplied>bus'),
        ("mani[bus...]", 'bus<gap reason="lost" unit="char" quantity="3" rend="..."/></supplied>'),
        ("dis manibu[s sacrum", 'manibu<supplied reason="lost" rend="restored-to-the-end">s sacrum</supplied>'),
        ("dis {dis} manibus", "<surplus>dis</surplus>"),
        ("Imp(erator) Caes(ar) dedit", "<expan>Imp<ex>erator</ex></expan> <expan>Caes<ex>ar</ex></expan>"),
        ("dis ⟦Getae⟧ manibus", '<del rend="erasure">Getae</del>'),
        ("dis [....] manibus", '<gap reason="lost" unit="char" quantity="4" rend="[....]"/>'),
        ("dis [c. 12] manibus", '<gap reason="lost" unit="char" precision="low" quantity="12" rend="[c. 12]"/>'),
        ("dis [---] manibus", '<gap reason="lost" extent="unknown" rend="[---]"/>'),
        ("dis [manibus?] sacrum", '<supplied reason="lost" cert="low">manibus</supplied>'),
        ("dis [Imp(erator)] sacrum", 'rend="restored"><expan>Imp<ex>erator</ex></expan></supplied>'),
        ("dis (as such) sacrum", "dis (as such) sacrum"),
        ("dis **manibus** sacrum", "dis **manibus** sacrum"),
    ],
)
def test_leiden_brackets_are_those_of_inscriptions(text: str, tei: str) -> None:
    assert tei in paragraph(encode(f"{text}\n", "leiden"))


def test_beside_its_own_signs_a_profile_has_the_documentary_ones() -> None:
    said = paragraph(encode("Das Amt [!] hat [unleserlich] das <neue> Haus (...) hier.\n", "german"))
    assert said.count("<gap") == 2
    assert '<supplied reason="omitted" rend="omitted-angle">neue</supplied>' in said


def test_an_editions_own_sign_is_read_and_written_back() -> None:
    made = encode("To BERGER (Holm) and (that is) **so** [we] say.\n", "harbour", (table(own()), *shipped()))
    said = paragraph(made)
    assert '<supplied reason="explanation" rend="named">Holm</supplied> and (that is) **so**' in said
    assert inverse.transcript(xml.parse(xml.serialize(made.root))).is_proved


CARETS = """
name = "carets"
title = "Carets"
[[sign]]
name = "carets"
meaning = "written above the line"
element = "add"
attributes = { place = "above" }
opens = "^"
closes = "^"
pattern = ' [^^]+ '
example = "& ^ Red ^ Stockings"
[[sign]]
name = "queried"
meaning = "the word before is doubtful"
element = "unclear"
form = "after"
word = "???"
touching = true
opens = "["
closes = "]"
example = "some Green Terret[???] or"
[[sign]]
name = "side"
meaning = "a new side begins"
element = "pb"
form = "empty"
pattern = '^/$'
example = "/"
"""


def test_the_signs_of_a_page_that_explains_its_own() -> None:
    """Spaces inside the delimiters, a mark that touches its word, a sign alone on its line."""
    text = "Red ^ as the ^ Stockings & Terret[???] or\n\n/\n\nthe other side of it is blue.\n"
    made = encode(text, "carets", (table(CARETS), *shipped()))
    said = paragraph(made)
    assert '<add place="above" rend="carets"> as the </add>' in said
    assert '<unclear rend="queried">Terret</unclear> or' in said
    assert len(made.root.findall(f".//{xml.tei('pb')}")) == 1
    assert inverse.transcript(xml.parse(xml.serialize(made.root))).is_proved
    assert "sign-not-restored" not in {d.code for d in made.diagnostics}


@pytest.mark.parametrize("base", ["documentary", "german", "french", "leiden"])
def test_a_profile_stands_on_any_that_comes_with_the_tool(base: str) -> None:
    made = own().replace('off = ["bold"]\nfirst = ["supplied-words"]', f'base = "{base}"')
    text = "".join(f"{sign.example}\n\n" for name, sign in ROWS if name == base and not sign.pattern)
    read_ = encode(f"{text}To BERGER (Holm) goes [sic] <i>this</i> list.\n", "harbour", (table(made), *shipped()))
    assert '<supplied reason="explanation" rend="named">Holm</supplied>' in xml.serialize(read_.root).decode()
    assert inverse.transcript(xml.parse(xml.serialize(read_.root))).is_proved
    assert "sign-not-restored" not in {d.code for d in read_.diagnostics}


def test_a_profile_that_stands_on_none_that_there_is_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        table(own().replace('off = ["bold"]', 'base = "germn"'))
    assert refusal.value.diagnostics[0].hint == "Did you mean “german”?"


def test_a_row_that_could_not_be_told_from_one_of_its_base_is_refused() -> None:
    changed = {"element": "del", "attributes": 'rend = "strikethrough"', "example": "to BERGER (Holm) there"}
    with pytest.raises(Refusal) as refusal:
        table(own(**changed))
    assert "“deleted” of the base" in refusal.value.diagnostics[0].message


@pytest.mark.parametrize(
    ("changed", "message", "hint"),
    [
        ({"element": "suplied"}, "“suplied” is no element of a sign", "Did you mean “supplied”?"),
        ({"attributes": 'reason = "explained"'}, "“reason” cannot be “explained”", "Did you mean “explanation”?"),
        ({"attributes": 'reson = "explanation"'}, "supplied needs “reason”", ""),
        ({"attributes": ""}, "supplied needs “reason”", "One of subaudible"),
        ({"form": "empty"}, "supplied cannot be of the form “empty”", 'form = "words"'),
        ({"closes": ""}, "a sign that opens must close", ""),
        ({"opens": "", "closes": "", "pattern": ""}, "a sign without delimiters needs a pattern", ""),
        ({"opens": "a"}, "a delimiter is no letter", ""),
        ({"name": "stamp"}, "another sign has this name", ""),
        ({"example": "to BERGER there"}, "its example is read by no row", "Mend its pattern"),
        ({"form": "after", "element": "sic", "attributes": ""}, "needs its own word", ""),
    ],
)
def test_a_mistake_in_a_profile_is_told_with_its_line(changed: dict[str, str], message: str, hint: str) -> None:
    with pytest.raises(Refusal) as refusal:
        table(own(**changed))
    told = [d for d in refusal.value.diagnostics if message in d.message]
    assert told
    assert hint in told[0].hint
    assert told[0].position is not None
    assert told[0].position.line > 1


@pytest.mark.parametrize(("key", "wrong"), [("off", "blod"), ("first", "supplied-word")])
def test_a_row_that_is_switched_must_exist(key: str, wrong: str) -> None:
    with pytest.raises(Refusal) as refusal:
        table(own().replace('off = ["bold"]' if key == "off" else 'first = ["supplied-words"]', f'{key} = ["{wrong}"]'))
    assert "Did you mean" in refusal.value.diagnostics[0].hint


def test_an_edition_names_its_profile(make_edition: Callable[..., Path]) -> None:
    root = make_edition(
        {
            "edition.toml": 'title = "x"\ndate = 2020-01-01\n[conversion]\nsigns = "harbour"\n',
            "signs/harbour.toml": own(),
            "transcripts/a.txt": "To BERGER (Holm) there.\n",
        }
    )
    outcome = convert(open_edition(root))
    assert not outcome.failed
    assert 'rend="named">Holm</supplied>' in (root / "documents" / "a.xml").read_text("utf-8")


def test_a_profile_that_does_not_exist_is_refused(make_edition: Callable[..., Path]) -> None:
    wrong = 'title = "x"\ndate = 2020-01-01\n[conversion]\nsigns = "lieden"\n'
    root = make_edition({"edition.toml": wrong, "transcripts/a.txt": "A word.\n"})
    with pytest.raises(Refusal) as refusal:
        convert(open_edition(root))
    assert (refusal.value.diagnostics[0].code, refusal.value.diagnostics[0].hint) == (
        "profile-unknown",
        "Did you mean “leiden”?",
    )


def test_every_row_of_every_profile_stands_in_a_golden_case() -> None:
    cases = Path(__file__).resolve().parents[1] / "cases"
    texts = "".join(path.read_text("utf-8") for path in cases.glob("*/*/transcript.txt"))
    rows = {sign.name: sign for table in shipped() for sign in table.rows}
    own = {
        "form-feed",
        *(sign.name for sign in (*FOOTNOTES, *APART.values())),
    }  # whole pages: plain/pages, plain/footnotes…
    assert [name for name, sign in rows.items() if name not in own and sign.example not in texts] == []


EXAMPLES = [sign.example for table in shipped() for sign in table.rows]
MARKS = ["[", "]", "(", ")", "<", ">", "{", "}", "⟦", "⟧", "\\", "/", "|", "...", "---", "+", "*", "_", "~~", "?", "!"]
pieces = st.lists(
    st.sampled_from([*EXAMPLES, *MARKS, "a", "Berg", "12", " ", "  ", "\n", "\n\n", "ụ", "u\u0323"]), max_size=14
)


@given(pieces.map("".join), st.sampled_from([table.name for table in shipped()]))
def test_any_mixture_of_any_profiles_signs_comes_back(
    faults: Callable[[bytes], list[str]], text: str, name: str
) -> None:
    document = xml.serialize(encode(text, name).root)
    restored = inverse.transcript(xml.parse(document))
    assert restored.data.decode() == text
    assert restored.is_proved
    assert faults(document) == []


PALAEOGRAPHIC = """
name = "notary"
title = "A notary's book"
base = "none"

[[sign]]
name = "margin"
meaning = "in the margin"
form = "labelled"
element = "note"
attributes = { type = "marginal" }
opens = "OPENS"
closes = "CLOSES"
example = "the boat OPENSin the margin: paidCLOSES left"

[[sign]]
name = "resolved"
meaning = "an abbreviation written out"
element = "expan"
form = "expansion"
opens = "["
closes = "]"
example = "the R[oya]l order"
"""


def notary(opens: str = "{", closes: str = "}") -> Table:
    return table(PALAEOGRAPHIC.replace("OPENS", opens).replace("CLOSES", closes))


@pytest.mark.parametrize(
    ("text", "tei"),
    [
        ("the R[oya]l order", "the <expan>R<ex>oya</ex>l</expan> order"),
        ("two pro[vi]n[ce]s", "two <expan>pro<ex>vi</ex>n<ex>ce</ex>s</expan>"),
        ("R[everend]F[ather] Odo", "<expan>R<ex>everend</ex></expan><expan>F<ex>ather</ex></expan> Odo"),
        ("pu[er] {in the margin: so[n]} said", "so<ex>n</ex>"),
    ],
)
def test_the_whole_word_belongs_to_an_abbreviation_written_out(text: str, tei: str) -> None:
    made = encode(text, "notary", (notary(), *shipped()))
    assert tei in paragraph(made)
    assert inverse.transcript(xml.parse(xml.serialize(made.root))).is_proved


@pytest.mark.parametrize(("opens", "closes"), [("{", "}"), ("[[", "]]"), ("<<", ">>"), ("[", "]")])
def test_a_note_of_a_profile_keeps_its_label_apart_from_its_text(opens: str, closes: str) -> None:
    made = encode(f"The boat {opens}in the margin: paid{closes} left.", "notary", (notary(opens, closes), *shipped()))
    assert "<label>in the margin:</label> paid</note> left." in paragraph(made)
    assert inverse.transcript(xml.parse(xml.serialize(made.root))).is_proved


def test_a_label_of_a_profile_may_be_long() -> None:
    label = "in the left margin of the leaf, in another and far more modern hand than all the rest:"
    made = encode(f"The boat {{{label} paid}} left.", "notary", (notary(), *shipped()))
    assert f"<label>{label}</label> paid</note>" in paragraph(made)


LEAVES = """
[[sign]]
name = "leaf"
meaning = "a leaf begins"
element = "pb"
form = "empty"
opens = "{"
closes = "}"
pattern = 'f\\. (?P<n>\\d+[rv]?)'
example = "of the {f. 2v} boat"
"""


def test_a_page_break_of_a_profile_alone_on_its_line_stands_between_the_blocks() -> None:
    tables = (table(PALAEOGRAPHIC.replace("OPENS", "<<").replace("CLOSES", ">>") + LEAVES), *shipped())
    made = encode(
        "{f. 1}\n\nVastra, 6 August 1898\n\nThe boats left.\n\n{f. 1v}\n\nMore of them left.\n", "notary", tables
    )
    breaks = list(made.root.iter(xml.tei("pb")))
    assert made.root.findall(f".//{xml.tei('div')}/{xml.tei('pb')}") == breaks
    assert [p.get("n") for p in breaks] == ["1", "1v"]
    assert inverse.transcript(xml.parse(xml.serialize(made.root))).is_proved


def test_a_line_of_spaces_inside_a_paragraph_comes_back() -> None:
    said = (
        "Vastra, 6 August 1898\nThe pilot of the harbour says that the  old boat left and\n\u00a0\nnobody has seen it."
    )
    made = encode(said, "")
    assert not made.diagnostics
    assert "left and\n<lb/>nobody" in paragraph(made)
    assert inverse.transcript(xml.parse(xml.serialize(made.root))).is_proved
