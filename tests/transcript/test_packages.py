"""A layout, its signs and its words may come with another installed package."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei_edition.cli import main
from tei_edition.convert import convert
from tei_edition.diagnostics import Refusal
from tei_edition.edition import open_edition
from tei_edition.transcript import layout, packages
from tei_edition.validation import validate
from tei_edition.verify import verify

MakeEdition = Callable[..., Path]
Install = Callable[..., Path]
LAYOUT = """name = "elver"
title = "Elver River Archive"
signs = "elver-signs"

[recognise]
all = ['^ELVER RIVER ARCHIVE$']

[[leads]]
field = "series"
line = '^ELVER RIVER ARCHIVE$'
"""
SIGNS = """name = "elver-signs"
title = "Signs of the Elver archive"

[[sign]]
name = "water"
meaning = "lost by water"
element = "supplied"
attributes = { reason = "lost" }
opens = "{~"
closes = "~}"
example = "the {~ice~} is gone"
"""
PAGE = "ELVER RIVER ARCHIVE\n\nKessel, 4 May 1893\n\nDear Olsen,\n\nThe {~ice~} is gone.\n\nJ. BRANDT\n"
CODE = """from pathlib import Path

LAYOUT = Path(__file__).with_name("layout.toml")
SIGNS = str(Path(__file__).with_name("signs.toml"))
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Lay a package down as an installer does, without one."""

    def lay(name: str, files: dict[str, str], points: str) -> Path:
        site = tmp_path / f"site-{name}"
        told = site / f"{name}-1.0.dist-info"
        told.mkdir(parents=True)
        (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (told / "entry_points.txt").write_text(points)
        (site / name).mkdir()
        for file, text in files.items():
            (site / name / file).write_text(text, "utf-8")
        monkeypatch.syspath_prepend(site)
        packages.brought.cache_clear()
        return site / name

    yield lay
    packages.brought.cache_clear()


def elver(install: Install, name: str, **files: str) -> Path:
    """A package with a layout and its signs."""
    own = {"__init__.py": CODE, "layout.toml": LAYOUT, "signs.toml": SIGNS}
    own |= {file.replace("_toml", ".toml").replace("code", "__init__.py"): text for file, text in files.items()}
    points = f"[tei_edition.layouts]\none = {name}:LAYOUT\n\n[tei_edition.signs]\none = {name}:SIGNS\n"
    return install(name, own, points)


def test_a_page_is_read_by_the_layout_and_the_signs_of_a_package(install: Install, make_edition: MakeEdition) -> None:
    elver(install, "elver_a")
    root = make_edition({"transcripts/a.txt": PAGE})
    assert [one.layout for one in convert(open_edition(root)).converted] == ["elver"]
    assert '<supplied reason="lost" rend="water">ice</supplied>' in (root / "documents" / "a.xml").read_text("utf-8")
    assert all(one.is_proved for one in verify(open_edition(root)))
    assert list(validate([root])) == []


def test_the_list_of_layouts_says_where_the_file_of_a_package_lies(install: Install) -> None:
    file = elver(install, "elver_b") / "layout.toml"
    lines = CliRunner().invoke(main, ["layouts"]).stdout.splitlines()
    assert lines[lines.index("elver") : lines.index("elver") + 3] == ["elver", "  Elver River Archive.", f"  {file}"]


@pytest.mark.parametrize(
    ("name", "files", "code", "said", "line"),
    [
        ("elver_c", {"layout_toml": LAYOUT.replace("series", "serie")}, "setting-invalid", "serie", 9),
        ("elver_d", {"layout_toml": LAYOUT.replace("elver-signs", "elver-sign")}, "profile-unknown", "elver-sign", 3),
        ("elver_e", {"signs_toml": SIGNS.replace('"supplied"', '"suplied"')}, "profile-invalid", "suplied", 7),
        ("elver_f", {"code": "raise RuntimeError('not today')"}, "package-broken", "RuntimeError: not today", 0),
        ("elver_g", {"code": "SIGNS = 3"}, "package-broken", "no path of a TOML file, but int", 0),
        ("elver_h", {"code": "LAYOUT = SIGNS = '/nowhere/x.toml'"}, "package-broken", "no file “/nowhere/x.toml”", 0),
    ],
)  # fmt: skip
def test_a_package_with_a_mistake_is_named_and_nothing_is_converted(
    name: str, files: dict[str, str], code: str, said: str, line: int, install: Install, make_edition: MakeEdition
) -> None:
    where = elver(install, name, **files)
    root = make_edition({"transcripts/a.txt": PAGE})
    with pytest.raises(Refusal) as refusal:
        convert(open_edition(root))
    told = refusal.value.diagnostics[0]
    assert (told.code, told.position.line if told.position else 0) == (code, line)
    assert said in told.message
    assert str(where) in told.file or f"pip uninstall {name}" in told.advice
    assert not (root / "documents").exists()


def test_of_two_packages_with_one_layout_the_first_by_name_is_used_and_said(install: Install) -> None:
    second, first = (elver(install, name) / "layout.toml" for name in ("elver_y", "elver_x"))
    found = layout.known()
    assert found.files["elver"] == str(first)
    (told,) = found.diagnostics
    assert (told.code, told.file) == ("layout-shadowed", str(first))
    assert str(second) in told.message


def test_the_layout_and_the_signs_of_an_edition_go_before_those_of_a_package(
    install: Install, make_edition: MakeEdition
) -> None:
    elver(install, "elver_z")
    own = {
        "layouts/own.toml": LAYOUT.replace("Elver River", "Our"),
        "signs/own.toml": SIGNS.replace("lost", "illegible"),
    }
    root = make_edition({"transcripts/a.txt": PAGE, **own})
    assert {d.code for d in convert(open_edition(root)).diagnostics} == {"layout-shadowed"}
    assert 'reason="illegible" rend="water">ice' in (root / "documents" / "a.xml").read_text("utf-8")


def test_a_table_of_words_of_a_package_teaches_its_language(install: Install, make_edition: MakeEdition) -> None:
    months = "januari februari maart april mei juni juli augustus september oktober november december"
    words = f'language = "nl"\nmonths = {[[month] for month in months.split()]}\n'
    code = "from pathlib import Path\nWORDS = Path(__file__).with_name('nl.toml')\n"
    install("elver_words", {"__init__.py": code, "nl.toml": words}, "[tei_edition.languages]\nnl = elver_words:WORDS\n")
    root = make_edition({"transcripts/a.txt": "Kessel, 4 mei 1893\n\nDear Olsen,\n\nThe ice is gone.\n"})
    with (root / "edition.toml").open("a") as file:
        file.write('[languages]\ntranscripts = "nl"\n')
    assert "words-missing" not in {d.code for d in convert(open_edition(root)).diagnostics}
    assert 'when="1893-05-04"' in (root / "documents" / "a.xml").read_text("utf-8")
