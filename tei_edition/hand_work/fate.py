"""What becomes of a document that an editor may have changed: merged, written whole or not at all, recovered."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tei_edition import verify, xml
from tei_edition.diagnostics import Diagnostic, Position, Refusal
from tei_edition.edition import Edition, own_schema
from tei_edition.hand_work import merge, proposal, reformatted, reissue
from tei_edition.hand_work.merge import Fate, Merge
from tei_edition.hand_work.reissue import Reissue
from tei_edition.validation import schema
from tei_edition.xml import Element, tei

DIGEST: Final = 16
IDENTIFIER: Final = re.compile(r"""xml:id\s*=\s*["']([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Today:
    """What convert makes of a transcript today; ``issue`` says what is new in it since last time."""

    identifier: str
    data: bytes
    issue: Reissue | None = None


def merged(edition: Edition, today: Today) -> Merge:
    """The file as it is to stand: the editor's changes with what is generated today; nothing is written.

    A file that an XML editor has re-indented is merged by its words and tags. Where the transcript came anew,
    what stands is carried over to the new lines first.
    """
    target = edition.document(today.identifier)
    stands, base = _bytes(target), _bytes(edition.generated(today.identifier))
    taken = stands and proposal.without_marks(stands)
    mine = taken and xml.in_utf8(taken)  # an XML editor may have chosen another encoding
    is_sound = functools.partial(_wrong, target, _is_valid(edition, mine))
    carried: dict[str, str] = {}
    if today.issue is not None and base is not None and mine is not None:
        carried = reissue.renamed(today.issue, today.identifier, base, today.data)
        base, mine = (reissue.renumbered(data, carried, today.issue.moved) for data in (base, mine))
    made = merge.merge(base, mine, today.data, is_sound)
    if made.fate is Fate.CONFLICT and base is not None and mine is not None:
        smooth = _by_words(base, mine, today.data, is_sound)
        made = smooth if smooth and _settles_more(smooth, made) else made
    if today.issue is not None:
        made = _dated(made, today, mine)
    if taken != stands and made.fate in {Fate.SAME, Fate.KEPT}:
        made = replace(made, fate=Fate.MERGED)  # a proposal was taken: its comments go
    elif made.fate is Fate.KEPT:
        made = replace(made, data=stands or made.data)
    return replace(made, diagnostics=tuple(_placed(made, edition, today)))


def _bytes(path: Path) -> bytes | None:
    return xml.read_bytes(path) if path.exists() else None


def _by_words(base: bytes, mine: bytes, new: bytes, is_sound: merge.Sound) -> Merge | None:
    """The same once more with the white space of what was generated; None if that was not the trouble."""
    try:
        smooth = reformatted.as_generated(mine, base)
    except Refusal:
        return None
    if smooth == mine:
        return None
    made = merge.merge(base, smooth, new, is_sound)
    if made.fate is Fate.CONFLICT:
        return replace(made, diagnostics=tuple(_in_file(made, smooth, mine)))
    return made if made.fate is not Fate.SAME else Merge(Fate.MERGED, made.data)


def _settles_more(one: Merge, other: Merge) -> bool:
    return one.fate is not Fate.CONFLICT or len(one.diagnostics) < len(other.diagnostics)


def _in_file(made: Merge, smooth: bytes, mine: bytes) -> Iterator[Diagnostic]:
    """Conflicts at the lines of the file as the editor sees it: those of the element before."""
    lines, where = smooth.decode("utf-8", "replace").splitlines(), reformatted.lines_of(mine)
    for one in made.diagnostics:
        before = lines[: one.position.line] if one.position else []
        names = (found[-1] for text in reversed(before) if (found := IDENTIFIER.findall(text)))
        yield replace(one, position=Position(where.get(next(names, ""), 1)))


def _dated(made: Merge, today: Today, mine: bytes | None) -> Merge:
    """The document says that its transcript came anew, and which lines have other numbers since."""
    if made.fate is Fate.CONFLICT or today.issue is None or mine is None:
        return made
    numbers = reissue.concordance(today.issue)
    told = f"The transcript was replaced by a corrected one (SHA-256 before: {today.issue.digest})."
    told += f" Lines: {numbers}." if numbers else " Its lines keep their numbers."
    tree = xml.parse(made.data)
    for revision in tree.getroot().iter(tei("revisionDesc")):
        change = _change(told, f"#{today.identifier}-enc")
        change.tail = revision[-1].tail if len(revision) else None
        if len(revision):
            revision[-1].tail = revision.text
        revision.append(change)
    fate = made.fate if made.fate is Fate.MERGED else Fate.UPDATED
    return replace(made, fate=fate, data=xml.serialize(tree))


def _change(text: str, who: str) -> Element:
    change = xml.root("change")
    change.text = text
    change.set("type", "reissue")
    change.set("who", who)
    return change


def _placed(made: Merge, edition: Edition, today: Today) -> Iterator[Diagnostic]:
    """What is said, with the file, and where a conflict's other side is to be read."""
    target = edition.document(today.identifier)
    settle = f"tei-edition convert {edition.root} --settled {today.identifier}"
    advice = f"Your file is as it was. Both sides are in {target.with_suffix('.proposed.xml')}. Then: {settle}"
    for one in made.diagnostics:
        hint = advice if one.code == "merge-conflict" else f"{one.advice} {advice}"
        yield replace(one, file=str(target), hint=hint)


# ------------------------------------------------------------------ what speaks against a merged file


def _wrong(target: Path, is_valid: _Valid, data: bytes) -> tuple[Diagnostic, ...]:
    """It must parse, give its transcript back, and be valid if it was."""
    try:
        made = verify.restored(xml.parse(data, str(target)), target)
        if not made.is_proved:
            said = "with your changes the TEI does not give the transcript back"
            return made.diagnostics or (Diagnostic("restored-differs", said, str(target)),)
    except Refusal as refusal:
        return refusal.diagnostics
    said = "both changes together would not be valid"
    return () if is_valid(data) else (Diagnostic("merge-conflict", said, str(target), Position(1)),)


@dataclass(frozen=True, slots=True)
class _Valid:
    """Asks the edition's schema, unless the file was invalid before."""

    xsd: Path
    is_asked: bool

    def __call__(self, data: bytes) -> bool:
        return not self.is_asked or _validates(self.xsd, data)


def _is_valid(edition: Edition, mine: bytes | None) -> _Valid:
    name = own_schema(edition.root)
    xsd = (schema.Schema(edition.root / "schema", name) if name else schema.shipped()).file(".xsd")
    return _Valid(xsd, mine is not None and _validates(xsd, mine))


def _validates(xsd: Path, data: bytes) -> bool:
    try:
        return bool(schema.compiled(xsd).validate(xml.parse(data)))
    except Refusal:
        return False


# ------------------------------------------------------------------ writing


def put(edition: Edition, today: Today, made: Merge, decisions: bytes | None = None) -> None:
    """Write a document, its base and, if given, its decisions, so that a process killed at any moment does no harm.

    What goes with the document is laid ready under a name that tells which text of the document it belongs to; then the
    document is replaced; then the rest is moved into its place. :func:`recover` finishes what was interrupted.
    """
    target = edition.document(today.identifier)
    proposed = target.with_suffix(".proposed.xml")
    if made.fate is Fate.CONFLICT:
        xml.write_atomically(proposed, made.data)
        return  # the base stays too: the conflict is not over
    beside = {edition.generated(today.identifier): today.data, edition.decisions(today.identifier): decisions}
    ready = [_ready(path, made.data) for path, data in beside.items() if data not in {None, _bytes(path)}]
    for path in ready:
        xml.write_atomically(path, beside[_belongs(path)] or b"")
    if not target.exists() or made.fate not in {Fate.SAME, Fate.KEPT}:
        xml.write_atomically(target, made.data)
    for path in ready:
        xml.put_in_place(path, _belongs(path))
    proposed.unlink(missing_ok=True)


def _ready(path: Path, document: bytes) -> Path:
    """Where a file waits for its document: ``.generated/a.xml`` → ``.generated/.a.xml.0123456789abcdef.next``."""
    return path.with_name(f".{path.name}.{_digest(document)}.next")


def _belongs(ready: Path) -> Path:
    return ready.with_name(ready.name[1:].rsplit(".", 2)[0])


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:DIGEST]


