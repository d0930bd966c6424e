"""Hand work is never lost: what was written then, what stands now, what is written today."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.diagnostics import Diagnostic
from tei_edition.differences import unified, words_that_differ
from tei_edition.hand_work.merge import Fate, merge
from tei_edition.hand_work.proposal import without_marks

BASE = b"one\ntwo\nthree\nfour\nfive\n"


def sound(_: bytes) -> tuple[Diagnostic, ...]:
    return ()


def unsound(_: bytes) -> tuple[Diagnostic, ...]:
    return (Diagnostic("xml-syntax", "broken"),)


@pytest.mark.parametrize(
    ("base", "mine", "new", "fate", "data"),
    [
        (None, None, BASE, Fate.NEW, BASE),
        (BASE, None, BASE, Fate.NEW, BASE),
        (BASE, BASE, BASE, Fate.SAME, BASE),
        (None, BASE, BASE, Fate.SAME, BASE),
        (BASE, BASE, b"new\n", Fate.UPDATED, b"new\n"),
        (BASE, b"mine\n", BASE, Fate.KEPT, b"mine\n"),
        (BASE, b"mine\n", b"mine\n", Fate.SAME, b"mine\n"),
        (None, b"mine\n", b"new\n", Fate.CONFLICT, b"new\n"),
        (
            BASE,
            BASE.replace(b"one", b"ONE"),
            BASE.replace(b"five", b"FIVE"),
            Fate.MERGED,
            b"ONE\ntwo\nthree\nfour\nFIVE\n",
        ),
        (BASE, BASE.replace(b"two\n", b""), BASE + b"six\n", Fate.MERGED, b"one\nthree\nfour\nfive\nsix\n"),
        (
            BASE,
            BASE.replace(b"two", b"mine"),
            BASE.replace(b"two", b"new"),
            Fate.CONFLICT,
            BASE.replace(b"two", b"new"),
        ),
        (BASE, BASE.replace(b"two\n", b""), BASE.replace(b"two", b"new"), Fate.CONFLICT, BASE.replace(b"two", b"new")),
    ],
)
def test_each_fate_of_a_file(base: bytes | None, mine: bytes | None, new: bytes, fate: Fate, data: bytes) -> None:
    merged = merge(base, mine, new, sound)
    assert (merged.fate, without_marks(merged.data)) == (fate, data)


def test_a_conflict_shows_both_sides_and_the_line() -> None:
    merged = merge(BASE, BASE.replace(b"three", b"mine"), BASE.replace(b"three", b"today"), sound)
    (told,) = merged.diagnostics
    assert told.code == "merge-conflict"
    assert "“mine”" in told.message
    assert "“today”" in told.message
    assert told.position is not None
    assert told.position.line == 3


def test_the_line_of_a_conflict_is_that_of_the_editors_file() -> None:
    new = BASE.replace(b"one", b"ONE").replace(b"four", b"today")
    (told,) = merge(BASE, BASE.replace(b"four", b"mine"), new, sound).diagnostics
    assert told.position is not None
    assert told.position.line == 4


def test_every_conflict_is_told() -> None:
    mine = BASE.replace(b"one", b"1").replace(b"five", b"5")
    new = BASE.replace(b"one", b"I").replace(b"five", b"V")
    assert len(merge(BASE, mine, new, sound).diagnostics) == 2


def test_a_conflict_names_only_what_both_changed() -> None:
    was = b"<p>two tugs, ten crates and the old pilot of the port</p>\n"
    mine = was.replace(b"two", b"<num>two</num>").replace(b"pilot", b"<name>pilot</name>")
    new = was.replace(b"ten", b"twelve").replace(b"pilot", b"<roleName>pilot</roleName>")
    (told,) = merge(was, mine, new, sound).diagnostics
    assert "“old <name>pilot</name> of”" in told.message
    assert "tugs" not in told.message
    assert "crates" not in told.message


def test_a_proposal_keeps_the_editors_other_changes() -> None:
    mine = BASE.replace(b"one", b"mine").replace(b"five", b"also mine")
    merged = merge(BASE, mine, BASE.replace(b"one", b"today"), sound)
    assert merged.fate is Fate.CONFLICT
    assert without_marks(merged.data) == b"today\ntwo\nthree\nfour\nalso mine\n"


def test_a_proposal_shows_both_sides_and_what_each_was_changed_from() -> None:
    proposal = merge(BASE, BASE.replace(b"three", b"mine"), BASE.replace(b"three", b"today"), sound).data.decode()
    before, _, after = proposal.partition("<!--")
    shown, _, rest = after.partition("-->")
    assert before == "one\ntwo\n"
    assert rest == "\ntoday\nfour\nfive\n"
    assert [line.split()[-1] for line in shown.splitlines()[1:4]] == ["three", "mine", "today"]


def test_a_proposal_keeps_what_the_editor_changed_elsewhere_on_the_line() -> None:
    was = b"<p>two tugs and the old pilot of the port</p>\n"
    mine = was.replace(b"two", b"<num>two</num>").replace(b"pilot", b"<name>pilot</name>")
    new = was.replace(b"pilot", b"<roleName>pilot</roleName>")
    proposal = without_marks(merge(was, mine, new, sound).data)
    assert proposal == b"<p><num>two</num> tugs and the old <roleName>pilot</roleName> of the port</p>\n"


def test_a_line_that_would_not_be_whole_is_proposed_as_the_converter_has_it() -> None:
    was = b"<p>the old pilot of the port</p>\n"
    mine = was.replace(b"pilot of", b"<name>pilot of</name>")
    new = was.replace(b"pilot", b"<roleName>pilot</roleName>")

    def nests(data: bytes) -> tuple[Diagnostic, ...]:
        return () if b"</name>" not in data else (Diagnostic("xml-syntax", "tags cross"),)

    merged = merge(was, mine, new, nests)
    assert without_marks(merged.data) == new
    assert "<name>" in merged.data.decode()


def test_a_comment_that_cannot_stand_is_left_out_of_the_proposal() -> None:
    was = b"<p\nn='1'/>"
    proposal = merge(was, was.replace(b"1", b"2"), was.replace(b"1", b"3"), sound).data
    assert proposal == was.replace(b"1", b"3")


def test_of_long_lines_in_conflict_only_the_stretch_that_differs_is_shown() -> None:
    was = b"word " * 300 + b"one" + b" word" * 300
    (told,) = merge(was, was.replace(b"one", b""), was.replace(b"one", b"two"), sound).diagnostics
    assert len(told.message) < 400


def test_what_is_removed_is_shown_as_nothing() -> None:
    (told,) = merge(BASE, BASE.replace(b"two\n", b""), BASE.replace(b"two", b"new"), sound).diagnostics
    assert "you have “”" in told.message


def test_a_merge_that_is_not_sound_is_a_conflict() -> None:
    merged = merge(BASE, BASE.replace(b"one", b"ONE"), BASE + b"six\n", unsound)
    assert merged.fate is Fate.CONFLICT
    assert merged.data == BASE.replace(b"one", b"ONE") + b"six\n"
    assert [d.code for d in merged.diagnostics] == ["xml-syntax"]


def test_a_file_that_says_the_same_already_is_unchanged() -> None:
    mine = BASE.replace(b"one", b"ONE") + b"six\n"
    assert merge(BASE, mine, BASE + b"six\n", sound).fate is Fate.SAME


texts = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n", b"d"]), max_size=8).map(b"".join)


@given(st.none() | texts, st.none() | texts, texts)
def test_the_editors_lines_are_never_silently_lost(base: bytes | None, mine: bytes | None, new: bytes) -> None:
    merged = merge(base, mine, new, sound)
    if merged.fate in {Fate.NEW, Fate.UPDATED}:
        assert merged.data == new
        assert mine is None or mine == base
    if merged.fate is Fate.KEPT:
        assert merged.data == mine
    if merged.fate is Fate.CONFLICT:
        assert merged.diagnostics


def test_a_difference_names_the_file_and_both_states() -> None:
    shown = unified(b"one\n", b"two\n", "a.xml")
    assert "--- a.xml (now)" in shown
    assert "+two" in shown


@pytest.mark.parametrize(
    ("ours", "theirs", "places"),
    [
        ("the three boats left", "the ten boats left", [("the three boats", "the ten boats")]),
        ("the boats", "the boats left", [("boats", "boats left")]),
        ("same", "same", []),
        ("a b c d e f g h i", "a B c d e F g h I", [("a b c", "a B c"), ("e f g", "e F g"), ("h i", "h I")]),
    ],
)
def test_words_that_differ_stand_between_their_neighbours(
    ours: str, theirs: str, places: list[tuple[str, str]]
) -> None:
    assert words_that_differ(ours, theirs) == places
