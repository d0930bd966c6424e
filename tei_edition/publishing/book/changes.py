"""What changed in texts, documents and registers since a version, for the editor's proof. The only place that asks git."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from lxml import etree

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.edition import Edition
from tei_edition.publishing.book import print_xml
from tei_edition.publishing.reading import Document, Entry, Reading, Register, Text, plain, r, read_register, read_tree
from tei_edition.publishing.words import Words
from tei_edition.publishing.words import words as interface_words
from tei_edition.xml import Element

BLOCKS = frozenset(map(r, ("paragraph", "block", "heading", "item", "cell")))
LABELS: Final[Mapping[str, str]] = {
    "short-title": "title",
    "sender": "from",
    "addressee": "to",
    "sent-from": "place.one",
    "received-at": "place.one",
    "abstract": "summary",
    "shelfmark": "archive",
    "repository": "archive",
    "record-url": "record",
    "source": "source.other",
    "reply-to": "answers",
}
"""Facts of a header whose word in the catalogue is called otherwise."""


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that was one thing and is another; one of the two may be empty."""

    before: str
    after: str


def changes_since(edition: Edition, reading: Reading, version: str) -> dict[str, tuple[Change, ...]]:
    """For each changed document or text, by id, its changes since a tag or commit of the folder's git history.

    Those of its header come first, a fact each, then those of the text.

    Raises:
        Refusal: there is no git, no history, or no such version in it.
    """
    _known(edition.root, version)
    said = interface_words(edition.settings.languages.interface)
    found: dict[str, tuple[Change, ...]] = {}
    parts: tuple[Document | Text, ...] = (*reading.texts, *reading.documents)
    for part in parts:
        old = _old_tree(edition, part, version)
        heads = compare_facts(facts_of(old, said), facts_of(part.tree, said)) if old is not None else ()
        texts = compare(blocks(old) if old is not None else [], blocks(part.tree))
        if changes := (*heads, *texts):
            found[part.id] = changes
    return found


def registers_since(edition: Edition, reading: Reading, version: str) -> tuple[Change, ...]:
    """The entries of the registers that are new, gone, or say something else than in a version."""
    _known(edition.root, version)
    before = {entry: said for register in _old_registers(edition, version) for entry, said in _entries(register)}
    after = {entry: said for register in reading.registers for entry, said in _entries(register)}
    return tuple(compare_facts(before, after))


def _entries(register: Register) -> Iterator[tuple[str, str]]:
    return ((f"{register.name}#{entry.key}", entry_said(entry)) for entry in register.entries)


def entry_said(entry: Entry) -> str:
    """All that an entry of a register says: its name, its other forms, what is known, its numbers elsewhere."""
    parts = [plain(part) for part in entry.tree]
    return f"{entry.name}: " + "; ".join(part for part in parts if part and part != entry.name)


def facts_of(document: Element, said: Words) -> dict[str, str]:
    """What the header of a document says, a fact a line: ``{"sent": "Sent: 30.6 (1951-06-30)"}``."""
    found: dict[str, list[str]] = {}
    for fact in document.iterfind(f"{r('metadata')}/{r('fact')}"):
        found.setdefault(fact.get("name", ""), []).append(_fact(fact))
    return {name: f"{_label(name, said)}: {'; '.join(values)}" for name, values in found.items()}


def _fact(fact: Element) -> str:
    """The words of a fact, and the date or entry it is told to mean."""
    key = f"{fact.get('register')}#{fact.get('key')}" if fact.get("key") else ""
    meant = [value for value in (fact.get("when", ""), key) if value and value not in plain(fact)]
    return " ".join(part for part in (plain(fact), f"({', '.join(meant)})" if meant else "") if part)


def _label(name: str, said: Words) -> str:
    word = LABELS.get(name, name)
    return said.say(word) if said.knows(word) else name


def compare_facts(old: Mapping[str, str], new: Mapping[str, str]) -> Iterable[Change]:
    """The changes between two sets of facts, each compared with itself.

    >>> list(compare_facts({"to": "To: A"}, {"to": "To: B", "via": "By way of: C"}))
    [Change(before='To: A', after='To: B'), Change(before='', after='By way of: C')]
    """
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield Change(before, after)


def removed_since(edition: Edition, reading: Reading, version: str) -> list[str]:
    """The TEI files that the edition had in a version of its git history and has no longer, by name."""
    _known(edition.root, version)
    here = {Path(document.file).name for document in reading.documents}
    then = (Path(name).name for name in _files(edition, version, "documents/"))
    return sorted(name for name in then if name not in here)


