"""What an editor should look at, least certain first: recorded doubts, messages of doubt, what stayed open.

A doubt goes when its ``certainty`` is taken out of the TEI, or when a decision settles it; a message goes when its
cause is mended in the TEI, or when ``[[settled]]`` says that it was looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from tei_edition import xml
from tei_edition.convert import Converted, convert, encoded
from tei_edition.diagnostics import Diagnostic, Refusal, Severity
from tei_edition.edition import Edition
from tei_edition.encoding.inverse import LINE
from tei_edition.transcript import decisions
from tei_edition.transcript.decisions import Looked
from tei_edition.xml import ID, Element, local, tei, words

# how sure the converter is, from 0 to 1, by what a certainty element says
CERTAINTIES: Final = {"unknown": 0.1, "low": 0.2, "medium": 0.5, "high": 0.8}
# ... and by the code of a message
CODES: Final = {
    "decision-unfit": 0.0,
    "merge-conflict": 0.0,
    "sign-not-restored": 0.05,
    "sign-unclosed": 0.1,
    "sign-unopened": 0.1,
    "sign-crossed": 0.1,
    "date-impossible": 0.1,
    "name-ambiguous": 0.3,
    "encoding-detected": 0.4,
    "name-unknown": 0.6,
    "link-open": 0.7,
}
# what a message says that no table knows, by its severity
OTHERWISE: Final = {Severity.ERROR: 0.0, Severity.WARNING: 0.3, Severity.INFO: 0.7}
# these stand in the TEI as a certainty, and there an editor settles them
RECORDED: Final = frozenset({"date-ambiguous", "transcript-reissued"})
NAMES: Final = frozenset({"persName", "placeName", "orgName", "geogName", "name", "rs"})
QUOTED: Final = re.compile(r"“([^”]+)”")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at; ``sure`` is from 0 to 1, ``code`` that of its message or ``certainty``."""

    sure: float
    document: str
    file: str
    line: int
    column: int
    code: str
    words: str
    message: str
    advice: str

    @property
    def place(self) -> str:
        """``file:line:column``, as far as it is known."""
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join((self.file, *numbers))


def review(edition: Edition, executor: Executor | None = None) -> list[Item]:
    """Everything in an edition that wants an editor's eye, least certain first; nothing is written.

    Example: ``review(open_edition(Path("xml")))[0].message``
    """
    outcome = convert(edition, dry_run=True, executor=executor)
    items = [item for one in outcome.converted for item in _of_document(edition, one)]
    items += [_of_message(d, "") for d in outcome.diagnostics]
    return sorted(items, key=lambda item: (item.sure, item.file, item.line, item.column))


def review_document(edition: Edition, identifier: str) -> list[Item]:
    """The same for one document, without reading the others.

    Raises:
        Refusal: no transcript has this identifier.
    """
    made = encoded(edition, identifier, linked=False)
    place = _Place(identifier, made.transcript, edition.document(identifier), made.diagnostics)
    return sorted(_of_document(edition, place), key=lambda item: (item.sure, item.line, item.column))


@dataclass(frozen=True, slots=True)
class _Place:
    identifier: str
    transcript: Path
    document: Path
    diagnostics: tuple[Diagnostic, ...]


def _of_document(edition: Edition, one: Converted | _Place) -> Iterator[Item]:
    """What there is to look at in one document, in no order."""
    root = _root(one.document)
    looked = decisions.load(edition.decisions(one.identifier)).settled
    if root is not None:
        yield from (i for i in _doubts(root, one) if not _was_seen(i, looked))
    for diagnostic in one.diagnostics:
        item = _of_message(diagnostic, one.identifier)
        mended = root is not None and _is_mended(item, root, one.identifier)
        if diagnostic.code not in RECORDED and not mended and not _was_seen(item, looked):
            yield item


def _root(document: Path) -> Element | None:
    try:
        return xml.read(document).getroot() if document.exists() else None
    except Refusal:
        return None  # a message of its own says so


# ------------------------------------------------------------------ doubts that the TEI records


def _doubts(root: Element, one: Converted | _Place) -> Iterator[Item]:
    """Each certainty of a document, with the words it is about and their line in the transcript."""
    lines = lines_of(root)
    for certainty in root.iter(tei("certainty")):
        sure = CERTAINTIES.get(certainty.get("cert", "unknown"), CERTAINTIES["unknown"])
        for target in (certainty.get("target") or "").split():
            element, line = lines.get(target.removeprefix("#"), (certainty, 0))
            about = "" if element is certainty else f"as {local(element)}"
            said = " ".join(filter(None, (about, _reason(certainty))))
            yield Item(
                sure,
                one.identifier,
                str(one.transcript if line else one.document),
                line or xml.line_of(certainty),
                0,
                "certainty",
                "" if element is certainty else words(element),
                said,
                "Take the certainty out of the TEI if it is right, or decide otherwise.",
            )


def _reason(certainty: Element) -> str:
    desc = certainty.find(tei("desc"))
    reason = words(desc) if desc is not None else ""
    return f"({reason})" if reason else "(no reason is given)"


def lines_of(root: Element) -> dict[str, tuple[Element, int]]:
    """Each element with an identifier, and the line of the transcript it stands on."""
    found: dict[str, tuple[Element, int]] = {}
    line = 0
    for element in root.iter():
        name = element.get(ID) if isinstance(element.tag, str) else None
        begins = LINE.search(name or "")
        line = int(begins[1]) if begins else line
        if name:
            found[name] = (element, line)
    return found


# ------------------------------------------------------------------ messages


def _of_message(diagnostic: Diagnostic, document: str) -> Item:
    sure = CODES.get(diagnostic.code, OTHERWISE[diagnostic.severity])
    about = QUOTED.search(diagnostic.message)
    place = diagnostic.position
    return Item(
        sure,
        document,
        diagnostic.file,
        place.line if place else 0,
        place.column if place else 0,
        diagnostic.code,
        about[1] if about else "",
        diagnostic.message,
        diagnostic.advice,
    )


def _is_mended(item: Item, root: Element, identifier: str) -> bool:
    """True if an editor has tagged the name, or pointed the link, in the TEI itself."""
    if item.code in {"name-unknown", "name-ambiguous"}:
        tagged = (e for e in _on_line(root, f"{identifier}-l{item.line}") if local(e) in NAMES)
        return any(item.words in words(element) for element in tagged)
    if item.code == "link-open":
        refs = (ref for context in root.iter(tei("correspContext")) for ref in context.iter(tei("ref")))
        return any(ref.get("target") and words(ref) in item.message for ref in refs)
    return False


def _on_line(root: Element, name: str) -> Iterator[Element]:
    """The elements of one line of the transcript, in order."""
    inside = False
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        begins = element.get(ID) or ""
        if LINE.search(begins):
            inside = begins == name
        if inside:
            yield element


def _was_seen(item: Item, looked: Iterable[Looked]) -> bool:
    return any(
        one.code == item.code and one.line in {0, item.line} and (one.words in item.words or one.words in item.message)
        for one in looked
    )


# ------------------------------------------------------------------ writing it


def as_json(items: Iterable[Item]) -> str:
    """A JSON array with one object an item, in order."""
    return json.dumps([asdict(item) for item in items], ensure_ascii=False, indent=1)


def how_sure(item: Item) -> str:
    """How sure a decision is, in a word; ``open`` where nothing was decided.

    >>> how_sure(Item(0.5, "", "", 0, 0, "certainty", "", "", ""))
    'medium'
    """
    if item.code != "certainty":
        return "open"
    return next(name for name, sure in CERTAINTIES.items() if item.sure <= sure)
