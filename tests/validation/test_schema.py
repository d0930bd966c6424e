"""Are documents, registers and texts valid by our two schemas and by TEI's own?"""

from pathlib import Path

import pytest
import tei_all
from conftest import HARBOUR
from lxml import etree

from tei_edition import resources, xml
from tei_edition.validation import validate

FILES = sorted(HARBOUR.rglob("*.xml"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_file_is_valid_by_both_forms_of_the_schema(path: Path):
    tree = xml.read(path)
    xsd = etree.XMLSchema(etree.parse(str(resources.schema("tei-edition.xsd"))))
    rng = etree.RelaxNG(etree.parse(str(resources.schema("tei-edition.rng"))))
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
