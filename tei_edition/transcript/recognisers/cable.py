"""The heading of a cable as message centres write it: haste and date-time group, FM, TO, INFO, secrecy, tags, subject.

``O R 050142Z NOV 75`` ⏎ ``FM AMEMBASSY VESSK`` ⏎ ``TO SECSTATE WASHDC IMMEDIATE`` ⏎ ``INFO AMEMBASSY SUND`` ⏎
``S E C R E T VESSK 1234`` ⏎ ``SUBJ: THE BOATS``
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from tei_edition.transcript.expressions import spelled, worded
from tei_edition.transcript.recognisers.names import is_capitals, joined
from tei_edition.transcript.source import Line
from tei_edition.transcript.words import Words

Role = Literal["routing", "group", "lead", "from", "to", "copies", "marks", "about", "page"]
"""What a line says: ``lead`` is a word alone, with which the next line is one; ``page`` heads a further page."""

# letters of haste before the group, a routing indicator or the channel behind it
GROUP: Final = re.compile(r"(?:[A-Z]{1,2}\s+){0,4}\d{6}Z\s+[A-Z]{3}\s+\d{2}(?:\d\d)?(?:\s+[A-Z\d/]+){0,3}")
# "PAGE 02 STATE 261731", "PAGE 02 VESSK 01234 01 OF 02 301312Z"
PAGE: Final = re.compile(r"PAGE\s+\d{1,2}\s+(?:OF\s+\d{1,2}\s+)?[A-Z][A-Z ]*\s\d{3,6}(?:\s+\S+){0,4}")
# "RUEHC/SECSTATE WASHDC": how it is routed
ROUTED: Final = r"(?:R[A-Z]{4,6}\s?/\s?)?"
# "TAGS:", "E.O. 11652:"
LABEL: Final = re.compile(r"[A-Z][\w. ]{1,16}:")
# so many lines the heading has above the group, the addresses and what follows them
ABOVE, ADDRESSES, BELOW = 24, 60, 14
# no line of it is longer
WIDTH: Final = 80
# the sender stands right below the group
NEAR: Final = 2
_LEADS: Final = (("from", "cable-from"), ("to", "cable-to"), ("copies", "cable-info"), ("routing", "cable-except"))


def heading(lines: Sequence[Line], words: Words) -> dict[int, Role]:
    """What each line of a cable's heading says, by its number; nothing where the page has no date-time group."""
    found: dict[int, Role] = {}
    for at, line in enumerate(lines):
        if GROUP.fullmatch(line.text.strip()) and any(
            _lead(below, words) == "from" for below in lines[at + 1 : at + 1 + NEAR]
        ):
            found |= {above.number: "routing" for above in _above(lines, at)}
            found |= {line.number: "group"}
            found |= dict(_below(lines, at + 1, words))
        elif found and line.number not in found and PAGE.fullmatch(line.text.strip()):
            found |= {one.number: "page" for one in _page(lines, at, words)}
    return found


def is_marked(text: str, words: Words) -> bool:
    """``C O N F I D E N T I A L STATE 261731``, ``UNCLAS VESSK 1234``: how secret it is, and the post's number."""
    marks = spelled(r"(?:TOP\s?)?(?i:{handling.classification})(?![^\W\d_])(?P<rest>.*)", words).match(
        joined(text.strip())
    )
    return marks is not None and (not marks["rest"] or is_capitals(marks["rest"])) and is_capitals(text)


def post(text: str, words: Words) -> str:
    """The office that a line of the heading names, without haste and number: ``TO SECSTATE WASHDC IMMEDIATE 4711``."""
    named = spelled(rf"(?:(?:{{cable-from|cable-to|cable-info}}):?\s+)?{ROUTED}(?P<post>\S.*?)", words)
    plain = worded(r"(?:\s(?:{handling.precedence}|\d{1,6}))+$", words).sub("", text.strip())
    found = named.fullmatch(plain)
    return found["post"] if found else plain


def _lead(line: Line, words: Words) -> Role | None:
    """``FM …``, ``TO …``, ``INFO …``, ``XMT …`` (whom it does not go to), or such a word alone: what the first one says."""
    for role, row in _LEADS:
        if spelled(rf"{{{row}}}:?(?:\s+\S|$)", words).match(line.text.strip()):
            return role  # type: ignore[return-value]
    return None


def _above(lines: Sequence[Line], at: int) -> Iterator[Line]:
    """The routing above the group: lines in capitals, none of them long."""
    for line in reversed(lines[max(0, at - ABOVE) : at]):
        if not _is_of_heading(line) or line.text.rstrip().endswith("."):
            return
        yield line


def _below(lines: Sequence[Line], at: int, words: Words) -> Iterator[tuple[int, Role]]:
    """From whom, to whom, copies, then secrecy, tags and subject; a line without such a word goes on with the one above."""
    role: Role = "from"
    for index, line in enumerate(lines[at : at + ADDRESSES], at):
        if is_marked(line.text, words):
            yield line.number, "marks"
            yield from ((one.number, "about") for one in _about(lines, index + 1, words))
            return
        lead = _lead(line, words)
        if not _is_of_heading(line) or (lead is None and LABEL.match(line.text.strip())):
            yield from ((one.number, "about") for one in _about(lines, index, words))
            return
        role = lead or role
        yield line.number, "lead" if lead and " " not in line.text.strip() else role


def _about(lines: Sequence[Line], at: int, words: Words) -> list[Line]:
    """The lines down to the subject, which may take two; none where no subject follows."""
    for index, line in enumerate(lines[at : at + BELOW], at):
        if spelled(r"(?i:{cable-subject})\s*:", words).match(line.text.strip()):
            told = index + line.text.strip().endswith(":")  # the label stands alone, above what it is about
            goes_on = [b for a, b in zip(lines[told:], lines[told + 1 : told + 3], strict=False) if _runs_on(a, b)]
            return [*lines[at : told + 1], *goes_on]
    return []


def _runs_on(above: Line, line: Line) -> bool:
    """The subject's second line: right below the first, in capitals, and no word of its own with a stop or colon."""
    own = re.match(r"\W*(?:\d{1,2}\.\s|[A-Z]\.\s|[A-Z][\w. ]{0,16}:)", line.text) or PAGE.fullmatch(line.text.strip())
    return (
        line.number == above.number + 1 and not own and _is_of_heading(line) and not above.text.rstrip().endswith(".")
    )


def _page(lines: Sequence[Line], at: int, words: Words) -> Iterator[Line]:
    """The head of a further page, and the marks of secrecy right above and below it."""
    yield lines[at]
    for step in (-1, 1):
        index = at + step
        while 0 <= index < len(lines) and is_marked(lines[index].text, words):
            yield lines[index]
            index += step


def _is_of_heading(line: Line) -> bool:
    text = line.text.strip()
    said = [letter for letter in text if letter.isalpha()]
    return (
        len(text) <= WIDTH
        and all(letter.isupper() for letter in said)
        and not re.search(r"[.!?]\s+\w{4,}.*[.!?]$", text)
    )
