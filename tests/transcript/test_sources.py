"""A transcript as it came: bytes decoded once, lines and places as an editor counts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei_edition.diagnostics import Position, Refusal, Span
from tei_edition.transcript.readers import read as read_file
from tei_edition.transcript.readers.plain import read
from tei_edition.transcript.source import Source, ending_of


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"", "utf-8", ""),
        (b"plain", "utf-8", "plain"),
        ("N° 4 – é".encode(), "utf-8", "N° 4 – é"),
        (b"\xef\xbb\xbfmarked", "utf-8", "marked"),
        ("marked é".encode("utf-16"), "utf-16-le", "marked é"),
        (b"\xfe\xff" + "é".encode("utf-16-be"), "utf-16-be", "é"),
        ("é".encode("utf-32"), "utf-32-le", "é"),
        (b"a\x00b", "utf-8", "a\x00b"),
    ],
)
def test_the_encoding_is_told_by_the_bytes(data: bytes, encoding: str, text: str) -> None:
    source = read("a.txt", data)
    assert (source.encoding, source.text) == (encoding, text)


@pytest.mark.parametrize(
    "text",
    [
        "The café at No. 7 – “closed”, says Müller; the façade is grey, the côté ouest is not.\n" * 4,
        "café",
        "L’été à Besançon: « où est-il ? » Ça alors, œuvre, cœur.\n",
    ],
)
def test_a_windows_file_keeps_its_dashes_and_accents(text: str) -> None:
    source = read("a.txt", text.encode("windows-1252"))
    assert source.text == text
    assert source.encoded(source.text) == text.encode("windows-1252")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_a_russian_file_keeps_its_letters(codec: str) -> None:
    text = "Товарищу Бергеру. Сообщаю, что фонари северного маяка износились, а масла нет.\n" * 3
    source = read("a.txt", text.encode(codec))
    assert source.text == text
    assert source.encoded(source.text) == text.encode(codec)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff",
        b"\xff\xfe",
        b"\xff\xfea",
        b"\xef\xbb\xbf\xff",
        b"\x80\x81\x8d\x9d",
        bytes(range(256)),
        b"\xef\xbb\xbf\xef\xbb\xbfx",
    ],
)
def test_any_bytes_can_be_given_back(data: bytes) -> None:
    source = read("a.txt", data)
    assert source.encoded(source.text) == data


@pytest.mark.parametrize(
    ("text", "ending"),
    [("a\nb", "LF"), ("a\r\nb\r\n", "CRLF"), ("a\rb", "CR"), ("a\r\nb\nc", "LF"), ("a\rb\nc", "LF"), ("", "LF")],
)
def test_the_line_end_is_the_one_the_file_uses(text: str, ending: str) -> None:
    assert ending_of(text) == ending


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_alike_whatever_ends_them(end: str) -> None:
    source = read("a.txt", end.join(["one", "", "three"]).encode())
    assert [(line.number, line.text) for line in source.lines] == [(1, "one"), (2, ""), (3, "three")]


@pytest.mark.parametrize("other", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_only_real_line_ends_make_lines(other: str) -> None:
    assert len(read("a.txt", f"one{other}still one\ntwo".encode()).lines) == 2


def test_a_place_is_line_and_column() -> None:
    source = read("a.txt", b"one\ntwo\n")
    assert source.position(0) == Position(1, 1)
    assert source.position(3) == Position(1, 4)
    assert source.position(5) == Position(2, 2)
    assert source.line_at(3).number == 1
    assert source.slice(Span(4, 7)) == "two"


def test_a_line_of_spaces_is_blank() -> None:
    assert [line.is_blank for line in read("a.txt", "\n \t\n\u00a0\nx".encode()).lines] == [True, True, True, False]


def test_a_source_that_would_not_give_its_bytes_back_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="does not give the bytes back"):
        Source("a.txt", b"abc", "utf-8", "abd")


def test_a_missing_transcript_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        read_file(tmp_path / "gone.txt")
    assert refusal.value.diagnostics[0].code == "file-missing"


def test_a_folder_is_no_transcript(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        read_file(tmp_path)
    assert refusal.value.diagnostics[0].code == "file-unreadable"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.MD", "a.text", "a", "a.unknown"])
def test_a_transcript_may_have_any_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"text")
    assert read_file(tmp_path / name).text == "text"
