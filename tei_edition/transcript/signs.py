"""THE table of editorial signs: one row a meaning, readable both ways.

A row says what is written, the test that tells it from its neighbours, what it becomes in TEI and an
example that is both a test and a line of the manual. :data:`RENDITIONS` is the way back: each document
declares it in its ``tagsDecl``, so that the transcript comes back from the TEI alone.

Rows are tried from top to bottom; the first whose test holds is the one that fires.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from tei_edition.transcript.brackets import (
    Attributes,
    Bracket,
    Facts,
    Known,
    NothingKnown,
    Test,
    above,
    always,
    amount,
    announces,
    explains_a_foreign_word,
    explains_a_phrase,
    follows_a_name,
    is_apposition,
    is_blank,
    is_column,
    is_corrected_number,
    is_correction,
    is_described,
    is_dots,
    is_doubled_reading,
    is_exclaimed,
    is_expansion,
    is_function_word,
    is_gloss,
    is_heading_left_out,
    is_illegible,
    is_illegible_signature,
    is_known_person,
    is_known_place,
    is_label,
    is_labelled,
    is_lacking,
    is_left_out,
    is_line_of_form,
    is_lone_query,
    is_lower_case,
    is_number_again,
    is_original,
    is_page,
    is_part_of_a_word,
    is_pronoun,
    is_punctuation,
    is_queried,
    is_query,
    is_reading_inside_a_word,
    is_referent,
    is_remark_apart,
    is_remark_on_layout,
    is_sentence,
    is_sentence_apart,
    is_sic,
    is_sic_and_more,
    is_sic_with_reading,
    is_signature,
    is_signed_by_editor,
    is_struck_out,
    is_wanting_query,
    length,
    names_the_next,
    no_facts,
    page_number,
    place,
    precedes_a_name,
    tells_whose,
)

__all__ = ["Attributes", "Bracket", "Known", "NothingKnown"]


class Form(Enum):
    """How the written sign and its TEI belong together."""

    WRAP = "the words inside are the content of the innermost element"
    EMPTY = "an empty element; the whole sign comes back from its rend attribute"
    LABEL = "a note: label up to the colon, then the text"
    LINE = "a note: the label in brackets, the text after them up to the line's end"
    AFTER = "said of the word before, which becomes the content"
    EITHER = "the word before and the words inside, two readings of one place"
    TOLD = "words that say what it is stand first and come back from its rend attribute; the rest is the content"
    TOLD_EITHER = "the same, the word before being the other reading"
    KEPT = "the characters themselves stay in the element"
    PART = "the end of the word before, written out; the outer element holds the whole word"


@dataclass(frozen=True, slots=True)
class Tag:
    """An element and its attributes."""

    name: str
    attributes: Attributes = ()


def tag(name: str, **attributes: str) -> Tag:
    """A row's element: ``tag("gap", reason="lost")``."""
    return Tag(name, tuple(attributes.items()))


@dataclass(frozen=True, slots=True)
class Rendition:
    """What a reader of the TEI writes before or after an element: a CSS selector and CSS content."""

    selector: str
    content: str
    scope: str = ""


def around(selector: str, opens: str, closes: str) -> tuple[Rendition, ...]:
    """The renditions that write delimiters around the elements of a selector."""
    made = (
        Rendition(selector, f'content: "{_css(opens)}"', "before"),
        Rendition(selector, f'content: "{_css(closes)}"', "after"),
    )
    return tuple(one for one, written in zip(made, (opens, closes), strict=True) if written)


def _css(text: str) -> str:
    return re.sub(r'["\\]', r"\\\g<0>", text)


