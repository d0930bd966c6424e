"""Names that no register knows, gathered from a whole edition as entries to choose from. Nothing enters a register here."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from lxml import etree

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.edition import PROPOSALS, Edition
from tei_edition.encoding.languages import customary, written
from tei_edition.encoding.languages import places as countries_and_cities
from tei_edition.encoding.names import Reader
from tei_edition.encoding.tei import Encoded, Encoder, identifier_of
from tei_edition.practice import encoder
from tei_edition.registers.candidates import SHORT, Candidate, Lexicon, Sort, candidates, leading, pairs
from tei_edition.registers.likeness import is_alike, is_romanisation, plain
from tei_edition.registers.matching import Matcher
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.readers import read
from tei_edition.transcript.words import Words, whole
from tei_edition.xml import ID, Element, root, tei

Progress = Callable[[str, int, int], object]
# so many places are shown of each name
SHOWN: Final = 3
# so much of the text stands around a name
AROUND: Final = 40


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: the document, the line (0 where only its header has it) and the words around it."""

    document: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A likely entry: what it would be called, each form met, where, and why it is taken for a name.

    ``bearer`` is the identifier of the entry of a register that the names in ``pseudonyms`` would be added to.
    """

    identifier: str
    sort: Sort
    name: str
    forms: tuple[str, ...]
    pseudonyms: tuple[str, ...]
    places: tuple[Place, ...]
    cues: tuple[str, ...]
    bearer: str = ""

    @property
    def count(self) -> int:
        """How often it was met."""
        return len(self.places)


@dataclass(slots=True)
class _Cluster:
    """The spellings of one name."""

    forms: Counter[str] = field(default_factory=Counter)
    votes: Counter[str] = field(default_factory=Counter)
    cues: Counter[str] = field(default_factory=Counter)
    places: list[Place] = field(default_factory=list)
    pseudonyms: list[str] = field(default_factory=list)
    bearer: str = ""

    def take(self, other: _Cluster) -> None:
        self.forms += other.forms
        self.votes += other.votes
        self.cues += other.cues
        self.places += other.places
        self.pseudonyms += other.pseudonyms

    @property
    def name(self) -> str:
        """The longest of the usual forms, not all in capitals if there is another."""
        return min(self.forms, key=lambda f: (f.isupper(), -len(f.split()), -self.forms[f], f))

    @property
    def sort(self) -> Sort:
        order: tuple[Sort, ...] = ("person", "place", "org")
        return max(order, key=lambda sort: (self.votes[sort], -order.index(sort)))


@dataclass(frozen=True, slots=True)
class _Met:
    candidate: Candidate
    place: Place


# ------------------------------------------------------------------ gathering


def propose(edition: Edition, least: int = 1, progress: Progress | None = None) -> tuple[Proposal, ...]:
    """The names of an edition's transcripts that its registers do not know, the most frequent first.

    Raises:
        Refusal: settings or a register cannot be read.
    """
    tell = progress or (lambda *_: None)
    made_with = encoder(edition)
    words = made_with.practice.words
    lexicon = lexicon_of(made_with.practice.language, words)
    met: list[_Met] = []
    paired: list[tuple[str, str, Place]] = []
    for number, path in enumerate(edition.transcripts, 1):
        made = made_with.encode(read(path, edition.settings.conversion.encoding), identifier_of(path.stem))
        met += _met(made, made_with, lexicon)
        paired += _paired(made)
        tell("reading", number, len(edition.transcripts))
    clusters = _clusters(met)
    _pair(clusters, paired, made_with.matcher)
    return tuple(_proposals(clusters, made_with.matcher, least))


def lexicon_of(language: str, words: Words) -> Lexicon:
    """What the resources at hand know of a language's words."""
    months = frozenset(name.casefold().rstrip(".") for name in words.month_names)
    return Lexicon(language, countries_and_cities(language), customary(language) | months, frozenset(words.articles))


def _met(made: Encoded, encoding: Encoder, lexicon: Lexicon) -> Iterator[_Met]:
    words = encoding.practice.words
    known = sorted(m.span for part in made.understood.parts for m in part.mentions)
    for found in (*_in_text(made, encoding.matcher, words, lexicon), *_in_header(made, words)):
        if found.candidate.span.end and any(
            s.start < found.candidate.span.end and found.candidate.span.start < s.end for s in known
        ):
            continue
        if encoding.matcher.whole(found.candidate.text) is None:
            yield found


