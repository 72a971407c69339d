"""Indicators and conclusions as columns: the value, whether it applies, its verdict, its printed digits, and any doubt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import ibis
from ibis import _

from dudao.indicators.compile.expressions import Names, build
from dudao.indicators.compile.quantities import (
    WHOLE,
    Quantity,
    Ratio,
    chosen,
    compared,
    either,
    exactly,
    literal,
    times,
)
from dudao.indicators.results import FAIL, INCOMPLETE, NONE, NOT_APPLICABLE, PASS, PLAIN_DECIMALS
from dudao.indicators.symbols import measure_of
from dudao.schemes.formula.render import render_formula
from dudao.schemes.indicators import Indicator

VERDICTS = (PASS, FAIL, INCOMPLETE, NOT_APPLICABLE, NONE)
"""A verdict is kept as its place in this list."""
NEAR_HALF = 1e-6
EXACT, QUOTIENT, ROUGH = 0, 1, 2
"""What a double stands for: a decimal of PLAIN_DECIMALS in its unit; a quotient of such; anything else."""


def code_of(verdict: str) -> Any:
    """The number of a verdict."""
    return literal(VERDICTS.index(verdict), "int8")


def value_columns(indicator: Indicator, names: Names, words: Any, *, is_told: bool = False) -> dict[str, Any]:
    """The value of an indicator on a layer and whether it applies; `names` learns the indicator.

    Args:
        words: what people put down, for an indicator that they judge.
        is_told: with the columns from which sentences are made (see `telling`).
    """
    code = indicator.code
    own = Quantity(words == "是") if indicator.formula is None else build(indicator.formula.node, names)
    told: dict[str, Any] = {}
    if indicator.applies is not None:
        applies = build(indicator.applies.node, names)
        holds = names.share(applies.value, render_formula(indicator.applies.node))
        own = _where_it_applies(own, replace(applies, value=holds))
        told[f"{code}__out"] = (~holds).fill_null(False)
    if indicator.stages and names.layer.is_staged:
        own = _of_stages(own, indicator)
    found: dict[str, Any] = {code: own.value, **(told if is_told else {})}
    if own.absent is not None:
        found[f"{code}__absent"] = own.absent.fill_null(False)
    names.indicators[code] = replace(own, value=_[code], absent=None if own.absent is None else _[f"{code}__absent"])
    return found


def verdict_columns(indicator: Indicator, names: Names, *, is_told: bool = False) -> dict[str, Any]:
    """The verdict of an indicator whose value stands in a column, its printed digits, and any doubt about them.

    Args:
        is_told: with the columns from which sentences are made (see `telling`).
    """
    code, own = indicator.code, names.indicators[indicator.code]
    limit = _limit(indicator, names)
    verdict, doubt = _verdict(indicator, own, None if limit is None else limit.own, names)
    found: dict[str, Any] = {f"{code}__verdict": verdict}
    digits, unsure_digits = _printed(indicator, own)
    if digits is not None:
        found[f"{code}__printed"] = digits
        if is_told:
            found |= _sound_digits(indicator, code, own)
    if limit is not None and is_told:
        bound, unsure_bound = _printed(indicator, limit.own)
        found |= {f"{code}__limit": limit.own.value, f"{code}__bound": bound, f"{code}__ground": limit.ground}
        found |= _sound_digits(indicator, f"{code}__limit", limit.own)
        unsure_digits = either((unsure_digits, unsure_bound))
    if doubt is not None or unsure_digits is not None:
        found[f"{code}__doubt"] = either((doubt, unsure_digits)).fill_null(False)  # type: ignore[union-attr]
    if doubt is not None:
        found[f"{code}__unsure"] = doubt.fill_null(False)
    return found


def _where_it_applies(own: Quantity, applies: Quantity) -> Quantity:
    holds = applies.value
    absent = either((applies.absent, (~holds).fill_null(False), None if own.absent is None else (holds & own.absent)))
    return replace(
        own, value=ibis.cases((holds, own.value)), absent=absent, unsure=either((applies.unsure, own.unsure))
    )


def _of_stages(own: Quantity, indicator: Indicator) -> Quantity:
    """An indicator has no value on rows of a stage that is none of its own."""
    is_own = _["stage"].isin(list(indicator.stages))
    absent = ~is_own if own.absent is None else ~is_own | own.absent
    return replace(own, value=ibis.cases((is_own, own.value)), absent=absent)


def _trouble(own: Quantity) -> Any:
    """The verdict where there is no value."""
    if own.absent is None:
        return code_of(INCOMPLETE)
    return ibis.ifelse(own.absent.fill_null(False), code_of(NOT_APPLICABLE), code_of(INCOMPLETE))


def _sound_digits(indicator: Indicator, name: str, own: Quantity) -> dict[str, Any]:
    """How many digits of a column of doubles are sound: a kind (EXACT and the others), and where they are fewer."""
    factor = measure_of(indicator.unit).factor
    is_decimal = own.ratio is not None and own.ratio.under is None
    if is_decimal and own.ratio is not None and (own.ratio.coefficient / factor * 10**PLAIN_DECIMALS).denominator == 1:
        kind = EXACT
    else:
        kind = QUOTIENT if own.ratio is not None and own.shaky is None else ROUGH
    found = {f"{name}__kind": literal(kind, "int8")}
    if kind != EXACT and own.shaky is not None:
        found[f"{name}__shaky"] = own.shaky.fill_null(False)
    return found


@dataclass(frozen=True, slots=True)
class _Limit:
    """The limit of a threshold, and which exemption set it: 0 for none, else its number from 1."""

    own: Quantity
    ground: Any


def _limit(indicator: Indicator, names: Names) -> _Limit | None:
    if indicator.threshold is None or indicator.formula is None or indicator.verdict != "threshold":
        return None
    limit, ground = build(indicator.threshold.limit.node, names), literal(0, "int8")
    for number, exemption in reversed(list(enumerate(indicator.exemptions, 1))):
        if exemption.limit is not None:
            holds = build(exemption.when.node, names)
            limit = _other_limit(holds, build(exemption.limit.node, names), limit)
            ground = ibis.ifelse(holds.value.fill_null(False), literal(number, "int8"), ground)
    if indicator.exemptions:
        limit = replace(limit, value=names.share(limit.value))
    return _Limit(limit, ground)


def _verdict(indicator: Indicator, own: Quantity, limit: Quantity | None, names: Names) -> tuple[Any, Any]:
    if indicator.verdict == "none" or (indicator.verdict == "threshold" and indicator.threshold is None):
        known = code_of(NONE)
        return (
            known if indicator.verdict == "none" else ibis.cases((own.value.notnull(), known), else_=_trouble(own))
        ), own.unsure
    if indicator.threshold is None or limit is None:
        passed = ibis.cases((own.value, code_of(PASS)), (~own.value, code_of(FAIL)), else_=_trouble(own))
        return passed, own.unsure
    met = compared(indicator.threshold.operator, own, limit, names.share)
    # pass is 0 and fail 1, so that the comparison stands in the query once
    trouble = ibis.ifelse(own.value.isnull(), _trouble(own), _trouble(limit))
    verdict = ibis.coalesce((~met.value).cast("int8"), trouble)
    return verdict, met.unsure


def _other_limit(holds: Quantity, other: Quantity, limit: Quantity) -> Quantity:
    is_other = holds.value.fill_null(False)
    absents = (
        None if other.absent is None else is_other & other.absent,
        None if limit.absent is None else ~is_other & limit.absent,
    )
    return Quantity(
        ibis.ifelse(is_other, other.value, limit.value),
        either(absents),
        either((holds.unsure, other.unsure, limit.unsure)),
        chosen(is_other, other.ratio, limit.ratio),
        other.is_whole and limit.is_whole,
    )


def _printed(indicator: Indicator, own: Quantity) -> tuple[Any, Any]:
    """The value in units of its last digit shown, rounded half away from zero; and where that is not sure."""
    is_number = indicator.verdict not in ("truth", "judged") and indicator.formula is not None
    if not is_number:
        return None, None
    digits, mode = indicator.rounding.digits, indicator.rounding.mode
    scale = Fraction(10**digits) / measure_of(indicator.unit).factor
    scaled = own.value * float(scale)
    if mode != "half_up":
        return scaled.round().cast("int64"), literal(True)
    low = scaled.abs().floor()
    near = ((scaled.abs() - low - 0.5).abs() <= NEAR_HALF * (1 + scaled.abs() * 1e-6)).fill_null(False)
    plain = (scaled.abs() + 0.5).floor() * scaled.sign()
    if own.ratio is None:
        return plain.cast("int64"), near
    middle = Ratio(Fraction(1, 2), lambda: (2 * low + 1).cast(WHOLE))
    size = times(own.ratio, Ratio(scale))
    assert size is not None
    turned = times(size, Ratio(Fraction(-1)))
    assert turned is not None
    # half goes away from zero on both sides, so that the size decides
    is_up = ibis.ifelse(own.value < 0, exactly(">=", turned, middle), exactly(">=", size, middle))
    settled = (low + ibis.ifelse(is_up, 1, 0)) * scaled.sign()
    return ibis.ifelse(near, settled, plain).cast("int64"), None


def conclusion_columns(
    code: str,
    verdicts: list[tuple[Any, Any]],
    rule: Quantity | None,
    gates: list[Quantity],
    *,
    is_told: bool = False,
) -> dict[str, Any]:
    """The verdict on a body: a fail decides, then what is incomplete, then what applies passes; gates override it.

    Where a verdict that it rests on is in doubt, so is the conclusion, unless a sure one fails.
    """
    columns = [(verdict.fill_null(VERDICTS.index(INCOMPLETE)), doubt) for verdict, doubt in verdicts]
    if rule is not None:
        own = ibis.cases((rule.value, code_of(PASS)), (~rule.value, code_of(FAIL)), else_=_trouble(rule))
        columns.append((own, rule.unsure))

    def some(verdict: str) -> Any:
        return ibis.or_(*(column == VERDICTS.index(verdict) for column, _doubt in columns))

    vetoed = ibis.or_(*(gate.value.fill_null(False) for gate in gates)) if gates else literal(False)
    open_gates = [gate.value.isnull() if gate.absent is None else gate.value.isnull() & ~gate.absent for gate in gates]
    unknown = ibis.or_(*open_gates) if open_gates else literal(False)
    verdict = ibis.cases(
        (vetoed | some(FAIL), code_of(FAIL)),
        (some(INCOMPLETE), code_of(INCOMPLETE)),
        (some(PASS) & unknown, code_of(INCOMPLETE)),
        (some(PASS), code_of(PASS)),
        else_=code_of(NOT_APPLICABLE),
    )
    found = {f"{code}__verdict": verdict}
    if is_told:
        found |= {f"{code}__veto{number}": gate.value.fill_null(False) for number, gate in enumerate(gates)}
        found |= {f"{code}__open{number}": is_open for number, is_open in enumerate(open_gates)}
        if rule is not None:
            found[f"{code}__ruled"] = rule.value.fill_null(False)
    doubts = [doubt.fill_null(False) for _column, doubt in columns if doubt is not None]
    doubts += [gate.unsure for gate in gates if gate.unsure is not None]
    if doubts:
        sure_fails = [
            (column == VERDICTS.index(FAIL))
            if doubt is None
            else (column == VERDICTS.index(FAIL)) & ~doubt.fill_null(False)
            for column, doubt in columns
        ]
        found[f"{code}__doubt"] = ibis.or_(*doubts) & ~(ibis.or_(*sure_fails) | vetoed)
    return found
