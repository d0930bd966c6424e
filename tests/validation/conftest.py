"""A small edition of invented letters, with registers, to validate and to break."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
# the generator of random documents and TEI's own schema lie beside the tests
sys.path.insert(0, str(HERE))
HARBOUR = HERE / "harbour"


@pytest.fixture
def harbour() -> Path:
    """The edition as it stands; not to be written to."""
    return HARBOUR


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy that a test may break."""
    for path in HARBOUR.rglob("*"):
        if path.is_file():
            target = tmp_path / "harbour" / path.relative_to(HARBOUR)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return tmp_path / "harbour"
