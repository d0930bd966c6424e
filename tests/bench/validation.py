"""How fast is validation? Run by hand: python tests/bench/validation.py [DOCUMENTS]

Prints rates as ratios in one run: schema and rules together against jing, which does the schema alone (the start
of either counts for neither), and time and memory for one file of 50 MB. Everything runs on one core, and what
is counted is processor time, so that a busy machine does not change the ratios.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tei_edition import resources
from tei_edition.validation import schema, streaming, validating

HARBOUR = Path(__file__).parents[1] / "validation" / "harbour"
LETTER = HARBOUR / "documents" / "letter-12.xml"
MEGABYTES = 50
BYTES_OF_A_LETTER = 12_000
PLACE = '<p xml:id="letter-12-l15">Send'
PARAGRAPH = '<p>Twelve crates came, that is <supplied reason="subaudible">we should</supplied> count them.</p>\n'


def copies(folder: Path, count: int) -> Path:
    """An edition of so many letters."""
    edition = folder / "harbour"
    shutil.copytree(HARBOUR, edition)
    text = LETTER.read_text(encoding="utf-8")
    missing = BYTES_OF_A_LETTER - len(text.encode())
    text = text.replace(PLACE, PARAGRAPH * (missing // len(PARAGRAPH) + 1) + PLACE)
    for number in range(count):
        name = f"copy-{number}"
        (edition / "documents" / f"{name}.xml").write_text(text.replace("letter-12", name), encoding="utf-8")
    return edition


def seconds(action: Callable[[], object]) -> float:
    """How much of a processor something takes, that of its children included."""
    begun = spent()
    action()
    return spent() - begun


def spent() -> float:
    """Processor time so far, in seconds."""
    usage = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in usage)


def jing(files: list[Path]) -> float:
    """Seconds of jing, its start included."""
    command = ["jing", str(resources.schema("tei-edition.rng")), *map(str, files)]
    return seconds(lambda: subprocess.run(command, check=True, capture_output=True))


def rates(count: int) -> None:
    """Documents a second, ours and jing's."""
    with tempfile.TemporaryDirectory() as folder:
        edition = copies(Path(folder), count)
        files = sorted((edition / "documents").glob("copy-*.xml"))
        validating.validate([files[0]])
        ours = count / seconds(lambda: validating.validate(files))
        print(f"{count} documents of {files[0].stat().st_size / 1000:.0f} kB")
        print(f"  tei-edition, schema, rules and references: {ours:.0f} a second")
        if shutil.which("jing"):
            theirs = (count - 1) / (jing(files) - jing(files[:1]))
            print(f"  jing, schema alone: {theirs:.0f} a second; ratio {ours / theirs:.2f} (to be at least 0.5)")


def large() -> None:
    """One file of 50 MB, streamed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xml"
        head, body, tail = LETTER.read_text(encoding="utf-8").partition(PLACE)
        with path.open("w", encoding="utf-8") as file:
            file.write(head)
            for _ in range(MEGABYTES * 1_000_000 // len(PARAGRAPH)):
                file.write(PARAGRAPH)
            file.write(body + tail)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        taken = seconds(lambda: list(streaming.faults(path, schema.shipped())))
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        print(f"one file of {path.stat().st_size / 1e6:.0f} MB, streamed: {taken:.1f} s, {grown:.0f} MB more memory")


if __name__ == "__main__":
    os.sched_setaffinity(0, {0})
    large()
    rates(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
