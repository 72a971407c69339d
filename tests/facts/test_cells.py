"""What a cell says, as people really type it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dudao.facts.cells import CellError, parse_number_cell, parse_period_cell
from dudao.facts.contract import table_schema
from dudao.values.absence import State

MONEY = table_schema("city").by_id["edu_exp_t"]  # 万元
COUNT = table_schema("city").by_id["students_primary"]
RATE = table_schema("city").by_id["retention_nine"]


@pytest.mark.parametrize(
    ("typed", "unit", "value", "step"),
    [
        ("587200", None, "587200", "1"),
        ("５８７，２００．５", None, "587200.5", "0.1"),
        ("587 200", None, "587200", "1"),
        ("'587200", None, "587200", "1"),
        ("58.72", "亿元", "587200", "100"),
        ("58.72亿元", None, "587200", "100"),
        ("58.72 亿元", "万元", "587200", "100"),
        ("5872000000元", None, "587200", "0.0001"),
        (58.72, "亿元", "587200", "100"),
        (587200.0, None, "587200", "1"),
        ("三万", None, "30000", "1"),
    ],
)
def test_money_comes_into_the_unit_of_its_column_with_its_printed_precision(typed, unit, value, step) -> None:
    entry = parse_number_cell(typed, MONEY, unit)
    assert (entry.value, entry.state, entry.problem) == (Decimal(value), State.VALUE, "")
    assert entry.step == Decimal(step)


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("", State.NOT_COLLECTED),
        ("　 ", State.NOT_COLLECTED),
        (None, State.NOT_COLLECTED),
        ("未采集", State.NOT_COLLECTED),
        ("N/A", State.NOT_COLLECTED),
        ("……", State.NOT_COLLECTED),
        ("—", State.NOT_APPLICABLE),
        ("－", State.NOT_APPLICABLE),
        ("/", State.NOT_APPLICABLE),
        ("不适用", State.NOT_APPLICABLE),
        ("不予公开", State.WITHHELD),
        ("零", State.ZERO),
        ("0", State.ZERO),
        (0, State.ZERO),
        ("0.0", State.ZERO),
    ],
)
def test_the_five_states_are_told_apart_and_a_blank_is_never_zero(typed, state) -> None:
    entry = parse_number_cell(typed, MONEY, None)
    assert entry.state is state
    assert (entry.value == 0) is (state is State.ZERO)
    assert entry.problem == ""


@pytest.mark.parametrize(
    ("typed", "column", "problem"),
    [
        ("无", MONEY, "zero-or-missing"),
        ("见附件", MONEY, "not-a-number"),
        (True, MONEY, "not-a-number"),
        (CellError("#N/A"), MONEY, "cell-error"),
        ("#DIV/0!", MONEY, "cell-error"),
        (CellError("formula"), MONEY, "formula-without-value"),
        ("12人", MONEY, "unit-does-not-fit"),
        ("95.3%", COUNT, "unit-does-not-fit"),
        ("-5", COUNT, "below-minimum"),
        ("12.5", COUNT, "count-not-whole"),
        ("约1200", COUNT, "approximate-number"),
        ("1200余人", COUNT, "approximate-number"),
        ("0.953", RATE, "fraction-for-percent"),
        ("253", RATE, "above-maximum"),
    ],
)
def test_what_is_doubtful_is_named(typed, column, problem) -> None:
    assert parse_number_cell(typed, column, None).problem == problem


def test_a_fraction_in_a_percent_column_is_read_as_per_cent_and_said_so() -> None:
    entry = parse_number_cell(0.95284, RATE, None)
    assert entry.value == Decimal("95.284")
    assert entry.params == {"found": "0.95284", "expected": "95.284"}


def test_a_percent_sign_in_the_cell_needs_no_remark() -> None:
    entry = parse_number_cell("95.3％", RATE, None)
    assert (entry.value, entry.step, entry.problem) == (Decimal("95.3"), Decimal("0.1"), "")


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("2021", "2021"),
        (2021, "2021"),
        (2021.0, "2021"),
        ("2021年度", "2021"),
        ("２０２１ 年", "2021"),
        ("2020-2021学年", "2020-2021"),
        ("2020—2021 学年度", "2020-2021"),
        ("2020/21", "2020-2021"),
        ("2021年秋季学期", "2021-2022"),
        ("2021年春季学期", "2020-2021"),
        ("2021-09", "2021-09"),
        ("2021年9月底", "2021-09"),
        ("2020-01..2021-09", "2020-01..2021-09"),
    ],
)
def test_periods_are_read_as_they_are_written(typed, label) -> None:
    assert parse_period_cell(typed).label() == label


@pytest.mark.parametrize("typed", ["", "今年", "2021-13", "2020-2023", "21年", "12021"])
def test_what_is_no_period_is_none(typed) -> None:
    assert parse_period_cell(typed) is None
