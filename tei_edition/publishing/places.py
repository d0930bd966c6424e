"""A map of the places whose coordinates a register gives: its extent, the land there, and a point for each."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from tei_edition import resources, xml
from tei_edition.publishing.frame import g
from tei_edition.publishing.reading import Entry
from tei_edition.xml import Element

LAND: Final = "{urn:tei-edition:land}polygon"
LEAST: Final = 6.0
"""Degrees that a map shows at least: one place alone still lies somewhere."""


BROADEST: Final = 1.9
"""A map is not broader than so many times its height."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth, in degrees north and east; south and west are negative."""

    entry: Entry
    north: float
    east: float


def point(entry: Entry) -> Point | None:
    """Where an entry lies, if its ``geo`` says so as TEI does: latitude, longitude, parted by a space or comma."""
    said = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)[\s,]+(-?\d+(?:\.\d+)?)\s*", entry.tree.get("geo", ""))
    north, east = (float(said[1]), float(said[2])) if said else (91.0, 0.0)
    return Point(entry, north, east) if abs(north) <= 90 and abs(east) <= 180 else None


def chart(entries: Iterable[Entry]) -> Element | None:
    """The ``g:map`` of the entries that have coordinates; None if none has."""
    points = [found for found in map(point, entries) if found]
    if not points:
        return None
    west, east = _span([p.east for p in points], 180)
    middle = sum(p.north for p in points) / len(points)
    south, north = _span([p.north for p in points], 90, (east - west) * math.cos(math.radians(middle)) / BROADEST)
    element = etree.Element(g("map"), west=f"{west}", east=f"{east}", south=f"{south}", north=f"{north}")
    for land in _land():
        if _overlap(land, "west", "east", west, east) and _overlap(land, "south", "north", south, north):
            etree.SubElement(element, g("land"), d=land.get("d", ""))
    # the ones most written of come first: they keep their names where two would stand in one place
    for p in sorted(points, key=lambda p: -_count(p.entry)):
        place = etree.SubElement(element, g("located"), key=p.entry.key, name=p.entry.display)
        place.attrib.update({"north": f"{p.north:g}", "east": f"{p.east:g}", "count": str(_count(p.entry))})
    return element


def _span(values: Sequence[float], limit: float, wanted: float = LEAST) -> tuple[float, float]:
    """Least and greatest, with room around: at least as many degrees as wanted."""
    least, greatest = min(values), max(values)
    room = max(0.22 * (greatest - least), (max(wanted, LEAST) - (greatest - least)) / 2, 1.0)
    return round(max(-limit, least - room), 1), round(min(limit, greatest + room), 1)


def _count(entry: Entry) -> int:
    return len({m.document for m in entry.mentions})


def _overlap(land: Element, low: str, high: str, least: float, greatest: float) -> bool:
    return float(land.get(low, "0")) <= greatest and float(land.get(high, "0")) >= least


@functools.cache
def _land() -> tuple[Element, ...]:
    return tuple(xml.read(resources.xslt("html/land.xml")).getroot().iterchildren(LAND))
