"""Two editions side by side: what came, what went, what changed in points, indicators, formulas, thresholds, parameters.

Formulas are compared by what they say, not by how they are typed; renamed indicators are matched by the crosswalk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from dudao.schemes.evidence import RequiredEvidence
from dudao.schemes.formula.nodes import is_same
from dudao.schemes.formula.render import plain, render_formula
from dudao.schemes.indicators import (
    Conclusion,
    DatedValue,
    Edition,
    Exemption,
    Expression,
    Gate,
    Grade,
    Indicator,
    IndicatorCase,
    LegalBasis,
    Parameter,
    Scoring,
    Threshold,
)
from dudao.schemes.model import Point, Scheme
from dudao.schemes.strict import exact_number
from dudao.values.digests import digest_of_json

CAME, WENT, CHANGED = "came", "went", "changed"
PARTS = {
    "point": ("要点", "point"),
    "indicator": ("指标", "indicator"),
    "parameter": ("参数", "parameter"),
    "conclusion": ("结论", "conclusion"),
    "gate": ("否决与降等", "gate"),
    "grade": ("等次", "grade"),
    "column": ("数据列", "column"),
}
ASPECTS = {
    "name": ("名称", "name"),
    "group": ("归属", "group"),
    "grain": ("统计单位", "grain"),
    "stages": ("学段", "stages"),
    "unit": ("单位", "unit"),
    "formula": ("公式", "formula"),
    "applies": ("适用条件", "applies"),
    "missing": ("缺数处理", "missing"),
    "impute": ("替代值", "impute"),
    "verdict": ("判定方式", "verdict"),
    "threshold": ("限值", "threshold"),
    "exemptions": ("例外", "exceptions"),
    "scoring": ("计分", "scoring"),
    "rounding": ("修约", "rounding"),
    "basis": ("依据", "basis"),
    "values": ("值", "values"),
    "needs": ("所需指标", "needs"),
    "rule": ("规则", "rule"),
    "when": ("条件", "when"),
    "at_most": ("最高等次", "at most"),
    "low": ("起点", "from"),
    "asks": ("要求", "asks"),
    "marks": ("分值", "marks"),
    "indicators": ("指标", "indicators"),
    "ledger": ("台账", "ledger"),
    "words": ("用语", "words"),
    "evidence": ("佐证材料", "evidence"),
    "applies_reason": ("不适用的说明", "why it does not apply"),
    "measures": ("说明", "measures"),
    "gaming": ("可能的虚报", "gaming"),
    "better": ("方向", "better"),
    "cases": ("算例", "cases"),
    "line": ("内容", "content"),
}
Aspects = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AspectChange:
    """One thing about a part of the scheme that is not what it was; "" where there was or is nothing."""

    aspect: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SchemeChange:
    """One part of the scheme that came, went or changed. `part` is one of PARTS; `before_code` where it was renamed."""

    part: str
    kind: str
    code: str
    name_zh: str
    name_en: str
    before_code: str = ""
    aspects: tuple[AspectChange, ...] = ()


def compare_editions(
    old: Edition,
    new: Edition,
    *,
    points: tuple[Scheme, Scheme] | None = None,
    renamed: Mapping[str, str] | None = None,
) -> tuple[SchemeChange, ...]:
    """What makes the new edition another than the old, part by part, in the order of PARTS.

    Args:
        points: the two schemes, where points are to be compared too.
        renamed: old codes of indicators to new ones, from the crosswalk.
    """
    names = dict(renamed or {})
    found: list[SchemeChange] = []
    if points is not None:
        found += _parts("point", points[0].points, points[1].points, _of_point)
    found += _parts("indicator", old.indicators, new.indicators, _of_indicator, names)
    found += _parts("parameter", old.parameters, new.parameters, _of_parameter)
    found += _parts("conclusion", old.conclusions, new.conclusions, _of_conclusion)
    found += _parts("gate", old.gates, new.gates, _of_gate)
    found += _parts("grade", old.grades, new.grades, _of_grade)
    found += _parts("column", _columns(old), _columns(new), lambda each: {"line": each.line})
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Column:
    """A line of `datasets/`: a column, a table, a check, a stage, an entry of a list. `code`: table and id."""

    code: str
    name_zh: str
    name_en: str
    line: str


def _columns(edition: Edition) -> Iterator[_Column]:
    own = edition.own
    parts = {"tables": own.tables, "checks": own.checks, "stages": own.stages, **own.columns}
    for table, lines in parts.items():
        for line in lines:
            told = ", ".join(f"{key} {value}" for key, value in sorted(line.items()) if value and key != "id")
            name = line.get("label_zh", "") or line["id"]
            yield _Column(f"{table}.{line['id']}", name, line.get("label_en", "") or name, told)
    for (table, column), entries in own.entries.items():
        yield _Column(f"{table}.{column}", column, column, "；".join(entries))


def _parts(
    part: str,
    old: Iterable[Any],
    new: Iterable[Any],
    aspects_of: Callable[[Any], Aspects],
    renamed: Mapping[str, str] | None = None,
) -> Iterator[SchemeChange]:
    names = renamed or {}
    before = {names.get(_code(each), _code(each)): each for each in old}
    after = {_code(each): each for each in new}
    for code, own in after.items():
        earlier = before.get(code)
        zh, en = _names(own)
        if earlier is None:
            yield SchemeChange(part, CAME, code, zh, en)
            continue
        aspects = tuple(_aspects(aspects_of(earlier), aspects_of(own)))
        was = _code(earlier)
        if aspects or was != code:
            yield SchemeChange(part, CHANGED, code, zh, en, was if was != code else "", aspects)
    for code, own in before.items():
        if code not in after:
            yield SchemeChange(part, WENT, _code(own), *_names(own))


def _aspects(before: Aspects, after: Aspects) -> Iterator[AspectChange]:
    for name in ASPECTS:
        one, other = before.get(name, ""), after.get(name, "")
        if one != other:
            yield AspectChange(name, one, other)


def _code(part: Any) -> str:
    return str(part.id if isinstance(part, Parameter) else part.code)


def _names(part: Any) -> tuple[str, str]:
    return (part.title_zh, part.title_en) if isinstance(part, Point) else (part.name_zh, part.name_en)


# ─────────────── what is compared, as text ───────────────


def _of_point(point: Point) -> Aspects:
    return {
        "name": point.title_zh,
        "group": point.group,
        "asks": point.asks_zh,
        "marks": point.marks or "",
        "indicators": _listed(point.indicators),
        "ledger": _listed(point.ledger),
        "words": _listed(sorted((*point.words, *point.must))),
        "evidence": _required(point.evidence),
    }


def _of_indicator(indicator: Indicator) -> Aspects:
    return {
        "name": indicator.name_zh,
        "group": indicator.group,
        "grain": indicator.grain,
        "stages": _listed(indicator.stages),
        "unit": indicator.unit,
        "formula": _formula(indicator.formula),
        "applies": _formula(indicator.applies),
        "missing": indicator.missing,
        "impute": _formula(indicator.impute),
        "verdict": indicator.verdict,
        "threshold": _threshold(indicator.threshold),
        "exemptions": "；".join(_exemption(each) for each in indicator.exemptions),
        "scoring": _scoring(indicator.scoring),
        "rounding": f"{indicator.rounding.digits} {indicator.rounding.mode}",
        "basis": _bases(indicator.basis),
        "applies_reason": indicator.applies_reason_zh,
        "measures": indicator.measures_zh,
        "gaming": indicator.gaming_zh,
        "better": {True: "more", False: "less", None: "neither"}[indicator.rises],
        "cases": "；".join(_case(each) for each in indicator.cases),
        "evidence": _required(indicator.evidence),
    }


def _case(case: IndicatorCase) -> str:
    """A case by what must come out, and by its rows as a hash: they are too long to print."""
    told = (case.state, case.value, case.shown, case.verdict, case.score, case.body, case.stage, case.period)
    rows = sorted(
        (table, [sorted((key, str(exact_number(cell) or cell)) for key, cell in row if cell) for row in lines])
        for table, lines in case.tables
    )
    return f"{case.name}（{' '.join(filter(None, told))}；{digest_of_json(rows)[:14]}）"


def _of_parameter(parameter: Parameter) -> Aspects:
    return {
        "name": parameter.name_zh,
        "unit": parameter.unit,
        "values": "；".join(_dated(each) for each in sorted(parameter.values, key=_order)),
    }


def _of_conclusion(conclusion: Conclusion) -> Aspects:
    return {
        "name": conclusion.name_zh,
        "grain": conclusion.grain,
        "needs": _listed(sorted(conclusion.needs)),
        "rule": _formula(conclusion.rule),
        "basis": _bases(conclusion.basis),
    }


def _of_gate(gate: Gate) -> Aspects:
    return {
        "name": gate.name_zh,
        "grain": gate.grain,
        "when": _formula(gate.when),
        "at_most": gate.at_most,
        "basis": _bases(gate.basis),
    }


def _of_grade(grade: Grade) -> Aspects:
    return {"name": grade.name_zh, "low": plain(grade.low)}


def _listed(words: Iterable[str]) -> str:
    return "、".join(words)


def _required(evidence: Iterable[RequiredEvidence]) -> str:
    told = []
    for each in evidence:
        more = [each.note_zh, _bases([each.basis]) if each.basis else ""]
        told.append(each.words() + "".join(f"（{one}）" for one in more if one))
    return "；".join(told)


def _formula(expression: Expression | None) -> str:
    """The formula as the language would write it: blanks and brackets that say nothing are no difference."""
    return "" if expression is None else render_formula(expression.node)


def is_same_formula(one: Expression | None, other: Expression | None) -> bool:
    """Whether two formulas say the same; two that are both left out do."""
    if one is None or other is None:
        return one is other
    return is_same(one.node, other.node)


def _threshold(threshold: Threshold | None) -> str:
    return "" if threshold is None else f"{threshold.operator} {_formula(threshold.limit)}"


def _exemption(exemption: Exemption) -> str:
    return f"{_formula(exemption.when)} → {_formula(exemption.limit)}"


def _scoring(scoring: Scoring | None) -> str:
    if scoring is None:
        return ""
    told = [scoring.method, plain(scoring.marks)]
    told += [f"[{_open(each.low)}, {_open(each.high)}) {plain(each.score)}" for each in scoring.bands]
    told += [f"{_formula(each.when)} → {plain(each.score)}" for each in scoring.steps]
    for name in ("low", "high", "step", "off"):
        value: Fraction | None = getattr(scoring, name)
        if value is not None:
            told.append(f"{name} {plain(value)}")
    if scoring.bonus:
        told.append(f"bonus {plain(scoring.bonus)}")
    told += [f"not_applicable {scoring.not_applicable}", f"missing {scoring.missing}"]
    return ", ".join(told)


def _open(value: Fraction | None) -> str:
    return "…" if value is None else plain(value)


def _bases(bases: Iterable[LegalBasis]) -> str:
    return "；".join(" ".join(filter(None, (each.instrument, each.article, each.status))) for each in bases)


def _dated(value: DatedValue) -> str:
    scope = " ".join(filter(None, (value.place, value.stage, value.kind)))
    days = f"{value.valid_from or '…'}–{value.valid_to or '…'}"
    return f"{plain(value.value)}（{' '.join(filter(None, (scope, days)))}；{_bases([value.basis])}）"


def _order(value: DatedValue) -> tuple[str, str, str, date]:
    return (value.place, value.stage, value.kind, value.valid_from or date.min)
