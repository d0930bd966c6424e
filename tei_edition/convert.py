"""Convert an edition: each transcript becomes a TEI document, and the editor's own changes stay."""

from __future__ import annotations

import difflib
import functools
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tei_edition import practice, xml
from tei_edition.diagnostics import Diagnostic, Refusal, Severity, abridged, worst
from tei_edition.differences import unified
from tei_edition.edition import Edition
from tei_edition.encoding.links import Catalogue, Known, Sought
from tei_edition.encoding.tei import Encoded, identifier_of
from tei_edition.hand_work import fate, reissue
from tei_edition.hand_work.fate import Today
from tei_edition.hand_work.merge import Fate
from tei_edition.hand_work.reissue import Reissue
from tei_edition.transcript import decisions, layout
from tei_edition.transcript.readers import read
from tei_edition.transcript.readers.plain import is_hardly_text
from tei_edition.transcript.source import Source
from tei_edition.validation import compiler
from tei_edition.workers import Serial, workers

Progress = Callable[[str, int, int], object]


@dataclass(frozen=True, slots=True)
class Converted:
    """One transcript's outcome; ``difference`` is filled in a dry run."""

    identifier: str
    transcript: Path
    document: Path
    fate: Fate
    layout: str
    diagnostics: tuple[Diagnostic, ...]
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a conversion did."""

    edition: Edition
    converted: tuple[Converted, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """True if a file could not be made or was left because of a conflict."""
        every = (*self.diagnostics, *(d for c in self.converted for d in c.diagnostics))
        return worst(every) is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Recorded:
    """A transcript encoded, with everything that was recognised and by what; ``diagnostics`` name the files."""

    transcript: Path
    encoded: Encoded
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    """One transcript to encode; picklable."""

    root: Path
    transcript: Path
    identifier: str
    catalogue: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class _Made:
    job: _Job
    data: bytes
    layout: str
    known: tuple[Known, ...]
    sought: tuple[Sought, ...]
    diagnostics: tuple[Diagnostic, ...]
    issue: Reissue | None = None
    met: tuple[decisions.Decision, ...] = ()


def convert(
    edition: Edition,
    transcripts: Sequence[Path] = (),
    *,
    dry_run: bool = False,
    settled: Collection[str] = (),
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Make or renew the TEI documents of an edition; without ``transcripts``, of all.

    A document is made twice if it speaks of others of the edition: once to be known, once to know them. With ``dry_run``
    nothing is written and each outcome has its difference. ``settled`` are identifiers of documents that stand as
    their editor wants them, conflicts worked in: later changes are merged from there. ``executor`` encodes one
    transcript a job (default: this process for small editions, several for large ones); the order stays.

    Raises:
        Refusal: settings, a register or a decision cannot be read; nothing has been written then.

    Example: ``convert(open_edition(Path("xml"))).failed``
    """
    tell = progress or (lambda *_: None)
    if not dry_run:
        fate.recover(edition)
    jobs, said = _jobs(edition)
    wanted = {path.resolve() for path in transcripts}
    with workers(len(jobs), MANY, executor) as staff:
        first = _run(jobs, staff, functools.partial(tell, "reading"))
        catalogue = Catalogue(known for made in first for known in made.known)
        chosen = [made for made in first if not wanted or made.job.transcript.resolve() in wanted]
        speaking = [replace(m.job, catalogue=others) for m in chosen if (others := tuple(_others(catalogue, m)))]
        again = {made.job.identifier: made for made in _run(speaking, staff, functools.partial(tell, "linking"))}
    last = [again.get(m.job.identifier, m) for m in chosen]
    for made in last:
        if made.data and made.job.identifier in settled and not dry_run:
            fate.settle(edition, Today(made.job.identifier, made.data))
    converted = [_write(edition, made, dry_run) for made in last]
    if not dry_run:
        compiler.install(edition.root)
    unknown = sorted(set(settled) - {made.job.identifier for made in last})
    said += [Diagnostic("file-missing", f"there is no document “{name}” to settle") for name in unknown]
    missing = [p for p in transcripts if p.resolve() not in {m.job.transcript.resolve() for m in first}]
    said += layout.known(edition.layouts).diagnostics
    said += practice.without_words(edition)
    said += _stray(edition, jobs)
    said += [] if wanted else practice.unfit_everywhere(edition, {one for made in last for one in made.met})
    said += [Diagnostic("file-missing", f"“{path}” is no transcript of this edition", str(path)) for path in missing]
    return Outcome(edition, tuple(converted), tuple(said))


