"""Folders, workbooks and single tables, as they come back from offices."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from dudao.values.absence import State
from dudao.values.errors import MisuseError, UnreadableError
from tests.facts.tables import codes, fact, loaded, write_book, write_csv

CITY = """
body_code,period,edu_exp_t,exp_total,children_public
990100,2020,587160,3318700,40560
990100,2021,609340,3421500,43280
"""


def test_a_folder_of_csv_by_ids(tmp_path: Path) -> None:
    write_csv(tmp_path, "city", CITY)
    facts = loaded(tmp_path)
    assert facts.problems == ()
    assert fact(facts, "edu_exp").value == Decimal(609340)
    assert facts.known.given == {"city"}
    assert str(fact(facts, "edu_exp").place) == "city.csv!C3"
    assert str(fact(facts, "edu_exp").reference) == "city/990100/2021//edu_exp_t"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_the_encodings_that_offices_save(tmp_path: Path, encoding: str) -> None:
    write_csv(tmp_path, "city", "代码,名称,年度,一般公共预算教育支出(亿元)\n990100,云州市,2021年,60.93\n", encoding)
    facts = loaded(tmp_path)
    assert facts.problems == ()
    assert fact(facts, "edu_exp").value == Decimal(609300)
    assert [body.name for body in facts.known.bodies] == ["云州市"]


def test_a_single_table_named_by_its_chinese_label(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "市级数据2021年", CITY)
    assert fact(loaded(path), "edu_exp").value == Decimal(609340)


def test_a_workbook_with_merged_headings_units_and_title_rows(tmp_path: Path) -> None:
    rows = [
        ["云州市教育事业基本情况", None, None, None, None, None],
        ["单位：万元", None, None, None, None, None],
        ["行政区划代码", "地区", "年份", "在校学生数", None, "教育支出"],
        [None, None, None, "小学", "初中", None],
        [None, None, None, "人", "人", None],
        [990100, "云州市", 2021, 199760, "101,240", 609340],
        ["合计", None, None, 199760, 101240, 609340],
    ]
    facts = loaded(write_book(tmp_path / "上报表.xlsx", {"市级数据": rows, "说明": [["请按时上报"]]}))
    assert fact(facts, "students", stage="primary").value == 199760
    assert fact(facts, "students", stage="junior").value == 101240
    assert fact(facts, "edu_exp").value == 609340
    assert str(fact(facts, "students", stage="junior").place) == "上报表.xlsx!市级数据!E6"
    assert codes(facts) == ["DAT023"]


def test_a_unit_in_a_heading_row_below(tmp_path: Path) -> None:
    rows = [["代码", "年度", "教育支出", "常住人口"], [None, None, "亿元", "万人"], ["990100", "2021", 60.93, 273.16]]
    facts = loaded(write_book(tmp_path / "city.xlsx", {"Sheet1": rows}))
    assert fact(facts, "edu_exp").value == Decimal(609300)
    assert fact(facts, "population").value == Decimal(2731600)


def test_error_cells_and_formulas_without_a_result_are_named(tmp_path: Path) -> None:
    path = write_book(
        tmp_path / "city.xlsx",
        {"city": [["body_code", "period", "edu_exp_t", "exp_total", "gdp"], ["990100", 2021, "=1+1", "#N/A", 5]]},
    )
    facts = loaded(path)
    assert {(remark.code, str(remark.params["place"])) for remark in facts.problems} == {
        ("DAT009", "city.xlsx!city!C2"),
        ("DAT008", "city.xlsx!city!D2"),
    }
    assert fact(facts, "edu_exp").state is State.NOT_COLLECTED
    assert fact(facts, "gdp").value == 5


def test_parquet(tmp_path: Path) -> None:
    target = tmp_path / "city.parquet"
    duckdb.sql(f"copy (select '990100' as body_code, '2021' as period, 609340.5 as edu_exp_t) to '{target}'")
    assert fact(loaded(tmp_path), "edu_exp").value == Decimal("609340.5")


def test_hidden_sheets_are_left_out_and_told(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = write_book(
        tmp_path / "book.xlsx", {"city": [["body_code", "period", "gdp"], ["990100", 2021, 5]], "county": [["x"]]}
    )
    book = load_workbook(path)
    book["county"].sheet_state = "hidden"
    book.save(path)
    facts = loaded(path)
    assert facts.known.given == {"city"}
    assert [(each.code, str(each.params["place"])) for each in facts.problems] == [("DAT028", "book.xlsx!county")]


def test_unknown_columns_tables_and_doubled_rows_are_said(tmp_path: Path) -> None:
    write_csv(
        tmp_path, "city", "body_code,period,edu_exp_tt,gdp,gdp\n990100,2021,1,2,3\n990100,2021,1,4,5\n,2021,1,2,2\n"
    )
    write_csv(tmp_path, "杂项", "甲,乙\n1,2\n")
    facts = loaded(tmp_path)
    assert codes(facts) == ["DAT001", "DAT003", "DAT004", "DAT006", "DAT005"]
    unknown = facts.problems[1]
    assert unknown.params["nearest"][0] == "edu_exp_t"
    assert fact(facts, "gdp").value == 2


def test_a_row_doubled_in_another_file_is_said(tmp_path: Path) -> None:
    write_csv(tmp_path, "city", CITY)
    other = tmp_path / "more"
    other.mkdir()
    write_csv(other, "city", "body_code,period,edu_exp_t\n990100,2021,1\n")
    assert codes(loaded(tmp_path, other)) == ["DAT027", "DAT006", "DAT024"]


def test_codes_that_lost_their_zeros_are_put_back(tmp_path: Path) -> None:
    write_csv(tmp_path, "bodies", "code,name,kind\n010100,云州市,city\n")
    write_csv(tmp_path, "city", "body_code,period,gdp\n10100,2021,5\n77,2021,6\n")
    facts = loaded(tmp_path)
    assert fact(facts, "gdp", body="010100").value == 5
    assert codes(facts) == ["DAT017", "DAT021"]


def test_the_previous_year_given_twice_must_agree(tmp_path: Path) -> None:
    write_csv(
        tmp_path,
        "city",
        "body_code,period,edu_exp_t,edu_exp_t1_published,edu_exp_t1_restated\n990100,2020,587160,,\n990100,2021,609340,578160,580000\n",
    )
    facts = loaded(tmp_path)
    assert codes(facts) == ["DAT020"]
    assert facts.problems[0].params["expected"] == "587160"


def test_ledger_terms_and_catalogue(tmp_path: Path) -> None:
    write_csv(
        tmp_path,
        "台账",
        "类别,日期,人员或单位,职务,内容,地点,计划,完成,单位\n调研,2021年4月30日,某某某,市长,调研,云州一中,,,\n项目,2021.9,,,新建公办幼儿园,,45,18,所\n",
    )
    write_csv(
        tmp_path,
        "evidence",
        "编号,材料名称,文号,日期\nE1,云州市教育局关于做好招生工作的通知,云教发〔2021〕3号,2021-03-02\n",
    )
    write_csv(
        tmp_path, "terms", "kind,term,post,valid_from\nname,云州市,,\n领导,某某某,市长,2020-05\n相邻地区,平澜市,,\n"
    )
    known = loaded(tmp_path).known
    visit, project = known.ledger
    assert (visit.kind, visit.actor, visit.location, str(visit.date)) == ("visit", "某某某", "云州一中", "2021-04-30")
    assert (project.planned, project.done, project.unit) == (45, 18, "所")
    assert (known.evidence[0].number, known.evidence[0].document_number) == ("E1", "云教发〔2021〕3号")
    assert (known.terms.names, known.terms.neighbours) == (("云州市",), ("平澜市",))
    assert known.terms.leaders[0].post == "市长"


def test_a_blank_form_sheet_says_nothing(tmp_path: Path) -> None:
    write_csv(tmp_path, "ledger", "kind,date,subject\n")
    write_csv(tmp_path, "city", CITY)
    assert loaded(tmp_path).known.given == {"city"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("city.csv", b""),
        ("city.xlsx", b"not a workbook at all"),
        ("city.xlsx", b"PK\x03\x04 broken"),
        ("city.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("city.parquet", b"PAR1 and no more"),
        ("city.csv", bytes(range(256)) * 4),
    ],
)
def test_what_cannot_be_read_is_one_plain_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        loaded(tmp_path)
    assert name in caught.value.zh
    assert "\n" not in caught.value.zh


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "city.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b" " * 2_000_000)
    monkeypatch.setattr("dudao.facts.readers.workbook.MAX_UNPACKED", 1_000_000)
    with pytest.raises(UnreadableError, match="unpacks"):
        loaded(path)


def test_a_missing_path_and_a_folder_without_tables_are_misuse(tmp_path: Path) -> None:
    with pytest.raises(MisuseError):
        loaded(tmp_path / "nowhere")
    with pytest.raises(MisuseError):
        loaded(tmp_path)


def test_the_same_content_has_the_same_hash(tmp_path: Path) -> None:
    write_csv(tmp_path, "city", CITY)
    first = loaded(tmp_path)
    write_csv(tmp_path, "city", CITY, "utf-8-sig")
    assert loaded(tmp_path).known.digest == first.known.digest
    write_csv(tmp_path, "city", CITY.replace("609340", "609341"))
    assert loaded(tmp_path).known.digest != first.known.digest


def test_the_example_data_have_no_problem() -> None:
    assert loaded(Path(__file__).parents[2] / "examples" / "yunzhou").problems == ()
