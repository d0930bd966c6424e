"""Who wrote to whom, from where, when, by way of whom, with copies to whom: one act of communication at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei_edition.diagnostics import Diagnostic
from tei_edition.encoding.copies import Copies
from tei_edition.encoding.correspondence.act import Act, Party
from tei_edition.encoding.correspondence.addressees import Addressees
from tei_edition.encoding.correspondence.decided import as_decided
from tei_edition.encoding.correspondence.places import Places
from tei_edition.encoding.correspondence.senders import Senders
from tei_edition.encoding.correspondence.times import Times, comes_before
from tei_edition.encoding.understanding import Part, Understood
from tei_edition.registers.matching import Matcher
from tei_edition.transcript.blocks import Block


class Acts:
    """Reads the acts of communication of one transcript."""

    def __init__(self, understood: Understood, matcher: Matcher) -> None:
        self.understood = understood
        self.said: list[Diagnostic] = []
        self.senders, self.addressees = Senders(understood, matcher), Addressees(understood, matcher)
        self.times = Times(understood)
        self.places = Places(understood, matcher, self.senders, self.times)

    def of(self, part: Part) -> Act:
        """The act a document is: its sender, addressee, dates, copies."""
        route = self.addressees.route(part, enclosed=False)
        received, received_time = self.times.receipt(part, arrived=self.places.arrival(part) is not None)
        copies = Copies(self.understood, part)
        self.said += copies.disagreement()
        sent, sent_time = self.times.sent(part, enclosed=False)
        if comes_before(received, sent):  # the office that enciphers it received it, not the addressee
            received = received_time = None
        act = Act(
            self.senders.of(part),
            self.places.origin(part),
            sent,
            sent_time,
            route.via,
            route.via_place,
            route.to or self.addressees.by_record("addressee", part) or self.addressees.saluted(part, enclosed=False),
            route.place or self.places.destination(part),
            received,
            received_time,
            tuple(Party(r.text, r.entry, r.inferred, is_office=r.is_office) for r in copies.unique),
            copies.note,
        )
        return as_decided(act, part, self.senders, self.places, self.times)

    def enclosed(self, part: Part) -> Iterator[Act]:
        """The acts of telegrams quoted whole in it."""
        for blocks in _enclosed_runs(part.blocks):
            inner = Part(part.number, tuple(blocks), part.mentions, part.datings, "", part.kind)
            route = self.addressees.route(inner, enclosed=True)
            sent, sent_time = self.times.sent(inner, enclosed=True)
            sender = self.senders.signers(inner, enclosed=True)
            to = route.to or self.addressees.saluted(inner, enclosed=True)
            yield Act(sender, None, sent, sent_time, route.via, route.via_place, to, route.place)


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
