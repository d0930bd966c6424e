"""A transcript → a TEI document that gives the transcript back, whatever its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tei_edition.diagnostics import Diagnostic, Position, Span
from tei_edition.encoding import residue
from tei_edition.encoding.body import Writer
from tei_edition.encoding.correspondence import Acts
from tei_edition.encoding.correspondence.act import Act
from tei_edition.encoding.header import build
from tei_edition.encoding.header.given import Correspondence, Given
from tei_edition.encoding.header.imprint import Imprint
from tei_edition.encoding.inverse import given_lines
from tei_edition.encoding.links import (
    Catalogue,
    Known,
    Link,
    Sought,
    known_as,
    links,
    listed,
    numbers_of,
    open_links,
    sought,
    spoken_of,
    with_references,
)
from tei_edition.encoding.nest import Doubt
from tei_edition.encoding.understanding import Part, Understood, understand
from tei_edition.registers.matching import Matcher
from tei_edition.transcript.decisions import NONE, Decisions, answered_for, editors
from tei_edition.transcript.document import Document, Practice, transcribe
from tei_edition.transcript.signs.reading import Signs
from tei_edition.transcript.source import Source
from tei_edition.transcript.tiling import Fate, Unproved
from tei_edition.xml import ID, LANG, Element, has_text, local, root, tei

NOWHERE: Final = Position(0)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A TEI document and what was doubtful on the way; ``root`` is the ``TEI`` element.

    ``known`` is how other documents may refer to it; ``speaks`` is true if it refers to others, ``sought`` what they
    would have to be. ``understood`` and ``correspondences`` are what was recognised, and by what.
    """

    identifier: str
    root: Element
    document: Document
    diagnostics: tuple[Diagnostic, ...]
    known: tuple[Known, ...]
    understood: Understood
    correspondences: tuple[Correspondence, ...]
    speaks: bool = False
    sought: tuple[Sought, ...] = ()


@dataclass(frozen=True, slots=True)
class Encoder:
    """Encodes transcripts by one practice, one set of registers and one imprint.

    Example: ``Encoder(practice, matcher, imprint).encode(read(path), "telegram-21334")``
    """

    practice: Practice = field(default_factory=Practice)
    matcher: Matcher = field(default_factory=lambda: Matcher(()))
    imprint: Imprint = field(default_factory=Imprint)

    def encode(
        self,
        source: Source,
        identifier: str,
        decisions: Decisions = NONE,
        decided_in: str = "",
        catalogue: Iterable[Known] = (),
    ) -> Encoded:
        """A TEI document from which the transcript can be restored, byte for byte.

        ``catalogue`` lists the documents of the edition that others may refer to. Signs on a line that would
        not come back stay characters, with a diagnostic.
        """
        unnamed = tuple(self._unnamed(decisions, decided_in))
        decisions = answered_for(decisions, frozenset(key for key, _, _ in self.imprint.editors))
        made = self._restorable(source, identifier, decisions, decided_in, tuple(catalogue))
        diagnostics = (*made.document.diagnostics, *made.understood.diagnostics, *made.diagnostics)
        ordered = sorted(dict.fromkeys((*diagnostics, *unnamed, *_forbidden(source))), key=_order)
        return replace(made, diagnostics=tuple(d if d.span is None else _at(d, source) for d in ordered))

    def _restorable(
        self,
        source: Source,
        identifier: str,
        decisions: Decisions,
        decided_in: str,
        catalogue: tuple[Known, ...],
    ) -> Encoded:
        """The first reading that gives the transcript back: signs on a line that would not come back stay characters."""
        literal: list[Span] = []
        said: list[Diagnostic] = []
        while True:
            document = transcribe(source, self.practice, decisions, decided_in, literal)
            made, unrestored = self._tried(document, identifier, decisions, catalogue)
            failed = [number for number in unrestored if not _is_literal(source, number, literal)]
            if not failed:
                break
            for number in failed:
                literal += _failing(document, number, literal)
                span = source.lines[number - 1].span
                said.append(Diagnostic("sign-not-restored", "signs on this line stay characters", span=span))
        if made is None or unrestored:
            made, _ = self._once(_without_text(document), identifier, decisions, catalogue)
            said.append(Diagnostic("sign-not-restored", "the transcript could not be divided", span=Span(0, 0)))
        return replace(made, document=document, diagnostics=(*made.diagnostics, *said))

    def _unnamed(self, decisions: Decisions, file: str) -> Iterator[Diagnostic]:
        keys = {key for key, _, _ in self.imprint.editors}
        for key in sorted(set(editors(decisions)) - keys):
            message = f"edition.toml names no editor “{key}”; the decision was not applied"
            yield Diagnostic("decision-editor", message, file)

    def _tried(
        self, document: Document, identifier: str, decisions: Decisions, catalogue: tuple[Known, ...]
    ) -> tuple[Encoded | None, list[int]]:
        """The same as ``_once``; nothing, and the line, where two signs would have one character."""
        try:
            return self._once(document, identifier, decisions, catalogue)
        except Unproved as fault:
            return None, [document.source.position(fault.at).line]

    def _once(
        self, document: Document, identifier: str, decisions: Decisions, catalogue: tuple[Known, ...]
    ) -> tuple[Encoded, list[int]]:
        """A document as it was read, and the numbers of lines that it does not give back."""
        understood = understand(document, self.matcher, identifier)
        used = set(editors(decisions))
        acting = tuple(e for e in self.imprint.editors if e[0] in used)
        responsible = {"": f"{identifier}-enc", **{key: f"{identifier}-{key}" for key, _, _ in acting}}
        acts = Acts(understood, self.matcher)
        letters = _letters(understood, acts, identifier, catalogue)
        understood = with_references(understood, letters.links, identifier)
        writer = Writer(understood, identifier, responsible)
        text = writer.text()
        imprint = replace(self.imprint, editors=acting)
        every = letters.correspondences
        header, noticed = build(Given(identifier, understood, every, self.matcher, imprint, writer.hands, responsible))
        certainties = _stand_off(understood.doubts, identifier, writer.renamed) if understood.doubts else None
        top = _top(identifier, document.practice.language, header, certainties, text)
        unrestored = _add_residue(top, understood)
        said = (*open_links(letters.links, understood), *noticed, *acts.said)
        speaks = any(one.links for one in every)
        made = Encoded(identifier, top, document, said, letters.known, understood, every, speaks, letters.sought)
        return made, unrestored


