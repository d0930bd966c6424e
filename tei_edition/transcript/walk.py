"""The walk: from station to station through a page, each unit of lines becoming a block.

It never goes back, but for a second document on the same page.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum
from itertools import accumulate
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import CLOSING, LAYERS, Block, Kind, Layer
from tei_edition.transcript.dates import find
from tei_edition.transcript.headlines import completed, from_and_to
from tei_edition.transcript.meetings import Label, attendance, is_meanwhile, is_present, labels
from tei_edition.transcript.reckoning import begins_with_day
from tei_edition.transcript.recognisers import (
    CAPTION,
    CLOSING_QUOTE,
    COUNT,
    INITIALS,
    OPENING_QUOTE,
    SHORT,
    closes_message,
    closing_parts,
    goes_on_receipt,
    heads_address,
    heads_copies,
    is_address,
    is_authority,
    is_bare_recipient,
    is_capitals,
    is_caption_like,
    is_copies,
    is_copies_item,
    is_copies_made,
    is_copy_number,
    is_deciphered,
    is_designation,
    is_emptied,
    is_heading,
    is_issuer,
    is_label,
    is_listed_copy,
    is_note,
    is_numbered_copy,
    is_office_note,
    is_post_abroad,
    is_postscript,
    is_printed,
    is_receipt,
    is_registry,
    is_rule,
    is_run_of_copies,
    is_salute,
    is_sender_line,
    is_series,
    is_service,
    is_status,
    is_table_row,
    is_table_rule,
    is_title,
    is_valediction,
    is_verified,
    is_wire_line,
    names_kind,
    says_kind,
    signer_in_brackets,
)
from tei_edition.transcript.units import LABEL, SENTENCE_END, Context, Unit, is_ordinal_point, units
from tei_edition.transcript.words import alternatives, number_sign, whole


class _Station(Enum):
    HEAD = 0
    ROUTING = 1
    OPENER = 2
    BODY = 3
    CLOSER = 4
    PROCESSING = 5


Recogniser = Callable[[Unit, Context], bool]

# from which station to which a kind may stand where an editor says so, and where the walk is then
STANDS: Final[dict[Kind, tuple[_Station, _Station, _Station]]] = {
    **dict.fromkeys((Kind.ISSUER, Kind.TITLE, Kind.STATUS), (_Station.HEAD, _Station.HEAD, _Station.HEAD)),
    **dict.fromkeys((Kind.RECEIPT, Kind.SERIES), (_Station.HEAD, _Station.ROUTING, _Station.ROUTING)),
    Kind.COPIES: (_Station.HEAD, _Station.PROCESSING, _Station.ROUTING),
    Kind.COPIES_HEAD: (_Station.HEAD, _Station.PROCESSING, _Station.ROUTING),
    Kind.COPIES_ITEM: (_Station.HEAD, _Station.PROCESSING, _Station.ROUTING),
    **dict.fromkeys((Kind.ADDRESS, Kind.SALUTE), (_Station.HEAD, _Station.OPENER, _Station.OPENER)),
    **dict.fromkeys((Kind.PARAGRAPH, Kind.SPEAKER), (_Station.HEAD, _Station.CLOSER, _Station.BODY)),
    **dict.fromkeys((Kind.VALEDICTION, Kind.SIGNED), (_Station.OPENER, _Station.CLOSER, _Station.CLOSER)),
    **dict.fromkeys((Kind.REGISTRY, Kind.DATELINE), (_Station.HEAD, _Station.CLOSER, _Station.CLOSER)),
    Kind.POSTSCRIPT: (_Station.BODY, _Station.CLOSER, _Station.CLOSER),
    **dict.fromkeys(
        (Kind.DECIPHERED, Kind.PRINTED, Kind.VERIFIED, Kind.COPIES_MADE, Kind.OFFICE),
        (_Station.BODY, _Station.PROCESSING, _Station.PROCESSING),
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
    (Kind.COPIES_ITEM, is_copies_item),
    (Kind.COPIES_MADE, is_copies_made),
    (Kind.COPIES_MADE, is_registry),
)


EMPTY_LABEL: Final = re.compile(r"[^\W\d][^:.!?]{1,20}:")
# so many lines may stand above an address or a salutation
ABOVE: Final = 16
# a headline runs over no more lines
HEADLINE_LINES: Final = 4
# where a line stops in mid-name: after a comma, or a small word
BROKEN: Final = re.compile(r"(?:,|\s[a-zà-ÿа-я]{1,3})$")
# so many characters of sentences are a message, not a remark below one
MUCH: Final = 400
# a number that stands alone above a headline: "2.", "No. 26", "№ 403"
NUMBER_ALONE: Final = re.compile(r"(?:\(\d+\)\s?)?(?:[^\W\d_]{1,4}[.°º]?\s?|[#№]\s?)?\d{1,4}[a-z]?\.?")
# so many lines below a headline its date or number stands
BESIDE: Final = 6
# so many characters a volume or a page may say before its first headline
PREAMBLE: Final = 1200
# a label has no more words, a sentence that is told by its verbs no fewer
WORDS_OF_LABEL, WORDS_OF_SPEECH = 4, 8
# so many lines an address has below its head
ADDRESS_LINES: Final = 6


def _is_fragment(unit: Unit) -> bool:
    """A short line that is no sentence."""
    return unit.sign is None and len(unit.text) <= 90 and not re.search(r"[.!?;:]\W*$", unit.text)


def _is_labelled(unit: Unit) -> bool:
    """``Subject: the ferry``, or ``Subject:`` left empty: a line of the form."""
    return bool(re.match(r"[^\W\d][^:.]{1,20}:(?:\s|$)", unit.text))


def _first(rows: Sequence[tuple[Kind, Recogniser]], unit: Unit, context: Context) -> Kind | None:
    return next((kind for kind, asks in rows if asks(unit, context)), None)


class _Reader:
    """Walks the units of a page from station to station."""

    def __init__(self, context: Context, found: Sequence[Unit]) -> None:
        self.context, self.units = context, found
        self.blocks: list[Block] = []
        self.station = _Station.HEAD
        self.document, self.began = 0, 0
        self.enclosed_until = -1
        self.enclosed_opener = False
        self.rule = ""
        self.headline_until = -1
        # what is asked of every unit about all that follow, or all that came before, is answered once
        self.heard, self.spoken_in = 0, -1
        self.speaking = False
        self.begins: dict[int, int] = {}
        self.headed_by: dict[int, int] = {}
        self.parts: dict[int, Sequence[tuple[Kind, Span]] | None] = {}

    def walk(self) -> list[Block]:
        for index, unit in enumerate(self.units):
            self._take(index, unit)
        return self.blocks

    # -- one unit

    def _take(self, index: int, unit: Unit) -> None:
        self.rule = "sign"
        if self._begins_document(index, unit):
            self.document += 1
            self.began = index
            self.station = _Station.HEAD
        if is_emptied(unit) and not self.enclosed:
            self.rule = "page" if unit.sign is not None and unit.sign.tei[0].name == "pb" else self.rule
            self._put(Kind.OMISSION, unit.span, self._layer_here())
        elif is_note(unit):
            self._put(Kind.NOTE, unit.span, self._layer_of_note())
        elif self.station.value <= _Station.ROUTING.value and (remarks := self._remarks(unit)):
            for span in remarks:
                self._put(Kind.NOTE, span, self._layer_of_note())
        elif is_rule(unit, self.context):
            self._put(Kind.RULE, unit.span, Layer.PROCESSING if self.station.value >= 4 else self._layer_here())
            if self.station is _Station.CLOSER:
                self.station = _Station.PROCESSING
        elif self._is_table(unit):
            self._row(unit)
        elif not self._decided(unit):
            self._words(index, unit)
        if index == self.enclosed_until:
            self.enclosed_until = -1
            self.station = _Station.BODY

    def _remarks(self, unit: Unit) -> list[Span]:
        """``[letterhead of the harbour office] [Translator's note: …]``: notes that fill a line together."""
        inside = [(b.span, s) for b, s in self.context.signs.brackets if unit.span.holds(b.span)]
        notes = [span for span, sign in inside if sign.tei[0].name == "note"]
        outer = [span for span in notes if not any(one != span and one.holds(span) for one in notes)]
        said = sum(map(len, outer)) + len(outer) - 1
        return outer if len(outer) > 1 and said >= len(unit.span) else []

    def _is_table(self, unit: Unit) -> bool:
        """A row, or the line under a table's head; that line is the page's, and comes back from the residue."""
        after_row = bool(self.blocks) and self.blocks[-1].kind is Kind.TABLE
        return is_table_row(unit, self.context) or (after_row and is_table_rule(unit, self.context))

    def _row(self, unit: Unit) -> None:
        if is_table_rule(unit, self.context):
            return
        if self.station.value < _Station.BODY.value:
            self.station = _Station.BODY
        self._put(Kind.TABLE, unit.span, self._layer_here())

    @property
    def enclosed(self) -> bool:
        return self.enclosed_until >= 0

    def _decided(self, unit: Unit) -> bool:
        """An editor has said what begins on this line; False where that cannot stand here."""
        number = unit.lines[0].number
        if number not in self.context.decided:
            return False
        self.rule = "decision"
        kind = self.context.decided[number]
        if kind is None:
            if not self.blocks:
                return False
            self.blocks[-1] = replace(self.blocks[-1], span=Span(self.blocks[-1].span.start, unit.span.end))
            return True
        first, last, after = STANDS[kind]
        if not first.value <= self.station.value <= last.value:
            return False
        self.speaking = False
        if kind is Kind.SPEAKER:
            return self._speak(unit, Label(unit.span.start + self._label_length(unit)))
        opening = self.station.value < _Station.BODY.value and kind in {Kind.DATELINE, Kind.REGISTRY}
        if after is _Station.ROUTING and self.station.value >= _Station.BODY.value:
            after = _Station.PROCESSING  # a list of copies after the message is the office's
        if not self.enclosed:
            self.station = _Station.OPENER if opening else after
        layer = Layer.PROCESSING if self.station is _Station.PROCESSING else LAYERS.get(kind, Layer.ROUTING)
        return self._put(kind, unit.span, layer, opening)

    def _words(self, index: int, unit: Unit) -> None:
        steps = (
            self._speech,
            self._attendance,
            self._numbered_copies,
            self._head,
            self._routing,
            self._heading,
            self._enclosure,
            self._opener,
            self._before_opener,
            self._closing,
            self._office,
            self._body,
        )
        for step in steps:
            self.rule = step.__name__.lstrip("_")
            if step(index, unit):
                return

    def _put_all(self, parts: Sequence[tuple[Kind, Span]], opening: bool = False) -> bool:
        for kind, span in parts:
            self._put(kind, span, Layer.MESSAGE, opening)
        return True

    def _put(self, kind: Kind, span: Span, layer: Layer | None = None, opening: bool = False) -> bool:
        inside = self.enclosed and kind is not Kind.RULE
        where = layer or LAYERS[kind]
        self.blocks.append(Block(kind, span, where, self.document, inside, opening, rule=self.rule))
        return True

    def _layer_here(self) -> Layer:
        if self.station in {_Station.HEAD, _Station.ROUTING}:
            return Layer.ROUTING if self.station is _Station.ROUTING else Layer.HEAD
        return Layer.PROCESSING if self.station is _Station.PROCESSING else Layer.MESSAGE

    def _layer_of_note(self) -> Layer:
        """A note after the routing but before the address is the office's; inside the message it stays there."""
        return self._layer_here() if self.station is not _Station.CLOSER else Layer.PROCESSING

    # -- minutes and conversations

    @functools.cached_property
    def _speeches(self) -> dict[int, Label]:
        """The units in which somebody begins to speak."""
        return labels(self.units, self.context)

    @functools.cached_property
    def _last_speech(self) -> int:
        return max(self._speeches, default=-1)

    @functools.cached_property
    def _is_dialogue(self) -> bool:
        """Every other paragraph, at least, names its speaker: one without a name goes on with the speech."""
        return bool(self._speeches) and 2 * len(self._speeches) > self._last_speech - min(self._speeches)

    def _speech(self, index: int, unit: Unit) -> bool:
        """``Berger: What of the lamps?``: a name, and what is said."""
        label = self._speeches.get(index)
        if label is None:
            return self._meanwhile(index, unit)
        return not self.enclosed and self._speak(unit, label)

    def _speak(self, unit: Unit, label: Label) -> bool:
        self.station = _Station.BODY
        self._put(Kind.SPEAKER, Span(unit.span.start, label.end))
        self.blocks[-1] = replace(self.blocks[-1], doubt=label.doubt)
        rest = self.context.source.text[label.end : unit.span.end]
        if rest.strip():
            self._put(Kind.PARAGRAPH, Span(unit.span.end - len(rest.lstrip()), unit.span.end))
            self.blocks[-1] = replace(self.blocks[-1], spoken=True)
        self.speaking = True
        return True

    def _label_length(self, unit: Unit) -> int:
        """Up to the colon; the whole of a line that has none."""
        found = re.match(r"[^:]*:(?:\*\*|</[ubi]>)?", self.context.source.slice(unit.span))
        return found.end() if found else len(unit.span)

    def _meanwhile(self, index: int, unit: Unit) -> bool:
        """``(Laughter.)``, once somebody has spoken and if somebody still will."""
        if not self.speaking or index > self._last_speech or not is_meanwhile(unit):
            return False
        self._put(Kind.STAGE, unit.span)
        self.blocks[-1] = replace(self.blocks[-1], spoken=self._says_already())
        return True

    def _says_already(self) -> bool:
        return any(block.spoken for block in self.blocks[-2:])

    def _goes_on_speaking(self, index: int, unit: Unit) -> bool:
        """The words below a name that stands alone, or more of a speech before the next one."""
        if not self.speaking or self.enclosed:
            return False
        if self.blocks[-1].kind is Kind.SPEAKER:
            return True
        self.speaking = self._is_dialogue and index < self._last_speech and not self._is_point(unit)
        return self.speaking

    def _attendance(self, index: int, unit: Unit) -> bool:
        """``Present: A. Holm, B. Lund``, on one line or over several."""
        if self.station.value > _Station.BODY.value or self.enclosed:
            return False
        listing = bool(self.blocks) and self.blocks[-1].kind in {Kind.PRESENT_HEAD, Kind.PRESENT_ITEM}
        if listing and is_present(unit, self.context) and not _first((*HEADS, *ROUTES), unit, self.context):
            return self._put(Kind.PRESENT_ITEM, unit.span, self.blocks[-1].layer)
        found = attendance(self.context.source.slice(unit.span), self.context.words)
        if found is None or not (found["rest"].strip() or self._present_follow(index)):
            return False
        above = self.station.value < _Station.OPENER.value
        self.station = _Station.ROUTING if above else _Station.BODY
        layer = Layer.ROUTING if above else Layer.MESSAGE
        return self._put(Kind.PRESENT if found["rest"].strip() else Kind.PRESENT_HEAD, unit.span, layer)

    def _present_follow(self, index: int) -> bool:
        after = self.units[index + 1 : index + 2]
        return bool(after) and is_present(after[0], self.context)

    # -- stations

    def _begins_document(self, index: int, unit: Unit) -> bool:
        """Captions come again after a message has closed."""
        if self.enclosed or index <= self.headline_until:
            return False
        if self.station.value >= _Station.BODY.value and self._has_text() and self._heads_document(index):
            return True
        if self.station not in {_Station.CLOSER, _Station.PROCESSING}:
            return False
        kind = _first(HEADS, unit, self.context)
        # "DEPARTMENT OF TIDES (A. HOLM)" below a signature
        signs = self.blocks[-1].kind is Kind.SIGNED and bool(signer_in_brackets(unit.text, self.context.words))
        return kind is not None and not signs and self._message_follows(index)

    def _heads_document(self, index: int) -> bool:
        """A headline that names both sides, and its number or its date beside it: ``2.`` ⏎ ``A. Holm to K. Berg.``."""
        numbered = NUMBER_ALONE.fullmatch(self.units[index].text)
        return (index if not numbered else index + 1) in self._headlines and (
            bool(numbered) or index not in self._numbered
        )

    @functools.cached_property
    def _headlines(self) -> dict[int, int]:
        """The units that begin a headline with its number or its date beside it, and the last unit of each."""
        found = {index: self._headline_end(index) for index in range(len(self.units)) if self._may_head(index)}
        both = {index: end for index, end in found.items() if end >= index and self._is_beside_form(index, end)}
        return dict(sorted({**self._headlines_of_one, **both}.items()))

    @functools.cached_property
    def _headlines_of_one(self) -> dict[int, int]:
        """``No. 70.`` ⏎ ``Telegram to the consuls.`` ⏎ a date: headlines that name one side alone."""
        return {i: i for i in self._dated_captions if self._names_one(self.units[i])}

    @functools.cached_property
    def _dated_captions(self) -> list[int]:
        """``Telegram of the consul in Vessk`` ⏎ a date: with them, too, what is above is no text."""
        return [index for index in range(len(self.units) - 2) if self._is_dated_caption(index)]

    @functools.cached_property
    def _kinds_from_to(self) -> list[int]:
        """``Letter from A. Holm to K. Berg``: kind and both sides, wherever its date may stand."""
        first = range(min(ABOVE, len(self.units) - 1))
        named = (i for i in first if self._may_head(i) and names_kind(self.units[i], self.context))
        return [i for i in named if self._headline_end(i) >= i and self._message_follows(i)]

    @functools.cached_property
    def _forms_from_to(self) -> list[int]:
        """``From: A. Holm`` with ``To: K. Berg`` a few lines below."""
        form = self.context.words.form
        came, goes = (
            re.compile(rf"{alternatives(form[name])}\s*:\s+\S", re.IGNORECASE) for name in ("from", "addressed")
        )
        froms = [i for i, unit in enumerate(self.units[:ABOVE]) if came.match(unit.text)]
        return [i for i in froms if any(goes.match(unit.text) for unit in self.units[i + 1 : i + BESIDE])]

    def _is_dated_caption(self, index: int) -> bool:
        """It begins with the kind of document, and a date stands right below, with text to follow."""
        unit = self.units[index]
        captioned = self._may_head(index) and names_kind(unit, self.context) and not self._speaks(unit)
        if not captioned or not self._message_follows(index + 1):
            return False
        below = self.units[index + 1 : index + 3]
        return self._is_dated(below[0]) or (is_address(below[0], self.context) and self._is_dated(below[1]))

    def _names_one(self, unit: Unit) -> bool:
        said = from_and_to(completed(unit.text, self.context.words), self.context.words)
        return bool(said.sender or said.addressee)

    def _speaks(self, unit: Unit) -> bool:
        """A sentence, as far as verbs, pronouns and a stop within tell."""
        words, text = self.context.words, unit.text
        spoken = rf"(?<![\w'’]){alternatives((*words.brackets['sentence'], *words.pronouns))}(?![\w'’.])"
        within = re.search(r"[^\W\d_]{4,}\d?[.!?]\s+[^\W\d_a-zà-ÿа-я]", text)
        return len(text.split()) >= WORDS_OF_SPEECH and bool(within or re.search(spoken, text))

    @functools.cached_property
    def _numbered(self) -> frozenset[int]:
        """The headlines below a number alone: there the number begins the document."""
        return frozenset(i for i in self._headlines if i and NUMBER_ALONE.fullmatch(self.units[i - 1].text))

    def _may_head(self, index: int) -> bool:
        text = self.units[index].text
        return len(text) <= 2 * SHORT and (text[:1].isupper() or text[:1].isdigit()) and " " in text

    def _is_beside_form(self, index: int, end: int) -> bool:
        """Below a number alone, or above a date, a number or the kind of document, with text to follow."""
        if not self._message_follows(end):
            return False
        if index and NUMBER_ALONE.fullmatch(self.units[index - 1].text):
            return True
        below = self.units[end + 1 : end + 1 + BESIDE]
        numbered = any(is_registry(unit, self.context) for unit in below[:1])
        return numbered or any(self._is_dated(unit) or is_title(unit, self.context) for unit in below)

    def _is_dated(self, unit: Unit) -> bool:
        kinds = {kind for kind, _ in closing_parts(unit, self.context) or ()}
        return Kind.DATELINE in kinds and kinds <= {Kind.DATELINE, Kind.REGISTRY}

    def _message_follows(self, index: int) -> bool:
        return index < self._last_sentence

    @functools.cached_property
    def _last_sentence(self) -> int:
        """The last unit that is more than a caption, -1 if none is."""
        said = (len(unit.text) > 30 and not is_capitals(unit.text) for unit in reversed(self.units))
        return len(self.units) - 1 - next((back for back, is_said in enumerate(said) if is_said), len(self.units))

    def _head(self, index: int, unit: Unit) -> bool:
        if index <= self.headline_until:
            self.blocks[-1] = replace(self.blocks[-1], span=Span(self.blocks[-1].span.start, unit.span.end))
            return True
        if self.station is not _Station.HEAD:
            return False
        if self._goes_on_caption(index, unit):
            self.blocks[-1] = replace(self.blocks[-1], span=Span(self.blocks[-1].span.start, unit.span.end))
            return True
        if is_wire_line(unit, self.context):
            return self._put(Kind.DATELINE, unit.span, Layer.HEAD, opening=True)
        if self._is_issuing_post(index, unit):
            return self._put(Kind.ISSUER, unit.span)
        self.headline_until = self._headline_end(index) if index < self._text_begins else -1
        if self.headline_until >= index:
            return self._put(Kind.TITLE, unit.span)
        kind = Kind.TITLE if self._heads_a_letter(unit) else _first(HEADS, unit, self.context)
        if kind is None and is_copy_number(unit, self.context):
            kind = Kind.STATUS
        if kind is None and self._is_above_headline(index) and NUMBER_ALONE.fullmatch(unit.text):
            kind = Kind.TITLE
        return kind is not None and self._put(kind, unit.span)

    def _is_another_signed(self, unit: Unit) -> bool:
        """``(Signé) Holm``, or a letter alone: nobody's address."""
        signed = whole(self.context.words.brackets.get("signature", ("signed",)))
        return len(unit.text) <= 2 or bool(re.match(rf"\(?{signed}", unit.text, re.IGNORECASE))

    def _heads_a_letter(self, unit: Unit) -> bool:
        """``From A. Holm   2 July 1866``: as an edition of somebody's letters heads them; a place has no initials."""
        text = self.context.source.slice(unit.span)
        said = from_and_to(" ".join(text.split()), self.context.words) if len(text) < SHORT else None
        names = (*said.sender, *said.addressee) if said else ()
        return len(names) == 1 and bool(re.match(r"(?:[^\W\d_a-z]\.\s?){1,3}[^\W\d_a-z]\w", names[0]))

    def _goes_on_caption(self, index: int, unit: Unit) -> bool:
        """``RECORD OF A CONVERSATION`` ⏎ ``with the consul``: a caption left open, or a line that begins with a small letter."""
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.kind is not Kind.TITLE or last.rule == "decision" or index >= self._text_begins:
            return False
        said = self.context.source.slice(last.span).rstrip()
        is_open = said.split()[-1].lower() in self.context.words.function
        named = says_kind(" ".join(said.split()), self.context.words)  # a number alone is no caption that goes on
        small = unit.text[:1].islower() or unit.text.split()[0].lower() in self.context.words.function
        runs_on = is_open or (named and small and not SENTENCE_END.search(said))
        own = unit.sign is not None or _is_labelled(unit) or _first((*ROUTES, *OPENERS), unit, self.context)
        return runs_on and not own and self._is_caption_like(unit, below_caption=True)

    def _is_issuing_post(self, index: int, unit: Unit) -> bool:
        """An office abroad above all captions: it issued what stands below, unless that greets it."""
        above = [b for b in self.blocks if b.document == self.document and b.kind not in {Kind.NOTE, Kind.STATUS}]
        after = self.units[index + 1 : index + 2]
        greets = bool(after) and is_salute(after[0], self.context)
        return not above and bool(after) and not greets and is_post_abroad(unit.text, self.context.words)

    def _headline_end(self, index: int) -> int:
        """The last line of ``The Consul in X (N.) to the Ministry of Y``, -1 if none begins here."""
        if _first((*ROUTES, *OPENERS), self.units[index], self.context):
            return -1
        for at, unit in enumerate(self.units[index : index + HEADLINE_LINES], index):
            text = self._raw(index, at)
            if unit.sign is not None or _is_labelled(unit) or len(text) > 2 * SHORT or self._has_pronoun(text):
                return -1
            if not BROKEN.search(text):
                words = self.context.words
                said = from_and_to(completed(text, words).rstrip("."), words)
                return at if said.is_complete and said.is_told else -1
        return -1

    def _has_pronoun(self, text: str) -> bool:
        """``I gave him a letter from the consul to send on``: a pronoun, and no headline."""
        return any(word in self.context.words.pronouns for word in re.findall(r"[^\W\d_]+", text))

    def _raw(self, first: int, last: int) -> str:
        span = Span(self.units[first].span.start, self.units[last].span.end)
        return " ".join(self.context.source.slice(span).split())

    @property
    def _text_begins(self) -> int:
        """The first unit of this document that is no line of a form: where somebody begins to speak."""
        if self.began not in self.begins:
            self.begins[self.began] = self._first_said(self.began)
        return self.begins[self.began]

    def _first_said(self, began: int) -> int:
        first = self._headline_of(began)
        if began and first < 0:
            return began  # below captions alone a second document says at once what it has to say
        headline, caption = self._headlines.get(first, first), -1
        for index, unit in enumerate(self.units[began:], began):
            headline = max(headline, self._headline_end(index) if index > headline else -1)
            caption = index if self._says_kind(unit) else caption
            below = caption >= 0 and index - caption <= HEADLINE_LINES
            if index > headline and not self._is_of_any_form(unit, below):
                return index
        return -1

    def _headline_of(self, began: int) -> int:
        """The headline of the document that begins there, -1 if it has none."""
        if began not in self.headed_by:
            self.headed_by[began] = self._first_headline(began)
        return self.headed_by[began]

    def _first_headline(self, began: int) -> int:
        """The first headline from there on; a volume may say of itself what it is before."""
        heads = sorted({*self._headlines, *self._dated_captions, *self._kinds_from_to, *self._forms_from_to})
        first = next((index for index in heads if index >= began), -1)
        above = self.units[began : max(first, began)]
        speaks = first not in self._forms_from_to and any(map(self._speaks, above))
        short = sum(len(unit.text) for unit in above) <= PREAMBLE and not speaks
        ends = first not in self._forms_from_to and self._ends_a_message(above)
        return first if short and not ends else -1

    def _ends_a_message(self, above: Sequence[Unit]) -> bool:
        """The page begins with the end of another: somebody speaks, and a date follows."""
        said = next((at for at, unit in enumerate(above) if not self._is_of_any_form(unit)), len(above))
        return any(self._is_dated(unit) for unit in above[said + 1 :] if not NUMBER_ALONE.fullmatch(unit.text))

    def _is_above_headline(self, index: int) -> bool:
        return self.station.value <= _Station.ROUTING.value and self.began <= index < self._headline_of(self.began)

    def _is_of_any_form(self, unit: Unit, below_caption: bool = False) -> bool:
        known = _first((*HEADS, *ROUTES, *OPENERS), unit, self.context) or unit.sign is not None
        said = self._introduces(unit) or (len(unit.lines) > 1 and self._speaks(unit))
        captioned = not said and self._is_caption_like(unit, below_caption)
        return bool(known) or is_rule(unit, self.context) or captioned or self._is_translated(unit)

    def _is_translated(self, unit: Unit) -> bool:
        """``Translated from the English.``, ``Copy.``: a few words that say what this text is."""
        form = self.context.words.form
        what = alternatives((*form["status"], *self.context.words.brackets["translated"]))
        return len(unit.text.split()) <= WORDS_OF_LABEL and bool(re.match(rf"{what}(?!\w)", unit.text, re.IGNORECASE))

    def _introduces(self, unit: Unit) -> bool:
        """``Visit him and say the following:``: the text begins; a caption or a label says so in fewer words."""
        said = unit.text.split()
        labelled = names_kind(unit, self.context) or heads_copies(unit, self.context)
        labelled = labelled or attendance(unit.text, self.context.words) is not None
        return unit.text[-1:] == ":" and len(said) > WORDS_OF_LABEL and said[-1][:1].islower() and not labelled

    def _is_caption_like(self, unit: Unit, below_caption: bool) -> bool:
        """No sentence; below the kind of document a small letter may begin the next line: ``for the period 3 to 9 May``."""
        small = below_caption and unit.text[:1].islower() and len(unit.text) < CAPTION
        text = unit.text[:1].upper() + unit.text[1:] if small else unit.text
        return is_caption_like(text, self.context.words)

    def _says_kind(self, unit: Unit) -> bool:
        """``RECORD OF A CONVERSATION``, ``from the journal of``: a short line that begins with a kind of document."""
        return len(unit.text) < CAPTION and _is_fragment(unit) and names_kind(unit, self.context)

    def _routing(self, index: int, unit: Unit) -> bool:
        if self.station is _Station.OPENER:
            return self._form_below_address(index, unit)
        if self.station.value > _Station.ROUTING.value:
            return False
        if self._goes_on_list() and is_copies_item(unit, self.context) and self._more_addresses(index):
            return self._put(Kind.COPIES_ITEM, unit.span, Layer.ROUTING)
        if self._in_list() and is_listed_copy(unit, self.context):
            return self._put(Kind.COPIES_ITEM, unit.span, Layer.ROUTING)
        if self._goes_on_copies(unit) or self._goes_on_receipt(unit):
            self.blocks[-1] = replace(self.blocks[-1], span=Span(self.blocks[-1].span.start, unit.span.end))
            return True
        kind = _first(ROUTES, unit, self.context)
        if kind is None and heads_copies(unit, self.context) and self._items_follow(index):
            kind = Kind.COPIES  # "Produced in 6 copies for:"
        if kind is Kind.RECEIPT and self._is_sender(index, unit):
            return False
        if kind is None and self.station is _Station.ROUTING and _first(HEADS, unit, self.context):
            kind = Kind.OFFICE  # captions stand above the routing; here it is a line like the others
        if kind is None:
            return False
        self.station = _Station.ROUTING
        if kind is Kind.COPIES and heads_copies(unit, self.context) and self._items_follow(index):
            return self._put(Kind.COPIES_HEAD, unit.span, Layer.ROUTING)
        if kind is Kind.COPIES and not re.search(r":\s*\S", unit.text) and self._items_follow(index):
            return self._copies_over_lines(unit)
        return self._put(kind, unit.span, Layer.ROUTING)

    def _form_below_address(self, index: int, unit: Unit) -> bool:
        """Marks of secrecy, copies and receipt below the address are the form's too, as long as nobody has spoken."""
        if index >= self._text_begins or self.enclosed:
            return False
        if is_service(unit, self.context) or is_copy_number(unit, self.context):
            return self._put(Kind.SERIES, unit.span, Layer.ROUTING)
        kind = _first(ROUTES, unit, self.context) or (Kind.OFFICE if is_title(unit, self.context) else None)
        if kind is None or self._is_sender(index, unit) or _first(OPENERS, unit, self.context):
            return False
        return self._put(kind, unit.span, Layer.ROUTING)

    def _heading(self, _: int, unit: Unit) -> bool:
        """A heading above all else, or one in the text: there a paragraph says in its rend that it is one."""
        if not is_heading(unit, self.context) or self.station.value > _Station.BODY.value:
            return False
        if self.station is _Station.HEAD:
            return self._put(Kind.HEADING, unit.span)
        if not self.enclosed:
            self.station = _Station.BODY
        return self._put(Kind.PARAGRAPH, unit.span)

    def _copies_over_lines(self, unit: Unit) -> bool:
        """``Copies to Cde. Stalin`` with more of them below: the head is the first word."""
        raw = self.context.source.slice(unit.span)
        head = re.match(r"\w+", raw)
        size = head.end() if head else 0
        self._put(Kind.COPIES_HEAD, Span(unit.span.start, unit.span.start + size), Layer.ROUTING)
        rest = size + len(raw[size:]) - len(raw[size:].lstrip())
        return self._put(Kind.COPIES_ITEM, Span(unit.span.start + rest, unit.span.end), Layer.ROUTING)

    def _items_follow(self, index: int) -> bool:
        after = self.units[index + 1 : index + 2]
        return bool(after) and (is_copies_item(after[0], self.context) or is_listed_copy(after[0], self.context))

    def _numbered_copies(self, index: int, unit: Unit) -> bool:
        """``Nº 2 – to Holm`` ⏎ ``Nº 3 – to Berg``: above a message such lines come at least in twos."""
        if self.station.value > _Station.ROUTING.value or not is_numbered_copy(unit, self.context):
            return False
        beside = (*self.units[max(self.began, index - 1) : index], *self.units[index + 1 : index + 2])
        if not any(is_numbered_copy(one, self.context) for one in beside):
            return False
        self.station = _Station.ROUTING
        return self._put(Kind.COPIES_ITEM, unit.span, Layer.ROUTING)

    def _goes_on_list(self) -> bool:
        return bool(self.blocks) and self.blocks[-1].kind is Kind.COPIES_ITEM and self.blocks[-1].layer is Layer.ROUTING

    def _more_addresses(self, index: int) -> bool:
        """Something of the routing, or another address, still follows: this line is no address itself."""
        for unit in self.units[index + 1 : index + 30]:
            if is_copies_item(unit, self.context) or _first(ROUTES, unit, self.context) or is_note(unit):
                return True
            if not is_address(unit, self.context):
                return False
        return False

    def _goes_on_copies(self, unit: Unit) -> bool:
        """A list of copies whose line ends with a comma, or with the colon of its head, goes on with the next line."""
        if not self.blocks or self.blocks[-1].kind is not Kind.COPIES:
            return False
        said = self.context.source.slice(self.blocks[-1].span).rstrip()
        if said.endswith(":") or (re.search(COUNT + "|,", said) and not said.endswith((".", ","))):
            return is_run_of_copies(unit, self.context)
        return said.endswith(",") and len(unit.text) < SHORT

    def _goes_on_receipt(self, unit: Unit) -> bool:
        if not self.blocks or self.blocks[-1].kind is not Kind.RECEIPT:
            return False
        said = self.context.source.slice(self.blocks[-1].span)
        named = is_address(unit, self.context) or is_copies_item(unit, self.context)
        dated = any(d.kind == "date" for d in find(said, self.context.calendar, "office"))
        cut = re.search(r"\d", said) and not SENTENCE_END.search(said)
        if unit.text[:1].islower() and len(unit.text) < 60 and cut and not named and not dated:
            return True  # the line was broken in mid-phrase
        arrived = alternatives((*self.context.words.form["received"], *self.context.words.form["sent"]))
        announced = re.match(rf"{arrived}(?!\w)", unit.text, re.IGNORECASE)
        if not goes_on_receipt(unit, self.context):
            return False
        return bool(announced) or not any(d.kind == "date" for d in find(said, self.context.calendar, "office"))

    def _opener(self, index: int, unit: Unit) -> bool:
        begun = self.station.value > _Station.OPENER.value and (self.station is not _Station.BODY or self._has_text())
        if begun and self._is_remark_above_address(index, unit):
            self.blocks[-1] = replace(self.blocks[-1], kind=Kind.OFFICE, layer=Layer.ROUTING)
            begun = False
        if begun and not self.enclosed_opener:
            return False
        sends = self.station.value <= _Station.OPENER.value and self._is_sender(index, unit)
        more = self._goes_on_address(index) or self._is_rank_of_addressee(index, unit)
        kind = Kind.ADDRESS if sends or more else _first(OPENERS, unit, self.context)
        if kind is not None:
            if not self.enclosed:
                self.station = _Station.OPENER
            self.enclosed_opener = self.enclosed
            return self._put(kind, unit.span)
        self.enclosed_opener = False
        if is_registry(unit, self.context) and not begun and self._text_follows(index):
            if self._is_among_captions(index):
                return self._put(Kind.TITLE, unit.span) if self.station is _Station.HEAD else self._form(unit)
            self.station = _Station.OPENER
            return self._put(Kind.REGISTRY, unit.span, opening=True)
        parts = closing_parts(unit, self.context)
        kinds = {kind for kind, _ in parts or ()}
        if not kinds or begun or not self._text_follows(index):
            return False
        if kinds <= {Kind.DATELINE, Kind.REGISTRY}:
            if self._is_among_captions(index) and self.station is _Station.ROUTING:
                return self._form(unit)
            if self._is_among_captions(index) and kinds == {Kind.DATELINE}:
                return self._put(Kind.DATELINE, unit.span, Layer.HEAD, opening=True)
            self.station = _Station.OPENER
            return self._put_all(parts or (), opening=True)
        if is_label(unit.text, self.context.words):
            return False
        if unit.sign is not None:
            return self._form(unit)  # a signature under a stamp, above all text
        lead = unit.text.split()[0].lower()
        if kinds == {Kind.SIGNED} and lead in self.context.words.function and lead not in self.context.words.form["to"]:
            return self._form(unit)  # "OF A. HOLM": the rest of a caption
        # a name before any text is whom it is for
        if kinds == {Kind.SIGNED} and not self._captions_follow(index) and not self._is_another_signed(unit):
            self.station = _Station.OPENER
            return self._put(Kind.ADDRESS, unit.span)
        return False

    def _is_sender(self, index: int, unit: Unit) -> bool:
        """``From: Anna Holm``; beside a line ``To: …`` the name may be one word."""
        words = self.context.words
        if is_sender_line(self.context.source.slice(unit.span), words):
            return True
        near = [*self.units[max(0, index - 1) : index], *self.units[index + 1 : index + 2]]
        beside = any(re.match(rf"{alternatives(words.form['to'])}\s*:\s", one.text, re.IGNORECASE) for one in near)
        from_one = re.fullmatch(
            rf"{alternatives(words.form['from'])}\s*:\s+(?P<who>\w[^\d:]*)\d?", unit.text, re.IGNORECASE
        )
        return beside and from_one is not None and is_capitals(from_one["who"])

    def _is_among_captions(self, index: int) -> bool:
        """A date or number between the captions of a form: more of them come before any text."""
        return self.station.value <= _Station.ROUTING.value and self._captions_follow(index)

    def _goes_on_address(self, index: int) -> bool:
        """A short line right below ``An den`` or ``To:`` alone, or below the lines that stand there."""
        for line in range(index, 0, -1):
            unit, above = self.units[line], self.units[line - 1]
            apart = unit.lines[0].number != above.lines[-1].number + 1
            if apart or not _is_fragment(unit) or index - line > ADDRESS_LINES:
                return False
            if heads_address(above.text, self.context.words):
                return True
        return False

    def _is_remark_above_address(self, index: int, unit: Unit) -> bool:
        """``Please have the desk study this.`` ⏎ ``To the Ministry of Tides:``: what an office wrote above the address."""
        one = len(self.blocks) == 1 and self.blocks[0].kind is Kind.PARAGRAPH and self.station is _Station.BODY
        short = one and len(self.blocks[0].span) < 2 * SHORT and self.blocks[0].rule != "decision"
        to = re.match(rf"{alternatives(self.context.words.form['to'][:1])}\s", unit.text, re.IGNORECASE)
        names = bool(to) and unit.text.endswith(":") and is_address(unit, self.context)
        return short and names and self._message_follows(index)

    def _is_rank_of_addressee(self, index: int, unit: Unit) -> bool:
        """``Deputy Minister of Tides``, right below a line of the address: what the addressee is."""
        below = not self.enclosed and bool(self.blocks) and self.blocks[-1].kind is Kind.ADDRESS
        short = _is_fragment(unit) and is_caption_like(unit.text, self.context.words) and self._text_follows(index)
        return below and short and unit.text[:1].isupper() and is_designation(unit.text, self.context.words)

    def _before_opener(self, index: int, unit: Unit) -> bool:
        """A short line above the address or the salutation: a title, a line of the address, or the form's."""
        above = _is_fragment(unit) or EMPTY_LABEL.fullmatch(unit.text)
        if self.enclosed or self.station.value > _Station.OPENER.value:
            return False
        between = self._fragments_to_opener(index) if above else None
        if between is None:
            return self._above_text(index, unit)
        if self.station is _Station.HEAD and names_kind(unit, self.context):
            return self._put(Kind.TITLE, unit.span)
        if (self._is_inside_address(between) or self._is_within_address()) and not _is_labelled(unit):
            self.station = _Station.OPENER
            return self._put(Kind.ADDRESS, unit.span)
        if self.station is _Station.OPENER:
            return False
        return self._form(unit)

    def _above_text(self, index: int, unit: Unit) -> bool:
        """A line that is no sentence, before any sentence: the form's, even where no address or salutation follows."""
        if self.station.value > _Station.OPENER.value or index >= self._text_begins:
            return False
        if self._is_place_of_date(index, unit):
            layer = Layer.HEAD if self.station is _Station.HEAD else Layer.MESSAGE
            self.station = self.station if layer is Layer.HEAD else _Station.OPENER
            return self._put(Kind.DATELINE, unit.span, layer, opening=True)
        if self.station is _Station.OPENER:
            return False
        if self.station is _Station.HEAD and names_kind(unit, self.context):
            return self._put(Kind.TITLE, unit.span)
        return self._form(unit)

    def _is_place_of_date(self, index: int, unit: Unit) -> bool:
        """One word with a capital, and next to it, marks of secrecy and omissions aside, a date: where it was written."""
        if not re.fullmatch(r"[^\W\d_a-zà-ÿа-я][^\W\d_A-ZА-Я]{2,}\W?", unit.text):
            return False
        after = (
            u for u in self.units[index + 1 : index + ABOVE] if not is_emptied(u) and not is_service(u, self.context)
        )
        beside = [*after][:1] + list(self.units[max(0, index - 1) : index])
        parts = [closing_parts(one, self.context) or () for one in beside]
        return any(row and all(kind is Kind.DATELINE for kind, _ in row) for row in parts)

    def _form(self, unit: Unit) -> bool:
        """A line of the form that no recogniser knows: a caption, or, below the captions, of the routing."""
        if self.station is _Station.HEAD and not _is_labelled(unit):
            numbered = re.search(rf"{number_sign(self.context.words)}\s*\d", unit.text)
            return self._put(Kind.STATUS if self.blocks or numbered else Kind.ISSUER, unit.span)
        self.station = _Station.ROUTING
        return self._put(Kind.OFFICE, unit.span, Layer.ROUTING)

    def _fragments_to_opener(self, index: int) -> list[Unit] | None:
        """The short lines between this one and the address or salutation; None if a sentence comes first."""
        between: list[Unit] = []
        for unit in self.units[index + 1 : index + ABOVE]:
            if _first(OPENERS, unit, self.context):
                return [*between, unit]
            if not self._is_of_form(unit):
                return None
            between.append(unit)
        return None

    def _is_of_form(self, unit: Unit) -> bool:
        known = _first((*HEADS, *ROUTES), unit, self.context) or is_rule(unit, self.context) or unit.sign
        empty = EMPTY_LABEL.fullmatch(unit.text)
        return bool(known or empty) or _is_fragment(unit) or closing_parts(unit, self.context) is not None

    def _captions_follow(self, index: int) -> bool:
        """Captions or routing still come before any text: a name here is the office's, not the addressee's."""
        if self._is_above_headline(index):
            return True
        for unit in self.units[index + 1 : index + ABOVE]:
            if _first((*HEADS, *ROUTES), unit, self.context) or self._names_both(unit) or self._opens_caption(unit):
                return True
            if not self._is_of_form(unit):
                return False
        return False

    def _opens_caption(self, unit: Unit) -> bool:
        """``from the journal of``: the kind of the document, and a caption left open."""
        last = unit.text.split()[-1].lower() if unit.text else ""
        return len(unit.text) < CAPTION and last in self.context.words.function and names_kind(unit, self.context)

    def _names_both(self, unit: Unit) -> bool:
        words = self.context.words
        return len(unit.text) <= 2 * SHORT and from_and_to(completed(unit.text, words), words).is_complete

    def _is_within_address(self) -> bool:
        """Below a line of the address, while another, or the salutation, is still to come."""
        return self.station is _Station.OPENER and self.blocks[-1].kind is Kind.ADDRESS

    def _is_inside_address(self, between: Sequence[Unit]) -> bool:
        """Right above a salutation, with no date, title or form between."""
        *lines, opener = between
        dated = any(closing_parts(unit, self.context) or names_kind(unit, self.context) for unit in lines)
        return not dated and is_salute(opener, self.context) and not is_address(opener, self.context)

    def _text_follows(self, index: int) -> bool:
        return index + 1 < len(self.units)

    def _enclosure(self, index: int, unit: Unit) -> bool:
        """A quotation mark before an address or a salutation, or before a text that is signed."""
        begun = self.station in {_Station.OPENER, _Station.BODY}
        if not begun or self.enclosed or not OPENING_QUOTE.match(unit.text):
            return False
        kind = _first(OPENERS, unit, self.context)
        end = self._enclosure_end(index)
        signed = end is not None and self._parts(end) is not None
        if self.station is _Station.OPENER and not (signed and end is not None and self._is_signed_after(end)):
            return False
        if end is None or not (kind or (signed and self._is_introduced())):
            return False
        self.station = _Station.BODY
        self.enclosed_until, self.enclosed_opener = end, kind is not None
        return self._put(kind or Kind.PARAGRAPH, unit.span)

    def _is_signed_after(self, index: int) -> bool:
        """Somebody else signs below: what is quoted is not the message itself."""
        return index < self._last_signature

    @functools.cached_property
    def _last_signature(self) -> int:
        """The last unit that signs, -1 if none does."""
        return next((index for index in reversed(range(len(self.units))) if self._signs(index)), -1)

    def _signs(self, index: int) -> bool:
        return any(kind is Kind.SIGNED for kind, _ in self._parts(index) or ())

    def _parts(self, index: int) -> Sequence[tuple[Kind, Span]] | None:
        """What a unit would close a message with."""
        if index not in self.parts:
            self.parts[index] = closing_parts(self.units[index], self.context)
        return self.parts[index]

    def _is_introduced(self) -> bool:
        return self.context.source.slice(self.blocks[-1].span).rstrip().endswith(":")

    def _enclosure_end(self, index: int) -> int | None:
        """The line with the closing mark: the first that signs, else the first with which the marks are even."""
        first = bisect_right(self._quotes_closed, index)
        if first == len(self._quotes_closed):
            return self._signed_end(index)
        at = bisect_right(self._closing_signed, index)
        if at < len(self._closing_signed):
            return self._closing_signed[at]
        even = self._closed_by_parity[self._marks_before[index] % 2]
        at = bisect_right(even, index)
        return even[at] if at < len(even) else self._quotes_closed[first]

    @functools.cached_property
    def _quotes_closed(self) -> list[int]:
        """The units that end with a quotation mark."""
        return [index for index, unit in enumerate(self.units) if CLOSING_QUOTE.search(unit.text)]

    @functools.cached_property
    def _closing_signed(self) -> list[int]:
        """Those of them that sign."""
        return [index for index in self._quotes_closed if self._parts(index) is not None]

    def _signed_end(self, index: int) -> int | None:
        """Where the closing mark never comes: the first signature with its date, if another signs the whole below."""
        end = next((i for i in range(index + 1, self._last_signature) if self._signs(i)), None)
        while end is not None and end + 1 < len(self.units) and self._parts(end + 1) and not self._signs(end + 1):
            end += 1
        return end if end is not None and self._is_signed_after(end) else None

    @functools.cached_property
    def _closed_by_parity(self) -> tuple[list[int], list[int]]:
        """Those after which an even number of marks has stood, and those after which an odd one has."""
        made: tuple[list[int], list[int]] = ([], [])
        for index in self._quotes_closed:
            made[self._marks_before[index + 1] % 2].append(index)
        return made

    @functools.cached_property
    def _marks_before(self) -> list[int]:
        """How many quotation marks stand before each unit, and before the end."""
        return list(accumulate((len(OPENING_QUOTE.findall(unit.text)) for unit in self.units), initial=0))

    def _closing(self, index: int, unit: Unit) -> bool:
        if self.station not in {_Station.OPENER, _Station.BODY, _Station.CLOSER}:
            return False
        if index < self._text_begins and not self.enclosed and not self.document:
            return False
        if not self._has_text() and self._message_follows(index):
            return False  # nothing was said yet that could close
        if is_valediction(unit, self.context) and self._closes(index):
            self._close()
            return self._put(Kind.VALEDICTION, unit.span)
        if is_authority(unit, self.context) and self._signature_follows(index):
            self._close()
            return self._put(Kind.AUTHORITY, unit.span)
        if self.station is _Station.BODY and not self.enclosed and self._is_noted(index, unit):
            self.station = _Station.CLOSER  # nobody signs, but the office's notes begin
            return False
        if self._is_distribution(index, unit):
            self.station = _Station.CLOSER  # who got it signs nothing
            return False
        if unit.sign is not None and self._is_signed() and self.blocks[-1].kind is Kind.NOTE:
            self.station = _Station.PROCESSING  # who signed the stamp below the author's signature
            return False
        parts = closing_parts(unit, self.context, lenient=self._may_be_signature(index, unit))
        if not parts or not self._closes(index) or self._is_caption_of_text(index, parts):
            return False
        if not self._signs(index) and self._speaks_on(index):
            return False  # a date, a number or a name by its form only is a weak sign of a close
        self._close()
        return self._put_all(parts)

    def _is_noted(self, index: int, unit: Unit) -> bool:
        """The office's first note below a message that nobody signs."""
        return self._has_text() and self._closes(index) and closes_message(unit, self.context)

    def _is_distribution(self, index: int, unit: Unit) -> bool:
        """``Distributed to`` below a message that nobody signs, its recipients below it."""
        if self.station is not _Station.BODY or self.enclosed or not self._has_text():
            return False
        return heads_copies(unit, self.context) and self._recipients_follow(index) and self._closes(index)

    def _recipients_follow(self, index: int) -> bool:
        """Items with numbers or counts, or two bare names at least."""
        after = self.units[index + 1 : index + 3]
        bare = len(after) > 1 and all(is_bare_recipient(one, self.context) for one in after)
        return bare or self._items_follow(index)

    def _goes_on_names(self, unit: Unit) -> bool:
        """One name more in a list that names one on each line."""
        if not self._in_list() or not is_bare_recipient(unit, self.context):
            return False
        above = self.blocks[-1]
        return above.kind is Kind.COPIES_HEAD or not re.search(r"\d", self.context.source.slice(above.span))

    def _is_signed(self) -> bool:
        """Somebody has signed this document."""
        return any(b.kind is Kind.SIGNED and b.document == self.document for b in reversed(self.blocks[-8:]))

    def _speaks_on(self, index: int) -> bool:
        """Far more is still said before the next captions than has been said: the message has hardly begun."""
        if self.enclosed:
            return False
        at = bisect_right(self._captions, index)
        end = self._captions[at] if at < len(self._captions) else len(self.units)
        before = self._said[index] - self._said[self.began]
        after = self._said[end] - self._said[index + 1]
        return after > MUCH and after > 2 * before

    @functools.cached_property
    def _captions(self) -> list[int]:
        """The units that could begin another document."""
        return [index for index, unit in enumerate(self.units) if _first(HEADS, unit, self.context)]

    @functools.cached_property
    def _said(self) -> list[int]:
        """How many characters of sentences stand before each unit, and before the end."""
        return list(accumulate((self._length_of_speech(unit) for unit in self.units), initial=0))

    def _length_of_speech(self, unit: Unit) -> int:
        if is_note(unit) or is_rule(unit, self.context) or _first((*ROUTES, *NOTES_OF_OFFICE), unit, self.context):
            return 0
        return len(unit.text) if len(unit.text) > 30 and SENTENCE_END.search(unit.text) else 0

    def _signature_follows(self, index: int) -> bool:
        after = self.units[index + 1 : index + 2]
        parts = closing_parts(after[0], self.context, lenient=True) if after else None
        return any(kind is Kind.SIGNED for kind, _ in parts or ()) and self._closes(index)

    def _has_text(self) -> bool:
        if self.enclosed or not self.blocks:
            return self.enclosed
        last = self.blocks[-1]
        while self.heard < len(self.blocks) - 1:  # only the last may still grow
            block = self.blocks[self.heard]
            self.spoken_in = block.document if self._says_something(block) else self.spoken_in
            self.heard += 1
        return self.document == self.spoken_in or (last.document == self.document and self._says_something(last))

    def _says_something(self, block: Block) -> bool:
        """A line such as "Department X" is a paragraph for want of a better word, but no message."""
        if block.kind is not Kind.PARAGRAPH:
            return False
        said = self.context.source.slice(block.span)
        return len(said) > 40 or bool(SENTENCE_END.search(said))

    def _may_be_signature(self, index: int, unit: Unit) -> bool:
        """A name by its form only: after a paragraph, and at the message's end or before its date or number."""
        before = self.blocks[-1].kind if self.blocks else None
        if before not in {Kind.PARAGRAPH, Kind.VALEDICTION, Kind.AUTHORITY}:
            return False
        after = self.units[index + 1] if index + 1 < len(self.units) else None
        dated = after is not None and (
            closing_parts(after, self.context) is not None or is_designation(after.text, self.context.words)
        )
        if dated or before is not Kind.PARAGRAPH:
            return True
        ends = after is None or is_rule(after, self.context) or is_note(after) or is_emptied(after)
        ends = ends or bool(_first((*HEADS, *NOTES_OF_OFFICE), after, self.context) if after else None)
        return ends and (not unit.text.endswith(".") or len(unit.text.split()) > 1)

    def _close(self) -> None:
        if not self.enclosed:
            self.station = _Station.CLOSER

    def _is_caption_of_text(self, index: int, parts: Sequence[tuple[Kind, Span]]) -> bool:
        """A number or date closes a message only after a signature, or at its very end."""
        signed = any(b.kind in CLOSING and b.document == self.document for b in self.blocks[-3:])
        names = any(kind is Kind.SIGNED for kind, _ in parts)
        return not signed and not names and self._paragraphs_follow(index)

    def _closes(self, index: int) -> bool:
        return not self._paragraphs_follow(index)

    def _paragraphs_follow(self, index: int) -> bool:
        """A paragraph of this message still comes, before the next captions, rule or note of the office."""
        stop = self.enclosed_until + 1 if self.enclosed else len(self.units)
        if index < self._last_speech < stop:
            return True
        for unit in self.units[index + 1 : stop]:
            if is_rule(unit, self.context) or is_note(unit) or is_emptied(unit):
                return False
            if _first(HEADS, unit, self.context) or _first(NOTES_OF_OFFICE, unit, self.context):
                return False
            if len(unit.text) > SHORT or (self._is_point(unit) and not INITIALS.fullmatch(unit.text)):
                return True
            if closing_parts(unit, self.context, lenient=True) is None and not is_valediction(unit, self.context):
                return len(unit.text) > 50 and SENTENCE_END.search(unit.text) is not None
        return False

    def _office(self, index: int, unit: Unit) -> bool:
        if self.station not in {_Station.CLOSER, _Station.PROCESSING} or self.enclosed:
            return False
        if self.station is _Station.CLOSER and is_postscript(unit, self.context):
            return self._put(Kind.POSTSCRIPT, unit.span)
        if (
            self.blocks[-1].kind is Kind.SIGNED
            and len(unit.text) < SHORT
            and is_designation(unit.text, self.context.words)
        ):
            return self._put(Kind.SIGNED, unit.span)
        self.station = _Station.PROCESSING
        if self._goes_on_copies(unit):
            self.blocks[-1] = replace(self.blocks[-1], span=Span(self.blocks[-1].span.start, unit.span.end))
            return True
        if (self._in_list() and is_listed_copy(unit, self.context)) or self._goes_on_names(unit):
            return self._put(Kind.COPIES_ITEM, unit.span, Layer.PROCESSING)
        kind = _first(NOTES_OF_OFFICE, unit, self.context) or Kind.OFFICE
        heads = heads_copies(unit, self.context) and self._recipients_follow(index)
        if heads or (kind is Kind.COPIES_MADE and self._items_follow(index)):
            return self._put(Kind.COPIES_HEAD, unit.span, Layer.PROCESSING)
        if kind is Kind.COPIES_ITEM and not self._in_list():
            kind = Kind.COPIES_MADE
        return self._put(kind, unit.span, Layer.PROCESSING)

    def _in_list(self) -> bool:
        return bool(self.blocks) and self.blocks[-1].kind in {Kind.COPIES_HEAD, Kind.COPIES_ITEM}

    def _body(self, index: int, unit: Unit) -> bool:
        if not self.enclosed and not (self.station is _Station.OPENER and index < self._text_begins):
            self.station = _Station.BODY
        if self._is_broken_off(unit):
            while self.blocks[-1].rule == "page":
                self.blocks.pop()  # the sentence runs over the end of the page
            self.blocks[-1] = replace(self.blocks[-1], span=Span(self.blocks[-1].span.start, unit.span.end))
            return True
        spoken = self._goes_on_speaking(index, unit)
        self._put(Kind.PARAGRAPH, unit.span)
        self.blocks[-1] = replace(self.blocks[-1], spoken=spoken)
        return True

    def _is_point(self, unit: Unit) -> bool:
        """Begins with the label of a point, and not with a day: ``13. September``."""
        if is_ordinal_point(unit.text, self.context.words):
            return True
        return bool(LABEL.match(unit.text)) and not begins_with_day(unit.text, self.context.words)

    def _is_broken_off(self, unit: Unit) -> bool:
        """The last paragraph stopped in mid-sentence, and this line goes on with a small letter or it ended on "the"."""
        last_said = next((block for block in reversed(self.blocks) if block.rule != "page"), None)
        if last_said is None or last_said.kind is not Kind.PARAGRAPH or last_said.enclosed != self.enclosed:
            return False
        before = self.context.source.slice(last_said.span)
        between = Span(last_said.span.end, unit.span.start)
        if any(between.holds(note.note) for note in self.context.signs.footnotes):
            return False  # the foot of a page stands between
        if SENTENCE_END.search(before) or self._is_point(unit) or last_said.rule == "heading":
            return False
        last = before.split()[-1].lower() if before.split() else ""
        return (len(before) > 12 and unit.text[:1].islower()) or last in self.context.words.function


def read_blocks(context: Context, span: Span) -> list[Block]:
    """The blocks of the document part of a page, in order; every filled line is in one of them."""
    return _with_pages(context, span, _Reader(context, units(context, span)).walk())


def _with_pages(context: Context, span: Span, blocks: Sequence[Block]) -> list[Block]:
    """The breaks between pages that no block holds, each before the block that begins the page."""
    made: list[Block] = []
    at = span.start
    for block in blocks:
        between = context.source.text[at : block.span.start]
        made += [
            replace(block, kind=Kind.PAGE, span=Span(at + i, at + i + 1), rule="form feed")
            for i, character in enumerate(between)
            if character == "\f"
        ]
        made.append(block)
        at = max(at, block.span.end)
    return made
