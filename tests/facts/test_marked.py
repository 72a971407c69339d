"""The marked copy: what was submitted, unchanged, with colours, comments and a list of every remark."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from dudao.facts.load import load_facts
from dudao.facts.marked import AUTHOR, COLOURS, LIST_SHEET, marked_copy
from dudao.facts.quality_report import QualityReport, make_quality_report
from tests.facts.tables import write_book, write_csv

ROWS = [
    ["单位代码", "单位名称", "年度", "学段", "在校学生数", "专任教师数", "教职工数", "备注栏"],
    ["990001", "第一小学", "2022", "小学", 812, 51, 50, None],
    ["990002", "第二小学", "2022", "小学", "约600", 40, 41, None],
]


def submitted(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "学校分学段数据"
    for row in ROWS:
        sheet.append(row)
    sheet["E2"].font = Font(bold=True, color="FF0000FF")
    sheet["E2"].number_format = "#,##0"
    sheet["F2"].comment = Comment("已核", "县教育局")
    sheet["F3"] = "=SUM(20,20)"
    sheet["G3"] = "=F3+1"
    sheet.merge_cells("H1:I1")
    sheet.column_dimensions["B"].width = 33
    path = tmp_path / "上报.xlsx"
    book.save(path)
    _store_results(path, {"F3": "40", "G3": "41"})
    return path


def _store_results(path: Path, results: dict[str, str]) -> None:
    """What a spreadsheet program does on saving, and openpyxl does not: the result beside the formula."""
    target = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            content = old.read(entry).decode("utf-8") if entry.filename.endswith("sheet1.xml") else old.read(entry)
            if isinstance(content, str):
                for cell, value in results.items():
                    start = content.index(f'<c r="{cell}"')
                    at = content.index("<v", start)
                    end = content.index("</c>", at)
                    content = f"{content[:at]}<v>{value}</v>{content[end:]}"
            new.writestr(entry, content)
    path.write_bytes(target.getvalue())


def report_on(path: Path) -> QualityReport:
    return make_quality_report(load_facts([path]))


def test_values_formats_and_formulas_with_results_are_kept(tmp_path: Path) -> None:
    path = submitted(tmp_path)
    copy = marked_copy(path, report_on(path).remarks, "zh")
    (tmp_path / "copy.xlsx").write_bytes(copy)
    sheet = load_workbook(BytesIO(copy))["学校分学段数据"]
    original = load_workbook(path).active
    assert [[cell.value for cell in row] for row in sheet] == [[cell.value for cell in row] for row in original]
    assert sheet["E2"].font.color.rgb == "FF0000FF"
    assert sheet["E2"].number_format == "#,##0"
    assert sheet.column_dimensions["B"].width == 33
    assert [str(area) for area in sheet.merged_cells.ranges] == ["H1:I1"]
    stored = load_workbook(BytesIO(copy), data_only=True)["学校分学段数据"]
    assert (stored["F3"].value, stored["G3"].value) == (40, 41)
    again = report_on(tmp_path / "copy.xlsx")
    assert [each.code for each in again.remarks] == [each.code for each in report_on(path).remarks]


def test_cells_are_marked_and_listed_and_older_comments_stay(tmp_path: Path) -> None:
    path = submitted(tmp_path)
    report = report_on(path)
    assert [each.code for each in report.remarks] == ["DAT003", "DAT022", "DAT040"]
    book = load_workbook(BytesIO(marked_copy(path, report.remarks, "zh")))
    sheet = book["学校分学段数据"]
    assert sheet["F2"].fill.fgColor.rgb == sheet["G2"].fill.fgColor.rgb == COLOURS[report.remarks[-1].severity]
    assert sheet["F2"].comment.text.endswith("已核")
    assert "专任教师数不超过教职工数" in sheet["F2"].comment.text
    assert sheet["E3"].comment.author == AUTHOR
    listed = [[cell.value for cell in row][:6] for row in book[LIST_SHEET].iter_rows(min_row=2)]
    assert listed == [
        [1, "读取", "提醒", "学校分学段数据", "H1", "DAT003"],
        [2, "读取", "提醒", "学校分学段数据", "E3", "DAT022"],
        [3, "逻辑校验", "错误", "学校分学段数据", "F2", "DAT040"],
    ]
    assert book[LIST_SHEET]["E4"].hyperlink.location == "'学校分学段数据'!F2"


def test_a_mended_copy_loses_its_marks(tmp_path: Path) -> None:
    path = submitted(tmp_path)
    book = load_workbook(BytesIO(marked_copy(path, report_on(path).remarks, "zh")))
    book["学校分学段数据"]["E3"] = 600
    book.save(tmp_path / "again.xlsx")
    report = report_on(tmp_path / "again.xlsx")
    assert "DAT022" not in {each.code for each in report.remarks}
    sheet = load_workbook(BytesIO(marked_copy(tmp_path / "again.xlsx", report.remarks, "zh")))["学校分学段数据"]
    assert sheet["E3"].comment is None
    assert sheet["E3"].fill.fill_type is None


def test_tables_that_are_no_workbook_become_one(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    write_csv(folder, "school_stage", "body_code,period,stage,teachers,staff,students\n0990001,2022,小学,51,50,=1+1\n")
    remarks = report_on(folder).remarks
    sheet = load_workbook(BytesIO(marked_copy(folder, remarks, "en")))["school_stage"]
    assert [cell.value for cell in sheet[2]] == ["0990001", "2022", "小学", "51", "50", "=1+1"]
    assert sheet["F2"].data_type == "s"
    assert sheet["D2"].comment.text.startswith("DAT040 logic check fails: ")


def test_a_remark_on_a_merged_cell_marks_its_first(tmp_path: Path) -> None:
    rows = [ROWS[0][:7], ["990001", "第一小学", "2022", "小学", "约八百", 40, 41]]
    path = write_book(tmp_path / "上报.xlsx", {"学校分学段数据": rows})
    book = load_workbook(path)
    book.active.merge_cells("E2:E3")
    book.save(path)
    sheet = load_workbook(BytesIO(marked_copy(path, report_on(path).remarks, "zh")))["学校分学段数据"]
    assert sheet["E2"].comment is not None


def test_a_workbook_that_cannot_be_copied_is_rebuilt_from_what_was_read(tmp_path: Path) -> None:
    path = submitted(tmp_path)
    book = load_workbook(path)
    book.create_chartsheet("图")  # without a drawing: openpyxl writes it and cannot read it again
    book.save(path)
    sheet = load_workbook(BytesIO(marked_copy(path, report_on(path).remarks, "zh")))["学校分学段数据"]
    assert sheet["E2"].value == 812
    assert sheet["F2"].comment is not None
