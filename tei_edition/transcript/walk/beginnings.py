"""Where a document of a page begins: the headline that heads it, and the first words that somebody says in it."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.expressions import compiled, spelled, worded
from tei_edition.transcript.headlines import LONGEST_HEADLINE, completed, from_and_to
from tei_edition.transcript.parties import vocabulary
from tei_edition.transcript.recognisers.address import begins_with_greeting, is_address
from tei_edition.transcript.recognisers.captions import answers, is_issuer, is_title, names_kind
from tei_edition.transcript.recognisers.copies import is_copies, is_copy_number
from tei_edition.transcript.recognisers.furniture import is_note
from tei_edition.transcript.recognisers.names import SHORT, is_capitals
from tei_edition.transcript.recognisers.office import is_registry
from tei_edition.transcript.recognisers.receipt import is_receipt
from tei_edition.transcript.recognisers.service import is_service
from tei_edition.transcript.units import Context, Unit
from tei_edition.transcript.walk.form import (
    ABOVE,
    HEADLINE_LINES,
    NUMBER_ALONE,
    begins_with_kind,
    dates_itself,
    has_pronoun,
    is_dated,
    is_fragment,
    is_labelled,
    is_long_caption,
    is_of_any_form,
    names_one,
    says_about,
    speaks,
)
from tei_edition.transcript.walk.stations import HEADS, OPENERS, ROUTES, kind_by
from tei_edition.transcript.words import alternatives

# where a line stops in mid-name: after a comma, or a small word
BROKEN: Final = re.compile(r"(?:,|\s[a-zà-ÿа-я]{1,3})$")
# so many lines below a headline its date or number stands
BESIDE: Final = 6
# so many characters a volume or a page may say before its first headline
PREAMBLE: Final = 1200


class Beginnings:
    """The documents of a page by their first lines; what is asked of every unit is answered once."""

    def __init__(self, context: Context, units: Sequence[Unit]) -> None:
        self.context, self.units = context, units
        self._begins: dict[int, int] = {}
        self._headed_by: dict[int, int] = {}

    def heads_document(self, index: int) -> bool:
        """A headline that names both sides, and its number or its date beside it: ``2.`` ⏎ ``A. Holm to K. Berg.``."""
        numbered = NUMBER_ALONE.fullmatch(self.units[index].text)
        return (index if not numbered else index + 1) in self._headlines and (
            bool(numbered) or index not in self._numbered
        )

    @functools.cached_property
    def _headlines(self) -> dict[int, int]:
        """The units that begin a headline with its number or its date beside it, and the last unit of each."""
        found = {index: self.headline_end(index) for index in range(len(self.units)) if self._may_head(index)}
        both = {index: end for index, end in found.items() if end >= index and self._is_beside_form(index, end)}
        return dict(sorted({**self._headlines_of_one, **both}.items()))

    @functools.cached_property
    def _headlines_of_one(self) -> dict[int, int]:
        """``No. 70.`` ⏎ ``Telegram to the consuls.`` ⏎ a date: headlines that name one side alone."""
        named = {i: i for i in self._dated_captions if names_one(self.units[i], self.context)}
        numbers = (i for i, unit in enumerate(self.units[:-2]) if NUMBER_ALONE.fullmatch(unit.text))
        return named | {i + 1: i + 1 for i in numbers if self._is_dated_address(i + 1)}

    def _is_dated_address(self, index: int) -> bool:
        """``TO KARL BERG, AT VESSK`` ⏎ a date, with text to follow."""
        unit, below = self.units[index], self.units[index + 1]
        to = worded(r"{headline-to}\s", self.context.words)
        addressed = bool(to.match(unit.text)) and is_address(unit, self.context) and is_dated(below, self.context)
        return addressed and self.message_follows(index + 1)

    @functools.cached_property
    def _dated_captions(self) -> list[int]:
        """``Telegram of the consul in Vessk`` ⏎ a date: with them, too, what is above is no text."""
        return [index for index in range(len(self.units) - 2) if self._is_dated_caption(index)]

    @functools.cached_property
    def _kinds_from_to(self) -> list[int]:
        """``Letter from A. Holm to K. Berg``: kind and both sides, wherever its date may stand."""
        top = range(min(ABOVE, len(self.units) - 1))
        named = (i for i in top if self._may_head(i) and names_kind(self.units[i], self.context))
        return [i for i in named if self.headline_end(i) >= i and self.message_follows(i)]

    @functools.cached_property
    def _forms_from_to(self) -> list[int]:
        """``From: A. Holm`` with ``To: K. Berg`` a few lines below."""
        form = self.context.words.form
        came, goes = (
            compiled(rf"{alternatives(form[name])}\s*:\s+\S", re.IGNORECASE) for name in ("from", "addressed")
        )
        froms = [i for i, unit in enumerate(self.units[:ABOVE]) if came.match(unit.text)]
        return [i for i in froms if any(goes.match(unit.text) for unit in self.units[i + 1 : i + BESIDE])]

    def _is_dated_caption(self, index: int) -> bool:
        """It begins with the kind of document, and a date stands right below, with text to follow."""
        unit = self.units[index]
        if not self._may_head(index) or not self.message_follows(index + 1):
            return False
        if dates_itself(unit, self.context):
            return True
        if not names_kind(unit, self.context) or speaks(unit, self.context):
            return False
        below = self.units[index + 1 : index + 3]
        return is_dated(below[0], self.context) or (
            is_address(below[0], self.context) and is_dated(below[1], self.context)
        )

    @functools.cached_property
    def _numbered(self) -> frozenset[int]:
        """The headlines below a number alone: there the number begins the document."""
        return frozenset(i for i in self._headlines if i and NUMBER_ALONE.fullmatch(self.units[i - 1].text))

    def _may_head(self, index: int) -> bool:
        text = self.units[index].text
        return len(text) <= LONGEST_HEADLINE and (text[:1].isupper() or text[:1].isdigit()) and " " in text

    def _is_beside_form(self, index: int, end: int) -> bool:
        """Below a number alone, or above a date, a number, the kind of document or a salutation, with text to follow."""
        if not self.message_follows(end):
            return False
        if index and NUMBER_ALONE.fullmatch(self.units[index - 1].text):
            return True
        below = self.units[end + 1 : end + 1 + BESIDE]
        beside = any(
            is_registry(unit, self.context) or begins_with_greeting(unit.text, self.context.words) for unit in below[:1]
        )
        return beside or any(is_dated(unit, self.context) or is_title(unit, self.context) for unit in below)

    def message_follows(self, index: int) -> bool:
        """More than captions still comes."""
        return index < self._last_sentence

    @functools.cached_property
    def _last_sentence(self) -> int:
        """The last unit that is more than a caption, -1 if none is."""
        said = (len(unit.text) > 30 and not is_capitals(unit.text) for unit in reversed(self.units))
        return len(self.units) - 1 - next((back for back, is_said in enumerate(said) if is_said), len(self.units))

    def headline_end(self, index: int) -> int:
        """The last line of ``The Consul in X (N.) to the Ministry of Y``, -1 if none begins here."""
        kind = kind_by((*ROUTES, *OPENERS), self.units[index], self.context)
        # "M. Holm, Ambassadeur à Vessk," calls upon nobody where "à M. Berg" stands below
        called = kind is Kind.SALUTE and self._leads_over(index + 1)
        if (kind is not None and not called) or answers(self.units[index].text, self.context.words):
            return -1
        for at, unit in enumerate(self.units[index : index + HEADLINE_LINES], index):
            text = self._raw(index, at)
            if (
                unit.sign is not None
                or is_labelled(unit)
                or len(text) > LONGEST_HEADLINE
                or has_pronoun(text, self.context)
            ):
                return -1
            leads_over = self._leads_over(at + 1) and not NUMBER_ALONE.fullmatch(text)
            if not BROKEN.search(text) and not leads_over:
                words = self.context.words
                said = from_and_to(completed(text, words).rstrip("."), words)
                if not self._is_left_open(index, at):
                    return at if said.is_complete and said.is_told else -1
        return -1

    def _is_left_open(self, first: int, last: int) -> bool:
        """``Wire from the Office to the Arlandish`` ⏎ ``Ambassador in Vessk``: a word that nobody holds, and the next line touches it."""
        words = self.context.words
        adjective = spelled(r".*\s(?i:{headline-articles})\s+(?P<last>[\w-]+)$", words).match(self._raw(first, last))
        left = adjective is not None and vocabulary(words).held.search(adjective["last"]) is None
        touches = last + 1 < len(self.units) and self._between(last).count("\n") == 1
        return left and touches and names_kind(self.units[first], self.context)

    def _between(self, index: int) -> str:
        """What stands between a unit and the next: one end of a line where they touch."""
        return self.context.source.slice(Span(self.units[index].span.end, self.units[index + 1].span.start))

    def _leads_over(self, index: int) -> bool:
        """``to Mr. Berg.``, ``to the Minister``: the second half of a headline, on a line of its own."""
        below = self.units[index : index + 1]
        to = spelled(r"(?i:{headline-to})\s+(?:(?i:{headline-articles})\s+)?(?=[^\W\d_a-z])", self.context.words)
        return bool(below) and len(below[0].text) <= SHORT and bool(to.match(below[0].text))

    def _raw(self, first: int, last: int) -> str:
        span = Span(self.units[first].span.start, self.units[last].span.end)
        return " ".join(self.context.source.slice(span).split())

    def _first_said(self, began: int) -> int:
        first = self.headline_of(began)
        if began and first < 0:
            return began  # below captions alone a second document says at once what it has to say
        headline, caption, dated = self._headlines.get(first, first), -1, False
        for index, unit in enumerate(self.units[began:], began):
            headline = max(headline, self.headline_end(index) if index > headline else -1)
            caption = index if begins_with_kind(unit, self.context) else caption
            below = caption >= 0 and index - caption <= HEADLINE_LINES
            of_form = is_of_any_form(unit, self.context, below) or self._is_above_marks(index)
            of_form = of_form or (not dated and is_long_caption(unit, self.context))
            of_form = of_form or (index == caption + 1 > 0 and says_about(unit, self.context))
            dated = dated or is_dated(unit, self.context)
            if index > headline and not of_form:
                return index
        return -1

    def _is_above_marks(self, index: int) -> bool:
        """``beginning 3 October``, with nothing but such lines down to ``Top Secret``, ``Copy No. 6``, an office: of a paper's cover."""
        for unit in self.units[index : index + ABOVE]:
            if any(
                self.context.once(asks, unit) for asks in (is_service, is_copy_number, is_issuer, is_copies, is_receipt)
            ) or is_dated(unit, self.context):
                return True
            if not is_note(unit) and (not is_fragment(unit) or speaks(unit, self.context)):
                return False
        return False

    def headline_of(self, began: int) -> int:
        """The headline of the document that begins there, -1 if it has none."""
        if began not in self._headed_by:
            self._headed_by[began] = self._first_headline(began)
        return self._headed_by[began]

    def _first_headline(self, began: int) -> int:
        """The first headline from there on; a volume may say of itself what it is before."""
        heads = sorted({*self._headlines, *self._dated_captions, *self._kinds_from_to, *self._forms_from_to})
        first = next((index for index in heads if index >= began), -1)
        above = self.units[began : max(first, began)]
        said = first not in self._forms_from_to and any(speaks(unit, self.context) for unit in above)
        short = sum(len(unit.text) for unit in above) <= PREAMBLE and not said
        ends = first not in self._forms_from_to and self._ends_a_message(above)
        return first if short and not ends else -1

    def _ends_a_message(self, above: Sequence[Unit]) -> bool:
        """The page begins with the end of another: somebody speaks, and a date follows."""
        said = next((at for at, unit in enumerate(above) if not is_of_any_form(unit, self.context)), len(above))
        return any(is_dated(unit, self.context) for unit in above[said + 1 :] if not NUMBER_ALONE.fullmatch(unit.text))

    @functools.cached_property
    def captions(self) -> list[int]:
        """The units that could begin another document."""
        return [index for index, unit in enumerate(self.units) if kind_by(HEADS, unit, self.context)]

    def text_of(self, began: int) -> int:
        """The first unit of a document that is no line of a form: where somebody begins to speak, -1 if nobody does."""
        if began not in self._begins:
            self._begins[began] = self._first_said(began)
        return self._begins[began]
