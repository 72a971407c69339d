"""`missing: bound`: a verdict where every value that the missing inputs allow has the same, and none where not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from dudao.facts.load import load_facts
from dudao.indicators.evaluate.bounds import ANYTHING, Range, verdict_within
from dudao.indicators.results import IndicatorResult
from dudao.indicators.run import run_edition
from dudao.schemes.edition import load_edition
from dudao.values.periods import year
from tests.indicators.explained import write_county, write_scheme

INDICATOR = """
code: BOUND
name: {{zh: 界, en: bound}}
group: R
grain: county
unit: "{unit}"
formula: "{formula}"
missing: {missing}
threshold: {{operator: "{operator}", limit: "{limit}"}}
{more}
"""
SCHOOLS = """body_code,period,type,multimedia
9901210001,2022,小学,23
9901210002,2022,小学,{blank}
9901210003,2022,小学,30
"""
COUNTY = "body_code,period,enrol_primary\n990121,2022,\n"


def _result(
    folder: Path,
    formula: str,
    operator: str,
    limit: str,
    *,
    blank: str = "",
    missing: str = "bound",
    unit: str = "间",
    more: str = "",
) -> IndicatorResult:
    text = INDICATOR.format(formula=formula, operator=operator, limit=limit, missing=missing, unit=unit, more=more)
    scheme = write_scheme(folder / "scheme", bound=text)
    data = write_county(folder / "data", schools=SCHOOLS.format(blank=blank))
    (data / "county.csv").write_text(COUNTY, "utf-8")
    facts = load_facts([data]).known
    found = run_edition(load_edition(str(scheme)), facts, year(2022), is_traced=True).find("990121", "BOUND")
    assert found is not None
    return found


ROOMS = "sum(multimedia, of: school)"
SHARE = "share(multimedia >= 25[间], of: school)"
TABLE = [
    # what is known, 53 of three schools' classrooms, already meets it; more could only help
    (ROOMS, ">=", "53[间]", "间", "pass"),
    (ROOMS, ">", "52[间]", "间", "pass"),
    # it does not, and the blank could be any number
    (ROOMS, ">=", "54[间]", "间", "incomplete"),
    (ROOMS, ">", "53[间]", "间", "incomplete"),
    # already too many; or not yet
    (ROOMS, "<=", "52[间]", "间", "fail"),
    (ROOMS, "<", "53[间]", "间", "fail"),
    (ROOMS, "<=", "53[间]", "间", "incomplete"),
    (ROOMS, "<=", "1000[间]", "间", "incomplete"),
    # one school of three fails, one meets it, one is not known: between a third and two thirds
    (SHARE, ">=", "30%", "%", "pass"),
    (SHARE, ">=", "50%", "%", "incomplete"),
    (SHARE, ">=", "67%", "%", "fail"),
    (SHARE, "<=", "67%", "%", "pass"),
    (SHARE, "<", "33%", "%", "fail"),
    # arithmetic: a known part less a missing one is at most the known part; doubled it is at least double
    (f"100[间] - {ROOMS}", "<=", "47[间]", "间", "pass"),
    (f"100[间] - {ROOMS}", ">=", "48[间]", "间", "fail"),
    (f"2 * {ROOMS}", ">=", "106[间]", "间", "pass"),
    # divided by what may be nothing: anything
    (f"53[间] / ({ROOMS} - 53[间])", "<=", "1000000", "", "incomplete"),
    (f"53[间] / {ROOMS}", "<=", "1", "", "pass"),
    (f"53[间] / (1[间] + {ROOMS})", "<", "1", "", "pass"),
    # the column itself has a range: a rate of enrolment is 0 to 100
    ("enrol_primary", "<=", "100%", "%", "pass"),
    ("enrol_primary", ">=", "0%", "%", "pass"),
    ("enrol_primary", ">", "100%", "%", "fail"),
    ("enrol_primary", ">=", "99%", "%", "incomplete"),
    # what has no bounds here
    ("lowest(multimedia, of: school)", "<=", "23[间]", "间", "incomplete"),
]


@pytest.mark.parametrize(("formula", "operator", "limit", "unit", "verdict"), TABLE)
def test_the_decision_table(tmp_path: Path, formula: str, operator: str, limit: str, unit: str, verdict: str) -> None:
    result = _result(tmp_path, formula, operator, limit, unit=unit)
    assert (result.state, result.verdict, result.value, result.shown) == ("incomplete", verdict, None, "")
    assert result.missing
    told = "；".join(each.zh for each in result.reasons)
    assert ("无论缺的数是多少" in told) is (verdict != "incomplete")
    blocked = _result(tmp_path / "blocked", formula, operator, limit, unit=unit, missing="block")
    assert blocked.verdict == "incomplete"


@pytest.mark.parametrize("blank", ["0", "1", "24", "25", "26", "5000"])
def test_no_value_that_comes_later_turns_a_verdict_given_before(tmp_path: Path, blank: str) -> None:
    for number, (formula, operator, limit, unit, verdict) in enumerate(TABLE):
        if verdict != "incomplete" and "enrol" not in formula:
            later = _result(tmp_path / str(number), formula, operator, limit, unit=unit, blank=blank)
            assert (later.state, later.verdict) == ("known", verdict), formula


def test_the_words_say_what_stands_whatever_is_missing(tmp_path: Path) -> None:
    result = _result(tmp_path, ROOMS, ">=", "50[间]")
    zh, en = [each.zh for each in result.reasons], [each.en for each in result.reasons]
    assert zh[-1] == "无论缺的数是多少，值都不低于 53.00间，达到 ≥ 50.00间"
    assert en[-1] == "whatever the missing values are, it is at least 53.00 rooms: meets ≥ 50.00 rooms"
    assert "河口小学" in zh[0]
    assert result.trace is not None
    assert result.trace.verdict == "pass"
    assert zh[-1] in result.trace.reason_zh


def test_an_exemption_that_cannot_be_judged_leaves_the_limit_open(tmp_path: Path) -> None:
    more = 'exemptions: [{when: "enrol_primary > 50%", limit: "90[间]", reason: {zh: 另计, en: other}}]'
    assert _result(tmp_path, ROOMS, ">=", "50[间]", more=more).verdict == "incomplete"


def test_what_does_not_apply_is_not_bounded(tmp_path: Path) -> None:
    more = 'applies: "sum(multimedia, of: school) > 60[间]"'
    assert _result(tmp_path, ROOMS, ">=", "50[间]", more=more).verdict == "incomplete"


def test_marks_follow_a_verdict_within_bounds_and_other_methods_wait_for_the_value(tmp_path: Path) -> None:
    for number, (scoring, points) in enumerate(
        [
            ("{method: marks, marks: 10, missing: missing}", Fraction(10)),
            ('{method: linear, marks: 10, low: 0, high: "50[间]", missing: missing}', None),
        ]
    ):
        scheme = write_scheme(
            tmp_path / f"s{number}",
            bound=INDICATOR.format(
                formula=ROOMS, operator=">=", limit="50[间]", missing="bound", unit="间", more=f"scoring: {scoring}"
            ),
        )
        data = write_county(tmp_path / f"d{number}", schools=SCHOOLS.format(blank=""))
        run = run_edition(load_edition(str(scheme)), load_facts([data]).known, year(2022))
        (score,) = run.scores
        assert next(each.points for each in score.indicators if each.indicator == "BOUND") == points


def test_ranges_never_get_narrower_than_what_is_possible() -> None:
    half, two = Range(Fraction(-1), Fraction(2)), Range(Fraction(3))
    assert half.times(half) == Range(Fraction(-2), Fraction(4))
    assert half.plus(two) == Range(Fraction(2))
    assert two.negative() == Range(None, Fraction(-3))
    assert half.times(two) == ANYTHING
    assert half.inverse() == ANYTHING
    assert two.inverse() == Range(Fraction(0), Fraction(1, 3))
    assert verdict_within("==", Range(Fraction(1), Fraction(1)), 1) == "pass"
    assert verdict_within("==", Range(Fraction(2)), 1) == "fail"
    assert verdict_within("==", ANYTHING, 1) == "incomplete"
