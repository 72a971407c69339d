"""Numbers (NUM): the rules of the family, in the order of their codes."""

from __future__ import annotations

from dudao.reports.rules.contract import Rule
from dudao.reports.rules.numbers import (
    completion_not_done_of_planned,
    completion_of_no_whole_number,
    decimal_mark_wrong,
    decimal_point_lost,
    difference_not_from_amounts,
    direction_against_sign,
    growth_not_from_amounts,
    impossible_size,
    letter_for_digit,
    mixed_number_forms,
    multiple_does_not_hold,
    one_quantity_two_values,
    part_exceeds_whole,
    parts_do_not_add_up,
    per_head_does_not_follow,
    percent_for_points,
    points_for_percent,
    pupil_teacher_ratio_does_not_follow,
    rate_over_hundred,
    share_not_part_of_whole,
    unit_missing,
    yearly_rate_does_not_follow,
)

RULES: tuple[Rule, ...] = (
    growth_not_from_amounts.RULE,
    percent_for_points.RULE,
    points_for_percent.RULE,
    parts_do_not_add_up.RULE,
    part_exceeds_whole.RULE,
    share_not_part_of_whole.RULE,
    completion_not_done_of_planned.RULE,
    completion_of_no_whole_number.RULE,
    rate_over_hundred.RULE,
    per_head_does_not_follow.RULE,
    pupil_teacher_ratio_does_not_follow.RULE,
    yearly_rate_does_not_follow.RULE,
    one_quantity_two_values.RULE,
    unit_missing.RULE,
    impossible_size.RULE,
    decimal_mark_wrong.RULE,
    decimal_point_lost.RULE,
    letter_for_digit.RULE,
    direction_against_sign.RULE,
    multiple_does_not_hold.RULE,
    difference_not_from_amounts.RULE,
    mixed_number_forms.RULE,
)
