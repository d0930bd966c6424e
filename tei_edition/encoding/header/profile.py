"""The profile: creation, summary, languages, kinds, correspondence, hands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tei_edition.encoding.body import corrected
from tei_edition.encoding.correspondence.act import Act, Party, When, who_to_whom
from tei_edition.encoding.header.elements import add, add_party, folded
from tei_edition.encoding.header.given import Correspondence, Given
from tei_edition.encoding.languages import name_of, written
from tei_edition.encoding.residue import printable
from tei_edition.transcript.dates.reckoning import is_yearless
from tei_edition.transcript.zones import Entry as Value
from tei_edition.xml import ID, Element, append

NOBODY: Final = "Neither sender nor addressee is named."


def profile_description(given: Given, description: Element) -> None:
    """The ``profileDesc``: dates, summary, languages, kinds, the acts of communication, hands."""
    _creation(given, description)
    _abstract(given, description)
    usage = add(description, "langUsage")
    contents = " (translation)" if given.is_translation() else ""
    language = given.language()
    add(usage, "language", f"{name_of(language) or language}{contents}", ident=language)
    kinds = given.categories()
    if kinds:
        targets = " ".join(f"#{given.identifier}-{key}" for key in kinds)
        add(add(description, "textClass"), "catRef", scheme=f"#{given.identifier}-doctype", target=targets)
    many = len(given.correspondences) > 1
    for number, one in enumerate(given.correspondences, 1):
        main = _correspondence(given, description, one, number if many else 0)
        if number == 1 and (many or one.enclosed):
            main.set("default", "true")
    if given.hands.notes:
        notes = add(description, "handNotes")
        for name, text in given.hands.notes:
            add(notes, "handNote", text, scope="minor").set(ID, name)


def _creation(given: Given, description: Element) -> None:
    said = sorted(c.act.sent.dating.first for c in given.correspondences if c.act.sent)
    # days of no known year have no order among the others
    dates = [day for day in said if not is_yearless(day)] or (said if len(set(said)) == 1 else [])
    if not dates:
        return
    creation = add(description, "creation")
    words = " to ".join(dict.fromkeys(written(d, given.imprint.language) for d in (dates[0], dates[-1])))
    if dates[0] == dates[-1]:
        add(creation, "date", words, when=dates[0])
    else:
        add(creation, "date", words, **{"from": dates[0], "to": dates[-1]})


def _abstract(given: Given, description: Element) -> None:
    zones = given.understood.document.zones
    decided = zones.given.get("abstract")
    entries = [e for e in zones.entries if e.field == "abstract" and e.spans and decided is None]
    if not entries and not decided:
        return
    abstract = add(description, "abstract", source=f"#{given.identifier}-rec")
    for text in decided or ():
        add(abstract, "p", text)
    for entry in entries:
        _corrected_paragraph(given, add(abstract, "p"), entry)


def _corrected_paragraph(given: Given, paragraph: Element, entry: Value) -> None:
    """Words of the record with the editor's corrections beside them."""
    source = given.understood.document.source
    paragraph.text = ""
    for index, span in enumerate(entry.spans):
        at = span.start
        append(paragraph, printable(" " if index else ""))
        for placed in given.corrections_in(span):
            append(paragraph, printable(folded(source.text[at : placed.span.start])))
            choice = add(paragraph, "choice")
            add(choice, "sic", source.slice(placed.span))
            choice.append(corrected(placed.decision, given.responsible))
            at = placed.span.end
        append(paragraph, printable(folded(source.text[at : span.end])))


def _correspondence(given: Given, description: Element, one: Correspondence, number: int) -> Element:
    """The ``correspDesc`` of a document and those of the documents in it; ``number`` is 0 where the page has one."""
    made = add(description, "correspDesc")
    made.set(ID, f"{given.identifier}-corresp{number or ''}")
    _actions(given, made, one.act)
    names = [f"enc{number}-{i}" if number else f"enc{i}" for i in range(1, len(one.enclosed) + 1)]
    context = _context(given, one, names)
    if context:
        where = add(made, "correspContext")
        for relation, target, text in context:
            add(where, "ref", text, **{n: v for n, v in (("type", relation), ("target", target)) if v})
    if not len(made):
        add(made, "note", NOBODY)
    for name, inner in zip(names, one.enclosed, strict=True):
        other = add(description, "correspDesc", type="enclosed")
        other.set(ID, f"{given.identifier}-corresp-{name}")
        _actions(given, other, inner)
        if not len(other):
            add(other, "note", NOBODY)
    return made


def _context(given: Given, one: Correspondence, names: Sequence[str]) -> list[tuple[str, str, str]]:
    """Relation, target and words of what a document speaks of and of what it encloses; what stands in it is said once."""
    inside = {party.text for act in one.enclosed for party in act.sender}
    announced = [
        k for k in one.links if k.relation == "enclosure" and any(k.text.endswith(f" of {name}") for name in inside)
    ]
    spoken_of = [(link.relation, link.target, link.text) for link in one.links if link not in announced]
    enclosed = [
        ("enclosure", f"#{given.identifier}-{name}", _said(act, given.imprint.language))
        for name, act in zip(names, one.enclosed, strict=True)
    ]
    return [*spoken_of, *enclosed]


def _actions(given: Given, made: Element, act: Act) -> None:
    sent = [*act.sender, *([act.origin] if act.origin else [])]
    _action(given, made, sent, (act.sent, act.sent_time), type="sent")
    via = [*act.via, *([act.via_place] if act.via_place else [])]
    _action(given, made, via, (), type="transmitted")
    to = [*act.addressee, *([act.destination] if act.destination else [])]
    _action(given, made, to, (act.received, act.received_time), type="received", subtype="to")
    _action(given, made, act.copies, (), note=act.copies_note if act.copies else "", type="received", subtype="cc")


def _action(
    given: Given, made: Element, parties: Sequence[Party], times: Iterable[When | None], note: str = "", **kind: str
) -> None:
    dated = [when for when in times if when is not None]
    if not parties and not dated:
        return
    action = add(made, "correspAction", **kind)
    for party in parties:
        add_party(action, party, given.identifier)
    for when in dated:
        attributes = dict(when.dating.attributes)
        element = add(action, when.dating.kind, when.text)
        for name, value in attributes.items():
            element.set(name, value)
        if when.inferred:
            element.set("source", f"#{given.identifier}-rec")
    if note:
        add(action, "note", note)


def _said(act: Act, language: str) -> str:
    names = who_to_whom(act)
    date = written(act.sent.dating.first, language) if act.sent else ""
    return ", ".join(filter(None, (f"telegram of {names}" if names else "telegram", date)))
