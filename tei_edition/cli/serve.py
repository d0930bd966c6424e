"""``tei-edition serve``: the site on this machine while you edit."""

from __future__ import annotations

from pathlib import Path

import click

from tei_edition.edition import open_edition
from tei_edition.preview import serve


@click.command("serve", short_help="Preview the site while you edit.")
@click.argument("edition", required=False, type=click.Path(path_type=Path))
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
def command(edition: Path | None, port: int) -> None:
    """Show the site of EDITION in a browser and rebuild it when a file changes.

    Diagnostics stand beside the page, in the preview only.
    """
    serve(open_edition(edition).root, port, click.echo)
