"""What a formula used at a place, as nodes of a trace: cells, parameters, other indicators, aggregates with their rows.

The shape of a formula (which parts can leave a node, in the order in which they are asked) is found once an edition; at a place
the notes say which of them were asked and what they came to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from dudao.facts.contract import table_schema
from dudao.indicators.evaluate.aggregate_rows import rows_under
from dudao.indicators.evaluate.aggregates import AGGREGATES
from dudao.indicators.evaluate.fields import fact_of, row_of
from dudao.indicators.evaluate.formulas import Formulas, asks_restated
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.recorder import Notes
from dudao.indicators.evaluate.shown import Template
from dudao.indicators.evaluate.steps import AggregateStep, CellStep, Gathering, RowStep
from dudao.indicators.evaluate.values import Raw, Value
from dudao.indicators.results import NOT_APPLICABLE
from dudao.indicators.symbols import BELOW, Symbol
from dudao.indicators.trace.model import ToldStep, TraceNode
from dudao.schemes.formula.nodes import Call, Name, Negation, Node, Operation
from dudao.schemes.formula.render import render_formula
from dudao.schemes.indicators import DatedValue, Parameter
from dudao.values.exact import Exact

if TYPE_CHECKING:
    from dudao.indicators.evaluate.judge import Judge

_NEW = object()
LONGEST_LIST = 400
"""Rows of an aggregate that a trace lists; what is beyond is counted."""


@dataclass(slots=True, eq=False)
class Shape:
    """A formula at a grain: its text with gaps, and the parts that leave nodes; whether two of these may leave the same one."""

    node: Node
    template: Template
    parts: tuple[Part, ...]
    may_repeat: bool

    def with_numbers(self, notes: Notes, at: At) -> str:
        """The formula with the values of its names and functions in their places."""
        return self.template.filled(self.template.values(notes, (at,))[0])

    def leaves(self, judge: Judge, notes: Notes, places: Places) -> list[tuple[TraceNode, ...]]:
        """The nodes of what was asked at each place, each once; the leaves of a run are the same object wherever they stand."""
        return leaves_of(self.parts, judge, notes, places, may_repeat=self.may_repeat)


def shape_of(formulas: Formulas, node: Node, grain: str) -> Shape:
    """The shape of a formula at a grain, found once an edition."""
    key = (id(node), grain)
    found: Shape | None = formulas.shapes.get(key)
    if found is None:
        parts = tuple(_parts(formulas, node, grain))
        found = formulas.shapes[key] = Shape(node, Template(node), parts, _may_repeat(parts))
    return found


def leaves_of(
    parts: Sequence[Part], judge: Judge, notes: Notes, places: Places, *, may_repeat: bool
) -> list[tuple[TraceNode, ...]]:
    """The nodes that some parts leave at each place, each once."""
    found: list[list[TraceNode]] = [[] for _ in places]
    for part in parts:
        part.add(judge, notes, places, found)
    if may_repeat:
        return [tuple({id(node): node for node in nodes}.values()) for nodes in found]
    return [tuple(nodes) for nodes in found]


def _may_repeat(parts: Sequence[Part]) -> bool:
    """Whether two parts may leave the same node: not where each is another column, parameter or indicator."""
    sources = {part.source for part in parts}
    return len(sources) < len(parts) or None in sources


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

    @property
    def source(self) -> object:
        """What its nodes are of; None where they may be those of other parts too."""
        return self.symbol.table, self.symbol.column

    def add(self, judge: Judge, notes: Notes, places: Places, found: Found) -> None:
        """To each place's list its node, where the part was asked there."""
        asked, leaves = notes.of(self.node), judge.made_of(self.symbol)
        for at, nodes in zip(places, found, strict=True):
            if at in asked:
                leaf = leaves.get(at, _NEW)
                if leaf is _NEW:
                    leaf = leaves[at] = self._leaf(judge, at, asked[at])
                if leaf is not None:
                    nodes.append(leaf)

    def _leaf(self, judge: Judge, at: At, value: Raw) -> TraceNode | None:
        """The cell, one node however it was come to; None for a column by which rows are told apart."""
        symbol, lookups = self.symbol, judge.lookups
        row = row_of(lookups, symbol, at)
        if row is not None and symbol.column in row.keys:
            return None
        fact = fact_of(row, symbol, at) if row is not None else None
        if row is not None and row is at.row:
            return CellStep(lookups, symbol, at, fact, value)  # a row's own cells are come to by one way only
        key = (row, symbol.column, at.body, at.stage, at.is_restated, at.label)
        if key not in judge.cells:
            judge.cells[key] = CellStep(lookups, symbol, at, fact, value)
        return judge.cells[key]


