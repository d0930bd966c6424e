"""Plain text and Markdown: the bytes are the transcript."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from charset_normalizer import CharsetMatch, from_bytes

from tei_edition.diagnostics import Diagnostic
from tei_edition.transcript.source import Source, errors_of

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# of those that fit alike the first is taken
LATIN: Final = ("cp1252", "cp1254", "cp1250", "iso8859_2")
OTHER: Final = (
    "cp1251", "koi8_r", "cp866", "cp1253", "iso8859_5", "cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1255", "cp1256",
)  # fmt: skip
# so many of a text's bytes are above ASCII: accents, dashes and quotation marks are few, the letters of other scripts are many
FEW: Final = 0.15
MOST: Final = 0.4
# what the detection weighs alike
NEAR: Final = 0.01
# two that differ in a few letters only, which the detection weighs by chance
TWINS: Final = frozenset({"cp1250", "iso8859_2"})
# in the wrong one of the two a letter is a sign, or a capital inside a word: ®elim, M±ż, ©»astnou, ŁódĽ
NO_LETTER: Final = "[©®±¦¶¬µ¼¾]"
TORN: Final = re.compile(rf"{NO_LETTER}[«»]?[^\W\d_µ]|[^\W\d_µ]{NO_LETTER}|[^\W\d_A-Z][ĄĽ]")
# how much of a text may look unusual: first as the detection has it, then more, since accents may stand close
UNUSUAL: Final = (0.2, 0.4)
# names that editors know
NAMES: Final = {"cp1251": "windows-1251", "koi8_r": "koi8-r", "iso8859_2": "iso-8859-2", "iso8859_5": "iso-8859-5",
                "cp1252": "windows-1252", "cp1250": "windows-1250", "cp1254": "windows-1254", "cp1253": "windows-1253",
                "cp932": "shift_jis", "cp949": "euc_kr", "cp1255": "windows-1255", "cp1256": "windows-1256"}  # fmt: skip
# gives any bytes back, whatever they are
LAST_RESORT: Final = "latin-1"

# a text has no other control characters; in 16 bits a character's half may look like one
WHITE: Final = frozenset(b"\t\n\x0b\x0c\r\x1a\x1b")
# more of a text in 8 bits are letters and spaces of ASCII than can be halves of others
ASCII: Final = 0.75
# of the first characters of a file that is none, more than this part are controls
SAMPLE: Final = 10_000
ODD: Final = 0.1
UNUSED: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
# a text is of few scripts, most of it of one or two; so many bytes are too few to tell which half comes first
SHORT: Final = 16
BLOCKS: Final = 3
SETTLED: Final = 0.7


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read bytes; ``others`` fit as well, ``is_sure`` is false where nothing speaks for it."""

    codec: str
    mark: bytes = b""
    others: tuple[str, ...] = ()
    is_sure: bool = True


def read(name: str, data: bytes, encoding: str = "") -> Source:
    r"""Decode bytes by byte order mark, as UTF-8, or by detection, and so that they can be given back.

    >>> read("a.txt", b"caf\xc3\xa9").encoding
    'utf-8'
    """
    for reading in _readings(data, encoding):
        try:
            text = codecs.decode(data[len(reading.mark) :], reading.codec, errors_of(reading.codec))
            source = Source(name, data, reading.codec, text, reading.mark)
        except (UnicodeError, ValueError, LookupError):
            continue  # not this one, or not reversibly so
        return replace(source, said=tuple(_doubts(source, reading)))
    source = Source(name, data, LAST_RESORT, data.decode(LAST_RESORT))
    return replace(source, said=tuple(_doubts(source, Reading(LAST_RESORT, is_sure=False))))


def is_hardly_text(text: str) -> bool:
    r"""True where more characters are controls than a text could have by mistake: a program, a sound, a data base.

    >>> is_hardly_text("\0\1\2\3" * 9), is_hardly_text("The boat\0 is late.")
    (True, False)
    """
    controls = sum(unicodedata.category(c) == "Cc" and ord(c) not in WHITE for c in text[:SAMPLE])
    return controls > len(text[:SAMPLE]) * ODD


def _readings(data: bytes, encoding: str) -> Iterator[Reading]:
    if encoding and (errors_of(encoding) != "strict" or not _is_utf8(data)):
        yield Reading(encoding)
    for mark, codec in MARKS:
        if data.startswith(mark):
            yield Reading(codec, mark)
    if not encoding:
        yield from _in_two_bytes(data)
    yield Reading("utf-8")
    yield from _detected(data)