def _in_text(made: Encoded, matcher: Matcher, words: Words, lexicon: Lexicon) -> Iterator[_Met]:
    reader = Reader(made.document, matcher)
    for block in made.document.blocks:
        if block.kind in {Kind.RULE, Kind.TITLE, Kind.STATUS, Kind.SERIES}:
            continue  # captions name no one
        view = reader.bare(block.span)
        for one in candidates(view.text, words, lexicon):
            span = view.source_span(one.span.start, one.span.end)
            yield _Met(Candidate(one.text, span, one.sort, one.cue, weight=one.weight), _place(made, span))
    for span in _explained(made):
        inside = reader.legible(Span(span.start + 1, span.end - 1))
        if not SHORT.fullmatch(inside.text):
            for one in candidates(inside.text, words, lexicon):
                yield _Met(Candidate(one.text, span, one.sort, one.cue, weight=one.weight), _place(made, span))


def _explained(made: Encoded) -> list[Span]:
    """The brackets that identify."""
    markups = made.document.signs.markups
    return sorted(m.span for m in markups if ("reason", "explanation") in m.tag.attributes)


def _in_header(made: Encoded, words: Words) -> Iterator[_Met]:
    """Sender, addressee, recipients of copies, archive and publisher, where no register knows them."""
    for path, sort, cue in HEADER:
        for element in made.root.iterfind(f".//{tei('teiHeader')}//{path}"):
            name = leading(words).sub("", xml.words(element)).strip()
            name = re.sub(r"^(?:the|The)\s+", "", name)
            if name and not element.get("ref") and element.find(".//*[@ref]") is None:
                told: Sort = "person" if xml.local(element) == "persName" else sort
                told = "org" if xml.local(element) == "orgName" else told
                role = re.search(whole(words.offices_held), name, re.IGNORECASE)
                if not (role and told == "person"):  # "the Secretary of State" is an office held, not a name
                    yield _Met(Candidate(name, Span(0, 0), told, cue, weight=4), Place(made.identifier, 0, cue))


HEADER: Final[tuple[tuple[str, Sort, str], ...]] = (
    (f"{tei('correspAction')}[@type='sent']/{tei('persName')}", "person", "sender"),
    (f"{tei('correspAction')}[@type='sent']/{tei('orgName')}", "org", "sender"),
    (f"{tei('correspAction')}[@type='sent']/{tei('placeName')}", "place", "place of dispatch"),
    (f"{tei('correspAction')}[@subtype='to']/{tei('persName')}", "person", "addressee"),
    (f"{tei('correspAction')}[@subtype='to']/{tei('orgName')}", "org", "addressee"),
    (f"{tei('correspAction')}[@subtype='cc']/{tei('persName')}", "person", "list of copies"),
    (f"{tei('correspAction')}[@subtype='cc']/{tei('orgName')}", "org", "list of copies"),
    (f"{tei('msIdentifier')}//{tei('repository')}", "org", "archive"),
    (f"{tei('bibl')}/{tei('publisher')}/{tei('orgName')}", "org", "publisher of the record"),
)


def _paired(made: Encoded) -> Iterator[tuple[str, str, Place]]:
    text, language = made.document.source.text, made.document.practice.language
    brackets = sorted(b.span for b, _ in made.document.signs.brackets if text.startswith("[", b.span.start))
    for name, inside, span in pairs(text, brackets, language):
        yield name, inside, _place(made, span)


def _place(made: Encoded, span: Span) -> Place:
    source = made.document.source
    before, after = source.text[max(0, span.start - AROUND) : span.start], source.text[span.end : span.end + AROUND]
    cut = re.sub(r"^\S*\s", "", before) if len(before) == AROUND else before
    shown = f"{cut}{source.slice(span)}{re.sub(r'[^ ]*$', '', after) if len(after) == AROUND else after}"
    return Place(made.identifier, source.position(span.start).line, " ".join(shown.split()))


# ------------------------------------------------------------------ clustering


def _clusters(met: Iterable[_Met]) -> list[_Cluster]:
    by_name: dict[str, _Cluster] = {}
    for one in met:
        cluster = by_name.setdefault(plain(one.candidate.text), _Cluster())
        cluster.forms[one.candidate.text] += 1
        cluster.votes[one.candidate.sort] += one.candidate.weight
        cluster.cues[one.candidate.cue] += 1
        cluster.places.append(one.place)
    return _surnames(_merged(list(by_name.values())))


