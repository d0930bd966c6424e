"""A small edition with invented names: two telegrams of a harbour office, registers, an introduction."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tei_edition.edition import Edition, open_edition
from tei_edition.publishing.reading import Reading

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'

SETTINGS = """title = "The Harbour Papers"
subtitle = "Telegrams of a port office"
date = 2026-11-21
version = "1.0"
publisher = "Press of the Western Quay"
place = "Port Lorne"
[[editors]]
key = "aq"
name = "Ada Quill"
[licence]
name = "CC BY 4.0"
url = "https://creativecommons.org/licenses/by/4.0/"
"""

FILLER = (
    "The harbour master, whose name nobody remembers, watches from the pier and counts the waggons as they come and "
    "go until the evening, when the lamps are lit and the clerks close their books. "
)

HOSTILE = r"""#read("/etc/passwd") $x^2$ *bold* _it_ @ref \u{202e} // no /* */ \input{a} &amp; &lt;b&gt; #import "x" `raw` "quote" [x]"""

PERSONS = f"""<TEI {TEI} xml:id="persons"><teiHeader><fileDesc><titleStmt><title>Persons</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPerson>
<person xml:id="hoff"><persName type="main"><surname>Hoff</surname>, <forename>Lena</forename></persName>
<persName type="pseudonym">GULL</persName><persName type="form">Hoff</persName><note>Harbour master.</note></person>
<person xml:id="brandt"><persName type="main"><surname>Brandt</surname>, <forename>Oskar</forename></persName>
<persName type="form">Brandt</persName><note>Clerk.</note></person>
<person xml:id="nobody"><persName type="main">Nobody</persName><note>Never named.</note></person>
</listPerson></standOff></TEI>"""

PLACES = f"""<TEI {TEI} xml:id="places"><teiHeader><fileDesc><titleStmt><title>Places</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPlace>
<place xml:id="lorne"><placeName type="main">Port Lorne</placeName><placeName type="form">PORT LORNE</placeName></place>
</listPlace></standOff></TEI>"""

INTRODUCTION = f"""<TEI {TEI} xml:id="introduction" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>Introduction</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
</teiHeader><text><body><div><head>The papers</head><p>Two telegrams are printed here; the second
(<ref target="../documents/telegram-2.xml">the answer</ref>) is short.</p></div></body></text></TEI>"""


def header(identifier: str, sender: str, addressee: str, when: str, context: str = "") -> str:
    return f"""<teiHeader><fileDesc><titleStmt><title type="main">Telegram</title>
<respStmt xml:id="{identifier}-enc"><resp>encoding</resp><name>Ada Quill</name></respStmt></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><bibl type="record"><title>Telegram</title>,
<publisher>Quay Records</publisher></bibl><msDesc><msIdentifier><repository>Harbour Archive</repository>
<idno type="shelfmark">f. 45, op. 1, ll. 90-91</idno></msIdentifier></msDesc></sourceDesc></fileDesc>
<profileDesc><correspDesc><correspAction type="sent"><persName ref="../registers/persons.xml#{sender.lower()}">{sender}</persName>
<placeName ref="../registers/places.xml#lorne">Port Lorne</placeName><date when="{when}">{when}</date></correspAction>
<correspAction type="received" subtype="to"><persName ref="../registers/persons.xml#{addressee.lower()}">{addressee}</persName></correspAction>
{context}</correspDesc><abstract><p>About crates and lamps.</p></abstract></profileDesc></teiHeader>"""


FIRST = f"""<TEI {TEI} xml:id="telegram-1" xml:lang="en">{header("telegram-1", "Brandt", "Hoff", "1931-03-03")}
<text xml:id="telegram-1-t1"><body><div type="document">
<note type="handwritten" place="top" rend="brackets"><label>At the top:</label> seen by V.</note>
<head type="issuer">HARBOUR OFFICE</head>
<head type="title">CIPHERED TELEGRAM No. <num type="registry">21334</num></head>
<div type="routing"><list type="copies" rend="inline"><head>Copies:</head> <item>Hoff (2)</item> <item>Marten</item></list>
<ab type="receipt">From <placeName ref="../registers/places.xml#lorne">PORT LORNE</placeName>. Received 11:20</ab>
<note type="stamp" rend="brackets" place="bottom"><label>Stamp:</label> <stamp>SUBJECT TO RETURN<lb/>to the IV Unit</stamp></note></div>
<div type="message"><opener><salute>Dear <persName ref="../registers/persons.xml#hoff">Hoff</persName>!</salute></opener>
<p>1. {FILLER * 2}We wrote <choice><sic>I</sic><corr resp="#telegram-1-enc">in</corr></choice> March, and <supplied reason="subaudible">we</supplied>
sent No. 57<gap reason="illegible" quantity="2" unit="char" rend="??"/> on the 8<hi rend="sup">th</hi>.<note type="editorial">The letter is lost; see
<ref target="telegram-2.xml">the answer</ref>.</note></p>
<p>2. {HOSTILE}</p>
<p>3. {FILLER * 3}The <unclear rend="query">harbour</unclear> is closed. Кириллица и Ἑλληνική.</p>
<pb n="91"/><p>4. {FILLER * 4}<persName ref="../registers/persons.xml#hoff">Gull</persName> knows. {FILLER * 4}</p>
<floatingText type="telegram"><body><opener><salute>"Comrade Marten!</salute></opener><p>Send forty men.</p>
<closer><signed>QUILL"</signed></closer></body></floatingText>
<table><row><cell>waggons</cell><cell>12</cell></row><row><cell>crates</cell></row></table>
<closer><signed><persName ref="../registers/persons.xml#brandt">OSKAR BRANDT</persName></signed>
<dateline><date when="1931-03-03">3 March 1931</date></dateline></closer></div>
<div type="processing"><ab type="deciphered">Deciphered by Sadler</ab></div></div></body></text></TEI>"""

REPLY = '<correspContext><ref type="replyTo" target="telegram-1.xml#telegram-1-t1">telegram of 3 March</ref></correspContext>'
SECOND = f"""<TEI {TEI} xml:id="telegram-2" xml:lang="en">{header("telegram-2", "Hoff", "Brandt", "1931-03-05", REPLY)}
<text xml:id="telegram-2-t1"><body><div type="document"><div type="message"><p>We have the crates, and
<persName ref="../registers/persons.xml#brandt">Brandt</persName> has the lamps.</p></div></div></body></text></TEI>"""

FILES = {
    "edition.toml": SETTINGS,
    "registers/persons.xml": PERSONS,
    "registers/places.xml": PLACES,
    "texts/introduction.xml": INTRODUCTION,
    "documents/telegram-1.xml": FIRST,
    "documents/telegram-2.xml": SECOND,
}


def write_edition(folder: Path, files: dict[str, str]) -> Edition:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return open_edition(folder)


@dataclass(frozen=True)
class Made:
    edition: Edition
    reading: Reading
    folder: Path
    files: tuple[Path, ...]

    @property
    def volume(self) -> Path:
        return self.files[0]