def _failing(document: Document, number: int, literal: Sequence[Span]) -> list[Span]:
    """What stays characters so that a line comes back: the signs that run over its ends, else all of the line."""
    line = document.source.lines[number - 1].span
    whole = Span(line.start, line.end + 1)
    running = {bracket.span for bracket, _ in document.signs.brackets if bracket.span.crosses(whole)}
    return sorted(running.difference(literal)) or [whole]


def _top(identifier: str, language: str, *parts: Element | None) -> Element:
    top = root("TEI")
    top.set(ID, identifier)
    top.set(LANG, language)
    top.extend(part for part in parts if part is not None)
    indent(top)  # first: white space between blocks is part of what the text gives
    return top


@dataclass(frozen=True, slots=True)
class _Letters:
    """The documents of a page: how others may refer to them, whom they are between, of what others they speak."""

    known: tuple[Known, ...]
    correspondences: tuple[Correspondence, ...]
    links: list[Link]
    sought: tuple[Sought, ...]


def _letters(understood: Understood, acts: Acts, identifier: str, catalogue: tuple[Known, ...]) -> _Letters:
    file = f"{identifier}.xml"
    sent = [(part, acts.of(part)) for part in understood.parts]
    own = tuple(_known(identifier, understood, part, act) for part, act in sent)
    every = Catalogue((*(k for k in catalogue if k.file != file), *own))
    said_of = [(act, spoken_of(understood, part)) for part, act in sent]
    wanted = tuple(one for act, said in said_of for one in sought(said, act, understood.document.practice.words))
    spoken = [links(understood, said, act, every, file) for act, said in said_of]
    correspondences = (
        Correspondence(act, tuple(acts.enclosed(part)), tuple(listed(found)))
        for (part, act), found in zip(sent, spoken, strict=True)
    )
    return _Letters(own, tuple(correspondences), [link for found in spoken for link in found], wanted)


def _known(identifier: str, understood: Understood, part: Part, act: Act) -> Known:
    file = f"{identifier}.xml"
    sent = act.sent.dating.when if act.sent else ""
    words = understood.document.practice.words
    senders, addressees = known_as(act.sender, words), known_as(act.addressee, words)
    target = f"{file}#{identifier}-t{part.number}"
    return Known(file, target, senders, addressees, sent, numbers_of(understood, part))


def _stand_off(doubts: Sequence[Doubt], identifier: str, renamed: Mapping[str, str]) -> Element:
    apart = root("standOff")
    for doubt in doubts:
        certainty = root("certainty")
        certainty.set("target", f"#{renamed.get(doubt.target, doubt.target)}")
        certainty.set("locus", doubt.locus)
        certainty.set("cert", doubt.cert)
        certainty.set("resp", f"#{identifier}-enc")
        description = root("desc")
        description.text = doubt.reason
        certainty.append(description)
        apart.append(certainty)
    return apart


