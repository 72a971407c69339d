"""Names that lead nowhere, parts that nobody uses, edges without a case."""

from __future__ import annotations

from fractions import Fraction

from dudao.indicators.symbols import Symbols
from dudao.schemes.faults import Faults
from dudao.schemes.formula.faults import nearest, nearest_or_all
from dudao.schemes.formula.nodes import names_in
from dudao.schemes.formula.render import plain
from dudao.schemes.indicators import Edition, Indicator
from dudao.schemes.model import Point, Scheme
from dudao.schemes.strict import exact_number

EDGES = (("pass", "达到"), ("fail", "未达到"))


def check_cases(indicator: Indicator, notes: Faults) -> None:
    """An indicator that is judged has a case that passes, one that fails and one for a missing input."""
    if indicator.verdict not in ("threshold", "truth") or indicator.is_helper:
        return
    at, verdicts = indicator.places.of("cases"), {case.verdict for case in indicator.cases}
    for verdict, zh in EDGES:
        if verdict not in verdicts:
            en = f"{indicator.code} has no case that is a {verdict}"
            notes.add(at, f"{indicator.code} 没有“{zh}”的算例", en)
    if not any("incomplete" in (case.state, case.verdict) for case in indicator.cases):
        notes.add(at, f"{indicator.code} 没有缺数据的算例", f"{indicator.code} has no case of a missing input")


def check_names(edition: Edition, faults: Faults) -> None:
    """The group of an indicator stands in `scheme.yaml`; what is better agrees with the limit."""
    groups = list(edition.group_names)
    for indicator in edition.indicators:
        if indicator.group and indicator.group not in groups:
            zh, en = nearest_or_all(indicator.group, groups)
            at = indicator.places.of("group")
            told = f"scheme.yaml 里没有分组或要点 {indicator.group}{zh}"
            faults.add(at, told, f"scheme.yaml has no group or point {indicator.group}{en}", name=indicator.group)
        operator = indicator.threshold.operator if indicator.threshold else ""
        if (indicator.rises is False and operator in (">=", ">")) or (indicator.rises and operator in ("<=", "<")):
            better = "more" if indicator.rises else "less"
            told = f"better: {better} 与限值的 {operator} 相反"
            faults.add(indicator.places.of("better"), told, f"better: {better} contradicts {operator} of the limit")


def check_points(scheme: Scheme, edition: Edition, symbols: Symbols, faults: Faults) -> None:
    """The indicators and columns that points name exist; their marks are those of their indicators."""
    columns = {name.rpartition(".")[2] for table in symbols.tables for name in symbols.at(table)}
    known = {*columns, *(each.code for each in edition.indicators), *(each.id for each in edition.parameters)}
    for point in scheme.points:
        for name in point.indicators:
            if name.partition(".")[0] not in known and name not in known:
                zh, en = nearest(name, known)
                told = f"要点 {point.code} 的指标 {name} 不存在{zh}", f"point {point.code}: no indicator {name}{en}"
                faults.add(edition.places.of("points"), *told, name=name)
        _check_point_marks(point, edition, faults)


def _check_point_marks(point: Point, edition: Edition, faults: Faults) -> None:
    marks = exact_number(point.marks) if point.marks else None
    named = [each for each in edition.indicators if each.code in point.indicators and each.scoring]
    named = named or [each for each in edition.indicators if each.group == point.code and each.scoring]
    own = sum((each.scoring.marks for each in named if each.scoring and each.grain == edition.level), Fraction(0))
    if marks is not None and named and own != marks:
        faults.add(
            edition.places.of("points"),
            f"要点 {point.code} 的分值是 {plain(marks)}，它的指标合计 {plain(own)}",
            f"point {point.code} has {plain(marks)} marks, its indicators {plain(own)}",
        )


def check_use(edition: Edition, notes: Faults) -> None:
    """Tell parameters and helpers that no formula names."""
    used = {
        name.id
        for indicator in edition.indicators
        for each in indicator.all_expressions
        for name in names_in(each.node)
    }
    used |= {name.id for gate in edition.gates for name in names_in(gate.when.node)}
    used |= {name.id for each in edition.conclusions if each.rule for name in names_in(each.rule.node)}
    for parameter in edition.parameters:
        if parameter.id not in used:
            notes.add(parameter.origin, f"参数 {parameter.id} 没有用到", f"the parameter {parameter.id} is not used")
    for indicator in edition.indicators:
        if indicator.is_helper and indicator.code not in used:
            told = f"辅助指标 {indicator.code} 没有用到", f"the helper {indicator.code} is not used"
            notes.add(indicator.origin, *told)
