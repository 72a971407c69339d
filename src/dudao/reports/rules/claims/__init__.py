"""Claims (CLM): the rules of the family, in the order of their codes."""

from __future__ import annotations

from dudao.reports.rules.claims import (
    attainment_without_evidence,
    claim_contradicted,
    claim_without_figure,
    comparison_without_base,
    target_without_figure,
)
from dudao.reports.rules.contract import Rule

RULES: tuple[Rule, ...] = (
    claim_without_figure.RULE,
    attainment_without_evidence.RULE,
    comparison_without_base.RULE,
    claim_contradicted.RULE,
    target_without_figure.RULE,
)
