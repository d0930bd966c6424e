"""``tei-edition export``: the edition in the forms of other projects."""

from __future__ import annotations

from pathlib import Path

import click

from tei_edition.edition import open_edition
from tei_edition.exchange.latex import write_latex
from tei_edition.publishing.reading import read_edition


@click.group("export", short_help="Write the edition in other projects' forms.")
def command() -> None:
    """Write the edition in forms that other programs read."""


@command.command("latex")
@click.argument("edition", required=False, type=click.Path(path_type=Path))
def latex(edition: Path | None) -> None:
    """Write EDITION as one LaTeX file for reledmac, in dist/latex; compile it with lualatex."""
    opened = open_edition(edition).published()
    click.echo(f"  {write_latex(opened, read_edition(opened), opened.dist / 'latex')}")
