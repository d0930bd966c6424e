"""The way back that every document declares; and that of tables, headings and items, which are blocks."""

from __future__ import annotations

from typing import Final

from tei_edition.transcript.signs.row import Rendition, Sign, around, tag

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
