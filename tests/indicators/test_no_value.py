"""Divisions by 0 are incomplete and say so; exemptions without a limit say that an indicator does not apply."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from dudao.facts.load import load_facts
from dudao.indicators.output.as_csv import results_as_csv
from dudao.indicators.output.as_json import results_as_json
from dudao.indicators.output.as_text import render_results
from dudao.indicators.results import IndicatorResult, Results
from dudao.indicators.run import run_edition
from dudao.schemes.edition import load_edition
from dudao.values.periods import year
from tests.indicators.explained import SCHEME, write_county, write_scheme

PER_TEACHER = """
code: PER
name: {{zh: 生师比, en: pupils per teacher}}
group: R
grain: school_stage
{more}
formula: students / teachers
missing: {missing}
threshold: {{operator: "<=", limit: "22"}}
"""
ABOVE = """
code: ABOVE
name: {{zh: 汇总, en: above}}
group: R
grain: county
unit: "{unit}"
formula: "{formula}"
missing: block
verdict: {verdict}
"""
PARTS = """body_code,period,stage,students,teachers
9901210001,2022,primary,440,0
9901210002,2022,primary,200,10
9901210003,2022,primary,{third},0
"""
SCHOOLS = """body_code,period,type,year_built
9901210001,2022,小学,{built}
9901210002,2022,小学,2015
9901210003,2022,小学,2015
"""


def _results(
    folder: Path,
    *,
    third: str = "0",
    built: str = "2015",
    formula: str = "all(PER <= 22, of: school_stage)",
    unit: str = "",
    verdict: str = "truth",
    more: str = "",
    missing: str = "block",
) -> Results:
    scheme = write_scheme(
        folder / "scheme",
        scheme=SCHEME.replace("needs: [ALL, SHARE]", "needs: [ABOVE]"),
        per=PER_TEACHER.format(more=more, missing=missing),
        above=ABOVE.format(formula=formula, unit=unit, verdict=verdict),
    )
    data = write_county(folder / "data", schools=SCHOOLS.format(built=built))
    (data / "school_stage.csv").write_text(PARTS.format(third=third), "utf-8")
    return run_edition(load_edition(str(scheme)), load_facts([data]).known, year(2022), is_traced=True)


def _of(results: Results, body: str, code: str = "PER") -> IndicatorResult:
    found = results.find(body, code, "primary" if code == "PER" else "")
    assert found is not None
    return found


def test_pupils_without_a_teacher_are_incomplete_and_both_languages_say_why(tmp_path: Path) -> None:
    result = _of(_results(tmp_path), "9901210001")
    assert (result.state, result.verdict, result.value) == ("incomplete", "incomplete", None)
    (reason,) = result.reasons
    assert reason.zh.startswith("分母为 0：")
    assert "专任教师数" in reason.zh
    assert reason.en.startswith("the denominator is 0: ")
    assert "full-time teachers" in reason.en
    assert result.trace is not None
    assert result.trace.children[0].with_numbers == "440 ÷ 0"


@pytest.mark.parametrize(
    ("formula", "unit", "verdict"),
    [
        ("all(PER <= 22, of: school_stage)", "", "truth"),
        ("share(PER <= 22, of: school_stage)", "%", "none"),
        ("count(PER, of: school_stage)", "个", "none"),
        ("mean(PER, of: school_stage)", "", "none"),
        ("lowest(PER, of: school_stage)", "", "none"),
    ],
)
def test_it_never_drops_out_of_what_is_gathered(tmp_path: Path, formula: str, unit: str, verdict: str) -> None:
    results = _results(tmp_path, formula=formula, unit=unit, verdict=verdict)
    assert _of(results, "990121", "ABOVE").state == "incomplete"
    if verdict == "truth":
        (conclusion,) = results.conclusions
        assert conclusion.verdict == "incomplete"
        assert "分母为 0" in conclusion.reasons[0].zh


def test_a_condition_of_the_author_makes_it_not_applicable(tmp_path: Path) -> None:
    more = "applies: 'students > 0[人]'\napplies_reason: {zh: 没有学生, en: no pupils}"
    results = _results(tmp_path, more=more)
    assert (_of(results, "9901210003").state, _of(results, "9901210003").reasons[0].zh) == (
        "not_applicable",
        "没有学生",
    )
    assert _of(results, "9901210001").state == "incomplete"


def test_a_value_that_divides_by_nothing_is_not_imputed(tmp_path: Path) -> None:
    results = _results(tmp_path, missing="impute\nimpute: '20'")
    assert _of(results, "9901210001").state == "incomplete"


@pytest.mark.parametrize(
    ("formula", "what"),
    [
        ("cv(teachers, of: school_stage, where: teachers == 0[人])", "平均数"),
        ("mean(students / 1[人], of: school_stage, where: students == 0[人], weight: students)", "权数合计"),
    ],
)
def test_an_aggregate_that_divides_by_nothing_says_by_what(tmp_path: Path, formula: str, what: str) -> None:
    result = _of(_results(tmp_path, formula=formula, verdict="none"), "990121", "ABOVE")
    assert result.state == "incomplete"
    assert result.reasons[0].zh.startswith("分母为 0：")
    assert f"的{what}（2022）" in result.reasons[0].zh


def test_growth_from_nothing_is_incomplete(tmp_path: Path) -> None:
    data = write_county(tmp_path / "data", schools=SCHOOLS.format(built="2015"))
    (data / "county.csv").write_text("body_code,period,edu_exp\n990121,2021,0\n990121,2022,100\n", "utf-8")
    scheme = write_scheme(tmp_path / "scheme", above=ABOVE.format(formula="growth(edu_exp)", unit="%", verdict="none"))
    results = run_edition(load_edition(str(scheme)), load_facts([data]).known, year(2022))
    result = _of(results, "990121", "ABOVE")
    assert result.state == "incomplete"
    assert "2021" in result.reasons[0].zh


# ─────────────── exemptions without a limit ───────────────

EXEMPT = "exemptions: [{when: 'year_built <= 2010', reason: {zh: 2010年前建成, en: built by 2010}}]"


def test_an_exemption_without_a_limit_makes_it_not_applicable_with_its_reason(tmp_path: Path) -> None:
    result = _of(_results(tmp_path, more=EXEMPT, built="2008"), "9901210001")
    assert (result.state, result.verdict) == ("not_applicable", "not_applicable")
    assert [each.zh for each in result.reasons] == ["例外情形，不适用：2010年前建成"]
    assert [each.en for each in result.reasons] == ["exception, does not apply: built by 2010"]
    assert result.trace is not None
    (step,) = result.trace.children
    assert (step.kind, step.with_numbers) == ("exemption", "2008 ≤ 2010")


def test_where_it_does_not_hold_the_indicator_is_judged_as_ever(tmp_path: Path) -> None:
    results = _results(tmp_path, more=EXEMPT, built="2011")
    assert _of(results, "9901210001").state == "incomplete"
    assert _of(results, "9901210002").verdict == "pass"


def test_what_is_exempt_does_not_count_in_what_is_gathered(tmp_path: Path) -> None:
    results = _results(tmp_path, more=EXEMPT, built="2008", third="180")
    assert _of(results, "990121", "ABOVE").state == "incomplete"  # the third school, of 2015, has pupils and no teacher
    more = "applies: 'students > 0[人]'\n" + EXEMPT
    results = _results(tmp_path / "other", more=more, built="2008")
    assert _of(results, "990121", "ABOVE").verdict == "pass"


def test_an_exemption_that_cannot_be_judged_leaves_the_result_open(tmp_path: Path) -> None:
    result = _of(_results(tmp_path, more=EXEMPT, built=""), "9901210001")
    assert result.state == "incomplete"
    assert result.reasons[0].zh == "不能判断是否属于例外情形"
    assert "year built" in result.reasons[1].en or "missing: " in result.reasons[1].en


def test_the_first_exemption_that_holds_decides(tmp_path: Path) -> None:
    both = (
        "exemptions:\n"
        "  - {when: 'students > 100[人]', limit: '25', reason: {zh: 大校, en: large}}\n"
        "  - {when: 'year_built >= 2015', reason: {zh: 新校, en: new}}"
    )
    result = _of(_results(tmp_path, more=both), "9901210002")
    assert (result.verdict, str(result.limit and result.limit.as_decimal())) == ("pass", "25")
    third = _of(_results(tmp_path / "small", more=both, third="90"), "9901210003")
    assert (third.state, third.reasons[0].zh) == ("not_applicable", "例外情形，不适用：新校")


# ─────────────── values that stand for missing ones, rules that fail ───────────────


def test_an_imputed_value_is_marked_wherever_it_is_shown(tmp_path: Path) -> None:
    more = "scoring: {method: marks, marks: 1}"
    results = _results(tmp_path, third="未采集", missing="impute\nimpute: '20'", more=more)
    result = _of(results, "9901210003")
    assert (result.is_imputed, result.shown, result.verdict) == (True, "20.00", "pass")
    assert result.reasons[0].zh == "数据缺，按 20 计"
    assert not _of(results, "9901210002").is_imputed
    edition = load_edition(str(tmp_path / "scheme"))
    assert "20.00（替代值）" in render_results(results, edition, str, "zh")
    assert "20.00 (imputed)" in render_results(results, edition, str, "en")
    told = {each["body"]: each["imputed"] for each in results_as_json(results)["results"] if each["indicator"] == "PER"}
    assert told == {"9901210001": False, "9901210002": False, "9901210003": True}
    rows = csv.DictReader(io.StringIO(results_as_csv(results, lang="en")))
    assert {row["body"] for row in rows if row["imputed"]} == {"9901210003"}


def test_a_rule_that_fails_names_what_in_it_does_not_hold(tmp_path: Path) -> None:
    scheme = SCHEME.replace("needs: [ALL, SHARE]", "needs: [], rule: 'SHARE <= 5% and (ALL or SHARE > 90%)'")
    write_scheme(tmp_path / "scheme", scheme=scheme)
    data = write_county(tmp_path / "data")
    results = run_edition(load_edition(str(tmp_path / "scheme")), load_facts([data]).known, year(2022))
    (conclusion,) = results.conclusions
    assert conclusion.verdict == "fail"
    assert [each.zh for each in conclusion.reasons] == [
        "规则未达到：SHARE ≤ 5%（0.083333 ≤ 5%，SHARE 大班额比例）",
        "规则未达到：ALL or SHARE > 90%（否 or 0.083333 > 90%，ALL 各校达标，SHARE 大班额比例）",
    ]
    assert conclusion.reasons[1].en == (
        "the rule does not hold: ALL or SHARE > 90% (no or 0.083333 > 90%, ALL every school, SHARE large classes)"
    )


CHINESE = re.compile(r"[\u4e00-\u9fff：；（）、，]")


def test_english_results_hold_no_chinese_but_names(tmp_path: Path) -> None:
    data = write_county(tmp_path / "data")
    (data / "bodies.csv").write_text((data / "bodies.csv").read_text("utf-8").translate(NAMES), "utf-8")
    edition = load_edition(str(write_scheme(tmp_path / "scheme")))
    results = run_edition(edition, load_facts([data]).known, year(2022), is_traced=True)
    bare = [
        render_results(results, edition, str, "en"),
        results_as_csv(results, lang="en"),
        *(reason.en for each in results.results for reason in each.reasons),
        *(node.label_en for each in results.results if each.trace for node in each.trace.walk()),
        *(node.reason_en for each in results.results if each.trace for node in each.trace.walk()),
    ]
    assert [each for each in bare if CHINESE.search(each)] == []


NAMES = str.maketrans(dict.fromkeys("临江县城关河口山前小学", "x"))
