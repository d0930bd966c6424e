"""Plain text and Markdown: the bytes are the transcript."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Final

from charset_normalizer import from_bytes

from tei_edition.transcript.source import Source

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# accents, dashes and quotation marks in a Latin text; a Cyrillic one has far more bytes above ASCII
RARE: Final = 0.4
CODEPAGES: Final = ("cp1251", "koi8_r", "cp1252", "cp1250", "cp1253", "iso8859_5", "cp866", "latin_1")
# gives any bytes back, whatever they are
LAST_RESORT: Final = "latin-1"


def read(name: str, data: bytes, encoding: str = "") -> Source:
    r"""Decode bytes by byte order mark, as UTF-8, or by detection, and so that they can be given back.

    >>> read("a.txt", b"caf\xc3\xa9").encoding
    'utf-8'
    """
    for codec, mark in _candidates(data, encoding):
        try:
            text = data[len(mark) :].decode(codec)
            return Source(name, data, codec, text, mark)
        except (UnicodeError, ValueError, LookupError):
            continue  # not this one, or not reversibly so
    return Source(name, data, LAST_RESORT, data.decode(LAST_RESORT))


def _candidates(data: bytes, encoding: str) -> Iterator[tuple[str, bytes]]:
    if encoding:
        yield encoding, b""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            yield encoding, mark
    yield "utf-8", b""
    if 0 in data:
        yield from (("utf-16-le", b""), ("utf-16-be", b"")) if data.count(0) > len(data) / 4 else ()
    elif sum(byte > 127 for byte in data) < len(data) * RARE:
        yield "windows-1252", b""
    best = from_bytes(data, cp_isolation=list(CODEPAGES)).best()
    if best is not None:
        yield best.encoding, b""
