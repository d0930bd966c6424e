"""Galleys: documents set as they are written, while the rest of the volume is not there yet.

What is set ahead is thrown away; but the press remembers it, and the first pass over the whole volume has less to do.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree

from tei_edition.publishing.book.ledger import Ledger
from tei_edition.publishing.book.press import Job, Press, write_ledger
from tei_edition.xml import Element

ENOUGH: Final = 50
"""New documents for which it is worth while."""


class Galleys:
    """The documents of one volume so far, for a press that would wait otherwise; ``frame`` is its print XML without them.

    The job says how they are set, the folder is that of the volume's forme; it holds the settings already.
    """

    def __init__(self, press: Press, job: Job, folder: Path, frame: Element) -> None:
        self._press = press
        self._job = replace(job, formes=(folder.name,))
        self._folder = folder
        self._set = [etree.tostring(frame, encoding="UTF-8").removesuffix(b"</book>")]
        self._new: list[bytes] = []
        write_ledger(folder, Ledger())

    def take(self, document: Element) -> None:
        """One more document, as it will stand in the volume."""
        self._new.append(etree.tostring(document, encoding="UTF-8", with_tail=False))
        if len(self._new) >= ENOUGH and self._press.idle():
            # what has been set must come again, or it would be forgotten
            self._set += self._new
            self._new = []
            self._lay_out()
            self._press.set_ahead(self._job)

    def _lay_out(self) -> None:
        fresh = self._folder / "fresh.xml"
        fresh.write_bytes(b"\n".join([*self._set, b"</book>"]))
        # the press may be reading the old one
        fresh.replace(self._folder / "book.xml")
