"""The description of the encoding, its prose and its renditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tei_edition.encoding.header.elements import add
from tei_edition.encoding.header.given import Given
from tei_edition.encoding.kinds import kind_told
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.signs.renditions import TABLES
from tei_edition.transcript.signs.row import Rendition
from tei_edition.transcript.tiling import Fate
from tei_edition.xml import ID, Element, tei


@dataclass(frozen=True, slots=True)
class EncodingDescription:
    """The ``encodingDesc``: how the transcript was encoded and how it comes back."""

    given: Given

    def add(self, description: Element) -> None:
        """Write the declarations."""
        project = add(description, "projectDesc")
        for text in PROJECT:
            add(project, "p", text)
        editorial = add(description, "editorialDecl")
        for name, attributes, text in EDITORIAL:
            add(add(editorial, name, **attributes), "p", text)
        (interpretation,) = editorial.findall(tei("interpretation"))
        table = self.given.understood.document.table
        if table.title:
            add(interpretation, "p", f"Signs of the transcript: {table.title}. {table.description}")
        if self._has_untold_kind():
            add(interpretation, "p", BY_ITS_FORM)
        declarations = add(description, "tagsDecl")
        for rendition in self._renditions():
            scope = {"scope": rendition.scope} if rendition.scope else {}
            add(declarations, "rendition", rendition.content, scheme="css", selector=rendition.selector, **scope)
        restoring = add(description, "refsDecl")
        add(restoring, "p", RESTORING)
        if self.given.understood.document.signs.footnotes or self.given.understood.document.signs.endnotes:
            add(restoring, "p", CALLING)
        kinds = self.given.categories()
        if kinds:
            taxonomy = add(add(description, "classDecl"), "taxonomy")
            taxonomy.set(ID, f"{self.given.identifier}-doctype")
            for key, label in kinds.items():
                category = add(taxonomy, "category")
                category.set(ID, f"{self.given.identifier}-{key}")
                add(category, "catDesc", label)

    def _has_untold_kind(self) -> bool:
        document = self.given.understood.document
        return any(part.kind and not kind_told(document, part.blocks) for part in self.given.understood.parts)

    def _renditions(self) -> tuple[Rendition, ...]:
        """How the signs of this document are written back."""
        document = self.given.understood.document
        signs = [m.sign for m in document.signs.markups]
        signs += [mark.sign for mark in self.given.understood.tiling.of(Fate.MARK)]
        fired = dict.fromkeys(sign for sign in signs if sign is not None)
        tables = any(block.kind is Kind.TABLE for block in document.blocks)
        return (*document.table.renditions(fired), *(TABLES if tables else ()))


PROJECT: Final = (
    "Encoded from the transcript named in the source description; the archival document itself has not been seen.",
)
EDITORIAL: Final[tuple[tuple[str, dict[str, str], str], ...]] = (
    (
        "correction",
        {"status": "medium", "method": "markup"},
        "Nothing is corrected silently. An evident error of scanning or keying is corrected only by an editor named in "
        "resp, side by side with the reading of the transcript, as sic and corr in a choice.",
    ),
    (
        "normalization",
        {"method": "markup"},
        "Spelling, capitals and forms of names are those of the transcript. Dates, times and names are normalized in "
        'attributes only. A date whose year or month is inferred carries evidence="internal".',
    ),
    ("quotation", {"marks": "all"}, "Quotation marks are kept as characters, in the form the transcript gives them."),
    ("hyphenation", {"eol": "none"}, "Line ends of the transcript are recorded; words are not joined across them."),
    (
        "segmentation",
        {},
        "Each document is a div of type document. Its heads are the captions of the form; div type routing holds "
        "distribution, origin, receipt and series; div type message the letter or telegram proper; div type processing "
        "the notes of the office. Numbered points are paragraphs with a label, since a point may run over several "
        "paragraphs and its end is not marked.",
    ),
    (
        "interpretation",
        {},
        "Tags are the converter's inference from the form and the words of the transcript and from the registers; where "
        "one is in doubt, a certainty element says so. Square brackets in the transcript are not the author's but the translator's or transcriber's. They are "
        "not kept as characters but stand for one of the following. supplied: words added, subaudible where the sentence "
        "needs them, explanation where they identify, undefined where the ground cannot be told. unclear: a doubtful "
        "reading. gap: something not transcribed, not legible or lost, with desc where the transcript describes it. note: "
        "a stamp or a note by another hand, its text after a label that is not its own. A bracket that pairs with "
        "no other stays a character, or is surplus. Round brackets and quotation marks belong to the document. Square "
        "brackets in titles and bibliographic strings of the header are left as characters.",
    ),
    (
        "stdVals",
        {},
        "Dates and times follow ISO 8601 in the Gregorian calendar. No time zone is assumed where none is given.",
    ),
)
BY_ITS_FORM: Final = (
    "Where no word of a document or of its record says what kind it is, it is classed as a letter if it greets somebody "
    "and is signed, or is headed by its sender and its addressee."
)
CALLING: Final = (
    "What a rendition puts before a footnote is its call and stands on the line of the call; what one puts at its first "
    "line stands at the beginning of the footnote's own line."
)
RESTORING: Final = (
    "An identifier ending in -l and a number marks the element with which that line of the transcript begins; an "
    "identifier without it has no such meaning. What is no part of the document (labels, the archive's page, rules) is "
    "kept in the xenoData of type transcript-residue, a row a line. To restore the transcript, write each numbered line "
    "from the text with the renditions of the tagging declaration applied and white space folded; append the text of a "
    "row “number|text” to the line of that number; where a row is “number=” and a JSON string, that string is the line, "
    "and its words are those of the text; where it is a JSON list of three strings, together they are the line, and the "
    "words of the second are those of the text. Every other line is empty. After a footnote, which stands at its call, "
    "the line of the call goes on. Stop at the number of lines given as the extent of the transcript, join the lines by "
    "the line end and encode them in the encoding that the source description names."
)
