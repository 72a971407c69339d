"""Forms with the stages of a school side by side, one row a school: layout, checks, lists, print, round trip."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dudao.facts.form_pages import PAGE_PIXELS, page_of_columns
from dudao.facts.forms import MeasuringForm, write_form
from dudao.facts.known import KnownFacts
from dudao.facts.load import load_facts
from tests.facts.tables import codes, write_csv

COLUMNS = {"school_stage": frozenset(("students", "teachers", "t_backbone", "class_band_45", "class_band_50", "grad"))}
BESIDE = ("primary", "junior")
STAGE = "body_code,body_name,period,stage,students,teachers,t_backbone,class_band_45,class_band_50,grad"
ROWS = f"""{STAGE}
0990001,第一小学,2021,小学,400,30,10,9,未采集,
0990002,九年一贯制学校,2021,小学,300,20,8,7,0,
0990002,九年一贯制学校,2021,初中,250,不予公开,9,0,6,80
"""


def known_facts(tmp_path: Path) -> KnownFacts:
    folder = tmp_path / "last"
    folder.mkdir()
    names = "0990001,第一小学,school,990121\n0990002,九年一贯制学校,school,990121\n"
    write_csv(folder, "bodies", f"code,name,kind,parent_code\n{names}")
    write_csv(folder, "school_stage", ROWS)
    return load_facts([folder]).known


def form(tmp_path: Path, **more: object) -> Path:
    path = tmp_path / "form.xlsx"
    write_form(path, measuring=MeasuringForm(COLUMNS, stages=BESIDE, **more))  # type: ignore[arg-type]  # tests choose
    return path


def sheet_of(path: Path, name: str = "学校分学段数据") -> Worksheet:
    return load_workbook(path)[name]


def entries(known: KnownFacts) -> dict[Any, Any]:
    return {
        (each.reference, each.stage): (each.value, each.state, each.text)
        for each in known.facts
        if not each.derived_from
    }


def column_of(sheet: Worksheet, stage: str, name: str) -> int:
    stages = {"primary": "小学", "junior": "初中"}
    found, current = 0, ""
    for index in range(1, sheet.max_column + 1):
        current = sheet.cell(2, index).value or current
        if current == stages[stage] and sheet.cell(6, index).value == name:
            found = index
    assert found
    return found


def test_each_stage_stands_over_its_groups_labels_units_and_ids(tmp_path: Path) -> None:
    sheet = sheet_of(form(tmp_path))
    ids = [cell.value for cell in sheet[6]]
    both = ["students", "teachers", "t_backbone", "class_band_45", "class_band_50"]
    assert ids[:14] == ["body_code", "body_name", "period", *both, *both, "grad"]
    assert [cell.value for cell in sheet[2] if cell.value][:3] == ["基本信息", "小学", "初中"]
    assert {"A2:C3", "D2:H2", "I2:N2", "E3:F3", "G3:H3"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert (sheet["D3"].value, sheet["D4"].value, sheet["D5"].value) == ("学生", "在校学生数", "人")
    assert sheet.freeze_panes == "C7"


def test_a_stage_is_asked_only_for_what_concerns_it(tmp_path: Path) -> None:
    sheet = sheet_of(form(tmp_path))
    assert [cell.value for cell in sheet[6]].count("grad") == 1
    assert column_of(sheet, "junior", "grad")


def test_checks_and_totals_are_worked_out_for_each_stage(tmp_path: Path) -> None:
    sheet = sheet_of(form(tmp_path, before=known_facts(tmp_path)))
    labels = {str(cell.value): cell.column for cell in sheet[4] if str(cell.value).startswith("【自动】")}
    assert {"【自动】小学逻辑校验", "【自动】初中逻辑校验", "【自动】小学经验校验"} <= set(labels)
    junior = sheet.cell(8, labels["【自动】初中逻辑校验"])
    assert "N(K8)>N(J8)+0" in junior.value
    assert junior.protection.locked
    assert "SUMIFS('对照·学校分学段数据'!$I:$I" in sheet.cell(8, labels["【自动】初中经验校验"]).value
    assert "stage" not in junior.value


def test_lists_of_states_hold_for_the_columns_of_both_stages(tmp_path: Path) -> None:
    rules = sheet_of(form(tmp_path)).data_validations.dataValidation
    ranges = {str(rule.sqref).split(":")[0] for rule in rules if "未采集" in rule.formula1}
    assert {"D7", "I7", "N7"} <= ranges


def test_last_year_stands_beside_in_the_same_columns_and_absent_stages_are_grey(tmp_path: Path) -> None:
    path = form(tmp_path, before=known_facts(tmp_path))
    sheet, beside = sheet_of(path), sheet_of(path, "对照·学校分学段数据")
    assert [sheet.cell(row, 1).value for row in (8, 9, 10)] == ["0990001", "0990002", None]
    assert [sheet.cell(8, index).value for index in (3, 4)] == ["2022", None]
    assert [beside.cell(9, index).value for index in (1, 4, 9)] == ["0990002", 300, 250]
    grey = sheet.cell(8, column_of(sheet, "junior", "students"))
    assert (grey.fill.fgColor.rgb[2:], grey.protection.locked) == ("D9D9D9", False)
    assert sheet.cell(9, column_of(sheet, "junior", "students")).fill.fgColor.rgb[2:] != "D9D9D9"


def test_filled_and_read_gives_the_same_facts_with_their_cells(tmp_path: Path) -> None:
    known = known_facts(tmp_path)
    path = tmp_path / "filled.xlsx"
    write_form(path, facts=known, measuring=MeasuringForm(COLUMNS, stages=BESIDE))
    again = load_facts([path])
    assert codes(again) == []
    asked = {key: value for key, value in entries(known).items() if key != grad_of_primary(key)}
    assert entries(again.known) == asked
    sheet = sheet_of(path)
    for fact in again.known.facts:
        if fact.value is not None and not fact.derived_from:
            assert fact.place is not None
            assert Decimal(str(sheet[fact.place.cell].value)) == fact.value
            assert sheet[fact.place.cell].column == column_of(sheet, fact.stage or "", fact.reference.field)


def grad_of_primary(key: tuple[Any, Any]) -> tuple[Any, Any] | None:
    return key if (key[0].field, key[1]) == ("grad", "primary") else None


def test_typed_into_the_form_and_read(tmp_path: Path) -> None:
    path = form(tmp_path, before=known_facts(tmp_path))
    book = load_workbook(path)
    sheet = book["学校分学段数据"]
    for stage, row, value in (("primary", 8, 410), ("primary", 9, "３１０"), ("junior", 9, "未采集")):
        sheet.cell(row, column_of(sheet, stage, "students")).value = value
    sheet.cell(9, column_of(sheet, "junior", "grad")).value = "70人"
    book.save(path)
    again = load_facts([path])
    students = {
        (each.body_code, each.stage): each.value
        for each in again.known.facts
        if each.reference.field == "students" and not each.derived_from
    }
    assert students == {("0990001", "primary"): 410, ("0990002", "primary"): 310, ("0990002", "junior"): None}
    assert codes(again) == []


@pytest.mark.parametrize(
    ("stages", "first"), [((), "stage"), (("primary",), "stage"), (("primary", "junior", "senior"), "students")]
)
def test_one_row_a_stage_where_stages_are_few(tmp_path: Path, stages: tuple[str, ...], first: str) -> None:
    write_form(tmp_path / "form.xlsx", measuring=MeasuringForm(COLUMNS, stages=stages))
    sheet = sheet_of(tmp_path / "form.xlsx")
    row = 6 if first == "students" else 5
    assert sheet.cell(row, 4).value == first


def test_a_stage_that_the_data_have_is_laid_out_too(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    write_csv(folder, "school_stage", f"{STAGE}\n0990003,第一中学,2021,普通高中,900,80,20,0,18,\n")
    sheet = sheet_of(form(tmp_path, before=load_facts([folder]).known))
    assert [cell.value for cell in sheet[2] if cell.value][1:4] == ["小学", "初中", "普通高中"]


def test_the_example_of_a_table_of_schools_is_a_school(tmp_path: Path) -> None:
    sheet = sheet_of(form(tmp_path))
    assert (sheet["A7"].value, sheet["B7"].value) == ("示例：9901210001", "临江县第一小学")


def test_no_heading_is_cut_at_the_end_of_a_page(tmp_path: Path) -> None:
    sheet = sheet_of(form(tmp_path, before=known_facts(tmp_path)))
    ends = [each.id for each in sheet.col_breaks.brk]
    assert ends
    for area in sheet.merged_cells.ranges:
        assert not [end for end in ends if area.min_col <= end < area.max_col]


def test_pages_part_between_groups_and_stages_and_within_what_is_wider_than_a_page() -> None:
    wide = PAGE_PIXELS // 4
    widths = [wide] * 8
    assert page_of_columns(widths, "kkaabbbb", "  pppppp", 2) == [0, 0, 0, 0, 1, 1, 2, 2]
    assert page_of_columns(widths, "kkaabbcc", "  ppjjjj", 2) == [0, 0, 0, 0, 1, 1, 2, 2]
    assert page_of_columns([10] * 8, "kkabbccd", "        ", 2) == [0] * 8
