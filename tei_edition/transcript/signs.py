"""THE table of editorial signs: one row a meaning, readable both ways.

A row says what is written, the test that tells it from its neighbours, what it becomes in TEI and an
example that is both a test and a line of the manual. :data:`RENDITIONS` is the way back: each document
declares it in its ``tagsDecl``, so that the transcript comes back from the TEI alone.

Rows are tried from top to bottom; the first whose test holds is the one that fires.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Protocol

from tei_edition.diagnostics import Span
from tei_edition.transcript.words import Words, alternatives

Attributes = tuple[tuple[str, str], ...]


class Known(Protocol):
    """What the registers know; signs come before registers, so they only ask."""

    def is_place(self, text: str) -> bool:
        """True if the text is the name of a place in the registers."""

    def is_person(self, text: str) -> bool:
        """True if the text is the name of a person in the registers."""


class NothingKnown:
    """Registers that know no name."""

    def is_place(self, text: str) -> bool:  # noqa: ARG002
        """No place is known."""
        return False

    def is_person(self, text: str) -> bool:  # noqa: ARG002
        """No person is known."""
        return False


@dataclass(frozen=True, slots=True)
class Bracket:
    """Something between two delimiters, with what a reader sees around it.

    ``before`` and ``after`` are the rest of its line; ``span`` holds the delimiters, ``inner`` does not.
    """

    span: Span
    inner: str
    before: str
    after: str
    words: Words
    known: Known = field(default_factory=NothingKnown)

    @property
    def text(self) -> str:
        """The words inside, white space folded."""
        return " ".join(self.inner.split())

    @property
    def word_before(self) -> str:
        """The word that touches the bracket or stands one space before it."""
        found = re.search(r"([\w'’-]+[.]?) ?$", self.before)
        return found[1] if found else ""

    @property
    def word_after(self) -> str:
        """The word after the bracket."""
        found = re.match(r"\s*([\w'’-]+)", self.after)
        return found[1] if found else ""

    @property
    def touches_before(self) -> bool:
        """A letter or digit stands right before it."""
        return self.before[-1:].isalnum()

    @property
    def touches_after(self) -> bool:
        """A letter or digit stands right after it."""
        return self.after[:1].isalnum()

    def begins(self, kind: str) -> bool:
        """True if it begins with one of the words of that kind, whole."""
        choices = self.words.brackets.get(kind, ())
        return bool(choices) and bool(re.match(rf"{alternatives(choices)}(?!\w)", self.text, re.IGNORECASE))

    def is_one_of(self, kind: str) -> bool:
        """True if it is one of the words of that kind and nothing else, final stops aside."""
        return self.text.rstrip(".").lower() in {w.lower() for w in self.words.brackets.get(kind, ())}

    def mentions(self, kind: str) -> bool:
        """True if it has one of the words of that kind anywhere."""
        choices = self.words.brackets.get(kind, ())
        return bool(choices) and bool(re.search(rf"(?<!\w){alternatives(choices)}(?!\w)", self.text, re.IGNORECASE))

    @property
    def label_length(self) -> int:
        """Characters up to and with the colon of a label, 0 if there is none within 60 characters."""
        return self.inner.find(":", 0, 60) + 1


class Form(Enum):
    """How the written sign and its TEI belong together."""

    WRAP = "the words inside are the content of the innermost element"
    EMPTY = "an empty element; the whole sign comes back from its rend attribute"
    LABEL = "a note: label up to the colon, then the text"
    LINE = "a note: the label in brackets, the text after them up to the line's end"
    AFTER = "said of the word before, which becomes the content"
    EITHER = "the word before and the words inside, two readings of one place"


@dataclass(frozen=True, slots=True)
class Tag:
    """An element and its attributes."""

    name: str
    attributes: Attributes = ()


def tag(name: str, **attributes: str) -> Tag:
    """A row's element: ``tag("gap", reason="lost")``."""
    return Tag(name, tuple(attributes.items()))


Test = Callable[[Bracket], bool]
Facts = Callable[[Bracket], Attributes]


def always(bracket: Bracket) -> bool:  # noqa: ARG001
    """The delimiters alone tell."""
    return True


def no_facts(bracket: Bracket) -> Attributes:  # noqa: ARG001
    """Nothing is read off the words."""
    return ()


