"""What a plan is: numbered steps from tables of rows to verdicts, in words that can be read before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dudao.indicators.compile.year_before import NOTHING_BEFORE, YearBefore
from dudao.indicators.symbols import BELOW, Symbols
from dudao.schemes.formula.nodes import Call, Name, Node, walk
from dudao.schemes.formula.render import render_formula
from dudao.schemes.indicators import Edition, Indicator

AGGREGATED = frozenset(("sum", "mean", "cv", "lowest", "highest", "count", "share", "all", "any"))
KINDS = ("gather", "indicator", "conclusion")
ALONE = ("school_stage", "school", "kindergarten")
"""Grains that no body of the tree holds others of."""
UPWARD = ("school_stage", "school", "kindergarten", "county", "city", "province", "nation")
"""Grains from the most rows to the fewest; tables of several rows a body (rooms, entries) come before them all."""
LOOKS_BACK = frozenset(("previous", "restated", "growth"))
"""Functions of the period before."""
NOT_PLANNED = {"round": "round"}
"""Functions that only the exact evaluator works out: they round in between."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Rows on which indicators stand: a table's rows; `is_staged` where a row is there once for each stage.

    `back`: so many periods before the one that is asked for. What columns of the year before answer is left out (see
    `year_before`), so the value of a period is the same on its own base and restated.
    """

    table: str
    is_staged: bool = False
    back: int = 0

    def __str__(self) -> str:
        stage = " × stage" if self.is_staged and self.table != "school_stage" else ""
        return self.table + stage + (f" − {self.back}" if self.back else "")

    @property
    def before(self) -> Layer:
        """The same rows a period before."""
        return replace(self, back=self.back + 1)


@dataclass(frozen=True, slots=True)
class Gather:
    """An aggregate of a formula: rows of one layer brought together for each row of another."""

    call: Call
    child: Layer
    parent: Layer
    within: str
    column: str


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step. `kind` is gather, indicator or conclusion; `level` the round in which it is worked out.

    `needs` holds the numbers of the steps that must be known before it.
    """

    number: int
    kind: str
    layer: Layer
    text: str
    needs: frozenset[int] = frozenset()
    level: int = 0
    indicator: Indicator | None = None
    gather: Gather | None = None
    nodes: tuple[Node, ...] = ()


@dataclass(slots=True)
class Plan:
    """The steps of an edition, and what is left to the exact evaluator, with the reason."""

    edition: Edition
    steps: list[Step] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)

    def of_level(self, level: int) -> list[Step]:
        """The steps of one round."""
        return [each for each in self.steps if each.level == level]

    @property
    def backs(self) -> int:
        """How many periods before the ones asked for are read."""
        asked = (layer for step in self.steps for node, where in asked_nodes(step) for _, layer in walk_on(node, where))
        return max((layer.back for layer in asked), default=0)

    @property
    def levels(self) -> int:
        """How many rounds there are."""
        return 1 + max((each.level for each in self.steps), default=-1)

    def render(self) -> str:
        """The plan as numbered lines."""
        lines = [f"{self.edition.slug}/{self.edition.edition}"]
        for each in self.steps:
            lines.append(f"{each.number:>3}. [{each.layer}] {each.text}")
        lines.extend(f"  –  {code}: {reason}" for code, reason in self.left.items())
        return "\n".join(lines)


def compile_plan(
    edition: Edition, symbols: Symbols, codes: tuple[str, ...] | None = None, given: YearBefore = NOTHING_BEFORE
) -> Plan:
    """The plan of an edition: every indicator after those it rests on.

    Args:
        codes: indicators wanted, with what they rest on; all where it is left out.
        given: what the tables say of the year before beside its own rows.
    """
    return _Compiler(edition, symbols, given).plan(codes)


