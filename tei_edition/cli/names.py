"""``tei-edition names``: names that no register knows, as entries to choose from."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tei_edition import naming
from tei_edition.diagnostics import as_text
from tei_edition.edition import open_edition
from tei_edition.registers.register import Entry
from tei_edition.unmentioned import unmentioned


@click.command("names", short_help="Propose entries for the registers.")
@click.argument("edition", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "tei", "json"]),
    default="text",
    help="How to show the proposals; tei and json write no file.",
)
@click.option("--least", default=1, show_default=True, help="Only names that stand so often.")
@click.option("--dry-run", is_flag=True, help="Show the proposals and write no file.")
def command(edition: Path | None, form: str, least: int, dry_run: bool) -> None:
    """List the names in EDITION's transcripts that no register knows, and write them to registers/proposals.xml.

    Nothing enters a register: move the entries that are right into persons.xml, places.xml or orgs.xml. At the end stand the
    entries of the registers that no document mentions; they stay where they are.
    """
    opened = open_edition(edition)
    proposals = naming.propose(opened, least)
    if form == "json":
        click.echo(naming.as_json(proposals))
    elif form == "tei":
        click.echo(naming.as_tei(proposals, opened).decode(), nl=False)
    else:
        show(proposals)
        show_unmentioned(unmentioned(opened))
        if not dry_run:
            written = naming.write(opened, proposals)
            for diagnostic in written.diagnostics:
                click.echo(as_text(diagnostic), err=True)
            click.echo(f"{written.fate}: {written.path}")


def show(proposals: tuple[naming.Proposal, ...]) -> None:
    """A table: what it may be, the name, how often, and the first place."""
    click.echo(f"{len(proposals)} name{'' if len(proposals) == 1 else 's'} in no register")
    table = Table(box=None, show_header=False, pad_edge=False)
    for one in proposals:
        names = ", ".join((one.name, *(f"“{p}”" for p in one.pseudonyms)))
        first = one.places[0]
        where = f"{first.document}:{first.line}: {first.words}" if first.line else f"{first.document}: {first.words}"
        table.add_row(one.sort, names, str(one.count), where)
    if proposals:
        Console(width=120, highlight=False).print(table)


def show_unmentioned(entries: tuple[Entry, ...]) -> None:
    """A line a register: the entries that no document mentions."""
    if not entries:
        return
    click.echo(f"{len(entries)} entr{'y' if len(entries) == 1 else 'ies'} of the registers in no document")
    for file in dict.fromkeys(entry.file for entry in entries):
        click.echo(f"  {file}: {', '.join(entry.identifier for entry in entries if entry.file == file)}")
