"""Self score against checked score (自评可信度): what it is, and what a scheme makes of it.

The formula of provinces that use it is not published; the usual form, checked ÷ self and at most 1, is unconfirmed and
therefore configuration (domain: 自评可信度).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """One point with its layers; None where a layer has no score yet."""

    code: str
    marks: Fraction
    claimed: Fraction | None
    checked: Fraction | None


@dataclass(frozen=True, slots=True)
class CredibilityRule:
    """How credibility is worked out and used.

    Attributes:
        ceiling: the most it can be. `uses`: "none" (shown only), "all" (every claimed score times it) or "unchecked"
            (checked points as checked, the others claimed times it).
    """

    ceiling: Fraction = Fraction(1)
    uses: str = "none"
    is_confirmed: bool = False


def credibility_of(items: Sequence[ScoredItem], rule: CredibilityRule) -> Fraction | None:
    """Checked over claimed points of what has both; None where nothing was checked, or nothing claimed there."""
    pairs = [(each.claimed, each.checked) for each in items if each.claimed is not None and each.checked is not None]
    claimed = sum((one for one, _ in pairs), Fraction(0))
    if not pairs or not claimed:
        return None
    return min(rule.ceiling, sum((other for _, other in pairs), Fraction(0)) / claimed)


def final_points(items: Sequence[ScoredItem], rule: CredibilityRule) -> Fraction | None:
    """The final sum: checked scores where they stand, claimed ones corrected as the rule says; None where a point has none."""
    credibility = credibility_of(items, rule)
    total = Fraction(0)
    for each in items:
        own = each.checked if each.checked is not None and rule.uses != "all" else None
        if own is None and each.claimed is not None:
            factor = credibility if rule.uses != "none" and credibility is not None else Fraction(1)
            own = each.claimed * factor
        if own is None:
            return None
        total += own
    return total
