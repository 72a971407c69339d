"""The rows that an aggregate gathers at places: which count, what each is worth, what is missing on those that would count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from dudao.facts.contract import table_schema
from dudao.indicators.evaluate.aggregates import AGGREGATES
from dudao.indicators.evaluate.lookups import Lookups
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.values import Raw, Value, first_trouble, missing
from dudao.indicators.results import INCOMPLETE, NOT_APPLICABLE, Lack
from dudao.schemes.formula.nodes import Call
from dudao.schemes.formula.render import render_formula

if TYPE_CHECKING:
    from dudao.indicators.evaluate.columns import Formula
    from dudao.indicators.evaluate.evaluator import Evaluator

DECIDES = {"all": False, "any": True}
"""What one row says and no other can change, like `and` and `or`: a school that fails, a veto that occurred."""


@dataclass(slots=True)
class _Gathered:
    """The rows of an aggregate that count, with their values and weights; and what is missing on rows that would count."""

    places: list[At] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    weights: list[Any] = field(default_factory=list)
    troubles: list[Value] = field(default_factory=list)

    def add(self, place: At, value: Any, weight: Any) -> None:
        """Take in a row that meets the condition."""
        if type(value) is Value or type(weight) is Value:
            troubles = [each for each in (value, weight) if isinstance(each, Value)]
            if not any(each.state == NOT_APPLICABLE for each in troubles):
                self.troubles.extend(troubles)
            return
        self.places.append(place)
        self.values.append(value)
        self.weights.append(weight)


class Aggregate:
    """An aggregate, asked at places: the rows of all of them are read together."""

    def __init__(
        self,
        node: Call,
        table: str,
        grain: str,
        operand: Formula | None,
        where: Formula | None,
        weight: Formula | None,
    ) -> None:
        self.node = node
        self.table = table
        self.grain = grain
        self.operand = operand
        self.where = where
        self.weight = weight
        self.work = AGGREGATES[node.function]

    def asked(self, evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        """What it comes to at each place."""
        rows = [rows_under(evaluator.lookups, self.table, self.grain, at) for at in places]
        found = self._gather(evaluator, rows)
        return [self._content(evaluator, *each) for each in zip(places, rows, found, strict=True)]

    def _gather(self, evaluator: Evaluator, rows: list[list[At]]) -> list[_Gathered]:
        found = [_Gathered() for _ in rows]
        places = [place for own in rows for place in own]
        owners = [owner for owner, own in zip(found, rows, strict=True) for _ in own]
        if self.where is not None:
            taken = self.where(evaluator, places)
            for owner, holds in zip(owners, taken, strict=True):
                if type(holds) is Value and holds.state == INCOMPLETE:
                    owner.troubles.append(holds)
            numbers = [number for number, holds in enumerate(taken) if holds is True]
            places, owners = [places[number] for number in numbers], [owners[number] for number in numbers]
        values: list[Raw] = self.operand(evaluator, places) if self.operand is not None else [True] * len(places)
        weights: list[Raw] = self.weight(evaluator, places) if self.weight is not None else [1] * len(places)
        for owner, place, value, weight in zip(owners, places, values, weights, strict=True):
            owner.add(place, value, weight)
        return found

    def _content(self, evaluator: Evaluator, at: At, rows: list[At], found: _Gathered) -> Raw:
        name = self.node.function
        if found.troubles and not (name in DECIDES and DECIDES[name] in found.values):
            return first_trouble(found.troubles)
        lookups = evaluator.lookups
        if not rows:
            return missing(_no_rows(lookups, self.table, lookups.body_at(self.grain, at.body)))
        if name == "all" and evaluator.recorder.is_tracing and not all(value is True for value in found.values):
            evaluator.recorder.note_failing(self.node, at, partial(_titles_of_failing, lookups, found))
        content = self.work(found.values, found.weights)
        if isinstance(content, Value) and content.state == INCOMPLETE:
            return missing(*(self._named(each, lookups, at) for each in content.missing))
        return content

    def _named(self, lack: Lack, lookups: Lookups, at: At) -> Lack:
        """What it divides by and is 0, with the formula and the place."""
        formula = render_formula(self.node, pretty=True)
        zh = f"{lookups.title_of(at)} {formula} 的{lack}（{at.label}）"
        return Lack(zh, f"{lack.en} in {formula}, {lookups.title_of(at, 'en')} ({at.label})", is_zero=lack.is_zero)


def rows_under(lookups: Lookups, table: str, grain: str, at: At) -> list[At]:
    """The rows that an aggregate at a place gathers: of the body of a grain that holds it."""
    # what is gathered within one school is all of it; above, the stage asked for
    stage = "" if grain in ("school", "school_stage") else at.stage
    return lookups.places_under(table, lookups.body_at(grain, at.body), stage, at.period, is_restated=at.is_restated)


def _no_rows(lookups: Lookups, table: str, body: str) -> Lack:
    schema, name = table_schema(table, lookups.symbols.own), lookups.world.name_of(body)
    return Lack(f"{name}的{schema.label_zh}数据（{table}）", f"rows of {schema.label_en} ({table}) of {name}")


def _titles_of_failing(lookups: Lookups, found: _Gathered, lang: str) -> list[str]:
    return [
        lookups.title_of(place, lang)
        for place, value in zip(found.places, found.values, strict=True)
        if value is not True
    ]
