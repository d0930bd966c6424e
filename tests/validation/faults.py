"""Faults to be sown into a sound edition, one at a time: what an editor's hand does wrong.

Each names the file, what stands there, what is put in its place, and a word that the message must hold.
"""

from dataclasses import dataclass

LETTER = "documents/letter-12.xml"
PERSONS = "registers/persons.xml"


@dataclass(frozen=True)
class Fault:
    """One mistake; the message is to be found where ``new`` begins, or ``below`` lines further down, or at the words ``at``."""

    name: str
    old: str
    new: str
    tells: str
    file: str = LETTER
    below: int = 0
    at: str = ""


FAULTS = (
    Fault("a misspelt element", "<salute xml:id", "<salut xml:id", "salut"),
    Fault("a misspelt element, both tags", "<label>1.</label>", "<lable>1.</lable>", "Did you mean “label”?"),
    Fault("an element in the wrong case", '<hi rend="sup">th</hi>', '<Hi rend="sup">th</Hi>', "Did you mean “hi”?"),
    Fault("a misspelt attribute", 'evidence="internal"', 'evidnce="internal"', "Did you mean “evidence”?"),
    Fault(
        "an attribute of another element",
        '<p n="2" xml:id',
        '<p n="2" reason="lost" xml:id',
        "“p” has no attribute “reason”",
    ),
    Fault(
        "an attribute that TEI lacks",
        '<p n="2" xml:id',
        '<p n="2" colour="red" xml:id',
        "there is no attribute “colour”",
    ),
    Fault("a misspelt value", 'type="receipt"', 'type="reciept"', "Did you mean “receipt”?"),
    Fault(
        "a value of another list",
        '<supplied reason="subaudible">we',
        '<supplied reason="editorial">we',
        "“editorial” is no possible value",
    ),
    Fault("a missing attribute", '<supplied reason="explanation">by', "<supplied>by", "needs the attribute “reason”"),
    Fault(
        "an element in the wrong place",
        '<salute xml:id="letter-12-l20">Greetings.</salute>',
        "<addrLine>Greetings.</addrLine>",
        "“addrLine” may not stand in “closer”",
    ),
    Fault(
        "a paragraph within a paragraph", "Twelve crates came", "<p>Twelve</p> crates came", "“p” may not stand in “p”"
    ),
    Fault(
        "parts in the wrong order",
        "<editionStmt>",
        "<sourceDesc><p/></sourceDesc><editionStmt>",
        "“sourceDesc” may stand in “fileDesc”, but not after “titleStmt”",
    ),
    Fault(
        "a head after the paragraphs",
        "<milestone unit",
        "<head>Late</head><milestone unit",
        "“head” may stand in “div”, but not",
    ),
    Fault("a missing part", "<resp>TEI encoding</resp>", "", "“resp”"),
    Fault(
        "an empty list",
        '<row xml:id="letter-12-l18"><cell>lids</cell> <cell>10</cell></row>',
        '<row xml:id="letter-12-l18"/>',
        "“row” is not complete",
    ),
    Fault(
        "stray text between elements", "<address><addrLine", "<address>to<addrLine", "“to” stands directly in “address”"
    ),
    Fault(
        "stray text in the header", "<textClass>", "<textClass>telegram", "“telegram” stands directly in “textClass”"
    ),
    Fault(
        "text in an empty element",
        '<pb n="2" rend="[page 2]" xml:id="letter-12-l19"/>',
        '<pb n="2" xml:id="letter-12-l19">page 2</pb>',
        "pb",
    ),
    Fault(
        "a date that cannot be", 'when="1931-05-02"', 'when="1931-02-30"', "“1931-02-30” is no possible value of “when”"
    ),
    Fault("a date written as in the text", 'when="1931-05-02"', 'when="2.5.1931"', "“2.5.1931” is no possible value"),
    Fault("a time without seconds", 'when="13:45:00"', 'when="13:45"', "“13:45” is no possible value"),
    Fault(
        "a date that disagrees with its words",
        '<date when="1931-05-02" evidence="internal">2 May',
        '<date when="1931-05-12" evidence="internal">2 May',
        "reads “2 May”, but its value is 1931-05-12",
    ),
    Fault(
        "a time in a date",
        '<date type="received" when="1931-05-04">',
        '<date type="received" when="02:30:00">',
        "a date such as",
    ),
    Fault(
        "received before it was sent",
        '<date when="1931-05-04">4 May 1931</date>',
        '<date when="1931-05-01">1 May 1931</date>',
        "before it was sent",
    ),
    Fault(
        "a period that ends before it begins",
        '<birth when="1880-02-01">',
        '<birth notBefore="1890" notAfter="1880">',
        "before the earliest",
        PERSONS,
    ),
    Fault(
        "a dangling pointer to a register", 'persons.xml#vale">Karl', 'persons.xml#vael">Karl', "Did you mean “vale”?"
    ),
    Fault(
        "a dangling pointer to a file",
        "letter-13.xml#letter-13-t1",
        "letter-14.xml#letter-14-t1",
        "there is no file “letter-14.xml”",
    ),
    Fault(
        "a dangling pointer within the file",
        'hand="#letter-12-hand1" xml',
        'hand="#letter-12-hand9" xml',
        "letter-12-hand9",
    ),
    Fault(
        "a pointer that leaves the edition",
        '../registers/orgs.xml#city-archive">City Archive</orgName>',
        '../../../etc/orgs.xml#city-archive">City Archive</orgName>',
        "out of the edition",
    ),
    Fault(
        "a person who is a place",
        '../registers/persons.xml#oak">Oak</persName> <gap',
        '../registers/places.xml#saltmouth">Oak</persName> <gap',
        "that is a place, not a person",
    ),
    Fault("a hand that is none", 'hand="#letter-12-hand1" xml', 'hand="#letter-12-src" xml', "not a handNote"),
    Fault("a responsible nobody", 'corr resp="#letter-12-enc"', 'corr resp="#letter-12-kinds"', "not somebody"),
    Fault("decls into the text", 'decls="#letter-12-corresp2"', 'decls="#letter-12-l15"', "stands in the text"),
    Fault("a category that is none", 'target="#letter-12-telegram"', 'target="#letter-12-src"', "not a category"),
    Fault("a duplicate id", 'xml:id="letter-12-l16"', 'xml:id="letter-12-l15"', "stands on another element already"),
    Fault(
        "line ids out of order",
        'xml:id="letter-12-l28"',
        'xml:id="letter-12-l2"',
        "line 2 of the transcript begins here",
    ),
    Fault("a line beyond the end", 'xml:id="letter-12-l30" ', 'xml:id="letter-12-l77" ', "line 77", at="34 lines"),
    Fault(
        "a row of the residue without a number",
        "1|Title: Telegram No. 12",
        "Title: Telegram No. 12",
        "does not begin with a line number",
        below=-1,
    ),
    Fault("a broken digest", "9f86d081884c7d659a2feaa0c55ad015", "9f86d081884c7d659a2feaa0c55ad0", "64 digits"),
    Fault("crossed quotation parts", 'prev="#letter-12-q1"', 'prev="#letter-12-q2"', "letter-12-q2", below=-1),
    Fault("a quotation that is not taken up", ' prev="#letter-12-q1"', "", "does not point back here", below=-1),
    Fault(
        "a choice without its correction",
        '<corr resp="#letter-12-enc" cert="high">receives</corr>',
        "<reg>receives</reg>",
        "sic",
    ),
    Fault(
        "copies that do not add up",
        '<num type="copies" value="3">Three',
        '<num type="copies" value="5">Five',
        "5 copies are announced, but 3 are listed",
    ),
    Fault("a bracket left over", "rules, 8<unclear", "rules [too], 8<unclear", "a square bracket is left"),
    Fault("a correction by nobody", '<corr resp="#letter-12-enc" cert="high">', "<corr>", "does not say whose it is"),
    Fault(
        "a gap that says nothing",
        ' unit="signature" quantity="1"><desc>signature</desc></gap>',
        "/>",
        "neither what is missing nor how much",
    ),
    Fault(
        "an empty paragraph",
        "Dear Captain!</salute>",
        "Dear Captain!</salute></opener><p/><opener><salute>!</salute>",
        "the p is empty",
    ),
    Fault("an unclosed tag", "Captain</roleName> VALE", "Captain VALE", "“roleName”, opened on line"),
    Fault(
        "crossed tags",
        "</supplied></persName></signed>",
        "</persName></supplied></signed>",
        "“supplied”, opened on line",
    ),
    Fault("an ampersand alone", "Twelve crates came", "Twelve crates & lids came", "write “&amp;”"),
    Fault("an entity", "Twelve crates came", "Twelve&nbsp;crates came", "write the character itself"),
    Fault("a less-than sign", "Twelve crates came", "Twelve < crates came", "write “&lt;”"),
    Fault("an attribute twice", '<p n="2" xml:id', '<p n="2" n="3" xml:id', "stands twice on one element"),
    Fault("quotation marks forgotten", '<p n="2" xml:id', "<p n=2 xml:id", "quotation marks"),
    Fault(
        "the wrong namespace",
        '<milestone unit="section"',
        '<milestone xmlns="http://www.tei-c.org/ns/P4" unit="section"',
        "no element of TEI",
    ),
    Fault("no namespace", '<milestone unit="section"', '<milestone xmlns="" unit="section"', "in no namespace"),
    Fault("a register entry without an id", '<person xml:id="oak">', "<person>", "without an xml:id", PERSONS),
    Fault(
        "a register entry without a name",
        '<persName type="main">Oak</persName>',
        "<note>Oak</note>",
        "has no name",
        PERSONS,
        below=-1,
    ),
    Fault(
        "coordinates the wrong way round", "59.437 24.745", "459.437 24.745", "not on the globe", "registers/places.xml"
    ),
    Fault(
        "a file named otherwise",
        'xml:id="letter-12" xml:lang',
        'xml:id="letter-21" xml:lang',
        "but the file is “letter-12.xml”",
    ),
)
