"""Which lines are the archive's record, and which the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tei_edition.diagnostics import Span
from tei_edition.transcript.expressions import compiled
from tei_edition.transcript.layout import VALUE, Label, Layout, Lead, below_site, told
from tei_edition.transcript.source import Line, Source
from tei_edition.transcript.words import alternatives, words
from tei_edition.transcript.wrapping import unwrapped

# the rule of the text before the first label of the record after the document
BACK_FIRST: Final = "back.first"
URL: Final = re.compile(r"^\W{0,3}<?(https?://\S+?|www\.\S+?)>?\W{0,3}$")
# words that end no sentence
UNFINISHED: Final = re.compile(rf"(?:,|\b{alternatives(words().unfinished)})$")
# "at the 177th", "Washington, December": the line was broken in the middle of a phrase
BROKEN: Final = re.compile(rf"(?:\d{alternatives(words().day_endings)}|{alternatives(words().month_names)})$")
# so many paragraphs may stand between two labels of one record
WITHIN: Final = 4
# a line no longer than this closes a letter: a signature, a date, a number
CLOSING_LENGTH: Final = 80
# a summary names its subject at its beginning
OPENING_LENGTH: Final = 90
# so many words make a statement; a name or a date has fewer
STATEMENT_WORDS: Final = 5
# a title runs over no more lines
PHRASE_LINES: Final = 4
# what stands before a label that is not its line's first
LEADING: Final = "*_# \t\u00a0"
# nor a summary; more are a document whose paragraphs are single lines
SUMMARY_LINES: Final = 12
# what stands before a label that has the archive's name: Island Archive ID
NAME_OF_ARCHIVE: Final = r"^[*_#\s]*(?:[^\W\d_a-z]\w+ ){0,3}"
# where a saved page's labels and values were a list: - From
ITEM: Final = r"(?:[-–•]\s+)"
MARK_OF_NOTE: Final = re.compile(r"\s*(?:(?:[-–]\s)?\[?\d{1,3}[\].]?|[-–])\s*")
GLUED_CALL: Final = re.compile(r"(?:(?<=[^\d\s])\d{1,3}|(?<=(?<!\d)1[789]\d\d)\d{1,2})\W*$")
CAPITALIZED: Final = re.compile(r"\b[^\W\d_a-zà-ÿа-я]\w{3,}")
ENDED: Final = re.compile(r"[.!?:;»”\"'’)\]]\W*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the record: its field and where its words stand, one span a line; ``rule`` is the layout's key.

    ``pattern`` is what the layout says of a label's value; its groups divide it.
    """

    field: str
    spans: tuple[Span, ...]
    rule: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Zones:
    """A page divided: the record's values, and the stretch that is the document (empty if there is none).

    ``given`` are the values of fields that an editor decided; ``furniture`` are the heads and feet of pages inside the
    document.
    """

    document: Span
    entries: tuple[Entry, ...]
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    furniture: tuple[Span, ...] = ()

    def values(self, source: Source, name: str) -> tuple[str, ...]:
        """The values of a field, white space folded, in order; what an editor gives stands for them."""
        if name in self.given:
            return self.given[name]
        return tuple(
            " ".join(" ".join(source.slice(span) for span in entry.spans).split())
            for entry in self.entries
            if entry.field == name
        )

    def value(self, source: Source, name: str) -> str:
        """The first value of a field, empty if there is none."""
        return next(iter(self.values(source, name)), "")


def divide(source: Source, layout: Layout) -> Zones:
    """Divide a page by its layout; what no rule of the layout claims is the document's."""
    own = told(layout)
    passed = [compiled(lead.line) for lead in own if not lead.says]
    lines = unwrapped(source, [compiled(lead.line) for lead in own], passed)
    run = compiled(layout.front).match(source.text) if layout.front else None
    if run:
        entries, start_offset = _named_groups(lines, run), run.end()
        first = next((i for i, line in enumerate(lines) if line.span.end >= start_offset), len(lines))
    else:
        entries, first = _front(lines, layout)
        start_offset = lines[first].span.start if first < len(lines) else len(source.text)
    end, back = _back(lines, first, layout, _named(source, entries))
    if layout.back.first and any(entry.rule == BACK_FIRST for entry in back):  # what stands above is another document's
        entries = [replace(e, field="") if e.field == layout.back.first else e for e in entries]
    entries = [one for entry in (*entries, *back) for one in _by_groups(source, entry)]
    end_offset = max(start_offset, lines[end - 1].span.end) if end > first else start_offset
    end_offset, tail = _tail(source, Span(start_offset, end_offset), layout)
    document = Span(start_offset, end_offset)
    furniture = (span for span in _furniture(source, layout) if document.holds(span))
    mentions = _mentions(source, document, layout)
    return Zones(document, (*entries, *tail, *mentions), furniture=tuple(furniture))


