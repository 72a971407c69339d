"""What is wrong with an edition before any data are seen: names, units, cycles, bands, dates, legal bases, missing cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dudao.indicators.symbols import Symbols, type_of_indicator
from dudao.schemes.formula.dimensions import parse_measure
from dudao.schemes.formula.faults import FormulaError, nearest
from dudao.schemes.formula.infer import Type, infer_type
from dudao.schemes.formula.nodes import names_in
from dudao.schemes.indicators import (
    ONE_LOWER,
    DatedValue,
    Edition,
    Expression,
    Indicator,
    LegalBasis,
    Origin,
    Parameter,
)
from dudao.schemes.legal import known_instruments
from dudao.schemes.strict import Faults

STALE_YEARS = 3
"""A basis that nobody has verified for so long is told."""


def check_edition(edition: Edition, faults: Faults, notes: Faults, *, day: date) -> None:
    """Check an edition; what is wrong goes into `faults`, what a person should look at into `notes`."""
    symbols = Symbols(edition)
    for parameter in edition.parameters:
        _check_parameter(parameter, faults, day)
    for indicator in edition.indicators:
        _check_indicator(indicator, symbols, faults)
        _check_scoring(indicator, faults)
        _check_cases(indicator, notes)
    _check_cycles(edition, faults)
    _check_conclusions(edition, symbols, faults)
    _check_bases(edition, faults, notes, day)
    _check_use(edition, notes)


# ─────────────── formulas ───────────────


def _check_indicator(indicator: Indicator, symbols: Symbols, faults: Faults) -> None:
    if parse_measure(indicator.unit) is None:
        faults.add(indicator.origin, f"不认识的单位 {indicator.unit}", f"unknown unit {indicator.unit}")
    own = type_of_indicator(indicator)
    if indicator.formula is not None:
        found = _type(indicator.formula, indicator.grain, symbols, faults)
        if found is not None:
            _check_result(indicator, indicator.formula, found, own, faults)
    conditions = [indicator.applies, *(exemption.when for exemption in indicator.exemptions)]
    for condition in conditions:
        if condition is not None:
            _need_truth(condition, indicator.grain, symbols, faults)
    limits = [indicator.threshold.limit if indicator.threshold else None]
    limits += [exemption.limit for exemption in indicator.exemptions]
    for limit in limits:
        found = _type(limit, indicator.grain, symbols, faults) if limit is not None else None
        if limit is not None and found is not None and not _is_like(found, own):
            zh = f"限值是{found.label_zh}，指标是{own.label_zh}"
            faults.add(limit.origin, zh, f"the limit is {found.label_en}, the indicator {own.label_en}")


def _check_result(indicator: Indicator, formula: Expression, found: Type, own: Type, faults: Faults) -> None:
    if own.kind == "truth" or found.kind == "truth":
        if own.kind != found.kind:
            faults.add(
                formula.origin,
                f"公式给出{found.label_zh}，verdict 是 {indicator.verdict}",
                f"the formula gives {found.label_en}, the verdict is {indicator.verdict}",
            )
    elif not _is_like(found, own):
        faults.add(
            formula.origin,
            f"公式的单位是 {found.dimension}，unit 写的是 {indicator.unit or '（无）'}",
            f"the formula is in {found.dimension}, unit says {indicator.unit or '(none)'}",
        )


def _is_like(one: Type, other: Type) -> bool:
    """Whether two types can be compared; a plain ratio may be told in per cent."""
    if one.kind != other.kind:
        return False
    return one.kind != "number" or one.dimension.measures_like(other.dimension)


def _type(expression: Expression, grain: str, symbols: Symbols, faults: Faults) -> Type | None:
    try:
        return infer_type(expression.node, symbols.scope(grain))
    except FormulaError as error:
        origin = Origin(expression.origin.file, expression.origin.line + error.place.line - 1)
        column = error.place.column
        faults.add(origin, f"第{column}列：{error.zh}", f"column {column}: {error.en}")
        return None


def _need_truth(expression: Expression, grain: str, symbols: Symbols, faults: Faults) -> None:
    found = _type(expression, grain, symbols, faults)
    if found is not None and found.kind != "truth":
        faults.add(
            expression.origin,
            f"条件应当是是非，写的是{found.label_zh}",
            f"a condition is a truth, not {found.label_en}",
        )


def _check_cycles(edition: Edition, faults: Faults) -> None:
    """Indicators that rest on themselves, told once a circle."""
    uses = {
        indicator.code: {
            name.id for each in indicator.expressions for name in names_in(each.node) if edition.indicator(name.id)
        }
        for indicator in edition.indicators
    }
    done: set[str] = set()
    for indicator in edition.indicators:
        path = _circle(indicator.code, uses, done, [])
        if path:
            circle = " → ".join(path)
            faults.add(indicator.origin, f"指标互相引用成环：{circle}", f"indicators rest on themselves: {circle}")


def _circle(code: str, uses: dict[str, set[str]], done: set[str], path: list[str]) -> list[str] | None:
    if code in path:
        return [*path[path.index(code) :], code]
    if code in done:
        return None
    for other in sorted(uses.get(code, ())):
        found = _circle(other, uses, done, [*path, code])
        if found:
            return found
    done.add(code)
    return None


# ─────────────── parameters ───────────────


def _check_parameter(parameter: Parameter, faults: Faults, day: date) -> None:
    if parse_measure(parameter.unit) is None:
        faults.add(parameter.origin, f"不认识的单位 {parameter.unit}", f"unknown unit {parameter.unit}")
    if not parameter.values:
        faults.add(parameter.origin, f"参数 {parameter.id} 没有值", f"{parameter.id} has no value")
    groups: dict[tuple[str, str, str], list[DatedValue]] = {}
    for value in parameter.values:
        groups.setdefault((value.place, value.stage, value.kind), []).append(value)
        if value.valid_from and value.valid_to and value.valid_to <= value.valid_from:
            faults.add(value.origin, "to 不晚于 from（止日不含）", "to is not after from (the end is not included)")
    for values in groups.values():
        _check_dates(parameter, values, faults)
    if parameter.values and not any(value.holds(day) for value in parameter.values):
        zh = f"参数 {parameter.id} 在 {day.isoformat()} 没有值"
        faults.add(parameter.origin, zh, f"{parameter.id} has no value on {day.isoformat()}")


def _check_dates(parameter: Parameter, values: list[DatedValue], faults: Faults) -> None:
    ordered = sorted(values, key=lambda each: each.valid_from or date.min)
    for early, late in zip(ordered, ordered[1:], strict=False):
        end, start = early.valid_to or date.max, late.valid_from or date.min
        if end > start:
            faults.add(late.origin, f"{parameter.id} 的两个值时间重叠", f"two values of {parameter.id} overlap in time")
        elif end < start:
            faults.add(
                late.origin,
                f"{parameter.id} 从 {end} 到 {start} 没有值",
                f"{parameter.id} has no value from {end} to {start}",
            )


# ─────────────── scoring, conclusions ───────────────


def _check_scoring(indicator: Indicator, faults: Faults) -> None:
    scoring = indicator.scoring
    if scoring is None:
        return
    if scoring.method in ("bands", "rubric") and not scoring.bands:
        faults.add(indicator.origin, "缺少 bands", "bands are missing")
    if scoring.method == "linear" and (scoring.low is None or scoring.high is None):
        faults.add(indicator.origin, "线性计分缺 low 或 high", "linear scoring needs low and high")
    if scoring.method == "deduction" and (scoring.step is None or scoring.off is None):
        faults.add(indicator.origin, "扣分缺 step 或 off", "deduction needs step and off")
    for band in scoring.bands:
        if band.score > scoring.marks + scoring.bonus:
            faults.add(
                indicator.origin, f"一档得分 {band.score} 超过分值", f"a band gives {band.score}, over the marks"
            )
    for early, late in zip(scoring.bands, scoring.bands[1:], strict=False):
        if early.high != late.low:
            gap = "重叠" if early.high is None or (late.low is not None and late.low < early.high) else "有空档"
            faults.add(
                indicator.origin,
                f"分档{gap}：{early.high} 与 {late.low}",
                f"bands {early.high} and {late.low} do not meet",
            )


def _check_conclusions(edition: Edition, symbols: Symbols, faults: Faults) -> None:
    known = [indicator.code for indicator in edition.indicators]
    for conclusion in edition.conclusions:
        for code in conclusion.needs:
            indicator = edition.indicator(code)
            if indicator is None:
                zh, en = nearest(code, known)
                faults.add(
                    conclusion.origin, f"{conclusion.code} 引用的指标 {code} 不存在{zh}", f"no indicator {code}{en}"
                )
            elif indicator.grain != conclusion.grain:
                faults.add(
                    conclusion.origin,
                    f"{code} 的粒度是 {indicator.grain}，结论是 {conclusion.grain}",
                    f"{code} is at {indicator.grain}, the conclusion at {conclusion.grain}",
                )
        if conclusion.rule is not None:
            _need_truth(conclusion.rule, conclusion.grain, symbols, faults)
    grades = {grade.code for grade in edition.grades} | {"fail", ONE_LOWER}
    for gate in edition.gates:
        _need_truth(gate.when, gate.grain, symbols, faults)
        if gate.at_most not in grades:
            faults.add(gate.origin, f"at_most {gate.at_most} 不是等次", f"{gate.at_most} is no grade")


# ─────────────── law, cases, use ───────────────


def _bases(edition: Edition) -> Iterator[tuple[LegalBasis, Origin]]:
    for indicator in edition.indicators:
        yield from ((basis, indicator.origin) for basis in indicator.basis)
    for parameter in edition.parameters:
        yield from ((value.basis, value.origin) for value in parameter.values)
    for gate in edition.gates:
        yield from ((basis, gate.origin) for basis in gate.basis)
    for conclusion in edition.conclusions:
        yield from ((basis, conclusion.origin) for basis in conclusion.basis)
    for grade_set in edition.grade_sets:
        yield from ((basis, grade_set.origin) for basis in grade_set.basis)


def _check_bases(edition: Edition, faults: Faults, notes: Faults, day: date) -> None:
    instruments = known_instruments().by_id
    for basis, origin in _bases(edition):
        if not basis.instrument:
            continue
        instrument = instruments.get(basis.instrument)
        if instrument is None:
            zh, en = nearest(basis.instrument, instruments)
            faults.add(origin, f"依据 {basis.instrument} 不在文件名录{zh}", f"no instrument {basis.instrument}{en}")
        elif instrument.ended is not None and instrument.ended <= day:
            notes.add(
                origin,
                f"依据《{instrument.title}》已于 {instrument.ended} 停止执行",
                f"{instrument.title} ended on {instrument.ended}",
            )
        if basis.verified_on is not None and (day - basis.verified_on).days > 365 * STALE_YEARS:
            notes.add(
                origin, f"依据最近一次核实是 {basis.verified_on}", f"the basis was last verified on {basis.verified_on}"
            )


def _check_cases(indicator: Indicator, notes: Faults) -> None:
    """An indicator that is judged has a case at its limit and one for a missing input."""
    if indicator.verdict != "threshold" or indicator.is_helper:
        return
    verdicts = {case.verdict for case in indicator.cases}
    for verdict, zh in (("pass", "达到"), ("fail", "未达到")):
        if verdict not in verdicts:
            notes.add(
                indicator.origin,
                f"{indicator.code} 没有“{zh}”的算例",
                f"{indicator.code} has no case that is a {verdict}",
            )
    if not any(case.state == "incomplete" for case in indicator.cases):
        notes.add(
            indicator.origin, f"{indicator.code} 没有缺数据的算例", f"{indicator.code} has no case of a missing input"
        )


def _check_use(edition: Edition, notes: Faults) -> None:
    used = {
        name.id for indicator in edition.indicators for each in indicator.expressions for name in names_in(each.node)
    }
    used |= {name.id for gate in edition.gates for name in names_in(gate.when.node)}
    used |= {name.id for each in edition.conclusions if each.rule for name in names_in(each.rule.node)}
    for parameter in edition.parameters:
        if parameter.id not in used:
            notes.add(parameter.origin, f"参数 {parameter.id} 没有用到", f"the parameter {parameter.id} is not used")
    for indicator in edition.indicators:
        if indicator.is_helper and indicator.code not in used:
            notes.add(
                indicator.origin, f"辅助指标 {indicator.code} 没有用到", f"the helper {indicator.code} is not used"
            )
