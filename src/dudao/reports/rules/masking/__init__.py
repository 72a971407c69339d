"""Masking and privacy (MSK): the rules of the family, in the order of their codes."""

from __future__ import annotations

from dudao.reports.rules.contract import Rule
from dudao.reports.rules.masking import (
    half_masked_name,
    masked_in_two_ways,
    personal_data_exposed,
    placeholder_left,
    template_text_left,
    word_to_mask_printed,
)

RULES: tuple[Rule, ...] = (
    placeholder_left.RULE,
    half_masked_name.RULE,
    template_text_left.RULE,
    personal_data_exposed.RULE,
    masked_in_two_ways.RULE,
    word_to_mask_printed.RULE,
)
