"""Layouts: how the pages of an archive are laid out. One TOML a layout; load, check, recognise."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import ClassVar, Final, Literal, get_args

from tei_edition import settings
from tei_edition.diagnostics import Diagnostic, Position, Refusal
from tei_edition.settings import STRICT, Counted, Language, Pattern, Sought, Strictness, Text, Texts, Truth
from tei_edition.transcript import packages, site
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.source import Line, Source
from tei_edition.transcript.wrapping import Paragraphs, unwrapped

GENERIC: Final = "plain"
# of no one archive: any other that fits as well is used before them
SHARED: Final = frozenset({GENERIC, "labelled"})

# what the record of a page can say; the header knows where each of them goes
Field = Literal[
    "title",
    "date",
    "author",
    "addressee",
    "place",
    "destination",
    "dispatch",
    "receipt",
    "kind",
    "number",
    "series",
    "citation",
    "source",
    "printed",
    "url",
    "record",
    "abstract",
    "rights",
    "language",
    "contents",
    "translator",
    "transcriber",
    "",
]


# the group of a pattern that is the value, where not all of the line is
VALUE: Final = "value"


def _check_groups(pattern: str) -> None:
    """Raises ValueError for a group that names no field of the record."""
    unknown = set(compiled(pattern).groupindex) - {VALUE, *get_args(Field)}
    if unknown:
        said = f"the group “{min(unknown)}” is no field of the record"
        raise ValueError(f"{said}; did you mean (?P<value>…)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognise:
    """How a page is told: each of ``all`` matches one of the first ``within`` lines that are not empty.

    ``anywhere`` is sought in the whole page; a page with one of ``none`` anywhere does not fit.
    """

    __pydantic_config__: ClassVar[Strictness] = STRICT
    all: tuple[Pattern, ...] = ()
    anywhere: tuple[Pattern, ...] = ()
    none: tuple[Pattern, ...] = ()
    within: Counted = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A line (or lines up to an empty one) of the record that no label announces.

    A group ``(?P<value>…)`` of the pattern is the value; without one the whole line is. A group that is named like a
    field, ``(?P<place>…)``, is the value of that one.
    With ``before``, only where the next line that is not empty matches that. A ``phrase`` goes on with the next line
    while it stops at a comma or a word that ends none. What ``without`` matches in the value is left out of it: the call
    of a note in a title.
    """

    __pydantic_config__: ClassVar[Strictness] = STRICT
    field: Field = ""
    line: Sought
    extent: Literal["line", "phrase", "paragraph"] = "line"
    repeat: Truth = False
    before: Pattern = ""
    without: Pattern = ""

    def __post_init__(self) -> None:
        """A group of another name would say nothing, so it is refused."""
        _check_groups(self.line)

    @property
    def says(self) -> bool:
        """True of a lead that gives the record a value."""
        return bool(self.field or compiled(self.line).groupindex)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label of the record and where its value stands.

    ``beside``: on the label's line, running on while a sentence does; ``below``: the next ``paragraphs``
    paragraphs; ``either``: beside, or else below; ``rest``: all that follows, up to the next label. A value
    that ``line`` does not match is none: the label is empty; its groups are those of a lead. ``extent`` says how much a value below is: a
    paragraph, which runs on to the next label if one follows, or one line. Before the words of a ``named`` one the
    archive's name may stand: ``Island Archive ID:``.
    """

    __pydantic_config__: ClassVar[Strictness] = STRICT
    words: Texts
    field: Field = ""
    value: Literal["beside", "below", "either", "rest", "none"] = "either"
    paragraphs: Counted = 1
    line: Pattern = ""
    extent: Literal["paragraph", "line"] = "paragraph"
    named: Truth = False

    def __post_init__(self) -> None:
        """The colon after a label belongs to the page, not to its words; a group of another name is refused."""
        _check_groups(self.line)
        object.__setattr__(self, "words", tuple(re.sub(r"\s*:$", "", word) for word in self.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """The record after the document.

    It begins with a line like one of ``begins`` (the page's own) or after one of ``ends`` (the document's
    last line); text before the first label there is ``first``. Where neither stands on the page, ``unmarked``
    takes the paragraph right before the first label for ``first``, if the document has closed before it, it
    speaks of what the title names, or it begins like one of ``summaries``; where the labels are lost, the page's last
    line below the closing words, if it has nothing of ``unless``. ``lines`` give paragraphs that no label announces their field.
    """

    __pydantic_config__: ClassVar[Strictness] = STRICT
    begins: tuple[Pattern, ...] = ()
    ends: tuple[Pattern, ...] = ()
    first: Field = ""
    unmarked: Truth = False
    summaries: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    labels: tuple[Label, ...] = ()
    lines: tuple[Lead, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What the head and the foot of each page repeat, where form feeds divide a text into pages.

    A line like one of ``lines``, among the first or last ``within`` filled lines of a page, is no part of the document.
    """

    __pydantic_config__: ClassVar[Strictness] = STRICT
    lines: tuple[Pattern, ...] = ()
    within: Counted = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A page layout; see ``layouts/*.toml`` and the manual's page on layouts.

    ``patterns`` are named patterns, which others use as ``(?&name)``. ``front`` describes by one pattern a record that runs on without line ends: its groups are named like
    the fields, and the document begins behind it. Without a match, leads and labels are sought line by line.
    """

    __pydantic_config__: ClassVar[Strictness] = STRICT
    name: Text
    title: Text
    description: str = ""
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    recognise: Recognise = field(default_factory=Recognise)
    front: Pattern = ""
    leads: tuple[Lead, ...] = ()
    labels: tuple[Label, ...] = ()
    tail: tuple[Label, ...] = ()
    back: Back = field(default_factory=Back)
    mentions: tuple[Lead, ...] = ()
    pages: Pages = field(default_factory=Pages)
    signs: str = ""
    signs_off: tuple[str, ...] = ()
    date_order: Literal["day-month", "month-day", ""] = ""
    paragraphs: Paragraphs = "auto"
    line_numbers: Pattern = ""
    language: Language = ""

    def __post_init__(self) -> None:
        """A name is written without quotation marks elsewhere, and a group that names no field would say nothing."""
        if not re.fullmatch(r"[\w-]+", self.name):
            raise ValueError(f"the name “{self.name}” may have letters, digits and hyphens only")
        if self.name == "auto":
            raise ValueError("“auto” means the layout that fits best: take another name")
        if self.line_numbers and "n" not in compiled(self.line_numbers).groupindex:
            raise ValueError("“line_numbers” needs a group for the number: (?P<n>…)")
        unknown = set(re.compile(self.front).groupindex) - set(get_args(Field))
        if unknown:
            raise ValueError(f"the group “{min(unknown)}” of “front” is no field of the record")


def told(layout: Layout) -> tuple[Lead, ...]:
    """The leads that do not take any line there is."""
    return tuple(lead for lead in layout.leads if not site.takes_any(lead.line))


def below_site(lines: Sequence[Line], layout: Layout) -> int:
    """The index of the line below the site's own ones with which a page begins, 0 if it begins with none.

    Lines that the layout's record has are not the site's; those that its leads pass over are.
    """
    leads = told(layout)
    record = [lead.line for lead in leads if lead.says]
    own = [compiled(pattern) for pattern in (*record, *layout.recognise.all)]
    theirs = [compiled(lead.line) for lead in leads if not lead.says]
    labels = tuple(word for label in layout.labels for word in label.words)
    filled = (at for at, line in enumerate(lines) if not line.is_blank)
    for at in itertools.islice(filled, site.MOST + 1):
        text = lines[at].text.strip("\f \t\u00a0*_#>")
        mine = any(pattern.search(lines[at].text) for pattern in own) or text.startswith(labels)
        if mine or not (any(one.search(lines[at].text) for one in theirs) or site.is_of_a_site(text)):
            return at
    return 0


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a layout fits a page, and why: each pattern with the line it was found on, or None."""

    layout: Layout
    found: tuple[tuple[str, int | None], ...]
    against: tuple[tuple[str, int], ...]

    @property
    def fits(self) -> bool:
        """Every pattern was found, and none that speaks against it."""
        return not self.against and all(line is not None for _, line in self.found)

    @property
    def strength(self) -> int:
        """How much speaks for it: the number of patterns found, -1 where it does not fit."""
        return len(self.found) if self.fits else -1


def load(path: Path) -> Layout:
    """A layout from a TOML file; raises Refusal with the line of each mistake."""
    return settings.load(path, Layout, settings.with_named_patterns)


@functools.cache
def shipped() -> tuple[Layout, ...]:
    """The layouts that come with the tool, by file name."""
    folder = resources.files("tei_edition.transcript") / "layouts"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(settings.parse(f.read_text("utf-8"), Layout, f.name, settings.with_named_patterns) for f in files)


@dataclass(frozen=True, slots=True)
class Layouts:
    """All layouts there are for an edition, the ``files`` of those that do not come with the tool, and what is to be said."""

    layouts: tuple[Layout, ...]
    files: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


def known(own: Sequence[Path] = ()) -> Layouts:
    """The layouts of an edition, of other packages, and those shipped: of two with one name the first is used.

    Raises:
        Refusal: a layout has a mistake; each is told with its line.
    """
    paths = (*own, *packages.brought(packages.LAYOUTS))
    rows = [*((load(path), str(path)) for path in paths), *((one, "") for one in shipped())]
    first: dict[str, tuple[Layout, str]] = {}
    said = []
    for one, file in rows:
        if one.name in first:
            winner = first[one.name][1]
            other = f"that of {file}" if file else "the one that comes with the tool"
            message = f"the layout “{one.name}” of this file is used instead of {other}"
            said.append(Diagnostic("layout-shadowed", message, winner, Position(1)))
        else:
            first[one.name] = (one, file)
    files = {name: file for name, (_, file) in first.items() if file}
    return Layouts(tuple(one for one, _ in first.values()), files, tuple(said))


def fit(layout: Layout, source: Source) -> Fit:
    """Hold a layout against a page."""
    return _fit(layout, [line for line in unwrapped(source) if not line.is_blank])


def _fit(layout: Layout, filled: Sequence[Line]) -> Fit:
    rules = layout.recognise
    begins = below_site(filled, layout)
    top = filled[: begins + rules.within]
    found = [(p, _first(p, top)) for p in rules.all] + [(p, _first(p, filled)) for p in rules.anywhere]
    against = [(p, at) for p in rules.none if (at := _first(p, filled)) is not None]
    return Fit(layout, tuple(found), tuple(against))


def _first(pattern: str, lines: Iterable[Line]) -> int | None:
    sought = compiled(pattern)
    return next((line.number for line in lines if sought.search(line.text.lstrip("\f"))), None)


def recognise(source: Source, layouts: Sequence[Layout], wanted: str = "auto") -> Fit:
    """The layout that fits best; the generic one where none does.

    Raises:
        Refusal: a layout is asked for by name and there is none of that name.
    """
    filled = [line for line in unwrapped(source) if not line.is_blank]
    fits = [_fit(layout, filled) for layout in layouts]
    if wanted != "auto":
        for one in fits:
            if one.layout.name == wanted:
                return one
        names = ", ".join(sorted(f.layout.name for f in fits))
        raise Refusal(Diagnostic("layout-unknown", f"there is no layout “{wanted}”", hint=f"There are: {names}."))
    return max(fits, key=lambda f: (f.strength, f.layout.name not in SHARED))
