"""TOML files as checked types: the only place that knows tomllib and pydantic.

An editor writes edition.toml, layouts and decisions by hand; every mistake is reported with its line.
"""

from __future__ import annotations

import dataclasses
import datetime
import difflib
import functools
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar, cast, get_args, get_type_hints

from pydantic import (
    AfterValidator,
    AliasGenerator,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Strict,
    Tag,
    TypeAdapter,
    ValidationError,
)

from tei_edition.diagnostics import Diagnostic, Position, Refusal
from tei_edition.endless import is_endless
from tei_edition.xml import read_bytes

__all__ = [
    "KEBAB",
    "STRICT",
    "Address",
    "AfterValidator",
    "Counted",
    "Day",
    "Discriminator",
    "Field",
    "Interface",
    "Isbn",
    "Key",
    "Language",
    "Link",
    "Location",
    "Measure",
    "Moment",
    "Pattern",
    "Sought",
    "Strictness",
    "Tag",
    "Text",
    "Texts",
    "Truth",
    "Whole",
    "load",
    "parse",
    "position",
    "text_of",
    "with_named_patterns",
]

T = TypeVar("T")
Strictness = ConfigDict
# what a dataclass of settings says of itself: unknown keys are mistakes; keys with hyphens for names with underscores
STRICT: Final = ConfigDict(extra="forbid")
KEBAB: Final = ConfigDict(extra="forbid", alias_generator=AliasGenerator(alias=lambda name: name.replace("_", "-")))


# a pattern that another uses by its name: (?&day)
NAMED: Final = re.compile(r"\(\?&(?P<name>[\w-]+)\)")


def with_named_patterns(data: dict[str, Any]) -> dict[str, Any]:
    """TOML data in which each ``(?&name)`` is the pattern of that name in the table ``patterns``; one that is none stays.

    >>> with_named_patterns({"patterns": {"day": "[0-9]+"}, "line": "^(?&day)$"})["line"]
    '^(?:[0-9]+)$'
    """
    table = data.get("patterns")
    known = {k: v for k, v in table.items() if isinstance(v, str)} if isinstance(table, dict) else {}
    return {key: value if key == "patterns" else _with_patterns(value, known) for key, value in data.items()}


def _with_patterns(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _with_patterns(one, known) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_patterns(one, known) for one in value]
    if not isinstance(value, str):
        return value
    return NAMED.sub(lambda m: f"(?:{_sound(known[m['name']])})" if m["name"] in known else m[0], value)


def _sound(pattern: str) -> str:
    """The pattern, empty where it has a mistake: that is told once, where it stands."""
    try:
        re.compile(pattern)
    except re.error:
        return ""
    return pattern


def _compiles(value: str) -> str:
    unknown = NAMED.search(value)
    if unknown:
        raise ValueError(f"there is no “{unknown['name']}” in the table [patterns]")
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    if is_endless(value):
        raise ValueError("what repeats is repeated, as in (a+)+: on a long line that takes for ever; repeat it once")
    return value


Pattern = Annotated[str, AfterValidator(_compiles)]
# true is no 1 and 1 is not true, whatever Python says
Truth = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
Measure = Annotated[float, Strict()]


def _is_no_number(value: Any) -> Any:
    if isinstance(value, int | float):
        raise ValueError("must be a date such as 2026-05-01, without quotation marks")  # noqa: TRY004  # pydantic's way
    return value


# a number of seconds is no date
Day = Annotated[datetime.date, BeforeValidator(_is_no_number)]


