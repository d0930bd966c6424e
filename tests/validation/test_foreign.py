"""Can TEI be validated by another project's schema, of whatever kind, without waiting for ever?"""

from pathlib import Path

import pytest
import tei_all
from lxml import etree

from tei_edition import resources
from tei_edition.validation import foreign, report
from tei_edition.validation.relaxng import simplify

RNG = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:x"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start><ref name="a"/></start>
<define name="a"><element name="a"><oneOrMore><element name="b"><attribute name="when"><data type="date"/></attribute>
<text/></element></oneOrMore></element></define></grammar>"""
XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" {version} targetNamespace="urn:x" elementFormDefault="qualified">
<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" maxOccurs="9"><xs:complexType mixed="true">
<xs:attribute name="when" type="xs:date" use="required"/><xs:attribute name="to" type="xs:date"/>{rule}</xs:complexType></xs:element></xs:sequence>
</xs:complexType></xs:element></xs:schema>"""
VERSION = 'xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning" vc:minVersion="1.1"'
RULE = '<xs:assert test="not(@to) or @to ge @when"/>'
SCHEMATRON = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="{binding}"><ns prefix="x" uri="urn:x"/>
<pattern id="words"><rule context="x:b[@to]"><assert id="in-order" test="@to >= @when">to is before when</assert></rule>
<rule context="x:b"><report test="string-length(.) = 0">nothing is said</report></rule></pattern></schema>"""
COMPACT = """default namespace = "urn:x"
datatypes xsd = "http://www.w3.org/2001/XMLSchema-datatypes"
start = a
a = element a { b+ }
b = element b { attribute when { xsd:date }, text }
"""
SOUND = '<a xmlns="urn:x">\n<b when="1931-05-03">x</b>\n</a>'
BROKEN = '<a xmlns="urn:x">\n<b when="1931-05-03">x</b>\n<b when="soon">x</b>\n</a>'
REVERSED = '<a xmlns="urn:x">\n<b when="1931-05-03" to="1931-05-01"/>\n<b when="1931-05-03"/>\n</a>'


def checked(tmp_path: Path, schema: str, document: str, seconds: int = 60, suffix: str = ".rng"):
    (tmp_path / f"schema{suffix}").write_text(schema, encoding="utf-8")
    (tmp_path / "letter.xml").write_text(document, encoding="utf-8")
    return foreign.check([tmp_path / "letter.xml"], [tmp_path / f"schema{suffix}"], seconds)


def asked(tmp_path: Path, schema: str, document: str, suffix: str = ".rng"):
    """The same in this process: what a schema says, without the start of a child."""
    (tmp_path / f"schema{suffix}").write_text(schema, encoding="utf-8")
    (tmp_path / "letter.xml").write_text(document, encoding="utf-8")
    found = list(foreign.run(tmp_path / f"schema{suffix}", [tmp_path / "letter.xml"]))
    return report.of([tmp_path / "letter.xml"], found).diagnostics


SCHEMAS = {
    "RELAX NG": (RNG, ".rng"),
    "RELAX NG, compact": (COMPACT, ".rnc"),
    "XSD 1.0": (XSD.format(version="", rule=""), ".xsd"),
    "XSD 1.1": (XSD.format(version=VERSION, rule=RULE), ".xsd"),
}


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_foreign_schema_decides(kind: str, tmp_path: Path):
    schema, suffix = SCHEMAS[kind]
    assert asked(tmp_path, schema, SOUND, suffix) == ()
    found = checked(tmp_path, schema, BROKEN, suffix=suffix).diagnostics
    assert [(d.code, d.position.line) for d in found[:1]] == [("schema-invalid", 3)], found


def test_an_assertion_of_xsd_1_1_is_asked(tmp_path: Path):
    schema, suffix = SCHEMAS["XSD 1.1"]
    found = asked(tmp_path, schema, REVERSED, suffix)
    assert [d.position.line for d in found] == [2]


@pytest.mark.parametrize("binding", ["xslt", "xslt2", "xslt3"])
def test_schematron_rules_are_asked_first_come_first_served(binding: str, tmp_path: Path):
    found = asked(tmp_path, SCHEMATRON.format(binding=binding), REVERSED, ".sch")
    # the first element is empty too, but its fate was decided by the first rule that fits
    assert [(d.position.line, d.message) for d in found] == [(2, "to is before when"), (3, "nothing is said")]


LINES = '<a xmlns="urn:x">\n<b when="1931-05-03" to="|">x</b>\n<c>\n<b when="1931-05-04"/>\n<b/>\n</c>\n</a>'


@pytest.mark.parametrize(
    ("context", "lines"),
    [
        ("x:b", [2, 4, 5]),
        ("x:c/x:b", [4, 5]),
        ("x:b[1]", [2, 4]),
        ("x:c | x:b[@when]", [2, 3, 4]),
        ("x:a[x:b | x:c]/x:c|x:b[@to = '|' or following::x:b[x:a | x:c]]", [2, 3]),
        ("(x:a | x:c)/x:b", [2, 4, 5]),
        ("x:b[@to = ']']|x:c", [3]),
        ("x:b/@when | @to", [2, 2, 4]),
        ("/x:a | /x:a/x:c", [1, 3]),
        ("//x:c", [3]),
        ("/", [1]),
    ],
)
def test_a_rule_is_asked_wherever_its_context_matches(context: str, lines: list[int], tmp_path: Path):
    rule = f'<rule context="{context}"><report test="true()">here</report></rule>'
    schema = f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><ns prefix="x" uri="urn:x"/><pattern>{rule}</pattern></schema>'
    found = asked(tmp_path, schema, LINES, ".sch")
    assert [(d.message, d.position.line) for d in found] == [("here", line) for line in lines]


ABSTRACT = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3" {default}>
<ns prefix="x" uri="urn:x"/>
<phase id="dates"><active pattern="ordered"/></phase>
<pattern abstract="true" id="order"><rule context="$element"><let name="end" value="$last"/>
<assert test="not($end) or $end ge $first"><name/> ends before it begins, says <value-of select="$first"/></assert></rule></pattern>
<pattern id="ordered" is-a="order"><param name="element" value="x:b"/><param name="first" value="@when"/><param name="last" value="@to"/></pattern>
<include href="words.sch"/>
</schema>"""
WORDS = """<pattern xmlns="http://purl.oclc.org/dsdl/schematron" id="words"><rule context="x:b">
<report test="string-length(.) = 0">nothing is said</report></rule></pattern>"""


