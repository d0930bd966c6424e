"""Old files name no encoding: what the bytes tell, and what an editor is told where they do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.convert import convert, diagnostics
from tei_edition.diagnostics import Diagnostic, as_json, as_text
from tei_edition.edition import open_edition
from tei_edition.encoding import inverse
from tei_edition.encoding.tei import Encoder
from tei_edition.transcript.readers import read_data
from tei_edition.transcript.readers.plain import read
from tei_edition.xml import parse, serialize

TEXTS = {
    "shift_jis": "灯台長殿。四月三日付の貴信を拝見しました。北の灯台のランプは古くなり、油も残り少なくなっております。至急お送りください。",
    "euc_jp": "灯台長殿。四月三日付の貴信を拝見しました。北の灯台のランプは古くなり、油も残り少なくなっております。至急お送りください。",
    "gb18030": "灯塔长同志：四月三日来信收到。北方灯塔的灯已经旧了，油也不多。请马上送来四十桶油和二百盏灯。等候回信。",
    "big5": "燈塔長先生：四月三日來信收到。北方燈塔的燈已經舊了，油也不多。請馬上送來四十桶油和二百盞燈。等候回信。",
    "euc_kr": "등대장 동지에게. 사월 삼일의 편지를 받았습니다. 북쪽 등대의 등은 낡았고 기름도 많지 않습니다. 곧 보내 주십시오.",
    "windows-1251": "Товарищу смотрителю. Письмо ваше от третьего апреля получено; фонари износились, масла нет.",
    "koi8-r": "Товарищу смотрителю. Письмо ваше от третьего апреля получено; фонари износились, масла нет.",
    "windows-1253": "Προς τον φαροφύλακα. Λάβαμε την επιστολή σας της τρίτης Απριλίου· τα φανάρια πάλιωσαν και λάδι δεν υπάρχει.",
    "windows-1252": "Au gardien du phare. Votre lettre du 3 avril a été reçue ; les lampes sont usées, l’huile est épuisée à l’île.",
    "windows-1250": "Do latarnika. Otrzymaliśmy wasz list z trzeciego kwietnia; lampy są zużyte, oleju już prawie nie ma, proszę przysłać więcej.",
}


@pytest.mark.parametrize("codec", TEXTS)
def test_the_words_of_an_old_file_are_the_right_ones(codec: str) -> None:
    source = read("a.txt", TEXTS[codec].encode(codec))
    assert source.text == TEXTS[codec]
    assert not source.said


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["To Berg\n", "Бергу\n", *TEXTS.values()])
def test_sixteen_bits_are_told_without_a_mark(text: str, codec: str) -> None:
    assert read("a.txt", text.encode(codec)).text == text


@pytest.mark.parametrize("text", ["a\x00b", "A \x00 byte.", "a form\x0c\x01 of controls, 12 times\n"])
def test_a_control_character_makes_no_sixteen_bits(text: str) -> None:
    assert read("a.txt", text.encode()).text == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_half_a_pair_loses_no_other_word(codec: str) -> None:
    text = "\ufeffTo the keeper\ud83d of the light.\n"
    data = text.encode(codec, "surrogatepass")
    source = read("a.txt", data)
    assert source.text == text[1:]
    made = Encoder().encode(source, "a")
    restored = inverse.transcript(parse(serialize(made.root)))
    assert restored.is_proved
    assert restored.data == data


def test_half_a_pair_in_a_message_can_be_said() -> None:
    told = Diagnostic("name-unknown", "“Be\ud83drg” is in no register")
    assert "Be?rg" in as_text(told).encode().decode()
    assert "Be?rg" in as_json([told]).encode().decode()


def test_where_two_encodings_fit_alike_both_are_shown_with_the_setting() -> None:
    (told,) = read("a.txt", "Přítel píše".encode("windows-1250")).said
    assert told.code == "encoding-doubtful"
    assert "Přítel" in told.message
    assert "Pøítel" in told.message
    assert "[conversion] encoding" in told.hint


CENTRAL = (
    "Přítel přijel včera, řeka je čistá. Šťastnou cestu, žádný člun.",
    "Mąż i żona są w Łodzi, a łączność jest zła; proszę o wiadomość.",
    "Želim vam svaku sreću, čekam još.",
    "Łódź jest zła.",
    "Pojď žít k řece.",
)


@pytest.mark.parametrize("text", CENTRAL)
@pytest.mark.parametrize("codec", ["iso-8859-2", "windows-1250"])
def test_of_two_that_differ_in_a_few_letters_the_right_one_is_taken_or_named(text: str, codec: str) -> None:
    source = read("a.txt", text.encode(codec))
    assert source.encoding == codec or any(codec in f"{told.message} {told.hint}" for told in source.said)


def test_a_letter_that_is_a_sign_inside_a_word_tells_the_two_apart() -> None:
    source = read("a.txt", CENTRAL[1].encode("iso-8859-2"))
    assert source.text == CENTRAL[1]
    assert not source.said


def test_bytes_that_no_encoding_fits_are_told() -> None:
    (told,) = read("a.txt", b"\x80\x81\x8d\x9d\xff\xfe\x00\x01").said
    assert told.code == "encoding-doubtful"


def test_the_encoding_an_editor_names_ends_the_doubt(make_edition: Callable[..., Path]) -> None:
    settings = 'title = "x"\ndate = 2020-01-01\n'
    files: dict[str, str | bytes] = {"transcripts/a.txt": "Přítel píše".encode("windows-1250")}
    root = make_edition({**files, "edition.toml": settings})
    assert "encoding-doubtful" in {d.code for d in diagnostics(convert(open_edition(root)))}
    make_edition({"edition.toml": f'{settings}[conversion]\nencoding = "windows-1250"\n'})
    said = diagnostics(convert(open_edition(root)))
    assert "encoding-doubtful" not in {d.code for d in said}
    assert "Přítel píše" in (root / "documents" / "a.xml").read_text("utf-8")


def test_the_encoding_an_editor_names_is_that_of_what_is_no_utf_8() -> None:
    assert read("a.txt", "Přítel píše".encode(), "windows-1250").text == "Přítel píše"
    assert read("a.txt", "Přítel".encode("utf-16-le"), "utf-16-le").text == "Přítel"


def test_a_web_page_without_a_charset_is_doubted_too() -> None:
    page = "<!DOCTYPE html><p>Přítel píše".encode("windows-1250")
    assert [d.code for d in read_data("a.html", page).said] == ["encoding-doubtful"]


@given(st.binary(max_size=40))
def test_whatever_the_bytes_they_come_back(data: bytes) -> None:
    source = read("a.txt", data)
    assert source.encoded(source.text) == data
