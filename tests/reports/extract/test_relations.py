"""Relations between figures marked by hand: which stand together, and which only stand near each other."""

from __future__ import annotations

import pytest

from dudao.reports.extract.relations import extract_relations
from dudao.reports.model import Breakdown, Comparison, Figure, Proportion
from tests.reports.extract.marked_figures import marked


def shown(figure: Figure | None) -> str:
    return "-" if figure is None else figure.text


def comparison_in_words(found: Comparison) -> str:
    parts = [f"{shown(found.base)} -> {shown(found.now)}"]
    if found.change:
        parts.append(f"{'+' if found.direction > 0 else '' if found.direction == 0 else '-'}{found.change.text}")
    if found.difference:
        parts.append(f"({'+' if found.difference_direction > 0 else '-'}{found.difference.text})")
    if found.years is not None:
        parts.append(f"over {found.years}")
    return " ".join(parts)


COMPARISONS = [
    ("{64.69亿元}，较上年增长{1.81%}。", ["- -> 64.69亿元 +1.81%"]),
    ("教育支出由{46.35亿元}增加到{49.18亿元}，增长{6.1%}。", ["46.35亿元 -> 49.18亿元 +6.1%"]),
    ("2020年教育支出{46.35亿元}，2021年达到{49.18亿元}，同比增长{6.1%}。", ["46.35亿元 -> 49.18亿元 +6.1%"]),
    ("2021年教育支出{49.18亿元}（上年为{46.35亿元}），增长{6.1%}。", ["46.35亿元 -> 49.18亿元 +6.1%"]),
    ("接收随迁子女{735人}，同比增长{5.0%}（2021年为{700人}）。", ["700人 -> 735人 +5.0%"]),
    ("同比下降{1.73%}，由上年的{34583万元}减少到{33985万元}。", ["34583万元 -> 33985万元 -1.73%"]),
    ("在上年{46.35亿元}的基础上增长{6.1%}，达到{49.18亿元}。", ["46.35亿元 -> 49.18亿元 +6.1%"]),
    ("以上年{46.35亿元}为基数，教育支出增长{6.1%}，达到{49.18亿元}。", ["46.35亿元 -> 49.18亿元 +6.1%"]),
    ("教育支出{49.18亿元}，与上年的{46.35亿元}相比，增长{6.1%}。", ["46.35亿元 -> 49.18亿元 +6.1%"]),
    ("上年{46.35亿元}，本年{49.18亿元}，增幅{6.1%}。", ["46.35亿元 -> 49.18亿元 +6.1%"]),
    ("教育支出{49.18亿元}，比上年增加{2.83亿元}，增长{6.1%}。", ["- -> 49.18亿元 +6.1% (+2.83亿元)"]),
    ("较2020年的{46.35亿元}增加{2.83亿元}，增幅为{6.1%}。", ["46.35亿元 -> - +6.1% (+2.83亿元)"]),
    ("研究教育议题{17次}，较上年增加{5次}。", ["- -> 17次 (+5次)"]),
    ("覆盖率{87.4%}，较上年提高{2.1个百分点}。", ["- -> 87.4% +2.1个百分点"]),
    (
        "小学、初中分别为{9014元}、{15062元}，比上年的{9165元}、{15190元}分别下降{1.64%}、{0.84%}。",
        ["9165元 -> 9014元 -1.64%", "15190元 -> 15062元 -0.84%"],
    ),
    (
        "小学、初中分别由{9165元}、{15190元}变为{9014元}、{15300元}，分别下降{1.64%}、增长{0.72%}。",
        ["9165元 -> 9014元 -1.64%", "15190元 -> 15300元 +0.72%"],
    ),
    (
        "小学{12348元}、初中{16905元}、高中{15630元}，分别增长{3.1%}、{2.7%}、{-0.8%}。",
        ["- -> 12348元 +3.1%", "- -> 16905元 +2.7%", "- -> 15630元 +-0.8%"],
    ),
    ("2020年、2021年教育支出分别为{46.35亿元}、{49.18亿元}，增长{6.1%}。", ["46.35亿元 -> 49.18亿元 +6.1%"]),
    (
        "2019年、2020年、2021年分别为{50亿元}、{55亿元}、{60亿元}，分别增长{10%}、{9.1%}。",
        ["50亿元 -> 55亿元 +10%", "55亿元 -> 60亿元 +9.1%"],
    ),
    ("从2018年的{50亿元}增加到2021年的{62亿元}，年均增长{7.4%}。", ["50亿元 -> 62亿元 +7.4% over 3"]),
    ("大班额由2020年的{284个}减少到{86个}，占比由{4.1%}降至{1.3%}。", ["284个 -> 86个", "4.1% -> 1.3%"]),
    ("2020年，莲溪区事业收入{3458万元}。2021年，事业收入{3384万元}，同比下降{2.1%}。", ["3458万元 -> 3384万元 -2.1%"]),
    ("教育支出{49.18亿元}，增长{6.1%}，比2019年增长{10.2%}。", ["- -> 49.18亿元 +6.1%", "- -> 49.18亿元 +10.2%"]),
]

