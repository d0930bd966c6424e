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
    # ---- transcripts
    "layout-unknown": Code(ERROR, "no layout of that name", "tei-edition layouts lists those there are."),
    "sign-unclosed": Code(
        WARNING,
        "an opening bracket without its closing one",
        "It stays a character; mend it in the TEI if it is a sign.",
    ),
    "sign-unopened": Code(
        WARNING,
        "a closing bracket without its opening one",
        "It stays a character; mend it in the TEI if it is a sign.",
    ),
    "sign-not-restored": Code(
        WARNING, "signs on this line would not give the transcript back", "They stay characters; mend them in the TEI."
    ),
    "character-forbidden": Code(
        INFO, "a control character that XML cannot hold", "It is kept in the residue and comes back from there."
    ),
    "encoding-detected": Code(
        INFO, "the transcript is not UTF-8", "The encoding was detected by its bytes; look at letters with accents."
    ),
    "decision-unfit": Code(
        WARNING, "a decision does not fit the transcript", "Mend line, words or occurrence; it was not applied."
    ),
    "decision-editor": Code(
        WARNING, "a decision names an editor who is not in edition.toml", "Add [[editors]] with that key."
    ),
    "name-ambiguous": Code(
        WARNING,
        "a name that two entries share",
        "Tag it in the TEI, or make the forms in the register more particular.",
    ),
    "name-unknown": Code(INFO, "a name the registers do not know", "Add the person to a register, if it is one."),
    "id-collision": Code(ERROR, "two transcripts would get one identifier", "Rename one of the transcripts."),
    "link-open": Code(INFO, "a document is referred to that the edition does not hold", "Nothing, unless it should."),
    "restored-differs": Code(
        ERROR, "the TEI does not give the transcript back", "Put the words back, or encode the change as a correction."
    ),
    "transcript-changed": Code(
        ERROR, "the transcript is not the one the TEI was made from", "Convert again, or put the transcript back."
    ),
    "transcript-missing": Code(ERROR, "the transcript named in the TEI is not there", "Put it into transcripts/."),
    "document-missing": Code(ERROR, "a transcript has no TEI document", "Run tei-edition convert."),
    "residue-broken": Code(
        ERROR, "a row of the residue cannot be read", "Rows are N|text, or N= and a JSON string or a list of three."
    ),
    "merge-conflict": Code(
        ERROR,
        "your changes and the converter's meet on the same lines",
        "Your file is as it was; the proposal lies beside it.",
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
        WARNING,
        "an image is missing",
        "Put the image into the edition folder, or mend the @url; a note stands in its place.",
    ),
    # ---- the book
    "book-press": Code(ERROR, "the book could not be typeset", "Report it, with the document that it names."),
    "book-glyph": Code(
        ERROR,
        "a character that no font has",
        "Name a font that has it under [book] fonts in edition.toml, and its folder under font_folders; docs/book.md.",
    ),
    "book-paper": Code(ERROR, "a page that cannot hold text", "Make the paper larger or its margins smaller."),
    "book-picture": Code(
        ERROR,
        "a picture that cannot be printed",
        "Pictures lie inside the edition folder, as PNG, JPEG, GIF, WebP or SVG of at most 50 MB.",
    ),
    "book-template": Code(
        ERROR, "the page template cannot be used", "See docs/book.md, “Your own page”; the path is in the edition folder."
    ),
    "book-font": Code(ERROR, "a font that is not there", "Check the family's name and [book] font_folders."),
    "book-unsettled": Code(
        WARNING,
        "page numbers that would not settle",
        "Look at the pages it names; a paragraph or a note may need a few words less or more.",
    ),
    "book-crop-marks": Code(ERROR, "crop marks need pikepdf", "Install it: pip install pikepdf."),
}
