"""``tei-edition review``: what an editor should look at, least certain first."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tei_edition.edition import open_edition
from tei_edition.trust.explain import shortened
from tei_edition.trust.review import Item, as_json, how_sure, review


@click.command("review", short_help="List what an editor should look at, least certain first.")
@click.argument("edition", required=False, type=click.Path(path_type=Path))
@click.option("--first", type=click.IntRange(min=1), help="Only so many.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How it is written.")
def command(edition: Path | None, first: int | None, form: str) -> None:
    """List what is doubtful in EDITION (default: the folder you stand in, else xml/), least certain first.

    What you decide does not come back: take the certainty out of the TEI, mend the place there, write a decision, or
    say in decisions/ID.toml that it is settled. Nothing is written by this command.
    """
    found = review(open_edition(edition))
    shown = found[:first] if first else found
    if form == "json":
        click.echo(as_json(shown))
        return
    if not found:
        click.echo("Nothing is left to look at.")
        return
    Console(highlight=False).print(table(shown))
    more = len(found) - len(shown)
    click.echo(f"{len(found)} to look at{f', {more} more than shown' if more else ''}.")
    place = next((item.place for item in shown if item.line), "FILE:LINE")
    click.echo(f"To see why, and what to write to have it otherwise: tei-edition explain {place}")


def table(items: list[Item]) -> Table:
    """How sure, where and what."""
    made = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    made.add_column("sure")
    made.add_column("document", overflow="fold")
    made.add_column("line", justify="right")
    made.add_column("what", overflow="fold", ratio=1)
    for item in items:
        words = f"“{shortened(item.words)}” " if item.words and f"“{item.words}”" not in item.message else ""
        line = ":".join(str(n) for n in (item.line, item.column) if n)
        made.add_row(how_sure(item), item.document or item.file, line, f"{words}{item.message}")
    return made
