"""What the tests of trust share: a converted edition with the registers of the golden cases, and decisions on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tei_edition.convert import convert, diagnostics
from tei_edition.edition import open_edition
from tei_edition.verify import verify


@pytest.fixture
def edition_of(make_edition: Callable[..., Path], registers: dict[str, bytes]) -> Callable[[str], Path]:
    """An edition of one transcript, ``a``, converted."""

    def made(text: str) -> Path:
        root = make_edition({"transcripts/a.txt": text, **registers})
        convert(open_edition(root))
        return root

    return made


def decide(root: Path, toml: str) -> list[str]:
    """Write decisions on the transcript and convert; the codes of what was said of them."""
    path = root / "decisions" / "a.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(toml, "utf-8")
    said = [d.code for d in diagnostics(convert(open_edition(root))) if d.code.startswith("decision")]
    assert all(one.is_proved for one in verify(open_edition(root)))
    return said
