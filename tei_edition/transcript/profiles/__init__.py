"""Sign profiles: which signs a transcript uses, and what its own mean. One TOML a profile; load, check, compile.

The vocabulary is closed: a row names an element of :data:`VOCABULARY` and attributes it may have. The way back follows
from the row, so that a profile cannot lose a character.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from typing import ClassVar, Final, Literal

from tei_edition import settings
from tei_edition.diagnostics import Diagnostic, Refusal, Span
from tei_edition.settings import KEBAB, Pattern, Strictness, Truth
from tei_edition.transcript import packages
from tei_edition.transcript.pairing import Stretch
from tei_edition.transcript.readers.plain import read
from tei_edition.transcript.signs import DOCUMENTARY, Table
from tei_edition.transcript.signs.bracket import Attributes, Bracket
from tei_edition.transcript.signs.delimited import UNBALANCED
from tei_edition.transcript.signs.questions import Test
from tei_edition.transcript.signs.reading import read_signs
from tei_edition.transcript.signs.renditions import RENDITIONS
from tei_edition.transcript.signs.row import Form, Rendition, Sign, Tag, around
from tei_edition.transcript.words import words

DEFAULT: Final = "documentary"
NO_BASE: Final = "none"

# the elements a row may become, and what each attribute may say; None: any word
VOCABULARY: Final[Mapping[str, Mapping[str, tuple[str, ...] | None]]] = {
    "supplied": {
        "reason": ("subaudible", "explanation", "undefined", "original", "omitted", "illegible", "lost"),
        "cert": ("high", "medium", "low"),
    },
    "gap": {
        "reason": ("editorial", "illegible", "lost", "withheld"),
        "unit": ("char", "word", "line", "page"),
        "quantity": None,
        "extent": ("unknown",),
        "precision": ("high", "medium", "low"),
    },
    "unclear": {"rend": None, "cert": ("high", "medium", "low")},
    "surplus": {},
    "del": {"rend": ("erasure", "strikethrough", "overwritten")},
    "add": {"place": ("above", "below", "margin", "inline", "end")},
    "hi": {"rend": ("sup", "sub", "underline", "bold", "italic", "spaced", "smallcaps")},
    "expan": {},
    "sic": {},
    "note": {"type": ("stamp", "handwritten", "marginal", "resolution", "translator", "editorial", "layout", "gloss")},
    "foreign": {},
    "space": {"unit": ("char", "word", "line"), "quantity": None, "extent": ("unknown",)},
    "pb": {},
    "cb": {},
}
NEEDED: Final[Mapping[str, str]] = {"supplied": "reason", "gap": "reason", "note": "type"}
# how a row's words and its element belong together, and which elements can be so
FORMS: Final[Mapping[str, tuple[Form, tuple[str, ...]]]] = {
    "words": (Form.WRAP, ("supplied", "unclear", "surplus", "del", "add", "hi", "note", "foreign")),
    "empty": (Form.EMPTY, ("gap", "space", "pb", "cb")),
    "described": (Form.WRAP, ("gap",)),
    "after": (Form.AFTER, ("sic", "unclear")),
    "expansion": (Form.PART, ("expan",)),
    "kept": (Form.KEPT, ("unclear", "hi", "foreign")),
    "labelled": (Form.LABEL, ("note",)),
}
# what every document declares, whatever its signs
STRUCTURE: Final = tuple(one for one in RENDITIONS if re.match(r"list|p\[|choice", one.selector))
EMPTIES: Final = Rendition("gap[rend], pb[rend], cb[rend], space[rend]", "content: attr(rend)", "before")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sign of a profile; see the manual's page on signs.

    ``pattern`` is what stands between the delimiters, whole; of a row without delimiters, the sign itself. Groups of it
    named ``n``, ``quantity``, ``unit`` and ``place`` become attributes. ``word`` is the one word of a sign that follows
    another, with no space between if it is ``touching``. A square bracket that no row closes ends with its line.
    """

    __pydantic_config__: ClassVar[Strictness] = KEBAB
    name: str
    meaning: str
    element: str
    example: str
    opens: str = ""
    closes: str = ""
    pattern: Pattern = ""
    word: str = ""
    touching: Truth = False
    form: Literal["words", "empty", "described", "after", "expansion", "kept", "labelled"] = "words"
    attributes: Mapping[str, str] = field(default_factory=dict)
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A profile. ``off`` passes rows of its ``base`` over, ``first`` tries some before all others.

    ``base`` is a profile that comes with the tool, or ``none``.
    """

    __pydantic_config__: ClassVar[Strictness] = KEBAB
    name: str
    title: str
    description: str = ""
    base: str = "documentary"
    off: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    sign: tuple[Row, ...] = ()


def load(path: Path) -> Table:
    """The table of a profile in a TOML file.

    Raises:
        Refusal: a diagnostic for each mistake, with its line and what was probably meant.
    """
    text = settings.text_of(path)
    return compiled(settings.parse(text, Profile, str(path)), text, str(path))


@functools.cache
def shipped() -> tuple[Table, ...]:
    """The profiles that come with the tool, the documentary one first."""
    return (DOCUMENTARY, *map(_shipped, _names()))


@functools.cache
def _names() -> tuple[str, ...]:
    """The names of the profiles that come with the tool beside the documentary one: those of their files."""
    files = (f.name for f in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml")))


@functools.cache
def _shipped(name: str) -> Table:
    file = resources.files(__name__) / f"{name}.toml"
    text = file.read_text("utf-8")
    return compiled(settings.parse(text, Profile, file.name), text, file.name)


def _base(profile: Profile) -> Table | None:
    """The table a profile stands on; None if on none, or on one that there is not."""
    if profile.base == DEFAULT:
        return DOCUMENTARY
    return _shipped(profile.base) if profile.base in _names() else None


def _is_documentary(profile: Profile) -> bool:
    """True if the documentary rows stand behind a profile's own, its base between or not."""
    base = _base(profile)
    return base is not None and base.fallback is DOCUMENTARY.fallback


