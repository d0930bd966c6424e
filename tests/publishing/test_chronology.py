"""Many documents: by year, by month, in parts; no page grows with the edition."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tei_edition.building import build
from tei_edition.edition import open_edition
from tei_edition.publishing import chronology, site
from tei_edition.publishing.chronology import periods
from tei_edition.publishing.reading import Document, read_edition

from .conftest import ISLAND, folder_with, page, said, tei


def written(*dates: str) -> tuple[Document, ...]:
    return tuple(Document(f"d{i}", f"d{i}", "f", "", when, (), (), b"") for i, when in enumerate(dates))


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chronology, "PAGEFUL", 2)


def test_what_one_page_can_list_needs_no_others() -> None:
    assert periods(written("1921-05-03", "1922")) == ()


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize(
    ("dates", "pages"),
    [
        (("1921-05-03", "1921-06-01", "1922-01-01"), ["1921", "1922"]),
        (("1921-05-03", "1921-06-01", "1921-06-02"), ["1921-05", "1921-06"]),
        (("1921-05-01", "1921-05-01", "1921-05-02"), ["1921-05_1", "1921-05_2"]),
        (("1921", "1921-05", "1921-05-02"), ["1921", "1921-05"]),
        (("1921-05-03", "1921-06-01", ""), ["1921", "undated"]),
        (("-0044-03-15", "1921-06-01", "1921-06-02", ""), ["1921", "undated"]),
    ],
)
def test_a_long_year_goes_by_month_and_a_long_month_in_parts(dates: tuple[str, ...], pages: list[str]) -> None:
    assert [p.page for p in periods(written(*dates))] == pages


@pytest.mark.usefixtures("short_pages")
def test_every_document_stands_in_one_period() -> None:
    documents = written("-0044-03-15", "spring", "1921", "1921-05-03", "1921-05-04", "1921-05-05", "")
    found = [d.id for p in periods(documents) for d in p.documents]
    assert sorted(found) == sorted(d.id for d in documents)


@pytest.fixture
def divided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The island, as if one page could list but two documents, and an entry three lines."""
    monkeypatch.setattr(chronology, "PAGEFUL", 2)
    monkeypatch.setattr(site, "ROWS", 3)
    shutil.copytree(ISLAND, tmp_path / "e")
    build(open_edition(tmp_path / "e"), book=False)
    return tmp_path / "e/dist/site"


def test_the_start_page_leads_to_the_months(divided: Path) -> None:
    hrefs = page(divided, "index.html").xpath("//table[@class='years']//a/@href")
    assert hrefs == ["years/1921-05.html", "years/1921-06.html"]
    listed = page(divided, "years/1921-06.html").xpath("//ol[@class='documents']/li/a/@href")
    assert listed == ["../documents/letter-c-1.html", "../documents/letter-c-2.html"]


def test_a_month_leads_to_the_one_before(divided: Path) -> None:
    near = page(divided, "years/1921-06.html").xpath("//nav[@class='nearby']//a/@href")
    assert near == ["../years/1921-05.html"]


def test_a_person_named_often_has_further_pages_with_every_mention(divided: Path) -> None:
    first = page(divided, "persons/lund.html")
    leaves = first.xpath("//nav[@class='leaves']//a/@href")
    assert leaves[:2] == ["../persons/lund.html", "../persons/lund/2.html"]
    rows = [
        row
        for href in leaves
        for row in page(divided, href.removeprefix("../")).xpath(
            "//ol[@class='documents']/li | //section[@class='mentions']//li"
        )
    ]
    register = read_edition(open_edition(ISLAND)).registers[0]
    mentions = next(e for e in register.entries if e.key == "lund").mentions
    # two letters sent, two received
    assert len(rows) == 4 + len(mentions)


def test_the_calendar_leads_to_the_day(tmp_path: Path) -> None:
    def letter(day: str) -> str:
        return tei("<p>x</p>", f'<profileDesc><creation><date when="{day}"/></creation></profileDesc>')

    days = {"a": "1921-05-03", "b": "1921-05-03", "c": "1921-06-01", "d": "1921-07-01"}
    edition = folder_with(tmp_path / "e", {k: letter(v) for k, v in days.items()}, '[site]\noff = ["search"]\n')
    build(edition, book=False)
    start = page(edition.dist / "site", "index.html")
    (day,) = start.xpath("//section[contains(@class, 'calendar')]//a[text() = '3']")
    assert day.get("href") == "#on-1921-05-03"
    (first,) = start.xpath("//li[@id = 'on-1921-05-03']/a/@href")
    assert first == "documents/a.html"
    assert said(start.xpath("//table[caption]/caption"))[0] == "May 1921"
