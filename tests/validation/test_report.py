"""Can people and programs read the report?"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from tei_edition.cli import main
from tei_edition.codes import CODES
from tei_edition.validation import validating
from tei_edition.validation.report import FORMATS, render


@pytest.fixture
def broken(edition: Path) -> Path:
    letter = edition / "documents" / "letter-12.xml"
    text = letter.read_text(encoding="utf-8")
    text = text.replace('type="receipt"', 'type="reciept"').replace("rules, 8", "rules [too], 8")
    letter.write_text(text, encoding="utf-8")
    return edition


def run(*arguments: object):
    return CliRunner().invoke(main, ["validate", *map(str, arguments)])


def test_text_shows_the_line_and_marks_the_place(broken: Path):
    said = run(broken).output.splitlines()
    at = next(i for i, line in enumerate(said) if "[schema-value]" in line)
    assert said[at].endswith(
        "letter-12.xml:100:11: error: “reciept” is no possible value of “type” on “ab” [schema-value]"
    )
    assert 'type="reciept"' in said[at + 1]
    assert said[at + 2].rstrip().endswith("^")
    assert said[at + 1].index("<ab") == said[at + 2].index("^")
    assert "Did you mean “receipt”?" in said[at + 3]
    assert said[at + 4].strip() == "Line 7 of the transcript."
    assert said[at + 5].endswith("manual/ab.html")
    assert said[-1] == "6 files: 1 error, 1 warning"


def test_json_holds_every_message(broken: Path):
    rows = json.loads(run(broken, "--format", "json").output)
    assert [(r["code"], r["line"], r["transcriptLine"]) for r in rows] == [
        ("schema-value", 100, 7),
        ("bracket-left", 110, 13),
    ]


def test_sarif_has_what_code_scanning_needs(broken: Path):
    log = json.loads(run(broken, "--format", "sarif").output)
    assert log["version"] == "2.1.0"
    result = log["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert result["ruleId"] in {r["id"] for r in log["runs"][0]["tool"]["driver"]["rules"]}
    assert result["level"] == "error"
    assert place["region"] == {"startLine": 100, "startColumn": 11}
    assert place["artifactLocation"]["uri"].endswith("documents/letter-12.xml")


def target(uri: str) -> str:
    """The part of a page of the manual that an address leads to; fails if there is no such part."""
    address, _, anchor = uri.partition("#")
    page = Path(address.removeprefix("file://"))
    assert f'id="{anchor}"' in page.read_text(encoding="utf-8") or not anchor
    return f"{page.name}#{anchor}"


def test_each_message_leads_into_the_manual(broken: Path):
    rows = json.loads(run(broken, "--format", "json").output)
    assert [target(row["manual"]) for row in rows] == ["ab.html#", "rules.html#bracket-left"]
    log = json.loads(run(broken, "--format", "sarif").output)["runs"][0]
    assert {rule["id"]: target(rule["helpUri"]) for rule in log["tool"]["driver"]["rules"]} == {
        "bracket-left": "rules.html#bracket-left",
        "schema-value": "index.html#elements",
    }
    assert [target(r["properties"]["manual"]) for r in log["results"]] == ["ab.html#", "rules.html#bracket-left"]


def test_what_no_page_explains_leads_nowhere(tmp_path: Path):
    (tmp_path / "letter.xml").write_text("<TEI>", encoding="utf-8")
    (row,) = json.loads(run(tmp_path, "--format", "json").output)
    assert row["manual"] is None


def test_junit_has_a_case_for_each_file(broken: Path):
    suite = etree.fromstring(run(broken, "--format", "junit").output.encode())[0]
    failed = [case.get("name") for case in suite if len(case)]
    assert (suite.get("tests"), suite.get("failures")) == ("6", "1")
    assert [Path(name).name for name in failed] == ["letter-12.xml"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_say_that_all_is_well(form: str, harbour: Path):
    assert render(validating.check([harbour]), form)


def test_exit_codes_tell_valid_invalid_and_not_run(harbour: Path, broken: Path, tmp_path: Path):
    assert run(harbour).exit_code == 0
    assert run(broken).exit_code == 1
    assert run(tmp_path / "gone.xml").exit_code == 2


def test_warnings_alone_do_not_fail(edition: Path):
    letter = edition / "documents" / "letter-12.xml"
    letter.write_text(letter.read_text(encoding="utf-8").replace("rules, 8", "rules [too], 8"), encoding="utf-8")
    assert run(edition).exit_code == 0


def test_every_rule_of_the_schema_has_a_code():
    from tei_edition import resources, xml

    schematron = xml.read(resources.schema("tei-edition.sch"))
    rules = {p.get("id") for p in schematron.iter("{http://purl.oclc.org/dsdl/schematron}pattern")}
    assert rules <= CODES.keys()
