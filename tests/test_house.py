"""The house keeps its own rules: stations in one line, one door a dependency, every code in the table."""

from __future__ import annotations

import ast
import doctest
import functools
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei_edition.cli import main
from tei_edition.codes import CODES

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tei_edition"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))

# the ground everyone stands on; the order of the stations is that of the line
GROUND = (
    "codes",
    "diagnostics",
    "differences",
    "endless",
    "resources",
    "xml",
    "transform",
    "settings",
    "edition",
    "workers",
)
STATIONS = ("transcript", "registers", "encoding", "validation", "publishing", "exchange")

# a dependency and the only modules that may know it
DOORS = {
    "babel": {"encoding/languages.py"},
    "zipfile": {"transcript/readers/container.py", "publishing/"},
    "charset_normalizer": {"transcript/readers/plain.py"},
    "click": {"cli/"},
    "ctypes": {"folders.py"},
    "cssselect": {"encoding/inverse.py"},
    "merge3": {"hand_work/merge.py"},
    "rapidfuzz": {"registers/likeness.py"},
    "rich": {"cli/"},
    "rnc2rng": {"validation/foreign.py"},
    "saxonche": {"transform.py"},
    "tomllib": {"settings.py"},
    "typst": {"publishing/book/one_pass.py"},
    "pydantic": {"settings.py"},
    "wordfreq": {"registers/frequencies.py"},
    "xmlschema": {"validation/schema.py", "validation/foreign.py"},
}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@functools.cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


@functools.cache
def imports(path: Path) -> frozenset[str]:
    """The modules a file imports anywhere in it, each by its full name."""
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def place(module: str) -> str:
    """The station or ground module: ``tei_edition.encoding.names`` → ``encoding``."""
    return module.removeprefix("tei_edition").lstrip(".").partition(".")[0]


@pytest.mark.parametrize("station", STATIONS)
def test_a_station_imports_only_stations_before_it(station: str) -> None:
    allowed = {*GROUND, *STATIONS[: STATIONS.index(station) + 1]}
    crossed = {
        f"{name_of(path)} imports {module}"
        for path in (PACKAGE / station).rglob("*.py")
        for module in imports(path)
        if module.startswith("tei_edition.") and place(module) not in allowed
    }
    assert crossed == set()


@pytest.mark.parametrize("module", GROUND)
def test_the_ground_imports_no_station(module: str) -> None:
    above = {place(name) for name in imports(PACKAGE / f"{module}.py") if name.startswith("tei_edition.")}
    assert above <= set(GROUND)


@pytest.mark.parametrize("dependency", DOORS)
def test_a_dependency_has_one_door(dependency: str) -> None:
    doors = tuple(DOORS[dependency])
    through = {name_of(p) for p in MODULES if any(m.partition(".")[0] == dependency for m in imports(p))}
    assert through
    assert {name for name in through if not name.startswith(doors)} == set()


@functools.cache
def constants() -> set[str]:
    """Every string in the code but for the table of codes itself, and every rule of the ODD."""
    found = {
        node.value
        for path in MODULES
        if path.name != "codes.py"
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return found | set(re.findall(r'ident="([\w-]+)"', (ROOT / "schema" / "tei-edition.odd").read_text("utf-8")))


def test_every_code_in_use_is_in_the_table() -> None:
    used = {
        node.args[0].value
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Diagnostic"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert used
    assert used - set(CODES) == set()


@pytest.mark.parametrize("code", CODES)
def test_every_code_in_the_table_is_in_use(code: str) -> None:
    assert code in constants()


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_what_it_is_and_what_to_do(code: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert CODES[code].title
    assert CODES[code].advice.endswith((".", "?", "…", '"', ")")) or CODES[code].advice[-1].isalnum()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_examples_of_the_docstrings_are_true(path: Path) -> None:
    if ">>>" not in path.read_text("utf-8"):
        return
    module = importlib.import_module(".".join(("tei_edition", *Path(name_of(path)).with_suffix("").parts)))
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_no_module_knows_the_reference_edition() -> None:
    known = re.compile(
        r"\b(?:Mao|Stalin|Filippov|Beijing|Molotov|Roshchin|Krasovsky|21334|24547|3777)\b", re.IGNORECASE
    )

    def said(path: Path) -> Iterator[str]:
        shown = {id(node.body[0].value) for node in nodes(path) if _has_docstring(node)}
        for node in nodes(path):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in shown:
                yield node.value

    assert [name_of(path) for path in MODULES if any(known.search(text) for text in said(path))] == []
    assert [p.name for p in PACKAGE.rglob("*.toml") if known.search(p.read_text("utf-8"))] == []


def _has_docstring(node: ast.AST) -> bool:
    body = getattr(node, "body", None)
    return (
        isinstance(body, list)
        and bool(body)
        and isinstance(body[0], ast.Expr)
        and isinstance(body[0].value, ast.Constant)
    )


def test_every_command_is_loaded_and_explained() -> None:
    runner = CliRunner()
    commands = runner.invoke(main, ["--help"]).stdout
    for name in main.list_commands(None):  # type: ignore[arg-type]
        assert name in commands
        assert runner.invoke(main, [name, "--help"]).exit_code == 0


def test_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"^ {4}.*?tei-edition (\w+)", readme, re.MULTILINE))
    named |= set(re.findall(r"`tei-edition (\w+)", readme))
    assert named
    assert named <= set(main.list_commands(None))  # type: ignore[arg-type]


def test_every_folder_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    folders = re.findall(r"^\| `([\w/.-]+)`", readme, re.MULTILINE)
    assert folders
    assert [folder for folder in folders if not (ROOT / folder).exists()] == []


def test_no_two_loose_test_files_have_one_name() -> None:
    """Outside a package pytest knows a file by its name alone, and collects the second of two not at all."""
    loose = [path.name for path in (ROOT / "tests").rglob("test_*.py") if not (path.parent / "__init__.py").exists()]
    assert sorted(loose) == sorted(set(loose))