def known(own: Iterable[Path] = ()) -> tuple[Table, ...]:
    """The profiles there are for an edition: its own, those of other packages, and those shipped; of one name the first counts.

    Raises:
        Refusal: a profile has a mistake, told with its line.
    """
    return (*map(load, (*own, *packages.brought(packages.SIGNS))), *shipped())


def chosen(name: str, own: Iterable[Path] = ()) -> Table:
    """The profile of that name, an edition's own or another; the documentary one if there is none of it.

    Example: ``chosen("leiden").named("erased").opens`` is ``"⟦"``.
    """
    tables = known(own) if name else ()
    return next((table for table in tables if table.name == name), DOCUMENTARY)


def own_rows(table: Table) -> tuple[Sign, ...]:
    """The rows a profile brings itself; none of the documentary table."""
    base = {sign.name for sign in DOCUMENTARY.rows}
    return tuple(sign for sign in table.rows if sign.name not in base)


def compiled(profile: Profile, text: str = "", file: str = "") -> Table:
    """The table of a profile; ``text`` is its TOML, to name the line of a mistake.

    Raises:
        Refusal: a row cannot be written so that it would come back, or says what the vocabulary does not know.
    """
    mistakes = tuple(_mistakes(profile, text, file))
    if mistakes:
        raise Refusal(*mistakes)
    base = _base(profile)
    own = tuple(_sign(row, profile) for row in profile.sign)
    rows = (*own, *(s for s in (_below(base) if base else (UNBALANCED,)) if s.name not in profile.off))
    ahead = [s for name in profile.first for s in rows if s.name == name]
    rows = (*ahead, *(s for s in rows if s not in ahead))
    declared = (*_declared(base), *(one for sign in own for one in sign.back))
    fallback = base.fallback if base else None
    table = Table(profile.name, rows, declared, profile.title, profile.description, fallback)
    unread = tuple(_unread(table, profile, text, file))
    if unread:
        raise Refusal(*unread)
    return table


def _declared(base: Table | None) -> tuple[Rendition, ...]:
    """What a profile's documents declare besides its own rows; own rows are told from those of the base by ``rend``."""
    if base is None:
        return (*STRUCTURE, EMPTIES)
    if base is not DOCUMENTARY:
        return _told_apart(base.declared)
    made = []
    for one in RENDITIONS:
        selector = re.sub(r"\bsupplied\b", "supplied:not([rend])", one.selector)
        made.append(Rendition(selector, one.content, one.scope))
    return (*made, Rendition("cb[rend], space[rend]", "content: attr(rend)", "before"))


def _below(base: Table) -> tuple[Sign, ...]:
    """The rows of a base, told from those on top of it."""
    return base.rows if base is DOCUMENTARY else tuple(replace(s, back=_told_apart(s.back)) for s in base.rows)


def _told_apart(renditions: Iterable[Rendition]) -> tuple[Rendition, ...]:
    return tuple(replace(one, selector=_without_rend(one.selector)) for one in renditions)


def _without_rend(selector: str) -> str:
    """The same selector, for elements that no row on top of its profile has made."""
    made = re.match(rf"(?:{'|'.join(FORMS['words'][1])})\b", selector)
    return f"{selector}:not([rend])" if made and "rend" not in selector else selector


# ------------------------------------------------------------------ a row becomes a sign


