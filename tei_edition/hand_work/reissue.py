"""A transcript that the archive has issued anew: lines, identifiers and decisions find their new numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Final

from tei_edition import settings, xml
from tei_edition.diagnostics import Refusal
from tei_edition.encoding import inverse
from tei_edition.encoding.inverse import LINE
from tei_edition.transcript.decisions import Decisions
from tei_edition.xml import ID, Element

# two lines with so much in common are one line, corrected
ALIKE: Final = 0.5
# lines are compared word by word where no more than this many stand against each other
MANY: Final = 60
# attributes that point to elements of the same file
POINTERS: Final = ("hand", "next", "prev", "corresp", "target")
NUMBERED: Final = ("line", "bracket", "correct", "block", "date", "name", "settled")


@dataclass(frozen=True, slots=True)
class Reissue:
    """An old transcript and a new one: ``moved`` has the new number of each old line that is still there."""

    digest: str
    moved: Mapping[int, int]
    old: int
    new: int
    changed: tuple[int, ...]
    added: tuple[int, ...]

    @property
    def gone(self) -> tuple[int, ...]:
        """The old lines that are no more."""
        return tuple(n for n in range(1, self.old + 1) if n not in self.moved)


def compare(digest: str, old: Sequence[str], new: Sequence[str]) -> Reissue:
    """Lay two transcripts side by side, line by line; ``digest`` is the old one's.

    >>> compare("", ["one", "two"], ["nought", "one", "two!"]).moved
    {1: 2, 2: 3}
    """
    moved: dict[int, int] = {}
    changed: list[int] = []
    for kind, a, b, c, d in SequenceMatcher(None, _bare(old), _bare(new), autojunk=False).get_opcodes():
        if kind == "equal":
            pairs: Iterable[tuple[int, int]] = zip(range(a, b), range(c, d), strict=True)
        else:
            pairs = list(_alike(old, new, range(a, b), range(c, d)))
        for one, other in pairs:
            moved[one + 1] = other + 1
            if old[one] != new[other]:
                changed.append(other + 1)
    taken = set(moved.values())
    added = tuple(n for n in range(1, len(new) + 1) if n not in taken and new[n - 1].strip())
    return Reissue(digest, moved, len(old), len(new), tuple(changed), added)


def _bare(lines: Sequence[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines]


def _alike(old: Sequence[str], new: Sequence[str], ours: range, theirs: range) -> Iterator[tuple[int, int]]:
    """Lines that were corrected, in order: each with the first later line that is like it."""
    if len(ours) == len(theirs) or max(len(ours), len(theirs)) > MANY:
        yield from zip(ours, theirs, strict=False)
        return
    start = theirs.start
    for one in ours:
        close = [other for other in range(start, theirs.stop) if _is_alike(old[one], new[other])]
        if close:
            yield one, close[0]
            start = close[0] + 1


def _is_alike(one: str, other: str) -> bool:
    if not one.strip() or not other.strip():
        return one.strip() == other.strip()
    words = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return words.ratio() >= ALIKE or SequenceMatcher(None, one[:200], other[:200], autojunk=False).ratio() >= 0.7


def of(generated: bytes, digest: str, lines: Sequence[str]) -> Reissue | None:
    """What has changed since a document was generated; None if it was made from this very transcript.

    ``generated`` is what convert wrote; ``digest`` and ``lines`` are the transcript's today.
    """
    try:
        was = inverse.transcript(xml.parse(generated))
    except Refusal:
        return None
    if was.statement.digest == digest or not was.is_proved:
        return None
    return compare(was.statement.digest, was.lines, lines)


# ------------------------------------------------------------------ identifiers


def renamed(reissue: Reissue, identifier: str, generated: bytes, new: bytes) -> dict[str, str]:
    """The new name of each identifier of a document: lines by the lines, all others by the line they stand on."""
    before, after = (
        _places(xml.parse(data).getroot(), moved) for data, moved in ((generated, reissue.moved), (new, None))
    )
    names = {f"{identifier}-l{a}": f"{identifier}-l{b}" for a, b in reissue.moved.items()}
    names |= {f"{identifier}-l{n}": f"{identifier}-gone{n}" for n in reissue.gone}
    for key, element in before.items():
        if key in after:
            names |= dict(_pairs(element, after[key]))
    free = set(names.values())
    return {a: b for a, b in names.items() if a != b} | {b: f"{b}-before" for b in _displaced(names, free, before)}


def _displaced(names: Mapping[str, str], given: set[str], before: Mapping[Any, Element]) -> Iterator[str]:
    """Identifiers whose name another one gets now, and that have no new one of their own."""
    for element in before.values():
        name = element.get(ID, "")
        if name in given and name not in names:
            yield name


def _places(root: Element, moved: Mapping[int, int] | None) -> dict[tuple[int, str, int], Element]:
    """Each element by the line it stands on, its name and its number among those of the line."""
    found: dict[tuple[int, str, int], Element] = {}
    counts: dict[tuple[int, str], int] = {}
    line = 0
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        begins = LINE.search(element.get(ID) or "")
        if begins:
            line = int(begins[1]) if moved is None else moved.get(int(begins[1]), -int(begins[1]))
        key = (line, element.tag)
        counts[key] = counts.get(key, 0) + 1
        if line:
            found[(*key, counts[key])] = element
    return found


def _pairs(one: Element, other: Element) -> Iterator[tuple[str, str]]:
    """The identifiers of two elements that are the same, and those they point to."""
    mine, theirs = one.get(ID, ""), other.get(ID, "")
    if mine and theirs and not LINE.search(mine) and not LINE.search(theirs):
        yield mine, theirs
    for name in POINTERS:
        mine, theirs = one.get(name, ""), other.get(name, "")
        if mine.startswith("#") and theirs.startswith("#") and not LINE.search(mine):
            yield mine[1:], theirs[1:]


def renumbered(data: bytes, names: Mapping[str, str], moved: Mapping[int, int]) -> bytes:
    """A document with its identifiers, its pointers to them and the rows of its residue under their new names."""
    if names:
        old = b"|".join(re.escape(name.encode()) for name in sorted(names, key=len, reverse=True))
        data = re.sub(rb"(?<=[\"'#])(?:" + old + rb")(?=[\"'\s])", lambda m: names[m[0].decode()].encode(), data)
    start = data.find(b"<xenoData")
    end = data.find(b"</xenoData>", start)
    rows = re.sub(rb"(?m)^(\s*)(\d+)(?=[|=])", lambda m: m[1] + _row(int(m[2]), moved), data[start:end])
    return data[:start] + rows + data[end:] if 0 <= start < end else data


def _row(number: int, moved: Mapping[int, int]) -> bytes:
    return str(moved.get(number, number)).encode()


# ------------------------------------------------------------------ decisions


def decided(decisions: Decisions, moved: Mapping[int, int]) -> Decisions:
    """The decisions of the old transcript with the line numbers of the new one."""
    tables = ("correct", "bracket", "block", "date", "name", "settled")
    following: dict[str, Any] = {
        name: tuple(replace(one, line=moved.get(one.line, one.line)) for one in getattr(decisions, name))
        for name in tables
    }
    return replace(decisions, **following)


def rewritten(text: str, decisions: Decisions, moved: Mapping[int, int]) -> str:
    """The file of the decisions with the new line numbers, all else as it stands."""
    mark = "\ufeff" * text.startswith("\ufeff")
    text = text.removeprefix(mark)
    lines = text.split("\n")
    for name in ("correct", "bracket", "block", "date", "name", "settled"):
        for index, one in enumerate(getattr(decisions, name)):
            at = settings.position(text, (name, index, "line")).line - 1
            number = moved.get(one.line, one.line)
            lines[at] = re.sub(rf"^(\s*line\s*=\s*){one.line}\b", rf"\g<1>{number}", lines[at])
    return mark + "\n".join(lines)


# ------------------------------------------------------------------ in words


def said(reissue: Reissue) -> str:
    """What has changed, in a sentence.

    >>> said(compare("", ["one", "two", "three"], ["nought", "one", "two!", "three"]))
    'line 3 corrected; line 1 new; 1-3 are now 2-4'
    """
    parts = [
        f"{_lines(reissue.changed)} corrected" if reissue.changed else "",
        f"{_lines(reissue.added)} new" if reissue.added else "",
        f"the old {_lines(reissue.gone)} gone" if reissue.gone else "",
        concordance(reissue),
    ]
    return "; ".join(filter(None, parts))


def concordance(reissue: Reissue) -> str:
    """Which old lines have which new numbers: ``12-40 are now 14-42``; empty if all have their own."""
    runs: list[tuple[int, int, int]] = []
    for old, new in sorted(reissue.moved.items()):
        if old == new:
            continue
        if runs and runs[-1][1] == old - 1 and runs[-1][2] == new - old:
            runs[-1] = (runs[-1][0], old, new - old)
        else:
            runs.append((old, old, new - old))
    return ", ".join(f"{a} is now {a + by}" if a == b else f"{a}-{b} are now {a + by}-{b + by}" for a, b, by in runs)


def _lines(numbers: Sequence[int]) -> str:
    """``lines 3-5, 9``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    written = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
    return f"line {written}" if len(numbers) == 1 else f"lines {written}"
