"""What is told of data: bodies that hang on nothing, error cells of other workbooks, English names, allowed entries."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dudao.facts.load import LoadedFacts, load_facts
from tests.facts.tables import codes, write_csv

FOLDER = Path(__file__).parent / "books"
BODIES = """code,name,kind,parent_code
990121,临江县,county,990100
9901210001,第一小学,school,990121
9901210002,第二小学,school,
9901210003,第三小学,school,990199
990121-1,教育局,department,
"""


def loaded_bodies(tmp_path: Path, text: str) -> LoadedFacts:
    write_csv(tmp_path, "bodies", text)
    return load_facts([tmp_path])


def test_schools_that_no_roll_up_would_count_are_told_with_their_rows(tmp_path: Path) -> None:
    told = loaded_bodies(tmp_path, BODIES)
    assert codes(told) == ["DAT050", "DAT051"]
    assert [str(each.params["place"]) for each in told.problems] == ["bodies.csv!第4行", "bodies.csv!第5行"]
    assert "第二小学（9901210002）" in told.problems[0].message()
    assert "990199" in told.problems[1].message("en")


def test_the_largest_bodies_may_name_a_superior_outside_the_table(tmp_path: Path) -> None:
    assert codes(loaded_bodies(tmp_path, BODIES.split("9901210002")[0])) == []


def test_a_county_without_its_city_is_told_where_cities_are_given(tmp_path: Path) -> None:
    text = "code,name,kind,parent_code\n990100,云州市,city,990000\n990121,临江县,county,990188\n"
    assert codes(loaded_bodies(tmp_path, text)) == ["DAT051"]


def ods_with_error(path: Path) -> Path:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    )

    def cell(text: str, kind: str = "string") -> str:
        shown = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
        plain = 'office:value-type="string" calcext:value-type="string"'
        return f"<table:table-cell {shown if kind == 'error' else plain}><text:p>{text}</text:p></table:table-cell>"

    head = "".join(map(cell, ("body_code", "period", "edu_exp_t", "gdp")))
    row = cell("990100") + cell("2021") + cell("#N/A", "error") + cell("#DIV/0!", "error")
    rows = f"<table:table-row>{head}</table:table-row><table:table-row>{row}</table:table-row>"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f'<office:document-content {names} office:version="1.3"><office:body><office:spreadsheet>'
            f'<table:table table:name="city">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
        package.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{manifest}"/>')
    return path


def test_error_cells_of_ods_are_told(tmp_path: Path) -> None:
    told = load_facts([ods_with_error(tmp_path / "city.ods")])
    assert codes(told) == ["DAT008", "DAT008"]
    assert [each.params["found"] for each in told.problems] == ["#N/A", "#DIV/0!"]
    assert [each.params["place"].cell for each in told.problems] == ["C2", "D2"]


def test_error_cells_of_xls_are_told() -> None:
    told = load_facts([FOLDER / "city_with_errors.xls"])
    assert codes(told) == ["DAT008", "DAT008"]
    assert [(each.params["found"], each.params["place"].cell) for each in told.problems] == [
        ("#N/A", "C2"),
        ("#DIV/0!", "D2"),
    ]
    assert {each.value for each in told.known.facts if each.body_code == "990200" and not each.derived_from} == {3, 5}


STAGE = "body_code,period,stage"


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        ("school_stage", f"{STAGE},students\n9901,2021,primary,many\n", "students must be a number, found many"),
        ("school_stage", f"{STAGE},students\n9901,2021,大班,5\n", "primary, junior secondary"),
        (
            "bodies",
            "code,name,kind\n9901,Lin,tower\n",
            "tower is not among the entries of kind possible: nation, province",
        ),
        ("school_stage", f"{STAGE},studnts,students\n9901,2021,primary,5,5\n", "nearest: students"),
        ("school_stage", f"{STAGE}\n,2021,primary\n", "this row has no body_code"),
    ],
)
def test_remarks_in_english_name_columns_and_entries_in_english(
    table: str, text: str, expected: str, tmp_path: Path
) -> None:
    write_csv(tmp_path, table, text)
    told = load_facts([tmp_path]).problems
    words = " ".join(f"{each.message('en')} {each.help('en')}" for each in told)
    assert expected in words
    known = words.replace("大班", "")
    assert not [letter for letter in known if "一" <= letter <= "龥"]


def test_a_value_that_is_no_entry_lists_the_entries(tmp_path: Path) -> None:
    write_csv(tmp_path, "bodies", "code,name,kind\n990121,临江县,坊\n")
    told = load_facts([tmp_path]).problems
    assert [each.code for each in told] == ["DAT016"]
    assert "县（市、区）、乡镇（街道）、学校" in told[0].help()
    assert "county, township, school" in told[0].help("en")
