"""The words of the interface in one language: ``xslt/html/words.xml``, a row a word."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

from tei_edition import resources, xml

NAMESPACE: Final = "urn:tei-edition:words"
FALLBACK: Final = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue in one language."""

    language: str
    table: tuple[tuple[str, str], ...]

    def say(self, key: str, **facts: object) -> str:
        """A row with its facts filled in; the key itself if there is no such row.

        >>> words("de").say("note", n=3)
        'Anmerkung 3'
        """
        row = dict(self.table).get(key, key)
        for name, value in facts.items():
            row = row.replace("{" + name + "}", str(value))
        return row

    def knows(self, key: str) -> bool:
        """True if the catalogue has such a row."""
        return key in dict(self.table)

    def date(self, iso: str) -> str:
        """A date as people write it; what is not an ISO date stays.

        >>> words("en").date("1951-06-30"), words("de").date("1951-06"), words("fr").date("1951")
        ('30 June 1951', 'Juni 1951', '1951')
        """
        if iso.startswith("--"):
            return self._yearless(iso)
        parts = iso[:10].split("-")
        if not all(p.isdigit() for p in parts) or len(parts) == 1:
            return iso
        year, month, *day = (int(p) for p in parts)
        if not 1 <= month <= 12:
            return iso
        if day:
            return self.say(
                "date.first" if day[0] == 1 else "date.day", d=day[0], m=self.say(f"month.{month}"), n=month, y=year
            )
        return self.say("date.month", m=self.say(f"nominative.{month}"), n=month, y=year)

    def _yearless(self, iso: str) -> str:
        """A day of which nothing tells the year: ``--06-30``."""
        month, _, day = iso[2:].partition("-")
        if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12):
            return iso
        key = "date.first.yearless" if int(day) == 1 else "date.day.yearless"
        return self.say(key, d=int(day), m=self.say(f"month.{int(month)}"), n=int(month))


def languages() -> dict[str, str]:
    """The languages that are offered, each with its own name. Example: ``{"en": "English", ...}``."""
    row = _catalogue().find(f"{{{NAMESPACE}}}languages")
    return {xml.local(cell): cell.text or "" for cell in row} if row is not None else {}


@functools.cache
def words(language: str) -> Words:
    """The catalogue for a language tag: ``de-AT`` is served by ``de``, an unknown one by English."""
    primary = language.lower().partition("-")[0]
    chosen = primary if primary in languages() else FALLBACK
    rows = _catalogue().iterfind(f"{{{NAMESPACE}}}word")
    return Words(chosen, tuple((row.get("key", ""), row.findtext(f"{{{NAMESPACE}}}{chosen}") or "") for row in rows))


@functools.cache
def _catalogue() -> xml.Element:
    return xml.read(resources.xslt("html/words.xml")).getroot()
