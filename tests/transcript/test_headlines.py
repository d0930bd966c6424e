"""What a headline says of sender and addressee."""

import pytest

from tei_edition.transcript.headlines import Headline, completed, from_and_to
from tei_edition.transcript.parties import several
from tei_edition.transcript.words import words


@pytest.mark.parametrize(
    ("title", "sender", "addressee"),
    [
        ("Telegram, Sund to Berg", ["Sund"], ["Berg"]),
        ("Ciphered Telegram No. 12 from Karelholm, Marit Sund to Cde. Granit", ["Marit Sund"], ["Cde. Granit"]),
        (
            "Report, Embassy of Arland in Borland to the Ministry of Tides",
            ["Embassy of Arland in Borland"],
            ["Ministry of Tides"],
        ),
        ("Telegram from Ambassador to Arland Sund to the Ministry", ["Ambassador to Arland Sund"], ["Ministry"]),
        ("Cable from the Embassy in Arland", ["Embassy in Arland"], []),
        ("Cable no. 38 from the Embassy in Arland (Berg)", ["Embassy in Arland (Berg)"], []),
        ("Telegram from the Arland Embassy, Vessk", ["Arland Embassy, Vessk"], []),
        ("Telegram from the Arland Embassy, Urgent", ["Arland Embassy"], []),
        (
            "Arland Consulate, Vessk (Berg), Cable to Ministry of Tides",
            ["Arland Consulate, Vessk (Berg)"],
            ["Ministry of Tides"],
        ),
        ("Memorandum of Conversation, by the Director of Tides (Holm)", ["Director of Tides (Holm)"], []),
        ("Memorandum of Conversation, by the Aide to the Director (Holm)", ["Aide to the Director (Holm)"], []),
        ("Paper Prepared in the Harbour Office", ["Harbour Office"], []),
        ("Letter to Comrade Berg from Sund", ["Sund"], ["Comrade Berg"]),
        # capitals are no pronoun, "os-" is no small word, an article behind the first word is no name's
        ("Cable from the ambassador to the US Sund to the Ministry", ["ambassador to the US Sund"], ["Ministry"]),
        ("Letter, A. Sund to Berg os-Saltaneh", ["A. Sund"], ["Berg os-Saltaneh"]),
        (
            "Memorandum from Minister Sund to President Berg, Arland Threats and Promises and Borland Answers",
            ["Minister Sund"],
            ["President Berg"],
        ),
        (
            "Arland Embassy in Vessk to the Ministry of Tides, Economic Policy Report",
            ["Arland Embassy in Vessk"],
            ["Ministry of Tides"],
        ),
        ("Message from Arland Embassy, Vessk (Anna Maria Sund)", ["Arland Embassy, Vessk (Anna Maria Sund)"], []),
        (
            "Letter from Vice-President Adalberto Sund dos Santos to Berg",
            ["Vice-President Adalberto Sund dos Santos"],
            ["Berg"],
        ),
        (
            "Letter to the Deputy Commissar of Tides Berg and the Consul in Vessk Holm from A. Sund",
            ["A. Sund"],
            ["Deputy Commissar of Tides Berg", "Consul in Vessk Holm"],
        ),
        # whatever it is called: an office sends it
        ("Notice No. 12/79 from the General Secretariat of the Council", ["General Secretariat of the Council"], []),
        ("Opinions from the Ministry of Tides on Receiving the Pilots", ["Ministry of Tides"], []),
        ("Voices from the Sea", [], []),
        ("Pilots and Masters to Convene a Harbour Conference", [], []),
        # who wrote it behind "of", and behind what he holds
        ("Cable of A. Sund on a conversation between Berg and Holm", ["A. Sund"], []),
        ("Report of Cde. Sund about the Situation at Vessk", ["Cde. Sund"], []),
        ("Report of the Commission on the Ice", [], []),
        ("Report from the Ambassador to Arland, Marit Sund, on the Ice", ["Ambassador to Arland, Marit Sund"], []),
        ("Arland Representative Marit Sund, Report to the Council", ["Arland Representative Marit Sund"], ["Council"]),
        (
            "Telegram from an official in the Arland embassy in Vessk Marit Sund to the Ministry",
            ["official in the Arland embassy in Vessk Marit Sund"],
            ["Ministry"],
        ),
        (
            "Message to the Council, from Minister of Tides A. Sund and Secretary of the CC of the CP of Arland T. Berg",
            ["Minister of Tides A. Sund", "Secretary of the CC of the CP of Arland T. Berg"],
            ["Council"],
        ),
        (
            "Letter to the CC of the CP of Arland M.D. Berg from the Deputy Chief of Tides",
            ["Deputy Chief of Tides"],
            ["CC of the CP of Arland M.D. Berg"],
        ),
        ("Letter to Comrade Berg", [], ["Comrade Berg"]),
        ("Letter, Sund to Berg, 'On our visit to Arland'", ["Sund"], ["Berg"]),
        (
            "The Secretary of State to the Ambassador in Arland (Berg)",
            ["Secretary of State"],
            ["Ambassador in Arland (Berg)"],
        ),
        (
            "Memorandum From the Director for Tidal, Northern, and Island Affairs (Sund) to President Berg",
            ["Director for Tidal, Northern, and Island Affairs (Sund)"],
            ["President Berg"],
        ),
        (
            "Telegram From the Ministry to the Embassies in Arland, Borland, and Norland",
            ["Ministry"],
            ["Embassies in Arland, Borland, and Norland"],
        ),
        (
            "The Minister to the Chairman of the Committee on the Tides of the Assembly (Sund)",
            ["Minister"],
            ["Chairman of the Committee on the Tides of the Assembly (Sund)"],
        ),
        (
            "Memorandum by the Adviser on Tidal Relations (Sund) to the Minister",
            ["Adviser on Tidal Relations (Sund)"],
            ["Minister"],
        ),
        (
            "Telegram From the Delegation to the Conference on the Tides to the Ministry",
            ["Delegation to the Conference on the Tides"],
            ["Ministry"],
        ),
        ("Memorandum by the Under Secretary (Sund) to President Berg", ["Under Secretary (Sund)"], ["President Berg"]),
        ("Telegram of M.K. Sund to Anna Berg dated 10th January 1949", ["M.K. Sund"], ["Anna Berg"]),
        (
            "The Chargé d’Affaires in Arland ( Sund ) to the Secretary of State",
            ["Chargé d’Affaires in Arland ( Sund )"],
            ["Secretary of State"],
        ),
        ("M. K. Sund's note to L. Berg about the ferry", ["M. K. Sund"], ["L. Berg"]),
        ("Excerpts from Sund's diary on his talk with Berg", ["Sund"], []),
        ("Sund’s Speech at the Lunch in Honor of Anna Berg", ["Sund"], []),
        ("Handwritten Notes from Sund’s Talks with the Pilots", [], []),
        (
            "Report from L. Sund to A. Berg of the Harbour Committee and K. Holm of the Council of Pilots",
            ["L. Sund"],
            ["A. Berg of the Harbour Committee", "K. Holm of the Council of Pilots"],
        ),
        ("Journal of Ambassador in Arland M. Sund for 7 March 1930", ["Ambassador in Arland M. Sund"], []),
        ("From the Journal of M. Sund, 'Record of a Conversation'", ["M. Sund"], []),
        ("Memorandum by the State Secretary (Sund)", ["State Secretary (Sund)"], []),
        ("Embassy of Arland in Vessk (Berg), Report on Boats", ["Embassy of Arland in Vessk (Berg)"], []),
        ("12. Telegram From the Embassy in Arland to the Ministry", ["Embassy in Arland"], ["Ministry"]),
        ("Telegram, Sund to Berg and Krenek", ["Sund"], ["Berg", "Krenek"]),
        ("Cable, Sund to Berg, Anna Krenek, and Ferry Office", ["Sund"], ["Berg", "Anna Krenek", "Ferry Office"]),
        ("Telegram from Sund to the Minister of Tides and Boats", ["Sund"], ["Minister of Tides and Boats"]),
        ("Note on a Conversation with the Ambassador to Arland", [], []),
        ("From Marit Sund to Karl Berg, 5 September 1776", ["Marit Sund"], ["Karl Berg"]),
        ("To Marit Sund from Karl Berg, 9 July 1776", ["Karl Berg"], ["Marit Sund"]),
        (
            "427 Mr A. Sund, Minister to the Outer Isles, to Mr K. Berg, Prime Minister",
            ["Mr A. Sund, Minister to the Outer Isles"],
            ["Mr K. Berg, Prime Minister"],
        ),
        (
            "MR A. SUND, PRIME MINISTER, TO LORD BERG, MINISTER FOR TIDES, AND TO SIR K. HOLM, MINISTER FOR BOATS",
            ["MR A. SUND, PRIME MINISTER"],
            ["LORD BERG, MINISTER FOR TIDES", "SIR K. HOLM, MINISTER FOR BOATS"],
        ),
        ("Prime Minister Sund to President Berg", ["Prime Minister Sund"], ["President Berg"]),
        ("Telegram From the Ambassador to the Secretary of State", ["Ambassador"], ["Secretary of State"]),
        ("Sir A. Sund to Count Berg.—(Received July 30.)", ["Sir A. Sund"], ["Count Berg"]),
        (
            "Cable, Sund to Deputy Minister Karl Berg and Ferry (Holm)",
            ["Sund"],
            ["Deputy Minister Karl Berg", "Ferry (Holm)"],
        ),
        ("Introduction to the Documents", [], []),
        ("Visit of the boats to the harbour", [], []),
        (
            "Letter addressed by A. Sund, First Secretary of the Committee, to the Council concerning boats",
            ["A. Sund, First Secretary of the Committee"],
            ["Council"],
        ),
        ("Memorandum for the Record from Karl Berg, 'Meeting with the Pilots'", ["Karl Berg"], []),
        ("Dr. Anna Holm, Assistant to the President for Tidal Affairs", [], []),
        (
            "The Minister in Arland (Sund) to Mr. Karl Berg, Special Assistant to President Lind",
            ["Minister in Arland (Sund)"],
            ["Mr. Karl Berg, Special Assistant to President Lind"],
        ),
        ("From the journal of Secret. Copy No. 8", [], []),
        ("Anna Holm and Karl Berg 'Memorandum of Conversation,' May 3", [], []),
        ("Meeting of the Council, Regarding Holm's Request to Travel and Berg's Answer", [], []),
        ("Council Decision to Adopt the Draft Answer", [], []),
    ],
)
def test_a_title_says_who_wrote_to_whom(title: str, sender: list[str], addressee: list[str]) -> None:
    assert from_and_to(title, words()) == Headline(tuple(sender), tuple(addressee))


