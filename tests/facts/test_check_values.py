"""The declared checks: each reads columns that exist, logic must hold, experience only asks, nothing changes a value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dudao.diagnostics.model import Diagnostic, Kind, Severity
from dudao.facts.check_values import check_values
from dudao.facts.checks import EXPERIENCE, all_checks, parse_side
from dudao.facts.contract import table_schema
from dudao.facts.quality_report import group_of, make_quality_report
from tests.facts.tables import loaded, write_csv

HEAD = "body_code,period,stage,students,teachers,staff,t_college,t_bachelor,class_band_45,class_band_66"


def remarks(tmp_path: Path, *rows: str, head: str = HEAD, table: str = "school_stage") -> list[Diagnostic]:
    facts = loaded(write_csv(tmp_path, table, "\n".join((head, *rows)) + "\n"))
    assert facts.problems == ()
    return check_values(facts.known.facts)


@pytest.mark.parametrize("check", all_checks(), ids=lambda each: f"{each.id}-{each.table}")
def test_a_check_reads_columns_that_exist(check: Any) -> None:
    assert set(check.columns) <= set(table_schema(check.table).by_id)
    for term in (*check.left.terms, *(check.right.terms if check.right else ())):
        if term.table:
            assert term.column in table_schema(term.table).by_id
    assert check.label_zh
    assert check.label_en


@pytest.mark.parametrize("text", ["a+", "2*", "a b", "a//b", "A"])
def test_what_is_no_sum_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no sum of columns"):
        parse_side(text)


def test_parts_equal_to_the_whole_pass_and_one_more_fails(tmp_path: Path) -> None:
    assert remarks(tmp_path, "1,2022,小学,400,30,30,10,20,9,0") == []
    (remark,) = remarks(tmp_path, "1,2022,小学,400,30,30,11,20,9,0")
    assert (remark.code, remark.severity, remark.kind) == ("DAT040", Severity.ERROR, Kind.FAIL)
    assert [str(place) for place in remark.params["cells"]] == [f"school_stage.csv!{each}2" for each in "GHE"]
    assert "（31，应当 ≤ 30）" in remark.message("zh")
    assert "(31, should be ≤ 30)" in remark.message("en").replace("（", "(").replace("）", ")")


def test_a_missing_part_excuses_nothing_but_a_missing_whole_does(tmp_path: Path) -> None:
    assert [each.params["rule"] for each in remarks(tmp_path, "1,2022,小学,400,30,30,31,,9,0")] == [
        "degrees-of-teachers"
    ]
    assert remarks(tmp_path, "1,2022,小学,400,,30,31,20,9,0") == []


BANDS = ",".join(f"class_band_{each}" for each in (25, 30, 35, 40, 45, 50, 55, 60, 65, 66))


@pytest.mark.parametrize(
    ("pupils", "large", "rule"),
    [
        (405, 0, None),
        (406, 0, "pupils-fit-classes"),
        (369, 0, None),
        (368, 0, "pupils-fill-classes"),
        (480, 1, None),
        (434, 1, "pupils-fill-classes"),
    ],
)
def test_pupils_fit_into_their_classes_unless_a_class_is_open_ended(
    tmp_path: Path, pupils: int, large: int, rule: str | None
) -> None:
    """Nine classes of 41 to 45 hold 369 to 405; one of 66 and more beside them has no upper end."""
    row = f"1,2022,小学,{pupils},30,0,0,0,0,9,0,0,0,0,{large}"
    found = remarks(tmp_path, row, head=f"body_code,period,stage,students,teachers,{BANDS}")
    assert [each.params["rule"] for each in found] == ([rule] if rule else [])


def test_a_band_about_last_year_asks(tmp_path: Path) -> None:
    rows = ("1,2021,小学,400,30,30,,,,", "1,2022,小学,520,30,30,,,,")
    assert remarks(tmp_path, *rows) == []
    (remark,) = remarks(tmp_path, rows[0], "1,2022,小学,521,30,30,,,,")
    assert (remark.code, remark.kind, group_of(remark)) == ("DAT042", Kind.REVIEW, "experience")
    assert str(remark.params["place"]) == "school_stage.csv!D3"


def test_last_years_data_may_be_another_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    before = loaded(write_csv(tmp_path / "a", "school_stage", f"{HEAD}\n1,2021-2022,小学,400,30,30,,,,\n"))
    now = loaded(write_csv(tmp_path, "school_stage", f"{HEAD}\n1,2022-2023,小学,900,30,30,,,,\n"))
    assert [each.code for each in check_values(now.known.facts, before.known.facts)] == ["DAT042"]


@pytest.mark.parametrize(
    ("pay", "code", "other"), [("9.86", "DAT044", "万元"), ("98600", None, ""), ("700000", "DAT041", "")]
)
def test_ten_thousands_in_a_column_of_yuan_are_asked_about_not_changed(
    tmp_path: Path, pay: str, code: str | None, other: str
) -> None:
    facts = loaded(write_csv(tmp_path, "county", f"body_code,period,pay_teacher\n990121,2022,{pay}\n"))
    found = check_values(facts.known.facts)
    assert [each.code for each in found] == ([code] if code else [])
    assert str(facts.known.facts[0].value) == pay
    assert all(f"是不是按{other}填的？按元算得 {pay}" in each.message("zh") for each in found if other)


def test_one_school_in_yuan_among_schools_in_ten_thousands(tmp_path: Path) -> None:
    rows = [f"{number},2022,400,{100 + number}" for number in range(1, 10)]
    head = "body_code,period,students,equipment"
    assert remarks(tmp_path, *rows, head=head, table="school") == []
    found = remarks(tmp_path, *rows, "10,2022,400,1080000", head=head, table="school")
    assert {each.code for each in found} == {"DAT044"}
    assert "是不是按元填的？按万元算得" in found[0].message("zh")
    assert {each.params["place"].row for each in found} == {11}


def test_few_peers_say_nothing(tmp_path: Path) -> None:
    rows = [f"{number},2022,400,{100 + number}" for number in range(1, 6)]
    assert (
        remarks(tmp_path, *rows, "10,2022,400,2000", head="body_code,period,students,equipment", table="school") == []
    )


def test_a_school_is_the_sum_of_its_stages(tmp_path: Path) -> None:
    write_csv(tmp_path, "school_stage", "body_code,period,stage,students\n1,2022,小学,300\n1,2022,初中,200\n")
    write_csv(tmp_path, "school", "body_code,period,students\n1,2022,501\n")
    (remark,) = check_values(loaded(tmp_path).known.facts)
    assert (remark.code, str(remark.params["place"])) == ("DAT040", "school.csv!C2")


def test_experience_never_fails_a_submission() -> None:
    kinds = {check.kind for check in all_checks() if check.operator in ("within", "between", "peers")}
    assert kinds == {EXPERIENCE}


BODIES = "code,name,kind,parent_code\n1,甲小学,school,990121\n2,乙小学,school,990121\n"


def test_the_report_tells_what_is_not_there(tmp_path: Path) -> None:
    write_csv(tmp_path, "bodies", BODIES)
    write_csv(tmp_path, "school_stage", "body_code,period,stage,students\n1,2022,小学,\n")
    needed = {"school_stage": frozenset(("students", "teachers")), "room": frozenset(("room_area",))}
    report = make_quality_report(loaded(tmp_path), needed)
    assert {each.code for each in report.remarks} == {"DAT038", "DAT045", "DAT047"}
    assert report.counts == {"reading": 0, "completeness": 3, "logic": 0, "experience": 0}
    (column,) = report.coverage
    assert (column.column, column.rows, column.known, column.not_collected) == ("students", 1, 0, 1)


def test_bodies_gone_new_and_renamed_since_last_year_are_asked_about(tmp_path: Path) -> None:
    now, then = tmp_path / "now", tmp_path / "then"
    for folder, bodies, code, period in (
        (then, BODIES, "1", "2021"),
        (now, BODIES.replace("甲小学", "甲学校"), "2", "2022"),
    ):
        folder.mkdir()
        write_csv(folder, "bodies", bodies)
        write_csv(folder, "school", f"body_code,period,students\n{code},{period},300\n")
    found = make_quality_report(loaded(now), None, loaded(then).known).remarks
    told = [each.params["found"] for each in found if each.code == "DAT039"]
    assert told == ["上年有、今年没有", "今年新增", "更名或改变隶属"]


CITY_HEAD = "body_code,period,students_preschool,children_public,children_inclusive,students_total,edu_exp_t,edu_exp_per_student,public_per_student_primary"


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("1,2022,84000,40000,30000,456000,590000,12900,2500", []),
        ("1,2022,84000,54000,30000,456000,590000,12900,2500", []),
        ("1,2022,84000,54001,30000,456000,590000,12900,2500", ["public-children-of-all"]),
        ("1,2022,84000,40000,30000,456000,590000,12900,250000", ["public-per-student"]),
        (
            "1,2022,84000,40000,30000,456000,590000,1290000,2500",
            ["spending-per-student", "spending-per-student-below-total"],
        ),
        ("1,2022,84000,40000,30000,456000,59000000,12900,2500", ["spending-of-city", "spending-per-student-of-total"]),
    ],
)
def test_a_city_cannot_have_more_of_a_part_nor_a_hundred_times_the_money(
    row: str, asked: list[str], tmp_path: Path
) -> None:
    found = remarks(tmp_path, row, head=CITY_HEAD, table="city")
    assert sorted(each.params["rule"] for each in found) == asked
    assert [each.severity is Severity.ERROR for each in found] == [each == "public-children-of-all" for each in asked]


def test_money_a_pupil_is_compared_with_last_year_too(tmp_path: Path) -> None:
    head = "body_code,period,public_per_student_primary,public_per_student_t1_restated_primary"
    (before,) = remarks(tmp_path, "1,2022,4500,2500", head=head, table="city")
    assert before.params["rule"] == "money-of-last-year"
    rows = ("1,2021,2500,2400", "1,2022,3300,2500")
    assert [each.params["rule"] for each in remarks(tmp_path, *rows, head=head, table="city")] == [
        "band-of-last-year-county"
    ]
