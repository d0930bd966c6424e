"""How long a book takes: ``python tests/bench/book.py [5 100 500]``.

One volume of invented telegrams with line numbers, apparatus and index; beside it, where they are installed, Apache
FOP and WeasyPrint on the same text without any of these. The volume is hyphenated, its faces are embedded, and it is
tagged PDF/A and PDF/UA: "fop" is asked for the same, with the face fontconfig names for ``FACE``; "fop_plain" is its
fastest form, with the viewer's own Times and neither hyphens nor tags.
"""

from __future__ import annotations

import importlib.util
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from tei_edition.edition import Edition, open_edition
from tei_edition.publishing.book import make_book, volume
from tei_edition.publishing.book.words import words
from tei_edition.publishing.reading import Reading, read_edition
from tei_edition.xml import Element

FO = "http://www.w3.org/1999/XSL/Format"
XML = "http://www.w3.org/XML/1998/namespace"
FACE = "Libertinus Serif,Linux Libertine O,serif"
CONFIGURATION = """<fop version="1.0"><accessibility>true</accessibility><renderers><renderer mime="application/pdf">
<pdf-ua-mode>PDF/UA-1</pdf-ua-mode><pdf-a-mode>PDF/A-1a</pdf-a-mode><fonts><font kerning="yes" embed-url="{face}">
<font-triplet name="Book" style="normal" weight="normal"/></font></fonts></renderer></renderers></fop>"""
DECLARATIONS = f"""<declarations xmlns="{FO}"><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bench</dc:title></rdf:Description></rdf:RDF></x:xmpmeta></declarations>"""
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
SENTENCE = "The harbour master, whose name nobody remembers, counts the waggons of {} as they come and go. "
# each document on a page of its own, as the others set it
SETTINGS = 'title = "Bench"\ndate = 2026-11-21\n[book]\ndocuments = false\nstart = "page"\n'


def telegram(number: int) -> str:
    """About two A5 pages: a form, a stamp, twelve paragraphs, names, a correction and a note."""
    name = f'<persName ref="../registers/persons.xml#p{number % 97}">Person {number % 97}</persName>'
    paragraphs = "".join(f"<p>{i}. {name} writes. {SENTENCE.format(number) * 4}</p>" for i in range(1, 13))
    return f"""<TEI {TEI} xml:id="t{number}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Telegram {number}</title>
</titleStmt></fileDesc><profileDesc><correspDesc><correspAction type="sent"><persName>A</persName>
<date when="19{31 + number % 50}-03-0{1 + number % 9}"/></correspAction></correspDesc></profileDesc></teiHeader>
<text xml:id="t{number}-t1"><body><div type="document"><head type="title">TELEGRAM {number}</head>
<note type="stamp"><label>Stamp:</label> <stamp>RETURN<lb/>to Unit IV</stamp></note><div type="message">{paragraphs}
<p>We wrote <choice><sic>I</sic><corr>in</corr></choice> March.<note type="editorial">The letter is lost.</note></p>
</div></div></body></text></TEI>"""


def edition_of(count: int, folder: Path) -> Edition:
    """An edition folder with so many telegrams."""
    for part in ("documents", "registers"):
        (folder / part).mkdir(parents=True)
    (folder / "edition.toml").write_text(SETTINGS, encoding="utf-8")
    persons = "".join(f'<person xml:id="p{i}"><persName type="main">Person {i}</persName></person>' for i in range(97))
    register = f"<TEI {TEI}><teiHeader/><standOff><listPerson>{persons}</listPerson></standOff></TEI>"
    (folder / "registers/persons.xml").write_text(register, encoding="utf-8")
    for number in range(count):
        (folder / f"documents/t{number}.xml").write_text(telegram(number), encoding="utf-8")
    return open_edition(folder)


def blocks(book: Element) -> list[tuple[str, str]]:
    """The same text for the others: tag and words of every block."""
    return [
        (b.tag, " ".join("".join(b.itertext()).split())) for b in book.iter("p", "title", "caption", "words", "entry")
    ]


