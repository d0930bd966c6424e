"""A compiled schema: lxml decides whether a file is valid, xmlschema says why it is not."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

from tei_edition import resources, xml
from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.edition import FILE, OUR_SCHEMA, own_schema
from tei_edition.validation import explanations
from tei_edition.validation.sheet import Sheet
from tei_edition.validation.vocabulary import Vocabulary, vocabulary

# above this xmlschema would take minutes; libxml2's own account of the fault has to do
BYTES_EXPLAINED: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Schema:
    """The compiled files of one ODD, by the folder they lie in and their name."""

    folder: Path
    name: str

    def file(self, suffix: str) -> Path:
        """One of the compiled files. Example: ``schema.file(".xsd")``."""
        return self.folder / f"{self.name}{suffix}"

    @property
    def vocabulary(self) -> Vocabulary:
        """What it allows."""
        return vocabulary(self.file("-allowed.json"))

    @property
    def rules(self) -> Path:
        """The stylesheet of its rules."""
        return self.file("-rules.xsl")

    @property
    def manual(self) -> Path:
        """The folder of its manual."""
        return self.folder / "manual"


def shipped() -> Schema:
    """The schema of tei-edition itself."""
    return Schema(resources.schema(), OUR_SCHEMA)


def home_of(file: Path) -> Path:
    """The edition folder around a file; its own folder if there is none."""
    around = file.resolve().parent
    return next((folder for folder in (around, *around.parents) if is_edition(folder)), around)


def is_edition(folder: Path) -> bool:
    """True for a folder with an edition.toml."""
    return (folder / FILE).is_file()


def of(home: Path) -> Schema:
    """The schema in force in a folder: the edition's own, once compiled, else ours."""
    name = own_schema(home) if is_edition(home) else ""
    return Schema(home / "schema", name) if name else shipped()


def faults(sheet: Sheet, schema: Schema) -> Iterator[Diagnostic]:
    """What the schema forbids in a file; nothing if it is valid.

    Raises:
        Refusal: the compiled schema is missing or broken.
    """
    decides = compiled(schema.file(".xsd"))
    if decides.validate(sheet.tree):
        # XML Schema lets a file begin with any element; the ODD does not
        yield from explanations.of_root(sheet, schema.vocabulary)
        return
    if len(sheet.data) > BYTES_EXPLAINED:
        yield from explanations.of_libxml2(sheet, schema.vocabulary, _entries(decides))
        return
    log = _entries(decides)
    explained = list(explanations.of_xmlschema(sheet, schema.vocabulary, _errors(sheet, schema), log))
    # what lxml refuses is refused, even where xmlschema sees no fault
    yield from explained or explanations.of_libxml2(sheet, schema.vocabulary, log)


def _entries(validator: Any) -> list[Any]:
    return list(validator.error_log)


def _errors(sheet: Sheet, schema: Schema) -> Iterator[Any]:
    yield from _explainer(schema.file(".xsd")).iter_errors(sheet.tree)


@functools.lru_cache(maxsize=8)
def compiled(path: Path) -> etree.XMLSchema:
    """The schema of a compiled XSD file, read once in a process; raises Refusal if it is missing or broken."""
    try:
        return etree.XMLSchema(etree.parse(str(path), xml.parser()))
    except (OSError, etree.XMLSyntaxError, etree.XMLSchemaParseError) as error:
        raise Refusal(
            Diagnostic("schema-unreadable", f"the compiled schema cannot be used: {error}", str(path))
        ) from None


@functools.lru_cache(maxsize=8)
def _explainer(path: Path) -> Any:
    # a second of start that only a faulty file costs
    import xmlschema

    kept = _cache() / f"{_fingerprint(path, xmlschema.__version__)}.pickle"
    try:
        # written by this program into the user's own cache
        return pickle.loads(kept.read_bytes())  # noqa: S301
    except (OSError, pickle.PickleError, AttributeError, EOFError, ImportError, TypeError):
        schema = xmlschema.XMLSchema10(str(path), defuse="always", allow="local")
    # a home that cannot be written to costs three seconds a run, no more
    with contextlib.suppress(OSError):
        xml.write_atomically(kept, pickle.dumps(schema))
    return schema


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tei-edition"


def _fingerprint(path: Path, version: str) -> str:
    parts = (version, sys.version, path.read_text(encoding="utf-8"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
