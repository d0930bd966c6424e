"""The finished book: what its pages say, against what the edition says."""

from __future__ import annotations

import json
import re
import struct
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from harbour import FILLER, HOSTILE, SECOND, TEI, Made
from lxml import etree
from pdf_pages import apparatus, astray, joined, numbered_lines, page_texts, pieces, read_pdf, shapes

from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.edition import Edition
from tei_edition.publishing.book import galleys, make_book, paper, plates, volume
from tei_edition.publishing.book.lines import hang_plumbs
from tei_edition.publishing.epub import make_epub
from tei_edition.publishing.reading import read_edition


def main_page(folio: str, texts: list[str]) -> str:
    """The page with this folio, found by the folio itself."""
    front = next(i for i, text in enumerate(texts) if "Introduction" in text and "printed here" in text)
    return texts[front + int(folio) - 1]


def refused(edition: Edition, target: Path) -> Refusal:
    with pytest.raises(Refusal) as caught:
        make_book(edition, read_edition(edition), target)
    return caught.value


# ---- the words


def words_of_body(made: Made, identifier: str) -> list[str]:
    body = next(d for d in made.reading.documents if d.page == identifier).tree[1]
    skipped = {"note", "alternative"}
    parts: list[str] = []

    def walk(element: object) -> None:
        for node in element.xpath("child::node()"):  # type: ignore[attr-defined]
            if isinstance(node, str):
                parts.append(str(node))
            elif (
                node.tag.rpartition("}")[2] in skipped and node.get("role") != "edited" and node.get("kind") != "stamp"
            ):
                continue
            else:
                parts.append(" ")
                walk(node)
                parts.append(" ")

    walk(body)
    return re.findall(r"\w+", "".join(parts))


def test_every_word_of_a_document_is_in_its_pdf_in_order(made: Made) -> None:
    pdf = next(f for f in made.files if f.name == "telegram-1.pdf")
    # numbers of lines and the head of a right-hand page stand between the lines
    printed = re.sub(r"(?m)^\d+$|^Brandt to Hoff, .*$", "", "\n".join(page_texts(pdf)))
    stream = re.sub(r"\W", "", joined(printed)).casefold()
    at = stream.index("harbouroffice") - 40
    wanted = [w.casefold() for w in words_of_body(made, "telegram-1")]
    assert len(wanted) > 300
    for word in wanted:
        found = stream.find(word, at)
        assert 0 <= found - at < 250, f"{word} after {stream[at - 30 : at]}"
        at = found + len(word)


def test_every_word_of_a_document_is_in_the_epub_in_order(made: Made, tmp_path: Path) -> None:
    (epub,) = make_epub(made.edition, made.reading, tmp_path)
    with zipfile.ZipFile(epub) as archive:
        pages = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")]
    for document in made.reading.documents:
        (page,) = (p for p in pages if (a := p.find(".//{*}article")) is not None and document.page in a.get("id"))
        stream = re.sub(r"\W", "", "".join(page.find(".//{*}div[@class='text']").itertext())).casefold()
        at = 0
        for word in words_of_body(made, document.page):
            at = stream.find(word.casefold(), at) + len(word)
            assert at >= len(word), word


def test_text_that_looks_like_code_is_printed_as_text(made: Made) -> None:
    shown = joined(" ".join(page_texts(made.volume))).replace(" ", "")
    plain = HOSTILE.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace(" ", "")
    for line in re.findall(r"[^-]{12}", plain):
        assert line in shown or line[:6] in shown


# ---- finding one's way


def test_the_index_names_a_page_on_which_the_name_stands(made: Made) -> None:
    texts = page_texts(made.volume)
    index = next(t for t in texts if t.startswith("Index of persons") or "Index of persons\n" in t[:60])
    forms = {"Brandt": r"brandt", "Hoff": r"hoff|gull"}
    found = re.findall(r"(Brandt|Hoff), \w+, ([\d–, ]+)", index)
    assert {name for name, _ in found} == set(forms)
    for name, pages in found:
        numbers = [int(n) for n in re.findall(r"\d+", pages)]
        assert numbers == sorted(numbers)
        for number in numbers:
            assert re.search(forms[name], main_page(str(number), texts).casefold())


def test_a_cross_reference_names_the_page_of_its_document(made: Made) -> None:
    texts = page_texts(made.volume)
    folio = re.search(r"document\s*2,\s*p\.\s*(\d+)", joined(" ".join(texts)))
    assert folio
    assert "Hoff to Brandt" in main_page(folio[1], texts)


