"""The footnotes: how they are called, how they begin."""

from __future__ import annotations

import functools
import re
from typing import Final

from tei_edition.transcript.signs.row import Form, Rendition, Sign, tag

SPACE: Final = ' " "'


def _footnote(name: str, meaning: str, example: str, rend: str, call: str, mark: str = "") -> Sign:
    """A row of footnotes: the note stands at its call, its first line begins with the same sign and a space.

    ``mark`` is how it begins where that is not so.
    """
    selector = f"note[type='footnote'][rend~='{rend}']" if rend else "note[type='footnote']:not([rend])"
    said = f' rend="{rend}"' if rend else ""
    broken = "\n<lb/>" if example.endswith("\nAt noon.") else ""
    number = re.search(r"\n\W*?(?:sup>)?([\dx¹*]+)|left\.(\d)", example)
    return Sign(
        name,
        meaning,
        (tag("note", type="footnote", place="foot", **({"rend": rend} if rend else {})),),
        example,
        f'<note type="footnote" place="foot"{said} n="{(number[1] or number[2]) if number else ""}">{broken}At noon.</note>',
        form=Form.EMPTY,
        opens="",
        closes="",
        back=(
            Rendition(selector, f"content: {call}", "before"),
            Rendition(selector, f"content: {mark or call + SPACE}", "first-line"),
        ),
    )


@functools.lru_cache(maxsize=256)
def restarted(number: str) -> Sign:
    """The row of a note whose list counts from 1, whatever number calls it: ``number`` is that of the list."""
    rend = f"restarted-{number}"
    selector = f"note[type='footnote'][rend~='{rend}']"
    return Sign(
        "footnote-restarted",
        "a footnote in a list that counts from 1, called by the number that the book has",
        (tag("note", type="footnote", place="foot", rend=rend),),
        "The boat left.29 It sank.\n\n1. At noon.↩",
        f'The boat left.<note type="footnote" place="foot" rend="{rend}" n="29">At noon.</note> It sank.',
        form=Form.EMPTY,
        opens="",
        closes="",
        back=(
            Rendition(selector, "content: attr(n)", "before"),
            Rendition(selector, f'content: "{number}. "', "first-line"),
        ),
    )


FOOTNOTES: Final = (
    _footnote(
        "footnote",
        "a footnote, called by a number in brackets",
        "The boat left.[1] It sank.\n\n[1] At noon.",
        "",
        '"[" attr(n) "]"',
    ),
    _footnote(
        "footnote-raised",
        "a footnote, called by a raised number",
        "The boat left.<sup>1</sup> It sank.\n\n<sup>1</sup> At noon.",
        "raised",
        '"<sup>" attr(n) "</sup>"',
    ),
    _footnote(
        "footnote-plain",
        "a footnote, called by a star or a small number",
        "The boat left.* It sank.\n\n* At noon.",
        "plain",
        "attr(n)",
    ),
    _footnote(
        "footnote-strokes",
        "a footnote, called by a number between strokes",
        "The boat left./1/ It sank.\n\n/1/At noon.",
        "strokes",
        '"/" attr(n) "/"',
        '"/" attr(n) "/"',
    ),
    _footnote(
        "footnote-stroke",
        "a footnote, called by a letter and a stroke",
        "The boat left.x/ It sank.\n\nx/ At noon.",
        "stroke",
        'attr(n) "/"',
    ),
    _footnote(
        "footnote-caret",
        "a footnote of Markdown",
        "The boat left.[^1] It sank.\n\n[^1]: At noon.",
        "caret",
        '"[^" attr(n) "]"',
        '"[^" attr(n) "]: "',
    ),
    _footnote(
        "footnote-bare",
        "a footnote, called by a number that was raised once",
        "The boat left.1 It sank.\n\n1 At noon.",
        "bare",
        "attr(n)",
    ),
    _footnote(
        "footnote-bracketed-call",
        "the same, the number of the call in brackets, that of the note bare",
        "The boat left.[1] It sank.\n\n1 At noon.",
        "bracketed-call",
        '"[" attr(n) "]"',
        'attr(n) " "',
    ),
    _footnote(
        "footnote-bracketed-call-stop",
        "the same, with a stop after the number of the note",
        "The boat left.[1] It sank.\n\n1. At noon.",
        "bracketed-call-stop",
        '"[" attr(n) "]"',
        'attr(n) ". "',
    ),
    _footnote(
        "footnote-bare-touching",
        "the same, no space after the number of the note",
        "The boat left.1 It sank.\n\n1At noon.",
        "bare-touching",
        "attr(n)",
        "attr(n)",
    ),
    _footnote(
        "footnote-bare-stop",
        "the same, with a stop after the number of the note",
        "The boat left.1 It sank.\n\n1. At noon.",
        "bare-stop",
        "attr(n)",
        'attr(n) ". "',
    ),
    _footnote(
        "footnote-bare-bracketed",
        "the same, the number of the note in brackets",
        "The boat left.1 It sank.\n\n[1] At noon.",
        "bare-bracketed",
        "attr(n)",
        '"[" attr(n) "] "',
    ),
    _footnote(
        "footnote-bare-line",
        "the same, the number of the note on a line of its own",
        "The boat left.1 It sank.\n\n1\nAt noon.",
        "bare-line",
        "attr(n)",
        "attr(n)",
    ),
    _footnote(
        "footnote-item-line",
        "the same, the number an item of a list",
        "The boat left.1 It sank.\n\n- 1\nAt noon.",
        "item-line",
        "attr(n)",
        '"- " attr(n)',
    ),
    _footnote(
        "footnote-dash",
        "the same in a list that has lost its numbers, a link back to the call after each note",
        "The boat left.1 It sank.\n\n- At noon.↩",
        "dash",
        "attr(n)",
        '"- "',
    ),
    _footnote(
        "footnote-dash-line",
        "the same, the dash on a line of its own",
        "The boat left.1 It sank.\n\n-\nAt noon.",
        "dash-line",
        "attr(n)",
        '"-"',
    ),
    restarted("1"),
)
# how a note at the foot of a page begins, by its row; in brackets the number is called so too
_MARKS: Final = {
    "footnote": '"[" attr(n) "] "',
    "footnote-bare": 'attr(n) " "',
    "footnote-bare-touching": "attr(n)",
    "footnote-bare-stop": 'attr(n) ". "',
    "footnote-bare-bracketed": '"[" attr(n) "] "',
    "footnote-bare-line": "attr(n)",
    "footnote-item-line": '"- " attr(n)',
    "footnote-dash": '"- "',
    "footnote-dash-line": '"-"',
}


