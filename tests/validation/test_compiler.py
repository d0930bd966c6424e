"""Does the ODD compile to the committed files, and are its mistakes found where they stand?"""

from pathlib import Path

import pytest

from tei_edition import resources
from tei_edition.diagnostics import Refusal
from tei_edition.validation import vocabulary
from tei_edition.validation.compiler import compile_odd, write

ODD = resources.schema("tei-edition.odd")


@pytest.fixture(scope="module")
def compiled():
    return compile_odd(ODD)


def test_recompiling_gives_no_difference(compiled):
    for name, data in compiled.files.items():
        assert resources.schema(name).read_bytes() == data, f"{name}: run “tei-edition schema compile”"


def test_files_that_are_as_they_should_be_stay_untouched(compiled, tmp_path: Path):
    first, second = write(compiled, tmp_path), write(compiled, tmp_path)
    assert len(first) == len(compiled.files)
    assert not second


def compiled_from(
    folder: Path, declarations: str, attributes: str = 'ident="own" start="TEI" source="tei-edition.odd"'
):
    path = folder / "own.odd"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<text><body>\n'
        f"<schemaSpec {attributes}>\n{declarations}\n</schemaSpec>\n</body></text></TEI>",
        encoding="utf-8",
    )
    return compile_odd(path)


MISTAKES = {
    "an unknown element": (
        '<elementSpec ident="crate" mode="add"><content><elementRef key="lid"/></content></elementSpec>',
        "“crate” refers to the element “lid”, which is not declared",
    ),
    "an unknown class": (
        '<elementSpec ident="crate" mode="add"><classes><memberOf key="model.crates"/></classes><content><empty/></content></elementSpec>',
        "“crate” is a member of the class “model.crates”, which is not declared",
    ),
    "an unknown class in content": (
        '<elementSpec ident="crate" mode="add"><content><classRef key="model.crates"/></content></elementSpec>',
        "“crate” refers to the class “model.crates”, which is not declared",
    ),
    "an unknown macro": (
        '<elementSpec ident="crate" mode="add"><content><macroRef key="macro.crates"/></content></elementSpec>',
        "“crate” refers to the macro “macro.crates”, which is not declared",
    ),
    "an unknown datatype": (
        '<elementSpec ident="crate" mode="add"><content><empty/></content><attList><attDef ident="size"><datatype><dataRef key="teidata.crate"/></datatype></attDef></attList></elementSpec>',
        "“crate” refers to the datatype “teidata.crate”, which is not declared",
    ),
    "no content model": (
        '<elementSpec ident="crate" mode="add"><content/></elementSpec>',
        "the element “crate” has no content model; write content/empty for none",
    ),
    "an empty sequence": (
        '<elementSpec ident="crate" mode="add"><content><sequence/></content></elementSpec>',
        "an empty sequence in the content of “crate”",
    ),
    "an element twice": (
        '<elementSpec ident="p" mode="add"><content><empty/></content></elementSpec>',
        "“p” is declared twice",
    ),
    "a change to nothing": (
        '<elementSpec ident="crate" mode="change"><desc>A crate.</desc></elementSpec>',
        "“crate” is to be changed, but nothing of that name is imported",
    ),
    "a change to no attribute": (
        '<elementSpec ident="head" mode="change"><attList><attDef ident="typ" mode="change"/></attList></elementSpec>',
        "“head” has no attribute “typ” to be changed",
    ),
    "no attribute to delete": (
        '<elementSpec ident="head" mode="change"><attList><attDef ident="typs" mode="delete"/></attList></elementSpec>',
        "“head” has no attribute “typs” to be deleted",
    ),
    "no value to delete": (
        '<elementSpec ident="head" mode="change"><attList><attDef ident="type" mode="change"><valList mode="change"><valItem ident="statis" mode="delete"/></valList></attDef></attList></elementSpec>',
        "the list of “type” of “head” has no value “statis” to be deleted",
    ),
    "no class to leave": (
        '<elementSpec ident="head" mode="change"><classes mode="change"><memberOf key="model.crates" mode="delete"/></classes></elementSpec>',
        "“head” is no member of the class “model.crates”",
    ),
    "a rule twice": (
        '<constraintSpec ident="gap-silent" scheme="schematron" mode="add"><constraint/></constraintSpec>',
        "the rule “gap-silent” is declared twice",
    ),
    "a rule that is no XPath": (
        '<constraintSpec ident="crates" scheme="schematron" mode="add"><constraint><rule xmlns="http://purl.oclc.org/dsdl/schematron" context="tei:p"><assert test="count(tei:num">no</assert></rule></constraint></constraintSpec>',
        "the rule “crates” cannot be compiled: After ) expected ), found <eof>",
    ),
    "an unknown prefix in a rule": (
        '<constraintSpec ident="crates" scheme="schematron" mode="add"><constraint><rule xmlns="http://purl.oclc.org/dsdl/schematron" context="t:p"><assert test="t:num">no</assert></rule></constraint></constraintSpec>',
        "the rule “crates” cannot be compiled: Namespace prefix 't' has not been declared",
    ),
    "content that cannot be compiled": (
        '<elementSpec ident="crate" mode="add"><content><anyElement/></content></elementSpec>',
        "the content of “crate” has “anyElement”, which cannot be compiled; use sequence, alternate, elementRef, classRef, macroRef, textNode or empty",
    ),
    "a namespace of its own": (
        '<elementSpec ident="crate" ns="urn:crates" mode="add"><content><empty/></content></elementSpec>',
        "the element “crate” is to be in a namespace of its own, which cannot be compiled; leave ns away",
    ),
    "one attribute from two classes": (
        '<elementSpec ident="p" mode="change"><classes mode="change"><memberOf key="att.anchoring"/><memberOf key="att.pointing"/><memberOf key="att.scoping"/></classes></elementSpec>',
        "“p” inherits the attribute “target” from two classes",
    ),
    "a model that is ambiguous": (
        '<elementSpec ident="crate" mode="add"><content><sequence><classRef key="model.limitedPhrase" minOccurs="0"/><elementRef key="date"/></sequence></content></elementSpec>',
        "the content of “crate” is ambiguous: the same element may follow in two ways",
    ),
    "an attribute without datatype": (
        '<elementSpec ident="crate" mode="add"><content><empty/></content><attList><attDef ident="size"/></attList></elementSpec>',
        "the attribute “size” of “crate” has no datatype",
    ),
}


