"""Word processors' files are ZIP archives: their parts, read with every door closed.

Nothing is unpacked to disk, no part is larger than it may be, and each is parsed by the one safe parser of XML.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.xml import Element

# a part of a real document has a few megabytes; what unpacks to more is an attack, or no transcript
LARGEST: Final = 64 * 1024 * 1024
MOST_PARTS: Final = 10_000
ENCRYPTED: Final = 0x1


@dataclass(frozen=True, slots=True)
class Container:
    """A ZIP archive in memory.

    Raises:
        Refusal: it is broken, protected by a password, or has absurdly many parts.
    """

    name: str
    data: bytes
    _archive: zipfile.ZipFile = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        try:
            archive = zipfile.ZipFile(io.BytesIO(self.data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self.broken(str(error)) from None
        if len(archive.infolist()) > MOST_PARTS:
            raise Refusal(Diagnostic("archive-too-large", f"it has {len(archive.infolist())} parts", self.name))
        if any(part.flag_bits & ENCRYPTED for part in archive.infolist()):
            raise Refusal(Diagnostic("file-encrypted", "a password protects this file", self.name))
        object.__setattr__(self, "_archive", archive)

    def names(self) -> Iterator[str]:
        """The names of all parts."""
        yield from self._archive.namelist()

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, None if there is none; raises Refusal if it is broken or too large."""
        try:
            with self._archive.open(part) as stream:
                data = stream.read(LARGEST + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise self.broken(f"{part}: {error}") from None
        if len(data) > LARGEST:
            said = f"“{part}” unpacks to more than {LARGEST // 1024 // 1024} MB"
            raise Refusal(Diagnostic("archive-too-large", said, self.name))
        return data

    def tree(self, part: str) -> Element | None:
        """The root element of a part, None if there is none; raises Refusal if it is not well-formed or has a DOCTYPE."""
        data = self.read(part)
        if data is None:
            return None
        try:
            return xml.parse(data, self.name).getroot()
        except Refusal as refusal:
            raise Refusal(*(self._inside(part, d) for d in refusal.diagnostics)) from None

    def needed(self, part: str) -> Element:
        """The same for a part that must be there."""
        found = self.tree(part)
        if found is None:
            raise self.broken(f"“{part}” is missing")
        return found

    def broken(self, said: str) -> Refusal:
        """What to raise where the file is damaged."""
        return Refusal(Diagnostic("archive-broken", f"the file is damaged: {said}", self.name))

    def _inside(self, part: str, diagnostic: Diagnostic) -> Diagnostic:
        # a line inside a part of the file is nothing an editor could go to
        return Diagnostic(diagnostic.code, f"{part}: {diagnostic.message}", self.name, hint=REPAIR)


REPAIR: Final = "Open it in a word processor and save it again, or save it as plain text (UTF-8)."