def blocks(document: Element) -> list[str]:
    """The words of a document, a string a block, in order."""
    body = document.find(r("body"))
    if body is None:
        return []
    innermost = (b for b in body.iter() if b.tag in BLOCKS and not any(c.tag in BLOCKS for c in b.iterdescendants()))
    return [text for block in innermost if (text := plain(block))]


def compare(old: list[str], new: list[str]) -> Iterable[Change]:
    """The changes that lead from one list of blocks to another, whole blocks for context.

    >>> list(compare(["a", "b"], ["a", "c"]))
    [Change(before='b', after='c')]
    """
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Change(" ".join(old[i:j]), " ".join(new[k:m]))


def chapter(edition: Edition, reading: Reading, version: str, words: Mapping[str, str]) -> Element:
    """The changes as a chapter of the proof: what was struck out and what was put in, document by document.

    Raises:
        Refusal: there is no git, no history, or no such version in it.
    """
    changes = changes_since(edition, reading, version)
    out = print_xml.chapter("changes", f"{words['changes']} {version}")
    for part, heading in _headings(reading, words):
        if part.id in changes:
            _listed(out, heading, changes[part.id])
    if entries := registers_since(edition, reading, version):
        _listed(out, words["registers"], entries)
    gone = removed_since(edition, reading, version)
    if gone:
        etree.SubElement(out, "heading", level="1").text = words["removed"]
    for name in gone:
        etree.SubElement(etree.SubElement(out, "p"), "struck").text = name
    return out


def _headings(reading: Reading, words: Mapping[str, str]) -> Iterator[tuple[Document | Text, str]]:
    numbers = print_xml.document_numbers(reading.documents)
    yield from ((text, text.title) for text in reading.texts)
    yield from ((document, f"{words['Document']} {numbers[document.id]}") for document in reading.documents)


def _listed(out: Element, heading: str, changes: Iterable[Change]) -> None:
    etree.SubElement(out, "heading", level="1").text = heading
    for change in changes:
        _marked(etree.SubElement(out, "p"), change)


def _marked(paragraph: Element, change: Change) -> None:
    old, new = change.before.split(), change.after.split()
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            _say(paragraph, " ".join(new[k:m]))
            continue
        for name, part in (("struck", old[i:j]), ("query", new[k:m])):
            if part:
                etree.SubElement(paragraph, name).text = " ".join(part)
                _say(paragraph, "")


def _say(paragraph: Element, text: str) -> None:
    said = f"{text} " if text else " "
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "") + said
    else:
        paragraph.text = (paragraph.text or "") + said


def _old_tree(edition: Edition, part: Document | Text, version: str) -> Element | None:
    try:
        data = _git(edition.root, "show", f"{version}:./{part.file}")
    except Refusal:
        return None  # it is new since then
    tree = read_tree(xml.parse(data, part.file), part.file)
    return next((d for d in tree.iterchildren(r("document")) if d.get("id") == part.id), None)


def _old_registers(edition: Edition, version: str) -> Iterator[Register]:
    with tempfile.TemporaryDirectory(prefix="tei-edition-registers-") as folder:
        for name in _files(edition, version, "registers/"):
            path = Path(folder) / Path(name).name
            path.write_bytes(_git(edition.root, "show", f"{version}:./{name}"))
            yield read_register(path, name)


def _files(edition: Edition, version: str, folder: str) -> list[str]:
    """The XML files of a folder in a version, by their paths in the edition."""
    listed = _git(edition.root, "ls-tree", "-r", "-z", "--name-only", version, "--", folder)
    return [name for name in listed.decode("utf-8", "replace").split("\0") if name.endswith(".xml")]


def _known(folder: Path, version: str) -> None:
    _git(folder, "rev-parse", "--git-dir")
    try:
        _git(folder, "rev-parse", "--verify", "--end-of-options", f"{version}^{{commit}}")
    except Refusal:
        said = f"there is no version “{version}” in the git history of the folder"
        raise Refusal(Diagnostic("book-version", said, str(folder))) from None


def _git(folder: Path, *arguments: str) -> bytes:
    git = shutil.which("git")
    if git is None:
        raise Refusal(Diagnostic("book-version", "git is not installed"))
    done = subprocess.run([git, "-C", str(folder), *arguments], capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise Refusal(Diagnostic("book-version", f"git says: {said}", str(folder)))
    return done.stdout