@dataclass(slots=True, eq=False)
class _Limit:
    node: Name
    parameter: Parameter

    @property
    def source(self) -> object:
        """As of a cell."""
        return self.parameter.id

    @property
    def is_by_stage(self) -> bool:
        """Whether the values differ by stage only."""
        return not any(each.kind or each.place for each in self.parameter.values)

    def add(self, judge: Judge, notes: Notes, places: Places, found: Found) -> None:
        """As of a cell."""
        asked, leaves = notes.of(self.node), judge.made_of(self.parameter.id)
        of_stage: dict[str, TraceNode | None] = {}
        for at, nodes in zip(places, found, strict=True):
            if at in asked:
                if at.stage in of_stage:
                    leaf = of_stage[at.stage]
                else:
                    leaf = self._leaf_at(judge, at, leaves)
                    if self.is_by_stage:
                        of_stage[at.stage] = leaf
                if leaf is not None:
                    nodes.append(leaf)

    def _leaf_at(self, judge: Judge, at: At, leaves: dict[Any, TraceNode]) -> TraceNode | None:
        """The value in force, one node wherever it is; None where there is none."""
        dated = judge.lookups.dated(self.parameter.id, at)
        if dated is None:
            return None
        if id(dated) not in leaves:
            leaves[id(dated)] = self._leaf(dated)
        return leaves[id(dated)]

    def _leaf(self, dated: DatedValue) -> TraceNode:
        return ToldStep(
            "parameter",
            self.parameter.name_zh,
            self.parameter.name_en,
            value=f"{Exact.of(dated.value).as_decimal():f}",
            unit=self.parameter.unit,
            basis=(dated.basis,),
            valid_from=dated.valid_from,
            valid_to=dated.valid_to,
        )


@dataclass(slots=True, eq=False)
class _Used:
    """Another indicator: its own trace below."""

    node: Name
    grain: str

    @property
    def source(self) -> object:
        """As of a cell."""
        return self.node.id

    def add(self, judge: Judge, notes: Notes, places: Places, found: Found) -> None:
        """As of a cell."""
        asked = notes.of(self.node)
        indicator = judge.formulas.symbols.indicators[self.node.id]
        is_here, stages, made = indicator.grain == self.grain, indicator.stages, judge.made_of(indicator.code)
        for at, nodes in zip(places, found, strict=True):
            if at in asked:
                place = at if is_here else judge.lookups.place_above(indicator.grain, at)
                if not stages or place.stage in stages:
                    nodes.append(made.get(place) or judge.node(indicator, place))


# ─────────────── functions ───────────────


@dataclass(slots=True, eq=False)
class _Before:
    """What is asked for the period before, and for growth now too."""

    inner: tuple[Part, ...]
    is_restated: bool
    is_growth: bool
    source: ClassVar[None] = None

    def add(self, judge: Judge, notes: Notes, places: Places, found: Found) -> None:
        """As of a cell."""
        before = [judge.lookups.earlier(at, is_restated=self.is_restated) for at in places]
        for asked in (before, places) if self.is_growth else (before,):
            for part in self.inner:
                part.add(judge, notes, asked, found)


