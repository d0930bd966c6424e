"""tei-edition schema: compile an ODD, put the schema into an edition."""

from __future__ import annotations

from pathlib import Path

import click

from tei_edition import resources
from tei_edition.edition import open_edition
from tei_edition.validation import compiler, manual

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
    pages = [path for path in written if path.parent.name == manual.FOLDER]
    for path in written:
        if path not in pages:
            click.echo(str(path))
    click.echo(f"{odd}: {len(written)} files changed, {len(pages)} of the manual" if written else f"{odd}: as it was")


@command.command("install")
@click.argument("folder", metavar="[EDITION]", type=FILE, default=Path())
def install(folder: Path) -> None:
    """Lay the schema beside the documents and tie every file to it, for oXygen and VS Code."""
    edition = open_edition(folder)
    for path in (*compiler.install(edition.root), *compiler.associate(edition)):
        click.echo(str(path))
