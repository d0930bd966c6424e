"""What stands in square brackets and is no editor's: words of a site, hidden addresses, links, the index of a value."""

from __future__ import annotations

import re
from typing import Final

from tei_edition.transcript.signs.bracket import Bracket

# [email protected], name[at]place, addresses
ADDRESS: Final = re.compile(
    r"^e-?mail(?:\s|&#160;|&nbsp;)*protected$|\w@\w|https?://|^(?:at|dot|a|punkt|точка)$", re.IGNORECASE
)
MAIL_BEFORE: Final = re.compile(r"[\w.-]+\s?$")
DOTS: Final = ("dot", "punkt", "точка")
LINKED: Final = re.compile(r"\((?:https?:|mailto:|/|#|\.\.?/)")
# other brackets, and what parts the buttons of a page
BUTTONS: Final = re.compile(r"(?:\[[^\[\]]*\]|[\s|·•/-])*")
INDEX: Final = re.compile(r"(?P<letter>[ijkmnxyt])|[a-z]\s?[-+]\s?\d+|[a-z](?:,\s?[a-z])+")
INDEXED: Final = re.compile(r"(?<![\w'’-])(?:[A-Za-z]|[a-z]{3,})$")


def is_of_the_web(bracket: Bracket) -> bool:
    """True of ``[email protected]``, ``name[at]place``, ``[words](https://…)``, ``[log in]``."""
    return _is_link(bracket) or _is_address(bracket) or _is_of_a_site(bracket)


def _is_link(bracket: Bracket) -> bool:
    return bool(LINKED.match(bracket.after)) or (bracket.before.endswith("!") and bracket.after.startswith("("))


def _is_of_a_site(bracket: Bracket) -> bool:
    """``[show more]``, ``[edit]``; but ``the [link] between``, and ``[talk]`` unless nothing else stands on its line."""
    if bracket.is_one_of("site"):
        return not (bracket.text.islower() and bracket.word_before.lower() in bracket.words.brackets["determiners"])
    is_button = BUTTONS.fullmatch(bracket.before) and BUTTONS.fullmatch(bracket.after)
    return bool(is_button) and bracket.is_one_of("site-button")


def _is_address(bracket: Bracket) -> bool:
    text = " ".join(bracket.inner.split())
    if not ADDRESS.search(text):
        return False
    touches = bracket.touches_before and bracket.touches_after
    return len(text) > 5 or (touches and len(text) > 1) or _is_mail(bracket)


def _is_mail(bracket: Bracket) -> bool:
    """``name [at] place [dot] org``: a stop or another hidden sign follows in the next words."""
    if not MAIL_BEFORE.search(bracket.before):
        return False
    follows = re.match(r"\s?[\w-]+\s?(?:\.\w|[\[({]\s?(?:dot|punkt|at)\b)", bracket.after)
    dotted = bracket.text in DOTS and re.search(r"[\])}]\s?[\w-]+\s?$", bracket.before)
    return bool(follows or dotted)


def is_index(bracket: Bracket) -> bool:
    """``x[i]``, ``list[n]``, ``v[i+1]``; but ``i[n]`` and ``take[n]`` are words completed."""
    index, name = INDEX.fullmatch(bracket.inner), INDEXED.search(bracket.before)
    if index is None or name is None or bracket.touches_after:
        return False
    if index["letter"] is None:
        return True
    whole = (name[0] + bracket.inner).lower()
    if len(whole) == 2:
        return whole not in {*bracket.words.function, *map(str.lower, bracket.words.pronouns), *_small(bracket)}
    return bracket.is_word(name[0]) and not bracket.is_word(whole)


def _small(bracket: Bracket) -> tuple[str, ...]:
    words = bracket.words
    return (*words.joining, *words.beside, *words.dating, *words.brackets.get("sentence", ()))
