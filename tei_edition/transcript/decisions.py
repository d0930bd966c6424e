"""What only an editor can know: decisions as data, one small TOML for a transcript.

A decision names a line, words on it and, where they occur more than once, which; one that no longer
fits the transcript is reported, never guessed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar, Final, Literal, TypeVar

from tei_edition import settings
from tei_edition.diagnostics import Diagnostic, Position, Span
from tei_edition.settings import STRICT, Language, Moment, Strictness, Whole
from tei_edition.transcript.blocks import Kind
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.layout import Field
from tei_edition.transcript.signs import BY_NAME, DOCUMENTARY, Table
from tei_edition.transcript.signs.row import Sign
from tei_edition.transcript.source import Source

Certainty = Literal["high", "medium", "low", "unknown"]
NO: Final = "none"
"""What is written where words are no date and no name."""

BlockName = Literal[
    "issuer",
    "title",
    "status",
    "copies",
    "copies-head",
    "copies-item",
    "receipt",
    "series",
    "address",
    "salute",
    "speaker",
    "paragraph",
    "continued",
    "valediction",
    "signed",
    "registry",
    "dateline",
    "postscript",
    "deciphered",
    "printed",
    "verified",
    "copies-made",
    "office",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The transcript reads ``words``; the editor reads ``reading``. Both stand in the TEI, side by side.

    ``line`` counts from 1; ``occurrence`` from 1, or from the end with -1; ``editor`` is a key of edition.toml.
    """

    __pydantic_config__: ClassVar[Strictness] = STRICT
    line: Whole
    words: str
    reading: str
    occurrence: Whole = 0
    certainty: Certainty = "high"
    editor: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a bracket means: ``sign`` is a row of the table of signs, ``words`` what stands inside."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    words: str
    sign: str
    line: Whole = 0
    occurrence: Whole = 0
    editor: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockKind:
    """What the block that begins on a line is; ``continued``: it goes on with the one before."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    line: Whole
    kind: BlockName
    editor: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """What a date or time says, in ISO 8601 (``1951-10/1951-12`` from, to); ``none``: it is no date."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    words: str
    value: Moment
    line: Whole = 0
    occurrence: Whole = 0
    editor: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Whose name it is: an entry of the registers, such as ``persons.xml#berg``; ``none``: it is no name."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    words: str
    ref: str
    line: Whole = 0
    occurrence: Whole = 0
    editor: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderValue:
    """What the record says under a field; empty: it says nothing."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    field: Field
    value: str
    editor: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A message that an editor has looked at: it is not listed for review any more."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    code: str
    line: Whole = 0
    words: str = ""
    editor: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """All decisions on a transcript; see the manual's page on decisions."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    layout: str = ""
    signs: str = ""
    language: Language = ""
    correct: tuple[Correction, ...] = ()
    bracket: tuple[Ground, ...] = ()
    block: tuple[BlockKind, ...] = ()
    date: tuple[DateValue, ...] = ()
    name: tuple[Bearer, ...] = ()
    header: tuple[HeaderValue, ...] = ()
    settled: tuple[Looked, ...] = ()


_WithWords = Correction | Ground | DateValue | Bearer
Decision = Correction | Ground | BlockKind | DateValue | Bearer | HeaderValue | Looked
NONE = Decisions()
TABLES: Final = ("correct", "bracket", "block", "date", "name", "header", "settled")


@dataclass(frozen=True, slots=True)
class Placed:
    """A correction and where it fits."""

    span: Span
    decision: Correction


@dataclass(frozen=True, slots=True)
class DecidedDate:
    """A date and where it stands."""

    span: Span
    decision: DateValue


