"""One file a format: each turns bytes into a Source. The table here says which; the bytes count more than the name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.transcript.readers import docx, odt, plain, webpage
from tei_edition.transcript.source import Source
from tei_edition.xml import read_bytes

Reads = Callable[[str, bytes, str], Source]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of transcripts: how its files are called, and how they are told by their bytes."""

    name: str
    suffixes: tuple[str, ...]
    begins: re.Pattern[bytes] | None
    read: Reads


@dataclass(frozen=True, slots=True)
class Refused:
    """What is no transcript: how its files begin, what it is, and what to do."""

    begins: re.Pattern[bytes]
    what: str
    hint: str = ""
    code: str = "transcript-binary"


def _bytes(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.DOTALL | re.IGNORECASE)


# a ZIP archive's first entries tell what it holds; the whole of it is looked through where they do not
ZIP: Final = rb"PK\x03\x04.*?"
PRINT: Final = "Save its text: pdftotext -layout FILE.pdf FILE.txt, and convert that."
SAVE_AS: Final = "Open it in a word processor and save it as DOCX, ODT or plain text (UTF-8)."
PICTURE: Final = "Transcribe it, by hand or with a text recognition; convert the text."

FORMATS: Final = (
    Format(
        "OpenDocument text",
        (".odt", ".ott"),
        _bytes(ZIP + rb"(?:application/vnd\.oasis\.opendocument\.text|content\.xml)"),
        odt.read,
    ),
    Format("flat OpenDocument text", (".fodt",), _bytes(rb"\s*<\?xml.{0,400}<office:document\s"), odt.read_flat),
    Format("DOCX", (".docx", ".docm", ".dotx"), _bytes(ZIP + rb"word/"), docx.read),
    Format(
        "HTML",
        (".html", ".htm", ".xhtml"),
        _bytes(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b"
        ),
        webpage.read,
    ),
    Format("plain text", (".txt", ".text", ".md", ".markdown"), None, plain.read),
)

REFUSED: Final = (
    Refused(_bytes(rb"\s{0,8}%PDF-"), "a PDF", PRINT),
    Refused(
        _bytes(rb"\xd0\xcf\x11\xe0.*E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"),
        "a file that a password protects",
        "",
        "file-encrypted",
    ),
    Refused(_bytes(rb"\xd0\xcf\x11\xe0"), "an old Word file (.doc)", SAVE_AS),
    Refused(_bytes(rb"\{\\rtf"), "an RTF file", SAVE_AS),
    Refused(_bytes(rb"PK\x05\x06|PK\x03\x04|PK\x07\x08"), "a ZIP archive", "Unpack it, and put its files into transcripts/."),
    Refused(_bytes(rb"\x1f\x8b|BZh|7z\xbc\xaf|Rar!"), "an archive", "Unpack it, and put its files into transcripts/."),
    Refused(_bytes(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF.{4}WEBP"), "a picture", PICTURE),
    Refused(_bytes(rb"(?:From: |MIME-Version:|Content-Type: multipart).{0,4000}multipart/related"), "a web archive (MHTML)",
            "Save the page as HTML, or copy its text."),
    Refused(_bytes(rb"bplist00"), "a web archive of Safari", "Save the page as HTML, or copy its text."),
)  # fmt: skip
# a file of this kind that is none of the above is damaged, not text
ZIPPED: Final = frozenset({".odt", ".ott", ".docx", ".docm", ".dotx"})


def read(path: Path, encoding: str = "") -> Source:
    """Read a transcript: its bytes tell the format, and where they do not, the ending of its name; else it is plain text.

    Without an ``encoding`` the bytes tell that too: byte order mark, UTF-8, or detection.

    Raises:
        Refusal: the file is missing, cannot be read, is no transcript, damaged, protected or hostile.
    """
    data = read_bytes(path)
    return read_data(path.name, data, encoding, str(path))


def read_data(name: str, data: bytes, encoding: str = "", place: str = "") -> Source:
    """The same for bytes in memory; ``place`` is the file to name in messages."""
    try:
        return format_of(name, data).read(name, data, encoding)
    except Refusal as refusal:
        raise Refusal(*(d.at(place or name) for d in refusal.diagnostics)) from None


def format_of(name: str, data: bytes) -> Format:
    """The format of a file.

    Raises:
        Refusal: it is something that no reader reads; the message says what it is and what to do.

    >>> format_of("page.txt", b"<!DOCTYPE html><p>Words").name
    'HTML'
    """
    suffix = Path(name).suffix.lower()
    told = next((f for f in FORMATS if f.begins and f.begins.match(data)), None)
    if told is not None:
        return told
    refused = next((one for one in REFUSED if one.begins.match(data)), None)
    if refused is not None and not (suffix in ZIPPED and data.startswith(b"PK")):
        raise Refusal(Diagnostic(refused.code, f"this is {refused.what}, not a text", name, hint=refused.hint))
    if suffix in ZIPPED:
        said = f"this is no {suffix.removeprefix('.').upper()} file, whatever its name"
        raise Refusal(Diagnostic("archive-broken", said, name))
    return next((f for f in FORMATS if suffix in f.suffixes), FORMATS[-1])