# these are found only where nothing else is wrong
LATE = ("a rule that is no XPath", "an unknown prefix in a rule", "a model that is ambiguous")
EARLY = tuple(mistake for mistake in MISTAKES if mistake not in LATE)


@pytest.fixture(scope="module")
def early(tmp_path_factory) -> dict[str, int]:
    """All mistakes that are found in the ODD itself, each on a line of its own: message → line."""
    declarations = "\n".join(MISTAKES[mistake][0].replace("crate", f"crate{n}") for n, mistake in enumerate(EARLY))
    with pytest.raises(Refusal) as refused:
        compiled_from(tmp_path_factory.mktemp("odd"), declarations)
    return {d.message: d.position.line for d in refused.value.diagnostics}


@pytest.mark.parametrize("mistake", EARLY)
def test_a_mistake_in_the_odd_is_found_at_its_line(mistake: str, early: dict[str, int]):
    number = EARLY.index(mistake)
    assert early.get(MISTAKES[mistake][1].replace("crate", f"crate{number}")) == 4 + number, early


def test_mistakes_that_only_what_is_compiled_shows_are_found_at_their_line(tmp_path: Path):
    ambiguous, unruly = MISTAKES["a model that is ambiguous"], MISTAKES["a rule that is no XPath"]
    with pytest.raises(Refusal) as refused:
        compiled_from(tmp_path, f"{ambiguous[0]}\n{unruly[0]}")
    assert {d.message: d.position.line for d in refused.value.diagnostics} == {ambiguous[1]: 4, unruly[1]: 5}


def test_a_prefix_that_a_rule_does_not_declare_is_named(tmp_path: Path):
    declaration, message = MISTAKES["an unknown prefix in a rule"]
    with pytest.raises(Refusal, match=message):
        compiled_from(tmp_path, declaration)


def test_an_element_that_spoils_many_models_is_told_of_once(tmp_path: Path):
    with pytest.raises(Refusal) as refused:
        compiled_from(
            tmp_path,
            '<elementSpec ident="crate" mode="add"><classes><memberOf key="model.phrase"/><memberOf key="model.edited"/></classes>'
            "<content><empty/></content></elementSpec>",
        )
    (told,) = refused.value.diagnostics
    assert told.message.startswith("“crate” makes the content of “edition” and ")
    assert (Path(told.file).name, told.position.line) == ("own.odd", 4)


def test_an_odd_on_the_web_is_not_fetched(tmp_path: Path):
    with pytest.raises(Refusal, match="an ODD is imported from a file"):
        compiled_from(tmp_path, "", 'ident="own" source="https://example.org/p5.odd"')


def test_an_inherited_attribute_is_made_required_and_a_list_opened_without_saying_more(tmp_path: Path):
    files = compiled_from(
        tmp_path,
        '<elementSpec ident="cb" mode="change"><attList><attDef ident="n" mode="change" usage="req"/></attList></elementSpec>'
        '<elementSpec ident="head" mode="change"><attList><attDef ident="type" mode="change"><valList mode="delete"/></attDef>'
        "</attList></elementSpec>",
    ).files
    known = vocabulary.parse(files["own-allowed.json"].decode()).elements
    assert (known["cb"].required, known["cb"].attributes["n"]) == (("n",), "teidata.text")
    assert known["head"].attributes["type"] == "teidata.enumerated"


def test_an_odd_that_imports_itself_is_refused(tmp_path: Path):
    with pytest.raises(Refusal, match="imports itself"):
        compiled_from(tmp_path, "", 'ident="own" source="own.odd"')


def test_a_file_without_schema_is_refused(tmp_path: Path):
    path = tmp_path / "own.odd"
    path.write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", encoding="utf-8")
    with pytest.raises(Refusal, match="no schemaSpec"):
        compile_odd(path)
