"""How an edition's transcripts are read and written: from its settings to an encoder."""

from __future__ import annotations

import codecs
import difflib
import functools
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import get_args

from tei_edition.diagnostics import Diagnostic, Refusal
from tei_edition.edition import FILE, Conversion, Edition, open_edition
from tei_edition.encoding.header.imprint import Imprint
from tei_edition.encoding.languages import name_of
from tei_edition.encoding.tei import Encoder
from tei_edition.registers.matching import Matcher
from tei_edition.registers.register import load as load_registers
from tei_edition.settings import position
from tei_edition.transcript import layout, profiles
from tei_edition.transcript.decisions import Bearer, DateValue, Decision, Decisions, Ground, HeaderValue
from tei_edition.transcript.document import Practice
from tei_edition.transcript.layout import Layout
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
    layouts = layout.known(edition.layouts).layouts
    tables = (*(profiles.load(path) for path in edition.signs), *profiles.shipped())
    taught = tuple(own.load(path) for path in edition.languages)
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
    named |= {one.language: path for path in edition.layouts if (one := layout.load(path)).language}
    taught = {own.load(path).language for path in edition.languages}
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
    conversion = edition.settings.conversion
    names = {one.name for one in layouts} | {"auto"}
    if conversion.layout not in names:
        raise Refusal(_no_such(edition, "layout-unknown", "layout", "layout", conversion.layout, names))
    named = {one.name for one in tables}
    if conversion.signs and conversion.signs not in named:
        raise Refusal(_no_such(edition, "profile-unknown", "signs", "sign profile", conversion.signs, named))
    rows = {sign.name for table in tables for sign in table.rows}
    for sign in conversion.signs_off:
        if sign not in rows:
            raise Refusal(_no_such(edition, "setting-invalid", "signs_off", "sign", sign, rows))
    for used in layouts:
        for sign in used.signs_off:
            if sign not in rows:
                near = difflib.get_close_matches(sign, rows, 1)
                said = f"the layout “{used.name}” switches off “{sign}”, and no sign has that name"
                hint = f"Did you mean “{near[0]}”?" if near else ""
                raise Refusal(Diagnostic("setting-invalid", said, hint=hint))
    for one in conversion.words:
        if one.sign and one.sign not in rows:
            raise Refusal(_no_such(edition, "setting-invalid", "words", "sign", one.sign, rows))
    fields = set(filter(None, get_args(layout.Field)))
    for name in conversion.header:
        if name not in fields:
            raise Refusal(_no_such(edition, "setting-invalid", "header", "field of the record", name, fields))
    language = edition.settings.languages.transcripts
    if not name_of(language):
        known = {"en", "de", "fr", "ru", *(path.stem for path in edition.languages)}
        raise Refusal(_no_such(edition, "setting-invalid", "transcripts", "language", language, known, "languages"))
    try:
        codecs.lookup(conversion.encoding or "utf-8")
    except LookupError:
        known = {"utf-8", "utf-16", "windows-1251", "windows-1252", "koi8-r", "iso-8859-1"}
        raise Refusal(
            _no_such(edition, "setting-invalid", "encoding", "encoding", conversion.encoding, known)
        ) from None


def _no_such(
    edition: Edition, code: str, key: str, kind: str, name: str, known: set[str], table: str = "conversion"
) -> Diagnostic:
    file = edition.root / FILE
    near = difflib.get_close_matches(name, known, 1)
    hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(sorted(known))}."
    place = position(file.read_text("utf-8-sig"), (table, key))
    return Diagnostic(code, f"there is no {kind} “{name}”", str(file), place, hint=hint)