def _others(catalogue: Catalogue, made: _Made) -> Iterator[Known]:
    """The other documents that one may speak of: those alone can change how it is encoded."""
    file = f"{made.job.identifier}.xml"
    meant = (known for wanted in made.sought for known in catalogue.fitting(wanted, file) if known.file != file)
    return iter(dict.fromkeys(meant))


def _stray(edition: Edition, jobs: Sequence[_Job]) -> list[Diagnostic]:
    """Decisions that no transcript would ever see, and how the file should be called."""
    known = {job.identifier: job.transcript for job in jobs}
    said = []
    for path in sorted((edition.root / "decisions").glob("*.toml")):
        if path.stem not in known:
            wanted = identifier_of(path.stem)
            hint = f"Call it {wanted}.toml." if wanted in known else ""
            said.append(
                Diagnostic("decision-stray", f"no transcript has the identifier “{path.stem}”", str(path), hint=hint)
            )
    left = (path for path in edition.documents if path.stem not in known)
    return [*said, *(Diagnostic("document-stray", f"“{p.name}” has no transcript any more", str(p)) for p in left)]


def _jobs(edition: Edition) -> tuple[list[_Job], list[Diagnostic]]:
    jobs: dict[str, _Job] = {}
    said: list[Diagnostic] = []
    for path in edition.transcripts:
        identifier = identifier_of(path.stem)
        # on many systems A.xml and a.xml are one file
        other = jobs.setdefault(identifier.casefold(), _Job(edition.root, path, identifier))
        if other.transcript != path:
            both = f"“{path.name}” and “{other.transcript.name}” would both be {identifier}"
            message = both if other.identifier == identifier else f"{both}, but for capital letters"
            said.append(Diagnostic("id-collision", message, str(path)))
    return list(jobs.values()), said


MANY: Final = 200
"""From so many transcripts on, several processes are worth their start."""
AT_ONCE: Final = 16
"""So many transcripts go to a process in one piece."""


def _run(jobs: Sequence[_Job], staff: Executor, tell: Callable[[int, int], object]) -> list[_Made]:
    made: list[_Made] = []
    for one in staff.map(encode, jobs, chunksize=AT_ONCE):
        made.append(one)
        tell(len(made), len(jobs))
    return made


def encoded(edition: Edition, identifier: str, *, linked: bool = True) -> Recorded:
    """One transcript as convert encodes it, with all that was recognised on the way; nothing is written.

    Without ``linked`` the other documents are not read, and what it says of them stays open.

    Raises:
        Refusal: no transcript has this identifier, or something cannot be read.
    """
    jobs, _ = _jobs(edition)
    job = next((one for one in jobs if one.identifier == identifier), None)
    if job is None:
        near = difflib.get_close_matches(identifier, [one.identifier for one in jobs], 1)
        hint = f"Did you mean “{near[0]}”?" if near else ""
        raise Refusal(Diagnostic("file-missing", f"no transcript has the identifier “{identifier}”", hint=hint))
    source = read(job.transcript, edition.settings.conversion.encoding)
    made, _ = _encoded(job, source)
    if made.speaks and linked:
        others = _run([one for one in jobs if one is not job], Serial(), lambda *_: None)
        known = (*(k for other in others for k in other.known), *made.known)
        made, _ = _encoded(replace(job, catalogue=known), source)
    return Recorded(job.transcript, made, _in_files(edition, job, source, made))


def encode(job: _Job) -> _Made:
    """Encode one transcript; runs in any process."""
    edition, _ = practice.of(job.root)
    try:
        source = read(job.transcript, edition.settings.conversion.encoding)
    except Refusal as refusal:
        return _Made(job, b"", "", (), (), refusal.diagnostics)
    made, issue = _encoded(job, source)
    said = _in_files(edition, job, source, made)
    if source.encoding not in {"utf-8", "ascii"} and all(d.code != "encoding-doubtful" for d in source.said):
        said = (*said, Diagnostic("encoding-detected", f"read as {source.encoding}", str(job.transcript)))
    said = (*said, *(d.at(job.transcript) for d in source.said))
    if not source.text.strip():
        said = (*said, Diagnostic("transcript-empty", "there is nothing in it", str(job.transcript)))
    elif not source.slice(made.document.zones.document).strip():
        layout_name = made.document.fit.layout.name
        message = f"the layout {layout_name} takes all of the page for the archive's record"
        said = (*said, Diagnostic("document-empty", message, str(job.transcript)))
    if is_hardly_text(source.text):
        message = "much of it is control characters, which no text has"
        said = (*said, Diagnostic("transcript-odd", message, str(job.transcript)))
    said = abridged(said)
    data = xml.associated(xml.serialize(made.root), edition.schema)
    wanted = made.sought if made.speaks else ()
    return _Made(job, data, made.document.fit.layout.name, made.known, wanted, said, issue, made.document.settled.met)


