"""Regular expressions, each compiled once: languages, layouts and signs make more of them than ``re`` remembers."""

from __future__ import annotations

import functools
import re
from typing import Final

MANY: Final = 8192
"""More than the tables of all languages and layouts make; what a document makes goes first."""


@functools.lru_cache(maxsize=MANY)
def compiled(expression: str, flags: int = 0) -> re.Pattern[str]:
    """An expression that a table makes, ready to be asked.

    >>> bool(compiled("(?:holm|berg)", re.IGNORECASE).fullmatch("HOLM"))
    True
    """
    return re.compile(expression, flags)
