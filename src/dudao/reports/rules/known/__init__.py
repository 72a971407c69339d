"""Against known facts (FAC): the rules of the family, in the order of their codes."""

from __future__ import annotations

from dudao.reports.rules.contract import Rule
from dudao.reports.rules.known import (
    claim_contradicted_by_data,
    event_not_in_ledger,
    fact_not_collected,
    figure_differs_from_fact,
    figure_without_fact,
    growth_basis_not_named,
    limit_claimed_not_met,
    number_differs_from_ledger,
)

RULES: tuple[Rule, ...] = (
    figure_differs_from_fact.RULE,
    growth_basis_not_named.RULE,
    number_differs_from_ledger.RULE,
    event_not_in_ledger.RULE,
    claim_contradicted_by_data.RULE,
    limit_claimed_not_met.RULE,
    figure_without_fact.RULE,
    fact_not_collected.RULE,
)