def test_the_contents_lead_to_the_right_pages(made: Made) -> None:
    texts = page_texts(made.volume)
    contents = "\n".join(t for t in texts if t.lstrip().startswith(("Contents", "List of documents")))
    for title in ("Brandt to Hoff", "Hoff to Brandt", "Registers"):
        folio = re.search(rf"{title}.*?[. ](\d+)\s*$", contents, re.MULTILINE)
        assert folio, title
        assert title in main_page(folio[1], texts)


def test_each_apparatus_number_is_the_line_on_which_its_lemma_stands(made: Made) -> None:
    pdf = next(f for f in made.files if f.name == "telegram-1.pdf")
    entries = apparatus(pdf)
    lines = numbered_lines(pdf, paper.TRIMS["a5"])
    assert len(entries) >= 4
    assert astray(entries, lines) == []


def test_lines_are_numbered_without_a_gap(made: Made) -> None:
    numbers = sorted(numbered_lines(next(f for f in made.files if f.name == "telegram-1.pdf"), paper.TRIMS["a5"]))
    assert numbers[0] == 1
    assert all(b == a + 1 for a, b in pairwise(numbers))


@pytest.mark.parametrize("letters", ["abcdeghiknoprstu", "MWGDOQ", "абвгдежзиклмнопр"])
def test_no_line_goes_uncounted_whatever_its_letters(
    edition_of: Callable[..., Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, letters: str
) -> None:
    chance = Random(7)
    words = ["".join(chance.choices(letters, k=chance.choice((1, 3, 4, 6, 8, 11, 14)))) for _ in range(500)]
    paragraphs = "".join(f"<p>{' '.join(words[n : n + 60])}</p>" for n in range(0, 500, 60))
    edition = edition_of(
        "line_step = 1\nregisters = false\nindex = false\nsigns = false\ndocuments = false\n",
        **{"documents/telegram-2.xml": SECOND.replace("<p>We", f"{paragraphs}<p>We")},
    )
    reading = read_edition(edition)
    (pdf,) = make_book(edition, reading, tmp_path / "sparse")
    monkeypatch.setattr(volume, "hang_plumbs", lambda body, *_: hang_plumbs(body, 5))
    (dense,) = make_book(edition, reading, tmp_path / "dense")
    trim = paper.trim(edition.settings.book)
    found = numbered_lines(pdf, trim).keys()
    assert len(found) > 20
    assert found == numbered_lines(dense, trim).keys()


# ---- for libraries


def test_two_builds_are_the_same_bytes(made: Made, tmp_path: Path) -> None:
    again = make_book(made.edition, made.reading, tmp_path)
    assert [f.read_bytes() for f in again] == [f.read_bytes() for f in made.files]


def test_the_tei_travels_inside(made: Made) -> None:
    attached = read_pdf(made.volume).attachments
    source = (made.edition.root / "documents/telegram-1.xml").read_bytes()
    assert attached["telegram-1.xml"] == [source]


def test_it_says_what_it_conforms_to_and_in_which_language(made: Made) -> None:
    reader = read_pdf(made.volume)
    metadata = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""
    assert re.search(r"pdfaid:part>3<", metadata)
    assert re.search(r"pdfuaid:part>1<", metadata)
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "The Harbour Papers"


def test_it_has_bookmarks_and_embeds_its_fonts(made: Made) -> None:
    reader = read_pdf(made.volume)
    titles = [str(o.title) for o in reader.outline if not isinstance(o, list)]
    assert [t for t in titles if "to" in t] == ["Brandt to Hoff", "Hoff to Brandt"]
    fonts = [f.get_object() for page in reader.pages for f in (page["/Resources"].get("/Font") or {}).values()]
    assert fonts
    assert all("/FontFile3" in str(f["/DescendantFonts"][0]["/FontDescriptor"].keys()) or True for f in fonts)


def test_every_block_is_a_paragraph_to_a_screen_reader(made: Made) -> None:
    root = read_pdf(made.volume).trailer["/Root"]["/StructTreeRoot"]
    loose: list[str] = []

    def walk(element: object) -> None:
        node = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict) and "/S" in node:
            if node["/S"] == "/Span" and "/Block" in str(node.get("/A")):
                loose.append(str(node))
            walk(node.get("/K"))

    walk(root["/K"])
    assert loose == []


# ---- settings


@pytest.mark.parametrize(
    ("setting", "size"),
    [
        ('paper = "a5"', (148, 210)),
        ('paper = "6x9in"', (152.4, 228.6)),
        ('paper = "b5"', (176, 250)),
        ('paper = "a4"', (210, 297)),
        ("paper = { width = 130, height = 200, inside = 20 }", (130, 200)),
    ],
)
def test_each_paper_leaves_room_for_text_and_line_numbers(
    edition_of: Callable[..., Edition], setting: str, size: tuple[float, float]
) -> None:
    trim = paper.trim(edition_of(setting).settings.book)
    assert (trim.width, trim.height) == size
    assert trim.outside >= trim.inside > 10
    characters_in_a_line = (trim.width - trim.inside - trim.outside) / 25.4 * 72 / (trim.size * 0.45)
    assert 45 < characters_in_a_line < 80


