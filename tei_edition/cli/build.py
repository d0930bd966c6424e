"""``tei-edition build``: the website and the book of an edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from tei_edition.building import Outcome, build
from tei_edition.diagnostics import as_text
from tei_edition.edition import open_edition
from tei_edition.publishing.reading import Loss

STEPS = {
    "read": "Reading the documents",
    "site": "Writing the pages",
    "search": "Indexing for the search",
    "pages": "Making up the pages",
    "book": "Setting the book",
    "epub": "Packing the EPUB",
}


@click.command("build", short_help="Make the website and the book.")
@click.argument("edition", required=False, type=click.Path(path_type=Path))
@click.option("--site/--no-site", default=True, help="Make the website (dist/site).")
@click.option("--book/--no-book", default=True, help="Make the book (dist/book) and the EPUB (dist/epub).")
@click.option("--epub/--no-epub", default=True, help="Make the EPUB beside the book.")
@click.option(
    "--proof", is_flag=True, help="Make only the editor's proof of the book: every line numbered, doubts marked."
)
@click.option(
    "--since", default="", metavar="VERSION", help="With --proof: list what changed since this tag or commit."
)
@click.option("--drafts", is_flag=True, help="Take in documents that are still drafts.")
def command(edition: Path | None, site: bool, book: bool, epub: bool, proof: bool, since: str, drafts: bool) -> None:
    """Make the website, the book and the EPUB of EDITION (default: the folder you stand in, else xml/).

    What was made before stays until the new is whole.
    """
    screen = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[amount]}"))
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        tasks = {step: bar.add_task(said, visible=False, amount="", total=None) for step, said in STEPS.items()}

        def tell(step: str, done: int, total: int) -> None:
            amount = f"{done} / {total}" if total else ""
            bar.update(tasks[step], visible=True, completed=done, total=total or None, amount=amount)

        opened = open_edition(edition)
        outcome = build(opened, progress=tell, site=site, book=book, epub=epub, proof=proof, since=since, drafts=drafts)
    report(outcome)
    if outcome.failed:
        raise click.exceptions.Exit(1)


def report(outcome: Outcome) -> None:
    """Say what was made, then what the editor should look at."""
    for diagnostic in outcome.diagnostics:
        click.echo(as_text(diagnostic), err=True)
    documents = f"{outcome.documents} document{'' if outcome.documents == 1 else 's'}"
    pages = f", {outcome.pages} pages" if outcome.pages else ""
    click.echo(f"{outcome.edition.settings.title}: {documents}{pages}")
    for path in outcome.made:
        click.echo(f"  {path}")
    for line in loss_report(outcome.losses):
        click.echo(line)


def loss_report(losses: Iterable[Loss]) -> list[str]:
    """The elements without a rule, the most frequent first: how often, how many words, in how many files."""
    by_element: dict[str, list[Loss]] = defaultdict(list)
    for loss in losses:
        by_element[loss.element].append(loss)
    rows = sorted(by_element.items(), key=lambda row: (-sum(loss.count for loss in row[1]), row[0]))
    table = [
        f"  {element:<18}{sum(loss.count for loss in found):>8}{sum(loss.words for loss in found):>8}{len(found):>8}"
        for element, found in rows
    ]
    head = "TEI that no rule knows, shown as it stands with all its words:"
    return [head, f"  {'element':<18}{'times':>8}{'words':>8}{'files':>8}", *table] if table else []
