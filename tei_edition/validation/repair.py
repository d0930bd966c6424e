"""Repair what is safe to repair: mistakes that can mean one thing only.

Only the characters of the mistake are changed; all else in the file stays as it is, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tei_edition import xml
from tei_edition.diagnostics import Refusal
from tei_edition.validation import validating
from tei_edition.validation.sheet import Sheet
from tei_edition.validation.vocabulary import Facts, Vocabulary

BARE_AMPERSAND: Final = re.compile(r"&(?!#\d+;|#x[0-9A-Fa-f]+;|(?:amp|lt|gt|quot|apos);)")
# a DOCTYPE that declares nothing of its own; one that does wants an editor
PLAIN_DOCTYPE: Final = re.compile(r"<!DOCTYPE\s+[^\[>]*>\s*")
DATES: Final = frozenset({"when", "from", "to", "notBefore", "notAfter"})


@dataclass(frozen=True, slots=True)
class Change:
    """One repair: the file, its line, what stood there and what stands there now."""

    file: str
    line: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.old} → {self.new}"


def repair(paths: Sequence[Path]) -> list[Change]:
    """Repair files in place; returns what was changed. A file that would not be better for it stays as it is."""
    return [
        change
        for group in validating.groups(paths)
        for file in group.files
        for change in _repaired(file, group.schema.vocabulary)
    ]


def _repaired(file: Path, vocabulary: Vocabulary) -> list[Change]:
    try:
        text = xml.read_bytes(file).decode("utf-8")
    except (Refusal, UnicodeDecodeError):
        return []
    mended, changes = _well_formed(str(file), text)
    sheet = _sheet(file, mended)
    if sheet is None:
        return []
    mended, named = _names_in_case(sheet, mended, vocabulary)
    sheet = _sheet(file, mended) if named else sheet
    if sheet is None:
        return []
    mended, valued = _values(sheet, mended, vocabulary)
    if mended != text and _sheet(file, mended) is not None:
        xml.write_atomically(file, mended.encode())
        return [*changes, *named, *valued]
    return []


def _sheet(file: Path, text: str) -> Sheet | None:
    data = text.encode()
    try:
        return Sheet(str(file), file, data, xml.parse(data, str(file)))
    except Refusal:
        return None


# ---- before it can be parsed


def _well_formed(file: str, text: str) -> tuple[str, list[Change]]:
    changes = []
    for pattern, shown in ((PLAIN_DOCTYPE, "nothing"), (BARE_AMPERSAND, "&amp;")):
        changes += [Change(file, _line(text, m.start()), m[0].strip(), shown) for m in pattern.finditer(text)]
        text = pattern.sub("&amp;" if pattern is BARE_AMPERSAND else "", text)
    return text, changes


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


# ---- names that differ from the schema's in upper and lower case only


def _names_in_case(sheet: Sheet, text: str, vocabulary: Vocabulary) -> tuple[str, list[Change]]:
    folded = {name.lower(): name for name in vocabulary.elements}
    changes = []
    for name in dict.fromkeys(xml.local(e) for e in sheet.root.iter(f"{{{xml.TEI}}}*")):
        meant = folded.get(name.lower(), name)
        if name in vocabulary.elements or meant == name:
            continue
        tag = re.compile(rf"(</?){re.escape(name)}(?=[\s/>])")
        changes += [Change(sheet.name, _line(text, m.start()), name, meant) for m in tag.finditer(text) if m[1] == "<"]
        text = tag.sub(rf"\g<1>{meant}", text)
    return text, changes


# ---- values


@dataclass(frozen=True, slots=True)
class Value:
    """An attribute as its element and its file know it."""

    sheet: Sheet
    facts: Facts
    name: str
    text: str


def _padded(value: Value) -> str:
    """1951-6-3 → 1951-06-03."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", value.text) if value.name in DATES else None
    return "-".join([found[1], *(part.zfill(2) for part in found.groups()[1:] if part)]) if found else value.text


def _with_seconds(value: Value) -> str:
    """9:20 → 09:20:00."""
    found = re.fullmatch(r"(\d{1,2}):(\d\d)", value.text) if value.name in DATES else None
    return f"{found[1].zfill(2)}:{found[2]}:00" if found else value.text


def _in_case(value: Value) -> str:
    """Subaudible → subaudible, where the list of values is closed."""
    kind = value.facts.attributes.get(value.name)
    folded = {choice.lower(): choice for choice in kind} if isinstance(kind, list) else {}
    return folded.get(value.text.strip().lower(), value.text) if value.text not in folded.values() else value.text


def _with_hash(value: Value) -> str:
    """letter-12-enc → #letter-12-enc, where the file has that id and no such file lies beside it."""
    if value.name not in value.facts.pointers or not re.fullmatch(r"[\w.-]+", value.text):
        return value.text
    here = any(e.get(xml.ID) == value.text for e in value.sheet.root.iter("*"))
    return f"#{value.text}" if here and not (value.sheet.path.parent / value.text).exists() else value.text


VALUES: Final[tuple[Callable[[Value], str], ...]] = (_padded, _with_seconds, _in_case, _with_hash)


def _values(sheet: Sheet, text: str, vocabulary: Vocabulary) -> tuple[str, list[Change]]:
    changes = []
    lines = text.split("\n")
    # from the end, so that places before a change stay true
    for element, facts in reversed(list(_known(sheet, vocabulary))):
        for name, old in reversed(list(element.attrib.items())):
            value = Value(sheet, facts, str(name), str(old))
            new = next((mended for rule in VALUES if (mended := rule(value)) != value.text), None)
            if new is not None and _replaced(lines, sheet, element, value, new):
                shown = f'{value.name}="{value.text}"', f'{value.name}="{new}"'
                changes.append(Change(sheet.name, sheet.position(element).line, *shown))
    return "\n".join(lines), changes[::-1]


def _known(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[tuple[xml.Element, Facts]]:
    for element in sheet.root.iter(f"{{{xml.TEI}}}*"):
        facts = vocabulary.elements.get(xml.local(element))
        if facts:
            yield element, facts


def _replaced(lines: list[str], sheet: Sheet, element: xml.Element, value: Value, new: str) -> bool:
    """Change a value in the start tag of its element, which may run over several lines."""
    place = sheet.position(element)
    if not place.column:
        return False
    text = "\n".join(lines[place.line - 1 :])
    head, tag, rest = text[: place.column - 1], text[place.column - 1 :], ""
    end = re.match(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""", tag)
    if end is None:
        return False
    tag, rest = tag[: end.end()], tag[end.end() :]
    written = re.compile(rf"""(\s{re.escape(value.name)}\s*=\s*)(["']){re.escape(value.text)}\2""")
    mended, count = written.subn(lambda m: f"{m[1]}{m[2]}{new}{m[2]}", tag, count=1)
    if count:
        lines[place.line - 1 :] = (head + mended + rest).split("\n")
    return bool(count)