@pytest.mark.parametrize(
    ("language", "title", "sender", "addressee"),
    [
        ("de", "Nr. 26 Der Gesandte in Vessk an den Vorsitzenden im Ministerrat", "Gesandte in Vessk", "Vorsitzenden im Ministerrat"),
        ("de", "Telegramm des Kanzlers an den arländischen Botschafter in Vessk vom 2. Mai", "", "arländischen Botschafter in Vessk"),
        ("de", "Der Vorsteher, G. Sund, an den Gesandten in Vessk, A. Berg", "Vorsteher, G. Sund", "Gesandten in Vessk, A. Berg"),
        ("fr", "Le Ministre d’Arland à Vessk, A. Sund, au Chef du Département, K. Berg", "Ministre d’Arland à Vessk, A. Sund", "Chef du Département, K. Berg"),
        ("fr", "La Direction des Ports à la Légation d’Arland", "Direction des Ports", "Légation d’Arland"),
        ("fr", "Brouillon de la lettre", "", ""),
        ("de", "Der Botschafter in besonderer Mission in Vessk (Sund-Berg) an das Hafenamt", "Botschafter in besonderer Mission in Vessk (Sund-Berg)", "Hafenamt"),
        ("de", "Generalkonsulat Vessk (Sund) an Reichskanzler (Berg)", "Generalkonsulat Vessk (Sund)", "Reichskanzler (Berg)"),
        ("de", "Schreiben des Kanzlers Sund an den Vorsitzenden des Hafenrats, Berg", "Kanzlers Sund", "Vorsitzenden des Hafenrats, Berg"),
        ("fr", "M. de Sund, Ministre des Ports, à M. de Berg, Ambassadeur d’Arland à Vessk.", "M. de Sund, Ministre des Ports", "M. de Berg, Ambassadeur d’Arland à Vessk"),
        ("fr", "L’ambassadeur d’Arland à Vessk au ministre des Ports", "ambassadeur d’Arland à Vessk", "ministre des Ports"),
        ("fr", "Lettre de Marit Sund à Karl Berg, 4 mai 1950", "Marit Sund", "Karl Berg"),
        ("ru", "Телеграмма министра портов временному поверенному в Весске1", "министра портов", "временному поверенному в Весске"),
        ("ru", "Из телеграммы посла в Весске в Министерство портов", "посла в Весске", "Министерство портов"),
        ("ru", "Письмо А. К. Сунда Б. Л. Бергу о баржах", "А. К. Сунда", "Б. Л. Бергу"),
        ("ru", "ЛИЧНОЕ И СЕКРЕТНОЕ ПОСЛАНИЕ ОТ ПРЕМЬЕРА СУНДА МАРШАЛУ БЕРГУ", "ПРЕМЬЕРА СУНДА", "МАРШАЛУ БЕРГУ"),
        ("ru", "Шифртелеграмма Марит Сунда Бергу", "Марит Сунда", "Бергу"),
        ("ru", "А. К. Сунд — Б. Л. Бергу, 3 мая 1893 г.", "А. К. Сунд", "Б. Л. Бергу"),
        ("ru", "№ 384 А. К. СУНД Б. БЕРГУ * СОВЕРШЕННО СЕКРЕТНО", "А. К. СУНД", "Б. БЕРГУ"),
        ("ru", "А. Сунд Б. Л. Бергу*", "А. Сунд", "Б. Л. Бергу"),
        ("ru", "Запись беседы министра портов с послом Арландии", "", ""),
        ("ru", "Визит министра портов в Весск", "", ""),
    ],
)  # fmt: skip
def test_a_title_says_so_in_other_languages(language: str, title: str, sender: str, addressee: str) -> None:
    found = from_and_to(title, words(language))
    assert found.addressee == ((addressee,) if addressee else ())
    assert not sender or found.sender == (sender,)


