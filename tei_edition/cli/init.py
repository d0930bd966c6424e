"""``tei-edition init``: a new edition folder."""

from __future__ import annotations

from pathlib import Path

import click

from tei_edition.starter import begin


@click.command("init", short_help="Make a new edition folder.")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make FOLDER an edition with a commented edition.toml and a sample transcript; nothing there is overwritten."""
    made = begin(folder)
    for path in made:
        click.echo(f"  {path}")
    click.echo(f"Now: tei-edition convert {folder} && tei-edition build {folder}")
