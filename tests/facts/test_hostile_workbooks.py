"""Workbooks made to harm: each is refused with one sentence, or read for what it holds, in little time and memory."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dudao.facts.load import load_facts
from dudao.facts.marked import marked_copy
from dudao.facts.quality_report import make_quality_report
from dudao.values.errors import UnreadableError
from tests.facts.tables import codes, loaded

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = ("单位代码", "年度", "小学在校学生数")


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def number(place: str, value: str) -> str:
    return f'<c r="{place}"><v>{value}</v></c>'


TOP = row(1, *(cell(f"{letter}1", text) for letter, text in zip("ABC", HEAD, strict=True)))
GOOD = row(2, cell("A2", "990101"), cell("B2", "2021"), number("C2", "5"))


def workbook(path: Path, *rows: str, before: str = "") -> Path:
    """A workbook of one sheet, written by hand: no library would write what these tests need."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KINDS}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="县级数据" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def test_a_plain_workbook_of_this_kind_is_read(tmp_path: Path) -> None:
    facts = loaded(workbook(tmp_path / "县级数据.xlsx", TOP, GOOD))
    assert ([each.value for each in facts.known.facts], codes(facts)) == ([5], [])


@pytest.mark.parametrize(
    "rows",
    [
        [row(1_048_576, cell("XFD1048576", "x"))],
        [row(3, cell("XFD1048576", "x"))],
        [row(250_000, cell("ZZ250000", "x"))],
        [row(900_000, cell("A900000", " "))],
        [row(3, cell("CZZ3", "x"))],
    ],
    ids=["last cell", "in another row", "too many cells", "far below", "far right"],
)
def test_cells_so_far_apart_that_no_memory_would_hold_the_sheet(tmp_path: Path, rows: list[str]) -> None:
    with pytest.raises(UnreadableError, match="over the limit"):
        load_facts([workbook(tmp_path / "县级数据.xlsx", TOP, GOOD, *rows)])


def test_blank_rows_with_formats_to_the_end_of_the_sheet_are_nothing(tmp_path: Path) -> None:
    blank = [f'<row r="{each}"><c r="A{each}" s="0"/></row>' for each in (*range(3, 2_000), 1_048_576)]
    facts = loaded(workbook(tmp_path / "县级数据.xlsx", TOP, GOOD, *blank))
    assert ([each.value for each in facts.known.facts], codes(facts)) == ([5], [])


@pytest.mark.parametrize(
    "declared", ['<!ENTITY e SYSTEM "file:///etc/hostname">', '<!ENTITY a "aaaa"><!ENTITY e "&a;&a;&a;&a;">']
)
def test_entities_are_not_followed(tmp_path: Path, declared: str) -> None:
    rows = [TOP, row(2, cell("A2", "&e;"), cell("B2", "2021"))]
    with pytest.raises(UnreadableError):
        load_facts([workbook(tmp_path / "县级数据.xlsx", *rows, before=f"<!DOCTYPE x [{declared}]>")])


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        (number("C2", "9" * 10_000), "inf"),
        (number("C2", "1E400"), "inf"),
        (number("C2", "NaN"), "nan"),
        (cell("C2", "9" * 100_000), "9" * 200 + "…"),
        (cell("C2", "1E999999999"), "1E999999999"),
        (cell("C2", "+1+1"), "+1+1"),
        (cell("C2", "=1+1"), "=1+1"),
    ],
    ids=["huge", "infinite", "no number", "long text", "huge power", "formula", "formula with ="],
)
def test_numbers_that_are_none_are_told_and_quoted_in_short(tmp_path: Path, entry: str, shown: str) -> None:
    facts = loaded(workbook(tmp_path / "县级数据.xlsx", TOP, row(2, cell("A2", "990101"), cell("B2", "2021"), entry)))
    assert [(each.code, str(each.params["found"])) for each in facts.problems] == [("DAT007", shown)]
    assert [each.value for each in facts.known.facts] == [None]


def test_a_code_of_a_hundred_thousand_digits_does_no_harm(tmp_path: Path) -> None:
    rows = [TOP, row(2, cell("A2", "9" * 100_000), cell("B2", "2021"), number("C2", "5"))]
    assert len(loaded(workbook(tmp_path / "县级数据.xlsx", *rows)).known.facts) == 1


def test_text_that_looks_like_a_formula_is_text_in_the_marked_copy(tmp_path: Path) -> None:
    source = workbook(
        tmp_path / "县级数据.xlsx",
        TOP,
        row(2, cell("A2", "=cmd|&apos;/c calc&apos;!A1"), cell("B2", "2021"), cell("C2", "@SUM(1)")),
    )
    report = make_quality_report(load_facts([source]))
    target = tmp_path / "marked.xlsx"
    target.write_bytes(marked_copy(source, report.remarks, "zh"))
    book = load_workbook(target)
    assert all(each.data_type != "f" for sheet in book for line in sheet.iter_rows() for each in line)
    assert book["县级数据"]["A2"].value == "=cmd|'/c calc'!A1"


def test_a_workbook_too_large_to_copy_is_rebuilt_from_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dudao.facts.marked.MOST_COPIED", 10)
    source = workbook(
        tmp_path / "县级数据.xlsx", TOP, row(2, cell("A2", "990101"), cell("B2", "2021"), cell("C2", "x"))
    )
    target = tmp_path / "marked.xlsx"
    target.write_bytes(marked_copy(source, make_quality_report(load_facts([source])).remarks, "zh"))
    sheet = load_workbook(target)["县级数据"]
    assert (sheet["C2"].value, "DAT019" in sheet["C2"].comment.text) == ("x", True)
