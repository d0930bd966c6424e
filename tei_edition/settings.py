"""TOML files as checked types: the only place that knows tomllib and pydantic.

An editor writes edition.toml, layouts and decisions by hand; every mistake is reported with its line.
"""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

from pydantic import AfterValidator, AliasGenerator, ConfigDict, Discriminator, Field, Tag, TypeAdapter, ValidationError

from tei_edition.diagnostics import Diagnostic, Position, Refusal
from tei_edition.xml import read_bytes

__all__ = [
    "KEBAB",
    "STRICT",
    "Discriminator",
    "Field",
    "Moment",
    "Pattern",
    "Strictness",
    "Tag",
    "load",
    "parse",
    "position",
]

T = TypeVar("T")
Strictness = ConfigDict
# what a dataclass of settings says of itself: unknown keys are mistakes; keys with hyphens for names with underscores
STRICT: Final = ConfigDict(extra="forbid")
KEBAB: Final = ConfigDict(extra="forbid", alias_generator=AliasGenerator(alias=lambda name: name.replace("_", "-")))


def _compiles(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return value


Pattern = Annotated[str, AfterValidator(_compiles)]
DATE: Final = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
MOMENT: Final = re.compile(rf"none|{DATE}(?:/{DATE})?|\d\d:\d\d(?::\d\d)?")


def _is_moment(value: str) -> str:
    if not MOMENT.fullmatch(value) or not all(map(_is_on_the_calendar, value.split("/"))):
        raise ValueError("not a date or time of ISO 8601: write 1951-06-30, 1951-06, 1951-10/1951-12, 11:20 or none")
    return value


def _is_on_the_calendar(value: str) -> bool:
    if value == "none":
        return True
    try:
        if ":" in value:
            datetime.time.fromisoformat(value)
        else:
            datetime.date.fromisoformat(f"{value}-01-01"[:10] if len(value) < 7 else f"{value}-01"[:10])
    except ValueError:
        return False
    return True


Moment = Annotated[str, AfterValidator(_is_moment)]
Location = tuple[int | str, ...]


def load(path: Path, kind: type[T]) -> T:
    """Read a TOML file into a dataclass.

    Raises:
        Refusal: one diagnostic for each mistake, with its line; unknown keys are mistakes.
    """
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(Diagnostic("toml-syntax", f"not UTF-8: {error.reason}", str(path), Position(1))) from None
    return parse(text, kind, str(path))


def parse(text: str, kind: type[T], name: str) -> T:
    """The same for TOML in memory; ``name`` is the file to name in messages."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
        lines = text.count("\n") + 1
        position = Position(int(place[1]), int(place[2])) if place and place[1] else Position(lines)
        said = re.sub(r" \(at .*\)$", "", str(error))
        raise Refusal(Diagnostic("toml-syntax", said, name, position)) from None
    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError as error:
        told = {
            _plain(e["loc"]): e for e in reversed(error.errors())
        }  # of a union's branches the first speaks, and the one that went deepest
        kept = [
            e for place, e in reversed(told.items()) if not any(p[: len(place)] == place and p != place for p in told)
        ]
        raise Refusal(*(_diagnostic(e, text, kind, name) for e in kept)) from None


def _diagnostic(error: Any, text: str, kind: type[Any], name: str) -> Diagnostic:
    location = _plain(error["loc"])
    path = ".".join(str(part + 1 if isinstance(part, int) else part) for part in location)
    said, hint = error["msg"], ""
    if error["type"] in {"unexpected_keyword_argument", "extra_forbidden"}:
        said = f"there is no setting “{path}”"
        known = list(getattr(kind, "__dataclass_fields__", {}))
        near = difflib.get_close_matches(str(location[-1]), known, 1)
        hint = f"Did you mean “{near[0]}”?" if near else ""
    elif error["type"] in {"missing", "missing_argument"}:
        said = f"the setting “{path}” is missing"
    elif path:
        said = f"“{path}”: {said[:1].lower()}{said[1:]}"
    return Diagnostic("setting-invalid", said, name, position(text, location), hint=hint)


def _plain(location: Location) -> Location:
    return tuple(part for part in location if not _is_branch(part))


def _is_branch(part: int | str) -> bool:
    # pydantic names the branch of a union in the path; an editor has no use for it
    return isinstance(part, str) and ("[" in part or part.startswith("function-") or part[:1].isupper())


def position(text: str, location: Location) -> Position:
    r"""The line of a key in TOML text, as near as it can be found; line 1 if it stands nowhere.

    >>> position('title = "x"\n[book]\npaper = 3', ("book", "paper"))
    Position(line=3, column=1)
    """
    lines, at = text.splitlines(), 0
    found = Position(1)
    steps = list(location)
    while steps:
        key = steps.pop(0)
        if isinstance(key, int):
            continue
        nth = steps[0] if steps and isinstance(steps[0], int) else 0
        table = re.compile(rf"\s*\[\[?\s*(?:[\w\"'-]+\.)*{re.escape(key)}\s*\]")
        pair = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        hits = [i for i in range(at, len(lines)) if table.match(lines[i])] or [
            i for i in range(at, len(lines)) if pair.match(lines[i])
        ]
        if not hits:
            break
        at = hits[min(nth, len(hits) - 1)]
        found = Position(at + 1, len(lines[at]) - len(lines[at].lstrip()) + 1)
    return found
