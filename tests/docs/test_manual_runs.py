"""What the manual tells an editor to type is typed, and says what the manual shows."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from stories import Block, Player, blocks

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(ROOT.glob("docs/*.md"))
STORIES = [page for page in PAGES if any(block.is_played for block in blocks(page.read_text("utf-8")))]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")


@pytest.fixture
def desk(tmp_path: Path, reference: Path) -> Path:
    """An empty folder but for the reference edition, as in a checkout."""
    shutil.copytree(reference, tmp_path / "xml", ignore=shutil.ignore_patterns("dist", ".*.xml"))
    return tmp_path


@pytest.mark.parametrize("page", STORIES, ids=lambda page: page.stem)
def test_a_page_of_the_manual_does_what_it_shows(page: Path, desk: Path) -> None:
    player = Player(desk)
    for block in blocks(page.read_text("utf-8")):
        if block.is_played:
            player.play(block)


def test_the_readme_does_what_it_says(desk: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    player = Player(desk)
    typed = re.findall(r"^    (.*tei-edition .*)$", text, re.MULTILINE)
    # what installs is the business of whoever installs
    typed = [line.removeprefix("python -m pip install . && ") for line in typed]
    shown = "".join(f"$ {line}\n" for lines in typed for line in lines.split(" && "))
    assert "tei-edition build xml" in shown
    player.play(Block("console", "", shown, 1))
    for block in blocks(text):
        if block.language == "python":
            player.play(Block("pycon", "", _at_the_prompt(block.text), block.line))
    assert (desk / "xml/dist/site/index.html").is_file()
    assert list((desk / "xml/dist/book").glob("*.pdf"))
    assert (desk / "telegram-3777.xml").is_file()


def _at_the_prompt(text: str) -> str:
    return "".join(f">>> {line}\n" if line else "\n" for line in text.splitlines())


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.stem)
def test_a_link_of_the_manual_leads_somewhere(page: Path) -> None:
    for path, anchor in LINK.findall(page.read_text("utf-8")):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {path}"
        if anchor and target.suffix == ".md":
            assert anchor in _anchors(target.read_text("utf-8")), f"{page.name}: {path}#{anchor}"


def _anchors(text: str) -> set[str]:
    """The anchors that the headings of a page get."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_listed_in_the_index(page: Path) -> None:
    index = (ROOT / "docs/README.md").read_text("utf-8")
    assert page.name == "README.md" or f"({page.name})" in index


def test_the_command_is_installed() -> None:
    command = Path(sys.executable).with_name("tei-edition")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("tei-edition, version")


def test_a_command_that_says_too_little_is_found(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="not said: five"):
        Player(tmp_path).play(Block("console", "", "$ echo four\nfive\n", 1))


def test_a_command_that_fails_is_found(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="exit code 3"):
        Player(tmp_path).play(Block("console", "", "$ (exit 3)\n", 1))