@pytest.mark.parametrize(
    ("default", "phase", "said"),
    [
        ("", "", {"b ends before it begins, says 1931-05-03", "nothing is said"}),
        ("", "dates", {"b ends before it begins, says 1931-05-03"}),
        ('defaultPhase="dates"', "", {"b ends before it begins, says 1931-05-03"}),
        ('defaultPhase="dates"', "#ALL", {"b ends before it begins, says 1931-05-03", "nothing is said"}),
        ("", "hours", {"the Schematron has no phase “hours”"}),
    ],
)
def test_abstract_patterns_phases_and_includes_are_followed(default: str, phase: str, said: set[str], tmp_path: Path):
    (tmp_path / "words.sch").write_text(WORDS, encoding="utf-8")
    (tmp_path / "rules.sch").write_text(ABSTRACT.replace("{default}", default), encoding="utf-8")
    (tmp_path / "letter.xml").write_text(REVERSED, encoding="utf-8")
    found = list(foreign.run(tmp_path / "rules.sch", [tmp_path / "letter.xml"], phase))
    assert {d.message for d in found} == said


@pytest.mark.parametrize("space", ["http://purl.oclc.org/dsdl/schematron", "http://www.ascc.net/xml/schematron"])
@pytest.mark.parametrize("holder", ["pattern", "rule"])
def test_rules_inside_a_relax_ng_are_asked(space: str, holder: str, tmp_path: Path):
    rule = '<s:rule context="x:b"><s:report test="not(node())">nothing is said</s:report></s:rule>'
    rule = f"<s:pattern id='words'>{rule}</s:pattern>" if holder == "pattern" else rule
    inside = f'<s:ns prefix="x" uri="urn:x" xmlns:s="{space}"/><start>'
    schema = RNG.replace("<start>", inside).replace('<define name="a">', f'<define name="a">{rule}')
    schema = schema.replace(
        '<attribute name="when">', '<optional><attribute name="to"/></optional><attribute name="when">'
    )
    schema = schema.replace("<grammar ", f'<grammar xmlns:s="{space}" ')
    found = asked(tmp_path, schema, REVERSED)
    assert [(d.position.line, d.message) for d in found] == [(2, "nothing is said"), (3, "nothing is said")]


def test_a_compact_schema_that_includes_others_is_not_followed(tmp_path: Path):
    schema = f'include "http://localhost:9/base.rnc"\n{COMPACT}'
    (told,) = checked(tmp_path, schema, SOUND, suffix=".rnc").diagnostics
    assert "includes other files" in told.message


@pytest.mark.parametrize("schema", ["start = element a { text", "start = = a", "", "\x00"])
def test_a_compact_schema_that_is_none_is_said(schema: str, tmp_path: Path):
    report = checked(tmp_path, schema, SOUND, suffix=".rnc")
    assert [d.code for d in report.diagnostics] == ["schema-unreadable"], report
    assert "Traceback" not in report.diagnostics[0].message


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ("<html/>", "begins no RELAX NG"),
        ("start = element a { text }", "not XML"),
        (RNG.replace('<ref name="a"/>', '<ref name="z"/>'), "cannot be used"),
    ],
)
def test_what_is_no_schema_is_said(schema: str, said: str, tmp_path: Path):
    report = checked(tmp_path, schema, SOUND)
    assert report.exit_code == 2
    assert said in report.diagnostics[0].message


def test_a_schema_that_takes_too_long_is_ended(tmp_path: Path):
    report = checked(tmp_path, RNG, SOUND, seconds=0)
    assert [d.code for d in report.diagnostics] == ["schema-timeout"]


def test_our_own_schema_can_be_named_like_any_other(harbour: Path):
    assert foreign.check([harbour], [resources.schema("tei-edition.rng")]).diagnostics == ()
    assert foreign.check([harbour], [resources.schema("tei-edition.sch")]).diagnostics == ()


def test_a_simplified_grammar_accepts_the_same(tmp_path: Path):
    grammar = etree.fromstring(RNG)
    once, twice = simplify(grammar), simplify(simplify(grammar))
    assert etree.tostring(once) == etree.tostring(twice)
    for document in (SOUND, BROKEN, REVERSED):
        tree = etree.fromstring(document)
        assert etree.RelaxNG(grammar).validate(tree) == etree.RelaxNG(once).validate(tree)


def test_tei_all_does_not_hang(harbour: Path):
    found = foreign.check([harbour / "registers"], [tei_all.path()], seconds=2).diagnostics
    assert {d.code for d in found} <= {"schema-timeout"}
