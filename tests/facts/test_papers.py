"""Papers of a catalogue against what a scheme asks for: the edges of periods, exactly what is missing, why a paper does not count."""

from __future__ import annotations

from datetime import date

import pytest

from dudao.facts.papers import Around, Paper, standing_of, standings_of
from dudao.schemes.evidence import RequiredEvidence, Years, shifted
from dudao.values.periods import Period, school_year, year

YEAR = Around(year(2025))


def missing(required: RequiredEvidence, *papers: Paper, around: Around = YEAR) -> list[str]:
    return [zh for zh, _ in standing_of(required, papers, around).missing()]


def refusals(required: RequiredEvidence, paper: Paper, around: Around = YEAR) -> list[str]:
    return [zh for _, why in standing_of(required, [paper], around).refused for zh, _ in why]


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2024-12-31", False), ("2025-01-01", True), ("2025-12-31", True), ("2026-01-01", False)],
)
def test_a_date_counts_from_the_first_to_the_last_day_of_the_period(day: str, counts: bool) -> None:
    required = RequiredEvidence("会议纪要", dated=Years(0, 0))
    paper = Paper(1, "纪要", "会议纪要", date=date.fromisoformat(day))
    assert standing_of(required, [paper], YEAR).is_met is counts
    said = f"日期{day}在2025-01-01至2025-12-31之外"
    assert refusals(required, paper) == ([] if counts else [said])


@pytest.mark.parametrize(("day", "counts"), [("2024-08-31", False), ("2024-09-01", True), ("2025-08-31", True), ("2025-09-01", False)])  # fmt: skip
def test_a_school_year_has_other_edges(day: str, counts: bool) -> None:
    required = RequiredEvidence("课程表", covers=Years(0, 0))
    paper = Paper(1, "课程表", "课程表", date=date.fromisoformat(day))
    assert standing_of(required, [paper], Around(school_year(2024))).is_met is counts


@pytest.mark.parametrize(
    ("period", "counts"),
    [("2022", False), ("2023", True), ("2023年", True), ("2024—2025学年", True), ("2025年度", True), ("2026", False)],
)
def test_the_period_of_a_paper_decides_before_its_date(period: str, counts: bool) -> None:
    required = RequiredEvidence("总结", covers=Years(-2, 0))
    paper = Paper(1, "总结", "总结", period=period, date=date(2025, 6, 1) if not counts else date(2019, 1, 1))
    assert standing_of(required, [paper], YEAR).is_met is counts


def test_what_has_neither_period_nor_date_cannot_be_placed() -> None:
    paper = Paper(1, "总结", "总结")
    assert refusals(RequiredEvidence("总结", covers=Years(0, 0)), paper) == ["没有所属时期和日期，看不出属于哪一年"]
    assert refusals(RequiredEvidence("总结", dated=Years(0, 0)), paper) == ["没有日期，应在2025-01-01至2025-12-31内"]
    assert standing_of(RequiredEvidence("总结", is_plain=True), [paper], YEAR).is_met


def test_up_to_the_period_is_open_at_its_beginning_only() -> None:
    required = RequiredEvidence("规划", dated=Years(None, 0))
    assert missing(required, Paper(1, "规划", "规划", date=date(1999, 1, 1))) == []
    assert refusals(required, Paper(1, "规划", "规划", date=date(2026, 1, 1))) == [
        "日期2026-01-01在2025-12-31及以前之外"
    ]


def test_words_only_count_as_ever_unless_their_time_is_over() -> None:
    required = RequiredEvidence("教案", is_plain=True)
    assert missing(required) == ["缺教案1份"]
    assert missing(required, Paper(1, "教案", "教案", period="长期")) == []
    late = standing_of(required, [Paper(1, "教案", "教案", period="2024")], YEAR)
    assert (late.is_met, [each.key for each in late.late]) == (False, [1])


def test_each_year_is_missing_by_its_name() -> None:
    required = RequiredEvidence("督导报告", covers=Years(-2, 0), per="year", count=2)
    papers = [Paper(key, "报告", "督导报告", period=period) for key, period in enumerate(("2025", "2025", "2024"))]
    assert missing(required, *papers) == ["缺2023年度的督导报告2份", "缺2024年度的督导报告1份（应2份，已有1份）"]


def test_a_paper_over_several_years_counts_for_each() -> None:
    required = RequiredEvidence("规划", covers=Years(-1, 0), per="year")
    assert missing(required, Paper(1, "规划", "规划", period="2024-01..2025-12")) == []


def test_schools_are_named_and_one_inside_another_is_not_mistaken() -> None:
    around = Around(year(2025), schools=("第一小学", "第一小学分校", "第二小学", "第三小学", "第四小学", "第五小学"))
    required = RequiredEvidence("学校章程", per="school")
    branch = Paper(1, "第一小学分校章程", "学校章程")
    assert missing(required, branch, around=around) == ["第一小学、第二小学、第三小学等5个缺学校章程各1份"]
    every = [Paper(name, "章程", "学校章程", folder=name) for name in around.schools]
    assert missing(required, *every, around=around) == []
    assert refusals(required, Paper(9, "章程", "学校章程"), around) == ["题名、发文机关和文件名里看不出是哪所学校的"]
    assert not standing_of(required, [branch], YEAR).is_met


def test_departments_hand_in_their_own() -> None:
    around = Around(year(2025), departments=("教育局", "财政局"))
    paper = Paper(1, "总结", "总结", provider="教育局")
    assert missing(RequiredEvidence("总结", per="department"), paper, around=around) == ["财政局缺总结1份"]


def test_title_issuer_level_and_columns_are_each_told() -> None:
    required = RequiredEvidence(
        "通知", title=("大班额",), issuer=("人民政府",), level="city", filled=("document_number", "file")
    )
    around = Around(year(2025), levels={"临江市": "county"})
    paper = Paper(1, "关于校园安全的通知", "通知", issuer="临江市教育局")
    assert refusals(required, paper, around) == [
        "题名里没有“大班额”",
        "发文机关是“临江市教育局”，应含“人民政府”",
        "发文机关应是市级，现为县级",
        "缺文号",
        "缺文件",
    ]


def test_one_paper_is_not_refused_for_the_other_requirement_of_its_kind() -> None:
    two = [RequiredEvidence("文件", title=(word,)) for word in ("建设标准", "编制标准")]
    first, second = standings_of(two, [Paper(1, "学校建设标准", "文件")], YEAR)
    assert (first.is_met, second.is_met, second.refused) == (True, False, ())


def test_a_period_that_cannot_be_read_says_nothing_of_times() -> None:
    paper = Paper(1, "纪要", "纪要", date=date(1999, 1, 1))
    assert standing_of(RequiredEvidence("纪要", dated=Years(0, 0)), [paper], Around(None)).is_met
    assert missing(RequiredEvidence("纪要", covers=Years(-1, 0), per="year"), paper, around=Around(None)) == [
        "纪要：没有登记应逐一提供的对象，无法判断"
    ]


def test_a_leap_day_moves_to_the_day_before() -> None:
    assert shifted(Period(date(2024, 2, 29), date(2024, 3, 1), "day"), -1).start == date(2023, 2, 28)
    assert shifted(Period(date(2024, 2, 29), date(2024, 3, 1), "day"), 0).start == date(2024, 2, 29)
