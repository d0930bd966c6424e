"""Hand work outlives what happens to files: XML editors, reissued transcripts, processes that are killed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from xml.dom import minidom

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei_edition import xml
from tei_edition.convert import convert, diagnostics
from tei_edition.edition import open_edition
from tei_edition.hand_work import fate
from tei_edition.hand_work.fate import Today
from tei_edition.hand_work.merge import Fate, Merge
from tei_edition.hand_work.reformatted import as_generated
from tei_edition.verify import verify

MakeEdition = Callable[..., Path]
TEXT = """Vastra, 3 May 1950

Dear Sund,

The boat is late and the [old] pier is cold. Com[rade] Odo Kallas waits.

We have seen the 8<sup>th</sup> ship (2), two of them [?] and more.

Nothing else is known here.

ODO KALLAS

[Stamp: Harbour office
No. 7]
"""


def run(root: Path) -> list[Fate]:
    return [one.fate for one in convert(open_edition(root)).converted]


def is_proved(root: Path) -> bool:
    return all(one.is_proved for one in verify(open_edition(root)))


def document(root: Path) -> Path:
    return root / "documents" / "a.xml"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def edition(make_edition: MakeEdition, registers: dict[str, bytes]) -> Path:
    root = make_edition({"transcripts/a.txt": TEXT, **registers})
    run(root)
    return root


# ------------------------------------------------------------------ files that an XML editor has re-indented


def pretty_by_lxml(data: bytes) -> bytes:
    tree = etree.fromstring(data, etree.XMLParser(remove_blank_text=True)).getroottree()
    return etree.tostring(tree, pretty_print=True, xml_declaration=True, encoding="UTF-8")


def indented(data: bytes) -> bytes:
    """As a formatter does that takes all white space for its own."""
    return minidom.parseString(data).toprettyxml(indent="\t").encode()


def wrapped(data: bytes) -> bytes:
    """Every word of running text on a line of its own, but for the residue."""
    pieces = re.split(rb"(<xenoData.*?</xenoData>|<[^>]*>)", data, flags=re.DOTALL)
    return b"".join(p if p.startswith(b"<") else p.replace(b" ", b"\n          ") for p in pieces)


def otherwise_written(data: bytes) -> bytes:
    """Attributes turned round, single quotation marks, another declaration."""
    turned = re.sub(rb'<(\w+) ([\w:]+)="([^"\']*)" ([\w:]+)="([^"\']*)"', rb"<\1\n   \4='\5'   \2='\3'", data)
    return turned.replace(b'<?xml version="1.0" encoding="UTF-8"?>', b"<?xml version='1.0' standalone='yes'?>")


def by_command(*command: str) -> Callable[[bytes], bytes]:
    def form(data: bytes) -> bytes:
        if shutil.which(command[0]) is None:
            pytest.skip(f"{command[0]} is not installed")
        return subprocess.run(command, input=data, capture_output=True, check=True).stdout

    return form


FORMATTERS = {
    "lxml": pretty_by_lxml,
    "minidom": indented,
    "wrapped": wrapped,
    "otherwise": otherwise_written,
    "xmllint": by_command("xmllint", "--format", "-"),
    "xmlstarlet": by_command("xmlstarlet", "format", "--indent-tab", "-"),
}


@pytest.mark.parametrize("name", FORMATTERS)
def test_a_reformatted_file_gets_its_form_back(name: str, edition: Path) -> None:
    data = document(edition).read_bytes()
    formed = FORMATTERS[name](data)
    assert formed != data
    assert as_generated(formed, data) == data


@pytest.mark.parametrize("name", FORMATTERS)
def test_a_reformatted_file_verifies(name: str, edition: Path) -> None:
    target = document(edition)
    target.write_bytes(FORMATTERS[name](target.read_bytes()))
    assert is_proved(edition)


@pytest.mark.parametrize("name", FORMATTERS)
def test_a_reformatted_file_is_merged_with_its_changes_by_hand(name: str, edition: Path) -> None:
    target = document(edition)
    edit(target, "Nothing", '<choice><sic>Nothing</sic><corr resp="#a-enc">Little</corr></choice>')
    edit(target, "else is", '<hi>else</hi><note type="editorial">By hand, so.</note> is')
    target.write_bytes(FORMATTERS[name](target.read_bytes()))
    edit(edition / "edition.toml", "Papers of nowhere", "Papers of somewhere")
    assert run(edition) == [Fate.MERGED]
    text = target.read_text("utf-8")
    assert "Papers of somewhere" in text
    assert re.search(r"<choice>\s*<sic>\s*Nothing\s*</sic>\s*<corr resp=.#a-enc.>\s*Little\s*</corr>\s*</choice>", text)
    assert re.search(r"<hi>else</hi>\s?<note type=.editorial.>\s*By hand, so.\s*</note> is", " ".join(text.split()))
    assert is_proved(edition)
    assert run(edition) == [Fate.KEPT]


def test_a_word_changed_in_a_reformatted_file_is_still_found(edition: Path) -> None:
    target = document(edition)
    edit(target, "Nothing else", "Nothing more")
    target.write_bytes(indented(target.read_bytes()))
    (found,) = [d for one in verify(open_edition(edition)) for d in one.diagnostics]
    assert "“Nothing more is”" in found.message or "Nothing more" in found.message
    assert found.position is not None
    line = target.read_text("utf-8").splitlines()[found.position.line - 1]
    assert 'xml:id="a-l9"' in line


@pytest.mark.parametrize("codec", ["ISO-8859-1", "windows-1252", "UTF-16"])
def test_a_file_saved_in_another_encoding_is_merged_with_what_is_new(codec: str, edition: Path) -> None:
    target = document(edition)
    edit(target, "Nothing", '<hi>Nothing</hi><note type="editorial">Très sûr.</note>')
    text = target.read_text("utf-8").replace('encoding="UTF-8"', f'encoding="{codec}"')
    target.write_bytes(text.encode(codec, "xmlcharrefreplace"))
    saved = target.read_bytes()
    assert is_proved(edition)
    assert run(edition) == [Fate.KEPT]
    assert target.read_bytes() == saved
    edit(edition / "edition.toml", "Papers of nowhere", "Größe und Maß")
    assert run(edition) == [Fate.MERGED]
    words = xml.words(xml.read(target).getroot())
    assert "Größe und Maß" in words
    assert "Très sûr." in words
    assert is_proved(edition)
    assert run(edition) == [Fate.KEPT]


def test_what_stands_before_and_after_the_root_stays(edition: Path) -> None:
    target = document(edition)
    edit(target, "<TEI", "<?mine a?>\n<!-- before -->\n<TEI")
    edit(target, "</TEI>", "</TEI>\n<!-- after --><?mine b?>")
    target.write_bytes(pretty_by_lxml(target.read_bytes()))
    reissue(edition, "Nothing else", "Little else")
    assert run(edition) == [Fate.MERGED]
    text = target.read_text("utf-8")
    assert all(text.count(one) == 1 for one in ("<?mine a?>", "<!-- before -->", "<!-- after -->", "<?mine b?>"))


def test_spaces_that_a_person_put_are_no_reformatting(edition: Path) -> None:
    edit(document(edition), "Nothing else", "No thing else")
    assert not is_proved(edition)


def test_a_conflict_in_a_reformatted_file_names_its_own_line(edition: Path) -> None:
    target = document(edition)
    edit(target, 'ref="../registers/persons.xml#sund"', 'ref="../registers/persons.xml#sund" cert="high"')
    edit(target, "Dear <persName ref=", "Dear <persName cert='low' ref=")
    target.write_bytes(pretty_by_lxml(target.read_bytes()))
    before = target.read_bytes()
    edit(edition / "registers" / "persons.xml", 'xml:id="sund"', 'xml:id="sund-marit"')
    assert run(edition) == [Fate.CONFLICT]
    assert target.read_bytes() == before
    told = [d for d in diagnostics(convert(open_edition(edition))) if d.code == "merge-conflict"]
    lines = before.decode().splitlines()
    assert any("sund" in " ".join(lines[d.position.line - 1 : d.position.line + 8]) for d in told if d.position)
    assert all("a.proposed.xml" in d.advice and "--settled a" in d.advice for d in told)


# ------------------------------------------------------------------ two who changed one line


def test_two_changes_on_one_line_are_merged_word_by_word(edition: Path) -> None:
    target = document(edition)
    edit(target, "Nothing else", "Nothing <hi>else</hi>")
    edit(edition / "transcripts" / "a.txt", "is known here", "is known there")
    assert run(edition) == [Fate.MERGED]
    assert "Nothing <hi>else</hi> is known there." in target.read_text("utf-8")


def test_what_would_not_be_valid_together_is_a_conflict(edition: Path) -> None:
    target = document(edition)
    base = (edition / ".generated" / "a.xml").read_bytes()
    edit(target, "</titleStmt>", "<!-- seen --></titleStmt>")
    broken = base.replace(b"<publicationStmt>", b"<publicationStmt><nonsense/>")
    made = fate.merged(open_edition(edition), Today("a", broken))
    assert made.fate is Fate.CONFLICT
    assert "valid" in made.diagnostics[0].message


def in_conflict(root: Path) -> Path:
    """The proposal of a document in which an editor and the converter tag one name, each in his way."""
    edit(document(root), 'ref="../registers/persons.xml#sund"', 'ref="../registers/persons.xml#sund" cert="high"')
    edit(document(root), "Nothing else", "Nothing <hi>else</hi>")
    edit(root / "registers" / "persons.xml", 'xml:id="sund"', 'xml:id="sund-marit"')
    assert run(root) == [Fate.CONFLICT]
    return root / "documents" / "a.proposed.xml"


def test_a_proposal_shows_both_sides_in_well_formed_xml(edition: Path) -> None:
    before = document(edition).read_bytes()
    shown = in_conflict(edition).read_text("utf-8")
    assert document(edition).read_bytes() != before
    xml.parse(shown.encode())
    comments = re.findall(r"<!-- tei-edition: conflict.*?-->", shown, re.DOTALL)
    assert any("#sund" in c and 'cert="high"' in c and "#sund-marit" in c for c in comments)
    assert "Nothing <hi>else</hi>" in shown


def test_the_line_of_a_proposal_in_a_message_is_that_of_the_comment(edition: Path) -> None:
    lines = in_conflict(edition).read_text("utf-8").splitlines()
    told = [d for d in diagnostics(convert(open_edition(edition))) if d.code == "merge-conflict"]
    named = [re.search(r"line (\d+) of the proposal", d.message) for d in told]
    assert all(at and "tei-edition: conflict" in lines[int(at[1]) - 1] for at in named)


@pytest.mark.parametrize("settled", [(), ("a",)])
def test_a_proposal_taken_as_it_is_ends_the_conflict_and_its_comments_go(
    settled: tuple[str, ...], edition: Path
) -> None:
    proposal = in_conflict(edition)
    proposal.replace(document(edition))
    (one,) = convert(open_edition(edition), settled=settled).converted
    assert one.fate is Fate.MERGED
    text = document(edition).read_text("utf-8")
    assert "tei-edition: conflict" not in text
    assert "Nothing <hi>else</hi>" in text
    assert is_proved(edition)
    assert run(edition) == [Fate.KEPT]


# ------------------------------------------------------------------ a transcript that came anew


def reissue(root: Path, old: str, new: str) -> None:
    edit(root / "transcripts" / "a.txt", old, new)


def test_a_reissued_transcript_keeps_hand_work_under_new_line_numbers(edition: Path) -> None:
    target = document(edition)
    edit(target, "Nothing else", '<hi xml:id="mine">Nothing</hi> else')
    edit(target, "The boat", '<rs type="ship">The boat</rs>')
    reissue(edition, "Dear Sund,\n", "Dear Sund,\n\nAn earlier paragraph was forgotten.\n")
    assert run(edition) == [Fate.MERGED]
    text = target.read_text("utf-8")
    assert '<p xml:id="a-l11"><hi xml:id="mine">Nothing</hi> else' in text
    assert '<p xml:id="a-l7"><rs type="ship">The boat</rs>' in text
    assert '<p xml:id="a-l5">An earlier paragraph was forgotten.</p>' in text
    assert is_proved(edition)
    assert run(edition) == [Fate.KEPT]


def test_a_reissued_transcript_says_so_in_the_document(edition: Path) -> None:
    digest = re.search(r'"SHA-256">(\w+)<', document(edition).read_text())
    reissue(edition, "Dear Sund,\n", "Dear Sund,\n\nAn earlier paragraph was forgotten.\n")
    told = [d for d in diagnostics(convert(open_edition(edition))) if d.code == "transcript-reissued"]
    assert "line 5 new" in told[0].message
    assert "now" in told[0].message
    text = document(edition).read_text("utf-8")
    assert digest is not None
    assert f"SHA-256 before: {digest[1]}" in text
    assert '<change type="reissue"' in text
    assert is_proved(edition)
    run(edition)
    assert document(edition).read_text("utf-8") == text


def test_a_line_taken_out_that_nobody_touched_goes(edition: Path) -> None:
    edit(document(edition), "The boat", "<hi>The boat</hi>")
    reissue(edition, "Nothing else is known here.\n\n", "")
    assert run(edition) == [Fate.MERGED]
    text = document(edition).read_text("utf-8")
    assert "Nothing else" not in text
    assert "<hi>The boat</hi>" in text
    assert is_proved(edition)


def test_a_line_taken_out_that_an_editor_worked_on_is_a_conflict(edition: Path) -> None:
    edit(document(edition), "Nothing else", "<hi>Nothing</hi> else")
    before = document(edition).read_bytes()
    reissue(edition, "Nothing else is known here.\n\n", "")
    assert run(edition) == [Fate.CONFLICT]
    assert document(edition).read_bytes() == before


def test_a_decision_follows_its_line(edition: Path) -> None:
    path = edition / "decisions" / "a.toml"
    path.parent.mkdir()
    path.write_text('# ours\n[[correct]]\nline = 9   # counted\nwords = "known"\nreading = "new"\n')
    run(edition)
    reissue(edition, "Dear Sund,\n", "Dear Sund,\n\nAn earlier paragraph was forgotten.\n")
    outcome = convert(open_edition(edition))
    assert "decision-unfit" not in {d.code for d in diagnostics(outcome)}
    assert path.read_text() == '# ours\n[[correct]]\nline = 11   # counted\nwords = "known"\nreading = "new"\n'
    assert "<sic>known</sic>" in document(edition).read_text("utf-8")
    assert run(edition) == [Fate.KEPT]


def test_the_file_of_decisions_keeps_its_form(edition: Path) -> None:
    path = edition / "decisions" / "a.toml"
    path.parent.mkdir()
    written = '\ufeff# \u2028 ours\r\n[[date]]\r\nwords = "3 May 1950"\r\nvalue = "none"\r\n[[correct]]\r\nwords = "known"\r\nline = 9\r\nreading = "new"'
    path.write_bytes(written.encode())
    run(edition)
    reissue(edition, "Dear Sund,\n", "Dear Sund,\n\nAn earlier paragraph was forgotten.\n")
    run(edition)
    assert path.read_bytes().decode() == written.replace("line = 9", "line = 11")


def test_who_cites_a_line_that_has_another_number_is_told(edition: Path) -> None:
    (edition / "texts").mkdir()
    (edition / "texts" / "b.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<ref target="../documents/a.xml#a-l9"/>'
        '<ref target="../documents/a.xml#a-l1"/>\n</TEI>'
    )
    reissue(edition, "Dear Sund,\n", "Dear Sund,\n\nAn earlier paragraph was forgotten.\n")
    told = [d for d in diagnostics(convert(open_edition(edition))) if d.code == "citation-moved"]
    assert [(d.where.rpartition("/")[2].split(":")[1], d.advice) for d in told] == [("2", "Write a.xml#a-l11.")]


def test_only_white_space_corrected_is_taken_in(edition: Path) -> None:
    edit(document(edition), "The boat", "<hi>The boat</hi>")
    reissue(edition, "Nothing else", "Nothing  else")
    assert run(edition) == [Fate.MERGED]
    assert is_proved(edition)


WORDS = ["Nothing", "boat", "pier", "ship", "known", "waits", "two"]


@settings(max_examples=15)
@given(data=st.data())
def test_of_hand_work_nothing_is_lost_when_a_transcript_changes(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Random corrections of the archive, random tags by hand: merged and proved, or the file stays as it was."""
    root = tmp_path_factory.mktemp("edition")
    (root / "edition.toml").write_text('title = "Papers of nowhere"\ndate = 2020-01-01\n')
    (root / "transcripts").mkdir()
    transcript = root / "transcripts" / "a.txt"
    transcript.write_text(TEXT)
    run(root)
    text = document(root).read_text("utf-8")
    tagged = data.draw(st.sets(st.sampled_from(WORDS), max_size=3))
    for word in tagged:
        text = re.sub(rf"(?<=[>\s]){word}(?=[\s<.,])", f'<hi rend="mine">{word}</hi>', text, count=1)
    counted = text.count('rend="mine"')
    document(root).write_text(text, "utf-8")
    lines = TEXT.split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(["insert", "delete", "correct"]))
        if change == "insert":
            lines[at:at] = ["A line that was forgotten.", ""]
        elif change == "delete":
            del lines[at]
        else:
            lines[at] = lines[at].replace(" the ", " that ").replace(" is ", " was ")
    transcript.write_text("\n".join(lines))
    before = document(root).read_bytes()
    (fate,) = run(root)
    if fate is Fate.CONFLICT:
        assert document(root).read_bytes() == before
        assert (root / "documents" / "a.proposed.xml").exists()
    else:
        assert document(root).read_text("utf-8").count('rend="mine"') == counted
        assert is_proved(root)
        assert run(root) in ([Fate.KEPT], [Fate.SAME])


