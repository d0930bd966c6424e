"""tei-edition schema: compile an ODD, put the schema into an edition."""

from __future__ import annotations

from pathlib import Path

import click

from tei_edition import resources
from tei_edition.validation import compiler

FILE = click.Path(path_type=Path)


@click.group("schema")
def command() -> None:
    """Compile an ODD; copy the schema into an edition."""


@command.command("compile")
@click.argument("odd", type=FILE, default=lambda: resources.schema("tei-edition.odd"))
@click.option("--into", type=FILE, help="Folder to write to; by default that of the ODD.")
def compile_schema(odd: Path, into: Path | None) -> None:
    """Compile an ODD (by default ours) to XSD, RELAX NG, Schematron, rules and manual."""
    folder = into or odd.parent
    written = compiler.write(compiler.compile_odd(odd), folder)
    for path in written:
        click.echo(str(path))
    click.echo(f"{odd}: {len(written)} files changed" if written else f"{odd}: nothing to change")


@command.command("install")
@click.argument("edition", type=FILE, default=Path())
def install(edition: Path) -> None:
    """Copy the compiled schema into an edition's schema/ folder, for oXygen and VS Code."""
    for path in compiler.install(edition):
        click.echo(str(path))
