"""The profile: creation, summary, languages, kinds, correspondence, hands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tei_edition.encoding.body import corrected
from tei_edition.encoding.correspondence.act import Act, Party, When
from tei_edition.encoding.header.elements import add, add_party, folded
from tei_edition.encoding.header.given import Given
from tei_edition.encoding.languages import name_of, written
from tei_edition.encoding.links import Link
from tei_edition.encoding.residue import printable
from tei_edition.transcript.dates.reckoning import is_yearless
from tei_edition.transcript.zones import Entry as Value
from tei_edition.xml import ID, Element, append


@dataclass(frozen=True, slots=True)
class Profile:
    """The ``profileDesc``: dates, summary, languages, kinds, the acts of communication, hands."""

    given: Given

    def add(self, description: Element) -> None:
        """Write the profile."""
        self._creation(description)
        self._abstract(description)
        usage = add(description, "langUsage")
        contents = " (translation)" if self.given.is_translation() else ""
        language = self.given.language()
        add(usage, "language", f"{name_of(language) or language}{contents}", ident=language)
        kinds = self.given.categories()
        if kinds:
            targets = " ".join(f"#{self.given.identifier}-{key}" for key in kinds)
            add(add(description, "textClass"), "catRef", scheme=f"#{self.given.identifier}-doctype", target=targets)
        many = len(self.given.correspondences) > 1
        for number, one in enumerate(self.given.correspondences, 1):
            suffix = f"corresp{number}" if many else "corresp"
            main = self._act(description, one.act, suffix, one.links, one.enclosed, number if many else 0)
            if number == 1 and (many or one.enclosed):
                main.set("default", "true")
        if self.given.hands.notes:
            notes = add(description, "handNotes")
            for name, text in self.given.hands.notes:
                add(notes, "handNote", text, scope="minor").set(ID, name)

    def _creation(self, description: Element) -> None:
        said = sorted(c.act.sent.dating.first for c in self.given.correspondences if c.act.sent)
        # days of no known year have no order among the others
        dates = [day for day in said if not is_yearless(day)] or (said if len(set(said)) == 1 else [])
        if not dates:
            return
        creation = add(description, "creation")
        words = " to ".join(dict.fromkeys(written(d, self.given.imprint.language) for d in (dates[0], dates[-1])))
        if dates[0] == dates[-1]:
            add(creation, "date", words, when=dates[0])
        else:
            add(creation, "date", words, **{"from": dates[0], "to": dates[-1]})

    def _abstract(self, description: Element) -> None:
        zones = self.given.understood.document.zones
        decided = zones.given.get("abstract")
        entries = [e for e in zones.entries if e.field == "abstract" and e.spans and decided is None]
        if not entries and not decided:
            return
        abstract = add(description, "abstract", source=f"#{self.given.identifier}-rec")
        for text in decided or ():
            add(abstract, "p", text)
        for entry in entries:
            self._corrected_paragraph(add(abstract, "p"), entry)

    def _corrected_paragraph(self, paragraph: Element, entry: Value) -> None:
        """Words of the record with the editor's corrections beside them."""
        source = self.given.understood.document.source
        paragraph.text = ""
        for index, span in enumerate(entry.spans):
            at = span.start
            append(paragraph, printable(" " if index else ""))
            for placed in self.given.corrections_in(span):
                append(paragraph, printable(folded(source.text[at : placed.span.start])))
                choice = add(paragraph, "choice")
                add(choice, "sic", source.slice(placed.span))
                choice.append(corrected(placed.decision, self.given.responsible))
                at = placed.span.end
            append(paragraph, printable(folded(source.text[at : span.end])))

    def _act(
        self, description: Element, act: Act, suffix: str, links: Sequence[Link], enclosed: Sequence[Act], number: int
    ) -> Element:
        made = add(description, "correspDesc")
        made.set(ID, f"{self.given.identifier}-{suffix}")
        self._actions(made, act)
        inside = {party.text for one in enclosed for party in one.sender}
        announced = [
            k for k in links if k.relation == "enclosure" and any(k.text.endswith(f" of {name}") for name in inside)
        ]
        context = [(link.relation, link.target, link.text) for link in links if link not in announced]
        names = [f"enc{number}-{i}" if number else f"enc{i}" for i in range(1, len(enclosed) + 1)]
        context += [
            ("enclosure", f"#{self.given.identifier}-{n}", _said(a, self.given.imprint.language))
            for n, a in zip(names, enclosed, strict=True)
        ]
        if context:
            where = add(made, "correspContext")
            for relation, target, text in context:
                add(where, "ref", text, **{n: v for n, v in (("type", relation), ("target", target)) if v})
        if not len(made):
            add(made, "note", "Neither sender nor addressee is named.")
        for name, inner in zip(names, enclosed, strict=True):
            other = add(description, "correspDesc", type="enclosed")
            other.set(ID, f"{self.given.identifier}-corresp-{name}")
            self._actions(other, inner)
            if not len(other):
                add(other, "note", "Neither sender nor addressee is named.")
        return made

    def _actions(self, made: Element, act: Act) -> None:
        sent = [*act.sender, *([act.origin] if act.origin else [])]
        self._action(made, sent, (act.sent, act.sent_time), type="sent")
        via = [*act.via, *([act.via_place] if act.via_place else [])]
        self._action(made, via, (), type="transmitted")
        to = [*act.addressee, *([act.destination] if act.destination else [])]
        self._action(made, to, (act.received, act.received_time), type="received", subtype="to")
        self._action(made, act.copies, (), note=act.copies_note if act.copies else "", type="received", subtype="cc")

    def _action(
        self, made: Element, parties: Sequence[Party], times: Iterable[When | None], note: str = "", **kind: str
    ) -> None:
        dated = [when for when in times if when is not None]
        if not parties and not dated:
            return
        action = add(made, "correspAction", **kind)
        for party in parties:
            add_party(action, party, self.given.identifier)
        for when in dated:
            attributes = dict(when.dating.attributes)
            element = add(action, when.dating.kind, when.text)
            for name, value in attributes.items():
                element.set(name, value)
            if when.inferred:
                element.set("source", f"#{self.given.identifier}-rec")
        if note:
            add(action, "note", note)


def _said(act: Act, language: str) -> str:
    names = " to ".join(" and ".join(p.text for p in side) for side in (act.sender, act.addressee) if side)
    date = written(act.sent.dating.first, language) if act.sent else ""
    return ", ".join(filter(None, (f"telegram of {names}" if names else "telegram", date)))
