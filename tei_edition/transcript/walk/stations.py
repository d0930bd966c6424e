"""The stations of a page, in their order, and the tables of what is told at each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Final

from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.recognisers.address import is_address, is_salute
from tei_edition.transcript.recognisers.captions import is_issuer, is_status, is_title
from tei_edition.transcript.recognisers.closing import is_postscript
from tei_edition.transcript.recognisers.copies import is_copies, is_copies_item
from tei_edition.transcript.recognisers.office import (
    is_copies_made,
    is_deciphered,
    is_office_note,
    is_printed,
    is_registry,
    is_verified,
)
from tei_edition.transcript.recognisers.receipt import is_receipt, is_received, is_series
from tei_edition.transcript.recognisers.service import is_service
from tei_edition.transcript.units import Context, Unit


class Station(IntEnum):
    """Where on a page the walk is; they follow each other."""

    HEAD = 0
    ROUTING = 1
    OPENER = 2
    BODY = 3
    CLOSER = 4
    PROCESSING = 5


Recogniser = Callable[[Unit, Context], bool]

# from which station to which a kind may stand where an editor says so, and where the walk is then
STANDS: Final[dict[Kind, tuple[Station, Station, Station]]] = {
    **dict.fromkeys((Kind.ISSUER, Kind.TITLE, Kind.STATUS), (Station.HEAD, Station.HEAD, Station.HEAD)),
    **dict.fromkeys((Kind.RECEIPT, Kind.SERIES), (Station.HEAD, Station.ROUTING, Station.ROUTING)),
    **dict.fromkeys(
        (Kind.COPIES, Kind.COPIES_HEAD, Kind.COPIES_ITEM, Kind.OFFICE),
        (Station.HEAD, Station.PROCESSING, Station.ROUTING),
    ),
    **dict.fromkeys((Kind.ADDRESS, Kind.SALUTE), (Station.HEAD, Station.OPENER, Station.OPENER)),
    **dict.fromkeys((Kind.PARAGRAPH, Kind.SPEAKER), (Station.HEAD, Station.CLOSER, Station.BODY)),
    **dict.fromkeys((Kind.VALEDICTION, Kind.SIGNED), (Station.OPENER, Station.CLOSER, Station.CLOSER)),
    **dict.fromkeys((Kind.REGISTRY, Kind.DATELINE), (Station.HEAD, Station.CLOSER, Station.CLOSER)),
    Kind.POSTSCRIPT: (Station.BODY, Station.CLOSER, Station.CLOSER),
    **dict.fromkeys(
        (Kind.DECIPHERED, Kind.PRINTED, Kind.VERIFIED, Kind.COPIES_MADE),
        (Station.BODY, Station.PROCESSING, Station.PROCESSING),
    ),
}

HEADS: Final[tuple[tuple[Kind, Recogniser], ...]] = (
    (Kind.STATUS, is_status),
    (Kind.TITLE, is_title),
    (Kind.ISSUER, is_issuer),
)
ROUTES: Final[tuple[tuple[Kind, Recogniser], ...]] = (
    (Kind.COPIES, is_copies),
    (Kind.RECEIPT, is_receipt),
    (Kind.SERIES, is_series),
    (Kind.SERIES, is_service),
    (Kind.DECIPHERED, is_deciphered),
)
OPENERS: Final[tuple[tuple[Kind, Recogniser], ...]] = ((Kind.ADDRESS, is_address), (Kind.SALUTE, is_salute))
NOTES_OF_OFFICE: Final[tuple[tuple[Kind, Recogniser], ...]] = (
    (Kind.COPIES, is_copies),
    (Kind.OFFICE, is_office_note),
    (Kind.POSTSCRIPT, is_postscript),
    (Kind.DECIPHERED, is_deciphered),
    (Kind.VERIFIED, is_verified),
    (Kind.PRINTED, is_printed),
    (Kind.RECEIPT, is_received),
    (Kind.COPIES_ITEM, is_copies_item),
    (Kind.COPIES_MADE, is_copies_made),
    (Kind.COPIES_MADE, is_registry),
)


def kind_by(rows: Sequence[tuple[Kind, Recogniser]], unit: Unit, context: Context) -> Kind | None:
    """The first kind of a table whose recogniser knows a unit, None if none does."""
    return next((kind for kind, asks in rows if context.once(asks, unit)), None)
