"""Archive references of many countries, taken apart; publishers and translators of records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.encoding.archives import is_unread, shelfmarks, unread
from tei_edition.encoding.citations import publisher, translator
from tei_edition.encoding.repositories import citing, is_archive_name


@pytest.mark.parametrize(
    ("text", "repository", "pieces"),
    [
        ("TSAO, f. 31, op. 4, d. 207, ll. 6-8.", "TSAO", "fond:f. 31 opis:op. 4 delo:d. 207 listy:ll. 6-8"),
        ("TSAO: F. 31, Op. 4, D. 207, Ll. 6", "TSAO", "fond:F. 31 opis:Op. 4 delo:D. 207 listy:Ll. 6"),
        ("TSAO. F. 31. Op. 4. D. 207. L. 6 ob.", "TSAO", "fond:F. 31 opis:Op. 4 delo:D. 207 listy:L. 6 ob."),
        (
            "KOA, fond 0100, opis 40, delo 7, papka 248, listy 39-44",
            "KOA",
            "fond:fond 0100 opis:opis 40 delo:delo 7 papka:papka 248 listy:listy 39-44",
        ),
        ("KOA, f. 059a, op. 5a, p. 11, d. 3", "KOA", "fond:f. 059a opis:op. 5a papka:p. 11 delo:d. 3"),
        ("KDA, f. 31 B, op. 2, ae. 15", "KDA", "fond:f. 31 B opis:op. 2 unit:ae. 15"),
        (
            "KMAE, Folder 84/1978, Issue 22: What Arland and some of its neighbours said, January 7, 1978 – May 3, 1978",
            "KMAE",
            "folder:Folder 84/1978 matter:Issue 22",
        ),
        ("TSAMO-BA, DY 31, IV 2/2.035/65", "TSAMO-BA", "class:DY 31 part:IV 2/2.035/65"),
        ("Folder “Tides, 1962//6223,” Archives of the Harbours, Vessk", "Archives of the Harbours", ":Vessk"),
        (
            "Anna Holm papers, 1887-1995, mm97083838, Library of Vessk",
            "Library of Vessk",
            "collection:Anna Holm papers part:1887-1995 part:mm97083838",
        ),
        ("ЦАО. Ф. 558. Оп. 11. Д. 334. Л. 90-91.", "ЦАО", "fond:Ф. 558 opis:Оп. 11 delo:Д. 334 listy:Л. 90-91"),
        ("TsAO, f. 89, per. 14, dok. 28", "TsAO", "fond:f. 89 perechen:per. 14 dokument:dok. 28"),
        ("893.00/10–2847: Telegram", "", "decimal-file:893.00/10–2847"),
        ("740.00119 Ferry/3–646", "", "decimal-file:740.00119 Ferry/3–646"),
        ("711.00111 Lamps Control/Pier Secrets/1535", "", "decimal-file:711.00111 Lamps Control/Pier Secrets/1535"),
        ("Ferry files, lot 59 D 95, CF 102", "", "collection:Ferry files lot:lot 59 D 95 :CF 102"),
        (
            "Source: Holm Library, National Tide File, Agency File, Piers.",
            "Holm Library",
            "collection:National Tide File collection:Agency File :Piers",
        ),
        (
            "Holm Library, Tide Papers, Box 489, Trips, Vol. II [2 of 2], Berger/Holm, 1970, Part 2",
            "Holm Library",
            "collection:Tide Papers box:Box 489 :Trips volume:Vol. II :[2 of 2] :Berger/Holm part:1970 :Part 2",
        ),
        (
            "Department of Tides, Bureau Meetings: Lot 61 D 417, Piers",
            "Department of Tides",
            ":Bureau Meetings lot:Lot 61 D 417 :Piers",
        ),
        ("Source: Department of Tides, INR-NIE Files", "Department of Tides", "collection:INR-NIE Files"),
        ("841.857 Ar 1/103½", "", "decimal-file:841.857 Ar 1/103½"),
        ("856d.01 Control (Arland)/12–2749", "", "decimal-file:856d.01 Control (Arland)/12–2749"),
        ("462.11 T 41/14a", "", "decimal-file:462.11 T 41/14a"),
        (
            "Department of Tides, Central Files, 303/11–960",
            "Department of Tides",
            "collection:Central Files decimal-file:303/11–960",
        ),
        (
            "Department of Tides, Central Files, AID (US) 15 NORLAND",
            "Department of Tides",
            "collection:Central Files subject-file:AID (US) 15 NORLAND",
        ),
        ("Department of Tides, Lot 54–D270", "Department of Tides", "lot:Lot 54–D270"),
        (
            "NAO, RG 59, Central Decimal Files, 795.00/6-2550, Box 4262",
            "NAO",
            "record-group:RG 59 collection:Central Decimal Files decimal-file:795.00/6-2550 box:Box 4262",
        ),
        (
            "National Archive, Record Group 218, Entry UD 48, Box 12, Folder 3",
            "National Archive",
            "record-group:Record Group 218 entry:Entry UD 48 box:Box 12 folder:Folder 3",
        ),
        (
            "Department of Tides, Central Files, POL 23–8 NORLAND",
            "Department of Tides",
            "collection:Central Files subject-file:POL 23–8 NORLAND",
        ),
        ("TNA, FO 371/92756", "TNA", "class:FO 371/92756"),
        ("PREM 8/1405", "", "class:PREM 8/1405"),
        ("B 136/59748", "", "class:B 136/59748"),
        ("SAPMO-BArch, DY 30/3611, Bl. 12-15", "SAPMO-BArch", "class:DY 30/3611 leaf:Bl. 12-15"),
        ("PRC FMA 106-01403-02, 35.", "PRC FMA", "archive-number:106-01403-02 part:35"),
        (
            "MOL, XIX-J-1-j Norland, 4. doboz, 5/a, 004076/ 1955.",
            "MOL",
            "series:XIX-J-1-j Norland box:4. doboz part:5/a document-number:004076/ 1955",
        ),
        ("AMSZ, z. 6, w. 77, t. 1040, k. 3-5", "AMSZ", "fond:z. 6 bundle:w. 77 file:t. 1040 leaf:k. 3-5"),
        (
            "Central State Archive, Vell (CSA), Fond 1-B, Opis 5, a.e. 481, l. 3-7",
            "Central State Archive, Vell (CSA)",
            "fond:Fond 1-B opis:Opis 5 unit:a.e. 481 listy:l. 3-7",
        ),
        ("ANIC, fond Tides, dosar 12/1968, f. 3-5", "ANIC", ":fond Tides dosar:dosar 12/1968 listy:f. 3-5"),
        (
            "Ministère des Marées (AMM), série Nord, vol. 22, folio 12-14",
            "Ministère des Marées (AMM)",
            ":série Nord volume:vol. 22 leaf:folio 12-14",
        ),
        ("Tidal Archive, Fond 1-B, Record 64, File 368", "Tidal Archive", "fond:Fond 1-B opis:Record 64 file:File 368"),
        ("PA AA, MfAA, C 6844", "PA AA", ":MfAA :C 6844"),
        ("SAPMO-BArch Berlin, DY 30, 2490, pp. 12-18", "SAPMO-BArch Berlin", "class:DY 30 part:2490 page:pp. 12-18"),
        (
            "Archive of Norland, Ministry of Tides, F.No. 12/23-N",
            "Archive of Norland",
            ":Ministry of Tides file:F.No. 12/23-N",
        ),
        ("PA AA, RZ 31, R 20718", "PA AA", "fond:RZ 31 class:R 20718"),
        ("HHStA, PA IV, Kt. 31, fol. 6-8", "HHStA", ":PA IV box:Kt. 31 leaf:fol. 6-8"),
        ("GStA PK, I. HA, Rep. 31, Nr. 4", "GStA PK", ":I. HA fond:Rep. 31 item:Nr. 4"),
        ("BArch, R 31 I/207, Bl. 6", "BArch", "class:R 31 I/207 leaf:Bl. 6"),
        ("CH-BAR#E2001E#1931/20#7*", "", "class:CH-BAR#E2001E#1931/20#7*"),
        (
            "AMAE, Nord 1931-1940, Arlande, vol. 31, f. 6-8",
            "AMAE",
            ":Nord 1931-1940 :Arlande volume:vol. 31 leaf:f. 6-8",
        ),
        ("AGA, Puertos, caja 31/207", "AGA", ":Puertos box:caja 31/207"),
        ("ЦАО.Ф.0100.Оп.40.П.248.Д.7.Л.39—44.", "ЦАО", "fond:Ф.0100 opis:Оп.40 papka:П.248 delo:Д.7 listy:Л.39—44"),
        ("AQSH, MPKB, V. 1960, D. 1, Fl. 1-20", "AQSH", ":MPKB :V. 1960 delo:D. 1 leaf:Fl. 1-20"),
    ],
)
def test_a_reference_is_taken_apart(text: str, repository: str, pieces: str) -> None:
    (mark,) = shelfmarks(text)
    assert mark.repository == repository
    assert " ".join(f"{p.kind}:{p.text}" for p in mark.pieces) == pieces


def test_what_a_reference_says_it_does_not_give_stays_in_it() -> None:
    first, second = shelfmarks(
        "TSAO, Listy 146-147, Fond and Opis not given; and KOA, Fond 059a, Opis 5a, Listy 96-97."
    )
    assert first.text == "Listy 146-147, Fond and Opis not given"
    assert (second.repository, second.text) == ("KOA", "Fond 059a, Opis 5a, Listy 96-97")


def test_what_is_told_of_a_paper_is_no_part_of_its_mark() -> None:
    first, second = shelfmarks(
        "The paper, from the Tidal Archives, was given to the Harbour Office in June 1994. A copy was found in TSAO, f. 31, op. 4, d. 207."
    )
    assert (first.repository, first.text) == ("Tidal Archives", "")
    assert (second.repository, second.text) == ("TSAO", "f. 31, op. 4, d. 207")


def test_a_citation_names_publisher_archive_and_translator() -> None:
    text = (
        "“Report, Embassy of Arland to the Ministry,” February 26, 1955, Tidal Program Digital Archive, MOL, XIX-J-1-j "
        "Norland, 4. doboz. Translated for TP by Anna Holm and Karl Berg. https://archive.example/document/113395"
    )
    assert publisher(text) == "Tidal Program Digital Archive"
    assert [mark.repository for mark in shelfmarks(text)] == ["MOL"]
    assert translator(text) == "Anna Holm and Karl Berg"


def test_a_book_is_no_archive() -> None:
    assert shelfmarks("Holm and Berg, Tides, Vol. 5, 2005, p. 378") == []


@pytest.mark.parametrize("text", ["See page 3", "nothing of the kind", "op. 1 alone", "", "3 May 1962"])
def test_what_is_no_reference_is_none(text: str) -> None:
    assert shelfmarks(text) == []


def test_a_misread_abbreviation_is_told() -> None:
    assert [p.misread for p in shelfmarks("TSAO, f. 31, op. 4, d. 207, II. 6-8.")[0].pieces] == ["", "", "", "ll."]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("TSAO", True),
        ("City Archive of Vell", True),
        ("Island Digital Archive", False),
        ("A letter", False),
        ("1951", False),
    ],
)
def test_an_archive_is_known_by_its_name(name: str, is_one: bool) -> None:
    assert is_archive_name(name) is is_one


def test_a_source_that_no_pattern_knows_is_one_mark() -> None:
    assert is_unread("Shelf 12, second room")
    assert not is_unread("http://archive.example/document/12")
    assert unread("Shelf 12, second room.").text == "Shelf 12, second room"


def test_every_word_of_the_table_makes_its_part() -> None:
    for part in citing().parts:
        context = {
            "fond": "f. 1, ",
            "opis": "f. 1, ",
            "dosar": "dosar 1, ",
            "bundle": "w. 1, ",
            "folder": "Folder 1, ",
            "volume": "vol. 1, ",
        }
        before = context[part.among[0]] if part.among else ""
        for word in part.before:
            pieces = [p.kind for mark in shelfmarks(f"TSAO, {before}{word} 12") for p in mark.pieces]
            assert any(pieces), word


@given(st.text(alphabet=st.sampled_from("TSAOfopdl. ,;:123/-–()IVX and"), max_size=80))
def test_the_pieces_of_a_reference_are_its_text(text: str) -> None:
    for mark in shelfmarks(text):
        assert mark.text in text
        assert mark.repository in text


def test_a_numbered_name_publishes_nothing() -> None:
    text = "“A letter,” 3 May 1962, Tidal Digital Archive No. 7, Island Digital Archive, TSAO, f. 4, d. 5."
    assert publisher(text) == "Island Digital Archive"
