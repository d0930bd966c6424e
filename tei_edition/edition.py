"""The edition folder and its edition.toml."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, ClassVar, Final, Literal

from tei_edition import settings, xml
from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.settings import (
    STRICT,
    Address,
    AfterValidator,
    Day,
    Discriminator,
    Field,
    Interface,
    Isbn,
    Key,
    Language,
    Link,
    Measure,
    Moment,
    Strictness,
    Tag,
    Text,
    Texts,
    Truth,
    Whole,
    position,
)

FILE = "edition.toml"
PROPOSALS = "proposals.xml"
OUR_SCHEMA = "tei-edition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """Who answers for a decision; ``key`` is what decisions name, and the end of the @resp in the TEI."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    key: Key
    name: Text
    role: str = "editor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The edition's own licence (the sources keep theirs)."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    name: Text
    url: Link = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """BCP 47 tags: of the transcripts, and of the words the outputs add."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    transcripts: str = "en"
    interface: Interface = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What words mean wherever they stand in the edition: as a bracket, a date or a name.

    ``sign`` is a row of the table of signs, for the words in square brackets; ``date`` an ISO date or ``none``; ``ref`` an
    entry of the registers or ``none``.
    """

    __pydantic_config__: ClassVar[Strictness] = STRICT
    words: Text
    sign: str = ""
    date: Moment | Literal[""] = ""
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """How transcripts become TEI."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    layout: str = "auto"
    encoding: str = ""
    translation: Truth = False
    signs: str = ""
    signs_off: tuple[Text, ...] = ()
    translator: str = ""
    date_order: Literal["day-month", "month-day", ""] = ""
    words: tuple[Meaning, ...] = ()
    header: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours and typefaces of the site, as CSS writes them; empty: ours. ``dark_`` ones hold in the dark."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    accent: str = ""
    paper: str = ""
    ink: str = ""
    dark_accent: str = ""
    dark_paper: str = ""
    dark_ink: str = ""
    font: str = ""
    typewriter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The website; ``off`` names what it does without: a register, a text, "search", "charts"; ``vertical`` languages run from top to bottom."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    make: Truth = True
    off: tuple[str, ...] = ()
    logo: str = ""
    imprint: str = ""
    vertical: tuple[Language, ...] = ()
    theme: Theme | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper of the publisher's own, in millimetres; margins left at 0 follow the size."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    width: Annotated[Measure, Field(ge=90, le=450)]
    height: Annotated[Measure, Field(ge=120, le=600)]
    inside: Annotated[Measure, Field(ge=0, le=200)] = 0
    outside: Annotated[Measure, Field(ge=0, le=200)] = 0
    top: Annotated[Measure, Field(ge=0, le=200)] = 0
    bottom: Annotated[Measure, Field(ge=0, le=200)] = 0


FrontMatter = Literal["half-title", "title-page", "imprint", "contents", "documents"]

# told apart by what is written, so that a mistake in a table is not said to be a wrong name
PaperSize = Annotated[
    Annotated[Literal["a4", "a5", "b5", "6x9in"], Tag("Named")] | Annotated[Paper, Tag("Own")],
    Discriminator(lambda written: "Named" if isinstance(written, str) else "Own"),
]
Volumes = Annotated[
    Annotated[Literal["one", "year"], Tag("Named")] | Annotated[Whole, Field(ge=1), Tag("Counted")],
    Discriminator(lambda written: "Named" if isinstance(written, str) else "Counted"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The PDF: docs/book.md explains each setting."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    make: Truth = True
    documents: Truth = True
    paper: PaperSize = "a5"
    fonts: Texts = ("Libertinus Serif",)
    font_folders: tuple[Text, ...] = ()
    font_size: Annotated[Measure, Field(ge=0, le=20)] = 0
    start: Literal["page", "recto", "run-on"] = "run-on"
    line_numbers: Literal["document", "page", "none"] = "document"
    line_step: Annotated[Whole, Field(ge=1, le=50)] = 5
    apparatus: Literal["document", "none"] = "document"
    front: tuple[FrontMatter, ...] = ("half-title", "title-page", "imprint", "contents", "documents")
    signs: Truth = True
    registers: Truth = True
    index: Truth = True
    index_columns: Annotated[Whole, Field(ge=1, le=4)] = 2
    isbn: Isbn = ""
    template: str = ""
    attach: Truth = True
    bleed: Annotated[Measure, Field(ge=0, le=10)] = 0
    crop_marks: Truth = False
    greyscale: Truth = False
    volumes: Volumes = "one"


def _each_once(editors: tuple[Editor, ...]) -> tuple[Editor, ...]:
    keys = [editor.key for editor in editors]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"two editors have the key “{key}”")
    return editors


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """edition.toml, checked."""

    __pydantic_config__: ClassVar[Strictness] = STRICT
    title: Text
    date: Day
    subtitle: str = ""
    editors: Annotated[tuple[Editor, ...], AfterValidator(_each_once)] = ()
    publisher: str = ""
    place: str = ""
    version: str = ""
    description: str = ""
    base_url: Address = ""
    drafts: Truth = False
    licence: Licence | None = None
    languages: Languages = field(default_factory=Languages)
    conversion: Conversion = field(default_factory=Conversion)
    site: Site = field(default_factory=Site)
    book: Book = field(default_factory=Book)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition folder: its settings and where everything lies; files ``left_out`` are as if they were not there."""

    root: Path
    settings: Settings
    left_out: frozenset[Path] = frozenset()

    @property
    def transcripts(self) -> tuple[Path, ...]:
        """The transcripts, by name; hidden files are none."""
        return self._files("transcripts", "*")

    @property
    def documents(self) -> tuple[Path, ...]:
        """The TEI documents, by file name; proposals and hidden files are none."""
        return tuple(p for p in self._files("documents", "*.xml") if not p.name.endswith(".proposed.xml"))

    @property
    def registers(self) -> tuple[Path, ...]:
        """The register files that there are, in the order persons, places, orgs, others."""
        order = ("persons.xml", "places.xml", "orgs.xml")
        # proposals are none until an editor has moved them into a register
        found = [p for p in self._files("registers", "*.xml") if p.name.split(".")[0] != PROPOSALS.split(".")[0]]
        return tuple(sorted(found, key=lambda p: (order.index(p.name) if p.name in order else 9, p.name)))

    @property
    def texts(self) -> tuple[Path, ...]:
        """Introduction and other texts of the edition, by file name."""
        return self._files("texts", "*.xml")

    @property
    def layouts(self) -> tuple[Path, ...]:
        """The edition's own layouts."""
        return self._files("layouts", "*.toml")

    @property
    def signs(self) -> tuple[Path, ...]:
        """The edition's own sign profiles."""
        return self._files("signs", "*.toml")

    @property
    def languages(self) -> tuple[Path, ...]:
        """The edition's own tables of words, a file a language."""
        return self._files("languages", "*.toml")

    @property
    def drafts(self) -> tuple[Path, ...]:
        """The documents and texts whose ``revisionDesc/@status`` says that they are drafts."""
        return tuple(path for path in (*self.documents, *self.texts) if _status(path) == "draft")

    def published(self) -> Edition:
        """The edition without its drafts, unless edition.toml asks for them."""
        return self if self.settings.drafts else replace(self, left_out=frozenset(self.drafts))

    def document(self, identifier: str) -> Path:
        """Where the TEI of a transcript stands."""
        return self.root / "documents" / f"{identifier}.xml"

    def generated(self, identifier: str) -> Path:
        """What convert wrote last for it: the base of the merge."""
        return self.root / ".generated" / f"{identifier}.xml"

    def decisions(self, identifier: str) -> Path:
        """What the editor decided about it."""
        return self.root / "decisions" / f"{identifier}.toml"

    @property
    def schema(self) -> str:
        """The name of the schema in force: the edition's own, once compiled, else ours."""
        return own_schema(self.root) or OUR_SCHEMA

    @property
    def dist(self) -> Path:
        """Where build puts what it makes."""
        return self.root / "dist"

    def _files(self, folder: str, pattern: str) -> tuple[Path, ...]:
        inside = self.root / folder
        home = self.root.resolve()
        return tuple(
            path
            for path in sorted(inside.glob(pattern))
            # a link that leads out of the folder is none of the edition's files
            if path.is_file() and not path.name.startswith(".") and path.resolve().is_relative_to(home)
            if path not in self.left_out
        )