class _Rows:
    """An aggregate: a node with a child for each row that counts, and below it what the row's value was made of."""

    __slots__ = ("gathering", "grain", "may_repeat", "node", "parts", "table", "weight", "where")

    def __init__(self, formulas: Formulas, node: Call, grain: str) -> None:
        of, within = node.argument("of"), node.argument("within")
        self.node = node
        self.table = of.id if isinstance(of, Name) else BELOW[grain][0]
        self.grain = within.id if isinstance(within, Name) else grain
        self.where, self.weight = node.argument("where"), node.argument("weight")
        own = (self.where, *node.arguments, self.weight)
        shapes = [shape_of(formulas, each, self.table) for each in own if each is not None]
        self.parts = [part for shape in shapes for part in shape.parts]
        self.may_repeat = _may_repeat(self.parts)
        schema = table_schema(self.table, formulas.symbols.own)
        self.gathering = Gathering(
            node.function,
            render_formula(node, pretty=True),
            schema.label_zh,
            schema.label_en,
            _unit_of(formulas, node, self.table),
            self.weight is not None,
        )

    def add(self, judge: Judge, notes: Notes, places: Places, found: Found) -> None:
        """As of a cell."""
        asked = notes.of(self.node)
        for at, nodes in zip(places, found, strict=True):
            if at in asked:
                nodes.append(self._step(judge, notes, at))

    @property
    def source(self) -> object:
        """As of a cell."""
        return id(self)

    def _step(self, judge: Judge, notes: Notes, at: At) -> TraceNode:
        rows, values, weights = self._rows(judge, notes, at)
        listed = rows[:LONGEST_LIST]
        below = leaves_of(self.parts, judge, notes, listed, may_repeat=self.may_repeat)
        gathering, lookups = self.gathering, judge.lookups
        steps = [
            RowStep(gathering, lookups, place, value, weight, nodes)
            for place, value, weight, nodes in zip(listed, values, weights, below, strict=False)
        ]
        return AggregateStep(gathering, values, weights, tuple(steps))

    def _rows(self, judge: Judge, notes: Notes, at: At) -> tuple[list[At], list[Raw], list[Raw]]:
        """The rows that count or would count, with their values and weights."""
        rows = rows_under(judge.lookups, self.table, self.grain, at)
        if self.where is not None:
            taken = notes.of(self.where)
            rows = [place for place in rows if taken.get(place) is True]
        values: list[Raw] = [True] * len(rows)
        weights: list[Raw] = [1] * len(rows)
        if self.node.arguments:
            values = list(map(notes.of(self.node.arguments[0]).__getitem__, rows))
        if self.weight is not None:
            weights = list(map(notes.of(self.weight).__getitem__, rows))
        if Value in map(type, values) or Value in map(type, weights):
            kept = [
                number
                for number, each in enumerate(zip(values, weights, strict=True))
                if not any(type(one) is Value and one.state == NOT_APPLICABLE for one in each)
            ]
            rows = [rows[number] for number in kept]
            values, weights = [values[number] for number in kept], [weights[number] for number in kept]
        return rows, values, weights


Part = _Cell | _Limit | _Used | _Before | _Rows
Places = Sequence[At]
Found = Sequence[list[TraceNode]]
"""The nodes of each place, to which every part adds its own."""


def _unit_of(formulas: Formulas, node: Call, table: str) -> str:
    """The unit in which the rows of an aggregate are shown: that of the name it is of, else base units."""
    argument = node.arguments[0] if node.arguments else None
    symbol = formulas.symbols.at(table).get(argument.id) if isinstance(argument, Name) else None
    if symbol is None or not isinstance(argument, Name):
        return ""
    if symbol.kind == "indicator":
        return formulas.symbols.indicators[argument.id].unit
    return (symbol.field.unit or "") if symbol.field is not None else ""