def _sign(row: Row, profile: Profile) -> Sign:
    form, _ = FORMS[row.form]
    tags = _tags(row, _rend(row, profile))
    facts = _facts(row)
    test = _test(row)
    back = _back(row, tags, profile)
    loose = f"(?m:{row.pattern})" if row.pattern and not row.opens else ""
    spaced = bool(re.match(r" |\\s", row.pattern))
    return Sign(
        row.name,
        row.meaning,
        tags,
        row.example,
        "",
        test,
        form,
        row.opens,
        row.closes,
        facts,
        row.doubt,
        back,
        loose,
        spaced,
    )


def _rend(row: Row, profile: Profile) -> str:
    """What tells the elements of this row from those of others that are written otherwise; empty if nothing must."""
    if row.form in {"empty", "described", "kept", "expansion"} or "rend" in row.attributes:
        return ""
    if profile.base != NO_BASE or row.form == "after":
        return row.name
    own = (row.element, {*row.attributes.items()})
    alike = (
        other
        for other in profile.sign
        if other is not row and other.element == own[0] and other.form not in {"empty", "described"}
    )
    return row.name if any(own[1] <= {*other.attributes.items()} for other in alike) else ""


def _tags(row: Row, rend: str) -> tuple[Tag, ...]:
    attributes = tuple(row.attributes.items())
    if row.form == "expansion":
        return (Tag("expan"), Tag("ex"))
    if row.form == "described":
        return (Tag(row.element, attributes), Tag("desc"))
    return (Tag(row.element, (*attributes, ("rend", rend)) if rend else attributes),)


def _test(row: Row) -> Test:
    if row.form == "after":
        return lambda b: b.inner == row.word and b.touches_before == row.touching and bool(b.adjacent_word)
    pattern = re.compile(row.pattern, re.DOTALL) if row.pattern else None
    if row.form == "expansion":
        return lambda b: (
            b.touches_before and b.inner.isalpha() and (pattern is None or bool(pattern.fullmatch(b.inner)))
        )
    # square brackets pair first: what else belongs to the delimiters of a row still stands inside
    lead, trail = (row.opens[1:], row.closes[:-1]) if row.opens.startswith("[") else ("", "")

    def fits(bracket: Bracket) -> bool:
        inner = bracket.inner
        if not inner.startswith(lead) or not inner.endswith(trail) or len(inner) < len(lead) + len(trail):
            return False
        inside = inner[len(lead) : len(inner) - len(trail)]
        if row.form == "labelled" and ":" not in inside:
            return False
        return bool(inside.strip() or row.form == "empty") and (pattern is None or bool(pattern.fullmatch(inside)))

    return fits


def _facts(row: Row) -> Callable[[Bracket], Attributes]:
    """The groups of the pattern that are attributes; of dots, how many there are."""
    names = [name for name in ("n", "quantity", "unit", "place") if f"(?P<{name}>" in row.pattern]
    if not names:
        return lambda _: ()

    def read_off(bracket: Bracket) -> Attributes:
        found = re.fullmatch(row.pattern, bracket.inner, re.DOTALL)
        said = {name: found[name] or "" for name in names} if found else {}
        return tuple((name, _value(name, text)) for name, text in said.items() if text)

    return read_off


def _value(name: str, text: str) -> str:
    """A quantity in digits, or as many as there are marks."""
    return str(len("".join(text.split()))) if name == "quantity" and not text.isdigit() else text


def _back(row: Row, tags: Sequence[Tag], profile: Profile) -> tuple[Rendition, ...]:
    selector = _selector(tags)
    if row.form == "after":
        return (
            Rendition(selector, f'content: "{"" if row.touching else " "}{row.opens}{row.word}{row.closes}"', "after"),
        )
    if row.form == "empty" or row.form == "kept" or (row.form == "described" and _is_documentary(profile)):
        return ()
    return around(selector, row.opens, row.closes)


def _selector(tags: Sequence[Tag]) -> str:
    if tags[-1].name == "ex":
        return "ex"
    said = "".join(f"[{name}~='{value}']" for name, value in tags[0].attributes)
    if tags[0].name == "surplus" and not said:
        said = ":not([reason])"  # an odd bracket is no surplus of the document
    return f"{tags[0].name}{said}" + (" > desc" if tags[-1].name == "desc" else "")


# ------------------------------------------------------------------ what is wrong with a profile


def _mistakes(profile: Profile, text: str, file: str) -> Iterator[Diagnostic]:
    base = _base(profile)
    if base is None and profile.base != NO_BASE:
        bases = (DEFAULT, *_names(), NO_BASE)
        yield _mistake(
            text, file, ("base",), f"there is no profile “{profile.base}” to stand on", _near(profile.base, bases)
        )
        return
    known = [s.name for s in base.rows] if base else []
    for name in profile.off:
        if name not in known:
            yield _mistake(text, file, ("off",), f"“off”: there is no sign “{name}”", _near(name, known))
    own = [row.name for row in profile.sign]
    for name in profile.first:
        if name not in {*known, *own}:
            yield _mistake(text, file, ("first",), f"“first”: there is no sign “{name}”", _near(name, [*known, *own]))
    for index, row in enumerate(profile.sign):
        for key, said, hint in _of_row(row, profile, own[:index]):
            yield _mistake(text, file, ("sign", index, key), f"sign “{row.name}”: {said}", hint)


