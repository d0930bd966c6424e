"""Are documents, registers and texts valid by our two schemas and by TEI's own?"""

import shutil
import subprocess
from pathlib import Path

import pytest
import tei_all
from conftest import HARBOUR
from lxml import etree

from tei_edition import resources, xml
from tei_edition.validation import validate

EXAMPLE = "{http://www.tei-c.org/ns/Examples}"
ROOT = HARBOUR.parents[2]
# the small edition, the reference edition, and what conversion makes of the golden cases
FILES = sorted(
    path
    for folder in (HARBOUR, ROOT / "xml", ROOT / "tests" / "cases")
    for path in folder.rglob("*.xml")
    if not {"dist", ".generated", "build"} & set(path.parts)
)


@pytest.fixture(scope="module")
def xsd():
    return etree.XMLSchema(etree.parse(str(resources.schema("tei-edition.xsd"))))


@pytest.fixture(scope="module")
def rng():
    return etree.RelaxNG(etree.parse(str(resources.schema("tei-edition.rng"))))


@pytest.mark.parametrize("path", FILES, ids=lambda p: "-".join(p.relative_to(ROOT).parts[-3:]))
def test_a_file_is_valid_by_both_forms_of_the_schema(path: Path, xsd, rng):
    tree = xml.read(path)
    assert xsd.validate(tree), xsd.error_log
    assert rng.validate(tree), rng.error_log


def test_every_file_is_valid_tei():
    trees = {path: xml.read(path) for path in FILES}
    names = {xml.local(e) for tree in trees.values() for e in tree.iter("*")}
    grammar = tei_all.grammar(names)
    for path, tree in trees.items():
        assert grammar.validate(tree), (path, grammar.error_log)


def test_an_edition_in_order_gives_no_message(harbour: Path):
    assert validate([harbour]) == []


@pytest.mark.java
def test_jing_reads_the_schema_and_finds_the_files_valid():
    if shutil.which("jing") is None:
        pytest.skip("jing is not installed")
    command = ["jing", str(resources.schema("tei-edition.rng")), *map(str, FILES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_example_of_the_odd_is_valid_in_its_place():
    odd = xml.read(resources.schema("tei-edition.odd"))
    known = {spec.get("ident") for spec in odd.iter(xml.tei("elementSpec"))}
    for spec in odd.iter(xml.tei("elementSpec")):
        example = spec.find(f".//{EXAMPLE}egXML")
        shown = {e.tag.removeprefix(EXAMPLE) for e in example.iter(f"{EXAMPLE}*")} - {"egXML"}
        assert spec.get("ident") in shown, f"the example of {spec.get('ident')} does not show it"
        assert shown <= known


def test_the_reference_edition_has_the_schema_of_today():
    for suffix in xml.MODELS:
        shipped, laid = resources.schema(f"tei-edition{suffix}"), ROOT / "xml" / "schema" / f"tei-edition{suffix}"
        assert laid.read_bytes() == shipped.read_bytes(), "run “tei-edition schema install xml”"


def test_a_file_of_no_edition_may_point_out_of_its_folder(edition: Path):
    (edition / "edition.toml").unlink()
    assert validate([edition / "documents" / "letter-12.xml"]) == []
