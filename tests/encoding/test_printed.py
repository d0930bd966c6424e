"""Printed sources as citations name them."""

from __future__ import annotations

import pytest

from tei_edition.encoding.printed import is_all_printed, printed


@pytest.mark.parametrize(
    ("text", "title", "pages"),
    [
        ("Edited by Anna Holm Papers of the Harbour pg. 12-14", "Papers of the Harbour", "12-14"),
        ("Harbour History Bulletin, Issues 6-7, p. 43", "Harbour History Bulletin, Issues 6-7", "43"),
        (
            "TSAO: F. 39, Op. 1, D. 31, L. 25. Reprinted in Holm and Berg, Tides, Vol. 5 (Vell, 2005), p. 378. Translated by X Y.",
            "Holm and Berg, Tides, Vol. 5",
            "378",
        ),
        (
            "“Minutes,” May 3, 1962, Tidal Program Digital Archive, Papers of the Harbour 1944-1945, edited by A. Holm, pp. 71 -77. Translated by X Y.",
            "Papers of the Harbour 1944-1945",
            "71 -77",
        ),
        (
            "“Protocol,” May 3, 1962, Tidal Program Digital Archive, Document 10 in Holm, The Harbour and Its Boats (2008), pp. 191-201; Harbour Archive, file 7.",
            "Holm, The Harbour and Its Boats (2008)",
            "191-201",
        ),
        (
            "“Cable,” July 26, 1952, Tidal Program Digital Archive, Harbour Office (Central), eds., Papers of the Pier (Tides), vol. 7 (Vell: Harbour Press, 2018), 37-39. Translated by X Y.",
            "Harbour Office (Central), eds., Papers of the Pier (Tides), vol. 7",
            "37-39",
        ),
        (
            "Документы гавани. Т. 20. Январь – декабрь / Портовое управление; - В.: Волна, 1976., стр. 240.",
            "Документы гавани. Т. 20. Январь – декабрь / Портовое управление",
            "240",
        ),
        (
            "TSAO, fond Piers, f. 2-3. Also published in Papers of the Harbour, 1880-1974 [Tides], edited by Anna Berta Holm, (Vell, 2005), pp. 939-941. Translated by X Y.",
            "Papers of the Harbour, 1880-1974 [Tides]",
            "939-941",
        ),
        ("Found by Karl Berg. Published in Tidal Working Paper No. 45.", "Tidal Working Paper No. 45", ""),
        ("Письма о гавани. 1931–1936 гг. Карелхольм: (ВОЛНА), 2001 Стр. 288", "Письма о гавани. 1931–1936 гг.", "288"),
        (
            "A. Holm, Works, Volume 4, page 130. Harbour Publishing House, Vessk, 1953",
            "A. Holm, Works, Volume 4",
            "130",
        ),
        ("Collected Works, Volume 35, pages 333-334. Harbour Press, 1966.", "Collected Works, Volume 35", "333-334"),
        (
            "A. A. Holm’s “Tides of Arland” (“Waves”), Harbour, Vell, 1999; Translated by Karl Berg",
            "Tides of Arland",
            "",
        ),
    ],
)
def test_a_printed_source_has_title_and_pages(text: str, title: str, pages: str) -> None:
    found = printed(text)
    assert found is not None
    assert found.said(found.title) == title
    assert (found.said(found.pages) if found.pages else "") == pages


def test_an_imprint_is_no_archive() -> None:
    text = "Письма о гавани. Карелхольм: (ВОЛНА), 2001 Стр. 288"
    assert is_all_printed(text)
    assert not is_all_printed("TSAO, f. 31, op. 4, d. 207. Reprinted in Tides, p. 378")


@pytest.mark.parametrize(
    "text", ["TSAO, f. 31, op. 4, d. 207, ll. 6-8.", "Gift of Anna Holm", "“Report,” May 3, 1962, TSAO"]
)
def test_a_citation_without_a_printed_source_has_none(text: str) -> None:
    assert printed(text) is None


def test_a_number_of_a_series_needs_no_pages() -> None:
    found = printed("Tidal Working Paper 22, “Seventy Talks”")
    assert found is not None
    assert found.said(found.title) == "Tidal Working Paper 22, “Seventy Talks"