def _of_row(row: Row, profile: Profile, before: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a row: the key, what is said, what to do."""
    base = _base(profile)
    if row.name in before or (base and base.named(row.name)):
        yield "name", "another sign has this name", "Give it a name of its own."
    if not re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)*", row.name):
        yield "name", f"“{row.name}” is no name", "Small letters and hyphens."
    if row.element not in VOCABULARY:
        yield "element", f"“{row.element}” is no element of a sign", _near(row.element, VOCABULARY)
        return
    yield from _of_attributes(row)
    yield from _of_form(row, profile)
    alike = next((s for s in base.rows if _is_written_otherwise(s, row)), None) if base else None
    if alike is not None:
        yield (
            "element",
            f"“{alike.name}” of the base makes the same and is written otherwise",
            "Choose other attributes.",
        )


def _is_written_otherwise(sign: Sign, row: Row) -> bool:
    """True of a row of the base whose elements could not be told from this one's when they are written back."""
    tags = _tags(row, "")
    telling = "rend" in row.attributes or row.form == "expansion"
    return telling and sign.tei == tags and (sign.opens, sign.closes) != (row.opens, row.closes)


def _of_attributes(row: Row) -> Iterator[tuple[str, str, str]]:
    allowed = VOCABULARY[row.element]
    needed = NEEDED.get(row.element)
    if needed and needed not in row.attributes:
        yield "attributes", f"{row.element} needs “{needed}”", f"One of {', '.join(allowed[needed] or ())}."
    for name, value in row.attributes.items():
        if name not in allowed:
            yield name, f"{row.element} has no attribute “{name}” here", _near(name, allowed)
        elif (choices := allowed[name]) is not None and value not in choices:
            yield name, f"“{name}” cannot be “{value}”", _near(value, choices)


def _of_form(row: Row, profile: Profile) -> Iterator[tuple[str, str, str]]:
    _, elements = FORMS[row.form]
    if row.element not in elements:
        right = next((name for name, (_, choices) in FORMS.items() if row.element in choices), "")
        yield "form", f"{row.element} cannot be of the form “{row.form}”", f'Write form = "{right}".'
    ends_with_its_line = row.opens == "[" and row.form == "words"
    if bool(row.opens) != bool(row.closes) and not ends_with_its_line:
        yield "opens", "a sign that opens must close", "Give both opens and closes, or neither and a pattern."
    if not row.opens and not row.pattern:
        yield "pattern", "a sign without delimiters needs a pattern", "Add pattern, or opens and closes."
    if not row.opens and row.form not in {"empty", "kept"}:
        yield "form", "without delimiters only what is empty or kept can come back", 'Write form = "kept".'
    if any(mark and (mark != mark.strip() or mark[:1].isalnum()) for mark in (row.opens, row.closes)):
        yield "opens", "a delimiter is no letter, and has no space at its ends", "Put letters into pattern or word."
    if row.form == "after" and not row.word:
        yield "form", "a sign that follows a word needs its own word", 'Write word = "sic".'
    if row.form == "described" and _is_documentary(profile) and row.opens != "[":
        yield "opens", "beside the documentary signs only square brackets describe", 'Write form = "empty".'


def _unread(table: Table, profile: Profile, text: str, file: str) -> Iterator[Diagnostic]:
    """Rows whose example is not read by them: a row before it claims it, or its pattern does not fit."""
    for index, row in enumerate(profile.sign):
        source = read("example", row.example.encode())
        signs = read_signs(Stretch(source, Span(0, len(source.text)), words()), table)
        fired = [markup.sign.name for markup in signs.markups if markup.sign is not None]
        if row.name not in fired:
            said = f"sign “{row.name}”: its example is read by " + (f"“{fired[0]}”" if fired else "no row")
            is_own = bool(fired) and fired[0] in {one.name for one in profile.sign}
            hint = "Put the row earlier, or mend its pattern." if is_own else "Mend its pattern, or the example."
            yield _mistake(text, file, ("sign", index, "example"), said, hint)


def _mistake(text: str, file: str, place: settings.Location, said: str, hint: str) -> Diagnostic:
    return Diagnostic("profile-invalid", said, file, settings.position(text, place), hint=hint)


def _near(name: str, known: Iterable[str]) -> str:
    choices = sorted(known)
    near = difflib.get_close_matches(name, choices, 1)
    return f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(choices)}."
