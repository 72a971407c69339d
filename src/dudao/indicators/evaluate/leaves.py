"""What a formula used at a place, as nodes of a trace: cells, parameters, other indicators, aggregates with their rows.

The shape of a formula (which parts can leave a node, in the order in which they are asked) is found once an edition; at a place
the notes say which of them were asked and what they came to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from dudao.facts.contract import table_schema
from dudao.facts.known import Fact
from dudao.indicators.evaluate.aggregate_rows import rows_under
from dudao.indicators.evaluate.aggregates import AGGREGATES
from dudao.indicators.evaluate.fields import fact_of, labels_of, row_of
from dudao.indicators.evaluate.formulas import Formulas, asks_restated
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.recorder import Notes
from dudao.indicators.evaluate.shown import NOT_ASKED, Template, shown
from dudao.indicators.evaluate.values import Raw, Value
from dudao.indicators.results import KNOWN, NOT_APPLICABLE, Reason
from dudao.indicators.symbols import BELOW, Symbol
from dudao.indicators.trace.model import TraceNode
from dudao.indicators.unit_words import unit_in
from dudao.schemes.formula.nodes import Call, Name, Negation, Node, Operation
from dudao.schemes.indicators import Parameter
from dudao.values.exact import Exact

if TYPE_CHECKING:
    from dudao.indicators.evaluate.judge import Judge

LONGEST_LIST = 400
"""Rows of an aggregate that a trace lists; what is beyond is counted."""


@dataclass(slots=True, eq=False)
class Shape:
    """A formula at a grain: its text with gaps, and the parts that leave nodes."""

    node: Node
    template: Template
    parts: tuple[Part, ...]

    def with_numbers(self, notes: Notes, at: At) -> str:
        """The formula with the values of its names and functions in their places."""
        return self.template.filled(lambda node: notes.of(node).get(at, NOT_ASKED))

    def leaves(self, judge: Judge, notes: Notes, at: At) -> tuple[TraceNode, ...]:
        """The nodes of what was asked, each once; the leaves of a run are the same object wherever they stand."""
        nodes: list[TraceNode] = []
        for part in self.parts:
            part.add(judge, notes, at, nodes)
        return unique(nodes)


def shape_of(formulas: Formulas, node: Node, grain: str) -> Shape:
    """The shape of a formula at a grain, found once an edition."""
    key = (id(node), grain)
    found: Shape | None = formulas.shapes.get(key)
    if found is None:
        found = formulas.shapes[key] = Shape(node, Template(node), tuple(_parts(formulas, node, grain)))
    return found


def _parts(formulas: Formulas, node: Node, grain: str) -> Iterator[Part]:
    if isinstance(node, Negation):
        yield from _parts(formulas, node.operand, grain)
    elif isinstance(node, Operation):
        yield from _parts(formulas, node.left, grain)
        yield from _parts(formulas, node.right, grain)
    elif isinstance(node, Name):
        symbol = formulas.symbols.at(grain)[node.id]
        if symbol.kind == "field":
            yield _Cell(node, symbol)
        elif symbol.kind == "parameter":
            yield _Limit(node, formulas.symbols.parameters[node.id])
        elif symbol.kind == "indicator":
            yield _Used(node, grain)
    elif isinstance(node, Call) and node.function in AGGREGATES:
        yield _Rows(formulas, node, grain)
    elif isinstance(node, Call):
        inner = tuple(part for argument in node.arguments for part in _parts(formulas, argument, grain))
        if node.function in ("previous", "restated", "growth"):
            yield _Before(inner, asks_restated(node), node.function == "growth")
        else:
            yield from inner


# ─────────────── names ───────────────


@dataclass(slots=True, eq=False)
class _Cell:
    node: Name
    symbol: Symbol

    def add(self, judge: Judge, notes: Notes, at: At, nodes: list[TraceNode]) -> None:
        asked = notes.of(self.node)
        if at not in asked:
            return
        key = (self.symbol, at)
        if key not in judge.leaves:
            judge.leaves[key] = self._leaf(judge, at, asked[at])
        found = judge.leaves[key]
        if found is not None:
            nodes.append(found)

    def _leaf(self, judge: Judge, at: At, value: Raw) -> TraceNode | None:
        """The cell, one node however it was come to; None for a column by which rows are told apart."""
        symbol, lookups = self.symbol, judge.lookups
        row = row_of(lookups, symbol, at)
        if row is not None and symbol.column in row.keys:
            return None
        key = (row, symbol.column, at.body, at.stage, at.is_restated, at.label)
        found = judge.leaves.get(key)
        if found is None:
            fact = fact_of(row, symbol, at) if row is not None else None
            labels = labels_of(lookups, symbol, at)
            found = _missing_cell(labels, at) if fact is None else _cell(fact, labels, value)
            judge.leaves[key] = found
        return found


@dataclass(slots=True, eq=False)
class _Limit:
    node: Name
    parameter: Parameter

    def add(self, judge: Judge, notes: Notes, at: At, nodes: list[TraceNode]) -> None:
        dated = judge.lookups.dated(self.parameter.id, at) if at in notes.of(self.node) else None
        if dated is None:
            return
        found = judge.leaves.get(id(dated))
        if found is None:
            found = judge.leaves[id(dated)] = TraceNode(
                "parameter",
                self.parameter.name_zh,
                self.parameter.name_en,
                value=f"{Exact.of(dated.value).as_decimal():f}",
                unit=self.parameter.unit,
                basis=(dated.basis,),
                valid_from=dated.valid_from,
                valid_to=dated.valid_to,
            )
        nodes.append(found)


@dataclass(slots=True, eq=False)
class _Used:
    """Another indicator: its own trace below."""

    node: Name
    grain: str

    def add(self, judge: Judge, notes: Notes, at: At, nodes: list[TraceNode]) -> None:
        if at in notes.of(self.node):
            indicator = judge.formulas.symbols.indicators[self.node.id]
            place = at if indicator.grain == self.grain else judge.lookups.place_above(indicator.grain, at)
            if not indicator.stages or place.stage in indicator.stages:
                nodes.append(judge.node(indicator, place))


# ─────────────── functions ───────────────


@dataclass(slots=True, eq=False)
class _Before:
    """What is asked for the period before, and for growth now too."""

    inner: tuple[Part, ...]
    is_restated: bool
    is_growth: bool

    def add(self, judge: Judge, notes: Notes, at: At, nodes: list[TraceNode]) -> None:
        before = judge.lookups.earlier(at, is_restated=self.is_restated)
        for place in (before, at) if self.is_growth else (before,):
            for part in self.inner:
                part.add(judge, notes, place, nodes)


class _Rows:
    """An aggregate: a node with a child for each row that counts, and below it what the row's value was made of."""

    __slots__ = ("grain", "node", "schema", "shapes", "table", "template", "unit", "where")

    def __init__(self, formulas: Formulas, node: Call, grain: str) -> None:
        of, within = node.argument("of"), node.argument("within")
        self.node = node
        self.table = of.id if isinstance(of, Name) else BELOW[grain][0]
        self.schema = table_schema(self.table, formulas.symbols.own)
        self.grain = within.id if isinstance(within, Name) else grain
        self.where = node.argument("where")
        self.template = Template(node)
        weight = node.argument("weight")
        own = (self.where, *node.arguments, weight)
        self.shapes = [shape_of(formulas, each, self.table) for each in own if each is not None]
        self.unit = _unit_of(formulas, node, self.table)

    def add(self, judge: Judge, notes: Notes, at: At, nodes: list[TraceNode]) -> None:
        if at not in notes.of(self.node):
            return
        rows = list(self._rows(judge, notes, at))
        listed = rows[:LONGEST_LIST]
        more = len(rows) - len(listed)
        spread = self._spread(rows)
        nodes.append(
            TraceNode(
                "aggregate",
                f"{self.schema.label_zh} {len(rows)} 行",
                f"{len(rows)} rows of {self.schema.label_en}",
                expression=self.template.pretty,
                children=tuple(self._row(judge, notes, place, value, heft) for place, value, heft in listed),
                reason_zh="；".join(filter(None, (spread.zh, f"另有 {more} 行未列" if more else ""))),
                reason_en="; ".join(filter(None, (spread.en, f"{more} more rows" if more else ""))),
            )
        )

    def _rows(self, judge: Judge, notes: Notes, at: At) -> Iterator[tuple[At, Raw, Raw]]:
        """The rows that count or would count, with their values and weights."""
        taken = notes.of(self.where) if self.where is not None else None
        values = notes.of(self.node.arguments[0]) if self.node.arguments else None
        weight = self.node.argument("weight")
        weights = notes.of(weight) if weight is not None else None
        for place in rows_under(judge.lookups, self.table, self.grain, at):
            if taken is not None and taken.get(place) is not True:
                continue
            value = values[place] if values is not None else True
            heft = weights[place] if weights is not None else 1
            if not any(isinstance(each, Value) and each.state == NOT_APPLICABLE for each in (value, heft)):
                yield place, value, heft

    def _spread(self, rows: Sequence[tuple[At, Raw, Raw]]) -> Reason:
        """Of a coefficient of variation the mean and the deviation that it is made of."""
        pairs = [
            (Fraction(value), Fraction(heft))
            for _, value, heft in rows
            if isinstance(value, int | Fraction) and isinstance(heft, int | Fraction)
        ]
        whole = sum((heft for _, heft in pairs), Fraction(0))
        if self.node.function != "cv" or not whole or len(pairs) < len(rows):
            return Reason("", "")
        mean = sum((value * heft for value, heft in pairs), Fraction(0)) / whole
        squares = sum(((value - mean) ** 2 * heft for value, heft in pairs), Fraction(0)) / whole
        names = (shown(mean, self.unit), shown(Exact.root(squares), self.unit))
        zh, en = ([f"{each}{unit_in(self.unit, lang)}" for each in names] for lang in ("zh", "en"))
        return Reason(
            f"加权平均 {zh[0]}，加权标准差 {zh[1]}，差异系数＝标准差÷平均；权数合计 {shown(whole)}",
            f"weighted mean {en[0]}, weighted deviation {en[1]}; the coefficient is deviation ÷ mean; weights {shown(whole)} in all",
        )

    def _row(self, judge: Judge, notes: Notes, place: At, value: Raw, heft: Raw) -> TraceNode:
        title, title_en = judge.lookups.title_of_row(place), judge.lookups.title_of_row(place, "en")
        is_weighted = self.node.argument("weight") is not None
        nodes: list[TraceNode] = []
        for shape in self.shapes:
            for part in shape.parts:
                part.add(judge, notes, place, nodes)
        is_failing = self.node.function == "all" and value is False
        return TraceNode(
            "row",
            f"{title}（权数 {shown(heft)}）" if is_weighted else title,
            f"{title_en} (weight {shown(heft)})" if is_weighted else title_en,
            state=value.state if isinstance(value, Value) else KNOWN,
            value=shown(value, self.unit),
            unit=self.unit if _is_number(value) else "",
            children=unique(nodes),
            verdict="fail" if is_failing else "",
        )