def _merged(clusters: Sequence[_Cluster]) -> list[_Cluster]:
    """Spellings of one name under one head, the most frequent first; only names that begin alike are compared."""
    kept: dict[str, list[_Cluster]] = {}
    for cluster in sorted(clusters, key=lambda c: (-sum(c.forms.values()), c.name)):
        near = kept.setdefault(plain(cluster.name)[:1], [])
        same = next((one for one in near if is_alike(one.name, cluster.name)), None)
        if same is None:
            near.append(cluster)
        else:
            same.take(cluster)
    return [cluster for near in kept.values() for cluster in near]


def _surnames(clusters: list[_Cluster]) -> list[_Cluster]:
    """A name of one word is a form of the one longer name that ends, or in capitals begins, with it."""
    # by their names as they are now: one that takes another may be called by its form
    longer = [(c, plain(c.name)) for c in clusters if c.sort == "person" and len(c.name.split()) > 1]
    kept = []
    for cluster in clusters:
        is_whole = " " in cluster.name or any(cluster is c for c, _ in longer)
        bearers = [] if is_whole else [c for c, name in longer if _is_surname_of(plain(cluster.name), name)]
        if len(bearers) == 1 and cluster.sort != "org":
            bearers[0].take(cluster)
        else:
            kept.append(cluster)
    return kept


def _is_surname_of(word: str, name: str) -> bool:
    return word in {name.split()[-1], name.split()[0]} and len(word) > 2


def _pair(clusters: list[_Cluster], paired: Iterable[tuple[str, str, Place]], matcher: Matcher) -> None:
    """Brackets say that two names are one's: another romanisation is a form, anything else a pseudonym."""
    for name, inside, place in paired:
        bearer = matcher.whole(inside)
        if (bearer is not None and matcher.whole(name) is not None) or SHORT.fullmatch(inside):
            continue
        own = _of(clusters, name)
        if bearer is not None and bearer.entry is not None:
            one = _Cluster(
                Counter({bearer.entry.display: 1}), Counter(person=5), Counter({"identified in brackets": 1}), [place]
            )
            one.pseudonyms, one.bearer = [name], bearer.entry.identifier
            same = next((c for c in clusters if c.bearer == one.bearer), None)
            same.take(one) if same else clusters.append(one)
            if own is not None:
                one.places += own.places
                clusters.remove(own)
            continue
        other = _of(clusters, inside)
        if is_romanisation(name, inside) or set(plain(name).split()) <= set(plain(inside).split()):
            target = own or other or _new(clusters, name, place)
            target.forms[inside] += 1
            if own and other and own is not other:
                own.take(other)
                clusters.remove(other)
            continue
        target = other or _new(clusters, inside, place)
        target.pseudonyms += [] if name in target.pseudonyms else [name]
        target.cues["identified in brackets"] += 1
        if own is not None and own is not target:
            target.places += own.places
            clusters.remove(own)


def _of(clusters: Iterable[_Cluster], name: str) -> _Cluster | None:
    sought = plain(name)
    return next((c for c in clusters if any(plain(form) == sought for form in c.forms)), None)


def _new(clusters: list[_Cluster], name: str, place: Place) -> _Cluster:
    made = _Cluster(Counter({name: 1}), Counter(person=2), Counter({"identified in brackets": 1}), [place])
    clusters.append(made)
    return made


def _proposals(clusters: Iterable[_Cluster], matcher: Matcher, least: int) -> Iterator[Proposal]:
    taken = {entry.identifier for entry in matcher.entries}
    order = {"person": 0, "place": 1, "org": 2}
    for cluster in sorted(clusters, key=lambda c: (order[c.sort], -len(c.places), c.name)):
        if len(cluster.places) < least:
            continue
        identifier = _identifier(cluster.name, taken)
        taken.add(identifier)
        forms = tuple(f for f, _ in sorted(cluster.forms.items(), key=lambda f: (-f[1], f[0])))
        pseudonyms = tuple(dict.fromkeys(cluster.pseudonyms))
        cues = tuple(cue for cue, _ in cluster.cues.most_common())
        places = tuple(dict.fromkeys(cluster.places))
        yield Proposal(identifier, cluster.sort, cluster.name, forms, pseudonyms, places, cues, cluster.bearer)