@dataclass(frozen=True, slots=True)
class Sign:
    """One meaning of one written sign.

    ``tei`` lists elements from the outermost in; ``facts`` reads attributes of the first off the words;
    ``doubt`` is why the reading is only likely, empty where it is sure. ``back`` is how it is written back, where
    the renditions that every document declares do not say so; a document declares it where the sign stands in it.
    ``pattern`` finds a sign that has no delimiters.
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
    back: tuple[Rendition, ...] = ()
    pattern: str = ""


# ------------------------------------------------------------------ the table


def told(element: str) -> tuple[Rendition, ...]:
    """The way back of a sign that says itself what it is: ``[inserted above: `` stands in ``rend``."""
    selector = f"{element}[rend^='[']"
    return (Rendition(selector, 'content: attr(rend) " "', "before"), Rendition(selector, 'content: "]"', "after"))


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
        "inserted",
        "written into the line or the margin of the document, as the transcript says",
        (tag("add"),),
        "with [inserted above: twelve] wagons",
        'with <add place="above" rend="[inserted above:">twelve</add> wagons',
        test=lambda b: b.begins("inserted") and b.label_length > 0,
        form=Form.TOLD,
        facts=above,
        back=told("add"),
    ),
    Sign(
        "crossed-out",
        "struck out in the document, as the transcript says",
        (tag("del"),),
        "the barge [crossed out: that] which",
        'the barge <del rend="[crossed out:">that</del> which',
        test=lambda b: b.begins("crossed-out") and b.label_length > 0,
        form=Form.TOLD,
        back=told("del"),
    ),
    Sign(
        "handwritten",
        "the text of a handwritten note, after a label",
        (tag("note", type="handwritten", rend="brackets"),),
        "[Handwritten at the top: to the file]",
        '<note type="handwritten" rend="brackets" place="top"><label>Handwritten at the top:</label> to the file</note>',
        test=lambda b: b.is_labelled("handwritten") or b.is_labelled("by-hand"),
        form=Form.LABEL,
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
        test=lambda b: b.begins("translator") and b.dashed_label_length > 0,
        form=Form.LABEL,
    ),
    Sign(
        "translator-signed",
        "a remark at whose end the translator or editor signs",
        (tag("note", type="translator", rend="brackets"),),
        "the dog barks [a proverb – trans.]",
        'the dog barks <note type="translator" rend="brackets">a proverb – trans.</note>',
        test=lambda b: is_signed_by_editor(b) or b.begins("translated"),
    ),
    Sign(
        "signature-illegible",
        "a signature that nobody can read",
        (tag("gap", reason="illegible", unit="signature", quantity="1"), tag("desc")),
        "[signature illegible 31/XII]",
        '<gap reason="illegible" unit="signature" quantity="1"><desc>signature illegible 31/XII</desc></gap>',
        test=is_illegible_signature,
    ),
    Sign(
        "signature",
        "a signature that is there but not transcribed",
        (tag("gap", reason="editorial", unit="signature", quantity="1"), tag("desc")),
        "Verified: [signature]",
        'Verified: <gap reason="editorial" unit="signature" quantity="1"><desc>signature</desc></gap>',
        test=is_signature,
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
        "supplied-query",
        "the mark of a question that the document leaves out",
        (tag("supplied", reason="subaudible"),),
        "Can the boat leave the pier [?] (At noon it can.)",
        'Can the boat leave the pier <supplied reason="subaudible">?</supplied> (At noon it can.)',
        test=is_wanting_query,
        doubt="it may be the word before that is doubted",
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
        test=is_lacking("lost"),
        facts=amount,
    ),
    Sign(
        "withheld",
        "something an authority has not released",
        (tag("gap", reason="withheld"), tag("desc")),
        "[text not declassified]",
        '<gap reason="withheld"><desc>text not declassified</desc></gap>',
        test=is_lacking("withheld"),
        facts=amount,
    ),
    Sign(
        "struck-out-described",
        "words struck out in the document that the transcript does not give",
        (tag("gap", reason="editorial"), tag("desc")),
        "and [two words crossed out] others",
        'and <gap reason="editorial" quantity="2" unit="word"><desc>two words crossed out</desc></gap> others',
        test=is_struck_out,
        facts=amount,
    ),
    Sign(
        "summarised",
        "something the transcript describes instead of giving it",
        (tag("gap", reason="editorial"), tag("desc")),
        "[Here follows a list of parts.]",
        '<gap reason="editorial"><desc>Here follows a list of parts.</desc></gap>',
        test=is_left_out,
    ),
    Sign(
        "heading-left-out",
        "the heading of a part that the transcript leaves out",
        (tag("gap", reason="editorial"), tag("desc")),
        "On the pier […] [The harbour]",
        'On the pier <gap reason="editorial" extent="unknown" rend="[…]"/> <gap reason="editorial"><desc>The harbour</desc></gap>',
        test=is_heading_left_out,
        doubt="it may be words of the document",
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
        "column",
        "the beginning of a column of the document",
        (tag("cb"),),
        "[column 2]",
        '<cb n="2" rend="[column 2]"/>',
        test=is_column,
        form=Form.EMPTY,
        facts=page_number,
        back=(Rendition("cb[rend]", "content: attr(rend)", "before"),),
    ),
    Sign(
        "layout",
        "a remark on how the document looks",
        (tag("note", type="layout", rend="brackets"),),
        "at once [emphasis in the original] and",
        'at once <note type="layout" rend="brackets">emphasis in the original</note> and',
        test=is_remark_on_layout,
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
        "sic-reading",
        "so in the document, and what should stand there",
        (tag("choice"), tag("sic"), tag("corr", cert="medium")),
        "the pilot maned [sic: manned] the boat",
        'the pilot <choice><sic>maned</sic> <corr cert="medium" rend="[sic:">manned</corr></choice> the boat',
        test=is_sic_with_reading,
        form=Form.TOLD_EITHER,
        back=told("corr"),
    ),
    Sign(
        "sic",
        "so in the document",
        (tag("sic", rend="sic"),),
        "we recieved [sic] your",
        'we <sic rend="sic">recieved</sic> your',
        test=lambda b: is_sic(b) and b.inner == "sic" and b.before.endswith(" "),
        form=Form.AFTER,
    ),
    Sign(
        "sic-touching",
        "so in the document, no space between",
        (tag("sic", rend="sic-touching"),),
        "we recieved[sic] your",
        'we <sic rend="sic-touching">recieved</sic> your',
        test=lambda b: is_sic(b) and b.inner == "sic",
        form=Form.AFTER,
        back=(Rendition("sic[rend~='sic-touching']", 'content: "[sic]"', "after"),),
    ),
    Sign(
        "sic-otherwise",
        "so in the document, in other words",
        (tag("sic"),),
        "we recieved [sic!] your",
        'we <sic rend="[sic!]">recieved</sic> your',
        test=lambda b: (is_sic(b) or is_sic_and_more(b) or is_exclaimed(b)) and b.before.endswith(" "),
        form=Form.AFTER,
        back=(Rendition("sic[rend^='[']", 'content: " " attr(rend)', "after"),),
    ),
    Sign(
        "unclear-double",
        "a doubtful reading of figures or letters, in double brackets",
        (tag("unclear", rend="brackets"),),
        "[stamp: [[11]] crates]",
        '<note type="stamp" rend="brackets"><label>stamp:</label> <stamp><unclear rend="brackets doubled">11</unclear> crates</stamp></note>',
        test=is_doubled_reading,
        doubt="double brackets may also supply it",
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
        "supplied-mark",
        "a mark that is wanting",
        (tag("supplied", reason="subaudible"),),
        'he said ["] and left',
        'he said <supplied reason="subaudible">"</supplied> and left',
        test=is_punctuation,
    ),
    Sign(
        "corrected-number",
        "the number before, and what it should be",
        (tag("choice"), tag("sic"), tag("corr", rend="brackets")),
        "page 51 [50] of it",
        'page <choice><sic>51</sic> <corr rend="brackets">50</corr></choice> of it',
        test=is_corrected_number,
        form=Form.EITHER,
        doubt="it may be another count",
    ),
    Sign(
        "explanation-of-number",
        "the number or the date before, written otherwise",
        (tag("supplied", reason="explanation"),),
        "two hundred [200] lamps",
        'two hundred <supplied reason="explanation">200</supplied> lamps',
        test=is_number_again,
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
        "explanation-told",
        "an explanation that says that it is one",
        (tag("supplied", reason="explanation"),),
        "the boat [i.e. the small one] left",
        'the boat <supplied reason="explanation">i.e. the small one</supplied> left',
        test=is_gloss,
    ),
    Sign(
        "original",
        "the word of the original, in our letters",
        (tag("supplied", reason="original"),),
        "send a flash cable [molniruite] at noon",
        'send a flash cable <supplied reason="original">molniruite</supplied> at noon',
        test=is_original,
    ),
    Sign(
        "remark",
        "a remark of another kind, with a label of its own",
        (tag("note", type="layout", rend="brackets"),),
        "the barge [in shorthand: that] which",
        'the barge <note type="layout" rend="brackets"><label>in shorthand:</label> that</note> which',
        test=lambda b: bool(re.match(r"[^\W\d_][\w'’ ,-]{2,50}:\s", b.inner)) and len(b.text.split()) > 1,
        form=Form.LABEL,
        doubt="the label is not one of those known",
    ),
    Sign(
        "line-of-form",
        "when it was received or what kind of document it is, as a form says it or an edition in its place",
        (tag("supplied", reason="undefined"),),
        "[Received May 3—7 a.m.]",
        '<supplied reason="undefined">Received May 3—7 a.m.</supplied>',
        test=is_line_of_form,
    ),
    Sign(
        "translator-sentence",
        "a whole sentence on lines of its own",
        (tag("note", type="translator", rend="brackets"),),
        "[The letter was sent on the next day.]",
        '<note type="translator" rend="brackets">The letter was sent on the next day.</note>',
        test=is_sentence_apart,
        doubt="it may be words of the document",
    ),
    Sign(
        "remark-apart",
        "said of the document on lines of its own",
        (tag("note", type="layout", rend="brackets"),),
        "[a map of the coast is attached]",
        '<note type="layout" rend="brackets">a map of the coast is attached</note>',
        test=is_remark_apart,
        doubt="it may be words of the document",
    ),
    Sign(
        "supplied-figures",
        "a date or a number the sentence needs",
        (tag("supplied", reason="subaudible"),),
        "at noon on [17 December]",
        'at noon on <supplied reason="subaudible">17 December</supplied>',
        test=lambda b: b.text[:1].isdigit() or bool(re.match(r"['’]\d", b.text)),
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
        "explanation-expansion",
        "what the abbreviation before stands for",
        (tag("supplied", reason="explanation"),),
        "the SD [salvage department] knows",
        'the SD <supplied reason="explanation">salvage department</supplied> knows',
        test=is_expansion,
    ),
    Sign(
        "explanation-of-pronoun",
        "whom or what the pronoun before means",
        (tag("supplied", reason="explanation"),),
        "and he [the pilot] left",
        'and he <supplied reason="explanation">the pilot</supplied> left',
        test=is_referent,
    ),
    Sign(
        "explanation-of-word",
        "what the foreign word before means",
        (tag("supplied", reason="explanation"),),
        "the obkom [regional committee] met",
        'the obkom <supplied reason="explanation">regional committee</supplied> met',
        test=explains_a_foreign_word,
    ),
    Sign(
        "explanation-of-phrase",
        "whom or what the noun before means",
        (tag("supplied", reason="explanation"),),
        "and the old pilot [Anna Lund] left",
        'and the old pilot <supplied reason="explanation">Anna Lund</supplied> left',
        test=lambda b: explains_a_phrase(b) or is_apposition(b),
    ),
    Sign(
        "supplied-words",
        "words the sentence needs in the other language",
        (tag("supplied", reason="subaudible"),),
        "that is [we should] complete",
        'that is <supplied reason="subaudible">we should</supplied> complete',
        test=lambda b: is_lower_case(b) or is_function_word(b) or is_label(b),
    ),
    Sign(
        "supplied-sentence",
        "words with a verb that the sentence needs",
        (tag("supplied", reason="subaudible"),),
        "to Vastra [Lind and Holm can sail] at noon",
        'to Vastra <supplied reason="subaudible">Lind and Holm can sail</supplied> at noon',
        test=is_sentence,
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
        "explanation-whose",
        "whose or which the thing is that follows",
        (tag("supplied", reason="explanation"),),
        "to the [Danish] consul",
        'to the <supplied reason="explanation">Danish</supplied> consul',
        test=tells_whose,
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
        "person-in-brackets",
        "a person in brackets, with no name before or after",
        (tag("supplied", reason="undefined"),),
        "that [Lind] has come",
        'that <supplied reason="undefined">Lind</supplied> has come',
        test=is_known_person,
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
    Sign(
        "lowered",
        "lowered",
        (tag("hi", rend="sub"),),
        "of H<sub>2</sub>O",
        'of H<hi rend="sub">2</hi>O',
        opens="<sub>",
        closes="</sub>",
        back=around("hi[rend~='sub']", "<sub>", "</sub>"),
    ),
    Sign(
        "italic",
        "slanted in the transcript",
        (tag("hi", rend="italic"),),
        "the boat *Marit* sank",
        'the boat <hi rend="italic">Marit</hi> sank',
        opens="*",
        closes="*",
        back=around("hi[rend='italic']", "*", "*"),
    ),
    Sign(
        "italic-underscores",
        "slanted in the transcript, between underscores",
        (tag("hi", rend="italic underscores"),),
        "the boat _Marit_ sank",
        'the boat <hi rend="italic underscores">Marit</hi> sank',
        opens="_",
        closes="_",
        back=around("hi[rend~='underscores']", "_", "_"),
    ),
    Sign(
        "italic-tags",
        "slanted in the transcript, between tags",
        (tag("hi", rend="italic tags"),),
        "the boat <i>Marit</i> sank",
        'the boat <hi rend="italic tags">Marit</hi> sank',
        opens="<i>",
        closes="</i>",
        back=around("hi[rend='italic tags']", "<i>", "</i>"),
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
    # a group "at" is the sign itself where the pattern needs what stands before it
    pattern=r"(?:No\.|N°|Nº|№|#)\s*\d+(?P<at>\?)(?=[\s/]|$)|(?<=\d)\?{2,}|(?<=\d)\?(?=\d)|\?{2,}(?=\d)",
)
OMITTED: Final = Sign(
    "omission-angle",
    "something left out, in angle brackets or quotation marks",
    (tag("gap", reason="editorial", extent="unknown"),),
    "and so on ‹…› until",
    'and so on <gap reason="editorial" extent="unknown" rend="‹…›"/> until',
    form=Form.EMPTY,
    opens="",
    closes="",
    pattern=r"[‹<][\s.…]*[.…][\s.…]*[›>]",
)
# a note whose bracket never closes: it is taken to the end of its line
OPEN_NOTES: Final = {
    sign.name: replace(
        sign,
        name=f"{sign.name}-open",
        meaning=f"{sign.meaning}, its bracket never closed",
        tei=(Tag("note", (("type", sign.tei[0].attributes[0][1]), ("rend", "bracket-open"))), *sign.tei[1:]),
        example=sign.example.removesuffix("]"),
        example_tei=sign.example_tei.replace('rend="brackets"', 'rend="bracket-open"'),
        closes="",
        doubt="the bracket never closes: the note may end earlier or later",
        back=around("note[rend~='bracket-open']", "[", ""),
    )
    for sign in SIGNS
    if sign.name in {"stamp", "handwritten", "marginal", "resolution", "translator"}
}
# two brackets on each side: one more than the rendition of the element writes
DOUBLED: Final = around("*[rend~='doubled']", "[", "]")
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
    pattern="\f",
)

# what reads so is one only where the pages of a document run in order; transcript/leaves.py finds them
PAGE_ALONE: Final = Sign(
    "page-alone",
    "the number of a page, alone on its line and in order",
    (tag("pb"),),
    "the list was sent to the\n\n- 2 -\n\noffice of the port.",
    '<pb n="2" rend="- 2 -"/>',
    form=Form.EMPTY,
    opens="",
    closes="",
    facts=page_number,
    doubt="a number alone on its line; it may count something else",
)


SPACE: Final = ' " "'


def _footnote(name: str, meaning: str, example: str, rend: str, call: str, mark: str = "") -> Sign:
    """A row of footnotes: the note stands at its call, its first line begins with the same sign and a space.

    ``mark`` is how it begins where that is not so.
    """
    selector = f"note[type='footnote'][rend~='{rend}']" if rend else "note[type='footnote']:not([rend])"
    said = f' rend="{rend}"' if rend else ""
    broken = "\n<lb/>" if example.endswith("\nAt noon.") else ""
    number = re.search(r"\n\W*?(?:sup>)?([\dx¹*]+)|left\.(\d)", example)
    return Sign(
        name,
        meaning,
        (tag("note", type="footnote", place="foot", **({"rend": rend} if rend else {})),),
        example,
        f'<note type="footnote" place="foot"{said} n="{(number[1] or number[2]) if number else ""}">{broken}At noon.</note>',
        form=Form.EMPTY,
        opens="",
        closes="",
        back=(
            Rendition(selector, f"content: {call}", "before"),
            Rendition(selector, f"content: {mark or call + SPACE}", "first-line"),
        ),
    )


@functools.lru_cache(maxsize=256)
def restarted(number: str) -> Sign:
    """The row of a note whose list counts from 1, whatever number calls it: ``number`` is that of the list."""
    rend = f"restarted-{number}"
    selector = f"note[type='footnote'][rend~='{rend}']"
    return Sign(
        "footnote-restarted",
        "a footnote in a list that counts from 1, called by the number that the book has",
        (tag("note", type="footnote", place="foot", rend=rend),),
        "The boat left.29 It sank.\n\n1. At noon.↩",
        f'The boat left.<note type="footnote" place="foot" rend="{rend}" n="29">At noon.</note> It sank.',
        form=Form.EMPTY,
        opens="",
        closes="",
        back=(
            Rendition(selector, "content: attr(n)", "before"),
            Rendition(selector, f'content: "{number}. "', "first-line"),
        ),
    )


FOOTNOTES: Final = (
    _footnote(
        "footnote",
        "a footnote, called by a number in brackets",
        "The boat left.[1] It sank.\n\n[1] At noon.",
        "",
        '"[" attr(n) "]"',
    ),
    _footnote(
        "footnote-raised",
        "a footnote, called by a raised number",
        "The boat left.<sup>1</sup> It sank.\n\n<sup>1</sup> At noon.",
        "raised",
        '"<sup>" attr(n) "</sup>"',
    ),
    _footnote(
        "footnote-plain",
        "a footnote, called by a star or a small number",
        "The boat left.* It sank.\n\n* At noon.",
        "plain",
        "attr(n)",
    ),
    _footnote(
        "footnote-strokes",
        "a footnote, called by a number between strokes",
        "The boat left./1/ It sank.\n\n/1/At noon.",
        "strokes",
        '"/" attr(n) "/"',
        '"/" attr(n) "/"',
    ),
    _footnote(
        "footnote-stroke",
        "a footnote, called by a letter and a stroke",
        "The boat left.x/ It sank.\n\nx/ At noon.",
        "stroke",
        'attr(n) "/"',
    ),
    _footnote(
        "footnote-caret",
        "a footnote of Markdown",
        "The boat left.[^1] It sank.\n\n[^1]: At noon.",
        "caret",
        '"[^" attr(n) "]"',
        '"[^" attr(n) "]: "',
    ),
    _footnote(
        "footnote-bare",
        "a footnote, called by a number that was raised once",
        "The boat left.1 It sank.\n\n1 At noon.",
        "bare",
        "attr(n)",
    ),
    _footnote(
        "footnote-bracketed-call",
        "the same, the number of the call in brackets, that of the note bare",
        "The boat left.[1] It sank.\n\n1 At noon.",
        "bracketed-call",
        '"[" attr(n) "]"',
        'attr(n) " "',
    ),
    _footnote(
        "footnote-bare-touching",
        "the same, no space after the number of the note",
        "The boat left.1 It sank.\n\n1At noon.",
        "bare-touching",
        "attr(n)",
        "attr(n)",
    ),
    _footnote(
        "footnote-bare-stop",
        "the same, with a stop after the number of the note",
        "The boat left.1 It sank.\n\n1. At noon.",
        "bare-stop",
        "attr(n)",
        'attr(n) ". "',
    ),
    _footnote(
        "footnote-bare-bracketed",
        "the same, the number of the note in brackets",
        "The boat left.1 It sank.\n\n[1] At noon.",
        "bare-bracketed",
        "attr(n)",
        '"[" attr(n) "] "',
    ),
    _footnote(
        "footnote-bare-line",
        "the same, the number of the note on a line of its own",
        "The boat left.1 It sank.\n\n1\nAt noon.",
        "bare-line",
        "attr(n)",
        "attr(n)",
    ),
    _footnote(
        "footnote-dash",
        "the same in a list that has lost its numbers, a link back to the call after each note",
        "The boat left.1 It sank.\n\n- At noon.↩",
        "dash",
        "attr(n)",
        '"- "',
    ),
    _footnote(
        "footnote-dash-line",
        "the same, the dash on a line of its own",
        "The boat left.1 It sank.\n\n-\nAt noon.",
        "dash-line",
        "attr(n)",
        '"-"',
    ),
    restarted("1"),
)
# how a note at the foot of a page begins, by its row; in brackets the number is called so too
_MARKS: Final = {
    "footnote": '"[" attr(n) "] "',
    "footnote-bare": 'attr(n) " "',
    "footnote-bare-touching": "attr(n)",
    "footnote-bare-stop": 'attr(n) ". "',
    "footnote-bare-bracketed": '"[" attr(n) "] "',
    "footnote-bare-line": "attr(n)",
    "footnote-dash": '"- "',
    "footnote-dash-line": '"-"',
}


def _apart(kind: str, example: str) -> Sign:
    """A row of notes that nothing on the page calls: such a note stands at the foot, where the page has it."""
    rend = kind.replace("footnote", "apart", 1)
    broken = "\n<lb/>" if kind.endswith("line") else ""
    return Sign(
        kind.replace("footnote", "footnote-apart", 1),
        "a note at the foot that only the page's title calls, or nothing",
        (tag("note", type="footnote", place="foot", rend=rend),),
        example,
        f'<note type="footnote" place="foot" rend="{rend}" n="1">{broken}Source: the log.</note>',
        form=Form.EMPTY,
        opens="",
        closes="",
        back=(Rendition(f"note[type='footnote'][rend~='{rend}']", f"content: {_MARKS[kind]}", "first-line"),),
    )


APART: Final = {
    "footnote": _apart("footnote-bare-bracketed", "The boat left.2 It sank.\n\n[1] Source: the log.\n\n[2] At noon."),
    "footnote-bare-bracketed": _apart(
        "footnote-bare-bracketed", "The boat left.2 It sank.\n\n[1] Source: the log.\n\n[2] At noon."
    ),
    "footnote-bare": _apart("footnote-bare", "The boat left.2 It sank.\n\n1 Source: the log.\n\n2 At noon."),
    "footnote-bare-touching": _apart(
        "footnote-bare-touching", "The boat left.2 It sank.\n\n1Source: the log.\n\n2At noon."
    ),
    "footnote-bare-stop": _apart(
        "footnote-bare-stop", "The boat left.2 It sank.\n\n1. Source: the log.\n\n2. At noon."
    ),
    "footnote-bare-line": _apart(
        "footnote-bare-line", "The boat left.2 It sank.\n\n1\nSource: the log.\n\n2\nAt noon."
    ),
    "footnote-dash": _apart("footnote-dash", "The boat left.2 It sank.\n\n- Source: the log.↩\n- At noon.↩"),
    "footnote-dash-line": _apart("footnote-dash-line", "The boat left.2 It sank.\n\n-\nSource: the log.\n-\nAt noon."),
}


def apart(name: str) -> Sign:
    """The row of a note that begins as those of another row do, where nothing on the page calls it."""
    return APART[name]


# a note that begins in mid-line stays where it stands
BESIDE: Final = Sign(
    "footnote-beside",
    "a footnote in one line with its call",
    (tag("note", type="footnote", place="foot", rend="beside"),),
    "The boat left.[1] It sank. [1] At noon.",
    'The boat left.[1] It sank. <note type="footnote" place="foot" rend="beside" n="1">At noon.</note>',
    form=Form.EMPTY,
    opens="",
    closes="",
    back=(Rendition("note[type='footnote'][rend~='beside']", 'content: "[" attr(n) "] "', "before"),),
)
ALL: Final[tuple[Sign, ...]] = (
    *SIGNS,
    *OPEN_NOTES.values(),
    *FOOTNOTES,
    *dict.fromkeys(APART.values()),
    BESIDE,
    LOST_DIGITS,
    OMITTED,
    UNBALANCED,
    FORM_FEED,
    PAGE_ALONE,
)
BY_NAME: Final[dict[str, Sign]] = {sign.name: sign for sign in ALL}


# ------------------------------------------------------------------ the way back

# tables are no signs but blocks; a document that has one declares how its rows are written
TABLES: Final = (
    Rendition("table[rend~='md'] > row", 'content: "|"', "before"),
    Rendition("table[rend~='md'] > row > cell", 'content: " "', "before"),
    Rendition("table[rend~='md'] > row > cell", 'content: " |"', "after"),
)
# nor are headings and items as Markdown writes them; the block that one begins says so in its rend
HEADINGS: Final = {
    level: Sign(
        f"heading-{level}",
        "a heading in the document",
        (tag("p", rend=f"heading-{level}"),),
        f"{'#' * level} The pier",
        f'<p rend="heading-{level}">The pier</p>',
        back=around(f"*[rend~='heading-{level}']", "#" * level + " ", ""),
    )
    for level in range(1, 7)
}
STARRED: Final = Sign(
    "item-star",
    "an item of a list, after a star",
    (tag("p", rend="bullet-star"),),
    "* two lamps",
    '<p rend="bullet-star">two lamps</p>',
    back=around("p[rend~='bullet-star']", "* ", ""),
)
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


# ------------------------------------------------------------------ the rows in force


@dataclass(frozen=True, slots=True)
class Table:
    """The rows in force, in the order in which they are tried; ``declared`` is what every document declares.

    ``fallback`` is the row for square brackets that no other row claims; without one they stay characters.
    """

    name: str
    rows: tuple[Sign, ...]
    declared: tuple[Rendition, ...] = RENDITIONS
    title: str = ""
    description: str = ""
    fallback: Sign | None = BY_NAME["supplied"]
    squares: tuple[Sign, ...] = field(init=False, repr=False)
    delimited: tuple[Sign, ...] = field(init=False, repr=False)
    loose: tuple[Sign, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        squares = tuple(s for s in self.rows if s.opens.startswith("[") and s.closes)
        delimited = tuple(s for s in self.rows if s.opens and not s.opens.startswith("["))
        object.__setattr__(self, "squares", squares)
        object.__setattr__(self, "delimited", delimited)
        object.__setattr__(self, "loose", tuple(s for s in self.rows if s.pattern and not s.opens))

    @property
    def doubles(self) -> bool:
        """Two brackets on each side are one sign, where no row has them for something else."""
        return self.named("unclear-double") is not None and not any(s.opens.startswith("[[") for s in self.rows)

    def without(self, names: Iterable[str]) -> Table:
        """The same table, some rows passed over."""
        off = frozenset(names)
        return replace(self, rows=tuple(s for s in self.rows if s.name not in off)) if off else self

    def named(self, name: str) -> Sign | None:
        """The row of that name."""
        return next((s for s in self.rows if s.name == name), None)

    def classify(self, bracket: Bracket) -> Sign | None:
        """The row that fires for something in square brackets."""
        return next((s for s in self.squares if s.test(bracket)), self.fallback)

    def renditions(self, fired: Iterable[Sign]) -> tuple[Rendition, ...]:
        """What a document declares in which these signs stand."""
        own = (one for sign in fired for one in sign.back)
        return tuple(dict.fromkeys((*self.declared, *own)))


DOCUMENTARY: Final = Table("documentary", ALL)
