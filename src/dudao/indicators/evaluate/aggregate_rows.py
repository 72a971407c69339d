"""The rows that an aggregate gathers at a place: which count, what each is worth, what is missing on those that would count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dudao.indicators.evaluate.aggregates import AGGREGATES
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.values import Raw, Value, first_trouble, missing
from dudao.indicators.results import INCOMPLETE, NOT_APPLICABLE, Reason
from dudao.schemes.formula.nodes import Call

if TYPE_CHECKING:
    from dudao.indicators.evaluate.evaluator import Evaluator
    from dudao.indicators.evaluate.formulas import Formula

MOST_TITLES = 8
DECIDES = {"all": False, "any": True}
"""What one row says and no other can change, like `and` and `or`: a school that fails, a veto that occurred."""


@dataclass(slots=True)
class _Gathered:
    """The rows of an aggregate that count, with their values and weights; and what is missing on rows that would count."""

    places: list[At] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    weights: list[Any] = field(default_factory=list)
    troubles: list[Value] = field(default_factory=list)


Gather = Callable[["Evaluator", At, _Gathered], "Raw"]


def gatherer(operand: Formula | None, where: Formula | None, weight: Formula | None) -> Gather:
    """Reads one row of an aggregate; gives its value where it counts or would count, None where it is left out."""

    def gather(evaluator: Evaluator, place: At, found: _Gathered) -> Raw:
        if where is not None:
            taken = where(evaluator, place)
            if taken is not True:
                if isinstance(taken, Value) and taken.state == INCOMPLETE:
                    found.troubles.append(taken)
                return None
        value: Any = operand(evaluator, place) if operand is not None else True
        heft: Any = weight(evaluator, place) if weight is not None else 1
        if isinstance(value, Value) or isinstance(heft, Value):
            troubles = [each for each in (value, heft) if isinstance(each, Value)]
            if any(each.state == NOT_APPLICABLE for each in troubles):
                return None
            found.troubles.extend(troubles)
            return value  # type: ignore[no-any-return]
        found.places.append(place)
        found.values.append(value)
        found.weights.append(heft)
        return value  # type: ignore[no-any-return]

    return gather


class Aggregate:
    """An aggregate asked at a place: `plain`, or with each row noted."""

    def __init__(self, node: Call, table: str, grain: str, gather: Gather) -> None:
        self.node = node
        self.table = table
        self.grain = grain
        self.gather = gather
        self.work = AGGREGATES[node.function]
        # what is gathered within one school is all of it; above, the stage asked for
        self.is_of_all_stages = grain in ("school", "school_stage")

    def plain(self, evaluator: Evaluator, at: At) -> Raw:
        places = self._places(evaluator, at)
        found = _Gathered()
        for place in places:
            self.gather(evaluator, place, found)
        return self._content(evaluator, at, places, found)

    def traced(self, unit: str) -> Formula:
        def asked(evaluator: Evaluator, at: At) -> Raw:
            places = self._places(evaluator, at)
            found, rows = _Gathered(), []
            recorder = evaluator.recorder
            with recorder.aside():
                for place in places:
                    recorder.take()
                    value = self.gather(evaluator, place, found)
                    if value is not None:
                        rows.append((evaluator.lookups.title_of_row(place), value, recorder.take()))
            recorder.note_rows(self.node, self.table, rows, unit)
            return self._content(evaluator, at, places, found)

        return asked

    def _places(self, evaluator: Evaluator, at: At) -> list[At]:
        lookups = evaluator.lookups
        stage = "" if self.is_of_all_stages else at.stage
        return lookups.places_under(
            self.table, lookups.body_at(self.grain, at.body), stage, at.period, is_restated=at.is_restated
        )

    def _content(self, evaluator: Evaluator, at: At, places: list[At], found: _Gathered) -> Raw:
        name = self.node.function
        if found.troubles and not (name in DECIDES and DECIDES[name] in found.values):
            return first_trouble(found.troubles)
        lookups = evaluator.lookups
        if not places:
            label = lookups.world.name_of(lookups.body_at(self.grain, at.body))
            return missing(f"{label}的 {self.table} 表数据")
        if self.node.function == "all":
            failing = [
                lookups.title_of(place)
                for place, value in zip(found.places, found.values, strict=True)
                if value is not True
            ]
            if failing:
                evaluator.told.append(_failing(failing))
        return self.work(found.values, found.weights)


def _failing(titles: list[str]) -> Reason:
    listed, more = titles[:MOST_TITLES], len(titles) > MOST_TITLES
    return Reason(
        f"{len(titles)}个未达到：{'、'.join(listed)}{'等' if more else ''}",
        f"{len(titles)} fail: {', '.join(listed)}{' …' if more else ''}",
    )