# what editors do to words: what they leave behind has a number
BY_HAND = (
    '<hi rend="mine{n}">{word}</hi>',
    '{word}<note type="editorial">See mine{n}.</note>',
    '<choice><sic>{word}</sic><corr resp="#a-enc">mine{n}</corr></choice>',
    '<anchor xml:id="mine{n}"/>{word}',
    "<!-- mine{n} -->{word}",
    "<?mine{n} here?>{word}",
)
SAVED: tuple[Callable[[bytes], bytes], ...] = (
    bytes,
    pretty_by_lxml,
    indented,
    otherwise_written,
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: data.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16"),
)
# what archives do to a transcript, by its paragraphs
REISSUED: tuple[Callable[[list[str], int], list[str]], ...] = (
    lambda blocks, at: [*blocks[:at], "A paragraph [that] was forgotten.", *blocks[at:]],
    lambda blocks, at: [*blocks[:at], *blocks[at + 1 :]],
    lambda blocks, at: [*blocks[:at], *reversed(blocks[at : at + 2]), *blocks[at + 2 :]],
    lambda blocks, at: [*blocks[:at], blocks[at].replace("is", "was", 1), *blocks[at + 1 :]],
    lambda blocks, at: [*blocks[:at], blocks[at].replace(" ", "\n", 1), *blocks[at + 1 :]],
    lambda blocks, at: [blocks[0].replace("3 May", "4 May"), *blocks[1:]],
)
SENT: tuple[Callable[[str], bytes], ...] = (
    str.encode,
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: b"\xef\xbb\xbf" + text.encode(),
    lambda text: text.encode("utf-16"),
    lambda text: text.rstrip("\n").encode(),
)