NOT_COMPARED = [
    # another metric between level and change
    ("教育支出{49.18亿元}，其中财政拨款增长{8.2%}。", ["- -> - +8.2%"]),
    # the share stands before a growth of the amount
    ("教育支出{49.18亿元}，占一般公共预算支出的{17.6%}，同比增长{8.2%}。", ["- -> - +8.2%"]),
    # two metrics with two years
    ("2020年教育支出{46.35亿元}，2021年公用经费支出{12.31亿元}，同比增长{8.2%}。", ["- -> 12.31亿元 +8.2%"]),
    # 同比 over two years: the base of the rate is not printed
    ("2019年教育支出{46.35亿元}，2021年达到{49.18亿元}，同比增长{2%}。", ["- -> 49.18亿元 +2%"]),
    # a target year
    ("到2025年达到{70亿元}，2021年{49.18亿元}，增长{6.1%}。", ["- -> 49.18亿元 +6.1%"]),
    # the next sentence has another subject
    ("2020年，职业教育支出{5.2亿元}。2021年，普通高中支出{6.1亿元}，同比增长{3%}。", ["- -> 6.1亿元 +3%"]),
    ("高于财政经常性收入增幅{1.3个百分点}。{1人}", ["- -> - +1.3个百分点"]),
]


@pytest.mark.parametrize(("text", "expected"), COMPARISONS + NOT_COMPARED, ids=lambda value: str(value)[:30])
def test_comparisons(text: str, expected: list[str]) -> None:
    found = extract_relations(*marked(text)).comparisons
    assert [comparison_in_words(each) for each in found] == expected


def breakdown_in_words(found: Breakdown) -> str:
    mark = "=" if found.complete else ">" if found.disjoint else ">~"
    return f"{shown(found.whole)} {mark} {' + '.join(part.text for part in found.parts)}"


BREAKDOWNS = [
    (
        "现有各级各类学校{936所}，其中幼儿园{412所}、小学{348所}、初中{109所}、高中{31所}、中职{19所}、特教{7所}。",
        ["936所 = 412所 + 348所 + 109所 + 31所 + 19所 + 7所"],
    ),
    ("招聘教师{742名}，其中紧缺学科教师{186名}；交流轮岗教师{968人}。", ["742名 >~ 186名"]),
    ("教职工{3.62万人}，其中专任教师{2.91万人}。", ["3.62万人 > 2.91万人"]),
    ("幼儿园{412所}（其中公办{200所}、民办{212所}）、小学{348所}。", ["412所 = 200所 + 212所"]),
    ("新建学校{12所}（小学{8所}、初中{4所}）。", ["12所 = 8所 + 4所"]),
    ("新建小学{8所}、初中{4所}，共{12所}。", ["12所 = 8所 + 4所"]),
    ("投入{9.86亿元}，其中中央{1.2亿元}、省级{2.3亿元}、市县{6.36亿元}。", ["9.86亿元 > 1.2亿元 + 2.3亿元 + 6.36亿元"]),
    ("共有学校{936所}。其中，幼儿园、小学、初中分别为{412所}、{348所}、{109所}。", ["936所 > 412所 + 348所 + 109所"]),
    ("教师{500人}，其中女教师{300人}，高级教师{120人}。", ["500人 > 300人"]),
    ("教师{291人}，其中小学{120人}，占{41.2%}；初中{90人}，占{30.9%}。", ["291人 > 120人 + 90人"]),
    ("学生中城区占{35.2%}、镇区占{40.1%}、乡村占{24.7%}。", ["- = 35.2% + 40.1% + 24.7%"]),
    ("公办园、民办园占比分别为{51.6%}、{48.4%}。", ["- = 51.6% + 48.4%"]),
    # look-alikes
    ("新建学校{12所}，新增学位{2.4万个}。", []),
    ("生均经费{850元}，其中小学{650元}、初中{900元}。", []),
    ("2020年、2021年分别补充教师{1118名}、{1165名}。", []),
    ("完成率{65%}，其中小学{70%}、初中{60%}。", []),
]


