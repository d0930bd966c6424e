"""``tei-edition layouts``: which page layouts there are, and which fits a transcript."""

from __future__ import annotations

from pathlib import Path

import click

from tei_edition.edition import FILE, open_edition
from tei_edition.transcript import layout
from tei_edition.transcript.readers import read


@click.command("layouts", short_help="List the page layouts, or say which fits a file.")
@click.argument("transcripts", nargs=-1, type=click.Path(path_type=Path))
@click.option("--edition", type=click.Path(path_type=Path), help="An edition with layouts of its own.")
def command(transcripts: tuple[Path, ...], edition: Path | None) -> None:
    """List the page layouts; for each of TRANSCRIPTS say which fits and why."""
    folder = edition or (Path() if Path(FILE).is_file() else None)
    own = tuple(layout.load(path) for path in open_edition(folder).layouts) if folder else ()
    layouts = (*own, *layout.shipped())
    if not transcripts:
        for one in layouts:
            click.echo(f"{one.name}\n  {one.title}. {one.description}")
    for path in transcripts:
        explain(path, layouts)


def explain(path: Path, layouts: tuple[layout.Layout, ...]) -> None:
    """Say which layout a transcript is read by, and what each other one misses."""
    source = read(path)
    chosen = layout.recognise(source, layouts)
    click.echo(f"{path}: {chosen.layout.name}")
    for one in layouts:
        fit = layout.fit(one, source)
        click.echo(f"  {one.name}: {'fits' if fit.fits else 'does not fit'}")
        for pattern, line in fit.found:
            click.echo(f"    {f'line {line}' if line else 'not found'}: {pattern}")
        for pattern, line in fit.against:
            click.echo(f"    line {line} speaks against it: {pattern}")
