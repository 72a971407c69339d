"""Takes note of what a formula used, so that it can be explained; or of nothing, where only values are wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dudao.facts.known import Fact
from dudao.indicators.evaluate.values import Value
from dudao.indicators.results import IndicatorResult
from dudao.indicators.symbols import Symbol, measure_of
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.formula.nodes import Call, Node
from dudao.schemes.formula.render import render_formula
from dudao.schemes.indicators import DatedValue, Indicator, Parameter
from dudao.values.exact import Exact

LONGEST_LIST = 400
"""Rows of an aggregate that a trace lists; what is beyond is counted."""
SHOWN_DIGITS = 6
TracedRow = tuple[str, Value, tuple[TraceNode, ...]]


class Recorder:
    """Records nothing: the quick way. `Tracer` records."""

    is_tracing = False

    def note_value(self, node: Node, value: Value) -> None:
        """The value of a name or function, to be put into the formula."""

    def note_cell(self, fact: Fact, symbol: Symbol, label: str, value: Value) -> None:
        """A cell that was read."""

    def note_missing_cell(self, symbol: Symbol, label: str, period: str) -> None:
        """A cell that was not there."""

    def note_parameter(self, parameter: Parameter, dated: DatedValue) -> None:
        """A parameter with the value that was in force."""

    def note_indicator(self, indicator: Indicator, result: IndicatorResult) -> None:
        """Another indicator that was used."""

    def note_rows(self, node: Call, table: str, rows: Sequence[TracedRow], unit: str) -> None:
        """The rows of an aggregate: each with its title, its value (to be shown in `unit`) and what it was made of."""

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is read inside is not noted beside the rest; `take` gives it while inside, and what is not taken is lost."""
        yield

    def take(self) -> tuple[TraceNode, ...]:
        """What was noted since the last taking."""
        return ()

    def with_numbers(self, node: Node) -> str:
        """A formula with the numbers put in; "" where nothing is recorded."""
        return ""


class Tracer(Recorder):
    """Records everything a formula used, in order."""

    is_tracing = True

    def __init__(self) -> None:
        self.layers: list[list[TraceNode]] = [[]]
        self.values: dict[int, str] = {}

    def note_value(self, node: Node, value: Value) -> None:
        """Keep the value under the node, for the formula with numbers."""
        if len(self.layers) == 1:
            self.values[id(node)] = shown(value)

    def note_cell(self, fact: Fact, symbol: Symbol, label: str, value: Value) -> None:
        """A leaf with the place of the cell."""
        reason = value.reason
        self._add(
            TraceNode(
                "cell",
                label,
                f"{symbol.field.label_en if symbol.field else symbol.column} ({fact.body_code})",
                state=value.state,
                value=f"{fact.value}" if fact.value is not None else fact.text,
                unit=fact.unit or "",
                place=fact.place,
                reason_zh=reason.zh if reason else "" if value.is_known else fact.state.label_zh,
                reason_en=reason.en if reason else "" if value.is_known else fact.state.value,
            )
        )

    def note_missing_cell(self, symbol: Symbol, label: str, period: str) -> None:
        """A leaf that says that nothing was given."""
        self._add(
            TraceNode(
                "cell",
                label,
                symbol.field.label_en if symbol.field else symbol.column,
                state="incomplete",
                reason_zh=f"没有{period}的数据",
                reason_en=f"no value for {period}",
            )
        )

    def note_parameter(self, parameter: Parameter, dated: DatedValue) -> None:
        """A leaf with the legal basis."""
        self._add(
            TraceNode(
                "parameter",
                parameter.name_zh,
                parameter.name_en,
                value=f"{Exact.of(dated.value).as_decimal():f}",
                unit=parameter.unit,
                basis=(dated.basis,),
                valid_from=dated.valid_from,
                valid_to=dated.valid_to,
            )
        )

    def note_indicator(self, indicator: Indicator, result: IndicatorResult) -> None:
        """The indicator's own trace below."""
        if result.trace is not None:
            self._add(result.trace)

    def note_rows(self, node: Call, table: str, rows: Sequence[TracedRow], unit: str) -> None:
        """A node with a child for each row, and below it what the row's value was made of."""
        listed = tuple(
            TraceNode(
                "row",
                title,
                title,
                state=value.state,
                value=shown(value, unit),
                unit=unit if isinstance(value.content, Exact) else "",
                children=below,
            )
            for title, value, below in rows[:LONGEST_LIST]
        )
        more = len(rows) - len(listed)
        self._add(
            TraceNode(
                "aggregate",
                f"{table} 表 {len(rows)} 行",
                f"{len(rows)} rows of {table}",
                expression=render_formula(node, pretty=True),
                children=listed,
                reason_zh=f"另有 {more} 行未列" if more else "",
                reason_en=f"{more} more rows" if more else "",
            )
        )

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is noted inside goes to a layer of its own."""
        self.layers.append([])
        try:
            yield
        finally:
            self.layers.pop()

    def take(self) -> tuple[TraceNode, ...]:
        """The nodes noted so far, each once."""
        taken = {_likeness(node): node for node in self.layers[-1]}
        self.layers[-1].clear()
        return tuple(taken.values())

    def with_numbers(self, node: Node) -> str:
        """The formula with the values of its names and aggregates in their places."""
        return render_formula(node, put_in=lambda each: self.values.get(id(each)), pretty=True)

    def _add(self, node: TraceNode) -> None:
        self.layers[-1].append(node)


def _likeness(node: TraceNode) -> tuple[object, ...]:
    """What two notes of the same thing have in common; a tree is only like itself, so that big ones are not compared."""
    if node.children:
        return (id(node),)
    return (node.kind, node.label_zh, node.value, node.place, node.valid_from)


def shown(value: Value, unit: str = "") -> str:
    """A value in a formula: digits (in a unit, where one is given), 是 or 否, words, or what is wrong with it."""
    if not value.is_known:
        return "不适用" if value.state == "not_applicable" else "缺"
    if isinstance(value.content, bool):
        return "是" if value.content else "否"
    if isinstance(value.content, Exact):
        return f"{in_unit(value.content, unit).as_decimal(SHOWN_DIGITS):f}"
    return f"“{value.content}”"


def in_unit(value: Exact, unit: str) -> Exact:
    """A value in base units, in a unit."""
    return value / Exact.of(measure_of(unit).factor)