def _is_utf8(data: bytes) -> bool:
    """Letters beyond ASCII in another encoding are no UTF-8, but by the rarest chance."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


# ------------------------------------------------------------------ two bytes a character, and no mark


def _in_two_bytes(data: bytes) -> Iterator[Reading]:
    """UTF-16 without a mark, if the bytes cannot be a text in eight bits: half of a character looks like a control."""
    controls = sum(byte < 0x20 and byte not in WHITE for byte in data)
    plain = sum(0x20 <= byte < 0x7F or byte in WHITE for byte in data)
    if len(data) % 2 or not controls or plain >= len(data) * ASCII:
        return
    weighed = sorted(((_likeness(data, codec), codec) for codec in ("utf-16-le", "utf-16-be")), reverse=True)
    (likeness, _), codec = weighed[0]
    if likeness >= SETTLED:
        yield Reading(codec, is_sure=len(data) > SHORT or 2 * data.count(0) >= len(data))


def _likeness(data: bytes, codec: str) -> tuple[float, int]:
    """How much of a text is of few scripts, and how few; 0 where something is no character."""
    text = data.decode(codec, "replace")
    if any(unicodedata.category(c) in UNUSED and c not in "\t\n\x0b\x0c\r" for c in text):
        return 0.0, 0
    scripts = Counter(map(_script, text))
    most = sum(count for _, count in scripts.most_common(BLOCKS))
    return (most / len(text) if len(scripts) <= 2 * BLOCKS else 0.0), -len(scripts)


def _script(character: str) -> int:
    """A number for the script of a character: its block of 256, one for all of Han and kana, one for Hangul."""
    block = ord(character) >> 8
    return 0x30 if 0x30 <= block <= 0x9F else 0xAC if 0xAC <= block <= 0xD7 else block


# ------------------------------------------------------------------ detection


def _detected(data: bytes) -> Iterator[Reading]:
    """What the detection finds; where several fit alike, the commonest, with a doubt."""
    high = sum(byte > 0x7F for byte in data) / max(1, len(data))
    order = LATIN if high < FEW else OTHER if high > MOST else (*LATIN, *OTHER)
    every = (list(from_bytes(data, cp_isolation=list(order), threshold=most)) for most in UNUSUAL)
    matches = next(filter(None, every), [])
    if not matches:
        return
    best, *others = sorted(_fitting(matches), key=lambda m: order.index(m.encoding))
    more = (m for m in _whole_twins(matches) if m not in (best, *others) and _torn(m) < _torn(best))
    others = [*more, *others]
    differing = tuple(NAMES.get(m.encoding, m.encoding) for m in others if str(m) != str(best))
    for match in chain([best], (m for m in matches if m is not best)):
        yield Reading(NAMES.get(match.encoding, match.encoding), others=differing if match is best else ())


def _fitting(matches: Sequence[CharsetMatch]) -> list[CharsetMatch]:
    """Those that the detection weighs alike; of twins the one that tears fewer words, both where neither does."""
    near = [m for m in matches if _is_near(m, matches)]
    if TWINS.isdisjoint(m.encoding for m in near):
        return near
    return [m for m in near if m.encoding not in TWINS] + _whole_twins(matches)


def _whole_twins(matches: Sequence[CharsetMatch]) -> list[CharsetMatch]:
    twins = [m for m in matches if m.encoding in TWINS]
    fewest = min(map(_torn, twins), default=0)
    return [m for m in twins if _torn(m) == fewest]


def _torn(match: CharsetMatch) -> int:
    """How many of its words hold what no word does."""
    return sum(TORN.search(word) is not None for word in str(match).split())


def _is_near(match: CharsetMatch, matches: Sequence[CharsetMatch]) -> bool:
    best = matches[0]
    return match.chaos <= best.chaos + NEAR and match.coherence >= best.coherence - NEAR


def _doubts(source: Source, reading: Reading) -> Iterator[Diagnostic]:
    """What an editor is to be told where the bytes do not decide."""
    setting = (
        f'If it is wrong, name the encoding in edition.toml: [conversion] encoding = "{(*reading.others, "…")[0]}".'
    )
    if not reading.is_sure:
        said = f"no encoding fits its bytes for sure; read as {reading.codec}"
        yield Diagnostic("encoding-doubtful", said, source.name, hint=f"Look at the words. {setting}")
    elif reading.others:
        said = f"read as {reading.codec}{_example(source, reading.others[0])}"
        yield Diagnostic("encoding-doubtful", said, source.name, hint=f"Look at the words. {setting}")


def _example(source: Source, other: str) -> str:
    """A word that would be another one in another encoding."""
    for word in source.text.split():
        if not word.isascii():
            try:
                otherwise = source.encoded(word).removeprefix(source.mark).decode(other)
            except UnicodeError:
                continue
            if otherwise != word:
                return f": “{word}”; as {other} it would be “{otherwise}”"
    return f"; {other} fits as well"
