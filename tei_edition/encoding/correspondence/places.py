"""Where it was written and where it arrived."""

from __future__ import annotations

import re
from typing import Final

from tei_edition.encoding.correspondence.act import Party, registered
from tei_edition.encoding.correspondence.parties import Parties
from tei_edition.encoding.correspondence.senders import Senders
from tei_edition.encoding.correspondence.times import PLACE_BEFORE_DATE, Times
from tei_edition.encoding.languages import customary, is_city, is_country_or_city
from tei_edition.encoding.names import Mention
from tei_edition.encoding.titles import seated
from tei_edition.encoding.understanding import Part, Understood
from tei_edition.registers.matching import Matcher
from tei_edition.transcript.blocks import Block, Kind, Layer
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.headlines import completed
from tei_edition.transcript.recognisers.captions import WIRE
from tei_edition.transcript.recognisers.closing import BESIDE_DATE, BLANK
from tei_edition.transcript.recognisers.letter import is_street, place_before_day, town, without_day
from tei_edition.transcript.recognisers.names import COLUMN, LEADERS, joined, looks_like_name
from tei_edition.transcript.words import alternatives, whole


class Places(Parties):
    """Where it was written and where it arrived: by the lines of date and receipt, a label, an office or the title."""

    def __init__(self, understood: Understood, matcher: Matcher, senders: Senders, times: Times) -> None:
        super().__init__(understood, matcher)
        self.senders, self.times = senders, times

    def _titled_place(self, part: Part) -> Party | None:
        """``Telegram from Pyongyang to Bucharest``: a place that the title names where it could name a person."""
        headline = self.titles.said(part)
        text = headline.place or next(iter(headline.sender), "")
        place = self._place_of(text, part)
        if place or not text:
            return place
        named = bool(headline.place) or (not headline.addressee and self._is_no_signer(text, part))
        return Party(text, inferred=self.titles.is_recorded(part), is_place=True) if named else None

    def _place_of(self, text: str, part: Part) -> Party | None:
        """The place that a party of the title is, or where it sits."""
        match = self.matcher.whole(text)
        if match and match.entry and match.entry.element not in {"placeName", "geogName"}:
            return None
        is_place = match or is_country_or_city(text, self.document.practice.language)
        name = text if is_place else seated(text, self.words)[1]
        found = self.matcher.whole(name) if name else None
        entry = found.entry if found and found.entry and found.entry.element in {"placeName", "geogName"} else None
        inferred = self.titles.is_recorded(part)
        return Party(entry.display if entry else name, entry, inferred=inferred, is_place=True) if name else None

    def _titled_destination(self, part: Part) -> Party | None:
        """``12. To N. in Vessk``, ``Berg to Holm (Warsaw)``: where a headline says that whom it is for was, or sits."""
        headline = self.titles.said(part)
        if headline.destination:
            return Party(headline.destination, inferred=self.titles.is_recorded(part), is_place=True)
        return next(filter(None, (self._place_of(text, part) for text in headline.addressee)), None)

    def _is_no_signer(self, text: str, part: Part) -> bool:
        """``Telegram from Karelholm``, signed by somebody else: the place, where it is one word and no office."""
        signers = self.senders.signers(part, enclosed=False)
        single = part.kind == "telegram" and bool(text) and " " not in text and not self.is_office(text)
        match = self.matcher.whole(text) if single else None
        own = any(text.casefold() in p.text.casefold() for p in signers)
        return single and bool(signers) and not own and match is None

    def origin(self, part: Part) -> Party | None:
        """Where it was written."""
        lines = [*part.of(Kind.RECEIPT), *self.times.datelines(part)]
        said = self.document.source.slice
        # what stands before a cable's date-time group is how urgent it is
        blocks = [
            b for b in lines if not worded(r"{received}(?!\w)", self.words).match(said(b.span)) and b.rule != "cable"
        ]
        # a street alone comes last
        blocks.sort(key=lambda b: b.kind is Kind.DATELINE and not part.datings_in(b, "date"))
        stated = next(filter(None, (self._place_of_writing(part, block) for block in blocks)), None)
        stated = stated or self._labelled_place(part) or self._place_on_cover(part)
        return stated or self.recorded("place", part) or self._venue(part) or self._titled_place(part)

    def _venue(self, part: Part) -> Party | None:
        """``Record of a Talk with N., Warsaw``: where those met who talked."""
        town = self.titles.venue(part)
        return self._place_of(town, part) if town else None

    def _place_on_cover(self, part: Part) -> Party | None:
        """``Vessk``, alone among the captions of a record or a report; above a telegram or a letter it may be where that goes."""
        heads = part.of(Kind.ISSUER, Kind.STATUS) if part.kind not in {"telegram", "letter", ""} else []
        named = (self._plain_line(block) for block in heads if block.layer is Layer.HEAD)
        towns = [text for text in named if is_city(text, self.document.practice.language)]
        match = self.matcher.whole(towns[0]) if len(towns) == 1 else None
        entry = match.entry if match and match.entry and match.entry.element == "placeName" else None
        return Party(entry.display if entry else towns[0], entry, is_place=True) if len(towns) == 1 else None

    def _plain_line(self, block: Block) -> str:
        said = self.document.said(block.span)
        said = re.sub(r"(?<=[^:\s])\s*\n\s*", ", ", said) if block.rule == "venue" else said
        return completed(said, self.words).strip(" .,;")

    def destination(self, part: Part) -> Party | None:
        """Where it came to: as the lines of receipt say, else the record, else the title."""
        return self.arrival(part) or self.recorded("destination", part) or self._titled_destination(part)

    def recorded(self, field: str, part: Part) -> Party | None:
        """The place that the record names in a field."""
        found = next(iter(self.by_record(field, part)), None)
        if found is None or found.element in {"placeName", "geogName"}:
            return found
        # a word of the record that is somebody's name, too
        text = self.document.value(field).partition(";")[0].strip() if found.entry else found.text
        return Party(text, inferred=True, is_place=True)

    def _labelled_place(self, part: Part) -> Party | None:
        """``Sending: Vessk``, ``Place: Vessk``, ``FROM THE EMBASSY IN VESSK``: a line of the form."""
        for block in part.blocks:
            if block.kind in FORM_LINES and block.layer in {Layer.HEAD, Layer.ROUTING}:
                text = self._plain_line(block)
                venue = re.search(self._labelled_venue, text)  # an office may be where they met
                found = venue or next(filter(None, (re.search(sought, text) for sought in self._place_labels)), None)
                named = part.mentions_in(block, "placeName", "geogName") if found else []
                if named:
                    return registered(named[0])
                if found and (venue or not self.is_office(found["place"])):
                    return Party(found["place"], is_place=True)
        return self._place_of_office(part)

    def _place_of_office(self, part: Part) -> Party | None:
        """``Embassy of Arland in Borland, Bucharest``: the town behind the office that heads the form or stands above the day."""
        for block in part.of(Kind.ISSUER, Kind.STATUS, Kind.DATELINE):
            office, _, town = re.sub(r"\.\s", ", ", self.document.said(block.span)).rstrip(" .,").rpartition(", ")
            if office and self.is_office(office):
                match = self.matcher.whole(town)
                if match and match.entry and match.entry.element == "placeName":
                    return Party(match.entry.display, match.entry)
                heads_letter = block.kind is Kind.DATELINE and looks_like_name(town)
                if heads_letter or is_country_or_city(town, self.document.practice.language):
                    return Party(town, is_place=True)
        return None

    @property
    def _place_labels(self) -> tuple[str, ...]:
        form = self.words.form
        labels = alternatives((*form["from"], *form["sent"], *form["place-labels"]))
        post = rf"{alternatives(form['from'])}\s+(?:the\s+)?{alternatives(form['posts'])}\s+(?:in|at)"
        name = r"(?P<place>[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,2})$"
        here = rf"^(?=.*(?i:{whole(form['posts'])}))[^,]+,\s+{name}"  # "Embassy of Arland in Borland, Vessk"
        return rf"^(?i:{labels})\s*:\s*{name}", rf"(?i:{post})\s+{name}", here

    @property
    def _labelled_venue(self) -> str:
        """``Location: Quay Hall, House of the Piers``."""
        return rf"^(?i:{alternatives(self.words.form['place-labels'])})\s*:\s*{VENUE}$"

    def _place_of_writing(self, part: Part, block: Block) -> Party | None:
        """The place after ``From``, else one that is not where it arrived, else words before a date."""
        column = spelled(BESIDE_DATE, self.words).sub("", self._dated_column(block))
        text = LEADERS.sub(" ", BLANK.sub(" ", " ".join(column.split())))
        text = worded(r"^(?:{labels}\s?:\s*|{sent|received}\s+(?={from}\s)|{town}\s?(?=[^\W\d]))", self.words).sub(
            "", text
        )
        text = re.sub(r"^\[\s?([^\[\]\d]+?)\s?,?\s?\],?", r"\1,", text)  # a place that an editor supplied
        stated = spelled(_FROM_PLACE, self.words).match(text) or PLACE_BEFORE_DATE.match(text) or WIRE.fullmatch(text)
        if not stated and block.kind is Kind.DATELINE:
            stated = _PLACE_ALONE.match(text.rstrip(",")) or (_PLACE_AFTER_DATE.search(text) if block.opening else None)
        if stated and self._is_somebody(text[stated.start("place") :], stated["place"].strip(), part):
            return None
        words = joined(stated["place"].strip()) if stated else self._before_day(block)
        if worded(r"<brackets.withheld>", self.words).search(words):
            return None  # "[place not declassified]"
        office, _, behind = words.rpartition(", ")
        words = behind if office and self.is_office(office) else words  # "Legation of Arland, Vessk"
        words = self._without_day(words)
        named = [m for m in part.mentions_in(block, "placeName") if not self._is_arrival(block, m)]
        if named and (not words or self.document.said(named[0].span) in words):
            return registered(named[0])
        return Party(words, is_place=True) if words else None

    def _dated_column(self, block: Block) -> str:
        """``A. Holm           Vessk, 3 May 1950``: of what a wide gap divides, the words beside the day."""
        columns = COLUMN.split(self.document.said(block.span))
        dated = (one for one in columns if re.search(r"\d", one))
        return next(dated, "") if len(columns) > 1 else columns[0]

    def _without_day(self, place: str) -> str:
        """``Vessk, Saturday morning`` → ``Vessk``; a day or a month alone, which a form may have before a date, is no place."""
        plain = without_day(place, self.words)
        kept = plain if plain not in {"", place.strip(" .,;:")} else place  # "Sund", a town too
        said = kept.rpartition(": ")[2].casefold()
        months = {name.casefold() for name in self.words.month_names}
        small = {*customary(self.document.practice.language), *self.words.function}
        return "" if said in small | months else kept

    def _is_somebody(self, text: str, name: str, part: Part) -> bool:
        """``From Cde. Holm``, ``From Correspondent 20``, ``From James Holm`` below a title that names him: no place."""
        headline = self.titles.said(part)
        both = headline.is_complete and any(
            one in name for one in headline.sender
        )  # "Holm to Berg, Vessk, Monday, 3 May"
        named = both or name in (*headline.sender, *headline.addressee)
        is_place = self.matcher.is_place(name) or is_country_or_city(name, self.document.practice.language)
        titled = worded(r"<titles>(?:\s|$)", self.words).match(text)
        return titled is not None or (named and not is_place)

    def _before_day(self, block: Block) -> str:
        """``Vessk 11 March 1781``, ``12 Quay Street, Vessk, Sunday 3 May``: the place before the day, without its street."""
        if block.kind is not Kind.DATELINE:
            return ""
        line = " ".join(self.document.said(block.span).split())
        line = worded(r"^{labels}\s?:\s*", self.words).sub("", line)
        place = place_before_day(line, self.words, self.document.calendar)
        street = place is None and is_street(line, self.words)
        said = town(line if street else place or "", self.words).strip(" .,")
        return "" if _NUMBER_ALONE.fullmatch(said) else said  # "6148    27/X/62"

    def _is_arrival(self, block: Block, place: Mention) -> bool:
        """``Received in Kessel``: where it came to."""
        before = self.document.source.text[block.span.start : place.span.start]
        return bool(worded(r"<received>\s+\w+\s+$", self.words).search(before))

    def arrival(self, part: Part) -> Party | None:
        """``Received in Kessel on 3.5.50``: the place, in the lines of receipt."""
        for block in part.of(Kind.RECEIPT):
            named = [m for m in part.mentions_in(block, "placeName") if self._is_arrival(block, m)]
            if named:
                return registered(named[0])
            found = spelled(ARRIVED, self.words).search(self.document.source.slice(block.span))
            if found and not self.is_office(found["place"]):
                return Party(found["place"], is_place=True)
        return None