def fop(book: Element, folder: Path) -> None:
    """The same text by Apache FOP, as the volume is made: a face embedded, hyphenated, tagged PDF/A and PDF/UA."""
    root = formatted(book)
    root.set("font-family", "Book")
    root.set(f"{{{XML}}}lang", "en")
    for block in root.iter(f"{{{FO}}}block"):
        block.set("hyphenate", "true")
    root.insert(1, etree.fromstring(DECLARATIONS))
    (folder / "fop.xconf").write_text(CONFIGURATION.format(face=face()), encoding="utf-8")
    (folder / "book.fo").write_bytes(etree.tostring(root))
    called(folder, "fop", "-q", "-c", "fop.xconf", "book.fo", "fop.pdf")


def fop_plain(book: Element, folder: Path) -> None:
    """The same text by Apache FOP, with the least it can be asked for."""
    (folder / "plain.fo").write_bytes(etree.tostring(formatted(book)))
    called(folder, "fop", "-q", "plain.fo", "plain.pdf")


def formatted(book: Element) -> Element:
    """The blocks as XSL-FO, on pages as wide as the volume's, every document on a page of its own."""
    root = etree.Element(f"{{{FO}}}root", nsmap={"fo": FO})
    masters = etree.SubElement(root, f"{{{FO}}}layout-master-set")
    page = etree.SubElement(masters, f"{{{FO}}}simple-page-master")
    page.attrib.update({"master-name": "a5", "page-width": "148mm", "page-height": "210mm", "margin": "22mm"})
    etree.SubElement(page, f"{{{FO}}}region-body")
    sequence = etree.SubElement(root, f"{{{FO}}}page-sequence")
    sequence.attrib.update({"master-reference": "a5", "language": "en"})
    flow = etree.SubElement(sequence, f"{{{FO}}}flow")
    flow.set("flow-name", "xsl-region-body")
    for tag, text in blocks(book):
        block = etree.SubElement(flow, f"{{{FO}}}block")
        block.attrib.update({"font-size": "10pt", "line-height": "13pt", "text-align": "justify"})
        if tag == "title":
            block.set("break-before", "page")
        block.text = text
    return root


def face() -> str:
    """The address of a text face of this machine."""
    found = subprocess.run(["fc-match", "-f", "%{file}", FACE], check=True, capture_output=True, text=True)
    return Path(found.stdout).as_uri()


def called(folder: Path, *command: str) -> None:
    """Run a program in a folder; it must succeed."""
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def weasyprint(book: Element, folder: Path) -> None:
    """The same text by WeasyPrint."""
    html = etree.Element("html")
    style = etree.SubElement(html, "style")
    style.text = "@page{size:A5;margin:22mm} p{font:10pt/13pt serif;text-align:justify} .title{break-before:page}"
    for tag, text in blocks(book):
        etree.SubElement(html, "p", {"class": tag}).text = text
    (folder / "book.html").write_bytes(etree.tostring(html, method="html"))
    called(folder, *command("weasyprint"), "book.html", "weasyprint.pdf")


def command(tool: str) -> list[str]:
    """How a tool is called: as a program, or as a module of this Python; empty if it is not installed."""
    if shutil.which(tool):
        return [tool]
    return [sys.executable, "-m", tool] if importlib.util.find_spec(tool) else []


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that a piece of work takes, on the clock and of the processors."""
    clock, processors = time.perf_counter(), processor_seconds()
    work()
    return time.perf_counter() - clock, processor_seconds() - processors


def processor_seconds() -> float:
    """What this process and its children have used so far."""
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def run(count: int, *, others: bool = True) -> None:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        edition = edition_of(count, folder / "edition")
        reading: Reading = read_edition(edition)
        seconds = {"tei-edition": timed(lambda: make_book(edition, reading, folder / "out"))}
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        book = volume.whole_book(edition, reading, dict(words("en")))
        for tool in (fop, fop_plain, weasyprint) if others else ():
            if command(tool.__name__.partition("_")[0]):
                seconds[tool.__name__] = timed(lambda tool=tool: tool(book, folder))
        row = "  ".join(f"{tool} {clock:.1f} s (processors {busy:.1f} s)" for tool, (clock, busy) in seconds.items())
        print(f"{count} documents: {row}  ({memory:.0f} MB in the largest pass)")


if __name__ == "__main__":
    for size in [int(argument) for argument in sys.argv[1:]] or [5, 100, 500]:
        run(size)
