"""What is still open, for the editor's proof: a list by document, with the line of its transcript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from lxml import etree

from tei_edition.publishing.book import print_xml
from tei_edition.publishing.reading import Reading
from tei_edition.xml import Element


@dataclass(frozen=True, slots=True)
class Query:
    """Something to look at in a TEI file, named by its stem; ``line`` of the transcript, 0 if it is not known."""

    file: str
    line: int
    said: str


def chapter(queries: Sequence[Query], reading: Reading, words: Mapping[str, str]) -> Element | None:
    """The open queries as a chapter of the proof, document by document; None if nothing is open."""
    out = print_xml.chapter("queries", words["queries"])
    for heading, stem in _files(reading, words):
        asked = [query for query in queries if query.file == stem]
        if asked:
            etree.SubElement(out, "heading", level="1").text = heading
        for query in sorted(asked, key=lambda q: q.line):
            paragraph = etree.SubElement(out, "p", flush="true")
            if query.line:
                etree.SubElement(paragraph, "i").text = words["at-line"].replace("{n}", str(query.line))
                paragraph[0].tail = f"\u2002{query.said}"
            else:
                paragraph.text = query.said
    return out if len(out) else None


def _files(reading: Reading, words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each TEI file of the edition with the numbers of its documents: ("Document 5, 6", "telegram-24547")."""
    found: dict[str, list[str]] = {}
    numbers = print_xml.document_numbers(reading.documents)
    for document in reading.documents:
        found.setdefault(PurePath(document.file).stem, []).append(numbers[document.id])
    return [(f"{words['Document']} {', '.join(these)}", stem) for stem, these in found.items()]
