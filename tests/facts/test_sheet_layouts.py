"""How tables are laid out when they come back: stages side by side, several tables on a sheet, rows that number columns."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dudao.facts.load import LoadedFacts
from tests.facts.tables import codes, loaded, write_book, write_csv

TABLE = "学校分学段数据"
Rows = list[list[Any]]


def read(tmp_path: Path, rows: Rows, *merged: str, sheet: str = TABLE) -> LoadedFacts:
    path = write_book(tmp_path / "上报.xlsx", {sheet: rows})
    if merged:
        book = load_workbook(path)
        for area in merged:
            book.active.merge_cells(area)
        book.save(path)
    return loaded(path)


def values(facts: LoadedFacts) -> dict[tuple[str, str, str], tuple[Decimal | None, str | None]]:
    """Value and cell by body, stage and column."""
    return {
        (each.body_code, each.stage or "", each.reference.field): (each.value, each.place.cell if each.place else None)
        for each in facts.known.facts
        if each.reference.table != "computed"
    }


# ─────────────── stages side by side ───────────────

WIDE: Rows = [
    ["临江县2022—2023学年学校情况", None, None, None, None, None, None, None, None],
    ["学校代码", "学校名称", "小学", None, None, "初中", None, None, "备注"],
    [None, None, "在校学生数", "专任教师数", "教职工数", "在校学生数", "专任教师数", "教职工数", None],
    [None, None, "人", "人", "人", "人", "人", "人", None],
    ["甲", "乙", 1, 2, 3, 4, 5, 6, 7],
    ["S1", "第一学校", 300, 20, 22, 200, 15, 18, "一贯制"],
    ["S2", "第二小学", 400, 25, 27, None, None, None, None],
    ["S3", "第三初中", "—", "—", "—", 0, 5, 6, None],
    ["合计", None, 700, 45, 49, 200, 20, 24, None],
]
MERGED = ("A1:I1", "A2:A4", "B2:B4", "C2:E2", "F2:H2", "I2:I4")


def test_stages_side_by_side_under_merged_headings(tmp_path: Path) -> None:
    facts = read(tmp_path, WIDE, *MERGED)
    found = values(facts)
    assert found["S1", "primary", "students"] == (300, "C6")
    assert found["S1", "junior", "staff"] == (18, "H6")
    assert found["S3", "junior", "students"] == (0, "F8")
    assert {key[:2] for key in found} == {("S1", "primary"), ("S1", "junior"), ("S2", "primary"), ("S3", "junior")}
    assert codes(facts) == ["DAT032", "DAT023"]


def test_the_total_of_each_stage_is_held_against_its_own_rows(tmp_path: Path) -> None:
    rows = [*WIDE[:-1], ["合计", None, 700, 45, 50, 200, 20, 24, None]]
    facts = read(tmp_path, rows, *MERGED)
    told = [
        (each.code, str(each.params["place"]).split("!")[-1], each.params["expected"]) for each in facts.problems[2:]
    ]
    assert told == [("DAT031", "E9", "49")]


@pytest.mark.parametrize(
    "head",
    [
        [["学校代码", "学年", "在校学生数", None, "专任教师数（人）", None], [None, None, "小学", "初中", "小学", "初中"]],
        [["学校代码", "学年", "小学在校学生数", "初中在校学生数", "小学专任教师数", "初中专任教师数"]],
        [["学校代码", "学年", "在校学生数（小学）", "在校学生数（初中）", "专任教师数-小学", "专任教师数-初中"]],
        [[None, None, "小学", "初中", "小学", "初中"], ["学校代码", "学年", "在校学生数", "在校学生数", "专任教师数", "专任教师数"]],
        [["body_code", "period", "primary students", "junior students", "primary teachers", "junior teachers"]],
    ],
    ids=["measure above", "stage before", "stage behind", "stage above one by one", "ids"],
)  # fmt: skip
def test_other_ways_to_name_the_stage_of_a_column(tmp_path: Path, head: Rows) -> None:
    found = values(read(tmp_path, [*head, ["S1", "2022-2023", 300, 200, 20, 15]]))
    assert {key: value for key, (value, _) in found.items()} == {
        ("S1", "primary", "students"): 300,
        ("S1", "junior", "students"): 200,
        ("S1", "primary", "teachers"): 20,
        ("S1", "junior", "teachers"): 15,
    }


def test_a_column_of_no_stage_among_stages_is_told_and_totals_over_stages_are_not_read(tmp_path: Path) -> None:
    rows = [
        ["学校代码", "学年", "教职工数", "小学", "初中", "合计"],
        [None, None, None, "在校学生数", "在校学生数", "在校学生数"],
        ["S1", "2022-2023", 40, 300, 200, 500],
    ]
    facts = read(tmp_path, rows, "A1:A2", "B1:B2", "C1:C2")
    assert codes(facts) == ["DAT048"]
    assert {key[1:] for key in values(facts)} == {("primary", "students"), ("junior", "students")}


def test_a_stage_twice_is_a_doubled_column(tmp_path: Path) -> None:
    rows = [["学校代码", "学年", "小学在校学生数", "在校学生数（小学）"], ["S1", "2022-2023", 300, 200]]
    assert codes(read(tmp_path, rows)) == ["DAT004"]


# ─────────────── several tables on a sheet ───────────────

COUNTY = ["单位代码", "单位名称", "年度"]


def test_two_tables_of_other_columns_below_each_other(tmp_path: Path) -> None:
    rows = [
        ["一、学生情况"],
        [*COUNTY, "小学在校学生数"],
        ["990101", "临江县", 2021, 1000],
        ["合计", None, None, 1000],
        [],
        ["二、经费情况"],
        [*COUNTY, "一般公共预算教育支出（亿元）"],
        ["990101", "临江县", 2021, 5.5],
    ]
    facts = read(tmp_path, rows, sheet="县级数据")
    found = values(facts)
    assert found["990101", "primary", "students_primary"] == (1000, "D3")
    assert found["990101", "", "edu_exp_t"] == (55000, "D8")
    assert codes(facts) == ["DAT023"]


def test_a_heading_that_comes_again_on_every_page(tmp_path: Path) -> None:
    head = [*COUNTY, "小学在校学生数"]
    rows = [
        head,
        ["990101", "临江县", 2021, 1000],
        head,
        ["990102", "安平县", 2021, 2000],
        head,
        ["990101", "临江县", 2021, 7],
    ]
    facts = read(tmp_path, rows, sheet="县级数据")
    assert {key[0]: value for key, (value, _) in values(facts).items()} == {"990101": 1000, "990102": 2000}
    assert codes(facts) == ["DAT006"]


def test_columns_of_one_row_from_two_files(tmp_path: Path) -> None:
    for name, column, value in (("one", "edu_exp_t", "5"), ("two", "gdp", "6"), ("three", "gdp", "7")):
        (tmp_path / name).mkdir()
        write_csv(tmp_path / name, "county", f"body_code,period,{column}\n990101,2021,{value}\n")
    both = loaded(tmp_path / "one", tmp_path / "two")
    assert {key[2]: value for key, (value, _) in values(both).items()} == {"edu_exp_t": 5, "gdp": 6}
    assert codes(both) == ["DAT027"]
    assert codes(loaded(tmp_path / "two", tmp_path / "three")) == ["DAT027", "DAT006", "DAT024"]


# ─────────────── rows between heading and data ───────────────


@pytest.mark.parametrize(
    ("numbers", "first"),
    [(["甲", "乙", "丙", 1], ["990101", "临江县", 2021, 1000]), ([1, 2, 3, 4], ["990101", "临江县", 2021, 1000])],
)
def test_a_row_that_numbers_the_columns_is_no_data(tmp_path: Path, numbers: list[Any], first: list[Any]) -> None:
    facts = read(tmp_path, [[*COUNTY, "小学在校学生数"], [None, None, None, "人"], numbers, first], sheet="县级数据")
    assert [value for value, _ in values(facts).values()] == [1000]
    assert codes(facts) == []


def test_a_total_named_in_the_column_of_numbers(tmp_path: Path) -> None:
    rows = [["序号", *COUNTY, "小学在校学生数"], [1, "990101", "临江县", 2021, 1000], ["合计", None, None, None, 1000]]
    assert codes(read(tmp_path, rows, sheet="县级数据")) == ["DAT023"]


# ─────────────── CSV as programs write it ───────────────

PLAIN = "单位代码,单位名称,年度,小学在校学生数,一般公共预算教育支出（亿元）\n990101,临江县,2021,1000,5.5\n990102,安平县,2021,2000,6.5\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (PLAIN.replace(",", ";"), "gb18030"),
        (PLAIN.replace(",", "|"), "utf-8"),
        (PLAIN.replace(",", "\t"), "utf-16"),
        ("县级教育统计\n单位：人\n" + PLAIN.replace(",", ";"), "utf-8-sig"),
        ("sep=;\n" + PLAIN.replace(",", ";"), "utf-8-sig"),
        (PLAIN.replace("\n", "\r"), "utf-8"),
        (PLAIN.replace("990101", '"=""990101"""').replace("990102", "'990102"), "utf-8"),
        (PLAIN.replace("\n", ",,,\n") + ",,,,,,,\n" * 30, "utf-8"),
        (PLAIN.replace("1000", '"1,000"').replace("2000", '"2,000"'), "utf-8"),
        (PLAIN.replace(",", ";").replace("1000", "1,000").replace("2000", "2,000"), "utf-8"),
    ],
    ids=["semicolons", "strokes", "tabs", "title above", "sep=", "returns", "kept as text", "blank ends", "quoted", "thousands"],
)  # fmt: skip
def test_csv_as_programs_write_it(tmp_path: Path, text: str, encoding: str) -> None:
    facts = loaded(write_csv(tmp_path, "县级数据", text, encoding))
    found = {(key[0], key[2]): value for key, (value, _) in values(facts).items()}
    assert found["990101", "students_primary"] == 1000
    assert found["990102", "edu_exp_t"] == 65000
    assert codes(facts) == []


def test_a_text_file_named_by_its_table_is_read_and_another_is_not(tmp_path: Path) -> None:
    (tmp_path / "县级数据.txt").write_bytes(PLAIN.replace(",", "\t").encode("gb18030"))
    (tmp_path / "readme.txt").write_text("nothing", "utf-8")
    assert len(values(loaded(tmp_path))) == 4