def _by_groups(source: Source, entry: Entry) -> Iterator[Entry]:
    """A value with the parts of it that the groups of its pattern name; what they leave over is only kept."""
    sought = compiled(entry.pattern)
    found = [(span, sought.search(source.slice(span))) for span in entry.spans] if sought.groupindex else []
    cut = tuple(
        Span(s.start + m.start(VALUE), s.start + m.end(VALUE)) for s, m in found if m and m.groupdict().get(VALUE)
    )
    named = [one for span, match in found for one in _fields_named(match, span.start, entry.rule)]
    if entry.field or not named:
        yield replace(entry, spans=cut or entry.spans)
    yield from named


def _furniture(source: Source, layout: Layout) -> Iterator[Span]:
    """The running heads and feet of pages, and their numbers."""
    if not layout.pages.lines or "\f" not in source.text:
        return
    sought = [compiled(pattern) for pattern in layout.pages.lines]
    for page in _pages(source.lines):
        edges = {*page[: layout.pages.within], *page[max(0, len(page) - layout.pages.within) :]}
        for line in page:
            text = line.text.lstrip("\f")
            if line in edges and any(pattern.search(text) for pattern in sought):
                yield Span(line.begins, line.span.end)


def _pages(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The filled lines of each page."""
    page: list[Line] = []
    for line in lines:
        if "\f" in line.text:
            yield page
            page = []
        if not line.is_blank:
            page.append(line)
    yield page


# ------------------------------------------------------------------ before the document


def _named_groups(lines: Sequence[Line], run: re.Match[str]) -> list[Entry]:
    """The fields that the groups of one pattern name, each with its part of every line it runs over."""
    found = sorted((run.span(name), name) for name in run.groupdict() if run[name])
    return [
        Entry(
            name,
            tuple(
                _trim(line, max(start, line.span.start) - line.span.start, min(end, line.span.end) - line.span.start)
                for line in lines
                if line.span.start < end and start < line.span.end
            ),
        )
        for (start, end), name in found
    ]


def _front(lines: Sequence[Line], layout: Layout) -> tuple[list[Entry], int]:
    at, entries = _below_the_site(lines, layout)
    while True:
        here = _skip_blank(lines, at)
        if here >= len(lines):
            return entries, here if entries else at
        segments = list(_segments(lines[here].text, layout.labels))
        if segments and not lines[here].text[: segments[0][1]].strip(" *_#"):
            made, at = _labelled(lines, here, segments, layout.labels)
            entries += made
        elif entries and URL.match(lines[here].text):
            entries.append(Entry("url", (_trim(lines[here]),), "an address on the line"))
            at = here + 1
        else:
            return entries, here if entries else _first_filled(lines)


def _below_the_site(lines: Sequence[Line], layout: Layout) -> tuple[int, list[Entry]]:
    """The leads from the first line on, or, where they find more of the record then, from below the site's own lines."""
    at, entries = _leads(lines, layout)
    begins = below_site(lines, layout)
    if not begins:
        return at, entries
    below, further = _leads(lines, layout, begins)
    return (below, further) if _told(further, layout) > _told(entries, layout) else (at, entries)


def _told(entries: Sequence[Entry], layout: Layout) -> int:
    """How many values lines give that their own words tell."""
    rules = {_rule("leads", lead) for lead in told(layout)}
    return sum(entry.rule in rules and bool(entry.field) for entry in entries)


def _leads(lines: Sequence[Line], layout: Layout, at: int = 0) -> tuple[int, list[Entry]]:
    entries: list[Entry] = []
    for lead in layout.leads:
        sought = compiled(lead.line)
        while True:
            here = _skip_blank(lines, at)
            labelled = here < len(lines) and any(_segments(lines[here].text, layout.labels))
            if here >= len(lines) or labelled or not sought.search(lines[here].text):
                break
            end = min(EXTENTS[lead.extent](lines, here), _next_label(lines, here, layout.labels))
            if lead.before and not _matches(lines, end, lead.before):
                break
            entries += _stated(lead, lines[here:end], "leads")
            at = end
            if not lead.repeat:
                break
    return at, entries


def _stated(lead: Lead, lines: Sequence[Line], key: str) -> Iterator[Entry]:
    """What a line says, with those it goes on with: its own field, and one for each group that is named like a field."""
    sought, rule = compiled(lead.line), _rule(key, lead)
    spans = tuple(piece for line in lines for piece in _left_of(line, _said(line, sought), lead.without))
    named = _fields_named(sought.search(lines[0].text), lines[0].span.start, rule)
    if lead.field or not named:
        yield Entry(lead.field, spans, rule)
    yield from named


def _rule(key: str, row: Label | Lead) -> str:
    """The layout's key and the row that spoke, as ``explain`` tells them."""
    return f"{key}: {row.line if isinstance(row, Lead) else row.words[0]}"


def _left_of(line: Line, span: Span, without: str) -> Iterator[Span]:
    """What is left of a value: ``The Consul (Holm)1 to the Minister`` is two pieces beside the call of its note."""
    start, end = span.start - line.span.start, span.end - line.span.start
    cut = [found.span() for found in compiled(without).finditer(line.text, start, end)] if without else []
    for first, last in zip([start, *(after for _, after in cut)], [*(before for before, _ in cut), end], strict=True):
        yield _trim(line, first, last)


def _said(line: Line, sought: re.Pattern[str]) -> Span:
    """The part of a line that its pattern calls ``value``, without it all of the line."""
    found = sought.search(line.text)
    if found is None and (call := GLUED_CALL.search(line.text)):
        return _trim(line, 0, call.start())  # the end of a phrase, with the call of a note
    if found is None or found.groupdict().get(VALUE) is None:
        return _trim(line)
    return _trim(line, *found.span(VALUE))


def _fields_named(found: re.Match[str] | None, start: int, rule: str) -> list[Entry]:
    """The groups of a pattern that are named like fields, in the order in which they stand; ``start`` is the text's."""
    groups = sorted((found.span(name), name) for name in found.groupdict() if found[name]) if found else []
    named = [(span, name) for span, name in groups if name != VALUE]
    return [Entry(name, (Span(start + span[0], start + span[1]),), rule) for span, name in named]


def _line_end(_: Sequence[Line], here: int) -> int:
    return here + 1


def _phrase_end(lines: Sequence[Line], here: int) -> int:
    """A phrase goes on with the next line while it stops at a comma or a word that ends none."""
    end = here + 1
    while end < min(len(lines), here + PHRASE_LINES) and not lines[end].is_blank:
        above = lines[end - 1].text.rstrip()
        if not UNFINISHED.search(above) and not BROKEN.search(above):
            break
        end += 1
    return end


def _mentions(source: Source, document: Span, layout: Layout) -> Iterator[Entry]:
    """What lines of the document say of the record too; they stay in the document."""
    patterns = [(lead, compiled(lead.line)) for lead in layout.mentions]
    for line in source.lines if patterns else ():
        for lead, sought in patterns:
            if document.holds(line.span) and sought.search(line.text):
                yield from _stated(lead, [line], "mentions")


def _matches(lines: Sequence[Line], at: int, pattern: str) -> bool:
    """The next filled line is like that."""
    here = _skip_blank(lines, at)
    return here < len(lines) and bool(compiled(pattern).search(lines[here].text))


def _segments(text: str, labels: Sequence[Label]) -> Iterator[tuple[Label, int, int]]:
    """The labels of a line with where each begins and where its value begins."""
    found: list[tuple[int, int, Label]] = []
    for label in labels:
        for word in label.words:
            if word not in text:
                continue
            begun = NAME_OF_ARCHIVE if label.named else r"(?:(?<=^)|(?<=\s)|(?<=\*)|^\[(?=.*\]$))[*_#\s]*"
            pattern = rf"{begun}{re.escape(word)}\s*:(?:\*\*|__)?\.?(?=\s|$)\s*"
            found += [(*m.span(), label) for m in compiled(pattern).finditer(text)]
            glued = compiled(rf"[*_#\s]*{re.escape(word)}\s*:(?=[^\s/:*_])").match(text)  # at a line's beginning alone
            if glued:
                found.append((*glued.span(), label))
            bare = compiled(rf"{ITEM}?[*_#\s]*{re.escape(word)}[*_\s]*").fullmatch(text)
            if bare:
                found.append((0, len(text), label))
    taken = -1
    for start, end, label in sorted(found, key=lambda f: (f[0], -f[1])):
        if start >= taken:
            taken = end
            yield label, start, end


def _labelled(
    lines: Sequence[Line], here: int, segments: Sequence[tuple[Label, int, int]], labels: Sequence[Label]
) -> tuple[list[Entry], int]:
    line, entries = lines[here], []
    at, columns, links = _columns(lines, here, segments, labels)
    ends = [*(start for _, start, _ in segments[1:]), len(line.text)]
    for (label, _, begin), end in zip(segments, ends, strict=True):
        value = _trim(line, begin, end)
        spans = [*([value] if len(value) else []), *columns.get(begin, ())]
        last = end == len(line.text) and at == here + 1
        if last and spans and label.value in {"beside", "either"}:
            at, more = _run_on(lines, at, line.text[begin:end], labels)
            spans += more
        elif last and not spans and label.value in {"below", "either"}:
            at, spans = _below(lines, at, label, labels)
        elif last and label.value == "rest":
            stop = _next_label(lines, at, labels)
            spans += [_trim(one) for one in lines[at:stop] if not one.is_blank]
            at = stop
        if spans:
            entries.append(Entry(label.field, tuple(spans), _rule("labels", label), label.line))
        else:
            entries.append(Entry("", ()))
    return [*entries, *links], at


def _columns(
    lines: Sequence[Line], here: int, segments: Sequence[tuple[Label, int, int]], labels: Sequence[Label]
) -> tuple[int, dict[int, list[Span]], list[Entry]]:
    """Two labels far apart on a line head columns: what stands below them, by where their values begin; and addresses.

    ``Date: 10 May     Source: The log of the`` / ``1951             harbour``: the day goes on on the left.
    """
    text, at = lines[here].text, here + 1
    heads = [(start + len(text[start:]) - len(text[start:].lstrip(LEADING)), begin) for _, start, begin in segments]
    right = next((column for column, _ in heads[1:] if text[column - 2 : column].isspace()), 0)
    left, last = heads[0][1], heads[-1][1]
    below: dict[int, list[Span]] = {left: [], last: []}
    links: list[Entry] = []
    while right and at < len(lines) and _is_of_columns(lines[at], right, labels):
        for begin, piece in ((left, (0, right)), (last, (right, None))):
            span = _trim(lines[at], *piece)
            if URL.match(lines[at].text[slice(*piece)].strip(DRESS)):
                links.append(Entry("url", (span,), "an address"))
            elif len(span):
                below[begin].append(span)
        at += 1
    return at, below, links


def _is_of_columns(line: Line, right: int, labels: Sequence[Label]) -> bool:
    """A space is left free before the second column, and no label stands on the line."""
    free = line.text[:right].endswith("  ") and line.text[right : right + 1].strip()
    return bool(free) and not line.is_blank and not any(_segments(line.text, labels))


def _run_on(lines: Sequence[Line], at: int, value: str, labels: Sequence[Label]) -> tuple[int, list[Span]]:
    """A value runs over an empty line while its sentence does: a small letter follows, or a word that ends none."""
    spans: list[Span] = []
    while not ENDED.search(value):
        here = _skip_blank(lines, at)
        if here >= len(lines) or URL.match(lines[here].text) or any(_segments(lines[here].text, labels)):
            break
        text = lines[here].text.strip()
        left_open = bool(UNFINISHED.search(value)) and not text.isupper() and not text.startswith("[")
        if not (text[:1].islower() or left_open):
            break
        spans.append(_trim(lines[here]))
        value, at = lines[here].text, here + 1
    return at, spans


def _below(lines: Sequence[Line], at: int, label: Label, labels: Sequence[Label]) -> tuple[int, list[Span]]:
    spans: list[Span] = []
    for _ in range(label.paragraphs):
        here = _skip_blank(lines, at)
        if (
            here >= len(lines)
            or any(_segments(lines[here].text, labels))
            or not compiled(label.line).search(lines[here].text)
        ):
            return at, spans
        end = here + 1 if label.extent == "line" else min(_paragraph_end(lines, here), _next_label(lines, here, labels))
        spans += [_value(line, lines[at - 1]) for line in lines[here:end]]
        at = end
    if label.extent == "paragraph":
        further = _next_label(lines, at, labels)
        if further < len(lines) and sum(1 for _ in _paragraphs(lines, at, further)) <= WITHIN:
            stop = next((i for i in range(at, further) if URL.match(lines[i].text)), further)
            return stop, [*spans, *(_trim(line) for line in lines[at:stop] if not line.is_blank)]
        at, more = _run_on(lines, at, lines[at - 1].text, labels)
        spans += more
    return at, spans


def _value(line: Line, label: Line) -> Span:
    """The words of a line below its label; where the label is an item of a list, so is the value."""
    item = re.match(ITEM, line.text) if re.match(ITEM, label.text) else None
    return _trim(line, item.end() if item else 0)


def _next_label(lines: Sequence[Line], at: int, labels: Sequence[Label]) -> int:
    return next((i for i in range(at, len(lines)) if any(_segments(lines[i].text, labels))), len(lines))


# ------------------------------------------------------------------ after the document


def _named(source: Source, entries: Sequence[Entry]) -> frozenset[str]:
    """The names in a page's title, as far as a capital tells them."""
    titles = (source.slice(span) for entry in entries if entry.field == "title" for span in entry.spans)
    return frozenset(word for title in titles for word in CAPITALIZED.findall(title))


def _back(
    lines: Sequence[Line], first: int, layout: Layout, named: frozenset[str] = frozenset()
) -> tuple[int, list[Entry]]:
    """Where the document ends (a line index, exclusive) and what the record says after it."""
    begins = [compiled(p) for p in layout.back.begins]
    ends = [compiled(p) for p in layout.back.ends]
    marks = (i for i in range(first, len(lines)) if any(p.search(lines[i].text) for p in begins))
    marked = next((i for i in marks if not _is_addressed(lines, i + 1, layout)), None)
    if marked is not None:
        labelled = _labels(lines[marked], layout)  # the mark may be a label itself, with its value beside it
        itself = [] if labelled else list(_said_of_itself(lines[marked], layout))
        return marked, itself + _back_entries(lines, marked if labelled else marked + 1, layout)
    closed = (i for i in range(len(lines) - 1, first - 1, -1) if any(p.search(lines[i].text) for p in ends))
    ended = next((i for i in closed if _record_follows(lines, i + 1, layout)), None)
    if ended is not None:
        return ended + 1, _back_entries(lines, ended + 1, layout)
    for index in range(first, len(lines)):
        if _labels(lines[index], layout) and _is_furniture(lines, index, layout):
            return _unmarked(lines, first, index, layout, named)
    return _unlabelled(lines, first, layout, named)


def _is_addressed(lines: Sequence[Line], at: int, layout: Layout) -> bool:
    """``Dear Comrades!``, short and below the mark: it parts two documents."""
    called = re.compile(rf"\s*(?i:{alternatives(words().salutations)})(?!\w)[^.:;]*[!,:]\s*$")
    stop = _next_label(lines, at, layout.back.labels)
    return any(len(line.text) < CLOSING_LENGTH and called.match(line.text) for line in lines[at:stop])


def _said_of_itself(line: Line, layout: Layout) -> Iterator[Entry]:
    """The line that begins the record may be one of its lines."""
    for lead in layout.back.lines:
        if compiled(lead.line).search(line.text):
            yield from _stated(lead, [line], "back.lines")


def _labels(line: Line, layout: Layout) -> bool:
    return any(_segments(line.text, layout.back.labels))


def _record_follows(lines: Sequence[Line], at: int, layout: Layout) -> bool:
    """An omission ends the document only where the page's own words follow, not more of the document."""
    label = _next_label(lines, at, layout.back.labels)
    between = list(_paragraphs(lines, at, label))
    whole = all(_is_statement(lines[i].text) for here, end in between for i in range(here, end))
    return label < len(lines) and len(between) <= 2 and whole


def _is_furniture(lines: Sequence[Line], at: int, layout: Layout) -> bool:
    """One word like a label may be the document's; a second, or a line of the record, soon after it is the page's."""
    near = lines[at + 1 : at + 9]
    return any(_labels(line, layout) or _field_of(line, layout, "") for line in near)


def _unmarked(
    lines: Sequence[Line], first: int, label: int, layout: Layout, named: frozenset[str]
) -> tuple[int, list[Entry]]:
    """Nothing divides document and record but the first label: a summary may stand right before it."""
    paragraphs = list(_paragraphs(lines, first, label))
    if not layout.back.unmarked or (len(paragraphs) < 2 and label - first < 4):
        return label, _back_entries(lines, label, layout)
    last, end = paragraphs[-1]
    start = last if len(paragraphs) > 1 and end - last <= SUMMARY_LINES else label - 1
    while start > first and lines[start].is_blank:
        start -= 1
    if not _is_summary(lines, first, start, label, layout, named):
        return label, _back_entries(lines, label, layout)
    return start, _back_entries(lines, start, layout)


def _unlabelled(lines: Sequence[Line], first: int, layout: Layout, named: frozenset[str]) -> tuple[int, list[Entry]]:
    """The page's end is lost: below the document's closing words its last line may still tell what it is about."""
    filled = [i for i in range(first, len(lines)) if not lines[i].is_blank]
    after: list[Line] = []
    while filled and any(compiled(lead.line).search(lines[filled[-1]].text) for lead in layout.back.lines):
        after.insert(0, lines[filled.pop()])  # what is left of the record below the summary
    if not layout.back.unmarked or len(filled) < 3:
        return len(lines), []
    *text, before, last = filled
    said = any(len(lines[i].text) > CLOSING_LENGTH and _is_statement(lines[i].text) for i in text)
    own = any(re.search(pattern, lines[last].text) for pattern in layout.back.unless)
    whole = ENDED.search(lines[last].text) is not None  # a page that stops in mid-sentence has no summary
    tells = whole and _is_summary(lines, first, last, len(lines), layout, named) and not own
    named_so = any(compiled(p).search(lines[last].text) for p in layout.back.summaries)
    if not (said and tells and (named_so or _closes(lines[before].text))):
        return len(lines), []
    said_last = [Entry(_field_of(line, layout, ""), (_trim(line),), "back.lines") for line in after]
    return last, [Entry(layout.back.first, (_trim(lines[last]),), "back.first"), *said_last]


def _closes(text: str) -> bool:
    """A name, a date, a number, a list of copies: short, and no word in it that only a sentence has."""
    words = re.findall(r"[^\W\d_]+", text)
    small = [word for word in words if word[0].islower() and len(word) > 3]
    return len(text.strip()) <= CLOSING_LENGTH and not small and text.strip()[-1:] not in ":;?"


def _is_statement(text: str) -> bool:
    words = text.split()
    return len(words) >= STATEMENT_WORDS and any(word[:1].islower() for word in words)


def _is_summary(
    lines: Sequence[Line], first: int, start: int, label: int, layout: Layout, named: frozenset[str]
) -> bool:
    """A statement after the document's closing words, or one that says at its beginning what it is about."""
    said = " ".join(line.text for line in lines[start:label]).strip()
    before = next((line.text.strip() for line in reversed(lines[first:start]) if not line.is_blank), "")
    if any(begins == 0 for _, begins, _ in _segments(said, layout.tail)):
        return False  # "[Source: ...]"
    announced = any(compiled(p).search(said) for p in layout.back.summaries)
    speaks_of_it = any(word in named for word in CAPITALIZED.findall(said[:OPENING_LENGTH]))
    return _is_statement(said) and (len(before) <= CLOSING_LENGTH or announced or speaks_of_it)


def _back_entries(lines: Sequence[Line], at: int, layout: Layout) -> list[Entry]:
    labels = layout.back.labels
    stop = _next_label(lines, at, labels)
    entries = [
        Entry(layout.back.first, tuple(_trim(line) for line in lines[here:end]), BACK_FIRST)
        for here, end in _paragraphs(lines, at, stop)
    ]
    while stop < len(lines):
        segments = list(_segments(lines[stop].text, labels))
        label, _, begin = segments[0]
        after = _next_label(lines, stop + 1, labels)
        beside = _trim(lines[stop], begin)
        if len(beside):
            entries.append(Entry(label.field, (beside,), _rule("back.labels", label), label.line))
        # each line of a page saved as text is a paragraph of its own
        filled = (line for line in lines[stop + 1 : after] if not line.is_blank)
        entries += [
            Entry(
                _field_of(line, layout, label.field if re.search(label.line, line.text) else ""),
                (_value(line, lines[stop]),),
                _rule("back.labels", label),
                label.line,
            )
            for line in filled
        ]
        stop = after
    return entries


def _field_of(line: Line, layout: Layout, otherwise: str) -> str:
    """The field of a line that no label announces."""
    return next((lead.field for lead in layout.back.lines if compiled(lead.line).search(line.text)), otherwise)


def _tail(source: Source, document: Span, layout: Layout) -> tuple[int, list[Entry]]:
    """A label at the end of the document's last lines, often in mid-line: ``21.6.51 Source: APRF, …``."""
    lines = [line for line in source.lines if document.holds(line.span) and not line.is_blank]
    after = ["", *(line.text for line in lines)]
    for above, line in list(zip(after, lines, strict=False))[-3:]:
        for label, start, begin in _segments(line.text, layout.tail):
            if MARK_OF_NOTE.fullmatch(line.text[:start] or above):
                continue  # a note may tell its source
            value = source.text[line.span.start + begin : document.end]
            spans = [Span(line.span.start + begin, min(line.span.end, document.end))]
            spans += [_trim(one) for one in lines if one.number > line.number]
            if value.strip():
                cut = line.span.start + start
                said = Entry(label.field, tuple(s for s in spans if len(s)), _rule("tail", label), label.line)
                return max(document.start, cut), [*_by_groups(source, said)]
    return document.end, []


# ------------------------------------------------------------------ lines


def _skip_blank(lines: Sequence[Line], at: int) -> int:
    while at < len(lines) and lines[at].is_blank:
        at += 1
    return at


def _first_filled(lines: Sequence[Line]) -> int:
    return _skip_blank(lines, 0)


def _paragraph_end(lines: Sequence[Line], at: int) -> int:
    first = at
    while at < len(lines) and not lines[at].is_blank and (at == first or not lines[at].text.startswith("\f")):
        at += 1
    return at


def _paragraphs(lines: Sequence[Line], at: int, stop: int) -> Iterator[tuple[int, int]]:
    """Runs of filled lines between two indexes."""
    while (at := _skip_blank(lines, at)) < stop:
        end = min(stop, _paragraph_end(lines, at))
        yield at, end
        at = end


# Markdown emphasis, heading marks and angle brackets of a saved page are no part of a value
DRESS: Final = " \t\f*_#<>\u00a0"


def _trim(line: Line, begin: int = 0, end: int | None = None) -> Span:
    """The span of a line's words without the page's dress around them."""
    text = line.text[begin:end]
    left = len(text) - len(text.lstrip(DRESS))
    size = len(text.strip(DRESS))
    return Span(line.span.start + begin + left, line.span.start + begin + left + size)


# how far a value of each extent goes
EXTENTS: Final = {"line": _line_end, "phrase": _phrase_end, "paragraph": _paragraph_end}
