"""The index of the full-text search: static files made by Pagefind. The only place that knows Pagefind."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from tei_edition.diagnostics import Diagnostic

BUNDLE: Final = "pagefind"
"""Folder of the index in the site."""

OURS: Final = ("*ui*", "*modular*", "*component*", "*highlight*")
"""Files of Pagefind's own interface, which ours replaces."""


def make_index(site: Path) -> list[Diagnostic]:
    """Index every page of a site folder that has a ``data-pagefind-body``; the index lies in ``pagefind/``.

    Without Pagefind the site is whole but for its search, and the diagnostic says so.
    """
    if importlib.util.find_spec("pagefind") is None:
        return [Diagnostic("search-missing", "the site has no search: Pagefind is not installed", str(site))]
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", BUNDLE, "--quiet"]
    # only these have a body to index: sources and registers would cost time and memory for nothing
    command += ["--glob", "{documents,texts}/*.html"]
    command += ["--exclude-selectors", ".permalink", "--exclude-selectors", ".call"]
    # its files are named by their content: those of an older index would stay beside the new
    shutil.rmtree(site / BUNDLE, ignore_errors=True)
    # nothing of a document reaches this command line: only our own folder
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[-300:]
        return [Diagnostic("search-failed", f"the search index could not be made: {said}", str(site))]
    for pattern in OURS:
        for path in (site / BUNDLE).glob(pattern):
            path.unlink()
    return []


def keep_index(old: Path, new: Path) -> list[Diagnostic]:
    """Carry the index of a site over to the one that replaces it, until there is time for a new one."""
    if (old / BUNDLE).is_dir():
        shutil.copytree(old / BUNDLE, new / BUNDLE)
    return []
