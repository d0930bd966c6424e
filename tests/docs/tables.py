"""The tables of the manual that are written from the tables of the code.

Each stands on its page between ``<!-- NAME -->`` and ``<!-- /NAME -->``; ``pytest tests/docs --accept`` writes them
anew.
"""

from __future__ import annotations

import datetime
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Final

import click
from lxml import etree

from tei_edition import xml
from tei_edition.cli import main
from tei_edition.codes import CODES
from tei_edition.encoding.tei import Encoder
from tei_edition.transcript import layout, profiles, signs
from tei_edition.transcript.dates import Calendar, Dating, Place, find
from tei_edition.transcript.dates.notations import NOTATIONS, Notation
from tei_edition.transcript.document import Practice
from tei_edition.transcript.readers.plain import read
from tei_edition.transcript.signs.row import Sign
from tei_edition.transcript.words import Words, dated_languages, words

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
ANCHOR: Final = datetime.date(1951, 6, 15)
"""The date of the document that the examples of dates stand in; the page says it."""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""A Markdown table; ``|`` within a cell is written ``\|``."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def code(text: str) -> str:
    """Text as Markdown code; a line end inside is shown as ↵."""
    if not text:
        return ""
    text = text.replace("\n", " ↵ ")
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


def plain(text: str) -> str:
    """Text whose angle brackets and stars mean nothing to Markdown."""
    return re.sub(r"[<>*]", r"\\\g<0>", text)


# ---- signs


def sign_rows() -> str:
    """A row a sign, in the order in which they are tried."""
    heads = ("sign", "meaning", "written", "becomes")
    rows = ((code(s.name), _meaning(s), code(s.example), code(s.example_tei)) for s in signs.ALL)
    return table(heads, rows)


def _meaning(sign: Sign) -> str:
    return f"{sign.meaning} (recorded as a doubt: {sign.doubt})" if sign.doubt else sign.meaning


def profile_rows() -> str:
    """The rows of the profiles other than the documentary one."""
    heads = ("profile", "sign", "meaning", "written", "becomes")
    made = ((t.name, s) for t in profiles.shipped() for s in t.rows if not s.example_tei)
    return table(heads, ((code(n), code(s.name), s.meaning, code(s.example), code(_encoded(n, s))) for n, s in made))


def _encoded(profile: str, sign: Sign) -> str:
    """The paragraph that the example of a row becomes."""
    made = Encoder(Practice(layout="plain", signs=profile)).encode(read("a.txt", sign.example.encode()), "a")
    text = made.root.find(xml.tei("text"))
    assert text is not None
    written = etree.tostring(next(text.iter(xml.tei("p"))), encoding="unicode", with_tail=False)
    return re.sub(r"^<p[^>]*>|</p>$", "", written)


def vocabulary() -> str:
    """The elements a row may become."""
    rows = (
        (code(name), ", ".join(f"{code(a)}{_choices(c)}" for a, c in attributes.items()), code(_form(name)))
        for name, attributes in profiles.VOCABULARY.items()
    )
    return table(("element", "attributes", "form"), rows)


def _choices(choices: tuple[str, ...] | None) -> str:
    return f" ({', '.join(choices)})" if choices else ""


def _form(element: str) -> str:
    return ", ".join(name for name, (_, elements) in profiles.FORMS.items() if element in elements)


def sign_words() -> str:
    """The words that announce a sign, language by language."""
    kinds = sorted({kind for language in languages() for kind in language.brackets})
    rows = (
        (language.language, code(kind), ", ".join(map(code, language.brackets[kind])))
        for kind in kinds
        for language in languages()
        if kind in language.brackets
    )
    return table(("language", "kind", "words"), rows)


def languages() -> Iterator[Words]:
    """The languages that have a table of words, English first."""
    folder = resources.files("tei_edition.transcript.words")
    names = sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))
    yield from (words(name) for name in sorted(names, key=lambda name: (name != "en", name)))


# ---- dates


def date_rows() -> str:
    """A row a notation, in the order in which they are tried; what English does not write stands in the next table."""
    english = words("en")
    rows = (
        (n.name, code(english.date_examples[n.name]), _becomes(n, english), _where(n))
        for n in NOTATIONS
        if n.name in english.date_examples
    )
    return table(("notation", "written", "becomes", "where"), rows)


