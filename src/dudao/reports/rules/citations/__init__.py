"""Citations (CIT): the rules of the family, in the order of their codes."""

from __future__ import annotations

from dudao.reports.rules.contract import Rule

RULES: tuple[Rule, ...] = ()