Part = _Cell | _Limit | _Used | _Before | _Rows


def _is_number(value: Raw) -> bool:
    return not isinstance(value, bool | str | Value) and value is not None


def _unit_of(formulas: Formulas, node: Call, table: str) -> str:
    """The unit in which the rows of an aggregate are shown: that of the name it is of, else base units."""
    argument = node.arguments[0] if node.arguments else None
    symbol = formulas.symbols.at(table).get(argument.id) if isinstance(argument, Name) else None
    if symbol is None or not isinstance(argument, Name):
        return ""
    if symbol.kind == "indicator":
        return formulas.symbols.indicators[argument.id].unit
    return (symbol.field.unit or "") if symbol.field is not None else ""


# ─────────────── cells ───────────────


def _cell(fact: Fact, labels: tuple[str, str], value: Raw) -> TraceNode:
    trouble = value if isinstance(value, Value) else None
    reason = trouble.reason if trouble else None
    return TraceNode(
        "cell",
        *labels,
        state=trouble.state if trouble else KNOWN,
        value=str(fact.value) if fact.value is not None else fact.text,
        unit=fact.unit or "",
        place=fact.place,
        reason_zh=reason.zh if reason else fact.state.label_zh if trouble else "",
        reason_en=reason.en if reason else fact.state.value if trouble else "",
    )


def _missing_cell(labels: tuple[str, str], at: At) -> TraceNode:
    return TraceNode(
        "cell",
        *labels,
        state="incomplete",
        reason_zh=f"没有{at.label}的数据",
        reason_en=f"no value for {at.label}",
    )


def unique(nodes: list[TraceNode]) -> tuple[TraceNode, ...]:
    """Nodes without repetition, in their order."""
    if len(nodes) < 2:
        return tuple(nodes)
    return tuple({id(node): node for node in nodes}.values())