def _status(path: Path) -> str:
    """How far the work on a file has come; empty if it does not say, or cannot be read."""
    try:
        revision = xml.read(path).find(f"{xml.tei('teiHeader')}/{xml.tei('revisionDesc')}")
    except Refusal:
        return ""
    return revision.get("status", "") if revision is not None else ""


def own_schema(root: Path) -> str:
    """The name of the schema that was compiled into an edition folder; empty if it has none of its own."""
    compiled = sorted((root / "schema").glob("*-allowed.json"))
    return compiled[0].name.removesuffix("-allowed.json") if compiled else ""


def open_edition(folder: Path | None = None) -> Edition:
    """The edition in a folder; without one, the folder you stand in, else ``xml`` below it.

    Raises:
        Refusal: there is no edition.toml, or it has mistakes.
    """
    choices = [folder] if folder else [Path(), Path("xml")]
    for choice in choices:
        if (choice / FILE).is_file():
            edition = Edition(choice, settings.load(choice / FILE, Settings))
            _check_pages(edition)
            return edition
    sought = " or ".join(f"“{choice / FILE}”" for choice in choices)
    hint = (
        "Name the edition's folder; one transcript of it is converted by --only." if folder and folder.is_file() else ""
    )
    raise Refusal(Diagnostic("edition-missing", f"there is no {sought}", str(folder or "."), hint=hint))


# what a site may always be told to do without
PARTS_OF_A_SITE: Final = frozenset({"search", "charts", "persons", "places", "orgs"})


def _check_pages(edition: Edition) -> None:
    """What the site is to do without must be something it has."""
    known = PARTS_OF_A_SITE | {path.stem for path in (*edition.registers, *edition.texts)}
    for name in edition.settings.site.off:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            meant = f"Did you mean “{near[0]}”? " if near else ""
            hint = f"{meant}There are: {', '.join(sorted(known))}."
            file = edition.root / FILE
            place = position(file.read_text("utf-8-sig"), ("site", "off"))
            raise Refusal(
                Diagnostic("setting-invalid", f"“site.off”: there is no “{name}”", str(file), place, hint=hint)
            )
