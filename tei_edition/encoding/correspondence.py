"""Who wrote to whom, from where, when, by way of whom, with copies to whom: one act of communication at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.encoding.archives import cited_date
from tei_edition.encoding.copies import Copies
from tei_edition.encoding.languages import customary, is_country_or_city
from tei_edition.encoding.names import Mention
from tei_edition.encoding.titles import Titles, readings
from tei_edition.encoding.understanding import Part, Understood, direction_of
from tei_edition.registers.matching import Matcher
from tei_edition.registers.register import Entry
from tei_edition.transcript.blocks import Block, Kind, Layer
from tei_edition.transcript.dates import Dating, single
from tei_edition.transcript.headlines import completed
from tei_edition.transcript.parties import WHERE, is_party, several
from tei_edition.transcript.recognisers.address import handed_on, heads_address, is_sender_line, placed, unnumbered
from tei_edition.transcript.recognisers.captions import WIRE
from tei_edition.transcript.recognisers.closing import signer_in_brackets
from tei_edition.transcript.recognisers.names import CALL_AFTER_NAME, INITIALS, QUOTES, joined, looks_like_name
from tei_edition.transcript.words import alternatives, number_sign, whole


@dataclass(frozen=True, slots=True)
class Party:
    """Someone or somewhere: an entry of the registers, or only words.

    ``inferred`` is true where the document itself does not say so, only its record.
    """

    text: str
    entry: Entry | None = None
    inferred: bool = False
    is_place: bool = False
    is_office: bool = False

    @property
    def element(self) -> str:
        """The TEI element that names it."""
        if self.entry:
            return self.entry.element
        return "placeName" if self.is_place else "orgName" if self.is_office else "persName"

    @property
    def key(self) -> str:
        """What tells two parties apart."""
        return self.entry.identifier if self.entry else self.text.casefold()


@dataclass(frozen=True, slots=True)
class When:
    """A date or time as written and as read; ``inferred`` is true where only the record has it."""

    text: str
    dating: Dating
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """One act of communication, as far as the document says."""

    sender: tuple[Party, ...] = ()
    origin: Party | None = None
    sent: When | None = None
    sent_time: When | None = None
    via: tuple[Party, ...] = ()
    via_place: Party | None = None
    addressee: tuple[Party, ...] = ()
    destination: Party | None = None
    received: When | None = None
    received_time: When | None = None
    copies: tuple[Party, ...] = ()
    copies_note: str = ""


class Acts:
    """Reads the acts of communication of one transcript."""

    def __init__(self, understood: Understood, matcher: Matcher) -> None:
        self.understood, self.matcher = understood, matcher
        self.document = understood.document
        self.words = self.document.practice.words
        self.titles = Titles(self.document)
        tagged = (m for m in understood.markups if m.tag.name in {"date", "time"})
        self.said: list[Diagnostic] = []
        self._types = {m.span: dict(m.tag.attributes).get("type", "") for m in tagged}

    def of(self, part: Part) -> Act:
        """The act a document is: its sender, addressee, dates, copies."""
        signed = self._signers(part, enclosed=False)
        sender = signed or self._announced(part) or self._by_record("author", part) or self._titled("sender", part)
        if signed and all(p.entry is None and self._is_designation(p.text) for p in signed):
            sender = self._named_by_title(part) or signed  # the title says who the "Ambassador" is
        elif len(signed) == 1 and INITIALS.fullmatch(f"{signed[0].text.rstrip('.')}."):
            sender = self._of_initials(signed[0], part) or signed
        via, via_place, addressee, destination = self._address(part, enclosed=False)
        received, received_time = self._receipt(part)
        copies = Copies(self.understood, part)
        self.said += copies.disagreement()
        sent, sent_time = self._sent(part, enclosed=False)
        return Act(
            sender,
            self._origin(part),
            sent,
            sent_time,
            via,
            via_place,
            addressee or self._by_record("addressee", part) or self._saluted(part, enclosed=False),
            destination or self._arrival(part),
            received,
            received_time,
            tuple(Party(r.text, r.entry, is_office=r.is_office) for r in copies.unique),
            copies.note,
        )

    def enclosed(self, part: Part) -> Iterator[Act]:
        """The acts of telegrams quoted whole in it."""
        for blocks in _enclosed_runs(part.blocks):
            inner = Part(part.number, tuple(blocks), part.mentions, part.datings, "", part.kind)
            via, via_place, addressee, destination = self._address(inner, enclosed=True)
            sent, sent_time = self._sent(inner, enclosed=True)
            sender = self._signers(inner, enclosed=True)
            to = addressee or self._saluted(inner, enclosed=True)
            yield Act(sender, None, sent, sent_time, via, via_place, to, destination)

    # -- parts of an act

    def _party(self, mention: Mention) -> Party:
        return Party(mention.entry.display, mention.entry)

    def _signers(self, part: Part, enclosed: bool) -> tuple[Party, ...]:
        found: list[Party] = []
        for block in part.of(Kind.SIGNED, enclosed=enclosed):
            named = part.mentions_in(block, "persName", "orgName")
            found += [self._party(m) for m in named] or self._in_words(block)
        persons = [p for p in found if p.entry or not self._is_designation(p.text)]
        return tuple({p.key: p for p in persons or found}.values())

    def _named_by_title(self, part: Part) -> tuple[Party, ...]:
        return tuple(
            p for p in self._titled("sender", part) if p.entry or (looks_like_name(p.text) and not p.is_office)
        )

    def _of_initials(self, signer: Party, part: Part) -> tuple[Party, ...]:
        """``A. H.`` below a letter from Anna Holm: the one whom the title names so."""
        letters = re.sub(r"[\W\d_]", "", signer.text)
        named = self._named_by_title(part)
        own = "".join(word[0] for word in named[0].text.split() if word[0].isupper()) if len(named) == 1 else ""
        return named if letters and letters == own else ()

    def _is_only_rank(self, party: Party) -> bool:
        return party.entry is None and self._is_designation(party.text)

    def _is_designation(self, text: str) -> bool:
        """``Ambassador``, ``Deputy Minister of Trade``: what the signer is, not who."""
        held = whole((*self.words.offices_held, *self.words.ranks))
        small = {"of", "in", "for", "to", "at"}
        found = list(re.finditer(held, text, re.IGNORECASE))
        rest = text[found[-1].end() :].split() if found else ["?"]
        return not rest or rest[0].lower() in small

    def _in_words(self, block: Block) -> list[Party]:
        """A signature no register knows, in its own words."""
        text = completed(self.document.source.slice(block.span), self.words).strip(" ,;–—-" + QUOTES)
        text = text if re.search(r"(?:^|[\s.])\w\.$", text) else text.rstrip(" .")
        text = joined(re.sub(rf"^\(?{whole(self.words.brackets['signature'])}[:.)]*\s*", "", text, flags=re.IGNORECASE))
        text = signer_in_brackets(text, self.words) or re.sub(r"^\(([^()]+)\)$", r"\1", text)
        if re.fullmatch(number_sign(self.words), text):
            return []  # "Nº [handwritten: 328/ag] [signature]"
        return [Party(text, is_office=self._is_office(text))] if text else []

    def _by_record(self, field: str, part: Part) -> tuple[Party, ...]:
        """What the record says where the document does not, for the page's first document only."""
        if part.number > 1:
            return ()
        texts = [text for value in self.document.zones.values(self.document.source, field) for text in value.split(";")]
        found = [self._recorded_party(text.strip()) for text in texts if text.strip()]
        return tuple({p.key: p for p in found}.values())

    def _recorded_party(self, text: str) -> Party:
        match = self.matcher.whole(text)
        entry = match.entry if match else None
        return Party(entry.display if entry else text, entry, inferred=True, is_office=self._is_office(text))

    def _is_office(self, text: str) -> bool:
        """``Embassy of X``, ``the Ministry``: an office by its word, not a person."""
        form = self.words.form
        compound = rf"\w{alternatives(form['office-endings'])}(?!\w)" if form["office-endings"] else r"(?!)"
        offices = whole((*form["offices"], *form.get("headline-into", ())))
        return re.search(rf"{offices}|{compound}", text, re.IGNORECASE) is not None

    def _address(
        self, part: Part, enclosed: bool
    ) -> tuple[tuple[Party, ...], Party | None, tuple[Party, ...], Party | None]:
        """Intermediary and addressee, each with his place; the title says by whose way where the address does not."""
        via, via_place, to, place = self._addressed(part, enclosed)
        way = () if enclosed or via else self._titled_way(part)
        if not way:
            return via, via_place, to, place
        if to and all(any(_are_alike(party, one) for one in way) for party in to):
            return to, place, self._titled("addressee", part), None  # "To HOLM", and the title: "to Berg via Holm"
        return way, place, to, None

    def _titled_way(self, part: Part) -> tuple[Party, ...]:
        inferred = self.titles.is_recorded(part)
        return tuple(p for text in self.titles.said(part).via for p in self._titled_party(text, False, inferred))

    def _addressed(
        self, part: Part, enclosed: bool
    ) -> tuple[tuple[Party, ...], Party | None, tuple[Party, ...], Party | None]:
        """Intermediary and addressee: of several address lines the last one names whom it is for."""
        lines = part.of(Kind.ADDRESS, enclosed=enclosed)
        blocks = [b for b in lines if not is_sender_line(self.document.source.slice(b.span), self.words)]
        dashed = [] if enclosed or not blocks else self._dashed_addresses(part)
        places = [self._party(m) for b in (*dashed, *blocks) for m in part.mentions_in(b, "placeName", "geogName")]
        towns = self._town_above(blocks)
        places = places or [p for b in (*dashed, *blocks) for p in self._dashed_place(b)]
        places = places or [Party(self._plain(b), is_place=True) for b in towns]
        named = [(b, self._addressees(part, b)) for b in (*dashed, *blocks) if b not in towns]
        named = [(b, parties) for b, parties in named if parties]
        # "Deputy Minister" below the name: what he is
        named = [row for row in named if not all(self._is_only_rank(p) for p in row[1])] or named
        place = places[0] if places else None
        handed = next(filter(None, (self._handed_on(b) for b in blocks)), None)
        if handed:
            via, to, where = handed
            return via, place or where, to, None
        if not named:
            return (), None, (), place
        headed = self._below_head(blocks, named)
        if headed:
            return (), None, headed, place
        to_one = () if dashed else self._called_upon(blocks, named)
        if to_one:
            return (), None, to_one, place
        ordered = self._passed_on(part, enclosed) if len(named) == 1 else ()
        if ordered:
            return named[0][1], place, ordered, None
        together = () if enclosed else self._named_together(part, named)
        if together:
            return (), None, together, place
        *before, (_, last) = named
        via = tuple(p for _, parties in before for p in parties)
        return (via, place, last, None) if via else ((), None, last, place)

    def _handed_on(self, block: Block) -> tuple[tuple[Party, ...], tuple[Party, ...], Party | None] | None:
        """``VESSK, HOLM for Marshal BERG``: one line that says by whom, for whom and where."""
        to = alternatives(self.words.form["headline-to"])
        found = handed_on(re.sub(rf"^{to}\s+", "", self._plain(block), flags=re.IGNORECASE), self.words)
        if found is None:
            return None
        via, who = (self._titled_party(found[name], alone=False, inferred=False) for name in ("via", "who"))
        place = Party(found["place"], is_place=True) if found["place"] else None
        return (via, who, place) if via and who else None

    def _named_together(self, part: Part, named: Sequence[tuple[Block, tuple[Party, ...]]]) -> tuple[Party, ...]:
        """Those of several lines, where the title names each of them as addressee: nobody passes it on."""
        titled = self._titled("addressee", part)
        parties = tuple(p for _, row in named for p in row)
        return parties if all(any(_are_alike(p, one) for one in titled) for p in parties) else ()

    def _plain(self, block: Block) -> str:
        return completed(self.document.source.slice(block.span), self.words).strip(" .,;:")

    def _town_above(self, blocks: Sequence[Block]) -> list[Block]:
        """``VESSK`` alone in capitals above ``to HOLM``: where it goes, nobody."""
        to = rf"{alternatives(self.words.form['headline-to'])}\s+(?!{alternatives(self.words.form['pass-on'])}(?!\w))"
        told = len(blocks) > 1 and re.match(to, self._plain(blocks[1]), re.IGNORECASE)
        town = self._plain(blocks[0]) if told else ""
        alone = looks_like_name(town) and town.isupper() and " " not in town and not self._is_office(town)
        return [blocks[0]] if alone and self.matcher.whole(town) is None else []

    def _dashed_addresses(self, part: Part) -> list[Block]:
        """``VESSK - To Comrade HOLM``: a line of the form that names place and person, above the address."""
        said = rf"[^\W\d_a-z][^\W\d]+\s*(?:--|[-–—])\s*(?i:{alternatives(self.words.form['headline-to'])})\s+\S"
        lines = [b for b in part.of(Kind.OFFICE) if b.layer is Layer.ROUTING]
        return [b for b in lines if re.match(said, self._plain(b))]

    def _passed_on(self, part: Part, enclosed: bool) -> tuple[Party, ...]:
        """``Pass the following to Comrade BERG:``, the message's first words: whom the message is for."""
        first = next(iter(part.of(Kind.PARAGRAPH, enclosed=enclosed)), None)
        form = self.words.form
        to = alternatives(form["headline-to"])
        ask = rf"{alternatives(form['pass-on'])}\s+(?:[\w-]+\s+){{0,4}}?{to}\s+(?P<who>[^:.“\"]+(?:\.[^:“\"]+)?):"
        found = re.match(ask, self.document.source.slice(first.span), re.IGNORECASE) if first else None
        if first is None or found is None or not is_party(found["who"], self.words):
            return ()  # "Pass this to Berg. The state of the ice is:" says more than a party
        start = first.span.start
        persons = [
            m
            for m in part.mentions_in(first, "persName")
            if start + found.start("who") <= m.span.start < start + found.end("who")
        ]
        return tuple(map(self._party, persons)) or self._in_address(found["who"])

    def _below_head(
        self, blocks: Sequence[Block], named: Sequence[tuple[Block, tuple[Party, ...]]]
    ) -> tuple[Party, ...]:
        """Below ``An den`` or ``To:`` alone the lines describe one addressee: the person, else the first of them."""
        if not blocks or not heads_address(self.document.source.slice(blocks[0].span), self.words):
            return ()
        below = [(block, parties) for block, parties in named if block is not blocks[0]]
        persons = [parties for block, parties in below if self._is_person(block, parties)]
        return next(iter(persons or [parties for _, parties in below]), ())

    def _called_upon(
        self, blocks: Sequence[Block], named: Sequence[tuple[Block, tuple[Party, ...]]]
    ) -> tuple[Party, ...]:
        """``To Anna Holm``, first and alone with such a word: what stands below says where she is, not another."""
        to = rf"{alternatives(self.words.form['headline-to'])}(?!\w)"
        said = [row for row in named if re.match(to, self.document.source.slice(row[0].span), re.IGNORECASE)]
        further = rf"{alternatives(self.words.form['addressed'])}(?!\w)"  # "To HOLM", "for BERG": he passes it on
        below = [(self._plain(block), parties) for block, parties in named[1:]]
        unknown = all(p.entry is None for _, parties in below for p in parties)
        unknown = unknown and not any(
            re.match(further, text, re.IGNORECASE) and all(looks_like_name(p.text) for p in parties)
            for text, parties in below
        )
        return said[0][1] if len(said) == 1 and len(named) > 1 and said[0][0] is blocks[0] and unknown else ()

    def _is_person(self, block: Block, parties: tuple[Party, ...]) -> bool:
        """In the registers of persons, or with a title before the name."""
        titled = rf"{whole((*self.words.honorifics, *self.words.ranks))}\s"
        said = re.match(titled, self.document.source.slice(block.span), re.IGNORECASE)
        return bool(said) or any(p.entry is not None and p.element == "persName" for p in parties)

    def _dashed_place(self, block: Block) -> list[Party]:
        to = alternatives(self.words.form["headline-to"])
        dashed = rf"(?P<place>[^-–—]+?)\s*(?:(?:--|[–—])\s*$|(?:--|[-–—])\s*(?i:{to})\s)"
        found = re.match(dashed, self.document.source.slice(block.span)) or placed(self._plain(block), self.words)
        return [Party(found["place"].strip("[] "), is_place=True)] if found else []

    def _addressees(self, part: Part, block: Block) -> tuple[Party, ...]:
        found = [self._party(m) for m in part.mentions_in(block, "persName", "orgName")]
        said = self.document.source.slice(block.span)
        listed = self._in_address(said) if "," in said else ()
        if found and len(listed) > len(found):
            return tuple(self._known_as(party) for party in listed)
        return tuple(found) or self._in_address(said)

    def _known_as(self, party: Party) -> Party:
        """A party as the registers have it, where they do."""
        entry = self._entry(party.text)
        return Party(entry.display, entry) if entry else party

    def _in_address(self, said: str) -> tuple[Party, ...]:
        """The parties of an address that no register knows, in its own words."""
        text = completed(said, self.words).strip(" .,;:!" + QUOTES)
        if re.search(r"(?:--|[–—])$", text) or text.casefold() in self.words.form["subject"]:
            return ()  # "BEIJING--": a place, whom it is for follows; "SUBJECT": a label of the form
        text = unnumbered(text, self.words)
        at = placed(text, self.words)
        text = at["who"] if at else text
        to = alternatives(self.words.form["addressed"])
        titles = whole((*self.words.honorifics, *self.words.ranks))
        text = re.sub(rf"^[^\W\d_a-z][^\W\d]+\s*(?:--|[-–—])\s*(?=(?i:{to})\s)", "", text)
        text = re.sub(rf"^{to}\b\s*:?\s*", "", text, flags=re.IGNORECASE)
        # "Admiral of the Fleet Cde. Holm": what he is, a title again, and his name
        text = re.sub(rf"^{titles}\s(?:[^,]*\s)?(?={whole(self.words.honorifics)}\s)", "", text, flags=re.IGNORECASE)
        text = re.sub(rf"^(?:{titles}\s+)+", "", text, flags=re.IGNORECASE).strip()
        text = joined(self._without_service(re.sub(r"[.,]?\s*(?:[xх]/|\*+)$", "", re.sub(CALL_AFTER_NAME, "", text))))
        text = re.sub(f",{WHERE.pattern}", "", text)  # "KARL HOLM, À PARIS"
        if text.casefold() in self.words.form["before-date"] or self._is_time(text):
            return ()  # "An den": whom stands on the next line
        place = self.matcher.is_place(text) or is_country_or_city(text, self.document.practice.language)
        named = [one for piece in self._beside_person(text) for one in several(piece, self.words)] if not place else []
        return tuple(Party(name, is_office=self._is_office(name)) for name in named)

    def _is_time(self, text: str) -> bool:
        """``Sunday``, ``April 20th/63``: between an address and a salutation stands a day, too."""
        months = alternatives(self.words.month_names)
        dated = re.search(rf"(?<!\w){months}\W*\d|\d\W*{months}(?!\w)", text)
        return bool(dated) or text.casefold() in customary(self.document.practice.language)

    def _beside_person(self, text: str) -> list[str]:
        """``Ministry of Tides and Comrade Holm``: an office, and a person whom a title tells from it."""
        both = alternatives(self.words.form["and"])
        titles = whole((*self.words.honorifics, *self.words.ranks))
        pieces = re.split(rf"\s+{both}\s+(?={titles}\s)", text)
        plain = (re.sub(rf"^(?:the\s+)?(?:{titles}\s+)*", "", p, flags=re.IGNORECASE) for p in pieces)
        return [p for p in (plain if len(pieces) > 1 else pieces) if p]

    def _without_service(self, text: str) -> str:
        """``BERG 2, URGENT, EYES ONLY``: the name without the call of a note and the marks of haste and secrecy."""
        service = alternatives(self.words.form["service"])
        plain = re.sub(rf"(?:[,;]\d{{0,2}}\s*{service})+$", "", text, flags=re.IGNORECASE)
        return re.sub(r"(?<=[^\W\d_])\d{1,2}$|(?<=[^\W\da-z_]{2})\s\d{1,2}$", "", plain).strip(" ,;")

    def _announced(self, part: Part) -> tuple[Party, ...]:
        """``From: Anna Holm``: a line of the form that says who sends."""
        found: list[Party] = []
        for block in part.of(Kind.ADDRESS):
            line = self.document.source.slice(block.span)
            if is_sender_line(line, self.words):
                named = [self._party(m) for m in part.mentions_in(block, "persName", "orgName")]
                found += named or self._in_words_of(line.partition(":")[2])
        return tuple({p.key: p for p in found}.values())

    def _in_words_of(self, text: str) -> list[Party]:
        name = joined(self._without_service(completed(text, self.words).strip(" ,;." + QUOTES)))
        return [Party(name, is_office=self._is_office(name))] if name else []

    def _saluted(self, part: Part, enclosed: bool) -> tuple[Party, ...]:
        found = [
            self._party(m) for b in part.of(Kind.SALUTE, enclosed=enclosed) for m in part.mentions_in(b, "persName")
        ]
        titled = self._titled("addressee", part) if not enclosed and not found else ()
        return tuple(found[:1]) or titled or self._called(part, enclosed)

    def _called(self, part: Part, enclosed: bool) -> tuple[Party, ...]:
        """``Comrade Holm!``: the name a salutation says after its titles, where no register knows it."""
        for block in part.of(Kind.SALUTE, enclosed=enclosed):
            text = completed(self.document.source.slice(block.span), self.words).strip(" .,;:!" + QUOTES)
            titles = whole((*self.words.honorifics, *self.words.ranks, *self.words.offices_held))
            plain = re.sub(rf"^(?:{whole(self.words.salutations)}\s+)+", "", text, flags=re.IGNORECASE)
            name = re.sub(rf"^(?:{titles}\s+)+", "", plain, flags=re.IGNORECASE).strip()
            dear = (
                plain != text and name.casefold() not in self.words.form["not-called"] and self.words.language == "en"
            )
            called = name != plain or " " in name or dear
            known = re.fullmatch(rf"{titles}|{whole(self.words.salutations)}", name, re.IGNORECASE)
            if called and not known and looks_like_name(name):
                return (Party(joined(name)),)
        return ()

    def _titled(self, side: Literal["sender", "addressee"], part: Part) -> tuple[Party, ...]:
        """``NAME to NAME``, in the record's title; where nothing in the document says it."""
        headline = self.titles.said(part)
        names = headline.sender if side == "sender" else headline.addressee
        # "Telegram from X": a person or a place, nothing tells
        alone = side == "sender" and not headline.addressee and not headline.place and part.kind == "telegram"
        inferred = self.titles.is_recorded(part)
        return tuple(
            party
            for text in names
            for party in self._identified(text, part, inferred) or self._titled_party(text, alone, inferred)
        )

    def _identified(self, name: str, part: Part, inferred: bool) -> tuple[Party, ...]:
        """``Ostler [Holm] to Berg``: whom the bracket behind a name of the title names, where a register has him."""
        found = re.search(rf"{re.escape(name)}\s+\[(?P<who>[^\[\]]+)\]", self.titles.of(part))
        match = self.matcher.whole(found["who"]) if found else None
        entry = match.entry if match else None
        known = entry is not None and entry.element == "persName" and self._entry(name) is None
        return (Party(entry.display, entry, inferred=inferred),) if entry and known else ()

    def _titled_party(self, text: str, alone: bool, inferred: bool) -> tuple[Party, ...]:
        titles = whole((*self.words.honorifics, *self.words.ranks))
        name = re.sub(rf"^(?:{titles}\s+)+", "", re.sub(r"\s*\([^)]*\)$", "", text), flags=re.IGNORECASE).strip()
        match = self.matcher.whole(name) or self.matcher.whole(text)
        if match and match.entry and match.entry.element not in {"persName", "orgName"}:
            return ()
        entry = self._entry(text)
        if entry:
            return (Party(entry.display, entry, inferred=inferred),)
        if is_country_or_city(name, self.document.practice.language) or (alone and " " not in name):
            return ()
        held = re.search(whole((*self.words.offices_held, *self.words.form["headline-held"])), text, re.IGNORECASE)
        office = self._is_office(text) and not held
        # "the Ambassador in X (N.)": the bracket says who; of a plain name it says who is meant, or where
        shown = name if looks_like_name(name) and not held else text
        return (Party(shown, inferred=inferred, is_office=office),)

    def _entry(self, text: str) -> Entry | None:
        """The entry of a party by any of the names it may go by: the Consul in X (Holm) is Holm."""
        found = (self.matcher.whole(name) for name in readings(text, self.words))
        entries = (m.entry for m in found if m and m.entry and m.entry.element in {"persName", "orgName"})
        return next(entries, None)

    def _titled_place(self, part: Part) -> Party | None:
        """``Telegram from Pyongyang to Bucharest``: a place that the title names where it could name a person."""
        headline = self.titles.said(part)
        text = headline.place or next(iter(headline.sender), "")
        match = self.matcher.whole(text)
        if match and match.entry and match.entry.element in {"placeName", "geogName"}:
            return Party(match.entry.display, match.entry, inferred=self.titles.is_recorded(part))
        place = bool(headline.place) or (bool(text) and is_country_or_city(text, self.document.practice.language))
        place = place or (not headline.addressee and self._is_no_signer(text, part))
        return Party(text, inferred=self.titles.is_recorded(part), is_place=True) if place else None

    def _is_no_signer(self, text: str, part: Part) -> bool:
        """``Telegram from Karelholm``, signed by somebody else: the place, where it is one word and no office."""
        signers = self._signers(part, enclosed=False)
        single = part.kind == "telegram" and bool(text) and " " not in text and not self._is_office(text)
        match = self.matcher.whole(text) if single else None
        own = any(text.casefold() in p.text.casefold() for p in signers)
        return single and bool(signers) and not own and match is None

    def _origin(self, part: Part) -> Party | None:
        lines = [*part.of(Kind.RECEIPT), *self._datelines(part)]
        arrived = rf"{alternatives(self.words.form['received'])}(?!\w)"
        said = self.document.source.slice
        blocks = [b for b in lines if not re.match(arrived, said(b.span), re.IGNORECASE)]
        stated = next(filter(None, (self._place_of_writing(part, block) for block in blocks)), None)
        return stated or self._labelled_place(part) or self._recorded_place(part) or self._titled_place(part)

    def _recorded_place(self, part: Part) -> Party | None:
        found = next(iter(self._by_record("place", part)), None)
        return replace(found, is_place=True, is_office=False) if found else None

    def _labelled_place(self, part: Part) -> Party | None:
        """``Sending: Vessk``, ``Place: Vessk``, ``FROM THE EMBASSY IN VESSK``: a line of the form."""
        for block in part.blocks:
            if block.kind in FORM_LINES and block.layer in {Layer.HEAD, Layer.ROUTING}:
                text = completed(self.document.source.slice(block.span), self.words).strip(" .,;")
                found = next(filter(None, (re.search(sought, text) for sought in self._place_labels)), None)
                named = part.mentions_in(block, "placeName", "geogName") if found else []
                if named:
                    return self._party(named[0])
                if found and not self._is_office(found["place"]):
                    return Party(found["place"], is_place=True)
        return self._place_of_office(part)

    def _place_of_office(self, part: Part) -> Party | None:
        """``Embassy of Arland in Borland, Bucharest``: the town behind the office that heads the form."""
        for block in part.of(Kind.ISSUER, Kind.STATUS):
            office, comma, town = self.document.source.slice(block.span).rstrip(" .").rpartition(", ")
            if comma and self._is_office(office):
                match = self.matcher.whole(town)
                if match and match.entry and match.entry.element == "placeName":
                    return Party(match.entry.display, match.entry)
                if is_country_or_city(town, self.document.practice.language):
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

    def _place_of_writing(self, part: Part, block: Block) -> Party | None:
        """The place after ``From``, else one that is not where it arrived, else words before a date."""
        text = " ".join(self.document.source.slice(block.span).split())
        sent = alternatives((*self.words.form["sent"], *self.words.form["received"]))
        text = re.sub(rf"^{sent}\s+(?=from\s)", "", text, flags=re.IGNORECASE)
        text = re.sub(r"^\[([^\[\]\d]+?),?\],?", r"\1,", text)  # a place that an editor supplied
        stated = _FROM_PLACE.match(text) or _PLACE_BEFORE_DATE.match(text) or WIRE.fullmatch(text)
        stated = stated or (_PLACE_ALONE.match(text) if block.kind is Kind.DATELINE else None)
        if stated and self._is_somebody(text[stated.start("place") :], stated["place"].strip(), part):
            return None
        words = joined(stated["place"].strip()) if stated else self._before_day(part, block)
        words = "" if words.rpartition(": ")[2].casefold() in customary(self.document.practice.language) else words
        named = [m for m in part.mentions_in(block, "placeName") if not self._is_arrival(block, m)]
        if named and (not words or self.document.source.slice(named[0].span) in words):
            return self._party(named[0])
        return Party(words, is_place=True) if words else None

    def _is_somebody(self, text: str, name: str, part: Part) -> bool:
        """``From Cde. Holm``, ``From Correspondent 20``, ``From James Holm`` below a title that names him: no place."""
        titles = whole((*self.words.honorifics, *self.words.ranks, *self.words.offices_held))
        headline = self.titles.said(part)
        named = name in (*headline.sender, *headline.addressee)
        is_place = self.matcher.is_place(name) or is_country_or_city(name, self.document.practice.language)
        return bool(re.match(rf"{titles}(?:\s|$)", text, re.IGNORECASE)) or (named and not is_place)

    def _before_day(self, part: Part, block: Block) -> str:
        """``Vessk 11 March 1781``, above the text: the name before the day, without a comma."""
        days = part.datings_in(block, "date") if block.kind is Kind.DATELINE and block.opening else []
        name = self.document.source.text[block.span.start : days[0][1].start].strip(" .,") if days else ""
        return name if looks_like_name(name) and name.casefold() not in self.words.form["before-date"] else ""

    def _is_arrival(self, block: Block, place: Mention) -> bool:
        """``Received in Kessel``: where it came to."""
        before = self.document.source.text[block.span.start : place.span.start]
        arrived = whole(self.words.form["received"])
        return bool(re.search(rf"{arrived}\s+\w+\s+$", before, re.IGNORECASE))

    def _arrival(self, part: Part) -> Party | None:
        """``Received in Kessel on 3.5.50``: the place, in the lines of receipt."""
        arrived = whole(self.words.form["received"])
        name = r"(?P<place>[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){0,2})(?=\s+(?:on|at)\b|\W*\d|\W*$)"
        for block in part.of(Kind.RECEIPT):
            named = [m for m in part.mentions_in(block, "placeName") if self._is_arrival(block, m)]
            if named:
                return self._party(named[0])
            found = re.search(rf"(?i:{arrived}\s+in)\s+{name}", self.document.source.slice(block.span))
            if found and not self._is_office(found["place"]):
                return Party(found["place"], is_place=True)
        return None

    def _datelines(self, part: Part, enclosed: bool = False) -> list[Block]:
        """The lines that date it; a line of the form is one too, where place and day are all it says."""
        lines = [] if enclosed else [b for b in part.of(Kind.OFFICE) if b.layer is Layer.ROUTING]
        return [*part.of(Kind.DATELINE, enclosed=enclosed), *(b for b in lines if self._is_place_and_day(part, b))]

    def _is_place_and_day(self, part: Part, block: Block) -> bool:
        days = part.datings_in(block, "date")
        said = self.document.source.text
        led = _PLACE_BEFORE_DATE.match(said, block.span.start) if len(days) == 1 else None
        place = led["place"] if led else ""
        before = re.fullmatch(r",\s*(?:[^\W\d_]{1,3}\s)?", said[led.end("place") : days[0][1].start]) if led else None
        return bool(before) and looks_like_name(place) and not said[days[0][1].end : block.span.end].strip(" .")

    def _sent(self, part: Part, enclosed: bool) -> tuple[When | None, When | None]:
        date, time = self._dated(part, self._datelines(part, enclosed), but="received")
        record = self._recorded(part, enclosed)
        if record and date:  # of several the one that the record has
            every = ((d, span) for b in part.of(Kind.DATELINE) for d, span in part.datings_in(b, "date"))
            date = next((self._when(d, span) for d, span in every if d.when == record.dating.when), date)
        if not enclosed:
            sent, at = self._dispatched(part)
            same = date is None or (sent is not None and sent.dating.when == date.dating.when)
            date, time = date or sent, time or (at if same else None)
        recorded = date or record
        return recorded or self._among_captions(part, enclosed) or self._dated_by_title(part, enclosed), time

    def _dated_by_title(self, part: Part, enclosed: bool) -> When | None:
        """``Letter to N., 3 May 1930``: the one day that the headline names, where nothing else tells."""
        title = "" if enclosed else self.titles.of(part)
        dating = single(title, self.document.calendar) if title else None
        if dating is None or len(dating.when) != 10:
            return None
        return When(title[dating.span.start : dating.span.end], dating, inferred=bool(self.titles.recorded))

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

    def _recorded(self, part: Part, enclosed: bool) -> When | None:
        """The record's date, where the document has none: for the page's first document only."""
        cited = map(cited_date, self.document.zones.values(self.document.source, "citation"))
        text = self.document.value("date") or next(filter(None, cited), "")
        dating = single(text, self.document.calendar) if text else None
        if dating is None or enclosed or part.number > 1 or len(dating.when) != 10:
            return None
        return When(text[dating.span.start : dating.span.end], dating, inferred=True)

    def _receipt(self, part: Part) -> tuple[When | None, When | None]:
        if direction_of(self.document, part.blocks) == "outgoing" and self._arrival(part) is None:
            return None, None  # the office that enciphers it received it, not the addressee
        return self._dated(part, part.of(Kind.RECEIPT, Kind.DATELINE), "received")

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
        return When(" ".join(self.document.source.slice(span).split()), dating)