@dataclass(frozen=True, slots=True)
class Sign:
    """One meaning of one written sign.

    ``tei`` lists elements from the outermost in; ``facts`` reads attributes of the first off the words;
    ``doubt`` is why the reading is only likely, empty where it is sure.
    """

    name: str
    meaning: str
    tei: tuple[Tag, ...]
    example: str
    example_tei: str
    test: Test = always
    form: Form = Form.WRAP
    opens: str = "["
    closes: str = "]"
    facts: Facts = no_facts
    doubt: str = ""


# ------------------------------------------------------------------ what the words of a sign say


def place(bracket: Bracket) -> Attributes:
    """Where a stamp or note stands, from the words of its label or description: ``place="bottom"``."""
    said = bracket.inner[: bracket.label_length] or bracket.text
    for name, choices in bracket.words.places.items():
        if re.search(rf"(?<!\w){alternatives(choices)}(?!\w)", said, re.IGNORECASE):
            return (("place", name),)
    return ()


def amount(bracket: Bracket) -> Attributes:
    """``2 words illegible`` → quantity 2, unit word; without a number nothing is said."""
    for unit, choices in bracket.words.units.items():
        found = re.search(rf"(?<!\w)(\d+|[a-z]+)\s+{alternatives(choices)}(?!\w)", bracket.text, re.IGNORECASE)
        if found:
            number = found[1] if found[1].isdigit() else bracket.words.numerals.get(found[1].lower())
            if number:
                return (("quantity", str(number)), ("unit", unit))
    return ()


def length(bracket: Bracket) -> Attributes:
    """As many characters as there are marks: ``??`` → quantity 2, unit char."""
    return (("quantity", str(len(bracket.inner))), ("unit", "char"))


def page_number(bracket: Bracket) -> Attributes:
    """The number of a page marker, as ``n``."""
    found = re.search(r"[0-9]+[a-z]?|[ivxlc]+$", bracket.text, re.IGNORECASE)
    return (("n", found[0]),) if found else ()


# ------------------------------------------------------------------ tests

DOTS = re.compile(r"[\s.…·]+")
CAPITAL = re.compile(r"[^\W\d_]")


def _is_capital(word: str) -> bool:
    first = CAPITAL.search(word)
    return first is not None and first[0].isupper()


def is_labelled(kind: str) -> Test:
    """A note whose text follows a label: ``[Stamp: …]``."""
    return lambda b: b.begins(kind) and b.label_length > 0


def is_described(kind: str) -> Test:
    """A thing that is described, not transcribed: ``[Handwritten note at the top]``."""
    return lambda b: b.begins(kind) and b.label_length == 0


def announces(kind: str) -> Test:
    """``[stamp] SECRET!``: the word alone in brackets, and text after it on its line."""
    return lambda b: b.is_one_of(kind) and bool(b.after.strip())


def is_dots(b: Bracket) -> bool:
    """Only dots inside."""
    return bool(b.inner.strip()) and bool(DOTS.fullmatch(b.inner))


def is_blank(b: Bracket) -> bool:
    """Nothing but spaces inside."""
    return not b.inner.strip()


def is_query(b: Bracket) -> bool:
    """``word[?]``: the word before is doubted."""
    return b.text == "?" and bool(b.word_before) and b.word_before.lower() not in b.words.function


def is_lone_query(b: Bracket) -> bool:
    """``[?]`` with no word before it."""
    return set(b.text) == {"?"}


def is_queried(b: Bracket) -> bool:
    """``[word?]``: read, with doubt."""
    return b.text.endswith("?") and len(b.text) > 1 and len(b.text.split()) <= 4


def is_illegible(b: Bracket) -> bool:
    """Says that something cannot be read."""
    return b.mentions("illegible") and len(b.text.split()) <= 6


def is_sic(b: Bracket) -> bool:
    """``word [sic]``."""
    return b.is_one_of("sic") and bool(b.word_before)


def is_page(b: Bracket) -> bool:
    """``[page 2]``."""
    return b.begins("page") and bool(re.fullmatch(r"\D{1,12}?\s*\d+[a-z]?", b.text, re.IGNORECASE))


def is_reading_inside_a_word(b: Bracket) -> bool:
    """``8[7]1``: letters or digits touch both sides, so something was seen there."""
    return b.touches_before and b.touches_after