def _is_literal(source: Source, number: int, literal: Sequence[Span]) -> bool:
    start = source.lines[number - 1].span.start
    return any(span.start == start for span in literal)


def _without_text(document: Document) -> Document:
    """The last resort: all of the page is the record's."""
    return replace(document, blocks=(), signs=Signs((), (), (), ()))


def _forbidden(source: Source) -> Iterator[Diagnostic]:
    """The first control character of each line that XML cannot hold."""
    for line in source.lines:
        found = next((m for m in residue.FORBIDDEN.finditer(line.text) if m[0] != "\f"), None)  # that is a page
        if found:
            at = line.span.start + found.start()
            yield Diagnostic("character-forbidden", f"U+{ord(found[0]):04X}", span=Span(at, at + 1))


def _order(diagnostic: Diagnostic) -> tuple[Span, str, Position, str]:
    return diagnostic.span or Span(0, 0), diagnostic.file, diagnostic.position or NOWHERE, diagnostic.code


def _at(diagnostic: Diagnostic, source: Source) -> Diagnostic:
    span = diagnostic.span
    return diagnostic if span is None else diagnostic.at(diagnostic.file or source.name, source.position(span.start))


# ------------------------------------------------------------------ residue


def _add_residue(top: Element, understood: Understood) -> list[int]:
    """Write the rows that the lines need; the numbers of lines whose words the TEI does not give."""
    given, _ = given_lines(top)
    rows, unrestored = [], []
    source = understood.document.source
    edges = _edges(understood)
    for line in source.lines:
        has = given.get(line.number, "")
        before, after = edges.get(line.number, ("", ""))
        row = residue.row_for(line.number, line.text, has, before, after)
        if row is None:
            continue
        rows.append(row)
        if row.whole is not None and residue.folded(residue.printable(row.whole[1])) != has:
            unrestored.append(line.number)
    unrestored += [number for number in given if not 1 <= number <= len(source.lines)]
    holder = next(x for x in top.iter(tei("xenoData")) if x.get("type") == "transcript-residue")
    holder.text = residue.write(rows)
    return unrestored


def _edges(understood: Understood) -> dict[int, tuple[str, str]]:
    """What stands on a line before and after the document's words and is none of them, by line number."""
    source = understood.document.source
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    filled: set[int] = set()
    for tile in understood.tiling.tiles:
        number = source.position(tile.span.start).line
        if tile.fate in {Fate.TEXT, Fate.MARK}:
            filled.add(number)
            after.pop(number, None)
        elif tile.fate is Fate.LAYOUT:
            text = source.slice(tile.span)
            place = after if number in filled else before
            place[number] = place.get(number, "") + text
    numbers = {*before, *after}
    return {n: (_meant(before.get(n, "")), _meant(after.get(n, ""))) for n in numbers}


def _meant(text: str) -> str:
    """White space alone needs no piece of its own: words are compared with it folded."""
    return text if residue.folded(text) else ""


# ------------------------------------------------------------------ form

# NameChar of XML 1.0, without the characters of phonetic and compatibility blocks
NAME: Final = re.compile(r"[A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u3001-\ud7ff]")
# elements that hold only elements: white space in them means nothing
CONTAINERS: Final = frozenset(
    """TEI teiHeader fileDesc titleStmt editionStmt publicationStmt sourceDesc msDesc msIdentifier altIdentifier
    msContents additional adminInfo encodingDesc projectDesc editorialDecl correction normalization quotation
    hyphenation segmentation interpretation stdVals tagsDecl refsDecl classDecl taxonomy profileDesc abstract
    langUsage textClass correspDesc correspAction correspContext handNotes revisionDesc standOff text group body div
    opener closer postscript sp address list table row floatingText availability certainty""".split()
)


def indent(element: Element, depth: int = 0) -> None:
    """One block a line: containers are indented, mixed content is left as it is."""
    inline = local(element) not in CONTAINERS or has_text(element)
    if inline or not len(element):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth


def identifier_of(stem: str) -> str:
    """The identifier of a transcript by the stem of its file name: an NCName.

    >>> identifier_of("057"), identifier_of("letter 3")
    ('d057', 'letter-3')
    """
    name = re.sub(r"[^\w.-]+", "-", "".join(c for c in stem if not c.isdigit() or c.isdecimal())).strip("-.")
    name = "".join(c for c in name if _is_name_character(c)) or "document"
    return name if name[0] == "_" or name[0].isalpha() else f"d{name}"


def _is_name_character(character: str) -> bool:
    """True for what XML allows inside a name, but for the rare and the colon."""
    return character in "-._" or bool(NAME.match(character))
