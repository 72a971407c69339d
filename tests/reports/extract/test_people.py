"""People: names before and behind posts, masks, leaders in set phrases, words that begin like a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dudao.reports.extract.people import extract_people
from dudao.reports.extract.placeholders import extract_placeholders
from dudao.reports.structure.build import report_from_text


def people_of(text: str) -> list[tuple[str, str | None]]:
    report = report_from_text(text)
    return [(each.name, each.post) for each in extract_people(report, extract_placeholders(report))]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("县长陈志远带头讲课", [("陈志远", "县长")]),
        ("县委书记张强强调", [("张强", "县委书记")]),
        ("县委书记张强调研", [("张强", "县委书记")]),
        ("市委副书记、市长 周建明 到校", [("周建明", "市委副书记、市长")]),
        ("王伟市长到云州", [("王伟", "市长")]),
        ("欧阳建国局长主持", [("欧阳建国", "局长")]),
        ("副市长李明、王五，", [("李明", "副市长"), ("王五", "副市长")]),
        ("组长：黄文斌；", [("黄文斌", "组长")]),
        ("王建国同志任组长", [("王建国", None)]),
        ("市委书记张某某到校", [("张某某", "市委书记")]),
        ("习近平总书记强调", [("习近平", "总书记")]),
        ("习近平新时代中国特色社会主义思想", [("习近平", None)]),
        ("州委书记扎西多杰赴达玉县", [("扎西多杰", "州委书记")]),
        ("主任买买提·艾力主持", [("买买提·艾力", "主任")]),
    ],
)
def test_names_beside_posts(text: str, people: list[tuple[str, str | None]]) -> None:
    assert people_of(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "校长任职资格培训",
        "教师周转宿舍",
        "书记严格落实",
        "局长高度重视",
        "县长任组长",
        "班主任高级研修",
        "温州市长会议",
        "学生成长",
    ],
)
def test_words_that_begin_like_a_name(text: str) -> None:
    assert people_of(text) == []


def test_the_span_covers_post_and_name() -> None:
    text = "，县长陈志远带头"
    (person,) = extract_people(report_from_text(text), ())
    assert text[person.start : person.end] == "县长陈志远"


@given(st.text(alphabet="市县委书记长局教师王李张陈志远建国某XX同志、，：到的 和习近平总", max_size=50))
def test_no_text_breaks_it(text: str) -> None:
    report = report_from_text(text)
    for person in extract_people(report, extract_placeholders(report)):
        assert person.name in report.text[person.start : person.end]
