"""Why the TEI of a line is as it is: which rule made what, with what doubt, and what to write to have it otherwise.

The transcript is really converted, and what was recognised on the way is read off; nothing is guessed afterwards.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tei_edition import convert, xml
from tei_edition.convert import Recorded
from tei_edition.diagnostics import Diagnostic, Refusal, Span
from tei_edition.edition import FILE, Edition, open_edition
from tei_edition.encoding.inverse import LINE
from tei_edition.encoding.tei import identifier_of
from tei_edition.encoding.unregistered import NAMING
from tei_edition.transcript.tiling import Fate
from tei_edition.trust import headers
from tei_edition.trust.reasons import Change, Decision, decisions_on, start_tag
from tei_edition.trust.review import lines_of
from tei_edition.xml import ID, Element, local

PLACE: Final = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::(?P<column>\d+))?")


@dataclass(frozen=True, slots=True)
class Explained:
    """A line of a transcript and all decisions on it; ``line`` is 0 where a part of the header stands on no one line."""

    transcript: Path
    line: int
    text: str
    layout: str
    decisions: tuple[Decision, ...]
    diagnostics: tuple[Diagnostic, ...]


def place_of(text: str) -> tuple[Path, int, int]:
    """A file, a line and a column (0: the whole line) as they are typed.

    >>> place_of("transcripts/a.txt:12:5")[1:]
    (12, 5)

    Raises:
        Refusal: it is no such place.
    """
    found = PLACE.fullmatch(text)
    if found is None:
        said, hint = f"“{text}” names no line", "Write the file and the line: tei-edition explain transcripts/a.txt:12"
        raise Refusal(Diagnostic("place-missing", said, hint=hint))
    return Path(found["file"]), int(found["line"]), int(found["column"] or 0)


def explain(file: Path, line: int, column: int = 0) -> Explained:
    """Explain a line of a transcript, or of the TEI document of one; the file says which edition.

    Raises:
        Refusal: the file is in no edition, or has no such line.

    Example: ``explain(Path("xml/transcripts/telegram-21334.txt"), 17).decisions``
    """
    edition = _edition_around(file)
    recorded = convert.encoded(edition, identifier_of(file.stem))
    is_tei = file.suffix == ".xml" and file.resolve().parent == (edition.root / "documents").resolve()
    header: tuple[Decision, ...] = ()
    if is_tei:
        line, column, header = _in_transcript(edition, file, line, column, recorded)
    if header and not line:
        return Explained(recorded.transcript, 0, "", recorded.encoded.document.fit.layout.name, header, ())
    source = recorded.encoded.document.source
    if not 1 <= line <= len(source.lines):
        said = f"“{recorded.transcript.name}” has {len(source.lines)} lines"
        raise Refusal(Diagnostic("place-missing", said, str(file)))
    one = source.lines[line - 1]
    found = decisions_on(edition, recorded, one)
    at = one.span.start + column - 1
    near = [d for d in found if column and d.span.start <= at < d.span.end]
    near = sorted(near, key=lambda d: len(d.span))[:1]  # the innermost
    name = str(recorded.transcript)
    told = (d for d in recorded.diagnostics if d.position and d.position.line == line and d.file == name)
    layout = recorded.encoded.document.fit.layout.name
    return Explained(recorded.transcript, line, one.text, layout, (*header, *(near or found)), tuple(told))


def _edition_around(file: Path) -> Edition:
    """The edition that a transcript or document belongs to."""
    if not file.is_file():
        raise Refusal(Diagnostic("file-missing", f"there is no file “{file}”", str(file)))
    folder = file.absolute().parent.parent
    if not file.is_absolute():  # "a.txt", typed in transcripts/, lies in the edition ".."
        folder = Path(os.path.relpath(folder))
    if (folder / FILE).is_file() and file.absolute().parent.name in {"transcripts", "documents"}:
        return open_edition(folder)
    said = "this is neither a transcript nor a document of an edition"
    raise Refusal(Diagnostic("place-missing", said, str(file), hint="Name a file in transcripts/ or documents/."))


# ------------------------------------------------------------------ from a line of the TEI to one of the transcript


def _in_transcript(
    edition: Edition, file: Path, line: int, column: int, recorded: Recorded
) -> tuple[int, int, tuple[Decision, ...]]:
    """The line and column of the transcript that a place in a TEI document stands for; what its header says there."""
    root = xml.read(file).getroot()
    text = root.find(xml.tei("text"))
    begun = [
        (xml.line_of(e), int(m[1]))
        for e in root.iter()
        if isinstance(e.tag, str) and (m := LINE.search(e.get(ID) or ""))
    ]
    if text is None or line < xml.line_of(text):
        return _of_header(edition, root, file, line, recorded)
    here = [number for at, number in begun if at == line]
    before = [number for at, number in begun if at < line]
    if not here and not before:
        raise Refusal(Diagnostic("place-missing", "no line of the transcript stands here", f"{file}:{line}"))
    if not column:
        return (here or before[-1:])[0], 0, ()
    return *_column(file, line, column, recorded), ()


def _column(file: Path, line: int, column: int, recorded: Recorded) -> tuple[int, int]:
    """As many characters as stand between the beginning of the line's element and the place, brackets not counted."""
    lines = [f"{one}\n" for one in _lines(file)]
    before = "".join(lines[: line - 1]) + lines[line - 1][: column - 1]
    begins = list(re.finditer(r'xml:id="[^"]*-l(\d+)"[^>]*>', before))
    if not begins:
        return 1, 0
    number = int(begins[-1][1])
    count = len(re.sub(r"\s|<[^>]*>?", "", before[begins[-1].end() :]))
    source, tiling = recorded.encoded.document.source, recorded.encoded.understood.tiling
    span = source.lines[number - 1].span
    for tile in tiling.of(Fate.TEXT):
        for offset in range(max(tile.span.start, span.start), min(tile.span.end, span.end)):
            if not source.text[offset].isspace():
                count -= 1
                if count < 0:
                    return number, offset - span.start + 1
    return number, 0