class _Compiler:
    def __init__(self, edition: Edition, symbols: Symbols, given: YearBefore) -> None:
        self.edition = edition
        self.given = given
        self.symbols = symbols
        self.result = Plan(edition)
        self.done: dict[tuple[str, Layer], int] = {}
        self.gathers: dict[tuple[str, Layer], int] = {}
        self.staged: dict[str, bool] = {}

    def plan(self, codes: tuple[str, ...] | None) -> Plan:
        for indicator in self.edition.indicators:
            if codes is None or indicator.code in codes:
                reason = self._obstacle(indicator, frozenset())
                if reason:
                    self.result.left[indicator.code] = reason
                else:
                    self._indicator(indicator, self.home(indicator))
        if codes is None:
            self._conclusions()
        self.result.steps = in_rounds(self.result.steps)
        return self.result

    def home(self, indicator: Indicator) -> Layer:
        """The layer on which an indicator has its results."""
        return Layer(indicator.grain, bool(indicator.stages) or indicator.grain == "school_stage")

    # ─────────────── what cannot be planned ───────────────

    def _obstacle(self, indicator: Indicator, path: frozenset[str]) -> str:
        if indicator.code in self.result.left:
            return self.result.left[indicator.code]
        if indicator.impute is not None:
            return "impute"
        if indicator.missing == "bound" and indicator.threshold is not None:
            return "bound"
        if any(each.limit is None for each in indicator.exemptions):
            return "exemption"  # where one without a limit holds, the indicator does not apply
        if indicator.code in path:
            return "circle"
        for expression in indicator.expressions:
            node, grain = expression.node, indicator.grain
            reason = (
                self._obstacle_in(node, path | {indicator.code})
                or self._too_far_back(node, grain)
                or self._answered_before(node, grain)
            )
            if reason:
                return reason
        return ""

    def _answered_before(self, node: Node, grain: str, *, is_back: bool = False) -> str:
        """The name of a column that may be answered by one that holds the year before."""
        if isinstance(node, Call) and node.function in AGGREGATED:
            of = node.argument("of")
            grain = of.id if isinstance(of, Name) else BELOW[grain][0]
        is_back = is_back or (isinstance(node, Call) and node.function in LOOKS_BACK)
        if isinstance(node, Name):
            symbol = self.symbols.at(grain).get(node.id)
            if symbol is not None and symbol.kind == "field":
                return f"{node.id}: year before" if self.given.holds(symbol, is_back=is_back) else ""
            own = self.symbols.indicators.get(node.id)
            steps = () if own is None else ((each.node, own.grain) for each in own.expressions)
            return next(filter(None, (self._answered_before(*each, is_back=is_back) for each in steps)), "")
        return next(filter(None, (self._answered_before(each, grain, is_back=is_back) for each in _children(node))), "")

    def _too_far_back(self, node: Node, grain: str) -> str:
        """Why the period before cannot be looked at: a place without a row then, of which more is asked than its cells.

        Above the schools every body of the tree has a row in every period.
        """
        if isinstance(node, Call) and node.function in AGGREGATED:
            of = node.argument("of")
            grain = of.id if isinstance(of, Name) else BELOW[grain][0]
        if isinstance(node, Call) and node.function in LOOKS_BACK:
            inner = list(walk(node.arguments[0]))
            is_more = any(
                (isinstance(each, Call) and each.function in AGGREGATED)
                or (isinstance(each, Name) and self.symbols.at(grain)[each.id].kind != "field")
                for each in inner
            )
            if grain not in UPWARD or (is_more and grain in ALONE):
                return node.function
        return next(filter(None, (self._too_far_back(child, grain) for child in _children(node))), "")

    def _obstacle_in(self, node: Node, path: frozenset[str]) -> str:
        for each in walk(node):
            if isinstance(each, Call) and each.function in NOT_PLANNED:
                return NOT_PLANNED[each.function]
            if isinstance(each, Call) and isinstance(of := each.argument("of"), Name) and of.id == "ledger":
                return "ledger"  # its entries are no plain rows of a period
            if isinstance(each, Name) and each.id in self.symbols.indicators:
                reason = self._obstacle(self.symbols.indicators[each.id], path)
                if reason:
                    return f"{each.id}: {reason}"
        return ""

    # ─────────────── order ───────────────

    def _indicator(self, indicator: Indicator, layer: Layer) -> int:
        """The number of the step by which an indicator is known on a layer."""
        key = (indicator.code, layer)
        if key not in self.done:
            needs = self._needs_of([each.node for each in indicator.expressions], layer)
            text = (
                "judged by people" if indicator.formula is None else render_formula(indicator.formula.node, pretty=True)
            )
            self.done[key] = self._add("indicator", layer, f"{indicator.code} = {text}", needs, indicator=indicator)
        return self.done[key]

    def _needs_of(self, nodes: Iterable[Node], layer: Layer) -> frozenset[int]:
        return frozenset(number for node in nodes for number in self._needs(node, layer))

    def _needs(self, node: Node, layer: Layer) -> Iterator[int]:
        """The steps by which all that a formula names is known."""
        if isinstance(node, Call) and node.function in AGGREGATED:
            yield self._gather(node, layer)
            return
        if isinstance(node, Name) and node.id in self.symbols.indicators:
            indicator = self.symbols.indicators[node.id]
            yield self._indicator(indicator, self.layer_of(indicator, layer))
        for child, where in _asked(node, layer):
            yield from self._needs(child, where)

    def layer_of(self, indicator: Indicator, user: Layer) -> Layer:
        """The layer on which an indicator is read from another: its own rows, once a stage where the stage matters."""
        if indicator.grain == "school_stage":
            return Layer("school_stage", True, user.back)
        return Layer(indicator.grain, user.is_staged and self.is_staged(indicator), user.back)

    def is_staged(self, indicator: Indicator) -> bool:
        """Whether an indicator can differ between the stages of one body."""
        code = indicator.code
        if code not in self.staged:
            self.staged[code] = True  # while it is looked at: an edition without circles never asks
            self.staged[code] = bool(indicator.stages) or any(
                self._sees_stage(each.node, indicator.grain) for each in indicator.expressions
            )
        return self.staged[code]

    def _sees_stage(self, node: Node, grain: str) -> bool:
        if isinstance(node, Call) and node.function in AGGREGATED:
            within = node.argument("within")
            return (within.id if isinstance(within, Name) else grain) not in ("school", "school_stage")
        if isinstance(node, Name):
            symbol = self.symbols.at(grain)[node.id]
            if symbol.kind == "parameter":
                return any(each.stage for each in self.symbols.parameters[node.id].values)
            if symbol.kind == "indicator":
                return self.is_staged(self.symbols.indicators[node.id])
            return symbol.kind == "stage" or symbol.has_stages
        return any(self._sees_stage(child, grain) for child in _children(node))

    def _gather(self, call: Call, layer: Layer) -> int:
        key = (render_formula(call), layer)
        if key not in self.gathers:
            of, within = call.argument("of"), call.argument("within")
            table = of.id if isinstance(of, Name) else BELOW[layer.table][0]
            grain = within.id if isinstance(within, Name) else layer.table
            is_staged = layer.is_staged and grain not in ("school", "school_stage")
            child = Layer(table, is_staged or table == "school_stage", layer.back)
            needs = self._needs_of((node for node in _children(call) if not _is_table(call, node)), child)
            gather = Gather(call, child, layer, grain, f"g{len(self.gathers)}")
            text = f"{gather.column} = {render_formula(call, pretty=True)}"
            self.gathers[key] = self._add("gather", layer, text, needs, gather=gather)
        return self.gathers[key]

    def _conclusions(self) -> None:
        for conclusion in self.edition.conclusions:
            lacking = [code for code in conclusion.needs if code in self.result.left]
            nodes = [gate.when.node for gate in self.edition.gates if gate.grain == conclusion.grain]
            nodes += [conclusion.rule.node] if conclusion.rule else []
            reasons = (
                self._obstacle_in(node, frozenset())
                or self._too_far_back(node, conclusion.grain)
                or self._answered_before(node, conclusion.grain)
                for node in nodes
            )
            reason = next(filter(None, reasons), "")
            if lacking or reason:
                self.result.left[conclusion.code] = reason or "、".join(lacking)
                continue
            layer = Layer(conclusion.grain)
            needs = set(self._needs_of(nodes, layer))
            for code in conclusion.needs:
                indicator = self.symbols.indicators[code]
                needs.add(self._indicator(indicator, Layer(conclusion.grain, bool(indicator.stages))))
            text = f"{conclusion.code}: {', '.join(conclusion.needs)}"
            self._add("conclusion", layer, text, frozenset(needs), nodes=tuple(nodes))

    def _add(
        self,
        kind: str,
        layer: Layer,
        text: str,
        needs: frozenset[int],
        *,
        indicator: Indicator | None = None,
        gather: Gather | None = None,
        nodes: tuple[Node, ...] = (),
    ) -> int:
        number = len(self.result.steps) + 1
        self.result.steps.append(
            Step(number, kind, layer, text, needs, indicator=indicator, gather=gather, nodes=nodes)
        )
        return number