def _identifier(name: str, taken: set[str]) -> str:
    stem = "-".join(plain(name.replace("-", " ")).split()) or "name"
    stem = stem if stem[0].isalpha() else f"n-{stem}"
    number = 1
    while (made := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return made


# ------------------------------------------------------------------ writing

LISTS: Final[tuple[tuple[Sort, str, str, str], ...]] = (
    ("person", "listPerson", "person", "persName"),
    ("place", "listPlace", "place", "placeName"),
    ("org", "listOrg", "org", "orgName"),
)


def as_tei(proposals: Sequence[Proposal], edition: Edition) -> bytes:
    """The proposals as a register file, ready to be edited: entries to be moved into the registers, or deleted."""
    top = root("TEI")
    top.set(ID, "proposals")
    header = _sub(_sub(top, "teiHeader"), "fileDesc")
    _sub(_sub(header, "titleStmt"), "title", "Names that no register knows")
    publication = _sub(header, "publicationStmt")
    _sub(publication, "publisher", edition.settings.publisher or edition.settings.title)
    day = edition.settings.date.isoformat()
    _sub(publication, "date", written(day), when=day)
    _sub(_sub(publication, "availability", status="unknown"), "p", "Working paper of the edition.")
    _sub(
        _sub(header, "sourceDesc"),
        "p",
        "Gathered from the transcripts by tei-edition. Move what is right into the registers.",
    )
    apart = _sub(top, "standOff")
    for sort, many, one, name in LISTS:
        chosen = [p for p in proposals if p.sort == sort]
        if chosen:
            holder = _sub(apart, many)
            for proposal in chosen:
                _entry(_sub(holder, one), name, proposal)
    if not len(apart):
        _sub(apart, "listPerson")
    etree.indent(top)
    return xml.serialize(top)


def _entry(element: Element, name: str, proposal: Proposal) -> None:
    element.set(ID, proposal.identifier)
    _sub(element, name, proposal.name, type="main")
    for form in proposal.forms:
        _sub(element, name, form, type="form")
    for pseudonym in proposal.pseudonyms:
        _sub(element, name, pseudonym, type="pseudonym")
    _sub(element, "note", " ".join(_reasons(proposal)))


def _reasons(proposal: Proposal) -> Iterator[str]:
    if proposal.bearer:
        yield f"Add the pseudonym to {proposal.bearer}, who is in a register."
    yield f"{_times(proposal.count)} ({', '.join(proposal.cues[:SHOWN])})."
    for place in proposal.places[:SHOWN]:
        yield (
            f"{place.document}, line {place.line}: “{place.words}”."
            if place.line
            else f"{place.document}: {place.words}."
        )


def _times(count: int) -> str:
    return "Once" if count == 1 else f"{count} times"


def _sub(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    made = etree.SubElement(parent, tei(name))
    for key, value in attributes.items():
        made.set(key, value)
    made.text = text or None
    return made


def as_json(proposals: Sequence[Proposal]) -> str:
    """A JSON array, an object a proposal."""
    rows = [
        {
            "id": p.identifier,
            "kind": p.sort,
            "name": p.name,
            "forms": list(p.forms),
            "pseudonyms": list(p.pseudonyms),
            "bearer": p.bearer or None,
            "count": p.count,
            "cues": list(p.cues),
            "places": [{"document": q.document, "line": q.line or None, "words": q.words} for q in p.places],
        }
        for p in proposals
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


Fate = Literal["written", "unchanged", "beside"]


@dataclass(frozen=True, slots=True)
class Written:
    """Where the proposals stand; ``beside`` the ones an editor has begun to edit."""

    path: Path
    fate: Fate
    diagnostics: tuple[Diagnostic, ...] = ()


def write(edition: Edition, proposals: Sequence[Proposal]) -> Written:
    """Write ``registers/proposals.xml``; a file that was edited since stays, and the new one lies beside it.

    Raises:
        Refusal: the file cannot be written.
    """
    data = as_tei(proposals, edition)
    target, base = edition.root / "registers" / PROPOSALS, edition.root / ".generated" / PROPOSALS
    stands = target.read_bytes() if target.exists() else None
    before = base.read_bytes() if base.exists() else None
    beside = target.with_suffix(".proposed.xml")
    if stands == data:
        if before != data:
            xml.write_atomically(base, data)  # a process was killed between the two
        return Written(target, "unchanged")
    if stands is not None and stands != before:
        xml.write_atomically(beside, data)
        said = Diagnostic("proposals-edited", "you have edited it; the new list lies beside it", str(target))
        return Written(beside, "beside", (said,))
    xml.write_atomically(target, data)
    xml.write_atomically(base, data)
    beside.unlink(missing_ok=True)
    return Written(target, "written")
