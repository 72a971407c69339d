"""The steps of which a trace has thousands: cells, rows, aggregates, formulas, indicators.

Each is a small record of what the computation came to there, and makes its words of that when they are read. None refers to
the judge or to anything else that keeps steps: memory is free when a run's results are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from fractions import Fraction
from functools import partial
from typing import ClassVar

from dudao.facts.known import CellPlace, Fact
from dudao.indicators.evaluate.fields import labels_of
from dudao.indicators.evaluate.lookups import Lookups
from dudao.indicators.evaluate.places import At, Outcome
from dudao.indicators.evaluate.shown import Gap, Template, shown
from dudao.indicators.evaluate.values import Raw, Value
from dudao.indicators.results import INCOMPLETE, KNOWN, Reason
from dudao.indicators.symbols import Symbol
from dudao.indicators.trace.model import TraceNode
from dudao.indicators.unit_words import unit_in
from dudao.schemes.indicators import Indicator, LegalBasis
from dudao.values.exact import Exact
from dudao.values.records import record

Told = Reason | partial[Reason]
"""A sentence, or how to write it when it is read."""


def _state_of(value: Raw) -> str:
    return value.state if isinstance(value, Value) else KNOWN


def _is_number(value: Raw) -> bool:
    return not isinstance(value, bool | str | Value) and value is not None


def _why(value: Raw) -> Reason:
    """Why a value is not known, where it says so itself."""
    return (value.reason if isinstance(value, Value) else None) or Reason("", "")


@record(eq=False)
class CellStep(TraceNode):
    """A cell that was read at a place, with what formulas take it for; without a fact the cell is missing."""

    kind: ClassVar[str] = "cell"
    lookups: Lookups
    symbol: Symbol
    at: At
    fact: Fact | None
    content: Raw

    @property
    def label_zh(self) -> str:
        return labels_of(self.lookups, self.symbol, self.at)[0]

    @property
    def label_en(self) -> str:
        return labels_of(self.lookups, self.symbol, self.at)[1]

    @property
    def state(self) -> str:
        return INCOMPLETE if self.fact is None else _state_of(self.content)

    @property
    def value(self) -> str:
        fact = self.fact
        return "" if fact is None else fact.text if fact.value is None else str(fact.value)

    @property
    def unit(self) -> str:
        return (self.fact.unit or "") if self.fact is not None else ""

    @property
    def place(self) -> CellPlace | None:
        return self.fact.place if self.fact is not None else None

    @property
    def reason_zh(self) -> str:
        return self._reason().zh

    @property
    def reason_en(self) -> str:
        return self._reason().en

    def _reason(self) -> Reason:
        if self.fact is None:
            return Reason(f"没有{self.at.label}的数据", f"no value for {self.at.label}")
        if not isinstance(self.content, Value):
            return Reason("", "")
        return self.content.reason or Reason(self.fact.state.label_zh, self.fact.state.value)


@record
class Gathering:
    """What the rows of an aggregate have in common: its function and formula, the names of their table, the unit of values."""

    function: str
    expression: str
    rows_zh: str
    rows_en: str
    unit: str
    is_weighted: bool


@record(eq=False)
class RowStep(TraceNode):
    """A row that counts in an aggregate, with its value and weight."""

    kind: ClassVar[str] = "row"
    gathering: Gathering
    lookups: Lookups
    at: At
    content: Raw
    weight: Raw
    children: tuple[TraceNode, ...] = ()

    @property
    def label_zh(self) -> str:
        title = self.lookups.title_of_row(self.at)
        return f"{title}（权数 {shown(self.weight)}）" if self.gathering.is_weighted else title

    @property
    def label_en(self) -> str:
        title = self.lookups.title_of_row(self.at, "en")
        return f"{title} (weight {shown(self.weight)})" if self.gathering.is_weighted else title

    @property
    def state(self) -> str:
        return _state_of(self.content)

    @property
    def value(self) -> str:
        return shown(self.content, self.gathering.unit)

    @property
    def unit(self) -> str:
        return self.gathering.unit if _is_number(self.content) else ""

    @property
    def verdict(self) -> str:
        return "fail" if self.gathering.function == "all" and self.content is False else ""


@record(eq=False)
class AggregateStep(TraceNode):
    """Rows gathered: the values and weights of all that count, below it the steps of those that are listed."""

    kind: ClassVar[str] = "aggregate"
    gathering: Gathering
    contents: Sequence[Raw]
    weights: Sequence[Raw]
    children: tuple[TraceNode, ...] = ()

    @property
    def label_zh(self) -> str:
        return f"{self.gathering.rows_zh} {len(self.contents)} 行"

    @property
    def label_en(self) -> str:
        return f"{len(self.contents)} rows of {self.gathering.rows_en}"

    @property
    def expression(self) -> str:
        return self.gathering.expression

    @property
    def reason_zh(self) -> str:
        more = len(self.contents) - len(self.children)
        return "；".join(filter(None, (self._spread().zh, f"另有 {more} 行未列" if more else "")))

    @property
    def reason_en(self) -> str:
        more = len(self.contents) - len(self.children)
        return "; ".join(filter(None, (self._spread().en, f"{more} more rows" if more else "")))

    def _spread(self) -> Reason:
        """Of a coefficient of variation the mean and the deviation that it is made of."""
        pairs = [
            (Fraction(value), Fraction(heft))
            for value, heft in zip(self.contents, self.weights, strict=True)
            if isinstance(value, int | Fraction) and isinstance(heft, int | Fraction)
        ]
        whole = sum((heft for _, heft in pairs), Fraction(0))
        if self.gathering.function != "cv" or not whole or len(pairs) < len(self.contents):
            return Reason("", "")
        mean = sum((value * heft for value, heft in pairs), Fraction(0)) / whole
        squares = sum(((value - mean) ** 2 * heft for value, heft in pairs), Fraction(0)) / whole
        unit = self.gathering.unit
        names = (shown(mean, unit), shown(Exact.root(squares), unit))
        zh, en = ([f"{each}{unit_in(unit, lang)}" for each in names] for lang in ("zh", "en"))
        return Reason(
            f"加权平均 {zh[0]}，加权标准差 {zh[1]}，差异系数＝标准差÷平均；权数合计 {shown(whole)}",
            f"weighted mean {en[0]}, weighted deviation {en[1]}; the coefficient is deviation ÷ mean; weights {shown(whole)} in all",
        )


@record(eq=False)
class FormulaStep(TraceNode):
    """A formula that was asked at a place: what it came to, and what its names and functions came to."""

    kind: ClassVar[str] = "formula"
    label_zh: str = field()
    label_en: str = field()
    expression: str = field()
    template: Template
    gaps: tuple[Gap, ...]
    content: Raw
    told_in: str
    children: tuple[TraceNode, ...] = ()

    @property
    def state(self) -> str:
        return _state_of(self.content)

    @property
    def value(self) -> str:
        return "" if isinstance(self.content, Value) else shown(self.content, self.told_in)

    @property
    def unit(self) -> str:
        return self.told_in if _is_number(self.content) else ""

    @property
    def with_numbers(self) -> str:
        return self.template.filled(self.gaps)

    @property
    def reason_zh(self) -> str:
        return _why(self.content).zh

    @property
    def reason_en(self) -> str:
        return _why(self.content).en


@record(eq=False)
class IndicatorStep(TraceNode):
    """An indicator at a place with what it came to; its steps and sentences in the order of the judgement."""

    kind: ClassVar[str] = "indicator"
    lookups: Lookups
    indicator: Indicator
    at: At
    outcome: Outcome
    told: tuple[Told, ...]
    children: tuple[TraceNode, ...] = ()

    @property
    def label_zh(self) -> str:
        return f"{self.lookups.title_of(self.at)}：{self.indicator.code} {self.indicator.name_zh}"

    @property
    def label_en(self) -> str:
        return f"{self.lookups.title_of(self.at, 'en')}: {self.indicator.code} {self.indicator.name_en}"

    @property
    def state(self) -> str:
        return self.outcome.state

    @property
    def value(self) -> str:
        return self.outcome.shown

    @property
    def unit(self) -> str:
        return self.indicator.unit

    @property
    def expression(self) -> str:
        return self.indicator.formula.text if self.indicator.formula else ""

    @property
    def basis(self) -> tuple[LegalBasis, ...]:
        return self.indicator.basis

    @property
    def reason_zh(self) -> str:
        return "；".join([each.zh for each in written(self.told)])

    @property
    def reason_en(self) -> str:
        return "; ".join([each.en for each in written(self.told)])

    @property
    def verdict(self) -> str:
        return self.outcome.verdict


def written(told: Sequence[Told]) -> tuple[Reason, ...]:
    """The sentences, those written that were not yet."""
    return tuple(each if isinstance(each, Reason) else each() for each in told)