@settings(max_examples=12)
@given(data=st.data())
def test_of_any_hand_work_nothing_is_lost_whatever_the_archive_sends(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Notes, corrections, comments, files saved otherwise; paragraphs come, go and change places: both stand, or the file stays."""
    root = tmp_path_factory.mktemp("edition")
    (root / "edition.toml").write_text('title = "Papers of nowhere"\ndate = 2020-01-01\n')
    (root / "transcripts").mkdir()
    (root / "transcripts" / "a.txt").write_text(TEXT)
    run(root)
    text = document(root).read_text("utf-8")
    for n, word in enumerate(data.draw(st.lists(st.sampled_from(WORDS), max_size=3, unique=True))):
        done = data.draw(st.sampled_from(BY_HAND)).format(n=n, word=word)
        text = re.sub(rf"(?<=[>\s]){word}(?=[\s<.,])", done.replace("\\", r"\\"), text, count=1)
    mine = set(re.findall(r"mine\d", text))
    document(root).write_bytes(data.draw(st.sampled_from(SAVED))(text.encode()))
    blocks = TEXT.split("\n\n")
    for change in data.draw(st.lists(st.sampled_from(REISSUED), max_size=3)):
        blocks = change(blocks, data.draw(st.integers(1, len(blocks) - 1)))
    (root / "transcripts" / "a.txt").write_bytes(data.draw(st.sampled_from(SENT))("\n\n".join(blocks)))
    before = document(root).read_bytes()
    outcome = convert(open_edition(root))
    if outcome.converted[0].fate is Fate.CONFLICT:
        assert document(root).read_bytes() == before
        assert outcome.failed
        return
    xml.read(document(root))
    after = document(root).read_bytes()
    assert mine <= set(re.findall(r"mine\d", xml.in_utf8(after).decode()))
    assert is_proved(root)
    assert run(root) in ([Fate.KEPT], [Fate.SAME])
    assert document(root).read_bytes() == after


# ------------------------------------------------------------------ a process that is killed


def killed_at(root: Path, at: int) -> bool:
    """Convert in a process of its own that is killed at one of its writes; False if it had come to its end."""
    child = os.fork()
    if child == 0:
        count = 0

        def counted(real: Callable[..., object]) -> Callable[..., object]:
            def call(*arguments: object) -> object:
                nonlocal count
                count += 1
                if count == at:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*arguments)

            return call

        Path.replace = counted(Path.replace)  # type: ignore[method-assign, assignment]
        xml.write_atomically = counted(xml.write_atomically)  # type: ignore[assignment]
        convert(open_edition(root))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("at", range(1, 9))
def test_a_process_killed_at_any_write_leaves_nothing_half_done(at: int, edition: Path) -> None:
    """Document, base and decisions go together: converting again ends as if nothing had happened."""
    (edition / "decisions").mkdir()
    (edition / "decisions" / "a.toml").write_text('[[correct]]\nline = 9\nwords = "known"\nreading = "new"\n')
    run(edition)
    edit(document(edition), "The boat", "<hi>The boat</hi>")
    reissue(edition, "Dear Sund,\n", "Dear Sund,\n\nAn earlier paragraph was forgotten.\n")
    assert killed_at(edition, at)
    xml.read(document(edition))
    (fate,) = run(edition)
    assert fate in {Fate.MERGED, Fate.KEPT, Fate.SAME}
    text = document(edition).read_text("utf-8")
    assert "<hi>The boat</hi>" in text
    assert "<sic>known</sic>" in text
    assert text.count('type="reissue"') == 1
    assert "line = 11" in (edition / "decisions" / "a.toml").read_text()
    assert is_proved(edition)
    assert run(edition) == [Fate.KEPT]
    assert [p.name for p in (edition / ".generated").iterdir() if p.name.endswith(".next")] == []


def test_a_base_laid_ready_for_another_text_is_forgotten(edition: Path) -> None:
    ready = edition / ".generated" / ".a.xml.0123456789abcdef.next"
    ready.write_bytes(b"<TEI/>")
    base = (edition / ".generated" / "a.xml").read_bytes()
    assert run(edition) == [Fate.SAME]
    assert (edition / ".generated" / "a.xml").read_bytes() == base
    assert not ready.exists()


def test_a_conflict_leaves_the_base(edition: Path) -> None:
    base = (edition / ".generated" / "a.xml").read_bytes()
    fate.put(open_edition(edition), Today("a", b"<new/>"), Merge(Fate.CONFLICT, b"<both/>"))
    assert (edition / ".generated" / "a.xml").read_bytes() == base
    assert (edition / "documents" / "a.proposed.xml").read_bytes() == b"<both/>"


def test_a_process_killed_at_any_time_leaves_whole_files(edition: Path) -> None:
    child = os.fork()
    if child == 0:
        for number in range(1000):
            toml = f'title = "Papers {number}"\ndate = 2020-01-01\n'
            xml.write_atomically(edition / "edition.toml", toml.encode())
            convert(open_edition(edition))
        os._exit(0)
    try:
        for _ in range(20):
            time.sleep(0.05)
            xml.read(document(edition))
            xml.read(edition / ".generated" / "a.xml")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    run(edition)
    assert is_proved(edition)
