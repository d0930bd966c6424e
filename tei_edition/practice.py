"""How an edition's transcripts are read and written: from its settings to an encoder."""

from __future__ import annotations

import codecs
import difflib
import functools
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import get_args

from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.edition import FILE, Conversion, Edition, open_edition
from tei_edition.encoding.header.imprint import Imprint
from tei_edition.encoding.languages import name_of
from tei_edition.encoding.tei import Encoder
from tei_edition.registers.matching import Matcher
from tei_edition.registers.register import load as load_registers
from tei_edition.settings import Location, position
from tei_edition.transcript import layout, packages, profiles
from tei_edition.transcript.decisions import Bearer, DateValue, Decision, Decisions, Ground, HeaderValue
from tei_edition.transcript.document import Practice
from tei_edition.transcript.layout import Layout, Layouts
from tei_edition.transcript.signs import Table
from tei_edition.transcript.words import has_words, own


@functools.lru_cache(maxsize=4)
def _kept(root: Path, stamp: tuple[tuple[str, int, int], ...]) -> tuple[Edition, Encoder]:  # noqa: ARG001
    edition = open_edition(root)
    return edition, encoder(edition)


def of(root: Path) -> tuple[Edition, Encoder]:
    """An edition and its encoder, made once while nothing they depend on changes."""
    return _kept(root, _stamp(root))


def _stamp(root: Path) -> tuple[tuple[str, int, int], ...]:
    """What the encoder depends on, by name, size and time: a register saved anew makes a new encoder."""
    files = [
        root / "edition.toml",
        *sorted((root / "registers").glob("*.xml")),
        *sorted((root / "layouts").glob("*.toml")),
        *sorted((root / "signs").glob("*.toml")),
        *sorted((root / "languages").glob("*.toml")),
    ]
    stats = [(f.name, f.stat()) for f in files if f.exists()]
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def encoder(edition: Edition) -> Encoder:
    """The encoder of an edition: its practice, registers and imprint."""
    settings = edition.settings
    matcher = Matcher(load_registers(edition.registers))
    tables = profiles.known(edition.signs)
    layouts = layouts_of(edition).layouts
    taught = tuple(map(own.load, _tables_of_words(edition)))
    _check(edition, layouts, tables)
    conversion = settings.conversion
    practice = Practice(
        settings.languages.transcripts,
        layouts,
        conversion.layout,
        conversion.signs_off,
        matcher,
        date_order=conversion.date_order,
        everywhere=_everywhere(conversion),
        signs=conversion.signs,
        profiles=tables,
        taught=taught,
    )
    licence = settings.licence
    imprint = Imprint(
        title=settings.title,
        publisher=settings.publisher,
        place=settings.place,
        date=settings.date,
        licence=licence.name if licence else "",
        licence_url=licence.url if licence else "",
        version=settings.version,
        translator=conversion.translator,
        is_translation=conversion.translation,
        editors=tuple((e.key, e.name, e.role) for e in settings.editors),
        language=settings.languages.interface,
    )
    return Encoder(practice, matcher, imprint)


def _tables_of_words(edition: Edition) -> tuple[Path, ...]:
    """The tables of words beside the tool's: the edition's own, and those of other packages."""
    return (*edition.languages, *packages.brought(packages.LANGUAGES))


def layouts_of(edition: Edition) -> Layouts:
    """The layouts there are for an edition.

    Raises:
        Refusal: one has a mistake, or names a sign profile, a sign or a language that there is not; each with its line.
    """
    known = layout.known(edition.layouts)
    mistakes = tuple(_mistakes(known, profiles.known(edition.signs), edition))
    if mistakes:
        raise Refusal(*mistakes)
    return known


def _mistakes(known: Layouts, tables: Sequence[Table], edition: Edition) -> Iterator[Diagnostic]:
    profiles_named = {one.name for one in tables}
    signs = {sign.name for table in tables for sign in table.rows}
    for one in known.layouts:
        file = known.files.get(one.name)
        if file is None:
            continue
        if one.signs and one.signs not in profiles_named:
            yield _no_such(Path(file), "profile-unknown", ("signs",), "sign profile", one.signs, profiles_named)
        for sign in set(one.signs_off) - signs:
            yield _no_such(Path(file), "setting-invalid", ("signs_off",), "sign", sign, signs)
        if one.language and not name_of(one.language):
            languages = _languages(edition)
            yield _no_such(Path(file), "setting-invalid", ("language",), "language", one.language, languages)


def _languages(edition: Edition) -> set[str]:
    """The languages that have a table of words."""
    return {"en", "de", "fr", "ru", *(path.stem for path in _tables_of_words(edition))}


