"""LaTeX for houses that typeset with reledmac: the same print XML as the book, in one file that compiles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from string import Template
from typing import Final

from tei_edition import resources, transform, xml
from tei_edition.edition import Edition
from tei_edition.publishing.book import paper, volume
from tei_edition.publishing.book.plates import picture_path
from tei_edition.publishing.book.words import words
from tei_edition.publishing.reading import Reading
from tei_edition.xml import Element

FACES: Final = ("Libertinus Serif", "CMU Serif", "FreeSerif", "DejaVu Serif")
"""Faces with Latin, Greek and Cyrillic, the finest first."""
READ_BY_TEX: Final = (".png", ".jpg", ".jpeg")


def write_latex(edition: Edition, reading: Reading, target: Path) -> Path:
    """Write the whole edition as one LaTeX file in the folder ``target``; returns its path.

    Compile it with ``lualatex`` four times, and after the second ``makeindex`` for each index: reledmac settles its
    line numbers in passes too. Pictures lie beside it. Raises Refusal if the stylesheet meets something it has no rule for.
    """
    book = volume.whole_book(edition, reading, dict(words(edition.settings.languages.interface)))
    _pictures(edition, book, target)
    sheet = transform.stylesheet(resources.xslt("exchange/latex.xsl"))
    path = target / f"{volume.file_stem(edition.settings.title)}.tex"
    xml.write_atomically(path, sheet.apply(book, {"preamble": preamble(edition)}).text.encode())
    return path


def _pictures(edition: Edition, book: Element, target: Path) -> None:
    """Lay the pictures that TeX reads beside the file; the others are described."""
    for n, picture in enumerate(book.iter("picture"), 1):
        path = picture_path(edition, picture.get("file", ""))
        if path.suffix.lower() in READ_BY_TEX:
            name = f"picture-{n}{path.suffix.lower()}"
            xml.write_atomically(target / name, path.read_bytes())
            picture.set("beside", name)


def faces(own: Iterable[str]) -> tuple[str, ...]:
    """The faces that TeX shall look for: the edition's own, then what a machine may have.

    >>> faces(["Charis SIL", "A}B"])[0]
    'Charis SIL'
    """
    # a name goes into a command: one of letters, figures and hyphens only
    return tuple(dict.fromkeys(name for name in (*own, *FACES) if re.fullmatch(r"[\w -]+", name)))


def preamble(edition: Edition) -> str:
    """The preamble with the paper, margins and line-number mode of the settings."""
    book = edition.settings.book
    trim = paper.trim(book)
    scope = {"page": "\\lineation{page}", "none": "\\firstlinenum{100000}"}.get(book.line_numbers, "")
    turn = "\\cleardoublepage" if book.start == "recto" else "\\clearpage"
    said = words(edition.settings.languages.interface)
    text = resources.xslt("exchange/preamble.tex").read_text(encoding="utf-8")
    return Template(text).substitute(
        width=trim.width,
        height=trim.height,
        inside=trim.inside,
        outside=trim.outside,
        top=trim.top,
        bottom=trim.bottom,
        size=trim.size,
        pitch=trim.pitch,
        step=book.line_step,
        lineation=scope,
        turn=turn,
        fonts=",".join(faces(book.fonts)),
        contents=said["contents"],
        see=said["see"],
    )
