"""``tei-edition init``: a new edition folder."""

from __future__ import annotations

from pathlib import Path

import click

from tei_edition.starter import begin


@click.command("init", short_help="Make a new edition folder.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--empty", is_flag=True, help="Without the sample transcript and its registers.")
def command(folder: Path, empty: bool) -> None:
    """Make FOLDER an edition with a commented edition.toml and a sample transcript; nothing there is overwritten."""
    made = begin(folder, sample=not empty)
    for path in made:
        click.echo(f"  {path}")
    if empty:
        (folder / "transcripts").mkdir(exist_ok=True)
        click.echo(f"Put transcripts into {folder / 'transcripts'}, then: tei-edition convert {folder}")
    else:
        click.echo(f"Now: tei-edition convert {folder} && tei-edition build {folder}")
