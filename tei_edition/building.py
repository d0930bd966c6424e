"""Build an edition: its website and its book, from the TEI as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Refusal, Severity, worst
from tei_edition.edition import Edition
from tei_edition.folders import recover, replacing
from tei_edition.publishing import feeds, search, site
from tei_edition.publishing.reading import Loss, Reading, read_edition
from tei_edition.workers import workers

if TYPE_CHECKING:
    from tei_edition.publishing.book.queries import Query

MANY: Final = 60
"""Files from which a process pool is quicker than starting it takes."""

Progress = Callable[[str, int, int], object]
"""Called with what is being done, how much of it is done, and how much there is (0: unknown)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build made: files by output, counts for a summary, and what to tell the editor.

    ``losses`` are the TEI elements that no rule knows, in each file: their words are shown, their meaning is not.
    """

    edition: Edition
    made: tuple[Path, ...]
    documents: int
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    losses: tuple[Loss, ...] = ()

    @property
    def failed(self) -> bool:
        """True if something could not be made, or was left out."""
        return worst(self.diagnostics) is Severity.ERROR


def build(
    edition: Edition,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    book: bool = True,
    site: bool = True,
    epub: bool = True,
    proof: bool = False,
    since: str = "",
    drafts: bool = False,
    index: bool = True,
) -> Outcome:
    """Make ``dist/site/``, ``dist/book/`` and ``dist/epub/`` of an edition folder.

    What was made before stays until the new is whole. ``executor`` runs one job a document or page (default: this
    process for small editions, a process pool for large ones); ``progress`` is told of every step. ``proof`` makes
    the editor's proof of the book and nothing else, with what changed since the version ``since`` of the git history.
    Documents whose revisionDesc says ``draft`` are left out unless ``drafts``, a proof or edition.toml asks for them.
    Without ``index`` the site keeps the search index it had.

    Raises:
        Refusal: there is no document, a stylesheet failed, or the disk is full or closed; nothing in ``dist`` has changed then.

    Example: ``build(open_edition(Path("xml"))).made``
    """
    tell = progress or (lambda *_: None)
    recover(edition.dist / "site")
    drawn = edition.drafts
    if not (drafts or proof):
        edition = edition.published()
    with xml.writing_into(edition.dist), workers(len(edition.documents), MANY, executor) as staff:
        reading = _read(edition, staff, tell)
        made: list[Path] = []
        pages = 0
        said = [*_drafts(edition, drawn), *reading.diagnostics]
        if site and not proof and edition.settings.site.make:
            pages, more = _make_site(edition, reading, staff, tell, index)
            made.append(edition.dist / "site" / "index.html")
            said.extend(more)
        if proof or (book and edition.settings.book.make):
            made.extend(_make_book(edition, reading, tell, proof, since, said))
        if epub and book and not proof and edition.settings.book.make:
            made.extend(_make_epub(edition, reading, tell))
    return Outcome(edition, tuple(made), len(reading.documents), pages, tuple(said), reading.losses)


def _read(edition: Edition, staff: Executor, tell: Progress) -> Reading:
    total = len(edition.documents) + len(edition.texts)
    if not edition.documents and edition.left_out:
        hint = "Build them with --drafts, or change the status of their revisionDesc."
        raise Refusal(Diagnostic("nothing-to-build", "every document is a draft", str(edition.root), hint=hint))
    if not edition.documents:
        raise Refusal(Diagnostic("nothing-to-build", "there is no TEI in “documents”", str(edition.root)))
    done = 0

    def one(_: str) -> None:
        nonlocal done
        done += 1
        tell("read", done, total)

    tell("read", 0, total)
    reading = read_edition(edition, executor=staff, progress=one)
    if not reading.documents:
        raise Refusal(*reading.diagnostics)
    return reading


def _drafts(edition: Edition, drafts: Iterable[Path]) -> Iterator[Diagnostic]:
    for path in drafts:
        code, said = ("draft-left-out", "left out") if path in edition.left_out else ("draft-shown", "shown")
        yield Diagnostic(code, f"a draft, {said}", path.relative_to(edition.root).as_posix())


# ---- the site


def _make_site(
    edition: Edition, reading: Reading, staff: Executor, tell: Progress, index: bool
) -> tuple[int, list[Diagnostic]]:
    site.logo(edition)  # refused before anything is made
    diagnostics: list[Diagnostic] = []
    jobs = list(site.jobs(edition, reading))
    with replacing(edition.dist / "site") as folder:
        for done, made in enumerate(staff.map(site.make, jobs, chunksize=8), start=1):
            _write(folder / made.path, made.html)
            tell("site", done, len(jobs))
        for path, source in site.copies(edition, reading):
            _write(folder / path, source.read_bytes())
        for path, data in feeds.files(edition, reading):
            _write(folder / path, data)
        if "search" not in edition.settings.site.off:
            tell("search", 0, 0)
            diagnostics.extend(search.make_index(folder) if index else search.keep_index(edition.dist / "site", folder))
    return len(jobs), diagnostics


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


# ---- the book


def _make_book(
    edition: Edition, reading: Reading, tell: Progress, proof: bool, since: str, said: list[Diagnostic]
) -> tuple[Path, ...]:
    # typst is loaded only when a book is made
    from tei_edition.publishing.book import make_book

    target = edition.dist / "book"
    queries = _queries(edition) if proof else ()
    return make_book(edition, reading, target, tell, proof=proof, since=since, queries=queries, say=said.append)


def _queries(edition: Edition) -> tuple[Query, ...]:
    """What an editor should still look at."""
    from tei_edition.publishing.book.queries import Query
    from tei_edition.trust.review import review

    return tuple(Query(i.document, i.line, _said(i.words, i.message)) for i in review(edition))


def _said(words: str, message: str) -> str:
    return message if not words or f"“{words}" in message else f"“{words}” {message}"


def _make_epub(edition: Edition, reading: Reading, tell: Progress) -> tuple[Path, ...]:
    from tei_edition.publishing.epub import make_epub

    tell("epub", 0, 0)
    return make_epub(edition, reading, edition.dist / "epub")
