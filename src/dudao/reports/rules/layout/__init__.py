"""Layout of Word files (LAY): the rules of the family, in the order of their codes."""

from __future__ import annotations

from dudao.reports.rules.contract import Rule
from dudao.reports.rules.layout import (
    attachment_note_malformed,
    body_font_wrong,
    body_size_wrong,
    bracket_pair_mixed,
    date_padded_with_zero,
    first_line_not_indented,
    half_width_punctuation,
    heading_font_wrong,
    line_pitch_off,
    margins_off,
    numbering_mark_malformed,
    page_number_malformed,
    page_number_missing,
    paper_not_a4,
    signature_misplaced,
    title_not_centred,
    title_type_wrong,
)

RULES: tuple[Rule, ...] = (
    paper_not_a4.RULE,
    margins_off.RULE,
    title_type_wrong.RULE,
    title_not_centred.RULE,
    body_font_wrong.RULE,
    body_size_wrong.RULE,
    heading_font_wrong.RULE,
    line_pitch_off.RULE,
    first_line_not_indented.RULE,
    page_number_missing.RULE,
    page_number_malformed.RULE,
    signature_misplaced.RULE,
    attachment_note_malformed.RULE,
    half_width_punctuation.RULE,
    bracket_pair_mixed.RULE,
    numbering_mark_malformed.RULE,
    date_padded_with_zero.RULE,
)
