"""Schemes to be read: editions, their points with indicators, one indicator with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dudao.indicators.evaluate.world import label_of_stage
from dudao.indicators.output.as_text import basis_line
from dudao.schemes.formula.nodes import Name, walk
from dudao.schemes.formula.render import plain, render_formula
from dudao.schemes.indicators import DatedValue, Edition, Expression, Indicator, Parameter
from dudao.schemes.load import load_scheme, scheme_folders
from dudao.schemes.model import Point, Scheme
from dudao.web.schemes.editions import edition_of, scheme_of
from dudao.web.schemes.models import PublishedEdition

SIGNS = {">=": "≥", "<=": "≤", "==": "="}


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator as a page lists it: its limit in words, and what it rests on."""

    code: str
    name: str
    limit: str
    unit: str
    bases: tuple[str, ...]
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class PointShown:
    """A point with the indicators that belong to it."""

    point: Point
    indicators: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Points or indicators under one heading."""

    code: str
    title: str
    points: tuple[PointShown, ...]
    indicators: tuple[Measured, ...]


def shipped_names() -> list[tuple[str, str]]:
    """Editions that Dudao ships and nobody has published here yet: name and title."""
    published = set(PublishedEdition.objects.values_list("name", flat=True))
    found = [load_scheme(str(folder)) for folder in scheme_folders()]
    names = [(f"{each.slug}/{each.edition}", each.title_zh) for each in found]
    return sorted(each for each in names if each[0] not in published)


def editions_beside(name: str) -> list[str]:
    """Published editions of the same scheme as another one, `slug/edition`."""
    slug = name.partition("/")[0]
    found = PublishedEdition.objects.filter(pk__startswith=f"{slug}/").exclude(pk=name)
    return list(found.order_by("pk").values_list("pk", flat=True))


def groups_of(published: PublishedEdition, day: date) -> list[Group]:
    """The tree of an edition: groups in their order with points and indicators; what stands in no group comes last."""
    scheme, edition = scheme_of(published), edition_of(published)
    shown = [(each, _measured(each, edition, day)) for each in edition.indicators if not each.is_helper]
    titles = dict(scheme.groups)
    points = {point.code for point in scheme.points}
    others = (each.group for each, _measured_one in shown if each.group not in titles and each.group not in points)
    groups = [_group(code, titles.get(code, code), scheme, shown) for code in (*titles, *dict.fromkeys(others))]
    return [group for group in groups if group.points or group.indicators]


def _group(code: str, title: str, scheme: Scheme, shown: Sequence[tuple[Indicator, Measured]]) -> Group:
    points = tuple(
        PointShown(point, tuple(measured for each, measured in shown if _belongs(each, point)))
        for point in scheme.points
        if point.group == code
    )
    own = tuple(
        measured for each, measured in shown if each.group == code and not any(p.point.code == code for p in points)
    )
    return Group(code, title, points, own)


def _belongs(indicator: Indicator, point: Point) -> bool:
    return indicator.group == point.code or indicator.code in point.indicators


def _measured(indicator: Indicator, edition: Edition, day: date) -> Measured:
    limit = _limit(indicator, edition, day)
    bases = tuple(basis_line(each, "zh") for each in indicator.basis)
    is_confirmed = all(each.status == "confirmed" for each in indicator.basis)
    return Measured(indicator.code, indicator.name_zh, limit, indicator.unit, bases, is_confirmed)


@dataclass(frozen=True, slots=True)
class IndicatorShown:
    """One indicator, whole: formulas as text, the parameters it names with their dated values."""

    indicator: Indicator
    formula: str
    applies: str
    limit: str
    bases: tuple[str, ...]
    parameters: tuple[tuple[Parameter, tuple[tuple[str, str, str, str], ...]], ...]


def indicator_of(published: PublishedEdition, code: str, day: date) -> IndicatorShown | None:
    """One indicator of an edition; None for a code it does not have."""
    edition = edition_of(published)
    indicator = next((each for each in edition.indicators if each.code == code), None)
    if indicator is None:
        return None
    named = {name for each in indicator.all_expressions for name in _names(each)}
    parameters = tuple((each, _values(each, edition)) for each in edition.parameters if each.id in named)
    limit = _limit(indicator, edition, day)
    bases = tuple(basis_line(each, "zh") for each in indicator.basis)
    return IndicatorShown(indicator, _text(indicator.formula), _text(indicator.applies), limit, bases, parameters)


def _limit(indicator: Indicator, edition: Edition, day: date) -> str:
    """The limit in words; where it is one parameter, its values in force on a day: ≥ 4.2（小学）、5.3（初中）."""
    threshold = indicator.threshold
    if threshold is None:
        return ""
    node, sign = threshold.limit.node, SIGNS.get(threshold.operator, threshold.operator)
    parameter = next((each for each in edition.parameters if isinstance(node, Name) and each.id == node.id), None)
    values = [each for each in parameter.values if each.holds(day) and not each.place] if parameter else []
    if not values:
        return f"{sign} {render_formula(node, pretty=True)}"
    return f"{sign} " + "、".join(_value(each, edition) for each in values)


def _value(each: DatedValue, edition: Edition) -> str:
    whom = "".join(f"（{word}）" for word in (label_of_stage(each.stage, edition.own), each.kind) if word)
    return plain(each.value) + whom


def _text(expression: Expression | None) -> str:
    return render_formula(expression.node, pretty=True) if expression else ""


def _names(expression: Expression) -> set[str]:
    return {each.id for each in walk(expression.node) if isinstance(each, Name)}


def _values(parameter: Parameter, edition: Edition) -> tuple[tuple[str, str, str, str], ...]:
    """Each dated value: what, for whom, from when to when, on what it rests."""
    return tuple(
        (
            plain(each.value),
            "，".join(word for word in (each.place, label_of_stage(each.stage, edition.own), each.kind) if word),
            f"{each.valid_from or ''} – {each.valid_to or ''}" if each.valid_from or each.valid_to else "",
            basis_line(each.basis, "zh"),
        )
        for each in parameter.values
    )
