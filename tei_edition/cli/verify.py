"""``tei-edition verify``: every transcript comes back from its TEI, byte for byte."""

from __future__ import annotations

from pathlib import Path

import click

from tei_edition.diagnostics import Diagnostic, Refusal, as_json, as_text
from tei_edition.edition import open_edition
from tei_edition.verify import verify


@click.command("verify", short_help="Prove that no character of a transcript is lost.")
@click.argument("edition", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How messages are written.")
def command(edition: Path | None, form: str) -> None:
    """Restore every transcript of EDITION from its TEI alone and compare it, byte for byte.

    A word that differs is shown with the line of the TEI and of the transcript.
    """
    opened = open_edition(edition)
    verified = verify(opened)
    if not verified:
        message = f"there is neither a transcript nor a document in “{opened.root}”"
        raise Refusal(Diagnostic("nothing-to-convert", message, str(opened.root)))
    said = [d for one in verified for d in one.diagnostics]
    proved = sum(one.is_proved for one in verified)
    if form == "json":
        click.echo(as_json(said))
    else:
        for diagnostic in said:
            click.echo(as_text(diagnostic), err=True)
        click.echo(f"{proved} of {len(verified)} transcripts come back byte for byte")
        again = [one.document.name for one in verified if one.is_reformatted]
        if again:
            click.echo(f"An XML editor has re-indented {', '.join(again)}: its spaces are those of .generated/")
    if proved < len(verified):
        raise click.exceptions.Exit(1)