def _encoded(job: _Job, source: Source) -> tuple[Encoded, Reissue | None]:
    """A transcript with the decisions on it, which have followed it if it came anew."""
    edition, made_with = practice.of(job.root)
    decided = edition.decisions(job.identifier)
    issue = _issue(edition, job, source)
    own = decisions.load(decided)
    own = reissue.decided(own, issue.moved) if issue else own
    return made_with.encode(source, job.identifier, own, str(decided), job.catalogue), issue


def _in_files(edition: Edition, job: _Job, source: Source, made: Encoded) -> tuple[Diagnostic, ...]:
    """What is said of a transcript, under the names of the files as the editor knows them."""
    paths = {source.name: job.transcript, f"{job.identifier}.xml": edition.document(job.identifier)}
    return tuple(d.at(paths[d.file]) if d.file in paths else d for d in made.diagnostics)


def _issue(edition: Edition, job: _Job, source: Source) -> Reissue | None:
    """What has changed in a transcript since its document was made; None if nothing has."""
    base = edition.generated(job.identifier)
    digest = hashlib.sha256(source.data).hexdigest()
    if not base.exists() or digest.encode() in (data := xml.read_bytes(base)):
        return None
    return reissue.of(data, digest, [line.text for line in source.lines])


def _write(edition: Edition, made: _Made, dry_run: bool) -> Converted:
    identifier, target = made.job.identifier, edition.document(made.job.identifier)
    if not made.data:
        return Converted(identifier, made.job.transcript, target, Fate.REFUSED, "", made.diagnostics)
    today = Today(identifier, made.data, made.issue)
    mine = xml.read_bytes(target) if target.exists() else None
    merged = fate.merged(edition, today)
    said = (*made.diagnostics, *_reissued(edition, today), *merged.diagnostics, *_ill_formed(mine, target))
    shown = unified(mine or b"", merged.data, str(target)) if dry_run else ""
    if dry_run:
        return Converted(identifier, made.job.transcript, target, merged.fate, made.layout, said, shown)
    try:
        fate.put(edition, today, merged, _followed(edition.decisions(identifier), made.issue))
    except Refusal as refusal:  # another program holds it: the others are written
        said = (*said, *refusal.diagnostics)
        return Converted(identifier, made.job.transcript, target, Fate.UNWRITTEN, made.layout, said)
    return Converted(identifier, made.job.transcript, target, merged.fate, made.layout, said)


def _reissued(edition: Edition, today: Today) -> Iterator[Diagnostic]:
    """What is new in a transcript, who cites what has moved, which decisions are on other lines now."""
    base = edition.generated(today.identifier)
    if today.issue is None or not base.exists():
        return
    target = edition.document(today.identifier)
    yield Diagnostic("transcript-reissued", reissue.said(today.issue) or "only white space differs", str(target))
    yield from fate.citations(edition, today, xml.read_bytes(base))


def _followed(file: Path, issue: Reissue | None) -> bytes | None:
    """The decisions of a transcript on their new lines; None if there are none, or nothing is new."""
    if issue is None or not file.exists():
        return None
    # as its bytes are, line ends and all
    return reissue.rewritten(xml.read_bytes(file).decode(), decisions.load(file), issue.moved).encode()


def _ill_formed(mine: bytes | None, target: Path) -> tuple[Diagnostic, ...]:
    """What is wrong with a document that an editor left unfinished; it is kept as it is."""
    try:
        if mine is not None:
            xml.parse(mine, str(target))
    except Refusal as refusal:
        return refusal.diagnostics
    return ()


def diagnostics(outcome: Outcome) -> Iterable[Diagnostic]:
    """All messages of a conversion, those on the edition first."""
    yield from outcome.diagnostics
    for one in outcome.converted:
        yield from one.diagnostics