def is_part_of_a_word(b: Bracket) -> bool:
    """``Com[rade]``, ``[con]currently``: a word is completed."""
    return (b.touches_before or b.touches_after) and b.inner.isalpha()


def is_correction(b: Bracket) -> bool:
    """``These [There]``: one other word, near the one before in letters, but neither name nor gloss."""
    said, before = b.text, b.word_before
    if len(said) < 3 or not said.isalpha() or not before.isalpha() or said == before:
        return False
    if b.known.is_person(said) or b.known.is_place(said) or b.known.is_person(before):
        return False
    near = difflib.SequenceMatcher(None, said.lower(), before.lower()).ratio() >= 0.75
    return near and _is_capital(said) == _is_capital(before) and not before.isupper()


def is_pronoun(b: Bracket) -> bool:
    """A pronoun the other language leaves out."""
    return b.text.lower() in {p.lower() for p in b.words.pronouns}


def is_lower_case(b: Bracket) -> bool:
    """Begins with a small letter: words the sentence needs."""
    first = CAPITAL.search(b.text)
    return first is not None and first[0].islower()


def follows_a_name(b: Bracket) -> bool:
    """``FILIPPOV [Stalin]``: after a capitalized word, and no place that stands for itself."""
    before = b.word_before
    if before.lower() in {word.lower() for word in (*b.words.function, *b.words.pronouns)}:
        return False  # "The [Polish] side": a capital begins the sentence, no name
    ends_sentence = before.endswith(".") and len(before) > 2 and before not in b.words.abbreviated
    return _is_capital(before) and not ends_sentence and b.before.endswith(" ") and not b.known.is_place(b.text)


def precedes_a_name(b: Bracket) -> bool:
    """``[Alan] Kirk``: a capitalized word follows."""
    return _is_capital(b.word_after) and not b.known.is_place(b.text)


def names_the_next(b: Bracket) -> bool:
    """``[attaché in Geneva Ota] Krenek``: its last word is a forename, and a person of the registers follows."""
    words = b.text.split()
    return len(words) > 1 and _is_capital(words[-1]) and b.known.is_person(b.word_after)


def is_known_place(b: Bracket) -> bool:
    """``[BEIJING]``: a place of the registers, whatever the ground of the bracket."""
    return b.known.is_place(b.text)


# ------------------------------------------------------------------ the table

STAMP = (tag("note", type="stamp", rend="brackets"), tag("stamp"))
HAND_DESCRIBED = (tag("note", type="handwritten"), tag("gap", reason="editorial", extent="unknown"), tag("desc"))
ILLEGIBLE = (tag("gap", reason="illegible"), tag("desc"))

