"""Can TEI be validated by another project's schema, of whatever kind, without waiting for ever?"""

from pathlib import Path

import pytest
import tei_all
from lxml import etree

from tei_edition import resources
from tei_edition.validation import foreign
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
SOUND = '<a xmlns="urn:x">\n<b when="1931-05-03">x</b>\n</a>'
BROKEN = '<a xmlns="urn:x">\n<b when="1931-05-03">x</b>\n<b when="soon">x</b>\n</a>'
REVERSED = '<a xmlns="urn:x">\n<b when="1931-05-03" to="1931-05-01"/>\n<b when="1931-05-03"/>\n</a>'


def checked(tmp_path: Path, schema: str, document: str, seconds: int = 60, suffix: str = ".rng"):
    (tmp_path / f"schema{suffix}").write_text(schema, encoding="utf-8")
    (tmp_path / "letter.xml").write_text(document, encoding="utf-8")
    return foreign.check([tmp_path / "letter.xml"], [tmp_path / f"schema{suffix}"], seconds)


SCHEMAS = {
    "RELAX NG": (RNG, ".rng"),
    "XSD 1.0": (XSD.format(version="", rule=""), ".xsd"),
    "XSD 1.1": (XSD.format(version=VERSION, rule=RULE), ".xsd"),
}


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_foreign_schema_decides(kind: str, tmp_path: Path):
    schema, suffix = SCHEMAS[kind]
    assert checked(tmp_path, schema, SOUND, suffix=suffix).diagnostics == ()
    found = checked(tmp_path, schema, BROKEN, suffix=suffix).diagnostics
    assert [(d.code, d.position.line) for d in found[:1]] == [("schema-invalid", 3)], found


def test_an_assertion_of_xsd_1_1_is_asked(tmp_path: Path):
    schema, suffix = SCHEMAS["XSD 1.1"]
    found = checked(tmp_path, schema, REVERSED, suffix=suffix).diagnostics
    assert [d.position.line for d in found] == [2]


@pytest.mark.parametrize("binding", ["xslt", "xslt2", "xslt3"])
def test_schematron_rules_are_asked_first_come_first_served(binding: str, tmp_path: Path):
    found = checked(tmp_path, SCHEMATRON.format(binding=binding), REVERSED, suffix=".sch").diagnostics
    # the first element is empty too, but its fate was decided by the first rule that fits
    assert [(d.position.line, d.message) for d in found] == [(2, "to is before when"), (3, "nothing is said")]


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
