"""The one safe parser and writer of XML.

XML from outside is hostile: no DOCTYPE, no entity is expanded, nothing is fetched. Files are written
whole or not at all.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from tei_edition.diagnostics import Diagnostic, Position, Refusal

TEI: Final = "http://www.tei-c.org/ns/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"
ID: Final = f"{{{XML}}}id"
LANG: Final = f"{{{XML}}}lang"
SPACE: Final = f"{{{XML}}}space"

Element = etree._Element
Tree = etree._ElementTree


def tei(name: str) -> str:
    """The qualified name of a TEI element.

    >>> tei("p")
    '{http://www.tei-c.org/ns/1.0}p'
    """
    return f"{{{TEI}}}{name}"


def root(name: str) -> Element:
    """A TEI element of its own, TEI being the default namespace."""
    return etree.Element(tei(name), nsmap={None: TEI})  # type: ignore[dict-item]


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def line_of(element: Element) -> int:
    """The line of the file an element begins on, 0 for one that was never in a file."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def has_text(element: Element) -> bool:
    """True if an element has words of its own, not only elements and the white space between them."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def append(parent: Element, text: str) -> None:
    """Put text at the end of an element."""
    last = next(parent.iterchildren(reversed=True), None)  # to count the children would go through all of them
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def words(element: Element) -> str:
    """The text of an element and all within it, white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


def parser() -> etree.XMLParser:
    """A parser with every door closed (no entities, no network, no DTD, bounded depth and size)."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False)


def parse(data: bytes, name: str = "") -> Tree:
    """Parse XML from bytes; ``name`` is the file to name in messages.

    Raises:
        Refusal: not well-formed (with line and column), or it has a DOCTYPE.
    """
    try:
        root = etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position if error.position else (1, 0)
        message = (error.msg or "not well-formed").rpartition(", line ")[0] or error.msg or "not well-formed"
        raise Refusal(Diagnostic("xml-syntax", message, name, Position(line or 1, column))) from None
    except ValueError as error:
        raise Refusal(Diagnostic("xml-syntax", str(error), name, Position(1))) from None
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None:
        raise Refusal(Diagnostic("xml-doctype", "a DOCTYPE is not accepted", name, Position(1)))
    return tree


def read(path: Path) -> Tree:
    """Parse an XML file.

    Raises:
        Refusal: the file is missing, unreadable, not well-formed, or has a DOCTYPE.
    """
    return parse(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, or a refusal that an editor understands."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refusal(Diagnostic("file-missing", f"there is no file “{path}”", str(path))) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refusal(Diagnostic("file-unreadable", f"cannot read “{path}”: {reason}", str(path))) from None


def serialize(tree: Tree | Element) -> bytes:
    """UTF-8 with an XML declaration and a final line end; white space exactly as in the tree."""
    root = tree if isinstance(tree, Element) else tree.getroot()
    # comments and instructions may stand before and after it
    parts = (*reversed(list(root.itersiblings(preceding=True))), root, *root.itersiblings())
    written = b"".join(etree.tostring(node, encoding="UTF-8", with_tail=False) + b"\n" for node in parts)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written


def in_utf8(data: bytes) -> bytes:
    """XML that declares another encoding, with the same characters in UTF-8; what is in UTF-8, or not XML, stays.

    >>> in_utf8('<?xml version="1.0" encoding="ISO-8859-1"?><p>é</p>'.encode("latin-1")).decode()
    '<?xml version="1.0" encoding="UTF-8"?><p>é</p>'
    """
    declared = ENCODING.match(data)
    if data.startswith((b"<", codecs.BOM_UTF8)) and (not declared or declared[2].upper() == b"UTF-8"):
        return data
    try:
        encoding = parse(data).docinfo.encoding or "UTF-8"
        text = data.decode(encoding).removeprefix("\ufeff")
    except (Refusal, UnicodeError, LookupError):
        return data
    return ENCODING.sub(rb"\1UTF-8", text.encode(), count=1)


# in the declaration, before which nothing stands
ENCODING: Final = re.compile(rb"""\A((?:\xef\xbb\xbf)?<\?xml\s[^>]*?\bencoding\s*=\s*["'])([A-Za-z][\w.-]*)""")
DECLARATION: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml\s[^>]*\?>[ \t]*(?:\r?\n)?)?")
MODEL: Final = re.compile(rb"""<\?xml-model\s[^>]*?href=["']\.\./schema/[^>]*\?>[ \t]*\r?\n?""")
# the kinds of schema an XML editor reads, and the namespaces by which it tells them apart
MODELS: Final = {".rng": "http://relaxng.org/ns/structure/1.0", ".sch": "http://purl.oclc.org/dsdl/schematron"}


def associated(data: bytes, schema: str) -> bytes:
    """An edition's file with the lines by which an XML editor finds its schema (Associating Schemas with XML, W3C).

    ``schema`` is the name of the compiled files in the edition's ``schema/``. Lines that point there are replaced; those
    that point elsewhere are the editor's and stay. A file that does not begin as ASCII does is left as it is.

    >>> associated(b"<TEI/>", "letters").splitlines()[0]
    b'<?xml-model href="../schema/letters.rng" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>'
    """
    declared = DECLARATION.match(data)
    at = declared.end() if declared else 0
    if not data[at : at + 64].lstrip().startswith(b"<"):
        return data
    end = b"\r\n" if data[:at].endswith(b"\r\n") else b"\n"
    lines = [
        f'<?xml-model href="../schema/{schema}{suffix}" type="application/xml" schematypens="{space}"?>'.encode() + end
        for suffix, space in MODELS.items()
    ]
    root_tag = re.search(rb"<[A-Za-z_]", data)
    before = data[at : root_tag.start() if root_tag else at]
    after_declaration = b"" if not at or data[:at].endswith((b"\n", b"\xbf")) else end
    return data[:at] + after_declaration + b"".join(lines) + MODEL.sub(b"", before) + data[at + len(before) :]


PART: Final = ".part"
ABANDONED: Final = 3600
"""So many seconds after it was last written nobody writes on a part of a file any more."""


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file whole: at any moment either the old or the new bytes stand on disk.

    What is written until then stands beside it under a hidden name; if the process is killed it stays: :func:`sweep`.

    Raises:
        Refusal: the folder, the disk or a program that holds the file does not allow it; the old bytes stand.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PART, dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        put_in_place(Path(name), path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _unwritable(path, error) from None
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def put_in_place(ready: Path, path: Path) -> None:
    """Move a file that is whole into the place of another; raises Refusal if a program holds that one."""
    try:
        ready.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> Refusal:
    reason = error.strerror or str(error)
    return Refusal(Diagnostic("file-unwritable", f"cannot write “{path}”: {reason}", str(path)))


# closed to us, read-only, or full
CLOSED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EFBIG, errno.EDQUOT})


@contextlib.contextmanager
def writing_into(folder: Path) -> Iterator[None]:
    """What the disk or its permissions do not allow meanwhile is told as a Refusal, with the file if it is known."""
    try:
        yield
    except OSError as error:
        if error.errno not in CLOSED:
            raise
        raise _unwritable(Path(str(error.filename)) if error.filename else folder, error) from None


def sweep(folder: Path) -> None:
    """Remove the parts of files that killed processes left in a folder; those that may still be written on stay."""
    for part in folder.glob(f".*{PART}"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - part.stat().st_mtime > ABANDONED:
                part.unlink()
