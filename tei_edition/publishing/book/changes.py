"""What changed in the documents since a named version, for the editor's proof. The only place that asks git."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

from tei_edition import xml
from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.edition import Edition
from tei_edition.publishing.book import print_xml
from tei_edition.publishing.reading import Reading, plain, r, read_tree
from tei_edition.xml import Element

BLOCKS = frozenset(map(r, ("paragraph", "block", "heading", "item", "cell")))


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that was one thing and is another; one of the two may be empty."""

    before: str
    after: str


def changes_since(edition: Edition, reading: Reading, version: str) -> dict[str, tuple[Change, ...]]:
    """For each changed document its changes since a tag or commit of the folder's git history.

    Raises:
        Refusal: there is no git, no history, or no such version in it.
    """
    _known(edition.root, version)
    found: dict[str, tuple[Change, ...]] = {}
    for document in reading.documents:
        old = _old_blocks(edition, document.file, version, document.id)
        changes = tuple(compare(old, blocks(document.tree)))
        if changes:
            found[document.id] = changes
    return found


def removed_since(edition: Edition, reading: Reading, version: str) -> list[str]:
    """The TEI files that the edition had in a version of its git history and has no longer, by name."""
    _known(edition.root, version)
    listed = _git(edition.root, "ls-tree", "-r", "-z", "--name-only", version, "--", "documents/")
    here = {Path(document.file).name for document in reading.documents}
    then = (Path(name).name for name in listed.decode("utf-8", "replace").split("\0") if name.endswith(".xml"))
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
    numbers = print_xml.document_numbers(reading.documents)
    for document in reading.documents:
        if document.id in changes:
            heading = etree.SubElement(out, "heading", level="1")
            heading.text = f"{words['Document']} {numbers[document.id]}"
            for change in changes[document.id]:
                paragraph = etree.SubElement(out, "p")
                _marked(paragraph, change)
    gone = removed_since(edition, reading, version)
    if gone:
        etree.SubElement(out, "heading", level="1").text = words["removed"]
    for name in gone:
        etree.SubElement(etree.SubElement(out, "p"), "struck").text = name
    return out


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


def _old_blocks(edition: Edition, file: str, version: str, identifier: str) -> list[str]:
    try:
        data = _git(edition.root, "show", f"{version}:./{file}")
    except Refusal:
        return []  # the document is new since then
    tree = read_tree(xml.parse(data, file), file)
    document = next((d for d in tree.iterchildren(r("document")) if d.get("id") == identifier), None)
    return blocks(document) if document is not None else []


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
