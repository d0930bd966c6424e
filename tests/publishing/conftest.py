"""The island edition and that of four shores: invented letters that show what the reference edition cannot."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html

from tei_edition.building import build
from tei_edition.edition import Edition, open_edition
from tei_edition.publishing.reading import Reading, read_edition

ISLAND = Path(__file__).parent / "island"
SHORES = Path(__file__).parent / "shores"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def island() -> Edition:
    return open_edition(ISLAND)


@pytest.fixture(scope="session")
def reading(island: Edition) -> Reading:
    return read_edition(island)


def folder_with(path: Path, documents: dict[str, str], settings: str = "") -> Edition:
    """An edition folder with documents of these names and contents."""
    (path / "documents").mkdir(parents=True)
    (path / "edition.toml").write_text(f'title = "Test"\ndate = 2026-01-01\n{settings}', "utf-8")
    for name, text in documents.items():
        (path / "documents" / f"{name}.xml").write_text(text, "utf-8")
    return open_edition(path)


def tei(body: str, head: str = "") -> str:
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A title</title></titleStmt>'
        f"<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>{head}</teiHeader>"
        f"<text><body>{body}</body></text></TEI>"
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the island, without a search index."""
    root = tmp_path_factory.mktemp("island")
    shutil.copytree(ISLAND, root, dirs_exist_ok=True)
    with (root / "edition.toml").open("a", encoding="utf-8") as file:
        file.write('\n[site]\noff = ["search"]\n')
    build(open_edition(root), book=False)
    return root / "dist" / "site"


@pytest.fixture(scope="session")
def shores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of four shores: scripts, directions, pictures."""
    root = tmp_path_factory.mktemp("shores")
    shutil.copytree(SHORES, root, dirs_exist_ok=True)
    build(open_edition(root), book=False)
    return root / "dist" / "site"


def page(site: Path, path: str) -> html.HtmlElement:
    return html.fromstring((site / path).read_bytes().decode("utf-8"))


def said(nodes: list[html.HtmlElement]) -> list[str]:
    return [" ".join(node.text_content().split()) for node in nodes]
