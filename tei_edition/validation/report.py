"""What validation found, in the forms that people and programs read: text, JSON, SARIF, JUnit."""

from __future__ import annotations

import codecs
import functools
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

from tei_edition import xml
from tei_edition.codes import CODES, Severity
from tei_edition.diagnostics import Diagnostic, as_rows
from tei_edition.validation import schema

__all__ = ["FORMATS", "Report", "render"]

# how much of a long line is shown, before and after the place
BEFORE, AFTER = 40, 60
UNREADABLE: Final = frozenset({"file-missing", "file-unreadable", "schema-unreadable", "nothing-to-validate"})
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


@dataclass(frozen=True, slots=True)
class Report:
    """The files that were looked at, and what is wrong with them."""

    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def exit_code(self) -> int:
        """0: valid, 1: invalid, 2: something could not be read."""
        if any(d.code in UNREADABLE for d in self.diagnostics):
            return 2
        return int(any(d.severity is Severity.ERROR for d in self.diagnostics))

    @property
    def summary(self) -> str:
        """One line: how many files, how many messages.

        >>> Report(("a.xml",), ()).summary
        '1 file: valid'
        """
        counted = Counter(d.severity for d in self.diagnostics)
        said = [_number(counted[s], s.value) for s in Severity if counted[s]]
        return f"{_number(len(self.files), 'file')}: {', '.join(said) or 'valid'}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 or noun == "info" else f"{count} {noun}s"


def render(report: Report, form: str) -> str:
    """The report in one of :data:`FORMATS`."""
    return FORMATS[form](report)


@dataclass(frozen=True, slots=True)
class Page:
    """A place in an encoding manual."""

    file: Path
    anchor: str = ""

    def __str__(self) -> str:
        return f"{self.file}#{self.anchor}" if self.anchor else str(self.file)

    @property
    def uri(self) -> str:
        """Its address on this machine."""
        return self.file.resolve().as_uri() + (f"#{self.anchor}" if self.anchor else "")


def manual_page(diagnostic: Diagnostic) -> Page | None:
    """Where the manual of the schema in force helps: the element's page, or the rule; None for other messages."""
    manual = schema.of(schema.home_of(Path(diagnostic.file))).manual
    if diagnostic.code.startswith("schema-") and diagnostic.about:
        page = manual / f"{diagnostic.about}.html"
        return Page(page) if page.is_file() else None
    named = diagnostic.about if diagnostic.code in {"rule-broken", "rule-doubted"} else diagnostic.code
    return Page(manual / "rules.html", named) if named in _rules(manual / "rules.html") else None


@functools.lru_cache(maxsize=8)
def _rules(page: Path) -> frozenset[str]:
    """The rules that a manual's page of rules explains."""
    return (
        frozenset(re.findall(r'<dt id="([^"]+)"', page.read_text(encoding="utf-8"))) if page.is_file() else frozenset()
    )


# ---- text


def _text(report: Report) -> str:
    lines = _Lines()
    return "\n".join([*(_paragraph(d, lines) for d in report.diagnostics), report.summary])


