"""Takes note of what a formula used, so that it can be explained; or of nothing, where only values are wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from dudao.facts.known import Fact
from dudao.indicators.evaluate.operations import times
from dudao.indicators.evaluate.values import Number, Raw, Value, exact
from dudao.indicators.results import KNOWN, IndicatorResult
from dudao.indicators.symbols import Symbol, measure_of
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.formula.nodes import Call, Name, Node
from dudao.schemes.formula.render import render_formula
from dudao.schemes.indicators import DatedValue, Expression, Indicator, Parameter
from dudao.values.exact import Exact, rounded

LONGEST_LIST = 400
"""Rows of an aggregate that a trace lists; what is beyond is counted."""
SHOWN_DIGITS = 6
FEW_DIGITS = 10**20
TracedRow = tuple[str, Raw, tuple[TraceNode, ...]]


class Recorder:
    """Records nothing: the quick way. `Tracer` records."""

    __slots__ = ()
    is_tracing = False

    def note_value(self, node: Node, value: Raw) -> None:
        """The value of a name or function, to be put into the formula."""

    def note_leaf(self, key: LeafKey) -> bool:
        """A cell that was read before: whether it is known."""
        return True

    def note_cell(self, key: LeafKey, fact: Fact, symbol: Symbol, label: str, value: Raw) -> None:
        """A cell that was read."""

    def note_missing_cell(self, key: LeafKey, symbol: Symbol, label: str, period: str) -> None:
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

    def formula_step(self, expression: Expression, zh: str, en: str, unit: str, value: Raw) -> TraceNode:
        """A formula that was asked, with what it used, which is taken."""
        trouble = value if isinstance(value, Value) else None
        reason = trouble.reason if trouble else None
        return TraceNode(
            "formula",
            zh,
            en,
            state=trouble.state if trouble else KNOWN,
            value="" if trouble else shown(value, unit),
            unit=unit if is_number(value) else "",
            expression=expression.text,
            with_numbers=self.with_numbers(expression.node),
            children=self.take(),
            reason_zh=reason.zh if reason else "",
            reason_en=reason.en if reason else "",
        )


LeafKey = tuple[int, str, str, str, bool, str]
"""What tells the cells that places read from one another: row, column, body, stage, base, period."""


@dataclass(slots=True)
class Leaves:
    """What the traces of one run have in common: the nodes of cells and parameters, and formulas ready to be filled in."""

    cells: dict[LeafKey, TraceNode] = field(default_factory=dict)
    parameters: dict[int, TraceNode] = field(default_factory=dict)
    templates: dict[int, Template] = field(default_factory=dict)


class Tracer(Recorder):
    """Records everything a formula used, in order."""

    __slots__ = ("layers", "leaves", "values")
    is_tracing = True

    def __init__(self, leaves: Leaves | None = None) -> None:
        self.leaves = leaves or Leaves()
        self.layers: list[list[TraceNode]] = [[]]
        self.values: dict[int, Raw] = {}

    def note_value(self, node: Node, value: Raw) -> None:
        """Keep the value under the node, for the formula with numbers."""
        if len(self.layers) == 1:
            self.values[id(node)] = value

    def note_leaf(self, key: LeafKey) -> bool:
        """The leaf again, where it was noted in this run."""
        found = self.leaves.cells.get(key)
        if found is None:
            return False
        self.layers[-1].append(found)
        return True

    def note_cell(self, key: LeafKey, fact: Fact, symbol: Symbol, label: str, value: Raw) -> None:
        """A leaf with the place of the cell."""
        node = self.leaves.cells[key] = _cell(fact, symbol, label, value)
        self._add(node)

    def note_missing_cell(self, key: LeafKey, symbol: Symbol, label: str, period: str) -> None:
        """A leaf that says that nothing was given."""
        node = self.leaves.cells[key] = TraceNode(
            "cell",
            label,
            symbol.field.label_en if symbol.field else symbol.column,
            state="incomplete",
            reason_zh=f"没有{period}的数据",
            reason_en=f"no value for {period}",
        )
        self._add(node)

    def note_parameter(self, parameter: Parameter, dated: DatedValue) -> None:
        """A leaf with the legal basis."""
        found = self.leaves.parameters.get(id(dated))
        if found is None:
            found = self.leaves.parameters[id(dated)] = TraceNode(
                "parameter",
                parameter.name_zh,
                parameter.name_en,
                value=f"{Exact.of(dated.value).as_decimal():f}",
                unit=parameter.unit,
                basis=(dated.basis,),
                valid_from=dated.valid_from,
                valid_to=dated.valid_to,
            )
        self._add(found)

    def note_indicator(self, indicator: Indicator, result: IndicatorResult) -> None:
        """The indicator's own trace below."""
        if result.trace is not None:
            self._add(result.trace)

    def note_rows(self, node: Call, table: str, rows: Sequence[TracedRow], unit: str) -> None:
        """A node with a child for each row, and below it what the row's value was made of."""
        is_rule = node.function == "all"  # then a row that is false is one that fails
        listed = tuple(_row(title, value, below, unit, is_rule) for title, value, below in rows[:LONGEST_LIST])
        more = len(rows) - len(listed)
        self._add(
            TraceNode(
                "aggregate",
                f"{table} 表 {len(rows)} 行",
                f"{len(rows)} rows of {table}",
                expression=self._template(node).pretty,
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
        """The nodes noted so far, each once; the leaves of a run are the same object wherever they are noted."""
        nodes = self.layers[-1]
        taken = tuple({id(node): node for node in nodes}.values())
        nodes.clear()
        return taken

    def with_numbers(self, node: Node) -> str:
        """The formula with the values of its names and aggregates in their places."""
        return self._template(node).filled(self.values)

    def _add(self, node: TraceNode) -> None:
        self.layers[-1].append(node)

    def _template(self, node: Node) -> Template:
        found = self.leaves.templates.get(id(node))
        if found is None:
            found = self.leaves.templates[id(node)] = Template(node)
        return found


class Template:
    """A formula as text with gaps for the values of its names and functions."""

    __slots__ = ("gaps", "node", "pieces", "pretty")

    def __init__(self, node: Node, *, is_inside: bool = False) -> None:
        self.node = node
        self.pretty = render_formula(node, pretty=True)
        gaps: list[Node] = []

        def leave_gap(each: Node) -> str | None:
            if not isinstance(each, Name | Call) or (is_inside and each is node):
                return None
            gaps.append(each)
            return "\0"

        self.pieces = render_formula(node, put_in=leave_gap, pretty=True).split("\0")
        # a function that was not asked shows those of its arguments that were
        self.gaps = [
            (id(each), Template(each, is_inside=True) if isinstance(each, Call) else None, each) for each in gaps
        ]

    def filled(self, values: dict[int, Raw]) -> str:
        """The text with the values in; a name without one stands as it is."""
        text = [self.pieces[0]]
        for (key, inside, each), piece in zip(self.gaps, self.pieces[1:], strict=True):
            if key in values:
                text.append(shown(values[key]))
            elif inside is not None:
                text.append(inside.filled(values))
            else:
                text.append(render_formula(each, pretty=True))
            text.append(piece)
        return "".join(text)


def _cell(fact: Fact, symbol: Symbol, label: str, value: Raw) -> TraceNode:
    trouble = value if isinstance(value, Value) else None
    reason = trouble.reason if trouble else None
    return TraceNode(
        "cell",
        label,
        f"{symbol.field.label_en if symbol.field else symbol.column} ({fact.body_code})",
        state=trouble.state if trouble else KNOWN,
        value=f"{fact.value}" if fact.value is not None else fact.text,
        unit=fact.unit or "",
        place=fact.place,
        reason_zh=reason.zh if reason else fact.state.label_zh if trouble else "",
        reason_en=reason.en if reason else fact.state.value if trouble else "",
    )


def _row(title: str, value: Raw, below: tuple[TraceNode, ...], unit: str, is_rule: bool) -> TraceNode:
    state = value.state if isinstance(value, Value) else KNOWN
    own = unit if is_number(value) else ""
    verdict = "fail" if is_rule and value is False else ""
    return TraceNode(
        "row", title, title, state=state, value=shown(value, unit), unit=own, children=below, verdict=verdict
    )


def is_number(value: Raw) -> bool:
    """Whether a formula gave a number."""
    return isinstance(value, int | Fraction | Exact) and not isinstance(value, bool)


def shown(value: Raw, unit: str = "") -> str:
    """A value in a formula: digits (in a unit, where one is given), 是 or 否, words, or what is wrong with it."""
    if isinstance(value, Value):
        return "不适用" if value.state == "not_applicable" else "缺"
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or isinstance(value, str):
        return f"“{value}”"
    own = value if not unit else in_unit(value, unit)
    plain = own.fraction if isinstance(own, Exact) else own
    if plain is None or not -FEW_DIGITS < plain < FEW_DIGITS:
        return f"{exact(own).as_decimal(SHOWN_DIGITS):f}"
    return _digits(plain)


def _digits(number: Fraction | int) -> str:
    """A plain number to SHOWN_DIGITS decimals, zeros behind left out: by hand, since a trace shows ten thousand of them."""
    if number.denominator == 1:
        return str(number.numerator)
    text = str(abs(last := rounded(number, SHOWN_DIGITS, "half_even"))).rjust(SHOWN_DIGITS + 1, "0")
    sign = "-" if last < 0 else ""
    return f"{sign}{text[:-SHOWN_DIGITS]}.{text[-SHOWN_DIGITS:]}".rstrip("0").rstrip(".")


@cache
def _per_base(unit: str) -> Fraction | int:
    """How many of a unit are one base unit."""
    inverse = 1 / measure_of(unit).factor
    return int(inverse) if inverse.denominator == 1 else inverse


def in_unit(number: Number, unit: str) -> Exact:
    """A number in base units, in a unit."""
    factor = _per_base(unit)
    return exact(number if factor == 1 else times(number, factor))
