"""``tei-edition layouts``: which page layouts there are, and which fits a transcript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from tei_edition.diagnostics import as_text
from tei_edition.edition import FILE, open_edition
from tei_edition.practice import layouts_of
from tei_edition.transcript import layout, zones
from tei_edition.transcript.readers import read
from tei_edition.transcript.source import Source

# so much of a value is enough to know it by
SHOWN: Final = 60


@click.command("layouts", short_help="List the page layouts, or say which fits a file.")
@click.argument("transcripts", nargs=-1, type=click.Path(path_type=Path))
@click.option("--edition", type=click.Path(path_type=Path), help="An edition with layouts of its own.")
@click.option("--text", is_flag=True, help="Show the text of each transcript as it is read, line by line.")
@click.option("--verbose", is_flag=True, help="Say of every layout what it looks for, and where that was found.")
def command(transcripts: tuple[Path, ...], edition: Path | None, text: bool, verbose: bool) -> None:
    """List the page layouts; for each of TRANSCRIPTS say which fits, and how it divides the page."""
    folder = edition or (Path() if Path(FILE).is_file() else None)
    known = layouts_of(open_edition(folder)) if folder else layout.known()
    layouts = known.layouts
    for diagnostic in known.diagnostics:
        click.echo(as_text(diagnostic), err=True)
    if not transcripts:
        for one in layouts:
            click.echo(f"{one.name}\n  {one.title}. {one.description}".rstrip())
            if one.name in known.files:
                click.echo(f"  {known.files[one.name]}")
    for path in transcripts:
        source = read(path)
        if text:
            show(source)
        explain(path, source, layouts, verbose)


def show(source: Source) -> None:
    """The text of a transcript with the numbers of its lines: what patterns are held against, and messages count by."""
    width = len(str(len(source.lines)))
    for line in source.lines:
        click.echo(f"{line.number:>{width}}  {line.text}".rstrip())


def explain(path: Path, source: Source, layouts: tuple[layout.Layout, ...], verbose: bool) -> None:
    """Say which layout a transcript is read by and how it divides the page; ``verbose``: why, and what the others miss."""
    chosen = layout.recognise(source, layouts)
    click.echo(f"{path}: {chosen.layout.name}")
    for said in divided(source, chosen.layout):
        click.echo(said)
    others = sorted((one for one in layouts if one.name != chosen.layout.name), key=lambda one: one.name)
    if verbose:
        for one in (chosen.layout, *others):
            reasons(layout.fit(one, source), one.name == chosen.layout.name)
        return
    told = f"told by {len(chosen.found)} of the page's lines" if chosen.found else "no other layout fits"
    click.echo(f"  {told}; what each layout looks for: --verbose")


def reasons(fit: layout.Fit, is_chosen: bool) -> None:
    """What a layout looks for, and where it was found."""
    verdict = "does not fit" if not fit.fits else "fits" if is_chosen else "fits, but less says so"
    click.echo(f"  {fit.layout.name}: {verdict}")
    for pattern, line in fit.found:
        click.echo(f"    {f'line {line}' if line else 'not found'}: {pattern}")
    for pattern, line in fit.against:
        click.echo(f"    line {line} speaks against it: {pattern}")


def divided(source: Source, chosen: layout.Layout) -> Iterator[str]:
    """What the layout takes for the record, field by field, and where the document begins and ends."""
    zone = zones.divide(source, chosen)
    for entry in zone.entries:
        words = " ".join(" ".join(source.slice(span) for span in entry.spans).split())
        if words:
            shown = words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
            number = source.position(entry.spans[0].start).line
            yield f"  line {number}: {entry.field or 'kept in the residue'}: {shown}"
    yield from _passed_over(zone, chosen)
    if source.slice(zone.document).strip():
        first, last = source.position(zone.document.start).line, source.position(zone.document.end).line
        yield f"  lines {first} to {last}: the document"
    else:
        yield "  no line is left for the document"


def _passed_over(zone: zones.Zones, chosen: layout.Layout) -> Iterator[str]:
    """The leads of a layout of one's own that no line fitted: one may stand in the wrong place, or its pattern be wrong."""
    used = {entry.rule for entry in zone.entries}
    for lead in chosen.leads if chosen not in layout.shipped() else ():
        if f"leads: {lead.line}" not in used:
            yield f"  no line for the lead{f' {lead.field}' if lead.field else ''}: {lead.line}"
