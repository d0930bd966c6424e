"""The TEI source as a page shows it: every character, each told by its kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.publishing.source import coloured
from tei_edition.xml import Element

KINDS = {"c": "comment", "t": "tag", "a": "attribute", "v": "value", "e": "entity"}


def tokens(line: Element) -> list[tuple[str, str]]:
    return [(KINDS[token.get("kind", "")], token.text or "") for token in line]


def characters(source: Element) -> str:
    return "\n".join("".join(map(str, line.itertext())) for line in source) if len(source) else source.text or ""


@pytest.mark.parametrize(
    "comment", ["<!-- one\ntwo\n  three -->", "<?one\ntwo\n  three?>", "<!-- never\nclosed\n at all"]
)
def test_a_comment_is_told_on_each_of_its_lines(comment: str) -> None:
    lines = list(coloured(f"<p>a</p>\n{comment}"))
    assert [tokens(line) for line in lines[1:]] == [[("comment", said)] for said in comment.split("\n")]


def test_what_stands_in_a_comment_is_no_tag() -> None:
    (line,) = coloured("<!-- <p n='1'>&amp;</p> -->")
    assert tokens(line) == [("comment", "<!-- <p n='1'>&amp;</p> -->")]


def test_a_tag_over_two_lines_keeps_its_attributes() -> None:
    first, second = coloured('<p xml:id="a"\n   n="1">')
    assert tokens(first) == [("tag", "<p"), ("attribute", "xml:id"), ("value", '"a"')]
    assert tokens(second) == [("attribute", "n"), ("value", '"1"'), ("tag", ">")]


@given(st.text(alphabet="<>!-?/= \n\"'&;ab", max_size=60))
def test_no_character_is_lost_or_added(text: str) -> None:
    assert characters(coloured(text)) == text
