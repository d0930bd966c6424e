"""Can an edition change the schema: add an element and a rule, take an element away, open a list of values?"""

import re
from pathlib import Path

import pytest

from tei_edition import resources, xml
from tei_edition.edition import open_edition
from tei_edition.validation import validate
from tei_edition.validation.compiler import associate, compile_odd, install, write

OWN = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">
  <teiHeader><fileDesc><titleStmt><title>The encoding of the harbour letters</title></titleStmt>
    <publicationStmt><p>Ours.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>
  <text><body>
    <div xml:id="crates"><head>Crates</head><p>A crate is a <gi>material</gi>.</p></div>
    <schemaSpec ident="harbour" source="tei-edition.odd">
      <elementSpec ident="material" mode="add" module="harbour">
        <desc>What something is made of.</desc>
        <classes><memberOf key="att.global"/><memberOf key="model.limitedPhrase"/></classes>
        <content><macroRef key="macro.phraseSeq"/></content>
        <exemplum><egXML xmlns="http://www.tei-c.org/ns/Examples"><material>pine</material></egXML></exemplum>
      </elementSpec>
      <elementSpec ident="stage" mode="delete"/>
      <elementSpec ident="head" mode="change">
        <attList><attDef ident="type" mode="change">
          <valList type="closed" mode="change">
            <valItem ident="berth"><desc>Where the ship lies.</desc></valItem>
            <valItem ident="status" mode="delete"/>
          </valList>
        </attDef></attList>
      </elementSpec>
      <elementSpec ident="pb" mode="change">
        <attList><attDef ident="n" mode="change" usage="req">
          <desc>The number of the page.</desc><datatype><dataRef key="teidata.count"/></datatype>
        </attDef></attList>
      </elementSpec>
      <constraintSpec ident="crate-counted" scheme="schematron" mode="add">
        <desc>Crates are counted.</desc>
        <constraint>
          <sch:rule context="tei:p[contains(., 'crates')]">
            <sch:assert role="warning" test="tei:num or contains(., 'welve')">crates are mentioned without a number</sch:assert>
          </sch:rule>
        </constraint>
      </constraintSpec>
      <constraintSpec ident="gap-silent" scheme="schematron" mode="delete"/>
    </schemaSpec>
  </body></text>