SIGNS: Final[tuple[Sign, ...]] = (
    Sign(
        "stamp-line",
        "the text of a stamp, after the word in brackets",
        (tag("note", type="stamp", rend="brackets-label"),),
        "[stamp] SECRET!",
        '<note type="stamp" rend="brackets-label"><label>stamp</label> SECRET!</note>',
        test=announces("stamp"),
        form=Form.LINE,
    ),
    Sign(
        "handwritten-line",
        "handwritten text, after the word in brackets",
        (tag("note", type="handwritten", rend="brackets-label"),),
        "[handwritten] Copy sent to the pilot",
        '<note type="handwritten" rend="brackets-label"><label>handwritten</label> Copy sent to the pilot</note>',
        test=announces("handwritten"),
        form=Form.LINE,
    ),
    Sign(
        "stamp",
        "the text of a stamp, after a label in the translator's words",
        STAMP,
        "[Stamp: RETURN TO No. 4]",
        '<note type="stamp" rend="brackets"><label>Stamp:</label> <stamp type="registry">RETURN TO No. 4</stamp></note>',
        test=is_labelled("stamp"),
        form=Form.LABEL,
        facts=place,
    ),
    Sign(
        "stamp-described",
        "a stamp that is mentioned but not transcribed",
        (tag("note", type="stamp"), tag("gap", reason="editorial", extent="unknown"), tag("desc")),
        "[Stamp of the registry]",
        '<note type="stamp"><gap reason="editorial" extent="unknown"><desc>Stamp of the registry</desc></gap></note>',
        test=is_described("stamp"),
        facts=place,
    ),
    Sign(
        "handwritten",
        "the text of a handwritten note, after a label",
        (tag("note", type="handwritten", rend="brackets"),),
        "[Handwritten at the top: to the file]",
        '<note type="handwritten" rend="brackets" place="top"><label>Handwritten at the top:</label> to the file</note>',
        test=is_labelled("handwritten"),
        form=Form.LABEL,
        facts=place,
    ),
    Sign(
        "handwritten-described",
        "a handwritten note that is described, not transcribed",
        HAND_DESCRIBED,
        "[Handwritten note at the top]",
        '<note type="handwritten" place="top"><gap reason="editorial" extent="unknown">'
        "<desc>Handwritten note at the top</desc></gap></note>",
        test=is_described("handwritten"),
        facts=place,
    ),
    Sign(
        "marginal",
        "the text of a note in the margin",
        (tag("note", type="marginal", rend="brackets"),),
        "[In the margin: check at once]",
        '<note type="marginal" rend="brackets" place="margin"><label>In the margin:</label> check at once</note>',
        test=is_labelled("marginal"),
        form=Form.LABEL,
        facts=place,
    ),
    Sign(
        "resolution",
        "the decision an office wrote on the document",
        (tag("note", type="resolution", rend="brackets"),),
        "[Resolution: for the file]",
        '<note type="resolution" rend="brackets"><label>Resolution:</label> for the file</note>',
        test=is_labelled("resolution"),
        form=Form.LABEL,
        facts=place,
    ),
    Sign(
        "translator",
        "a note of the translator's own",
        (tag("note", type="translator", rend="brackets"),),
        "[Translator's note: the sums do not agree]",
        '<note type="translator" rend="brackets"><label>Translator\'s note:</label> the sums do not agree</note>',
        test=is_labelled("translator"),
        form=Form.LABEL,
    ),
    Sign(
        "omission",
        "something the transcript leaves out",
        (tag("gap", reason="editorial", extent="unknown"),),
        "as follows [...] and",
        'as follows <gap reason="editorial" extent="unknown" rend="[...]"/> and',
        test=is_dots,
        form=Form.EMPTY,
    ),
    Sign(
        "blank",
        "a place where the text is gone",
        (tag("gap", reason="lost", extent="unknown"),),
        "the name is [ ].",
        'the name is <gap reason="lost" extent="unknown" rend="[ ]"/>.',
        test=is_blank,
        form=Form.EMPTY,
    ),
    Sign(
        "doubted-word",
        "the word before is read with doubt",
        (tag("unclear", rend="query"),),
        "left for Harbor[?] with",
        'left for <unclear rend="query">Harbor</unclear> with',
        test=is_query,
        form=Form.AFTER,
    ),
    Sign(
        "doubted",
        "something that cannot be made out",
        (tag("gap", reason="illegible", extent="unknown"),),
        "([?])",
        '(<gap reason="illegible" extent="unknown" rend="[?]"/>)',
        test=is_lone_query,
        form=Form.EMPTY,
    ),
    Sign(
        "signature",
        "a signature that is there but not transcribed",
        (tag("gap", reason="editorial", unit="signature", quantity="1"), tag("desc")),
        "Verified: [signature]",
        'Verified: <gap reason="editorial" unit="signature" quantity="1"><desc>signature</desc></gap>',
        test=lambda b: b.begins("signature") and len(b.text.split()) <= 6 and not b.mentions("illegible"),
    ),
    Sign(
        "signature-illegible",
        "a signature that nobody can read",
        (tag("gap", reason="illegible", unit="signature", quantity="1"), tag("desc")),
        "[signature illegible 31/XII]",
        '<gap reason="illegible" unit="signature" quantity="1"><desc>signature illegible 31/XII</desc></gap>',
        test=lambda b: b.begins("signature") and b.mentions("illegible") and len(b.text.split()) <= 6,
    ),
    Sign(
        "illegible",
        "something nobody can read",
        ILLEGIBLE,
        "and [2 words illegible] others",
        'and <gap reason="illegible" quantity="2" unit="word"><desc>2 words illegible</desc></gap> others',
        test=is_illegible,
        facts=amount,
    ),
    Sign(
        "lost",
        "something that is missing from the document",
        (tag("gap", reason="lost"), tag("desc")),
        "as follows [text missing]",
        'as follows <gap reason="lost"><desc>text missing</desc></gap>',
        test=lambda b: b.is_one_of("lost") or (b.mentions("lost") and len(b.text.split()) <= 4),
        facts=amount,
    ),
    Sign(
        "withheld",
        "something an authority has not released",
        (tag("gap", reason="withheld"), tag("desc")),
        "[text not declassified]",
        '<gap reason="withheld"><desc>text not declassified</desc></gap>',
        test=lambda b: b.mentions("withheld"),
        facts=amount,
    ),
    Sign(
        "summarised",
        "something the transcript describes instead of giving it",
        (tag("gap", reason="editorial"), tag("desc")),
        "[Here follows a list of parts.]",
        '<gap reason="editorial"><desc>Here follows a list of parts.</desc></gap>',
        test=lambda b: b.begins("editorial"),
    ),
    Sign(
        "page",
        "the beginning of a page of the document",
        (tag("pb"),),
        "[page 2]",
        '<pb n="2" rend="[page 2]"/>',
        test=is_page,
        form=Form.EMPTY,
        facts=page_number,
    ),
    Sign(
        "page-break",
        "a new page of the document begins",
        (tag("pb"),),
        "[page break]",
        '<pb rend="[page break]"/>',
        test=lambda b: b.is_one_of("page-break"),
        form=Form.EMPTY,
    ),
    Sign(
        "layout",
        "a remark on how the document looks",
        (tag("note", type="layout", rend="brackets"),),
        "at once [emphasis in the original] and",
        'at once <note type="layout" rend="brackets">emphasis in the original</note> and',
        test=lambda b: b.is_one_of("layout"),
    ),
    Sign(
        "sic-probably",
        "so in the document, and what the translator thinks is meant",
        (tag("choice"), tag("sic", rend="sic-probably"), tag("corr", cert="medium")),
        'the goverment [sic, probably "governor"] has',
        'the <choice><sic rend="sic-probably">goverment</sic> <corr cert="medium">governor</corr></choice> has',
        test=lambda b: bool(re.fullmatch(r'sic, probably "[^"\[\]]+"', b.inner)) and bool(b.word_before),
        form=Form.EITHER,
        opens='[sic, probably "',
        closes='"]',
    ),
    Sign(
        "sic",
        "so in the document",
        (tag("sic", rend="sic"),),
        "we recieved [sic] your",
        'we <sic rend="sic">recieved</sic> your',
        test=is_sic,
        form=Form.AFTER,
    ),
    Sign(
        "unclear",
        "a doubtful reading inside a word or a number",
        (tag("unclear", rend="brackets"),),
        "No. 8[7]1",
        'No. 8<unclear rend="brackets">7</unclear>1',
        test=is_reading_inside_a_word,
    ),
    Sign(
        "unclear-words",
        "words read with doubt",
        (tag("unclear", rend="brackets-query"),),
        "the [crates?] were",
        'the <unclear rend="brackets-query">crates</unclear> were',
        test=is_queried,
        closes="?]",
    ),
    Sign(
        "supplied-letters",
        "a word completed",
        (tag("supplied", reason="subaudible"),),
        "Com[rade] Berg",
        'Com<supplied reason="subaudible">rade</supplied> Berg',
        test=is_part_of_a_word,
    ),
    Sign(
        "correction",
        "the word before, and what it should be",
        (tag("choice"), tag("sic"), tag("corr", rend="brackets")),
        "There is thier [their] list",
        'There is <choice><sic>thier</sic> <corr rend="brackets">their</corr></choice> list',
        test=is_correction,
        form=Form.EITHER,
        doubt="it may be a gloss",
    ),
    Sign(
        "remark",
        "a remark of another kind, with a label of its own",
        (tag("note", type="layout", rend="brackets"),),
        "the barge [crossed out: that] which",
        'the barge <note type="layout" rend="brackets"><label>crossed out:</label> that</note> which',
        test=lambda b: bool(re.match(r"[^\W\d_][\w'’ -]{2,40}:\s", b.inner)),
        form=Form.LABEL,
        doubt="the label is not one of those known",
    ),
    Sign(
        "supplied-figures",
        "a date or a number the sentence needs",
        (tag("supplied", reason="subaudible"),),
        "at noon on [17 December]",
        'at noon on <supplied reason="subaudible">17 December</supplied>',
        test=lambda b: b.text[:1].isdigit(),
    ),
    Sign(
        "supplied-pronoun",
        "a pronoun the original leaves out",
        (tag("supplied", reason="subaudible"),),
        "[We] agree.",
        '<supplied reason="subaudible">We</supplied> agree.',
        test=is_pronoun,
    ),
    Sign(
        "explanation-office",
        "an office and a forename for the person that follows",
        (tag("supplied", reason="explanation"),),
        "from [attaché in the port Anna] Lind",
        'from <supplied reason="explanation">attaché in the port Anna</supplied> Lind',
        test=names_the_next,
    ),
    Sign(
        "supplied-words",
        "words the sentence needs in the other language",
        (tag("supplied", reason="subaudible"),),
        "that is [we should] complete",
        'that is <supplied reason="subaudible">we should</supplied> complete',
        test=is_lower_case,
    ),
    Sign(
        "explanation-after",
        "who or what the name before is",
        (tag("supplied", reason="explanation"),),
        "to BERGER [Holm]",
        'to BERGER <supplied reason="explanation">Holm</supplied>',
        test=follows_a_name,
    ),
    Sign(
        "explanation-before",
        "a forename or an office for the name that follows",
        (tag("supplied", reason="explanation"),),
        "the envoy, [Anna] Holm",
        'the envoy, <supplied reason="explanation">Anna</supplied> Holm',
        test=precedes_a_name,
    ),
    Sign(
        "place-in-brackets",
        "a place in brackets, on a ground that cannot be told",
        (tag("supplied", reason="undefined"),),
        "from [HARBOUR] received",
        'from <supplied reason="undefined">HARBOUR</supplied> received',
        test=is_known_place,
    ),
    Sign(
        "supplied",
        "words the translator adds",
        (tag("supplied", reason="subaudible"),),
        "of [Seven] boats",
        'of <supplied reason="subaudible">Seven</supplied> boats',
        doubt="no rule speaks for another ground",
    ),
    # ---- other delimiters
    Sign(
        "superscript",
        "raised",
        (tag("hi", rend="sup"),),
        "the 8<sup>th</sup> day",
        'the 8<hi rend="sup">th</hi> day',
        opens="<sup>",
        closes="</sup>",
    ),
    Sign(
        "underlined",
        "underlined in the document",
        (tag("hi", rend="underline"),),
        "the <u>second</u> party",
        'the <hi rend="underline">second</hi> party',
        opens="<u>",
        closes="</u>",
    ),
    Sign(
        "bold",
        "bold in the transcript",
        (tag("hi", rend="bold"),),
        "list of **the depot** here",
        'list of <hi rend="bold">the depot</hi> here',
        opens="**",
        closes="**",
    ),
    Sign(
        "deleted",
        "struck out in the document",
        (tag("del", rend="strikethrough"),),
        "with ~~ten~~ twelve",
        'with <del rend="strikethrough">ten</del> twelve',
        opens="~~",
        closes="~~",
    ),
)

