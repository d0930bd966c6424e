"""``tei-edition explain``: which rule made what of a line."""

from __future__ import annotations

import click

from tei_edition.trust.explain import as_json, as_text, explain, place_of


@click.command("explain", short_help="Say which rule made what of a line.")
@click.argument("place", metavar="FILE:LINE[:COLUMN]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How it is written.")
def command(place: str, form: str) -> None:
    """Convert one transcript and say what was decided on a line of it: by which rule, with what doubt.

    FILE is a transcript, or a TEI document of the edition. Below each decision stands what to write, and into which
    file, to have it otherwise.
    """
    explained = explain(*place_of(place))
    click.echo(as_json(explained) if form == "json" else as_text(explained))
