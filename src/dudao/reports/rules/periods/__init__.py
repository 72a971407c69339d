"""Periods (PER): the rules of the family, in the order of their codes."""

from __future__ import annotations

from dudao.reports.rules.contract import Rule
from dudao.reports.rules.periods import (
    dates_out_of_order,
    figure_outside_period,
    future_date,
    impossible_date,
    plan_period_over,
    vague_now,
    year_missing,
)

RULES: tuple[Rule, ...] = (
    year_missing.RULE,
    impossible_date.RULE,
    future_date.RULE,
    dates_out_of_order.RULE,
    plan_period_over.RULE,
    figure_outside_period.RULE,
    vague_now.RULE,
)
