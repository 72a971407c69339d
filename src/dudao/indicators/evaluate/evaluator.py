"""Formulas on facts, exactly: one indicator of one body and stage at a time, everything in base units until it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from dudao.facts.contract import stages
from dudao.facts.known import Fact
from dudao.indicators.evaluate.aggregates import AGGREGATES, Weighted
from dudao.indicators.evaluate.dates import years_since
from dudao.indicators.evaluate.operations import COMPARE, arithmetic, compared, plain_function
from dudao.indicators.evaluate.recorder import Recorder, TracedRow
from dudao.indicators.evaluate.values import (
    FALSE,
    TRUE,
    Value,
    first_trouble,
    known,
    missing,
    not_applicable,
    truth,
)
from dudao.indicators.evaluate.world import Row, World, label_of_stage, period_before
from dudao.indicators.results import INCOMPLETE, NOT_APPLICABLE, IndicatorResult, Reason
from dudao.indicators.symbols import BELOW, ROW_TABLES, Symbol, Symbols, measure_of
from dudao.schemes.formula.nodes import Call, Name, Negation, Node, Number, Operation, Text, Truth, Words
from dudao.schemes.indicators import DatedValue, Indicator
from dudao.values.absence import State
from dudao.values.exact import Exact
from dudao.values.periods import Period

ONE = Exact.of(1)
MOST_TITLES = 8


@dataclass(frozen=True, slots=True)
class At:
    """Where a formula is asked: the grain, the body, the stage, the row if there is one, the period."""

    grain: str
    body: str
    stage: str
    row: Row | None
    period: Period
    is_restated: bool = False


class Evaluator:
    """Answers what a formula gives at a place. `judge` turns an indicator into its result, so that formulas can use others."""

    def __init__(
        self,
        symbols: Symbols,
        world: World,
        day: date,
        judge: Callable[[Indicator, At], IndicatorResult],
        recorder: Recorder,
    ) -> None:
        self.symbols = symbols
        self.world = world
        self.day = day
        self.judge = judge
        self.recorder = recorder
        self.told: list[Reason] = []
        """What a person wants to know beside the value: which rows fail a condition that all must meet."""

    def evaluate(self, node: Node, at: At) -> Value:
        """The value of a formula; incomplete or not applicable where its inputs are."""
        if isinstance(node, Number):
            return known(Exact.of(node.value * measure_of(node.unit).factor))
        if isinstance(node, Text):
            return known(node.value)
        if isinstance(node, Truth):
            return truth(node.value)
        if isinstance(node, Name):
            value = self._name(node, at)
            self.recorder.note_value(node, value)
            return value
        if isinstance(node, Negation):
            return self._negation(node, at)
        if isinstance(node, Operation):
            return self._operation(node, at)
        if isinstance(node, Call):
            value = self._call(node, at)
            self.recorder.note_value(node, value)
            return value
        raise TypeError(f"a list of words has no value: {node}")

    # ─────────────── operators ───────────────

    def _negation(self, node: Negation, at: At) -> Value:
        value = self.evaluate(node.operand, at)
        if not value.is_known:
            return value
        return known(-value.number) if node.operator == "-" else truth(not value.content)

    def _operation(self, node: Operation, at: At) -> Value:
        if node.operator in ("and", "or"):
            return self._logic(node, at)
        left = self.evaluate(node.left, at)
        if node.operator == "in":
            assert isinstance(node.right, Words)
            return truth(left.content in node.right.values) if left.is_known else left
        right = self.evaluate(node.right, at)
        trouble = first_trouble((left, right))
        if trouble is not None:
            return trouble
        if node.operator in COMPARE:
            return compared(node.operator, left, right)
        return arithmetic(node.operator, left.number, right.number)

    def _logic(self, node: Operation, at: At) -> Value:
        """Three-valued: false decides `and`, true decides `or`, whatever else is missing."""
        deciding = node.operator == "or"
        left = self.evaluate(node.left, at)
        if left.is_known and left.content is deciding:
            return truth(deciding)
        right = self.evaluate(node.right, at)
        if right.is_known and right.content is deciding:
            return truth(deciding)
        return first_trouble((left, right)) or truth(not deciding)

    # ─────────────── functions ───────────────

    def _call(self, node: Call, at: At) -> Value:
        name = node.function
        if name in AGGREGATES:
            return self._aggregate(node, at)
        if name == "if":
            condition = self.evaluate(node.arguments[0], at)
            if not condition.is_known:
                return condition
            return self.evaluate(node.arguments[1 if condition.is_true else 2], at)
        if name == "known":
            return truth(self.evaluate(node.arguments[0], at).is_known)
        if name == "applies":
            return truth(self.evaluate(node.arguments[0], at).state != NOT_APPLICABLE)
        if name in ("previous", "restated", "growth"):
            return self._previous(node, at)
        if name == "years_since":
            return years_since(self.evaluate(node.arguments[0], at), self.day)
        values = [self.evaluate(argument, at) for argument in node.arguments]
        return first_trouble(values) or plain_function(name, [value.number for value in values])

    def _previous(self, node: Call, at: At) -> Value:
        base = node.argument("base")
        is_restated = node.function == "restated" or isinstance(base, Name)
        earlier = self._earlier(at, is_restated)
        before = self.evaluate(node.arguments[0], earlier)
        if node.function != "growth":
            return before
        now = self.evaluate(node.arguments[0], at)
        trouble = first_trouble((now, before))
        return trouble or arithmetic("/", now.number - before.number, before.number)

    def _earlier(self, at: At, is_restated: bool) -> At:
        period = period_before(at.period)
        row = None
        if at.row is not None:
            rows = self.world.rows_of(at.row.table, at.body, period)
            row = next((each for each in rows if each.stage == at.row.stage and each.key == at.row.key), None)
        return replace(at, period=period, row=row, is_restated=is_restated)

    def _aggregate(self, node: Call, at: At) -> Value:
        of, within = node.argument("of"), node.argument("within")
        table = of.id if isinstance(of, Name) else BELOW[at.grain][0]
        grain = within.id if isinstance(within, Name) else at.grain
        # what is gathered within one school is all of it; above, the stage asked for
        of_stage = replace(at, stage="") if grain in ("school", "school_stage") else at
        places = list(self.rows_under(table, self._body_at(grain, at.body), of_stage))
        gathered, troubles = self._gather(node, table, places)
        trouble = first_trouble(troubles)
        if trouble is not None:
            return trouble
        if not places:
            label = self.world.name_of(self._body_at(grain, at.body))
            return missing(f"{label}的 {table} 表数据")
        if node.function == "all":
            self._tell_failing([self.title_of(place) for place, value, _ in gathered if not value.is_true])
        return AGGREGATES[node.function]([Weighted(value, heft.number) for _, value, heft in gathered])

    def _gather(self, node: Call, table: str, places: list[At]) -> tuple[list[tuple[At, Value, Value]], list[Value]]:
        """The rows that count, each with value and weight; and what is missing on rows that would count."""
        where, weight = node.argument("where"), node.argument("weight")
        gathered: list[tuple[At, Value, Value]] = []
        troubles: list[Value] = []
        traced: list[TracedRow] = []
        with self.recorder.aside():
            for place in places:
                self.recorder.take()
                taken = self.evaluate(where, place) if where is not None else TRUE
                if taken.state == INCOMPLETE:
                    troubles.append(taken)
                if not taken.is_true:
                    continue
                value = self.evaluate(node.arguments[0], place) if node.arguments else TRUE
                heft = self.evaluate(weight, place) if weight is not None else known(ONE)
                if NOT_APPLICABLE in (value.state, heft.state):
                    continue
                if self.recorder.is_tracing:
                    traced.append((self.title_of(place), value, self.recorder.take()))
                if INCOMPLETE in (value.state, heft.state):
                    troubles.extend((value, heft))
                    continue
                gathered.append((place, value, heft))
        if self.recorder.is_tracing:
            self.recorder.note_rows(node, table, traced, self._unit_of(node, table))
        return gathered, troubles

    def _unit_of(self, node: Call, table: str) -> str:
        """The unit in which the rows of an aggregate are shown: that of the name it is of, else base units."""
        argument = node.arguments[0] if node.arguments else None
        symbol = self.symbols.at(table).get(argument.id) if isinstance(argument, Name) else None
        if symbol is None or not isinstance(argument, Name):
            return ""
        if symbol.kind == "indicator":
            return self.symbols.indicators[argument.id].unit
        return (symbol.field.unit or "") if symbol.field is not None else ""

    def _tell_failing(self, titles: list[str]) -> None:
        if titles:
            listed, more = titles[:MOST_TITLES], len(titles) > MOST_TITLES
            self.told.append(
                Reason(
                    f"{len(titles)}个未达到：{'、'.join(listed)}{'等' if more else ''}",
                    f"{len(titles)} fail: {', '.join(listed)}{' …' if more else ''}",
                )
            )

    def rows_under(self, table: str, body: str, at: At) -> Iterator[At]:
        """The places of a table's rows of a body and all below it; those of the stage asked for where rows have stages."""
        grain = ROW_TABLES.get(table, table)
        for code in self.world.below(body):
            for row in self.world.rows_of(table, code, at.period):
                if at.stage and row.stage and not _is_part(row.stage, at.stage):
                    continue
                yield At(table, code, row.stage or at.stage, row, at.period, at.is_restated)
            if grain == table and grain in ("county", "city", "province") and self._is_bare(table, code, at.period):
                yield At(table, code, at.stage, None, at.period, at.is_restated)

    def _is_bare(self, grain: str, code: str, period: Period) -> bool:
        """Whether a body of the tree stands at a grain without a row: its values are missing, not zero."""
        body = self.world.bodies.get(code)
        return body is not None and body.kind == grain and not self.world.rows_of(grain, code, period)

    # ─────────────── names ───────────────

    def _name(self, node: Name, at: At) -> Value:
        symbol = self.symbols.at(at.grain)[node.id]
        if symbol.kind == "stage":
            return known(at.stage)
        if symbol.kind == "body":
            return known(at.body)
        if symbol.kind == "indicator":
            return self._indicator(node.id, at)
        if symbol.kind == "parameter":
            return self.parameter(node.id, at)
        return self._field(node.id, symbol, at)

    def _indicator(self, code: str, at: At) -> Value:
        indicator = self.symbols.indicators[code]
        place = at if indicator.grain == at.grain else self._place_above(indicator.grain, at)
        if indicator.stages and place.stage not in indicator.stages:
            return not_applicable(f"{indicator.name_zh}没有这个学段", f"{code} has no such stage")
        result = self.judge(indicator, place)
        self.recorder.note_indicator(indicator, result)
        if result.state == INCOMPLETE:
            return missing(*result.missing)
        if result.state == NOT_APPLICABLE:
            return Value(NOT_APPLICABLE, None, (), result.reasons[0] if result.reasons else None)
        if isinstance(result.value, Exact):
            return known(result.value * Exact.of(measure_of(indicator.unit).factor))
        return known(result.value)

    def _place_above(self, grain: str, at: At) -> At:
        body = self._body_at(grain, at.body)
        rows = self.world.rows_of(grain, body, at.period)
        return replace(at, grain=grain, body=body, row=rows[0] if rows else None)

    def _body_at(self, grain: str, code: str) -> str:
        """The body of a grain that holds a body, itself included; the body itself where the tree does not say."""
        if grain in ("school_stage", "school", "kindergarten"):
            return code
        for above in self.world.above(code):
            body = self.world.bodies.get(above)
            if body is not None and body.kind == grain:
                return above
        return code

    def _field(self, name: str, symbol: Symbol, at: At) -> Value:
        row = self._row_for(symbol.table, at)
        if row is not None and symbol.column in row.keys:
            return known(row.keys[symbol.column])
        fact = _fact_of(row, symbol, at) if row is not None else None
        label = f"{self.title_of(at)}{symbol.label}"
        if fact is None:
            self.recorder.note_missing_cell(symbol, label, at.period.label())
            return missing(f"{label}（{at.period.label()}）")
        value = _value_of(fact, symbol, label)
        self.recorder.note_cell(fact, symbol, label, value)
        return value

    def _row_for(self, table: str, at: At) -> Row | None:
        if at.row is not None and at.row.table == table:
            return at.row
        rows = self.world.rows_of(table, self._body_at(ROW_TABLES.get(table, table), at.body), at.period)
        return next((row for row in rows if not row.stage or row.stage == at.stage), None)

    def parameter(self, name: str, at: At) -> Value:
        """The value of a parameter in force on the day, of the nearest place, of the stage."""
        parameter = self.symbols.parameters[name]
        found = self._dated(parameter.values, at)
        if found is None:
            return missing(f"参数{parameter.name_zh}（{name}）在{self.day.isoformat()}没有值")
        self.recorder.note_parameter(parameter, found)
        return known(Exact.of(found.value * measure_of(parameter.unit).factor))

    def _dated(self, values: tuple[DatedValue, ...], at: At) -> DatedValue | None:
        kind = self._kind_of(at)
        fitting = [
            each for each in values if each.holds(self.day) and each.stage in ("", at.stage) and each.kind in ("", kind)
        ]
        for place in (*self.world.above(at.body), ""):
            here = [each for each in fitting if each.place == place]
            if here:
                return max(here, key=lambda each: (bool(each.kind), bool(each.stage)))
        return None

    def _kind_of(self, at: At) -> str:
        rows = self.world.rows_of("school", at.body, at.period)
        fact = rows[0].cells.get("type") if rows else None
        return fact.text if fact is not None else ""

    def title_of(self, at: At) -> str:
        """How a place is named in sentences: body and stage."""
        stage = label_of_stage(at.stage) if at.stage else ""
        name = self.world.name_of(at.body)
        return f"{name}{'' if stage and stage in name else stage}"


