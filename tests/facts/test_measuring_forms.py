"""Forms of schemes that measure: only what formulas read, grouped headings, last year beside, locked checks, round trip."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from dudao.facts.forms import MeasuringForm, write_form
from dudao.facts.known import KnownFacts
from dudao.facts.load import load_facts
from tests.facts.tables import codes, write_csv

COLUMNS = {
    "school_stage": frozenset(("students", "teachers", "t_bachelor", "t_backbone", "class_band_45", "class_band_50")),
    "school": frozenset(("type", "equipment", "area_teaching")),
    "judged": frozenset(("passed",)),
}
STAGE = "body_code,body_name,period,stage,students,teachers,t_bachelor,t_backbone,class_band_45,class_band_50"


def last_year(tmp_path: Path) -> KnownFacts:
    folder = tmp_path / "last"
    folder.mkdir()
    write_csv(folder, "bodies", "code,name,kind,parent_code\n0990001,第一小学,school,990121\n")
    write_csv(folder, "school_stage", f"{STAGE}\n0990001,第一小学,2021,小学,400,30,20,10,9,未采集\n")
    write_csv(folder, "school", "body_code,period,type,equipment,area_teaching\n0990001,2021,小学,120.5,不适用\n")
    return load_facts([folder]).known


def given(known: KnownFacts) -> dict:
    return {each.reference: (each.value, each.state, each.text) for each in known.facts if not each.derived_from}


def test_a_form_asks_only_for_the_columns_of_formulas(tmp_path: Path) -> None:
    write_form(tmp_path / "form.xlsx", measuring=MeasuringForm(COLUMNS, {"judged": ["B1", "B2"]}))
    book = load_workbook(tmp_path / "form.xlsx")
    assert book.sheetnames == ["说明", "机构与区划", "学校分学段数据", "学校数据", "评审判定"]
    sheet = book["学校分学段数据"]
    ids = [cell.value for cell in sheet[5] if cell.value]
    assert set(ids) == {"body_code", "body_name", "period", "stage", *COLUMNS["school_stage"]}
    assert [cell.value for cell in sheet[2] if cell.value] == [
        "基本信息",
        "学生",
        "教职工",
        "班级数（按班额）",
        "自动计算",
    ]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A2:D2", "F2:H2", "I2:J2", "K2:L2"}
    assert (sheet["E3"].value, sheet["E4"].value) == ("在校学生数", "人")
    assert any("B1,B2" in rule.formula1 for rule in book["评审判定"].data_validations.dataValidation)
    again = load_facts([tmp_path / "form.xlsx"])
    assert set(codes(again)) == {"DAT024"}


def test_heads_and_checks_are_locked_and_entries_are_not(tmp_path: Path) -> None:
    write_form(tmp_path / "form.xlsx", measuring=MeasuringForm(COLUMNS, before=last_year(tmp_path)))
    sheet = load_workbook(tmp_path / "form.xlsx")["学校分学段数据"]
    labels = {cell.value: cell.column for cell in sheet[3]}
    logic = sheet.cell(7, labels["【自动】逻辑校验"])
    assert sheet.protection.sheet
    assert (sheet["A3"].protection.locked, logic.protection.locked) == (True, True)
    assert not sheet["A7"].protection.locked
    assert not sheet.column_dimensions["E"].protection.locked
    assert logic.value.startswith(
        '=IF(AND(COUNT(F7)=1,COUNT(H7)>0,N(H7)>N(F7)+0),"县级及以上骨干教师数不超过专任教师数；","")'
    )
    experience = sheet.cell(7, labels["【自动】经验校验"]).value
    assert "SUMIFS('对照·学校分学段数据'!$E:$E" in experience


def test_headings_and_names_are_printed_on_every_page(tmp_path: Path) -> None:
    write_form(tmp_path / "form.xlsx", measuring=MeasuringForm(COLUMNS))
    sheet = load_workbook(tmp_path / "form.xlsx")["学校分学段数据"]
    assert (sheet.page_setup.orientation, sheet.print_title_rows, sheet.print_title_cols) == (
        "landscape",
        "$1:$4",
        "$A:$B",
    )


def test_last_year_stands_beside_and_its_bodies_are_laid_out(tmp_path: Path) -> None:
    write_form(tmp_path / "form.xlsx", measuring=MeasuringForm(COLUMNS, before=last_year(tmp_path)))
    book = load_workbook(tmp_path / "form.xlsx")
    row = [cell.value for cell in book["学校分学段数据"][7]][:6]
    assert row == ["0990001", "第一小学", "2022", "小学", None, None]
    beside = book["对照·学校分学段数据"]
    assert [cell.value for cell in beside[7]][2:6] == ["2021", "小学", 400, 30]
    school = [cell.value for cell in book["学校数据"][7]]
    assert "小学" in school
    assert 120.5 not in school
    again = load_facts([tmp_path / "form.xlsx"])
    assert codes(again) == ["DAT024"]
    assert {fact.reference.period for fact in again.known.facts} == {"2022"}


def test_form_filled_and_read_is_what_was_known(tmp_path: Path) -> None:
    known = last_year(tmp_path)
    write_form(tmp_path / "form.xlsx", facts=known, measuring=MeasuringForm(COLUMNS))
    again = load_facts([tmp_path / "form.xlsx"])
    assert given(again.known) == given(known)
    assert again.known.bodies == known.bodies


def test_typed_into_the_form_and_read(tmp_path: Path) -> None:
    known = last_year(tmp_path)
    write_form(tmp_path / "form.xlsx", measuring=MeasuringForm(COLUMNS, before=known))
    book = load_workbook(tmp_path / "form.xlsx")
    for title, values in (("学校分学段数据", [400, 30, 20, 10, 9, None]), ("学校数据", [120.5, "不适用"])):
        sheet = book[title]
        start = next(cell.column for cell in sheet[5] if cell.value in ("students", "equipment", "area_teaching"))
        order = [sheet.cell(5, start + offset).value for offset in range(len(values))]
        entries = dict(zip(("equipment", "area_teaching"), values, strict=False)) if title == "学校数据" else {}
        for offset, value in enumerate(values):
            sheet.cell(7, start + offset).value = entries.get(order[offset], value)
    book.save(tmp_path / "typed.xlsx")
    again = load_facts([tmp_path / "typed.xlsx"])
    assert codes(again) == ["DAT024"]
    expected = {(each.field, value[0], value[1]) for each, value in given(known).items()}
    assert {(each.field, value[0], value[1]) for each, value in given(again.known).items()} == expected
