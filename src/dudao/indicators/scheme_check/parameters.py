"""Parameters: units, dates, stages and kinds of their values; limits that have no value for a stage."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dudao.schemes.faults import Faults
from dudao.schemes.formula.dimensions import parse_measure
from dudao.schemes.formula.faults import nearest_or_all
from dudao.schemes.formula.nodes import names_in
from dudao.schemes.indicators import DatedValue, Edition, Indicator, Parameter
from dudao.schemes.own_catalogue import catalogue_choices, catalogue_stages
from dudao.schemes.own_tables import OwnTables


def check_parameter(parameter: Parameter, own: OwnTables, faults: Faults) -> None:
    """What is wrong with a parameter and its values, whatever the day."""
    if parse_measure(parameter.unit) is None:
        faults.add(parameter.places.of("unit"), f"不认识的单位 {parameter.unit}", f"unknown unit {parameter.unit}")
    if not parameter.values:
        faults.add(parameter.origin, f"参数 {parameter.id} 没有值", f"{parameter.id} has no value")
    groups: dict[tuple[str, str, str], list[DatedValue]] = {}
    stages = (*catalogue_stages(), *(each["id"] for each in own.stages))
    kinds = (*catalogue_choices("school", "type"), *_entries(own, "school", "type"))
    for value in parameter.values:
        groups.setdefault((value.place, value.stage, value.kind), []).append(value)
        if value.valid_from and value.valid_to and value.valid_to <= value.valid_from:
            told = "to 不晚于 from（止日不含）", "to is not after from (the end is not included)"
            faults.add(value.places.of("to"), *told)
        if value.stage and value.stage not in stages:
            zh, en = nearest_or_all(value.stage, stages)
            faults.add(
                value.places.of("stage"),
                f"没有学段 {value.stage}{zh}",
                f"there is no stage {value.stage}{en}",
                name=value.stage,
            )
        if value.kind and value.kind not in kinds:
            zh, en = nearest_or_all(value.kind, kinds)
            faults.add(
                value.places.of("kind"),
                f"没有学校类别 {value.kind}{zh}",
                f"there is no kind of school {value.kind}{en}",
                name=value.kind,
            )
    for values in groups.values():
        _check_dates(parameter, values, faults)


def check_day(parameter: Parameter, faults: Faults, day: date) -> None:
    """Tell a parameter that has no value on a day."""
    if parameter.values and not any(value.holds(day) for value in parameter.values):
        zh = f"参数 {parameter.id} 在 {day.isoformat()} 没有值"
        faults.add(parameter.places.of("values"), zh, f"{parameter.id} has no value on {day.isoformat()}")


def _entries(own: OwnTables, table: str, column: str) -> Iterable[str]:
    return (word.partition("=")[0] for word in own.entries.get((table, column), ()))


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


def check_limits(indicator: Indicator, edition: Edition, faults: Faults) -> None:
    """Tell a limit whose parameters have no value for one of the indicator's stages, on any day."""
    if indicator.threshold is None or not indicator.stages:
        return
    parameters = {each.id: each for each in edition.parameters}
    limit = indicator.threshold.limit
    for name in names_in(limit.node):
        parameter = parameters.get(name.id)
        values = parameter.values if parameter else ()
        for stage in indicator.stages if values else ():
            if not any(value.stage in ("", stage) for value in values):
                faults.add(
                    limit.at(name.place),
                    f"{name.id} 没有学段 {stage} 的值",
                    f"{name.id} has no value for the stage {stage}",
                )
