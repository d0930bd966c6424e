"""Is every document of our schema a TEI document, and do the two forms of our schema agree?"""

import os
import random

import instances
import pytest
import tei_all
from lxml import etree

from tei_edition import resources
from tei_edition.validation.relaxng import RNG, simplify

# so many show nearly every element; so many of them are asked of the slower grammars too
DOCUMENTS = 600
# HYPOTHESIS_EXAMPLES=600 searches further here too
ASKED = max(300, int(os.environ.get("HYPOTHESIS_EXAMPLES", "0")))


@pytest.fixture(scope="module")
def grammar():
    return simplify(etree.parse(str(resources.schema("tei-edition.rng"))).getroot())


@pytest.fixture(scope="module")
def names(grammar):
    return sorted(e.get("name") for e in grammar.iter(f"{RNG}element"))


@pytest.fixture(scope="module")
def xsd():
    return etree.XMLSchema(etree.parse(str(resources.schema("tei-edition.xsd"))))


@pytest.fixture(scope="module")
def rng(grammar):
    return etree.RelaxNG(grammar)


@pytest.fixture(scope="module")
def tei(names):
    return tei_all.grammar(set(names))


@pytest.fixture(scope="module")
def documents(grammar):
    source = instances.Instances(grammar, seed=1931)
    return [source.document() for _ in range(DOCUMENTS)]


def test_random_documents_of_the_schema_are_valid_tei(documents, xsd, rng, tei):
    for document in documents:
        assert xsd.validate(document), (xsd.error_log, etree.tostring(document))
    for document in documents[:ASKED]:
        assert rng.validate(document), (rng.error_log, etree.tostring(document))
        assert tei.validate(document), (tei.error_log, etree.tostring(document))


def test_random_documents_show_nearly_every_element(documents, names):
    shown = {e.tag.rpartition("}")[2] for d in documents for e in d.iter("*")}
    assert len(shown) > 0.97 * len(names), sorted(set(names) - shown)


def test_what_tei_forbids_in_a_mutant_the_schema_forbids_too(documents, names, xsd, rng, tei):
    chance = random.Random(1932)
    mutants = [instances.mutant(d, chance, names) for d in documents[:ASKED]]
    refused = 0
    for mutant in mutants:
        ours = xsd.validate(mutant)
        assert ours == rng.validate(mutant), (xsd.error_log, rng.error_log, etree.tostring(mutant))
        assert not ours or tei.validate(mutant), (tei.error_log, etree.tostring(mutant))
        refused += not ours
    assert refused > len(mutants) / 4, "the mutants are too tame to tell anything"
