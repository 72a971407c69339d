"""What the exact evaluator needs for some indicators and conclusions: which tables, which columns, how many years back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dudao.indicators.compile.plan import AGGREGATED, LOOKS_BACK
from dudao.indicators.symbols import BELOW, Symbols
from dudao.schemes.formula.nodes import Call, Name, Node, walk
from dudao.schemes.indicators import Conclusion, Edition

BELOW_COUNTIES = frozenset(("school_stage", "school", "kindergarten", "room"))
"""Tables of the bodies below counties: those with many rows."""


@dataclass(slots=True)
class Reach:
    """What formulas read. `columns` holds ids and metrics; `years` how far back they look at most; `grains` those at which
    something is worked out or gathered; `codes` all indicators and conclusions that take part."""

    tables: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    years: int = 0
    grains: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)

    @property
    def is_deep(self) -> bool:
        """Whether bodies below counties are among them."""
        return bool(self.tables & BELOW_COUNTIES)


def reach_of(symbols: Symbols, codes: Iterable[str]) -> Reach:
    """What indicators and conclusions rest on, through all that they name; rather one too many than too few."""
    found = Reach()
    waiting = list(codes)
    while waiting:
        code = waiting.pop()
        if code not in found.codes:
            found.codes.add(code)
            for grain, nodes, needs in _parts(symbols, code):
                found.tables.add(grain)
                found.grains.add(grain)
                found.columns |= {"passed"} if grain == "judged" else set()
                waiting.extend(needs)
                for node in nodes:
                    waiting.extend(_read(symbols, node, grain, found))
    return found


def reach_of_scores(edition: Edition) -> Reach:
    """What the scores of an edition rest on: its scored indicators, the gates of their level, what people gave; else nothing."""
    scored = tuple(each for each in edition.indicators if each.scoring is not None and each.grain == edition.level)
    if not scored:
        return Reach()
    whole = Conclusion("", "", "", edition.level, tuple(each.code for each in scored), None, (), scored[0].origin)
    symbols = Symbols(replace(edition, conclusions=(whole,)))
    found = reach_of(symbols, [whole.code])
    further = [
        code
        for each in scored
        for step in (each.scoring.steps if each.scoring is not None else ())
        for code in _read(symbols, step.when.node, each.grain, found)
    ]
    if further:
        more = reach_of(symbols, [whole.code, *further])
        found = Reach(found.tables | more.tables, found.columns | more.columns, found.years + more.years)
        found.grains, found.codes = more.grains | {edition.level}, more.codes
    found.tables.add("judged")
    found.columns |= {"passed", "score", "claimed"}
    return found


def _parts(symbols: Symbols, code: str) -> Iterator[tuple[str, list[Node], tuple[str, ...]]]:
    """The tables that an indicator or conclusion stands on, each with its formulas; and what it needs by code."""
    indicator = symbols.indicators.get(code)
    if indicator is not None:
        yield indicator.grain, [each.node for each in indicator.expressions], ()
        if indicator.formula is None:
            yield "judged", [], ()
    for conclusion in symbols.edition.conclusions:
        if conclusion.code == code:
            nodes = [gate.when.node for gate in symbols.edition.gates if gate.grain == conclusion.grain]
            nodes += [conclusion.rule.node] if conclusion.rule is not None else []
            yield conclusion.grain, nodes, conclusion.needs


def _read(symbols: Symbols, node: Node, grain: str, found: Reach) -> Iterator[str]:
    """Put down the tables and columns of a formula; yields the indicators that it names."""
    calls = [each for each in walk(node) if isinstance(each, Call)]
    found.years += sum(each.function in LOOKS_BACK for each in calls)
    tables = {grain}
    for call in calls:
        if call.function in AGGREGATED:
            of = call.argument("of")
            tables.add(of.id if isinstance(of, Name) else BELOW[grain][0])
            within = call.argument("within")
            found.grains |= {within.id} if isinstance(within, Name) else set()
    found.tables |= tables
    for name in (each.id for each in walk(node) if isinstance(each, Name)):
        if name in symbols.indicators:
            yield name
        for symbol in (symbols.at(table).get(name) for table in tables):
            if symbol is not None and symbol.kind == "field":
                found.tables.add(symbol.table)
                found.columns.add(symbol.column)
            if symbol is not None and symbol.kind == "parameter":
                _put_kind_of_school(tables, found)


def _put_kind_of_school(tables: set[str], found: Reach) -> None:
    """A parameter may go by the kind of school."""
    if tables & {"school_stage", "school"}:
        found.tables.add("school")
        found.columns.add("type")
