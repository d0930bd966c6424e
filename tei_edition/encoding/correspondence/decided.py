"""What an editor decided of an act of communication: it holds whatever the document says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from tei_edition.encoding.correspondence.act import Act
from tei_edition.encoding.correspondence.places import Places
from tei_edition.encoding.correspondence.senders import Senders
from tei_edition.encoding.correspondence.times import Times
from tei_edition.encoding.understanding import Part

# the fields of the record, and what of the act each says; a moment is a day and an hour
PARTIES: Final = {"author": "sender", "addressee": "addressee"}
PLACES: Final = {"place": "origin", "destination": "destination"}
MOMENTS: Final = {"dispatch": ("sent", "sent_time"), "receipt": ("received", "received_time")}


def as_decided(act: Act, part: Part, senders: Senders, places: Places, times: Times) -> Act:
    """The act as an editor decided it, field by field: that of the page's first document, as the record's own words are."""
    document = senders.document
    decided = document.settled.fields if part.number == 1 else frozenset()
    said: dict[str, Any] = {}
    for field in decided & PARTIES.keys():
        said[PARTIES[field]] = tuple(replace(party, inferred=False) for party in senders.by_record(field, part))
    for field in decided & PLACES.keys():
        place = places.recorded(field, part)
        said[PLACES[field]] = place and replace(place, inferred=False)
    for field in decided & MOMENTS.keys():
        is_empty = not document.value(field)
        moments = zip(MOMENTS[field], times.recorded(field, part), strict=True)
        # an hour alone leaves the day as it is
        said |= {name: when and replace(when, inferred=False) for name, when in moments if when or is_empty}
    return replace(act, **said)