@dataclass(frozen=True, slots=True)
class DecidedName:
    """A name and where it stands; ``file`` and ``place`` are the decision's own."""

    span: Span
    decision: Bearer
    file: str = ""
    place: Position | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Decisions found in the transcript, and those that were not; ``applied`` are all that fit.

    ``met`` are those for the whole edition whose words stand here, whether they hold or a decision of the transcript does.
    """

    corrections: tuple[Placed, ...]
    grounds: dict[int, Sign]
    diagnostics: tuple[Diagnostic, ...]
    blocks: Mapping[int, BlockKind] = field(default_factory=dict)
    dates: tuple[DecidedDate, ...] = ()
    names: tuple[DecidedName, ...] = ()
    header: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    layout: str = ""
    signs: str = ""
    language: str = ""
    applied: tuple[Decision, ...] = ()
    met: tuple[Decision, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """The fields of the record that an editor decided for this transcript."""
        return frozenset(one.field for one in self.applied if isinstance(one, HeaderValue))


def load(path: Path) -> Decisions:
    """The decisions of a file, none if there is no file; raises Refusal with the line of each mistake."""
    return settings.load(path, Decisions) if path.exists() else NONE


def kind_of(name: str) -> Kind | None:
    """The kind of block by its name in a decision; None for one that goes on with the block before.

    >>> kind_of("copies-made").value
    'number of copies made'
    """
    return None if name == "continued" else Kind[name.upper().replace("-", "_")]


def settle(
    decisions: Decisions, source: Source, file: str = "", everywhere: Decisions = NONE, table: Table = DOCUMENTARY
) -> Settled:
    """Find the place of each decision; a bracket's is the offset of its ``[``, and its sign a row of ``table``.

    ``everywhere`` holds in the whole edition: it need not fit, and where both speak ``decisions`` hold.
    """
    own, others = _Search(source, file, table), _Search(source, "", table, is_expected=False)
    bracketed = list(others.brackets(everywhere.bracket))
    dated_there = list(others.words("date", everywhere.date))
    named_there = list(others.words("name", everywhere.name))
    brackets = [*own.brackets(decisions.bracket), *bracketed]
    corrections = tuple(Placed(span, one) for one, span, _ in own.words("correct", decisions.correct))
    dated = [*own.words("date", decisions.date), *dated_there]
    named = [*own.words("name", decisions.name), *named_there]
    dates = _without_overlaps([DecidedDate(span, one) for one, span, _ in dated])
    names = _without_overlaps([DecidedName(span, one, file if place else "", place) for one, span, place in named])
    blocks = {one.line: one for i, one in enumerate(decisions.block) if own.line(one, i)}
    header = _values(everywhere.header) | _values(decisions.header)
    return Settled(
        corrections=corrections,
        grounds={span.start: sign for _, span, sign in reversed(brackets)},
        diagnostics=tuple(own.said),
        blocks=blocks,
        dates=dates,
        names=names,
        header=header,
        layout=decisions.layout,
        signs=decisions.signs,
        language=decisions.language,
        applied=(
            *(one.decision for one in corrections),
            *_once(ground for ground, _, _ in brackets),
            *blocks.values(),
            *_once(one.decision for one in dates),
            *_once(one.decision for one in names),
            *decisions.header,
        ),
        met=tuple(_once([*(d[0] for d in bracketed), *(d[0] for d in dated_there), *(d[0] for d in named_there)])),
    )


def _once(decisions: Iterable[Decision]) -> list[Decision]:
    return list(dict.fromkeys(decisions))


def _values(decided: Iterable[HeaderValue]) -> dict[str, tuple[str, ...]]:
    """The values of each field; one that is left out has none."""
    values: dict[str, tuple[str, ...]] = {}
    for one in decided:
        values[one.field] = (*values.get(one.field, ()), *filter(None, (one.value,)))
    return values


P = TypeVar("P", DecidedDate, DecidedName)


def _without_overlaps(placed: Sequence[P]) -> tuple[P, ...]:
    """In the order of the text; of two that overlap the first decided holds."""
    kept: list[P] = []
    for one in placed:
        if not any(one.span.start < other.span.end and other.span.start < one.span.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda p: p.span))


W = TypeVar("W", Correction, DateValue, Bearer)


class _Search:
    """Looks for the places of decisions, and says which have none."""

    def __init__(self, source: Source, file: str, table: Table, is_expected: bool = True) -> None:
        self.source, self.file, self.table, self.is_expected = source, file, table, is_expected
        self.said: list[Diagnostic] = []

    def words(self, table: str, decisions: Sequence[W]) -> Iterator[tuple[W, Span, Position | None]]:
        """Each decision with the places of its words, and its own place."""
        for index, one in enumerate(decisions):
            before, after = _edge(one.words)
            place = _line_of((table, index, "line"), self.file)
            for span in self._spans(one, rf"{before}{re.escape(one.words)}{after}", place):
                yield one, span, place

    def brackets(self, decisions: Sequence[Ground]) -> Iterator[tuple[Ground, Span, Sign]]:
        """Each decision on a bracket with the places of the brackets and the sign."""
        known = _of_brackets(self.table)
        for index, one in enumerate(decisions):
            sign = known.get(one.sign)
            if sign is None:
                self.said.append(_no_sign(one, known, self.file, ("bracket", index, "sign")))
                continue
            place = _line_of(("bracket", index, "line"), self.file)
            for span in self._spans(one, rf"\[{re.escape(one.words)}\]", place):
                yield one, span, sign

    def line(self, decision: BlockKind, index: int) -> bool:
        """True if something stands on the line of a block."""
        fits = 1 <= decision.line <= len(self.source.lines) and not self.source.lines[decision.line - 1].is_blank
        if not fits:
            self.said.append(unfit_block(decision, self.file, index))
        return fits

    def _spans(self, decision: _WithWords, pattern: str, place: Position | None) -> list[Span]:
        everywhere = not decision.line and not isinstance(decision, Correction)
        if not decision.words:
            found: list[Span] = []
        elif everywhere:
            found = [Span(*m.span()) for m in compiled(pattern).finditer(self.source.text)]
        else:
            found = self._on_line(decision, pattern)
        if not found and self.is_expected:
            self.said.append(self._unfit(decision, pattern, place))
        return found

    def _on_line(self, decision: _WithWords, pattern: str) -> list[Span]:
        if not 1 <= decision.line <= len(self.source.lines):
            return []
        line = self.source.lines[decision.line - 1]
        found = [
            Span(line.span.start + m.start(), line.span.start + m.end()) for m in compiled(pattern).finditer(line.text)
        ]
        if not decision.occurrence:
            return found if len(found) == 1 else []
        index = decision.occurrence - (decision.occurrence > 0)
        return [found[index]] if -len(found) <= index < len(found) else []

    def _unfit(self, decision: _WithWords, pattern: str, place: Position | None) -> Diagnostic:
        words = f"[{decision.words}]" if isinstance(decision, Ground) else decision.words
        at = f"on line {decision.line}, or more than once" if decision.line else "in the transcript"
        lines = [line.number for line in self.source.lines if decision.words and compiled(pattern).search(line.text)]
        moved = len(lines) == 1 and lines[0] != decision.line
        hint = f"The words stand on line {lines[0]}: write line = {lines[0]}. It was not applied." if moved else ""
        return Diagnostic("decision-unfit", f"“{words}” is not found {at}", self.file, place, hint=hint)


def unfit_block(decision: BlockKind, file: str, index: int) -> Diagnostic:
    """No block begins there, or none of that kind may."""
    message = f"line {decision.line} cannot begin a block of the kind “{decision.kind}”"
    hint = "Name the first line of a block, and a kind that may stand there. It was not applied."
    return Diagnostic("decision-unfit", message, file, _line_of(("block", index, "line"), file), hint=hint)


def unfit_choice(key: str, name: str, known: Collection[str], file: str) -> list[Diagnostic]:
    """A layout or a sign profile that there is not; it is chosen as if nothing had been decided."""
    if not name or name in known:
        return []
    near = difflib.get_close_matches(name, known, 1)
    hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(sorted(known))}."
    said = f"{key} = “{name}”: there is none of that name; it was not applied"
    return [Diagnostic("decision-unfit", said, file, _line_of((key,), file), hint=hint)]


def _edge(words: str) -> tuple[str, str]:
    """Words are whole words: no letter may touch them, where they begin and end with one."""
    return (r"(?<!\w)" if words[:1].isalnum() else "", r"(?!\w)" if words[-1:].isalnum() else "")


def _of_brackets(table: Table) -> dict[str, Sign]:
    """The rows an editor may choose for square brackets: those in force, and of the documentary ones those put off."""
    others = BY_NAME if table.fallback is not None else {}
    return {**others, **{sign.name: sign for sign in table.squares}}


def _no_sign(ground: Ground, known: Collection[str], file: str, where: settings.Location) -> Diagnostic:
    near = difflib.get_close_matches(ground.sign, known, 1)
    message = f"there is no sign “{ground.sign}” in the table of signs"
    hint = f"Did you mean “{near[0]}”?" if near else "The manual's page on signs lists them."
    return Diagnostic("decision-unfit", message, file, _line_of(where, file), hint=hint)


def _line_of(where: settings.Location, file: str) -> Position | None:
    path = Path(file)
    if not file or not path.is_file():
        return None
    return settings.position(path.read_text("utf-8-sig", errors="replace"), where)


def answered_for(decisions: Decisions, keys: frozenset[str]) -> Decisions:
    """The decisions that name no editor, or one of those known: nobody else can answer for them."""
    kept: dict[str, Any] = {
        name: tuple(d for d in getattr(decisions, name) if not d.editor or d.editor in keys) for name in TABLES
    }
    return replace(decisions, **kept)


def editors(decisions: Decisions) -> Iterator[str]:
    """The keys of the editors who decided."""
    yield from (one.editor for name in TABLES for one in getattr(decisions, name) if one.editor)


def said_of(decision: Decision) -> str:
    """A decision in words, for the list of changes: what was decided, and why.

    >>> said_of(DateValue(words="5 July", value="1951-07-05", line=12))
    'Line 12: “5 July” dated 1951-07-05.'
    """
    number = 0 if isinstance(decision, HeaderValue) else decision.line
    line = f"Line {number}: " if number else ""
    return f"{line}{_said(decision)} {decision.reason}".strip()


def _said(decision: Decision) -> str:
    match decision:
        case Correction():
            return f"“{decision.words}” corrected to “{decision.reading}”."
        case Ground():
            return f"“[{decision.words}]” read as {decision.sign}."
        case BlockKind():
            return f"encoded as {decision.kind}."
        case DateValue():
            said = "is no date" if decision.value == NO else f"dated {decision.value}"
            return f"“{decision.words}” {said}."
        case Bearer():
            said = "is no name" if decision.ref == NO else f"is {decision.ref.rpartition('#')[2]}"
            return f"“{decision.words}” {said}."
        case HeaderValue():
            return f"{decision.field}: “{decision.value}”." if decision.value else f"{decision.field}: left out."
        case Looked():
            return f"{decision.code}: looked at."
