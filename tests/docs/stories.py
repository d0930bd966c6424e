"""A page of the manual as a story that can be played: its commands, the files it shows, the changes it makes.

What is played, in the order of the page, in one folder:

``console``
    lines after ``$ `` are commands; the lines below are among what the command says, in that order
    (``…`` stands for anything). A command that shows an error must fail, every other must succeed.
``toml letters/edition.toml``
    a block whose first line names a file after its language is that file.
``diff letters/documents/a.xml``
    each ``-`` line, which must stand in the file once, is exchanged for the ``+`` lines below it.
``pycon``
    Python at its prompt, with what it answers.

All other blocks are only read.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from click.testing import CliRunner

from tei_edition.cli import main

OURS = re.compile(r"tei-edition(?=[^&|;><]*$)")
BLOCK = re.compile(r"^```(?P<language>\w+)(?: (?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
PLAYED = ("console", "pycon", "diff")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block; ``line`` is where its text begins on the page."""

    language: str
    file: str
    text: str
    line: int

    @property
    def is_played(self) -> bool:
        return self.language in PLAYED or bool(self.file)


@dataclass(frozen=True, slots=True)
class Command:
    """A command and what the page shows of its answer."""

    text: str
    shown: tuple[str, ...]

    @property
    def shows_failure(self) -> bool:
        return any(re.search(r"\berror: ", line) for line in self.shown)


def blocks(page: str) -> Iterator[Block]:
    for found in BLOCK.finditer(page):
        line = page.count("\n", 0, found.start("text")) + 1
        yield Block(found["language"], found["file"] or "", found["text"], line)


def commands(text: str) -> Iterator[Command]:
    """The commands of a console block; a line before the first command is a mistake of the page."""
    typed, shown = "", []
    for line in text.splitlines():
        if line.startswith("$ "):
            if typed:
                yield Command(typed, tuple(shown))
            typed, shown = line[2:], []
        elif line.strip():
            assert typed, f"“{line}” stands before the first command"
            shown.append(line.strip())
    yield Command(typed, tuple(shown))


@dataclass(slots=True)
class Player:
    """Plays the blocks of one page in a folder; remembers where ``cd`` has led."""

    folder: Path
    names: dict[str, object] = field(default_factory=dict)

    def play(self, block: Block) -> None:
        if block.language == "console":
            for command in commands(block.text):
                self._run(command)
        elif block.language == "pycon":
            self._converse(block)
        elif block.language == "diff":
            self._change(block)
        else:
            target = self.folder / block.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, "utf-8")

    def _run(self, command: Command) -> None:
        code, said = self._ask_tool(command) if OURS.match(command.text) else self._ask_shell(command)
        told = f"$ {command.text}\n{said}"
        assert (code != 0) == command.shows_failure, f"exit code {code}\n{told}"
        lines = iter(said.splitlines())
        for line in command.shown:
            sought = re.compile(r".*".join(map(re.escape, line.split("…"))))
            assert any(sought.fullmatch(one.strip()) for one in lines), f"not said: {line}\n{told}"

    def _ask_tool(self, command: Command) -> tuple[int, str]:
        """The command as installed, but in this process: a page need not load everything ten times."""
        with chdir(self.folder):
            done = CliRunner().invoke(main, shlex.split(command.text)[1:], env={"COLUMNS": "200"})
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.output

    def _ask_shell(self, command: Command) -> tuple[int, str]:
        led = self.folder / ".led"
        # the tool of the interpreter that runs the tests, wherever the shell would look
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        done = subprocess.run(
            ["bash", "-c", f'{command.text}\nstatus=$?; pwd > "{led}"; exit $status'],
            cwd=self.folder,
            env={**os.environ, "PATH": path, "COLUMNS": "200"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.folder = Path(led.read_text("utf-8").strip())
        led.unlink()
        return done.returncode, done.stdout

    def _change(self, block: Block) -> None:
        target = self.folder / block.file
        text = target.read_text("utf-8")
        runs = [
            (sign, "\n".join(line[1:] for line in lines))
            for sign, lines in groupby(block.text.splitlines(), key=lambda line: line[:1])
        ]
        for (sign, old), (_, new) in zip(runs[::2], runs[1::2], strict=True):
            assert sign == "-"
            assert text.count(old) == 1, f"{block.file} has not once: {old}"
            text = text.replace(old, new)
        target.write_text(text, "utf-8")

    def _converse(self, block: Block) -> None:
        test = doctest.DocTestParser().get_doctest(block.text, self.names, block.file or "page", None, block.line)
        said: list[str] = []
        with chdir(self.folder):
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
            # one conversation a page: names stay from block to block
            failed = runner.run(test, out=said.append, clear_globs=False).failed
            self.names.update(test.globs)
        assert not failed, "".join(said)
