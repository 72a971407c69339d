"""`draft.yaml`: what it may hold, and that every slip is told with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dudao.schemes.drafting import Condition, Drafting, Form, Term
from dudao.schemes.drafting_load import load_drafting
from dudao.schemes.load import find_scheme, read_scheme, scheme_folders
from dudao.schemes.model import Scheme
from dudao.values.errors import MisuseError

MEASURES = ("edu_exp", "norm.primary", "norm.junior", "public_per_student.primary", "public_per_student.junior")
SHIPPED = read_scheme(find_scheme("government-duty-city/2021"))


def load(folder: Path, text: str, scheme: Scheme = SHIPPED) -> Drafting:
    (folder / "draft.yaml").write_text(text, "utf-8")
    return load_drafting(folder, scheme, MEASURES, stages=("primary", "junior"), units=("万人", "亿元"))


def point(*statements: str) -> str:
    return 'points:\n  - code: "1.1"\n    paragraphs:\n      -\n' + "".join(
        f"        - {each}\n" for each in statements
    )


def test_no_file_is_no_content(tmp_path) -> None:
    assert load_drafting(tmp_path, SHIPPED, MEASURES, stages=(), units=()) == Drafting()


def test_statements_keep_their_order_and_keys(tmp_path) -> None:
    found = load(
        tmp_path,
        point(
            '{say: "{year}支出{edu_exp}[，{growth edu_exp}]。", when: [edu_exp > 0, growth(edu_exp) >= 0]}',
            "{by_stage: norm, name: 定额, stages: [primary, junior]}",
            '{events: [visit], each: "{date}{actor}", years: 2, bodies: all, optional: true}',
        ),
    ).points["1.1"]
    ((say, listed, events),) = found
    assert say.when == (
        Condition(Term("edu_exp"), ">", Term(number="0")),
        Condition(Term("edu_exp", is_growth=True), ">=", Term(number="0")),
    )
    assert (listed.text, listed.stages, listed.growth) == ("norm", ("primary", "junior"), False)
    assert (events.kinds, events.years, events.bodies, events.optional) == (("visit",), 2, "all", True)


def test_limits_and_forms(tmp_path) -> None:
    found = load(
        tmp_path,
        "problems:\n  limits:\n"
        '    - {met: public_per_student >= norm, stages: [primary], say: "{stage}低于{norm}。", step: 补足}\n'
        "forms:\n  - {measure: edu_exp, unit: 亿元, decimals: 1}\n  - {measure: norm, decimals: 2}\n",
    )
    (limit,) = found.limits
    assert (limit.stages, limit.step, limit.bodies) == (("primary",), "补足", "own")
    assert found.forms == {"edu_exp": Form("亿元", 1), "norm": Form(None, 2)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("opning: 甲\n", ":1: 不认识的键 opning，是否想写 opening？"),
        ('points:\n  - code: "9.9"\n    paragraphs: []\n', ":2: points 缺少 paragraphs"),
        ('points:\n  - code: "9.9"\n    paragraphs: [[{gap: 甲}]]\n', ":2: 不认识的要点 9.9"),
        (point("{say: 甲}") + '  - code: "1.1"\n    paragraphs: [[{gap: 甲}]]\n', ":6: 要点 1.1 写了两次"),
        ("points: 甲\n", ":1: points 应当是清单"),
        (point("{sya: 甲}"), ":5: 不认识的语句 sya，是否想写 say？"),
        (point("甲"), ":5: 语句应当有键和值：甲"),
        (point('{say: "{edu_xp}"}'), ":5: 不认识的指标 edu_xp，是否想写 edu_exp？"),
        (point('{say: "{grwth edu_exp}"}'), ":5: 不认识的写法 grwth，是否想写 growth？"),
        (point('{say: "{edu exp}%"}'), ":5: 不认识的写法 edu"),
        (point('{say: "{edu_exp"}'), ":5: 花括号里的写法不对：{edu_exp"),
        (point('{say: "[{edu_exp}"}'), ":5: 方括号没有成对：[{edu_exp}"),
        (point("{say: 甲, wehn: edu_exp > 0}"), ":5: 不认识的键 wehn，是否想写 when？"),
        (point("{say: 甲, when: edu_exp 大于 0}"), ":5: 条件“edu_exp 大于 0”写法不对"),
        (point("{by_stage: norm, name: 定额, stages: [primry]}"), ":5: 不认识的学段 primry，是否想写 primary？"),
        (point("{by_stage: norm, name: 定额}"), ":5: by_stage 缺少 stages"),
        (point("{events: visit, each: 甲}"), ":5: events 后面应当是台账类别的清单"),
        (point("{events: [vist], each: 甲}"), ":5: 不认识的台账类别 vist，是否想写 visit？"),
        (point('{events: [visit], each: "{actr}"}'), ":5: 不认识的台账栏目 actr，是否想写 actor？"),
        (point("{events: [visit], each: 甲, years: 两}"), ":5: years 应当是 1 到 10 的整数"),
        (point("{events: [visit], each: 甲, bodies: counties}"), ":5: 不认识的bodies 的值 counties"),
        ("problems:\n  limits:\n    - {met: edu_exp >= 0}\n", ":3: limits 缺少 say"),
        ("problems: 甲\n", ":1: problems 应当有键和值"),
        ("problems: {overdue: '{sbject}'}\n", ":1: 不认识的台账栏目 sbject，是否想写 subject？"),
        ("forms:\n  - {measure: edu_exp, unit: 斤}\n", ":2: 不认识的unit 的值 斤"),
        ("forms:\n  - {measure: edu_exp, decimals: 20}\n", ":2: decimals 应当是 0 到 6 的整数"),
        ("- 甲\n", ":1: 文件 应当有键和值"),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path, text, told) -> None:
    with pytest.raises(MisuseError) as raised:
        load(tmp_path, text)
    assert f"draft.yaml{told}" in re.sub(r"(draft.yaml:\d+):\d+", r"\1", raised.value.zh)


def test_all_slips_are_told_at_once(tmp_path) -> None:
    with pytest.raises(MisuseError) as raised:
        load(tmp_path, point('{say: "{edu_xp}"}', "{gpa: 甲}"))
    assert len(raised.value.zh.splitlines()) == 2


@pytest.mark.parametrize("folder", scheme_folders(), ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_a_scheme_that_is_not_official_says_so(folder) -> None:
    scheme = read_scheme(folder)
    assert scheme.is_official or ("非官方" in scheme.status_zh and "not official" in scheme.status_en)