def _are_alike(one: Party, other: Party) -> bool:
    """The same bearer, or the same last name."""
    last = [party.text.split()[-1:] for party in (one, other)]
    return one.key == other.key or [w.casefold() for w in last[0]] == [w.casefold() for w in last[1]]


# kinds of block whose lines are a form's
FORM_LINES: Final = frozenset({Kind.OFFICE, Kind.RECEIPT, Kind.STATUS, Kind.ISSUER})
_PLACE_BEFORE_DATE = re.compile(
    r"\[?(?P<place>[^\W\d_][^,\d]{1,40}?(?:, [^\W\d_a-z][^,\d]{1,30}?){0,2})\]?,\s*(?:the\s+)?(?:[^\W\d_]+\.?\s)?\d"
)
_PLACE_ALONE = re.compile(r"(?P<place>[^\W\d_a-z][^\W\d]+(?:[ -][^\W\d_a-z][^\W\d]+)?)$")
_FROM_PLACE = re.compile(
    r"(?i:from)\s*:?\s+(?P<place>(?:[A-Z][\w'’-]+\s?){1,3}?)(?=\s*(?:[.,]|$|No\b|N°|Nº|№|\d|(?:[Rr]eceived|[Ss]ent|[Dd]ispatched|on|at)\b))"
)


def _enclosed_runs(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block in blocks:
        if block.enclosed:
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run
