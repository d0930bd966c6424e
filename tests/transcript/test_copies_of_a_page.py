"""One page comes in many copies: with margins, below a site's menu, with lines broken. Its record is the same."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from tei_edition.transcript.layout import recognise, shipped
from tei_edition.transcript.readers.plain import read
from tei_edition.transcript.site import is_of_a_site
from tei_edition.transcript.wrapping import unwrapped
from tei_edition.transcript.zones import divide

CASES = Path(__file__).resolve().parents[1] / "cases"
# a pattern over a whole run of text reads the page as it is written
AS_WRITTEN = {layout.name for layout in shipped() if layout.front}
PAGES = sorted(path for path in CASES.glob("*/*/transcript.txt") if path.parts[-3] not in {"plain", *AS_WRITTEN})
PARAGRAPH = "The boats of the northern harbour lie where they lay in April, and nobody has come to see them since."
PAGE = f"""{{above}}May 3, 1951
{{title}}
This document was made possible with support from the Island Foundation
To Comrade BERG

{PARAGRAPH} {PARAGRAPH}

{PARAGRAPH} {PARAGRAPH}

SUND

Sund writes to Berg about the boats that nobody has come to see since April, and about the lamps.

Document Information

Source

TSAO, f. 4, op. 1, d. 3, ll. 6-7.

Rights

The Harbour Program welcomes reuse of Digital Archive materials for research and educational purposes.
"""
TITLE = "Telegram, the Ambassador of Arland in the Harbour of Karelholm to the Ministry of Tides and Lamps"
FIELDS = ("date", "title", "abstract", "source", "rights")


def record(text: str) -> list[tuple[str, str]]:
    source = read("a.txt", text.encode())
    layout = recognise(source, shipped()).layout
    zones = divide(source, layout)
    said = [(entry.field, zones.value(source, entry.field)) for entry in zones.entries if entry.field]
    return [("layout", layout.name), *said, ("document", " ".join(source.slice(zones.document).split()))]


def page(*, above: str = "", title: str = TITLE) -> str:
    return PAGE.format(above=above, title=title)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_white_space_at_the_end_of_lines_changes_no_record(path: Path) -> None:
    text = path.read_text("utf-8")
    assert record("\n".join(f"{line}  " for line in text.split("\n"))) == record(text)


@pytest.mark.parametrize("margin", ["    ", "\t", "\u00a0 "])
def test_a_margin_changes_no_record(margin: str) -> None:
    assert record(textwrap.indent(page(), margin)) == record(page())


@pytest.mark.parametrize(
    "above",
    ["Page 1 of 3\n\n", "berg.txt\n", "Skip to content\n\nMenu\n\nSearch\n\n", "Island Program\nHome\nAbout us\n\n"],
)
def test_what_a_site_puts_above_a_page_changes_no_record(above: str) -> None:
    with_site = [one for one in record(page(above=above)) if one[0] != ""]
    assert with_site == record(page())


@pytest.mark.parametrize("width", [56, 64, 72, 80, 96])
def test_where_lines_break_changes_no_record(width: int) -> None:
    wrapped = "\n".join("\n".join(textwrap.wrap(line, width)) for line in page().split("\n"))
    assert record(wrapped) == record(page())


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Island Program", True),
        ("Page 1 of 3", True),
        ("Letter to Berg", False),
        ("Telegram, Vessk", False),
        ("May 3, 1951", False),
        ("The boats have come.", False),
    ],
)
def test_a_line_of_a_site_is_short_and_no_headline(text: str, is_one: bool) -> None:
    assert is_of_a_site(text) is is_one


def test_a_line_runs_on_where_the_next_word_had_no_room() -> None:
    wrapped = "\n".join(textwrap.wrap(f"{PARAGRAPH} {PARAGRAPH[:-1]} and so on {PARAGRAPH}", 60))
    lines = [line.text for line in unwrapped(read("a.txt", f"May 3, 1951\nTo Berg\n{wrapped}\n".encode()))]
    assert lines[:2] == ["May 3, 1951", "To Berg"]
    assert "nobody has come to see them since." in lines[2]