@pytest.mark.parametrize("line", ["Access to Archives", "Sund to Berg"])
def test_what_capitals_alone_tell_is_no_headline_of_a_text(line: str) -> None:
    assert not from_and_to(line, words()).is_told
    assert from_and_to(line.upper(), words()).is_told


def test_from_town_to_town_says_where_it_went() -> None:
    said = from_and_to("Telegram from Vessk to Kessel, A. Sund to Cde. Berg", words("en"))
    assert said == Headline(("A. Sund",), ("Cde. Berg",), place="Vessk", destination="Kessel")


def test_a_place_before_the_sender_is_where_it_came_from() -> None:
    found = from_and_to("3 May 1930 / Cable from Vessk, from Sund on the ferry", words())
    assert (found.place, found.sender) == ("Vessk", ("Sund",))


@pytest.mark.parametrize(
    ("line", "addressee", "place"),
    [
        ("Mr. A. Holm to Viscount Berg (Received 1 p. m.). Sund, May 3, 1950.", "Viscount Berg", "Sund"),
        ("Mr. A. Holm, Minister of Tides, to M. Berg, Consul in Vessk. Sund, May 3, 1950. 9 p.m.", "M. Berg, Consul in Vessk", "Sund"),
        ("Mr. A. Holm to Mr. K. Berg, Consul in Vessk", "Mr. K. Berg, Consul in Vessk", ""),
    ],
)  # fmt: skip
def test_place_and_date_behind_the_addressee_are_no_part_of_him(line: str, addressee: str, place: str) -> None:
    found = from_and_to(line, words())
    assert (found.sender[0].startswith("Mr. A. Holm"), found.addressee, found.place) == (True, (addressee,), place)


