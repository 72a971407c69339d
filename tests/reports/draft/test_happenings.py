"""What a draft says of the ledger: events in order, meetings counted, documents with numbers, work planned and done."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reports.draft.invented import CITY, NORTH, text_from, write_facts, year_of_city

ROW = year_of_city(2023, contact_schools=3)
CATALOGUE = """number,title,document_number,issuer,date,pages,file,points
E1,墨河市教育督导办法(试行),墨政办发〔2023〕4号,墨河市人民政府办公室,2023-03-02,4,,2.4
E2,墨河市贯彻《学前教育深化改革若干意见》方案,墨政办发〔2023〕5号,墨河市人民政府办公室,2023-04-02,4,,2.4
E3,年末补充通知,墨教发〔2023〕9号,墨河市教育局,2023-12-30,4,,2.4
"""


def told(folder, *ledger: str, day: date | None = date(2024, 1, 15), evidence: str = "") -> str:
    return text_from(write_facts(folder, [ROW], ledger=ledger, evidence=evidence), day=day)


def line(kind: str, day: str, subject: str, **fields: str) -> str:
    names = ("actor", "post", "place", "planned", "done", "unit", "deadline", "responsible", "document_number")
    actor, post, place, *others = (fields.get(name, "") for name in names)
    body = fields.get("body", CITY)
    return ",".join(["1", kind, day, body, actor, post, subject, place, *others, ""])


def test_events_stand_in_their_order_with_the_year_once(tmp_path) -> None:
    text = told(
        tmp_path,
        line("visit", "2023-09-01", "讲授开学第一课", actor="闻修远", post="市长", place="墨河一中"),
        line("visit", "2023-03-08", "调研职业教育", actor="闻修远", post="市长", place="墨河职校"),
        line("visit", "2022-03-08", "上一年的事", actor="闻修远", post="市长"),
    )
    assert "2023年3月8日，市长闻修远到墨河职校调研职业教育；9月1日，市长闻修远到墨河一中讲授开学第一课。" in text
    assert "上一年的事" not in text


def test_what_happens_after_the_report_is_not_told(tmp_path) -> None:
    visit = line("visit", "2023-12-20", "慰问教师", actor="闻修远", post="市长")
    assert "慰问教师" not in told(tmp_path / "before", visit, day=date(2023, 11, 5))
    assert "慰问教师" in told(tmp_path / "after", visit, day=None)


def test_meetings_are_counted_by_body_with_their_subjects(tmp_path) -> None:
    text = told(
        tmp_path,
        line("meeting", "2023-02-01", "第一次全体会议，研究教师编制", actor="墨河市委教育工作领导小组"),
        line("meeting", "2023-06-01", "第二次全体会议，研究“双减”工作", actor="墨河市委教育工作领导小组"),
        line("meeting", "2023-07-01", "审议学位建设方案", actor="市政府常务会议"),
    )
    assert (
        "2023年，市委教育工作领导小组召开全体会议2次，研究教师编制、“双减”工作；召开市政府常务会议1次，审议学位建设方案。"
    ) in text


def test_documents_have_numbers_full_width_marks_and_single_marks_inside(tmp_path) -> None:
    text = told(tmp_path, day=date(2023, 12, 1), evidence=CATALOGUE)
    assert (
        "2023年，市政府办公室印发《墨河市教育督导办法（试行）》（墨政办发〔2023〕4号）、"
        "《墨河市贯彻〈学前教育深化改革若干意见〉方案》（墨政办发〔2023〕5号）。"
    ) in text
    assert "年末补充通知" not in text


@pytest.mark.parametrize(
    ("subject", "planned", "done", "said"),
    [
        ("新建公办幼儿园", "45", "18", "计划新建公办幼儿园45所，截至2023年9月底已完成18所，完成率40%。"),
        ("宿舍改造", "3", "1", "计划完成宿舍改造3所，截至2023年9月底已完成1所，完成率33.33%。"),
        ("宿舍改造", "3", "4", "计划完成宿舍改造3所，截至2023年9月底已完成4所，超额完成计划。"),
        ("宿舍改造", "", "4", "宿舍改造，共4所。"),
        ("新建校舍", "", "4", "新建校舍4所。"),
    ],
)
def test_work_is_told_with_plan_count_and_rate(tmp_path, subject, planned, done, said) -> None:
    assert said in told(tmp_path, line("project", "2023-09-30", subject, planned=planned, done=done, unit="所"))


def test_work_behind_its_deadline_is_a_problem_and_the_rest_a_step(tmp_path) -> None:
    text = told(
        tmp_path,
        line("project", "2023-10-31", "新建公办幼儿园", planned="4", done="1", unit="所", deadline="2023-09-30"),
        line(
            "project",
            "2023-10-31",
            "宿舍改造",
            planned="4",
            done="1",
            unit="所",
            deadline="2024-06-30",
            responsible="松亭县教育局",
            body=NORTH,
        ),
    )
    assert (
        "一是2023年计划新建公办幼儿园4所，截至2023年10月底已完成1所，完成率25%，未能在2023年9月30日前按期完成。" in text
    )
    assert "一是抓紧完成新建公办幼儿园任务【待补：新的完成时限】。" in text
    assert "二是由松亭县教育局负责，加快推进宿舍改造任务，2024年6月30日前完成。" in text


def test_a_county_that_misses_a_limit_is_named(tmp_path) -> None:
    county = [
        {"body_code": NORTH, "period": 2023, "pay_teacher": 70000, "pay_civil": 71000},
        {"body_code": "880522", "period": 2023, "pay_teacher": 71000, "pay_civil": 71000},
    ]
    text = text_from(write_facts(tmp_path, [ROW], county=county))
    problems = text[text.index("存在问题") : text.index("下一步措施")]
    assert "松亭县义务教育教师年平均工资收入70000元，当地公务员年平均工资收入71000元" in problems
    assert "白苇县" not in problems
    assert "督促松亭县落实义务教育教师工资待遇保障政策【待补：责任单位和完成时限】" in text


def test_counties_that_miss_one_limit_stand_in_one_sentence(tmp_path) -> None:
    bands = {f"class_band_{band}_senior": 0 for band in (25, 30, 35, 40, 45, 50, 55, 60, 65, 66)}
    bands |= {"class_band_45_senior": 80, "class_band_60_senior": 20}
    county = [{"body_code": code, "period": 2023, **bands} for code in (NORTH, "880522")]
    text = text_from(write_facts(tmp_path, [ROW], county=county))
    assert "2023年松亭县、白苇县普通高中大班额比例分别为20%、20%，均与基本消除大班额的要求有差距。" in text
    assert "督促松亭县、白苇县增加学位" in text


def test_counties_that_miss_a_limit_of_two_measures_are_told_one_by_one(tmp_path) -> None:
    county = [
        {"body_code": code, "period": 2023, "pay_teacher": 70000 + number, "pay_civil": 71000}
        for number, code in enumerate((NORTH, "880522"))
    ]
    text = text_from(write_facts(tmp_path, [ROW], county=county))
    assert "2023年松亭县义务教育教师年平均工资收入70000元，当地公务员年平均工资收入71000元，" in text
    assert "2023年白苇县义务教育教师年平均工资收入70001元，当地公务员年平均工资收入71000元，" in text