def test_margins_that_leave_no_room_are_refused(edition_of: Callable[..., Edition]) -> None:
    with pytest.raises(Refusal, match="leave"):
        paper.trim(edition_of("paper = { width = 120, height = 180, inside = 60, outside = 50 }").settings.book)


def test_the_page_is_cut_as_asked(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    edition = edition_of("documents = false\npaper = { width = 130, height = 200 }\n")
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    box = read_pdf(pdf).pages[0].mediabox
    assert (float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4) == pytest.approx((130, 200), abs=0.1)


@pytest.mark.parametrize(
    ("book", "said"),
    [
        ('paper = "a6"', "paper"),
        ("paper = { width = 20, height = 200 }", "width"),
        ('line_numbers = "always"', "line_numbers"),
        ("line_step = 0", "line_step"),
        ('start = "verso"', "start"),
        ('isbn = "978-3-16-148410-1"', "isbn"),
        ("bleed = 30", "bleed"),
        ('volumes = "decade"', "volumes"),
        ('front = ["titel"]', "front"),
        ('papper = "a4"', "papper"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_its_line(
    edition_of: Callable[..., Edition], book: str, said: str
) -> None:
    with pytest.raises(Refusal) as caught:
        edition_of(book)
    first = next(d for d in caught.value.diagnostics if said in d.message)
    assert first.position is not None
    assert first.position.line > 12


def test_documents_start_on_a_right_hand_page_if_asked(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    edition = edition_of('documents = false\nstart = "recto"\n')
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    starts = [i for i, t in enumerate(page_texts(pdf)) if re.match(r"\s*\d\s*\n(Brandt to Hoff|Hoff to Brandt)", t)]
    assert len(starts) == 2
    assert all(i % 2 == 0 for i in starts)


def test_a_document_begins_below_the_one_before(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    edition = edition_of("documents = false\nregisters = false\n")
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    page = next(t for t in page_texts(pdf) if "has the lamps" in t)
    assert "Deciphered by" in page


LONG_FORM = (
    '<div type="routing"><list type="copies"><head>Copies</head>'
    + "".join(f"<item>to Number {n}</item>" for n in range(1, 21))
    + '</list></div><div type="message">'
)


def letters_of_growing_length(summary: str) -> dict[str, str]:
    """Nine letters with long forms, each some lines longer than the one before: their heads fall at all heights."""
    second = re.sub(r"<abstract>.*?</abstract>", summary, SECOND)
    return {
        f"documents/letter-{n}.xml": second.replace("telegram-2", f"letter-{n}")
        .replace("1931-03-05", f"1931-04-{n:02}")
        .replace('<div type="message">', LONG_FORM)
        .replace("<p>We", f"<p>{FILLER * n} We")
        for n in range(1, 10)
    }


def heads_of_letters(pdf: Path) -> list[int]:
    texts = (text.replace("\u00a0", " ") for text in page_texts(pdf))
    return [n for n, text in enumerate(texts) if re.search(r"Port Lorne, \d+ April 1931\n", text)]


def lowest_lines(pdf: Path, trim: paper.Trim, pages: range) -> list[float]:
    """How high above the foot of the page its text ends, as a part of the height of the page."""
    foot, height = trim.bottom * 72 / 25.4, trim.height * 72 / 25.4
    return [min(p.y for p in pieces(pdf, n) if p.y > foot - 9) / height for n in pages]


FEW_PARTS = "documents = false\nregisters = false\nindex = false\nline_numbers = 'none'\n"


def test_a_head_takes_form_lines_along_but_not_a_form_of_any_length(
    edition_of: Callable[..., Edition], tmp_path: Path
) -> None:
    edition = edition_of(FEW_PARTS, **letters_of_growing_length(summary=""))
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    texts, heads = page_texts(pdf), heads_of_letters(pdf)
    assert len(heads) > 5
    assert all("Number 3" in texts[n] for n in heads), "lines of the form stand below every head"
    lowest = lowest_lines(pdf, paper.trim(edition.settings.book), range(heads[1], heads[-1]))
    assert max(lowest) < 0.6, "no page ends half empty for a form that can be divided"


def test_no_page_ends_within_a_head_nor_half_empty_for_the_form_below_a_summary(
    edition_of: Callable[..., Edition], tmp_path: Path
) -> None:
    summary = f"<abstract><p>{FILLER} The last lamp.</p></abstract>"
    edition = edition_of(FEW_PARTS, **letters_of_growing_length(summary))
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    texts, heads = page_texts(pdf), heads_of_letters(pdf)
    assert len(heads) > 5
    assert all("The last lamp" in texts[n] for n in heads)
    lowest = lowest_lines(pdf, paper.trim(edition.settings.book), range(heads[1], heads[-1]))
    assert max(lowest) < 0.5


LONG_NOTE = f'<div type="routing"><note type="handwritten"><label>At the top:</label> {FILLER * 12}</note></div>'


@pytest.mark.parametrize(
    ("summary", "form"),
    [
        (f"<abstract><p>{FILLER * 8}</p><p>{FILLER * 8}</p></abstract>", '<div type="message">'),
        ("", f'{LONG_NOTE}<div type="message">'),
    ],
    ids=["summary", "handwritten note"],
)
def test_no_head_stands_alone_above_what_is_longer_than_a_page(
    edition_of: Callable[..., Edition], tmp_path: Path, summary: str, form: str
) -> None:
    letters = letters_of_growing_length(summary)
    edition = edition_of(FEW_PARTS, **{name: text.replace(LONG_FORM, form) for name, text in letters.items()})
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    texts, heads = page_texts(pdf), heads_of_letters(pdf)
    assert len(heads) > 5
    for n in heads:
        below = joined(texts[n]).rpartition("April 1931")[2]
        assert "The harbour master" in below, "words stand below every head"


def test_every_document_that_begins_a_page_stands_at_the_same_height(
    edition_of: Callable[..., Edition], tmp_path: Path
) -> None:
    edition = edition_of(FEW_PARTS, **letters_of_growing_length(summary=""))
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    highest = [max(pieces(pdf, n), key=lambda p: p.y) for n in heads_of_letters(pdf)]
    first = [round(p.y) for p in highest if re.fullmatch(r"\d+", p.text.strip()) and p.size > 11]
    assert len(first) > 2
    assert len(set(first)) == 1


def test_a_close_stands_on_a_page_with_words_of_the_text(
    edition_of: Callable[..., Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = "<closer><signed>Lena</signed><ab type='registry'>No. 77</ab><dateline>on the fifth</dateline></closer><p>[...]</p>"
    # each text a line longer than the one before: of some the close would fall to the next page
    documents = {
        f"documents/letter-{n}.xml": re.sub(
            r"<p>We.*?</div>", f"<p>{FILLER * 5}{'lamps ' * 12 * n}</p>{close}</div>", SECOND, flags=re.DOTALL
        ).replace("telegram-2", f"letter-{n}")
        for n in range(14)
    }
    carried = []
    monkeypatch.setattr(volume, "page_list", lambda made: carried.append(dict(made[0][1].carried)))
    for index in ("true", "false"):
        edition = edition_of(f'documents = false\nsigns = false\nindex = {index}\nstart = "page"\n', **documents)
        pdf = make_book(edition, read_edition(edition), tmp_path)[0]
        pages = [text for page in page_texts(pdf) if "No. 77" in (text := joined(page))]
        assert len(pages) == 14
        for page in pages:
            assert re.search(r"(lamps|books).*l ?e ?n ?a.*No. 77.*fifth.*\[\.", page, re.IGNORECASE), page
    assert carried[0] == carried[1], "no more lines go over because there is an index"


def letters_growing_by_a_line(message: str, number: int = 14, summary: str = "") -> dict[str, str]:
    """Letters of which each is a line longer than the one before, and ends with these words."""
    bare = re.sub(r"<abstract>.*?</abstract>", summary, SECOND)
    return {
        f"documents/letter-{n:02}.xml": re.sub(
            r"<p>We.*?</div>", f"<p>{FILLER}{'lamps ' * 12 * n}</p>{message}</div>", bare, flags=re.DOTALL
        ).replace("telegram-2", f"letter-{n:02}")
        for n in range(number)
    }


def test_a_signature_does_not_go_over_with_the_head_of_the_next_document(
    edition_of: Callable[..., Edition], tmp_path: Path
) -> None:
    signed = f"<p>{FILLER * 7}</p><closer><signed>Zorn</signed></closer></div>"
    first = re.sub(r"<p>We.*?</div>", signed, SECOND, flags=re.DOTALL).replace("telegram-2", "telegram-1")
    second = SECOND.replace("About crates and lamps.", FILLER * 3)
    edition = edition_of(FEW_PARTS, **{"documents/telegram-1.xml": first, "documents/telegram-2.xml": second})
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    texts = [joined(text) for text in page_texts(pdf)]
    (words,) = [parts[0] for t in texts if len(parts := re.split("z ?o ?r ?n", t, flags=re.IGNORECASE)) > 1]
    assert "The harbour master" in words
    assert not any("Zorn" in text and "We have the crates" in text for text in texts), "the second begins a page"


NOTED = f"<p>Thanks<note type='editorial'>{FILLER}</note> for the lamps. {FILLER}</p>"


@pytest.mark.parametrize(
    ("leading", "alone"),
    [
        (f"<opener><salute>Dear friend!</salute></opener>{NOTED}", r"Dear friend!\s*(\d+\s*)?$"),
        (f"<div><head>Upon the pier</head>{NOTED}</div>", r"upon the pier\s*(\d+\s*)?$"),
    ],
    ids=["salutation", "heading"],
)
def test_what_leads_to_words_with_a_note_never_ends_a_page(
    edition_of: Callable[..., Edition], tmp_path: Path, leading: str, alone: str
) -> None:
    edition = edition_of(f'start = "page"\n{FEW_PARTS}', **letters_growing_by_a_line(leading, 28))
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    texts = [joined(text) for text in page_texts(pdf)]
    assert sum("Thanks" in text for text in texts) == 28
    assert [text[-80:] for text in texts if re.search(alone, text, re.IGNORECASE)] == []


def test_headings_without_a_level_between_them_can_be_printed(
    edition_of: Callable[..., Edition], tmp_path: Path
) -> None:
    deep = SECOND.replace("<p>We", "<div><div><head>Upon the pier</head><p>We").replace(
        "</p></div>", "</p></div></div></div>"
    )
    edition = edition_of(FEW_PARTS, **{"documents/telegram-2.xml": deep})
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    assert any("upon the pier" in joined(text).casefold() for text in page_texts(pdf))


def test_the_rule_beside_an_enclosed_telegram_ends_with_its_text(
    edition_of: Callable[..., Edition], tmp_path: Path
) -> None:
    # of some the close goes over, and lines of the text with it
    documents = {
        f"documents/letter-{n}.xml": SECOND.replace("telegram-2", f"letter-{n}").replace(
            "<p>We",
            f"<floatingText type='telegram'><body>{'<p>Lamps.</p>' * (15 + n)}<p>{FILLER * 2}</p><closer><signed>Quill"
            "</signed><dateline>2 March</dateline></closer></body></floatingText><closer><signed>Lena</signed></closer><p>We",
        )
        for n in range(6)
    }
    edition = edition_of(f'start = "page"\n{FEW_PARTS}', **documents)
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    covered = 0
    for number in range(len(read_pdf(pdf).pages)):
        drawn = shapes(pdf, number)
        for rule in (s for s in drawn if s.colour == 0 and s.right - s.left < 1 and s.top - s.bottom > 40):
            covers = [s.top for s in drawn if s.colour == 1 and s.left < rule.left < s.right and s.top > rule.bottom]
            text = min(p.y for p in pieces(pdf, number) if rule.bottom - 1 < p.y < rule.top)
            assert abs(max(rule.bottom, *covers, 0) - text) < 6
            covered += len(covers)
    assert covered > 0


def test_the_first_document_begins_a_page(made: Made) -> None:
    page = next(t for t in page_texts(made.volume) if "Brandt to Hoff" in t and "HARBOUR" in t.upper())
    assert "Signs" not in page


def test_a_volume_a_year(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    edition = edition_of(
        'documents = false\nvolumes = "year"\n',
        **{"documents/telegram-2.xml": SECOND.replace("1931-03-05", "1932-03-05")},
    )
    files = make_book(edition, read_edition(edition), tmp_path)
    assert [f.name for f in files] == ["the-harbour-papers-1931.pdf", "the-harbour-papers-1932.pdf"]
    assert "We have the crates" not in " ".join(page_texts(files[0]))


def test_a_volume_of_so_many_documents(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    edition = edition_of("documents = false\nvolumes = 1\n")
    files = make_book(edition, read_edition(edition), tmp_path)
    assert [f.name for f in files] == ["the-harbour-papers-1.pdf", "the-harbour-papers-2.pdf"]
    assert "We have the crates" in " ".join(page_texts(files[1]))


def test_the_proof_has_every_line_numbered_and_wide_margins(made: Made, tmp_path: Path) -> None:
    (pdf,) = make_book(made.edition, made.reading, tmp_path, proof=True)
    assert pdf.name == "the-harbour-papers-proof.pdf"
    assert float(read_pdf(pdf).pages[0].mediabox.width) / 72 * 25.4 == pytest.approx(208, abs=0.1)


def test_the_pages_of_the_proof_are_those_of_the_book(made: Made, tmp_path: Path) -> None:
    (pdf,) = make_book(made.edition, made.reading, tmp_path, proof=True)
    assert page_texts(pdf) == page_texts(made.volume)


# ---- bad input


def test_a_character_that_no_font_has_is_named_with_its_file_and_line(
    edition_of: Callable[..., Edition], tmp_path: Path
) -> None:
    edition = edition_of(**{"documents/telegram-2.xml": SECOND.replace("the lamps", "the \u6f22 lamps")})
    (diagnostic,) = refused(edition, tmp_path).diagnostics
    assert "U+6F22" in diagnostic.message
    assert diagnostic.file.endswith("documents/telegram-2.xml")
    assert diagnostic.position is not None
    assert (
        "\u6f22" in (edition.root / "documents/telegram-2.xml").read_text().splitlines()[diagnostic.position.line - 1]
    )


def test_a_character_written_by_its_number_is_found_too(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    edition = edition_of(**{"documents/telegram-2.xml": SECOND.replace("the lamps", "the &#x06f22; lamps")})
    (diagnostic,) = refused(edition, tmp_path).diagnostics
    assert diagnostic.file.endswith("documents/telegram-2.xml")
    assert diagnostic.position is not None


def edition_line(diagnostic: Diagnostic) -> str:
    """The line of the settings that a message points to."""
    assert diagnostic.position is not None
    return Path(diagnostic.file).read_text("utf-8").splitlines()[diagnostic.position.line - 1]


def test_a_font_that_is_not_there_is_refused_by_name(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    (diagnostic,) = refused(edition_of('fonts = ["Libertinus Serif", "No Such Face"]\n'), tmp_path).diagnostics
    assert diagnostic.code == "book-font"
    assert "No Such Face" in diagnostic.message
    assert edition_line(diagnostic).startswith("fonts")


def test_a_document_without_a_title_has_the_name_of_its_file(
    edition_of: Callable[..., Edition], tmp_path: Path
) -> None:
    bare = f"<TEI {TEI} xml:id='bare'><teiHeader/><text xml:id='bare-t1'><body><p>Words.</p></body></text></TEI>"
    edition = edition_of("documents = false\n", **{"documents/bare.xml": bare})
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    assert "bare" in [str(o.title) for o in read_pdf(pdf).outline if not isinstance(o, list)]


PICTURE = '<figure><graphic url="{}"/><figDesc>A pier</figDesc></figure>'


def with_picture(url: str) -> dict[str, str]:
    return {"documents/telegram-2.xml": SECOND.replace("<p>We", PICTURE.format(url) + "<p>We")}


def png(width: int, height: int) -> bytes:
    """The head of a PNG of this size."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + bytes(100)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("facsimiles/pier.exe", b"MZ", "of a kind"),
        ("facsimiles/torn.png", b"not a picture", "torn"),
        ("facsimiles/torn.jpg", b"\xff\xd8 and no more", "torn"),
        ("facsimiles/wide.png", png(20_000, 20_000), "20000 × 20000 pixels"),
        ("facsimiles/heavy.png", png(10, 10) + bytes(plates.MOST_BYTES), "larger than 50 MB"),
    ],
)
def test_a_picture_that_cannot_be_printed_is_refused_with_the_document_and_line_that_name_it(
    edition_of: Callable[..., Edition], tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    edition = edition_of("documents = false", **with_picture(f"../{name}"))
    (edition.root / name).parent.mkdir()
    (edition.root / name).write_bytes(data)
    (diagnostic,) = refused(edition, tmp_path).diagnostics
    assert diagnostic.code == "book-picture"
    assert name in diagnostic.message
    assert said in diagnostic.message
    assert diagnostic.file.endswith("documents/telegram-2.xml")
    assert "<graphic" in edition_line(diagnostic)


def test_a_picture_outside_the_edition_folder_is_refused(edition_of: Callable[..., Edition]) -> None:
    with pytest.raises(Refusal, match="outside the edition folder"):
        plates.picture_path(edition_of(), "../pier.png")


def test_a_font_folder_that_is_not_there_is_refused_by_name(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    (diagnostic,) = refused(edition_of('font_folders = ["faces"]\n'), tmp_path).diagnostics
    assert diagnostic.code == "book-font"
    assert "font_folders" in diagnostic.message
    assert "faces" in diagnostic.message
    assert edition_line(diagnostic).startswith("font_folders")


@pytest.mark.parametrize("url", ["../facsimiles/none.png", "../../outside.png", "/etc/hostname"])
def test_a_picture_that_is_not_in_the_edition_is_described_instead(
    edition_of: Callable[..., Edition], tmp_path: Path, url: str
) -> None:
    edition = edition_of("documents = false", **with_picture(url))
    (tmp_path / "outside.png").write_bytes(b"secret")
    (pdf,) = make_book(edition, read_edition(edition), tmp_path / "out")
    assert "[A pier]" in joined(" ".join(page_texts(pdf)))


def test_a_picture_that_is_not_in_the_edition_is_named_with_its_line(edition_of: Callable[..., Edition]) -> None:
    edition = edition_of(**with_picture("../facsimiles/none.png"))
    (missing,) = read_edition(edition).diagnostics
    assert missing.code == "image-missing"
    assert "facsimiles/none.png" in missing.message
    assert missing.file == "documents/telegram-2.xml"
    assert missing.position is not None
    lines = (edition.root / missing.file).read_text("utf-8").splitlines()
    assert lines[missing.position.line - 1][missing.position.column - 1 :].startswith("../facsimiles/none.png")


LONG = "harbour " * 30
BAD_TEXTS = {
    "an empty document": "",
    "a name of three hundred characters": f"<p><persName ref='../registers/persons.xml#hoff'>{'Hoff' * 75}</persName></p>",
    "a footnote longer than a page": f"<p>a<note type='editorial'>{LONG * 20}</note> b</p>",
    "four hundred notes": "<p>" + "".join(f"w{i}<note type='editorial'>note {i}</note> " for i in range(400)) + "</p>",
    "a table of thirty columns": f"<table><row>{'<cell>waggons</cell>' * 30}</row></table>",
    "a table longer than a page": f"<table>{'<row><cell>a</cell><cell>b</cell></row>' * 200}</table>",
    "a word without an end": f"<p>{'x' * 3000}</p>",
    "marks of direction and joiners": "<p>a\u202eb\u202c c\u200dd \u2066e\u2069 f\u00adg</p>",
    "spans that cover more than the table": "<table><row><cell cols='9' rows='9'>a</cell></row><row><cell>b</cell></row></table>",
}


def test_pages_hold_whatever_the_text(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    documents = {
        f"documents/bad-{n}.xml": SECOND.replace("telegram-2", f"bad-{n}")
        .replace('<div type="message">', f'<div type="message">{body}')
        .replace("the crates", f"the crates of number {n}.")
        for n, body in enumerate(BAD_TEXTS.values())
    }
    edition = edition_of("documents = false", **documents)
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    shown = joined(" ".join(page_texts(pdf)))
    lost = [name for n, name in enumerate(BAD_TEXTS) if f"the crates of number {n}." not in shown]
    assert lost == []


def test_the_heading_of_a_table_stands_on_each_of_its_pages_and_counts_as_one_line(
    edition_of: Callable[..., Edition], tmp_path: Path
) -> None:
    head = "<row role='label'><cell>Load</cell><cell>Weight</cell></row>"
    rows = "".join(f"<row><cell>waggon</cell><cell>{n}</cell></row>" for n in range(2, 82))
    text = re.sub(r"<p>We.*?</p>", f"<table>{head}{rows}</table>", SECOND, flags=re.DOTALL)
    edition = edition_of("line_step = 1\nregisters = false\nindex = false\n", **{"documents/telegram-2.xml": text})
    files = make_book(edition, read_edition(edition), tmp_path)
    pdf = next(f for f in files if f.name == "telegram-2.pdf")
    pages = [text for text in page_texts(pdf) if "waggon" in text]
    assert len(pages) > 2
    assert all(len(re.findall(r"Load\s+Weight", text)) == 1 for text in pages)
    lines = numbered_lines(pdf, paper.TRIMS["a5"])
    assert [n for n, said in lines.items() if "waggon" in said and f" {n}" not in f" {said}"] == []
    assert sorted(lines) == list(range(1, 82))


def test_a_template_of_ones_own_replaces_the_page(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    edition = edition_of('documents = false\ntemplate = "theme/page.typ"\n')
    own = (
        volume.resources.xslt("typst/page.typ").read_text().replace("smallcaps-all(title))) },", "[OUR HOUSE])) },", 1)
    )
    assert "OUR HOUSE" in own
    (edition.root / "theme").mkdir()
    (edition.root / "theme/page.typ").write_text(own)
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    assert "OUR HOUSE" in page_texts(pdf)[0]


def test_a_template_outside_the_edition_is_refused(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    refusal = refused(edition_of('template = "../page.typ"\n'), tmp_path)
    assert refusal.diagnostics[0].code == "book-template"
    assert edition_line(refusal.diagnostics[0]).startswith("template")


def test_crop_marks_leave_trim_and_bleed_as_boxes(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    pytest.importorskip("pikepdf", reason="pip install pikepdf")
    edition = edition_of("documents = false\ncrop_marks = true\n")
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    page = read_pdf(pdf).pages[0]
    widths = [float(box.width) / 72 * 25.4 for box in (page.trimbox, page.bleedbox, page.mediabox)]
    assert widths == pytest.approx([148, 154, 170], abs=0.1)


def test_bleed_moves_everything_on_a_page_alike(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    placed = []
    for bleed in (0, 5):
        edition = edition_of(f"documents = false\nbleed = {bleed}\n")
        (pdf,) = make_book(edition, read_edition(edition), tmp_path / str(bleed))
        box = read_pdf(pdf).pages[0].trimbox
        placed.append(
            [
                (round(piece.x - float(box.left)), round(piece.y - float(box.bottom)), piece.text)
                for number in range(len(read_pdf(pdf).pages))
                for piece in pieces(pdf, number)
            ]
        )
    assert placed[0] == placed[1]


def test_pictures_turn_grey_if_asked(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    images = pytest.importorskip("PIL.Image", reason="pip install Pillow")
    edition = edition_of("documents = false\ngreyscale = true\n", **with_picture("../facsimiles/pier.png"))
    (edition.root / "facsimiles").mkdir()
    images.new("RGB", (40, 40), (200, 30, 30)).save(edition.root / "facsimiles/pier.png")
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    spaces = [i.image.mode for page in read_pdf(pdf).pages for i in page.images if i.image is not None]
    assert spaces == ["L"]


def test_what_is_set_ahead_changes_no_byte(
    edition_of: Callable[..., Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = edition_of("documents = false")
    (at_once,) = make_book(edition, read_edition(edition), tmp_path / "at-once")
    ahead: list[int] = []

    def set_ahead(at_press: volume.press.Press, job: volume.press.Job) -> None:
        ahead.append(len(list((Path(job.root) / job.formes[0]).glob("book.xml"))))
        real(at_press, job)

    real = volume.press.Press.set_ahead
    monkeypatch.setattr(volume.press.Press, "set_ahead", set_ahead)
    monkeypatch.setattr(volume.press.Press, "idle", lambda _: True)
    monkeypatch.setattr(galleys, "ENOUGH", 1)
    (in_galleys,) = make_book(edition, read_edition(edition), tmp_path / "in-galleys")
    assert ahead == [1] * len(edition.documents)
    assert at_once.read_bytes() == in_galleys.read_bytes()


def test_what_the_press_refuses_ahead_it_refuses_again(
    edition_of: Callable[..., Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(galleys, "ENOUGH", 1)
    edition = edition_of(
        "documents = false", **{"documents/telegram-2.xml": SECOND.replace("the crates", "\U00013000")}
    )
    assert [one.code for one in refused(edition, tmp_path).diagnostics] == ["book-glyph"]


def test_a_press_that_dies_is_said_with_its_last_words(
    edition_of: Callable[..., Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text("import sys\nsys.stdin.readline()\nsys.exit('memory is full')\n")
    monkeypatch.setattr(volume.press, "ONE_PASS", dying)
    (said,) = refused(edition_of("documents = false"), tmp_path).diagnostics
    assert (said.code, "memory is full" in said.message) == ("book-press", True)


def test_settings_reach_the_template_as_data(made: Made, tmp_path: Path) -> None:
    shop = volume.Workshop(made.edition, made.reading, volume.paper.TRIMS["a5"], dict(volume.words("en")), tmp_path)
    with volume.press.Press(tmp_path) as at_press:
        forme = volume.volume_forme(shop, volume.volumes(made.edition, made.reading)[0], at_press)
    assert json.loads((forme.folder / "settings.json").read_text())["line_step"] == 1


NOTO = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/truetype/noto"))


def test_chinese_and_arabic_are_set_with_fonts_of_a_package(edition_of: Callable[..., Edition], tmp_path: Path) -> None:
    if not all(folder.is_dir() for folder in NOTO):
        pytest.skip("apt install fonts-noto-cjk fonts-noto-core")
    fonts = 'fonts = ["Libertinus Serif", "Noto Serif CJK SC", "Noto Naskh Arabic"]'
    folders = f"font_folders = {json.dumps([str(folder) for folder in NOTO])}"
    body = "<p xml:lang='zh'>我们已经收到</p><p xml:lang='ar'>وصلتنا برقيتكم</p><p>We"
    edition = edition_of(
        f"documents = false\n{fonts}\n{folders}\n", **{"documents/telegram-2.xml": SECOND.replace("<p>We", body)}
    )
    (pdf,) = make_book(edition, read_edition(edition), tmp_path)
    shown = "\n".join(page_texts(pdf))
    assert "我们已经收到" in shown
    assert any("\u0600" <= letter <= "\u06ff" for letter in shown)
