"""``tei-edition convert``: transcripts become TEI documents."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from tei_edition import convert as conversion
from tei_edition.diagnostics import Diagnostic, Refusal, Severity, as_json, as_text
from tei_edition.edition import open_edition
from tei_edition.hand_work.merge import Fate


@click.command("convert", short_help="Encode the transcripts as TEI.")
@click.argument("edition", required=False, type=click.Path(path_type=Path))
@click.option(
    "--only", "only", multiple=True, type=click.Path(path_type=Path), help="Only this transcript; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@click.option(
    "--settled", multiple=True, metavar="ID", help="This document stands as you want it; its conflict is over."
)
@click.option("--quiet", is_flag=True, help="Say warnings and errors only.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How messages are written.")
def command(
    edition: Path | None, only: tuple[Path, ...], dry_run: bool, settled: tuple[str, ...], quiet: bool, form: str
) -> None:
    """Make or renew documents/ from transcripts/ in EDITION (default: the folder you stand in, else xml/).

    Your own changes to the TEI are kept: they are merged with the new text, and where both changed the same lines your
    file stays and the new text lies beside it as ID.proposed.xml.
    """
    opened = open_edition(edition)
    if not opened.transcripts:
        message = f"there is no transcript in “{opened.root / 'transcripts'}”"
        raise Refusal(Diagnostic("nothing-to-convert", message, str(opened.root)))
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as bar:
        tasks: dict[str, object] = {}

        def tell(step: str, done: int, total: int) -> None:
            task = tasks.setdefault(step, bar.add_task(f"{step.capitalize()} the transcripts", total=total))
            bar.update(task, completed=done, total=total)  # type: ignore[arg-type]

        outcome = conversion.convert(opened, only, dry_run=dry_run, settled=settled, progress=tell)
    report(outcome, form, quiet)
    if outcome.failed:
        raise click.exceptions.Exit(1)


def report(outcome: conversion.Outcome, form: str, quiet: bool) -> None:
    """Say what to look at, then what was done."""
    said = [d for d in conversion.diagnostics(outcome) if not quiet or d.severity is not Severity.INFO]
    if form == "json":
        click.echo(as_json(said))
        return
    for diagnostic in said:
        click.echo(as_text(diagnostic), err=True)
    for one in outcome.converted:
        if one.difference:
            click.echo(one.difference)
    layouts = Counter(one.layout for one in outcome.converted if one.layout)
    fates = Counter(one.fate for one in outcome.converted)
    total = len(outcome.converted)
    click.echo(f"{total} transcript{'' if total == 1 else 's'} read")
    for name, count in sorted(layouts.items()):
        click.echo(f"  {count} by the layout {name}")
    for fate in Fate:
        if fates[fate]:
            names = ", ".join(one.identifier for one in outcome.converted if one.fate is fate)
            click.echo(
                f"  {fates[fate]} {fate.value}: {names}" if fates[fate] <= 12 else f"  {fates[fate]} {fate.value}"
            )
    open_links = sum(d.code == "link-open" for d in conversion.diagnostics(outcome))
    if open_links:
        click.echo(
            f"  {open_links} reference{'' if open_links == 1 else 's'} to documents that are not here (link-open)"
        )