_CAPITAL: Final = r"[^\W\d_a-z][\w.'’-]*"
VENUE: Final = rf"(?P<place>{_CAPITAL}(?:,?\s(?:(?:of|the|in|at|de|der|des)\s){{0,2}}{_CAPITAL}){{0,8}})"
# kinds of block whose lines are a form's
FORM_LINES: Final = frozenset({Kind.OFFICE, Kind.RECEIPT, Kind.STATUS, Kind.ISSUER})
ARRIVED: Final = (
    r"(?i:<received>\s+in)\s+(?P<place>[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){0,2})"
    r"(?=\s+(?:on|at)\b|\W*\d|\W*$)"
)
# "6148", "13-op", "B/6148"; "Vessk-16" is a town
_NUMBER_ALONE: Final = re.compile(r"(?=.*\d)(?!.*[^\W\d_]{3}).*")
_PLACE_AFTER_DATE = re.compile(r"\d{4},\s+(?P<place>[^\W\d_a-z][^\W\d]+(?:[ -][^\W\d_a-z][^\W\d]+)?)\.?$")
_NAME_ALONE = r"[^\W\d_a-z](?:[^\W\d]|['’])+(?:[ -][^\W\d_a-z](?:[^\W\d]|['’])+){0,2}"
# "VESSK-110048": the number of the post; "SUND, E. B.": the district
_PLACE_ALONE = re.compile(
    rf"(?P<place>{_NAME_ALONE}(?:, (?:{_NAME_ALONE}|[^\W\d_a-z]\.(?:\s?[^\W\d_a-z]\.)?))?)(?:-\d{{4,6}})?$"
)
_FROM_PLACE: Final = (
    r"(?i:{from})\s*:?\s+(?P<place>(?:(?!{№})[^\W\d_a-zà-ÿа-я][\w'’-]+\s?){1,3}?)"
    r"(?=\s*(?:[.,]|$|{№}|\d)|\s(?i:{number|received|sent|before-date|headline-dated|letter.at|beside})(?!\w))"
)
