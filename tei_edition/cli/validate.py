"""tei-edition validate: is the edition's TEI sound?"""

from __future__ import annotations

from pathlib import Path

import click

from tei_edition.validation import foreign, repair, validating, watching
from tei_edition.validation.report import FORMATS, Report, render

EXISTING = click.Path(path_type=Path)


@click.command("validate")
@click.argument("paths", nargs=-1, type=EXISTING)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How to write the report.")
@click.option("--fix", is_flag=True, help="Repair what is safe to repair, and show it.")
@click.option("--watch", is_flag=True, help="Check again whenever a file is saved; stop with Ctrl+C.")
@click.option(
    "--schema", "schemas", multiple=True, type=EXISTING, help="Another project's RNG, RNC, XSD or Schematron."
)
@click.option("--phase", default="", help="With --schema: the phase of its Schematron.")
@click.option("--limit", default=foreign.SECONDS, show_default=True, help="Seconds for a foreign schema.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    form: str,
    fix: bool,
    watch: bool,
    schemas: tuple[Path, ...],
    limit: int,
    phase: str,
) -> None:
    """Validate files, folders or edition folders; by default the edition you stand in.

    Exit code 0: valid; 1: invalid; 2: it could not be run.
    """
    if fix:
        for change in repair.repair(paths):
            click.echo(change, err=True)

    def check() -> Report:
        return foreign.check(paths, schemas, limit, phase) if schemas else validating.check(paths)

    if watch:
        watching.watch(check, paths, lambda report: click.echo(render(report, form)))
        return
    report = check()
    click.echo(render(report, form))
    ctx.exit(report.exit_code)
