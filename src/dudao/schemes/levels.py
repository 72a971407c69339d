"""One indicator or conclusion for several levels of government, written once (`levels: [county, city, province]`).

The first level keeps the code; each other one gets its own, F1_CITY beside F1. Names of such indicators in formulas mean
the one of the level asked; cases are the first level's, with the rows of its table as rows of the other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dudao.schemes.formula.nodes import Call, Name, Negation, Node, Operation
from dudao.schemes.indicators import Conclusion, Exemption, Expression, Indicator, IndicatorCase, Scoring, Threshold

LEVEL_NAMES = {
    "county": ("县级", "county"),
    "city": ("市级", "city"),
    "province": ("省级", "province"),
    "nation": ("全国", "nation"),
}
Codes = Mapping[str, Mapping[str, str]]
"""For each level: the code an indicator has there, by the code it was written with."""


def code_at(code: str, level: str, first: str) -> str:
    """The code of an indicator at a level.

    >>> code_at("F1", "city", "county"), code_at("F1", "county", "county")
    ('F1_CITY', 'F1')
    """
    return code if level == first else f"{code}_{level.upper()}"


def codes_of(read: Iterable[tuple[Indicator, tuple[str, ...]]]) -> Codes:
    """The codes at each level of all indicators that have several."""
    found: dict[str, dict[str, str]] = {}
    for indicator, levels in read:
        for level in levels:
            found.setdefault(level, {})[indicator.code] = code_at(indicator.code, level, levels[0])
    return found


def indicator_at_levels(indicator: Indicator, levels: tuple[str, ...], codes: Codes) -> Iterator[Indicator]:
    """An indicator at each of its levels; itself where it has only one."""
    for level in levels or (indicator.grain,):
        changes = codes.get(level, {})
        zh, en = LEVEL_NAMES.get(level, ("", ""))
        is_first = level == indicator.grain
        threshold = indicator.threshold
        yield replace(
            indicator,
            code=changes.get(indicator.code, indicator.code),
            name_zh=indicator.name_zh if is_first else f"{indicator.name_zh}（{zh}）",
            name_en=indicator.name_en if is_first else f"{indicator.name_en} ({en})",
            grain=level,
            formula=_renamed(indicator.formula, level, codes),
            applies=_renamed(indicator.applies, level, codes),
            impute=_renamed(indicator.impute, level, codes),
            threshold=threshold and Threshold(threshold.operator, _in(threshold.limit, level, codes)),
            exemptions=tuple(_exempt(each, level, codes) for each in indicator.exemptions),
            scoring=indicator.scoring and _scored(indicator.scoring, level, codes),
            cases=tuple(_case(each, indicator.grain, level) for each in indicator.cases),
        )


def conclusion_at_levels(conclusion: Conclusion, levels: tuple[str, ...], codes: Codes) -> Iterator[Conclusion]:
    """A conclusion at each of its levels."""
    for level in levels or (conclusion.grain,):
        changes = codes.get(level, {})
        zh, en = LEVEL_NAMES.get(level, ("", ""))
        is_first = level == conclusion.grain
        yield replace(
            conclusion,
            code=code_at(conclusion.code, level, conclusion.grain),
            name_zh=conclusion.name_zh if is_first else f"{conclusion.name_zh}（{zh}）",
            name_en=conclusion.name_en if is_first else f"{conclusion.name_en} ({en})",
            grain=level,
            needs=tuple(changes.get(code, code) for code in conclusion.needs),
            rule=_renamed(conclusion.rule, level, codes),
        )


def _scored(scoring: Scoring, level: str, codes: Codes) -> Scoring:
    return replace(scoring, steps=tuple(replace(each, when=_in(each.when, level, codes)) for each in scoring.steps))


def _renamed(expression: Expression | None, level: str, codes: Codes) -> Expression | None:
    return expression and _in(expression, level, codes)


def _in(expression: Expression, level: str, codes: Codes) -> Expression:
    return replace(expression, node=_node(expression.node, level, codes))


def _node(node: Node, level: str, codes: Codes) -> Node:
    """A formula with the names of its level; what stands inside an aggregate means the level whose rows it reads."""
    if isinstance(node, Name):
        return replace(node, id=codes.get(level, {}).get(node.id, node.id))
    if isinstance(node, Negation):
        return replace(node, operand=_node(node.operand, level, codes))
    if isinstance(node, Operation):
        return replace(node, left=_node(node.left, level, codes), right=_node(node.right, level, codes))
    if isinstance(node, Call):
        of = node.argument("of")
        inner = of.id if isinstance(of, Name) else level
        named = tuple((key, own if key in ("of", "within") else _node(own, inner, codes)) for key, own in node.named)
        return replace(node, arguments=tuple(_node(each, inner, codes) for each in node.arguments), named=named)
    return node


def _exempt(exemption: Exemption, level: str, codes: Codes) -> Exemption:
    return replace(exemption, when=_in(exemption.when, level, codes), limit=_renamed(exemption.limit, level, codes))


def _case(case: IndicatorCase, first: str, level: str) -> IndicatorCase:
    """A case with the rows of the first level's table, and its bodies, at another level."""
    return replace(
        case,
        tables=tuple(
            (
                level if table == first else table,
                tuple(
                    tuple((key, level if (key, own) == ("kind", first) else own) for key, own in row) for row in rows
                ),
            )
            for table, rows in case.tables
        ),
    )
