"""What is told of a result as cells of a table: the same columns and words by either engine and in every form of file."""

from __future__ import annotations

from collections.abc import Iterable

from dudao.indicators.results import IndicatorResult, Reason
from dudao.indicators.unit_words import numbers_in, unit_in

COLUMNS = (
    *("body", "period", "stage", "indicator", "value", "shown", "unit", "state", "operator", "limit", "verdict"),
    *("score", "missing", "reasons", "imputed"),
)
"""`imputed`: yes where the value stands for one that is missing, which the reasons tell."""
CONCLUSIONS = ("body", "period", "conclusion", "verdict", "reasons")
PART = "\x1f"
"""Stands between reasons where they must be told apart again."""


def told_cells(result: IndicatorResult, lang: str, joint: str = "") -> tuple[str, ...]:
    """A result as texts of COLUMNS; truths, units, reasons and what is missing in the language.

    Args:
        joint: stands between reasons and between what is missing; a semicolon of the language where it is left out.
    """
    is_english = lang == "en"
    joint = joint or joint_of(lang)
    return (
        *(result.body, result.period, result.stage, result.indicator, result.value_text() or ""),
        *(numbers_in(result.shown, lang), unit_in(result.unit, lang).strip(), result.state),
        *(result.operator or "", result.limit_text() or "", result.verdict),
        "" if result.score is None else str(result.score),
        joint.join(lack.en if is_english else lack for lack in result.missing),
        joined(result.reasons, lang, joint),
        "yes" if result.is_imputed else "",
    )


def joined(reasons: Iterable[Reason], lang: str, joint: str = "") -> str:
    """Reasons as one text; in Chinese parted by a full-width semicolon."""
    return (joint or joint_of(lang)).join(each.en if lang == "en" else each.zh for each in reasons)


def joint_of(lang: str) -> str:
    """What stands between the parts of a list of sentences."""
    return "; " if lang == "en" else "；"
