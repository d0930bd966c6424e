"""The signs between other delimiters, and those that have none."""

from __future__ import annotations

from typing import Final

from tei_edition.transcript.signs.facts import length, page_number
from tei_edition.transcript.signs.row import Form, Sign, around, tag

DELIMITED: Final[tuple[Sign, ...]] = (
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