def _lines(file: Path) -> list[str]:
    return xml.in_utf8(xml.read_bytes(file)).decode("utf-8-sig").splitlines()


def _of_header(
    edition: Edition, root: Element, file: Path, line: int, recorded: Recorded
) -> tuple[int, int, tuple[Decision, ...]]:
    """The line of the transcript that a line of the header was read from, if it is one, and how it is decided."""
    element = headers.begun_on(root, line)
    doubted = _doubted(root, element)
    if doubted:
        return doubted, 0, ()
    lines = _lines(file)
    written = lines[line - 1] if line <= len(lines) else ""
    source = recorded.encoded.document.source
    row = headers.row_of(element)
    found = (_named_or_dated, _recorded, _said) if row and row.is_act else (_recorded, _named_or_dated, _said)
    span = next((span for ask in found for span in ask(written, recorded)), None)
    number = source.position(span.start).line if span else 0
    if row:
        return number, 0, (_header_decision(edition, element, row, recorded),)
    if number:
        return number, 0, ()
    hint = next((said for name, said in HEADER.items() if f"<{name}" in written), HEADER[""])
    raise Refusal(Diagnostic("place-missing", "no line of the transcript says this", f"{file}:{line}", hint=hint))


def _doubted(root: Element, element: Element) -> int:
    """The line of the transcript of which a certainty speaks; 0 if it is none."""
    certainty = next((e for e in (element, *element.iterancestors()) if local(e) == "certainty"), None)
    targets = (certainty.get("target") or "").split() if certainty is not None else []
    lines = lines_of(root)
    return next((lines[t[1:]][1] for t in targets if t[1:] in lines), 0)


def _header_decision(edition: Edition, element: Element, row: headers.Row, recorded: Recorded) -> Decision:
    """What the header says in one place, and the fields by which an editor decides it."""
    document = recorded.encoded.document
    fields = headers.fields_of(row, document.zones)
    decided = any(field in document.settled.fields for field in fields)
    file = str(edition.decisions(recorded.encoded.identifier))
    changes = tuple(Change(file, f'[[header]]\nfield = "{field}"\nvalue = "…"') for field in fields)
    rule = f"decision in {file}" if decided else "what the header says"
    because = "" if decided else f"read from {row.said}"
    return Decision("header", xml.words(element), 0, 0, Span(0, 0), rule, because, start_tag(element), changes=changes)