def _is_part(stage: str, whole: str) -> bool:
    return stage == whole or stage in stages()[whole].parts


def _fact_of(row: Row, symbol: Symbol, at: At) -> Fact | None:
    column = symbol.column
    stage = at.stage if symbol.has_stages else ""
    if at.is_restated:
        metric = symbol.field.metric if symbol.field else column
        own_stage = stage or (symbol.field.stage if symbol.field and symbol.field.stage else "")
        restated = row.restated.get(f"{metric}@{own_stage}" if own_stage else metric)
        if restated is not None:
            return restated
    if symbol.has_stages:
        return row.by_metric.get((column, stage))
    return row.cells.get(column) or row.by_metric.get((column, row.stage)) or _by_field(row, symbol)


def _by_field(row: Row, symbol: Symbol) -> Fact | None:
    """A column of the next period that holds this period's value as published."""
    if symbol.field is None:
        return None
    return row.by_metric.get((symbol.field.metric, symbol.field.stage or row.stage))


def _value_of(fact: Fact, symbol: Symbol, label: str) -> Value:
    if fact.state is State.NOT_APPLICABLE:
        return not_applicable(f"{label}不适用", f"{label} does not apply")
    if fact.state in (State.NOT_COLLECTED, State.WITHHELD):
        where = f"（{fact.place}）" if fact.place else ""
        return missing(f"{label}{where}")
    if symbol.type.kind == "truth":
        return TRUE if fact.text == "是" else FALSE
    if fact.value is None:
        return known(fact.text)
    return known(Exact.of(Fraction(fact.value) * measure_of(fact.unit).factor))
