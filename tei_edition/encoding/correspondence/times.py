"""When it was sent and when it came in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from tei_edition.diagnostics import Span
from tei_edition.encoding.citations import cited_date
from tei_edition.encoding.correspondence.act import When
from tei_edition.encoding.titles import Titles
from tei_edition.encoding.understanding import Part, Understood, direction_of
from tei_edition.transcript.anchors import SUPPLIED_YEAR
from tei_edition.transcript.blocks import Block, Kind, Layer
from tei_edition.transcript.dates import Dating, Order, find, single
from tei_edition.transcript.recognisers.names import looks_like_name

# how a day in numbers may be read
ORDERS: Final[tuple[Order, ...]] = ("day-month", "month-day")

# how long the dates of a day and of a month are
DAY: Final = len("1951-06-30")
MONTH: Final = len("1951-06")


def comes_before(one: When | None, other: When | None) -> bool:
    """True where both are whole days and the first is the earlier."""
    days = [when.dating.when for when in (one, other) if when is not None and len(when.dating.when) == DAY]
    return len(days) == 2 and days[0] < days[1]


class Times:
    """When it was sent and when it came in: by its own lines, the record or the title."""

    def __init__(self, understood: Understood) -> None:
        self.document = understood.document
        self.titles = Titles(self.document)
        tagged = (m for m in understood.markups if m.tag.name in {"date", "time"})
        self._types = {m.span: dict(m.tag.attributes).get("type", "") for m in tagged}

    def datelines(self, part: Part, enclosed: bool = False) -> list[Block]:
        """The lines that date it; a line of the form is one too, where place and day are all it says."""
        lines = [] if enclosed else [b for b in part.of(Kind.OFFICE) if b.layer is Layer.ROUTING]
        dated = (b for b in lines if self._is_place_and_day(part, b) or self._is_day_and_hour(part, b))
        return [*part.of(Kind.DATELINE, enclosed=enclosed), *dated]

    def _is_day_and_hour(self, part: Part, block: Block) -> bool:
        """``23.10.1952 09h10``, and nothing else."""
        told = sorted(span for kind in ("date", "time") for _, span in part.datings_in(block, kind))
        return len(told) == 2 and not re.search(r"\w", self._without(block.span, told))

    def _without(self, span: Span, told: Sequence[Span]) -> str:
        edges = [span.start, *(edge for one in told for edge in (one.start, one.end)), span.end]
        return "".join(self.document.source.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))

    def _is_place_and_day(self, part: Part, block: Block) -> bool:
        days = part.datings_in(block, "date")
        said = self.document.source.text
        led = PLACE_BEFORE_DATE.match(said, block.span.start) if len(days) == 1 else None
        place = led["place"] if led else ""
        before = re.fullmatch(r",\s*(?:[^\W\d_]{1,3}\s)?", said[led.end("place") : days[0][1].start]) if led else None
        return bool(before) and looks_like_name(place) and not said[days[0][1].end : block.span.end].strip(" .")

    def sent(self, part: Part, enclosed: bool) -> tuple[When | None, When | None]:
        """The day and the hour it was sent."""
        date, time = self._dated(part, self.datelines(part, enclosed), but="received")
        record = self._record_date(part, enclosed)
        if record and date:  # of several the one that the record has
            every = ((d, span) for b in part.of(Kind.DATELINE) for d, span in part.datings_in(b, "date"))
            date = next((self._when(d, span) for d, span in every if d.when == record.dating.when), date)
        if not enclosed:
            sent, at = self._dispatched(part)
            same = date is None or sent is None or sent.dating.when == date.dating.when
            date, time = date or sent, time or (at if same else None)
            posted, hour = self.recorded("dispatch", part)
            same = date is None or posted is None or posted.dating.when == date.dating.when
            date, time = date or posted, time or (hour if same else None) or self._hour_in_lead(part)
        date = date or record or self._among_captions(part, enclosed)
        titled, hour = self._dated_by_title(part, enclosed)
        same = date is None or (titled is not None and titled.dating.when == date.dating.when)
        return date or titled or self._record_date(part, enclosed, MONTH), time or (hour if same else None)

    def _dated_by_title(self, part: Part, enclosed: bool) -> tuple[When | None, When | None]:
        """``Letter to N., 3 May 1930, 11:30 a.m.``: the one day that the headline names, and the hour behind it."""
        title = "" if enclosed else SUPPLIED_YEAR.sub(r"\1", self.titles.of(part))
        dating = single(title, self.document.calendar) if title else None
        if dating is None or len(dating.when) != 10:
            return None, None
        inferred = bool(self.titles.recorded)
        hours = [d for d in find(title, self.document.calendar, "dateline") if d.kind == "time"]
        day, *hour = (When(title[d.span.start : d.span.end], d, inferred) for d in (dating, *hours))
        behind = len(hour) == 1 and hours[0].span.start > dating.span.end
        return day, hour[0] if behind else None

    def _among_captions(self, part: Part, enclosed: bool) -> When | None:
        """The one date that the captions and the form's lines have, where nothing says more of it."""
        lines = [b for b in part.blocks if b.layer in {Layer.HEAD, Layer.ROUTING} and b.kind is not Kind.NOTE]
        dated = ((d, span) for b in lines for d, span in part.datings_in(b, "date"))
        # a telegram is sent on the day it comes in, a letter is not
        wired = part.kind == "telegram"
        found = [self._when(d, span) for d, span in dated if wired or self._types.get(span) != "received"]
        days = {when.dating.when for when in found}
        return found[0] if not enclosed and len(days) == 1 and len(found[0].dating.when) == 10 else None

    def _dispatched(self, part: Part) -> tuple[When | None, When | None]:
        """``Sent 31.8.50 11:32``, in the lines of receipt."""
        return self._dated(part, part.of(Kind.RECEIPT), "sent")

    def _hour_in_lead(self, part: Part) -> When | None:
        """``342 – FRIDAY – 1800hs – The boats``: number, day and hour, with which a telegram's first words begin."""
        for block in part.of(Kind.PARAGRAPH)[:2]:
            lead = _LEAD.match(self.document.source.text, block.span.start)
            hours = ((d, span) for d, span in part.datings_in(block, "time") if lead and span.start == lead.end())
            hour = next(hours, None)
            if hour:
                return self._when(*hour)
        return None

    def _record_date(self, part: Part, enclosed: bool, length: int = DAY) -> When | None:
        """The record's date, a day or, where asked for, a month: for the page's first document only."""
        cited = map(cited_date, self.document.zones.values(self.document.source, "citation"))
        text = self.document.value("date") or next(filter(None, cited), "")
        dating = single(text, self.document.calendar) if text else None
        if dating is None or enclosed or part.number > 1 or len(dating.when) != length:
            return None
        return When(text[dating.span.start : dating.span.end], dating, inferred=True)

    def receipt(self, part: Part, arrived: bool) -> tuple[When | None, When | None]:
        """The day and the hour it came in; of what an office sends that is where a place of arrival is said."""
        if direction_of(self.document, part.blocks) == "outgoing" and not arrived:
            return None, None  # the office that enciphers it received it, not the addressee
        date, time = self._dated(part, part.of(Kind.RECEIPT, Kind.DATELINE), "received")
        if not date and not time:  # "Received at 3:42 p.m.", in the note on the source
            date, time = self._dated(part, part.of(Kind.ENDNOTE, Kind.FOOTNOTE, Kind.NOTE), "received")
        return (date, time) if date or time else self.recorded("receipt", part)

    def recorded(self, field: str, part: Part) -> tuple[When | None, When | None]:
        """``Telegram arrival: 07/04/1915 08:40 PM``, in the record: of two ways to read a day the one near the document's own."""
        text = self.document.value(field) if part.number == 1 else ""
        calendars = [replace(self.document.calendar, order=order) for order in ORDERS]
        read = [find(text, calendar, "office") for calendar in calendars] if text else []
        days = [d for dated in read for d in dated if d.kind == "date" and len(d.when) == len("1915-07-04")]
        hours = [d for dated in read for d in dated if d.kind == "time"]
        day = min(days, key=lambda d: self.document.calendar.distance(d.when), default=None)
        return self._written(text, day), self._written(text, next(iter(hours), None))

    def _written(self, text: str, dating: Dating | None) -> When | None:
        return When(text[dating.span.start : dating.span.end], dating, inferred=True) if dating else None

    def _dated(
        self, part: Part, blocks: Sequence[Block], of: str = "", but: str = ""
    ) -> tuple[When | None, When | None]:
        def found(kind: Literal["date", "time"]) -> list[When]:
            every = ((d, span, self._types.get(span, "")) for b in blocks for d, span in part.datings_in(b, kind))
            return [
                self._when(d, span) for d, span, said in every if (not of or said == of) and (not but or said != but)
            ]

        dates, times = found("date"), found("time")
        return dates[0] if dates else None, times[0] if times else None

    def _when(self, dating: Dating, span: Span) -> When:
        return When(" ".join(self.document.said(span).split()), dating)


_LEAD = re.compile(r"\d{2,6}\s[–—-]\s[^\W\d_a-z]{3,}\s[–—-]\s")
PLACE_BEFORE_DATE = re.compile(
    r"\[?(?P<place>[^\W\d_][^,\d]{1,40}?(?:, [^\W\d_a-z][^,\d]{1,30}?){0,2})\]?,\s*(?:the\s+)?(?:[^\W\d_]+\.?\s)?\d"
)
