"""A document too large for one page: its view line by line is a page of its own, and its addresses stay."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from tei_edition.building import build
from tei_edition.edition import open_edition
from tei_edition.publishing import site as site_of
from tei_edition.publishing.reading import read_edition

from .conftest import ISLAND, page


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The island, every document taken for a large one."""
    root = tmp_path_factory.mktemp("large")
    shutil.copytree(ISLAND, root, dirs_exist_ok=True)
    with (root / "edition.toml").open("a", encoding="utf-8") as file:
        file.write('\n[site]\noff = ["search"]\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_of, "LARGE", 1)
        build(open_edition(root), book=False)
    return root / "dist" / "site"


def test_a_large_document_has_its_lines_on_a_page_of_their_own(divided: Path) -> None:
    reading, lines = page(divided, "documents/letter-a.html"), page(divided, "lines/letter-a.html")
    assert not reading.cssselect(".view.diplomatic")
    assert reading.cssselect("a.apart")[0].get("href") == "../lines/letter-a.html"
    assert lines.cssselect("a.apart")[0].get("href") == "../documents/letter-a.html"
    assert not lines.cssselect(".view.reading")


def test_the_lines_of_a_large_document_are_those_of_a_small_one(divided: Path, site: Path) -> None:
    (apart,) = page(divided, "lines/letter-a.html").cssselect(".view.diplomatic")
    (together,) = page(site, "documents/letter-a.html").cssselect(".view.diplomatic")
    assert apart.text_content() == together.text_content()


def test_a_line_keeps_its_address_on_both_pages(divided: Path) -> None:
    (view,) = page(divided, "lines/letter-a.html").cssselect(".view.diplomatic")
    addresses = [a.get("href", "").removeprefix("#") for a in view.cssselect("a.ln")]
    assert addresses
    assert set(addresses) <= set(view.xpath(".//@id"))
    assert set(addresses) & set(page(divided, "documents/letter-a.html").xpath("//@id"))


def test_every_link_of_a_divided_document_leads_somewhere(divided: Path) -> None:
    paths = [p for folder in ("documents", "lines") for p in sorted((divided / folder).glob("*.html"))]
    ids = {p.resolve(): set(page(divided, str(p.relative_to(divided))).xpath("//@id")) for p in paths}
    astray = []
    for path in paths:
        for href in page(divided, str(path.relative_to(divided))).xpath("//@href"):
            file, fragment = urldefrag(href)
            target = path.parent.joinpath(file).resolve() if file else path.resolve()
            missing = not target.is_file() or (fragment and fragment not in ids.get(target, {fragment}))
            if not re.match(r"[a-z]+:", href) and missing:
                astray.append((path.name, href))
    assert astray == []


def test_a_document_of_common_length_stays_on_one_page(site: Path) -> None:
    assert not (site / "lines").exists()
    assert not any(site_of.is_large(d) for d in read_edition(open_edition(ISLAND)).documents)
