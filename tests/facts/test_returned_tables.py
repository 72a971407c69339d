"""Tables as they really come back from schools and counties: each habit of filling in is read, or told, never guessed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dudao.facts.load import LoadedFacts
from tests.facts.tables import codes, fact, loaded, write_book, write_csv

BODIES = [
    ["代码", "名称", "类别", "上级代码", "起始日期", "终止日期", "简称"],
    ["990121", "临江县", "县", "990100", None, None, None],
    ["0101210001", "临江县第一小学", "学校", "990121", None, None, "一小"],
    ["0101210002", "临江县第二小学", "学校", "990121", None, None, None],
]
HEAD = ["单位代码", "单位名称", "年度", "学段", "在校学生数", "专任教师数"]
FIRST = ["0101210001", "第一小学", "2022-2023", "小学", 812, 51]
SECOND = ["0101210002", "第二小学", "2022-2023", "小学", 640, 40]


def stages(tmp_path: Path, *rows: list[Any], bodies: list[list[Any]] | None = None) -> LoadedFacts:
    sheets = {"机构与区划": BODIES if bodies is None else bodies, "学校分学段数据": list(rows)}
    return loaded(write_book(tmp_path / "上报.xlsx", sheets))


def students(facts: LoadedFacts, body: str = "0101210001", stage: str = "primary") -> Decimal | None:
    return fact(facts, "students", "2022-2023", stage, body).value


def test_headings_merged_over_three_rows_with_moved_columns(tmp_path: Path) -> None:
    path = write_book(
        tmp_path / "上报.xlsx",
        {
            "学校分学段数据": [
                ["临江县2022—2023学年义务教育学校情况", None, None, None, None, None],
                ["学生", None, "学校", None, "学段", "教职工"],
                ["在校学生数", "其中", "单位代码", "单位名称", None, "专任教师数"],
                [None, "随迁子女在校生数", None, None, None, None],
                ["人", "人", None, None, None, "人"],
                [812, 30, "0101210001", "第一小学", "小学", 51],
            ]
        },
    )
    book = load_workbook(path)
    sheet = book.active
    for area in ("A1:F1", "A2:B2", "C2:D2", "E2:E4", "A3:A4", "C3:C4", "D3:D4", "F3:F4"):
        sheet.merge_cells(area)
    book.save(path)
    facts = loaded(path)
    assert students(facts) == 812
    assert fact(facts, "stu_migrant", "2022-2023", "primary", "0101210001").value == 30
    assert fact(facts, "teachers", "2022-2023", "primary", "0101210001").value == 51
    assert codes(facts) == ["DAT032"]


def test_a_school_named_once_over_the_rows_of_its_stages(tmp_path: Path) -> None:
    rows = [HEAD, FIRST, [None, None, None, "初中", 300, 28]]
    path = write_book(tmp_path / "上报.xlsx", {"学校分学段数据": rows})
    book = load_workbook(path)
    for letter in "ABC":
        book.active.merge_cells(f"{letter}2:{letter}3")
    book.save(path)
    facts = loaded(path)
    assert (students(facts), students(facts, stage="junior")) == (812, 300)
    assert codes(facts) == []


def test_the_same_blank_cells_without_merging_are_not_guessed(tmp_path: Path) -> None:
    facts = stages(tmp_path, HEAD, FIRST, [None, None, None, "初中", 300, 28])
    assert codes(facts) == ["DAT005"]


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    path = write_book(tmp_path / "上报.xlsx", {"学校分学段数据": [HEAD, FIRST, SECOND]})
    book = load_workbook(path)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["F"].hidden = True
    book.save(path)
    facts = loaded(path)
    assert students(facts, "0101210002") == 640
    assert [(each.code, each.params["found"]) for each in facts.problems] == [("DAT029", "3"), ("DAT029", "F")]


@pytest.mark.parametrize(
    "entry", ["８１２", " 812 ", "'812", "812人", "８１２．０", "八百一十二", 812.0, "812\n"], ids=repr
)
def test_ways_to_write_the_same_number(tmp_path: Path, entry: Any) -> None:
    facts = stages(tmp_path, HEAD, [*FIRST[:4], entry, 51])
    assert students(facts) == 812
    assert codes(facts) == []


@pytest.mark.parametrize("word", ["合计", "合　计", "总 计", "全县合计", "小计", "平均值", "城区小计"])
def test_totals_are_left_out_and_told(tmp_path: Path, word: str) -> None:
    facts = stages(tmp_path, HEAD, FIRST, [None, word, None, None, 812, 51])
    assert codes(facts) == ["DAT023"]


def test_a_total_that_is_not_the_sum_of_its_rows_asks(tmp_path: Path) -> None:
    facts = stages(tmp_path, HEAD, FIRST, SECOND, ["合计", None, None, None, 1453, 91])
    assert codes(facts) == ["DAT023", "DAT031"]
    assert facts.problems[1].message("zh") == (
        "上报.xlsx!学校分学段数据!E4：合计行“在校学生数”为 1453，各行之和为 1452"
    )


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("注：本表由学校填报。", []),
        ("填 表 人：某某", []),
        ("1.在校学生数以学籍系统为准", ["DAT030"]),
        ("本表一式两份，于9月30日前报县教育局", ["DAT030"]),
    ],
)
def test_notes_below_the_table(tmp_path: Path, note: str, told: list[str]) -> None:
    assert codes(stages(tmp_path, HEAD, FIRST, [note])) == told


def test_the_period_of_the_title_holds_where_there_is_no_column_of_periods(tmp_path: Path) -> None:
    rows = [["临江县2022-2023学年学校情况"], ["单位代码", "学段", "在校学生数"], ["0101210001", "小学", 812]]
    facts = loaded(write_book(tmp_path / "上报.xlsx", {"学校分学段数据": rows}))
    assert students(facts) == 812
    assert codes(facts) == ["DAT032"]


def test_a_title_of_two_years_decides_nothing(tmp_path: Path) -> None:
    rows = [["2021年和2022年对比"], ["单位代码", "学段", "在校学生数"], ["0101210001", "小学", 812]]
    facts = loaded(write_book(tmp_path / "上报.xlsx", {"学校分学段数据": rows}))
    assert codes(facts) == ["DAT005", "DAT024"]


def test_a_code_that_lost_its_leading_zero(tmp_path: Path) -> None:
    facts = stages(tmp_path, HEAD, [101210001, *FIRST[1:]])
    assert (students(facts), codes(facts)) == (812, ["DAT017"])


def test_the_table_of_bodies_lost_the_zero_instead(tmp_path: Path) -> None:
    bodies = [BODIES[0], [101210001, "临江县第一小学", "学校", "990121"]]
    facts = stages(tmp_path, HEAD, FIRST, bodies=bodies)
    assert (students(facts, "101210001"), codes(facts)) == (812, ["DAT017"])


LONG = "362401199001011234"


@pytest.mark.parametrize("damaged", [362401199001011000, 3.62401199001011e17, "3.62401E+17"], ids=repr)
def test_an_18_digit_code_damaged_by_the_spreadsheet(tmp_path: Path, damaged: Any) -> None:
    bodies = [BODIES[0], [LONG, "云山学校", "学校", "990121"]]
    told = stages(tmp_path, HEAD, [damaged, None, *FIRST[2:]], bodies=bodies)
    assert codes(told) == ["DAT025"]
    by_name = stages(tmp_path, HEAD, [damaged, "云山学校", *FIRST[2:]], bodies=bodies)
    assert (students(by_name, LONG), codes(by_name)) == (812, ["DAT033"])
    alone = loaded(write_book(tmp_path / "alone.xlsx", {"学校分学段数据": [HEAD, [damaged, "云山学校", *FIRST[2:]]]}))
    assert codes(alone) == ["DAT025"]


def test_a_whole_18_digit_code_is_no_damage(tmp_path: Path) -> None:
    facts = loaded(write_book(tmp_path / "a.xlsx", {"学校分学段数据": [HEAD, [LONG, "云山学校", *FIRST[2:]]]}))
    assert (students(facts, LONG), codes(facts)) == (812, [])


def test_the_same_school_twice(tmp_path: Path) -> None:
    facts = stages(tmp_path, HEAD, FIRST, [*FIRST[:4], 813, 51])
    assert (students(facts), codes(facts)) == (812, ["DAT006"])


def test_the_same_school_with_two_codes_and_a_code_with_two_schools(tmp_path: Path) -> None:
    doubled = [*BODIES, ["0101210009", "临江县第一小学", "学校", "990121"]]
    assert codes(stages(tmp_path, HEAD, FIRST, bodies=doubled)) == ["DAT034"]
    twice = [*BODIES, ["0101210001", "临江县城北小学", "学校", "990121"]]
    assert codes(stages(tmp_path, HEAD, FIRST, bodies=twice)) == ["DAT035"]


def test_a_renamed_school_with_dates_is_known_by_both_names(tmp_path: Path) -> None:
    bodies = [
        BODIES[0],
        ["0101210001", "临江县第一小学", "学校", "990121", None, "2022-03-01"],
        ["0101210001", "临江县城北小学", "学校", "990121", "2022-03-01", None],
    ]
    for name in ("第一小学", "临江县城北小学"):
        assert codes(stages(tmp_path, HEAD, [FIRST[0], name, *FIRST[2:]], bodies=bodies)) == []


def test_a_name_that_is_not_the_codes(tmp_path: Path) -> None:
    facts = stages(
        tmp_path, HEAD, [FIRST[0], "第二小学", *FIRST[2:]], [FIRST[0], "第二小学", "2022-2023", "初中", 9, 1]
    )
    assert codes(facts) == ["DAT036"]
    assert "0101210001" in facts.problems[0].message("zh")


def test_a_school_closed_before_the_period(tmp_path: Path) -> None:
    bodies = [BODIES[0], ["0101210001", "临江县第一小学", "学校", "990121", None, "2021-08-31"]]
    facts = stages(tmp_path, HEAD, FIRST, bodies=bodies)
    assert (students(facts), codes(facts)) == (812, ["DAT037"])


def test_an_unknown_name_without_code(tmp_path: Path) -> None:
    assert codes(stages(tmp_path, HEAD, [None, "第七小学", *FIRST[2:]])) == ["DAT021", "DAT024"]
    assert students(stages(tmp_path, HEAD, [None, "一小", *FIRST[2:]])) == 812


@pytest.mark.parametrize(
    ("entry", "value", "told"),
    [
        ("(1,200)", "-1200", ["DAT011"]),
        ("1.2E+3", "1200", ["DAT022"]),
        ("￥1,200", None, ["DAT007"]),
        ("1.234.567", None, ["DAT007"]),
        ("1,23", None, ["DAT007"]),
        ("≥1200", None, ["DAT007"]),
        ("—", None, []),
        ("/", None, []),
        ("0", "0", []),
        ("０", "0", []),
        (" ", None, []),
    ],
)
def test_marks_and_numbers_that_are_read_or_told(
    tmp_path: Path, entry: str, value: str | None, told: list[str]
) -> None:
    rows = [["单位代码", "年度", "一般公共预算教育支出（万元）"], ["990100", 2021, entry]]
    facts = loaded(write_book(tmp_path / "上报.xlsx", {"市级数据": rows}))
    [found] = [each for each in facts.known.facts if each.reference.field == "edu_exp_t"]
    assert (found.value, codes(facts)) == (None if value is None else Decimal(value), told)


def test_yuan_with_their_mark_and_a_negative_in_brackets(tmp_path: Path) -> None:
    rows = [
        ["单位代码", "年度", "教师年平均工资收入（元）"],
        ["990121", 2021, "￥98,000"],
        ["990122", 2021, "（98000）"],
    ]
    facts = loaded(write_book(tmp_path / "上报.xlsx", {"县级数据": rows}))
    assert fact(facts, "pay_teacher", body="990121").value == 98000
    assert codes(facts) == ["DAT011"]


@pytest.mark.parametrize("entry", ["二〇二一年", "二○二一年度", "２０２１年", "2021年度", 2021.0])
def test_ways_to_write_a_year(tmp_path: Path, entry: Any) -> None:
    rows = [["单位代码", "年度", "小学在校学生数"], ["990100", entry, 5]]
    assert (
        fact(loaded(write_book(tmp_path / "上报.xlsx", {"市级数据": rows})), "students", "2021", "primary").value == 5
    )


def test_a_gbk_csv_with_full_width_digits_and_a_total(tmp_path: Path) -> None:
    text = "单位代码,单位名称,年度,学段,在校学生数\n0101210001,第一小学,2022—2023学年,小学,８１２\n合计,,,,812\n注：学籍系统数,,,,\n"
    facts = loaded(write_csv(tmp_path, "学校分学段数据", text, "gbk"))
    assert (students(facts), codes(facts)) == (812, ["DAT023"])


def test_columns_that_a_form_fills_itself_are_not_read_and_make_no_row(tmp_path: Path) -> None:
    facts = stages(tmp_path, [*HEAD, "【自动】逻辑校验"], [*FIRST, ""], [None] * 6 + ["没有问题"])
    assert (students(facts), codes(facts)) == (812, [])


def test_a_unit_of_a_heading_over_several_columns(tmp_path: Path) -> None:
    path = write_book(
        tmp_path / "上报.xlsx",
        {
            "学校数据": [
                ["序号", "单位代码", "年度", "公用经费（元）", None, "教学仪器设备资产值"],
                [None, None, None, "公用经费预算总额", "公用经费决算总额", None],
                [1, "0101210001", "2022", 586000, 571000, 120.5],
            ]
        },
    )
    book = load_workbook(path)
    book.active.merge_cells("D1:E1")
    book.save(path)
    facts = loaded(path)
    values = {each.metric: each.value for each in facts.known.facts if each.value is not None}
    assert values["fund_public_budget"] == Decimal("58.6")
    assert values["fund_public_final"] == Decimal("57.1")
    assert values["equipment"] == Decimal("120.5")
    assert codes(facts) == []


def test_a_row_number_before_the_columns_makes_no_noise_and_no_row(tmp_path: Path) -> None:
    rows = [["序号", *HEAD, "备注"], [1, *FIRST, "已核"], [2, *[None] * 6, None], [None, *SECOND, None]]
    facts = stages(tmp_path, *rows)
    assert (students(facts), students(facts, "0101210002")) == (812, 640)
    assert codes(facts) == []
