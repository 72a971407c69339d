"""What a title alone tells of a document: thirty titles as offices word them, and what each is."""

from __future__ import annotations

import pytest

from dudao.web.library.reading.proposals import kind_of_title, proposed_of_title
from dudao.web.library.reading.workbooks import caption_of

TITLES = {
    "云东市人民政府关于履行教育职责情况的自评报告": "self_assessment",
    "云州省2024年度对市级人民政府履行教育职责评价自查自评报告": "self_assessment",
    "临江县义务教育优质均衡发展自我评估报告": "self_assessment",
    "临江县人民政府2024年履行教育职责自查情况报告": "self_assessment",
    "云州省人民政府教育督导委员会关于对云东市人民政府履行教育职责督导评估的报告": "supervision",
    "云州省义务教育优质均衡发展县督导评估认定报告": "supervision",
    "云东市2024年秋季开学专项督导情况通报": "supervision",
    "关于临江县学前教育普及普惠督导评估情况的公示": "supervision",
    "云州省教育督导办公室关于校外培训治理专项督导的通报": "supervision",
    "青山县责任督学挂牌督导工作报告": "supervision",
    "关于对云东市人民政府履行教育职责情况的督导意见书": "opinion",
    "云州省人民政府教育督导委员会对临江县的督导反馈意见": "opinion",
    "关于临江县学前教育普及普惠县评估的反馈意见": "opinion",
    "关于云东市履行教育职责评价反馈问题的整改方案": "rectification",
    "云东市人民政府关于省督导反馈意见整改落实情况的报告": "rectification",
    "临江县关于督导反馈意见的整改报告": "rectification",
    "云东市教育督导整改通知书": "rectification",
    "云州省2024年义务教育质量监测报告": "monitoring",
    "临江县优质均衡发展年度监测复核报告": "monitoring",
    "云州省2024年教育事业发展统计公报": "statistics",
    "2024年云东市教育事业统计简报": "statistics",
    "临江县教育基本情况统计表": "statistics",
    "云州省2024年全省教育经费执行情况统计公告": "funding",
    "云东市2024年教育经费投入情况公告": "funding",
    "关于2023年全市教育经费执行情况的公告": "funding",
    "云州省对市级人民政府履行教育职责的评价办法": "policy",
    "云东市“十四五”教育发展规划": "policy",
    "临江县人民政府关于印发《临江县消除大班额专项规划》的通知": "policy",
    "云州省人民政府关于深化教育督导体制机制改革的实施意见": "policy",
    "云东市中小学校责任督学挂牌督导实施细则（试行）": "policy",
    "关于开展2024年对市级人民政府履行教育职责督导评价的通知": "policy",
    "云州省教育督导条例": "policy",
    "云东市第一中学食堂食材采购合同": "",
    "在全市教育工作会议上的讲话": "",
    "临江县学校名单": "",
}


@pytest.mark.parametrize(("title", "kind"), TITLES.items())
def test_the_kind_is_told_from_the_title(title: str, kind: str) -> None:
    assert kind_of_title(title) == kind


@pytest.mark.parametrize("title", TITLES)
def test_marks_and_a_year_before_it_change_nothing(title: str) -> None:
    assert kind_of_title(f"《{title}》") == kind_of_title(f"2024年{title}") == kind_of_title(title)


PLACES = {
    "云州省云东市临江县2024年义务教育学校基本情况表": ("临江县", "county", 2024),
    "2023年云东市学校名单": ("云东市", "city", 2023),
    "关于印发云东市教育发展规划的通知": ("云东市", "city", None),
    "云东市推进县域义务教育均衡发展情况": ("云东市", "city", None),
    "全省各市教育经费一览": ("", "", None),
    "名单": ("", "", None),
}


@pytest.mark.parametrize(("title", "told"), PLACES.items())
def test_place_level_and_year_of_a_title(title: str, told: tuple[str, str, int | None]) -> None:
    found = proposed_of_title(title, "name")
    place, level, year = told
    wanted = {"place": place, "level": level, "year": year}
    assert {name: found[name]["value"] for name in wanted if name in found} == {k: v for k, v in wanted.items() if v}


def test_the_first_cell_of_a_table_is_no_caption() -> None:
    assert caption_of([["学校名称", "人数"], ["临江县第一小学", 1]]) == ""
    assert caption_of([[20240901], ["学校名称", "人数"]]) == ""
    assert caption_of([[None], ["临江县2024年学校情况表", None], ["学校", "人数"]]) == "临江县2024年学校情况表"
