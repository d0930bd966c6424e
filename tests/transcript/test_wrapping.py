"""Which lines of a page are one paragraph."""

from __future__ import annotations

from itertools import pairwise

from tei_edition.transcript.readers.plain import read
from tei_edition.transcript.wrapping import wrapping

PAGE = """Das Eis hat sich heute früh im Hafen von Vessk geschlossen, so daß kein
Schiff mehr auslaufen kann; die Lotsen erwarten nach allem, was man hört, eine
Änderung des Wetters in der nächsten Woche. Es stehen noch mehrere
Kähne unmittelbar vor der Einfahrt, deren Ladung bald zu löschen sein
wird, wenn nicht anders befohlen.
"""
FORM = "Telegramm 148" + " " * 60 + "Vessk, den 3. Mai 1930\n"
SIGNED = " " * 85 + "B e r g\n"


def paragraphs(page: str) -> list[list[str]]:
    source = read("page.txt", page.encode())
    lines = [line for line in source.lines if not line.is_blank]
    broken = wrapping(lines)
    found = [[lines[0].text]]
    for above, line in pairwise(lines):
        if broken.runs_on(above, line, source):
            found[-1].append(line.text)
        else:
            found.append([line.text])
    return found


def test_the_lines_of_a_wrapped_paragraph_are_one() -> None:
    assert paragraphs(PAGE) == [PAGE.splitlines()]


def test_the_lines_of_a_form_do_not_say_how_wide_the_text_is() -> None:
    assert paragraphs(FORM + "\n" + PAGE + SIGNED)[1] == PAGE.splitlines()


def test_a_line_that_stops_short_behind_a_sentence_ends_its_paragraph() -> None:
    first = PAGE.replace("wird, wenn nicht anders befohlen.", "wird, wenn nicht anders befohlen worden ist.")
    assert [len(lines) for lines in paragraphs(first + PAGE)] == [5, 5]


def test_the_lines_of_a_letter_kept_as_a_hand_wrote_them_are_wrapped_though_they_are_long() -> None:
    page = """\
Rechnen Sie nicht mit uns! Gleich nach der Ankunft habe ich die Listen gelesen, die ich nun Ihrer Güte verdanke, und auch
die Abschriften, welche der Hafenmeister, dem ich sie schon lange schulde, mir für Sie mit aller Sorgfalt hat machen
lassen; was davon auf die Lotsen fällt, mögen Sie am Rande mit strenger
Beurteilung verbinden. Und was wäre aus den Kähnen zu lernen, wenn es die lernen wollten, die es nötig haben, und so
wenig davon wissen.
"""
    assert paragraphs(page) == [page.splitlines()]


def test_long_paragraphs_of_one_line_each_are_no_wrapped_text() -> None:
    lines = [
        f"{n} Schiffe liegen im Hafen von Vessk, deren Ladung bald zu löschen sein wird, wenn es nicht anders befohlen wird."
        for n in range(1, 6)
    ]
    assert paragraphs("\n".join(lines)) == [[line] for line in lines]


def test_a_text_in_capitals_is_wrapped_though_one_line_above_it_is_longer_than_any_page_is_wide() -> None:
    addresses = "INFO: " + " ".join(f"OCT-{n:02}" for n in range(1, 24))
    text = """\
SURPRISE RESIGNATIONS OF THE PILOTS AND OF THE
HARBOUR MASTER IN VESSK DURING EARLY MORNING HOURS
OF JUNE 17 OPENED THE WAY TO INTERIM RESOLUTION OF
THE PROBLEM, THOUGH NEITHER PRESS NOR RADIO NOR THE
ASSOCIATION OF TOWNS HAS ACTED AS AN INTERMEDIARY
BETWEEN THEM, AS HAD BEEN FEARED WHEN THE WINTER
CAME AND THE LAMPS WERE LIT ON THE OUTER PIERS, THE
LAST OF WHICH NOBODY IN THE TOWN HAD SEEN FOR MANY
YEARS BEFORE THAT.
"""
    assert paragraphs(f"{addresses}\n\n{text}") == [[addresses], text.splitlines()]
