"""Where the schema and the stylesheets lie: inside the wheel, or at the root of a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _data(folder: str) -> Path:
    installed = PACKAGE / "_data" / folder
    return installed if installed.is_dir() else PACKAGE.parent / folder


def schema(name: str = "") -> Path:
    """Path of a file of ``schema/``, or of the folder itself. Example: ``schema("tei-edition.xsd")``."""
    return _data("schema") / name if name else _data("schema")


def xslt(name: str = "") -> Path:
    """Path of a file of ``xslt/``, or of the folder itself. Example: ``xslt("html/page.xsl")``."""
    return _data("xslt") / name if name else _data("xslt")
