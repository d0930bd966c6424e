"""Every diagnostic code: how grave it is, what it is called and what an editor can do about it.

A code is added here first; :class:`tei_edition.diagnostics.Diagnostic` refuses none, but a test does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Gravest first. An error makes the command fail; a warning wants an editor's eye; info is only said."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of message."""

    severity: Severity
    title: str
    advice: str


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

CODES: dict[str, Code] = {
    # ---- files and settings
    "file-missing": Code(ERROR, "no such file", "Check the path; names are case-sensitive."),
    "file-unreadable": Code(ERROR, "the file cannot be read", "Check its permissions and that it is a file."),
    "file-outside": Code(
        ERROR, "a path leaves the edition folder", "Keep every file of the edition inside its folder."
    ),
    "edition-missing": Code(
        ERROR, "no edition here", "Name the edition folder, stand in it, or make one: tei-edition init DIR."
    ),
    "toml-syntax": Code(ERROR, "not valid TOML", "Mend the line named; strings stand in quotation marks."),
    "setting-invalid": Code(
        ERROR, "a setting has a value that cannot be used", "See the manual, docs/edition-toml.md."
    ),
    # ---- XML
    "xml-syntax": Code(ERROR, "not well-formed XML", "Mend the place named; every tag opened must be closed."),
    "xml-doctype": Code(
        ERROR, "the file has a DOCTYPE", "Remove the DOCTYPE; write the characters themselves instead of entities."
    ),
    "xslt-failed": Code(ERROR, "a stylesheet failed", "This is a fault of a stylesheet, not of your text; report it."),
    # ---- publishing
    "id-doubled": Code(ERROR, "two documents with one id", "Give one of them another xml:id (and file name)."),
    "link-broken": Code(
        WARNING, "a link leads nowhere", "Mend the @target, or remove it: the words are shown without a link."
    ),
    "image-missing": Code(
        WARNING, "an image is missing", "Put the image into the edition folder, or mend the @url; a note stands in its place."
    ),
}
