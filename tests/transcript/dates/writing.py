"""The way back: a date written in a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tei_edition.transcript.dates.forms import TOKEN

Choose = Callable[[int], int]
"""Of so many possibilities, which; of two for what may be absent the second writes it."""


def first(possibilities: int) -> int:
    """The plainest way to write a form: the first choice, and nothing that may be absent."""
    return 0


def write(form: str, pieces: Mapping[str, str], choose: Choose = first) -> tuple[str, dict[str, str]]:
    """A date written in a form, and the pieces that it took.

    >>> write("{d} {month}[,] {year}", {"d": "5", "month": "May", "year": "1951"})
    ('5 May 1951', {'d': '5', 'month': 'May', 'year': '1951'})
    """
    tokens = [(token.lastgroup or "", token[token.lastgroup or 0]) for token in TOKEN.finditer(form)]
    used: dict[str, str] = {}

    def alternative(at: int, writes: bool) -> tuple[str, int]:
        """What stands from here to the next bar or closing bracket, and where that is."""
        made = []
        while at < len(tokens) and tokens[at] not in {("other", ")"), ("other", "]"), ("other", "|")}:
            text, at = item(at, writes)
            made.append(text)
        return "".join(made), at

    def item(at: int, writes: bool) -> tuple[str, int]:
        kind, said = tokens[at]
        if kind == "other" and said in "[(":
            return group(at + 1, writes, optional=said == "[")
        if kind == "piece" and writes:
            used[said] = pieces[said]
        text = pieces[said] if kind == "piece" else {"~": " " * choose(2), "<": "", ">": ""}.get(said, said)
        return text if kind != "space" else " ", at + 1

    def group(at: int, writes: bool, *, optional: bool) -> tuple[str, int]:
        count = 1 if optional else _bars(tokens, at) + 1
        chosen = choose(2) - 1 if optional else choose(count)
        made, number = "", 0
        while True:
            text, at = alternative(at, writes and number == chosen)
            made = text if number == chosen else made
            if tokens[at][1] != "|":
                return made, at + 1
            at, number = at + 1, number + 1

    return alternative(0, writes=True)[0], used


def _bars(tokens: Sequence[tuple[str, str]], at: int) -> int:
    """How many bars part the choice that begins here."""
    depth = count = 0
    for kind, said in tokens[at:]:
        if kind == "other" and said in "[(":
            depth += 1
        elif kind == "other" and said in ")]":
            if depth == 0:
                break
            depth -= 1
        elif kind == "other" and said == "|" and depth == 0:
            count += 1
    return count
