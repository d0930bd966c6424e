"""To whom it was written, and by way of whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tei_edition.encoding.correspondence.act import Party, Route, are_alike, registered
from tei_edition.encoding.correspondence.parties import Parties
from tei_edition.encoding.languages import customary, is_city, is_country_or_city
from tei_edition.encoding.titles import readings, seated
from tei_edition.encoding.understanding import Part
from tei_edition.transcript.blocks import Block, Kind, Layer
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.headlines import completed
from tei_edition.transcript.parties import WHERE, is_party, several
from tei_edition.transcript.recognisers.address import (
    BEFORE_DATIVE,
    addressed_apart,
    handed_on,
    heads_address,
    is_in_dative,
    placed,
    unmarked,
)
from tei_edition.transcript.recognisers.letter import town
from tei_edition.transcript.recognisers.names import CALL_AFTER_NAME, QUOTES, joined, looks_like_name

# "KARL HOLM, À PARIS", "HOLM,--VESSK", "Holm in Vessk"
BEHIND: Final = r"(?:(?P<comma>,)?\s(?:[Ii]n|IN|[Aa]t|AT|[Àà])\s|,?\s?(?:--|[–—])\s?)(?P<place>[^\W\d_a-z][\w'’ -]*)$"
# "Comrade HOLM A.B": an initial has lost its stop with the line's
LAST_INITIAL: Final = re.compile(r"(?<=\.[^\W\d_a-zа-я])$")


class Addressees(Parties):
    """To whom, and by way of whom: by the address, the salutation, the first words or the title."""

    def _is_only_rank(self, party: Party) -> bool:
        return party.entry is None and self.is_designation(party.text)

    def route(self, part: Part, enclosed: bool) -> Route:
        """Addressee and intermediary; the title says by whose way where the address does not."""
        route = self._addressed(part, enclosed)
        if not enclosed and self._is_no_address(part, route.to):
            return Route(self.titled("addressee", part))
        titled = self.titled("addressee", part) if route.to and all(map(self._is_only_rank, route.to)) else ()
        if titled and not enclosed:  # "FOR THE MINISTER": the title says who he is
            return replace(route, to=titled)
        way = () if enclosed or route.via else self._titled_way(part)
        if not way:
            return route
        if route.to and all(any(are_alike(party, one) for one in way) for party in route.to):
            # "To HOLM", and the title: "to Berg via Holm"
            return Route(self.titled("addressee", part), via=route.to, via_place=route.place)
        return Route(route.to, via=way, via_place=route.place)

    def _is_no_address(self, part: Part, to: Sequence[Party]) -> bool:
        """``HOLM & BERG, CHANDLERS`` above a letter from Holm to Krenek: the paper's head, or what it is about."""
        titled = self.titled("addressee", part) if self.titles.said(part).is_complete else ()
        lines = [self.document.said(block.span).lstrip("[") for block in part.of(Kind.ADDRESS)]
        lead = worded(r"<addressed|letter.addressing|honorifics|ranks>", self.words)
        if not (titled and to) or part.of(Kind.INSIDE_ADDRESS) or any(map(lead.match, lines)):
            return False
        if all(any(are_alike(party, one) for one in self.titled("sender", part)) for party in to):
            return not any(are_alike(party, one) for party in to for one in titled)
        if any(are_alike(one, party) for one in self._called(part, False) for party in titled):
            return not any(
                are_alike(party, one) for party in to for one in titled
            )  # "BORLAND EMBASSY" above "Dear Mr. Berg,"
        said = {word.casefold() for party in titled for word in party.text.split()}
        other = all(p.entry is None and not p.is_office and said.isdisjoint(p.text.casefold().split()) for p in to)
        return other and not any(map(self.is_office, lines))

    def _titled_way(self, part: Part) -> tuple[Party, ...]:
        inferred = self.titles.is_recorded(part)
        return tuple(p for text in self.titles.said(part).via for p in self.titled_party(text, False, inferred))

    def _addressed(self, part: Part, enclosed: bool) -> Route:
        """What the lines of the address say, their places apart: of several the last one names whom it is for."""
        lines = part.of(Kind.INSIDE_ADDRESS, enclosed=enclosed) or part.of(Kind.ADDRESS, enclosed=enclosed)
        blocks = [b for b in lines if not self.says_sender(b)]
        if blocks and all(block.rule == "cable" for block in blocks):  # each line is another's
            return Route(tuple(map(self.of_cable, blocks)))
        dashed = [] if enclosed or not blocks else self._dashed_addresses(part)
        places = [registered(m) for b in (*dashed, *blocks) for m in part.mentions_in(b, "placeName", "geogName")]
        towns = self._town_above(blocks)
        places = places or [p for b in (*dashed, *blocks) for p in self._dashed_place(b)]
        places = places or [Party(self._plain(b), is_place=True) for b in towns]
        places = places or [p for b in blocks for p in self._place_behind(b)] or self._city_above(part, blocks)
        named = [(b, self._addressees(part, b)) for b in (*dashed, *blocks) if b not in towns]
        named = [(b, parties) for b, parties in named if parties]
        # "Deputy Minister" below the name: what he is
        named = [row for row in named if not all(self._is_only_rank(p) for p in row[1])] or named
        place = self._town_at_end(blocks) or next(iter(places), None)
        handed = next(filter(None, (self._handed_on(b) for b in blocks)), None)
        if handed:
            return replace(handed, via_place=place or handed.via_place)
        if not named:
            return Route(place=place)
        headed = self._below_head(blocks, named)
        if headed:
            return Route(headed, place)
        in_title = () if enclosed else self._titled_line(part, blocks, named)
        if in_title:
            below = self._town_below(blocks[1:])
            return Route(in_title, place or (below if below and not self.is_office(below.text) else None))
        to_one = () if dashed else self._called_upon(blocks, named)
        if to_one:
            return Route(to_one, place or self._town_below(blocks[1:]))
        if self._is_at_an_office(named):
            return Route(named[0][1], place or self._town_below(blocks[1:]))
        ordered = self._passed_on(part, enclosed) if len(named) == 1 else ()
        if ordered:
            return Route(ordered, via=named[0][1], via_place=place)
        together = () if enclosed else self._named_together(part, named)
        if together:
            return Route(together, place)
        *before, (_, last) = named
        via = tuple(p for _, parties in before for p in parties)
        return Route(last, via=via, via_place=place) if via else Route(last, place)

    def _titled_line(
        self, part: Part, blocks: Sequence[Block], named: Sequence[tuple[Block, tuple[Party, ...]]]
    ) -> tuple[Party, ...]:
        """``Ambassador P. Berg`` above ``Secretary General`` and his ministry: the one line that has the name in the title."""
        names = [name for one in self.titled("addressee", part) for name in readings(one.text, self.words)]
        titled = {n.split()[-1].casefold() for n in names if looks_like_name(n) and not self.is_office(n)}
        found = [p for _, p in named if len(p) == 1 and p[0].text.split()[-1].casefold() in titled]
        led = any(worded(r"{addressed}(?!\w)", self.words).match(self._plain(block)) for block in blocks)
        return found[0] if len(found) == 1 and len(named) > 1 and not led else ()

    def _is_at_an_office(self, named: Sequence[tuple[Block, tuple[Party, ...]]]) -> bool:
        """``Karl Berg`` ⏎ ``Ministry of Tides`` ⏎ ``Vessk``: one addressee, and where he is found."""
        (_, first), *below = named
        offices = [all(p.element == "orgName" for p in row) for _, row in below]
        return all(p.element == "persName" for p in first) and offices[:1] == [True] and all(offices[:-1])

    def _handed_on(self, block: Block) -> Route | None:
        """``VESSK, HOLM for Marshal BERG``: one line that says by whom, for whom and where."""
        line = unmarked(self._plain(block), self.words)
        found = handed_on(worded(r"^{headline-to}\s+", self.words).sub("", line), self.words)
        if found is None:
            return None
        via, who = (self.titled_party(found[name], alone=False, inferred=False) for name in ("via", "who"))
        place = Party(found["place"], is_place=True) if found["place"] else None
        return Route(who, via=via, via_place=place) if via and who else None

    def _named_together(self, part: Part, named: Sequence[tuple[Block, tuple[Party, ...]]]) -> tuple[Party, ...]:
        """Those of several lines that are alike, or each of whom the title names as addressee: nobody passes it on."""
        titled = self.titled("addressee", part)
        parties = tuple(p for _, row in named for p in row)
        together = all(any(are_alike(p, one) for one in titled) for p in parties)
        return parties if together or self._are_alike([block for block, _ in named]) else ()

    def _are_alike(self, blocks: Sequence[Block]) -> bool:
        """``Comrade Holm`` ⏎ ``Comrade Berg``: each with the same title before a plain name, none with a "to" or "for".

        So are those of whom each stands in the dative.
        """
        if len(blocks) > 1 and all(is_in_dative(self._plain(block), self.words) for block in blocks):
            return True
        said = [worded(r"(?P<title><honorifics>)\s(?P<name>.+)", self.words).fullmatch(self._plain(b)) for b in blocks]
        titles = {one["title"].casefold() for one in said if one}
        return len(blocks) > 1 and all(one and looks_like_name(one["name"]) for one in said) and len(titles) == 1

    def _plain(self, block: Block) -> str:
        return completed(self.document.said(block.span), self.words).strip(" .,;:")

    def _town_above(self, blocks: Sequence[Block]) -> list[Block]:
        """``VESSK`` alone in capitals above ``to HOLM``: where it goes, nobody."""
        to = worded(r"{headline-to}\s+(?!{pass-on}(?!\w))", self.words)
        told = len(blocks) > 1 and to.match(self._plain(blocks[1]))
        town = self._plain(blocks[0]) if told else ""
        alone = looks_like_name(town) and town.isupper() and " " not in town and not self.is_office(town)
        return [blocks[0]] if alone and self.matcher.whole(town) is None else []

    def _city_above(self, part: Part, blocks: Sequence[Block]) -> list[Party]:
        """``VESSK, THE CITADEL``, a line of the form right above the address: where it goes."""
        at = part.blocks.index(blocks[0]) if blocks else 0
        above = [b for b in part.blocks[max(0, at - 1) : at] if b.kind is Kind.OFFICE and b.layer is Layer.ROUTING]
        known = [registered(m) for b in above for m in part.mentions_in(b, "placeName")][:1]
        names = (self._plain(b).partition(",")[0] for b in above)
        cities = [Party(name, is_place=True) for name in names if is_city(name, self.document.practice.language)]
        return known or cities

    def _dashed_addresses(self, part: Part) -> list[Block]:
        """``VESSK - To Comrade HOLM``: a line of the form that names place and person, above the address."""
        lines = [b for b in part.of(Kind.OFFICE) if b.layer is Layer.ROUTING]
        dashed = spelled(r"[^\W\d_a-z][^\W\d]+\s*(?:--|[-–—])\s*(?i:{headline-to})\s+\S", self.words)
        return [b for b in lines if dashed.match(self._plain(b))]

    def _passed_on(self, part: Part, enclosed: bool) -> tuple[Party, ...]:
        """``Pass the following to Comrade BERG:``, the message's first words: whom the message is for."""
        first = next(iter(part.of(Kind.PARAGRAPH, enclosed=enclosed)), None)
        ask = r"{pass-on}\s+(?:[\w-]+\s+){0,4}?{headline-to}\s+(?P<who>[^:.“\"]+(?:\.[^:“\"]+)?):"
        found = worded(ask, self.words).match(self.document.said(first.span)) if first else None
        if first is None or found is None or not is_party(found["who"], self.words):
            return ()  # "Pass this to Berg. The state of the ice is:" says more than a party
        start = first.span.start
        persons = [
            m
            for m in part.mentions_in(first, "persName")
            if start + found.start("who") <= m.span.start < start + found.end("who")
        ]
        return tuple(map(registered, persons)) or self._in_address(found["who"])

    def _below_head(
        self, blocks: Sequence[Block], named: Sequence[tuple[Block, tuple[Party, ...]]]
    ) -> tuple[Party, ...]:
        """Below ``An den`` or ``To:`` alone the lines describe one addressee: the person, else the first of them."""
        if not blocks or not heads_address(self.document.said(blocks[0].span), self.words):
            return ()
        below = [(block, parties) for block, parties in named if block is not blocks[0]]
        persons = [parties for block, parties in below if self._is_person(block, parties)]
        return next(iter(persons or [parties for _, parties in below]), ())

    def _called_upon(
        self, blocks: Sequence[Block], named: Sequence[tuple[Block, tuple[Party, ...]]]
    ) -> tuple[Party, ...]:
        """``To Anna Holm``, first and alone with such a word: what stands below says where she is, not another."""
        to = worded(r"(?:{headline-to}(?!\w)|{letter.addressing}\s)", self.words)
        said = [row for row in named if to.match(self.document.said(row[0].span).lstrip("["))]
        further = worded(r"{addressed}(?!\w)", self.words)  # "To HOLM", "for BERG": he passes it on
        below = [(self._plain(block), parties) for block, parties in named[1:]]
        unknown = all(p.entry is None for _, parties in below for p in parties)
        unknown = unknown and not any(
            further.match(text) and all(looks_like_name(p.text) for p in parties) for text, parties in below
        )
        return said[0][1] if len(said) == 1 and len(named) > 1 and said[0][0] is blocks[0] and unknown else ()

    def _town_below(self, blocks: Sequence[Block]) -> Party | None:
        """``12 Quay Street`` ⏎ ``Vessk.``, below whom it is for: where it goes."""
        lines = [town(self._plain(block), self.words).strip(" .,") for block in reversed(blocks)]
        named = (line for line in lines if looks_like_name(line) and not self.is_designation(line))
        found = next(named, "")
        return Party(found, is_place=True) if found else None

    def _town_at_end(self, blocks: Sequence[Block]) -> Party | None:
        """``Bucharest``, the last line of the address, below whom it is for: where it goes."""
        line = joined(self._plain(blocks[-1])) if len(blocks) > 1 else ""
        return Party(line, is_place=True) if is_city(line, self.document.practice.language) else None

    def _is_person(self, block: Block, parties: tuple[Party, ...]) -> bool:
        """In the registers of persons, or with a title before the name."""
        said = worded(r"<honorifics|ranks>\s", self.words).match(self.document.said(block.span))
        return bool(said) or any(p.entry is not None and p.element == "persName" for p in parties)

    def _place_behind(self, block: Block) -> list[Party]:
        """``TO KARL HOLM, AT VESSK``, ``TO HOLM,--VESSK``, ``To the Embassy, Vessk``: where whom it is for was."""
        line = unmarked(self._plain(block), self.words)
        found = self._behind(line)
        place = found["place"] if found else seated(line, self.words)[1]
        return [Party(place, is_place=True)] if place else []

    def _behind(self, text: str) -> re.Match[str] | None:
        """The place behind the name, in a line of the address: without a comma only behind ``to`` and a plain name."""
        found = spelled(BEHIND, self.words).search(text)
        name = re.sub(r"^\S{1,2}\s", "", text[: found.start()]) if found else ""
        led = worded(r"{headline-to}\s", self.words).match(text) is not None
        plain = led and worded(r"<offices|offices-held|headline-held>", self.words).search(name) is None
        return found if found and looks_like_name(name) and (plain or found["comma"]) else None

    def _dashed_place(self, block: Block) -> list[Party]:
        said = unmarked(self.document.said(block.span), self.words)
        dashed = r"(?P<place>[^-–—]+?)\s*(?:(?:--|[–—])\s*$|(?:--|[-–—])\s*(?i:{headline-to})\s)"
        found = spelled(dashed, self.words).match(said) or placed(self._plain(block), self.words)
        return [Party(found["place"].strip("[] "), is_place=True)] if found else []

    def _addressees(self, part: Part, block: Block) -> tuple[Party, ...]:
        turned = self.both_sides(block).addressee
        if turned:
            return tuple(p for name in turned for p in self.titled_party(name, alone=False, inferred=False))
        found = [registered(m) for m in part.mentions_in(block, "persName", "orgName")]
        said = self.document.said(block.span)
        several_said = "," in said or self._offices(said)[1:] or addressed_apart(said, self.words)[1:]
        listed = self._in_address(said) if several_said else ()
        if found and len(listed) > len(found):
            return tuple(self._known_as(party) for party in listed)
        return tuple(found) or self._in_address(said)

    def _known_as(self, party: Party) -> Party:
        """A party as the registers have it, where they do."""
        entry = self.entry_of(party.text)
        return Party(entry.display, entry) if entry else party

    def _in_address(self, said: str) -> tuple[Party, ...]:
        """The parties of an address that no register knows, in its own words."""
        text = LAST_INITIAL.sub(".", completed(said, self.words).strip(" .,;:!" + QUOTES))
        text = re.sub(r"^[-–•*]\s+", "", text)  # one in a list
        apart = addressed_apart(text, self.words)
        if len(apart) > 1 and not placed(text, self.words):
            return tuple(party for piece in apart for party in self._in_address(piece))
        if re.search(r"(?:--|[–—])$", text) or text.casefold() in self.words.form["subject"]:
            return ()  # "BEIJING--": a place, whom it is for follows; "SUBJECT": a label of the form
        text = unmarked(text, self.words)
        behind = self._behind(text)
        if text.rpartition(" ")[2] in self.words.function or text.partition(" ")[0] in self.words.form["headline-by"]:
            return ()  # "to the Governor and Chairman of": the rest was lost; "of the Republic": goes on with what he is
        at = placed(text, self.words)
        text = at["who"] if at else text
        text = spelled(f"^{BEFORE_DATIVE}(?=(?i:<honorifics>))", self.words).sub("", text)
        text = spelled(r"^[^\W\d_a-z][^\W\d]+\s*(?:--|[-–—])\s*(?=(?i:{addressed})\s)", self.words).sub("", text)
        text = worded(r"^{addressed}(?!\w)\s*:?\s*", self.words).sub("", text)
        # "Ambassador Cde. Holm": what he is, a title again, and his name
        text = worded(r"^<titles>\s(?:[^,]*\s)?(?=<honorifics>\s)", self.words).sub("", text)
        text = self.untitled(text)
        text = joined(self.without_service(re.sub(r"[.,]?\s*(?:[xх]/|\*+)$", "", re.sub(CALL_AFTER_NAME, "", text))))
        text = text.removesuffix(behind[0]) if behind else re.sub(f",{WHERE.pattern}", "", text)
        if text.casefold() in self.words.form["before-date"] or self._is_time(text):
            return ()  # "An den": whom stands on the next line
        place = self.matcher.is_place(text) or is_country_or_city(text, self.document.practice.language)
        named = [one for piece in self._beside_person(text) for one in several(piece, self.words)] if not place else []
        return tuple(Party(name, is_office=self.is_office(name)) for name in named)

    def _is_time(self, text: str) -> bool:
        """``Sunday``, ``April 20th/63``: between an address and a salutation stands a day, too."""
        dated = spelled(r"(?<!\w){month-names}\W*\d|\d\W*{month-names}(?!\w)", self.words).search(text)
        return bool(dated) or text.casefold() in customary(self.document.practice.language)

    def _beside_person(self, text: str) -> list[str]:
        """``Ministry of Tides and Comrade Holm``: an office, and a person whom a title tells from it; or two offices."""
        pieces = spelled(r"\s+{and}\s+(?=<honorifics|ranks>\s)", self.words).split(text)
        plain = (worded(r"^(?:the\s+)?(?:<honorifics|ranks>\s+)*", self.words).sub("", p) for p in pieces)
        return [p for p in (plain if len(pieces) > 1 else self._offices(text)) if p]

    def _offices(self, text: str) -> list[str]:
        """``Ministry of Tides and the Department of Lamps``: an article begins the second; else the text as it is."""
        pieces = spelled(r"\s+(?i:{and})\s+(?=(?i:{headline-articles})\s)", self.words).split(text)
        if len(pieces) == 1 or not all(map(self.is_office, pieces)):
            return [text]
        return [worded(r"^(?:{addressed}\s+)?{headline-articles}\s+", self.words).sub("", piece) for piece in pieces]

    def saluted(self, part: Part, enclosed: bool) -> tuple[Party, ...]:
        """Whom the salutation calls upon; where it calls nobody the registers know, whom the title names."""
        found = [
            registered(m) for b in part.of(Kind.SALUTE, enclosed=enclosed) for m in part.mentions_in(b, "persName")
        ]
        titled = self.titled("addressee", part) if not enclosed and not found else ()
        return tuple(found[:1]) or titled or self._called(part, enclosed)

    def _called(self, part: Part, enclosed: bool) -> tuple[Party, ...]:
        """``Comrade Holm!``: the name a salutation says after its titles, where no register knows it."""
        for block in part.of(Kind.SALUTE, enclosed=enclosed):
            text = completed(self.document.said(block.span), self.words).strip(" .,;:!" + QUOTES)
            plain = worded(r"^(?:<salutations>\s+)+", self.words).sub("", text)
            name = worded(r"^(?:(?!<letter.ladies>)<titles>\s+)+", self.words).sub("", plain).strip()
            dear = (
                plain != text and name.casefold() not in self.words.form["not-called"] and self.words.language == "en"
            )
            called = name != plain or " " in name or dear
            known = worded(r"<titles>|<salutations>", self.words).fullmatch(name)
            if called and not known and looks_like_name(name):
                return (Party(joined(name)),)
        return ()
