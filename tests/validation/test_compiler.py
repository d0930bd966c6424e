"""Does the ODD compile to the committed files, and are its mistakes found where they stand?"""

from pathlib import Path

import pytest

from tei_edition import resources
from tei_edition.diagnostics import Refusal
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
    "an attribute without datatype": (
        '<elementSpec ident="crate" mode="add"><content><empty/></content><attList><attDef ident="size"/></attList></elementSpec>',
        "the attribute “size” of “crate” has no datatype",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_odd_is_found_at_its_line(mistake: str, tmp_path: Path):
    declaration, message = MISTAKES[mistake]
    with pytest.raises(Refusal) as refused:
        compiled_from(tmp_path, f"\n{declaration}")
    found = {d.message: d.position.line for d in refused.value.diagnostics}
    assert found.get(message) == 5, found


def test_an_ambiguous_content_model_is_named(tmp_path: Path):
    declaration = (
        '<elementSpec ident="crate" mode="add"><content><sequence><elementRef key="p" minOccurs="0"/>'
        '<elementRef key="p"/></sequence></content></elementSpec>'
    )
    with pytest.raises(Refusal, match="the content of “crate” is ambiguous"):
        compiled_from(tmp_path, declaration)


def test_an_odd_that_imports_itself_is_refused(tmp_path: Path):
    with pytest.raises(Refusal, match="imports itself"):
        compiled_from(tmp_path, "", 'ident="own" source="own.odd"')


def test_a_file_without_schema_is_refused(tmp_path: Path):
    path = tmp_path / "own.odd"
    path.write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", encoding="utf-8")
    with pytest.raises(Refusal, match="no schemaSpec"):
        compile_odd(path)