# a question mark for each digit that cannot be read: 57??
LOST_DIGITS: Final = Sign(
    "lost-digits",
    "digits nobody can read, a question mark for each",
    (tag("gap", reason="illegible"),),
    "CABLE No. 57??",
    'CABLE No. 57<gap reason="illegible" quantity="2" unit="char" rend="??"/>',
    form=Form.EMPTY,
    opens="",
    closes="",
    facts=length,
)
OMITTED: Final = Sign(
    "omission-angle",
    "something left out, in angle quotation marks",
    (tag("gap", reason="editorial", extent="unknown"),),
    "and so on ‹…› until",
    'and so on <gap reason="editorial" extent="unknown" rend="‹…›"/> until',
    form=Form.EMPTY,
    opens="",
    closes="",
)
OMITTED_WRITTEN: Final = re.compile(r"‹[\s.…]+›")
LOST_DIGITS_WRITTEN: Final = re.compile(
    r"(?:No\.|N°|Nº|№|#)\s*\d+(?P<at>\?)(?=[\s/]|$)|(?<=\d)\?{2,}|(?<=\d)\?(?=\d)|\?{2,}(?=\d)"
)

# an odd closing bracket after a note that has closed
UNBALANCED: Final = Sign(
    "unbalanced",
    "a closing bracket too many",
    (tag("surplus", reason="unbalanced"),),
    "[Stamp: the OS [Office]]\nNo. 7]",
    '<surplus reason="unbalanced">]</surplus>',
    opens="",
    closes="",
)

