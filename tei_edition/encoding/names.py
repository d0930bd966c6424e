"""Names in a block: recognised through the registers, with titles, pseudonyms and identifications."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from tei_edition.diagnostics import Diagnostic, Span
from tei_edition.encoding.legible import Legible, within
from tei_edition.encoding.marked import Marked
from tei_edition.registers.matching import Match, Matcher
from tei_edition.registers.register import Entry, Name
from tei_edition.transcript.decisions import NO
from tei_edition.transcript.document import Document
from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.signs.row import Tag, tag
from tei_edition.transcript.tiling import Markup
from tei_edition.transcript.words import Words


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text and its bearer; ``span`` holds title and identification too.

    ``doubt`` says why its bearer is only likely: the transcript itself doubts it (``a possible Cde. Holm``), or the
    document decided between two of one name; ``cert`` how likely.
    """

    span: Span
    entry: Entry
    markups: tuple[Markup, ...]
    doubt: str = ""
    cert: Literal["medium", "low"] = "low"
    core: Span = field(default_factory=lambda: Span(0, 0))

    def bare(self) -> Mention:
        """The name alone, without title and identification."""
        return replace(self, span=self.core, markups=(Markup(self.core, self.markups[0].tag),))


@dataclass(frozen=True, slots=True)
class Names:
    """The mentions of a stretch of text, and what the registers did not settle."""

    mentions: tuple[Mention, ...]
    diagnostics: tuple[Diagnostic, ...]