def _words_of(written: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", written).split())


def _recorded(written: str, recorded: Recorded) -> Iterator[Span]:
    """The values of the record that a line of the header has, or is a part of."""
    words, document = _words_of(written), recorded.encoded.document
    for entry in document.zones.entries:
        value = " ".join(" ".join(document.source.slice(s) for s in entry.spans).split())
        if len(value) > 2 and (value in words or (len(words) > 2 and words in value)):
            yield entry.spans[0]


def _named_or_dated(written: str, recorded: Recorded) -> Iterator[Span]:
    """The names and days of the document that a line of the header has: those that sign, address or list first."""
    parts = recorded.encoded.understood.parts
    refs = set(re.findall(r'ref="([^"]+)"', written))
    whens = set(re.findall(r'(?:when|from)="([^"]+)"', written))
    named = [m.span for part in parts for m in part.mentions if m.entry.reference in refs]
    yield from sorted(named, key=lambda span: not _names_somebody(span, recorded))
    yield from (span for part in parts for _, dating, span in part.datings if dating.first in whens)


def _said(written: str, recorded: Recorded) -> Iterator[Span]:
    """The blocks of the document that say what a line of the header does."""
    words, document = _words_of(written), recorded.encoded.document
    for block in document.blocks:
        if len(words) > 3 and words in " ".join(document.source.slice(block.span).split()):
            yield block.span


def _names_somebody(span: Span, recorded: Recorded) -> bool:
    """True in a signature, an address, a list of copies: what the header takes its names from."""
    blocks = recorded.encoded.document.blocks
    return any(block.span.holds(span) and block.kind in NAMING for block in blocks)


HEADER: Final = {
    "edition": "It is the title and version of edition.toml.",
    "publisher": "It is publisher of edition.toml.",
    "licence": "It is [licence] of edition.toml.",
    "rendition": "It says how signs are written back; it stands in every document.",
    "change": "It is the date of edition.toml, or a decision in decisions/.",
    "idno": "It says which transcript the document was made from.",
    "name": "It is [conversion] translator, or [[editors]], of edition.toml.",
    "language": "It is [languages] of edition.toml, language of the layout, or language at the head of the decisions.",
    "": "It is inferred from several lines, or stands in every document; ask for a line of the text.",
}


# ------------------------------------------------------------------ writing it


def as_text(explained: Explained) -> str:
    """The line, then each decision: words, TEI, rule, doubt, what else; of a single one also what to write."""
    place = f"{explained.transcript}:{explained.line}" if explained.line else str(explained.transcript)
    shown = shortened(explained.text, 400) or ("(an empty line)" if explained.line else "(the header)")
    lines = [f"{place}  layout {explained.layout}", f"  {shown}", ""]
    alone = len([one for one in explained.decisions if one.what != "header"]) == 1
    for one in explained.decisions:
        lines += _written(one, alone or one.what == "header")
    for told in explained.diagnostics:
        lines += [
            f"{told.position.column if told.position else 0:>5}  {told.severity.value}: {told.message}",
            f"       {told.advice}",
        ]
    if len(explained.decisions) > 1 and not alone:
        first = explained.decisions[-1]
        lines.append(
            f"To see how to have one otherwise, name its column: {explained.transcript}:{first.line}:{first.column}"
        )
    return "\n".join(lines).rstrip()


def _written(one: Decision, whole: bool) -> Iterator[str]:
    yield f"{one.column or '':>5}  {one.what:<6} “{shortened(one.words, 60)}”  {one.tei or 'no tag of its own'}"
    yield f"       by {shortened(one.rule, 120)}{': ' * bool(one.because)}{one.because}"
    if one.doubt:
        yield f"       doubtful: {one.doubt}"
    if one.instead:
        yield f"       it could be: {', '.join(one.instead)}"
    changes = one.changes if whole else ()
    for before, change in zip((None, *changes), changes, strict=False):
        alike = before is not None and before.file == change.file
        yield "       or:" if alike else f"       To have it otherwise, write into {change.file}:"
        yield from ("", *(f"           {line}" for line in change.text.splitlines()), "")


def shortened(text: str, size: int = 90) -> str:
    """A long text by its beginning and its end."""
    text = " ".join(text.split())
    return text if len(text) <= size else f"{text[: size * 2 // 3]} … {text[-size // 4 :]}"


def as_json(explained: Explained) -> str:
    """The same for other programs."""
    decisions = [
        {key: value for key, value in dataclasses.asdict(one).items() if key != "span"} for one in explained.decisions
    ]
    told = [{"code": d.code, "message": d.message, "advice": d.advice} for d in explained.diagnostics]
    made = {
        "transcript": str(explained.transcript),
        "line": explained.line,
        "text": explained.text,
        "layout": explained.layout,
    }
    return json.dumps({**made, "decisions": decisions, "messages": told}, ensure_ascii=False, indent=1)
