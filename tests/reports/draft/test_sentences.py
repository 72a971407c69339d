"""What a draft says of values: amounts, growth, points, lists by stage, and what it leaves open."""

from __future__ import annotations

import pytest

from tests.reports.draft.invented import BODIES, NORTH, Row, text_from, write_facts, year_of_city

SPENDING = {"edu_exp_t": 98000, "exp_total": 612000, "students_total": 87000}


def drafted(folder, *rows: Row) -> str:
    return text_from(write_facts(folder, rows))


@pytest.mark.parametrize(
    ("spent", "said"),
    [
        (101500, "一般公共预算教育支出10.15亿元，比上年的9.80亿元增长3.57%"),
        (95000, "一般公共预算教育支出9.50亿元，比上年的9.80亿元下降3.06%"),
        (98000, "一般公共预算教育支出9.80亿元，与上年的9.80亿元持平"),
        (9800, "一般公共预算教育支出9800万元，比上年的98000万元下降90.00%"),
    ],
)
def test_growth_is_told_with_its_base(tmp_path, spent, said) -> None:
    text = drafted(tmp_path, year_of_city(2022, **SPENDING), year_of_city(2023, **SPENDING | {"edu_exp_t": spent}))
    assert said in text


def test_a_share_changes_by_points(tmp_path) -> None:
    text = drafted(tmp_path, year_of_city(2022, **SPENDING), year_of_city(2023, **SPENDING | {"edu_exp_t": 101500}))
    assert "占一般公共预算支出的比例为16.58%，比上年提高0.57个百分点。" in text


def test_two_rises_are_claimed_and_a_fall_is_not(tmp_path) -> None:
    up = drafted(
        tmp_path / "up", year_of_city(2022, **SPENDING), year_of_city(2023, **SPENDING | {"edu_exp_t": 101500})
    )
    down = drafted(
        tmp_path / "down", year_of_city(2022, **SPENDING), year_of_city(2023, **SPENDING | {"edu_exp_t": 95000})
    )
    assert "两个只增不减" in up
    assert "只增不减" not in down
    assert "一是2023年一般公共预算教育支出9.50亿元，比上年的9.80亿元下降3.06%，与规定要求有差距。" in down


def test_a_restated_base_is_named(tmp_path) -> None:
    text = drafted(
        tmp_path,
        year_of_city(2022, edu_fund_per_student_junior=14000),
        year_of_city(2023, edu_fund_per_student_junior=14790, edu_fund_per_student_t1_restated_junior=14500),
    )
    assert "初中生均一般公共预算教育经费为14790.00元，按同口径比上年增长2.00%" in text


def test_stages_alike_stand_together(tmp_path) -> None:
    names = ("primary", "junior", "senior", "vocational")
    before = {f"public_per_student_{name}": 1000 for name in names}
    after = dict(zip(before, (1100, 1200, 990, 1000), strict=True))
    text = drafted(tmp_path, year_of_city(2022, **before), year_of_city(2023, **after))
    assert (
        "小学、初中生均一般公共预算公用经费分别为1100.00元、1200.00元，分别比上年增长10.00%、20.00%；"
        "中等职业教育生均一般公共预算公用经费为1000.00元，与上年的1000.00元持平；"
        "普通高中生均一般公共预算公用经费为990.00元，比上年下降1.00%"
    ) in text


def test_one_year_alone_leaves_the_change_open(tmp_path) -> None:
    text = drafted(tmp_path, year_of_city(2023, **SPENDING))
    assert "一般公共预算教育支出9.80亿元【待补：上年一般公共预算教育支出，用于计算变化】" in text


def test_what_does_not_apply_is_left_out_and_what_is_withheld_is_named(tmp_path) -> None:
    text = drafted(
        tmp_path,
        year_of_city(
            2023, schools_total=40, schools_primary=30, schools_vocational="不适用", teachers_recruited="不予公开"
        ),
    )
    assert "现有各级各类学校40所，其中小学30所【待补：2023年墨河市幼儿园数、" in text
    assert "中等职业学校数" not in text
    assert "补充中小学教师数，数据不予公开】" in text


def test_parts_beyond_their_whole_are_not_printed(tmp_path) -> None:
    text = drafted(tmp_path, year_of_city(2023, schools_total=40, schools_primary=30, schools_junior=15))
    assert "现有各级各类学校40所【待补：各学段的数，所给之和大于各级各类学校数，请核对】。" in text


def test_the_year_is_said_once_in_a_row(tmp_path) -> None:
    text = drafted(
        tmp_path,
        year_of_city(
            2023, pay_teacher=90000, pay_civil=88000, posts_approved=700, posts_used=690, teachers_recruited=12
        ),
    )
    assert (
        "2023年，义务教育教师年平均工资收入90000元，当地公务员年平均工资收入88000元，教师平均工资收入水平不低于当地公务员。"
        "全市核定中小学教职工编制700名，在编中小学教职工690人。全市补充中小学教师12人"
    ) in text


def test_no_facts_give_gaps_for_everything(tmp_path) -> None:
    text = text_from(write_facts(tmp_path, bodies=BODIES))
    assert text.startswith("墨河市人民政府履行教育职责情况的自评报告")
    assert not any(letter.isdigit() for letter in text.replace("2024年1月15日", ""))
    assert text.count("【待补") > 20


def test_rows_without_a_tree_of_bodies_still_make_a_report(tmp_path) -> None:
    row = year_of_city(2023, body_name="墨河市", edu_exp_t=98000)
    text = text_from(write_facts(tmp_path, [row], bodies=""))
    assert "墨河市人民政府" in text
    assert "9.80亿元" in text


def test_a_county_alone_speaks_of_itself(tmp_path) -> None:
    bodies = f"code,name,kind,parent_code\n{NORTH},松亭县,county,\n"
    row = {"body_code": NORTH, "period": 2023, "pay_teacher": 80000, "pay_civil": 81000, "contact_schools": 4}
    text = text_from(write_facts(tmp_path, county=[row], bodies=bodies))
    assert "我县对照评价要点" in text
    assert "一是2023年全县义务教育教师年平均工资收入80000元" in text


def test_facts_of_several_counties_name_none(tmp_path) -> None:
    bodies = f"code,name,kind,parent_code\n{NORTH},松亭县,county,\n880522,白苇县,county,\n"
    rows = [{"body_code": code, "period": 2023, "pay_teacher": 80000} for code in (NORTH, "880522")]
    text = text_from(write_facts(tmp_path, county=rows, bodies=bodies))
    assert text.startswith("【待补：市（州）名称】人民政府")


def test_a_choice_of_cities_is_left_to_the_office(tmp_path) -> None:
    bodies = BODIES + "880600,松江市,city,880000\n"
    other = {"body_code": "880600", "period": 2023, "edu_exp_t": 97000}
    rows = [year_of_city(2023, edu_exp_t=98000), other]
    assert text_from(write_facts(tmp_path, rows, bodies=bodies)).startswith("【待补：市（州）名称】人民政府")