# no sign that a name could end in is longer
REACH: Final = 400


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads names; made once a document."""

    document: Document
    matcher: Matcher
    marked: Marked = field(init=False, repr=False)
    _explained: list[Span] = field(init=False, repr=False)
    _surplus: list[Span] = field(init=False, repr=False)
    _named: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        signs = self.document.signs
        explained = [m.span for m in signs.markups if ("reason", "explanation") in m.tag.attributes]
        object.__setattr__(self, "marked", Marked.of(self.document))
        object.__setattr__(self, "_explained", sorted(explained))
        own = self.matcher.find(self.document.source.slice(self.document.zones.document)) if self.matcher.shares else []
        object.__setattr__(self, "_named", frozenset(m.entry.identifier for m in own if m.entry))
        object.__setattr__(self, "_surplus", sorted(m.span for m in signs.markups if m.tag.name == "surplus"))

    @property
    def text(self) -> str:
        """The transcript."""
        return self.document.source.text

    def legible(self, span: Span) -> Legible:
        """A span without its marks."""
        return self.marked.legible(span)

    def bare(self, span: Span) -> Legible:
        """A span without its marks and without what identifies in brackets."""
        return self.marked.legible(span, (*within(self._explained, span), *within(self._surplus, span)))

    def read(self, span: Span) -> Names:
        """All names of a span, outer ones first."""
        plain, bare = self.legible(span), self.bare(span)
        taken: list[Mention] = []
        diagnostics: list[Diagnostic] = []
        # names run across an identification ("OS [Special Department] VKP(b) CC"); what it says is read after
        for view in (bare, plain) if len(bare.text) < len(plain.text) else (plain,):
            for match, place in self._matches(view):
                if any(m.span.crosses(place) or _core(m) == place for m in taken):
                    continue
                bearer = match.entry or self._by_context(match)
                if bearer is None:
                    diagnostics.append(_ambiguous(match, place))
                elif not _is_held_by_same(taken, place, bearer):
                    taken.append(self._doubted(self._mention(replace(match, entries=(bearer,)), place, plain), match))
        words = self.document.practice.words
        open_ = [d.span for d in diagnostics if d.span]
        diagnostics += _unknown(plain, words, [*(m.span for m in taken), *open_])
        diagnostics = [d for d in diagnostics if d.span is None or not self.is_decided(d.span)]
        kept = [m for m in taken if not any(m.span.crosses(o.span) for o in taken)]
        return Names(tuple(sorted(kept, key=lambda m: (m.span.start, -m.span.end))), tuple(diagnostics))

    def _matches(self, view: Legible) -> Iterator[tuple[Match, Span]]:
        """The names of a text, as found or as an editor decided."""
        first, last = (view.offsets[0], view.offsets[-1]) if view.offsets else (0, 0)
        decided = [one for one in self.document.settled.names if first <= one.span.start <= last]
        for match in self.matcher.find(view.text):
            place = view.source_span(match.span.start, match.span.end)
            if not any(one.span.start < place.end and place.start < one.span.end for one in decided):
                yield match, place
        for one in decided:
            entry = self.matcher.entry(one.decision.ref)
            if entry is not None:
                words = one.decision.words
                name = next((n for n in entry.names if n.text.casefold() == words.casefold()), Name(words, "form"))
                yield Match(Span(view.index(one.span.start), view.index(one.span.end)), (entry,), name), one.span

    def _by_context(self, match: Match) -> Entry | None:
        """Of several bearers the one that the document names beyond doubt elsewhere, if it names one alone."""
        named = [entry for entry in match.entries if entry.identifier in self._named]
        return named[0] if len(named) == 1 and not match.by_ending else None

    def _doubted(self, mention: Mention, match: Match) -> Mention:
        """A mention with the reason why it is only likely, if it is."""
        if match.entry is None:
            others = ", ".join(e.identifier for e in match.entries if e.identifier != mention.entry.identifier)
            return replace(
                mention, doubt=f"{others} may be meant too; only this one is named in full here", cert="medium"
            )
        if match.other_initials:
            said = f"the register has other forenames than “{match.other_initials}” for {mention.entry.identifier}"
            return replace(mention, doubt=said)
        if match.by_ending and not self.document.practice.language.startswith("de"):
            return replace(mention, doubt="the register has the name without this ending")
        return mention

    def is_decided(self, span: Span) -> bool:
        """True where an editor has said whose name it is, or that it is none."""
        return any(one.span.start < span.end and span.start < one.span.end for one in self.document.settled.names)

    def unknown_bearers(self) -> Iterator[Diagnostic]:
        """Decisions that name an entry which no register has."""
        for one in self.document.settled.names:
            if one.decision.ref != NO and self.matcher.entry(one.decision.ref) is None:
                near = self.matcher.near(one.decision.ref)
                hint = f"Did you mean “{near}”?" if near else ""
                said = f"no register has the entry “{one.decision.ref}”"
                yield Diagnostic("decision-unfit", said, one.file, one.place, one.span if not one.file else None, hint)

    # -- one mention

    def _mention(self, match: Match, place: Span, plain: Legible) -> Mention:
        entry = match.entries[0]
        name = self._whole_marks(place)
        if entry.element != "persName":
            return Mention(name, entry, (Markup(name, _tag(entry)),), core=name)
        inner: list[Markup] = []
        span = name
        if match.name.role == "pseudonym":
            inner.append(Markup(name, tag("addName", type="pseudonym")))
        ended = self._identified_after(span, entry, match.name.role == "pseudonym")
        if ended > span.end:
            inner += self._pseudonym_inside(Span(span.end, ended), entry)
        span = Span(span.start, ended)
        span = Span(self._identified_before(span, entry), span.end)
        found = _titles(plain, span.start, self.document.practice.words)
        titles = [replace(title, span=self._whole_marks(title.span)) for title in found]
        if titles:
            span = Span(titles[0].span.start, span.end)
        doubted = _is_doubted(plain.before(span.start), self.document.practice.words)
        doubt = "the transcript itself is not sure of the name" if doubted else ""
        return Mention(span, entry, (Markup(span, _tag(entry)), *titles, *inner), doubt, core=name)

    def _whole_marks(self, place: Span) -> Span:
        """A name or title that ends inside a marked stretch takes in its closing mark: ``8<sup>th</sup>``, ``Com[rade]``."""
        for markup in self._crossing(place):
            over = (
                Span(place.end, markup.span.end)
                if markup.span.end > place.end
                else Span(markup.span.start, place.start)
            )
            if not self.legible(over).text.strip():
                place = Span(min(place.start, markup.span.start), max(place.end, markup.span.end))
        return place

    def _crossing(self, place: Span) -> list[Markup]:
        return [m for m in self.marked.near(place, REACH) if m.span.crosses(place)]

    def _identified_after(self, span: Span, entry: Entry, is_pseudonym: bool) -> int:
        """``FILIPPOV [Stalin]``: the identification belongs to the name if it names the same person."""
        for explained in within(self._explained, Span(span.end, span.end + 2)):
            between = self.text[span.end : explained.start]
            said = self.matcher.whole(self.text[explained.start + 1 : explained.end - 1])
            same = said is not None and any(e.identifier == entry.identifier for e in said.entries)
            if between in {"", " "} and (same or (is_pseudonym and said is None)):
                return explained.end
        return span.end

    def _pseudonym_inside(self, after: Span, entry: Entry) -> list[Markup]:
        """``Vessk [GRANIT]``: the pseudonym may be what stands in the brackets."""
        start = self.text.index("[", after.start) + 1
        said = self.matcher.whole(self.text[start : after.end - 1])
        is_pseudonym = said is not None and said.name.role == "pseudonym" and entry in said.entries
        return [Markup(Span(start, after.end - 1), tag("addName", type="pseudonym"))] if is_pseudonym else []

    def _identified_before(self, span: Span, entry: Entry) -> int:
        """``[Alan] Kirk``, ``[Soviet ambassador to the UN Jacob] Malik``: forename or office of this person."""
        near = within(self._explained, Span(max(0, span.start - 400), span.start))
        for explained in reversed(near):
            if self.text[explained.end : span.start] in {"", " "}:
                said = self.matcher.whole(self.text[explained.start + 1 : explained.end - 1])
                other = said is not None and all(e.identifier != entry.identifier for e in said.entries)
                return span.start if other and said and said.entries[0].element == "persName" else explained.start
        return span.start


def _tag(entry: Entry) -> Tag:
    return tag(entry.element, ref=entry.reference)


def _core(mention: Mention) -> Span:
    return mention.markups[0].span


def _is_held_by_same(taken: Sequence[Mention], place: Span, entry: Entry) -> bool:
    return any(m.span.holds(place) and m.entry.identifier == entry.identifier for m in taken)


def _titles(plain: Legible, start: int, words: Words) -> Iterator[Markup]:
    """The titles right before a name, in order: ``Comrade``, ``Cde.``, ``Major``."""
    pattern = worded(r"<honorifics|ranks>\s+$", words)
    found: list[Markup] = []
    before = plain.before(start)
    while match := pattern.search(before):
        written = match[0].rstrip()
        span = plain.source_span(match.start(), match.start() + len(written))
        # "captain North" may be any captain; a comrade is always somebody's title
        if not written[0].isupper() and written.lower() not in _folded(words.honorifics, stops=True):
            break
        kind = "rank" if written.rstrip(".").lower() in _folded(words.ranks) else "honorific"
        found.insert(0, Markup(span, tag("roleName", type=kind)))
        if written in words.abbreviated:
            found.insert(1, Markup(span, Tag("abbr")))
        before = before[: match.start()]
    yield from found


def _is_doubted(before: str, words: Words) -> bool:
    return bool(words.doubting) and bool(worded(r"<doubting>\s+$", words).search(before))


def _folded(choices: Sequence[str], stops: bool = False) -> set[str]:
    return {choice.lower() if stops else choice.rstrip(".").lower() for choice in choices}


def _ambiguous(match: Match, place: Span) -> Diagnostic:
    bearers = ", ".join(entry.identifier for entry in match.entries)
    return Diagnostic("name-ambiguous", f"“{match.name.text}” may be {bearers}", span=place)


def _unknown(plain: Legible, words: Words, taken: Sequence[Span]) -> Iterator[Diagnostic]:
    """Names that a title announces and no register knows; what is taken is told already."""
    titled = r"<honorifics|ranks>\s+(?P<name>[^\W\d_a-z][\w'’-]+(?:\s+[^\W\d_a-z][\w'’-]*){0,2})"
    for match in spelled(titled, words).finditer(plain.text):
        if match["name"].split()[0].lower() in words.form["offices"]:
            continue  # the General Staff is nobody
        place = plain.source_span(*match.span("name"))
        if not any(one.start < place.end and place.start < one.end for one in taken):
            name = re.sub(r"['’]s$", "", match["name"])
            yield Diagnostic("name-unknown", f"“{name}” is in no register", span=place)


def ranks_apart(plain: Legible, words: Words, mentions: Sequence[Mention]) -> Iterator[tuple[Span, Mention]]:
    """A rank whose name stands later on the line, in round brackets: ``Major [signature] 0500 (Chikarev)``."""
    for match in spelled(r"<ranks>", words).finditer(plain.text):
        span = plain.source_span(*match.span())
        if any(m.span.holds(span) for m in mentions) or not match[0][0].isupper():
            continue
        later = (m for m in mentions if m.span.start > span.end and m.entry.element == "persName")
        bearer = next(later, None)
        if bearer is not None and plain.text[: plain.index(bearer.span.start)].endswith("("):
            yield span, bearer
