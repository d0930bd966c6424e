"""Are documents, registers and texts valid by our two schemas and by TEI's own?"""

import copy
import shutil
import subprocess
from pathlib import Path

import pytest
import tei_all
from conftest import HARBOUR
from lxml import etree

from tei_edition import resources, xml
from tei_edition.validation import schema, validate

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


def examples() -> list[tuple[str, etree._Element]]:
    """Each example of the ODD as a TEI element, in a paragraph if it is words with elements among them."""
    odd = xml.read(resources.schema("tei-edition.odd"))
    found = []
    for example in odd.iter(f"{EXAMPLE}egXML"):
        owner = next(e for e in example.iterancestors() if e.get("ident") or e.get(xml.ID))
        written = etree.tostring(example, encoding="unicode", with_tail=False).replace(EXAMPLE[1:-1], xml.TEI)
        shown = etree.fromstring(written.replace("<egXML", "<p").replace("</egXML>", "</p>"))
        alone = len(shown) == 1 and not xml.words(shown).replace(xml.words(shown[0]), "").strip()
        found.append((owner.get("ident") or owner.get(xml.ID), copy.deepcopy(shown[0]) if alone else shown))
    return found


@pytest.mark.parametrize(
    ("owner", "example"), [pytest.param(o, e, id=f"{n}-{o}") for n, (o, e) in enumerate(examples())]
)
def test_every_example_of_the_odd_is_valid(owner: str, example: etree._Element, xsd):
    assert xsd.validate(example), xsd.error_log


def test_every_element_is_described_advised_on_and_shown():
    odd = xml.read(resources.schema("tei-edition.odd"))
    shown = {owner: {xml.local(e) for e in example.iter("*")} for owner, example in examples()}
    for spec in odd.iter(xml.tei("elementSpec")):
        name = spec.get("ident")
        assert len(xml.words(spec.find(xml.tei("desc"))).split()) > 2, name
        assert len(xml.words(spec.find(xml.tei("remarks"))).split()) > 3, name
        assert name in shown[name], f"the example of {name} does not show it"


def test_every_example_stands_where_it_may():
    known = schema.shipped().vocabulary
    for owner, example in examples():
        for element in example.iter("*"):
            name, around = xml.local(element), element.getparent()
            assert name == "TEI" or known.parents(name), (owner, name)
            assert around is None or name in known.elements[xml.local(around)].children, (owner, name)


def test_every_class_datatype_attribute_value_and_rule_is_described():
    odd = xml.read(resources.schema("tei-edition.odd"))
    for kind in ("classSpec", "macroSpec", "dataSpec", "constraintSpec", "attDef", "valItem"):
        silent = [e.get("ident") for e in odd.iter(xml.tei(kind)) if not e.findtext(xml.tei("desc"))]
        assert silent == [], kind


def test_the_reference_edition_has_the_schema_of_today():
    for suffix in xml.MODELS:
        shipped, laid = resources.schema(f"tei-edition{suffix}"), ROOT / "xml" / "schema" / f"tei-edition{suffix}"
        assert laid.read_bytes() == shipped.read_bytes(), "run “tei-edition schema install xml”"


def test_a_file_of_no_edition_may_point_out_of_its_folder(edition: Path):
    (edition / "edition.toml").unlink()
    assert validate([edition / "documents" / "letter-12.xml"]) == []