# a page as pdftotext and word processors' readers write it; it comes back from the residue, XML has no form feed
FORM_FEED: Final = Sign(
    "form-feed",
    "a new page begins",
    (tag("pb"),),
    "the first page ends\n\fand the next goes on",
    "<pb/>",
    form=Form.EMPTY,
    opens="",
    closes="",
)

# signs with no delimiters of their own: the pattern finds them whole
LOOSE: Final = ((LOST_DIGITS, LOST_DIGITS_WRITTEN), (OMITTED, OMITTED_WRITTEN), (FORM_FEED, re.compile("\f")))
ALL: Final[tuple[Sign, ...]] = (*SIGNS, LOST_DIGITS, OMITTED, UNBALANCED, FORM_FEED)
BY_NAME: Final[dict[str, Sign]] = {sign.name: sign for sign in ALL}


def classify(bracket: Bracket, off: frozenset[str] = frozenset()) -> Sign:
    """The row that fires for something in square brackets; rows named in ``off`` are passed over."""
    rows = (sign for sign in SIGNS if sign.opens.startswith("[") and sign.name not in off)
    return next((sign for sign in rows if sign.test(bracket)), BY_NAME["supplied"])


def paired(off: frozenset[str] = frozenset()) -> tuple[Sign, ...]:
    """The rows with delimiters of their own, longest opening first."""
    rows = (sign for sign in SIGNS if not sign.opens.startswith("[") and sign.name not in off)
    return tuple(sorted(rows, key=lambda sign: -len(sign.opens)))