def date_languages() -> str:
    """The same notations as other languages write them."""
    others = [language for language in languages() if language.language != "en"]
    written = [n for n in NOTATIONS if any(n.name in o.date_examples for o in others)]
    rows = ((n.name, *(code(o.date_examples.get(n.name, "")) for o in others)) for n in written)
    return table(("notation", *(o.language for o in others)), rows)


def tongues() -> str:
    """The languages whose dates are read on any page."""
    kinds = ("day, month, year", "day and month", "month and year")
    rows = ((one.language, *(code(one.date_examples.get(kind, "")) for kind in kinds)) for one in dated_languages())
    return table(("language", *kinds), rows)


def _becomes(notation: Notation, language: Words) -> str:
    example = language.date_examples[notation.name]
    found = find(example, Calendar(language, ANCHOR), place_of(notation))
    assert [d.notation for d in found][-1:] == [notation.name], f"the example of “{notation.name}” is not read by it"
    return code(_tag(example, found[-1]))


def place_of(notation: Notation) -> Place:
    """Where the notation is read."""
    return "office" if "office" in notation.places else "dateline" if "dateline" in notation.places else "text"


def _tag(text: str, dating: Dating) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in dating.attributes)
    written = text[dating.span.start : dating.span.end]
    return f"{text[: dating.span.start]}<{dating.kind}{attributes}>{written}</{dating.kind}>{text[dating.span.end :]}"


PLACES: Final = {
    "dateline": "date lines",
    "office": "notes of the office",
    "beside a date": "beside a full date",
}


def _where(notation: Notation) -> str:
    if notation.name in ALONE:
        return ALONE[notation.name]
    return ", ".join(said for name, said in PLACES.items() if name in notation.places) or "anywhere"


# what stands beside these decides
ALONE = {
    "year alone": "in a line of its own",
    "day of an entry": "at the beginning of a line",
    "days of an entry": "at the beginning of a line",
    "day alone": "where no noun follows",
    "clock of four digits": "where no noun follows",
}


# ---- layouts and messages


def layout_rows() -> str:
    """The layouts that come with the tool."""
    return table(("name", "fits"), ((code(one.name), one.description) for one in layout.shipped()))


def message_rows() -> str:
    """Every message there is, by its code."""
    rows = ((code(name), c.severity.value, plain(c.title), plain(c.advice)) for name, c in sorted(CODES.items()))
    return table(("code", "gravity", "what it says", "what to do"), rows)


# ---- commands


def commands() -> list[tuple[str, click.Command]]:
    """Every command by what is typed, those of groups too."""
    found: list[tuple[str, click.Command]] = []
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        inner = command.commands if isinstance(command, click.Group) else {}
        found += [(f"{name} {one}", sub) for one, sub in inner.items()] or [(name, command)]
    return found


def command_sections() -> str:
    """Every command with what it takes."""
    return "\n\n".join(_command_section(typed, command) for typed, command in commands())


def _command_section(typed: str, command: click.Command) -> str:
    context = click.Context(command, info_name=typed)
    usage = " ".join(("tei-edition", typed, *command.collect_usage_pieces(context)))
    said = "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(command.help or "").split("\n\n"))
    records = (p.get_help_record(context) for p in command.params if isinstance(p, click.Option))
    rows = [(code(record[0]), plain(record[1])) for record in records if record]
    options = "\n\n" + table(("option", "what it does"), rows) if rows else ""
    return f"## {typed}\n\n    {usage}\n\n{plain(said)}{options}"


TABLES: Final[tuple[tuple[str, str, Callable[[], str]], ...]] = (
    ("signs.md", "signs", sign_rows),
    ("signs.md", "profiles", profile_rows),
    ("signs.md", "vocabulary", vocabulary),
    ("signs.md", "words", sign_words),
    ("dates.md", "dates", date_rows),
    ("dates.md", "languages", date_languages),
    ("dates.md", "tongues", tongues),
    ("layouts.md", "layouts", layout_rows),
    ("messages.md", "messages", message_rows),
    ("commands.md", "commands", command_sections),
)


def between(name: str) -> re.Pattern[str]:
    """Matches what stands between the marks of a table."""
    return re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
