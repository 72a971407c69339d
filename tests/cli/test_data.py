"""`dudao data`: a form, filled, checked, marked, packed, computed; as a county does it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tools.docs_pages.json_contract import undocumented

from dudao.facts.marked import LIST_SHEET
from tests.cli.commands import run
from tests.facts.tables import write_csv

STAGE = "body_code,period,stage,students,teachers,t_bachelor,t_backbone"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    folder = tmp_path / "county"
    folder.mkdir()
    write_csv(
        folder,
        "bodies",
        "code,name,kind,parent_code\n990121,临江县,county,990100\n9901210001,第一小学,school,990121\n",
    )
    write_csv(folder, "school_stage", f"{STAGE}\n9901210001,2022,小学,900,60,40,9\n")
    write_csv(folder, "school", "body_code,period,type,equipment\n9901210001,2022,小学,210.5\n")
    write_csv(folder, "county", "body_code,period,pay_teacher,pay_civil\n990121,2022,98600,97900\n")
    return folder


def test_a_form_of_a_scheme_that_measures_is_filled_checked_marked_and_packed(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "form.xlsx"
    assert run(capsys, "data", "form", "--scheme", "quality-balance/2017", "--data", county, "-o", form).code == 0
    book = load_workbook(form)
    sheet = book["学校分学段数据"]
    columns = {cell.value: cell.column for cell in reversed(sheet[6]) if cell.value}  # the first: of primary
    assert "t_middle_title" not in columns
    for name, value in (("students", 930), ("teachers", 61), ("t_bachelor", 41), ("t_backbone", 99)):
        sheet.cell(8, columns[name]).value = value
    book.save(tmp_path / "filled.xlsx")
    marked = tmp_path / "marked.xlsx"
    words = ("data", "check", tmp_path / "filled.xlsx", "--scheme", "quality-balance/2017", "--data", county)
    ran = run(capsys, *words, "-o", marked)
    assert ran.code == 1
    assert "DAT040 [错误] filled.xlsx!学校分学段数据!" in ran.out
    assert "学校分学段数据未采集：" in ran.out
    assert "逻辑校验 1 条" in ran.out
    assert LIST_SHEET in load_workbook(marked).sheetnames
    refused = run(capsys, "data", "pack", county / "nothing", "-o", tmp_path / "package")
    assert refused.code == 2
    assert run(capsys, "data", "pack", county, "-o", tmp_path / "package").code == 0
    assert run(capsys, "data", "check", tmp_path / "package").code == 0
    again = run(capsys, "data", "pack", county, "-o", tmp_path / "package")
    assert again.code == 2


def test_a_form_with_one_row_a_stage_where_asked(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "form.xlsx"
    words = ("data", "form", "--scheme", "quality-balance/2017", "--data", county, "-o", form)
    assert run(capsys, *words, "--by-stage").code == 0
    sheet = load_workbook(form)["学校分学段数据"]
    assert [cell.value for cell in sheet[5]][:4] == ["body_code", "body_name", "period", "stage"]


def test_every_key_of_the_quality_report_is_documented(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "data", "check", county, "--scheme", "quality-balance/2017", "--format", "json")
    printed = json.loads(ran.out)
    assert ran.code == 0
    assert not sorted(undocumented(printed, "data_check"))
    assert {each["group"] for each in printed["diagnostics"]} == {"completeness"}
    assert printed["summary"]["logic"] == 0
    assert all(len(each["hash"]) >= 32 for each in printed["tables"])


def test_results_name_the_tables_that_they_rest_on(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--scheme", "quality-balance/2017", "--data", county, "--period", "2022", "--format", "json")
    printed = json.loads(run(capsys, "indicator", "compute", *words).out)
    checked = json.loads(run(capsys, "data", "check", county, "--format", "json").out)
    assert printed["tables"] == checked["tables"]
    assert printed["data_hash"] == checked["data_hash"]


def test_a_marked_copy_never_replaces_what_was_submitted(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = county.parent / "form.xlsx"
    run(capsys, "data", "form", "--facts", county, "-o", book)
    ran = run(capsys, "data", "check", book, "-o", book)
    assert ran.code == 2
    assert "被覆盖" in ran.err


def test_in_english(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(county, "school_stage", f"{STAGE}\n9901210001,2022,小学,900,60,61,9\n9901210001,2022,初中,,60,60,9\n")
    ran = run(capsys, "--lang", "en", "data", "check", county)
    assert "not collected in School by stage: students 1/2" in ran.out
    assert ran.out.rstrip().endswith("remarks: logic check 1")
    assert "logic check fails: teachers by degree are part of the teachers" in ran.out


def test_a_form_of_points_has_the_columns_of_their_department_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form, words = tmp_path / "form.xlsx", ("data", "form", "--scheme", "government-duty-city")
    assert run(capsys, *words, "--point", "2.4", "-o", form).code == 0
    told = {str(cell.value) for row in load_workbook(form)["市级数据"].iter_rows() for cell in row if cell.value}
    assert "一般公共预算教育支出" in told
    assert not any("大班额" in each or "教师平均工资" in each for each in told)
    refused = run(capsys, *words, "--point", "2.9", "-o", tmp_path / "other.xlsx")
    assert (refused.code, "没有要点 2.9" in refused.err) == (2, True)
    assert run(capsys, "data", "form", "--point", "2.4", "-o", tmp_path / "other.xlsx").code == 2
