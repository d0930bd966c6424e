"""What the tests of conversion share: a way to accept golden files, how long to search, small editions."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from lxml import etree

from tei_edition import resources

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = 'title = "Papers of nowhere"\ndate = 2020-01-01\n'

# HYPOTHESIS_EXAMPLES=2000 searches further; the usual run is the same each time
EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "0"))
settings.register_profile(
    "usual", max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
settings.register_profile("search", max_examples=EXAMPLES or 40, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("search" if EXAMPLES else "usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write golden files anew; look at the difference")


def pytest_configure(config: pytest.Config) -> None:
    """With several workers a file stays with one: what its tests share is made once. Without pytest-xdist there is but one."""
    if getattr(config.option, "dist", "no") == "load":
        config.option.dist = "loadfile"


@pytest.fixture(scope="session")
def reference() -> Path:
    """The reference edition; not to be written to."""
    return ROOT / "xml"


@pytest.fixture(scope="session")
def faults() -> Callable[[bytes], list[str]]:
    """What the schema forbids in a document, as libxml2 says it."""
    schema = etree.XMLSchema(etree.parse(resources.schema() / "tei-edition.xsd"))

    def ask(document: bytes) -> list[str]:
        if schema.validate(etree.fromstring(document)):
            return []
        return [f"line {entry.line}: {entry.message}" for entry in schema.error_log]

    return ask


@pytest.fixture(scope="session")
def registers() -> dict[str, bytes]:
    """The registers that the golden cases share, as files of an edition."""
    folder = ROOT / "tests" / "cases" / "registers"
    return {f"registers/{path.name}": path.read_bytes() for path in folder.glob("*.xml")}


KILLED = 9


@pytest.fixture
def killed_at() -> Callable[[int, Callable[[Callable[[], None]], object]], int]:
    """Runs something in a process of its own that dies when told so for the n-th time: ``killed_at(3, run)``.

    ``run`` is given what it has to call; the answer is how the process ended, ``KILLED`` if it did die.
    """

    def killed(at: int, run: Callable[[Callable[[], None]], object]) -> int:
        count = 0

        def reached() -> None:
            nonlocal count
            count += 1
            if count == at:
                os._exit(KILLED)

        child = os.fork()
        if child == 0:
            try:
                run(reached)
            except BaseException:
                os._exit(2)
            os._exit(0)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    return killed


@pytest.fixture
def make_edition(tmp_path: Path) -> Callable[..., Path]:
    """An edition folder from texts: ``make_edition({"transcripts/a.txt": "..."})``."""

    def make(files: dict[str, str | bytes] | None = None, name: str = "edition") -> Path:
        root = tmp_path / name
        for path, content in {"edition.toml": SETTINGS, **(files or {})}.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make
