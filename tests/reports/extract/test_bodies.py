"""Bodies and divisions: where names begin, levels, masks, and words that only look like names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dudao.reports.extract.bodies import extract_bodies
from dudao.reports.extract.placeholders import extract_placeholders
from dudao.reports.model import BodyMention
from dudao.reports.structure.build import report_from_text


def bodies_of(text: str) -> tuple[BodyMention, ...]:
    report = report_from_text(text)
    return extract_bodies(report, extract_placeholders(report))


def names_of(text: str) -> list[str]:
    return [each.name for each in bodies_of(text)]


def test_a_body_comes_with_the_division_in_its_name() -> None:
    found = [(each.name, each.kind, each.level) for each in bodies_of("云州市教育局通报")]
    assert found == [("云州市教育局", "department", "city"), ("云州市", "division", "city")]


def test_a_chain_of_divisions_is_taken_apart() -> None:
    assert names_of("湖北省云州市临江区政府") == ["湖北省", "云州市", "临江区政府", "临江区"]


def test_masked_bodies_are_marked() -> None:
    found = [(each.name, each.masked) for each in bodies_of("XX市人民政府、XX职业技术学院")]
    assert found == [("XX市人民政府", True), ("XX市", True), ("XX职业技术学院", True)]


@pytest.mark.parametrize(
    ("text", "level"), [("我省", "province"), ("全市", "city"), ("本县", "county"), ("我镇", "township")]
)
def test_own_division_is_of_kind_self(text: str, level: str) -> None:
    (body,) = bodies_of(f"{text}高度重视")
    assert (body.name, body.kind, body.level) == (text, "self", level)


@pytest.mark.parametrize(
    "text",
    [
        "城市社区和工业园区",
        "偏远山区、革命老区",
        "创建文明城市",
        "超市、门市",
        "各县市区",
        "示范县、试点区",
        "安全区域",
        "县委书记、县长",
        "教育部门与财政部门",
        "全面推进乡镇中心校建设",
        "农村学校、公办幼儿园",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert names_of(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("支持临江县发展", "临江县"),
        ("划转至临江区", "临江区"),
        ("成立孝感市委员", "孝感市"),
        ("带动石桥镇小学", "石桥镇"),
        ("在石家庄市召开", "石家庄市"),
        ("赴西双版纳傣族自治州考察", "西双版纳傣族自治州"),
        ("支持青山回族自治县发展", "青山回族自治县"),
    ],
)
def test_a_name_begins_behind_what_leads_to_it(text: str, name: str) -> None:
    assert name in names_of(text)


@given(st.text(alphabet="省市县区州盟旗镇乡街道云临江自治回族教育局委政府我全XX、，到第一中学小幼儿园", max_size=50))
def test_no_text_breaks_it(text: str) -> None:
    report = report_from_text(text)
    found = extract_bodies(report, extract_placeholders(report))
    assert all(each.name == report.text[each.start : each.end] and each.name for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)
