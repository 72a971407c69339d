"""Growth in every wording: true statements are silent at any scale and rounding, untrue ones get the growth error.

Amounts are invented; the same wordings are tried on published ones by `make judge`.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tools.growth_sentences import WORDINGS, GrowthRow, on_same_basis

from dudao.reports.check import check_reading
from dudao.reports.extract.reading import extract_reading
from dudao.reports.rules.contract import Given
from dudao.reports.rules.registry import rule_by_code
from dudao.reports.settings import CheckSettings
from dudao.reports.structure.build import report_from_text
from dudao.values.quantities import printed_interval, relative_change

ARITHMETIC = ("NUM001", "NUM002", "NUM003", "NUM004", "NUM005", "NUM006", "NUM015", "NUM020", "NUM021")
METRIC = "一般公共预算教育经费"


def codes_of(sentence: str) -> list[str]:
    reading = extract_reading(report_from_text(sentence))
    rules = tuple(rule_by_code(code) for code in ARITHMETIC)
    return [
        remark.code for remark in check_reading(Given(reading=reading, settings=CheckSettings()), rules).diagnostics
    ]


def row(previous: str, current: str, rate: str, *, unit: str = "万元", metric: str = METRIC) -> GrowthRow:
    return GrowthRow("云州市", metric, unit, 2021, Decimal(previous), Decimal(current), Decimal(rate))


TRUE_ROWS = [
    row("45812.30", "48231.77", "5.28"),
    row("48231.77", "45812.30", "-5.02"),
    row("3.92", "3.94", "0.37", unit="亿元"),
    row("10261.48", "9894.06", "-3.58", unit="元", metric="普通小学生均一般公共预算教育经费"),
    row("512387", "512369", "0.00"),
]
WRONG_ROWS = [
    row("45812.30", "48231.77", "8.25"),
    row("48231.77", "45812.30", "-1.73"),
    row("45812.30", "48231.77", "-5.28"),
    row("10261.48", "9894.06", "2.15", unit="元", metric="普通小学生均一般公共预算教育经费"),
    row("3.92", "3.94", "0.85", unit="亿元"),
]


@pytest.mark.parametrize("name", WORDINGS)
@pytest.mark.parametrize("case", TRUE_ROWS, ids=str)
def test_true_growth_is_silent(name: str, case: GrowthRow) -> None:
    assert codes_of(WORDINGS[name](case)) == []


@pytest.mark.parametrize("name", WORDINGS)
@pytest.mark.parametrize("case", WRONG_ROWS, ids=str)
def test_growth_that_the_amounts_do_not_give(name: str, case: GrowthRow) -> None:
    assert codes_of(WORDINGS[name](case)) == ["NUM001"]


@pytest.mark.parametrize("name", WORDINGS)
@pytest.mark.parametrize("case", WRONG_ROWS, ids=str)
def test_a_named_restated_base_is_silent(name: str, case: GrowthRow) -> None:
    assert codes_of(on_same_basis(WORDINGS[name](case))) == []


def test_the_help_asks_for_the_restated_base() -> None:
    reading = extract_reading(report_from_text(WORDINGS["than"](WRONG_ROWS[0])))
    remark = check_reading(Given(reading=reading, settings=CheckSettings()), (rule_by_code("NUM001"),)).diagnostics[0]
    assert "同口径" in remark.help("zh")
    assert "restated" in remark.help("en")


def rounded(value: Decimal, decimals: int, mode: str = ROUND_HALF_UP) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=mode)


SCALES = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
AMOUNTS = st.integers(min_value=10**6, max_value=10**12).map(lambda cents: Decimal(cents) / 100)


@st.composite
def growths(draw: st.DrawFn) -> tuple[Decimal, Decimal, str, int]:
    """Two exact amounts within ten times of each other, a unit and decimals that print neither as nothing."""
    before = draw(AMOUNTS)
    after = before * draw(st.integers(min_value=100, max_value=10_000)) / 1000
    unit = draw(st.sampled_from(sorted(SCALES)))
    decimals = draw(st.integers(min_value=0, max_value=4))
    assume(min(before, after) / SCALES[unit] >= Decimal(2) * Decimal(1).scaleb(-decimals))
    return before, after, unit, decimals


@given(growth=growths(), rate_decimals=st.integers(0, 3), name=st.sampled_from(sorted(WORDINGS)))
@settings(max_examples=300, deadline=None)
def test_correctly_rounded_growth_is_never_remarked(
    growth: tuple[Decimal, Decimal, str, int], rate_decimals: int, name: str
) -> None:
    before, after, unit, decimals = growth
    rate = rounded((after / before - 1) * 100, rate_decimals)
    printed = (rounded(before / SCALES[unit], decimals), rounded(after / SCALES[unit], decimals))
    # the wording chooses 增加到 or 减少到 by the printed amounts
    assume(rate != 0)
    case = GrowthRow("云州市", METRIC, unit, 2021, *printed, rate)
    assume((printed[0] <= printed[1]) == (rate > 0) or name not in ("with_difference",))
    assert codes_of(WORDINGS[name](case)) == []


@given(growth=growths(), beyond=st.integers(2, 500), upwards=st.booleans(), name=st.sampled_from(sorted(WORDINGS)))
@settings(max_examples=300, deadline=None)
def test_growth_beyond_all_rounding_is_always_remarked(
    growth: tuple[Decimal, Decimal, str, int], beyond: int, upwards: bool, name: str
) -> None:
    before, after, unit, decimals = growth
    printed = (rounded(before / SCALES[unit], decimals), rounded(after / SCALES[unit], decimals))
    allowed = relative_change(printed_interval(printed[0]), printed_interval(printed[1]))
    assert allowed is not None
    assert allowed.low is not None
    assert allowed.high is not None
    edge = allowed.high if upwards else allowed.low
    near = rounded(Decimal(edge.numerator) / Decimal(edge.denominator), 2, ROUND_DOWN)
    rate = near + Decimal(beyond) / 100 * (1 if upwards else -1)
    # a rate of the other sign and the same size is another statement; a bare 增幅 may be read both ways
    assume(rate != 0)
    assume(abs(rate) > 1)
    case = GrowthRow("云州市", METRIC, unit, 2021, *printed, rate)
    assert "NUM001" in codes_of(WORDINGS[name](case))