@pytest.mark.parametrize(
    ("title", "addressee", "place"),
    [
        ("12. Letter From A. Holm to the Harbour Office, San Clemente, July 16, 1971", "Harbour Office", "San Clemente"),
        ("Letter from A. Holm to the Director of Tides, Berg, July 16, 1971", "Director of Tides, Berg", ""),
        ("Telegram from Sund to Vessk, TOP SECRET, May 20, 1967", "Vessk", ""),
        ("Telegram from Sund to Vessk, Thursday, May 20, 1967", "Vessk", ""),
    ],
)  # fmt: skip
def test_a_place_before_a_day_is_where_it_was_written(title: str, addressee: str, place: str) -> None:
    found = from_and_to(title, words())
    assert (found.addressee, found.place) == ((addressee,), place)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("[Anna] Holm", "Anna Holm"),
        ("[Harbour Director Anna] HOLM", "Anna HOLM"),
        ("[Foreign Minister] Holm", "Holm"),
        ("Holm [Berg]", "Holm"),
        ("the Chairman [Anna Holm]", "the Chairman Anna Holm"),
        ("To [Anna] Holm and [Karl] Berg", "To Anna Holm and Karl Berg"),
        ("Com[rade] Holm", "Comrade Holm"),
    ],
)
def test_what_brackets_add_to_a_name_belongs_to_it(written: str, name: str) -> None:
    assert completed(written, words()) == name


def test_several_names_on_a_line_are_several_parties() -> None:
    assert several("Anna Holm and Karl Berg", words()) == ["Anna Holm", "Karl Berg"]
    assert several("Holm, Director of Tides", words()) == ["Holm, Director of Tides"]
    assert several("Minister of Tides and Boats", words()) == ["Minister of Tides and Boats"]
