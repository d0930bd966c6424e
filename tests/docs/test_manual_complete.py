"""What the tool knows stands in the manual: every sign, date, setting, layout key and message."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any, get_args

import pytest
from tables import DOCS, TABLES, between, commands

from tei_edition import edition
from tei_edition.transcript import decisions, layout
from tei_edition.transcript.words import Words


@pytest.mark.parametrize(("page", "name", "rows"), TABLES, ids=[f"{p}-{n}" for p, n, _ in TABLES])
def test_a_table_of_the_manual_is_that_of_the_code(
    page: str, name: str, rows: Callable[[], str], request: pytest.FixtureRequest
) -> None:
    path = DOCS / page
    text = path.read_text("utf-8")
    assert between(name).search(text), f"{page} has no place for the table “{name}”"
    today = between(name).sub(lambda m: m[1] + rows() + "\n" + m[2], text)
    if request.config.getoption("--accept"):
        path.write_text(today, "utf-8")
    assert path.read_text("utf-8") == today, "stale: pytest tests/docs --accept"


# where the keys of a table of TOML are described: page, heading, dataclass
DESCRIBED: tuple[tuple[str, str, type[Any]], ...] = (
    ("edition-toml.md", "The edition", edition.Settings),
    ("edition-toml.md", "[[editors]]", edition.Editor),
    ("edition-toml.md", "[licence]", edition.Licence),
    ("edition-toml.md", "[languages]", edition.Languages),
    ("edition-toml.md", "[conversion]", edition.Conversion),
    ("edition-toml.md", "[[conversion.words]]", edition.Meaning),
    ("edition-toml.md", "[site]", edition.Site),
    ("edition-toml.md", "[site.theme]", edition.Theme),
    ("edition-toml.md", "[book]", edition.Book),
    ("edition-toml.md", "[book.paper]", edition.Paper),
    ("decisions.md", "[[correct]]", decisions.Correction),
    ("decisions.md", "[[bracket]]", decisions.Ground),
    ("decisions.md", "[[block]]", decisions.BlockKind),
    ("decisions.md", "[[date]]", decisions.DateValue),
    ("decisions.md", "[[name]]", decisions.Bearer),
    ("decisions.md", "[[header]]", decisions.HeaderValue),
    ("decisions.md", "[[settled]]", decisions.Looked),
    ("decisions.md", "Layout and signs", decisions.Decisions),
    ("layouts.md", "The layout", layout.Layout),
    ("layouts.md", "[recognise]", layout.Recognise),
    ("layouts.md", "[[leads]]", layout.Lead),
    ("layouts.md", "[[labels]]", layout.Label),
    ("layouts.md", "[back]", layout.Back),
    ("layouts.md", "[pages]", layout.Pages),
)


def section(page: str, heading: str) -> str:
    """The text below a heading of a page, up to the next one."""
    text = (DOCS / page).read_text("utf-8")
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"{page} has no heading “{heading}”"
    return found[1]


@pytest.mark.parametrize(("page", "heading", "kind"), DESCRIBED, ids=[f"{p}-{h}" for p, h, _ in DESCRIBED])
def test_every_key_of_a_table_is_described(page: str, heading: str, kind: type[Any]) -> None:
    described = re.findall(r"^\| `([\w-]+)` \|", section(page, heading), re.MULTILINE)
    keys = [field.name for field in dataclasses.fields(kind)]
    assert sorted(described) == sorted(keys)


@pytest.mark.parametrize(("page", "heading", "kind"), DESCRIBED, ids=[f"{p}-{h}" for p, h, _ in DESCRIBED])
def test_a_default_is_the_one_described(page: str, heading: str, kind: type[Any]) -> None:
    rows = dict(re.findall(r"^\| `([\w-]+)` \| ([^|]*) \|", section(page, heading), re.MULTILINE))
    for field in dataclasses.fields(kind):
        assert rows[field.name] == default(field), field.name


def default(field: dataclasses.Field[Any]) -> str:
    """A default as the manual writes it."""
    if field.default is dataclasses.MISSING:
        return "required" if field.default_factory is dataclasses.MISSING else "–"
    if field.default in ("", (), None):
        return "–"
    if isinstance(field.default, bool):
        return f"`{str(field.default).lower()}`"
    if isinstance(field.default, str):
        return f'`"{field.default}"`'
    if isinstance(field.default, tuple):
        return "`[" + ", ".join(f'"{one}"' for one in field.default) + "]`"
    return f"`{field.default}`"


def test_every_field_of_the_record_is_described() -> None:
    described = re.findall(r"^\| `(\w+|\"\")` \|", section("layouts.md", "Fields of the record"), re.MULTILINE)
    assert [name.strip('"') for name in described] == list(get_args(layout.Field))


def test_every_table_of_the_settings_is_known_here() -> None:
    described = {kind for page, _, kind in DESCRIBED if page == "edition-toml.md"}
    strict = {k for k in vars(edition).values() if dataclasses.is_dataclass(k) and hasattr(k, "__pydantic_config__")}
    assert strict == described


def test_every_table_of_a_language_is_described() -> None:
    described = re.findall(
        r"`\[?([\w-]+)\]?`", "".join(section("languages.md", "What may stand in the file").split("\n|---")[1:])
    )
    keys = [field.name.replace("_", "-") for field in dataclasses.fields(Words)]
    assert set(keys) <= set(described)


@pytest.mark.parametrize("typed", [typed for typed, _ in commands()])
def test_every_command_has_a_page(typed: str) -> None:
    pages = (page for page in DOCS.glob("*.md") if page.name != "commands.md")
    assert any(f"tei-edition {typed}" in page.read_text("utf-8") for page in pages)