</TEI>
"""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    odd = tmp_path_factory.mktemp("own") / "harbour.odd"
    odd.write_text(OWN, encoding="utf-8")
    return compile_odd(odd)


@pytest.fixture
def own(edition: Path, compiled) -> Path:
    """The edition with its own ODD, compiled into its schema folder."""
    (edition / "schema").mkdir()
    (edition / "schema" / "harbour.odd").write_text(OWN, encoding="utf-8")
    write(compiled, edition / "schema")
    return edition


def changed(edition: Path, old: str, new: str) -> list[tuple[str, str]]:
    letter = edition / "documents" / "letter-12.xml"
    text = letter.read_text(encoding="utf-8")
    assert old in text
    letter.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [(d.code, d.message) for d in validate([letter])]


def test_what_is_taken_away_is_no_longer_known(own: Path):
    found = [d for d in validate([own]) if d.code.startswith("schema-")]
    assert [d.message for d in found] == ["there is no element “stage”"]


def test_an_element_that_is_added_may_stand_where_its_class_may(own: Path):
    assert ("schema-element-unknown", "there is no element “material”") not in changed(
        own, "Not found.", "<material>Pine</material>."
    )
    assert ("schema-element-unknown", "there is no element “matter”") in changed(
        own, "<material>Pine</material>.", "<matter>Pine</matter>."
    )


def test_a_value_that_is_added_is_allowed_and_one_that_is_taken_is_not(own: Path):
    assert "schema-value" not in dict(changed(own, 'head type="issuer"', 'head type="berth"'))
    assert "schema-value" in dict(changed(own, 'head type="berth"', 'head type="status"'))
    assert "schema-value" not in dict(changed(own, 'head type="status"', 'head type="title"'))


def test_an_inherited_attribute_can_be_made_stricter(own: Path):
    assert dict(changed(own, '<pb n="2"', '<pb n="two"'))["schema-value"].startswith(
        "“two” is no possible value of “n”"
    )
    assert dict(changed(own, '<pb n="two"', "<pb"))["schema-attribute-missing"] == "“pb” needs the attribute “n”"


def test_a_rule_that_is_added_is_asked_and_one_that_is_taken_is_not(own: Path):
    found = changed(own, "Send crates to", "Send many crates to")
    assert ("rule-doubted", "crates are mentioned without a number") in found
    silent = changed(
        own,
        '<gap reason="editorial" unit="signature" quantity="1"><desc>signature</desc></gap>',
        '<gap reason="editorial"/>',
    )
    assert "gap-silent" not in dict(silent)


def test_the_manual_has_the_edition_s_own_pages(own: Path):
    manual = own / "schema" / "manual"
    assert "Where the ship lies." in (manual / "head.html").read_text(encoding="utf-8")
    assert "material" in (manual / "p.html").read_text(encoding="utf-8")
    assert "crate-counted" in (manual / "rules.html").read_text(encoding="utf-8")
    assert 'href="crates.html"' in (manual / "index.html").read_text(encoding="utf-8")
    assert not (manual / "stage.html").exists()


def test_an_own_schema_may_choose_modules(tmp_path: Path):
    odd = tmp_path / "small.odd"
    odd.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><schemaSpec ident="small" source="tei-edition.odd">'
        '<moduleRef key="core"/><moduleRef key="header"/><moduleRef key="structure" except="sp speaker stage"/>'
        '<moduleRef key="phrase"/><moduleRef key="transcription" include="gap desc note supplied"/>'
        "</schemaSpec></body></text></TEI>",
        encoding="utf-8",
    )
    files = compile_odd(odd).files
    assert "manual/supplied.html" in files
    assert not {"manual/sp.html", "manual/stamp.html", "manual/person.html"} & files.keys()


def test_our_schema_can_be_laid_beside_the_documents(edition: Path):
    written = {path.name for path in install(edition)}
    assert written == {"tei-edition.rng", "tei-edition.sch"}
    assert (edition / "schema" / "tei-edition.rng").read_bytes() == resources.schema("tei-edition.rng").read_bytes()
    assert install(edition) == ()
    assert validate([edition]) == []


def models(path: Path) -> list[str]:
    """The schemas that an XML editor finds in a file, as the paths that they lead to."""
    prologue = xml.read(path).getroot().itersiblings(preceding=True)
    hrefs = [re.search('href="([^"]+)"', node.text or "")[1] for node in prologue if node.target == "xml-model"]
    return sorted(hrefs)


def test_every_file_leads_an_xml_editor_to_the_schema(edition: Path):
    install(edition)
    opened = open_edition(edition)
    letter = edition / "documents" / "letter-12.xml"
    before = xml.words(xml.read(letter).getroot())
    changed = associate(opened)
    assert set(changed) == {*opened.documents, *opened.registers, *opened.texts}
    for path in changed:
        assert models(path) == ["../schema/tei-edition.rng", "../schema/tei-edition.sch"]
        assert all((path.parent / href).is_file() for href in models(path))
    assert xml.words(xml.read(letter).getroot()) == before
    assert associate(opened) == ()
    assert validate([edition]) == []


def test_with_a_schema_of_its_own_an_edition_leads_there(own: Path):
    assert install(own) == ()
    letter = own / "documents" / "letter-12.xml"
    letter.write_bytes(xml.associated(letter.read_bytes(), "tei-edition"))
    associate(open_edition(own))
    assert models(letter) == ["../schema/harbour.rng", "../schema/harbour.sch"]


@pytest.mark.parametrize("start", [b"", b'<?xml version="1.0"?>', b'<?xml version="1.0"?>\r\n', b"\xef\xbb\xbf"])
def test_a_file_keeps_its_beginning(start: bytes):
    tied = xml.associated(start + b"<TEI/>", "letters")
    assert tied.startswith(start)
    assert tied.count(b"<?xml-model") == 2
    assert xml.parse(tied).getroot().tag == "TEI"
    assert xml.associated(tied, "letters") == tied


def test_the_schema_of_another_project_stays_named():
    theirs = b'<?xml-model href="https://example.org/theirs.rng"?>\n<TEI/>'
    assert theirs in xml.associated(theirs, "letters")


def test_an_odd_that_has_changed_since_it_was_compiled_is_pointed_out(own: Path):
    assert "schema-stale" not in {d.code for d in validate([own])}
    odd = own / "schema" / "harbour.odd"
    odd.write_text(OWN.replace("Where the ship lies.", "Where the ship lies at anchor."), encoding="utf-8")
    assert [(d.code, Path(d.file).name) for d in validate([own]) if d.code == "schema-stale"] == [
        ("schema-stale", "harbour.odd")
    ]


def test_an_odd_that_nobody_compiled_is_pointed_out(edition: Path):
    (edition / "schema").mkdir()
    (edition / "schema" / "harbour.odd").write_text(OWN, encoding="utf-8")
    assert [d.code for d in validate([edition])] == ["schema-stale"]
