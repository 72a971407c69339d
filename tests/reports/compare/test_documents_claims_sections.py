"""Documents by number or title, claims by likeness, sections by title, number and text."""

from __future__ import annotations

import pytest

from dudao.reports.compare.model import State
from tests.reports.compare.versions import OLD, difference, sections_in_words, swapped


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([("〔2020〕15号", "[2020]15号")], []),
        ([("〔2020〕15号", "〔2020〕16号")], [("changed", "number")]),
        ([("《云州市教育经费使用管理办法》", "《云州市教育经费管理使用办法（试行）》")], [("changed", "title")]),
        ([("印发《云州市教育经费使用管理办法》（云政发〔2020〕15号）。", "")], [("went", "")]),
        ([("（云政发〔2020〕15号）", "")], [("changed", "number")]),
        ([("消除大班额专项规划", "推进职业教育发展意见")], [("came", ""), ("went", "")]),
        ([("云州市消除大班额", "XX市消除大班额")], [("changed", "title")]),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_what_became_of_a_document(edits: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    changes = [each for each in difference(swapped(*edits)).documents if each.state is not State.UNCHANGED]
    assert sorted((each.state.value, "+".join(each.aspects)) for each in changes) == expected


def test_a_document_cited_again_is_one_document() -> None:
    found = difference(swapped(("尚缺学位6200个。", "尚缺学位6200个，要继续执行《云州市教育经费使用管理办法》。")))
    (cited,) = [each.new for each in found.documents if each.new and "经费" in each.new.title]
    assert (cited.number, len(cited.places)) == ("云政发〔2020〕15号", 2)
    assert all(each.state is State.UNCHANGED for each in found.documents)


def test_a_claim_reworded_given_a_figure_or_gone() -> None:
    new = swapped(
        ("教师工资水平明显提高", "教师的工资水平明显提高了"),
        ("普惠性幼儿园覆盖率较上年明显提高", "普惠性幼儿园覆盖率86.4%，较上年提高3.7个百分点"),
    )
    changes = [each for each in difference(new).claims if each.state is not State.UNCHANGED]
    assert [(each.state.value, each.aspects) for each in changes] == [("changed", ("text",)), ("went", ("figure",))]
    back = [each for each in difference(OLD, new).claims if each.state is not State.UNCHANGED]
    assert [(each.state.value, each.aspects) for each in back] == [("changed", ("text",)), ("came", ("figure",))]


def test_a_section_put_in_renumbers_those_behind_it() -> None:
    new = swapped(
        ("二、教育质量", "二、党的领导\n加强党对教育工作的全面领导。\n三、教育质量"), ("三、存在问题", "四、存在问题")
    )
    assert sections_in_words(difference(new)) == [
        "came — 二、党的领导",
        "changed 二、教育质量 三、教育质量 number",
        "changed 三、存在问题 四、存在问题 number",
    ]


def test_a_renamed_section_keeps_its_text() -> None:
    found = difference(swapped(("（二）职业教育。", "（二）推动职业学校提质培优。")))
    assert sections_in_words(found) == ["changed （二）职业教育 （二）推动职业学校提质培优 title"]


def test_a_section_under_another_heading_is_moved() -> None:
    passage = "（二）职业教育。中等职业学校13所，在校生2.64万人，就业率97.6%。\n"
    new = swapped((passage, ""), ("（二）经费管理", passage + "（三）经费管理"))
    lines = sections_in_words(difference(new))
    assert "changed （二）职业教育 （二）职业教育 place" in lines
    assert not any(line.startswith(("came", "went")) for line in lines)


def test_the_last_of_three_sections_put_first_is_the_one_that_moved() -> None:
    old = "一、投入\n投入增加。\n二、质量\n质量提高。\n三、公平\n公平推进。\n四、队伍\n队伍加强。\n"
    new = "一、队伍\n队伍加强。\n二、投入\n投入增加。\n三、质量\n质量提高。\n四、公平\n公平推进。\n"
    found = difference(new, old)
    assert [
        each.new.heading.title for each in found.sections if each.new and each.new.heading and "place" in each.aspects
    ] == ["队伍"]


def test_the_share_of_text_changed_grows_with_the_change() -> None:
    def share(new: str) -> float:
        (change,) = [each for each in difference(new).sections if "text" in each.aspects]
        return float(change.share or 0)

    little = share(swapped(("97.6%", "97.7%")))
    much = share(swapped(("中等职业学校13所，在校生2.64万人，就业率97.6%", "产教融合不断深化，现代学徒制全面推行")))
    assert 0 < little < 0.2 < 0.8 < much <= 1


def test_front_and_text_without_headings() -> None:
    found = difference(swapped(("2021年11月5日", "2021年11月8日"), ("现将有关情况报告如下", "现报告如下")))
    assert [(each.part, each.old, each.new) for each in found.front] == [("date", "2021年11月5日", "2021年11月8日")]
    assert sections_in_words(found)[0] == "changed   text".replace("   ", "   ")