def _has_words(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value


Text = Annotated[str, AfterValidator(_has_words)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
# a pattern that must find something
Sought = Annotated[Pattern, AfterValidator(_has_words)]
Counted = Annotated[Whole, Field(ge=1)]
# what may end an xml:id, and what ends those that each document has anyway
KEY: Final = re.compile(r"[\w.-]+")
TAKEN: Final = re.compile(r"tr|enc|src|rec|ms|text|residue|doctype|corresp.*|(?:l|t|q|doc|enc|hand|doubt|gone)\d.*")


def _is_key(value: str) -> str:
    if not KEY.fullmatch(value):
        raise ValueError("not a short name: write letters and digits without spaces, such as the initials")
    if TAKEN.fullmatch(value):
        raise ValueError(f"each document has a part of its own called “{value}”: take another short name")
    return value


Key = Annotated[str, AfterValidator(_is_key)]
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
ADDRESS: Final = re.compile(r"https?://[^\s/?#.]+(?:\.[^\s/?#.]+)*(?::\d+)?(?:/[^\s?#]*)?")


def _is_address(value: str) -> str:
    if value and not ADDRESS.fullmatch(value):
        raise ValueError("not an address: write https:// and the name, such as https://example.org/letters/")
    return value


Address = Annotated[str, AfterValidator(_is_address)]
LINK: Final = re.compile(r"https?://[^\s/]+(?:/\S*)?|urn:\S+")


def _is_link(value: str) -> str:
    if value and not LINK.fullmatch(value):
        raise ValueError("not an address: write all of it, such as https://example.org/licence")
    return value


Link = Annotated[str, AfterValidator(_is_link)]
# a BCP 47 tag: language, perhaps script and region
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def _is_language(value: str) -> str:
    if value and not LANGUAGE.fullmatch(value):
        raise ValueError("not a language: write its tag, such as de or en-US")
    return value


Language = Annotated[str, AfterValidator(_is_language)]
# the languages of site and book: those of xslt/html/words.xml
INTERFACES: Final = ("de", "en", "es", "fr", "it", "pl", "ru", "zh")


def _is_interface(value: str) -> str:
    if value.lower().partition("-")[0] not in INTERFACES:
        raise ValueError(f"there are no words of the site in “{value}”: there are {', '.join(INTERFACES)}")
    return value


Interface = Annotated[str, AfterValidator(_is_interface)]


def _is_isbn(value: str) -> str:
    if value and not _has_check_digit(re.sub(r"[- ]", "", value)):
        raise ValueError("not an ISBN: write its 13 digits, with or without hyphens; the last one is a check digit")
    return value


def _has_check_digit(digits: str) -> bool:
    """ISO 2108: digits by turns weigh 1 and 3, and their sum ends in 0.

    >>> _has_check_digit("9783161484100"), _has_check_digit("9783161484101")
    (True, False)
    """
    if not re.fullmatch(r"97[89]\d{10}", digits):
        return False
    return sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(digits)) % 10 == 0


Isbn = Annotated[str, AfterValidator(_is_isbn)]
Location = tuple[int | str, ...]
Prepare = Callable[[dict[str, Any]], dict[str, Any]]


def load(path: Path, kind: type[T], prepare: Prepare = dict) -> T:
    """Read a TOML file into a dataclass; ``prepare`` is done to its data before they are checked.

    Raises:
        Refusal: one diagnostic for each mistake, with its line; unknown keys are mistakes.
    """
    return parse(text_of(path), kind, str(path), prepare)


def text_of(path: Path) -> str:
    """The text of a file that an editor writes by hand, as UTF-8.

    Raises:
        Refusal: it cannot be read, or has another encoding; with the line.
    """
    data = read_bytes(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Position(data.count(b"\n", 0, error.start) + 1)
        hint = "Save it as UTF-8."
        raise Refusal(Diagnostic("toml-syntax", f"not UTF-8: {error.reason}", str(path), place, hint=hint)) from None


def parse(text: str, kind: type[T], name: str, prepare: Prepare = dict) -> T:
    """The same for TOML in memory; ``name`` is the file to name in messages."""
    try:
        data = prepare(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Refusal(_misspelt(error, text, name)) from None
    unwritable = [_unwritable(place, value, text, name) for place, value in _texts(data) if UNWRITABLE.search(value)]
    if unwritable:
        raise Refusal(*unwritable)
    try:
        return cast(T, _adapter(kind).validate_python(data))  # type: ignore[arg-type]  # a class is hashable
    except ValidationError as error:
        told = {
            _plain(e["loc"]): e for e in reversed(error.errors())
        }  # of a union's branches the first speaks, and the one that went deepest
        kept = [
            e for place, e in reversed(told.items()) if not any(p[: len(place)] == place and p != place for p in told)
        ]
        raise Refusal(*(_diagnostic(e, text, kind, name) for e in kept)) from None


# control characters that no XML can hold and no pattern needs; a form feed begins a page
UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def _texts(data: Any, place: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text of TOML data, with its place."""
    if isinstance(data, str):
        yield place, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from _texts(value, (*place, key))


def _unwritable(place: Location, value: str, text: str, name: str) -> Diagnostic:
    found = UNWRITABLE.search(value)
    number = ord(found[0]) if found else 0
    said = f"“{_path(place)}” has a control character (U+{number:04X})"
    hint = "Take it out." if number != BACKSPACE else r"In \"…\" TOML reads \b as that: write patterns in '…'."
    return Diagnostic("setting-invalid", said, name, position(text, place), hint=hint)


BACKSPACE: Final = 8


def _path(location: Location) -> str:
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in location)


# what hands write that TOML does not read, by the value as it stands, and what to write
MISSPELT: Final = (
    (re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}\.?\s[^\W\d]+\.?\s\d{4}"), "“{}” is no date", "Write year, month and day of the calendar, such as 2026-05-01."),
    (re.compile(r"[“”„«»‘’].*"), "{} stands in other quotation marks", 'Write straight ones: "…".'),
    (re.compile(r"true|false|yes|no|on|off", re.IGNORECASE), "“{}” is neither true nor false", "Write true or false, in small letters."),
    (re.compile(r"(?!true|false|inf|nan)[^\W\d_][^\"'=\[\]]*"), "“{}” stands without quotation marks", 'Write it in quotation marks: "{}".'),
)  # fmt: skip

TWICE: Final = re.compile(r"Cannot (?:overwrite a value|declare .* twice)")


def _misspelt(error: tomllib.TOMLDecodeError, text: str, name: str) -> Diagnostic:
    """What TOML cannot read, in our words where the line tells what was meant."""
    place = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
    lines = text.splitlines()
    at = Position(int(place[1]), int(place[2])) if place else Position(len(lines))
    value = re.search(r"=\s*(?P<value>[^#]*?)\s*(?:#.*)?$", lines[at.line - 1] if lines else "")
    for written, said, hint in MISSPELT if value else ():
        if value and written.match(value["value"]):
            column = value.start("value") + 1
            shown = value["value"]
            return Diagnostic(
                "toml-syntax", said.format(shown), name, Position(at.line, column), hint=hint.format(shown)
            )
    said = re.sub(r" \(at .*\)$", "", str(error))
    hint = "Write patterns in single quotation marks: '…'." if said.startswith("Unescaped '\\'") else ""
    return Diagnostic("toml-syntax", TWICE.sub("the same key stands twice", said), name, at, hint=hint)


@functools.cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """What checks a dataclass: it takes longer to make than a file takes to check."""
    return TypeAdapter(kind)


def _diagnostic(error: Any, text: str, kind: type[Any], name: str) -> Diagnostic:
    location = _plain(error["loc"])
    path = _path(location)
    place = position(text, location)
    if error["type"] in {"unexpected_keyword_argument", "extra_forbidden"}:
        known = sorted(_keys(kind, location[:-1]))
        near = difflib.get_close_matches(str(location[-1]), known, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(known)}." if known else ""
        return Diagnostic("setting-invalid", f"there is no setting “{path}”", name, place, hint=hint)
    if error["type"] in {"missing", "missing_argument"}:
        hint = f"Write it there: {location[-1]} = …" if location else ""
        return Diagnostic("setting-invalid", f"the setting “{path}” is missing", name, place, hint=hint)
    said, hint = _wording(error)
    hint = " ".join(filter(None, (hint, f"See the manual, {MANUALS.get(kind.__name__, 'docs/edition-toml.md')}.")))
    return Diagnostic("setting-invalid", f"“{path}”: {said}" if path else said, name, place, hint=hint)


def _keys(kind: Any, location: Location) -> set[str]:
    """The keys that may stand in a table of settings, by the place of the table."""
    for part in location:
        if not isinstance(part, int):
            fields = get_type_hints(kind, include_extras=False) if hasattr(kind, "__dataclass_fields__") else {}
            kind = fields.get(str(part).replace("-", "_"))
        kind = next(filter(None, map(_table, (kind, *get_args(kind)))), None)
    hyphens = _is_kebab(kind)
    names = [field.name for field in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else []
    return {name.replace("_", "-") if hyphens else name for name in names}


def _table(kind: Any) -> Any:
    """The dataclass that a type is, or holds: of ``Theme | None`` and ``tuple[Editor, ...]`` the first."""
    if hasattr(kind, "__dataclass_fields__"):
        return kind
    return next(filter(None, map(_table, get_args(kind))), None)


def _is_kebab(kind: Any) -> bool:
    return "alias_generator" in getattr(kind, "__pydantic_config__", {})


MANUALS: Final = {"Layout": "docs/layouts.md", "Decisions": "docs/decisions.md"}
# what a value must be, by the kind of mistake; {…} is filled from what pydantic says of the limit
WORDINGS: Final = {
    "string_type": "must be text in quotation marks",
    "int_type": "must be a whole number, without quotation marks",
    "int_parsing": "must be a whole number, without quotation marks",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number, without quotation marks",
    "float_parsing": "must be a number, without quotation marks",
    "bool_type": "must be true or false, without quotation marks",
    "bool_parsing": "must be true or false, without quotation marks",
    "date_type": "must be a date such as 2026-05-01, without quotation marks",
    "date_parsing": "must be a date such as 2026-05-01, without quotation marks",
    "date_from_datetime_parsing": "must be a date such as 2026-05-01, without quotation marks",
    "date_from_datetime_inexact": "must be a date without a time, such as 2026-05-01",
    "tuple_type": 'must be a list in square brackets, such as ["a", "b"]',
    "list_type": 'must be a list in square brackets, such as ["a", "b"]',
    "dict_type": "must be a table",
    "dataclass_type": "must be a table",
    "too_short": "must name at least {min_length}",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than_equal": "must be {le:g} or less",
    "greater_than": "must be more than {gt:g}",
    "less_than": "must be less than {lt:g}",
    "finite_number": "must be a number that ends",
}


def _wording(error: Any) -> tuple[str, str]:
    """What is wrong with a value, and what to write: in our words, whatever the library says."""
    limits = error.get("ctx", {})
    written = error.get("input")
    if error["type"] == "literal_error":
        known = list(filter(None, (part.strip().strip("'") for part in re.split(r",| or ", limits["expected"]))))
        near = difflib.get_close_matches(str(written).lower(), known, 1)
        said = f"there is no “{written}”" if isinstance(written, str) else "must be one of a few words"
        meant = f"Did you mean “{near[0]}”? " if near else ""
        return said, f"{meant}There are: {', '.join(known)}."
    if error["type"] == "value_error":
        return str(limits["error"]), ""
    said = WORDINGS.get(error["type"], "cannot be used")
    shown = written if isinstance(written, bool | int | float | str) else ""
    hint = f"It is {_toml(shown)} now." if shown != "" else ""
    return said.format(**limits), hint


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _plain(location: Location) -> Location:
    return tuple(part for part in location if not _is_branch(part))


def _is_branch(part: int | str) -> bool:
    # pydantic names the branch of a union in the path; an editor has no use for it
    return isinstance(part, str) and (
        "[" in part or part.startswith(("function-", "constrained-", "literal")) or part[:1].isupper()
    )


def position(text: str, location: Location) -> Position:
    r"""The line of a key in TOML text, or of the table that it should stand in; line 1 if it stands nowhere.

    >>> position('title = "x"\n[book]\npaper = 3', ("book", "paper"))
    Position(line=3, column=1)
    """
    places = _places(text)
    known = (places[location[:length]] for length in range(len(location), 0, -1) if location[:length] in places)
    return next(known, Position(1))


_KEY: Final = r"(?:[\w-]+|\"[^\"]*\"|'[^']*')"
_KEYS: Final = rf"(?P<keys>{_KEY}(?:\s*\.\s*{_KEY})*)"
HEADER: Final = re.compile(rf"\s*(?P<opens>\[\[?)\s*{_KEYS}\s*\]\]?\s*(?:#.*)?$")
PAIR: Final = re.compile(rf"\s*{_KEYS}\s*=")
LONG: Final = ('"""', "'''")


@functools.lru_cache(maxsize=8)
def _places(text: str) -> dict[Location, Position]:
    """Where each table and key of TOML text stands first; tables written more than once are counted from 0."""
    found: dict[Location, Position] = {}
    counts: dict[Location, int] = {}
    table: Location = ()
    within = ""  # the quotation marks of a text of several lines
    for number, line in enumerate(text.split("\n"), 1):
        at = Position(number, len(line) - len(line.lstrip()) + 1)
        if not within and (header := HEADER.match(line)):
            table = _counted(_split(header["keys"]), header["opens"] == "[[", counts)
            _put(found, table, at)
        elif not within and (pair := PAIR.match(line)):
            _put(found, (*table, *_split(pair["keys"])), at)
        within = _left_open(line, within)
    return found


def _left_open(line: str, within: str) -> str:
    """The quotation marks of a text of several lines that goes on after a line; empty if none does."""
    turned = next((marks for marks in ((within,) if within else LONG) if line.count(marks) % 2), "")
    return "" if within and turned else within or turned


def _put(found: dict[Location, Position], place: Location, at: Position) -> None:
    for length in range(1, len(place) + 1):
        found.setdefault(place[:length], at)


def _split(keys: str) -> list[str]:
    return [key.strip("\"'") for key in re.findall(_KEY, keys)]


def _counted(keys: list[str], is_list: bool, counts: dict[Location, int]) -> Location:
    """The place of a table, in which those written more than once have their number."""
    table: Location = ()
    for depth, key in enumerate(keys, 1):
        table = (*table, key)
        if is_list and depth == len(keys):
            counts[table] = counts.get(table, -1) + 1
        if table in counts:
            table = (*table, counts[table])
    return table