def _apart(kind: str, example: str) -> Sign:
    """A row of notes that nothing on the page calls: such a note stands at the foot, where the page has it."""
    rend = kind.replace("footnote", "apart", 1)
    broken = "\n<lb/>" if kind.endswith("line") else ""
    return Sign(
        kind.replace("footnote", "footnote-apart", 1),
        "a note at the foot that only the page's title calls, or nothing",
        (tag("note", type="footnote", place="foot", rend=rend),),
        example,
        f'<note type="footnote" place="foot" rend="{rend}" n="1">{broken}Source: the log.</note>',
        form=Form.EMPTY,
        opens="",
        closes="",
        back=(Rendition(f"note[type='footnote'][rend~='{rend}']", f"content: {_MARKS[kind]}", "first-line"),),
    )


APART: Final = {
    "footnote": _apart("footnote-bare-bracketed", "The boat left.2 It sank.\n\n[1] Source: the log.\n\n[2] At noon."),
    "footnote-bare-bracketed": _apart(
        "footnote-bare-bracketed", "The boat left.2 It sank.\n\n[1] Source: the log.\n\n[2] At noon."
    ),
    "footnote-bare": _apart("footnote-bare", "The boat left.2 It sank.\n\n1 Source: the log.\n\n2 At noon."),
    "footnote-bare-touching": _apart(
        "footnote-bare-touching", "The boat left.2 It sank.\n\n1Source: the log.\n\n2At noon."
    ),
    "footnote-bare-stop": _apart(
        "footnote-bare-stop", "The boat left.2 It sank.\n\n1. Source: the log.\n\n2. At noon."
    ),
    "footnote-bare-line": _apart(
        "footnote-bare-line", "The boat left.2 It sank.\n\n1\nSource: the log.\n\n2\nAt noon."
    ),
    "footnote-item-line": _apart(
        "footnote-item-line", "The boat left.2 It sank.\n\n- 1\nSource: the log.\n\n- 2\nAt noon."
    ),
    "footnote-dash": _apart("footnote-dash", "The boat left.2 It sank.\n\n- Source: the log.↩\n- At noon.↩"),
    "footnote-dash-line": _apart("footnote-dash-line", "The boat left.2 It sank.\n\n-\nSource: the log.\n-\nAt noon."),
}


def apart(name: str) -> Sign:
    """The row of a note that begins as those of another row do, where nothing on the page calls it."""
    return APART[name]


# a note that begins in mid-line stays where it stands
BESIDE: Final = Sign(
    "footnote-beside",
    "a footnote in one line with its call",
    (tag("note", type="footnote", place="foot", rend="beside"),),
    "The boat left.[1] It sank. [1] At noon.",
    'The boat left.[1] It sank. <note type="footnote" place="foot" rend="beside" n="1">At noon.</note>',
    form=Form.EMPTY,
    opens="",
    closes="",
    back=(Rendition("note[type='footnote'][rend~='beside']", 'content: "[" attr(n) "] "', "before"),),
)