def recover(edition: Edition) -> None:
    """Finish what a killed process began: what was laid ready counts if its document was written; parts of files go."""
    for folder in ("documents", "decisions", "registers", ".generated", "schema"):
        xml.sweep(edition.root / folder)
    for folder in ("decisions", ".generated"):
        for ready in sorted((edition.root / folder).glob(f".*.{'?' * DIGEST}.next")):
            path = _belongs(ready)
            document = _bytes(edition.document(path.stem))
            if document is not None and ready == _ready(path, document):
                xml.put_in_place(ready, path)
            else:
                ready.unlink(missing_ok=True)


def settle(edition: Edition, today: Today) -> None:
    """From now on today's text is the base: what stands in the document is the editor's."""
    if edition.document(today.identifier).exists():
        xml.write_atomically(edition.generated(today.identifier), today.data)
        edition.document(today.identifier).with_suffix(".proposed.xml").unlink(missing_ok=True)


# ------------------------------------------------------------------ who cites what has another name now


def citations(edition: Edition, today: Today, base: bytes) -> Iterator[Diagnostic]:
    """Pointers in other files of the edition to identifiers that have another name since the transcript came anew."""
    if today.issue is None:
        return
    names = reissue.renamed(today.issue, today.identifier, base, today.data)
    own = edition.document(today.identifier)
    pattern = re.compile(rf"{re.escape(own.name)}#([^\"'\s]+)")
    for path in (*edition.documents, *edition.registers, *edition.texts):
        if path == own:
            continue
        for number, line in enumerate(xml.read_bytes(path).decode("utf-8", "replace").splitlines(), 1):
            for cited in pattern.finditer(line):
                if cited[1] in names:
                    yield _cited(path, Position(number, cited.start() + 1), cited[1], names[cited[1]], own.name)


def _cited(path: Path, place: Position, old: str, new: str, document: str) -> Diagnostic:
    is_gone = re.search(r"-gone\d+$", new)
    said = f"“{document}#{old}” was cited; " + ("that line is no more" if is_gone else f"it is “{new}” now")
    hint = "Take the citation out, or cite another line." if is_gone else f"Write {document}#{new}."
    return Diagnostic("citation-moved", said, str(path), place, hint=hint)