def _everywhere(conversion: Conversion) -> Decisions:
    """What edition.toml decides for every transcript."""
    words = conversion.words
    return Decisions(
        bracket=tuple(Ground(words=one.words, sign=one.sign) for one in words if one.sign),
        date=tuple(DateValue(words=one.words, value=one.date) for one in words if one.date),
        name=tuple(Bearer(words=one.words, ref=one.ref) for one in words if one.ref),
        header=tuple(HeaderValue(field=name, value=value) for name, value in conversion.header.items()),  # type: ignore[arg-type]
    )


def unfit_everywhere(edition: Edition, met: Collection[Decision]) -> list[Diagnostic]:
    """The words of edition.toml that stand in no transcript; ``met`` are the decisions whose words do."""
    words = edition.settings.conversion.words
    decided = _everywhere(edition.settings.conversion)
    spoken: tuple[Ground | DateValue | Bearer, ...] = (*decided.bracket, *decided.date, *decided.name)
    used = {one.words for one in spoken if one in met}
    file = edition.root / FILE
    return [
        Diagnostic(
            "decision-unfit",
            f"“{one.words}” stands in no transcript",
            str(file),
            position(file.read_text("utf-8-sig"), ("conversion", "words", index, "words")),
            hint="Mend the words, or take the entry out of [[conversion.words]].",
        )
        for index, one in enumerate(words)
        if one.words not in used
    ]


def without_words(edition: Edition) -> list[Diagnostic]:
    """The languages of the transcripts for which there is no table of words."""
    named = {edition.settings.languages.transcripts: edition.root / FILE}
    known = layout.known(edition.layouts)
    named |= {
        one.language: Path(known.files[one.name]) for one in known.layouts if one.name in known.files and one.language
    }
    taught = {own.load(path).language for path in _tables_of_words(edition)}
    return [
        Diagnostic(
            "words-missing",
            f"there is no table of words for {name_of(tag) or tag}: those of English are looked for",
            str(file),
            hint=f"Write languages/{tag.partition('-')[0]}.toml.",
        )
        for tag, file in named.items()
        if not has_words(tag) and tag.partition("-")[0].lower() not in taught
    ]


def _check(edition: Edition, layouts: Sequence[Layout], tables: Sequence[Table]) -> None:
    """What edition.toml asks for must be there: the layout, the signs, the encoding."""
    conversion, file = edition.settings.conversion, edition.root / FILE
    names = {one.name for one in layouts} | {"auto"}
    if conversion.layout not in names:
        raise Refusal(_no_such(file, "layout-unknown", ("conversion", "layout"), "layout", conversion.layout, names))
    named = {one.name for one in tables}
    if conversion.signs and conversion.signs not in named:
        raise Refusal(
            _no_such(file, "profile-unknown", ("conversion", "signs"), "sign profile", conversion.signs, named)
        )
    rows = {sign.name for table in tables for sign in table.rows}
    for sign in conversion.signs_off:
        if sign not in rows:
            raise Refusal(_no_such(file, "setting-invalid", ("conversion", "signs_off"), "sign", sign, rows))
    for index, one in enumerate(conversion.words):
        if one.sign and one.sign not in rows:
            at: Location = ("conversion", "words", index, "sign")
            raise Refusal(_no_such(file, "setting-invalid", at, "sign", one.sign, rows))
    fields = set(filter(None, get_args(layout.Field)))
    for name in conversion.header:
        if name not in fields:
            at = ("conversion", "header", name)
            raise Refusal(_no_such(file, "setting-invalid", at, "field of the record", name, fields))
    language = edition.settings.languages.transcripts
    if not name_of(language):
        at = ("languages", "transcripts")
        raise Refusal(_no_such(file, "setting-invalid", at, "language", language, _languages(edition)))
    try:
        codecs.lookup(conversion.encoding or "utf-8")
    except LookupError:
        known = {"utf-8", "utf-16", "windows-1251", "windows-1252", "koi8-r", "iso-8859-1"}
        at = ("conversion", "encoding")
        raise Refusal(_no_such(file, "setting-invalid", at, "encoding", conversion.encoding, known)) from None


def _no_such(file: Path, code: str, place: Location, kind: str, name: str, known: set[str]) -> Diagnostic:
    near = difflib.get_close_matches(name, known, 1)
    hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(sorted(known))}."
    line = position(file.read_text("utf-8-sig"), place)
    return Diagnostic(code, f"there is no {kind} “{name}”", str(file), line, hint=hint)