@pytest.mark.parametrize(("text", "expected"), BREAKDOWNS, ids=lambda value: str(value)[:30])
def test_breakdowns(text: str, expected: list[str]) -> None:
    assert [breakdown_in_words(each) for each in extract_relations(*marked(text)).breakdowns] == expected


def proportion_in_words(found: Proportion) -> str:
    return f"{found.kind} {found.rate.text}: {shown(found.numerator)} / {shown(found.denominator)}"


PROPORTIONS = [
    ("计划建设公办幼儿园{45所}，截至10月底已完工{27所}，完成率{65%}。", ["completion 65%: 27所 / 45所"]),
    ("共规划建设公办幼儿园{50所}，截至9月底，完成率{48%}。", ["completion 48%: - / 50所"]),
    ("计划{45所}，已完工{27所}，已投用{18所}，完成率{60%}。", ["completion 60%: 27所 / 45所"]),
    ("预算安排{5000万元}，实际支出{4800万元}，执行率{96%}。", ["completion 96%: 4800万元 / 5000万元"]),
    ("交流轮岗教师{968人}，占应交流教师{7744人}的{12.5%}。", ["share 12.5%: 968人 / 7744人"]),
    ("幼儿园{412所}，其中普惠性幼儿园{352所}，占{85.4%}。", ["share 85.4%: 352所 / 412所"]),
    (
        "一般公共预算支出{279.5亿元}，教育支出{49.18亿元}，占一般公共预算支出的{17.6%}。",
        ["share 17.6%: 49.18亿元 / 279.5亿元"],
    ),
    (
        "学校{486所}，其中城区学校{200所}、农村学校{286所}，分别占{41.2%}、{58.8%}。",
        ["share 41.2%: 200所 / 486所", "share 58.8%: 286所 / 486所"],
    ),
    ("初中在校生{171369人}，专任教师{11775人}，生师比为{14.55:1}。", ["ratio 14.55:1: 171369人 / 11775人"]),
    ("共有班级{1200个}，在校生{54000人}，班均{45人}。", ["per_head 45人: 54000人 / 1200个"]),
    ("在校生{12.3万人}，公用经费{1.05亿元}，生均公用经费{854元}。", ["per_head 854元: 1.05亿元 / 12.3万人"]),
    ("应参加培训{500人}，实际参加{480人}，参加率{96%}。", ["rate 96%: 480人 / 500人"]),
    ("学校{50所}，达标{45所}，达标率{90%}。", ["rate 90%: 45所 / 50所"]),
    ("教育支出{49.18亿元}，是上年{46.35亿元}的{1.06倍}。", ["rate 1.06倍: 49.18亿元 / 46.35亿元"]),
    # the whole that 占 names is not printed, or another one is
    ("教育支出{49.18亿元}，占一般公共预算支出的{17.6%}。", ["share 17.6%: 49.18亿元 / -"]),
    (
        "普惠性幼儿园{420所}，其中公办园{200所}，占幼儿园总数的{41.2%}。",
        ["share 41.2%: 200所 / -"],
    ),
    # the rate of opening is not the rate of completion
    ("计划{45所}，已开工{30所}，完成率{60%}。", []),
]


@pytest.mark.parametrize(("text", "expected"), PROPORTIONS, ids=lambda value: str(value)[:30])
def test_proportions(text: str, expected: list[str]) -> None:
    assert [proportion_in_words(each) for each in extract_relations(*marked(text)).proportions] == expected


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("由{46.35亿元}增加到{49.18亿元}，按同口径增长{8.2%}。", True),
        ("由{46.35亿元}增加到{49.18亿元}，增长{8.2%}（按可比口径计算）。", True),
        ("由{46.35亿元}增加到{49.18亿元}，增长{8.2%}。以上增幅均按同口径计算。", True),
        ("由{46.35亿元}增加到{49.18亿元}，剔除划转因素增长{8.2%}。", True),
        ("由{46.35亿元}增加到{49.18亿元}，增长{8.2%}。职业教育同口径增长{3%}。", False),
        ("由{46.35亿元}增加到{49.18亿元}，增长{8.2%}，统计口径更加完善。", False),
    ],
)
def test_a_restated_base_holds_for_its_sentence(text: str, is_named: bool) -> None:
    assert extract_relations(*marked(text)).comparisons[0].same_basis is is_named


def test_time_grows_with_the_text() -> None:
    """Twice the text gives twice the relations, and no figure is related across sentences of the copy."""
    text = "".join(line + "\n" for line, _ in COMPARISONS)
    once, twice = (extract_relations(*marked(text * times)) for times in (1, 2))
    assert len(twice.comparisons) == 2 * len(once.comparisons)
