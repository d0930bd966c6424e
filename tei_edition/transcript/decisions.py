"""What only an editor can know: decisions as data, one small TOML for a transcript.

A decision names a line, words on it and, where they occur more than once, which; one that no longer
fits the transcript is reported, never guessed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from tei_edition import settings
from tei_edition.diagnostics import Diagnostic, Position, Span
from tei_edition.settings import STRICT, Strictness
from tei_edition.transcript.signs import BY_NAME, Sign
from tei_edition.transcript.source import Source

Certainty = Literal["high", "medium", "low", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The transcript reads ``words``; the editor reads ``reading``. Both stand in the TEI, side by side.

    ``line`` counts from 1; ``occurrence`` from 1, or from the end with -1; ``editor`` is a key of edition.toml.
    """

    __pydantic_config__: ClassVar[Strictness] = STRICT
    line: int
    words: str
    reading: str
    occurrence: int = 0
    certainty: Certainty = "high"
    editor: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a bracket means: ``sign`` is a row of the table of signs, ``words`` what stands inside."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    line: int
    words: str
    sign: str
    occurrence: int = 0
    editor: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """All decisions on a transcript; see the manual's page on decisions."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    correct: tuple[Correction, ...] = ()
    bracket: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A correction and where it fits."""

    span: Span
    decision: Correction


@dataclass(frozen=True, slots=True)
class Settled:
    """Decisions found in the transcript, and those that were not."""

    corrections: tuple[Placed, ...]
    grounds: dict[int, Sign]
    decided: tuple[Ground, ...]
    diagnostics: tuple[Diagnostic, ...]


NONE = Decisions()


def load(path: Path) -> Decisions:
    """The decisions of a file, none if there is no file; raises Refusal with the line of each mistake."""
    return settings.load(path, Decisions) if path.exists() else NONE


def settle(decisions: Decisions, source: Source, file: str = "") -> Settled:
    """Find the place of each decision; a bracket's is the offset of its ``[``."""
    diagnostics: list[Diagnostic] = []
    corrections: list[Placed] = []
    grounds: dict[int, Sign] = {}
    decided: list[Ground] = []
    for index, correction in enumerate(decisions.correct):
        span = _one(
            correction,
            source,
            rf"{_edge(correction.words)[0]}{re.escape(correction.words)}{_edge(correction.words)[1]}",
        )
        if span is None:
            diagnostics.append(_unfit(correction, file, ("correct", index, "line")))
        else:
            corrections.append(Placed(span, correction))
    for index, ground in enumerate(decisions.bracket):
        span = _one(ground, source, rf"\[{re.escape(ground.words)}\]")
        if span is None or ground.sign not in BY_NAME:
            diagnostics.append(_unfit(ground, file, ("bracket", index, "line")))
        else:
            grounds[span.start] = BY_NAME[ground.sign]
            decided.append(ground)
    return Settled(tuple(corrections), grounds, tuple(decided), tuple(diagnostics))


def _edge(words: str) -> tuple[str, str]:
    """Words are whole words: no letter may touch them, where they begin and end with one."""
    return (r"(?<!\w)" if words[:1].isalnum() else "", r"(?!\w)" if words[-1:].isalnum() else "")


def _one(decision: Correction | Ground, source: Source, pattern: str) -> Span | None:
    if not 1 <= decision.line <= len(source.lines):
        return None
    line = source.lines[decision.line - 1]
    found = [Span(line.span.start + m.start(), line.span.start + m.end()) for m in re.finditer(pattern, line.text)]
    if not decision.occurrence:
        return found[0] if len(found) == 1 else None
    index = decision.occurrence - (decision.occurrence > 0)
    return found[index] if -len(found) <= index < len(found) else None


def _unfit(decision: Correction | Ground, file: str, where: settings.Location) -> Diagnostic:
    if isinstance(decision, Ground) and decision.sign not in BY_NAME:
        near = difflib.get_close_matches(decision.sign, BY_NAME, 1)
        message = f"there is no sign “{decision.sign}” in the table of signs"
        hint = f"Did you mean “{near[0]}”?" if near else "The manual's page on signs lists them."
        return Diagnostic("decision-unfit", message, file, _line_of(where, file), hint=hint)
    message = f"“{decision.words}” is not found on line {decision.line}, or more than once"
    return Diagnostic("decision-unfit", message, file, _line_of(where, file))


def _line_of(where: settings.Location, file: str) -> Position | None:
    path = Path(file)
    if not file or not path.is_file():
        return None
    return settings.position(path.read_text("utf-8-sig", errors="replace"), where)


def answered_for(decisions: Decisions, keys: frozenset[str]) -> Decisions:
    """The decisions that name no editor, or one of those known: nobody else can answer for them."""
    return Decisions(
        correct=tuple(d for d in decisions.correct if not d.editor or d.editor in keys),
        bracket=tuple(d for d in decisions.bracket if not d.editor or d.editor in keys),
    )


def editors(decisions: Decisions) -> Iterator[str]:
    """The keys of the editors who decided."""
    yield from (correction.editor for correction in decisions.correct if correction.editor)
    yield from (ground.editor for ground in decisions.bracket if ground.editor)
