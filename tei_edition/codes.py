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
    # ---- the header: names, archives, copies
    "archive-unknown": Code(
        INFO,
        "an archive, office or publisher that no register knows",
        "It is kept as text; add it to registers/orgs.xml to link it.",
    ),
    "shelfmark-unknown": Code(
        INFO,
        "an archive reference of a kind not known",
        "It is kept whole as one shelfmark; divide it in the TEI, if you need its parts.",
    ),
    "leaves-misread": Code(
        INFO,
        "an abbreviation for leaves that was probably misread",
        "Write a correction into decisions/: line, words, reading.",
    ),
    "proposals-edited": Code(
        INFO,
        "proposals that an editor has begun to edit",
        "Take from the new list what you want, then remove both files, or go on with yours.",
    ),
    "copies-announced": Code(
        WARNING,
        "copies announced and listed differ",
        "Look at the list; the original may be wrong, or the page left some out.",
    ),
    # ---- files and settings
    "file-missing": Code(ERROR, "no such file", "Check the path; names are case-sensitive."),
    "file-unreadable": Code(ERROR, "the file cannot be read", "Check its permissions and that it is a file."),
    "file-unwritable": Code(
        ERROR,
        "a file cannot be written",
        "Close the program that has it open, or check the permissions of file and folder; the old one stands.",
    ),
    "file-outside": Code(
        ERROR, "a path leaves the edition folder", "Keep every file of the edition inside its folder."
    ),
    "edition-missing": Code(
        ERROR, "no edition here", "Name the edition folder, stand in it, or make one: tei-edition init DIR."
    ),
    "edition-exists": Code(ERROR, "something is there already", "Choose another folder; nothing was changed."),
    "toml-syntax": Code(ERROR, "not valid TOML", "Mend the line named; strings stand in quotation marks."),
    "setting-invalid": Code(
        ERROR, "a setting has a value that cannot be used", "See the manual, docs/edition-toml.md."
    ),
    # ---- transcripts
    "layout-unknown": Code(ERROR, "no layout of that name", "tei-edition layouts lists those there are."),
    "words-missing": Code(
        INFO,
        "there is no table of words for a language",
        "Write one in the folder languages/: see the manual, docs/languages.md.",
    ),
    "encoding-doubtful": Code(
        WARNING,
        "the encoding of a transcript cannot be told for sure",
        "Look at the words. If they are wrong, name the encoding in edition.toml: [conversion] encoding.",
    ),
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
    "transcript-binary": Code(
        ERROR, "a transcript that is no text", "Save it as plain text (UTF-8) and convert again."
    ),
    "transcript-odd": Code(
        WARNING, "a transcript that hardly is a text", "Look what it is; if it is no transcript, take it out."
    ),
    "transcript-empty": Code(
        WARNING, "the transcript is empty", "Its document is empty too; remove the file or fill it."
    ),
    "decision-stray": Code(
        WARNING, "a file of decisions that belongs to no transcript", "Name it like the transcript's identifier."
    ),
    "document-stray": Code(
        WARNING, "a document without a transcript", "Remove it and its copy in .generated/, or put the transcript back."
    ),
    "encoding-detected": Code(
        INFO, "the transcript is not UTF-8", "The encoding was detected by its bytes; look at letters with accents."
    ),
    "decision-unfit": Code(
        WARNING, "a decision does not fit the transcript", "Mend line, words or occurrence; it was not applied."
    ),
    "decision-editor": Code(
        ERROR, "a decision names an editor who is not in edition.toml", "Add [[editors]] with that key."
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
        "Your file is as it was. Take from the proposal what you want, then: tei-edition convert --settled ID.",
    ),
    # ---- readers and layouts
    "reader-dropped": Code(
        INFO, "a file has more than text", "Look at the original whether the document loses anything by it."
    ),
    "file-encrypted": Code(ERROR, "a file with a password", "Open it, take the password away, and save it again."),
    "archive-broken": Code(
        ERROR, "a damaged file", "Open it in a word processor and save it again, or save it as plain text (UTF-8)."
    ),
    "archive-too-large": Code(
        ERROR, "a file that unpacks to too much", "Do not open it: such files are made to do harm. Ask who made it."
    ),
    "page-broken": Code(
        ERROR, "a web page that cannot be read", "Open it in a browser and copy its text into a .txt file."
    ),
    "page-without-words": Code(
        ERROR,
        "a web page without words",
        "Pages that a script writes are empty when saved: copy the text from the browser into a .txt file.",
    ),
    "document-empty": Code(
        ERROR, "no line of the page was taken for the document", "tei-edition layouts FILE shows why; mend the layout."
    ),
    "nothing-to-convert": Code(ERROR, "there is no transcript", "Put transcripts into the folder transcripts/."),
    "package-broken": Code(
        ERROR,
        "an installed package announces a layout, signs or words that cannot be used",
        "Mend the package, or remove it; nothing was converted.",
    ),
    "layout-shadowed": Code(
        WARNING,
        "a layout has the name of another",
        "Give it a name of its own, or leave it if it is meant to replace it.",
    ),
    # ---- dates
    "date-impossible": Code(
        WARNING, "a date or time that no calendar and no clock has", "It stays text; look at the original, then tag it."
    ),
    "date-ambiguous": Code(
        WARNING,
        "day and month of a date may have changed places",
        'The reading nearer to the document was taken. Say how the edition writes dates: date_order = "month-day" under [conversion].',
    ),
    # ---- hand work
    "transcript-reissued": Code(
        INFO,
        "a transcript that came anew",
        "Your changes were carried over; the document's last change says which lines.",
    ),
    "citation-moved": Code(
        WARNING, "a citation of a line that has another number now", "Write the new identifier into the citation."
    ),
    "place-missing": Code(ERROR, "no such place", "Name a file and a line: transcripts/a.txt:12."),
    # ---- XML
    "xml-syntax": Code(ERROR, "not well-formed XML", "Mend the place named; every tag opened must be closed."),
    "xml-doctype": Code(
        ERROR, "the file has a DOCTYPE", "Remove the DOCTYPE; write the characters themselves instead of entities."
    ),
    "xslt-failed": Code(ERROR, "a stylesheet failed", "This is a fault of a stylesheet, not of your text; report it."),
    # ---- publishing
    "nothing-to-build": Code(
        ERROR, "there is no document", "Run tei-edition convert first, or put TEI into documents/."
    ),
    "port-taken": Code(ERROR, "the port cannot be used", "Choose another: tei-edition serve --port 8123."),
    "search-missing": Code(
        INFO, "no search", "Install it: pip install 'pagefind[bin]', or set off = [\"search\"] in [site]."
    ),
    "search-failed": Code(
        WARNING, "the search index failed", "The site is whole but for its search; report what it said."
    ),
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
        "Pictures lie inside the edition folder, as PNG, JPEG, GIF, WebP or SVG of at most 50 MB and 100 million pixels.",
    ),
    "book-template": Code(
        ERROR,
        "the page template cannot be used",
        "See docs/book.md, “Your own page”; the path is in the edition folder.",
    ),
    "book-font": Code(ERROR, "a font that is not there", "Check the family's name and [book] font_folders."),
    "book-version": Code(
        ERROR, "no such version to compare with", "Name a tag or commit of the git history the edition folder is in."
    ),
    "book-unsettled": Code(
        WARNING,
        "page numbers that would not settle",
        "Look at the pages it names; a paragraph or a note may need a few words less or more.",
    ),
    "book-greyscale": Code(ERROR, "grey pictures need Pillow", "Install it: pip install Pillow."),
    "book-crop-marks": Code(ERROR, "crop marks need pikepdf", "Install it: pip install pikepdf."),
    # ---- drafts
    "draft-left-out": Code(
        INFO,
        "a draft is left out",
        "Build it with --drafts, or change the status of its revisionDesc to review or published.",
    ),
    "draft-shown": Code(
        INFO, "a draft is shown", "Change the status of its revisionDesc to published when it is finished."
    ),
    # ---- validation: the schema
    "schema-element-unknown": Code(ERROR, "an element that the schema does not know", "Check its spelling."),
    "schema-element-misplaced": Code(
        ERROR, "an element in the wrong place", "Move it, or look in the manual for what may stand here."
    ),
    "schema-element-missing": Code(ERROR, "something is missing", "Add what is missing."),
    "schema-text-stray": Code(
        ERROR, "words where only elements may stand", "Put the words into an element, or remove them."
    ),
    "schema-attribute-unknown": Code(ERROR, "an attribute that may not stand here", "Remove it or mend its name."),
    "schema-attribute-missing": Code(ERROR, "an attribute is missing", "Add the attribute."),
    "schema-value": Code(ERROR, "a value that may not stand here", "Write one of the values allowed."),
    "schema-namespace": Code(
        ERROR, "an element that is not TEI's", 'Its file begins <TEI xmlns="http://www.tei-c.org/ns/1.0">.'
    ),
    "schema-invalid": Code(ERROR, "the schema forbids this", "See the encoding manual."),
    "schema-unreadable": Code(ERROR, "a schema that cannot be used", "Mend the schema, or name another one."),
    "schema-timeout": Code(
        ERROR, "the schema took too long", "Give it more time with --limit, or use the XSD of the same project."
    ),
    "schema-stale": Code(WARNING, "an ODD that has not been compiled", "Compile it again: tei-edition schema compile."),
    "nothing-to-validate": Code(
        ERROR, "nothing to validate", "Name a file, or a folder that holds XML files; tei-edition convert makes some."
    ),
    "file-large": Code(INFO, "a very large file", "Divide it into files of one document each to have the rules asked."),
    "odd-mistake": Code(ERROR, "a mistake in the ODD", "See docs/schema.md."),
    # ---- validation: the rules of the ODD
    "rule-broken": Code(ERROR, "a rule is broken", "See the rule in the ODD."),
    "rule-doubted": Code(WARNING, "a rule asks for a look", "See the rule in the ODD."),
    "rules-failed": Code(ERROR, "the rules could not be run", "Mend the other mistakes first; if it stays, report it."),
    "id-filename": Code(ERROR, "the file is not named after its xml:id", "Rename the file, or mend the xml:id."),
    "id-duplicate": Code(ERROR, "an xml:id stands twice", "Give one of the two another xml:id."),
    "pointer-dangling": Code(ERROR, "a pointer leads nowhere", "Mend the pointer, or add what it points to."),
    "pointer-kind": Code(
        ERROR, "a pointer leads to the wrong kind of thing", "Point to an entry of the right register."
    ),
    "pointer-resp": Code(ERROR, "resp points to nobody", "Point to a respStmt of the header or to an editor."),
    "pointer-hand": Code(ERROR, "hand points to no hand", "Point to a handNote of the header."),
    "pointer-decls": Code(ERROR, "decls points into the text", "Point to a correspDesc of the header."),
    "pointer-category": Code(ERROR, "catRef points to no category", "Point to a category of the taxonomy."),
    "pointer-witness": Code(ERROR, "wit points to no witness", "Point to a witness of the header."),
    "pointer-outside": Code(ERROR, "a pointer leaves the edition", "Point to a file inside the edition folder."),
    "pointer-unreadable": Code(ERROR, "a pointer leads to a file that cannot be read", "Mend that file first."),
    "parts-crossed": Code(
        ERROR, "the parts of a quotation do not meet", "The first part points on with next, the second back with prev."
    ),
    "parts-crossed-back": Code(
        ERROR, "the parts of a quotation do not meet", "The first part points on with next, the second back with prev."
    ),
    "line-order": Code(
        ERROR, "the lines of the transcript are out of order", "Line ids ascend; only a footnote may stand at its call."
    ),
    "line-count": Code(ERROR, "a line beyond the end of the transcript", "Mend the extent, or the line id."),
    "residue-row": Code(ERROR, "a row of the residue cannot be read", "Each row is a line number, “|” and the text."),
    "digest-form": Code(ERROR, "not a SHA-256 digest", "Convert again, or copy the digest whole."),
    "received-before-sent": Code(ERROR, "received before it was sent", "Check both dates."),
    "period-reversed": Code(ERROR, "a period that ends before it begins", "Exchange or mend the two dates."),
    "date-disagrees": Code(ERROR, "a date and its value disagree", "Mend the value, or tag a misprint with choice."),
    "time-value": Code(ERROR, "a time where a date belongs, or a date where a time belongs", "Mend the value."),
    "copies-count": Code(WARNING, "copies announced and listed differ", "Look at the list; the original may be wrong."),
    "bracket-left": Code(
        WARNING, "a square bracket is left in the text", "Tag what it means, or leave it if it is the author's."
    ),
    "choice-pair": Code(ERROR, "a choice that lacks its other half", "Add the other half, or take the choice away."),
    "correction-unsigned": Code(WARNING, "a correction without a name", "Add resp: who corrected it?"),
    "gap-silent": Code(WARNING, "a gap that says nothing", "Add desc, or quantity and unit, or rend."),
    "decls-missing": Code(WARNING, "a document without its correspDesc", "Add decls, pointing to its correspDesc."),
    "entry-nameless": Code(ERROR, "an incomplete entry of a register", "Add an xml:id and a name of type main."),
    "coordinates": Code(ERROR, "coordinates that cannot be", "Latitude first, then longitude, in degrees."),
    "paragraph-empty": Code(WARNING, "an empty element", "Remove it, or add what belongs there."),
    # ---- signs
    "profile-unknown": Code(ERROR, "no sign profile of that name", "The manual's page on signs lists them."),
    "profile-invalid": Code(ERROR, "a sign profile that cannot be used", "See the manual, docs/signs.md."),
    "footnote-missing": Code(WARNING, "a call without its footnote", "It stays characters; add the note, or mend it."),
    "footnote-uncalled": Code(
        INFO, "a line like a footnote that nothing calls", "It stays where it stands; add the call in the TEI."
    ),
    "sign-crossed": Code(
        WARNING, "a sign and a bracket cross each other", "The sign stays characters; tag the words in the TEI."
    ),
}
