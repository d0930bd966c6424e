"""What the edition says of itself in each header."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What the edition says of itself in each header."""

    title: str = ""
    publisher: str = ""
    place: str = ""
    date: datetime.date | None = None
    licence: str = ""
    licence_url: str = ""
    version: str = ""
    translator: str = ""
    is_translation: bool = False
    editors: tuple[tuple[str, str, str], ...] = ()  # key, name, role
    language: str = "en"