# ------------------------------------------------------------------ the way back


@dataclass(frozen=True, slots=True)
class Rendition:
    """What a reader of the TEI writes before or after an element: a CSS selector and CSS content."""

    selector: str
    content: str
    scope: str = ""


BRACKETED = "supplied, gap > desc, note[rend~='brackets'], unclear[rend~='brackets'], corr[rend~='brackets']"

RENDITIONS: Final[tuple[Rendition, ...]] = (
    Rendition(f"{BRACKETED}, unclear[rend~='brackets-query']", 'content: "["', "before"),
    Rendition(BRACKETED, 'content: "]"', "after"),
    Rendition("unclear[rend~='brackets-query']", 'content: "?]"', "after"),
    Rendition("note[rend~='brackets-label'] > label", 'content: "["', "before"),
    Rendition("note[rend~='brackets-label'] > label", 'content: "]"', "after"),
    Rendition("sic[rend~='sic-probably'] + corr", 'content: "[sic, probably \\""', "before"),
    Rendition("sic[rend~='sic-probably'] + corr", 'content: "\\"]"', "after"),
    Rendition("unclear[rend~='query']", 'content: "[?]"', "after"),
    Rendition("unclear[rend~='query-apart']", 'content: " [?]"', "after"),
    Rendition("sic[rend~='sic']", 'content: " [sic]"', "after"),
    Rendition("gap[rend], pb[rend]", "content: attr(rend)", "before"),
    Rendition("list[rend~='inline'] > item:not(:last-child)", 'content: ","', "after"),
    Rendition("p[rend~='bullet']", 'content: "- "', "before"),
    Rendition("hi[rend~='sup']", 'content: "<sup>"', "before"),
    Rendition("hi[rend~='sup']", 'content: "</sup>"', "after"),
    Rendition("hi[rend~='underline']", 'content: "<u>"', "before"),
    Rendition("hi[rend~='underline']", 'content: "</u>"', "after"),
    Rendition("hi[rend~='bold']", 'content: "**"', "before"),
    Rendition("hi[rend~='bold']", 'content: "**"', "after"),
    Rendition("del[rend~='strikethrough']", 'content: "~~"', "before"),
    Rendition("del[rend~='strikethrough']", 'content: "~~"', "after"),
    Rendition("choice > sic:not([rend]) + corr:not([rend]), note[type='editorial']", "display: none"),
)
