"""The residue: what of a transcript is no part of the document, row by row.

Three kinds of rows, each for one line ``N`` of the transcript:

``N|text``
    the text is appended to what the TEI gives for the line;
``N="…"``
    the whole line as a JSON string; its words are the words of the TEI on that line;
``N=["…", "…", "…"]``
    the same in three pieces: only the words of the middle one are the TEI's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tei_edition.diagnostics import Diagnostic, Refusal

ROW: Final = re.compile(r"(\d+)(\||=)(.*)")
# characters that a text editor or XML itself may change
FRAGILE: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|[ \t]$")
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SPACES: Final = re.compile(r"[ \t\r\n]+")


# JSON leaves these as they are, XML or an editor would not
_ESCAPED: Final = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def _escape(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"


def folded(text: str) -> str:
    """White space as XML knows it folded to single spaces, none at the ends."""
    return SPACES.sub(" ", text).strip(" ")


def printable(text: str) -> str:
    """Text as XML can hold it: a control character becomes a space or U+FFFD; the residue keeps the line."""
    return FORBIDDEN.sub(lambda m: " " if m[0] in "\x0b\x0c" else "\ufffd", text)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``whole`` is None for an appended text; else the line's three pieces."""

    line: int
    appended: str = ""
    whole: tuple[str, str, str] | None = None

    def written(self) -> str:
        """The row as it stands in the file."""
        if self.whole is None:
            return f"{self.line}|{self.appended}"
        before, text, after = self.whole
        value: object = text if not before and not after else [before, text, after]
        return f"{self.line}={_ESCAPED.sub(_escape, json.dumps(value, ensure_ascii=False))}"


def write(rows: Iterable[Row]) -> str:
    """All rows, each on its own line, with a line end before the first and after the last."""
    return "\n" + "".join(row.written() + "\n" for row in rows)


def read(text: str, file: str = "") -> Mapping[int, tuple[Row, ...]]:
    """The rows by line; raises Refusal if one cannot be read."""
    rows: dict[int, tuple[Row, ...]] = {}
    for written in text.split("\n"):
        stripped = written.lstrip(" \t\r")
        found = ROW.fullmatch(stripped)
        if found is None:
            if stripped.strip():
                raise Refusal(Diagnostic("residue-broken", f"“{stripped[:40]}” is no row of the residue", file))
            continue
        row = _row(int(found[1]), found[2], found[3], file)
        rows[row.line] = (*rows.get(row.line, ()), row)
    return rows


def _row(line: int, kind: str, value: str, file: str) -> Row:
    if kind == "|":
        return Row(line, appended=value.rstrip("\r"))
    try:
        whole = json.loads(value)
    except ValueError:
        whole = None
    if isinstance(whole, str):
        return Row(line, whole=("", whole, ""))
    if isinstance(whole, list) and len(whole) == 3 and all(isinstance(piece, str) for piece in whole):
        return Row(line, whole=(whole[0], whole[1], whole[2]))
    raise Refusal(Diagnostic("residue-broken", f"the row of line {line} is neither a string nor a list of three", file))


def row_for(number: int, line: str, given: str, before: str, after: str) -> Row | None:
    """The row a line needs, None if the TEI gives it exactly.

    ``given`` is what the TEI gives; ``before`` and ``after`` are the parts of the line that are no document text.
    """
    if line == given:
        return None
    appended = line[len(given) :]
    is_appended = line.startswith(given) and (not before or not given)
    if is_appended and not FRAGILE.search(appended):
        return Row(number, appended=appended)
    middle = line[len(before) : len(line) - len(after)] if after else line[len(before) :]
    return Row(number, whole=(before, middle, after))