def in_rounds(steps: list[Step]) -> list[Step]:
    """The steps in the order of work: in each round all of one kind that can be done on one layer, most rows first.

    So a layer is worked through as far as it goes before others look at it, and what is gathered from it is gathered in one
    pass. Numbers run in the new order.
    """
    waiting, done, ordered = list(steps), set[int](), list[Step]()
    level = 0
    while waiting:
        ready = [step for step in waiting if step.needs <= done]
        first = min(ready, key=_precedence)
        together = [step for step in ready if _precedence(step) == _precedence(first)]
        ordered += [replace(step, level=level) for step in together]
        done |= {step.number for step in together}
        waiting = [step for step in waiting if step.number not in done]
        level += 1
    places = {step.number: place for place, step in enumerate(ordered, 1)}
    return [
        replace(step, number=places[step.number], needs=frozenset(places[each] for each in step.needs))
        for step in ordered
    ]


def _precedence(step: Step) -> tuple[int, str, int]:
    table = step.layer.table
    depth = UPWARD.index(table) if table in UPWARD else -1
    return (depth, str(step.layer), KINDS.index(step.kind))


def _children(node: Node) -> Iterator[Node]:
    if isinstance(node, Call):
        yield from node.arguments
        if node.function not in LOOKS_BACK:  # the base of a growth is a word of the language
            yield from (value for _, value in node.named)
    else:
        for name in ("operand", "left", "right"):
            child = getattr(node, name, None)
            if child is not None:
                yield child


