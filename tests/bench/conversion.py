"""How fast is conversion, and how does its cost grow? Run by hand: python tests/bench/conversion.py --help

Prints in one run: one long transcript and many short ones against ``pandoc --from markdown --to tei`` on the same
files (the start of either counts for neither), the growth of time with length, and the memory the longest needs.
Seconds are those of the processor: what else the machine does counts for nothing. Pandoc is not needed for the rest:
apt-get install pandoc.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from tei_edition.convert import convert
from tei_edition.edition import open_edition
from tei_edition.encoding.tei import Encoder
from tei_edition.transcript.readers import read

# lengths whose cost shows the curve, in kilobytes
CURVE = (30, 60, 120)
PARAGRAPHS = (
    "I report that the lamps of the northern light are worn out, and that [we] have had to put out four of them since "
    "the beginning of the month. The keeper says that the oil of last year was mixed with water; he has kept a bottle "
    "of it, sealed, for the commission to see when it comes on 24 June 1951.",
    "2. In your telegram of 13 May you ask how many boats lie in the harbour. There are forty, of them 8[7] with oars "
    "only. The crews are not paid since April; some of them have gone home, and those who stay ask every day at the "
    "office. Comrade BERGER [Holm] has promised them half of it by the end of the week.",
    "The second point is the storm of the autumn. Nobody who was here in those days has forgotten it, and nobody wishes "
    "to see it again. I therefore ask for two hundred lamps and for forty barrels of oil, as I did a year ago, and for "
    "an answer before the boats go out.",
)
LETTER = "Lindhaven, {day} May 1950\n\nTo Comrade BERGER\n\n{text}\n\nSUND\n\nNo. {number}\n"


def prose(size: int) -> str:
    """So many characters of a letter."""
    made: list[str] = []
    length = 0
    while length < size:
        made.append(PARAGRAPHS[len(made) % len(PARAGRAPHS)])
        length += len(made[-1]) + 2
    return LETTER.format(day=3, text="\n\n".join(made), number=118)


def shapes(size: int) -> dict[str, str]:
    """Texts of one length that differ in what they are full of."""
    return {
        "prose": prose(size),
        "one line": " ".join(prose(size).split()),
        "hard-wrapped": "\n".join(line for line in _wrapped(prose(size))),
        "brackets": "the [crates?] and [....] of [the] 8[7]1 [Stamp: no. 5] " * (size // 54) + "\n",
        "open brackets": "[[[[ and ]] more [ of " * (size // 22) + "\n",
        "short lines": "To Comrade BERGER\n" * (size // 18),
        "numbers": "24.6.1951 at 11:20, No. 3107; 5 and 6 July. " * (size // 45) + "\n",
        "dates": "On 13 May 1950 and October-December he wrote, from 3 to 7 March, in the first half of '54.\n\n"
        * (size // 92),
        "quoted": '"Words of a speech."\n\n"More of them, with no end\n\nThe captain said nothing.\n\n' * (size // 76),
        "stamps left open": "[Stamp: x\n" * (size // 10),
        "pages": "words of a page\n\n2\n\f" * (size // 20),
    }


def _wrapped(text: str) -> Sequence[str]:
    made: list[str] = []
    for line in text.split("\n"):
        while len(line) > 78:
            cut = line.rfind(" ", 0, 78)
            made.append(line[:cut])
            line = line[cut + 1 :]
        made.append(line)
    return made


def seconds(action: Callable[[], object]) -> float:
    """How long something keeps the processor busy, in this process and those it starts."""
    begun = _spent()
    action()
    return _spent() - begun


def _spent() -> float:
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def encode(path: Path) -> float:
    """Seconds to encode one transcript."""
    encoder = Encoder()
    return seconds(lambda: encoder.encode(read(path), "letter"))


def pandoc(files: Sequence[Path]) -> float:
    """Seconds of pandoc for some files, each converted by itself, its starts not counted."""

    def run(path: Path) -> None:
        command = ["pandoc", "--from", "markdown", "--to", "tei", "--output", str(path.with_suffix(".xml")), str(path)]
        subprocess.run(command, check=True)

    empty = files[0].with_name("empty.txt")
    empty.write_text("")
    start = min(seconds(lambda: run(empty)) for _ in range(3))
    return max(0.01, seconds(lambda: deque(map(run, files), maxlen=0)) - start * len(files))


def curve(folder: Path) -> None:
    """Seconds by length, and how much more twice the length costs: 2.0 is linear."""
    encode(_file(folder, prose(1000)))
    print("seconds of the processor for texts of", ", ".join(f"{size} kB" for size in CURVE))
    for name in shapes(0):
        taken = [encode(_file(folder, shapes(size * 1000)[name])) for size in CURVE]
        growth = [after / max(before, 0.001) for before, after in pairwise(taken)]
        print(
            f"  {name:16}", "  ".join(f"{one:6.1f}" for one in taken), "  ×", " ".join(f"{one:.1f}" for one in growth)
        )


def _file(folder: Path, text: str, name: str = "letter.txt") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def long(folder: Path, megabytes: int) -> None:
    """One transcript of so many megabytes."""
    path = _file(folder, prose(megabytes * 1_000_000))
    begun = time.perf_counter()
    ours = encode(path)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"one transcript of {megabytes} MB: {ours:.1f} s ({time.perf_counter() - begun:.0f} s by the clock), {memory:.0f} MB"
    )
    if shutil.which("pandoc"):
        theirs = pandoc([path])
        print(f"  pandoc: {theirs:.1f} s; tei-edition needs {ours / theirs:.1f} times as long")


def many(folder: Path, count: int) -> None:
    """So many transcripts of some 900 characters, converted into an edition."""
    transcripts = folder / "edition" / "transcripts"
    transcripts.mkdir(parents=True)
    (folder / "edition" / "edition.toml").write_text('title = "Letters"\ndate = 2026-01-01\n')
    files = [
        _file(
            transcripts,
            LETTER.format(day=number % 28 + 1, text="\n\n".join(PARAGRAPHS), number=number),
            f"letter-{number}.txt",
        )
        for number in range(count)
    ]
    begun = time.perf_counter()
    ours = seconds(lambda: convert(open_edition(folder / "edition")))
    print(
        f"{count} transcripts of {files[0].stat().st_size} bytes: {ours:.1f} s ({time.perf_counter() - begun:.0f} s by the "
        f"clock), {count / ours:.0f} a second, written and linked"
    )
    if shutil.which("pandoc"):
        some = files[:: max(1, count // 100)]
        theirs = pandoc(some) * count / len(some)
        print(f"  pandoc: {theirs:.1f} s without its starts; tei-edition needs {ours / theirs:.1f} times as long")


if __name__ == "__main__":
    if not shutil.which("pandoc"):
        print("pandoc is not here: no comparison (apt-get install pandoc)")
    options = argparse.ArgumentParser(description="Measure conversion, beside pandoc where it is installed.")
    options.add_argument("--megabytes", type=int, default=5, help="length of the long transcript, 0 for none (5)")
    options.add_argument("--documents", type=int, default=2000, help="how many short transcripts, 0 for none (2000)")
    options.add_argument("--no-curve", action="store_true", help="without the growth by length")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        if not asked.no_curve:
            curve(home)
        if asked.documents:
            many(home, asked.documents)
        if asked.megabytes:
            long(home, asked.megabytes)