class _Lines:
    """The lines of the files that messages are about; each file is read once."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def line(self, diagnostic: Diagnostic) -> str:
        if diagnostic.file not in self._files:
            self._files[diagnostic.file] = _lines_of(diagnostic.file)
        lines = self._files[diagnostic.file]
        number = diagnostic.position.line if diagnostic.position else 0
        return lines[number - 1] if 0 < number <= len(lines) else ""


def _lines_of(file: str) -> list[str]:
    try:
        data = Path(file).read_bytes()
    except OSError:
        return []
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    return data.decode(encoding, errors="replace").split("\n")


def _paragraph(diagnostic: Diagnostic, lines: _Lines) -> str:
    head = f"{diagnostic.where}: {diagnostic.severity.value}: {diagnostic.message} [{diagnostic.code}]"
    parts = [head, *_shown(diagnostic, lines.line(diagnostic))]
    if diagnostic.advice:
        parts.append(f"  {diagnostic.advice}")
    if diagnostic.transcript_line:
        parts.append(f"  Line {diagnostic.transcript_line} of the transcript.")
    page = manual_page(diagnostic)
    if page is not None:
        parts.append(f"  Manual: {page}")
    return _shown_safely("\n".join([*parts, ""]))


def _shown(diagnostic: Diagnostic, line: str) -> list[str]:
    """The line of the file with a mark under the place; of a long line the part around it."""
    position = diagnostic.position
    if position is None or not line.strip():
        return []
    at = max(position.column - 1, 0)
    start = max(0, at - BEFORE) if len(line) > BEFORE + AFTER else 0
    piece = line[start : start + BEFORE + AFTER].replace("\t", " ").rstrip()
    lead = len(piece) - len(piece.lstrip())
    gutter = f"{position.line:>6} | "
    shown = [f"{gutter}{'…' if start else ''}{piece.lstrip()}"]
    if position.column:
        place = at - start - lead + bool(start)
        shown.append(f"{' ' * (len(gutter) - 2)}| {' ' * max(place, 0)}^")
    return shown


def _shown_safely(text: str) -> str:
    # what stands in a file must not command the terminal
    return "".join(c if c == "\n" or c.isprintable() else "\ufffd" for c in text)


# ---- for programs


def _json(report: Report) -> str:
    pages = [manual_page(d) for d in report.diagnostics]
    rows = [
        {**row, "manual": page.uri if page else None}
        for row, page in zip(as_rows(report.diagnostics), pages, strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _sarif(report: Report) -> str:
    used = {d.code: d for d in sorted(report.diagnostics, key=lambda d: d.code)}
    driver = {
        "name": "tei-edition",
        "informationUri": "https://pypi.org/project/tei-edition/",
        "rules": [_sarif_rule(diagnostic) for diagnostic in used.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(d) for d in report.diagnostics],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _sarif_rule(diagnostic: Diagnostic) -> dict[str, Any]:
    known = CODES[diagnostic.code]
    page = manual_page(diagnostic)
    # a kind of message is about many elements: its page is the list of them
    general = Page(page.file.with_name("index.html"), "elements") if page and not page.anchor else page
    return {
        "id": diagnostic.code,
        "shortDescription": {"text": known.title},
        "help": {"text": known.advice or known.title},
        **({"helpUri": general.uri} if general else {}),
        "defaultConfiguration": {"level": LEVELS[known.severity]},
    }


def _sarif_result(diagnostic: Diagnostic) -> dict[str, Any]:
    page = manual_page(diagnostic)
    place: dict[str, Any] = {"artifactLocation": {"uri": Path(diagnostic.file).as_posix()}}
    if diagnostic.position:
        column = {"startColumn": diagnostic.position.column} if diagnostic.position.column else {}
        place["region"] = {"startLine": max(diagnostic.position.line, 1), **column}
    return {
        "ruleId": diagnostic.code,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": " ".join(filter(None, (f"{diagnostic.message}.", diagnostic.advice)))},
        "locations": [{"physicalLocation": place}],
        **({"properties": {"manual": page.uri}} if page else {}),
    }


def _junit(report: Report) -> str:
    suites = etree.Element("testsuites")
    errors = [d for d in report.diagnostics if d.severity is Severity.ERROR]
    named = dict.fromkeys([*report.files, *(d.file for d in errors)])
    suite = etree.SubElement(
        suites,
        "testsuite",
        name="tei-edition validate",
        tests=str(len(named)),
        failures=str(len({d.file for d in errors})),
    )
    for file in named:
        case = etree.SubElement(suite, "testcase", name=file, classname="validate")
        wrong = [d for d in errors if d.file == file]
        if wrong:
            failure = etree.SubElement(case, "failure", message=_number(len(wrong), "error"))
            failure.text = _printable("\n".join(f"{d.where}: {d.message} [{d.code}]. {d.advice}" for d in wrong))
    return xml.serialize(suites).decode().rstrip()


def _printable(text: str) -> str:
    # what XML forbids may stand in a message about a file that is none
    return "".join(c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)


FORMATS: Final[dict[str, Callable[[Report], str]]] = {"text": _text, "json": _json, "sarif": _sarif, "junit": _junit}


def of(files: Iterable[Path], diagnostics: Sequence[Diagnostic]) -> Report:
    """A report on files, by their paths."""
    return Report(tuple(str(f) for f in files), tuple(diagnostics))
