"""What other installed packages bring: layouts, sign profiles and tables of words, named by their entry points."""

from __future__ import annotations

import functools
import os
from importlib import metadata
from pathlib import Path
from typing import Final

from tei_edition.diagnostics import Diagnostic, Refusal

LAYOUTS: Final = "tei_edition.layouts"
SIGNS: Final = "tei_edition.signs"
LANGUAGES: Final = "tei_edition.languages"


@functools.cache
def brought(group: str) -> tuple[Path, ...]:
    """The TOML files that installed packages give under a group of entry points, by the names of packages and points.

    Raises:
        Refusal: a package cannot be loaded, or gives no file; what an edition relies on is not passed over.
    """
    points = metadata.entry_points(group=group)
    return tuple(map(_file, sorted(points, key=lambda point: (_package(point), point.name))))


def _file(point: metadata.EntryPoint) -> Path:
    try:
        given = point.load()
    except Exception as error:  # another's code runs here, and may fail in any way
        raise Refusal(_broken(point, f"it cannot be loaded ({type(error).__name__}: {error})")) from None
    if not isinstance(given, str | os.PathLike):
        raise Refusal(_broken(point, f"it gives no path of a TOML file, but {type(given).__name__}"))
    if not Path(given).is_file():
        raise Refusal(_broken(point, f"there is no file “{given}”"))
    return Path(given)


def _package(point: metadata.EntryPoint) -> str:
    return point.dist.name if point.dist else ""


def _broken(point: metadata.EntryPoint, said: str) -> Diagnostic:
    message = f"the package {_package(point)} says {point.group}: {point.name} = “{point.value}”, but {said}"
    return Diagnostic("package-broken", message, hint=f"Mend it, or remove it: pip uninstall {_package(point)}")
