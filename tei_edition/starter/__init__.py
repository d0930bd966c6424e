"""What ``tei-edition init`` begins an edition with: the files beside this one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.edition import FILE
from tei_edition.validation import compiler
from tei_edition.xml import write_atomically

# how the files of the starter are called in an edition; a leading dot would hide them in the package
DOTTED: Final = {"gitattributes": ".gitattributes", "gitignore": ".gitignore"}


# a transcript and the registers that know its names: TEI has no empty list of persons, so a register begins with its first
SAMPLE: Final = frozenset({"transcripts", "registers"})


def begin(folder: Path, *, sample: bool = True) -> tuple[Path, ...]:
    """Make a new edition folder, with a sample transcript and registers or without; returns the files made.

    Raises:
        Refusal: the folder is an edition already, or holds a file of the same name.
    """
    if (folder / FILE).exists():
        raise Refusal(Diagnostic("edition-exists", f"“{folder}” is an edition already", str(folder / FILE)))
    starter = files(__name__)
    found = [row for row in _starter_files(starter, Path()) if sample or not SAMPLE.intersection(row[0].parts)]
    targets = [(folder / where.parent / DOTTED.get(where.name, where.name), file) for where, file in found]
    for target, _ in targets:
        if target.exists():
            raise Refusal(Diagnostic("edition-exists", f"“{target}” is in the way", str(target)))
    for target, file in targets:
        text = file.read_text("utf-8")
        if target.name == FILE:
            text = text.replace("{today}", datetime.date.today().isoformat())
        write_atomically(target, text.encode("utf-8"))
    return tuple(sorted([*(target for target, _ in targets), *compiler.install(folder)]))


def _starter_files(folder: Traversable, where: Path) -> Iterator[tuple[Path, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _starter_files(entry, where / entry.name)
        elif not entry.name.endswith((".py", ".pyc")):
            yield where / entry.name, entry