def _is_table(call: Call, node: Node) -> bool:
    return node is call.argument("of") or node is call.argument("within")


def asked_nodes(step: Step) -> list[tuple[Node, Layer]]:
    """The formulas of a step, each with the layer on whose rows it is asked."""
    if step.gather is not None:
        call = step.gather.call
        inner = [*call.arguments, *(value for name, value in call.named if name in ("where", "weight"))]
        return [(node, step.gather.child) for node in inner]
    if step.indicator is not None:
        return [(each.node, step.layer) for each in step.indicator.expressions]
    return [(node, step.layer) for node in step.nodes]


def walk_on(node: Node, layer: Layer) -> Iterator[tuple[Node, Layer]]:
    """The nodes of a formula down to its aggregates, each with the layer on whose rows it is asked."""
    yield node, layer
    if not (isinstance(node, Call) and node.function in AGGREGATED):
        for child, where in _asked(node, layer):
            yield from walk_on(child, where)


def _asked(node: Node, layer: Layer) -> Iterator[tuple[Node, Layer]]:
    """The parts of a node, each with the layer on which it is asked: for a growth both periods."""
    is_back = isinstance(node, Call) and node.function in LOOKS_BACK
    for child in _children(node):
        if is_back:
            yield child, layer.before
        if not is_back or (isinstance(node, Call) and node.function == "growth"):
            yield child, layer
